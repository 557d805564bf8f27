"""What a clause says of feet, ankles, toes and heels, and of both legs with one another, as posecodes."""

from __future__ import annotations

from collections.abc import Iterator

from core.language.catalogue import CATALOGUE
from core.language.ground import limb_to_camera, propped
from core.language.posecodes import relation
from core.language.propositions import Mods, Word
from core.language.sayings import Clause, Saying, directions_of, is_placed, relations, say, sided
from core.language.sides import OTHER, objects_of
from core.language.soles import read_sole


def crossing(c: Clause) -> Iterator[Saying]:
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
    if not c.words("pred", "cross", "raised", "hang", "hold") and e.kind in ("thigh", "knee", "ankle") and not c.pair:
        for r in c.words("rel", "above"):
            if e.kind == "ankle" and c.surface(r) == "over" and any(o.kind in ("knee", "thigh") and o.side != side for o in r.objects):
                yield from say(sided("left leg: resting over the right knee", side), r, sure=0.9)
            elif c.surface(r) == "over" and any(o.kind in (e.kind, "") and o.side in ("other", "opposite", OTHER[side]) for o in r.objects):
                yield from say(sided("left leg: crossed over the right leg", side), r, sure=0.9)
    if not c.words("pred", "cross") and e.kind == "leg":
        for r in c.words("rel", "above"):
            if c.surface(r) == "over" and any(o.kind in ("leg", "knee", "") for o in r.objects) and not c.pair:
                yield from say(sided("left leg: resting over the right knee", side), r, sure=0.8)


def leg_pairs(c: Clause) -> Iterator[Saying]:
    """Knees, legs or feet together or apart; said once, for the left of the pair."""
    e = c.entity
    first = e.side == "left"
    what = "knees" if e.kind in ("knee", "thigh") else "feet"
    width = c.said("pred", "width")
    facing = c.said("pred", "face", "point", "turn", "look", "aim")
    if e.kind in ("toes", "foot") and facing is not None:
        for r in c.words("rel", "toward", "to", "at"):
            if any(o.kind == "each other" for o in r.objects) and _soles(c):
                if first:
                    yield from say(CATALOGUE["feet: together"], r, facing, sure=0.85)
                r.used = facing.used = True
            elif any(o.kind == "each other" for o in r.objects):
                yield from say(sided("left foot: turned in", e.side), r, facing)
        for w in (*c.words("pred", "opposed"), *(x for x in c.words("pred", "apart") if c.surface(x) in ("away from each other", "away from one another"))):
            yield from say(sided("left foot: turned out", e.side), w, facing)
    if e.kind == "toes":
        for w in c.words("pred", "apart", "together", "touch"):
            if not any(r.objects for r in c.words("rel")):
                yield from say(sided(f"left foot: turned {'out' if w.meaning == 'apart' else 'in'}", e.side), w, sure=0.8)
    elsewhere = any(o.kind != "each other" for r in c.words("rel", "touching", "on", "near") for o in r.objects)
    for w in c.words("pred", "together", "touch", "clasp"):
        if w.used or (w.meaning == "touch" and elsewhere):
            continue
        if first:
            yield from say(CATALOGUE[f"{what}: together"], w)
            if e.kind == "leg":
                yield from say(CATALOGUE["knees: together"], w)
        w.used = True
    wound = [w for w in c.words("pred", "rest", "clasp") if c.surface(w).startswith(("wrap", "twine", "entwin", "intertwin", "wound", "coil"))]
    for w in c.words("rel", "touching", "near", "beside", "on", "around"):
        if wound and e.kind == "leg" and any(o.kind == "each other" for o in w.objects):
            if first:
                yield from say(CATALOGUE["legs: crossed"], w, *wound)
            w.used = True
        elif any(o.kind == "each other" for o in w.objects):
            if first:
                yield from say(CATALOGUE[f"{what}: together"], w)
            w.used = True
    if width is not None:
        if first:
            yield from say(CATALOGUE["feet: shoulder-width apart"], width, *c.words("pred", "apart"))
        for w in (*c.words("pred", "width"), *c.words("pred", "apart"), *c.words("dir", "out", "side")):
            w.used = True  # "just outside shoulder width"
        return
    for w in c.words("pred", "apart"):
        if w.used:
            continue
        if "stance" in c.surface(w) or "base" in c.surface(w):
            what = "feet"  # of whatever it is said
        wide = w.mods.degree in ("much", "full") or len(c.words("pred", "apart")) > 1 or "wide" in c.surface(w) or c.surface(w) == "far apart"
        slight = w.mods.degree == "slight"
        if first and slight:
            yield from say(CATALOGUE["feet: shoulder-width apart"] if what == "feet" else CATALOGUE["knees: apart"], w, sure=0.7)
        elif first:
            yield from say(CATALOGUE[f"{what}: {'wide apart' if wide else 'apart'}"], w)
        for x in c.words("pred", "apart"):
            x.used = True


