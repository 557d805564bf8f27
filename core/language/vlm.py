"""Who writes descriptions: one small interface, and the describer that needs no model.

A describer looks at a picture of one person (or, the built-in one, at the initial body) and yields a text for each part as it comes, so that
rows can fill while the rest is still being asked. Vision-language backends implement the same protocol.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from core.body.skeleton import PARTS
from core.observation import Body, Description

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from core.body.model import BodyModel

Box = tuple[float, float, float, float]


@runtime_checkable
class Describer(Protocol):
    """Writes part descriptions of one person."""

    @property
    def source(self) -> str:
        """What is recorded as the author of its texts: "built-in" or "vlm:<name>"."""

    def describe(
        self, image: NDArray[np.uint8] | None, box: Box | None, body: Body | None
    ) -> Iterator[tuple[str, Description]]:
        """Yield (part, description) one by one; parts may be missing.

        Args:
            image: RGB [H, W, 3], or None.
            box: the person's x0, y0, x1, y1 in px, or None for the whole image.
            body: the initial body, or None where there is none yet.

        Raises:
            InputError: when it cannot describe at all; texts yielded before stay valid.
        """


class BuiltInDescriber:
    """The default: describes the initial body by its posecodes; needs no picture and no model."""

    source = "built-in"

    def __init__(self, body_model: BodyModel) -> None:
        self._body_model = body_model

    def describe(
        self, image: NDArray[np.uint8] | None, box: Box | None, body: Body | None
    ) -> Iterator[tuple[str, Description]]:
        """The ten descriptions of the body; none without a body."""
        if body is None:
            return
        from core.language.describer import describe

        texts = describe(self._body_model.points(body), self._body_model.height(body))
        for part in PARTS:
            yield part, Description(texts[part], source=self.source)
