"""Which bodies become hypotheses: the answer, some drawn from noise, and the likeliest of those that are mirrored in depth.

The network's condition tells it the initial body at every step, so noise alone seldom brings a limb to the other side: of the limbs whose depth
refinement left wrong, some 40 % were right in any of seven drawn bodies. The mirrored ones (``mirrored``) begin there. The answer itself is not
touched by any of this.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch

from core.diffusion.belief import Belief, believed
from core.diffusion.denoiser import Denoiser
from core.diffusion.mirrored import LIMBS, mirrored
from core.diffusion.problem import Evidence, State, Weights
from core.diffusion.proximal import ProximalSolver

DEEP = 0.1
"""Metres by which the bend or the end of a limb must lie elsewhere in depth: less is no other body."""
ITERATIONS = 3


@dataclass(frozen=True)
class Alternatives:
    """``state``: N bodies, the answer first; ``origins``: "answer", "drawn" or "mirrored"; ``belief`` in them."""

    state: State
    origins: tuple[str, ...]
    belief: Belief


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
    if made < count:
        other = mirrored(solver.kinematics, solver.limits, drawn.one(0))
        elsewhere = (other.depth.amax(1) > DEEP).nonzero()[:, 0]
        if evidence.pinned is not None:
            pinned = evidence.pinned[0, torch.tensor(LIMBS)[other.limb[elsewhere], :2]].amax(1) > 0
            elsewhere = elsewhere[~pinned]
        if len(elsewhere):
            starts = other.state.chosen(elsewhere)
            # What a limb is mirrored to takes the place of the network's estimate: it is as natural a body.
            found = solver.solve(starts, starts, evidence.repeat(len(elsewhere)), weights, iterations=ITERATIONS)
            belief = believed(denoiser, solver, evidence, weights, found)
            keep = belief.likelihood.topk(min(count - made, len(elsewhere))).indices
            drawn = State.joined([drawn, found.chosen(keep)])
            origins += ("mirrored",) * len(keep)
    return Alternatives(drawn, origins, believed(denoiser, solver, evidence, weights, drawn))
