"""What is worth saying of each part: a careful annotator states a few salient facts, not every posecode that holds.

Each part has aspects (where the limb is, how far it is bent, what the hand touches ...); of each aspect at most one fact is said, the most
specific or the clearest one, and aspects that add nothing to what was said are skipped.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.body.skeleton import PARTS
from core.language.catalogue import CATALOGUE
from core.language.places import swap_sides
from core.language.posecodes import BENDS, EXACT_BENDS, Posecode, disagree, implied
from core.language.reticence import left_out, tidied

# What is measured against gravity means little of a body that lies or stands on its head.
_UPRIGHT_ONLY = re.compile(
    r"leg: (forward|back|out to|raised|vertical)|thigh: (horizontal|vertical|raised)|shin: |knee: (on the ground|raised)|"
    r"foot: (on the heel|on tiptoe|flat|on the ground|off|slightly off|turned|above|in front|behind)|"
    r"arm: (straight up|overhead|raised|at the side|slightly raised|hanging|lowered|diagonally)|hand: (above|below|level|higher)"
)


@dataclass(frozen=True)
class Aspect:
    """One thing that can be said of a part.

    Attributes:
        names: candidate posecodes, the most telling first.
        clearest: choose the candidate that holds by the widest margin instead of the first one.
        unless: said facts that make this aspect superfluous (endings of names).
        rank: low ranks are kept when a part has more facts than a text should hold.
        slack: how far (m) a candidate may be outside its bounds; negative: how far inside it must be.
        topic: what it is about, where several aspects are about the same; None: only about itself.
    """

    names: tuple[str, ...]
    clearest: bool = False
    unless: tuple[str, ...] = ()
    rank: int = 1
    slack: float = 0.0
    topic: str | None = None


_PLACED = ("on ", "near ", "in front of ", "behind ", "above ", "below ", "level with ", "beside ", "higher than ", "lower than ")


def _bins(joint: str) -> tuple[str, ...]:
    return tuple(f"left {joint}: {words}" for words in EXACT_BENDS)


def _held(subject: str, relation: str) -> tuple[str, ...]:
    return tuple(n for n in CATALOGUE if n.startswith(f"{subject}: {relation} the "))


def _arm(words: str) -> tuple[str, ...]:
    return tuple(f"left arm: {w.strip()}" for w in words.split(","))


_POSTURES = (
    "body: doing a handstand", "body: doing the splits", "body: in a push-up position", "body: on all fours",
    "body: doing a bridge", "body: lying on the left side", "body: lying on the right side", "body: lying face up",
    "body: lying face down", "body: upside down", "body: sitting cross-legged", "body: sitting on the heels",
    "body: kneeling on the left knee", "body: kneeling on the right knee", "body: kneeling upright",
    "body: kneeling on both knees", "body: sitting on a seat", "body: squatting", "body: sitting on the ground",
    "body: sitting", "body: lunging with the left leg forward", "body: lunging with the right leg forward",
    "body: lunging to the left", "body: lunging to the right", "body: standing on the left leg",
    "body: standing on the right leg", "body: crouching", "body: striding with the left leg forward",
    "body: striding with the right leg forward", "body: standing",
)  # fmt: skip

_LEFT_ASPECTS: dict[str, tuple[Aspect, ...]] = {
    "left_arm": (
        Aspect(
            (
                "arms: crossed",
                *_arm(
                    "straight up, overhead, out to the side, forward, across the body, diagonally up, raised, back, at the side,"
                    "slightly out to the side, slightly forward, hanging down, slightly raised, lowered"
                ),
            ),
            rank=0,
        ),
        Aspect(_bins("elbow"), unless=("arms: crossed",), rank=0),
        Aspect(
            (
                "left elbow: on the left knee", "left elbow: on the left thigh", "left elbow: level with the left shoulder",
                "left elbow: above the left shoulder", "left elbow: raised", "left elbow: pointing back", "left elbow: out to the side",
                "left elbow: tucked in",
            ),
            unless=("straight", "slightly bent", "straight up", "overhead", "left arm: out to the side", "at the side", "crossed", "left arm: back"),
            rank=1,
        ),
        Aspect(
            (
                "left forearm: vertical", "left forearm: horizontal", "left forearm: pointing up", "left forearm: pointing forward",
                "left forearm: pointing outward", "left forearm: pointing inward", "left forearm: pointing down",
            ),
            unless=("straight", "slightly bent", "crossed", "across the body"),
            rank=2,
        ),
    ),
    "left_hand": (
        Aspect(("left hand: on the ground",), rank=0, topic="place"),
        Aspect(("hands: together",), rank=0, topic="place"),
        Aspect(
            tuple(n for n in _held("left hand", "on") if "arm" in n or "elbow" in n or "wrist" in n),
            clearest=True, unless=("on the ground", "together"), rank=0, topic="place",
        ),
        Aspect(
            tuple(n for n in _held("left hand", "on") if "arm" not in n and "elbow" not in n and "wrist" not in n),
            clearest=True, unless=("on the",), rank=0, topic="place",
        ),
        Aspect(
            ("left hand: behind the head", "left hand: behind the lower back", "left hand: behind the torso", "left hand: in front of the face",
             "left hand: in front of the chest", "left hand: in front of the stomach", "left hand: in front of the groin"),
            unless=("on the head", "on the face", "on the chin", "on the ch", "on the st", "on the lower", "on the left", "on the neck"), rank=0,
            topic="place",
        ),
        Aspect(_held("left hand", "near"), clearest=True, unless=("on the", "in front of", "behind", "together"), rank=1, topic="place"),
        Aspect(
            ("left hand: above the head", "left hand: beside the head", "left hand: level with the head", "left hand: level with the left shoulder",
             "left hand: level with the chest", "left hand: level with the waist", "left hand: level with the left hip",
             "left hand: level with the left knee", "left hand: below the left knee", "left hand: below the left hip"),
            unless=("near the", "on the", "in front of the"), rank=1, topic="place",
        ),
        Aspect(
            ("left hand: in front of the right hand", "left hand: behind the right hand"),
            unless=("together", "arms: crossed"), rank=2, slack=-0.10,
        ),
        Aspect(("left hand: higher than the right hand",), unless=("together",), rank=2, slack=-0.10),
        Aspect(
            ("left palm: facing forward", "left palm: facing up", "left palm: facing down", "left palm: facing inward", "left palm: facing back"),
            rank=3, slack=-0.05, clearest=True,
        ),
        Aspect(("left wrist: bent",), rank=3, slack=-0.05),
        Aspect(
            ("left hand: level with the left shoulder", "left hand: level with the chest", "left hand: level with the waist",
             "left hand: level with the left hip", "left hand: level with the head", "left hand: higher than the right hand"),
            unless=("hand", "palm", "wrist"), rank=4, slack=0.028, topic="place", clearest=True,
        ),
    ),
    "left_leg": (
        Aspect(("left knee: on the ground",), rank=0),
        Aspect(
            ("left leg: straight up", "left leg: resting over the right knee", "left leg: crossed over the right leg",
             "left leg: crossed behind the right leg", "left leg: raised forward", "left leg: raised to the side", "left leg: raised back",
             "left leg: raised", "left thigh: drawn up to the chest", "left leg: forward", "left leg: back", "left leg: out to the side"),
            rank=0,
        ),
        Aspect(_bins("knee"), rank=0),
        Aspect(("left leg: vertical",), unless=("right angle", "completely bent", "partially bent", "left leg: "), rank=1),
        Aspect(
            ("left thigh: horizontal", "left knee: raised", "left thigh: raised", "left thigh: vertical"),
            unless=("left leg: straight up", "left leg: vertical", "drawn up to the chest"), rank=1,
        ),
        Aspect(("left shin: vertical", "left shin: horizontal"), unless=("left leg: vertical", "straight", "straight up"), rank=2),
        Aspect(("left knee: out to the side", "left knee: turned inward"), unless=("left leg: out to the side", "to the side"), rank=2),
        Aspect(("knees: wide apart", "knees: apart", "knees: together"), unless=("straight", "slightly bent"), rank=2),
        Aspect(("left knee: in front of the right knee",), rank=3),
    ),
    "left_foot": (
        Aspect(("left foot: on the right knee", "left foot: on the right thigh", "left foot: on the right shin", "left foot: beside the right knee"), rank=0),
        Aspect(
            ("left foot: above the head", "left foot: on tiptoe", "left foot: on the heel", "left foot: flat on the ground",
             "left foot: on the ground", "left foot: off the ground", "left foot: slightly off the ground"),
            unless=("on the right knee", "on the right thigh", "on the right shin", "beside the right knee"), rank=0,
        ),
        Aspect(("left foot: in front of the right foot", "left foot: behind the right foot"), rank=1),
        Aspect(("left foot: above the right knee", "left foot: above the right foot"), unless=("above the head", "on the right", "off the ground"), rank=1),
        Aspect(
            ("ankles: crossed", "feet: together", "feet: wide apart", "feet: apart", "feet: shoulder-width apart"),
            unless=("in front of the right foot", "behind the right foot", "above"), rank=1,
        ),
        Aspect(("left foot: turned out", "left foot: turned in"), unless=("off the ground",), rank=3),
        Aspect(("left foot: toes pointed",), unless=("on tiptoe",), rank=3),
    ),
}  # fmt: skip
_MIDLINE_ASPECTS: dict[str, tuple[Aspect, ...]] = {
    "torso": (
        Aspect(_POSTURES, rank=0),
        Aspect(
            ("torso: upside down", "torso: bent far forward", "torso: bent forward", "torso: leaning forward", "torso: slightly leaning forward",
             "torso: leaning far back", "torso: leaning back", "torso: slightly leaning back", "torso: upright"),
            unless=("lying face up", "lying face down", "upside down", "handstand", "on all fours", "push-up position"), rank=0,
        ),
        Aspect(
            ("torso: leaning far to the left", "torso: leaning far to the right", "torso: leaning to the left", "torso: leaning to the right",
             "torso: slightly leaning to the left", "torso: slightly leaning to the right"),
            unless=("lying on the left side", "lying on the right side", "upside down"), rank=1,
        ),
        Aspect(
            ("torso: turned far to the left", "torso: turned far to the right", "torso: turned to the left", "torso: turned to the right",
             "torso: slightly turned to the left", "torso: slightly turned to the right"),
            rank=1,
        ),
        Aspect(("torso: back arched", "torso: back rounded"), rank=2),
    ),
    "head": (
        Aspect(
            ("head: bowed deeply", "head: bowed", "head: thrown back", "head: looking up", "head: slightly bowed", "head: slightly raised"),
            rank=0,
        ),
        Aspect(
            ("head: turned far to the left", "head: turned far to the right", "head: turned to the left", "head: turned to the right",
             "head: slightly turned to the left", "head: slightly turned to the right"),
            rank=0,
        ),
        Aspect(
            ("head: tilted to the left", "head: tilted to the right", "head: slightly tilted to the left", "head: slightly tilted to the right"),
            rank=1,
        ),
        Aspect(
            ("head: facing forward", "head: level"),
            unless=("turned to the left", "turned to the right", "bowed", "up", "raised", "back"), rank=2,
        ),
    ),
}  # fmt: skip


def _mirrored(aspect: Aspect) -> Aspect:
    names = tuple(swap_sides(n) for n in aspect.names)
    return Aspect(names, aspect.clearest, tuple(swap_sides(u) for u in aspect.unless), aspect.rank, aspect.slack, aspect.topic)


ASPECTS: dict[str, tuple[Aspect, ...]] = {
    part: _MIDLINE_ASPECTS.get(part)
    or _LEFT_ASPECTS.get(part)
    or tuple(_mirrored(a) for a in _LEFT_ASPECTS["left" + part[5:]])
    for part in PARTS
}
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


MOST = {"head": 3, "torso": 4}
"""Facts a part's text holds at most, where it is not 3."""


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
        if margin >= best and name not in skip and not (lying and _UPRIGHT_ONLY.search(name)):
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
