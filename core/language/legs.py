"""What a clause says of legs, knees, thighs, shins and feet, as posecodes."""

from __future__ import annotations

from collections.abc import Iterator

from core.language.catalogue import CATALOGUE
from core.language.depth_order import segment_to_camera
from core.language.feet import AIRBORNE, crossing, hooked, leg_pairs, swings_through
from core.language.graded import above_ground, leg_lifted
from core.language.ground import limb_to_camera, propped
from core.language.posecodes import negated, relation
from core.language.propositions import Word
from core.language.sayings import Clause, Saying, bends, directions_of, is_placed, relations, say, sided
from core.language.sides import OTHER
from core.language.soles import read_rotation
from core.language.stance import abducted, knee_forward, weight_on

LEGS = frozenset({"leg", "thigh", "knee", "shin"})
FEET = frozenset({"foot", "ankle", "toes", "heel"})
_LEG_DIRECTIONS = {"forward": "left leg: forward", "back": "left leg: back", "side": "left leg: out to the side", "out": "left leg: out to the side"}
_LEG_RAISED = {
    "forward": "left leg: raised forward", "back": "left leg: raised back", "side": "left leg: raised to the side",
    "out": "left leg: raised to the side",
}  # fmt: skip
_KNEE_DIRECTIONS = {
    "out": "left knee: out to the side", "side": "left knee: out to the side", "in": "left knee: turned inward",
    "across": "left knee: turned inward", "forward": "left knee: pointing forward", "up": "left knee: raised",
}  # fmt: skip
_STAYING = ("rest", "place", "position", "keep", "remain", "stay", "appear", "maintain", "align", "exhibit", "display", "set")
_LOWERING = ("lowered", "rest", "touch", "tuck", "hang", "near")
_HIGH = frozenset({"chest", "waist", "hip", "stomach"})
_DRAWN = ("draw", "pull", "tuck", "drew")
_REACHING = frozenset({"to", "toward", "at", "level with", "near", "on", "above", "higher than", "touching"})


def read_leg(c: Clause) -> Iterator[Saying]:
    """Legs, thighs, knees and shins."""
    side, e = c.entity.side, c.entity
    directions = directions_of(c)
    if any(o.kind == "camera" for r in c.words("rel") for o in r.objects):
        directions.pop("out", None)
    joint = "knee"
    for w in c.words("rel", "at", "in"):
        kinds = [o.kind for o in w.objects]
        jointed = bool(kinds) and kinds[0] in ("knee", "hip", "ankle", "waist") and not w.objects[0].level
        if jointed and kinds[0] == "hip" and c.said("pred", "turn", "abducted", "adducted") and not c.said("pred", "bent", "straight"):
            w.used = True  # "turned out at the hip"
        elif jointed and c.said("pred", "bent", "straight", "angle", "right angle", "extended", "soft"):
            joint, w.used = ("hip" if kinds[0] == "waist" else kinds[0]), True
        elif not kinds and w.meaning == "at" and not w.thing:
            w.used = True
    if joint == "hip":
        for w in c.words("pred", "bent", "straight", "right angle"):
            name = "right angle" if w.mods.right_angle or w.meaning == "right angle" else w.meaning
            yield from say(sided(f"left hip: {name}", side), w)
    elif joint == "knee" and e.kind != "thigh":
        yield from bends(c, "knee", soft=e.kind == "shin")
    elif e.kind == "thigh":
        for w in c.words("pred", "bent"):
            yield from say(sided("left hip: bent", side), w, sure=0.6)
    if c.pair:
        yield from leg_pairs(c)
    yield from crossing(c)
    if e.kind == "knee":
        yield from _knee(c, directions)
    elif e.kind in ("thigh", "shin"):
        yield from _segment(c, directions)
    else:
        yield from _whole_leg(c, directions)
    yield from hooked(c)
    yield from _leg_places(c)
    if e.kind == "leg" and c.said("pred", "cross"):
        return
    kind = {"leg": "foot", "knee": "knee", "thigh": "thigh", "shin": "shin"}[e.kind]
    yield from relations(c, kind)
    for w in c.words("pred", "rest", "relaxed", "supported", "balance"):
        if any(x.used for x in c.prop.words):
            w.used = True


