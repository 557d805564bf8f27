"""BlazePose: the built-in detector of people and their keypoints.

Two networks of MediaPipe Pose (Apache-2.0), run through `ai-edge-litert`: a detector that finds trunks, and the heavy
landmark model that sees one upright crop of a person and gives 33 points in the picture, the same points in metres
around the hips, and how visible each is. The landmark model runs twice: the crop made from the first run's points is
better centred and turned than the detector's.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from core.errors import InputError
from core.observation import Keypoint, Landmarks
from core.vision import anchors, tiles
from core.vision.crop import CropRegion
from core.vision.detection import Box, DetectedPerson, LandmarkResult
from core.vision.heatmap import refine_with_heatmaps
from core.vision.landmarks import KEYPOINT_LANDMARKS, KEYPOINT_TRUST, LANDMARK_INDEX, LANDMARK_NAMES, MIRRORED_LANDMARKS
from core.vision.model_files import DETECTOR_FILE, LANDMARK_FILE, Network, model_path

_LANDMARK_SIZE = 256
_POINTS = 39
"""33 landmarks, the two points that fix the next crop, and four that are not used."""

OCCLUDED_BELOW = 0.5
"""A landmark less visible than this is a guess of the network: its keypoint is marked occluded."""
MIN_PRESENCE = 0.5
"""Below this score the crop shows nobody."""
_BOX_MARGIN = 0.08
"""Landmarks are joints inside the body: the box around them is widened by this share of its size."""
_SAME_PERSON = 0.12
"""Two findings are one person when their points lie within this share of the larger box's diagonal, on average."""
_TRUNK_REACH = 0.15
"""A detection this near to a known person's hips (as a share of his crop) is that person."""
_ZOOMS = (1.0, 0.85, 1.2)
"""The last look is taken with three margins, each also in a mirror: limbs found in one are at times lost in another, and the network is not the same on
both sides. Each point is
averaged over the looks that agree on it with the one that sees most."""
_AGREE = 0.15
"""Two looks agree on a point when they see it this close, as a share of the person's size."""
_MIRRORED = [*MIRRORED_LANDMARKS, *range(len(LANDMARK_NAMES), _POINTS)]
"""For each point of the network the one that it is in a mirror; the auxiliary ones lie on the body's middle."""
_SEARCH_SIDE = 2048
"""People are searched for at this size: a photograph of a hundred megapixels would be resampled for every tile otherwise."""
_MIN_VISIBLE = 6
"""A person seen in a piece of the photograph counts only with this many points seen inside the photograph."""


@dataclass(frozen=True)
class _Look:
    """One run of the landmark model.

    Attributes:
        points: [39, 2] image pixels.
        visibility: [33] 0 to 1.
        world: [33, 3] metres, hip-centred, axes of the image.
        presence: 0 to 1.
    """

    points: NDArray[np.float64]
    visibility: NDArray[np.float64]
    world: NDArray[np.float64]
    presence: float

    def next_region(self) -> CropRegion:
        """The crop that the model would like to see instead."""
        return CropRegion.around_axis(self.points[33], self.points[34])


