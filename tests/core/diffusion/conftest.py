"""Problems for the guided diffusion, made from the authored poses with the shipped body."""

from __future__ import annotations

import json

import numpy as np
import pytest
import torch

from core.body.kinematics import Kinematics
from core.body.model import BodyModel
from core.diffusion.proximal import ProximalSolver
from core.diffusion.weights import load_limits
from core.engine import Engine
from core.evaluation.obedience_run import neutral_body
from core.observation import Body
from core.resources import resource
from core.training.corruption import Batch, Corruption, ProblemMaker

CLEAN = Corruption(
    flip=0.0, second_flip=0.0, far_off=0.0, no_keypoints=0.0, lost_limb=0.0, no_initial=0.0, landmarks=0.0, no_statements=0.0,
    wrong_statements=0.0, pixel_noise=(0.5, 1.5), betas=0.0,
)  # fmt: skip


@pytest.fixture(scope="session")
def kinematics() -> Kinematics:
    return BodyModel.load().kinematics


@pytest.fixture(scope="session")
def poses() -> torch.Tensor:
    """The authored poses [N, 24, 3]."""
    entries = json.loads(resource("poses", "authored.json").read_text(encoding="utf-8"))["poses"]
    return torch.tensor(np.array([entry["pose"] for entry in entries]), dtype=torch.float32)


@pytest.fixture(scope="session")
def solver(kinematics: Kinematics) -> ProximalSolver:
    return ProximalSolver(kinematics, load_limits())


@pytest.fixture()
def batch(kinematics: Kinematics, poses: torch.Tensor) -> Batch:
    """Every authored pose with noisy keypoints, a perturbed initial body and true statements."""
    return ProblemMaker(kinematics, CLEAN).make(poses, poses.flip(0), torch.Generator().manual_seed(5))


@pytest.fixture(scope="module")
def engine() -> Engine:
    """The engine with the shipped models."""
    return Engine()


@pytest.fixture(scope="module")
def standing(engine: Engine) -> Body:
    """The neutral standing body before the camera."""
    return neutral_body(engine)
