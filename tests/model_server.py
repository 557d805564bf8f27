"""A server on this machine that speaks OpenAI's chat completions, for tests: it streams, can be held half-way, and can refuse."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from core.body.skeleton import PARTS

TEXTS = {
    "head": "The head is turned to the left.",
    "torso": "The torso leans forward.",
    "left_arm": "The left arm is raised above the head.",
    "right_arm": "The right arm is bent at a right angle.",
    "left_hand": "The left hand is above the head.",
    "right_hand": "The right hand rests on the right hip.",
    "left_leg": "The left leg is straight.",
    "right_leg": "The right knee is bent at a right angle.",
    "left_foot": "The left foot is on the ground.",
    "right_foot": "The right foot is behind the left foot.",
}
LONGEST_HOLD_S = 30.0


class ModelServer:
    """What the server does; a test may change it at any time.

    ``status``: refuse every question with it (200: answer). ``hold``: parts whose answer stops half-way until ``let_go``. ``silent``: questions are never
    answered. ``questions``: the questions' payloads so far. ``said``: what is answered about each part.
    """

    def __init__(self) -> None:
        self.status = 200
        self.silent = False
        self.hold: set[str] = set()
        self.released = threading.Event()
        self.said = dict(TEXTS)
        self.questions: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.address = ""

    def let_go(self) -> None:
        """Finishes what is held."""
        self.hold.clear()
        self.released.set()

    def part_of(self, payload: dict[str, Any]) -> str:
        """The part that a question is about."""
        content = payload["messages"][-1]["content"]
        text = next(piece["text"] for piece in content if piece["type"] == "text").split("\n\n")[-1].lower()
        limbs = (part for part in PARTS if "_" in part)
        found = [part for part in limbs if part.replace("_", " ") in text]
        return found[0] if found else "torso" if "torso" in text or "trunk" in text else "head"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    model: ModelServer

    def log_message(self, *_args: Any) -> None:
        pass

    def _whole(self, status: int, content: Any) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        self._whole(200, {"data": [{"id": "tiny-vl"}, {"id": "other-vl"}]})

    def do_POST(self) -> None:
        payload = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        model = self.model
        model.questions.append(payload)
        model.keys.append(self.headers.get("Authorization"))
        if model.status != 200:
            self._whole(model.status, {"error": {"message": "no"}})
            return
        if model.silent:
            model.released.wait(LONGEST_HOLD_S)
            self.close_connection = True
            return
        part = model.part_of(payload)
        words = model.said[part].split(" ")
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        try:
            for place, word in enumerate(words):
                if place == len(words) // 2 and part in model.hold:
                    model.released.wait(LONGEST_HOLD_S)
                self._event({"delta": {"content": word + " "}, "finish_reason": None})
                time.sleep(0.002)
            self._event({"delta": {}, "finish_reason": "stop"})
            self.wfile.write(b"data: [DONE]\n\n")
        except OSError:
            pass  # who asked has gone

    def _event(self, choice: dict[str, Any]) -> None:
        self.wfile.write(f"data: {json.dumps({'choices': [choice]})}\n\n".encode())
        self.wfile.flush()


@contextmanager
def model_server() -> Iterator[ModelServer]:
    """Runs a server in a thread of its own; ``address`` is its base URL."""
    model = ModelServer()
    handler = type("Handler", (_Handler,), {"model": model})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    model.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield model
    finally:
        model.let_go()
        server.shutdown()
        server.server_close()
        thread.join(5)
