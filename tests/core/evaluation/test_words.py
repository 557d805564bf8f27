"""Refining by a description alone: what is compared, and that words bring the joints closer."""

from __future__ import annotations

import numpy as np
import pytest

from core.engine import Engine
from core.evaluation.words import OTHER, WAYS, measure, own_joints, posture_of, table, unseen
from core.observation import Camera


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine()


def test_joints_in_the_own_frame_do_not_depend_on_where_the_body_faces(engine: Engine) -> None:
    pose = unseen(None, 20, engine)[0][3]
    turned = pose.copy()
    turned[0] = [0.0, 2.0, 0.0]
    camera = Camera.assume((1000, 1000))
    pose[0] = 0.0
    here, there = own_joints(engine, engine.body_at(pose, camera)), own_joints(engine, engine.body_at(turned, camera))
    assert np.abs(here - there).max() < 1e-4
    assert np.allclose(here[0], 0)


@pytest.mark.parametrize(
    ("facts", "posture"),
    [
        (("body: sitting on a seat", "torso: upright"), "sitting"),
        (("body: standing on the left leg",), "on one leg"),
        (("body: standing",), "standing, striding"),
        (("body: kneeling on the left knee",), "kneeling"),
        (("torso: upright",), OTHER),
    ],
)
def test_bodies_are_sorted_by_the_posture_that_the_describer_calls_them(facts: tuple[str, ...], posture: str) -> None:
    assert posture_of({"torso": facts}) == posture


def test_bodies_are_taken_from_each_posture_in_turn(engine: Engine) -> None:
    poses, postures = unseen(None, 8, engine)
    assert len(poses) == len(postures) == 8
    assert len(set(postures)) >= 6


def test_words_alone_bring_a_standing_body_closer(engine: Engine) -> None:
    poses, postures = unseen(None, 20, engine)
    upright = [k for k, p in enumerate(postures) if p in ("standing, striding", "sitting")][:4]
    rows = measure(poses[upright], [postures[k] for k in upright])
    whole = rows[-1]
    assert whole.posture == "all" and whole.count == 4
    assert whole.refined["free text"][0] < 0.7 * whole.neutral[0]
    assert whole.refined["statements only"][0] < 0.8 * whole.neutral[0]
    assert set(whole.refined) == set(WAYS)
    assert table(rows).count("\n") == len(rows) + 1
