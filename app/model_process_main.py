"""What runs in a local model's own process: ``python -m app.model_process_main PROMPTS BODY``, started by ``app.model_process`` and by nobody else.

Questions come in on standard input and their answers go out on standard output, as pickles between a program and its own child. There is no window here,
and no Qt. The process ends when its input does, which is also how it learns that the window is gone.
"""

from __future__ import annotations

import contextlib
import functools
import os
import pickle
import queue
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.errors import InputError

if TYPE_CHECKING:
    from core.body.model import BodyModel
    from core.language.backends.make import Describers

PIECE, ENDED, REFUSED, FAILED = "piece", "ended", "refused", "failed"
"""An answer is (number of the question, one of these, value): REFUSED with its one sentence, FAILED with the error and its traceback."""
STOP = "stop"
"""Put in place of a question: the question of that number is given up."""

NICER = 5
"""A model may take every core for minutes; the window and the engine go first."""


@functools.cache
def _body(path: str) -> BodyModel:
    """The body model, read when it is first wanted."""
    from core.body.model import BodyModel

    return BodyModel.load(path or None)


def main(arguments: list[str]) -> None:
    """Answers until there is nobody left to ask."""
    prompts, body = arguments
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in the terminal is the window's to hear
    with contextlib.suppress(AttributeError, OSError):
        os.nice(NICER)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get between the answers
    questions: queue.SimpleQueue[tuple[int, str, Any, Any]] = queue.SimpleQueue()
    given_up: set[int] = set()
    threading.Thread(target=_listen, args=(questions.put, given_up.add), daemon=True).start()
    from core.language.backends.make import Describers

    describers = Describers(lambda: _body(body), prompts=Path(prompts))
    while True:
        number, what, choice, subject = questions.get()

        def say(kind: str, value: Any = None, number: int = number) -> None:
            pickle.dump((number, kind, value), answers)
            answers.flush()

        try:
            _answer(describers, what, choice, subject, lambda number=number: number in given_up, say)  # type: ignore[misc]
            say(ENDED)
        except InputError as error:
            say(REFUSED, str(error))
        except Exception as error:  # the process, and the weights in it, must outlive whatever a model does
            say(FAILED, (f"{type(error).__name__}: {error}", traceback.format_exc()))
        given_up.discard(number)


def _answer(
    describers: Describers,
    what: str,
    choice: Any,
    subject: Any,
    cancelled: Callable[[], bool],
    say: Callable[[str, Any], None],
) -> None:
    if what == "try_out":
        say(PIECE, describers.try_out(choice, cancelled))
        return
    for asked in describers.describer(choice).ask(subject, cancelled):
        say(PIECE, asked)


def _listen(put: Callable[[tuple[int, str, Any, Any]], None], give_up: Callable[[int], None]) -> None:
    """Takes in questions, and hears at once when one is given up."""
    while True:
        try:
            message = pickle.load(sys.stdin.buffer)
        except (EOFError, OSError, pickle.UnpicklingError):
            os._exit(0)  # also from the middle of a token
        if message[1] == STOP:
            give_up(message[0])
        else:
            put(message)


if __name__ == "__main__":
    main(sys.argv[1:])
