"""How people speak of trunk and head: leans without a direction, sides that are somebody's own, turns said as nouns, shrugs and hitches."""

from __future__ import annotations

import pytest

from core.language.understanding import Statement, understand

READ = (
    ("torso", "leans in toward the person she is talking to", "torso: leaning forward"),
    ("torso", "leaned back in the chair", "torso: leaning back"),
    ("torso", "slightly side-bent toward left", "torso: slightly leaning to the left"),
    ("torso", "a right side bend", "torso: leaning to the right"),
    ("torso", "tilts to the subject's own left", "torso: leaning to the left"),
    ("torso", "leaning to the left side of the person and a little forward", "torso: slightly leaning forward"),
    ("torso", "Her back is turned to us.", "torso: away from the camera"),
    ("torso", "The back remains flat.", "torso: back straight"),
    ("torso", "thoracic kyphosis", "torso: back rounded"),
    ("torso", "left hip hitched", "torso: left hip higher"),
    ("torso", "the pelvis drops on the right", "torso: left hip higher"),
    ("torso", "shoulders turned all the way to the right", "torso: turned far to the right"),
    ("torso", "square to the camera", "torso: toward the camera"),
    ("torso", "bowed over the keyboard", "torso: bent forward"),
    ("torso", "sitting up straight", "torso: upright"),
    ("torso", "thrust forward", "torso: leaning forward"),
    (None, "He stands upright facing the officer.", "torso: upright"),
    (None, "mopping the floor, bent forward", "torso: bent forward"),
    (None, "reclining on her left side", "body: lying on the left side"),
    ("head", "face up", "head: looking up"),
    ("head", "nose in the air", "head: looking up"),
    ("head", "a slight left tilt", "head: slightly tilted to the left"),
    ("head", "head L 45", "head: turned to the left"),
    ("head", "chin pointing to the right shoulder", "head: turned to the right"),
    ("head", "lolling to the right", "head: tilted to the right"),
    ("head", "right ear close to the shoulder", "head: tilted to the right"),
    ("head", "bent over the book", "head: bowed"),
    ("head", "angled slightly to the dancer's own right", "head: slightly tilted to the right"),
    ("head", "The head faces away from the camera.", "head: turned away from the camera"),
    ("head", "chin pulled in", "head: slightly bowed"),
    ("head", "no noticeable tilt", "head: not tilted"),
    ("torso", "Three-quarter view, turned to her left.", "torso: turned to the left"),
    ("torso", "shoulders hunched up around the ears", "right shoulder: raised"),
    ("torso", "the shoulders are rolled forward", "torso: back rounded"), ("left_arm", "bent to salute", "left elbow: bent"),
    ("right_leg", "bent in a lunge", "right knee: bent"),
    ("torso", "he is stretching upward", "right arm: overhead"), ("torso", "she is stretching", "left arm: overhead"),
    ("torso", "catching", "left elbow: bent"),
    ("torso", "lying on his side, propped up on the left elbow", "body: lying on the left side"),
    ("right_leg", "stretched straight back in an arabesque", "right leg: raised back"), ("left_foot", "together, turned out", "feet: together"),
)
NOT_READ = (
    ("torso", "turned slightly away from the camera", "torso: away from the camera"),
    ("torso", "leaning against the table", "torso: leaning forward"),
    ("torso", "folded forward over the legs", "left hand: above the left thigh"),
    ("head", "the head moves from left to right", "head: turned to the left"),
    ("head", "face down", "body: lying face down"),
    ("torso", "Three-quarter view, turned to her left.", "head: turned to the left"),
    ("torso", "shoulders hunched up around the ears", "torso: back rounded"),
    ("torso", "stretching: right heel on a bar", "left arm: overhead"), ("torso", "catching his breath", "left elbow: bent"),
    ("left_arm", "bent to salute", "torso: bent forward"), ("right_leg", "bent in a lunge", "torso: bent forward"),
    (None, "a long line from head to toe", "head: bowed"),
)


def _read(row: str | None, text: str) -> dict[str, Statement]:
    return {s.posecode.name: s for s in understand(text, row, learned=False).statements}


@pytest.mark.parametrize(("row", "text", "name"), READ)
def test_a_way_of_saying_it_is_read(row: str | None, text: str, name: str) -> None:
    assert name in _read(row, text)


@pytest.mark.parametrize(("row", "text", "name"), NOT_READ)
def test_what_was_not_said_is_not_read(row: str | None, text: str, name: str) -> None:
    assert name not in _read(row, text)


@pytest.mark.parametrize(("text", "name"), [("head cocked to one side", "tilted"), ("turned", "turned"), ("looking back", "turned far")])
def test_a_side_that_is_left_open_may_be_either(text: str, name: str) -> None:
    found = next(s for s in understand(text, "head", learned=False).statements)
    assert found.posecode.name == f"head: {name} to the left" and found.alternative is not None and found.alternative.name.endswith("right")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("throwing a punch with the right", "right arm: forward"), ("kick with the left", "left leg: raised forward"),
        ("superhero landing on the right knee", "body: kneeling on the right knee"), ("tendu to the side with the right foot", "right leg: out to the side"),
        ("catching a ball above the head with both hands", "left hand: above the head"), ("A-pose", "left arm: slightly out to the side"),
        ("crucifixion pose", "left elbow: straight"), ("first arabesque on the left leg", "body: standing on the left leg"),
    ],
)  # fmt: skip
def test_actions_are_done_with_the_side_that_is_named(text: str, name: str) -> None:
    assert name in _read(None, text)


def test_hands_that_are_placed_are_not_where_the_action_usually_has_them() -> None:
    assert "left hand: in front of the chest" not in _read(None, "catching a ball above the head with both hands")


@pytest.mark.parametrize(
    ("text", "name"),
    [("lying on her side", "body: lying on the right side"), ("on one knee", "body: kneeling on the right knee"),
     ("on her side", "body: lying on the right side")],
)
def test_a_posture_whose_side_is_not_told_leaves_it_open(text: str, name: str) -> None:
    (said,) = understand(text, "torso", learned=False).statements
    assert said.posecode.name == name and said.alternative == said.posecode.mirrored()
