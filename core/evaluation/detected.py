"""Refinement where everything is as in life: keypoints and initial bodies that come from the real detector's look at rendered people.

``core.evaluation.clips`` measures on imitated mistakes; here they are the ones really made. Used by ``evaluate lifting --refine``.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from core.body.model import BodyModel
from core.engine import Engine
from core.evaluation.clips import Row, described, initial_of, measure, refined, with_wrong_texts
from core.evaluation.problems import Problem
from core.observation import Observation, Person
from core.training.corruption import FLIPPABLE
from core.training.detector_record import DetectorRecord
from core.training.rendered_bodies import SIDE
from core.vision.regression import Lifter

CLEAR = 0.08
"""Metres of depth between a segment's ends, in truth and in the initial body, from which on it counts as turned the wrong way."""


def detected_problems(record: DetectorRecord, rows: Sequence[int], lifter: Lifter, model: BodyModel) -> list[Problem]:
    """The recorded people as observations with the detector's keypoints and the app's initial body; ``flip``: the most slanted reversed segment."""
    out = []
    for row in rows:
        camera, truth, (keypoints, landmarks) = record.camera(row), record.truth(row), record.seen(row)
        initial = lifter.regress(keypoints, landmarks, camera, (SIDE, SIDE), model)
        joints, made = model.joints(truth), model.joints(initial)
        person = Person("p1", None, keypoints, initial, {}, landmarks=landmarks)
        observation = Observation(None, (SIDE, SIDE), camera, (person,))
        out.append(Problem(f"seen{row:04d}", observation, truth, joints, model.keypoints(truth, camera), _reversed(joints, made), ""))
    return out


def _reversed(true: np.ndarray, made: np.ndarray) -> tuple[int, int] | None:
    """The limb segment that goes clearly the wrong way in depth, the most slanted one; None where there is none."""
    worst, most = None, CLEAR
    for base, end in FLIPPABLE:
        a, b = true[end, 2] - true[base, 2], made[end, 2] - made[base, 2]
        if a * b < 0 and abs(b) > CLEAR and abs(a) > most:
            worst, most = (base, end), abs(a)
    return worst


def measured(record: DetectorRecord, rows: Sequence[int], lifter: Lifter, engine: Engine) -> list[Row]:
    """Initial bodies, then refined by keypoints, by both, and with a fifth of the texts wrong."""
    problems = detected_problems(record, rows, lifter, engine.body_model)
    spoken = described(problems, engine)
    return [
        measure("initial body", problems, engine, initial_of),
        measure("keypoints only", problems, engine, refined(engine)),
        measure("keypoints + text", spoken, engine, refined(engine)),
        measure("keypoints + text, a fifth of it wrong", with_wrong_texts(spoken, 0.2), engine, refined(engine)),
    ]
