"""A stand-in for BlazePose in training: what its landmarks would be for a posed body.

There are no photographs with known bodies to train the lifting network on, but poses there are; so the detector's output
is imitated, with the faults that were seen on photographs: bone lengths off by a fifth, feet half as long as they are,
depth flattened or, at times, reversed limb by limb, a trunk turned by some degrees, noise that grows where visibility
is low, points missing outside the picture.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from core.body.kinematics import Kinematics, Points
from core.body.rotations import axis_angle_to_matrix
from core.body.skeleton import JOINT_INDEX, KEYPOINT_NAMES, KEYPOINT_POINTS, POINT_INDEX, POINT_PARENT
from core.vision.landmarks import KEYPOINT_LANDMARKS, LANDMARK_INDEX, LANDMARK_NAMES
from core.vision.lifting_features import Sight

# Landmark -> (point of the body it is close to, offset from it in the rest pose: x left, y up, z front, metres).
_LEFT_PLACES: dict[str, tuple[str, tuple[float, float, float]]] = {
    "left_eye_inner": ("left_eye", (-0.014, 0.0, 0.004)),
    "left_eye": ("left_eye", (0.0, 0.0, 0.0)),
    "left_eye_outer": ("left_eye", (0.014, 0.0, -0.006)),
    "left_ear": ("left_ear", (0.0, 0.0, 0.0)),
    "mouth_left": ("nose", (0.026, -0.045, -0.02)),
    "left_shoulder": ("left_shoulder", (0.0, 0.0, 0.0)),
    "left_elbow": ("left_elbow", (0.0, 0.0, 0.0)),
    "left_wrist": ("left_wrist", (0.0, 0.0, 0.0)),
    "left_pinky": ("left_hand", (-0.01, -0.005, -0.032)),
    "left_index": ("left_hand", (0.005, -0.005, 0.028)),
    "left_thumb": ("left_hand", (-0.04, -0.02, 0.045)),
    "left_hip": ("left_hip", (0.0, 0.0, 0.0)),
    "left_knee": ("left_knee", (0.0, 0.0, 0.0)),
    "left_ankle": ("left_ankle", (0.0, 0.0, 0.0)),
    "left_heel": ("left_heel", (0.0, 0.0, 0.0)),
    "left_foot_index": ("left_big_toe", (0.0, 0.0, 0.0)),
}


def _place(name: str) -> tuple[str, tuple[float, float, float]]:
    if name == "nose":
        return "nose", (0.0, 0.0, 0.0)
    if name in _LEFT_PLACES:
        return _LEFT_PLACES[name]
    point, (x, y, z) = _LEFT_PLACES[name.replace("right", "left")]
    return point.replace("left", "right"), (-x, y, z)


# Bones from the hips' middle outwards: (child, parent), parents before children. -1 is the hips' middle, -2 the shoulders'.
def _tree() -> list[tuple[int, int]]:
    tree = [
        (LANDMARK_INDEX[f"{s}_{joint}"], base)
        for joint, base in (("hip", -1), ("shoulder", -2))
        for s in ("left", "right")
    ]
    for s in ("left", "right"):
        for a, b in (("hip", "knee"), ("knee", "ankle"), ("ankle", "heel"), ("ankle", "foot_index"), ("shoulder", "elbow"),
                     ("elbow", "wrist"), ("wrist", "index"), ("wrist", "pinky"), ("wrist", "thumb")):  # fmt: skip
            tree.append((LANDMARK_INDEX[f"{s}_{b}"], LANDMARK_INDEX[f"{s}_{a}"]))
    tree.append((LANDMARK_INDEX["nose"], -2))
    face = [n for n in LANDMARK_NAMES if n.split("_")[0] == "mouth" or any(p in n for p in ("eye", "ear"))]
    tree += [(LANDMARK_INDEX[n], LANDMARK_INDEX["nose"]) for n in face]
    return tree


_TREE = _tree()
_COCO_COUNT = 17
"""`KEYPOINT_NAMES` begins with COCO's."""
_LIMBS: tuple[tuple[str, ...], ...] = tuple(
    tuple(f"{s}_{n}" for n in names)
    for s in ("left", "right")
    for names in (("elbow", "wrist", "index", "pinky", "thumb"), ("knee", "ankle", "heel", "foot_index"))
)
"""Groups of landmarks that are hidden together."""

# Mean and spread of a bone's length against the true one, by child landmark; from ten photographs.
_LENGTH: dict[str, tuple[float, float]] = {
    "hip": (1.05, 0.12), "shoulder": (0.88, 0.12), "elbow": (0.93, 0.12), "wrist": (0.95, 0.12), "index": (1.0, 0.2),
    "pinky": (0.9, 0.25), "thumb": (0.5, 0.25), "knee": (0.92, 0.1), "ankle": (0.93, 0.1), "heel": (0.6, 0.25),
    "foot_index": (0.55, 0.2), "nose": (1.0, 0.18),
}  # fmt: skip


