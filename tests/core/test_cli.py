from __future__ import annotations

import json
import os
import pickle
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import trimesh
from PIL import Image

import main
from core.body.skeleton import JOINT_NAMES, PARTS
from core.formats import read_observation, read_result


class Done:
    """What a run of the command line left behind."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Any:
    """Runs the command line in this process, as a person would type it."""

    def go(*arguments: str | Path) -> Done:
        capfd.readouterr()
        code = main.main([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return Done(code, out, err)

    return go


def check_refused(done: Done, *says: str) -> None:
    """Refused as promised: exit code 2 and one line on stderr that says it."""
    assert done.code == 2, done.err
    assert done.err.count("\n") == 1, done.err
    assert "Traceback" not in done.err
    for words in says:
        assert words in done.err


@pytest.fixture(scope="module")
def recovered(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    """A folder with what ``recover`` makes of one sample photograph, every export included."""
    folder = tmp_path_factory.mktemp("recovered")
    code = main.main(
        ["recover", str(samples / "nina1.jpg"), "--out", str(folder), "--export", "npz,json,obj,ply,glb,png"]
    )
    assert code == 0
    return folder


@pytest.fixture(scope="module")
def case(recovered: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The content of a sound observation, without its photograph."""
    content: dict[str, Any] = json.loads((recovered / "nina1.observation.json").read_text())
    return {**content, "image": None}


