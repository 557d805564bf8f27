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

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

import torch

from core.body.constraint import KINDS
from core.body.kinematics import Kinematics, Points
from core.body.skeleton import PARTS
from core.diffusion.condition import condition, soberly
from core.diffusion.denoiser import Denoiser
from core.diffusion.keypoint_term import place
from core.diffusion.polish import polished
from core.diffusion.problem import Evidence, State, Weights
from core.diffusion.proximal import ProximalSolver, Terms
from core.diffusion.reliance import in_question, relied, unheard, with_silence
from core.diffusion.schedule import CosineSchedule
from core.diffusion.text_term import statements_of


@dataclass(frozen=True)
class SampleStep:
    """One step: its ``index`` (0-based) of ``total``, the guided clean estimate, what the network alone said (None without prior), the terms: measured where
    somebody asks for them."""

    index: int
    total: int
    state: State
    network: State | None
    measure: Callable[[], Terms] = field(repr=False, compare=False)

    @cached_property
    def terms(self) -> Terms:
        """Mean size of each term at the estimate."""
        return self.measure()


def sample(
    denoiser: Denoiser,
    solver: ProximalSolver,
    evidence: Evidence,
    weights: Weights,
    *,
    steps: int = 5,
    seed: int = 0,
    heat: torch.Tensor | None = None,
    polish: int = 8,
) -> Iterator[SampleStep]:
    """Run the guided diffusion on a batch.

    Args:
        evidence: its initial body is mu; must be placed (``placed``).
        steps: DDIM steps, 1 to 100.
        heat: [B]; 0 starts at mu itself, the mean of N(mu, I), and stays deterministic (eta 0): the answer; 1 starts from noise and adds
            fresh noise at every step (eta 1): a hypothesis. None: all 0.
        polish: at most so many Gauss-Newton iterations in the last step; the others take one.
    """
    schedule = CosineSchedule(denoiser.steps)
    kinematics = solver.kinematics
    faded = _heard_alone(evidence.weighted(weights))
    generator = torch.Generator().manual_seed(seed)
    mu = faded.initial.vector()

    def draw() -> torch.Tensor:
        return torch.randn(mu.shape, generator=generator).to(mu)

    heat = torch.zeros(mu.shape[0]) if heat is None else heat
    warm = heat.to(mu)[:, None]
    drawn = bool((heat > 0).any())
    noisy = warm * draw() if drawn else torch.zeros_like(mu)
    timesteps = schedule.timesteps(steps)
    estimate, heard, unfit = faded.initial, faded, None
    for index, t in enumerate(timesteps):
        network: State | None = None
        start = estimate
        if index > 0:
            heard = relied(kinematics, estimate, faded, weights, index / (len(timesteps) - 1), unfit)
        # The first step is also taken by bodies to which nothing is said, in the same batch.
        asked = index == 0 and len(timesteps) > 1 and in_question(faded, weights)
        given, there = (with_silence(faded), torch.cat((noisy, torch.zeros_like(noisy)))) if asked else (heard, noisy)
        if asked:
            start = State.joined([start, start])
        if weights.prior > 0:
            now = condition(kinematics, start, soberly(given, weights))
            when = torch.full((len(there),), t, dtype=torch.long)
            network = State.from_vector(given.initial.vector() + denoiser(there, when, now), start.transl)
            start = moved_onto_keypoints(kinematics, network, given)
        narrowing = (index + 1) / len(timesteps)
        if index + 1 < len(timesteps):
            estimate = solver.nudge(start, network, given, weights, narrowing=narrowing)
            if asked:
                count = len(mu)
                unfit = unheard(kinematics, solver.limits, estimate.chosen(torch.arange(count, 2 * count)), faded)
                estimate = estimate.chosen(torch.arange(count))
                network = network.chosen(torch.arange(count)) if network is not None else None
            if len(faded.statements):
                statements_of(kinematics, estimate, faded)  # the next step wants slopes: with them come the values that are asked for before
        else:
            before = estimate if index > 0 and network is not None else None
            latent = solver.latent_term(start, heard, weights)
            estimate = solver.solve(start, network, heard, weights, other=before, iterations=polish, latent=latent)
            estimate = solver.reconsider(estimate, network, heard, weights)
            estimate = solver.rearranged(estimate, network, heard, weights)
            estimate = solver.uncovered(estimate, network, heard, weights)
            estimate = polished(solver, estimate, heard, weights)
        yield SampleStep(index, len(timesteps), estimate, network, partial(solver.terms, estimate, network, evidence))
        previous = timesteps[index + 1] if index + 1 < len(timesteps) else -1
        clean = estimate.vector() - mu
        cold = schedule.step(noisy, clean, t, previous).previous
        if drawn and previous >= 0:
            hot = schedule.step(noisy, clean, t, previous, eta=1.0, noise=draw()).previous
            noisy = torch.where(warm > 0, hot, cold)
        else:
            noisy = cold


_ARM_ROWS = torch.tensor([part.endswith(("arm", "hand")) for part in PARTS])
_ANGLE = KINDS.index("angle")


def _heard_alone(evidence: Evidence) -> Evidence:
    """Evidence in which the latents of arms of which nothing but a joint's bend is said have no say where there are no keypoints.

    A bent elbow is usually seen on an arm that is lifted out to the side; who only says that it is bent does not ask for that.
    """
    alone = (evidence.confidence > 0).sum(1, keepdim=True) == 0
    if evidence.rows is None or not len(evidence.statements) or not bool(alone.any()):
        return evidence
    elsewhere = (evidence.statements.kind[: len(evidence.statements)] != _ANGLE).to(evidence.rows)
    bends_only = (evidence.rows * elsewhere[:, None]).amax(1) == 0
    fade = torch.where(alone & _ARM_ROWS & bends_only, 0.0, 1.0)
    return replace(evidence, latent_mask=evidence.latent_mask * fade)


def moved_onto_keypoints(kinematics: Kinematics, state: State, evidence: Evidence) -> State:
    """The same body moved onto its keypoints (the translation is not the network's to say)."""
    root_fixed = kinematics.pose(state.rotations, state.betas)
    moved = State(state.rotations, state.betas, place(root_fixed.positions, evidence, state.transl))
    moved.once("points", kinematics, lambda: Points(root_fixed.positions + moved.transl[:, None], root_fixed.rotations))
    return moved


def placed(kinematics: Kinematics, evidence: Evidence) -> Evidence:
    """Evidence whose initial body has been moved onto its keypoints, where there are some."""
    return replace(evidence, initial=moved_onto_keypoints(kinematics, evidence.initial, evidence))
