"""``python main.py evaluate clips``: the guided diffusion on unseen clips, with and without words, against a plain fit."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.engine import DEFAULT_STEPS, Engine, RefineRequest, Weights
from core.evaluation.baseline import robust_fit
from core.evaluation.metrics import depth_is_right, mpjpe, pa_mpjpe
from core.evaluation.problems import Problem, held_out_problems
from core.observation import Body

USUAL = Weights()
"""Every term at its default strength."""


@dataclass(frozen=True)
class Row:
    """Means over problems: errors in mm, their ratio to the initial body's, share of wrong limb depths put right, px against the true keypoints, ms."""

    name: str
    mpjpe: float
    ratio: float
    pa_mpjpe: float
    pa_ratio: float
    flips_righted: float
    pixels: float
    milliseconds: float


def measure(name: str, problems: Sequence[Problem], engine: Engine, answer: Callable[[Problem], Body]) -> Row:
    """Answer every problem and compare with its truth."""
    model, rows, flips, times = engine.body_model, [], [], []
    for problem in problems:
        person = problem.observation.people[0]
        assert person.initial is not None
        began = time.perf_counter()
        body = answer(problem)
        times.append(1e3 * (time.perf_counter() - began))
        got, initial = model.joints(body), model.joints(person.initial)
        seen = model.keypoints(body, problem.observation.the_camera())
        pixels = [np.hypot(*np.subtract(seen[k], problem.pixels[k])) for k in person.keypoints] or [np.nan]
        errors = [mpjpe(got, problem.joints), mpjpe(initial, problem.joints), pa_mpjpe(got, problem.joints), pa_mpjpe(initial, problem.joints)]
        rows.append([*errors, np.mean(pixels)])
        if problem.flip is not None:
            flips.append(depth_is_right(got, problem.joints, problem.flip))
    m = np.nanmean(rows, axis=0)
    righted = float(np.mean(flips)) if flips else float("nan")
    return Row(name, m[0], m[0] / m[1], m[2], m[2] / m[3], righted, m[4], float(np.median(times)))


def refined(engine: Engine, weights: Weights = USUAL, steps: int = DEFAULT_STEPS) -> Callable[[Problem], Body]:
    """Answers by the guided diffusion."""

    def answer(problem: Problem) -> Body:
        *_, last = engine.refine(RefineRequest(problem.observation, problem.observation.people[0], weights, steps))
        return last.body

    return answer


def described(problems: Sequence[Problem], engine: Engine) -> list[Problem]:
    """The problems with the built-in describer's texts of the true bodies, as if a person had written them."""
    return [p.with_texts({part: d.text for part, d in engine.describe(p.truth).items()}) for p in problems]


def with_wrong_texts(problems: Sequence[Problem], share: float, seed: int = 0) -> list[Problem]:
    """A share of the parts' texts replaced by those of another problem's person."""
    rng = np.random.default_rng(seed)
    out = []
    for problem in problems:
        texts = {part: d.text for part, d in (problem.observation.people[0].descriptions or {}).items()}
        other = problems[int(rng.integers(len(problems)))].observation.people[0].descriptions or {}
        mixed = {part: (other[part].text if part in other and rng.random() < share else text) for part, text in texts.items()}
        out.append(problem.with_texts(mixed))
    return out


def initial_of(problem: Problem) -> Body:
    """The answer that changes nothing."""
    body = problem.observation.people[0].initial
    assert body is not None
    return body


def table(rows: Sequence[Row]) -> str:
    """The rows as Markdown."""
    lines = ["| | MPJPE mm (ratio) | PA-MPJPE mm (ratio) | limb depths put right | 2D px | ms |", "| --- | --- | --- | --- | --- | --- |"]
    for r in rows:
        lines.append(
            f"| {r.name} | {r.mpjpe:.1f} ({r.ratio:.2f}) | {r.pa_mpjpe:.1f} ({r.pa_ratio:.2f}) "
            f"| {100 * r.flips_righted:.0f} % | {r.pixels:.1f} | {r.milliseconds:.0f} |"
        )
    return "\n".join(lines)


def by_action(problems: Sequence[Problem], engine: Engine, answer: Callable[[Problem], Body], few: int = 4) -> list[Row]:
    """The same by kind of action; those with fewer than ``few`` problems together as "rare"."""
    groups: dict[str, list[Problem]] = {}
    for problem in problems:
        groups.setdefault(problem.action, []).append(problem)
    rare = [p for group in groups.values() if len(group) < few for p in group]
    rows = [measure(f"{name} ({len(group)})", group, engine, answer) for name, group in sorted(groups.items()) if len(group) >= few]
    return rows + ([measure(f"rare ({len(rare)})", rare, engine, answer)] if rare else [])


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options."""
    parser.add_argument("--poses", type=Path, required=True, help="pose bank (.npz); only its held-out clips are used")
    parser.add_argument("--count", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, default=DEFAULT_STEPS)
    parser.add_argument("--by-action", action="store_true", help="also report keypoints + text by kind of action, rare ones together")
    parser.add_argument("--json", type=Path, help="also write the figures to this file")


def run(args: argparse.Namespace) -> int:
    """Measure and print the table."""
    engine = Engine()
    problems = held_out_problems(args.poses, args.count, seed=args.seed, body=engine.body_model)
    spoken = described(problems, engine)
    flips = sum(p.flip is not None for p in problems)
    rows = [
        measure("initial body", problems, engine, initial_of),
        measure("plain robust fit", problems, engine, lambda p: robust_fit(engine.body_model, p.observation.people[0], p.observation.the_camera())),
        measure("keypoints only", problems, engine, refined(engine, steps=args.steps)),
        measure("keypoints + text", spoken, engine, refined(engine, steps=args.steps)),
        measure("keypoints + text, a fifth of it wrong", with_wrong_texts(spoken, 0.2), engine, refined(engine, steps=args.steps)),
        measure("text only", spoken, engine, refined(engine, Weights(keypoints=0), args.steps)),
    ]
    print(f"{len(problems)} problems from held-out clips, {flips} with a wrong limb depth, {args.steps} steps\n")
    print(table(rows))
    if args.by_action:
        print("\n" + table(by_action(spoken, engine, refined(engine, steps=args.steps))))
    if args.json:
        args.json.write_text(json.dumps([vars(r) for r in rows], indent=1) + "\n", encoding="utf-8")
    return 0


