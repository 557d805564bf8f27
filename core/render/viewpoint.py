"""Where the 3D view looks from.

A viewpoint is an orbiting pinhole: a turn about a target point, a distance to it, and a lens, which is a picture size with a focal length and a
principal point in the picture's own pixels. The picture is fitted whole into whatever window shows it, so that the photograph's camera is simply the
viewpoint without a turn and with the photograph's lens. The window's viewport draws with `view_matrix` and `projection_matrix`; picking projects with the same.

Frames: world is the camera frame of the photograph (OpenCV: x right, y down, z forward, metres). View is the same convention at the viewpoint.
Clip is OpenGL's. World up is -y.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import cos, pi, radians, sin, tan

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
Pair = tuple[float, float]
Point = tuple[float, float, float]

NEAREST_DISTANCE = 0.25
FARTHEST_DISTANCE = 60.0
STEEPEST_ELEVATION = pi / 2


@dataclass(frozen=True)
class Lens:
    """Pinhole of a picture: size (width, height), focal length and principal point, all in the picture's pixels."""

    size: Pair
    focal_length: float
    principal_point: Pair

    @classmethod
    def of_angle(cls, degrees: float) -> Lens:
        """Square picture that sees `degrees` across."""
        return cls((1.0, 1.0), 0.5 / tan(radians(degrees) / 2), (0.5, 0.5))


STUDIO_LENS = Lens.of_angle(30.0)


