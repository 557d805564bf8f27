"""The way from the asking thread to the describers of ``core.language.backends``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from app.asking_thread import AskParts, Cancelled
from core.language.backends.asked import Asked
from core.language.backends.choice import DescriberChoice


class RealDescribers:
    """Makes describers and keeps the last one. Used from the asking thread only."""

    def __init__(self, prompts_path: Path, body_path: str | None = None) -> None:
        self._prompts_path, self._body_path = prompts_path, body_path
        self._made: tuple[DescriberChoice, Any] | None = None

    def ask(self, question: AskParts, cancelled: Cancelled) -> Iterator[Asked]:
        """The events of an asking."""
        raise NotImplementedError

    def try_out(self, choice: DescriberChoice, cancelled: Cancelled) -> str:
        """The answer to one short question."""
        raise NotImplementedError

    def models(self, choice: DescriberChoice, cancelled: Cancelled) -> Sequence[str]:
        """The names of a server's models."""
        raise NotImplementedError
