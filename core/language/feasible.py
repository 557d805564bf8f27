"""Whether an upright body can satisfy two posecodes at once: a search over poses of the limbs within the joint limits, in numpy, without torch.

Two bounds on one measure that do not meet are found by comparing intervals. That a hand on the hip is not overhead follows from the body itself:
a few thousand poses of arms, legs and head on an upright trunk are tried, and where none comes near, the best of them are varied further before
the pair is called impossible. What the search cannot decide counts as possible. A trunk that bends or lies makes nearly everything possible, so
the caller asks only where nothing of the kind is said.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from core.body.constraint import LEVER, Comparison, Constraint, Measure
from core.body.skeleton import (
    AXIS_JOINTS,
    AXIS_OFFSET,
    JOINT_INDEX,
    NUM_JOINTS,
    PARENTS,
    POINT_INDEX,
    POINT_NAMES,
    POINT_PARENT,
    SURFACE_NAMES,
    SURFACE_VERTEX,
)  # fmt: skip
from core.language.posecodes import Posecode
from core.resources import resource

Array = NDArray[np.float64]

COUNT = 2000
"""Poses tried first."""
NEAR, APART = 0.035, 0.05
"""Misses in metres (radians by ``LEVER``): below the first a pair is possible, above the second, after the search, it is not."""
_PARENTS_KEPT, _CHILDREN, _ROUNDS = 40, 800, 7
_REAL = NUM_JOINTS + len(SURFACE_NAMES)
_AXES = {"left": (1, 0, 0), "right": (-1, 0, 0), "up": (0, 1, 0), "down": (0, -1, 0), "front": (0, 0, 1), "back": (0, 0, -1)}
_TRUNK = [JOINT_INDEX[name] for name in ("pelvis", "spine1", "spine2", "spine3")]
_STIFF = [JOINT_INDEX[name] for name in ("left_collar", "right_collar", "neck", "head")]
_GIVE = 0.4
"""Radians about each axis that collar bones and neck give: their limits' corners all at once are no pose of anybody."""
_SWAY = 0.12
"""Radians that the joints of an upright trunk give way."""
_CHAINS = tuple(
    tuple(JOINT_INDEX[name] for name in names)
    for names in (
        ("neck", "head"),
        *(tuple(f"{s}_{j}" for j in ("collar", "shoulder", "elbow", "wrist", "hand")) for s in ("left", "right")),
        *(tuple(f"{s}_{j}" for j in ("hip", "knee", "ankle", "foot")) for s in ("left", "right")),
    )
)  # fmt: skip


@dataclass(frozen=True)
class Bodies:
    """N posed bodies: local rotations ``pose`` [N, 24, 3] (axis-angle), points ``at`` [N, K, 3] (m, y up, facing +z), ``frames`` by name [N, 3, 3]."""

    pose: Array
    at: Array
    frames: dict[str, Array]

    def point(self, expression: str) -> Array:
        """A point, or the mean of several joined by "+" [N, 3]."""
        return self.at[:, [POINT_INDEX[name] for name in expression.split("+")]].mean(1)


@lru_cache(maxsize=1)
def _rest() -> Array:
    """Rest positions of all points [K, 3]."""
    with np.load(resource("body", "open_body.npz"), allow_pickle=False) as body:
        joints = body["J"].astype(np.float64)
        ids = dict(zip((str(n) for n in body["vertex_ids_names"]), body["vertex_ids"], strict=True))
        surface = body["v_template"][[ids[SURFACE_VERTEX[name]] for name in SURFACE_NAMES]].astype(np.float64)
    axes = [joints[JOINT_INDEX[joint]] + axis for _, joint in AXIS_JOINTS for axis in np.eye(3) * AXIS_OFFSET]
    return np.concatenate((joints, surface, np.array(axes)))


@lru_cache(maxsize=1)
def _limits() -> tuple[Array, Array]:
    values = json.loads(resource("body", "joint_limits.json").read_text(encoding="utf-8"))
    return np.array(values["low"], dtype=np.float64), np.array(values["high"], dtype=np.float64)


