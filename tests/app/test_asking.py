"""Asking a describer: nothing blocks, nothing is lost, one asking is one step, and what goes wrong is said once, without a dialog."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app import commands
from app.asking import KEPT, OFFERED, PASSED, READY, WRITING, ended_words
from app.main_window import MainWindow
from app.requests import ImageOpened, PeopleFound
from core.body.skeleton import PARTS
from core.language.backends.choice import DescriberChoice
from tests.model_server import TEXTS, ModelServer, model_server
from tests.window_fixtures import SAMPLE, observed

LONG = 120_000


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with model_server() as running:
        yield running


@pytest.fixture
def window(open_window: Callable[..., MainWindow], qtbot: Any, server: ModelServer, settings: Any) -> MainWindow:
    """A window with the sample photograph and its first refined body, whose describer is the test's server."""
    settings.describer = DescriberChoice("server", "tiny-vl", server.address, timeout_s=20)
    window = open_window()
    image, observation = observed()
    with qtbot.waitSignal(window.session.run_finished, timeout=LONG):
        window.session.receive(ImageOpened(0, SAMPLE, image))
        window.session.receive(PeopleFound(0, observation, "p1"))
    return window


def texts(window: MainWindow) -> dict[str, str]:
    return {part: window.document.description(part).text for part in PARTS}


def state(window: MainWindow, part: str) -> str:
    answer = window.asking.answer(part)
    return answer.state if answer else ""


def test_all_rows_are_written_in_one_step_and_one_run_and_undo_brings_everything_back(
    window: MainWindow, qtbot: Any
) -> None:
    runs: list[Any] = []
    before, drafts = dict(window.document.person.descriptions), dict(window.document.drafts("p1"))  # type: ignore[union-attr, arg-type]
    window.session.run_finished.connect(runs.append)
    QTest.mouseClick(window.descriptions.describe, Qt.MouseButton.LeftButton)
    assert (
        window.asking.active and window.descriptions.strip.isVisible() and not window.descriptions.describe.isEnabled()
    )
    qtbot.waitUntil(lambda: not window.asking.active, timeout=LONG)
    qtbot.waitUntil(lambda: bool(runs), timeout=LONG)
    QTest.qWait(300)
    assert texts(window) == TEXTS and len(runs) == 1 and window.document.undo_stack.count() == 1
    assert all(window.document.description(part).source == "vlm:tiny-vl" for part in PARTS)
    assert window.descriptions.rows["head"].badge.toolTip() == "Written by the model tiny-vl"
    assert not window.descriptions.strip.isVisible() and not window.messages.isVisible()
    window.actions_["undo"].trigger()
    assert dict(window.document.person.descriptions) == before  # type: ignore[union-attr, arg-type]
    assert dict(window.document.drafts("p1")) == drafts, "reset goes back to the draft of before"
    window.actions_["redo"].trigger()
    assert texts(window) == TEXTS


def test_answers_stand_beside_the_rows_until_the_asking_ends(
    window: MainWindow, qtbot: Any, server: ModelServer
) -> None:
    server.hold = {"left_arm"}
    before = texts(window)
    window.actions_["describe"].trigger()
    qtbot.waitUntil(lambda: state(window, "left_arm") == WRITING, timeout=LONG)
    qtbot.waitUntil(lambda: bool(window.descriptions.rows["left_arm"].answer.text.text()), timeout=LONG)
    row = window.descriptions.rows["left_arm"].answer
    assert row.isVisible() and row.text.font().italic() and TEXTS["left_arm"].startswith(row.text.text().rstrip())
    assert row.text.text() != TEXTS["left_arm"]
    head = window.descriptions.rows["head"].answer
    assert state(window, "head") == READY and head.text.text() == TEXTS["head"] and not head.text.font().italic()
    assert window.descriptions.strip.bar.value() == 2 and window.descriptions.strip.count.text().startswith("2 of 10")
    assert texts(window) == before and window.document.undo_stack.count() == 0


def test_cancelling_half_way_keeps_what_is_finished_in_one_step(
    window: MainWindow, qtbot: Any, server: ModelServer
) -> None:
    server.hold = {"left_arm"}
    before = texts(window)
    window.actions_["describe"].trigger()
    qtbot.waitUntil(lambda: state(window, "left_arm") == WRITING, timeout=LONG)
    with qtbot.waitSignal(window.session.run_finished, timeout=LONG):
        cancel = window.actions_["cancel"]
        assert cancel.isEnabled() and cancel.shortcut().toString() == "Esc"
        cancel.trigger()
    assert not window.asking.active
    expected = {**before, "head": TEXTS["head"], "torso": TEXTS["torso"]}
    assert texts(window) == expected and window.document.undo_stack.count() == 1
    assert "cancelled" in window.messages.text.text() and "2 of 10" in window.messages.text.text()
    server.let_go()
    QTest.qWait(200)
    assert texts(window) == expected, "what comes after is not heard"
    window.actions_["undo"].trigger()
    assert texts(window) == before


