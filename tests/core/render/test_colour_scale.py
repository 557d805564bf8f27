"""The scale for the doubt can be read without seeing colours."""

from __future__ import annotations

import pytest

from core.render.colour_scale import STOPS, colour_at, linear_stops


def _light(rgb: tuple[int, int, int]) -> float:
    return sum(share * (channel / 255) ** 2.2 for share, channel in zip((0.2126, 0.7152, 0.0722), rgb, strict=True))


def test_the_scale_grows_lighter_all_the_way() -> None:
    lights = [_light(colour_at(k / 50)) for k in range(51)]
    assert all(a < b for a, b in zip(lights, lights[1:], strict=False))


def test_values_beyond_the_scale_get_its_ends() -> None:
    assert colour_at(-3.0) == colour_at(0.0) == STOPS[0] and colour_at(7.0) == colour_at(1.0) == STOPS[-1]
    assert colour_at(0.25) == STOPS[1]


def test_the_shader_gets_the_same_stops() -> None:
    for stop, linear in zip(STOPS, linear_stops(), strict=True):
        assert tuple(255 * channel**0.5 for channel in linear) == pytest.approx(stop)
