"""Colours for a value from 0 to 1: a sequential scale that grows lighter all the way, so that it can be read with every kind of colour vision.

The stops are matplotlib's viridis (CC0) from a fifth of its length on: its darkest fifth would be lost on a shaded body.
"""

from __future__ import annotations

Rgb = tuple[int, int, int]
STOPS: tuple[Rgb, ...] = ((65, 68, 135), (42, 120, 142), (34, 168, 132), (122, 209, 81), (253, 231, 37))
"""sRGB, 0..255, evenly spaced; between them the scale is linear. The body's shader does the same with the same stops."""


def colour_at(value: float) -> Rgb:
    """The colour of a value; values beyond 0..1 get the colour of the nearer end."""
    place = min(max(value, 0.0), 1.0) * (len(STOPS) - 1)
    below = min(int(place), len(STOPS) - 2)
    share = place - below
    red, green, blue = (round(a + share * (b - a)) for a, b in zip(STOPS[below], STOPS[below + 1], strict=True))
    return red, green, blue


def linear_stops() -> tuple[tuple[float, float, float], ...]:
    """The stops as the shader adds light up: 0..1, with the square root that it ends with undone."""
    return tuple(((r / 255) ** 2, (g / 255) ** 2, (b / 255) ** 2) for r, g, b in STOPS)
