"""Where completions come from: a thread of its own, so that neither typing nor a run waits for the phrases of a part to be gathered."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

log = logging.getLogger(__name__)


class PhraseSource(QObject):
    """Completes what is being typed. Only the newest question is answered."""

    answered = Signal(int, object)
    """The question's number, and a tuple of ``core.language.phrases.Completion``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.newest = 0
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)

    def ask(self, part: str, typed: str) -> int:
        """Asks how the text before the cursor could go on; returns the question's number."""
        self.newest += 1
        self._pool.start(_Question(self, self.newest, part, typed))
        return self.newest

    def warm_up(self, part: str) -> None:
        """Gathers a part's phrases before they are asked for; no answer."""
        self._pool.start(_Question(self, 0, part, ""))


class _Question(QRunnable):
    def __init__(self, source: PhraseSource, number: int, part: str, typed: str) -> None:
        super().__init__()
        self._source, self._number, self._part, self._typed = source, number, part, typed

    def run(self) -> None:
        if self._number and self._number != self._source.newest:
            return
        try:
            from core.language.phrases import complete

            found = tuple(complete(self._part, self._typed))
            if self._number:
                self._source.answered.emit(self._number, found)
        except RuntimeError:  # the window has gone
            return
        except Exception:  # typing must go on whatever happens here
            log.exception("completing %r failed", self._typed[-80:])
