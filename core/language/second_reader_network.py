"""The second reader's network, in numpy: a text -> for every posecode the chance that the text states it.

It sees a text in two ways: as clues (what the lexicon makes of each word, of each two neighbours and of each two with one between, every combination
hashed to a number), and as the mean of MiniLM's word embeddings, which ship with the alignment. A small network joins the two
(``resources/weights/reader.safetensors``, made by ``core.training.train_reader``). No torch; about a millisecond a sentence.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open

from core.alignment.word_pieces import WordPieces
from core.errors import InputError
from core.language.items import items
from core.language.kin import recognised
from core.language.normalise import tokens
from core.resources import RESOURCES

Floats = NDArray[np.float32]
WEIGHTS = RESOURCES / "weights" / "reader.safetensors"
WORDS = RESOURCES / "weights" / "alignment.safetensors"
NAME, VERSION = "contrapposto/reader", "1"
CLUES = 3072
"""Numbers that clues are hashed to."""
CLUE_SCALE, WORD_SCALE = 3.0, 10.0
_SILENT = frozenset({"det", "be", "fill", "pause", "stop", "person", "pronoun"})
_REMEMBERED = 4096


def clues(text: str) -> list[int]:
    """The numbers of a text's clues, each once, in order."""
    read = [i for i in items(recognised(tokens(text), text)) if i.category not in _SILENT]
    names = [f"u:{i.words}" if i.category == "unknown" else f"{i.category}:{i.meaning}" for i in read]
    near = {f"{a}|{b}" for a, b in zip(names, names[1:], strict=False)} | {f"{a}||{b}" for a, b in zip(names, names[2:], strict=False)}
    return sorted({zlib.crc32(name.encode()) % CLUES for name in near | set(names)})


class WordMeans:
    """The mean of the word embeddings of a text's pieces, from the alignment's weights, read piece by piece."""

    def __init__(self, weights: Path = WORDS) -> None:
        self._file = safe_open(weights, framework="np")
        self._words = self._file.get_slice("text.base.words.weight")
        self._pieces = WordPieces(weights.with_suffix(".vocabulary.txt").read_text(encoding="utf-8").splitlines())

    def __call__(self, text: str) -> Floats:
        """[384], scaled to about unit spread and normalised."""
        rows = np.concatenate([self._words[k : k + 1] for k in self._pieces.ids(text)]).astype(np.float32)
        mean: Floats = WORD_SCALE * rows.mean(0)
        return normalised(mean)


class ReaderNetwork:
    """Holds the weights; ``names`` are the posecodes in the order of the chances, ``about`` what the file says of itself."""

    def __init__(self, weights: Path = WEIGHTS, words: Path = WORDS) -> None:
        """Read the weights.

        Raises:
            InputError: when a file is missing, damaged, or of another name, version or shape.
        """
        remedy = "restore it from the repository or train it again with: python main.py train reader"
        try:
            with safe_open(weights, framework="np") as file:
                about = file.metadata() or {}
                if (about.get("name"), about.get("version")) != (NAME, VERSION):
                    raise InputError(f"The file {weights} does not hold the learned reader's weights of version {VERSION}; {remedy}.")
                stored = {key: file.get_tensor(key) for key in file.keys()}  # noqa: SIM118 (not a dict)
            self._means = WordMeans(words)
        except (SafetensorError, OSError, UnicodeDecodeError) as error:
            raise InputError(f"The learned reader's weights {weights} are missing or damaged and cannot be read ({error}); {remedy}.") from error
        if about.get("sha256") != checksum(stored):
            raise InputError(f"The learned reader's weights {weights} are damaged (their checksum is wrong); {remedy}.")
        self._weights = {key: value.astype(np.float32) for key, value in stored.items()}
        self.about: dict[str, str] = dict(about)
        self.names: tuple[str, ...] = tuple(json.loads(about.get("names", "[]")))
        if {key: value.shape for key, value in stored.items()} != _shapes(len(self.names), stored):
            raise InputError(f"The learned reader's weights {weights} do not fit the network (other shapes); {remedy}.")
        self.chances = lru_cache(maxsize=_REMEMBERED)(self._chances)

    def _chances(self, text: str, kind: int) -> Floats:
        w = self._weights
        found = clues(text)
        hidden = w["kinds"][kind] + w["words.weight"] @ self._means(text) + w["words.bias"]
        if found:
            hidden = hidden + CLUE_SCALE * w["clues"][found].sum(0) / np.float32(np.sqrt(len(found)))
        hidden = gelu(hidden)
        hidden = hidden + gelu(w["middle.weight"] @ hidden + w["middle.bias"])
        logits = w["out.weight"] @ hidden + w["out.bias"]
        out: Floats = 1.0 / (1.0 + np.exp(-np.clip(logits, -60, 60)))
        out.flags.writeable = False  # it is remembered
        return out


@lru_cache(maxsize=1)
def shipped() -> ReaderNetwork:
    """The network that ships, read once.

    Raises:
        InputError: when its weights are missing or damaged.
    """
    return ReaderNetwork()


def checksum(weights: Mapping[str, NDArray[np.generic]]) -> str:
    """SHA-256 over the values of the stored tensors, by name."""
    return hashlib.sha256(b"".join(weights[key].tobytes() for key in sorted(weights))).hexdigest()


def _shapes(codes: int, stored: Mapping[str, NDArray[np.generic]]) -> dict[str, tuple[int, ...]]:
    """The shapes that fit one another: the width is the file's own, everything else is given by what the network sees and answers."""
    width = stored["out.weight"].shape[-1] if "out.weight" in stored else 0
    kinds = len(stored.get("kinds", ()))
    return {
        "clues": (CLUES, width), "kinds": (kinds, width), "words.weight": (width, 384), "words.bias": (width,),
        "middle.weight": (width, width), "middle.bias": (width,), "out.weight": (codes, width), "out.bias": (codes,),
    }  # fmt: skip


def normalised(x: Floats) -> Floats:
    """Mean 0, spread 1."""
    x = x - x.mean(-1, keepdims=True)
    out: Floats = x / np.sqrt((x * x).mean(-1, keepdims=True) + np.float32(1e-5))
    return out


def gelu(x: Floats) -> Floats:
    """x times the normal distribution's integral; erf by Abramowitz and Stegun 7.1.26 (error below 2e-7)."""
    z = np.abs(x) * np.float32(0.70710678)
    t = 1.0 / (1.0 + np.float32(0.3275911) * z)
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    tail = 0.5 * series * np.exp(-z * z)
    out: Floats = x * np.where(x > 0, 1.0 - tail, tail)
    return out
