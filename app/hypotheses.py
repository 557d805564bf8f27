"""Other readings of the photograph: has hypotheses sampled, knows whether they still belong to what guides the body, and puts the questions.

It stands beside ``app.session``: the session keeps the body up to date, this asks what else the body might be. Whatever a person does with it is a
command of ``app.hypothesis_commands``. What is sampled is never saved.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.commands import part_title
from app.document import Document
from app.found import Frame
from app.hypothesis_commands import do_answer, do_take_over
from app.hypothesis_requests import (
    Asked,
    Doubt,
    HypothesesFound,
    HypothesesProgress,
    OtherReading,
    SampleHypotheses,
)
from app.requests import Answer, Failed
from app.session import Session
from core.body.skeleton import PARTS


class Hypothesising(QObject):
    """One window's use of hypotheses, for the current person."""

    changed = Signal()
    """Readings, progress or the question: whatever there is to show."""
    shown_changed = Signal()
    """Another reading is shown in place of the body, or none any more."""
    doubt_changed = Signal()
    """How unsure each joint is, or that this is not known any more."""

    def __init__(self, document: Document, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document, self._session = document, session
        self._tokens = itertools.count(1)
        self._token = 0
        """The sampling that is under way; 0: none."""
        self.progress = (0, 0)
        self._found: HypothesesFound | None = None
        self._state: Any = None
        self._asked_state: Any = None
        self.shown: int | None = None
        """Which reading is shown in place of the body."""
        self.watching = False
        """Whether the doubt is to be kept up to date."""
        self.asking = False
        self.answered = 0
        self.parts: tuple[str, ...] = PARTS
        self._passed: list[str] = []
        self._queue: list[Asked] = []
        self._check_timer = QTimer(self, singleShot=True, interval=0)
        self._check_timer.timeout.connect(self._check_state)
        session.engine.answered.connect(self.receive)
        session.run_finished.connect(self._on_run_finished)
        document.person_changed.connect(lambda _id: self._forget())
        for signal in (document.keypoints_changed, document.initial_changed, document.camera_changed):
            signal.connect(self._check_timer.start)
        document.weights_changed.connect(self._check_timer.start)
        document.descriptions_changed.connect(lambda _part: self._check_timer.start())

    # ---------------------------------------------------------------------------------------------- what is known

    @property
    def busy(self) -> bool:
        """Whether hypotheses are being sampled."""
        return self._token != 0

    @property
    def possible(self) -> bool:
        """Whether there is a body of which others can be sampled."""
        person = self._document.person
        return person is not None and person.initial is not None and person.descriptions is not None

    @property
    def fresh(self) -> bool:
        """Whether the readings belong to the present texts, keypoints and weights."""
        return self._found is not None and self._session.is_current(self._state)

    @property
    def readings(self) -> tuple[OtherReading, ...]:
        """The clusters found last, the likeliest first; they may be out of date."""
        return self._found.readings if self._found is not None else ()

    @property
    def doubt(self) -> Doubt | None:
        """How unsure each joint is; None when that is not known or nobody wants to see it."""
        return self._found.doubt if self._found is not None and self.watching else None

    @property
    def question(self) -> Asked | None:
        """The question that waits for an answer."""
        return self._queue[0] if self.asking and self._queue and self.fresh else None

    @property
    def settled(self) -> str:
        """Said when nothing is left to ask; else empty."""
        if not self.asking or self._queue or self.busy or not self.fresh:
            return ""
        if self.parts != PARTS:
            about = " and ".join(part_title(part) for part in self.parts)
            return f"Nothing is left to ask about the {about}."
        if self._passed:
            return "Nothing else is left to ask that could tell the readings of this photograph apart."
        known = "and your answers settle" if self.answered else "settles"
        return f"Nothing is left to ask: what is known of the photograph {known} this body."

    # ---------------------------------------------------------------------------------------------- what a person asks for

    def sample(self) -> None:
        """Samples anew for the present state."""
        document = self._document
        if not self.possible or document.observation is None or document.person is None:
            return
        self._token, self.progress = next(self._tokens), (0, 0)
        self._asked_state = self._session.state(document.person)
        self._session.engine.submit(
            SampleHypotheses(
                self._session.number,
                document.observation,
                document.person,
                document.guidance,
                self._token,
                tuple(self._passed),
                self.parts,
            )
        )
        self.changed.emit()

    def cancel(self) -> None:
        """Stops the sampling, and the asking that waits for it."""
        if self.busy:
            self._token = 0
            self.asking = self.asking and bool(self._queue)
            self._session.engine.cancel_runs()
            self.changed.emit()

    def watch(self, on: bool) -> None:
        """Keeps the doubt up to date, or no longer."""
        self.watching = on
        if on and not self.fresh and not self.busy:
            self.sample()
        self.doubt_changed.emit()

    def show(self, index: int | None) -> None:
        """Shows a reading in place of the body; None goes back to the body."""
        if index is not None and (not self.fresh or not 0 <= index < len(self.readings)):
            index = None
        if index is not None and self.readings[index].shown_now:
            index = None
        if index != self.shown:
            self.shown = index
            self.shown_changed.emit()
            self.changed.emit()

    def take_over(self, index: int) -> None:
        """The body goes on from that reading."""
        if self.fresh and 0 <= index < len(self.readings):
            do_take_over(self._document, self.readings[index])
            self._session.reader.read()
            self._session.decide()

    def ask(self, parts: Sequence[str] = PARTS) -> None:
        """Puts the best question, about all parts or some."""
        if not self.possible:
            return
        self.asking, self.answered, self.parts = True, 0, tuple(parts)
        self._passed, self._queue = [], []
        self.sample()

    def answer(self, index: int) -> None:
        """The question's answer goes into the text; the run repeats, and then the next question comes."""
        question = self.question
        if question is None or not 0 <= index < len(question.offers):
            return
        self._queue = []
        self.answered += 1
        do_answer(self._document, question.offers[index])
        self._session.reader.read()
        self._session.decide()
        self.changed.emit()

    def cannot_tell(self) -> None:
        """Goes on to the next question; this one is not put again."""
        if self.question is not None:
            self._passed.append(self._queue.pop(0).text)
            self.changed.emit()

    def stop_asking(self) -> None:
        """No more questions."""
        self.asking, self._queue = False, []
        self.changed.emit()

    # ---------------------------------------------------------------------------------------------- what comes back

    def receive(self, answer: Answer) -> None:
        """Takes what the engine's thread found, unless it was asked for an older state."""
        match answer:
            case HypothesesProgress(token=token) if token == self._token:
                self.progress = (answer.done, answer.total)
                self.changed.emit()
            case HypothesesFound(token=token) if token == self._token:
                self._token = 0
                self._found, self._state = answer, self._asked_state
                self._queue = list(answer.questions) if self.asking else []
                self.show(None)
                self.changed.emit()
                self.doubt_changed.emit()
                self._check_state()
            case Failed(request=SampleHypotheses(token=token)) if token == self._token:
                self._token, self.asking = 0, False
                self.changed.emit()

    def _on_run_finished(self, _frame: Frame) -> None:
        """The body is up to date: what is wanted of it is sampled again, also where the run has put a sampling aside."""
        wanted = self.busy or ((self.watching or self.asking) and not self.fresh)
        if wanted:
            self.sample()

    def _check_state(self) -> None:
        if self._found is not None:
            if not self.fresh:
                self.show(None)
            self.changed.emit()

    def _forget(self) -> None:
        """Another person, or nobody."""
        self._token, self._found, self._state = 0, None, None
        self.asking, self._queue, self._passed = False, [], []
        self.show(None)
        self.changed.emit()
        self.doubt_changed.emit()
