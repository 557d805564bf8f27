"""A vision-language model behind a server that speaks OpenAI's chat completions: Ollama, vLLM, llama.cpp, LM Studio, a hosted one.

Servers differ in what they accept; what one refuses (streaming, a temperature, the older name of the token limit, the address without /v1) is left out
or renamed from then on. Answers come as server-sent events where the server streams, else whole.
"""

from __future__ import annotations

import base64
import json
import logging
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from core.errors import InputError
from core.language.backends.chat_format import ChatStream, model_names, said_in, status_in, whole_message
from core.language.backends.choice import DescriberChoice
from core.language.backends.exchange import Head, Line, Lost, exchange
from core.language.backends.keys import VARIABLE, Key, key_from_environment, key_from_keyring, redacted
from core.language.backends.patience import POLL_S, RETRIED, Patience
from core.language.backends.subject import Cancelled, NoAnswer, Picture, Piece

log = logging.getLogger(__name__)
LIST_S = 3.0
"""Longest wait for the list of a server's models, which only makes a message more helpful."""


@dataclass
class _Dialect:
    """What this server turned out to accept."""

    stream: bool = True
    temperature: bool = True
    limit: str = "max_tokens"
    endpoint: int = 0


@dataclass(frozen=True)
class _Refused:
    """An answer that is none: the status, the headers, and what the server said, without keys."""

    status: int
    headers: Mapping[str, str]
    said: str


