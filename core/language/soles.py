"""How a foot stands: rolled onto one of its edges, turned out by so many degrees, one foot before the other in a line; read beside ``feet``.

Posecodes made on demand, each written for the left and mirrored. A foot "supinated" or "on its outer edge" lifts its inner side, one that is "pronated" or
whose arch has fallen its outer side.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from core.language.consequences import sharper
from core.language.graded import on_side
from core.language.posecodes import INF, Posecode, height, offset, relation, turn
from core.language.propositions import Mods, Word
from core.language.sayings import Clause, Saying, say, sided
from core.language.sides import OTHER

_TOES = "left_big_toe+left_small_toe"
_ROLLED = {"inverted foot": ("outer", (0.025, INF)), "everted foot": ("inner", (-INF, -0.012))}
_ALSO = {"supinated": "inverted foot", "pronated": "everted foot"}
_IN_LINE = tuple(f"{how} {where}" for how in ("directly", "straight", "immediately", "right") for where in ("in front of", "behind"))
_BADLY, _LITTLE = (58.0, -48.0), (24.0, -18.0)
"""Degrees that a foot is turned out or in, "sharply" and "slightly"."""
_ALONE = ("only", "just", "solely", "merely")


@lru_cache(maxsize=4)
def rolled(side: str, how: str) -> Posecode:
    """A foot rolled onto its outer ("inverted foot") or its inner edge ("everted foot"), still on the ground."""
    edge, bounds = _ROLLED[how]
    code = Posecode(f"left foot: on the {edge} edge", "left_foot", (offset("left_big_toe", "left_small_toe", "up", *bounds), height(_TOES, -INF, 0.10)))
    return on_side(code, side)


@lru_cache(maxsize=128)
def turned_out(side: str, degrees: float) -> Posecode:
    """A foot turned out (in, where negative) by so many degrees."""
    way = "out" if degrees >= 0 else "in"
    code = Posecode(f"left foot: turned {way}", "left_foot", (turn("left_ankle", _TOES, "left/front", degrees - 9.0, degrees + 9.0),))
    return on_side(code, side)


@lru_cache(maxsize=4)
def rotated(side: str, way: str) -> Posecode:
    """A straight leg turned out or in from the hip: its foot shows it, and more than an ankle could do."""
    bounds = (76.0, 118.0) if way == "out" else (-90.0, -25.0)
    return on_side(Posecode(f"left foot: turned {way}", "left_foot", (turn("left_ankle", _TOES, "left/front", *bounds),), ("left_leg",)), side)


@lru_cache(maxsize=4)
def heel_down(side: str) -> Posecode:
    """The heel on the ground, whatever the toes do."""
    return sharper(sided("left foot: on the ground", side), on_side(Posecode("left heel: down", "left_foot", (height("left_heel", -INF, 0.06),)), side))


@lru_cache(maxsize=4)
def in_line(side: str, where: str) -> Posecode | None:
    """One foot straight "in front of" or "behind" the other."""
    code = relation(f"{side} foot", where, f"{OTHER[side]} foot")
    return code and sharper(code, Posecode("left foot: in line", "left_foot", (offset("left_ankle", "right_ankle", "left", -0.07, 0.07),)))


def alone(c: Clause) -> bool:
    """Whether "only" or "just" stands before the subject: "only the toes touch the floor"."""
    return any(c.surface(Word("part", "", Mods(), k, k + 1)) in _ALONE for ref in c.prop.subjects for k in (ref.first - 1, ref.first) if k >= 0)


def read_edges(c: Clause) -> Iterator[Saying]:
    """Somebody, or the weight, "on the outer edges of the feet": of the foot in whose text it stands, or of both."""
    side = c.context.slot_side if c.context.slot_kind in ("leg", "foot") else None
    for w in c.words("pred", *_ROLLED):
        for one in (side,) if side else ("left", "right"):
            yield from say(rolled(one, w.meaning), w, *c.words("pred", "rest", "balance"), sure=0.9)


def read_sole(c: Clause) -> Iterator[Saying]:
    """Edges, degrees, forefeet and feet in a line; takes the words that it has read."""
    side, e = c.entity.side or "left", c.entity
    for w in c.words("pred", *_ROLLED, *_ALSO, "rest", "turn", "tilt"):
        rolling = [d.meaning for d in c.words("dir", "out", "in", "side")]
        how = _ALSO.get(w.meaning, w.meaning)
        if how not in _ROLLED and c.surface(w).startswith("roll") and e.kind in ("foot", "ankle") and rolling:
            how = "everted foot" if rolling[0] == "in" else "inverted foot"  # "rolled inwards"
        if how not in _ROLLED:
            continue
        code = rolled(side, how)
        if not w.mods.neg:
            yield from say(code, w, *c.words("pred", "rest", "turn", "lean", "tilt", "balance"), *c.words("dir", "out", "in", "side", "down"), sure=0.95)
    for w in c.words("pred", "raised", "high") if c.words("pred", "arch") else ():
        w.used = True  # "arch lifting": not the foot
    fallen = [w for w in c.prop.words if c.surface(w).startswith(("collaps", "drop", "flat", "fall", "sink", "sank", "lower", "roll", "cav"))]
    for w in c.words("pred", "arch"):
        if fallen or c.words("dir", "in", "down"):
            yield from say(rolled(side, "everted foot"), w, *fallen, *c.words("dir", "in", "down"), sure=0.8)  # "the arch has dropped"
    for w in c.words("pred", "apart", "turn", "point", "angle", "rest"):
        outward = [d for d in c.words("dir", "out", "side", "in", "across") if not d.used]
        splayed = w.meaning == "apart" and (c.surface(w).startswith("splay") or not c.pair and outward)
        if w.used or w.mods.neg or e.kind not in ("foot", "toes") or not (outward or splayed) or w.mods.angle is not None:
            continue
        inward = any(d.meaning in ("in", "across") for d in outward)
        degree = next((x.mods.degree for x in (w, *outward) if x.mods.degree), "")
        if degree in ("slight", "much", "full", "sharp") and w.meaning in ("turn", "point", "angle", "apart"):
            by = _BADLY if degree != "slight" else _LITTLE
            yield from say(turned_out(side, by[inward]), w, *outward)
        elif splayed:
            yield from say(sided(f"left foot: turned {'in' if inward else 'out'}", side), w, *outward, sure=0.9)
    for w in c.words("pred", "turn", "point", "face", "angle", "rest", "apart"):
        ways = [d for d in c.words("dir", "out", "in", "side", "left", "right", "forward", "across") if not d.used]
        square = w.mods.right_angle or w.meaning == "turn" and any(c.surface(x) in ("square", "squarely") for x in c.prop.words)
        if square and e.kind in ("foot", "toes") and ways and not w.used and not w.mods.neg:
            degrees = 82.0 if any(d.meaning in ("out", "side") for d in ways) else -70.0
            yield from say(turned_out(side, degrees), w, *ways, *c.words("pred", "right angle"), sure=0.9)
            continue
        if w.used or w.mods.angle is None or not 5 <= w.mods.angle <= 90 or w.mods.neg or e.kind not in ("foot", "toes", "ankle"):
            continue
        inward = any(d.meaning in ("in", "across") or d.meaning in OTHER and d.meaning != side for d in ways)
        if ways and not all(d.meaning == "forward" for d in ways):
            yield from say(turned_out(side, -w.mods.angle if inward else w.mods.angle), w, *ways, *c.words("rel", "at", "to"), sure=0.95)
    down = [r for r in c.words("rel") if r.meaning in ("on", "touching", "at") and any(o.kind == "ground" for o in r.objects) and not r.mods.neg]
    bearing = [w for w in c.words("pred", "bears", "touch", "rest", "supported") if not w.mods.neg]
    if e.kind == "toes" and alone(c) and (down or bearing):
        yield from say(sided("left foot: on tiptoe", side), *down, *bearing)
    if e.kind == "heel" and not c.words("pred", "tiptoe") and not any(not w.mods.neg for w in c.words("pred", "raised")) and not c.words("dir", "up"):
        floor = [r for r in c.words("rel") if any(o.kind == "ground" for o in r.objects)]
        for w in c.words("pred", "raised"):
            if w.mods.neg:
                yield from say(heel_down(side), w, neg=False, sure=0.9)  # "the heel never leaves the floor"
        for r in floor:
            if r.meaning in ("away from", "above") and r.mods.neg and not r.used:
                yield from say(heel_down(side), r, *c.words("pred", "rest"), neg=False, sure=0.9)
            elif r.meaning in ("on", "touching", "to", "at", "in") and not r.mods.neg and not r.used:
                yield from say(heel_down(side), r, *c.words("pred", "rest", "touch", "hold", "lowered"))
        for w in (*c.words("dir", "down"), *c.words("pred", "lowered")):
            if not w.mods.neg and not w.used and not floor:
                yield from say(heel_down(side), w, *c.words("pred", "rest", "tuck", "hold"), sure=0.9)
    if e.kind == "heel" and not c.words("dir"):
        for r in c.words("rel", "away from"):
            if not r.objects and not r.thing and not c.words("pred", "hang"):  # "heel off"
                yield from say(sided("left foot: on tiptoe", side), r, *c.words("pred", "rest"))
    if e.kind in ("foot", "heel", "toes") and not c.pair:
        for r in c.words("rel", "in front of", "behind"):
            if not r.used and c.surface(r) in _IN_LINE and any(o.kind in ("foot", "toes", "heel", "", "one") for o in r.objects) and not r.mods.neg:
                yield from say(in_line(side, r.meaning), r, *c.words("pred", "rest"))


_ROTATED = {"external rotation": "out", "internal rotation": "in"}


def read_rotation(c: Clause, directions: dict[str, Word]) -> Iterator[Saying]:
    """A leg turned out or in at the hip: a straight one shows it in its foot, a bent one in its knee."""
    side = c.entity.side
    for w in c.words("pred", "turn"):
        way = _ROTATED.get(c.surface(w)) or next((_WAYS[n] for n in ("out", "side", "in", "across") if n in directions), "")
        hip = any(o.kind in ("hip", "hips", "waist") for r in c.words("rel", "at", "in", "from", "away from") for o in r.objects)
        out_from = [r for r in c.words("rel", "away from") if hip and c.surface(r).startswith("out")]
        way = way or ("out" if out_from else "")
        if not way or w.used:
            continue
        words = (w, *(d for n, d in directions.items() if n in _WAYS), *(r for r in c.words("rel", "at", "in", "from", "away from") if hip))
        yield from _leg_turned(c, side or "left", way, words)


def _leg_turned(c: Clause, side: str, way: str, words: tuple[Word, ...]) -> Iterator[Saying]:
    """A leg rotated "out" or "in"."""
    stiff = bool(c.words("pred", "straight", "extended")) or any("leg" in o for o in _whole(c))
    elsewhere = c.words("pred", "bent", "right angle", "angle", "raised", "rest", "lowered", "tuck", "cross", "apart")
    stiff |= c.entity.kind == "leg" and not c.pair and not elsewhere
    if stiff:
        yield from say(rotated(side, way), *words, sure=0.9)
    else:
        yield from say(sided(f"left knee: {'out to the side' if way == 'out' else 'turned inward'}", side), *words, sure=0.8)


def _whole(c: Clause) -> list[str]:
    """What the clause calls whole: "the entire leg"."""
    items = [c.surface(Word("part", "", Mods(), k, k + 1)) for k in range(c.prop.first, c.prop.last)]
    return [b for a, b in zip(items, items[1:], strict=False) if a in ("whole", "entire", "complete", "full")]


_WAYS = {"out": "out", "side": "out", "in": "in", "across": "in"}
