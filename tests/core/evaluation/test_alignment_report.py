"""The alignment's figures: measured on bodies that are made here, since tests have no captured ones."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from core.alignment.alignment import Alignment
from core.evaluation.alignment_report import opposite_pairs, opposites, recall, rotations_of, round_trip, side_pairs
from core.language import describer
from core.training.described_poses import facts_of
from core.training.pose_data import Floats
from core.training.pose_seeds import seed_poses


@pytest.fixture(scope="module")
def alignment() -> Alignment:
    torch.set_num_threads(1)
    return Alignment.load()


@pytest.fixture(scope="module")
def poses() -> Floats:
    return seed_poses(np.random.default_rng(11), 60)


@pytest.mark.parametrize(
    ("fact", "other"),
    [
        ("left knee: straight", "left knee: completely bent"),
        ("left foot: in front of the right foot", "left foot: behind the right foot"),
        ("torso: turned to the left", "torso: turned to the right"),
    ],
)
def test_opposites_are_found_in_both_directions(fact: str, other: str) -> None:
    assert other in opposites(fact)
    assert fact in opposites(other)


def test_bodies_survive_the_code_book(alignment: Alignment, poses: Floats) -> None:
    error_mm, used = round_trip(alignment, poses)
    assert error_mm < 25
    assert 0 < used <= 1


def test_texts_find_their_poses_and_tell_sides_and_opposites(alignment: Alignment, poses: Floats) -> None:
    rotations, facts = rotations_of(poses), facts_of(poses)
    texts = [describer.texts(f) for f in facts]
    found = recall(alignment, alignment.pose_latents(rotations), texts, torch.eye(len(poses), dtype=torch.bool))
    assert found[1] <= found[5] <= found[10]
    assert found[5] > 0.9
    sides, pairs, _, _ = side_pairs(alignment, rotations[:20], facts[:20], texts[:20])
    assert sides > 0.85
    assert pairs > 50
    opposite, _, _ = opposite_pairs(alignment, rotations[:8], facts[:8])
    assert opposite > 0.9
