from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

import main
from core.body.model import BodyModel
from core.body.skeleton import KEYPOINT_NAMES
from core.errors import InputError
from core.evaluation.cases import read_cases
from core.formats import read_result, write_observation
from core.observation import Body, Camera, Keypoint, Observation, Person

SIZE = (1000, 1000)


@pytest.fixture(scope="module")
def model() -> BodyModel:
    return BodyModel.load()


@pytest.fixture
def folder(tmp_path: Path, model: BodyModel, repository: Path) -> Path:
    """Two cases made from authored poses: the initial body has its left arm wrong."""
    poses = {
        entry["name"]: np.array(entry["pose"])
        for entry in json.loads((repository / "resources/poses/authored.json").read_text())["poses"]
    }
    camera, truths = Camera(1100.0, (500.0, 500.0)), {}
    for index, name in enumerate(list(poses)[:2]):
        pose = poses[name].copy()
        pose[0] = (np.pi, 0.0, 0.0)  # upright before the camera, facing it
        truth = Body.from_pose(pose, np.zeros(10), np.array([0.0, 0.0, 3.5]))
        wrong = pose.copy()
        wrong[16] += (0.0, 0.8, 0.3)
        pixels = model.keypoints(truth, camera)
        keypoints = {key: Keypoint(*pixels[key], 0.9) for key in KEYPOINT_NAMES[:17]}
        person = Person("p1", None, keypoints, Body.from_pose(wrong, np.zeros(10), truth.transl), {})
        write_observation(Observation(None, SIZE, camera, (person,)), tmp_path / f"case{index}.observation.json")
        truths[f"case{index}"] = {
            "joints": model.joints(truth).tolist(), "uv": {key: pixels[key] for key in keypoints}, "flip": ["left_shoulder", "left_elbow"] if index else None,
        }  # fmt: skip
    (tmp_path / "truth.json").write_text(json.dumps(truths))
    return tmp_path


def test_the_body_that_words_are_written_from_goes_through_the_true_joints(folder: Path, model: BodyModel) -> None:
    for problem in read_cases(folder, model):
        assert 1e3 * np.linalg.norm(model.joints(problem.truth) - problem.joints, axis=1).mean() < 8.0


def test_evaluating_a_folder_prints_a_table_and_keeps_the_results(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        main.main(
            [
                "evaluate",
                "cases",
                str(folder),
                "--steps",
                "2",
                "--out",
                str(folder / "out"),
                "--json",
                str(folder / "figures.json"),
            ]
        )
        == 0
    )
    table = capsys.readouterr().out
    for row in ("initial body", "plain robust fit", "keypoints only", "keypoints + text"):
        assert f"| {row} |" in table
    rows = {row["name"]: row for row in json.loads((folder / "figures.json").read_text())}
    assert rows["keypoints only"]["mpjpe"] < rows["initial body"]["mpjpe"]
    assert read_result(folder / "out" / "keypoints_text" / "case1.result.json").people[0].descriptions


def test_a_folder_without_cases_is_refused(folder: Path, model: BodyModel, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["evaluate", "cases", str(folder / "nothing")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    (folder / "truth.json").write_text("{}")
    with pytest.raises(InputError, match="lists no case"):
        read_cases(folder, model)
