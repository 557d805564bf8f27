"""The sliders act the way their names say: swept over twenty observations, each draws the body towards what it stands for, and none can tear it."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from core.body.skeleton import JOINT_INDEX, PARTS
from core.diffusion.scales import MOST
from core.engine import Engine, RefineRequest, Step, Weights
from core.evaluation.problems import Problem, problems_from
from core.resources import resource
from core.training.pose_data import PoseBank

STRENGTHS = (0.0, 0.3, 0.6, 1.0, 3.0, 10.0)
STEADY = 0.02
"""A slider may go back by this share of its whole effect between two positions: a run is short and its steps are discrete."""


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine()


@pytest.fixture(scope="module")
def problems(engine: Engine) -> list[Problem]:
    """Twenty authored poses with a detector's noise and an initial body with a limb turned wrong half of the time; each is told what another does."""
    entries = json.loads(resource("poses", "authored.json").read_text(encoding="utf-8"))["poses"]
    poses = np.array([entry["pose"] for entry in entries], dtype=np.float32)
    names = np.array([f"pose{i}" for i in range(len(poses))])
    bank = PoseBank(poses, names, names, np.ones(len(poses), np.float32), np.zeros(len(poses), bool))
    made = problems_from(bank, 20, seed=3, body=engine.body_model)
    texts = [{part: d.text for part, d in engine.describe(p.truth).items()} for p in made]
    return [p.with_texts({part: (texts[k - 1] if j % 3 == 0 else texts[k])[part] for j, part in enumerate(PARTS)}) for k, p in enumerate(made)]


def last(engine: Engine, problem: Problem, weights: Weights) -> Step:
    *_, step = engine.refine(RefineRequest(problem.observation, problem.observation.people[0], weights))
    return step


def reprojection(_: Engine, problem: Problem, step: Step) -> float:
    """px to the given keypoints, by their confidence."""
    given = problem.observation.people[0].keypoints
    apart = [np.hypot(*np.subtract(step.keypoints_2d[k], (p.x, p.y))) for k, p in given.items()]
    return float(np.average(apart, weights=[p.confidence for p in given.values()]))


def disobedience(_: Engine, __: Problem, step: Step) -> float:
    """Share of the statements that do not hold."""
    assert step.final is not None
    held = [s.satisfied for row in step.final.descriptions for s in row.statements]
    return 1.0 - float(np.mean(held))


def distance(engine: Engine, problem: Problem, step: Step) -> float:
    """mm from the initial body's joints, around the pelvis."""
    initial = problem.observation.people[0].initial
    assert initial is not None
    a, b = engine.body_model.joints(initial), step.joints_3d
    return 1e3 * float(np.linalg.norm((a - a[0]) - (b - b[0]), axis=-1).mean())


@pytest.mark.parametrize(("slider", "measure"), [("keypoints", reprojection), ("text", disobedience), ("initial", distance)])
def test_raising_a_slider_brings_the_body_nearer_to_what_it_stands_for(
    engine: Engine, problems: list[Problem], slider: str, measure: Callable[[Engine, Problem, Step], float]
) -> None:
    means = []
    for strength in STRENGTHS:
        weights = replace(Weights(), **{slider: strength})
        means.append(float(np.mean([measure(engine, p, last(engine, p, weights)) for p in problems])))
    whole = means[0] - means[-1]
    assert whole > 0.1 * means[0], means
    assert all(after <= before + STEADY * whole for before, after in itertools.pairwise(means)), means


def test_where_its_slider_ends_the_initial_body_is_given_back(engine: Engine, problems: list[Problem]) -> None:
    apart = [distance(engine, p, last(engine, p, replace(Weights(), initial=MOST))) for p in problems]
    assert np.mean(apart) < 10.0 and max(apart) < 25.0, apart


def test_no_extreme_tears_the_body(engine: Engine, problems: list[Problem]) -> None:
    bones = [(JOINT_INDEX[f"{side}_{a}"], JOINT_INDEX[f"{side}_{b}"]) for side in ("left", "right") for a, b in (("elbow", "wrist"), ("knee", "ankle"))]
    for problem, strengths in zip(problems, itertools.cycle(itertools.product((0.0, 50.0), repeat=4)), strict=False):
        step = last(engine, problem, Weights(*strengths))
        joints = step.joints_3d
        truth = problem.joints
        assert np.isfinite(joints).all() and joints[:, 2].min() > 0, strengths
        for a, b in bones:
            assert 0.6 < np.linalg.norm(joints[a] - joints[b]) / np.linalg.norm(truth[a] - truth[b]) < 1.6, strengths
        assert np.abs(step.body.betas).max() <= 3.6, strengths
