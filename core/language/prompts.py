"""The questions put to a vision-language model: ten wordings for each part, in a resource file that a person may copy and edit.

The person's copy lies in the settings folder and wins over the file that ships. It is read again whenever it changed, so that an edited wording is
asked the next time. What a copy leaves out (the question for all parts at once, what goes before each question) is taken from the file that ships.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from core.body.skeleton import PARTS, mirrored_name
from core.errors import InputError
from core.formats.toml_file import read_toml
from core.resources import resource

WORDINGS = 10
"""Wordings a part in the file that ships."""
FILE = "prompts.toml"


@dataclass(frozen=True)
class Prompts:
    """Everything that is put to a model.

    Attributes:
        parts: part -> its wordings, at least one.
        before: what goes before every question: the task, and whose left and right are meant.
        marked: added when the person is marked in the picture among others.
        all_at_once: the one question about all parts, to be answered in JSON.
    """

    parts: Mapping[str, tuple[str, ...]]
    before: str
    marked: str
    all_at_once: str


def load_prompts(path: Path | None = None) -> dict[str, tuple[str, ...]]:
    """Part -> its wordings; ``None``: the file that ships. See ``read_prompts``."""
    return dict(read_prompts(path).parts)


def read_prompts(path: Path | None = None) -> Prompts:
    """The prompts of a file; ``None``: the file that ships.

    In the file, ``{part}`` stands for the part's name, and a section ``limb`` serves both sides of arm, hand, leg and foot.

    Raises:
        InputError: when the file is missing, is not TOML, or lacks a part.
    """
    shipped = resource("prompts", FILE)
    path = path or shipped
    table = read_toml(path, "the file of prompts")
    parts = {part: _wordings(path, table, part) for part in PARTS}
    general = table.get("general", {})
    if not isinstance(general, dict):
        raise InputError(f"{path}: general is no section; write [general] on a line of its own.")
    texts = []
    for name in ("before", "marked", "all_at_once"):
        text = general.get(name)
        if text is None and path != shipped:
            text = read_toml(shipped, "the file of prompts")["general"][name]
        if not isinstance(text, str) or not text.strip():
            raise InputError(
                f"{path}: {name} in [general] is no text; give a sentence between quotes, or leave it out."
            )
        texts.append(text.strip())
    return Prompts(parts, *texts)


def prompts_in_force(own: Path | None = None) -> Prompts:
    """The prompts to use now: the person's copy where there is one, else those that ship. Read again when the file changed.

    Args:
        own: where the person's copy would be; None: ``own_prompts()``.

    Raises:
        InputError: when the copy is not in order.
    """
    path = own or own_prompts()
    try:
        state = path.stat()
    except OSError:
        return _read_once("", 0, 0)
    return _read_once(str(path), state.st_mtime_ns, state.st_size)


def own_prompts() -> Path:
    """Where a person's copy of the prompts lies, beside the window's settings; it need not be there."""
    if sys.platform == "win32":
        folder = Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming")
    else:
        folder = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return folder / "Contrapposto" / FILE


@lru_cache(maxsize=4)
def _read_once(path: str, _changed: int, _size: int) -> Prompts:
    return read_prompts(Path(path) if path else None)


def _wordings(path: Path, table: Mapping[str, Any], part: str) -> tuple[str, ...]:
    section = table.get(part) or table.get(part.split("_")[-1])
    wordings = section.get("wordings") if isinstance(section, dict) else None
    if not isinstance(wordings, list) or not wordings or not all(isinstance(w, str) and w.strip() for w in wordings):
        raise InputError(f"{path}: no wordings for {part}; add a section with a list of questions called wordings")
    side = part.partition("_")[0]
    other = mirrored_name(part).partition("_")[0]
    name = part.replace("_", " ")
    return tuple(w.strip().replace("{part}", name).replace("{side}", side).replace("{other}", other) for w in wordings)
