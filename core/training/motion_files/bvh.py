"""Reads BVH: a hierarchy of joints with offsets and channels in any order, then one line of numbers a frame."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from core.errors import InputError
from core.training.motion_files.clip import MotionClip, about_axis, numbers, picked_frames, read_text
from core.training.motion_files.rig import Rig, Up, to_smpl

_CHANNEL = re.compile(r"([XYZ])(rotation|position)", re.IGNORECASE)


@dataclass
class _Hierarchy:
    """What the first half of the file says; ``channels``: for each joint its rotations in the file's order, as (axis, column)."""

    names: list[str] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    offsets: list[list[float]] = field(default_factory=list)
    channels: list[list[tuple[str, int]]] = field(default_factory=list)
    columns: int = 0

    def rig(self) -> Rig:
        rest = np.zeros((len(self.names), 3))
        for joint, parent in enumerate(self.parents):
            if parent >= 0:
                rest[joint] = rest[parent] + self.offsets[joint]
        return Rig(tuple(self.names), tuple(self.parents), rest)


def read_bvh(path: Path, every: float, up: Up = "rest") -> MotionClip:
    """A clip of a BVH file, one pose every ``every`` seconds.

    Raises:
        InputError: when the file is damaged, cut off, or of a rig that is not recognised.
    """
    lines = read_text(path)
    hierarchy, line = _hierarchy(lines, path)
    count, line = _header(lines, line, r"frames\s*:\s*(\d+)", "Frames", path)
    seconds, line = _header(lines, line, r"frame\s+time\s*:\s*([0-9.eE+-]+)", "Frame Time", path)
    rows = [(number, text) for number, text in enumerate(lines[line:], line + 1) if text.strip()]
    if seconds <= 0 or count < 1:
        raise InputError(f"{path}: it announces no frames or no time between them; export the file anew.")
    if len(rows) < count:
        raise InputError(f"{path}: it announces {int(count)} frames and holds {len(rows)}, so it is cut off; export or copy it anew.")
    kept = []
    for index in picked_frames(int(count), 1 / seconds, every):
        number, text = rows[index]
        row = numbers(text.split(), path, number)
        if len(row) != hierarchy.columns:
            raise InputError(f"{path}, line {number}: {len(row)} numbers for {hierarchy.columns} channels; export the file anew.")
        kept.append(row)
    values = np.radians(np.array(kept))
    turns = np.empty((len(values), len(hierarchy.names), 3, 3))
    for joint, parent in enumerate(hierarchy.parents):
        turn = np.eye(3) if parent < 0 else turns[:, parent]
        for axis, column in hierarchy.channels[joint]:
            turn = turn @ about_axis(axis, values[:, column])
        turns[:, joint] = turn
    return MotionClip(to_smpl(hierarchy.rig(), turns, str(path), up), 1 / seconds, "bvh")


def _hierarchy(lines: list[str], path: Path) -> tuple[_Hierarchy, int]:
    """The joints, and the index of the line after MOTION."""
    out = _Hierarchy()
    open_joints: list[int] = []
    coming = -1  # the joint whose brace is due; -2 for an end site
    if not lines or lines[0].strip().upper() != "HIERARCHY":
        raise InputError(f"{path}: it does not begin with HIERARCHY, so it is no BVH file; leave it out.")
    for index, whole in enumerate(lines[1:], 1):
        for text in (piece.strip() for piece in re.split(r"([{}])", whole)):
            word = text.split()[0].upper() if text else ""
            inside = open_joints[-1] if open_joints else -1
            if word in ("ROOT", "JOINT"):
                if word == "ROOT" and out.names:
                    raise InputError(f"{path}, line {index + 1}: there is a second ROOT; export one body a file.")
                if not text[len(word) :].strip() or (word == "JOINT" and inside < 0):
                    raise InputError(f"{path}, line {index + 1}: a joint has no name or no place in the tree; export the file anew.")
                coming = len(out.names)
                out.names.append(text[len(word) :].strip())
                out.parents.append(inside)
                out.offsets.append([0.0, 0.0, 0.0])
                out.channels.append([])
            elif word == "END":
                coming = -2
            elif word == "{":
                open_joints.append(coming)
            elif word == "}":
                if not open_joints:
                    raise InputError(f"{path}, line {index + 1}: a bracket closes nothing; export the file anew.")
                open_joints.pop()
            elif word == "OFFSET":
                offset = numbers(text.split()[1:], path, index + 1)
                if len(offset) != 3:
                    raise InputError(f"{path}, line {index + 1}: an offset has {len(offset)} numbers instead of 3; export the file anew.")
                if inside >= 0:
                    out.offsets[inside] = offset
            elif word == "CHANNELS":
                _channels(out, inside, text.split()[1:], path, index + 1)
            elif word == "MOTION":
                if open_joints or not out.names:
                    raise InputError(f"{path}, line {index + 1}: the hierarchy is not complete; export the file anew.")
                return out, index + 1
            elif word:
                raise InputError(f"{path}, line {index + 1}: {word[:30]} is not understood; export the file anew.")
    raise InputError(f"{path}: there is no MOTION, so it is cut off; export or copy it anew.")


def _channels(out: _Hierarchy, joint: int, words: list[str], path: Path, line: int) -> None:
    found = [_CHANNEL.fullmatch(word) for word in words[1:]]
    if joint < 0 or not words or words[0] != str(len(found)) or not all(found):
        raise InputError(f"{path}, line {line}: the channels are not understood; export the file with X, Y, Z rotation and position.")
    for match in found:
        if match and match[2].lower() == "rotation":
            out.channels[joint].append((match[1].lower(), out.columns))
        out.columns += 1


def _header(lines: list[str], line: int, pattern: str, name: str, path: Path) -> tuple[float, int]:
    while line < len(lines) and not lines[line].strip():
        line += 1
    match = re.fullmatch(pattern, lines[line].strip(), re.IGNORECASE) if line < len(lines) else None
    try:
        return float(match[1] if match else ""), line + 1
    except ValueError as error:
        raise InputError(f"{path}, line {line + 1}: {name} is missing; export or copy the file anew.") from error
