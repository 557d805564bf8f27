"""The proximal step: fits the evidence, lets go of what contradicts it, and cannot blow up."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch

from core.body.kinematics import Kinematics
from core.body.measures import Constraint, Measure, MeasureTable
from core.body.rotations import geodesic
from core.diffusion.problem import Evidence, State, Weights
from core.diffusion.proximal import ProximalSolver
from core.diffusion.sampler import moved_onto_keypoints
from core.training.corruption import Batch

RAISED = Constraint(Measure("offset", ("left_wrist", "head"), "up"), low=0.15)


def solved(solver: ProximalSolver, evidence: Evidence, weights: Weights, network: State | None = None, rounds: int = 8) -> State:
    state = evidence.initial
    with torch.no_grad():
        for k in range(rounds):
            state = solver.solve(state, network, evidence, weights, iterations=2, narrowing=min(1.0, k / (rounds - 2)))
    return state


def joint_errors(kinematics: Kinematics, a: State, b: State) -> torch.Tensor:
    pa, pb = (kinematics.pose(s.rotations, s.betas).joints for s in (a, b))
    return ((pa - pa[:, :1]) - (pb - pb[:, :1])).norm(dim=-1).mean(1)


def pixels(solver: ProximalSolver, state: State, evidence: Evidence) -> torch.Tensor:
    return solver.terms(state, None, evidence).keypoints


def test_keypoints_pull_the_body_onto_them(solver: ProximalSolver, batch: Batch) -> None:
    before = pixels(solver, batch.evidence.initial, batch.evidence)
    after = pixels(solver, solved(solver, batch.evidence, Weights(text=0)), batch.evidence)
    assert float(after.median()) < 3 < float(before.median())


def test_a_statement_alone_moves_the_limb_it_speaks_of(solver: ProximalSolver, batch: Batch, kinematics: Kinematics) -> None:
    table = MeasureTable([RAISED])
    count = len(batch.truth.betas)
    evidence = replace(batch.evidence, confidence=torch.zeros(count, 25), statements=table, statement_weight=torch.ones(count, 1))
    state = solved(solver, evidence, Weights(), network=evidence.initial)
    points = kinematics.pose(state.rotations, state.betas)
    height = kinematics.height(state.betas)
    # From folded arms or lying, raising the wrist above the head may cost more than the network's trust allows.
    assert float(table.satisfied(table.values(points, height)).float().mean()) >= 0.8
    standing = table.satisfied(table.values(points, height))[1]
    assert bool(standing.all())
    legs = [1, 2, 4, 5, 7, 8]
    assert float(geodesic(state.rotations[:, legs], evidence.initial.rotations[:, legs]).mean()) < 0.1


def test_a_weight_of_zero_removes_a_term_altogether(solver: ProximalSolver, batch: Batch) -> None:
    e = batch.evidence
    other = replace(e, keypoints=e.keypoints + 50)
    a, b = (solved(solver, x, Weights(keypoints=0), rounds=3) for x in (e, other))
    assert torch.equal(a.rotations, b.rotations) and torch.equal(a.transl, b.transl)
    silent = replace(e, statement_weight=e.statement_weight * 0)
    a, b = (solved(solver, x, Weights(text=0), rounds=3) for x in (e, silent))
    assert torch.equal(a.rotations, b.rotations)


def test_an_outlier_among_the_keypoints_is_let_go(solver: ProximalSolver, batch: Batch, kinematics: Kinematics) -> None:
    spoiled = batch.evidence.keypoints.clone()
    spoiled[:, 9] += torch.tensor([180.0, -160.0])
    evidence = replace(batch.evidence, keypoints=spoiled)
    bad = joint_errors(kinematics, solved(solver, evidence, Weights(text=0), network=batch.truth), batch.truth)
    assert float(bad.mean()) < 0.03


@pytest.mark.parametrize("weight", [0.01, 1.0, 100.0])
def test_no_setting_gives_anything_but_proper_rotations(solver: ProximalSolver, batch: Batch, weight: float) -> None:
    wild = replace(batch.evidence, keypoints=batch.evidence.keypoints * 30 - 9000)
    for weights in (Weights(keypoints=weight), Weights(text=weight), Weights(initial=weight), Weights(0, weight, 0, 0)):
        state = solved(solver, wild, weights, network=batch.evidence.initial, rounds=4)
        r = state.rotations
        assert bool(torch.isfinite(r).all() & torch.isfinite(state.transl).all() & torch.isfinite(state.betas).all())
        assert torch.allclose(r @ r.transpose(-1, -2), torch.eye(3).expand_as(r), atol=1e-3)
        assert float(state.transl[:, 2].min()) >= 0.3


def test_pinned_joints_stay_while_the_rest_moves(solver: ProximalSolver, batch: Batch) -> None:
    count = len(batch.truth.betas)
    pinned = torch.zeros(count, 24)
    pinned[:, [16, 18]] = 1
    evidence = replace(batch.evidence, pinned=pinned, pins=batch.evidence.initial.rotations)
    state = solved(solver, evidence, Weights())
    moved = geodesic(state.rotations, evidence.initial.rotations)
    assert float(moved[:, [16, 18]].rad2deg().max()) < 1.0 < float(moved[:, 17].rad2deg().mean())


def test_knees_do_not_bend_forward(solver: ProximalSolver, batch: Batch, kinematics: Kinematics) -> None:
    forward = Constraint(Measure("offset", ("left_ankle", "left_knee"), "front"), low=0.3)
    count = len(batch.truth.betas)
    evidence = replace(
        batch.evidence, confidence=torch.zeros(count, 25), statements=MeasureTable([forward]), statement_weight=torch.ones(count, 1)
    )
    state = solved(solver, evidence, Weights(), network=evidence.initial)
    over = solver.limits.low[4, 0]
    from core.body.rotations import matrix_to_axis_angle

    assert float(matrix_to_axis_angle(state.rotations)[:, 4, 0].min()) > float(over) - 0.15


def test_placement_is_part_of_the_solution(solver: ProximalSolver, batch: Batch, kinematics: Kinematics) -> None:
    far = State(batch.truth.rotations, batch.truth.betas, batch.truth.transl + torch.tensor([0.5, -0.4, 1.5]))
    placed = moved_onto_keypoints(kinematics, far, batch.evidence)
    assert float((placed.transl - batch.truth.transl).norm(dim=-1).median()) < 0.06
