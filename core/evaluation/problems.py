"""Unseen problems: observations made from held-out clips, with detector noise and an initial body whose limb depth is wrong half of the time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch

from core.body.model import BodyModel
from core.body.skeleton import KEYPOINT_NAMES
from core.diffusion.evidence import bodies_of
from core.observation import Array, Body, Camera, Description, Keypoint, Observation, Person
from core.training.corruption import FLIPPABLE, IMAGE, Corruption, ProblemMaker
from core.training.pose_data import PoseBank

VALIDATION = Corruption(
    flip=0.5, second_flip=0.0, far_off=0.0, no_keypoints=0.0, lost_limb=0.15, no_initial=0.0, landmarks=0.0,
    turn_noise=(0.05, 0.12), root_noise=(0.05, 0.12), pixel_noise=(3.0, 4.5), betas=0.0,
)  # fmt: skip
"""About what the shared example cases have: initial bodies some 90 mm off, keypoints some 4 px."""


@dataclass(frozen=True)
class Problem:
    """An observation of one person with its truth: ``joints`` [24, 3] m, camera frame; ``pixels`` by keypoint; ``flip``: the segment turned wrong, or None."""

    name: str
    observation: Observation
    truth: Body
    joints: Array
    pixels: dict[str, tuple[float, float]]
    flip: tuple[int, int] | None
    action: str

    def with_texts(self, texts: dict[str, str]) -> Problem:
        """The same with descriptions written by a person."""
        person = replace(self.observation.people[0], descriptions={p: Description(t, "person") for p, t in texts.items()})
        return replace(self, observation=replace(self.observation, people=(person,)))


def held_out_problems(poses: Path, count: int, *, seed: int = 1, corruption: Corruption = VALIDATION, body: BodyModel | None = None) -> list[Problem]:
    """``count`` problems from clips that no trainer sees, spread over the clips. Only COCO's 17 keypoints are given."""
    return problems_from(PoseBank.load(poses).held_out(), count, seed=seed, corruption=corruption, body=body)


def problems_from(bank: PoseBank, count: int, *, seed: int = 1, corruption: Corruption = VALIDATION, body: BodyModel | None = None) -> list[Problem]:
    """The same from all clips of a bank: from its training clips, problems on which settings may be chosen."""
    model = body or BodyModel.load()
    chosen = _spread_over_clips(bank, count, seed)
    given = torch.as_tensor(bank.poses[chosen], dtype=torch.float32)
    g = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        batch = ProblemMaker(model.kinematics, corruption).make(given, given.flip(0), g)
    given_at = batch.evidence.keypoints
    truths, initials = bodies_of(batch.truth), bodies_of(batch.evidence.initial)
    out = []
    for i, (truth, initial) in enumerate(zip(truths, initials, strict=True)):
        camera = Camera(float(batch.evidence.focal[i]), (IMAGE / 2, IMAGE / 2))
        keypoints = {
            name: Keypoint(float(given_at[i, k, 0]), float(given_at[i, k, 1]), float(batch.evidence.confidence[i, k]))
            for k, name in enumerate(KEYPOINT_NAMES[:17])
            if batch.evidence.confidence[i, k] > 0
        }
        person = Person("p1", None, keypoints, initial, {})
        flip = FLIPPABLE[int(batch.flip[i])] if batch.flip[i] >= 0 else None
        joints = model.joints(truth)
        if flip is not None and abs((joints[flip[1]] - joints[flip[0]])[2]) < 0.05:
            flip = None  # a segment across the line of sight has no wrong side
        observation = Observation(None, (int(IMAGE), int(IMAGE)), camera, (person,))
        out.append(Problem(f"clip{i:04d}", observation, truth, joints, model.keypoints(truth, camera), flip, str(bank.action[chosen[i]])))
    return out


def _spread_over_clips(bank: PoseBank, count: int, seed: int) -> list[int]:
    """Indices that take from each clip in turn, so that long clips do not drown short ones."""
    rng = np.random.default_rng(seed)
    queues = [list(rng.permutation(np.flatnonzero(bank.clip == c))) for c in sorted(set(bank.clip.tolist()))]
    out: list[int] = []
    while len(out) < count and any(queues):
        for queue in queues:
            if queue and len(out) < count:
                out.append(int(queue.pop()))
    return out


def neutral_start(problem: Problem, body: Body) -> Problem:
    """The same problem with another initial body and no keypoints: words alone."""
    person = replace(problem.observation.people[0], initial=body, keypoints={})
    return replace(problem, observation=replace(problem.observation, people=(person,)), flip=None)


__all__ = ["VALIDATION", "Problem", "held_out_problems", "neutral_start", "problems_from"]
