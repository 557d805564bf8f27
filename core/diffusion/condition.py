"""The network's condition: everything that is known at a step, as one row of numbers a body.

    c = [initial body, keypoints + confidence, gradient of the keypoint term at the current estimate, the estimate itself,
         landmarks, text latent of each part, gradient of the text term at the current estimate, flags of what is present]

Each group is faded by its mask, so any of them may be missing, in training and at run time.
"""

from __future__ import annotations

from dataclasses import replace

import torch
from torch import Tensor

from core.body.kinematics import Kinematics
from core.body.skeleton import KEYPOINT_NAMES, KEYPOINT_POINTS, NUM_BETAS, NUM_JOINTS, PARTS
from core.diffusion.keypoint_term import NEAREST, keypoints_of, rays
from core.diffusion.problem import LATENT_SIZE, NUM_LANDMARKS, STATE_SIZE, Evidence, State, Weights
from core.diffusion.text_term import statements_of

_K = len(KEYPOINT_NAMES)
GROUPS: dict[str, int] = {
    "initial": NUM_JOINTS * 6 + NUM_BETAS + NUM_JOINTS * 3,
    "keypoints": _K * 5 + 2,
    "keypoint_gradient": _K * 3,
    "estimate": STATE_SIZE + NUM_JOINTS * 3,
    "landmarks": NUM_LANDMARKS * 4,
    "latents": len(PARTS) * LATENT_SIZE,
    "text_gradient": NUM_JOINTS * 3,
    "flags": 4 + len(PARTS),
}
CONDITION_SIZE = sum(GROUPS.values())
_SHOWN = torch.tensor(KEYPOINT_POINTS)
SOBER = 0.5
_WIDE = 0.3  # m: residuals beyond this are squashed, so that one outlier does not drown the row


def condition(kinematics: Kinematics, estimate: State, evidence: Evidence) -> Tensor:
    """The condition [B, CONDITION_SIZE] at the current estimate. ``evidence`` must already be faded by the weights."""
    initial, seen = evidence.initial, evidence.confidence
    here = estimate.posed(kinematics)
    batch = initial.betas.shape[0]
    start, group_initial = initial.once("condition", evidence.initial_mask, lambda: _of_initial(kinematics, evidence))
    group_keypoints = initial.once("keypoints' condition", seen, lambda: _of_keypoints(kinematics, evidence))

    rows = keypoints_of(kinematics, estimate, evidence)
    pull = (rows.slope * (_squash(rows.residual) * seen[..., None])[..., None]).sum(2)
    group_gradient = pull.flatten(1)

    moved = estimate.vector() - start
    # Where the initial body is switched off, its place is taken by the neutral body's, and the estimate is told from there.
    group_estimate = torch.cat((moved, (here.joints - here.joints[:, :1]).flatten(1)), 1)

    marks = evidence.landmarks * evidence.landmark_mask[:, None, None]
    words = evidence.latents * evidence.latent_mask[..., None]

    text_gradient = initial.betas.new_zeros(batch, NUM_JOINTS, 3)
    spoken = initial.betas.new_zeros(batch)
    if len(evidence.statements):
        says = statements_of(kinematics, estimate, evidence)
        strength = _squash(says.residual) * evidence.statement_weight
        text_gradient = (strength[..., None, None] * says.jacobian).sum(1)
        size = torch.linalg.vector_norm(text_gradient, dim=-1, keepdim=True)
        text_gradient = text_gradient / (0.3 + size)
        spoken = evidence.statement_weight.amax(1)

    flags = torch.stack((evidence.initial_mask, (seen > 0).to(seen).mean(1), evidence.landmark_mask, spoken), 1)
    return torch.cat(
        (
            group_initial, group_keypoints, group_gradient, group_estimate, marks.flatten(1), words.flatten(1),
            text_gradient.flatten(1), flags, evidence.latent_mask,
        ),
        1,
    )  # fmt: skip


def soberly(evidence: Evidence, weights: Weights) -> Evidence:
    """Evidence as the network is to hear it at run time: beside keypoints from elsewhere the latents of texts count as ``SOBER`` of what they did in training,
    and more where the text weight is raised.

    There every text came from the true body or was wrong outright; the network believes what it hears more than is good for it. On problems from training
    clips (400, of two seeds) half as loud is better with correct texts (0.35 of the initial body's error beside 0.36) and with a fifth of them wrong (0.38
    beside 0.40), and turns as many limbs the right way. Beside the built-in detector, whose initial bodies hold more to be put right, it is not (0.84
    beside 0.83, 0.93 both), and where words are alone they are all there is.
    """
    beside = (evidence.confidence > 0).any(1, keepdim=True) & (evidence.landmark_mask[:, None] <= 0)
    return replace(evidence, latent_mask=evidence.latent_mask * torch.where(beside, min(1.0, SOBER * max(1.0, weights.text)), 1.0))


def _of_initial(kinematics: Kinematics, evidence: Evidence) -> tuple[Tensor, Tensor]:
    """The initial body as a row, and its group: the same at every step."""
    start, there = evidence.initial.vector(), evidence.initial.posed(kinematics)
    return start, torch.cat((start, (there.joints - there.joints[:, :1]).flatten(1)), 1) * evidence.initial_mask[:, None]


def _of_keypoints(kinematics: Kinematics, evidence: Evidence) -> Tensor:
    """The keypoints' group, told from the initial body: the same at every step."""
    seen, there = evidence.confidence, evidence.initial.posed(kinematics)
    depth = there.positions[:, 0, 2].clamp(min=NEAREST)
    ray = rays(evidence)
    shown = there.positions.index_select(1, _SHOWN.to(there.positions.device))
    reprojected = shown[..., :2] / shown[..., 2:].clamp(min=NEAREST)
    off = _squash((ray - reprojected) * depth[:, None, None])
    total = seen.sum(1).clamp(min=1e-6)
    middle = (ray * seen[..., None]).sum(1) / total[:, None]
    spread = (ray - middle[:, None]) * depth[:, None, None]
    per_point = torch.cat((seen[..., None], off * seen[..., None], spread.clamp(-3, 3) * (seen[..., None] > 0)), -1)
    return torch.cat((per_point.flatten(1), middle), 1)


def _squash(residual: Tensor) -> Tensor:
    """Metres, linear when small, at most about ``_WIDE``; in units of 0.1 m so that the network's inputs are of order one."""
    return torch.tanh(residual / _WIDE) * (_WIDE / 0.1)
