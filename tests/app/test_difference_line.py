"""What the body also does can be taken over with one click; what it does not do is told with how much is missing."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.difference_line import DifferenceLine
from app.reading import Difference, Unmet, Unsaid

BOTH = Difference(
    "left_arm",
    "raised",
    (Unsaid("the left elbow is slightly bent", ("left_elbow",)), Unsaid("the left hand is near the head")),
    (
        Unmet("a", "raised", "the left wrist is 12 cm too low"),
        Unmet("b", "raised", "the left wrist is 3 cm too far back"),
    ),
)


@pytest.fixture
def line(qtbot: Any) -> DifferenceLine:
    result = DifferenceLine()
    qtbot.addWidget(result)
    result.resize(280, 160)
    result.show_difference(BOTH)
    result.show()
    qtbot.waitExposed(result)
    return result


def test_folded_it_is_one_line_with_a_summary(line: DifferenceLine) -> None:
    assert not line.offers[0].isVisible()
    assert line.fold.accessibleName() == "Body also: the left elbow is slightly bent, the left hand is near the head"


def test_unfolded_a_click_takes_a_clause_over(line: DifferenceLine, qtbot: Any) -> None:
    QTest.mouseClick(line.fold, Qt.MouseButton.LeftButton)
    assert line.offers[0].isVisible() and line.unmet.isVisible()
    with qtbot.waitSignal(line.clause_taken) as caught:
        QTest.mouseClick(line.offers[1], Qt.MouseButton.LeftButton)
    assert caught.args == ["the left hand is near the head"]


def test_words_that_say_several_things_get_one_line(line: DifferenceLine) -> None:
    assert line.unmet.text() == "“raised”: the left wrist is 12 cm too low"


def test_nothing_to_say_takes_no_room(line: DifferenceLine) -> None:
    line.show_difference(Difference("left_arm", "raised"))
    assert not line.isVisible()
    line.show_difference(BOTH)
    assert line.isVisible()
    line.show_difference(None)
    assert not line.isVisible()


def test_an_offer_tells_its_joints_when_it_has_the_focus(line: DifferenceLine, qtbot: Any) -> None:
    line.fold.setChecked(True)
    line.activateWindow()
    heard: list[Any] = []
    line.pointed.connect(heard.append)
    line.offers[0].setFocus()
    qtbot.waitUntil(lambda: ("left_elbow",) in heard)
    with qtbot.waitSignal(line.clause_taken):
        QTest.keyClick(line.offers[0], Qt.Key.Key_Return)


def test_widgets_are_kept_from_one_difference_to_the_next(line: DifferenceLine) -> None:
    before = line.offers[0]
    line.show_difference(Difference("left_arm", "raised", (Unsaid("the left arm hangs down"),)))
    assert line.offers == [before] and before.text() == "the left arm hangs down" and not line.unmet.text()
