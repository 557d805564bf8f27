"""How long a server is waited for, and when it is asked again: exponential back-off with jitter, and its own word (Retry-After) before ours."""

from __future__ import annotations

import email.utils
import random
import time
from collections.abc import Mapping
from dataclasses import dataclass

RETRIED = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 522, 524, 529})
"""Statuses after which the same question may well be answered a little later."""
POLL_S = 0.03
"""How often a wait looks whether it was cancelled."""


@dataclass(frozen=True)
class Patience:
    """Seconds, and how many times a question is put.

    Attributes:
        connect_s: longest wait for the connection: a server that is there answers in far less.
        answer_s: longest wait for one answer, from the question to its last word.
        tries: how often a question is put before giving up.
        first_wait_s: pause before the second try; doubled for every further one.
        longest_wait_s: longest pause; a server that asks for more is given up.
    """

    connect_s: float = 4.0
    answer_s: float = 60.0
    tries: int = 4
    first_wait_s: float = 0.6
    longest_wait_s: float = 30.0

    def pause(self, attempt: int, headers: Mapping[str, str], jitter: float | None = None) -> float | None:
        """Seconds before try ``attempt + 1`` (attempts count from 1); None when the server asks for more than we wait.

        ``jitter`` in 0..1 shortens our own pause by up to a half, so that many people's programs do not all come back at once.
        """
        asked = retry_after(headers)
        if asked is not None:
            return asked if asked <= self.longest_wait_s else None
        jitter = random.random() if jitter is None else jitter
        return min(self.longest_wait_s, self.first_wait_s * 2.0 ** (attempt - 1)) * (1.0 - 0.5 * jitter)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """The seconds that a server asks to wait; None when it does not say."""
    value = headers.get("retry-after", "").strip()
    if not value:
        return None
    try:
        return max(0.0, float(value))
    except ValueError:
        pass
    try:
        return max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - time.time())
    except (TypeError, ValueError, IndexError):
        return None
