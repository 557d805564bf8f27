"""Rules about legs, feet, stance and postures, each with sentences that it reads and some that it must leave alone."""

from __future__ import annotations

import pytest

from core.language.understanding import understand


def _names(text: str, part: str | None = None) -> set[str]:
    return {s.posecode.name for s in understand(text, part, learned=False).statements}


def _both(name: str) -> set[str]:
    return {f"left {name}", f"right {name}"}


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        ("knees over the ankles", None, {"left knee: above the left ankle", "right knee: above the right ankle"}),
        ("resting on the heel", "right_leg", {"right foot: on the heel"}),
        ("the right leg trailing straight behind", None, {"right leg: back", "right knee: straight"}),
        ("toes pushing off the ground", "left_leg", {"left foot: on tiptoe"}),
        ("heels not touching the ground", None, _both("foot: on tiptoe")),
        ("with a raised heel", "right_leg", {"right foot: on tiptoe"}),
        ("toes pointing towards each other", None, _both("foot: turned in")),
        ("the knees face each other", None, _both("knee: turned inward")),
        ("soles of the feet facing each other", None, {"feet: together"}),
        ("knees inward, heels outward", None, _both("knee: turned inward") | _both("foot: turned in")),
        ("toes pulled back toward the shin", "left_foot", {"left foot: flexed"}),
        ("toes forward", "left_foot", {"left foot: pointing forward"}),
        ("right foot sideways", None, {"right foot: turned out"}),
        ("foot of right is not on floor", None, {"right foot: not on the ground"}),
        ("legs crossed, right over left", None, {"legs: crossed", "right leg: crossed over the left leg"}),
        ("legs wrapped around each other", "left_leg", {"legs: crossed", "left foot: near the right shin", "right foot: near the left shin"}),
        ("swings the left leg across the body", None, {"left leg: crossed over the right leg"}),
        ("seated, left ankle over right knee", None, {"body: sitting", "left leg: resting over the right knee"}),
        ("left foot leading", None, {"left foot: in front of the right foot"}),
        ("the left leg trails", None, {"left leg: back"}),
        ("left leg up in the air, vertical", None, {"left leg: raised", "left leg: straight up"}),
        ("she kicks her left leg up behind", None, {"left leg: raised back", "left knee: bent"}),
        ("thigh in line with the trunk", "left_leg", {"left hip: straight"}),
        ("draw the left knee in to the chest", None, {"left thigh: drawn up to the chest"}),
        ("bent past 90 degrees", "left_leg", {"left knee: tightly bent"}),
        ("bent thirty degrees at the knee", "left_leg", {"left knee: about 150 degrees"}),
        ("Knee hovering just above the floor", "right_leg", {"right knee: just above the ground"}),
        ("pressed against the other leg", "left_leg", {"feet: together"}),
        ("sits on the right thigh", "left_foot", {"left foot: on the right thigh"}),
        ("shoulder-width stance", None, {"feet: shoulder-width apart"}),
        ("knees deeply bent in a wide stance", None, _both("knee: tightly bent") | {"feet: wide apart"}),
        ("stepping with the right foot", None, {"body: striding with the right leg forward"}),
        ("supports all the body weight", "left_leg", {"body: weight on the left leg"}),
        ("The body is supported by the right leg.", None, {"body: weight on the right leg"}),
        ("weight on the balls of the feet", None, {"body: weight shifted forward"}),
        ("weight on the back foot", None, {"body: weight shifted back"}),
        ("leans toward the left leg", "torso", {"torso: leaning to the left"}),
        ("hips swayed to the left", "torso", {"torso: hips shifted to the left"}),
        ("bottom sticking out", "torso", {"torso: hips pushed back"}),
        ("half-kneeling, left foot forward", None, {"body: kneeling on the right knee", "left foot: in front of the right foot"}),
        ("crouched on his left knee", None, {"body: kneeling on the left knee", "left knee: on the ground"}),
        ("tall kneeling", None, {"body: kneeling upright"}),
        ("slides into a split", None, {"body: doing the splits"}),
        ("walking on his hands", None, {"body: doing a handstand"}),
        ("hips resting on heels", "torso", {"body: sitting on the heels"}),
        ("lying flat on the stomach", None, {"body: lying face down"}),
        ("a slight bend in both knees", None, _both("knee: slightly bent")),
        ("against the left inner thigh", "right_foot", {"right foot: on the left thigh"}),
        ("kneeling with the right leg stretched backward", None, {
            "body: kneeling on the left knee", "left knee: on the ground", "right knee: at most slightly bent", "right leg: back",
        }),
        ("lunge backward with left leg", None, {"body: lunging with the right leg forward"}),
        ("non-weight-bearing", "right_leg", {"body: weight on the left leg"}),
        ("in line with the body", "left_leg", {"left hip: straight"}),
        ("he stands on his head", None, {"body: upside down", "head: on the ground"}),
        ("stands on right tiptoe", None, {"body: standing", "right foot: on tiptoe"}),
    ],
)
def test_what_is_said_of_legs_is_read(text: str, part: str | None, expected: set[str]) -> None:
    assert _names(text, part) == expected