def _whole_leg(c: Clause, directions: dict[str, Word]) -> Iterator[Saying]:
    side = c.entity.side
    yield from read_rotation(c, directions)
    directions = {n: w for n, w in directions.items() if not w.used}
    lifted = c.said("pred", "raised", "kick", "high", "thrust")
    stretched = c.said("pred", "extended", "straight", "kick")
    for name, w in directions.items():
        near = c.head(w)
        if near is not None and near.meaning in ("face", "look") and name not in ("up", "down"):
            w.used = near.used = True  # "the legs face forward": not stretched there
            continue
        if name == "back" and near is not None and near.meaning == "bent" and not lifted and not c.pair:
            yield from say(sided("left foot: behind the body", side), w, sure=0.8)  # "bent backward at the knee": the lower leg goes there
            continue
        if near is not None and near.meaning == "turn":
            if name in ("out", "side", "in", "across"):
                yield from say(sided(_KNEE_DIRECTIONS[name], side), w, near, sure=0.8)
            continue
        if name in ("side", "out", "left", "right") and c.said("pred", "step", "stepping") and not lifted:
            yield from say(CATALOGUE["feet: apart"], w, *c.words("pred", "step", "stepping"))
            continue
        told = c.words("pred", "raised", "kick", "extended", "angle", "abducted", "swing")
        amount = next((p.mods.angle for p in told if p.mods.angle is not None and 10 <= p.mods.angle <= 90), None)
        angled = lifted or c.said("pred", "angle", "swing")
        if name in _LEG_DIRECTIONS and amount is not None and angled:
            yield from say(leg_lifted("side" if name in ("side", "out") else name, side or "left", amount), w, angled, sure=0.95)
        elif name in _LEG_DIRECTIONS:
            if (w.mods.degree == "slight" or (near is not None and near.meaning != "bent" and near.mods.degree == "slight")) and (
                name in ("forward", "back") and not lifted
            ):
                other = "in front of" if name == "forward" else "behind"
                yield from say(relation(f"{side} foot", other, f"{OTHER[side or 'left']} foot"), w, sure=0.8)
            elif lifted and not (name == "out" and directions.keys() & {"forward", "back"}):
                yield from say(sided(_LEG_RAISED[name], side), w)
            elif not lifted and (name != "out" or not directions.keys() & {"forward", "back"}):
                yield from say(sided(_LEG_DIRECTIONS[name], side), w)
            else:
                w.used = True
            if c.said("pred", "kick") and not (name == "back" and "up" in directions):
                yield from say(sided("left knee: at most slightly bent", side), w, sure=0.6, neg=False, implied=True)
        elif name == "up":
            if directions.keys() & {"forward", "back", "side", "out"} and c.said("pred", "raised", "kick", "thrust", "swing", "rest") and (
                c.surface(w) not in ("straight up", "directly up")
            ):
                w.used = True  # "kicks the leg up behind": the other word says where to
            elif stretched or c.surface(w) in ("straight up", "directly up") or c.said("pred", "point", "vertical"):
                yield from say(sided("left leg: straight up", side), w, sure=0.8)
            elif not is_placed(c):
                yield from say(sided("left leg: raised", side), w)
        elif name == "down":
            if c.said("pred", "straight", "point", "extended", "hang", "vertical"):
                yield from say(sided("left leg: vertical", side), w, sure=0.7)
        elif name == "across" and c.pair:
            w.used = True
        elif name == "across":
            yield from say(CATALOGUE["legs: crossed"], w, sure=0.8)
        elif name == "diagonal":
            w.used = True
    for w in (*c.words("dir"), *c.words("rel", "behind", "in front of")):
        if c.surface(w).startswith("straight ") and not c.said("pred", "bent") and not w.mods.neg:
            yield from say(sided("left knee: straight", side), w, sure=0.9, neg=False)  # "straight behind her": the leg is, too
    for w in c.words("pred"):
        m = w.meaning
        if m == "apart" and not c.pair and not w.used and not directions:
            wide = "wide" in c.surface(w) or w.mods.degree in ("much", "full") or c.surface(w) in ("astride", "straddled", "broad stance")
            yield from say(CATALOGUE["feet: wide apart" if wide else "feet: apart"], w, sure=0.9)
        elif m == "adducted":
            yield from say(CATALOGUE["legs: crossed"], w, *c.words("rel", "across", "past"), sure=0.7)
        elif m == "bears" or m == "unweighted":
            light = w.mods.neg or m == "unweighted"  # then the other leg does
            yield from say(weight_on(OTHER[side or "left"] if light else side or "left"), w, neg=False, sure=0.85 if light else 1.0)
        elif m == "abducted":
            wide = w.mods.angle is not None and 0 < w.mods.angle <= 90
            yield from say(abducted(side or "left", w.mods.angle or 0.0) if wide else sided("left leg: out to the side", side), w, sure=0.9)
        elif m == "raised" and not directions and not is_placed(c) and not c.pair and 10 <= (w.mods.angle or 0) <= 90 and not w.mods.neg:
            yield from say(leg_lifted("forward", side or "left", w.mods.angle or 0.0), w, *c.words("rel", "to", "at"), sure=0.85)
        elif m in ("raised", "high"):
            if directions.keys() & {"forward", "back", "side", "out", "up"}:
                w.used = True
            elif c.surface(w).startswith(_DRAWN) and not is_placed(c):
                yield from say(sided("left hip: bent", side), w, sure=0.9)  # "drawn up", also of someone who lies
                yield from say(sided("left knee: bent", side), w, sure=0.9)
            elif not is_placed(c) or c.surface(w) in AIRBORNE:
                off = "left foot: off the ground" if c.pair else "left leg: raised"
                slight = any(x.mods.degree == "slight" for x in (w, *c.words("rel", "off"), *c.words("pred", "raised")))
                yield from say(sided("left foot: slightly off the ground" if slight else off, side), w)
                if (w.mods.degree in ("much", "full") or m == "high" or c.said("pred", "high")) and not w.mods.neg and not c.pair:
                    yield from say(sided("left leg: raised high", side), w, sure=0.8)
            else:
                w.used = True
        elif m == "kick" and w.mods.neg:
            continue
        elif m == "kick" and not directions:
            yield from say(sided("left leg: raised forward", side), w, sure=0.75)
            yield from say(sided("left knee: at most slightly bent", side), w, sure=0.6, neg=False, implied=True)
        elif m == "kick":
            w.used = True
            behind = directions.get("back") or next(iter(c.words("rel", "behind")), None)
            if "up" in directions and behind is not None and not c.said("pred", "straight", "extended", "high"):
                yield from say(sided("left knee: bent", side), w, sure=0.8, implied=True)  # "kicked up behind her": the shin is
        elif m == "vertical":
            up = "up" in directions or lifted is not None
            yield from say(sided("left leg: straight up" if up else "left leg: vertical", side), w)
        elif m == "horizontal" and c.surface(w) in ("parallel", "in parallel") and (
            c.pair or any(o.kind == "leg" for r in c.words("rel", "to", "with") for o in r.objects)
        ):
            w.used = True  # to one another
        elif m in ("horizontal", "level"):
            yield from say(sided("left leg: horizontal", side), w)
        elif m == "rest" and c.surface(w).startswith("trail") and not directions and not is_placed(c):
            yield from say(sided("left leg: back", side), w, sure=0.9)
        elif m == "lead" and not is_placed(c):
            yield from say(relation(f"{side} foot", "in front of", f"{OTHER[side or 'left']} foot"), w, sure=0.9)
        elif m == "supported" and not is_placed(c) and not w.mods.neg:
            yield from say(sided("left foot: on the ground", side), w, sure=0.6)
        elif m in ("lowered", "flat") and not is_placed(c) and c.surface(w) != "low":
            yield from say(sided("left foot: on the ground", side), w, sure=0.7)
        elif m in ("step", "stepping") and not c.pair and "up" in directions and not directions.keys() & {"forward", "back"}:
            yield from say(propped(side or "left"), w, directions["up"], sure=0.85)
        elif m in ("step", "stepping") and lifted is not None:
            w.used = True  # "a high step"
        elif m in ("step", "stepping") and not c.pair and not w.used:
            back = bool(c.words("dir", "back"))
            yield from say(relation(f"{side} foot", "behind" if back else "in front of", f"{OTHER[side or 'left']} foot"), w, sure=0.9)
        elif m in ("extended", "straight", "rest", "angle", "swing", "point", "reach") and directions:
            w.used = True
        elif m == "tuck" and not directions:
            yield from say(sided("left knee: tightly bent", side), w, sure=0.8)
        elif m == "overhead":
            yield from say(sided("left foot: above the head", side), w, sure=0.8)
        elif m == "rest" and swings_through(c, w):
            yield from say(sided("left leg: raised forward", side), w, *c.words("rel", "through", "at"), sure=0.8)


