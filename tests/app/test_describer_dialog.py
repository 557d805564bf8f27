"""The describer's dialog: what is wrong is said beside the field, nothing blocks, keys go to the keyring only, and what was chosen comes back."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backend import KeyringBackend
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QDialog, QLineEdit

from app import theme
from app.asking_thread import AskingThread
from app.describer_dialog import DescriberDialog
from app.describer_pages import Note
from app.describers import RealDescribers
from app.message_bar import MessageBar
from app.settings import Settings
from core.language.backends.choice import DescriberChoice
from tests.model_server import ModelServer, model_server

LONG = 60_000
SECRET = "sk-very-secret-0123456789"


class MemoryKeyring(KeyringBackend):
    """A keyring that lasts as long as a test."""

    priority = 1.0  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[tuple[str, str], str] = {}
        self.threads: set[str] = set()

    def get_password(self, service: str, username: str) -> str | None:
        self.threads.add(threading.current_thread().name)
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.threads.add(threading.current_thread().name)
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self.entries.pop((service, username))


@pytest.fixture(autouse=True)
def ring(monkeypatch: pytest.MonkeyPatch) -> Iterator[MemoryKeyring]:
    monkeypatch.delenv("CONTRAPPOSTO_API_KEY", raising=False)
    before, memory = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(before)


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with model_server() as running:
        yield running


@pytest.fixture
def thread(settings: Settings) -> Iterator[AskingThread]:
    asker = AskingThread(RealDescribers(settings.prompts_path))
    yield asker
    asker.stop()


@pytest.fixture
def open_dialog(settings: Settings, thread: AskingThread, dialogs: Any, qtbot: Any) -> Any:
    def make(choice: DescriberChoice | None = None) -> DescriberDialog:
        if choice is not None:
            settings.describer = choice
        dialog = DescriberDialog(settings, thread, dialogs)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return make


@pytest.fixture(params=["bare", "dressed"])
def style(request: Any, qapp: Any) -> Iterator[None]:
    """With and without the app's style sheet, whose paddings take room too."""
    before = qapp.styleSheet()
    qapp.setStyleSheet(theme.style_sheet(theme.current()) if request.param == "dressed" else "")
    yield
    qapp.setStyleSheet(before)


def test_it_opens_with_what_was_chosen_and_gives_it_back(open_dialog: Any) -> None:
    for choice in (
        DescriberChoice(),
        DescriberChoice("local", "/models/tiny", device="cuda:1", dtype="bfloat16", max_tokens=90, wordings=3),
        DescriberChoice("server", "qwen", "http://localhost:1234", one_call=True, timeout_s=12, picture_side=512),
    ):
        assert open_dialog(choice).choice() == choice


def test_each_kind_keeps_its_own_fields(open_dialog: Any, settings: Settings) -> None:
    settings.describer = DescriberChoice("local", "/models/tiny")
    dialog = open_dialog(DescriberChoice("server", "qwen", "http://localhost:1234"))
    dialog.kinds["local"].click()
    assert dialog.choice() == DescriberChoice("local", "/models/tiny") and dialog.local.isVisible()
    dialog.kinds["built-in"].click()
    assert dialog.choice() == DescriberChoice() and not dialog.common.isVisible() and not dialog.test.isVisible()


def test_what_is_wrong_is_said_beside_the_field(open_dialog: Any) -> None:
    dialog = open_dialog()
    dialog.kinds["server"].click()
    assert not dialog.ok.isEnabled() and not dialog.test.isEnabled()
    assert "address" in dialog.server.url_note.text() and "model" in dialog.server.model_note.text()
    dialog.server.url.setText("somewhere")
    assert "somewhere" in dialog.server.url_note.text() and not dialog.server.list.isEnabled()
    dialog.server.url.setText("http://localhost:11434")
    dialog.server.model.setCurrentText("qwen")
    assert dialog.ok.isEnabled() and dialog.server.url_note.objectName() == "faint", "no fault is left standing"
    dialog.kinds["local"].click()
    assert not dialog.ok.isEnabled() and "folder" in dialog.local.model_note.text()


def test_no_field_moves_when_a_fault_comes_or_goes(style: None, open_dialog: Any, qtbot: Any) -> None:
    dialog = open_dialog(DescriberChoice("server", "qwen", "http://localhost:11434"))
    fields = (dialog.server.url, dialog.server.model, dialog.server.timeout, dialog.common.tokens, dialog.test, dialog.ok)

    def places() -> list[Any]:
        qtbot.wait(30)
        return [(dialog.size(), field.mapTo(dialog, field.rect().topLeft())) for field in fields]

    at_rest = places()
    for url, model in (("", "qwen"), ("ftp://somewhere.example.com", "qwen"), ("http://localhost:11434", ""), ("", "")):
        dialog.server.url.setText(url)
        dialog.server.model.setCurrentText(model)
        assert dialog.server.findChildren(Note, "fault") and places() == at_rest, (url, model)


