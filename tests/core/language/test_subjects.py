"""A statement speaks of the joints that its constraints bound, on its own side, and only of those."""

from __future__ import annotations

import pytest

from core.body.constraint import Comparison, Constraint, Measure
from core.body.skeleton import JOINT_NAMES, KEYPOINT_NAMES, mirrored_name
from core.language.catalogue import CATALOGUE
from core.language.posecodes import Posecode
from core.language.subjects import carrier, joints_of, keypoints_at
from core.language.understanding import understand


def spoken_of(text: str, part: str) -> set[str]:
    return {joint for s in understand(text, part).statements for joint in joints_of(s.posecode)}


def test_a_bent_elbow_is_about_shoulder_elbow_and_wrist_of_that_side() -> None:
    assert spoken_of("bent at a right angle", "left_arm") == {"left_shoulder", "left_elbow", "left_wrist"}


def test_a_relation_is_about_both_of_its_ends() -> None:
    joints = spoken_of("resting on the right knee", "left_hand")
    assert "right_knee" in joints and any(name.startswith("left_") for name in joints)


def test_surface_and_axis_points_are_carried_by_their_joint() -> None:
    assert carrier("left_heel") == "left_ankle" and carrier("nose") == "head" and carrier("chest_front") == "spine3"


def test_a_comparison_is_about_both_measures_and_a_mean_about_all_its_points() -> None:
    bend = {
        side: Measure("angle", (f"{side}_shoulder", f"{side}_elbow", f"{side}_wrist")) for side in ("left", "right")
    }
    middle = Measure("height", ("left_hip+right_hip",))
    code = Posecode(
        "x: y", "torso", (Constraint(Comparison(bend["left"], bend["right"]), low=0.1), Constraint(middle, low=0.2))
    )
    assert joints_of(code) == (
        "left_hip",
        "right_hip",
        "left_shoulder",
        "right_shoulder",
        "left_elbow",
        "right_elbow",
        "left_wrist",
        "right_wrist",
    )


def test_every_posecode_of_the_catalogue_speaks_of_joints_and_its_twin_of_theirs() -> None:
    codes = CATALOGUE.values() if isinstance(CATALOGUE, dict) else CATALOGUE
    for code in codes:
        joints = joints_of(code)
        assert joints and set(joints) <= set(JOINT_NAMES)
        twin = code.mirrored()
        if twin is not code:
            assert set(joints_of(twin)) == {mirrored_name(name) for name in joints}, code.name


@pytest.mark.parametrize(
    ("joint", "keypoint"),
    [("left_wrist", "left_wrist"), ("head", "nose"), ("left_hand", "left_index"), ("right_foot", "right_big_toe")],
)
def test_a_joint_is_found_again_in_the_photograph(joint: str, keypoint: str) -> None:
    assert keypoint in keypoints_at((joint,)) and keypoints_at((joint,)) <= set(KEYPOINT_NAMES)


def test_the_spine_has_no_keypoint() -> None:
    assert keypoints_at(("spine2",)) == frozenset()
