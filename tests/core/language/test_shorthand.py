"""Notes in shorthand, one side told by the other, turns told by a clock, the head and the pelvis as they are carried."""

from __future__ import annotations

import pytest

from core.language.carriage import head_carried, pelvis_tipped
from core.language.likeness import alike
from core.language.understanding import understand


def said(text: str, part: str | None = None) -> set[str]:
    return {s.posecode.name for s in understand(text, part).statements}


@pytest.mark.parametrize(
    ("part", "text", "expected"),
    [
        ("torso", "leans to L", {"torso: leaning to the left"}),
        ("torso", "rotated to the R, approx. 30 deg.", {"torso: turned to the right about 30 degrees"}),
        ("head", "slightly R & bit up", {"head: slightly turned to the right", "head: slightly raised"}),
        ("left_leg", "R leg bent, L straight", {"right knee: bent", "left knee: straight"}),
        ("left_leg", "L one in front, R one behind", {"left leg: forward", "right leg: back"}),
        ("left_arm", "elbow: 90 deg approx. hand in front of chest", {"left elbow: right angle", "left hand: in front of the chest"}),
        ("left_arm", "R. arm up. L. arm down.", {"right arm: raised", "left arm: hanging down"}),
        ("torso", "stands w/ wt on L leg", {"body: standing", "body: weight on the left leg"}),
        ("left_hand", "on small of back", {"left hand: on the lower back"}),
        ("torso", "trunk inclined forward, about 20 degrees", {"torso: leaning forward about 20 degrees"}),
    ],
)
def test_shorthand_is_read_as_it_is_meant(part: str, text: str, expected: set[str]) -> None:
    assert said(text, part) == expected


@pytest.mark.parametrize("text", ["wearing an L sized shirt", "l'arm", "the letter R", "drives with L plates"])
def test_a_letter_that_is_no_side_names_none(text: str) -> None:
    assert not any("left" in name or "right" in name for name in said(text, "torso") if "arm" not in name and "hand" not in name and "elbow" not in name)


@pytest.mark.parametrize(
    ("part", "text", "expected"),
    [
        ("right_arm", "copies the left one", {"right arm: like the left arm"}),
        ("right_leg", "same as the other leg but a bit further back", {"right leg: like the left leg", "right foot: behind the left foot"}),
        ("left_arm", "identical to the right, only higher", {"left arm: like the right arm", "left hand: higher than the right hand"}),
        ("right_arm", "The left arm is raised; the right does the same.", {"left arm: raised", "right arm: like the left arm"}),
        ("left_arm", "not as high as the right one", {"left hand: lower than the right hand"}),
        ("left_leg", "as straight as the other", {"left knee: as bent as the right knee"}),
        ("left_arm", "higher as the other arm", {"left hand: higher than the right hand"}),
        ("right_arm", "In contrast to the left arm, it hangs down.", {"right arm: hanging down"}),
    ],
)
def test_one_side_is_told_by_the_other(part: str, text: str, expected: set[str]) -> None:
    assert said(text, part) == expected


@pytest.mark.parametrize("text", ["like a tree", "same as above", "not like the left", "just like the right hand of a clock", "twice as bent as the right"])
def test_what_likens_to_something_else_is_no_likeness(text: str) -> None:
    assert not any("like the" in name or "as bent" in name for name in said(text, "left_arm"))


def test_a_likeness_lets_go_what_is_told_otherwise() -> None:
    full, but_height = alike("arm", "left"), alike("arm", "left", frozenset({"up"}))
    assert full is not None and but_height is not None
    code = next(s.posecode for s in understand("mirrors the right but lower", "left_arm").statements if s.posecode.name == full.name)
    assert code.constraints == but_height.constraints
    assert len(full.constraints) == len(but_height.constraints) + 1


@pytest.mark.parametrize(
    ("part", "text", "expected"),
    [
        ("head", "face turned to eleven o'clock", {"head: turned to the left about 30 degrees"}),
        ("torso", "chest at 2 o'clock", {"torso: turned to the right about 60 degrees"}),
        ("torso", "at ten o'clock she stands by the door", {"body: standing"}),
        ("head", "the neck cranes forward", {head_carried("forward").name}),
        ("head", "head stuck out in front of the body", {head_carried("forward").name}),
        ("head", "aligned with the trunk", {head_carried("in line").name}),
        ("torso", "tailbone tucked under", {pelvis_tipped("back").name}),
        ("torso", "pelvis tilted forward", {pelvis_tipped("forward").name}),
        ("head", "eyes on the clouds", {"head: looking up"}),
        ("torso", "bent at the waist, 70 degrees", {"torso: leaning forward about 70 degrees"}),
        ("torso", "in profile, turned to the right", {"torso: left side toward the camera", "torso: turned to the right"}),
        ("torso", "a hand on each thigh", {"left hand: on the left thigh", "right hand: on the right thigh"}),
        ("torso", "the weight sits on the left foot", {"body: weight on the left leg"}),
        ("torso", "Imagine a wall behind you, you lean back.", set()),
    ],
)
def test_carriage_clocks_and_who_stands_where(part: str, text: str, expected: set[str]) -> None:
    assert said(text, part) == expected
