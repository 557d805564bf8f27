"""How firmly each term holds: precisions of keypoints, words, initial body and network's estimate, from the evidence and the weights alone.

The steps of a run share all of it: they differ only in how far each statement is relied on, and in how wide the kernels are. So it is worked out once
and kept with the initial body.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from core.body.kinematics import Kinematics
from core.body.rotations import yaw_frame
from core.body.skeleton import JOINT_INDEX, JOINT_NAMES, NUM_JOINTS, PART_JOINTS
from core.diffusion.problem import Evidence, Weights
from core.diffusion.scales import Scales, held_to_initial
from core.diffusion.seen import joints_seen

HIPS = [JOINT_INDEX["left_hip"], JOINT_INDEX["right_hip"]]
_REST = torch.eye(3).expand(NUM_JOINTS - 1, 3, 3)
_HAND = 0.1
"""Metres."""


@dataclass(frozen=True)
class Given:
    """What hangs on the evidence and the weights alone. Names as in ``objective.Known``, but:

    Attributes:
        near, trust: [B, 24], rad^-2, how firmly the initial body and the network's estimate hold the joints.
        rest: [B, 24, 3, 3], joints at rest (the pelvis as in the initial body).
        text_firmness, text_width: of words at weight 1, with the narrowest kernel.
        follows: [B, S, 24], how far a joint follows each statement, 0..1: what is seen and not spoken of does not; None: all follow.
    """

    seen: Tensor
    alone: Tensor
    held: Tensor | None
    standing: Tensor | None
    near: Tensor
    trust: Tensor
    rest: Tensor
    keypoints: Tensor
    stay: Tensor
    text_firmness: tuple[Tensor, Tensor]
    text_width: tuple[Tensor, Tensor]
    follows: Tensor | None


class Firmness:
    """Works out ``Given``.

    Args:
        kinematics: of the body model.
        scales: how terms compare.
    """

    def __init__(self, kinematics: Kinematics, scales: Scales) -> None:
        self.kinematics, self.scales = kinematics, scales
        trunk = torch.tensor([name in PART_JOINTS["torso"] for name in JOINT_NAMES])
        unseen = torch.where(trunk, scales.prior_trunk, scales.prior_unseen) ** -2
        # With no keypoints at all the body turns as freely as a limb: what words do not speak of is held.
        spine = trunk.clone()
        spine[0] = False
        turning = torch.where(spine, scales.prior_trunk, scales.prior_alone) ** -2
        self._unseen = torch.stack((unseen, turning)).to(kinematics.rest)
        # By how much a turn of each joint moves the body's joints (root mean square of all, m a radian); what carries little counts as a hand.
        away = torch.linalg.vector_norm(kinematics.rest[None, :NUM_JOINTS] - kinematics.rest[:NUM_JOINTS, None], dim=-1)
        self._levers = (kinematics.moved[:, :NUM_JOINTS] * away.square()).mean(1).sqrt().clamp(min=_HAND)

    def of(self, evidence: Evidence, weights: Weights) -> Given:
        """Of evidence and weights; what was worked out before is taken from the initial body."""
        e = evidence
        by = (self, weights, e.confidence, e.initial_mask, e.landmark_mask, e.free, e.insisted, e.statements)
        return e.initial.once("given", by, lambda: self._worked_out(evidence, weights))

    def _worked_out(self, evidence: Evidence, weights: Weights) -> Given:
        s, initial = self.scales, evidence.initial.rotations
        seen = joints_seen(evidence) if weights.keypoints > 0 else torch.zeros_like(evidence.confidence[:, :NUM_JOINTS])
        alone = torch.ones_like(seen[:, :1])
        if weights.keypoints > 0:
            alone = 1.0 - (evidence.confidence > 0).to(seen).amax(1, keepdim=True)
        held = standing = None
        firmer = max(1.0, self.insisted_initial(weights))
        if evidence.free is not None and weights.initial > 0:
            # Words alone move what they speak of. Keypoints, where there are any, tell more of the rest than the initial body does.
            held = alone * (1.0 - evidence.free) * (weights.initial * firmer / s.held**2) * evidence.initial_mask[:, None]
            if bool((held > 0).any()):
                heading = yaw_frame(initial[:, :1]).transpose(-1, -2)
                standing = heading @ self.kinematics.world_rotations(initial)[:, HIPS]
            else:
                held = None
        detected = evidence.landmark_mask[:, None] > 0
        sigma = torch.where(alone > 0, s.initial_alone, torch.where(detected, s.initial_detected, s.initial)).to(seen)
        near = held_to_initial(weights.initial, sigma, s.initial_most / self._levers) * evidence.initial_mask[:, None]
        sure = torch.where(detected, s.prior_detected**-2, s.prior**-2).expand_as(seen).to(seen)
        trust = weights.prior * torch.lerp(torch.lerp(self._unseen[:1], self._unseen[1:], alone), sure, seen)
        rest = torch.cat((initial[:, :1], _REST.to(initial).expand(len(initial), -1, -1, -1)), 1)
        # What a person placed is certain (confidence 1); the detector's own error is known.
        erring = detected & (evidence.confidence < 1.0)
        keypoints = evidence.confidence * torch.where(erring, weights.keypoints / s.keypoint_detected**2, weights.keypoints / s.keypoint**2)
        # Depth is weakly known from few keypoints: stay near where the body was placed; with none, stay there.
        placed = (evidence.confidence > 0).sum(1, keepdim=True) * (weights.keypoints > 0) >= 2
        stay = torch.where(placed, 1.0 / s.initial_transl**2, 1e4)
        firmness, width = self._strength_of_words(evidence, weights, alone)
        return Given(seen, alone, held, standing, near.expand_as(seen), trust, rest, keypoints, stay, firmness, width, _following(evidence, seen))

    def insisted_initial(self, weights: Weights) -> float:
        """How many times more firmly than at weight 1 a limb is held to the initial body where words are alone."""
        if weights.initial <= 1.0:
            return weights.initial
        sigma = self._levers.new_tensor(self.scales.initial_alone)
        return float(held_to_initial(weights.initial, sigma, self.scales.initial_most / _HAND) * sigma.square())

    def _strength_of_words(self, evidence: Evidence, weights: Weights, alone: Tensor) -> tuple[tuple[Tensor, Tensor], tuple[Tensor, Tensor]]:
        """Precision of each statement at weight 1 and its narrowest kernel's width [B, S]: about what keypoints do not see, and about what they do."""
        s, said = self.scales, evidence.statement_weight
        # Who raises the weight insists: words then count more than in proportion, and the kernel lets go later.
        louder = max(1.0, weights.text)
        on, detected = torch.ones_like(said), evidence.landmark_mask[:, None] > 0
        firm_unseen = torch.where(alone > 0, on * s.text_alone**-2, on * s.text_unseen**-2)
        firm_seen = torch.where(detected, on * s.text_detected**-2, on * s.text**-2)
        wide_unseen = torch.where(alone > 0, on * s.text_width_alone * louder**2, on * s.text_width_unseen * louder**2)
        wide_seen = torch.full_like(said, s.text_width * louder**2)
        if evidence.insisted is not None:
            firm, wide = torch.full_like(said, s.text_insisted**-2), torch.full_like(said, s.text_width_insisted)
            firm_unseen, firm_seen = (torch.lerp(x, firm, evidence.insisted) for x in (firm_unseen, firm_seen))
            wide_unseen, wide_seen = (torch.lerp(x, wide, evidence.insisted) for x in (wide_unseen, wide_seen))
        return (firm_unseen, firm_seen), (wide_unseen, wide_seen)


def _following(evidence: Evidence, seen: Tensor) -> Tensor | None:
    """How far each joint follows each statement [B, S, 24]; None where all do.

    A hidden hand is told where to be by words, and they count for much: but the body that carries it and is seen does not sit down to bring it to the ground.
    """
    if evidence.moves is None or not len(evidence.statements) or not bool((seen > 0).any()):
        return None
    hidden = 1.0 - (evidence.moves * seen[:, None]).sum(-1) / evidence.moves.sum(-1).clamp(min=1.0)
    stays = hidden[..., None] * seen[:, None] * (1.0 - evidence.moves)
    if evidence.insisted is not None:
        stays = stays * (1.0 - evidence.insisted[..., None])
    return 1.0 - stays if bool((stays > 0).any()) else None
