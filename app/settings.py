"""What the window remembers between sessions: theme, recent files, sizes. One typed face over QSettings, which tests point elsewhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

from core.errors import InputError
from core.language.backends.choice import DescriberChoice

ORGANISATION = "Contrapposto"
APPLICATION = "Contrapposto"
MAX_RECENT = 8


class Settings:
    """Typed access to the stored settings."""

    def __init__(self, store: QSettings | None = None) -> None:
        self.store = store or QSettings(
            QSettings.Format.IniFormat, QSettings.Scope.UserScope, ORGANISATION, APPLICATION
        )

    @property
    def folder(self) -> Path:
        """Where the settings, the log and the autosave lie."""
        return Path(self.store.fileName()).parent

    @property
    def log_path(self) -> Path:
        """The log that unexpected errors go to."""
        return self.folder / "contrapposto.log"

    @property
    def autosave_path(self) -> Path:
        """Where unsaved work is kept."""
        return self.folder / "autosave.contrapposto.json"

    @property
    def theme(self) -> str:
        """ "light" or "dark"."""
        value = self._text("theme", "light")
        return value if value in ("light", "dark") else "light"

    @theme.setter
    def theme(self, value: str) -> None:
        self.store.setValue("theme", value)

    @property
    def recent(self) -> list[Path]:
        """The files opened last, newest first, those that still exist."""
        value: Any = self.store.value("recent", [])
        names = [value] if isinstance(value, str) else list(value or [])
        return [path for name in names if name and (path := Path(str(name))).exists()]

    def remember_recent(self, path: Path) -> None:
        """Puts a file at the top of the recent ones."""
        path = path.resolve()
        kept = [path, *(p for p in self.recent if p != path)][:MAX_RECENT]
        self.store.setValue("recent", [str(p) for p in kept])

    @property
    def last_folder(self) -> Path:
        """Where the last file was opened or saved."""
        value = self._text("last_folder", "")
        pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        return Path(value) if value and Path(value).is_dir() else Path(pictures or ".")

    @last_folder.setter
    def last_folder(self, value: Path) -> None:
        self.store.setValue("last_folder", str(value))

    @property
    def overlay_opacity(self) -> float:
        """Opacity of the body over the photograph, 0..1."""
        try:
            return min(1.0, max(0.0, float(self._text("overlay_opacity", "0.55"))))
        except ValueError:
            return 0.55

    @overlay_opacity.setter
    def overlay_opacity(self, value: float) -> None:
        self.store.setValue("overlay_opacity", f"{value:.3f}")

    @property
    def prompts_path(self) -> Path:
        """The person's own copy of the prompts; it exists only once they began to edit it."""
        return self.folder / "prompts.toml"

    @property
    def describer(self) -> DescriberChoice:
        """Who writes the descriptions. A stored choice that makes no sense falls back to the built-in describer."""
        return self.last_describer(self._text("describer/kind", "built-in"))

    @describer.setter
    def describer(self, choice: DescriberChoice) -> None:
        self.store.setValue("describer/kind", choice.kind)
        self.store.setValue(f"describer/{choice.kind}", json.dumps(choice.to_dict()))

    def last_describer(self, kind: str) -> DescriberChoice:
        """The choice of that kind made last, for the settings' pages; the built-in describer where there was none."""
        try:
            data = json.loads(self._text(f"describer/{kind}", "{}"))
            return DescriberChoice.from_dict(data if isinstance(data, dict) else {})
        except (InputError, ValueError):
            return DescriberChoice()

    def may_send_to(self, host: str) -> bool:
        """Whether the person has agreed that pictures are sent to that server."""
        return host.lower() in self._hosts()

    def allow_sending_to(self, host: str) -> None:
        """Remembers that the person agreed."""
        self.store.setValue("describer/agreed_hosts", sorted({*self._hosts(), host.lower()}))

    def _hosts(self) -> list[str]:
        value: Any = self.store.value("describer/agreed_hosts", [])
        return [value] if isinstance(value, str) else [str(host) for host in value or []]

    def switch(self, name: str, default: bool) -> bool:
        """A remembered on/off choice."""
        return self._text(f"switch/{name}", "true" if default else "false") == "true"

    def set_switch(self, name: str, on: bool) -> None:
        """Remembers an on/off choice."""
        self.store.setValue(f"switch/{name}", "true" if on else "false")

    def layout(self, name: str) -> QByteArray | None:
        """A remembered window geometry or splitter state."""
        value = self.store.value(f"layout/{name}")
        return value if isinstance(value, QByteArray) and not value.isEmpty() else None

    def set_layout(self, name: str, state: QByteArray) -> None:
        """Remembers a window geometry or splitter state."""
        self.store.setValue(f"layout/{name}", state)

    def _text(self, name: str, default: str) -> str:
        value = self.store.value(name, default)
        return str(value) if value is not None else default
