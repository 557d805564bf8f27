"""Poses for training: captured ones mixed with recombined, joint-limit and authored ones.

Captured motion is mostly upright and repeats a few performers; a network that saw only that takes a sitting body for a mistake. The mix
adds what is missing and rejects bodies that pass through themselves. Everything is drawn from a seed. Frame: y up, SMPL's rest pose faces +z;
``to_camera_frame`` takes a pose to the camera frame (y down, z forward), where it then faces the camera.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from core.body.rotations import CAMERA_TO_UP, axis_angle_to_matrix, matrix_to_axis_angle
from core.body.skeleton import JOINT_INDEX, MIRROR_JOINTS, NUM_BETAS, NUM_JOINTS, POINT_INDEX
from core.errors import InputError
from core.training.motion_files.actions import UNKNOWN
from core.training.pose_seeds import seed_poses
from core.training.pose_sketch import open_kinematics

Floats = NDArray[np.float32]
AUTHORED_SLACK = 0.8  # authored hands lie on the body on purpose

TRUNK = tuple(JOINT_INDEX[n] for n in ("spine1", "spine2", "spine3", "neck", "head"))
LEGS = tuple(JOINT_INDEX[f"{s}_{n}"] for s in ("left", "right") for n in ("hip", "knee", "ankle", "foot"))
ARMS = tuple(
    tuple(JOINT_INDEX[f"{s}_{n}"] for n in ("collar", "shoulder", "elbow", "wrist", "hand")) for s in ("left", "right")
)


@dataclass(frozen=True, eq=False)
class PoseBank:
    """Captured poses, as `train poses` writes them.

    ``poses`` [N, 24, 3] axis-angle, radians, SMPL's joints over its rest pose, y up; ``clip`` and ``action`` [N] names; ``weight`` [N] inverse local density;
    ``validation`` [N] marks whole clips that are never trained on.
    """

    poses: Floats
    clip: NDArray[np.str_]
    action: NDArray[np.str_]
    weight: Floats
    validation: NDArray[np.bool_]

    @staticmethod
    def load(path: str | Path) -> PoseBank:
        """Read a bank (.npz with poses, clip, action, weight).

        Raises:
            InputError: when the file is missing or not a pose bank.
        """
        try:
            with np.load(path) as file:
                poses, clip = file["poses"].astype(np.float32), file["clip"]
                action, weight = file["action"], file["weight"].astype(np.float32)
        except Exception as error:  # a damaged archive makes numpy and zipfile raise a dozen kinds
            raise InputError(
                f"The pose bank {path} cannot be read; give an .npz with poses, clip, action and weight."
            ) from error
        if (
            poses.ndim != 3
            or poses.shape[1:] != (NUM_JOINTS, 3)
            or not len(poses) == len(clip) == len(action) == len(weight)
        ):
            raise InputError(
                f"The pose bank {path} must hold poses [N, 24, 3] with a clip, an action and a weight each."
            )
        return PoseBank(poses, clip, action, weight, PoseBank.held_out_clips(clip))

    @staticmethod
    def held_out_clips(clip: NDArray[np.str_]) -> NDArray[np.bool_]:
        """[N] which poses belong to the tenth of all clips that is never trained on; a clip's name decides."""
        return np.array([zlib.crc32(str(c).encode()) % 10 == 0 for c in clip], dtype=bool)

    def __len__(self) -> int:
        return len(self.poses)

    def subset(self, keep: NDArray[np.bool_]) -> PoseBank:
        """The poses where ``keep`` [N] is true."""
        return replace(
            self, poses=self.poses[keep], clip=self.clip[keep], action=self.action[keep], weight=self.weight[keep],
            validation=self.validation[keep],
        )  # fmt: skip

    def training(self) -> PoseBank:
        return self.subset(~self.validation)

    def held_out(self) -> PoseBank:
        """Whole clips nothing is trained on."""
        return self.subset(self.validation)

    def probabilities(self, cap: float = 0.1) -> NDArray[np.float64]:
        """[N] sampling weight^0.5, with no action above about ``cap`` of the whole (more where there are too few actions).

        Clips whose action is unknown are many actions, so that they may have as much as they have.
        """
        p = np.sqrt(self.weight.astype(np.float64))
        names, group = np.unique(self.action, return_inverse=True)
        capped = names != UNKNOWN
        for _ in range(20):
            p /= p.sum()
            share = np.bincount(group, p)
            p *= np.where(capped, np.minimum(1.0, max(cap, 1.0 / len(share)) / share), 1.0)[group]
        return p / p.sum()


