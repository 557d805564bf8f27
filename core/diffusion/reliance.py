"""How far each row's text can be relied on beside a photograph: who is wrong about what can be seen is not to be believed about what cannot.

A text that speaks of somebody else, or swaps left and right, contradicts the keypoints in some of its statements and not in others. After the
first step the body has moved as far towards the words as the keypoints let it; what a row still misses then tells against the whole row.
"""

from __future__ import annotations

from dataclasses import replace

import torch

from core.body.kinematics import Kinematics
from core.diffusion.problem import Evidence, State, Weights
from core.diffusion.seen import joints_seen

MISSED = 0.03
"""Metres (root mean square over a row's statements) at which a row is relied on by half, in the end."""
FORGIVING = 6.0
"""How many times more it may miss at the beginning."""


def relied(
    kinematics: Kinematics, estimate: State, evidence: Evidence, weights: Weights, narrowing: float = 1.0
) -> Evidence:
    """Evidence with the words of each row faded by how much of them an estimate still misses. Nothing changes where no keypoint tells,
    nor for statements on which a person insists.

    Args:
        narrowing: 0..1, how far the run has come: at first much is forgiven, since a limb that has to swing over takes some steps.
    """
    if evidence.rows is None or evidence.moves is None or not len(evidence.statements) or weights.keypoints <= 0:
        return evidence
    points = kinematics.pose(estimate.rotations, estimate.betas)
    miss = evidence.statements.violations(evidence.statements.values(points, kinematics.height(estimate.betas)))
    # Only what keypoints see can be checked.
    seen = (evidence.moves * joints_seen(evidence)[:, None]).sum(-1) / evidence.moves.sum(-1).clamp(min=1.0)
    said = evidence.rows * evidence.statement_weight[..., None]
    square = (said * (seen * miss.square())[..., None]).sum(1) / said.sum(1).clamp(min=1e-6)  # [B, 10]
    width = MISSED * FORGIVING ** (1.0 - narrowing) * max(1.0, weights.text) ** 2
    fade = 1.0 / (1.0 + square / width**2)
    # What several rows say is relied on as the best of them is; what no row says is not in question.
    kept = torch.where(evidence.rows.amax(-1) > 0, (evidence.rows * fade[:, None]).amax(-1), 1.0)
    if evidence.insisted is not None:
        kept = torch.lerp(kept, torch.ones_like(kept), evidence.insisted)
    return replace(evidence, statement_weight=evidence.statement_weight * kept, latent_mask=evidence.latent_mask * fade)
