"""What comes and goes in the window (messages, questions, an asking's progress) moves nothing that a person looks at or points at."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.main_window import MainWindow
from core.language.backends.choice import DescriberChoice
from core.language.backends.swap import swapped_text
from tests.model_server import model_server

LONG = 120_000
PAIRS = (("left_arm", "right_arm"), ("left_hand", "right_hand"), ("left_leg", "right_leg"), ("left_foot", "right_foot"))


def place(window: MainWindow, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def places(window: MainWindow) -> list[QRect]:
    panel = window.descriptions
    return [place(window, w) for w in (window.photo, window.body, window.guidance, panel.describe, panel.rows["head"])]


def test_a_message_lies_over_the_views_and_moves_nothing(refined_window: MainWindow) -> None:
    before = places(refined_window)
    for words in ("Saved.", "The server cannot be reached; start it, or correct its address in the settings. " * 4):
        refined_window.document.message.emit("error", words)
        QTest.qWait(20)
        note = refined_window.messages
        views = place(refined_window, refined_window.photo).united(place(refined_window, refined_window.body))
        assert note.isVisible() and views.contains(place(refined_window, note)) and places(refined_window) == before
        assert note.text.height() >= note.text.heightForWidth(note.text.width()), "no line is cut"


def test_a_message_follows_the_views_when_the_window_is_resized(refined_window: MainWindow, qtbot: Any) -> None:
    refined_window.document.message.emit("error", "Something is wrong with this photograph.")
    refined_window.resize(1120, 760)

    def within() -> bool:
        views = place(refined_window, refined_window.photo).united(place(refined_window, refined_window.body))
        return refined_window.width() == 1120 and views.contains(place(refined_window, refined_window.messages))

    qtbot.waitUntil(within, timeout=5_000)


def test_a_question_comes_and_goes_on_its_own_page_and_moves_nothing(refined_window: MainWindow, qtbot: Any) -> None:
    before, tabs, control = places(refined_window), refined_window.below_tabs, refined_window.hypothesising
    page = tabs.currentWidget()
    refined_window.actions_["ask_me"].trigger()
    assert tabs.currentWidget() is refined_window.question_page and refined_window.question_bar.isVisible()
    qtbot.waitUntil(lambda: control.question is not None, timeout=LONG)
    assert places(refined_window) == before
    refined_window.question_bar.close_button.click()
    assert tabs.currentWidget() is page and not tabs.isTabVisible(tabs.indexOf(refined_window.question_page))
    assert places(refined_window) == before


def test_the_swap_button_of_a_flagged_row_puts_left_and_right_in_order_and_undo_brings_the_flag_back(
    refined_window: MainWindow, qtbot: Any
) -> None:
    window, document, rows = refined_window, refined_window.document, refined_window.descriptions.rows
    true = {part: document.description(part).text for part in rows}
    with model_server() as server:
        server.said = dict(true)
        for a, b in PAIRS:
            server.said[a], server.said[b] = swapped_text(true[b]), swapped_text(true[a])
        window.settings.describer = DescriberChoice("server", "tiny-vl", server.address, timeout_s=20)
        before = places(window)
        QTest.mouseClick(window.descriptions.describe, Qt.MouseButton.LeftButton)
        assert window.descriptions.strip.isVisible() and places(window)[:4] == before[:4]
        assert window.focusWidget() is not window.descriptions.settings, "the focus does not wander on"
        qtbot.waitUntil(lambda: not window.asking.active and window.engine_thread.idle(), timeout=LONG)
    flagged = {part: [line for line in row.notes.lines if line.note.kind == "swap"] for part, row in rows.items()}
    part, line = next((part, lines[0]) for part, lines in flagged.items() if lines)
    window.descriptions.scroll_area.ensureWidgetVisible(line)
    with qtbot.waitSignal(window.session.run_finished, timeout=LONG):
        QTest.mouseClick(line.swap, Qt.MouseButton.LeftButton)
    assert document.description(part).text != server.said[part]
    assert "swap" not in {note.kind for note in rows[part].notes.notes}
    document.undo_stack.undo()
    assert document.description(part).text == server.said[part]
    assert "swap" in {note.kind for note in rows[part].notes.notes}
