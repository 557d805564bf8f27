"""Keeps what is understood of the texts up to date: asks the engine's thread shortly after typing stops, and compares body and texts after a run.

Part of the session, apart from the runs: chips must follow the typing faster than bodies can, and the comparison must never make a body wait.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QTimer

from app.document import Document
from app.found import Frame
from app.requests import Compare, Compared, Understand, Understood
from app.statement_commands import settle_emphasis
from app.worker import EngineThread
from core.observation import Description

TYPING_MS = 150
"""A pause in typing after which the text is read."""
REST_MS = 250
"""Rest after a run before body and texts are compared: the next edit, if there is one at once, comes first."""


def _guides(description: Description) -> bool:
    """Whether a text steers the body. Built-in drafts repeat the initial body: that a person's words contradict them is what words are for."""
    insisted = any(factor > 1 for _, factor in description.emphasis)
    return description.enabled and (description.source != "built-in" or insisted)


class Reader(QObject):
    """Reads the current person's texts. ``begin`` tells it that something else has been opened."""

    def __init__(self, document: Document, thread: EngineThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document, self._engine = document, thread
        self._session = 0
        self._asked: dict[str, Any] = {}
        self._compared: Any = None
        self._comparing = False
        self._read_timer = QTimer(self, singleShot=True)
        self._read_timer.timeout.connect(self.read)
        self._rest_timer = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest_timer.timeout.connect(self.compare)
        document.descriptions_changed.connect(self._on_descriptions_changed)
        document.person_changed.connect(lambda _id: self._read_timer.start(0))

    def begin(self, session: int) -> None:
        """What was asked before belongs to what was open before."""
        self._session = session
        self._asked.clear()
        self._compared = None
        self.stop()

    def stop(self) -> None:
        """Asks for nothing more until something changes."""
        self._read_timer.stop()
        self._rest_timer.stop()

    def set_comparing(self, on: bool) -> None:
        """Whether the differences between body and texts are wanted."""
        self._comparing = on
        if on:
            self.compare()

    def _on_descriptions_changed(self, part: str | None) -> None:
        self._rest_timer.stop()
        self._read_timer.start(TYPING_MS if part else 0)

    def read(self) -> None:
        """Asks what the current person's texts mean, if that is not known or asked yet."""
        self._read_timer.stop()
        person = self._document.person
        if person is None or person.descriptions is None:
            return
        texts = {part: d.text for part, d in person.descriptions.items() if d.text.strip()}
        guiding = frozenset(part for part in texts if _guides(person.descriptions[part]))
        emphasised = ((part, name, factor) for part in texts for name, factor in person.descriptions[part].emphasis)
        silenced = frozenset((part, name) for part, name, factor in emphasised if factor == 0)
        wanted = (texts, guiding, silenced)
        if self._asked.get(person.id) != wanted:
            self._asked[person.id] = wanted
            self._engine.submit(Understand(self._session, person.id, *wanted))

    def run_finished(self, frame: Frame) -> None:
        """A body has settled: it is compared with the texts once there is rest."""
        self.read()
        if self._comparing and frame.person_id == self._document.person_id:
            self._rest_timer.start()

    def compare(self) -> None:
        """Asks how the refined body and the texts differ."""
        person, refined = self._document.person, self._document.refined
        if not self._comparing or person is None or person.descriptions is None or refined is None:
            return
        descriptions = dict(person.descriptions)
        if self._compared is None or self._compared[0] is not refined or self._compared[1] != descriptions:
            self._compared = (refined, descriptions)
            self._engine.submit(Compare(self._session, person.id, refined.body, descriptions))

    def receive(self, answer: Understood | Compared) -> None:
        """Puts what was found into the document; an emphasis on what is no longer said goes with the edit that unsaid it."""
        document = self._document
        if isinstance(answer, Understood):
            document.receive_readings(answer.person_id, answer.readings, answer.clashes)
            for reading in answer.readings:
                settle_emphasis(document, answer.person_id, reading)
            return
        person = document.find_person(answer.person_id)
        if person is not None and document.body_of(person.id) is answer.body:
            document.receive_differences(person.id, answer.differences)
