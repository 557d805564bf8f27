"""Ask what a photograph leaves open: the question whose answer tells the hypotheses of each person apart best, with its answers. JSON on stdout.

An answer is given by putting its clause into the text of its part: refine OBSERVATION --describe PART="CLAUSE".
"""

from __future__ import annotations

import argparse
from functools import partial
from typing import TYPE_CHECKING, Any

from core.commands.arguments import (
    DEFAULT_STEPS,
    MAX_HYPOTHESES,
    MAX_STEPS,
    add_engine_arguments,
    check_device,
    file_argument,
    whole_number,
)
from core.commands.printing import print_json
from core.errors import InputError
from core.formats import Project, image_path, read_document
from core.observation import Observation, Person, Result

if TYPE_CHECKING:
    from core.engine import Engine

DEFAULT_HYPOTHESES = 8


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("observation", metavar="OBSERVATION", help="an observation (or project) file")
    parser.add_argument(
        "--hypotheses", type=whole_number(2, MAX_HYPOTHESES), default=DEFAULT_HYPOTHESES, metavar="N",
        help=f"how many bodies to compare, the answer among them (default: {DEFAULT_HYPOTHESES})",
    )  # fmt: skip
    parser.add_argument("--person", metavar="ID", help="only the person with this id (default: everyone)")
    parser.add_argument("--steps", type=whole_number(1, MAX_STEPS), default=DEFAULT_STEPS, metavar="N", help=f"diffusion steps (default: {DEFAULT_STEPS})")
    parser.add_argument("--seed", type=whole_number(0, 2**63 - 1), default=0, metavar="N", help="seed of the diffusion's noise (default: 0)")
    add_engine_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Print the questions; returns the exit code."""
    document = read_document(options.observation)
    if isinstance(document, Result):
        raise InputError(f"{options.observation}: this is a result; give the observation it was made from.")
    observation = document.observation if isinstance(document, Project) else document
    people = [person for person in observation.people if options.person in (None, person.id)]
    if not people:
        whom = f'nobody has the id "{options.person}"' if observation.people else "people is empty, so there is nobody to ask about"
        raise InputError(f"{options.observation}: {whom}; see the file's people.")
    file_argument(options.body)
    from core.completion import completed
    from core.engine import Engine
    from core.vision.image import load_image

    engine = Engine(body_path=options.body, device=check_device(options.device))
    image = image_path(options.observation, observation)
    load = partial(load_image, image) if image is not None else lambda: None
    print_json(
        {"observation": options.observation, "people": [_asked(engine, observation, completed(engine, observation, p, load), options) for p in people]}
    )
    return 0


def _asked(engine: Engine, observation: Observation, person: Person, options: argparse.Namespace) -> dict[str, Any]:
    from core.engine import RefineRequest

    request = RefineRequest(observation, person, steps=options.steps, seed=options.seed, hypotheses=options.hypotheses)
    *_, last = engine.refine(request)
    found = last.hypotheses
    assert found is not None
    question = engine.question(request, found)
    clusters = [
        {"likelihood": round(c.likelihood, 4), "hypotheses": len(c.members), "distinctions": [d.text for d in c.distinctions]} for c in found.clusters
    ]
    asked = None
    if question is not None:
        # Where several depths are put at once, more than one answer may be true: they have no chances that sum to 1.
        chances: list[float | None] = [round(chance, 4) for chance in question.chances]
        chances = chances or [None] * len(question.answers)
        answers = [
            {"label": a.label, "part": a.part or question.part, "clause": a.clause, "posecode": a.posecode, "chance": chance}
            for a, chance in zip(question.answers, chances, strict=True)
        ]
        asked = {"part": question.part, "text": question.text, "answers": answers, "gain": round(question.gain, 6)}
    return {"id": person.id, "question": asked, "clusters": clusters}
