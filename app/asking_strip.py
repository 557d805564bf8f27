"""The line below the rows while a describer is asked: who, how far, and the way to stop it."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app import theme
from app.asking import Progress

PATIENCE_S = 3
"""Nobody counts the seconds of a shorter wait."""


class AskingStrip(QFrame):
    """Shown only while somebody is asked."""

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("askingStrip")
        self.message = QLabel()
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setWordWrap(True)
        self.message.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.count = QLabel()
        self.count.setObjectName("faint")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress of the asking")
        self.cancel = QPushButton("Cancel")
        self.cancel.setToolTip("Stop asking (Esc); the answers that are finished are taken over")
        self.cancel.setAccessibleName("Cancel the asking")
        self.cancel.clicked.connect(self.cancel_requested)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.message, 1)
        line.addWidget(self.count, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 7)
        column.setSpacing(5)
        column.addLayout(line)
        column.addWidget(self.bar)
        self._since = QElapsedTimer()
        self._progress: Progress | None = None
        self._clock = QTimer(self, interval=1000)  # a model may take a minute to be read: something must be seen to go on
        self._clock.timeout.connect(self._show_count)
        self.dress()
        self.hide()

    def show_progress(self, progress: Progress | None) -> None:
        """Shows how far the asking is; None hides the strip."""
        self.setVisible(progress is not None)
        began, self._progress = self._progress is None, progress
        if progress is None:
            self._clock.stop()
            return
        if began:
            self._since.start()
            self._clock.start()
        self.message.setText(progress.message)
        self._show_count()
        self.bar.setRange(0, max(1, progress.total))
        self.bar.setValue(progress.done)
        self.setAccessibleName(f"{progress.message}, {progress.done} of {progress.total} done")

    def _show_count(self) -> None:
        if self._progress is not None:
            seconds = self._since.elapsed() // 1000
            waited = f" · {seconds} s" if seconds >= PATIENCE_S else ""
            self.count.setText(f"{self._progress.done} of {self._progress.total}{waited}")

    def dress(self) -> None:
        """Takes on the current theme."""
        self.cancel.setIcon(theme.icon("cancel"))
