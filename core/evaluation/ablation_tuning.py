"""Which settings the ablation's baselines and score guidance are given: a small search on problems from training clips.

A tenth of the training clips make the problems, and the SMPLify-style fit's prior is made from the others, so that it does not know the answers. The
network was trained on all of them, which no choice among settings can undo. The held-out clips that the ablation reports on take no part.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from core.diffusion.weights import load_limits
from core.errors import InputError
from core.evaluation.ablation import measure, pose_prior, summary
from core.evaluation.ablation_methods import KEYPOINTS_ONLY, Bench, Method, score
from core.evaluation.problems import problems_from
from core.evaluation.scorehmr import LoopSettings, ScoreLoop
from core.evaluation.smplify import FitSettings, PosePrior, Smplify
from core.training.pose_data import PoseBank

SCALES = (0.003, 0.01, 0.03, 0.06)
LEVELS, LOOP_SCALES = (9, 19, 39), (0.1, 0.3, 1.0, 3.0)
POSE_WEIGHTS, INITIAL_WEIGHTS = (1.0, 3.0, 6.0), (10.0, 30.0, 90.0)


def candidates(bench: Bench, prior: PosePrior | None, steps: int) -> Iterator[Method]:
    """Every setting as a method."""
    net, solver, kinematics = bench.denoiser, bench.solver, bench.body_model.kinematics
    for count in dict.fromkeys((steps, 4 * steps)):
        for scale in SCALES:
            yield Method(f"score guidance, {count} steps, scale {scale}", "score", score(net, solver, min(count, 100), scale))
    for level in LEVELS:
        for scale in LOOP_SCALES:
            loop = ScoreLoop(net, solver, LoopSettings(level=level, scale=scale))
            yield Method(f"ScoreHMR-style loop, level {level}, scale {scale}", "loop", loop.run, KEYPOINTS_ONLY)
    for pose in POSE_WEIGHTS:
        for initial in INITIAL_WEIGHTS:
            fit = Smplify(kinematics, load_limits(), prior, FitSettings(pose=pose, initial=initial))
            yield Method(f"SMPLify-style fit, pose {pose}, initial {initial}", "fit", lambda e, w, fit=fit: fit.run(e), KEYPOINTS_ONLY)  # type: ignore[misc]


def tune(poses: Path, count: int, *, seed: int, steps: int, progress: Callable[[str], None]) -> str:
    """The search as a Markdown table, the best of each kind marked."""
    bank = PoseBank.load(poses).training()
    ours = np.array([zlib.crc32(str(c).encode()) % 10 == 1 for c in bank.clip], dtype=bool)
    if not ours.any():
        raise InputError(f"The pose bank {poses} has too few clips to choose settings on; give one with more.")
    bench = Bench()
    problems = problems_from(bank.subset(ours), count, seed=seed, body=bench.body_model)
    rows = measure(bench, problems, list(candidates(bench, pose_prior(bank.subset(~ours)), steps)), seed=seed, progress=progress)
    figures = [(row, summary(row.outcomes)) for row in rows]
    best = {group: min(s.mpjpe for r, s in figures if r.group == group) for group in {r.group for r in rows}}
    lines = [f"{len(problems)} problems from training clips\n", "| settings | MPJPE mm | PA-MPJPE mm | flips righted | ms |", "| --- " * 5 + "|"]
    for row, s in figures:
        mark = " (best)" if s.mpjpe == best[row.group] else ""
        lines.append(f"| {row.name}{mark} | {s.mpjpe:.1f} | {s.pa_mpjpe:.1f} | {s.righted:.0f} % | {s.milliseconds:.0f} |")
    return "\n".join(lines)
