"""The describer that needs no model: it puts the initial body's posecodes into words, at once and on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from core.errors import InputError
from core.language.backends.asked import Asked
from core.language.backends.subject import Cancelled, Subject
from core.observation import Description

if TYPE_CHECKING:
    from core.body.model import BodyModel


class BuiltInDescriber:
    """The default: describes the initial body by its posecodes; needs no picture and no model."""

    source = "built-in"

    def __init__(self, body_model: BodyModel) -> None:
        self._body_model = body_model

    def ask(self, subject: Subject, cancelled: Cancelled) -> Iterator[Asked]:
        """The descriptions of the subject's initial body.

        Raises:
            InputError: when there is no initial body.
        """
        if subject.body is None:
            raise InputError("There is no initial body to describe; let the photograph be detected first.")
        from core.language.describer import describe

        texts = describe(self._body_model.points(subject.body), self._body_model.height(subject.body))
        for done, part in enumerate(subject.parts):
            if cancelled():
                return
            yield Asked(
                part,
                Description(texts[part], self.source),
                texts[part],
                done + 1,
                len(subject.parts),
                "Describing the initial body",
            )
