"""Arms in the words of anatomists: shoulders flexed and abducted in a plane, arms rotated, forearms supinated, wrists extended, thumbs up, clock hands.

Part of the arm's reader; the posecodes are those of ``arm_turns``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.language.arm_turns import fingers, forearm_rotated, in_plane, lifted_in, rotated, thumb, wrist_bent
from core.language.catalogue import CATALOGUE
from core.language.consequences import sharper
from core.language.graded import steep
from core.language.posecodes import INF, elevation, offset, relation
from core.language.propositions import Mods, Ref, Word
from core.language.sayings import Clause, Saying, say, sided
from core.language.sides import OTHER
from core.language.stance import arm_lift

PLANES = {"sagittal plane": "forward", "frontal plane": "side", "scapular plane": "between"}
"""Words for a plane -> where an arm goes that is lifted in it."""


def read_anatomical(c: Clause) -> Iterator[Saying]:
    """Rotations, supination, bends of the wrist, thumbs, and arms told by a clock, of an arm, a forearm, a wrist, a hand, a palm or a thumb."""
    yield from _rotation(c)
    yield from _wrist(c)
    yield from _thumb(c)
    yield from _fingers(c)
    yield from _back_of_hand(c)
    yield from _clock(c)


def _rotation(c: Clause) -> Iterator[Saying]:
    kind, side = c.entity.kind, c.entity.side or "left"
    for w in c.words("pred", "supinated", "pronated"):
        yield from say(forearm_rotated(side, w.meaning), w, sure=0.9)
    for w in c.words("pred", "turn"):
        surface = c.surface(w)
        way = {"external rotation": "outward", "internal rotation": "inward"}.get(surface)
        dirs = [d for d in c.words("dir", "out", "in", "side") if not d.used]
        if kind in ("arm", "upper arm", "shoulder") and (way or surface.startswith(("rotat", "roll"))) and (way or len(dirs) == 1):
            way = way or ("inward" if dirs[0].meaning == "in" else "outward")
            at = [r for r in c.words("rel", "at", "in", "from") if any(o.kind == "shoulder" for o in r.objects)]
            yield from say(rotated(side, way), w, *dirs, *at, sure=0.9)
    if kind in ("forearm", "wrist"):
        for w in c.words("pred", "relaxed", "turn"):
            if c.surface(w) in ("neutral", "in neutral", "in a neutral position") and c.words("pred", "turn"):
                yield from say(forearm_rotated(side, "neutral"), w, *c.words("pred", "turn"), sure=0.9)
                break


_BACKWARD = ("cock", "hyperexten", "exten")


def _wrist(c: Clause) -> Iterator[Saying]:
    """Which way a wrist bends."""
    side = c.entity.side or "left"
    at_wrist = any(o.kind == "wrist" and not o.level for r in c.words("rel", "at", "in", "from") for o in r.objects)
    if not (c.entity.kind == "wrist" or at_wrist and c.entity.kind in ("hand", "palm", "fingers")):
        return
    back = [d for d in c.words("dir", "back", "up") if not d.used]
    palmward = [d for d in c.words("dir", "down", "in", "forward") if not d.used]
    rels = [r for r in c.words("rel", "at", "in", "from") if any(o.kind == "wrist" for o in r.objects)]
    for w in c.words("pred", "flexed foot", "extended", "bent", "tilt", "pointed", "lowered", "hang"):
        surface = c.surface(w)
        degrees = w.mods.angle if w.mods.angle is not None and 15 <= w.mods.angle <= 95 else 85.0 if w.mods.right_angle else None
        extends = w.meaning == "flexed foot" or surface.startswith(_BACKWARD) or bool(back)
        flexes = w.meaning in ("pointed", "lowered", "hang") or surface.startswith(("flex", "in flex")) or bool(palmward)
        if w.mods.neg or extends == flexes and w.meaning != "flexed foot":
            continue
        if w.mods.angle is not None and w.mods.angle < 15 or w.meaning == "extended" and c.entity.kind != "wrist":
            continue
        if w.meaning in ("lowered", "hang") and c.entity.kind == "wrist" and not palmward and c.words("rel"):
            continue
        bent = wrist_bent(side, "extended" if extends else "flexed", degrees)
        if w.meaning in ("lowered", "hang"):
            bent = sharper(bent, fingers(side, "down"))
        known = () if degrees else (sided("left wrist: bent", side),)
        yield from say(sharper(replace(bent, name=f"{side} wrist: bent"), *known), w, *(back if extends else palmward), *rels, sure=0.9)


def _thumb(c: Clause) -> Iterator[Saying]:
    """"Thumbs up", "thumb side up": how the hand is turned."""
    if c.entity.kind != "thumb":
        return
    for d in c.words("dir", "up", "down", "forward", "back"):
        if not d.used and not any(o.kind not in ("sky", "ground") for r in c.words("rel") for o in r.objects):
            yield from say(thumb(c.entity.side or "left", d.meaning), d, *c.words("pred", "point", "face", "turn", "rest"), sure=0.9)
    for w in c.words("pred", "raised"):
        if not c.words("rel") and not w.used and c.surface(w) in ("uppermost", "on top"):
            yield from say(thumb(c.entity.side or "left", "up"), w, sure=0.8)


_TURNED_BACK = {"forward": "back", "back": "forward", "up": "down", "down": "up", "out": "inward", "side": "inward"}


def _back_of_hand(c: Clause) -> Iterator[Saying]:
    """"The back of the hand faces forward": the palm faces back."""
    surfaces = [c.surface(Word("", "", Mods(), k, k + 1)) for r in c.prop.subjects for k in range(r.first, r.last)]
    if c.entity.kind != "hand" or not any("back" in s or "dors" in s for s in surfaces) or not c.words("pred", "face", "turn", "point"):
        return
    preds = c.words("pred", "face", "turn", "point")
    for d in c.words("dir", *_TURNED_BACK):
        if not d.used:
            yield from say(sided(f"left palm: facing {_TURNED_BACK[d.meaning]}", c.entity.side), d, *preds, sure=0.9)
    for r in c.words("rel", "toward", "to"):
        if any(o.kind == "camera" for o in r.objects):
            yield from say(sided("left palm: facing back", c.entity.side), r, *preds, sure=0.85)


def _fingers(c: Clause) -> Iterator[Saying]:
    """"Fingertips up", "the fingers hanging towards the floor": which way the hand's length points."""
    elsewhere = any(o.kind not in ("sky", "ground", "each other") for r in c.words("rel") for o in r.objects)
    if c.entity.kind != "fingers" or elsewhere or c.words("pred", "clasp", "together", "touch"):
        return
    ways = [d for d in c.words("dir", "up", "down", "forward") if not d.used]
    pair = {e.side for e in c.context.last if e.kind in ("hand", "palm", "wrist")} == {"left", "right"} and not c.pair
    for d in ways[:1]:
        if pair:  # "palms together, fingers pointing up"
            yield from say(fingers(OTHER[c.entity.side or "left"], d.meaning), d, sure=0.85)
        pointing = c.words("pred", "point", "face", "turn", "rest", "hang", "extended", "straight")
        yield from say(fingers(c.entity.side or "left", d.meaning), d, *pointing, sure=0.9)
    for w in c.words("pred", "hang") if not ways else ():
        if pair:
            yield from say(fingers(OTHER[c.entity.side or "left"], "down"), w, sure=0.85)
        yield from say(fingers(c.entity.side or "left", "down"), w, sure=0.85)


