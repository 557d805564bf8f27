"""Hypotheses of one photograph: groups, what tells them apart, how sure each joint is."""

from __future__ import annotations

import json

import numpy as np
import pytest

from core.body.skeleton import JOINT_INDEX
from core.engine import Engine, RefineRequest, Step
from core.hypotheses import (
    Hypotheses,
    Hypothesis,
    clustered,
    grouped,
    hypotheses_to_json,
    uncertainty_of,
    vertex_values,
)
from core.language.distinction import distinctions
from core.observation import Body
from tests.core.swinging import SWING, observed, swung

WRIST = JOINT_INDEX["left_wrist"]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine()


def last(engine: Engine, request: RefineRequest) -> Step:
    *_, step = engine.refine(request)
    return step


def told(engine: Engine, bodies: list[Body], likelihoods: list[float]) -> Hypotheses:
    """Given bodies as hypotheses."""
    items = [Hypothesis(b, engine.body_model.joints(b), p, {"keypoints": 1.0}, "drawn") for b, p in zip(bodies, likelihoods, strict=True)]
    found = clustered(items, lambda groups: [()] * len(groups))
    points = engine._points_of(found)
    return clustered(items, lambda groups: distinctions(*points, groups, np.array(likelihoods)))


def test_an_arm_forward_or_back_makes_two_clusters_that_words_tell_apart(engine: Engine) -> None:
    angles = (SWING, SWING + 0.1, -SWING, SWING - 0.1, -SWING - 0.1)
    found = told(engine, [swung(engine, a) for a in angles], [0.3, 0.2, 0.25, 0.1, 0.15])
    assert [c.members for c in found.clusters] == [(0, 1, 3), (2, 4)]
    assert [round(c.likelihood, 3) for c in found.clusters] == [0.6, 0.4]
    front, back = (" ".join(d.posecode for d in c.distinctions) for c in found.clusters)
    assert "left" in front and ("front" in front or "forward" in front)
    assert "left" in back and "back" in back


def test_bodies_that_are_alike_are_one_cluster_and_nothing_tells_them_apart(engine: Engine) -> None:
    found = told(engine, [swung(engine, SWING + d) for d in (0.0, 0.03, -0.03)], [0.4, 0.3, 0.3])
    assert len(found.clusters) == 1 and found.clusters[0].distinctions == ()


def test_uncertainty_is_in_depth_where_the_arm_is_forward_or_back_and_follows_the_likelihoods(engine: Engine) -> None:
    joints = np.stack([engine.body_model.joints(swung(engine, a)) for a in (SWING, -SWING)])
    even, sure = (uncertainty_of(joints, np.array(p)) for p in ([0.5, 0.5], [0.99, 0.01]))
    assert even.along[WRIST] > 0.2 and even.along[WRIST] > 3 * even.across[WRIST]
    assert np.allclose(even.spread**2, even.along**2 + even.across**2, atol=1e-9)
    assert even.spread[JOINT_INDEX["right_wrist"]] < 1e-3
    assert sure.spread[WRIST] < 0.3 * even.spread[WRIST]


def test_a_group_never_holds_two_bodies_that_differ_much(engine: Engine) -> None:
    joints = np.stack([engine.body_model.joints(swung(engine, a)) for a in np.linspace(-0.9, 0.9, 9)])
    for group in grouped(joints, np.full(9, 1 / 9), alike=0.2):
        placed = joints[list(group)] - joints[list(group), :1]
        assert np.linalg.norm(placed[:, None] - placed[None], axis=-1).max() <= 0.2


def test_vertices_take_the_values_of_the_joints_beside_them(engine: Engine) -> None:
    values = np.zeros(24)
    values[WRIST] = 1.0
    shown = vertex_values(engine.body_model, values)
    vertices = engine.body_model.file.v_template
    rest = engine.body_model.kinematics.rest.numpy()
    far = np.linalg.norm(vertices - rest[JOINT_INDEX["right_wrist"]], axis=1) < 0.3
    near = np.linalg.norm(vertices - rest[WRIST], axis=1) < 0.04
    assert shown.shape == (len(vertices),) and shown[far].max() == 0 and shown[near].mean() > 0.6
    assert np.allclose(vertex_values(engine.body_model, np.full(24, 0.3)), 0.3, atol=1e-4)


