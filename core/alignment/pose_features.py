"""What the pose encoder sees of each part: its own joints, and how it lies to the rest of the body and to the ground.

The heading is removed first, so a body means the same whichever way it faces. Every body is also seen in the mirror: a part of the right
side is read as the left one of the mirrored body, by the same weights. So sides cannot be confused, and nothing has to be learned twice.
"""

from __future__ import annotations

import torch
from torch import Tensor

from core.body.kinematics import Kinematics
from core.body.skeleton import (
    JOINT_NAMES,
    MIRROR_JOINTS,
    NUM_BETAS,
    NUM_JOINTS,
    PART_JOINTS,
    PARTS,
    POINT_INDEX,
    mirrored_name,
)

PART_TYPES: tuple[str, ...] = ("head", "torso", "arm", "hand", "leg", "foot")
"""The ten parts without their sides."""
TYPE_JOINTS: dict[str, tuple[int, ...]] = {
    kind: tuple(JOINT_NAMES.index(j) for j in PART_JOINTS[kind if kind in PARTS else f"left_{kind}"])
    for kind in PART_TYPES
}
PART_SLOT: tuple[int, ...] = tuple(
    PART_TYPES.index(part.split("_")[-1]) * 2 + int(part.startswith("right_")) for part in PARTS
)
"""Row of each part in a [6 types x (plain, mirrored)] stack."""

_POINTS = (
    *JOINT_NAMES,
    "nose",
    "head_up",
    *(f"{s}_{p}" for s in ("left", "right") for p in ("middle", "big_toe", "heel")),
)
_MIRROR_POINTS = [_POINTS.index(mirrored_name(name)) for name in _POINTS]
_ANCHORS = {
    "head": ("head", "nose"),
    "torso": ("neck", "spine3"),
    "arm": ("left_elbow", "left_wrist"),
    "hand": ("left_wrist", "left_middle"),
    "leg": ("left_knee", "left_ankle"),
    "foot": ("left_ankle", "left_big_toe"),
}
_REFERENCES = (
    "pelvis", "spine3", "neck", "head", "nose",
    *(f"{s}_{j}" for s in ("left", "right") for j in ("hip", "knee", "ankle", "big_toe", "shoulder", "elbow", "wrist", "middle")),
)  # fmt: skip
_WORLD = {  # joints whose orientation in the body's frame matters to a part
    "head": ("head", "spine3"),
    "torso": ("pelvis", "spine3"),
    "arm": ("spine3", "left_shoulder", "left_elbow"),
    "hand": ("spine3", "left_elbow", "left_wrist"),
    "leg": ("pelvis", "left_hip", "left_knee"),
    "foot": ("pelvis", "left_knee", "left_ankle"),
}


def _layout() -> tuple[Tensor, Tensor, Tensor]:
    """Pair matrix [pairs, points], columns of each type in the long feature vector [6, width], which of them are real [6, width]."""
    pairs = [(a, r) for kind in PART_TYPES for a in _ANCHORS[kind] for r in _REFERENCES if a != r]
    matrix = torch.zeros(len(pairs), len(_POINTS))
    for row, (a, r) in enumerate(pairs):
        matrix[row, _POINTS.index(a)] += 1.0
        matrix[row, _POINTS.index(r)] -= 1.0
    k, n = len(_POINTS), len(pairs)
    starts = {
        "height": 0,
        "chest": k,
        "world": 4 * k,
        "local": 4 * k + 6 * NUM_JOINTS,
        "offset": 4 * k + 12 * NUM_JOINTS,
    }
    starts["distance"] = starts["offset"] + 3 * n
    end = starts["distance"] + n
    rows: list[list[int]] = []
    for kind in PART_TYPES:
        anchors = [_POINTS.index(a) for a in _ANCHORS[kind]]
        mine = [i for i, (a, _) in enumerate(pairs) if a in _ANCHORS[kind]]
        picked = [starts["height"] + a for a in anchors]
        picked += [starts["chest"] + 3 * a + c for a in anchors for c in range(3)]
        picked += [starts["world"] + 6 * JOINT_NAMES.index(j) + c for j in _WORLD[kind] for c in range(6)]
        picked += [starts["local"] + 6 * j + c for j in TYPE_JOINTS[kind] for c in range(6)]
        picked += [starts["offset"] + 3 * i + c for i in mine for c in range(3)]
        picked += [starts["distance"] + i for i in mine]
        rows.append(picked)
    width = max(map(len, rows))
    columns = torch.tensor([row + [end] * (width - len(row)) for row in rows])
    return matrix, columns, columns < end


