"""How far bodies are to be believed, beside one another: what the objective says of them, and what the network does.

    log p(h) = - a E(h) - b log(c + |f(x_h, t, c) - x_h|^2) - d sum_s w_s v_s^2 / (v_s^2 + m^2)  + const

``E`` is the energy of the terms (keypoints, statements, initial body, joint limits, collisions) without the pull towards the network's estimate. The
second is the diffusion's own opinion: a body that it takes for a natural one under the evidence it gives back unchanged (its share of the variational
bound at one timestep), and heavy-tailed, since for a body that it does not expect the network only answers another one. ``a``, ``b`` and ``c`` were
fitted so that the likelihoods are chances: of eight bodies, which is nearest to the truth. Given keypoints and an initial body from elsewhere, on 200
problems from unseen clips; beside the built-in detector, on 148 rendered people whom it has seen: there the mistakes of keypoints and initial body go
together, so that fitting them well says next to nothing (measured on others by ``evaluate hypotheses``). The last term is for words: in the objective
they are soft beside a picture, but of bodies that look the same the one that contradicts what was said (by v_s metres) is hardly meant.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from core.body.skeleton import NUM_BETAS
from core.diffusion.condition import condition
from core.diffusion.denoiser import Denoiser
from core.diffusion.problem import STATE_SIZE, Evidence, State, Weights
from core.diffusion.proximal import ProximalSolver
from core.diffusion.schedule import CosineSchedule


@dataclass(frozen=True)
class Trust:
    """a, b and c above."""

    energy: float
    denoising: float
    floor: float


GIVEN = Trust(0.07, 1.35, 0.006)
DETECTED = Trust(0.002, 0.61, 0.015)
SAID, MISSED = 3.0, 0.1
"""d and m above."""
_WHEN = 50
"""The timestep at which the network is asked: it hardly matters which."""
_POSE = STATE_SIZE - NUM_BETAS


@dataclass(frozen=True)
class Belief:
    """``energy`` [N] of the terms, ``denoising`` [N]: |f(x) - x|^2 over the rotations (0 without prior), ``likelihood`` [N], summing to 1."""

    energy: Tensor
    denoising: Tensor
    likelihood: Tensor


def opinion(denoiser: Denoiser, solver: ProximalSolver, evidence: Evidence, weights: Weights, state: State) -> State:
    """What the network makes of each of N bodies by the evidence of one: f(x_t, t, c), with x_t at its mean, so that all are asked about alike."""
    every = evidence.repeat(len(state.betas))
    mu = every.initial.vector()
    now = condition(solver.kinematics, state, every.weighted(weights))
    when = torch.full((len(mu),), _WHEN, dtype=torch.long)
    noisy = CosineSchedule(denoiser.steps).alpha_bar[_WHEN].sqrt() * (state.vector() - mu)
    return State.from_vector(mu + denoiser(noisy, when, now), state.transl)


def believed(denoiser: Denoiser, solver: ProximalSolver, evidence: Evidence, weights: Weights, state: State) -> Belief:
    """Judge N bodies by the evidence of one (a batch of one)."""
    count = len(state.betas)
    every = evidence.repeat(count)
    energy = solver.objective.linearise(state, solver.objective.known(state, None, every, weights, 1.0)).energy
    denoising = torch.zeros_like(energy)
    trust = DETECTED if bool(evidence.landmark_mask[0] > 0) else GIVEN
    score = -trust.energy * energy
    if weights.prior > 0:
        said = opinion(denoiser, solver, evidence, weights, state).vector()
        denoising = (said - state.vector())[:, :_POSE].square().sum(1)
        score = score - min(weights.prior, 1.0) * trust.denoising * (trust.floor + denoising).log()
    if weights.text > 0 and len(evidence.statements):
        points = solver.kinematics.pose(state.rotations, state.betas)
        table = evidence.statements
        square = table.violations(table.values(points, solver.kinematics.height(state.betas))).square()
        score = score - SAID * min(weights.text, 1.0) * (every.statement_weight * square / (square + MISSED**2)).sum(1)
    score = torch.nan_to_num(score, nan=-torch.inf)
    if not bool(torch.isfinite(score).any()):
        score = torch.zeros_like(score)
    return Belief(energy, denoising, torch.softmax(score, 0))
