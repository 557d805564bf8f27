"""From a choice to a describer, and the small questions that a settings window has: does it answer, which models has the server."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import InputError
from core.language.backends.answers import cleaned
from core.language.backends.built_in import BuiltInDescriber
from core.language.backends.choice import DescriberChoice
from core.language.backends.interview import VisionDescriber
from core.language.backends.patience import Patience
from core.language.backends.subject import Cancelled, Describer, NoAnswer, Picture, VisionModel

if TYPE_CHECKING:
    from core.body.model import BodyModel
    from core.language.backends.local_model import LocalModel


def make_describer(
    choice: DescriberChoice, body_model: BodyModel, *, prompts: Path | None = None, patience: Patience | None = None
) -> Describer:
    """A describer for one choice. Nothing is loaded or sent before it is asked.

    Args:
        body_model: the body that the built-in describer reads, and against which left and right are checked.
        prompts: where a person's copy of the prompts would be; None: the usual place.
        patience: a server's times; None: from the choice.
    """
    return Describers(lambda: body_model, prompts=prompts, patience=patience).describer(choice)


class Describers:
    """Makes describers and keeps the last local model, so that its weights are read once. Used from one thread at a time."""

    def __init__(
        self, body_model: Callable[[], BodyModel], *, prompts: Path | None = None, patience: Patience | None = None
    ) -> None:
        self._body_model, self._prompts, self._patience = body_model, prompts, patience
        self._local: LocalModel | None = None

    def describer(self, choice: DescriberChoice) -> Describer:
        """The describer for a choice."""
        if choice.kind == "built-in":
            return BuiltInDescriber(self._body_model())
        return VisionDescriber(self.model(choice), choice, self._body_model, self._prompts)

    def model(self, choice: DescriberChoice) -> VisionModel:
        """Who is asked. Another local model than the last takes its place in memory.

        Raises:
            InputError: for the built-in describer, which asks nobody.
        """
        if choice.kind == "server":
            from core.language.backends.server import ChatServer

            return ChatServer(choice, self._patience)
        if choice.kind == "built-in":
            raise InputError("The built-in describer asks no model; there is nothing to try out.")
        from core.language.backends.local_model import LocalModel, weights_of

        if self._local is None or self._local.kept_for != weights_of(choice):
            self._local = None  # the old weights go before the new ones come
            self._local = LocalModel(choice)
        return self._local.patient(choice)

    def try_out(self, choice: DescriberChoice, cancelled: Cancelled) -> str:
        """The answer to one short question about a plain picture; empty when cancelled.

        Raises:
            InputError: when no answer came, and why.
        """
        model = self.model(choice)
        for _ in model.prepare(cancelled):
            pass
        said = ""
        try:
            if not cancelled():
                for piece in model.answer(
                    _plain_picture(),
                    "",
                    "What colour is this picture? Answer with one word.",
                    choice.max_tokens,
                    cancelled,
                ):
                    said = "" if piece.restart else said + piece.text
        except NoAnswer as lost:
            raise InputError(f"{model.name} gave {lost}; look whether it is running, or allow it more time.") from None
        if not said.strip() and not cancelled():
            raise InputError(f"{model.name} answers with nothing; choose another model.")
        return cleaned(said) or " ".join(said.split())[:80]

    def server_models(self, choice: DescriberChoice, cancelled: Cancelled) -> tuple[str, ...]:
        """The names of a server's models; the choice's own model does not matter.

        Raises:
            InputError: when the server cannot be asked.
        """
        from core.language.backends.server import ChatServer

        return ChatServer(choice, self._patience).models(cancelled)


def _plain_picture() -> Picture:
    """A blue square: nobody's photograph is used to try a server out."""
    from PIL import Image

    size = (224, 224)
    file = io.BytesIO()
    Image.new("RGB", size, (30, 60, 200)).save(file, "JPEG")
    return Picture(file.getvalue(), size)
