"""What a new user sees: what to do first, and photographs to try it on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QImageReader, QPixmap
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app import theme
from core.resources import RESOURCES

THUMBNAIL = QSize(118, 118)
COLUMNS = 5
STEPS = (
    ("open-image", "Open a photograph", "with one or more people, or drop it here"),
    ("describe", "Read and correct the words", "each part of the body has a sentence; change one"),
    ("overlay", "See the body follow", "in 3D and over the photograph, step by step"),
)


def sample_photographs() -> list[Path]:
    """The photographs that come with the app."""
    folder = RESOURCES / "samples"
    return (
        sorted(p for p in folder.glob("*") if p.suffix.lower() in (".jpg", ".jpeg", ".png")) if folder.is_dir() else []
    )


class EmptyState(QWidget):
    """Shown while nothing is open."""

    open_requested = Signal()
    sample_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel("From a photograph to a body that listens")
        title.setObjectName("emptyTitle")
        lead = QLabel(
            "Contrapposto recovers a person's 3D body from one photograph, says in words what it sees, and lets your words change it."
        )
        lead.setObjectName("emptyLead")
        lead.setWordWrap(True)
        for label in (title, lead):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._pictures: list[tuple[str, QLabel]] = []
        steps = QHBoxLayout()
        steps.setSpacing(28)
        steps.addStretch(1)
        for number, (name, what, how) in enumerate(STEPS, start=1):
            steps.addLayout(self._step(name, f"{number}. {what}", how))
        steps.addStretch(1)
        self.open_button = QPushButton("Open a photograph…")
        self.open_button.setProperty("kind", "primary")
        self.open_button.clicked.connect(self.open_requested)
        button = QHBoxLayout()
        button.addStretch(1)
        button.addWidget(self.open_button)
        button.addStretch(1)
        try_one = QLabel("or try a sample")
        try_one.setObjectName("faint")
        try_one.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.samples: list[QToolButton] = []
        grid = QGridLayout()
        grid.setSpacing(10)
        for index, path in enumerate(sample_photographs()):
            sample = self._sample(path)
            self.samples.append(sample)
            grid.addWidget(sample, index // COLUMNS, index % COLUMNS)
        centred = QHBoxLayout()
        centred.addStretch(1)
        centred.addLayout(grid)
        centred.addStretch(1)
        try_one.setVisible(bool(self.samples))

        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(32, 20, 32, 20)
        column.setSpacing(14)
        column.addStretch(2)
        column.addWidget(title)
        column.addWidget(lead)
        column.addSpacing(10)
        column.addLayout(steps)
        column.addSpacing(10)
        column.addLayout(button)
        column.addWidget(try_one)
        column.addLayout(centred)
        column.addStretch(3)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        self.dress()
        self._unread = list(zip(self.samples, sample_photographs(), strict=True))
        self._reading = QTimer(self, interval=0)
        self._reading.timeout.connect(self._read_next)
        self._reading.start()

    def dress(self) -> None:
        """Takes on the current theme."""
        for name, label in self._pictures:
            label.setPixmap(theme.pixmap(name, theme.current().accent, 30))

    def _step(self, icon: str, what: str, how: str) -> QVBoxLayout:
        picture, first, second = QLabel(), QLabel(what), QLabel(how)
        first.setObjectName("panelTitle")
        second.setObjectName("faint")
        second.setWordWrap(True)
        second.setMinimumWidth(190)
        self._pictures.append((icon, picture))
        column = QVBoxLayout()
        column.setSpacing(4)
        for label in (picture, first, second):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
            column.addWidget(label)
        return column

    def _sample(self, path: Path) -> QToolButton:
        button = QToolButton()
        button.setObjectName("sample")
        button.setIconSize(THUMBNAIL)
        button.setFixedSize(THUMBNAIL + QSize(14, 14))
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setToolTip(f"Open the sample {path.stem}")
        button.setAccessibleName(f"Open the sample photograph {path.stem}")
        button.clicked.connect(lambda: self.sample_chosen.emit(path))
        return button

    def _read_next(self) -> None:
        """One thumbnail at a time, so that the window is there before its pictures are."""
        if not self._unread:
            self._reading.stop()
            return
        button, path = self._unread.pop(0)
        reader = QImageReader(str(path))
        reader.setAutoTransform(True)
        size = reader.size()
        if size.isValid():
            reader.setScaledSize(size.scaled(THUMBNAIL * 2, Qt.AspectRatioMode.KeepAspectRatio))
        image = reader.read()
        if not image.isNull():
            button.setIcon(QIcon(QPixmap.fromImage(image)))
