"""Pictures of known bodies, and what the real detector makes of them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from core.body.skeleton import JOINT_INDEX, KEYPOINT_NAMES
from core.errors import InputError
from core.observation import Body, Camera
from core.resources import resource
from core.training.detector_record import DetectorRecord, record_shard
from core.training.recorded_scenes import RecordedScenes
from core.training.rendered_bodies import SIDE, BodyPhotographer
from core.training.train_lifter import aligned_error
from core.vision.blazepose import BlazePose
from core.vision.lifting_features import features
from core.vision.regression import Lifter


@pytest.fixture(scope="module")
def photographer():
    made = BodyPhotographer()
    yield made
    made.close()


@pytest.fixture(scope="module")
def standing() -> np.ndarray:
    entries = json.loads(resource("poses", "authored.json").read_text(encoding="utf-8"))["poses"]
    return np.array(next(e["pose"] for e in entries if e["name"] == "standing"), dtype=np.float32)


def test_the_same_seed_makes_the_same_picture(photographer: BodyPhotographer, standing: np.ndarray) -> None:
    turned = standing.copy()
    turned[0] = (np.pi, 0, 0)
    first, again = (photographer.picture(turned, np.random.default_rng(4)) for _ in range(2))
    other = photographer.picture(turned, np.random.default_rng(5))
    assert first.image.shape == (SIDE, SIDE, 3)
    assert np.abs(first.image.astype(int) - again.image.astype(int)).mean() < 0.5
    assert np.abs(first.image.astype(int) - other.image.astype(int)).mean() > 5


def test_the_detector_finds_the_body_where_it_was_put(photographer: BodyPhotographer, standing: np.ndarray) -> None:
    record = record_shard(standing[None], photographer, BlazePose(), np.random.default_rng(2), 5)
    assert len(record) + record.unseen == 5
    assert len(record) >= 3
    misses = []
    for row in range(len(record)):
        body = Body.from_pose(*(x[row].astype(float) for x in (record.pose, record.betas, record.transl)))
        camera = Camera(float(record.focal[row]), (float(record.center[row, 0]), float(record.center[row, 1])))
        true = photographer.model.keypoints(body, camera)
        for index, name in enumerate(KEYPOINT_NAMES):
            x, y, confidence = record.keypoints[row, index]
            inside = 0 <= true[name][0] < SIDE and 0 <= true[name][1] < SIDE
            if confidence > 0.8 and inside:
                misses.append(np.hypot(x - true[name][0], y - true[name][1]))
    assert len(misses) > 20
    assert np.median(misses) < 0.03 * SIDE


def test_a_folder_without_shards_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no detector record"):
        DetectorRecord.load(tmp_path)


def test_recorded_scenes_read_the_record_as_the_app_does_and_mirror_it_rightly(photographer: BodyPhotographer, standing: np.ndarray) -> None:
    raised = standing.copy()
    raised[16, 2] += 1.2  # the left arm alone, so that a mirrored body differs
    record = record_shard(raised[None], photographer, BlazePose(), np.random.default_rng(2), 4)
    scenes = RecordedScenes(record, photographer.model.kinematics)
    network = Lifter.load().network
    drawn = scenes.draw(64, torch.Generator().manual_seed(1), drop_landmarks=0.0, drop_keypoints=0.0)
    with torch.no_grad():
        local, betas = network(features(drawn.sight))
        error = aligned_error(photographer.model.kinematics.pose(local, betas).joints, drawn.points.joints)
    assert len(scenes) == len(record)
    assert float(error.median()) < 0.09
    up = drawn.points.joints[:, JOINT_INDEX["left_wrist"], 1] < drawn.points.joints[:, JOINT_INDEX["right_wrist"], 1]
    assert 0.2 < float(up.float().mean()) < 0.8
