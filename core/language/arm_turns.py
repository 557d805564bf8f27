"""Posecodes made on demand for arms in anatomists' words: an arm lifted in a plane, a wrist extended, a forearm supinated, an arm rotated.

What a rotation looks like depends on how the arm is held otherwise (turned outward, a bent arm's forearm swings away from the belly, or up when the
upper arm is out to the side, and a straight arm's palm comes forward): its bounds are chosen when the whole text is known.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from core.body.constraint import Comparison, Constraint
from core.language.graded import on_side
from core.language.posecodes import INF, Posecode, angle, direction, disagree, distance, offset

_UPPER_ARM = 0.26
"""Metres from shoulder to elbow of a 1.7 m body."""
_FOREARM, _PALM = ("left_elbow", "left_wrist"), ("left_hand", "left_palm_up")


# --------------------------------------------------------------------------------------------------- posecodes


@lru_cache(maxsize=256)
def lifted_in(side: str, degrees: float, way: str) -> Posecode:
    """The upper arm lifted so many degrees from hanging, to the "forward", "side", "back" or "between" side and forward."""
    lift = direction("left_shoulder", "left_elbow", "up", 180.0 - degrees - 13.0, 180.0 - degrees + 13.0)
    far = _UPPER_ARM * math.sin(math.radians(degrees))
    ahead = {"forward": (0.65 * far, INF), "back": (-INF, -0.5 * far), "side": (-0.09, 0.11), "between": (0.3 * far, 0.85 * far)}[way]
    aside = {"forward": (-0.10, 0.10), "back": (-0.12, 0.12), "side": (0.65 * far, INF), "between": (0.4 * far, 0.9 * far)}[way]
    bounds = (
        offset("left_elbow", "left_shoulder", "front", *ahead, "chest"), offset("left_elbow", "left_shoulder", "left", *aside, "chest"),
    ) if 15 <= degrees <= 165 else ()  # fmt: skip
    words = {"forward": "forward", "back": "back", "side": "to the side", "between": "between side and front"}[way]
    return on_side(Posecode(f"left upper arm: lifted {words} about {degrees:.0f} degrees", "left_arm", (lift, *bounds)), side)


@lru_cache(maxsize=16)
def in_plane(side: str, way: str) -> Posecode:
    """The arm in the plane through "forward" (sagittal), "side" (frontal) or "between" (scapular), whatever its height."""
    ahead = {"forward": (-INF, INF), "side": (-0.12, 0.12), "between": (0.08, 0.36)}[way]
    aside = {"forward": (-0.13, 0.13), "side": (-INF, INF), "between": (0.10, 0.40)}[way]
    bounds = tuple(
        offset("left_wrist", "left_shoulder", axis, *bound, "chest") for axis, bound in (("front", ahead), ("left", aside)) if math.isfinite(bound[0])
    )
    words = {"forward": "in the sagittal plane", "side": "in the frontal plane", "between": "between side and front"}[way]
    return on_side(Posecode(f"left arm: {words}", "left_arm", bounds), side)


@lru_cache(maxsize=2)
def steep(side: str) -> Posecode:
    """The arm nearer to straight up than to level."""
    return on_side(Posecode("left arm: steeply up", "left_arm", (direction("left_shoulder", "left_wrist", "up", -INF, 50.0),)), side)


@lru_cache(maxsize=64)
def wrist_bent(side: str, way: str, degrees: float | None = None) -> Posecode:
    """The wrist "extended" (its back towards the forearm) or "flexed" (its palm)."""
    low, high = (-INF, 145.0) if degrees is None else (180.0 - degrees - 15.0, 180.0 - degrees + 15.0)
    bent = angle("left_elbow", "left_wrist", "left_middle", low, high)
    facing = angle("left_palm_up", "left_hand", "left_elbow", *((-INF, 65.0) if way == "extended" else (115.0, INF)))
    amount = "" if degrees is None else f" about {degrees:.0f} degrees"
    return on_side(Posecode(f"left wrist: {way}{amount}", "left_hand", (bent, facing)), side)


@lru_cache(maxsize=16)
def thumb(side: str, way: str) -> Posecode:
    """The hand turned so that the thumb's side is "up", "down", "forward" or "back"."""
    axis, frame = {"up": ("up", "body"), "down": ("down", "body"), "forward": ("front", "chest"), "back": ("back", "chest")}[way]
    code = Posecode(f"left thumb: pointing {way}", "left_hand", (direction("left_pinky", "left_index", axis, -INF, 45, frame),))
    return on_side(code, side)


@lru_cache(maxsize=16)
def fingers(side: str, way: str) -> Posecode:
    """The fingers pointing "up", "down" or "forward"."""
    axis, frame = {"up": ("up", "body"), "down": ("down", "body"), "forward": ("front", "chest")}[way]
    code = Posecode(f"left fingers: pointing {way}", "left_hand", (direction("left_wrist", "left_middle", axis, -INF, 45, frame),))
    return on_side(code, side)


