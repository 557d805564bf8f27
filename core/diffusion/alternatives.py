"""Which bodies become hypotheses: the answer, some drawn from noise, and the likeliest of those that are mirrored in depth.

The network's condition tells it the initial body at every step, so noise alone seldom brings a limb to the other side: of the limbs whose depth
refinement left wrong, some 40 % were right in any of seven drawn bodies. The mirrored ones (``mirrored``) begin there. The answer itself
gives way to one of them only where words speak of depth (``followed``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

import torch
from torch import Tensor

from core.body.constraint import Constraint, Measure
from core.body.segments import SEGMENTS
from core.diffusion.belief import Belief, believed, opinion
from core.diffusion.denoiser import Denoiser
from core.diffusion.mirrored import LIMBS, mirrored
from core.diffusion.problem import Evidence, State, Weights
from core.diffusion.proximal import ProximalSolver
from core.diffusion.sampler import SampleStep

DEEP = 0.1
"""Metres by which the bend or the end of a limb must lie elsewhere in depth: less is no other body."""
OPEN = 0.05
"""Metres in depth between the two ends of a limb segment, one way and the other, from which the two can be told apart by a person."""
DOUBTED = 0.8
"""The power to which likelihoods are taken where somebody doubts the answer."""
ITERATIONS = 3
TURNS = 2
"""Limbs, one after the other, that words about depth may turn."""
WORSE, MORE_PIXELS = 1.5, 6.0
"""How much farther from its keypoints (times, and px at a focal length of 1000) a body may be that words choose."""
CLEARLY, JUST = 0.1, 0.5
"""Metres beyond its bound from which a statement about depth holds clearly, and what a body of which it holds only just counts: who says "nearer"
seldom means a hair's breadth."""

SHORT, GAIN = 0.3, 0.1
"""Metres by which a statement about depth is missed from which on it makes no difference by how much, and the share of its weight that a mirrored body
must gain."""


@dataclass(frozen=True)
class Alternatives:
    """``state``: N bodies, the answer first; ``origins``: "answer", "drawn" or "mirrored"; ``belief`` in them.

    ``turned`` [8]: for each of ``SEGMENTS`` how much speaks for its being the other way (``turned_by``); zeros where nothing was mirrored.
    """

    state: State
    origins: tuple[str, ...]
    belief: Belief
    turned: Tensor


