"""What a model is shown: the person, some surroundings, no more pixels than asked for, and a frame only in a crowd."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from core.errors import InputError
from core.language.backends.picture import MARK_COLOUR, picture_of
from core.language.backends.subject import Subject
from core.observation import Keypoint

GREY = np.full((400, 600, 3), 128, dtype=np.uint8)
BOX = (200.0, 100.0, 300.0, 300.0)


def shown(subject: Subject, side: int = 768) -> np.ndarray:
    picture = picture_of(subject, side)
    image = Image.open(io.BytesIO(picture.jpeg))
    assert image.size == picture.size and max(image.size) <= side
    return np.asarray(image)


def green(pixels: np.ndarray) -> bool:
    return bool((np.abs(pixels.astype(int) - MARK_COLOUR).sum(-1) < 120).any())


def test_the_box_is_cut_out_with_a_margin() -> None:
    image = GREY.copy()
    image[100:300, 200:300] = 250
    pixels = shown(Subject(image, BOX))
    assert pixels.shape[:2] == (248, 148) and pixels[124, 74].min() > 240 and pixels[3, 3].max() < 140


def test_large_pictures_are_made_smaller_and_tiny_ones_larger() -> None:
    assert max(shown(Subject(np.zeros((3000, 1500, 3), np.uint8)), 512).shape) == 512
    assert max(shown(Subject(GREY, (10.0, 10.0, 40.0, 60.0))).shape) == 224


def test_the_person_is_framed_only_where_others_are_near() -> None:
    far, near = (500.0, 10.0, 590.0, 90.0), (260.0, 120.0, 380.0, 320.0)
    alone, crowd = picture_of(Subject(GREY, BOX, (far,)), 768), picture_of(Subject(GREY, BOX, (far, near)), 768)
    assert not alone.marked and crowd.marked
    assert not green(shown(Subject(GREY, BOX, (far,)))) and green(shown(Subject(GREY, BOX, (far, near))))


def test_a_box_at_the_edge_stays_within_the_photograph_and_one_outside_is_refused() -> None:
    assert shown(Subject(GREY, (-50.0, -50.0, 100.0, 100.0))).size
    with pytest.raises(InputError, match="outside"):
        picture_of(Subject(GREY, (900.0, 10.0, 990.0, 90.0)), 768)
    with pytest.raises(InputError, match="no photograph"):
        picture_of(Subject(None), 768)


def test_without_a_box_the_keypoints_tell_where_the_person_is() -> None:
    points = {
        "nose": Keypoint(210, 110),
        "left_hip": Keypoint(290, 200),
        "right_ankle": Keypoint(250, 290),
        "left_wrist": Keypoint(5, 5, 0.01),
    }
    assert shown(Subject(GREY, keypoints=points)).shape[1] < 300
    assert shown(Subject(GREY)).shape[:2] == (400, 600)
