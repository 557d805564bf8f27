"""Where hands are and what they do, as many people write it: places, details of places, both hands, sides in contrast, things handled."""

from __future__ import annotations

import pytest

from core.language.understanding import understand

SAID = [
    ("left_hand", "tucked in pocket", "left hand: on the left pocket"),
    ("right_hand", "neck", "right hand: on the neck"),
    ("left_hand", "ground", "left hand: on the ground"),
    ("right_hand", "chest high", "right hand: level with the chest"),
    (None, "hands: pockets", "left hand: on the left pocket; right hand: on the right pocket"),
    (None, "LH on thigh, RH on ground", "left hand: on the left thigh; right hand: on the ground"),
    ("right_hand", "R hand -> L shoulder", "right hand: on the left shoulder"),
    ("right_hand", "at the brim of the nose", "right hand: near the nose"),
    ("left_hand", "hand at mid-thigh", "left hand: near the left thigh"),
    ("right_hand", "rests on the pregnant belly", "right hand: on the stomach"),
    ("right_hand", "ten inches in front of the belly", "right hand: in front of the stomach"),
    ("left_hand", "in the vicinity of the left shoulder", "left hand: near the left shoulder"),
    ("right_hand", "stays below the level of the elbow", "right hand: below the right elbow"),
    ("left_hand", "hand tucked under the right arm", "left hand: on the right armpit"),
    ("left_hand", "scratching the back of her head", "left hand: on the back of the head"),
    ("left_hand", "wipes the tears from the cheek", "left hand: on the left cheek"),
    ("right_hand", "checking the pulse on the left wrist", "right hand: on the left wrist"),
    ("right_hand", "patting himself on the left shoulder", "right hand: on the left shoulder"),
    ("right_hand", "The right hand lies along the left forearm", "right hand: on the left forearm"),
    ("right_hand", "sits on top of the left shoulder", "right hand: on the left shoulder"),
    ("left_hand", "drawn back to the hip", "left hand: on the left hip"),
    (None, "fingers laced", "hands: together"),
    (None, "hands hold each other", "hands: together"),
    (None, "hands crossed at the wrists", "wrists: crossed"),
    (None, "hands crossed over onto opposite thighs", "left hand: on the right thigh; right hand: on the left thigh"),
    (None, "her hands rest one on each thigh", "left hand: on the left thigh; right hand: on the right thigh"),
    (None, "both hands lie open on the lap", "left hand: on the lap; right hand: on the lap"),
    (None, "hands sliding down the shins", "left hand: on the left shin; right hand: on the right shin"),
    (None, "left hand at chest level, right at hip level", "left hand: level with the chest; right hand: level with the right hip"),
    (None, "the left hand, not the right, covers the mouth", "left hand: on the mouth"),
    (None, "the right hand sits higher", "right hand: higher than the left hand"),
    (None, "his belly is held with both hands", "left hand: on the stomach; right hand: on the stomach"),
    (None, "ears covered by the palms", "left hand: on the left ear; right hand: on the right ear"),
    (None, "With the left hand she holds the right wrist.", "left hand: on the right wrist"),
    (None, "Palms face up.", "left palm: facing up; right palm: facing up"),
    ("left_hand", "palm turned skywards beside the hip", "left palm: facing up; left hand: beside the left hip"),
    ("right_hand", "wrist dorsiflexed 70 degrees", "right wrist: bent"),
    ("right_hand", "keep the wrist in line with the forearm", "right wrist: straight"),
]


@pytest.mark.parametrize(("part", "text", "codes"), SAID, ids=[f"{part}: {text}" for part, text, _ in SAID])
def test_a_text_about_a_hand_says_exactly_where_it_is(part: str | None, text: str, codes: str) -> None:
    said = {s.posecode.name for s in understand(text, part, learned=False).statements}
    assert said == set(codes.split("; "))


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ("left_hand", "fist is closed"),
        ("left_hand", "on the arm of the chair"),
        ("right_hand", "curled up, showing a tattoo on the forearm"),
        ("left_hand", "wearing a glove on the wrist"),
        (None, "the man's right hand is on the woman's shoulder"),
    ],
)
def test_what_only_looks_like_a_place_of_the_hand_says_nothing(part: str | None, text: str) -> None:
    assert not understand(text, part, learned=False).statements


def test_one_hand_that_holds_something_says_nothing_of_the_other() -> None:
    said = understand("holding a book", "left_hand", learned=False).statements
    assert said and not any(s.posecode.name.startswith("right") for s in said)
