"""``python main.py evaluate ablation``: what each part of the guided diffusion is worth, and how other methods do from the same initial bodies.

Every row answers the same problems from unseen clips (``problems.py``): detector-like keypoints, an initial body with some limbs' depth wrong, and the
built-in describer's texts of the true bodies, given as a person's. Rows: the initial body, a SMPLify-style fit and a ScoreHMR-style loop; keypoints,
text, both; both with one thing taken away or replaced; both with a share of the texts somebody else's. Writes Markdown, CSV and SVG charts to --out.
Settings of the baselines and the scale of score guidance were chosen on problems from training clips; --tune shows that choice.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from core.atomic_write import make_folder
from core.body.measures import MeasureTable
from core.diffusion.evidence import bodies_of
from core.engine import DEFAULT_STEPS
from core.errors import InputError
from core.evaluation.ablation_methods import Bench, Method, methods, mixed_texts
from core.evaluation.metrics import depth_is_right, mpjpe, pa_mpjpe
from core.evaluation.problems import Problem, problems_from
from core.evaluation.smplify import PosePrior
from core.observation import Body
from core.training.pose_data import PoseBank

RARE = 0.02
"""A class with a smaller share of the poses trained on is rare."""
PRIOR_POSES = 6000


@dataclass(frozen=True)
class Outcome:
    """One answer to one problem. Errors in mm, ``pixels`` against the true keypoints, ``righted`` None where no depth was wrong;

    ``obeyed`` of ``statements``: how many that the true text makes hold on the answer; ``milliseconds`` from the evidence to the body,
    ``cpu_milliseconds`` those that the processor worked on it.
    """

    problem: str
    action: str
    mpjpe: float
    initial_mpjpe: float
    pa_mpjpe: float
    initial_pa_mpjpe: float
    righted: bool | None
    pixels: float
    obeyed: int
    statements: int
    milliseconds: float
    cpu_milliseconds: float


@dataclass(frozen=True)
class Row:
    """A method with its outcomes, problem by problem."""

    name: str
    group: str
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True)
class Summary:
    """Means over outcomes; ``low``, ``high``: 95 % bootstrap interval of the mean MPJPE; shares in %, times medians."""

    count: int
    mpjpe: float
    low: float
    high: float
    ratio: float
    pa_mpjpe: float
    pa_ratio: float
    flips: int
    righted: float
    pixels: float
    obeyed: float
    milliseconds: float
    cpu_milliseconds: float


@dataclass(frozen=True)
class Ablation:
    """All rows; ``trained``: share of each action in the poses trained on; ``about``: how it was run, as a person reads it."""

    rows: tuple[Row, ...]
    trained: Mapping[str, float]
    about: str


class _Checklist:
    """What a text says, ready to be checked on bodies: the statements as groups of constraints."""

    def __init__(self, bench: Bench, texts: Mapping[str, str]) -> None:
        said = [s for part, text in texts.items() for s in bench.understand(text, part).statements]
        self.bench, self.table = bench, MeasureTable([c for s in said for c in s.posecode.constraints])
        self.ends = np.cumsum([len(s.posecode.constraints) for s in said]).tolist()

    def __len__(self) -> int:
        return len(self.ends)

    def obeyed(self, body: Body) -> int:
        """How many statements hold."""
        if not len(self.table):
            return 0
        model = self.bench.body_model
        met = self.table.satisfied(self.table.values(model.points(body), model.height(body)))[0].tolist()
        return sum(all(met[a:b]) for a, b in zip([0, *self.ends], self.ends, strict=False))


def measure(
    bench: Bench,
    problems: Sequence[Problem],
    chosen: Sequence[Method],
    *,
    seed: int = 0,
    progress: Callable[[str], None] = lambda line: None,
) -> list[Row]:
    """Every method on every problem. The same texts, the same wrong ones, for all rows that hear them."""
    texts = [{part: d.text for part, d in bench.describe(p.truth).items()} for p in problems]
    checks = [_Checklist(bench, said) for said in texts]
    rows = []
    for number, method in enumerate(chosen):
        began = time.perf_counter()
        spoken = mixed_texts(texts, method.wrong, seed) if method.wrong > 0 else texts
        outcomes = [
            _outcome(bench, method, problem, said, check)
            for problem, said, check in zip(problems, spoken, checks, strict=True)
        ]
        rows.append(Row(method.name, method.group, tuple(outcomes)))
        mean = np.mean([o.mpjpe for o in outcomes])
        progress(f"{number + 1}/{len(chosen)} {method.name}: {mean:.1f} mm ({time.perf_counter() - began:.0f} s)")
    return rows


def _outcome(bench: Bench, method: Method, problem: Problem, texts: Mapping[str, str], check: _Checklist) -> Outcome:
    model, person = bench.body_model, problem.observation.people[0]
    assert person.initial is not None
    with torch.no_grad():
        evidence = bench.evidence(problem, texts, method.weights, method.hears)
        began, worked = time.perf_counter(), time.process_time()
        body = bodies_of(method.run(evidence, method.weights))[0]
        spent, work = 1e3 * (time.perf_counter() - began), 1e3 * (time.process_time() - worked)
    got, initial, true = model.joints(body), model.joints(person.initial), problem.joints
    shown = model.keypoints(body, problem.observation.the_camera())
    pixels = [float(np.hypot(*np.subtract(shown[k], problem.pixels[k]))) for k in person.keypoints]
    righted = None if problem.flip is None else depth_is_right(got, true, problem.flip)
    return Outcome(
        problem.name, problem.action, mpjpe(got, true), mpjpe(initial, true), pa_mpjpe(got, true), pa_mpjpe(initial, true),
        righted, float(np.mean(pixels)) if pixels else float("nan"), check.obeyed(body), len(check), spent, work,
    )  # fmt: skip


def summary(outcomes: Sequence[Outcome]) -> Summary:
    """The figures of a table's row."""
    errors = np.array([o.mpjpe for o in outcomes])
    drawn = np.random.default_rng(0).integers(len(errors), size=(2000, len(errors)))
    low, high = np.percentile(errors[drawn].mean(1), [2.5, 97.5])
    flips = [o.righted for o in outcomes if o.righted is not None]
    aligned = np.array([(o.pa_mpjpe, o.initial_pa_mpjpe) for o in outcomes]).mean(0)
    pixels = [o.pixels for o in outcomes if np.isfinite(o.pixels)]
    return Summary(
        count=len(errors),
        mpjpe=float(errors.mean()),
        low=float(low),
        high=float(high),
        ratio=float(errors.mean() / max(np.mean([o.initial_mpjpe for o in outcomes]), 1e-9)),
        pa_mpjpe=float(aligned[0]),
        pa_ratio=float(aligned[0] / max(aligned[1], 1e-9)),
        flips=len(flips),
        righted=100 * float(np.mean(flips)) if flips else float("nan"),
        pixels=float(np.mean(pixels)) if pixels else float("nan"),
        obeyed=100 * sum(o.obeyed for o in outcomes) / max(1, sum(o.statements for o in outcomes)),
        milliseconds=float(np.median([o.milliseconds for o in outcomes])),
        cpu_milliseconds=float(np.median([o.cpu_milliseconds for o in outcomes])),
    )


