"""Reads acclaim motion (AMC) with its skeleton (ASF), as the CMU Graphics Lab's database has them.

A bone turns about its own axes: its turn in the world is its parent's, then ``C M C^-1``, where ``C`` is the bone's axis from the skeleton and ``M`` the
frame's angles in the order of its ``dof``, the first applied first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.errors import InputError
from core.training.motion_files.clip import Matrices, MotionClip, about_axis, numbers, picked_frames, read_text
from core.training.motion_files.rig import Rig, Up, to_smpl

RATE = 120.0
"""Frames a second: the files do not say; most of CMU's are 120."""

_Frame = tuple[int, dict[str, tuple[int, list[str]]]]
"""A frame's line, and by bone the line and the words of its values."""


@dataclass
class _Bone:
    name: str = ""
    direction: NDArray[np.float64] = field(default_factory=lambda: np.zeros(3))
    length: float = 0.0
    axis: Matrices = field(default_factory=lambda: np.eye(3))
    dof: tuple[str, ...] = ()
    parent: str = ""


@dataclass(frozen=True)
class _Skeleton:
    """Bones, parents first; "root" is the first."""

    bones: tuple[_Bone, ...]

    def rig(self) -> Rig:
        names = [bone.name for bone in self.bones]
        parents = [names.index(bone.parent) if bone.parent else -1 for bone in self.bones]
        rest = np.zeros((len(names), 3))  # where each bone begins: at its parent's end
        for index, parent in enumerate(parents):
            if parent >= 0:
                rest[index] = rest[parent] + self.bones[parent].length * self.bones[parent].direction
        return Rig(tuple(names), tuple(parents), rest)


def read_amc(path: Path, every: float, up: Up = "rest", rate: float = RATE) -> MotionClip:
    """A clip of an AMC file, one pose every ``every`` seconds; the ASF is looked for beside it.

    Raises:
        InputError: when the file or its skeleton is damaged or missing, or the rig is not recognised.
    """
    skeleton, in_degrees = _skeleton(skeleton_of(path))
    frames, in_degrees = _frames(path, in_degrees)
    if not frames:
        raise InputError(f"{path}: it holds no frame, so it is cut off; copy it anew.")
    picked = [frames[i] for i in picked_frames(len(frames), rate, every)]
    angles: dict[str, list[list[float]]] = {bone.name: [] for bone in skeleton.bones}
    for first_line, frame in picked:
        for name in frame:
            if name not in angles:
                raise InputError(f"{path}, line {first_line}: the bone {name[:30]} is not in {skeleton_of(path).name}; put the right skeleton beside it.")
        for bone in skeleton.bones:
            line, words = frame.get(bone.name, (first_line, []))
            row = numbers(words, path, line)
            if len(row) != len(bone.dof):
                raise InputError(
                    f"{path}, line {line}: {bone.name} has {len(row)} values and {len(bone.dof)} freedoms in {skeleton_of(path).name}; "
                    "put the right skeleton beside it."
                )
            angles[bone.name].append(row)
    rig = skeleton.rig()
    turns = np.empty((len(picked), len(rig.names), 3, 3))
    for index, (bone, parent) in enumerate(zip(skeleton.bones, rig.parents, strict=True)):
        values = np.array(angles[bone.name]).reshape(len(picked), -1)
        move: Matrices = np.repeat(np.eye(3)[None], len(picked), 0)
        for column, freedom in enumerate(bone.dof):
            if freedom[0] == "r":
                angle = np.radians(values[:, column]) if in_degrees else values[:, column]
                move = about_axis(freedom[1], angle) @ move
        own = bone.axis @ move @ bone.axis.T
        turns[:, index] = own if parent < 0 else turns[:, parent] @ own
    return MotionClip(to_smpl(rig, turns, str(path), up), rate, "amc")


def skeleton_of(path: Path) -> Path:
    """The ASF of an AMC: of the same name, or of the name before the underscore (02_05.amc: 02.asf), or the only one in the folder.

    Raises:
        InputError: when there is none or several could be meant.
    """
    beside = sorted(p for p in path.parent.iterdir() if p.suffix.lower() == ".asf")
    for stem in (path.stem, path.stem.rsplit("_", 1)[0]):
        for candidate in beside:
            if candidate.stem.lower() == stem.lower():
                return candidate
    if len(beside) == 1:
        return beside[0]
    found = "no skeleton" if not beside else "several skeletons and none of its name"
    raise InputError(f"{path}: there is {found} (.asf) beside it; put its skeleton into the same folder.")


