"""What a clause says of shoulders: raised, abducted, flexed, one higher or further forward than the other."""

from __future__ import annotations

from collections.abc import Iterator

from core.language.anatomical import read_anatomical, shoulder_moved
from core.language.catalogue import CATALOGUE
from core.language.head import degree_of
from core.language.posecodes import relation
from core.language.sayings import Clause, Saying, say, sided
from core.language.sides import OTHER


def read_shoulder(c: Clause) -> Iterator[Saying]:
    """One shoulder: raised, or higher or lower than the other; flexed and abducted."""
    side = c.entity.side
    yield from shoulder_moved(c)
    yield from read_anatomical(c)
    ears = [r for r in c.words("rel") if any(o.kind in ("ear", "ears", "head") for o in r.objects)]
    if c.pair and (ears or c.words("dir", "up")):
        for w in c.words("pred", "round", "hunched"):
            yield from say(sided("left shoulder: raised", side), w, *ears, *c.words("dir", "up"), sure=0.9)  # "hunched up to the ears"
    elif c.pair and side == "left":
        for w in c.words("pred", "round", "hunched"):
            yield from say(CATALOGUE["torso: back rounded"], w, *c.words("dir", "forward", "in", "over"), sure=0.9)
    elif c.pair:
        for w in c.words("pred", "round", "hunched"):
            w.used = True
    for w in c.words("pred", "lean", "hang", "round"):
        if not c.pair and c.surface(w).startswith(("sag", "droop", "slump")):
            yield from say(sided("torso: left shoulder higher", OTHER[side or "left"]), w, sure=0.9)
    for w in c.words("pred", "turn", "face", "point", "look"):
        for d in c.words("dir", "left", "right"):
            if c.pair and side == "left" and not w.mods.neg:
                degree = {"slight": "slightly turned", "far": "turned far"}.get(degree_of([w, d]), "turned")
                yield from say(sided(f"torso: {degree} to the left", d.meaning), w, d, sure=0.9)
    for r in c.words("rel", "to", "toward", "at"):
        if c.pair and side == "left" and any(o.kind == "camera" for o in r.objects):
            yield from say(CATALOGUE["torso: toward the camera"], r, *c.words("pred", "face", "turn", "frontal"), sure=0.9)
    for w in c.words("pred", "level", "horizontal"):
        if w.mods.neg and c.pair:
            if side == "left" and not c.words("rel"):
                yield Saying(CATALOGUE["torso: left shoulder higher"], 0.7 * w.mods.confidence, (w,), either=True)  # which one is open
            w.used = True
    for r in (*c.words("rel", "on", "at", "to", "toward"), *c.words("dir", "left", "right")):
        sides = [o.side for o in r.objects if o.side in OTHER and o.kind in ("side", "")] if r.category == "rel" else [r.meaning]
        low = c.words("pred", "lowered", "lean", "hang", "tilt") or list(c.words("dir", "down"))
        high = c.words("pred", "raised", "high")
        if c.pair and sides and (low or high):
            if side == "left":
                up: str | None = sides[0] if high else OTHER[sides[0] or "left"]
                yield from say(sided("torso: left shoulder higher", up), r, *low, *high, sure=0.9)
            for w in (r, *low, *high):
                w.used = True
            return
    for w in c.words("pred", "lean", "tilt"):
        for d in c.words("dir", "left", "right"):
            if c.pair and side == "left":
                yield from say(sided("torso: left shoulder higher", OTHER[d.meaning]), w, d, *c.words("dir", "down"), sure=0.9)
    for w in c.words("pred", "raised", "lowered", "shrugged", "shrug"):
        if w.meaning in ("shrug", "shrugged") or (c.pair and w.meaning == "raised"):
            yield from say(sided("left shoulder: raised", side), w, sure=0.8)
        elif c.pair and not w.mods.neg and not c.words("rel"):
            yield from say(sided("left shoulder: raised", side), w, sure=0.8, neg=True)  # "drop the shoulders"
        elif not c.pair:
            up = side if w.meaning == "raised" else OTHER[side or "left"]
            yield from say(sided("torso: left shoulder higher", up), w, sure=0.8)
    for w in c.words("rel", "higher than", "above", "lower than", "below"):
        if any(o.kind not in ("shoulder", "", "side") for o in w.objects):
            continue  # "the shoulders forward over the hips": not one above the other
        up = side if w.meaning in ("higher than", "above") else OTHER[side or "left"]
        yield from say(sided("torso: left shoulder higher", up), w)
    for w in c.words("dir", "up", "down"):
        if c.said("pred", "raised", "lowered"):
            w.used = True
        elif w.meaning == "down" and c.pair and not c.words("pred", "tilt", "lean", "turn", "point", "look", "face", "round") and not w.used:
            yield from say(sided("left shoulder: raised", side), w, sure=0.8, neg=not w.mods.neg)
        elif w.meaning == "up" and not c.said("pred", "point", "look", "face") and not w.used:
            yield from say(sided("left shoulder: raised", side), w, *c.words("pred", "rest"), sure=0.8)  # "shoulders up", "pushed up"
    for w in c.words("pred", "level", "horizontal"):
        if c.pair and side == "left" and not w.mods.neg and not c.words("rel"):
            yield from say(relation("left shoulder", "level with", "right shoulder"), w, sure=0.9)
        elif c.pair and not w.mods.neg and not c.words("rel"):
            w.used = True
    for w in c.words("dir", "forward", "back"):
        if not c.pair:
            turned = side if w.meaning == "back" else OTHER[side or "left"]
            yield from say(sided("torso: turned to the left", turned), w, *c.words("pred", "point", "rest", "turn"), sure=0.8)
