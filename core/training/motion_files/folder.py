"""Finds the motion files of folders and reads them one after the other, with names for their clips."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

import numpy as np

from core.errors import InputError
from core.training.motion_files.acclaim import RATE, read_amc
from core.training.motion_files.amass import read_amass
from core.training.motion_files.bvh import read_bvh
from core.training.motion_files.clip import MotionClip
from core.training.motion_files.rig import Up

SUFFIXES = (".npz", ".bvh", ".amc")


@dataclass(frozen=True)
class Reading:
    """How files are read: a pose every ``every`` seconds; ``up``: which axis is up (None: as the format has it); ``amc_rate``: frames a second of AMC."""

    every: float = 0.1
    up: Up | None = None
    amc_rate: float = RATE


@dataclass(frozen=True)
class MotionFile:
    """A file to read and the name of its clip: the folder it was found in and its path there, without the ending."""

    path: Path
    clip: str


def motion_files(sources: Sequence[Path]) -> list[MotionFile]:
    """All motion files in folders and below them, in order of their names; a source may be a file as well.

    Raises:
        InputError: when a source is not there, or nothing is found.
    """
    out: list[MotionFile] = []
    names: dict[str, int] = {}
    for source in sources:
        if source.is_file():
            found = [(source, PurePath(source.name))]
        elif source.is_dir():
            found = [(p, p.relative_to(source)) for p in sorted(source.rglob("*")) if p.suffix.lower() in SUFFIXES and p.is_file()]
        else:
            raise InputError(f"{source}: there is no such file or folder; check the path.")
        for path, inside in found:
            name = PurePath(source.resolve().name if source.is_dir() else source.resolve().parent.name, inside).with_suffix("").as_posix()
            names[name] = names.get(name, 0) + 1
            out.append(MotionFile(path, name if names[name] == 1 else f"{name}#{names[name]}"))
    if not out:
        raise InputError(f"{', '.join(map(str, sources))}: there are no motion files ({', '.join(SUFFIXES)}) in it; give another folder.")
    return out


def read_motion(path: Path, reading: Reading) -> MotionClip | None:
    """One file by its ending; None where it holds no motion and need not.

    Raises:
        InputError: when the file is damaged, of another kind, or of a rig that is not recognised.
    """
    kind = path.suffix.lower()
    if kind == ".npz":
        return read_amass(path, reading.every, reading.up or "z")
    if kind == ".bvh":
        return read_bvh(path, reading.every, reading.up or "rest")
    if kind == ".amc":
        return read_amc(path, reading.every, reading.up or "rest", reading.amc_rate)
    raise InputError(f"{path}: files of this kind are not read; give {', '.join(SUFFIXES)}.")


def is_pose_bank(path: Path) -> bool:
    """Whether an .npz is a pose bank already, to be merged as it is."""
    if path.suffix.lower() != ".npz":
        return False
    try:
        with np.load(path) as file:
            return {"poses", "clip", "action", "weight"} <= set(file.files)
    except Exception:  # damaged in whatever way: the reader will say so
        return False


def read_all(files: Sequence[MotionFile], reading: Reading) -> Iterator[tuple[MotionFile, MotionClip | None | InputError]]:
    """Every file's clip, or why it could not be read; a few broken files do not end it."""
    for file in files:
        try:
            yield file, read_motion(file.path, reading)
        except InputError as error:
            yield file, error
