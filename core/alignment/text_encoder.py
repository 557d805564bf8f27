"""Text encoder: the description of a part as a unit vector in the space of the pose latents.

Stage 4 of the pipeline, the text side. The lower layers of MiniLM (all-MiniLM-L6-v2, kept as published) read each clause; what is trained here
against the pose latents (``core.training.train_alignment``) attends to the pieces that matter, and puts the clauses of a part together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from core.alignment.pose_features import PART_TYPES
from core.alignment.word_pieces import MAX_PIECES, WordPieces


@dataclass(frozen=True)
class TextEncoderConfig:
    """Sizes; saved with the weights. ``base_*`` are MiniLM's."""

    vocabulary: int
    base_width: int = 384
    base_heads: int = 12
    base_inner: int = 1536
    base_layers: int = 3
    width: int = 192
    heads: int = 4
    latent: int = 64


class Attention(nn.Module):
    """Multi-head self-attention; ``keep`` [N, T] marks the real elements of the sequence."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.into = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)

    def forward(self, x: Tensor, keep: Tensor) -> Tensor:
        query, key, value = self.into(x).unflatten(-1, (3, self.heads, -1)).permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=keep[:, None, None])
        return self.out(mixed.transpose(1, 2).flatten(2))


class BaseLayer(nn.Module):
    """A BERT layer: normalised after each sum (Devlin et al., 2019)."""

    def __init__(self, config: TextEncoderConfig) -> None:
        super().__init__()
        width = config.base_width
        self.attention = Attention(width, config.base_heads)
        self.norm_attention = nn.LayerNorm(width, eps=1e-12)
        self.inner, self.outer = nn.Linear(width, config.base_inner), nn.Linear(config.base_inner, width)
        self.norm_out = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: Tensor, keep: Tensor) -> Tensor:
        x = self.norm_attention(x + self.attention(x, keep))
        return self.norm_out(x + self.outer(functional.gelu(self.inner(x))))


class Base(nn.Module):
    """MiniLM's embeddings (of the kept vocabulary) and its lower layers. Not trained here."""

    def __init__(self, config: TextEncoderConfig) -> None:
        super().__init__()
        # Given weights, so that none are drawn: they are always MiniLM's, and drawing ten million takes a while.
        self.words = nn.Embedding(
            config.vocabulary, config.base_width, _weight=torch.zeros(config.vocabulary, config.base_width)
        )
        self.places = nn.Embedding(MAX_PIECES, config.base_width, _weight=torch.zeros(MAX_PIECES, config.base_width))
        self.norm = nn.LayerNorm(config.base_width, eps=1e-12)
        self.layers = nn.ModuleList(BaseLayer(config) for _ in range(config.base_layers))
        self.requires_grad_(False)

    def forward(self, ids: Tensor, keep: Tensor) -> Tensor:
        """Piece numbers [N, T] -> features [N, T, base_width]."""
        x = self.norm(self.words(ids) + self.places.weight[: ids.shape[1]])
        for layer in self.layers:
            x = layer(x, keep)
        return x


class Refine(nn.Module):
    """A residual two-layer network, normalised first."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.norm, self.inner, self.outer = (
            nn.LayerNorm(width),
            nn.Linear(width, 2 * width),
            nn.Linear(2 * width, width),
        )

    def forward(self, x: Tensor) -> Tensor:
        return x + self.outer(functional.gelu(self.inner(self.norm(x))))


class TextEncoder(nn.Module):
    """Clauses -> clause vectors -> one unit latent for each text, told which type of part it speaks of.

    A description is a set of facts, one or so a clause; so clauses are read one by one and put together without regard to their order.
    """

    def __init__(self, pieces: WordPieces, config: TextEncoderConfig | None = None) -> None:
        super().__init__()
        self.pieces = pieces
        self.config = config = config or TextEncoderConfig(len(pieces.vocabulary))
        width = config.width
        self.base = Base(config)
        self.salience = nn.Linear(config.base_width, config.heads)
        self.enter = nn.Linear(config.heads * config.base_width, width)
        self.clause = Refine(width)
        self.kinds = nn.Parameter(torch.randn(len(PART_TYPES), width) * 0.5)
        self.told = Refine(width)
        self.gather = nn.Linear(2 * width, width)
        self.whole = Refine(width)
        self.leave = nn.Sequential(nn.LayerNorm(width), nn.Linear(width, config.latent))

    def read(self, clauses: Sequence[str]) -> tuple[Tensor, Tensor]:
        """Clauses -> MiniLM features [U, T, base_width] and which pieces are real [U, T]."""
        rows = [self.pieces.ids(clause) for clause in clauses]
        device = self.kinds.device
        longest = max(map(len, rows))
        ids = torch.tensor([row + [self.pieces.padding] * (longest - len(row)) for row in rows], device=device)
        keep = ids != self.pieces.padding
        with torch.no_grad():
            return self.base(ids, keep), keep

    def pool(self, features: Tensor, keep: Tensor) -> Tensor:
        """Features [U, T, base_width] of clauses -> clause vectors [U, width]: a few weighted means over the pieces."""
        share = self.salience(features).masked_fill(~keep[..., None], -torch.inf).softmax(1)  # [U, T, heads]
        return self.clause(self.enter((share.transpose(1, 2) @ features).flatten(1)))

    def qualify(self, vectors: Tensor, kind: Tensor) -> Tensor:
        """Clause vectors [P, width] as said of a type of part [P] -> [P, width]."""
        return self.told(vectors + self.kinds[kind])

    def compose(self, qualified: Tensor, keep: Tensor) -> Tensor:
        """Qualified clause vectors of each text [N, C, width], which are real [N, C] (one at least) -> unit latents [N, latent]."""
        real = keep[..., None]
        mean = (qualified * real).sum(1) / real.sum(1)
        most = qualified.masked_fill(~real, -torch.inf).amax(1)
        return functional.normalize(self.leave(self.whole(self.gather(torch.cat((mean, most), -1)))), dim=-1)
