"""Errors between two sets of joints, as the field reports them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def mpjpe(a: Array, b: Array) -> float:
    """Mean per-joint position error in mm of joints a against b, both [J, 3] in metres, after moving the first joint (the pelvis) onto each other."""
    return float(1e3 * np.linalg.norm((a - a[0]) - (b - b[0]), axis=1).mean())


def procrustes(a: Array, b: Array) -> Array:
    """a [J, 3] moved, turned and scaled onto b [J, 3] (least squares, no reflection)."""
    x, y = a - a.mean(0), b - b.mean(0)
    u, s, vt = np.linalg.svd(x.T @ y)
    sign = np.array([1.0, 1.0, np.sign(np.linalg.det(u @ vt))])
    scale = (s * sign).sum() / max((x**2).sum(), 1e-12)
    return scale * x @ (u * sign @ vt) + b.mean(0)


def pa_mpjpe(a: Array, b: Array) -> float:
    """MPJPE in mm after Procrustes alignment."""
    return float(1e3 * np.linalg.norm(procrustes(a, b) - b, axis=1).mean())


def depth_is_right(joints: Array, truth: Array, segment: tuple[int, int]) -> bool:
    """Whether a segment (base joint, end joint) goes towards or away from the camera as in truth; joints [24, 3] in the camera frame."""
    base, end = segment
    return bool(np.sign((joints[end] - joints[base])[2]) == np.sign((truth[end] - truth[base])[2]))
