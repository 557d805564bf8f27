"""A baseline after ScoreHMR (Stathopoulos, Han and Metaxas, CVPR 2024): walk the body back into noise, and out again under score guidance, repeatedly.

    repeat:
        x_tau <- DDIM inversion of the body's x0           (deterministic: eps of the network, from little noise to more)
        for t = tau .. 0:  eps <- eps + s sqrt(1 - abar_t) dL(x0)/dx_t;  x_t-1 <- DDIM step         (score_guidance.py)

It runs on our own denoiser, from the same initial body, with the same keypoint term; neither the proximal step nor the terms' gradients in the
condition take part. ScoreHMR conditions on image features; here the keypoints and the initial body stand for them. The noise level, the number of
steps and loops and the scale were chosen on problems from training clips (``evaluate ablation --tune``); they are ours, not that paper's.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor

from core.diffusion.condition import condition
from core.diffusion.denoiser import Denoiser
from core.diffusion.problem import Evidence, State, Weights
from core.diffusion.proximal import ProximalSolver
from core.diffusion.sampler import moved_onto_keypoints
from core.diffusion.schedule import CosineSchedule
from core.diffusion.score_guidance import ScoreGuidance, guided
from core.evaluation.without_gradients import WithoutGradients


@dataclass(frozen=True)
class LoopSettings:
    """``level``: the timestep (of 100) up to which noise is put back; ``steps`` each way; ``loops`` at most; ``scale`` of the guidance;

    ``enough``: the loops end when one lowers the terms by a smaller share.
    """

    level: int = 19
    steps: int = 4
    loops: int = 8
    scale: float = 1.0
    enough: float = 0.01


class ScoreLoop:
    """Answers by the loop. Without text: the evidence's words have no say."""

    def __init__(self, denoiser: Denoiser, solver: ProximalSolver, settings: LoopSettings | None = None) -> None:
        self.denoiser = WithoutGradients(denoiser)
        self.guidance = ScoreGuidance(self.denoiser, solver)
        self.schedule = CosineSchedule(denoiser.steps)
        self.kinematics = solver.kinematics
        self.settings = settings or LoopSettings()

    def run(self, evidence: Evidence, weights: Weights) -> State:
        """The refined body."""
        s = self.settings
        faded = evidence.weighted(weights)
        mu = faded.initial.vector()
        levels = [round(s.level * k / s.steps) for k in range(s.steps + 1)]  # 0 .. level, upwards
        found, cost = faded.initial, self._cost(faded.initial, faded, weights)
        estimate = found
        for _ in range(s.loops):
            noisy = self._inverted(estimate, mu, faded, levels)
            for t, previous in zip(reversed(levels[1:]), [*reversed(levels[1:-1]), -1], strict=True):
                seen = condition(self.kinematics, estimate, faded)
                slope = self.guidance.slope(noisy, t, seen, mu, faded, faded, weights)
                clean = guided(noisy, slope, self.schedule.alpha_bar[t].item(), s.scale)
                estimate = self._placed(mu + clean, slope.network, faded)
                noisy = self.schedule.step(noisy, estimate.vector() - mu, t, previous).previous
            reached = self._cost(estimate, faded, weights)
            gained = bool((reached < cost * (1 - s.enough)).any())
            if bool((reached < cost).all()):
                found, cost = estimate, reached
            if not gained:
                break
        return found

    def _inverted(self, body: State, mu: Tensor, evidence: Evidence, levels: list[int]) -> Tensor:
        """DDIM inversion: x0 of a body -> x at the last of ``levels``.

        x_t' = sqrt(abar_t') x0_net + sqrt(1 - abar_t') eps, with eps = (x_t - sqrt(abar_t) x0_net) / sqrt(1 - abar_t) at the level below.
        """
        clean = body.vector() - mu
        seen = condition(self.kinematics, body, evidence)
        bars = [self.schedule.alpha_bar[t].item() for t in levels]
        noisy = math.sqrt(bars[0]) * clean
        for t, bar, after in zip(levels, bars, bars[1:], strict=False):
            when = torch.full((len(mu),), t, dtype=torch.long)
            said = self.denoiser(noisy, when, seen)
            eps = (noisy - math.sqrt(bar) * said) / math.sqrt(1 - bar)
            noisy = math.sqrt(after) * said + math.sqrt(1 - after) * eps
        return noisy

    def _placed(self, row: Tensor, like: State, evidence: Evidence) -> State:
        return moved_onto_keypoints(self.kinematics, State.from_vector(row, like.transl), evidence)

    def _cost(self, body: State, evidence: Evidence, weights: Weights) -> Tensor:
        return self.guidance.terms(body, evidence, weights)[0]