def _clock(c: Clause) -> Iterator[Saying]:
    """"Points to two o'clock": on a dial before the onlooker, the person's shoulder in its middle; an arm points to its own side of it."""
    if c.entity.kind not in ("arm", "hand", "forearm", "upper arm", "fingers", "elbow"):
        return
    side = c.entity.side or "left"
    for w in c.words("clock"):
        hour = int(w.meaning)
        lifted = 180.0 - 30.0 * min(hour % 12, 12 - hour % 12)
        others = c.words("pred", "point", "raised", "extended", "reach", "rest", "hold", "straight", "lowered")
        if w.mods.neg or c.words("dir", "forward"):
            continue
        if lifted >= 175 or lifted <= 5:
            yield from say(sided("left arm: straight up" if lifted > 90 else "left arm: hanging down", side), w, *others, sure=0.9)
            continue
        if c.entity.kind == "forearm":
            continue
        code = elevation(side, lifted)
        far = 0.6 * 0.49 * math.sin(math.radians(lifted))
        outward = offset(f"{side}_wrist", f"{side}_shoulder", side, far, INF, "chest")
        yield from say(replace(code, constraints=(*code.constraints, outward)), w, *others, sure=0.9)
        yield from say(sided("left elbow: at most slightly bent", side), *c.words("pred", "point"), sure=0.7, implied=True) if c.words("pred", "point") else ()


