"""How far a body is from a statement that it does not obey, in words: "the left hand is 12 cm too low"."""

from __future__ import annotations

import math

from core.body.constraint import Comparison, Constraint
from core.language.grammar import bare
from core.language.posecodes import BENDS, Posecode
from core.language.wording import phrases

# axis -> (what is too much of it, what is too little)
_OFFSET = {
    "up": ("too high", "too low"), "down": ("too low", "too high"), "left": ("too far to the left", "too far to the right"),
    "right": ("too far to the right", "too far to the left"), "front": ("too far forward", "too far back"),
    "back": ("too far back", "too far forward"),
}  # fmt: skip
_TURN = {**_OFFSET, "up": ("too far up", "too far down"), "down": ("too far down", "too far up")}
# For an angle to an axis more means further away from it.
_DIRECTION = {
    "up": ("too low", "too high"), "down": ("too high", "too low"), "left": ("short of pointing left", "too far to the left"),
    "right": ("short of pointing right", "too far to the right"), "front": ("short of pointing forward", "too far forward"),
    "back": ("short of pointing back", "too far back"),
}  # fmt: skip
_BENT = {"right angle": "bent at a right angle", "tightly bent": "sharply bent", "almost completely bent": "sharply bent"}
_PAIRS = ("hands", "elbows", "knees", "feet", "ankles", "wrists", "arms", "legs")


def shortfall(code: Posecode, constraint: Constraint, value: float, *, centimetres: float = 100.0) -> str:
    """What the body does instead, as a clause.

    Args:
        code: the posecode that it does not obey.
        constraint: the one of its constraints that is furthest from being met.
        value: the constraint's measure on the body (metres of a 1.7 m body, radians).
        centimetres: how many of this body's centimetres a metre of a 1.7 m body is.
    """
    subject = _the(code.subject)
    be = "are" if code.subject in _PAIRS else "is"
    if not math.isfinite(value):
        return f"{subject} {be} not so"
    measure = constraint.measure
    more = value > constraint.high
    by = value - constraint.high if more else constraint.low - value
    amount = f"{max(1, round(math.degrees(by)))} degrees" if measure.is_angle else f"{max(1, round(by * centimetres))} cm"
    if isinstance(measure, Comparison):
        return f"{subject} {be} {amount} short of being {code.predicate}"
    if measure.kind == "angle":
        return _bend(code, measure.points[1], value, more, amount)
    if measure.kind == "distance":
        return f"{subject} {be} {amount} {_apart(code, more)}"
    if measure.kind == "height":
        noun = _noun(measure.points[0], code)
        return f"{noun} is {amount} too {'high above' if more else 'close to'} the ground"
    axis = measure.axis or "up"
    if measure.kind == "offset":
        noun = _noun(measure.points[0], code)
        return f"{noun} is {amount} {_OFFSET[axis][0 if more else 1]}"
    if measure.kind == "direction":
        return f"{_segment(measure.points, code)} is {amount} {_DIRECTION[axis][0 if more else 1]}"
    # A turn: towards what was said but not enough, or too much.
    wanted = _wanted(code.name)
    if wanted:
        short = (constraint.low > 0 and not more) or (constraint.high < 0 and more)
        beyond = (constraint.low > 0 and more) or (constraint.high < 0 and not more)
        if short or beyond:
            return f"{subject} is {amount} {'short of' if short else 'beyond'} {wanted}"
    return f"{subject if code.subject != 'body' else 'the torso'} is {amount} {_TURN[axis.split('/')[0]][0 if more else 1]}"


def _wanted(name: str) -> str:
    """What was asked, to stand after "short of": "leaning forward", "being turned to the left"."""
    way = next((w for w in phrases(name) if "|" not in w), "")
    words = bare(way) if way else ""
    return ("being " if way.startswith("=") and not words.split(" ")[0].endswith("ing") else "") + words if words else ""


def _bend(code: Posecode, joint: str, value: float, more: bool, amount: str) -> str:
    noun = "the " + joint.replace("_", " ")
    degrees = round(math.degrees(value))
    if joint.split("_")[-1] not in ("elbow", "knee"):
        return f"{noun} is {amount} too {'straight' if more else 'bent'}"
    does = "straight" if degrees >= 160 else f"bent to {degrees} degrees"
    if code.subject != noun[4:]:
        return f"{noun} is {does}, {amount} too {'straight' if more else 'bent'}"
    wanted = _BENT.get(code.predicate, code.predicate)
    if wanted not in BENDS and wanted not in _BENT.values():
        wanted = wanted.replace("not bent", "straight")
        if wanted.startswith("about"):
            wanted = f"{wanted.replace(' degrees', '')}"
    return f"{noun} is {does} instead of {wanted}"


def _apart(code: Posecode, more: bool) -> str:
    if code.subject in _PAIRS:
        return "too far apart" if more else "too close together"
    relation, _, other = code.predicate.partition(" the ")
    if not other:
        return "too far away" if more else "too close"
    return f"away from the {other}" if more else f"too close to the {other}"


def _the(subject: str) -> str:
    return "the " + subject


def _noun(expression: str, code: Posecode) -> str:
    """A point's name as a person says it; means of several points go by the statement's subject."""
    names = expression.split("+")
    if len(names) == 1:
        return "the " + names[0].replace("_", " ")
    kinds = {n.split("_", 1)[1] for n in names if "_" in n}
    if kinds == {"heel", "big_toe"} and len({n.split("_")[0] for n in names}) == 1:
        return f"the {names[0].split('_')[0]} foot"
    if set(names) == {"left_ear", "right_ear"}:
        return "the head"
    return _the("body" if code.subject == "body" else code.subject)


_SEGMENTS = {
    ("shoulder", "elbow"): "upper arm", ("shoulder", "wrist"): "arm", ("elbow", "wrist"): "forearm", ("hip", "knee"): "thigh",
    ("knee", "ankle"): "shin", ("hip", "ankle"): "leg",
}  # fmt: skip


def _segment(points: tuple[str, ...], code: Posecode) -> str:
    if points == ("pelvis", "neck"):
        return "the torso"
    side, _, base = points[0].partition("_")
    noun = _SEGMENTS.get((base, points[1].partition("_")[2]))
    return f"the {side} {noun}" if noun else _the(code.subject)