def _matrices(axis_angle: Array) -> Array:
    """Axis-angle (*, 3) -> rotation matrices (*, 3, 3)."""
    angle = np.linalg.norm(axis_angle, axis=-1, keepdims=True)
    axis = axis_angle / np.maximum(angle, 1e-9)
    cross = np.zeros((*axis.shape[:-1], 3, 3))
    cross[..., 0, 1], cross[..., 0, 2], cross[..., 1, 2] = -axis[..., 2], axis[..., 1], -axis[..., 0]
    cross[..., 1, 0], cross[..., 2, 0], cross[..., 2, 1] = axis[..., 2], -axis[..., 1], axis[..., 0]
    sine, cosine = np.sin(angle)[..., None], np.cos(angle)[..., None]
    return np.eye(3) + sine * cross + (1 - cosine) * (cross @ cross)


def posed(pose: Array) -> Bodies:
    """Bodies in poses [N, 24, 3]."""
    rest, local = _rest(), _matrices(pose)
    at = np.zeros((len(pose), len(POINT_NAMES), 3))
    world = np.zeros_like(local)
    for j in range(NUM_JOINTS):
        parent = PARENTS[j]
        if parent < 0:
            world[:, j], at[:, j] = local[:, j], rest[j]
        else:
            world[:, j] = world[:, parent] @ local[:, j]
            at[:, j] = at[:, parent] + world[:, parent] @ (rest[j] - rest[parent])
    for k in range(NUM_JOINTS, len(POINT_NAMES)):
        carrier = POINT_PARENT[k]
        at[:, k] = at[:, carrier] + world[:, carrier] @ (rest[k] - rest[carrier])
    front = world[:, 0, :, 2].copy()
    front[:, 1] = 0.0
    lying = np.linalg.norm(front, axis=-1) < 0.3  # the pelvis faces up or down: its own up axis shows where the head is
    front[lying] = world[lying, 0, :, 1] * np.where(world[lying, 0, 1:2, 2] > 0, -1.0, 1.0)
    front[:, 1] = 0.0
    front /= np.maximum(np.linalg.norm(front, axis=-1, keepdims=True), 1e-9)
    up = np.broadcast_to([0.0, 1.0, 0.0], front.shape)
    body = np.stack((np.cross(up, front), up, front), -1)
    return Bodies(pose, at, {"body": body, "pelvis": world[:, 0], "chest": world[:, JOINT_INDEX["spine3"]]})


@lru_cache(maxsize=1)
def bank() -> Bodies:
    """The poses tried first: authored ones with limbs exchanged, varied, and drawn anew within their limits."""
    authored = json.loads(resource("poses", "authored.json").read_text(encoding="utf-8"))["poses"]
    seeds = np.array([p["pose"] for p in authored], dtype=np.float64).reshape(-1, NUM_JOINTS, 3)
    rng = np.random.default_rng(0)
    low, high = _limits()
    pose = seeds[rng.integers(len(seeds), size=COUNT)]
    pose[:, _TRUNK] = rng.normal(0, 0.06, size=(COUNT, len(_TRUNK), 3))
    for chain in _CHAINS:
        joints = list(chain)
        other = seeds[rng.integers(len(seeds), size=COUNT)][:, joints]
        drawn = rng.uniform(low[joints], high[joints], size=(COUNT, len(joints), 3))
        choice = rng.random((COUNT, 1, 1))
        pose[:, joints] = np.where(choice < 0.35, pose[:, joints], np.where(choice < 0.6, other, drawn))
    pose += rng.normal(0, 0.08, size=pose.shape)
    return posed(_kept_within(pose))


def _kept_within(pose: Array) -> Array:
    """Poses within the joint limits, upright."""
    low, high = _limits()
    pose = np.clip(pose, low, high)
    pose[:, _TRUNK] = np.clip(pose[:, _TRUNK], -_SWAY, _SWAY)
    pose[:, _STIFF] = np.clip(pose[:, _STIFF], -_GIVE, _GIVE)
    return pose


