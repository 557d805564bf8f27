"""``python main.py evaluate speed``: how long a person waits, from an edited description to the final body or to several hypotheses,
without a window."""

from __future__ import annotations

import argparse
import platform
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from core.engine import DEFAULT_STEPS, Engine, RefineRequest
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


def sample_person(engine: Engine, photograph: Path) -> tuple[Observation, Person]:
    """The most prominent person of a photograph, observed by the real detector and regression."""
    from core.vision.image import load_image

    image = load_image(photograph)
    observation = Observation(str(photograph), (image.shape[1], image.shape[0]))
    return observation, engine.observe(image)


def edit_times(engine: Engine, observation: Observation, person: Person, runs: int, steps: int) -> dict[str, list[float]]:
    """Milliseconds from an edit to the first body, to the final body's joints with its report, and to the final mesh; texts are new each time."""
    out: dict[str, list[float]] = {"first body": [], "final body": [], "final mesh": []}
    for number in range(runs):
        part, text = EDITS[number % len(EDITS)]
        text = f"{text}{' ' * (number // len(EDITS))}"  # a text that no cache has seen
        texts = {**(person.descriptions or {}), part: Description(text, "person")}
        began = time.perf_counter()
        body = None
        for step in engine.refine(RefineRequest(observation, replace(person, descriptions=texts), steps=steps)):
            if step.index == 0:
                out["first body"].append(1e3 * (time.perf_counter() - began))
            body = step.body
        out["final body"].append(1e3 * (time.perf_counter() - began))
        assert body is not None
        engine.mesh(body)
        out["final mesh"].append(1e3 * (time.perf_counter() - began))
    return out


def batch_times(engine: Engine, observation: Observation, person: Person, runs: int, steps: int, count: int) -> list[float]:
    """Milliseconds from an edit to ``count`` hypotheses, told apart and judged, in one batch."""
    out = []
    for number in range(runs):
        part, text = EDITS[number % len(EDITS)]
        texts = {**(person.descriptions or {}), part: Description(f"{text}{' ' * (number // len(EDITS))}", "person")}
        began = time.perf_counter()
        for _ in engine.refine(RefineRequest(observation, replace(person, descriptions=texts), steps=steps, hypotheses=count)):
            pass
        out.append(1e3 * (time.perf_counter() - began))
    return out


def line(name: str, values: Sequence[float]) -> str:
    """Median and 95th percentile."""
    return f"| {name} | {np.median(values):.0f} | {np.percentile(values, 95):.0f} |"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options."""
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--steps", type=int, default=DEFAULT_STEPS)
    parser.add_argument("--hypotheses", type=int, default=8, help="how many in the batch that is measured as well")
    parser.add_argument("--threads", type=int, default=max(1, (torch.get_num_threads())))
    parser.add_argument("--photograph", type=Path, default=None)


def run(args: argparse.Namespace) -> int:
    """Measure and print the table."""
    torch.set_num_threads(args.threads)
    engine = Engine()
    photograph = args.photograph or sorted(resource("samples").glob("*.jpg"))[0]
    began = time.perf_counter()
    observation, person = sample_person(engine, photograph)
    cold = time.perf_counter() - began
    engine.warm_up()
    began = time.perf_counter()
    sample_person(engine, photograph)
    warm = time.perf_counter() - began
    times = edit_times(engine, observation, person, args.runs, args.steps)
    print(f"{photograph.name}, {args.steps} steps, {args.runs} edits, {args.threads} threads, {platform.machine()}\n")
    print("| from an edited description to | median ms | 95th percentile ms |\n| --- | --- | --- |")
    for name, values in times.items():
        print(line(name, values))
    batch = batch_times(engine, observation, person, args.runs, args.steps, args.hypotheses)
    print(line(f"{args.hypotheses} hypotheses in a batch", batch))
    print(f"\nphotograph to initial body: {1e3 * warm:.0f} ms ({1e3 * cold:.0f} ms the first time, with loading the models)")
    return 0