def test_both_ways_of_the_arm_are_among_the_hypotheses_and_the_answer_stays_the_answer(engine: Engine) -> None:
    observation, person, _ = observed(engine)
    alone = last(engine, RefineRequest(observation, person))
    step = last(engine, RefineRequest(observation, person, hypotheses=8))
    found = step.hypotheses
    assert alone.hypotheses is None and found is not None and len(found.items) == 8
    assert np.allclose(alone.joints_3d, step.joints_3d, atol=5e-3) and found.items[0].origin == "answer"
    assert np.allclose(found.items[0].joints_3d, step.joints_3d, atol=1e-6)
    assert abs(found.likelihoods.sum() - 1) < 1e-5
    depth = [h.joints_3d[WRIST, 2] - h.joints_3d[JOINT_INDEX["left_shoulder"], 2] for h in found.items]
    assert min(depth) < -0.15 and max(depth) > 0.15
    # and they all look like the photograph
    assert all(h.terms["keypoints"] < 15 for h in found.items if h.likelihood > 0.02)


def test_a_hidden_limb_is_less_sure_than_a_visible_one(engine: Engine) -> None:
    observation, person, _ = observed(engine, hidden=("right_elbow", "right_wrist"))
    found = last(engine, RefineRequest(observation, person, hypotheses=8)).hypotheses
    seen = last(engine, RefineRequest(*observed(engine)[:2], hypotheses=8)).hypotheses
    assert found is not None and seen is not None
    right = JOINT_INDEX["right_wrist"]
    assert found.uncertainty.across[right] > 1.5 * seen.uncertainty.across[right]


def test_the_result_keeps_the_bodies_and_adds_what_is_known_of_them(engine: Engine) -> None:
    observation, person, _ = observed(engine)
    step = last(engine, RefineRequest(observation, person, hypotheses=4))
    assert step.final is not None and step.hypotheses is not None
    told_ = json.loads(json.dumps(hypotheses_to_json(step.hypotheses)))
    assert step.final.extra == hypotheses_to_json(step.hypotheses)
    assert len(told_["hypotheses"]) == 3 and np.shape(told_["hypotheses"][0]["body_pose"]) == (23, 3)
    assert abs(told_["answer_likelihood"] + sum(h["likelihood"] for h in told_["hypotheses"]) - 1) < 0.001
    assert sorted(k for c in told_["hypothesis_clusters"] for k in c["members"]) == [0, 1, 2, 3]
    assert set(told_["uncertainty"]["left_wrist"]) == {"spread", "along", "across"}


def test_where_no_fact_tells_a_reading_apart_the_place_of_a_joint_does(engine: Engine) -> None:
    bodies = [swung(engine, a) for a in (0.1, 0.25, 0.4)]
    items = [Hypothesis(b, engine.body_model.joints(b), p, {"keypoints": 1.0}, "drawn") for b, p in zip(bodies, (0.5, 0.3, 0.2), strict=True)]
    points = engine._points_of(clustered(items, lambda groups: [()] * len(groups)))
    first, middle, last_one = distinctions(*points, [[0], [1], [2]], np.array([0.5, 0.3, 0.2]))
    (told_of_first,), (told_of_middle,) = first, middle
    assert told_of_first.posecode == told_of_middle.posecode == "" and told_of_first.part == told_of_middle.part == "left_hand"
    away = [engine.body_model.joints(b)[WRIST, 2] for b in bodies[:2]]
    assert told_of_first.text == f"left hand {100 * abs(away[0] - away[1]):.0f} cm farther from the camera than in the likeliest other"
    assert "nearer" in told_of_middle.text and last_one[0].posecode
    same = distinctions(*points, [[0], [0], [2]], np.array([0.5, 0.3, 0.2]))
    assert same[0] == same[1] == ()
