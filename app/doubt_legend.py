"""What the colours of the doubt mean, in the corner of the 3D view."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app import theme
from core.render.colour_scale import STOPS

MARGIN = 10


class _Scale(QWidget):
    """The scale as a strip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(170, 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        gradient = QLinearGradient(0, 0, self.width(), 0)
        for index, colour in enumerate(STOPS):
            gradient.setColorAt(index / (len(STOPS) - 1), QColor(*colour))
        painter.fillRect(self.rect(), gradient)
        painter.setPen(QColor(theme.current().line))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class DoubtLegend(QFrame):
    """A scale with words under it; it stays in the lower left corner of its parent."""

    def __init__(self, largest_cm: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = parent
        self.setObjectName("doubtLegend")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.title = QLabel("How unsure each joint is")
        low, high = QLabel("sure"), QLabel(f"± {largest_cm} cm or more")
        for label in (low, high):
            label.setObjectName("faint")
        ends = QHBoxLayout()
        ends.setContentsMargins(0, 0, 0, 0)
        ends.addWidget(low)
        ends.addStretch(1)
        ends.addWidget(high)
        column = QVBoxLayout(self)
        column.setContentsMargins(9, 6, 9, 6)
        column.setSpacing(3)
        column.addWidget(self.title)
        column.addWidget(_Scale())
        column.addLayout(ends)
        self.setAccessibleName(f"Colours of the body: from sure to unsure by {largest_cm} centimetres or more")
        parent.installEventFilter(self)
        self.hide()

    def show_state(self, known: bool, watching: bool) -> None:
        """Shown while somebody watches; says so while the doubt is not known yet."""
        self.title.setText("How unsure each joint is" if known else "How unsure each joint is: looking…")
        self.setVisible(watching)
        self._place()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keeps to the corner."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        self.adjustSize()
        self.move(MARGIN, self._view.height() - self.height() - MARGIN)
