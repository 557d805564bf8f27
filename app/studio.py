"""The look of the 3D view: clay, lights, backdrop and floor, once for the light and once for the dark theme.

Surface and light colours are linear, because the shader adds them up; backdrop, floor and ghost are plain screen colours.
"""

from __future__ import annotations

from dataclasses import dataclass

Colour = tuple[float, float, float]


@dataclass(frozen=True)
class Studio:
    """Colours of one theme; each 0..1. `floor_line` and `floor_shadow` carry their strength as a fourth number."""

    clay: Colour
    accent: Colour
    mark: Colour
    sky: Colour
    ground: Colour
    key: Colour
    fill: Colour
    rim: Colour
    ghost: Colour
    backdrop_centre: Colour
    backdrop_corner: Colour
    floor_line: tuple[float, float, float, float]
    floor_shadow: tuple[float, float, float, float]


LIGHT = Studio(
    clay=(0.52, 0.46, 0.41),
    accent=(0.02, 0.50, 0.44),
    mark=(0.95, 0.36, 0.02),
    sky=(0.34, 0.36, 0.40),
    ground=(0.13, 0.115, 0.105),
    key=(1.06, 0.99, 0.90),
    fill=(0.13, 0.16, 0.20),
    rim=(0.05, 0.055, 0.06),
    ghost=(0.16, 0.36, 0.66),
    backdrop_centre=(0.955, 0.957, 0.962),
    backdrop_corner=(0.815, 0.825, 0.840),
    floor_line=(0.42, 0.45, 0.49, 0.55),
    floor_shadow=(0.10, 0.11, 0.13, 0.42),
)

DARK = Studio(
    clay=(0.55, 0.49, 0.44),
    accent=(0.02, 0.50, 0.44),
    mark=(0.95, 0.36, 0.02),
    sky=(0.24, 0.265, 0.31),
    ground=(0.065, 0.06, 0.06),
    key=(0.98, 0.91, 0.82),
    fill=(0.10, 0.14, 0.20),
    rim=(0.22, 0.26, 0.32),
    ghost=(0.45, 0.68, 0.98),
    backdrop_centre=(0.205, 0.215, 0.232),
    backdrop_corner=(0.095, 0.100, 0.110),
    floor_line=(0.62, 0.66, 0.72, 0.34),
    floor_shadow=(0.0, 0.0, 0.0, 0.60),
)


def studio(dark: bool) -> Studio:
    """The look for a theme."""
    return DARK if dark else LIGHT
