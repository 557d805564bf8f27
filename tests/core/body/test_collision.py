"""Self-penetration: capsules that fit the body, depths that can be seen, and slopes that agree with finite differences."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from core.body.collision import CAPSULE_NAMES, PAIRS, Capsules
from core.body.kinematics import Kinematics, parent_rotations
from core.body.model import BodyModel
from core.body.rotations import CAMERA_TO_UP, axis_angle_to_matrix
from core.body.skeleton import JOINT_INDEX


@pytest.fixture(scope="module")
def precise_capsules(body_model: BodyModel) -> Capsules:
    fitted = body_model.capsules
    return Capsules(fitted.radius.double().numpy(), fitted.shape.double().numpy(), fitted.taper.double().numpy(), dtype=torch.float64)


def facing(poses: np.ndarray) -> torch.Tensor:
    rotations = axis_angle_to_matrix(torch.tensor(poses))
    rotations[:, 0] = CAMERA_TO_UP.double() @ rotations[:, 0]
    return rotations


def arm_in_trunk() -> np.ndarray:
    """The left forearm folded straight through the belly."""
    pose = np.zeros((1, 24, 3))
    pose[0, JOINT_INDEX["left_shoulder"]] = [0, 0, -math.radians(70)]
    pose[0, JOINT_INDEX["left_elbow"]] = [0, 0, -math.radians(110)]
    return pose


def test_capsules_are_as_thick_as_limbs(body_model: BodyModel) -> None:
    radius = dict(zip(CAPSULE_NAMES, body_model.capsules.radius.tolist(), strict=True))
    assert 0.03 < radius["left_upper_arm"] < 0.06 < radius["left_thigh"] < 0.1
    assert 0.08 < radius["belly"] < 0.13 and 0.07 < radius["head"] < 0.11
    assert radius["left_shin"] == pytest.approx(radius["right_shin"], abs=1e-3)


def test_ordinary_poses_do_not_collide_and_an_arm_through_the_belly_does(
    body_model: BodyModel, precise: Kinematics, authored: np.ndarray, precise_capsules: Capsules
) -> None:
    touching_nothing = authored[[0, 1, 2, 3, 4, 8, 10, 12, 13, 16, 18, 19]]  # standing, waving, squatting, sitting, kneeling, lying ...
    betas = torch.zeros(len(touching_nothing), 10, dtype=torch.float64)
    depth = precise_capsules.depths(precise.pose(facing(touching_nothing), betas).positions, betas)
    assert float(depth.max()) < 0.01
    assert precise_capsules.collisions(precise.pose(facing(np.zeros((1, 24, 3))), betas[:1]).positions, betas[:1]) is None
    through = precise_capsules.depths(precise.pose(facing(arm_in_trunk()), betas[:1]).positions, betas[:1])[0]
    first, second = PAIRS[int(through.argmax())]
    assert float(through.max()) > 0.05 and first.startswith("left") and second in ("seat", "hips", "belly", "chest")


def test_slopes_of_collisions_agree_with_finite_differences(precise: Kinematics, precise_capsules: Capsules) -> None:
    pose = arm_in_trunk()
    pose[0, JOINT_INDEX["right_hip"]] = [-1.2, 0.0, 0.5]
    pose[0, JOINT_INDEX["spine2"]] = [0.1, 0.2, -0.1]
    rotations, betas = facing(pose), torch.zeros(1, 10, dtype=torch.float64)
    points = precise.pose(rotations, betas)
    found = precise_capsules.collisions(points.positions, betas)
    assert found is not None and found.depth.shape[1] >= 2
    jacobian = precise.turn_jacobian(points.positions, found.gradient)
    above = parent_rotations(points.rotations)
    for joint in (3, 6, 9, 2, 13, 16, 18, 20):
        for axis in range(3):
            ends = []
            for step in (1e-6, -1e-6):
                a, turned = above[:, joint], rotations.clone()
                w = step * torch.eye(3, dtype=torch.float64)[axis]
                turned[:, joint] = a.transpose(-1, -2) @ axis_angle_to_matrix(w) @ a @ rotations[:, joint]
                there = precise_capsules.collisions(precise.pose(turned, betas).positions, betas)
                assert there is not None
                ends.append(there.depth)
            assert torch.allclose((ends[0] - ends[1]) / 2e-6, jacobian[:, :, joint, axis], atol=1e-4)


def test_a_wider_body_has_wider_capsules(body_model: BodyModel, precise: Kinematics, precise_capsules: Capsules) -> None:
    wide = torch.zeros(1, 10, dtype=torch.float64)
    belly = CAPSULE_NAMES.index("belly")
    wide[0] = 2.0 * torch.sign(precise_capsules.shape[belly])
    grown = precise_capsules.radius + wide @ precise_capsules.shape.T
    file = body_model.file
    width = [
        np.ptp((np.asarray(file.v_template) + np.asarray(file.shapedirs)[..., :10] @ b)[body_model.vertex_part == 1][:, 2])
        for b in (np.zeros(10), wide[0].numpy())
    ]
    assert float(grown[0, belly]) > 1.1 * float(precise_capsules.radius[belly]) and width[1] > width[0]
