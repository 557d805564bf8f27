"""What comes back from a server that speaks OpenAI's chat completions: words in a stream or whole, refusals, lists of models. Reading only, nothing is sent.

Servers take liberties with the format; whatever is not as expected is passed over, never a reason to fail.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from core.language.backends.subject import Piece


class ChatStream:
    """Reads server-sent events line by line: ``data: {...}``, at the end ``data: [DONE]``."""

    def __init__(self) -> None:
        self.done = False
        self.ended = False
        """Whether the model said that it is through."""
        self.failure: tuple[int, str] | None = None

    def take(self, line: str) -> Iterator[Piece]:
        """The pieces in one line."""
        field_name, colon, data = line.partition(":")
        if not colon or field_name.strip() != "data":
            return
        data = data.strip()
        if data == "[DONE]":
            self.done = self.ended = True
            return
        try:
            content = json.loads(data)
        except ValueError:
            return  # half an event: what matters comes again, or the answer is asked for again
        if not isinstance(content, dict):
            return
        if content.get("error"):
            self.failure = (status_in(content["error"]), data)
            return
        choices = content.get("choices")
        first = choices[0] if isinstance(choices, list) and choices and isinstance(choices[0], dict) else {}
        delta = first.get("delta") or first.get("message") or {}
        reason = first.get("finish_reason")
        self.ended = self.ended or bool(reason)
        text = _text(delta.get("content") if isinstance(delta, dict) else first.get("text"))
        refused = reason == "content_filter" or (isinstance(delta, dict) and bool(delta.get("refusal")))
        if text or reason or refused:
            yield Piece(text, cut=reason == "length", refused=refused)


def model_names(lines: Sequence[str]) -> tuple[str, ...]:
    """The names in a list of models; empty when it is none."""
    try:
        return tuple(str(entry["id"]) for entry in json.loads("\n".join(lines))["data"])
    except (ValueError, KeyError, TypeError):
        return ()


def whole_message(content: object) -> Piece:
    """The words of an answer that came in one piece; an empty piece where there are none."""
    try:
        first = content["choices"][0]  # type: ignore[index]
        message = first.get("message") or {}
        reason = first.get("finish_reason")
        text = _text(message.get("content", first.get("text")))
    except (KeyError, IndexError, TypeError, AttributeError):
        return Piece()
    return Piece(text, cut=reason == "length", refused=reason == "content_filter" or bool(message.get("refusal")))


def _text(content: object) -> str:
    """The words of a message's content: a text, or a list of parts."""
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        return "".join(
            str(part.get("text") or "")
            for part in content
            if isinstance(part, dict) and part.get("type", "text") in ("text", "output_text")
        )
    return ""


def said_in(body: str) -> str:
    """What a server says of its refusal, in a few words."""
    try:
        content = json.loads(body)
        error = content.get("error", content) if isinstance(content, dict) else content
        if isinstance(error, dict):
            error = " ".join(
                str(error[k])
                for k in ("message", "detail", "code")
                if error.get(k) and not isinstance(error[k], (int, float))
            )
        body = str(error)
    except ValueError:
        body = "" if body.lstrip().startswith("<") else body
    return " ".join(body.split())[:200].strip()


def status_in(error: object) -> int:
    """The status that an error in the body stands for; 500 where it does not say."""
    code = error.get("code") or error.get("status") if isinstance(error, dict) else None
    try:
        return int(code) if code is not None and 300 <= int(code) < 600 else 500
    except (TypeError, ValueError):
        return 500
