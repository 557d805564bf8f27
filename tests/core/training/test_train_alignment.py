"""A few training steps bring the loss of each stage down (tiny sizes, authored poses)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from core.alignment.agreement import Agreement
from core.alignment.alignment import Alignment
from core.alignment.text_encoder import TextEncoder, TextEncoderConfig
from core.alignment.vqvae import PoseVQVAEConfig
from core.alignment.word_pieces import WordPieces
from core.training.described_poses import DescribedPoses
from core.training.pose_seeds import seed_poses
from core.training.train_alignment import StageSettings, _draw_on, _drawn, _keep, new_vqvae, train_text, train_vqvae

TINY = PoseVQVAEConfig(width=48, levels=2, codes=32)


def tiny_text_encoder() -> TextEncoder:
    letters = [chr(c) for c in range(ord("a"), ord("z") + 1)]
    pieces = WordPieces(["[PAD]", "[UNK]", "[CLS]", "[SEP]", *letters, *(f"##{c}" for c in letters)])
    encoder = TextEncoder(
        pieces,
        TextEncoderConfig(len(pieces.vocabulary), base_width=48, base_heads=4, base_inner=64, base_layers=1, width=32),
    )
    torch.nn.init.normal_(encoder.base.words.weight)
    return encoder


def test_both_stages_learn_and_can_resume(tmp_path: Path) -> None:
    torch.manual_seed(0)
    torch.set_num_threads(1)
    poses = seed_poses(np.random.default_rng(0), 192)
    model = new_vqvae(config=TINY)
    settings = StageSettings(steps=40, minutes=1, batch=32, rate=2e-3, log_every=1000)
    losses = train_vqvae(model, poses, poses[:0], settings, 0, "cpu")
    assert np.mean(losses[-5:]) < 0.8 * np.mean(losses[:3])

    encoder, agreement = tiny_text_encoder(), Agreement()
    data = DescribedPoses.describe(poses, 1, 0)
    settings = StageSettings(steps=30, minutes=1, batch=32, rate=2e-3, log_every=1000)
    losses = train_text(model, encoder, agreement, data, None, settings, 0, "cpu", tmp_path / "checkpoint.pt")
    assert np.mean(losses[-5:]) < 0.95 * np.mean(losses[:3])

    path = tmp_path / "alignment.safetensors"
    Alignment(model, encoder, agreement).save(path)
    latents, mask = Alignment.load(path).text_latents({"left_arm": "The left arm is raised."})
    assert mask.sum() == 1
    assert torch.isfinite(latents).all()


def test_a_checkpoint_keeps_where_the_random_numbers_are(tmp_path: Path) -> None:
    rng, other = np.random.default_rng(0), np.random.default_rng(1)
    rng.random(3)
    _keep(_drawn(rng), tmp_path / "checkpoint.pt")
    expected = (rng.random(), float(torch.rand(1)))
    _draw_on(other, torch.load(tmp_path / "checkpoint.pt", weights_only=True))
    assert (other.random(), float(torch.rand(1))) == expected
