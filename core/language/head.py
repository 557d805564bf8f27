"""What a clause says of the head, face, gaze, chin and neck, as posecodes."""

from __future__ import annotations

from collections.abc import Iterator

from core.language.carriage import read_clock, read_head_carriage
from core.language.catalogue import CATALOGUE
from core.language.graded import averted, bowed, facing, in_profile, turned
from core.language.posecodes import Posecode, relation
from core.language.propositions import Word
from core.language.sayings import Clause, Saying, relations, say, sided
from core.language.sides import OTHER

HEADS = frozenset(
    {"head", "face", "gaze", "eyes", "eye", "chin", "neck", "nose", "forehead", "mouth", "throat", "ear", "cheek"}
)


_TIPPING = ("tilt", "lean", "bent", "angle", "bow", "lowered", "hang", "throw")


_POINTING = frozenset({"face", "nose", "mouth", "chin"})
_LOW = frozenset({"ground", "foot", "feet", "toes", "knee"})


def degree_of(words: list[Word]) -> str:
    """The strongest hint of degree among words: "slight", "far" or ""."""
    degrees = {w.mods.degree for w in words}
    if "slight" in degrees:
        return "slight"
    if degrees & {"much", "sharp", "full", "almost full"}:
        return "far"
    return ""


def read_head(c: Clause) -> Iterator[Saying]:
    """Head, face, gaze, chin, neck."""
    kind = c.entity.kind
    yield from read_clock(c, "head")
    yield from read_head_carriage(c)
    dirs = {w.meaning: w for w in c.words("dir") if not w.used}
    shoulder = any(o.kind == "shoulder" for r in c.words("rel") for o in r.objects)
    low = [r for r in c.words("rel", "on", "at", "toward", "to") if any(o.kind in _LOW for o in r.objects)]
    if kind == "eye" and low:
        yield from say(CATALOGUE["head: bowed"], *low, *c.words("pred"), sure=0.8)  # "eyes on the shoes"
        return
    high = [r for r in c.words("rel", "on", "at", "toward", "to", "in") if any(o.kind == "sky" for o in r.objects)]
    if kind in ("eye", "eyes") and high:
        yield from say(CATALOGUE["head: looking up"], *high, *c.words("pred"), sure=0.8)  # "eyes on the ceiling"
        return
    seen = [r for r in c.words("rel") if any(o.kind == "camera" for o in r.objects) and r.meaning in ("to", "toward", "at")]
    if kind in ("ear", "cheek") and c.entity.side and seen:
        yield from say(in_profile(c.entity.side), *seen, *c.words("pred"), sure=0.9)  # "the left ear faces the camera"
        return
    if kind == "nose" and c.said("pred", "raised") is not None:
        yield from say(CATALOGUE["head: looking up"], *c.words("pred", "raised"), sure=0.8)  # "nose in the air"
        return
    if kind == "eye" and c.words("pred", "level", "horizontal") and not c.words("rel") and not c.words("dir"):
        for w in c.words("pred", "level", "horizontal"):
            yield from say(CATALOGUE["head: not tilted"], w, sure=0.8)
            yield from say(CATALOGUE["head: level"], w, sure=0.8)
        return
    if kind in ("ear", "cheek", "nose", "forehead", "mouth", "eye") and not c.words("dir") and not shoulder:
        yield from relations(c, kind)
        return
    led = {id(c.head(w)) for w in (*c.words("dir"), *(r for r in c.words("rel", "to", "toward", "at", "on") if r.objects))}
    looks = kind in ("gaze", "eyes", "eye") or c.said("pred", "look") is not None
    tilting = c.said("pred", "tilt", "lean", "bent", "angle")
    for w in c.words("dir", "left", "right", "viewer left", "viewer right"):
        side = w.meaning if w.meaning in OTHER else OTHER[w.meaning.split()[1]]
        sure = 1.0
        near = c.head(w)
        degree = degree_of([w, *([near] if near else [])])
        if near is not None and near.meaning in ("turn", "face") and near.mods.angle is not None and 5 <= near.mods.angle <= 90:
            yield from say(turned("head", side, near.mods.angle), w, near, sure=0.9 * sure)
            continue
        tips = near is not None and near.meaning in ("tilt", "lean", "bent", "angle", "rest", "bow", "lowered", "hang")
        if near is not None and near.meaning == "rest" and (kind in _POINTING or c.surface(near).startswith(("sw", "brought", "bring"))):
            tips = False  # "the face swung to the left"
        tilt = (tips or kind == "ear") and kind not in ("gaze", "eyes", "eye")
        if tilt:
            name = "head: slightly tilted to the left" if degree == "slight" else "head: tilted to the left"
        else:
            name = {"slight": "head: slightly turned to the left", "far": "head: turned far to the left"}.get(degree, "head: turned to the left")
        yield from say(sided(name, side), w, *([near] if near else []), sure=sure, implied=kind in ("eyes", "eye"))
    turned_too = next((w for w in c.words("pred", "look", "turn", "face") if not w.mods.neg), None)
    if turned_too is not None and "side" in dirs and not dirs["side"].used and dirs.keys() & {"up", "down"}:
        dirs["side"].used = True
        yield Saying(CATALOGUE["head: turned to the left"], turned_too.mods.confidence, (dirs["side"],), either=True)  # "up and to the side"
    yield from _nods(c, dirs, looks, tilting)
    yield from _head_places(c, looks, tilting)
    for w in c.words("pred"):
        m = w.meaning
        if w.used:
            continue
        if m in ("bow", "lowered", "bent") and w.mods.angle is not None and 5 <= w.mods.angle <= 80 and id(w) not in led and not w.mods.neg:
            yield from say(bowed(w.mods.angle), w, sure=0.9)
        elif m == "bow" or (m in ("lowered", "hang", "tuck", "bent") and id(w) not in led):
            yield from say(CATALOGUE[{"slight": "head: slightly bowed", "far": "head: bowed deeply"}.get(degree_of([w]), "head: bowed")], w)
        elif m in ("raised", "chin up", "high") and id(w) not in led:
            slight = w.mods.degree == "slight" or (kind == "head" and c.said("pred", "high") is not None)
            yield from say(CATALOGUE["head: slightly raised" if slight else "head: looking up"], w, sure=0.8 if kind == "head" else 1.0)
        elif m == "extended" and kind in ("head", "neck") and not dirs and not c.words("rel") and c.surface(w).startswith(("exten", "hyper", "in ext", "ext")):
            long = kind == "neck" and c.surface(w).startswith("extend")  # "the neck extended" may be a long one
            yield from say(CATALOGUE["head: thrown back" if c.surface(w).startswith("hyper") else "head: looking up"], w, sure=0.6 if long else 0.85)
        elif m in ("hang", "lean", "rest", "drop", "bent", "lowered") and "side" in dirs and not dirs["side"].used and kind in ("head", "face", "neck"):
            w.used = dirs["side"].used = True
            yield Saying(CATALOGUE["head: tilted to the left"], w.mods.confidence, (w, dirs["side"]), either=True)  # "lolls to one side"
        elif m in ("tilt", "lean") and kind in ("head", "face") and not dirs and not w.mods.neg and any(
            o.kind in ("hand", "palm", "fingers", "arm") and o.side not in OTHER for r in c.words("rel", "on", "to", "toward", "in") for o in r.objects
        ):
            for r in c.words("rel"):
                r.used = True
            w.used = True
            yield Saying(CATALOGUE["head: tilted to the left"], 0.8 * w.mods.confidence, (w,), either=True)  # "tipped onto that hand"
        elif m == "throw":
            yield from say(CATALOGUE["head: thrown back"], w)
        elif m == "lean" and c.surface(w).startswith("sag") and not dirs:
            yield from say(CATALOGUE["head: bowed"], w, sure=0.9)
        elif m in ("rest", "tuck") and kind == "chin" and "in" in dirs:
            yield from say(CATALOGUE["head: slightly bowed"], w, dirs["in"], sure=0.8)  # "chin pulled in"
        elif m in ("look", "turn") and "back" in dirs and not dirs["back"].used and not c.words("rel") and not w.mods.neg:
            w.used = dirs["back"].used = True
            yield Saying(CATALOGUE["head: turned far to the left"], w.mods.confidence, (w, dirs["back"]), either=True)  # over which shoulder is open
        elif m == "doubled over":
            yield from say(CATALOGUE["head: bowed"], w, sure=0.9)  # "bent over the book"
        elif m == "averted":
            yield from say(averted(), w, sure=0.9)
        elif m in ("turn", "face", "look") and "out" in dirs and c.surface(dirs["out"]) == "away" and not c.words("rel") and not w.mods.neg:
            yield from say(averted(), w, dirs["out"], sure=0.8)
        elif m == "lean" and c.surface(w).startswith("inclin") and not dirs and not c.words("rel"):
            yield from say(CATALOGUE["head: slightly bowed"], w, sure=0.8)
        elif m == "back on" and not c.said("pred", "look"):
            yield from say(averted(), w, sure=0.9)
        elif m == "sideways on":
            w.used = True
            yield Saying(in_profile("left"), 0.8 * w.mods.confidence, (w,), either=True)
        elif m in ("tilt", "turn") and kind in ("head", "face", "neck") and not w.mods.neg and not dirs.keys() - {"side"} and not c.words("rel"):
            for other in c.words("dir", "side"):
                other.used = True
            w.used = True
            name = f"head: {'slightly ' if degree_of([w]) == 'slight' else ''}{'tilted' if m == 'tilt' else 'turned'} to the left"
            yield Saying(CATALOGUE[name], w.mods.confidence, (w,), either=True)  # which side is open
        elif m in ("vertical", "straight") and kind in ("head", "neck", "face") and id(w) not in led:
            yield from say(CATALOGUE["head: upright"], w)
        elif m in ("level", "relaxed", "horizontal") and id(w) not in led and kind in ("head", "face", "chin", "gaze", "eyes", "eye") and not c.words("rel"):
            yield from say(CATALOGUE["head: level"], w, sure=0.9 if m != "relaxed" else 0.5)
        elif m in ("look", "turn", "face") and "side" in dirs and not dirs.keys() & {"left", "right", "up", "down"} and not w.mods.neg:
            w.used = dirs["side"].used = True
            yield Saying(CATALOGUE["head: turned to the left"], w.mods.confidence, (w, dirs["side"]), either=True)  # which side is open
        elif m == "frontal" or (m in ("straight",) and looks):
            yield from say(CATALOGUE["head: facing forward"], w)
        elif m == "turn" and w.mods.neg and not dirs.keys() & {"left", "right"}:
            for other in c.words("dir", "side"):
                other.used = True
            yield from say(CATALOGUE["head: not turned"], w, neg=False)
        elif m == "tilt" and w.mods.neg and not dirs:
            yield from say(CATALOGUE["head: not tilted"], w, neg=False)
        elif m in ("turn", "look", "face", "point", "tilt", "lean", "angle", "rest") and any(x.used for x in c.prop.words):
            w.used = True


