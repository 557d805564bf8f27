"""The language in which the obedience suite says what a careful person would accept as obeying a sentence.

A check is one expression in Python's syntax, for example ``bend(left_elbow) > 60 and touches(left_hand, left_hip)``. It is parsed with ``ast`` against the
tables below and never run as Python. Lengths are metres of a 1.7 m body, angles degrees; left and right are the person's own.

Points (a name): the 24 joints (pelvis left_hip left_knee left_ankle left_foot spine1 spine2 spine3 neck head left_collar left_shoulder left_elbow left_wrist
left_hand, and right_...), surface points (nose left_eye left_ear left_thumb left_index left_middle left_ring left_pinky left_big_toe left_small_toe left_heel),
and the middle of every region. ``mid(a, b)`` is the point half-way.

Regions of the surface (a name): torso chest belly groin back upper_back lower_back, head face forehead eyes nose mouth chin throat neck nape top_of_head
back_of_head; with a side (left_, right_): hand palm back_of_hand fingers fingertips wrist forearm elbow upper_arm arm shoulder armpit breast chest_side waist
hip (the flank where hands rest) buttock thigh thigh_front thigh_back knee back_of_knee shin calf lower_leg ankle foot top_of_foot sole toes heel leg, ear eye
cheek temple jaw; both sides: hands arms legs knees thighs feet hips buttocks lap. A name that is both (left_knee) is a point where a point belongs.

Directions: left right up down front back (of the body: by the pelvis' heading, tilt removed; up is against gravity), camera (towards it), image_left
image_right (as the picture is seen). A point may stand for a direction in ``facing``: ``facing(head, left_hand)`` is how far the face is turned off the hand.

Numbers:
  dist(a, b)               distance of two points
  x(a) y(a) z(a)           how far left / up / in front of the pelvis a point lies; x(a, b): of another point
  tx(a) ty(a) tz(a)        the same along the chest's own axes, from the chest's middle (spine3), or from b: tz(left_wrist) > 0.1 is before the chest
  ix(a, b)                 how far to the right in the picture a lies of b
  nearer(a, b)             how much nearer to the camera a is than b
  height(a)                above the ground (the lowest vertex);   lowest(R), highest(R): of a region's lowest or highest vertex
  bend(j)                  flexion, 0 straight: left_elbow, left_knee, left_hip (thigh off the trunk's line), left_wrist
  angle(a, b, c)           at b;   parallel(a, b, c, d): angle between a->b and c->d, 0 when they point the same way
  elevation(a, b)          of the way a->b: 90 straight up, 0 level, -90 straight down
  azimuth(a, b)            of the way a->b, seen from above: 0 to the front, 90 to the left, -90 right, 180 back
  off(a, b, direction)     angle between a->b and a direction
  facing(thing, direction) angle between a thing's front and a direction or point; things: head (the face) chest pelvis left_palm left_foot (toes)
                           left_knee (knee cap), and right_...
  lift(limb)               left_arm, left_leg: upper arm or thigh off the trunk's own downward line: 0 hanging, 90 at right angles, 180 overhead
  pitch(t) roll(t) yaw(t)  t = head: relative to the chest; chest, pelvis: relative to upright (yaw of the chest: relative to the pelvis; of the pelvis:
                           relative to the camera); trunk: the line from pelvis to neck (its yaw: shoulders against hips). Pitch + forward/down,
                           roll + towards the own left (left side sinks), yaw + turned to the own left
  plantar(left_foot)       toes pointed: 0 foot at right angles to the shin as in standing, + pointed, - toes drawn up
  toe_out(left_foot)       degrees that the foot points outward of straight ahead, seen from above
  gap(A, B)                shortest distance between two regions
  was(number)              the value of a number on the neutral standing body: height(left_wrist) > was(height(left_wrist)) + 0.2
  moved(part)              largest local rotation of a part's joints away from neutral; head torso left_arm left_hand left_leg left_foot ...
  abs min max, + - * /

Conditions: comparisons (also 20 < bend(left_knee) < 60), and, or, not;
  touches(A, B)            two regions touch: gap below 0.05; touches(A, B, 0.08) to be more lenient
  grounded(R)              a region's lowest vertex is within 0.05 of the ground

The neutral standing body, for orientation: heights: knees 0.51, pelvis 0.98, wrists 0.92, shoulders 1.40, top of the head 1.69; ankles 0.34 and wrists 0.60
apart; bend: elbows 18, knees 14, hips 10; lift: arms 18, legs 10; pitch and the like below 6; toe_out -17 (slightly pigeon-toed); palms face inward (off by
22); gaps: hand to hip 0.09, hand to thigh 0.08, hand to belly 0.15, foot to foot 0.15. A full reach of the arm is 0.49 from shoulder to wrist.
"""

