"""The scripted server, the photograph, and an environment without keys, proxies or a person's own prompts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from core.vision.image import load_image
from tests.core.language.backends.asker import Asker
from tests.core.language.backends.chat_stub import ChatStub


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in (
        "CONTRAPPOSTO_API_KEY",
        "OPENAI_API_KEY",
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "ALL_PROXY",
        "http_proxy",
        "https_proxy",
        "all_proxy",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture
def stub() -> Iterator[ChatStub]:
    """A server on this machine that answers what a test tells it to."""
    server = ChatStub()
    yield server
    server.close()


@pytest.fixture(scope="session")
def photograph(samples: Path) -> NDArray[np.uint8]:
    """One of the sample photographs, RGB."""
    return load_image(samples / "nina1.jpg")


@pytest.fixture
def asker(photograph: NDArray[np.uint8]) -> Asker:
    """Asks servers about the person of the photograph."""
    return Asker(photograph)
