"""A person chooses a server, asks it, stops half-way, takes everything back, loses the server, and asks again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app import commands
from app.asking import READY, WRITING
from app.main_window import MainWindow
from core.body.skeleton import PARTS
from core.language.backends.choice import DescriberChoice
from tests.model_server import TEXTS, model_server
from tests.window_fixtures import SAMPLE

LONG = 120_000


def test_choose_a_server_ask_cancel_undo_lose_it_and_ask_again(
    open_window: Callable[..., MainWindow], dialogs: Any, qtbot: Any, tmp_path: Path
) -> None:
    window = open_window()
    with qtbot.waitSignal(window.session.run_finished, timeout=LONG):
        window.open_path(SAMPLE)
    document, rows = window.document, window.descriptions.rows
    drafted = {part: document.description(part) for part in PARTS}
    body = document.frame.vertices.copy()  # type: ignore[union-attr]

    with model_server() as server:
        dialogs.answers["choose_describer"] = DescriberChoice("server", "tiny-vl", server.address)
        QTest.mouseClick(window.descriptions.settings, Qt.MouseButton.LeftButton)
        assert "tiny-vl" in window.describer_label.text() and not server.questions

        server.hold = {"left_arm"}
        QTest.mouseClick(window.descriptions.describe, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: bool(rows["left_arm"].answer.text.text()), timeout=LONG)
        states = {part: answer.state for part in PARTS if (answer := window.asking.answer(part)) is not None}
        assert (states["head"], states["torso"], states["left_arm"]) == (READY, READY, WRITING)
        assert rows["head"].edit.toPlainText() == drafted["head"].text

        with qtbot.waitSignal(window.session.run_finished, timeout=LONG):
            QTest.mouseClick(window.descriptions.strip.cancel, Qt.MouseButton.LeftButton)
        assert rows["head"].edit.toPlainText() == TEXTS["head"] and rows["head"].badge.toolTip().endswith("tiny-vl")
        assert rows["left_arm"].edit.toPlainText() == drafted["left_arm"].text

        with qtbot.waitSignal(window.session.run_finished, timeout=LONG):
            window.actions_["undo"].trigger()
        assert {part: document.description(part) for part in PARTS} == drafted and not document.dirty
        assert np.abs(document.frame.vertices - body).max() < 1e-5  # type: ignore[union-attr]
        address = server.address
        server.let_go()

    window.settings.describer = DescriberChoice("server", "tiny-vl", address)
    window.actions_["describe"].trigger()
    qtbot.waitUntil(lambda: not window.asking.active, timeout=LONG)
    assert "cannot be reached" in window.messages.text.text() and window.messages.action.isVisible()
    assert {part: document.description(part) for part in PARTS} == drafted

    with model_server() as server:
        dialogs.answers["choose_describer"] = DescriberChoice("server", "tiny-vl", server.address)
        QTest.mouseClick(window.messages.action, Qt.MouseButton.LeftButton)
        window.actions_["describe"].trigger()
        with qtbot.waitSignal(window.session.run_finished, timeout=LONG):
            qtbot.waitUntil(lambda: not window.asking.active, timeout=LONG)
        assert {part: document.description(part).text for part in PARTS} == TEXTS
        assert window.document.undo_stack.count() == 1

    commands.do_edit_text(document, "head", "bowed")
    dialogs.answers["save_project"] = tmp_path / "asked.contrapposto.json"
    assert window.save() and window.close()
    again = open_window()
    with qtbot.waitSignal(again.session.run_finished, timeout=LONG):
        again.open_path(tmp_path / "asked.contrapposto.json")
    assert again.document.description("torso").source == "vlm:tiny-vl"
    assert again.document.description("head").source == "person"
    QTest.mouseClick(again.descriptions.rows["head"].reset, Qt.MouseButton.LeftButton)
    head = again.document.description("head")
    assert (head.text, head.source) == (TEXTS["head"], "vlm:tiny-vl"), "what the model wrote, in its name"
