"""A server's faults are told in one sentence with what to do, within seconds."""

from __future__ import annotations

import time

import pytest

from core.language.backends.patience import Patience
from tests.core.language.backends.asker import Asker, refused, refusing_port
from tests.core.language.backends.chat_stub import Answer, ChatStub, Request, about


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


def test_a_dead_server_is_told_at_once(asker: Asker) -> None:
    began = time.monotonic()
    sentence = refused(asker, f"http://127.0.0.1:{refusing_port()}", patience=Patience())
    assert "connection refused" in sentence and "start the server" in sentence
    assert time.monotonic() - began < 10


def test_an_unknown_host_is_told_at_once(asker: Asker) -> None:
    assert "cannot be reached" in refused(asker, "http://no-such-host.invalid:1")


def test_a_server_that_never_answers_is_given_up(stub: ChatStub, asker: Asker) -> None:
    stub.answers = [Answer("too late", hangs=20.0)]
    began = time.monotonic()
    sentence = refused(asker, stub.url, patience=Patience(answer_s=0.3))
    assert "0.3 s" in sentence and "all texts stay" in sentence
    assert time.monotonic() - began < 10
    assert len(stub.asked) == 1


def test_an_answer_that_drips_for_ever_is_given_up(stub: ChatStub, asker: Asker) -> None:
    stub.answers = [Answer("the arm " * 2000, drips=0.02)]
    began = time.monotonic()
    assert "no complete answer" in refused(asker, stub.url, patience=Patience(answer_s=0.3))
    assert time.monotonic() - began < 10


def test_a_server_that_dies_on_the_way_leaves_the_texts_before(stub: ChatStub, asker: Asker) -> None:
    def answer(request: Request) -> Answer:
        return Answer("The left arm is raised.") if about(request) == "left_arm" else Answer(status=500, raw="dead")

    stub.answers = answer
    refused(asker, stub.url)
    assert asker.texts == {"left_arm": "The left arm is raised."}


def test_a_connection_that_is_lost_again_and_again_is_given_up(stub: ChatStub, asker: Asker) -> None:
    stub.answers = [Answer("The left arm is raised high.", breaks=True)]
    sentence = refused(asker, stub.url)
    assert (
        "no answer (the connection was lost in mid-answer, 3 times over)" in sentence and "all texts stay" in sentence
    )
    assert len(stub.asked) == 3 and not asker.texts