@pytest.mark.parametrize(
    ("text", "part", "never"),
    [
        ("right foot placed a step behind the left one", None, "right foot: in front of the left foot"),
        ("stepping on the left foot", "right_foot", "right foot: in front of the left foot"),
        ("The legs aren't crossed; they are parallel.", None, "left leg: horizontal"),
        ("parallel to the left leg", "right_leg", "right leg: horizontal"),
        ("legs 90 degrees apart", None, "left knee: right angle"),
        ("legs facing forward", None, "left leg: forward"),
        ("leaning on the right leg", None, "torso: bent far forward"),
        ("hips back as though sitting", None, "body: sitting"),
        ("about to sit down", None, "body: sitting"),
        ("He could be standing or sitting.", None, "body: sitting"),
        ("a soft bend at the knee", "right_leg", "right foot: near the left knee"),
        ("sitting in the splits against the wall", None, "body: sitting on a seat"),
        ("hyperextended on both sides", None, "body: lying on the right side"),
        ("Supporting leg, knee nearly straight", "right_leg", "right foot: on the left knee"),
        ("hip and knee both flexed at right angles", "left_leg", "right knee: right angle"),
        ("both knees exhibiting a noticeable bend", None, "left knee: slightly bent"),
        ("toes spread", "left_foot", "feet: apart"),
        ("thigh at 45 degrees to the ground", "right_leg", "right thigh: vertical"),
        ("turned out at the hip", "left_leg", "left foot: at hip height"),
    ],
)
def test_what_is_not_said_of_legs_is_not_read(text: str, part: str | None, never: str) -> None:
    assert never not in _names(text, part)


def test_front_and_back_leg_are_two_legs() -> None:
    front, back = understand("front knee bent, back knee straight", learned=False).statements
    assert {front.posecode.name.split()[0], back.posecode.name.split()[0]} == {"left", "right"}
    assert front.alternative is not None and back.alternative is not None


@pytest.mark.parametrize(
    ("row", "text", "names"),
    [
        ("right_leg", "The front leg is bent deeply.", {"right foot: in front of the left foot", "right knee: tightly bent"}),
        ("left_leg", "the rear leg, straight", {"left foot: behind the right foot", "left knee: straight"}),
        ("left_leg", "It is the supporting leg and is straight.", {"body: weight on the left leg", "left knee: straight"}),
        ("right_foot", "the back foot, heel up", {"right foot: behind the left foot", "right foot: on tiptoe"}),
        ("left_leg", "in front of the standing leg", {"left foot: in front of the right foot"}),
        ("torso", "the back leg", set()),
    ],
)  # fmt: skip
def test_a_leg_says_in_its_own_text_what_it_is_to_the_other_one(row: str, text: str, names: set[str]) -> None:
    assert {s.posecode.name for s in understand(text, row, learned=False).statements} == names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lunging, the back leg straight", {"body: lunging with the right leg forward", "left knee: straight"}),
        ("in a lunge with the back knee just above the floor", {"body: lunging with the right leg forward", "left knee: just above the ground"}),
        ("lunging with the left leg forward, the back knee on the floor", {"body: lunging with the left leg forward", "right knee: on the ground"}),
        ("walking, the rear heel lifted", {"body: striding with the right leg forward", "left foot: on tiptoe"}),
        ("doing a split squat, the front foot flat", {"body: lunging with the right leg forward", "right foot: flat on the ground"}),
    ],
)
def test_the_back_leg_is_not_the_one_that_goes_ahead(text: str, expected: set[str]) -> None:
    assert {s.posecode.name for s in understand(text, "torso").statements} == expected
