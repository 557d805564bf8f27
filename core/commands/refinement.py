"""What ``recover`` and ``refine`` share: run the guided diffusion on the people of one observation and write what comes out.

One ``RefinementRun`` serves all files of a command: the engine and the renderer are made once.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core import cli, export
from core.atomic_write import make_folder
from core.commands.arguments import check_device, file_argument
from core.commands.asking import chosen_describer, with_answers
from core.engine import Engine, RefineRequest, Weights
from core.errors import InputError
from core.formats import write_result
from core.observation import Description, Observation, Person, RefinedPerson, Result
from core.render.settled import SettledRenderer

Photograph = NDArray[np.uint8]
FILE_KINDS = (".observation", ".result", ".project")


class RefinementRun:
    """The engine, the options and the output folder of one command."""

    def __init__(self, options: argparse.Namespace) -> None:
        file_argument(options.body)
        self._choice = chosen_describer(options)
        self.folder = make_folder(options.out)
        self.engine = Engine(body_path=options.body, device=check_device(options.device))
        self._options = options
        self._weights = Weights(**dict(options.weight))
        self._texts = dict(options.describe)
        self._renderer: SettledRenderer | None = None
        self._stems: set[str] = set()

    def stem(self, path: str | Path) -> str:
        """Name of the outputs of an input file; numbered when two inputs in different folders have the same name."""
        stem = Path(path).stem
        for kind in FILE_KINDS:
            stem = stem.removesuffix(kind)
        name, count = stem, 1
        while name in self._stems:
            count += 1
            name = f"{stem}-{count}"
        self._stems.add(name)
        return name

    def described(
        self, person: Person, image: Callable[[], Photograph | None], everybody: Sequence[Person] = ()
    ) -> Person:
        """The person with the answers of --describer and the texts of --describe in place."""
        person = with_answers(self.engine, self._choice, person, image, everybody, tuple(self._texts))
        if not self._texts:
            return person
        spoken = {part: Description(text, "person") for part, text in self._texts.items()}
        return replace(person, descriptions={**(person.descriptions or {}), **spoken})

    def refine_and_write(
        self,
        observation: Observation,
        people: Sequence[Person],
        stem: str,
        source: str,
        image: Callable[[], Photograph | None],
    ) -> None:
        """Refine ``people`` of the observation; write STEM.result.json and the exports. ``image`` gives the photograph when a picture needs it."""
        _ = self.engine.denoiser, self.engine.solver  # loading is not refining
        started = time.perf_counter()
        refined = [self._refined(observation, person) for person in people]
        seconds = time.perf_counter() - started
        write_result(Result(source, seconds, tuple(refined)), self.folder / f"{stem}.result.json")
        kinds = [kind for kind in self._options.export if kind != "json"]  # the result is the json
        for person in refined:
            name = stem if len(refined) == 1 else f"{stem}.{_safe(person.id)}"
            paths: Mapping[str, Path] = {kind: self.folder / f"{name}.{kind}" for kind in kinds}
            if paths:
                picture = image() if "png" in paths else None
                export.write_all(
                    self.engine, paths, observation, person, picture, renderer=self._picture_renderer(kinds)
                )

    def close(self) -> None:
        """Give the renderer back."""
        if self._renderer is not None:
            self._renderer.close()

    def _refined(self, observation: Observation, person: Person) -> RefinedPerson:
        options = self._options
        request = RefineRequest(
            observation, person, self._weights, steps=options.steps, seed=options.seed, hypotheses=options.hypotheses
        )
        final = None
        for step in self.engine.refine(request):
            final = step.final
        assert final is not None
        return final

    def _picture_renderer(self, kinds: Sequence[str]) -> SettledRenderer | None:
        if "png" in kinds and self._renderer is None:
            self._renderer = SettledRenderer()
        return self._renderer


def for_each_file(paths: Sequence[str], run: RefinementRun, work: Callable[[str], None]) -> int:
    """Do ``work`` for every file; a file that is refused is reported and the others are still done. Returns the exit code."""
    code = 0
    try:
        for path in paths:
            try:
                work(path)
            except InputError as error:
                code = cli.report(error if str(path) in str(error) else InputError(f"{path}: {error}"))
            else:
                if len(paths) > 1:
                    print(f"{path}: done", file=sys.stdout, flush=True)
    finally:
        run.close()
    return code


def _safe(identifier: str) -> str:
    """A person's id as part of a file name."""
    return "".join(letter if letter.isalnum() or letter in "-_" else "_" for letter in identifier)[:60] or "person"
