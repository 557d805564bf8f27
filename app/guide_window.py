"""The guide of what can be said: a window beside the window, whose examples go into their rows with a click."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QListWidget, QTextBrowser, QVBoxLayout, QWidget

from app import theme
from app.commands import part_title
from core.language.guide import Section, sections


class GuideWindow(QDialog):
    """Sections on the left, their text and examples on the right. Not modal: it stays open while one tries things."""

    example_chosen = Signal(str, str)
    """part, text"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("What can be said")
        self.setModal(False)
        self._sections = sections()
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search")
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName("Search the guide")
        self.contents = QListWidget()
        self.contents.setObjectName("guideContents")
        self.contents.setAccessibleName("Sections of the guide")
        self.contents.setFixedWidth(176)
        self.contents.addItems([section.title for section in self._sections])
        self.page = QTextBrowser()
        self.page.setObjectName("guidePage")
        self.page.setAccessibleName("The guide")
        self.page.setOpenLinks(False)
        self.page.setOpenExternalLinks(False)
        hint = QLabel("Click an example to put it into its row; undo brings your text back.")
        hint.setObjectName("faint")
        hint.setWordWrap(True)
        left = QVBoxLayout()
        left.addWidget(self.search)
        left.addWidget(self.contents, 1)
        right = QVBoxLayout()
        right.addWidget(self.page, 1)
        right.addWidget(hint)
        whole = QHBoxLayout(self)
        whole.addLayout(left)
        whole.addLayout(right, 1)
        self.resize(720, 560)
        self.search.textChanged.connect(self._show)
        self.contents.currentRowChanged.connect(self._go_to)
        self.page.anchorClicked.connect(self._on_link)
        self.setTabOrder(self.search, self.contents)
        self.setTabOrder(self.contents, self.page)
        self._show()

    def dress(self) -> None:
        """Takes on the current theme."""
        self._show()

    def links(self) -> list[tuple[str, str]]:
        """(part, text) of every example that the search leaves."""
        return [pair for section in self._found() for pair in section.examples if self._fits(section, pair)]

    def choose(self, part: str, text: str) -> None:
        """As a click on an example."""
        self.example_chosen.emit(part, text)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _word(self) -> str:
        return self.search.text().strip().lower()

    def _fits(self, section: Section, pair: tuple[str, str]) -> bool:
        word = self._word()
        return not word or word in section.title.lower() or word in f"{part_title(pair[0])} {pair[1]}".lower()

    def _found(self) -> list[Section]:
        word = self._word()
        return [
            section
            for section in self._sections
            if not word or word in section.text.lower() or any(self._fits(section, pair) for pair in section.examples)
        ]

    def _show(self) -> None:
        c = theme.current()
        found = self._found()
        for row, section in enumerate(self._sections):
            self.contents.item(row).setHidden(section not in found)
        blocks = [self._block(section, c.accent, c.faint) for section in found]
        nothing = f"<p style='color:{c.faint}'>Nothing in the guide matches.</p>"
        self.page.setHtml("".join(blocks) or nothing)

    def _block(self, section: Section, accent: str, faint: str) -> str:
        index = self._sections.index(section)
        lines = [
            f"<a name='s{index}'></a><h3 style='margin:14px 0 4px 0'>{escape(section.title)}</h3>"
            f"<p style='margin:0 0 6px 0'>{escape(section.text)}</p>"
        ]
        rows = []
        for number, pair in enumerate(section.examples):
            if self._fits(section, pair):
                part, text = part_title(pair[0]), escape(pair[1])
                link = f"<a href='example:{index}:{number}' style='color:{accent};text-decoration:none'>{text}</a>"
                rows.append(_row(part, link, faint))
        rows += [_row(part_title(part), f"<i>{escape(text)}</i>", faint) for part, text in section.passed_over]
        return "".join(lines) + f"<table cellspacing='0' cellpadding='2'>{''.join(rows)}</table>"

    def _go_to(self, row: int) -> None:
        if row >= 0:
            self.page.scrollToAnchor(f"s{row}")

    def _on_link(self, url: QUrl) -> None:
        kind, _, rest = url.toString().partition(":")
        if kind == "example":
            section, number = (int(piece) for piece in rest.split(":"))
            self.choose(*self._sections[section].examples[number])


def _row(part: str, words: str, faint: str) -> str:
    return f"<tr><td width='84' style='color:{faint}'>{part}</td><td>{words}</td></tr>"
