"""Pose VQ-VAE: each part's pose as a unit latent, a few code words, and back to rotations.

Stage 4 of the pipeline, the pose side. Six small networks (head, torso, arm, hand, leg, foot; both sides share one through the mirror) give
every part a unit vector of 64 numbers: the space that texts share. Residual vector quantisation (van den Oord et al. 2017; Zeghidour et al.
2021) turns it into code words; a decoder for each type gives the rotations of the part's joints back.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from core.alignment.pose_features import PART_SLOT, PART_TYPES, TYPE_JOINTS, PoseFeatures
from core.body.rotations import rot6d_to_matrix
from core.body.skeleton import MIRROR_JOINTS, NUM_JOINTS, PARTS


@dataclass(frozen=True)
class PoseVQVAEConfig:
    """Sizes; saved with the weights."""

    width: int = 224
    latent: int = 64
    levels: int = 8
    codes: int = 256


class GroupedLinear(nn.Module):
    """One linear layer for each part type, as a batched product: [6, N, in] -> [6, N, out]."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(len(PART_TYPES), inputs, outputs) / inputs**0.5)
        self.bias = nn.Parameter(torch.zeros(len(PART_TYPES), 1, outputs))

    def forward(self, x: Tensor) -> Tensor:
        return torch.baddbmm(self.bias, x, self.weight)


class GroupedMLP(nn.Module):
    """Linear, two residual blocks, linear, for each part type."""

    def __init__(self, inputs: int, width: int, outputs: int) -> None:
        super().__init__()
        self.enter = GroupedLinear(inputs, width)
        self.blocks = nn.ModuleList(GroupedLinear(width, width) for _ in range(2))
        self.leave = GroupedLinear(width, outputs)

    def forward(self, x: Tensor) -> Tensor:
        x = functional.silu(self.enter.forward(x))
        for block in self.blocks:
            x = x + functional.silu(block.forward(x))
        return self.leave.forward(x)


class ResidualQuantizer(nn.Module):
    """Residual vector quantisation with a code book for each type and level, learned by moving averages; unused codes are drawn anew."""

    codebook: Tensor
    count: Tensor
    total: Tensor

    def __init__(self, config: PoseVQVAEConfig) -> None:
        super().__init__()
        shape = (config.levels, len(PART_TYPES), config.codes)
        self.register_buffer("codebook", torch.zeros(*shape, config.latent))
        self.register_buffer("count", torch.ones(shape), persistent=False)
        self.register_buffer("total", torch.zeros(*shape, config.latent), persistent=False)
        self.ready = False

    def forward(self, z: Tensor, levels: int | None = None) -> tuple[Tensor, Tensor]:
        """Latents [6, N, D] -> (their quantised values [6, N, D], codes [levels, 6, N])."""
        quantised, codes = torch.zeros_like(z), []
        for book in self.codebook[:levels]:
            index = nearest(z - quantised, book)
            codes.append(index)
            quantised = quantised + look_up(book, index)
        return quantised, torch.stack(codes)

    @torch.no_grad()
    def learn(self, z: Tensor, decay: float = 0.99, revive_below: float = 0.1) -> Tensor:
        """One moving-average update of every level from latents [6, N, D]; gives them quantised to 1, 2, ... levels [levels, 6, N, D]."""
        residual, sums = z.detach(), []
        rows = torch.arange(len(PART_TYPES), device=z.device)[:, None] * self.codebook.shape[2]
        for level, book in enumerate(self.codebook):
            if not self.ready:
                self._draw(level, residual, torch.ones_like(self.count[level], dtype=torch.bool))
            index = nearest(residual, book)
            flat = (index + rows).flatten()
            seen = torch.bincount(flat, minlength=self.count[level].numel()).to(z)
            total = torch.zeros_like(book).flatten(0, 1).index_add_(0, flat, residual.flatten(0, 1))
            self.count[level].lerp_(seen.view_as(self.count[level]), 1 - decay)
            self.total[level].lerp_(total.view_as(book), 1 - decay)
            self.codebook[level] = self.total[level] / self.count[level].clamp(min=1e-5)[..., None]
            self._draw(level, residual, self.count[level] < revive_below)
            residual = residual - look_up(self.codebook[level], index)
            sums.append(z.detach() - residual)
        self.ready = True
        return torch.stack(sums)

    def memory(self) -> dict[str, Tensor]:
        """The moving averages, for a checkpoint."""
        return {"count": self.count, "total": self.total}

    def restore(self, memory: dict[str, Tensor]) -> None:
        self.count.copy_(memory["count"])
        self.total.copy_(memory["total"])
        self.ready = True

    def _draw(self, level: int, residual: Tensor, dead: Tensor) -> None:
        """Replace dead codes [6, K] by residuals of the batch."""
        types, places = dead.nonzero(as_tuple=True)
        if len(types) == 0:
            return
        pick = residual[types, torch.randint(residual.shape[1], (len(types),)).to(residual.device)]
        self.codebook[level, types, places] = pick
        self.count[level, types, places] = 1.0
        self.total[level, types, places] = pick


