"""The document tells exactly what changed, and forgets what no longer fits."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from app.document import Document, Frame, Guidance
from app.reading import Reading
from core.observation import Body, Description, Keypoint, Observation, Person


def standing(z: float = 3.0) -> Body:
    return Body(np.array([np.pi, 0, 0]), np.zeros((23, 3)), np.zeros(10), np.array([0, 0, z]))


def two_people() -> Observation:
    first = Person(
        "p1", (10, 10, 90, 190), {"left_wrist": Keypoint(40, 50, 0.9)}, standing(),
        {"left_arm": Description("hangs down"), "head": Description("upright")},
    )  # fmt: skip
    return Observation(None, (200, 200), None, (first, Person("p2", (100, 10, 190, 190))))


@pytest.fixture
def document(qtbot: Any) -> Document:
    result = Document()
    result.receive_observation(two_people(), "p1")
    return result


def test_a_changed_description_names_its_part_only(document: Document, qtbot: Any) -> None:
    with qtbot.waitSignal(document.descriptions_changed) as caught, qtbot.assertNotEmitted(document.keypoints_changed):
        document.set_description("p1", "left_arm", Description("raised", "person"))
    assert caught.args == ["left_arm"]


def test_several_changed_descriptions_are_told_at_once(document: Document, qtbot: Any) -> None:
    person = document.person
    assert person is not None
    with qtbot.waitSignal(document.descriptions_changed) as caught:
        document.put_person(replace(person, descriptions={}))
    assert caught.args == [None]


def test_changes_of_another_person_are_not_shown_as_the_current_ones(document: Document, qtbot: Any) -> None:
    with qtbot.assertNotEmitted(document.keypoints_changed):
        document.set_keypoint("p2", "nose", Keypoint(1, 2))


def test_a_reading_of_an_older_text_is_not_shown(document: Document) -> None:
    document.receive_readings("p1", (Reading("left_arm", "hangs down"),))
    assert document.reading("left_arm") is not None
    document.set_description("p1", "left_arm", Description("raised", "person"))
    assert document.reading("left_arm") is None


def test_only_texts_that_no_person_wrote_become_drafts(document: Document) -> None:
    document.set_description("p1", "head", Description("turned left", "person"))
    person = document.person
    assert person is not None
    document.remember_drafts(person)
    assert document.draft("head") == Description("upright")
    assert document.draft("torso") is None


def test_another_initial_body_drops_the_ghost_of_the_old_one(document: Document, qtbot: Any) -> None:
    document.receive_ghost("p1", np.zeros((3, 3), np.float32))
    person = document.person
    assert person is not None
    with qtbot.waitSignals([document.initial_changed, document.ghost_changed]):
        document.put_person(replace(person, initial=standing(4.0)))
    assert document.ghost is None


def test_a_frame_of_somebody_who_is_gone_is_ignored(document: Document, qtbot: Any) -> None:
    frame = Frame("p9", 1, 1, 5, standing(), np.zeros((3, 3), np.float32), {})
    with qtbot.assertNotEmitted(document.step_changed):
        document.receive_frame(frame)


def test_each_person_keeps_their_own_frame(document: Document) -> None:
    frame = Frame("p1", 1, 1, 5, standing(), np.zeros((3, 3), np.float32), {})
    document.receive_frame(frame)
    document.set_person_id("p2")
    assert document.frame is None
    document.set_person_id("p1")
    assert document.frame is frame


def test_a_restored_autosave_is_dirty_until_it_is_saved(qtbot: Any, tmp_path: Any) -> None:
    document = Document()
    document.open_project(
        two_people(),
        image=None,
        image_path=None,
        project_path=None,
        person_id="p2",
        guidance=Guidance(text=2.0),
        restored=True,
    )
    assert document.dirty and document.person_id == "p2" and document.guidance.text == 2.0
    document.saved_as(tmp_path / "a.contrapposto.json")
    assert not document.dirty


def test_an_unknown_current_person_falls_back_to_the_first(qtbot: Any) -> None:
    document = Document()
    document.open_project(
        two_people(), image=None, image_path=None, project_path=None, person_id="nobody", guidance=Guidance()
    )
    assert document.person_id == "p1"


def test_closing_leaves_nothing_behind(document: Document) -> None:
    document.select_part("head")
    document.close()
    assert (
        document.observation is None
        and document.person is None
        and document.selected_part is None
        and not document.dirty
    )
