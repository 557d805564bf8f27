"""Sliders and numbers always agree, a drag is one undo step, and the progress says what happens."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app import commands
from app.curves_panel import CurvesPanel
from app.document import TERMS, Document, Frame
from app.guidance_panel import SLIDER_TICKS, GuidancePanel, tick_of, weight_of
from core.observation import Body, Camera, Observation, Person, RefinedPerson

BODY = Body(np.zeros(3), np.zeros((23, 3)), np.zeros(10), np.array([0, 0, 3.0]))


@pytest.fixture
def document(qtbot: Any) -> Document:
    result = Document()
    result.receive_observation(Observation(None, (200, 200), None, (Person("p1", (0, 0, 9, 9), {}, BODY, {}),)), "p1")
    return result


@pytest.fixture
def panel(document: Document, qtbot: Any) -> GuidancePanel:
    result = GuidancePanel(document)
    result.value_changed.connect(lambda name, value, gesture: commands.do_set_guidance(document, name, value, gesture))
    qtbot.addWidget(result)
    result.resize(420, 240)
    result.show()
    qtbot.waitExposed(result)
    return result


def frame(index: int, final: RefinedPerson | None = None, terms: tuple[dict[str, float], ...] = ()) -> Frame:
    return Frame("p1", 1, index, 5, BODY, np.zeros((3, 3), np.float32), {}, terms, final, 0.087)


def test_the_sliders_scale_has_nothing_at_the_left_and_the_default_in_the_middle() -> None:
    weights = [weight_of(tick) for tick in range(SLIDER_TICKS + 1)]
    assert weights[0] == 0.0 and weights[SLIDER_TICKS // 2] == 1.0 and weights[-1] == 4.0
    assert weights == sorted(weights) and all(tick_of(weight_of(t)) == t for t in range(5, SLIDER_TICKS + 1))
    assert tick_of(100.0) == SLIDER_TICKS


@pytest.mark.parametrize("term", TERMS)
def test_a_slider_sets_its_weight_and_its_number(panel: GuidancePanel, document: Document, term: str) -> None:
    panel.sliders[term].setValue(0)
    assert getattr(document.guidance, term) == 0.0 and panel.numbers[term].value() == 0.0
    document.undo_stack.undo()
    assert panel.sliders[term].value() == SLIDER_TICKS // 2 and panel.numbers[term].value() == 1.0


def test_a_number_beyond_the_slider_is_kept_as_typed(panel: GuidancePanel, document: Document) -> None:
    panel.numbers["text"].setValue(25.0)
    assert document.guidance.text == 25.0 and panel.sliders["text"].value() == SLIDER_TICKS
    assert document.undo_stack.count() == 1


def test_one_drag_is_one_undo_step_and_the_next_drag_another(panel: GuidancePanel, document: Document) -> None:
    slider = panel.sliders["keypoints"]
    for values in ((120, 140, 160), (150, 130)):
        slider.setSliderDown(True)
        for value in values:
            slider.setSliderPosition(value)
        slider.setSliderDown(False)
    assert document.undo_stack.count() == 2
    document.undo_stack.undo()
    assert slider.value() == 160


def test_undo_of_a_weight_moves_the_slider_without_asking_again(
    panel: GuidancePanel, document: Document, qtbot: Any
) -> None:
    commands.do_set_guidance(document, "prior", 2.0)
    with qtbot.assertNotEmitted(panel.value_changed):
        document.undo_stack.undo()
    assert panel.numbers["prior"].value() == 1.0


def test_the_wheel_over_a_slider_that_has_no_focus_changes_nothing(panel: GuidancePanel, document: Document) -> None:
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    slider = panel.sliders["text"]
    panel.steps.setFocus()
    event = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, 0), QPoint(0, 120), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(slider, event)
    assert document.guidance.text == 1.0


def test_what_is_told_of_a_run_never_widens_the_window(panel: GuidancePanel, document: Document, qtbot: Any) -> None:
    curves = CurvesPanel(document)
    qtbot.addWidget(curves)
    before = panel.minimumSizeHint().width(), curves.minimumSizeHint().width()
    panel.status.setText("Reprojection 1234.5 px (initial 1234.5) · 18 of 20 statements obeyed · 12345 ms" * 2)
    for key in curves._keys.values():
        key.setText("Keypoints 123456789")
    for column in (panel.layout(), curves.layout()):
        assert column is not None
        column.activate()
    assert (panel.minimumSizeHint().width(), curves.minimumSizeHint().width()) == before


def test_the_status_says_step_then_result(panel: GuidancePanel, document: Document) -> None:
    document.receive_frame(frame(2))
    assert panel.status.text() == "Step 2 of 5" and panel.progress.value() == 2
    final = RefinedPerson("p1", BODY, Camera(1.0, (0, 0)), np.zeros((24, 3)), {}, 3.21, 12.0, (), 5)
    document.receive_frame(frame(5, final))
    assert panel.status.text() == "Reprojection 3.2 px (initial 12.0) · 87 ms" and panel.progress.value() == 5


def test_cancel_can_be_pressed_only_while_the_engine_works(
    panel: GuidancePanel, document: Document, qtbot: Any
) -> None:
    assert not panel.cancel.isEnabled()
    document.set_busy(True)
    with qtbot.waitSignal(panel.cancel_requested):
        QTest.mouseClick(panel.cancel, Qt.MouseButton.LeftButton)


def test_curves_show_every_step_in_per_cent_of_their_largest_value(document: Document, qtbot: Any) -> None:
    curves = CurvesPanel(document)
    qtbot.addWidget(curves)
    history = tuple(
        {"keypoints": 8.0 / (i + 1), "text": 0.0, "initial": float("nan"), "prior": 0.1 * i} for i in range(5)
    )
    final = RefinedPerson("p1", BODY, Camera(1.0, (0, 0)), np.zeros((24, 3)), {}, None, None, (), 5)
    document.receive_frame(frame(5, final, history))
    qtbot.waitUntil(lambda: curves.curves["keypoints"].getData()[0] is not None)
    steps, values = curves.curves["keypoints"].getData()
    assert list(steps) == [1, 2, 3, 4, 5] and values[0] == pytest.approx(100.0) and values[-1] == pytest.approx(20.0)
    assert list(curves.curves["text"].getData()[1]) == [0.0] * 5
    assert curves.curves["initial"].getData()[0] is None or len(curves.curves["initial"].getData()[0]) == 0
    document.set_person_id(None)
    assert not curves.empty.isHidden()


def test_a_row_that_is_switched_off_is_not_counted_among_what_the_body_obeys(refined_window: Any, qtbot: Any) -> None:
    def counted() -> int:
        found = re.search(r"of (\d+) statements obeyed", refined_window.guidance.status.text())
        assert found is not None
        return int(found[1])

    document = refined_window.document
    part = next(p for p in ("left_arm", "right_arm", "torso") if document.reading(p) and document.reading(p).statements)
    before, own = counted(), len(document.reading(part).statements)
    with qtbot.waitSignal(refined_window.session.run_finished, timeout=120_000):
        refined_window.descriptions.rows[part].switch.click()
    qtbot.waitUntil(lambda: counted() == before - own, timeout=10_000)