from __future__ import annotations

import ast
import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from core.body.skeleton import JOINT_INDEX, PART_JOINTS
from core.errors import InputError
from core.evaluation.independent_geometry import DIRECTIONS, FACING, Array, Posed, anatomy, rotation_angle

TOUCH = 0.05
"""Two surfaces touch within this distance (m): vertices are 1 to 2 cm apart, and skin gives way."""


@dataclass(frozen=True)
class Ruler:
    """What a check is evaluated on: a posed body and the neutral standing body that it started from."""

    posed: Posed
    neutral: Posed


# --------------------------------------------------------------------------------------------------------- measuring


def _degrees(a: Array, b: Array) -> float:
    cos = float(a @ b) / max(float(np.linalg.norm(a) * np.linalg.norm(b)), 1e-12)
    return float(np.degrees(np.arccos(np.clip(cos, -1.0, 1.0))))


def _in_body(p: Posed, a: Array, b: Array) -> Array:
    return np.asarray((a - b) @ p.frame)


def _in_trunk(p: Posed, a: Array, b: Array) -> Array:
    return np.asarray((a - b) @ p.trunk_frame)


def _axis(axis: int, trunk: bool) -> Callable[..., float]:
    def measure(r: Ruler, a: Array, b: Array | None = None) -> float:
        base = r.posed.point("spine3" if trunk else "pelvis") if b is None else b
        return float((_in_trunk if trunk else _in_body)(r.posed, a, base)[axis])

    return measure


def _dist(r: Ruler, a: Array, b: Array) -> float:
    return float(np.linalg.norm(a - b))


def _trunk_line(p: Posed) -> Array:
    return p.point("neck") - p.point("pelvis")


def _bend(r: Ruler, joint: str) -> float:
    p, (side, _, name) = r.posed, joint.partition("_")
    if name == "hip":
        return _degrees(p.point(f"{side}_knee") - p.point(joint), -_trunk_line(p))
    before, after = {"elbow": ("shoulder", "wrist"), "knee": ("hip", "ankle"), "wrist": ("elbow", "middle")}[name]
    return _degrees(p.point(joint) - p.point(f"{side}_{before}"), p.point(f"{side}_{after}") - p.point(joint))


def _angle(r: Ruler, a: Array, b: Array, c: Array) -> float:
    return _degrees(a - b, c - b)


def _parallel(r: Ruler, a: Array, b: Array, c: Array, d: Array) -> float:
    return _degrees(b - a, d - c)


def _elevation(r: Ruler, a: Array, b: Array) -> float:
    return 90.0 - _degrees(b - a, np.array((0.0, 1.0, 0.0)))


def _azimuth(r: Ruler, a: Array, b: Array) -> float:
    way = _in_body(r.posed, b, a)
    return float(np.degrees(np.arctan2(way[0], way[2])))


def _off(r: Ruler, a: Array, b: Array, direction: str) -> float:
    return _degrees(b - a, r.posed.direction(direction))


def _facing(r: Ruler, thing: str, towards: str | Array) -> float:
    p = r.posed
    if isinstance(towards, str):
        return _degrees(p.front_of(thing), p.direction(towards))
    start = mid_eyes(p) if thing == "head" else p.point(thing if thing != "chest" else "spine3")
    return _degrees(p.front_of(thing), towards - start)


def mid_eyes(p: Posed) -> Array:
    """The point between the eyes [3]."""
    return np.asarray((p.point("left_eye") + p.point("right_eye")) / 2)


def _lift(r: Ruler, limb: str) -> float:
    p, side = r.posed, limb.split("_")[0]
    first, second = ("shoulder", "elbow") if limb.endswith("arm") else ("hip", "knee")
    return _degrees(p.point(f"{side}_{second}") - p.point(f"{side}_{first}"), -_trunk_line(p))


