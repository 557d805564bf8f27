"""What goes without saying, on the body: who is not said to leave the ground stands on it, both sides are alike where nothing tells them apart, arms that carry
the trunk stand under it. Measured with the obedience suite's own geometry, on the shipped models."""

from __future__ import annotations

import pytest

from core.engine import Engine
from core.evaluation.independent_geometry import Posed
from core.evaluation.obedience_checks import Check
from core.evaluation.obedience_functions import Ruler
from core.evaluation.obedience_run import refined
from core.observation import Body


@pytest.mark.parametrize(
    ("part", "text", "checks"),
    [
        ("torso", "doing a deadlift", ["lowest(left_foot) < 0.06", "lowest(right_foot) < 0.06", "pitch(trunk) > 35"]),
        ("torso", "single leg deadlift", ["min(lowest(left_foot), lowest(right_foot)) < 0.06", "pitch(trunk) > 40"]),
        ("left_foot", "on tiptoe", ["lowest(right_foot) < 0.06", "height(left_heel) > 0.08", "abs(x(left_ankle, left_hip)) < 0.18"]),
        ("left_leg", "the knee touches the floor", ["lowest(right_foot) < 0.08", "60 < bend(right_knee) < 130", "height(left_knee) < 0.16"]),
        ("left_leg", "lifted slightly off the ground", ["lowest(right_foot) < 0.06", "0.03 < lowest(left_foot) < 0.25", "z(left_knee, left_hip) > 0"]),
        ("torso", "half squat", ["lowest(left_foot) < 0.08", "lowest(right_foot) < 0.08", "abs(z(left_knee, right_knee)) < 0.08"]),
        ("torso", "sitting with the knees wide apart", ["abs(z(left_knee, right_knee)) < 0.1", "abs(y(left_knee, right_knee)) < 0.1"]),
        ("torso", "wide squat", ["abs(z(left_ankle, right_ankle)) < 0.1", "abs(z(left_knee, right_knee)) < 0.1"]),
        ("torso", "on all fours", ["bend(left_elbow) < 35", "bend(right_elbow) < 35", "abs(x(left_hand, left_shoulder)) < 0.15", "lowest(left_hand) < 0.12"]),
        ("torso", "push-up position, arms straight", ["bend(left_elbow) < 30", "height(neck) > 0.35", "lowest(right_hand) < 0.1"]),
        ("torso", "doing a handstand", ["bend(left_elbow) < 35", "height(neck) > 0.4", "lowest(left_hand) < 0.1", "lowest(right_hand) < 0.1"]),
        ("head", "rotated 90 degrees to the right", ["yaw(head) < -60", "abs(pitch(head)) < 15", "abs(roll(head)) < 20"]),
        ("torso", "child's pose", ["height(left_ankle) < 0.25", "height(right_ankle) < 0.25", "height(left_knee) < 0.2"]),
        ("torso", "kneeling with the hands clasped", ["-20 < pitch(trunk) < 25", "height(pelvis) > 0.3"]),
    ],
)  # fmt: skip
def test_what_goes_without_saying_is_done(engine: Engine, standing: Body, part: str, text: str, checks: list[str]) -> None:
    body, understood, _ = refined(engine, {part: text}, standing)
    assert understood
    ruler = Ruler(Posed(body), Posed(standing))
    parsed = [Check.parse(text) for text in checks]
    assert not {c.text: c.values(ruler) for c in parsed if not c.holds(ruler)}


def test_one_side_told_apart_leaves_the_other_as_it_is(engine: Engine, standing: Body) -> None:
    """Nothing is said of both legs alike here: the rule of likeness keeps out."""
    body, _, _ = refined(engine, {"left_leg": "raised forward, straight"}, standing)
    ruler = Ruler(Posed(body), Posed(standing))
    for check in ("lowest(right_foot) < 0.06", "bend(right_knee) < 25", "lowest(left_foot) > 0.15"):
        assert Check.parse(check).holds(ruler), check


def test_arms_of_a_level_trunk_reach_on_from_the_head(engine: Engine, standing: Body) -> None:
    body, _, _ = refined(engine, {"torso": "Torso parallel to the floor, both arms reaching forward."}, standing)
    ruler = Ruler(Posed(body), Posed(standing))
    for check in ("pitch(trunk) > 60", "abs(elevation(left_shoulder, left_wrist)) < 35", "z(left_wrist, left_shoulder) > 0.2"):
        assert Check.parse(check).holds(ruler), check
