"""Refine the bodies of observations under guidance by keypoints and words: one STEM.result.json a file, and exports."""

from __future__ import annotations

import argparse
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from core.commands.arguments import add_engine_arguments, add_guidance_arguments, add_output_arguments, focal_length
from core.commands.asking import add_describer_arguments
from core.errors import InputError
from core.formats import Project, image_path, read_document
from core.observation import Camera, Observation, Person, Result

if TYPE_CHECKING:
    from core.commands.refinement import Photograph, RefinementRun


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("observations", nargs="+", metavar="OBSERVATION", help="an observation (or project) file")
    add_output_arguments(parser, export="")
    add_guidance_arguments(parser)
    add_engine_arguments(parser)
    parser.add_argument("--person", metavar="ID", help="only the person with this id (default: everyone)")
    parser.add_argument(
        "--focal-length", type=focal_length, metavar="PX", help="focal length of the camera, over what the file says"
    )
    add_describer_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Refine every file; returns the exit code."""
    from core.commands.refinement import RefinementRun, for_each_file

    work = RefinementRun(options)
    return for_each_file(options.observations, work, partial(_refine_file, work, options))


def _refine_file(work: RefinementRun, options: argparse.Namespace, path: str) -> None:
    from core.completion import completed

    observation = _read(path)
    if options.focal_length is not None:
        observation = replace(
            observation, camera=Camera(options.focal_length, observation.the_camera().principal_point)
        )
    photograph = partial(_photograph, path, image_path(path, observation), observation.image_size)
    chosen = _chosen(path, observation, options.person)
    people = [
        work.described(completed(work.engine, observation, person, photograph), photograph, observation.people)
        for person in chosen
    ]
    work.refine_and_write(observation, people, work.stem(path), Path(path).name, photograph)


def _read(path: str) -> Observation:
    document = read_document(path)
    if isinstance(document, Result):
        raise InputError(f"{path}: this is a result; give the observation it was made from.")
    return document.observation if isinstance(document, Project) else document


def _chosen(path: str, observation: Observation, identifier: str | None) -> list[Person]:
    if not observation.people:
        raise InputError(f"{path}: people is empty, so there is nobody to refine; add a person.")
    if identifier is None:
        return list(observation.people)
    chosen = [person for person in observation.people if person.id == identifier]
    if not chosen:
        known = ", ".join(person.id for person in observation.people[:10])
        raise InputError(f'{path}: nobody has the id "{identifier}"; the file has {known}.')
    return chosen


def _photograph(path: str, image: Path | None, size: tuple[int, int]) -> Photograph | None:
    from core.vision.image import load_image

    if image is None:
        return None
    photograph = load_image(image)
    found = (photograph.shape[1], photograph.shape[0])
    if found != tuple(size):
        raise InputError(
            f"{path}: image_size is {size[0]} x {size[1]} but {image} has {found[0]} x {found[1]}; correct it or give the photograph it was made from."
        )
    return photograph
