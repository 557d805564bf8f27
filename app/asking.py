"""An asking: from "Describe" to the new texts in the document. Between the document, the asking thread and what the window shows of it.

While answers come in, they stand beside the rows' own texts and the document stays as it is, so that a person can go on editing. When the asking ends
(done, cancelled or failed half-way) the finished answers become the rows' texts in one undo step, and so in one new run. A row that was edited
meanwhile keeps what the person wrote: its answer stays on offer. Nothing here knows a describer's insides; it hears ``Asked`` events.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

from app.asking_thread import AskingThread, AskParts, Ended, Heard, HeardPart
from app.commands import do_write_descriptions, part_title
from app.document import Document
from core.body.skeleton import PARTS
from core.language.backends.asked import Asked
from core.language.backends.choice import DescriberChoice
from core.observation import Description

SHOW_MS = 60
"""Pieces of an answer come many a second; the rows follow at this pace."""

WAITING, WRITING, READY, PASSED, OFFERED, KEPT = "waiting", "writing", "ready", "passed", "offered", "kept"


@dataclass(frozen=True)
class RowAnswer:
    """What an asking has for one row.

    ``state``: WAITING (nothing yet), WRITING (part of it), READY (taken over at the end), PASSED (not taken over, as the row was edited meanwhile),
    OFFERED (the same after the end), KEPT (no answer, the text stays; ``note`` says why).
    """

    state: str
    text: str = ""
    author: str = ""
    note: str = ""


@dataclass(frozen=True)
class Progress:
    """How far the asking is; ``message`` says what is going on."""

    message: str
    done: int
    total: int
    author: str


class Asking(QObject):
    """One window's use of the describer that asks a model. One asking at a time."""

    progress_changed = Signal(object)
    """A Progress, or None when nobody is asked."""
    answers_changed = Signal(object)
    """The part whose RowAnswer changed; None: any."""
    told = Signal(str, str)
    """Level ("info", "warning") and one sentence on how the asking ended."""

    def __init__(self, document: Document, thread: AskingThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document, self.asker = document, thread
        self._number: int | None = None
        self._choice = DescriberChoice()
        self._person_id = ""
        self._before: dict[str, Description] = {}
        self._finished: dict[str, Description] = {}
        self._answers: dict[str, RowAnswer] = {}
        self._offers: dict[tuple[str, str], Description] = {}
        self._progress: Progress | None = None
        self._stale: set[str] = set()
        self._show_timer = QTimer(self, singleShot=True, interval=SHOW_MS)
        self._show_timer.timeout.connect(self._show)
        thread.heard.connect(self._hear)
        document.image_changed.connect(self.forget)
        document.person_changed.connect(lambda _id: self.answers_changed.emit(None))
        document.descriptions_changed.connect(self._on_descriptions_changed)

    @property
    def active(self) -> bool:
        """Whether somebody is being asked."""
        return self._number is not None

    @property
    def progress(self) -> Progress | None:
        """How far the asking is; None when nobody is asked."""
        return self._progress

    def answer(self, part: str) -> RowAnswer | None:
        """What the asking has for a row of the current person."""
        person_id = self.document.person_id or ""
        if (person_id, part) in self._offers:
            offer = self._offers[person_id, part]
            return RowAnswer(OFFERED, offer.text, author_of(offer.source))
        answer = self._answers.get(part) if self.active and person_id == self._person_id else None
        if answer is not None and answer.state == READY and self._edited(part, self.document.description(part)):
            return replace(answer, state=PASSED)
        return answer

    def start(self, choice: DescriberChoice, parts: Sequence[str] = PARTS) -> None:
        """Asks for texts of the current person; needs a photograph."""
        person, image = self.document.person, self.document.image
        if self.active or person is None or image is None:
            return
        self._choice, self._person_id = choice, person.id
        self._before = {part: self.document.description(part) for part in parts}
        self._finished.clear()
        self._offers = {key: offer for key, offer in self._offers.items() if key[0] != person.id or key[1] not in parts}
        self._answers = {part: RowAnswer(WAITING, author=choice.name) for part in parts}
        self._progress = Progress(f"Asking {choice.name}", 0, len(parts), choice.name)
        people = self.document.observation.people if self.document.observation else ()
        others = tuple(p.box for p in people if p.id != person.id and p.box is not None)
        self._number = self.asker.put(AskParts(choice, image, person, others, tuple(parts)))
        self.answers_changed.emit(None)
        self.progress_changed.emit(self._progress)

    def cancel(self) -> None:
        """Stops asking; the answers that are finished are taken over. What is still under way is not heard any more."""
        if self._number is not None:
            self.asker.cancel(self._number)
            self._end(cancelled=True)

    def forget(self) -> None:
        """Stops asking and drops every answer: what they belong to is not open any more."""
        if self._number is not None:
            self.asker.cancel(self._number)
        self._offers.clear()
        self._close()

    def stop(self) -> None:
        """Ends the asking thread; nothing that it still says is listened to."""
        self.forget()
        self.asker.stop()

    def take(self, part: str) -> None:
        """Takes over an answer on offer."""
        person_id = self.document.person_id
        offer = self._offers.pop((person_id or "", part), None)
        if offer is not None and person_id is not None:
            do_write_descriptions(
                self.document, person_id, {part: offer}, f"Take over the {part_title(part)}'s description"
            )
            self.answers_changed.emit(part)

    def dismiss(self, part: str) -> None:
        """Drops an answer on offer."""
        if self._offers.pop((self.document.person_id or "", part), None) is not None:
            self.answers_changed.emit(part)

    # ---------------------------------------------------------------------------------------------- hearing

    def _hear(self, heard: Heard) -> None:
        if heard.number != self._number:
            return
        if isinstance(heard, HeardPart):
            self._hear_part(heard.asked)
        elif isinstance(heard, Ended):
            self._end(heard.problem, heard.cancelled)

    def _hear_part(self, asked: Asked) -> None:
        author = self._choice.name
        self._progress = Progress(asked.message, asked.done, asked.total, author)
        part = asked.part
        if part in self._before:
            if asked.description is not None:
                self._finished[part] = asked.description
                self._answers[part] = RowAnswer(READY, asked.description.text, author)
            elif asked.problem:
                self._answers[part] = RowAnswer(KEPT, author=author, note=asked.problem)
            elif self._answers[part].state in (WAITING, WRITING):
                self._answers[part] = RowAnswer(WRITING, asked.partial_text, author)
            self._stale.add(part)
        if not self._show_timer.isActive():
            self._show_timer.start()

    def _show(self) -> None:
        stale, self._stale = self._stale, set()
        for part in stale:
            self.answers_changed.emit(part)
        if self._progress is not None:
            self.progress_changed.emit(self._progress)

    def _end(self, problem: str = "", cancelled: bool = False) -> None:
        finished, before, answers = dict(self._finished), dict(self._before), dict(self._answers)
        person_id, choice = self._person_id, self._choice
        self._close()
        written, offered = self._take_over(person_id, choice, before, finished)
        self.answers_changed.emit(None)
        kept = {part: answer.note for part, answer in answers.items() if answer.state == KEPT}
        level, text = ended_words(choice, len(before), written, offered, kept, problem, cancelled)
        if text:
            self.told.emit(level, text)

    def _take_over(
        self,
        person_id: str,
        choice: DescriberChoice,
        before: Mapping[str, Description],
        finished: Mapping[str, Description],
    ) -> tuple[list[str], list[str]]:
        person = self.document.find_person(person_id)
        if person is None:
            return [], []
        now = person.descriptions or {}
        edited = [p for p in finished if not _same_words(now.get(p, Description("", source="person")), before[p])]
        for part in edited:
            self._offers[person_id, part] = finished[part]
        written = [part for part in finished if part not in edited]
        words = "all parts" if len(before) > 1 else f"the {part_title(next(iter(before)))}"
        do_write_descriptions(
            self.document, person_id, {part: finished[part] for part in written}, f"Describe {words} ({choice.name})"
        )
        return written, edited

    def _edited(self, part: str, now: Description) -> bool:
        return part in self._before and not _same_words(now, self._before[part])

    def _on_descriptions_changed(self, part: str | None) -> None:
        if self.active:
            self.answers_changed.emit(part)

    def _close(self) -> None:
        was_active, self._number, self._progress = self.active, None, None
        self._show_timer.stop()
        self._before, self._finished, self._answers, self._stale = {}, {}, {}, set()
        if was_active:
            self.progress_changed.emit(None)
        self.answers_changed.emit(None)


def author_of(source: str) -> str:
    """Who wrote a text, as a badge says it."""
    return source.removeprefix("vlm:") if source.startswith("vlm:") else source


def _same_words(a: Description, b: Description) -> bool:
    """Whether nobody changed a text; its switch and chips do not count."""
    return replace(a, enabled=True, emphasis=()) == replace(b, enabled=True, emphasis=())


def ended_words(
    choice: DescriberChoice,
    total: int,
    written: Sequence[str],
    offered: Sequence[str],
    kept: Mapping[str, str],
    problem: str,
    cancelled: bool,
) -> tuple[str, str]:
    """Level and sentence on how an asking ended; no sentence where the rows say it all."""
    words = []
    if problem:
        words.append(problem if problem.endswith((".", "!", "?")) else problem + ".")
    elif cancelled:
        words.append(f"Asking {choice.name} was cancelled." + ("" if written else " The texts stay as they were."))
    elif kept:
        words += list(kept.values())[:2]
        if len(kept) > 2:
            words.append(
                f"{len(kept) - 2} more {'parts keep their texts' if len(kept) > 3 else 'part keeps its text'}."
            )
    if written and words:
        noun, verb = "part" if total == 1 else "parts", "was" if len(written) == 1 else "were"
        words.append(f"{_count(len(written))} of {total} {noun} {verb} written (undo brings the old texts back).")
    if offered:
        rows = _listed([part_title(part) for part in offered])
        what = "the answer is on offer in the row" if len(offered) == 1 else "the answers are on offer in the rows"
        words.append(f"You edited the {rows} meanwhile: {what}.")
    return ("warning" if problem or kept else "info"), " ".join(words)


def _count(number: int) -> str:
    return "One" if number == 1 else str(number)


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
