"""Measures: values that can be checked by eye, slopes by finite differences, and mirror symmetry."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from core.body.constraint import Comparison
from core.body.kinematics import Kinematics, parent_rotations
from core.body.measures import Constraint, Measure, MeasureTable
from core.body.rotations import CAMERA_TO_UP, axis_angle_to_matrix
from core.body.skeleton import JOINT_INDEX, MIRROR_JOINTS

ELBOW = Measure("angle", ("left_shoulder", "left_elbow", "left_wrist"))
MEASURES: list[Measure | Comparison] = [
    ELBOW,
    Measure("distance", ("left_wrist", "right_knee")),
    Measure("offset", ("left_wrist", "spine3"), "left", "chest"),
    Measure("offset", ("left_wrist", "pelvis"), "front", "pelvis"),
    Measure("offset", ("right_ankle", "left_ankle"), "up"),
    Measure("offset", ("left_wrist", "head"), "front", "camera"),
    Measure("height", ("left_hand",)),
    Measure("direction", ("left_shoulder", "left_elbow"), "up"),
    Measure("turn", ("head", "head_front"), "left/front", "chest"),
    Measure("turn", ("head", "head_left"), "up/left", "chest"),
    Measure("offset", ("left_palm_left", "left_hand"), "up"),
    Measure("turn", ("pelvis", "left_shoulder+right_shoulder"), "front/up"),
    Comparison(Measure("distance", ("left_wrist", "pelvis")), Measure("distance", ("right_wrist", "right_ankle"))),
    Comparison(ELBOW, ELBOW.mirrored()),
    Comparison(Measure("height", ("left_hand",)), Measure("offset", ("head", "pelvis"), "up")),
]


def before_the_camera(poses: np.ndarray) -> torch.Tensor:
    rotations = axis_angle_to_matrix(torch.tensor(poses))
    rotations[:, 0] = CAMERA_TO_UP.double() @ rotations[:, 0]
    return rotations


def values(kinematics: Kinematics, measures: list[Measure | Comparison], rotations: torch.Tensor) -> torch.Tensor:
    betas = torch.zeros(len(rotations), 10, dtype=torch.float64)
    table = MeasureTable(measures, dtype=torch.float64)
    return table.values(kinematics.pose(rotations, betas), kinematics.height(betas))


def test_measures_of_the_t_pose_are_what_one_sees(precise: Kinematics) -> None:
    rest = before_the_camera(np.zeros((1, 24, 3)))
    read = [
        ELBOW,
        Measure("offset", ("left_wrist", "pelvis"), "left"),
        Measure("offset", ("head", "pelvis"), "up"),
        Measure("offset", ("nose", "head"), "front"),
        Measure("direction", ("left_shoulder", "left_wrist"), "left"),
        Measure("turn", ("head", "head_front"), "left/front", "chest"),
        Measure("offset", ("nose", "head"), "front", "camera"),
    ]
    elbow, wrist, head, nose, arm, look, toward = values(precise, read, rest)[0].tolist()
    assert math.degrees(elbow) > 170
    assert 0.6 < wrist < 0.75 and 0.45 < head < 0.7 and 0.03 < nose < 0.2 and arm < 0.1 and abs(look) < 1e-6
    assert toward == pytest.approx(nose)  # it faces the camera


def test_a_bent_elbow_is_measured_by_its_angle(precise: Kinematics) -> None:
    pose = np.zeros((1, 24, 3))
    pose[0, JOINT_INDEX["left_elbow"]] = [0, -math.pi / 2, 0]
    assert math.degrees(float(values(precise, [ELBOW], before_the_camera(pose)))) == pytest.approx(90, abs=4)


def test_slopes_agree_with_finite_differences(precise: Kinematics, authored: np.ndarray) -> None:
    rotations = before_the_camera(authored[[4, 11, 13, 17]] + 0.05)
    betas = torch.zeros(4, 10, dtype=torch.float64)
    table, height = MeasureTable(MEASURES, dtype=torch.float64), precise.height(betas)
    points = precise.pose(rotations, betas)
    slopes = table.slopes(points, height)
    jacobian = precise.turn_jacobian(points.positions, slopes.points, slopes.turns)
    above = parent_rotations(points.rotations)
    for joint in range(1, 24):  # the pelvis turns the body frame by its heading only, which is an approximation for tilted bodies
        for axis in range(3):
            w = 1e-6 * torch.eye(3, dtype=torch.float64)[axis]
            turned, a = rotations.clone(), above[:, joint]
            turned[:, joint] = a.transpose(-1, -2) @ axis_angle_to_matrix(w) @ a @ rotations[:, joint]
            numeric = (table.values(precise.pose(turned, betas), height) - slopes.values) / 1e-6
            assert torch.allclose(numeric, jacobian[:, :, joint, axis], atol=2e-4)


def test_mirrored_measures_of_a_mirrored_body_have_the_same_values(precise: Kinematics, authored: np.ndarray) -> None:
    mirrored = authored[:, list(MIRROR_JOINTS)] * np.array([1.0, -1.0, -1.0])
    here = values(precise, MEASURES, before_the_camera(authored))
    there = values(precise, [m.mirrored() for m in MEASURES], before_the_camera(mirrored))
    assert torch.allclose(here, there, atol=1e-3)  # the open body is symmetric to a fraction of a millimetre


def test_a_straight_limb_has_a_direction_to_bend_in(precise: Kinematics) -> None:
    rotations = before_the_camera(np.zeros((1, 24, 3)))
    betas = torch.zeros(1, 10, dtype=torch.float64)
    points = precise.pose(rotations, betas)
    exact = points.positions.clone()
    line = torch.linspace(0.0, 1.0, 3, dtype=torch.float64)[:, None] * torch.tensor([0.5, 0.0, 0.0], dtype=torch.float64)
    for name, at in zip(("left_shoulder", "left_elbow", "left_wrist"), line, strict=True):
        exact[0, JOINT_INDEX[name]] = at
    slopes = MeasureTable([ELBOW], dtype=torch.float64).slopes(type(points)(exact, points.rotations), precise.height(betas))
    assert float(slopes.points[0, 0].norm()) > 1.0 and bool(torch.isfinite(slopes.points).all())


def test_violations_point_back_into_the_interval_and_vanish_inside() -> None:
    table = MeasureTable([Constraint(ELBOW, 1.0, 2.0)], dtype=torch.float64)
    read = torch.tensor([[0.5], [1.5], [2.4]], dtype=torch.float64)
    assert [round(v, 3) for v in table.violations(read).flatten().tolist()] == [-0.15, 0.0, 0.12]
    assert table.satisfied(read).flatten().tolist() == [False, True, False]


def test_a_comparison_is_the_difference_of_its_two_measures(precise: Kinematics, authored: np.ndarray) -> None:
    rotations = before_the_camera(authored)
    left, right = ELBOW, ELBOW.mirrored()
    both = values(precise, [left, Measure("height", ("head",)), right], rotations)
    read = values(precise, [Measure("height", ("head",)), Comparison(left, right)], rotations)
    assert torch.allclose(read[:, 1], both[:, 0] - both[:, 2]) and torch.allclose(read[:, 0], both[:, 1])
    more_bent = MeasureTable([Constraint(Comparison(left, right), high=-0.2)], dtype=torch.float64)
    assert more_bent.satisfied(torch.tensor([[-0.4], [0.3]], dtype=torch.float64)).flatten().tolist() == [True, False]
    assert Constraint(Comparison(left, right)).slack == Constraint(left).slack
    with pytest.raises(ValueError, match="angle with a length"):
        Comparison(left, Measure("height", ("head",)))


def test_what_bends_a_compared_distance_is_told_with_its_sign(precise: Kinematics, authored: np.ndarray) -> None:
    near = Measure("distance", ("left_wrist", "left_hip"))
    table = MeasureTable([Measure("height", ("head",)), Comparison(near, near.mirrored()), near], dtype=torch.float64)
    points = precise.pose(before_the_camera(authored), torch.zeros(len(authored), 10, dtype=torch.float64))
    across = table.crosswise(points)
    assert across.constraint.tolist() == [1, 2, 1] and across.sign.tolist() == [1, 1, -1]
    assert torch.allclose(across.lengths[:, 0], across.lengths[:, 1])
    assert across.slopes.shape[1:3] == (3, 2)


def test_an_empty_interval_or_unknown_point_is_refused() -> None:
    with pytest.raises(ValueError, match="empty interval"):
        Constraint(ELBOW, 2.0, 1.0)
    with pytest.raises(ValueError, match="left_tail"):
        Measure("height", ("left_tail",))
