"""``python main.py evaluate cases FOLDER``: the guided diffusion on a folder of observations whose truth is known.

FOLDER holds NAME.observation.json files and truth.json: by name, ``joints`` [24, 3] (m, camera frame), ``uv`` (true keypoints, px) and
``flip`` (the two joints of the limb segment that the initial body has at the wrong depth, or null). Cases carry no words: they are written
from the truth by the built-in describer, as if a person had looked, for which a body is first fitted to the true joints.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch

from core.atomic_write import make_folder
from core.body.model import BodyModel
from core.body.rotations import axis_angle_to_matrix
from core.body.skeleton import JOINT_INDEX, JOINT_NAMES
from core.diffusion.evidence import bodies_of, state_of
from core.diffusion.problem import State
from core.engine import DEFAULT_STEPS, Engine, RefineRequest
from core.errors import InputError
from core.evaluation.baseline import robust_fit
from core.evaluation.clips import described, initial_of, measure, table, with_wrong_texts
from core.evaluation.problems import Problem
from core.formats import read_observation, write_observation, write_result
from core.formats.json_node import Node, read_json
from core.observation import Array, Body, Result

_FIT_STEPS = 400
_FIT_RATE = 0.05


def read_cases(folder: Path, model: BodyModel) -> list[Problem]:
    """The cases of a folder, each with a body fitted to its true joints.

    Raises:
        InputError: when truth.json or an observation is missing or wrong.
    """
    names, observations, truths = [], [], []
    for name, truth in read_json(folder / "truth.json").items():
        observation = read_observation(folder / f"{name}.observation.json")
        if len(observation.people) != 1 or observation.people[0].initial is None:
            raise InputError(
                f"{folder / name}.observation.json: a case has one person with an initial body; correct it."
            )
        names.append(name)
        observations.append(observation)
        truths.append(truth)
    if not names:
        raise InputError(f"{folder / 'truth.json'}: it lists no case; give a folder with cases.")
    joints = np.stack([truth.member("joints").array((len(JOINT_NAMES), 3)) for truth in truths])
    bodies = bodies_through(model, [observation.people[0].initial for observation in observations], joints)  # type: ignore[misc]
    return [
        Problem(name, observation, body, wanted, _pixels(truth), _flip(truth), "")
        for name, observation, body, wanted, truth in zip(names, observations, bodies, joints, truths, strict=True)
    ]


def bodies_through(model: BodyModel, starts: Sequence[Body], joints: Array) -> list[Body]:
    """Bodies whose joints are near ``joints`` [B, 24, 3], from ``starts``; turns about a bone, which joints do not show, stay as they were."""
    states = [state_of(start) for start in starts]
    rotations = torch.cat([state.rotations for state in states])
    wanted = torch.tensor(joints, dtype=torch.float32)
    turn = torch.zeros(len(states), 24, 3, requires_grad=True)
    betas = torch.cat([state.betas for state in states]).requires_grad_(True)
    transl = torch.cat([state.transl for state in states]).requires_grad_(True)
    optimiser = torch.optim.Adam([turn, betas, transl], lr=_FIT_RATE)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, _FIT_STEPS)
    for _ in range(_FIT_STEPS):
        optimiser.zero_grad()
        points = model.kinematics.pose(rotations @ axis_angle_to_matrix(turn), betas, transl)
        loss = 1e3 * (points.joints - wanted).square().sum() + 1e-2 * turn.square().sum() + 1e-2 * betas.square().sum()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        schedule.step()
    with torch.no_grad():
        return bodies_of(State(rotations @ axis_angle_to_matrix(turn), betas, transl))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options."""
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="NAME.observation.json files and truth.json")
    parser.add_argument(
        "--steps", type=int, default=DEFAULT_STEPS, metavar="N", help=f"diffusion steps (default: {DEFAULT_STEPS})"
    )
    parser.add_argument("--seed", type=int, default=0, metavar="N")
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="also write the observations with their words and the results here"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures to this file")


def run(options: argparse.Namespace) -> int:
    """Measure and print the table; returns the exit code."""
    if not options.folder.is_dir():
        raise InputError(f"{options.folder}: there is no such folder; give one with truth.json and observations.")
    engine = Engine()
    problems = read_cases(options.folder, engine.body_model)
    spoken = described(problems, engine)
    answer = _answers(engine, options.steps, options.seed, None)
    rows = [
        measure("initial body", problems, engine, initial_of),
        measure(
            "plain robust fit",
            problems,
            engine,
            lambda p: robust_fit(engine.body_model, p.observation.people[0], p.observation.the_camera()),
        ),
        measure(
            "keypoints only",
            problems,
            engine,
            _answers(engine, options.steps, options.seed, _subfolder(options.out, "keypoints")),
        ),
        measure(
            "keypoints + text",
            spoken,
            engine,
            _answers(engine, options.steps, options.seed, _subfolder(options.out, "keypoints_text")),
        ),
        measure("keypoints + text, a fifth of it wrong", with_wrong_texts(spoken, 0.2), engine, answer),
    ]
    flips = sum(problem.flip is not None for problem in problems)
    print(f"{len(problems)} cases, {flips} with a wrong limb depth, {options.steps} steps\n\n{table(rows)}")
    if options.json:
        options.json.write_text(json.dumps([vars(row) for row in rows], indent=1) + "\n", encoding="utf-8")
    return 0


def _answers(engine: Engine, steps: int, seed: int, folder: Path | None) -> Callable[[Problem], Body]:
    """Answers by the guided diffusion; observation and result are written to ``folder`` when there is one."""

    def answer(problem: Problem) -> Body:
        person = problem.observation.people[0]
        *_, last = engine.refine(RefineRequest(problem.observation, person, steps=steps, seed=seed))
        assert last.final is not None
        if folder is not None:
            file = folder / f"{problem.name}.observation.json"
            write_observation(problem.observation, file)
            write_result(Result(file.name, 0.0, (last.final,)), folder / f"{problem.name}.result.json")
        return last.body

    return answer


def _subfolder(out: Path | None, name: str) -> Path | None:
    return make_folder(out / name) if out is not None else None


def _pixels(truth: Node) -> dict[str, tuple[float, float]]:
    found: dict[str, tuple[float, float]] = {}
    for name, entry in truth.member("uv").items():
        x, y = entry.array((2,)).tolist()
        found[name] = (x, y)
    return found


def _flip(truth: Node) -> tuple[int, int] | None:
    flip = truth.optional("flip")
    if flip is None:
        return None
    base, end = (JOINT_INDEX[entry.one_of(JOINT_NAMES, "joint")] for entry in flip.entries())
    return base, end
