"""Could this be a living body? Joint limits as anatomical angles, and limbs that run through other parts of the body.

Both are computed apart from the guidance: the joint limits are not those of the solver (which bound axis-angle components), and penetration is found on the
posed mesh by winding numbers, not by the guidance's capsules or points. The limits are generous: they were set outside what anatomy textbooks
give and outside what all but a few of 16,470 captured poses do (``python main.py evaluate obedience --calibrate BANK`` measures that anew).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from core.body.skeleton import JOINT_INDEX
from core.evaluation.independent_geometry import Anatomy, Array, Posed, rotation_angle
from core.evaluation.obedience_regions import segments

LIMITS: Mapping[str, tuple[float, float]] = {
    "elbow flexion": (-15, 160), "elbow bent sideways": (-38, 38), "forearm turned": (-150, 150),
    "knee flexion": (-15, 165), "knee bent sideways": (-26, 26), "shin turned": (-45, 45),
    "thigh backwards": (-180, 55), "thigh across": (-180, 50), "thigh lifted": (0, 150), "thigh turned out": (-75, 135),
    "arm backwards": (-180, 68), "arm across": (-180, 55), "arm turned": (-130, 130), "collar bone": (0, 50),
    "hand bent": (-88, 88), "hand bent sideways": (-65, 65),
    "foot raised": (-78, 55), "foot tilted": (-66, 66),
    "neck nod": (-75, 75), "neck turn": (-90, 90), "neck tilt": (-58, 58),
    "spine bend": (-65, 95), "spine turn": (-65, 65), "spine side bend": (-58, 58),
}  # fmt: skip
"""Anatomical angles in degrees, lowest and highest."""

DEPTHS: Mapping[str, float] = {
    "torso": 0.05,
    "head": 0.05,
    "thigh": 0.05,
    "upper arm": 0.03,
    "forearm": 0.03,
    "shin": 0.03,
}
"""How deep (m of a 1.7 m body) a limb may lie inside a piece of the body. Skin gives way, and skinned vertices are not flesh: captured poses reach these depths
now and then. Thin pieces get less, since nothing can lie deeper in a forearm than its radius."""
_SAMPLE = 0.02
"""Vertices nearer to the other surface than this are not looked at: skin gives way, and skinning is not flesh."""


@dataclass(frozen=True)
class Plausibility:
    """What is wrong with a body, in words; nothing: plausible."""

    limits: tuple[str, ...] = ()
    penetrations: tuple[str, ...] = ()

    @property
    def faults(self) -> tuple[str, ...]:
        """Everything that is wrong."""
        return self.limits + self.penetrations

    @property
    def plausible(self) -> bool:
        """Nothing is wrong."""
        return not self.faults


def judge_plausibility(posed: Posed) -> Plausibility:
    """Joint limits and self-penetration of a posed body."""
    limits = []
    for name, value in anatomical_angles(posed.local).items():
        low, high = LIMITS[name.removeprefix("left ").removeprefix("right ")]
        if not low <= value <= high:
            limits.append(f"{name} {value:.0f} degrees")
    pierced = [
        f"{mover} {depth * 100:.0f} cm inside {solid}"
        for (mover, solid), depth in penetrations(posed).items()
        if depth > allowed_depth(solid)
    ]
    return Plausibility(tuple(limits), tuple(pierced))


# ------------------------------------------------------------------------------------------------------------ angles


def _asin(value: float) -> float:
    return float(np.degrees(np.arcsin(np.clip(value, -1, 1))))


def twist_degrees(rotation: Array, axis: Array) -> float:
    """Degrees of a rotation's twist about a rest axis (swing-twist decomposition)."""
    w = np.sqrt(max(1 + float(np.trace(rotation)), 1e-9)) / 2
    v = np.array(
        (rotation[2, 1] - rotation[1, 2], rotation[0, 2] - rotation[2, 0], rotation[1, 0] - rotation[0, 1])
    ) / (4 * w)
    return float((np.degrees(2 * np.arctan2(v @ axis, w)) + 180) % 360 - 180)


