"""The initial body of people whom the real detector has seen, by kind of action."""

from __future__ import annotations

import zlib
from dataclasses import replace

import numpy as np
import pytest

from core.body.model import BodyModel
from core.body.skeleton import JOINT_INDEX
from core.errors import InputError
from core.evaluation.lifting import by_action, measure
from core.training.detector_record import DetectorRecord, record_shard
from core.training.pose_data import PoseBank
from core.training.rendered_bodies import BodyPhotographer
from core.training.train_denoiser import standing_pose
from core.vision.blazepose import BlazePose
from core.vision.regression import Lifter


def clips(count: int, held_out: bool) -> list[str]:
    """Names of clips that are held out, or not."""
    names = (f"clip{k}" for k in range(1000))
    return [name for name in names if (zlib.crc32(name.encode()) % 10 == 0) == held_out][:count]


@pytest.fixture(scope="module")
def poses() -> np.ndarray:
    """Standing, and with the left arm out."""
    standing = standing_pose()
    raised = standing.copy()
    raised[JOINT_INDEX["left_shoulder"], 2] += 1.2
    return np.stack((standing, raised)).astype(np.float32)


@pytest.fixture(scope="module")
def record(poses: np.ndarray) -> DetectorRecord:
    photographer = BodyPhotographer()
    try:
        return record_shard(poses, photographer, BlazePose(), np.random.default_rng(3), 6)
    finally:
        photographer.close()


@pytest.fixture(scope="module")
def bank(poses: np.ndarray) -> PoseBank:
    """Two held-out clips; of one's action nothing is among the hundred poses trained on."""
    clip = np.array([*clips(2, held_out=True), *clips(1, held_out=False) * 100])
    action = np.array(["stand", "wave", *["stand"] * 100])
    every = np.concatenate((poses, np.repeat(poses[:1], 100, 0)))
    return PoseBank(every, clip, action, np.ones(102, np.float32), PoseBank.held_out_clips(clip))


def test_errors_by_action_are_those_of_its_people_and_rare_classes_stand_apart(record: DetectorRecord, bank: PoseBank) -> None:
    lifter, model, rows = Lifter.load(), BodyModel.load(), range(len(record))
    found = by_action(lifter, model, record, rows, bank)
    assert found.keys() <= {"stand", "wave", "rare"} and "rare" in found and found["rare"] == found["wave"]
    whole = measure(lifter, model, record, rows)
    parts = [found[name] for name in ("stand", "wave") if name in found]
    assert sum(one.people for one in parts) == whole.people
    assert sum(one.people * one.pa_mpjpe_mm for one in parts) / whole.people == pytest.approx(whole.pa_mpjpe_mm, abs=0.2)
    assert 5 < whole.pa_mpjpe_mm < 120


def test_a_record_of_another_bank_is_refused(record: DetectorRecord, bank: PoseBank) -> None:
    strange = replace(record, source=record.source + 50)
    with pytest.raises(InputError, match="not made from the held-out clips"):
        by_action(Lifter.load(), BodyModel.load(), strange, range(len(record)), bank)
