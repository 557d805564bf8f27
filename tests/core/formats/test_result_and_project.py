from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.body.skeleton import JOINT_NAMES
from core.errors import InputError
from core.formats import Project, read_document, read_project, read_result, write_project, write_result
from core.observation import (
    Body,
    Camera,
    Description,
    DescriptionReport,
    Keypoint,
    Observation,
    Person,
    RefinedPerson,
    Result,
    StatementReport,
)

BODY = Body(np.array([3.0, 0.0, 0.1]), np.full((23, 3), 0.125), np.full(10, 0.25), np.array([0.0, -0.0, 3.0]))


def a_result() -> Result:
    report = DescriptionReport(
        "left_arm", "his left hand rests on his hip", "person",
        (StatementReport("his left hand rests on his hip", "left_hand-near-left_hip", 0.97, True),), ("elbow out",), (0.25, 0.75),
    )  # fmt: skip
    refined = RefinedPerson(
        id="p1", body=BODY, camera=Camera(1100.0, (500.0, 400.0)), joints_3d=np.arange(72.0).reshape(24, 3), keypoints_2d={"nose": (1.5, 2.25)},
        reprojection_error=3.25, initial_reprojection_error=None, descriptions=(report,), steps=5,
    )  # fmt: skip
    return Result("case.observation.json", 0.08, (refined,))


def an_observation() -> Observation:
    person = Person(
        "p1",
        (1.0, 2.0, 30.0, 40.0),
        {"nose": Keypoint(3.0, 4.0, 0.5)},
        BODY,
        {"head": Description("up", "built-in", False)},
    )
    return Observation("photo.jpg", (100, 80), Camera(110.0, (50.0, 40.0), assumed=True), (person,))


def test_a_result_has_the_fields_of_the_format_and_survives_a_round_trip(tmp_path: Path) -> None:
    path = tmp_path / "case.result.json"
    write_result(a_result(), path)
    content = json.loads(path.read_text())
    assert set(content) == {"format", "observation", "seconds", "people"}
    person = content["people"][0]
    assert set(person["smpl"]) == {"global_orient", "body_pose", "betas", "transl"}
    assert list(person["joints_3d"]) == list(JOINT_NAMES)
    assert np.shape(person["smpl"]["body_pose"]) == (23, 3)
    assert person["initial_reprojection_error"] is None
    assert "-0.0" not in path.read_text()
    write_result(read_result(path), tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == path.read_bytes()


def test_unknown_fields_of_a_result_survive_at_every_level(tmp_path: Path) -> None:
    path = tmp_path / "case.result.json"
    write_result(a_result(), path)
    content = json.loads(path.read_text())
    content["by"] = "somebody"
    person = content["people"][0]
    for place in (
        person,
        person["smpl"],
        person["camera"],
        person["descriptions"][0],
        person["descriptions"][0]["statements"][0],
    ):
        place["seen"] = {"by": 3}
    path.write_text(json.dumps(content))
    write_result(read_result(path), tmp_path / "again.json")
    assert json.loads((tmp_path / "again.json").read_text()) == content


@pytest.mark.parametrize(
    ("keys", "value", "says"),
    [
        (("people", 0, "joints_3d", "pelvis"), [1, 2], "joints_3d.pelvis"),
        (("people", 0, "smpl", "betas"), [float("nan")] * 10, "smpl.betas"),
        (("people", 0, "descriptions", 0, "part"), "tail", "descriptions[0].part"),
        (("people", 0, "descriptions", 0, "statements", 0, "satisfied"), "yes", "satisfied"),
        (("people", 0, "steps"), -1, "steps"),
        (("format",), "contrapposto/result@7", "update the app"),
    ],
)
def test_a_bad_result_is_refused_naming_the_field(tmp_path: Path, keys: tuple[Any, ...], value: Any, says: str) -> None:
    path = tmp_path / "case.result.json"
    write_result(a_result(), path)
    content = json.loads(path.read_text())
    at = content
    for key in keys[:-1]:
        at = at[key]
    at[keys[-1]] = value
    path.write_text(json.dumps(content))
    with pytest.raises(InputError) as refused:
        read_result(path)
    assert says in str(refused.value)


def test_a_project_is_read_back_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.project.json"
    project = Project(
        an_observation(),
        {"weights": {"text": 0.5}, "steps": 7, "mine": [1]},
        a_result(),
        {"zoom": 2.5},
        {"made": "today"},
    )
    write_project(project, path)
    again = read_project(path)
    assert again.observation.camera == project.observation.camera
    assert again.observation.people[0].descriptions == project.observation.people[0].descriptions
    assert again.guidance == project.guidance
    assert again.view == project.view
    assert again.extra == project.extra
    assert again.result is not None
    assert again.result.people[0].descriptions == a_result().people[0].descriptions
    write_project(again, tmp_path / "b.project.json")
    assert (tmp_path / "b.project.json").read_bytes() == path.read_bytes()


def test_a_project_without_a_result_and_with_bad_guidance(tmp_path: Path) -> None:
    path = tmp_path / "a.project.json"
    write_project(Project(an_observation()), path)
    assert read_project(path).result is None
    content = json.loads(path.read_text())
    for guidance, says in (
        ({"weights": {"text": -1}}, "guidance.weights.text"),
        ({"steps": 0}, "guidance.steps"),
        ([], "guidance"),
    ):
        bad = copy.deepcopy(content)
        bad["guidance"] = guidance
        path.write_text(json.dumps(bad))
        with pytest.raises(InputError) as refused:
            read_project(path)
        assert says in str(refused.value)


def test_any_of_the_three_is_recognised_by_its_format(tmp_path: Path) -> None:
    write_project(Project(an_observation()), tmp_path / "p")
    write_result(a_result(), tmp_path / "r")
    assert isinstance(read_document(tmp_path / "p"), Project)
    assert isinstance(read_document(tmp_path / "r"), Result)
