"""Where a clause puts the whole arm: at the sides, on the ground, toward the camera, across or behind the body, so many degrees from the vertical.

The part of the arm's reader (``arms``) that looks at places and angles rather than at words of movement.
"""

from __future__ import annotations

from collections.abc import Iterator

from core.language.consequences import sharper
from core.language.depth_order import depth_order, segment_to_camera
from core.language.graded import above_ground, at_the_back, at_the_height
from core.language.posecodes import elevation, relation
from core.language.propositions import Word
from core.language.sayings import TRUNK_PLACES, Clause, Saying, say, sided

BODY = frozenset({"body", "torso", "side", "waist"})
"""What an arm may stand off from."""


def inclined(c: Clause, w: Word, directions: dict[str, Word]) -> Iterator[Saying]:
    """An arm so many degrees from the vertical or the horizontal; upwards or downwards as the clause says."""
    degrees, axis = w.mods.angle or 0.0, w.mods.axis
    up = "up" in directions or c.said("pred", "raised", "overhead", "high") is not None or axis == "above"
    down = "down" in directions or c.said("pred", "lowered", "hang") is not None or axis == "below"
    for other in (*directions.values(), *c.words("pred", "raised", "lowered", "hang", "angle", "extended", "rest", "hold")):
        other.used = True
    w.used = True
    if axis == "vertical" and not up and not down and 10 <= degrees <= 80:
        yield from say(elevation(c.entity.side or "left", degrees), w, sure=0.7)  # from hanging
    if up != down and 0 <= degrees <= 90:
        lifted = 90.0 - degrees if axis == "vertical" else degrees
        yield from say(elevation(c.entity.side or "left", 90.0 + lifted if up else 90.0 - lifted), w, sure=0.9)


def from_the_body(c: Clause) -> bool:
    """Whether an angle is one between arm and trunk."""
    return any(r.meaning in ("from", "to", "away from", "with") and {o.kind for o in r.objects} & BODY for r in c.words("rel"))


def _crosses(c: Clause, w: Word) -> bool:
    """"across the chest", "crossed over the chest"."""
    return w.meaning == "across" or (w.meaning in ("above", "in front of", "below") and c.said("pred", "cross") is not None)


