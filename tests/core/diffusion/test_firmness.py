"""What the steps of a run share is worked out once, and anew as soon as anything that it hangs on is another."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
import torch

from core.body.kinematics import Kinematics
from core.body.measures import Constraint, Measure, MeasureTable
from core.body.skeleton import JOINT_INDEX, KEYPOINT_NAMES, NUM_JOINTS
from core.diffusion.firmness import Firmness, Given
from core.diffusion.problem import Evidence, State, Weights
from core.diffusion.proximal import ProximalSolver
from core.diffusion.scales import Scales
from core.training.corruption import Batch

WEIGHTS = Weights(keypoints=0.8, initial=1.5)


def afresh(evidence: Evidence) -> Evidence:
    """The same evidence with an initial body of which nothing has been worked out."""
    initial = evidence.initial
    return replace(evidence, initial=State(initial.rotations, initial.betas, initial.transl))


def alike(a: Given, b: Given) -> bool:
    """Whether all is the same."""

    def same(x: object, y: object) -> bool:
        if isinstance(x, tuple) and isinstance(y, tuple):
            return all(same(p, q) for p, q in zip(x, y, strict=True))
        return torch.equal(x, y) if isinstance(x, torch.Tensor) and isinstance(y, torch.Tensor) else x is y

    return all(same(getattr(a, f.name), getattr(b, f.name)) for f in fields(Given))


def test_the_steps_of_a_run_share_it(kinematics: Kinematics, batch: Batch) -> None:
    firmness, evidence = Firmness(kinematics, Scales()), batch.evidence
    fainter = replace(evidence, statement_weight=0.5 * evidence.statement_weight)
    assert firmness.of(fainter, WEIGHTS) is firmness.of(evidence, WEIGHTS)


@pytest.mark.parametrize("name", ["confidence", "initial_mask", "landmark_mask"])
def test_other_evidence_about_the_same_initial_body_is_heard(kinematics: Kinematics, batch: Batch, name: str) -> None:
    firmness, evidence = Firmness(kinematics, Scales()), batch.evidence
    before = firmness.of(evidence, WEIGHTS)
    changed = replace(evidence, **{name: 1.0 - 0.5 * getattr(evidence, name)})
    after = firmness.of(changed, WEIGHTS)
    assert not alike(after, before)
    assert alike(after, firmness.of(afresh(changed), WEIGHTS))


@pytest.mark.parametrize("name", ["keypoints", "text", "initial", "prior"])
def test_a_weight_that_is_moved_is_heard(kinematics: Kinematics, batch: Batch, name: str) -> None:
    firmness, evidence = Firmness(kinematics, Scales()), batch.evidence
    before = firmness.of(evidence, WEIGHTS)
    moved = replace(WEIGHTS, **{name: 2.5})
    if name == "text":  # how loud words are is no part of it, but how far their kernel reaches is
        assert not torch.equal(firmness.of(evidence, moved).text_width[1], before.text_width[1])
    assert not alike(firmness.of(evidence, moved), before)


def test_a_step_is_the_same_whether_or_not_something_was_worked_out_before(solver: ProximalSolver, batch: Batch) -> None:
    evidence = batch.evidence
    for narrowing in (0.2, 1.0):
        ready = solver.nudge(evidence.initial, None, evidence, WEIGHTS, narrowing=narrowing)
        new = afresh(evidence)
        assert torch.equal(ready.rotations, solver.nudge(new.initial, None, new, WEIGHTS, narrowing=narrowing).rotations)


def test_what_is_seen_does_not_follow_what_is_said_of_a_hidden_limb(kinematics: Kinematics, batch: Batch) -> None:
    evidence = replace(batch.evidence, statements=MeasureTable([Constraint(Measure("height", ("left_wrist",)), high=0.1)]))
    evidence = replace(evidence, statement_weight=torch.ones(len(evidence.confidence), 1))
    confidence = torch.ones_like(evidence.confidence)
    wrist, elbow, shoulder = (KEYPOINT_NAMES.index(f"left_{name}") for name in ("wrist", "elbow", "shoulder"))
    arm, knee = [JOINT_INDEX[f"left_{name}"] for name in ("shoulder", "elbow", "wrist")], JOINT_INDEX["left_knee"]
    moves = torch.zeros(len(confidence), 1, NUM_JOINTS)
    moves[:, :, arm] = 1.0
    seen = replace(evidence, confidence=confidence, moves=moves, insisted=None)
    assert Firmness(kinematics, Scales()).of(afresh(seen), WEIGHTS).follows is None
    hidden = confidence.clone()
    hidden[:, [wrist, elbow, shoulder]] = 0.0
    unseen = afresh(replace(seen, confidence=hidden))
    follows = Firmness(kinematics, Scales()).of(unseen, WEIGHTS).follows
    assert follows is not None
    assert bool((follows[:, :, arm] == 1.0).all()) and bool((follows[:, :, knee] == 0.0).all())
    insisted = afresh(replace(unseen, insisted=torch.ones_like(evidence.statement_weight)))
    assert Firmness(kinematics, Scales()).of(insisted, WEIGHTS).follows is None
