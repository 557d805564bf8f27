"""How far each joint's axis-angle goes, and how far a body's lies outside."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import torch
from torch import Tensor


@dataclass(frozen=True)
class Limits:
    """Joint limits: axis-angle ``low`` and ``high`` [24, 3] in radians (the pelvis is free)."""

    low: Tensor
    high: Tensor

    def outside(self, aa: Tensor) -> Tensor:
        """How far each axis-angle component [B, 24, 3] lies outside the joint's range (the pelvis has none), in radians."""
        return (aa - aa.clamp(*self.bounds)).clamp(-0.6, 0.6)

    @cached_property
    def bounds(self) -> tuple[Tensor, Tensor]:
        """The limits, those of the pelvis out of reach."""
        with torch.inference_mode(False):
            free = torch.zeros_like(self.low)
            free[0] = torch.inf
            return self.low - free, self.high + free
