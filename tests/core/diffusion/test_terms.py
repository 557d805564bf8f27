"""Guidance terms: residuals mean what they say, and their derivatives agree with finite differences."""

from __future__ import annotations

from dataclasses import replace

import torch

from core.alignment.alignment import Alignment
from core.body.kinematics import Kinematics, parent_rotations
from core.body.rotations import axis_angle_to_matrix
from core.body.skeleton import KEYPOINT_POINTS
from core.diffusion.keypoint_term import keypoint_jacobian, keypoint_residuals, place
from core.diffusion.problem import State
from core.diffusion.text_term import latent_residual, statement_residuals
from core.training.corruption import Batch


def turned(kinematics: Kinematics, state: State, joint: int, axis: int, step: float) -> State:
    """The state with one joint turned a little in the world frame."""
    above = parent_rotations(kinematics.pose(state.rotations, state.betas).rotations)[:, joint]
    w = step * torch.eye(3, dtype=state.betas.dtype)[axis]
    rotations = state.rotations.clone()
    rotations[:, joint] = above.transpose(-1, -2) @ axis_angle_to_matrix(w) @ above @ state.rotations[:, joint]
    return State(rotations, state.betas, state.transl)


def test_true_bodies_have_residuals_of_the_size_of_the_noise(kinematics: Kinematics, batch: Batch) -> None:
    truth = batch.truth
    points = kinematics.pose(truth.rotations, truth.betas, truth.transl)
    rows = keypoint_residuals(points.positions, batch.evidence)
    good = batch.evidence.confidence > 0.7
    assert float(rows.residual.norm(dim=-1)[good].mean()) < 0.01
    says = statement_residuals(kinematics, points, kinematics.height(truth.betas), batch.evidence)
    assert float(says.residual.abs().max()) < 0.04  # inside their intervals but for the margin


def test_the_keypoint_jacobian_agrees_with_finite_differences(kinematics: Kinematics, batch: Batch) -> None:
    state = batch.evidence.initial
    points = kinematics.pose(state.rotations, state.betas, state.transl)
    rows = keypoint_residuals(points.positions, batch.evidence)
    jacobian = keypoint_jacobian(points.positions, rows.slope, kinematics.moved)
    # The reference depth is held fixed at the pelvis, which turning joints other than the pelvis does not move.
    for joint in (1, 9, 16, 18, 21):
        for axis in range(3):
            there = turned(kinematics, state, joint, axis, 1e-3)
            back = turned(kinematics, state, joint, axis, -1e-3)
            ends = [keypoint_residuals(kinematics.pose(s.rotations, s.betas, s.transl).positions, batch.evidence).residual for s in (there, back)]
            numeric = (ends[0] - ends[1]) / 2e-3
            assert torch.allclose(numeric, jacobian[..., joint, axis], atol=2e-3)


def test_the_latent_term_falls_along_its_jacobian(kinematics: Kinematics, batch: Batch) -> None:
    alignment = Alignment.load()
    latents, mask = alignment.text_latents({"left_arm": "The left arm is raised straight above the head.", "head": "He looks down."})
    count = len(batch.truth.betas)
    evidence = replace(batch.evidence, latents=latents.expand(count, -1, -1), latent_mask=mask.expand(count, -1))
    state = batch.evidence.initial

    def term(s: State) -> torch.Tensor:
        world = kinematics.pose(s.rotations, s.betas).rotations
        return latent_residual(alignment.pose_latents, s, world, evidence).residual

    here = latent_residual(alignment.pose_latents, state, kinematics.pose(state.rotations, state.betas).rotations, evidence)
    for joint in (16, 18, 15):
        for axis in range(3):
            numeric = (term(turned(kinematics, state, joint, axis, 2e-3)) - term(turned(kinematics, state, joint, axis, -2e-3))) / 4e-3
            assert torch.allclose(numeric, here.jacobian[:, joint, axis], atol=2e-2, rtol=5e-2)


def test_placing_finds_the_translation_that_made_the_keypoints(kinematics: Kinematics, batch: Batch) -> None:
    truth = batch.truth
    root_fixed = kinematics.pose(truth.rotations, truth.betas).positions
    lost = replace(batch.evidence, initial=State(truth.rotations, truth.betas, torch.zeros_like(truth.transl) + torch.tensor([0.0, 0.0, 9.0])))
    found = place(root_fixed, lost)
    assert float((found - truth.transl).norm(dim=-1).median()) < 0.05
    assert root_fixed[:, list(KEYPOINT_POINTS)].shape[1] == 25
    blind = replace(lost, confidence=torch.zeros_like(lost.confidence))
    assert torch.equal(place(root_fixed, blind), blind.initial.transl)  # nothing seen: stay
