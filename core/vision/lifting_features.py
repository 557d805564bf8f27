"""What the lifting network reads, made the same way from a photograph and from the trainer's simulated people.

All is expressed as seen by a camera turned towards the middle of the person's keypoints: a person then looks the same to
the network wherever in the photograph he stands, and the turn is undone on its answer.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from core.body.skeleton import KEYPOINT_NAMES, mirrored_name
from core.vision.landmarks import LANDMARK_INDEX, LANDMARK_NAMES, MIRRORED_LANDMARKS


def _limb_bones() -> tuple[tuple[int, int], ...]:
    sides = ("left", "right")
    names = [(f"{s}_{a}", f"{s}_{b}") for s in sides for a, b in (
        ("shoulder", "elbow"), ("elbow", "wrist"), ("wrist", "index"), ("wrist", "pinky"), ("hip", "knee"), ("knee", "ankle"),
        ("ankle", "heel"), ("ankle", "foot_index"), ("heel", "foot_index"), ("hip", "shoulder"),
    )]  # fmt: skip
    names += [
        ("right_shoulder", "left_shoulder"), ("right_hip", "left_hip"), ("right_ear", "left_ear"),
        ("left_ear", "nose"), ("right_ear", "nose"), ("mouth_left", "left_eye"), ("mouth_right", "right_eye"),
    ]  # fmt: skip
    return tuple((LANDMARK_INDEX[a], LANDMARK_INDEX[b]) for a, b in names)


BONES: tuple[tuple[int, int], ...] = _limb_bones()
"""Pairs of landmarks whose direction is trusted (their distance is not)."""

NUM_LANDMARKS = len(LANDMARK_NAMES)
NUM_KEYPOINTS = len(KEYPOINT_NAMES)
NUM_FEATURES = NUM_LANDMARKS * 4 + len(BONES) * 3 + NUM_KEYPOINTS * 3 + 3

_START = torch.tensor([a for a, _ in BONES])
_END = torch.tensor([b for _, b in BONES])
_HIPS = (LANDMARK_INDEX["left_hip"], LANDMARK_INDEX["right_hip"])
_TYPICAL_SIZE = 0.45
"""Angular size (tangent) of a standing person's box at 4 m: log sizes are taken relative to it."""


@dataclass(frozen=True)
class Sight:
    """How a batch of people looks to the camera turned towards them.

    Attributes:
        keypoints: [B, 25, 2] tangents of the viewing angles (x right, y down), in the order of `KEYPOINT_NAMES`; anything where unseen.
        confidence: [B, 25] 0 to 1; 0 means not seen.
        world: [B, 33, 3] metres, any origin, axes of the turned camera; zeros when there are none.
        visibility: [B, 33] 0 to 1.
        has_landmarks: [B] 1 or 0.
        size: [B] longer side of the box in tangents of the viewing angle.
    """

    keypoints: Tensor
    confidence: Tensor
    world: Tensor
    visibility: Tensor
    has_landmarks: Tensor
    size: Tensor


_KEYPOINT_MIRROR = [KEYPOINT_NAMES.index(mirrored_name(name)) for name in KEYPOINT_NAMES]


def mirrored(sight: Sight) -> Sight:
    """The same people in a mirror."""
    sign = sight.world.new_tensor([-1.0, 1.0, 1.0])
    landmarks = list(MIRRORED_LANDMARKS)
    return Sight(
        sight.keypoints[:, _KEYPOINT_MIRROR] * sign[:2], sight.confidence[:, _KEYPOINT_MIRROR], sight.world[:, landmarks] * sign,
        sight.visibility[:, landmarks], sight.has_landmarks, sight.size,
    )  # fmt: skip


def keypoint_bounds(keypoints: Tensor, confidence: Tensor) -> tuple[Tensor, Tensor]:
    """Middle [B, 2] and longer side [B] of the box around the keypoints [B, 25, 2] whose confidence [B, 25] is above 0.

    Rows without such a keypoint get the middle (0, 0) and the side 0.
    """
    seen = (confidence > 0)[..., None]
    far = torch.full_like(keypoints, torch.inf)
    low = torch.where(seen, keypoints, far).amin(1)
    high = torch.where(seen, keypoints, -far).amax(1)
    some = seen.any(1)
    low, high = torch.where(some, low, 0.0), torch.where(some, high, 0.0)
    return (low + high) / 2, (high - low).amax(-1)


def features(sight: Sight) -> Tensor:
    """The network's input [B, NUM_FEATURES]."""
    seen = (sight.confidence > 0).to(sight.keypoints.dtype)
    middle, side = keypoint_bounds(sight.keypoints, sight.confidence)
    side = torch.where(side > 1e-6, side, sight.size).clamp(min=1e-4)
    flat = (sight.keypoints - middle[:, None]) / side[:, None, None] * seen[..., None] * 2.0

    has = sight.has_landmarks[:, None, None]
    centred = (sight.world - sight.world[:, list(_HIPS)].mean(1, keepdim=True)) * has
    bones = centred[:, _END] - centred[:, _START]
    directions = bones / bones.norm(dim=-1, keepdim=True).clamp(min=1e-4)
    return torch.cat(
        (
            centred.flatten(1) * 3.0,
            sight.visibility * sight.has_landmarks[:, None],
            directions.flatten(1),
            flat.flatten(1),
            sight.confidence,
            torch.log(sight.size.clamp(min=1e-3) / _TYPICAL_SIZE)[:, None],
            sight.has_landmarks[:, None],
            seen.mean(1, keepdim=True),
        ),
        dim=1,
    )
