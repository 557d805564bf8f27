"""The one thread that owns the engine.

The window submits requests (``app.requests``) and never waits. Of the requests in one lane only the newest is carried out, the most urgent lane
first; a run is given up between two steps when a newer one preempts it. Answers arrive as signals; the steps of a run go into a mailbox that holds
the newest one only, from which the window pulls at its own pace. Nothing that a request raises ends the thread.

No other thread touches the engine; what is done with it for each request stands in ``app.engine_work``. A describer that asks a model is no part of it:
it lives in a thread of its own (``app.asking_thread``).
"""

from __future__ import annotations

import logging
import threading
import time

from PySide6.QtCore import QObject, QThread, Signal

from app.engine_work import EngineFactory, EngineWork, default_engine
from app.found import Frame
from app.hypothesis_requests import SampleHypotheses
from app.requests import Answer, Export, Failed, Refine, Request, Understand
from core.errors import InputError

__all__ = ["EngineFactory", "EngineThread", "default_engine"]

log = logging.getLogger(__name__)

PATIENCE_S = 0.4
"""A request that has waited this long goes before more urgent kinds."""
STOP_WAIT_MS = 20_000
"""Longest wait for the thread at exit; a request that cannot be stopped half-way (loading weights) takes a few seconds."""


class _Superseded(Exception):
    """The running request is no longer wanted."""


class EngineThread(QThread):
    """Carries out requests one at a time; see the module's text for the order."""

    answered = Signal(object)
    """An Answer, in the window's thread."""
    working = Signal(str)
    """The title of the request being done; empty: idle."""

    frame_ready = Signal()
    """The first or the last step of a run is in the mailbox: worth more than the wait for the window's next look."""

    def __init__(
        self, engine_factory: EngineFactory = default_engine, log_path: str = "", parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("engine")
        self._log_path = log_path
        self._wake = threading.Condition()
        self._waiting: dict[str, Request] = {}
        self._since: dict[str, float] = {}
        """When each waiting lane began to wait; a newer request does not begin anew."""
        self._running: Request | None = None
        self._give_up = False
        self._stopping = False
        self._frame: Frame | None = None
        self._work = EngineWork(engine_factory, self)

    # ------------------------------------------------------------------------------------- window's thread

    def submit(self, request: Request) -> None:
        """Queues a request; returns at once."""
        with self._wake:
            self._waiting = {
                lane: r for lane, r in self._waiting.items() if r.session == request.session or isinstance(r, Export)
            }
            self._waiting.pop(request.lane, None)
            self._waiting[request.lane] = request
            self._since.setdefault(request.lane, time.monotonic())
            running = self._running
            if running is not None and not isinstance(running, Export) and request.preempts(running):
                self._give_up = True
            self._wake.notify()

    def cancel_runs(self) -> None:
        """Gives up the running refinement or sampling and those that wait."""
        with self._wake:
            self._waiting = {
                lane: r for lane, r in self._waiting.items() if not isinstance(r, Refine | SampleHypotheses)
            }
            if isinstance(self._running, Refine | SampleHypotheses):
                self._give_up = True

    def drop_all(self, session: int) -> None:
        """Forgets every request of older sessions, but for exports."""
        with self._wake:
            self._waiting = {
                lane: r for lane, r in self._waiting.items() if r.session == session or isinstance(r, Export)
            }
            self._give_up = not isinstance(self._running, Export)
            self._frame = None

    def take_frame(self) -> Frame | None:
        """The newest step that has not been taken yet."""
        with self._wake:
            frame, self._frame = self._frame, None
            return frame

    def idle(self) -> bool:
        """Nothing runs and nothing waits."""
        with self._wake:
            return self._running is None and not self._waiting

    def stop(self) -> bool:
        """Ends the thread; returns whether it ended in time."""
        with self._wake:
            self._stopping = self._give_up = True
            self._waiting.clear()
            self._wake.notify()
        return self.wait(STOP_WAIT_MS)

    # -------------------------------------------------------------------------------------- engine's thread

    def run(self) -> None:
        while True:
            with self._wake:
                if not self._waiting and not self._stopping:
                    self.working.emit("")
                while not self._waiting and not self._stopping:
                    self._wake.wait()
                if self._stopping:
                    return
                lane = min(self._waiting, key=self._urgency)
                request = self._waiting.pop(lane)
                self._since = {name: since for name, since in self._since.items() if name in self._waiting}
                self._running, self._give_up = request, False
            if request.title:
                self.working.emit(request.title)
            self._attempt(request)
            with self._wake:
                self._running = None

    def _attempt(self, request: Request) -> None:
        try:
            self._work.carry_out(request)
        except _Superseded:
            pass
        except InputError as error:
            self.answer(Failed(request.session, request, str(error), True))
        except Exception as error:  # the thread must outlive whatever a request raises
            log.exception("%s failed", type(request).__name__)
            where = f" Details are in {self._log_path}." if self._log_path else ""
            reason = f"{type(request).__name__} failed unexpectedly ({type(error).__name__}: {error}).{where}"
            self.answer(Failed(request.session, request, reason, False))

    def _urgency(self, lane: str) -> tuple[bool, int]:
        """Lower goes first. What has waited long comes before newer runs, so that the overlay keeps up with a long drag."""
        waited = time.monotonic() - self._since.get(lane, 0.0)
        return waited < PATIENCE_S, self._waiting[lane].priority

    def answer(self, answer: Answer) -> None:
        """Gives an answer to the window's thread."""
        self.answered.emit(answer)

    def say(self, title: str) -> None:
        """Tells what is being done now."""
        self.working.emit(title)

    def check(self) -> None:
        """Gives the running request up when a newer one is wanted instead."""
        if self._give_up:
            raise _Superseded

    def put_frame(self, frame: Frame, urgent: bool = False) -> None:
        """Puts a step into the mailbox."""
        with self._wake:
            self._frame = frame
        if urgent:
            self.frame_ready.emit()

    @property
    def frame_waits(self) -> bool:
        """Whether the step in the mailbox has not been taken yet."""
        return self._frame is not None

    def read_meanwhile(self) -> None:
        """Chips follow the typing even while a run is on: understanding takes a few milliseconds, so it goes between two steps."""
        with self._wake:
            request = self._waiting.pop(Understand.__name__, None)
            self._since.pop(Understand.__name__, None)
        if request is not None:
            self._attempt(request)
