"""What is asked of the engine's refinement, and what it yields."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from core.diffusion.problem import Weights
from core.errors import InputError
from core.hypotheses import Hypotheses
from core.observation import Array, Body, Observation, Person, RefinedPerson

DEFAULT_STEPS = 5


@dataclass(frozen=True)
class RefineRequest:
    """What to refine and how. ``pins``: parts or joints whose rotations stay those of the initial body."""

    observation: Observation
    person: Person
    weights: Weights = Weights()
    steps: int = DEFAULT_STEPS
    seed: int = 0
    hypotheses: int = 1
    pins: Sequence[str] = ()


@dataclass(frozen=True)
class Shown:
    """What a step shows: ``joints_3d`` [24, 3] m, ``keypoints_2d`` px."""

    body: Body
    joints_3d: Array
    keypoints_2d: Mapping[str, tuple[float, float]]


@dataclass(frozen=True)
class Step:
    """One step of a run, ``index`` (0-based) of ``total``; ``hypotheses`` on the last step, where more than one was asked for.

    What it shows, its terms and the report are worked out where somebody asks for them: who only wants the answer does not wait for the rest.
    """

    index: int
    total: int
    show: Callable[[], Shown] = field(repr=False, compare=False)
    measure: Callable[[], Mapping[str, float]] = field(repr=False, compare=False)
    report: Callable[[Step], RefinedPerson] | None = field(default=None, repr=False, compare=False)
    hypotheses: Hypotheses | None = None

    @property
    def last(self) -> bool:
        """Whether the run ends here."""
        return self.index + 1 == self.total

    @cached_property
    def shown(self) -> Shown:
        """Body, joints and keypoints."""
        return self.show()

    @property
    def body(self) -> Body:
        """The body."""
        return self.shown.body

    @property
    def joints_3d(self) -> Array:
        """[24, 3] m, camera frame."""
        return self.shown.joints_3d

    @property
    def keypoints_2d(self) -> Mapping[str, tuple[float, float]]:
        """The body's keypoints in px."""
        return self.shown.keypoints_2d

    @cached_property
    def terms(self) -> Mapping[str, float]:
        """Mean size of each term (px, m, rad, rad)."""
        return self.measure()

    @cached_property
    def final(self) -> RefinedPerson | None:
        """The full report, on the last step."""
        return self.report(self) if self.report is not None else None


def check(request: RefineRequest) -> None:
    """Whether the engine can do what is asked.

    Raises:
        InputError: when weights, steps or hypotheses are out of range.
    """
    if not 1 <= request.steps <= 100:
        raise InputError(f"The number of steps is {request.steps}; give one from 1 to 100.")
    if not 1 <= request.hypotheses <= 64:
        raise InputError(f"The number of hypotheses is {request.hypotheses}; give one from 1 to 64.")
    for name, value in vars(request.weights).items():
        if not (np.isfinite(value) and 0 <= value <= 100):
            raise InputError(f"The weight {name} is {value}; give a number from 0 to 100.")
