"""How feet stand, sides that the legs settle, and postures told by more than one clause: each with sentences that it reads and some it leaves alone."""

from __future__ import annotations

import pytest

from core.body.constraint import Measure
from core.language.settling import settled_by
from core.language.understanding import understand


def _names(text: str, part: str | None = None) -> set[str]:
    return {s.posecode.name for s in understand(text, part, learned=False).statements}


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        ("supinated", "left_foot", {"left foot: on the outer edge"}),
        ("the foot is rolled onto its inner border", "right_foot", {"right foot: on the inner edge"}),
        ("ankles rolled outwards", None, {"left foot: on the outer edge", "right foot: on the outer edge"}),
        ("the arch has collapsed", "left_foot", {"left foot: on the inner edge"}),
        ("toes outwards on both sides", "left_foot", {"left foot: turned out", "right foot: turned out"}),
        ("the heel never leaves the floor", "right_foot", {"right foot: on the ground"}),
        ("only the tip of the shoe touches the floor", "left_foot", {"left foot: on tiptoe"}),
        ("toes drawn up to the shin, heel stays down", "left_foot", {"left foot: flexed", "left foot: on the heel"}),
        ("splayed outward", "right_foot", {"right foot: turned out"}),
        ("feet pointing in opposite directions", None, {"left foot: turned out", "right foot: turned out"}),
        ("leg straight and turned out from the hip", "left_leg", {"left knee: straight", "left foot: turned out"}),
        ("hip in internal rotation, knee bent", "right_leg", {"right knee: turned inward", "right knee: bent"}),
        ("bent back at the knee", "left_leg", {"left knee: bent", "left foot: behind the body"}),
        ("Stand on your left leg and hug the other knee with both hands.", None, {
            "body: standing on the left leg", "right thigh: drawn up to the chest", "right knee: tightly bent", "left hand: near the right shin",
            "right hand: near the right shin",
        }),
        ("on one leg, right knee lifted", None, {"body: standing on the left leg", "right knee: raised"}),
        ("stepping back with the left leg into a lunge", None, {
            "body: lunging with the right leg forward",
        }),
        ("head to heels one line", "torso", {
            "left hip: straight", "right hip: straight", "left knee: straight", "right knee: straight", "torso: back straight",
        }),
        ("plank, a straight line from ankles to shoulders", "torso", {
            "body: in a push-up position", "left hip: straight", "right hip: straight", "left knee: straight", "right knee: straight",
            "torso: back straight",
        }),
        ("supine, feet flat on the floor", None, {
            "body: lying face up", "left knee: bent", "right knee: bent", "left foot: flat on the ground", "right foot: flat on the ground",
        }),
        ("side-lying on the left", None, {"body: lying on the left side"}),
        ("prone on the forearms", None, {"body: lying face down", "left elbow: on the ground", "right elbow: on the ground"}),
        ("squats to parallel", None, {"body: squatting", "left thigh: horizontal", "right thigh: horizontal"}),
        ("kneeling, sitting back on the heels", None, {
            "body: kneeling on both knees", "left knee: on the ground", "right knee: on the ground", "body: sitting on the heels",
        }),
        ("stands cross-legged", None, {"body: standing", "legs: crossed"}),
        ("takes the weight off his left foot", None, {"body: weight on the right leg"}),
        ("the weight is evenly distributed", None, {"body: weight on both legs"}),
        ("sinks the hips below the knees", None, {"torso: hips below the knees"}),
        ("knee drifts forward", "right_leg", {"right knee: forward of the ankle"}),
        ("one stair up, knee bent", "left_leg", {"left foot: one step up", "left knee: bent"}),
        ("sitting on a table, lower legs dangling", None, {"body: sitting on a seat", "left shin: vertical", "right shin: vertical"}),
        ("free knee loosely bent", "left_leg", {"left knee: slightly bent"}),
    ],
)
def test_what_is_said_of_feet_and_postures_is_read(text: str, part: str | None, expected: set[str]) -> None:
    assert _names(text, part) == expected


@pytest.mark.parametrize(
    ("text", "part", "never"),
    [
        ("heel touching the toes of the right foot", "left_foot", "torso: bent forward"),
        ("inverted", "left_foot", "body: upside down"),
        ("arch lifting", "left_foot", "torso: back arched"),
        ("Weight sits on the right leg", "torso", "body: sitting"),
        ("bottom near the floor", None, "body: sitting on the ground"),
        ("straight line from heels to head", "torso", "left heel: near the top of the head"),
        ("standing on one leg, left foot off the floor", None, "body: standing on the left leg"),
        ("parallel squat", None, "torso: horizontal"),
        ("back knee just off the floor", None, "right knee: raised"),
        ("both heels hang off the step", None, "left foot: on tiptoe"),
        ("Her legs are long.", None, "left knee: straight"),
        ("let the knees sink toward the floor", None, "left knee: on the ground"),
        ("a high step", "right_leg", "right foot: in front of the left foot"),
        ("sole flat on the lino", "left_foot", "left foot: up on something"),
    ],
)
def test_what_is_not_said_of_feet_and_postures_is_not_read(text: str, part: str | None, never: str) -> None:
    assert never not in _names(text, part)


def test_degrees_of_a_turned_foot_bound_its_direction() -> None:
    (statement,) = understand("turned out at about 30 degrees", "right_foot", learned=False).statements
    (bound,) = statement.posecode.constraints
    assert isinstance(bound.measure, Measure) and bound.measure.kind == "turn"
    assert abs((bound.high + bound.low) / 2) == pytest.approx(0.5236, abs=0.01)


def test_a_side_left_open_is_settled_by_another_row() -> None:
    open_sided = next(s for s in understand("half-kneeling", "torso", learned=False).statements if s.alternative is not None)
    row = {s.posecode.name for s in understand("knee on the mat", "left_leg", learned=False).statements}
    assert settled_by(open_sided, row).posecode.name == "body: kneeling on the left knee"
    assert settled_by(open_sided, set()) == open_sided
