"""The app's own weight files: safetensors that say what they are, checked whole before a network is built from them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from core.atomic_write import replacing
from core.errors import InputError

if TYPE_CHECKING:
    from torch import Tensor


def checksum(state: Mapping[str, Tensor], beside: str = "") -> str:
    """SHA-256 over names, shapes, types and values of the tensors, and over what belongs to them (a vocabulary)."""
    digest = hashlib.sha256(beside.encode())
    for key in sorted(state):
        digest.update(f"{key} {tuple(state[key].shape)} {state[key].dtype}".encode())
        digest.update(state[key].contiguous().numpy().data)
    return digest.hexdigest()


def save_weights(path: Path, name: str, version: str, state: Mapping[str, Tensor], about: Mapping[str, str], beside: str = "") -> None:
    """Write tensors with their name, version and checksum and what else is to be known ("about"), by way of a temporary file.

    Raises:
        InputError: when the file cannot be written.
    """
    from safetensors.torch import save_file

    kept = {key: value.detach().cpu().contiguous() for key, value in state.items()}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{path}: its folder cannot be made ({error.strerror}); give another place.") from error
    with replacing(path) as temporary:
        save_file(kept, str(temporary), {**about, "name": name, "version": version, "sha256": checksum(kept, beside)})


def load_weights(path: Path, name: str, version: str, what: str, remedy: str, beside: str = "") -> tuple[dict[str, str], dict[str, Tensor]]:
    """What a file says of itself, and its tensors.

    Args:
        what: the file's contents in a sentence ("denoiser weights").
        remedy: what to do about a bad file, said after a semicolon.

    Raises:
        InputError: when it is missing, unreadable, another thing, of another version, damaged, or holds values that are not numbers.
    """
    from safetensors import SafetensorError, safe_open

    if not path.is_file():
        raise InputError(f"The {what} {path} are missing; {remedy}.")
    try:
        with safe_open(str(path), framework="pt") as file:
            about = dict(file.metadata() or {})
            state = {key: file.get_tensor(key) for key in file.keys()}  # noqa: SIM118 (not a mapping)
    except (SafetensorError, OSError) as error:
        raise InputError(f"The {what} {path} are damaged and cannot be read ({error}); {remedy}.") from error
    if about.get("name") != name or about.get("version") != version:
        found = f"{about.get('name', 'something unnamed')}, version {about.get('version', 'unknown')}"
        raise InputError(f"The file {path} holds {found}, not {what} of version {version}; {remedy}.")
    # Files of the first release carry no checksum.
    if about.get("sha256", checked := checksum(state, beside)) != checked:
        raise InputError(f"The {what} {path} are damaged (their checksum is wrong); {remedy}.")
    if not all(bool(value.isfinite().all()) for value in state.values() if value.is_floating_point()):
        raise InputError(f"The {what} {path} hold values that are not numbers; {remedy}.")
    return about, state
