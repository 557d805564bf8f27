"""The questions put to a vision-language model: ten wordings for each part, in a resource file that a person may edit."""

from __future__ import annotations

import tomllib
from pathlib import Path

from core.body.skeleton import PARTS
from core.errors import InputError
from core.resources import resource

WORDINGS = 10
"""Wordings a part in the file that ships."""


def load_prompts(path: Path | None = None) -> dict[str, tuple[str, ...]]:
    """Part -> its wordings; ``None``: the file that ships.

    In the file, ``{part}`` stands for the part's name, and a section ``limb`` serves both sides of arm, hand, leg and foot.

    Raises:
        InputError: when the file is missing, is not TOML, or lacks a part.
    """
    path = path or resource("prompts", "prompts.toml")
    try:
        with path.open("rb") as file:
            table = tomllib.load(file)
    except OSError as error:
        raise InputError(f"{path}: the prompts cannot be read ({error.strerror}); restore the file") from error
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: the prompts are not valid TOML ({error}); correct the file") from error
    out: dict[str, tuple[str, ...]] = {}
    for part in PARTS:
        section = table.get(part) or table.get(part.split("_")[-1])
        wordings = section.get("wordings") if isinstance(section, dict) else None
        if not isinstance(wordings, list) or not wordings or not all(isinstance(w, str) and w.strip() for w in wordings):
            raise InputError(f"{path}: no wordings for {part}; add a section with a list of questions called wordings")
        side, _, _ = part.partition("_")
        name = part.replace("_", " ")
        out[part] = tuple(
            w.strip().replace("{part}", name).replace("{side}", side).replace("{other}", "right" if side == "left" else "left")
            for w in wordings
        )
    return out