@dataclass(frozen=True)
class PoseMix:
    """Shares of the four kinds of training pose; they are normalised."""

    captured: float = 0.45
    recombined: float = 0.30
    joint_limits: float = 0.10
    authored: float = 0.15


def mirror_poses(poses: Floats) -> Floats:
    """Left and right exchanged: [..., 24, 3] -> [..., 24, 3]."""
    return poses[..., list(MIRROR_JOINTS), :] * np.array([1.0, -1.0, -1.0], dtype=np.float32)


def turn_heading(poses: Floats, yaw: NDArray[np.floating]) -> Floats:
    """Turn whole bodies [n, 24, 3] about the vertical by ``yaw`` [n] radians (to their left positive)."""
    about = torch.zeros(len(poses), 3)
    about[:, 1] = torch.from_numpy(np.asarray(yaw, dtype=np.float32))
    root = axis_angle_to_matrix(about) @ axis_angle_to_matrix(torch.from_numpy(poses[:, 0]))
    return np.concatenate((matrix_to_axis_angle(root).numpy()[:, None], poses[:, 1:]), 1)


def to_camera_frame(poses: Floats) -> Floats:
    """y-up poses [n, 24, 3] -> the same in the camera frame (y down, z forward): only the global orientation changes."""
    root = CAMERA_TO_UP @ axis_angle_to_matrix(torch.from_numpy(poses[:, 0]))
    return np.concatenate((matrix_to_axis_angle(root).numpy()[:, None], poses[:, 1:]), 1)


# ----------------------------------------------------------------------------------------------- collisions

_LIMB_SPHERES = (  # joint, towards joint, how far, radius (m); a little inside the skin
    ("shoulder", "elbow", 0.45, 0.045), ("shoulder", "elbow", 0.8, 0.042), ("elbow", "wrist", 0.1, 0.04), ("elbow", "wrist", 0.4, 0.038),
    ("elbow", "wrist", 0.75, 0.032), ("elbow", "wrist", 1.0, 0.03), ("wrist", "hand", 1.0, 0.032), ("wrist", "middle", 0.9, 0.02),
    ("hip", "knee", 0.3, 0.075), ("hip", "knee", 0.55, 0.065), ("hip", "knee", 0.8, 0.055), ("knee", "ankle", 0.05, 0.052),
    ("knee", "ankle", 0.3, 0.05), ("knee", "ankle", 0.6, 0.042), ("knee", "ankle", 1.0, 0.04), ("ankle", "foot", 0.7, 0.035),
    ("ankle", "big_toe", 0.95, 0.025),
)  # fmt: skip
_TRUNK_SPHERES = (
    ("pelvis", "spine1", 0.0, 0.10), ("spine1", "spine2", 0.3, 0.10), ("spine2", "spine3", 0.8, 0.10), ("spine3", "neck", 0.45, 0.10),
    ("neck", "head", 0.3, 0.05), ("head", "head_up", 0.75, 0.085),
)  # fmt: skip


