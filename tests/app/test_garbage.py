"""Widgets in a cycle are taken apart in the window's thread, whoever allocates."""

from __future__ import annotations

import gc
import threading
import weakref
from typing import Any

from PySide6.QtCore import QObject

from app import garbage


class Ring:
    """A cycle that tells in which thread it was let go."""

    def __init__(self, where: list[threading.Thread]) -> None:
        self.itself = self
        self.told = weakref.finalize(self, lambda: where.append(threading.current_thread()))


def allocate(many: int) -> None:
    """Passes every threshold of the automatic collection, were it on."""
    for _ in range(many):
        Ring([]).told.detach()


def test_a_thread_that_allocates_collects_nothing_and_the_windows_thread_does(qtbot: Any) -> None:
    parent = QObject()
    timer = garbage.collect_here(parent)
    gc.collect()
    where: list[threading.Thread] = []
    Ring(where)
    thread = threading.Thread(target=allocate, args=(3 * garbage.DUE[0],))
    thread.start()
    thread.join()
    assert not where, "a thread beside the window's must not collect"
    assert gc.get_count()[0] > garbage.DUE[0], "there must be enough to collect"
    qtbot.waitUntil(lambda: bool(where), timeout=20 * garbage.LOOK_MS)
    assert where == [threading.main_thread()]
    timer.stop()


def test_only_what_is_due_is_collected() -> None:
    gc.collect()
    where: list[threading.Thread] = []
    Ring(where)
    assert garbage.collect_what_is_due() == 0
    assert not where, "a few objects are no reason to hold every thread up"
    allocate(garbage.DUE[0])
    assert garbage.collect_what_is_due() > 0
    assert where


def test_the_oldest_generation_that_is_due_goes_first(monkeypatch: Any) -> None:
    asked: list[int] = []
    monkeypatch.setattr(gc, "get_count", lambda: (garbage.DUE[0] + 1, garbage.DUE[1] + 1, 3))
    monkeypatch.setattr(gc, "collect", lambda generation: asked.append(generation) or 0)
    garbage.collect_what_is_due()
    assert asked == [1]