class ChatServer:
    """Asks an OpenAI-compatible server.

    Args:
        choice: kind "server".
        patience: times; None: the choice's.
    """

    def __init__(self, choice: DescriberChoice, patience: Patience | None = None) -> None:
        self.name = choice.name
        self._model, self._base = choice.model, choice.base_url
        self._where = urlsplit(choice.base_url).netloc
        self._away = choice.leaves_machine
        self._patience = patience or Patience(answer_s=choice.timeout_s)
        self._endpoints = endpoints(choice.base_url)
        self._dialect = _Dialect()
        self._key: Key | None = None
        self._looked_in_keyring = False
        self._reached = False

    def prepare(self, cancelled: Cancelled) -> Iterator[Piece]:
        """Looks for the key; the first question makes the connection."""
        yield Piece(message=f"Connecting to {self._where}")
        self._key = key_from_environment(self._base)
        if self._key is None and self._away:
            self._ask_keyring()

    def answer(
        self, picture: Picture, system: str, question: str, max_tokens: int, cancelled: Cancelled
    ) -> Iterator[Piece]:
        """The answer, piece by piece; see ``VisionModel``."""
        attempt = 0
        while not cancelled():
            attempt += 1
            began = False
            failure: Lost | _Refused | None = None
            for event in self._try(self._payload(picture, system, question, max_tokens), cancelled):
                if isinstance(event, Piece):
                    began = began or bool(event.text)
                    yield event
                else:
                    failure = event
            if cancelled():
                return
            if failure is None:
                self._reached = True
                return
            if began:
                yield Piece(restart=True)
            if isinstance(failure, _Refused):
                self._reached = True
                if self._adapted(failure):
                    attempt -= 1
                    continue
            pause, why = self._judged(failure, attempt)
            yield Piece(message=f"{self._where}: {why}; trying again in {max(1, round(pause))} s")
            yield from _waiting(pause, cancelled)

    # ---------------------------------------------------------------------------------------------- one try

    def _try(self, payload: dict[str, Any], cancelled: Cancelled) -> Iterator[Piece | Lost | _Refused]:
        """Pieces of the answer, and the failure at the end if there is one."""
        head: Head | None = None
        body: list[str] = []
        stream = ChatStream()
        for event in self._exchange(
            "POST", self._endpoints[self._dialect.endpoint], payload, self._patience.answer_s, cancelled
        ):
            if isinstance(event, Lost):
                yield event
                return
            if isinstance(event, Head):
                head = event
                continue
            assert head is not None
            if head.status == 200 and "event-stream" in head.headers.get("content-type", ""):
                yield from stream.take(event.text)
                if stream.failure is not None:
                    yield self._refused(stream.failure[0], head, stream.failure[1])
                    return
                if stream.done:
                    return
            else:
                body.append(event.text)
        if cancelled():
            return
        if head is None:
            yield Lost("reset", "the connection was lost")
        elif head.status == 200 and "event-stream" in head.headers.get("content-type", ""):
            if not stream.ended:
                yield Lost("reset", "the connection was lost in mid-answer")
        elif head.status == 200:
            yield self._whole("\n".join(body), head)
        else:
            yield self._refused(head.status, head, "\n".join(body))

    def _whole(self, text: str, head: Head) -> Piece | _Refused | Lost:
        """An answer that came in one piece."""
        try:
            content = json.loads(text)
        except ValueError:
            if text.lstrip().startswith("<"):
                raise InputError(
                    f"{self._where} answers with a web page, not with a model's words; check the address {self._base}."
                ) from None
            return Lost("reset", "the answer came damaged")
        if isinstance(content, dict) and content.get("error"):
            return self._refused(status_in(content["error"]), head, text)
        return whole_message(content)

    def _refused(self, status: int, head: Head, body: str) -> _Refused:
        return _Refused(status, head.headers, redacted(said_in(body), self._key))

    def _exchange(
        self, method: str, url: str, payload: object | None, answer_s: float, cancelled: Cancelled
    ) -> Iterator[Head | Line | Lost]:
        headers = {"accept": "text/event-stream, application/json", "user-agent": "contrapposto"}
        if self._key is not None:
            headers["authorization"] = f"Bearer {self._key.text}"
        connect_s = min(self._patience.connect_s, answer_s)
        yield from exchange(
            method, url, headers=headers, body=payload, connect_s=connect_s, answer_s=answer_s, cancelled=cancelled
        )

    def _payload(self, picture: Picture, system: str, question: str, max_tokens: int) -> dict[str, Any]:
        # One message of the user's: some chat templates know no system message.
        shown = "data:image/jpeg;base64," + base64.b64encode(picture.jpeg).decode("ascii")
        content = [
            {"type": "image_url", "image_url": {"url": shown}},
            {"type": "text", "text": f"{system}\n\n{question}".strip()},
        ]
        payload: dict[str, Any] = {
            "model": self._model,
            "messages": [{"role": "user", "content": content}],
            "stream": self._dialect.stream,
        }
        payload[self._dialect.limit] = max_tokens
        if self._dialect.temperature:
            payload["temperature"] = 0
        return payload

    # --------------------------------------------------------------------------------------- what went wrong

    def _adapted(self, refused: _Refused) -> bool:
        """Whether something else can be tried at once, as the server refused the form of the question only."""
        said, dialect = refused.said.lower(), self._dialect
        if refused.status == 401 and self._key is None and not self._looked_in_keyring:
            return self._ask_keyring()
        if refused.status in (404, 405) and "model" not in said and dialect.endpoint + 1 < len(self._endpoints):
            dialect.endpoint += 1
            return True
        if refused.status not in (400, 405, 415, 422, 500, 501):
            return False
        if "max_completion_tokens" in said and dialect.limit == "max_tokens":
            dialect.limit = "max_completion_tokens"
        elif "temperature" in said and dialect.temperature:
            dialect.temperature = False
        elif "stream" in said and dialect.stream:
            dialect.stream = False
        else:
            return False
        return True

    def _judged(self, failure: Lost | _Refused, attempt: int) -> tuple[float, str]:
        """The pause before the next try and why it is needed.

        Raises:
            NoAnswer: when this question is given up.
            InputError: when there is no point in asking further.
        """
        if isinstance(failure, Lost):
            if failure.kind == "timeout":
                raise NoAnswer(f"no complete answer within {self._patience.answer_s:g} s")
            if failure.kind == "size":
                raise NoAnswer("an answer that did not end")
            if failure.kind in ("tls", "proxy", "address") or (failure.kind == "connect" and not self._reached):
                raise InputError(f"{self._base} cannot be reached ({failure.reason}); {_remedy(failure, self._away)}.")
            pause = self._patience.pause(attempt, {}) if attempt < self._patience.tries else None
            if pause is None and failure.kind == "connect":
                raise InputError(f"{self._where} is gone ({failure.reason}); start the server again and ask again.")
            if pause is None:
                raise NoAnswer(f"no answer ({failure.reason}, {attempt} times over)")
            return pause, failure.reason
        if failure.status not in RETRIED or "insufficient_quota" in failure.said:
            raise InputError(self._refusal(failure))
        pause = self._patience.pause(attempt, failure.headers) if attempt < self._patience.tries else None
        if pause is None:
            raise InputError(self._refusal(failure))
        return pause, f"busy ({failure.status})" if failure.status in (
            429,
            503,
            529,
        ) else f"a fault on its side ({failure.status})"

    def _refusal(self, refused: _Refused) -> str:
        """One sentence: what the server refused, and what to do."""
        status, where, because = refused.status, self._where, f' ("{refused.said}")' if refused.said else ""
        if 300 <= status < 400:
            return f"{where} sends on to another address ({_target(refused.headers)}), where nothing is sent unasked; give that address if it is the right one."
        if status == 401:
            have = "did not accept the key" if self._key else "wants a key"
            return f"{where} {have} (401); put the right one into the environment variable {VARIABLE} or the system's keyring."
        if status == 403:
            return f"{where} does not allow this (403){because}; check what the key and the account may use."
        if status == 404 and "model" in refused.said.lower():
            return f'{where} has no model "{self._model}" (404){self._models()}; choose one that it has.'
        if status in (404, 405):
            return f"{where} has no chat completions at {self._base} ({status}); check the address, which mostly ends in /v1{self._models()}."
        if status == 413:
            return f"{where} finds the picture too large (413); choose a smaller picture for the describer."
        if status == 429:
            return f"{where} takes no more questions for now (429){because}; wait a while, or choose another describer."
        if status in (400, 422):
            return f"{where} refused the question ({status}){because}; is {self._model} a model that sees pictures?"
        if status >= 500:
            return f"{where} fails ({status}){because}; look at the server's own messages, or ask again later."
        return f"{where} refused the question ({status}){because}; check the describer's settings."

    def models(self, cancelled: Cancelled) -> tuple[str, ...]:
        """The names of the server's models.

        Raises:
            InputError: when it cannot be reached or does not say.
        """
        for _ in self.prepare(cancelled):
            pass
        for base in dict.fromkeys(url.removesuffix("/chat/completions") for url in self._endpoints):
            head, body = None, []
            for event in self._exchange("GET", f"{base}/models", None, self._patience.answer_s, cancelled):
                if isinstance(event, Lost):
                    raise InputError(f"{self._base} cannot be reached ({event.reason}); {_remedy(event, self._away)}.")
                if isinstance(event, Head):
                    head = event
                else:
                    body.append(event.text)
            if cancelled() or head is None:
                return ()
            if head.status == 200 and (names := model_names(body)):
                return names
            if head.status not in (200, 404, 405):
                raise InputError(self._refusal(self._refused(head.status, head, "\n".join(body))))
        raise InputError(f"{self._where} does not say which models it has; type the model's name.")

    def _models(self) -> str:
        """ "; it has a, b" for a message; empty when the server does not say."""
        url = self._endpoints[self._dialect.endpoint].removesuffix("/chat/completions") + "/models"
        lines = [
            e.text
            for e in self._exchange("GET", url, None, min(LIST_S, self._patience.answer_s), lambda: False)
            if isinstance(e, Line)
        ]
        names = model_names(lines)
        return f"; it has {redacted(', '.join(names[:8])[:300], self._key)}" if names else ""

    def _ask_keyring(self) -> bool:
        self._looked_in_keyring = True
        self._key = key_from_keyring(self._base)
        return self._key is not None


