"""Recover the people of photographs: for each, STEM.observation.json, STEM.result.json, the mesh and the overlay."""

from __future__ import annotations

import argparse
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from core.commands.arguments import (
    add_engine_arguments,
    add_guidance_arguments,
    add_output_arguments,
    box_argument,
    focal_length,
)
from core.commands.asking import add_describer_arguments
from core.errors import InputError
from core.formats import write_observation
from core.observation import Camera, Observation, Person

if TYPE_CHECKING:
    from core.commands.refinement import Photograph, RefinementRun


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("images", nargs="+", metavar="IMAGE", help="a photograph")
    add_output_arguments(parser, export="obj,png")
    add_guidance_arguments(parser)
    add_engine_arguments(parser)
    parser.add_argument(
        "--box",
        type=box_argument,
        metavar="X0,Y0,X1,Y1",
        help="where the person is, in px, when the detector misses or mistakes somebody",
    )
    parser.add_argument(
        "--person", type=int, metavar="N", help="only the Nth person, counted from the largest (default: everyone)"
    )
    parser.add_argument(
        "--focal-length", type=focal_length, metavar="PX", help="focal length of the camera (default: assumed)"
    )
    add_describer_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Recover every photograph; returns the exit code."""
    if options.box is not None and len(options.images) > 1:
        raise InputError("--box is about one photograph; give one IMAGE with it.")
    if options.box is not None and options.person is not None:
        raise InputError("--box and --person both choose a person; give one of the two.")
    from core.commands.refinement import RefinementRun, for_each_file

    work = RefinementRun(options)
    return for_each_file(options.images, work, partial(_recover_file, work, options))


def _recover_file(work: RefinementRun, options: argparse.Namespace, path: str) -> None:
    from core.completion import box_around, completed
    from core.vision.image import load_image

    image = load_image(path)
    size = (image.shape[1], image.shape[0])
    observation = Observation(str(Path(path).resolve()), size, Camera.assume(size, options.focal_length))
    found = _people(work, options, path, image)
    people = tuple(completed(work.engine, observation, person, lambda: image) for person in found)
    if options.box is None:
        people = tuple(box_around(person, size) for person in people)
    observation = replace(observation, people=tuple(work.described(person, lambda: image, people) for person in people))
    stem = work.stem(path)
    file = work.folder / f"{stem}.observation.json"
    write_observation(observation, file)
    work.refine_and_write(observation, observation.people, stem, file.name, lambda: image)


def _people(work: RefinementRun, options: argparse.Namespace, path: str, image: Photograph) -> list[Person]:
    """The people to recover, each a box with an id, the largest first."""
    if options.box is not None:
        x0, y0, x1, y1 = options.box
        if x1 <= 0 or y1 <= 0 or x0 >= image.shape[1] or y0 >= image.shape[0]:
            raise InputError(
                f"{path}: --box lies outside the {image.shape[1]} x {image.shape[0]} photograph; give it in px of this photograph."
            )
        return [Person("p1", box=options.box)]
    boxes = sorted((detected.box for detected in work.engine.detect(image)), key=_area, reverse=True)
    if not boxes:
        raise InputError(f"{path}: no person was found; draw a box around the person with --box X0,Y0,X1,Y1.")
    people = [Person(f"p{index + 1}", box=box) for index, box in enumerate(boxes)]
    if options.person is None:
        return people
    if not 1 <= options.person <= len(people):
        many = f"{len(people)} people were" if len(people) > 1 else "one person was"
        raise InputError(
            f"{path}: there is no person {options.person}, {many} found; give a number from 1 to {len(people)}."
        )
    return [people[options.person - 1]]


def _area(box: tuple[float, float, float, float]) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
