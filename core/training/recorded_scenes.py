"""Training scenes from a detector record: what BlazePose really said of rendered bodies, read as the app reads it, mirrored, varied and thinned at random.

Beside ``SceneMaker``'s imitated detector, which knows more poses, these carry the real errors: limbs reversed in depth, confident mistakes on hidden
limbs, left and right mixed up.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from core.body.kinematics import Kinematics, Points
from core.body.rotations import axis_angle_to_matrix, mirror_rotations
from core.body.skeleton import KEYPOINT_NAMES, mirrored_name
from core.training.detector_record import DetectorRecord
from core.training.landmark_simulation import KEYPOINT_POINTS, LandmarkSimulation
from core.training.rendered_bodies import SIDE
from core.training.train_lifter import Scene
from core.vision.depth_bias import without_depth_bias
from core.vision.landmarks import MIRRORED_LANDMARKS
from core.vision.lifting_features import Sight
from core.vision.regression import seen_frame
from core.vision.turned_camera import TurnedCamera

MIRRORED = list(MIRRORED_LANDMARKS)
KEYPOINT_MIRROR = [KEYPOINT_NAMES.index(mirrored_name(name)) for name in KEYPOINT_NAMES]


TURN = 0.15
"""Spread of the rotation, per axis and joint, by which recorded poses are varied, radians."""


class RecordedScenes:
    """All people of a record as tensors, from which batches are drawn."""

    def __init__(self, record: DetectorRecord, kinematics: Kinematics) -> None:
        device = kinematics.device
        rows = [_row(record, index) for index in range(len(record))]

        def stacked(values: list[np.ndarray]) -> Tensor:
            return torch.tensor(np.array(values), dtype=torch.float32, device=device)

        self.kinematics = kinematics
        self.tangents, self.size, turns = (stacked(list(column)) for column in zip(*rows, strict=True))
        self.confidence = torch.tensor(record.keypoints[..., 2], device=device)
        self.world = stacked([without_depth_bias(world) for world in record.world])
        self.visibility = torch.tensor(record.visibility, device=device)
        self.local = axis_angle_to_matrix(torch.tensor(record.pose, device=device))
        self.local[:, 0] = turns.transpose(1, 2) @ self.local[:, 0]
        self.betas = torch.tensor(record.betas, device=device)
        transl = torch.tensor(record.transl, device=device)
        self.transl = (turns.transpose(1, 2) @ transl[..., None])[..., 0]
        self.simulation = LandmarkSimulation(kinematics)

    def __len__(self) -> int:
        return len(self.local)

    def draw(self, batch: int, generator: torch.Generator, *, drop_landmarks: float = 0.1, drop_keypoints: float = 0.1, vary: float = 0.75) -> Scene:
        """A random batch: half mirrored, some without landmarks, some with keypoints lost, a little noise on all."""
        device = self.local.device

        def uniform(*shape: int) -> Tensor:
            return torch.rand(*shape, generator=generator).to(device)

        def normal(*shape: int) -> Tensor:
            return torch.randn(*shape, generator=generator).to(device)

        chosen = torch.randint(len(self), (batch,), generator=generator).to(device)
        tangents, confidence = self.tangents[chosen], self.confidence[chosen]
        world, visibility, local = self.world[chosen], self.visibility[chosen], self.local[chosen]
        flip = uniform(batch) < 0.5
        sign = tangents.new_tensor([-1.0, 1.0, 1.0])
        tangents = torch.where(flip[:, None, None], tangents[:, KEYPOINT_MIRROR] * sign[:2], tangents)
        confidence = torch.where(flip[:, None], confidence[:, KEYPOINT_MIRROR], confidence)
        world = torch.where(flip[:, None, None], world[:, MIRRORED] * sign, world)
        visibility = torch.where(flip[:, None], visibility[:, MIRRORED], visibility)
        local = torch.where(flip[:, None, None, None], mirror_rotations(local), local)

        size = self.size[chosen] * (1.0 + 0.05 * normal(batch)).clamp(0.8, 1.2)
        tangents = tangents + 0.004 * normal(*tangents.shape) * size[:, None, None]
        world = world * (1.0 + 0.03 * normal(batch, 1, 1)) + 0.006 * normal(*world.shape)
        has = (uniform(batch) >= drop_landmarks).to(world.dtype)
        few = (uniform(batch, 1) < drop_keypoints) & (uniform(batch, len(KEYPOINT_NAMES)) < 0.4)
        confidence = torch.where(few, torch.zeros_like(confidence), confidence)
        betas, transl = self.betas[chosen], self.transl[chosen] * torch.where(flip[:, None], sign, torch.ones_like(sign))
        # The same mistakes on a body that stands a little differently: a record has few poses, and a network would learn them by heart.
        spread = TURN * (uniform(batch, 1, 1) < vary).to(world.dtype)
        varied = local @ axis_angle_to_matrix(spread * normal(batch, local.shape[1], 3))
        before, after = self.kinematics.pose(local, betas), self.kinematics.pose(varied, betas)
        world = world + self.simulation.true_landmarks(after) - self.simulation.true_landmarks(before)
        tangents = tangents + _tangents(after, transl) - _tangents(before, transl)
        local = varied
        sight = Sight(tangents, confidence, world * has[:, None, None], visibility * has[:, None], has, size)
        return Scene(sight, local, betas, after)


def _tangents(points: Points, transl: Tensor) -> Tensor:
    """[B, 25, 2] of the keypoints of bodies that are moved by `transl` [B, 3] in the camera's frame."""
    body = points.positions[:, list(KEYPOINT_POINTS)] + transl[:, None]
    return body[..., :2] / body[..., 2:].clamp(min=0.1)


def _row(record: DetectorRecord, index: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Tangents [25, 2] in the camera turned towards the person, the box's size as a tangent, and that camera's rotation [3, 3]."""
    camera = record.camera(index)
    pixels, confidence = record.keypoints[index, :, :2].astype(float), record.keypoints[index, :, 2].astype(float)
    frame = seen_frame(pixels, confidence, None, (SIDE, SIDE))
    turned = TurnedCamera.towards(camera, np.array([(frame[0] + frame[2]) / 2, (frame[1] + frame[3]) / 2]))
    side = max(frame[2] - frame[0], frame[3] - frame[1]) / camera.focal_length
    return turned.tangents(pixels), np.asarray(side), turned.rotation
