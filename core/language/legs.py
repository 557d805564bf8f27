"""What a clause says of legs, knees, thighs, shins and feet, as posecodes."""

from __future__ import annotations

from collections.abc import Iterator

from core.language.catalogue import CATALOGUE
from core.language.graded import leg_lifted
from core.language.posecodes import relation
from core.language.propositions import Word
from core.language.sayings import Clause, Saying, bends, directions_of, is_placed, relations, say, sided
from core.language.sides import OTHER, objects_of
from core.language.stance import abducted, weight_on

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
_HIGH = frozenset({"chest", "waist", "hip", "stomach"})
_REACHING = frozenset({"to", "toward", "at", "level with", "near", "on", "above", "higher than", "touching"})


def read_leg(c: Clause) -> Iterator[Saying]:
    """Legs, thighs, knees and shins."""
    side, e = c.entity.side, c.entity
    directions = directions_of(c)
    joint = "knee"
    for w in c.words("rel", "at", "in"):
        kinds = [o.kind for o in w.objects]
        jointed = bool(kinds) and kinds[0] in ("knee", "hip", "ankle", "waist") and not w.objects[0].level
        if jointed and c.said("pred", "bent", "straight", "angle", "right angle", "extended"):
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
        yield from _leg_pairs(c)
    yield from _crossing(c)
    if e.kind == "knee":
        yield from _knee(c, directions)
    elif e.kind in ("thigh", "shin"):
        yield from _segment(c, directions)
    else:
        yield from _whole_leg(c, directions)
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
    lifted = c.said("pred", "raised", "kick", "high", "thrust")
    stretched = c.said("pred", "extended", "straight", "kick")
    for name, w in directions.items():
        near = c.head(w)
        if near is not None and near.meaning == "turn":
            if name in ("out", "side", "in", "across"):
                yield from say(sided(_KNEE_DIRECTIONS[name], side), w, near, sure=0.8)
            continue
        amount = next((p.mods.angle for p in c.words("pred", "raised", "kick", "extended") if p.mods.angle is not None and 10 <= p.mods.angle <= 90), None)
        if name in _LEG_DIRECTIONS and amount is not None and lifted:
            yield from say(leg_lifted("side" if name in ("side", "out") else name, side or "left", amount), w, lifted, sure=0.95)
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
            if c.said("pred", "kick"):
                yield from say(sided("left knee: at most slightly bent", side), w, sure=0.6, neg=False, implied=True)
        elif name == "up":
            if stretched or c.surface(w) in ("straight up", "directly up") or c.said("pred", "point", "vertical"):
                yield from say(sided("left leg: straight up", side), w, sure=0.8)
            elif not is_placed(c):
                yield from say(sided("left leg: raised", side), w)
        elif name == "down":
            if c.said("pred", "straight", "point", "extended", "hang", "vertical"):
                yield from say(sided("left leg: vertical", side), w, sure=0.7)
        elif name == "across":
            yield from say(CATALOGUE["legs: crossed"], w, sure=0.8)
        elif name == "diagonal":
            w.used = True
    for w in c.words("pred"):
        m = w.meaning
        if m == "bears":
            yield from say(weight_on(side or "left"), w)
        elif m == "abducted":
            wide = w.mods.angle is not None and 0 < w.mods.angle <= 90
            yield from say(abducted(side or "left", w.mods.angle or 0.0) if wide else sided("left leg: out to the side", side), w, sure=0.9)
        elif m in ("raised", "high"):
            if directions.keys() & {"forward", "back", "side", "out", "up"}:
                w.used = True
            elif c.surface(w).startswith(_DRAWN) and not is_placed(c):
                yield from say(sided("left hip: bent", side), w, sure=0.9)  # "drawn up", also of someone who lies
                yield from say(sided("left knee: bent", side), w, sure=0.9)
            elif not is_placed(c) or c.surface(w) in _AIRBORNE:
                off = "left foot: off the ground" if c.pair else "left leg: raised"
                yield from say(sided("left foot: slightly off the ground" if w.mods.degree == "slight" else off, side), w)
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
        elif m == "vertical":
            up = "up" in directions or lifted is not None
            yield from say(sided("left leg: straight up" if up else "left leg: vertical", side), w)
        elif m in ("horizontal", "level"):
            yield from say(sided("left leg: horizontal", side), w)
        elif m == "supported" and not is_placed(c) and not w.mods.neg:
            yield from say(sided("left foot: on the ground", side), w, sure=0.6)
        elif m in ("lowered", "flat") and not is_placed(c):
            yield from say(sided("left foot: on the ground", side), w, sure=0.7)
        elif m in ("step", "stepping") and not c.pair:
            back = "back" in directions
            yield from say(relation(f"{side} foot", "behind" if back else "in front of", f"{OTHER[side or 'left']} foot"), w, sure=0.9)
        elif m in ("extended", "straight", "rest", "angle", "swing", "point", "reach") and directions:
            w.used = True
        elif m == "tuck" and not directions:
            yield from say(sided("left knee: tightly bent", side), w, sure=0.8)
        elif m == "overhead":
            yield from say(sided("left foot: above the head", side), w, sure=0.8)


