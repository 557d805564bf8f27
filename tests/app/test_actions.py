"""The window's actions: their keys and words."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from app.actions import Actions


def test_the_list_of_shortcuts_says_what_a_key_does_whatever_was_done_last(qtbot: Any) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    actions = Actions(owner)
    before = actions.shortcut_rows()
    actions["undo"].setText("Undo: Edit the left arm's description")
    assert actions.shortcut_rows() == before and ("Ctrl+Z", "Undo") in before
    assert len({keys for keys, _ in before}) == len(before), "no key twice"
