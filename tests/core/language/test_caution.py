"""What would be taken for its opposite, or for somebody else's body, is turned round or left out, and shown."""

from __future__ import annotations

import pytest

from core.language.understanding import understand


def said(text: str, part: str) -> set[str]:
    return {s.posecode.name for s in understand(text, part).statements}


@pytest.mark.parametrize(
    ("text", "part", "codes"),
    [
        ("far from straight", "left_arm", {"left elbow: not straight"}),
        ("anything but straight", "left_leg", {"left knee: not straight"}),
        ("far from being bent", "left_arm", {"left elbow: not bent"}),
        ("avoids touching the face", "left_hand", {"left hand: not on the face"}),
        ("The left arm is bent, the right isn't.", "left_arm", {"left elbow: bent"}),
        ("unlike the right arm, raised", "left_arm", {"left arm: raised"}),
    ],
)
def test_roundabout_negations_and_exceptions_are_not_taken_for_the_opposite(text: str, part: str, codes: set[str]) -> None:
    assert said(text, part) == codes


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("on her husband's shoulder", "left_hand"),
        ("touching the left knee of the man beside him", "left_hand"),
        ("holding the head of a hammer", "right_hand"),
        ("resting on the arm of the chair", "left_hand"),
        ("back to the wall", "torso"),
        ("is it bent?", "left_arm"),
        ("either bent or straight", "left_arm"),
        ("I can't tell whether it is bent or straight", "left_arm"),
        ("twice as bent as the right", "left_leg"),
    ],
)
def test_what_says_nothing_sure_of_this_body_makes_no_statement_and_is_shown(text: str, part: str) -> None:
    heard = understand(text, part)
    assert heard.statements == ()
    assert heard.not_understood == (text.rstrip("?."),)


def test_a_backpack_on_the_back_does_not_lay_the_body_down() -> None:
    assert not any("lying" in code for code in said("carries a backpack on the back", "torso"))
    assert said("lying on the back", "torso") == {"body: lying face up"}


@pytest.mark.parametrize(
    ("text", "part", "code"),
    [
        ("the woman's left hand is on her hip", "left_hand", "left hand: on the left hip"),
        ("as high as the shoulder", "left_hand", "left hand: level with the left shoulder"),
        ("on the hip instead of the head", "left_hand", "left hand: on the left hip"),
        ("his back to the camera", "torso", "torso: away from the camera"),
        ("not bent", "left_arm", "left elbow: not bent"),
    ],
)
def test_plain_ways_of_saying_the_like_are_still_understood(text: str, part: str, code: str) -> None:
    assert code in said(text, part)


def test_spans_of_what_is_left_out_index_the_text() -> None:
    text = "Raised high. Is it bent? On her husband's shoulder, palm up."
    heard = understand(text, "left_arm")
    assert all(words in text for words in heard.not_understood)
    assert "Is it bent" in heard.not_understood
