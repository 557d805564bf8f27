"""TOML files that ship with the app or that people write: read whole, or refused in one sentence."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from core.errors import InputError


def read_toml(path: Path, what: str) -> dict[str, Any]:
    """The file's table. ``what`` names it in a refusal: "the guide", "the prompts".

    Raises:
        InputError: when the file is missing, cannot be read, or is not TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{path}: {what} cannot be read ({error.strerror}); check its name, or put the file back.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: {what} is not valid TOML ({error}); correct the file.") from error
