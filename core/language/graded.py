"""Posecodes made on demand for amounts and places that the catalogue has no bin for: a trunk leaning 30 degrees, a hand just above the ground.

Each is one or two bounds on the measures that the catalogue uses, written for the left and mirrored.
"""

from __future__ import annotations

import math
from functools import lru_cache

from core.language.places import PLACES
from core.language.posecodes import INF, Posecode, angle, bend, direction, distance, height, offset, turn

_SPINE = ("pelvis", "neck")
_SOLE = "left_heel+left_big_toe"
_POINTS = {"hand": "left_hand", "foot": _SOLE, "knee": "left_knee", "elbow": "left_elbow", "heel": "left_heel", "toes": "left_big_toe"}
_PART = {"hand": "hand", "foot": "foot", "knee": "leg", "elbow": "arm", "heel": "foot", "toes": "foot"}


def on_side(code: Posecode, side: str | None) -> Posecode:
    """A left-sided posecode on a side."""
    return code.mirrored() if side == "right" else code


@lru_cache(maxsize=256)
def leaning(way: str, degrees: float) -> Posecode:
    """The trunk leaning "forward", "back", "left" or "right" by so many degrees from upright."""
    name = f"torso: leaning {'to the left' if way in ('left', 'right') else way} about {degrees:.0f} degrees"
    if way in ("left", "right"):
        bound = direction(*_SPINE, "left", 90.0 - degrees - 8.0, 90.0 - degrees + 8.0)
        return on_side(Posecode(name, "torso", (bound,)), way)
    sign = 1.0 if way == "forward" else -1.0
    low, high = sorted((sign * (degrees - 10.0), sign * (degrees + 10.0)))
    return Posecode(name, "torso", (turn(*_SPINE, "front/up", low, high),))


@lru_cache(maxsize=2)
def straight_out(side: str) -> Posecode:
    """The arm straight out to the side, as in a T: nearer to it than "out to the side"."""
    bounds = (direction("left_shoulder", "left_wrist", "left", -INF, 14, "chest"), direction("left_shoulder", "left_wrist", "up", 78, 102))
    return on_side(Posecode("left arm: straight out to the side", "left_arm", bounds), side)


@lru_cache(maxsize=2)
def at_the_back(side: str) -> Posecode:
    """The hand close behind the back, not merely behind the body's plane: about where the other hand could take it."""
    bounds = (
        offset("left_hand", "pelvis+spine1", "front", -0.32, -0.10, "pelvis"), offset("left_hand", "pelvis+spine1", "left", -0.20, 0.14, "pelvis"),
        offset("left_hand", "pelvis+spine1", "up", -0.20, 0.25, "pelvis"),
    )  # fmt: skip
    return on_side(Posecode("left hand: close behind the back", "left_hand", bounds), side)


@lru_cache(maxsize=2)
def at_the_lower_back(side: str) -> Posecode:
    """The hand against the small of the back, not a hand's breadth off it."""
    bounds = (distance("left_hand", "pelvis+spine1", -INF, 0.185), offset("left_hand", "pelvis+spine1", "front", -0.185, -0.08, "pelvis"))
    return on_side(Posecode("left hand: close to the lower back", "left_hand", bounds), side)


@lru_cache(maxsize=2)
def at_the_forehead(side: str) -> Posecode:
    """The hand against the forehead, above the eyes."""
    bounds = (distance("left_hand", "left_eye+right_eye", -INF, 0.125), offset("left_hand", "left_eye+right_eye", "up", -0.02, INF, "chest"))
    return on_side(Posecode("left hand: against the forehead", "left_hand", bounds), side)


@lru_cache(maxsize=2)
def steep(side: str) -> Posecode:
    """An arm that points up rather than out."""
    return on_side(Posecode("left arm: steeply up", "left_arm", (direction("left_shoulder", "left_wrist", "up", -INF, 44),)), side)


@lru_cache(maxsize=64)
def abducted(side: str, degrees: float) -> Posecode:
    """An arm so many degrees "from the body": out to the side, not in front of it."""
    least = 0.6 * 0.49 * math.sin(math.radians(degrees))
    bound = offset("left_wrist", "left_shoulder", "left", least, INF, "chest")
    return on_side(Posecode(f"left arm: {degrees:.0f} degrees off the side", "left_arm", (bound,)), side)


@lru_cache(maxsize=16)
def at_the_height(side: str, place: str) -> Posecode | None:
    """The hand about as high as a place of the trunk or the head."""
    if place not in PLACES:
        return None
    bound = offset("left_hand", PLACES[place].centre, "up", -0.14, 0.14, "chest")
    return on_side(Posecode(f"left hand: about as high as the {place}", "left_hand", (bound,)), side)


@lru_cache(maxsize=2)
def folded_elbow(side: str) -> Posecode:
    """The elbow of a folded arm."""
    return bend("elbow", side, -INF, 112.0, "well bent")


@lru_cache(maxsize=2)
def past_the_middle(side: str) -> Posecode:
    """A folded arm's wrist at the middle of the chest or beyond it."""
    bound = offset("left_wrist", "spine3", "left", -INF, 0.05, "chest")
    return on_side(Posecode("left wrist: past the middle", "left_hand", (bound,)), side)


