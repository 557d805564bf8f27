"""Where refinement by words may begin anew, when the nearest way to what they say is blocked.

A standing body cannot see how to touch the floor: to first order, bending forward does not lower a hand that hangs at the side. The statements
are then tried from some forty rough bodies (bent, kneeling, lying, hands behind the head, ...), of which the objective picks the cheapest.
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


@dataclass(frozen=True)
class Beginnings:
    """Local ``rotations`` [N, 24, 3, 3] of rough bodies, y up, facing +z."""

    rotations: Tensor

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
        return Beginnings(axis_angle_to_matrix(torch.tensor(np.stack(poses), dtype=torch.float32)))

    def around(self, state: State, initial: State, free: Tensor) -> State:
        """The beginnings as bodies in place of one body: its shape and place, the initial body's heading, as many as there are, twice.

        Args:
            state, initial: batches of one.
            free: [1, 24]; first only these joints are taken from the beginnings and the others from ``initial``, then all are.
        """
        rotations = self.rotations.clone()
        rotations[:, 0] = yaw_frame(initial.rotations[:, 0]) @ rotations[:, 0]
        some = torch.where(free[0, :, None, None] > 0, rotations, initial.rotations)
        both = torch.cat((some, rotations))
        return State(both, *(x.expand(len(both), -1) for x in (state.betas, state.transl)))
