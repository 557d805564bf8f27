"""The obedience benchmark: sentences from end to end, plausibility, and words beside keypoints."""

from __future__ import annotations

import ast
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core import cli
from core.body.skeleton import JOINT_INDEX
from core.engine import Engine
from core.evaluation import obedience_keypoints, obedience_run
from core.evaluation.independent_geometry import Posed
from core.evaluation.obedience_plausibility import anatomical_angles, judge_plausibility, penetrations, winding_number
from core.evaluation.obedience_suite import Sentence, read_split
from core.observation import Body, Keypoint, Person

JUDGING = ("independent_geometry", "obedience_checks", "obedience_functions", "obedience_regions", "obedience_plausibility", "obedience_suite")


@pytest.fixture(scope="module")
def engine() -> Engine:
    """One engine for all."""
    return Engine()


@pytest.fixture(scope="module")
def neutral(engine: Engine) -> Body:
    """The standing body that sentences start from."""
    return obedience_run.neutral_body(engine)


@pytest.fixture(scope="module")
def authored(repository: Path) -> dict[str, Body]:
    """The authored poses by name."""
    entries = json.loads((repository / "resources" / "poses" / "authored.json").read_text(encoding="utf-8"))["poses"]
    return {e["name"]: Body.from_pose(np.array(e["pose"]), np.zeros(10), np.zeros(3)) for e in entries}


def turned(body: Body, turns: dict[str, tuple[float, float, float]]) -> Body:
    pose = body.pose.copy()
    for joint, turn in turns.items():
        pose[JOINT_INDEX[joint]] = np.radians(turn)
    return Body.from_pose(pose, body.betas, body.transl)


def sentence(name: str) -> Sentence:
    return next(s for s in read_split("development") if s.id == name)


def test_the_judge_imports_nothing_that_guides(repository: Path) -> None:
    forbidden = ("core.language", "core.diffusion", "core.body.measures", "core.body.constraint", "core.body.kinematics", "core.engine")
    for module in JUDGING:
        tree = ast.parse((repository / "core" / "evaluation" / f"{module}.py").read_text(encoding="utf-8"))
        names = [n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
        names += [a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names]
        assert not [name for name in names if name.startswith(forbidden)], module


# --------------------------------------------------------------------------------------------------------- text alone


def test_a_plain_sentence_is_obeyed_from_end_to_end(engine: Engine) -> None:
    (outcome,) = obedience_run.run_suite(engine, [sentence("plain-09")])  # the head turned to the left
    assert outcome.obeyed and outcome.stays and outcome.plausibility.plausible and outcome.understood


def test_words_that_the_body_obeys_already_leave_it_as_it_is(engine: Engine, neutral: Body) -> None:
    texts = {"torso": "A man standing upright.", "right_foot": "flat on the floor", "left_arm": "The left arm hangs at the side."}
    body, understood, _ = obedience_run.refined(engine, texts, neutral)
    assert len(understood) >= 4
    assert not obedience_run.joints_moved(Posed(body), Posed(neutral), ())


def test_a_sentence_that_nothing_can_be_made_of_is_not_obeyed(engine: Engine) -> None:
    strange = replace(sentence("plain-09"), texts={"head": "zxqv blorp"})
    (outcome,) = obedience_run.run_suite(engine, [strange])
    assert not outcome.obeyed and not outcome.understood and outcome.failed[0].values["yaw(head)"] < 18


def test_a_leg_that_was_not_spoken_of_and_moves_is_reported(neutral: Body) -> None:
    spoken = sentence("plain-09")
    moved = turned(neutral, {"left_knee": (40, 0, 0)})
    assert set(obedience_run.strayed(spoken, Posed(moved), Posed(neutral))) == {"left_knee"}
    assert not obedience_run.strayed(spoken, Posed(neutral), Posed(neutral))


def test_a_leg_that_keeps_its_place_under_a_tilted_pelvis_has_stayed(neutral: Body) -> None:
    posed = Posed(neutral)
    tilt = Posed(turned(neutral, {"left_hip": (15, 0, 0)})).local[JOINT_INDEX["left_hip"]]  # some rotation
    pelvis = posed.local[0] @ tilt
    tilted = Posed(neutral)
    tilted.local = tilted.local.copy()
    tilted.local[0] = pelvis
    for side in ("left", "right"):
        hip = JOINT_INDEX[f"{side}_hip"]
        tilted.local[hip] = tilt.T @ posed.local[hip]
    rotations = [tilted.local[0]]
    from core.body.skeleton import PARENTS

    for joint in range(1, 24):
        rotations.append(rotations[PARENTS[joint]] @ tilted.local[joint])
    tilted.rotations = np.diag((1.0, -1.0, -1.0)) @ np.stack(rotations)
    spoken = replace(sentence("plain-15"), moves=frozenset({"torso"}))
    assert not [j for j in obedience_run.strayed(spoken, tilted, posed) if "hip" in j or "knee" in j]


def test_the_command_writes_rates_and_lists_failures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    suite = tmp_path / "mine.toml"
    suite.write_text(
        '[[sentence]]\nid = "turns"\ngroup = "easy"\ntexts = { head = "turned to the left" }\nchecks = ["yaw(head) > 15"]\n'
        '[[sentence]]\nid = "never"\ngroup = "hard"\ntexts = { head = "turned to the left" }\nchecks = ["yaw(head) < -80"]\n',
        encoding="utf-8",
    )
    assert cli.run(["evaluate", "obedience", "--suite", str(suite), "--keypoints", "no", "--out", str(tmp_path / "out")]) == 0
    printed = capsys.readouterr().out
    assert "| easy | 1 | 100.0 %" in printed and "| all | 2 | 50.0 %" in printed and "`never`" in printed and "`turns`" not in printed
    assert json.loads((tmp_path / "out" / "obedience.json").read_text())["mine"]["rates"]["obeyed"] == 0.5
    assert (tmp_path / "out" / "obedience.md").read_text() == printed


def test_a_missing_suite_is_refused_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["evaluate", "obedience", "--suite", str(tmp_path / "none.toml")]) == 2
    assert "the suite cannot be read" in capsys.readouterr().err