def _nods(c: Clause, dirs: dict[str, Word], looks: bool, tilting: Word | None) -> Iterator[Saying]:
    kind = c.entity.kind
    for name in ("down", "forward", "up", "back", "side"):
        w = dirs.get(name)
        if w is None or w.used or (name == "up" and any(o.kind in ("hand", "palm", "fist") for r in c.words("rel") for o in r.objects)):
            continue
        near = c.head(w)
        degree = degree_of([w, *([near] if near else [])])
        down = {"slight": "head: slightly bowed", "far": "head: bowed deeply"}.get(degree, "head: bowed")
        up = {"slight": "head: slightly raised", "far": "head: thrown back"}.get(degree, "head: looking up")
        eyes = kind in ("eyes", "eye")  # where the eyes look need not be where the head points
        degrees = near.mods.angle if near is not None and not near.mods.neg else None
        if name in ("down", "forward") and degrees is not None and 5 <= degrees <= 80 and not eyes and near is not None and near.meaning in _TIPPING:
            yield from say(bowed(degrees), w, near, sure=0.9)
        elif name == "down":
            yield from say(CATALOGUE[down], w, implied=eyes)
        elif name == "up" or name == "back" and kind not in ("gaze", "eyes", "eye") and (near is None or near.meaning not in ("turn", "face", "look")):
            yield from say(CATALOGUE[up], w, implied=eyes)
        elif name == "forward":
            if near is not None and near.meaning in _TIPPING and kind not in ("gaze", "eyes", "eye"):
                yield from say(CATALOGUE[down], w)
            elif kind != "neck":
                yield from say(CATALOGUE["head: facing forward"], w)


