"""The keypoint term: reprojection residuals in metres at the body's depth, and their derivatives.

``r_i = z / f (f [X_i/Z_i, Y_i/Z_i] + c - uv_i)`` with z the pelvis' depth: a pixel error means the same whatever the image's size
and the person's distance.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from core.body.kinematics import Kinematics
from core.body.skeleton import KEYPOINT_POINTS, NUM_JOINTS
from core.diffusion.problem import Evidence, State

_INDEX = torch.tensor(KEYPOINT_POINTS)
_EYE = torch.eye(2)
_DAMP = 1e-6
NEAREST = 0.2
"""Depth (m) below which a point is treated as being this far away, so that a body that touches the camera cannot blow up."""


@dataclass(frozen=True)
class KeypointResiduals:
    """``residual`` [B, 25, 2] in metres; ``slope`` [B, 25, 2, 3] its derivative with respect to the point's camera-frame position."""

    residual: Tensor
    slope: Tensor


def keypoint_residuals(positions: Tensor, evidence: Evidence) -> KeypointResiduals:
    """Residuals of the posed points [B, K, 3] (translation applied)."""
    p = positions.index_select(1, _INDEX.to(positions.device))
    depth = p[..., 2].clamp(min=NEAREST)
    reference = positions[:, 0, 2].clamp(min=NEAREST)[:, None, None]
    ray = p[..., :2] / depth[..., None]
    scale = (reference / depth[..., None])[..., None]
    eye = _EYE.to(p).expand(*p.shape[:2], 2, 2)
    slope = torch.cat((eye, -ray[..., None]), -1) * scale
    return KeypointResiduals((ray - rays(evidence)) * reference, slope)


def keypoints_of(kinematics: Kinematics, state: State, evidence: Evidence) -> KeypointResiduals:
    """Residuals of a body, worked out once for each."""
    return state.once("keypoints", evidence.keypoints, lambda: keypoint_residuals(state.posed(kinematics).positions, evidence))


def keypoint_jacobian(positions: Tensor, slope: Tensor, moved: Tensor) -> Tensor:
    """d residual / d (world-frame turn of each joint) [B, 25, 2, 24, 3] for slopes [B, 25, 2, 3]: ``moved[j, i] (P_i - P_j) x slope``."""
    index = _INDEX.to(positions.device)
    arms = positions.index_select(1, index)[:, :, None] - positions[:, None, :NUM_JOINTS]  # [B, 25, 24, 3]
    arms = arms * moved.index_select(1, index).T[None, :, :, None]
    return torch.linalg.cross(arms[:, :, None], slope[:, :, :, None].expand(-1, -1, -1, NUM_JOINTS, -1))


def place(positions: Tensor, evidence: Evidence, transl: Tensor | None = None, rounds: int = 3) -> Tensor:
    """Translation [B, 3] that brings root-fixed points [B, K, 3] onto the keypoints: linear least squares on rays, reweighted robustly.

    Each keypoint says ``X + tx - u (Z + tz) = 0`` and likewise for y: linear in the translation. Bodies with fewer than two keypoints keep
    their ``transl`` [B, 3], by default the initial body's.
    """
    transl = evidence.initial.transl if transl is None else transl
    # With the ray u = (x, y) of each keypoint and r = u Z - (X, Y): t_xy - u tz = r. For each tz the best t_xy is the mean of r + u tz, so
    # tz = - sum w du dr / sum w |du|^2 with du, dr told from their weighted means: a line fitted through the rays. What is left is du tz + dr.
    p = positions.index_select(1, _INDEX.to(positions.device))
    ray, weight = rays(evidence), evidence.confidence
    known = evidence.initial.once("placed by", weight, lambda: ((weight > 0).sum(1) >= 2)[:, None])
    both = torch.cat((ray, ray * p[..., 2:] - p[..., :2]), -1)  # [B, 25, 4]: u, r
    for again in range(rounds):
        middle = (weight[:, None] @ both) / (weight.sum(1)[:, None, None] + _DAMP)
        off = both - middle
        du, dr = off[..., :2], off[..., 2:]
        weighted = weight[..., None] * du
        steep, along = (weighted * du).sum((1, 2)), (weighted * dr).sum((1, 2))
        tz = (-along / (steep + _DAMP)).clamp(min=0.3, max=200.0)[:, None]
        if again + 1 < rounds:
            miss = (du * tz[..., None] + dr).square().sum(-1)
            weight = evidence.confidence / (1 + miss / 0.1**2)
    u, r = middle[:, 0, :2], middle[:, 0, 2:]
    return torch.where(known, torch.cat((r + u * tz, tz), 1), transl)


def rays(evidence: Evidence) -> Tensor:
    """The rays [B, 25, 2] of the keypoints, at a depth of one; worked out once for all bodies that are compared with them."""
    by = (evidence.keypoints, evidence.center, evidence.focal)
    return evidence.initial.once("rays", by, lambda: (evidence.keypoints - evidence.center[:, None]) / evidence.focal[:, None, None])
