"""Phrases are offered while typing, and never get in the way."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from app.completer import Completer, PhraseList, clause_start, worth_completing
from app.description_edit import GrowingEdit
from app.descriptions_panel import DescriptionsPanel
from app.document import Document
from core.body.skeleton import PARTS
from core.observation import Description, Observation, Person

WAIT = 20_000


@pytest.mark.parametrize(
    ("typed", "following", "expected"),
    [
        ("ra", "", True), ("r", "", False), ("", "", False), ("raised, b", "", False), ("raised, be", "", True),
        ("raised and be", "", True), ("raised and b", "", False), ("raised", "x", False), ("raised", ", bent", True),
    ],
)  # fmt: skip
def test_the_list_opens_by_itself_from_two_letters_of_the_clause_at_a_words_end(
    typed: str, following: str, expected: bool
) -> None:
    assert worth_completing(typed, following) is expected


def test_a_clause_begins_after_a_comma_a_full_stop_or_and() -> None:
    assert [clause_start(t) for t in ("raised", "raised, be", "Raised. Be", "raised and be")] == [0, 8, 8, 11]


class Place:
    """A window with two text fields, as the panel has ten."""

    def __init__(self, qtbot: Any) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.edit, self.other = GrowingEdit(), GrowingEdit()
        column = QVBoxLayout(self.window)
        column.addWidget(self.edit)
        column.addWidget(self.other)
        column.addStretch(1)
        self.completer = Completer(self.window)
        self.completer.attach(self.edit, "left_arm")
        self.completer.attach(self.other, "head")
        self.window.resize(330, 400)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()
        self.edit.setFocus()
        qtbot.waitUntil(self.edit.hasFocus)
        self.qtbot = qtbot

    def type_and_wait(self, text: str) -> None:
        QTest.keyClicks(self.edit, text)
        self.qtbot.waitUntil(lambda: self.completer.is_open, timeout=WAIT)

    @property
    def text(self) -> str:
        return self.edit.toPlainText()


@pytest.fixture
def place(qtbot: Any) -> Place:
    return Place(qtbot)


def test_tab_takes_the_first_phrase_and_the_field_keeps_the_focus(place: Place) -> None:
    place.type_and_wait("rai")
    first = place.completer.shown[0]
    assert first.startswith("rai")
    QTest.keyClick(place.edit, Qt.Key.Key_Tab)
    assert place.text == first and place.edit.hasFocus() and not place.completer.is_open
    assert place.edit.textCursor().atEnd()


def test_arrows_choose_and_enter_takes(place: Place) -> None:
    place.type_and_wait("rai")
    second = place.completer.shown[1]
    QTest.keyClick(place.edit, Qt.Key.Key_Down)
    QTest.keyClick(place.edit, Qt.Key.Key_Return)
    assert place.text == second


def test_enter_leaves_the_words_alone_when_no_phrase_was_chosen(place: Place, qtbot: Any) -> None:
    place.type_and_wait("rai")
    with qtbot.waitSignal(place.edit.finished):
        QTest.keyClick(place.edit, Qt.Key.Key_Return)
    assert place.text == "rai" and not place.completer.is_open


def test_what_was_understood_stays_in_sight_below_the_field(place: Place, qtbot: Any) -> None:
    below = QLabel("understood", place.window)
    below.setFixedSize(100, 30)
    place.completer.attach(place.edit, "left_arm", below)
    below.move(place.edit.x(), place.edit.geometry().bottom() + 6)
    below.show()
    place.type_and_wait("rai")
    popup = place.completer._list
    assert popup is not None and popup.y() > below.geometry().bottom()
    below.setFixedSize(100, 50)
    qtbot.waitUntil(lambda: popup.y() > below.geometry().bottom())


def test_escape_closes_and_the_list_stays_away_for_this_clause(place: Place, qtbot: Any) -> None:
    place.type_and_wait("rai")
    QTest.keyClick(place.edit, Qt.Key.Key_Escape)
    assert not place.completer.is_open and place.edit.hasFocus() and place.text == "rai"
    QTest.keyClicks(place.edit, "se")
    QTest.qWait(300)
    assert not place.completer.is_open, "closed means closed"
    place.type_and_wait("d, be")
    assert place.completer.is_open, "another clause, another offer"


def test_while_it_is_closed_enter_and_tab_do_what_they_always_do(place: Place, qtbot: Any) -> None:
    QTest.keyClicks(place.edit, "q")
    with qtbot.waitSignal(place.edit.finished):
        QTest.keyClick(place.edit, Qt.Key.Key_Return)
    QTest.keyClick(place.edit, Qt.Key.Key_Tab)
    qtbot.waitUntil(place.other.hasFocus)
    assert place.text == "q"


def test_control_and_space_offer_phrases_in_an_empty_field(place: Place, qtbot: Any) -> None:
    QTest.keyClick(place.edit, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: place.completer.is_open, timeout=WAIT)
    assert place.text == "" and len(place.completer.shown) > 3


def test_the_typed_line_stays_in_sight(place: Place) -> None:
    place.type_and_wait("rai")
    popup = place.completer._list
    assert popup is not None
    line_bottom = place.edit.viewport().mapTo(place.window, place.edit.cursorRect().bottomLeft()).y()
    assert popup.y() > line_bottom and place.window.rect().contains(popup.geometry())


def test_only_the_typed_clause_is_replaced_and_what_follows_stays(place: Place) -> None:
    place.edit.show_text("🤸 straight, . slowly")
    cursor = place.edit.textCursor()
    cursor.setPosition(13)  # Qt counts the emoji as two
    place.edit.setTextCursor(cursor)
    place.type_and_wait("rai")
    taken = place.completer.shown[0]
    QTest.keyClick(place.edit, Qt.Key.Key_Tab)
    assert place.text == f"🤸 straight, {taken}. slowly"


def test_leaving_the_field_takes_the_list_away(place: Place, qtbot: Any) -> None:
    place.type_and_wait("rai")
    place.other.setFocus()
    qtbot.waitUntil(lambda: not place.completer.is_open)


def test_chips_that_come_in_under_the_field_leave_the_list_open_and_it_follows_the_line(place: Place, qtbot: Any) -> None:
    place.type_and_wait("rai")
    phrases = place.window.findChild(PhraseList)
    assert isinstance(phrases, PhraseList)
    at = phrases.y()
    place.edit.move(place.edit.x(), place.edit.y() + 20)
    assert place.completer.is_open
    qtbot.waitUntil(lambda: phrases.y() == at + 20)
    QTest.keyClick(place.edit, Qt.Key.Key_Tab)
    assert place.text.startswith("rai") and len(place.text) > 3


def test_escape_does_not_reach_the_windows_shortcuts_while_the_list_is_open(place: Place) -> None:
    def refused() -> bool:
        event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
        event.ignore()
        QApplication.sendEvent(place.edit, event)
        return not event.isAccepted()

    place.type_and_wait("rai")
    assert not refused()


def test_the_list_goes_with_its_line_when_the_fields_are_scrolled_and_away_with_it(qtbot: Any) -> None:
    panel = DescriptionsPanel(with_texts())
    qtbot.addWidget(panel)
    panel.resize(360, 500)
    panel.show()
    qtbot.waitExposed(panel)
    panel.activateWindow()
    edit, bar = panel.rows["left_arm"].edit, panel.scroll_area.verticalScrollBar()
    edit.setFocus()
    qtbot.waitUntil(edit.hasFocus)
    edit.selectAll()
    QTest.keyClicks(edit, "rai")
    qtbot.waitUntil(lambda: panel.completer.is_open, timeout=WAIT)
    phrases = panel.findChild(PhraseList)
    assert isinstance(phrases, PhraseList)
    at, before = phrases.y(), bar.value()
    bar.setValue(before + 30)
    qtbot.waitUntil(lambda: phrases.y() == at - 30, timeout=WAIT)
    assert panel.completer.is_open
    bar.setValue(bar.maximum())
    assert not panel.completer.is_open


def with_texts() -> Document:
    document = Document()
    texts = {part: Description("hanging down") for part in PARTS}
    document.receive_observation(Observation(None, (9, 9), None, (Person("p1", (0, 0, 9, 9), {}, None, texts),)), "p1")
    return document
