"""Completion while typing: useful phrases in a list under the line, taken with Tab, or with Enter after choosing, closed with Esc.

The list never takes the focus, never covers the typed line or what was understood of it, and keeps quiet in a clause in which it has been closed.
While it is closed no key of the text field is touched, but for Ctrl+Space, which opens it.
"""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.description_edit import GrowingEdit
from app.phrase_source import PhraseSource

WAIT_MS = 60
"""Pause in typing after which completions are looked for."""
FEWEST_LETTERS = 2
LINES = 6
"""Lines of the list before it scrolls."""
MIN_WIDTH, MAX_WIDTH = 180, 460
FAR_PX, GAP_PX = 110, 5
"""How far below the line the list may be put, and how much of its usual gap it leaves out there."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CLAUSE_ENDS = re.compile(r"[,.;:!?\n]\s*|\s+(?:and|with|while|but)\s+")


def clause_start(typed: str) -> int:
    """Where the clause begins in which the text ends."""
    ends = [found.end() for found in _CLAUSE_ENDS.finditer(typed)]
    return ends[-1] if ends else 0


def worth_completing(typed: str, following: str) -> bool:
    """Whether the list may open by itself: two letters of a clause are there, and the cursor is not within a word."""
    letters = sum(letter.isalpha() for letter in typed[clause_start(typed) :])
    return letters >= FEWEST_LETTERS and not following[:1].isalnum()


class PhraseList(QFrame):
    """The list itself, laid over the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("phrases")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName("Phrases")
        self.list.setMouseTracking(True)
        self._hint = QLabel("Tab takes  ·  Esc closes")
        self._hint.setObjectName("faint")
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.list)
        column.addWidget(self._hint)
        self._hint.setContentsMargins(9, 2, 9, 4)
        self.hide()

    def fill(self, completions: tuple[Any, ...]) -> None:
        """Shows these completions, the first chosen."""
        self.list.clear()
        for completion in completions:
            item = QListWidgetItem(completion.text)
            item.setData(Qt.ItemDataRole.UserRole, completion.whole)
            item.setToolTip(completion.text)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def chosen(self) -> str:
        """The whole text that the chosen line would give."""
        item = self.list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def step(self, by: int) -> None:
        """Chooses another line, round and round."""
        count = self.list.count()
        if count:
            self.list.setCurrentRow((self.list.currentRow() + by) % count)

    def place(self, line_top: QPoint, line_bottom: QPoint, width: int) -> None:
        """Puts the list under a line of text, or over it where there is no room below; places are the window's."""
        window = self.parentWidget()
        assert window is not None
        wanted = self.list.sizeHintForColumn(0) + 34
        width = max(MIN_WIDTH, min(max(wanted, width), MAX_WIDTH, window.width() - 8))
        row = max(self.list.sizeHintForRow(0), 18)
        rows = row * min(self.list.count(), LINES) + 4
        height = rows + self._hint.sizeHint().height() + 2
        x = max(4, min(line_bottom.x(), window.width() - width - 4))
        y = line_bottom.y() + 9  # under the field's border, when the line is its last
        if y + height > window.height() - 4 and line_top.y() - 4 - height >= 4:
            y = line_top.y() - 4 - height
        self.list.setFixedHeight(rows)
        self.setGeometry(x, y, width, height)


