"""Kinematics: agree with smplx, and their derivatives with finite differences."""

from __future__ import annotations

import numpy as np
import torch

from core.body.kinematics import Kinematics, parent_rotations
from core.body.model import BodyModel
from core.body.rotations import axis_angle_to_matrix
from core.body.skeleton import JOINT_INDEX, NUM_JOINTS, SURFACE_VERTEX
from core.observation import Body


def test_joints_and_surface_points_are_those_of_the_posed_mesh(body_model: BodyModel, authored: np.ndarray) -> None:
    rng = np.random.default_rng(3)
    ids = [body_model.file.vertex_ids[name] for name in SURFACE_VERTEX.values()]
    regressor = np.asarray(body_model.file.J_regressor)
    for pose in authored[::4]:
        body = Body.from_pose(pose, rng.normal(size=10), np.array([0.3, -0.2, 3.0]))
        vertices = body_model.vertices(body)
        points = body_model.points(body).positions[0].numpy()
        assert np.abs(vertices[ids] - points[24:45]).max() < 2e-3
        rest = body_model.vertices(Body.from_pose(np.zeros((24, 3)), body.betas, np.zeros(3)))
        shaped = regressor @ rest
        upper_arm = np.linalg.norm(shaped[JOINT_INDEX["left_elbow"]] - shaped[JOINT_INDEX["left_shoulder"]])
        assert abs(np.linalg.norm(points[JOINT_INDEX["left_elbow"]] - points[JOINT_INDEX["left_shoulder"]]) - upper_arm) < 1e-5


def test_turning_a_joint_moves_points_as_the_jacobian_says(precise: Kinematics, authored: np.ndarray) -> None:
    rotations = axis_angle_to_matrix(torch.tensor(authored[[7, 12]]))
    betas = 0.5 * torch.randn(2, 10, dtype=torch.float64, generator=torch.Generator().manual_seed(0))
    points = precise.pose(rotations, betas)
    count = points.positions.shape[1]
    watched = torch.zeros(1, 3 * count, count, 3, dtype=torch.float64)
    for i in range(count):
        for k in range(3):
            watched[0, 3 * i + k, i, k] = 1.0
    analytic = precise.turn_jacobian(points.positions, watched.expand(2, -1, -1, -1))
    above = parent_rotations(points.rotations)
    step = 1e-6
    for joint in range(NUM_JOINTS):
        for axis in range(3):
            w = torch.zeros(3, dtype=torch.float64)
            w[axis] = step
            turned = rotations.clone()
            a = above[:, joint]
            turned[:, joint] = a.transpose(-1, -2) @ axis_angle_to_matrix(w) @ a @ rotations[:, joint]
            numeric = (precise.pose(turned, betas).positions - points.positions).flatten(1) / step
            assert torch.allclose(numeric, analytic[:, :, joint, axis], atol=1e-5)


def test_the_shape_jacobian_is_the_derivative_with_respect_to_betas(precise: Kinematics, authored: np.ndarray) -> None:
    rotations, betas = axis_angle_to_matrix(torch.tensor(authored[[3]])), torch.zeros(1, 10, dtype=torch.float64)
    points = precise.pose(rotations, betas)
    jacobian = precise.shape_jacobian(points.rotations)
    for k in range(10):
        moved = precise.pose(rotations, betas + 1e-6 * torch.eye(10, dtype=torch.float64)[k]).positions
        assert torch.allclose((moved - points.positions) / 1e-6, jacobian[..., k], atol=1e-6)


def test_beta_zero_makes_the_body_taller(precise: Kinematics) -> None:
    tall = torch.zeros(1, 10, dtype=torch.float64)
    tall[0, 0] = 1.0
    height = precise.height(torch.zeros(1, 10, dtype=torch.float64))
    assert 1.6 < float(height) < 1.8
    assert 0.06 < float(precise.height(tall) - height) < 0.09
