"""The small control beside the weights: the body's height, its shape, and the selected part, each free or fixed."""

from __future__ import annotations

import re

from PySide6.QtCore import QSignalBlocker, QSize, Signal
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QLabel, QToolButton, QWidget

from app import theme
from app.commands import part_title
from app.document import Document
from app.hold_commands import pinned_parts
from core.observation import SMALLEST, TALLEST

FREE = round(100 * SMALLEST) - 1
"""The number below the smallest height stands for "free"."""
_PART_OF_A_HEIGHT = re.compile(r"\d{0,3}([.,]\d{0,2})?")
USUAL = 170
"""The height, cm, from which a person who steps away from "free" goes on."""


class _Stature(QDoubleSpinBox):
    """A height, or free. The first step away from free is a grown person's, not the lowest value; "1.62 m" is read as well as "162", 0 as free."""

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        typed = self._typed(text)
        if _PART_OF_A_HEIGHT.fullmatch(typed):
            whole = any(map(str.isdigit, typed)) and self.minimum() <= self.valueFromText(text) <= self.maximum()
            return (QValidator.State.Acceptable if whole else QValidator.State.Intermediate), text, place
        return super().validate(text, place)

    def valueFromText(self, text: str) -> float:
        try:
            number = float(self._typed(text).replace(",", "."))
        except ValueError:
            return super().valueFromText(text)
        if number == 0:
            return self.minimum()
        return round(100 * number) if number <= TALLEST else number

    def _typed(self, text: str) -> str:
        return text.strip().removesuffix("cm").removesuffix("m").strip()

    def stepBy(self, steps: int) -> None:
        if self.value() <= FREE < FREE + steps:
            self.setValue(USUAL)
        else:
            super().stepBy(steps)


class HoldControl(QWidget):
    """Shows what is held of the current person's body, and asks for changes."""

    height_wanted = Signal(object)
    """Metres, or None: free."""
    shape_wanted = Signal(bool)
    pin_wanted = Signal(str, bool)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.stature = theme.indented(_Stature())
        self.stature.setRange(FREE, 100 * TALLEST)
        self.stature.setDecimals(0)
        self.stature.setSuffix(" cm")
        self.stature.setSpecialValueText("free")
        self.stature.setKeyboardTracking(False)
        self.stature.setFixedWidth(82)
        self.stature.setToolTip(
            "Height of the person in centimetres, if you know it: no run changes it. 0 is free"
        )
        self.stature.setAccessibleName("Height in centimetres")
        self.stature.valueChanged.connect(self._on_height)
        label = QLabel("Height")
        label.setBuddy(self.stature)
        self.shape = QToolButton()
        self.shape.setCheckable(True)
        self.shape.setAccessibleName("Fix the shape")
        self.shape.clicked.connect(lambda on: self.shape_wanted.emit(on))
        self.pin = QToolButton()
        self.pin.setCheckable(True)
        self.pin.setAccessibleName("Pin the selected part")
        self.pin.clicked.connect(self._on_pin)
        for button in (self.shape, self.pin):
            button.setIconSize(QSize(16, 16))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        for widget in (label, self.stature, self.shape, self.pin):
            line.addWidget(widget)
        document.person_changed.connect(lambda _id: self.refresh())
        document.part_selected.connect(lambda _part: self.refresh())
        document.weights_changed.connect(self.refresh)
        document.initial_changed.connect(self.refresh)
        document.step_changed.connect(
            lambda frame: self.refresh() if frame is None or frame.final is not None else None
        )
        self.dress()
        self.refresh()

    def dress(self) -> None:
        """Takes on the current theme."""
        self.shape.setIcon(theme.icon("lock"))
        self.pin.setIcon(theme.icon("pin"))

    def refresh(self) -> None:
        """Brings everything up to date."""
        person, part = self._document.person, self._document.selected_part
        known = person is not None and person.initial is not None
        self.setEnabled(known)
        hold = person.hold if person is not None else None
        height = hold.height if hold is not None else None
        pinned = pinned_parts(hold) if hold is not None else ()
        with QSignalBlocker(self.stature):
            self.stature.setValue(FREE if height is None else 100 * height)
        fixed = hold is not None and hold.shape is not None
        self.shape.setChecked(fixed)
        self.shape.setToolTip("Shape is fixed: click to free it" if fixed else "Fix the shape that the body has now")
        self.pin.setEnabled(known and part is not None)
        self.pin.setChecked(part in pinned)
        others = f" Pinned: {', '.join(part_title(p) for p in pinned)}." if pinned else ""
        if part is None:
            self.pin.setToolTip(f"Select a part to pin it as it is now.{others}")
        else:
            does = (
                "is pinned: click to let go"
                if part in pinned
                else "can be pinned as it is now: no run moves its joints"
            )
            self.pin.setToolTip(f"The {part_title(part)} {does} (P).{others}")

    def _on_height(self, value: float) -> None:
        self.height_wanted.emit(None if value <= FREE else value / 100)

    def _on_pin(self, on: bool) -> None:
        if self._document.selected_part is not None:
            self.pin_wanted.emit(self._document.selected_part, on)
