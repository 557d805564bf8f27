"""The badge that says who wrote a text: as much of the name as there is room for, the whole of it in the tip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.asking import author_of

SOURCE_TIPS = {
    "built-in": "Written by the built-in describer from the initial body's geometry",
    "person": "Written by a person",
}
_FEWEST = 5
"""Characters that stay in the narrowest badge."""
_FRAME = 17
"""Padding of the style sheet on both sides, px."""


class SourceBadge(QLabel):
    """A label that gives way: it is shortened, not its neighbours pushed out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("badge")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._whole = ""

    @property
    def whole(self) -> str:
        """The name, not shortened."""
        return self._whole

    def show_source(self, source: str) -> None:
        """Shows who wrote a text: "built-in", "person" or "vlm:<name>"."""
        author = author_of(source)
        if author == self._whole:
            return
        self._whole = author
        self.setText(author)
        self.setToolTip(SOURCE_TIPS.get(source, f"Written by the model {author}"))
        self.setAccessibleName(self.toolTip())
        kind = "person" if source == "person" else "model" if source.startswith("vlm:") else "other"
        if self.property("kind") != kind:
            self.setProperty("kind", kind)
            self.style().polish(self)
        self._shorten()

    def sizeHint(self) -> QSize:
        return QSize(self._width_of(self._whole), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        short = self._whole if len(self._whole) <= _FEWEST + 4 else self._whole[:_FEWEST] + "…"
        return QSize(self._width_of(short), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shorten()

    def _width_of(self, words: str) -> int:
        return self.fontMetrics().horizontalAdvance(words) + _FRAME

    def _shorten(self) -> None:
        room = self.width() - _FRAME
        words = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideMiddle, max(0, room) + 1)
        if words != self.text():
            self.setText(words)
