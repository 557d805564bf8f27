"""A local model lies in a process of its own: really started, really asked, given up half-way, killed, and gone with the window."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.model_process import ModelProcess
from core.errors import InputError
from core.language.backends.asked import Asked
from core.language.backends.choice import DescriberChoice
from core.language.backends.subject import Subject
from tests.core.language.backends.tiny_model import save_llava

LONG_S = 120.0
IMAGE = np.full((64, 48, 3), 128, dtype=np.uint8)


@pytest.fixture(scope="module")
def llava(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that answers "the left arm is raised ." to everything."""
    return save_llava(tmp_path_factory.mktemp("models") / "tiny-llava")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModelProcess]:
    """One process for the tests that leave it as it was: starting one takes seconds."""
    process = ModelProcess(tmp_path_factory.mktemp("prompts") / "prompts.toml")
    yield process
    process.end()


def choice(folder: Path, **options: Any) -> DescriberChoice:
    return DescriberChoice("local", str(folder), device="cpu", **{"max_tokens": 16, **options})


def never() -> bool:
    return False


def ask(process: ModelProcess, chosen: DescriberChoice, *parts: str, cancelled: Any = never) -> list[Asked]:
    return list(process.ask(chosen, Subject(IMAGE, parts=parts or ("left_arm",)), cancelled))


def pid(process: ModelProcess) -> int:
    assert process._process is not None
    return process._process.pid


def test_the_model_is_not_read_in_the_windows_process_and_answers(
    shared: ModelProcess, llava: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import transformers

    def read_here(*_: Any, **__: Any) -> None:
        raise AssertionError("read in the window's process")

    monkeypatch.setattr(transformers.AutoConfig, "from_pretrained", read_here)
    events = ask(shared, choice(llava), "left_arm", "right_arm")
    assert [e.description.text for e in events if e.description] == ["The left arm is raised."] * 2
    assert any("Loading" in e.message for e in events)
    before = pid(shared)
    again = ask(shared, choice(llava))
    assert again[-1].description is not None and pid(shared) == before
    assert not any("Loading" in e.message for e in again), "the weights are kept"
    assert "raised" in shared.try_out(choice(llava), never)


def test_an_answer_that_is_given_up_leaves_the_weights_and_the_next_question_is_answered(
    shared: ModelProcess, llava: Path
) -> None:
    ask(shared, choice(llava))
    before = pid(shared)
    heard: list[Asked] = []
    for event in shared.ask(choice(llava, wordings=9), Subject(IMAGE), lambda: bool(heard)):
        heard.append(event)
    assert len(heard) == 1 and pid(shared) == before
    assert ask(shared, choice(llava))[-1].description is not None and pid(shared) == before


def test_what_is_wrong_with_a_model_is_told_in_its_own_sentence(shared: ModelProcess, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"config\.json is missing"):
        ask(shared, choice(tmp_path))
    assert shared.running


def test_giving_up_while_the_weights_are_read_ends_the_process_at_once(tmp_path: Path, llava: Path) -> None:
    process, stop = ModelProcess(tmp_path / "prompts.toml"), threading.Event()
    loading: list[subprocess.Popen[bytes] | None] = []
    for event in process.ask(choice(llava), Subject(IMAGE), stop.is_set):
        if "Loading" in event.message:
            loading.append(process._process)
            stop.set()
    assert len(loading) == 1 and loading[0] is not None and not process.running
    assert loading[0].returncode == -signal.SIGKILL, "it is not waited for until the weights are read"


def test_a_process_that_the_system_ends_is_told_and_started_anew(tmp_path: Path, llava: Path) -> None:
    process = ModelProcess(tmp_path / "prompts.toml")
    with pytest.raises(InputError, match="lack of memory"):
        for event in process.ask(choice(llava), Subject(IMAGE), never):
            if "Loading" in event.message:
                os.kill(pid(process), signal.SIGKILL)
    assert ask(process, choice(llava))[-1].description is not None
    process.end()


def test_the_process_goes_when_its_window_does(tmp_path: Path) -> None:
    """Here the window's side drops it without a word, as it does when it crashes."""
    process = ModelProcess(tmp_path / "prompts.toml")
    with pytest.raises(InputError):
        process.try_out(choice(tmp_path), never)
    running = process._process
    assert running is not None and running.stdin is not None and running.poll() is None
    running.stdin.close()
    assert running.wait(LONG_S) == 0
