"""What comes with a posture without being said, and postures told in two statements."""

from __future__ import annotations

import pytest

from core.language.catalogue import CATALOGUE
from core.language.meant import giving_way, meant
from core.language.posecodes import canonical
from core.language.understanding import understand


def _keys(*names: str) -> list[set[object]]:
    return [{canonical(c)[0] for c in bounds} for bounds in meant([CATALOGUE[n] for n in names])]


def _of(name: str, k: int = 0) -> object:
    return canonical(CATALOGUE[name].constraints[k])[0]


def test_a_leg_that_is_lifted_stays_straight_unless_its_knee_is_spoken_of() -> None:
    """Nobody says that the knee of a leg out to the side is straight."""
    knee = _of("left knee: straight")
    assert knee in _keys("left leg: out to the side")[0]
    assert knee not in _keys("left leg: out to the side", "left knee: bent")[0]
    assert knee not in _keys("left leg: out to the side", "body: sitting")[0]


def test_feet_apart_both_stand_unless_one_is_lifted() -> None:
    """Feet stay on the ground in a stance."""
    left, right = _of("left foot: on the ground"), _of("right foot: on the ground")
    assert {left, right} <= _keys("feet: wide apart")[0]
    assert right not in _keys("feet: wide apart", "right leg: raised")[0]


def test_a_row_that_speaks_of_a_knee_takes_the_postures_word_for_it_away() -> None:
    """Sitting with one leg stretched: the other knee stays bent."""
    left, right = _of("left knee: straight"), _of("right knee: straight")
    found = _keys("body: sitting", "left knee: straight")[0]
    assert right in found
    assert left not in found


def test_what_is_meant_of_the_right_mirrors_what_is_meant_of_the_left() -> None:
    """Only left-sided postures are written down."""
    left = meant([CATALOGUE["body: kneeling on the left knee"]])[0]
    right = meant([CATALOGUE["body: kneeling on the right knee"]])[0]
    assert {canonical(c.mirrored()) for c in left} == {canonical(c) for c in right}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("he sits on the ground with legs crossed", "body: sitting cross-legged"),
        ("kneeling with the left foot flat on the floor in front", "body: kneeling on the right knee"),
        ("lying on the back with the left knee up", "left foot: on the ground"),
        ("plank, body in one straight line", "torso: back straight"),
        ("lie on the back, plant the feet and press the hips up", "torso: hips higher than the shoulders"),
        ("her bottom is on the floor", "body: sitting on the ground"),
        ("slumped in an armchair", "body: sitting on a seat"),
        ("the catcher squats", "body: squatting"),
        ("the left knee is the closest thing to the lens", "left knee: nearer to the camera than the right knee"),
        ("body angled towards the right of the image", "torso: turned to image right"),
        ("hips and knees flexed to 90", "left knee: right angle"),
        ("stand on the left leg and place the right foot on the left thigh", "body: standing on the left leg"),
    ],
)
def test_a_posture_told_in_other_words_is_understood(text: str, said: str) -> None:
    """Each is how people say it who know no list of postures."""
    assert said in {s.posecode.name for s in understand(text, "torso").statements}


def test_the_leg_an_action_is_done_with_follows_from_what_is_said_beside_it() -> None:
    """A stork with the left foot up stands on the right leg."""
    names = {s.posecode.name for s in understand("standing on one foot like a stork, the left one tucked up behind her", "left_leg").statements}
    assert "body: standing on the right leg" in names
    assert "body: standing on the left leg" not in names


def test_a_posture_gives_way_to_what_is_said_of_a_limb() -> None:
    """Who sits on a chair with a leg stretched out does not have both knees bent, but still sits."""
    seat, straight = giving_way([CATALOGUE["body: sitting on a seat"], CATALOGUE["left knee: straight"]])
    kept = {canonical(c)[0] for c in seat.constraints}
    assert _of("left knee: straight") not in kept and _of("right knee: straight") in kept and straight == CATALOGUE["left knee: straight"]
    untouched = [CATALOGUE["body: sitting on a seat"], CATALOGUE["left arm: raised"], CATALOGUE["right knee: right angle"]]
    assert giving_way(untouched) == untouched


def test_who_leans_back_on_the_hands_sits_on_the_ground() -> None:
    """"Sitting" alone may be on a chair; beside hands on the ground it is not."""
    low = canonical(CATALOGUE["body: sitting on the ground"].constraints[0])[0]
    assert low in _keys("body: sitting", "left hand: on the ground", "right hand: on the ground")[0]
    assert low not in _keys("body: sitting", "left hand: on the left knee")[0]
