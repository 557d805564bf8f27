"""The objective of the proximal step, linearised: what every term asks of a body, as one small system of normal equations.

    E(x) = sum_k w_k rho_k(r_k(x))^2 + lambda |x - x0_net|^2

Unknowns are a world-frame rotation increment at each joint, betas and the camera translation (72 + 10 + 3 = 85). Terms on points
(keypoints, statements, collisions, the latent) give rows of a Jacobian; terms on a joint's own rotation (network, initial body, limits, pins) have
the identity for a Jacobian and go onto the diagonal. No automatic differentiation, and as few tensor operations as it takes: for a single body their
number is the whole cost.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import torch
from torch import Tensor

from core.body.collision import Capsules
from core.body.kinematics import Kinematics, Points, parent_rotations
from core.body.measures import MeasureTable
from core.body.rotations import matrix_to_axis_angle, yaw_frame
from core.body.skeleton import KEYPOINT_POINTS, NUM_BETAS
from core.diffusion.anatomy import Anatomy, Bends
from core.diffusion.firmness import HIPS, Firmness
from core.diffusion.keypoint_term import keypoint_jacobian, keypoints_of
from core.diffusion.limits import Limits
from core.diffusion.problem import Evidence, State, Weights
from core.diffusion.scales import Scales, held_to_initial, robust
from core.diffusion.system import SIZE, System
from core.diffusion.text_term import LatentResidual, statement_values, statements_of

_KEYPOINT_INDEX = torch.tensor(KEYPOINT_POINTS)
_MISSED, _BENT, _INSIDE = 0.005, 0.05, 0.012
"""Metres off what is said, radians outside what a joint does, metres inside another limb (beyond contact): from there on another way is looked for."""
_HELD = 1e5
"""Precision of what a person holds: pins (rad^-2) and the shape."""


@dataclass(frozen=True)
class Known:
    """What stays the same over the iterations of one solve.

    Attributes:
        widen: how many times wider the kernels are.
        references: names of what each joint's rotation is told from, and ``rested`` [N + 1, B, 24, 3, 3] those rotations transposed. The last are
            joints at rest, from which limits are told (but the initial body's for the pelvis, which has none and may be half a turn away).
        hold: [N, B, 24], precision (rad^-2) with which each reference holds the joints, and ``narrow`` [N, 1, 1] one over its kernel's width squared
            (0: no kernel).
        keypoints: [B, 25], precision (m^-2) of each keypoint.
        text_firmness, text_width: [B, S] precision (m^-2) and kernel's width of statements about what keypoints do not see, and about what they do.
        shape: precisions [K, 1, 1] and the betas [K, B, 10] that they hold to; ``stay`` [B, 1]: precision (m^-2) of the body's place.
        seen: [B, 24], how well keypoints tell of each joint; ``alone`` [B, 1]: 1 where there are none at all.
        held: [B, 24], precision (rad^-2) with which joints stay as in the initial body; None where none does.
        standing: [B, 2, 3, 3], rotations of the initial body's hips, told from its heading.
        follows: [B, S, 24], how far each joint follows each statement, 0..1; None: all follow.
    """

    network: State | None
    evidence: Evidence
    weights: Weights
    widen: float
    latent: LatentResidual | None
    references: tuple[str, ...]
    rested: Tensor
    hold: Tensor
    narrow: Tensor
    keypoints: Tensor
    text_firmness: tuple[Tensor, Tensor]
    text_width: tuple[Tensor, Tensor]
    shape: tuple[Tensor, Tensor]
    stay: Tensor
    seen: Tensor
    alone: Tensor
    held: Tensor | None
    standing: Tensor | None
    follows: Tensor | None

    @cached_property
    def bounded(self) -> Tensor | None:
        """[B, 24], 1 for joints of which words alone tell: all where there are no keypoints, those that words speak of where none shows; None: no joint.

        Who is seen is seen to bend as they do; words alone leave it open, so that anatomy has to tell.
        """
        joints = self.alone.expand_as(self.seen)
        if self.evidence.free is not None:
            joints = torch.maximum(joints, ((self.seen <= 0) & (self.evidence.free > 0)).to(joints))
        return joints if bool((joints > 0).any()) else None


@dataclass(frozen=True)
class _Rows:
    """Rows with residuals and precisions [B, R]; ``energy`` [B] is what they cost, ``jacobian`` works out their Jacobian [B, R, 85]."""

    jacobian: Callable[[], Tensor]
    residual: Tensor
    precision: Tensor
    energy: Tensor


class Objective:
    """What a body costs, term by term.

    Args:
        kinematics, capsules: of the body model; without capsules limbs may pass through one another.
        limits: joint limits.
        scales: how terms compare.
    """

    def __init__(self, kinematics: Kinematics, limits: Limits, capsules: Capsules | None, scales: Scales) -> None:
        self.kinematics, self.limits, self.capsules, self.scales = kinematics, limits, capsules, scales
        self.anatomy = Anatomy()
        self._firmness = Firmness(kinematics, scales)

    def known(
        self,
        start: State,
        network: State | None,
        evidence: Evidence,
        weights: Weights,
        narrowing: float,
        latent: LatentResidual | None = None,
    ) -> Known:
        """What the iterations of one solve share. ``narrowing`` 0..1: from ``Scales.widest`` times the kernels' widths to the widths."""
        initial = evidence.initial
        given = self._firmness.of(evidence, weights)
        widen = self.scales.widest ** (1.0 - narrowing)
        # Who raises the weight insists: the kernel lets go later, too.
        louder = max(1.0, weights.initial) ** 2
        # What each joint's rotation is told from: rotations, precision, one over the kernel's width squared
        references = {"initial": (initial.rotations, given.near, (self.scales.initial_width * louder * widen) ** -2)}
        if network is not None and weights.prior > 0:
            references["network"] = (network.rotations, given.trust, 0.0)
        if evidence.pinned is not None and evidence.pins is not None:
            references["pins"] = (evidence.pins, evidence.pinned * _HELD, 0.0)
        if latent is not None:
            references["start"] = (start.rotations, torch.zeros_like(given.seen), 0.0)  # where the latent term was linearised
        told_from, holds, narrow = zip(*references.values(), strict=True)
        rested = torch.stack([*told_from, given.rest]).transpose(-1, -2)
        said = weights.text * max(1.0, weights.text) * evidence.statement_weight
        firmness = (said * given.text_firmness[0], said * given.text_firmness[1])
        width = (given.text_width[0] * widen, given.text_width[1] * widen)
        return Known(
            network, evidence, weights, widen, latent, tuple(references), rested, torch.stack(holds), rested.new_tensor(narrow)[:, None, None],
            given.keypoints, firmness, width, self._shapes(network, evidence, weights), given.stay, given.seen, given.alone, given.held, given.standing,
            given.follows,
        )  # fmt: skip

    def insisted_initial(self, weights: Weights) -> float:
        """How many times more firmly than at weight 1 a limb is held to the initial body where words are alone."""
        return self._firmness.insisted_initial(weights)

    def _shapes(self, network: State | None, evidence: Evidence, weights: Weights) -> tuple[Tensor, Tensor]:
        """What holds the betas: precisions [K, 1, 1] and betas [K, B, 10]."""
        s, initial = self.scales, evidence.initial.betas
        near = held_to_initial(weights.initial, initial.new_tensor(s.initial_betas), s.initial_betas_most)
        wanted = [(float(near), initial)]
        if network is not None and weights.prior > 0:
            wanted.append((weights.prior / s.prior_betas**2, network.betas))
        if evidence.shape is not None:
            wanted.append((_HELD, evidence.shape))
        return initial.new_tensor([strength for strength, _ in wanted])[:, None, None], torch.stack([betas for _, betas in wanted])

    def linearise(self, state: State, known: Known) -> System:
        """The objective at a body with its gradient and Gauss-Newton Hessian in the 85 unknowns."""
        s, evidence, weights = self.scales, known.evidence, known.weights
        points = state.posed(self.kinematics)
        above = parent_rotations(points.rotations)
        # All logarithms are taken at once.
        logarithms = matrix_to_axis_angle(state.rotations @ known.rested)
        aa = logarithms[-1]
        off = (above @ logarithms[:-1, ..., None]).squeeze(-1)  # [N, B, 24, 3]

        rows: list[_Rows] = []
        if weights.keypoints > 0:
            rows.append(self._keypoints(points, state, known))
        if weights.text > 0 and len(evidence.statements):
            rows += self._statements(points, state, known)
        if known.latent is not None:
            rows.append(self._latent(known.latent, off[known.references.index("start")], known))
        if known.held is not None and known.standing is not None:
            rows.append(self._standing(points, known.held, known.standing))
        if self.capsules is not None and weights.prior > 0:
            rows += self._collisions(points, state, weights)
        bends = None
        if weights.prior > 0 and known.bounded is not None:
            bends = self.anatomy.bends(state.rotations, above, known.bounded)
            rows.append(self._anatomy(bends, known))
        # Terms on each joint's own rotation, with robust's kernel: energy sum hold share |off|^2, and hold share^2 for a precision.
        square = off.square().sum(-1)
        share = 1.0 / (1.0 + square * known.narrow)
        fading = known.hold * share
        energy = (fading * square).sum((0, 2))
        firm = fading * share
        turn_firm, turn_pull = firm.sum(0), (firm[..., None] * off).sum(0)
        if known.held is not None:
            local = known.held.clone()
            local[:, HIPS] = 0.0
            cost, share = robust(square[0].sqrt(), s.held_width)
            energy = energy + (local * cost).sum(1)
            turn_firm, turn_pull = turn_firm + local * share, turn_pull + (local * share)[..., None] * off[0]
        if known.network is not None and weights.prior > 0:
            energy = energy + (weights.prior / s.limit**2) * self.limits.outside(aa).square().sum((1, 2))
        # Those on betas and translation [B, 13]
        last, miss, cost = self._shape_and_place(state, known)
        energy = torch.stack([energy, cost, *(r.energy for r in rows)]).sum(0)

        def normal() -> tuple[Tensor, Tensor]:
            diagonal = torch.cat((turn_firm[..., None].expand(-1, -1, 3).flatten(1), last), 1)
            pull = torch.cat((turn_pull.flatten(1), miss), 1)
            if not rows:
                return torch.diag_embed(diagonal), pull
            jacobian = torch.cat([r.jacobian() for r in rows], 1)
            residual, precision = (torch.cat([getattr(r, name) for r in rows], 1) for name in ("residual", "precision"))
            weighted = (jacobian * precision[..., None]).transpose(1, 2)
            hessian = weighted @ jacobian
            hessian.diagonal(dim1=1, dim2=2).add_(diagonal)
            return hessian, pull + (weighted @ residual[..., None]).squeeze(-1)

        return System(state, energy, above, aa, bends, normal)

    def crooked(self, state: State, evidence: Evidence) -> Tensor:
        """Whether each body [B] misses a statement (tolerances do not count), bends as no body does, or runs through itself."""
        points = state.posed(self.kinematics)
        read = statement_values(self.kinematics, state, evidence)
        missed = evidence.statements.violations(read).abs() * (evidence.statement_weight > 0)
        bends = self.anatomy.bends(state.rotations, parent_rotations(points.rotations))
        crooked = (missed > _MISSED).any(1) | (self.anatomy.outside(bends.value).abs() > _BENT).any(1)
        if self.capsules is not None:
            crooked = crooked | (self.capsules.depths(points.positions, state.betas) > _INSIDE).any(1)
        return crooked

    def misshapen(self, state: State, joints: Tensor) -> Tensor:
        """Of which joints [B, 24], among those given [B, 24], the bends are none that a body has."""
        above = parent_rotations(state.posed(self.kinematics).rotations)
        bends = self.anatomy.bends(state.rotations, above, joints)
        outside = (self.anatomy.outside(bends.value).abs() > _BENT) * bends.counts
        return (outside[..., None] * self.anatomy.moved).amax(1) > 0

    # ------------------------------------------------------------------------------------------- rows, term by term

    def _keypoints(self, points: Points, state: State, known: Known) -> _Rows:
        s, evidence, kin = self.scales, known.evidence, self.kinematics
        term = keypoints_of(kin, state, evidence)
        size, width = torch.linalg.vector_norm(term.residual, dim=-1), s.keypoint_width * known.widen
        cost, share = robust(size, width)

        def jacobian() -> Tensor:
            turns = keypoint_jacobian(points.positions, term.slope, kin.moved)
            shape = kin.shape_jacobian(points.rotations, _KEYPOINT_INDEX.to(points.positions.device))
            return torch.cat((turns.flatten(3), term.slope @ shape, term.slope), -1).flatten(1, 2)

        precision = (known.keypoints * share)[..., None].expand(-1, -1, 2).flatten(1)
        return _Rows(jacobian, term.residual.flatten(1), precision, (known.keypoints * cost).sum(1))

    def _statements(self, points: Points, state: State, known: Known) -> list[_Rows]:
        evidence = known.evidence
        says = statements_of(self.kinematics, state, evidence)
        reach = torch.linalg.vector_norm(says.jacobian, dim=-1)
        if evidence.moves is not None:
            reach = reach * evidence.moves
        # Share of what is to move that keypoints see
        told = (reach @ known.seen[..., None]).squeeze(-1) / reach.sum(-1).clamp(min=1e-6)
        cost, share = robust(says.residual, torch.lerp(*known.text_width, told))
        strength = torch.lerp(*known.text_firmness, told)
        firm = strength * share
        slope = says.jacobian if known.follows is None else says.jacobian * known.follows[..., None]
        rows = [_Rows(lambda: _pad(slope.flatten(2)), says.residual, firm, (strength * cost).sum(1))]
        if len(evidence.statements.distances):
            rows.append(self._bending(points, says.residual, firm, evidence.statements))
        return rows

    def _bending(self, points: Points, residual: Tensor, precision: Tensor, table: MeasureTable) -> _Rows:
        """Second-order rows of distances that are too long; their residual is zero."""
        across = table.crosswise(points)
        jacobian = self.kinematics.turn_jacobian(points.positions, across.slopes.flatten(1, 2)).flatten(2)
        of = across.constraint
        bend = precision[:, of] * ((across.sign * residual[:, of]).clamp(min=0.0) / across.lengths)
        precision = bend[..., None].expand(-1, -1, 2).flatten(1)
        return _Rows(lambda: _pad(jacobian), torch.zeros_like(precision), precision, torch.zeros_like(residual[:, 0]))

    def _latent(self, latent: LatentResidual, moved: Tensor, known: Known) -> _Rows:
        """The latent term, linearised where the solve began; ``moved`` [B, 24, 3]: turns since then."""
        miss = (latent.residual + (latent.jacobian * moved).sum((1, 2))).clamp(min=0.0)
        firm = known.evidence.latent_mask.amax(1) * known.weights.text / self.scales.latent**2
        count = len(miss)
        return _Rows(
            lambda: _pad(latent.jacobian.flatten(1)[:, None]).expand(count, -1, -1), miss[:, None], firm[:, None].expand(count, -1), firm * miss.square()
        )

    def _standing(self, points: Points, held: Tensor, standing: Tensor) -> _Rows:
        """Legs of which no word speaks keep their place under a pelvis that tilts, and follow its heading."""
        wanted = yaw_frame(points.rotations[:, :1]) @ standing
        error = matrix_to_axis_angle(points.rotations[:, HIPS] @ wanted.transpose(-1, -2)).flatten(1)
        jacobian = error.new_zeros(1, 6, SIZE)
        eye = torch.eye(3, dtype=error.dtype, device=error.device)
        for row, joint in enumerate(HIPS):
            jacobian[0, 3 * row : 3 * row + 3, :3] = eye * eye.new_tensor([1.0, 0.0, 1.0])  # no turn about the camera's y
            jacobian[0, 3 * row : 3 * row + 3, 3 * joint : 3 * joint + 3] = eye
        size, width = torch.linalg.vector_norm(error.unflatten(1, (2, 3)), dim=-1), self.scales.held_width
        cost, share = robust(size, width)
        precision = (held[:, HIPS] * share).repeat_interleave(3, 1)
        return _Rows(lambda: jacobian.expand(len(error), -1, -1), error, precision, (held[:, HIPS] * cost).sum(1))

    def _collisions(self, points: Points, state: State, weights: Weights) -> list[_Rows]:
        assert self.capsules is not None
        found = self.capsules.collisions(points.positions, state.betas)
        if found is None:
            return []
        collided = found

        def jacobian() -> Tensor:
            return _pad(self.kinematics.turn_jacobian(points.positions, collided.gradient).flatten(2))

        precision = torch.full_like(found.depth, weights.prior / self.scales.collision**2)
        return [_Rows(jacobian, found.depth, precision, (precision * found.depth.square()).sum(1))]

    def _anatomy(self, bends: Bends, known: Known) -> _Rows:
        miss = self.anatomy.outside(bends.value)
        precision = (known.weights.prior / self.scales.anatomy**2) * (miss != 0) * bends.counts
        return _Rows(lambda: _pad(bends.slope.flatten(2)), miss, precision, (precision * miss.square()).sum(1))

    def _shape_and_place(self, state: State, known: Known) -> tuple[Tensor, Tensor, Tensor]:
        """Precision and gradient [B, 13] of betas and translation, and what they cost [B]."""
        s = self.scales
        strength, wanted = known.shape
        off = state.betas - wanted  # [K, B, 10]
        pulled = strength * off
        pull, cost = pulled.sum(0), (pulled * off).sum((0, 2))
        away = state.transl - known.evidence.initial.transl
        back = known.stay * away
        shape = strength.sum(0).expand_as(pull)
        beyond = state.betas - state.betas.clamp(-s.most_betas, s.most_betas)
        if bool(beyond.any()):
            # Whatever the sliders say, a body is not made a dwarf or a giant to explain the picture.
            rim = (beyond != 0) / s.beyond_betas**2
            inward = rim * beyond
            shape, pull, cost = shape + rim, pull + inward, cost + (inward * beyond).sum(1)
        diagonal = torch.cat((shape, known.stay.expand(len(pull), 3)), 1)
        return diagonal, torch.cat((pull, back), 1), cost + (back * away).sum(1)


def _pad(turns: Tensor) -> Tensor:
    """Rows that depend on rotations alone [B, R, 72] -> [B, R, 85]."""
    return torch.nn.functional.pad(turns, (0, NUM_BETAS + 3))
