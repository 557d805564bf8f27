"""A server is asked the way people's servers want it, its faults are told in one sentence with what to do, and its key is seen by nobody."""

from __future__ import annotations

import base64
import io
import json
import logging
import socket
import threading
import time
from collections.abc import Iterator
from email.utils import formatdate

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from core.body.skeleton import PARTS
from core.errors import InputError
from core.language.backends.asked import Asked
from core.language.backends.choice import DescriberChoice
from core.language.backends.exchange import exchange
from core.language.backends.make import Describers
from core.language.backends.patience import Patience
from core.language.backends.server import endpoints
from core.language.backends.subject import Subject
from tests.core.language.backends.chat_stub import Answer, ChatStub, Request, about

KEY = "sk-test-0123456789abcdefghij"
QUICK = Patience(connect_s=0.5, answer_s=1.0, tries=3, first_wait_s=0.02, longest_wait_s=0.3)
TWO = ("left_arm", "head")


def refusing_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Asker:
    """Asks a server about parts of the person in the photograph."""

    def __init__(self, photograph: NDArray[np.uint8]) -> None:
        self.photograph = photograph
        self.events: list[Asked] = []

    def ask(
        self, base_url: str, *parts: str, patience: Patience = QUICK, cancelled: object = None, **choice: object
    ) -> list[Asked]:
        chosen = DescriberChoice("server", "qwen", base_url, **choice)  # type: ignore[arg-type]
        describer = Describers(lambda: None, patience=patience).describer(chosen)  # type: ignore[arg-type,return-value]
        self.events = []
        for event in describer.ask(Subject(self.photograph, parts=parts or TWO), cancelled or (lambda: False)):  # type: ignore[arg-type]
            self.events.append(event)
        return self.events

    @property
    def texts(self) -> dict[str, str]:
        return {e.part: e.description.text for e in self.events if e.part and e.description}

    @property
    def problems(self) -> list[str]:
        return [e.problem for e in self.events if e.problem]


@pytest.fixture
def asker(photograph: NDArray[np.uint8]) -> Asker:
    return Asker(photograph)


def refused(asker: Asker, base_url: str, **options: object) -> str:
    """The one sentence with which asking is given up."""
    with pytest.raises(InputError) as error:
        asker.ask(base_url, **options)  # type: ignore[arg-type]
    sentence = str(error.value)
    assert "\n" not in sentence and len(sentence) < 400
    return sentence


# ------------------------------------------------------------------------------------------------- asking


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


# ------------------------------------------------------------------------------------------- trying again


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


# ------------------------------------------------------------------------------- what is refused, and how


@pytest.mark.parametrize(
    ("answer", "says", "times"),
    [
        (Answer(status=401, raw='{"error": "no"}'), ["401", "CONTRAPPOSTO_API_KEY", "keyring"], 1),
        (Answer(status=403, raw='{"error": {"message": "region"}}'), ["403", "region"], 1),
        (
            Answer(status=404, raw='{"error": {"message": "model \'qwen\' not found"}}'),
            ['no model "qwen"', "it has qwen, llava"],
            1,
        ),
        (Answer(status=404, raw="<html>nope</html>", kind="text/html"), ["no chat completions", "/v1"], 2),
        (
            Answer(status=400, raw='{"error": {"message": "image input is not supported"}}'),
            ["400", "image input", "sees pictures"],
            1,
        ),
        (Answer(status=413, raw=""), ["too large", "smaller picture"], 1),
        (Answer(status=429, raw='{"error": {"message": "slow down"}}'), ["429", "slow down", "wait"], 3),
        (Answer(status=429, raw='{"error": {"code": "insufficient_quota", "message": "pay"}}'), ["429", "pay"], 1),
        (Answer(status=429, raw="{}", headers={"retry-after": "3600"}), ["429"], 1),
        (Answer(status=500, raw="boom", kind="text/plain"), ["500", "boom"], 3),
        (
            Answer(status=302, headers={"location": "https://evil.example/collect?k=1"}),
            ["another address", "https://evil.example", "nothing is sent"],
            1,
        ),
        (Answer(raw="<html>Welcome</html>", kind="text/html"), ["web page"], 1),
    ],
)
def test_a_refusal_is_one_sentence_that_says_what_to_do(
    stub: ChatStub, asker: Asker, answer: Answer, says: list[str], times: int
) -> None:
    stub.answers = [answer]
    sentence = refused(asker, stub.url)
    for words in says:
        assert words in sentence
    assert len(stub.asked) == times
    assert not asker.texts


def test_a_dead_server_is_told_within_a_second(asker: Asker) -> None:
    began = time.monotonic()
    sentence = refused(asker, f"http://127.0.0.1:{refusing_port()}", patience=Patience())
    assert "connection refused" in sentence and "start the server" in sentence
    assert time.monotonic() - began < 1.0


def test_an_unknown_host_is_told_at_once(asker: Asker) -> None:
    assert "cannot be reached" in refused(asker, "http://no-such-host.invalid:1")


def test_a_server_that_never_answers_is_given_up(stub: ChatStub, asker: Asker) -> None:
    stub.answers = [Answer("too late", hangs=5.0)]
    began = time.monotonic()
    sentence = refused(asker, stub.url, patience=Patience(answer_s=0.3))
    assert "0.3 s" in sentence and "all texts stay" in sentence
    assert time.monotonic() - began < 1.5
    assert len(stub.asked) == 1


def test_an_answer_that_drips_for_ever_is_given_up(stub: ChatStub, asker: Asker) -> None:
    stub.answers = [Answer("the arm " * 200, drips=0.02)]
    began = time.monotonic()
    assert "no complete answer" in refused(asker, stub.url, patience=Patience(answer_s=0.3))
    assert time.monotonic() - began < 1.5


