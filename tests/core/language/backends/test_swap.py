"""Left and right: exchanged in words without touching what is no side, and flagged where a text fits the picture's other side better."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from core.body.model import BodyModel
from core.body.skeleton import KEYPOINT_NAMES, PARTS, mirrored_name
from core.language.backends.swap import SwapCheck, put_right, swapped_text
from core.language.describer import describe
from core.language.understanding import understand
from core.observation import Body, Description, Keypoint, Remark


@pytest.mark.parametrize(
    ("text", "swapped"),
    [
        ("The left arm is raised.", "The right arm is raised."),
        ("Left hand on the RIGHT hip", "Right hand on the LEFT hip"),
        (
            "the left-hand side, leftwards, the lefts, leftmost",
            "the right-hand side, rightwards, the rights, rightmost",
        ),
        ("his left's over his right", "his right's over his left"),
        ("the right over the left", "the left over the right"),
        ("Crossed, right over left", "Crossed, left over right"),
        ("turned to the right at the waist", "turned to the left at the waist"),
        ("(L) arm", "(R) arm"),
    ],
)
def test_sides_are_exchanged_whatever_their_form(text: str, swapped: str) -> None:
    assert swapped_text(text) == swapped
    assert swapped_text(swapped) == text


@pytest.mark.parametrize(
    "text",
    [
        "bent at a right angle",
        "right-angled",
        "two right angles",
        "upright",
        "brightly",
        "cleft",
        "right above the knee",
        "is left hanging",
        "The elbow, right at the waist",
    ],
)
def test_what_is_no_side_stays(text: str) -> None:
    assert swapped_text(text) == text


@pytest.fixture(scope="module")
def model() -> BodyModel:
    return BodyModel.load()


@pytest.fixture(scope="module")
def bodies(repository: Path) -> list[Body]:
    """The authored poses, three metres before the camera."""
    entries = json.loads((repository / "resources" / "poses" / "authored.json").read_text(encoding="utf-8"))["poses"]
    poses = np.array([entry["pose"] for entry in entries], dtype=np.float64).reshape(-1, 24, 3)
    poses[:, 0] = (
        Rotation.from_rotvec((np.pi, 0.0, 0.0)) * Rotation.from_rotvec(poses[:, 0])
    ).as_rotvec()  # y up -> camera frame
    return [Body.from_pose(pose, np.zeros(10), np.array([0.0, 0.0, 3.0])) for pose in poses]


SEEN = {name: Keypoint(0.0, 0.0, 0.9) for name in KEYPOINT_NAMES}


def test_swapping_the_words_says_the_mirrored_thing(model: BodyModel, bodies: list[Body]) -> None:
    same = total = 0
    for body in bodies:
        for part, text in describe(model.points(body), model.height(body)).items():
            names = {s.posecode.mirrored().name for s in understand(text, part).statements}
            mirrored = {s.posecode.name for s in understand(swapped_text(text), mirrored_name(part)).statements}
            total += len(names | mirrored)
            same += len(names & mirrored)
    assert total > 100 and same / total > 0.98


def test_texts_of_the_wrong_side_are_flagged_and_right_ones_are_not(model: BodyModel, bodies: list[Body]) -> None:
    """On the bodies themselves; ``evaluate swaps`` measures it with a detector's noise."""
    right_flagged = wrong_flagged = right = wrong = 0
    for body in bodies:
        check = SwapCheck(model, body, SEEN)
        texts = describe(model.points(body), model.height(body))
        for part in PARTS:
            if texts.get(part):
                right += 1
                right_flagged += bool(check.remarks(part, texts[part]))
            other = texts.get(mirrored_name(part), "")
            swapped = swapped_text(other)
            statements = understand(swapped, part).statements if other else ()
            if statements and any(own < 0.05 and mirror > 0.95 for own, mirror in map(check.fits, statements)):
                wrong += 1
                wrong_flagged += bool(check.remarks(part, swapped))
    assert right > 100 and wrong > 15
    assert right_flagged / right < 0.01
    assert wrong_flagged / wrong > 0.85


def test_a_flag_names_the_side_that_fits_and_doubt_about_the_joints_holds_it_back(model: BodyModel) -> None:
    pose = np.zeros((24, 3))
    pose[0] = (np.pi, 0.0, 0.0)
    pose[16] = (0.0, 0.0, 1.2)  # the left arm up
    pose[17] = (0.0, 0.0, 1.2)  # the right one down
    body = Body.from_pose(pose, np.zeros(10), np.array([0.0, 0.0, 3.0]))
    check = SwapCheck(model, body, SEEN)
    assert check.remarks("left_arm", "The left arm is raised.") == ()
    (remark,) = check.remarks("right_arm", "The right arm is raised high above the head.")
    assert remark.kind == "swap" and "left arm" in remark.text and remark.text.endswith(".")
    assert check.remarks("right_arm", "The elbow is straight.") == ()
    hidden = SwapCheck(model, body, {name: Keypoint(0.0, 0.0, 0.05, "occluded") for name in KEYPOINT_NAMES})
    assert hidden.remarks("right_arm", "The right arm is raised.") == ()
    assert check.remarks("right_arm", "") == () and check.remarks("head", "A red hat.") == ()


def test_putting_right_exchanges_words_and_where_both_rows_are_swapped_the_rows() -> None:
    flag = (Remark("swap", "?"),)
    left, right = (
        Description("The left arm is raised.", "vlm:m", remarks=flag),
        Description("The right arm hangs down.", "vlm:m"),
    )
    assert {p: d.text for p, d in put_right({"left_arm": left, "right_arm": right}, "left_arm").items()} == {
        "left_arm": "The right arm is raised."
    }
    both = {
        "left_arm": left,
        "right_arm": Description(right.text, "vlm:m", remarks=flag, support=(("right arm: lowered", 0.5),)),
    }
    after = put_right(both, "left_arm")
    assert {p: d.text for p, d in after.items()} == {
        "left_arm": "The left arm hangs down.",
        "right_arm": "The right arm is raised.",
    }
    assert after["left_arm"].support == (("left arm: lowered", 0.5),) and not after["left_arm"].remarks
    sideless = {
        "left_leg": Description("Raised.", "vlm:m", remarks=flag),
        "right_leg": Description("Straight.", "vlm:m"),
    }
    assert put_right(sideless, "left_leg")["right_leg"].text == "Raised."
    alone = put_right({"left_arm": left, "right_arm": Description("", "vlm:m")}, "left_arm")
    assert alone["right_arm"].text == "The right arm is raised." and alone["left_arm"].text == ""
    head = put_right({"head": Description("Turned to the left.", "vlm:m", remarks=flag)}, "head")
    assert list(head) == ["head"] and head["head"].text == "Turned to the right."
    mine = {"left_leg": Description("Raised.", "vlm:m", remarks=flag), "right_leg": Description("Straight.", "person")}
    assert "right_leg" not in put_right(mine, "left_leg")
