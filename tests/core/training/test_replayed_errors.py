"""Mistakes replayed from a detector record: keypoints off by what they were off, initial bodies as the app makes them, mirrored rightly."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from core.body.model import BodyModel
from core.body.rotations import axis_angle_to_matrix, geodesic
from core.body.skeleton import JOINT_INDEX, KEYPOINT_NAMES, KEYPOINT_POINTS, NUM_JOINTS
from core.diffusion.problem import State
from core.errors import InputError
from core.training.corruption import FLIPPABLE, Corruption, ProblemMaker, flip_depth
from core.training.detector_record import DetectorRecord, record_shard
from core.training.pose_seeds import seed_poses
from core.training.rendered_bodies import BodyPhotographer
from core.training.replayed_errors import (
    KeypointErrors,
    RecordedProblems,
    initial_bodies,
    relative_errors,
    reversed_segments,
    true_state,
    upright_poses,
)
from core.training.train_denoiser import DenoiserTrainer, standing_pose
from core.vision.blazepose import BlazePose
from core.vision.regression import Lifter

MODEL = BodyModel.load()
KINEMATICS = MODEL.make_kinematics(torch.float32)


@pytest.fixture(scope="module")
def record() -> DetectorRecord:
    """Half a dozen people who raise the left arm alone, as BlazePose really sees them."""
    raised = standing_pose()
    raised[JOINT_INDEX["left_shoulder"], 2] += 1.2
    photographer = BodyPhotographer()
    try:
        return record_shard(raised[None], photographer, BlazePose(), np.random.default_rng(2), 6)
    finally:
        photographer.close()


@pytest.fixture(scope="module")
def initial(record: DetectorRecord) -> State:
    return initial_bodies(record, Lifter.load(), MODEL)


def pixels_of(state: State, focal: torch.Tensor, center: torch.Tensor) -> torch.Tensor:
    p = KINEMATICS.pose(state.rotations, state.betas, state.transl).positions[:, list(KEYPOINT_POINTS)]
    return focal[:, None, None] * p[..., :2] / p[..., 2:] + center[:, None]


def test_keypoint_errors_are_the_detectors_and_grow_where_it_is_unsure(record: DetectorRecord) -> None:
    moved = record.keypoints.copy()
    errors = KeypointErrors.of(record, KINEMATICS)
    assert float(errors.samples("left_shoulder", 0.5).norm(dim=-1).median()) < 0.05
    wrist = KEYPOINT_NAMES.index("left_wrist")
    moved[:, wrist, 0] += 100
    moved[:, wrist, 2] = 0.2
    moved[0, KEYPOINT_NAMES.index("nose"), 2] = 0
    shifted = KeypointErrors.of(replace(record, keypoints=moved), KINEMATICS)
    off = (shifted.offset - errors.offset)[:, wrist]
    assert (off[:, 0] > 0.1).all() and (off[:, 1].abs() < 1e-4).all()
    assert len(shifted.samples("left_wrist", 0.0, 0.3)) == len(record) and len(shifted.samples("left_wrist", 0.3)) == 0
    assert float(shifted.offset[0, KEYPOINT_NAMES.index("nose")].norm()) == 0


def test_drawn_errors_are_whole_people_and_mirrored_half_of_the_time(record: DetectorRecord) -> None:
    shifted = record.keypoints.copy()
    wrist, other = KEYPOINT_NAMES.index("left_wrist"), KEYPOINT_NAMES.index("right_wrist")
    shifted[:, wrist, 0] += 200
    offset, confidence = KeypointErrors.of(replace(record, keypoints=shifted), KINEMATICS).draw(200, torch.Generator().manual_seed(0))
    assert offset.shape == (200, 25, 2) and confidence.shape == (200, 25)
    plain, mirrored = offset[:, wrist, 0] > 0.2, offset[:, other, 0] < -0.2
    assert bool((plain ^ mirrored).all()) and 0.35 < float(plain.float().mean()) < 0.65


def test_initial_bodies_are_the_apps_and_are_kept(record: DetectorRecord, initial: State, tmp_path: Path) -> None:
    truth = true_state(record)
    points = [KINEMATICS.pose(s.rotations, s.betas).joints for s in (truth, initial)]
    error = ((points[0] - points[0][:, :1]) - (points[1] - points[1][:, :1])).norm(dim=-1).mean(1)
    assert 0.01 < float(error.median()) < 0.2
    kept = initial_bodies(record, Lifter.load(), MODEL, tmp_path)
    again = initial_bodies(record, Lifter.load(), MODEL, tmp_path)
    assert len(list(tmp_path.glob("initial_bodies_*.npz"))) == 1
    torch.testing.assert_close(again.rotations, kept.rotations)
    torch.testing.assert_close(kept.rotations, initial.rotations, atol=1e-4, rtol=0)


def test_relative_errors_lead_from_the_truth_to_the_initial_body(record: DetectorRecord, initial: State) -> None:
    truth = true_state(record)
    errors = relative_errors(truth, initial)
    assert errors.shape == (len(record), NUM_JOINTS, 3, 3)
    made = truth.rotations @ errors
    made[:, 0] = errors[:, 0] @ truth.rotations[:, 0]
    torch.testing.assert_close(made, initial.rotations, atol=1e-5, rtol=0)


def test_a_limb_turned_the_wrong_way_in_depth_is_found_and_no_other() -> None:
    poses = torch.from_numpy(seed_poses(np.random.default_rng(0), 64))
    rotations = axis_angle_to_matrix(poses)
    truth = State(rotations, torch.zeros(64, 10), torch.tensor([0.0, 0.0, 4.0]).expand(64, 3))
    which = torch.arange(64) % len(FLIPPABLE)
    flipped = State(flip_depth(KINEMATICS, truth, which), truth.betas, truth.transl)
    found = reversed_segments(KINEMATICS, truth, flipped)
    assert not reversed_segments(KINEMATICS, truth, truth).any()
    own = found[torch.arange(64), which]
    assert float(own.float().mean()) > 0.4  # the others lay across the line of sight
    for row in range(64):  # what hangs on a flipped segment turns with it
        for segment in found[row].nonzero()[:, 0].tolist():
            below = FLIPPABLE[which[row]][1] == FLIPPABLE[segment][0]
            assert segment == int(which[row]) or below


def test_recorded_problems_fit_together_mirrored_or_not(record: DetectorRecord, initial: State) -> None:
    maker = ProblemMaker(KINEMATICS, Corruption(no_keypoints=0, lost_limb=0, landmarks=1.0), neutral=standing_pose())
    batch = RecordedProblems(record, initial, maker).draw(80, torch.Generator().manual_seed(3))
    evidence = batch.evidence
    sure = evidence.confidence > 0.8
    misses = (pixels_of(batch.truth, evidence.focal, evidence.center) - evidence.keypoints).norm(dim=-1)[sure]
    assert float(misses.median()) < 30  # of 1000 px
    at = KINEMATICS.pose(batch.truth.rotations, batch.truth.betas, batch.truth.transl).joints
    left_up = at[:, JOINT_INDEX["left_wrist"], 1] < at[:, JOINT_INDEX["right_wrist"], 1]
    assert 0.3 < float(left_up.float().mean()) < 0.7
    # The landmarks (15 and 16 are the wrists) and the initial body are mirrored with the truth.
    seen_up = evidence.landmarks[:, 15, 1] < evidence.landmarks[:, 16, 1]
    start = KINEMATICS.pose(evidence.initial.rotations, evidence.initial.betas).joints
    start_up = start[:, JOINT_INDEX["left_wrist"], 1] < start[:, JOINT_INDEX["right_wrist"], 1]
    assert float((seen_up == left_up).float().mean()) > 0.8 and float((start_up == left_up).float().mean()) > 0.8
    moved = geodesic(batch.truth.rotations, evidence.initial.rotations)
    assert np.degrees(float(moved.median())) < 40


def test_the_trainer_mixes_recorded_people_in_and_learns(record: DetectorRecord, initial: State) -> None:
    poses = seed_poses(np.random.default_rng(1), 50)
    trainer = DenoiserTrainer(poses, seed=3, batch=32, total=40, width=64, blocks=1, learning_rate=1e-3)
    trainer.mix_in(RecordedProblems(record, initial, trainer.maker), 0.5)
    losses = [trainer.train_step().loss for _ in range(40)]
    assert np.isfinite(losses).all() and np.mean(losses[-9:]) < np.mean(losses[:9])
    assert trainer.problem is not None
    focals = {round(float(f), 2) for f in trainer.problem.evidence.focal[-16:]}
    assert focals <= {round(float(f) * 1000 / 512, 2) for f in record.focal}


def test_a_share_of_nothing_changes_nothing(record: DetectorRecord, initial: State) -> None:
    poses = seed_poses(np.random.default_rng(1), 50)
    with_record, without = (DenoiserTrainer(poses, seed=3, batch=16, total=40, width=64, blocks=1) for _ in range(2))
    with_record.mix_in(RecordedProblems(record, initial, with_record.maker), 0.0)
    assert with_record.train_step().loss == without.train_step().loss


def test_recorded_poses_with_y_up_stand_on_their_feet(record: DetectorRecord) -> None:
    poses = torch.from_numpy(upright_poses(record))
    at = KINEMATICS.pose(axis_angle_to_matrix(poses), torch.zeros(len(poses), 10)).joints
    assert (at[:, JOINT_INDEX["head"], 1] > at[:, JOINT_INDEX["left_ankle"], 1] + 0.8).all()


def test_a_folder_without_a_record_is_refused(tmp_path: Path) -> None:
    from core.training.replayed_errors import load_problems

    with pytest.raises(InputError, match="no detector record"):
        load_problems(tmp_path, ProblemMaker(KINEMATICS), with_text=False, seed=0)