@lru_cache(maxsize=4)
def _skeleton(path: Path) -> tuple[_Skeleton, bool]:
    """The skeleton, and whether angles are degrees."""
    lines = read_text(path)
    section, in_degrees = "", True
    bones: dict[str, _Bone] = {"root": _Bone("root", dof=("tx", "ty", "tz", "rx", "ry", "rz"))}
    bone = bones["root"]
    root_axis: tuple[str, list[float]] = ("xyz", [0.0, 0.0, 0.0])
    for number, line in enumerate(lines, 1):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        word = words[0].lower()
        if word.startswith(":"):
            section = word[1:]
        elif section == "units" and word == "angle":
            in_degrees = words[-1].lower().startswith("deg")
        elif section == "root" and word == "order":
            bones["root"].dof = _freedoms(words[1:], path, number)
        elif section == "root" and word == "axis":
            root_axis = (_order(words[1:], path, number), root_axis[1])
        elif section == "root" and word == "orientation":
            root_axis = (root_axis[0], _three(words[1:], path, number))
        elif section == "bonedata":
            if word == "begin":
                bone = _Bone()
            elif word == "name" and len(words) == 2:
                bone.name = words[1]
                bones[bone.name] = bone
            elif word == "direction":
                bone.direction = np.array(_three(words[1:], path, number))
            elif word == "length":
                bone.length = sum(numbers(words[1:2], path, number))
            elif word == "axis":
                bone.axis = _euler(_order(words[4:] or ["XYZ"], path, number), _three(words[1:4], path, number), in_degrees)
            elif word == "dof":
                bone.dof = _freedoms(words[1:], path, number)
        elif section == "hierarchy" and word not in ("begin", "end"):
            for child in words[1:]:
                if child not in bones or words[0] not in bones:
                    raise InputError(f"{path}, line {number}: the bone {child[:30]} or {words[0][:30]} is not described; copy the file anew.")
                bones[child].parent = words[0]
    bones["root"].axis = _euler(root_axis[0], root_axis[1], in_degrees)
    ordered = [bones["root"]]
    for known in ordered:
        ordered += [b for b in bones.values() if b.parent == known.name and all(b is not o for o in ordered)]
    if len(ordered) < 2 or len(ordered) != len(bones):
        raise InputError(f"{path}: {len(bones) - len(ordered)} of {len(bones)} bones hang on nothing, so it is no complete skeleton; copy the file anew.")
    return _Skeleton(tuple(ordered)), in_degrees


def _euler(order: str, values: Sequence[float], in_degrees: bool) -> Matrices:
    """[3, 3]: about the axes in order, the first applied first."""
    out = np.eye(3)
    for axis, value in zip(order, values, strict=True):
        out = about_axis(axis, np.radians(value) if in_degrees else value) @ out
    return out


def _order(words: list[str], path: Path, line: int) -> str:
    order = "".join(words).lower()
    if sorted(order) != ["x", "y", "z"]:
        raise InputError(f"{path}, line {line}: the axis order {order[:20]} is not one of X, Y and Z; copy the file anew.")
    return order


def _three(words: list[str], path: Path, line: int) -> list[float]:
    values = numbers(words, path, line)
    if len(values) != 3:
        raise InputError(f"{path}, line {line}: {len(values)} numbers instead of 3; copy the file anew.")
    return values


def _freedoms(words: list[str], path: Path, line: int) -> tuple[str, ...]:
    out = tuple(word.lower() for word in words)
    if not all(word == "l" or (len(word) == 2 and word[0] in "tr" and word[1] in "xyz") for word in out):
        raise InputError(f"{path}, line {line}: the freedoms {' '.join(words)[:40]} are not understood; copy the file anew.")
    return out


def _frames(path: Path, in_degrees: bool) -> tuple[list[_Frame], bool]:
    """Each frame, and whether its angles are degrees."""
    frames: list[_Frame] = []
    for number, line in enumerate(read_text(path), 1):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        if words[0].startswith(":"):
            in_degrees = {":degrees": True, ":radians": False}.get(words[0].lower(), in_degrees)
        elif len(words) == 1 and words[0].isdigit():
            frames.append((number, {}))
        elif not frames:
            raise InputError(f"{path}, line {number}: values stand before the first frame's number, so it is no AMC file; leave it out.")
        else:
            frames[-1][1][words[0]] = (number, words[1:])
    return frames, in_degrees
