"""``python main.py evaluate words``: describe an unseen body, then refine a standing one with that text alone; how far the joints come.

The texts are the built-in describer's of the true body, given as a person's. No keypoints, no picture: a neutral standing body is refined at the
default weights and steps with the free text (statements and the aligned latent), with the statements alone and with the latent alone. Words do
not say which way a body faces the camera, so bodies are compared in their own frame: pelvis at the origin, heading removed.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from core.body.measures import MeasureTable, frames_of
from core.diffusion.problem import Evidence
from core.engine import DEFAULT_STEPS, Engine, RefineRequest
from core.evaluation.metrics import mpjpe, pa_mpjpe
from core.language.describer import STYLE_NAMES, facts_many, texts
from core.observation import Body, Camera, Description, Observation, Person
from core.resources import resource
from core.training.pose_data import PoseBank

IMAGE_SIZE = (1000, 1000)
POSTURES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("upside down", ("upside down", "doing a handstand", "doing a bridge")),
    ("lying", ("lying",)),
    ("hands and feet or knees", ("on all fours", "in a push-up")),
    ("kneeling", ("kneeling", "sitting on the heels")),
    ("sitting", ("sitting",)),
    ("squatting, crouching", ("squatting", "crouching")),
    ("lunging, splits", ("lunging", "doing the splits")),
    ("on one leg", ("standing on",)),
    ("standing, striding", ("standing", "striding")),
)
OTHER = "no posture word"
WAYS = ("free text", "statements only", "latent only")


@dataclass(frozen=True)
class Row:
    """Mean errors in mm over the bodies of one posture: (MPJPE, PA-MPJPE) of the neutral body and of the refined one, by ``WAYS``."""

    posture: str
    count: int
    neutral: tuple[float, float]
    refined: Mapping[str, tuple[float, float]]


class _PartlyDeaf(Engine):
    """An engine that hears only one of the two paths from words to the body."""

    way = WAYS[0]

    def _evidence(self, *args: object, **kwargs: object) -> Evidence:
        evidence = super()._evidence(*args, **kwargs)  # type: ignore[arg-type]
        if self.way == "statements only":
            return replace(evidence, latent_mask=torch.zeros_like(evidence.latent_mask))
        if self.way == "latent only":
            # As if nothing had been understood: no statements, and no joint of which it is known whether words speak of it.
            none = evidence.statement_weight.new_zeros(1, 0)
            return replace(evidence, statements=MeasureTable([]), statement_weight=none, insisted=None, free=None)
        return evidence


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options."""
    parser.add_argument("--poses", type=Path, help="pose bank (.npz with poses [N, 24, 3] and clip); only its held-out clips; default: the authored poses")
    parser.add_argument("--count", type=int, default=240, help="bodies, as evenly over the postures as they come (default 240)")
    parser.add_argument("--steps", type=int, default=DEFAULT_STEPS)
    parser.add_argument("--style", choices=STYLE_NAMES, default="plain", help="the describer's style (default plain, the app's)")
    parser.add_argument("--full", action="store_true", help="texts with the lesser facts too")
    parser.add_argument("--json", type=Path, help="also write the figures to this file")


def posture_of(facts: Mapping[str, Sequence[str]]) -> str:
    """Which of ``POSTURES`` the describer calls a body."""
    said = next((n.removeprefix("body: ") for n in facts.get("torso", ()) if n.startswith("body: ")), "")
    return next((label for label, starts in POSTURES if said and said.startswith(starts)), OTHER)


def unseen(path: Path | None, count: int, engine: Engine) -> tuple[NDArray[np.float64], list[str]]:
    """Poses [n, 24, 3] (y up) of clips that nothing was trained on, taken from each posture in turn, with their postures."""
    if path is None:
        entries = json.loads(resource("poses", "authored.json").read_text(encoding="utf-8"))["poses"]
        poses = np.array([e["pose"] for e in entries], dtype=np.float64)
    else:
        poses = PoseBank.load(path).held_out().poses.astype(np.float64)
    bodies = [engine.body_at(pose, Camera.assume(IMAGE_SIZE)) for pose in poses]
    names = [posture_of(_facts(engine, body, full=False)) for body in bodies]
    rng = np.random.default_rng(0)
    queues = {label: list(rng.permutation([k for k, n in enumerate(names) if n == label])) for label in dict.fromkeys(names)}
    chosen: list[int] = []
    while len(chosen) < count and any(queues.values()):
        for queue in queues.values():
            if queue and len(chosen) < count:
                chosen.append(int(queue.pop()))
    return poses[chosen], [names[k] for k in chosen]