def _turns(p: Posed, thing: str) -> tuple[float, float, float]:
    """Pitch, roll, yaw in degrees of a thing relative to what carries it (see the module's text)."""
    if thing == "trunk":
        line = _trunk_line(p) @ p.frame
        shoulders = p.point("left_shoulder") - p.point("right_shoulder")
        hips = p.point("left_hip") - p.point("right_hip")
        across = hips / np.linalg.norm(hips)
        up = _trunk_line(p) / np.linalg.norm(_trunk_line(p))
        ahead = np.cross(across, up)
        yaw = np.degrees(np.arctan2(-(shoulders @ ahead), shoulders @ np.cross(up, ahead)))
        return _pitch(line), float(np.degrees(np.arctan2(line[0], np.hypot(line[1], line[2])))), float(yaw)
    rotation = p.rotations[JOINT_INDEX[{"head": "head", "chest": "spine3", "pelvis": "pelvis"}[thing]]]
    frame = p.trunk_frame if thing == "head" else p.frame
    local = frame.T @ rotation
    up, front = local[:, 1], local[:, 2]
    roll = float(np.degrees(np.arctan2(up[0], np.hypot(up[1], up[2]))))
    if thing == "head":
        return (
            -float(np.degrees(np.arcsin(np.clip(front[1], -1, 1)))),
            roll,
            float(np.degrees(np.arctan2(front[0], front[2]))),
        )
    if thing == "pelvis":
        return _pitch(up), roll, float(np.degrees(np.arctan2(p.frame[0, 2], p.frame[2, 2])))
    turned = p.rotations[0].T @ rotation
    return _pitch(up), roll, float(np.degrees(np.arctan2(turned[0, 2], turned[2, 2])))


def _pitch(line: Array) -> float:
    """Degrees that an upward line leans to the front; 90 lies level ahead, beyond 90 is upside down."""
    return float(np.degrees(np.arctan2(line[2], line[1])))


def _turn(index: int) -> Callable[[Ruler, str], float]:
    return lambda r, thing: _turns(r.posed, thing)[index]


def _ankle(p: Posed, side: str) -> float:
    sole = p.point(f"{side}_big_toe") + p.point(f"{side}_small_toe") - 2 * p.point(f"{side}_heel")
    return _degrees(p.point(f"{side}_knee") - p.point(f"{side}_ankle"), sole)


def _plantar(r: Ruler, foot: str) -> float:
    side = foot.split("_")[0]
    return _ankle(r.posed, side) - _ankle(r.neutral, side)


def _toe_out(r: Ruler, foot: str) -> float:
    way = r.posed.front_of(foot) @ r.posed.frame
    return float(np.degrees(np.arctan2(way[0] * (1.0 if foot.startswith("left") else -1.0), way[2])))


def _moved(r: Ruler, part: str) -> float:
    joints = [JOINT_INDEX[name] for name in PART_JOINTS[part]]
    return float(rotation_angle(np.swapaxes(r.neutral.local[joints], -1, -2) @ r.posed.local[joints]).max())


def _touches(r: Ruler, a: str, b: str, limit: float = TOUCH) -> bool:
    return r.posed.gap(a, b) <= limit


def _grounded(r: Ruler, region: str) -> bool:
    return float(r.posed.region(region)[:, 1].min()) - r.posed.ground <= TOUCH


# ----------------------------------------------------------------------------------------------------------- tables

_BENDING = tuple(f"{s}_{j}" for s in ("left", "right") for j in ("elbow", "knee", "hip", "wrist"))


@dataclass(frozen=True)
class _Function:
    """``takes``: the kind of every argument ("point", "region", "number", "direction", or a tuple of names); ``needs``: how many must be given."""

    run: Callable[..., Any]
    takes: tuple[str | tuple[str, ...], ...]
    gives: str = "number"
    needs: int | None = None


