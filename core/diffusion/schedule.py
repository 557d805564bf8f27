"""The noise schedule and the DDIM step.

===============  ==================================================
name here        symbol in Song et al., DDIM (2021)
===============  ==================================================
``alpha_bar``    alpha_t (the cumulative product, as in Ho et al.)
``noisy``        x_t
``clean``        x_0, predicted
``eps``          epsilon_theta(x_t)
``eta``          eta: 0 deterministic, 1 as random as DDPM
===============  ==================================================
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor

TRAIN_STEPS = 100


@dataclass(frozen=True)
class DdimStep:
    """What one step gives: ``previous`` is x at the earlier timestep, ``clean`` the estimate it was made from (for preview and guidance)."""

    previous: Tensor
    clean: Tensor


class CosineSchedule:
    """Cosine schedule (Nichol and Dhariwal, 2021, eq. 17) over ``steps`` training steps; alpha_bar[0] is close to 1, the last close to 0."""

    def __init__(self, steps: int = TRAIN_STEPS, offset: float = 0.008) -> None:
        self.steps = steps

        def f(t: int) -> float:
            return math.cos((t / steps + offset) / (1 + offset) * math.pi / 2) ** 2

        bars = [1.0]
        for t in range(1, steps + 1):
            bars.append(bars[-1] * (1 - min(1 - f(t) / f(t - 1), 0.999)))
        self.alpha_bar = torch.tensor(bars[1:], dtype=torch.float32)

    def add_noise(self, clean: Tensor, eps: Tensor, t: Tensor) -> Tensor:
        """x_t = sqrt(alpha_bar_t) x_0 + sqrt(1 - alpha_bar_t) eps. clean, eps [B, D]; t [B] long."""
        bar = self.alpha_bar.to(clean)[t][:, None]
        return bar.sqrt() * clean + (1 - bar).sqrt() * eps

    def timesteps(self, count: int) -> list[int]:
        """``count`` timesteps from the last training step down, evenly spread (DDIM's "trailing" spacing: the first is always pure noise)."""
        if not 1 <= count <= self.steps:
            raise ValueError(f"between 1 and {self.steps} steps, got {count}")
        return [round(self.steps * (count - i) / count) - 1 for i in range(count)]

    def step(self, noisy: Tensor, clean: Tensor, t: int, previous_t: int, *, eta: float = 0.0, noise: Tensor | None = None) -> DdimStep:
        """One DDIM step (eq. 12) from timestep t to ``previous_t`` (-1: the end, returns ``clean`` itself). noisy, clean, noise [B, D]."""
        if previous_t < 0:
            return DdimStep(clean, clean)
        bar, bar_prev = self.alpha_bar[t].item(), self.alpha_bar[previous_t].item()
        eps = (noisy - math.sqrt(bar) * clean) / math.sqrt(1 - bar)
        sigma = eta * math.sqrt((1 - bar_prev) / (1 - bar)) * math.sqrt(max(0.0, 1 - bar / bar_prev))
        previous = math.sqrt(bar_prev) * clean + math.sqrt(max(0.0, 1 - bar_prev - sigma * sigma)) * eps
        if sigma > 0:
            if noise is None:
                raise ValueError("eta > 0 needs noise")
            previous = previous + sigma * noise
        return DdimStep(previous, clean)
