"""The latent space between poses: arcs, plausibility and errors by action, on authored bodies."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from core.alignment.alignment import Alignment
from core.body.rotations import axis_angle_to_matrix
from core.evaluation.pose_space import between, error_by_action, joint_errors, led, plausible
from core.training.pose_data import Floats, PoseBank
from core.training.pose_seeds import seed_poses


@pytest.fixture(scope="module")
def alignment() -> Alignment:
    return Alignment.load()


@pytest.fixture(scope="module")
def poses() -> Floats:
    return seed_poses(np.random.default_rng(5), 16)


def test_an_arc_begins_and_ends_where_it_should_and_keeps_to_the_sphere() -> None:
    a, b = torch.nn.functional.normalize(torch.randn(2, 4, 8, generator=torch.Generator().manual_seed(1)), dim=-1)
    torch.testing.assert_close(led(a, b, 0.0), a)
    torch.testing.assert_close(led(a, b, 1.0), b)
    torch.testing.assert_close(led(a, b, 0.3).norm(dim=-1), torch.ones(4))


def test_a_knee_bent_backwards_is_not_plausible_and_a_resting_body_is() -> None:
    pose = torch.zeros(2, 24, 3)
    pose[:, 16, 2], pose[:, 17, 2] = -1.2, 1.2  # arms down
    pose[1, 4, 0] = -1.5
    assert plausible(axis_angle_to_matrix(pose[:1])) == 100.0
    assert plausible(axis_angle_to_matrix(pose[1:])) == 0.0


def test_what_lies_between_two_poses_is_as_often_a_pose_as_they_are(alignment: Alignment, poses: Floats) -> None:
    found = between(alignment, poses, pairs=8)
    assert found.between > found.poses - 20 and found.round_trip > found.poses - 20
    assert 12.5 <= found.largest_step < 60


def test_rare_actions_are_told_apart(alignment: Alignment, poses: Floats) -> None:
    errors = joint_errors(alignment, poses)
    assert errors.shape == (16,) and 0 < errors.mean() < 40
    many = np.repeat(poses, 10, axis=0)
    action = np.array(["walk"] * 159 + ["swim"])
    bank = PoseBank(many, action, action, np.ones(160, np.float32), np.zeros(160, bool))
    by_action = error_by_action(np.repeat(errors, 10), bank)
    assert by_action["rare"] == by_action["swim"] == pytest.approx(float(errors[-1]), abs=0.06)
