"""Every edit can be undone and redone, gestures are one step, and nothing found in between is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from app import commands
from app.document import Document, Guidance
from core.observation import Body, Camera, Description, Keypoint, Landmarks, Observation, Person


def standing(z: float = 3.0) -> Body:
    return Body(np.array([np.pi, 0, 0]), np.zeros((23, 3)), np.zeros(10), np.array([0, 0, z]))


def found_person(person_id: str = "p1") -> Person:
    return Person(
        person_id, (10.0, 10.0, 90.0, 190.0), {"left_wrist": Keypoint(40, 50, 0.9), "nose": Keypoint(50, 20, 0.8, "absent")}, standing(),
        {"left_arm": Description("hangs down"), "head": Description("upright")}, Landmarks(np.zeros((33, 3)), np.ones(33)),
    )  # fmt: skip


@pytest.fixture
def document(qtbot: Any) -> Document:
    result = Document()
    result.receive_observation(
        Observation(None, (200, 200), None, (found_person(), Person("p2", (100, 10, 190, 190)))), "p1"
    )
    return result


def state(document: Document) -> tuple[Any, ...]:
    """Everything that a command may change. Bodies and landmarks by identity: undo must bring back the same ones."""
    assert document.observation is not None
    people = [
        (
            p.id,
            p.box,
            dict(p.keypoints),
            id(p.initial),
            dict(p.descriptions) if p.descriptions is not None else None,
            id(p.landmarks),
        )
        for p in document.observation.people
    ]
    return people, document.person_id, document.guidance, document.observation.camera


EDITS: dict[str, Callable[[Document], None]] = {
    "edit a description": lambda d: commands.do_edit_text(d, "left_arm", "raised above the head"),
    "write a description where none was": lambda d: commands.do_edit_text(d, "torso", "leaning forward"),
    "clear a description": lambda d: commands.do_edit_text(d, "left_arm", ""),
    "switch a part off": lambda d: commands.do_switch_part(d, "left_arm", False),
    "reset a description": lambda d: commands.do_reset_description(d, "head", Description("turned left")),
    "redraft": lambda d: commands.do_write_descriptions(d, "p1", {"head": Description("bowed"), "torso": Description("upright")}),
    "set a weight": lambda d: commands.do_set_guidance(d, "text", 2.5),
    "set the steps": lambda d: commands.do_set_guidance(d, "steps", 9),
    "set the seed": lambda d: commands.do_set_guidance(d, "seed", 7),
    "move a keypoint": lambda d: commands.do_move_keypoint(d, "left_wrist", (40, 50), (60, 70)),
    "place an absent keypoint": lambda d: commands.do_move_keypoint(d, "nose", (50, 20), (51, 21)),
    "place a new keypoint": lambda d: commands.do_move_keypoint(d, "right_ankle", (0, 0), (51, 21)),
    "mark a keypoint as occluded": lambda d: commands.do_set_visibility(d, "left_wrist", "occluded"),
    "mark a keypoint as absent": lambda d: commands.do_set_visibility(d, "left_wrist", "absent"),
    "draw a box": lambda d: commands.do_draw_box(d, (5, 5, 50, 50)),
    "change the box": lambda d: commands.do_change_box(d, (5, 5, 95, 195)),
    "choose a person": lambda d: commands.do_choose_person(d, "p2"),
    "change the focal length": lambda d: commands.do_set_focal_length(d, 500.0),
    "accept the refined body": lambda d: commands.do_accept_refined(d, standing(4.0)),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_can_be_undone_and_redone_exactly(document: Document, name: str) -> None:
    before = state(document)
    EDITS[name](document)
    after = state(document)
    assert after != before and document.dirty and document.undo_stack.count() == 1
    document.undo_stack.undo()
    assert state(document) == before and not document.dirty
    document.undo_stack.redo()
    assert state(document) == after


def test_all_edits_together_can_be_undone_one_by_one(document: Document) -> None:
    states = [state(document)]
    for name, edit in EDITS.items():
        if name not in ("draw a box", "choose a person", "change the box"):
            edit(document)
            states.append(state(document))
    for expected in reversed(states[:-1]):
        document.undo_stack.undo()
        assert state(document) == expected


NOTHING: dict[str, Callable[[Document], None]] = {
    "the same text": lambda d: commands.do_edit_text(d, "left_arm", "hangs down"),
    "the same switch": lambda d: commands.do_switch_part(d, "left_arm", True),
    "the same weight": lambda d: commands.do_set_guidance(d, "text", 1.0),
    "the same place": lambda d: commands.do_move_keypoint(d, "left_wrist", (40, 50), (40, 50)),
    "the same visibility": lambda d: commands.do_set_visibility(d, "left_wrist", "visible"),
    "an unknown keypoint's visibility": lambda d: commands.do_set_visibility(d, "neck", "absent"),
    "the same box": lambda d: commands.do_change_box(d, (10.0, 10.0, 90.0, 190.0)),
    "the same person": lambda d: commands.do_choose_person(d, "p1"),
    "an unknown person": lambda d: commands.do_choose_person(d, "p7"),
    "the focal length assumed again": lambda d: commands.do_set_focal_length(d, None),
    "weights that are at 1": commands.do_reset_guidance,
    "the draft that is there": lambda d: commands.do_reset_description(d, "head", Description("upright")),
}


@pytest.mark.parametrize("name", NOTHING)
def test_what_changes_nothing_is_no_undo_step(document: Document, name: str) -> None:
    NOTHING[name](document)
    assert document.undo_stack.count() == 0


@pytest.mark.parametrize("name", [*EDITS, *NOTHING])
def test_no_edit_fails_while_nothing_is_open(qtbot: Any, name: str) -> None:
    document = Document()
    {**EDITS, **NOTHING}[name](document)
    assert document.observation is None


def test_typing_in_one_go_is_one_undo_step(document: Document) -> None:
    gesture = commands.new_gesture()
    for text in ("r", "ra", "raised"):
        commands.do_edit_text(document, "left_arm", text, gesture)
    assert document.undo_stack.count() == 1
    commands.do_edit_text(document, "left_arm", "raised high", commands.new_gesture())
    assert document.undo_stack.count() == 2
    document.undo_stack.undo()
    assert document.description("left_arm").text == "raised"
    document.undo_stack.undo()
    assert document.description("left_arm") == Description("hangs down")


def test_typing_in_two_rows_never_merges(document: Document) -> None:
    gesture = commands.new_gesture()
    commands.do_edit_text(document, "left_arm", "raised", gesture)
    commands.do_edit_text(document, "head", "bowed", gesture)
    assert document.undo_stack.count() == 2


def test_a_drag_that_comes_back_leaves_no_undo_step(document: Document) -> None:
    gesture = commands.new_gesture()
    for value in (1.2, 1.7, 1.0):
        commands.do_set_guidance(document, "text", value, gesture)
    assert document.undo_stack.count() == 0 and document.guidance == Guidance()


def test_what_was_found_in_a_new_box_is_kept_over_undo_and_redo(document: Document) -> None:
    commands.do_draw_box(document, (5, 5, 50, 50))
    drawn = document.person
    assert drawn is not None and drawn.id == "p3" and drawn.box == (5, 5, 50, 50)
    found = replace(found_person("p3"), box=drawn.box)
    document.receive_person(found)
    document.undo_stack.undo()
    assert document.person_id == "p1" and document.find_person("p3") is None
    document.undo_stack.redo()
    assert document.person is found


def test_another_focal_length_asks_for_new_initial_bodies_and_undo_brings_the_old_ones_back(document: Document) -> None:
    old = document.person.initial  # type: ignore[union-attr]
    commands.do_set_focal_length(document, 500.0)
    assert document.camera == Camera(500.0, (100.0, 100.0)) and document.person.initial is None  # type: ignore[union-attr]
    regressed = replace(document.person, initial=standing(5.0))  # type: ignore[type-var]
    document.receive_person(regressed)
    document.undo_stack.undo()
    assert document.person.initial is old and document.camera == Camera.assume((200, 200))  # type: ignore[union-attr]
    document.undo_stack.redo()
    assert document.person.initial is regressed.initial  # type: ignore[union-attr]


def test_an_initial_body_that_came_with_a_file_survives_another_focal_length(document: Document) -> None:
    person = document.person
    assert person is not None
    document.receive_person(replace(person, landmarks=None))
    commands.do_set_focal_length(document, 500.0)
    assert document.person.initial is person.initial  # type: ignore[union-attr]


def test_redrafting_leaves_the_switches_as_they_are(document: Document) -> None:
    commands.do_switch_part(document, "head", False)
    commands.do_write_descriptions(document, "p1", {"head": Description("bowed")})
    assert document.description("head") == Description("bowed", "built-in", False)
    assert document.draft("head") is not None


def test_a_text_of_a_person_says_so(document: Document) -> None:
    commands.do_edit_text(document, "head", "bowed")
    assert document.description("head").source == "person"


def test_a_huge_text_is_cut_to_what_a_project_can_hold(document: Document) -> None:
    from core.formats.json_node import MAX_TEXT

    commands.do_edit_text(document, "head", "x" * 100_000)
    assert len(document.description("head").text) == MAX_TEXT


def test_a_hidden_keypoint_that_is_moved_by_hand_stays_hidden(document: Document) -> None:
    commands.do_set_visibility(document, "left_wrist", "occluded")
    commands.do_move_keypoint(document, "left_wrist", (40, 50), (45, 55))
    assert document.person.keypoints["left_wrist"] == Keypoint(45, 55, 1.0, "occluded")  # type: ignore[union-attr]