def _values(measure: Measure | Comparison, bodies: Bodies) -> Array:
    """Values of a measure [N], metres or radians."""
    if isinstance(measure, Comparison):
        return _values(measure.first, bodies) - _values(measure.second, bodies)
    points = [bodies.point(p) for p in measure.points]
    if measure.kind == "height":
        return points[0][:, 1] - bodies.at[:, :_REAL, 1].min(1)
    if measure.kind == "angle":
        return _between(points[0] - points[1], points[2] - points[1])
    u = points[1] - points[0] if measure.kind in ("direction", "turn") else points[0] - points[1]
    if measure.kind == "distance":
        return np.linalg.norm(u, axis=-1)
    axes = [bodies.frames[measure.frame] @ np.array(_AXES[name], dtype=np.float64) for name in (measure.axis or "up").split("/")]
    if measure.kind == "offset":
        return (u * axes[0]).sum(-1)
    if measure.kind == "direction":
        return _between(u, axes[0])
    return np.arctan2((u * axes[0]).sum(-1), (u * axes[1]).sum(-1))


def _between(u: Array, v: Array) -> Array:
    return np.arctan2(np.linalg.norm(np.cross(u, v), axis=-1), (u * v).sum(-1))


def _miss(constraint: Constraint, bodies: Bodies) -> Array:
    value = _values(constraint.measure, bodies)
    over = np.maximum(constraint.low - value, value - constraint.high) - constraint.slack
    return np.maximum(over, 0.0) * (LEVER if constraint.measure.is_angle else 1.0)


def miss(code: Posecode, bodies: Bodies) -> Array:
    """By how much each body misses a posecode [N]: its worst constraint, beyond the tolerance."""
    return np.max([_miss(c, bodies) for c in code.constraints], axis=0)


@lru_cache(maxsize=2048)
def _bank_miss(code: Posecode) -> Array:
    return miss(code, bank())


def _of_the_camera(code: Posecode) -> bool:
    measures = [c.measure for c in code.constraints]
    single = [m for c in measures for m in ((c.first, c.second) if isinstance(c, Comparison) else (c,))]
    return any(m.frame == "camera" for m in single)


@lru_cache(maxsize=4096)
def likely(first: Posecode, second: Posecode) -> bool:
    """Whether a pose of the bank comes near to satisfying both (then they are possible; otherwise it takes a search)."""
    if _of_the_camera(first) or _of_the_camera(second):
        return True
    return bool(np.maximum(_bank_miss(first), _bank_miss(second)).min() < NEAR)


@lru_cache(maxsize=4096)
def possible(first: Posecode, second: Posecode) -> bool:
    """Whether a body can satisfy both, by searching (up to half a second); True also where either one alone is not found."""
    if likely(first, second):
        return True
    together = _search((first, second))
    return together < APART or any(_search((code,)) > NEAR for code in (first, second))


@lru_cache(maxsize=1024)
def _search(codes: tuple[Posecode, ...]) -> float:
    """The least that a body misses all codes by, after varying the best of the bank."""
    start = np.max([_bank_miss(code) for code in codes], axis=0)
    total = np.sum([_bank_miss(code) for code in codes], axis=0)
    kept = np.argsort(start + 0.3 * total)[:_PARENTS_KEPT]
    pose, score, least = bank().pose[kept], (start + 0.3 * total)[kept], float(start.min())
    rng = np.random.default_rng(1)
    for round_number in range(_ROUNDS):
        if least < NEAR:
            break
        sigma = 0.5 * 0.62**round_number
        children = pose[rng.integers(len(pose), size=_CHILDREN)].copy()
        moved = rng.random((_CHILDREN, NUM_JOINTS, 1)) < 0.3
        children += moved * rng.normal(0, sigma, size=children.shape)
        children = _kept_within(children)
        bodies = posed(children)
        each = [miss(code, bodies) for code in codes]
        worst = np.max(each, axis=0)
        least = min(least, float(worst.min()))
        pose = np.concatenate((pose, children))
        score = np.concatenate((score, worst + 0.3 * np.sum(each, axis=0)))
        best = np.argsort(score)[:_PARENTS_KEPT]
        pose, score = pose[best], score[best]
    return least