def _knee(c: Clause, directions: dict[str, Word]) -> Iterator[Saying]:
    side = c.entity.side
    toward = c.words("rel", "toward", "to", "at", "touching", "on")
    for r in toward:
        facing = c.said("pred", "face", "point", "turn", "look")
        if c.pair and facing is not None and any(o.kind == "each other" for o in r.objects):
            yield from say(sided("left knee: turned inward", side), r, facing)
        if not c.pair and facing is not None and any(o.kind == "knee" and o.side != side for o in r.objects) and r.meaning in ("toward", "to", "at"):
            yield from say(sided("left knee: turned inward", side), r, facing)
    if c.pair and c.said("pred", "face", "point", "turn") and c.said("pred", "opposed"):
        yield from say(sided("left knee: out to the side", side), *c.words("pred", "opposed", "face", "point", "turn"))
    for name, w in directions.items():
        if name == "down" and c.said("pred", "point", "face") and not c.pair:
            yield from say(sided("left thigh: vertical", side), w, c.said("pred", "point", "face") or w, sure=0.75)
            continue
        if name == "down":
            floor = c.surface(w) in ("to the ground", "to the floor") and all(p.meaning in _LOWERING for p in c.words("pred"))
            if floor or not c.words("pred") and not c.words("rel"):
                yield from say(sided("left knee: on the ground", side), w, *c.words("pred", *_LOWERING), sure=0.9 if floor else 0.7)
            continue
        if name == "in" and any(o.kind in _HIGH | {"torso", "body"} for r in c.words("rel") for o in r.objects):
            w.used = True
            continue  # "drawn in to the chest"
        moved = [p for p in c.words("pred", "rest", "reach", "thrust", "step") if not c.surface(p).startswith(_STAYING)]
        if name == "forward" and moved and not w.mods.neg and not any(p.mods.neg for p in moved) and not c.said("pred", "face", "point", "turn", "look"):
            yield from say(knee_forward(side or "left"), w, *moved, sure=0.9)
            continue
        if name in _KNEE_DIRECTIONS and not (name == "up" and is_placed(c)):
            yield from say(sided(_KNEE_DIRECTIONS[name], side), w)
    for w in c.words("pred", "raised"):
        if c.surface(w).endswith(("the ground", "the floor")) and not w.mods.neg:  # "just off the floor"
            close = w.mods.degree == "slight" or c.said("pred", "near", "hang") is not None
            lifted = above_ground("knee", side or "left", "just") if close else negated(sided("left knee: on the ground", side))
            yield from say(lifted, w, *c.words("pred", "near", "lowered"), neg=False, sure=0.9)
    for w in c.words("pred"):
        if w.used and w.meaning == "raised":
            continue
        if w.meaning in ("raised", "high", "tuck") and not is_placed(c) and not directions.keys() & {"out", "side"}:
            high = w.mods.degree in ("much", "full") or w.meaning == "high" or c.said("pred", "high")
            if w.meaning == "tuck":
                yield from say(sided("left thigh: drawn up to the chest", side), w, sure=0.7)
            else:
                name = "raised above the hip" if high and w.meaning == "raised" and w.mods.degree == "full" else "raised"
                yield from say(sided(f"left knee: {name}", side), w)
        elif w.meaning == "apart" and not c.pair and not w.used and not is_placed(c):
            yield from say(sided("left knee: out to the side", side), w, *c.words("pred", "lowered", "rest", "hang"), sure=0.85)  # "drop that knee open"
        elif w.meaning == "flare" and not directions:
            yield from say(sided("left knee: out to the side", side), w)
        elif w.meaning == "relaxed" and c.surface(w) in ("relaxed", "loosely") and not c.words("rel") and not c.words("pred", "straight", "bent"):
            yield from say(sided("left knee: slightly bent", side), w, sure=0.75)


