"""The denoiser: a small residual network that reads the noisy residual, the timestep and the condition, and predicts the clean residual x0."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn.functional import layer_norm, linear, silu

from core.diffusion.condition import CONDITION_SIZE
from core.diffusion.problem import STATE_SIZE

_TIME_SIZE = 32


_RATES = 1000.0 * torch.exp(-math.log(1000.0) * torch.arange(_TIME_SIZE // 2) / (_TIME_SIZE // 2))


def time_features(t: Tensor, steps: int) -> Tensor:
    """Sinusoidal features [B, 32] of timesteps t [B] in 0..steps-1."""
    angle = (t.float() / steps)[:, None] * _RATES.to(t.device)
    return torch.cat((angle.sin(), angle.cos()), -1)


class _Block(nn.Module):
    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.up, self.down = nn.Linear(width, width), nn.Linear(width, width)
        self.dropout = nn.Dropout(dropout)
        nn.init.zeros_(self.down.weight)
        nn.init.zeros_(self.down.bias)

    def forward(self, h: Tensor) -> Tensor:
        # Functions in place of modules: for one body the calls would cost half as much as the products.
        inner = layer_norm(h, self.norm.normalized_shape, self.norm.weight, self.norm.bias, self.norm.eps)
        inner = silu(linear(inner, self.up.weight, self.up.bias))
        if self.training:
            inner = self.dropout(inner)
        return h + linear(inner, self.down.weight, self.down.bias)


class Denoiser(nn.Module):
    """x_t [B, 154], t [B], condition [B, C] -> x0 [B, 154]. The last layer starts at zero: an untrained network answers "the initial body"."""

    def __init__(self, width: int = 512, blocks: int = 5, dropout: float = 0.0, steps: int = 100) -> None:
        super().__init__()
        self.config = {"width": width, "blocks": blocks, "steps": steps}
        self.steps = steps
        self.inside = nn.Linear(STATE_SIZE + _TIME_SIZE + CONDITION_SIZE, width)
        self.blocks = nn.ModuleList(_Block(width, dropout) for _ in range(blocks))
        self.norm = nn.LayerNorm(width)
        self.outside = nn.Linear(width, STATE_SIZE)
        nn.init.zeros_(self.outside.weight)
        nn.init.zeros_(self.outside.bias)

    def forward(self, noisy: Tensor, t: Tensor, condition: Tensor) -> Tensor:
        h = self.inside(torch.cat((noisy, time_features(t, self.steps), condition), -1))
        for block in self.blocks:
            h = block.forward(h)
        return self.outside(silu(self.norm(h)))
