"""The difference between a body and its descriptions: what the body does that no text says, and what a text says that the body does not do.

Stands after a run, beside the report of satisfied statements. Both sides use the geometry that describes, guides and judges. Unsaid are only
salient facts (``salience``) that no statement of any row tells, implies or contradicts, worded as a clause that can be put at the end of the
part's text; unmet statements come with how far the body is from them.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from core.body.constraint import REFERENCE_HEIGHT, Constraint
from core.body.skeleton import PARTS
from core.language.catalogue import CATALOGUE, margins
from core.language.grammar import PLURAL, capitalised, finite
from core.language.posecodes import Posecode
from core.language.salience import unsaid_facts
from core.language.shortfall import shortfall
from core.language.subjects import joints_of
from core.language.understanding import Statement, Understanding, understand
from core.language.wording import phrases as wordings

if TYPE_CHECKING:
    from torch import Tensor

    from core.body.kinematics import Points

MOST = 3
"""Unsaid facts a part at most."""


@dataclass(frozen=True)
class Unsaid:
    """Something that the body does and no text says.

    Attributes:
        text: a clause with its subject, "the left elbow points out to the side" (see ``appended``).
        posecode: the name of the fact; ``text`` at the end of the part's text is understood as it.
        joints: names of the joints that it speaks of.
    """

    text: str
    posecode: str
    joints: tuple[str, ...]


@dataclass(frozen=True)
class PartDifference:
    """One part: ``unsaid`` facts, the most telling first; ``unmet`` statements of the part's own text, and for each of them in the same order in
    ``shortfalls`` what the body does instead and by how much ("the left hand is 12 cm too low")."""

    unsaid: tuple[Unsaid, ...] = ()
    unmet: tuple[Statement, ...] = ()
    shortfalls: tuple[str, ...] = ()


def difference(
    points: Points, height: Tensor, understood: Mapping[str, Understanding], switched_off: Mapping[str, Collection[str]] | None = None
) -> dict[str, PartDifference]:
    """Compare one body with what its texts say.

    Args:
        points, height: one posed body (batch of one), its standing height [1] in metres.
        understood: what each part's text says.
        switched_off: for a part the names of posecodes that a person has switched off: they are not asked of the body.

    Returns:
        Every one of the ten parts.
    """
    off = switched_off or {}
    spoken = [(part, s) for part, heard in understood.items() for s in heard.statements]
    asked = [(part, s) for part, s in spoken if s.posecode.name not in off.get(part, ())]
    missed = _missed(points, height, [s for _, s in asked])
    unmet: dict[str, list[tuple[Statement, str]]] = {part: [] for part in PARTS}
    scale = 100.0 * float(height[0]) / REFERENCE_HEIGHT
    for (part, statement), gap in zip(asked, missed, strict=True):
        if gap is not None:
            unmet[part].append((statement, shortfall(statement.posecode, *gap, centimetres=scale)))
    failed = frozenset(s.posecode.name for found in unmet.values() for s, _ in found)
    row = margins(points, height)[0].tolist()
    facts = unsaid_facts(row, [s.posecode for _, s in spoken], failed)
    return {
        part: PartDifference(
            tuple(_unsaid(part, name) for name in facts.get(part, ())[:MOST]),
            tuple(s for s, _ in unmet[part]),
            tuple(text for _, text in unmet[part]),
        )
        for part in PARTS
    }


def appended(text: str, clause: str) -> str:
    """The part's text with an unsaid clause taken over as a sentence of its own."""
    front = text.rstrip()
    if front and front[-1] in ",;:-":
        front = front[:-1].rstrip()
    if front and front[-1] not in ".!?…":
        front += "."
    return f"{front} {capitalised(clause)}.".lstrip()


# ------------------------------------------------------------------------------------------------------- unmet


def _missed(points: Points, height: Tensor, statements: Sequence[Statement]) -> list[tuple[Constraint, float] | None]:
    """For each statement its worst constraint and the measure's value, or None where the body obeys it."""
    codes = [c for s in statements for c in (s.posecode, *((s.alternative,) if s.alternative else ()))]
    constraints = tuple(dict.fromkeys(c for code in codes for c in code.constraints))
    if not constraints:
        return [None] * len(statements)
    table = _table(constraints)
    values = dict(zip(constraints, table.values(points, height)[0].tolist(), strict=True))
    out = []
    for s in statements:
        gaps = [_worst(code, values) for code in ((s.posecode, s.alternative) if s.alternative else (s.posecode,))]
        out.append(None if None in gaps else gaps[0])
    return out


@lru_cache(maxsize=8)
def _table(constraints: tuple[Constraint, ...]):  # type: ignore[no-untyped-def]  # of core.body.measures, which needs torch
    from core.body.measures import MeasureTable

    return MeasureTable(constraints)


def _worst(code: Posecode, values: Mapping[Constraint, float]) -> tuple[Constraint, float] | None:
    worst, by = None, 0.0
    for c in code.constraints:
        value = values[c]
        over = max(c.low - value, value - c.high) / c.slack
        if not math.isfinite(value) or (not c.holds(value) and over > by):
            worst, by = (c, value), over
    return worst


# ------------------------------------------------------------------------------------------------------ unsaid


def _unsaid(part: str, name: str) -> Unsaid:
    return Unsaid(clause(part, name), name, joints_of(CATALOGUE[name]))


@lru_cache(maxsize=2048)
def clause(part: str, name: str) -> str:
    """A catalogued fact as a clause with its subject, in the plainest words that are understood as it in the part's text."""
    ways = [_with_subject(part, name, way) for way in wordings(name)]
    for way in ways:
        heard = understand(capitalised(way) + ".", part)
        if not heard.not_understood and {s.posecode.name for s in heard.statements} == {name}:
            return way
    for way in ways:
        if any(s.posecode.name == name for s in understand(capitalised(way) + ".", part).statements):
            return way
    return ways[0] if ways else name.replace(": ", " ")


def _with_subject(part: str, name: str, way: str) -> str:
    subject, bar, predicate = way.rpartition("|")
    side = part.split("_")[0] + " " if "_" in part else ""
    if name.startswith("body: "):
        return "the person " + finite(predicate)
    if not bar:
        return f"the {part.replace('_', ' ')} {finite(predicate)}"
    if subject.startswith("both "):
        return f"{subject} {finite(predicate, True)}"
    plural = subject in PLURAL
    return f"the {'' if plural and subject != 'toes' else side}{subject} {finite(predicate, plural)}"
