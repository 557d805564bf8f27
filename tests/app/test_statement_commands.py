"""Emphasis belongs to what is said: it can be undone, outlives other words for the same thing, and goes with what is no longer said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app import commands
from app import statement_commands as statements
from app.document import Document
from app.project_file import project_of
from app.reading import Reading, Said
from core.formats import Project, read_document, write_project
from core.observation import INSIST, Description, Observation, Person, Remark

UP, STRAIGHT = "left arm: overhead", "left elbow: straight"


@pytest.fixture
def document(qtbot: Any) -> Document:
    result = Document()
    texts = {
        "left_arm": Description(
            "raised, straight", "vlm:smol", support=((UP, 0.5),), remarks=(Remark("swap", "Sides?"),)
        ),
        "head": Description("bowed"),
    }
    result.receive_observation(
        Observation(None, (200, 200), None, (Person("p1", (0, 0, 9, 9), {}, None, texts),)), "p1"
    )
    return result


def said(text: str, *posecodes: str) -> Reading:
    return Reading("left_arm", text, tuple(Said(name, name) for name in posecodes))


def emphasis(document: Document) -> dict[str, float]:
    return dict(document.description("left_arm").emphasis)


def type_text(document: Document, text: str, gesture: int, *posecodes: str) -> None:
    commands.do_edit_text(document, "left_arm", text, gesture)
    statements.settle_emphasis(document, "p1", said(text, *posecodes))


def test_emphasis_is_set_and_undone(document: Document) -> None:
    statements.do_emphasise(document, "left_arm", (UP, STRAIGHT), INSIST, "raised")
    assert emphasis(document) == {UP: INSIST, STRAIGHT: INSIST}
    statements.do_emphasise(document, "left_arm", (UP,), 0.0, "raised")
    assert emphasis(document) == {UP: 0.0, STRAIGHT: INSIST}
    statements.do_emphasise(document, "left_arm", (UP,), 1.0, "raised")
    assert emphasis(document) == {STRAIGHT: INSIST}, "plain statements are not written down"
    for _ in range(3):
        document.undo_stack.undo()
    assert emphasis(document) == {} and document.description("left_arm").text == "raised, straight"


def test_emphasis_outlives_an_edit_that_still_says_it(document: Document) -> None:
    statements.do_emphasise(document, "left_arm", (UP, STRAIGHT), INSIST)
    type_text(document, "above the head", 7, UP)
    assert emphasis(document) == {UP: INSIST}
    count = document.undo_stack.count()
    document.undo_stack.undo()
    assert emphasis(document) == {UP: INSIST, STRAIGHT: INSIST} and count == 2, "dropping is part of the edit"
    document.undo_stack.redo()
    assert emphasis(document) == {UP: INSIST}


def test_emphasis_comes_back_when_typing_passes_through_words_that_say_nothing(document: Document) -> None:
    statements.do_emphasise(document, "left_arm", (UP,), INSIST)
    type_text(document, "rai", 9)
    assert emphasis(document) == {}
    type_text(document, "raised high", 9, UP)
    assert emphasis(document) == {UP: INSIST} and document.undo_stack.count() == 2


def test_emphasis_that_was_taken_back_does_not_return(document: Document) -> None:
    statements.do_emphasise(document, "left_arm", (UP,), INSIST)
    statements.do_emphasise(document, "left_arm", (UP,), 1.0)
    statements.settle_emphasis(document, "p1", said("raised, straight", UP))
    assert emphasis(document) == {}


def test_a_reading_of_an_older_text_drops_nothing(document: Document) -> None:
    statements.do_emphasise(document, "left_arm", (UP,), INSIST)
    commands.do_edit_text(document, "left_arm", "raised at last", 3)
    statements.settle_emphasis(document, "p1", said("raised, straight"))
    assert emphasis(document) == {UP: INSIST}


def test_changes_elsewhere_do_not_keep_a_lost_emphasis_alive(document: Document) -> None:
    statements.do_emphasise(document, "left_arm", (UP,), INSIST)
    commands.do_edit_text(document, "left_arm", "down", 3)
    commands.do_set_guidance(document, "text", 2.0)
    commands.do_edit_text(document, "head", "up", 4)
    statements.settle_emphasis(document, "p1", said("down"))
    assert emphasis(document) == {}


def test_reset_takes_the_emphasis_back(document: Document) -> None:
    draft = document.draft("left_arm")
    statements.do_emphasise(document, "left_arm", (UP,), INSIST)
    assert draft is not None
    commands.do_edit_text(document, "left_arm", "raised high", 5)
    statements.settle_emphasis(document, "p1", said("raised high", UP))
    assert emphasis(document) == {UP: INSIST}
    commands.do_reset_description(document, "left_arm", draft)
    statements.settle_emphasis(document, "p1", said(draft.text, UP))
    assert emphasis(document) == {}


def test_emphasis_is_saved_with_the_project(document: Document, tmp_path: Path) -> None:
    statements.do_emphasise(document, "left_arm", (UP,), INSIST)
    path = tmp_path / "x.contrapposto.json"
    write_project(project_of(document, {}), path)
    again = read_document(path)
    assert isinstance(again, Project) and again.observation.people[0].descriptions is not None
    assert again.observation.people[0].descriptions["left_arm"].emphasis == ((UP, INSIST),)


def test_what_a_model_said_of_its_text_does_not_hold_for_a_persons(document: Document) -> None:
    commands.do_edit_text(document, "left_arm", "down")
    after = document.description("left_arm")
    assert (after.support, after.remarks, after.source) == ((), (), "person")
    document.undo_stack.undo()
    assert document.description("left_arm").remarks


def test_a_swap_exchanges_the_sides_and_answers_the_remark(document: Document) -> None:
    document.set_description(
        "p1",
        "left_arm",
        Description(
            "The right hand is on the left hip.",
            "vlm:smol",
            remarks=(Remark("swap", "Sides?"), Remark("disagreement", "Two say so.")),
        ),
    )
    statements.do_swap_sides(document, "left_arm")
    after = document.description("left_arm")
    assert after.text == "The left hand is on the right hip." and [r.kind for r in after.remarks] == ["disagreement"]
    document.undo_stack.undo()
    assert document.description("left_arm").text == "The right hand is on the left hip."


def test_a_remark_can_be_dismissed(document: Document) -> None:
    statements.do_dismiss_remark(document, "left_arm", "Sides?")
    assert document.description("left_arm").remarks == () and document.description("left_arm").source == "vlm:smol"


def test_a_clause_is_taken_over_at_the_end_of_the_text(document: Document) -> None:
    statements.do_add_clause(document, "left_arm", "the elbow points out")
    assert document.description("left_arm").text == "raised, straight. The elbow points out."
    assert document.description("left_arm").source == "person"
    statements.do_add_clause(document, "torso", "the torso leans forward")
    assert document.description("torso").text == "The torso leans forward."
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert document.description("left_arm").text == "raised, straight"


def test_an_example_takes_the_place_of_the_text(document: Document) -> None:
    statements.do_put_example(document, "head", "looking up")
    assert document.description("head") == Description("looking up", "person")
    document.undo_stack.undo()
    assert document.description("head").text == "bowed"
