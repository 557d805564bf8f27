"""What every test needs: the environment that main.py sets before anything is imported, and the shipped body and photographs."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import main

main.prepare_environment()
os.environ.setdefault("OMP_NUM_THREADS", "1")  # the tests' tensors are small: more threads only wait for each other

pytest_plugins = ["tests.window_fixtures"]

REPOSITORY = Path(main.__file__).resolve().parent

gc.disable()  # as in the app: widgets in a cycle must not be taken apart by whichever thread allocates next (app.garbage)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown() -> Iterator[None]:
    """What the test has left is collected here, in the thread of the windows."""
    from app.garbage import collect_what_is_due

    yield
    collect_what_is_due()


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
