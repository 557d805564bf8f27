"""Clothes, surroundings, and places of other bodies and things: words of the pose that say nothing of the pose."""

from __future__ import annotations

import pytest

from core.body.skeleton import PARTS
from core.language.understanding import understand

ROWS = (*PARTS, None)


def _names(text: str, part: str | None) -> set[str]:
    return {s.posecode.name for s in understand(text, part).statements}


@pytest.mark.parametrize("part", ROWS)
@pytest.mark.parametrize(
    "text",
    [
        "in brown riding boots",
        "in a woollen hat",
        "in a studded belt",
        "in a jacket with two pockets",
        "in long socks pulled up to the knee",
        "a bandage from the elbow to the wrist",
        "gloves that reach to the elbow",
        "covered in paint up to the knee",
        "high cheekbones",
        "knee-high socks",
        "large feet",
        "nail polish on the toes",
        "with rolled-up sleeves",
        "in a shirt with the collar turned up",
        "behind him is a white van",
        "an old tree leans to the right",
        "keys dangling from the belt",
        "a towel round the neck",
        "a fringe over the eyes",
        "in the back garden",
        "on the left page",
        "a head of hair",
        "a foot bridge",
    ],
)
def test_clothes_and_surroundings_say_nothing_of_any_part(text: str, part: str | None) -> None:
    assert _names(text, part) == set()


@pytest.mark.parametrize(
    ("text", "part", "name"),
    [
        ("in a thick sleeve, bent at the elbow", "left_arm", "left elbow: bent"),
        ("in jeans, with the knee bent", "left_leg", "left knee: bent"),
        ("wearing a helmet, turned to the left", "head", "head: turned to the left"),
        ("holding the cap against the chest", "right_hand", "right hand: on the chest"),
        ("in the pocket of the coat", "left_hand", "left hand: on the left pocket"),
        ("touches the necklace", "right_hand", "right hand: on the throat"),
        ("pressing a towel to the forehead", "left_hand", "left hand: on the forehead"),
        ("A man in black boots kneels on the left knee", None, "body: kneeling on the left knee"),
    ],
)
def test_a_pose_told_beside_clothes_is_read(text: str, part: str | None, name: str) -> None:
    assert name in _names(text, part)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("on the chin of the infant", "right_hand"),
        ("resting on his partner's left shoulder", "left_hand"),
        ("in the right hand of her mother", "left_hand"),
        ("on the hip of the woman she dances with", "right_hand"),
        ("kissing the dog's nose", "head"),
        ("holding the right foot of the doll", "left_hand"),
        ("holding a head of cabbage", "right_hand"),
        ("carrying red shoes", "left_hand"),
        ("rests on the dog lying by his feet", "left_hand"),
        ("a girl sits on his shoulders", "torso"),
        ("the child's hands rest on her knees", "torso"),
        ("looks open and relaxed", "left_hand"),
        ("higher than I thought", "left_arm"),
        ("to the left of the plate", "right_hand"),
        ("in the lower left corner of the photo", "head"),
        ("drinking in the view", "head"),
        ("draped around the neck of the horse", "left_arm"),
    ],
)
def test_places_of_others_and_of_things_are_no_places_of_this_body(text: str, part: str) -> None:
    assert _names(text, part) <= {"left arm: hanging down"} if "relaxed" in text else _names(text, part) == set()


@pytest.mark.parametrize(
    ("text", "part", "said", "unsaid"),
    [
        ("looking at the cat on the floor", "head", "head: bowed", "head: on the ground"),
        ("looks down at the letter on her knees", "head", "head: bowed", "head: on the left knee"),
        ("points to the coin on the ground", "right_arm", "right arm: diagonally down", "right hand: on the ground"),
        ("looking at the key in her left hand", "head", "head: facing the left hand", "left hand: on the head"),
        ("on the knee rather than the thigh", "left_hand", "left hand: on the left knee", "left hand: on the left thigh"),
        ("rather down than up", "right_arm", "right arm: hanging down", "right arm: raised"),
        ("lies palm up on the thigh", "right_hand", "right palm: facing up", "body: lying face up"),
        ("writes in a notebook on the left knee", "right_hand", "right hand: on the left knee", "left elbow: right angle"),
        ("holds a phone and looks at it", "right_hand", "head: facing the right hand", "right hand: on the right ear"),
        ("looks slightly turned to the right", "torso", "torso: slightly turned to the right", "head: slightly turned to the right"),
        ("standing at attention and saluting", "right_arm", "right hand: on the forehead", "right arm: at the side"),
        ("nowhere near his face", "right_hand", "right hand: away from the face", "right hand: near the face"),
    ],
)
def test_what_is_pointed_looked_or_held_at_is_told_from_where_a_part_is(text: str, part: str, said: str, unsaid: str) -> None:
    names = _names(text, part)
    assert said in names
    assert unsaid not in names


def test_a_head_angled_toward_a_hand_without_a_side_leaves_open_which() -> None:
    (said,) = understand("angled toward the outstretched hand", "head").statements
    assert said.posecode.name == "head: facing the left hand"
    assert said.alternative is not None
    assert said.alternative.name == "head: facing the right hand"
