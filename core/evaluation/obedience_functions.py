"""The functions of the check language: measurements of a posed body, for ``obedience_checks`` to call by name.

Points are positions [3] in ``Posed``'s world; angles are degrees, lengths metres of a 1.7 m body. What each is for stands in ``obedience_checks``.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from core.body.skeleton import JOINT_INDEX, PART_JOINTS
from core.evaluation.independent_geometry import FACING, Array, Posed, rotation_angle

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
class Function:
    """``takes``: the kind of every argument ("point", "region", "number", "direction", or a tuple of names); ``needs``: how many must be given."""

    run: Callable[..., Any]
    takes: tuple[str | tuple[str, ...], ...]
    gives: str = "number"
    needs: int | None = None


_LIMBS = ("left_arm", "right_arm", "left_leg", "right_leg")
_FEET = ("left_foot", "right_foot")
_TURNING = ("head", "chest", "pelvis", "trunk")
FUNCTIONS: Mapping[str, Function] = {
    "dist": Function(_dist, ("point", "point")),
    **{name: Function(_axis(i, False), ("point", "point"), needs=1) for i, name in enumerate("xyz")},
    **{f"t{name}": Function(_axis(i, True), ("point", "point"), needs=1) for i, name in enumerate("xyz")},
    "ix": Function(lambda r, a, b: float(a[0] - b[0]), ("point", "point")),
    "nearer": Function(lambda r, a, b: float(a[2] - b[2]), ("point", "point")),
    "height": Function(lambda r, a: float(a[1]) - r.posed.ground, ("point",)),
    "lowest": Function(lambda r, a: float(r.posed.region(a)[:, 1].min()) - r.posed.ground, ("region",)),
    "highest": Function(lambda r, a: float(r.posed.region(a)[:, 1].max()) - r.posed.ground, ("region",)),
    "bend": Function(_bend, (_BENDING,)),
    "angle": Function(_angle, ("point", "point", "point")),
    "parallel": Function(_parallel, ("point", "point", "point", "point")),
    "elevation": Function(_elevation, ("point", "point")),
    "azimuth": Function(_azimuth, ("point", "point")),
    "off": Function(_off, ("point", "point", "direction")),
    "facing": Function(_facing, (FACING, "direction or point")),
    "lift": Function(_lift, (_LIMBS,)),
    "pitch": Function(_turn(0), (_TURNING,)),
    "roll": Function(_turn(1), (_TURNING,)),
    "yaw": Function(_turn(2), (_TURNING,)),
    "plantar": Function(_plantar, (_FEET,)),
    "toe_out": Function(_toe_out, (_FEET,)),
    "gap": Function(lambda r, a, b: r.posed.gap(a, b), ("region", "region")),
    "moved": Function(_moved, (tuple(PART_JOINTS),)),
    "was": Function(lambda r, v: v, ("number",)),
    "mid": Function(lambda r, a, b: (a + b) / 2, ("point", "point"), "point"),
    "abs": Function(lambda r, v: abs(v), ("number",)),
    "min": Function(lambda r, *v: min(v), ("number",) * 8, needs=2),
    "max": Function(lambda r, *v: max(v), ("number",) * 8, needs=2),
    "touches": Function(_touches, ("region", "region", "number"), "condition", 2),
    "grounded": Function(_grounded, ("region",), "condition"),
}
ARITHMETIC: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: lambda a, b: a + b, ast.Sub: lambda a, b: a - b, ast.Mult: lambda a, b: a * b, ast.Div: lambda a, b: a / b,
}  # fmt: skip
COMPARE: Mapping[type[ast.cmpop], Callable[[float, float], bool]] = {
    ast.Lt: lambda a, b: a < b, ast.LtE: lambda a, b: a <= b, ast.Gt: lambda a, b: a > b, ast.GtE: lambda a, b: a >= b,
}  # fmt: skip