_LIMBS = ("left_arm", "right_arm", "left_leg", "right_leg")
_FEET = ("left_foot", "right_foot")
_TURNING = ("head", "chest", "pelvis", "trunk")
FUNCTIONS: Mapping[str, _Function] = {
    "dist": _Function(_dist, ("point", "point")),
    **{name: _Function(_axis(i, False), ("point", "point"), needs=1) for i, name in enumerate("xyz")},
    **{f"t{name}": _Function(_axis(i, True), ("point", "point"), needs=1) for i, name in enumerate("xyz")},
    "ix": _Function(lambda r, a, b: float(a[0] - b[0]), ("point", "point")),
    "nearer": _Function(lambda r, a, b: float(a[2] - b[2]), ("point", "point")),
    "height": _Function(lambda r, a: float(a[1]) - r.posed.ground, ("point",)),
    "lowest": _Function(lambda r, a: float(r.posed.region(a)[:, 1].min()) - r.posed.ground, ("region",)),
    "highest": _Function(lambda r, a: float(r.posed.region(a)[:, 1].max()) - r.posed.ground, ("region",)),
    "bend": _Function(_bend, (_BENDING,)),
    "angle": _Function(_angle, ("point", "point", "point")),
    "parallel": _Function(_parallel, ("point", "point", "point", "point")),
    "elevation": _Function(_elevation, ("point", "point")),
    "azimuth": _Function(_azimuth, ("point", "point")),
    "off": _Function(_off, ("point", "point", "direction")),
    "facing": _Function(_facing, (FACING, "direction or point")),
    "lift": _Function(_lift, (_LIMBS,)),
    "pitch": _Function(_turn(0), (_TURNING,)),
    "roll": _Function(_turn(1), (_TURNING,)),
    "yaw": _Function(_turn(2), (_TURNING,)),
    "plantar": _Function(_plantar, (_FEET,)),
    "toe_out": _Function(_toe_out, (_FEET,)),
    "gap": _Function(lambda r, a, b: r.posed.gap(a, b), ("region", "region")),
    "moved": _Function(_moved, (tuple(PART_JOINTS),)),
    "was": _Function(lambda r, v: v, ("number",)),
    "mid": _Function(lambda r, a, b: (a + b) / 2, ("point", "point"), "point"),
    "abs": _Function(lambda r, v: abs(v), ("number",)),
    "min": _Function(lambda r, *v: min(v), ("number",) * 8, needs=2),
    "max": _Function(lambda r, *v: max(v), ("number",) * 8, needs=2),
    "touches": _Function(_touches, ("region", "region", "number"), "condition", 2),
    "grounded": _Function(_grounded, ("region",), "condition"),
}
_ARITHMETIC: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: lambda a, b: a + b, ast.Sub: lambda a, b: a - b, ast.Mult: lambda a, b: a * b, ast.Div: lambda a, b: a / b,
}  # fmt: skip
_COMPARE: Mapping[type[ast.cmpop], Callable[[float, float], bool]] = {
    ast.Lt: lambda a, b: a < b, ast.LtE: lambda a, b: a <= b, ast.Gt: lambda a, b: a > b, ast.GtE: lambda a, b: a >= b,
}  # fmt: skip


# ------------------------------------------------------------------------------------------------------ expressions


@dataclass(frozen=True)
class Check:
    """One parsed check. ``text`` as written."""

    text: str
    tree: ast.expr

    @staticmethod
    def parse(text: str) -> Check:
        """Read a check.

        Raises:
            InputError: when it is not a condition of this language; says what is wrong and, where a name is unknown, which ones are near.
        """
        try:
            tree = ast.parse(text.strip(), mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            raise InputError(
                f"the check '{text}' cannot be read ({getattr(error, 'msg', error)}); write a condition such as bend(left_elbow) > 60."
            ) from error
        kind = _kind(tree, text)
        if kind != "condition":
            raise InputError(
                f"the check '{text}' gives a {kind}, not a condition; compare it with something, as in {text} > 0.1."
            )
        return Check(text, tree)

    def holds(self, ruler: Ruler) -> bool:
        """Whether a body meets the check."""
        return bool(_value(self.tree, ruler))

    def values(self, ruler: Ruler) -> dict[str, float]:
        """The numbers that the check compares, by how they are written: for reports."""
        found: dict[str, float] = {}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                function = FUNCTIONS[node.func.id]
                if function.gives == "number" and node.func.id not in ("abs", "min", "max", "was"):
                    found[ast.unparse(node)] = float(_value(node, ruler))
                elif node.func.id == "touches":
                    found[f"gap({', '.join(ast.unparse(a) for a in node.args[:2])})"] = ruler.posed.gap(
                        *(ast.unparse(a) for a in node.args[:2])
                    )
        return found


def _fail(text: str, node: ast.AST, why: str) -> InputError:
    part = ast.unparse(node)
    where = f"'{part}' in " if part != text.strip() else ""
    return InputError(f"{where}the check '{text}': {why}")


def _near(name: str, names: Sequence[str]) -> str:
    close = difflib.get_close_matches(name, names, 3, 0.5)
    return f"did you mean {' or '.join(close)}?" if close else f"use one of {', '.join(list(names)[:40])}."


def _kind(node: ast.expr, text: str) -> str:
    """Checks a tree; "number", "condition" or "point"."""
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)) and not isinstance(node.value, bool):
        return "number"
    if isinstance(node, ast.BoolOp):
        for value in node.values:
            _want(value, "condition", text)
        return "condition"
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        _want(node.operand, "condition", text)
        return "condition"
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.UAdd)):
        _want(node.operand, "number", text)
        return "number"
    if isinstance(node, ast.BinOp) and type(node.op) in _ARITHMETIC:
        _want(node.left, "number", text)
        _want(node.right, "number", text)
        return "number"
    if isinstance(node, ast.Compare):
        if any(type(op) not in _COMPARE for op in node.ops):
            raise _fail(text, node, "only <, <=, > and >= compare measurements.")
        for value in (node.left, *node.comparators):
            _want(value, "number", text)
        return "condition"
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return _call_kind(node, node.func.id, text)
    if isinstance(node, ast.Name):
        names = anatomy().point_names
        if node.id in names:
            return "point"
        raise _fail(text, node, f"there is no point of that name; {_near(node.id, names)}")
    raise _fail(
        text,
        node,
        "only numbers, names, the functions of the check language, arithmetic, comparisons, and, or, not are understood.",
    )


