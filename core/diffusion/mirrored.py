"""Bodies that look the same in the photograph and are another in depth: each limb's segments bent the other way about the image plane.

A keypoint fixes the ray on which a joint lies, and the segment's length leaves two places on that ray, one nearer and one farther (Lee and Chen,
1985; the kinematic jumps of Sminchisescu and Triggs, 2003). Upper and lower segment of four limbs give twelve such bodies beside the one that
refinement found. They are where hypotheses begin that the diffusion's own noise would hardly reach.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import normalize

from core.body.kinematics import Kinematics, parent_rotations
from core.body.rotations import axis_angle_to_matrix, matrix_to_axis_angle, rotation_angle
from core.body.skeleton import JOINT_INDEX
from core.diffusion.limits import Limits
from core.diffusion.problem import State

LIMBS: tuple[tuple[int, int, int], ...] = tuple(
    (JOINT_INDEX[f"{side}_{a}"], JOINT_INDEX[f"{side}_{b}"], JOINT_INDEX[f"{side}_{c}"])
    for side in ("left", "right")
    for a, b, c in (("shoulder", "elbow", "wrist"), ("hip", "knee", "ankle"))
)
"""The joints at the base, the bend and the end of each limb."""
_TURNED = ((True, False), (False, True), (True, True))
_TWISTS, _SPINS = 24, 12
_STAY = 0.02
"""How much a radian away from the joint's own rotation counts beside a radian outside its range, when the roll of a segment is chosen."""


@dataclass(frozen=True)
class Mirrored:
    """``state``: M bodies; ``depth`` [M, 2]: how far (m) the bend and the end of the limb lie from where they were, along their rays;

    ``limb`` [M]: index into ``LIMBS``.
    """

    state: State
    depth: Tensor
    limb: Tensor


def mirrored(kinematics: Kinematics, limits: Limits, state: State, rolls: tuple[int, int] = (_TWISTS, _SPINS)) -> Mirrored:
    """The twelve bodies (four limbs; upper, lower or both segments) that one body (batch of one, camera frame, placed) may also be.

    Args:
        rolls: how many ways of rolling the upper and the lower segment about itself are tried.
    """
    points = kinematics.pose(state.rotations, state.betas, state.transl)
    p, world = points.joints[0], points.rotations[0]
    limb = torch.arange(len(LIMBS)).repeat_interleave(len(_TURNED))
    base, bend, end = (torch.tensor([LIMBS[i][k] for i in limb.tolist()]) for k in range(3))
    turned = torch.tensor(_TURNED).repeat(len(LIMBS), 1)
    a, b, c = p[base], p[bend], p[end]
    bend_there = _on_ray(b, a, (b - a).norm(dim=-1), turned[:, 0], old_base=a)
    end_there = _on_ray(c, bend_there, (c - b).norm(dim=-1), turned[:, 1], old_base=b)
    above = parent_rotations(points.rotations)[0, base]
    upper = _swing(b - a, bend_there - a) @ world[base]
    lower = _swing(c - b, end_there - bend_there) @ world[bend]
    first, second = _rolled(
        above, upper, lower, normalize(bend_there - a, dim=-1), normalize(end_there - bend_there, dim=-1), base, bend, limits, state.rotations[0], rolls
    )
    rows = torch.arange(len(limb))
    rotations = state.rotations.expand(len(limb), -1, -1, -1).clone()
    rotations[rows, base], rotations[rows, bend] = first, second
    depth = torch.stack(((bend_there - b).norm(dim=-1), (end_there - c).norm(dim=-1)), 1)
    return Mirrored(State(rotations, *(x.expand(len(limb), -1) for x in (state.betas, state.transl))), depth, limb)


def _on_ray(point: Tensor, base: Tensor, length: Tensor, turned: Tensor, old_base: Tensor) -> Tensor:
    """The place on the ray through ``point`` [M, 3] that is ``length`` [M] from ``base`` and on the side of it that ``point`` had of
    ``old_base``, or on the other where ``turned``; the nearest place where the ray passes by too far off."""
    ray = normalize(point, dim=-1)
    middle = (ray * base).sum(-1)
    half = (length**2 - (base.square().sum(-1) - middle**2)).clamp(min=0.0).sqrt()
    behind = point.norm(dim=-1) > (ray * old_base).sum(-1)
    return (middle + torch.where(behind != turned, half, -half))[:, None] * ray


def _swing(before: Tensor, after: Tensor) -> Tensor:
    """The smallest rotation [M, 3, 3] that turns ``before`` [M, 3] to the direction of ``after``."""
    u, v = normalize(before, dim=-1), normalize(after, dim=-1)
    axis = torch.linalg.cross(u, v)
    sine = axis.norm(dim=-1, keepdim=True)
    angle = torch.atan2(sine, (u * v).sum(-1, keepdim=True))
    return axis_angle_to_matrix(axis / sine.clamp(min=1e-6) * angle)


def _rolled(
    above: Tensor, upper: Tensor, lower: Tensor, along: Tensor, onward: Tensor, base: Tensor, bend: Tensor, limits: Limits, own: Tensor,
    counts: tuple[int, int],
) -> tuple[Tensor, Tensor]:
    """Local rotations [M, 3, 3] of the base and the bend, each segment rolled about itself so that both joints stay within their ranges."""

    def rolled(axis: Tensor, count: int) -> Tensor:
        angles = torch.arange(count, dtype=axis.dtype) * (2 * torch.pi / count)
        return axis_angle_to_matrix(axis[:, None] * angles[None, :, None])

    uppers = rolled(along, counts[0]) @ upper[:, None]  # [M, T, 3, 3]
    lowers = rolled(onward, counts[1]) @ lower[:, None]  # [M, S, 3, 3]
    first = above.transpose(-1, -2)[:, None] @ uppers
    second = uppers.transpose(-1, -2)[:, :, None] @ lowers[:, None]  # [M, T, S, 3, 3]

    def cost(local: Tensor, joint: Tensor) -> Tensor:
        shape = (-1, *[1] * (local.dim() - 3), 3)
        aa = matrix_to_axis_angle(local)
        outside = (aa - limits.high[joint].reshape(shape)).clamp(min=0) + (limits.low[joint].reshape(shape) - aa).clamp(min=0)
        moved = rotation_angle(local, own[joint].reshape(len(joint), *[1] * (local.dim() - 3), 3, 3))
        return outside.square().sum(-1) + _STAY * moved.square()

    total = cost(first, base)[:, :, None] + cost(second, bend)
    best = total.flatten(1).argmin(1)
    rows = torch.arange(len(best))
    spins = counts[1]
    return first[rows, best // spins], second[rows, best // spins, best % spins]
