"""Which rough bodies are worth following, when words alone are to be obeyed from somewhere else than the standing body.

A few hundred candidates cost little when nothing but their places is looked at: what they miss of the words, how far they are from the initial body, how
deep limbs lie in one another. The cheapest beginnings are then varied leg by leg and arm by arm (the legs of one with the arms of another), so that a
kneeling body with its hands behind the head need not be among them.
"""

from __future__ import annotations

import torch
from torch import Tensor

from core.body.skeleton import JOINT_INDEX, PART_JOINTS
from core.diffusion.arms import ArmWays
from core.diffusion.beginnings import Beginnings
from core.diffusion.objective import Objective
from core.diffusion.problem import Evidence, State
from core.diffusion.scales import geman_mcclure
from core.diffusion.text_term import missed

VARIED = 6
"""So many of the cheapest are varied limb by limb."""
_ALIKE = 0.15
"""Radians (root mean square over the joints) below which two candidates count as the same."""
_LEGS = tuple([JOINT_INDEX[j] for part in (f"{s}_leg", f"{s}_foot") for j in PART_JOINTS[part]] for s in ("left", "right"))
_DEEPEST = 0.15  # m: limbs deeper in one another than this are no worse


def worth_following(
    objective: Objective, beginnings: Beginnings, ways: ArmWays, found: State, evidence: Evidence, count: int = 16
) -> State:
    """The ``count`` most promising beginnings for one body (batches of one), each unlike the others."""
    assert evidence.free is not None
    free = evidence.free[0]
    starts = beginnings.around(found, evidence.initial, evidence.free)
    costs = rough_costs(objective, starts, evidence)
    few = starts.chosen(costs.topk(VARIED, largest=False).indices)
    groups = [starts]
    for side in _LEGS:
        if bool(free[side[0]] > 0):
            groups.append(_with_legs(few, beginnings, side))
    held = [ways.around(few.one(k), free) for k in range(VARIED)]
    groups += [state for state in held if state is not None]
    if len(groups) > 1:
        starts = State.joined(groups)
        costs = torch.cat((costs, rough_costs(objective, State.joined(groups[1:]), evidence)))
    return starts.chosen(_unlike(starts, costs, count))


def rough_costs(objective: Objective, state: State, evidence: Evidence) -> Tensor:
    """What bodies [B] cost by the terms that need no derivative: words, initial body, collisions. For bodies without keypoints."""
    s, kinematics = objective.scales, objective.kinematics
    points = kinematics.pose(state.rotations, state.betas, state.transl)
    miss = missed(evidence.statements, points, kinematics.height(state.betas))
    cost = (evidence.statement_weight / s.text_alone**2 * geman_mcclure(miss, s.text_width_alone)).sum(1)
    turned = state.rotations - evidence.initial.rotations
    away = 0.5 * turned.square().sum((-2, -1))  # about the square of the angle; 4 at half a turn
    cost = cost + (s.initial_width**2 * away / (s.initial_width**2 + away)).sum(1) / s.initial_alone**2
    if evidence.free is not None:
        held = (1.0 - evidence.free) * (s.held_width**2 * away / (s.held_width**2 + away)) / s.held**2
        held[:, _HIPS] = 0.0  # told from the heading
        cost = cost + held.sum(1)
    if objective.capsules is not None:
        deep = objective.capsules.depths(points.positions, state.betas).clamp(0.0, _DEEPEST)
        cost = cost + deep.square().sum(1) / s.collision**2
    return cost


_HIPS = [JOINT_INDEX["left_hip"], JOINT_INDEX["right_hip"]]


def _with_legs(few: State, beginnings: Beginnings, side: list[int]) -> State:
    """Each of a few bodies with one leg of every beginning, given as the joints of the ``side``."""
    left = beginnings.rotations[beginnings.legs][:, _LEGS[0]]
    legs = left if side is _LEGS[0] else _FLIP[:, None] * left * _FLIP
    count, each = len(few.betas), len(legs)
    rotations = few.rotations.repeat_interleave(each, 0)
    rotations[:, side] = legs.repeat(count, 1, 1, 1)
    return State(rotations, few.betas.repeat_interleave(each, 0), few.transl.repeat_interleave(each, 0))


_FLIP = torch.tensor([-1.0, 1.0, 1.0])


def _unlike(state: State, costs: Tensor, count: int) -> Tensor:
    """Indices of the ``count`` cheapest bodies that differ from one another."""
    order = costs.topk(min(4 * count, len(costs)), largest=False).indices
    rotations = state.rotations[order].flatten(1)
    # |R - S|^2 summed over the joints is twice the square of the angles'.
    alike = torch.cdist(rotations, rotations).square() < 2 * _ALIKE**2 * state.rotations.shape[1]
    kept: list[int] = []
    for row in range(len(order)):
        if len(kept) < count and not bool(alike[row, kept].any()):
            kept.append(row)
    return order[kept]
