"""A joint's mark lies around that joint, on its own limb, and moves with the mesh's vertices."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from core.body.model import BodyModel
from core.body.skeleton import JOINT_INDEX, PARTS
from core.render.nearness import nearness


@pytest.fixture(scope="module")
def marked(open_body_file: Path) -> tuple[BodyModel, np.ndarray]:
    model = BodyModel.load(open_body_file)
    return model, nearness(model.file)


def test_every_joint_is_marked_somewhere_and_nowhere_beyond_full(marked: tuple[BodyModel, np.ndarray]) -> None:
    model, near = marked
    assert near.shape == (24, len(model.vertex_part)) and near.min() >= 0 and near.max() <= 1
    assert (near.max(axis=1) > 0.95).all() and (near.mean(axis=1) < 0.5).all()


def test_a_wrists_mark_stays_on_its_own_arm(marked: tuple[BodyModel, np.ndarray]) -> None:
    model, near = marked
    strong = near[JOINT_INDEX["left_wrist"]] > 0.3
    assert {PARTS[p] for p in model.vertex_part[strong]} <= {"left_arm", "left_hand"}
    joint = np.asarray(model.file.J_regressor)[JOINT_INDEX["left_wrist"]] @ model.file.v_template
    assert np.linalg.norm(model.file.v_template[strong] - joint, axis=1).max() < 0.12


def test_the_heads_mark_covers_the_face(marked: tuple[BodyModel, np.ndarray]) -> None:
    model, near = marked
    assert near[JOINT_INDEX["head"], model.file.vertex_ids["nose"]] > 0.8
    assert near[JOINT_INDEX["left_ankle"], model.file.vertex_ids["nose"]] < 0.01
