"""How a row's text and the refined body differ: what the body also does, each with a plus that takes it over, and how far unmet statements are off.

Folded it is one line; a click unfolds it.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFocusEvent, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app import theme
from app.flow_layout import FlowLayout
from app.reading import Difference, Unsaid


class _EnterClicks(QAbstractButton):
    """A button that Enter presses too: Qt's own know the space bar alone."""

    def keyPressEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)


class _Fold(_EnterClicks):
    """The line that folds and unfolds: an arrow and as much of the summary as there is room for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        font = self.font()
        font.setPointSizeF(max(7.5, font.pointSizeF() * 0.92))
        self.setFont(font)
        self.rest = ""
        self.setAccessibleName("Differences between text and body")

    def sizeHint(self) -> QSize:
        return QSize(120, int(QFontMetricsF(self.font()).height()) + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = theme.current()
        painter = QPainter(self)
        colour = c.accent if self.hasFocus() or self.underMouse() else c.faint
        middle = (self.height() - 12) // 2
        painter.drawPixmap(0, middle, theme.pixmap("down" if self.isChecked() else "right", colour, 12))
        painter.setPen(QColor(colour))
        metrics = painter.fontMetrics()
        head = self.text() if self.isChecked() or not self.rest else f"{self.text()}: "
        painter.drawText(self.rect().adjusted(16, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, head)
        if not self.isChecked() and self.rest:
            area = self.rect().adjusted(16 + metrics.horizontalAdvance(head), 0, 0, 0)
            words = metrics.elidedText(self.rest, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, words)


class PlusChip(_EnterClicks):
    """A clause that can be taken over into the text."""

    pointed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clause = Unsaid("")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        font = self.font()
        font.setPointSizeF(max(7.5, font.pointSizeF() * 0.92))
        self.setFont(font)

    def show_clause(self, clause: Unsaid) -> None:
        """Offers another clause."""
        self.clause = clause
        self.setText(clause.text)
        self.setToolTip(f"Add “{clause.text}” to the text")
        self.setAccessibleName(f"Add to the text: {clause.text}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        return QSize(int(metrics.horizontalAdvance(self.text())) + 34, int(metrics.height()) + 7)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.sizeHint().height())

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.pointed.emit(self.clause.joints)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointed.emit(())
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.pointed.emit(self.clause.joints)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.pointed.emit(())

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lively = self.hasFocus() or self.underMouse()
        painter.setBrush(QColor(c.accent_soft) if lively else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(c.accent if lively else c.faint), 1.0, Qt.PenStyle.DashLine))
        box = self.rect().toRectF().adjusted(0.8, 0.8, -0.8, -0.8)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.drawPixmap(7, (self.height() - 12) // 2, theme.pixmap("plus", c.accent, 12))
        painter.setPen(QColor(c.text))
        area = self.rect().adjusted(22, 0, -9, 0)
        words = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, words)


class DifferenceLine(QWidget):
    """What one row's text and the body differ in."""

    clause_taken = Signal(str)
    pointed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fold = _Fold()
        self._inside = QWidget()
        flow = QWidget()
        self._flow = FlowLayout(flow)
        self._plus: list[PlusChip] = []
        self.unmet = QLabel()
        self.unmet.setObjectName("unmet")
        self.unmet.setWordWrap(True)
        self.unmet.setTextFormat(Qt.TextFormat.PlainText)
        self._flow_widget = flow
        inner = QVBoxLayout(self._inside)
        inner.setContentsMargins(16, 2, 0, 0)
        inner.setSpacing(4)
        inner.addWidget(flow)
        inner.addWidget(self.unmet)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.fold)
        column.addWidget(self._inside)
        self._inside.hide()
        self.difference: Difference | None = None
        self.fold.toggled.connect(self._inside.setVisible)
        self.hide()

    @property
    def offers(self) -> list[PlusChip]:
        """The clauses on offer."""
        return self._plus[: len(self.difference.unsaid) if self.difference else 0]

    def show_difference(self, difference: Difference | None) -> None:
        """Shows a row's difference; None, and one without anything in it, takes no room."""
        if difference is not None and not difference.unsaid and not difference.unmet:
            difference = None
        if difference == self.difference:
            return
        self.difference = difference
        if difference is None:
            self.hide()
            return
        while len(self._plus) < len(difference.unsaid):
            chip = PlusChip(self._flow_widget)
            chip.clicked.connect(lambda _on=False, c=chip: self.clause_taken.emit(c.clause.text))
            chip.pointed.connect(self.pointed)
            self._flow.addWidget(chip)
            self.setTabOrder(self._plus[-1] if self._plus else self.fold, chip)
            self._plus.append(chip)
        for chip, clause in zip(self._plus, difference.unsaid, strict=False):
            chip.show_clause(clause)
        for index, chip in enumerate(self._plus):
            chip.setVisible(index < len(difference.unsaid))
        self._flow_widget.setVisible(bool(difference.unsaid))
        worst = {one.words: one.gap for one in reversed(difference.unmet)}  # one line for words that say several things
        gaps = [f"“{words}”: {gap}" for words, gap in reversed(worst.items())]
        self.unmet.setText("\n".join(gaps))
        self.unmet.setVisible(bool(gaps))
        unsaid = ", ".join(clause.text for clause in difference.unsaid)
        self.fold.setText("Body also" if unsaid else "Not met")
        self.fold.rest = unsaid or "; ".join(gaps)
        self.fold.setAccessibleName(f"{self.fold.text()}: {self.fold.rest}")
        self.fold.setToolTip(
            "What the body does that the text does not say, and what the text says that it does not do"
        )
        self.fold.update()
        self.show()

    def dress(self) -> None:
        """Takes on the current theme."""
        self.fold.update()
        for chip in self.offers:
            chip.update()
