"""``python main.py evaluate swaps``: how well left and right taken for each other are noticed, on unseen clips with a detector's noise.

For every part of every problem two texts are checked against the initial body and the keypoints: the built-in describer's text of the true body, and
what a model that mixes up the sides would say: the mirror image of the other side's text. The second kind only counts as wrong where it is wrong,
that is where some statement of it misses the true body while its mirror image holds.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from core.body.skeleton import PARTS, mirrored_name

PLAIN_MISS, PLAIN_HIT = 0.2, 0.8


@dataclass(frozen=True)
class SwapFigures:
    """Shares 0..1 and counts. ``precision`` is for as many wrong texts as right ones; ``false_flags`` is the share of right texts that are flagged."""

    right_texts: int
    wrong_texts: int
    precision: float
    recall: float
    false_flags: float


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of ``evaluate swaps``."""
    parser.add_argument("--poses", type=Path, required=True, help="pose bank (.npz with poses [N, 24, 3] and clip)")
    parser.add_argument("--count", type=int, default=200, help="problems (default 200)")
    parser.add_argument("--seed", type=int, default=1, help="which ones (default 1)")


def measure(poses: Path, count: int, seed: int = 1) -> SwapFigures:
    """The figures over ``count`` problems."""
    from core.body.model import BodyModel
    from core.evaluation.problems import held_out_problems
    from core.language.backends.swap import SwapCheck, swapped_text
    from core.language.describer import describe
    from core.language.understanding import understand

    model = BodyModel.load()
    right = wrong = right_flagged = wrong_flagged = 0
    for problem in held_out_problems(poses, count, seed=seed, body=model):
        person = problem.observation.people[0]
        assert person.initial is not None
        texts = describe(model.points(problem.truth), model.height(problem.truth))
        check, truth = SwapCheck(model, person.initial, person.keypoints), SwapCheck(model, problem.truth, {})
        for part in PARTS:
            if texts.get(part):
                right += 1
                right_flagged += bool(check.remarks(part, texts[part]))
            mixed_up = swapped_text(texts.get(mirrored_name(part), ""))
            fits = [truth.fits(s) for s in understand(mixed_up, part).statements] if mixed_up else []
            if any(own <= PLAIN_MISS and mirror >= PLAIN_HIT for own, mirror in fits):
                wrong += 1
                wrong_flagged += bool(check.remarks(part, mixed_up))
    recall, false_flags = wrong_flagged / max(1, wrong), right_flagged / max(1, right)
    return SwapFigures(right, wrong, recall / max(1e-9, recall + false_flags), recall, false_flags)


def run(options: argparse.Namespace) -> int:
    """Print the figures as JSON; returns the exit code."""
    print(
        json.dumps(
            {
                name: round(value, 4)
                for name, value in asdict(measure(options.poses, options.count, options.seed)).items()
            },
            indent=2,
        )
    )
    return 0
