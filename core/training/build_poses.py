"""Makes a pose bank from motion files of your own: AMASS folders, BVH, acclaim (AMC with ASF), and banks made before.

    python main.py train poses --from AMASS --from my_bvh_files --out poses.npz

First of the five steps of `train --help`. Every clip is read as poses over SMPL's rest pose, y up, hands neutral, ten a second (--every), without the
moments in which the body stands still. Poses far beyond what joints can do and bodies that pass through themselves are left out, and so is what was there
before. Files that cannot be read are listed, and the others are used all the same. Each pose gets a weight, its rarity, and an action, guessed from the
names of file and folder. A whole clip in ten is never trained on; which, its name decides.

AMASS (https://amass.is.tue.mpg.de, after registration): unpack its data sets into one folder and give that folder. Its 40 hours at --every 0.5 are about
290,000 poses at most, of which those that stand still fall away; --max-per-clip 100 keeps long takes from taking over. Ten to fifteen files a second are
read. Poses take about 0.5 KB each in the file and 1 KB in memory while the bank is made. Ctrl-C stops without leaving anything behind.

BVH: joints are known by their names (CMU, Mixamo, Daz and Poser, Biped, Unreal, Blender, SMPL and their like), and the rest pose has to stand upright, arms
out level or lowered; a file whose offsets do not show such a pose is refused. AMC: the skeleton (ASF) has to lie beside it.

Licence: a bank is a copy of the data it was made from, under that data's terms. AMASS is for non-commercial research and may not be passed on; whether weights
trained on it may be, is for its licence to say. CMU's database is free for all uses but for being sold as data.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path, PurePath

import numpy as np
from numpy.typing import NDArray

from core.atomic_write import replacing
from core.errors import InputError
from core.resources import resource
from core.training.motion_files.actions import guess_action
from core.training.motion_files.clip import matrices, shortest_axis_angle
from core.training.motion_files.folder import MotionFile, Reading, is_pose_bank, motion_files, read_all
from core.training.pose_data import CollisionCheck, Floats, PoseBank
from core.training.pose_density import first_of_each, level_joints, moving, rarity
from core.training.pose_seeds import seed_poses

FAR_BEYOND = 0.5
"""Radians beyond the joint limits at which a pose cannot be real. Of 16,470 captured poses 0.06 % are that far out."""
THROUGH = 0.6
"""Share of the least distances of authored bodies below which a body passes through itself: 0.3 % of captured poses, 8 % of poses with joints drawn at random
within their limits."""
_WRISTS_AND_ABOVE = slice(1, 22)


@dataclass
class Tally:
    """What became of the files and of their poses."""

    read: int = 0
    beyond_limits: int = 0
    colliding: int = 0
    still: int = 0
    over_maximum: int = 0
    repeated: int = 0
    broken: list[str] = field(default_factory=list)
    doubtful: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Step:
    """Progress: ``done`` of ``total`` files, ``kept`` poses so far."""

    done: int
    total: int
    kept: int


class Cancelled(Exception):
    """The person stopped it; nothing was written."""


def build_bank(
    sources: Sequence[Path], reading: Reading, *, max_per_clip: int | None = None,
    progress: Callable[[Step], None] = lambda step: None, cancelled: Callable[[], bool] = lambda: False,
) -> tuple[PoseBank, NDArray[np.str_], Tally]:  # fmt: skip
    """A bank of all motion files and banks of ``sources`` (files or folders), the kind of file each pose came from [N], and what was left out.

    Raises:
        InputError: when nothing usable is found.
        Cancelled: when ``cancelled()`` turned true.
    """
    files = motion_files(sources)
    tally, total = Tally(), len(files)
    poses: list[Floats] = []
    clips: list[NDArray[np.str_]] = []
    actions: list[NDArray[np.str_]] = []
    kinds: list[str] = []

    def keep(new: Floats, clip: NDArray[np.str_], action: NDArray[np.str_], kind: str) -> None:
        poses.append(new)
        clips.append(clip)
        actions.append(action)
        kinds.extend([kind] * len(new))

    for done, file in enumerate(files):
        if cancelled():
            raise Cancelled
        progress(Step(done, total, len(kinds)))
        if is_pose_bank(file.path):
            try:
                bank = PoseBank.load(file.path)
            except InputError as error:
                tally.broken.append(str(error))
                continue
            tally.read += len(bank)
            good = _plausible(bank.poses, tally)
            keep(bank.poses[good], bank.clip[good], bank.action[good], "bank")
            continue
        for _, clip in read_all([file], reading):
            if isinstance(clip, InputError):
                tally.broken.append(str(clip))
            elif clip is not None:
                new = _thinned(clip.poses, file, tally, max_per_clip)
                keep(new, np.full(len(new), file.clip), np.full(len(new), guess_action(PurePath(file.clip))), clip.kind)
    progress(Step(total, total, len(kinds)))
    if not kinds:
        why = f" (the first: {tally.broken[0]})" if tally.broken else ""
        raise InputError(f"{', '.join(map(str, sources))}: no pose of {total} files could be used{why}; give other folders.")
    every = np.concatenate(poses)
    joints = level_joints(every)
    new_ones = first_of_each(joints)
    tally.repeated += int((~new_ones).sum())
    clip_names = np.concatenate(clips)[new_ones]
    bank = PoseBank(
        every[new_ones], clip_names, np.concatenate(actions)[new_ones], rarity(joints[new_ones]), PoseBank.held_out_clips(clip_names)
    )
    return bank, np.array(kinds)[new_ones], tally


def _thinned(poses: Floats, file: MotionFile, tally: Tally, max_per_clip: int | None) -> Floats:
    """What one clip gives to the bank."""
    tally.read += len(poses)
    good = _plausible(poses, tally)
    if good.mean() < 0.5:
        tally.doubtful.append(f"{file.path}: {1 - good.mean():.0%} of its poses are impossible; look whether it is what it should be.")
    poses = poses[good]
    keep = moving(level_joints(poses))
    tally.still += int((~keep).sum())
    poses = poses[keep]
    if max_per_clip is not None and len(poses) > max_per_clip:
        tally.over_maximum += len(poses) - max_per_clip
        poses = poses[np.linspace(0, len(poses) - 1, max_per_clip).round().astype(int)]
    return poses


def _plausible(poses: Floats, tally: Tally) -> NDArray[np.bool_]:
    """[N] poses within reach of the joint limits that do not pass through themselves."""
    low, high = _limits()
    turned = shortest_axis_angle(matrices(poses))[:, _WRISTS_AND_ABOVE]
    within: NDArray[np.bool_] = np.array(((turned >= low - FAR_BEYOND) & (turned <= high + FAR_BEYOND)).all((1, 2)))
    free = np.array(within)
    if within.any():
        free[within] = _collisions().passes(poses[within], THROUGH)
    tally.beyond_limits += int((~within).sum())
    tally.colliding += int((within & ~free).sum())
    return free


@lru_cache(maxsize=1)
def _limits() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    rows = json.loads(resource("body", "joint_limits.json").read_text(encoding="utf-8"))
    return np.array(rows["low"])[_WRISTS_AND_ABOVE], np.array(rows["high"])[_WRISTS_AND_ABOVE]


@lru_cache(maxsize=1)
def _collisions() -> CollisionCheck:
    """From authored bodies, so that a whole bank of impossible ones cannot set its own standard."""
    poses = seed_poses(np.random.default_rng(1), 4000)
    name = np.full(len(poses), "")
    return CollisionCheck.from_bank(PoseBank(poses, name, name, np.ones(len(poses), np.float32), np.zeros(len(poses), bool)))


# ------------------------------------------------------------------------------------------------- command


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `train poses`."""
    parser.add_argument(
        "--from", dest="sources", type=Path, nargs="+", action="extend", required=True, metavar="FOLDER", help="folders (or files) to read; may be given again"
    )
    parser.add_argument("--out", type=Path, required=True, help="the bank to write (.npz)")
    parser.add_argument("--every", type=float, default=0.1, metavar="SECONDS", help="time between the poses that are kept (0.1)")
    parser.add_argument("--max-per-clip", type=int, metavar="N", help="at most so many poses of a clip, evenly spread")
    parser.add_argument("--up", choices=("y", "z", "rest"), help="which way is up in the files; without it: z in AMASS, as the rest pose stands in BVH and AMC")
    parser.add_argument("--amc-rate", type=float, default=Reading.amc_rate, metavar="FPS", help="frames a second of AMC files, which do not say it (120)")