def anatomical_angles(local: Array) -> dict[str, float]:
    """Angles in degrees by name ("left knee flexion", "neck nod") of local rotations [24, 3, 3]; zero in the T-pose.

    Bones rest along the T-pose's axes: arms along x, legs along -y, front z. Signs: flexion forward for the elbow, backward for the knee.
    """
    r = {name: local[index] for name, index in JOINT_INDEX.items()}
    down, front = np.array((0.0, -1.0, 0.0)), np.array((0.0, 0.0, 1.0))
    out: dict[str, float] = {}
    for side, sign in (("left", 1.0), ("right", -1.0)):
        along = np.array((sign, 0.0, 0.0))
        forearm, shin, thigh = r[f"{side}_elbow"] @ along, r[f"{side}_knee"] @ down, r[f"{side}_hip"] @ down
        out[f"{side} elbow flexion"] = float(np.degrees(np.arctan2(forearm[2], forearm[0] * sign)))
        out[f"{side} elbow bent sideways"] = _asin(forearm[1])
        out[f"{side} forearm turned"] = twist_degrees(r[f"{side}_elbow"], along) + twist_degrees(r[f"{side}_wrist"], along)
        out[f"{side} knee flexion"] = float(np.degrees(np.arctan2(-shin[2], -shin[1])))
        out[f"{side} knee bent sideways"] = _asin(shin[0])
        out[f"{side} shin turned"] = twist_degrees(r[f"{side}_knee"], down)
        out[f"{side} thigh backwards"] = _asin(-thigh[2])
        out[f"{side} thigh across"] = _asin(-thigh[0] * sign)
        out[f"{side} thigh lifted"] = float(np.degrees(np.arccos(np.clip(-thigh[1], -1, 1))))
        # The swing counts too: a thigh lifted forward and outward, as in sitting cross-legged, measures 120 turned out.
        out[f"{side} thigh turned out"] = -sign * twist_degrees(r[f"{side}_hip"], down)
        arm = r[f"{side}_collar"] @ r[f"{side}_shoulder"]
        out[f"{side} arm backwards"] = _asin(-(arm @ along)[2])
        out[f"{side} arm across"] = _asin(-(arm @ along)[0] * sign)
        out[f"{side} arm turned"] = twist_degrees(arm, along)
        out[f"{side} collar bone"] = float(rotation_angle(r[f"{side}_collar"]))
        hand = r[f"{side}_wrist"] @ r[f"{side}_hand"] @ along
        out[f"{side} hand bent"], out[f"{side} hand bent sideways"] = _asin(-hand[1]), _asin(hand[2])
        foot = r[f"{side}_ankle"] @ r[f"{side}_foot"]
        out[f"{side} foot raised"], out[f"{side} foot tilted"] = _asin((foot @ front)[1]), twist_degrees(foot, front)
    for name, m in (("neck", r["neck"] @ r["head"]), ("spine", r["spine1"] @ r["spine2"] @ r["spine3"])):
        nod, turn, tilt = (
            _asin(-m[1, 2]),
            np.degrees(np.arctan2(m[0, 2], m[2, 2])),
            np.degrees(np.arctan2(m[0, 1], m[1, 1])),
        )
        words = ("nod", "turn", "tilt") if name == "neck" else ("bend", "turn", "side bend")
        out.update({f"{name} {word}": float(value) for word, value in zip(words, (nod, turn, tilt), strict=True)})
    return out


# ------------------------------------------------------------------------------------------------------- penetration


@dataclass(frozen=True)
class _Solids:
    """``solids``: closed pieces as faces [F, 3] and the vertex loops that cap them; ``movers``: vertices that must not lie in a solid; ``pairs`` to look at."""

    solids: Mapping[str, NDArray[np.int64]]
    caps: Mapping[str, tuple[NDArray[np.int64], ...]]
    movers: Mapping[str, NDArray[np.int64]]
    pairs: tuple[tuple[str, str], ...]


def allowed_depth(solid: str) -> float:
    """How deep (m) a mover may lie in a solid; the same for both sides."""
    return DEPTHS[solid.removeprefix("left ").removeprefix("right ")]


