"""A server that speaks OpenAI's chat completions on this machine, with scripted answers: what the describers are tested against."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Request:
    """What came in."""

    method: str
    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def question(self) -> str:
        """The words of the question."""
        return next(part["text"] for part in self.body["messages"][-1]["content"] if part["type"] == "text")

    @property
    def picture(self) -> str:
        """The picture's data URL."""
        return str(
            next(
                part["image_url"]["url"] for part in self.body["messages"][-1]["content"] if part["type"] == "image_url"
            )
        )


@dataclass(frozen=True)
class Answer:
    """What goes out.

    ``text`` is a chat answer, ``raw`` another body, as it is. ``breaks``: the connection is cut after half of it; ``hangs``: seconds of silence before it;
    ``drips``: seconds between words.
    """

    text: str = ""
    status: int = 200
    raw: str | None = None
    headers: dict[str, str] = field(default_factory=dict)
    hangs: float = 0.0
    breaks: bool = False
    drips: float = 0.0
    finish: str = "stop"
    streams: bool = True
    kind: str = "application/json"


class ChatStub:
    """Answers with what ``answers`` says: a list used up in order (its last one stays), or a function of the request."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.answers: list[Answer] | Callable[[Request], Answer] = [Answer("The arm is raised.")]
        self.models = ["qwen", "llava"]
        self.released = threading.Event()
        stub = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                stub.requests.append(Request("GET", self.path, {k.lower(): v for k, v in self.headers.items()}, {}))
                if self.path == "/v1/models":
                    self._send(
                        200, json.dumps({"data": [{"id": name} for name in stub.models]}), "application/json", {}
                    )
                else:
                    self._send(404, "{}", "application/json", {})

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                request = Request("POST", self.path, {k.lower(): v for k, v in self.headers.items()}, body)
                stub.requests.append(request)
                if callable(stub.answers):
                    answer = stub.answers(request)
                else:
                    answer = stub.answers.pop(0) if len(stub.answers) > 1 else stub.answers[0]
                if answer.hangs:
                    stub.released.wait(answer.hangs)
                try:
                    self._answer(answer, bool(body.get("stream")))
                except OSError:
                    self.close_connection = True

            def _answer(self, answer: Answer, stream: bool) -> None:
                if answer.raw is not None or answer.status != 200:
                    self._send(answer.status, answer.raw or "", answer.kind, answer.headers)
                elif stream and answer.streams:
                    self._stream(answer)
                else:
                    message = {
                        "choices": [
                            {"message": {"role": "assistant", "content": answer.text}, "finish_reason": answer.finish}
                        ]
                    }
                    self._send(200, json.dumps(message), "application/json", answer.headers)

            def _stream(self, answer: Answer) -> None:
                self.send_response(200)
                self.send_header("content-type", "text/event-stream")
                self.send_header("connection", "close")
                self.end_headers()
                self.close_connection = True
                words = answer.text.split(" ")
                for k, word in enumerate(words):
                    if answer.breaks and k >= len(words) // 2:
                        return
                    self._event(
                        {"choices": [{"delta": {"content": word if k == 0 else " " + word}, "finish_reason": None}]}
                    )
                    time.sleep(answer.drips)
                self._event({"choices": [{"delta": {}, "finish_reason": answer.finish}]})
                self.wfile.write(b"data: [DONE]\n\n")

            def _event(self, content: object) -> None:
                self.wfile.write(f"data: {json.dumps(content)}\n\n".encode())
                self.wfile.flush()

            def _send(self, status: int, text: str, kind: str, headers: dict[str, str]) -> None:
                data = text.encode()
                self.send_response(status)
                self.send_header("content-type", kind)
                self.send_header("content-length", str(len(data)))
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """Where it answers, without /v1."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def asked(self) -> list[Request]:
        """The chat requests."""
        return [request for request in self.requests if request.method == "POST"]

    def close(self) -> None:
        """Stops answering; those that hang are let go."""
        self.released.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(2.0)


def about(request: Request) -> str:
    """Which part a question is about, by the name that stands in it first; "all" for the one about all parts."""
    question = request.question
    if "JSON" in question:
        return "all"
    asked = question.rsplit("\n\n", 1)[-1].lower()
    names = [f"{side} {limb}" for side in ("left", "right") for limb in ("arm", "hand", "leg", "foot")]
    named = [name for name in names if name in asked]
    if named:
        return min(named, key=asked.index).replace(" ", "_")
    return "head" if "head" in asked else "torso"
