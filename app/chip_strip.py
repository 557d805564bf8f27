"""A row's chips: set in lines like words, kept from one reading to the next, and walked with the arrow keys.

Only one of them is a stop for Tab, so that ten rows of chips do not stand between a text and the next; left and right go from chip to chip.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.chips import Chip, ChipFace
from app.flow_layout import FlowLayout


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
        self._stop: Chip | None = None
        self.focus_after: QWidget | None = None
        """What the Tab key leaves for the chips."""
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
        if len(faces) != len(self._faces):
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

    def _walk(self, chip: Chip, step: int) -> None:
        used = self.chips
        at = {-2: 0, 2: len(used) - 1}.get(step, used.index(chip) + step)
        if 0 <= at < len(used):
            used[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def _made(self) -> Chip:
        chip = Chip(self)
        chip.emphasised.connect(self.emphasised)
        chip.pointed.connect(self.pointed)
        chip.guide_requested.connect(self.guide_requested)
        chip.walked.connect(lambda step: self._walk(chip, step))
        chip.focused.connect(lambda: self._choose_stop(chip))
        self._flow.addWidget(chip)
        # Made long after the window: without a word it would come last of all in the order of the Tab key.
        before = self._chips[-1] if self._chips else self.focus_after
        if before is not None:
            self.setTabOrder(before, chip)
        return chip

    def _choose_stop(self, wanted: Chip | None = None) -> None:
        used = self.chips
        stop = next((chip for chip in (wanted, self._stop) if chip in used), used[0] if used else None)
        if stop is not self._stop:
            if self._stop is not None:
                self._stop.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            if stop is not None:
                stop.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._stop = stop
