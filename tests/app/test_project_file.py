"""A document survives its project file whole: edits, switches, drafts, weights, results, and what other versions wrote into it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.document import Document, Guidance
from app.project_file import drafts_of, extra_of, guidance_of, image_of, project_of, with_project_suffix
from core.formats import Project, read_project, write_project
from core.observation import (
    Body,
    Camera,
    Description,
    DescriptionReport,
    Keypoint,
    Observation,
    Person,
    RefinedPerson,
    StatementReport,
)

BODY = Body(np.array([np.pi, 0, 0]), np.full((23, 3), 0.125), np.arange(10) / 8, np.array([0, 0, 3.0]))


@pytest.fixture
def document(qtbot: Any, tmp_path: Path) -> Document:
    image = tmp_path / "photos" / "a.jpg"
    image.parent.mkdir()
    image.touch()
    result = Document()
    result.open_image(np.zeros((200, 100, 3), np.uint8), image)
    person = Person(
        "p1", (1.0, 2.0, 90.0, 190.0), {"nose": Keypoint(5, 6, 0.5), "left_wrist": Keypoint(7, 8, 1.0, "occluded")}, BODY,
        {"head": Description("bowed"), "left_arm": Description("raised", "person", False)},
    )  # fmt: skip
    result.receive_observation(
        Observation(str(image), (100, 200), None, (person, Person("p2", (0.0, 0.0, 5.0, 5.0)))), "p1"
    )
    result.set_camera(Camera(321.0, (50.0, 100.0)))
    result.set_guidance(Guidance(0.5, 2.0, 0.0, 1.5, 7, 11))
    report = DescriptionReport(
        "head",
        "bowed",
        "built-in",
        (StatementReport("bowed", "head pitched forward", 0.9, True),),
        ("so to say",),
        (0.25, 0.5),
    )
    refined = RefinedPerson(
        "p1", BODY, Camera(321.0, (50.0, 100.0)), np.zeros((24, 3)), {"nose": (5.0, 6.0)}, 3.0, 9.0, (report,), 7
    )
    result._of("p1").refined = refined
    return result


def reopened(path: Path) -> Document:
    project = read_project(path)
    document = Document()
    document.open_project(
        project.observation, image=None, image_path=image_of(project.observation, path), project_path=path,
        person_id=str(project.view.get("person")), guidance=guidance_of(project, Guidance()),
        refined=project.result.people if project.result else (), extra=extra_of(project), view=dict(project.view),
        drafts=drafts_of(project),
    )  # fmt: skip
    return document


def test_everything_comes_back(document: Document, tmp_path: Path, qtbot: Any) -> None:
    path = tmp_path / "work" / "a.contrapposto.json"
    path.parent.mkdir()
    write_project(project_of(document, {"part": "head"}), path)
    again = reopened(path)
    assert document.observation is not None and again.observation is not None
    old, new = document.person, again.person
    assert old is not None and new is not None
    assert (new.id, new.box, dict(new.keypoints), dict(new.descriptions or {})) == (
        old.id,
        old.box,
        dict(old.keypoints),
        dict(old.descriptions or {}),
    )
    assert new.initial is not None and np.allclose(new.initial.body_pose, BODY.body_pose)
    assert again.guidance == document.guidance and again.camera == document.camera
    assert [p.id for p in again.observation.people] == ["p1", "p2"]
    assert again.draft("head") == Description("bowed") and again.draft("left_arm") is None
    assert again.refined is not None and np.allclose(again.refined.body.betas, BODY.betas)
    reading = again.reading("head")
    assert reading is not None and reading.statements[0].obeyed is True and reading.not_understood == ("so to say",)
    assert again.drawing["part"] == "head" and not again.dirty


def test_the_photograph_is_found_beside_the_project_after_both_are_moved(document: Document, tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    write_project(project_of(document, {}), folder / "a.contrapposto.json")
    assert json.loads((folder / "a.contrapposto.json").read_text())["observation"]["image"] == "a.jpg"
    folder.rename(tmp_path / "elsewhere")
    moved = tmp_path / "elsewhere" / "a.contrapposto.json"
    found = image_of(read_project(moved).observation, moved)
    assert found is not None and found.samefile(tmp_path / "elsewhere" / "a.jpg")


def test_what_another_version_wrote_is_kept(document: Document, tmp_path: Path) -> None:
    path = tmp_path / "a.contrapposto.json"
    write_project(project_of(document, {}), path)
    content = json.loads(path.read_text())
    content["future"] = {"a": 1}
    content["guidance"]["pins"] = ["left_foot"]
    content["guidance"]["weights"]["gravity"] = 0.5
    content["view"]["camera"] = "orbit"
    content["observation"]["weather"] = "fair"
    path.write_text(json.dumps(content))
    write_project(project_of(reopened(path), {}), path)
    again = json.loads(path.read_text())
    assert (
        again["future"] == {"a": 1}
        and again["guidance"]["pins"] == ["left_foot"]
        and again["guidance"]["weights"]["gravity"] == 0.5
    )
    assert again["view"]["camera"] == "orbit" and again["observation"]["weather"] == "fair"


def test_a_weight_that_a_project_does_not_name_is_the_default(document: Document) -> None:
    observation = document.observation
    assert observation is not None
    assert guidance_of(Project(observation, {"weights": {"text": 3.0}}), Guidance()) == Guidance(text=3.0)


def test_no_result_is_saved_for_a_person_who_was_never_refined(document: Document) -> None:
    observation = document.observation
    assert observation is not None
    document.receive_observation(replace(observation, people=observation.people[1:]), "p2")
    assert project_of(document, {}).result is None


@pytest.mark.parametrize("typed", ["p1", "p1.contrapposto", "p1.contrapposto.json"])
def test_a_project_gets_its_ending_once(typed: str) -> None:
    assert with_project_suffix(f"/somewhere/{typed}") == Path("/somewhere/p1.contrapposto.json")
