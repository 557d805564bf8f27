"""What a person has settled of a body (``core.observation.Hold``) as evidence: a shape that stays, and joints that stay as they were pinned."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import torch
from torch import Tensor

from core.body.rotations import axis_angle_to_matrix
from core.body.skeleton import JOINT_INDEX, NUM_JOINTS
from core.diffusion.problem import Evidence, State

if TYPE_CHECKING:
    from core.body.kinematics import Kinematics
    from core.observation import Hold


def held_shape(kinematics: Kinematics, hold: Hold, betas: Tensor) -> Tensor | None:
    """The betas [1, 10] that stay, None where the shape is free. A height changes the betas as little as it takes: it is linear in them."""
    if hold.shape is not None:
        betas = torch.tensor([hold.shape], dtype=torch.float32)
    elif hold.height is None:
        return None
    if hold.height is None:
        return betas
    with torch.inference_mode(False), torch.enable_grad():
        free = betas.detach().clone().requires_grad_(True)
        height = kinematics.height(free)
        (slope,) = torch.autograd.grad(height.sum(), free)
    return betas + slope * (hold.height - height.detach())[:, None] / slope.square().sum(1, keepdim=True).clamp(min=1e-9)


def held(kinematics: Kinematics, hold: Hold, start: State) -> State:
    """The start with the shape and the joints that are held."""
    shape = held_shape(kinematics, hold, start.betas)
    rotations = start.rotations.clone()
    for joint, turn in hold.pins.items():
        rotations[0, JOINT_INDEX[joint]] = axis_angle_to_matrix(torch.tensor(turn, dtype=torch.float32))
    return replace(start, rotations=rotations, betas=start.betas if shape is None else shape)


def holding(kinematics: Kinematics, hold: Hold, evidence: Evidence) -> Evidence:
    """Evidence whose initial body is ``held`` already, with what holds it there."""
    shape = held_shape(kinematics, hold, evidence.initial.betas)
    if not hold.pins:
        return replace(evidence, shape=shape)
    pinned = torch.zeros(1, NUM_JOINTS)
    pinned[0, [JOINT_INDEX[joint] for joint in hold.pins]] = 1.0
    if evidence.pinned is not None:
        pinned = torch.maximum(pinned, evidence.pinned)
    return replace(evidence, shape=shape, pinned=pinned, pins=evidence.initial.rotations)