@lru_cache(maxsize=2)
def _solids(shape: Anatomy) -> _Solids:
    seg = segments(shape.weights)
    v, joints = shape.template, {n: shape.rest_joints[i] for n, i in JOINT_INDEX.items()}
    solids, movers = {"head": seg["skull"], "torso": seg["torso"] | seg["neck"]}, {}
    for side, sign in (("left", 1.0), ("right", -1.0)):
        here, x, y = v[:, 0] * sign > 0, v[:, 0] * sign, v[:, 1]
        shoulder, elbow, wrist = (abs(joints[f"{side}_{j}"][0]) for j in ("shoulder", "elbow", "wrist"))
        hip, knee, ankle = (joints[f"{side}_{j}"][1] for j in ("hip", "knee", "ankle"))
        solids[f"{side} upper arm"] = here & seg["upper_arm"]
        solids[f"{side} forearm"] = here & (seg["forearm"] | seg["hand"])
        solids[f"{side} thigh"] = here & seg["thigh"]
        solids[f"{side} shin"] = here & (seg["shin"] | seg["foot"])
        arm, leg = (
            here & (seg["upper_arm"] | seg["forearm"] | seg["hand"]),
            here & (seg["thigh"] | seg["shin"] | seg["foot"]),
        )
        movers[f"{side} hand"] = arm & (x > (elbow + wrist) / 2)
        movers[f"{side} elbow"] = arm & (x > (shoulder + 2 * elbow) / 3) & (x <= (elbow + wrist) / 2)
        movers[f"{side} knee"] = leg & (y < (hip + 2 * knee) / 3) & (y > (knee + ankle) / 2)
        movers[f"{side} foot"] = leg & (y <= (knee + ankle) / 2)
    pairs = []
    for mover in movers:
        side, kind = mover.split(" ", 1)
        own = {"hand": ("forearm",), "elbow": ("forearm", "upper arm"), "knee": ("thigh", "shin"), "foot": ("shin",)}[
            kind
        ]
        pairs += [(mover, solid) for solid in solids if solid not in [f"{side} {piece}" for piece in own]]
    faces = {name: shape.faces[mask[shape.faces].all(1)] for name, mask in solids.items()}
    caps = {name: _loops(f) for name, f in faces.items()}
    return _Solids(faces, caps, {n: np.flatnonzero(m) for n, m in movers.items()}, tuple(pairs))


def _loops(faces: NDArray[np.int64]) -> tuple[NDArray[np.int64], ...]:
    """The borders of an open piece as directed edges [E, 2] a loop, in the faces' winding."""
    edges = np.concatenate((faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]))
    known = {(int(a), int(b)) for a, b in edges}
    onward: dict[int, list[int]] = {}
    for a, b in known:
        if (b, a) not in known:
            onward.setdefault(a, []).append(b)
    loops = []
    while onward:
        start = next(iter(onward))
        loop, at = [], start
        while at in onward:
            to = onward[at].pop()
            if not onward[at]:
                del onward[at]
            loop.append((at, to))
            at = to
        loops.append(np.array(loop, dtype=np.int64))
    return tuple(loops)


def _triangles(vertices: Array, faces: NDArray[np.int64], loops: tuple[NDArray[np.int64], ...]) -> Array:
    """The closed piece's triangles [F, 3, 3]: its faces and fans that cap its borders."""
    fans = [
        np.stack(
            (vertices[loop[:, 1]], vertices[loop[:, 0]], np.broadcast_to(vertices[loop[:, 0]].mean(0), (len(loop), 3))),
            1,
        )
        for loop in loops
    ]
    return np.concatenate((vertices[faces], *fans))


def winding_number(points: Array, triangles: Array) -> Array:
    """How often triangles [F, 3, 3] wind around points [N, 3]: 1 inside a closed surface, 0 outside (van Oosterom and Strackee's solid angle)."""
    out = np.zeros(len(points))
    for start in range(0, len(points), 64):
        a, b, c = (triangles[None, :, k] - points[start : start + 64, None] for k in range(3))
        la, lb, lc = (np.linalg.norm(e, axis=-1) for e in (a, b, c))
        top = (a * np.cross(b, c)).sum(-1)
        low = la * lb * lc + (a * b).sum(-1) * lc + (b * c).sum(-1) * la + (c * a).sum(-1) * lb
        out[start : start + 64] = np.arctan2(top, low).sum(-1) / (2 * np.pi)
    return out


def penetrations(posed: Posed) -> dict[tuple[str, str], float]:
    """How deep (m) each mover lies in each solid, where it does by more than two centimetres."""
    pieces, vertices = _solids(posed.anatomy), posed.vertices
    found: dict[tuple[str, str], float] = {}
    trees: dict[str, tuple[cKDTree, Array]] = {}
    for mover, solid in pieces.pairs:
        if solid not in trees:
            surface = vertices[np.unique(pieces.solids[solid])]
            trees[solid] = (cKDTree(surface), np.stack((surface.min(0), surface.max(0))))
        tree, box = trees[solid]
        points = vertices[pieces.movers[mover]]
        points = points[((points > box[0]) & (points < box[1])).all(1)]
        if not len(points):
            continue
        depth = tree.query(points)[0]
        deep = depth > _SAMPLE
        points, depth = points[deep], depth[deep]
        order = np.argsort(-depth)[:150]
        if not len(order):
            continue
        inside = winding_number(points[order], _triangles(vertices, pieces.solids[solid], pieces.caps[solid])) > 0.5
        if inside.any():
            found[mover, solid] = float(depth[order][inside].max())
    return found
