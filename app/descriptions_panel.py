"""The ten description rows: what is said of each part, who said it, what was understood of it, and whether the body obeys.

The panel shows the document and asks for changes through its signals; it changes nothing itself.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeySequence, QMouseEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app import theme
from app.answer_preview import AnswerPreview
from app.asking import Asking, author_of
from app.asking_strip import AskingStrip
from app.chips import STATES, Chip, FlowLayout, Switch, chips_of, state_colours
from app.commands import new_gesture, part_title
from app.document import Document
from core.body.skeleton import PARTS

PAUSE_S = 1.5
"""A pause in typing longer than this begins another undo step."""
MAX_LINES = 6
MAX_BADGE = 18
"""Characters of a model's name in a badge; its tip has the whole name."""

SOURCE_TIPS = {
    "built-in": "Written by the built-in describer from the initial body's geometry",
    "person": "Written by a person",
}
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


class GrowingEdit(QPlainTextEdit):
    """A text field as tall as its text, up to six lines. Undo is left to the window, so that there is only one history."""

    edited = Signal(str, int)
    """The text and the gesture it belongs to; only when a person typed."""
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(3)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._quiet = False
        self._gesture, self._typed_at = new_gesture(), 0.0
        self.textChanged.connect(self._on_text_changed)
        self._fit()

    def show_text(self, text: str) -> None:
        """Shows the document's text without reporting it as typed; the cursor stays where it can."""
        if text == self.toPlainText():
            return
        self._quiet = True
        place = min(self.textCursor().position(), len(text))
        self.setPlainText(text)
        cursor = self.textCursor()
        cursor.setPosition(place)
        self.setTextCursor(cursor)
        self._quiet = False
        self._fit()

    def end_gesture(self) -> None:
        """What is typed next is another undo step."""
        self._gesture = new_gesture()

    def _on_text_changed(self) -> None:
        self._fit()
        if self._quiet:
            return
        now = time.monotonic()
        if now - self._typed_at > PAUSE_S:
            self.end_gesture()
        self._typed_at = now
        self.edited.emit(self.toPlainText(), self._gesture)

    def _fit(self) -> None:
        lines = max(1, round(self.document().size().height()))
        height = self.fontMetrics().lineSpacing() * min(lines, MAX_LINES) + 14
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if lines > MAX_LINES else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        if height != self.height():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and (
            event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)  # type: ignore[attr-defined]
        ):
            event.ignore()
            return False
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.end_gesture()
        self.entered.emit()

    def keyPressEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        ):
            self.focusNextChild()
            return
        if event.key() == Qt.Key.Key_Escape:
            self.clearFocus()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source) -> None:  # type: ignore[no-untyped-def]
        """Pasted line breaks become spaces: a description is one paragraph."""
        self.textCursor().insertText(" ".join(source.text().split()))


