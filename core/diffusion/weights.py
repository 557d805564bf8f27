"""Reading and writing the diffusion's shipped files: the denoiser's weights and the joint limits."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch

from core.diffusion.condition import CONDITION_SIZE
from core.diffusion.denoiser import Denoiser
from core.diffusion.limits import Limits
from core.errors import InputError
from core.resources import resource
from core.weights_file import load_weights, save_weights

NAME = "contrapposto/denoiser"
VERSION = "1"


def save_denoiser(net: Denoiser, path: Path, about: dict[str, Any]) -> None:
    """Write weights with their name, version, sizes and how they were made, as safetensors."""
    more = {"config": json.dumps(net.config), "condition": str(CONDITION_SIZE), "about": json.dumps(about)}
    save_weights(path, NAME, VERSION, net.state_dict(), more)


def load_denoiser(path: Path | None = None) -> Denoiser:
    """The shipped denoiser, or one from a file, ready to run.

    Raises:
        InputError: when the file is missing, damaged, another network's, or of another version.
    """
    path = path or resource("weights", "denoiser.safetensors")
    remedy = "restore it from the repository or train it again with: python main.py train denoiser"
    metadata, tensors = load_weights(path, NAME, VERSION, "denoiser's weights", remedy)
    if metadata.get("condition") != str(CONDITION_SIZE):
        raise InputError(f"The denoiser's weights {path} take another condition than this app gives; {remedy}.")
    try:
        net = Denoiser(**json.loads(metadata["config"]))
        net.load_state_dict(tensors)
    except (RuntimeError, KeyError, TypeError, ValueError) as error:
        raise InputError(f"The denoiser's weights {path} do not fit the network (other shapes); {remedy}.") from error
    return net.eval().requires_grad_(False)


def load_limits() -> Limits:
    """The joint limits that ship with the body."""
    values = json.loads(resource("body", "joint_limits.json").read_text(encoding="utf-8"))
    return Limits(torch.tensor(values["low"], dtype=torch.float32), torch.tensor(values["high"], dtype=torch.float32))
