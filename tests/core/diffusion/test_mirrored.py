"""Bodies mirrored in depth."""

from __future__ import annotations

import torch

from core.body.kinematics import Kinematics
from core.body.skeleton import NUM_BETAS, PART_JOINTS
from core.diffusion.mirrored import LIMBS, mirrored
from core.diffusion.problem import State
from core.diffusion.weights import load_limits
from core.training.corruption import Batch


def test_a_mirrored_limb_looks_the_same_and_is_elsewhere_in_depth(batch: Batch, kinematics: Kinematics) -> None:
    state = batch.truth.one(3)
    before = kinematics.pose(state.rotations, state.betas, state.transl).joints[0]
    found = mirrored(kinematics, load_limits(), state)
    after = kinematics.pose(found.state.rotations, found.state.betas, found.state.transl).joints
    assert after.shape == (12, 24, 3) and found.depth.shape == (12, 2)
    for body, limb, depth in zip(after, found.limb.tolist(), found.depth, strict=True):
        base, bend, end = LIMBS[limb]
        ray = lambda p: p / p.norm(dim=-1, keepdim=True)  # noqa: E731
        # The upper segment always meets its ray; the lower one may be too short to reach its own from where the upper now ends.
        assert torch.allclose(ray(body[bend]), ray(before[bend]), atol=2e-3)
        assert torch.allclose((body[bend] - before[bend]).norm(), depth[0], atol=2e-3)
        assert torch.allclose((body[end] - body[bend]).norm(), (before[end] - before[bend]).norm(), atol=1e-4)
        others = [j for k, (a, b, c) in enumerate(LIMBS) if k != limb for j in (a, b, c)]
        assert torch.allclose(body[others], before[others], atol=1e-5)


def test_mirroring_a_segment_twice_brings_it_back(batch: Batch, kinematics: Kinematics) -> None:
    state = batch.truth.one(5)
    before = kinematics.pose(state.rotations, state.betas, state.transl).joints[0]
    limits = load_limits()
    for index in range(0, 12, 3):  # the upper segments
        once = mirrored(kinematics, limits, state).state.one(index)
        twice = mirrored(kinematics, limits, once).state.one(index)
        bend = LIMBS[index // 3][1]
        assert torch.allclose(kinematics.pose(twice.rotations, twice.betas, twice.transl).joints[0, bend], before[bend], atol=2e-3)


def test_the_rest_pose_seen_from_the_front_is_finite(kinematics: Kinematics) -> None:
    flat = State(torch.eye(3).expand(1, 24, 3, 3), torch.zeros(1, NUM_BETAS), torch.tensor([[0.0, 0.0, 3.0]]))
    found = mirrored(kinematics, load_limits(), flat)
    assert bool(torch.isfinite(found.state.rotations).all()) and len(PART_JOINTS) == 10
