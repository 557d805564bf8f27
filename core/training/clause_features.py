"""What the language model makes of every clause of a data set, worked out once, and batches of texts put together from it."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from core.alignment.text_encoder import TextEncoder
from core.training.described_poses import DescribedPoses
from core.training.paraphrase import paraphrases


class ClauseFeatures:
    """MiniLM's features of every clause of a data set, computed once: the base is not trained.

    ``features`` [U, T, base_width] in half precision, ``keep`` [U, T].
    """

    def __init__(self, encoder: TextEncoder, clauses: tuple[str, ...], *, chunk: int = 64) -> None:
        order = sorted(range(len(clauses)), key=lambda i: len(clauses[i]))
        longest = max(len(encoder.pieces.ids(c)) for c in clauses)
        width = encoder.config.base_width
        self.features = torch.zeros(len(clauses), longest, width, dtype=torch.float16)
        self.keep = torch.zeros(len(clauses), longest, dtype=torch.bool)
        for start in range(0, len(clauses), chunk):
            rows = order[start : start + chunk]
            features, keep = encoder.read([clauses[i] for i in rows])
            self.features[rows, : features.shape[1]] = features.half().cpu()
            self.keep[rows, : keep.shape[1]] = keep.cpu()

    @staticmethod
    def with_paraphrases(encoder: TextEncoder, data: DescribedPoses, count: int) -> tuple[ClauseFeatures, np.ndarray]:
        """Features of the clauses and of their paraphrases, and for each clause the rows [U, 2 count] that stand for it, half of them its own."""
        book: dict[str, int] = {}
        stand_ins = np.zeros((len(data.clauses), 2 * count), dtype=np.int64)
        for i, clause in enumerate(data.clauses):
            own = book.setdefault(clause, len(book))
            others = [book.setdefault(other, len(book)) for other in paraphrases(clause, count)] or [own]
            stand_ins[i] = [own] * count + [others[k % len(others)] for k in range(count)]
        return ClauseFeatures(encoder, tuple(book)), stand_ins

    def of(self, rows: Tensor, device: str, drop: float = 0.0) -> tuple[Tensor, Tensor]:
        """Features and mask of some clauses [U'], without a share ``drop`` of their pieces (never the opening mark)."""
        keep = self.keep[rows]
        if drop:
            dropped = torch.rand(keep.shape) < drop
            dropped[:, 0] = False
            keep = keep & ~dropped
        longest = int(self.keep[rows].sum(1).max())
        return self.features[rows, :longest].float().to(device), keep[:, :longest].to(device)


def encode_batch(
    encoder: TextEncoder, features: ClauseFeatures, clause: np.ndarray, device: str, drop: float = 0.0
) -> tuple[Tensor, Tensor]:
    """Texts as clause rows [6, N, C] (-1: none) -> (unit latents [6, N, D], which texts say anything [6, N]). Equal texts are encoded once."""
    kinds, count, width = clause.shape
    rows = np.concatenate((np.repeat(np.arange(kinds), count)[:, None], clause.reshape(-1, width)), 1)
    rows, back = np.unique(rows, axis=0, return_inverse=True)  # distinct texts
    keep = rows[:, 1:] >= 0
    said = np.where(keep, rows[:, 1:] * kinds + rows[:, :1], -1)  # clause and type in one number
    pairs, place = np.unique(said, return_inverse=True)
    if pairs[0] == -1:
        pairs, place = pairs[1:], place - 1
    used, of_pair = np.unique(pairs // kinds, return_inverse=True)
    vectors = encoder.pool(*features.of(torch.from_numpy(used).long(), device, drop))
    qualified = encoder.qualify(
        vectors[torch.from_numpy(of_pair).to(device)], torch.from_numpy(pairs % kinds).long().to(device)
    )
    latents = encoder.compose(
        qualified[torch.from_numpy(place.reshape(said.shape)).clamp(min=0).to(device)],
        torch.from_numpy(keep | ~keep.any(1, keepdims=True)).to(device),
    )
    there = torch.from_numpy((clause >= 0).any(-1)).to(device)
    return latents[torch.from_numpy(back.reshape(-1)).to(device)].unflatten(0, (kinds, count)), there
