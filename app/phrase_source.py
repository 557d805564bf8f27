"""Where completions come from: a thread of its own, so that neither typing nor a run waits for the phrases of a part to be gathered.

The thread knows nothing of Qt: it is handed questions through a queue, and the answers are fetched with a short timer while one is outstanding. A
thread that Qt had to wait for could wait for the interpreter's lock that its waiter holds.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from functools import cache
from queue import Empty, SimpleQueue
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

log = logging.getLogger(__name__)

LOOK_MS = 12


class PhraseSource(QObject):
    """Completes what is being typed. Only the newest question is answered."""

    answered = Signal(int, object)
    """The question's number, and a tuple of ``core.language.phrases.Completion``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = _Desk()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._fetch)

    def ask(self, part: str, typed: str) -> int:
        """Asks how the text before the cursor could go on; returns the question's number."""
        self._desk.newest += 1
        _questions().put(_Question(self._desk, self._desk.newest, part, typed))
        self._timer.start()
        return self._desk.newest

    def warm_up(self, part: str) -> None:
        """Gathers a part's phrases before they are asked for; no answer."""
        _questions().put(_Question(self._desk, 0, part, ""))

    def _fetch(self) -> None:
        try:
            number, found = self._desk.answers.get_nowait()
        except Empty:
            return
        if number == self._desk.newest:
            self._timer.stop()
            self.answered.emit(number, found)


class _Desk:
    """What a source and the thread share."""

    def __init__(self) -> None:
        self.newest = 0
        self.answers: SimpleQueue[tuple[int, tuple[Any, ...]]] = SimpleQueue()


@dataclass(frozen=True)
class _Question:
    """``number`` 0: no answer is wanted."""

    desk: _Desk
    number: int
    part: str
    typed: str


@cache
def _questions() -> SimpleQueue[_Question]:
    """The queue of the one thread, which is started with it and ends with the process."""
    queue: SimpleQueue[_Question] = SimpleQueue()
    threading.Thread(target=_answer_all, args=(queue,), name="phrases", daemon=True).start()
    return queue


def _answer_all(queue: SimpleQueue[_Question]) -> None:
    while True:
        question = queue.get()
        if question.number and question.number != question.desk.newest:
            continue
        found: tuple[Any, ...] = ()
        try:
            from core.language.phrases import complete

            found = tuple(complete(question.part, question.typed))
        except Exception:  # typing must go on whatever happens here
            log.exception("completing %r failed", question.typed[-80:])
        if question.number:
            question.desk.answers.put((question.number, found))
