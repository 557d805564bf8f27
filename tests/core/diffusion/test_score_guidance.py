"""Score guidance: its slope against finite differences, what weight 0 means, and that it lowers what it is a slope of."""

from __future__ import annotations

import copy
import math
from dataclasses import fields, replace

import pytest
import torch

from core.body.kinematics import Kinematics
from core.body.measures import MeasureTable
from core.body.model import BodyModel
from core.body.skeleton import NUM_BETAS
from core.diffusion.condition import condition
from core.diffusion.denoiser import Denoiser
from core.diffusion.limits import Limits
from core.diffusion.problem import Evidence, State, Weights
from core.diffusion.proximal import ProximalSolver
from core.diffusion.sampler import moved_onto_keypoints
from core.diffusion.schedule import CosineSchedule
from core.diffusion.score_guidance import NOISE_ALONE, ScoreGuidance, Slope, guided, sample_by_score
from core.diffusion.weights import load_denoiser, load_limits
from core.training.corruption import Batch

NOTHING = Weights(0.0, 0.0, 0.0, 0.0)


@pytest.fixture(scope="module")
def denoiser() -> Denoiser:
    return load_denoiser()


def in_double(evidence: Evidence, rows: int) -> Evidence:
    """The evidence of the first bodies in double precision."""

    def cast(value: object) -> object:
        return value[:rows].double() if isinstance(value, torch.Tensor) else value

    changed = {f.name: cast(getattr(evidence, f.name)) for f in fields(evidence)}
    initial = State(*(getattr(evidence.initial, n)[:rows].double() for n in ("rotations", "betas", "transl")))
    table, old = MeasureTable([]), evidence.statements
    table.__dict__.update(
        {k: v[:rows].double() if isinstance(v, torch.Tensor) and v.is_floating_point() else v for k, v in vars(old).items()}
    )
    for name in ("kind", "frame"):
        setattr(table, name, getattr(old, name)[:rows])
    table._masks = tuple(m[:rows].double() for m in old._masks)
    return replace(evidence, **{**changed, "initial": initial, "statements": table})


@pytest.mark.parametrize(
    ("weights", "narrowing", "shape_free"),
    [
        (replace(NOTHING, keypoints=1.0), 1.0, False), (replace(NOTHING, keypoints=1.0), 1.0, True),
        (replace(NOTHING, initial=1.0), 0.5, True), (replace(NOTHING, text=1.0), 1.0, False),
    ],
    ids=["keypoints", "keypoints and shape", "initial and shape", "text"],
)  # fmt: skip
def test_the_slope_through_the_network_is_the_one_that_finite_differences_find(
    batch: Batch, denoiser: Denoiser, weights: Weights, narrowing: float, shape_free: bool
) -> None:
    kinematics = BodyModel.load().make_kinematics(dtype=torch.float64)
    limits = load_limits()
    solver = ProximalSolver(kinematics, Limits(limits.low.double(), limits.high.double()))
    net = copy.deepcopy(denoiser).double()
    if not shape_free:
        # Words turn joints and leave the shape alone: it is no unknown of theirs, so it must not move where their slope is looked at.
        net.outside.weight[-NUM_BETAS:] = 0.0
    guidance = ScoreGuidance(net, solver)
    evidence = in_double(batch.evidence, 3).weighted(weights)
    mu = evidence.initial.vector()
    # The translation is held while the slope is taken, so it must not move here either: no keypoints for it.
    placed = replace(evidence, confidence=torch.zeros_like(evidence.confidence))
    generator = torch.Generator().manual_seed(2)
    noisy = 0.2 * torch.randn(mu.shape, generator=generator, dtype=torch.float64)
    seen = condition(kinematics, evidence.initial, evidence)

    def at(x: torch.Tensor) -> Slope:
        return guidance.slope(x, 59, seen, mu, placed, evidence, weights, narrowing)

    slope = at(noisy)
    spoken = slope.energy > 0
    assert bool(spoken.any()) and bool((slope.gradient[spoken].norm(dim=1) > 0).all())
    for _ in range(6):
        way = torch.nn.functional.normalize(torch.randn(mu.shape, generator=generator, dtype=torch.float64), dim=1)
        step = 1e-4
        rise = (at(noisy + step * way).energy - at(noisy - step * way).energy) / (2 * step)
        told = (slope.gradient * way).sum(1)
        # The pelvis' depth, which betas change a little, is held fixed by the keypoints' term itself.
        share = 1e-3 if shape_free else 1e-4
        assert bool(((rise - told).abs() <= share * slope.gradient.norm(dim=1) + 1e-7).all()), (rise, told)


