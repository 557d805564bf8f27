"""Where to look for people: the whole photograph, then overlapping squares of it.

BlazePose's detector was made for one person filling the frame of a phone. It finds the most prominent one and misses
small or neighbouring ones, so the photograph is also searched in pieces.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from core.vision.crop import CropRegion

_OVERLAP = 0.5
_SQUARE_ENOUGH = 1.25


def whole(image_size: tuple[int, int]) -> CropRegion:
    """The square around the whole photograph (width, height)."""
    width, height = image_size
    return CropRegion((width / 2, height / 2), float(max(width, height)))


def pieces(image_size: tuple[int, int], share: float) -> list[CropRegion]:
    """Overlapping squares whose side is `share` of the longer side, covering the photograph (width, height)."""
    width, height = image_size
    side = max(width, height) * share
    return [CropRegion((x, y), side) for y in _centers(height, side) for x in _centers(width, side)]


def levels(image_size: tuple[int, int]) -> Iterator[list[CropRegion]]:
    """Ever finer searches: the whole, squares of the shorter side for long pictures, halves."""
    width, height = image_size
    yield [whole(image_size)]
    aspect = max(width, height) / min(width, height)
    if aspect > _SQUARE_ENOUGH and aspect < 4:
        yield pieces(image_size, 1 / aspect)
    yield pieces(image_size, 0.5)


def _centers(length: float, side: float) -> list[float]:
    """Middles of the fewest windows of `side` that cover 0 to `length` and overlap by half."""
    if length <= side * 1.001:
        return [length / 2]
    count = max(2, math.ceil((length - side) / (side * (1 - _OVERLAP)) - 0.001) + 1)
    step = (length - side) / (count - 1)
    return [side / 2 + step * i for i in range(count)]