def arm_places(c: Clause) -> Iterator[Saying]:
    """Places that concern the whole arm rather than the hand's point: the sides, the ground, the camera, across and behind the body."""
    side, e = c.entity.side, c.entity
    reaching = c.said("pred", "extended", "reach", "straight", "raised", "thrust", "point")
    for w in c.words("rel"):
        if w.used:
            continue
        kinds = {o.kind for o in w.objects}
        leant = c.said("pred", "lean", "propped", "supported", "bears") is not None
        if w.meaning == "on" and kinds == {"elbow"} and e.kind == "arm" and w.objects[0].side is None and leant:
            w.used = True  # "leaning on the elbow": its own
            continue
        lifted = c.said("pred", "raised")
        if w.meaning in ("from", "away from") and kinds & BODY and e.kind == "arm" and lifted is not None and lifted.mods.angle is None and not c.words("dir"):
            name = "slightly out to the side" if lifted.mods.degree == "slight" or w.mods.degree == "slight" else "out to the side"
            yield from say(sided(f"left arm: {name}", side), w, lifted, sure=0.9)  # "slightly lifted from the side"
            continue
        if "side" in kinds and e.kind == "hand" and c.named(w).startswith("rib") and w.meaning in ("at", "on", "near", "touching", "to", "beside", "by"):
            yield from say(relation(f"{side} hand", "near", "torso"), w, sure=0.9)  # a fist at the ribs hangs not
            yield from say(sided("left elbow: bent", side), w, sure=0.8, implied=True)
        elif "side" in kinds and w.meaning in ("at", "on", "beside", "near", "touching", "to", "in", "below"):
            if e.kind in ("elbow", "forearm", "upper arm"):
                continue
            if w.meaning == "to" or c.said("pred", "raised", "reach", "point"):
                yield from say(sided("left arm: out to the side", side), w)
            else:
                yield from say(sided("left arm: at the side", side), w)
                for hang in c.words("pred", "hang", "relaxed", "rest", "lowered"):
                    hang.used = True
        elif kinds & {"body", "torso"} and w.meaning in ("near", "touching", "on") and e.kind == "arm" and c.surface(w) != "along":
            yield from say(sided("left elbow: tucked in", side), w, *c.words("pred", "tuck"), sure=0.9)
        elif "torso" in kinds and w.meaning == "at" and c.named(w) in ("midline", "line"):
            w.used = True
        elif kinds & {"body", "torso"} and w.meaning in ("beside", "near", "at", "touching", "on") and e.kind in ("arm", "hand"):
            if e.kind == "hand" and w.meaning == "near" and any(o.level and o.kind not in ("hip", "thigh") for r in c.words("rel") for o in r.objects):
                yield from say(relation(f"{side} hand", "near", "torso"), w, sure=0.8)  # "close to the body at chest height"
                continue
            yield from say(sided("left arm: at the side", side), w, *c.words("dir", "down"), sure=0.9)
            for hang in c.words("pred", "hang", "relaxed", "rest", "lowered"):
                hang.used = True
        elif kinds & {"body", "torso"} and w.meaning == "away from" and e.kind in ("arm", "hand"):
            yield from say(sided("left arm: slightly out to the side", side), w, sure=0.8)
        elif "ground" in kinds and w.meaning == "to" and c.said("pred", "horizontal") is not None:
            w.used = True  # "parallel to the deck"
        elif "ground" in kinds:
            joint = "elbow" if e.kind in ("elbow", "forearm") else "hand"
            if w.mods.degree.startswith("almost") and w.meaning in ("on", "touching"):
                yield from say(above_ground(joint, side or "left", "just"), w, sure=0.9)
            elif w.meaning in ("on", "touching", "at", "in"):
                yield from say(sided(f"left {joint}: on the ground", side), w)
            elif w.meaning in ("toward", "to", "near"):
                yield from say(sided("left hand: reaching toward the ground", side), w, sure=0.7)
        elif "sky" in kinds and w.meaning == "touching":
            yield from say(sided("left arm: overhead", side), w, sure=0.9)
        elif "sky" in kinds and w.meaning in ("toward", "to", "at", "in"):
            yield from say(sided("left arm: raised", side), w, sure=0.9)
        elif "sky" in kinds and w.meaning == "for" and reaching:
            yield from say(sided("left arm: overhead", side), w, *c.words("pred", "reach", "extended"), sure=0.9)
        elif "camera" in kinds:
            if e.kind == "elbow" and w.meaning in ("toward", "to", "at", "away from"):
                yield from say(depth_order(f"{side} elbow", f"{side} shoulder", w.meaning != "away from"), w, sure=0.9)
            elif e.kind in ("forearm", "upper arm") and w.meaning in ("toward", "to", "at", "away from"):
                yield from say(segment_to_camera(side or "left", e.kind, w.meaning != "away from"), w, *c.words("pred", "point", "extended"))
            elif w.meaning in ("toward", "to", "at"):
                yield from say(sided("left arm: toward the camera", side), w)
            elif w.meaning == "away from":
                yield from say(sided("left arm: away from the camera", side), w)
        elif _crosses(c, w) and kinds & {*TRUNK_PLACES, "lap"}:
            if e.kind == "forearm" and kinds & {"back", "lower back"}:
                yield from say(relation(f"{side} hand", "behind", "lower back"), w, sure=0.9)
                w.used = False
                yield from say(sided("left forearm: pointing inward", side), w, sure=0.7)
            elif e.kind == "forearm":
                yield from say(sided("left forearm: pointing inward", side), w)
            elif kinds & {"back", "lower back"} and w.meaning == "across":
                yield from say(relation(f"{side} hand", "behind", "lower back"), w, sure=0.9)
            elif not (c.said("pred", "cross") and c.pair):
                height = next((at_the_height(side or "left", k) for k in ("chest", "stomach", "waist") if k in kinds), None)
                yield from say(sharper(sided("left arm: across the body", side), height), w, *c.words("pred", "cross"))
        elif w.meaning == "in front of" and kinds & {"body", "torso", "person"} and e.kind == "arm":
            near = c.head(w)
            low = c.said("pred", "point") is not None and (c.words("dir", "down") or any(o.kind == "ground" for r in c.words("rel") for o in r.objects))
            if low:
                for other in (*c.words("dir", "down"), *(r for r in c.words("rel") if any(o.kind == "ground" for o in r.objects))):
                    other.used = True
                yield from say(sided("left arm: diagonally down", side), w, sure=0.9)  # "points down at the floor in front of you"
                yield from say(sided("left arm: slightly forward", side), w, *c.words("pred", "point"), sure=0.9)
            elif w.mods.degree == "slight" or (near is not None and near.meaning != "bent" and near.mods.degree == "slight"):
                yield from say(sided("left arm: slightly forward", side), w)
            elif reaching or c.surface(w).startswith(("out", "straight", "directly")):
                yield from say(sided("left arm: forward", side), w)
        elif w.meaning == "behind" and kinds & {"body", "back", "torso", "person"}:
            if e.kind == "arm" and (reaching or "back" not in kinds) and not c.pair:
                yield from say(sided("left arm: back", side), w)
            elif e.kind == "elbow":
                yield from say(sided("left elbow: pointing back", side), w)
            else:
                behind = sided("left hand: behind the torso", side)
                yield from say(sharper(behind, at_the_back(side or "left")) if "back" in kinds else behind, w)
        elif w.meaning == "above" and kinds & {"head", "top of the head"} and e.kind == "arm" and not c.said("pred", "raised") and not w.mods.neg:
            upright = c.said("pred", "extended", "straight") or c.surface(w).startswith(("straight", "directly"))
            yield from say(sided("left arm: straight up" if upright else "left arm: overhead", side), w, *c.words("pred", "rest", "reach", "point"))
