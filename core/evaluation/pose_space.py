"""What the pose VQ-VAE's latent space is like: its error by kind of action, and whether what lies between two poses is a pose.

Part of ``evaluate alignment``. Between two poses the latents of the parts are led along the shorter arc of their unit spheres and decoded by way of the
code book; plausible is judged by the obedience suite's joint limits and penetrations, which nothing here was trained on.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from core.alignment.alignment import Alignment
from core.body.rotations import axis_angle_to_matrix, matrix_to_axis_angle
from core.body.skeleton import NUM_BETAS
from core.evaluation.independent_geometry import Posed
from core.evaluation.obedience_plausibility import judge_plausibility
from core.observation import Body
from core.training.pose_data import Floats, PoseBank, to_camera_frame

RARE = 0.01
"""An action is rare when fewer than this share of the poses show it."""


@dataclass(frozen=True)
class Between:
    """Shares (%) of plausible bodies: the poses themselves, the same after the round trip, and decoded between two of them; mm that the joints move at most
    from one eighth of the way to the next, as a share (%) of the whole way (12.5 would be even)."""

    poses: float
    round_trip: float
    between: float
    largest_step: float


def error_by_action(errors: NDArray[np.floating], bank: PoseBank) -> dict[str, float]:
    """Mean error of each action's poses; rare actions (below 1 % of all poses) also together as "rare"."""
    names, counts = np.unique(bank.action, return_counts=True)
    rare = names[counts < RARE * len(bank)]
    out = {str(name): round(float(errors[bank.action == name].mean()), 1) for name in names}
    return out | ({"rare": round(float(errors[np.isin(bank.action, rare)].mean()), 1)} if len(rare) else {})


@torch.no_grad()
def joint_errors(alignment: Alignment, poses: Floats) -> NDArray[np.floating]:
    """[n] mean joint distance in mm of each pose [n, 24, 3] after the round trip."""
    kinematics = alignment.vqvae.features.kinematics
    rotations = axis_angle_to_matrix(torch.from_numpy(to_camera_frame(poses)))
    betas = torch.zeros(len(poses), NUM_BETAS)
    decoded, _ = alignment.round_trip(rotations)
    away = kinematics.pose(decoded, betas).joints - kinematics.pose(rotations, betas).joints
    return 1000 * away.norm(dim=-1).mean(-1).numpy()


def led(a: Tensor, b: Tensor, share: float) -> Tensor:
    """Unit vectors [..., D] at a share of the arc from ``a`` to ``b``."""
    angle = torch.acos((a * b).sum(-1, keepdim=True).clamp(-1 + 1e-6, 1 - 1e-6))
    return (torch.sin((1 - share) * angle) * a + torch.sin(share * angle) * b) / torch.sin(angle)


@torch.no_grad()
def between(alignment: Alignment, poses: Floats, pairs: int = 60, seed: int = 0) -> Between:
    """Lead ``pairs`` random pairs of poses [n, 24, 3] (y up) into one another."""
    rng = np.random.default_rng(seed)
    chosen = rng.permutation(len(poses))[: 2 * (min(2 * pairs, len(poses)) // 2)].reshape(2, -1)
    rotations = [axis_angle_to_matrix(torch.from_numpy(to_camera_frame(poses[row]))) for row in chosen]
    first, second = (alignment.pose_latents(r) for r in rotations)
    way = [alignment.decode(led(first, second, k / 8)) for k in range(9)]
    kinematics, betas = alignment.vqvae.features.kinematics, torch.zeros(chosen.shape[1], NUM_BETAS)
    joints = torch.stack([kinematics.pose(r, betas).joints for r in way])
    steps = (joints[1:] - joints[:-1]).norm(dim=-1).mean(-1)  # [8, pairs]
    levels = [alignment.vqvae.features.level(r) for r in rotations]
    return Between(
        plausible(torch.cat(levels)), plausible(torch.cat((way[0], way[-1]))), plausible(torch.cat([way[k] for k in (2, 4, 6)])),
        round(100 * float((steps.amax(0) / steps.sum(0)).mean()), 1),
    )  # fmt: skip


def plausible(rotations: Tensor) -> float:
    """Share (%) of plausible bodies among local rotations [n, 24, 3, 3], y up."""
    poses = matrix_to_axis_angle(rotations).double().numpy()
    fine = [judge_plausibility(Posed(Body.from_pose(pose, np.zeros(NUM_BETAS), np.zeros(3)))).plausible for pose in poses]
    return round(100 * float(np.mean(fine)), 1)
