"""Describe people in words: the ten descriptions and the posecodes of every person of an observation, result or project. JSON on stdout.

Without --describer the descriptions are those of the body (refined where there is one); a --describer is asked about the photograph.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from core.commands.arguments import add_engine_arguments, check_device, file_argument
from core.commands.asking import add_describer_arguments, chosen_describer, with_answers
from core.commands.printing import print_json
from core.errors import InputError
from core.formats import Project, image_path, read_document
from core.language.backends.choice import DescriberChoice
from core.observation import Body, Description, Observation, Result

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
    add_describer_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Print the descriptions; returns the exit code."""
    document = read_document(options.file)
    file_argument(options.body)
    choice = chosen_describer(options)
    from core.engine import Engine

    engine = Engine(body_path=options.body, device=check_device(options.device))
    written = _written(options.file, document, engine, choice) if choice is not None else {}
    people = []
    for identifier, body in _bodies(options.file, document, engine):
        asked = written.get(identifier)
        descriptions = engine.describe(body) if asked is None else asked
        entry: dict[str, object] = {
            "id": identifier,
            "descriptions": {part: description.text for part, description in descriptions.items()},
            "posecodes": [posecode.name for posecode in engine.posecodes(body)],
        }
        if asked is not None:
            entry["sources"] = {part: description.source for part, description in asked.items()}
            entry["remarks"] = {p: [remark.text for remark in d.remarks] for p, d in asked.items() if d.remarks}
        people.append(entry)
    if not people:
        raise InputError(f"{options.file}: people is empty, so there is nobody to describe; add a person.")
    print_json({"file": options.file, "people": people})
    return 0


def _written(
    path: str, document: Observation | Result | Project, engine: Engine, choice: DescriberChoice
) -> dict[str, Mapping[str, Description]]:
    """Person's id -> the descriptions that the describer writes of the photograph; what a person wrote stays."""
    if isinstance(document, Result):
        raise InputError(f"{path}: a result names no photograph to ask about; give the observation it was made from.")
    observation = document.observation if isinstance(document, Project) else document
    from core.completion import completed
    from core.vision.image import load_image

    image = image_path(path, observation)
    load = partial(load_image, image) if image is not None else lambda: None
    people = [completed(engine, observation, person, load) for person in observation.people]
    return {p.id: with_answers(engine, choice, p, load, people).descriptions or {} for p in people}


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
