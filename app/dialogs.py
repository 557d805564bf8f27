"""The questions that need a dialog, apart from what is done with the answers, so that tests can answer them without a modal window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.project_file import PROJECT_SUFFIX, with_project_suffix
from core.errors import InputError

if TYPE_CHECKING:
    from app.asking_thread import AskingThread
    from app.settings import Settings
    from core.language.backends.choice import DescriberChoice

IMAGES = "Photographs (*.jpg *.jpeg *.png *.webp *.bmp *.tif *.tiff)"
PROJECTS = "Projects and observations (*.json)"
EXPORTS: dict[str, str] = {
    "npz": "SMPL parameters (*.npz)",
    "json": "Result (*.json)",
    "obj": "Wavefront mesh (*.obj)",
    "ply": "Stanford mesh (*.ply)",
    "glb": "glTF binary (*.glb)",
    "png": "Overlay picture (*.png)",
}
SAVE, DISCARD, CANCEL = "save", "discard", "cancel"


class Dialogs:
    """Asks the person. Every method returns None (or CANCEL) when the person backs out."""

    def open_image(self, parent: QWidget, folder: Path) -> Path | None:
        """Which photograph to open."""
        name, _ = QFileDialog.getOpenFileName(parent, "Open a photograph", str(folder), f"{IMAGES};;All files (*)")
        return Path(name) if name else None

    def open_project(self, parent: QWidget, folder: Path) -> Path | None:
        """Which project or observation to open."""
        name, _ = QFileDialog.getOpenFileName(parent, "Open a project", str(folder), f"{PROJECTS};;All files (*)")
        return Path(name) if name else None

    def save_project(self, parent: QWidget, suggestion: Path) -> Path | None:
        """Where to save the project."""
        name, _ = QFileDialog.getSaveFileName(
            parent, "Save the project", str(suggestion), f"Contrapposto project (*{PROJECT_SUFFIX})"
        )
        if not name:
            return None
        return with_project_suffix(name)

    def export(self, parent: QWidget, suggestion: Path) -> Path | None:
        """What to export to; the ending says the format."""
        name, chosen = QFileDialog.getSaveFileName(
            parent, "Export the refined body", str(suggestion), ";;".join(EXPORTS.values())
        )
        if not name:
            return None
        path = Path(name)
        if path.suffix.lower().lstrip(".") not in EXPORTS:
            path = path.with_name(
                path.name + "." + next((kind for kind, label in EXPORTS.items() if label == chosen), "npz")
            )
        return path

    def save_changes(self, parent: QWidget, title: str) -> str:
        """SAVE, DISCARD or CANCEL, before unsaved changes are lost."""
        box = QMessageBox(parent)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle("Unsaved changes")
        box.setText(f"Save the changes to {title or 'this photograph'}?")
        box.setInformativeText("Descriptions, keypoints and weights that you changed are lost otherwise.")
        buttons = QMessageBox.StandardButton
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        box.setDefaultButton(buttons.Save)
        return {buttons.Save: SAVE, buttons.Discard: DISCARD}.get(QMessageBox.StandardButton(box.exec()), CANCEL)

    def restore(self, parent: QWidget) -> bool:
        """Whether to bring back unsaved work of the last session."""
        buttons = QMessageBox.StandardButton
        answer = QMessageBox.question(
            parent,
            "Unsaved work",
            "The last session ended with unsaved changes. Bring them back?",
            buttons.Yes | buttons.No,
            buttons.Yes,
        )
        return answer == buttons.Yes

    def choose_describer(self, parent: QWidget, settings: Settings, thread: AskingThread) -> DescriberChoice | None:
        """Who shall write the descriptions; the thread tries describers out meanwhile."""
        from app.describer_dialog import DescriberDialog

        dialog = DescriberDialog(settings, thread, self, parent)
        try:
            return dialog.choice() if dialog.exec() == QDialog.DialogCode.Accepted else None
        finally:
            dialog.deleteLater()

    def model_folder(self, parent: QWidget, folder: Path) -> Path | None:
        """In which folder a local model lies."""
        name = QFileDialog.getExistingDirectory(parent, "The folder of a vision-language model", str(folder))
        return Path(name) if name else None

    def open_file(self, path: Path) -> None:
        """Opens a file in the program that the desktop has for it."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            raise InputError(f"The desktop has no editor for {path}; open that file by hand.")

    def key(self, parent: QWidget, host: str) -> str | None:
        """The key for a server, as typed."""
        text, typed = QInputDialog.getText(
            parent,
            "Key for the server",
            f"The key for {host}. It is put into the system's keyring and nowhere else.",
            QLineEdit.EchoMode.Password,
        )
        return text.strip() or None if typed else None

    def agree_to_send(self, parent: QWidget, choice: DescriberChoice) -> bool:
        """Whether pictures may be sent to a server on another machine."""
        box = QMessageBox(parent)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle("A picture would leave this computer")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(f"Send the picture of the chosen person to {choice.host}?")
        secure = (
            ""
            if choice.base_url.startswith("https")
            else "\n\nThe connection is not encrypted (http): others on the way can see the picture."
        )
        box.setInformativeText(
            f"Each time you press Describe, the cut-out around the chosen person (at most {choice.picture_side} px) and the questions "
            f"about the body parts are sent to {choice.host}, for the model {choice.model}. The rest of the photograph, its file name and your texts "
            "are not sent."
            f"{secure}\n\nYou are asked once for each server."
        )
        send = box.addButton("Send", QMessageBox.ButtonRole.AcceptRole)
        cancel = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(cancel)
        box.exec()
        return box.clickedButton() is send

    def shortcuts(self, parent: QWidget, rows: list[tuple[str, str]]) -> None:
        """Shows every shortcut, beside the window."""
        dialog = QDialog(parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle("Keyboard shortcuts")
        grid = QGridLayout()
        grid.setHorizontalSpacing(28)
        for line, (keys, what) in enumerate(rows):
            key = QLabel(keys)
            key.setObjectName("rowName")
            grid.addWidget(key, line, 0)
            grid.addWidget(QLabel(what), line, 1)
        inside = QWidget()
        inside.setLayout(grid)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(dialog.close)
        column = QVBoxLayout(dialog)
        column.addWidget(scroll)
        column.addWidget(buttons)
        dialog.resize(460, 560)
        dialog.show()

    def about(self, parent: QWidget) -> None:
        """Says what this is, after which paper, and under which licences."""
        QMessageBox.about(
            parent,
            "About Contrapposto",
            "<h3>Contrapposto</h3><p>Recovers a person's 3D body from one photograph and lets words steer it, after "
            "“Adapting Human Mesh Recovery with Vision-Language Feedback” (Xu, Huang, Zhang, Feng, Wang, 2025).</p>"
            "<p>Our code: Apache-2.0. The body layer smplx is licensed for non-commercial use; the shipped body is CC0.</p>",
        )
