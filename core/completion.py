"""Filling in what an observation leaves open: keypoints from the photograph, the initial body by regression, drafted descriptions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.observation import Observation, Person

if TYPE_CHECKING:
    from core.engine import Engine


CLEAR = 0.5
"""Keypoints at least this sure belong into the person's box."""
MARGIN = 0.06
"""Room that a box keeps around its keypoints, as a share of its longer side: they lie inside the flesh."""


def box_around(person: Person, image_size: tuple[int, int]) -> Person:
    """The person with a detected box widened to hold every clearly seen keypoint: the detector's first look at times leaves out a forearm that its last finds.

    Not for boxes that a person drew, which are theirs.
    """
    seen = [(p.x, p.y) for p in person.keypoints.values() if p.visibility == "visible" and p.confidence >= CLEAR]
    if person.box is None or not seen:
        return person
    (x0, y0, x1, y1), (width, height) = person.box, image_size
    room = MARGIN * max(x1 - x0, y1 - y0)
    low, high = np.min(seen, 0) - room, np.max(seen, 0) + room
    box = (max(0.0, min(x0, low[0])), max(0.0, min(y0, low[1])), min(float(width), max(x1, high[0])), min(float(height), max(y1, high[1])))
    return replace(person, box=tuple(float(edge) for edge in box))  # type: ignore[arg-type]


def completed(
    engine: Engine, observation: Observation, person: Person, image: Callable[[], NDArray[np.uint8] | None]
) -> Person:
    """The person with what was missing filled in; what is known stays as it is.

    ``image`` is asked for the photograph only when there are neither keypoints nor an initial body. With no photograph either, the initial body is one that
    stands in the person's box, for words to move.
    """
    if not person.keypoints and person.initial is None:
        photograph = image()
        if photograph is not None:
            found = engine.observe(photograph, observation.image or "", box=person.box, camera=observation.the_camera())
            person = replace(
                found,
                id=person.id,
                box=person.box or found.box,
                descriptions=person.descriptions,
                extra=person.extra,
            )
    if person.initial is None:
        person = replace(person, initial=engine.regress(observation, person))
    if person.descriptions is None and person.initial is not None:
        person = replace(person, descriptions=engine.describe(person.initial))
    return person