def _knee(c: Clause, directions: dict[str, Word]) -> Iterator[Saying]:
    side = c.entity.side
    for name, w in directions.items():
        if name == "down":
            continue
        if name in _KNEE_DIRECTIONS and not (name == "up" and is_placed(c)):
            yield from say(sided(_KNEE_DIRECTIONS[name], side), w)
    for w in c.words("pred"):
        if w.meaning in ("raised", "high", "tuck") and not is_placed(c) and not directions.keys() & {"out", "side"}:
            high = w.mods.degree in ("much", "full") or w.meaning == "high" or c.said("pred", "high")
            if w.meaning == "tuck":
                yield from say(sided("left thigh: drawn up to the chest", side), w, sure=0.7)
            else:
                name = "raised above the hip" if high and w.meaning == "raised" and w.mods.degree == "full" else "raised"
                yield from say(sided(f"left knee: {name}", side), w)
        elif w.meaning == "flare" and not directions:
            yield from say(sided("left knee: out to the side", side), w)


def _segment(c: Clause, directions: dict[str, Word]) -> Iterator[Saying]:
    side, kind = c.entity.side, c.entity.kind
    for w in c.words("pred"):
        if w.meaning in ("vertical", "horizontal", "level"):
            yield from say(sided(f"left {kind}: {'horizontal' if w.meaning == 'level' else w.meaning}", side), w)
        elif w.meaning in ("raised", "high") and kind == "thigh" and not is_placed(c):
            yield from say(sided("left thigh: raised", side), w)
    for name, w in directions.items():
        if kind == "thigh":
            if name == "forward":
                yield from say(sided("left thigh: forward", side), w)
            elif name == "up":
                yield from say(sided("left thigh: raised", side), w)
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
        if "ground" in kinds:
            if w.meaning == "level with" and e.kind in ("thigh", "shin", "leg"):
                yield from say(sided(f"left {e.kind}: horizontal", side), w)
            elif w.meaning in ("on", "touching", "at", "in") and e.kind in ("knee", "shin"):
                yield from say(sided("left knee: on the ground", side), w)
            elif w.meaning in ("on", "touching"):
                yield from say(sided("left foot: on the ground", side), w, sure=0.8)
            elif w.meaning in ("away from", "above"):
                yield from say(sided("left leg: raised", side), w)
        elif e.kind in ("knee", "thigh", "leg") and w.meaning in _REACHING and (
            kinds & _HIGH or (kinds & {"torso", "body"} and e.kind != "leg")
        ):
            level = any(o.level for o in w.objects)
            if kinds & {"chest", "stomach", "torso", "body"} and not level:
                yield from say(sided("left thigh: drawn up to the chest", side), w)
            elif "hip" in kinds and w.meaning in ("above", "higher than"):
                yield from say(sided("left knee: raised above the hip", side), w)
            elif e.kind == "leg" and ("hip" in kinds or "waist" in kinds):
                yield from say(sided("left foot: at hip height", side), w, sure=0.8)
            elif kinds & {"chest", "stomach", "waist"}:
                yield from say(sided("left knee: raised above the hip", side), w, sure=0.9)
            else:
                yield from say(sided("left knee: raised", side), w)
            for lift in c.words("pred", "raised", "rest", "bent", "tuck"):
                lift.used = True
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
        elif kinds & {"head"} and e.kind == "leg" and w.meaning in ("above", "higher than"):
            yield from say(sided("left foot: above the head", side), w)