def pose_prior(bank: PoseBank, seed: int = 0) -> PosePrior | None:
    """The SMPLify-style fit's prior, from captured poses; None where there are too few."""
    if len(bank) < 40:
        return None
    rng = np.random.default_rng(seed)
    return PosePrior.fit(bank.poses[rng.choice(len(bank), PRIOR_POSES, p=bank.probabilities())], seed=seed)


def ablate(
    poses: Path, count: int, *, seed: int = 1, steps: int = DEFAULT_STEPS, progress: Callable[[str], None] = lambda line: None
) -> Ablation:
    """The whole ablation on ``count`` problems from the held-out clips of a pose bank.

    Raises:
        InputError: when the bank cannot be read or has no held-out clip.
    """
    bank = PoseBank.load(poses)
    if not len(bank.held_out()):
        raise InputError(f"The pose bank {poses} has no held-out clip; give one with more clips.")
    bench, training = Bench(), bank.training()
    problems = problems_from(bank.held_out(), count, seed=seed, body=bench.body_model)
    bench.warm_up()
    rows = measure(bench, problems, methods(bench, pose_prior(training), steps), seed=seed, progress=progress)
    seen = Counter(training.action.tolist())
    trained = {p.action: seen[p.action] / max(1, len(training)) for p in problems}
    flips = sum(p.flip is not None for p in problems)
    about = (
        f"{len(problems)} problems from {len(set(bank.held_out().clip.tolist()))} held-out clips, {flips} with a wrong limb depth, {steps} steps, "
        f"seed {seed}, {torch.get_num_threads()} thread(s)."
    )
    return Ablation(tuple(rows), trained, about)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options."""
    parser.add_argument("--poses", type=Path, required=True, metavar="BANK", help="pose bank (.npz); rows are measured on its held-out clips")
    parser.add_argument("--count", type=int, default=150, metavar="N", help="problems (default 150)")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    parser.add_argument("--steps", type=int, default=DEFAULT_STEPS, metavar="N", help=f"diffusion steps (default {DEFAULT_STEPS})")
    parser.add_argument("--out", type=Path, metavar="DIR", help="write ablation.md, CSV files and SVG charts here")
    parser.add_argument("--tune", action="store_true", help="instead, try the settings of baselines and score guidance on problems from training clips")


def run(options: argparse.Namespace) -> int:
    """Measure, print the tables, write the files; returns the exit code."""
    from core.evaluation.ablation_report import markdown, write_report
    from core.evaluation.ablation_tuning import tune

    if options.count < 1 or not 1 <= options.steps <= 100:
        raise InputError("The number of problems must be 1 or more, and that of steps from 1 to 100; correct --count or --steps.")

    def progress(line: str) -> None:
        print(line, file=sys.stderr, flush=True)

    if options.tune:
        print(tune(options.poses, options.count, seed=options.seed, steps=options.steps, progress=progress))
        return 0
    folder = make_folder(options.out) if options.out is not None else None
    found = ablate(options.poses, options.count, seed=options.seed, steps=options.steps, progress=progress)
    print(markdown(found))
    if folder is not None:
        write_report(found, folder)
        progress(f"written to {folder}")
    return 0