def test_bending_the_noise_is_the_equation_that_the_module_states() -> None:
    schedule = CosineSchedule(100)
    generator = torch.Generator().manual_seed(0)
    noisy, clean, gradient = torch.randn(3, 2, 154, generator=generator)
    none = State(torch.eye(3).expand(2, 24, 3, 3), torch.zeros(2, 10), torch.zeros(2, 3))
    bar, before = schedule.alpha_bar[59].item(), schedule.alpha_bar[39].item()
    bent = guided(noisy, Slope(clean, none, torch.zeros(2), gradient), bar, 0.3)
    eps = (noisy - math.sqrt(bar) * clean) / math.sqrt(1 - bar) + 0.3 * math.sqrt(1 - bar) * gradient
    wanted = math.sqrt(before) * (noisy - math.sqrt(1 - bar) * eps) / math.sqrt(bar) + math.sqrt(1 - before) * eps
    assert torch.allclose(schedule.step(noisy, bent, 59, 39).previous, wanted, atol=1e-5)


def test_pure_noise_is_not_guided(kinematics: Kinematics) -> None:
    bar = CosineSchedule(100).alpha_bar[99].item()
    assert bar < NOISE_ALONE
    none = State(torch.eye(3).expand(1, 24, 3, 3), torch.zeros(1, 10), torch.zeros(1, 3))
    clean = torch.ones(1, 154)
    assert torch.equal(guided(torch.zeros(1, 154), Slope(clean, none, torch.zeros(1), clean), bar, 1.0), clean)


def test_what_has_weight_zero_has_no_influence(batch: Batch, solver: ProximalSolver, denoiser: Denoiser) -> None:
    weights = Weights(text=0.0)
    evidence = batch.evidence
    mute = replace(evidence, statements=MeasureTable([]), statement_weight=evidence.statement_weight[:, :0])
    *_, heard = sample_by_score(denoiser, solver, evidence, weights, steps=3, scale=0.01)
    *_, nothing = sample_by_score(denoiser, solver, mute, weights, steps=3, scale=0.01)
    assert torch.equal(heard.state.rotations, nothing.state.rotations)
    blind = replace(evidence, confidence=torch.zeros_like(evidence.confidence))
    *_, shown = sample_by_score(denoiser, solver, evidence, Weights(keypoints=0.0), steps=3, scale=0.01)
    *_, hidden = sample_by_score(denoiser, solver, blind, Weights(keypoints=0.0), steps=3, scale=0.01)
    assert torch.equal(shown.state.rotations, hidden.state.rotations)


def test_guidance_lowers_the_terms_and_gives_proper_bodies(batch: Batch, solver: ProximalSolver, denoiser: Denoiser) -> None:
    weights = Weights(text=0.0)
    guidance = ScoreGuidance(denoiser, solver)
    faded = batch.evidence.weighted(weights)
    energies = []
    for scale in (0.0, 0.01):
        *_, last = sample_by_score(denoiser, solver, batch.evidence, weights, steps=5, scale=scale)
        rotations = last.state.rotations
        assert bool(torch.isfinite(rotations).all())
        assert torch.allclose(rotations @ rotations.transpose(-1, -2), torch.eye(3).expand_as(rotations), atol=1e-4)
        placed = moved_onto_keypoints(solver.kinematics, last.state, faded)
        energies.append(guidance.terms(placed, faded, weights)[0].mean())
    assert energies[1] < energies[0]


def test_every_scale_stays_finite(batch: Batch, solver: ProximalSolver, denoiser: Denoiser) -> None:
    *_, last = sample_by_score(denoiser, solver, batch.evidence, Weights(), steps=4, scale=1e4)
    assert bool(torch.isfinite(last.state.rotations).all()) and bool(torch.isfinite(last.state.transl).all())
