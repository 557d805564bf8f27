"""The baseline: a plain robust fit from the same initial body, as SMPLify would do it, without network and without words."""

from __future__ import annotations

import torch

from core.body.model import BodyModel
from core.body.rotations import axis_angle_to_matrix
from core.diffusion.evidence import assemble, bodies_of, state_of
from core.diffusion.keypoint_term import keypoint_residuals
from core.diffusion.problem import State
from core.observation import Body, Camera, Person

STEPS = 100
RATE = 0.02


def robust_fit(model: BodyModel, person: Person, camera: Camera) -> Body:
    """100 Adam steps on the robust reprojection error and the distance to the initial pose."""
    if person.initial is None:
        raise ValueError("the fit starts from an initial body")
    start = state_of(person.initial)
    evidence = assemble(person, camera, start, known=True, words=None, latents=None)
    turn = torch.zeros(1, 24, 3, requires_grad=True)
    betas = start.betas.clone().requires_grad_(True)
    transl = start.transl.clone().requires_grad_(True)
    optimiser = torch.optim.Adam([turn, betas, transl], lr=RATE)
    for _ in range(STEPS):
        optimiser.zero_grad()
        rotations = start.rotations @ axis_angle_to_matrix(turn)
        points = model.kinematics.pose(rotations, betas, transl)
        square = keypoint_residuals(points.positions, evidence).residual.square().sum(-1) / 0.05**2
        reprojection = (evidence.confidence * square / (1 + square)).sum()
        loss = reprojection + 0.5 * turn.square().sum() + 0.1 * betas.square().sum()
        loss.backward()
        optimiser.step()
    with torch.no_grad():
        return bodies_of(State(start.rotations @ axis_angle_to_matrix(turn), betas, transl))[0]
