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
