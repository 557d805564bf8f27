"""The contrastive loss knows several right answers; the quantiser learns."""

from __future__ import annotations

import torch

from core.alignment.losses import contrastive
from core.alignment.vqvae import PoseVQVAEConfig, ResidualQuantizer


def test_the_loss_is_least_where_texts_meet_their_poses() -> None:
    right = contrastive(20 * torch.eye(4), torch.eye(4))
    wrong = contrastive(20 * torch.eye(4).roll(1, 0), torch.eye(4))
    assert right < 0.01 < wrong


def test_poses_with_the_same_text_are_both_right() -> None:
    same = torch.tensor([[1.0, 1, 0], [1, 1, 0], [0, 0, 1]])
    alike = contrastive(20 * same, same)
    split = contrastive(20 * torch.eye(3), same)
    assert alike < split


def test_rows_without_a_text_do_not_count() -> None:
    similarity = torch.randn(4, 4, generator=torch.Generator().manual_seed(0))
    same = torch.eye(4)
    same[3] = 0
    loss = contrastive(similarity.requires_grad_(True), same)
    assert torch.isfinite(loss)


def test_each_level_of_the_quantiser_brings_latents_nearer() -> None:
    torch.manual_seed(0)
    quantizer = ResidualQuantizer(PoseVQVAEConfig(levels=3, codes=32))
    z = torch.nn.functional.normalize(torch.randn(6, 400, 64), dim=-1)
    for _ in range(30):
        sums = quantizer.learn(z)
    errors = [(z - s).norm(dim=-1).mean() for s in sums]
    assert errors[0] > errors[1] > errors[2]
    quantised, codes = quantizer(z)
    assert codes.shape == (3, 6, 400)
    torch.testing.assert_close((z - quantised).norm(dim=-1).mean(), errors[-1], atol=0.05, rtol=0)
