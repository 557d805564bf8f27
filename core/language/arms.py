"""What a clause says of arms, elbows, forearms, hands and palms, as posecodes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from core.language.anatomical import PLANES, moves_another, past_places, read_anatomical, shoulder_moved
from core.language.arm_places import arm_places
from core.language.elbows import FOREARM_DIRECTIONS, own_upper_arm, read_elbow, read_palm, read_segment
from core.language.hands import HANDS, gestures, hand_pairs, tips_meet, with_the_other
from core.language.posecodes import relation
from core.language.sayings import Clause, Saying, bends, directions_of, relations, say, sided
from core.language.whole_arm import whole_arm

ARMS = frozenset({"arm", "upper arm", "forearm", "elbow", "wrist", "hand", "palm", "fingers", "thumb"})
_ARM_POINT = {"arm": "hand", "palm": "hand", "fingers": "hand", "thumb": "hand"}
_PLACING = ("on", "near", "beside", "above", "below", "at", "in front of", "behind", "touching")
"""Relations that say where a palm is, not what it faces."""
_FACED = frozenset({"camera", "ground", "sky", "each other", "body", "torso", "thigh", "leg", "hip", "side", "waist"})
"""What a palm may face."""
_AT_A_JOINT = ("bent", "straight", "angle", "right angle", "extended", "turn", "abducted", "adducted")
_PALM_ON = {"chest": "back", "stomach": "back", "forehead": "back", "face": "back", "lower back": "forward", "top of the head": "down"}
"""Which way the palm of a hand faces that lies flat on a place."""


def _bends_at_elbow(c: Clause) -> bool:
    """Whether "bent" or "extended" said of this part means the elbow."""
    kind = c.entity.kind
    if kind == "hand":
        return not c.said("pred", "bent")
    if kind == "forearm" and c.words("dir") and not c.said("pred", "bent"):
        return False  # "the forearm sticks straight out"
    return kind in ("arm", "elbow") or (kind in ("forearm", "upper arm") and not c.words("pred", "extended"))


def read_arm(c: Clause) -> Iterator[Saying]:
    """Arms, elbows, forearms and hands."""
    if moves_another(c):
        return
    e, side = c.entity, c.entity.side
    directions = directions_of(c)
    slopes = [w for w in c.words("pred", "lean") if c.surface(w).startswith(("slop", "slant", "inclin"))]
    if e.kind in ("arm", "forearm", "upper arm") and slopes and {"up", "down"} & {w.meaning for w in c.words("dir")}:
        for w in slopes:
            w.category, w.meaning = "dir", "diagonal"  # "slanting down to the left"
        directions = directions_of(c)
    if e.kind in ("elbow", "wrist"):
        for w in c.words("pred", "tilt", "bent"):
            if c.surface(w).startswith("cock"):
                w.meaning = "bent"
    if e.kind == "wrist":
        directions.pop("back", None)  # a wrist bends back without the arm
    if e.kind in ("arm", "hand", "upper arm", "wrist"):  # an arm "tilted to the right" or "turned inward" is rolled, not moved
        rolled = [n for n, w in directions.items() if (p := c.head(w)) is not None and p.meaning in ("tilt", "turn", "lean") and "cock" not in c.surface(p)]
        for name in rolled:
            directions.pop(name)
    facing = c.said("pred", "face", "turn", "rest", "point", "apart", "angle", "straight", "raised", "look", "hold", "flat") or not c.words("pred")
    if e.kind == "palm" and facing and (
        directions or any(r.objects and r.objects[0].kind in _FACED and r.meaning not in _PLACING for r in c.words("rel"))
    ):
        yield from read_palm(c, directions)
        yield from relations(replace(c, prop=replace(c.prop, words=[r for r in c.words("rel", *_PLACING) if not r.used])), "hand")
        return
    if e.kind in ("arm", "upper arm") or c.words("pred", *PLANES):
        yield from shoulder_moved(c)
    yield from read_anatomical(c)
    directions = {n: w for n, w in directions.items() if not w.used}
    if e.kind == "fingers" and (c.words("pred", "clasp") or tips_meet(c)):
        e = replace(e, kind="hand")  # laced fingers are joined hands
        c = replace(c, entity=e)
    if e.kind in ("fingers", "thumb") and not c.words("rel"):
        for name in ("up", "down"):
            if name in directions and not directions[name].used and c.said("pred", "point", "face"):
                yield from say(sided(f"left forearm: pointing {name}", side), directions[name], *c.words("pred", "point", "face"), sure=0.6)
        return  # where fingers point says little of the arm
    yield from past_places(c)
    # Joints after "at": bent at the elbow, in the elbow
    joint, named = "elbow", False
    for w in c.words("rel", "at", "in", "on"):
        kinds = [o.kind for o in w.objects]
        if kinds and kinds[0] in ("elbow", "wrist", "shoulder") and c.said("pred", *_AT_A_JOINT) and (
            w.meaning != "on" and e.kind != kinds[0] and not w.objects[0].level
        ):
            joint, w.used, named = kinds[0], True, True
        elif w.meaning == "at" and not kinds and not w.thing:
            w.used = True
        elif w.meaning == "at" and kinds[:1] in (["elbow"], ["wrist"]) and e.kind == "arm" and any(x.form == "ed" for x in c.words("pred", "touch", "hold")):
            w.used = True  # "gripped at the wrist": its own
    if e.kind == "wrist" or (e.kind in HANDS and joint != "elbow") or joint == "wrist":
        for w in c.words("pred", "bent", "straight", "flexed foot", "pointed", "angle", "relaxed"):
            if w.used:
                continue
            bent = w.meaning in ("bent", "flexed foot", "pointed") if w.mods.angle is None else w.mods.angle >= 20
            if w.meaning == "angle" and w.mods.angle is None or w.meaning == "relaxed" and "neutral" not in c.surface(w):
                continue
            yield from say(sided(f"left wrist: {'bent' if bent else 'straight'}", side), w, sure=0.9)
        for w in c.words("rel", "level with"):
            if e.kind == "wrist" and "line" in c.surface(w) and any(o.kind in ("forearm", "arm", "hand", "elbow") for o in w.objects):
                yield from say(sided("left wrist: straight", side), w, sure=0.9)  # "in line with the forearm"
    elif e.kind == "forearm" and c.said("pred", "bent") and any(own_upper_arm(r, side) for r in c.words("rel")):
        for r in c.words("rel"):
            r.used |= own_upper_arm(r, side)
        yield from say(sided("left elbow: completely bent", side), *c.words("pred", "bent"))
    elif joint == "elbow" and (_bends_at_elbow(c) or named):
        yield from bends(c, "elbow", soft=e.kind == "hand")
    yield from gestures(c)
    if c.pair:
        yield from hand_pairs(c)
    else:
        yield from with_the_other(c)
    yield from arm_places(c)
    if e.kind == "elbow":
        yield from read_elbow(c, directions)
    elif e.kind == "forearm":
        yield from read_segment(c, directions, "forearm", FOREARM_DIRECTIONS)
    elif e.kind == "upper arm":
        yield from read_segment(c, directions, "upper arm", {})
    else:
        yield from whole_arm(c, directions)
    kind = _ARM_POINT.get(e.kind, e.kind)
    for w in c.words("rel", "level with"):
        if e.kind == "arm" and w.objects and w.objects[0].kind in ("torso", "body"):
            w.used = True  # "in line with the trunk": a direction, no height
    for w in c.words("pred", "level"):
        others = {r.kind for r in c.prop.subjects} - {e.kind}
        if e.kind in ("elbow", "wrist", "hand") and others == {"shoulder"}:
            yield from say(relation(f"{side} {e.kind}", "level with", f"{side} shoulder"), w)  # "elbow and shoulder on one level"
    if e.kind in ("hand", "palm"):
        for w in c.words("pred", "flat"):
            on = [o.kind for r in c.words("rel", "on", "touching") for o in r.objects]
            way = next((_PALM_ON[k] for k in on if k in _PALM_ON), None)
            if way is not None and not w.used and not w.mods.neg:
                yield from say(sided(f"left palm: facing {way}", side), w, sure=0.7, implied=True)
    yield from relations(c, kind)
    for w in c.words("pred", "rest", "relaxed"):
        if any(x.used for x in c.prop.words):
            w.used = True
