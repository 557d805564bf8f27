"""Rotations in the forms the pipeline needs: axis-angle (files), matrices (kinematics), 6D (networks).

All functions are pure and batched over leading dimensions. Matrices act on column vectors, ``v_world = R @ v_local``.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

from core.body.skeleton import MIRROR_JOINTS

_EPS = 1e-8
_TINY = 1e-12
_NEARLY_HALF = -0.95
"""Cosine beyond which a turn is near enough to half a turn for its axis to be read off a quaternion."""
_EYE = torch.eye(3)
_HAT = torch.zeros(3, 9)
"""``v @ _HAT`` are the nine entries of hat(v)."""
_HAT[[2, 1, 0], [3, 2, 7]], _HAT[[2, 1, 0], [1, 6, 5]] = 1.0, -1.0
_SKEW_AND_TRACE = torch.cat((_HAT.T / 2, torch.eye(3).reshape(9, 1) / 2), 1)


def _check(x: Tensor, tail: tuple[int, ...], what: str) -> None:
    if tuple(x.shape[-len(tail) :]) != tail:
        raise ValueError(f"{what} must have shape (*, {', '.join(map(str, tail))}), got {tuple(x.shape)}")


def hat(v: Tensor) -> Tensor:
    """Cross-product matrix: ``hat(v) @ u == cross(v, u)``. v (*, 3) -> (*, 3, 3)."""
    _check(v, (3,), "v")
    return (v @ _HAT.to(v)).reshape(*v.shape, 3)


def axis_angle_to_matrix(v: Tensor) -> Tensor:
    """Rodrigues' formula, ``I + sin a / a K + (1 - cos a) / a^2 K^2``. Axis-angle (*, 3) in radians -> matrices (*, 3, 3); differentiable at zero."""
    k = hat(v)
    turns = ((v * v).sum(-1) + _EPS * _EPS).sqrt()[..., None, None] / torch.pi
    # sinc(x) = sin(pi x) / (pi x), and 1 - cos a = 2 sin^2(a / 2)
    half = torch.sinc(turns / 2)
    return _EYE.to(v) + torch.sinc(turns) * k + (half * half / 2) * (k @ k)


def matrix_to_axis_angle(r: Tensor) -> Tensor:
    """Logarithm map. Matrices (*, 3, 3) -> axis-angle (*, 3), angle in [0, pi], exact near 0 and near pi."""
    _check(r, (3, 3), "rotation matrix")
    # What is askew in R is sin a times the axis; its trace is 1 + 2 cos a.
    both = r.flatten(-2) @ _SKEW_AND_TRACE.to(r)
    sine_axis, cosine = both[..., :3], both[..., 3:] - 0.5
    if cosine.numel() and float(cosine.detach().amin()) < _NEARLY_HALF:
        return _logarithm_by_quaternion(r)
    sine = torch.linalg.vector_norm(sine_axis, dim=-1, keepdim=True)
    return sine_axis * ((torch.atan2(sine, cosine) + _TINY) / (sine + _TINY))


def rotation_angle(a: Tensor, b: Tensor) -> Tensor:
    """Angle (*,) in radians between rotations a and b (*, 3, 3): ``|A - B|^2 = 8 sin^2(angle / 2)``."""
    chord = torch.linalg.vector_norm((a - b).flatten(-2), dim=-1)
    return 2.0 * (chord / math.sqrt(8.0)).clamp(max=1.0).asin()


def _logarithm_by_quaternion(r: Tensor) -> Tensor:
    """The logarithm where a rotation is nearly half a turn, and little about it is askew."""
    q = matrix_to_quaternion(r)
    w, u = q[..., :1], q[..., 1:]
    norm = torch.linalg.vector_norm(u, dim=-1, keepdim=True)
    angle = 2 * torch.atan2(norm, w)
    scale = torch.where(norm < 1e-6, 2.0 / w.clamp(min=0.5), angle / norm.clamp(min=_EPS))
    return u * scale


def matrix_to_quaternion(r: Tensor) -> Tensor:
    """Matrices (*, 3, 3) -> unit quaternions (*, 4) as (w, x, y, z) with w >= 0 (the best conditioned of four formulae)."""
    _check(r, (3, 3), "rotation matrix")
    # Each row is the quaternion times four times one of its components: 4 q q^T, of which every entry is affine in the matrix's.
    rows = (r.flatten(-2) @ _PRODUCTS.to(r) + _ONES.to(r)).reshape(*r.shape[:-2], 4, 4)
    best = rows.diagonal(dim1=-2, dim2=-1).argmax(-1)
    q = rows.gather(-2, best[..., None, None].expand(*best.shape, 1, 4)).squeeze(-2)
    q = q / torch.linalg.vector_norm(q, dim=-1, keepdim=True).clamp(min=_EPS)
    return torch.where(q[..., :1] < 0, -q, q)