def _soles(c: Clause) -> bool:
    """Whether the soles are spoken of, rather than the feet."""
    spots = (Word("part", "", Mods(), k, k + 1) for ref in c.prop.subjects for k in range(ref.first, ref.last))
    return any(c.surface(spot).startswith("sole") for spot in spots)


AIRBORNE = frozenset({"off the ground", "off the floor", "in the air", "up in the air", "airborne", "clear of the ground", "clear of the floor"})


_HOOKED = ("hook", "wrap", "twin", "coil", "loop", "tuck")


def hooked(c: Clause) -> Iterator[Saying]:
    """A foot or leg hooked behind or around the other leg touches it."""
    if c.entity.side is None or not any(c.surface(w).startswith(_HOOKED) for w in c.words("pred", "rest", "clasp", "tuck")):
        return
    for r in c.words("rel", "behind", "around", "near", "in front of", "on", "above"):
        for o in objects_of(r.objects, c.entity, c.context):
            kind = {"leg": "shin", "calf": "shin", "knee": "knee", "foot": "ankle"}.get(o.kind, o.kind)
            if any(x.kind == "ankle" for w in c.words("rel", "at") for x in w.objects):
                kind = "ankle"
            if kind in ("shin", "knee", "ankle", "thigh") and o.side == OTHER[c.entity.side]:
                yield from say(relation(f"{c.entity.side} foot", "near", f"{o.side} {kind}"), r, sure=0.9)
                if r.meaning == "behind":
                    yield from say(sided("left leg: crossed behind the right leg", c.entity.side), r, sure=0.8)


def swings_through(c: Clause, w: Word) -> bool:
    """Whether a leg swings at something: it kicks."""
    return c.surface(w).startswith(("swing", "swung")) and any(r.thing or not r.objects for r in c.words("rel", "through", "at"))


_FOOT_TURN = {"out": "turned out", "side": "turned out", "in": "turned in", "across": "turned in", "forward": "pointing forward"}