def _segment(c: Clause, directions: dict[str, Word]) -> Iterator[Saying]:
    side, kind = c.entity.side, c.entity.kind
    for w in c.words("pred", "hang"):
        if kind == "shin" and not w.mods.neg and not c.words("dir", "forward", "back", "out", "side"):
            yield from say(sided("left shin: vertical", side), w, *c.words("dir", "down"), *(r for r in c.words("rel", "from", "away from", "below")), sure=0.9)
    for w in c.words("pred"):
        if kind == "shin" and c.pair and c.surface(w) in ("parallel", "in parallel"):
            w.used = True  # to one another
        elif w.meaning in ("vertical", "horizontal", "level"):
            yield from say(sided(f"left {kind}: {'horizontal' if w.meaning == 'level' else w.meaning}", side), w)
        elif w.meaning in ("raised", "high") and kind == "thigh" and not is_placed(c):
            yield from say(sided("left thigh: raised", side), w)
    for name, w in directions.items():
        if kind == "thigh":
            if name == "forward":
                yield from say(sided("left thigh: forward", side), w)
            elif name == "up":
                yield from say(sided("left thigh: raised", side), w)
            elif name == "down" and (directions.keys() & {"forward", "out", "side"} or any(p.mods.angle for p in c.words("pred"))):
                w.used = True  # "slopes downward and forward", "at 45 degrees to the ground"
            elif name == "down":
                yield from say(sided("left thigh: vertical", side), w, sure=0.9)
            elif name in ("out", "side"):
                yield from say(sided("left knee: out to the side", side), w, sure=0.8)
        elif name == "down":
            yield from say(sided("left shin: vertical", side), w, sure=0.8)
        elif name == "back":
            yield from say(sided("left knee: bent", side), w, sure=0.6)


