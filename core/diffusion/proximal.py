"""The proximal step: replace the network's clean estimate by the body that also fits the evidence.

    x0 = argmin_x  sum_k w_k rho_k(r_k(x))^2 + lambda |x - x0_net|^2

found by damped Gauss-Newton with analytic Jacobians (``objective.py`` has the terms): one step is one small Cholesky factorisation. The widths
of the robust kernels start wide and narrow from step to step (graduated non-convexity): a far-off limb is pulled in full at first, and what still
contradicts the rest at the end is let go.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from core.body.collision import Capsules
from core.body.kinematics import Kinematics
from core.body.rotations import axis_angle_to_matrix, rotation_angle
from core.body.skeleton import NUM_BETAS, NUM_JOINTS
from core.diffusion.anatomy import Bends
from core.diffusion.arms import ArmWays
from core.diffusion.beginnings import Beginnings
from core.diffusion.choosing import worth_following
from core.diffusion.keypoint_term import keypoints_of
from core.diffusion.limits import Limits
from core.diffusion.objective import Known, Objective
from core.diffusion.problem import Evidence, State, Weights
from core.diffusion.scales import Scales
from core.diffusion.seen import joints_seen
from core.diffusion.system import TURNS, System
from core.diffusion.text_term import LatentEncoder, LatentResidual, latent_residual, statement_values


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
        capsules: of the body model, or None to let limbs pass through one another (training).
        beginnings: where to begin anew when words alone are not obeyed, or None to leave it at that.
    """

    def __init__(
        self,
        kinematics: Kinematics,
        limits: Limits,
        encoder: LatentEncoder | None = None,
        scales: Scales | None = None,
        capsules: Capsules | None = None,
        beginnings: Beginnings | None = None,
    ) -> None:
        self.kinematics, self.limits, self.encoder = kinematics, limits, encoder
        self.scales = scales or Scales()
        self.beginnings = beginnings
        self.ways = ArmWays()
        self.objective = Objective(kinematics, limits, capsules, self.scales)

    def nudge(
        self, start: State, network: State | None, evidence: Evidence, weights: Weights, *, narrowing: float
    ) -> State:
        """One Gauss-Newton step from ``start``, taken as it comes: enough between two denoising steps, of which the next begins anew."""
        known = self.objective.known(start, network, evidence, weights, narrowing)
        here = self.objective.linearise(start, known)
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
        objective = self.objective
        known = objective.known(start, network, evidence, weights, narrowing, latent)
        if other is not None and len(start.betas) == 1:
            both = objective.linearise(State.joined([start, other]), known)  # what is known of one body broadcasts over two
            here = both.one(int(both.energy.argmin()))
        else:
            here = objective.linearise(start, known)
            if other is not None:
                here = here.better(objective.linearise(other, known))
        return self._descend(here, known, iterations).state

    def _descend(self, here: System, known: Known, iterations: int) -> System:
        """Levenberg-Marquardt iterations until no body of the batch gains any more."""
        damping = torch.full_like(here.energy, self.scales.damping)
        for _ in range(iterations):
            step = self._step(here, known.weights, damping)
            there = self.objective.linearise(self._move(here.state, step, here.above), known)
            gain = here.energy - there.energy
            damping = torch.where(gain > 0, damping * 0.3, damping * 8.0)
            done = (gain >= 0) & (gain < self.scales.enough * (1.0 + here.energy))
            here = here.better(there)
            if bool(done.all()):
                break
        return here

    def reconsider(
        self, found: State, network: State | None, evidence: Evidence, weights: Weights, iterations: int = 12
    ) -> State:
        """Begin anew where words alone have not been obeyed: from many rough bodies, of which the cheaper few are followed to the end.

        Args:
            found: what the solve came to.
            iterations: at most so many for the few.
        """
        if self.beginnings is None or evidence.free is None or weights.text <= 0 or not len(evidence.statements):
            return found
        alone = (evidence.confidence <= 0).all(1) | (weights.keypoints <= 0)
        if not bool(alone.any()):
            return found
        values = statement_values(self.kinematics, found, evidence)
        unmet = (~evidence.statements.satisfied(values) & (evidence.statement_weight > 0)).any(1)
        posture = evidence.free[:, 0] > 0
        anew = (unmet | posture) & alone
        bodies = [found.one(index) for index in range(len(anew))]
        for index in anew.nonzero()[:, 0].tolist():
            bodies[index] = self._from_anew(
                bodies[index], network.one(index) if network else None, evidence.one(index), weights, iterations
            )
        return State.joined(bodies)

    def _from_anew(
        self, found: State, network: State | None, evidence: Evidence, weights: Weights, iterations: int
    ) -> State:
        """The best of one body and what the beginnings lead to. A beginning takes the place of the network's estimate: it is as natural a body."""
        assert self.beginnings is not None and evidence.free is not None
        starts = worth_following(self.objective, self.beginnings, self.ways, found, evidence)
        return self._best_of(starts, found, network, evidence, weights, iterations)

    def rearranged(self, found: State, network: State | None, evidence: Evidence, weights: Weights, iterations: int = 12) -> State:
        """Try other ways of holding the arms, where words alone led them a crooked way or not quite where they should be."""
        if self.beginnings is None or evidence.free is None or weights.text <= 0 or not len(evidence.statements):
            return found
        alone = (evidence.confidence <= 0).all(1) | (weights.keypoints <= 0)
        if not bool(alone.any()):
            return found
        crooked = self.objective.crooked(found, evidence) & alone
        bodies = [found.one(index) for index in range(len(crooked))]
        for index in crooked.nonzero()[:, 0].tolist():
            starts = self.ways.around(bodies[index], evidence.free[index])
            if starts is not None:
                ahead = network.one(index) if network else None
                bodies[index] = self._best_of(starts, bodies[index], ahead, evidence.one(index), weights, iterations)
        return State.joined(bodies)

    def uncovered(self, found: State, network: State | None, evidence: Evidence, weights: Weights, iterations: int = 12) -> State:
        """Try other ways of holding arms that keypoints do not show, where they miss what is said of them or bend as no arm does.

        A raised arm does not find the hip by itself.
        """
        if self.beginnings is None or evidence.free is None or evidence.moves is None or weights.text <= 0 or weights.keypoints <= 0:
            return found
        hidden = (joints_seen(evidence) <= 0) & (evidence.confidence > 0).any(1, keepdim=True) & (evidence.free > 0)
        if not len(evidence.statements) or not bool(hidden.any()):
            return found
        missed = ~evidence.statements.satisfied(statement_values(self.kinematics, found, evidence)) & (evidence.statement_weight > 0)
        asked = hidden & ((missed[..., None] * evidence.moves).amax(1) > 0)
        if weights.prior > 0:
            asked = asked | (hidden & self.objective.misshapen(found, hidden.to(evidence.free)))
        bodies = [found.one(index) for index in range(len(asked))]
        for index in asked.any(1).nonzero()[:, 0].tolist():
            starts = self.ways.around(bodies[index], asked[index].to(evidence.free))
            if starts is not None:
                ahead = network.one(index) if network else None
                bodies[index] = self._best_of(starts, bodies[index], ahead, evidence.one(index), weights, iterations, asked[index])
        return State.joined(bodies)

    def _best_of(
        self, starts: State, found: State, network: State | None, evidence: Evidence, weights: Weights, iterations: int,
        anew: Tensor | None = None,
    ) -> State:
        """The cheapest of one body and what some beginnings, more and more closely followed, lead to.

        ``anew`` [24]: the only joints that are begun anew (None: all). The others are held to the network's estimate as they were: else a standing body
        would sit down so that its hidden hand is on the ground.
        """
        ahead = network if anew is not None else None

        def as_natural(state: State) -> State:
            if ahead is None or anew is None:
                return state
            rotations = torch.where(anew[:, None, None], state.rotations, ahead.rotations)
            return State(rotations, ahead.betas.expand_as(state.betas), state.transl)

        natural, here = as_natural(starts), None
        for keep, rounds in ((len(starts.betas), 0), (12, 3), (4, iterations)):
            if here is not None:
                cheapest = here.energy.topk(min(keep, len(here.energy)), largest=False).indices
                keep = len(cheapest)
                # A rough body is natural by and large: where it has come to is what holds it from then on, not the round numbers it began with.
                starts = here.state.chosen(cheapest)
                natural = as_natural(starts)
            known = self.objective.known(starts, natural, evidence.repeat(keep), weights, 1.0)
            here = self._descend(self.objective.linearise(starts, known), known, rounds)
        assert here is not None
        before = self.objective.linearise(found, self.objective.known(found, network, evidence, weights, 1.0))
        cheapest = here.energy.argmin()
        return here.state.one(int(cheapest)) if bool(here.energy[cheapest] < before.energy[0]) else found

    def latent_term(self, state: State, evidence: Evidence, weights: Weights) -> LatentResidual | None:
        """The latent term at a body, or None where it has no say. The one backward pass of a step: taken once, not at every iteration."""
        if self.encoder is None or weights.text <= 0 or not bool((evidence.latent_mask > 0).any()):
            return None
        return latent_residual(self.encoder, state, self.kinematics.world_rotations(state.rotations), evidence)

    def _step(self, here: System, weights: Weights, damping: Tensor) -> Tensor:
        """The damped Gauss-Newton step [B, 85] that respects joint limits.

        A limit that the free step would cross becomes part of the system, and the step is solved for again: a hinge that is only seen
        once it is violated makes every step across it fail.
        """
        step = -_solve(here.hessian, here.gradient, damping)
        if weights.prior <= 0:
            return step
        strength = weights.prior / self.scales.limit**2
        down = here.above.transpose(-1, -2)
        crossed = torch.zeros_like(here.aa)
        for _ in range(2):
            then = here.aa + (down @ step[:, :TURNS].reshape(-1, NUM_JOINTS, 3)[..., None]).squeeze(-1)
            low, high = self.limits.bounds
            over, under = then > high, then < low
            across = (over | under).to(then)
            if here.bends is None and bool((across == crossed).all()):
                break  # the same system again
            crossed, active = across, across * strength
            miss = torch.where(over, here.aa - self.limits.high, here.aa - self.limits.low).clamp(-0.6, 0.6)
            hessian, gradient = here.hessian.clone(), here.gradient.clone()
            _blocks(hessian).add_((here.above @ (active[..., None] * down)).permute(0, 2, 3, 1))
            gradient[:, :TURNS] += (here.above @ (active * miss)[..., None]).flatten(1)
            if here.bends is not None:
                self._hold_anatomy(here.bends, step, hessian, gradient, weights)
            step = -_solve(hessian, gradient, damping)
        return step

    def _hold_anatomy(self, bends: Bends, step: Tensor, hessian: Tensor, gradient: Tensor, weights: Weights) -> None:
        """Adds the bounds of anatomy that a step would cross, but for those that are crossed already: the objective has them."""
        anatomy, slope = self.objective.anatomy, bends.slope.flatten(2)
        then = bends.value + (slope @ step[:, :TURNS, None]).squeeze(-1)
        active = ((anatomy.outside(then) != 0) & (anatomy.outside(bends.value) == 0)).to(then)
        miss = torch.where(then > anatomy.high, bends.value - anatomy.high, bends.value - anatomy.low).clamp(-0.6, 0.6)
        firm = slope * (active * weights.prior / self.scales.anatomy**2)[..., None]
        hessian[:, :TURNS, :TURNS] += firm.transpose(1, 2) @ slope
        gradient[:, :TURNS] += (firm * miss[..., None]).sum(1)

    def _move(self, state: State, step: Tensor, above: Tensor) -> State:
        step = torch.nan_to_num(step)
        turn = step[:, :TURNS].reshape(-1, NUM_JOINTS, 3)
        # The whole step is shortened, not each joint's share: a limb's joints turn together, and their turns add up.
        most = torch.linalg.vector_norm(turn, dim=-1).amax(1)
        shorter = self.scales.most_turn / most.clamp(min=self.scales.most_turn)
        step = step * shorter[:, None]
        turn = turn * shorter[:, None, None]
        local = (above.transpose(-1, -2) @ turn[..., None]).squeeze(-1)
        rotations = axis_angle_to_matrix(local) @ state.rotations
        betas = (state.betas + step[:, TURNS : TURNS + NUM_BETAS].clamp(-1.0, 1.0)).clamp(-5.0, 5.0)
        transl = state.transl + step[:, -3:].clamp(-1.0, 1.0)
        transl = torch.cat((transl[:, :2], transl[:, 2:].clamp(min=0.3)), 1)
        return State(rotations, betas, transl)

    def terms(self, state: State, network: State | None, evidence: Evidence) -> Terms:
        """Mean size of each term at a body, unweighted."""
        kin = self.kinematics
        points = state.posed(kin)
        rows = keypoints_of(kin, state, evidence)
        depth = points.positions[:, 0, 2].clamp(min=0.2)
        seen = evidence.confidence
        pixels = torch.linalg.vector_norm(rows.residual, dim=-1) * (evidence.focal / depth)[:, None]
        keypoints = (pixels * seen).sum(1) / seen.sum(1).clamp(min=1e-6)
        zero = torch.zeros_like(depth)
        text = zero
        if len(evidence.statements):
            miss = evidence.statements.violations(statement_values(kin, state, evidence)).abs()
            text = (miss * evidence.statement_weight).sum(1) / evidence.statement_weight.sum(1).clamp(min=1e-6)
        initial = rotation_angle(evidence.initial.rotations, state.rotations).mean(1)
        prior = zero if network is None else rotation_angle(network.rotations, state.rotations).mean(1)
        return Terms(keypoints, text, initial, prior)


def _blocks(hessian: Tensor) -> Tensor:
    """The 3 x 3 blocks of the joints on the Hessian's diagonal, a view [B, 3, 3, 24]."""
    turns = hessian[:, :TURNS, :TURNS].unflatten(1, (NUM_JOINTS, 3)).unflatten(3, (NUM_JOINTS, 3))
    return turns.diagonal(dim1=1, dim2=3)


def _solve(hessian: Tensor, gradient: Tensor, damping: Tensor) -> Tensor:
    """Solve the damped normal equations; a system that is not positive definite in float32 is solved again with stronger damping."""
    scale = hessian.diagonal(dim1=-2, dim2=-1)
    relative, most = damping[:, None] * scale.clamp(min=1.0), scale.amax(-1, keepdim=True)
    for extra in (1e-6, 1e-4, 1e-2):
        damped = hessian.clone()
        damped.diagonal(dim1=1, dim2=2).add_(relative + extra * most)
        factor, info = torch.linalg.cholesky_ex(damped)
        if not bool(info.any()):
            return torch.cholesky_solve(gradient[..., None], factor).squeeze(-1)
    return gradient / most
