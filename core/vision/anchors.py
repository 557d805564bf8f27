"""Decoding of BlazePose's person detector: a single-shot detector over a fixed grid of anchors.

The network looks at a 224 x 224 picture and says, for each of 2254 anchors, whether a person's trunk is there, and
where the hips' middle and the point that gives the body's size lie relative to it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

INPUT_SIZE = 224
_GRIDS = ((28, 2), (14, 2), (7, 6))
"""(cells a side, anchors a cell) for strides 8, 16 and 32 (three layers share the last stride, two anchors each)."""

MIN_SCORE = 0.5
SUPPRESSION_IOU = 0.3


@dataclass(frozen=True)
class TrunkDetection:
    """One detection in the coordinates of the detector's input, 0 to 1 across.

    Attributes:
        box: [4] x0, y0, x1, y1 of the head-and-trunk box.
        points: [4, 2] hips' middle, body's size point, shoulders' middle, trunk's size point.
        score: 0 to 1.
    """

    box: NDArray[np.float64]
    points: NDArray[np.float64]
    score: float


def anchor_centers() -> NDArray[np.float64]:
    """[2254, 2] x, y of every anchor, 0 to 1, in the order of the network's output."""
    layers = []
    for cells, copies in _GRIDS:
        rows, columns = np.mgrid[0:cells, 0:cells]
        centers = (np.stack([columns, rows], -1).reshape(-1, 2) + 0.5) / cells
        layers.append(np.repeat(centers, copies, axis=0))
    return np.concatenate(layers)


def decode(raw: NDArray[np.float32], logits: NDArray[np.float32], min_score: float = MIN_SCORE) -> list[TrunkDetection]:
    """Turn the detector's outputs into detections, overlapping ones merged, best first.

    Args:
        raw: [2254, 12] center x, y, width, height and four points, in pixels relative to the anchor.
        logits: [2254] or [2254, 1].
        min_score: anchors below this are ignored.
    """
    scores = 1.0 / (1.0 + np.exp(-np.clip(logits.reshape(-1).astype(np.float64), -50.0, 50.0)))
    keep = np.flatnonzero(scores > min_score)
    if keep.size == 0:
        return []
    values = raw[keep].astype(np.float64) / INPUT_SIZE
    centers = anchor_centers()[keep]
    middle, half = values[:, :2] + centers, values[:, 2:4] / 2
    points = values[:, 4:12].reshape(-1, 4, 2) + centers[:, None]
    coordinates = np.concatenate([middle - half, middle + half, points.reshape(-1, 8)], axis=1)
    return _merge(coordinates, scores[keep])


def _merge(coordinates: NDArray[np.float64], scores: NDArray[np.float64]) -> list[TrunkDetection]:
    """Weighted suppression: overlapping detections become their score-weighted mean, which is steadier than the best."""
    order = np.argsort(-scores)
    merged = []
    while order.size:
        overlap = intersection_over_union(coordinates[order[0], :4], coordinates[order, :4])
        group = order[(overlap > SUPPRESSION_IOU) | (np.arange(order.size) == 0)]
        weights = scores[group] / scores[group].sum()
        mean = weights @ coordinates[group]
        merged.append(TrunkDetection(mean[:4], mean[4:].reshape(4, 2), float(scores[order[0]])))
        order = order[~np.isin(order, group)]
    return merged


def intersection_over_union(box: NDArray[np.float64], boxes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Overlap of `box` [4] with each of `boxes` [N, 4] (x0, y0, x1, y1) -> [N]."""
    size = np.minimum(box[2:], boxes[:, 2:]) - np.maximum(box[:2], boxes[:, :2])
    shared = np.prod(np.clip(size, 0.0, None), axis=1)
    total = np.prod(box[2:] - box[:2]) + np.prod(boxes[:, 2:] - boxes[:, :2], axis=1) - shared
    return shared / np.maximum(total, 1e-12)
