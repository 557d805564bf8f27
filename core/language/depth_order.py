"""Order in depth: "the left knee is nearer to the camera than the left hip".

What a photograph leaves open is how deep a thing lies, and which of two joints is the nearer is what a person can most surely say of it. The fact
is in the camera's frame: it holds of this picture, however the body is turned.
"""

from __future__ import annotations

from functools import lru_cache

from core.language.places import PLACES, swap_sides
from core.language.posecodes import INF, Posecode, offset

STEP = 0.05
"""Metres by which the nearer is nearer."""
_SPOKEN_FOR = {"arm": "hand", "leg": "foot", "palm": "hand", "fingers": "hand", "upper arm": "elbow", "thigh": "knee"}
"""Limbs, and the place whose depth is meant when they are compared."""


@lru_cache(maxsize=512)
def depth_order(subject: str, other: str, nearer: bool) -> Posecode | None:
    """``subject`` nearer to (or farther from) the camera than ``other``, both names of ``PLACES``; None where that says nothing."""
    if subject.startswith("right"):
        twin = depth_order(swap_sides(subject), swap_sides(other), nearer)
        return twin.mirrored() if twin else None
    a, b = PLACES.get(subject), PLACES.get(other)
    if a is None or b is None or a.centre == b.centre:
        return None
    bounds = (STEP, INF) if nearer else (-INF, -STEP)
    words = f"{'nearer to' if nearer else 'farther from'} the camera than the {other}"
    bound = offset(a.centre, b.centre, "front", *bounds, "camera")
    return Posecode(f"{subject}: {words}", a.part, (bound,), (b.part,) if b.part != a.part else ())


_SEGMENTS = {
    "forearm": ("left_elbow", "left_wrist", "left_arm"), "upper arm": ("left_shoulder", "left_elbow", "left_arm"),
    "shin": ("left_knee", "left_ankle", "left_leg"), "thigh": ("left_hip", "left_knee", "left_leg"),
}  # fmt: skip


@lru_cache(maxsize=32)
def segment_to_camera(side: str, segment: str, toward: bool) -> Posecode:
    """A segment of a limb ("forearm", "upper arm", "shin" or "thigh") that points towards the camera or away from it.

    Bounded in depth alone: how long the segment looks in a picture says the rest.
    """
    base, end, part = _SEGMENTS[segment]
    bounds = (STEP, INF) if toward else (-INF, -STEP)
    name = f"left {segment}: pointing {'toward' if toward else 'away from'} the camera"
    code = Posecode(name, part, (offset(end, base, "front", *bounds, "camera"),))
    return code if side == "left" else code.mirrored()


def place_name(kind: str, side: str | None) -> str:
    """The name of the place that stands for a thing in depth: the hand for the arm."""
    kind = _SPOKEN_FOR.get(kind, kind)
    return f"{side} {kind}" if side and f"{side} {kind}" in PLACES else kind
