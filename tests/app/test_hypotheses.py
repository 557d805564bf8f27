"""Other readings, questions and doubt in the real window: they never block, every change can be undone, and what is out of date is not used."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.main_window import MainWindow
from core.observation import INSIST

LONG = 120_000


def test_nothing_can_be_asked_before_there_is_a_body(open_window: Callable[..., MainWindow]) -> None:
    window = open_window()
    for name in ("ask_me", "ask_limb", "readings"):
        assert not window.actions_[name].isEnabled(), name
    assert not window.question_bar.isVisible() and not window.readings.look.isEnabled()


def test_readings_are_listed_shown_and_taken_over_and_undo_brings_the_body_back(refined_window: MainWindow, qtbot: Any) -> None:
    control, document = refined_window.hypothesising, refined_window.document
    initial = document.person.initial  # type: ignore[union-attr]
    refined_window.actions_["readings"].trigger()
    assert control.busy and not refined_window.actions_["readings"].isEnabled() and refined_window.readings.cancel.isVisibleTo(refined_window)
    qtbot.waitUntil(lambda: not control.busy, timeout=LONG)
    rows = refined_window.readings.rows
    assert control.fresh and len(rows) == len(control.readings) >= 2
    assert sum(r.likelihood for r in control.readings) == pytest.approx(1.0, abs=1e-3)
    assert [r.reading.shown_now for r in rows].count(True) == 1
    other = next(r for r in rows if not r.reading.shown_now)
    assert "px off" in other.accessibleName()
    QTest.mouseClick(other, Qt.MouseButton.LeftButton)
    assert control.shown == other.index and refined_window.readings.rows[other.index].property("shown")
    QTest.keyClick(other, Qt.Key.Key_Space)
    assert control.shown is None
    control.show(other.index)
    before = document.undo_stack.count()
    with qtbot.waitSignal(refined_window.session.run_finished, timeout=LONG):
        other.take.click()
    assert document.undo_stack.count() == before + 1 and document.person.initial is other.reading.body  # type: ignore[union-attr]
    for offer in other.reading.said:
        assert document.description(offer.part).factor(offer.posecode) == INSIST
    qtbot.waitUntil(lambda: control.shown is None and not control.fresh and not other.isEnabled(), timeout=LONG)
    with qtbot.waitSignal(refined_window.session.run_finished, timeout=LONG):
        refined_window.actions_["undo"].trigger()
    assert document.person.initial is initial  # type: ignore[union-attr]
    qtbot.waitUntil(
        lambda: control.fresh and other.isEnabled(), timeout=LONG
    )  # what was found belongs to this state again


def test_an_answer_becomes_a_statement_the_run_repeats_and_the_next_question_comes(
    refined_window: MainWindow, qtbot: Any
) -> None:
    control, document, bar = refined_window.hypothesising, refined_window.document, refined_window.question_bar
    refined_window.actions_["ask_me"].trigger()
    assert bar.isVisible() and "Looking" in bar.text.text()
    qtbot.waitUntil(lambda: control.question is not None, timeout=LONG)
    question = control.question
    assert question is not None and bar.text.text() == question.text and len(bar.buttons) == len(question.offers) >= 2
    assert bar.cannot_tell.text() == f"0  {question.otherwise}" and all(b.toolTip() for b in bar.buttons)
    offer, text = question.offers[1], document.description(question.offers[1].part).text
    bar.eventFilter(bar.buttons[1], _focus_in())
    assert document.marked_joints == offer.joints != ()
    before = document.undo_stack.count()
    with qtbot.waitSignal(refined_window.session.run_finished, timeout=LONG):
        QTest.keyClick(bar, Qt.Key.Key_2)
    assert document.undo_stack.count() == before + 1
    written = document.description(offer.part)
    assert (
        offer.clause in written.text.lower() and written.source == "person" and written.factor(offer.posecode) == INSIST
    )
    qtbot.waitUntil(lambda: control.question is not None or bool(control.settled), timeout=LONG)
    if control.question is not None:
        assert offer.clause not in {o.clause for o in control.question.offers}
    refined_window.actions_["undo"].trigger()
    assert document.description(offer.part).text == text
    QTest.keyClick(bar, Qt.Key.Key_Escape)
    assert not bar.isVisible() and not control.asking


def test_who_cannot_tell_is_asked_something_else_and_at_last_told_that_nothing_is_left(
    refined_window: MainWindow, qtbot: Any
) -> None:
    control, bar = refined_window.hypothesising, refined_window.question_bar
    refined_window.document.select_part("left_hand")
    assert "left arm and left hand" in refined_window.actions_["ask_limb"].text()
    refined_window.actions_["ask_limb"].trigger()
    qtbot.waitUntil(lambda: control.question is not None, timeout=LONG)
    edits, seen = refined_window.document.undo_stack.count(), []
    while control.question is not None:
        assert {o.part for o in control.question.offers} <= {"left_arm", "left_hand"}
        seen.append(control.question.text)
        bar.cannot_tell.click()
    assert len(seen) == len(set(seen)) and refined_window.document.undo_stack.count() == edits
    assert "Nothing is left to ask" in bar.text.text() and bar.again.isVisibleTo(bar) and not bar.buttons
    bar.close_button.click()
    assert not bar.isVisible()


def test_the_doubt_is_coloured_has_a_legend_and_follows_the_body(refined_window: MainWindow, qtbot: Any) -> None:
    control = refined_window.hypothesising
    refined_window.actions_["doubt"].trigger()
    assert refined_window.legend.isVisibleTo(refined_window)
    qtbot.waitUntil(lambda: control.doubt is not None, timeout=LONG)
    doubt = control.doubt
    assert doubt is not None and doubt.vertices.min() >= 0 and doubt.vertices.max() <= 1
    assert refined_window.photo.canvas.handles["left_wrist"].doubt == doubt.keypoints["left_wrist"]
    if refined_window.body.canvas is not None:
        assert refined_window.body.canvas._body.doubting
    with qtbot.waitSignal(refined_window.session.run_finished, timeout=LONG):
        refined_window.guidance.sliders["keypoints"].setValue(40)
    qtbot.waitUntil(lambda: control.fresh and control.doubt is not doubt, timeout=LONG)
    assert not np.array_equal(control.doubt.vertices, doubt.vertices)  # type: ignore[union-attr]
    refined_window.actions_["doubt"].trigger()
    assert control.doubt is None and not refined_window.legend.isVisibleTo(refined_window)
    assert refined_window.photo.canvas.handles["left_wrist"].doubt is None


def test_a_sampling_can_be_cancelled(refined_window: MainWindow, qtbot: Any) -> None:
    refined_window.actions_["readings"].trigger()
    refined_window.readings.cancel.click()
    assert not refined_window.hypothesising.busy and refined_window.readings.look.isEnabled()
    qtbot.waitUntil(refined_window.engine_thread.idle, timeout=LONG)
    assert refined_window.hypothesising.readings == ()


def _focus_in() -> Any:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QFocusEvent

    return QFocusEvent(QEvent.Type.FocusIn)
