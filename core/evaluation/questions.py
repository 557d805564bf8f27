"""``python main.py evaluate questions``: how many questions bring a limb whose depth is wrong right, against questions chosen at random.

Unseen problems whose initial body has one limb segment turned the wrong way in depth, and on which refinement by keypoints alone leaves it so. A
question is asked, answered from the truth (with the answer that is truest of it; or "can't tell", where none is), and the run repeats with the
answer's clause in the part's text, insisted on. A segment that lies within five centimetres of the picture's plane in the refined body is hardly wrong,
and no question is about so little: problems on which it lies clearly on the wrong side are told apart.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np

from core.ask import Answer, Question, answered
from core.ask_depth import WHICH_IS_TRUE
from core.body.segments import limb_parts
from core.body.skeleton import JOINT_NAMES, JOINT_PART, PARTS
from core.engine import Engine, RefineRequest
from core.evaluation.metrics import depth_is_right, mpjpe
from core.evaluation.problems import Problem, held_out_problems
from core.hypotheses import Hypotheses
from core.language.difference import appended
from core.observation import INSIST, Array, Description, Person

CLEARLY = 0.05
"""Metres in depth on the wrong side from which a limb is clearly wrong."""
Asking = Callable[[Sequence[str]], list[Question]]
"""Parts -> the questions about them that are worth asking, the best first."""
Choose = Callable[[Problem, Asking], Question | None]


@dataclass(frozen=True)
class Course:
    """One problem's way: ``right`` and ``error`` (MPJPE, mm) after 0, 1, 2, ... questions; whether it was ``clear``; the questions' texts,
    how many answers each offered, and which was given (empty: none of them)."""

    right: tuple[bool, ...]
    error: tuple[float, ...]
    clear: bool
    asked: tuple[str, ...]
    offered: tuple[int, ...] = ()
    given: tuple[str, ...] = ()


def best(problem: Problem, asking: Asking) -> Question | None:
    """The question that the app asks."""
    return next(iter(asking(PARTS)), None)


def with_two_answers(problem: Problem, asking: Asking) -> Question | None:
    """The best question that is about one thing, as the app asks where no several depths are worth a question."""
    return next((q for q in asking(PARTS) if q.text != WHICH_IS_TRUE), None)


def about_the_limb(problem: Problem, asking: Asking) -> Question | None:
    """The best question about the limb that is wrong, as when a person asks about the part that looks wrong."""
    return next(iter(asking(limb_of(problem))), None)


def at_random(seed: int) -> Choose:
    """Any question about one thing that is worth asking."""
    rng = np.random.default_rng(seed)

    def choose(problem: Problem, asking: Asking) -> Question | None:
        questions = [q for q in asking(PARTS) if q.text != WHICH_IS_TRUE]
        return questions[int(rng.integers(len(questions)))] if questions else None

    return choose


def limb_of(problem: Problem) -> tuple[str, ...]:
    """The parts of the limb whose depth is wrong."""
    assert problem.flip is not None
    return limb_parts(JOINT_PART[JOINT_NAMES[problem.flip[0]]])


def wrong_by(problem: Problem, joints: Array) -> float:
    """How far (m) the segment lies on the wrong side in depth; negative where it is right."""
    assert problem.flip is not None
    base, end = problem.flip
    true = (problem.joints[end] - problem.joints[base])[2]
    return float(-np.sign(true) * (joints[end] - joints[base])[2])


def course(engine: Engine, problem: Problem, choose: Choose, rounds: int, hypotheses: int) -> Course:
    """Ask, answer from the truth, run again."""
    assert problem.flip is not None
    person = problem.observation.people[0]
    truth = engine.body_model.points(problem.truth), engine.body_model.height(problem.truth)
    right: list[bool] = []
    errors: list[float] = []
    asked: list[str] = []
    offered: list[int] = []
    given: list[str] = []
    clear = False
    for number in range(rounds + 1):
        request = RefineRequest(problem.observation, person, hypotheses=hypotheses)
        *_, last = engine.refine(request)
        right.append(depth_is_right(last.joints_3d, problem.joints, problem.flip))
        errors.append(mpjpe(last.joints_3d, problem.joints))
        clear = clear or (number == 0 and wrong_by(problem, last.joints_3d) > CLEARLY)
        if number == rounds:
            break
        assert last.hypotheses is not None
        question = choose(problem, partial(_asking, engine, request, last.hypotheses, tuple(asked)))
        if question is None:
            right += [right[-1]] * (rounds - number)
            errors += [errors[-1]] * (rounds - number)
            break
        asked.append(question.text)
        answer = answered(question, *truth)
        offered.append(len(question.answers))
        given.append(answer.label if answer is not None else "")
        if answer is not None:
            person = told(person, answer.part or question.part, answer)
    return Course(tuple(right), tuple(errors), clear, tuple(asked), tuple(offered), tuple(given))


def _asking(engine: Engine, request: RefineRequest, found: Hypotheses, asked: Sequence[str], parts: Sequence[str]) -> list[Question]:
    return engine.questions(request, found, asked=asked, parts=parts)


def told(person: Person, part: str, answer: Answer) -> Person:
    """The person with an answer added to what a person wrote of a part; who answers insists."""
    texts = dict(person.descriptions or {})
    before = texts.get(part)
    text, emphasis = (before.text, before.emphasis) if before and before.source == "person" else ("", ())
    texts[part] = Description(appended(text, answer.clause), "person", emphasis=(*emphasis, (answer.posecode, INSIST)))
    return replace(person, descriptions=texts)


def left_wrong(engine: Engine, problems: Sequence[Problem]) -> list[Problem]:
    """Those with a limb of wrong depth that keypoints alone do not right."""
    out = []
    for problem in problems:
        if problem.flip is None:
            continue
        *_, last = engine.refine(RefineRequest(problem.observation, problem.observation.people[0]))
        if not depth_is_right(last.joints_3d, problem.joints, problem.flip):
            out.append(problem)
    return out


def table(rows: Sequence[tuple[str, Sequence[Course]]]) -> str:
    """The rows as Markdown: share of limbs right and MPJPE after each number of questions."""
    rounds = len(rows[0][1][0].right) if rows and rows[0][1] else 1
    heads = " | ".join(f"after {k}" for k in range(rounds))
    lines = [f"| questions chosen | answers | limbs | {heads} | MPJPE mm, before to after each |", "| --- | --- | --- |" + " --- |" * (rounds + 1)]
    for name, courses in rows:
        if courses:
            shares = " | ".join(f"{100 * np.mean([c.right[k] for c in courses]):.0f} %" for k in range(rounds))
            errors = " / ".join(f"{np.mean([c.error[k] for c in courses]):.1f}" for k in range(rounds))
            offered = [n for c in courses for n in c.offered[:1]]
            lines.append(f"| {name} | {np.mean(offered) if offered else 0:.1f} | {len(courses)} | {shares} | {errors} |")
    return "\n".join(lines)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options."""
    parser.add_argument("--poses", type=Path, required=True, help="pose bank (.npz); only its held-out clips are used")
    parser.add_argument("--count", type=int, default=600, help="problems to look for limbs left wrong in")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3, help="questions asked one after the other")
    parser.add_argument("--hypotheses", type=int, default=8)
    parser.add_argument("--json", type=Path, help="also write every problem's course to this file")


def run(args: argparse.Namespace) -> int:
    """Measure and print the tables."""
    engine = Engine()
    wrong = left_wrong(engine, held_out_problems(args.poses, args.count, seed=args.seed, body=engine.body_model))
    ways: dict[str, Choose] = {
        "by the app": best,
        "by the app, about the wrong limb": about_the_limb,
        "by the app, about one thing": with_two_answers,
        "at random, about one thing": at_random(args.seed),
    }
    courses = {name: [course(engine, p, choose, args.rounds, args.hypotheses) for p in wrong] for name, choose in ways.items()}
    print(f"{len(wrong)} of {args.count} problems have a limb that keypoints alone leave wrong in depth; {args.hypotheses} hypotheses\n")
    print("Clearly wrong (more than 5 cm on the wrong side):\n\n" + table([(n, [c for c in cs if c.clear]) for n, cs in courses.items()]))
    print("\nAll:\n\n" + table(list(courses.items())))
    if args.json:
        args.json.write_text(json.dumps({n: [vars(c) for c in cs] for n, cs in courses.items()}, indent=1) + "\n", encoding="utf-8")
    return 0