_TIP: dict[int, float] = {
    LANDMARK_INDEX[name.replace("*", s)]: spread
    for s in ("left", "right")
    for name, spread in (("*_ankle", 0.18), ("*_knee", 0.1), ("*_wrist", 0.1), ("*_elbow", 0.1), ("nose", 0.4))
}
"""Spread of what is left of the detector's tipping in depth, for each metre downwards along the bone to a landmark."""


@dataclass(frozen=True)
class SimulationConfig:
    """How bad the imitated detector is. Angles in radians, lengths in metres, 2D noise as a share of the box."""

    depth_flip: float = 0.05
    limb_hidden: float = 0.12
    drop_landmarks: float = 0.25
    drop_keypoints: float = 0.05
    pixel_noise: float = 0.008
    world_noise: float = 0.012
    turn_noise: float = 0.1
    tip_noise: float = 1.0


class LandmarkSimulation:
    """Turns posed bodies into what the detector would say of them."""

    def __init__(self, kinematics: Kinematics, config: SimulationConfig | None = None) -> None:
        self.kinematics = kinematics
        self.config = config or SimulationConfig()
        device = kinematics.device
        places = [_place(name) for name in LANDMARK_NAMES]
        self._base = torch.tensor([POINT_INDEX[point] for point, _ in places], device=device)
        carriers = [
            JOINT_INDEX[point] if point in JOINT_INDEX else POINT_PARENT[POINT_INDEX[point]] for point, _ in places
        ]
        self._carrier = torch.tensor(carriers, device=device)
        self._offset = torch.tensor([offset for _, offset in places], device=device, dtype=kinematics.dtype)
        lengths = [_LENGTH.get(LANDMARK_NAMES[child].split("_", 1)[-1], (1.0, 0.12)) for child, _ in _TREE]
        self._length = torch.tensor(np.array(lengths), device=device, dtype=kinematics.dtype)
        # Landmark confidence -> keypoint confidence: that of the least visible landmark it is made of.
        self._sources = [[LANDMARK_INDEX[n] for n in KEYPOINT_LANDMARKS[name]] for name in KEYPOINT_NAMES]

    def true_landmarks(self, points: Points) -> Tensor:
        """[B, 33, 3] where the landmarks are on posed bodies, in the frame of `points`."""
        turned = points.rotations[:, self._carrier] @ self._offset[..., None]
        return points.positions[:, self._base] + turned.squeeze(-1)

    def look(self, points: Points, generator: torch.Generator) -> Sight:
        """What the detector says of bodies placed in front of the turned camera (x right, y down, z forward, metres)."""
        visibility, occlusion = self._visibility(len(points.positions), generator)
        world = self._distort(self.true_landmarks(points), visibility, generator)
        confidence = torch.stack([visibility[:, source].amin(1) for source in self._sources], 1)
        body = points.positions[:, list(KEYPOINT_POINTS)]
        flat = body[..., :2] / body[..., 2:].clamp(min=0.1)
        size = (flat.amax(1) - flat.amin(1)).amax(-1)
        return self._drop(flat, size, confidence, world, visibility, generator)

    def _rand(self, generator: torch.Generator, *shape: int) -> Tensor:
        return torch.rand(*shape, generator=generator).to(self.kinematics.device)

    def _randn(self, generator: torch.Generator, *shape: int) -> Tensor:
        return torch.randn(*shape, generator=generator).to(self.kinematics.device)

    def _visibility(self, batch: int, generator: torch.Generator) -> tuple[Tensor, Tensor]:
        """[B, 33] visibilities, most near 1, whole limbs low at times; and [B, 4] which limbs are hidden."""
        visibility = 1.0 - 0.25 * self._rand(generator, batch, len(LANDMARK_NAMES)) ** 4
        hidden = self._rand(generator, batch, len(_LIMBS)) < self.config.limb_hidden
        for limb, names in enumerate(_LIMBS):
            low = self._rand(generator, batch, 1) * (0.4 + 0.6 * self._rand(generator, batch, len(names)))
            indices = [LANDMARK_INDEX[n] for n in names]
            visibility[:, indices] = torch.where(hidden[:, limb : limb + 1], low, visibility[:, indices])
        return visibility, hidden

    def _distort(self, true: Tensor, visibility: Tensor, generator: torch.Generator) -> Tensor:
        """Rebuild the figure bone by bone with wrong lengths, flattened or reversed depth, and noise."""
        batch = len(true)
        hips = true[:, [LANDMARK_INDEX["left_hip"], LANDMARK_INDEX["right_hip"]]].mean(1)
        shoulders = true[:, [LANDMARK_INDEX["left_shoulder"], LANDMARK_INDEX["right_shoulder"]]].mean(1)
        person = 1.0 + 0.06 * self._randn(generator, batch, 1)
        spread = self._length[:, 1] * self._randn(generator, batch, len(_TREE))
        stretch = (self._length[:, 0] * (1.0 + spread)).clamp(0.2, 1.8) * person
        flatten = (1.0 - 0.35 * self._rand(generator, batch, 1)) * (
            1.0 + 0.15 * self._randn(generator, batch, len(_TREE))
        )
        flips = self._rand(generator, batch, len(_TREE)) < self.config.depth_flip
        depth = torch.where(flips, -flatten, flatten)
        place: dict[int, Tensor] = {-1: torch.zeros_like(hips)}
        trunk = (shoulders - hips) * person
        trunk_z = trunk[:, 2:] * flatten[:, :1] + 0.05 * self._randn(generator, batch, 1)
        place[-2] = torch.cat((trunk[:, :2], trunk_z), 1) * (1.0 + 0.06 * self._randn(generator, batch, 1))
        start = {-1: hips, -2: shoulders}
        face = {LANDMARK_INDEX[n] for n in LANDMARK_NAMES if "eye" in n or "ear" in n or "mouth" in n}
        stiff = LANDMARK_INDEX["nose"]
        columns = {child: column for column, (child, _) in enumerate(_TREE)}
        for column, (child, parent) in enumerate(_TREE):
            origin = start[parent] if parent < 0 else true[:, parent]
            bone = true[:, child] - origin
            # The face is one rigid thing: all its points share the nose's stretch and depth.
            source = columns[stiff] if child in face else column
            z_scale = depth[:, source].abs() if (child in face or child == stiff) else depth[:, column]
            if child == stiff:  # the head sinks into the shoulders
                along = shoulders - hips
                along = along / along.norm(dim=1, keepdim=True)
                rise = (bone * along).sum(1, keepdim=True)
                bone = bone - along * rise * 0.7 * self._rand(generator, batch, 1)
            scaled = bone * stretch[:, source, None]
            tip = self.config.tip_noise * _TIP.get(child, 0.0) * self._randn(generator, batch) * scaled[:, 1]
            new_z = scaled[:, 2] * z_scale + tip
            place[child] = place[parent] + torch.cat((scaled[:, :2], new_z[:, None]), 1)
        world = torch.stack([place[i] for i in range(len(LANDMARK_NAMES))], 1)
        sigma = self.config.world_noise * (1.0 + 5.0 * (1.0 - visibility))[..., None]
        noise = sigma * self._randn(generator, batch, len(LANDMARK_NAMES), 3)
        world = world + noise * torch.tensor([1.0, 1.0, 1.8], device=world.device)
        turn = axis_angle_to_matrix(self.config.turn_noise * self._randn(generator, batch, 3))
        return world @ turn.transpose(1, 2)

    def _drop(
        self,
        flat: Tensor,
        size: Tensor,
        confidence: Tensor,
        world: Tensor,
        visibility: Tensor,
        generator: torch.Generator,
    ) -> Sight:
        """Add 2D noise, lose keypoints outside a too narrow picture, and leave out whole groups at random."""
        batch, count = confidence.shape
        sigma = self.config.pixel_noise * (0.5 + self._rand(generator, batch, 1)) * (1.0 + 6.0 * (1.0 - confidence))
        # Detectors put a point where its annotators did: the same offset for a person's left and right would be worse than noise.
        bias = 0.008 * self._randn(generator, batch, count, 2)
        flat = flat + (sigma[..., None] * self._randn(generator, batch, count, 2) + bias) * size[:, None, None]
        # A picture that ends above the knees or the hips: everything below its edge is unseen, and guessed badly in 3D.
        cut = self._rand(generator, batch, 1) < 0.08
        low, high = flat[..., 1].amin(1, keepdim=True), flat[..., 1].amax(1, keepdim=True)
        edge = low + (high - low) * (0.4 + 0.5 * self._rand(generator, batch, 1))
        outside = cut & (flat[..., 1] > edge)
        lost = self._rand(generator, batch, count) < 0.3 * (self._rand(generator, batch, 1) < 0.15)
        nothing = self._rand(generator, batch, 1) < self.config.drop_keypoints
        has = (self._rand(generator, batch) >= self.config.drop_landmarks).to(flat.dtype)
        # Other detectors, and files from elsewhere, give COCO's seventeen alone.
        coco = self._rand(generator, batch, 1) < torch.where(has > 0, 0.1, 0.5)[:, None]
        beyond = coco & (torch.arange(count, device=flat.device) >= _COCO_COUNT)
        confidence = torch.where(outside | lost | nothing | beyond, torch.zeros_like(confidence), confidence)
        size = size * (1.0 + 0.1 * self._randn(generator, batch)).clamp(0.5, 1.5)
        return Sight(flat, confidence, world * has[:, None, None], visibility * has[:, None], has, size)
