"""Useless answers leave a row alone, several are brought to one, all parts can be asked at once, and asking can be cancelled anywhere."""

from __future__ import annotations

import json
import threading
import time

import numpy as np
import pytest
from numpy.typing import NDArray

from core.body.model import BodyModel
from core.body.skeleton import KEYPOINT_NAMES, PARTS
from core.errors import InputError
from core.language.backends.choice import DescriberChoice
from core.language.backends.make import Describers
from core.language.backends.patience import Patience
from core.language.backends.subject import Subject
from core.observation import Body, Keypoint
from tests.core.language.backends.asker import QUICK, Asker
from tests.core.language.backends.chat_stub import Answer, ChatStub, about


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ("I'm sorry, but I can't help with identifying people.", "declined"),
        ("", "empty answer"),
        ("<think>The left arm ...", "empty answer"),
        ("zebra quantum purple", "not about the pose"),
        ("The left arm is not visible.", "cannot be seen"),
        ('{"pose": {"x": [1, 2', "cannot be read"),
        ('Hangs at the side, "left_leg', "cannot be read"),
    ],
)
def test_a_useless_answer_leaves_that_row_alone(stub: ChatStub, asker: Asker, answer: str, says: str) -> None:
    stub.answers = lambda r: Answer("The head is bowed." if about(r) == "head" else answer)
    asker.ask(stub.url)
    assert asker.texts == {"head": "The head is bowed."}
    assert (
        len(asker.problems) == 1
        and says in asker.problems[0]
        and asker.problems[0].startswith("The left arm keeps its text")
    )


@pytest.mark.parametrize(
    "answer",
    ['{"left_arm": "Raised above the head."', '```json\n{"description": "Raised above the head."}\n```', '{"Left Arm": "Raised above the head.",}'],
)
def test_an_object_where_a_sentence_was_asked_for_gives_its_sentence(stub: ChatStub, asker: Asker, answer: str) -> None:
    stub.answers = lambda r: Answer("The head is bowed." if about(r) == "head" else answer)
    asker.ask(stub.url)
    assert asker.texts == {"head": "The head is bowed.", "left_arm": "Raised above the head."}


def test_a_sentence_with_a_quotation_is_no_object(stub: ChatStub, asker: Asker) -> None:
    stub.answers = lambda r: Answer('He says "hello", and his left arm is raised above the head.')
    asker.ask(stub.url)
    assert "raised above the head" in asker.texts["left_arm"]


def test_a_thought_that_ate_the_whole_answer_is_told_as_such(stub: ChatStub, asker: Asker) -> None:
    stub.answers = lambda r: (
        Answer("The head is bowed.") if about(r) == "head" else Answer("<think>The arm, let me see", finish="length")
    )
    asker.ask(stub.url)
    assert "allow longer answers" in asker.problems[0]


def test_a_server_that_filters_the_answer_has_declined(stub: ChatStub, asker: Asker) -> None:
    stub.answers = lambda r: Answer(
        "The head is bowed." if about(r) == "head" else "The", finish="stop" if about(r) == "head" else "content_filter"
    )
    asker.ask(stub.url)
    assert "declined" in asker.problems[0]


def test_a_model_that_always_declines_is_not_asked_ten_times(stub: ChatStub, asker: Asker) -> None:
    stub.answers = [Answer("I can't assist with that.")]
    with pytest.raises(InputError, match="described nothing.*declined.*all texts stay"):
        asker.ask(stub.url, *PARTS)
    assert len(stub.asked) == 3


def test_several_wordings_are_asked_and_their_answers_combined(stub: ChatStub, asker: Asker) -> None:
    stub.answers = [
        Answer("The left arm is straight."),
        Answer("The left elbow is bent at a right angle."),
        Answer("The elbow is bent at a right angle."),
    ]
    asker.ask(stub.url, "left_arm", wordings=3)
    assert len({r.question for r in stub.asked}) == 3
    description = asker.events[-1].description
    assert description is not None and "right angle" in description.text
    assert description.support and [r.kind for r in description.remarks] == ["disagreement"]
    assert any("wording 2 of 3" in e.message for e in asker.events)


def test_a_wording_without_an_answer_does_not_spoil_the_others(stub: ChatStub, asker: Asker) -> None:
    stub.answers = [Answer("I can't assist with that."), Answer("The left arm is raised."), Answer("")]
    asker.ask(stub.url, "left_arm", wordings=3)
    assert asker.texts == {"left_arm": "The left arm is raised."} and not asker.problems


def everything(**changed: str | None) -> str:
    """An answer about all ten parts."""
    texts = (
        {part: f"The {part.replace('_', ' ')} is straight." for part in PARTS}
        | {"head": "The head is bowed."}
        | changed
    )
    return json.dumps({part: text for part, text in texts.items() if text is not None})