@lru_cache(maxsize=1)
def _spheres() -> tuple[Tensor, Tensor]:
    """Weights [S, K] that mix the body's points into sphere centres, and radii [S]."""
    rows, radii = [], []
    sided = [(f"{s}_{a}", f"{s}_{b}", t, r) for s in ("left", "right") for a, b, t, r in _LIMB_SPHERES]
    for a, b, t, radius in (*_TRUNK_SPHERES, *sided):
        row = torch.zeros(len(POINT_INDEX))
        row[POINT_INDEX[a]] += 1 - t
        row[POINT_INDEX[b]] += t
        rows.append(row)
        radii.append(radius)
    return torch.stack(rows), torch.tensor(radii)


def _sphere_distances(poses: Floats) -> Tensor:
    """[n, S, S] distances between sphere centres."""
    mix, _ = _spheres()
    rotations = axis_angle_to_matrix(torch.from_numpy(poses))
    centres = mix @ open_kinematics().pose(rotations, torch.zeros(len(poses), NUM_BETAS)).positions
    return torch.cdist(centres, centres)


@dataclass(frozen=True)
class CollisionCheck:
    """Least allowed distance [S, S] between any two spheres. Never more than captured bodies keep, so that neighbours on the body,
    folded knees and crossed arms pass without a list of exceptions."""

    least: Tensor

    @staticmethod
    def from_bank(bank: PoseBank, *, share: float = 0.85, quantile: float = 0.003) -> CollisionCheck:
        _, radii = _spheres()
        poses = bank.poses[:: max(1, len(bank) // 4000)]
        kept = torch.quantile(_sphere_distances(poses).flatten(1), quantile, dim=0).unflatten(
            0, (len(radii), len(radii))
        )
        least = torch.minimum(share * (radii[:, None] + radii), kept)
        return CollisionCheck(torch.minimum(least, least.T))

    def passes(self, poses: Floats, slack: float = 1.0) -> NDArray[np.bool_]:
        """[n] true where the body [n, 24, 3] does not pass through itself; ``slack`` below 1 allows for hands that touch."""
        out = [
            (_sphere_distances(p) >= self.least * slack).flatten(1).all(1).numpy()
            for p in np.array_split(poses, max(1, len(poses) // 2048))
        ]
        return np.concatenate(out)


# --------------------------------------------------------------------------------------------- joint limits


def joint_limits(
    bank: PoseBank, *, quantile: float = 0.002, margin: float = 0.12, seeds: int = 6000
) -> tuple[Floats, Floats]:
    """Low and high axis-angle bounds [24, 3] in radians: quantiles of captured (mirrored too) and authored poses, widened by a margin.

    The pelvis, which is free, is bounded by +-2 pi. Symmetric between the sides.
    """
    poses = np.concatenate((bank.poses, seed_poses(np.random.default_rng(1), seeds)))
    poses = np.concatenate((poses, mirror_poses(poses)))
    low, high = np.quantile(poses, quantile, axis=0) - margin, np.quantile(poses, 1 - quantile, axis=0) + margin
    low[0], high[0] = -2 * np.pi, 2 * np.pi
    return low.astype(np.float32), high.astype(np.float32)


def write_joint_limits(bank: PoseBank, path: Path) -> None:
    """Write ``joint_limits`` as JSON with keys low and high [24][3], radians."""
    low, high = joint_limits(bank)
    rows = {"low": np.round(low, 3).astype(float).tolist(), "high": np.round(high, 3).astype(float).tolist()}
    path.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


# ------------------------------------------------------------------------------------------------- sampling


@dataclass(frozen=True)
class PoseSampler:
    """Draws training poses from a bank; make it once, since it measures the bank first."""

    bank: PoseBank
    probability: NDArray[np.float64]
    check: CollisionCheck
    low: Floats
    high: Floats

    @staticmethod
    def from_bank(bank: PoseBank) -> PoseSampler:
        """Only the training part of the bank is used."""
        train = bank.training()
        return PoseSampler(train, train.probabilities(), CollisionCheck.from_bank(train), *joint_limits(train))

    def captured(self, rng: np.random.Generator, n: int) -> Floats:
        """Captured poses, half of them mirrored."""
        poses = self.bank.poses[rng.choice(len(self.bank), n, p=self.probability)]
        return np.where((rng.random(n) < 0.5)[:, None, None], mirror_poses(poses), poses)

    def recombined(self, rng: np.random.Generator, n: int) -> Floats:
        """Pelvis and legs of one body, trunk and head of another, each arm of others, jittered by 3 to 5 degrees."""
        poses, trunk = self.captured(rng, n), self.captured(rng, n)
        poses[:, TRUNK] = trunk[:, TRUNK]
        for arm in ARMS:
            poses[:, arm] = self.captured(rng, n)[:, arm]
        degrees = rng.uniform(3.0, 5.0, (n, 1, 1))
        poses[:, 1:] += (rng.standard_normal((n, NUM_JOINTS - 1, 3)) * np.radians(degrees) / np.sqrt(3)).astype(
            np.float32
        )
        return poses

    def at_joint_limits(self, rng: np.random.Generator, n: int) -> Floats:
        """Captured pelvis orientation; a third of the joints drawn across their whole range, the others captured each by itself."""
        poses = self.captured(rng, n)
        for joint in range(1, NUM_JOINTS):
            poses[:, joint] = np.where((rng.random(n) < 0.5)[:, None], self.captured(rng, n)[:, joint], poses[:, joint])
        anywhere = self.low + (self.high - self.low) * rng.beta(1.5, 1.5, poses.shape)
        draw = rng.random((n, NUM_JOINTS)) < 0.35
        draw[:, 0] = False
        return np.where(draw[..., None], anywhere, poses).astype(np.float32)

    def authored(self, rng: np.random.Generator, n: int) -> Floats:
        """Inverse-kinematics seeds, half of them mirrored."""
        poses = seed_poses(rng, n)
        return np.where((rng.random(n) < 0.5)[:, None, None], mirror_poses(poses), poses)

    def sample(self, rng: np.random.Generator, n: int, mix: PoseMix | None = None) -> Floats:
        """[n, 24, 3] poses in random order."""
        mix = mix or PoseMix()
        shares = np.array([mix.captured, mix.recombined, mix.joint_limits, mix.authored])
        counts = rng.multinomial(n, shares / shares.sum())
        made = [self.captured(rng, counts[0])]
        kinds = ((self.recombined, 1.0), (self.at_joint_limits, 1.0), (self.authored, AUTHORED_SLACK))
        for count, (draw, slack) in zip(counts[1:], kinds, strict=True):
            while count > 0:
                poses = draw(rng, int(count * 1.6) + 16)
                poses = poses[self.check.passes(poses, slack)][:count]
                made.append(poses)
                count -= len(poses)
        poses = np.concatenate(made)
        return poses[rng.permutation(len(poses))]


_sampler_of = lru_cache(maxsize=2)(PoseSampler.from_bank)


def sample_poses(rng: np.random.Generator, n: int, bank: PoseBank, mix: PoseMix | None = None) -> Floats:
    """[n, 24, 3] training poses, y up, never from the bank's held-out clips."""
    return _sampler_of(bank).sample(rng, n, mix)


def pose_pool(bank: PoseBank, n: int, seed: int, cache: Path | None = None) -> Floats:
    """[n, 24, 3] training poses drawn once and kept in a cache folder (which must lie outside the checkout)."""
    key = hashlib.sha256(f"{n} {seed} 2".encode() + bank.poses[:: max(1, len(bank) // 64)].tobytes()).hexdigest()[:16]
    path = cache / f"poses_{key}.npy" if cache else None
    if path and path.exists():
        return np.load(path)
    rng = np.random.default_rng(seed)
    sampler = PoseSampler.from_bank(bank)
    poses = np.concatenate([sampler.sample(rng, min(16384, n - i)) for i in range(0, n, 16384)])
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        np.save(path, poses)
    return poses