def test_a_row_edited_meanwhile_is_not_overwritten_and_its_answer_is_on_offer(
    window: MainWindow, qtbot: Any, server: ModelServer
) -> None:
    server.hold = {"left_leg"}
    window.actions_["describe"].trigger()
    qtbot.waitUntil(lambda: state(window, "torso") == READY, timeout=LONG)
    commands.do_edit_text(window.document, "head", "bowed")
    window.actions_["undo"].trigger()  # an edit that was taken back does not count
    commands.do_edit_text(window.document, "torso", "upright")
    assert (state(window, "torso"), state(window, "head")) == (PASSED, READY)
    server.let_go()
    qtbot.waitUntil(lambda: not window.asking.active, timeout=LONG)
    assert texts(window) == {**TEXTS, "torso": "upright"} and window.document.description("torso").source == "person"
    assert state(window, "torso") == OFFERED and "torso" in window.messages.text.text()
    row = window.descriptions.rows["torso"].answer
    count = window.document.undo_stack.count()
    row.take.click()
    assert texts(window) == TEXTS and not row.isVisible() and window.document.undo_stack.count() == count + 1
    window.actions_["undo"].trigger()
    assert window.document.description("torso").text == "upright"


def test_one_row_can_be_asked_for_alone(window: MainWindow, qtbot: Any, server: ModelServer) -> None:
    before = texts(window)
    commands.do_switch_part(window.document, "right_hand", False)
    QTest.mouseClick(window.descriptions.rows["right_hand"].ask, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.asking.active, timeout=LONG)
    assert texts(window) == {**before, "right_hand": TEXTS["right_hand"]} and len(server.questions) == 1
    assert not window.document.description("right_hand").enabled, "switches stay as they are"
    assert window.actions_["undo"].text() == "Undo: Describe the right hand (tiny-vl)"


def test_the_body_follows_edits_while_a_model_is_silent(window: MainWindow, qtbot: Any, server: ModelServer) -> None:
    server.silent = True
    window.actions_["describe"].trigger()
    qtbot.waitUntil(lambda: bool(server.questions), timeout=LONG)
    with qtbot.waitSignal(window.session.run_finished, timeout=LONG):
        window.guidance.sliders["initial"].setValue(0)
    assert window.asking.active


