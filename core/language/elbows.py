"""What a clause says of elbows, forearms and palms: the half of the arm's reader that looks at one of its segments."""

from __future__ import annotations

from collections.abc import Iterator

from core.language.arm_turns import due, elbow_up
from core.language.consequences import sharper
from core.language.propositions import Word
from core.language.sayings import Clause, Saying, is_placed, say, sided

ARM_DIRECTIONS = {
    "forward": "left arm: forward", "side": "left arm: out to the side", "out": "left arm: out to the side", "back": "left arm: back",
    "across": "left arm: across the body", "in": "left arm: across the body", "down": "left arm: hanging down",
}  # fmt: skip
_ELBOW_DIRECTIONS = {
    "out": "left elbow: out to the side", "side": "left elbow: out to the side", "back": "left elbow: pointing back",
    "forward": "left elbow: pointing forward", "up": "left elbow: raised", "down": "left elbow: pointing down", "in": "left elbow: tucked in",
}  # fmt: skip
FOREARM_DIRECTIONS = {
    "up": "left forearm: pointing up", "down": "left forearm: pointing down", "forward": "left forearm: pointing forward",
    "in": "left forearm: pointing inward", "across": "left forearm: pointing inward", "out": "left forearm: pointing outward",
    "side": "left forearm: pointing outward",
}  # fmt: skip
_PALM_DIRECTIONS = {
    "up": "left palm: facing up", "down": "left palm: facing down", "forward": "left palm: facing forward", "back": "left palm: facing back",
    "in": "left palm: facing inward", "out": "left palm: facing forward",
}  # fmt: skip


def read_palm(c: Clause, directions: dict[str, Word]) -> Iterator[Saying]:
    for name, w in directions.items():
        code = _PALM_DIRECTIONS.get({"side": "out"}.get(name, name))
        if code:
            yield from say(sided(code, c.entity.side), w, sure=0.9)
    for w in c.words("rel", "toward"):
        if {o.kind for o in w.objects} & {"thigh", "leg", "hip", "side", "waist"}:
            yield from say(sided("left palm: facing inward", c.entity.side), w, sure=0.8)
    for w in c.words("rel"):
        kinds = {o.kind for o in w.objects}
        for kind, code in (("camera", "forward"), ("ground", "down"), ("sky", "up"), ("each other", "inward"), ("body", "inward"), ("torso", "inward")):
            if kind in kinds:
                yield from say(sided(f"left palm: facing {code}", c.entity.side), w, sure=0.8)
    for w in c.words("pred"):
        w.used = True


def read_segment(c: Clause, directions: dict[str, Word], kind: str, table: dict[str, str]) -> Iterator[Saying]:
    side = c.entity.side
    for w in c.words("rel", "toward", "to"):
        if kind == "forearm" and {o.kind for o in w.objects} & {"chest", "torso", "body", "stomach"} and c.said("pred", "angle", "point", "bent", "turn"):
            yield from say(sided("left forearm: pointing inward", side), w, *c.words("pred", "angle", "point", "turn"), sure=0.9)
    drops = kind == "forearm" and c.said("pred", "lowered", "hang") is not None
    for name, w in directions.items():
        if name in table:
            code = sided(table[name], side)
            if kind == "forearm" and (w.mods.degree == "full" or c.surface(w).startswith(("straight", "directly"))):
                code = sharper(code, due(side or "left", table[name].rsplit(" ", 1)[1]))
            yield from say(code, w)
        elif name in ARM_DIRECTIONS and kind == "upper arm":
            yield from say(sided(ARM_DIRECTIONS[name], side), w, sure=0.6)
    for w in c.words("pred"):
        if w.meaning == "vertical" and kind == "forearm" and ("down" in directions or drops):
            w.used = True  # pointing down says it; the posecode's vertical forearm points up
        elif w.meaning == "above horizontal":
            yield from say(sided("left forearm: pointing up" if kind == "forearm" else "left upper arm: raised", side), w, sure=0.8)
        elif w.meaning in ("vertical", "horizontal", "level"):
            yield from say(sided(f"left {kind}: {'horizontal' if w.meaning == 'level' else w.meaning}", side), w)
        elif w.meaning == "raised" and c.said("pred", "horizontal", "vertical", "level"):
            w.used = True  # "lifted to horizontal"
        elif w.meaning == "raised" and not directions and not is_placed(c):
            yield from say(sided("left forearm: pointing up" if kind == "forearm" else "left upper arm: raised", side), w)
        elif w.meaning in ("hang", "lowered") and not is_placed(c):
            yield from say(sided("left forearm: pointing down" if kind == "forearm" else "left arm: lowered", side), w, sure=0.8)


