"""How common each pose of a bank is: captured motion holds the same standing body thousands of times, and training draws by rarity.

Poses are compared by where their joints are on the mean body, whatever way it faces. Density is counted in randomly placed grids over the eight directions in
which poses differ most, which takes time in proportion to the number of poses.
"""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray

from core.body.rotations import axis_angle_to_matrix, yaw_frame
from core.body.skeleton import NUM_BETAS
from core.training.pose_data import Floats, to_camera_frame
from core.training.pose_sketch import open_kinematics

DIRECTIONS = 8
CELL = 0.4
"""Side of a grid's cell (m, summed over the joints' coordinates as a length). With it the weights rank the poses of the bank that the shipped weights were
trained on as that bank's own nearest-neighbour densities do (rank correlation 0.76)."""
GRIDS = 16
SAME = 0.01
"""Poses whose joints agree to this grid (m) are one pose."""
STILL = 0.02
"""A body of which no joint has moved this far (m) since the last pose kept stands still."""


def level_joints(poses: Floats) -> Floats:
    """Joints [N, 24, 3] (m) of y-up poses [N, 24, 3] around the pelvis, heading removed."""
    out = [np.zeros((0, poses.shape[1], 3), dtype=np.float32)]
    for start in range(0, len(poses), 4096):
        rotations = axis_angle_to_matrix(torch.from_numpy(to_camera_frame(poses[start : start + 4096])))
        rotations[:, 0] = yaw_frame(rotations[:, 0]).transpose(1, 2) @ rotations[:, 0]
        joints = open_kinematics().pose(rotations, torch.zeros(len(rotations), NUM_BETAS)).joints
        out.append((joints - joints[:, :1]).numpy())
    return np.concatenate(out)


def moving(joints: Floats) -> NDArray[np.bool_]:
    """[N] which poses of one clip, in order, differ from the last that was kept."""
    keep = np.zeros(len(joints), dtype=bool)
    last = None
    for index, pose in enumerate(joints):
        if last is None or np.linalg.norm(pose - last, axis=-1).max() > STILL:
            keep[index], last = True, pose
    return keep


def first_of_each(joints: Floats) -> NDArray[np.bool_]:
    """[N] false for a pose that was there before."""
    keys = np.round(joints.reshape(len(joints), -1) / SAME).astype(np.int16)
    keep = np.zeros(len(joints), dtype=bool)
    if len(keys):
        keep[np.unique(np.ascontiguousarray(keys).view(f"V{2 * keys.shape[1]}")[:, 0], return_index=True)[1]] = True
    return keep


def rarity(joints: Floats) -> Floats:
    """[N] inverse local density of poses by their level joints [N, 24, 3]; the mean is 1."""
    flat = joints.reshape(len(joints), -1).astype(np.float64)
    flat = flat - flat.mean(0)
    _, directions = np.linalg.eigh(flat.T @ flat)
    places = flat @ directions[:, ::-1][:, :DIRECTIONS]
    rng = np.random.default_rng(0)
    neighbours = np.zeros(len(places))
    for _ in range(GRIDS):
        turn, _ = np.linalg.qr(rng.normal(size=(DIRECTIONS, DIRECTIONS)))
        cells = np.floor(places @ turn / CELL + rng.random(DIRECTIONS)).astype(np.int16)
        _, cell, count = np.unique(np.ascontiguousarray(cells).view(f"V{2 * DIRECTIONS}")[:, 0], return_inverse=True, return_counts=True)
        neighbours += count[cell]
    weight = GRIDS / neighbours
    return (weight / weight.mean()).astype(np.float32)