def shoulder_moved(c: Clause) -> Iterator[Saying]:
    """The shoulder abducted, adducted, flexed or extended, by so many degrees and in a plane."""
    kind, side = c.entity.kind, c.entity.side or "left"
    planes = c.words("pred", *PLANES)
    at = [r for r in c.words("rel", "at", "in", "of") if r.objects and r.objects[0].kind == "shoulder" and not r.objects[0].level]
    of_shoulder = kind in ("shoulder", "upper arm") or bool(at) and kind in ("arm", "person") or bool(planes) and kind == "arm"
    ways: dict[str, str] = {"abducted": "side"}
    if of_shoulder:
        ways |= {"bent": "forward", "extended": "back", "raised": "", "angle": ""}
    degrees = next((w.mods.angle for w in c.words("pred") if w.mods.angle is not None and 0 < w.mods.angle <= 180 and not w.mods.axis), None)
    if degrees is None and (c.said("pred", "right angle") or any(w.mods.right_angle for w in c.words("pred"))):
        degrees = 90.0
    across = [w for w in c.words("pred", "horizontal") if c.surface(w).startswith("horizontal")]
    numbers = c.words("pred", "angle", "right angle")
    for w in c.words("pred", "abducted", "adducted", "bent", "extended", "raised", "angle"):
        m = w.meaning
        if w.used or w.mods.neg:
            continue
        others = [x for x in (*numbers, *planes, *at) if x is not w]
        if across and m in ("abducted", "adducted"):
            name = "out to the side" if m == "abducted" else "across the body"
            yield from say(sided(f"left arm: {name}", side), w, *others, sure=0.95)
            yield from say(CATALOGUE[f"{side} upper arm: horizontal"], *across, sure=0.9)
            continue
        if m == "adducted" and not c.words("rel", "across"):
            name = "left elbow: tucked in" if kind == "upper arm" else "left arm: at the side"
            yield from say(sided(name, side), w, *(r for r in c.words("rel") if _own_trunk(r.objects)), sure=0.7)
            continue
        way = ways.get(m)
        if way is None or m == "extended" and kind != "shoulder" and not at:
            continue
        if m in ("bent", "extended", "raised", "angle") and kind == "upper arm" and not (planes or at or m == "bent" and degrees is not None):
            continue
        dirs = {d.meaning: d for d in c.words("dir", "forward", "side", "back", "out") if not d.used}
        if planes:
            way = PLANES[planes[0].meaning] if m != "extended" else "back"
        elif m in ("raised", "angle") or dirs and m == "bent":
            way = next(({"out": "side"}.get(d, d) for d in dirs), way if m == "bent" else "")
        if not way or m in ("raised", "angle") and degrees is None and not planes:
            continue
        if degrees is not None:
            yield from say(replace(lifted_in(side, degrees, way), name=arm_lift(side, degrees).name), w, *others, *dirs.values(), sure=0.95)
            if 60 <= degrees <= 120 and way in ("forward", "side"):
                yield from say(sided(f"left arm: {'forward' if way == 'forward' else 'out to the side'}", side), w, sure=0.6, implied=True)
        elif m != "angle" and not (way == "back" and dirs.keys() - {"back"}):
            if w.mods.degree in ("full", "almost full") and way in ("forward", "side") and of_shoulder:
                yield from say(sided("left arm: straight up", side), w, *others, *dirs.values(), sure=0.85)  # "full shoulder flexion": all the way up
                continue
            slight = "slightly " if w.mods.degree == "slight" and way != "back" else ""
            name = {"side": f"{slight}out to the side", "forward": f"{slight}forward", "back": "back", "between": "raised"}[way]
            yield from say(sided(f"left arm: {name}", side), w, *others, *dirs.values(), sure=0.85)
            if way == "between":
                yield from say(lifted_in(side, 90.0, "between"), *planes, sure=0.8) if c.words("rel") == [] else ()
    for w in planes:
        if not w.used and kind in ("arm", "upper arm", "shoulder", "elbow", "hand"):
            yield from say(in_plane(side, PLANES[w.meaning]), w, sure=0.85)  # how far it is lifted, something else says


