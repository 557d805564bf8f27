"""A line that is too long ends in an ellipsis, and its tip has the whole of it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication

from app.elided_label import ElidedLabel


def test_only_a_line_that_is_cut_has_a_tip_with_the_whole_of_it(qtbot: Any) -> None:
    label = ElidedLabel("18 of 19 statements obeyed")
    qtbot.addWidget(label)
    label.show()
    for width, cut in ((60, True), (400, False)):
        label.resize(width, 20)
        QApplication.sendEvent(label, QHelpEvent(QEvent.Type.ToolTip, QPoint(2, 2), label.mapToGlobal(QPoint(2, 2))))
        assert (label.toolTip() == label.text()) is cut and label.shown().endswith("…") is cut
