"""Describe a body in words: the ten descriptions and the posecodes of every person of an observation, result or project. JSON on stdout."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from core.commands.arguments import add_engine_arguments, check_device, file_argument
from core.commands.printing import print_json
from core.errors import InputError
from core.formats import Project, image_path, read_document
from core.observation import Body, Observation, Result

if TYPE_CHECKING:
    from core.engine import Engine


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "file",
        metavar="OBSERVATION | RESULT",
        help="an observation (its initial bodies), result or project (its refined bodies)",
    )
    add_engine_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Print the descriptions; returns the exit code."""
    document = read_document(options.file)
    file_argument(options.body)
    from core.engine import Engine

    engine = Engine(body_path=options.body, device=check_device(options.device))
    people = []
    for identifier, body in _bodies(options.file, document, engine):
        people.append(
            {
                "id": identifier,
                "descriptions": {part: description.text for part, description in engine.describe(body).items()},
                "posecodes": [posecode.name for posecode in engine.posecodes(body)],
            }
        )
    if not people:
        raise InputError(f"{options.file}: people is empty, so there is nobody to describe; add a person.")
    print_json({"file": options.file, "people": people})
    return 0


def _bodies(path: str, document: Observation | Result | Project, engine: Engine) -> Iterator[tuple[str, Body]]:
    """Every person's id and body: refined where there is a result, else initial."""
    if isinstance(document, Project):
        document = document.result or document.observation
    if isinstance(document, Result):
        yield from ((person.id, person.body) for person in document.people)
        return
    from core.completion import completed
    from core.vision.image import load_image

    image = image_path(path, document)
    load = partial(load_image, image) if image is not None else lambda: None
    for person in document.people:
        initial = completed(engine, document, person, load).initial
        assert initial is not None
        yield person.id, initial
