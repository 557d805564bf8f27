"""The body over the photograph, drawn in plain numpy: colour, part under each pixel, depth.

The overlay of every step of a run comes from here (at half size), as does picking on the photograph, and any picture on a machine without OpenGL. The
settled overlay and exported pictures come from ``core.render.settled`` where there is OpenGL.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.body.skeleton import PARTS
from core.observation import Camera
from core.render.surface import Surface

BODY_COLOUR = (0.62, 0.70, 0.86)
HIGHLIGHT_COLOUR = (0.98, 0.62, 0.26)
NEAREST = 0.05
"""Triangles with a corner nearer than this (m) to the camera's plane are left out."""

_BUCKETS = (2, 3, 4, 5, 6, 8, 11, 16, 23, 32)
_KEY = np.array((-0.45, -0.75, -0.5)) / np.linalg.norm((-0.45, -0.75, -0.5))
_FILL = np.array((0.8, -0.1, -0.6)) / np.linalg.norm((0.8, -0.1, -0.6))


@dataclass(frozen=True)
class OverlayPicture:
    """The body drawn at ``scale`` times the photograph's size, h x w pixels.

    ``rgba`` [h, w, 4] uint8 (alpha 255 on the body, 0 elsewhere), ``part_ids`` [h, w] int8 (index into PARTS, -1: no body), ``depth`` [h, w] float32 in
    metres (inf: no body), ``scale`` picture pixels per photograph pixel.
    """

    rgba: NDArray[np.uint8]
    part_ids: NDArray[np.int8]
    depth: NDArray[np.float32]
    scale: float


def draw_overlay(
    vertices: NDArray[np.floating],
    surface: Surface,
    camera: Camera,
    image_size: tuple[int, int],
    *,
    scale: float = 0.5,
    highlight: str | None = None,
) -> OverlayPicture:
    """Draw a body mesh ``vertices`` [V, 3] (camera frame, m) as ``camera`` sees it; ``highlight`` names a part to colour."""
    width, height = (max(1, round(side * scale)) for side in image_size)
    zoom = np.array((width / image_size[0], height / image_size[1]))
    points = np.asarray(vertices, dtype=np.float32)
    pixels = (camera.project(points.astype(np.float64)) * zoom).astype(np.float32)
    hit = _rasterise(pixels, points[:, 2], surface.faces, width, height)

    rgba = np.zeros((height * width, 4), dtype=np.uint8)
    parts = np.full(height * width, -1, dtype=np.int8)
    depth = np.full(height * width, np.inf, dtype=np.float32)
    corners = surface.faces[hit.face]
    normals = np.einsum("nk,nkc->nc", hit.share, surface.normals(points)[corners])
    normals /= np.linalg.norm(normals, axis=1, keepdims=True) + 1e-9
    heaviest = hit.share.argmax(1)
    part = surface.vertex_part[corners[np.arange(len(corners)), heaviest]]
    colours = np.tile(np.array(BODY_COLOUR, dtype=np.float32), (len(PARTS), 1))
    if highlight is not None:
        colours[PARTS.index(highlight)] = HIGHLIGHT_COLOUR
    rgba[hit.pixel, :3] = (255.0 * _shaded(normals, colours[part])).astype(np.uint8)
    rgba[hit.pixel, 3] = 255
    parts[hit.pixel] = part
    depth[hit.pixel] = hit.depth
    shape = (height, width)
    return OverlayPicture(rgba.reshape(*shape, 4), parts.reshape(shape), depth.reshape(shape), width / image_size[0])


def compose(image: NDArray[np.uint8], overlay: NDArray[np.uint8], opacity: float = 0.85) -> NDArray[np.uint8]:
    """The photograph [H, W, 3] with an overlay [H, W, 4] of the same size laid over it."""
    alpha = overlay[..., 3:].astype(np.float32) / 255.0 * opacity
    return (image * (1.0 - alpha) + overlay[..., :3] * alpha + 0.5).astype(np.uint8)


def part_at(overlay: OverlayPicture, x: float, y: float) -> str | None:
    """The part of the body at a photograph pixel, None beside the body."""
    row, column = int(y * overlay.scale), int(x * overlay.scale)
    height, width = overlay.part_ids.shape
    if not (0 <= row < height and 0 <= column < width) or overlay.part_ids[row, column] < 0:
        return None
    return PARTS[overlay.part_ids[row, column]]


def _shaded(normals: NDArray[np.floating], colours: NDArray[np.floating]) -> NDArray[np.floating]:
    """Matt shading with a key and a fill light in the camera's frame, and a soft edge so that limbs read against the trunk."""
    key = np.maximum(normals @ _KEY, 0.0)
    fill = np.maximum(normals @ _FILL, 0.0)
    facing = np.abs(normals[:, 2])
    light = 0.40 + 0.62 * key + 0.18 * fill
    light = light * (0.55 + 0.45 * np.minimum(facing * 1.6, 1.0))
    return np.clip(colours * light[:, None] + 0.06 * (key**8)[:, None], 0.0, 1.0)


