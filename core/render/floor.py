"""The floor under a body, for the 3D view: its height and a soft shadow where the body stands low over it.

World frame: the camera frame (x right, y down, z forward, metres), world up is -y; so the floor lies at the largest y.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SHADOW_CELLS = 96
_CONTACT_HEIGHT = 0.22
_BLUR_CELLS = 1.4
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
    darkness = np.bincount(cells, shares, SHADOW_CELLS**2).reshape(SHADOW_CELLS, SHADOW_CELLS)
    return FloorShadow(centre, 1 - np.exp(-(_BLUR @ darkness @ _BLUR) / _FULL_SHADOW))


def _blur_matrix() -> NDArray[np.float64]:
    """[SHADOW_CELLS, SHADOW_CELLS] symmetric; multiplied from both sides it blurs rows and columns."""
    offset = np.subtract.outer(np.arange(SHADOW_CELLS), np.arange(SHADOW_CELLS))
    weights = np.exp(-0.5 * (offset / _BLUR_CELLS) ** 2)
    return weights / weights[SHADOW_CELLS // 2].sum()


_BLUR = _blur_matrix()
