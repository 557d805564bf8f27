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
from core.body.measures import MeasureTable
from core.body.rotations import axis_angle_to_matrix, matrix_to_axis_angle
from core.body.skeleton import JOINT_NAMES, KEYPOINT_NAMES, KEYPOINT_POINTS, NUM_BETAS, NUM_JOINTS, PART_JOINTS
from core.diffusion.keypoint_term import keypoint_jacobian, keypoint_residuals
from core.diffusion.problem import Evidence, State, Weights
from core.diffusion.text_term import LatentEncoder, LatentResidual, latent_residual, statement_residuals

_TURNS = NUM_JOINTS * 3
_SIZE = _TURNS + NUM_BETAS + 3
_KEYPOINT_INDEX = torch.tensor(KEYPOINT_POINTS)
# Where the 3 x 3 blocks of the joints lie in the Hessian.
_ROWS = (3 * torch.arange(NUM_JOINTS)[:, None, None] + torch.arange(3)[None, :, None]).expand(-1, 3, 3).flatten()
_COLUMNS = (3 * torch.arange(NUM_JOINTS)[:, None, None] + torch.arange(3)[None, None, :]).expand(-1, 3, 3).flatten()


def _keypoints_of_joints() -> tuple[list[int], list[list[int]]]:
    """For each joint the keypoint at its base and those that show which way it is turned."""
    index = {name: i for i, name in enumerate(KEYPOINT_NAMES)}
    trunk = ("left_hip", ["left_shoulder", "right_shoulder"])
    face = ("left_shoulder", ["nose", "left_eye", "right_eye", "left_ear", "right_ear"])
    table: dict[str, tuple[str, list[str]]] = {
        "pelvis": ("left_hip", ["left_shoulder", "right_shoulder"]), "neck": face, "head": face,
        **{f"spine{k}": trunk for k in (1, 2, 3)},
    }  # fmt: skip
    for s in ("left", "right"):
        table[f"{s}_collar"] = (f"{s}_shoulder", [f"{s}_shoulder"])
        for joint, base, end in (
            ("shoulder", "shoulder", "elbow"), ("elbow", "elbow", "wrist"), ("wrist", "wrist", "wrist"), ("hand", "wrist", "wrist"),
            ("hip", "hip", "knee"), ("knee", "knee", "ankle"), ("ankle", "ankle", "ankle"), ("foot", "ankle", "ankle"),
        ):  # fmt: skip
            table[f"{s}_{joint}"] = (f"{s}_{base}", [f"{s}_{end}"])
    bases = [index[table[name][0]] for name in JOINT_NAMES]
    ends = [[index[e] for e in table[name][1]] for name in JOINT_NAMES]
    longest = max(map(len, ends))
    return bases, [row + [row[-1]] * (longest - len(row)) for row in ends]


_BASE_KEYPOINT, _END_KEYPOINT = (torch.tensor(rows) for rows in _keypoints_of_joints())


@dataclass(frozen=True)
class Scales:
    """How much a violation of each kind counts (standard deviations) and where its kernel lets go (widths). Measured on validation clips."""

    keypoint: float = 0.02  # m at the body's depth
    keypoint_width: float = 0.08
    text: float = 0.15  # m, statements about what keypoints see: there words decide what the picture leaves open
    text_unseen: float = 0.04  # m, about what is hidden, or with no keypoints: words are all there is
    text_width: float = 0.15  # a statement about what is seen is let go when it contradicts it by more
    text_width_unseen: float = 0.9
    latent: float = 0.5
    initial: float = 1.0  # rad, each joint
    initial_width: float = 0.5
    prior: float = 0.1  # rad, each joint whose end is seen: how far the network is usually off
    prior_unseen: float = 0.5  # rad, each joint of which no keypoint tells: words may move it
    prior_trunk: float = 0.2  # rad, the same for pelvis and spine: a hand is reached for with the arm first
    prior_betas: float = 0.3
    initial_betas: float = 0.7
    limit: float = 0.1  # rad outside the joint's range
    initial_transl: float = 1.0  # m
    most_turn: float = 0.7  # rad a step and joint
    damping: float = 0.01  # of the Hessian's diagonal, at first
    enough: float = 1e-3  # a step that lowers the objective by a smaller share ends the iterations
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


