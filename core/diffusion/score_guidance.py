"""Score guidance: the other way to steer the diffusion, kept so that the proximal step can be compared with it.

Where the proximal step replaces the network's clean estimate by the body that fits the evidence, score guidance bends the noise estimate along the
slope of the very same terms, taken through the network:

    x0    = denoiser(x_t, t, c)                                             what the network says is clean
    eps   = (x_t - sqrt(abar_t) x0) / sqrt(1 - abar_t)                      the noise that this means (DDIM, eq. 12)
    eps  <- eps + s sqrt(1 - abar_t) sum_k w_k dL_k(x0)/dx_t                (ScoreHMR, CVPR 2024; Dhariwal and Nichol 2021, algorithm 2)
    x_t-1 = DDIM step from x_t and eps

===============  ==================================================
name here        symbol above
===============  ==================================================
``alpha_bar``    abar_t
``noisy``        x_t
``clean``        x0; after guidance the clean estimate that the bent eps means
``gradient``     sum_k w_k dL_k(x0)/dx_t
``scale``        s
===============  ==================================================

L_k are the terms of ``objective.py`` with their weights and robust kernels, without the network's own and the joint limits (the network is the
prior here). The camera translation is no part of the diffusion's state: it is solved for at each step and held while the slope is taken.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import torch
from torch import Tensor

from core.body.skeleton import NUM_BETAS, NUM_JOINTS
from core.diffusion.condition import condition
from core.diffusion.denoiser import Denoiser
from core.diffusion.problem import Evidence, State, Weights
from core.diffusion.proximal import ProximalSolver
from core.diffusion.reliance import relied
from core.diffusion.sampler import SampleStep, moved_onto_keypoints
from core.diffusion.schedule import CosineSchedule
from core.diffusion.system import TURNS

NOISE_ALONE = 1e-3
"""abar_t below which x_t is noise alone: it tells nothing of x0, and dividing by its root would blow any slope up. Such a step is not guided."""


@dataclass(frozen=True)
class Slope:
    """At noisy rows: ``clean`` [B, 154] and ``network``, the body that it is; ``energy`` [B]: sum_k w_k L_k; ``gradient`` [B, 154]: its slope by x_t."""

    clean: Tensor
    network: State
    energy: Tensor
    gradient: Tensor


class ScoreGuidance:
    """Slopes of the evidence's terms through the network.

    Args:
        denoiser: the network; may be any module of its signature.
        solver: whose terms are used.
    """

    def __init__(self, denoiser: Denoiser, solver: ProximalSolver) -> None:
        self.denoiser, self.solver = denoiser, solver

    def slope(
        self, noisy: Tensor, t: int, seen: Tensor, mu: Tensor, placed: Evidence, evidence: Evidence, weights: Weights, narrowing: float = 1.0
    ) -> Slope:
        """sum_k w_k dL_k(x0(x_t)) / dx_t, exact but for what the objective itself holds fixed.

        Args:
            noisy: x_t [B, 154].
            seen: the network's condition [B, C], held fixed.
            mu: the initial body as a row [B, 154], around which x_t is told.
            placed: where the translation comes from (keypoints, or the initial body's).
            evidence: what the terms ask for.
            narrowing: 0..1, how far the kernels have narrowed (as in the proximal step).
        """
        when = torch.full((noisy.shape[0],), t, dtype=torch.long)
        with torch.enable_grad():
            x = noisy.detach().requires_grad_(True)
            clean = self.denoiser(x, when, seen)
            body = State.from_vector(mu + clean, evidence.initial.transl)
            here = State(body.rotations.detach(), body.betas.detach(), body.transl)
            with torch.no_grad():
                here = moved_onto_keypoints(self.solver.kinematics, here, placed)
                energy, turns, betas = self.terms(here, evidence, weights, narrowing)
            # dL = sum_j g_j . w_j with w_j the world-frame turn of joint j away from here: R_j' = A^T exp(w) A R_j, A the parent's rotation.
            above, turn = turns.above, body.rotations @ here.rotations.transpose(-1, -2)
            local = torch.stack(
                (turn[..., 2, 1] - turn[..., 1, 2], turn[..., 0, 2] - turn[..., 2, 0], turn[..., 1, 0] - turn[..., 0, 1]), -1
            )  # twice the sine of the turn: its first order is all that counts
            moved = 0.5 * (above @ local[..., None]).squeeze(-1)
            (gradient,) = torch.autograd.grad((turns.gradient * moved).sum() + (betas * body.betas).sum(), x)
        return Slope(clean.detach(), here, energy, gradient)

    def terms(self, body: State, evidence: Evidence, weights: Weights, narrowing: float = 1.0) -> tuple[Tensor, _Turns, Tensor]:
        """sum_k w_k L_k [B] at a body, its slope by world-frame turns and by betas [B, 10]."""
        latent = self.solver.latent_term(body, evidence, weights)
        known = self.solver.objective.known(body, None, evidence, weights, narrowing, latent)
        system = self.solver.objective.linearise(body, known)
        # The system's gradient is that of half the energy.
        turns = 2.0 * system.gradient[:, :TURNS].unflatten(1, (NUM_JOINTS, 3))
        return system.energy, _Turns(turns, system.above), 2.0 * system.gradient[:, TURNS : TURNS + NUM_BETAS]


@dataclass(frozen=True)
class _Turns:
    """``gradient`` [B, 24, 3] by world-frame turns; ``above`` [B, 24, 3, 3] the parents' rotations."""

    gradient: Tensor
    above: Tensor


def guided(noisy: Tensor, slope: Slope, alpha_bar: float, scale: float) -> Tensor:
    """The clean estimate [B, 154] that the bent noise means; DDIM's step from it is the step with the bent noise."""
    if alpha_bar < NOISE_ALONE or scale == 0:
        return slope.clean
    root, rest = math.sqrt(alpha_bar), math.sqrt(1 - alpha_bar)
    eps = (noisy - root * slope.clean) / rest
    eps = eps + scale * rest * torch.nan_to_num(slope.gradient)
    return (noisy - rest * eps) / root


def sample_by_score(
    denoiser: Denoiser, solver: ProximalSolver, evidence: Evidence, weights: Weights, *, steps: int = 5, scale: float
) -> Iterator[SampleStep]:
    """The guided diffusion (``sampler.sample`` at eta 0, from mu) with score guidance in place of the proximal step."""
    schedule, kinematics = CosineSchedule(denoiser.steps), solver.kinematics
    guidance = ScoreGuidance(denoiser, solver)
    faded = evidence.weighted(weights)
    mu = faded.initial.vector()
    noisy, estimate, heard = torch.zeros_like(mu), faded.initial, faded
    timesteps = schedule.timesteps(steps)
    for index, t in enumerate(timesteps):
        if index > 0:
            heard = relied(kinematics, estimate, faded, weights)
        seen = condition(kinematics, estimate, heard)
        slope = guidance.slope(noisy, t, seen, mu, faded, heard, weights, (index + 1) / len(timesteps))
        clean = guided(noisy, slope, schedule.alpha_bar[t].item(), scale)
        estimate = moved_onto_keypoints(kinematics, State.from_vector(mu + clean, slope.network.transl), faded)
        yield SampleStep(index, len(timesteps), estimate, slope.network, partial(solver.terms, estimate, slope.network, evidence))
        previous = timesteps[index + 1] if index + 1 < len(timesteps) else -1
        noisy = schedule.step(noisy, estimate.vector() - mu, t, previous).previous
