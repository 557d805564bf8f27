"""What rests on the ground or on something else, and how the trunk is turned to the picture, as posecodes made on demand.

"Her bottom is on the floor" sits, "the shoulders touch the mat" lies; a foot "propped on a step" is off the ground; a body "angled towards the right of
the picture" is turned to the camera, whatever its own left and right are.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from core.language.catalogue import CATALOGUE
from core.language.depth_order import depth_order, place_name
from core.language.posecodes import INF, Posecode, direction, height, offset
from core.language.propositions import Mods, Word
from core.language.sayings import Clause, Saying, say
from core.language.sides import OTHER

ON = frozenset({"on", "touching", "at", "in", "near", "to"})
_RESTING = {"back": "lying face up", "upper back": "lying face up", "chest": "lying face down", "stomach": "lying face down",
            "bottom": "sitting on the ground", "buttock": "sitting on the ground"}  # fmt: skip
_STEPS = frozenset([
    "step", "stair", "stairs", "box", "stool", "chair", "bench", "block", "rock", "log", "crate", "ledge", "platform", "rung", "ball", "table",
    "wall", "pedestal", "boulder", "kerb", "curb", "railing", "seat", "sofa", "couch", "bed", "ladder", "hold", "brick", "bumper", "cushion",
])  # fmt: skip
"""Things that a foot is up on."""
_CLOSEST = ("closest", "nearest", "furthest", "farthest")
_NEARER = ("closer", "nearer", "further", "farther", "furthest", "farthest")


@lru_cache(maxsize=1)
def shoulders_down() -> Posecode:
    """Both shoulders on the ground."""
    return Posecode("torso: shoulders on the ground", "torso", (height("left_shoulder+right_shoulder", -INF, 0.16),))


@lru_cache(maxsize=1)
def hips_down() -> Posecode:
    """The hips on the ground, however the trunk is held."""
    return Posecode("torso: hips on the ground", "torso", (height("pelvis", -INF, 0.22),), ("left_leg", "right_leg"))


@lru_cache(maxsize=1)
def hips_lifted() -> Posecode:
    """The hips higher than the shoulders: a bridge, or bent over with the hips up."""
    bounds = (offset("pelvis", "neck", "up", 0.12, INF),)
    return Posecode("torso: hips higher than the shoulders", "torso", bounds, ("left_leg", "right_leg"))


@lru_cache(maxsize=8)
def propped(side: str) -> Posecode:
    """A foot on a step, a stool or the like."""
    bounds = (height("left_heel+left_big_toe", 0.14, 0.55), offset("left_ankle", "right_ankle", "up", 0.12, INF))
    code = Posecode("left foot: up on something", "left_foot", bounds, ("left_leg",))
    return code if side == "left" else code.mirrored()


@lru_cache(maxsize=2)
def on_step(side: str) -> Posecode:
    """A foot one step up, ahead of the other."""
    bounds = (*propped("left").constraints, offset("left_ankle", "right_ankle", "front", 0.10, INF))
    code = Posecode("left foot: one step up", "left_foot", bounds, ("left_leg",))
    return code if side == "left" else code.mirrored()


@lru_cache(maxsize=8)
def limb_to_camera(side: str, toward: bool) -> Posecode:
    """A leg stretched towards the camera, or away from it."""
    bounds = (0.25, INF) if toward else (-INF, -0.25)
    words = "toward" if toward else "away from"
    code = Posecode(f"left leg: {words} the camera", "left_leg", (offset("left_ankle", "left_hip", "front", *bounds, "camera"),))
    return code if side == "left" else code.mirrored()


@lru_cache(maxsize=8)
def turned_to_image(side: str, degree: str) -> Posecode:
    """The trunk turned to the "left" or "right" of the picture: "slight", "" or "full" (in profile)."""
    low, high = {"slight": (50, 82), "": (20, 65), "full": (-INF, 25)}[degree]
    words = {"slight": "slightly turned to", "": "turned to", "full": "facing"}[degree]
    bound = direction("spine3", "chest_front", "left" if side == "right" else "right", low, high, "camera")
    # The camera's left is the right of the picture.
    return Posecode(f"torso: {words} image {side}", "torso", (bound,), ("left_leg", "right_leg"))


def read_resting(c: Clause) -> Iterator[Saying]:
    """A part of the trunk on the ground; hips lifted; a foot on something."""
    kind, side = c.entity.kind, c.entity.side
    for r in c.words("rel"):
        if r.used or r.meaning not in ON or not any(o.kind == "ground" for o in r.objects):
            continue
        if (r.mods.degree.startswith("almost") or r.meaning == "near") and kind in _RESTING:
            r.used = True  # a squat's bottom, nearly on the ground
        elif kind in ("hip", "hips") and (c.pair or side is None):
            yield from say(hips_down(), r, *c.words("pred", "rest", "touch"), sure=0.9)
        elif kind in _RESTING and side != "right":
            yield from say(CATALOGUE[f"body: {_RESTING[kind]}"], r, *c.words("pred", "rest", "flat", "touch"), sure=0.9)
        elif kind in _RESTING:
            r.used = True
        elif kind in ("forehead", "face", "chin", "nose", "cheek", "top of the head"):
            yield from say(CATALOGUE["head: on the ground"], r, *c.words("pred", "rest", "touch", "lowered"), sure=0.95)
        elif kind == "shoulder" and (c.pair or side is None):
            yield from say(shoulders_down(), r, *c.words("pred", "rest", "flat", "touch"), sure=0.9)
    if kind in ("torso", "body", "person", "it"):
        for w in c.words("pred", "apart"):
            if "stance" in c.surface(w) or c.surface(w) in ("astride", "straddled", "wide base", "wide legged"):
                yield from say(CATALOGUE["feet: wide apart"], w, sure=0.9)
    if kind in ("hip", "hips", "bottom") and (c.pair or side is None):
        up = [*c.words("pred", "raised", "high"), *c.words("dir", "up")]
        if up and not any(r.objects for r in c.words("rel", "higher than", "lower than", "than")):
            yield from say(hips_lifted(), *up, sure=0.85)
    if kind in ("foot", "heel", "leg", "toes") and side is not None and not c.pair:
        for w in c.words("pred", "up a step"):
            yield from say(on_step(side), w, sure=0.9)
        for r in c.words("rel", "on", "onto"):
            flat = c.words("pred", "flat")
            if flat and r.thing and not r.objects and not any(c.surface(Word("rel", "", Mods(), k, k + 1)) in _STEPS for k in range(r.first, r.last + 4)):
                r.used = True
                yield from say(CATALOGUE[f"{side} foot: flat on the ground"], r, *flat, sure=0.85)  # "sole flat on the piste"
                continue
            if (r.thing or any(w.thing and 0 <= w.first - r.last <= 1 for w in c.words("pred"))) and not r.objects and not r.mods.neg:
                if any(x.meaning == "below" and not x.objects for x in c.words("rel")) or c.words("dir", "down"):
                    yield from say(CATALOGUE[f"{side} foot: on the ground"], r, *c.words("rel", "below"), sure=0.8)  # "on the stair below"
                    continue
                yield from say(propped(side), r, *c.words("pred", "propped", "rest", "supported", "lowered", "raised", "step"), sure=0.85)


def read_towards_image(c: Clause) -> Iterator[Saying]:
    """Trunk or person turned to a side of the picture."""
    if c.entity.kind not in ("torso", "body", "person", "it", "they", "chest"):
        return
    turning = c.words("pred", "turn", "face", "angle", "point", "look", "lean")
    for d in c.words("dir", "viewer left", "viewer right"):
        near = next((w for w in turning if w.meaning != "lean" or c.surface(w).startswith(("orient", "incl"))), None)
        if near is None:
            continue
        own = OTHER[d.meaning.split()[1]]  # "viewer left" has been turned to the person's own side
        degree = "slight" if "slight" in (d.mods.degree, near.mods.degree) else "full" if near.meaning == "face" else ""
        yield from say(turned_to_image(OTHER[own], degree), d, near, sure=0.95)


def read_nearest(c: Clause) -> Iterator[Saying]:
    """"The right knee is closest to the camera": nearer than its twin and than the trunk."""
    for r in c.words("rel", "near", "to", "away from"):
        if r.used or not any(o.kind == "camera" for o in r.objects) or c.words("rel", "than"):
            continue
        near = next((w for w in c.prop.words if any(x in c.surface(w) for x in (*_CLOSEST, *_NEARER))), None)
        if near is None or c.entity.kind in ("person", "it", "they", "torso", "body"):
            continue
        nearer = not any(x in c.surface(near) for x in _NEARER[2:])
        name = place_name(c.entity.kind, c.entity.side)
        others = ([place_name(c.entity.kind, OTHER[c.entity.side])] if c.entity.side else []) + (
            ["torso"] if any(x in c.surface(near) for x in _CLOSEST) or not c.entity.side else []
        )
        for other in others:
            yield from say(depth_order(name, other, nearer), r, near)


