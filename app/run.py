"""Starts the application: what must be set before Qt, the window on the screen first, then the photograph, then the models."""

from __future__ import annotations

import logging
import signal
import sys
import threading
import types
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from app.describers import RealDescribers
from app.garbage import collect_here
from app.main_window import MainWindow
from app.settings import APPLICATION, ORGANISATION, Settings

SWITCH_INTERVAL_S = 0.002
"""How soon the engine's thread gives way to the window's when both run Python; Python's own default is 5 ms."""

SIGNAL_POLL_MS = 300


def keep_responsive(window_thread: QObject) -> None:
    """Settings of the interpreter that keep the window's thread from waiting for the engine's; ``window_thread`` is any object of the window's."""
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    collect_here(window_thread)


def run_app(path: str | Path | None = None, options: Any = None) -> int:
    """Opens the window, with a photograph or project if one is given; returns the exit code when it is closed.

    ``options`` may name another body file (``body``) and device (``device``), as on the command line.
    """
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    QCoreApplication.setOrganizationName(ORGANISATION)
    QCoreApplication.setApplicationName(APPLICATION)
    keep_responsive(application)
    settings = Settings()
    keep_log(settings.log_path)
    describers = RealDescribers(settings.prompts_path, getattr(options, "body", None))
    window = MainWindow(settings, engine_factory=engine_factory(options), describers=describers)
    sys.excepthook = _report_to(window)
    _end_on_signals(window)
    window.show()

    def begin() -> None:
        if path is not None:
            window.open_path(Path(path))
        elif not window.offer_restore():
            window.session.prepare()

    QTimer.singleShot(0, begin)
    code = application.exec()
    window.asking.stop()
    window.session.stop()
    sys.excepthook = sys.__excepthook__
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    shiboken6.delete(window)  # while the application still lives: left to Python, the order of their ends is not certain
    return int(code)


def engine_factory(options: Any) -> Any:
    """The engine that the command line's options ask for."""
    from app.worker import default_engine

    body, device = getattr(options, "body", None), getattr(options, "device", None) or "cpu"
    return lambda: default_engine(body, device)


def _end_on_signals(window: MainWindow) -> None:
    """Ctrl+C in the terminal and the desktop's session end: unsaved work is kept for the next start, nothing is asked."""

    def end(_number: int, _frame: Any) -> None:
        window.autosave()
        QTimer.singleShot(0, QCoreApplication.quit)  # also when the loop has not begun yet

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    # Python handles signals only when it runs; Qt's loop may not let it for a long time.
    timer = QTimer(window, interval=SIGNAL_POLL_MS)
    timer.timeout.connect(lambda: None)
    timer.start()


def keep_log(path: Path) -> None:
    """Unexpected errors go to a small rotating file; a folder that cannot be written to only costs the log."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=500_000, backupCount=1, encoding="utf-8", delay=True)
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)


def _report_to(window: MainWindow) -> Any:
    """An exception in a slot is logged and shown; the window lives on."""

    def report(kind: type[BaseException], error: BaseException, trace: types.TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            window.close()
            return
        logging.getLogger("app").error("unexpected error", exc_info=(kind, error, trace))
        sys.__excepthook__(kind, error, trace)
        if threading.current_thread() is threading.main_thread():
            text = f"Something went wrong ({kind.__name__}: {error}); your work is unchanged. Details are in {window.settings.log_path}."
            window.document.message.emit("error", text)

    return report
