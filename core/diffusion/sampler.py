"""The guided sampler: DDIM from the initial body, each clean estimate made to fit the evidence before the step goes on.

    x_T = mu (one answer) or mu + noise (hypotheses)
    for t = T .. 0:
        c      = condition(estimate, evidence)
        x0_net = denoiser(x_t, t, c)
        x0     = argmin of the evidence's terms + lambda |x - x0_net|^2      (proximal.py)
        x_t-1  = DDIM step from x_t and x0                                   (schedule.py)

It is a generator: every step yields its clean estimate, so that the window can show the body moving and a run can stop between steps.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import torch

from core.body.kinematics import Kinematics
from core.diffusion.condition import condition
from core.diffusion.denoiser import Denoiser
from core.diffusion.keypoint_term import place
from core.diffusion.problem import Evidence, State, Weights
from core.diffusion.proximal import ProximalSolver, Terms
from core.diffusion.schedule import CosineSchedule


@dataclass(frozen=True)
class SampleStep:
    """One step: its ``index`` (0-based) of ``total``, the guided clean estimate, what the network alone said (None without prior), the terms."""

    index: int
    total: int
    state: State
    network: State | None
    terms: Terms


def sample(
    denoiser: Denoiser,
    solver: ProximalSolver,
    evidence: Evidence,
    weights: Weights,
    *,
    steps: int = 5,
    seed: int = 0,
    eta: float = 0.0,
    spread: float = 0.0,
    iterations: int = 2,
) -> Iterator[SampleStep]:
    """Run the guided diffusion on a batch.

    Args:
        evidence: its initial body is mu; must be placed (``placed``).
        steps: DDIM steps, 1 to 100.
        eta: 0 deterministic; 1 with fresh noise at every step (hypotheses).
        spread: standard deviation of the starting noise; 0 starts at mu itself, the mean of N(mu, I), and gives the most probable answer.
        iterations: Gauss-Newton iterations a step.
    """
    schedule = CosineSchedule(denoiser.steps)
    kinematics = solver.kinematics
    faded = evidence.weighted(weights)
    generator = torch.Generator().manual_seed(seed)
    mu = faded.initial.vector()

    def draw() -> torch.Tensor:
        return torch.randn(mu.shape, generator=generator).to(mu)

    noisy = spread * draw() if spread > 0 else torch.zeros_like(mu)
    timesteps = schedule.timesteps(steps)
    estimate = faded.initial
    for index, t in enumerate(timesteps):
        network: State | None = None
        start = estimate
        if weights.prior > 0:
            now = condition(kinematics, estimate, faded)
            when = torch.full((mu.shape[0],), t, dtype=torch.long)
            network = State.from_vector(mu + denoiser(noisy, when, now), estimate.transl)
            start = moved_onto_keypoints(kinematics, network, faded)
        narrowing = (index + 1) / len(timesteps)
        estimate = solver.solve(start, network, faded, weights, iterations=iterations, narrowing=0.5 * narrowing)
        estimate = solver.solve(estimate, network, faded, weights, iterations=iterations, narrowing=narrowing)
        yield SampleStep(index, len(timesteps), estimate, network, solver.terms(estimate, network, evidence))
        previous = timesteps[index + 1] if index + 1 < len(timesteps) else -1
        noise = draw() if eta > 0 and previous >= 0 else None
        noisy = schedule.step(noisy, estimate.vector() - mu, t, previous, eta=eta, noise=noise).previous


def moved_onto_keypoints(kinematics: Kinematics, state: State, evidence: Evidence) -> State:
    """The same body moved onto its keypoints (the translation is not the network's to say)."""
    root_fixed = kinematics.pose(state.rotations, state.betas).positions
    return State(state.rotations, state.betas, place(root_fixed, replace(evidence, initial=state)))


def placed(kinematics: Kinematics, evidence: Evidence) -> Evidence:
    """Evidence whose initial body has been moved onto its keypoints, where there are some."""
    return replace(evidence, initial=moved_onto_keypoints(kinematics, evidence.initial, evidence))