def test_a_server_that_dies_on_the_way_leaves_the_texts_before(stub: ChatStub, asker: Asker) -> None:
    def answer(request: Request) -> Answer:
        return Answer("The left arm is raised.") if about(request) == "left_arm" else Answer(status=500, raw="dead")

    stub.answers = answer
    refused(asker, stub.url)
    assert asker.texts == {"left_arm": "The left arm is raised."}


# --------------------------------------------------------------------------------------- useless answers


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ("I'm sorry, but I can't help with identifying people.", "declined"),
        ("", "empty answer"),
        ("<think>The left arm ...", "empty answer"),
        ("zebra quantum purple", "not about the pose"),
        ("The left arm is not visible.", "cannot be seen"),
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


# --------------------------------------------------------------------------------------- several wordings


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


# ---------------------------------------------------------------------------------------- all parts at once


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


# ------------------------------------------------------------------------------------------------ cancelling


def test_cancelling_within_an_answer_ends_at_once_and_hangs_up(stub: ChatStub, asker: Asker) -> None:
    stub.answers = [Answer("the arm is " * 300, drips=0.02)]
    stop = threading.Event()
    threading.Timer(0.25, stop.set).start()
    began = time.monotonic()
    asker.ask(stub.url, patience=Patience(), cancelled=stop.is_set)
    assert time.monotonic() - began < 0.8
    assert not asker.texts and not asker.problems and len(stub.asked) == 1
    time.sleep(0.15)
    assert not any(t.name == "describer-request" and t.is_alive() for t in threading.enumerate()), (
        "the connection must be shut"
    )


def test_cancelling_while_the_server_is_silent_ends_at_once(stub: ChatStub, asker: Asker) -> None:
    stub.answers = [Answer("late", hangs=5.0)]
    stop = threading.Event()
    threading.Timer(0.2, stop.set).start()
    began = time.monotonic()
    asker.ask(stub.url, patience=Patience(), cancelled=stop.is_set)
    assert time.monotonic() - began < 0.8 and not asker.texts


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
    assert time.monotonic() - began < 1.0


# -------------------------------------------------------------------------------------------------- the key


@pytest.fixture
def everything_logged(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    with caplog.at_level(logging.DEBUG):
        yield caplog


@pytest.mark.parametrize("status", [200, 400, 401, 403, 404, 429, 500])
def test_the_key_is_sent_and_never_shown(
    stub: ChatStub,
    asker: Asker,
    monkeypatch: pytest.MonkeyPatch,
    everything_logged: pytest.LogCaptureFixture,
    status: int,
) -> None:
    monkeypatch.setenv("CONTRAPPOSTO_API_KEY", KEY)
    echo = json.dumps({"error": {"message": f"Incorrect API key provided: {KEY}; header Bearer {KEY}"}})
    stub.answers = [Answer("The left arm is raised.") if status == 200 else Answer(status=status, raw=echo)]
    shown = []
    try:
        asker.ask(stub.url, "left_arm")
    except InputError as error:
        shown += [str(error), repr(error.__cause__), repr(error.__context__)]
    assert stub.asked[0].headers["authorization"] == f"Bearer {KEY}"
    shown += [repr(asker.events), everything_logged.text]
    assert KEY not in "".join(shown) and "0123456789" not in "".join(shown)


def test_openais_key_goes_to_openai_only(stub: ChatStub, asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    from core.language.backends.keys import key_from_environment

    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    asker.ask(stub.url, "left_arm")
    assert "authorization" not in stub.asked[0].headers
    for elsewhere in (
        "https://api.openai.com.evil.example/v1",
        "https://evil.example/api.openai.com",
        "http://localhost:1",
    ):
        assert key_from_environment(elsewhere) is None
    key = key_from_environment("https://api.openai.com/v1")
    assert key is not None and key.text == KEY and KEY not in repr(key) and KEY not in str(key)


def test_a_local_server_that_wants_a_key_gets_the_keyrings(
    stub: ChatStub, asker: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    import keyring
    from keyring.backend import KeyringBackend

    from core.language.backends.keys import key_origin, remember_key

    class Memory(KeyringBackend):
        priority = 1  # type: ignore[assignment]
        kept: dict[tuple[str, str], str] = {}

        def get_password(self, service: str, username: str) -> str | None:
            return self.kept.get((service, username))

        def set_password(self, service: str, username: str, password: str) -> None:
            self.kept[service, username] = password

        def delete_password(self, service: str, username: str) -> None:
            del self.kept[service, username]

    before = keyring.get_keyring()
    keyring.set_keyring(Memory())
    try:
        stub.answers = lambda r: (
            Answer("The left arm is raised.")
            if r.headers.get("authorization") == f"Bearer {KEY}"
            else Answer(status=401, raw="{}")
        )
        assert "wants a key" in refused(asker, stub.url)
        remember_key(stub.url, f" {KEY} ")
        assert key_origin(f"{stub.url}/v1") == "keyring"
        asker.ask(stub.url, "left_arm")
        assert asker.texts
        remember_key(stub.url, "")
        assert key_origin(stub.url) is None
    finally:
        keyring.set_keyring(before)


def test_a_key_that_cannot_be_sent_is_refused_unseen(
    stub: ChatStub, asker: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONTRAPPOSTO_API_KEY", "two words\nhere")
    sentence = refused(asker, stub.url)
    assert "CONTRAPPOSTO_API_KEY" in sentence and "two words" not in sentence and not stub.asked


# ------------------------------------------------------------------------------------- nowhere else is asked


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
