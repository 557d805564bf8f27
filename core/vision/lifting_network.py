"""The lifting network: from what BlazePose says of a person to an SMPL-format pose and shape.

A plain residual network on `lifting_features`; small enough for a laptop's processor (under 2 ms). It answers with the
rotations of the 24 joints as 6D vectors relative to a standing mean, so that an untrained output is a standing person
facing the camera.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

import torch
from torch import Tensor, nn

from core.body.rotations import matrix_to_rot6d, rot6d_to_matrix
from core.body.skeleton import NUM_BETAS, NUM_JOINTS
from core.vision.lifting_features import NUM_FEATURES


@dataclass(frozen=True)
class LiftingConfig:
    """Sizes of the network, saved with its weights."""

    features: int = NUM_FEATURES
    width: int = 512
    blocks: int = 4
    dropout: float = 0.0

    def as_metadata(self) -> dict[str, str]:
        """Strings for a safetensors header."""
        return {key: str(value) for key, value in asdict(self).items()}

    @staticmethod
    def from_metadata(metadata: Mapping[str, str]) -> LiftingConfig:
        """From a safetensors header; raises KeyError or ValueError where it is not a lifting network's."""
        return LiftingConfig(
            features=int(metadata["features"]), width=int(metadata["width"]), blocks=int(metadata["blocks"]),
            dropout=float(metadata["dropout"]),
        )  # fmt: skip


class _Block(nn.Module):
    """x + W2 gelu(W1 norm(x)): the usual pre-norm residual block."""

    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.first = nn.Linear(width, width)
        self.second = nn.Linear(width, width)
        self.dropout = nn.Dropout(dropout)
        # Blocks start as the identity: deep residual nets train faster so.
        nn.init.zeros_(self.second.weight)
        nn.init.zeros_(self.second.bias)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.second(self.dropout(nn.functional.gelu(self.first(self.norm(x)))))


class LiftingNetwork(nn.Module):
    """[B, NUM_FEATURES] -> local rotations [B, 24, 3, 3] (the first in the turned camera's frame) and betas [B, 10]."""

    mean: Tensor

    def __init__(self, config: LiftingConfig | None = None) -> None:
        super().__init__()
        self.config = config or LiftingConfig()
        width = self.config.width
        self.enter = nn.Linear(self.config.features, width)
        self.blocks = nn.Sequential(*[_Block(width, self.config.dropout) for _ in range(self.config.blocks)])
        self.norm = nn.LayerNorm(width)
        self.leave = nn.Linear(width, NUM_JOINTS * 6 + NUM_BETAS)
        nn.init.normal_(self.leave.weight, std=0.01)
        nn.init.zeros_(self.leave.bias)
        upright = torch.eye(3).repeat(NUM_JOINTS, 1, 1)
        upright[0] = torch.diag(torch.tensor([1.0, -1.0, -1.0]))  # half a turn about x: the camera's y points down
        self.register_buffer("mean", matrix_to_rot6d(upright))

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        out = self.leave(self.norm(self.blocks(self.enter(x))))
        rotations = rot6d_to_matrix(out[:, : NUM_JOINTS * 6].unflatten(1, (NUM_JOINTS, 6)) + self.mean)
        return rotations, out[:, NUM_JOINTS * 6 :]