class BlazePose:
    """The built-in `Detector`. Networks are loaded at the first use and kept."""

    name = "blazepose"

    def __init__(self, folder: Path | None = None, num_threads: int = 1) -> None:
        """
        Args:
            folder: where the two model files lie; the app's own `resources/vision` when None.
            num_threads: threads a network may use.
        """
        self._folder = folder
        self._num_threads = num_threads
        self._networks: dict[str, Network] = {}

    def people(self, image: NDArray[np.uint8]) -> list[DetectedPerson]:
        """Everybody in the photograph, the largest first.

        Args:
            image: [H, W, 3] uint8 RGB.

        Returns:
            One entry a person; empty when nobody is found.

        Raises:
            InputError: when a model file is missing or damaged.
        """
        full_size = (image.shape[1], image.shape[0])
        image, zoom = _at_most(image, _SEARCH_SIDE)
        height, width = image.shape[:2]
        found: list[_Look] = []
        for squares in tiles.levels((width, height)):
            for square in squares:
                for region in self._trunks(image, square):
                    if _already_seen(region, found):
                        continue
                    look = self._look(image, region)
                    if look.presence < MIN_PRESENCE:
                        continue
                    look = self._look(image, look.next_region())
                    if look.presence >= MIN_PRESENCE and _is_new(look, found, (width, height)):
                        found.append(look)
        found = [replace(look, points=look.points / zoom) for look in found]
        people = [
            DetectedPerson(_visible_box(look, full_size), look.presence, _keypoints(look, full_size)) for look in found
        ]
        return sorted(people, key=lambda person: -_area(person.box))

    def landmarks(self, image: NDArray[np.uint8], box: Box) -> LandmarkResult:
        """The keypoints and metric landmarks of the person in `box`.

        Args:
            image: [H, W, 3] uint8 RGB.
            box: x0, y0, x1, y1 in pixels, by `people` or drawn by hand; corners may come in any order.

        Raises:
            InputError: when the box is empty, lies outside the photograph or shows nobody.
        """
        height, width = image.shape[:2]
        box = _usable_box(box, (width, height))
        # A drawn box says where the person is, not which way is up; the detector may know better.
        regions = [CropRegion.around_box(box)]
        regions += [region for region in self._trunks(image, regions[0]) if _holds(box, region.center)]
        look = self._best(image, regions)
        if look is None:
            x0, y0, x1, y1 = (round(edge) for edge in box)
            raise InputError(
                f"Nobody can be seen in the box from ({x0}, {y0}) to ({x1}, {y1}): draw the box around a person."
            )
        look = self._best(image, [look.next_region()]) or look
        closer = look.next_region()
        crops = [replace(closer, side=closer.side * zoom) for zoom in _ZOOMS]
        plain = [look for look in (self._look(image, crop) for crop in crops) if look.presence >= MIN_PRESENCE]
        look = max(plain, key=_sees, default=look)
        look = _agreed(look, [*plain, *(self._look(image, crop, mirrored=True) for crop in crops)])
        return LandmarkResult(
            keypoints=_keypoints(look, (width, height)),
            landmarks=Landmarks(world=look.world, visibility=look.visibility),
            box=_visible_box(look, (width, height)),
            score=look.presence,
        )

    def _network(self, name: str) -> Network:
        if name not in self._networks:
            self._networks[name] = Network(model_path(name, self._folder), self._num_threads)
        return self._networks[name]

    def _trunks(self, image: NDArray[np.uint8], square: CropRegion) -> list[CropRegion]:
        """Landmark crops of the people that the detector sees in one square of the photograph."""
        crop = square.extract(image, anchors.INPUT_SIZE)
        outputs = self._network(DETECTOR_FILE).run(crop.astype(np.float32) / 127.5 - 1.0)
        detections = anchors.decode(outputs[(2254, 12)], outputs[(2254, 1)])
        regions = []
        for detection in detections:
            points = square.to_image(detection.points)
            regions.append(CropRegion.around_axis(points[0], points[1]))
        return regions

    def _best(self, image: NDArray[np.uint8], regions: list[CropRegion]) -> _Look | None:
        """The look at one of `regions` that sees most of a person, None when none shows anybody."""
        looks = [look for look in (self._look(image, region) for region in regions) if look.presence >= MIN_PRESENCE]
        return max(looks, key=_sees, default=None)

    def _look(self, image: NDArray[np.uint8], region: CropRegion, mirrored: bool = False) -> _Look:
        """Run the landmark model on one crop, or on its mirror image with the answer mirrored back."""
        crop = region.extract(image, _LANDMARK_SIZE)
        if mirrored:
            crop = np.ascontiguousarray(crop[:, ::-1])
        outputs = self._network(LANDMARK_FILE).run(crop.astype(np.float32) / 255.0)
        raw = outputs[(_POINTS * 5,)].astype(np.float64).reshape(_POINTS, 5)
        in_crop = refine_with_heatmaps(raw[:, :2] / _LANDMARK_SIZE, outputs[(64, 64, _POINTS)])
        world = outputs[(_POINTS * 3,)].astype(np.float64).reshape(_POINTS, 3)[: len(LANDMARK_NAMES)]
        visibility = 1.0 / (1.0 + np.exp(-np.clip(raw[: len(LANDMARK_NAMES), 3], -50.0, 50.0)))
        if mirrored:
            in_crop = (in_crop * (-1, 1) + (1, 0))[_MIRRORED]
            world = (world * (-1, 1, 1))[_MIRRORED[: len(LANDMARK_NAMES)]]
            visibility = visibility[_MIRRORED[: len(LANDMARK_NAMES)]]
        return _Look(region.to_image(in_crop), visibility, region.turn_to_image(world), float(outputs[(1,)][0]))


