"""Writing a refined body for other tools: npz (as SMPL tools read it), json, obj, ply, glb, and the overlay as png.

Last stage of the pipeline. Conventions: npz and json keep the camera frame of the field (x right, y down, z forward). obj, ply and glb are
turned to the frame of 3D tools (x right, y up, z towards the viewer), so that a standing person stands; the photograph's camera is at the
origin and looks along -z. All in metres.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from core.atomic_write import write_atomically
from core.formats import write_result
from core.observation import Observation, RefinedPerson, Result
from core.render.overlay import compose
from core.render.settled import SettledRenderer
from core.render.surface import Surface

if TYPE_CHECKING:
    from core.engine import Engine

KINDS: tuple[str, ...] = ("npz", "json", "obj", "ply", "glb", "png")
MESH_KINDS = ("obj", "ply", "glb")
OVERLAY_OPACITY = 0.85
_NO_PHOTOGRAPH = (226, 228, 231)
"""Background of an overlay without its photograph."""


def write_all(
    engine: Engine,
    paths: Mapping[str, str | Path],
    observation: Observation,
    refined: RefinedPerson,
    image: NDArray[np.uint8] | None,
    *,
    renderer: SettledRenderer | None = None,
) -> tuple[Path, ...]:
    """Write one person in several formats: ``paths`` maps a kind (one of ``KINDS``) to its file. Returns the files written.

    ``image`` [H, W, 3] is the photograph under the png, grey when None. A ``renderer`` of this thread is used when given.

    Raises:
        InputError: when a file cannot be written; each file is written whole or not at all.
    """
    written: list[Path] = []
    vertices: NDArray[np.float32] | None = None
    for kind, path in paths.items():
        if kind not in KINDS:
            raise ValueError(f"unknown export kind {kind!r}")
        if vertices is None and kind in (*MESH_KINDS, "png"):
            vertices = engine.mesh(refined.body)[0]
        if kind == "npz":
            write_npz(path, refined, observation.image_size)
        elif kind == "json":
            write_result(Result(None, 0.0, (refined,)), path)
        elif kind == "png":
            assert vertices is not None
            surface = Surface(engine.body_model.faces, engine.body_model.vertex_part)
            write_overlay(path, image, vertices, surface, refined, observation.image_size, renderer=renderer)
        else:
            assert vertices is not None
            write_mesh(path, kind, vertices, engine.body_model.faces)
        written.append(Path(path))
    return tuple(written)


def write_npz(path: str | Path, refined: RefinedPerson, image_size: tuple[int, int]) -> None:
    """Pose and shape by the names that SMPL tools use.

    ``betas`` [10], ``global_orient`` [3], ``body_pose`` [69], ``transl`` [3]; the same as one frame of a sequence: ``poses`` [1, 72], ``trans`` [1, 3],
    ``gender``, ``mocap_framerate``; the camera: ``focal_length``, ``principal_point`` [2], ``image_size`` [2]; and ``joints_3d`` [24, 3].
    """
    body = refined.body
    tables: dict[str, Any] = {
        "betas": body.betas,
        "global_orient": body.global_orient,
        "body_pose": body.body_pose.ravel(),
        "transl": body.transl,
        "poses": body.pose.reshape(1, 72),
        "trans": body.transl[None],
        "gender": np.array("neutral"),
        "mocap_framerate": np.array(1.0),
        "joints_3d": np.asarray(refined.joints_3d),
        "focal_length": np.array(refined.camera.focal_length),
        "principal_point": np.asarray(refined.camera.principal_point),
        "image_size": np.asarray(image_size),
    }
    stream = io.BytesIO()
    np.savez(stream, **tables)
    write_atomically(path, stream.getvalue())


def write_mesh(path: str | Path, kind: str, vertices: NDArray[np.floating], faces: NDArray[np.integer]) -> None:
    """A mesh ``vertices`` [V, 3] (camera frame) as obj, ply or glb, y up."""
    import trimesh

    upright = np.asarray(vertices, dtype=np.float64) * (1.0, -1.0, -1.0)
    mesh = trimesh.Trimesh(upright, np.asarray(faces), process=False)
    writers: dict[str, Callable[[], str | bytes]] = {
        "obj": lambda: trimesh.exchange.obj.export_obj(mesh, include_normals=True, header="Contrapposto, metres, y up"),
        "ply": lambda: trimesh.exchange.ply.export_ply(mesh, vertex_normal=True),
        "glb": lambda: trimesh.exchange.gltf.export_glb(mesh, include_normals=True),
    }
    content = writers[kind]()
    write_atomically(path, content.encode("utf-8") if isinstance(content, str) else content)


def write_overlay(
    path: str | Path,
    image: NDArray[np.uint8] | None,
    vertices: NDArray[np.floating],
    surface: Surface,
    refined: RefinedPerson,
    image_size: tuple[int, int],
    *,
    renderer: SettledRenderer | None = None,
) -> None:
    """The body over the photograph, of the photograph's size, as png."""
    import cv2

    if image is None or (image.shape[1], image.shape[0]) != tuple(image_size):
        image = np.full((image_size[1], image_size[0], 3), _NO_PHOTOGRAPH, dtype=np.uint8)
    if renderer is None:
        with SettledRenderer() as own:
            overlay = own.draw(vertices, surface, refined.camera, image_size)
    else:
        overlay = renderer.draw(vertices, surface, refined.camera, image_size)
    done, content = cv2.imencode(".png", compose(image, overlay, OVERLAY_OPACITY)[..., ::-1])
    assert done
    write_atomically(path, content.tobytes())