def nearest(z: Tensor, book: Tensor) -> Tensor:
    """Index [6, N] of the code in ``book`` [6, K, D] nearest to each of ``z`` [6, N, D]."""
    return (book.square().sum(-1)[:, None] - 2 * z @ book.transpose(1, 2)).argmin(-1)


def look_up(book: Tensor, index: Tensor) -> Tensor:
    """Codes [6, N, D] of ``book`` [6, K, D] at ``index`` [6, N]."""
    return book.gather(1, index[..., None].expand(-1, -1, book.shape[-1]))


class PoseVQVAE(nn.Module):
    """Encoder, quantiser and decoder. ``features`` are fixed geometry; their mean and spread are part of the weights."""

    mean: Tensor
    slots: Tensor
    spread: Tensor

    def __init__(self, features: PoseFeatures, config: PoseVQVAEConfig | None = None) -> None:
        super().__init__()
        self.features = features
        self.config = config or PoseVQVAEConfig()
        self.encoder = GroupedMLP(features.width, self.config.width, self.config.latent)
        self.quantizer = ResidualQuantizer(self.config)
        self.decoder = GroupedMLP(self.config.latent, self.config.width, 6 * max(map(len, TYPE_JOINTS.values())))
        self.register_buffer("slots", torch.tensor(PART_SLOT), persistent=False)
        self.register_buffer("mean", torch.zeros(len(PART_TYPES), 1, features.width))
        self.register_buffer("spread", torch.ones(len(PART_TYPES), 1, features.width))
        with torch.no_grad():  # start decoding from no rotation
            self.decoder.leave.weight.mul_(0.1)
            self.decoder.leave.bias[..., 0::6] += 1.0
            self.decoder.leave.bias[..., 4::6] += 1.0

    def encode(self, level: Tensor) -> Tensor:
        """Level rotations [B, 24, 3, 3] -> unit latents [6, 2 B, D]: plain, then mirrored."""
        z = self.encoder((self.features(level) - self.mean) * self.spread)
        return functional.normalize(z, dim=-1)

    def part_latents(self, latents: Tensor) -> Tensor:
        """Latents of the types [6, 2 B, D] -> of the ten parts [B, 10, D]."""
        stack = latents.unflatten(1, (2, -1)).flatten(0, 1)
        return stack.index_select(0, self.slots).transpose(0, 1)

    def type_latents(self, latents: Tensor) -> Tensor:
        """Latents of the ten parts [B, 10, D] -> of the types [6, 2 B, D]; head and torso, which have no mirrored twin here, stand in both places."""
        slots = torch.zeros(2 * len(PART_TYPES), dtype=torch.long, device=latents.device)
        for i, slot in enumerate(PART_SLOT):
            slots[slot] = i
            if "_" not in PARTS[i]:
                slots[slot + 1] = i
        return latents[:, slots].transpose(0, 1).unflatten(0, (-1, 2)).flatten(1, 2)

    def decode(self, latents: Tensor) -> Tensor:
        """Latents of the types [6, 2 B, D] -> level rotations [B, 24, 3, 3]."""
        sixes = self.decoder(latents).unflatten(1, (2, -1)).unflatten(-1, (-1, 6))  # [6, 2, B, 4, 6]
        rotations = rot6d_to_matrix(sixes)
        sign = rotations.new_tensor([[1.0, -1.0, -1.0], [-1.0, 1.0, 1.0], [-1.0, 1.0, 1.0]])
        rows: list[Tensor | None] = [None] * NUM_JOINTS
        for kind, joints in enumerate(TYPE_JOINTS.values()):
            for place, joint in enumerate(joints):
                rows[joint] = rotations[kind, 0, :, place]
                if MIRROR_JOINTS[joint] != joint:
                    rows[MIRROR_JOINTS[joint]] = rotations[kind, 1, :, place] * sign
        return torch.stack([row for row in rows if row is not None], 1)

    def round_trip(self, level: Tensor, levels: int | None = None) -> tuple[Tensor, Tensor]:
        """Level rotations [B, 24, 3, 3] -> (decoded from the code book [B, 24, 3, 3], codes [levels, 6, 2 B])."""
        quantised, codes = self.quantizer(self.encode(level), levels)
        return self.decode(quantised), codes