def _crossing(c: Clause) -> Iterator[Saying]:
    """Legs crossed, one over or behind the other."""
    e = c.entity
    side = e.side or "left"
    for w in c.words("pred", "cross"):
        for r in c.words("rel", "at"):
            if any(o.kind in ("ankle", "knee", "shin", "thigh") for o in r.objects):
                r.used = True
        over = [r for r in c.words("rel", "above", "in front of", "on", "across", "behind", "with") if r.objects]
        over = [r for r in over if any(o.kind in ("leg", "knee", "thigh", "ankle", "foot", "", "one", "shin", "each other") for o in r.objects)]
        if over and not c.pair:
            r = over[0]
            target = objects_of(r.objects, e, c.context)
            kind = target[0].kind if target else "leg"
            if r.meaning == "behind":
                yield from say(sided("left leg: crossed behind the right leg", side), w, r)
            elif kind in ("knee", "thigh"):
                yield from say(sided("left leg: resting over the right knee", side), w, r, sure=0.9)
            else:
                yield from say(sided("left leg: crossed over the right leg", side), w, r)
        elif c.pair and e.side == "left":
            at_ankle = e.kind in ("ankle", "foot") or any(o.kind == "ankle" for r in c.words("rel") for o in r.objects)
            yield from say(CATALOGUE["ankles: crossed" if at_ankle else "legs: crossed"], w, *over)
        elif not c.pair:
            at_ankle = e.kind in ("ankle", "foot")
            front = any(d.meaning in ("forward",) for d in c.words("dir"))
            behind = any(d.meaning in ("back",) for d in c.words("dir"))
            if front or behind:
                yield from say(sided(f"left leg: crossed {'over' if front else 'behind'} the right leg", side), w, *c.words("dir"))
            else:
                yield from say(CATALOGUE["ankles: crossed" if at_ankle else "legs: crossed"], w, sure=0.9)
    if not c.words("pred", "cross") and e.kind == "leg":
        for r in c.words("rel", "above"):
            if c.surface(r) == "over" and any(o.kind in ("leg", "knee", "") for o in r.objects) and not c.pair:
                yield from say(sided("left leg: resting over the right knee", side), r, sure=0.8)


def _leg_pairs(c: Clause) -> Iterator[Saying]:
    """Knees, legs or feet together or apart; said once, for the left of the pair."""
    e = c.entity
    first = e.side == "left"
    what = "knees" if e.kind in ("knee", "thigh") else "feet"
    width = c.said("pred", "width")
    elsewhere = any(o.kind != "each other" for r in c.words("rel", "touching", "on", "near") for o in r.objects)
    for w in c.words("pred", "together", "touch", "clasp"):
        if w.meaning == "touch" and elsewhere:
            continue
        if first:
            yield from say(CATALOGUE[f"{what}: together"], w)
            if e.kind == "leg":
                yield from say(CATALOGUE["knees: together"], w)
        w.used = True
    for w in c.words("rel", "touching", "near", "beside", "on"):
        if any(o.kind == "each other" for o in w.objects):
            if first:
                yield from say(CATALOGUE[f"{what}: together"], w)
            w.used = True
    if width is not None:
        if first:
            yield from say(CATALOGUE["feet: shoulder-width apart"], width, *c.words("pred", "apart"))
        for w in (*c.words("pred", "width"), *c.words("pred", "apart")):
            w.used = True
        return
    for w in c.words("pred", "apart"):
        if w.used:
            continue
        wide = w.mods.degree in ("much", "full") or len(c.words("pred", "apart")) > 1 or "wide" in c.surface(w) or c.surface(w) == "far apart"
        slight = w.mods.degree == "slight"
        if first and slight:
            yield from say(CATALOGUE["feet: shoulder-width apart"] if what == "feet" else CATALOGUE["knees: apart"], w, sure=0.7)
        elif first:
            yield from say(CATALOGUE[f"{what}: {'wide apart' if wide else 'apart'}"], w)
        for x in c.words("pred", "apart"):
            x.used = True


