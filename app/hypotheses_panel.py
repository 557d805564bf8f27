"""The list of other readings of the photograph: how likely each is, what it says differently, and one click to show it or to take it over."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app import theme
from app.elided_label import ElidedLabel
from app.hypotheses import Hypothesising
from app.hypothesis_requests import OtherReading


class _Share(QWidget):
    """A likelihood as a bar beside its number."""

    def __init__(self, share: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = share
        self.setFixedSize(46, 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        c = theme.current()
        whole = QRectF(self.rect())
        painter.setBrush(QColor(c.line))
        painter.drawRoundedRect(whole, 4, 4)
        whole.setWidth(max(whole.height(), whole.width() * self._share))
        painter.setBrush(QColor(c.accent))
        painter.drawRoundedRect(whole, 4, 4)


class ReadingRow(QFrame):
    """One cluster. A click, Enter or the space bar shows it; its button takes it over."""

    chosen = Signal(int)
    taken = Signal(int)
    stepped = Signal(int, int)
    """index, and -1 or 1: the arrow keys."""

    def __init__(self, index: int, reading: OtherReading, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.index, self.reading = index, reading
        self.setObjectName("readingRow")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        percent = _percent(reading.likelihood)
        number = QLabel(percent)
        number.setFixedWidth(44)
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.words = QLabel(words_of(reading))
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        facts = ElidedLabel(facts_of(reading))
        facts.setObjectName("faint")
        self.words.setMinimumWidth(1)  # a long word must not widen the list
        text = QVBoxLayout()
        text.setSpacing(1)
        text.addWidget(self.words)
        text.addWidget(facts)
        self.take = QPushButton("Take over")
        self.take.setVisible(not reading.shown_now)
        self.take.setToolTip("Go on from this reading: it becomes the initial body and the run repeats (can be undone)")
        self.take.setAccessibleName(f"Take reading {index + 1} over")
        self.take.clicked.connect(lambda: self.taken.emit(self.index))
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 5, 8, 5)
        line.setSpacing(8)
        line.addWidget(_Share(reading.likelihood))
        line.addWidget(number)
        line.addLayout(text, 1)
        line.addWidget(self.take)
        how = "It is the body that is shown" if reading.shown_now else "Click to show it in place of the body"
        several = f"{reading.members} of the sampled bodies" if reading.members > 1 else "One of the sampled bodies"
        self.setToolTip(f"{several} read the photograph so. Statements: how many it obeys; px: off the keypoints. {how}")
        self.setAccessibleName(f"Reading {index + 1}, {percent}: {words_of(reading)}; {facts_of(reading)}")

    def set_shown(self, shown: bool, enabled: bool) -> None:
        """Framed while it is shown; out of date it can be read, not used."""
        self.take.setEnabled(enabled)
        self.setEnabled(enabled)
        if self.property("shown") != shown:
            self.setProperty("shown", shown)
            self.style().polish(self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.chosen.emit(self.index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.index)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(self.index, -1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.setProperty("pointed", True)
        self.style().polish(self)

    def leaveEvent(self, event: object) -> None:
        self.setProperty("pointed", False)
        self.style().polish(self)


class HypothesesPanel(QWidget):
    """Shows what ``Hypothesising`` knows, and asks it for more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAccessibleName("Other readings of the photograph")
        self._control: Hypothesising | None = None
        self._drawn: tuple[OtherReading, ...] | None = None
        self.rows: list[ReadingRow] = []
        self.look = QPushButton("Look for others")
        self.look.setToolTip("Sample eight bodies and show which other readings of the photograph there are (R)")
        self.cancel = QToolButton()
        self.cancel.setToolTip("Stop looking (Esc)")
        self.cancel.setAccessibleName("Stop looking for other readings")
        self.cancel.setIconSize(QSize(15, 15))
        self.state = QLabel()
        self.state.setObjectName("faint")
        self.state.setWordWrap(True)
        self.state.setMinimumWidth(1)
        self.state.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.state, 1)
        head.addWidget(self.look)
        head.addWidget(self.cancel)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("Progress of the sampling")
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addStretch(1)
        self.scroll_area = QScrollArea()
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll_area.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 8)
        column.setSpacing(5)
        column.addLayout(head)
        column.addWidget(self.progress)
        column.addWidget(self.scroll_area, 1)
        self.dress()

    def follow(self, control: Hypothesising) -> None:
        """Shows this one's readings."""
        self._control = control
        self.look.clicked.connect(control.sample)
        self.cancel.clicked.connect(control.cancel)
        control.changed.connect(self.refresh)
        self.refresh()

    def dress(self) -> None:
        """Takes on the current theme."""
        self.look.setIcon(theme.icon("readings"))
        self.cancel.setIcon(theme.icon("cancel"))

    def refresh(self) -> None:
        """Brings everything up to date."""
        control = self._control
        if control is None:
            return
        done, total = control.progress
        self.progress.setVisible(control.busy)
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self.cancel.setVisible(control.busy)
        self.look.setEnabled(control.possible and not control.busy)
        if control.readings is not self._drawn:
            self._fill(control.readings)
        for row in self.rows:
            row.set_shown(control.shown == row.index, control.fresh)
        self.state.setText(self._state_of(control))

    def _state_of(self, control: Hypothesising) -> str:
        if not control.possible:
            return "Open a photograph; then other readings of it can be looked for."
        if control.busy:
            return "Looking for other readings…"
        if not control.readings:
            return "A photograph leaves depth open. See which other bodies fit it as well."
        if not control.fresh:
            return "Something has changed since these were found."
        if len(control.readings) == 1:
            return "All sampled bodies agree: there is one reading."
        if control.shown is not None:
            return "A reading is shown; the body is its pale shell. Click it again to go back."
        return f"{len(control.readings)} readings. Click one to see it on the photograph and in 3D."

    def _fill(self, readings: tuple[OtherReading, ...]) -> None:
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        self._drawn = readings
        for index, reading in enumerate(readings):
            row = ReadingRow(index, reading)
            row.chosen.connect(self._choose)
            row.taken.connect(self._take)
            row.stepped.connect(self._step)
            self.rows.append(row)
            self._column.insertWidget(index, row)

    def _choose(self, index: int) -> None:
        if self._control is not None:
            self._control.show(None if self._control.shown == index else index)

    def _take(self, index: int) -> None:
        if self._control is not None:
            self._control.take_over(index)

    def _step(self, index: int, step: int) -> None:
        there = index + step
        if 0 <= there < len(self.rows):
            self.rows[there].setFocus()
            self.scroll_area.ensureWidgetVisible(self.rows[there])


def words_of(reading: OtherReading) -> str:
    """What tells the reading from the others, in words."""
    if reading.words:
        said = "; ".join(reading.words)
        said = said[:1].upper() + said[1:]
    else:
        said = "Like the others but for small differences"
    return f"{said} (shown now)" if reading.shown_now else said


def facts_of(reading: OtherReading) -> str:
    """How well it fits, in short."""
    facts = []
    if reading.stated:
        facts.append(f"{reading.obeyed} of {reading.stated} statements")
    if reading.reprojection is not None:
        facts.append(f"{reading.reprojection:.1f} px off")
    if reading.members > 1:
        facts.append(f"{reading.members} alike")
    return " · ".join(facts)


def _percent(share: float) -> str:
    return "< 1 %" if share < 0.01 else "> 99 %" if share > 0.99 else f"{share:.0%}".replace("%", " %")
