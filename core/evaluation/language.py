"""``python main.py evaluate language``: describe a body, understand the description, and compare the posecodes said with those understood.

Precision: of what was understood, how much is true of the body (within tolerance). Recall: of what the describer meant to say, how much was
understood under the same name. For every fixed style of the describer and for random training wordings, on poses of clips that nothing was
trained on; with the time that describing and understanding take.
"""

from __future__ import annotations

import argparse
import collections
import json
import random
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from core.language.describer import STYLE_NAMES
from core.resources import resource

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RANDOM = "random"
"""Random wordings, as in training."""
ALL_STYLES = (*STYLE_NAMES, RANDOM)


@dataclass
class RoundTrip:
    """Counts over the bodies of one style: facts ``said``, statements ``understood``, how many of them are ``true`` of the body, how many said facts were
    ``recalled``; and the failures by how often."""

    style: str
    said: int = 0
    understood: int = 0
    true: int = 0
    recalled: int = 0
    missed: collections.Counter[str] = field(default_factory=collections.Counter)
    wrong: collections.Counter[str] = field(default_factory=collections.Counter)
    not_understood: collections.Counter[str] = field(default_factory=collections.Counter)

    @property
    def precision(self) -> float:
        """Share of the statements understood that are true."""
        return self.true / max(self.understood, 1)

    @property
    def recall(self) -> float:
        """Share of the facts said that were understood."""
        return self.recalled / max(self.said, 1)


@dataclass(frozen=True)
class Speed:
    """Milliseconds, median: describing one body, understanding one sentence, understanding the ten texts of a body; nothing cached."""

    describe: float
    sentence: float
    body: float


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of ``evaluate language``."""
    parser.add_argument("--poses", type=Path, help="pose bank (.npz with poses [N, 24, 3] and clip); default: the authored poses")
    parser.add_argument("--count", type=int, default=1000, help="poses at most (default 1000)")
    parser.add_argument("--style", choices=("all", *ALL_STYLES), default="all", help="the describer's style (default all of them)")
    parser.add_argument("--full", action="store_true", help="texts with the lesser facts too")
    parser.add_argument("--show", type=int, default=0, help="print so many of the most frequent failures of each style")
    parser.add_argument("--json", type=Path, help="also write the figures to this file")


def unseen_poses(path: Path | None, count: int) -> NDArray[np.float32]:
    """Poses [n, 24, 3] (y up) of held-out clips of a bank, or the authored ones."""
    import numpy as np

    if path is None:
        authored = json.loads(resource("poses", "authored.json").read_text(encoding="utf-8"))
        return np.array([p["pose"] for p in authored["poses"]], dtype=np.float32).reshape(-1, 24, 3)[:count]
    from core.training.pose_data import PoseBank

    poses = PoseBank.load(path).held_out().poses
    chosen = np.random.default_rng(0).permutation(len(poses))[:count]
    return poses[np.sort(chosen)]


def measure(poses: NDArray[np.float32], style: str = "plain", *, full: bool = False, seed: int = 0) -> RoundTrip:
    """The round trip of poses [N, 24, 3] (axis-angle, y up) in one of ``ALL_STYLES``."""
    from core.language.catalogue import Judge
    from core.language.describer import facts_many, texts
    from core.language.understanding import understand

    points, height = _posed(poses)
    judge = Judge(points, height)
    out = RoundTrip(style)
    for k, facts in enumerate(facts_many(points, height, full=full)):
        rng = random.Random(seed * 1_000_003 + k) if style == RANDOM else None
        written = texts(facts, rng=rng, thin=False) if rng else texts(facts, style=style)
        names: set[str] = set()
        for part, text in written.items():
            heard = understand(text, part)
            for statement in heard.statements:
                out.understood += 1
                names.add(statement.posecode.name)
                codes = (statement.posecode, *((statement.alternative,) if statement.alternative else ()))
                if any(judge.holds(code, k) for code in codes):
                    out.true += 1
                else:
                    out.wrong[f"{statement.posecode.name}  <-  [{part}] {text}"] += 1
            out.not_understood.update(heard.not_understood)
        for part, said in facts.items():
            for name in said:
                out.said += 1
                if name in names:
                    out.recalled += 1
                else:
                    out.missed[f"{name}  <-  [{part}] {written[part]}"] += 1
    return out


def speed(poses: NDArray[np.float32]) -> Speed:
    """How long one thread takes once everything is loaded."""
    import numpy as np
    import torch

    from core.body.kinematics import Points
    from core.language.describer import describe
    from core.language.understanding import understand

    torch.set_num_threads(1)
    points, height = _posed(poses)
    describing, sentences, bodies = [], [], []
    for k in range(len(poses)):
        began = time.perf_counter()
        written = describe(Points(points.positions[k : k + 1], points.rotations[k : k + 1]), height[k : k + 1])
        describing.append(time.perf_counter() - began)
        took = []
        for part, text in written.items():
            began = time.perf_counter()
            understand(text + " " * (k + 1), part)  # spaces: a text that no cache has seen
            took.append((time.perf_counter() - began, max(1, text.count("."))))
        bodies.append(sum(t for t, _ in took))
        sentences += [t / n for t, n in took]
    return Speed(*(1e3 * float(np.median(x)) for x in (describing, sentences, bodies)))


def _posed(poses: NDArray[np.float32]):  # type: ignore[no-untyped-def]  # (Points, Tensor); both need torch
    import torch

    from core.body.model import BodyModel
    from core.body.rotations import CAMERA_TO_UP, axis_angle_to_matrix

    kinematics = BodyModel.load().kinematics
    local = axis_angle_to_matrix(torch.as_tensor(poses, dtype=torch.float32))
    local[:, 0] = CAMERA_TO_UP.T @ local[:, 0]  # y up -> camera frame
    betas = torch.zeros(len(local), 10)
    return kinematics.pose(local, betas), kinematics.height(betas)


def table(trips: list[RoundTrip]) -> str:
    """The figures as Markdown."""
    out = ["| style | facts said | statements understood | precision | recall |", "| --- | --- | --- | --- | --- |"]
    out += [f"| {t.style} | {t.said} | {t.understood} | {100 * t.precision:.2f} % | {100 * t.recall:.2f} % |" for t in trips]
    return "\n".join(out)


def run(args: argparse.Namespace) -> int:
    """Print the figures as a table."""
    poses = unseen_poses(args.poses, args.count)
    trips = [measure(poses, style, full=args.full) for style in (ALL_STYLES if args.style == "all" else (args.style,))]
    took = speed(poses[:100])
    print(f"describe -> understand, {len(poses)} poses\n")
    print(table(trips))
    print(f"\none thread: describe a body {took.describe:.1f} ms, understand a sentence {took.sentence:.2f} ms, the ten texts of a body {took.body:.1f} ms")
    for trip in trips:
        failures: Mapping[str, collections.Counter[str]] = {"missed": trip.missed, "wrong": trip.wrong, "not understood": trip.not_understood}
        for key, counter in failures.items():
            for text, times in counter.most_common(args.show):
                print(f"{trip.style:10s} {key:15s} {times:4d}  {text}")
    if args.json:
        rows = [{"style": t.style, "precision": t.precision, "recall": t.recall, "said": t.said, "understood": t.understood} for t in trips]
        figures = {"poses": len(poses), "styles": rows, "milliseconds": vars(took)}
        args.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0
