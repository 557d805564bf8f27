"""What a clause says of the whole body: postures, what the person rests on, and which part a clause about the person is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace as dataclass_replace

from core.language.catalogue import CATALOGUE
from core.language.graded import straight_out
from core.language.posecodes import Posecode, relation
from core.language.propositions import Word
from core.language.sayings import Clause, Saying, say, sided
from core.language.sides import OTHER, Entity

_POSTURE_CODES = {
    "standing": "standing", "standing position": "standing", "squatting": "squatting", "crouching": "crouching",
    "kneeling": "kneeling on both knees", "kneeling position": "kneeling on both knees", "kneeling both": "kneeling on both knees",
    "kneeling tall": "kneeling upright",
    "heels": "sitting on the heels", "cross legged": "sitting cross-legged", "sitting": "sitting", "sitting position": "sitting",
    "sitting chair": "sitting on a seat", "sitting floor": "sitting on the ground", "lying up": "lying face up", "lying down": "lying face down",
    "lying left": "lying on the left side", "lying right": "lying on the right side", "all fours": "on all fours", "plank": "in a push-up position",
    "upside down": "upside down", "handstand": "doing a handstand", "bridge": "doing a bridge", "splits": "doing the splits",
}  # fmt: skip


def read_posture(c: Clause) -> Iterator[Saying]:
    """Standing, sitting, kneeling and the like; whole-body figures; what the person does with the trunk or the head."""
    for w in c.words("posture"):
        m = w.meaning
        surface = c.surface(w)
        if c.prop.simile and m.startswith("sitting"):
            w.used = True
            continue  # "hips back as if sitting": nobody sits
        if m in ("standing", "standing position") and c.said("posture", "stepping", "walking", "running", "lunging", "one leg"):
            w.used = True
            continue
        if m == "bridge" and surface.replace(" ", "") == "backbend" and (
            w.mods.degree in ("slight", "part") or c.said("posture", "standing") is not None or c.words("pred", "arch", "arched", "lean", "bent")
        ):
            yield from say(CATALOGUE["torso: back arched"], w, sure=0.9)  # "a hint of a backbend", "arched back in a backbend"
            continue
        if m == "cross legged" and c.said("posture", "standing", "standing position"):
            yield from say(CATALOGUE["legs: crossed"], w, sure=0.9)
            continue
        if m == "cross legged" and any(r.meaning == "on" and r.thing for r in c.words("rel")):
            yield from say(CATALOGUE["body: sitting on a seat"], w, *c.words("rel", "on"))
            yield from say(CATALOGUE["legs: crossed"], w, sure=0.9)
            continue
        if m in _POSTURE_CODES:
            name, sure = _POSTURE_CODES[m], 1.0
            supports = [(r, o) for r in c.words("rel") for o in r.objects]
            for r, o in supports:
                if m == "standing" and r.meaning == "on" and o.kind == "head":
                    name, r.used = "upside down", True
                    yield from say(CATALOGUE["head: on the ground"], r, w, sure=0.9)
                elif m == "standing" and r.meaning == "on" and o.kind in ("hand", "palm"):
                    name, r.used = "doing a handstand", True
                    sure = 0.9
                elif m == "upside down" and o.kind in ("hand", "palm") and r.meaning == "on":
                    name, r.used = "doing a handstand", True
                elif m == "sitting" and o.kind == "ground" and r.meaning in ("on", "at", "in"):
                    name, r.used = "sitting on the ground", True
                elif o.kind == "ground" and r.meaning in ("on", "at", "in", "to"):
                    r.used = True
                elif m == "standing" and o.kind in ("leg", "foot") and r.meaning == "on" and (o.one or o.side is None and not o.plural):
                    name, r.used = "standing on the left leg", True
                    sure = 0.5
                elif m == "sitting" and o.kind == "heel":
                    name, r.used = "sitting on the heels", True
                elif m == "standing" and o.kind in ("", "leg", "foot") and o.side in ("other", "opposite") and c.context.slot_side:
                    name, r.used = f"standing on the {OTHER[c.context.slot_side]} leg", True
                elif m in ("standing", "kneeling") and o.kind in ("leg", "foot", "knee") and o.side in ("left", "right"):
                    name = f"kneeling on the {o.side} knee" if m == "kneeling" else f"standing on the {o.side} leg"
                    r.used = True
                elif m in ("squatting", "crouching") and o.kind == "knee" and r.meaning == "on" and (o.side in OTHER or o.one):
                    name, r.used = f"kneeling on the {o.side if o.side in OTHER else 'right'} knee", True  # "crouched on one knee"
                    sure = 1.0 if o.side in OTHER else 0.6
                elif m in ("standing", "kneeling", "squatting", "crouching") and o.kind in ("ground", "toes", "foot"):
                    r.used = True
            if any(r.meaning == "on" and r.thing and c.surface(r) != "against" for r in c.words("rel")) and m == "sitting":
                name = "sitting on a seat"
            if name == "standing":
                for d in c.words("dir", "left", "right"):
                    if c.surface(d) in ("on the left", "on the right"):
                        name, sure, d.used = f"standing on the {d.meaning} leg", 0.85, True
            if m in ("lying up", "lying down") and c.context.slot_kind == "head" and surface in ("face up", "face down", "face upward", "face downward"):
                yield from say(CATALOGUE["head: looking up" if m == "lying up" else "head: bowed"], w, sure=0.9)
                continue
            yield from say(CATALOGUE[f"body: {name}"], w, sure=sure)
            if m == "squatting":
                for level in c.words("pred", "horizontal"):
                    for side in ("left", "right"):
                        yield from say(sided("left thigh: horizontal", side), level, sure=0.9)  # "squats to parallel"
            if m in ("lying down", "lying") and name == "lying face down":
                for r, o in supports:
                    if r.meaning == "on" and o.kind in ("elbow", "forearm"):
                        for side in (o.side,) if o.side in OTHER else ("left", "right"):
                            yield from say(sided("left elbow: on the ground", side), r, sure=0.85)  # "prone on elbows"
            if name.startswith("kneeling on") and not w.mods.neg:
                for side in ("left", "right") if name.endswith("both knees") else (name.split()[3],):
                    yield from say(sided("left knee: on the ground", side), w, sure=0.9)
            held = set(surface.split())
            if m in ("standing", "sitting") and held & {"upright", "erect", "tall"} or "straight" in held and (m == "sitting" or "up" in held):
                yield from say(CATALOGUE["torso: upright"], w)
        elif m == "lying" and c.said("posture", "lying up", "lying down", "lying side"):
            w.used = True
        elif m == "lying":
            yield from _lying(c, w)
        elif m == "lying side":
            way = c.said("dir", "left", "right")
            if way is not None:
                yield from say(CATALOGUE[f"body: lying on the {way.meaning} side"], w, way)
                continue
            yield from _either(CATALOGUE["body: lying on the right side"], w)
        elif m == "kneeling one":
            yield from _one_sided(c, w, "kneeling on the left knee", down=True)
        elif m == "one leg":
            yield from _one_sided(c, w, "standing on the left leg", down=True)
        elif m == "lunging":
            yield from _one_sided(c, w, "lunging with the left leg forward", down=False)
        elif m == "side lunge":
            lateral = _sided_direction(c)
            yield from say(sided("body: lunging to the left", lateral or "right"), w, sure=1.0 if lateral else 0.5)
        elif m == "t pose":
            own = c.context.slot_side if c.context.slot_kind in ("arm", "hand") and "pose" not in surface else None
            for side in (own,) if own else ("left", "right"):
                yield from say(straight_out(side), w)
                yield from say(sided("left elbow: straight", side), w)
                yield from say(relation(f"{side} hand", "level with", f"{side} shoulder"), w, sure=0.9)
        elif m == "a pose":
            for side in ("left", "right"):
                yield from say(sided("left arm: slightly out to the side", side), w)
                yield from say(sided("left elbow: straight", side), w)
        elif m == "hands on hips":
            for side in ("left", "right"):
                yield from say(sided("left hand: on the left hip", side), w)
                yield from say(sided("left elbow: out to the side", side), w, sure=0.9)
        elif m == "arms folded":
            behind = [r for r in c.words("rel", "behind") if r.objects]
            if behind:
                for side in ("left", "right"):
                    yield from say(sided("left hand: behind the torso", side), w, *behind)
            else:
                yield from say(CATALOGUE["arms: crossed"], w)
        elif m in ("walking", "running", "stepping"):
            ahead = _forward_leg(c)
            if ahead:
                yield from say(sided("body: striding with the left leg forward", ahead), w)
            if m == "running":
                for s in ("left", "right"):
                    yield from say(sided("left elbow: bent", s), w, sure=0.6, implied=True)
                    yield from say(sided("left knee: bent", s), w, sure=0.4, implied=True)
                yield from say(CATALOGUE["torso: slightly leaning forward"], w, sure=0.4, implied=True)
            if not ahead and not w.mods.neg:
                code = sided("body: striding with the left leg forward", "right")
                yield Saying(code, 0.7 * w.mods.confidence, (w,), implied=True, either=True)
        elif m == "fighting":
            for side in ("left", "right"):
                yield from say(sided("left elbow: tightly bent", side), w, sure=0.6)
                yield from say(sided("left hand: in front of the face", side), w, sure=0.4)
        elif m == "surrender":
            for side in ("left", "right"):
                yield from say(sided("left arm: raised", side), w, sure=0.9)
        elif m == "bending over":
            yield from say(CATALOGUE["torso: bent forward"], w)


def _either(code: Posecode, *words: Word) -> Iterator[Saying]:
    """A posture on one side, of which nothing says which it is."""
    for saying in say(code, *words, sure=0.85):
        yield dataclass_replace(saying, either=True)


def _lying(c: Clause, w: Word) -> Iterator[Saying]:
    for r in c.words("rel", "on"):
        for o in r.objects:
            if o.kind in ("back", "upper back"):
                yield from say(CATALOGUE["body: lying face up"], w, r)
                return
            if o.kind in ("stomach", "chest"):
                yield from say(CATALOGUE["body: lying face down"], w, r)
                return
            if o.kind in ("side", "shoulder", "hip", "buttock") and not o.plural:
                side = o.side if o.side in ("left", "right") else None
                if side is not None:
                    yield from say(sided("body: lying on the left side", side), w, r)
                else:
                    yield from _either(CATALOGUE["body: lying on the right side"], w, r)
                return
            if o.kind == "ground":
                r.used = True
    dirs = {d.meaning for d in c.words("dir")}
    if "down" in dirs or "up" in dirs:
        yield from say(CATALOGUE["body: lying face down" if "down" in dirs else "body: lying face up"], w, *c.words("dir"))
    elif c.surface(w).startswith("l"):  # asleep, one may be in a chair
        yield from say(CATALOGUE["body: lying face up"], w, sure=0.5)


def _forward_leg(c: Clause) -> str | None:
    """The side of a leg, knee or foot named in the clause or right after it ("with the left leg forward")."""
    for w in c.words("rel"):
        for o in w.objects:
            if o.kind in ("leg", "foot", "knee") and o.side in ("left", "right"):
                w.used = True
                return o.side
    for e in c.context.mentioned:
        if e.kind in ("leg", "foot", "knee") and e.side:
            return _ahead(c, e)
    if c.context.roles.get("front"):
        return c.context.roles["front"]
    striding = c.said("posture", "walking", "running", "stepping") is not None
    return c.context.slot_side if c.context.slot_kind in ("leg", "foot") and not striding else None


def _ahead(c: Clause, leg: Entity) -> str | None:
    """The side ahead where a leg is named: its own, but for one that was called the back one without a side."""
    return OTHER[leg.side] if leg.side and leg.either and c.context.guessed.get("back") == leg.side else leg.side


def _stood_on(c: Clause) -> str | None:
    """The leg that somebody on one leg stands on, where the clause says it; what follows may be about the other one."""
    for w in c.words("rel"):
        for o in w.objects:
            if o.kind in ("leg", "foot", "knee") and o.side in OTHER:
                w.used = True
                return o.side if w.meaning in ("on", "over", "agent", "onto", "with", "of") else None
    return c.context.roles.get("standing") or (c.context.slot_side if c.context.slot_kind in ("leg", "foot") else None)


def _named_leg(c: Clause) -> bool:
    return any(e.kind in ("leg", "foot", "knee") for e in c.context.mentioned) or any(o.side in OTHER for r in c.words("rel") for o in r.objects)


def _sided_direction(c: Clause) -> str | None:
    for w in c.words("dir", "left", "right"):
        w.used = True
        return w.meaning
    return _forward_leg(c)


def _one_sided(c: Clause, w: Word, name: str, *, down: bool) -> Iterator[Saying]:
    lateral = c.said("dir", "left", "right")
    if name.startswith("lunging") and lateral is not None:
        yield from say(sided("body: lunging to the left", lateral.meaning), w, lateral)
        return
    for d in c.words("dir", "forward"):
        d.used = True
    if name.startswith("standing") and lateral is not None:
        yield from say(sided(f"body: {name}", lateral.meaning), w, lateral, sure=0.9)
        return
    side = _forward_leg(c) if not name.startswith("standing") else _stood_on(c)
    own = c.entity.side if c.entity.kind in ("leg", "foot", "knee") and name.startswith("lunging") else None
    side = own or side
    if name.startswith("lunging") and side is not None and c.said("dir", "back") is not None:
        side = OTHER[side]  # "lunges back with the left leg": the other one is in front
        for d in c.words("dir", "back"):
            d.used = True
    if name.startswith("kneeling") and side is not None and not c.words("rel", "on"):
        ahead = next((e for e in c.context.mentioned if e.kind in ("leg", "foot", "knee") and e.side), None)
        if ahead is not None and ahead.kind in ("leg", "foot"):
            side = OTHER[side]  # "half-kneeling, left foot forward": on the other knee
    default = "left" if name.startswith("standing") else "right"  # "on one leg, one leg lifted": the right one is the free one
    if name.startswith("standing") and side is not None and side == c.context.slot_side:
        if not _named_leg(c):
            side = None  # in the text of the left leg, "standing on one leg" leaves open on which
        elif "one" in c.surface(w).split() and not any(o.side in OTHER for r in c.words("rel") for o in r.objects):
            default, side = side, None  # "standing on one leg, the left one lifted": what follows tells
    if side is None and c.surface(w).startswith("balanc") and "one" not in c.surface(w) and not c.words("rel", "on"):
        return  # "to balance": on how many legs is left open
    for saying in say(sided(f"body: {name}", side or default), w, sure=1.0 if side else 0.85):
        yield dataclass_replace(saying, either=side is None)


def read_support(c: Clause) -> Iterator[Saying]:
    """"He is on his knees", "on her back", "on one foot": what the person rests on, without a verb."""
    for r in c.words("rel", "on"):
        if r.used:
            continue
        for o in r.objects:
            if o.kind == "knee":
                if o.side in ("left", "right"):
                    yield from say(CATALOGUE[f"body: kneeling on the {o.side} knee"], r)
                elif o.one:
                    yield from _either(CATALOGUE["body: kneeling on the right knee"], r)
                else:
                    yield from say(CATALOGUE["body: kneeling on both knees"], r)
            elif o.kind in ("leg", "foot") and (o.one or o.side in ("left", "right")):
                if o.side in OTHER:
                    yield from say(sided("body: standing on the left leg", o.side), r)
                else:
                    yield from _either(CATALOGUE["body: standing on the left leg"], r)
            elif o.kind in ("elbow", "forearm") and c.said("pred", "propped", "supported", "rest"):
                for side in ("left", "right") if o.side not in OTHER else (o.side,):
                    yield from say(sided("left elbow: on the ground", side), r, *c.words("pred", "propped", "supported", "rest"), sure=0.75)
            elif o.kind == "back":
                yield from say(CATALOGUE["body: lying face up"], r, sure=0.9)
            elif o.kind == "stomach" and not (c.surface(r) == "against" and c.words("act")):  # "clutching a bag against the stomach"
                yield from say(CATALOGUE["body: lying face down"], r, sure=0.9)
            elif o.kind == "side" and not o.plural and o.side != "both" and not c.said(
                "pred", "look", "turn", "face", "point", "reach", "hold", "raised"
            ) and all(
                c.surface(w).startswith("stretched") for w in c.words("pred", "extended")
            ):
                if o.side in OTHER:
                    yield from say(sided("body: lying on the left side", o.side), r, sure=0.9)
                else:
                    yield from _either(CATALOGUE["body: lying on the right side"], r)


def person_as(c: Clause) -> list[Entity]:
    """Which part a clause about the person is really about ("he leans back", "she is looking down")."""
    out: list[Entity] = []
    head = c.said("pred", "look", "bow", "chin up", "averted")
    trunk = c.said("pred", "straight back", "lean", "doubled over", "hunched", "round", "arch", "arched", "bent", "tilt")
    turning = c.said("pred", "turn", "face", "sideways on", "back on")
    if c.context.slot_kind == "head" and c.said("pred", "tilt", "turn") is not None and c.said("pred", "lean", "arch", "doubled over") is None:
        return [Entity("head")]  # in the head's text: "she turns to the left", "no tilt"
    if head is not None:
        out.append(Entity("head"))
    if trunk is not None:
        out.append(Entity("torso"))
    if turning is not None and head is None:
        camera = any(o.kind == "camera" for r in c.words("rel") for o in r.objects)
        out.append(Entity("torso"))
        if camera:
            out.append(Entity("head"))
    if not out and c.said("pred", "vertical", "horizontal") is not None and not c.said("posture", "squatting", "crouching", "lunging"):
        out.append(Entity("torso"))
    return out
