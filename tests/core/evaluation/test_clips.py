"""Figures by kind of action."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from core.engine import Engine
from core.evaluation.clips import by_action, initial_of, table
from core.evaluation.problems import problems_from
from core.resources import resource
from core.training.pose_data import PoseBank


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine()


def test_common_actions_have_a_row_each_and_rare_ones_one_together(engine: Engine) -> None:
    entries = json.loads(resource("poses", "authored.json").read_text(encoding="utf-8"))["poses"][:9]
    poses = np.array([entry["pose"] for entry in entries], dtype=np.float32)
    names = np.array([f"pose{i}" for i in range(len(poses))])
    bank = PoseBank(poses, names, names, np.ones(9, np.float32), np.zeros(9, bool))
    problems = problems_from(bank, 9, body=engine.body_model)
    problems = [replace(p, action="walk" if k < 6 else f"odd {k}") for k, p in enumerate(problems)]
    rows = by_action(problems, engine, initial_of)
    assert [row.name for row in rows] == ["walk (6)", "rare (3)"]
    assert all(row.ratio == pytest.approx(1.0) for row in rows)
    assert "walk (6)" in table(rows)