def test_held_out_single_results_are_not_shown() -> None:
    from core.evaluation.obedience import _suite_lines

    row = {"id": "secret-1", "group": "guarded", "texts": {"head": "hush"}, "obeyed": False, "understood": True, "plausible": True, "stays": True}
    row |= {"all_right": False, "failed": [], "statements": [], "not_understood": [], "faults": [], "moved": {}}
    hidden, shown = ("\n".join(_suite_lines("held-out", [row], reveal)) for reveal in (False, True))
    assert "secret-1" in shown and "guarded" in shown
    assert "secret-1" not in hidden and "hush" not in hidden and "guarded" not in hidden and "| all | 1 | 0.0 %" in hidden


# ------------------------------------------------------------------------------------------------------- plausibility


def test_the_authored_poses_are_plausible(authored: dict[str, Body]) -> None:
    faults = {name: judge_plausibility(Posed(body)).faults for name, body in authored.items()}
    faults.pop("thinking")  # the hand that props its chin is authored five centimetres deep
    assert not {name: found for name, found in faults.items() if found}


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_hand_pushed_through_the_torso_is_found(authored: dict[str, Body], side: str) -> None:
    sign = 1.0 if side == "left" else -1.0
    through = turned(authored["standing"], {f"{side}_elbow": (0, -40 * sign, -60 * sign)})  # the forearm turned inwards
    found = judge_plausibility(Posed(through)).penetrations
    assert any(f"{side} hand" in fault and "torso" in fault for fault in found), found


def test_a_foot_through_the_other_shin_is_found(authored: dict[str, Body]) -> None:
    crossed = turned(authored["T-pose"], {"left_hip": (0, 0, -17)})
    assert any("shin" in solid for _, solid in penetrations(Posed(crossed)))


@pytest.mark.parametrize(
    ("joint", "turn", "fault"),
    [
        ("left_knee", (-40, 0, 0), "left knee flexion"),
        ("right_knee", (0, 0, 40), "right knee bent sideways"),
        ("left_elbow", (0, 40, 0), "left elbow flexion"),
        ("right_elbow", (0, -40, 0), "right elbow flexion"),
        ("head", (0, 120, 0), "neck turn"),
        ("spine2", (-80, 0, 0), "spine bend"),
        ("right_hip", (75, 0, 0), "right thigh backwards"),
        ("left_collar", (0, 60, 0), "left collar bone"),
    ],
)
def test_a_joint_bent_as_no_joint_bends_is_found(authored: dict[str, Body], joint: str, turn: tuple[float, float, float], fault: str) -> None:
    found = judge_plausibility(Posed(turned(authored["T-pose"], {joint: turn}))).limits
    assert any(fault in limit for limit in found), found


def test_flexion_counts_the_way_joints_bend_on_both_sides(authored: dict[str, Body]) -> None:
    bent = {"left_knee": (60, 0, 0), "right_knee": (60, 0, 0), "left_elbow": (0, -60, 0), "right_elbow": (0, 60, 0)}
    angles = anatomical_angles(Posed(turned(authored["T-pose"], bent)).local)
    for name in ("left knee flexion", "right knee flexion", "left elbow flexion", "right elbow flexion"):
        assert angles[name] == pytest.approx(60, abs=1)


def test_the_winding_number_tells_inside_from_outside() -> None:
    corners = np.array([(1, 1, 1), (1, -1, -1), (-1, 1, -1), (-1, -1, 1)], dtype=float)
    faces = corners[[(0, 1, 2), (0, 3, 1), (0, 2, 3), (1, 3, 2)]]
    inside = winding_number(np.array([(0, 0, 0), (0.2, 0.1, 0), (2, 0, 0), (-1, -1, -1)], dtype=float), faces)
    np.testing.assert_allclose(np.abs(inside), (1, 1, 0, 0), atol=1e-6)


# ------------------------------------------------------------------------------------------------------ with keypoints


def test_a_flipped_forearm_keeps_its_place_in_the_picture(authored: dict[str, Body]) -> None:
    before = Posed(turned(authored["T-pose"], {"left_elbow": (0, -50, 0)}))
    after = Posed(obedience_keypoints.flipped_in_depth(before.body, "left_elbow"))
    elbow = before.point("left_elbow")
    np.testing.assert_allclose(after.point("left_elbow"), elbow, atol=1e-5)
    np.testing.assert_allclose(after.point("left_wrist") - elbow, (before.point("left_wrist") - elbow) * (1, 1, -1), atol=1e-4)


def test_only_confident_visible_keypoints_count_as_clearly_seen() -> None:
    points = {"nose": Keypoint(1, 1, 0.9), "left_wrist": Keypoint(1, 1, 0.5), "left_knee": Keypoint(1, 1, 0.95, "occluded")}
    assert set(obedience_keypoints.clearly_visible(Person("p", keypoints=points))) == {"nose"}


def test_words_beside_a_photograph_are_tried_and_do_not_tear_the_body_off(engine: Engine, samples: Path) -> None:
    trials = list(obedience_keypoints.run_trials(engine, [samples / "dan2.jpg"]))
    contradicting = [t for t in trials if t.kind == "contradicting"]
    assert contradicting and all(t.obeyed is None and t.holds_on for t in contradicting)
    assert {t.kind for t in trials} >= {"contradicting", "hidden"}
    assert all(t.obeyed is not None for t in trials if t.kind != "contradicting")
