"""The window's own promises: nothing is lost, nothing blocks, everything can be reached, and it works without OpenGL."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QAbstractSpinBox, QPlainTextEdit, QToolBar, QWidget

from app import commands, theme
from app.dialogs import CANCEL, DISCARD, SAVE
from app.main_window import MainWindow
from app.requests import ImageOpened, PeopleFound
from core.body.skeleton import PARTS
from tests.window_fixtures import SAMPLE, observed

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "resources" / "samples"
LONG = 120_000


@pytest.fixture
def window(open_window: Callable[..., MainWindow]) -> MainWindow:
    return open_window()


@pytest.fixture
def opened(window: MainWindow, qtbot: Any) -> MainWindow:
    """A window with the sample photograph and its first refined body. What the detector says of it is found once for all tests."""
    image, observation = observed()
    with qtbot.waitSignal(window.session.run_finished, timeout=LONG):
        window.session.receive(ImageOpened(0, SAMPLE, image))
        window.session.receive(PeopleFound(0, observation, "p1"))
    return window


def test_a_new_window_says_what_to_do_and_offers_every_sample(window: MainWindow) -> None:
    assert window._pages.currentWidget() is window.empty
    assert len(window.empty.samples) == len(list(SAMPLES.glob("*.jpg"))) and window.empty.open_button.isVisible()
    assert window.windowTitle() == "Contrapposto[*]" and not window.isWindowModified()


def test_nothing_that_needs_a_photograph_can_be_triggered_before_there_is_one(window: MainWindow) -> None:
    for name in (
        "save",
        "save_as",
        "export",
        "undo",
        "redo",
        "run",
        "cancel",
        "describe",
        "accept",
        "fit",
        "box",
        "close",
        "next_person",
    ):
        assert not window.actions_[name].isEnabled(), name
    for name in ("open_image", "open_project", "theme", "shortcuts", "quit"):
        assert window.actions_[name].isEnabled(), name


def test_every_action_can_be_triggered_on_an_empty_window_without_an_error(window: MainWindow, qtbot: Any) -> None:
    with qtbot.captureExceptions() as errors:
        for action in window.actions_.all():
            if action.objectName() != "quit":
                action.trigger()
    assert not errors


def test_the_empty_3d_view_says_what_is_done_until_there_is_a_body(window: MainWindow, qtbot: Any) -> None:
    image, observation = observed()
    window.session.receive(ImageOpened(0, SAMPLE, image))
    window.document.progress_changed.emit("Looking for people", 0, 0)
    assert window.waiting.isVisible() and window.waiting.text() == "Looking for people…"
    window.session.receive(PeopleFound(0, replace(observation, people=()), None))
    window.document.progress_changed.emit("", 0, 0)
    assert "draw a box" in window.waiting.text()
    with qtbot.waitSignal(window.session.run_finished, timeout=LONG):
        window.session.receive(PeopleFound(0, observation, "p1"))
    assert not window.waiting.isVisible()


def test_opening_can_be_cancelled_and_nothing_of_it_comes_later(window: MainWindow, qtbot: Any) -> None:
    window.open_path(SAMPLE)
    qtbot.waitUntil(lambda: window.document.image is not None, timeout=LONG)
    window.guidance.cancel.click()
    assert window._pages.currentWidget() is window.empty and "cancelled" in window.messages.text.text()
    qtbot.waitUntil(window.session.engine.idle, timeout=LONG)
    qtbot.wait(100)
    assert window.document.observation is None and window.document.image is None
    with qtbot.waitSignal(window.session.run_finished, timeout=LONG):
        window.open_path(SAMPLE)


def test_cancelling_the_next_photograph_leaves_the_one_that_is_open(opened: MainWindow, qtbot: Any) -> None:
    before = opened.document.title
    opened.open_path(SAMPLES / "dan2.jpg")
    opened.session.cancel()
    with qtbot.waitSignal(opened.session.run_finished, timeout=LONG):
        pass
    qtbot.waitUntil(opened.session.engine.idle, timeout=LONG)
    assert opened.document.title == before and opened.document.refined is not None


def test_the_border_between_photograph_and_body_goes_on_below_in_a_small_window(opened: MainWindow, qtbot: Any) -> None:
    opened.resize(1100, 700)
    qtbot.waitUntil(lambda: opened.width() == 1100)
    qtbot.waitUntil(lambda: opened._views.sizes() == opened._below.sizes(), timeout=5_000)


def test_a_click_on_a_sample_opens_it(window: MainWindow, qtbot: Any) -> None:
    with qtbot.waitSignal(window.session.run_finished, timeout=LONG):
        QTest.mouseClick(window.empty.samples[0], Qt.MouseButton.LeftButton)
    assert window.document.image is not None and window._pages.currentWidget() is window._whole


def test_an_opened_photograph_shows_keypoints_texts_body_overlay_and_curves(opened: MainWindow, qtbot: Any) -> None:
    d = opened.document
    assert d.person is not None and len(d.person.keypoints) > 20
    assert all(opened.descriptions.rows[part].edit.toPlainText() for part in PARTS if d.description(part).text)
    assert d.frame is not None and d.frame.final is not None and d.refined is not None
    qtbot.waitUntil(lambda: d.overlay is not None and d.ghost is not None, timeout=LONG)
    # The curves are drawn a moment after the answer; until then they have no points at all.
    drawn = opened.curves.curves["keypoints"]
    qtbot.waitUntil(lambda: drawn.getData()[0] is not None and len(drawn.getData()[0]) == d.guidance.steps, timeout=LONG)
    assert opened.windowTitle() == "nina1.jpg[*] - Contrapposto" and not opened.isWindowModified()


def test_a_part_selected_anywhere_is_selected_everywhere(opened: MainWindow) -> None:
    opened.body.part_clicked.emit("left_leg")
    assert opened.descriptions.rows["left_leg"].property("chosen") and opened.document.selected_part == "left_leg"
    opened.photo.part_clicked.emit("head")
    assert opened.descriptions.rows["head"].property("chosen") and not opened.descriptions.rows["left_leg"].property(
        "chosen"
    )
    opened.descriptions.part_clicked.emit("torso")
    assert opened.document.selected_part == "torso"
    opened.actions_["next_part"].trigger()
    assert opened.document.selected_part == "left_arm"
    opened.actions_["no_part"].trigger()
    assert opened.document.selected_part is None


def test_an_edit_runs_again_and_undo_brings_the_same_body_back(opened: MainWindow, qtbot: Any) -> None:
    before = opened.document.frame.vertices.copy()  # type: ignore[union-attr]
    with qtbot.waitSignal(opened.session.run_finished, timeout=LONG):
        opened.guidance.sliders["initial"].setValue(0)
    assert abs(opened.document.frame.vertices - before).max() > 1e-4  # type: ignore[union-attr]
    assert opened.isWindowModified()
    with qtbot.waitSignal(opened.session.run_finished, timeout=LONG):
        opened.actions_["undo"].trigger()
    assert abs(opened.document.frame.vertices - before).max() < 1e-6  # type: ignore[union-attr]
    assert not opened.isWindowModified()


def test_undo_never_changes_the_zoom(opened: MainWindow) -> None:
    opened.photo.zoom_in()
    zoom = opened.photo.zoom
    point = opened.document.person.keypoints["left_wrist"]  # type: ignore[union-attr]
    opened.photo.keypoint_moved.emit("left_wrist", (point.x, point.y), (point.x + 30, point.y))
    assert opened.document.person.keypoints["left_wrist"].x == point.x + 30  # type: ignore[union-attr]
    opened.actions_["undo"].trigger()
    assert opened.document.person.keypoints["left_wrist"] == point and opened.photo.zoom == zoom  # type: ignore[union-attr]


def test_a_dragged_keypoint_moves_the_body_before_it_is_dropped(opened: MainWindow, qtbot: Any) -> None:
    point = opened.document.person.keypoints["left_wrist"]  # type: ignore[union-attr]
    with qtbot.waitSignal(opened.document.step_changed, timeout=LONG):
        opened.photo.keypoint_dragging.emit("left_wrist", point.x + 60, point.y - 60)
    assert opened.document.person.keypoints["left_wrist"] == point and opened.document.undo_stack.count() == 0  # type: ignore[union-attr]


def test_typing_runs_once_after_a_pause_not_at_every_key(opened: MainWindow, qtbot: Any) -> None:
    finished: list[Any] = []
    opened.session.run_finished.connect(finished.append)
    edit = opened.descriptions.rows["left_arm"].edit
    edit.selectAll()
    QTest.keyClicks(edit, "raised above the head", delay=5)
    qtbot.waitUntil(lambda: bool(finished), timeout=LONG)
    QTest.qWait(300)
    assert len(finished) == 1 and opened.document.undo_stack.count() == 1


def test_another_focal_length_regresses_and_refines_again(opened: MainWindow, qtbot: Any) -> None:
    old = opened.document.person.initial  # type: ignore[union-attr]
    with qtbot.waitSignal(opened.session.run_finished, timeout=LONG):
        opened.focal.setValue(2500)
    person = opened.document.person
    assert person is not None and person.initial is not None and person.initial.transl[2] > old.transl[2] * 1.5  # type: ignore[union-attr]
    opened.actions_["undo"].trigger()
    assert opened.document.person.initial is old and opened.focal.value() == round(opened.document.camera.focal_length)  # type: ignore[union-attr]


def test_a_box_drawn_by_hand_becomes_a_person(opened: MainWindow, qtbot: Any) -> None:
    with qtbot.waitSignal(opened.session.run_finished, timeout=LONG):
        opened.photo.box_drawn.emit(opened.document.person.box)  # type: ignore[union-attr]
    assert opened.document.person_id == "p2" and opened.document.person.initial is not None  # type: ignore[union-attr]
    opened.actions_["next_person"].trigger()
    assert opened.document.person_id == "p1"


def test_reset_brings_the_draft_back(opened: MainWindow) -> None:
    draft = opened.document.description("torso")
    commands.do_edit_text(opened.document, "torso", "twisted far to the left")
    QTest.mouseClick(opened.descriptions.rows["torso"].reset, Qt.MouseButton.LeftButton)
    assert opened.document.description("torso") == draft


def test_writing_anew_replaces_the_texts_in_one_undo_step(opened: MainWindow, qtbot: Any) -> None:
    commands.do_edit_text(opened.document, "torso", "twisted far to the left")
    count = opened.document.undo_stack.count()
    opened.descriptions.describe.click()
    qtbot.waitUntil(lambda: opened.document.undo_stack.count() == count + 1, timeout=LONG)
    assert opened.document.description("torso").source == "built-in"
    opened.actions_["undo"].trigger()
    assert opened.document.description("torso").text == "twisted far to the left"


def test_accepting_the_refined_body_makes_it_the_initial_one(opened: MainWindow) -> None:
    refined = opened.document.refined
    assert refined is not None
    opened.actions_["accept"].trigger()
    assert opened.document.person.initial is refined.body  # type: ignore[union-attr]


@pytest.mark.parametrize(("answer", "closes"), [(CANCEL, False), (DISCARD, True)])
def test_closing_with_unsaved_changes_asks_first(opened: MainWindow, dialogs: Any, answer: str, closes: bool) -> None:
    commands.do_edit_text(opened.document, "head", "bowed")
    dialogs.answers["save_changes"] = answer
    assert opened.close() is closes and dialogs.asked == ["save_changes"]


def test_closing_without_changes_asks_nothing(opened: MainWindow, dialogs: Any) -> None:
    assert opened.close() and dialogs.asked == []


def test_saving_in_answer_to_closing_saves_and_closes(opened: MainWindow, dialogs: Any, tmp_path: Path) -> None:
    commands.do_edit_text(opened.document, "head", "bowed")
    dialogs.answers |= {"save_changes": SAVE, "save_project": tmp_path / "a.contrapposto.json"}
    assert opened.close() and (tmp_path / "a.contrapposto.json").exists()


def test_backing_out_of_the_save_dialog_keeps_the_window_open(opened: MainWindow, dialogs: Any) -> None:
    commands.do_edit_text(opened.document, "head", "bowed")
    dialogs.answers |= {"save_changes": SAVE, "save_project": None}
    assert not opened.close() and opened.document.description("head").text == "bowed"


def test_a_folder_that_cannot_be_written_to_is_said_and_loses_nothing(
    opened: MainWindow, dialogs: Any, tmp_path: Path
) -> None:
    commands.do_edit_text(opened.document, "head", "bowed")
    dialogs.answers["save_project"] = tmp_path / "missing" / "a.contrapposto.json"
    assert not opened.save() and opened.messages.isVisible() and opened.messages.level == "error"
    assert opened.document.dirty and opened.document.description("head").text == "bowed"


def test_a_broken_photograph_is_said_without_losing_what_is_open(
    opened: MainWindow, qtbot: Any, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(SAMPLE.read_bytes()[:700])
    image = opened.document.image
    opened.open_path(broken)
    qtbot.waitUntil(opened.messages.isVisible, timeout=LONG)
    assert "broken.jpg" in opened.messages.text.text() and opened.document.image is image


def test_edits_still_run_after_a_photograph_that_could_not_be_opened(
    opened: MainWindow, qtbot: Any, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"")
    opened.open_path(broken)
    qtbot.waitUntil(opened.messages.isVisible, timeout=LONG)
    with qtbot.waitSignal(opened.session.run_finished, timeout=LONG):
        opened.guidance.sliders["text"].setValue(150)


def test_a_photograph_without_people_asks_for_a_box(window: MainWindow, qtbot: Any, tmp_path: Path) -> None:
    from PySide6.QtGui import QImage

    image = QImage(320, 240, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.lightGray)
    image.save(str(tmp_path / "empty.png"))
    window.open_path(tmp_path / "empty.png")
    qtbot.waitUntil(window.messages.isVisible, timeout=LONG)
    assert (
        "box" in window.messages.text.text() and window.actions_["box"].isEnabled() and window.document.person is None
    )


def _drag(window: MainWindow, path: Path) -> tuple[QDragEnterEvent, QDropEvent]:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    keep = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPointF(50, 50).toPoint(), *keep)
    drop = QDropEvent(QPointF(50, 50), *keep)
    window._test_data = data  # type: ignore[attr-defined]
    return enter, drop


def test_a_dropped_photograph_is_opened_and_anything_else_is_refused(
    window: MainWindow, qtbot: Any, tmp_path: Path
) -> None:
    enter, _ = _drag(window, tmp_path / "notes.txt")
    enter.ignore()
    window.dragEnterEvent(enter)
    assert not enter.isAccepted()
    enter, drop = _drag(window, SAMPLE)
    window.dragEnterEvent(enter)
    assert enter.isAccepted()
    with qtbot.waitSignal(window.document.image_changed, timeout=LONG):
        window.dropEvent(drop)


def test_recent_files_are_remembered_and_offered(opened: MainWindow) -> None:
    opened._fill_recent()
    assert [a.text() for a in opened._recent.actions()] == ["nina1.jpg"]


def test_unsaved_work_is_kept_and_offered_after_a_crash(
    opened: MainWindow, open_window: Any, dialogs: Any, settings: Any, qtbot: Any
) -> None:
    commands.do_edit_text(opened.document, "head", "bowed deeply")
    opened.autosave()
    assert settings.autosave_path.exists()
    opened.engine_thread.stop()
    dialogs.answers["restore"] = True
    second = open_window()
    with qtbot.waitSignal(second.session.opened, timeout=LONG):
        assert second.offer_restore()
    assert (
        second.document.description("head").text == "bowed deeply"
        and second.document.dirty
        and second.document.image is not None
    )
    assert second.document.project_path is None


def test_an_orderly_end_leaves_no_autosave(opened: MainWindow, dialogs: Any, settings: Any) -> None:
    commands.do_edit_text(opened.document, "head", "bowed")
    opened.autosave()
    dialogs.answers["save_changes"] = DISCARD
    opened.close()
    assert not settings.autosave_path.exists()


def test_the_theme_is_changed_at_once_and_remembered(window: MainWindow, settings: Any) -> None:
    window.actions_["theme"].trigger()
    assert settings.theme == "dark" and theme.current() is theme.DARK
    assert window.palette().window().color().name() == theme.DARK.window
    window.actions_["theme"].trigger()
    assert settings.theme == "light" and theme.current() is theme.LIGHT


def test_the_view_switches_are_remembered(window: MainWindow, settings: Any) -> None:
    for name in ("skeleton", "overlay", "ghost"):
        window.actions_[name].setChecked(False)
        assert settings.switch(name, True) is False


def test_everything_that_can_be_operated_has_a_name_for_a_screen_reader(window: MainWindow) -> None:
    nameless = []
    for widget in window.findChildren(QWidget):
        if isinstance(widget, QAbstractButton | QAbstractSlider | QAbstractSpinBox | QPlainTextEdit):
            if widget.objectName().startswith("qt_") or isinstance(widget.parent(), QToolBar) and widget.toolTip():
                continue
            text = (
                widget.accessibleName()
                or (widget.text() if isinstance(widget, QAbstractButton) else "")
                or widget.toolTip()
            )
            if not text and not type(widget).__name__.startswith("QScrollBar"):
                nameless.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    assert not nameless


WITHOUT_OPENGL = """
import sys
from pathlib import Path
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication
application = QApplication([])
from app.main_window import MainWindow
from app.settings import Settings
window = MainWindow(Settings(QSettings(sys.argv[1], QSettings.Format.IniFormat)))
window.show()
window.session.run_finished.connect(lambda frame: application.exit(0 if frame.final is not None else 3))
window.document.message.connect(lambda level, text: (print(level, text), application.exit(4)))
assert not window.body.available and window.body.reason
QTimer.singleShot(100_000, lambda: application.exit(5))
window.open_path(Path(sys.argv[2]))
code = application.exec()
window.actions_["view_side"].trigger()
window.close()
sys.exit(code)
"""


def test_without_opengl_the_window_says_so_and_all_the_rest_works(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_OPENGL, str(tmp_path / "s.ini"), str(SAMPLE)],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=150,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_project_saved_before_its_run_was_finished_is_refined_when_it_is_opened(
    opened: MainWindow, open_window: Any, dialogs: Any, qtbot: Any, tmp_path: Path
) -> None:
    path = tmp_path / "a.contrapposto.json"
    dialogs.answers["save_project"] = path
    assert opened.session.stale() == []
    commands.do_set_guidance(opened.document, "keypoints", 0.0)
    assert opened.session.stale() == ["p1"] and opened.save()
    opened.close()
    second = open_window()
    runs: list[Any] = []
    second.session.run_finished.connect(runs.append)
    second.open_path(path)
    qtbot.waitUntil(lambda: any(run.terms for run in runs), timeout=LONG)
    assert second.session.stale() == []


def test_an_observation_without_a_photograph_is_shown_on_grey_and_refined(
    window: MainWindow, qtbot: Any, tmp_path: Path
) -> None:
    from dataclasses import replace

    from core.formats import write_observation

    _, observation = observed()
    path = tmp_path / "a.observation.json"
    write_observation(replace(observation, image=None), path)
    with qtbot.waitSignal(window.session.run_finished, timeout=LONG):
        window.open_path(path)
    assert window.document.image is None and window.photo.zoom > 0 and window.document.project_path is None
    assert window.document.refined is not None
