"""The lifting network's trainer: imitated landmarks are what they should be, and a run can be repeated and resumed."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from core.body.model import BodyModel
from core.body.rotations import axis_angle_to_matrix
from core.body.skeleton import NUM_BETAS, NUM_JOINTS, POINT_INDEX
from core.training import train_lifter
from core.training.landmark_simulation import LandmarkSimulation, SimulationConfig
from core.vision.landmarks import KEYPOINT_LANDMARKS, LANDMARK_INDEX
from core.vision.lifting_features import NUM_FEATURES, features
from core.vision.regression import Lifter

EXACT = SimulationConfig(depth_flip=0.0, limb_hidden=0.0, drop_landmarks=0.0, drop_keypoints=0.0)


@pytest.fixture(scope="module")
def model() -> BodyModel:
    return BodyModel.load()


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    """A small pose bank made of the authored poses; clips named so that some are held out."""
    authored = json.loads((repository / "resources" / "poses" / "authored.json").read_text(encoding="utf-8"))["poses"]
    poses = np.repeat(np.array([entry["pose"] for entry in authored], dtype=np.float32), 6, axis=0)
    poses += np.random.default_rng(0).normal(0, 0.05, poses.shape).astype(np.float32)
    count = len(poses)
    path = tmp_path_factory.mktemp("bank") / "poses.npz"
    np.savez(path, poses=poses, clip=np.array([f"clip {i}" for i in range(count)]),
             action=np.array([f"action {i % 12}" for i in range(count)]), weight=np.ones(count, np.float32))  # fmt: skip
    return path


def arguments(bank: Path, work: Path, *more: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    train_lifter.add_arguments(parser)
    fixed = [
        "--poses",
        str(bank),
        "--work",
        str(work),
        "--out",
        str(work / "lifter.safetensors"),
        "--width",
        "32",
        "--blocks",
        "1",
    ]
    return parser.parse_args([*fixed, "--batch", "16", "--pool", "0", *more])


def test_true_landmarks_lie_on_the_body(model: BodyModel) -> None:
    kinematics = model.kinematics
    rotations = axis_angle_to_matrix(0.3 * torch.randn(4, NUM_JOINTS, 3, generator=torch.Generator().manual_seed(0)))
    points = kinematics.pose(rotations, torch.zeros(4, NUM_BETAS))
    landmarks = LandmarkSimulation(kinematics).true_landmarks(points)
    assert torch.allclose(landmarks[:, LANDMARK_INDEX["left_knee"]], points.joints[:, 4])
    nearest = torch.cdist(landmarks, points.positions).amin(-1)
    assert nearest.max() < 0.08
    rest = kinematics.pose(torch.eye(3).repeat(1, NUM_JOINTS, 1, 1), torch.zeros(1, NUM_BETAS))
    landmarks = LandmarkSimulation(kinematics).true_landmarks(rest)
    knuckle = landmarks[:, LANDMARK_INDEX["left_index"]] - landmarks[:, LANDMARK_INDEX["left_wrist"]]
    mirrored = landmarks[:, LANDMARK_INDEX["right_index"]] - landmarks[:, LANDMARK_INDEX["right_wrist"]]
    assert torch.allclose(knuckle.norm(dim=-1), mirrored.norm(dim=-1), atol=1e-3)


def test_keypoints_made_of_landmarks_lie_where_the_bodys_points_are(model: BodyModel) -> None:
    points = model.kinematics.pose(torch.eye(3).repeat(1, NUM_JOINTS, 1, 1), torch.zeros(1, NUM_BETAS))
    landmarks = LandmarkSimulation(model.kinematics).true_landmarks(points)[0]
    for name, weights in KEYPOINT_LANDMARKS.items():
        made = sum(weight * landmarks[LANDMARK_INDEX[landmark]] for landmark, weight in weights.items())
        assert isinstance(made, torch.Tensor)
        assert float((made - points.positions[0, POINT_INDEX[name]]).norm()) < 0.04, name


def test_scenes_stand_in_front_of_the_camera_and_look_as_they_are(model: BodyModel) -> None:
    maker = train_lifter.SceneMaker(torch.eye(3).repeat(3, NUM_JOINTS, 1, 1), model.kinematics, EXACT)
    scene = maker.draw(64, torch.Generator().manual_seed(2))
    assert scene.points.positions[..., 2].min() > 0.4
    middle = scene.points.positions[..., :2] / scene.points.positions[..., 2:]
    assert (middle.amin(1) + middle.amax(1)).abs().max() < 0.3
    assert torch.isfinite(features(scene.sight)).all() and features(scene.sight).shape == (64, NUM_FEATURES)
    # Directions of the imitated landmarks are near the true ones, although lengths are not.
    true = maker.simulation.true_landmarks(scene.points)
    a, b = LANDMARK_INDEX["left_shoulder"], LANDMARK_INDEX["left_elbow"]
    cosine = torch.cosine_similarity(scene.sight.world[:, b] - scene.sight.world[:, a], true[:, b] - true[:, a])
    assert cosine.median() > 0.9


def test_a_resumed_run_ends_where_an_uninterrupted_one_does(bank: Path, tmp_path: Path) -> None:
    torch.set_num_threads(1)
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    assert train_lifter.run(arguments(bank, whole, "--steps", "4", "--every", "2")) == 0
    interrupted = arguments(bank, parts, "--steps", "4", "--every", "2")
    interrupted.stop_after = 2
    train_lifter.run(interrupted)
    train_lifter.run(arguments(bank, parts, "--steps", "4", "--every", "2", "--resume"))
    one, other = load_file(whole / "lifter.safetensors"), load_file(parts / "lifter.safetensors")
    assert one.keys() == other.keys()
    assert all(torch.allclose(one[name], other[name], atol=1e-7) for name in one)
    assert Lifter.load(whole / "lifter.safetensors").network.config.width == 32
