"""Training poses: mirrored, recombined, authored, free of self-collision, the same from the same seed."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from core.body.skeleton import JOINT_INDEX, MIRROR_JOINTS
from core.errors import InputError
from core.training.pose_data import (
    CollisionCheck,
    PoseBank,
    PoseMix,
    PoseSampler,
    joint_limits,
    mirror_poses,
    pose_pool,
    sample_poses,
    to_camera_frame,
)  # fmt: skip
from core.training.pose_seeds import named_poses, seed_poses
from core.training.pose_sketch import forward


@pytest.fixture(scope="module")
def bank() -> PoseBank:
    """A small bank made of authored poses, since tests have no captured ones."""
    poses = seed_poses(np.random.default_rng(5), 600)
    clip = np.array([f"clip_{i // 20}" for i in range(len(poses))])
    action = np.array(["stand" if i % 3 else "sit" for i in range(len(poses))])
    weight = np.linspace(0.1, 1, len(poses)).astype(np.float32)
    validation = np.arange(len(poses)) // 20 % 10 == 0
    return PoseBank(poses, clip, action, weight, validation)


def test_the_same_seed_draws_the_same_poses(bank: PoseBank) -> None:
    a, b = (sample_poses(np.random.default_rng(3), 64, bank) for _ in range(2))
    np.testing.assert_array_equal(a, b)
    assert a.shape == (64, 24, 3)
    assert np.isfinite(a).all()


def test_held_out_clips_are_never_drawn(bank: PoseBank) -> None:
    drawn = PoseSampler.from_bank(bank).captured(np.random.default_rng(0), 3000)
    seen = {p.tobytes() for p in np.concatenate((drawn, mirror_poses(drawn)))}
    assert not any(p.tobytes() in seen for p in bank.held_out().poses)


def test_mirroring_twice_changes_nothing_and_swaps_left_and_right() -> None:
    pose = np.random.default_rng(0).normal(size=(5, 24, 3)).astype(np.float32)
    np.testing.assert_array_equal(mirror_poses(mirror_poses(pose)), pose)
    assert MIRROR_JOINTS[JOINT_INDEX["left_wrist"]] == JOINT_INDEX["right_wrist"]


def test_a_mirrored_body_is_the_mirror_image() -> None:
    import torch

    from core.body.rotations import axis_angle_to_matrix

    poses = seed_poses(np.random.default_rng(1), 40)
    plain, _ = forward(axis_angle_to_matrix(torch.from_numpy(poses)))
    mirrored, _ = forward(axis_angle_to_matrix(torch.from_numpy(mirror_poses(poses))))
    image = plain[:, list(MIRROR_JOINTS)] * torch.tensor([-1.0, 1.0, 1.0])
    assert (image - mirrored).abs().max() < 2e-3


def test_no_action_takes_over(bank: PoseBank) -> None:
    p = bank.probabilities(cap=0.6)
    assert p[bank.action == "stand"].sum() < 0.65


def test_a_body_that_passes_through_itself_is_rejected(bank: PoseBank) -> None:
    check = CollisionCheck.from_bank(bank)
    pose = np.zeros((2, 24, 3), dtype=np.float32)
    pose[1, JOINT_INDEX["left_shoulder"]] = (0, -1.4, 0)
    pose[1, JOINT_INDEX["left_elbow"]] = (0, -2.4, 0)
    pose[1, JOINT_INDEX["right_shoulder"]] = (0, 1.4, 0)
    pose[1, JOINT_INDEX["right_elbow"]] = (0, 2.4, 0)  # both forearms through the chest
    pose[1, JOINT_INDEX["left_hip"]] = (0, 0, -0.6)
    pose[1, JOINT_INDEX["right_hip"]] = (0, 0, 0.6)  # both legs through one another
    assert check.passes(pose).tolist() == [True, False]


def test_a_mix_of_one_kind_gives_only_that_kind(bank: PoseBank) -> None:
    only = sample_poses(np.random.default_rng(0), 50, bank, PoseMix(1, 0, 0, 0))
    known = {p.tobytes() for p in np.concatenate((bank.poses, mirror_poses(bank.poses)))}
    assert all(p.tobytes() in known for p in only)


def test_the_pool_is_read_back_from_its_cache(bank: PoseBank, tmp_path: Path) -> None:
    first, again = pose_pool(bank, 100, 0, tmp_path), pose_pool(bank, 100, 0, tmp_path)
    np.testing.assert_array_equal(first, again)
    assert len(list(tmp_path.iterdir())) == 1


def test_joint_limits_contain_the_authored_poses_and_are_symmetric(bank: PoseBank, repository: Path) -> None:
    shipped = json.loads((repository / "resources" / "body" / "joint_limits.json").read_text(encoding="utf-8"))
    low, high = np.array(shipped["low"]), np.array(shipped["high"])
    for name, pose in named_poses().items():
        assert ((pose >= low) & (pose <= high)).all(), name
    mirrored = mirror_poses(np.stack((low, high)).astype(np.float32))
    np.testing.assert_allclose(np.minimum(mirrored[0], mirrored[1])[1:], low[1:], atol=2e-3)
    measured = joint_limits(bank, seeds=200)
    assert (measured[0] < measured[1]).all()


def test_the_shipped_authored_poses_are_the_ones_the_recipes_give(repository: Path) -> None:
    rows = json.loads((repository / "resources" / "poses" / "authored.json").read_text(encoding="utf-8"))["poses"]
    for row, (name, pose) in zip(rows, named_poses().items(), strict=True):
        assert row["name"] == name
        np.testing.assert_allclose(row["pose"], pose, atol=2e-3)


def test_in_the_camera_frame_a_body_that_faces_the_camera_is_half_a_turn_about_x() -> None:
    pose = to_camera_frame(np.zeros((1, 24, 3), dtype=np.float32))
    np.testing.assert_allclose(np.abs(pose[0, 0]), (np.pi, 0, 0), atol=1e-5)


def test_a_file_that_is_no_bank_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bank.npz"
    np.savez(path, something=np.zeros(3))
    with pytest.raises(InputError, match="pose bank"):
        PoseBank.load(path)
    with pytest.raises(InputError, match="pose bank"):
        PoseBank.load(tmp_path / "missing.npz")
