"""Makes training problems for the guided diffusion: a true body, a camera, noisy keypoints, a regressor's mistaken initial body, statements.

The error model follows what is seen of regressors on photographs: a few degrees everywhere, now and then a limb bent the wrong way in depth
(it looks the same in the image), rarely another pose altogether, so that the network also learns to follow words away from a far-off start.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor

from core.body.collision import Capsules
from core.body.kinematics import Kinematics, parent_rotations
from core.body.measures import Constraint, Measure, MeasureTable
from core.body.rotations import CAMERA_TO_UP, axis_angle_to_matrix
from core.body.skeleton import JOINT_INDEX, KEYPOINT_POINTS, NUM_BETAS, NUM_JOINTS
from core.diffusion.keypoint_term import place
from core.diffusion.problem import Evidence, State
from core.training.keypoint_noise import KeypointNoise, hidden_keypoints, misled
from core.training.landmark_simulation import LandmarkSimulation

IMAGE = 1000.0
STATEMENTS = 14

_SIDES = ("left", "right")
FLIPPABLE: tuple[tuple[int, int], ...] = tuple(
    (JOINT_INDEX[f"{s}_{a}"], JOINT_INDEX[f"{s}_{b}"])
    for s in _SIDES
    for a, b in (("shoulder", "elbow"), ("elbow", "wrist"), ("hip", "knee"), ("knee", "ankle"))
)
"""Segments whose depth a regressor gets wrong: (base joint, end joint)."""


def statement_pool() -> MeasureTable:
    """The measures that statements bound, as one table: what words say of arms, legs, trunk and head."""
    measures: list[Measure] = []
    for s in _SIDES:
        o = "right" if s == "left" else "left"
        for point in ("wrist", "elbow"):
            for axis in ("left", "up", "front"):
                measures += [Measure("offset", (f"{s}_{point}", anchor), axis) for anchor in ("pelvis", "neck", f"{s}_shoulder")]
                measures.append(Measure("offset", (f"{s}_{point}", "spine3"), axis, "chest"))
                measures.append(Measure("offset", (f"{s}_{point}", f"{o}_{point}"), axis))
            measures.append(Measure("offset", (f"{s}_{point}", "pelvis"), "front", "camera"))
            measures.append(Measure("offset", (f"{s}_{point}", f"{s}_shoulder"), "front", "camera"))
        for point in ("knee", "ankle"):
            for axis in ("left", "up", "front"):
                measures += [Measure("offset", (f"{s}_{point}", anchor), axis) for anchor in ("pelvis", f"{s}_hip", f"{o}_{point}")]
            measures.append(Measure("offset", (f"{s}_{point}", "pelvis"), "front", "camera"))
        for a, b, c in (("shoulder", "elbow", "wrist"), ("hip", "knee", "ankle")):
            measures += [Measure("angle", (f"{s}_{a}", f"{s}_{b}", f"{s}_{c}"))] * 4
            for start, end in ((a, b), (b, c)):
                for axis in ("up", "front", "left"):
                    measures.append(Measure("direction", (f"{s}_{start}", f"{s}_{end}"), axis))
        for target in ("neck", "head", f"{s}_hip", f"{o}_hip", f"{s}_knee", f"{o}_knee", f"{s}_shoulder", f"{o}_shoulder", f"{o}_elbow", f"{s}_ankle"):
            measures.append(Measure("distance", (f"{s}_wrist", target)))
        measures += [Measure("height", (f"{s}_{p}",)) for p in ("wrist", "knee", "ankle", "big_toe")]
    measures += [Measure("distance", (f"left_{p}", f"right_{p}")) for p in ("wrist", "elbow", "knee", "ankle")]
    measures += [Measure("turn", ("pelvis", "neck"), axes) for axes in ("front/up", "left/up")] * 2
    measures += [Measure("turn", ("spine3", "chest_front"), "left/front", "pelvis")]
    measures += [Measure("turn", ("head", "head_front"), axes, "chest") for axes in ("left/front", "up/front")]
    measures += [Measure("turn", ("head", "head_left"), "up/left", "chest"), Measure("height", ("pelvis",))]
    return MeasureTable([Constraint(m) for m in measures])


@dataclass(frozen=True)
class Batch:
    """``truth`` and what is known of it; ``flip`` [B]: index into ``FLIPPABLE`` of the segment whose depth the initial body has wrong, -1 for none."""

    truth: State
    evidence: Evidence
    flip: Tensor


@dataclass(frozen=True)
class Corruption:
    """How often things go wrong. The defaults are for training; validation sets its own. ``keypoints``: what goes wrong with them
    beyond plain noise (None: nothing); needs the body's capsules."""

    flip: float = 0.55
    second_flip: float = 0.15
    far_off: float = 0.12
    no_keypoints: float = 0.1
    lost_limb: float = 0.25
    no_statements: float = 0.35
    wrong_statements: float = 0.25
    no_initial: float = 0.05
    landmarks: float = 0.4
    turn_noise: tuple[float, float] = (0.03, 0.28)
    root_noise: tuple[float, float] = (0.02, 0.25)
    pixel_noise: tuple[float, float] = (0.5, 7.0)
    betas: float = 0.8
    keypoints: KeypointNoise | None = None


