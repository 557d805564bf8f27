"""A few Gauss-Newton steps after the lifting network: the regressed pose is brought into line with what was seen.

The network's pose is plausible but a few degrees off; the detector's points are precise in the picture but soft in depth.
The steps turn joints so that the keypoints reproject and limbs point where the landmarks say (directions, never lengths),
while every joint is held to the network's pose by a spring. Both kinds of evidence are robust (Geman-McClure): a limb that
the detector misplaced is left to the network.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from core.body.kinematics import Kinematics
from core.body.rotations import axis_angle_to_matrix, matrix_to_axis_angle
from core.body.skeleton import JOINT_INDEX, KEYPOINT_POINTS, NUM_BETAS, NUM_JOINTS, PARENTS, POINT_INDEX
from core.observation import Array, Body, Camera
from core.vision.landmarks import LANDMARK_INDEX


def _bones() -> tuple[tuple[str, str, str, str, float], ...]:
    """(landmark, landmark, point, point, trust) of each direction that is compared."""
    rows = []
    for s in ("left", "right"):
        rows += [
            (f"{s}_{a}", f"{s}_{b}", f"{s}_{c}", f"{s}_{d}", trust)
            for a, b, c, d, trust in (
                ("shoulder", "elbow", "shoulder", "elbow", 1.0), ("elbow", "wrist", "elbow", "wrist", 1.0),
                ("wrist", "index", "wrist", "index", 0.4), ("wrist", "pinky", "wrist", "pinky", 0.4),
                ("hip", "knee", "hip", "knee", 1.0), ("knee", "ankle", "knee", "ankle", 1.0),
                ("heel", "foot_index", "heel", "big_toe", 0.5), ("hip", "shoulder", "hip", "shoulder", 0.7),
            )
        ]  # fmt: skip
    rows += [
        ("right_shoulder", "left_shoulder", "right_shoulder", "left_shoulder", 0.7),
        ("right_hip", "left_hip", "right_hip", "left_hip", 0.7),
        ("right_ear", "left_ear", "right_ear", "left_ear", 0.6),
        ("left_ear", "nose", "left_ear", "nose", 0.4), ("right_ear", "nose", "right_ear", "nose", 0.4),
    ]  # fmt: skip
    return tuple(rows)


_BONES = _bones()
_START = np.array([POINT_INDEX[row[2]] for row in _BONES])
_END = np.array([POINT_INDEX[row[3]] for row in _BONES])
_LANDMARK_START = np.array([LANDMARK_INDEX[row[0]] for row in _BONES])
_LANDMARK_END = np.array([LANDMARK_INDEX[row[1]] for row in _BONES])
_TRUST = np.array([row[4] for row in _BONES])
_KEYPOINTS = np.array(KEYPOINT_POINTS)


def _springs() -> Array:
    """[24] stiffness that holds each joint to the network's pose, 1/rad; chosen on rendered people as the real detector sees them, from whom the
    network has learned more than their landmarks say by themselves."""
    soft = {
        "pelvis": 30.0, "shoulder": 16.0, "elbow": 16.0, "hip": 16.0, "knee": 16.0, "wrist": 40.0, "ankle": 30.0, "head": 40.0, "neck": 40.0,
        "hand": 300.0, "foot": 300.0, "collar": 60.0, "spine1": 60.0, "spine2": 60.0, "spine3": 60.0,
    }  # fmt: skip
    return np.array([soft[name.split("_")[-1]] for name in JOINT_INDEX])


_SPRING = _springs()
_BETA_SPRING = 2.0
_PIXEL_SIGMA = 0.012
"""Expected keypoint error as a share of the person's size in the picture."""
_PIXEL_OUTLIER = 4.0
"""Geman-McClure scale of keypoints, in expected errors."""
_DIRECTION_SIGMA = 0.8
"""Expected error of a landmark direction, as the length of a unit vector's difference."""
_DIRECTION_OUTLIER = 3.0
_MAX_TURN = 0.25
"""Most that a joint may turn in one step, radians."""


