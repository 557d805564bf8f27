"""The shipped body in double precision, and poses to bend it with."""

from __future__ import annotations

import json

import numpy as np
import pytest
import torch

from core.body.kinematics import Kinematics
from core.body.model import BodyModel
from core.resources import resource


@pytest.fixture(scope="session")
def body_model() -> BodyModel:
    return BodyModel.load()


@pytest.fixture(scope="session")
def precise(body_model: BodyModel) -> Kinematics:
    return body_model.make_kinematics(torch.float64)


@pytest.fixture(scope="session")
def authored() -> np.ndarray:
    """The authored poses [N, 24, 3]."""
    entries = json.loads(resource("poses", "authored.json").read_text(encoding="utf-8"))["poses"]
    return np.array([entry["pose"] for entry in entries])
