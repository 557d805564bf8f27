"""Scalar measures on a body that words can bound: the one geometry behind describing, understanding, guiding and judging.

A ``Measure`` is a number read off the body (an angle at a joint, how far in front of the chest a wrist is), a ``Comparison`` the difference of
two; a ``Constraint`` bounds either.
``MeasureTable`` holds many constraints as arrays, evaluates all of them for a batch of bodies in a few tensor operations, and gives their
derivatives with respect to point positions and joint rotations in closed form. Lengths are scaled to a body 1.7 m tall.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from core.body.constraint import AXES, FRAMES, KINDS, LEVER, REFERENCE_HEIGHT, Comparison, Constraint, Measure
from core.body.kinematics import Points
from core.body.rotations import CAMERA_TO_UP, yaw_frame
from core.body.skeleton import JOINT_INDEX, NUM_JOINTS, POINT_INDEX, POINT_NAMES, SURFACE_NAMES

_Array = NDArray[np.float64]
_NUM_REAL = NUM_JOINTS + len(SURFACE_NAMES)


@dataclass(frozen=True)
class Slopes:
    """Values of S measures with their first derivatives: ``values`` [B, S], ``points`` [B, S, K, 3], ``turns`` [B, S, 24, 3]."""

    values: Tensor
    points: Tensor
    turns: Tensor


def frames_of(points: Points) -> Tensor:
    """The frames of ``FRAMES`` for each body [B, 4, 3, 3], columns left, up, front in the camera frame."""
    pelvis, chest = points.rotations[:, 0], points.rotations[:, JOINT_INDEX["spine3"]]
    camera = CAMERA_TO_UP.to(pelvis).expand_as(pelvis)
    return torch.stack((yaw_frame(pelvis), pelvis, chest, camera), 1)


@dataclass(frozen=True)
class Across:
    """What bends the D distances of a table: ``lengths`` [B, D] in metres, unit ``slopes`` across each segment [B, D, 2, K, 3];

    ``constraint`` [D]: which constraint reads the distance, ``sign`` [D]: -1 where it is subtracted.
    """

    lengths: Tensor
    slopes: Tensor
    constraint: Tensor
    sign: Tensor


class MeasureTable:
    """Constraints (or measures) as arrays. Tables of equal length can be stacked to give every body of a batch its own (training).

    A table of S constraints with C comparisons among them evaluates S + C rows: the second measures of the comparisons come last and are
    subtracted.
    """

    def __init__(self, constraints: Sequence[Constraint | Measure | Comparison], *, dtype: torch.dtype = torch.float32) -> None:
        self.constraints = tuple(c if isinstance(c, Constraint) else Constraint(c) for c in constraints)
        read = [c.measure for c in self.constraints]
        compared = [row for row, m in enumerate(read) if isinstance(m, Comparison)]
        measures = [m.first if isinstance(m, Comparison) else m for m in read] + [m.second for m in read if isinstance(m, Comparison)]
        count = len(measures)
        first, second, axis = np.zeros((count, len(POINT_NAMES))), np.zeros((count, len(POINT_NAMES))), np.zeros((count, 2, 3))
        for row, measure in enumerate(measures):
            _fill(first[row], second[row], axis[row], measure)
        self.first, self.second, self.axis = (torch.as_tensor(x, dtype=dtype) for x in (first, second, axis))
        self.frame = torch.tensor([FRAMES.index(m.frame) for m in measures], dtype=torch.long)
        self.kind = torch.tensor([KINDS.index(m.kind) for m in measures], dtype=torch.long)
        self.low = torch.tensor([c.low for c in self.constraints], dtype=dtype)
        self.high = torch.tensor([c.high for c in self.constraints], dtype=dtype)
        self.slack = torch.tensor([c.slack for c in self.constraints], dtype=dtype)
        insets = torch.tensor([_insets(c) for c in self.constraints], dtype=dtype).reshape(-1, 2)
        self.inset, self.deeper = insets[:, 0], insets[:, 1]
        self.lever = torch.tensor([LEVER if m.is_angle else 1.0 for m in read], dtype=dtype)
        self.compared = torch.tensor(compared, dtype=torch.long)
        self.distances = torch.tensor([row for row, m in enumerate(measures) if m.kind == "distance"], dtype=torch.long)
        self._masks = _masks(self.kind, dtype)
        # Which of the dearer kinds occur at all
        self._lengths = any(m.kind == "distance" for m in measures)
        self._bends = any(m.kind in ("angle", "direction") for m in measures)
        self._turns = any(m.kind == "turn" for m in measures)
        self._heights = any(m.kind == "height" for m in measures)

    def __len__(self) -> int:
        return self.low.shape[-1]

    def gather(self, index: Tensor, low: Tensor, high: Tensor) -> MeasureTable:
        """A table that gives each body of a batch its own rows of this one: index, low, high [B, S]. Not for comparisons."""
        if len(self.compared):
            raise ValueError("a table with comparisons cannot be gathered")
        out = MeasureTable([])
        out._lengths = out._bends = out._turns = out._heights = True
        out.first, out.second, out.axis = self.first[index], self.second[index], self.axis[index]
        out.frame, out.kind = self.frame[index], self.kind[index]
        out._masks = _masks(out.kind, out.first.dtype)
        out.low, out.high = low, high
        out.slack, out.lever = self.slack[index], self.lever[index]
        out.inset = out.deeper = torch.minimum(out.slack, 0.25 * (high - low))
        return out

    def joined(self, other: MeasureTable) -> MeasureTable:
        """Two gathered tables as one for the batches one after the other."""
        out = MeasureTable([])
        out._lengths = out._bends = out._turns = out._heights = True
        for name in ("first", "second", "axis", "frame", "kind", "low", "high", "slack", "inset", "deeper", "lever"):
            setattr(out, name, torch.cat((getattr(self, name), getattr(other, name))))
        out._masks = _masks(out.kind, out.first.dtype)
        return out

    def values(self, points: Points, height: Tensor) -> Tensor:
        """Values [B, S] for posed points and body heights [B] (m)."""
        return self._evaluate(points, height, slopes=False).values

    def slopes(self, points: Points, height: Tensor) -> Slopes:
        """Values and first derivatives (the body's height and, for heights above ground, the lowest point are held fixed)."""
        return self._evaluate(points, height, slopes=True)

    def crosswise(self, points: Points) -> Across:
        """The second-order part of the table's distances.

        A distance d has the second derivative (I - u u^T) / d across its segment u. Without it a Gauss-Newton step that shortens the distance
        along the segment is free to swing past its end.
        """
        first = self.first[self.distances]
        u = first @ points.positions
        length = torch.linalg.vector_norm(u, dim=-1).clamp(min=1e-3)
        unit, hint = u / length[..., None], _HINT.to(u)
        a = _across(unit, hint.expand_as(u), (unit * hint).sum(-1, keepdim=True))
        b = torch.linalg.cross(unit, a)
        across = torch.stack((a, b), -2)
        own = self.distances < len(self)
        of = torch.cat((torch.arange(len(self)), self.compared))[self.distances]
        return Across(length, first[:, None, :, None] * across[..., None, :], of, torch.where(own, 1.0, -1.0).to(u))

    def violations(self, values: Tensor) -> Tensor:
        """Signed distance [B, S] to the interval, in metres (angles by ``LEVER``); zero inside."""
        return self._outside(values, self.low, self.high)

    def misses(self, values: Tensor) -> tuple[Tensor, Tensor]:
        """The same to where a guided body is to go, and its slope by the value over ``lever`` [B, S]: 1 outside, less within.

        A body that stops on the edge of an interval looks half-hearted, and flickers between obeyed and not. So it is pulled a tolerance
        inside, and from there more softly on, towards what the words usually mean.
        """
        firm, deep = (self._outside(values, low, high) for low, high in self._edges)
        slope = 1.0 - (1.0 - _SOFTLY) * (firm == 0)
        return firm + _SOFTLY * (deep - firm), slope

    def _outside(self, values: Tensor, low: Tensor, high: Tensor) -> Tensor:
        return (values - values.clamp(low, high)) * self.lever

    @cached_property
    def _edges(self) -> tuple[tuple[Tensor, Tensor], tuple[Tensor, Tensor]]:
        """The interval to be met firmly and the one softly within it."""
        with torch.inference_mode(False):
            firm, deep = ((self.low + inset, self.high - inset) for inset in (self.inset, self.deeper))
        return firm, deep

    @cached_property
    def _axes(self) -> Tensor:
        """Both axes of each row as mixtures of all frames' columns [2 S, 12] or [B, 2 S, 12]."""
        with torch.inference_mode(False):
            of = torch.nn.functional.one_hot(self.frame, len(FRAMES)).to(self.axis)
            return (of[..., None, :, None] * self.axis[..., None, :]).flatten(-4, -3).flatten(-2)

    @cached_property
    def _turning(self) -> tuple[Tensor, Tensor]:
        """How axes turn with the pelvis and with the chest, by component [S, 3]: the body's frame only about the vertical."""
        with torch.inference_mode(False):
            body, pelvis, chest = ((self.frame == FRAMES.index(name))[..., None].to(self.axis) for name in ("body", "pelvis", "chest"))
            return pelvis + body * self.axis.new_tensor([0.0, 1.0, 0.0]), chest.expand(*chest.shape[:-1], 3)

    def satisfied(self, values: Tensor) -> Tensor:
        """Whether each constraint is met within its tolerance [B, S]."""
        return (values >= self.low - self.slack) & (values <= self.high + self.slack)

    def _evaluate(self, points: Points, height: Tensor, *, slopes: bool) -> Slopes:
        """All measures, then the differences of those that are compared."""
        read = self._read(points, height, slopes=slopes)
        if not len(self.compared):
            return read
        count, rows = len(self), self.compared

        def subtracted(x: Tensor) -> Tensor:
            return x[:, :count].index_add(1, rows, x[:, count:], alpha=-1)

        values = subtracted(read.values)
        return Slopes(values, subtracted(read.points), subtracted(read.turns)) if slopes else Slopes(values, read.points, read.turns)

    def _read(self, points: Points, height: Tensor, *, slopes: bool) -> Slopes:
        """All rows at once. A height is an offset above the lowest point; a direction is an angle whose second segment is an axis."""
        p, first = points.positions, self.first
        scale = (REFERENCE_HEIGHT / height)[:, None, None]
        axes = (self._axes @ frames_of(points).transpose(-1, -2).flatten(1, 2)).reshape(len(p), -1, 2, 3)
        n1, n2 = axes.unbind(2)
        is_distance, is_linear, is_height, is_angle, is_direction, is_bend, is_turn = self._masks
        if self._heights:
            lowest = p[:, :_NUM_REAL, 1].argmax(-1)  # the camera's y points down
            first = first - is_height * (torch.arange(p.shape[1], device=p.device) == lowest[:, None, None])

        u = first @ p  # [B, S, 3]
        nu = torch.linalg.vector_norm(u, dim=-1, keepdim=True).clamp(min=1e-6)
        un = u / nu
        along1 = (u * n1).sum(-1, keepdim=True)
        linear = is_linear * scale
        values, gu, g1 = linear * along1, u, u
        if slopes:
            gu, g1 = linear * n1, linear * u
        if self._lengths:
            length = is_distance * scale
            values = values + length * nu
            gu = gu + length * un if slopes else u
        gv = g2 = None
        if self._bends:
            v = self.second @ p
            nv = torch.linalg.vector_norm(v, dim=-1, keepdim=True).clamp(min=1e-6)
            w = is_angle * (v / nv) + (1 - is_angle) * n1
            cosine = (un * w).sum(-1, keepdim=True)
            sine = torch.linalg.vector_norm(torch.linalg.cross(un, w), dim=-1, keepdim=True)
            values = values + is_bend * torch.atan2(sine, cosine)
            if slopes:
                # The slope is a unit vector across the segment over its length, also next to 0 and pi, where arccos' own slope is singular.
                turned = _across(w, un, cosine)
                gu = gu - is_bend * _across(un, w, cosine) / nu
                gv = -is_angle * turned / nv
                g1 = g1 - is_direction * turned
        if self._turns:
            along2 = (u * n2).sum(-1, keepdim=True)
            values = values + is_turn * torch.atan2(along1, along2)
            if slopes:
                over = is_turn / (along1 * along1 + along2 * along2).clamp(min=1e-6)
                d1, d2 = along2 * over, -along1 * over
                gu = gu + d1 * n1 + d2 * n2
                g1 = g1 + d1 * u
                g2 = d2 * u
        if not slopes:
            return Slopes(values[..., 0], values.new_zeros(0), values.new_zeros(0))

        gradient = first[..., None] * gu[..., None, :]
        if gv is not None:
            gradient = gradient + self.second[..., None] * gv[..., None, :]
        # An axis that turns with a joint: d n = w x n, so d m / d w = n x (d m / d n); of the pelvis' turn the body frame keeps only the heading.
        spin = torch.linalg.cross(n1, g1)
        if g2 is not None:
            spin = spin + torch.linalg.cross(n2, g2)
        by_pelvis, by_chest = self._turning
        turns = p.new_zeros(*u.shape[:2], NUM_JOINTS, 3)
        turns[:, :, 0] = by_pelvis * spin
        turns[:, :, JOINT_INDEX["spine3"]] = by_chest * spin
        return Slopes(values[..., 0], gradient, turns)


_DEEPER = {
    "angle": math.radians(20.0),
    "direction": math.radians(20.0),
    "turn": math.radians(12.0),
    "offset": 0.06,
    "height": 0.06,
}
"""How far into an interval words usually mean; into a distance's only its tolerance, since bodies are not thin."""
_SOFTLY = 0.5
_NATURAL = {"angle": (0.0, math.pi), "direction": (0.0, math.pi), "height": (0.0, math.inf), "distance": (0.0, math.inf)}
"""The range of a measure, where it has one: an interval that is open on one side ends there."""


def _insets(constraint: Constraint) -> tuple[float, float]:
    """How far into its interval a constraint is followed firmly, and how far softly."""
    measure = constraint.measure
    if isinstance(measure, Comparison):
        return constraint.slack, constraint.slack
    least, most = _NATURAL.get(measure.kind, (-math.inf, math.inf))
    width = max(min(constraint.high, most) - max(constraint.low, least), 0.0)
    firm = min(constraint.slack, 0.25 * width)
    return firm, max(firm, min(_DEEPER.get(measure.kind, constraint.slack), 0.4 * width))


def _masks(kind: Tensor, dtype: torch.dtype) -> tuple[Tensor, ...]:
    """1 where a row is a distance, linear (offset or height), height, angle, direction, bend (angle or direction), turn; each [S, 1] or [B, S, 1]."""
    kinds = kind if kind.dim() == 2 else kind[None]
    distance, offset, height, angle, direction, turn = ((kinds == k).to(dtype)[..., None] for k in range(len(KINDS)))
    return distance, offset + height, height, angle, direction, angle + direction, turn


def _across(a: Tensor, b: Tensor, along: Tensor) -> Tensor:
    """Unit vector across a towards b (*, 3), whose product is ``along``; where they are parallel, any direction across a (a fixed one, so that a
    straight limb can begin to bend)."""
    across = b - along * a
    norm = torch.linalg.vector_norm(across, dim=-1, keepdim=True)
    if norm.numel() and float(norm.amin()) > 1e-4:
        return across / norm
    hint = _HINT.to(a)
    spare = hint - (a * hint).sum(-1, keepdim=True) * a
    spare = spare / torch.linalg.vector_norm(spare, dim=-1, keepdim=True).clamp(min=1e-6)
    return torch.where(norm > 1e-4, across / norm.clamp(min=1e-6), spare)


_HINT = torch.tensor([0.0, 0.3, -1.0])


def _fill(first: _Array, second: _Array, axis: _Array, measure: Measure) -> None:
    """Write one measure as rows of point weights (segments u = first @ P, v = second @ P) and axes in its frame."""

    def add(row: _Array, point: str, sign: float) -> None:
        names = point.split("+")
        for name in names:
            row[POINT_INDEX[name]] += sign / len(names)

    points = measure.points
    if measure.kind in ("distance", "offset"):
        add(first, points[0], 1.0)
        add(first, points[1], -1.0)
    elif measure.kind == "height":
        add(first, points[0], 1.0)
    elif measure.kind == "angle":
        add(first, points[0], 1.0)
        add(first, points[1], -1.0)
        add(second, points[2], 1.0)
        add(second, points[1], -1.0)
    else:
        add(first, points[1], 1.0)
        add(first, points[0], -1.0)
    for k, name in enumerate((measure.axis or "up").split("/")):
        axis[k] = AXES[name]