def test_a_server_that_refuses_leaves_every_text_and_says_one_thing(
    window: MainWindow, qtbot: Any, server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from core.language.backends import patience

    monkeypatch.setattr(patience.Patience, "pause", lambda _self, attempt, _headers: 0.01 if attempt < 3 else None)
    before = texts(window)
    for status, words in ((401, "key"), (403, "403"), (404, "404"), (429, "429"), (500, "500")):
        server.status = status
        window.messages.hide()
        window.actions_["describe"].trigger()
        qtbot.waitUntil(lambda: not window.asking.active, timeout=LONG)
        assert words in window.messages.text.text() and window.messages.level == "warning", status
        assert window.messages.action.isVisible() and texts(window) == before
    assert window.document.undo_stack.count() == 0


def test_a_dead_server_is_said_with_a_way_to_the_settings(
    window: MainWindow, qtbot: Any, settings: Any, dialogs: Any
) -> None:
    before = texts(window)
    settings.describer = DescriberChoice("server", "tiny-vl", "http://127.0.0.1:9")
    window.actions_["describe"].trigger()
    qtbot.waitUntil(lambda: not window.asking.active, timeout=LONG)
    assert "127.0.0.1:9" in window.messages.text.text() and texts(window) == before
    window.messages.action.click()
    assert dialogs.asked == ["choose_describer"] and not window.messages.isVisible()


def test_refusals_and_nonsense_keep_those_rows_only(window: MainWindow, qtbot: Any, server: ModelServer) -> None:
    server.said |= {"left_arm": "I'm sorry, but I can't help with that.", "torso": "asdf qwer zxcv"}
    before = texts(window)
    window.actions_["describe"].trigger()
    qtbot.waitUntil(lambda: not window.asking.active, timeout=LONG)
    assert texts(window) == {**TEXTS, "left_arm": before["left_arm"], "torso": before["torso"]}
    assert "left arm" in window.messages.text.text() and window.messages.level == "warning"


def test_answers_belong_to_the_person_they_were_asked_for(window: MainWindow, qtbot: Any, server: ModelServer) -> None:
    server.hold = {"torso"}
    window.actions_["describe"].trigger()
    qtbot.waitUntil(lambda: state(window, "torso") == WRITING, timeout=LONG)
    with qtbot.waitSignal(window.session.run_finished, timeout=LONG):
        window.photo.box_drawn.emit(window.document.person.box)  # type: ignore[union-attr]
    assert window.document.person_id == "p2" and state(window, "torso") == ""
    mine = texts(window)
    server.let_go()
    qtbot.waitUntil(lambda: not window.asking.active, timeout=LONG)
    assert texts(window) == mine
    assert window.document.find_person("p1").descriptions["torso"].text == TEXTS["torso"]  # type: ignore[union-attr, index]


def test_closing_the_photograph_ends_the_asking_without_a_word(
    window: MainWindow, qtbot: Any, server: ModelServer
) -> None:
    server.hold = {"torso"}
    window.actions_["describe"].trigger()
    qtbot.waitUntil(lambda: state(window, "torso") == WRITING, timeout=LONG)
    window.actions_["close"].trigger()
    server.let_go()
    QTest.qWait(200)
    assert not window.asking.active and window.document.person is None and not window.messages.isVisible()


def test_closing_the_window_does_not_wait_for_a_silent_server(
    window: MainWindow, qtbot: Any, server: ModelServer
) -> None:
    import time

    server.silent = True
    window.actions_["describe"].trigger()
    qtbot.waitUntil(lambda: bool(server.questions), timeout=LONG)
    began = time.monotonic()
    assert window.close() and time.monotonic() - began < 15, "the server is silent for longer"


def test_nothing_is_sent_away_before_the_person_agreed(
    window: MainWindow, qtbot: Any, settings: Any, dialogs: Any
) -> None:
    window.describe(("head",))  # the server on this machine
    qtbot.waitUntil(lambda: not window.asking.active, timeout=LONG)
    assert window.document.description("head").text == TEXTS["head"] and dialogs.asked == []
    settings.describer = DescriberChoice("server", "tiny-vl", "https://models.invalid")
    window.actions_["describe"].trigger()
    assert (
        dialogs.asked == ["agree_to_send"] and not window.asking.active and not settings.may_send_to("models.invalid")
    )
    dialogs.answers["agree_to_send"] = True
    window.actions_["describe"].trigger()
    assert window.asking.active and settings.may_send_to("models.invalid")
    qtbot.waitUntil(lambda: not window.asking.active, timeout=LONG)
    window.actions_["describe"].trigger()
    assert dialogs.asked == ["agree_to_send", "agree_to_send"], "each server is asked about once"


def test_another_describer_changes_nothing_until_it_is_asked(
    window: MainWindow, dialogs: Any, settings: Any, server: ModelServer
) -> None:
    before = texts(window)
    assert window.describer_label.text() == "Describer: tiny-vl at 127.0.0.1"
    dialogs.answers["choose_describer"] = DescriberChoice()
    window.actions_["describer"].trigger()
    assert settings.describer == DescriberChoice() and window.describer_label.text() == "Describer: built-in"
    assert texts(window) == before and window.document.undo_stack.count() == 0 and not server.questions


def test_a_project_remembers_who_wrote_but_neither_address_nor_key(
    window: MainWindow, qtbot: Any, dialogs: Any, tmp_path: Any, server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONTRAPPOSTO_API_KEY", "sk-very-secret-0123456789")
    window.actions_["describe"].trigger()
    qtbot.waitUntil(lambda: not window.asking.active, timeout=LONG)
    assert server.keys[-1] == "Bearer sk-very-secret-0123456789"
    path = tmp_path / "asked.contrapposto.json"
    dialogs.answers["save_project"] = path
    assert window.save()
    written = path.read_text(encoding="utf-8")
    assert "vlm:tiny-vl" in written and "127.0.0.1" not in written and "very-secret" not in written
    window.settings.store.sync()
    assert "very-secret" not in Path(window.settings.store.fileName()).read_text(encoding="utf-8")


def test_how_an_asking_ended_is_one_short_message() -> None:
    choice = DescriberChoice("server", "m", "http://localhost:1")
    assert ended_words(choice, 10, PARTS, [], {}, "", False) == ("info", "")
    level, text = ended_words(choice, 10, ["head"], ["torso"], {}, "", True)
    assert level == "info" and "cancelled" in text and "One of 10 parts was written" in text and "torso" in text
    level, text = ended_words(choice, 10, [], [], {}, "m is gone", False)
    assert (level, text) == ("warning", "m is gone.")
    kept = {part: f"{part} keeps its text: no." for part in PARTS[:5]}
    assert "3 more parts keep their texts." in ended_words(choice, 10, PARTS[5:], [], kept, "", False)[1]
    assert KEPT == "kept"
