"""What a describer answers for one row, shown under the row's own text until it is taken over: grey and slanted while it is being written."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.asking import KEPT, OFFERED, PASSED, READY, WAITING, WRITING, RowAnswer

CAPTIONS = {
    WRITING: "{author} is writing…",
    READY: "{author}, taken over at the end",
    PASSED: "{author} (your own text stays)",
    OFFERED: "{author} (your own text stayed)",
    KEPT: "{author} gave no text; this one stays",
}


class AnswerPreview(QFrame):
    """One row's answer, or nothing."""

    taken = Signal()
    dismissed = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("answer")
        self._title = title
        self.caption = QLabel()
        self.caption.setObjectName("faint")
        self.caption.setTextFormat(Qt.TextFormat.PlainText)
        self.caption.setWordWrap(True)
        self.text = QLabel()
        self.text.setObjectName("answerText")
        self.text.setTextFormat(Qt.TextFormat.PlainText)  # what a model says is never markup
        self.text.setWordWrap(True)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.take = QPushButton("Use it")
        self.take.setToolTip("Put this answer in the place of your text (undo brings yours back)")
        self.take.setAccessibleName(f"Use the answer for the {title}")
        self.dismiss = QPushButton("Dismiss")
        self.dismiss.setToolTip("Drop this answer and keep your text")
        self.dismiss.setAccessibleName(f"Dismiss the answer for the {title}")
        self.take.clicked.connect(self.taken)
        self.dismiss.clicked.connect(self.dismissed)
        self._buttons = QWidget()
        line = QHBoxLayout(self._buttons)
        line.setContentsMargins(0, 2, 0, 0)
        line.setSpacing(6)
        line.addWidget(self.take)
        line.addWidget(self.dismiss)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 6, 5)
        column.setSpacing(2)
        column.addWidget(self.caption)
        column.addWidget(self.text)
        column.addWidget(self._buttons)
        self.show_answer(None)

    def show_answer(self, answer: RowAnswer | None) -> None:
        """Shows the row's answer; None hides the preview."""
        if answer is not None and answer.state == WAITING:
            answer = None  # ten empty frames would push the rows about for nothing
        self.setVisible(answer is not None)
        if answer is None:
            return
        self.caption.setText(CAPTIONS[answer.state].format(author=answer.author))
        words = answer.note if answer.state == KEPT else answer.text
        self.text.setText(words)
        self.text.setVisible(bool(words))
        kind = answer.state if answer.state in (WRITING, KEPT) else "ready"
        if self.text.property("kind") != kind:
            self.text.setProperty("kind", kind)
            self.text.style().polish(self.text)
        self._buttons.setVisible(answer.state == OFFERED)
        self.setAccessibleName(f"Answer for the {self._title}: {self.caption.text()}. {words}")