class ProblemMaker:
    """Turns poses into problems. All randomness comes from the generator given.

    Args:
        kinematics: float32 kinematics of the body.
        neutral: a standing pose [24, 3], for initial bodies that know nothing.
        capsules: of the body, where it shall hide its own keypoints (``Corruption.keypoints``).

    Raises:
        ValueError: where capsules are needed and not given.
    """

    def __init__(
        self, kinematics: Kinematics, corruption: Corruption | None = None, neutral: np.ndarray | None = None, capsules: Capsules | None = None
    ) -> None:
        self.kinematics = kinematics
        self.corruption = corruption or Corruption()
        self.capsules = capsules
        if self.corruption.keypoints is not None and capsules is None:
            raise ValueError("keypoints that the body hides need its capsules")
        self.pool = statement_pool()
        self.sight = LandmarkSimulation(kinematics)
        pose = torch.zeros(NUM_JOINTS, 3) if neutral is None else torch.as_tensor(neutral, dtype=torch.float32)
        self.neutral = axis_angle_to_matrix(pose)

    def make(self, poses: Tensor, others: Tensor, g: torch.Generator) -> Batch:
        """Problems from poses [B, 24, 3] (y up); ``others`` [B, 24, 3] serve as far-off initial bodies."""
        c, kin = self.corruption, self.kinematics
        b = poses.shape[0]

        def uniform(low: float, high: float, *shape: int) -> Tensor:
            return low + (high - low) * torch.rand(b, *shape, generator=g)

        def chance(p: float, *shape: int) -> Tensor:
            return torch.rand(b, *shape, generator=g) < p

        def normal(*shape: int) -> Tensor:
            return torch.randn(b, *shape, generator=g)

        # The true body before a camera.
        rotations = axis_angle_to_matrix(poses)
        view = _view(uniform(-np.pi, np.pi), 0.14 * normal(), 0.05 * normal())
        rotations[:, 0] = view @ rotations[:, 0]
        betas = c.betas * normal(NUM_BETAS) * chance(0.8)[:, None]
        focal = uniform(0.7, 1.9) * IMAGE
        distance = uniform(2.2, 5.5) * focal / 1100.0
        center = torch.full((b, 2), IMAGE / 2)
        at = torch.stack((uniform(-0.3, 0.3) * distance / 3, uniform(-0.3, 0.3) * distance / 3, distance), 1)
        rest = kin.pose(rotations, betas).positions[:, 0]
        truth = State(rotations, betas, at - rest)
        points = kin.pose(rotations, betas, truth.transl)

        # Keypoints as a detector gives them.
        p = points.positions[:, list(KEYPOINT_POINTS)]
        pixels = focal[:, None, None] * p[..., :2] / p[..., 2:].clamp(min=0.2) + center[:, None]
        sigma = uniform(*c.pixel_noise, 1) * (0.6 + 0.8 * torch.rand(b, 25, generator=g))
        bad = chance(0.06, 25)
        sigma = torch.where(bad, sigma * 4 + 6, sigma)
        exact, pixels = pixels, pixels + sigma[..., None] * normal(25, 2)
        confidence = torch.where(bad, uniform(0.2, 0.7, 25), uniform(0.7, 1.0, 25))
        if c.keypoints is not None and self.capsules is not None:
            hidden = hidden_keypoints(self.capsules, points.positions, betas)
            said = misled(exact, sigma, confidence, hidden, c.keypoints, g)
            pixels, confidence = said.pixels, said.confidence
        drop = chance(0.04, 25) | (chance(0.5)[:, None] & (torch.arange(25) >= 17)[None])
        drop |= lost_limbs(b, c.lost_limb, g)
        drop |= chance(c.no_keypoints)[:, None]
        drop |= (pixels < -0.05 * IMAGE).any(-1) | (pixels > 1.05 * IMAGE).any(-1)
        confidence = confidence * ~drop

        known = ~chance(c.no_initial)
        initial, flip = self._initial(truth, others, view, uniform, chance, normal)
        sight = self.sight.look(points, g)
        landmarks = torch.cat((sight.world, sight.visibility[..., None]), -1)
        marked = chance(c.landmarks) & (confidence > 0).any(1)
        # A body that nothing is known of starts as the neutral one, facing the camera.
        blank = self.neutral.clone()
        blank[0] = CAMERA_TO_UP
        initial = replace(
            initial, rotations=torch.where(known[:, None, None, None], initial.rotations, blank), betas=initial.betas * known[:, None]
        )
        flip = torch.where(known, flip, -1)
        evidence = Evidence.nothing(initial, focal, center)
        evidence = replace(
            evidence, keypoints=pixels, confidence=confidence, landmarks=landmarks, landmark_mask=marked.float(), initial_mask=known.float(),
        )  # fmt: skip
        no_points = (confidence > 0).sum(1) < 2
        root_fixed = kin.pose(initial.rotations, initial.betas).positions
        loose = truth.transl + torch.where(no_points[:, None], 0.3, 0.0) * normal(3)
        initial = replace(initial, transl=place(root_fixed, replace(evidence, initial=replace(initial, transl=loose))))
        evidence = replace(evidence, initial=initial)
        table, weight = self._statements(truth, uniform, chance, g)
        return Batch(truth, replace(evidence, statements=table, statement_weight=weight), flip)

    def _initial(self, truth: State, others: Tensor, view: Tensor, uniform, chance, normal) -> tuple[State, Tensor]:  # type: ignore[no-untyped-def]
        c, kin = self.corruption, self.kinematics
        b = truth.betas.shape[0]
        noise = uniform(*c.turn_noise, 1, 1) * (0.5 + uniform(0.0, 1.0, NUM_JOINTS, 1)) * normal(NUM_JOINTS, 3)
        noise[:, 0] = uniform(*c.root_noise, 1) * normal(3)
        rotations = truth.rotations @ axis_angle_to_matrix(noise)
        rotations[:, 0] = axis_angle_to_matrix(noise[:, 0]) @ truth.rotations[:, 0]
        betas = truth.betas * uniform(0.0, 1.0, 1) * chance(0.4)[:, None] + 0.2 * normal(NUM_BETAS) * chance(0.3)[:, None]

        flip = torch.full((b,), -1)
        for share in (c.flip, c.second_flip):
            which = torch.where(chance(share), (uniform(0, len(FLIPPABLE))).long().clamp(max=len(FLIPPABLE) - 1), -1)
            rotations = flip_depth(kin, State(rotations, betas, truth.transl), which)
            flip = torch.where(flip < 0, which, flip)

        far = chance(c.far_off)
        stranger = axis_angle_to_matrix(others)
        stranger = torch.where(chance(0.5)[:, None, None, None], stranger, self.neutral.expand(b, -1, -1, -1))
        stranger[:, 0] = torch.where(
            chance(0.5)[:, None, None], rotations[:, 0], view @ axis_angle_to_matrix(others[:, 0] * 0.3)
        )  # fmt: skip
        rotations = torch.where(far[:, None, None, None], stranger, rotations)
        return State(rotations, betas, truth.transl), torch.where(far, -1, flip)

    def statements(self, truth: State, g: torch.Generator) -> tuple[MeasureTable, Tensor]:
        """Statements about bodies, some of them wrong, one table a body, and their weights [B, S], as ``make`` draws them."""
        b = truth.betas.shape[0]

        def uniform(low: float, high: float, *shape: int) -> Tensor:
            return low + (high - low) * torch.rand(b, *shape, generator=g)

        def chance(p: float, *shape: int) -> Tensor:
            return torch.rand(b, *shape, generator=g) < p

        return self._statements(truth, uniform, chance, g)

    def _statements(self, truth: State, uniform, chance, g: torch.Generator) -> tuple[MeasureTable, Tensor]:  # type: ignore[no-untyped-def]
        c, kin, pool = self.corruption, self.kinematics, self.pool
        b = truth.betas.shape[0]
        values = pool.values(kin.pose(truth.rotations, truth.betas, truth.transl), kin.height(truth.betas))
        index = torch.randint(len(pool), (b, STATEMENTS), generator=g)
        value = values.gather(1, index)
        unit = torch.where(pool.lever[index] < 1, 1.3, 1.0)  # radians are about as wide as metres times 1.3
        low, high = value - uniform(0.0, 0.25, STATEMENTS) * unit, value + uniform(0.0, 0.25, STATEMENTS) * unit
        side = uniform(0.0, 1.0, STATEMENTS)
        low = torch.where(side < 0.3, -torch.inf, low)
        high = torch.where(side > 0.7, torch.inf, high)
        wrong = chance(c.wrong_statements)[:, None] & chance(0.25, STATEMENTS)
        # A wrong statement is one that is true of somebody else in the batch.
        other = values[torch.randperm(b, generator=g)].gather(1, index)
        low, high = torch.where(wrong, other - 0.1 * unit, low), torch.where(wrong, other + 0.1 * unit, high)
        share = uniform(0.1, 1.0, 1)
        weight = (uniform(0.0, 1.0, STATEMENTS) < share).float() * uniform(0.6, 1.0, STATEMENTS)
        weight = weight * ~chance(c.no_statements)[:, None]
        return pool.gather(index, low, high), weight


