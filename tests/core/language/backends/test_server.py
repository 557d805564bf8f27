"""A server is asked the way people's servers want it, and asked again when that may help."""

from __future__ import annotations

import base64
import io
import time
from email.utils import formatdate

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from core.errors import InputError
from core.language.backends.choice import DescriberChoice
from core.language.backends.exchange import exchange
from core.language.backends.make import Describers
from core.language.backends.patience import Patience
from core.language.backends.server import endpoints
from core.language.backends.subject import Subject
from tests.core.language.backends.asker import QUICK, TWO, Asker, refusing_port
from tests.core.language.backends.chat_stub import Answer, ChatStub, Request, about


def test_answers_stream_into_the_rows_part_by_part_with_their_source(stub: ChatStub, asker: Asker) -> None:
    stub.answers = lambda r: Answer(
        f"The {about(r).replace('_', ' ')} is turned to the left and raised high.", drips=0.03
    )
    asker.ask(stub.url)
    arm = [e for e in asker.events if e.part == "left_arm"]
    growing = [e.partial_text for e in arm if e.description is None and e.partial_text]
    assert len(growing) >= 2 and all(b.startswith(a.rstrip(".")) for a, b in zip(growing, growing[1:], strict=False))
    assert arm[-1].description is not None and arm[-1].description.source == "vlm:qwen" and arm[-1].finished
    assert [(e.done, e.total) for e in asker.events if e.finished] == [(1, 2), (2, 2)]
    assert all(e.message for e in asker.events) and "left arm" in arm[0].message


def test_the_person_alone_is_sent_small_enough_with_the_question(stub: ChatStub, photograph: NDArray[np.uint8]) -> None:
    choice = DescriberChoice("server", "qwen", stub.url, picture_side=200)
    box = (100.0, 50.0, 300.0, 450.0)
    list(Describers(lambda: None).describer(choice).ask(Subject(photograph, box, parts=("left_arm",)), lambda: False))  # type: ignore[arg-type,return-value]
    request = stub.asked[0]
    kind, _, data = request.picture.partition(",")
    picture = Image.open(io.BytesIO(base64.b64decode(data)))
    assert kind == "data:image/jpeg;base64" and picture.format == "JPEG"
    assert max(picture.size) == 200 and picture.width < 0.7 * picture.height
    assert "left arm" in request.question and "person's own" in request.question
    assert (request.body["model"], request.body["stream"], request.body["temperature"]) == ("qwen", True, 0)
    assert request.path == "/v1/chat/completions"


def test_the_address_may_end_in_v1_or_not() -> None:
    assert (
        endpoints("http://h:1")[0]
        == endpoints("http://h:1/v1")[0]
        == endpoints("http://h:1/v1/chat/completions")[0]
        == "http://h:1/v1/chat/completions"
    )
    assert endpoints("https://h/v1beta/openai")[0] == "https://h/v1beta/openai/chat/completions"


def test_an_unusual_address_is_found_by_trying_both(stub: ChatStub, asker: Asker) -> None:
    stub.answers = lambda r: (
        Answer("The left arm is raised.")
        if r.path == "/api/chat/completions"
        else Answer(status=404, raw="Not Found", kind="text/plain")
    )
    asker.ask(f"{stub.url}/api", "left_arm")
    assert asker.texts == {"left_arm": "The left arm is raised."}


def test_a_server_that_does_not_stream_is_asked_again_without(stub: ChatStub, asker: Asker) -> None:
    stub.answers = lambda r: (
        Answer(status=400, raw='{"error": {"message": "stream is not supported"}}')
        if r.body["stream"]
        else Answer("The left arm is raised.")
    )
    asker.ask(stub.url)
    assert set(asker.texts) == set(TWO)
    assert [r.body["stream"] for r in stub.asked] == [True, False, False]


def test_a_whole_answer_is_taken_where_a_stream_was_asked_for(stub: ChatStub, asker: Asker) -> None:
    stub.answers = [Answer("The left arm is raised.", streams=False)]
    asker.ask(stub.url, "left_arm")
    assert asker.texts == {"left_arm": "The left arm is raised."}


