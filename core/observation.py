"""What is known of one image, and what refinement gives back: the data that every stage and the file formats share.

All arrays are float64 numpy and treated as immutable. Camera frame as in OpenCV: x right, y down, z forward, metres; pixels have
their origin at the image's top left corner.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

ASSUMED_FOCAL = 1.1
"""Assumed focal length over the longer image side: about a 49 degree field of view, between a phone's main lens and a portrait lens."""


@dataclass(frozen=True)
class Body:
    """An SMPL-format body in the camera frame.

    ``global_orient`` [3] and ``body_pose`` [23, 3] are axis-angle in radians, ``betas`` [10] are the shape coefficients,
    ``transl`` [3] is added to the posed body in metres (as in smplx: the rest pelvis is not subtracted).
    """

    global_orient: Array
    body_pose: Array
    betas: Array
    transl: Array

    def __post_init__(self) -> None:
        for name, shape in (("global_orient", (3,)), ("body_pose", (23, 3)), ("betas", (10,)), ("transl", (3,))):
            value = np.array(getattr(self, name), dtype=np.float64)
            if value.shape != shape:
                raise ValueError(f"{name} must have shape {shape}, got {value.shape}")
            value.setflags(write=False)
            object.__setattr__(self, name, value)

    @property
    def pose(self) -> Array:
        """All 24 axis-angle rotations [24, 3], the first is the global orientation."""
        return np.concatenate((self.global_orient[None], self.body_pose))

    @staticmethod
    def from_pose(pose: Array, betas: Array, transl: Array) -> Body:
        """From the 24 axis-angle rotations [24, 3], betas [10] and translation [3]."""
        pose = np.asarray(pose, dtype=np.float64)
        return Body(pose[0], pose[1:], betas, transl)


@dataclass(frozen=True)
class Camera:
    """A perspective camera: focal length in px, principal point [2] in px; no distortion."""

    focal_length: float
    principal_point: tuple[float, float]
    assumed: bool = False

    @staticmethod
    def assume(image_size: tuple[int, int], focal_length: float | None = None) -> Camera:
        """The camera for an image of which nothing is known: principal point in the middle, focal length 1.1 times the longer side."""
        width, height = image_size
        focal = ASSUMED_FOCAL * max(width, height) if focal_length is None else float(focal_length)
        return Camera(focal, (width / 2.0, height / 2.0), assumed=focal_length is None)

    def project(self, points: Array) -> Array:
        """Camera-frame points (*, 3) in metres -> pixels (*, 2). Depth is clamped to 1 cm in front of the camera."""
        points = np.asarray(points, dtype=np.float64)
        depth = np.maximum(points[..., 2:], 1e-2)
        return self.focal_length * points[..., :2] / depth + np.asarray(self.principal_point)


@dataclass(frozen=True)
class Keypoint:
    """A named image point: x, y in px, confidence 0..1, visibility "visible", "occluded" or "absent" (absent: no influence)."""

    x: float
    y: float
    confidence: float = 1.0
    visibility: str = "visible"


@dataclass(frozen=True)
class Landmarks:
    """What the landmark network says in 3D: ``world`` [33, 3] in metres, hip-centred, camera axes; ``visibility`` [33] in 0..1."""

    world: Array
    visibility: Array


INSIST = 4.0
"""Emphasis of a statement on which a person insists: it wins over what the keypoints show."""


@dataclass(frozen=True)
class Remark:
    """Something a person should know of a text that a model wrote. ``kind``: "disagreement" (its answers differ) or "swap" (left and right may be mixed up)."""

    kind: str
    text: str


@dataclass(frozen=True)
class Description:
    """The text of one part, who wrote it ("built-in", "person" or "vlm:<name>"), and whether it guides (its switch).

    Attributes:
        emphasis: (posecode name, factor) pairs that a person set on single statements: 0 switched off, 1 as it is, ``INSIST`` words win.
        support: (posecode name, share) pairs: which share (0..1) of a model's answers says so; 1 where not given.
        remarks: what a person should know of a model's text.
    """

    text: str
    source: str = "built-in"
    enabled: bool = True
    emphasis: tuple[tuple[str, float], ...] = ()
    support: tuple[tuple[str, float], ...] = ()
    remarks: tuple[Remark, ...] = ()

    def factor(self, posecode: str) -> float:
        """How much a person emphasises a statement: 0 switched off, 1 as it is."""
        return dict(self.emphasis).get(posecode, 1.0)

    def share(self, posecode: str) -> float:
        """Which share of a model's answers makes a statement, 0..1."""
        return dict(self.support).get(posecode, 1.0)


SMALLEST, TALLEST = 0.8, 2.4
"""Metres: heights that a person can give."""


@dataclass(frozen=True)
class Hold:
    """What a person has settled of a body: no run changes it.

    Attributes:
        height: standing height in metres; None: free.
        shape: betas [10]; None: free. With a height, they are changed as little as the height takes.
        pins: joint -> its local rotation, axis-angle in radians.
    """

    height: float | None = None
    shape: tuple[float, ...] | None = None
    pins: Mapping[str, tuple[float, float, float]] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Whether nothing is held."""
        return self.height is None and self.shape is None and not self.pins


@dataclass(frozen=True)
class Person:
    """What is known of one person in the image. ``box`` is x0, y0, x1, y1 in px. ``initial`` None: to be regressed.

    ``descriptions`` maps some of the ten parts to their text; None: to be drafted.
    """

    id: str
    box: tuple[float, float, float, float] | None = None
    keypoints: Mapping[str, Keypoint] = field(default_factory=dict)
    initial: Body | None = None
    descriptions: Mapping[str, Description] | None = None
    landmarks: Landmarks | None = None
    hold: Hold = Hold()
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Observation:
    """One image: path relative to the observation's file (or None), size (width, height) in px, camera (None: assumed), people."""

    image: str | None
    image_size: tuple[int, int]
    camera: Camera | None = None
    people: tuple[Person, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)

    def the_camera(self) -> Camera:
        """The camera given, else the one assumed from the image's size."""
        return self.camera or Camera.assume(self.image_size)


@dataclass(frozen=True)
class StatementReport:
    """One understood statement of a description and whether the refined body obeys it."""

    text: str
    posecode: str
    confidence: float
    satisfied: bool


@dataclass(frozen=True)
class DescriptionReport:
    """What became of one part's description. ``similarity`` is the cosine of the text's and the body's part latents before and after, or None."""

    part: str
    text: str
    source: str
    statements: tuple[StatementReport, ...] = ()
    not_understood: tuple[str, ...] = ()
    similarity: tuple[float, float] | None = None


@dataclass(frozen=True)
class RefinedPerson:
    """The refined body of one person. ``joints_3d`` [24, 3] in the camera frame, m; ``keypoints_2d`` its reprojection, px;

    the reprojection errors are means over confident keypoints in px (None when there are no keypoints).
    """

    id: str
    body: Body
    camera: Camera
    joints_3d: Array
    keypoints_2d: Mapping[str, tuple[float, float]]
    reprojection_error: float | None
    initial_reprojection_error: float | None
    descriptions: tuple[DescriptionReport, ...]
    steps: int
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    """The refined people of one observation, the name of its file, and the seconds the refinement took."""

    observation: str | None
    seconds: float
    people: tuple[RefinedPerson, ...]
    extra: Mapping[str, Any] = field(default_factory=dict)
