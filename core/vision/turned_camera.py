"""The camera turned towards one person, in which the lifting network thinks.

A body seen at the edge of a photograph looks turned although it is not: a detector that works on a crop cannot know.
So the crop is treated as a picture by a camera that looks straight at the person, and the answer is turned back.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.observation import Array, Camera


@dataclass(frozen=True)
class TurnedCamera:
    """`rotation` [3, 3] takes vectors of the turned camera to the photograph's camera; `camera` is the latter."""

    rotation: Array
    camera: Camera

    @staticmethod
    def towards(camera: Camera, pixel: Array) -> TurnedCamera:
        """The least turn that brings the ray through `pixel` [2] onto the optical axis."""
        ray = np.append((np.asarray(pixel, float) - camera.principal_point) / camera.focal_length, 1.0)
        ray /= np.linalg.norm(ray)
        # Rodrigues for the rotation that takes z to the ray: axis z x ray, without trigonometry.
        x, y, z = ray
        axis = np.array([[0.0, 0.0, x], [0.0, 0.0, y], [-x, -y, 0.0]])
        return TurnedCamera(np.eye(3) + axis + axis @ axis / (1.0 + z), camera)

    def tangents(self, pixels: Array) -> Array:
        """Pixels [N, 2] of the photograph -> tangents of the viewing angles [N, 2] in the turned camera."""
        flat = (np.asarray(pixels, float) - self.camera.principal_point) / self.camera.focal_length
        rays = np.concatenate((flat, np.ones((len(flat), 1))), 1) @ self.rotation
        return rays[:, :2] / np.maximum(rays[:, 2:], 0.05)
