"""A posed body measured with plain numpy: where its points are, which way its parts face, how near its surfaces are.

The obedience benchmark judges refined bodies with this module. It shares nothing with what guides them: no posecode, no measure and no constraint is imported
here, and the forward kinematics and the skinning are written anew, so that a mistake in the guidance's geometry cannot hide in the judge's.

Frames. ``Posed`` turns everything to a y-up world and scales it to a body of 1.7 m. The *body frame* has its axes left, up (against gravity) and front, where
front is the way the pelvis heads, with tilt removed; the *trunk frame* has the chest's own axes.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from core.body.skeleton import JOINT_INDEX, JOINT_NAMES, PARENTS, SURFACE_VERTEX
from core.body.smpl_file import BodyFile, read_body_file
from core.evaluation.obedience_regions import Region, build_regions
from core.observation import Body
from core.resources import resource

Array = NDArray[np.float64]

HEIGHT = 1.7
"""Every length is given for a body of this height (m)."""
_UP = np.diag(
    (1.0, -1.0, -1.0)
)  # camera frame (y down, z forward) -> world with y up, where a body that faces the camera faces +z
DIRECTIONS = ("left", "right", "up", "down", "front", "back", "camera", "image_left", "image_right")
FACING = ("head", "chest", "pelvis", "left_palm", "right_palm", "left_foot", "right_foot", "left_knee", "right_knee")
"""Things that have a front: the face, the chest, the pelvis, the palms, the toes' direction, the knee caps."""
_FACING_JOINT = {
    "head": "head", "chest": "spine3", "pelvis": "pelvis", "left_palm": "left_hand", "right_palm": "right_hand",
    "left_knee": "left_hip", "right_knee": "right_hip",
}  # fmt: skip


def rotation_matrix(axis_angle: Array) -> Array:
    """Axis-angle (*, 3) in radians -> matrices (*, 3, 3), by Rodrigues' formula."""
    angle = np.linalg.norm(axis_angle, axis=-1, keepdims=True)
    axis = axis_angle / np.maximum(angle, 1e-12)
    k = np.zeros((*axis_angle.shape[:-1], 3, 3))
    k[..., 0, 1], k[..., 0, 2], k[..., 1, 2] = -axis[..., 2], axis[..., 1], -axis[..., 0]
    k[..., 1, 0], k[..., 2, 0], k[..., 2, 1] = axis[..., 2], -axis[..., 1], axis[..., 0]
    a = angle[..., None]
    return np.asarray(np.eye(3) + np.sin(a) * k + (1 - np.cos(a)) * (k @ k))


def rotation_angle(rotation: Array) -> Array:
    """Angle (*,) in degrees of rotation matrices (*, 3, 3)."""
    trace = np.trace(rotation, axis1=-2, axis2=-1)
    return np.asarray(np.degrees(np.arccos(np.clip((trace - 1) / 2, -1, 1))))


class Anatomy:
    """The body's rest pose: vertices, joints, skinning, named regions. ``regions`` are vertex numbers by name."""

    def __init__(self, file: BodyFile) -> None:
        self.template: Array = np.asarray(file.v_template, dtype=np.float64)
        self.shapedirs: Array = np.asarray(file.shapedirs, dtype=np.float64)[..., :10]
        self.posedirs: Array = np.asarray(file.posedirs, dtype=np.float64).reshape(-1, 207)
        self.regressor: Array = np.asarray(file.J_regressor, dtype=np.float64)
        self.weights: Array = np.asarray(file.weights, dtype=np.float64)
        self.faces: NDArray[np.int64] = np.asarray(file.faces, dtype=np.int64)
        self.surface = {name: int(file.vertex_ids[key]) for name, key in SURFACE_VERTEX.items()}
        self.rest_joints: Array = self.regressor @ self.template
        self.regions: Mapping[str, Region] = build_regions(
            self.template, self.faces, self.weights, self.rest_joints, self.surface
        )

    @property
    def point_names(self) -> tuple[str, ...]:
        """Everything that has a position: joints, surface points, and the middle of every region that is neither."""
        own = (*JOINT_NAMES, *self.surface)
        return (*own, *(name for name in self.regions if name not in own))


@lru_cache(maxsize=2)
def anatomy(path: str | None = None) -> Anatomy:
    """The rest pose of a body file; None: the open body."""
    return Anatomy(read_body_file(path if path is not None else resource("body", "open_body.npz")))


