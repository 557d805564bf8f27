"""Of which joints keypoints tell: where they do, the picture decides and words fill in what it leaves open; where they do not, words decide."""

from __future__ import annotations

import torch
from torch import Tensor

from core.body.skeleton import JOINT_NAMES, KEYPOINT_NAMES
from core.diffusion.problem import Evidence


def _keypoints_of_joints() -> tuple[list[int], list[list[int]]]:
    """For each joint the keypoint at its base and those that show which way it is turned."""
    index = {name: i for i, name in enumerate(KEYPOINT_NAMES)}
    trunk = ("left_hip", ["left_shoulder", "right_shoulder"])
    face = ("left_shoulder", ["nose", "left_eye", "right_eye", "left_ear", "right_ear"])
    table: dict[str, tuple[str, list[str]]] = {
        "pelvis": ("left_hip", ["left_shoulder", "right_shoulder"]), "neck": face, "head": face,
        **{f"spine{k}": trunk for k in (1, 2, 3)},
    }  # fmt: skip
    for s in ("left", "right"):
        table[f"{s}_collar"] = (f"{s}_shoulder", [f"{s}_shoulder"])
        for joint, base, end in (
            ("shoulder", "shoulder", "elbow"), ("elbow", "elbow", "wrist"), ("wrist", "wrist", "wrist"), ("hand", "wrist", "wrist"),
            ("hip", "hip", "knee"), ("knee", "knee", "ankle"), ("ankle", "ankle", "ankle"), ("foot", "ankle", "ankle"),
        ):  # fmt: skip
            table[f"{s}_{joint}"] = (f"{s}_{base}", [f"{s}_{end}"])
    bases = [index[table[name][0]] for name in JOINT_NAMES]
    ends = [[index[e] for e in table[name][1]] for name in JOINT_NAMES]
    longest = max(map(len, ends))
    return bases, [row + [row[-1]] * (longest - len(row)) for row in ends]


_BASE_KEYPOINT, _END_KEYPOINT = (torch.tensor(rows) for rows in _keypoints_of_joints())


def joints_seen(evidence: Evidence) -> Tensor:
    """How well keypoints tell of each joint's rotation [B, 24], 0..1: the least confidence of the joint's own place and the next one's along the limb.

    Below a confidence of 0.3 nothing is seen, from 0.8 on all: an occluded keypoint is a guess that words may overrule. Feet and hands count as
    seen with the ankle and the wrist: what they carry is too short to matter.
    """
    confidence = ((evidence.confidence - 0.3) / 0.5).clamp(0.0, 1.0)
    base, ends = (x.to(confidence.device) for x in (_BASE_KEYPOINT, _END_KEYPOINT))
    return torch.minimum(confidence[:, base], confidence[:, ends].amax(-1))
