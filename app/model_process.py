"""The process of its own in which a local model is loaded and asked, as the asking thread sees it.

Importing transformers and reading a model's weights and vocabulary hold Python's interpreter for up to seconds at a time, in whatever thread they are
done: in the window's process nothing would be painted and no key be heard meanwhile. So a model lies in another process (``app.model_process_main``).
It is started with the first question and kept, as its weights are. Giving up while it still reads them ends it at once; later the answer alone is given up.
"""

from __future__ import annotations

import logging
import pickle
import queue
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from app.model_process_main import ENDED, FAILED, REFUSED, STOP
from core.errors import InputError
from core.language.backends.asked import Asked
from core.language.backends.choice import DescriberChoice
from core.language.backends.patience import POLL_S
from core.language.backends.subject import Cancelled, Subject

log = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parent.parent
GONE = "gone"


class ModelProcess:
    """Asks local models in a process of their own. Used from one thread at a time.

    Args:
        prompts_path: where the person's copy of the prompts would be.
        body_path: the body file, for checking left and right; None: the open body that ships.
    """

    def __init__(self, prompts_path: Path, body_path: str | Path | None = None) -> None:
        self._arguments = [str(prompts_path), str(body_path or "")]
        self._process: subprocess.Popen[bytes] | None = None
        self._heard: queue.SimpleQueue[tuple[int, str, Any]] = queue.SimpleQueue()
        self._number = 0
        self._loaded = False

    @property
    def running(self) -> bool:
        """Whether there is a process: it may be reading weights, answering, or waiting with its weights."""
        return self._process is not None and self._process.poll() is None

    def ask(self, choice: DescriberChoice, subject: Subject, cancelled: Cancelled) -> Iterator[Asked]:
        """The events of an asking; see ``Describer.ask``."""
        for asked in self._answers("ask", choice, subject, cancelled):
            self._loaded |= asked.part is not None
            yield asked

    def try_out(self, choice: DescriberChoice, cancelled: Cancelled) -> str:
        """The answer to one short question; empty when cancelled."""
        said = ""
        for text in self._answers("try_out", choice, None, cancelled):
            self._loaded, said = True, text
        return said

    def end(self) -> None:
        """Ends the process, whatever it is doing."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()

    def _answers(
        self, what: str, choice: DescriberChoice, subject: Subject | None, cancelled: Cancelled
    ) -> Iterator[Any]:
        self._number += 1
        number, open_ = self._number, True
        try:
            self._send((number, what, choice, subject))
            while not cancelled():
                try:
                    of, kind, value = self._heard.get(timeout=POLL_S)
                except queue.Empty:
                    continue
                if kind == GONE and of == self._pid:
                    open_ = False
                    raise InputError(self._why_it_ended(choice))
                if kind == GONE or of != number:
                    continue  # of a question that was given up, or of a process that was ended
                if kind in (ENDED, REFUSED, FAILED):
                    open_ = False
                if kind == ENDED:
                    return
                if kind == REFUSED:
                    raise InputError(value)
                if kind == FAILED:
                    log.error("in the model's process:\n%s", value[1])
                    raise InputError(
                        f"{choice.name} failed unexpectedly ({value[0]}); choose another model, device or number format."
                    )
                yield value
        finally:
            if open_:
                self._give_up(number)

    def _give_up(self, number: int) -> None:
        if self._loaded:
            self._send((number, STOP, None, None))
        else:
            self.end()

    @property
    def _pid(self) -> int:
        return self._process.pid if self._process is not None else -1

    def _send(self, message: tuple[Any, ...]) -> None:
        if not self.running and message[1] != STOP:
            self._start()
        process = self._process
        if process is not None and process.stdin is not None:
            try:
                pickle.dump(message, process.stdin)
                process.stdin.flush()
            except OSError:
                pass  # it is gone, which its reader tells

    def _start(self) -> None:
        self.end()
        self._loaded = False
        process = self._process = subprocess.Popen(
            [sys.executable, "-m", "app.model_process_main", *self._arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
        )
        weakref.finalize(self, process.kill)
        threading.Thread(
            target=_listen, args=(process.stdout, process.pid, self._heard), name="model-process", daemon=True
        ).start()

    def _why_it_ended(self, choice: DescriberChoice) -> str:
        process, self._process = self._process, None
        code = process.wait() if process is not None else 0
        if code in (-9, 137):
            return f"{choice.name} was ended by the system, most likely for lack of memory; choose a smaller model or a 16-bit number format."
        return f"The process of {choice.name} ended unexpectedly (exit status {code}); try again, or choose another model, device or number format."


def _listen(stream: IO[bytes] | None, pid: int, heard: queue.SimpleQueue[tuple[int, str, Any]]) -> None:
    """Passes on what the process says, until it is gone."""
    assert stream is not None
    with stream:
        while True:
            try:
                heard.put(pickle.load(stream))
            except (EOFError, OSError, pickle.UnpicklingError):
                break
    heard.put((pid, GONE, None))
