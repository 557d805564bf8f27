"""How many questions bring a limb right: the measuring itself."""

from __future__ import annotations

import numpy as np
import pytest

from core.ask import Answer
from core.body.skeleton import JOINT_INDEX
from core.engine import Engine
from core.evaluation.problems import Problem
from core.evaluation.questions import about_the_limb, at_random, best, course, limb_of, table, told, wrong_by
from core.observation import INSIST, Description, Observation, Person
from tests.core.swinging import observed

SEGMENT = (JOINT_INDEX["left_shoulder"], JOINT_INDEX["left_elbow"])


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine()


@pytest.fixture(scope="module")
def problem(engine: Engine) -> Problem:
    """The arm is swung forward; the initial body has it swung back."""
    observation, person, truth = observed(engine)
    seen = Observation(None, observation.image_size, None, (person,))
    return Problem("swung", seen, truth, engine.body_model.joints(truth), engine.body_model.keypoints(truth, seen.the_camera()), SEGMENT, "standing")


def test_a_question_about_the_wrong_limb_brings_it_right(engine: Engine, problem: Problem) -> None:
    way = course(engine, problem, about_the_limb, rounds=2, hypotheses=8)
    assert way.clear and way.right[0] is False and way.right[-1] is True
    assert way.error[-1] < way.error[0] and 1 <= len(way.asked) <= 2
    assert "0 %" in table([("by the app", [way])]) and "100 %" in table([("by the app", [way])])


def test_where_nothing_is_asked_nothing_changes(engine: Engine, problem: Problem) -> None:
    way = course(engine, problem, lambda _, questions: None, rounds=3, hypotheses=2)
    assert way.asked == () and len(set(way.error)) == 1 and way.right == (False,) * 4


def test_the_ways_of_choosing_choose_among_what_is_worth_asking(problem: Problem) -> None:
    assert all(choose(problem, lambda _: []) is None for choose in (best, at_random(0), about_the_limb))
    assert limb_of(problem) == ("left_arm", "left_hand")
    assert wrong_by(problem, problem.joints) < 0 and np.isclose(
        wrong_by(problem, problem.joints * (1, 1, -1)), -wrong_by(problem, problem.joints)
    )


def test_an_answer_is_added_to_what_a_person_wrote_and_replaces_a_draft() -> None:
    person = Person("p", descriptions={"head": Description("bowed", "person"), "torso": Description("The torso is upright.", "built-in")})
    turned, back = (
        Answer("", "the head is turned to the left", "head: turned left"), Answer("", "the torso leans back", "torso: leaning back"),
    )  # fmt: skip
    after = told(told(person, "head", turned), "torso", back).descriptions or {}
    assert after["head"].text == "bowed. The head is turned to the left." and after["torso"].text == "The torso leans back."
    assert after["torso"].source == "person" and after["torso"].factor("torso: leaning back") == INSIST