def read_foot(c: Clause) -> Iterator[Saying]:
    """Feet, ankles, toes and heels."""
    side, e = c.entity.side, c.entity
    other = OTHER[side or "left"]
    directions = directions_of(c)
    before = {id(w) for w in c.prop.words if w.used}
    yield from read_sole(c)
    taken = {id(w) for w in c.prop.words if w.used} - before
    directions = {name: w for name, w in directions.items() if id(w) not in taken}
    if c.pair:
        yield from leg_pairs(c)
    else:
        for w in c.words("pred", "width", "apart") if e.kind != "toes" else ():
            if id(w) in taken:
                continue
            yield from say(CATALOGUE["feet: shoulder-width apart" if w.meaning == "width" else "feet: apart"], w, sure=0.9)
    yield from crossing(c)
    lifted = c.said("pred", "raised", "kick", "high")
    grounded = [w for w in c.words("rel") if any(o.kind == "ground" for o in w.objects)]
    pulled = [r for r in c.words("rel", "to", "toward") if any(o.kind in ("shin",) and o.side in (None, side, "same") for o in r.objects)]
    drawing = c.words("pred", "bent", "flexed foot", "rest", "raised", "tuck")
    if e.kind in ("foot", "toes") and pulled and drawing:
        yield from say(sided("left foot: flexed", side), *pulled, *drawing, *directions.values(), sure=0.9)
    drawn = any(o.kind in ("bottom", "buttock", "thigh", "groin") for w in c.words("rel") for o in w.objects)
    on_toes = e.kind == "heel" and not drawn and (lifted or any(w.meaning in ("away from", "above") for w in grounded) or "up" in directions)
    for w in c.words("pred"):
        m = w.meaning
        if id(w) in taken:
            continue
        if e.kind == "toes" and m == "bent" and c.surface(w).startswith("curl") and not w.mods.neg:
            yield from say(sided("left foot: on tiptoe", side), w, *c.words("rel", "below"), *c.words("dir"), sure=0.7)
        elif m == "tiptoe":
            yield from say(sided("left foot: on tiptoe", side), w)
        elif m == "raised" and e.kind == "heel" and drawn:
            w.used = True
        elif m in ("raised", "high") and e.kind == "heel":
            yield from say(sided("left foot: on tiptoe", side), w, *(x for n, x in directions.items() if n == "up"))
        elif m == "raised" and e.kind == "toes" and is_placed(c) and not any(o.side == side or o.kind == "shin" for r in c.words("rel") for o in r.objects):
            w.used = True
        elif m == "horizontal" and c.pair and e.kind == "foot":
            yield from say(sided("left foot: pointing forward", side), w)
        elif m in ("raised", "rest") and e.kind == "toes" and any(o.kind in ("shin", "knee") for r in c.words("rel", "to", "toward") for o in r.objects):
            yield from say(sided("left foot: flexed", side), w, *c.words("rel", "to", "toward"))
        elif m == "raised" and e.kind == "toes" and any(c.surface(x).startswith("push") for x in c.words("pred", "rest")):
            yield from say(sided("left foot: on tiptoe", side), w, *c.words("pred", "rest"), sure=0.9)  # "pushing off"
        elif m == "raised" and e.kind == "toes":
            yield from say(sided("left foot: on the heel", side), w, sure=0.9)
        elif m in ("raised", "kick"):
            way = next((n for n in ("forward", "back", "side", "out") if n in directions), None)
            if way:
                name = {"forward": "left leg: raised forward", "back": "left leg: raised back"}.get(way, "left leg: raised to the side")
                yield from say(sided(name, side), w, directions[way], sure=0.9)
            elif c.surface(w) in AIRBORNE or not any(x.objects and x not in grounded for x in c.words("rel")):
                high = w.mods.degree in ("much", "full") or c.said("pred", "high")
                slight = any(x.mods.degree == "slight" for x in c.words("pred", "raised"))
                name = "left foot: slightly off the ground" if slight else "left leg: raised" if high else "left foot: off the ground"
                yield from say(sided(name, side), w)
            else:
                w.used = True
        elif m == "tuck" and e.kind == "foot" and not w.mods.neg and not is_placed(c):
            yield from say(sided("left knee: tightly bent", side), w, *c.words("rel", "below"), *c.words("dir"), sure=0.85)
        elif m == "flat" and any(c.surface(r) == "against" for r in c.words("rel")):
            w.used = True  # against a wall
        elif m == "flat":
            if e.kind in ("foot", "ankle", "toes", "heel"):
                yield from say(sided("left foot: flat on the ground", side), w, *grounded)
        elif m == "point" and c.said("pred", "opposed"):
            w.used = True  # "in different directions"
        elif m == "pointed" or (m == "point" and (w.form == "ed" or not c.words("rel")) and e.kind in ("toes", "foot") and not directions):
            yield from say(sided("left foot: toes pointed", side), w)
        elif m == "flexed foot" or m == "bent" and e.kind in ("foot", "ankle") and c.surface(w).startswith("flex"):
            yield from say(sided("left foot: flexed", side), w, sure=0.8)
        elif m in ("extended", "straight") and e.kind in ("foot", "toes") and not directions:
            yield from say(sided("left foot: toes pointed", side), w, sure=0.7)
        elif m == "lead" and not c.pair and not is_placed(c):
            yield from say(relation(f"{side} foot", "in front of", f"{other} foot"), w, sure=0.9)
        elif m == "tuck" and e.kind == "toes" and not w.mods.neg:
            yield from say(sided("left foot: flexed", side), w, *c.words("rel", "below"), *c.words("dir"), sure=0.8)
        elif m in ("step", "stepping") and any(o.kind in ("foot", "toes") for r in c.words("rel", "on") for o in r.objects):
            w.used = True  # "stepping on the other foot"
        elif m in ("step", "stepping") and ("up" in directions or any(r.thing and not r.objects for r in c.words("rel", "on", "onto"))):
            yield from say(propped(side or "left"), w, *(d for n, d in directions.items() if n == "up"), sure=0.85)  # "one step up"
        elif m in ("step", "stepping") and not c.pair:
            back = directions.get("back")
            yield from say(relation(f"{side} foot", "behind" if back else "in front of", f"{other} foot"), w, *directions.values(), sure=0.9)
        elif m == "rest" and c.surface(w).startswith(("stay", "remain", "plant")) and not c.words("rel") and not directions and not w.mods.neg and (
            e.kind in ("foot", "heel") and not c.words("pred", "raised", "turn", "point", "together", "apart", "tiptoe", "flexed foot", "pointed")
        ):
            yield from say(sided("left foot: on the ground", side), w)
        elif m == "level" and c.pair:
            w.used = True
        elif m == "rest" and swings_through(c, w):
            yield from say(sided("left leg: raised forward", side), w, *c.words("rel", "through", "at"), sure=0.8)
    for w in c.words("pred", "hang"):
        loose = c.pair and e.kind == "foot" and c.surface(w).startswith(("hang", "hung", "dangl"))
        if loose and not w.used and not w.mods.neg and not c.words("dir", "forward", "back", "side"):
            yield from say(sided("left shin: vertical", side), w, *c.words("dir", "down"), *(r for r in c.words("rel") if not r.objects), sure=0.75)
    for w in grounded:
        if w.used:
            continue
        if w.meaning in ("away from", "above"):
            if on_toes:
                yield from say(sided("left foot: on tiptoe", side), w)
            else:
                yield from say(sided("left foot: slightly off the ground" if w.mods.degree == "slight" else "left foot: off the ground", side), w)
        elif w.mods.neg and e.kind in ("heel", "toes") and w.meaning in ("on", "touching"):
            yield from say(sided(f"left foot: on {'tiptoe' if e.kind == 'heel' else 'the heel'}", side), w, *c.words("pred", "touch"), neg=False)
        elif w.meaning in ("on", "touching", "at", "in", "near") or (w.meaning == "to" and c.said("pred", "touch")):
            flat = c.said("pred", "flat")
            if c.said("pred", "tiptoe"):
                w.used = True
                continue
            yield from say(sided("left foot: flat on the ground" if flat else "left foot: on the ground", side), w)
    pointing = c.said("pred", "turn", "point", "face", "angle") or c.said("pred", "rest", "apart", "tilt", "pointed", "flare")
    for name, w in directions.items():
        if w.used:
            continue
        if e.kind == "toes" and name == "forward" and (pointing is None or pointing.meaning == "rest") and not lifted:
            yield from say(sided("left foot: pointing forward", side), w, *c.words("pred", "rest"), sure=0.9)
            continue
        if name == "side" and c.surface(w) in ("out", "to the side") and grounded:
            continue
        if e.kind == "heel" and name == "up" and drawn:
            w.used = True
        elif e.kind == "heel" and name == "up":
            yield from say(sided("left foot: on tiptoe", side), w)
        elif e.kind == "heel" and name == "down":
            yield from say(sided("left foot: on the ground", side), w, *c.words("pred", "rest", "tuck", "hold"), sure=0.9)
        elif e.kind == "toes" and name == "up" and any(o.kind in ("shin", "knee") for r in c.words("rel") for o in r.objects):
            yield from say(sided("left foot: flexed", side), w, *c.words("rel", "to", "toward"), *c.words("pred", "raised", "rest"))
        elif e.kind == "toes" and name in ("up", "down"):
            yield from say(sided("left foot: on the heel" if name == "up" else "left foot: toes pointed", side), w, sure=0.7)
        elif name in ("forward", "back") and not (pointing and pointing.meaning in ("turn", "point", "face", "angle", "pointed") and name == "forward"):
            if not c.pair:
                yield from say(relation(f"{side} foot", "in front of" if name == "forward" else "behind", f"{other} foot"), w, sure=0.9)
        elif name in _FOOT_TURN and (pointing or e.kind == "toes") and not (pointing and pointing.meaning == "apart"):
            yield from say(sided(f"left foot: {_FOOT_TURN[name]}", side), w)
        elif e.kind == "heel" and name in ("out", "side", "in", "across"):
            toes = "in" if name in ("out", "side") else "out"  # heels out are toes in
            yield from say(sided(f"left foot: turned {toes}", side), w, *c.words("pred", "turn", "point", "rest"), sure=0.85)
        elif name == "side" and e.kind == "foot" and c.surface(w) in ("sideways", "sideward", "sidewards") and not c.words("pred"):
            yield from say(sided("left foot: turned out", side), w, sure=0.8)
        elif name in ("out", "side"):
            yield from say(sided("left leg: out to the side", side), w, sure=0.7)
        elif name == "up" and e.kind == "foot" and pointing is not None and pointing.meaning == "point":
            yield from say(sided("left foot: on the heel", side), w, pointing, sure=0.7)
        elif name == "up" and not is_placed(c) and not c.said("pred", "tiptoe"):
            yield from say(sided("left foot: off the ground", side), w, sure=0.9)
        elif name == "down" and c.said("pred", "point", "extended"):
            yield from say(sided("left foot: toes pointed", side), w, sure=0.9)
    for w in c.words("pred", "turn", "point", "face", "rest", "angle", "relaxed", "stepping"):
        if any(x.used for x in c.prop.words):
            w.used = True
    for w in c.words("rel"):
        kinds = {o.kind for o in w.objects}
        if "camera" in kinds and w.meaning in ("toward", "to", "at", "away from") and side is not None and not w.used and not pointing:
            yield from say(limb_to_camera(side, w.meaning != "away from"), w, *c.words("pred", "extended", "raised", "reach"))
        elif kinds & {"body", "torso", "person"} and w.meaning in ("in front of", "behind"):
            yield from say(sided(f"left foot: {w.meaning} the body", side), w)
        elif kinds & {"head"} and w.meaning in ("above", "higher than"):
            yield from say(sided("left foot: above the head", side), w)
        elif w.meaning == "on" and kinds & {"toes"} and e.kind == "foot":
            yield from say(sided("left foot: on tiptoe", side), w)
        elif w.meaning == "on" and kinds & {"heel"} and e.kind == "foot":
            yield from say(sided("left foot: on the heel", side), w)
        elif any(o.level for o in w.objects) and kinds & {"hip", "waist"} and w.meaning in ("above", "higher than"):
            yield from say(relation(f"{side} foot", "higher than", f"{side} hip"), w)
        elif any(o.level for o in w.objects) and kinds & {"knee", "hip", "waist"}:
            yield from say(sided(f"left foot: at {'knee' if 'knee' in kinds else 'hip'} height", side), w)
        elif w.meaning in ("beside", "away from", "near") and not c.pair and not w.used:
            for o in objects_of(w.objects, e, c.context):
                if o.kind in ("foot", "ankle", "heel") and o.side == other:
                    yield from say(CATALOGUE["feet: apart" if w.meaning == "away from" else "feet: together"], w, sure=0.9)
    yield from hooked(c)
    kind = {"foot": "foot", "ankle": "ankle", "toes": "toes", "heel": "heel"}[e.kind]
    if is_placed(c):
        yield from relations(c, "foot" if kind in ("toes",) else kind, lambda w, target: target.kind == "heel" and w.meaning == "beside")
