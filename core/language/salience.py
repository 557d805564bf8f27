"""What is worth saying of each part: a careful annotator states a few salient facts, not every posecode that holds.

Each part has aspects (where the limb is, how far it is bent, what the hand touches ...); of each aspect at most one fact is said, the most
specific or the clearest one, and aspects that add nothing to what was said are skipped.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from core.language.aspects import ASPECTS, MOST, Aspect
from core.language.catalogue import CATALOGUE
from core.language.posecodes import BENDS, Posecode, disagree, implied
from core.language.reticence import left_out, tidied

# What is measured against gravity means little of a body that lies or stands on its head.
_UPRIGHT_ONLY = re.compile(
    r"leg: (forward|back|out to|raised|vertical)|thigh: (horizontal|vertical|raised)|shin: |knee: (on the ground|raised)|"
    r"foot: (on the heel|on tiptoe|flat|on the ground|off|slightly off|turned|above|in front|behind)|"
    r"arm: (straight up|overhead|raised|at the side|slightly raised|hanging|lowered|diagonally)|hand: (above|below|level|higher)"
)
# Where gravity does not tell how the thighs are held, the hips do.
_LYING_ONLY = re.compile(r"(left|right) hip: ")
_PLACED = ("on ", "near ", "in front of ", "behind ", "above ", "below ", "level with ", "beside ", "higher than ", "lower than ")

VAGUE = frozenset(
    f"{side} {words}"
    for side in ("left", "right")
    for words in (
        "arm: raised", "arm: slightly raised", "arm: lowered", "arm: diagonally up", "arm: diagonally down", "arm: horizontal", "leg: raised",
        "elbow: bent", "elbow: at most slightly bent", "elbow: tightly bent", "knee: bent", "knee: at most slightly bent", "knee: tightly bent",
        "foot: off the ground", "foot: on the ground",
    )
)  # fmt: skip
"""Facts that leave open what a better one of the same topic tells."""


@lru_cache(maxsize=1)
def _topics() -> dict[str, str]:
    return {name: f"{part} {k if a.topic is None else a.topic}" for part, aspects in ASPECTS.items() for k, a in enumerate(aspects) for name in a.names}


@lru_cache(maxsize=4096)
def topic(name: str) -> str | None:
    """What a posecode is about ("left_hand place"): two facts of one topic tell the same twice or contradict each other; None: of no known topic."""
    known = _topics().get(name)
    if known:
        return known
    subject, _, predicate = name.partition(": ")
    side, _, kind = subject.partition(" ")
    if kind == "hand" and predicate.startswith(_PLACED):
        return f"{side}_hand place"
    if kind in ("elbow", "knee") and (predicate in BENDS or predicate.startswith(("about ", "not ")) or predicate.endswith("bent")):
        return f"{side}_{'arm' if kind == 'elbow' else 'leg'} bend"
    return None


@lru_cache(maxsize=1)
def _indexed() -> tuple[tuple[str, int, tuple[tuple[tuple[tuple[str, int], ...], Aspect], ...]], ...]:
    column = _columns()
    unknown = [n for aspects in ASPECTS.values() for a in aspects for n in a.names if n not in column]
    if unknown:
        raise KeyError(f"salience names posecodes that do not exist: {unknown}")
    return tuple(
        (part, MOST.get(part, 3), tuple((tuple((n, column[n]) for n in a.names), a) for a in aspects))
        for part, aspects in ASPECTS.items()
    )


def _choose(
    candidates: Sequence[tuple[str, int]], aspect: Aspect, margins: Sequence[float], lying: bool, inside: float = 0.0, skip: Collection[str] = ()
) -> tuple[str, float] | None:
    """The aspect's fact for a body and its margin: the first that holds, or the one that holds by the widest margin."""
    chosen, best = None, inside - aspect.slack
    for name, column in candidates:
        margin = margins[column]
        if margin >= best and name not in skip and not (_UPRIGHT_ONLY if lying else _LYING_ONLY).search(name):
            chosen, best = name, margin
            if not aspect.clearest:
                break
    return None if chosen is None else (chosen, best)