@dataclass(frozen=True)
class Evidence:
    """What was seen of one person.

    Attributes:
        pixels: [25, 2] in the order of `KEYPOINT_NAMES`.
        confidence: [25] 0 to 1; 0 means not seen.
        size: the person's size in the picture, px.
        directions: [33, 3] landmarks in the camera's axes (any origin), or None.
        visibility: [33] of the landmarks, or None.
    """

    pixels: Array
    confidence: Array
    size: float
    directions: Array | None
    visibility: Array | None


def fit(start: Body, evidence: Evidence, camera: Camera, kinematics: Kinematics, steps: int = 8) -> Body:
    """Bring `start` into line with `evidence` by `steps` damped Gauss-Newton steps; never worse than `start` by its own measure."""
    local = axis_angle_to_matrix(torch.as_tensor(start.pose, dtype=kinematics.dtype))
    first = local.clone()
    betas, transl = start.betas.copy(), start.transl.copy()
    best, best_cost = (local, betas, transl), np.inf
    damping = 1.0
    for step in range(steps + 1):
        state = _State.of(local, first, betas, transl, kinematics)
        rows, residuals, cost = _system(state, evidence, camera)
        if cost < best_cost:
            best, best_cost = (local, betas, transl), cost
            damping = max(damping * 0.5, 0.05)
        else:
            damping *= 4.0
        if step == steps:
            break
        normal = rows.T @ rows
        normal[np.diag_indices_from(normal)] += damping
        change = -np.linalg.solve(normal, rows.T @ residuals)
        turns = change[: NUM_JOINTS * 3].reshape(NUM_JOINTS, 3)
        turns = turns / np.maximum(1.0, np.linalg.norm(turns, axis=1, keepdims=True) / _MAX_TURN)
        # A world turn at a joint is, in its parent's frame, a turn to the left of its local rotation.
        inner = np.einsum("jba,jb->ja", state.parent_rotations, turns)
        local = axis_angle_to_matrix(torch.as_tensor(inner, dtype=kinematics.dtype)) @ local
        betas = np.clip(betas + change[NUM_JOINTS * 3 : NUM_JOINTS * 3 + NUM_BETAS], -3.0, 3.0)
        transl = transl + change[-3:]
    local, betas, transl = best
    return Body.from_pose(matrix_to_axis_angle(local).double().numpy(), betas, transl)


@dataclass(frozen=True)
class _State:
    """A posed body with the derivatives of its points: columns are 72 turns, 10 betas, 3 translations."""

    positions: Array
    derivative: Array
    parent_rotations: Array
    deviation: Array
    betas: Array

    @staticmethod
    def of(local: torch.Tensor, first: torch.Tensor, betas: Array, transl: Array, kinematics: Kinematics) -> _State:
        shape = torch.as_tensor(betas, dtype=kinematics.dtype)[None]
        points = kinematics.pose(local[None], shape)
        positions = points.positions[0].double().numpy() + transl
        rotations = points.rotations[0].double().numpy()
        arms = positions[:, None] - positions[None, :NUM_JOINTS]  # [K, 24, 3] from joint to point
        arms = arms * kinematics.moved.double().numpy().T[..., None]
        count = len(positions)
        turns = np.zeros((count, 3, NUM_JOINTS, 3))  # d P / d w = -[P - P_j]x
        turns[:, 0, :, 1], turns[:, 0, :, 2] = arms[..., 2], -arms[..., 1]
        turns[:, 1, :, 0], turns[:, 1, :, 2] = -arms[..., 2], arms[..., 0]
        turns[:, 2, :, 0], turns[:, 2, :, 1] = arms[..., 1], -arms[..., 0]
        by_shape = kinematics.shape_jacobian(points.rotations)[0].double().numpy()
        by_shift = np.broadcast_to(np.eye(3), (count, 3, 3))
        derivative = np.concatenate((turns.reshape(count, 3, -1), by_shape, by_shift), 2)
        parents = np.stack([np.eye(3) if p < 0 else rotations[p] for p in PARENTS])
        away = matrix_to_axis_angle(local @ first.transpose(1, 2)).double().numpy()
        deviation = np.einsum("jab,jb->ja", parents, away)
        return _State(positions, derivative, parents, deviation, betas)


