"""How the head and the pelvis are carried: the head pushed forward, drawn back or in line with the spine, the pelvis tipped; and turns told by a clock.

Posecodes made on demand, and the readers that the head's and the trunk's readers ask first.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from core.language.catalogue import CATALOGUE
from core.language.graded import turned
from core.language.posecodes import INF, Posecode, offset, turn
from core.language.sayings import Clause, Saying, say
from core.language.stance import hips_shifted

_SHOULDERS = "left_shoulder+right_shoulder"


@lru_cache(maxsize=4)
def head_carried(where: str) -> Posecode:
    """The head "forward" of the shoulders (it is 4 cm before them in somebody who stands) with the face ahead, drawn "back", or "in line" with the trunk."""
    level = turn("head", "head_front", "up/front", -24.0, 20.0, "chest")
    if where == "forward":
        return Posecode("head: pushed forward", "head", (offset("head", _SHOULDERS, "front", 0.085, INF, "chest"), level))
    if where == "back":
        return Posecode("head: drawn back", "head", (offset("head", _SHOULDERS, "front", -INF, 0.025, "chest"), level))
    return Posecode("head: in line with the spine", "head", (turn("head", "head_front", "up/front", -14.0, 14.0, "chest"),))


@lru_cache(maxsize=2)
def pelvis_tipped(way: str) -> Posecode:
    """The pelvis tipped "forward" (its front edge down) or "back"."""
    bounds = (-40.0, -9.0) if way == "forward" else (9.0, 40.0)
    return Posecode(f"torso: pelvis tipped {way}", "torso", (turn("pelvis", "pelvis_front", "up/front", *bounds),))


_PUSHED = ("thrust", "flare", "crane", "extended", "rest", "point", "reach", "hold", "hang")
_BODY = frozenset({"shoulder", "torso", "chest", "body", "upper back"})
_SPINE = frozenset({"back", "torso", "body", "upper back", "lower back", "chest"})


def read_head_carriage(c: Clause) -> Iterator[Saying]:
    """The head before, behind or in line with what carries it."""
    kind = c.entity.kind
    if kind not in ("head", "chin", "neck", "face"):
        return
    for w in c.words("pred", "head forward"):
        if not w.mods.neg:
            yield from say(head_carried("forward"), w, sure=0.9)
    for w in c.words("pred", "same way"):
        yield from say(CATALOGUE["head: facing forward"], w, *c.words("pred", "face", "look", "turn", "point"), sure=0.85)
    pushed = [w for w in c.words("pred", *_PUSHED) if kind == "chin" or w.meaning not in ("hang", "point")]
    for r in c.words("rel", "in front of", "level with", "in"):
        kinds = {o.kind for o in r.objects}
        if r.meaning == "in front of" and kinds & _BODY:
            yield from say(head_carried("forward"), r, *pushed, *c.words("dir", "forward", "out"), sure=0.85)
        elif r.meaning == "level with" and kinds & _SPINE and c.surface(r).startswith(("in line", "aligned", "even")):
            yield from say(head_carried("in line"), r, *c.words("pred", "straight", "relaxed", "level", "rest", "hold"), sure=0.85)
    strong = [w for w in pushed if w.meaning in ("thrust", "flare", "crane")]
    strong += [w for w in c.words("pred", "touch") if c.surface(w).startswith("pok") and c.words("dir", "forward", "out")]
    for w in strong:
        ways = [d for d in c.words("dir", "forward", "out") if not d.used]
        up = [d for d in c.words("dir", "up") if not d.used]
        if w.used or c.words("dir", "left", "right", "back", "down"):
            continue
        if w.meaning == "crane" and up:
            yield from say(CATALOGUE["head: looking up"], w, *up, sure=0.8)
        elif ways or w.meaning in ("crane", "flare") or "forward" in c.surface(w):
            yield from say(head_carried("forward"), w, *ways, sure=0.85)
    if kind in ("chin", "neck") and not strong:
        for w in c.words("pred", "rest", "tuck"):
            back = [d for d in c.words("dir", "back") if not d.used]
            if back and c.surface(w).startswith(("pull", "draw", "retract", "tuck")):
                yield from say(head_carried("back"), w, *back, sure=0.8)


def read_pelvis(c: Clause) -> Iterator[Saying]:
    """A pelvis tipped forward or back, the bottom stuck out or tucked under, the belly pushed out."""
    kind = c.entity.kind
    for w in c.words("pred", "pelvis forward", "pelvis back"):
        if not w.mods.neg:
            yield from say(pelvis_tipped(w.meaning.split()[1]), w, *c.words("pred", "rest"), sure=0.9)
    if kind in ("groin", "hips", "hip"):
        for w in c.words("pred", "tilt", "turn", "lean", "tuck"):
            ahead, back = c.words("dir", "forward"), c.words("dir", "back")
            if w.used or kind == "hip" and c.entity.side is not None and not c.pair:
                continue
            if w.meaning == "tuck" and kind == "groin" or c.words("rel", "below") and w.meaning == "tuck":
                yield from say(pelvis_tipped("back"), w, *c.words("dir", "in", "down"), *c.words("rel", "below"), sure=0.85)
            elif w.meaning in ("tilt", "turn") and ahead and kind != "hip":
                yield from say(pelvis_tipped("forward"), w, *ahead, sure=0.85)
            elif w.meaning in ("tilt", "turn") and back and kind != "hip":
                yield from say(pelvis_tipped("back"), w, *back, sure=0.85)
    elif kind == "bottom":
        for w in c.words("pred", "tuck"):
            yield from say(pelvis_tipped("back"), w, *c.words("dir", "in"), *c.words("rel", "below"), sure=0.8)
        for d in c.words("dir", "back", "out"):
            if not d.used and not c.said("pred", "look", "face", "turn", "lean", "touch"):
                yield from say(hips_shifted("back"), d, *c.words("pred", "rest", "thrust", "flare", "extended", "hold"), *c.words("dir", "back"), sure=0.85)
    elif kind == "stomach":
        for d in c.words("dir", "forward", "out"):
            if not d.used and not c.said("pred", "bent", "lean", "face", "look"):
                yield from say(CATALOGUE["torso: back arched"], d, *c.words("pred", "rest", "thrust", "flare", "hang"), sure=0.6)


# ------------------------------------------------------------------------------------------------------ a clock

_CLOCK = {1: ("right", 30.0), 2: ("right", 60.0), 3: ("right", 85.0), 9: ("left", 85.0), 10: ("left", 60.0), 11: ("left", 30.0)}


def read_clock(c: Clause, what: str) -> Iterator[Saying]:
    """"Nose to one o'clock", "turned to ten o'clock": of the "head" or the "torso", twelve being straight ahead."""
    for w in c.words("clock"):
        hour = int(w.meaning)
        if w.mods.neg:
            continue
        others = c.words("pred", "look", "turn", "face", "point", "rest")
        if hour == 12:
            yield from say(CATALOGUE[f"{what}: facing forward"], w, *others, sure=0.8)
        elif hour in _CLOCK:
            side, degrees = _CLOCK[hour]
            yield from say(turned(what, side, min(degrees, 60.0) if what == "head" else degrees), w, *others, sure=0.85)

