"""Posecodes: discrete geometric facts of a pose ("left elbow: right angle"), each a set of constraints on measures.

The same constraints describe a body (the describer says those that hold), guide the diffusion (their residuals) and judge it (satisfied or
not). Facts with a side are written for the left only; the right one is the mirror image by construction. Besides the fixed catalogue
(``CATALOGUE``) there are posecodes made on demand: a relation between any two places, an angle in degrees, a negation.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from core.body.constraint import Comparison, Constraint, Measure
from core.body.skeleton import mirrored_name
from core.language.places import PLACES, Place, swap_sides

INF = math.inf


@dataclass(frozen=True)
class Posecode:
    """One fact: all ``constraints`` hold.

    Attributes:
        name: plain words, "left elbow: right angle"; what stands before the colon is the subject.
        part: the part whose description it belongs to.
        constraints: bounds in metres of a 1.7 m body and radians; the first is the one that a negation turns around.
        others: further parts that it speaks of.
    """

    name: str
    part: str
    constraints: tuple[Constraint, ...]
    others: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        """What it is about: "left elbow"."""
        return self.name.split(": ", 1)[0]

    @property
    def predicate(self) -> str:
        """What it says: "right angle"."""
        return self.name.split(": ", 1)[1]

    @property
    def parts(self) -> tuple[str, ...]:
        """All parts it speaks of, its own first."""
        return (self.part, *self.others)

    def mirrored(self) -> Posecode:
        """The same fact on the other side of the body."""
        name = swap_sides(self.name)
        if name == self.name and not self.part.startswith(("left", "right")):
            return self  # symmetric: its own twin
        if name == self.name:
            return self
        return Posecode(
            name,
            mirrored_name(self.part),
            tuple(c.mirrored() for c in self.constraints),
            tuple(mirrored_name(p) for p in self.others),
        )


# ------------------------------------------------------------------------------------------ bounds in few words


def _deg(low: float, high: float) -> tuple[float, float]:
    return (math.radians(low) if math.isfinite(low) else low, math.radians(high) if math.isfinite(high) else high)


def distance(a: str, b: str, low: float = -INF, high: float = INF) -> Constraint:
    """|a - b| in metres. The order of the two does not matter and is made canonical."""
    a, b = sorted((a, b))
    return Constraint(Measure("distance", (a, b)), low, high)


def offset(a: str, b: str, axis: str, low: float = -INF, high: float = INF, frame: str = "body") -> Constraint:
    """How far a lies along the axis from b, in metres."""
    return Constraint(Measure("offset", (a, b), axis, frame), low, high)


def height(a: str, low: float = -INF, high: float = INF) -> Constraint:
    """a above the lowest point of the body, in metres."""
    return Constraint(Measure("height", (a,)), low, high)


def angle(a: str, b: str, c: str, low: float = -INF, high: float = INF) -> Constraint:
    """The angle at b, in degrees here."""
    return Constraint(Measure("angle", (a, b, c)), *_deg(low, high))


def direction(a: str, b: str, axis: str, low: float = -INF, high: float = INF, frame: str = "body") -> Constraint:
    """The angle between the segment from a to b and an axis, in degrees here."""
    return Constraint(Measure("direction", (a, b), axis, frame), *_deg(low, high))


def turn(a: str, b: str, axes: str, low: float = -INF, high: float = INF, frame: str = "body") -> Constraint:
    """The signed turn of the segment from a to b, in degrees here."""
    return Constraint(Measure("turn", (a, b), axes, frame), *_deg(low, high))


# -------------------------------------------------------------------------------------------------- angle bins

BENDS: dict[str, tuple[float, float]] = {
    "completely bent": (-INF, 45.0),
    "almost completely bent": (45.0, 75.0),
    "right angle": (75.0, 105.0),
    "partially bent": (105.0, 135.0),
    "slightly bent": (135.0, 160.0),
    "straight": (160.0, INF),
    # What people say less precisely; not said by the describer.
    "bent": (-INF, 140.0),
    "tightly bent": (-INF, 75.0),
    "at most slightly bent": (135.0, INF),
}
"""Name -> angle at the elbow or knee in degrees (180 is straight)."""
EXACT_BENDS = tuple(BENDS)[:6]

_JOINT = {
    "elbow": ("left_shoulder", "left_elbow", "left_wrist"),
    "knee": ("left_hip", "left_knee", "left_ankle"),
}
_CHAIN = {"elbow": "left_arm", "knee": "left_leg"}


def _sided(code: Posecode, side: str) -> Posecode:
    return code if side == "left" else code.mirrored()


@lru_cache(maxsize=4096)
def bend(joint: str, side: str, low: float, high: float, words: str) -> Posecode:
    """A bend of "elbow" or "knee" between two angles in degrees (180 is straight), in the given words."""
    return _sided(Posecode(f"left {joint}: {words}", _CHAIN[joint], (angle(*_JOINT[joint], low, high),)), side)


def bend_degrees(joint: str, side: str, degrees: float) -> Posecode:
    """About so many degrees at the elbow or knee."""
    return bend(joint, side, degrees - 12.0, degrees + 12.0, f"about {degrees:.0f} degrees")


def elevation(side: str, degrees: float) -> Posecode:
    """The arm lifted about so many degrees from hanging (90 is horizontal, 180 straight up)."""
    lift = direction("left_shoulder", "left_wrist", "up", 180.0 - degrees - 14.0, 180.0 - degrees + 14.0)
    upper = direction("left_shoulder", "left_elbow", "up", max(180.0 - degrees - 32.0, 0.0), min(180.0 - degrees + 32.0, 180.0))
    return _sided(Posecode(f"left arm: lifted about {degrees:.0f} degrees", "left_arm", (lift, upper)), side)


# --------------------------------------------------------------------------------------------------- relations

ABOVE, CLOSE = 0.15, 0.20
RELATIONS: tuple[str, ...] = (
    "on", "near", "away from", "above", "below", "level with", "in front of", "behind", "beside", "across from",
    "between", "higher than", "lower than", "left of", "right of",
)  # fmt: skip


def _reach(a: Place, b: Place) -> float:
    hand = ("hand", "wrist", "forearm")
    if a.kind in hand or b.kind not in hand:
        base = b.reach
    else:
        base = a.reach
    # The reaches are measured from a hand's joint; other things are thicker.
    return base if a.kind in hand or b.kind in hand else base + 0.04


@lru_cache(maxsize=8192)
def relation(subject: str, relation_name: str, other: str) -> Posecode | None:
    """"left hand", "on", "right knee" -> the posecode, or None when it makes no sense (a hand on its own forearm).

    ``subject`` and ``other`` are names of ``PLACES``. Right-sided subjects are made by mirroring the left-sided ones.
    """
    if subject.startswith("right"):
        twin = relation(swap_sides(subject), _OPPOSITE_OF.get(relation_name, relation_name), swap_sides(other))
        return twin.mirrored() if twin else None
    if subject not in PLACES or other not in PLACES or subject == other:
        return None
    a, b = PLACES[subject], PLACES[other]
    constraints = _relation_constraints(a, relation_name, b)
    if not constraints:
        return None
    others = (b.part,) if b.part != a.part else ()
    return Posecode(f"{subject}: {relation_name} the {other}", a.part, tuple(constraints), others)


_OPPOSITE_OF = {"left of": "right of", "right of": "left of"}


def _relation_constraints(a: Place, name: str, b: Place) -> list[Constraint]:
    if a.side is not None and a.side == b.side and _same_limb(a.kind, b.kind) and name in ("on", "near", "away from"):
        return []
    pc, p, q = a.contact, a.centre, b.centre
    reach = _reach(a, b)
    frame = "chest" if a.limb == "arm" and b.limb in ("trunk", "head", "arm") else "body"
    if name == "on":
        extra = _contact_side(p, b)
        return [distance(pc, b.contact, -INF, reach), *extra]
    if name == "near":
        return [distance(pc, b.contact, -INF, reach + 0.12), *_contact_side(p, b)]
    if name == "away from":
        return [distance(pc, b.contact, reach + 0.15, INF)]
    if name == "above":
        sideways = [offset(p, q, "left", -0.3, 0.3, "body")] if b.size == "broad" else []
        return [offset(p, q, "up", ABOVE, INF), *sideways]
    if name == "higher than":
        return [offset(p, q, "up", 0.10, INF)]
    if name in ("below", "lower than"):
        return [offset(p, q, "up", -INF, -ABOVE if name == "below" else -0.10)]
    if name == "level with":
        return [offset(p, q, "up", -0.07, 0.07)]
    if name == "in front of":
        if b.kind in ("torso", "back"):
            return [offset(p, q, "front", 0.20, INF, frame), offset(p, q, "left", -0.35, 0.35, frame)]
        if b.size == "broad":
            level = offset(p, q, "up", -0.20, 0.20, frame)
            return [offset(p, q, "front", 0.18, INF, frame), level, offset(p, q, "left", -0.25, 0.25, frame)]
        return [offset(p, q, "front", ABOVE, INF, frame)]
    if name == "behind":
        if b.limb == "head":
            return [offset(p, q, "front", -INF, -0.05, "chest"), distance(pc, b.contact, -INF, 0.28 if b.size == "broad" else reach + 0.05)]
        if b.size == "broad":
            low, high = (-0.45, 0.3) if b.kind in ("torso", "back") else (-0.25, 0.25)
            level = offset(p, q, "up", low, high, "chest")
            return [offset(p, q, "front", -INF, -0.12, frame), offset(p, q, "left", -0.3, 0.3, frame), level]
        return [offset(p, q, "front", -INF, -ABOVE, frame)]
    if name == "beside":
        axis = a.side or "left"
        if b.side == a.side and b.side is not None and b.limb != "head":
            return [distance(pc, b.contact, -INF, 0.30), offset(p, q, "up", -0.2, 0.2)]
        return [
            offset(p, q, axis, 0.10, 0.45, frame), offset(p, q, "up", -0.2, 0.2, frame), offset(p, q, "front", -0.2, 0.2, frame),
        ]  # fmt: skip
    if name in ("left of", "right of"):
        return [offset(p, q, name.split(" ")[0], 0.12, INF, frame)]
    return []


def _contact_side(p: str, b: Place) -> list[Constraint]:
    """Contacts that also need a side: the back is touched from behind, the top of the head from above."""
    if b.kind in ("back", "lower back", "upper back"):
        return [offset(p, b.centre, "front", -INF, -0.10, "chest")]
    if b.kind == "back of the head":
        return [offset(p, b.centre, "front", -INF, -0.04, "chest")]
    if b.kind == "top of the head":
        return [offset(p, b.centre, "up", 0.10, INF)]
    if b.kind == "buttock":
        return [offset(p, b.centre, "front", -INF, -0.06, "pelvis")]
    if b.kind == "chest":
        return [offset(p, b.centre, "front", 0.05, INF, "chest")]
    if b.kind == "waist":
        return [offset(p, b.centre, "up", -0.12, 0.12, "chest")]
    return []


_LIMBS = (
    {"shoulder", "upper arm", "elbow", "forearm", "wrist", "hand", "armpit"},
    {"thigh", "knee", "shin", "ankle", "foot", "toes", "heel", "pocket"},
)


def _same_limb(a: str, b: str) -> bool:
    # A hand does reach its own shoulder and upper armpit; a foot its own buttock.
    if {a, b} & {"shoulder", "armpit"} and {a, b} & {"hand", "wrist"}:
        return False
    return any(a in limb and b in limb for limb in _LIMBS)


# ----------------------------------------------------------------------------------------------------- negation


def negated(code: Posecode) -> Posecode | None:
    """The fact that ``code`` does not hold, where that is an interval too ("not bent": straight). None where it is not.

    The main constraint is turned around, with a gap of one slack so that guidance does not stop on the edge.
    """
    main = code.constraints[0]
    gap = main.slack
    kind = "comparison" if isinstance(main.measure, Comparison) else main.measure.kind
    if math.isfinite(main.high) and not math.isfinite(main.low):
        bounds = (main.high + gap, INF)
    elif math.isfinite(main.low) and not math.isfinite(main.high):
        bounds = (-INF, main.low - gap)
    elif kind != "angle" and main.low > 0 and math.isfinite(main.low):
        bounds = (-INF, main.low - gap)  # bounded above only to rule out nonsense: leaning forward is 20 to 130 degrees
    elif kind != "angle" and main.high < 0 and math.isfinite(main.high):
        bounds = (main.high + gap, INF)
    elif kind == "angle" and math.isfinite(main.low):
        # Not slightly / partially / at a right angle: nearly always meant as "less bent than that".
        bounds = (main.high + gap, INF)
    else:
        return None
    if kind == "offset" and math.isfinite(main.low) and main.low >= ABOVE and bounds[0] == -INF:
        bounds = (-INF, 0.03)  # what is not above is level at most, not a little less far above
    return replace(code, name=f"{code.subject}: not {code.predicate}", constraints=(replace(main, low=bounds[0], high=bounds[1]),))


def canonical(constraint: Constraint) -> tuple[tuple[object, ...], float, float]:
    """(key of the measure, low, high) with mirrored spellings of one measure ("right" = -"left") made the same, to compare intervals."""
    m, low, high = constraint.measure, constraint.low, constraint.high
    if isinstance(m, Comparison):
        mine, other = (canonical(Constraint(side))[0] for side in (m.first, m.second))
        if repr(mine) > repr(other):
            mine, other, low, high = other, mine, -high, -low
        return ("comparison", mine, other), low, high
    points: tuple[str, ...] = tuple("+".join(sorted(p.split("+"))) for p in m.points)
    axis = m.axis
    if m.kind == "distance" or (m.kind == "angle" and points[0] > points[2]):
        points = tuple(sorted(points)) if m.kind == "distance" else points[::-1]
    if m.kind == "offset":
        for wrong, right in (("right", "left"), ("down", "up"), ("back", "front")):
            if axis == wrong:
                axis, low, high = right, -high, -low
        if points[0] > points[1]:
            points, low, high = points[::-1], -high, -low
    elif m.kind == "direction":
        for wrong, right in (("right", "left"), ("down", "up"), ("back", "front")):
            if axis == wrong:
                axis, low, high = right, math.pi - high, math.pi - low
    elif m.kind == "turn" and axis is not None and axis.startswith("right/"):
        axis, low, high = "left/" + axis.split("/")[1], -high, -low
    return (m.kind, points, axis, m.frame), low, high


def disagree(a: Posecode, b: Posecode) -> bool:
    """Whether two posecodes bound one measure to intervals that do not meet, even with their tolerances."""
    mine = {key: (low, high, c.slack) for c in a.constraints for key, low, high in (canonical(c),)}
    for c in b.constraints:
        key, low, high = canonical(c)
        if key in mine:
            other_low, other_high, slack = mine[key]
            if low - c.slack > other_high + slack + 1e-9 or other_low - slack > high + c.slack + 1e-9:
                return True
    return False


def implied(code: Posecode, by: Iterable[Posecode]) -> bool:
    """Whether what ``by`` says leaves ``code`` no choice: every interval of it contains (within its tolerance) one that they set."""
    bounds: dict[object, list[tuple[float, float]]] = {}
    for other in by:
        for c in other.constraints:
            key, low, high = canonical(c)
            bounds.setdefault(key, []).append((low, high))
    for c in code.constraints:
        key, low, high = canonical(c)
        if not any(low - c.slack <= a and b <= high + c.slack for a, b in bounds.get(key, ())):
            return False
    return True


def unique(codes: Iterable[Posecode]) -> list[Posecode]:
    """Without repeats of a name, in order."""
    return list({code.name: code for code in codes}.values())
