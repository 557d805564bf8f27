"""One HTTP request in a thread of its own, so that whoever waits for the answer can turn away at any moment.

A blocked read cannot be interrupted from Python; here it blocks a thread that nobody waits for, and turning away shuts its socket down. Nothing is
ever sent to another host than the one asked for: redirects are not followed, and this machine is never reached through a proxy.
"""

from __future__ import annotations

import contextlib
import queue
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from core.language.backends.choice import is_this_machine
from core.language.backends.patience import POLL_S
from core.language.backends.subject import Cancelled

MAX_BODY = 2_000_000
"""Longer answers are broken off, bytes: ten descriptions are a few thousand."""


@dataclass(frozen=True)
class Head:
    """The answer has begun: its status and headers (lower-case names)."""

    status: int
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Line:
    """One line of the answer's body."""

    text: str


@dataclass(frozen=True)
class Lost:
    """The exchange failed. ``kind``: "connect" (nobody there), "tls", "proxy", "timeout", "reset" or "size"; ``reason`` for people."""

    kind: str
    reason: str


@dataclass
class _Wire:
    """What the waiting side holds of the thread: its events, its sockets, and whether they are still wanted."""

    events: queue.Queue[Head | Line | Lost | None] = field(default_factory=queue.Queue)
    sockets: list[socket.socket] = field(default_factory=list)
    dropped: threading.Event = field(default_factory=threading.Event)

    def drop(self) -> None:
        self.dropped.set()
        for one in self.sockets:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)


def exchange(
    method: str,
    url: str,
    *,
    headers: Mapping[str, str],
    body: object | None,
    connect_s: float,
    answer_s: float,
    cancelled: Cancelled,
) -> Iterator[Head | Line | Lost]:
    """The events of one request. Ends early, without an event, when cancelled; ends with ``Lost`` when it fails or takes longer than ``answer_s``."""
    wire = _Wire()
    thread = threading.Thread(
        target=_run,
        args=(wire, method, url, dict(headers), body, connect_s, answer_s),
        name="describer-request",
        daemon=True,
    )
    thread.start()
    ends = time.monotonic() + answer_s
    try:
        while not cancelled():
            left = ends - time.monotonic()
            if left <= 0:
                yield Lost("timeout", f"no complete answer within {answer_s:g} s")
                return
            try:
                event = wire.events.get(timeout=min(POLL_S, left))
            except queue.Empty:
                continue
            if event is None:
                return
            yield event
            if isinstance(event, Lost):
                return
    finally:
        wire.drop()


def _run(
    wire: _Wire, method: str, url: str, headers: dict[str, str], body: object | None, connect_s: float, answer_s: float
) -> None:
    import httpx2

    def trace(event: str, info: Mapping[str, Any]) -> None:
        if event.endswith(("connect_tcp.complete", "start_tls.complete")):
            stream = info.get("return_value")
            found = stream.get_extra_info("socket") if stream is not None else None
            if found is not None:
                wire.sockets.append(found)
                if wire.dropped.is_set():
                    wire.drop()

    put = wire.events.put
    try:
        here = is_this_machine(urlsplit(url).hostname or "")
        # Proxies of the environment count for other machines only: this machine's own server needs none, and a proxy must not see the picture.
        with httpx2.Client(
            timeout=httpx2.Timeout(answer_s, connect=connect_s), follow_redirects=False, trust_env=not here, verify=_tls()
        ) as client:  # fmt: skip
            request = client.build_request(method, url, headers=headers, json=body, extensions={"trace": trace})
            response = client.send(request, stream=True)
            try:
                put(Head(response.status_code, {k.lower(): v for k, v in response.headers.items()}))
                taken = 0
                for line in response.iter_lines():
                    if wire.dropped.is_set():
                        return
                    taken += len(line) + 1
                    if taken > MAX_BODY:
                        put(Lost("size", "an answer that does not end"))
                        return
                    put(Line(line))
            finally:
                response.close()
        put(None)
    except Exception as error:
        # Only the kind of failure goes on: an exception of the client holds the request, and that the key.
        put(_lost(error, httpx2))


def _lost(error: Exception, httpx2: Any) -> Lost:
    text = str(error)
    if isinstance(error, httpx2.ConnectTimeout):
        return Lost("connect", "no answer to the call")
    if isinstance(error, httpx2.ProxyError):
        return Lost("proxy", "the proxy of the environment refuses")
    if isinstance(error, httpx2.ConnectError):
        if "CERTIFICATE" in text:
            return Lost("tls", "its certificate is not trusted here")
        if "SSL" in text or "TLS" in text:
            return Lost("tls", "it does not speak https")
        known = {"Connection refused": "connection refused", "Name or service": "no such host", "nodename": "no such host", "No route": "no route to it",
                 "Temporary failure in name": "its name cannot be looked up", "unreachable": "the network cannot be reached"}  # fmt: skip
        return Lost("connect", next((words for sign, words in known.items() if sign in text), "no connection"))
    if isinstance(error, httpx2.TimeoutException):
        return Lost("timeout", "no answer in time")
    if isinstance(error, (httpx2.UnsupportedProtocol, httpx2.InvalidURL)):
        return Lost("address", "the address cannot be used")
    return Lost("reset", "the connection was lost")


@lru_cache(maxsize=1)
def _tls() -> Any:
    import httpx2

    return httpx2.create_ssl_context()