def _want(node: ast.expr, kind: str, text: str) -> None:
    found = _kind(node, text)
    if found != kind:
        raise _fail(text, node, f"a {kind} belongs here, this is a {found}.")


def _call_kind(node: ast.Call, name: str, text: str) -> str:
    if name not in FUNCTIONS:
        raise _fail(text, node, f"there is no function {name}; {_near(name, tuple(FUNCTIONS))}")
    function = FUNCTIONS[name]
    least, most = function.needs or len(function.takes), len(function.takes)
    if node.keywords or not least <= len(node.args) <= most:
        count = str(least) if least == most else f"{least} to {most}"
        raise _fail(text, node, f"{name} takes {count} argument{'s' * (most > 1)}, {len(node.args)} given.")
    for argument, takes in zip(node.args, function.takes, strict=False):
        if isinstance(takes, tuple):
            _want_name(argument, takes, text)
        elif takes == "region":
            _want_name(argument, tuple(anatomy().regions), text)
        elif takes == "direction":
            _want_name(argument, DIRECTIONS, text)
        elif takes == "direction or point":
            if not (isinstance(argument, ast.Name) and argument.id in DIRECTIONS):
                _want(argument, "point", text)
        else:
            _want(argument, takes, text)
    return function.gives


def _want_name(node: ast.expr, names: Sequence[str], text: str) -> None:
    if not isinstance(node, ast.Name):
        raise _fail(text, node, f"a name belongs here; use one of {', '.join(list(names)[:40])}.")
    if node.id not in names:
        raise _fail(text, node, f"it does not fit here; {_near(node.id, names)}")


def _value(node: ast.expr, r: Ruler) -> Any:
    if isinstance(node, ast.Constant):
        return float(node.value)  # type: ignore[arg-type]
    if isinstance(node, ast.BoolOp):
        return (all if isinstance(node.op, ast.And) else any)(_value(v, r) for v in node.values)
    if isinstance(node, ast.UnaryOp):
        value = _value(node.operand, r)
        return not value if isinstance(node.op, ast.Not) else -value if isinstance(node.op, ast.USub) else value
    if isinstance(node, ast.BinOp):
        return _ARITHMETIC[type(node.op)](_value(node.left, r), _value(node.right, r))
    if isinstance(node, ast.Compare):
        values = [_value(v, r) for v in (node.left, *node.comparators)]
        return all(_COMPARE[type(op)](a, b) for op, a, b in zip(node.ops, values, values[1:], strict=False))
    if isinstance(node, ast.Name):
        return r.posed.point(node.id)
    assert isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    name = node.func.id
    if name == "was":
        return _value(node.args[0], Ruler(r.neutral, r.neutral))
    takes = FUNCTIONS[name].takes
    arguments = []
    for argument, kind in zip(node.args, takes, strict=False):
        named = isinstance(kind, tuple) or kind in ("region", "direction")
        if kind == "direction or point" and isinstance(argument, ast.Name) and argument.id in DIRECTIONS:
            named = True
        arguments.append(argument.id if named and isinstance(argument, ast.Name) else _value(argument, r))
    return FUNCTIONS[name].run(r, *arguments)
