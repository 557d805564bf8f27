"""The text term: one residual a statement (metres outside its interval), and one a part from the aligned latents.

Statements are constraints on measures of the body; latents say how close the body is to the whole sentence, also to what no statement caught.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from core.body.kinematics import Kinematics, Points, parent_rotations
from core.body.measures import MeasureTable
from core.diffusion.problem import Evidence, State

LatentEncoder = Callable[[Tensor], Tensor]
"""Local rotations [B, 24, 3, 3] -> part latents [B, 10, 64], unit norm, differentiable."""


@dataclass(frozen=True)
class StatementResiduals:
    """``residual`` [B, S] in metres (signed, zero well inside the interval) and ``jacobian`` [B, S, 24, 3] with respect to world-frame joint turns;

    ``values`` [B, S]: what the measures read."""

    residual: Tensor
    jacobian: Tensor
    values: Tensor


def statements_of(kinematics: Kinematics, state: State, evidence: Evidence) -> StatementResiduals:
    """Residuals of the statements at a body, worked out once for each."""
    points = state.posed(kinematics)
    return state.once("statements", evidence.statements, lambda: statement_residuals(kinematics, points, kinematics.height(state.betas), evidence))


def statement_values(kinematics: Kinematics, state: State, evidence: Evidence) -> Tensor:
    """What the statements' measures read [B, S] of a body, without slopes where nobody has asked for them."""
    table = evidence.statements
    if state.knows("statements", table):
        return statements_of(kinematics, state, evidence).values
    return state.once("values", table, lambda: table.values(state.posed(kinematics), kinematics.height(state.betas)))


def statement_residuals(kinematics: Kinematics, points: Points, height: Tensor, evidence: Evidence) -> StatementResiduals:
    """Residuals of the statements for posed points and body heights [B]."""
    table = evidence.statements
    slopes = table.slopes(points, height)
    residual, slope = table.misses(slopes.values)
    jacobian = kinematics.turn_jacobian(points.positions, slopes.points, slopes.turns)
    lever = table.lever if table.lever.dim() == 2 else table.lever[None]
    return StatementResiduals(residual, jacobian * (lever * slope)[..., None, None], slopes.values)


def missed(table: MeasureTable, points: Points, height: Tensor) -> Tensor:
    """The residuals [B, S] alone."""
    return table.misses(table.values(points, height))[0]


@dataclass(frozen=True)
class LatentResidual:
    """``residual`` [B]: the square root of the mean over parts of 2 (1 - cos); ``jacobian`` [B, 24, 3]; ``cosine`` [B, 10] of each part."""

    residual: Tensor
    jacobian: Tensor
    cosine: Tensor


def latent_residual(encoder: LatentEncoder, state: State, world: Tensor, evidence: Evidence) -> LatentResidual:
    """Distance of the body's part latents to the text's. One small backward pass through the pose encoder is the only autograd in the loop."""
    # Tensors that were made in inference mode take no part in a backward pass: their copies do.
    with torch.inference_mode(False), torch.enable_grad():
        local, latents, mask = (x.detach().clone() for x in (state.rotations, evidence.latents, evidence.latent_mask))
        cosine = (encoder(local.requires_grad_(True)) * latents).sum(-1)
        loss = (2 * (1 - cosine) * mask).sum(1) / mask.sum(1).clamp(min=1e-6)
        (gradient,) = torch.autograd.grad(loss.sum(), local)
    residual = (loss.detach() + 1e-6).sqrt()
    above = parent_rotations(world)
    # R' = A^T exp(w) A R with A the parent's world rotation: dL/dw = vee of A R (dL/dR)^T A^T
    m = above @ local.detach() @ gradient.transpose(-1, -2) @ above.transpose(-1, -2)
    turn = torch.stack((m[..., 1, 2] - m[..., 2, 1], m[..., 2, 0] - m[..., 0, 2], m[..., 0, 1] - m[..., 1, 0]), -1)
    return LatentResidual(residual, turn / (2 * residual[:, None, None]), cosine.detach())

