"""Statements of one text held against each other, once all are read.

What an action or a posture implies gives way to what is said outright; a side left open ("one hand") is settled by what else is said; and
"standing" with a bent or lifted leg stands on the other one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from core.language.catalogue import CATALOGUE
from core.language.posecodes import Posecode, disagree
from core.language.sides import OTHER
from core.language.stance import standing_bent

if TYPE_CHECKING:
    from core.language.understanding import Statement


def settled(said: list[Statement], implied: set[str]) -> Iterator[Statement]:
    """What remains; ``implied`` names the posecodes that nothing says outright."""
    said = _standing(said)
    clear = [s for s in said if s.posecode.name not in implied and s.alternative is None]
    for s in said:
        if s.posecode.name in implied and any(_outweighs(t, s) for t in clear if t is not s):
            continue
        if s.alternative is None:
            yield s
            continue
        names = {t.posecode.name for t in clear}
        if s.alternative.name in names or s.posecode.name in names:
            continue  # which of the two it is, another sentence says
        here, there = (any(disagree(code, t.posecode) for t in clear) for code in (s.posecode, s.alternative))
        if here and not there:
            yield replace(s, posecode=s.alternative, part=s.alternative.part, alternative=None)
        elif there and not here:
            yield replace(s, alternative=None)
        elif not here:
            yield s


def _outweighs(clear: Statement, weak: Statement) -> bool:
    """Whether what is said outright contradicts what is implied, on either side that is open."""
    if _same_bend(weak.posecode, clear.posecode):
        return weak.alternative is None
    return disagree(weak.posecode, clear.posecode) and (weak.alternative is None or disagree(weak.alternative, clear.posecode))


def _same_bend(implied: Posecode, said: Posecode) -> bool:
    """Whether both speak of one elbow or knee: what was said of it outweighs what was implied."""
    return implied.subject == said.subject and implied.constraints[0].measure == said.constraints[0].measure


def _standing(said: list[Statement]) -> list[Statement]:
    """"Stands with the right knee raised": on the left leg; with both knees bent: not as upright as "standing" is otherwise."""
    plain = next((s for s in said if s.posecode.name == "body: standing"), None)
    if plain is None or any(s.posecode.name.startswith("body: standing on") for s in said):
        return said
    bent = {side for s in said for side in OTHER if s is not plain and s.alternative is None and _takes_up(s.posecode, side, plain.posecode)}
    if not bent:
        return said
    lifted = {side for s in said for side in OTHER if s.posecode.name.startswith(_LIFTED[side])}
    if len(bent | lifted) == 1 and lifted:
        code = CATALOGUE[f"body: standing on the {OTHER[next(iter(lifted))]} leg"]
    else:
        code = standing_bent()
    return [replace(s, posecode=code, part=code.part) if s is plain else s for s in said]


_LIFTED = {
    side: (f"{side} leg: raised", f"{side} foot: off the ground", f"{side} knee: raised", f"{side} foot: on the {OTHER[side]} knee",
           f"{side} foot: on the {OTHER[side]} thigh", f"{side} thigh: drawn up", f"{side} thigh: raised")
    for side in OTHER
}  # fmt: skip


def _takes_up(code: Posecode, side: str, standing: Posecode) -> bool:
    """Whether a statement about a leg does not go with both knees straight and both thighs down."""
    return code.subject.startswith(side) and (disagree(code, standing) or code.name.startswith(_LIFTED[side]))
