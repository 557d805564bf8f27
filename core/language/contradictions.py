"""Statements that no body can obey at once, within a row of the descriptions and between rows, each with one sentence for the person.

Understanding finds what is said; this module finds where it cannot all be true: two bounds on one measure that do not meet ("straight", "bent at
a right angle"), two postures, or two places where one limb cannot be at once ("on the hip", "overhead"). It needs no torch, so that the rows can
show it while a person types.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from core.language.feasible import likely, possible
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
    upright = not any(_bends_the_trunk(code) for _, statement in said for code in _readings(statement))
    out = []
    decided = len(_DECIDED)
    seen: set[frozenset[str]] = set()
    doubtful: list[tuple[str, Statement, str, Statement]] = []
    for k, (row, first) in enumerate(said):
        for other_row, second in said[k + 1 :]:
            pair = frozenset((first.posecode.name, second.posecode.name))
            if len(pair) < 2 or pair in seen:
                continue
            seen.add(pair)
            if _contradict(first, second, exclude):
                out.append(Conflict(first, row, second, other_row, _sentence(first, row, second, other_row)))
            elif upright and _contradict(first, second, _doubtful):
                doubtful.append((row, first, other_row, second))
    for row, first, other_row, second in doubtful:
        if not _searched(first, second) and len(_DECIDED) - decided >= SEARCHES:
            continue
        if _contradict(first, second, _impossible):
            out.append(Conflict(first, row, second, other_row, _sentence(first, row, second, other_row)))
    return tuple(out)

def _statements(understood: Mapping[str, Understanding]) -> Iterator[tuple[str, Statement]]:
    for row, understanding in understood.items():
        for statement in understanding.statements:
            yield row, statement

def _contradict(first: Statement, second: Statement, excluded: Callable[[Posecode, Posecode], bool]) -> bool:
    """Whether no reading of the two can hold together (either side of "one hand" will do)."""
    return all(excluded(a, b) for a in _readings(first) for b in _readings(second))

def _readings(statement: Statement) -> tuple[Posecode, ...]:
    return (statement.posecode,) if statement.alternative is None else (statement.posecode, statement.alternative)

_POSTURES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("standing", ("standing", "striding")), ("sitting", ("sitting on a seat",)), ("sitting", ("sitting on the ground", "sitting cross-legged")),
    ("kneeling", ("kneeling", "sitting on the heels")), ("squatting", ("squatting", "crouching")), ("all fours", ("on all fours",)),
    ("push-up", ("in a push-up",)), ("lying up", ("lying face up",)), ("lying down", ("lying face down",)), ("lying left", ("lying on the left",)),
    ("lying right", ("lying on the right",)), ("upside down", ("upside down", "doing a handstand")), ("bridge", ("doing a bridge",)),
)  # fmt: skip

_UPRIGHT = ("upright", "straight", "facing forward", "toward the camera", "away from the camera", "turned", "not ", "shoulder higher", "hip higher")

def _posture(code: Posecode) -> int | None:
    """Which of the postures that exclude one another a posecode is, or None."""
    if code.subject != "body":
        return None
    return next((k for k, (_, names) in enumerate(_POSTURES) if code.predicate.startswith(names)), None)

def exclude(first: Posecode, second: Posecode) -> bool:
    """Whether two posecodes exclude each other by what they bound, or as postures."""
    if disagree(first, second):
        return True
    mine, other = _posture(first), _posture(second)
    if mine is not None and other is not None and mine != other:
        return True
    return (mine == 0 and _kneels(second)) or (other == 0 and _kneels(first))

def _kneels(code: Posecode) -> bool:
    return code.name in ("left knee: on the ground", "right knee: on the ground")

def _bends_the_trunk(code: Posecode) -> bool:
    """Whether a posecode takes the trunk out of the upright in which limbs are searched."""
    if code.subject == "body":
        return not code.predicate.startswith(("standing", "weight", "striding", "side toward"))
    return code.subject == "torso" and not any(word in code.predicate for word in _UPRIGHT)

def _limbs(code: Posecode) -> set[str]:
    """The limbs that a posecode is about: an arm with its hand, a leg with its foot."""
    if code.subject in ("body", "torso", "head"):
        return set()
    return {part.replace("hand", "arm").replace("foot", "leg") for part in code.parts if part not in ("torso", "head")}

def _doubtful(first: Posecode, second: Posecode) -> bool:
    """Whether two posecodes about one limb are met by no common pose, so that it takes a search to tell."""
    shared = _limbs(first) & _limbs(second)
    return bool(shared) and not likely(first, second)

def _impossible(first: Posecode, second: Posecode) -> bool:
    """What the search says, remembered."""
    key = (first.name, second.name)
    if key not in _DECIDED:
        _DECIDED[key] = not possible(first, second)
    return _DECIDED[key]

def _searched(first: Statement, second: Statement) -> bool:
    return all((a.name, b.name) in _DECIDED for a in _readings(first) for b in _readings(second))

_DECIDED: dict[tuple[str, str], bool] = {}
SEARCHES = 2
"""Pairs searched at most in one call: each may take a third of a second, and the rest is found when the rows are read the next time."""

def _sentence(first: Statement, row: str, second: Statement, other_row: str) -> str:
    said = f"{first.posecode.name} contradicts {second.posecode.name}"
    if row == other_row:
        return said + "."
    return f"{said} (in the text of the {_plain(row)} and of the {_plain(other_row)})."

def _plain(part: str) -> str:
    return part.replace("_", " ")
