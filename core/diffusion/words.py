"""From descriptions to what guides: statements with their weights, the joints that they may move, the keypoints that give way where a person insists.

The weight of a statement is the understanding's confidence x the trust in who wrote the text x the share of a model's answers that say so x the
factor that a person set on it. A factor of 0 takes the statement out; from 1 to ``INSIST`` it grows into one that wins over what keypoints show.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor

from core.body.measures import Constraint, Measure, MeasureTable
from core.body.skeleton import (
    JOINT_INDEX,
    JOINT_NAMES,
    JOINT_PART,
    KEYPOINT_NAMES,
    NUM_JOINTS,
    PART_JOINTS,
    PARTS,
    POINT_INDEX,
    POINT_PARENT,
)
from core.language.meant import giving_way, meant
from core.language.settling import settled_by
from core.observation import INSIST, Description

if TYPE_CHECKING:
    from core.language.posecodes import Posecode
    from core.language.understanding import Statement, Understanding

TRUST: Mapping[str, float] = {"person": 1.0, "vlm": 0.6, "built-in": 0.0}
"""How much a description guides, by who wrote it. The built-in draft is read off the initial body: it would only repeat the initial body's mistakes."""

TAKEN_FOR_GRANTED = 0.7
"""Weight of what comes with a statement without being said, as a share of the statement's own."""


def trust_in(source: str) -> float:
    """Trust in a description by its source ("person", "vlm:<name>", "built-in")."""
    return TRUST.get(source.split(":", 1)[0], 1.0)


@dataclass(frozen=True)
class SpokenStatement:
    """A statement that guides.

    ``row``: the part whose text says it; ``weight`` 0..1; ``insisted``: how far a person insists on it, 0 (as it is) to 1 (it wins over keypoints).
    """

    statement: Statement
    row: str
    weight: float
    insisted: float = 0.0


GOES_ALONG = 0.9
"""How freely joints move that a statement needs and is not about: the leg behind which the other one is crossed, the trunk of somebody who stands."""

Understand = Callable[[str, str], "Understanding"]


def spoken_statements(
    descriptions: Mapping[str, Description], understand: Understand, obeyed: Callable[[Posecode], bool]
) -> list[SpokenStatement]:
    """All statements that guide, row by row.

    Args:
        obeyed: whether the initial body obeys a posecode: where a text leaves the side open, what is already so is meant.
    """
    out = []
    rows = {part: understand(d.text, part).statements for part, d in descriptions.items() if d.enabled and d.text.strip()}
    for part, description in descriptions.items():
        if not description.enabled or not description.text.strip():
            continue
        beside = {s.posecode.name for row, said in rows.items() if row != part for s in said if s.alternative is None}
        trust = trust_in(description.source)
        if trust <= 0 and not any(factor > 1 for _, factor in description.emphasis):
            continue
        for statement in understand(description.text, part).statements:
            name = statement.posecode.name
            factor = max(0.0, description.factor(name))
            insisted = min(max((factor - 1.0) / (INSIST - 1.0), 0.0), 1.0)
            weight = statement.confidence * trust * description.share(name) * min(factor, 1.0)
            # Who insists on a statement vouches for it, whoever wrote it.
            weight += (1.0 - weight) * insisted
            if weight > 0:
                statement = settled_by(statement, beside)
                other = statement.alternative
                if other is not None and obeyed(other) and not obeyed(statement.posecode):
                    statement = replace(statement, posecode=other)
                out.append(SpokenStatement(statement, part, weight, insisted))
    return out


def _of_the_camera(code: Posecode) -> bool:
    """Whether all that a posecode states is how the body lies to the camera."""
    return bool(code.constraints) and all(isinstance(c.measure, Measure) and c.measure.frame == "camera" for c in code.constraints)


def latent_texts(descriptions: Mapping[str, Description], understand: Understand) -> dict[str, str]:
    """The texts whose latents guide, by part: without the words of statements that are switched off.

    A text of which nothing was understood has no say: its latent would move the body for reasons that nobody can see. Nor has one that speaks of
    other parts only: a latent knows no other part than its row's. Nor has one in which the same words say something that is switched off and
    something that is not: they cannot be told apart, and what is switched off must have no influence. What is said of the camera is left out: latents
    are of bodies turned to face one way, so that of "nearer to the camera" a latent can only say something else. So are the clauses of which nothing
    was understood: "the brim of the cap hiding the eyes" has turned heads.
    """
    out = {}
    for part, description in descriptions.items():
        text = description.text
        if not description.enabled or not text.strip() or trust_in(description.source) <= 0:
            continue
        statements = understand(text, part).statements
        kept = [s for s in statements if description.factor(s.posecode.name) > 0 and not _of_the_camera(s.posecode)]
        if not any(part in parts_moved_by(s.posecode) for s in kept):
            continue
        off = [s.span for s in statements if description.factor(s.posecode.name) <= 0]
        on = [s.span for s in kept]
        if any(a < end and start < b for start, end in off for a, b in on):
            continue
        off += [s.span for s in statements if _of_the_camera(s.posecode) and not any(a < s.span[1] and s.span[0] < b for a, b in on)]
        off += _clauses_without(text, on)
        out[part] = "".join(c for at, c in enumerate(text) if not any(a <= at < b for a, b in off)) if off else text
    return out