def flip_depth(kinematics: Kinematics, state: State, which: Tensor) -> Tensor:
    """Turn one segment of each body so that its depth changes sign, carrying what hangs on it. ``which`` [B] indexes ``FLIPPABLE``, -1: unchanged.

    Returns local rotations [B, 24, 3, 3].
    """
    points = kinematics.pose(state.rotations, state.betas, state.transl)
    above = parent_rotations(points.rotations)
    rows = torch.arange(which.shape[0])
    ends = torch.tensor(FLIPPABLE)[which.clamp(min=0)]
    base, end = ends[:, 0], ends[:, 1]
    ray = torch.nn.functional.normalize(points.positions[rows, base], dim=-1)
    segment = torch.nn.functional.normalize(points.positions[rows, end] - points.positions[rows, base], dim=-1)
    mirrored = segment - 2 * (segment * ray).sum(-1, keepdim=True) * ray
    axis = torch.linalg.cross(segment, mirrored)
    sine = axis.norm(dim=-1, keepdim=True)
    angle = torch.atan2(sine, (segment * mirrored).sum(-1, keepdim=True))
    swing = axis_angle_to_matrix(axis / sine.clamp(min=1e-6) * angle)
    parent = above[rows, base]
    turned = parent.transpose(-1, -2) @ swing @ parent @ state.rotations[rows, base]
    out = state.rotations.clone()
    out[rows, base] = torch.where((which >= 0)[:, None, None], turned, state.rotations[rows, base])
    return out


def _view(yaw: Tensor, pitch: Tensor, roll: Tensor) -> Tensor:
    """World (y up) to camera [B, 3, 3] for a camera looked at by a person turned by yaw, pitched and rolled (radians)."""
    zero = torch.zeros_like(yaw)
    turn = axis_angle_to_matrix(torch.stack((zero, yaw, zero), -1))
    tilt = axis_angle_to_matrix(torch.stack((pitch, zero, roll), -1))
    return CAMERA_TO_UP @ tilt @ turn


_LIMBS = [[7, 9, 22], [8, 10, 23], [9, 22], [10, 23], [13, 15, 17, 18], [14, 16, 19, 20], [15, 17, 18], [16, 19, 20]]


def lost_limbs(batch: int, share: float, g: torch.Generator) -> Tensor:
    """Whole limbs that the detector does not see [B, 25]."""
    out = torch.zeros(batch, 25, dtype=torch.bool)
    for limb in _LIMBS:
        lost = torch.rand(batch, generator=g) < share / 3
        out[:, limb] |= lost[:, None]
    return out


