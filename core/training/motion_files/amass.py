"""Reads AMASS and its like: .npz files with SMPL's own rotations (SMPL, SMPL-H or SMPL-X layout), of which the first 22 joints are taken."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from core.body.skeleton import NUM_JOINTS
from core.errors import InputError
from core.training.motion_files.clip import MotionClip, about_axis, matrices, picked_frames, shortest_axis_angle
from core.training.motion_files.rig import Up

_BODY = 22
"""Joints before the hands, the same in all three layouts."""
_RATES = ("mocap_framerate", "mocap_frame_rate", "fps")


def read_amass(path: Path, every: float, up: Up = "z") -> MotionClip | None:
    """A clip of an AMASS file, one pose every ``every`` seconds; None where the file belongs to AMASS and holds no motion (a subject's shape).

    Hands are left neutral. AMASS has z up, so that is the default; files of other makers may have y up.

    Raises:
        InputError: when the file is damaged or holds something else.
    """
    try:
        with np.load(path) as file:
            names = set(file.files)
            if "poses" in names:
                poses = np.asarray(file["poses"])
            elif {"root_orient", "pose_body"} <= names:
                poses = np.concatenate((file["root_orient"], file["pose_body"]), 1)
            elif "betas" in names:
                return None
            else:
                raise InputError(f"{path}: there are no poses in it, so it is no AMASS file; leave it out.")
            rates = [float(file[name]) for name in _RATES if name in names]
    except InputError:
        raise
    except Exception as error:  # a damaged archive makes numpy and zipfile raise a dozen kinds, tokenize's among them
        raise InputError(f"{path}: it cannot be read as an .npz of plain arrays; download or copy it anew.") from error
    if poses.ndim == 3 and poses.shape[-1] == 3:
        poses = poses.reshape(len(poses), -1)
    if poses.ndim != 2 or poses.shape[1] < 3 * _BODY or len(poses) == 0 or poses.dtype.kind != "f":
        raise InputError(f"{path}: poses has shape {list(poses.shape)} instead of [N, 66 or more]; give files of SMPL, SMPL-H or SMPL-X poses.")
    if not rates or not np.isfinite(rates[0]) or rates[0] <= 0:
        raise InputError(f"{path}: the frame rate (mocap_framerate) is missing; add it or leave the file out.")
    picked = poses[picked_frames(len(poses), rates[0], every), : 3 * _BODY].astype(np.float64)
    if not np.isfinite(picked).all():
        raise InputError(f"{path}: some poses are not finite; download or copy it anew.")
    rotations = matrices(picked.reshape(-1, _BODY, 3))
    if up == "z":
        rotations[:, 0] = about_axis("x", -np.pi / 2) @ rotations[:, 0]
    out = np.zeros((len(picked), NUM_JOINTS, 3), dtype=np.float32)
    out[:, :_BODY] = shortest_axis_angle(rotations)
    return MotionClip(out, rates[0], "amass")
