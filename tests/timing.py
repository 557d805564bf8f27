"""Processor time of a call, for tests of how work grows with its input.

The collector of garbage is held off and the fastest of several goes counts: in a process that has loaded everything a collection takes half a
second, and it would be charged to whoever happens to be running.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable


def fastest(call: Callable[[], object], goes: int = 3) -> float:
    """Seconds of this thread's processor time that `call` takes at its fastest."""
    gc.collect()
    was_on = gc.isenabled()
    gc.disable()
    try:
        return min(_once(call) for _ in range(goes))
    finally:
        if was_on:
            gc.enable()


def _once(call: Callable[[], object]) -> float:
    start = time.thread_time()
    call()
    return time.thread_time() - start
