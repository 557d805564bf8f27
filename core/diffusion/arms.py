"""Where an arm may begin anew: some twenty ways of holding it, tried when words alone led it a crooked way or stopped short.

The way from a hanging arm to a hand behind the head is long, and what is nearest at first may end with a hand bent sideways. So each arm that words
speak of is also begun from hand on the hip, behind the back, behind the head, folded, overhead and so on, alone or together with the other one; the
objective picks.
"""

from __future__ import annotations

import torch
from torch import Tensor

from core.body.skeleton import JOINT_INDEX, mirrored_name
from core.diffusion.problem import State

_JOINTS = ("left_collar", "left_shoulder", "left_elbow", "left_wrist", "left_hand")
_WAYS: tuple[tuple[tuple[float, float, float], tuple[float, float, float]], ...] = (
    ((0.7, 0.65, 0.1), (-0.9, 0.22, -0.28)),  # hand behind the head, elbow out
    ((0.6, 0.6, 0.5), (-0.8, 0.2, -0.6)),  # the same, elbow forward
    ((0.75, 0.65, 0.1), (-0.75, 0.6, 0.0)),  # on top of the head
    ((0.3, 0.95, 0.1), (-0.2, 0.95, 0.1)),  # overhead
    ((0.7, 0.7, 0.1), (-0.7, 0.7, 0.1)),  # overhead in a ring
    ((0.1, 1.0, 0.0), (0.05, 1.0, 0.05)),  # straight up
    ((0.3, -0.85, -0.4), (-0.8, -0.55, -0.1)),  # behind the waist
    ((0.45, -0.7, -0.55), (-0.85, -0.3, 0.0)),  # behind the back, high
    ((0.05, -0.85, 0.5), (-0.95, 0.1, 0.3)),  # folded before the chest
    ((-0.1, -0.5, 0.85), (-0.85, 0.5, -0.15)),  # hand at the other shoulder
    ((0.3, -0.5, 0.8), (-0.1, 0.9, -0.45)),  # hand at its own shoulder, elbow forward
    ((0.95, 0.0, 0.3), (-0.8, 0.45, 0.2)),  # the same, elbow out
    ((0.6, -0.7, -0.35), (-0.6, -0.6, 0.5)),  # hand on the hip
    ((0.1, -0.1, 1.0), (0.0, 0.0, 1.0)),  # forward
    ((1.0, 0.0, 0.0), (1.0, 0.0, 0.1)),  # out to the side
    ((0.15, -0.95, 0.0), (0.0, 0.0, 1.0)),  # forearm forward
    ((0.2, -0.6, 0.75), (-0.2, 0.85, -0.2)),  # hand before the face
    ((-0.15, -0.85, 0.5), (-0.45, -0.85, 0.3)),  # across, low
    ((1.0, 0.0, 0.1), (0.0, 1.0, 0.1)),  # forearm up from a level upper arm
    ((0.1, -0.85, -0.5), (0.05, -0.85, -0.5)),  # back
)
"""Upper arm and forearm of the left arm: where they point, told from the chest (left, up, front)."""
_RAISED_COLLAR = 0.35
"""Radians by which the collar bone goes along with an arm that points straight up."""


class ArmWays:
    """``rotations`` [N, 5, 3, 3]: local rotations of collar, shoulder, elbow, wrist and hand of the left arm, and of the right one."""

    def __init__(self) -> None:
        left = torch.stack([_posed(torch.tensor(upper), torch.tensor(fore)) for upper, fore in _WAYS])
        flip = torch.tensor([-1.0, 1.0, 1.0])
        self._sides = (left, flip[:, None] * left * flip)
        self._index = tuple([JOINT_INDEX[n] for n in names] for names in (_JOINTS, tuple(mirrored_name(j) for j in _JOINTS)))

    def around(self, state: State, free: Tensor) -> State | None:
        """One body with the arms that are free [24] held in each of the ways, one by one and both alike; None where no arm is free."""
        sides = [k for k in (0, 1) if bool(free[self._index[k][1]] > 0)]
        combined = [[k] for k in sides] + ([sides] if len(sides) > 1 else [])
        bodies = []
        for arms in combined:
            rotations = state.rotations.repeat(len(_WAYS), 1, 1, 1)
            for k in arms:
                rotations[:, self._index[k]] = self._sides[k]
            bodies.append(rotations)
        if not bodies:
            return None
        every = torch.cat(bodies)
        return State(every, *(x.expand(len(every), -1) for x in (state.betas, state.transl)))


def _posed(upper: Tensor, fore: Tensor) -> Tensor:
    """Local rotations [5, 3, 3] of a left arm (at rest along x) whose elbow bends as a hinge."""
    ex, f = torch.nn.functional.normalize(upper, dim=0), torch.nn.functional.normalize(fore, dim=0)
    ez = f - (f @ ex) * ex
    if float(ez.norm()) < 0.25:  # nearly straight: the elbow would bend forward
        ez = torch.tensor([0.0, 0.0, 1.0]) if abs(float(ex[2])) < 0.9 else torch.tensor([-1.0, 0.0, 0.0])
        ez = ez - (ez @ ex) * ex
    ez = torch.nn.functional.normalize(ez, dim=0)
    arm = torch.stack((ex, torch.linalg.cross(ez, ex), ez), 1)
    lift = torch.tensor(_RAISED_COLLAR * max(0.0, float(ex[1])))
    c, s, zero, one = lift.cos(), lift.sin(), torch.zeros(()), torch.ones(())
    collar = torch.stack((torch.stack((c, -s, zero)), torch.stack((s, c, zero)), torch.stack((zero, zero, one))))
    cosine, sine = (f @ ex).clamp(-0.85, 1.0), (f @ ez).clamp(min=0.0)
    size = torch.hypot(cosine, sine)
    a, b = cosine / size, sine / size
    elbow = torch.stack((torch.stack((a, zero, -b)), torch.stack((zero, one, zero)), torch.stack((b, zero, a))))
    still = torch.eye(3)
    return torch.stack((collar, collar.T @ arm, elbow, still, still))
