"""Posing bodies by hand: a few commands (bend the trunk, point a leg, put a hand there) that build many poses at once.

Used by ``core.training.pose_seeds`` to author poses. Frame: y up, the body faces +z and its left is +x (the pose bank's frame), metres,
SMPL's joints on the mean open body.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import torch
from torch import Tensor

from core.body.kinematics import Kinematics
from core.body.model import BodyModel
from core.body.rotations import axis_angle_to_matrix, matrix_to_axis_angle
from core.body.skeleton import JOINT_INDEX, NUM_BETAS, PARENTS

_HINGE = {
    "left_arm": (0.0, -1.0, 0.0),
    "right_arm": (0.0, 1.0, 0.0),
    "left_leg": (1.0, 0.0, 0.0),
    "right_leg": (1.0, 0.0, 0.0),
}
_CHAIN = {"arm": ("shoulder", "elbow", "wrist"), "leg": ("hip", "knee", "ankle")}
_MAX_FLEXION = {"arm": 2.45, "leg": 2.5}
SIDES: tuple[tuple[str, float], ...] = (("left", 1.0), ("right", -1.0))


@lru_cache(maxsize=1)
def open_kinematics() -> Kinematics:
    """Kinematics of the open body that ships with the app."""
    return BodyModel.load().kinematics


def rest_joints() -> Tensor:
    """Joints (24, 3) of the mean open body at rest."""
    return open_kinematics().rest[: len(PARENTS)]


def forward(rotations: Tensor) -> tuple[Tensor, Tensor]:
    """Joint positions (n, 24, 3) and world rotations (n, 24, 3, 3) of local rotations (n, 24, 3, 3) on the mean open body."""
    points = open_kinematics().pose(rotations, torch.zeros(len(rotations), NUM_BETAS))
    return points.joints, points.rotations


class Sketch:
    """n poses under construction. ``rng`` None draws the middle of every range: the plain version of the pose."""

    def __init__(self, n: int, rng: np.random.Generator | None, rest: Tensor) -> None:
        self.n, self.rng, self.rest = n, rng, rest
        self.rotations = torch.eye(3).repeat(n, len(PARENTS), 1, 1)
        self.turn = torch.eye(3).repeat(n, 1, 1)  # applied to the whole body last (lying)

    def between(self, low: float, high: float) -> Tensor:
        """(n,) uniform numbers."""
        if self.rng is None:
            return torch.full((self.n,), (low + high) / 2)
        return torch.from_numpy(self.rng.uniform(low, high, self.n).astype(np.float32))

    def vector(self, x: object, y: object, z: object) -> Tensor:
        """(n, 3) from three numbers, (low, high) ranges or (n,) tensors."""
        return torch.stack([self._number(v) for v in (x, y, z)], -1)

    def _number(self, v: object) -> Tensor:
        if isinstance(v, Tensor):
            return v
        if isinstance(v, tuple):
            return self.between(v[0], v[1])
        return torch.full((self.n,), float(v))  # type: ignore[arg-type]

    def euler(self, x: object = 0.0, y: object = 0.0, z: object = 0.0) -> Tensor:
        """(n, 3, 3): about y after x after z."""
        o = torch.zeros(self.n)
        about = [
            axis_angle_to_matrix(torch.stack([self._number(v) if i == axis else o for i in range(3)], -1))
            for axis, v in enumerate((x, y, z))
        ]
        return about[1] @ about[0] @ about[2]

    def turn_joint(self, joint: str, x: object = 0.0, y: object = 0.0, z: object = 0.0) -> None:
        """Turn a joint on from where it is."""
        index = JOINT_INDEX[joint]
        self.rotations[:, index] = self.rotations[:, index] @ self.euler(x, y, z)

    def trunk(self, bend: object = (-0.1, 0.2), twist: object = (-0.25, 0.25), side: object = (-0.15, 0.15)) -> None:
        """Bend (forward positive), twist (to the left positive) and lean the spine as a whole."""
        bend, twist, side = self._number(bend), self._number(twist), self._number(side)
        for joint, share in (("spine1", 0.4), ("spine2", 0.3), ("spine3", 0.3)):
            self.turn_joint(joint, bend * share, twist * share, side * share)

    def head(self, pitch: object = (-0.3, 0.4), yaw: object = (-0.6, 0.6), roll: object = (-0.2, 0.2)) -> None:
        pitch, yaw, roll = self._number(pitch), self._number(yaw), self._number(roll)
        for joint in ("neck", "head"):
            self.turn_joint(joint, pitch * 0.5, yaw * 0.5, roll * 0.5)

    def at(self, joint: str, offset: Tensor) -> Tensor:
        """(n, 3) point at an offset (n, 3) in a joint's own frame."""
        position, world = forward(self.rotations)
        index = JOINT_INDEX[joint]
        return position[:, index] + (world[:, index] @ offset[..., None])[..., 0]

    def reach(self, limb: str, target: Tensor, pole: Tensor) -> None:
        """Two-bone inverse kinematics with a hinge: the limb's end to ``target`` (n, 3), its elbow or knee towards ``pole`` (n, 3)."""
        side, kind = limb.split("_")
        root, mid, end = (JOINT_INDEX[f"{side}_{name}"] for name in _CHAIN[kind])
        position, world = forward(self.rotations)
        upper, lower = self.rest[mid] - self.rest[root], self.rest[end] - self.rest[mid]
        hinge = torch.tensor(_HINGE[limb])
        to = target - position[:, root]
        distance = to.norm(dim=-1).clamp(min=0.05)
        # |upper + turn(hinge, a) lower| = distance, i.e. p cos a + q sin a + r = (distance^2 - |upper|^2 - |lower|^2) / 2
        r = (upper @ hinge) * (lower @ hinge)
        p, q = upper @ lower - r, upper @ torch.linalg.cross(hinge, lower)
        wanted = (distance**2 - upper @ upper - lower @ lower) / 2 - r
        angle = torch.atan2(q, p) + torch.arccos((wanted / (p * p + q * q).sqrt()).clamp(-1, 1))
        angle = angle.clamp(0.03, _MAX_FLEXION[kind])
        bend = axis_angle_to_matrix(angle[:, None] * hinge)
        local = _frame(upper + bend @ lower, upper.expand(self.n, 3))
        aimed = _frame(to, pole)
        self.rotations[:, root] = world[:, PARENTS[root]].transpose(-1, -2) @ aimed @ local.transpose(-1, -2)
        self.rotations[:, mid] = bend

    def lift_collar(self, side: str, target: Tensor) -> None:
        """Shrug and swing the shoulder blade with the arm, as it does from the height of the shoulder on."""
        position, _ = forward(self.rotations)
        sign = 1.0 if side == "left" else -1.0
        to = target - position[:, JOINT_INDEX[f"{side}_shoulder"]]
        up = (to[:, 1] / 0.5).clamp(0, 1) * 0.4
        front = ((to[:, 2] - 0.15) / 0.4).clamp(-0.4, 0.8) * 0.25
        self.turn_joint(f"{side}_collar", 0.0, -sign * front, sign * up)

    def aim(self, joint: str, child: str, target: Tensor, limit: float) -> None:
        """Turn a joint by at most ``limit`` so that its child points at ``target`` (n, 3)."""
        position, world = forward(self.rotations)
        index = JOINT_INDEX[joint]
        now = self.rest[JOINT_INDEX[child]] - self.rest[index]
        now = (now / now.norm()).expand(self.n, 3)
        to = (world[:, index].transpose(-1, -2) @ (target - position[:, index])[..., None])[..., 0]
        to = to / to.norm(dim=-1, keepdim=True).clamp(min=1e-6)
        axis = torch.linalg.cross(now, to)
        angle = torch.atan2(axis.norm(dim=-1), (now * to).sum(-1)).clamp(max=limit)
        axis = axis / axis.norm(dim=-1, keepdim=True).clamp(min=1e-6)
        self.rotations[:, index] = self.rotations[:, index] @ axis_angle_to_matrix(axis * angle[:, None])

    def flatten_feet(self, sides: tuple[str, ...] = ("left", "right"), limit: float = 0.6) -> None:
        """Turn the ankles by at most ``limit`` to lay the soles level, toes a little out."""
        _, world = forward(self.rotations)
        for side, sign in SIDES:
            if side in sides:
                index = JOINT_INDEX[f"{side}_ankle"]
                shin = world[:, PARENTS[index]]
                heading = torch.atan2(shin[:, 0, 2], shin[:, 2, 2]) + sign * 0.1
                level = self.euler(0.0, heading, 0.0)
                turn = matrix_to_axis_angle(shin.transpose(-1, -2) @ level)
                angle = turn.norm(dim=-1, keepdim=True)
                self.rotations[:, index] = axis_angle_to_matrix(turn * (limit / angle.clamp(min=limit)))

    def leg(self, side: str, thigh: Tensor, shin: Tensor) -> None:
        """Point thigh and shin along directions (n, 3) given for the left leg (x outwards), before the whole body is turned."""
        out = torch.tensor([1.0 if side == "left" else -1.0, 1.0, 1.0])
        thigh, shin = _unit(thigh) * out, _unit(shin) * out
        hip, knee, ankle = (JOINT_INDEX[f"{side}_{name}"] for name in _CHAIN["leg"])
        position, _ = forward(self.rotations)
        lengths = (self.rest[knee] - self.rest[hip]).norm(), (self.rest[ankle] - self.rest[knee]).norm()
        self.reach(f"{side}_leg", position[:, hip] + thigh * lengths[0] + shin * lengths[1], thigh - shin)

    def poses(self) -> Tensor:
        """(n, 24, 3) axis-angle."""
        rotations = self.rotations.clone()
        rotations[:, 0] = self.turn @ rotations[:, 0]
        return matrix_to_axis_angle(rotations)


def _unit(v: Tensor) -> Tensor:
    return v / v.norm(dim=-1, keepdim=True).clamp(min=1e-8)


def _frame(along: Tensor, beside: Tensor) -> Tensor:
    """Orthonormal columns: along, the part of ``beside`` square to it, their cross product."""
    a = _unit(along)
    b = _unit(beside - (a * beside).sum(-1, keepdim=True) * a)
    return torch.stack((a, b, torch.linalg.cross(a, b)), -1)