def salient(margins: Sequence[float], *, full: bool = False) -> dict[str, tuple[str, ...]]:
    """Part -> names of the facts worth saying, most telling first, for one body's row of ``catalogue.margins``.

    Only facts that hold strictly (margin >= 0) are chosen, so that none is true by tolerance alone. ``full``: also what a careful annotator
    would leave out beside the rest (see ``reticence``), for training.
    """
    out: dict[str, tuple[str, ...]] = {}
    lying = False
    told: list[str] = []
    skip = () if full else _no_contacts(margins)
    for part, most, aspects in _indexed():
        said: list[tuple[int, int, str]] = []
        spare = None
        for order, (candidates, aspect) in enumerate(aspects):
            found = _choose(candidates, aspect, margins, lying, skip=skip)
            if found is None:
                continue
            chosen, margin = found
            if aspect.unless and any(u in name for _, _, name in said for u in aspect.unless):
                continue
            if not full and left_out(chosen, margin, told):
                spare = spare or chosen
                continue
            said.append((aspect.rank, order, chosen))
            told.append(chosen)
        if not said and spare:
            said.append((0, 0, spare))  # a row says something, if only what its neighbours imply
        names = tuple(name for _, _, name in sorted(said))
        out[part] = (names if full else tidied(names))[:most]
        lying |= part == "torso" and any(n.startswith(_LYING) for n in out[part])
    return out


def _no_contacts(margins: Sequence[float]) -> frozenset[str]:
    """Contacts of hands that merely hang beside the thigh of a straight hip: nobody calls that resting on it."""
    column = _columns()
    out: set[str] = set()
    for side in ("left", "right"):
        hangs = max(margins[column[f"{side} arm: {words}"]] for words in ("at the side", "hanging down", "lowered"))
        if hangs >= 0 and margins[column[f"{side} thigh: raised"]] < 0:
            out |= {f"{side} hand: on the {side} {place}" for place in ("thigh", "hip")} if margins[column[f"{side} elbow: out to the side"]] < 0 else {
                f"{side} hand: on the {side} thigh"
            }
    return frozenset(out)


@lru_cache(maxsize=1)
def _columns() -> dict[str, int]:
    return {name: k for k, name in enumerate(CATALOGUE)}


def _parts_of(name: str) -> tuple[str, ...]:
    code = CATALOGUE.get(name)
    return code.parts if code else ()


_LYING = ("body: lying", "body: upside", "body: doing a hand")
_ORDINARY = re.compile(
    r"head: (facing forward|level)|torso: upright|body: standing$|elbow: (straight|slightly bent)|knee: (straight|slightly bent)|"
    r"arm: (at the side|hanging down|slightly out to the side|slightly forward|lowered|slightly raised)|leg: vertical|(thigh|shin): vertical|"
    r"foot: (flat on|on) the ground|feet: shoulder-width apart|hand: (below the|level with the) (left|right) hip|hand: near the (left|right) (hip|thigh)|"
    r"palm: |wrist: |foot: turned|knees: |forearm: (pointing )?down|elbow: tucked in"
)
"""What a body does when nothing special is asked of it, and what is too small to be pointed out."""
_CLEARLY = 0.02
"""Metres inside its bounds by which a fact must hold before it is pointed out as unsaid."""


def unsaid_facts(margins: Sequence[float], spoken: Sequence[Posecode], failed: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Part -> names of salient facts of a body that what was said of it does not tell, imply or contradict.

    Args:
        margins: the body's row of ``catalogue.margins``.
        spoken: posecodes that the texts of all parts say.
        failed: names of those that the body does not obey.
    """
    known = list(spoken)
    topics: dict[str, bool] = {}  # topic -> whether what was said of it is but vague
    for code in spoken:
        about = topic(code.name)
        if about is not None:
            topics[about] = topics.get(about, True) and code.name in VAGUE and code.name not in failed
    names = {code.name for code in spoken if code.name not in failed}
    skip = _no_contacts(margins)
    lying = any(n.startswith(_LYING) for n in names)
    out: dict[str, tuple[str, ...]] = {}
    for part, _, aspects in _indexed():
        found: list[tuple[int, int, str]] = []
        for order, (candidates, aspect) in enumerate(aspects):
            choice = _choose(candidates, aspect, margins, lying, _CLEARLY, skip)
            if choice is None or aspect.rank > 1 or _ORDINARY.search(choice[0]):
                continue
            chosen, margin = choice
            about = topic(chosen)
            if about in topics and not (topics[about] and chosen not in VAGUE):
                continue
            own = {n for n in names if part in _parts_of(n)} | {n for _, _, n in found}
            if aspect.unless and any(u in name for name in own for u in aspect.unless):
                continue
            code = CATALOGUE[chosen]
            if left_out(chosen, margin, names) or implied(code, known) or any(disagree(code, other) for other in known):
                continue
            found.append((aspect.rank, order, chosen))
            known.append(code)
            names.add(chosen)
        out[part] = tuple(name for _, _, name in sorted(found))
        lying |= part == "torso" and any(n.startswith(_LYING) for n in out[part])
    return out
