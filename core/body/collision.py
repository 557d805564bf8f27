"""Self-penetration, cheaply: the body as a few capsules, and how deep pairs of them that should not meet lie in one another.

The trunk is five bars from side to side, which follow the spine as it bends; head, upper arms, forearms, hands, thumbs, thighs, shins and feet
are one capsule each, and the shoulders another. Their axes hang on the points that refinement works with (``skeleton.POINT_NAMES``), so that
the derivatives go through ``Kinematics.turn_jacobian``; their radii are fitted to the mesh and follow betas. Contact is wanted (a hand on the
hip, folded arms): only what goes deeper than ``SOFT`` counts.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from core.body.skeleton import JOINT_INDEX, NUM_BETAS, NUM_JOINTS, POINT_INDEX, POINT_NAMES, mirrored_name

SOFT = 0.02
"""Metres that flesh gives way: what lies less deep is contact."""
_SOFTNESS = {
    ("upper_arm", "chest"): 0.05, ("thigh", "thigh"): 0.02,
    ("hand", "thigh"): 0.0, ("hand", "shin"): -0.005, ("hand", "foot"): 0.01, ("thumb", "shin"): -0.01, ("forearm", "shin"): 0.005, ("forearm", "thigh"): 0.01,
    ("shin", "thigh"): 0.01, ("shin", "shin"): 0.0, ("foot", "shin"): 0.0, ("foot", "thigh"): 0.0,
}  # fmt: skip
"""Other depths by pair. More for an arm at the side; less where flesh is thicker than the capsules that follow the bones: thighs and calves bulge."""
_THUMB = 0.012
"""Its radius; it has no joint of its own in the skinning."""
MOST = 8
"""Only so many of the deepest pairs count at a time: the rest follow when these are apart."""

_Mix = dict[str, float]


@dataclass(frozen=True)
class _Shape:
    """A capsule by name: its axis' ends as weighted points and the joints whose skin it stands for."""

    start: _Mix
    end: _Mix
    skin: tuple[str, ...]


def _bar(level: _Mix, axes: dict[str, float], half: float, forward: float) -> tuple[_Mix, _Mix]:
    """A bar through a level of the trunk, along the left of the pelvis and the chest in the given shares.

    ``half`` its half length and ``forward`` how far before the spine it lies (the joints are near the back), in axis offsets of 0.1 m.
    """
    ends = []
    for sign in (half, -half):
        mix = dict(level)
        for joint, share in axes.items():
            base = "spine3" if joint == "chest" else joint
            for axis, length in (("left", sign), ("front", forward)):
                mix[f"{joint}_{axis}"] = mix.get(f"{joint}_{axis}", 0.0) + share * length
                mix[base] = mix.get(base, 0.0) - share * length
        ends.append(mix)
    return ends[0], ends[1]


def _between(a: str, b: str, share: float) -> _Mix:
    return {a: 1.0 - share, b: share} if share else {a: 1.0}


_TRUNK = ("pelvis", "spine1", "spine2", "spine3", "left_collar", "right_collar")


