"""Reading and writing the diffusion's shipped files: the denoiser's weights and the joint limits."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch

from core.diffusion.condition import CONDITION_SIZE
from core.diffusion.denoiser import Denoiser
from core.diffusion.objective import Limits
from core.errors import InputError
from core.resources import resource

NAME = "contrapposto/denoiser"
VERSION = 1


def save_denoiser(net: Denoiser, path: Path, about: dict[str, Any]) -> None:
    """Write weights with their name, version, sizes and how they were made, as safetensors."""
    from safetensors.torch import save_file

    metadata = {"name": NAME, "version": str(VERSION), "config": json.dumps(net.config), "condition": str(CONDITION_SIZE), "about": json.dumps(about)}
    save_file({k: v.detach().cpu().contiguous() for k, v in net.state_dict().items()}, str(path), metadata=metadata)


def load_denoiser(path: Path | None = None) -> Denoiser:
    """The shipped denoiser, or one from a file, ready to run.

    Raises:
        InputError: when the file is missing, damaged, another network's, or of another version.
    """
    from safetensors import SafetensorError, safe_open

    path = path or resource("weights", "denoiser.safetensors")
    remedy = "restore it from the repository or train it again with: python main.py train denoiser"
    try:
        with safe_open(str(path), framework="pt") as file:
            metadata = file.metadata() or {}
            tensors = {key: file.get_tensor(key) for key in file.keys()}  # noqa: SIM118 (not a mapping)
    except (SafetensorError, OSError) as error:
        raise InputError(f"The denoiser's weights {path} cannot be read ({error}); {remedy}.") from error
    if metadata.get("name") != NAME or metadata.get("version") != str(VERSION) or metadata.get("condition") != str(CONDITION_SIZE):
        raise InputError(f"The file {path} does not hold denoiser weights of version {VERSION} that this app can use; {remedy}.")
    net = Denoiser(**json.loads(metadata["config"]))
    try:
        net.load_state_dict(tensors)
    except RuntimeError as error:
        raise InputError(f"The denoiser's weights {path} do not fit the network; {remedy}.") from error
    if not all(bool(torch.isfinite(v).all()) for v in tensors.values()):
        raise InputError(f"The denoiser's weights {path} hold values that are not numbers; {remedy}.")
    return net.eval().requires_grad_(False)


def load_limits() -> Limits:
    """The joint limits that ship with the body."""
    values = json.loads(resource("body", "joint_limits.json").read_text(encoding="utf-8"))
    return Limits(torch.tensor(values["low"], dtype=torch.float32), torch.tensor(values["high"], dtype=torch.float32))
