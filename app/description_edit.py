"""The text field of a description: as tall as its text, with the window's undo instead of one of its own."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from app.commands import new_gesture

PAUSE_S = 1.5
"""A pause in typing longer than this begins another undo step."""
MAX_LINES = 6


class GrowingEdit(QPlainTextEdit):
    """A text field as tall as its text, up to six lines. Undo is left to the window, so that there is only one history."""

    edited = Signal(str, int)
    """The text and the gesture it belongs to; only when a person typed."""
    entered = Signal()
    finished = Signal()
    """Enter was pressed: the person has said what they wanted to say."""

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
        # A long paste is laid out after its text has changed.
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
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
            self.end_gesture()
            self.finished.emit()
            return
        if event.key() == Qt.Key.Key_Escape:
            self.clearFocus()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source) -> None:  # type: ignore[no-untyped-def]
        """Pasted line breaks become spaces: a description is one paragraph."""
        self.textCursor().insertText(" ".join(source.text().split()))
