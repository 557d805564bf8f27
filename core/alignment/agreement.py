"""How well texts and poses agree: part by part, and as a whole from whatever parts have a text.

The whole-body latent is the weighted stack of the part latents that are there, so that two whole bodies are compared part with part.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from core.alignment.pose_features import PART_TYPES
from core.body.skeleton import PARTS

_TYPE_OF_PART = [PART_TYPES.index(part.split("_")[-1]) for part in PARTS]


class Agreement(nn.Module):
    """Learned scales (inverse temperatures) and the share of each type of part in the whole."""

    def __init__(self) -> None:
        super().__init__()
        self.log_scale = nn.Parameter(torch.full((len(PART_TYPES),), 2.5))
        self.whole_log_scale = nn.Parameter(torch.tensor(3.0))
        self.share = nn.Parameter(torch.zeros(len(PART_TYPES)))

    def scales(self) -> Tensor:
        """[6], at most 100."""
        return self.log_scale.clamp(max=4.6).exp()

    def whole_scale(self) -> Tensor:
        return self.whole_log_scale.clamp(max=5.3).exp()

    def weights(self, mask: Tensor) -> Tensor:
        """Weights [B, 10] that add up to one over the parts of ``mask`` [B, 10]."""
        share = functional.softplus(self.share)[_TYPE_OF_PART] * mask
        return share / share.sum(-1, keepdim=True).clamp(min=1e-6)

    def whole(self, texts: Tensor, mask: Tensor, poses: Tensor) -> Tensor:
        """Cosines [N, M] of N whole texts, latents [N, 10, D] with mask [N, 10], and M poses, latents [M, 10, D]."""
        return (texts * self.weights(mask)[..., None]).flatten(1) @ poses.flatten(1).T
