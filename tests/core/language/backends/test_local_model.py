"""A model on this machine: really loaded, really asked, stopped at a token, and every trouble told in one sentence."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from core.errors import InputError
from core.language.backends.asked import Asked
from core.language.backends.choice import DescriberChoice
from core.language.backends.make import Describers
from core.language.backends.subject import Subject
from tests.core.language.backends.tiny_model import save_llava, save_qwen


@pytest.fixture(scope="session")
def llava(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that answers "the left arm is raised ." to everything."""
    return save_llava(tmp_path_factory.mktemp("models") / "tiny-llava")


@pytest.fixture(scope="session")
def endless(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that says one word for ever."""
    return save_llava(tmp_path_factory.mktemp("models") / "endless", says=None)


@pytest.fixture
def describers() -> Describers:
    return Describers(lambda: None)  # type: ignore[arg-type,return-value]


def choice(folder: Path | str, **options: object) -> DescriberChoice:
    return DescriberChoice("local", str(folder), device="cpu", **{"max_tokens": 16, **options})  # type: ignore[arg-type]


def ask(
    describers: Describers, chosen: DescriberChoice, image: NDArray[np.uint8], *parts: str, cancelled: object = None
) -> list[Asked]:
    describer = describers.describer(chosen)
    return list(describer.ask(Subject(image, parts=parts or ("left_arm",)), cancelled or (lambda: False)))  # type: ignore[arg-type]


def refusal(describers: Describers, chosen: DescriberChoice, image: NDArray[np.uint8]) -> str:
    with pytest.raises(InputError) as error:
        ask(describers, chosen, image)
    assert "\n" not in str(error.value) and len(str(error.value)) < 500
    return str(error.value)


def test_a_model_is_loaded_once_and_its_words_stream_into_the_row(
    describers: Describers, llava: Path, photograph: NDArray[np.uint8]
) -> None:
    events = ask(describers, choice(llava), photograph, "left_arm", "right_arm")
    assert [e.description.text for e in events if e.description] == ["The left arm is raised."] * 2
    assert all(e.description.source == "vlm:tiny-llava" for e in events if e.description)
    assert any("Loading" in e.message for e in events)
    again = ask(describers, choice(llava, wordings=2), photograph)
    assert not any("Loading" in e.message for e in again) and again[-1].description is not None


def test_a_model_whose_processor_wants_videos_is_asked_without_torchvision(
    describers: Describers, tmp_path: Path, photograph: NDArray[np.uint8]
) -> None:
    """Qwen-VL as published; its weights are random here, so that its answer is told to be no description."""
    with pytest.raises(InputError, match="qwen described nothing"):
        ask(describers, choice(save_qwen(tmp_path / "qwen"), max_tokens=8), photograph)


@pytest.mark.parametrize("dtype", ["float32", "bfloat16", "auto"])
def test_the_numbers_type_is_the_one_chosen(
    describers: Describers, llava: Path, photograph: NDArray[np.uint8], dtype: str
) -> None:
    ask(describers, choice(llava, dtype=dtype), photograph)
    loaded = describers.model(choice(llava, dtype=dtype))._loaded  # type: ignore[attr-defined]
    wanted = torch.float32 if dtype == "auto" else getattr(torch, dtype)
    assert next(loaded.network.parameters()).dtype == wanted


def test_an_answer_is_no_longer_than_allowed(
    describers: Describers, llava: Path, photograph: NDArray[np.uint8]
) -> None:
    events = ask(describers, choice(llava, max_tokens=8), photograph)
    assert events[-1].description is not None
    model = describers.model(choice(llava))
    from core.language.backends.picture import picture_of

    pieces = list(model.answer(picture_of(Subject(photograph), 64), "", "the arm ?", 3, lambda: False))
    assert "".join(p.text for p in pieces).split() == ["the", "left", "arm"] and pieces[-1].cut


def test_generating_stops_at_the_next_token_when_cancelled(
    describers: Describers, endless: Path, photograph: NDArray[np.uint8]
) -> None:
    ask_for_ever = choice(endless, max_tokens=8000)
    stop = threading.Event()
    describer = describers.describer(ask_for_ever)
    began = 0.0
    for event in describer.ask(Subject(photograph, parts=("left_arm",)), stop.is_set):
        if event.part == "left_arm" and not began:
            began = time.monotonic()
            threading.Timer(0.2, stop.set).start()
        assert not event.finished
    assert time.monotonic() - began < 10
    for thread in threading.enumerate():
        if thread.name == "describer-model":
            thread.join(10)
            assert not thread.is_alive()


def test_a_model_that_takes_too_long_is_given_up(
    describers: Describers, endless: Path, photograph: NDArray[np.uint8]
) -> None:
    assert "no complete answer within 1 s" in refusal(
        describers, choice(endless, max_tokens=8000, timeout_s=1.0), photograph
    )


def test_the_program_ends_in_order_while_a_model_is_answering(repository: Path) -> None:
    """A thread that Python's end finds within torch would abort the process."""
    script = (
        "import time, torch\n"
        "from core.language.backends.job import Job\n"
        "def work(stop):\n"
        "    while not stop.is_set():\n"
        "        torch.nn.functional.softmax(torch.rand(300, 300) @ torch.rand(300, 300), -1)\n"
        "Job(work)\n"
        "time.sleep(0.2)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=repository, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")


# -------------------------------------------------------------------------------------------------- refusals


def test_a_missing_folder_or_name_is_told(
    describers: Describers, photograph: NDArray[np.uint8], tmp_path: Path
) -> None:
    assert "There is no folder" in refusal(describers, choice(tmp_path / "nowhere"), photograph)
    assert "config.json is missing" in refusal(describers, choice(tmp_path), photograph)
    (tmp_path / "model.gguf").write_bytes(b"x")
    assert "is a file" in refusal(describers, choice(tmp_path / "model.gguf"), photograph)
    sentence = refusal(describers, choice("nobody/no-such-model"), photograph)
    assert "not on this machine" in sentence and "downloaded" in sentence


def copied(llava: Path, to: Path, *without: str) -> Path:
    shutil.copytree(llava, to)
    for name in without:
        (to / name).unlink()
    return to


def test_a_folder_with_something_missing_is_told(
    describers: Describers, llava: Path, photograph: NDArray[np.uint8], tmp_path: Path
) -> None:
    assert "weights" in refusal(describers, choice(copied(llava, tmp_path / "a", "model.safetensors")), photograph)
    assert "processor" in refusal(
        describers, choice(copied(llava, tmp_path / "b", "processor_config.json")), photograph
    )
    assert "processor or tokenizer" in refusal(
        describers, choice(copied(llava, tmp_path / "c", "tokenizer.json", "tokenizer_config.json")), photograph
    )
    assert "chat template" in refusal(
        describers, choice(copied(llava, tmp_path / "d", "chat_template.jinja")), photograph
    )
    damaged = copied(llava, tmp_path / "e")
    (damaged / "model.safetensors").write_bytes(b"\x10" * 64)
    assert "cannot be loaded" in refusal(describers, choice(damaged), photograph)
    (damaged / "config.json").write_text("{")
    assert "does not know" in refusal(describers, choice(damaged), photograph)


def test_a_model_of_another_kind_is_told(describers: Describers, photograph: NDArray[np.uint8], tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(json.dumps({"model_type": "bert"}))
    assert "(bert) does not answer questions about pictures" in refusal(describers, choice(tmp_path), photograph)
    (tmp_path / "config.json").write_text(json.dumps({"model_type": "not-yet-invented"}))
    assert "does not know" in refusal(describers, choice(tmp_path), photograph)


def test_a_models_own_program_code_is_never_run(
    describers: Describers, llava: Path, photograph: NDArray[np.uint8], tmp_path: Path
) -> None:
    folder = copied(llava, tmp_path / "own")
    config = json.loads((folder / "config.json").read_text()) | {
        "model_type": "mine",
        "auto_map": {"AutoConfig": "mine.Mine"},
    }
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "mine.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\nclass Mine: pass\n")
    assert "program code" in refusal(describers, choice(folder), photograph)
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    ("device", "says"), [("cuda:99", "not on this machine"), ("abacus", "not known"), ("meta", "cannot use")]
)
def test_a_device_that_is_not_there_is_told(
    describers: Describers, llava: Path, photograph: NDArray[np.uint8], device: str, says: str
) -> None:
    chosen = DescriberChoice("local", str(llava), device=device)
    assert says in refusal(describers, chosen, photograph)


def test_running_out_of_memory_is_told(describers: Describers, llava: Path, photograph: NDArray[np.uint8]) -> None:
    ask(describers, choice(llava), photograph)
    network = describers.model(choice(llava))._loaded.network  # type: ignore[attr-defined]

    def hungry(*_: object) -> None:
        torch.empty(2**48)  # the allocator's own complaint

    handle = network.register_forward_pre_hook(hungry)
    try:
        assert "does not fit into memory" in refusal(describers, choice(llava), photograph)
    finally:
        handle.remove()
    assert ask(describers, choice(llava), photograph)[-1].description is not None


def test_another_model_takes_the_place_of_the_last(describers: Describers, llava: Path, endless: Path) -> None:
    first = describers.model(choice(llava))
    assert describers.model(choice(llava, timeout_s=9.0)) is first
    assert describers.model(choice(endless)) is not first
    assert describers.model(choice(llava)) is not first
