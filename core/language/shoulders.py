"""What a clause says of shoulders: raised, abducted, flexed, one higher or further forward than the other."""

from __future__ import annotations

from collections.abc import Iterator

from core.language.catalogue import CATALOGUE
from core.language.head import degree_of
from core.language.posecodes import relation
from core.language.sayings import Clause, Saying, say, sided
from core.language.sides import OTHER
from core.language.stance import arm_lift


def abduction(c: Clause) -> Iterator[Saying]:
    """The physiotherapist's words for a shoulder or an arm: abducted, flexed, extended, by so many degrees."""
    side = c.entity.side or "left"
    degrees = next((w.mods.angle for w in c.words("pred") if w.mods.angle is not None and 0 < w.mods.angle <= 180), None)
    if degrees is None and (c.said("pred", "right angle") or any(w.mods.right_angle for w in c.words("pred"))):
        degrees = 90.0
    meanings = ("abducted", "adducted", "bent", "extended") if c.entity.kind == "shoulder" else ("abducted", "adducted")
    for w in c.words("pred", *meanings):
        m = w.meaning
        numbers = [x for x in c.words("pred", "angle", "right angle") if x is not w]
        way = {"abducted": "out to the side", "bent": "forward"}.get(m)
        if way is not None and degrees is not None:
            yield from say(arm_lift(side, degrees), w, *numbers, sure=0.95)
            if 60 <= degrees <= 120:
                yield from say(sided(f"left arm: {way}", side), w, sure=0.6, implied=True)
        elif way is not None:
            slight = "slightly " if w.mods.degree == "slight" else ""
            yield from say(sided(f"left arm: {slight}{way}", side), w, sure=0.8)
        elif m == "extended" and not c.words("dir"):
            yield from say(sided("left arm: back", side), w, *numbers, sure=0.7)
        elif m == "adducted":
            yield from say(sided("left arm: at the side", side), w, sure=0.5)


def read_shoulder(c: Clause) -> Iterator[Saying]:
    """One shoulder: raised, or higher or lower than the other; flexed and abducted."""
    side = c.entity.side
    yield from abduction(c)
    if c.pair and side == "left":
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
    for w in c.words("pred", "lean", "tilt"):
        for d in c.words("dir", "left", "right"):
            if c.pair and side == "left":
                yield from say(sided("torso: left shoulder higher", OTHER[d.meaning]), w, d, *c.words("dir", "down"), sure=0.9)
    for w in c.words("pred", "raised", "lowered", "shrugged", "shrug"):
        if w.meaning in ("shrug", "shrugged") or (c.pair and w.meaning == "raised"):
            yield from say(sided("left shoulder: raised", side), w, sure=0.8)
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