def test_what_models_have_in_common_stays_in_its_place_when_the_kind_changes(
    style: None, open_dialog: Any, qtbot: Any
) -> None:
    dialog = open_dialog(DescriberChoice("server", "qwen", "http://localhost:11434"))
    tops = []
    for kind in ("server", "local"):
        dialog.kinds[kind].click()
        qtbot.wait(30)
        tops.append((dialog.size(), dialog.common.pos(), dialog.test.mapTo(dialog, dialog.test.rect().topLeft())))
    assert tops[0] == tops[1]


def test_it_says_what_is_sent_where(open_dialog: Any) -> None:
    dialog = open_dialog(DescriberChoice("server", "qwen", "http://localhost:1"))
    assert "on this computer (localhost)" in dialog.where.text()
    dialog.server.url.setText("https://api.example.com/v1")
    assert "leave this computer for api.example.com" in dialog.where.text() and "encrypted" not in dialog.where.text()
    dialog.server.url.setText("http://api.example.com/v1")
    assert "not encrypted" in dialog.where.text()
    dialog.kinds["built-in"].click()
    assert dialog.where.text() == "Nothing is sent anywhere."


def test_the_servers_models_fill_the_list(open_dialog: Any, server: ModelServer, qtbot: Any) -> None:
    dialog = open_dialog()
    dialog.kinds["server"].click()
    dialog.server.url.setText(server.address)
    QTest.mouseClick(dialog.server.list, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.server.model.count() == 2, timeout=LONG)
    assert dialog.choice() == DescriberChoice("server", "tiny-vl", server.address)
    assert dialog.server.model.itemText(1) == "other-vl" and "2 models" in dialog.server.model_note.text()


def test_a_test_shows_the_answer(open_dialog: Any, server: ModelServer, qtbot: Any) -> None:
    server.said["head"] = "Blue."
    dialog = open_dialog(DescriberChoice("server", "tiny-vl", server.address))
    dialog.test.click()
    assert dialog.test.text() == "Stop" and "tiny-vl" in dialog.reply.text()
    qtbot.waitUntil(lambda: dialog.test.text() == "Test", timeout=LONG)
    assert dialog.reply.text() == "“Blue.”"


def test_a_failed_test_and_a_failed_listing_say_why(open_dialog: Any, server: ModelServer, qtbot: Any) -> None:
    server.status = 401
    dialog = open_dialog(DescriberChoice("server", "tiny-vl", server.address))
    dialog.test.click()
    qtbot.waitUntil(lambda: dialog.test.text() == "Test", timeout=LONG)
    assert "key" in dialog.reply.text() and dialog.reply.objectName() == "fault"
    dialog.server.url.setText("http://127.0.0.1:9")
    dialog.server.list.click()
    qtbot.waitUntil(lambda: "127.0.0.1:9" in dialog.server.model_note.text(), timeout=LONG)
    assert dialog.server.model.currentText() == "tiny-vl", "what was typed stays"


def test_a_test_can_be_stopped_and_put_again(
    open_dialog: Any, server: ModelServer, thread: AskingThread, qtbot: Any
) -> None:
    server.silent = True
    dialog = open_dialog(DescriberChoice("server", "tiny-vl", server.address))
    dialog.test.click()
    qtbot.waitUntil(lambda: bool(server.questions), timeout=LONG)
    dialog.test.click()
    assert dialog.test.text() == "Test" and "given up" in dialog.reply.text()
    qtbot.waitUntil(lambda: not thread.busy, timeout=5_000)
    server.silent, server.said["head"] = False, "Blue."
    dialog.test.click()
    qtbot.waitUntil(lambda: dialog.reply.text() == "“Blue.”", timeout=LONG)


def test_closing_it_gives_up_what_is_under_way(
    open_dialog: Any, server: ModelServer, thread: AskingThread, qtbot: Any
) -> None:
    server.silent = True
    dialog = open_dialog(DescriberChoice("server", "tiny-vl", server.address))
    dialog.test.click()
    qtbot.waitUntil(lambda: bool(server.questions), timeout=LONG)
    dialog.reject()
    qtbot.waitUntil(lambda: not thread.busy, timeout=5_000)


def test_a_key_goes_to_the_keyring_and_nowhere_else(
    open_dialog: Any, dialogs: Any, settings: Settings, ring: MemoryKeyring, qtbot: Any, caplog: Any
) -> None:
    dialog = open_dialog(DescriberChoice("server", "qwen", "https://api.example.com/v1"))
    qtbot.waitUntil(lambda: dialog.server.key.text() == "none", timeout=LONG)
    dialogs.answers["key"] = SECRET
    dialog.server.set_key.click()
    qtbot.waitUntil(lambda: dialog.server.clear_key.isEnabled(), timeout=LONG)
    assert list(ring.entries.values()) == [SECRET] and "keyring" in dialog.server.key.text()
    settings.describer = dialog.choice()
    settings.store.sync()
    assert SECRET not in Path(settings.store.fileName()).read_text(encoding="utf-8") and SECRET not in caplog.text
    dialog.server.clear_key.click()
    qtbot.waitUntil(lambda: dialog.server.key.text() == "none", timeout=LONG)
    assert not ring.entries and ring.threads == {"asking"}, "a locked keyring must not hold the window up"


