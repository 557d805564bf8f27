"""``python main.py evaluate lifting --record FOLDER``: the initial body against bodies whose pictures the real detector has seen.

The record is made by ``python main.py train record --held-out``: rendered bodies in poses that nothing was trained on, and what BlazePose says of them.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from core.body.model import BodyModel
from core.body.skeleton import JOINT_INDEX, KEYPOINT_NAMES
from core.errors import InputError
from core.evaluation.metrics import depth_is_right, mpjpe, pa_mpjpe
from core.training.detector_record import DetectorRecord
from core.training.pose_data import PoseBank
from core.training.rendered_bodies import SIDE
from core.vision.regression import Lifter

_SEGMENTS = tuple(
    (JOINT_INDEX[f"{side}_{base}"], JOINT_INDEX[f"{side}_{end}"])
    for side in ("left", "right")
    for base, end in (("shoulder", "elbow"), ("elbow", "wrist"), ("hip", "knee"), ("knee", "ankle"))
)
_CLEAR = 0.08
"""Metres of depth between a segment's ends from which on "nearer or farther" is a fair question."""
RARE = 0.02
"""A class with a smaller share of the poses trained on is rare."""


@dataclass(frozen=True)
class Lifting:
    """Means over people: joint errors in mm, the share (%) of clearly slanted limb segments whose depth goes the wrong way, px of 1000."""

    people: int
    mpjpe_mm: float
    pa_mpjpe_mm: float
    pa_mpjpe_median_mm: float
    depth_reversed_percent: float
    pixels_of_1000: float


def measure(lifter: Lifter, model: BodyModel, record: DetectorRecord, rows: Sequence[int], steps: int = 8) -> Lifting:
    """Regress each person of the record and compare with the truth. ``steps`` 0: the network alone."""
    plain, aligned, reversed_, pixels = [], [], [], []
    for row in rows:
        camera, truth, (keypoints, landmarks) = record.camera(row), record.truth(row), record.seen(row)
        made = lifter.regress(keypoints, landmarks, camera, (SIDE, SIDE), model, steps=steps)
        got, true = model.joints(made), model.joints(truth)
        plain.append(mpjpe(got, true))
        aligned.append(pa_mpjpe(got, true))
        for segment in _SEGMENTS:
            if abs(true[segment[1], 2] - true[segment[0], 2]) > _CLEAR:
                reversed_.append(not depth_is_right(got, true, segment))
        shown, here = model.keypoints(made, camera), model.keypoints(truth, camera)
        pixels.append(np.mean([np.hypot(*np.subtract(shown[name], here[name])) for name in KEYPOINT_NAMES]) * 1000 / SIDE)
    return Lifting(
        len(plain), *(round(float(v), 1) for v in (np.mean(plain), np.mean(aligned), np.median(aligned), 100 * np.mean(reversed_), np.mean(pixels)))
    )


def by_action(lifter: Lifter, model: BodyModel, record: DetectorRecord, rows: Sequence[int], bank: PoseBank) -> dict[str, Lifting]:
    """The same by kind of action, and all classes together that are ``RARE`` among the poses trained on.

    Args:
        bank: the pose bank that the record was made from (``train record --held-out``).

    Raises:
        InputError: when the record holds poses that the bank's held-out clips have not.
    """
    kept, trained = bank.held_out(), bank.training()
    if record.source[list(rows)].max(initial=-1) >= len(kept):
        raise InputError("The record was not made from the held-out clips of this pose bank; give the bank of: train record --held-out --poses BANK.")
    actions = [str(kept.action[record.source[row]]) for row in rows]
    rare = {name for name in actions if np.mean(trained.action == name) < RARE}
    groups = {name: [row for row, its in zip(rows, actions, strict=True) if its == name] for name in sorted(set(actions))}
    groups["rare"] = [row for row, its in zip(rows, actions, strict=True) if its in rare]
    return {name: measure(lifter, model, record, group) for name, group in groups.items() if group}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of ``evaluate lifting``."""
    parser.add_argument("--record", type=Path, required=True, help="folder made by: train record --held-out")
    parser.add_argument("--weights", type=Path, default=None, help="lifter weights to measure (default: those that ship)")
    parser.add_argument("--count", type=int, default=600, help="people at most")
    parser.add_argument("--poses", type=Path, metavar="BANK", help="also tell errors by kind of action: the pose bank that the record was made from")
    parser.add_argument("--refine", type=int, default=0, metavar="N", help="also refine the first N of them, with and without words")


def run(options: argparse.Namespace) -> int:
    """Print the figures as JSON; returns the exit code."""
    record, lifter, model = DetectorRecord.load(options.record), Lifter.load(options.weights), BodyModel.load()
    rows = range(min(options.count, len(record)))
    figures = {"network": measure(lifter, model, record, rows, 0), "network and Gauss-Newton steps": measure(lifter, model, record, rows)}
    told = {"unseen_by_detector": record.unseen, **{name: asdict(one) for name, one in figures.items()}}
    if options.poses:
        told["by_action"] = {name: asdict(one) for name, one in by_action(lifter, model, record, rows, PoseBank.load(options.poses)).items()}
    print(json.dumps(told, indent=1))
    if options.refine:
        from core.engine import Engine
        from core.evaluation.clips import table
        from core.evaluation.detected import measured

        print(table(measured(record, rows[: options.refine], lifter, Engine())))
    return 0
