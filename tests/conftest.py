"""What every test needs: the environment that main.py sets before anything is imported, and the shipped body and photographs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import main

main.prepare_environment()
os.environ.setdefault("OMP_NUM_THREADS", "1")  # the tests' tensors are small: more threads only wait for each other

pytest_plugins = ["tests.window_fixtures"]

REPOSITORY = Path(main.__file__).resolve().parent


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the checkout."""
    return REPOSITORY


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of sample photographs."""
    return REPOSITORY / "resources" / "samples"


@pytest.fixture(scope="session")
def open_body_file() -> Path:
    """The shipped body file."""
    return REPOSITORY / "resources" / "body" / "open_body.npz"
