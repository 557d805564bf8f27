"""What a clause says of the trunk, as posecodes; ``whole_body`` reads postures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace as dataclass_replace

from core.language.carriage import read_clock, read_pelvis
from core.language.catalogue import CATALOGUE
from core.language.graded import leaning, side_to_camera, turned
from core.language.head import degree_of
from core.language.propositions import Word
from core.language.sayings import Clause, Saying, say, sided
from core.language.sides import OTHER

TRUNKS = frozenset({"torso", "body", "back", "lower back", "upper back", "chest", "stomach", "waist", "groin", "hip", "hips", "bottom", "buttock"})

_LEAN_SIDE = {"slight": "torso: slightly leaning to the left", "far": "torso: leaning far to the left", "": "torso: leaning to the left"}
_TURN_SIDE = {"slight": "torso: slightly turned to the left", "far": "torso: turned far to the left", "": "torso: turned to the left"}


def read_trunk(c: Clause) -> Iterator[Saying]:
    """Torso, back, chest, waist, hips."""
    if c.entity.kind in ("torso", "body", "chest"):
        yield from read_clock(c, "torso")
    yield from read_pelvis(c)
    dirs = {w.meaning: w for w in c.words("dir") if not w.used}
    kind = c.entity.kind
    preds = c.words("pred")
    lean = c.said("pred", "lean", "tilt", "bent", "bow", "angle", "round", "rest", *(("thrust", "throw", "hang", "drop") if kind in ("torso", "body") else ()))
    twist = c.said("pred", "turn", "face", "point", "look")
    degree = degree_of([*c.words("dir"), *preds])
    shifting = kind in ("hip", "hips", "waist", "bottom", "groin") and not c.said("pred", "turn", "tilt", "lean", "bent")
    for w in c.words("dir", "left", "right", "viewer left", "viewer right"):
        if kind in ("groin", "hips", "bottom") and c.said("pred", "tilt") is not None:
            if "up" in dirs or "down" in dirs:  # "the pelvis is tilted up on the left"
                side = w.meaning if w.meaning in OTHER else OTHER[w.meaning.split()[1]]
                tipped = dirs["up" if "up" in dirs else "down"]
                yield from say(sided("torso: left hip higher", side if "up" in dirs else OTHER[side]), w, tipped, *c.words("pred", "tilt"), sure=0.9)
            continue
        if shifting:
            break  # hips pushed to a side are no lean of the trunk
        if w.used:
            continue
        side = w.meaning if w.meaning in OTHER else OTHER[w.meaning.split()[1]]
        near = c.head(w)
        table = _TURN_SIDE if _turning(near) else _LEAN_SIDE
        if not preds and kind not in ("torso", "body"):
            continue
        amount = _degrees(c)
        if amount is not None:
            code = turned("torso", side, amount) if _turning(near) else leaning(side, amount)
            yield from say(code, w, *([near] if near else []), sure=0.9)
            continue
        sure = 1.0
        yield from say(sided(table[degree_of([w, *([near] if near else [])])], side), w, *([near] if near else []), sure=sure)
    curved = next((w for w in c.words("pred", "round") if c.surface(w).startswith("curv")), None)
    if curved is not None and "back" in dirs:
        yield from say(CATALOGUE["torso: back arched"], curved, dirs.pop("back"))  # a back that curves backwards is hollow
    if c.said("pred", "round", "hunched", "arch", "arched"):
        for way in ("forward", "back", "up"):
            if way in dirs and c.head(dirs[way]) in c.words("pred", "round", "hunched", "arch", "arched"):
                dirs.pop(way).used = True
    if kind not in ("torso", "body", "back", "upper back") and not c.said("pred", "lean", "tilt", "bent", "bow"):
        dirs = {}  # "hips back", "chest forward" are no lean of the whole trunk
    amount = _degrees(c)
    for way in ("forward", "back"):
        if way in dirs and amount is not None and (lean is not None or c.said("pred", "angle")) and twist is None:
            yield from say(leaning(way, amount), dirs.pop(way), *preds, sure=0.9)
    if "forward" in dirs and (lean is not None or not preds):
        w = dirs["forward"]
        near = c.head(w) or lean
        yield from _forward(w, near if near in (lean, None) or near.meaning not in ("turn", "face") else lean, degree_of([w, *([near] if near else [])]))
    elif "forward" in dirs and c.said("pred", "face", "turn", "look", "vertical", "straight") is not None:
        yield from say(CATALOGUE["torso: facing forward"], dirs["forward"])
    if "back" in dirs and (twist is None or lean is not None):
        near = c.head(dirs["back"])
        degree = degree_of([dirs["back"], *([near] if near else [])])
        name = {"slight": "torso: slightly leaning back", "far": "torso: leaning far back", "": "torso: leaning back"}[degree]
        if c.said("pred", "arch"):
            name = "torso: back arched"
        yield from say(CATALOGUE[name], dirs["back"], *([lean] if lean else []))
    if "down" in dirs and lean is not None:
        yield from say(CATALOGUE["torso: bent forward"], dirs["down"], lean)
    for w in preds:
        m = w.meaning
        if w.used:
            continue
        if m == "straight back" or m == "relaxed" and kind in ("back", "lower back") and "neutral" in c.surface(w):
            yield from say(CATALOGUE["torso: back straight"], w, sure=0.9)
        elif m == "sideways on":
            yield Saying(side_to_camera("left"), 0.85 * w.mods.confidence, (w,), either=True)
            w.used = True
        elif m == "back on":
            yield from say(CATALOGUE["torso: away from the camera"], w)
        elif m == "frontal":
            yield from say(CATALOGUE["torso: toward the camera"], w, sure=0.9)
        elif m == "flat" and kind in ("back", "lower back", "upper back") and not c.words("rel"):
            yield from say(CATALOGUE["torso: back straight"], w, *c.words("pred", "rest"), sure=0.9)
        elif m in ("vertical", "straight"):
            upright = kind in ("torso", "body") or m == "vertical"
            yield from say(CATALOGUE["torso: upright" if upright else "torso: back straight"], w)
        elif m == "horizontal":
            yield from say(CATALOGUE["torso: horizontal"], w)
        elif m == "doubled over":
            yield from say(CATALOGUE["torso: bent far forward" if degree_of([w]) == "far" else "torso: bent forward"], w)
        elif m == "extended" and ("extension" in c.surface(w) or kind in ("back", "lower back", "upper back")) and not c.words("dir"):
            yield from say(CATALOGUE["torso: back arched"], w, sure=0.7)
        elif m in ("arch", "arched") and kind == "stomach" and c.surface(w).startswith("hollow"):
            yield from say(CATALOGUE["torso: back rounded"], w, sure=0.85)  # "hollow the belly"
        elif m in ("arch", "arched"):
            yield from say(CATALOGUE["torso: back arched"], w)
        elif m in ("round", "hunched", "doubled over") and (amount or 0.0) >= 30.0:
            yield from say(leaning("forward", amount or 90.0), w, *c.words("pred", "angle", "right angle"), sure=0.9)
            yield from say(CATALOGUE["torso: back rounded"], w, sure=0.8)
        elif m in ("round", "hunched"):
            yield from say(CATALOGUE["torso: back rounded"], w)
            if "forward" in dirs:
                continue
        elif m in ("bent", "lean", "tilt", "bow", "angle") and not dirs.keys() - {"in"}:
            sideways = any(o.kind == "side" for r in c.words("rel") for o in r.objects)
            if sideways or c.surface(w).startswith("reclin"):
                if not sideways:
                    yield from say(CATALOGUE["torso: leaning back"], w, sure=0.9)
                continue
            if w.mods.neg:
                yield from say(CATALOGUE["torso: upright"], w, neg=False)
            elif m in ("bent", "bow") and amount is not None and kind in ("torso", "body", "back", "waist", "hips"):
                yield from say(leaning("forward", amount), w, *c.words("pred", "angle", "right angle"), sure=0.9)
            elif m == "lean" and kind in ("torso", "body", "upper back", "chest") and (towards := _leaned_towards(c, w)):
                name = "torso: slightly leaning forward" if w.mods.degree == "slight" else "torso: leaning forward"
                yield from say(CATALOGUE[name], w, *towards, sure=0.8)
            elif m in ("bent", "bow") or any(o.kind in ("waist", "hip", "hips") for r in c.words("rel") for o in r.objects):
                name = {"slight": "torso: slightly leaning forward", "far": "torso: bent far forward"}.get(w.mods.degree, "torso: bent forward")
                if w.mods.degree in ("much", "full"):
                    name = "torso: bent far forward"
                yield from say(CATALOGUE[name], w)
        elif m == "turn" and not w.mods.neg and dirs.keys() == {"side"} and not c.words("rel") and kind not in ("hip", "hips"):
            w.used = dirs["side"].used = True
            yield Saying(CATALOGUE["torso: turned to the left"], w.mods.confidence, (w, dirs["side"]), either=True)  # which side is open
        elif m == "turn" and w.mods.neg and not dirs:
            yield from say(CATALOGUE["torso: not twisted"], w, neg=False)
        elif m in ("face", "turn", "lean", "tilt", "look", "rest", "relaxed") and any(x.used for x in c.prop.words):
            w.used = True
    for w in c.words("rel", "toward", "to", "above"):
        limbs = [o.side for o in w.objects if o.side in OTHER and o.kind in ("knee", "leg", "thigh", "foot", "hand", "arm", "shoulder", "hip", "side")]
        aim = limbs[0] if limbs else None
        if aim and c.said("pred", "turn") is not None and not w.used and kind in ("torso", "body", "back", "upper back", "chest"):
            yield from say(sided("torso: turned to the left", aim), w, *c.words("pred", "turn"), sure=0.9)  # "twists toward the left knee"
    for w in c.words("rel"):
        kinds = {o.kind: o for o in w.objects}
        if kinds.keys() & {"waist", "hip", "hips", "groin"} and w.meaning in ("at", "from", "in") and any(p.used for p in preds):
            w.used = True
        elif "camera" in kinds and w.meaning in ("toward", "to", "at") and "side" in dirs:
            w.used = False  # sideways to the camera: neither towards nor away
        elif "camera" in kinds and kind in ("back", "upper back", "lower back") and w.meaning in ("to", "toward", "at"):
            yield from say(CATALOGUE["torso: away from the camera"], w, *([twist] if twist else []))  # "her back is turned to us"
        elif "camera" in kinds and (w.meaning == "toward" or (w.meaning in ("to", "at") and twist is not None)):
            yield from say(CATALOGUE["torso: toward the camera"], w)
        elif "camera" in kinds and w.meaning == "away from" and {"slight", "part"} & {degree, w.mods.degree, *(p.mods.degree for p in preds)}:
            w.used = True  # turned a little off it: neither towards nor away
        elif "camera" in kinds and w.meaning == "away from":
            yield from say(CATALOGUE["torso: away from the camera"], w)
        elif kinds.keys() & {"hand", "palm", "elbow", "forearm", "arm"} and w.meaning == "on" and lean is not None and (
            "back" in {d.meaning for d in c.words("dir")} or c.surface(lean).startswith("reclin")
        ):
            o = w.objects[0]
            if c.surface(lean).startswith("reclin"):
                yield from say(CATALOGUE["body: sitting on the ground"], lean, sure=0.8, neg=False)
            joint = "hand" if o.kind in ("hand", "palm", "arm") else "elbow"
            one = ("right",) if o.one else ("left", "right")
            for side in one if o.side not in OTHER else (o.side,):  # "leaning back on both hands"
                yield from say(sided(f"left {joint}: on the ground", side), w, sure=0.7)
        elif kinds.keys() & {"leg", "foot"} and w.meaning in ("toward", "to") and lean is not None and lean.meaning in ("lean", "tilt") and (
            w.objects[0].side in OTHER
        ):
            yield from say(sided(_LEAN_SIDE[degree], w.objects[0].side), w, lean, sure=0.9)
        elif kinds.keys() & {"knee", "thigh"} and kind in ("chest", "stomach", "torso") and w.meaning in ("on", "touching") and lean is None and not w.used:
            yield from say(CATALOGUE["torso: bent far forward"], w, *c.words("pred", "rest", "hang"), sure=0.9)  # "chest against the thighs"
        elif kinds.keys() & {"knee", "thigh", "leg"} and w.meaning in ("above", "on", "toward", "near") and lean is not None:
            yield from say(CATALOGUE["torso: bent far forward"], w, lean)
    if kind == "chest" and "up" in dirs and not c.said("pred", "look", "face", "turn", "point") and not c.words("rel") and not dirs["up"].used:
        yield from say(CATALOGUE["torso: upright"], dirs["up"], *c.words("pred", "rest", "raised", "hold"), *c.words("dir", "out"), sure=0.7)
    if kind == "chest" and c.said("pred", "flare", "thrust", "apart", "extended") and not c.said("pred", "lean", "bent"):
        opened = [*c.words("pred", "flare", "thrust", "apart", "extended"), *c.words("dir", "out", "up", "forward")]
        yield from say(CATALOGUE["torso: back arched"], *opened, sure=0.8)
    for w in c.words("dir", "side"):
        if lean is not None and (w.mods.neg or lean.mods.neg) and not w.used:
            yield from say(CATALOGUE["torso: not leaning sideways"], w, lean, neg=False)  # "does not lean to either side"
            continue
        if lean is not None and lean.meaning in ("lean", "tilt", "bent") and not w.used and kind in ("torso", "body", "back", "upper back"):
            for saying in say(sided(_LEAN_SIDE[degree], "left"), w, lean):
                yield dataclass_replace(saying, either=True)
    if kind == "hip" and c.entity.side and c.said("pred", "raised"):
        yield from say(sided("torso: left hip higher", c.entity.side), *c.words("pred", "raised"), sure=0.8)
    if kind == "hip" and c.entity.side and c.said("pred", "lowered") and not c.pair:
        yield from say(sided("torso: left hip higher", OTHER[c.entity.side]), *c.words("pred", "lowered"), sure=0.8)
    if kind in ("groin", "hips") and c.said("pred", "lowered", "raised"):
        for d in c.words("dir", "left", "right"):  # "the pelvis drops on the right"
            if c.surface(d).startswith("on"):
                low = c.said("pred", "lowered") is not None
                yield from say(sided("torso: left hip higher", OTHER[d.meaning] if low else d.meaning), d, *c.words("pred", "lowered", "raised"), sure=0.8)
    if kind == "hip":
        for w in c.words("pred", "bent", "right angle"):
            if c.entity.side:
                yield from say(sided("left hip: bent", c.entity.side), w, sure=0.8)


_AHEAD = frozenset({"in", "into", "toward", "towards", "over", "across"})
"""What one leans in to, towards or over lies in front."""


def _leaned_towards(c: Clause, w: Word) -> list[Word]:
    """The words after "leans" that say it goes forwards without saying so: "in", "into the wind", "over the railing"."""
    ways = [d for d in (*c.words("dir", "in"), *c.words("rel")) if c.surface(d) in _AHEAD and d.first >= w.last and not any(o.side for o in d.objects)]
    return ways if ways and ways[0].first == w.last else []


def _turning(near: Word | None) -> bool:
    """Whether a side goes with a turn rather than a lean."""
    return near is not None and near.meaning in ("turn", "face", "point", "look")


def _degrees(c: Clause) -> float | None:
    """How many degrees a lean or turn is said to have."""
    for w in c.words("pred"):
        if w.mods.angle is not None and 5 <= w.mods.angle <= 120:
            return w.mods.angle
        if w.mods.right_angle or w.meaning == "right angle":
            return 90.0
    return None


def _forward(w: Word, lean: Word | None, degree: str) -> Iterator[Saying]:
    bending = lean is not None and lean.meaning in ("bent", "bow")
    if degree == "slight":
        name = "torso: slightly leaning forward"
    elif degree == "far":
        name = "torso: bent far forward" if bending else "torso: bent forward"
    else:
        name = "torso: bent forward" if bending else "torso: leaning forward"
    yield from say(CATALOGUE[name], w, *([lean] if lean else []))
