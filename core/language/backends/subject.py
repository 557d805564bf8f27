"""Who is described, and the small interfaces: a describer writes ten texts, a vision model answers one question about one picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from core.body.skeleton import PARTS
from core.language.backends.asked import Asked
from core.observation import Body, Keypoint

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Box = tuple[float, float, float, float]
Cancelled = Callable[[], bool]
"""Asked often: whether the person no longer wants the answer."""


@dataclass(frozen=True)
class Subject:
    """One person to be described.

    Attributes:
        image: the photograph, RGB [H, W, 3] uint8, or None.
        box: the person's x0, y0, x1, y1 in px; None: the whole image.
        others: the boxes of the other people in the image.
        body: the initial body, or None where there is none yet.
        keypoints: the person's keypoints by name.
        parts: the parts asked for, in order.
    """

    image: NDArray[np.uint8] | None = None
    box: Box | None = None
    others: tuple[Box, ...] = ()
    body: Body | None = None
    keypoints: Mapping[str, Keypoint] = field(default_factory=dict)
    parts: tuple[str, ...] = PARTS


@runtime_checkable
class Describer(Protocol):
    """Writes part descriptions of one person."""

    @property
    def source(self) -> str:
        """What is recorded as the author of its texts: "built-in" or "vlm:<name>"."""

    def ask(self, subject: Subject, cancelled: Cancelled) -> Iterator[Asked]:
        """Yield what happens; ends early, without a word, when ``cancelled`` says so.

        Raises:
            InputError: when it cannot go on; texts yielded before stay valid.
        """


@dataclass(frozen=True)
class Picture:
    """What a model is shown: a JPEG file's bytes, its size (width, height) in px, and whether the person's box is drawn in it."""

    jpeg: bytes
    size: tuple[int, int]
    marked: bool = False


@dataclass(frozen=True)
class Piece:
    """A piece of an answer as it comes.

    Attributes:
        text: what is added to the answer.
        restart: what came before is void, the answer begins anew (after a lost connection).
        message: what is going on instead, for the progress line ("busy, trying again in 2 s").
        cut: the answer ended because it was too long.
        refused: the model or its server declined to answer.
    """

    text: str = ""
    restart: bool = False
    message: str = ""
    cut: bool = False
    refused: bool = False


class NoAnswer(Exception):
    """This one question got no answer (it took too long, the connection was lost again and again), but the next one may. The text is a phrase."""


class VisionModel(Protocol):
    """Answers a question about a picture."""

    @property
    def name(self) -> str:
        """The short name for sources and messages."""

    def prepare(self, cancelled: Cancelled) -> Iterator[Piece]:
        """Get ready (load, connect); yields messages only.

        Raises:
            InputError: when it cannot be used.
        """

    def answer(
        self, picture: Picture, system: str, question: str, max_tokens: int, cancelled: Cancelled
    ) -> Iterator[Piece]:
        """The answer, piece by piece; ends early when ``cancelled`` says so.

        Raises:
            NoAnswer: when this question got none.
            InputError: when there is no point in asking further.
        """
