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
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from core.errors import InputError
from core.evaluation.independent_geometry import DIRECTIONS, anatomy
from core.evaluation.obedience_functions import ARITHMETIC, COMPARE, FUNCTIONS, Ruler

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
    if isinstance(node, ast.BinOp) and type(node.op) in ARITHMETIC:
        _want(node.left, "number", text)
        _want(node.right, "number", text)
        return "number"
    if isinstance(node, ast.Compare):
        if any(type(op) not in COMPARE for op in node.ops):
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
        return ARITHMETIC[type(node.op)](_value(node.left, r), _value(node.right, r))
    if isinstance(node, ast.Compare):
        values = [_value(v, r) for v in (node.left, *node.comparators)]
        return all(COMPARE[type(op)](a, b) for op, a, b in zip(node.ops, values, values[1:], strict=False))
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
