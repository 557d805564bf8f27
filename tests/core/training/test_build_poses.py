"""A bank from a person's own motion files: what is impossible, still or there already is left out, broken files are listed, and the trainers can read it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from core import cli
from core.body.skeleton import JOINT_INDEX
from core.errors import InputError
from core.training.build_poses import Cancelled, build_bank, summary
from core.training.motion_files.folder import Reading
from core.training.pose_data import PoseBank, turn_heading
from core.training.pose_density import level_joints, moving, rarity
from core.training.pose_seeds import seed_poses
from tests.core.training.motion_files import rig_writers as rigs


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Twelve AMASS files of walking, one BVH of sitting, one broken BVH, one subject's shape."""
    poses = seed_poses(np.random.default_rng(3), 240).astype(float)
    poses[:, 22:] = 0
    root = tmp_path / "mine"
    (root / "walking").mkdir(parents=True)
    for clip in range(12):
        rows = np.zeros((20, 156))
        rows[:, :66] = poses[20 * clip : 20 * clip + 20, :22].reshape(20, 66)
        np.savez(root / "walking" / f"{clip:02d}_poses.npz", poses=rows, mocap_framerate=10.0)
    np.savez(root / "walking" / "shape.npz", betas=np.zeros(16))
    rigs.write_bvh(root / "sit_on_chair.bvh", seed_poses(np.random.default_rng(9), 10).astype(float))
    (root / "broken.bvh").write_text("HIERARCHY\nROOT Hips {\n")
    return root


def bank_of(*sources: Path, **options: object) -> tuple[PoseBank, object]:
    bank, kinds, tally = build_bank(sources, Reading(up="y"), **options)  # type: ignore[arg-type]
    assert len(kinds) == len(bank)
    return bank, tally


def test_the_command_writes_a_bank_that_the_trainers_read_and_says_what_is_in_it(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "bank.npz"
    assert cli.run(["train", "poses", "--from", str(folder), "--out", str(out), "--up", "y"]) == 0
    said = capsys.readouterr()
    assert "not read" in said.out and "broken.bvh" in said.out and "shape.npz" not in said.out
    assert "walk" in said.out and "sit" in said.out and "14 of 15" not in said.out and "15 of 15 files" in said.err
    bank = PoseBank.load(out)
    assert set(bank.action.tolist()) == {"walk", "sit"}
    assert len(set(bank.clip.tolist())) == 13 and "mine/walking/03_poses" in bank.clip
    assert bank.weight.mean() == pytest.approx(1, abs=1e-3) and (bank.weight > 0).all()
    assert len(bank.training()) + len(bank.held_out()) == len(bank) and bank.probabilities().sum() == pytest.approx(1)
    with np.load(out) as file:
        assert set(file["source"].tolist()) == {"amass", "bvh"}


def test_banks_are_merged_and_nothing_is_twice_in_one(folder: Path, tmp_path: Path) -> None:
    bank, _ = bank_of(folder)
    out = tmp_path / "other" / "bank.npz"
    out.parent.mkdir()
    np.savez(out, poses=bank.poses, clip=bank.clip, action=bank.action, weight=bank.weight)
    merged, tally = bank_of(out, folder)
    assert len(merged) == len(bank) and tally.repeated == len(bank)  # type: ignore[attr-defined]
    np.testing.assert_array_equal(merged.clip, bank.clip)


def test_impossible_bodies_are_left_out_and_their_clip_is_called_doubtful(tmp_path: Path) -> None:
    rows = np.zeros((30, 156))
    rows[:, 66] = np.linspace(0, 1, 30)  # a hand, which does not count
    rows[:, 3 * JOINT_INDEX["left_hip"] + 2] = np.linspace(0, 0.9, 30)  # the body moves
    rows[:20, 3 * JOINT_INDEX["left_knee"]] = -2.2  # the knee bent forwards
    rows[20:25, 3 * JOINT_INDEX["left_hip"] + 2] = -0.5
    rows[20:25, 3 * JOINT_INDEX["right_hip"] + 2] = 0.5  # the legs through one another
    np.savez(tmp_path / "odd.npz", poses=rows, mocap_framerate=10.0)
    bank, tally = bank_of(tmp_path)
    assert tally.beyond_limits == 20 and tally.colliding == 5  # type: ignore[attr-defined]
    assert len(bank) == 5
    assert "odd.npz" in summary(bank, tally) and "doubtful" in summary(bank, tally)  # type: ignore[arg-type]


def test_a_body_that_stands_still_is_kept_once_and_long_clips_are_thinned_evenly(tmp_path: Path) -> None:
    rows = np.zeros((200, 156))
    rows[100:, 3 * JOINT_INDEX["left_hip"]] = np.linspace(0, -1.5, 100)
    np.savez(tmp_path / "still_then_kick.npz", poses=rows, mocap_framerate=10.0)
    bank, tally = bank_of(tmp_path)
    assert tally.still > 95 and 30 < len(bank) < 105  # type: ignore[attr-defined]
    few, _ = bank_of(tmp_path, max_per_clip=5)
    assert len(few) == 5
    assert few.poses[-1, JOINT_INDEX["left_hip"], 0] < -1.4 and few.poses[0, JOINT_INDEX["left_hip"], 0] > -0.1


def test_cancelling_stops_between_files_and_a_refused_run_writes_nothing(folder: Path, tmp_path: Path) -> None:
    seen = []
    with pytest.raises(Cancelled):
        bank_of(folder, progress=seen.append, cancelled=lambda: len(seen) >= 3)
    assert [step.done for step in seen] == [0, 1, 2]
    only_broken = tmp_path / "only"
    only_broken.mkdir()
    (only_broken / "x.bvh").write_text("nothing")
    out = tmp_path / "none.npz"
    assert cli.run(["train", "poses", "--from", str(only_broken), "--out", str(out)]) == cli.REFUSED
    assert not out.exists()
    with pytest.raises(InputError, match=r"x\.bvh"):
        bank_of(only_broken)


def test_rare_poses_weigh_more_than_common_ones() -> None:
    common = np.repeat(seed_poses(np.random.default_rng(0), 1), 300, 0)
    common[:, 1:] += np.random.default_rng(1).normal(scale=0.02, size=common[:, 1:].shape).astype(np.float32)
    rare = np.zeros((1, 24, 3), dtype=np.float32)
    rare[0, JOINT_INDEX["left_shoulder"], 2] = 1.3
    weight = rarity(level_joints(np.concatenate((common, rare))))
    assert weight[-1] > 20 * np.median(weight[:-1])


def test_heading_does_not_make_a_pose_a_new_one() -> None:
    pose = seed_poses(np.random.default_rng(4), 1)

    turned = turn_heading(pose, np.array([1.2]))
    joints = level_joints(np.concatenate((pose, turned)))
    assert moving(joints).tolist() == [True, False]


def test_an_unknown_action_is_not_held_to_the_share_of_one_action() -> None:
    action = np.array(["unknown"] * 900 + [f"a{i % 20}" for i in range(100)])
    bank = PoseBank(np.zeros((1000, 24, 3), np.float32), action, action, np.ones(1000, np.float32), np.zeros(1000, bool))
    assert bank.probabilities()[:900].sum() == pytest.approx(0.9, abs=0.02)
