"""Where refinement by words may begin anew, when the nearest way to what they say is blocked.

A standing body cannot see how to touch the floor: to first order, bending forward does not lower a hand that hangs at the side. The statements
are then tried from some two hundred rough bodies (bent, kneeling, lying, hands behind the head, ...), of which the objective picks the cheapest.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from core.body.rotations import axis_angle_to_matrix, yaw_frame
from core.body.skeleton import JOINT_INDEX, MIRROR_JOINTS
from core.diffusion.problem import State
from core.resources import resource

_LEFT_LEG = [JOINT_INDEX["left_hip"], JOINT_INDEX["left_knee"]]
_ALIKE = 0.5  # Frobenius norm: a turn of about twenty degrees
_HIPS = (JOINT_INDEX["left_hip"], JOINT_INDEX["right_hip"])


@dataclass(frozen=True)
class Beginnings:
    """Local ``rotations`` [N, 24, 3, 3] of rough bodies, y up, facing +z; ``legs``: those [L] of which the left leg is unlike the others'."""

    rotations: Tensor
    legs: Tensor

    @staticmethod
    def load() -> Beginnings:
        """The authored poses and the beginnings that ship with the app, each with its mirror image."""
        authored = json.loads(resource("poses", "authored.json").read_text(encoding="utf-8"))["poses"]
        rough = json.loads(resource("poses", "beginnings.json").read_text(encoding="utf-8"))["beginnings"]
        poses = [np.array(entry["pose"], dtype=np.float64) for entry in authored]
        standing = next(p for p, entry in zip(poses, authored, strict=True) if entry["name"] == "standing")
        for entry in rough:
            pose = standing.copy()
            for joint, degrees in entry["turns"].items():
                pose[JOINT_INDEX[joint]] = np.radians(degrees)
            poses.append(pose)
        mirrored = [pose[list(MIRROR_JOINTS)] * (1.0, -1.0, -1.0) for pose in poses]
        poses += [m for m, pose in zip(mirrored, poses, strict=True) if np.abs(m - pose).max() > 0.05]
        rotations = axis_angle_to_matrix(torch.tensor(np.stack(poses), dtype=torch.float32))
        return Beginnings(rotations, _unlike(rotations[:, _LEFT_LEG].flatten(1)))

    def around(self, state: State, initial: State, free: Tensor) -> State:
        """The beginnings as bodies in place of one body: its shape and place, the initial body's heading, as many as there are, twice.

        Args:
            state, initial: batches of one.
            free: [1, 24]; first only these joints are taken from the beginnings and the others from ``initial``, then all are.
        """
        rotations = self.rotations.clone()
        rotations[:, 0] = yaw_frame(initial.rotations[:, 0]) @ rotations[:, 0]
        some = torch.where(free[0, :, None, None] > 0, rotations, initial.rotations)
        # Legs of which no word speaks keep their place under a pelvis that tilts.
        heading = yaw_frame(initial.rotations[:, 0])
        stand = heading.transpose(-1, -2) @ initial.rotations[:, 0]
        upright = yaw_frame(some[:, 0]) @ stand
        for hip in _HIPS:
            if float(free[0, hip]) <= 0:
                some[:, hip] = some[:, 0].transpose(-1, -2) @ upright @ initial.rotations[:, hip]
        both = torch.cat((some, rotations))
        return State(both, *(x.expand(len(both), -1) for x in (state.betas, state.transl)))


def _unlike(rows: Tensor) -> Tensor:
    """Indices of rows [N, D] of rotation matrices that differ from all before them."""
    near = torch.cdist(rows, rows) < _ALIKE
    kept: list[int] = []
    for row in range(len(rows)):
        if not bool(near[row, kept].any()):
            kept.append(row)
    return torch.tensor(kept)
