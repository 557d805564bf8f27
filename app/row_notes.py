"""What a row has to say beside its chips: contradictions, remarks on a model's text, notes of the understanding. One quiet line each.

``notes_of`` decides what is said, without widgets; ``NoteLines`` shows it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app import theme
from app.reading import Clash, Reading
from core.observation import Description

MOST_CLASHES = 4
"""Contradictions that a row names; of a long muddled text the first ones are enough to begin with."""
MAX_ASIDES = 120
"""Characters of what is not about the pose that a row shows."""
CLASH, NOTE, SWAP, DISAGREEMENT = "clash", "note", "swap", "disagreement"
_ICONS = {CLASH: "warning", NOTE: "info", SWAP: "swap", DISAGREEMENT: "info"}


@dataclass(frozen=True)
class RowNote:
    """One line: its kind, one sentence, and for a contradiction the row at its other end."""

    kind: str
    text: str
    goal: str | None = None


def notes_of(
    part: str, description: Description, reading: Reading | None, clashes: Iterable[Clash]
) -> tuple[RowNote, ...]:
    """What there is to say of a row: what needs a decision first."""
    lines = [RowNote(r.kind if r.kind == SWAP else DISAGREEMENT, r.text) for r in description.remarks]
    lines.sort(key=lambda line: line.kind != SWAP)
    found = list(dict.fromkeys(RowNote(CLASH, clash.sentence(part), clash.other(part)) for clash in clashes))
    lines += found[:MOST_CLASHES]
    more = len(found) - MOST_CLASHES
    if more > 0:
        lines.append(RowNote(NOTE, f"{more} more contradiction{'s' if more > 1 else ''}: shown when these are put right."))
    if reading is not None:
        lines += [RowNote(NOTE, text) for text in reading.notes]
        if reading.asides:
            lines.append(RowNote(NOTE, _passed_over(reading.asides)))
    return tuple(dict.fromkeys(lines))


def _passed_over(asides: tuple[str, ...]) -> str:
    """One sentence on what is not about the pose, however much of it there is."""
    words = "; ".join(" ".join(one.split()) for one in asides)
    return f"Not about the pose: {words if len(words) <= MAX_ASIDES else words[:MAX_ASIDES].rstrip() + '…'}"


class NoteLine(QFrame):
    """One note. A contradiction can be clicked: it leads to the other row. A swap has its button, a remark its cross."""

    followed = Signal(str)
    swap_requested = Signal()
    dismissed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("noteLine")
        self.note = RowNote(NOTE, "")
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._icon.setContentsMargins(0, 2, 0, 0)
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.swap = QPushButton("Swap left and right")
        self.swap.setObjectName("smallButton")
        self.swap.clicked.connect(self.swap_requested)
        self.dismiss = QToolButton()
        self.dismiss.setIconSize(QSize(11, 11))
        self.dismiss.setToolTip("I have seen this: do not show it again")
        self.dismiss.setAccessibleName("Dismiss the remark")
        self.dismiss.clicked.connect(lambda: self.dismissed.emit(self.note.text))
        column = QVBoxLayout()
        column.setSpacing(3)
        column.addWidget(self.words)
        column.addWidget(self.swap, 0, Qt.AlignmentFlag.AlignLeft)
        line = QHBoxLayout(self)
        line.setContentsMargins(6, 3, 4, 3)
        line.setSpacing(6)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(column, 1)
        line.addWidget(self.dismiss, 0, Qt.AlignmentFlag.AlignTop)

    def show_note(self, note: RowNote) -> None:
        """Shows another note."""
        if note == self.note:
            return
        self.note = note
        self.words.setText(note.text)
        self.swap.setVisible(note.kind == SWAP)
        self.dismiss.setVisible(note.kind in (SWAP, DISAGREEMENT))
        leads = note.goal is not None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if leads else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)
        self.setToolTip(f"Go to the {note.goal.replace('_', ' ')}" if note.goal else "")
        self.setAccessibleName(note.text)
        self.setProperty("kind", "warn" if note.kind in (CLASH, SWAP) else "quiet")
        self.style().polish(self)
        self.dress()

    def dress(self) -> None:
        """Takes on the current theme."""
        c = theme.current()
        colour = c.warn if self.note.kind in (CLASH, SWAP) else c.quiet
        self._icon.setPixmap(theme.pixmap(_ICONS[self.note.kind], colour, 13))
        self.dismiss.setIcon(theme.icon("cancel"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.note.goal is None:
            super().mousePressEvent(event)
        else:
            self.followed.emit(self.note.goal)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.note.goal is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.followed.emit(self.note.goal)
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._underline(self.note.goal is not None)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._underline(False)

    def _underline(self, on: bool) -> None:
        font = self.words.font()
        font.setUnderline(on)
        self.words.setFont(font)


class NoteLines(QWidget):
    """The notes of one row, one below the other; nothing when there are none."""

    followed = Signal(str)
    swap_requested = Signal()
    dismissed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3)
        self._lines: list[NoteLine] = []
        self._notes: tuple[RowNote, ...] = ()
        self.hide()

    @property
    def notes(self) -> tuple[RowNote, ...]:
        """What is shown."""
        return self._notes

    @property
    def lines(self) -> list[NoteLine]:
        """The lines in use."""
        return self._lines[: len(self._notes)]

    def show_notes(self, notes: tuple[RowNote, ...]) -> None:
        """Shows these notes; lines are kept."""
        if notes == self._notes:
            return
        self._notes = notes
        while len(self._lines) < len(notes):
            line = NoteLine(self)
            line.followed.connect(self.followed)
            line.swap_requested.connect(self.swap_requested)
            line.dismissed.connect(self.dismissed)
            self._lines.append(line)
            self._column.addWidget(line)
        for line, note in zip(self._lines, notes, strict=False):
            line.show_note(note)
        for index, line in enumerate(self._lines):
            line.setVisible(index < len(notes))
        self.setVisible(bool(notes))

    def dress(self) -> None:
        """Takes on the current theme."""
        for line in self.lines:
            line.dress()
