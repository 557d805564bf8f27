"""Bounds of living joints: their angles, their slopes, and that left and right are bounded alike."""

from __future__ import annotations

import torch

from core.body.kinematics import Kinematics, parent_rotations
from core.body.model import BodyModel
from core.body.rotations import axis_angle_to_matrix
from core.body.skeleton import JOINT_INDEX, MIRROR_JOINTS, NUM_JOINTS
from core.diffusion.anatomy import Anatomy
from core.diffusion.arms import ArmWays
from core.diffusion.problem import State


def _kinematics() -> Kinematics:
    return BodyModel.load().kinematics


def _outside(kinematics: Kinematics, turns: torch.Tensor) -> torch.Tensor:
    anatomy, local = Anatomy(), axis_angle_to_matrix(turns)
    return anatomy.outside(anatomy.bends(local, parent_rotations(kinematics.world_rotations(local))).value)


def test_slopes_are_the_derivatives_of_the_angles() -> None:
    kinematics, anatomy = _kinematics(), Anatomy(torch.float64)
    generator = torch.Generator().manual_seed(0)
    local = axis_angle_to_matrix(0.5 * torch.randn(1, NUM_JOINTS, 3, generator=generator, dtype=torch.float64))
    above = parent_rotations(kinematics.world_rotations(local))
    slope = anatomy.bends(local, above).slope
    for joint in (JOINT_INDEX[name] for name in ("left_collar", "left_shoulder", "right_elbow", "left_wrist", "spine2", "neck")):
        for axis in range(3):
            turn = torch.zeros(2, NUM_JOINTS, 3, dtype=torch.float64)
            turn[0, joint, axis], turn[1, joint, axis] = 1e-6, -1e-6
            moved = above.transpose(-1, -2) @ axis_angle_to_matrix(turn) @ above @ local
            value = anatomy.bends(moved, parent_rotations(kinematics.world_rotations(moved))).value
            assert torch.allclose((value[0] - value[1]) / 2e-6, slope[0, :, joint, axis], atol=1e-5)


def test_a_body_at_rest_is_within_all_bounds_and_an_elbow_bent_sideways_is_not() -> None:
    kinematics, turns = _kinematics(), torch.zeros(1, NUM_JOINTS, 3)
    assert not bool(_outside(kinematics, turns).any())
    turns[0, JOINT_INDEX["left_elbow"], 2] = 0.7
    assert float(_outside(kinematics, turns).abs().max()) > 0.2


def test_a_mirrored_body_is_as_far_outside() -> None:
    kinematics = _kinematics()
    turns = 0.8 * torch.randn(4, NUM_JOINTS, 3, generator=torch.Generator().manual_seed(1))
    mirrored = turns[:, list(MIRROR_JOINTS)] * torch.tensor([1.0, -1.0, -1.0])
    one, other = (_outside(kinematics, x).abs().sort(1).values for x in (turns, mirrored))
    assert torch.allclose(one, other, atol=1e-4)


def test_every_way_of_holding_an_arm_is_one_that_arms_allow() -> None:
    kinematics = _kinematics()
    standing = State(torch.eye(3).expand(1, NUM_JOINTS, 3, 3), torch.zeros(1, 10), torch.zeros(1, 3))
    state = ArmWays().around(standing, torch.ones(NUM_JOINTS))
    assert state is not None
    anatomy = Anatomy()
    bends = anatomy.bends(state.rotations, parent_rotations(kinematics.world_rotations(state.rotations)))
    assert float(anatomy.outside(bends.value).abs().max()) < 0.6
    assert float((anatomy.outside(bends.value).abs().amax(1) < 0.1).float().mean()) > 0.6


def test_a_head_tipped_over_to_its_shoulder_is_outside_also_when_it_is_turned_round() -> None:
    kinematics, turns = _kinematics(), torch.zeros(1, NUM_JOINTS, 3)
    turns[0, JOINT_INDEX["neck"], 2] = 1.4
    turns[0, JOINT_INDEX["head"], 2] = 1.4
    assert float(_outside(kinematics, turns).abs().max()) > 0.2


def test_a_straight_elbow_is_free_to_bend() -> None:
    """The angle to the plane across the bone is at its largest there, and a first step must not count as one beyond it."""
    anatomy = Anatomy()
    assert not bool((anatomy.outside(torch.full_like(anatomy.low, 1.6)) > 0)[torch.isinf(anatomy.high)].any())
    assert bool(torch.isinf(anatomy.high).any())
