"""Typed shorthand, whole clauses that repeat the other side, what hands do to things worn, and the same in plainer words."""

from __future__ import annotations

import pytest

from core.language.lexicon import lexicon
from core.language.normalise import tokens
from core.language.understanding import understand


def said(text: str, part: str | None = None) -> set[str]:
    return {s.posecode.name for s in understand(text, part).statements}


@pytest.mark.parametrize(
    ("part", "text", "expected"),
    [
        ("right_hand", "put ur hand on ur chest pls", {"right hand: on the chest"}),
        ("left_leg", "bend the knee n point ur toes", {"left knee: bent", "left foot: toes pointed"}),
        ("head", "u r looking down", {"head: bowed"}),
        ("head", "turn 2 the right", {"head: turned to the right"}),
        ("torso", "touch ur knee w ur left hand", {"left hand: on the left knee"}),
    ],
)
def test_typed_shorthand_is_read_like_the_words_it_stands_for(part: str, text: str, expected: set[str]) -> None:
    assert said(text, part) >= expected


def test_your_before_a_deed_is_you_are() -> None:
    assert [t.word for t in tokens("like ur waving")] == ["like", "you", "are", "waving"]
    assert [t.word for t in tokens("ur ring")] == ["your", "ring"]


@pytest.mark.parametrize(
    "text",
    ["this arm does the same", "same goes for the right one", "ditto on the right", "and so is this one", "repeat with the other arm", "mirror it",
     "likewise lifted"],
)
def test_a_clause_that_repeats_the_other_side_says_that_both_are_alike(text: str) -> None:
    assert "right arm: like the left arm" in said(text, "right_arm")


@pytest.mark.parametrize("text", ["down at the side too", "out to the right as well", "same side as the wall", "straight again", "the elbow too"])
def test_what_is_said_also_of_this_side_is_not_taken_for_the_other_side(text: str) -> None:
    assert not any("like the" in name for name in said(text, "right_arm"))


def test_only_the_same_joint_of_the_other_side_is_repeated() -> None:
    assert said("The left knee is bent and the right elbow too.") == {"left knee: bent"}
    assert said("The left arm is raised, so is the right one.") == {"left arm: raised", "right arm: like the left arm"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("loosening the knot of a striped tie", "right hand: on the throat"), ("thumb tucked behind the lapel", "right hand: on the chest"),
        ("tugging his cap's brim down", "right hand: on the forehead"), ("hooked into the waistband", "right hand: on the waist"),
        ("twirling a pearl earring", "right hand: on the right ear"), ("fastens the left cuff", "right hand: on the left wrist"),
        ("stuffed into the rear pocket of his shorts", "right hand: on the right buttock"),
        ("tucks a loose strand behind the ear", "right hand: on the right ear"),
        ("pinches the hem of the skirt", "right hand: on the right thigh"), ("gathers her coat together at the throat", "right hand: on the throat"),
    ],
)
def test_a_hand_that_handles_what_is_worn_is_where_it_is_worn(text: str, expected: str) -> None:
    assert expected in said(text, "right_hand")


@pytest.mark.parametrize(
    "text",
    ["She wears a long skirt and a silk scarf.", "His tie is crooked.", "The strap of the bag crosses the chest.", "covered by a jacket", "looks at the watch"],
)
def test_clothes_that_no_hand_handles_say_nothing_of_a_hand(text: str) -> None:
    assert not any("hand: on" in name for name in said(text, "left_hand"))


def test_both_hands_fasten_what_takes_two() -> None:
    assert said("She laces her boots.") >= {"left hand: near the left foot", "right hand: near the right foot"} or said("He buttons his coat.") == {
        "left hand: on the chest", "right hand: on the chest"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fingertips on the clavicle", "left hand: on the chest"), ("flat on the sacrum", "left hand: on the lower back"),
        ("cups the olecranon", "left hand: on the right elbow"), ("placed on the opposite deltoid", "left hand: on the right shoulder"),
        ("resting on the patella", "left hand: on the left knee"), ("touches the earlobe", "left hand: on the left ear"),
        ("on the xiphoid process", "left hand: on the chest"), ("able to reach the opposite axilla", "left hand: on the right armpit"),
    ],
)
def test_anatomical_names_are_places_of_the_body(text: str, expected: str) -> None:
    assert expected in said(text, "left_hand")


@pytest.mark.parametrize(
    ("part", "text", "expected"),
    [
        ("left_hand", "Hidden from view behind the lower back.", "left hand: behind the lower back"),
        ("right_hand", "held before the mouth", "right hand: in front of the mouth"),
        ("left_hand", "on the upper left part of the chest", "left hand: on the chest"),
        ("left_hand", "The hand looks at the ceiling.", "left palm: facing up"),
        ("right_arm", "upper arm right beside the ear", "right arm: straight up"),
        ("right_arm", "forearm pointing straight at me", "right forearm: pointing toward the camera"),
        ("left_arm", "toward the right border of the canvas", "left arm: out to the side"),
        ("head", "look back across the right shoulder", "head: turned far to the right"),
        ("head", "eyes level", "head: level"),
        ("torso", "the shoulder line slopes down to the left", "torso: right shoulder higher"),
        ("left_hand", "tucked underneath the back of the head", "left hand: on the back of the head"),
        ("right_arm", "raise it, ok?", "right arm: raised"),
        ("left_arm", "flex that bicep", "left elbow: tightly bent"),
    ],
)
def test_the_same_in_other_words_is_read_alike(part: str, text: str, expected: str) -> None:
    assert expected in said(text, part)


def test_a_real_question_and_what_the_camera_cannot_see_stay_unread() -> None:
    assert not said("is the arm raised, or lowered?", "left_arm")
    assert not said("The left arm is hidden behind the torso.", "left_arm")
    assert not said("cocked before the throw", "left_arm") & {"left arm: raised", "left elbow: bent"}


def test_right_before_a_preposition_is_a_side_only_where_it_turns() -> None:
    assert "head: turned far to the left" not in said("chin right over the chest", "head")
    assert said("left hand on the hip, right behind the back") == {"left hand: on the left hip", "right hand: behind the torso"}


def test_phrases_of_the_lexicon_keep_their_articles() -> None:
    assert ("on", "this", "side") in lexicon() and ("on", "the", "side") not in lexicon()


@pytest.mark.parametrize(
    ("part", "text", "expected"),
    [
        ("head", "looking straight down the barrel of the camera", {"head: toward the camera"}),
        ("head", "staring into the lens", {"head: toward the camera"}),
        ("head", "ducks", {"head: bowed"}),
        ("right_foot", "turned out like a duck", {"right foot: turned out"}),
        ("torso", "a yoga tree pose on the left leg", {"body: standing on the left leg", "right foot: on the left thigh", "right knee: out to the side"}),
    ],
)
def test_figures_of_speech(part: str, text: str, expected: set[str]) -> None:
    assert said(text, part) == expected


@pytest.mark.parametrize("text", ["locked straight, pushing the door away", "like a zombie", "holding a tray"])
def test_what_two_hands_do_is_said_of_one_arm_in_its_text(text: str) -> None:
    assert said(text, "right_arm")
    assert not any(name.startswith("left ") for name in said(text, "right_arm"))