# ------------------------------------------------------------------------------------------------------------ rasteriser


@dataclass(frozen=True)
class _Hits:
    """The nearest triangle at each covered pixel: flat pixel index [N], face [N], barycentric shares [N, 3], depth [N]."""

    pixel: NDArray[np.int64]
    face: NDArray[np.int64]
    share: NDArray[np.float32]
    depth: NDArray[np.float32]


def _rasterise(
    pixels: NDArray[np.float32], z: NDArray[np.float32], faces: NDArray[np.int64], width: int, height: int
) -> _Hits:
    """Z-buffer in three passes without a loop over triangles: candidates by size of the bounding box, nearest by ``minimum.at``, winners."""
    a, b, c = (pixels[faces[:, k]] for k in range(3))
    area = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])
    low = np.ceil(np.minimum(np.minimum(a, b), c) - 0.5)  # first and last pixel whose centre can lie inside
    high = np.floor(np.maximum(np.maximum(a, b), c) - 0.5)
    np.maximum(low, 0.0, out=low)
    np.minimum(high, np.array((width - 1, height - 1), dtype=np.float32), out=high)
    extent = high - low + 1.0
    # Seen from outside, triangles turn counter-clockwise; in pixels with y down their signed area is then negative.
    ahead = z[faces].min(1) > NEAREST
    kept = np.flatnonzero((area < -1e-9) & ahead & (extent > 0).all(1))
    low_int, size = low[kept].astype(np.int64), extent[kept].max(1).astype(np.int64)

    found: list[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]] = []
    previous = 0
    for bucket in _BUCKETS:
        chosen = np.flatnonzero((size > previous) & (size <= bucket))
        previous = bucket
        if len(chosen):
            grid = np.stack(np.meshgrid(np.arange(bucket), np.arange(bucket)), -1).reshape(-1, 2)
            found.append(_covered(kept[chosen], low_int[chosen], grid, a, b, c, area, width, height))
    for index in np.flatnonzero(size > previous):  # a body close to the camera: few, large triangles
        columns, rows = extent[kept[index]].astype(np.int64)
        grid = np.stack(np.meshgrid(np.arange(columns), np.arange(rows)), -1).reshape(-1, 2)
        found.append(_covered(kept[[index]], low_int[[index]], grid, a, b, c, area, width, height))

    if not found:
        none = np.zeros(0, dtype=np.int64)
        return _Hits(none, none, np.zeros((0, 3), dtype=np.float32), np.zeros(0, dtype=np.float32))
    pixel, face = (np.concatenate([item[k] for item in found]) for k in range(2))
    share = np.concatenate([item[2] for item in found])
    inverse = share / z[faces[face]]  # perspective: shares of the image are not shares of the surface
    depth = 1.0 / inverse.sum(1)
    nearest = np.full(width * height, np.inf, dtype=np.float32)
    np.minimum.at(nearest, pixel, depth)
    front = np.flatnonzero(depth == nearest[pixel])
    _, first = np.unique(pixel[front], return_index=True)
    front = front[first]
    return _Hits(pixel[front], face[front], inverse[front] * depth[front, None], depth[front])


def _covered(
    face: NDArray[np.int64],
    low: NDArray[np.int64],
    grid: NDArray[np.int64],
    a: NDArray[np.float32],
    b: NDArray[np.float32],
    c: NDArray[np.float32],
    area: NDArray[np.float32],
    width: int,
    height: int,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]:
    """Pixels of ``low + grid`` that triangles ``face`` cover: flat pixel index, face, barycentric shares (of the image)."""
    x, y = low[:, :1] + grid[:, 0], low[:, 1:] + grid[:, 1]
    px, py = x + np.float32(0.5), y + np.float32(0.5)
    ax, ay, bx, by, cx, cy = (corner[face, axis, None] for corner in (a, b, c) for axis in (0, 1))
    whole = area[face, None]
    share_b = ((px - ax) * (cy - ay) - (py - ay) * (cx - ax)) / whole
    share_c = ((bx - ax) * (py - ay) - (by - ay) * (px - ax)) / whole
    share_a = 1.0 - share_b - share_c
    edge = np.float32(-1e-5)
    inside = (share_a >= edge) & (share_b >= edge) & (share_c >= edge) & (x < width) & (y < height)
    row, column = np.nonzero(inside)
    shares = np.stack((share_a[row, column], share_b[row, column], share_c[row, column]), 1).astype(np.float32)
    return y[row, column] * width + x[row, column], face[row], shares
