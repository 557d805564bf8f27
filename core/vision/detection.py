"""What a detector is to the rest of the program: people in a photograph, and the keypoints of one of them.

BlazePose is the built-in detector; anything with the same two methods can take its place (the engine asks for a
`Detector` and never for BlazePose by name).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from core.observation import Keypoint, Landmarks

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 in image pixels."""


@dataclass(frozen=True)
class DetectedPerson:
    """One person found in a photograph.

    Attributes:
        box: around the visible body, image pixels, inside the image.
        score: the detector's confidence, 0 to 1.
        keypoints: what was seen of the person's keypoints while the box was being made, for drawing the skeletons
            of everybody before one is chosen; empty when the detector gives boxes alone.
    """

    box: Box
    score: float
    keypoints: dict[str, Keypoint]


@dataclass(frozen=True)
class LandmarkResult:
    """The chosen person's keypoints, and what the regression needs besides.

    Attributes:
        keypoints: by DESIGN's names, image pixels; points outside the image are left out.
        landmarks: metric points around the hips' middle and their visibilities, or None when the detector has none.
        box: around the visible body, image pixels, inside the image.
        score: confidence that there is a person at all, 0 to 1.
    """

    keypoints: dict[str, Keypoint]
    landmarks: Landmarks | None
    box: Box
    score: float


class Detector(Protocol):
    """Finds people and their keypoints. Implementations are used from one thread at a time."""

    name: str

    def people(self, image: NDArray[np.uint8]) -> list[DetectedPerson]:
        """Everybody in `image` ([H, W, 3] RGB), most prominent first; empty when nobody is seen."""
        ...

    def landmarks(self, image: NDArray[np.uint8], box: Box) -> LandmarkResult:
        """The keypoints of the person in `box`; raises `InputError` when the box shows nobody."""
        ...
