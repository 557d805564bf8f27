"""The proximal step: replace the network's clean estimate by the body that also fits the evidence.

    x0 = argmin_x  sum_k w_k rho_k(r_k(x))^2 + lambda |x - x0_net|^2

found by damped Gauss-Newton with analytic Jacobians. Unknowns are a world-frame rotation increment at each joint, betas and the camera
translation (87 numbers in 3D rotations: 72 + 10 + 3 = 85), so one step is one small Cholesky factorisation. The robust kernels are
Geman-McClure's, applied by reweighting: ``(c^2 / (c^2 + r^2))^2``. Their widths start wide and narrow from step to step (graduated
non-convexity): a far-off limb is pulled in full at first, and what still contradicts the rest at the end is let go.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from core.body.kinematics import Kinematics, Points, parent_rotations
from core.body.rotations import axis_angle_to_matrix, matrix_to_axis_angle
from core.body.skeleton import KEYPOINT_POINTS, NUM_BETAS, NUM_JOINTS
from core.diffusion.keypoint_term import keypoint_jacobian, keypoint_residuals
from core.diffusion.problem import Evidence, State, Weights
from core.diffusion.text_term import LatentEncoder, latent_residual, statement_residuals

_TURNS = NUM_JOINTS * 3
_SIZE = _TURNS + NUM_BETAS + 3


@dataclass(frozen=True)
class Scales:
    """How much a violation of each kind counts (standard deviations) and where its kernel lets go (widths). Measured on validation clips."""

    keypoint: float = 0.02  # m at the body's depth
    keypoint_width: float = 0.08
    text: float = 0.04  # m
    text_width: float = 0.15
    latent: float = 0.5
    initial: float = 1.0  # rad, each joint
    initial_width: float = 0.5
    prior: float = 0.1  # rad, each joint: how far the network is usually off
    prior_betas: float = 0.3
    initial_betas: float = 0.7
    limit: float = 0.1  # rad outside the joint's range
    initial_transl: float = 1.0  # m
    most_turn: float = 0.7  # rad a step and joint
    widest: float = 12.0  # kernels start this many times wider


@dataclass(frozen=True)
class Limits:
    """Joint limits: axis-angle ``low`` and ``high`` [24, 3] in radians (the pelvis is free)."""

    low: Tensor
    high: Tensor


@dataclass(frozen=True)
class Terms:
    """Mean size of each term at a body, for the curves: px for keypoints, metres for statements, radians for initial and prior [B]."""

    keypoints: Tensor
    text: Tensor
    initial: Tensor
    prior: Tensor


class ProximalSolver:
    """Gauss-Newton on the evidence around the network's estimate. Deterministic; every setting gives finite, proper rotations.

    Args:
        kinematics: of the body model.
        limits: joint limits.
        encoder: the pose side of the alignment, or None to leave the latent term out.
        scales: how terms compare.
    """

    def __init__(self, kinematics: Kinematics, limits: Limits, encoder: LatentEncoder | None = None, scales: Scales | None = None) -> None:
        self.kinematics, self.limits, self.encoder = kinematics, limits, encoder
        self.scales = scales or Scales()

    def solve(
        self, start: State, network: State | None, evidence: Evidence, weights: Weights, *, iterations: int = 2, narrowing: float = 1.0
    ) -> State:  # fmt: skip
        """The minimiser near ``start``.

        Args:
            start: where the iterations begin (the network's estimate, with the current translation).
            network: the network's estimate x0_net; None when the prior is switched off.
            narrowing: 0..1, how far the kernels have narrowed from ``Scales.widest`` times their width to their width.
        """
        state = start
        for _ in range(iterations):
            state = self._iterate(state, network, evidence, weights, narrowing)
        return state

    def _iterate(self, state: State, network: State | None, evidence: Evidence, weights: Weights, narrowing: float) -> State:
        s, kin = self.scales, self.kinematics
        widen = s.widest ** (1.0 - narrowing)
        points = kin.pose(state.rotations, state.betas, state.transl)
        above = parent_rotations(points.rotations)
        batch = state.betas.shape[0]
        hessian = state.betas.new_zeros(batch, _SIZE, _SIZE)
        gradient = state.betas.new_zeros(batch, _SIZE)
        diagonal = torch.full_like(gradient, 1e-2)  # damping
        blocks: Tensor | None = None

        # Rows with dense Jacobians: keypoints, statements, latents.
        jacobians, residuals, precisions = [], [], []
        if weights.keypoints > 0:
            j, r, w = self._keypoint_rows(points, evidence, widen)
            jacobians.append(j)
            residuals.append(r)
            precisions.append(w * weights.keypoints)
        if weights.text > 0 and len(evidence.statements):
            rows = statement_residuals(kin, points, kin.height(state.betas), evidence)
            trust = geman_mcclure(rows.residual, s.text_width * widen) * evidence.statement_weight
            jacobians.append(_pad(rows.jacobian.flatten(2)))
            residuals.append(rows.residual)
            precisions.append(trust * weights.text / s.text**2)
        if weights.text > 0 and self.encoder is not None and bool((evidence.latent_mask > 0).any()):
            latent = latent_residual(self.encoder, state, points.rotations, evidence)
            jacobians.append(_pad(latent.jacobian.flatten(1)[:, None]))
            residuals.append(latent.residual[:, None])
            strength = evidence.latent_mask.amax(1, keepdim=True) * weights.text / s.latent**2
            precisions.append(strength)
        if jacobians:
            jacobian, residual, precision = torch.cat(jacobians, 1), torch.cat(residuals, 1), torch.cat(precisions, 1)
            weighted = jacobian * precision[..., None]
            hessian = weighted.transpose(1, 2) @ jacobian
            gradient = (weighted.transpose(1, 2) @ residual[..., None]).squeeze(-1)

        # Terms on each joint's own rotation: their Jacobian is the identity.
        turn_diagonal = diagonal[:, :_TURNS].unflatten(1, (NUM_JOINTS, 3))
        turn_gradient = gradient[:, :_TURNS].unflatten(1, (NUM_JOINTS, 3))
        if network is not None and weights.prior > 0:
            error = _turn_between(network.rotations, state.rotations, above)
            strength = weights.prior / s.prior**2
            turn_diagonal = turn_diagonal + strength
            turn_gradient = turn_gradient + strength * error
            diagonal[:, _TURNS : _TURNS + NUM_BETAS] += weights.prior / s.prior_betas**2
            gradient[:, _TURNS : _TURNS + NUM_BETAS] += weights.prior / s.prior_betas**2 * (state.betas - network.betas)
            blocks, pull = self._limit_blocks(state, above, weights.prior)
            turn_gradient = turn_gradient + pull
        if weights.initial > 0:
            error = _turn_between(evidence.initial.rotations, state.rotations, above)
            trust = geman_mcclure(error.norm(dim=-1), s.initial_width * widen) * evidence.initial_mask[:, None]
            strength = (trust * weights.initial / s.initial**2)[..., None]
            turn_diagonal = turn_diagonal + strength
            turn_gradient = turn_gradient + strength * error
            pull = weights.initial / s.initial_betas**2
            diagonal[:, _TURNS : _TURNS + NUM_BETAS] += pull
            gradient[:, _TURNS : _TURNS + NUM_BETAS] += pull * (state.betas - evidence.initial.betas)
        # Depth is weakly known from few keypoints: stay near where the body was placed.
        anchored = torch.where((evidence.confidence > 0).sum(1) * (weights.keypoints > 0) >= 2, 1.0 / s.initial_transl**2, 1e4)
        diagonal[:, -3:] += anchored[:, None]
        gradient[:, -3:] += anchored[:, None] * (state.transl - evidence.initial.transl)

        diagonal = torch.cat((turn_diagonal.flatten(1), diagonal[:, _TURNS:]), 1)
        gradient = torch.cat((turn_gradient.flatten(1), gradient[:, _TURNS:]), 1)
        if evidence.pinned is not None and evidence.pins is not None:
            error = _turn_between(evidence.pins, state.rotations, above)
            firm = (evidence.pinned * 1e5)[..., None].expand(-1, -1, 3)
            diagonal = diagonal + torch.cat((firm.flatten(1), diagonal.new_zeros(batch, NUM_BETAS + 3)), 1)
            gradient = gradient + torch.cat(((firm * error).flatten(1), gradient.new_zeros(batch, NUM_BETAS + 3)), 1)
        hessian = hessian + torch.diag_embed(diagonal)
        if blocks is not None:
            for joint in range(1, NUM_JOINTS):
                at = slice(3 * joint, 3 * joint + 3)
                hessian[:, at, at] += blocks[:, joint]
        step = -_solve(hessian, gradient)
        return self._move(state, step, above)

    def _keypoint_rows(self, points: Points, evidence: Evidence, widen: float) -> tuple[Tensor, Tensor, Tensor]:
        s, kin = self.scales, self.kinematics
        rows = keypoint_residuals(points.positions, evidence)
        turns = keypoint_jacobian(points.positions, rows.slope, kin.moved)
        shape = kin.shape_jacobian(points.rotations)[:, list(KEYPOINT_POINTS)]  # [B, 25, 3, 10]
        jacobian = torch.cat((turns.flatten(3), rows.slope @ shape, rows.slope), -1)
        trust = geman_mcclure(rows.residual.norm(dim=-1), s.keypoint_width * widen) * evidence.confidence
        precision = (trust / s.keypoint**2)[..., None].expand(-1, -1, 2)
        return jacobian.flatten(1, 2), rows.residual.flatten(1), precision.flatten(1)

    def _limit_blocks(self, state: State, above: Tensor, weight: float) -> tuple[Tensor, Tensor]:
        """Hinges on the axis-angle components: Hessian blocks [B, 24, 3, 3] and gradient [B, 24, 3], both in the world frame."""
        aa = matrix_to_axis_angle(state.rotations)
        outside = (aa - self.limits.high).clamp(min=0.0) - (self.limits.low - aa).clamp(min=0.0)
        outside[:, 0] = 0.0
        outside = outside.clamp(-0.6, 0.6)
        strength = weight / self.scales.limit**2
        active = (outside != 0).to(aa) * strength
        blocks = above @ (active[..., None] * above.transpose(-1, -2))
        return blocks, (above @ (strength * outside)[..., None]).squeeze(-1)

    def _move(self, state: State, step: Tensor, above: Tensor) -> State:
        step = torch.nan_to_num(step)
        turn = step[:, :_TURNS].unflatten(1, (NUM_JOINTS, 3))
        size = turn.norm(dim=-1, keepdim=True)
        turn = turn * (self.scales.most_turn / size.clamp(min=self.scales.most_turn))
        local = (above.transpose(-1, -2) @ turn[..., None]).squeeze(-1)
        rotations = axis_angle_to_matrix(local) @ state.rotations
        betas = (state.betas + step[:, _TURNS : _TURNS + NUM_BETAS].clamp(-1.0, 1.0)).clamp(-5.0, 5.0)
        transl = state.transl + step[:, -3:].clamp(-1.0, 1.0)
        transl = torch.cat((transl[:, :2], transl[:, 2:].clamp(min=0.3)), 1)
        return State(rotations, betas, transl)

    def terms(self, state: State, network: State | None, evidence: Evidence) -> Terms:
        """Mean size of each term at a body, unweighted."""
        kin = self.kinematics
        points = kin.pose(state.rotations, state.betas, state.transl)
        rows = keypoint_residuals(points.positions, evidence)
        depth = points.positions[:, 0, 2].clamp(min=0.2)
        seen = evidence.confidence
        pixels = rows.residual.norm(dim=-1) * (evidence.focal / depth)[:, None]
        keypoints = (pixels * seen).sum(1) / seen.sum(1).clamp(min=1e-6)
        zero = torch.zeros_like(depth)
        text = zero
        if len(evidence.statements):
            miss = evidence.statements.violations(evidence.statements.values(points, kin.height(state.betas))).abs()
            text = (miss * evidence.statement_weight).sum(1) / evidence.statement_weight.sum(1).clamp(min=1e-6)
        initial = _angle_between(evidence.initial, state)
        prior = zero if network is None else _angle_between(network, state)
        return Terms(keypoints, text, initial, prior)


def geman_mcclure(residual: Tensor, width: float) -> Tensor:
    """Reweighting of the Geman-McClure kernel: 1 at zero, falling to 0 far outside ``width``."""
    square = width * width
    return (square / (square + residual * residual)) ** 2


def _pad(turns: Tensor) -> Tensor:
    """Rows that depend on rotations alone [B, R, 72] -> [B, R, 85]."""
    return torch.nn.functional.pad(turns, (0, NUM_BETAS + 3))


def _turn_between(reference: Tensor, rotations: Tensor, above: Tensor) -> Tensor:
    """World-frame turn [B, 24, 3] that takes each local reference rotation to the current one."""
    return (above @ matrix_to_axis_angle(rotations @ reference.transpose(-1, -2))[..., None]).squeeze(-1)


def _angle_between(a: State, b: State) -> Tensor:
    return matrix_to_axis_angle(b.rotations @ a.rotations.transpose(-1, -2)).norm(dim=-1).mean(1)


def _solve(hessian: Tensor, gradient: Tensor) -> Tensor:
    """Solve the damped normal equations; a system that is not positive definite in float32 is solved again with stronger damping."""
    scale = hessian.diagonal(dim1=-2, dim2=-1).amax(-1)[:, None, None]
    eye = torch.eye(_SIZE, dtype=hessian.dtype, device=hessian.device)
    for damping in (1e-6, 1e-4, 1e-2):
        factor, info = torch.linalg.cholesky_ex(hessian + damping * scale * eye)
        if not bool(info.any()):
            return torch.cholesky_solve(gradient[..., None], factor).squeeze(-1)
    return gradient / scale[:, 0]
