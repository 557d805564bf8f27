"""Where a clause moves an arm or a hand as a whole: raised, out to the side, forward and a bit up, in a V, so many degrees from the body.

The part of the arm's reader (``arms``) that looks at directions and at words of movement.
"""

from __future__ import annotations

from collections.abc import Iterator

from core.language.arm_places import BODY, from_the_body, inclined
from core.language.arm_turns import in_plane, steep
from core.language.consequences import sharper
from core.language.elbows import ARM_DIRECTIONS
from core.language.graded import abducted, stretched_away
from core.language.hands import HANDS
from core.language.posecodes import elevation, relation
from core.language.propositions import Word
from core.language.sayings import Clause, Saying, is_placed, say, sided
from core.language.sides import OTHER

_BY_THE_LEG = frozenset({"hip", "thigh", "leg", "knee"})
_SLIGHT_ARM = {
    "forward": "left arm: slightly forward", "side": "left arm: slightly out to the side", "out": "left arm: slightly out to the side",
    "up": "left arm: slightly raised",
}  # fmt: skip


def _slightly(c: Clause, w: Word) -> bool:
    """Whether a direction, or what leads to it, is slight."""
    led = c.head(w)
    return w.mods.degree == "slight" or led is not None and led.mods.degree == "slight"


def whole_arm(c: Clause, directions: dict[str, Word]) -> Iterator[Saying]:
    side, e = c.entity.side, c.entity
    straight = c.said("pred", "straight", "extended")
    placed = is_placed(c)
    if any(w.mods.neg for w in directions.values()) and not all(w.mods.neg for w in directions.values()):
        for name in [n for n, w in directions.items() if w.mods.neg]:
            directions.pop(name).used = True  # "forward instead of up"
    tucked, way = c.said("pred", "tuck", "lowered", "hang"), directions.get("side")
    own = way is not None and c.surface(way).startswith("to ") and (c.surface(way).endswith("sides") or (tucked is not None and tucked.meaning == "tuck"))
    if tucked is not None and own and e.kind == "arm":
        yield from say(sided("left arm: at the side", side), directions.pop("side"), tucked)  # "pinned to the sides"
    for w in c.words("pred"):
        if w.mods.axis and w.mods.angle is not None and not w.used:
            yield from inclined(c, w, directions)
            return
    for w in c.words("pred", "raised", "hold", "rest", "extended", "angle", "lowered", "reach", "thrust", "point", "flare", "apart", "straight"):
        degrees = w.mods.angle
        if degrees is None and w.mods.right_angle and from_the_body(c):
            degrees = 90.0
        of_the_bend = w.meaning == "angle" and not directions and c.said("pred", "bent")
        if degrees is None or not 0 < degrees < 180 or (w.used and w.meaning not in ("extended", "straight")) or of_the_bend:
            continue
        if "up" in directions and degrees < 90 and w.meaning in ("angle", "point", "extended", "reach", "straight", "thrust") and not from_the_body(c):
            degrees += 90.0  # "angled up 45 degrees": counted from the horizontal
        apart = from_the_body(c)
        if w.meaning == "angle" and not c.said("pred", "raised", "hold", "rest", "extended", "reach") and not directions and not apart:
            continue
        over = any(o.kind == "shoulder" or r.meaning == "above" for r in c.words("rel") for o in r.objects)
        lifted = elevation(side or "left", min(degrees + 90.0, 175.0) if over and degrees < 90 else degrees)
        outward = apart and "forward" not in directions and "back" not in directions and 25 <= degrees <= 150
        ways = [name for name in ("forward", "side", "out") if name in directions]
        if len(ways) == 1 and 15 <= degrees <= 165 and e.kind == "arm":
            lifted = sharper(lifted, in_plane(side or "left", "forward" if ways[0] == "forward" else "side"))
        yield from say(sharper(lifted, abducted(side or "left", degrees)) if outward else lifted, w, sure=0.8)
        for name in ("out", "side", "forward"):
            if name in directions and degrees < 75:
                yield from say(sided(_SLIGHT_ARM[name], side), directions.pop(name), sure=0.7)
            elif ways == [name] and 15 <= degrees <= 165 and e.kind == "arm":
                directions.pop(name).used = True  # in whose plane it is lifted
        directions.pop("up", w).used = True
        directions.pop("down", w).used = True
        for r in c.words("rel", "from", "to", "away from", "with"):
            r.used |= bool({o.kind for o in r.objects} & BODY)
        return
    lateral = directions.keys() & {"side", "out", "forward"}
    for name, degrees in (("up", 110.0), ("down", 68.0)):
        if name in directions and directions[name].mods.degree == "slight" and lateral and not placed:
            yield from say(elevation(side or "left", degrees), directions.pop(name), sure=0.9)  # "out to the side and a bit up"
            if not lateral & {"forward"}:
                yield from say(relation(f"{side} hand", f"{side} of", f"{side} shoulder"), *(directions.pop(n) for n in lateral))
            return
    vee = c.said("pred", "v shaped")
    if vee is not None and e.kind in ("arm", "hand"):
        vee.used = True
        low = "low v" in c.surface(vee) or c.said("pred", "lowered", "hang") or directions.get("down")
        if low and "high v" not in c.surface(vee):
            for word in (*c.words("pred", "lowered", "hang", "apart"), *directions.values()):
                word.used = True
            yield from say(sided("left arm: diagonally down", side), vee)
            yield from say(sided("left arm: slightly out to the side", side), vee, sure=0.6)
            return
        up_by_itself = e.kind == "arm" and c.pair and not c.words("rel") and not directions
        upward = up_by_itself or c.said("pred", "raised", "overhead", "high", "extended") or directions.get("up")
        if upward is not None:
            for word in (*c.words("pred", "raised", "overhead", "high", "apart"), *directions.values()):
                word.used = True
            yield from say(sided("left arm: diagonally up", side), vee)
            yield from say(relation(f"{side} hand", f"{side} of", f"{side} shoulder"), vee, sure=0.8)
            return
    high = c.said("pred", "high")
    wide = directions.keys() & {"side", "out"} or c.said("pred", "apart")
    if high is not None and wide and "up" not in directions and e.kind in ("arm", "hand"):
        for w in (*c.words("pred", "apart", "raised"), *(directions.pop(name) for name in ("side", "out") if name in directions)):
            w.used = True
        yield from say(sided("left arm: diagonally up", side), high)  # "held high and wide"
        yield from say(relation(f"{side} hand", f"{side} of", f"{side} shoulder"), high, sure=0.8)
    slight = any(w.mods.degree == "slight" and w.meaning not in ("bent", "straight") for w in (*c.words("pred"), *c.words("dir")))
    lifting = c.words("pred", "raised", "reach", "extended", "point", "thrust", "punch", "wave", "high", "rest", "straight", "angle")
    for name, w in directions.items():
        if name == "up":
            if c.said("dir", "diagonal"):
                yield from say(sided("left arm: diagonally up", side), w)
            elif slight and not (placed and c.said("pred", "overhead", "high") is None and any(
                o.kind in ("head", "top of the head") for r in c.words("rel", "above") for o in r.objects)) and (
                _slightly(c, w) or not any(x.mods.degree == "slight" for n, x in directions.items() if n != "up")
            ):
                yield from say(sided("left arm: slightly raised", side), w)
            elif directions.keys() & {"forward", "side", "out", "back", "across"}:
                yield from say(sided("left arm: diagonally up", side), w, sure=0.7)
            elif e.kind != "arm" and c.said("pred", "point", "face") and not straight:
                yield from say(sided("left forearm: pointing up", side), w, sure=0.8)
            elif c.surface(w) in ("straight up", "directly up") or (straight and e.kind == "arm") or c.said("pred", "point", "vertical") and e.kind == "arm":
                yield from say(sided("left arm: straight up", side), w)
            elif any(o.kind in ("upper back", "back") for r in c.words("rel") for o in r.objects):
                w.used = True  # "reaching up between the shoulder blades"
            elif c.said("pred", "reach", "extended", "high"):
                yield from say(sided("left arm: overhead", side), w, sure=0.9)
            elif e.kind == "arm" and any(o.kind in ("head", "ear") for r in c.words("rel", "beside", "near") for o in r.objects):
                yield from say(sided("left arm: raised", side), w, sure=0.9)  # "arm up next to the head"
            elif placed:
                w.used = True
            elif not c.said("pred", "bent"):
                alone = e.kind == "arm" and len(c.prop.words) == 1  # "this arm up": not merely above the shoulder
                yield from say(sharper(sided("left arm: raised", side), steep(side or "left") if alone else None), w)
            elif c.said("pred", "bent"):
                yield from say(sided("left forearm: pointing up", side), w, sure=0.8)
        elif name == "down":
            grounded = c.surface(w).endswith(("ground", "floor"))
            if grounded and e.kind in HANDS and c.said("pred", "extended", "reach"):
                yield from say(sided("left hand: reaching toward the ground", side), w, sure=0.9)
                continue
            if grounded and e.kind in HANDS and not placed and c.surface(w).startswith("to") and not c.words("pred"):
                yield from say(sided("left hand: on the ground", side), w, sure=0.7)
                continue
            if placed or c.said("dir", "diagonal"):
                if c.said("pred", "hang"):
                    yield from say(sided("left arm: lowered", side), w, *c.words("pred", "hang"), sure=0.9)
                elif c.said("dir", "diagonal"):
                    yield from say(sided("left arm: diagonally down", side), w)
                continue
            lateral = directions.keys() & {"forward", "side", "out"}
            if lateral or c.said("pred", "angle"):
                yield from say(sided("left arm: diagonally down", side), w, sure=0.8)
            elif c.surface(w) == "straight down" or (straight and e.kind == "arm"):
                yield from say(sided("left arm: at the side", side), w, sure=0.9)
            elif c.said("pred", "reach"):
                yield from say(sided("left hand: reaching toward the ground", side), w, sure=0.8)
            else:
                yield from say(sided("left arm: hanging down", side), w)
        elif name == "diagonal":
            if not directions.keys() & {"up", "down"}:
                yield from say(sided("left arm: diagonally up" if c.said("pred", "raised", "extended") else "left arm: diagonally down", side), w, sure=0.6)
            w.used = True
        elif name in ARM_DIRECTIONS:
            if name == "back" and c.said("pred", "overhead") is not None:
                w.used = True  # "back overhead": up there
                continue
            if name == "back" and any(r.first == w.last and r.objects for r in c.words("rel", "to", "against", "toward", "on", "near", "at")):
                w.used = True  # "drawn back to the hip": where to is said
                continue
            close = c.words("rel", "near", "to", "on", "touching", "against")
            if name == "in" and any({o.kind for o in r.objects} & (BODY | {"chest", "stomach", "side"}) for r in close):
                w.used = True  # "drawn in close to the body"
                continue
            if placed and not lifting and name in ("in", "out"):
                w.used = True
                continue
            apart = c.surface(w).startswith(("away", "clear of", "out from"))  # "away from the body": not as far as out to the side
            table = _SLIGHT_ARM if (slight or apart) and name in _SLIGHT_ARM else ARM_DIRECTIONS
            if name in ("forward", "side", "out") and directions.keys() & {"down"} or (
                name in ("forward", "side", "out") and c.said("pred", "lowered", "hang")
            ):
                table = _SLIGHT_ARM
            elif name in ("forward", "side", "out") and "up" in directions:
                w.used = True  # diagonally up says where
                place = relation(f"{side} hand", "in front of", "torso") if name == "forward" else relation(f"{side} hand", f"{side} of", f"{side} shoulder")
                yield from say(place, w, sure=0.7)
                continue
            if name in ("out", "side") and "forward" in directions:
                w.used = True
                if name == "out":
                    continue
            grounded = any(o.kind == "ground" for r in c.words("rel", "on", "touching") for o in r.objects)
            joined = c.said("pred", "clasp", "together", "bent", "cross") is not None or grounded
            if name == "forward" and e.kind in ("hand", "fingers", "palm") and joined and not c.said("pred", "extended", "reach", "straight", "raised"):
                yield from say(relation(f"{side} hand", "in front of", "torso"), w, sure=0.9)  # "hands clasped in front"
                continue
            if name == "forward" and e.kind == "hand" and not c.words("pred") and not placed:
                yield from say(sided("left forearm: pointing forward", side), w, sure=0.8)  # "elbow bent, hand forward": not the whole arm
                continue
            if name == "side" and placed and any(x.meaning == "level with" or any(o.level for o in x.objects) for x in c.words("rel")):
                table = ARM_DIRECTIONS
            yield from say(sided(table[name], side), w, sure=1.0 if name not in ("in",) else 0.8)
    directed = bool(directions)
    stretched = c.said("pred", "extended", "reach")
    told = directed or placed or e.kind not in ("arm", "hand") or c.said("pred", "hang", "lowered", "overhead", "raised") is not None
    if stretched is not None and (stretched.mods.degree == "full" or c.surface(stretched).startswith("hyper")):
        told = True  # how straight, not where to
    told |= any(o.kind in ("elbow", "wrist", "shoulder") for r in c.words("rel") for o in r.objects)
    if stretched is not None and not told and not stretched.mods.neg:
        yield from say(stretched_away(side or "left"), stretched, sure=0.6, implied=True)
    for w in c.words("pred"):
        m = w.meaning
        if m in ("raised", "lowered") and c.surface(w) in ("higher", "lower") and e.kind in HANDS and not c.pair and not placed and side:
            more = "higher than" if m == "raised" else "lower than"
            yield from say(relation(f"{side} hand", more, f"{OTHER[side]} hand"), w, sure=0.9)
            continue
        if m == "raised":
            if directed:
                w.used = True
                continue
            if placed:
                heads = [x for x in c.words("rel", "above", "higher than") if any(o.kind in ("head", "top of the head") for o in x.objects)]
                if heads:
                    yield from say(sided("left arm: overhead", side), w)
                    if e.kind == "arm":
                        heads[0].used = True
                    if c.surface(heads[0]).startswith(("straight", "directly")):
                        yield from say(sided("left arm: straight up", side), heads[0])
                        yield from say(sided("left elbow: straight", side), heads[0], sure=0.9)
                w.used = True
                continue
            if w.mods.angle is not None:
                continue
            if w.mods.degree == "part" and not c.said("pred", "high", "overhead"):
                yield from say(elevation(side or "left", 75.0), w, sure=0.9)
                continue
            name = {"slight": "slightly raised", "much": "overhead", "full": "overhead", "almost full": "overhead"}.get(w.mods.degree, "raised")
            if c.said("pred", "high") or c.said("pred", "overhead"):
                name = "overhead"
            yield from say(sided(f"left arm: {name}", side), w)
        elif m == "overhead":
            vertical = c.surface(w) == "straight overhead" or c.said("pred", "vertical")
            yield from say(sided("left arm: straight up" if vertical else "left arm: overhead", side), w)
            if c.surface(w) == "straight overhead":
                yield from say(sided("left elbow: straight", side), w)
        elif m == "high" and not w.used:
            top = c.said("pred", "raised", "rest", "reach", "hold") or w.mods.degree == "much"
            yield from say(sided("left arm: overhead" if top else "left arm: raised", side), w, sure=0.9)
        elif m == "hang" and e.kind in HANDS and any(x.kind == "elbow" for x in c.context.last) and not placed:
            yield from say(sided("left forearm: pointing down", side), w)  # "the elbow at ear height, the hand dangling"
        elif m == "hang" and e.kind in HANDS and any(x.kind == "wrist" for x in c.context.last) and not placed:
            w.used = True  # "wrists bent, the hands dangling": from the wrist
        elif m == "hang" and e.kind in HANDS and c.surface(w) in ("limp", "slack", "loose"):
            w.used = True  # a limp hand may be anywhere
        elif m == "hang" and e.kind == "arm" and placed and not directed and all(
            {o.kind for o in r.objects} <= _BY_THE_LEG and r.meaning in ("beside", "near", "at") for r in c.words("rel")
        ):
            yield from say(sided("left arm: hanging down", side), w)  # "falls beside the hip"
        elif m in ("lowered", "hang") and w.used and any(o.kind == "wrist" for r in c.words("rel", "from", "at") for o in r.objects):
            continue  # "dropped from the wrist"
        elif m in ("lowered", "hang") and not placed:
            if directed:
                w.used = True
                continue
            yield from say(sided("left arm: hanging down" if m == "hang" else "left arm: lowered", side), w)
        elif m == "relaxed" and e.kind in ("arm", "hand") and not placed and not directed and len(c.words("pred")) == 1:
            yield from say(sided("left arm: hanging down", side), w, sure=0.6)
        elif m == "vertical":
            over = any(o.kind in ("shoulder", "head", "top of the head") for r in c.words("rel", "above") for o in r.objects)
            over |= any(o.kind in ("ear", "head", "face") for r in c.words("rel", "beside", "near", "at") for o in r.objects)
            name = "straight up" if c.said("pred", "raised", "extended", "overhead") or "up" in directions or over else "at the side"
            sure = 0.9 if name == "straight up" or "down" in directions or c.said("pred", "hang", "lowered") else 0.5
            yield from say(sided(f"left arm: {name}", side), w, sure=sure)
        elif m == "above horizontal":
            yield from say(sided("left arm: raised", side), w, sure=0.9)
        elif m == "below horizontal":
            yield from say(elevation(side or "left", 72.0), w, sure=0.9)
        elif m in ("horizontal", "level") and not (m == "level" and c.pair):
            yield from say(sided("left arm: horizontal", side), w)
        elif m in ("reach", "point", "flare", "thrust", "wave") and directed:
            w.used = True
            if m in ("point", "thrust") and e.kind in ("arm", "hand", "fingers") and not c.said("pred", "bent"):
                yield from say(sided("left elbow: at most slightly bent", side), w, sure=0.7, neg=False, implied=True)
        elif (m == "round" or c.surface(w) == "rounded") and e.kind in ("arm", "hand"):
            yield from say(sided("left elbow: partially bent", side), w, sure=0.6, implied=True)
        elif m == "flare" and not directed and e.kind == "arm":
            yield from say(sided("left arm: out to the side", side), w, sure=0.6)
        elif m == "tuck" and e.kind == "arm" and not placed:
            yield from say(sided("left elbow: tucked in", side), w, sure=0.7)
        elif m in ("apart",) and e.kind == "arm" and not directed and not placed and not w.used and not c.said("pred", "width"):
            yield from say(sided("left arm: out to the side", side), w, sure=0.85)
        elif m == "angle" and w.mods.angle is not None and c.said("pred", "raised"):
            pass
        elif m in ("extended", "straight", "angle", "face", "rest", "look") and directed:
            w.used = True
