"""How far bodies are to be believed, beside one another: what the objective says of them, and what the network does.

    log p(h) = - a E(h) - b log(c + |f(x_h, t, c) - x_h|^2)  + const

``E`` is the energy of the terms (keypoints, statements, initial body, joint limits, collisions) without the pull towards the network's estimate. The
second is the diffusion's own opinion: a body that it takes for a natural one under the evidence it gives back unchanged (its share of the variational
bound at one timestep), and heavy-tailed, since for a body that it does not expect the network only answers another one. ``a`` and ``b`` were fitted
on 600 problems from unseen clips, so that the likelihoods are chances: of thirteen bodies, which is nearest to the truth.
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

ENERGY, DENOISING, FLOOR = 0.33, 3.7, 0.05
"""a, b and c above."""
_WHEN = 50
"""The timestep at which the network is asked: it hardly matters which."""
_POSE = STATE_SIZE - NUM_BETAS


@dataclass(frozen=True)
class Belief:
    """``energy`` [N] of the terms, ``denoising`` [N]: |f(x) - x|^2 over the rotations (0 without prior), ``likelihood`` [N], summing to 1."""

    energy: Tensor
    denoising: Tensor
    likelihood: Tensor


def believed(denoiser: Denoiser, solver: ProximalSolver, evidence: Evidence, weights: Weights, state: State) -> Belief:
    """Judge N bodies by the evidence of one (a batch of one)."""
    count = len(state.betas)
    every = evidence.repeat(count)
    energy = solver.objective.linearise(state, solver.objective.known(state, None, every, weights, 1.0)).energy
    denoising = torch.zeros_like(energy)
    score = -ENERGY * energy
    if weights.prior > 0:
        x = state.vector() - every.initial.vector()
        now = condition(solver.kinematics, state, every.weighted(weights))
        when = torch.full((count,), _WHEN, dtype=torch.long)
        # The mean of x_t: no noise is drawn, so that every body is asked about in the same way.
        noisy = CosineSchedule(denoiser.steps).alpha_bar[_WHEN].sqrt() * x
        denoising = (denoiser(noisy, when, now) - x)[:, :_POSE].square().sum(1)
        score = score - min(weights.prior, 1.0) * DENOISING * (FLOOR + denoising).log()
    score = torch.nan_to_num(score, nan=-torch.inf)
    if not bool(torch.isfinite(score).any()):
        score = torch.zeros_like(score)
    return Belief(energy, denoising, torch.softmax(score, 0))
