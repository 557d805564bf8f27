"""The dialog in which a person chooses who writes the descriptions, and tries it out. Models, servers and the keyring are asked in the asking thread.

It changes nothing but the person's copy of the prompts and, on request, the keyring: what was chosen is returned, and kept by the window.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.asking_thread import AskingThread, Ended, FindKey, Heard, HeardModels, HeardText, KeepKey, ListModels, TryOut
from app.describer_pages import CommonPage, LocalPage, Note, ServerPage, keep_room
from app.describer_words import BUILT_IN_WORDS, where_it_goes
from app.dialogs import Dialogs
from app.prompts_copy import PromptsCopy
from app.settings import Settings
from core.errors import InputError
from core.language.backends.choice import KINDS, DescriberChoice

TYPING_MS = 400
TEST, STOP = "Test", "Stop"
TITLES = {"built-in": "Built-in", "local": "A model on this computer", "server": "A server"}
KEY_WORDS = {
    "environment": "taken from the environment (CONTRAPPOSTO_API_KEY)",
    "keyring": "kept in the system's keyring",
    "": "none",
}


class DescriberDialog(QDialog):
    """Built-in, local or server, with what each needs. ``choice()`` after it was accepted."""

    def __init__(
        self, settings: Settings, thread: AskingThread, dialogs: Dialogs, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Describer")
        self._settings, self._thread, self._dialogs = settings, thread, dialogs
        self._prompts = PromptsCopy(settings.prompts_path)
        self._waiting: dict[int, str] = {}
        """What each question under way is about: "test", "models" or "key"."""
        self._key_timer = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._key_timer.timeout.connect(self._find_key)
        self._build()
        self._fill()
        self._connect()
        self._refresh()

    def _build(self) -> None:
        lead = QLabel("Who writes the descriptions when you press Describe?")
        lead.setObjectName("rowName")
        self.kinds: dict[str, QRadioButton] = {}
        group, line = QButtonGroup(self), QHBoxLayout()
        line.setSpacing(18)
        for kind in KINDS:
            button = self.kinds[kind] = QRadioButton(TITLES[kind])
            group.addButton(button)
            line.addWidget(button)
        line.addStretch(1)
        self.local, self.server, self.common = LocalPage(), ServerPage(), CommonPage()
        self.pages: dict[str, QWidget] = {
            "built-in": Note(BUILT_IN_WORDS),
            "local": self.local,
            "server": self.server,
        }
        self.where = QLabel()
        self.where.setObjectName("where")
        self.where.setTextFormat(Qt.TextFormat.PlainText)
        self.where.setWordWrap(True)
        keep_room(self.where, 2)
        self.test = QPushButton(TEST)
        self.test.setFixedWidth(self.test.sizeHint().width() + 16)
        self.reply = QLabel()
        self.reply.setTextFormat(Qt.TextFormat.PlainText)
        self.reply.setWordWrap(True)
        self.reply.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        keep_room(self.reply, 2)
        self.reply.setAccessibleName("Result of the test")
        self.reply.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._trial = QWidget()
        trial = QHBoxLayout(self._trial)
        trial.setContentsMargins(0, 0, 0, 0)
        trial.setSpacing(10)
        trial.addWidget(self.test, 0, Qt.AlignmentFlag.AlignTop)
        trial.addWidget(self.reply, 1)
        self._rule = QFrame()
        self._rule.setFrameShape(QFrame.Shape.HLine)
        self._rule.setObjectName("rule")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.ok.setText("Use this describer")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(12)
        column.addWidget(lead)
        column.addLayout(line)
        column.addWidget(self.pages["built-in"])
        # Both as tall as the taller one: what they have in common stays where it is when the kind is changed.
        self._model_pages = QStackedWidget()
        self._model_pages.addWidget(self.local)
        self._model_pages.addWidget(self.server)
        column.addWidget(self._model_pages)
        column.addWidget(self._rule)
        column.addWidget(self.common)
        column.addWidget(self.where)
        column.addWidget(self._trial)
        column.addStretch(1)
        column.addWidget(buttons)
        self.setMinimumWidth(680)

    def _fill(self) -> None:
        chosen = self._settings.describer
        self.local.show_choice(self._settings.last_describer("local"))
        self.server.show_choice(self._settings.last_describer("server"))
        self.common.show_choice(chosen)
        self.kinds[chosen.kind].setChecked(True)
        self._show_prompts()

    def _connect(self) -> None:
        for button in self.kinds.values():
            button.toggled.connect(self._on_kind)
        for page in (self.local, self.server, self.common):
            page.changed.connect(self._refresh)
        self.server.url.textChanged.connect(lambda _text: self._key_timer.start())
        self.local.browse_requested.connect(self._browse)
        self.server.models_requested.connect(self._list_models)
        self.server.key_requested.connect(self._set_key)
        self.server.key_removal_requested.connect(lambda: self._keep_key(""))
        self.common.edit_prompts_requested.connect(self._edit_prompts)
        self.common.check_prompts_requested.connect(self._check_prompts)
        self.test.clicked.connect(self._test_or_stop)
        self._thread.heard.connect(self._hear)
        self.finished.connect(self._leave)
        if self.kind == "server":
            self._find_key()

    # ---------------------------------------------------------------------------------------------- choosing

    @property
    def kind(self) -> str:
        """The kind that is ticked."""
        return next(kind for kind, button in self.kinds.items() if button.isChecked())

    def choice(self) -> DescriberChoice | None:
        """What is chosen; None while a field is wrong."""
        kind = self.kind
        page: dict[str, Any] = {"local": self.local.values, "server": self.server.values}.get(kind, dict)()
        if kind == "built-in":
            return DescriberChoice()
        try:
            return DescriberChoice(kind=kind, **{**self.common.values(), **page})
        except InputError:
            return None

    def _on_kind(self, on: bool) -> None:
        if on:
            self.reply.clear()
            self._give_up()
            if self.kind == "server":
                self._find_key()
            self._refresh()

    def _refresh(self) -> None:
        kind = self.kind
        asks_a_model = kind != "built-in"
        self.pages["built-in"].setVisible(not asks_a_model)
        if asks_a_model:
            self._model_pages.setCurrentWidget(self.pages[kind])
        for widget in (self._model_pages, self.common, self._rule, self._trial):
            widget.setVisible(asks_a_model)
        fine = {"local": self.local.check, "server": self.server.check}.get(kind, lambda: True)()
        choice = self.choice()
        self.ok.setEnabled(fine and choice is not None)
        testing = "test" in self._waiting.values()
        self.test.setText(STOP if testing else TEST)
        self.test.setToolTip(
            "Give the test up"
            if testing
            else "Ask one short question about a plain blue square, and show the answer; a model is loaded first"
        )
        self.test.setEnabled(testing or (fine and choice is not None))
        self.where.setText(where_it_goes(choice) if choice is not None else "")
        self.where.setVisible(bool(self.where.text()))
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        """As tall as what is shown, no taller."""
        layout = self.layout()
        assert layout is not None
        width = max(self.width(), self.minimumWidth())
        self.resize(width, max(layout.totalHeightForWidth(width), layout.totalMinimumSize().height()))
        if self.isVisible():  # a page that is higher than the one before must not grow out of the screen
            room, frame = self.screen().availableGeometry(), self.frameGeometry()
            hidden = frame.bottom() - room.bottom()
            if hidden > 0:
                self.move(self.x(), self.y() - min(hidden, max(0, frame.top() - room.top())))

    def _browse(self) -> None:
        typed = Path(self.local.model.text() or ".")
        folder = self._dialogs.model_folder(self, typed if typed.is_dir() else Path.home())
        if folder is not None:
            self.local.model.setText(str(folder))

    # ------------------------------------------------------------------------------------------------ trying

    def _test_or_stop(self) -> None:
        if "test" not in self._waiting.values():
            self._try_out()
            return
        for number in [number for number, about in self._waiting.items() if about == "test"]:
            self._thread.cancel(number)
            del self._waiting[number]
        self._say("The test was given up.")
        self._refresh()

    def _try_out(self) -> None:
        choice = self.choice()
        if choice is not None:
            self._say("Waiting for the asking that is under way…" if self._thread.asking else f"Asking {choice.name}…")
            self._waiting[self._thread.put(TryOut(choice))] = "test"
            self._refresh()

    def _list_models(self) -> None:
        address = self.server.address
        if address is not None and "models" not in self._waiting.values():
            self.server.model_note.say("Asking the server…")
            self._waiting[self._thread.put(ListModels(address))] = "models"

    def _find_key(self) -> None:
        address = self.server.address
        self.server.set_key.setEnabled(address is not None)
        self.server.clear_key.setEnabled(False)
        if address is None:
            self.server.key.say("give the server's address first")
        else:
            self._waiting[self._thread.put(FindKey(address))] = "key"

    def _set_key(self) -> None:
        address = self.server.address
        text = self._dialogs.key(self, address.host) if address is not None else None
        if text:
            self._keep_key(text)

    def _keep_key(self, text: str) -> None:
        address = self.server.address
        if address is not None:
            self._waiting[self._thread.put(KeepKey(address, text))] = "key"

    def _hear(self, heard: Heard) -> None:
        about = self._waiting.get(heard.number)
        if about is None:
            return
        if isinstance(heard, HeardModels):
            self.server.show_models(heard.names)
        elif isinstance(heard, HeardText) and about == "test":
            self._say(f"“{heard.text}”")
        elif isinstance(heard, HeardText):
            self._show_key(heard.text)
        elif isinstance(heard, Ended):
            del self._waiting[heard.number]
            note = {"models": self.server.model_note, "key": self.server.key_note}.get(about)
            if note is None:
                if heard.problem:
                    self._say(heard.problem, fault=True)
                self._refresh()
            elif heard.problem or about == "key":
                note.say(heard.problem, fault=True)

    def _show_key(self, origin: str) -> None:
        self.server.key.say(KEY_WORDS[origin])
        self.server.clear_key.setEnabled(origin == "keyring")

    def _say(self, text: str, fault: bool = False) -> None:
        self.reply.setObjectName("fault" if fault else "")
        self.reply.style().polish(self.reply)
        self.reply.setText(text)

    def _give_up(self) -> None:
        for number in self._waiting:
            self._thread.cancel(number)
        self._waiting.clear()

    def _leave(self, _result: int) -> None:
        self._key_timer.stop()
        self._give_up()
        self._thread.heard.disconnect(self._hear)

    # ----------------------------------------------------------------------------------------------- prompts

    def _show_prompts(self) -> None:
        self.common.prompts.say("your own copy" if self._prompts.exists else "the ones that ship with the app")
        QTimer.singleShot(0, self, self._fit)  # what is wrong with a file takes more than one line

    def _edit_prompts(self) -> None:
        try:
            self._dialogs.open_file(self._prompts.ensure())
            self.common.prompts_note.say(f"Save {self._prompts.path.name} in the editor, then press Reload.")
        except InputError as error:
            self.common.prompts_note.say(str(error), fault=True)
        self._show_prompts()

    def _check_prompts(self) -> None:
        try:
            self.common.prompts_note.say(self._prompts.check())
        except InputError as error:
            self.common.prompts_note.say(str(error), fault=True)
        self._show_prompts()
