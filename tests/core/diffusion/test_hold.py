"""What a person has settled of a body stays: height, shape, pinned joints; the rest goes on moving."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from core.body.skeleton import JOINT_NAMES
from core.engine import Engine, RefineRequest
from core.errors import InputError
from core.formats.hold import hold_to_json
from core.formats.json_node import Node
from core.formats.observation import observation_from, observation_to_json
from core.observation import Body, Description, Hold, Observation, Person
from tests.core.swinging import observed


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine()


def last_body(engine: Engine, observation: Observation, person: Person) -> Body:
    *_, last = engine.refine(RefineRequest(observation, person))
    return last.body


@pytest.mark.parametrize("height", [1.45, 1.95])
def test_a_height_that_was_given_stays_and_the_picture_is_still_met(engine: Engine, height: float) -> None:
    observation, person, _ = observed(engine)
    free = last_body(engine, observation, person)
    *_, last = engine.refine(RefineRequest(observation, replace(person, hold=Hold(height=height))))
    assert float(engine.body_model.height(last.body)) == pytest.approx(height, abs=0.003)
    assert abs(float(engine.body_model.height(free)) - height) > 0.05
    assert last.final is not None and last.final.reprojection_error is not None and last.final.reprojection_error < 12


def test_a_shape_that_was_fixed_stays(engine: Engine) -> None:
    observation, person, _ = observed(engine)
    shape = (1.0, -1.0, 0.5) + (0.0,) * 7
    body = last_body(engine, observation, replace(person, hold=Hold(shape=shape)))
    assert np.allclose(body.betas, shape, atol=0.01)


def test_pinned_joints_stay_within_a_degree_while_words_move_the_rest(engine: Engine) -> None:
    observation, person, _ = observed(engine)
    pins = {"right_elbow": (0.3, 1.2, -0.2), "right_shoulder": (0.1, 0.2, 0.6)}
    told = replace(
        person, hold=Hold(pins=pins), keypoints={},
        descriptions={p: Description(t, "person") for p, t in (("left_arm", "raised straight above the head"), ("right_arm", "hanging down"))},
    )  # fmt: skip
    body = last_body(engine, observation, told)
    for joint, turn in pins.items():
        now = body.body_pose[JOINT_NAMES.index(joint) - 1].copy()
        off = (Rotation.from_rotvec(now) * Rotation.from_rotvec(turn).inv()).magnitude()
        assert np.degrees(off) < 1.0, joint
    joints = engine.body_model.joints(body)
    assert joints[JOINT_NAMES.index("left_wrist"), 1] < joints[JOINT_NAMES.index("head"), 1]


def test_a_hold_is_written_to_the_file_and_read_again(engine: Engine) -> None:
    observation, person, _ = observed(engine)
    hold = Hold(1.72, tuple(float(k) / 10 for k in range(10)), {"left_elbow": (0.1, -0.2, 0.3)})
    content = observation_to_json(replace(observation, people=(replace(person, hold=hold),)))
    assert observation_from(Node(content, "file")).people[0].hold == hold
    plain = observation_to_json(replace(observation, people=(person,)))
    assert "hold" not in plain["people"][0] and hold_to_json(Hold()) == {}


@pytest.mark.parametrize("bad", [{"height": 17.2}, {"pins": {"left_tail": [0, 0, 0]}}, {"shape": [1, 2]}])
def test_a_hold_that_makes_no_sense_is_refused(engine: Engine, bad: dict[str, object]) -> None:
    observation, person, _ = observed(engine)
    content = observation_to_json(replace(observation, people=(person,)))
    content["people"][0]["hold"] = bad
    with pytest.raises(InputError):
        observation_from(Node(content, "file"))
