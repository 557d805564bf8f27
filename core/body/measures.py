"""Scalar measures on a body that words can bound: the one geometry behind describing, understanding, guiding and judging.

A ``Measure`` is a number read off the body (an angle at a joint, how far in front of the chest a wrist is); a ``Constraint`` bounds it.
``MeasureTable`` holds many constraints as arrays, evaluates all of them for a batch of bodies in a few tensor operations, and gives their
derivatives with respect to point positions and joint rotations in closed form. Lengths are scaled to a body 1.7 m tall.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from core.body.constraint import AXES, FRAMES, KINDS, LEVER, REFERENCE_HEIGHT, Constraint, Measure
from core.body.kinematics import Points
from core.body.rotations import yaw_frame
from core.body.skeleton import JOINT_INDEX, NUM_JOINTS, POINT_INDEX, POINT_NAMES, SURFACE_NAMES

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
    camera = torch.diag(torch.tensor([1.0, -1.0, -1.0])).to(pelvis).expand_as(pelvis)
    return torch.stack((yaw_frame(pelvis), pelvis, chest, camera), 1)


class MeasureTable:
    """Constraints (or measures) as arrays. Tables of equal length can be stacked to give every body of a batch its own (training)."""

    def __init__(self, constraints: Sequence[Constraint | Measure], *, dtype: torch.dtype = torch.float32) -> None:
        self.constraints = tuple(c if isinstance(c, Constraint) else Constraint(c) for c in constraints)
        measures = [c.measure for c in self.constraints]
        count = len(measures)
        first, second = torch.zeros(count, len(POINT_NAMES), dtype=dtype), torch.zeros(count, len(POINT_NAMES), dtype=dtype)
        axis = torch.zeros(count, 2, 3, dtype=dtype)
        for row, measure in enumerate(measures):
            _fill(first[row], second[row], axis[row], measure)
        self.first, self.second, self.axis = first, second, axis
        self.frame = torch.tensor([FRAMES.index(m.frame) for m in measures], dtype=torch.long)
        self.kind = torch.tensor([KINDS.index(m.kind) for m in measures], dtype=torch.long)
        self.low = torch.tensor([c.low for c in self.constraints], dtype=dtype)
        self.high = torch.tensor([c.high for c in self.constraints], dtype=dtype)
        self.slack = torch.tensor([c.slack for c in self.constraints], dtype=dtype)
        self.lever = torch.tensor([LEVER if m.is_angle else 1.0 for m in measures], dtype=dtype)

    def __len__(self) -> int:
        return self.first.shape[-2]

    def gather(self, index: Tensor, low: Tensor, high: Tensor) -> MeasureTable:
        """A table that gives each body of a batch its own rows of this one: index, low, high [B, S]."""
        out = MeasureTable([])
        out.first, out.second, out.axis = self.first[index], self.second[index], self.axis[index]
        out.frame, out.kind = self.frame[index], self.kind[index]
        out.low, out.high = low, high
        out.slack, out.lever = self.slack[index], self.lever[index]
        return out

    def joined(self, other: MeasureTable) -> MeasureTable:
        """Two gathered tables as one for the batches one after the other."""
        out = MeasureTable([])
        for name in ("first", "second", "axis", "frame", "kind", "low", "high", "slack", "lever"):
            setattr(out, name, torch.cat((getattr(self, name), getattr(other, name))))
        return out

    def values(self, points: Points, height: Tensor) -> Tensor:
        """Values [B, S] for posed points and body heights [B] (m)."""
        return self._evaluate(points, height, slopes=False).values

    def slopes(self, points: Points, height: Tensor) -> Slopes:
        """Values and first derivatives (the body's height and, for heights above ground, the lowest point are held fixed)."""
        return self._evaluate(points, height, slopes=True)

    def violations(self, values: Tensor, margin: float = 0.0) -> Tensor:
        """Signed distance [B, S] to the interval, in metres (angles by ``LEVER``); zero inside.

        ``margin`` (in slacks) moves the goal into the interval, by at most a quarter of its width, so that a guided body does not stop on the edge.
        """
        inset = torch.minimum(margin * self.slack, 0.25 * (self.high - self.low))
        over = (values - (self.high - inset)).clamp(min=0.0)
        under = ((self.low + inset) - values).clamp(min=0.0)
        return (over - under) * self.lever

    def satisfied(self, values: Tensor) -> Tensor:
        """Whether each constraint is met within its tolerance [B, S]."""
        return (values >= self.low - self.slack) & (values <= self.high + self.slack)

    def _evaluate(self, points: Points, height: Tensor, *, slopes: bool) -> Slopes:
        p = points.positions
        frames = frames_of(points)
        batch = p.shape[0]
        scale = (REFERENCE_HEIGHT / height)[:, None]
        u, v = self.first @ p, self.second @ p  # [B, S, 3]
        index = self.frame if self.frame.dim() == 2 else self.frame.expand(batch, -1)
        frame = frames.gather(1, index[..., None, None].expand(-1, -1, 3, 3))
        n1 = (frame @ self.axis[..., 0, :, None]).squeeze(-1).expand_as(u)
        n2 = (frame @ self.axis[..., 1, :, None]).squeeze(-1).expand_as(u)
        up = frames[:, 3, :, 1]
        lowest = (p[:, :_NUM_REAL] @ up[..., None]).squeeze(-1).argmin(-1)  # [B]
        ground = p[torch.arange(batch), lowest]
        kind = self.kind.expand(batch, -1)

        nu, nv = u.norm(dim=-1).clamp(min=1e-6), v.norm(dim=-1).clamp(min=1e-6)
        un, vn = u / nu[..., None], v / nv[..., None]
        along1, along2 = (u * n1).sum(-1), (u * n2).sum(-1)
        cos_angle = (un * vn).sum(-1).clamp(-1, 1)
        cos_axis = (un * n1).sum(-1).clamp(-1, 1)
        raised = ((u - ground[:, None]) * up[:, None]).sum(-1)
        values = torch.stack(
            (
                nu * scale, along1 * scale, raised * scale,
                torch.atan2(torch.linalg.cross(un, vn).norm(dim=-1), cos_angle),
                torch.atan2(torch.linalg.cross(un, n1).norm(dim=-1), cos_axis),
                torch.atan2(along1, along2),
            ),
            -1,
        ).gather(-1, kind[..., None]).squeeze(-1)  # fmt: skip
        if not slopes:
            return Slopes(values, values.new_zeros(0), values.new_zeros(0))

        s = scale[..., None]
        # Angles: the slope is a unit vector across the segment over its length, also next to 0 and pi, where arccos' own slope is singular.
        across_v, across_n = _across(un, vn), _across(un, n1)
        square = (along1 * along1 + along2 * along2).clamp(min=1e-6)
        d1, d2 = (along2 / square)[..., None], (-along1 / square)[..., None]
        zero = torch.zeros_like(u)
        pick = kind[..., None, None].expand(-1, -1, 1, 3)

        def choose(*rows: Tensor) -> Tensor:
            return torch.stack([r.expand_as(u) for r in rows], -2).gather(-2, pick).squeeze(-2)

        gu = choose(un * s, n1 * s, up[:, None] * s, -across_v / nu[..., None], -across_n / nu[..., None], d1 * n1 + d2 * n2)
        gv = choose(zero, zero, zero, -_across(vn, un) / nv[..., None], zero, zero)
        g1 = choose(zero, u * s, zero, zero, -_across(n1, un), d1 * u)
        g2 = choose(zero, zero, zero, zero, zero, d2 * u)
        gradient = self.first[..., None] * gu[..., None, :] + self.second[..., None] * gv[..., None, :]
        # A height's slope at the lowest point itself
        is_height = (kind == KINDS.index("height")).to(p)[..., None]
        rows = torch.arange(batch)
        gradient[rows, :, lowest] = gradient[rows, :, lowest] - is_height * up[:, None] * s
        # An axis that turns with a joint: d n = w x n, so d m / d w = n x (d m / d n); of the pelvis' turn the body frame keeps only the heading.
        spin = torch.linalg.cross(n1, g1) + torch.linalg.cross(n2, g2)
        heading = (spin * up[:, None]).sum(-1, keepdim=True) * up[:, None]
        turns = p.new_zeros(batch, u.shape[1], NUM_JOINTS, 3)
        which = index[..., None]
        turns[:, :, 0] = torch.where(which == 0, heading, torch.where(which == 1, spin, zero))
        turns[:, :, JOINT_INDEX["spine3"]] = torch.where(which == 2, spin, zero)
        return Slopes(values, gradient, turns)


def _across(a: Tensor, b: Tensor) -> Tensor:
    """Unit vector across a towards b (*, 3); where they are parallel, any direction across a (a fixed one, so that a straight limb can begin to bend)."""
    across = b - (a * b).sum(-1, keepdim=True) * a
    norm = across.norm(dim=-1, keepdim=True)
    hint = torch.zeros_like(a)
    hint[..., 2], hint[..., 1] = -1.0, 0.3
    spare = hint - (a * hint).sum(-1, keepdim=True) * a
    spare = spare / spare.norm(dim=-1, keepdim=True).clamp(min=1e-6)
    return torch.where(norm > 1e-4, across / norm.clamp(min=1e-6), spare)


def _fill(first: Tensor, second: Tensor, axis: Tensor, measure: Measure) -> None:
    """Write one measure as rows of point weights (segments u = first @ P, v = second @ P) and axes in its frame."""

    def add(row: Tensor, point: str, sign: float) -> None:
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
        axis[k] = torch.tensor(AXES[name])
