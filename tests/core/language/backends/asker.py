"""Asks a scripted server about the person of a photograph, and remembers what happened."""

from __future__ import annotations

import socket

import numpy as np
import pytest
from numpy.typing import NDArray

from core.errors import InputError
from core.language.backends.asked import Asked
from core.language.backends.choice import DescriberChoice
from core.language.backends.make import Describers
from core.language.backends.patience import Patience
from core.language.backends.subject import Subject

KEY = "sk-test-0123456789abcdefghij"
QUICK = Patience(connect_s=0.5, answer_s=1.0, tries=3, first_wait_s=0.02, longest_wait_s=0.3)
TWO = ("left_arm", "head")


def refusing_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Asker:
    """Asks a server about parts of the person in the photograph."""

    def __init__(self, photograph: NDArray[np.uint8]) -> None:
        self.photograph = photograph
        self.events: list[Asked] = []

    def ask(
        self, base_url: str, *parts: str, patience: Patience = QUICK, cancelled: object = None, **choice: object
    ) -> list[Asked]:
        chosen = DescriberChoice("server", "qwen", base_url, **choice)  # type: ignore[arg-type]
        describer = Describers(lambda: None, patience=patience).describer(chosen)  # type: ignore[arg-type,return-value]
        self.events = []
        for event in describer.ask(Subject(self.photograph, parts=parts or TWO), cancelled or (lambda: False)):  # type: ignore[arg-type]
            self.events.append(event)
        return self.events

    @property
    def texts(self) -> dict[str, str]:
        return {e.part: e.description.text for e in self.events if e.part and e.description}

    @property
    def problems(self) -> list[str]:
        return [e.problem for e in self.events if e.problem]


def refused(asker: Asker, base_url: str, **options: object) -> str:
    """The one sentence with which asking is given up."""
    with pytest.raises(InputError) as error:
        asker.ask(base_url, **options)  # type: ignore[arg-type]
    sentence = str(error.value)
    assert "\n" not in sentence and len(sentence) < 400
    return sentence
