"""What the ablation compares: every way to an answer, as one function from the evidence of a person to a body.

The full method is the guided diffusion with keypoints and words. Each other row takes one thing away, puts another rule in its place, or is another
method altogether, from the same initial body with the same evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import torch

from core.body.measures import MeasureTable
from core.diffusion.denoiser import Denoiser
from core.diffusion.problem import Evidence, State, Weights
from core.diffusion.proximal import ProximalSolver
from core.diffusion.sampler import sample
from core.diffusion.score_guidance import sample_by_score
from core.diffusion.text_term import LatentResidual
from core.diffusion.weights import load_limits
from core.engine import Engine, RefineRequest
from core.evaluation.problems import Problem
from core.evaluation.scorehmr import ScoreLoop
from core.evaluation.smplify import PosePrior, Smplify
from core.evaluation.without_gradients import WithoutGradients
from core.observation import Description

SCORE_SCALE = 0.03
"""s of score guidance, the best of those tried on problems from training clips (``evaluate ablation --tune``)."""
NOISE = (0.0, 0.1, 0.2, 0.4)
"""Shares of the parts' texts that are somebody else's."""

FULL, SPOKEN, WRITTEN = "all", "statements", "latents"
KEYPOINTS_ONLY, TEXT_ONLY = Weights(text=0.0), Weights(keypoints=0.0)

Run = Callable[[Evidence, Weights], State]


@dataclass(frozen=True)
class Method:
    """A row. ``group`` sorts the rows; ``hears``: which of the two paths from words to the body is open; ``wrong``: share of wrong texts."""

    name: str
    group: str
    run: Run
    weights: Weights = Weights()
    hears: str = FULL
    wrong: float = 0.0


class ConditionOnly(ProximalSolver):
    """No explicit guidance: what the network says, moved onto the keypoints, is the estimate. The evidence acts through the condition alone."""

    def nudge(self, start: State, network: State | None, evidence: Evidence, weights: Weights, *, narrowing: float) -> State:
        """The network's estimate as it is."""
        return start

    def solve(
        self,
        start: State,
        network: State | None,
        evidence: Evidence,
        weights: Weights,
        *,
        other: State | None = None,
        iterations: int = 2,
        narrowing: float = 1.0,
        latent: LatentResidual | None = None,
    ) -> State:
        """The network's estimate as it is."""
        return start

    def reconsider(
        self, found: State, network: State | None, evidence: Evidence, weights: Weights, iterations: int = 12
    ) -> State:
        """Nothing is begun anew."""
        return found


class Bench(Engine):
    """An engine that hands out its evidence, so that other methods can answer from the same."""

    def evidence(self, problem: Problem, texts: Mapping[str, str], weights: Weights, hears: str = FULL) -> Evidence:
        """What is known of a problem's person with texts written by a person, as the sampler takes it."""
        person = problem.observation.people[0]
        assert person.initial is not None
        descriptions = {part: Description(text, "person") for part, text in texts.items()}
        request = RefineRequest(problem.observation, person, weights)
        found = self._evidence(request, problem.observation.the_camera(), person.initial, descriptions)
        return heard(found, hears)


def heard(evidence: Evidence, hears: str) -> Evidence:
    """The evidence with one of the two paths from words to the body closed, or neither."""
    if hears == SPOKEN:
        return replace(evidence, latent_mask=torch.zeros_like(evidence.latent_mask))
    if hears == WRITTEN:
        # As if nothing had been understood.
        none = evidence.statement_weight[:, :0]
        return replace(
            evidence, statements=MeasureTable([]), statement_weight=none, insisted=None, rows=None, moves=None, free=None
        )
    return evidence


def diffusion(denoiser: Denoiser, solver: ProximalSolver, steps: int) -> Run:
    """Answers by the guided diffusion."""

    def run(evidence: Evidence, weights: Weights) -> State:
        *_, last = sample(denoiser, solver, evidence, weights, steps=steps)
        return last.state

    return run


def score(denoiser: Denoiser, solver: ProximalSolver, steps: int, scale: float = SCORE_SCALE) -> Run:
    """Answers by the diffusion with score guidance in place of the proximal step."""

    def run(evidence: Evidence, weights: Weights) -> State:
        *_, last = sample_by_score(denoiser, solver, evidence, weights, steps=steps, scale=scale)
        return last.state

    return run


def methods(bench: Bench, prior: PosePrior | None, steps: int) -> list[Method]:
    """All rows, in the order of the table."""
    net, solver, kinematics = bench.denoiser, bench.solver, bench.body_model.kinematics
    full = diffusion(net, solver, steps)
    no_guidance = ConditionOnly(kinematics, load_limits(), solver.encoder)
    fit, loop = Smplify(kinematics, load_limits(), prior), ScoreLoop(net, solver)
    rows = [
        Method("initial body", "baselines", lambda evidence, weights: evidence.initial, KEYPOINTS_ONLY),
        Method("SMPLify-style fit, keypoints", "baselines", lambda evidence, weights: fit.run(evidence), KEYPOINTS_ONLY),
        Method("ScoreHMR-style loop, keypoints", "baselines", loop.run, KEYPOINTS_ONLY),
        Method("keypoints only", "inputs", full, KEYPOINTS_ONLY),
        Method("text only", "inputs", full, TEXT_ONLY),
        Method("keypoints + text", "inputs", full),
        Method("no gradient in the condition", "guidance", diffusion(WithoutGradients(net), solver, steps)),
        Method("score guidance in place of the proximal step", "guidance", score(net, solver, steps)),
        Method("no explicit guidance (condition only)", "guidance", diffusion(net, no_guidance, steps)),
        Method("latent only", "words", full, hears=WRITTEN),
        Method("statements only", "words", full, hears=SPOKEN),
    ]
    rows += [Method(f"{100 * share:.0f} % of the texts wrong", "noise", full, wrong=share) for share in NOISE]
    return rows


def mixed_texts(texts: list[dict[str, str]], share: float, seed: int) -> list[dict[str, str]]:
    """Each person's texts with a share of the parts' replaced by those of somebody else (never a person's own); ``share`` 0 changes nothing."""
    rng = np.random.default_rng(seed)
    # Drawn in the same order for every share: the more are wrong, the same ones are wrong first.
    draws = [({part: rng.random() for part in own}, int(rng.integers(1, max(2, len(texts))))) for own in texts]
    out = []
    for index, own in enumerate(texts):
        chances, away = draws[index]
        other = texts[(index + away) % len(texts)]
        out.append({part: other[part] if chances[part] < share and part in other else text for part, text in own.items()})
    return out


__all__ = ["KEYPOINTS_ONLY", "NOISE", "SCORE_SCALE", "TEXT_ONLY", "Bench", "Method", "diffusion", "methods", "mixed_texts", "score"]
