"""The square, turned piece of a photograph that a network looks at.

BlazePose wants the person upright and centred, so its crop is a rotated square. The same region object maps points
of the crop back to the photograph.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class CropRegion:
    """A square in image pixels, turned by `rotation` radians (clockwise on screen, as y points down).

    Attributes:
        center: x, y of the square's middle.
        side: length of its sides, px.
        rotation: angle from the image's x axis to the crop's x axis.
    """

    center: tuple[float, float]
    side: float
    rotation: float = 0.0

    @staticmethod
    def around_axis(hips: NDArray[np.float64], top: NDArray[np.float64], margin: float = 1.25) -> CropRegion:
        """The region BlazePose was trained on: centred on the hips, reaching `margin` beyond the circle through `top`.

        Args:
            hips: [2] the middle of the hips, px.
            top: [2] the point that gives the body's size and its "up", px.
            margin: enlargement of the circle's diameter.
        """
        dx, dy = float(top[0] - hips[0]), float(top[1] - hips[1])
        rotation = math.pi / 2 - math.atan2(-dy, dx)
        rotation = (rotation + math.pi) % (2 * math.pi) - math.pi
        side = max(2.0 * math.hypot(dx, dy) * margin, 1.0)
        return CropRegion((float(hips[0]), float(hips[1])), side, rotation)

    @staticmethod
    def around_box(box: tuple[float, float, float, float], margin: float = 1.25) -> CropRegion:
        """An upright region that holds `box` (x0, y0, x1, y1) with a margin."""
        x0, y0, x1, y1 = box
        side = max(abs(x1 - x0), abs(y1 - y0), 1.0) * margin
        return CropRegion(((x0 + x1) / 2, (y0 + y1) / 2), side)

    def extract(self, image: NDArray[np.uint8], size: int) -> NDArray[np.uint8]:
        """Resample the region of `image` [H, W, 3] to [size, size, 3]; black outside the image."""
        ratio = self.side / size
        source, shrink = image, 1.0
        if ratio > 2.0:
            # Bilinear sampling alone would skip pixels: average them first.
            shrink = 2.0 / ratio
            height, width = image.shape[:2]
            smaller = (max(1, round(width * shrink)), max(1, round(height * shrink)))
            source = cv2.resize(image, smaller, interpolation=cv2.INTER_AREA)
        to_image = self._matrix(size)
        # Pixel centres: crop pixel (u, v) covers [u, u + 1), so its centre is at u + 0.5.
        to_image[:, 2] += to_image[:, :2] @ np.array([0.5, 0.5])
        to_source = to_image * shrink
        to_source[:, 2] -= 0.5
        return np.asarray(
            cv2.warpAffine(source, to_source, (size, size), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
                           borderMode=cv2.BORDER_CONSTANT, borderValue=(0, 0, 0)),
            dtype=np.uint8,
        )  # fmt: skip

    def to_image(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Map points [..., 2] of the crop (0 to 1 across) to image pixels."""
        matrix = self._matrix(1)
        return points @ matrix[:, :2].T + matrix[:, 2]

    def turn_to_image(self, vectors: NDArray[np.float64]) -> NDArray[np.float64]:
        """Turn vectors [..., 3] (x right, y down, z forward) from the crop's axes to the image's."""
        cos, sin = math.cos(self.rotation), math.sin(self.rotation)
        turned = vectors.copy()
        turned[..., 0] = cos * vectors[..., 0] - sin * vectors[..., 1]
        turned[..., 1] = sin * vectors[..., 0] + cos * vectors[..., 1]
        return turned

    def _matrix(self, size: int) -> NDArray[np.float64]:
        """[2, 3] affine map from crop coordinates (0 to `size`) to image coordinates."""
        cos, sin = math.cos(self.rotation), math.sin(self.rotation)
        linear = np.array([[cos, -sin], [sin, cos]]) * (self.side / size)
        offset = np.array(self.center) - linear @ np.array([size / 2, size / 2])
        return np.hstack([linear, offset[:, None]])
