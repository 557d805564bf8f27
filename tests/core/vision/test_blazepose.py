"""BlazePose on real photographs: keypoints where a person would put them, several people, boxes by hand, damaged models."""

from __future__ import annotations

import shutil
from pathlib import Path

import cv2
import numpy as np
import pytest

from core.body.skeleton import KEYPOINT_NAMES
from core.errors import InputError
from core.vision.blazepose import BlazePose
from core.vision.image import load_image
from core.vision.model_files import DETECTOR_FILE

GREY = (225, 227, 230)

# Placed by eye on the photographs, in pixels.
BY_HAND = {
    "cassy-dancing-3": {
        "nose": (351, 192), "left_elbow": (470, 238), "left_wrist": (466, 156), "right_elbow": (192, 236), "right_wrist": (160, 304),
        "left_knee": (400, 530), "right_knee": (236, 540), "left_ankle": (454, 622), "right_big_toe": (177, 700),
    },
    "jodi2": {
        "left_wrist": (650, 249), "right_wrist": (226, 262), "left_knee": (578, 346), "right_knee": (296, 350),
        "left_big_toe": (750, 328), "right_big_toe": (120, 330),
    },
    "cassy-sitting-1": {
        "nose": (430, 240), "left_elbow": (602, 438), "right_elbow": (316, 476), "left_wrist": (716, 380), "right_wrist": (216, 394),
        "left_knee": (588, 580), "right_knee": (270, 566), "left_big_toe": (250, 668), "right_big_toe": (576, 672),
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def detector() -> BlazePose:
    return BlazePose()


def on_grey(image: np.ndarray, height: int, width: int, top: int = 0, left: int = 0) -> np.ndarray:
    ground = np.full((height, width, 3), GREY, np.uint8)
    ground[top : top + image.shape[0], left : left + image.shape[1]] = image
    return ground


@pytest.mark.parametrize("name", BY_HAND)
def test_keypoints_lie_where_a_person_puts_them(detector: BlazePose, samples: Path, name: str) -> None:
    image = load_image(samples / f"{name}.jpg")
    people = detector.people(image)
    assert len(people) == 1
    seen = detector.landmarks(image, people[0].box)
    for keypoint, place in BY_HAND[name].items():
        point = seen.keypoints[keypoint]
        assert np.hypot(point.x - place[0], point.y - place[1]) < 25, keypoint
    assert set(seen.keypoints) <= set(KEYPOINT_NAMES)
    assert (
        seen.landmarks is not None
        and seen.landmarks.world.shape == (33, 3)
        and seen.landmarks.visibility.shape == (33,)
    )
    x0, y0, x1, y1 = seen.box
    assert 0 <= x0 < x1 <= image.shape[1] and 0 <= y0 < y1 <= image.shape[0]


def test_limbs_that_are_hidden_are_marked_occluded(detector: BlazePose, samples: Path) -> None:
    image = load_image(samples / "amon1.jpg")  # seen from his right: the left arm is behind the right one
    seen = detector.landmarks(image, (80, 90, 840, 820))
    assert seen.keypoints["left_elbow"].visibility == "occluded" and seen.keypoints["left_elbow"].confidence < 0.5
    assert seen.keypoints["right_elbow"].visibility == "visible" and seen.keypoints["right_elbow"].confidence > 0.8


def test_two_people_side_by_side_are_both_found(detector: BlazePose, samples: Path) -> None:
    first, second = load_image(samples / "anna-3.jpg"), load_image(samples / "dan2.jpg")
    image = np.hstack([on_grey(first, 896, 578), on_grey(second, 896, 588)])
    people = sorted(detector.people(image), key=lambda person: person.box[0])
    assert len(people) == 2
    assert people[0].box[2] < 578 + 20 and people[1].box[0] > 578 - 20
    assert all(person.keypoints for person in people)


def test_a_small_person_in_a_corner_is_found_beside_a_large_one(detector: BlazePose, samples: Path) -> None:
    large = load_image(samples / "amon1.jpg")
    small = cv2.resize(
        load_image(samples / "cassy-dancing-3.jpg"), None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA
    )
    image = on_grey(large, 904, 1250)
    image[600 : 600 + small.shape[0], 1040 : 1040 + small.shape[1]] = small
    boxes = [person.box for person in detector.people(image)]
    assert len(boxes) == 2
    assert boxes[0][2] < 900, "the larger person comes first"
    assert boxes[1][0] > 1040 and boxes[1][1] > 600


def test_a_box_by_hand_finds_a_person_that_detection_misses(detector: BlazePose, samples: Path) -> None:
    tiny = cv2.resize(load_image(samples / "cassy-dancing-3.jpg"), None, fx=0.08, fy=0.08, interpolation=cv2.INTER_AREA)
    height, width = tiny.shape[:2]
    image = on_grey(tiny, 1000, 1500, 900, 1400)
    assert detector.people(image) == []
    seen = detector.landmarks(image, (1400 + width, 900 + height, 1400, 900))  # drawn from the lower right corner
    nose, toe = seen.keypoints["nose"], seen.keypoints["right_big_toe"]
    assert np.hypot(nose.x - (1400 + 351 * 0.08), nose.y - (900 + 192 * 0.08)) < 4
    assert np.hypot(toe.x - (1400 + 177 * 0.08), toe.y - (900 + 700 * 0.08)) < 5


def test_keypoints_outside_the_photograph_are_left_out(detector: BlazePose, samples: Path) -> None:
    image = np.ascontiguousarray(load_image(samples / "cassy-dancing-3.jpg")[:480])  # cut above the knees
    seen = detector.landmarks(image, (80, 80, 520, 480))
    assert "left_ankle" not in seen.keypoints and "right_big_toe" not in seen.keypoints
    assert {"nose", "left_wrist", "right_elbow"} <= set(seen.keypoints)
    assert all(0 <= p.x < 588 and 0 <= p.y < 480 for p in seen.keypoints.values())


def test_nobody_is_found_where_there_is_nobody(detector: BlazePose) -> None:
    assert detector.people(np.full((300, 400, 3), GREY, np.uint8)) == []
    assert detector.people(np.random.default_rng(0).integers(0, 255, (300, 400, 3), dtype=np.uint8)) == []


def test_an_empty_box_says_that_nobody_is_in_it(detector: BlazePose) -> None:
    with pytest.raises(InputError, match="Nobody can be seen"):
        detector.landmarks(np.full((300, 400, 3), GREY, np.uint8), (50, 50, 250, 250))


@pytest.mark.parametrize(
    "box", [(10, 10, 12, 200), (-500, -500, -100, -100), (0, 0, float("nan"), 9), (float("inf"), 0, 0, 0), (1, 2, 3)]
)
def test_an_unusable_box_is_refused(detector: BlazePose, box: tuple[float, ...]) -> None:
    with pytest.raises(InputError, match="box"):
        detector.landmarks(np.full((300, 400, 3), GREY, np.uint8), box)  # type: ignore[arg-type]


def test_a_missing_model_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=DETECTOR_FILE):
        BlazePose(tmp_path).people(np.full((64, 64, 3), GREY, np.uint8))


def test_a_damaged_model_file_is_refused_before_it_is_run(tmp_path: Path, repository: Path) -> None:
    shutil.copy(repository / "resources" / "vision" / DETECTOR_FILE, tmp_path)
    content = bytearray((tmp_path / DETECTOR_FILE).read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / DETECTOR_FILE).write_bytes(bytes(content))
    with pytest.raises(InputError, match="damaged"):
        BlazePose(tmp_path).people(np.full((64, 64, 3), GREY, np.uint8))
