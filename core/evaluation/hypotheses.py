"""``python main.py evaluate hypotheses``: whether several bodies for one photograph hold the true one, and whether what is said of them is so.

Without words, on unseen clips (imitated mistakes) or on a record of the real detector (``--record``). Told are: how near the answer, the likeliest
body and the nearest of all come to the truth; whether likelihoods are chances, that is, whether bodies of likelihood p are the nearest in a share p of
cases; and whether the joints that are called doubtful are those that are wrong.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from core.engine import Engine, RefineRequest
from core.errors import InputError
from core.evaluation.metrics import mpjpe
from core.evaluation.problems import Problem, held_out_problems
from core.hypotheses import rooted
from core.observation import Array

BOUNDS = (0.0, 0.05, 0.1, 0.2, 0.4, 0.7, 1.0)
"""Where classes of likelihood end."""


@dataclass(frozen=True)
class Judged:
    """The hypotheses of one problem beside its truth.

    Attributes:
        likelihoods, errors: [N]; MPJPE in mm, the answer first.
        spread: [23] m, of each joint but the pelvis; ``off`` [23] m: how far the answer's joints are from the true ones, pelvis on pelvis.
    """

    likelihoods: Array
    errors: Array
    spread: Array
    off: Array


@dataclass(frozen=True)
class HypothesesReport:
    """Means over problems.

    Attributes:
        answer, likeliest, expected, nearest: MPJPE in mm of the first hypothesis, of the likeliest, weighted by likelihood, of the nearest to the truth.
        found: share of problems in which the likeliest is the nearest; ``by_chance``: what drawing one at random would find.
        nats: mean of -log likelihood of the nearest; ``nats_even``: the same if all were called equally likely.
        calibration: for each class of likelihood (from, to, number of bodies, mean likelihood, share that is the nearest).
        rank_correlation: Spearman's, of spread and error over the joints of all problems; ``within`` problems: the mean of each problem's own.
        off_by_spread: mean distance in mm of joints from the true ones, for the quarter with the least spread to that with the most.
    """

    problems: int
    answer: float
    likeliest: float
    expected: float
    nearest: float
    found: float
    by_chance: float
    nats: float
    nats_even: float
    calibration: tuple[tuple[float, float, int, float, float], ...]
    rank_correlation: float
    rank_correlation_within: float
    off_by_spread: tuple[float, ...]


def judged(engine: Engine, problem: Problem, hypotheses: int) -> Judged:
    """Refine to several hypotheses and compare each with the truth."""
    *_, last = engine.refine(RefineRequest(problem.observation, problem.observation.people[0], hypotheses=hypotheses))
    found = last.hypotheses
    assert found is not None
    errors = np.array([mpjpe(h.joints_3d, problem.joints) for h in found.items])
    off = np.linalg.norm(rooted(found.items[0].joints_3d[None])[0] - rooted(problem.joints[None])[0], axis=-1)
    return Judged(found.likelihoods, errors, found.uncertainty.spread[1:], off[1:])


def report(rows: Sequence[Judged]) -> HypothesesReport:
    """The figures of several problems (at least one)."""
    from scipy.stats import spearmanr

    nearest = [int(r.errors.argmin()) for r in rows]
    right = np.concatenate([np.arange(len(r.errors)) == k for r, k in zip(rows, nearest, strict=True)])
    chances = np.concatenate([r.likelihoods for r in rows])
    classes = []
    for low, high in zip(BOUNDS, BOUNDS[1:], strict=False):
        inside = (chances >= low) & ((chances < high) | (high == BOUNDS[-1]))
        if inside.any():
            classes.append((low, high, int(inside.sum()), float(chances[inside].mean()), float(right[inside].mean())))
    spread, off = np.concatenate([r.spread for r in rows]), np.concatenate([r.off for r in rows])
    quarters = np.array_split(np.argsort(spread, kind="stable"), 4)
    own = [float(spearmanr(r.spread, r.off).statistic) for r in rows if np.ptp(r.spread) > 0]
    return HypothesesReport(
        problems=len(rows),
        answer=float(np.mean([r.errors[0] for r in rows])),
        likeliest=float(np.mean([r.errors[int(r.likelihoods.argmax())] for r in rows])),
        expected=float(np.mean([r.errors @ r.likelihoods for r in rows])),
        nearest=float(np.mean([r.errors.min() for r in rows])),
        found=float(np.mean([int(r.likelihoods.argmax()) == k for r, k in zip(rows, nearest, strict=True)])),
        by_chance=float(np.mean([1 / len(r.errors) for r in rows])),
        nats=float(np.mean([-np.log(max(r.likelihoods[k], 1e-6)) for r, k in zip(rows, nearest, strict=True)])),
        nats_even=float(np.mean([np.log(len(r.errors)) for r in rows])),
        calibration=tuple(classes),
        rank_correlation=float(spearmanr(spread, off).statistic),
        rank_correlation_within=float(np.mean(own)) if own else 0.0,
        off_by_spread=tuple(float(1e3 * off[q].mean()) for q in quarters),
    )


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options."""
    parser.add_argument("--poses", type=Path, help="pose bank (.npz); only its held-out clips are used")
    parser.add_argument("--record", type=Path, help="instead: folder made by train record --held-out")
    parser.add_argument("--count", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--hypotheses", type=int, default=8)


def run(args: argparse.Namespace) -> int:
    """Measure and print the figures as JSON; gives the exit code."""
    engine = Engine()
    if args.record is not None:
        from core.evaluation.detected import detected_problems
        from core.training.detector_record import DetectorRecord
        from core.vision.regression import Lifter

        record = DetectorRecord.load(args.record)
        problems = detected_problems(record, range(min(args.count, len(record))), Lifter.load(None), engine.body_model)
    elif args.poses is not None:
        problems = held_out_problems(args.poses, args.count, seed=args.seed, body=engine.body_model)
    else:
        raise InputError("evaluate hypotheses needs unseen people: give --poses BANK.npz or --record FOLDER.")
    print(json.dumps(asdict(report([judged(engine, p, args.hypotheses) for p in problems])), indent=1))
    return 0
