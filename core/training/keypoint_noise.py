"""A detector's keypoints, imitated: which ones the body itself hides, noise that grows there, left and right taken for one another, pictures that end too soon.

How often and how much was measured on what BlazePose said of rendered people (``core.training.detector_record``), by whether the body's own capsules stand
between the camera and a keypoint. Part of ``core.training.corruption``; whole mistakes as they happened are in ``core.training.replayed_errors``.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from core.body.collision import Capsules
from core.body.skeleton import KEYPOINT_NAMES, KEYPOINT_POINTS, mirrored_name

_BEFORE = 0.06
"""Metres nearer to the camera that the middle of something has to be to hide a point."""
_ALONG = 7
"""Places along a capsule's axis that are looked at."""
_MIRROR = torch.tensor([KEYPOINT_NAMES.index(mirrored_name(n)) for n in KEYPOINT_NAMES])


def _columns(*names: str) -> Tensor:
    return torch.tensor([n.split("_", 1)[-1] in names for n in KEYPOINT_NAMES])


_SWAPPED = torch.stack((
    _columns("knee", "ankle", "big_toe", "heel"),
    _columns("elbow", "wrist", "index"),
    torch.ones(len(KEYPOINT_NAMES), dtype=torch.bool),
))  # fmt: skip
"""What changes sides together [3, 25]: the legs, the arms, or all (somebody seen from behind taken for seen from the front)."""
_UNSURE = torch.ones(len(KEYPOINT_NAMES)).masked_fill(_columns("elbow", "wrist", "index"), 0.1)
_UNSURE = _UNSURE.masked_fill(_columns("knee"), 0.5).masked_fill(_columns("ankle", "big_toe", "heel"), 0.6)
"""The usual confidence of a hidden keypoint [25]. Of shoulders, hips and face the detector is as sure as if it saw them."""


@dataclass(frozen=True)
class KeypointNoise:
    """How a detector errs beyond plain noise. The defaults are what BlazePose was seen to do, in shares of people unless said otherwise.

    ``hidden``: how many times larger the error of a keypoint is which the body hides; ``legs``, ``arms``, ``whole``: whose left and right are swapped;
    ``tail``: share of keypoints that are somewhere else altogether, by ``astray`` of the person's size, with no less confidence;
    ``cut``: whose picture ends within the body.
    """

    hidden: float = 2.0
    legs: float = 0.032
    arms: float = 0.025
    whole: float = 0.015
    tail: float = 0.03
    astray: float = 0.12
    cut: float = 0.1


@dataclass(frozen=True)
class Keypoints:
    """``pixels`` [B, 25, 2] and ``confidence`` [B, 25], 0 where there is none."""

    pixels: Tensor
    confidence: Tensor


def misled(
    true: Tensor, sigma: Tensor, confidence: Tensor, hidden: Tensor, noise: KeypointNoise, g: torch.Generator
) -> Keypoints:
    """What a detector says of keypoints that are at ``true`` [B, 25, 2] px.

    Args:
        sigma: [B, 25] px, plain noise of what is seen; ``confidence`` [B, 25] of it.
        hidden: [B, 25], from ``hidden_keypoints``.
    """
    b, count = sigma.shape

    def chance(p: float, *shape: int) -> Tensor:
        return torch.rand(b, *shape, generator=g) < p

    size = (true.amax(1) - true.amin(1)).amax(1)[:, None]
    spread = torch.where(hidden, sigma * noise.hidden, sigma)
    spread = torch.where(chance(noise.tail, count), noise.astray * size, spread)
    pixels = true + spread[..., None] * torch.randn(b, count, 2, generator=g)
    usual = _UNSURE + (1.0 - _UNSURE) * 0.5 * torch.rand(b, count, generator=g).square()
    confidence = torch.where(hidden, confidence * usual, confidence)
    swapped = torch.zeros(b, count, dtype=torch.bool)
    for group, share in zip(_SWAPPED, (noise.legs, noise.arms, noise.whole), strict=True):
        swapped ^= chance(share)[:, None] & group
    pixels = torch.where(swapped[..., None], pixels[:, _MIRROR], pixels)
    confidence = torch.where(swapped, confidence[:, _MIRROR], confidence)
    return Keypoints(pixels, torch.where(_beyond(true, chance(noise.cut), g), 0.0, confidence))


def _beyond(true: Tensor, cut: Tensor, g: torch.Generator) -> Tensor:
    """Which keypoints [B, 25] lie outside pictures that are ``cut`` [B]: at the bottom mostly, else at a side or the top, up to six tenths of the way."""
    low, high = true.amin(1), true.amax(1)
    side = torch.rand(len(true), generator=g)
    share = 0.6 * torch.rand(len(true), 1, generator=g)
    reach = share * (high - low)
    bottom, left, right, top = side < 0.6, (side >= 0.6) & (side < 0.75), (side >= 0.75) & (side < 0.9), side >= 0.9
    x, y = true.unbind(-1)
    out = (bottom[:, None] & (y > (high - reach)[:, 1:])) | (top[:, None] & (y < (low + reach)[:, 1:]))
    out |= (left[:, None] & (x < (low + reach)[:, :1])) | (right[:, None] & (x > (high - reach)[:, :1]))
    return out & cut[:, None]


def hidden_keypoints(capsules: Capsules, positions: Tensor, betas: Tensor) -> Tensor:
    """Which keypoints [B, 25] the body itself hides from the camera: points [B, K, 3] in the camera frame, betas [B, 10]."""
    start, end = capsules.axes(positions)
    share = torch.linspace(0.0, 1.0, _ALONG, dtype=positions.dtype)[:, None, None]
    near = torch.lerp(start, end, share[:, None]).transpose(0, 1).flatten(1, 2)  # [B, 7 C, 3]
    radius = capsules.radii(betas).repeat(1, _ALONG)
    point = positions[:, list(KEYPOINT_POINTS)]
    ray = torch.nn.functional.normalize(point, dim=-1)
    along = torch.einsum("bkd,bsd->bks", ray, near)
    off = (near.square().sum(-1)[:, None] - along.square()).clamp(min=0.0).sqrt()
    before = point.norm(dim=-1)[..., None] - along > _BEFORE
    # Joints lie inside their own limbs, which do not hide them.
    outside = (point[:, :, None] - near[:, None]).norm(dim=-1) > 0.85 * radius[:, None]
    return ((off < radius[:, None]) & before & outside).any(-1)
