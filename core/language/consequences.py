"""What goes without saying: bounds that a posecode has as people mean it, where the catalogue's leave more room than they do.

Folded arms are bent arms, and a hand on the small of the back is not a hand's breadth off it. The catalogue's own bounds stay as they are, since
describing and the trained weights know them; a statement of a text gets the further ones, unless something else in the text speaks against them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from core.language.arm_turns import as_held
from core.language.graded import at_the_forehead, at_the_lower_back, folded_elbow, past_the_middle, steep
from core.language.posecodes import INF, Posecode, bend, disagree, offset

_UNBENT = frozenset(f"{side} elbow: {words}" for side in ("left", "right") for words in ("straight", "not bent", "at most slightly bent"))


def sharper(code: Posecode, *further: Posecode | None) -> Posecode:
    """A posecode with the bounds of others as well, under its own name."""
    more = tuple(c for other in further if other is not None for c in other.constraints if c not in code.constraints)
    return replace(code, constraints=(*code.constraints, *more)) if more else code


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[Posecode, ...]]:
    table: dict[str, tuple[Posecode, ...]] = {
        "arms: crossed": (folded_elbow("left"), folded_elbow("right"), past_the_middle("left"), past_the_middle("right")),
        "wrists: crossed": (Posecode("wrists: past each other", "left_hand", (offset("left_wrist", "right_wrist", "left", -INF, -0.01, "chest"),)),),
    }
    for side in ("left", "right"):
        table[f"{side} hand: on the lower back"] = (at_the_lower_back(side),)
        table[f"{side} hand: on the forehead"] = (at_the_forehead(side),)
        table[f"{side} elbow: pointing back"] = (bend("elbow", side, -INF, 140.0, "bent"),)
        for way in ("up", "forward", "outward", "inward"):  # who speaks of the forearm alone sees a bent elbow
            table[f"{side} forearm: pointing {way}"] = (bend("elbow", side, -INF, 140.0, "bent"),)
    return table


def as_meant(code: Posecode, others: Iterable[Posecode]) -> Posecode:
    """A posecode with what follows from it, but for what ``others`` of the same text rule out."""
    known = list(others)
    code = as_held(code, known)
    further = [f for f in _table().get(code.name, ()) if not any(disagree(f, other) for other in known)]
    if code.predicate == "overhead" and any(o.name in _UNBENT for o in known):
        return sharper(code, steep(code.subject.split(" ")[0]))  # a straight arm overhead points up rather than out
    arm = code.subject.split(" ")[0] + " arm"
    if ("forearm:" in code.name or code.predicate == "pointing back") and any(other.subject == arm for other in known):
        return code  # the whole arm may point there, straight
    return sharper(code, *further) if further else code
