"""Comparisons of degree: "more bent than the right one", "straighter than the other", "closer to the body than the left".

Both sides of the comparison are measures of the body, so "more bent" is a bound on their difference and needs neither angle to be known.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from core.body.constraint import Comparison, Constraint, Measure
from core.language.depth_order import depth_order, place_name
from core.language.places import PLACES
from core.language.posecodes import INF, Posecode, relation
from core.language.propositions import Word
from core.language.sayings import Clause, Saying, say
from core.language.sides import Entity, objects_of

_ARM = frozenset({"arm", "elbow", "forearm", "hand", "upper arm", "wrist"})
_LEG = frozenset({"leg", "knee", "shin", "foot", "thigh", "ankle"})
_BEND = math.radians(15.0)
_STEP = 0.08
"""How much more is more: 15 degrees, 8 cm."""

_TIPS = {"arm": "left_wrist", "hand": "left_hand", "elbow": "left_elbow", "forearm": "left_wrist", "wrist": "left_wrist", "leg": "left_ankle",
         "foot": "left_foot", "knee": "left_knee", "thigh": "left_knee", "shin": "left_ankle", "ankle": "left_ankle"}  # fmt: skip
_JOINTS = {"elbow": ("left_shoulder", "left_elbow", "left_wrist"), "knee": ("left_hip", "left_knee", "left_ankle")}
_PAIRS = {
    "hand": ("left_hand", "right_hand"), "foot": ("left_ankle", "right_ankle"), "knee": ("left_knee", "right_knee"),
    "elbow": ("left_elbow", "right_elbow"), "shoulder": ("left_shoulder", "right_shoulder"), "hip": ("left_hip", "right_hip"),
    "leg": ("left_ankle", "right_ankle"), "arm": ("left_hand", "right_hand"),
}  # fmt: skip


def _twin(subject: str, words: str, part: str, left: Measure, step: float) -> Posecode:
    """The left measure against its mirror image, at least ``step`` more (or less, when negative)."""
    low, high = (step, INF) if step > 0 else (-INF, step)
    bound = Constraint(Comparison(left, left.mirrored()), low, high)
    return Posecode(f"left {subject}: {words} than the right {subject}", f"left_{part}", (bound,), (f"right_{part}",))


@lru_cache(maxsize=512)
def compared(what: str, kind: str, side: str, more: bool, place: str = "") -> Posecode | None:
    """One side's limb compared with the other's: ``what`` "bent", "out", "near" (to a place), "turned out"; None where it means nothing."""
    code: Posecode | None = None
    sign = 1.0 if more else -1.0
    part = "arm" if kind in _ARM else "leg"
    if what == "bent":
        joint = "elbow" if kind in _ARM else "knee"
        words = "more bent" if more else "less bent"
        code = _twin(joint, words, part, Measure("angle", _JOINTS[joint]), -sign * _BEND)
    elif what == "out" and kind in _TIPS:
        words = "further out" if more else "further in"
        code = _twin(kind, words, part, Measure("offset", (_TIPS[kind], "pelvis" if part == "leg" else "spine3"), "left"), sign * _STEP)
    elif what == "near" and kind in _TIPS and place in PLACES:
        words = f"{'closer to' if more else 'further from'} the {place}"
        code = _twin(kind, words, part, Measure("distance", (_TIPS[kind], PLACES[place].contact)), -sign * _STEP)
    elif what == "turned out" and kind == "foot":
        toes = Measure("turn", ("left_ankle", "left_big_toe+left_small_toe"), "left/front")
        code = _twin("foot", "turned out more" if more else "turned out less", "foot", toes, sign * _BEND)
    if code is None:
        return None
    return code if side == "left" else code.mirrored()


@lru_cache(maxsize=128)
def width(first: str, second: str, wider: bool) -> Posecode | None:
    """The distance between two like things compared with that between two others: feet wider apart than the shoulders."""
    if first not in _PAIRS or second not in _PAIRS or _PAIRS[first] == _PAIRS[second]:
        return None
    plural = {"foot": "feet", "leg": "feet", "arm": "hands"}
    mine, other = plural.get(first, first + "s"), plural.get(second, second + "s")
    bound = Comparison(Measure("distance", tuple(sorted(_PAIRS[first]))), Measure("distance", tuple(sorted(_PAIRS[second]))))
    part = "foot" if mine == "feet" else {"hands": "hand", "knees": "leg", "elbows": "arm"}.get(mine, "")
    if not part:
        return None
    words = "wider apart" if wider else "closer together"
    limits = (_STEP, INF) if wider else (-INF, -_STEP)
    return Posecode(f"{mine}: {words} than the {other}", f"left_{part}", (Constraint(bound, *limits),), (f"right_{part}",))


def read_comparison(c: Clause) -> tuple[list[Saying], Clause]:
    """What a clause compares, and the clause without the words that do so."""
    said: list[Saying] = []
    gone: set[int] = set()
    for r in c.words("rel", "than"):
        head = _compared_word(c, r)
        if head is None or not r.objects:
            gone |= {id(r)} | ({id(head)} if head else set())
            continue
        for target in objects_of(r.objects, c.entity, c.context):
            said += _compare(c, head, r, target)
        gone |= {id(r), id(head)}
        if r.used:
            head.used = True
            gone |= {id(w) for w in c.prop.words if w.used}
    if not gone:
        return said, c
    rest = [w for w in c.prop.words if id(w) not in gone]
    return said, replace(c, prop=replace(c.prop, words=rest))


def _compared_word(c: Clause, r: Word) -> Word | None:
    """What is compared: the word said to be more or less, else the last predicate or direction before "than"."""
    before = [w for w in c.prop.words if w.first < r.first and w.category in ("pred", "dir", "rel") and w is not r]
    degrees = [w for w in before if w.mods.degree in ("more", "less")]
    return degrees[-1] if degrees else before[-1] if before else None


def _compare(c: Clause, head: Word, r: Word, target: Entity) -> Iterator[Saying]:
    e = c.entity
    less = "less" in (head.mods.degree, r.mods.degree)
    neg = head.mods.neg or r.mods.neg
    side = e.side
    camera = _of_the_camera(c, head)
    if camera is not None:
        if e.kind not in ("person", "it", "they"):
            nearer = (camera.meaning != "away from") != less
            # "closer than his elbow" compares along one limb, not with the other arm's
            own = target.kind != e.kind and all(o.side is None for o in r.objects)
            other = place_name(target.kind, side if own and target.side else target.side)
            yield from say(depth_order(place_name(e.kind, side), other, nearer), head, camera, r, neg=neg)
        return
    kind = {"palm": "hand", "fingers": "hand", "toes": "foot", "heel": "foot"}.get(e.kind, e.kind)
    code: Posecode | None = None
    pair = target.side is None or (c.pair and target.kind in _PAIRS and target.kind != kind)
    m = head.meaning
    if c.pair and m in ("apart", "together", "width", "near"):
        for w in c.words("pred", "together", "apart"):
            w.used = True
        wider = (m == "apart") != less
        code = width(kind, target.kind if target.side else target.kind.rstrip("s"), wider) if side == "left" else None
        if side != "left":
            head.used = r.used = True
            return
    elif side is None or pair or target.side == side or kind not in _ARM | _LEG:
        code = _lift(head, side, kind, target, less)
    elif m in ("bent", "tuck", "round"):
        code = compared("bent", kind, side, not less)
    elif m in ("straight", "extended"):
        code = compared("bent", kind, side, less)
    elif m == "out" and kind == "foot" and c.said("pred", "turn", "point"):
        code = compared("turned out", kind, side, not less)
    elif m in ("near", "away from") and head.category == "rel":
        code = _closer(c, head, kind, side, less)
    elif m in ("out", "side", "away from", "flare"):
        code = compared("out", kind, side, not less)
    elif m in ("in", "across"):
        code = compared("out", kind, side, less)
    elif m == "turn":
        code = compared("turned out", kind, side, not less)
    elif m in ("near", "to", "away from", "together"):
        code = _closer(c, head, kind, side, less)
    else:
        code = _lift(head, side, kind, target, less)
    if code is not None:
        yield from say(code, head, r, neg=neg)
        for w in c.words("pred", "rest", "raised", "hold", "extended", "reach"):
            w.used = True


def _of_the_camera(c: Clause, head: Word) -> Word | None:
    """The word that compares in depth: "closer to the camera", "farther from the viewer"."""
    if head.meaning not in ("near", "away from"):
        return None
    found = (w for w in c.words("rel") if w.meaning in ("near", "to", "away from") and any(o.kind == "camera" for o in w.objects))
    return next(found, None)


def _closer(c: Clause, head: Word, kind: str, side: str, less: bool) -> Posecode | None:
    for w in c.words("rel"):
        for o in w.objects:
            name = {"body": "torso", "ground": ""}.get(o.kind, o.kind)
            if w.meaning in ("near", "to", "away from") and name in PLACES:
                w.used = True
                return compared("near", kind, side, (w.meaning != "away from") != less, name)
    return None


def _lift(head: Word, side: str | None, kind: str, target: Entity, less: bool) -> Posecode | None:
    """Higher, lower, further forward or back than something: a relation of two places."""
    table = {"raised": "higher than", "high": "higher than", "up": "higher than", "lowered": "lower than", "down": "lower than",
             "forward": "in front of", "back": "behind", "overhead": "higher than"}  # fmt: skip
    name = table.get(head.meaning)
    if name is None or side is None:
        return None
    if less:
        name = {"higher than": "lower than", "lower than": "higher than", "in front of": "behind", "behind": "in front of"}[name]
    point = {"arm": "hand", "leg": "foot", "upper arm": "elbow"}
    other = point.get(target.kind, target.kind)
    other_name = f"{target.side} {other}" if target.side else other
    return relation(f"{side} {point.get(kind, kind)}", name, other_name)


