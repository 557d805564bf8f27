"""How far each row's text can be relied on beside a photograph: who is wrong about what can be seen is not to be believed about what cannot.

A text that speaks of somebody else, or swaps left and right, contradicts the keypoints in some of its statements and not in others. Two bodies tell
against a row. One is the estimate, which has moved as far towards the words as the keypoints let it: what the row still misses. The other has never
heard a word: what the row misses there may be what keypoints leave open, so it is also asked of the twelve bodies that look the same and have a limb's
segments the other way in depth; a right text fits one of them. Where none fits, the row is believed only as far as the estimate obeys it closely.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import torch
from torch import Tensor

from core.body.kinematics import Kinematics
from core.diffusion.limits import Limits
from core.diffusion.mirrored import mirrored
from core.diffusion.problem import Evidence, State, Weights
from core.diffusion.seen import joints_seen
from core.diffusion.text_term import statement_values

MISSED = 0.03
"""Metres (root mean square over a row's statements) at which a row is relied on by half, in the end."""
FORGIVING = 6.0
"""How many times more it may miss at the beginning."""
_ROLLS = (8, 4)
"""Coarse: where limbs point decides, hardly how they are rolled."""
UNHEARD = 0.03
"""Metres by which a row misses every body that has not heard it, at which its misses count twice."""


def in_question(evidence: Evidence, weights: Weights) -> bool:
    """Whether there are rows of words and keypoints that could tell against them."""
    spoken = evidence.rows is not None and evidence.moves is not None and len(evidence.statements) > 0
    return spoken and weights.text > 0 and weights.keypoints > 0 and bool((evidence.confidence > 0).any())


def with_silence(evidence: Evidence) -> Evidence:
    """The evidence of B bodies, and once more with nothing said [2 B]."""
    changed: dict[str, Any] = {n: torch.cat((v, v)) for n, v in vars(evidence).items() if isinstance(v, Tensor)}
    for name in ("statement_weight", "latent_mask"):
        said = getattr(evidence, name)
        changed[name] = torch.cat((said, torch.zeros_like(said)))
    table = evidence.statements
    if table.low.dim() == 2:
        table = table.joined(table)
    return replace(evidence, initial=State.joined([evidence.initial] * 2), statements=table, **changed)


def unheard(kinematics: Kinematics, limits: Limits, silent: State, evidence: Evidence) -> Tensor:
    """What each row misses [B, 10] (square metres) of a body that has not heard it, or of the one of its twins in depth that fits it best."""
    least = _missed(kinematics, silent, evidence)
    if not bool((least > 0).any()):
        return least
    twins = [mirrored(kinematics, limits, silent.one(index), _ROLLS).state for index in range(len(silent.betas))]
    if len(twins) == 1:
        return torch.minimum(least, _missed(kinematics, twins[0], evidence.repeat(len(twins[0].betas))).amin(0))
    for which in range(len(twins[0].betas)):
        least = torch.minimum(least, _missed(kinematics, State.joined([twin.one(which) for twin in twins]), evidence))
    return least


def relied(
    kinematics: Kinematics,
    estimate: State,
    evidence: Evidence,
    weights: Weights,
    narrowing: float = 1.0,
    unfit: Tensor | None = None,
) -> Evidence:
    """Evidence with the words of each row faded by how much of them an estimate still misses. Nothing changes where no keypoint tells,
    nor for statements on which a person insists.

    Args:
        narrowing: 0..1, how far the run has come: at first much is forgiven, since a limb that has to swing over takes some steps.
        unfit: from ``unheard``; None where it is not known.
    """
    if evidence.rows is None or evidence.moves is None or not len(evidence.statements) or weights.keypoints <= 0:
        return evidence
    square = _missed(kinematics, estimate, evidence)
    louder = max(1.0, weights.text) ** 2
    if unfit is not None:
        square = square * (1.0 + unfit / (UNHEARD * louder) ** 2)
    width = MISSED * FORGIVING ** (1.0 - narrowing) * louder
    fade = 1.0 / (1.0 + square / width**2)
    # What several rows say is relied on as the best of them is; what no row says is not in question.
    kept = torch.where(evidence.rows.amax(-1) > 0, (evidence.rows * fade[:, None]).amax(-1), 1.0)
    if evidence.insisted is not None:
        kept = torch.lerp(kept, torch.ones_like(kept), evidence.insisted)
    return replace(evidence, statement_weight=evidence.statement_weight * kept, latent_mask=evidence.latent_mask * fade)


def _missed(kinematics: Kinematics, state: State, evidence: Evidence) -> Tensor:
    """Mean square [B, 10] of what each row's statements miss, as far as keypoints see what they speak of: only that can be checked."""
    assert evidence.rows is not None and evidence.moves is not None
    miss = evidence.statements.violations(statement_values(kinematics, state, evidence))
    seen = (evidence.moves * joints_seen(evidence)[:, None]).sum(-1) / evidence.moves.sum(-1).clamp(min=1.0)
    said = evidence.rows * evidence.statement_weight[..., None]
    return (said * (seen * miss.square())[..., None]).sum(1) / said.sum(1).clamp(min=1e-6)
