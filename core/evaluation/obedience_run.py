"""Running the suite: every sentence typed into an otherwise empty observation of a standing body, and the refined body judged.

The body is refined exactly as for a person who types (source "person", default weights and steps), from an observation without keypoints whose initial
body is the neutral standing one. Judged is with ``independent_geometry`` alone: whether the checks hold, whether the body could be a living one
(``obedience_plausibility``), and whether what was not spoken of has stayed.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from core.body.skeleton import JOINT_INDEX, JOINT_NAMES, JOINT_PART
from core.engine import Engine, RefineRequest
from core.evaluation.independent_geometry import Anatomy, Posed, rotation_angle
from core.evaluation.obedience_functions import Ruler
from core.evaluation.obedience_plausibility import Plausibility, judge_plausibility
from core.evaluation.obedience_suite import Sentence
from core.observation import Body, Camera, Description, Observation, Person
from core.resources import resource

STAYS_DEGREES = 6.0
"""A joint of a part that was not spoken of has stayed when it turned by no more than this (degrees), either relative to its parent or in the world: a leg
has stayed when it keeps its place under a pelvis that tilts, and also when it goes with it."""
IMAGE_SIZE = (1000, 1000)


@dataclass(frozen=True)
class Failure:
    """A check that does not hold, and the numbers in it."""

    check: str
    values: Mapping[str, float]


@dataclass(frozen=True)
class Outcome:
    """What became of one sentence.

    Attributes:
        failed: checks that do not hold; none: obeyed.
        understood: the statements' posecodes; empty: nothing was understood.
        moved: joints of parts that should stay and turned too far, with the degrees.
    """

    sentence: Sentence
    body: Body
    failed: tuple[Failure, ...]
    understood: tuple[str, ...]
    not_understood: tuple[str, ...]
    plausibility: Plausibility
    moved: Mapping[str, float]

    @property
    def obeyed(self) -> bool:
        """All checks hold."""
        return not self.failed

    @property
    def stays(self) -> bool:
        """What was not spoken of has stayed."""
        return not self.moved

    @property
    def all_right(self) -> bool:
        """Obeyed, plausible, and nothing else moved."""
        return self.obeyed and self.plausibility.plausible and self.stays


@lru_cache(maxsize=1)
def neutral_pose() -> np.ndarray:
    """The standing pose [24, 3] that every sentence starts from."""
    entries = json.loads(resource("poses", "authored.json").read_text(encoding="utf-8"))["poses"]
    return np.array(next(e["pose"] for e in entries if e["name"] == "standing"), dtype=np.float64)


def neutral_body(engine: Engine) -> Body:
    """The neutral standing body before the camera."""
    return engine.body_at(neutral_pose(), Camera.assume(IMAGE_SIZE))


def refined(engine: Engine, texts: Mapping[str, str], initial: Body) -> tuple[Body, tuple[str, ...], tuple[str, ...]]:
    """The body that texts alone lead to, the posecodes understood, and the words that were not."""
    person = Person(
        "p1", initial=initial, descriptions={part: Description(text, "person") for part, text in texts.items()}
    )
    for step in engine.refine(RefineRequest(Observation(None, IMAGE_SIZE), person)):
        last = step
    assert last.final is not None
    reports = last.final.descriptions
    understood = tuple(s.posecode for report in reports for s in report.statements)
    return last.final.body, understood, tuple(words for report in reports for words in report.not_understood)


def strayed(sentence: Sentence, posed: Posed, neutral: Posed) -> dict[str, float]:
    """Joints that should have stayed and turned by more than ``STAYS_DEGREES``, with the degrees."""
    return joints_moved(posed, neutral, sentence.moves)


def joints_moved(posed: Posed, neutral: Posed, free: Collection[str]) -> dict[str, float]:
    """Joints of other parts than the ``free`` ones that turned by more than ``STAYS_DEGREES``, with the degrees."""
    local = rotation_angle(np.swapaxes(neutral.local, -1, -2) @ posed.local)
    world = rotation_angle(posed.rotations @ np.swapaxes(neutral.rotations, -1, -2))
    turned = np.minimum(local, world)
    return {
        joint: float(turned[JOINT_INDEX[joint]])
        for joint in JOINT_NAMES
        if JOINT_PART[joint] not in free and turned[JOINT_INDEX[joint]] > STAYS_DEGREES
    }


def judge(
    sentence: Sentence, body: Body, neutral: Body, shape: Anatomy | None = None
) -> tuple[tuple[Failure, ...], Plausibility, dict[str, float]]:
    """Checks that fail, plausibility, and joints that strayed, of a body that should obey a sentence."""
    ruler = Ruler(Posed(body, shape), Posed(neutral, shape))
    failed = tuple(Failure(c.text, c.values(ruler)) for c in sentence.checks if not c.holds(ruler))
    return failed, judge_plausibility(ruler.posed), strayed(sentence, ruler.posed, ruler.neutral)


def run_suite(engine: Engine, sentences: Sequence[Sentence]) -> Iterator[Outcome]:
    """The outcome of every sentence, in order."""
    initial = neutral_body(engine)
    for sentence in sentences:
        body, understood, not_understood = refined(engine, sentence.texts, initial)
        failed, plausibility, moved = judge(sentence, body, initial)
        yield Outcome(sentence, body, failed, understood, not_understood, plausibility, moved)
