"""Text latents of training poses: each pose is described in a random wording and the texts encoded, once, before the denoiser trains."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.alignment.alignment import Alignment
from core.language import describer
from core.training.described_poses import facts_of


def text_latents(poses: NDArray[np.float32], seed: int, cache: Path | None = None) -> NDArray[np.float16]:
    """Latents [N, 10, 64] of one description of each pose [N, 24, 3] (y up). ``cache``: a .npy file that keeps them."""
    if cache is not None and cache.exists():
        kept = np.load(cache)
        if len(kept) >= len(poses):
            return kept[: len(poses)]
    alignment, rng = Alignment.load(), random.Random(seed)
    rows = []
    for facts in facts_of(poses):
        latents, _ = alignment.text_latents(describer.texts(facts, rng=rng))
        rows.append(latents.numpy().astype(np.float16))
    out = np.stack(rows)
    if cache is not None:
        cache.parent.mkdir(parents=True, exist_ok=True)
        np.save(cache, out)
    return out
