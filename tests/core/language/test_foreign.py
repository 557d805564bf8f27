"""What is about something else than the pose, though its words are the pose's."""

from __future__ import annotations

import pytest

from core.language.understanding import understand


def codes(text: str, part: str | None = None) -> set[str]:
    return {s.posecode.name for s in understand(text, part).statements}


@pytest.mark.parametrize(
    "text",
    [
        "The left arm is hidden behind the torso.", "The arm is partially obscured by the body.", "The left hand is out of frame.",
        "The left arm is outside the picture.", "The right foot is cropped out.", "The hand is out of view behind the head.",
        "occluded by the torso", "The leg is cut off by the edge of the image.",
    ],
)  # fmt: skip
def test_what_the_camera_cannot_see_says_nothing_of_where_it_is(text: str) -> None:
    assert codes(text, "left_arm") == set()


def test_a_hand_hidden_behind_the_back_is_behind_the_back() -> None:
    assert codes("His left hand is hidden behind his back.") == {"left hand: behind the torso"}


@pytest.mark.parametrize(
    "text", ["The lamp stands upright.", "A bent nail lies in the box.", "A standing lamp.", "The suitcase is upright.", "A cap sits on his head.",
             "The leg of the table is bent.", "Freckles cover her cheeks.", "A walking stick.", "She wears running shoes."]
)  # fmt: skip
def test_a_thing_has_no_posture(text: str) -> None:
    assert codes(text) == set()


def test_a_thing_joined_to_a_limb_keeps_its_predicate_to_itself() -> None:
    assert codes("His left arm is raised and the umbrella is bent.") == {"left arm: raised"}


@pytest.mark.parametrize("who", ["The man", "A young ballerina", "The goalkeeper", "The toddler", "My grandmother"])
def test_people_of_any_kind_have_postures(who: str) -> None:
    assert codes(f"{who} stands on the left leg.") == {"body: standing on the left leg"}


@pytest.mark.parametrize(
    "text", ["The left and right arms are raised.", "Both the left and the right arm are raised.", "The right arm and the left arm are raised."]
)
def test_left_and_right_named_together_are_both(text: str) -> None:
    assert codes(text) == {"left arm: raised", "right arm: raised"}


def test_a_side_or_the_back_before_a_part_is_no_direction() -> None:
    assert codes("The hand is stuck in the back pocket.", "right_hand") == {"right hand: on the right buttock"}
    assert codes("His hands are on the left and right hips.") == {"left hand: on the left hip", "right hand: on the right hip"}
    assert "right arm: across the body" not in codes("The right arm is held like to the left one.")
