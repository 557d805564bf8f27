"""The pages of the describer's settings: a model on this computer, a server, and what both have in common. Each says what is wrong beside the field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app import theme
from app.describer_words import LOCAL_WORDS, SERVER_WORDS
from core.errors import InputError
from core.language.backends.choice import DTYPES, MAX_WORDINGS, DescriberChoice

DEVICES = ("auto", "cpu", "cuda")
FIELD_WIDTH = 300
LABEL_WIDTH = 112


class Note(QLabel):
    """Words under a field: faint when they explain, in the colour of faults when they say what is wrong.

    ``rest`` is what stands there while there is nothing to say; ``lines`` is the room that is kept in any case, so that nothing below the note moves
    under the pointer when a fault comes or goes.
    """

    def __init__(self, rest: str = "", parent: QWidget | None = None, lines: int = 0) -> None:
        super().__init__(rest, parent)
        self._rest = rest
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setWordWrap(True)
        if lines:
            keep_room(self, lines)
        self._room = self.minimumHeight()
        self.say("")

    def say(self, text: str, fault: bool = False) -> None:
        """Shows a sentence; an empty one brings back what stands there at rest, if anything does."""
        self.setObjectName("fault" if fault and text else "faint")
        self.style().polish(self)
        self.setText(text or self._rest)
        self.setVisible(bool(self.text()))
        self._take_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._take_room()

    def _take_room(self) -> None:
        """Forms give wrapped lines within a field too little height: what the words need is the least."""
        if self.isVisible():
            self.setMinimumHeight(max(self._room, self.heightForWidth(self.width())))


def keep_room(label: QLabel, lines: int) -> None:
    """A label that takes up that many lines whether it says something, nothing, or is hidden."""
    text = label.text()
    label.setText("\n".join("x" * lines))
    label.ensurePolished()  # the style sheet's padding counts
    label.setMinimumHeight(label.sizeHint().height())
    label.setText(text)
    policy = label.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    label.setSizePolicy(policy)


class _Page(QWidget):
    """A form whose fields report every change."""

    changed = Signal()

    def __init__(self, lead: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = QFormLayout()
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.form.setHorizontalSpacing(14)
        self.form.setVerticalSpacing(7)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        if lead:
            column.addWidget(Note(lead))
        column.addLayout(self.form)
        column.addStretch(1)

    def add(self, words: str, field: QWidget, *beside: QWidget, note: Note | None = None, tip: str = "") -> None:
        """A labelled line; ``note`` stands below the field."""
        field.setAccessibleName(words)
        field.setToolTip(tip)
        if isinstance(field, QLabel):
            field.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(field, 1 if isinstance(field, QLineEdit | QComboBox | QLabel) else 0)
        for widget in beside:
            line.addWidget(widget)
        if not isinstance(field, QLineEdit | QComboBox | QLabel):
            line.addStretch(1)
        block = QVBoxLayout()
        block.setSpacing(2)
        block.addLayout(line)
        if note is not None:
            block.addWidget(note)
        label = QLabel(words)
        label.setBuddy(field)
        label.setMinimumWidth(LABEL_WIDTH)
        # Beside the field itself, however many lines of notes stand below it.
        above = max(0, (max(w.sizeHint().height() for w in (field, *beside)) - label.sizeHint().height()) // 2)
        label.setContentsMargins(0, above, 0, 0)
        label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.form.addRow(label, block)


def _blank() -> QWidget:
    blank = QWidget()
    blank.setFixedWidth(LABEL_WIDTH)
    return blank


class LocalPage(_Page):
    """Which model on this computer, and how it runs."""

    browse_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(LOCAL_WORDS, parent)
        self.model = QLineEdit()
        self.model.setPlaceholderText("a folder, or a name such as HuggingFaceTB/SmolVLM-500M-Instruct")
        self.model.setMinimumWidth(FIELD_WIDTH)
        self.model_note = Note("Any image-text-to-text model with a chat template.", lines=1)
        browse = QPushButton("Browse…")
        browse.setAccessibleName("Browse for the model's folder")
        browse.clicked.connect(self.browse_requested)
        self.add("Model", self.model, browse, note=self.model_note, tip="The model's folder, or its name on the hub")
        self.download = QCheckBox("Download it by its name if it is not on this computer")
        self.download.setToolTip("Off: nothing is fetched from the network, the model must be here already")
        self.form.addRow(_blank(), self.download)
        self.device = QComboBox()
        self.device.setEditable(True)
        self.device.addItems(DEVICES)
        self.add("Device", self.device, tip="auto: the graphics card if there is one; or cpu, cuda, cuda:1")
        self.dtype = QComboBox()
        self.dtype.addItems(DTYPES)
        self.add("Number format", self.dtype, tip="auto: as the model was saved; 16-bit formats need half the memory")
        self.model.textChanged.connect(self.changed)
        self.device.currentTextChanged.connect(self.changed)
        self.dtype.currentTextChanged.connect(self.changed)
        self.download.toggled.connect(self.changed)

    def show_choice(self, choice: DescriberChoice) -> None:
        """Fills the fields."""
        self.model.setText(choice.model)
        self.device.setCurrentText(choice.device)
        self.dtype.setCurrentText(choice.dtype)
        self.download.setChecked(choice.download)

    def values(self) -> dict[str, Any]:
        """The fields, as a choice takes them."""
        return {
            "model": self.model.text().strip(),
            "device": self.device.currentText().strip() or "auto",
            "dtype": self.dtype.currentText(),
            "download": self.download.isChecked(),
        }

    def check(self) -> bool:
        """Says beside each field what is wrong with it; returns whether nothing is."""
        missing = not self.model.text().strip()
        self.model_note.say("Give the model's folder or its name." if missing else "", fault=True)
        return not missing


class ServerPage(_Page):
    """Where the server is, which of its models is asked, and where the key comes from."""

    models_requested = Signal()
    key_requested = Signal()
    key_removal_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(SERVER_WORDS, parent)
        self.url = QLineEdit()
        self.url.setPlaceholderText("http://localhost:11434")
        self.url.setMinimumWidth(FIELD_WIDTH)
        self.url_note = Note("Its base address, with or without /v1.", lines=2)
        self.add("Address", self.url, note=self.url_note, tip="The server's base address, with or without /v1")
        self.model = QComboBox()
        self.model.setEditable(True)
        self.model.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.model_note = Note("A model that can look at pictures, by the name that the server has for it.", lines=2)
        self.list = QPushButton("List models")
        self.list.setToolTip("Ask the server which models it has")
        self.list.clicked.connect(self.models_requested)
        self.add(
            "Model",
            self.model,
            self.list,
            note=self.model_note,
            tip="The name by which the server knows a model that can look at pictures",
        )
        self.key = Note(lines=1)
        self.key_note = Note("Goes to this server alone, and is kept in the system's keyring.", lines=1)
        self.set_key = QPushButton("Set key…")
        self.set_key.clicked.connect(self.key_requested)
        self.clear_key = QPushButton("Remove")
        self.clear_key.setAccessibleName("Remove the key from the keyring")
        self.clear_key.clicked.connect(self.key_removal_requested)
        self.add("Key", self.key, self.set_key, self.clear_key, note=self.key_note)
        self.timeout = theme.indented(QDoubleSpinBox())
        self.timeout.setRange(1, 3600)
        self.timeout.setDecimals(0)
        self.timeout.setSuffix(" s")
        self.timeout.setFixedWidth(96)
        self.add("Time limit", self.timeout, tip="The longest wait for one answer")
        self.url.textChanged.connect(self.changed)
        self.model.currentTextChanged.connect(self.changed)
        self.timeout.valueChanged.connect(self.changed)

    def show_choice(self, choice: DescriberChoice) -> None:
        """Fills the fields."""
        self.url.setText(choice.base_url)
        self.model.setCurrentText(choice.model)
        self.timeout.setValue(choice.timeout_s)

    def show_models(self, names: Sequence[str]) -> None:
        """Fills the list of models; what was typed stays unless there was nothing."""
        typed = self.model.currentText().strip()
        with QSignalBlocker(self.model):
            self.model.clear()
            self.model.addItems(list(names))
        self.model.setCurrentText(typed or (names[0] if names else ""))
        self.changed.emit()
        self.model_note.say(f"The server has {len(names)} models." if len(names) != 1 else "The server has one model.")

    def values(self) -> dict[str, Any]:
        """The fields, as a choice takes them."""
        return {
            "base_url": self.url.text().strip(),
            "model": self.model.currentText().strip(),
            "timeout_s": float(self.timeout.value()),
        }

    @property
    def address(self) -> DescriberChoice | None:
        """A choice with the address alone (the model does not matter); None when the address is none."""
        try:
            return DescriberChoice("server", self.model.currentText().strip() or "any", self.url.text().strip())
        except InputError:
            return None

    def check(self) -> bool:
        """Says beside each field what is wrong with it; returns whether nothing is."""
        url, fault = self.url.text().strip(), ""
        if not url:
            fault = "Give the server's address, such as http://localhost:11434."
        else:
            try:
                DescriberChoice("server", "any", url)
            except InputError as error:
                fault = str(error)
        self.url_note.say(fault, fault=True)
        missing = not self.model.currentText().strip()
        self.model_note.say("Give the model's name, or list the server's models." if missing else "", fault=True)
        self.list.setEnabled(not fault)
        return not fault and not missing


class CommonPage(_Page):
    """How a model is asked, whichever it is."""

    edit_prompts_requested = Signal()
    check_prompts_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.wordings = theme.indented(QSpinBox())
        self.wordings.setRange(1, MAX_WORDINGS)
        self.wordings_note = Note("Each part is asked in so many wordings; where the answers agree they count more.")
        self.add("Wordings a part", self.wordings, note=self.wordings_note)
        self.one_call = QCheckBox("Ask for all ten parts in one question")
        self.one_call.setToolTip("Faster, and less careful; parts missing from the answer are asked one by one")
        self.form.addRow(_blank(), self.one_call)
        self.picture = theme.indented(QSpinBox())
        self.picture.setRange(64, 4096)
        self.picture.setSingleStep(64)
        self.picture.setSuffix(" px")
        self.add("Picture", self.picture, tip="The longest side of the cut-out that the model sees")
        self.tokens = theme.indented(QSpinBox())
        self.tokens.setRange(8, 8192)
        self.tokens.setSingleStep(50)
        self.tokens.setSuffix(" tokens")
        self.add("Longest answer", self.tokens, tip="About one part; a token is about four letters")
        self.edit = QPushButton("Edit the prompts")
        self.edit.setToolTip("Open your own copy of the questions in a text editor")
        self.edit.clicked.connect(self.edit_prompts_requested)
        self.reload = QPushButton("Reload")
        self.reload.setToolTip("Read the questions again and say whether they are in order")
        self.reload.clicked.connect(self.check_prompts_requested)
        self.prompts = Note(lines=1)
        self.prompts_note = Note(lines=1)
        self.add("Prompts", self.prompts, self.edit, self.reload, note=self.prompts_note)
        for box in (self.wordings, self.picture, self.tokens):
            box.setFixedWidth(112)
            box.valueChanged.connect(self.changed)
        self.one_call.toggled.connect(self.changed)

    def show_choice(self, choice: DescriberChoice) -> None:
        """Fills the fields."""
        self.wordings.setValue(choice.wordings)
        self.one_call.setChecked(choice.one_call)
        self.picture.setValue(choice.picture_side)
        self.tokens.setValue(choice.max_tokens)

    def values(self) -> dict[str, Any]:
        """The fields, as a choice takes them."""
        return {
            "wordings": self.wordings.value(),
            "one_call": self.one_call.isChecked(),
            "picture_side": self.picture.value(),
            "max_tokens": self.tokens.value(),
        }
