"""Where in front of the camera a posed body stands, from its keypoints in the photograph.

A perspective camera makes the translation a linear question: each keypoint says that the body point lies on its ray.
"""

from __future__ import annotations

import numpy as np

from core.observation import Array, Camera

MIN_DEPTH = 0.3
"""No part of a body is put nearer to the camera than this (m)."""
_ROBUST_SHARE = 0.05
"""Misfits beyond this share of the person's size in the picture lose their say."""


def place_points(points: Array, pixels: Array, weights: Array, camera: Camera) -> Array | None:
    """Translation [3] that best puts `points` on the rays of `pixels`.

    Args:
        points: [N, 3] body points in the camera's axes before translation, metres.
        pixels: [N, 2] where they are seen.
        weights: [N] 0 to 1; points with weight 0 are ignored.
        camera: of the photograph.

    Returns:
        The translation, or None when fewer than two well separated points are seen.
    """
    seen = weights > 0
    points, pixels, weights = points[seen], pixels[seen], weights[seen]
    if len(points) < 2 or np.linalg.norm(np.ptp(pixels, axis=0)) < 4.0:
        return None
    flat = (pixels - camera.principal_point) / camera.focal_length
    extent = float(np.linalg.norm(np.ptp(flat, axis=0)))
    # t_x - u t_z = u Z - X and t_y - v t_z = v Z - Y: two rows a point.
    count = len(points)
    rows = np.zeros((2 * count, 3))
    rows[:count, 0] = 1.0
    rows[count:, 1] = 1.0
    rows[:, 2] = -np.concatenate((flat[:, 0], flat[:, 1]))
    right = np.concatenate((flat[:, 0] * points[:, 2] - points[:, 0], flat[:, 1] * points[:, 2] - points[:, 1]))
    # A mild pull to the depth that the sizes suggest settles what few keypoints leave open.
    size = float(np.linalg.norm(np.ptp(points[:, :2], axis=0)))
    guess = np.clip(size / max(extent, 1e-6), 0.5, 50.0) - points[:, 2].mean()
    pull = np.array([[0.0, 0.0, 0.02 * extent]])
    scale = np.sqrt(weights)
    shift = np.zeros(3)
    for _ in range(4):
        both = np.concatenate((scale, scale))
        system = np.concatenate((rows * both[:, None], pull))
        answer = np.concatenate((right * both, pull[0, 2:] * guess))
        shift = np.linalg.lstsq(system, answer, rcond=None)[0]
        shift[2] = max(shift[2], MIN_DEPTH - float(points[:, 2].min()))
        moved = points + shift
        misfit = np.linalg.norm(moved[:, :2] / moved[:, 2:] - flat, axis=1) / max(extent, 1e-6)
        robust = 1.0 / (1.0 + (misfit / _ROBUST_SHARE) ** 2)  # Geman-McClure, square root of its weight
        scale = np.sqrt(weights) * robust * (moved[:, 2].mean() / moved[:, 2])
    return shift


def place_in_box(points: Array, box: tuple[float, float, float, float], camera: Camera) -> Array:
    """Translation [3] that makes `points` [N, 3] fill `box` (x0, y0, x1, y1, px) along their own longer side."""
    low, high = np.array(box[:2], float), np.array(box[2:], float)
    middle = ((low + high) / 2 - camera.principal_point) / camera.focal_length
    wanted = np.maximum(np.abs(high - low) / camera.focal_length, 1e-4)
    outline = (points.min(0) + points.max(0)) / 2
    extent = np.ptp(points[:, :2], axis=0)
    longer = int(extent.argmax())
    depth = float(extent[longer] / wanted[longer])
    shift = np.append(middle * depth - outline[:2], depth - outline[2])
    shift[2] = max(shift[2], MIN_DEPTH - float(points[:, 2].min()))
    for _ in range(3):  # perspective moves the outline a little: recentre
        moved = points + shift
        flat = moved[:, :2] / moved[:, 2:]
        excess = float(np.ptp(flat[:, longer]) / wanted[longer])
        shift[2] = max((shift[2] + outline[2]) * excess - outline[2], MIN_DEPTH - float(points[:, 2].min()))
        moved = points + shift
        flat = moved[:, :2] / moved[:, 2:]
        shift[:2] += (middle - (flat.min(0) + flat.max(0)) / 2) * moved[:, 2].mean()
    return shift
