"""The guided sampler with the shipped weights."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch

from core.body.kinematics import Kinematics
from core.diffusion.condition import soberly
from core.diffusion.denoiser import Denoiser
from core.diffusion.problem import Evidence, State, Weights
from core.diffusion.proximal import ProximalSolver
from core.diffusion.sampler import SampleStep, sample
from core.diffusion.weights import load_denoiser
from core.training.corruption import Batch, Corruption, ProblemMaker


@pytest.fixture(scope="module")
def denoiser() -> Denoiser:
    return load_denoiser()


def run(denoiser: Denoiser, solver: ProximalSolver, evidence: Evidence, weights: Weights | None = None, **options: object) -> list[SampleStep]:
    with torch.no_grad():
        return list(sample(denoiser, solver, evidence, weights or Weights(), **options))  # type: ignore[arg-type]


def error(kinematics: Kinematics, a: State, b: State) -> float:
    pa, pb = (kinematics.pose(s.rotations, s.betas).joints for s in (a, b))
    return float(1e3 * ((pa - pa[:, :1]) - (pb - pb[:, :1])).norm(dim=-1).mean())


def test_every_step_is_yielded_and_the_last_fits_better_than_the_initial_body(
    denoiser: Denoiser, solver: ProximalSolver, batch: Batch, kinematics: Kinematics
) -> None:
    steps = run(denoiser, solver, batch.evidence, steps=5)
    assert [s.index for s in steps] == [0, 1, 2, 3, 4] and {s.total for s in steps} == {5}
    before = error(kinematics, batch.evidence.initial, batch.truth)
    assert error(kinematics, steps[-1].state, batch.truth) < 0.75 * before
    assert float(steps[-1].terms.keypoints.mean()) < 6


def test_limbs_with_the_wrong_depth_are_put_right_more_often_than_a_plain_fit_does(
    denoiser: Denoiser, solver: ProximalSolver, poses: torch.Tensor, kinematics: Kinematics
) -> None:
    flips = Corruption(flip=1.0, second_flip=0.0, far_off=0.0, no_keypoints=0.0, lost_limb=0.0, no_initial=0.0, no_statements=1.0, betas=0.0)
    problem = ProblemMaker(kinematics, flips).make(poses.repeat(4, 1, 1), poses.repeat(4, 1, 1), torch.Generator().manual_seed(2))
    guided = run(denoiser, solver, problem.evidence)[-1].state
    plain = run(denoiser, solver, problem.evidence, Weights(prior=0))[-1].state
    assert error(kinematics, guided, problem.truth) < 0.85 * error(kinematics, plain, problem.truth)


def test_the_same_seed_gives_the_same_bodies_and_hypotheses_differ(denoiser: Denoiser, solver: ProximalSolver, batch: Batch) -> None:
    one = Evidence.repeat(_first(batch.evidence), 4)
    heat = torch.tensor([0.0, 1.0, 1.0, 1.0])
    a, b, c = (run(denoiser, solver, one, heat=heat, seed=seed)[-1].state.rotations for seed in (7, 7, 8))
    assert torch.equal(a, b)
    assert torch.allclose(a[0], c[0], atol=1e-3) and not torch.allclose(a[1], c[1], atol=1e-4)
    assert not torch.allclose(a[1], a[2], atol=1e-3)
    alone = run(denoiser, solver, _first(batch.evidence))[-1].state.rotations
    assert torch.allclose(alone[0], a[0], atol=1e-3)  # the answer does not depend on how many hypotheses stand beside it


def test_what_has_weight_zero_does_not_reach_the_network_either(denoiser: Denoiser, solver: ProximalSolver, batch: Batch) -> None:
    e = batch.evidence
    moved = replace(e, keypoints=e.keypoints + 40)
    a, b = (run(denoiser, solver, x, Weights(keypoints=0), steps=2)[-1].state.rotations for x in (e, moved))
    assert torch.equal(a, b)
    silent = replace(e, statement_weight=torch.zeros_like(e.statement_weight))
    a, b = (run(denoiser, solver, x, Weights(text=0), steps=2)[-1].state.rotations for x in (e, silent))
    assert torch.equal(a, b)


def test_texts_are_heard_half_as_loud_beside_given_keypoints_only(batch: Batch) -> None:
    e = replace(batch.evidence, latent_mask=torch.ones_like(batch.evidence.latent_mask), landmark_mask=torch.zeros_like(batch.evidence.landmark_mask),
                confidence=torch.ones_like(batch.evidence.confidence))
    assert torch.all(soberly(e, Weights()).latent_mask == 0.5)
    assert torch.all(soberly(e, Weights(text=1.5)).latent_mask == 0.75) and torch.all(soberly(e, Weights(text=4)).latent_mask == 1)
    detected, alone = replace(e, landmark_mask=torch.ones_like(e.landmark_mask)), replace(e, confidence=torch.zeros_like(e.confidence))
    assert torch.all(soberly(detected, Weights()).latent_mask == 1) and torch.all(soberly(alone, Weights()).latent_mask == 1)


def _first(evidence: Evidence) -> Evidence:
    """The first body's evidence alone, without statements of its own table."""
    from core.body.measures import MeasureTable

    initial = State(*(x[:1] for x in (evidence.initial.rotations, evidence.initial.betas, evidence.initial.transl)))
    tensors = {k: v[:1] for k, v in vars(evidence).items() if isinstance(v, torch.Tensor)}
    return replace(evidence, **{**tensors, "initial": initial, "statements": MeasureTable([]), "statement_weight": torch.zeros(1, 0)})
