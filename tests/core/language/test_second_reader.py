"""The learned reader adds what the rules leave unread, on the side meant, and never against them; what denies or asks is kept from it."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from safetensors.numpy import save_file

from core.errors import InputError
from core.language import second_reader
from core.language.catalogue import CATALOGUE
from core.language.second_reader_network import NAME, VERSION, WEIGHTS, ReaderNetwork, checksum, clues
from core.language.second_reader_text import canonical, denies
from core.language.understanding import SECOND_CONFIDENCE, Understanding, _read, understand

NAMES = tuple(CATALOGUE)
Reader = Callable[[str, "str | None"], Understanding]


@pytest.fixture
def knows(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Reader]:
    """A reader whose network knows one word of the canonical side: with it in a text, posecodes have a chance of 0.99."""

    def make(word: str, *names: str) -> Reader:
        def chances(text: str, kind: int) -> np.ndarray:
            return np.array([0.99 if word in text and name in names else 0.01 for name in NAMES], dtype=np.float32)

        monkeypatch.setattr(second_reader, "shipped", lambda: SimpleNamespace(names=NAMES, chances=chances))
        return partial(_read, learned=True)  # what ``understand`` remembers

    return make


def said(understood: Understanding) -> dict[str, float]:
    return {s.posecode.name: s.confidence for s in understood.statements}


def test_a_span_that_the_rules_left_is_read_with_less_confidence_and_counts_as_understood(knows: Callable[..., Reader]) -> None:
    read = knows("frumious", "left arm: overhead")
    text = "The elbow is straight, frumious beyond all measure"
    understood = read(text, "left_arm")
    assert "left elbow: straight" in said(understood)
    (statement,) = [s for s in understood.statements if s.posecode.name == "left arm: overhead"]
    assert 0.5 < statement.confidence <= SECOND_CONFIDENCE
    assert "frumious" in text[slice(*statement.span)]
    assert statement.part == "left_arm"
    assert not any("frumious" in t for t in understood.not_understood)


def test_a_right_row_is_read_in_the_mirror(knows: Callable[..., Reader]) -> None:
    read = knows("frumious", "left arm: overhead")
    assert "right arm: overhead" in said(read("quite frumious", "right_arm"))
    assert "right arm: overhead" in said(read("the right arm is frumious", None))
    assert "left arm: overhead" in said(read("the left arm is frumious", None))


def test_a_side_that_nothing_tells_stays_open(knows: Callable[..., Reader]) -> None:
    (statement,) = knows("frumious", "left arm: overhead")("frumious", None).statements
    assert statement.alternative is not None
    assert {statement.posecode.name, statement.alternative.name} == {"left arm: overhead", "right arm: overhead"}
    both = knows("frumious", "left arm: overhead", "right arm: overhead")("frumious", None)
    assert all(s.alternative is None for s in both.statements) and len(both.statements) == 2


@pytest.mark.parametrize("text", ["not frumious", "is it frumious?", "her husband's arm is frumious", "either frumious or bent", "the chair is frumious"])
def test_what_denies_asks_or_is_of_something_else_is_kept_from_it(knows: Callable[..., Reader], text: str) -> None:
    assert "left arm: overhead" not in said(knows("frumious", "left arm: overhead")(text, "left_arm"))


def test_it_never_speaks_against_the_rules_nor_says_what_they_said(knows: Callable[..., Reader]) -> None:
    read = knows("frumious", "left elbow: tightly bent", "left elbow: at most slightly bent")
    understood = read("the elbow is straight, frumious", "left_arm")
    assert set(said(understood)) == {"left elbow: straight"}
    assert any("frumious" in t for t in understood.not_understood)


def test_what_is_as_likely_without_the_span_is_not_said_by_it(knows: Callable[..., Reader]) -> None:
    read = knows("straight", "left arm: overhead")  # the rules' own word
    assert "left arm: overhead" not in said(read("the elbow is straight, frumious", "left_arm"))


def test_a_sentence_that_seems_to_say_nothing_of_the_pose_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    for chance, read in ((0.6, False), (0.05, True)):
        sure = np.array([0.99 if n == "left arm: overhead" else chance if n == second_reader.NOTHING else 0.0 for n in (*NAMES, second_reader.NOTHING)])
        network = SimpleNamespace(names=(*NAMES, second_reader.NOTHING), chances=lambda text, kind, sure=sure: sure)
        monkeypatch.setattr(second_reader, "shipped", lambda network=network: network)
        assert ("left arm: overhead" in said(_read("quite frumious", "left_arm", True))) is read


def test_missing_and_damaged_weights_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="missing or damaged"):
        ReaderNetwork(tmp_path / "none.safetensors")
    (tmp_path / "broken.safetensors").write_bytes(b"no weights")
    with pytest.raises(InputError, match="missing or damaged"):
        ReaderNetwork(tmp_path / "broken.safetensors")
    content = bytearray(WEIGHTS.read_bytes())
    content[-100] ^= 1
    (tmp_path / "flipped.safetensors").write_bytes(content)
    with pytest.raises(InputError, match="checksum"):
        ReaderNetwork(tmp_path / "flipped.safetensors")


def test_weights_of_other_shapes_or_another_network_are_told(tmp_path: Path) -> None:
    narrow = {"out.weight": np.zeros((2, 8), np.float16)}
    about = {"name": NAME, "version": VERSION, "names": '["a", "b"]', "sha256": checksum(narrow)}
    save_file(narrow, tmp_path / "narrow.safetensors", about)
    with pytest.raises(InputError, match="other shapes"):
        ReaderNetwork(tmp_path / "narrow.safetensors")
    save_file(narrow, tmp_path / "another.safetensors", {**about, "name": "contrapposto/denoiser"})
    with pytest.raises(InputError, match="does not hold the learned reader"):
        ReaderNetwork(tmp_path / "another.safetensors")


def test_it_is_off_unless_asked_for(knows: Callable[..., Reader]) -> None:
    read = knows("frumious", "left arm: overhead")
    assert read("quite frumious", "left_arm").statements
    assert not understand("quite frumious", "left_arm").statements


def test_the_canonical_side_is_the_rows_or_the_first_named() -> None:
    assert canonical("by the right hip", "right_hand").text == "by the left hip"
    assert canonical("by the right hip", "left_hand").text == "by the right hip"
    assert canonical("Right elbow over left knee", None).text == "left elbow over right knee"
    assert canonical("at a right angle", None).open_side
    seen = canonical("by the right hip", "right_hand")
    assert seen.back("left hand: on the left hip") == "right hand: on the right hip"


def test_clues_tell_the_sides_apart_and_know_kin() -> None:
    assert clues("left hand on right hip") != clues("left hand on left hip")
    assert clues("the arm is hoisted") == clues("the arm is raised")


def test_denials_are_noticed() -> None:
    assert all(denies(t) for t in ("not bent", "isn't up", "without touching", "no longer raised", "hardly bent"))
    assert not any(denies(t) for t in ("a knot of arms", "notably high", "bent under"))


@pytest.mark.skipif(not WEIGHTS.exists(), reason="no weights ship")
def test_the_shipped_network_reads_fast_and_without_torch() -> None:
    code = "import sys; from core.language.understanding import understand; understand('the barbell overhead', learned=True)"
    code += "; print('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "False"
    network = ReaderNetwork()
    network.chances("warm up", 2)
    began = time.process_time()
    for k in range(20):
        network.chances(f"the left hand patting the right shoulder {k} times", 3)
    assert (time.process_time() - began) / 20 < 0.03
    assert set(network.names) <= {*CATALOGUE, second_reader.NOTHING}
