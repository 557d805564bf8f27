"""Where the files that ship with the app lie: body, weights, detector models, prompts, samples."""

from __future__ import annotations

from pathlib import Path

from core.errors import InputError

RESOURCES = Path(__file__).resolve().parent.parent / "resources"


def resource(*parts: str) -> Path:
    """Path of a shipped file, e.g. ``resource("body", "open_body.npz")``.

    Raises:
        InputError: when the file is missing from the installation.
    """
    path = RESOURCES.joinpath(*parts)
    if not path.exists():
        raise InputError(f"The file {path} that ships with the app is missing; restore it from the repository or reinstall.")
    return path