def moves_another(c: Clause) -> bool:
    """"Takes hold of the left elbow and eases it back": what is done to the part that the hand has hold of tells not where the hand's own arm goes."""
    held = [o for o in c.context.objects if o.kind in _HELD and (o.kind, o.side) != (c.entity.kind, c.entity.side)]
    if not held or any(r.objects for r in c.words("rel")) or not c.words("dir") and not c.words("pred", "raised", "lowered", "hold"):
        return False
    if not any(c.surface(Word("", "", Mods(), k, k + 1)) in ("it", "them") for k in range(c.prop.first + 1, c.prop.last)):
        return False
    for w in c.prop.words:
        w.used = True
    return True


_HELD = frozenset({"elbow", "wrist", "forearm", "arm", "upper arm", "hand", "knee", "leg", "shin", "thigh", "ankle", "foot", "heel", "toes", "shoulder"})


def past_places(c: Clause) -> Iterator[Saying]:
    """"Reaching up past the ear", "hand past the other shoulder", "elbow back past the ribs": beyond a place, on the way that the clause tells."""
    kind, side = c.entity.kind, c.entity.side or "left"
    for w in c.words("rel", "past"):
        kinds, sides = {o.kind for o in w.objects}, {o.side for o in w.objects}
        up = c.said("dir", "up") or c.said("pred", "raised", "overhead", "high", "straight", "extended")
        others = c.words("pred", "reach", "rest", "point", "extended", "hang")
        if w.used or w.mods.neg or not w.objects:
            continue
        if kinds & {"ear", "head", "face", "top of the head"} and kind in ("arm", "hand", "fingers", "upper arm", "elbow") and (up or kind != "elbow"):
            if kind in ("arm", "hand", "fingers"):
                yield from say(sharper(sided("left arm: overhead", side), steep(side)), w, *others, *c.words("dir", "up"), sure=0.9)
            else:
                yield from say(sided("left elbow: raised", side), w, *others, sure=0.9)
        elif kinds & {"body", "torso", "side", "back", "waist"} and (c.words("dir", "back") or kind == "elbow"):
            w.used = True
            if kind == "elbow" and not c.words("dir"):
                yield from say(sided("left elbow: pointing back", side), w, *others, sure=0.85)
        elif kinds & {"shoulder", "hip", "ear"} and sides & {"other", "opposite", OTHER[side]} and kind in ("arm", "hand", "fingers", "wrist", "elbow"):
            point = {"arm": "hand", "fingers": "hand"}.get(kind, kind)
            yield from say(relation(f"{side} {point}", f"{OTHER[side]} of", f"{OTHER[side]} {next(iter(kinds))}"), w, *others, sure=0.85)
        elif kinds & {"knee", "thigh", "hip", "ankle"} and kind in ("arm", "hand", "fingers"):
            own = next((o.side for o in w.objects if o.side in OTHER), OTHER[side] if sides & {"other", "opposite"} else side)
            yield from say(relation(f"{side} hand", "lower than", f"{own} {next(iter(kinds))}"), w, *others, *c.words("dir", "down"), sure=0.8)


def _own_trunk(objects: Sequence[Ref]) -> bool:
    return any(o.kind in ("side", "body", "torso") for o in objects)
