"""Rules about arms, elbows and shoulders, each with a sentence that it reads and one that it must leave alone."""

from __future__ import annotations

import pytest

from core.language.understanding import understand


def _names(text: str, part: str | None = None) -> set[str]:
    return {s.posecode.name for s in understand(text, part, learned=False).statements}


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        ("not as bent as the left one", "right_arm", {"right elbow: less bent than the left elbow"}),
        ("elbow at an obtuse angle", "left_arm", {"left elbow: partially bent"}),
        ("Soften the elbow.", "left_arm", {"left elbow: slightly bent"}),
        ("Both elbows locked out", None, {"left elbow: straight", "right elbow: straight"}),
        ("as straight as a ruler", "right_arm", {"right elbow: straight"}),
        ("lock that elbow", "right_arm", {"right elbow: straight"}),
        ("wrist cocked back", "left_arm", {"left wrist: bent"}),
        ("elbow 90, palm in", "right_arm", {"right elbow: right angle", "right palm: facing inward"}),
        ("mild elbow flexion", "right_arm", {"right elbow: slightly bent"}),
        ("Arms form a Y", None, {"left arm: diagonally up", "right arm: diagonally up"}),
        ("arms pinned to the sides", None, {"left arm: at the side", "right arm: at the side"}),
        ("arm forward instead of up", "left_arm", {"left arm: forward"}),
        ("his left shoulder sits higher than his right", None, {"torso: left shoulder higher"}),
        ("The right shoulder sags.", None, {"torso: left shoulder higher"}),
        ("elbow and shoulder on the same level", "right_arm", {"right elbow: level with the right shoulder"}),
        ("the lower arm drops vertically", "right_arm", {"right forearm: pointing down"}),
        ("left raised, right lowered", "left_arm", {"left arm: raised", "right arm: lowered"}),
        ("a gap between the arm and the waist", "right_arm", {"right arm: slightly out to the side"}),
        ("no gap between the upper arm and the ribs", "right_arm", {"right upper arm: near the torso"}),
        ("bent a bit more than ninety degrees", "right_arm", {"right elbow: right angle"}),
        ("only slightly lifted from the side", "right_arm", {"right arm: slightly out to the side"}),
        ("arms dropped to the sides", None, {"left arm: at the side", "right arm: at the side"}),
        ("the arm falls loosely beside the hip", "left_arm", {"left arm: hanging down"}),
        ("palm facing the front", "right_arm", {"right palm: facing forward"}),
        ("the shoulder is shrugged", "left_arm", {"left shoulder: raised"}),
    ],
)
def test_a_rule_about_arms_reads_what_is_said(text: str, part: str | None, expected: set[str]) -> None:
    assert expected <= _names(text, part)


@pytest.mark.parametrize(
    ("text", "part", "never"),
    [
        ("equally bent as the left", "right_arm", "bent"),
        ("sleeve rolled up to the elbow", "left_arm", "hand"),
        ("elbow locked out", "left_arm", "out to the side"),
        ("his left shoulder sits higher than his right", None, "sitting"),
        ("Digging the right elbow into the right knee.", "right_arm", "left"),
        ("Two arms up, fists closed.", None, "together"),
        ("his hand is limp", "right_arm", "hanging"),
        ("drawn in close to the body", "right_arm", "across"),
        ("elbow toward the camera", "right_arm", "arm: toward"),
        ("arms pinned to the sides", None, "out to the side"),
        ("arms dropped to the sides", None, "out to the side"),
        ("across the lower back", "right_arm", "across"),
        ("nearest arm bent", "right_arm", "near the"),
        ("looks as if it were bent about ninety degrees", "left_arm", "head"),
        ("keep the arm parallel to the deck", "right_arm", "ground"),
        ("three quarters extended", "left_arm", "elbow: straight"),
        ("holds the arm away from the body", "left_arm", "right"),
    ],
)
def test_a_rule_about_arms_states_nothing_that_was_not_said(text: str, part: str | None, never: str) -> None:
    assert not [name for name in _names(text, part) if never in name]
