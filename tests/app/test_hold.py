"""Height, shape and pins beside the weights: what is fixed stays over runs, is saved with the person and can be undone."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDoubleSpinBox

from app.document import Document
from app.hold_commands import pinned_parts
from app.hold_control import HoldControl
from app.main_window import MainWindow
from core.body.skeleton import JOINT_NAMES, PART_JOINTS
from core.observation import Hold
from tests.window_fixtures import real_engine

LONG = 120_000


def test_a_height_that_is_typed_is_kept_by_the_run_and_freed_by_undo(refined_window: MainWindow, qtbot: Any) -> None:
    control, document = refined_window.guidance.hold, refined_window.document
    assert control.stature.text() == "free" and isinstance(control.stature, QDoubleSpinBox)
    with qtbot.waitSignal(refined_window.session.run_finished, timeout=LONG):
        control.stature.setValue(188)
    assert document.person is not None and document.person.hold.height == pytest.approx(1.88)
    assert document.refined is not None
    assert float(real_engine().body_model.height(document.refined.body)) == pytest.approx(1.88, abs=0.003)
    with qtbot.waitSignal(refined_window.session.run_finished, timeout=LONG):
        refined_window.actions_["undo"].trigger()
    assert document.person.hold == Hold() and control.stature.text() == "free"


@pytest.mark.parametrize(
    ("typed", "shown", "metres"),
    [("162", "162 cm", 1.62), ("1.62", "162 cm", 1.62), ("1,7m", "170 cm", 1.7), ("181 cm", "181 cm", 1.81), ("0", "free", None), ("9", "150 cm", 1.5)],
)
def test_a_height_may_be_typed_in_centimetres_or_metres(qtbot: Any, typed: str, shown: str, metres: float | None) -> None:
    control = HoldControl(Document())
    qtbot.addWidget(control)
    control.setEnabled(True)
    control.stature.setValue(150)
    wanted: list[float | None] = []
    control.height_wanted.connect(wanted.append)
    control.stature.selectAll()
    QTest.keyClicks(control.stature, typed)
    QTest.keyClick(control.stature, Qt.Key.Key_Return)
    assert control.stature.text() == shown
    assert wanted == ([] if metres == 1.5 else [pytest.approx(metres) if metres else None])


def test_a_part_is_pinned_as_it_is_and_let_go_of_again(refined_window: MainWindow, qtbot: Any) -> None:
    control, document = refined_window.guidance.hold, refined_window.document
    assert not control.pin.isEnabled() and not refined_window.actions_["pin"].isEnabled()
    document.select_part("right_arm")
    before = document.refined.body.body_pose.copy()  # type: ignore[union-attr]
    with qtbot.waitSignal(refined_window.session.run_finished, timeout=LONG):
        refined_window.actions_["pin"].trigger()
    assert document.person is not None and pinned_parts(document.person.hold) == ("right_arm",)
    assert control.pin.isChecked() and refined_window.actions_["unpin_all"].isEnabled()
    rows = refined_window.descriptions.rows
    assert [part for part, row in rows.items() if not row.pinned.isHidden()] == ["right_arm"]
    with qtbot.waitSignal(refined_window.session.run_finished, timeout=LONG):
        refined_window.guidance.sliders["keypoints"].setValue(0)
    for joint in PART_JOINTS["right_arm"]:
        index = JOINT_NAMES.index(joint) - 1
        assert abs(document.refined.body.body_pose[index] - before[index]).max() < 0.02, joint  # type: ignore[union-attr]
    with qtbot.waitSignal(refined_window.session.run_finished, timeout=LONG):
        refined_window.actions_["unpin_all"].trigger()
    assert document.person.hold.empty and not control.pin.isChecked() and rows["right_arm"].pinned.isHidden()


def test_the_first_step_from_free_is_a_grown_persons_height(refined_window: MainWindow, qtbot: Any) -> None:
    control = refined_window.guidance.hold
    with qtbot.waitSignal(refined_window.session.run_finished, timeout=LONG):
        control.stature.stepUp()
    assert refined_window.document.person.hold.height == pytest.approx(1.7)  # type: ignore[union-attr]
    control.stature.stepUp()
    assert control.stature.value() == 171


def test_the_shape_is_fixed_as_it_is(refined_window: MainWindow, qtbot: Any) -> None:
    control, document = refined_window.guidance.hold, refined_window.document
    betas = document.refined.body.betas.copy()  # type: ignore[union-attr]
    with qtbot.waitSignal(refined_window.session.run_finished, timeout=LONG):
        control.shape.click()
    assert document.person is not None and document.person.hold.shape == pytest.approx(tuple(betas))
    with qtbot.waitSignal(refined_window.session.run_finished, timeout=LONG):
        refined_window.guidance.sliders["initial"].setValue(0)
    assert abs(document.refined.body.betas - betas).max() < 0.02  # type: ignore[union-attr]
