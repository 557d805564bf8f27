"""The second reader's network, in numpy: a text's word pieces -> for every posecode the chance that the text states it.

The word embeddings and the lower layers are those of the alignment's text encoder (MiniLM's, as published); the upper layers and the head come from
``resources/weights/reader.safetensors`` (``core.training.train_reader``). Neither torch nor a second thread is needed: some milliseconds a sentence.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open

from core.alignment.word_pieces import WordPieces
from core.resources import RESOURCES

Floats = NDArray[np.float32]
WEIGHTS = RESOURCES / "weights" / "reader.safetensors"
LOWER = RESOURCES / "weights" / "alignment.safetensors"
NAME, VERSION = "contrapposto/reader", "1"
_HEADS, _LOWER_LAYERS = 12, 3
_REMEMBERED = 4096


class ReaderNetwork:
    """Holds the weights; ``names`` are the posecodes in the order of the chances, ``about`` what the file says of itself."""

    def __init__(self, weights: Path = WEIGHTS, lower: Path = LOWER) -> None:
        """Read the weights.

        Raises:
            ValueError: when a file is missing, damaged, or of another name or version.
        """
        try:
            with safe_open(weights, framework="np") as file:
                about = file.metadata() or {}
                if (about.get("name"), about.get("version")) != (NAME, VERSION):
                    raise ValueError(f"{weights} does not hold {NAME} version {VERSION}")
                own = {key: file.get_tensor(key).astype(np.float32) for key in file.keys()}  # noqa: SIM118 (not a dict)
            self._lower = safe_open(lower, framework="np")
            base = [key for key in self._lower.keys() if key.startswith("text.base.") and ".words." not in key]  # noqa: SIM118
            own |= {key[5:]: self._lower.get_tensor(key).astype(np.float32) for key in base}
            self._words = self._lower.get_slice("text.base.words.weight")
            pieces = lower.with_suffix(".vocabulary.txt").read_text(encoding="utf-8").splitlines()
        except (SafetensorError, OSError, UnicodeDecodeError) as error:
            raise ValueError(f"the second reader's weights cannot be read ({error})") from error
        self.about: dict[str, str] = dict(about)
        self.names: tuple[str, ...] = tuple(json.loads(about["names"]))
        self._weights = {key: value.T.copy() if value.ndim == 2 and not key.startswith(("kinds", "base.places")) else value for key, value in own.items()}
        self._pieces = WordPieces(pieces)
        layers = int(about["layers"])
        self._layers = [f"base.layers.{k}." for k in range(_LOWER_LAYERS)], [f"layers.{k}." for k in range(layers)]
        self.chances = lru_cache(maxsize=_REMEMBERED)(self._chances)

    def _chances(self, text: str, kind: int) -> Floats:
        w = self._weights
        ids = self._pieces.ids(text)
        x = np.concatenate([self._words[i : i + 1] for i in ids]).astype(np.float32) + w["base.places.weight"][: len(ids)]
        x = _normalised(x, w["base.norm.weight"], w["base.norm.bias"])
        lower, upper = self._layers
        for name in lower:
            x = self._layer(x, name)
        x = x + w["kinds"][kind]
        for name in upper:
            x = self._layer(x, name)
        salience = x @ w["salience.weight"] + w["salience.bias"]  # [T, heads]
        share = _softmax(salience.T)
        pooled = np.concatenate(((share @ x).ravel(), x[0]))
        hidden = _gelu(pooled @ w["inner.weight"] + w["inner.bias"])
        logits = hidden @ w["outer.weight"] + w["outer.bias"]
        out: Floats = 1.0 / (1.0 + np.exp(-np.clip(logits, -60, 60)))
        out.flags.writeable = False  # it is remembered
        return out

    def _layer(self, x: Floats, name: str) -> Floats:
        """A BERT layer on [T, width]: normalised after each sum (Devlin et al., 2019)."""
        w: dict[str, Any] = self._weights
        length, width = x.shape
        mixed = x @ w[name + "attention.into.weight"] + w[name + "attention.into.bias"]
        query, key, value = mixed.reshape(length, 3, _HEADS, width // _HEADS).transpose(1, 2, 0, 3)
        share = _softmax(query @ key.transpose(0, 2, 1) / np.float32(np.sqrt(width // _HEADS)))
        told = (share @ value).transpose(1, 0, 2).reshape(length, width)
        x = x + told @ w[name + "attention.out.weight"] + w[name + "attention.out.bias"]
        x = _normalised(x, w[name + "norm_attention.weight"], w[name + "norm_attention.bias"])
        inner = _gelu(x @ w[name + "inner.weight"] + w[name + "inner.bias"])
        x = x + inner @ w[name + "outer.weight"] + w[name + "outer.bias"]
        return _normalised(x, w[name + "norm_out.weight"], w[name + "norm_out.bias"])


@lru_cache(maxsize=1)
def shipped() -> ReaderNetwork | None:
    """The network that ships, read once; None where its weights are missing or damaged: then the rules read alone."""
    try:
        return ReaderNetwork()
    except ValueError:
        return None


def _normalised(x: Floats, weight: Floats, bias: Floats) -> Floats:
    x = x - x.mean(-1, keepdims=True)
    return x / np.sqrt((x * x).mean(-1, keepdims=True) + np.float32(1e-12)) * weight + bias


def _softmax(x: Floats) -> Floats:
    x = np.exp(x - x.max(-1, keepdims=True))
    return x / x.sum(-1, keepdims=True)


def _gelu(x: Floats) -> Floats:
    """x times the normal distribution's integral; erf by Abramowitz and Stegun 7.1.26 (error below 2e-7)."""
    z = np.abs(x) * np.float32(0.70710678)
    t = 1.0 / (1.0 + np.float32(0.3275911) * z)
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    tail: Floats = 0.5 * series * np.exp(-z * z)
    return x * np.where(x > 0, 1.0 - tail, tail)
