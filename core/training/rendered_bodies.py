"""Pictures of bodies whose pose is known: the open body dressed, lit and put before a background, for the real detector to look at.

Photographs with true poses that may be used freely are hardly to be had, but the detector can be shown pictures whose poses are true by making: the body
with a skin tone, painted and puffed-up clothes, shoes and hair, under random lights, before procedural backgrounds, at times half hidden or cut by the
picture's edge. What the detector makes of them (``core.training.detector_record``) is its error as it is, depth flips included, where
``landmark_simulation`` imitates it.

Cameras are those of ``train_lifter``: the person is near the picture's middle, the camera mostly level and mostly in front.
"""

from __future__ import annotations

import math
import os
import sys
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from core.body.model import BodyModel
from core.body.skeleton import JOINT_INDEX, NUM_BETAS, PARTS
from core.observation import Body, Camera
from core.render.surface import Surface

Floats = NDArray[np.float64]
SIDE = 512
"""Pictures are squares of this many px: the detector looks at 256."""
_SKIN = np.array([(0.96, 0.80, 0.69), (0.89, 0.68, 0.55), (0.78, 0.56, 0.42), (0.60, 0.41, 0.29), (0.42, 0.28, 0.20), (0.28, 0.19, 0.14)])
_HAIR = np.array([(0.08, 0.07, 0.06), (0.20, 0.13, 0.08), (0.40, 0.26, 0.13), (0.75, 0.58, 0.32), (0.55, 0.55, 0.55), (0.45, 0.18, 0.08)])


@dataclass(frozen=True)
class Picture:
    """One made picture: ``image`` [SIDE, SIDE, 3] RGB, the ``body`` in the camera frame, its ``camera``, the person's visible ``box`` in px."""

    image: NDArray[np.uint8]
    body: Body
    camera: Camera
    box: tuple[float, float, float, float]