def test_what_a_server_does_not_take_is_renamed_or_left_out(stub: ChatStub, asker: Asker) -> None:
    def answer(request: Request) -> Answer:
        if "max_tokens" in request.body:
            return Answer(
                status=400, raw='{"error": {"message": "Unsupported parameter: use max_completion_tokens instead."}}'
            )
        if "temperature" in request.body:
            return Answer(status=400, raw='{"error": {"message": "temperature does not support 0"}}')
        return Answer("The left arm is raised.")

    stub.answers = answer
    asker.ask(stub.url, "left_arm", max_tokens=77)
    assert asker.texts and stub.asked[-1].body["max_completion_tokens"] == 77


def test_a_busy_server_is_asked_again_when_it_says_so(stub: ChatStub, asker: Asker) -> None:
    stub.answers = [Answer(status=429, headers={"retry-after": "0.1"}, raw="{}"), Answer("The left arm is raised.")]
    began = time.monotonic()
    asker.ask(stub.url, "left_arm")
    assert asker.texts and time.monotonic() - began >= 0.1
    assert any("busy (429)" in e.message for e in asker.events)


@pytest.mark.parametrize(
    "fault",
    [
        Answer(status=500, raw="{}"),
        Answer(status=503, raw="oops", kind="text/plain"),
        Answer("The left arm is raised.", breaks=True),
    ],
)
def test_a_passing_fault_is_forgotten(stub: ChatStub, asker: Asker, fault: Answer) -> None:
    stub.answers = [fault, Answer("The left arm is lowered.")]
    asker.ask(stub.url, "left_arm")
    assert asker.texts == {"left_arm": "The left arm is lowered."}, "nothing of the broken answer may be left"
    assert len(stub.asked) == 2


def test_pauses_double_and_differ_and_the_servers_word_comes_first() -> None:
    patience = Patience(first_wait_s=1.0, longest_wait_s=5.0)
    assert [patience.pause(n, {}, jitter=0.0) for n in (1, 2, 3, 4)] == [1.0, 2.0, 4.0, 5.0]
    assert len({patience.pause(1, {}) for _ in range(8)}) > 1 and all(
        0.5 <= (patience.pause(1, {}) or 0) <= 1.0 for _ in range(20)
    )
    assert patience.pause(1, {"retry-after": "3"}) == 3.0
    assert patience.pause(1, {"retry-after": "600"}) is None
    assert (patience.pause(1, {"retry-after": formatdate(time.time() + 3, usegmt=True)}) or 9) <= 3.0
    assert patience.pause(1, {"retry-after": "soon"}, jitter=0.0) == 1.0


def test_this_machine_is_never_reached_through_a_proxy(
    stub: ChatStub, asker: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{refusing_port()}")
    asker.ask(stub.url, "left_arm")
    assert asker.texts


def test_another_machine_is_reached_through_the_proxy_of_the_environment(
    stub: ChatStub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", stub.url)
    stub.answers = [Answer("through")]
    events = list(
        exchange("POST", "http://far.invalid/v1/x", headers={}, body={}, connect_s=0.5, answer_s=1.0, cancelled=lambda: False)
    )  # fmt: skip
    assert stub.asked and stub.asked[0].path == "http://far.invalid/v1/x" and events


def test_the_models_of_a_server_can_be_listed_and_a_trial_shows_nobodys_photograph(stub: ChatStub) -> None:
    describers = Describers(lambda: None, patience=QUICK)  # type: ignore[arg-type,return-value]
    choice = DescriberChoice("server", "qwen", stub.url)
    assert describers.server_models(choice, lambda: False) == ("qwen", "llava")
    stub.answers = [Answer("Blue.")]
    assert describers.try_out(choice, lambda: False) == "Blue."
    data = stub.asked[0].picture.partition(",")[2]
    assert np.asarray(Image.open(io.BytesIO(base64.b64decode(data)))).std(axis=(0, 1)).max() < 1.0
    stub.answers = [Answer("")]
    with pytest.raises(InputError, match="answers with nothing"):
        describers.try_out(choice, lambda: False)
