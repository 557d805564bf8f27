"""The ten description rows under a title: shows the document, and asks for changes through its signals; it changes nothing itself."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QToolButton, QVBoxLayout, QWidget

from app import theme
from app.asking import Asking
from app.asking_strip import AskingStrip
from app.chips import STATES, faces_of, state_colours
from app.completer import Completer
from app.description_row import DescriptionRow
from app.document import Document
from app.hold_commands import pinned_parts
from app.row_notes import notes_of
from core.body.skeleton import PARTS


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
    emphasised = Signal(str, object, float)
    """part, ChipFace, and the factor that the person wants for its posecodes"""
    joints_pointed = Signal(object)
    swap_requested = Signal(str)
    remark_dismissed = Signal(str, str)
    clause_taken = Signal(str, str)
    """part, a clause to add to its text"""
    guide_requested = Signal()

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
        self.describe.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # it is disabled by its click, and the focus would wander on
        self.settings = QToolButton()
        self.settings.setToolTip("Choose who writes the descriptions")
        self.settings.setAccessibleName("Describer settings")
        self.settings.setIconSize(QSize(16, 16))
        self.settings.clicked.connect(self.settings_requested)
        self.strip = AskingStrip()
        self.strip.cancel_requested.connect(self.asking_cancelled)
        self._asking: Asking | None = None
        self._comparing = False
        self._guiding = True
        self.guide = QToolButton()
        self.guide.setToolTip("What can be said (F1)")
        self.guide.setAccessibleName("What can be said")
        self.guide.setIconSize(QSize(15, 15))
        self.guide.clicked.connect(self.guide_requested)
        self.difference = QToolButton()
        self.difference.setIconSize(QSize(16, 16))
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 12, 0)
        head.setSpacing(4)
        head.addWidget(title)
        head.addWidget(self.guide)
        head.addStretch(1)
        head.addWidget(self.difference)
        head.addWidget(self.describe)
        head.addWidget(self.settings)
        self._legend = _Legend()
        legend = QHBoxLayout()
        legend.setContentsMargins(12, 3, 12, 4)
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
            row.finished.connect(self._go_on)
            row.emphasised.connect(self.emphasised)
            row.pointed.connect(self.joints_pointed.emit)
            row.followed.connect(self._follow_clash)
            row.swap_requested.connect(self.swap_requested)
            row.remark_dismissed.connect(self.remark_dismissed)
            row.clause_taken.connect(self.clause_taken)
            row.guide_requested.connect(self.guide_requested)
            column.addWidget(row)
        column.addStretch(1)
        self.scroll_area = QScrollArea()
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its rows take the focus, and are scrolled to
        self.scroll_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll_area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(head)
        whole.addLayout(legend)
        whole.addWidget(self.scroll_area, 1)
        whole.addWidget(self.strip)  # below the rows, which stay where they are when it comes and goes

        document.descriptions_changed.connect(self._show)
        document.readings_changed.connect(self._show_reading)
        document.clashes_changed.connect(self._show_notes)
        document.differences_changed.connect(self._show_differences)
        document.weights_changed.connect(self._show_guiding)
        document.weights_changed.connect(self._show_pins)
        document.person_changed.connect(lambda _id: self._show(None))
        document.part_selected.connect(self._show_selection)
        document.hovered_part.connect(self._show_hover)
        self.completer = Completer(self)
        for part, row in self.rows.items():
            self.completer.attach(row.edit, part, row.chips)
        self.scroll_area.verticalScrollBar().valueChanged.connect(lambda _value: self.completer.scrolled(self.scroll_area.viewport()))
        self.show_describer("built-in")
        self._show(None)
        self.dress()

    def dress(self) -> None:
        """Takes on the current theme."""
        self._legend.dress()
        self.strip.dress()
        self.settings.setIcon(theme.icon("settings"))
        self.guide.setIcon(theme.icon("help"))
        for row in self.rows.values():
            row.dress()

    def _parts(self, part: str | None) -> tuple[str, ...]:
        return PARTS if part is None else (part,)

    def _show(self, part: str | None) -> None:
        person = self._document.person
        for name in self._parts(part):
            row, description, draft = self.rows[name], self._document.description(name), self._document.draft(name)
            row.setEnabled(person is not None)
            changed = draft is None or (description.text, description.source, ()) != (
                draft.text,
                draft.source,
                description.emphasis,
            )
            row.show_description(description, person is not None and changed)
        self._show_availability()
        self._show_pins()
        self._show_reading(part)

    def _show_pins(self) -> None:
        person = self._document.person
        pinned = pinned_parts(person.hold) if person is not None else ()
        for name, row in self.rows.items():
            row.pinned.setVisible(name in pinned)

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
        document = self._document
        for name in self._parts(part):
            row, description, reading = self.rows[name], document.description(name), document.reading(name)
            difference = document.difference(name) if self._comparing else None
            row.difference.show_difference(difference)
            row.notes.show_notes(notes_of(name, description, reading, document.clashes(name)))
            if reading is None and description.text:
                row.match.show_match(None)
                continue  # the chips of the text before stay until the new one is understood: no flicker while typing
            guiding = description.enabled and document.guidance.text > 0
            row.chips.show_faces(faces_of(reading, description, guiding, difference))
            row.match.show_match(reading.similarity if reading else None)

    def _show_notes(self) -> None:
        document = self._document
        for name, row in self.rows.items():
            notes = notes_of(name, document.description(name), document.reading(name), document.clashes(name))
            row.notes.show_notes(notes)

    def _show_differences(self) -> None:
        self._show_reading(None)

    def _show_guiding(self) -> None:
        guiding = self._document.guidance.text > 0
        if guiding != self._guiding:
            self._guiding = guiding
            self._show_reading(None)

    def set_comparing(self, on: bool) -> None:
        """Whether the rows show how text and body differ."""
        if on != self._comparing:
            self._comparing = on
            self._show_reading(None)

    def _follow_clash(self, part: str) -> None:
        self.part_clicked.emit(part)
        self.focus_part(part)

    def _go_on(self, part: str) -> None:
        """Enter in a text leads to the next row's."""
        self.focus_part(PARTS[(PARTS.index(part) + 1) % len(PARTS)])

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
