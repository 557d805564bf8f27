"""What is asked of the engine's refinement, and what it yields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
class Step:
    """One step of a run. ``joints_3d`` [24, 3] m, ``keypoints_2d`` px, ``terms``: mean size of each term (px, m, rad, rad);

    on the last step ``final``, and ``hypotheses`` where more than one was asked for.
    """

    index: int
    total: int
    body: Body
    joints_3d: Array
    keypoints_2d: Mapping[str, tuple[float, float]]
    terms: Mapping[str, float]
    final: RefinedPerson | None = None
    hypotheses: Hypotheses | None = None


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
