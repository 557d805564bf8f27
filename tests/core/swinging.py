"""A person that stands before the camera with the left arm swung forward, whose initial body has it swung back: it looks nearly the same."""

from __future__ import annotations

import numpy as np
from scipy.spatial.transform import Rotation

from core.body.skeleton import JOINT_INDEX, KEYPOINT_NAMES
from core.engine import Engine
from core.observation import Body, Keypoint, Observation, Person

SWING = np.radians(40.0)


def swung(engine: Engine, angle: float) -> Body:
    """The standing body with the left arm swung forward by an angle (rad; negative: back), facing the camera."""
    body = engine.body_at(engine._neutral, Observation(None, (1000, 1000)).the_camera())
    pose = body.pose.copy()
    shoulder = JOINT_INDEX["left_shoulder"]
    points = engine.body_model.points(body)
    above = points.rotations[0, JOINT_INDEX["left_collar"]].numpy().astype(np.float64)
    # About the camera's x: the arm, which hangs down, comes towards the camera.
    turn = above.T @ Rotation.from_rotvec([-angle, 0.0, 0.0]).as_matrix() @ above
    pose[shoulder] = (Rotation.from_matrix(turn) * Rotation.from_rotvec(pose[shoulder])).as_rotvec()
    return Body.from_pose(pose, body.betas, body.transl)


def observed(engine: Engine, hidden: tuple[str, ...] = ()) -> tuple[Observation, Person, Body]:
    """The observation, the person with its mistaken initial body, and the true body. ``hidden``: keypoints that are not there."""
    observation = Observation(None, (1000, 1000))
    truth = swung(engine, SWING)
    pixels = engine.body_model.keypoints(truth, observation.the_camera())
    seen = {name: Keypoint(*pixels[name], 0.95) for name in KEYPOINT_NAMES[:17] if name not in hidden}
    return observation, Person("p1", None, seen, swung(engine, -SWING), {}), truth
