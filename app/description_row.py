"""One part's row: what is said of it, who said it, what was understood, whether the body obeys, and what else there is to say.

A row shows what it is given and says what the person asks for. Whatever it is given again unchanged costs nothing.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app import theme
from app.answer_preview import AnswerPreview
from app.badge import SourceBadge
from app.chip_strip import ChipStrip
from app.commands import part_title
from app.description_edit import GrowingEdit
from app.difference_line import DifferenceLine
from app.row_notes import NoteLines
from app.switch import Switch
from core.observation import Description

EXAMPLES = {
    "head": "e.g. turned to the left, chin slightly down",
    "torso": "e.g. leaning forward, twisted to the right",
    "left_arm": "e.g. raised straight above the head",
    "right_arm": "e.g. bent at a right angle, elbow out",
    "left_hand": "e.g. resting on the hip",
    "right_hand": "e.g. in front of the chest",
    "left_leg": "e.g. straight and vertical",
    "right_leg": "e.g. knee raised to hip height",
    "left_foot": "e.g. flat on the ground",
    "right_foot": "e.g. crossed in front of the left foot",
}


class _Match(QWidget):
    """The agreement of text and body in a few characters. It changes in every row with every run, so it is painted: a label would lay all rows out anew."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_match(self, similarity: tuple[float, float] | None) -> None:
        """Cosine before and after the run; None: not known."""
        words = "" if similarity is None else f"match {similarity[1]:.2f}"
        if words == self.words:
            return
        self.words = words
        before, after = similarity or (0.0, 0.0)
        tip = f"Agreement of text and body in the learned latent: {before:.2f} before, {after:.2f} after the run"
        self.setToolTip(tip if words else "")
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the number: the word before it stands where nobody else needs the place."""
        return QSize(self.fontMetrics().horizontalAdvance("-0.00") + 2, self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        wide = self.fontMetrics().horizontalAdvance
        words = self.words if self.width() >= wide(self.words) else self.words.removeprefix("match ")
        if self.width() < wide(words):
            return  # a narrow panel has no room for it: better nothing than half a number
        painter = QPainter(self)
        painter.setPen(QColor(theme.current().faint))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)


class DescriptionRow(QFrame):
    """The row of one part."""

    edited = Signal(str, str, int)
    finished = Signal(str)
    switched = Signal(str, bool)
    reset_requested = Signal(str)
    ask_requested = Signal(str)
    clicked = Signal(str)
    hovered = Signal(object)
    emphasised = Signal(str, object, float)
    """part, ChipFace, factor"""
    pointed = Signal(object)
    """The joints of what is pointed at."""
    followed = Signal(str)
    """Another row that a note leads to."""
    swap_requested = Signal(str)
    remark_dismissed = Signal(str, str)
    clause_taken = Signal(str, str)
    guide_requested = Signal()

    def __init__(self, part: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("row")
        self.part = part
        title = part_title(part)
        self.setAccessibleName(f"Description of the {title}")
        self.name = QLabel(title.capitalize())
        self.name.setObjectName("rowName")
        self.badge = SourceBadge()
        self.pinned = QLabel()
        self.pinned.setToolTip(f"The {title} is pinned: no run moves its joints, whatever is said (P lets go of the selected part)")
        self.pinned.setAccessibleName(f"The {title} is pinned")
        self.pinned.hide()
        self.match = _Match()
        self.reset = QToolButton()
        self.reset.setToolTip(f"Back to the drafted description of the {title}")
        self.reset.setAccessibleName(f"Reset the {title}'s description")
        self.reset.setIconSize(QSize(15, 15))
        self.ask = QToolButton()
        self.ask.setToolTip(f"Ask the describer again for the {title} only")
        self.ask.setAccessibleName(f"Describe the {title} again")
        self.ask.setIconSize(QSize(15, 15))
        self.answer = AnswerPreview(title)
        self.switch = Switch()
        self.switch.setToolTip(f"Let this description steer the {title}")
        self.switch.setAccessibleName(f"Use the {title}'s description")
        self.edit = GrowingEdit()
        self.edit.setAccessibleName(f"The {title}'s description")
        self.edit.setPlaceholderText(EXAMPLES[part])
        self.chips = ChipStrip()
        self.chips.focus_after = self.edit
        self.chips.setAccessibleName(f"What is understood of the {title}'s description")
        self.notes = NoteLines()
        self.difference = DifferenceLine()
        self._shown: tuple[Description, bool] | None = None

        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.name)
        head.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.pinned, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.match, 1)
        head.addWidget(self.ask)
        head.addWidget(self.reset)
        head.addWidget(self.switch)
        column = QVBoxLayout(self)
        column.setContentsMargins(9, 5, 9, 8)
        column.setSpacing(5)
        column.addLayout(head)
        for piece in (self.edit, self.answer, self.chips, self.notes, self.difference):
            column.addWidget(piece)
        self._connect()
        self.dress()

    def _connect(self) -> None:
        part = self.part
        self.edit.edited.connect(lambda text, gesture: self.edited.emit(part, text, gesture))
        self.edit.entered.connect(lambda: self.clicked.emit(part))
        self.edit.finished.connect(lambda: self.finished.emit(part))
        self.switch.clicked.connect(lambda on: self.switched.emit(part, on))
        self.reset.clicked.connect(lambda: self.reset_requested.emit(part))
        self.ask.clicked.connect(lambda: self.ask_requested.emit(part))
        self.chips.emphasised.connect(lambda face, factor: self.emphasised.emit(part, face, factor))
        self.chips.pointed.connect(self.pointed)
        self.chips.guide_requested.connect(self.guide_requested)
        self.notes.followed.connect(self.followed)
        self.notes.swap_requested.connect(lambda: self.swap_requested.emit(part))
        self.notes.dismissed.connect(lambda text: self.remark_dismissed.emit(part, text))
        self.difference.clause_taken.connect(lambda clause: self.clause_taken.emit(part, clause))
        self.difference.pointed.connect(self.pointed)

    def dress(self) -> None:
        """Takes on the current theme."""
        self.reset.setIcon(theme.icon("reset"))
        self.ask.setIcon(theme.icon("ask"))
        self.pinned.setPixmap(theme.pixmap("pin", theme.current().accent, 13))
        for piece in (self.chips, self.notes, self.difference):
            piece.dress()
        self.match.update()
        self.update()

    def show_description(self, description: Description, resettable: bool) -> None:
        """Shows the document's description."""
        self.edit.show_text(description.text)
        if (description, resettable) == self._shown:
            return
        self._shown = (description, resettable)
        self.switch.setChecked(description.enabled)
        self.reset.setEnabled(resettable)
        self.badge.setVisible(bool(description.text))
        self.badge.show_source(description.source)

    def chip_states(self) -> list[tuple[str, str]]:
        """(state, words) of every chip shown."""
        return [(face.state, face.label) for face in self.chips.faces]

    def set_chosen(self, chosen: bool) -> None:
        """Marks the row as the selected part's."""
        self._set("chosen", chosen)

    def set_hot(self, hot: bool) -> None:
        """Marks the row as the hovered part's."""
        self._set("hot", hot)

    def _set(self, name: str, value: bool) -> None:
        if bool(self.property(name)) != value:
            self.setProperty(name, value)
            self.style().polish(self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.clicked.emit(self.part)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.hovered.emit(self.part)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.hovered.emit(None)
