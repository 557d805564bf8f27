"""The thread that asks: it owns the describer that a person chose, and nothing of the engine.

A model may take minutes for an answer and a server may not answer at all, while the body must go on following every edit. So questions are put here
and the engine stays with its own thread (``app.worker``). The two share no object: this one makes its describers, with a body model of their own,
keeps the last one so that a local model is loaded once, and is told everything else as plain frozen data. Questions are answered one after the other.

It is a daemon thread: at exit nobody waits for a server that is silent or for weights that are being read. What still comes after ``stop`` is not heard.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from app.document import Box, Image
from core.errors import InputError
from core.language.backends.asked import Asked
from core.language.backends.choice import DescriberChoice
from core.observation import Person

log = logging.getLogger(__name__)

STOP_WAIT_S = 2.0
"""Longest wait for the thread at exit."""

Cancelled = Callable[[], bool]


@dataclass(frozen=True)
class Question:
    """Something to be asked of a describer."""

    choice: DescriberChoice


@dataclass(frozen=True)
class AskParts(Question):
    """Ask for the texts of some parts of one person in a photograph (RGB [H, W, 3]); ``others`` are the other people's boxes."""

    image: Image
    person: Person
    others: tuple[Box, ...]
    parts: tuple[str, ...]


@dataclass(frozen=True)
class TryOut(Question):
    """Ask one short question, to see whether the describer answers."""


@dataclass(frozen=True)
class ListModels(Question):
    """Ask a server which models it has; the choice's own model does not matter."""


@dataclass(frozen=True)
class FindKey(Question):
    """Look where the server's key would come from."""


@dataclass(frozen=True)
class KeepKey(Question):
    """Put a server's key into the system's keyring; an empty one removes it."""

    key: str = field(repr=False)


@dataclass(frozen=True)
class Heard:
    """Something came of the question of that number."""

    number: int


@dataclass(frozen=True)
class HeardPart(Heard):
    """One event of an asking."""

    asked: Asked


@dataclass(frozen=True)
class HeardText(Heard):
    """The answer to a trial, or where the server's key comes from ("environment", "keyring" or nowhere: empty)."""

    text: str


@dataclass(frozen=True)
class HeardModels(Heard):
    """The names of a server's models."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class Ended(Heard):
    """The question is done with. ``problem``: one sentence why it failed, or empty; ``cancelled``: it was given up."""

    problem: str = ""
    cancelled: bool = False


class Describers(Protocol):
    """Where describers come from: the way out to models and servers, which tests may watch."""

    def ask(self, question: AskParts, cancelled: Cancelled) -> Iterator[Asked]:
        """The events of an asking."""

    def try_out(self, choice: DescriberChoice, cancelled: Cancelled) -> str:
        """The answer to one short question."""

    def models(self, choice: DescriberChoice, cancelled: Cancelled) -> Sequence[str]:
        """The names of a server's models."""

    def key_origin(self, choice: DescriberChoice) -> str:
        """Where the server's key comes from: "environment", "keyring" or nowhere (empty)."""

    def remember_key(self, choice: DescriberChoice, key: str) -> None:
        """Puts a key into the system's keyring; an empty one removes it."""


class AskingThread(QObject):
    """Answers questions one at a time, each with a number by which it can be cancelled and its answers be told apart."""

    heard = Signal(object)
    """A Heard, in the window's thread; each question's last one is Ended."""

    def __init__(self, describers: Describers, log_path: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._describers = describers
        self._log_path = log_path
        self._questions: queue.SimpleQueue[tuple[int, Question] | None] = queue.SimpleQueue()
        self._last = 0
        self._open: dict[int, Question] = {}
        self._given_up: set[int] = set()
        self._stopping = False
        self._thread: threading.Thread | None = None

    # ------------------------------------------------------------------------------------- window's thread

    def put(self, question: Question) -> int:
        """Queues a question and returns its number; the thread is started with the first one."""
        self._last += 1
        self._open[self._last] = question
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="asking", daemon=True)
            self._thread.start()
        self._questions.put((self._last, question))
        return self._last

    @property
    def busy(self) -> bool:
        """Whether a question waits or is being answered."""
        return bool(self._open)

    @property
    def asking(self) -> bool:
        """Whether parts are being asked for, which may take long."""
        return any(isinstance(question, AskParts) for question in tuple(self._open.values()))

    def cancel(self, number: int) -> None:
        """Gives a question up, whether it waits or is being answered."""
        if number in self._open:
            self._given_up.add(number)

    def stop(self) -> bool:
        """Gives everything up; returns whether the thread ended in time. Nothing more is heard of it either way."""
        self._stopping = True
        self._questions.put(None)
        if self._thread is None:
            return True
        self._thread.join(STOP_WAIT_S)
        return not self._thread.is_alive()

    # ------------------------------------------------------------------------------------- asking thread

    def _run(self) -> None:
        while not self._stopping:
            item = self._questions.get()
            if item is None:
                return
            number, question = item
            ended = self._answered(number, question)
            self._open.pop(number, None)
            self._given_up.discard(number)
            self._tell(ended)

    def _answered(self, number: int, question: Question) -> Ended:
        def cancelled() -> bool:
            return self._stopping or number in self._given_up

        if cancelled():
            return Ended(number, cancelled=True)
        try:
            self._answer(number, question, cancelled)
        except InputError as error:
            return Ended(number, "" if cancelled() else str(error), cancelled())
        except Exception as error:  # the thread must outlive whatever a model or a server does
            if cancelled():
                return Ended(number, cancelled=True)
            log.exception("%s failed", type(question).__name__)
            where = f" Details are in {self._log_path}." if self._log_path else ""
            return Ended(
                number, f"{question.choice.name} failed unexpectedly ({type(error).__name__}: {error}).{where}"
            )
        return Ended(number, cancelled=cancelled())

    def _answer(self, number: int, question: Question, cancelled: Cancelled) -> None:
        match question:
            case AskParts():
                for asked in self._describers.ask(question, cancelled):
                    if cancelled():
                        return
                    self._tell(HeardPart(number, asked))
            case TryOut(choice):
                text = self._describers.try_out(choice, cancelled)
                if not cancelled():
                    self._tell(HeardText(number, text))
            case ListModels(choice):
                names = tuple(self._describers.models(choice, cancelled))
                if not cancelled():
                    self._tell(HeardModels(number, names))
            case FindKey(choice):
                self._tell(HeardText(number, self._describers.key_origin(choice)))
            case KeepKey(choice, key):
                self._describers.remember_key(choice, key)
                self._tell(HeardText(number, self._describers.key_origin(choice)))
            case _:
                raise TypeError(f"no way to answer {type(question).__name__}")

    def _tell(self, heard: Heard) -> None:
        if not self._stopping:
            self.heard.emit(heard)