_DRAWN = ("draw", "pull", "tuck", "drew")
_AIRBORNE = frozenset({"off the ground", "off the floor", "in the air", "up in the air", "airborne", "clear of the ground", "clear of the floor"})
_FOOT_TURN = {"out": "turned out", "side": "turned out", "in": "turned in", "across": "turned in", "forward": "pointing forward"}


def read_foot(c: Clause) -> Iterator[Saying]:
    """Feet, ankles, toes and heels."""
    side, e = c.entity.side, c.entity
    other = OTHER[side or "left"]
    directions = directions_of(c)
    if c.pair:
        yield from _leg_pairs(c)
    else:
        for w in c.words("pred", "width", "apart"):
            yield from say(CATALOGUE["feet: shoulder-width apart" if w.meaning == "width" else "feet: apart"], w, sure=0.9)
    yield from _crossing(c)
    lifted = c.said("pred", "raised", "kick", "high")
    grounded = [w for w in c.words("rel") if any(o.kind == "ground" for o in w.objects)]
    on_toes = e.kind == "heel" and (lifted or any(w.meaning in ("away from", "above") for w in grounded) or "up" in directions)
    for w in c.words("pred"):
        m = w.meaning
        if m == "tiptoe":
            yield from say(sided("left foot: on tiptoe", side), w)
        elif m == "raised" and e.kind == "heel":
            yield from say(sided("left foot: on tiptoe", side), w, *(x for n, x in directions.items() if n == "up"))
        elif m == "raised" and e.kind == "toes":
            yield from say(sided("left foot: on the heel", side), w, sure=0.9)
        elif m in ("raised", "kick"):
            way = next((n for n in ("forward", "back", "side", "out") if n in directions), None)
            if way:
                name = {"forward": "left leg: raised forward", "back": "left leg: raised back"}.get(way, "left leg: raised to the side")
                yield from say(sided(name, side), w, directions[way], sure=0.9)
            elif c.surface(w) in _AIRBORNE or not any(x.objects and x not in grounded for x in c.words("rel")):
                high = w.mods.degree in ("much", "full") or c.said("pred", "high")
                slight = any(x.mods.degree == "slight" for x in c.words("pred", "raised"))
                name = "left foot: slightly off the ground" if slight else "left leg: raised" if high else "left foot: off the ground"
                yield from say(sided(name, side), w)
            else:
                w.used = True
        elif m == "flat" and any(c.surface(r) == "against" for r in c.words("rel")):
            w.used = True  # against a wall
        elif m == "flat":
            if e.kind in ("foot", "ankle", "toes", "heel"):
                yield from say(sided("left foot: flat on the ground", side), w, *grounded)
        elif m == "pointed" or (m == "point" and (w.form == "ed" or not c.words("rel")) and e.kind in ("toes", "foot") and not directions):
            yield from say(sided("left foot: toes pointed", side), w)
        elif m == "flexed foot" or m == "bent" and e.kind in ("foot", "ankle") and c.surface(w).startswith("flex"):
            yield from say(sided("left foot: flexed", side), w, sure=0.8)
        elif m in ("extended", "straight") and e.kind in ("foot", "toes") and not directions:
            yield from say(sided("left foot: toes pointed", side), w, sure=0.7)
        elif m in ("step", "stepping") and not c.pair:
            back = directions.get("back")
            yield from say(relation(f"{side} foot", "behind" if back else "in front of", f"{other} foot"), w, *directions.values(), sure=0.9)
        elif m == "rest" and c.surface(w).startswith("plant") and not c.words("rel"):
            yield from say(sided("left foot: on the ground", side), w)
        elif m == "level" and c.pair:
            w.used = True
    for w in grounded:
        if w.used:
            continue
        if w.meaning in ("away from", "above"):
            if on_toes:
                yield from say(sided("left foot: on tiptoe", side), w)
            else:
                yield from say(sided("left foot: slightly off the ground" if w.mods.degree == "slight" else "left foot: off the ground", side), w)
        elif w.meaning in ("on", "touching", "at", "in", "near"):
            flat = c.said("pred", "flat")
            yield from say(sided("left foot: flat on the ground" if flat else "left foot: on the ground", side), w)
    pointing = c.said("pred", "turn", "point", "face", "rest", "angle", "apart", "tilt", "pointed", "flare")
    for name, w in directions.items():
        if w.used:
            continue
        if name == "side" and c.surface(w) in ("out", "to the side") and grounded:
            continue
        if e.kind == "heel" and name == "up":
            yield from say(sided("left foot: on tiptoe", side), w)
        elif e.kind == "toes" and name in ("up", "down"):
            yield from say(sided("left foot: on the heel" if name == "up" else "left foot: toes pointed", side), w, sure=0.7)
        elif name in ("forward", "back") and not (pointing and pointing.meaning in ("turn", "point", "face", "angle", "pointed") and name == "forward"):
            if not c.pair:
                yield from say(relation(f"{side} foot", "in front of" if name == "forward" else "behind", f"{other} foot"), w, sure=0.9)
        elif name in _FOOT_TURN and (pointing or e.kind == "toes") and not (pointing and pointing.meaning == "apart"):
            yield from say(sided(f"left foot: {_FOOT_TURN[name]}", side), w)
        elif name in ("out", "side"):
            yield from say(sided("left leg: out to the side", side), w, sure=0.7)
        elif name == "up" and not is_placed(c) and not c.said("pred", "tiptoe"):
            yield from say(sided("left foot: off the ground", side), w, sure=0.9)
        elif name == "down" and c.said("pred", "point", "extended"):
            yield from say(sided("left foot: toes pointed", side), w, sure=0.9)
    for w in c.words("pred", "turn", "point", "face", "rest", "angle", "relaxed", "stepping"):
        if any(x.used for x in c.prop.words):
            w.used = True
    for w in c.words("rel"):
        kinds = {o.kind for o in w.objects}
        if kinds & {"body", "torso", "person"} and w.meaning in ("in front of", "behind"):
            yield from say(sided(f"left foot: {w.meaning} the body", side), w)
        elif kinds & {"head"} and w.meaning in ("above", "higher than"):
            yield from say(sided("left foot: above the head", side), w)
        elif w.meaning == "on" and kinds & {"toes"} and e.kind == "foot":
            yield from say(sided("left foot: on tiptoe", side), w)
        elif w.meaning == "on" and kinds & {"heel"} and e.kind == "foot":
            yield from say(sided("left foot: on the heel", side), w)
        elif any(o.level for o in w.objects) and kinds & {"knee", "hip", "waist"}:
            yield from say(sided(f"left foot: at {'knee' if 'knee' in kinds else 'hip'} height", side), w)
        elif w.meaning in ("beside", "away from", "near") and not c.pair and not w.used:
            for o in objects_of(w.objects, e, c.context):
                if o.kind in ("foot", "ankle", "heel") and o.side == other:
                    yield from say(CATALOGUE["feet: apart" if w.meaning == "away from" else "feet: together"], w, sure=0.9)
    kind = {"foot": "foot", "ankle": "ankle", "toes": "toes", "heel": "heel"}[e.kind]
    if is_placed(c):
        yield from relations(c, "foot" if kind in ("toes",) else kind, lambda w, target: target.kind == "heel" and w.meaning == "beside")