def test_a_key_in_the_environment_is_named(open_dialog: Any, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONTRAPPOSTO_API_KEY", SECRET)
    dialog = open_dialog(DescriberChoice("server", "qwen", "https://api.example.com/v1"))
    qtbot.waitUntil(lambda: "CONTRAPPOSTO_API_KEY" in dialog.server.key.text(), timeout=LONG)
    assert not dialog.server.clear_key.isEnabled() and SECRET not in dialog.server.key.text()


def test_editing_the_prompts_makes_a_copy_and_reloading_checks_it(
    open_dialog: Any, dialogs: Any, settings: Settings
) -> None:
    dialog = open_dialog(DescriberChoice("local", "/models/tiny"))
    dialog.common.edit.click()
    assert dialogs.asked == ["open_file"] and settings.prompts_path.exists()
    assert "own copy" in dialog.common.prompts.text()
    dialog.common.reload.click()
    assert "10 parts" in dialog.common.prompts_note.text()
    settings.prompts_path.write_text("[head]\nwordings = 3\n", encoding="utf-8")
    dialog.common.reload.click()
    assert "head" in dialog.common.prompts_note.text() and dialog.common.prompts_note.objectName() == "fault"


def test_browsing_puts_the_folder_into_the_field(open_dialog: Any, dialogs: Any, tmp_path: Path) -> None:
    dialog = open_dialog(DescriberChoice("local", "tiny"))
    dialogs.answers["model_folder"] = tmp_path
    dialog.local.browse_requested.emit()
    assert dialog.choice() == DescriberChoice("local", str(tmp_path))


def test_every_field_has_a_name_for_a_screen_reader_and_can_be_reached_by_key(open_dialog: Any) -> None:
    dialog: QDialog = open_dialog(DescriberChoice("server", "qwen", "http://localhost:1"))
    fields = [
        w
        for kind in (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit)
        for w in dialog.findChildren(kind)
        if w.isVisible() and not isinstance(w.parent(), QAbstractSpinBox | QComboBox)
    ]
    assert len(fields) > 12
    for field in fields:
        name = field.accessibleName() or (field.text() if isinstance(field, QAbstractButton) else "")
        assert name and field.focusPolicy() & Qt.FocusPolicy.TabFocus, field


def test_a_stored_choice_that_makes_no_sense_is_the_built_in_one(settings: Settings) -> None:
    settings.describer = DescriberChoice("server", "qwen", "http://localhost:1")
    settings.store.setValue("describer/server", '{"kind": "server", "model": 3}')
    assert settings.describer == DescriberChoice()
    settings.store.setValue("describer/server", "{nonsense")
    assert settings.describer == DescriberChoice()


def test_consent_is_remembered_for_each_server(settings: Settings) -> None:
    settings.allow_sending_to("api.example.com")
    settings.store.sync()
    again = Settings(settings.store)
    assert again.may_send_to("API.example.com") and not again.may_send_to("other.example.com")
    again.allow_sending_to("other.example.com")
    assert again.may_send_to("api.example.com") and again.may_send_to("other.example.com")


def test_a_messages_button_does_its_work_and_goes_with_the_next_message(qtbot: Any) -> None:
    bar, done = MessageBar(), []
    qtbot.addWidget(bar)
    bar.show_message("warning", "The server is gone.", ("Settings…", lambda: done.append(1)))
    bar.action.click()
    assert done == [1] and not bar.isVisible()
    bar.show_message("info", "Saved.")
    assert bar.isVisible() and not bar.action.isVisible()


def test_a_page_that_is_higher_does_not_grow_out_of_the_screen(open_dialog: Any, qtbot: Any) -> None:
    dialog = open_dialog()
    room = dialog.screen().availableGeometry()
    dialog.move(room.left() + 20, room.bottom() - dialog.height() - 20)
    before = dialog.height()
    dialog.kinds["server"].click()
    qtbot.waitUntil(lambda: dialog.height() > before, timeout=5_000)
    qtbot.waitUntil(lambda: dialog.frameGeometry().bottom() <= room.bottom(), timeout=5_000)


def test_a_long_complaint_about_the_prompts_is_not_cut(style: None, open_dialog: Any, settings: Settings, qtbot: Any) -> None:
    dialog = open_dialog(DescriberChoice("server", "qwen", "http://localhost:11434"))
    dialog.common.edit.click()
    settings.prompts_path.write_text("[[[broken", encoding="utf-8")
    dialog.common.reload.click()
    note = dialog.common.prompts_note
    assert "not valid TOML" in note.text()
    qtbot.waitUntil(lambda: note.height() >= note.heightForWidth(note.width()), timeout=5_000)
