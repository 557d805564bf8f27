"""Weight files are checked whole before anything is built from them."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from core.errors import InputError
from core.weights_file import load_weights, save_weights

STATE = {"a": torch.arange(6.0).reshape(2, 3), "b": torch.ones(2, dtype=torch.float16)}


def load(path: Path, version: str = "1", beside: str = "") -> dict[str, torch.Tensor]:
    return load_weights(path, "thing", version, "thing's weights", "make them again", beside)[1]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    save_weights(tmp_path / "t.safetensors", "thing", "1", STATE, {"steps": "7"}, "one two")
    return tmp_path / "t.safetensors"


def test_what_was_written_comes_back(path: Path) -> None:
    about, state = load_weights(path, "thing", "1", "thing's weights", "make them again", "one two")
    assert about["steps"] == "7"
    torch.testing.assert_close(state, STATE)


def test_another_version_another_thing_and_no_file_are_told_apart(path: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"holds thing, version 1, not thing's weights of version 2; make them again\.$"):
        load(path, version="2", beside="one two")
    save_file(STATE, tmp_path / "other.safetensors")
    with pytest.raises(InputError, match="something unnamed"):
        load(tmp_path / "other.safetensors")
    with pytest.raises(InputError, match="are missing; make them again"):
        load(tmp_path / "none.safetensors")


def test_one_changed_value_or_another_vocabulary_is_noticed(path: Path) -> None:
    with pytest.raises(InputError, match="checksum"):
        load(path, beside="one three")
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(bytes(content))
    with pytest.raises(InputError, match="checksum"):
        load(path, beside="one two")


def test_a_truncated_file_and_values_that_are_not_numbers_are_refused(path: Path, tmp_path: Path) -> None:
    save_weights(tmp_path / "nan.safetensors", "thing", "1", {"a": torch.tensor([float("nan")])}, {})
    with pytest.raises(InputError, match="not numbers"):
        load(tmp_path / "nan.safetensors")
    path.write_bytes(path.read_bytes()[:40])
    with pytest.raises(InputError, match="damaged"):
        load(path)


def test_a_failed_write_leaves_the_file_before(path: Path) -> None:
    before = load_file(path)
    with pytest.raises(InputError):
        save_weights(path / "no_folder" / "t.safetensors", "thing", "1", STATE, {})
    torch.testing.assert_close(load_file(path), before)
