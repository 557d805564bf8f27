"""Where in the picture a limb is seen is no statement; where it names a limb or tells a way it counts. And how far somebody can go."""

from __future__ import annotations

import pytest

from core.language.understanding import understand


def said(text: str, part: str | None) -> set[str]:
    return {s.posecode.name for s in understand(text, part).statements}


@pytest.mark.parametrize(
    ("part", "text", "expected"),
    [
        ("left_arm", "on the left side of the image", set()),
        ("left_arm", "The left arm, visible on the left side of the photo, hangs down.", {"left arm: hanging down"}),
        ("left_arm", "positioned on the right side of the frame, bent at the elbow", {"left elbow: bent"}),
        ("right_leg", "The right leg is on the left side of the picture, with the knee slightly bent.", {"right knee: slightly bent"}),
        ("right_hand", "Seen in the lower left corner of the photo, near the face.", {"right hand: near the face"}),
        ("left_hand", "The left hand is at the top of the image, above the head.", {"left hand: above the head"}),
        ("left_hand", "on the right side of the chest", {"left hand: on the chest"}),
    ],
)
def test_a_place_in_the_picture_moves_nothing(part: str, text: str, expected: set[str]) -> None:
    assert said(text, part) == expected


@pytest.mark.parametrize(
    ("part", "text", "expected"),
    [
        ("torso", "The arm on the left side of the image is raised.", "right arm: raised"),
        ("torso", "The arm (on the left of the image) is raised", "right arm: raised"),
        ("torso", "On the left of the image, the arm is raised.", "right arm: raised"),
        ("torso", "facing the right side of the image", "torso: facing image right"),
        ("head", "His gaze is directed off to the right of the frame.", "head: turned to the left"),
        ("left_arm", "reaches to the right side of the image", "left arm: out to the side"),
    ],
)
def test_a_place_in_the_picture_names_a_limb_or_a_way(part: str, text: str, expected: str) -> None:
    assert expected in said(text, part)


@pytest.mark.parametrize(
    ("part", "text", "expected"),
    [
        ("left_arm", "raised as high as possible", "left arm: overhead"),
        ("left_arm", "raised as high as you've got", "left arm: overhead"),
        ("left_arm", "as straight as you can make it", "left elbow: straight"),
        ("left_leg", "lifted as high as it will go", "left leg: raised high"),
        ("right_foot", "heel as high as she can", "right foot: on tiptoe"),
        ("torso", "feet as wide as possible", "feet: wide apart"),
        ("left_hand", "as high as the head", "left hand: level with the head"),
        ("left_arm", "not as straight as it could be", "left elbow: not straight"),
    ],
)
def test_as_far_as_somebody_can(part: str, text: str, expected: str) -> None:
    understood = understand(text, part)
    assert expected in {s.posecode.name for s in understood.statements}
    assert not any("level with the torso" in s.posecode.name for s in understood.statements)
    assert understood.not_understood == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("reclines on his left side", "body: lying on the left side"),
        ("planking on the floor", "body: in a push-up position"),
        ("facing her left, arms folded", "torso: turned to the left"),
    ],
)
def test_other_words_for_a_posture(text: str, expected: str) -> None:
    assert expected in said(text, "torso")


@pytest.mark.parametrize("text", ["standing on wooden planks", "a plank of wood", "facing her left hand"])
def test_what_is_no_posture(text: str) -> None:
    assert not said(text, "torso") - {"body: standing"}
