"""Which rough bodies are followed when words alone begin anew, and the last touch after them."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch

from core.body.measures import MeasureTable
from core.body.model import BodyModel
from core.diffusion.arms import ArmWays
from core.diffusion.beginnings import Beginnings
from core.diffusion.choosing import rough_costs, worth_following
from core.diffusion.evidence import neutral_state
from core.diffusion.polish import polished
from core.diffusion.problem import Evidence, State, Weights
from core.diffusion.proximal import ProximalSolver
from core.diffusion.weights import load_limits
from core.diffusion.words import SpokenStatement, words_of
from core.language.catalogue import CATALOGUE
from core.language.understanding import Statement
from core.observation import Camera


@pytest.fixture(scope="module")
def whole() -> ProximalSolver:
    """The solver as the engine has it, without the latent term."""
    model = BodyModel.load()
    return ProximalSolver(model.kinematics, load_limits(), capsules=model.capsules, beginnings=Beginnings.load())


@pytest.fixture(scope="module")
def standing(poses: torch.Tensor) -> State:
    """The authored standing body before a camera."""
    return neutral_state(poses[1].numpy(), Camera.assume((1000, 1000)), None)


def spoken(standing: State, *names: str) -> Evidence:
    """Evidence of a standing body for which some posecodes are said, and no keypoint is known."""
    statements = [Statement("", CATALOGUE[name], CATALOGUE[name].part, 1.0) for name in names]
    words = words_of([SpokenStatement(s, s.part, 1.0) for s in statements])
    nothing = Evidence.nothing(standing, torch.tensor([1000.0]), torch.tensor([[500.0, 500.0]]))
    return replace(nothing, statements=words.table, statement_weight=words.weight, rows=words.rows, moves=words.moves, free=words.free)


def cheapest(solver: ProximalSolver, evidence: Evidence) -> float:
    assert solver.beginnings is not None
    chosen = worth_following(solver.objective, solver.beginnings, ArmWays(), evidence.initial, evidence)
    return float(rough_costs(solver.objective, chosen, evidence).min())


def test_limbs_of_several_beginnings_are_put_together(whole: ProximalSolver, standing: State) -> None:
    """No beginning kneels with its hands behind the head."""
    evidence = spoken(standing, "body: kneeling upright", "left hand: behind the head", "right hand: behind the head")
    assert whole.beginnings is not None and evidence.free is not None
    plain = whole.beginnings.around(standing, standing, evidence.free)
    assert cheapest(whole, evidence) < 0.8 * float(rough_costs(whole.objective, plain, evidence).min())


def test_what_is_followed_is_not_the_same_body_over_and_over(whole: ProximalSolver, standing: State) -> None:
    evidence = spoken(standing, "body: sitting on the ground")
    assert whole.beginnings is not None
    chosen = worth_following(whole.objective, whole.beginnings, ArmWays(), standing, evidence)
    apart = torch.cdist(chosen.rotations.flatten(1), chosen.rotations.flatten(1)) + 9 * torch.eye(len(chosen.betas))
    assert len(chosen.betas) >= 8 and float(apart.min()) > 0.5


@pytest.mark.parametrize(
    "names",
    [
        ("body: kneeling on the left knee",),
        ("left foot: beside the right knee",),
        ("body: lunging to the left", "left hand: on the left knee"),
    ],
)
def test_left_and_right_begin_alike(whole: ProximalSolver, standing: State, names: tuple[str, ...]) -> None:
    left = cheapest(whole, spoken(standing, *names))
    right = cheapest(whole, spoken(standing, *(CATALOGUE[name].mirrored().name for name in names)))
    assert right == pytest.approx(left, rel=0.03, abs=0.5)


def test_the_last_touch_reaches_what_is_just_missed_and_gives_nothing_up(whole: ProximalSolver, standing: State) -> None:
    """A hand that hangs beside the hip is a little below it."""
    evidence = spoken(standing, "left hand: on the left hip", "left elbow: bent")
    found = whole.solve(standing, None, replace(evidence, statement_weight=0.02 * evidence.statement_weight), Weights(), iterations=8)
    after = polished(whole, found, evidence, Weights())

    def miss(state: State) -> torch.Tensor:
        points = whole.kinematics.pose(state.rotations, state.betas)
        return evidence.statements.violations(evidence.statements.values(points, whole.kinematics.height(state.betas))).abs()[0]

    assert float(miss(found).max()) > 0.02
    assert float(miss(after).sum()) < 0.6 * float(miss(found).sum())
    assert bool((miss(after) <= miss(found) + 0.03).all())


def test_who_is_seen_is_not_touched_up(whole: ProximalSolver, standing: State) -> None:
    evidence = spoken(standing, "left hand: on the left hip")
    seen = replace(evidence, confidence=torch.ones_like(evidence.confidence))
    assert polished(whole, standing, seen, Weights()) is standing
    assert polished(whole, standing, replace(evidence, statements=MeasureTable([]), statement_weight=torch.zeros(1, 0)), Weights()) is standing