class DescriptionRow(QFrame):
    """One part's row."""

    edited = Signal(str, str, int)
    switched = Signal(str, bool)
    reset_requested = Signal(str)
    ask_requested = Signal(str)
    clicked = Signal(str)
    hovered = Signal(object)

    def __init__(self, part: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("row")
        self.part = part
        title = part_title(part)
        self.setAccessibleName(f"Description of the {title}")
        self.name = QLabel(title.capitalize())
        self.name.setObjectName("rowName")
        self.badge = QLabel()
        self.badge.setObjectName("badge")
        self.badge.setTextFormat(Qt.TextFormat.PlainText)
        self.badge.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.similarity = QLabel()
        self.similarity.setObjectName("faint")
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
        self.chip_area = QWidget()
        self.chips = FlowLayout(self.chip_area)
        self._shown: list[tuple[str, str, str]] | None = None

        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.name)
        head.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addStretch(1)
        head.addWidget(self.similarity)
        head.addWidget(self.ask)
        head.addWidget(self.reset)
        head.addWidget(self.switch)
        column = QVBoxLayout(self)
        column.setContentsMargins(9, 5, 9, 8)
        column.setSpacing(5)
        column.addLayout(head)
        column.addWidget(self.edit)
        column.addWidget(self.answer)
        column.addWidget(self.chip_area)

        self.edit.edited.connect(lambda text, gesture: self.edited.emit(self.part, text, gesture))
        self.edit.entered.connect(lambda: self.clicked.emit(self.part))
        self.switch.clicked.connect(lambda on: self.switched.emit(self.part, on))
        self.reset.clicked.connect(lambda: self.reset_requested.emit(self.part))
        self.ask.clicked.connect(lambda: self.ask_requested.emit(self.part))
        self.dress()

    def dress(self) -> None:
        """Takes on the current theme."""
        self.reset.setIcon(theme.icon("reset"))
        self.ask.setIcon(theme.icon("ask"))
        for index in range(self.chips.count()):
            chip = self.chips.itemAt(index)
            if chip is not None and (widget := chip.widget()) is not None:
                widget.update()
        self.update()

    def show_description(self, text: str, source: str, enabled: bool, resettable: bool) -> None:
        """Shows the document's description."""
        self.edit.show_text(text)
        self.edit.setEnabled(True)
        self.switch.setChecked(enabled)
        self.reset.setEnabled(resettable)
        self.badge.setVisible(bool(text))
        author = author_of(source)
        self.badge.setText(author if len(author) <= MAX_BADGE else author[: MAX_BADGE - 1] + "…")
        self.badge.setToolTip(SOURCE_TIPS.get(source, f"Written by the model {author}"))
        self.badge.setAccessibleName(self.badge.toolTip())
        self.badge.setProperty("kind", "person" if source == "person" else "model" if source.startswith("vlm:") else "other")
        self.badge.style().polish(self.badge)

    def show_similarity(self, similarity: tuple[float, float] | None) -> None:
        """Shows how close the text's and the body's latents are, before and after the run."""
        self.similarity.setVisible(similarity is not None)
        if similarity is not None:
            before, after = similarity
            self.similarity.setText(f"match {after:.2f}")
            self.similarity.setToolTip(
                f"Agreement of text and body in the learned latent: {before:.2f} before, {after:.2f} after the run"
            )

    def show_chips(self, chips: list[tuple[str, str, str]]) -> None:
        """Shows the statements under the text; nothing is rebuilt when nothing changed."""
        if chips == self._shown:
            return
        self._shown = chips
        while (item := self.chips.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for state, words, tip in chips:
            self.chips.addWidget(Chip(state, words, tip, self.chip_area))
        self.chip_area.setVisible(bool(chips))
        self.chip_area.updateGeometry()

    def chip_states(self) -> list[tuple[str, str]]:
        """(state, words) of every chip shown."""
        return [(state, words) for state, words, _ in self._shown or []]

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


class _Legend(QWidget):
    """What the chips' shapes and colours mean, in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        self._icons: list[tuple[str, QLabel]] = []
        for state in ("obeyed", "disobeyed", "unknown"):
            picture, word = QLabel(), QLabel(STATES[state][1])
            word.setObjectName("faint")
            self._icons.append((state, picture))
            line.addWidget(picture)
            line.addWidget(word)
            line.addSpacing(6)
        line.addStretch(1)
        self.dress()

    def dress(self) -> None:
        for state, label in self._icons:
            label.setPixmap(theme.pixmap(STATES[state][0], state_colours(state)[0], 12))


class DescriptionsPanel(QWidget):
    """The ten rows in a scroll area, with a title, a legend and the button that writes all of them anew."""

    text_edited = Signal(str, str, int)
    """part, text, gesture"""
    switched = Signal(str, bool)
    reset_requested = Signal(str)
    describe_requested = Signal()
    ask_requested = Signal(str)
    """A part to be described again."""
    settings_requested = Signal()
    answer_taken = Signal(str)
    answer_dismissed = Signal(str)
    asking_cancelled = Signal()
    part_clicked = Signal(object)
    part_hovered = Signal(object)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAccessibleName("Descriptions")
        self.setMinimumWidth(330)
        self._document = document
        title = QLabel("Descriptions")
        title.setObjectName("panelTitle")
        self.describe = QPushButton("Describe")
        self.describe.clicked.connect(self.describe_requested)
        self.settings = QToolButton()
        self.settings.setToolTip("Choose who writes the descriptions")
        self.settings.setAccessibleName("Describer settings")
        self.settings.setIconSize(QSize(16, 16))
        self.settings.clicked.connect(self.settings_requested)
        self.strip = AskingStrip()
        self.strip.cancel_requested.connect(self.asking_cancelled)
        self._asking: Asking | None = None
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 12, 0)
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self.describe)
        head.addWidget(self.settings)
        self._legend = _Legend()
        legend = QHBoxLayout()
        legend.setContentsMargins(12, 0, 12, 4)
        legend.addWidget(self._legend)

        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(10, 4, 10, 10)
        column.setSpacing(8)
        self.rows: dict[str, DescriptionRow] = {}
        for part in PARTS:
            row = self.rows[part] = DescriptionRow(part)
            row.edited.connect(self.text_edited)
            row.switched.connect(self.switched)
            row.reset_requested.connect(self.reset_requested)
            row.ask_requested.connect(self.ask_requested)
            row.answer.taken.connect(lambda name=part: self.answer_taken.emit(name))
            row.answer.dismissed.connect(lambda name=part: self.answer_dismissed.emit(name))
            row.clicked.connect(self.part_clicked.emit)
            row.hovered.connect(self.part_hovered.emit)
            column.addWidget(row)
        column.addStretch(1)
        self.scroll_area = QScrollArea()
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll_area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(head)
        whole.addLayout(legend)
        whole.addWidget(self.strip)
        whole.addWidget(self.scroll_area, 1)

        document.descriptions_changed.connect(self._show)
        document.readings_changed.connect(self._show_reading)
        document.person_changed.connect(lambda _id: self._show(None))
        document.part_selected.connect(self._show_selection)
        document.hovered_part.connect(self._show_hover)
        self.show_describer("built-in")
        self._show(None)
        self.dress()

    def dress(self) -> None:
        """Takes on the current theme."""
        self._legend.dress()
        self.strip.dress()
        self.settings.setIcon(theme.icon("settings"))
        for row in self.rows.values():
            row.dress()

    def _parts(self, part: str | None) -> tuple[str, ...]:
        return PARTS if part is None else (part,)

    def _show(self, part: str | None) -> None:
        person = self._document.person
        for name in self._parts(part):
            row, description, draft = self.rows[name], self._document.description(name), self._document.draft(name)
            row.setEnabled(person is not None)
            changed = draft is None or (description.text, description.source) != (draft.text, draft.source)
            row.show_description(
                description.text, description.source, description.enabled, person is not None and changed
            )
        self._show_availability()
        self._show_reading(part)

    def follow(self, asking: Asking) -> None:
        """Shows what an asking brings."""
        self._asking = asking
        asking.progress_changed.connect(self.strip.show_progress)
        asking.progress_changed.connect(lambda _progress: self._show_availability())
        asking.answers_changed.connect(self._show_answers)

    def show_describer(self, name: str) -> None:
        """Says who is asked by the button."""
        self.describe.setToolTip(
            f"Let {name if name != 'built-in' else 'the built-in describer'} write all ten descriptions anew;"
            " texts you wrote are replaced (undo brings them back)"
        )

    def _show_availability(self) -> None:
        person = self._document.person
        ready = person is not None and person.initial is not None and not (self._asking and self._asking.active)
        self.describe.setEnabled(ready)
        for row in self.rows.values():
            row.ask.setEnabled(ready)

    def _show_answers(self, part: str | None) -> None:
        for name in self._parts(part):
            self.rows[name].answer.show_answer(self._asking.answer(name) if self._asking else None)

    def _show_reading(self, part: str | None) -> None:
        for name in self._parts(part):
            reading, enabled = self._document.reading(name), self._document.description(name).enabled
            if reading is None and self._document.description(name).text:
                self.rows[name].show_similarity(None)
                continue  # the chips of the text before stay until the new one is understood: no flicker while typing
            self.rows[name].show_chips(chips_of(reading, enabled and self._document.guidance.text > 0))
            self.rows[name].show_similarity(reading.similarity if reading else None)

    def _show_selection(self, part: str | None) -> None:
        for name, row in self.rows.items():
            row.set_chosen(name == part)
        if part is not None:
            self.scroll_area.ensureWidgetVisible(self.rows[part], 0, 12)

    def _show_hover(self, part: str | None) -> None:
        for name, row in self.rows.items():
            row.set_hot(name == part)

    def focus_part(self, part: str) -> None:
        """Puts the text cursor into a part's row, at the end."""
        edit = self.rows[part].edit
        edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        edit.moveCursor(QTextCursor.MoveOperation.End)