@dataclass(frozen=True)
class _Known:
    """What stays the same over the iterations of one solve. ``start`` [B, 24, 3, 3]: where the latent term was linearised;
    ``seen`` [B, 24]: how well keypoints tell of each joint."""

    network: State | None
    evidence: Evidence
    weights: Weights
    widen: float
    latent: LatentResidual | None
    start: Tensor
    seen: Tensor


@dataclass(frozen=True)
class _System:
    """The objective linearised at a body: ``energy`` [B], ``hessian`` [B, 85, 85], ``gradient`` [B, 85], ``above`` [B, 24, 3, 3] parents' rotations,
    ``aa`` [B, 24, 3] local axis-angle."""

    state: State
    energy: Tensor
    hessian: Tensor
    gradient: Tensor
    above: Tensor
    aa: Tensor

    def better(self, other: _System) -> _System:
        """Of each body the one with the lower objective."""
        lower = other.energy < self.energy
        if bool(lower.all()):
            return other
        if not bool(lower.any()):
            return self

        def pick(a: Tensor, b: Tensor) -> Tensor:
            return torch.where(lower.reshape(-1, *[1] * (a.dim() - 1)), b, a)

        mine, theirs = self.state, other.state
        state = State(pick(mine.rotations, theirs.rotations), pick(mine.betas, theirs.betas), pick(mine.transl, theirs.transl))
        return _System(
            state, *(pick(getattr(self, name), getattr(other, name)) for name in ("energy", "hessian", "gradient", "above", "aa"))
        )


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
        trunk = torch.tensor([name in PART_JOINTS["torso"] for name in JOINT_NAMES])
        self._unseen = torch.where(trunk, self.scales.prior_trunk, self.scales.prior_unseen)

    def nudge(self, start: State, network: State | None, evidence: Evidence, weights: Weights, *, narrowing: float) -> State:
        """One Gauss-Newton step from ``start``, taken as it comes: enough between two denoising steps, of which the next begins anew."""
        here = self._linearise(start, self._known(start, network, evidence, weights, narrowing, None))
        return self._move(start, self._step(here, weights, torch.full_like(here.energy, self.scales.damping)), here.above)

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
        """The minimiser near ``start``, by Levenberg and Marquardt's rule: a step that does not lower the objective is not taken, and damped the more.

        Args:
            start: where the iterations begin (the network's estimate, with the current translation).
            network: the network's estimate x0_net; None when the prior is switched off.
            other: another place to begin (the estimate of the step before); each body begins at the better of the two.
            narrowing: 0..1, how far the kernels have narrowed from ``Scales.widest`` times their width to their width.
            latent: the latent term at ``start``, from ``latent_term``; its slope is kept for all iterations.
        """
        known = self._known(start, network, evidence, weights, narrowing, latent)
        here = self._linearise(start, known)
        if other is not None:
            here = here.better(self._linearise(other, known))
        damping = torch.full_like(here.energy, self.scales.damping)
        for _ in range(iterations):
            step = self._step(here, weights, damping)
            there = self._linearise(self._move(here.state, step, here.above), known)
            gain = here.energy - there.energy
            damping = torch.where(gain > 0, damping * 0.3, damping * 8.0)
            done = (gain >= 0) & (gain < self.scales.enough * (1.0 + here.energy))
            here = here.better(there)
            if bool(done.all()):
                break
        return here.state

    def _known(
        self, start: State, network: State | None, evidence: Evidence, weights: Weights, narrowing: float, latent: LatentResidual | None
    ) -> _Known:  # fmt: skip
        seen = joints_seen(evidence) if weights.keypoints > 0 else torch.zeros_like(evidence.confidence[:, :NUM_JOINTS])
        return _Known(network, evidence, weights, self.scales.widest ** (1.0 - narrowing), latent, start.rotations, seen)

    def latent_term(self, state: State, evidence: Evidence, weights: Weights) -> LatentResidual | None:
        """The latent term at a body, or None where it has no say. The one backward pass of a step: taken once, not at every iteration."""
        if self.encoder is None or weights.text <= 0 or not bool((evidence.latent_mask > 0).any()):
            return None
        return latent_residual(self.encoder, state, self.kinematics.world_rotations(state.rotations), evidence)

    def _linearise(self, state: State, known: _Known) -> _System:
        """The objective at a body with its gradient and Gauss-Newton Hessian in the 85 unknowns."""
        s, kin, evidence, weights, widen = self.scales, self.kinematics, known.evidence, known.weights, known.widen
        points = kin.pose(state.rotations, state.betas, state.transl)
        above = parent_rotations(points.rotations)
        batch = state.betas.shape[0]
        seen = known.seen
        # Terms on each joint's own rotation: their Jacobian is the identity. All logarithms are taken at once.
        references = [evidence.initial.rotations, known.network.rotations if known.network is not None else evidence.initial.rotations]
        references.append(evidence.pins if evidence.pins is not None else evidence.initial.rotations)
        references.append(known.start)
        turned = torch.stack([state.rotations @ r.transpose(-1, -2) for r in references] + [state.rotations])
        logarithms = matrix_to_axis_angle(turned)
        from_initial, from_network, from_pins, from_start = (above @ logarithms[:-1, ..., None]).squeeze(-1)

        energy = state.betas.new_zeros(batch)
        hessian = state.betas.new_zeros(batch, _SIZE, _SIZE)
        gradient = state.betas.new_zeros(batch, _SIZE)
        jacobians, residuals, precisions = [], [], []
        if weights.keypoints > 0:
            rows = keypoint_residuals(points.positions, evidence)
            size, width = torch.linalg.vector_norm(rows.residual, dim=-1), s.keypoint_width * widen
            strength = weights.keypoints * evidence.confidence / s.keypoint**2
            energy = energy + (strength * geman_mcclure(size, width)).sum(1)
            turns = keypoint_jacobian(points.positions, rows.slope, kin.moved)
            shape = kin.shape_jacobian(points.rotations).index_select(1, _KEYPOINT_INDEX.to(points.positions.device))  # [B, 25, 3, 10]
            jacobians.append(torch.cat((turns.flatten(3), rows.slope @ shape, rows.slope), -1).flatten(1, 2))
            residuals.append(rows.residual.flatten(1))
            precisions.append((strength * reweighting(size, width))[..., None].expand(-1, -1, 2).flatten(1))
        if weights.text > 0 and len(evidence.statements):
            says = statement_residuals(kin, points, kin.height(state.betas), evidence)
            reach = torch.linalg.vector_norm(says.jacobian, dim=-1)
            told = (reach * seen[:, None]).sum(-1) / reach.sum(-1).clamp(min=1e-6)  # share of what moves it that keypoints see
            # Who raises the weight insists: words then count more than in proportion, and the kernel lets go later.
            insisted = max(1.0, weights.text)
            spread = (s.text_width * told + s.text_width_unseen * (1 - told)) * widen * insisted**2
            strength = weights.text * insisted * evidence.statement_weight * (told / s.text**2 + (1 - told) / s.text_unseen**2)
            energy = energy + (strength * geman_mcclure(says.residual, spread)).sum(1)
            jacobians.append(_pad(says.jacobian.flatten(2)))
            residuals.append(says.residual)
            firm = strength * reweighting(says.residual, spread)
            precisions.append(firm)
            if len(evidence.statements.distances):
                jacobian, precision = self._bending(points, says.residual, firm, evidence.statements)
                jacobians.append(_pad(jacobian))
                residuals.append(torch.zeros_like(precision))
                precisions.append(precision)
        if known.latent is not None:
            slope = known.latent.jacobian
            miss = (known.latent.residual + (slope * from_start).sum((1, 2))).clamp(min=0.0)
            firm = evidence.latent_mask.amax(1) * weights.text / s.latent**2
            energy = energy + firm * miss**2
            jacobians.append(_pad(slope.flatten(1)[:, None]))
            residuals.append(miss[:, None])
            precisions.append(firm[:, None])
        if jacobians:
            jacobian, residual, precision = torch.cat(jacobians, 1), torch.cat(residuals, 1), torch.cat(precisions, 1)
            weighted = (jacobian * precision[..., None]).transpose(1, 2)
            hessian = weighted @ jacobian
            gradient = (weighted @ residual[..., None]).squeeze(-1)

        diagonal = torch.zeros_like(gradient)
        turn_diagonal, turn_gradient = diagonal[:, :_TURNS].unflatten(1, (NUM_JOINTS, 3)), gradient[:, :_TURNS].unflatten(1, (NUM_JOINTS, 3))
        shapes = slice(_TURNS, _TURNS + NUM_BETAS)

        def hold_joints(strength: Tensor, error: Tensor) -> None:
            nonlocal turn_diagonal, turn_gradient
            turn_diagonal = turn_diagonal + strength
            turn_gradient = turn_gradient + strength * error

        def hold(at: slice, strength: Tensor | float, error: Tensor) -> None:
            nonlocal energy
            diagonal[:, at] += strength
            gradient[:, at] += strength * error
            energy = energy + (strength * error**2).sum(1)

        if known.network is not None and weights.prior > 0:
            trust = (weights.prior * (seen / s.prior**2 + (1 - seen) / self._unseen**2))[..., None]
            hold_joints(trust, from_network)
            energy = energy + (trust * from_network**2).sum((1, 2))
            hold(shapes, weights.prior / s.prior_betas**2, state.betas - known.network.betas)
            energy = energy + weights.prior / s.limit**2 * self._outside(logarithms[-1]).square().sum((1, 2))
        if weights.initial > 0:
            size = torch.linalg.vector_norm(from_initial, dim=-1)
            trust = weights.initial / s.initial**2 * evidence.initial_mask[:, None]
            width = s.initial_width * widen
            hold_joints((trust * reweighting(size, width))[..., None], from_initial)
            energy = energy + (trust * geman_mcclure(size, width)).sum(1)
            hold(shapes, weights.initial / s.initial_betas**2, state.betas - evidence.initial.betas)
        # Depth is weakly known from few keypoints: stay near where the body was placed; with none, stay there.
        placed = (evidence.confidence > 0).sum(1) * (weights.keypoints > 0) >= 2
        hold(slice(-3, None), torch.where(placed, 1.0 / s.initial_transl**2, 1e4)[:, None], state.transl - evidence.initial.transl)
        if evidence.pinned is not None:
            firm = (evidence.pinned * 1e5)[..., None]
            hold_joints(firm, from_pins)
            energy = energy + (firm * from_pins**2).sum((1, 2))
        diagonal = torch.cat((turn_diagonal.expand(batch, NUM_JOINTS, 3).flatten(1), diagonal[:, _TURNS:]), 1)
        gradient = torch.cat((turn_gradient.flatten(1), gradient[:, _TURNS:]), 1)
        return _System(state, energy, hessian + torch.diag_embed(diagonal), gradient, above, logarithms[-1])

    def _bending(self, points: Points, residual: Tensor, precision: Tensor, table: MeasureTable) -> tuple[Tensor, Tensor]:
        """Second-order rows of distances that are too long: Jacobian [B, 2 D, 72] and precision [B, 2 D]; their residual is zero."""
        across = table.crosswise(points)
        jacobian = self.kinematics.turn_jacobian(points.positions, across.slopes.flatten(1, 2)).flatten(2)
        of = across.constraint
        bend = precision[:, of] * ((across.sign * residual[:, of]).clamp(min=0.0) / across.lengths)
        return jacobian, bend[..., None].expand(-1, -1, 2).flatten(1)

    def _step(self, here: _System, weights: Weights, damping: Tensor) -> Tensor:
        """The damped Gauss-Newton step [B, 85] that respects joint limits.

        A limit that the free step would cross becomes part of the system, and the step is solved for again: a hinge that is only seen
        once it is violated makes every step across it fail.
        """
        step = -_solve(here.hessian, here.gradient, damping)
        if weights.prior <= 0:
            return step
        strength = weights.prior / self.scales.limit**2
        down = here.above.transpose(-1, -2)
        for _ in range(2):
            then = here.aa + (down @ step[:, :_TURNS].unflatten(1, (NUM_JOINTS, 3))[..., None]).squeeze(-1)
            over, under = then > self.limits.high, then < self.limits.low
            over[:, 0] = under[:, 0] = False
            active = (over | under).to(then) * strength
            miss = torch.where(over, here.aa - self.limits.high, here.aa - self.limits.low).clamp(-0.6, 0.6)
            hessian, gradient = here.hessian.clone(), here.gradient.clone()
            hessian[:, _ROWS, _COLUMNS] += (here.above @ (active[..., None] * down)).flatten(1)
            gradient[:, :_TURNS] += (here.above @ (active * miss)[..., None]).flatten(1)
            step = -_solve(hessian, gradient, damping)
        return step

    def _outside(self, aa: Tensor) -> Tensor:
        """How far each axis-angle component [B, 24, 3] lies outside the joint's range (the pelvis has none), in radians."""
        outside = (aa - self.limits.high).clamp(min=0.0) - (self.limits.low - aa).clamp(min=0.0)
        outside[:, 0] = 0.0
        return outside.clamp(-0.6, 0.6)

    def _move(self, state: State, step: Tensor, above: Tensor) -> State:
        step = torch.nan_to_num(step)
        turn = step[:, :_TURNS].unflatten(1, (NUM_JOINTS, 3))
        # The whole step is shortened, not each joint's share: a limb's joints turn together, and their turns add up.
        most = turn.norm(dim=-1).amax(1)
        shorter = self.scales.most_turn / most.clamp(min=self.scales.most_turn)
        step = step * shorter[:, None]
        turn = turn * shorter[:, None, None]
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


