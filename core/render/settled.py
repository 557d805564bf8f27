"""The settled overlay and exported pictures: pyrender where there is OpenGL (EGL or OSMesa), the numpy z-buffer where there is none.

pyrender's renderer must be made, used and deleted in one thread; a ``SettledRenderer`` belongs to the thread that made it. One renderer serves pictures of all
sizes: its viewport is changed instead of making a second one.
"""

from __future__ import annotations

import logging
import os
import sys
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.body.skeleton import PARTS
from core.observation import Camera
from core.render.overlay import BODY_COLOUR, HIGHLIGHT_COLOUR, draw_overlay
from core.render.surface import Surface

log = logging.getLogger(__name__)

LONGEST_SIDE = 4096
"""Larger photographs are drawn smaller and enlarged: beyond this, OpenGL's buffers are not sure to exist."""


class SettledRenderer:
    """Draws a body as a camera sees it. ``uses_opengl`` tells which of the two ways it has."""

    def __init__(self) -> None:
        self._renderer: Any = None
        self._pyrender: Any = None
        if sys.platform.startswith("linux"):
            os.environ.setdefault("PYOPENGL_PLATFORM", "egl")
        try:
            import pyrender

            self._renderer = pyrender.OffscreenRenderer(64, 64)
            self._pyrender = pyrender
        except (
            Exception
        ) as error:  # no driver, no EGL, no OSMesa: each fails in its own way, and the z-buffer draws as well
            log.info("no OpenGL for settled pictures (%s); drawing them in numpy", error)

    @property
    def uses_opengl(self) -> bool:
        """Whether pyrender draws."""
        return self._renderer is not None

    def draw(
        self,
        vertices: NDArray[np.floating],
        surface: Surface,
        camera: Camera,
        image_size: tuple[int, int],
        *,
        highlight: str | None = None,
    ) -> NDArray[np.uint8]:
        """RGBA [H, W, 4] of the size of the photograph: the body, alpha 0 beside it."""
        scale = min(1.0, LONGEST_SIDE / max(image_size))
        if self._renderer is not None:
            try:
                return self._enlarged(
                    self._draw_opengl(vertices, surface, camera, image_size, scale, highlight), image_size
                )
            except Exception as error:  # a driver that gives up half-way must not cost the picture
                log.warning("OpenGL failed (%s); drawing in numpy", error)
                self.close()
        return self._enlarged(
            draw_overlay(vertices, surface, camera, image_size, scale=scale, highlight=highlight).rgba, image_size
        )

    def close(self) -> None:
        """Give the OpenGL context back, in the thread that made it."""
        renderer, self._renderer = self._renderer, None
        if renderer is not None:
            renderer.delete()

    def __enter__(self) -> SettledRenderer:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _draw_opengl(
        self,
        vertices: NDArray[np.floating],
        surface: Surface,
        camera: Camera,
        image_size: tuple[int, int],
        scale: float,
        highlight: str | None,
    ) -> NDArray[np.uint8]:
        pyrender, renderer = self._pyrender, self._renderer
        width, height = (max(1, round(side * scale)) for side in image_size)
        renderer.viewport_width, renderer.viewport_height = width, height
        colours = np.tile(np.array((*BODY_COLOUR, 1.0), dtype=np.float32), (len(PARTS), 1))
        if highlight is not None:
            colours[PARTS.index(highlight), :3] = HIGHLIGHT_COLOUR
        colours[:, :3] **= 2.2  # pyrender works in linear light
        flip = np.array((1.0, -1.0, -1.0), dtype=np.float32)  # OpenCV's camera frame to OpenGL's
        primitive = pyrender.Primitive(
            positions=np.asarray(vertices, dtype=np.float32) * flip,
            normals=surface.normals(vertices) * flip,
            indices=surface.faces.astype(np.uint32),
            color_0=colours[surface.vertex_part],
            material=pyrender.MetallicRoughnessMaterial(
                baseColorFactor=(1.0, 1.0, 1.0, 1.0), metallicFactor=0.0, roughnessFactor=0.75, alphaMode="OPAQUE"
            ),
        )
        scene = pyrender.Scene(bg_color=(0.0, 0.0, 0.0, 0.0), ambient_light=(0.22, 0.22, 0.24))
        scene.add(pyrender.Mesh([primitive]))
        principal = np.asarray(camera.principal_point) * scale
        focal = camera.focal_length * scale
        near = max(0.01, float(np.min(vertices[:, 2])) * 0.5)
        far = max(10.0, float(np.max(vertices[:, 2])) * 2.0)
        scene.add(pyrender.IntrinsicsCamera(focal, focal, principal[0], principal[1], znear=near, zfar=far))
        for direction, strength in (((0.45, -0.75, -0.55), 2.4), ((-0.8, -0.1, -0.6), 0.7)):
            scene.add(
                pyrender.DirectionalLight(color=np.ones(3), intensity=strength), pose=_looking(np.array(direction))
            )
        colour, depth = renderer.render(scene, flags=pyrender.RenderFlags.RGBA)
        picture = np.array(colour, dtype=np.uint8)
        alpha = picture[..., 3:].astype(np.float32) / 255.0
        if alpha.min() > 0.0 and not depth.all():  # OSMesa gives no alpha
            picture[..., 3] = np.where(depth > 0.0, 255, 0)
            return picture
        # Smoothed edges are blended with the black background; take it out again.
        picture[..., :3] = np.minimum(picture[..., :3] / np.maximum(alpha, 1.0 / 255.0), 255.0).astype(np.uint8)
        return picture

    @staticmethod
    def _enlarged(picture: NDArray[np.uint8], image_size: tuple[int, int]) -> NDArray[np.uint8]:
        if (picture.shape[1], picture.shape[0]) == tuple(image_size):
            return picture
        import cv2

        return np.asarray(cv2.resize(picture, tuple(image_size), interpolation=cv2.INTER_LINEAR), dtype=np.uint8)


def _looking(direction: NDArray[np.float64]) -> NDArray[np.float64]:
    """Pose [4, 4] whose -z axis points along ``direction``: where a directional light shines."""
    back = -direction / np.linalg.norm(direction)
    across = np.cross((0.0, 1.0, 0.0), back)
    across /= np.linalg.norm(across)
    pose = np.eye(4)
    pose[:3, 0], pose[:3, 1], pose[:3, 2] = across, np.cross(back, across), back
    return pose