def _shapes() -> dict[str, _Shape]:
    shapes = {
        "seat": _Shape(*_bar({"left_hip": 0.5, "right_hip": 0.5}, {"pelvis": 1.0}, 0.65, 0.15), _TRUNK),
        "hips": _Shape(*_bar({"pelvis": 1.0}, {"pelvis": 1.0}, 0.6, 0.4), _TRUNK),
        "belly": _Shape(*_bar({"spine1": 0.7, "spine2": 0.3}, {"pelvis": 0.5, "chest": 0.5}, 0.45, 0.54), _TRUNK),
        "chest": _Shape(*_bar({"spine3": 1.0}, {"chest": 1.0}, 0.7, 0.5), _TRUNK),
        "shoulders": _Shape(*_bar({"spine3": 0.2, "chest_up": 0.8}, {"chest": 1.0}, 0.75, 0.27), _TRUNK),
        "head": _Shape({"head_up": 0.1, "head": 0.9}, {"head_up": 0.6, "head": 0.1, "head_front": 0.3}, ("head",)),
    }
    for side in ("left", "right"):
        for name, start, end, skin in (
            ("upper_arm", _between(f"{side}_shoulder", f"{side}_elbow", 0.45), {f"{side}_elbow": 1.0}, ("shoulder",)),
            ("forearm", {f"{side}_elbow": 1.0}, {f"{side}_wrist": 1.0}, ("elbow",)),
            ("hand", {f"{side}_wrist": 1.0}, {f"{side}_middle": 0.8, f"{side}_wrist": 0.2}, ("wrist", "hand")),
            ("thumb", {f"{side}_wrist": 0.6, f"{side}_thumb": 0.4}, {f"{side}_thumb": 1.0}, ()),
            ("shoulder", {f"{side}_shoulder": 1.0}, _between(f"{side}_shoulder", f"{side}_elbow", 0.45), ("shoulder",)),
            ("thigh", _between(f"{side}_hip", f"{side}_knee", 0.25), {f"{side}_knee": 1.0}, ("hip",)),
            ("shin", {f"{side}_knee": 1.0}, {f"{side}_ankle": 1.0}, ("knee",)),
            ("foot", {f"{side}_ankle": 0.6, f"{side}_heel": 0.4}, {f"{side}_big_toe": 0.7, f"{side}_small_toe": 0.3}, ("ankle", "foot")),
        ):  # fmt: skip
            shapes[f"{side}_{name}"] = _Shape(start, end, tuple(f"{side}_{joint}" for joint in skin))
    return shapes


def _kind(name: str) -> str:
    return name.removeprefix("left_").removeprefix("right_")


def _pairs() -> list[tuple[str, str]]:
    """What must not meet: neighbours on the skeleton and soft neighbours (thigh and belly, calf and thigh of one leg) are left out."""
    out: list[tuple[str, str]] = []
    arm, bars = ("upper_arm", "forearm", "hand"), ("hips", "belly", "chest", "shoulders")
    for side in ("left", "right"):
        out += [(f"{side}_{a}", b) for a in arm for b in (*bars, "head") if (a, b) != ("upper_arm", "shoulders")]
        out += [(f"{side}_thumb", b) for b in (*bars, "head")]
        out += [(f"{side}_{a}", "seat") for a in ("forearm", "hand", "thumb", "foot")]
        out += [(f"{side}_thumb", f"{s}_{b}") for s in ("left", "right") for b in ("thigh", "shin")]
        other = mirrored_name(side + "_")
        out.append((f"{side}_thumb", f"{other}forearm"))
        out += [(f"{side}_{a}", f"{other}shoulder") for a in arm[1:]]
        out += [(f"{side}_{a}", f"{s}_{b}") for a in arm[1:] for s in ("left", "right") for b in ("thigh", "shin", "foot")]
        out += [(f"{side}_{a}", b) for a in ("shin", "foot") for b in bars[:3]]
        out += [(f"{side}_thigh", b) for b in bars[2:]]
        out += [(f"{side}_{a}", f"{other}{b}") for a, b in (("shin", "thigh"), ("foot", "shin"), ("foot", "thigh"))]
    out += [(f"left_{a}", f"right_{b}") for a in arm for b in arm]
    out += [(f"left_{a}", f"right_{a}") for a in ("thigh", "shin", "foot")]
    return out


@dataclass(frozen=True)
class Collisions:
    """The deepest pairs of a batch: ``depth`` [B, M] in metres beyond contact (zero where apart), ``gradient`` [B, M, K, 3] of the points."""

    depth: Tensor
    gradient: Tensor