def run(options: argparse.Namespace) -> int:
    """Build the bank, write it and print what is in it; returns the exit code."""
    if options.out.suffix.lower() != ".npz":
        raise InputError(f"{options.out}: a pose bank is an .npz file; give a name that ends so.")
    if not options.every > 0 or not options.amc_rate > 0 or (options.max_per_clip is not None and options.max_per_clip < 1):
        raise InputError("--every, --amc-rate and --max-per-clip must be above zero; give other numbers.")
    if options.up == "rest" and any(f.path.suffix.lower() == ".npz" and not is_pose_bank(f.path) for f in motion_files(options.sources)):
        raise InputError("--up rest is for BVH and AMC files, and there are .npz files; give --up y or z, or import them apart.")
    began = last = time.monotonic()

    def progress(step: Step) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last > 2 or step.done == step.total:
            last = now
            print(f"{step.done} of {step.total} files, {step.kept} poses", file=sys.stderr, flush=True)

    bank, kinds, tally = build_bank(
        options.sources, Reading(options.every, options.up, options.amc_rate), max_per_clip=options.max_per_clip, progress=progress
    )
    write_bank(bank, kinds, options.out)
    print(summary(bank, tally))
    print(f"written to {options.out} in {time.monotonic() - began:.0f} s")
    return 0


