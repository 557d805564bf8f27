"""A key is sent to the chosen server and seen by nobody."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest

from core.errors import InputError
from tests.core.language.backends.asker import KEY, Asker, refused
from tests.core.language.backends.chat_stub import Answer, ChatStub


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
