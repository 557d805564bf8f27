"""Order in depth: what is nearer to the camera than what."""

from __future__ import annotations

import pytest

from core.language.depth_order import STEP, depth_order
from core.language.understanding import understand


@pytest.mark.parametrize(
    ("part", "text", "name"),
    [
        ("left_arm", "The left elbow is nearer to the camera than the left shoulder.", "left elbow: nearer to the camera than the left shoulder"),
        ("left_arm", "his left hand is closer to the viewer than his elbow", "left hand: nearer to the camera than the left elbow"),
        ("right_leg", "The right knee is farther from the camera than the right hip.", "right knee: farther from the camera than the right hip"),
        ("right_leg", "the knee is further away from the camera than the hip", "right knee: farther from the camera than the right hip"),
        ("left_arm", "The forearm points at the camera.", "left forearm: pointing toward the camera"),
        ("right_leg", "the lower leg points away from the viewer", "right shin: pointing away from the camera"),
        ("left_foot", "The left foot is closer to the camera than the right foot.", "left foot: nearer to the camera than the right foot"),
    ],
)
def test_an_order_in_depth_is_understood_as_exactly_that(part: str, text: str, name: str) -> None:
    heard = understand(text, part)
    assert [s.posecode.name for s in heard.statements] == [name] and not heard.not_understood


def test_nearer_and_farther_exclude_one_another_and_mirror() -> None:
    near, far = (depth_order("left knee", "left hip", nearer) for nearer in (True, False))
    assert near is not None and far is not None
    assert near.constraints[0].low == STEP and far.constraints[0].high == -STEP
    mirrored = depth_order("right knee", "right hip", True)
    assert mirrored == near.mirrored() and mirrored.part == "right_leg"


def test_what_says_nothing_about_depth_is_no_posecode() -> None:
    assert depth_order("left knee", "left knee", True) is None and depth_order("left knee", "the moon", True) is None
    heard = understand("The left arm is closer to the body than the right arm.", "left_arm")
    assert not any("camera" in s.posecode.name for s in heard.statements)
