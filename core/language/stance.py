"""What a clause says of the hips and of where the body's weight is, as posecodes made on demand.

"Weight on the left leg" is where the pelvis stands over the feet; "hips pushed back" where it stands before or behind them; "the left hip is
flexed to 90 degrees" the angle between trunk and thigh.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from core.language.posecodes import INF, Posecode, angle, direction, height, offset
from core.language.sayings import Clause, Saying, say, sided
from core.language.sides import OTHER
from core.language.soles import read_edges

_FEET = "left_ankle+right_ankle"
_HIPS = "left_hip+right_hip"
_SOLE = "left_heel+left_big_toe"


def _on(code: Posecode, side: str | None) -> Posecode:
    return code.mirrored() if side == "right" else code


@lru_cache(maxsize=64)
def weight_on(side: str) -> Posecode:
    """The body stands over one foot."""
    over = offset(_HIPS, "left_ankle", "left", -0.09, 0.10)
    return _on(Posecode("body: weight on the left leg", "torso", (over, height(_SOLE, -INF, 0.10)), ("left_leg", "right_leg")), side)


@lru_cache(maxsize=16)
def weight(where: str) -> Posecode:
    """The body stands "evenly" over both feet, or its weight is "forward" or "back"."""
    bounds = {
        "evenly": offset(_HIPS, _FEET, "left", -0.06, 0.06),
        "forward": offset("pelvis+spine3", "left_foot+right_foot+left_ankle+right_ankle", "front", 0.04, INF),
        "back": offset("pelvis+spine3", _FEET, "front", -INF, -0.04),
    }
    words = {"evenly": "on both legs", "forward": "shifted forward", "back": "shifted back"}[where]
    return Posecode(f"body: weight {words}", "torso", (bounds[where],), ("left_leg", "right_leg"))


@lru_cache(maxsize=16)
def hips_shifted(where: str) -> Posecode:
    """The hips pushed "left", "right", "forward" or "back" of the feet."""
    if where in ("left", "right"):
        code = Posecode("torso: hips shifted to the left", "torso", (offset(_HIPS, _FEET, "left", 0.06, INF),))
        return _on(code, where)
    bounds = {"forward": (0.05, INF), "back": (-INF, -0.14)}[where]
    return Posecode(f"torso: hips pushed {where}", "torso", (offset(_HIPS, _FEET, "front", *bounds),))


@lru_cache(maxsize=64)
def hip_bend(side: str, degrees: float) -> Posecode:
    """The hip flexed by so many degrees (0: standing straight)."""
    inner = 180.0 - degrees
    bound = angle("spine3", "left_hip", "left_knee", inner - 18.0, inner + 14.0)
    return _on(Posecode(f"left hip: flexed about {degrees:.0f} degrees", "left_leg", (bound,)), side)


@lru_cache(maxsize=64)
def abducted(side: str, degrees: float) -> Posecode:
    """The leg spread so many degrees from the vertical."""
    bound = direction("left_hip", "left_ankle", "left", 90.0 - degrees - 10.0, 90.0 - degrees + 10.0)
    aside = offset("left_ankle", "left_hip", "front", -0.14, 0.14)
    return _on(Posecode(f"left leg: spread about {degrees:.0f} degrees", "left_leg", (bound, aside)), side)


@lru_cache(maxsize=2)
def hips_to_knees(below: bool) -> Posecode:
    """The hips at the height of the knees, or below it: a deep squat."""
    bounds = (-INF, -0.01) if below else (-0.10, 0.10)
    words = "below" if below else "level with"
    return Posecode(f"torso: hips {words} the knees", "torso", (offset(_HIPS, "left_knee+right_knee", "up", *bounds),), ("left_leg", "right_leg"))


@lru_cache(maxsize=2)
def knee_forward(side: str) -> Posecode:
    """The knee moved forward over the foot, which stays: the leg bends a little."""
    bounds = (offset("left_knee", "left_ankle", "front", 0.05, INF), height(_SOLE, -INF, 0.10))
    return _on(Posecode("left knee: forward of the ankle", "left_leg", bounds), side)


@lru_cache(maxsize=64)
def arm_lift(side: str, degrees: float) -> Posecode:
    """The upper arm lifted so many degrees from hanging."""
    bound = direction("left_shoulder", "left_elbow", "up", 180.0 - degrees - 14.0, 180.0 - degrees + 14.0)
    return _on(Posecode(f"left upper arm: lifted about {degrees:.0f} degrees", "left_arm", (bound,)), side)


@lru_cache(maxsize=1)
def standing_bent() -> Posecode:
    """Standing on both feet, knees bent as they may be."""
    bounds = (
        height(_HIPS, 0.5, INF), height(_SOLE, -INF, 0.16), height("right_heel+right_big_toe", -INF, 0.16),
        direction("pelvis", "neck", "up", -INF, 60),
    )  # fmt: skip
    return Posecode("body: standing with bent knees", "torso", bounds, ("left_leg", "right_leg"))


def read_weight(c: Clause) -> Iterator[Saying]:
    """Where the weight is."""
    yield from read_edges(c)
    for r in c.words("rel", "away from"):
        for o in r.objects:
            if o.kind in ("leg", "foot", "knee", "heel", "toes") and o.side in OTHER and not r.mods.neg:
                yield from say(weight_on(OTHER[o.side]), r, *c.words("pred"), sure=0.9)  # "take the weight off the left foot"
    for r in c.words("rel", "through", "on", "over", "above", "to", "onto", "in", "toward"):
        sides = {o.side for o in r.objects if o.kind in ("leg", "foot", "knee", "heel", "toes", "hip")}
        kinds = {o.kind for o in r.objects}
        if kinds == {"it"} and c.context.slot_kind in ("leg", "foot") and {e.kind for e in c.context.last} <= {"weight", "person"}:
            sides = {c.context.slot_side}  # "more weight on this one"
        for o in r.objects:
            if o.role and o.side is None and c.context.roles.get(o.role):
                sides = {c.context.roles[o.role]}
        if sides <= {None} and any(o.one for o in r.objects):
            for saying in say(weight_on("left"), r, *c.words("pred")):
                yield replace(saying, either=True)
            continue
        if not sides:
            continue
        placed = {"back": "back", "front": "forward"}
        if sides == {None} and c.context.slot_side is None and all(o.role in placed for o in r.objects):
            yield from say(weight(placed[r.objects[0].role or "back"]), r, *c.words("pred"), sure=0.9)  # "weight on the back foot"
            continue
        both = "both" in sides or len(sides & {"left", "right"}) == 2 or any(o.plural for o in r.objects)
        named = sides & {"left", "right"}
        if both and kinds & {"heel", "toes"}:
            yield from say(weight("back" if "heel" in kinds else "forward"), r, *c.words("pred"), sure=0.9)
        elif both:
            yield from say(weight("evenly"), r, *c.words("pred"))
        elif named:
            yield from say(weight_on(next(iter(named))), r, *c.words("pred"))
        elif sides & {"other", "opposite"} and (known := c.context.last_side or (c.context.slot_side if c.context.slot_kind in ("leg", "foot") else None)):
            yield from say(weight_on(OTHER[known]), r, *c.words("pred"))
        elif c.context.slot_side and c.context.slot_kind in ("leg", "foot"):
            yield from say(weight_on(c.context.slot_side), r, *c.words("pred"))
    for d in c.words("dir", "left", "right", "forward", "back"):
        code = weight_on(d.meaning) if d.meaning in OTHER else weight(d.meaning)
        yield from say(code, d, *c.words("pred"), sure=0.8)
    for w in c.words("pred", "spread", "apart", "level"):
        if not w.used:
            yield from say(weight("evenly"), w, *c.words("rel", "between", "across", "on", "over", "through"), sure=0.85)
    for w in c.words("pred", "tiptoe"):
        if not any(x in c.surface(w) for x in ("balls", "toes")) and c.context.slot_kind in ("leg", "foot") and c.context.slot_side:
            yield from say(weight_on(c.context.slot_side), w, sure=0.8)  # "on the ball of the foot": of this one
            continue
        yield from say(weight("forward"), w, *c.words("pred", "rest", "balance"), sure=0.9)


def read_carried(c: Clause) -> Iterator[Saying]:
    """"Supported by the right leg", "leaning on the left leg": what the body stands on."""
    carried = c.said("pred", "supported", "touch", "lean", "hold")
    for w in c.words("pred", "bears"):
        for r in c.words("rel", "away from", "on", "onto", "through", "over"):
            for o in r.objects[:1]:
                if o.kind in ("leg", "foot", "heel", "knee") and o.side in OTHER:  # "takes the weight off the left foot"
                    yield from say(weight_on(OTHER[o.side] if r.meaning == "away from" else o.side), w, r, sure=0.9)
    for r in c.words("rel", "agent", "on", "onto", "beside"):
        if r.meaning == "beside" and c.surface(r) != "by":
            continue
        roles = [o.role for o in r.objects if o.kind in ("leg", "foot") and o.role in ("front", "back") and o.side is None]
        if roles and carried is not None and carried.meaning == "lean" and c.context.roles.get(roles[0]) is None:
            yield from say(weight("back" if roles[0] == "back" else "forward"), r, carried, sure=0.9)
            continue
        legs = [o for o in r.objects if o.kind in ("leg", "foot") and o.side in OTHER]
        if carried is not None and legs and len(r.objects) == 1 and (r.meaning == "agent" or carried.meaning != "touch"):
            yield from say(weight_on(legs[0].side or "left"), r, carried, *c.words("pred", "lean"))


_SHIFTED = {"left": "left", "right": "right", "forward": "forward", "back": "back", "viewer left": "right", "viewer right": "left"}


def read_hip(c: Clause) -> Iterator[Saying]:
    """One hip or both: flexed, abducted, raised, pushed to a side."""
    side = c.entity.side
    for r in c.words("rel", "below", "lower than", "level with", "at"):
        if any(o.kind == "knee" for o in r.objects) and not r.used and (c.entity.side in (None, "left") or not c.pair):
            sunk = (*c.words("pred", "lowered", "rest", "hang"), *c.words("dir", "down"))
            yield from say(hips_to_knees(r.meaning in ("below", "lower than")), r, *sunk, sure=0.9)
        elif any(o.kind == "knee" for o in r.objects):
            r.used = True
    bent = [w for w in c.words("pred", "bent", "right angle", "angle") if not w.used]
    for w in bent:
        if side is None:
            break
        degrees = w.mods.angle
        if w.meaning == "right angle" or w.mods.right_angle:
            yield from say(sided("left hip: right angle", side), w)
        elif degrees is not None and 0 < degrees <= 150:
            yield from say(hip_bend(side, degrees), w, sure=0.9)
        elif w.meaning == "bent" and w.mods.degree != "slight":
            yield from say(sided("left hip: bent", side), w, sure=0.9)
        elif w.meaning == "bent":
            yield from say(hip_bend(side, 30.0), w, sure=0.7)
    for w in c.words("pred", "flare", "thrust", "apart"):
        if side is not None and not c.pair and not c.words("dir", "forward", "back", "left", "right"):
            yield from say(hips_shifted(side), w, *c.words("dir", "out", "side"), sure=0.8)
    for w in c.words("pred", "abducted", "adducted", "straight", "extended"):
        if side is None:
            break
        if w.meaning == "abducted" and w.mods.angle is not None and 0 < w.mods.angle <= 90:
            yield from say(abducted(side, w.mods.angle), w, sure=0.9)
        elif w.meaning == "abducted":
            yield from say(sided("left leg: out to the side", side), w, sure=0.8)
        elif w.meaning in ("straight", "extended"):
            yield from say(sided("left hip: straight", side), w, sure=0.8)
    for w in c.words("pred", "raised", "high", "lowered", "shift up"):
        if not c.pair and side is not None:
            up = side if w.meaning != "lowered" else OTHER[side]
            yield from say(sided("torso: left hip higher", up), w, sure=0.8)
    for r in c.words("rel", "higher than", "lower than"):
        if not c.pair and side is not None:
            yield from say(sided("torso: left hip higher", side if r.meaning == "higher than" else OTHER[side]), r)
    for w in c.words("pred", "lean"):
        if c.surface(w).startswith("sway"):
            w.meaning = "rest"  # "hips swayed to the left": pushed there
    rotated = c.said("pred", "turn", "lean", "tilt")
    if rotated is not None and not c.pair and side is not None and rotated.meaning == "turn":
        rotation = {"external rotation": "out to the side", "internal rotation": "turned inward"}.get(c.surface(rotated))
        if rotation:
            yield from say(sided(f"left knee: {rotation}", side), rotated, sure=0.85)
        for d in c.words("dir", "out", "in"):
            name = "left knee: out to the side" if d.meaning == "out" else "left knee: turned inward"
            yield from say(sided(name, side), d, rotated, sure=0.8)
    if c.said("pred", "face", "look", "point"):
        return  # hips that face forward are not pushed forward
    if rotated is None and (c.entity.side in (None, "left") or not c.pair):
        for d in c.words("dir", *_SHIFTED):
            where = _SHIFTED[d.meaning]
            yield from say(hips_shifted(where), d, *c.words("pred", "rest", "thrust", "flare", "point"), sure=0.8)
    elif rotated is None:
        for d in c.words("dir", *_SHIFTED):
            d.used = True
            for w in c.words("pred", "rest", "thrust", "flare", "point"):
                w.used = True
