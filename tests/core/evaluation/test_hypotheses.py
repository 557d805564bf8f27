"""What is measured of several bodies: with the shipped models on authored poses, and the arithmetic on bodies whose figures are known."""

from __future__ import annotations

import json

import numpy as np
import pytest

import main
from core.engine import Engine
from core.evaluation.hypotheses import Judged, judged, report
from core.evaluation.problems import problems_from
from core.resources import resource
from core.training.pose_data import PoseBank


def certain(likelihoods: tuple[float, ...], errors: tuple[float, ...]) -> Judged:
    joints = np.linspace(0.01, 0.1, 23)
    return Judged(np.array(likelihoods), np.array(errors), joints, joints**2)


def test_the_figures_are_those_of_the_bodies() -> None:
    told = report([certain((0.7, 0.3), (40.0, 20.0)), certain((0.9, 0.1), (30.0, 50.0))])
    assert (told.answer, told.likeliest, told.nearest) == (35.0, 35.0, 25.0)
    assert told.expected == pytest.approx((0.7 * 40 + 0.3 * 20 + 0.9 * 30 + 0.1 * 50) / 2)
    assert told.found == 0.5 and told.by_chance == 0.5
    assert told.nats == pytest.approx(-(np.log(0.3) + np.log(0.9)) / 2)
    assert sum(c[2] for c in told.calibration) == 4
    assert told.rank_correlation == pytest.approx(1.0)
    assert list(told.off_by_spread) == sorted(told.off_by_spread)


def test_on_authored_poses_the_likelihoods_tell_more_than_chance_and_doubtful_joints_are_the_wrong_ones() -> None:
    engine = Engine()
    entries = json.loads(resource("poses", "authored.json").read_text(encoding="utf-8"))["poses"]
    poses = np.array([entry["pose"] for entry in entries], dtype=np.float32)
    names = np.array([f"pose{i}" for i in range(len(poses))])
    bank = PoseBank(poses, names, names, np.ones(len(poses), np.float32), np.zeros(len(poses), bool))
    told = report([judged(engine, p, 8) for p in problems_from(bank, 12, seed=5, body=engine.body_model)])
    assert told.nearest < told.answer
    assert told.nats < told.nats_even
    assert told.rank_correlation > 0.2
    assert told.off_by_spread[0] < told.off_by_spread[-1]


def test_without_people_to_look_at_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["evaluate", "hypotheses"]) != 0
    assert "--record" in capsys.readouterr().err
