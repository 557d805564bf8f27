"""``python main.py evaluate speed``: how long a person waits, from an edited description or a changed weight to the final body or to several
hypotheses, without a window.

Every edited text is one that nothing has read before, as it is for who types. Weights are changed with a text of a person beside the drafts, which has
been read by then. Each photograph is refined once before anything is timed, as the window does when it opens one.
"""

from __future__ import annotations

import argparse
import platform
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch

from core.engine import DEFAULT_STEPS, Engine, RefineRequest, Weights
from core.observation import Description, Observation, Person
from core.resources import resource

EDITS: tuple[tuple[str, str], ...] = (
    ("left_arm", "raised straight above the head"),
    ("right_arm", "bent at a right angle, the hand in front of the chest"),
    ("left_leg", "the left knee is slightly bent"),
    ("torso", "leaning forward"),
    ("right_hand", "his right hand rests on his hip"),
    ("head", "turned to the left, looking down"),
    ("left_arm", "stretched out to the side at shoulder height"),
    ("right_leg", "straight, the foot behind the other"),
)


SAID_ALSO = ("clearly", "now", "almost", "quite", "today", "still", "here", "simply", "as before", "just", "again")
"""Words that change a text and hardly its meaning, so that no text comes twice."""
SLIDERS: tuple[tuple[str, float], ...] = (
    ("keypoints", 0.5), ("text", 1.5), ("initial", 0.6), ("prior", 0.8), ("keypoints", 1.4), ("text", 0.5), ("initial", 1.6), ("prior", 1.3),
)  # fmt: skip
"""A weight that is moved, and where to."""
STAGES = ("first body", "final body", "final mesh", "report")
Times = tuple[float, float, float, float]
"""Milliseconds to each of them."""


@dataclass(frozen=True)
class Sample:
    """A photograph by ``name`` with its most prominent ``person``, as the real detector and regression see him."""

    name: str
    observation: Observation
    person: Person


def sample_person(engine: Engine, photograph: Path) -> tuple[Observation, Person]:
    """The most prominent person of a photograph, observed by the real detector and regression."""
    from core.vision.image import load_image

    image = load_image(photograph)
    observation = Observation(str(photograph), (image.shape[1], image.shape[0]))
    return observation, engine.observe(image)


def edited(person: Person, number: int) -> Person:
    """The person with one description edited, the ``number``-th time: a text that has not been before."""
    part, text = EDITS[number % len(EDITS)]
    more, rest = [], number // len(EDITS)
    while rest:  # none of the words, each of them, each two of them, ...
        rest, word = divmod(rest - 1, len(SAID_ALSO))
        more.append(SAID_ALSO[word])
    said = " ".join([*more, text])
    return replace(person, descriptions={**(person.descriptions or {}), part: Description(said, "person")})


def waited(engine: Engine, request: RefineRequest) -> Times:
    """Milliseconds from a request to the first body's joints, to the final body's joints, to the final mesh and to the report.

    The steps between are not looked at, as the window does not while it draws another one.
    """
    began = time.perf_counter()

    def now() -> float:
        return 1e3 * (time.perf_counter() - began)

    first, last = 0.0, None
    for last in engine.refine(request):
        if last.index == 0:
            assert len(last.joints_3d)
            first = now()
    assert last is not None and len(last.joints_3d)
    final = now()
    engine.mesh(last.body)
    mesh = now()
    assert last.final is not None
    return first, final, mesh, now()


def edit_times(engine: Engine, samples: Sequence[Sample], runs: int, steps: int, hypotheses: int = 1, first: int = 0) -> list[Times]:
    """``waited`` after each of so many edited descriptions, one photograph after the other; texts are new, counted from the ``first`` on."""
    out = []
    for number in range(runs):
        sample = samples[number % len(samples)]
        person = edited(sample.person, first + number)
        out.append(waited(engine, RefineRequest(sample.observation, person, steps=steps, hypotheses=hypotheses)))
    return out


def slider_times(engine: Engine, samples: Sequence[Sample], runs: int, steps: int) -> dict[str, list[Times]]:
    """``waited`` after each of so many changes of a weight, by photograph. No text is read anew."""
    out: dict[str, list[Times]] = {}
    for index, sample in enumerate(samples):
        person = edited(sample.person, index)
        for _ in engine.refine(RefineRequest(sample.observation, person, steps=steps)):
            pass
        for number in range(index, runs, len(samples)):
            name, value = SLIDERS[(number // len(samples) + index) % len(SLIDERS)]
            request = RefineRequest(sample.observation, person, replace(Weights(), **{name: value}), steps=steps)
            out.setdefault(sample.name, []).append(waited(engine, request))
    return out


def line(name: str, values: Sequence[float]) -> str:
    """Median and 95th percentile."""
    return f"| {name} | {np.median(values):.0f} | {np.percentile(values, 95):.0f} |"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options."""
    parser.add_argument("--runs", type=int, default=100, help="how many edits, and how many changed weights")
    parser.add_argument("--steps", type=int, default=DEFAULT_STEPS)
    parser.add_argument("--hypotheses", type=int, default=8, help="how many in the batch that is measured as well")
    parser.add_argument("--threads", type=int, default=max(1, (torch.get_num_threads())))
    parser.add_argument("--photograph", type=Path, nargs="+", default=None, help="photographs with people (all that ship with the app)")


def run(args: argparse.Namespace) -> int:
    """Measure and print the table."""
    torch.set_num_threads(args.threads)
    engine = Engine()
    photographs = args.photograph or sorted(resource("samples").glob("*.jpg"))
    began = time.perf_counter()
    sample_person(engine, photographs[0])
    cold = time.perf_counter() - began
    engine.warm_up()
    samples, initial = [], []
    for photograph in photographs:
        began = time.perf_counter()
        sample = Sample(photograph.name, *sample_person(engine, photograph))
        initial.append(1e3 * (time.perf_counter() - began))
        samples.append(sample)
        for _ in engine.refine(RefineRequest(sample.observation, sample.person, steps=args.steps)):
            pass
    edits = edit_times(engine, samples, args.runs, args.steps)
    sliders = slider_times(engine, samples, args.runs, args.steps)
    batch = edit_times(engine, samples, args.runs, args.steps, args.hypotheses, first=args.runs)
    print(f"{len(samples)} photographs, {args.steps} steps, {args.runs} runs each, {args.threads} threads, {platform.machine()}\n")
    print("| from ... to ... | median ms | 95th percentile ms |\n| --- | --- | --- |")
    for name, times in (("an edited description", edits), ("a changed weight", [row for rows in sliders.values() for row in rows])):
        for stage, values in zip(STAGES, zip(*times, strict=True), strict=True):
            print(line(f"{name} to the {stage}", values))
    print(line(f"an edited description to {args.hypotheses} hypotheses in a batch", [row[1] for row in batch]))
    medians = {name: float(np.median([row[1] for row in rows])) for name, rows in sliders.items()}
    least, most = min(medians, key=lambda n: medians[n]), max(medians, key=lambda n: medians[n])
    print(f"\na changed weight to the final body, medians by photograph: {medians[least]:.0f} ({least}) to {medians[most]:.0f} ms ({most})")
    print(f"photograph to initial body: {np.median(initial):.0f} ms ({1e3 * cold:.0f} ms the first time, with loading the models)")
    return 0
