"""What the window asks of the engine's thread about hypotheses, and what comes back: other bodies, how sure each joint is, and questions.

Beside ``app.requests``, whose rules hold here too: plain frozen data, no widgets, no torch.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.document import Guidance
from app.requests import Answer, Request
from core.body.skeleton import PARTS
from core.observation import Body, Observation, Person

HYPOTHESES = 8
"""So many bodies are sampled, the answer among them."""


@dataclass(frozen=True)
class Offer:
    """One answer to a question: its button's ``label``, the ``clause`` that it puts into the text of ``part``, the ``posecode`` that the clause
    is understood as, and the ``joints`` that it speaks of."""

    label: str
    part: str
    clause: str
    posecode: str
    joints: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asked:
    """A question and the answers that can be given with one click; ``otherwise``: the words of the one that says nothing."""

    text: str
    offers: tuple[Offer, ...]
    otherwise: str


@dataclass(frozen=True)
class OtherReading:
    """A cluster of hypotheses, shown by its likeliest body.

    ``vertices`` [V, 3] float32, camera frame, metres; ``keypoints_2d`` px; ``likelihood`` 0..1 of the whole cluster; ``members`` in it;
    ``words``: what tells it from the others; ``obeyed`` of ``stated`` statements hold; ``reprojection``: mean px over the keypoints, None without any;
    ``shown_now``: it is the body that the window shows anyway; ``said``: what must be said for a run to come to its depths.
    """

    likelihood: float
    members: int
    words: tuple[str, ...]
    obeyed: int
    stated: int
    reprojection: float | None
    body: Body
    vertices: NDArray[np.float32]
    keypoints_2d: Mapping[str, tuple[float, float]]
    shown_now: bool
    said: tuple[Offer, ...] = ()


@dataclass(frozen=True)
class Doubt:
    """How unsure the body is: ``vertices`` [V] float32, 0 (sure) to 1; ``keypoints``: the same by name; ``joints``: metres by the joint's name."""

    vertices: NDArray[np.float32]
    keypoints: Mapping[str, float]
    joints: Mapping[str, float]


@dataclass(frozen=True)
class SampleHypotheses(Request):
    """Sample hypotheses of one person in a batch. ``token`` numbers the request.

    ``passed``: questions that nobody could answer; ``parts``: questions are to be about these.
    """

    observation: Observation
    person: Person
    guidance: Guidance
    token: int
    passed: tuple[str, ...] = ()
    parts: tuple[str, ...] = PARTS

    @property
    def priority(self) -> int:
        return 4

    @property
    def title(self) -> str:
        return "Looking for other readings"

    @property
    def gives_way(self) -> bool:
        return True

    def preempts(self, running: Request) -> bool:
        return super().preempts(running) or isinstance(running, SampleHypotheses)


@dataclass(frozen=True)
class HypothesesProgress(Answer):
    """So many steps of the sampling are done."""

    token: int
    done: int
    total: int


@dataclass(frozen=True)
class HypothesesFound(Answer):
    """Clusters, the likeliest first; the doubt; questions, the best first."""

    token: int
    person_id: str
    readings: tuple[OtherReading, ...]
    doubt: Doubt
    questions: tuple[Asked, ...]