@lru_cache(maxsize=2)
def palms_pressed() -> Posecode:
    """Palm against palm, not merely the hands together."""
    near = distance("left_hand", "right_hand", -INF, 0.10)
    inward = tuple(direction(f"{s}_hand", f"{s}_palm_up", s, -INF, 48, "chest") for s in ("left", "right"))
    return Posecode("hands: together", "left_hand", (near, *inward), ("right_hand",))


@lru_cache(maxsize=16)
def due(side: str, way: str) -> Posecode:
    """The forearm pointing nearly straight "up", "down", "forward", "inward" or "outward"."""
    axis, frame = {
        "up": ("up", "body"), "down": ("down", "body"), "forward": ("front", "chest"), "inward": ("right", "chest"), "outward": ("left", "chest"),
    }[way]  # fmt: skip
    return on_side(Posecode(f"left forearm: pointing straight {way}", "left_arm", (direction(*_FOREARM, axis, -INF, 24, frame),)), side)


@lru_cache(maxsize=2)
def elbow_up(side: str) -> Posecode:
    """The upper arm pointing up, the elbow towards the ceiling."""
    return on_side(Posecode("left elbow: pointing up", "left_arm", (direction("left_shoulder", "left_elbow", "up", -INF, 42),)), side)


@lru_cache(maxsize=16)
def rotated(side: str, way: str) -> Posecode:
    """The arm rotated "outward" or "inward" at the shoulder, hanging straight: see ``as_held``."""
    return on_side(Posecode(f"left arm: rotated {way}", "left_arm", (_palm("back" if way == "outward" else "front"),)), side)


@lru_cache(maxsize=16)
def forearm_rotated(side: str, way: str) -> Posecode:
    """The forearm "supinated", "pronated" or "neutral", hanging: see ``as_held``."""
    axis = {"supinated": "back", "pronated": "front", "neutral": "left"}[way]
    return on_side(Posecode(f"left forearm: {way}", "left_hand", (_palm(axis),)), side)


def _palm(axis: str) -> Constraint:
    """The back of the left hand towards an axis."""
    return direction(*_PALM, axis, -INF, 50, "body" if axis in ("up", "down") else "chest")


def as_held(code: Posecode, known: Iterable[Posecode]) -> Posecode:
    """A rotation's posecode with the bounds that fit how the arm is held, as ``known`` posecodes of the same text tell it."""
    side, _, limb = code.subject.partition(" ")
    if limb not in ("arm", "forearm") or code.predicate not in _ROTATIONS:
        return code
    mine = [other if side == "left" else other.mirrored() for other in known if other.subject.startswith(side)]
    names = {other.name for other in mine}
    bent = any(_bends(other) for other in mine)
    raised = bool(names & _RAISED) or any(_lifts(other) for other in mine)
    over = bool(names & {"left arm: overhead", "left arm: straight up"})
    bound = _bound(code.predicate, bent or any(n.startswith("left forearm: pointing") for n in names), raised, over)
    palms = [other for other in mine if other.subject == "left palm"]
    out = replace(code if side == "left" else code.mirrored(), constraints=(bound,))
    if limb == "forearm" and palms:
        out = replace(out, constraints=palms[0].constraints)
    elif any(disagree(out, other) for other in mine if other.name != out.name):
        out = replace(out, constraints=next((other.constraints for other in mine if disagree(out, other)), out.constraints))
    return out if side == "left" else out.mirrored()


_ROTATIONS = frozenset({"rotated outward", "rotated inward", "supinated", "pronated", "neutral"})
_RAISED = frozenset(f"left {what}" for what in (
    "arm: out to the side", "arm: horizontal", "arm: forward", "arm: raised", "upper arm: horizontal", "elbow: out to the side", "elbow: raised",
    "upper arm: level with the left shoulder", "elbow: level with the left shoulder", "arm: straight out to the side",
))  # fmt: skip


def _bound(way: str, bent: bool, raised: bool, over: bool) -> Constraint:
    outward = way == "rotated outward"
    if way in ("rotated outward", "rotated inward") and bent:
        if raised:
            return direction(*_FOREARM, "up" if outward else "down", -INF, 45)
        return direction(*_FOREARM, "left" if outward else "right", -INF, 55, "chest")
    if way == "neutral":
        return _palm("left")
    first = outward or way == "supinated"
    if over:
        return _palm("front" if first else "back")
    if bent or raised:
        return _palm("down" if first else "up")
    return _palm("back" if first else "front")


def _bends(code: Posecode) -> bool:
    """Whether a posecode bends the left elbow."""
    return any(
        not isinstance(c.measure, Comparison) and c.measure.kind == "angle" and c.measure.points[1] == "left_elbow" and c.high <= math.radians(141)
        for c in code.constraints
    )


def _lifts(code: Posecode) -> bool:
    """Whether a posecode lifts the left arm to about the horizontal."""
    return any(
        not isinstance(c.measure, Comparison) and c.measure.kind == "direction" and c.measure.axis == "up" and c.measure.points[0] == "left_shoulder"
        and c.high <= math.radians(120) for c in code.constraints
    )
