"""One clip of captured motion, as every reader of motion files gives it, and the choice of its frames."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from core.body.rotations import axis_angle_to_matrix, matrix_to_axis_angle
from core.errors import InputError

Floats = NDArray[np.float32]
Matrices = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class MotionClip:
    """``poses`` [N, 24, 3] axis-angle in radians over SMPL's rest pose, y up, angles at most pi, hands neutral; ``rate``: frames a second in the
    file, before thinning; ``kind``: "amass", "bvh" or "amc"."""

    poses: Floats
    rate: float
    kind: str


def picked_frames(count: int, rate: float, every: float) -> NDArray[np.int64]:
    """The frames nearest to every ``every`` seconds of ``count`` frames at ``rate`` a second; all of them where the file is slower than that.

    Poses are picked and never blended, since half-way between two poses need not be one.
    """
    step = max(1.0, every * rate)
    return np.unique(np.minimum(np.round(np.arange(0, count, step)).astype(np.int64), count - 1))


def shortest_axis_angle(rotations: Matrices) -> Floats:
    """Matrices [..., 3, 3] -> axis-angle [..., 3] with angles at most pi."""
    return matrix_to_axis_angle(torch.from_numpy(np.ascontiguousarray(rotations))).numpy().astype(np.float32)


def matrices(axis_angle: NDArray[np.floating]) -> Matrices:
    """Axis-angle [..., 3] -> matrices [..., 3, 3] in double precision."""
    return axis_angle_to_matrix(torch.from_numpy(np.asarray(axis_angle, dtype=np.float64))).numpy()


def about_axis(axis: str, radians: NDArray[np.floating] | float) -> Matrices:
    """Rotations about "x", "y" or "z" by angles [...] -> [..., 3, 3]."""
    angle = np.asarray(radians, dtype=np.float64)
    return matrices(angle[..., None] * np.eye(3)["xyz".index(axis)])


def read_text(path: Path) -> list[str]:
    """The lines of a text file.

    Raises:
        InputError: when it cannot be read.
    """
    try:
        return path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error}); check that it is there and may be opened.") from error


def numbers(words: list[str], path: Path, line: int) -> list[float]:
    """Words as finite numbers.

    Raises:
        InputError: naming the line.
    """
    try:
        values = [float(word) for word in words]
    except ValueError as error:
        raise InputError(f"{path}, line {line}: there is a word where numbers should be; export the file anew.") from error
    if not all(map(math.isfinite, values)):
        raise InputError(f"{path}, line {line}: a number is not finite; export the file anew.")
    return values