def saved(folder: Path, content: Any, name: str = "case") -> Path:
    path = folder / f"{name}.observation.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def person_of(content: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """The observation with fields of its person changed."""
    return {**content, "people": [{**content["people"][0], **changes}]}


# ---------------------------------------------------------------------------------------------------------- what it does


def test_recover_turns_a_photograph_into_observation_result_mesh_and_overlay(recovered: Path) -> None:
    observation = read_observation(recovered / "nina1.observation.json")
    person = observation.people[0]
    assert len(person.keypoints) >= 20
    assert person.initial is not None
    assert person.descriptions is not None
    assert set(person.descriptions) == set(PARTS)
    result = read_result(recovered / "nina1.result.json")
    assert result.observation == "nina1.observation.json"
    assert result.people[0].reprojection_error is not None
    assert result.people[0].reprojection_error < 15.0
    mesh = trimesh.load(recovered / "nina1.obj", force="mesh", process=False)
    assert mesh.vertices.shape == (6500, 3)
    assert mesh.extents[1] > 1.0
    with Image.open(recovered / "nina1.png") as overlay:
        assert overlay.size == observation.image_size
    for kind in ("npz", "ply", "glb"):
        assert (recovered / f"nina1.{kind}").stat().st_size > 1000


def test_the_photograph_is_found_again_from_the_saved_observation(recovered: Path, samples: Path) -> None:
    observation = read_observation(recovered / "nina1.observation.json")
    assert observation.image is not None
    assert (recovered / observation.image).resolve() == (samples / "nina1.jpg").resolve()


def test_refine_is_deterministic_and_words_move_the_body(run: Any, case: dict[str, Any], tmp_path: Path) -> None:
    plain = saved(tmp_path, case)
    for out in ("a", "b"):
        assert run("refine", plain, "--out", tmp_path / out, "--seed", "3", "--steps", "2").code == 0
    first, second = (json.loads((tmp_path / out / "case.result.json").read_text()) for out in ("a", "b"))
    assert first["people"] == second["people"]
    assert list(first["people"][0]["joints_3d"]) == list(JOINT_NAMES)
    words = ("--describe", "left_arm=The left arm is raised straight up above the head.", "--weight", "keypoints=0")
    assert run("refine", plain, "--out", tmp_path / "c", *words).code == 0
    told = read_result(tmp_path / "c" / "case.result.json").people[0]
    before = np.array(first["people"][0]["joints_3d"]["left_wrist"])
    after = told.joints_3d[JOINT_NAMES.index("left_wrist")]
    assert after[1] < before[1] - 0.2  # y points down
    report = next(report for report in told.descriptions if report.part == "left_arm")
    assert report.source == "person"
    assert report.statements


def test_one_bad_file_does_not_stop_the_others(run: Any, case: dict[str, Any], tmp_path: Path) -> None:
    good, bad = saved(tmp_path, case, "good"), saved(tmp_path, {**case, "format": "contrapposto/observation@9"}, "bad")
    done = run("refine", bad, good, "--out", tmp_path / "out", "--steps", "1")
    check_refused(done, "bad.observation.json", "update the app")
    assert (tmp_path / "out" / "good.result.json").exists()
    assert not (tmp_path / "out" / "bad.result.json").exists()


def test_everyone_in_a_file_is_refined_unless_one_is_chosen(run: Any, case: dict[str, Any], tmp_path: Path) -> None:
    person = case["people"][0]
    two = saved(tmp_path, {**case, "people": [person, {**person, "id": "the other", "keypoints": {}}]})
    assert run("refine", two, "--out", tmp_path / "all", "--steps", "1", "--export", "npz").code == 0
    assert [one.id for one in read_result(tmp_path / "all" / "case.result.json").people] == ["p1", "the other"]
    assert sorted(path.name for path in (tmp_path / "all").glob("*.npz")) == ["case.p1.npz", "case.the_other.npz"]
    assert run("refine", two, "--out", tmp_path / "one", "--steps", "1", "--person", "the other").code == 0
    assert [one.id for one in read_result(tmp_path / "one" / "case.result.json").people] == ["the other"]
    check_refused(run("refine", two, "--out", tmp_path / "one", "--person", "p9"), "p9", "p1, the other")


def test_several_hypotheses_are_all_in_the_result(run: Any, case: dict[str, Any], tmp_path: Path) -> None:
    assert run("refine", saved(tmp_path, case), "--out", tmp_path, "--steps", "1", "--hypotheses", "3").code == 0
    others = json.loads((tmp_path / "case.result.json").read_text())["people"][0]["hypotheses"]
    assert np.shape([other["body_pose"] for other in others]) == (2, 23, 3)


def test_words_alone_are_enough(run: Any, case: dict[str, Any], tmp_path: Path) -> None:
    path = saved(tmp_path, {**case, "people": [{"id": "p1", "descriptions": {"left_arm": "raised above the head"}}]})
    assert run("refine", path, "--out", tmp_path, "--steps", "1").code == 0
    assert read_result(tmp_path / "case.result.json").people[0].reprojection_error is None


def test_describe_prints_ten_descriptions_and_posecodes_of_observation_and_result(run: Any, recovered: Path) -> None:
    for name in ("nina1.observation.json", "nina1.result.json"):
        done = run("describe", recovered / name)
        assert done.code == 0
        person = json.loads(done.out)["people"][0]
        assert set(person["descriptions"]) == set(PARTS)
        assert len(person["posecodes"]) > 10


def test_understand_prints_statements_and_what_was_not_understood(run: Any) -> None:
    done = run("understand", "his left hand rests on his hip, elbow out")
    assert done.code == 0
    said = json.loads(done.out)
    assert len(said["statements"]) == 2
    assert all(0 < statement["confidence"] <= 1 for statement in said["statements"])
    assert json.loads(run("understand", "flibber the gnarl").out)["not_understood"]


def test_ask_prints_a_question_whose_answers_can_be_said_to_refine(run: Any, case: dict[str, Any], tmp_path: Path) -> None:
    path = saved(tmp_path, case)
    done = run("ask", path, "--hypotheses", "6")
    assert done.code == 0, done.err
    (person,) = json.loads(done.out)["people"]
    question = person["question"]
    assert question["text"].endswith("?") and question["gain"] > 0
    assert abs(sum(c["likelihood"] for c in person["clusters"]) - 1) < 0.01
    for answer in question["answers"]:
        heard = json.loads(run("understand", answer["clause"], "--part", answer["part"]).out)
        assert [s["posecode"] for s in heard["statements"]] == [answer["posecode"]]
    told = run("refine", path, "--out", tmp_path, "--describe", f"{question['answers'][0]['part']}={question['answers'][0]['clause']}")
    assert told.code == 0, told.err


def test_ask_refuses_what_it_cannot_ask_about(run: Any, case: dict[str, Any], tmp_path: Path) -> None:
    check_refused(run("ask", saved(tmp_path, case), "--person", "nobody"), "nobody")
    check_refused(run("ask", saved(tmp_path, case), "--hypotheses", "1"), "out of range")
    check_refused(run("ask", saved(tmp_path, {**case, "people": []})), "people is empty")


def test_understand_tells_contradictions_what_is_not_about_the_pose_and_which_side_was_meant(run: Any) -> None:
    said = json.loads(run("understand", "straight and bent at a right angle, in a red shirt", "--part", "left_arm").out)
    assert [set(pair) for pair in said["contradictions"]] == [{"left elbow: right angle", "left elbow: straight"}]
    assert said["asides"] == ["in a red shirt"]
    turned = json.loads(run("understand", "turned to the viewer's right", "--part", "head").out)
    assert turned["statements"][0]["posecode"] == "head: turned to the left"
    assert "viewer" in turned["notes"][0]


def test_files_of_one_name_in_two_folders_do_not_overwrite_each_other(
    run: Any, case: dict[str, Any], tmp_path: Path
) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        saved(tmp_path / name, case)
    paths = [tmp_path / name / "case.observation.json" for name in ("a", "b")]
    assert run("refine", *paths, "--out", tmp_path / "out", "--steps", "1").code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["case-2.result.json", "case.result.json"]


# ------------------------------------------------------------------------------------------------------------- bad input


def test_bad_photographs_are_refused(run: Any, samples: Path, tmp_path: Path) -> None:
    whole = (samples / "dan2.jpg").read_bytes()
    (tmp_path / "truncated.jpg").write_bytes(whole[: len(whole) // 3])
    (tmp_path / "empty.jpg").write_bytes(b"")
    (tmp_path / "text.jpg").write_text("not a picture")
    Image.new("L", (11_000, 10_000)).save(tmp_path / "huge.png")
    Image.new("RGB", (300, 300), (128, 128, 128)).save(tmp_path / "nobody.png")
    for name in ("truncated.jpg", "empty.jpg", "text.jpg", "huge.png", "nobody.png", "missing.jpg"):
        check_refused(run("recover", tmp_path / name, "--out", tmp_path / "out"), name)
    assert "--box" in run("recover", tmp_path / "nobody.png", "--out", tmp_path / "out").err
    assert list((tmp_path / "out").iterdir()) == []


def test_a_person_who_is_not_there_cannot_be_chosen(run: Any, samples: Path, tmp_path: Path) -> None:
    photo = samples / "dan2.jpg"
    check_refused(run("recover", photo, "--out", tmp_path, "--person", "7"), "no person 7")
    check_refused(run("recover", photo, "--out", tmp_path, "--box", "9000,0,9100,50"), "outside")


BAD_OPTIONS: list[tuple[str, str]] = [
    ("--weight=text", "NAME=V"),
    ("--weight=words=1", "one of keypoints, text, initial, prior"),
    ("--weight=text=nan", "not finite"),
    ("--weight=text=-1", "out of range"),
    ("--weight=text=much", "no number"),
    ("--steps=0", "out of range"),
    ("--steps=ten", "no whole number"),
    ("--seed=-1", "out of range"),
    ("--hypotheses=0", "out of range"),
    ("--describe=left_arm", "PART="),
    ("--describe=tail=wags", "no part"),
    ("--export=fbx", "no format"),
    ("--focal-length=0", "focal length"),
    ("--device=abacus", "invalid choice"),
    ("--nonsense", "unrecognized"),
]


@pytest.mark.parametrize(("option", "says"), BAD_OPTIONS, ids=[option for option, _ in BAD_OPTIONS])
def test_bad_options_are_refused_in_one_line(run: Any, tmp_path: Path, option: str, says: str) -> None:
    check_refused(run("refine", "case.observation.json", "--out", tmp_path, option), says)


def test_bad_observations_are_refused_with_the_field(run: Any, case: dict[str, Any], tmp_path: Path) -> None:
    nose = case["people"][0]["keypoints"]["nose"]
    initial = case["people"][0]["initial"]
    contents: list[tuple[Any, str]] = [
        (person_of(case, keypoints={"nose": [float("nan"), *nose[1:3]]}), "keypoints.nose[0]"),
        (person_of(case, keypoints={"nose": [1e6, 5, 1]}), "out of range"),
        (person_of(case, keypoints={"left_wirst": nose}), 'did you mean "left_wrist"'),
        (person_of(case, descriptions={"left arm": "up"}), 'did you mean "left_arm"'),
        (person_of(case, initial={**initial, "body_pose": initial["body_pose"][:22]}), "shape [22, 3]"),
        ({**case, "people": []}, "people is empty"),
        ({"format": "contrapposto/result@1"}, "seconds is missing"),
        ([], "format"),
    ]
    for content, says in contents:
        check_refused(run("refine", saved(tmp_path, content), "--out", tmp_path / "out"), "case.observation.json", says)
    assert list((tmp_path / "out").iterdir()) == []


def test_a_photograph_that_is_not_the_observations_is_refused(
    run: Any, case: dict[str, Any], samples: Path, tmp_path: Path
) -> None:
    empty = {**case, "people": [{"id": "p1"}]}
    path = saved(tmp_path, {**empty, "image": str(samples / "amon1.jpg"), "image_size": [321, 123]})
    check_refused(run("refine", path, "--out", tmp_path / "out"), "image_size is 321 x 123")
    path = saved(tmp_path, {**empty, "image": "gone.jpg"})
    check_refused(run("refine", path, "--out", tmp_path / "out"), "gone.jpg")


def test_an_output_folder_that_is_a_file_is_refused_and_kept(run: Any, case: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    check_refused(run("refine", saved(tmp_path, case), "--out", tmp_path / "out"), "in the way")
    assert (tmp_path / "out").read_text() == "mine"


def test_body_files_that_are_not_bodies_are_refused_and_run_nothing(
    run: Any, case: dict[str, Any], tmp_path: Path
) -> None:
    class Evil:
        def __reduce__(self) -> Any:
            return os.system, (f"touch {tmp_path / 'ran'}",)

    (tmp_path / "evil.pkl").write_bytes(pickle.dumps({"v_template": Evil()}))
    np.savez(tmp_path / "other.npz", poses=np.zeros((3, 72)))
    observation = saved(tmp_path, case)
    check_refused(run("refine", observation, "--out", tmp_path, "--body", tmp_path / "evil.pkl"), "evil.pkl", "system")
    assert not (tmp_path / "ran").exists()
    check_refused(
        run("refine", observation, "--out", tmp_path, "--body", tmp_path / "other.npz"),
        "other.npz",
        "not an SMPL-format body",
    )
    check_refused(run("describe", observation, "--body", tmp_path / "nothing.npz"), "nothing.npz", "no such file")


def test_missing_or_damaged_weights_are_named(run: Any, case: dict[str, Any], tmp_path: Path, repository: Path) -> None:
    """In a copy of the program, so that the checkout's own weights stay as they are."""
    for name in ("main.py", "core"):
        source = repository / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, tmp_path / name)
    resources = tmp_path / "resources"
    resources.mkdir()
    for entry in (repository / "resources").iterdir():
        if entry.name != "weights":
            (resources / entry.name).symlink_to(entry)
    observation = saved(tmp_path, case)
    command = [sys.executable, "main.py", "refine", str(observation), "--out", str(tmp_path / "out")]

    def refused() -> str:
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120)
        check_refused(Done(done.returncode, done.stdout, done.stderr), "weights")
        return done.stderr

    assert "missing" in refused()
    (resources / "weights").mkdir()
    for file in (repository / "resources" / "weights").iterdir():
        (resources / "weights" / file.name).write_bytes(file.read_bytes()[:5000])
    assert "damaged" in refused()


def test_what_is_unexpected_is_one_line_and_debug_shows_where(
    run: Any, case: dict[str, Any], tmp_path: Path, monkeypatch: Any
) -> None:
    from core.engine import Engine

    def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError("by a test")

    monkeypatch.setattr(Engine, "refine", broken)
    path = saved(tmp_path, case)
    done = run("refine", path, "--out", tmp_path)
    assert done.code == 1
    assert done.err.count("\n") == 1
    assert "ZeroDivisionError" in done.err
    assert "Traceback" in run("refine", path, "--out", tmp_path, "--debug").err


def test_help_exists_for_every_command(run: Any) -> None:
    for command in ("recover", "refine", "describe", "understand", "ask"):
        done = run(command, "--help")
        assert done.code == 0
        assert "usage" in done.out
    for group in ("evaluate", "train"):
        assert run(group, "--help").code == 0
        check_refused(run(group, "nothing"), "invalid choice")


def test_every_evaluation_and_trainer_in_the_table_exists(run: Any) -> None:
    from core.cli import GROUPS

    for group, table in GROUPS.items():
        for name in table:
            assert run(group, name, "--help").code == 0, f"{group} {name}"