class BodyPhotographer:
    """Makes pictures from a seed. Owns an OpenGL context: use it in the thread that made it, and close it."""

    def __init__(self, model: BodyModel | None = None) -> None:
        if sys.platform.startswith("linux"):
            os.environ.setdefault("PYOPENGL_PLATFORM", "egl")
        import pyrender

        self.model = model or BodyModel.load()
        self.surface = Surface(self.model.faces, self.model.vertex_part)
        self._pyrender: Any = pyrender
        self._renderer: Any = pyrender.OffscreenRenderer(SIDE, SIDE)
        rest = Body.from_pose(np.zeros((24, 3)), np.zeros(NUM_BETAS), np.zeros(3))
        self._rest: Floats = self.model.vertices(rest).astype(float)  # T-pose, y up, faces +z
        self._joints = self.model.joints(rest)

    def close(self) -> None:
        """Give the OpenGL context back."""
        self._renderer.delete()

    def picture(self, pose: NDArray[np.floating], rng: np.random.Generator) -> Picture:
        """One picture of a pose [24, 3] (axis-angle, its global orientation already in the camera frame)."""
        betas = rng.normal(0.0, 1.0, NUM_BETAS).clip(-2.5, 2.5)
        body, camera = self._placed(pose, betas, rng)
        vertices = self.model.vertices(body).astype(float)
        colours, puff = self._dressed(rng)
        normals = self.surface.normals(vertices).astype(float)
        drawn = vertices + normals * puff[:, None]
        figure, alpha = self._render(drawn, colours, camera, rng)
        background = _background(rng, camera)
        image = figure * alpha[..., None] + background * (1 - alpha[..., None])
        shown = alpha > 0.5
        image, shown = _occluded(image, shown, rng)
        rows, columns = np.flatnonzero(shown.any(1)), np.flatnonzero(shown.any(0))
        box = (
            (float(columns[0]), float(rows[0]), float(columns[-1] + 1), float(rows[-1] + 1)) if len(rows) else (0.0, 0.0, float(SIDE), float(SIDE))
        )
        return Picture(_developed(image, rng), body, camera, box)

    def _placed(self, pose: NDArray[np.floating], betas: Floats, rng: np.random.Generator) -> tuple[Body, Camera]:
        """The body at a random distance, zoomed so that it fills a random share of the picture, at times cut by its edge."""
        body = Body.from_pose(np.asarray(pose, float), betas, np.zeros(3))
        vertices = self.model.vertices(body).astype(float)
        middle = (vertices.max(0) + vertices.min(0)) / 2
        distance = float(np.clip(math.exp(math.log(4.0) + 0.5 * rng.normal()), 1.6, 15.0))
        distance = max(distance, 0.7 + float(middle[2] - vertices[:, 2].min()))
        transl = np.array([-middle[0], -middle[1], distance - middle[2]])
        moved = vertices + transl
        flat = moved[:, :2] / moved[:, 2:]
        extent = float((flat.max(0) - flat.min(0)).max())
        share = rng.uniform(0.5, 0.92) if rng.random() > 0.08 else rng.uniform(1.0, 1.5)
        focal = share * SIDE / extent
        off = (flat.max(0) + flat.min(0)) / 2 * focal
        jitter = rng.normal(0.0, 0.04 * SIDE, 2)
        principal = np.array([SIDE / 2, SIDE / 2]) - off + jitter
        camera = Camera(focal, (float(principal[0]), float(principal[1])))
        return Body(body.global_orient, body.body_pose, body.betas, transl), camera

    # ---------------------------------------------------------------------------------------------------- clothes

    def _dressed(self, rng: np.random.Generator) -> tuple[Floats, Floats]:
        """Vertex colours [V, 3] (sRGB, 0..1) and how far clothes stand off the skin [V] in metres."""
        v, part = self._rest, self.model.vertex_part
        at = {name: self._joints[index] for name, index in JOINT_INDEX.items()}
        name_of = np.array(PARTS)[part]
        arm = np.char.endswith(name_of, "_arm") | np.char.endswith(name_of, "_hand")
        leg, foot = np.char.endswith(name_of, "_leg"), np.char.endswith(name_of, "_foot")
        head, torso = name_of == "head", name_of == "torso"
        skin = _SKIN[rng.integers(len(_SKIN))] * rng.uniform(0.9, 1.1)
        colours = np.tile(skin.clip(0, 1), (len(v), 1)) * rng.normal(1.0, 0.02, (len(v), 1))
        puff = np.zeros(len(v))

        shoulder, wrist = at["left_shoulder"][0], at["left_wrist"][0]
        hip, ankle = at["left_hip"][1], at["left_ankle"][1]
        sleeve = shoulder + (wrist - shoulder) * rng.choice([0.0, 0.25, 0.45, 0.97])
        leg_end = hip + (ankle - hip) * rng.choice([0.25, 0.5, 0.9, 1.0])
        waist = at["pelvis"][1] + rng.uniform(-0.08, 0.06)
        shirt = (torso & (v[:, 1] > waist)) | (arm & (np.abs(v[:, 0]) < sleeve))
        trousers = (torso & (v[:, 1] <= waist)) | (leg & (v[:, 1] > leg_end))
        if rng.random() < 0.9:
            colours[shirt] = _cloth(v[shirt], rng)
            puff[shirt] = _folds(v[shirt], rng.choice([0.002, 0.008, 0.02]), rng)
        if rng.random() < 0.95:
            colours[trousers] = _cloth(v[trousers], rng)
            puff[trousers] = _folds(v[trousers], rng.choice([0.002, 0.008, 0.018]), rng)
        if rng.random() < 0.8:
            colours[foot] = rng.uniform(0.03, 0.95, 3) * np.array([1.0, 1.0, 1.0])
            puff[foot] = rng.uniform(0.002, 0.01)
        self._face_and_hair(colours, puff, head, at, rng)
        return colours.clip(0, 1), puff

    def _face_and_hair(self, colours: Floats, puff: Floats, head: NDArray[np.bool_], at: dict[str, Floats], rng: np.random.Generator) -> None:
        """Hair on the skull, and eyes, brows and mouth as dark and red patches: the detector looks for faces."""
        v = self._rest
        top, front = v[head, 1].max(), v[head, 2].max()
        back = v[head, 2].min()
        height = (v[:, 1] - at["head"][1]) / (top - at["head"][1])
        depth = (v[:, 2] - back) / (front - back)
        if rng.random() < 0.9:
            line = rng.uniform(0.62, 0.78)
            long = rng.uniform(-0.2, 0.5)
            hair = head & ((height > line + 0.25 * (depth - 0.5)) | ((depth < 0.45) & (height > long)))
            colours[hair] = _HAIR[rng.integers(len(_HAIR))] * rng.uniform(0.8, 1.2)
            puff[hair] += rng.uniform(0.004, 0.02)
        sides = np.abs(v[:, 0])
        facing = head & (depth > 0.7)
        colours[facing & (np.abs(height - 0.50) < 0.035) & (np.abs(sides - 0.032) < 0.014)] = (0.10, 0.08, 0.08)
        colours[facing & (np.abs(height - 0.58) < 0.02) & (np.abs(sides - 0.034) < 0.02)] *= 0.45
        colours[facing & (np.abs(height - 0.14) < 0.03) & (sides < 0.024)] = (0.62, 0.25, 0.25)

    # ---------------------------------------------------------------------------------------------------- drawing

    def _render(self, vertices: Floats, colours: Floats, camera: Camera, rng: np.random.Generator) -> tuple[Floats, Floats]:
        """The figure [SIDE, SIDE, 3] in 0..1 and its alpha."""
        pyrender = self._pyrender
        flip = np.array((1.0, -1.0, -1.0), dtype=np.float32)  # OpenCV's camera frame to OpenGL's
        linear = np.concatenate((colours**2.2, np.ones((len(colours), 1))), 1).astype(np.float32)
        primitive = pyrender.Primitive(
            positions=vertices.astype(np.float32) * flip, normals=self.surface.normals(vertices) * flip,
            indices=self.surface.faces.astype(np.uint32), color_0=linear,
            material=pyrender.MetallicRoughnessMaterial(metallicFactor=0.0, roughnessFactor=float(rng.uniform(0.55, 0.95)), alphaMode="OPAQUE"),
        )  # fmt: skip
        scene = pyrender.Scene(bg_color=(0.0, 0.0, 0.0, 0.0), ambient_light=np.full(3, rng.uniform(0.12, 0.45)))
        scene.add(pyrender.Mesh([primitive]))
        scene.add(
            pyrender.IntrinsicsCamera(camera.focal_length, camera.focal_length, *camera.principal_point, znear=0.05, zfar=60.0)
        )
        for _ in range(rng.integers(1, 4)):
            direction = np.array([rng.normal(0.0, 0.8), -abs(rng.normal(0.6, 0.5)), -abs(rng.normal(0.7, 0.4)) - 0.05])
            warm = 1.0 + rng.normal(0.0, 0.08, 3)
            scene.add(pyrender.DirectionalLight(color=warm.clip(0.6, 1.2), intensity=float(rng.uniform(0.8, 2.6))), pose=_shining(direction))
        picture, _ = self._renderer.render(scene, flags=pyrender.RenderFlags.RGBA)
        alpha = picture[..., 3].astype(float) / 255.0
        rgb = picture[..., :3].astype(float) / 255.0 / np.maximum(alpha, 1 / 255.0)[..., None]
        return rgb.clip(0, 1), alpha