def _sees(look: _Look) -> float:
    """How much of a person is seen."""
    return float(look.visibility.mean())


def _agreed(best: _Look, looks: list[_Look]) -> _Look:
    """The best look, each of its points the mean of that point in all looks that see it in about the same place: a limb that others lost stays found."""
    size = float(np.ptp(best.points[: len(LANDMARK_NAMES)], axis=0).max())
    looks = [best, *(look for look in looks if look is not best and look.presence >= MIN_PRESENCE)]
    apart = np.stack([np.linalg.norm(look.points - best.points, axis=1) for look in looks])  # [L, 39]
    share = (apart <= _AGREE * size).astype(float)
    share /= share.sum(0)
    seen = share[:, : len(LANDMARK_NAMES)]

    def mean(rows: list[NDArray[np.float64]], by: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray((np.stack(rows) * by.reshape(*by.shape, *[1] * (rows[0].ndim - 1))).sum(0))

    return _Look(
        points=mean([look.points for look in looks], share),
        visibility=mean([look.visibility for look in looks], seen),
        world=mean([look.world for look in looks], seen),
        presence=best.presence,
    )


def _at_most(image: NDArray[np.uint8], side: int) -> tuple[NDArray[np.uint8], float]:
    """The image, shrunk where its longer side exceeds `side` px, and the factor by which it was shrunk."""
    zoom = min(1.0, side / max(image.shape[:2]))
    if zoom == 1.0:
        return image, 1.0
    smaller = (max(1, round(image.shape[1] * zoom)), max(1, round(image.shape[0] * zoom)))
    return np.asarray(cv2.resize(image, smaller, interpolation=cv2.INTER_AREA), dtype=np.uint8), zoom


def _usable_box(box: Box, image_size: tuple[int, int]) -> Box:
    """The part of `box` inside the photograph, corners in order."""
    width, height = image_size
    if len(box) != 4 or not np.all(np.isfinite(box)):
        raise InputError(f"The box {tuple(box)} is not four finite numbers x0, y0, x1, y1: draw it again.")
    x0, x1 = sorted((float(np.clip(box[0], 0, width)), float(np.clip(box[2], 0, width))))
    y0, y1 = sorted((float(np.clip(box[1], 0, height)), float(np.clip(box[3], 0, height))))
    if x1 - x0 < 8 or y1 - y0 < 8:
        raise InputError(
            f"The box {tuple(round(float(edge)) for edge in box)} covers less than 8 x 8 px of the "
            f"{width} x {height} photograph: draw it around a person."
        )
    return x0, y0, x1, y1


def _holds(box: Box, point: tuple[float, float]) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _inside(points: NDArray[np.float64], image_size: tuple[int, int]) -> NDArray[np.bool_]:
    width, height = image_size
    return np.asarray((points[:, 0] >= 0) & (points[:, 0] < width) & (points[:, 1] >= 0) & (points[:, 1] < height))


def _visible_box(look: _Look, image_size: tuple[int, int]) -> Box:
    """Box around the landmarks that lie inside the photograph, widened to hold flesh, hair and shoes."""
    points = look.points[: len(LANDMARK_NAMES)]
    inside = _inside(points, image_size)
    if inside.sum() >= 2:
        points = points[inside]
    low, high = points.min(0), points.max(0)
    margin = _BOX_MARGIN * float(np.max(high - low))
    width, height = image_size
    x0, y0 = np.clip(low - margin, 0, (width, height))
    x1, y1 = np.clip(high + margin, 0, (width, height))
    return float(x0), float(y0), float(x1), float(y1)


def _keypoints(look: _Look, image_size: tuple[int, int]) -> dict[str, Keypoint]:
    """The landmarks that are keypoints, under their names; those outside the photograph are left out."""
    keypoints = {}
    for name, weights in KEYPOINT_LANDMARKS.items():
        indices = [LANDMARK_INDEX[landmark] for landmark in weights]
        point = np.array(list(weights.values())) @ look.points[indices]
        if not _inside(point[None], image_size)[0]:
            continue
        seen = float(look.visibility[indices].min())
        visibility = "visible" if seen >= OCCLUDED_BELOW else "occluded"
        confidence = seen * KEYPOINT_TRUST.get(name, 1.0)
        keypoints[name] = Keypoint(float(point[0]), float(point[1]), round(confidence, 4), visibility)
    return keypoints


def _already_seen(region: CropRegion, found: list[_Look]) -> bool:
    """Whether a detection is so close to somebody found that looking again would be a waste."""
    for look in found:
        known = look.next_region()
        distance = float(np.hypot(region.center[0] - known.center[0], region.center[1] - known.center[1]))
        # Seen through a tile, a person's knee or head at times passes for a trunk of its own, smaller and nearby.
        if region.side < 1.4 * known.side and distance < _TRUNK_REACH * known.side:
            return True
    return False


def _is_new(look: _Look, found: list[_Look], image_size: tuple[int, int]) -> bool:
    """Whether a look shows somebody not yet found, rather than the same person, or a limb of one, seen again."""
    points = look.points[: len(LANDMARK_NAMES)]
    inside = _inside(points, image_size)
    if (inside & (look.visibility > OCCLUDED_BELOW)).sum() < _MIN_VISIBLE:
        return False
    size = float(np.linalg.norm(np.ptp(points, axis=0)))
    box = np.array(_visible_box(look, image_size))
    for other in found:
        other_points = other.points[: len(LANDMARK_NAMES)]
        other_size = float(np.linalg.norm(np.ptp(other_points, axis=0)))
        apart = float(np.linalg.norm(points - other_points, axis=1).mean())
        if apart < _SAME_PERSON * max(size, other_size):
            return False
        other_box = np.array(_visible_box(other, image_size))
        if size < other_size and _share_inside(box, other_box) > 0.75 and _torsos_overlap(look, other):
            return False
    return True


def _share_inside(box: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """Share of `box`'s area that lies in `other`."""
    size = np.clip(np.minimum(box[2:], other[2:]) - np.maximum(box[:2], other[:2]), 0, None)
    return float(np.prod(size) / max(float(np.prod(box[2:] - box[:2])), 1e-9))


def _torsos_overlap(look: _Look, other: _Look) -> bool:
    """Whether two looks put a trunk in the same place (a small person in front of a large one does not)."""
    trunk = [LANDMARK_INDEX[name] for name in ("left_shoulder", "right_shoulder", "left_hip", "right_hip")]
    middle, other_middle = look.points[trunk].mean(0), other.points[trunk].mean(0)
    reach = 0.6 * float(np.linalg.norm(np.ptp(other.points[trunk], axis=0)))
    return float(np.linalg.norm(middle - other_middle)) < reach


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
