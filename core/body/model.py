"""The body model: an SMPL-format file as kinematics for refinement and as a mesh for showing.

The open body ships with the app; a person with SMPL's own files points the app at them. ``smplx`` poses the mesh.
"""

from __future__ import annotations

import contextlib
import io
from functools import cached_property
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from core.body.collision import Capsules, fitted_capsules
from core.body.kinematics import Kinematics, Points
from core.body.rotations import axis_angle_to_matrix
from core.body.skeleton import (
    JOINT_NAMES,
    JOINT_PART,
    KEYPOINT_NAMES,
    KEYPOINT_POINTS,
    NUM_BETAS,
    PARTS,
    SURFACE_VERTEX,
)
from core.body.smpl_file import BodyFile, read_body_file
from core.observation import Array, Body, Camera
from core.resources import resource

DEFAULT_BODY = ("body", "open_body.npz")


class BodyModel:
    """An SMPL-format body model.

    ``faces`` [F, 3] int, ``vertex_part`` [V] int8 (index into ``PARTS``), ``kinematics`` in float32 for refinement.
    """

    def __init__(self, file: BodyFile) -> None:
        self.file = file
        self.name = file.name
        self.faces: NDArray[np.int32] = np.ascontiguousarray(file.faces, dtype=np.int32)
        part_of_joint = np.array([PARTS.index(JOINT_PART[name]) for name in JOINT_NAMES])
        # The part that carries most of a vertex' skinning weight, not the single heaviest joint: the chest hangs on many.
        share = np.zeros((len(file.weights), len(PARTS)))
        for joint, part in enumerate(part_of_joint):
            share[:, part] += file.weights[:, joint]
        self.vertex_part: NDArray[np.int8] = share.argmax(1).astype(np.int8)

    @staticmethod
    def load(path: str | Path | None = None) -> BodyModel:
        """Load a body file (SMPL .npz or .pkl); None: the open body that ships with the app.

        Raises:
            InputError: when the file is missing, damaged, or not in SMPL's format.
        """
        return BodyModel(read_body_file(Path(path) if path is not None else resource(*DEFAULT_BODY)))

    @cached_property
    def kinematics(self) -> Kinematics:
        """Float32 kinematics on the CPU."""
        return self.make_kinematics()

    def make_kinematics(self, dtype: torch.dtype = torch.float32, device: str | torch.device = "cpu") -> Kinematics:
        """Kinematics of the joints and surface points in a chosen precision and on a chosen device."""
        file = self.file
        shapedirs = np.asarray(file.shapedirs, dtype=np.float64)[..., :NUM_BETAS]
        template = np.asarray(file.v_template, dtype=np.float64)
        regressor = np.asarray(file.J_regressor, dtype=np.float64)
        ids = [file.vertex_ids[name] for name in SURFACE_VERTEX.values()]
        rest = np.concatenate((regressor @ template, template[ids]))
        shape = np.concatenate((np.einsum("jv,vcs->jcs", regressor, shapedirs), shapedirs[ids]))
        top, bottom = template[:, 1].argmax(), template[:, 1].argmin()
        height = template[top, 1] - template[bottom, 1]
        height_shape = shapedirs[top, 1] - shapedirs[bottom, 1]
        return Kinematics(rest, shape, height, height_shape, dtype=dtype, device=device)

    @cached_property
    def capsules(self) -> Capsules:
        """The body as capsules, for what must not lie inside one another."""
        file, kinematics = self.file, self.kinematics
        return fitted_capsules(
            np.asarray(file.v_template, dtype=np.float64),
            np.asarray(file.shapedirs, dtype=np.float64)[..., :NUM_BETAS],
            np.asarray(file.weights, dtype=np.float64),
            kinematics.rest.double().numpy(),
            kinematics.rest_shape.double().numpy(),
        )

    @cached_property
    def _layer(self) -> torch.nn.Module:
        """smplx' layer over this file's arrays. smplx is imported late: it is slow to import and only needed to show a mesh."""
        import smplx
        from smplx.utils import Struct

        file = self.file
        data = Struct(
            v_template=np.asarray(file.v_template, dtype=np.float32),
            shapedirs=np.asarray(file.shapedirs, dtype=np.float32)[..., :NUM_BETAS],
            posedirs=np.asarray(file.posedirs, dtype=np.float32),
            J_regressor=np.asarray(file.J_regressor, dtype=np.float32),
            weights=np.asarray(file.weights, dtype=np.float32),
            kintree_table=np.stack((np.asarray(file.parents), np.arange(len(JOINT_NAMES)))).astype(np.int64),
            f=self.faces.astype(np.int64),
        )
        with contextlib.redirect_stdout(io.StringIO()):  # it prints a warning below 300 betas
            return smplx.SMPL(model_path="", data_struct=data, vertex_ids=dict(file.vertex_ids), batch_size=1)

    def points(self, body: Body) -> Points:
        """Posed points of one body in the camera frame, batch of one, float32."""
        pose = torch.tensor(body.pose, dtype=torch.float32)[None]
        betas, transl = (torch.tensor(x, dtype=torch.float32)[None] for x in (body.betas, body.transl))
        return self.kinematics.pose(axis_angle_to_matrix(pose), betas, transl)

    def height(self, body: Body) -> torch.Tensor:
        """Standing height [1] in metres."""
        return self.kinematics.height(torch.tensor(body.betas, dtype=torch.float32)[None])

    def joints(self, body: Body) -> Array:
        """The 24 joints [24, 3] in the camera frame, metres."""
        return self.points(body).joints[0].numpy().astype(np.float64)

    def keypoints(self, body: Body, camera: Camera) -> dict[str, tuple[float, float]]:
        """Reprojection of the named keypoints, px."""
        positions = self.points(body).positions[0].numpy().astype(np.float64)
        pixels = camera.project(positions[list(KEYPOINT_POINTS)])
        return {name: (float(x), float(y)) for name, (x, y) in zip(KEYPOINT_NAMES, pixels, strict=True)}

    def vertices(self, body: Body) -> NDArray[np.float32]:
        """The posed mesh [V, 3] in the camera frame, metres."""
        with torch.inference_mode():
            args = {
                "global_orient": body.global_orient[None], "body_pose": body.body_pose.reshape(1, -1),
                "betas": body.betas[None], "transl": body.transl[None],
            }  # fmt: skip
            tensors = {key: torch.tensor(value, dtype=torch.float32) for key, value in args.items()}
            out = self._layer(**tensors, return_verts=True)
        return out.vertices[0].numpy()
