"""The way from the asking thread to the describers of ``core.language.backends``: a server is asked from here, a local model in a process of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from app.asking_thread import AskParts, Cancelled
from app.model_process import ModelProcess
from core.language.backends.asked import Asked
from core.language.backends.choice import DescriberChoice

if TYPE_CHECKING:
    from core.body.model import BodyModel
    from core.language.backends.make import Describers


class RealDescribers:
    """Makes describers and keeps the process of the last local model. Made in the window's thread, used in the asking thread only.

    Args:
        prompts_path: where the person's copy of the prompts would be.
        body_path: the body file, for checking left and right against the initial body; None: the open body that ships.
    """

    def __init__(self, prompts_path: Path, body_path: str | Path | None = None) -> None:
        self._prompts_path, self._body_path = prompts_path, body_path
        self._local = ModelProcess(prompts_path, body_path)

    @cached_property
    def _describers(self) -> Describers:
        from core.language.backends.make import Describers

        return Describers(lambda: self._body_model, prompts=self._prompts_path)

    @cached_property
    def _body_model(self) -> BodyModel:
        from core.body.model import BodyModel

        return BodyModel.load(self._body_path)

    def ask(self, question: AskParts, cancelled: Cancelled) -> Iterator[Asked]:
        """The events of an asking."""
        from core.language.backends.subject import Subject

        person = question.person
        subject = Subject(question.image, person.box, question.others, person.initial, person.keypoints, question.parts)
        if question.choice.kind == "local":
            return self._local.ask(question.choice, subject, cancelled)
        return self._describers.describer(question.choice).ask(subject, cancelled)

    def try_out(self, choice: DescriberChoice, cancelled: Cancelled) -> str:
        """The answer to one short question."""
        if choice.kind == "local":
            return self._local.try_out(choice, cancelled)
        return self._describers.try_out(choice, cancelled)

    def models(self, choice: DescriberChoice, cancelled: Cancelled) -> Sequence[str]:
        """The names of a server's models."""
        return self._describers.server_models(choice, cancelled)

    def key_origin(self, choice: DescriberChoice) -> str:
        """Where the server's key comes from: "environment", "keyring" or nowhere (empty)."""
        from core.language.backends.keys import key_origin

        return key_origin(choice.base_url) or ""

    def remember_key(self, choice: DescriberChoice, key: str) -> None:
        """Puts a key into the system's keyring; an empty one removes it."""
        from core.language.backends.keys import remember_key

        remember_key(choice.base_url, key)
