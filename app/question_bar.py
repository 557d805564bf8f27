"""The question that would tell the readings of the photograph apart best, with its answers as buttons: one click, or one key, answers it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app import theme
from app.flow_layout import FlowLayout
from app.hypotheses import Hypothesising
from app.hypothesis_requests import Asked, Offer

CANNOT_TELL = "can't tell"


class QuestionBar(QFrame):
    """Hidden until somebody wants to be asked. Enter answers with the button in focus, the digits with the first, second, third answer."""

    pointed = Signal(object)
    """The joints of the answer that is pointed at or in focus; empty: none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("questionBar")
        self._control: Hypothesising | None = None
        self._drawn: Asked | None = None
        self._offers: dict[QObject, Offer] = {}
        self._focus_wanted = False
        self.buttons: list[QPushButton] = []
        self._icon = QLabel()
        self.text = QLabel()
        self.text.setObjectName("questionText")
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.cannot_tell = QPushButton(f"0  {CANNOT_TELL}")
        self.cannot_tell.setToolTip("Nothing is changed, and the next question comes (0)")
        self.cannot_tell.setProperty("kind", "quiet")
        self.again = QPushButton("Ask again")
        self.again.setToolTip("Look once more for something to ask")
        self.close_button = QToolButton()
        self.close_button.setIconSize(QSize(14, 14))
        self.close_button.setToolTip("No more questions (Esc)")
        self.close_button.setAccessibleName("No more questions")
        self._answers = QWidget()
        self._flow = FlowLayout(self._answers)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.text, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 6, 6)
        column.setSpacing(5)
        column.addLayout(head)
        column.addWidget(self._answers)
        column.addStretch(1)
        self._flow.addWidget(self.cannot_tell)
        self._flow.addWidget(self.again)
        self.dress()
        self.hide()

    def follow(self, control: Hypothesising) -> None:
        """Puts this one's questions."""
        self._control = control
        self.cannot_tell.clicked.connect(control.cannot_tell)
        self.again.clicked.connect(lambda: control.ask(control.parts))
        self.close_button.clicked.connect(control.stop_asking)
        control.changed.connect(self.refresh)

    def take_focus(self) -> None:
        """The first answer gets the focus as soon as there is one: the keyboard can answer."""
        self._focus_wanted = True
        self.refresh()

    def dress(self) -> None:
        """Takes on the current theme."""
        self._icon.setPixmap(theme.pixmap("question", theme.current().accent, 20))
        self.close_button.setIcon(theme.icon("cancel"))

    def refresh(self) -> None:
        """Brings everything up to date."""
        control = self._control
        if control is None:
            return
        question, settled = control.question, control.settled
        if question is not self._drawn:
            self._draw_answers(question)
        waiting = (
            "Your answer is in the text; the body is run again…" if control.answered else "Looking for a question…"
        )
        self.text.setText(question.text if question else settled or waiting)
        self.setAccessibleName(self.text.text())
        self.cannot_tell.setText(f"0  {question.otherwise if question is not None else CANNOT_TELL}")
        self.cannot_tell.setVisible(question is not None)
        self.again.setVisible(bool(settled))
        self._answers.setVisible(question is not None or bool(settled))
        self.setVisible(control.asking)
        if not control.asking:
            self._focus_wanted = False
            self.pointed.emit(())
        elif self._focus_wanted and self.isVisible() and (self.buttons or settled):
            (self.buttons[0] if self.buttons else self.close_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _draw_answers(self, question: Asked | None) -> None:
        had_focus = any(button.hasFocus() for button in (*self.buttons, self.cannot_tell))
        for button in self.buttons:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons, self._offers, self._drawn = [], {}, question
        self.pointed.emit(())
        self._focus_wanted = self._focus_wanted or had_focus
        offers = question.offers if question is not None else ()
        for widget in (self.cannot_tell, self.again):
            self._flow.removeWidget(widget)
        for number, offer in enumerate(offers, start=1):
            button = QPushButton(f"{number}  {offer.label}")
            button.setProperty("kind", "answer")
            title = offer.part.replace("_", " ")
            button.setToolTip(f"Adds “{offer.clause}” to the {title}'s description, and runs again ({number})")
            button.setAccessibleName(offer.label)
            button.setAccessibleDescription(f"Says that {offer.clause}")
            button.clicked.connect(lambda _checked=False, index=number - 1: self._answer(index))
            button.installEventFilter(self)
            self._offers[button] = offer
            self.buttons.append(button)
            self._flow.addWidget(button)
        self._flow.addWidget(self.cannot_tell)
        self._flow.addWidget(self.again)

    def _answer(self, index: int) -> None:
        if self._control is not None:
            self._control.answer(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits answer, the arrows go from answer to answer, Esc ends."""
        key, control = event.key(), self._control
        if control is None:
            return
        if key == Qt.Key.Key_Escape:
            control.stop_asking()
        elif key == Qt.Key.Key_0:
            control.cannot_tell()
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9 and key - Qt.Key.Key_1 < len(self.buttons):
            self._answer(key - Qt.Key.Key_1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.focusNextPrevChild(key == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """An answer that is pointed at, or has the focus, shows its joints; digits and Esc are the bar's before they are the window's."""
        offer = self._offers.get(watched)
        kind = event.type()
        if offer is not None and kind in (QEvent.Type.Enter, QEvent.Type.FocusIn):
            self.pointed.emit(offer.joints)
        elif offer is not None and kind in (QEvent.Type.Leave, QEvent.Type.FocusOut):
            self.pointed.emit(())
        elif kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            digit = Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9
            if not event.modifiers() and (digit or event.key() == Qt.Key.Key_Escape):
                event.accept()
        return super().eventFilter(watched, event)