def _looked_at(c: Clause, w: Word, looks: bool) -> Posecode | None:
    """"Looks at his left hand": the face is turned to it, wherever it is."""
    if not looks or w.meaning not in ("at", "toward", "to", "on", "past", "along", "over"):
        return None
    for o in w.objects:
        if o.kind == "it" and c.context.slot_kind in ("hand", "arm") and c.context.slot_side:
            return facing("hand", c.context.slot_side)  # "holds a phone and looks at it"
        kind = {"palm": "hand", "fingers": "hand", "thumb": "hand", "arm": "hand", "forearm": "hand"}.get(o.kind, o.kind)
        side = o.side if o.side in ("left", "right") else c.context.slot_side or c.context.last_side
        if kind in ("hand", "elbow", "wrist") and side in ("left", "right") and not o.plural and o.side != "both":
            return facing(kind, side)
    return None


def kind_of(c: Clause) -> str:
    """The kind of the clause's entity."""
    return c.entity.kind


def _head_places(c: Clause, looks: bool, tilting: Word | None) -> Iterator[Saying]:
    for w in c.words("rel"):
        if w.used:
            continue
        kinds = {o.kind: o for o in w.objects}
        if "side" in kinds and kinds["side"].side in ("left", "right") and looks and w.meaning in ("on", "to", "at", "toward"):
            yield from say(sided("head: turned to the left", kinds["side"].side), w)  # "gazes into the distance on her right side"
        elif looks and w.meaning == "behind" and kinds.keys() & {"person", "it", "body"}:
            w.used = True
            yield Saying(CATALOGUE["head: turned far to the left"], w.mods.confidence, (w,), either=True)
        elif kinds.keys() == {"hand"} and not c.context.slot_side and kinds["hand"].side is None and w.meaning in ("toward", "to") and not w.mods.neg and (
            c.said("pred", "turn", "face", "angle") is not None and not kinds["hand"].plural and c.context.last_side is None
        ):
            for p in (w, *c.words("pred", "turn", "face", "angle")):
                p.used = True
            yield Saying(facing("hand", "left"), 0.9 * w.mods.confidence, (w,), either=True)  # towards which hand is open
        elif (look := _looked_at(c, w, looks or c.said("pred", "turn", "face") is not None)) is not None:
            yield from say(look, w, sure=0.9)
        elif "shoulder" in kinds and c.surface(w) in ("over", "past") and kinds["shoulder"].side is None:
            told = next((d for d in c.words("dir", "left", "right")), None)
            if told is not None:
                yield from say(sided("head: turned far to the left", told.meaning), w, told)
            elif not kinds["shoulder"].plural and not w.mods.neg:
                w.used = True
                for p in c.words("pred", "look", "turn", "face", "rest", "point"):
                    p.used = True
                yield Saying(CATALOGUE["head: turned far to the left"], 0.9 * w.mods.confidence, (w,), either=True)  # over which one is open
        elif "shoulder" in kinds and w.meaning in ("near", "on", "touching", "to", "toward", "above", "at", "in"):
            side = kinds["shoulder"].side or (c.entity.side if kind_of(c) == "ear" and not c.entity.either else None)
            if side in ("left", "right"):
                near = c.head(w)
                turning = near is not None and near.meaning in ("look", "turn", "face", "point")
                if w.meaning == "above" or turning or kind_of(c) in ("gaze", "eyes", "face", "nose", "chin"):
                    yield from say(sided("head: turned far to the left" if w.meaning == "above" else "head: turned to the left", side), w)
                else:
                    slight = degree_of([w, *([near] if near else [])]) == "slight"
                    yield from say(sided(f"head: {'slightly ' if slight else ''}tilted to the left", side), w)
        elif "camera" in kinds and w.meaning in ("at", "toward", "to", "in", "on"):
            yield from say(CATALOGUE["head: toward the camera"], w)
        elif "camera" in kinds and w.meaning == "away from":
            yield from say(averted(), w)
        elif kinds.keys() & {"chest", "stomach"} and w.meaning in ("to", "toward", "on", "near", "at", "touching"):
            yield from say(CATALOGUE["head: bowed deeply"], w, sure=0.9)
        elif kinds.keys() & {"ground", "feet", "foot", "toes"} and w.meaning in ("at", "toward", "to") and (looks or tilting or not c.words("pred")):
            yield from say(CATALOGUE["head: bowed"], w, sure=0.9)
        elif "ground" in kinds and w.meaning in ("on", "touching"):
            yield from say(CATALOGUE["head: on the ground"], w)
        elif kinds.keys() & {"sky"} and w.meaning in ("at", "toward", "to", "in", "on"):
            yield from say(CATALOGUE["head: looking up"], w)
        elif kinds.keys() & {"knee"} and w.meaning in ("on", "touching", "near"):
            yield from relations(c, "head")
        elif kinds.keys() & {"hand", "palm", "arm", "fingers"} and w.meaning in ("on", "in", "touching", "against") and not looks:
            for o in w.objects:
                known = o.side if o.side in ("left", "right") else c.context.slot_side or c.context.last_side
                sides = ("left", "right") if o.plural or o.side == "both" else (known,) if known else ()
                place = c.entity.kind if c.entity.kind in ("chin", "face", "forehead") else "head"
                for side in sides:
                    yield from say(relation(f"{side} hand", "on", place), w, sure=0.8)
                verbs = [v for v in c.prop.words if v.category == "pred"]
                borne = not verbs or any(v.meaning in ("rest", "supported", "hold") or c.surface(v).startswith(("lean", "nestl")) for v in verbs)
                leant = relation("left hand", "on", place) if not sides and borne else None
                if leant is not None:  # "rests his chin on his hand": either will do
                    for p in (w, *c.words("pred", "rest", "supported", "lean")):
                        p.used = True
                    yield Saying(leant, 0.9 * w.mods.confidence, (w,), either=True)
