"""The note over the views that says what went wrong, or right, without stopping anybody. It lies over them, so that nothing moves when it comes or goes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from app import theme

INFO_MS = 6_000
"""Good news goes by itself; warnings and errors stay until closed or until the next photograph."""
MAX_WIDTH, MARGIN = 900, 12
"""A longer sentence goes on in the next line. Distance from the upper border of what the note lies over."""


class MessageBar(QFrame):
    """One message at a time, the newest."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageBar")
        self.level = ""
        self._icon = QLabel()
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.action = QPushButton()
        self.action.setAccessibleName("What can be done about it")
        self.action.clicked.connect(self._act)
        self._handler: Callable[[], object] | None = None
        self._close = QToolButton()
        self._close.setIconSize(QSize(14, 14))
        self._close.setToolTip("Close this message")
        self._close.setAccessibleName("Close the message")
        self._close.clicked.connect(self.hide)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 6, 8, 6)
        line.setSpacing(8)
        line.addWidget(self._icon)
        line.addWidget(self.text, 1)
        line.addWidget(self.action)
        line.addWidget(self._close)
        self._area = QRect()
        self._timer = QTimer(self, singleShot=True, interval=INFO_MS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def show_message(self, level: str, text: str, action: tuple[str, Callable[[], object]] | None = None) -> None:
        """Shows one sentence; ``level`` is "info", "warning" or "error"; ``action`` is a button's words and what it does."""
        self.level = level
        self.action.setVisible(action is not None)
        if action is not None:
            self.action.setText(action[0])
            self.action.setAccessibleName(action[0])
        self._handler = action[1] if action is not None else None
        self.text.setText(text)
        self.setAccessibleName(f"{level}: {text}")
        self.setProperty("level", level)
        self.style().polish(self)
        self.dress()
        self._place()
        self.show()
        self.raise_()
        self._timer.stop()
        if level == "info":
            self._timer.start()

    def lie_over(self, area: QRect) -> None:
        """Keeps to the upper middle of this part of the parent from now on."""
        if area != self._area:
            self._area = area
            self._place()

    def _place(self) -> None:
        """As wide as the sentence needs, as high as it then is."""
        if self.parentWidget() is None or self._area.isEmpty():
            return
        line = self.text.fontMetrics().horizontalAdvance(self.text.text()) + 4
        pieces = [self._icon.sizeHint().width(), line, self._close.sizeHint().width()]
        if not self.action.isHidden():
            pieces.append(self.action.sizeHint().width())
        layout = self.layout()
        assert layout is not None
        margins = layout.contentsMargins()
        needed = sum(pieces) + layout.spacing() * (len(pieces) - 1) + margins.left() + margins.right() + 4
        width = max(1, min(needed, MAX_WIDTH, self._area.width() - 2 * MARGIN))
        room = width - (needed - line)
        words = max(self.text.heightForWidth(room), self.text.fontMetrics().lineSpacing())
        others = max(piece.sizeHint().height() for piece in (self._icon, self._close, self.action) if not piece.isHidden())
        height = max(words, others) + margins.top() + margins.bottom() + 2 * self.frameWidth() + 2
        self.setGeometry(self._area.center().x() - width // 2, self._area.top() + MARGIN, width, height)

    def _act(self) -> None:
        handler = self._handler
        self.hide()
        if handler is not None:
            handler()

    def dress(self) -> None:
        """Takes on the current theme."""
        c = theme.current()
        colour = {"info": c.accent, "warning": c.warn, "error": c.bad}.get(self.level, c.text)
        self._icon.setPixmap(
            theme.pixmap(self.level if self.level in ("info", "warning", "error") else "info", colour, 18)
        )
        self._close.setIcon(theme.icon("cancel"))
