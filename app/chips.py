"""Small painted pieces of the descriptions panel: statement chips, the layout that wraps them, and the on/off switch."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QLayout, QLayoutItem, QSizePolicy, QWidget

from app import theme
from app.document import Reading

MAX_TIP = 300
"""Characters of a statement in its tip."""
STATES: dict[str, tuple[str, str]] = {
    "obeyed": ("check", "obeyed"),
    "disobeyed": ("cross", "not obeyed"),
    "unknown": ("question", "not understood"),
    "pending": ("pending", "understood"),
}
"""State of a chip -> its icon and its word; the shape tells it as well as the colour does."""


def state_colours(state: str) -> tuple[str, str]:
    """Text and background colour of a chip in the current theme."""
    c = theme.current()
    return {
        "obeyed": (c.good, c.good_soft),
        "disobeyed": (c.warn, c.warn_soft),
        "unknown": (c.quiet, c.quiet_soft),
        "pending": (c.text, c.quiet_soft),
    }[state]


def chips_of(reading: Reading | None, guiding: bool = True) -> list[tuple[str, str, str]]:
    """The chips that show a reading: (state, words, tip). Statements that come from the same words share one chip,
    which says how many of them the body obeys when it is not all.

    ``guiding`` False (the row is switched off): nothing is judged.
    """
    if reading is None:
        return []
    grouped: dict[str, list[tuple[str, float, bool | None]]] = {}
    for words, posecode, confidence, obeyed in reading.statements:
        grouped.setdefault(words, []).append((posecode, confidence, obeyed if guiding else None))
    chips = []
    for words, found in grouped.items():
        verdicts = [obeyed for _, _, obeyed in found]
        state = "pending" if None in verdicts else "obeyed" if all(verdicts) else "disobeyed"
        lines = [
            f"{posecode}: {_verdict(obeyed)} (confidence {confidence:.0%})" for posecode, confidence, obeyed in found
        ]
        if state == "disobeyed":
            lines.append(
                "To let words win: more text, less keypoints or initial, or mark the part's keypoints as occluded."
            )
        partly = (
            f"  ({sum(map(bool, verdicts))} of {len(verdicts)})" if state == "disobeyed" and len(verdicts) > 1 else ""
        )
        chips.append((state, words + partly, "\n".join(lines)))
    for words in reading.not_understood:
        chips.append(
            (
                "unknown",
                words,
                "Not understood: this does not steer the body. Try naming a joint, a direction or a contact.",
            )
        )
    return chips


def _verdict(obeyed: bool | None) -> str:
    return "understood" if obeyed is None else "the body obeys" if obeyed else "the body does not obey"


class Chip(QWidget):
    """One statement: an icon for its state and its words."""

    def __init__(self, state: str, words: str, tip: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state, self.words = state, words
        font = self.font()
        font.setPointSizeF(max(7.5, font.pointSizeF() * 0.92))
        self.setFont(font)
        word, shortened = (
            STATES[state][1],
            self.words[:MAX_TIP].replace("<", "‹"),
        )  # a tip that looks like HTML would be shown as such
        self.setToolTip(f"{shortened}\n{tip}" if tip else word)
        self.setAccessibleName(f"{word}: {shortened}")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        return QSize(ceil(metrics.horizontalAdvance(self.words)) + 36, ceil(metrics.height()) + 6)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        text, background = state_colours(self.state)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(background))
        painter.drawRoundedRect(QRectF(self.rect()), self.height() / 2, self.height() / 2)
        painter.drawPixmap(8, (self.height() - 12) // 2, theme.pixmap(STATES[self.state][0], text, 12))
        painter.setPen(QColor(text))
        area = self.rect().adjusted(24, 0, -9, 0)
        painter.drawText(
            area,
            Qt.AlignmentFlag.AlignVCenter,
            painter.fontMetrics().elidedText(self.words, Qt.TextElideMode.ElideRight, area.width()),
        )


class FlowLayout(QLayout):
    """Lays its items out in lines, from left to right, like words."""

    def __init__(self, parent: QWidget | None = None, gap: int = 4) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), apply=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, apply=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        height = max((item.minimumSize().height() for item in self._items), default=0)
        return QSize(60, height)

    def _place(self, rect: QRect, *, apply: bool) -> int:
        x, y, line = rect.x(), rect.y(), 0
        for item in self._items:
            width = min(item.sizeHint().width(), rect.width())
            if x > rect.x() and x + width > rect.right() + 1:
                x, y, line = rect.x(), y + line + self._gap, 0
            height = item.sizeHint().height()
            if apply:
                item.setGeometry(QRect(QPoint(x, y), QSize(width, height)))
            x += width + self._gap
            line = max(line, height)
        return y + line - rect.y()


class Switch(QAbstractButton):
    """An on/off switch."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(32, 18)

    def sizeHint(self) -> QSize:
        return QSize(32, 18)

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        on = self.isChecked()
        painter.setPen(QColor(c.accent if on or self.hasFocus() else c.faint))
        painter.setBrush(QColor(c.accent if on else c.base))
        painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)
        size = track.height() - 6
        x = track.right() - size - 3 if on else track.left() + 3
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(c.accent_text if on else c.faint))
        painter.drawEllipse(QRectF(x, track.top() + 3, size, size))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(c.text))
            painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)
