"""The bar above the views that says what went wrong, or right, without stopping anybody."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from app import theme

INFO_MS = 6_000
"""Good news goes by itself; warnings and errors stay until closed or until the next photograph."""


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
        self.show()
        self._timer.stop()
        if level == "info":
            self._timer.start()

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
