"""How far living joints go: bends and twists of limbs, trunk and neck as anatomical angles, with their slopes.

``objective.Limits`` bounds each component of a joint's axis-angle by itself. A box of that kind lets through what no arm does: an elbow that bends
sideways, an upper arm that collar bone and shoulder together turn too far about its length. Here a chain of joints is one rotation M, told from the
bone that carries it; bounded is where M takes a bone from its place at rest (swing), how far it turns it about itself (twist), and its size.
The bounds are about what 99.5 % of captured poses keep to.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from core.body.skeleton import JOINT_INDEX, NUM_JOINTS, mirrored_name

_Vector = tuple[float, float, float]
_X, _Y, _Z, _DOWN = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0), (0.0, -1.0, 0.0)


@dataclass(frozen=True)
class _Bound:
    """One bound in degrees. ``kind``: "swing" (how far the moved ``bone`` rises over the plane across ``towards``), "twist" (about ``bone``), "size"."""

    joints: tuple[str, ...]
    kind: str
    bone: _Vector
    towards: _Vector
    low: float
    high: float

    def mirrored(self) -> _Bound:
        """The same on the other side (twists are bounded alike both ways)."""
        bone, towards = (self.bone, self.towards) if self.kind == "twist" else (_flipped(self.bone), _flipped(self.towards))
        return replace(self, joints=tuple(mirrored_name(joint) for joint in self.joints), bone=bone, towards=towards)


def _flipped(v: _Vector) -> _Vector:
    return (-v[0], v[1], v[2])


def _swing(joints: tuple[str, ...], bone: _Vector, towards: _Vector, low: float, high: float) -> _Bound:
    return _Bound(joints, "swing", bone, towards, low, high)


def _twist(joints: tuple[str, ...], bone: _Vector, most: float) -> _Bound:
    return _Bound(joints, "twist", bone, bone, -most, most)


_ELBOW, _WRIST, _ARM = ("left_elbow",), ("left_wrist", "left_hand"), ("left_collar", "left_shoulder")
_KNEE, _FOOT = ("left_knee",), ("left_ankle", "left_foot")
_NECK, _SPINE = ("neck", "head"), ("spine1", "spine2", "spine3")
_SIDED = (
    _swing(_ELBOW, _X, _X, -58, 90), _swing(_ELBOW, _X, _Z, -6, 90),  # bent by 148 degrees at most, never the wrong way
    _swing(_ELBOW, _X, _Y, -20, 20),
    _twist(_ELBOW, _X, 60), _twist(("left_wrist",), _X, 65),
    _swing(_WRIST, _X, _Y, -65, 65), _swing(_WRIST, _X, _Z, -40, 40),
    _Bound(("left_collar",), "size", _X, _X, -1, 38),
    _twist(_ARM, _X, 105), _swing(_ARM, _X, _Z, -48, 90), _swing(_ARM, _X, _X, -38, 90),
    _swing(_KNEE, _DOWN, _DOWN, -60, 90), _swing(_KNEE, _DOWN, _Z, -90, 8), _swing(_KNEE, _DOWN, _X, -15, 15), _twist(_KNEE, _DOWN, 28),
    _swing(("left_hip",), _DOWN, _DOWN, -50, 90), _swing(("left_hip",), _DOWN, _Z, -42, 90), _swing(("left_hip",), _DOWN, _X, -38, 90),
    _swing(_FOOT, _Z, _Y, -65, 45), _twist(_FOOT, _Z, 58),
)  # fmt: skip
_MIDDLE = (
    _swing(_NECK, _Z, _Y, -58, 58), _swing(_NECK, _Z, _X, -70, 70), _swing(_NECK, _Y, _X, -40, 40), _swing(_NECK, _Y, _Y, 33, 90),
    _swing(_SPINE, _Z, _Y, -78, 55), _swing(_SPINE, _Z, _X, -48, 48), _swing(_SPINE, _Y, _X, -42, 42), _swing(_SPINE, _Y, _Y, 24, 90),
)
_BOUNDS = (*_SIDED, *(bound.mirrored() for bound in _SIDED), *_MIDDLE)


@dataclass(frozen=True)
class Bends:
    """``value`` [B, L]: each bounded angle in radians; ``slope`` [B, L, 24, 3]: by world-frame turns of the joints; ``counts`` [1 or B, L]: whether it
    is bounded at all, 0 or 1 (where not, the slope is 0)."""

    value: Tensor
    slope: Tensor
    counts: Tensor


class Anatomy:
    """The bounds as arrays: ``low`` and ``high`` [L], radians; ``moved`` [L, 24]: whose turns each is about."""

    def __init__(self, dtype: torch.dtype = torch.float32) -> None:
        chains = list(dict.fromkeys(bound.joints for bound in _BOUNDS))
        # Index NUM_JOINTS stands for no turn at all.
        links = [[JOINT_INDEX[j] for j in chain] + [NUM_JOINTS] * (3 - len(chain)) for chain in chains]
        self._links = torch.tensor(links).T.contiguous()
        order = sorted(_BOUNDS, key=lambda bound: ("swing", "twist", "size").index(bound.kind))
        self._swings = sum(bound.kind == "swing" for bound in order)
        self._twists = sum(bound.kind == "twist" for bound in order)
        self._of = torch.tensor([chains.index(bound.joints) for bound in order])
        self._turned = self._of[self._swings :]
        self._bone = torch.tensor([bound.bone for bound in order], dtype=dtype)
        self._towards = torch.tensor([bound.towards for bound in order[: self._swings]], dtype=dtype)
        self._first = torch.tensor([links[row][0] for row in self._of.tolist()])
        self.moved = torch.zeros(len(order), NUM_JOINTS, dtype=dtype)
        for row, bound in enumerate(order):
            self.moved[row, [JOINT_INDEX[j] for j in bound.joints]] = 1.0
        self.low = torch.tensor([math.radians(bound.low) if bound.low > -90 or bound.kind != "swing" else -math.inf for bound in order], dtype=dtype)
        # A bone that points just so stands at a right angle to the plane: no bound, or the first step away from it would count as one beyond it.
        self.high = torch.tensor([math.radians(bound.high) if bound.high < 90 or bound.kind != "swing" else math.inf for bound in order], dtype=dtype)

    def bends(self, rotations: Tensor, above: Tensor, joints: Tensor | None = None) -> Bends:
        """The bounded angles of local rotations [B, 24, 3, 3] whose parents' world rotations are ``above`` [B, 24, 3, 3].

        Args:
            joints: [1 or B, 24], 1 for those whose angles are bounded; None: all are.
        """
        still = torch.eye(3, dtype=rotations.dtype).expand(len(rotations), 1, 3, 3)
        r = torch.cat((rotations, still), 1)
        m = r[:, self._links[0]] @ r[:, self._links[1]] @ r[:, self._links[2]]
        swings, twists = self._swings, self._twists
        moved = (m[:, self._of[:swings]] @ self._bone[:swings, :, None]).squeeze(-1)
        rise = (moved * self._towards).sum(-1).clamp(-0.9999, 0.9999)
        swing_slope = torch.linalg.cross(moved, self._towards.expand_as(moved)) / (1.0 - rise * rise).sqrt()[..., None]
        # Half the size's cosine and the axis times half its sine: the quaternion, of which a twist is the part about one axis.
        t = m[:, self._turned]
        w = (1.0 + t.diagonal(dim1=-2, dim2=-1).sum(-1)).clamp(min=1e-6).sqrt() / 2
        v = torch.stack((t[..., 2, 1] - t[..., 1, 2], t[..., 0, 2] - t[..., 2, 0], t[..., 1, 0] - t[..., 0, 1]), -1) / (4 * w[..., None])
        bone = self._bone[swings : swings + twists].expand(len(m), -1, -1)
        about = (v[:, :twists] * bone).sum(-1)
        firm = w[:, :twists, None]
        twist_slope = firm * (firm * bone + torch.linalg.cross(v[:, :twists], bone)) + about[..., None] * v[:, :twists]
        twist_slope = twist_slope / (w[:, :twists].square() + about.square()).clamp(min=1e-4)[..., None]
        length = torch.linalg.vector_norm(v[:, twists:], dim=-1)
        value = torch.cat((rise.asin(), 2 * torch.atan2(about, w[:, :twists]), 2 * torch.atan2(length, w[:, twists:])), 1)
        slope = torch.cat((swing_slope, twist_slope, v[:, twists:] / length.clamp(min=1e-4)[..., None]), 1)
        world = (above[:, self._first] @ slope[..., None]).squeeze(-1)
        world = world[:, :, None] * self.moved[..., None]
        if joints is None:
            return Bends(value, world, torch.ones_like(value[:1]))
        counts = (joints @ self.moved.T).clamp(max=1.0)
        return Bends(value, world * counts[..., None, None], counts)

    def outside(self, value: Tensor) -> Tensor:
        """How far each angle [B, L] lies outside its bounds, signed, in radians."""
        return ((value - self.high).clamp(min=0.0) - (self.low - value).clamp(min=0.0)).clamp(-0.6, 0.6)
