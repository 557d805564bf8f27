"""Forward kinematics of the points that matter, and how they move when joints turn.

Refinement works on 24 joints, 21 surface points and 15 axis points (``skeleton.POINT_NAMES``), each carried rigidly by one joint; the full
mesh is only for showing. Derivatives are analytic: turning joint j by a small world-frame rotation w moves a point i that hangs on it by
``w x (P_i - P_j)``, so no automatic differentiation runs in the guided diffusion.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from core.body.skeleton import (
    AXIS_JOINTS,
    AXIS_OFFSET,
    JOINT_INDEX,
    NUM_BETAS,
    NUM_JOINTS,
    PARENTS,
    POINT_NAMES,
    POINT_PARENT,
    descendants,
)  # fmt: skip


@dataclass(frozen=True)
class Points:
    """Posed points. ``positions`` [B, K, 3] in metres, root at its rest place unless a translation was given; ``rotations`` [B, 24, 3, 3] world rotations."""

    positions: Tensor
    rotations: Tensor

    @property
    def joints(self) -> Tensor:
        """[B, 24, 3]."""
        return self.positions[:, :NUM_JOINTS]


class Kinematics:
    """Rest geometry of the points as a linear function of betas, posed by rotation matrices.

    Args:
        rest: rest positions of the 24 joints then the surface points [45, 3], metres.
        shape: their derivative with respect to betas [45, 3, 10].
        height, height_shape: standing height (m) at betas 0 and its derivative [10].
        dtype, device: of all tensors made here.
    """

    def __init__(
        self,
        rest: np.ndarray,
        shape: np.ndarray,
        height: float,
        height_shape: np.ndarray,
        *,
        dtype: torch.dtype = torch.float32,
        device: str | torch.device = "cpu",
    ) -> None:
        axes_rest, axes_shape = [], []
        for _, joint in AXIS_JOINTS:
            for axis in np.eye(3) * AXIS_OFFSET:
                axes_rest.append(rest[JOINT_INDEX[joint]] + axis)
                axes_shape.append(shape[JOINT_INDEX[joint]])
        rest = np.concatenate((rest, np.array(axes_rest)))
        shape = np.concatenate((shape, np.array(axes_shape)))
        if rest.shape != (len(POINT_NAMES), 3) or shape.shape != (len(POINT_NAMES), 3, NUM_BETAS):
            raise ValueError(f"rest geometry must cover {len(POINT_NAMES)} points, got {rest.shape} and {shape.shape}")
        carrier = np.array([PARENTS[i] if i < NUM_JOINTS else POINT_PARENT[i] for i in range(len(POINT_NAMES))])
        root = carrier < 0
        safe = np.where(root, 0, carrier)
        # Offset of each point from the joint that carries it (the pelvis: from the origin), and its shape derivative.
        offset = np.where(root[:, None], rest, rest - rest[safe])
        offset_shape = np.where(root[:, None, None], shape, shape - shape[safe])
        moved = np.array(descendants(), dtype=np.float64)
        # position = sum of the offsets of the point itself and of the joints above it
        path = np.eye(len(POINT_NAMES))
        path[:, :NUM_JOINTS] += moved.T
        turns = moved[:, :NUM_JOINTS] + np.eye(NUM_JOINTS)

        def tensor(x: np.ndarray) -> Tensor:
            return torch.as_tensor(np.ascontiguousarray(x), dtype=dtype, device=device)

        with torch.inference_mode(False):  # kept for later, when gradients may be wanted
            self.dtype, self.device = dtype, torch.device(device)
            self.rest, self.rest_shape = tensor(rest), tensor(shape)
            self._offset, self._offset_shape = tensor(offset), tensor(offset_shape)
            self._offset_rows = tensor(offset_shape.reshape(-1, NUM_BETAS).T)  # [10, 3 K]
            # Who carries each point; nobody (``NUM_JOINTS``) carries the pelvis, and nobody does not turn.
            self._carrier = torch.as_tensor(np.where(root, NUM_JOINTS, carrier), device=self.device)
            self.moved = tensor(moved)  # [24, K]
            self._path = tensor(np.minimum(path, 1.0))
            self.turns = tensor(turns)  # [24, 24]: turning j turns k
            self._height, self._height_shape = float(height), tensor(np.asarray(height_shape))
            self._still = torch.eye(3, dtype=dtype, device=device)[None, None]
            self._above = [torch.as_tensor(row, device=self.device) for row in _ancestors()]
            levels, order = _levels()
            self._levels = [tuple(torch.as_tensor(row, device=self.device) for row in level) for level in levels]
            self._back = torch.as_tensor([*np.argsort(order), NUM_JOINTS], device=self.device)

    def world_rotations(self, local: Tensor) -> Tensor:
        """Local rotations [B, 24, 3, 3] -> world rotations [B, 24, 3, 3]."""
        return self._world(local)[:, :NUM_JOINTS]

    def _world(self, local: Tensor) -> Tensor:
        """World rotations [B, 25, 3, 3], the last that of nobody, who does not turn.

        For many bodies level by level, parents first. For few, whose cost is the number of operations, a chain of nine joints takes four products of
        doubling length: W_j <- W_a W_j with a the joint 1, 2, 4, 8 above j.
        """
        still = self._still.expand(len(local), -1, -1, -1)
        if len(local) > _FEW:
            world = [local[:, :1]]
            for joints, places in self._levels:
                world.append(world[-1].index_select(1, places) @ local.index_select(1, joints))
            return torch.cat([*world, still], 1).index_select(1, self._back)
        turned = torch.cat((local, still), 1)
        for above in self._above:
            turned = turned.index_select(1, above) @ turned
        return turned

    def pose(self, local: Tensor, betas: Tensor, transl: Tensor | None = None) -> Points:
        """Local rotations [B, 24, 3, 3], betas [B, 10] and translation [B, 3] (or None) -> posed points. Differentiable."""
        world = self._world(local)
        offset = self._offset + (betas @ self._offset_rows).reshape(len(betas), -1, 3)
        positions = self._path @ (world.index_select(1, self._carrier) @ offset[..., None]).squeeze(-1)
        if transl is not None:
            positions = positions + transl[:, None]
        return Points(positions, world[:, :NUM_JOINTS])

    def shape_jacobian(self, rotations: Tensor, points: Tensor | None = None) -> Tensor:
        """d positions / d betas [B, K, 3, 10] for world rotations [B, 24, 3, 3]; only of some ``points`` (their indices), where given."""
        world = torch.cat((rotations, self._still.expand(len(rotations), -1, -1, -1)), 1)
        carried = (world.index_select(1, self._carrier) @ self._offset_shape).flatten(2)
        path = self._path if points is None else self._path.index_select(0, points)
        return (path @ carried).unflatten(2, (3, -1))

    def turn_jacobian(self, positions: Tensor, gradient: Tensor, turn: Tensor | None = None) -> Tensor:
        """Chain rule from points to joint rotations.

        Args:
            positions: [B, K, 3].
            gradient: d r / d positions [B, R, K, 3] for R residuals.
            turn: d r / d (world-frame turn of joint k) [B, R, 24, 3] where a residual depends on rotations directly.

        Returns:
            d r / d w [B, R, 24, 3], w_j the world-frame rotation increment at joint j:
            sum_i moved[j, i] (P_i - P_j) x g_i, as moved @ (P x g) - P_j x (moved @ g), plus what turns with j.
        """
        torque = torch.linalg.cross(positions[:, None].expand_as(gradient), gradient)
        # points last, so that the sum over points is one large product instead of one small product a residual
        summed = (torch.cat((torque, gradient), -1).transpose(-1, -2) @ self.moved.T).transpose(-1, -2)
        joints = positions[:, None, :NUM_JOINTS].expand(-1, gradient.shape[1], -1, -1)
        out = summed[..., :3] - torch.linalg.cross(joints, summed[..., 3:])
        return out if turn is None else out + self.turns @ turn

    def height(self, betas: Tensor) -> Tensor:
        """Standing height [B] in metres for betas [B, 10]."""
        return (self._height + betas @ self._height_shape).clamp(min=0.8)


def parent_rotations(world: Tensor) -> Tensor:
    """World rotation of each joint's parent [B, 24, 3, 3] (the pelvis' parent is the camera frame itself) from world rotations [B, 24, 3, 3]."""
    root = _CAMERA.to(world).expand(len(world), 1, 3, 3)
    return torch.cat((root, world.index_select(1, _PARENT_INDEX.to(world.device))), 1)


def _ancestors() -> list[list[int]]:
    """The joint 1, 2, 4, ... above each, as far as there are any; ``NUM_JOINTS`` is nobody and above everybody."""
    rows, row = [], [parent if parent >= 0 else NUM_JOINTS for parent in PARENTS] + [NUM_JOINTS]
    while min(row) < NUM_JOINTS:
        rows.append(row)
        row = [row[joint] for joint in row]
    return rows


def _levels() -> tuple[list[tuple[list[int], list[int]]], list[int]]:
    """Joints by depth, each level with the place of their parents in the one above; and all joints in that order."""
    depth = [0] * NUM_JOINTS
    for j in range(1, NUM_JOINTS):
        depth[j] = depth[PARENTS[j]] + 1
    levels, order, above = [], [0], [0]
    for level in range(1, max(depth) + 1):
        joints = [j for j in range(NUM_JOINTS) if depth[j] == level]
        levels.append((joints, [above.index(PARENTS[j]) for j in joints]))
        order, above = order + joints, joints
    return levels, order


_FEW = 8
"""Batches up to this size are posed in the fewest operations, larger ones in the fewest products."""
_PARENT_INDEX = torch.tensor(PARENTS[1:])
_CAMERA = torch.eye(3)