@dataclass(frozen=True)
class Viewpoint:
    """An orbiting camera.

    target     world point that the viewpoint turns about, metres
    azimuth    turn about the world's vertical, radians; 0 looks along the photograph's view; positive moves the viewer to the picture's right
    elevation  radians; positive looks down from above
    distance   depth of the target in the view, metres
    offset     x and y of the target in the view, metres
    lens       what is fitted into the window
    zoom       enlargement of the fitted picture (keeps the perspective as it is)
    shift      of the enlarged picture, as fractions of the window's width and height
    """

    target: Point = (0.0, 0.0, 0.0)
    azimuth: float = 0.0
    elevation: float = 0.0
    distance: float = 4.0
    offset: Pair = (0.0, 0.0)
    lens: Lens = STUDIO_LENS
    zoom: float = 1.0
    shift: Pair = (0.0, 0.0)

    @property
    def rotation(self) -> FloatArray:
        """[3, 3] world directions to view directions."""
        ca, sa = cos(self.azimuth), sin(self.azimuth)
        ce, se = cos(self.elevation), sin(self.elevation)
        turn = np.array([[ca, 0.0, sa], [0.0, 1.0, 0.0], [-sa, 0.0, ca]])
        tilt = np.array([[1.0, 0.0, 0.0], [0.0, ce, -se], [0.0, se, ce]])
        return tilt @ turn

    def view_matrix(self) -> FloatArray:
        """[4, 4] world points to view points."""
        matrix = np.eye(4)
        matrix[:3, :3] = self.rotation
        matrix[:3, 3] = np.array([*self.offset, self.distance]) - self.rotation @ np.asarray(self.target)
        return matrix

    def projection_matrix(self, window: Pair) -> FloatArray:
        """[4, 4] view points to clip space of a window of `window` (width, height)."""
        width, height = max(window[0], 1.0), max(window[1], 1.0)
        fx, fy, cx, cy = self._window_pinhole((width, height))
        near, far = max(0.02, self.distance * 0.02), self.distance * 4 + 40.0
        return np.array(
            [
                [2 * fx / width, 0.0, 2 * cx / width - 1, 0.0],
                [0.0, -2 * fy / height, 1 - 2 * cy / height, 0.0],
                [0.0, 0.0, (far + near) / (far - near), -2 * far * near / (far - near)],
                [0.0, 0.0, 1.0, 0.0],
            ]
        )

    def project(self, points: NDArray[np.floating], window: Pair) -> FloatArray:
        """World points [..., 3] to window pixels and depth [..., 3]. Points behind the viewer get a depth <= 0 and a meaningless place."""
        view = np.asarray(points) @ self.rotation.T + self.view_matrix()[:3, 3]
        fx, fy, cx, cy = self._window_pinhole(window)
        depth = view[..., 2]
        safe = np.where(np.abs(depth) < 1e-6, 1e-6, depth)
        return np.stack([fx * view[..., 0] / safe + cx, fy * view[..., 1] / safe + cy, depth], axis=-1)

    def _window_pinhole(self, window: Pair) -> tuple[float, float, float, float]:
        """Focal lengths and principal point (fx, fy, cx, cy) in the window's pixels."""
        width, height = window
        fitted = min(width / self.lens.size[0], height / self.lens.size[1])
        scale = fitted * self.zoom
        cx = width / 2 + scale * (self.lens.principal_point[0] - self.lens.size[0] / 2) + self.shift[0] * width
        cy = height / 2 + scale * (self.lens.principal_point[1] - self.lens.size[1] / 2) + self.shift[1] * height
        return scale * self.lens.focal_length, scale * self.lens.focal_length, cx, cy

    # Moves. Each returns the viewpoint after it; positions and steps are in the window's pixels.

    def orbited(self, dx: float, dy: float) -> Viewpoint:
        """Turned by a drag: half a degree a pixel, never over the pole."""
        step = radians(0.5)
        elevation = min(max(self.elevation + dy * step, -STEEPEST_ELEVATION), STEEPEST_ELEVATION)
        return replace(self, azimuth=_wrapped(self.azimuth + dx * step), elevation=elevation)

    def panned(self, dx: float, dy: float, window: Pair) -> Viewpoint:
        """Moved so that the target follows the pointer."""
        fx, fy, _, _ = self._window_pinhole(window)
        return replace(
            self, offset=(self.offset[0] + dx * self.distance / fx, self.offset[1] + dy * self.distance / fy)
        )

    def dollied(self, factor: float, at: Pair, window: Pair) -> Viewpoint:
        """Brought nearer (`factor` > 1) while the point of the target's plane under `at` stays under it."""
        distance = min(max(self.distance / factor, NEAREST_DISTANCE), FARTHEST_DISTANCE)
        fx, fy, cx, cy = self._window_pinhole(window)
        shrink = self.distance - distance
        ox = self.offset[0] - (at[0] - cx) / fx * shrink
        oy = self.offset[1] - (at[1] - cy) / fy * shrink
        return replace(self, distance=distance, offset=(ox, oy))

    def slid(self, dx: float, dy: float, window: Pair) -> Viewpoint:
        """The picture slid over the window, its perspective unchanged."""
        return replace(self, shift=(self.shift[0] + dx / window[0], self.shift[1] + dy / window[1]))

    def enlarged(self, factor: float, at: Pair, window: Pair) -> Viewpoint:
        """The picture enlarged about `at`, its perspective unchanged."""
        zoom = min(max(self.zoom * factor, 0.2), 40.0)
        factor = zoom / self.zoom
        centre = (window[0] * (0.5 + self.shift[0]), window[1] * (0.5 + self.shift[1]))
        shift = tuple((at[k] + (centre[k] - at[k]) * factor) / window[k] - 0.5 for k in range(2))
        return replace(self, zoom=zoom, shift=(shift[0], shift[1]))

    def following(self, target: Point) -> Viewpoint:
        """The same view of another target."""
        return replace(self, target=target)

    def framing(self, points: NDArray[np.floating], window: Pair, fill: float = 0.88) -> Viewpoint:
        """Moved back or forth along its direction so that `points` [N, 3] fill the share `fill` of the window, centred."""
        points = points.astype(np.float64)
        low, high = points.min(0), points.max(0)
        centre = (low + high) / 2
        around = (points - centre) @ self.rotation.T
        fx, fy, _, _ = replace(self, zoom=1.0)._window_pinhole(window)
        needed = np.maximum(
            np.abs(around[:, 0]) * fx / (0.5 * fill * window[0]), np.abs(around[:, 1]) * fy / (0.5 * fill * window[1])
        )
        distance = max(float((needed - around[:, 2]).max()), NEAREST_DISTANCE)
        target = (float(centre[0]), float(centre[1]), float(centre[2]))
        return replace(self, target=target, distance=distance, offset=(0.0, 0.0), zoom=1.0, shift=(0.0, 0.0))


def photograph_viewpoint(focal_length: float, principal_point: Pair, image_size: Pair, target: Point) -> Viewpoint:
    """The photograph's own camera, ready to orbit `target` without a jump."""
    lens = Lens(
        (float(image_size[0]), float(image_size[1])),
        float(focal_length),
        (float(principal_point[0]), float(principal_point[1])),
    )
    return Viewpoint(target=target, offset=(target[0], target[1]), distance=max(target[2], NEAREST_DISTANCE), lens=lens)


def _wrapped(angle: float) -> float:
    return (angle + pi) % (2 * pi) - pi