_CLAUSE = re.compile(r"[^,;:.!?()\n\u2014]+[,;:.!?()\n\u2014]*")


def _clauses_without(text: str, said: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans of the clauses of a text that none of some spans touches."""
    clauses = [found.span() for found in _CLAUSE.finditer(text)]
    return [(a, b) for a, b in clauses if not any(a < end and start < b for start, end in said)]


@dataclass(frozen=True)
class Words:
    """Statements as the solver's tensors, for one body.

    ``table``: constraints, each once; ``weight`` and ``insisted`` [1, S]; ``rows`` [1, S, 10]: whose text says it; ``moves``
    [1, S, 24]: the joints that it asks to move; ``free`` [1, 24]: joints that the words speak of (1: they are about them, ``GOES_ALONG``: they need them);
    ``told`` [1, 25]: how much words say of what each keypoint shows; ``yielding`` [1, 25]: keypoints that give way since a person insists, 0..1.
    """

    table: MeasureTable
    weight: Tensor
    insisted: Tensor
    rows: Tensor
    moves: Tensor
    free: Tensor
    told: Tensor
    yielding: Tensor


def words_of(
    spoken: Sequence[SpokenStatement], *, alone: bool = True, misses: Callable[[MeasureTable], Tensor] | None = None
) -> Words:
    """What statements say, for the solver. What several rows say counts once, with the strongest weight.

    Args:
        alone: there are no keypoints.
        misses: by how much the initial body is outside each constraint [1, S]. Where words are alone, a statement that it meets together with all that comes
            with it asks nothing of it: the body already is as somebody wants it to be, and its joints are not free on that account.
    """
    weights: dict[Constraint, tuple[float, float]] = {}
    said: dict[Constraint, set[str]] = {}
    moved: dict[Constraint, set[int]] = {}
    free = np.zeros((1, NUM_JOINTS), np.float32)
    told, yielding = np.zeros((2, 1, len(KEYPOINT_NAMES)), np.float32)
    codes = giving_way([one.statement.posecode for one in spoken])
    implied = meant(codes, alone=alone)
    so = [False] * len(codes) if misses is None or not alone else [_is_so(code, more, misses) for code, more in zip(codes, implied, strict=True)]
    for one, code, already in zip(spoken, codes, so, strict=True):
        for constraint in code.constraints:
            weight, insisted = weights.get(constraint, (0.0, 0.0))
            weights[constraint] = (max(weight, one.weight), max(insisted, one.insisted))
            said.setdefault(constraint, set()).add(one.row)
            moved.setdefault(constraint, set()).update(j for j in moved_by(code) if j not in _COLLARS)
        if not already:
            going_along = moved_by(code)
            free[0, going_along] = np.maximum(free[0, going_along], GOES_ALONG)
            free[0, _asked(code)] = 1.0
            if _bends_down(code):
                free[0, [JOINT_INDEX[joint] for joint in PART_JOINTS["torso"]]] = 1.0
        for constraint in _anatomy(code):
            weights.setdefault(constraint, (1.0, 0.0))
            said.setdefault(constraint, set())
            moved.setdefault(constraint, set()).update(j for j in moved_by(code) if j not in _COLLARS)
        keypoints = _keypoints_of(code)
        told[0, keypoints] = np.maximum(told[0, keypoints], one.weight)
        yielding[0, keypoints] = np.maximum(yielding[0, keypoints], one.insisted)
    for one, bounds in zip(spoken, implied, strict=True):
        for constraint in bounds:
            weights.setdefault(constraint, (TAKEN_FOR_GRANTED * one.weight, one.insisted))
            said.setdefault(constraint, {one.row})
            moved.setdefault(constraint, set()).update(j for j in moved_by(one.statement.posecode) if j not in _COLLARS)
    count = len(weights)
    values = np.array(list(weights.values()), np.float32).reshape(1, count, 2)
    rows, moves = np.zeros((1, count, len(PARTS)), np.float32), np.zeros((1, count, NUM_JOINTS), np.float32)
    for index, constraint in enumerate(weights):
        rows[0, index, [PARTS.index(part) for part in said[constraint]]] = 1.0
        moves[0, index, list(moved[constraint])] = 1.0
    tensors = (torch.from_numpy(x) for x in (values[..., 0], values[..., 1], rows, moves, free, told, yielding))
    return Words(MeasureTable(list(weights)), *tensors)


def _is_so(code: Posecode, more: Sequence[Constraint], misses: Callable[[MeasureTable], Tensor]) -> bool:
    """Whether the initial body already is as a posecode says, and as what comes with it."""
    bounds = (*code.constraints, *more)
    return bool(bounds) and bool((misses(MeasureTable(list(bounds))).abs() <= 1e-6).all())


# ----------------------------------------------------------------------------------------------- what words speak of

_LIMB: dict[str, tuple[str, ...]] = {
    "head": ("head",), "torso": ("torso",),
    **{
        f"{side}_{part}": tuple(f"{side}_{other}" for other in pair)
        for side in ("left", "right")
        for pair in (("arm", "hand"), ("leg", "foot"))
        for part in pair
    },
}  # fmt: skip
"""The parts that move together with one: an arm carries its hand, and a hand is carried by its arm."""


@lru_cache(maxsize=4096)
def parts_moved_by(code: Posecode) -> frozenset[str]:
    """The parts that a posecode asks to move: its own, and of the others those that are no mere place ("the hand on the knee" moves no leg)."""
    moved = set(_LIMB[code.part])
    for other in code.others:
        if code.part == "torso" or _class(other) == _class(code.part):
            moved.update(_LIMB[other])
    for constraint in code.constraints:
        for measure in _measures(constraint):
            if measure.kind in ("height", "angle", "direction", "turn"):
                moved.update(p for name in _joints(measure) for p in _LIMB[JOINT_PART[name]] if _class(p) in ("arm", "leg"))
    return frozenset(moved)


@lru_cache(maxsize=4096)
def _asked(code: Posecode) -> list[int]:
    """The joints that a posecode is about: a foot behind the other one is about that foot, and who stands, on both legs or on one, stands upright where
    nobody says otherwise."""
    parts = set(_LIMB[code.part])
    if code.name.startswith("body: standing"):
        parts = set()
    elif code.name.startswith("body: weight"):
        parts = {part for part in code.others if _class(part) == "leg"}
    elif " the " not in code.name:
        parts |= parts_moved_by(code)
    return [JOINT_INDEX[joint] for part in parts for joint in PART_JOINTS[part]]


# A collar bone goes along; that its shoulder is seen does not show how the arm is held.
_COLLARS = (JOINT_INDEX["left_collar"], JOINT_INDEX["right_collar"])


def moved_by(code: Posecode) -> list[int]:
    """The joints that a posecode asks to move."""
    return [JOINT_INDEX[joint] for part in parts_moved_by(code) for joint in PART_JOINTS[part]]


_LOW = ("knee", "shin", "ankle", "foot", "toes", "heel", "ground")


def _bends_down(code: Posecode) -> bool:
    """Whether an arm goes where a standing person only reaches by bending: to a knee, a foot, the ground."""
    return _class(code.part) == "arm" and any(word in code.predicate for word in _LOW)


_SHOWING: dict[str, tuple[str, ...]] = {
    "head": ("nose", "left_eye", "right_eye", "left_ear", "right_ear"),
    "torso": ("left_shoulder", "right_shoulder", "neck"),
    **{f"{side}_arm": (f"{side}_elbow", f"{side}_wrist") for side in ("left", "right")},
    **{f"{side}_hand": (f"{side}_wrist", f"{side}_index") for side in ("left", "right")},
    **{f"{side}_leg": (f"{side}_knee", f"{side}_ankle") for side in ("left", "right")},
    **{f"{side}_foot": (f"{side}_ankle", f"{side}_heel", f"{side}_big_toe") for side in ("left", "right")},
}
"""The keypoints that show how a part is held: those at the ends of what its joints turn."""


_ARM_BACK = math.radians(38.0)
"""An upper arm comes no nearer than this to pointing straight back from the chest: no bound on a single joint's angles says so."""


def _anatomy(code: Posecode) -> list[Constraint]:
    """What is never said and always meant: bounds of the limbs that a posecode moves."""
    sides = [side for side in ("left", "right") if f"{side}_arm" in parts_moved_by(code)]
    return [Constraint(Measure("direction", (f"{s}_shoulder", f"{s}_elbow"), "back", "chest"), low=_ARM_BACK) for s in sides]


def _keypoints_of(code: Posecode) -> list[int]:
    return sorted({KEYPOINT_NAMES.index(name) for part in parts_moved_by(code) for name in _SHOWING[part]})


def _class(part: str) -> str:
    kind = part.rsplit("_", 1)[-1]
    return {"hand": "arm", "foot": "leg"}.get(kind, kind)


def _measures(constraint: Constraint) -> tuple[Measure, ...]:
    read = constraint.measure
    return (read,) if isinstance(read, Measure) else (read.first, read.second)


def _joints(measure: Measure) -> Iterable[str]:
    return (JOINT_NAMES[POINT_PARENT[POINT_INDEX[name]]] for point in measure.points for name in point.split("+"))
