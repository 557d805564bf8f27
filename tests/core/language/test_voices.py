"""Sentences in other people's words, what compares two limbs or names an amount, and what contradicts what."""

from __future__ import annotations

import math
import subprocess
import sys

import pytest
import torch

from core.body.model import BodyModel
from core.language.acting import named
from core.language.actions import actions, phrases
from core.language.catalogue import Judge
from core.language.contradictions import conflicts
from core.language.places import swap_sides
from core.language.understanding import understand
from tests.core.language.sentences import Case
from tests.core.language.voices import NOT_THE_POSE, VOICES


def names(text: str, part: str | None = None) -> set[str]:
    return {s.posecode.name for s in understand(text, part).statements}


@pytest.mark.parametrize("case", VOICES, ids=lambda c: f"{c[0] or 'any'}: {c[1]}"[:70])
def test_a_sentence_in_another_voice_says_exactly_what_it_says(case: Case) -> None:
    assert names(case[1], case[0]) == {name.strip() for name in case[2].split(";")}


@pytest.mark.parametrize(("slot", "text"), NOT_THE_POSE)
def test_words_of_the_body_that_say_nothing_of_the_pose_make_no_statement_and_are_shown(slot: str | None, text: str) -> None:
    heard = understand(text, slot)
    assert not heard.statements
    assert heard.not_understood or heard.asides


@pytest.mark.parametrize("name", sorted(actions()))
def test_every_action_stands_for_posecodes_that_exist_on_both_sides(name: str) -> None:
    for code, sure in actions()[name].codes:
        assert named(code).mirrored().name == named(swap_sides(code)).name
        assert 0.3 <= sure <= 1.0


@pytest.mark.parametrize("name", sorted(actions()))
def test_every_action_is_understood_by_its_first_words(name: str) -> None:
    phrase = phrases()[name][0]
    assert understand(f"The person does this: {phrase}.").statements or understand(f"{phrase}ing").statements, phrase


@pytest.mark.parametrize(
    ("text", "sides"),
    [("She waves with her left hand.", {"left"}), ("He is saluting with the right hand.", {"right"}), ("holding a phone to her left ear", {"left"}),
     ("A waiter carries a tray at shoulder height on his left hand.", {"left"}), ("carrying a big box with both arms", {"left", "right"}),
     ("clapping his hands", {"left", "right"})],
)  # fmt: skip
def test_an_action_is_done_by_the_hand_that_the_words_name(text: str, sides: set[str]) -> None:
    said = [s for s in understand(text).statements if s.posecode.subject.startswith(("left", "right"))]
    assert {s.posecode.subject.split()[0] for s in said} == sides
    assert all(s.alternative is None for s in said)


def test_an_action_without_a_side_leaves_it_open() -> None:
    said = understand("He is saluting.").statements
    assert said and all(s.alternative is not None and s.confidence < 0.7 for s in said)


def test_what_is_said_outright_outweighs_what_an_action_implies() -> None:
    assert "left arm: overhead" not in names("Cheering, with the left arm hanging down.")
    assert "left arm: hanging down" in names("Cheering, with the left arm hanging down.")


def test_standing_with_a_lifted_leg_is_standing_on_the_other() -> None:
    assert names("He stands with his left knee raised and bent at a right angle.") >= {"body: standing on the right leg", "left knee: raised"}
    assert "body: standing with bent knees" in names("She stands with both knees bent at a right angle.")


def test_the_front_leg_is_the_one_that_was_said_to_be_in_front() -> None:
    assert "left knee: bent" in names("Step your right foot back and bend your front knee.")
    assert "right knee: straight" in names("A lunge with the left leg forward, the back leg straight.")


def test_possessions_of_somebody_else_are_not_the_persons() -> None:
    assert not any("hand: on" in name for name in names("He kneels before her, holding her hand."))


def test_the_viewers_point_of_view_turns_the_sides_of_its_sentence_only() -> None:
    heard = understand("From the viewer's point of view, the right arm is raised. The right knee is bent.")
    assert {s.posecode.name for s in heard.statements} == {"left arm: raised", "right knee: bent"}
    assert heard.notes


def test_what_is_not_about_the_pose_is_an_aside_and_no_gap() -> None:
    heard = understand("A young woman in a blue summer dress, standing in a sunny park, bends forward.")
    assert heard.asides and not heard.not_understood
    assert "asides" in heard.to_json()


def test_nothing_is_passed_over_in_silence() -> None:
    heard = understand("The left foot is where the right hand is.")
    assert not heard.statements and heard.not_understood


# ------------------------------------------------------------------------------------------------ on a body


@pytest.fixture(scope="module")
def body() -> BodyModel:
    return BodyModel.load()


def posed(body: BodyModel, **bends: tuple[float, float, float]) -> Judge:
    from core.body.rotations import axis_angle_to_matrix
    from core.body.skeleton import JOINT_INDEX

    pose = torch.zeros(1, 24, 3)
    pose[0, 0, 0] = math.pi
    for joint, angle in bends.items():
        pose[0, JOINT_INDEX[joint]] = torch.tensor(angle)
    betas = torch.zeros(1, 10)
    return Judge(body.kinematics.pose(axis_angle_to_matrix(pose), betas), body.kinematics.height(betas))