def joints_seen(evidence: Evidence) -> Tensor:
    """How well keypoints tell of each joint's rotation [B, 24], 0..1: the least confidence of the joint's own place and the next one's along the limb.

    Below a confidence of 0.3 nothing is seen, from 0.8 on all: an occluded keypoint is a guess that words may overrule. Feet and hands count as
    seen with the ankle and the wrist: what they carry is too short to matter.
    """
    confidence = ((evidence.confidence - 0.3) / 0.5).clamp(0.0, 1.0)
    base, ends = (x.to(confidence.device) for x in (_BASE_KEYPOINT, _END_KEYPOINT))
    return torch.minimum(confidence[:, base], confidence[:, ends].amax(-1))


def geman_mcclure(residual: Tensor, width: Tensor | float) -> Tensor:
    """The kernel rho(r)^2 = r^2 c^2 / (c^2 + r^2): the square near zero, levelling out at c^2."""
    square, wide = residual * residual, width * width
    return square * wide / (wide + square)


def reweighting(residual: Tensor, width: Tensor | float) -> Tensor:
    """Weight that makes least squares follow the Geman-McClure kernel: 1 at zero, falling to 0 far outside ``width``."""
    wide = width * width
    return (wide / (wide + residual * residual)) ** 2


def _pad(turns: Tensor) -> Tensor:
    """Rows that depend on rotations alone [B, R, 72] -> [B, R, 85]."""
    return torch.nn.functional.pad(turns, (0, NUM_BETAS + 3))


def _angle_between(a: State, b: State) -> Tensor:
    return matrix_to_axis_angle(b.rotations @ a.rotations.transpose(-1, -2)).norm(dim=-1).mean(1)


def _solve(hessian: Tensor, gradient: Tensor, damping: Tensor) -> Tensor:
    """Solve the damped normal equations; a system that is not positive definite in float32 is solved again with stronger damping."""
    scale = hessian.diagonal(dim1=-2, dim2=-1)
    relative = damping[:, None] * scale.clamp(min=1.0)
    for extra in (1e-6, 1e-4, 1e-2):
        added = relative + extra * scale.amax(-1, keepdim=True)
        factor, info = torch.linalg.cholesky_ex(hessian + torch.diag_embed(added))
        if not bool(info.any()):
            return torch.cholesky_solve(gradient[..., None], factor).squeeze(-1)
    return gradient / scale.amax(-1, keepdim=True)
