"""What a person is told of the hypotheses: each with its likelihood and terms, in clusters that words tell apart."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from core.diffusion.alternatives import Alternatives
from core.diffusion.evidence import bodies_of
from core.diffusion.problem import Evidence
from core.diffusion.proximal import ProximalSolver
from core.hypotheses import Hypotheses, Hypothesis, clustered

if TYPE_CHECKING:
    from core.body.model import BodyModel


def told_apart(model: BodyModel, solver: ProximalSolver, evidence: Evidence, others: Alternatives) -> Hypotheses:
    """The bodies of a run as hypotheses. ``evidence``: of one body."""
    from core.language.distinction import distinctions

    state, belief = others.state, others.belief
    points = model.kinematics.pose(state.rotations, state.betas, state.transl)
    heights = model.kinematics.height(state.betas)
    measured = solver.terms(state, None, evidence.repeat(len(state.betas)))
    terms = {
        "keypoints": measured.keypoints, "text": measured.text, "initial": measured.initial,
        "energy": belief.energy, "denoising": belief.denoising,
    }  # fmt: skip
    joints, likelihoods = points.joints.numpy().astype(np.float64), belief.likelihood.double().numpy()
    items = [
        Hypothesis(body, joints[k], float(likelihoods[k]), {n: float(v[k]) for n, v in terms.items()}, others.origins[k])
        for k, body in enumerate(bodies_of(state))
    ]
    found = clustered(items, lambda groups: distinctions(points, heights, groups, likelihoods))
    return replace(found, turned=others.turned.double().numpy())