class Capsules:
    """The capsules of one body model.

    Args:
        radius: of each capsule at betas 0 [C], metres, in ``CAPSULE_NAMES``' order, half way along its axis.
        shape: their derivative with respect to betas [C, 10].
        taper: slope of the radius along the axis [C], metres from end to end, of which only what is thicker than half way counts (None: none).
        dtype: of the tensors.
    """

    def __init__(
        self,
        radius: NDArray[np.float64],
        shape: NDArray[np.float64],
        taper: NDArray[np.float64] | None = None,
        *,
        dtype: torch.dtype = torch.float32,
    ) -> None:
        if radius.shape != (len(CAPSULE_NAMES),) or shape.shape != (len(CAPSULE_NAMES), NUM_BETAS):
            raise ValueError(f"radii must be {(len(CAPSULE_NAMES),)} with slopes by betas, got {radius.shape} and {shape.shape}")
        self.radius, self.shape = torch.as_tensor(radius, dtype=dtype), torch.as_tensor(shape, dtype=dtype)
        self.taper = torch.zeros(len(radius), dtype=dtype) if taper is None else torch.as_tensor(taper, dtype=dtype)
        first, second = (torch.tensor([CAPSULE_NAMES.index(p[k]) for p in PAIRS]) for k in (0, 1))
        self._tapers = (self.taper[first], self.taper[second])
        count = len(CAPSULE_NAMES)
        # One product gives all ends: start and end of the first capsule of each pair, then of the second.
        weights = torch.as_tensor(_WEIGHTS, dtype=dtype)
        self._ends = torch.cat((first, first + count, second, second + count))
        self._weights = weights
        self._soft = torch.tensor([_SOFTNESS.get((_kind(a), _kind(b)), SOFT) for a, b in PAIRS], dtype=dtype)
        together = torch.zeros(len(PAIRS), count, dtype=dtype)
        rows = torch.arange(len(PAIRS))
        together[rows, first] += 1.0
        together[rows, second] += 1.0
        start, end, other, far = weights[self._ends].chunk(4)
        self._between = torch.cat((end - start, far - other, start - other))
        self._reach = together @ self.radius - self._soft
        self._reach_shape = (together @ self.shape).T.contiguous()

    def depths(self, positions: Tensor, betas: Tensor) -> Tensor:
        """How deep each pair of ``PAIRS`` is beyond contact [B, P] in metres (negative: apart) for points [B, K, 3] and betas [B, 10]."""
        return self._closest(positions, betas)[0]

    def collisions(self, positions: Tensor, betas: Tensor, most: int = MOST) -> Collisions | None:
        """The deepest pairs with their slopes, or None when nothing collides in the whole batch."""
        depth, apart, s, t = self._closest(positions, betas)
        worst, which = depth.topk(min(most, len(PAIRS)), dim=1)
        count = int((worst > 0).sum(1).amax())
        if not count:
            return None
        worst, which = worst[:, :count].clamp(min=0.0), which[:, :count]
        pick = which[..., None]
        normal = apart.gather(1, pick.expand(-1, -1, 3))
        length = torch.linalg.vector_norm(normal, dim=-1, keepdim=True)
        normal = torch.where(length > 1e-4, normal / length.clamp(min=1e-4), normal.new_tensor([0.0, 0.0, 1.0]))
        s, t = s.gather(1, which)[..., None], t.gather(1, which)[..., None]
        start, end, other, far = (self._weights[ends[which]] for ends in self._ends.chunk(4))
        # depth falls by n . (a - b) with a = (1 - s) start + s end on the first axis and b on the second
        weights = other * (1 - t) + far * t - start * (1 - s) - end * s
        return Collisions(worst, (weights * (worst > 0)[..., None])[..., None] * normal[..., None, :])

    def axes(self, positions: Tensor) -> tuple[Tensor, Tensor]:
        """Where each capsule's axis begins and ends [B, C, 3], for points [B, K, 3]."""
        ends = self._weights @ positions
        return ends[:, : len(CAPSULE_NAMES)], ends[:, len(CAPSULE_NAMES) :]

    def radii(self, betas: Tensor) -> Tensor:
        """Their radii [B, C] in metres for betas [B, 10]."""
        return self.radius + betas @ self.shape.T

    def _closest(self, positions: Tensor, betas: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Depth [B, P], the way from the second axis to the first at their closest [B, P, 3], and where on each axis that is [B, P], 0..1."""
        # u and v along both axes and w from the second's start to the first's, of all pairs in one product; then u.u, v.v, u.v, u.w, v.w likewise.
        ways = (self._between @ positions).reshape(len(positions), 3, -1, 3)
        uu, vv, uv, uw, vw = (ways[:, _LEFT] * ways[:, _RIGHT]).sum(-1).unbind(1)
        u, v, w = ways.unbind(1)
        far = vv.clamp(min=1e-8)
        s = ((uv * vw - vv * uw) / (uu * vv - uv * uv).clamp(min=1e-8)).clamp(0.0, 1.0)
        t = ((uv * s + vw) / far).clamp(0.0, 1.0)
        s = ((uv * t - uw) / uu.clamp(min=1e-8)).clamp(0.0, 1.0)
        apart = torch.addcmul(torch.addcmul(w, s[..., None], u), t[..., None], v, value=-1)
        # Radii together, less what may touch; limbs that taper are thicker towards one end than half way, and no thinner towards the other (knees bulge).
        thicker = (self._tapers[0] * (s - 0.5)).relu() + (self._tapers[1] * (t - 0.5)).relu()
        reach = torch.addmm(self._reach, betas, self._reach_shape) + thicker
        return reach - torch.linalg.vector_norm(apart, dim=-1), apart, s, t


_LEFT, _RIGHT = [0, 1, 0, 0, 1], [0, 1, 1, 2, 2]


def fitted_capsules(
    template: NDArray[np.float64], shapedirs: NDArray[np.float64], skinning: NDArray[np.float64], points: NDArray[np.float64], point_shape: NDArray[np.float64]
) -> Capsules:  # fmt: skip
    """Capsules whose radii are the median distance of the skin from their axes; thighs taper as the skin does.

    Args:
        template: vertices at rest [V, 3] with derivative by betas ``shapedirs`` [V, 3, 10]; ``skinning`` weights [V, 24].
        points: the points of ``POINT_NAMES`` at rest [K, 3] with derivative ``point_shape`` [K, 3, 10].
    """
    carrier = skinning[:, :NUM_JOINTS].argmax(1)

    taper = np.zeros(len(CAPSULE_NAMES))

    def radii(betas: NDArray[np.float64]) -> NDArray[np.float64]:
        vertices, at = template + shapedirs @ betas, points + point_shape @ betas
        ends = _WEIGHTS @ at
        out = []
        for row, name in enumerate(CAPSULE_NAMES):
            skin = vertices[np.isin(carrier, [JOINT_INDEX[joint] for joint in _SHAPES[name].skin])]
            start, axis = ends[row], ends[row + len(CAPSULE_NAMES)] - ends[row]
            along = (skin - start) @ axis / (axis @ axis)
            if name.endswith("thumb"):
                out.append(_THUMB)
                continue
            if _SHAPES[name].skin == _TRUNK:  # of the whole trunk only what is on the bar's own level
                near = np.abs((skin - start)[:, 1]) < 0.03
            else:
                near = (along > 0.1) & (along < 0.9)
            nearest = start + along.clip(0.0, 1.0)[:, None] * axis
            off = np.linalg.norm(skin - nearest, axis=1)[near]
            if name.endswith("thigh") and not betas.any():
                taper[row] = np.polyfit(along[near], off, 1)[0]
            out.append(np.median(off))
        return np.array(out)

    middle = radii(np.zeros(NUM_BETAS))
    slopes = np.stack([(radii(beta) - radii(-beta)) / 2 for beta in np.eye(NUM_BETAS)], 1)
    return Capsules(middle, slopes, taper)


def _weight_rows() -> NDArray[np.float64]:
    """Starts then ends of the capsules' axes as weights of the points [2 C, K]."""
    out = np.zeros((2 * len(CAPSULE_NAMES), len(POINT_NAMES)))
    for row, shape in enumerate(_SHAPES.values()):
        for at, mix in ((row, shape.start), (row + len(CAPSULE_NAMES), shape.end)):
            for name, weight in mix.items():
                out[at, POINT_INDEX[name]] += weight
    return out


_SHAPES = _shapes()
CAPSULE_NAMES: tuple[str, ...] = tuple(_SHAPES)
PAIRS: tuple[tuple[str, str], ...] = tuple(_pairs())
_WEIGHTS = _weight_rows()
