"""What a careful annotator leaves unsaid: facts that hold but that nobody would write beside the others.

A posture tells what the legs do in it; an arm that hangs at the side tells where its palm faces; a foot that is in front of the other one need
not be told again by the other row. Training's full descriptions keep all of these, the app's do not (see ``salience.salient``).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from core.language.places import first_side


@dataclass(frozen=True)
class Rule:
    """Facts that are left out. In all three patterns {s} is the fact's own side and {o} the other one.

    Attributes:
        fact: pattern of the fact's whole name.
        told: left out when something said before, in any row, matches; empty: always.
        unless: kept all the same when something said before matches.
        margin: kept if it holds by so many metres (angles by 0.3 m a radian) and ``told`` does not match.
    """

    fact: str
    told: str = ""
    unless: str = ""
    margin: float | None = None


_ON_KNEES = r"body: (kneel|on all fours|sitting on the heels)"
_LOW = r"body: (sitting on a seat|sitting$|sitting cross|squat|crouch)"
RULES: tuple[Rule, ...] = (
    # --- told by the posture
    Rule(r"{s} leg: (forward|back)", rf"{_ON_KNEES}|{_LOW}|body: (strid|lung)"),
    Rule(r"{s} leg: out to the side", r"body: (lunging to|sitting cross)"),
    Rule(r"{s} leg: crossed .*", r"body: sitting cross"),
    Rule(r"({s} thigh: (horizontal|raised|vertical)|{s} knee: raised|{s} thigh: drawn .*)", rf"{_ON_KNEES}|{_LOW}|body: lung"),
    Rule(r"{s} shin: .*", rf"{_ON_KNEES}|body: (squat|crouch|sitting cross)"),
    Rule(r"{s} foot: (in front of|behind) the {o} foot", r"body: (strid|lung)"),
    Rule(r"{s} foot: (on tiptoe|off the ground|slightly off the ground|toes pointed|turned .*)", rf"{_ON_KNEES}"),
    Rule(r"({s} thigh: horizontal|{s} leg: back|{s} shin: .*)", r"body: in a push-up"),
    Rule(r"feet: .*", r"body: (strid|lung|doing the splits)|(left|right) foot: in front of"),
    Rule(r"knees: .*", r"body: (lung|strid|doing the splits|sitting cross)|{s} knee: out to|{s} leg: out to"),
    Rule(r"{s} arm: (forward|slightly forward|back)", r"body: (on all fours|in a push|doing a hand|doing a bridge)"),
    Rule(r"torso: back rounded", r"torso: bent far|body: (squat|crouch)"),
    # --- told by the limb it hangs on
    Rule(r"{s} palm: .*", r"{s} hand: on (?!the ground)"),
    Rule(r"{s} palm: .*", r"{s} arm: (at the side|hanging|slightly|lowered|back)", margin=0.06),
    Rule(
        r"{s} forearm: (horizontal|pointing down|pointing forward|pointing outward)",
        r"{s} arm: (forward|out to|across)|{s} elbow: (tucked|level|raised|above|on)",
    ),
    Rule(r"{s} forearm: (vertical|pointing up)", r"{s} arm: (overhead|straight up|diagonally up)"),
    Rule(r"{s} forearm: .*", margin=0.03),
    Rule(r"{s} hand: (in front of|behind|higher than) the {o} hand", r"{s} hand: (on|near|in front|behind|above|below|beside|level)|hands: "),
    Rule(r"{s} hand: (level with|below|above) the .*", r"{s} hand: (on|near|in front|behind)|hands: "),
    Rule(r"{s} hand: (behind|in front of) the (torso|lower back|stomach|chest|groin|face)", r"{s} hand: on |arms: crossed"),
    Rule(r"{s} foot: above .*", r"{s} leg: raised|{s} foot: (off|on)|{s} leg: straight up"),
    # --- too small, or too ordinary, to be written down
    Rule(r"{s} palm: facing inward", unless=r"hands: together"),
    Rule(r"{s} wrist: bent", margin=0.10),
    Rule(r"{s} thigh: vertical"),
    Rule(r"{s} hip: straight", r"{s} knee: (straight|slightly)"),
    Rule(r"{s} shin: vertical", r"{s} knee: (straight|slightly bent|partially bent)"),
    Rule(r"{s} knee: turned inward", margin=0.05),
    Rule(r"{s} knee: out to the side", margin=0.03),
    Rule(r"{s} knee: in front of the {o} knee"),
    Rule(r"knees: together", unless=r"body: (sit|squat|crouch|kneel|lying)"),
    Rule(r"{s} foot: behind the {o} foot"),
    Rule(r"{s} foot: in front of the {o} foot", margin=0.03),
    Rule(r"{s} foot: turned (out|in)", margin=0.06),
    Rule(r"feet: shoulder-width apart"),
    Rule(r"head: level", r"head: "),
    Rule(r"torso: back (arched|rounded)", margin=0.02),
)
_VAGUE_ARM = re.compile(r"(left|right) arm: (slightly raised|lowered|raised)")
_LEAN = re.compile(r"torso: (slightly )?(leaning|bent)")
_BENT = re.compile(r"elbow: (almost completely|completely|right|partially)")


@lru_cache(maxsize=4096)
def _rules_for(name: str) -> tuple[tuple[re.Pattern[str] | None, re.Pattern[str] | None, float | None], ...]:
    side = first_side(name) or ("right" if name.startswith("right") else "left")
    other = "left" if side == "right" else "right"
    out = []
    for rule in RULES:
        fact, told, unless = (p.replace("{s}", side).replace("{o}", other) for p in (rule.fact, rule.told, rule.unless))
        if re.fullmatch(fact, name):
            out.append((re.compile(told) if told else None, re.compile(unless) if unless else None, rule.margin))
    return tuple(out)


def left_out(name: str, margin: float, said: Collection[str]) -> bool:
    """Whether a fact that holds by ``margin`` is left out beside what is ``said`` before it (names, in any row)."""
    for told, unless, needed in _rules_for(name):
        if unless is not None and any(unless.match(n) for n in said):
            continue
        if told is not None and any(told.match(n) for n in said):
            return True
        if needed is None:
            if told is None:
                return True
        elif margin < needed:
            return True
    return False


def tidied(names: tuple[str, ...]) -> tuple[str, ...]:
    """A part's facts without what the others make idle, in the order in which a person says them."""
    if len(names) > 2 and _VAGUE_ARM.match(names[0]) and any(_BENT.search(n) for n in names):
        names = names[1:]  # "slightly raised" adds nothing to how the elbow is held
    if any(_LEAN.match(n) for n in names):
        names = tuple(n for n in names if n != "torso: upright")
    if len(names) > 1 and names[1].endswith("leg: vertical") and not names[0].endswith("straight"):
        names = (names[1], names[0], *names[2:])
    return names
