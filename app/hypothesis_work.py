"""What the engine's thread does for hypotheses: sample them, and put what was found into the plain data that the window shows.

Called by ``app.worker`` in its thread only; the engine is imported there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.hypothesis_requests import (
    HYPOTHESES,
    Asked,
    Doubt,
    HypothesesFound,
    HypothesesProgress,
    Offer,
    OtherReading,
    SampleHypotheses,
)
from app.requests import Answer

if TYPE_CHECKING:
    from core.ask import Answer as Told
    from core.ask import Question
    from core.engine import Engine, Step
    from core.hypotheses import Cluster, Hypotheses


def sample_hypotheses(
    engine: Engine, request: SampleHypotheses, check: Callable[[], None], answer: Callable[[Answer], None]
) -> None:
    """Sample, and answer with what was found. ``check`` raises between two steps when nobody wants it any more."""
    from core.engine import RefineRequest, Weights

    guidance = request.guidance
    weights = Weights(guidance.keypoints, guidance.text, guidance.initial, guidance.prior)
    asked = RefineRequest(
        request.observation, request.person, weights, steps=guidance.steps, seed=guidance.seed, hypotheses=HYPOTHESES
    )
    last: Step | None = None
    for step in engine.refine(asked):
        check()
        last = step
        answer(HypothesesProgress(request.session, request.token, step.index + 1, step.total + 1))
    assert last is not None and last.hypotheses is not None
    found = last.hypotheses
    readings = tuple(_reading(engine, request, found, cluster) for cluster in found.clusters)
    check()
    questions = engine.questions(asked, found, asked=request.passed, parts=request.parts)
    answer(
        HypothesesFound(
            request.session,
            request.token,
            request.person.id,
            readings,
            _doubt(engine, found),
            tuple(_asked(question) for question in questions),
        )
    )


def _reading(engine: Engine, request: SampleHypotheses, found: Hypotheses, cluster: Cluster) -> OtherReading:
    from core.ask import what_tells
    from core.diffusion.report import reprojection_error

    person, camera = request.person, request.observation.the_camera()
    # The answer stands for its cluster even where another member is a little likelier: it is what the window shows.
    member = 0 if 0 in cluster.members else cluster.members[0]
    body = found.items[member].body
    judged = engine.judge(body, person.descriptions or {}, person.initial)
    statements = [
        statement.satisfied
        for report in judged
        for statement in report.statements
        if _speaks(request, report.part, statement.posecode)
    ]
    seen = engine.body_model.keypoints(body, camera)
    return OtherReading(
        cluster.likelihood,
        len(cluster.members),
        tuple(distinction.text for distinction in cluster.distinctions),
        sum(statements),
        len(statements),
        reprojection_error(seen, person.keypoints),
        body,
        engine.mesh(body)[0],
        {name: (float(x), float(y)) for name, (x, y) in seen.items()},
        0 in cluster.members,
        tuple(_offer(told) for told in what_tells(found.items[0].joints_3d, found.items[member].joints_3d)),
    )


def _speaks(request: SampleHypotheses, part: str, posecode: str) -> bool:
    description = (request.person.descriptions or {}).get(part)
    return description is not None and description.enabled and description.factor(posecode) > 0


def _doubt(engine: Engine, found: Hypotheses) -> Doubt:
    from core.body.skeleton import JOINT_NAMES
    from core.hypotheses import keypoint_values, shown_doubt, vertex_values

    spread = found.uncertainty.spread
    shown = shown_doubt(spread)
    joints = {name: float(spread[k]) for k, name in enumerate(JOINT_NAMES)}
    return Doubt(vertex_values(engine.body_model, shown), keypoint_values(shown), joints)


def _asked(question: Question) -> Asked:
    return Asked(question.text, tuple(_offer(a, question.part) for a in question.answers), question.otherwise)


def _offer(told: Told, part: str = "") -> Offer:
    from core.ask import posecode_of
    from core.language.subjects import joints_of

    part = told.part or part
    return Offer(told.label, part, told.clause, told.posecode, joints_of(posecode_of(part, told)))
