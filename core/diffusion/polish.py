"""The last touch where words are alone: what is still just missed is asked for more firmly, as long as nothing else is given up for it.

A minimiser of many terms stops where they balance, a little short of what was said. From there a few more steps are taken in which only the missed
statements weigh more, near the body that was found. The result is kept when it obeys more and bends and collides no more than before.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import torch
from torch import Tensor

from core.body.kinematics import parent_rotations
from core.body.rotations import matrix_to_axis_angle
from core.body.skeleton import JOINT_INDEX
from core.diffusion.problem import Evidence, State, Weights

if TYPE_CHECKING:
    from core.diffusion.proximal import ProximalSolver

FIRMER = (6.0, 30.0)
"""How many times more the missed statements weigh, in one go and in the next."""
MISSED = 0.004
"""Metres (radians by ``LEVER``) beyond its interval from which on a statement counts as missed."""
_BENT, _INSIDE = 0.06, 0.006
"""How much further (rad, m) than before a body may bend beyond its bounds, or lie in itself, when it obeys more."""

_STRAYED = 0.06
"""Radians by which a joint that nobody spoke of has turned when it is asked back."""
_GIVEN = 0.02
"""Metres of statements that may be given up for that, all of them still holding within their tolerances."""
_TANGLED = 0.012
"""Metres beyond contact from which on arms give way."""
_GIVING = 0.97
"""How freely."""
_SHOULDERS = [JOINT_INDEX["left_shoulder"], JOINT_INDEX["right_shoulder"]]
_HIPS = [JOINT_INDEX["left_hip"], JOINT_INDEX["right_hip"]]
_ARMS = [JOINT_INDEX[f"{side}_{joint}"] for side in ("left", "right") for joint in ("collar", "shoulder", "elbow", "wrist", "hand")]


def polished(solver: ProximalSolver, found: State, evidence: Evidence, weights: Weights, iterations: int = 4) -> State:
    """Bodies that miss less of what words alone ask for; those of which keypoints tell stay as they are."""
    if evidence.free is None or weights.text <= 0 or not len(evidence.statements):
        return found
    alone = (evidence.confidence <= 0).all(1) | (weights.keypoints <= 0)
    if not bool(alone.any()):
        return found
    # Who raises the initial body's weight asks for words that stop short of what they say.
    eased = max(1.0, solver.objective.insisted_initial(weights))
    for firmer in (more / eased for more in FIRMER):
        if firmer <= 1.0:
            break
        before = _Standing.of(solver, found, evidence)
        short = before.miss > MISSED
        again = short.any(1) & alone
        if not bool(again.any()):
            break
        asked = replace(evidence, statement_weight=evidence.statement_weight * torch.where(short, firmer, 1.0))
        after = solver.solve(found, found, asked, weights, iterations=iterations)
        better = _Standing.of(solver, after, evidence).beats(before) & again
        found = _picked(better, after, found)
    found = _untangled(solver, found, evidence, weights, alone, iterations)
    return _steadied(solver, found, evidence, weights, alone, iterations)


def _steadied(
    solver: ProximalSolver, found: State, evidence: Evidence, weights: Weights, alone: Tensor, iterations: int
) -> State:
    """What nobody spoke of goes back to where it was, where the words can be obeyed without it: a leg is lifted with the hip and not with the pelvis."""
    assert evidence.free is not None
    turned = matrix_to_axis_angle(evidence.initial.rotations.transpose(-1, -2) @ found.rotations).norm(dim=-1)
    before = None
    for least in (1.0, 1e-6):  # all that words are not about; where that is too much, what they do not even need
        still = (evidence.free < least).to(turned)
        still[:, _HIPS] *= still[:, :1]  # legs keep their place under a pelvis that tilts
        again = alone & ((still * turned).amax(1) > _STRAYED)
        if not bool(again.any()):
            return found
        pinned = still if evidence.pinned is None else torch.maximum(still, evidence.pinned)
        pins = evidence.initial.rotations if evidence.pins is None else evidence.pins
        back = torch.where(still[..., None, None] > 0, evidence.initial.rotations, found.rotations)
        asked = replace(evidence, pinned=pinned, pins=pins)
        there = replace(found, rotations=back)
        after = solver.solve(there, there, asked, weights, iterations=iterations)
        before = before or _Standing.of(solver, found, evidence)
        now = _Standing.of(solver, after, evidence)
        kept = (now.held | ~before.held).all(1) & ((now.weight * now.miss).sum(1) <= (before.weight * before.miss).sum(1) + _GIVEN)
        living = (now.bent <= before.bent.clamp(min=_BENT)) & (now.inside <= before.inside.clamp(min=_INSIDE))
        good = again & kept & living
        if bool(good.any()):
            return _picked(good, after, found)
    return found


def _untangled(
    solver: ProximalSolver, found: State, evidence: Evidence, weights: Weights, alone: Tensor, iterations: int
) -> State:
    """Arms that are not spoken of give way where they lie in what was moved: a hand that hangs does not stay in a thigh that comes up."""
    assert evidence.free is not None
    before = _Standing.of(solver, found, evidence)
    again = (before.inside > _TANGLED) & alone & (evidence.free[:, _SHOULDERS].amin(1) <= 0)
    if not bool(again.any()):
        return found
    free = evidence.free.clone()
    free[:, _ARMS] = free[:, _ARMS].clamp(min=_GIVING)
    after = solver.solve(found, found, replace(evidence, free=free), weights, iterations=iterations)
    now = _Standing.of(solver, after, evidence)
    kept = (now.held | ~before.held).all(1) & (now.bent <= before.bent.clamp(min=_BENT))
    return _picked(again & kept & (now.inside < 0.7 * before.inside), after, found)


class _Standing:
    """How bodies stand: what they ``miss`` of each statement [B, S], ``held`` or not, how far they are ``bent`` beyond bounds and ``inside`` themselves [B]."""

    def __init__(self, miss: Tensor, held: Tensor, weight: Tensor, bent: Tensor, inside: Tensor) -> None:
        self.miss, self.held, self.weight, self.bent, self.inside = miss, held, weight, bent, inside

    @staticmethod
    def of(solver: ProximalSolver, state: State, evidence: Evidence) -> _Standing:
        """Bodies measured."""
        points = solver.kinematics.pose(state.rotations, state.betas, state.transl)
        table, said = evidence.statements, evidence.statement_weight > 0
        values = table.values(points, solver.kinematics.height(state.betas))
        anatomy, capsules = solver.objective.anatomy, solver.objective.capsules
        bends = anatomy.bends(state.rotations, parent_rotations(points.rotations))
        bent = anatomy.outside(bends.value).abs().amax(1)
        inside = torch.zeros_like(bent)
        if capsules is not None:
            inside = capsules.depths(points.positions, state.betas).clamp(min=0.0).amax(1)
        return _Standing(
            table.violations(values).abs() * said, table.satisfied(values) | ~said, evidence.statement_weight, bent, inside
        )

    def beats(self, other: _Standing) -> Tensor:
        """Whether each body misses less, holds all that the other one holds, and is no less a living body [B]."""
        kept = (self.held | ~other.held).all(1)
        less = (self.weight * self.miss).sum(1) < 0.9 * (self.weight * other.miss).sum(1)
        living = (self.bent <= other.bent.clamp(min=_BENT)) & (self.inside <= other.inside.clamp(min=_INSIDE))
        return kept & less & living


def _picked(which: Tensor, a: State, b: State) -> State:
    """``a`` where ``which`` [B], else ``b``."""

    def pick(x: Tensor, y: Tensor) -> Tensor:
        return torch.where(which.reshape(-1, *[1] * (x.dim() - 1)), x, y)

    return State(pick(a.rotations, b.rotations), pick(a.betas, b.betas), pick(a.transl, b.transl))
