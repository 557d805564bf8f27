"""Losses that train the shared latent: reconstruction of the pose, and agreement of texts with poses."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from core.body.kinematics import Kinematics
from core.body.skeleton import NUM_BETAS


def pose_reconstruction(decoded: Tensor, level: Tensor, kinematics: Kinematics) -> tuple[Tensor, Tensor]:
    """(rotation error, mean point distance in metres) of decoded [B, 24, 3, 3] against level rotations [B, 24, 3, 3]."""
    betas = level.new_zeros(len(level), NUM_BETAS)
    with torch.no_grad():
        truth = kinematics.pose(level, betas).positions
    distance = (kinematics.pose(decoded, betas).positions - truth).square().sum(-1).add(1e-8).sqrt()
    return (decoded - level).square().sum((-1, -2)).mean(), distance.mean()


def commitment(z: Tensor, quantised: Tensor) -> Tensor:
    """Pull of the latents [6, N, D] towards their code words."""
    return (z - quantised.detach()).square().sum(-1).mean()


def contrastive(similarity: Tensor, same: Tensor) -> Tensor:
    """InfoNCE in both directions with several positives.

    Args:
        similarity: scaled similarities of N texts (rows) and N poses [..., N, N].
        same: weights of the pairs that say the same [..., N, N], zero where they do not; rows and columns without any weight are left out.

    Two poses with the same text are both right answers to it: pushing one of them away would teach noise.
    """
    losses = []
    for logits, target in ((similarity, same), (similarity.transpose(-1, -2), same.transpose(-1, -2))):
        total = target.sum(-1)
        share = target / total.clamp(min=1e-6)[..., None]
        entropy = -(share * functional.log_softmax(logits, -1)).sum(-1)
        known = (total > 0).to(entropy)
        losses.append((entropy * known).sum() / known.sum().clamp(min=1))
    return (losses[0] + losses[1]) / 2
