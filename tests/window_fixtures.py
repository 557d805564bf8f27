"""Fixtures for tests with a window: settings that are not the person's own, answers in place of dialogs, and the real engine, loaded once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from numpy.typing import NDArray

if TYPE_CHECKING:
    from app.main_window import MainWindow
    from app.settings import Settings
    from core.engine import Engine
    from core.observation import Observation


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The arguments of pytest-qt's application; GL contexts must be set to be shared before it is made."""
    from PySide6.QtCore import QCoreApplication, Qt

    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    return ["contrapposto-tests"]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings in a folder of the test's own."""
    from PySide6.QtCore import QSettings

    from app.settings import Settings

    return Settings(QSettings(str(tmp_path / "settings" / "contrapposto.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def dialogs() -> Any:
    """Dialogs that answer at once with what the test has put into ``answers``; none ever opens."""
    from app.dialogs import CANCEL, Dialogs

    class AnsweringDialogs(Dialogs):
        def __init__(self) -> None:
            self.answers: dict[str, Any] = {}
            self.asked: list[str] = []

        def _answer(self, question: str, otherwise: Any = None) -> Any:
            self.asked.append(question)
            return self.answers.get(question, otherwise)

        def open_image(self, parent: Any, folder: Path) -> Path | None:
            return self._answer("open_image")

        def open_project(self, parent: Any, folder: Path) -> Path | None:
            return self._answer("open_project")

        def save_project(self, parent: Any, suggestion: Path) -> Path | None:
            return self._answer("save_project")

        def export(self, parent: Any, suggestion: Path) -> Path | None:
            return self._answer("export")

        def save_changes(self, parent: Any, title: str) -> str:
            return self._answer("save_changes", CANCEL)

        def restore(self, parent: Any) -> bool:
            return self._answer("restore", False)

        def choose_describer(self, parent: Any, settings: Any, thread: Any) -> Any:
            return self._answer("choose_describer")

        def model_folder(self, parent: Any, folder: Path) -> Path | None:
            return self._answer("model_folder")

        def open_file(self, path: Path) -> None:
            self._answer("open_file")

        def key(self, parent: Any, host: str) -> str | None:
            return self._answer("key")

        def agree_to_send(self, parent: Any, choice: Any) -> bool:
            return self._answer("agree_to_send", False)

        def shortcuts(self, parent: Any, rows: list[tuple[str, str]]) -> None:
            self._answer("shortcuts")

        def about(self, parent: Any) -> None:
            self._answer("about")

    return AnsweringDialogs()


@cache
def real_engine() -> Engine:
    """The real engine, loaded once. One thread at a time uses it: a test's window ends before the next one's begins."""
    from app.worker import default_engine

    return default_engine()


SAMPLE = Path(__file__).resolve().parent.parent / "resources" / "samples" / "nina1.jpg"


@cache
def observed() -> tuple[NDArray[np.uint8], Observation]:
    """A sample photograph and what the real engine sees in it, found once."""
    from core.observation import Observation
    from core.vision.image import load_image

    image = load_image(SAMPLE)
    person = real_engine().observe(image, str(SAMPLE))
    return image, Observation(str(SAMPLE), (image.shape[1], image.shape[0]), None, (person,))


@pytest.fixture
def open_window(qtbot: Any, settings: Settings, dialogs: Any) -> Iterator[Callable[..., MainWindow]]:
    """Opens windows with the real engine on the test's own settings; every one is closed, and its thread ended, after the test."""
    from app.dialogs import DISCARD
    from app.main_window import MainWindow

    windows: list[MainWindow] = []

    def make(engine_factory: Callable[[], Any] = real_engine) -> MainWindow:
        window = MainWindow(settings, dialogs, engine_factory)
        windows.append(window)
        window.resize(1280, 800)
        window.show()
        qtbot.waitExposed(window)
        return window

    yield make
    dialogs.answers["save_changes"] = DISCARD
    for window in windows:
        window.close()
        assert not window.engine_thread.isRunning(), "the engine's thread must end with its window"
        window.deleteLater()


@pytest.fixture
def refined_window(open_window: Callable[..., MainWindow], qtbot: Any) -> MainWindow:
    """The window with the sample photograph open and its first run done."""
    from app.requests import ImageOpened, PeopleFound

    window = open_window()
    image, observation = observed()
    with qtbot.waitSignal(window.session.run_finished, timeout=120_000):
        window.session.receive(ImageOpened(0, SAMPLE, image))
        window.session.receive(PeopleFound(0, observation, "p1"))
    return window