def _products_of_quaternion() -> Tensor:
    """How the nine entries of a rotation matrix (row-major) add up to 4 q q^T less its ones [9, 16], q = (w, x, y, z)."""
    out = torch.zeros(3, 3, 4, 4)
    for i in range(3):
        for j in range(4):
            out[i, i, j, j] = 1.0 if j in (0, i + 1) else -1.0
    for i, (a, b) in enumerate(((1, 2), (2, 0), (0, 1))):
        # 4 w q_i = m_ba - m_ab, 4 q_a q_b = m_ab + m_ba
        for row, column in ((0, i + 1), (i + 1, 0)):
            out[b, a, row, column], out[a, b, row, column] = 1.0, -1.0
        for row, column in ((a + 1, b + 1), (b + 1, a + 1)):
            out[a, b, row, column] = out[b, a, row, column] = 1.0
    return out.reshape(9, 16)


_PRODUCTS, _ONES = _products_of_quaternion(), torch.eye(4).flatten()


def matrix_to_rot6d(r: Tensor) -> Tensor:
    """Matrices (*, 3, 3) -> 6D (*, 6): the first two columns, one after the other (Zhou et al., CVPR 2019)."""
    _check(r, (3, 3), "rotation matrix")
    return r[..., :2].transpose(-1, -2).flatten(-2)


def rot6d_to_matrix(x: Tensor) -> Tensor:
    """6D (*, 6) -> matrices (*, 3, 3) by Gram-Schmidt; any six numbers that are not degenerate give a rotation."""
    _check(x, (6,), "6D rotation")
    a, b = x[..., :3], x[..., 3:]
    c0 = a / torch.linalg.vector_norm(a, dim=-1, keepdim=True).clamp(min=_EPS)
    b = b - (c0 * b).sum(-1, keepdim=True) * c0
    c1 = b / torch.linalg.vector_norm(b, dim=-1, keepdim=True).clamp(min=_EPS)
    return torch.stack((c0, c1, torch.linalg.cross(c0, c1)), -1)


def nearest_rotation(m: Tensor) -> Tensor:
    """The rotations nearest to matrices (*, 3, 3), for instance to means of rotations."""
    u, _, vt = torch.linalg.svd(m)
    sign = torch.ones_like(m[..., 0])
    sign[..., 2] = torch.det(u @ vt).sign()
    return (u * sign[..., None, :]) @ vt


def mirror_rotations(rotations: Tensor) -> Tensor:
    """Left and right exchanged for local rotation matrices [..., 24, 3, 3], y up or camera frame alike."""
    sign = rotations.new_tensor([[1.0, -1.0, -1.0], [-1.0, 1.0, 1.0], [-1.0, 1.0, 1.0]])
    return rotations[..., list(MIRROR_JOINTS), :, :] * sign


def geodesic(a: Tensor, b: Tensor) -> Tensor:
    """Angle (*,) in radians between rotations a and b (*, 3, 3)."""
    return matrix_to_axis_angle(a.transpose(-1, -2) @ b).norm(dim=-1)


CAMERA_TO_UP = torch.diag(torch.tensor([1.0, -1.0, -1.0]))
"""Half a turn around x: takes the camera frame (x right, y down, z forward) to one with y up; a body that faces the camera then faces +z."""


def yaw_frame(pelvis: Tensor) -> Tensor:
    """The body-relative frame of DESIGN: the pelvis' heading with tilt removed.

    Args:
        pelvis: global orientation in the camera frame (*, 3, 3).

    Returns:
        (*, 3, 3), columns are the body's left, up (against gravity, assumed to be the camera's -y) and front, in the camera frame.
        The heading is the twist of the orientation around the vertical (swing-twist decomposition), so that it is continuous
        for bodies that bend or lie, and undefined only for a body turned exactly upside down (then it is zero).
    """
    # Twist around y of the quaternion (w, y): cos = (w^2 - y^2) / (w^2 + y^2), sin = 2 w y / (w^2 + y^2). With the entries m of the matrix these are
    # (m00 - m22) / span and (m02 + m20) / span with span = 1 - m11: all of the frame times its span is affine in m.
    entries = pelvis.flatten(-2) @ _HEADING.to(pelvis) + _UPRIGHT.to(pelvis)
    frame, span = entries[..., :9], entries[..., 9:]
    level = torch.where(span < 1e-6, _UPSIDE.to(pelvis), frame / span.clamp(min=1e-6))
    return level.reshape(pelvis.shape)


# Entries (row-major) of [[c, 0, s], [0, -1, 0], [s, 0, -c]] times the span, then the span itself, as functions of the pelvis' nine.
_HEADING = torch.zeros(9, 10)
_HEADING[0, [0, 8]] = torch.tensor([1.0, -1.0])
_HEADING[8, [0, 8]] = torch.tensor([-1.0, 1.0])
_HEADING[2, [2, 6]] = _HEADING[6, [2, 6]] = 1.0
_HEADING[4, [4, 9]] = torch.tensor([1.0, -1.0])
_UPRIGHT = torch.zeros(10)
_UPRIGHT[[4, 9]] = torch.tensor([-1.0, 1.0])
_UPSIDE = CAMERA_TO_UP.flatten()
