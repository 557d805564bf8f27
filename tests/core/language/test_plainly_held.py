"""How limbs are held and lie: what is brought somewhere is there, what lies on a forearm rests, and a number in the next breath is still the arm's."""

from __future__ import annotations

import pytest

from core.language.understanding import understand


def said(text: str, part: str | None = None) -> set[str]:
    return {s.posecode.name for s in understand(text, part).statements}


@pytest.mark.parametrize(
    ("part", "text", "expected"),
    [
        ("torso", "hold both arms out in front for balance", {"left arm: forward", "right arm: forward"}),
        ("torso", "chest up, and hold both arms out in front", {"left arm: forward", "right arm: forward"}),
        ("right_arm", "press the arm down and back", {"right arm: hanging down", "right arm: back"}),
        ("left_arm", "level with the floor", {"left arm: horizontal"}),
        ("left_arm", "held a little away from the body, maybe at thirty degrees or so", {"left arm: lifted about 30 degrees"}),
        ("left_leg", "out behind, toes clear of the floor", {"left leg: back", "left foot: off the ground"}),
        ("left_foot", "toes clear of the floor", {"left foot: on the heel"}),
        ("torso", "leaning slightly backward, away from the camera", {"torso: slightly leaning back"}),
        ("torso", "turned away from the camera", {"torso: away from the camera"}),
        ("left_hand", "palm forward, as in the anatomical position", {"left palm: facing forward"}),
        ("torso", "hip hinge", {"torso: bent forward"}),
        ("left_arm", "halfway between hanging and horizontal", {"left arm: lifted about 45 degrees"}),
        ("torso", "inclined to the left, resulting in a pronounced curve of the spine", {"torso: leaning to the left"}),
        ("head", "turned by about 45 degrees toward the left edge of the image", {"head: turned to the right about 45 degrees"}),
    ],
)
def test_where_limbs_are_held(part: str, text: str, expected: set[str]) -> None:
    assert said(text, part) == expected


def test_an_arm_that_lies_on_the_other_does_not_lie_down() -> None:
    found = said("The right arm is folded across the chest as well, lying on top of the left forearm.", "right_arm")
    assert not any(name.startswith("body: lying") for name in found)
    assert "body: lying face up" in said("lying on the back, hand on the belly", "right_arm")


def test_hands_that_press_on_something_still_do() -> None:
    assert "left hand: on the left thigh" in said("press the hand down on the thigh", "left_hand")
    assert "hands: together" in said("pressing the hands together in front of the chest", "torso")


def test_a_knee_that_opens_in_a_tree_pose_takes_no_leg_out() -> None:
    text = "The sole of this foot presses into the inner thigh of the standing leg and the knee opens out to the side."
    assert said(text, "right_leg") == {"right foot: on the left thigh", "right knee: out to the side"}