def _facts(engine: Engine, body: Body, *, full: bool) -> dict[str, tuple[str, ...]]:
    return facts_many(engine.body_model.points(body), engine.body_model.height(body), full=full)[0]


def own_joints(engine: Engine, body: Body) -> NDArray[np.float64]:
    """Joints [24, 3] in the body's own frame: pelvis at the origin, heading removed, left, up, front."""
    points = engine.body_model.points(body)
    joints = points.positions[0, :24] - points.positions[0, :1]
    return (joints @ frames_of(points)[0, 0]).numpy().astype(np.float64)


def measure(
    poses: NDArray[np.float64], postures: Sequence[str], *, steps: int = DEFAULT_STEPS, style: str = "plain", full: bool = False
) -> list[Row]:
    """Describe every pose and refine a standing body with the text; one row a posture and one of all."""
    engine = _PartlyDeaf()
    camera = Camera.assume(IMAGE_SIZE)
    entries = json.loads(resource("poses", "authored.json").read_text(encoding="utf-8"))["poses"]
    standing = engine.body_at(np.array(next(e["pose"] for e in entries if e["name"] == "standing")), camera)
    start = own_joints(engine, standing)
    errors: dict[str, list[tuple[float, float]]] = {way: [] for way in ("neutral", *WAYS)}
    for number, pose in enumerate(poses):
        body = engine.body_at(pose, camera)
        truth = own_joints(engine, body)
        said = texts(_facts(engine, body, full=full), style=style)
        person = Person("p1", None, {}, standing, {part: Description(text, "person") for part, text in said.items() if text})
        errors["neutral"].append((mpjpe(start, truth), pa_mpjpe(start, truth)))
        for way in WAYS:
            engine.way = way
            *_, last = engine.refine(RefineRequest(Observation(None, IMAGE_SIZE, camera), person, steps=steps, seed=number))
            got = own_joints(engine, last.body)
            errors[way].append((mpjpe(got, truth), pa_mpjpe(got, truth)))
    labels = [label for label, _ in POSTURES] + [OTHER]
    groups = [(label, [k for k, p in enumerate(postures) if p == label]) for label in labels]
    groups.append(("all", list(range(len(poses)))))

    def mean(way: str, rows: Sequence[int]) -> tuple[float, float]:
        a, b = np.mean([errors[way][k] for k in rows], axis=0)
        return float(a), float(b)

    return [Row(label, len(rows), mean("neutral", rows), {way: mean(way, rows) for way in WAYS}) for label, rows in groups if rows]


def table(rows: Sequence[Row]) -> str:
    """The rows as Markdown: MPJPE / PA-MPJPE in mm, for refined bodies with the ratio to the neutral body's."""
    out = ["| posture | bodies | neutral | " + " | ".join(WAYS) + " |", "| --- " * (3 + len(WAYS)) + "|"]
    for r in rows:
        cells = [f"{a:.0f} ({a / r.neutral[0]:.2f}) / {b:.0f} ({b / r.neutral[1]:.2f})" for a, b in (r.refined[w] for w in WAYS)]
        out.append(f"| {r.posture} | {r.count} | {r.neutral[0]:.0f} / {r.neutral[1]:.0f} | " + " | ".join(cells) + " |")
    return "\n".join(out)


def run(args: argparse.Namespace) -> int:
    """Measure and print the table."""
    poses, postures = unseen(args.poses, args.count, Engine())
    rows = measure(poses, postures, steps=args.steps, style=args.style, full=args.full)
    print(f"MPJPE / PA-MPJPE in mm (ratio to the neutral body's), words alone, {args.steps} steps, {args.style} style\n")
    print(table(rows))
    if args.json:
        args.json.write_text(json.dumps([asdict(r) for r in rows], indent=1) + "\n", encoding="utf-8")
    return 0
