"""The guide shows what can be said, finds words in it, and hands examples over."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtTest import QTest

from app.guide_window import GuideWindow
from core.language.guide import sections


@pytest.fixture
def guide(qtbot: Any) -> GuideWindow:
    result = GuideWindow()
    qtbot.addWidget(result)
    result.show()
    qtbot.waitExposed(result)
    return result


def test_every_section_and_example_is_there(guide: GuideWindow) -> None:
    page = guide.page.toPlainText()
    for section in sections():
        assert section.title in page
    assert guide.links() == [pair for section in sections() for pair in section.examples]
    assert all(text in page for _, text in guide.links())
    assert not guide.isModal()


def test_a_search_leaves_only_what_matches(guide: GuideWindow) -> None:
    QTest.keyClicks(guide.search, "knee")
    assert guide.links()
    assert len(guide.links()) < sum(len(section.examples) for section in sections())
    guide.search.setText("xyzzy")
    assert guide.links() == [] and "Nothing in the guide matches" in guide.page.toPlainText()


def test_a_click_on_an_example_hands_it_over(guide: GuideWindow, qtbot: Any) -> None:
    with qtbot.waitSignal(guide.example_chosen) as caught:
        guide.page.anchorClicked.emit(QUrl("example:1:2"))
    assert tuple(caught.args) == sections()[1].examples[2]


def test_choosing_a_section_scrolls_to_it(guide: GuideWindow, qtbot: Any) -> None:
    guide.contents.setCurrentRow(len(sections()) - 1)
    qtbot.waitUntil(lambda: guide.page.verticalScrollBar().value() > 0)