def _cloth(at: Floats, rng: np.random.Generator) -> Floats:
    """Colours [N, 3] of cloth at rest places [N, 3]: plain, stripes, checks or blotches."""
    base, other = rng.uniform(0.02, 0.95, 3), rng.uniform(0.02, 0.95, 3)
    kind = rng.integers(5)
    if kind <= 1:
        mix = np.zeros(len(at))
    elif kind == 2:
        axis, rate = rng.integers(2), rng.uniform(20, 90)
        mix = (np.sin(at[:, axis] * rate) > 0).astype(float)
    elif kind == 3:
        rate = rng.uniform(20, 70)
        mix = ((np.sin(at[:, 0] * rate) > 0) ^ (np.sin(at[:, 1] * rate) > 0)).astype(float) * 0.8
    else:
        waves = rng.normal(0, 25, (4, 3))
        mix = 0.5 + 0.5 * np.tanh(np.sin(at @ waves.T + rng.uniform(0, 6, 4)).sum(1))
    shade = 1.0 + 0.08 * np.sin(at @ rng.normal(0, 40, 3))
    return (base + (other - base) * mix[:, None]) * shade[:, None]


def _folds(at: Floats, size: float, rng: np.random.Generator) -> Floats:
    """How far cloth stands off [N]: half even, half in folds."""
    waves = np.sin(at @ rng.normal(0, 22, (3, 3)).T + rng.uniform(0, 6, 3)).mean(1)
    return size * (1.0 + 0.8 * waves)


