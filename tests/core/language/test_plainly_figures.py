"""What is said of the whole body: who performs a figure does it, who prays on the knees kneels."""

from __future__ import annotations

import pytest

from core.language.understanding import understand

_AT_SHOULDER = "left hand: level with the left shoulder"
_AT_CHEST = {"right hand: in front of the torso", "right hand: level with the chest", "right elbow: right angle"}


def said(text: str, part: str | None = None) -> set[str]:
    return {s.posecode.name for s in understand(text, part).statements}


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Performing a handstand.", "Doing a handstand."),
        ("executes a graceful arabesque on the right leg", "an arabesque on the right leg"),
        ("ballet arabesque on the right leg", "an arabesque on the right leg"),
        ("He is demonstrating a textbook side plank on the left hand.", "side plank on the left hand"),
        ("She strikes a superhero pose.", "superhero pose"),
    ],
)
def test_who_performs_a_figure_does_it(text: str, plain: str) -> None:
    assert said(text, "torso") == said(plain, "torso") != set()


@pytest.mark.parametrize("text", ["performing on stage", "He shows a strong interest in squash.", "A strong wind strikes her.", "practising the violin part"])
def test_what_else_is_performed_is_no_figure(text: str) -> None:
    assert not any(name.startswith(("body:", "left leg", "right leg")) for name in said(text, "torso"))


@pytest.mark.parametrize("text", ["praying on her knees", "down on his knees", "down on both knees", "begging on the knees", "weeping on her knees"])
def test_who_prays_on_the_knees_kneels(text: str) -> None:
    found = said(text, "torso")
    assert "body: kneeling on both knees" in found
    assert not any(name.endswith("hand: on the left knee") for name in found)


@pytest.mark.parametrize("text", ["Bending down, hands on the knees.", "Both hands are down on the knees.", "leaning down on her knees"])
def test_hands_on_the_knees_do_not_kneel(text: str) -> None:
    assert "body: kneeling on both knees" not in said(text, "torso")


@pytest.mark.parametrize(
    ("part", "text", "expected"),
    [
        ("left_hand", "tucked into the armpit on the opposite side", "left hand: on the right armpit"),
        ("right_hand", "resting on the hip of the other side", "right hand: on the left hip"),
        ("left_hand", "on the shoulder on the far side", "left hand: on the right shoulder"),
    ],
)
def test_a_place_on_the_opposite_side_is_the_other_one(part: str, text: str, expected: str) -> None:
    assert said(text, part) == {expected}


def test_what_follows_the_distance_from_the_other_foot_is_said_of_this_one() -> None:
    assert said("shoulder-width apart from the right, pointing straight ahead", "left_foot") == {"feet: shoulder-width apart", "left foot: pointing forward"}


def test_a_hugged_knee_has_both_hands_on_it() -> None:
    assert {"left hand: on the left knee", "right hand: on the left knee"} <= said("knee drawn up to the chest and hugged with both arms", "left_leg")


def test_both_hands_tie_the_shoe_that_is_named() -> None:
    assert said("squatting to tie the left shoe", "torso") == {"body: squatting", "left hand: near the left foot", "right hand: near the left foot"}


@pytest.mark.parametrize(
    ("text", "lies"), [("curled up on the floor", True), ("curled up in a ball on the bed", True), ("sitting curled up on the sofa", False)]
)
def test_who_is_curled_up_on_the_floor_lies(text: str, lies: bool) -> None:
    assert any(name.startswith("body: lying") for name in said(text, "torso")) == lies


def test_what_is_lifted_off_the_floor_is_bent_down_to() -> None:
    assert "torso: bent forward" in said("lifting a heavy box off the floor", "torso")
    assert said("bowing to the ground", "torso") == {"torso: bent far forward"}
    assert "torso: bent forward" not in said("lifts the left knee off the ground", "torso")


def test_a_leg_turns_out_with_the_foot_where_it_stands_and_with_the_knee_where_it_is_bent() -> None:
    assert said("turned out from the hip", "right_leg") == {"right foot: turned out"}
    assert "right knee: out to the side" in said("bent and turned out", "right_leg")


def test_a_leg_lifted_slightly_is_not_raised() -> None:
    assert said("lifted slightly off the ground", "left_leg") == {"left foot: slightly off the ground"}


@pytest.mark.parametrize(
    ("text", "elbows"),
    [
        ("prone, resting on the forearms", {"left", "right"}), ("lying on the stomach, propped up on both elbows", {"left", "right"}),
        ("lying on the left side propped up on the left elbow", {"left"}), ("She is lying on her right side, leaning on her elbow", {"right"}),
    ],
)  # fmt: skip
def test_who_lies_propped_on_elbows_has_them_on_the_ground(text: str, elbows: set[str]) -> None:
    assert {name.split()[0] for name in said(text, "torso") if name.endswith("elbow: on the ground")} == elbows


def test_who_sits_at_a_table_leaning_on_the_elbows_does_not() -> None:
    assert not any(name.endswith("elbow: on the ground") for name in said("sitting at the table, leaning on the elbows", "torso"))


def test_an_arm_at_shoulder_height_whose_forearm_points_up_has_its_elbow_there() -> None:
    found = said("raised to the side at shoulder height, elbow bent 90 degrees so that the forearm points straight up", "left_arm")
    assert found == {"left elbow: out to the side", "left elbow: level with the left shoulder", "left elbow: right angle", "left forearm: pointing up"}


def test_arms_stretched_forward_by_who_lies_face_down_go_beyond_the_head() -> None:
    assert {"left arm: overhead", "right arm: overhead"} <= said("lying face down with the arms stretched forward", "torso")


def test_the_leg_behind_in_mid_stride_is_the_one_whose_foot_is_behind() -> None:
    text = "The right leg appears to be bent at the knee with the foot placed behind the body, suggesting that the person is in mid-stride."
    assert "body: striding with the left leg forward" in said(text, "right_leg")


@pytest.mark.parametrize(
    ("part", "text", "expected"),
    [
        ("left_arm", "extended out in front of them at shoulder height", {"left elbow: at most slightly bent", "left arm: forward", _AT_SHOULDER}),
        ("left_arm", "They hold it behind them.", {"left arm: back"}),
        ("left_leg", "They lift it in front of them.", {"left leg: raised forward"}),
        ("right_arm", "up above her", {"right arm: overhead"}),
        ("right_hand", "They hold something in front of them at chest height.", _AT_CHEST),
        ("right_arm", "around the person beside her", set()),
        ("right_hand", "on the shoulder of the man standing next to him", set()),
        ("left_hand", "grabbing the left ankle behind the body", {"left hand: on the left ankle", "left knee: tightly bent"}),
        ("left_foot", "turned so the toes face the right foot", {"left foot: turned in"}),
        ("head", "Chin lifted, looking down the nose at the viewer.", {"head: looking up", "head: toward the camera"}),
    ],
)  # fmt: skip
def test_persons_and_what_they_hold(part: str, text: str, expected: set[str]) -> None:
    assert said(text, part) == expected


def test_feet_that_hands_rest_on_are_still_feet() -> None:
    assert {"left hand: on the left foot", "right hand: on the right foot"} <= said("Their feet are together and the hands rest on them.", "torso")
