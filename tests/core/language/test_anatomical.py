"""Arms in anatomists' words, what is held, and which way hands and fingers point."""

from __future__ import annotations

import pytest

from core.language.understanding import understand


def _names(text: str, part: str | None) -> set[str]:
    return {s.posecode.name for s in understand(text, part).statements}


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        ("glenohumeral flexion of 110 degrees in the sagittal plane", "left_arm", {"left upper arm: lifted about 110 degrees"}),
        ("horizontal abduction at shoulder level", "right_arm", {"right arm: out to the side", "right upper arm: horizontal"}),
        ("humerus internally rotated, elbow bent 90", "left_arm", {"left arm: rotated inward", "left elbow: right angle"}),
        ("elbow at 90, forearm fully supinated", "left_hand", {"left elbow: right angle", "left forearm: supinated"}),
        ("pointing to four o'clock", "left_arm", {"left arm: lifted about 60 degrees"}),
        ("elbow flexed past 90", "right_arm", {"right elbow: tightly bent"}),
        ("the back of the hand faces forward", "right_hand", {"right palm: facing back"}),
        ("thumb side up", "left_hand", {"left thumb: pointing up"}),
        ("fingertips pointing at the floor", "right_hand", {"right fingers: pointing down"}),
        ("a kettlebell held overhead", None, {"left arm: overhead", "right arm: overhead"}),
        ("a phone at the ear", "right_hand", {"right hand: on the right ear"}),
        ("raised, forming a 50 degree angle with the torso", "left_arm", {"left arm: lifted about 50 degrees"}),
        ("keep the elbow long", "left_arm", {"left elbow: at most slightly bent"}),
    ],
)
def test_an_arm_in_anatomical_words_is_read(text: str, part: str | None, expected: set[str]) -> None:
    assert expected <= _names(text, part)


@pytest.mark.parametrize("text", ["a cup on the table", "the hat on the head", "a sword at the hip", "long sleeves", "the bar is at hip height"])
def test_things_that_no_hand_holds_say_nothing_of_hands(text: str) -> None:
    assert not _names(text, None)


def test_what_is_done_to_the_part_in_hand_does_not_move_the_hands_own_arm() -> None:
    assert _names("takes hold of the left wrist and pulls it down", "right_hand") == {"right hand: on the left wrist"}


def test_a_wrist_bent_back_is_not_one_bent_down() -> None:
    back, down = (understand(text, "left_hand").statements[0].posecode for text in ("wrist extended", "wrist flexed"))
    assert back.name == down.name and back.constraints != down.constraints


def test_a_supinated_forearm_turns_the_palm_up_when_the_elbow_is_bent_and_forward_when_the_arm_hangs() -> None:
    bent, hanging = (
        next(s.posecode for s in understand(text, "left_hand").statements if s.posecode.name == "left forearm: supinated").constraints[0].measure.axis
        for text in ("forearm supinated, elbow bent 90", "forearm supinated")
    )
    assert (bent, hanging) == ("down", "back")
