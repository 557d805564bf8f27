"""A row's chips: set in lines like words, kept from one reading to the next, and walked with the arrow keys.

Only one of them is a stop for Tab, so that ten rows of chips do not stand between a text and the next; left and right go from chip to chip.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.chips import Chip, ChipFace
from app.flow_layout import FlowLayout

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ChipStrip(QWidget):
    """The chips of one row."""

    emphasised = Signal(object, float)
    pointed = Signal(object)
    guide_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self)
        self._chips: list[Chip] = []
        self._faces: list[ChipFace] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    @property
    def faces(self) -> list[ChipFace]:
        """What is shown."""
        return list(self._faces)

    @property
    def chips(self) -> list[Chip]:
        """The chips that are in use."""
        return self._chips[: len(self._faces)]

    def show_faces(self, faces: list[ChipFace]) -> None:
        """Shows these chips. Widgets are kept: a verdict that changed costs a repaint, and only other words cost a layout."""
        if faces == self._faces:
            return
        while len(self._chips) < len(faces):
            self._chips.append(self._made())
        laid_out_anew = len(faces) != len(self._faces)
        for chip, face in zip(self._chips, faces, strict=False):
            laid_out_anew |= chip.show_face(face)
        for index, chip in enumerate(self._chips):
            chip.setVisible(index < len(faces))
        self._faces = list(faces)
        self.setVisible(bool(faces))
        if laid_out_anew:
            self._flow.invalidate()
            self.updateGeometry()
        self._choose_stop()

    def dress(self) -> None:
        """Takes on the current theme."""
        for chip in self.chips:
            chip.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys walk from chip to chip; the chip that has the focus is the one to which Tab comes back."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            used, key = self.chips, event.key()
            at = used.index(watched) if watched in used else -1  # type: ignore[arg-type]
            step = _STEPS.get(key)  # type: ignore[call-overload]
            if at >= 0 and step is not None:
                if 0 <= at + step < len(used):
                    used[at + step].setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            if at >= 0 and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
                used[0 if key == Qt.Key.Key_Home else -1].setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        elif event.type() == QEvent.Type.FocusIn:
            self._choose_stop(watched)
        return super().eventFilter(watched, event)

    def _made(self) -> Chip:
        chip = Chip(self)
        chip.emphasised.connect(self.emphasised)
        chip.pointed.connect(self.pointed)
        chip.guide_requested.connect(self.guide_requested)
        chip.installEventFilter(self)
        self._flow.addWidget(chip)
        return chip

    def _choose_stop(self, wanted: QObject | None = None) -> None:
        stops = [chip for chip in self.chips if chip.focusPolicy() == Qt.FocusPolicy.StrongFocus]
        stop = wanted if wanted in self.chips else stops[0] if stops else self._chips[0] if self._faces else None
        for chip in self._chips:
            policy = Qt.FocusPolicy.StrongFocus if chip is stop else Qt.FocusPolicy.ClickFocus
            if chip.focusPolicy() != policy:
                chip.setFocusPolicy(policy)