@lru_cache(maxsize=2)
def stretched_away(side: str) -> Posecode:
    """The arm stretched out, nothing said of where to: anywhere but down the side."""
    return on_side(Posecode("left arm: stretched away", "left_arm", (direction("left_shoulder", "left_wrist", "up", -INF, 122),)), side)


@lru_cache(maxsize=256)
def leg_lifted(way: str, side: str, degrees: float) -> Posecode:
    """The leg lifted "forward", "back" or to the "side" by so many degrees from hanging down."""
    axis = {"forward": "front", "back": "back", "side": "left"}[way]
    words = {"forward": "forward", "back": "back", "side": "to the side"}[way]
    bound = direction("left_hip", "left_ankle", axis, 90.0 - degrees - 9.0, 90.0 - degrees + 9.0)
    off = offset("left_ankle", "right_ankle", "up", 0.03, INF)
    return on_side(Posecode(f"left leg: lifted {words} about {degrees:.0f} degrees", "left_leg", (bound, off)), side)


@lru_cache(maxsize=256)
def turned(what: str, side: str, degrees: float) -> Posecode:
    """The "head" or the "torso" turned to a side by so many degrees."""
    points, frame = (("head", "head_front"), "chest") if what == "head" else (("spine3", "chest_front"), "pelvis")
    bound = turn(*points, "left/front", degrees - 10.0, degrees + 10.0, frame)
    return on_side(Posecode(f"{what}: turned to the left about {degrees:.0f} degrees", what, (bound,)), side)


@lru_cache(maxsize=128)
def above_ground(kind: str, side: str, how: str) -> Posecode | None:
    """A hand, foot, knee or elbow "just" or "high" above the ground."""
    if kind not in _POINTS:
        return None
    low, high = {"just": (0.06, 0.28), "high": (0.45, INF)}[how]
    name = f"left {kind}: {how} above the ground"
    return on_side(Posecode(name, f"left_{_PART[kind]}", (height(_POINTS[kind], low, high),)), side)


@lru_cache(maxsize=128)
def between(kind: str, side: str, what: str) -> Posecode | None:
    """A hand between the two of a pair: "thighs", "knees", "feet", "ankles"."""
    pairs = {"thigh": "left_hip+left_knee+right_hip+right_knee", "leg": "left_hip+left_knee+left_knee+right_hip+right_knee+right_knee",
             "knee": "left_knee+right_knee", "foot": "left_foot+right_foot", "ankle": "left_ankle+right_ankle"}  # fmt: skip
    plural = {"thigh": "thighs", "leg": "legs", "knee": "knees", "foot": "feet", "ankle": "ankles"}
    point = _POINTS.get(kind)
    if what not in pairs or point is None:
        return None
    middle = pairs[what]
    bounds = (offset(point, middle, "left", -0.10, 0.10), distance(point, middle, -INF, 0.24))
    code = Posecode(f"left {kind}: between the {plural[what]}", f"left_{_PART[kind]}", bounds, ("left_leg", "right_leg"))
    return on_side(code, side)


@lru_cache(maxsize=512)
def offset_by(subject: str, name: str, other: str) -> Posecode | None:
    """One place slightly "above" or "below" another: by 4 to 22 cm. Names of ``PLACES``."""
    if subject not in PLACES or other not in PLACES or subject == other:
        return None
    a, b = PLACES[subject], PLACES[other]
    low, high = (0.04, 0.22) if name == "above" else (-0.22, -0.04)
    others = (b.part,) if b.part != a.part else ()
    return Posecode(f"{subject}: slightly {name} the {other}", a.part, (offset(a.centre, b.centre, "up", low, high),), others)


@lru_cache(maxsize=8)
def facing(kind: str, side: str) -> Posecode:
    """The face turned to a "hand", "wrist" or "elbow", wherever that is."""
    bound = angle("head_front", "head", f"left_{kind}", -INF, 32)
    return on_side(Posecode(f"head: facing the left {kind}", "head", (bound,), (f"left_{_PART.get(kind, 'hand')}",)), side)


@lru_cache(maxsize=64)
def bowed(degrees: float) -> Posecode:
    """The head bent forward by so many degrees."""
    bound = turn("head", "head_front", "up/front", -degrees - 10.0, -degrees + 10.0, "chest")
    return Posecode(f"head: bowed about {degrees:.0f} degrees", "head", (bound,))


@lru_cache(maxsize=2)
def in_profile(side: str) -> Posecode:
    """One side of the face towards the camera."""
    code = Posecode("head: left side toward the camera", "head", (direction("right_ear", "left_ear", "front", -INF, 45, "camera"),))
    return on_side(code, side)


@lru_cache(maxsize=1)
def averted() -> Posecode:
    """The face turned off the camera, so that it is seen from the side or not at all."""
    return Posecode("head: turned away from the camera", "head", (direction("head", "head_front", "front", 55, INF, "camera"),))


@lru_cache(maxsize=8)
def side_to_camera(side: str) -> Posecode:
    """The body's left (or right) side turned towards the camera."""
    code = Posecode("torso: left side toward the camera", "torso", (direction("pelvis", "pelvis_left", "front", -INF, 40, "camera"),))
    return on_side(code, side)
