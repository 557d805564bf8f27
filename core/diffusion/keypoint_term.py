"""The keypoint term: reprojection residuals in metres at the body's depth, and their derivatives.

``r_i = z / f (f [X_i/Z_i, Y_i/Z_i] + c - uv_i)`` with z the pelvis' depth: a pixel error means the same whatever the image's size
and the person's distance.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from core.body.skeleton import KEYPOINT_POINTS, NUM_JOINTS
from core.diffusion.problem import Evidence

_INDEX = torch.tensor(KEYPOINT_POINTS)
_EYE = torch.eye(2)
_DAMP = 1e-6 * torch.eye(3)
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
    seen = (evidence.keypoints - evidence.center[:, None]) / evidence.focal[:, None, None]
    scale = (reference / depth[..., None])[..., None]
    eye = _EYE.to(p).expand(*p.shape[:2], 2, 2)
    slope = torch.cat((eye, -ray[..., None]), -1) * scale
    return KeypointResiduals((ray - seen) * reference, slope)


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
    p = positions.index_select(1, _INDEX.to(positions.device))
    ray = (evidence.keypoints - evidence.center[:, None]) / evidence.focal[:, None, None]
    weight = evidence.confidence
    known = ((weight > 0).sum(1) >= 2)[:, None]
    rows = torch.cat((_EYE.to(p).expand(*p.shape[:2], 2, 2), -ray[..., None]), -1).flatten(1, 2)  # [B, 50, 3]
    wanted = (ray * p[..., 2:] - p[..., :2]).flatten(1)[..., None]  # [B, 50, 1]
    damp = _DAMP.to(p)
    for _ in range(rounds):
        weighted = (rows * weight.repeat_interleave(2, 1)[..., None]).transpose(1, 2)
        solved = torch.linalg.solve(weighted @ rows + damp, weighted @ wanted).squeeze(-1)
        solved = torch.cat((solved[:, :2], solved[:, 2:].clamp(min=0.3, max=200.0)), 1)
        transl = torch.where(known, solved, transl)
        miss = (rows @ transl[..., None] - wanted).unflatten(1, (-1, 2)).square().sum((2, 3))
        weight = evidence.confidence / (1 + miss / 0.1**2)
    return transl