def endpoints(base_url: str) -> tuple[str, ...]:
    """Where chat completions may be: the likelier address first; the other is tried when the first is not there."""
    base = base_url.rstrip("/")
    if base.endswith("/chat/completions"):
        return (base,)
    with_version, as_given = f"{base}/v1/chat/completions", f"{base}/chat/completions"
    last = urlsplit(base).path.rsplit("/", 1)[-1]
    versioned = last[:1] == "v" and last[1:2].isdigit() or last == "openai"
    return (as_given, with_version) if versioned else (with_version, as_given)


def _target(headers: Mapping[str, str]) -> str:
    parts = urlsplit(headers.get("location", ""))
    return f"{parts.scheme}://{parts.hostname}" if parts.hostname else "not said which"


def _remedy(lost: Lost, away: bool) -> str:
    if lost.kind == "tls":
        return (
            "check whether the address begins with http:// or https://"
            if "speak" in lost.reason
            else "install its certificate or use another address"
        )
    if lost.kind == "proxy":
        return "check HTTPS_PROXY and NO_PROXY"
    return "check the address and the network" if away else "start the server or correct the address"


def _waiting(seconds: float, cancelled: Cancelled) -> Iterator[Piece]:
    """Lets the time pass without a word."""
    ends = time.monotonic() + seconds
    while (left := ends - time.monotonic()) > 0 and not cancelled():
        time.sleep(min(POLL_S, left))
    yield from ()