def write_bank(bank: PoseBank, kinds: NDArray[np.str_], path: Path) -> None:
    """Write a bank as ``PoseBank.load`` reads it, with the kind of file each pose came from as ``source``; whole or not at all."""
    with replacing(path) as temporary, temporary.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, poses=bank.poses, clip=bank.clip, action=bank.action, weight=bank.weight, source=kinds)


def summary(bank: PoseBank, tally: Tally) -> str:
    """A bank by action, and what was left out and why."""
    counts = Counter(bank.action.tolist())
    clips = {action: len(set(bank.clip[bank.action == action].tolist())) for action in counts}
    share = {action: float(bank.probabilities()[bank.action == action].sum()) for action in counts}
    lines = [f"{'action':<18}{'clips':>8}{'poses':>10}{'drawn':>9}"]
    lines += [f"{action[:17]:<18}{clips[action]:>8}{count:>10}{share[action]:>9.1%}" for action, count in counts.most_common()]
    lines.append(f"{'all':<18}{len(set(bank.clip.tolist())):>8}{len(bank):>10}")
    held_out = f"{int(bank.validation.sum())} poses of {len(set(bank.clip[bank.validation].tolist()))} clips"
    lines.append(f"held out for measuring: {held_out if bank.validation.any() else 'none, and the trainers need some; give more clips'}")
    left = [
        (tally.still, "standing still"), (tally.over_maximum, "over the maximum of a clip"), (tally.beyond_limits, "far beyond joint limits"),
        (tally.colliding, "passing through themselves"), (tally.repeated, "there before"),
    ]  # fmt: skip
    lines.append(f"left out of {tally.read} poses read: " + (", ".join(f"{n} {why}" for n, why in left if n) or "none"))
    lines += [f"doubtful: {line}" for line in tally.doubtful]
    lines += [f"not read: {line}" for line in tally.broken]
    return "\n".join(lines)
