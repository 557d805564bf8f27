"""What the engine found for one person: bodies, overlay, readings of the texts. Not edited by hand, so not undone, only replaced."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from app.reading import Clash, Difference, Reading, reading_of_report
from core.observation import Body, Description, RefinedPerson


@dataclass(frozen=True)
class Frame:
    """One step of a run as the window shows it.

    ``vertices`` [V, 3] float32 and ``joints_3d`` [24, 3] are in the camera frame, metres; ``keypoints_2d`` in px; ``terms`` the value of each
    guidance term after each step so far; ``final`` is set on a run's last frame only, and with it ``readings``, the texts as they are understood
    and judged. ``generation`` numbers the run.
    """

    person_id: str
    generation: int
    index: int
    total: int
    body: Body
    vertices: NDArray[np.float32]
    keypoints_2d: Mapping[str, tuple[float, float]]
    terms: tuple[Mapping[str, float], ...] = ()
    final: RefinedPerson | None = None
    seconds: float = 0.0
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True)
class Overlay:
    """The body drawn over the photograph at ``scale`` times its size: ``rgba`` [h, w, 4] uint8, ``part_ids`` [h, w] (-1: no body)."""

    rgba: NDArray[np.uint8]
    part_ids: NDArray[np.int8]
    scale: float


@dataclass
class Found:
    """Everything found for one person so far."""

    frame: Frame | None = None
    refined: RefinedPerson | None = None
    ghost: NDArray[np.float32] | None = None
    overlay: Overlay | None = None
    readings: dict[str, Reading] = field(default_factory=dict)
    clashes: tuple[Clash, ...] = ()
    differences: dict[str, Difference] = field(default_factory=dict)
    drafts: dict[str, Description] = field(default_factory=dict)

    def take_result(self, refined: RefinedPerson, readings: tuple[Reading, ...] = ()) -> None:
        """A finished refinement; without readings the result's own reports tell what was understood."""
        self.refined = refined
        for reading in readings or map(reading_of_report, refined.descriptions):
            self.readings[reading.part] = reading

    def take_readings(self, readings: tuple[Reading, ...]) -> list[str]:
        """Texts understood but not judged; returns the parts whose reading is new. What is known of the same text stays: it may be judged."""
        changed = []
        for reading in readings:
            known = self.readings.get(reading.part)
            if known is None or known.text != reading.text:
                self.readings[reading.part] = reading
                changed.append(reading.part)
        return changed