def _leg_places(c: Clause) -> Iterator[Saying]:
    side, e = c.entity.side, c.entity
    for w in c.words("rel"):
        if w.used:
            continue
        kinds = {o.kind for o in w.objects}
        twin = e.kind == "leg" and kinds == {"leg"} and not c.pair and all(o.side != side for o in w.objects)
        if twin and w.meaning in ("to", "with") and any(c.surface(x) in ("parallel", "in parallel") for x in c.words("pred", "horizontal")):
            w.used = True  # parallel to the other leg, whichever way that points
            continue
        if e.kind == "leg" and w.meaning == "level with" and kinds and kinds <= {"torso", "body"}:
            yield from say(sided("left hip: straight", side), w, sure=0.8)  # "in line with the body"
            continue
        if twin and w.meaning == "away from":
            yield from say(CATALOGUE["feet: apart"], w, sure=0.9)
            continue
        if twin and (w.meaning in ("touching", "near", "beside") or c.surface(w) == "against") and not w.mods.neg:
            yield from say(CATALOGUE["feet: together"], w, *c.words("pred", "touch", "rest", "together", "hold"), sure=0.8)
            continue
        own = e.kind in ("shin", "thigh") and kinds & ({"shin", "thigh"} - {e.kind}) and all(o.side in (None, side) for o in w.objects)
        if own and w.meaning in ("on", "touching", "near"):
            yield from say(sided("left knee: completely bent", side), w, *c.words("pred", "touch", "rest", "tuck"), sure=0.9)
        elif "heel" in kinds and w.meaning == "on" and e.kind == "leg" and all(o.side in (None, side) and not o.plural for o in w.objects):
            yield from say(sided("left foot: on the heel", side), w, *c.words("pred", "rest", "supported", "balance"))
        elif "ground" in kinds:
            near = c.said("pred", "near", "hang") or c.surface(w).startswith("just") or w.mods.degree == "slight"
            if e.kind == "knee" and w.meaning in ("above", "away from") and near:
                yield from say(above_ground("knee", side or "left", "just"), w, *c.words("pred", "near", "hang"), sure=0.9)
            elif w.meaning == "near" and e.kind == "knee":
                yield from say(above_ground("knee", side or "left", "just"), w, *c.words("pred", "touch"), sure=0.9)
            elif w.meaning == "level with" and e.kind in ("thigh", "shin", "leg"):
                yield from say(sided(f"left {e.kind}: horizontal", side), w)
            elif (w.meaning in ("on", "touching", "at", "in") or w.meaning == "to" and c.said("pred", *_LOWERING)) and e.kind in ("knee", "shin"):
                yield from say(sided("left knee: on the ground", side), w)
            elif e.kind == "leg" and w.meaning == "on" and any(c.surface(x).startswith(("lies", "lying", "lie")) for x in c.words("pred", "rest")):
                yield from say(sided("left leg: horizontal", side), w, *c.words("pred", "rest", "flat"), sure=0.8)
            elif w.meaning in ("on", "touching"):
                yield from say(sided("left foot: on the ground", side), w, sure=0.8)
            elif w.meaning in ("away from", "above") and e.kind == "knee":
                yield from say(negated(sided("left knee: on the ground", side)), w, neg=False, sure=0.9)
            elif w.meaning in ("away from", "above"):
                yield from say(sided("left leg: raised", side), w)
        elif e.kind in ("knee", "thigh", "leg") and w.meaning in _REACHING and (
            kinds & _HIGH or (kinds & {"torso", "body"} and e.kind != "leg")
        ):
            level = any(o.level for o in w.objects)
            if w.meaning == "level with" and kinds & {"torso", "body"}:
                yield from say(sided("left hip: straight", side), w, sure=0.9)  # "in line with the trunk"
            elif kinds & {"chest", "stomach", "torso", "body"} and not level:
                yield from say(sided("left thigh: drawn up to the chest", side), w)
            elif "hip" in kinds and w.meaning in ("above", "higher than") and e.kind != "leg":
                yield from say(sided("left knee: raised above the hip", side), w)
            elif e.kind == "leg" and ("hip" in kinds or "waist" in kinds) and w.meaning in ("above", "higher than"):
                yield from say(relation(f"{side} foot", "higher than", f"{side} hip"), w)
            elif e.kind == "leg" and ("hip" in kinds or "waist" in kinds):
                yield from say(sided("left foot: at hip height", side), w, sure=0.8)
            elif kinds & {"chest", "stomach", "waist"}:
                yield from say(sided("left knee: raised above the hip", side), w, sure=0.9)
            else:
                yield from say(sided("left knee: raised", side), w)
            for lift in c.words("pred", "raised", "rest", "bent", "tuck"):
                lift.used = True
        elif "camera" in kinds and w.meaning in ("toward", "to", "at", "away from") and e.kind in ("leg", "shin", "thigh") and side is not None:
            toward = w.meaning != "away from"
            code = limb_to_camera(side, toward) if e.kind == "leg" else segment_to_camera(side, e.kind, toward)
            yield from say(code, w, *c.words("dir", "out"), *c.words("pred", "point", "extended", "raised", "reach"))
        elif kinds & {"body", "torso", "person"} and e.kind == "leg" and w.meaning in ("in front of", "behind", "beside", "away from"):
            table = {"in front of": "forward", "behind": "back", "beside": "out to the side", "away from": "out to the side"}
            raised = c.said("pred", "raised", "kick")
            if raised and w.meaning != "away from":
                names = {"in front of": "raised forward", "behind": "raised back", "beside": "raised to the side"}
                yield from say(sided(f"left leg: {names[w.meaning]}", side), w)
                raised.used = True
            else:
                yield from say(sided(f"left leg: {table[w.meaning]}", side), w)
        elif kinds & {"body", "torso", "bottom", "buttock"} and w.meaning in ("below", "near", "on", "in"):
            yield from say(sided("left knee: completely bent", side), w, sure=0.6)
        elif kinds & {"body", "torso"} and w.meaning == "across" and e.kind == "leg" and not c.pair:
            yield from say(sided("left leg: crossed over the right leg", side), w, *c.words("pred", "rest", "raised", "kick"), sure=0.9)
        elif kinds & {"head"} and e.kind == "leg" and w.meaning in ("above", "higher than"):
            yield from say(sided("left foot: above the head", side), w)
