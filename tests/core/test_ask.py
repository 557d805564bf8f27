"""Ask me: the question that tells hypotheses apart, and what its answers mean."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core import ask
from core.ask import CANNOT_TELL, answered, depth_answer, posecode_of, questions, ranked, unseen_parts, what_tells
from core.ask_depth import AT_ONCE, NONE_OF_THESE, WHICH_IS_TRUE
from core.body.segments import SEGMENTS, limb_parts
from core.body.skeleton import JOINT_INDEX
from core.engine import Engine, RefineRequest
from core.evaluation.questions import told
from core.language.places import swap_sides
from core.language.understanding import understand
from core.observation import Keypoint, Observation, Person
from tests.core.swinging import SWING, observed, swung
from tests.core.test_hypotheses import told as as_hypotheses


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine()


def test_every_answer_is_understood_as_exactly_what_was_asked() -> None:
    assert len(questions()) == 2 * len(ask._LEFT) + len(ask._MIDLINE)
    for question in questions():
        assert question.text.endswith("?") and 2 <= len(question.answers) <= 3
        names = set()
        for answer in question.answers:
            heard = understand(f"Seen clearly. {answer.clause[:1].upper()}{answer.clause[1:]}.", question.part)
            assert [s.posecode.name for s in heard.statements] == [answer.posecode], answer.clause
            names.add(answer.posecode)
        assert len(names) == len(question.answers)
        assert CANNOT_TELL not in {a.label for a in question.answers}


def test_both_sides_are_asked_about_alike() -> None:
    texts = {q.text: q for q in questions()}
    for text, question in texts.items():
        if "left" in text and "right" not in text:
            other = texts[swap_sides(text)]
            assert [swap_sides(a.clause) for a in question.answers] == [a.clause for a in other.answers]


def test_the_question_is_about_the_limb_in_which_the_bodies_differ(engine: Engine) -> None:
    found = as_hypotheses(engine, [swung(engine, SWING), swung(engine, -SWING)], [0.6, 0.4])
    first, *others = ranked(found, *engine._points_of(found))
    assert first.part in ("left_arm", "left_hand") and "left" in first.text
    assert all(q.gain <= first.gain for q in others)
    assert sum(first.chances) > 0.9 and min(first.chances) > 0.3
    assert not any("right" in q.part for q in others)


def test_nothing_is_asked_where_the_bodies_agree(engine: Engine) -> None:
    found = as_hypotheses(engine, [swung(engine, SWING), swung(engine, SWING + 0.01)], [0.6, 0.4])
    assert ranked(found, *engine._points_of(found)) == []


def test_nobody_is_asked_twice_or_what_a_text_says(engine: Engine) -> None:
    found = as_hypotheses(engine, [swung(engine, SWING), swung(engine, -SWING)], [0.5, 0.5])
    points = engine._points_of(found)
    first = ranked(found, *points)[0]
    said = posecode_of(first.part, first.answers[0])
    assert first.text not in {q.text for q in ranked(found, *points, [said])}
    assert first.text not in {q.text for q in ranked(found, *points, asked=[first.text])}
    assert {q.part for q in ranked(found, *points, parts=["left_hand"])} == {"left_hand"}


def test_the_true_answer_is_the_one_that_holds_and_else_nobody_can_tell(engine: Engine) -> None:
    question = next(q for q in questions() if q.text.startswith("Is the left hand nearer to the camera than the left shoulder"))
    for angle, label in ((SWING, "nearer"), (-SWING, "farther away"), (0.0, None)):
        body = swung(engine, angle)
        answer = answered(question, engine.body_model.points(body), engine.body_model.height(body))
        assert (answer.label if answer else None) == label


def test_one_answer_brings_the_arm_to_the_side_that_was_said(engine: Engine) -> None:
    observation, person, truth = observed(engine)
    request = RefineRequest(observation, person, hypotheses=8)
    *_, last = engine.refine(request)
    assert last.hypotheses is not None
    asked = engine.questions(request, last.hypotheses, parts=("left_arm", "left_hand"))
    question = next(q for q in asked if q.text != WHICH_IS_TRUE and "left shoulder" in q.text and q.part == "left_hand")
    wrist, shoulder = JOINT_INDEX["left_wrist"], JOINT_INDEX["left_shoulder"]
    for body, sign in ((truth, -1), (person.initial, 1)):
        assert body is not None
        answer = answered(question, engine.body_model.points(body), engine.body_model.height(body))
        assert answer is not None
        *_, after = engine.refine(RefineRequest(observation, told(person, answer.part or question.part, answer)))
        assert sign * (after.joints_3d[wrist, 2] - after.joints_3d[shoulder, 2]) > 0.1


def test_several_depths_are_put_at_once_each_the_opposite_of_what_the_body_shows(engine: Engine) -> None:
    observation, person, truth = observed(engine)
    request = RefineRequest(observation, person, hypotheses=8)
    *_, last = engine.refine(request)
    found = last.hypotheses
    assert found is not None and found.turned is not None and len(found.turned) == len(SEGMENTS)
    first, *others = engine.questions(request, found)
    assert first.text == WHICH_IS_TRUE and first.otherwise == NONE_OF_THESE and 2 <= len(first.answers) <= AT_ONCE
    assert all(q.otherwise == CANNOT_TELL for q in others)
    for answer in first.answers:
        assert not engine.obeys(found.items[0].body, posecode_of(first.part, answer)), answer.label
    true = answered(first, engine.body_model.points(truth), engine.body_model.height(truth))
    assert true is not None and true.part in ("left_arm", "left_hand")
    after = engine.questions(request, found, asked=[WHICH_IS_TRUE])
    assert WHICH_IS_TRUE not in {q.text for q in after}
    named = engine.questions(request, found, parts=("left_arm", "left_hand"))[0]
    assert {a.part for a in named.answers} == {"left_arm", "left_hand"}


def test_what_is_said_already_is_no_answer_any_more(engine: Engine) -> None:
    observation, person, _ = observed(engine)
    request = RefineRequest(observation, person, hypotheses=8)
    *_, last = engine.refine(request)
    assert last.hypotheses is not None
    first = engine.questions(request, last.hypotheses)[0]
    answer = first.answers[0]
    later = replace(request, person=told(person, answer.part, answer))
    *_, last = engine.refine(later)
    assert last.hypotheses is not None
    for question in engine.questions(later, last.hypotheses):
        assert answer.clause not in {a.clause for a in question.answers}


def test_every_depth_of_a_limb_can_be_said_both_ways() -> None:
    for segment in SEGMENTS:
        near, far = depth_answer(segment, True), depth_answer(segment, False)
        assert near.posecode != far.posecode and near.part == far.part == segment.part
        assert segment.part in limb_parts(segment.part) and len(limb_parts(segment.part)) == 2
    assert limb_parts("head") == ("head",)


def test_what_tells_a_body_that_is_swung_the_other_way_are_the_depths_of_its_arm(engine: Engine) -> None:
    front, back = (engine.body_model.joints(swung(engine, angle)) for angle in (SWING, -SWING))
    assert what_tells(front, front) == ()
    assert {a.part for a in what_tells(front, back)} <= {"left_arm", "left_hand"} and what_tells(front, back)
    for there, back_again in zip(what_tells(front, back), what_tells(back, front), strict=True):
        assert there.part == back_again.part and there.clause != back_again.clause


def test_what_the_photograph_cannot_show_is_not_asked() -> None:
    out = Person("p", keypoints={"left_wrist": Keypoint(-40, 50), "right_wrist": Keypoint(50, 50), "left_knee": Keypoint(5, 5, 0.0, "absent")})
    assert unseen_parts(out, Observation(None, (100, 100))) == {"left_hand", "left_leg"}