class Posed:
    """A body in a pose, in metres of a 1.7 m body, y up, facing the camera = +z. All computed when first asked for."""

    def __init__(self, body: Body, shape: Anatomy | None = None) -> None:
        self.body = body
        self.anatomy = shape or anatomy()
        a = self.anatomy
        self.local: Array = rotation_matrix(body.pose)
        self._shaped: Array = a.template + a.shapedirs @ body.betas
        self._rest: Array = a.regressor @ self._shaped
        self._scale = HEIGHT / float(np.ptp(self._shaped[:, 1]))
        rotations, positions = [self.local[0]], [self._rest[0]]
        for joint in range(1, 24):
            parent = PARENTS[joint]
            rotations.append(rotations[parent] @ self.local[joint])
            positions.append(positions[parent] + rotations[parent] @ (self._rest[joint] - self._rest[parent]))
        self._camera_rotations = np.stack(rotations)
        self._camera_positions = np.stack(positions)
        self.rotations: Array = _UP @ self._camera_rotations
        self.joints: Array = (self._camera_positions + body.transl) @ _UP.T * self._scale

    @cached_property
    def vertices(self) -> Array:
        """[V, 3] by linear blend skinning with the pose correctives."""
        a = self.anatomy
        bend = (self.local[1:] - np.eye(3)).reshape(207)
        rest = self._shaped + (a.posedirs @ bend).reshape(-1, 3)
        shift = self._camera_positions - np.einsum("jab,jb->ja", self._camera_rotations, self._rest)
        turned = np.einsum("vj,jab->vab", a.weights, self._camera_rotations)
        posed = np.einsum("vab,vb->va", turned, rest) + a.weights @ shift + self.body.transl
        return np.asarray(posed @ _UP.T * self._scale)

    @cached_property
    def ground(self) -> float:
        """Height of the lowest vertex."""
        return float(self.vertices[:, 1].min())

    def point(self, name: str) -> Array:
        """A joint, a surface point, or the middle of a region [3]."""
        if name in JOINT_INDEX:
            return np.asarray(self.joints[JOINT_INDEX[name]])
        if name in self.anatomy.surface:
            return np.asarray(self.vertices[self.anatomy.surface[name]])
        return np.asarray(self.vertices[self.anatomy.regions[name].vertices].mean(0))

    def region(self, name: str) -> Array:
        """The vertices [N, 3] of a region."""
        return np.asarray(self.vertices[self.anatomy.regions[name].vertices])

    @cached_property
    def frame(self) -> Array:
        """The body frame [3, 3]: columns left, up, front. The heading is that of the pelvis' left axis, or of its front where that axis is upright."""
        left, front = self.rotations[0][:, 0], self.rotations[0][:, 2]
        up = np.array((0.0, 1.0, 0.0))
        flat = left - left[1] * up
        if np.linalg.norm(flat) < 0.5:
            flat = np.cross(up, front - front[1] * up)
        flat = flat / max(float(np.linalg.norm(flat)), 1e-9)
        return np.stack((flat, up, np.cross(flat, up)), 1)

    @property
    def trunk_frame(self) -> Array:
        """The chest's own left, up and front [3, 3]."""
        return np.asarray(self.rotations[JOINT_INDEX["spine3"]])

    def direction(self, name: str) -> Array:
        """A unit vector: a direction of the body frame, towards the camera, or along the image."""
        if name == "camera":
            return np.array((0.0, 0.0, 1.0))
        if name in ("image_left", "image_right"):
            return np.array((-1.0 if name == "image_left" else 1.0, 0.0, 0.0))
        axis = {"left": 0, "right": 0, "up": 1, "down": 1, "front": 2, "back": 2}[name]
        return np.asarray(self.frame[:, axis] * (-1.0 if name in ("right", "down", "back") else 1.0))

    def front_of(self, thing: str) -> Array:
        """The way a part faces (unit vector): one of ``FACING``."""
        if thing.endswith("_foot"):
            side = thing.split("_")[0]
            along = self.point(f"{side}_big_toe") + self.point(f"{side}_small_toe") - 2 * self.point(f"{side}_heel")
            return np.asarray(along / np.linalg.norm(along))
        rotation = self.rotations[JOINT_INDEX[_FACING_JOINT[thing]]]
        return np.asarray(-rotation[:, 1] if thing.endswith("_palm") else rotation[:, 2])

    def gap(self, first: str, second: str) -> float:
        """Shortest distance between the vertices of two regions (m); vertices that both have do not count."""
        a, b = self.anatomy.regions[first].vertices, self.anatomy.regions[second].vertices
        both = np.intersect1d(a, b)
        p, q = self.vertices[np.setdiff1d(a, both)], self.vertices[np.setdiff1d(b, both)]
        if not len(p) or not len(q):
            return 0.0
        square = (p**2).sum(1)[:, None] + (q**2).sum(1)[None] - 2 * p @ q.T
        return float(np.sqrt(max(float(square.min()), 0.0)))