def drawn_of(count: int, weights: Weights, evidence: Evidence) -> int:
    """How many of ``count`` hypotheses come out of the sampler, the answer among them: a quarter; all where there is no picture to be mirrored in."""
    if count == 1 or weights.keypoints <= 0 or int((evidence.confidence > 0).sum()) < 2:
        return count
    return max(1, (count + 3) // 4)


def with_mirrored(denoiser: Denoiser, solver: ProximalSolver, evidence: Evidence, weights: Weights, drawn: State, count: int) -> Alternatives:
    """The drawn bodies (the answer first) and beside them mirrored ones, ``count`` in all where so many are worth it.

    Args:
        evidence: of one body (a batch of one).
    """
    made = len(drawn.betas)
    origins = ("answer",) + ("drawn",) * (made - 1)
    found = _the_other_way(solver, evidence, weights, drawn.one(0), OPEN) if made < count else None
    turned = torch.zeros(len(SEGMENTS))
    if found is not None:
        both = State.joined([drawn.one(0), found])
        turned = turned_by(_places(solver, both), believed(denoiser, solver, evidence, weights, both).likelihood)
        elsewhere = (_joints(solver, both)[1:] - _joints(solver, both)[:1]).norm(dim=-1).amax(-1) > DEEP
        found = found.chosen(elsewhere.nonzero()[:, 0]) if bool(elsewhere.any()) else None
    if found is not None:
        belief = believed(denoiser, solver, evidence, weights, found)
        keep = _telling(_joints(solver, found), belief.likelihood, _joints(solver, drawn), count - made)
        drawn = State.joined([drawn, found.chosen(keep)])
        origins += ("mirrored",) * len(keep)
    return Alternatives(drawn, origins, believed(denoiser, solver, evidence, weights, drawn), turned)


def turned_by(joints: Tensor, likelihood: Tensor) -> Tensor:
    """How much speaks for each limb segment's being the other way in depth [8], m^2: the likelihood of the bodies on which it is, times the square of
    how far that takes it. Where somebody asks, the answer is doubted: likelihoods are tempered, so that one that is sure of itself does not stand for all.

    Args:
        joints: [1 + M, 24, 3] m, camera frame: the answer, then bodies mirrored from it; ``likelihood`` [1 + M].
    """
    share = likelihood.clamp(min=1e-12) ** DOUBTED
    share = share / share.sum()
    depth = torch.stack([joints[:, s.end, 2] - joints[:, s.base, 2] for s in SEGMENTS], 1)  # [1 + M, 8]
    changed = (depth - depth[:1])[1:]
    other = (depth[1:] * depth[:1] < 0) & (changed.abs() > OPEN)
    return (other * share[1:, None] * changed.square()).amax(0)


def followed(denoiser: Denoiser, solver: ProximalSolver, evidence: Evidence, weights: Weights, last: SampleStep) -> SampleStep:
    """The last step with its answer (the first body of the batch) turned to the depth that words ask for; ``evidence`` is of one body."""
    answer = last.state.one(0)
    turned = _turned(denoiser, solver, evidence, weights, answer)
    if turned is answer:
        return last
    count = len(last.state.betas)
    state = State.joined([turned, *(last.state.one(k) for k in range(1, count))])
    return replace(last, state=state, measure=partial(solver.terms, state, last.network, evidence.repeat(count)))


def _turned(denoiser: Denoiser, solver: ProximalSolver, evidence: Evidence, weights: Weights, answer: State) -> State:
    """The answer, or where words about depth ("nearer to the camera than") do not clearly hold of it, a mirrored body of which they do and that fits
    the keypoints about as well: between bodies that look the same, words decide. An answer of which they hold, if only just, is left when a mirrored
    one is likelier. Nothing else is followed here, and nothing changes without such words.
    """
    about = [k for k, c in enumerate(evidence.statements.constraints) if _of_depth(c)]
    if not about or weights.text <= 0 or weights.keypoints <= 0:
        return answer
    alike = GAIN * float(evidence.statement_weight[0, about].max())
    for _ in range(TURNS):
        met = _met(solver, evidence, answer, about, CLEARLY)[0]
        if float(met) >= float(evidence.statement_weight[0, about].sum()) - 1e-6:
            break
        others = _the_other_way(solver, evidence, weights, answer)
        if others is None:
            break
        misses = solver.terms(State.joined([answer, others]), None, evidence.repeat(1 + len(others.betas))).keypoints
        told = _met(solver, evidence, others, about, CLEARLY)
        told = torch.where(misses[1:] <= WORSE * misses[0] + MORE_PIXELS * evidence.focal[0] / 1000.0, told, -1.0)
        if float(told.max()) <= float(met) + alike:
            break
        best = others.chosen((told >= told.max() - alike).nonzero()[:, 0])
        settled = _settled(denoiser, solver, evidence, weights, best)
        kept = _met(solver, evidence, settled, about, CLEARLY) >= told.max() - alike
        if bool(kept.any()):
            best = settled.chosen(kept.nonzero()[:, 0])
        just = float(_met(solver, evidence, answer, about)[0]) >= float(_met(solver, evidence, best, about).max()) - 1e-6
        if just:
            best = State.joined([answer, best])
        likelihood = believed(denoiser, solver, evidence, weights, best).likelihood
        if just:
            likelihood[0] *= JUST
        chosen = int(likelihood.argmax())
        if just and chosen == 0:
            break
        answer = best.one(chosen)
    return answer


def _the_other_way(
    solver: ProximalSolver, evidence: Evidence, weights: Weights, answer: State, least: float = DEEP
) -> State | None:
    """The mirrored bodies of one, fitted to the evidence; None where no limb can be the other way by ``least`` metres."""
    other = mirrored(solver.kinematics, solver.limits, answer)
    elsewhere = (other.depth.amax(1) > least).nonzero()[:, 0]
    if evidence.pinned is not None:
        pinned = evidence.pinned[0, torch.tensor(LIMBS)[other.limb[elsewhere], :2]].amax(1) > 0
        elsewhere = elsewhere[~pinned]
    if not len(elsewhere):
        return None
    starts = other.state.chosen(elsewhere)
    # What a limb is mirrored to takes the place of the network's estimate: it is as natural a body.
    return solver.solve(starts, starts, evidence.repeat(len(elsewhere)), weights, iterations=ITERATIONS)


def _places(solver: ProximalSolver, state: State) -> Tensor:
    return solver.kinematics.pose(state.rotations, state.betas, state.transl).joints


def _joints(solver: ProximalSolver, state: State) -> Tensor:
    points = solver.kinematics.pose(state.rotations, state.betas).joints
    return points - points[:, :1]


def _telling(joints: Tensor, likelihood: Tensor, taken: Tensor, count: int) -> Tensor:
    """Which bodies to keep, in order: each time the one that adds most to what is open, its likelihood times its squared distance (at the joint that is
    farthest) from the nearest of those that are kept. Bodies that hardly differ would tell nothing, however likely.

    Args:
        joints: [M, 24, 3] of those to choose from, pelvis at the origin; ``likelihood`` [M]; ``taken`` [T, 24, 3]: kept before.
    """
    chosen: list[int] = []
    apart = (joints[:, None] - taken[None]).norm(dim=-1).amax(-1).amin(1)
    for _ in range(min(count, len(joints))):
        worth = likelihood * apart.square()
        worth[chosen] = -1.0
        chosen.append(int(worth.argmax()))
        apart = torch.minimum(apart, (joints - joints[chosen[-1]]).norm(dim=-1).amax(-1))
    return torch.tensor(chosen, dtype=torch.long)


def _settled(denoiser: Denoiser, solver: ProximalSolver, evidence: Evidence, weights: Weights, state: State) -> State:
    """Bodies after one more step: what the network makes of each, fitted to the evidence again."""
    if weights.prior <= 0:
        return state
    network, every = opinion(denoiser, solver, evidence, weights, state), evidence.repeat(len(state.betas))
    return solver.solve(network, network, every, weights, other=state, iterations=2 * ITERATIONS)


def _of_depth(constraint: Constraint) -> bool:
    measure = constraint.measure
    return isinstance(measure, Measure) and measure.kind == "offset" and measure.frame == "camera" and measure.axis == "front"


def _met(solver: ProximalSolver, evidence: Evidence, state: State, which: list[int], by: float = 0.0) -> Tensor:
    """The weight [N] of the statements ``which`` that hold of N bodies, those with one bound by so many metres; up to half of it where they nearly do:
    an arm may point away from the camera and not be long enough to reach as far as was said."""
    points = solver.kinematics.pose(state.rotations, state.betas, state.transl)
    table = evidence.statements
    values = table.values(points, solver.kinematics.height(state.betas))
    holds = table.satisfied(values)[:, which]
    if by > 0:
        low, high = table.low[..., which], table.high[..., which]
        inside = torch.minimum(values[:, which] - low, high - values[:, which]) * table.lever[..., which]
        holds = holds & ((inside >= by) | (torch.isfinite(low) & torch.isfinite(high)))
    nearly = 0.5 * (1.0 - table.violations(values)[:, which].abs() / SHORT).clamp(min=0.0)
    return (torch.where(holds, 1.0, nearly) * evidence.statement_weight[:, which]).sum(1)
