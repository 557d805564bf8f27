"""The floor under a body, for the 3D view: its height and a soft shadow where the body stands low over it.

World frame: the camera frame (x right, y down, z forward, metres), world up is -y; so the floor lies at the largest y.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SHADOW_CELLS = 96
_CONTACT_HEIGHT = 0.22
_REACH = 4
_BLUR = np.exp(-0.5 * (np.arange(-_REACH, _REACH + 1) / 1.4) ** 2)
_BLUR /= _BLUR.sum()
_FULL_SHADOW = 7.0


@dataclass(frozen=True)
class FloorShadow:
    """`centre` of the floor's patch (x, height as y, z) and `darkness` [SHADOW_CELLS, SHADOW_CELLS] 0..1, rows along z, columns along x."""

    centre: tuple[float, float, float]
    darkness: NDArray[np.float64]


def floor_shadow(vertices: NDArray[np.floating], reach: float) -> FloorShadow:
    """Floor under `vertices` [V, 3]; the patch runs `reach` metres from its centre each way."""
    low, high = vertices.min(0), vertices.max(0)
    centre = (float(low[0] + high[0]) / 2, float(high[1]), float(low[2] + high[2]) / 2)
    near = vertices[vertices[:, 1] > centre[1] - 4 * _CONTACT_HEIGHT]  # Higher up, a vertex adds less than a fiftieth.
    step = 2 * reach / (SHADOW_CELLS - 1)
    column = np.clip((near[:, 0] - centre[0] + reach) / step, 0, SHADOW_CELLS - 1.001)
    row = np.clip((near[:, 2] - centre[2] + reach) / step, 0, SHADOW_CELLS - 1.001)
    weight = np.exp(-(centre[1] - near[:, 1]) / _CONTACT_HEIGHT)
    left, top = column.astype(np.int64), row.astype(np.int64)
    right_share, bottom_share = column - left, row - top
    cell = top * SHADOW_CELLS + left
    cells = np.concatenate([cell, cell + 1, cell + SHADOW_CELLS, cell + SHADOW_CELLS + 1])
    shares = np.concatenate(
        [
            weight * (1 - bottom_share) * (1 - right_share),
            weight * (1 - bottom_share) * right_share,
            weight * bottom_share * (1 - right_share),
            weight * bottom_share * right_share,
        ]
    )
    darkness = np.bincount(cells, shares, SHADOW_CELLS**2).astype(np.float64).reshape(SHADOW_CELLS, SHADOW_CELLS)
    return FloorShadow(centre, 1 - np.exp(-_blurred(darkness) / _FULL_SHADOW))


def _blurred(grid: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rows, then columns. Slices rather than two small matrix products: those would wake the linear algebra library's threads at every frame."""
    for _ in range(2):
        padded = np.pad(grid, ((_REACH, _REACH), (0, 0)))
        blurred = np.zeros_like(grid)
        for k, weight in enumerate(_BLUR):
            blurred += weight * padded[k : k + SHADOW_CELLS]
        grid = blurred.T
    return grid