def _background(rng: np.random.Generator, camera: Camera) -> Floats:
    """A wall or a sky above a floor, blotches, boxes and bars [SIDE, SIDE, 3]; nothing of it is a person."""
    above, below = rng.uniform(0.05, 0.98, 3), rng.uniform(0.05, 0.9, 3)
    horizon = int(np.clip(camera.principal_point[1] + rng.normal(0, 0.12) * SIDE, 0.15 * SIDE, 0.95 * SIDE))
    rows = np.linspace(0.85, 1.1, SIDE)[:, None, None]
    image = np.where((np.arange(SIDE) < horizon)[:, None, None], above, below) * rows
    image = np.broadcast_to(image, (SIDE, SIDE, 3)).copy()
    for size, strength in ((6, 0.25), (24, 0.12), (96, 0.06)):
        coarse = rng.normal(0, strength * rng.random(), (size, size, 3))
        image += cv2.resize(coarse, (SIDE, SIDE), interpolation=cv2.INTER_CUBIC)
    for _ in range(rng.integers(0, 14)):
        x, y = rng.integers(0, SIDE, 2)
        w, h = rng.integers(8, 240, 2)
        colour = tuple(float(c) for c in rng.uniform(0.02, 0.98, 3))
        if rng.random() < 0.7:
            cv2.rectangle(image, (int(x), int(y)), (int(x + w), int(y + h)), colour, -1)
        else:
            cv2.ellipse(image, (int(x), int(y)), (int(w // 2), int(h // 2)), float(rng.uniform(0, 180)), 0, 360, colour, -1)
    blur = float(rng.choice([0.0, 1.5, 5.0, 12.0]))
    return cv2.GaussianBlur(image, (0, 0), blur).clip(0, 1) if blur else image.clip(0, 1)


def _occluded(image: Floats, shown: NDArray[np.bool_], rng: np.random.Generator) -> tuple[Floats, NDArray[np.bool_]]:
    """At times something stands in front of the person: a box, a bar or a round thing over part of the picture."""
    if rng.random() > 0.22 or not shown.any():
        return image, shown
    cover = np.zeros((SIDE, SIDE), dtype=np.uint8)
    rows, columns = np.nonzero(shown)
    pick = rng.integers(len(rows))
    x, y = int(columns[pick]), int(rows[pick])
    w, h = (int(s) for s in rng.uniform(0.06, 0.3, 2) * max(np.ptp(rows), np.ptp(columns)))
    if rng.random() < 0.6:
        cv2.rectangle(cover, (x - w, y - h), (x + w, y + h), 1, -1)
    else:
        cv2.ellipse(cover, (x, y), (max(w, 1), max(h, 1)), 0.0, 0, 360, 1, -1)
    colour = rng.uniform(0.02, 0.95, 3)
    image = np.where(cover[..., None] > 0, colour * (1 + 0.05 * rng.normal(size=(SIDE, SIDE, 1))), image)
    return image, shown & (cover == 0)


def _developed(image: Floats, rng: np.random.Generator) -> NDArray[np.uint8]:
    """Exposure, a little blur and noise, and JPEG's marks."""
    image = image * rng.uniform(0.65, 1.25)
    if rng.random() < 0.4:
        image = cv2.GaussianBlur(image, (0, 0), float(rng.uniform(0.4, 1.6)))
    image = image + rng.normal(0, rng.uniform(0.0, 0.03), image.shape)
    pixels = (image.clip(0, 1) * 255).astype(np.uint8)
    ok, data = cv2.imencode(".jpg", pixels[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(45, 96))])
    again = cv2.imdecode(data, cv2.IMREAD_COLOR) if ok else None
    return pixels if again is None else np.ascontiguousarray(again[..., ::-1], dtype=np.uint8)


def _shining(direction: Floats) -> Floats:
    """Pose [4, 4] whose -z axis points along ``direction`` (OpenGL's frame): where a directional light shines."""
    back = -direction / np.linalg.norm(direction)
    across = np.cross((0.0, 1.0, 0.0), back)
    across /= max(float(np.linalg.norm(across)), 1e-9)
    pose = np.eye(4)
    pose[:3, 0], pose[:3, 1], pose[:3, 2] = across, np.cross(back, across), back
    return pose
