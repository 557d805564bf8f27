"""How limbs are held where nobody says more, and who takes it back."""

from __future__ import annotations

from core.body.constraint import Measure
from core.language.catalogue import CATALOGUE
from core.language.meant import giving_way
from core.language.natural import held_naturally
from core.language.posecodes import INF, canonical, height, negated, relation

_BEND = canonical(CATALOGUE["left elbow: straight"].constraints[0])[0]
_STEP = ("offset", ("left_ankle", "right_ankle"), "left", "body")


def _keys(name: str, *others: str) -> set[object]:
    return {canonical(c)[0] for c in held_naturally(name, {name, *others})}


def test_an_arm_stretched_forward_is_straight_unless_its_elbow_is_spoken_of() -> None:
    assert _BEND in _keys("left arm: forward")
    assert _BEND not in _keys("left arm: forward", "left elbow: bent")
    assert _BEND not in _keys("left arm: forward", "hands: together")
    assert _BEND in _keys("left arm: forward", "right elbow: bent")


def test_one_foot_before_the_other_is_no_step_to_the_side_unless_the_feet_are_apart() -> None:
    assert _STEP in _keys("left foot: in front of the right foot")
    assert _STEP in _keys("right foot: in front of the left foot")
    assert _STEP not in _keys("left foot: in front of the right foot", "feet: wide apart")


def test_the_shin_hangs_under_a_raised_thigh_unless_something_is_said_of_the_knee() -> None:
    assert _keys("left thigh: horizontal")
    assert not _keys("left thigh: horizontal", "left knee: straight")
    assert not _keys("left thigh: horizontal", "body: sitting")


def test_the_right_side_is_held_as_the_left_one_mirrored() -> None:
    for name in ("left arm: out to the side", "left foot: flexed", "left hand: on the left thigh", "left leg: raised to the side"):
        left = held_naturally(name, {name})
        twin = name.replace("left", "right")
        assert left
        assert {canonical(c.mirrored()) for c in left} == {canonical(c) for c in held_naturally(twin, {twin})}


def test_arms_of_somebody_who_lies_are_at_the_side_of_the_trunk_whatever_is_up() -> None:
    arm = CATALOGUE["left arm: at the side"]
    for posture, frame in (("body: lying face up", "chest"), ("body: standing", "body")):
        kept = giving_way([CATALOGUE[posture], arm])[1]
        frames = {c.measure.frame for c in kept.constraints if isinstance(c.measure, Measure) and c.measure.kind == "direction"}
        assert frames == {frame}


def test_what_is_not_above_is_level_at_most() -> None:
    above = relation("left elbow", "above", "left shoulder")
    assert above is not None
    below = negated(above)
    assert below is not None
    assert below.constraints[0].high < 0.05


def test_the_toes_of_a_leg_lifted_back_are_well_off_the_ground() -> None:
    lifted = held_naturally("left leg: raised back", {"left leg: raised back"})
    assert any(c == height("left_big_toe", 0.21, INF) for c in lifted)
    kept = {"left leg: raised back", "left foot: near the ground"}
    assert not any(getattr(c.measure, "axis", "") == "up" or getattr(c.measure, "kind", "") == "height" for c in held_naturally("left leg: raised back", kept))