def test_one_call_fills_all_rows_while_it_is_being_written(stub: ChatStub, asker: Asker) -> None:
    stub.answers = [Answer(everything(), drips=0.01)]
    asker.ask(stub.url, *PARTS, one_call=True)
    assert list(asker.texts) == list(PARTS) and len(stub.asked) == 1
    finished = [k for k, e in enumerate(asker.events) if e.finished]
    assert finished[0] < finished[-1] - 3


def test_parts_missing_from_a_malformed_answer_are_asked_singly(stub: ChatStub, asker: Asker) -> None:
    damaged = (
        "Sure!\n```json\n"
        + everything(left_foot=None, head="I can't help with that.")[:-1].replace('"', "'")
        + ",}\n```"
    )
    stub.answers = lambda r: Answer(damaged if about(r) == "all" else f"The {about(r).replace('_', ' ')} is raised.")
    asker.ask(stub.url, *PARTS, one_call=True)
    assert set(asker.texts) == set(PARTS)
    assert [about(r) for r in stub.asked] == ["all", "head", "left_foot"]
    assert asker.texts["left_foot"] == "The left foot is raised." and asker.texts["torso"] == "The torso is straight."


def test_an_answer_cut_in_the_middle_keeps_what_came(stub: ChatStub, asker: Asker) -> None:
    half = everything()[: len(everything()) // 2]
    stub.answers = lambda r: (
        Answer(half, finish="length") if about(r) == "all" else Answer(f"The {about(r).replace('_', ' ')} is raised.")
    )
    asker.ask(stub.url, *PARTS, one_call=True)
    assert set(asker.texts) == set(PARTS) and 1 < len(stub.asked) < 8


def test_cancelling_within_an_answer_ends_at_once_and_hangs_up(stub: ChatStub, asker: Asker) -> None:
    stub.answers = [Answer("the arm is " * 300, drips=0.02)]
    stop = threading.Event()
    threading.Timer(0.25, stop.set).start()
    began = time.monotonic()
    asker.ask(stub.url, patience=Patience(), cancelled=stop.is_set)
    assert time.monotonic() - began < 4
    assert not asker.texts and not asker.problems and len(stub.asked) == 1
    for thread in threading.enumerate():
        if thread.name == "describer-request":
            thread.join(10)
            assert not thread.is_alive(), "the connection must be shut"


def test_cancelling_while_the_server_is_silent_ends_at_once(stub: ChatStub, asker: Asker) -> None:
    stub.answers = [Answer("late", hangs=5.0)]
    stop = threading.Event()
    threading.Timer(0.2, stop.set).start()
    began = time.monotonic()
    asker.ask(stub.url, patience=Patience(), cancelled=stop.is_set)
    assert time.monotonic() - began < 4 and not asker.texts


def test_cancelling_between_two_parts_keeps_the_first(stub: ChatStub, asker: Asker) -> None:
    stub.answers = [Answer("The left arm is raised.")]
    asker.ask(stub.url, cancelled=lambda: any(e.finished for e in asker.events))
    assert asker.texts == {"left_arm": "The left arm is raised."} and len(stub.asked) == 1


def test_cancelling_while_waiting_to_try_again_ends_at_once(stub: ChatStub, asker: Asker) -> None:
    stub.answers = [Answer(status=503, raw="{}", headers={"retry-after": "20"})]
    stop = threading.Event()
    threading.Timer(0.3, stop.set).start()
    began = time.monotonic()
    asker.ask(stub.url, patience=Patience(), cancelled=stop.is_set)
    assert time.monotonic() - began < 10


# ---------------------------------------------------------------------------------------------- left and right


def test_an_answer_about_the_other_limb_is_flagged_and_a_right_one_is_not(
    stub: ChatStub, photograph: NDArray[np.uint8]
) -> None:
    pose = np.zeros((24, 3))
    pose[0] = (np.pi, 0.0, 0.0)
    pose[16], pose[17] = (0.0, 0.0, 1.2), (0.0, 0.0, 1.2)  # the left arm up, the right one down
    body = Body.from_pose(pose, np.zeros(10), np.array([0.0, 0.0, 3.0]))
    seen = {name: Keypoint(0.0, 0.0, 0.9) for name in KEYPOINT_NAMES}
    stub.answers = lambda r: Answer(
        "The right arm is raised high above the head." if about(r) == "right_arm" else "The left arm is raised."
    )
    model = BodyModel.load()
    describer = Describers(lambda: model, patience=QUICK).describer(DescriberChoice("server", "qwen", stub.url))
    events = list(
        describer.ask(
            Subject(photograph, (0.0, 0.0, 600.0, 800.0), body=body, keypoints=seen, parts=("left_arm", "right_arm")),
            lambda: False,
        )
    )
    kinds = {e.part: [r.kind for r in e.description.remarks] for e in events if e.description}
    assert kinds == {"left_arm": [], "right_arm": ["swap"]}