class PoseFeatures:
    """Features of the ten parts from local rotations, differentiable, without parameters.

    Args:
        kinematics: of the mean open body (its precision and device are those of the result).
    """

    def __init__(self, kinematics: Kinematics) -> None:
        self.kinematics = kinematics
        matrix, columns, real = _layout()
        device = kinematics.device
        self._pairs = matrix.to(device, kinematics.dtype)
        self._columns, self.real = columns.to(device), real.to(device)
        self._points = torch.tensor([POINT_INDEX[name] for name in _POINTS], device=device)
        self._mirror_points = torch.tensor(_MIRROR_POINTS, device=device)
        self._mirror_joints = torch.tensor(MIRROR_JOINTS, device=device)
        self._reflect = torch.tensor([-1.0, 1.0, 1.0], device=device, dtype=kinematics.dtype)
        self._reflect_rotation = torch.tensor(
            [[1.0, -1.0], [-1.0, 1.0], [-1.0, 1.0]], device=device, dtype=kinematics.dtype
        )
        self._chest = JOINT_NAMES.index("spine3")
        self._average: dict[int, Tensor] = {}

    @property
    def width(self) -> int:
        return self._columns.shape[1]

    def level(self, rotations: Tensor) -> Tensor:
        """Camera-frame local rotations [B, 24, 3, 3] -> the same with y up and the pelvis' heading removed.

        The heading is the twist about the vertical, 2 atan2(y, w) of the pelvis' quaternion = atan2(M02 - M20, M00 + M22) of its matrix M.
        """
        flip = torch.stack((rotations[:, 0, 0], -rotations[:, 0, 1], -rotations[:, 0, 2]), 1)  # y up
        cos, sin = flip[:, 0, 0] + flip[:, 2, 2], flip[:, 0, 2] - flip[:, 2, 0]
        norm = (cos * cos + sin * sin + 1e-12).sqrt()[:, None]
        cos, sin = cos[:, None] / norm, sin[:, None] / norm
        pelvis = torch.stack((cos * flip[:, 0] - sin * flip[:, 2], flip[:, 1], sin * flip[:, 0] + cos * flip[:, 2]), 1)
        return torch.cat((pelvis[:, None], rotations[:, 1:]), 1)

    def __call__(self, rotations: Tensor) -> Tensor:
        """Level local rotations [B, 24, 3, 3] (see ``level``) -> features [6, 2 B, width]; the second B rows are the mirrored bodies'."""
        batch = len(rotations)
        points = self.kinematics.pose(rotations, self._betas(batch))
        place = points.positions.index_select(1, self._points)
        place = place - place[:, :1]
        place = torch.cat((place, place.index_select(1, self._mirror_points) * self._reflect))
        world = self._with_mirror(points.rotations[..., :2])
        local = self._with_mirror(rotations[..., :2])
        chest6 = world[:, self._chest]
        chest = torch.cat((chest6, torch.linalg.cross(chest6[..., 0], chest6[..., 1])[..., None]), -1)
        height = place[..., 1] - place[..., 1].amin(1, keepdim=True)
        in_chest = (place - place[:, self._chest : self._chest + 1]) @ chest
        offset = self._pairs @ place
        distance = (offset.square().sum(-1) + 1e-8).sqrt()
        long = torch.cat(
            (
                height,
                in_chest.flatten(1),
                world.flatten(1),
                local.flatten(1),
                offset.flatten(1),
                distance,
                distance.new_zeros(2 * batch, 1),
            ),
            1,
        )
        return long.index_select(1, self._columns.flatten()).unflatten(1, self._columns.shape).transpose(0, 1)

    def _with_mirror(self, columns: Tensor) -> Tensor:
        """First two columns of rotations [B, 24, 3, 2], and of the mirrored body's."""
        return torch.cat((columns, columns.index_select(1, self._mirror_joints) * self._reflect_rotation))

    def _betas(self, batch: int) -> Tensor:
        if batch not in self._average:
            with torch.inference_mode(False):
                kinematics = self.kinematics
                self._average = {batch: torch.zeros(batch, NUM_BETAS, device=kinematics.device, dtype=kinematics.dtype)}
        return self._average[batch]
