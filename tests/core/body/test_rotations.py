"""Rotations: the forms agree with one another and with SciPy, also where formulae are singular."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from scipy.spatial.transform import Rotation

from core.body.rotations import (
    CAMERA_TO_UP,
    axis_angle_to_matrix,
    geodesic,
    matrix_to_axis_angle,
    matrix_to_rot6d,
    rot6d_to_matrix,
    yaw_frame,
)


def vectors() -> torch.Tensor:
    rng = np.random.default_rng(0)
    v = rng.normal(size=(60, 3))
    v[:10] *= 1e-9
    v[10:20] *= 1e-4
    v[20:30] *= (np.pi - 1e-6) / np.linalg.norm(v[20:30], axis=1, keepdims=True)
    v[30] = 0.0
    return torch.tensor(v)


def test_axis_angle_to_matrix_agrees_with_scipy() -> None:
    v = vectors()
    assert np.allclose(axis_angle_to_matrix(v).numpy(), Rotation.from_rotvec(v.numpy()).as_matrix(), atol=1e-9)


def test_the_logarithm_undoes_the_exponential_near_zero_and_near_a_half_turn() -> None:
    r = axis_angle_to_matrix(vectors())
    assert torch.allclose(axis_angle_to_matrix(matrix_to_axis_angle(r)), r, atol=1e-7)
    assert float(matrix_to_axis_angle(r).norm(dim=-1).max()) <= np.pi + 1e-6


def test_the_exponential_has_a_finite_gradient_at_zero() -> None:
    v = torch.zeros(2, 3, dtype=torch.float64, requires_grad=True)
    axis_angle_to_matrix(v).sum().backward()
    assert v.grad is not None and bool(torch.isfinite(v.grad).all())
    assert torch.autograd.gradcheck(axis_angle_to_matrix, (torch.randn(3, 3, dtype=torch.float64, requires_grad=True),))


def test_six_numbers_give_a_proper_rotation_and_six_of_a_rotation_give_it_back() -> None:
    r = rot6d_to_matrix(torch.randn(50, 6, dtype=torch.float64))
    assert torch.allclose(r @ r.transpose(-1, -2), torch.eye(3, dtype=torch.float64).expand(50, 3, 3), atol=1e-9)
    assert torch.allclose(torch.det(r), torch.ones(50, dtype=torch.float64))
    assert torch.allclose(rot6d_to_matrix(matrix_to_rot6d(r)), r)


def test_geodesic_is_the_angle_between() -> None:
    a = axis_angle_to_matrix(torch.tensor([[0.0, 0.3, 0.0]]))
    b = axis_angle_to_matrix(torch.tensor([[0.0, 1.0, 0.0]]))
    assert float(geodesic(a, b)) == pytest.approx(0.7, abs=1e-5)


@pytest.mark.parametrize("yaw", [0.0, 1.2, -2.0, 3.0])
def test_the_body_frame_keeps_the_heading_and_drops_the_tilt(yaw: float) -> None:
    turn = axis_angle_to_matrix(torch.tensor([0.0, yaw, 0.0]))
    for bend in (0.0, 0.8, -1.4):
        pelvis = CAMERA_TO_UP @ turn @ axis_angle_to_matrix(torch.tensor([bend, 0.0, 0.0]))
        frame = yaw_frame(pelvis[None])[0]
        expected = CAMERA_TO_UP @ turn
        assert torch.allclose(frame, expected, atol=1e-5)
        assert torch.allclose(frame[:, 1], torch.tensor([0.0, -1.0, 0.0]), atol=1e-6)


def test_wrong_shapes_are_refused_with_the_shape_named() -> None:
    with pytest.raises(ValueError, match=r"\(\*, 3\)"):
        axis_angle_to_matrix(torch.zeros(4))
    with pytest.raises(ValueError, match=r"\(\*, 6\)"):
        rot6d_to_matrix(torch.zeros(5))
