"""A body's objective, linearised: one small system of normal equations in 85 unknowns, whose parts are worked out where they are asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import torch
from torch import Tensor

from core.body.skeleton import NUM_BETAS, NUM_JOINTS
from core.diffusion.anatomy import Bends
from core.diffusion.problem import State

TURNS = NUM_JOINTS * 3
"""Unknowns that turn joints."""
SIZE = TURNS + NUM_BETAS + 3
"""Those, the betas and the camera translation."""


@dataclass(frozen=True)
class System:
    """The objective linearised at a body: ``energy`` [B], ``above`` [B, 24, 3, 3] parents' rotations, ``aa`` [B, 24, 3] local axis-angle (of no use
    for the pelvis); ``bends``: the angles that anatomy bounds, where words are alone; ``normal`` works out Hessian and gradient, where they are asked for."""

    state: State
    energy: Tensor
    above: Tensor
    aa: Tensor
    bends: Bends | None
    normal: Callable[[], tuple[Tensor, Tensor]] = field(repr=False, compare=False)

    @cached_property
    def equations(self) -> tuple[Tensor, Tensor]:
        """``hessian`` [B, 85, 85] and ``gradient`` [B, 85]: what only a body from which a step is taken needs."""
        return self.normal()

    @property
    def hessian(self) -> Tensor:
        """[B, 85, 85]."""
        return self.equations[0]

    @property
    def gradient(self) -> Tensor:
        """[B, 85]."""
        return self.equations[1]

    def one(self, index: int) -> System:
        """One body of the batch."""
        row = slice(index, index + 1)
        bends = None
        if self.bends is not None:
            counts = self.bends.counts
            bends = Bends(self.bends.value[row], self.bends.slope[row], counts[row] if len(counts) > 1 else counts)
        return System(
            self.state.one(index), self.energy[row], self.above[row], self.aa[row], bends, lambda: (self.hessian[row], self.gradient[row])
        )  # fmt: skip

    def better(self, other: System) -> System:
        """Of each body the one with the lower objective."""
        lower = other.energy < self.energy
        if bool(lower.all()):
            return other
        if not bool(lower.any()):
            return self

        def pick(a: Tensor, b: Tensor) -> Tensor:
            return torch.where(lower.reshape(-1, *[1] * (a.dim() - 1)), b, a)

        mine, theirs = self.state, other.state
        state = State(
            pick(mine.rotations, theirs.rotations), pick(mine.betas, theirs.betas), pick(mine.transl, theirs.transl)
        )
        bends = None
        if self.bends is not None and other.bends is not None:
            bends = Bends(pick(self.bends.value, other.bends.value), pick(self.bends.slope, other.bends.slope), self.bends.counts)
        energy, above, aa = (pick(getattr(self, name), getattr(other, name)) for name in ("energy", "above", "aa"))
        return System(state, energy, above, aa, bends, lambda: (pick(self.hessian, other.hessian), pick(self.gradient, other.gradient)))