def _system(state: _State, evidence: Evidence, camera: Camera) -> tuple[Array, Array, float]:
    """Weighted rows [R, 85], residuals [R] and the robust cost of a state."""
    blocks: list[tuple[Array, Array]] = []
    cost = 0.0

    points, derivative = state.positions[_KEYPOINTS], state.derivative[_KEYPOINTS]
    depth = np.maximum(points[:, 2], 0.1)
    flat = points[:, :2] / depth[:, None]
    unit = camera.focal_length / (_PIXEL_SIGMA * max(evidence.size, 1.0))  # px to expected errors
    misfit = flat * unit - (evidence.pixels - camera.principal_point) / camera.focal_length * unit
    rows = unit * (derivative[:, :2] - flat[..., None] * derivative[:, 2:]) / depth[:, None, None]
    weight, robust = _geman_mcclure((misfit**2).sum(1), _PIXEL_OUTLIER)
    trust = evidence.confidence
    cost += float((trust * robust).sum())
    scale = np.sqrt(trust * weight)[:, None]
    blocks.append(((rows * scale[..., None]).reshape(-1, rows.shape[-1]), (misfit * scale).ravel()))

    if evidence.directions is not None and evidence.visibility is not None:
        bone = state.positions[_END] - state.positions[_START]
        length = np.maximum(np.linalg.norm(bone, axis=1, keepdims=True), 1e-4)
        direction = bone / length
        seen = evidence.directions[_LANDMARK_END] - evidence.directions[_LANDMARK_START]
        seen_length = np.linalg.norm(seen, axis=1, keepdims=True)
        misfit = (direction - seen / np.maximum(seen_length, 1e-4)) / _DIRECTION_SIGMA
        difference = (state.derivative[_END] - state.derivative[_START]) / length[..., None]
        along = np.einsum("ba,bac->bc", direction, difference)
        rows = (difference - direction[..., None] * along[:, None]) / _DIRECTION_SIGMA
        weight, robust = _geman_mcclure((misfit**2).sum(1), _DIRECTION_OUTLIER)
        visible = np.minimum(evidence.visibility[_LANDMARK_START], evidence.visibility[_LANDMARK_END])
        trust = _TRUST * visible * (seen_length[:, 0] > 0.01)
        cost += float((trust * robust).sum())
        scale = np.sqrt(trust * weight)[:, None]
        blocks.append(((rows * scale[..., None]).reshape(-1, rows.shape[-1]), (misfit * scale).ravel()))

    columns = blocks[0][0].shape[1]
    held = np.zeros((NUM_JOINTS * 3 + NUM_BETAS, columns))
    stiffness = np.concatenate((np.repeat(_SPRING, 3), np.full(NUM_BETAS, _BETA_SPRING)))
    held[np.arange(len(stiffness)), np.arange(len(stiffness))] = stiffness
    pulled = np.concatenate((state.deviation.ravel(), state.betas)) * stiffness
    cost += float((pulled**2).sum())
    blocks.append((held, pulled))
    return np.concatenate([rows for rows, _ in blocks]), np.concatenate([r for _, r in blocks]), cost


def _geman_mcclure(square: Array, scale: float) -> tuple[Array, Array]:
    """Weight of each residual in the linearised problem, and its robust cost, for squared residual norms."""
    limit = scale * scale
    return (limit / (limit + square)) ** 2, limit * square / (limit + square)
