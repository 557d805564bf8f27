"""Work that cannot be broken off from outside (reading weights, a network's next token), in a thread of its own.

Who waits for a job can turn away at once; the job is told to stop by an event. At Python's end all that still run are told so and waited for.
"""

from __future__ import annotations

import atexit
import threading
import weakref
from collections.abc import Callable
from typing import Any

EXIT_WAIT_S = 5.0
"""Longest wait at exit for a network that is in the middle of a token, or for weights being read."""


class Late(Exception):
    """Raised by a job's work when its time ran out."""


_running: weakref.WeakSet[Job] = weakref.WeakSet()


@atexit.register
def _end_all() -> None:
    """Python's end must not find a thread within torch: that would abort the process."""
    for job in list(_running):
        job.stop.set()
    for job in list(_running):
        job.thread.join(EXIT_WAIT_S)


class Job:
    """A function in a thread of its own: waited for in small steps, told to stop by an event."""

    def __init__(self, work: Callable[[threading.Event], Any]) -> None:
        self.stop = threading.Event()
        self._done = threading.Event()
        self._value: Any = None
        self._error: Exception | None = None
        self._work = work
        self.thread = threading.Thread(target=self._run, name="describer-model", daemon=True)
        _running.add(self)
        self.thread.start()

    @property
    def given_up(self) -> bool:
        """Whether it ended with an error, so that a new one may be tried."""
        return self._done.is_set() and self._error is not None

    @property
    def late(self) -> bool:
        """Whether it ended because its time was over."""
        return isinstance(self._error, Late)

    def wait(self, seconds: float) -> bool:
        """Whether it is done, after at most so long."""
        return self._done.wait(seconds)

    def result(self) -> Any:
        """What it returned; raises what it raised."""
        if self._error is not None:
            raise self._error
        return self._value

    def _run(self) -> None:
        try:
            self._value = self._work(self.stop)
        except Exception as error:
            self._error = error
        finally:
            self._done.set()
