"""The window's files: opening, saving, exporting, dropping, recent files, and unsaved work that survives a crash."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from app import theme
from app.dialogs import CANCEL, SAVE
from app.project_file import PROJECT_SUFFIX, project_of
from app.session import Session
from app.window_frame import WindowFrame
from core.body.skeleton import PARTS
from core.errors import InputError
from core.formats import write_project

IMAGE_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff", ".gif")


class WindowFiles(WindowFrame):
    """What a person does with files. Nothing that is open is lost without being asked about."""

    session: Session
    _show_availability: Callable[[], None]
    _show_title: Callable[[], None]

    # ------------------------------------------------------------------------------------------ opening and saving

    def open_path(self, path: Path) -> None:
        """Opens a photograph or a project, after asking about unsaved changes."""
        if self._may_lose_changes():
            self.messages.hide()
            self.session.open(Path(path))

    def ask_open_image(self) -> None:
        """Asks for a photograph and opens it."""
        path = self.dialogs.open_image(self, self.settings.last_folder)
        if path is not None:
            self.open_path(path)

    def ask_open_project(self) -> None:
        """Asks for a project and opens it."""
        path = self.dialogs.open_project(self, self.settings.last_folder)
        if path is not None:
            self.open_path(path)

    def _on_opened(self, path: Path) -> None:
        if path != self.settings.autosave_path:
            self.settings.remember_recent(path)
            if theme.ICONS.parent not in path.resolve().parents:
                self.settings.last_folder = path.resolve().parent
        view = self.document.drawing
        if isinstance(view, dict):
            for name in ("skeleton", "overlay", "ghost"):
                if isinstance(view.get(name), bool):
                    self.actions_[name].setChecked(view[name])
            if isinstance(view.get("opacity"), int | float):
                self.opacity.setValue(round(100 * view["opacity"]))
            if view.get("part") in PARTS:
                self.document.select_part(view["part"])
        self._show_title()
        self._show_availability()

    def save(self) -> bool:
        """Saves to the open project's file, or asks where; returns whether it was saved."""
        return self._save_to(self.document.project_path) if self.document.project_path else self.save_as()

    def save_as(self) -> bool:
        """Asks where to save, and saves; returns whether it was saved."""
        d = self.document
        if d.observation is None:
            return False
        base = d.project_path or d.image_path
        folder = (
            self.settings.last_folder if base is None or theme.ICONS.parent in base.resolve().parents else base.parent
        )
        stem = (
            (base.name.removesuffix(PROJECT_SUFFIX) if d.project_path else base.stem)
            if base is not None
            else "untitled"
        )
        path = self.dialogs.save_project(self, folder / f"{stem}{PROJECT_SUFFIX}")
        return path is not None and self._save_to(path)

    def _save_to(self, path: Path) -> bool:
        try:
            write_project(project_of(self.document, self._view()), path)
        except InputError as error:
            self.document.message.emit("error", str(error))
            return False
        self.document.saved_as(path)
        self.settings.remember_recent(path)
        self.settings.last_folder = path.resolve().parent
        self._forget_autosave()
        self.document.message.emit("info", f"Saved as {path.name}.")
        return True

    def _view(self) -> dict[str, Any]:
        a = self.actions_
        return {
            "skeleton": a["skeleton"].isChecked(),
            "overlay": a["overlay"].isChecked(),
            "ghost": a["ghost"].isChecked(),
            "opacity": self.opacity.value() / 100,
            "part": self.document.selected_part,
            "stale": self.session.stale(),
        }

    def ask_export(self) -> None:
        """Asks where to export the refined body to; the engine's thread writes it."""
        d = self.document
        if d.refined is None:
            return
        stem = Path(d.title).name.removesuffix(PROJECT_SUFFIX).rsplit(".", 1)[0] or "body"
        path = self.dialogs.export(self, self.settings.last_folder / f"{stem}.npz")
        if path is not None:
            self.session.export({path.suffix.lower().lstrip("."): path})

    def _on_exported(self, paths: tuple[Path, ...]) -> None:
        self.document.message.emit("info", "Exported " + ", ".join(str(p) for p in paths) + ".")

    def close_photograph(self) -> None:
        """Back to the empty state, after asking about unsaved changes."""
        if self._may_lose_changes():
            self.session.close()

    def _may_lose_changes(self) -> bool:
        if not self.document.dirty:
            return True
        answer = self.dialogs.save_changes(self, self.document.title)
        if answer == CANCEL or (answer == SAVE and not self.save()):
            return False
        self._forget_autosave()
        return True

    # ------------------------------------------------------------------------------------------------- autosave

    def autosave(self) -> None:
        """Keeps unsaved work beside the settings, so that a crash loses little."""
        if not self.document.dirty or self.document.observation is None:
            return
        with contextlib.suppress(InputError, OSError):  # a full disk must not disturb the work; saving will say so
            self.settings.folder.mkdir(parents=True, exist_ok=True)
            write_project(project_of(self.document, self._view()), self.settings.autosave_path)

    def offer_restore(self) -> bool:
        """Offers the unsaved work of a session that ended badly; returns whether it is being restored."""
        path = self.settings.autosave_path
        if not path.exists():
            return False
        if self.dialogs.restore(self):
            self.session.restore(path)
            return True
        self._forget_autosave()
        return False

    def _forget_autosave(self) -> None:
        with contextlib.suppress(OSError):
            self.settings.autosave_path.unlink(missing_ok=True)

    # --------------------------------------------------------------------------------------------- window's events

    def _fill_recent(self) -> None:
        self._recent.clear()
        for path in self.settings.recent:
            action = self._recent.addAction(path.name)
            action.setToolTip(str(path))
            action.triggered.connect(lambda _checked=False, p=path: self.open_path(p))
        if self._recent.isEmpty():
            self._recent.addAction("Nothing yet").setEnabled(False)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = self._dropped(event)
        if path is not None:
            event.acceptProposedAction()
            QTimer.singleShot(
                0, lambda: self.open_path(path)
            )  # a question about unsaved changes must not block the drag's source

    def _dropped(self, event: QDropEvent) -> Path | None:
        for url in event.mimeData().urls():
            path = Path(url.toLocalFile())
            if url.isLocalFile() and path.suffix.lower() in (*IMAGE_SUFFIXES, ".json"):
                return path
        return None
