"""Statements that no body can obey at once, within a row of the descriptions and between rows, each with one sentence for the person.

Understanding finds what is said; this module finds where it cannot all be true: two bounds on one measure that do not meet ("straight", "bent at
a right angle"). It needs no torch, so that the rows can show it while a person types.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from core.language.posecodes import Posecode, disagree
from core.language.understanding import Statement, Understanding

MOST = 200
"""Statements compared at most: more than that is no description of one body."""


@dataclass(frozen=True)
class Conflict:
    """Two statements that contradict each other, the rows (parts) whose texts make them, and a sentence that says so."""

    first: Statement
    first_row: str
    second: Statement
    second_row: str
    text: str


def conflicts(understood: Mapping[str, Understanding]) -> tuple[Conflict, ...]:
    """All conflicts of the descriptions, each pair once, in the order of the rows."""
    said = list(_statements(understood))[:MOST]
    out = []
    seen: set[frozenset[str]] = set()
    for k, (row, first) in enumerate(said):
        for other_row, second in said[k + 1 :]:
            pair = frozenset((first.posecode.name, second.posecode.name))
            if len(pair) < 2 or pair in seen or not _contradict(first, second):
                continue
            seen.add(pair)
            out.append(Conflict(first, row, second, other_row, _sentence(first, row, second, other_row)))
    return tuple(out)


def _statements(understood: Mapping[str, Understanding]) -> Iterator[tuple[str, Statement]]:
    for row, understanding in understood.items():
        for statement in understanding.statements:
            yield row, statement


def _contradict(first: Statement, second: Statement) -> bool:
    """Whether no reading of the two can hold together (either side of "one hand" will do)."""
    return all(exclude(a, b) for a in _readings(first) for b in _readings(second))


def _readings(statement: Statement) -> tuple[Posecode, ...]:
    return (statement.posecode,) if statement.alternative is None else (statement.posecode, statement.alternative)


def exclude(first: Posecode, second: Posecode) -> bool:
    """Whether no body satisfies both posecodes."""
    return disagree(first, second)


def _sentence(first: Statement, row: str, second: Statement, other_row: str) -> str:
    said = f"{first.posecode.name} contradicts {second.posecode.name}"
    if row == other_row:
        return said + "."
    return f"{said} (in the text of the {_plain(row)} and of the {_plain(other_row)})."


def _plain(part: str) -> str:
    return part.replace("_", " ")