class Completer(QObject):
    """Completion for several text fields, each of one part. One list serves them all."""

    def __init__(self, parent: QWidget, source: PhraseSource | None = None) -> None:
        super().__init__(parent)
        self._host = parent
        self._source = source or PhraseSource(self)
        self._source.answered.connect(self._receive)
        self._parts: dict[GrowingEdit, str] = {}
        self._below: dict[GrowingEdit, QWidget] = {}
        """What the list must not hide while a field is typed in."""
        self._edit: GrowingEdit | None = None
        self._list: PhraseList | None = None
        self._number = 0
        self._asked = ""
        self._muted: int | None = None
        """Start of the clause in which the person closed the list, or took a phrase."""
        self._stepped = False
        """Whether the person chose among the phrases."""
        self._warm: set[str] = set()
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._timer.timeout.connect(self._look)
        self._settled = QTimer(self, singleShot=True, interval=0)
        self._settled.timeout.connect(self._put)

    def attach(self, edit: GrowingEdit, part: str, below: QWidget | None = None) -> None:
        """Completes in this field from now on. The list leaves ``below`` in sight, which follows the typing too."""
        self._parts[edit] = part
        if below is not None:
            self._below[edit] = below
            below.installEventFilter(self)
        edit.edited.connect(lambda _text, _gesture: self._on_typed(edit))
        edit.installEventFilter(self)

    @property
    def is_open(self) -> bool:
        """Whether the list is on the screen."""
        return self._list is not None and self._list.isVisible()

    @property
    def shown(self) -> list[str]:
        """The phrases on the list."""
        return (
            [self._list.list.item(i).text() for i in range(self._list.list.count())]
            if self.is_open and self._list
            else []
        )

    def close(self) -> None:
        """Takes the list away."""
        self._timer.stop()
        self._number = 0
        if self._list is not None:
            self._list.hide()

    def scrolled(self, viewport: QWidget) -> None:
        """The fields were scrolled, by a person or by chips that came in: the list goes with its line while that can be seen."""
        if not self.is_open or self._edit is None:
            return
        line = self._edit.viewport().mapTo(viewport, self._edit.cursorRect().center())
        if viewport.rect().contains(line):
            self._settled.start()
        else:
            self.close()

    # ------------------------------------------------------------------------------------------------ asking

    def _on_typed(self, edit: GrowingEdit) -> None:
        self._edit = edit
        typed, following = _around_cursor(edit)
        if self._muted is not None and clause_start(typed) != self._muted:
            self._muted = None
        if self._muted is not None or not edit.hasFocus() or not worth_completing(typed, following):
            self.close()
            return
        self._timer.start()

    def _look(self) -> None:
        if self._edit is not None:
            self._asked, _ = _around_cursor(self._edit)
            self._number = self._source.ask(self._parts[self._edit], self._asked)

    def _receive(self, number: int, completions: tuple[Any, ...]) -> None:
        edit = self._edit
        if number != self._number or edit is None or not edit.hasFocus() or _around_cursor(edit)[0] != self._asked:
            return
        new = tuple(c for c in completions if c.whole.strip() != self._asked.strip())
        if not new:
            self.close()
            return
        if self._list is None:
            self._list = PhraseList(self._host.window())
            self._list.list.itemClicked.connect(lambda _item: self._take())
            self._host.window().installEventFilter(self)
        self._list.fill(new)
        self._stepped = False
        self._put()
        self._list.show()
        self._list.raise_()

    def _put(self) -> None:
        """Puts the list by the line that is typed, or below what stands under the field."""
        edit = self._edit
        if edit is None or self._list is None:
            return
        line = edit.cursorRect()
        left = edit.mapTo(self._host.window(), QPoint(0, 0)).x()
        top = edit.viewport().mapTo(self._host.window(), line.topLeft()).y()
        bottom = edit.viewport().mapTo(self._host.window(), line.bottomLeft()).y()
        below = self._below.get(edit)
        if below is not None and below.isVisible():
            end = below.mapTo(self._host.window(), QPoint(0, below.height())).y()
            if end - bottom <= FAR_PX:  # else the list would be far from what is typed
                bottom = max(bottom, end - GAP_PX)
        self._list.place(QPoint(left, top), QPoint(left, bottom), min(edit.width(), MAX_WIDTH))

    def _take(self) -> None:
        edit, whole = self._edit, self._list.chosen() if self._list else ""
        self.close()
        if edit is None or not whole:
            return
        typed, _ = _around_cursor(edit)
        same = next(
            (i for i, (a, b) in enumerate(zip(typed, whole, strict=False)) if a != b), min(len(typed), len(whole))
        )
        cursor = edit.textCursor()
        at = cursor.position()
        cursor.setPosition(at - _units(typed[same:]))
        cursor.setPosition(at, QTextCursor.MoveMode.KeepAnchor)
        edit.end_gesture()
        cursor.insertText(whole[same:])
        edit.setTextCursor(cursor)
        edit.end_gesture()
        self.close()
        self._muted = clause_start(_around_cursor(edit)[0])

    # ------------------------------------------------------------------------------------------------ events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the text fields; what takes the line away takes the list away."""
        kind = event.type()
        if isinstance(watched, GrowingEdit) and watched in self._parts:
            if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._on_key(watched, event)
            if kind == QEvent.Type.ShortcutOverride and self.is_open and isinstance(event, QKeyEvent):
                if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
                    event.accept()
                    return True
            elif kind == QEvent.Type.FocusIn:
                self._begin(watched)
            elif kind in (QEvent.Type.FocusOut, QEvent.Type.Hide):
                self.close()
            elif kind == QEvent.Type.Move and self.is_open:
                # Chips that come in under the field move it to and fro while they are laid out.
                self._settled.start()
        elif watched in self._below.values():
            if self.is_open and kind in (QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.Move, QEvent.Type.Resize):
                self._settled.start()
        elif kind in (QEvent.Type.Resize, QEvent.Type.WindowDeactivate):
            self.close()
        return super().eventFilter(watched, event)

    def _begin(self, edit: GrowingEdit) -> None:
        self._muted = None
        part = self._parts[edit]
        if part not in self._warm:
            self._warm.add(part)
            self._source.warm_up(part)

    def _on_key(self, edit: GrowingEdit, event: QKeyEvent) -> bool:
        key, plain = (
            event.key(),
            event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier),
        )
        if key == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._edit, self._muted = edit, None
            self._look()
            return True
        if not self.is_open or self._list is None:
            return False
        if plain and (key == Qt.Key.Key_Tab or (key in _ENTER and self._stepped)):
            self._take()
            return True
        if plain and key in _ENTER:
            self.close()  # whoever did not choose a phrase has typed what is meant
            return False
        if plain and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._list.step(1 if key == Qt.Key.Key_Down else -1)
            self._stepped = True
            return True
        if key == Qt.Key.Key_Escape:
            self._muted = clause_start(_around_cursor(edit)[0])
            self.close()
            return True
        if key in (
            Qt.Key.Key_Left,
            Qt.Key.Key_Right,
            Qt.Key.Key_Home,
            Qt.Key.Key_End,
            Qt.Key.Key_PageUp,
            Qt.Key.Key_PageDown,
        ):
            self.close()
        return False


def _around_cursor(edit: GrowingEdit) -> tuple[str, str]:
    """The text before and after the cursor. Qt counts UTF-16 units, Python characters, so Qt cuts."""
    cursor = edit.textCursor()
    at = cursor.position()
    before, after = QTextCursor(edit.document()), QTextCursor(edit.document())
    before.setPosition(at, QTextCursor.MoveMode.KeepAnchor)
    after.setPosition(at)
    after.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
    return before.selectedText().replace("\u2029", "\n"), after.selectedText().replace("\u2029", "\n")


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