def read_elbow(c: Clause, directions: dict[str, Word]) -> Iterator[Saying]:
    side = c.entity.side
    close = c.said("pred", "tuck", "near", "touch", "hold", "rest", "together", "squeeze") is not None or c.prop.unknown > 0
    if close and "side" in directions and c.surface(directions["side"]) in ("to the sides", "to the side", "to his side", "to her side", "to their side") and (
        "out" not in directions and "up" not in directions
    ):
        yield from say(sided("left elbow: tucked in", side), directions.pop("side"), sure=0.9)  # "glued to your sides"
    if "out" in directions and any({o.kind for o in r.objects} & {"body", "torso", "back", "person"} for r in c.words("rel", "behind")):
        directions.pop("out").used = True  # "juts out behind the body"
    for w in c.words("pred", "angle"):
        if not directions and w.mods.angle is None and not w.mods.right_angle and w.form == "ed" and not is_placed(c):
            much = w.mods.degree in ("much", "sharp", "full")
            yield from say(sided(f"left elbow: {'tightly bent' if much else 'slightly bent' if w.mods.degree == 'slight' else 'bent'}", side), w, sure=0.9)
    if any(w.meaning == "straight" and w.mods.degree != "almost" and c.surface(w).startswith("lock") for w in c.words("pred")):
        directions.pop("out", None)  # "locked out" is straight
    stuck = {o.kind for r in c.words("rel") if r.meaning in ("to", "at", "against", "on", "touching", "in") for o in r.objects}
    if stuck & {"body", "torso", "side", "waist"}:
        for w in c.words("pred", "flare"):
            if c.surface(w).startswith("stuck"):
                w.used = True
                w.meaning = "tuck"
    for name, w in directions.items():
        if name in _ELBOW_DIRECTIONS:
            code = sided(_ELBOW_DIRECTIONS[name], side)
            high = c.surface(w).endswith(("sky", "ceiling", "straight up", "directly up", "air", "heaven")) or c.said("pred", "point", "face") is not None
            yield from say(sharper(code, elbow_up(side or "left")) if name == "up" and high else code, w, *c.words("pred", "point", "face"))
    for w in c.words("pred"):
        if w.meaning == "flare" and not directions:
            yield from say(sided("left elbow: out to the side", side), w)
        elif w.meaning in ("tuck",) and not any(d in directions for d in ("out", "side")):
            yield from say(sided("left elbow: tucked in", side), w)
        elif w.meaning == "together" and not c.pair:
            yield from say(sided("left elbow: tucked in", side), w, sure=0.6)
        elif w.meaning == "raised" and not is_placed(c) and not (directions.keys() - {"up"}) or w.meaning == "high":
            yield from say(sided("left elbow: raised", side), w)
        elif w.meaning in ("lowered", "hang") and not is_placed(c):
            yield from say(sided("left elbow: pointing down", side), w)
    for w in c.words("rel", "near", "on", "beside", "at", "in", "touching"):
        kinds = {o.kind for o in w.objects}
        if kinds & {"body", "torso", "side", "waist", "chest"}:
            yield from say(sided("left elbow: tucked in", side), w)
    for w in c.words("rel", "away from"):
        if {o.kind for o in w.objects} & {"body", "torso", "side", "waist"}:
            yield from say(sided("left elbow: out to the side", side), w)


def own_upper_arm(r: Word, side: str | None) -> bool:
    """"folded back against the upper arm": the forearm's own, unless another one is named."""
    return r.meaning in ("on", "touching", "toward", "to", "near") and any(o.kind == "upper arm" and o.side in (None, "same", side) for o in r.objects)