def only(text: str) -> object:
    (statement,) = understand(text).statements
    return statement.posecode


def test_more_bent_than_the_other_holds_where_it_is_and_not_on_the_mirrored_body(body: BodyModel) -> None:
    code = only("The left elbow is more bent than the right one.")
    assert posed(body, left_elbow=(0.0, -1.2, 0.0)).holds(code)  # type: ignore[arg-type]
    assert not posed(body, right_elbow=(0.0, 1.2, 0.0)).holds(code)  # type: ignore[arg-type]
    assert not posed(body).holds(code)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    ["The left elbow is more bent than the right one.", "The right knee is straighter than the left knee.",
     "The left hand is closer to the head than the right hand.", "His left foot is turned out more than his right.",
     "The torso is leaning to the left by 20 degrees.", "The head is turned 40 degrees to the right.", "The left hand is just above the ground.",
     "The weight is on the left leg.", "The left hip is flexed to 60 degrees.", "The right leg is raised 30 degrees to the side."],
)  # fmt: skip
def test_posecodes_made_on_demand_mirror_with_their_words(text: str) -> None:
    mine = {s.posecode.mirrored().name for s in understand(text).statements}
    assert mine == names(swap_sides(text.lower()))
    for statement in understand(text).statements:
        twin = statement.posecode.mirrored()
        assert twin.mirrored() == statement.posecode
        assert twin.part != statement.posecode.part or not statement.posecode.part.startswith(("left", "right"))


def test_a_trunk_that_leans_twenty_degrees_does_so_within_its_tolerance(body: BodyModel) -> None:
    code = only("The torso is leaning forward by 30 degrees.")
    assert posed(body, spine1=(math.radians(30), 0.0, 0.0)).holds(code) or posed(body, pelvis=(math.pi + math.radians(30), 0.0, 0.0)).holds(code)  # type: ignore[arg-type]
    assert not posed(body).holds(code)  # type: ignore[arg-type]


# -------------------------------------------------------------------------------------------- contradictions


def clashes(**rows: str) -> list[str]:
    return [c.text for c in conflicts({part: understand(text, part) for part, text in rows.items()})]


def test_a_contradiction_within_a_row_is_one_plain_sentence() -> None:
    assert clashes(left_arm="straight and bent at a right angle") == ["left elbow: right angle contradicts left elbow: straight."]


def test_rows_that_contradict_each_other_are_named() -> None:
    (text,) = clashes(left_hand="higher than the right hand", right_hand="higher than the left hand")
    assert "left hand" in text and "right hand" in text and "in the text of" in text


def test_what_the_body_cannot_do_at_once_is_a_contradiction() -> None:
    assert clashes(left_arm="raised above the head", left_hand="on the left hip")
    assert clashes(torso="sitting on a chair", left_leg="standing")
    assert clashes(left_foot="flat on the ground", left_leg="lifted off the ground")


@pytest.mark.parametrize(
    "rows",
    [{"left_hand": "on the hip", "left_arm": "bent, elbow out"}, {"torso": "bent over", "left_hand": "touching the toes", "left_arm": "hanging down"},
     {"torso": "standing", "left_foot": "on the right knee"}, {"torso": "sitting on the floor", "left_leg": "straight", "right_leg": "bent"},
     {"torso": "lunging", "left_leg": "the knee touches the ground"}, {"left_arm": "one arm up, one arm down"},
     {"left_hand": "behind the back", "right_hand": "holding the left wrist"}],
)  # fmt: skip
def test_rows_that_go_together_are_left_in_peace(rows: dict[str, str]) -> None:
    assert clashes(**rows) == []


def test_the_search_for_contradictions_does_not_import_torch() -> None:
    code = (
        "import sys; from core.language.understanding import understand as u; from core.language.contradictions import conflicts;"
        "print(len(conflicts({'left_arm': u('overhead', 'left_arm'), 'left_hand': u('on the left hip', 'left_hand')})), 'torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split() == ["1", "False"]


@pytest.mark.parametrize(
    ("row", "text", "name"),
    [
        ("torso", "the viewer's left arm is raised", "right arm: raised"),
        ("left_arm", "the left arm from the viewer's point of view is raised", "right arm: raised"),
        ("torso", "the right arm (viewer's right) is raised", "left arm: raised"),
        ("torso", "the right arm (viewer's left) is raised", "right arm: raised"),
        ("torso", "her left (our right) leg is forward", "left leg: forward"),
        ("torso", "camera left arm raised", "right arm: raised"),
        ("torso", "on our right, the arm is raised", "left arm: raised"),
        ("torso", "the left knee as we look at it is bent", "right knee: bent"),
        ("torso", "stage left arm raised", "left arm: raised"),
        ("head", "turned to screen left", "head: turned to the right"),
    ],
)
def test_the_viewers_left_and_right_become_the_persons_own(row: str, text: str, name: str) -> None:
    assert {s.posecode.name for s in understand(text, row, learned=False).statements} == {name}


def test_that_a_side_was_the_viewers_is_told() -> None:
    own, viewers = (understand(t, "torso", learned=False) for t in ("the left arm is raised", "the viewer's right arm is raised"))
    assert not own.notes and any("viewer" in note for note in viewers.notes)
    assert viewers.statements[0].confidence < own.statements[0].confidence
