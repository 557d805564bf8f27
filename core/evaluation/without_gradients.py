"""The denoiser without the gradients in its condition, for the ablation: the groups that hold them are zero, as if no term had been there.

The network was not trained anew for this. Groups were dropped at random in training, but a gradient of zero beside keypoints that are there means
"they fit" to it, so the row tells what the gradients carry in this network, not what a network without them could learn. The flag that says
"there are words" goes with the words' gradient: a gradient of zero would otherwise mean that they are obeyed.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from core.body.skeleton import PARTS
from core.diffusion.condition import CONDITION_SIZE, GROUPS
from core.diffusion.denoiser import Denoiser


def columns(group: str) -> slice:
    """Where a group of the condition lies in its row."""
    start = 0
    for name, size in GROUPS.items():
        if name == group:
            return slice(start, start + size)
        start += size
    raise ValueError(f"the condition has no group {group}")


class WithoutGradients(Denoiser):
    """A denoiser that does not see the gradients of the keypoint and text terms."""

    def __init__(self, denoiser: Denoiser) -> None:
        nn.Module.__init__(self)
        self.config, self.steps, self.inner = denoiser.config, denoiser.steps, denoiser
        self.kept = torch.ones(CONDITION_SIZE)
        self.kept[columns("keypoint_gradient")] = 0.0
        self.kept[columns("text_gradient")] = 0.0
        spoken = CONDITION_SIZE - len(PARTS) - 1  # the last flag before the latents' mask
        self.kept[spoken] = 0.0

    def forward(self, noisy: Tensor, t: Tensor, condition: Tensor) -> Tensor:
        out: Tensor = self.inner(noisy, t, condition * self.kept.to(condition))
        return out
