"""The engine on real photographs with the shipped models: the whole way from pixels to a body that listens."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from core.body.skeleton import JOINT_INDEX, PARTS
from core.engine import Engine, RefineRequest, Step, Weights
from core.errors import InputError
from core.observation import Body, Camera, Description, Keypoint, Observation, Person
from core.vision.image import load_image


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine()


@pytest.fixture(scope="module")
def seen(engine: Engine, samples: Path) -> tuple[Observation, Person]:
    """A dancer, observed."""
    image = load_image(samples / "cassy-dancing-3.jpg")
    return Observation(None, (image.shape[1], image.shape[0])), engine.observe(image)


@pytest.fixture(scope="module")
def standing(engine: Engine) -> tuple[Observation, Person]:
    """A neutral standing body of which no keypoint is known."""
    observation = Observation(None, (1000, 1000))
    body = engine.body_at(engine._neutral, observation.the_camera())
    return observation, Person("p1", initial=body, descriptions={})


def last(engine: Engine, request: RefineRequest) -> Step:
    *_, step = engine.refine(request)
    return step


def say(person: Person, **texts: str) -> Person:
    return replace(person, descriptions={**(person.descriptions or {}), **{p: Description(t, "person") for p, t in texts.items()}})


def test_a_photograph_becomes_a_described_person_on_its_keypoints(engine: Engine, seen: tuple[Observation, Person]) -> None:
    observation, person = seen
    assert person.initial is not None and person.descriptions is not None
    assert set(person.descriptions) == set(PARTS) and all(d.text and d.source == "built-in" for d in person.descriptions.values())
    final = last(engine, RefineRequest(observation, person)).final
    assert final is not None and final.reprojection_error is not None and final.initial_reprojection_error is not None
    size = max(person.box[2] - person.box[0], person.box[3] - person.box[1])  # type: ignore[index]
    assert final.reprojection_error < 0.02 * size
    assert final.reprojection_error <= final.initial_reprojection_error
    assert {r.part for r in final.descriptions} == set(PARTS)


def test_words_alone_move_the_arm_and_leave_the_legs(engine: Engine, standing: tuple[Observation, Person]) -> None:
    observation, person = standing
    step = last(engine, RefineRequest(observation, say(person, left_arm="raised straight above the head")))
    up = -step.joints_3d[:, 1]
    assert up[JOINT_INDEX["left_wrist"]] > up[JOINT_INDEX["head"]] + 0.1
    assert up[JOINT_INDEX["right_wrist"]] < up[JOINT_INDEX["right_shoulder"]]
    before = engine.body_model.joints(person.initial)  # type: ignore[arg-type]
    legs = [JOINT_INDEX[f"{s}_{j}"] for s in ("left", "right") for j in ("knee", "ankle")]
    moved = (step.joints_3d - step.joints_3d[0]) - (before - before[0])
    assert np.linalg.norm(moved[legs], axis=1).max() < 0.12
    assert step.final is not None and all(s.satisfied for s in step.final.descriptions[0].statements)


def test_left_and_right_are_not_confused(engine: Engine, standing: tuple[Observation, Person]) -> None:
    observation, person = standing
    for side, other in (("left", "right"), ("right", "left")):
        step = last(engine, RefineRequest(observation, say(person, torso=f"the {side} hand is on the head")))
        head = step.joints_3d[JOINT_INDEX["head"]]
        near, far = (np.linalg.norm(step.joints_3d[JOINT_INDEX[f"{s}_hand"]] - head) for s in (side, other))
        assert near < 0.35 < far


def test_with_no_text_keypoints_still_pull(engine: Engine, seen: tuple[Observation, Person]) -> None:
    observation, person = seen
    wrong = replace(person, descriptions={}, initial=engine.body_at(engine._neutral, observation.the_camera()))
    final = last(engine, RefineRequest(observation, wrong)).final
    assert final is not None and final.reprojection_error is not None and final.initial_reprojection_error is not None
    assert final.reprojection_error < 0.3 * final.initial_reprojection_error


def test_an_edit_of_a_photographed_person_is_obeyed(engine: Engine, seen: tuple[Observation, Person]) -> None:
    observation, person = seen
    step = last(engine, RefineRequest(observation, say(person, right_arm="hanging straight down at the side"), Weights(text=3)))
    joints = step.joints_3d
    assert -joints[JOINT_INDEX["right_wrist"], 1] < -joints[JOINT_INDEX["right_shoulder"], 1] - 0.25


def test_the_same_request_gives_the_same_numbers(engine: Engine, seen: tuple[Observation, Person]) -> None:
    observation, person = seen
    request = RefineRequest(observation, say(person, head="turned to the left"), hypotheses=3, seed=4)
    a, b = last(engine, request), last(engine, request)
    assert np.array_equal(a.body.pose, b.body.pose) and a.final is not None and b.final is not None
    assert a.final.extra == b.final.extra and len(a.final.extra["hypotheses"]) == 2


def changed(body: Body) -> Body:
    return Body.from_pose(body.pose + 0.3, body.betas + 1.0, body.transl + 0.4)


def test_a_weight_of_zero_means_no_influence_at_all(engine: Engine, seen: tuple[Observation, Person]) -> None:
    observation, person = seen
    spoken = say(person, left_arm="stretched out to the side")
    assert person.initial is not None
    moved = {n: replace(k, x=k.x + 30) for n, k in person.keypoints.items()}
    cases = (
        (Weights(keypoints=0), spoken, replace(spoken, keypoints=moved)),
        (Weights(text=0), spoken, say(person, left_arm="behind the back")),
        (Weights(initial=0), spoken, replace(spoken, initial=changed(person.initial))),
    )
    for weights, one, other in cases:
        a, b = (last(engine, RefineRequest(observation, p, weights)).body for p in (one, other))
        assert np.array_equal(a.pose, b.pose) and np.array_equal(a.transl, b.transl), weights
    everything = last(engine, RefineRequest(observation, spoken, Weights(0, 0, 1, 0))).body
    assert np.abs(everything.pose - person.initial.pose).max() < 0.02  # only the initial body is left


def test_switched_off_and_built_in_texts_do_not_guide(engine: Engine, seen: tuple[Observation, Person]) -> None:
    observation, person = seen
    quiet = last(engine, RefineRequest(observation, replace(person, descriptions={}))).body
    drafted = last(engine, RefineRequest(observation, person)).body
    off = replace(person, descriptions={"left_arm": Description("behind the back", "person", enabled=False)})
    assert np.array_equal(quiet.pose, drafted.pose)
    assert np.array_equal(quiet.pose, last(engine, RefineRequest(observation, off)).body.pose)


@pytest.mark.parametrize("trust", [1.0, 0.3, 0.0])
def test_pinned_parts_stay(engine: Engine, seen: tuple[Observation, Person], trust: float) -> None:
    observation, person = seen
    step = last(engine, RefineRequest(observation, say(person, torso="leaning to the left"), Weights(initial=trust), pins=("left_arm", "head")))
    assert person.initial is not None
    pinned = [JOINT_INDEX[j] - 1 for j in ("left_collar", "left_shoulder", "left_elbow", "neck", "head")]
    assert np.degrees(np.abs(step.body.body_pose[pinned] - person.initial.body_pose[pinned]).max()) < 1.0


def test_a_run_can_be_left_between_steps_and_extremes_stay_finite(engine: Engine, seen: tuple[Observation, Person]) -> None:
    observation, person = seen
    steps = engine.refine(RefineRequest(observation, person, steps=20))
    assert next(steps).index == 0
    steps.close()  # type: ignore[attr-defined]
    for weights in (Weights(100, 100, 100, 100), Weights(0, 0, 0, 0), Weights(100, 0, 0, 0), Weights(0, 100, 0, 0)):
        step = last(engine, RefineRequest(observation, say(person, left_arm="behind the back"), weights, steps=2))
        assert np.isfinite(step.joints_3d).all() and np.isfinite(engine.mesh(step.body)[0]).all()
        lengths = np.linalg.norm(step.joints_3d[JOINT_INDEX["left_knee"]] - step.joints_3d[JOINT_INDEX["left_ankle"]])
        assert 0.2 < lengths < 0.8


def test_a_person_without_keypoints_or_initial_body_is_still_someone(engine: Engine) -> None:
    observation = Observation(None, (800, 600), Camera.assume((800, 600)))
    person = Person("p1", box=(200.0, 50.0, 500.0, 580.0), descriptions={"torso": Description("sitting on a chair", "person")})
    step = last(engine, RefineRequest(observation, person))
    assert step.final is not None and step.final.reprojection_error is None
    assert step.joints_3d[:, 2].min() > 0


def test_out_of_range_requests_are_refused_in_a_sentence(engine: Engine, seen: tuple[Observation, Person]) -> None:
    observation, person = seen
    for request in (
        RefineRequest(observation, person, steps=0),
        RefineRequest(observation, person, Weights(text=-1)),
        RefineRequest(observation, person, Weights(text=float("nan"))),
        RefineRequest(observation, person, hypotheses=0),
    ):
        with pytest.raises(InputError, match="give"):
            next(engine.refine(request))


def test_nobody_in_the_picture_is_said(engine: Engine) -> None:
    with pytest.raises(InputError, match="draw a box"):
        engine.observe(np.full((300, 300, 3), 127, dtype=np.uint8))


def test_refining_leaves_gradients_and_the_global_state_alone(engine: Engine, seen: tuple[Observation, Person]) -> None:
    observation, person = seen
    keypoints = {"left_wrist": Keypoint(200.0, 200.0, 1.0)}
    before = torch.get_rng_state()
    last(engine, RefineRequest(observation, replace(person, keypoints=keypoints)))
    assert torch.equal(before, torch.get_rng_state()) and torch.is_grad_enabled()
