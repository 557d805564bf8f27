"""The guide of what can be said, as the window shows it: sections with a short text and examples, from a resource file.

Every example is understood wholly (a test checks it), so that one can be taken into a description as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from core.body.skeleton import PARTS
from core.errors import InputError
from core.formats.toml_file import read_toml
from core.resources import resource


@dataclass(frozen=True)
class Section:
    """One section of the guide.

    Attributes:
        id: a short name for links.
        title, text: plain words, the text one paragraph.
        examples: (part, text) pairs that are understood wholly.
        passed_over: (part, text) pairs of which nothing is understood.
    """

    id: str
    title: str
    text: str
    examples: tuple[tuple[str, str], ...]
    passed_over: tuple[tuple[str, str], ...] = ()


@lru_cache(maxsize=4)
def sections(path: Path | None = None) -> tuple[Section, ...]:
    """The guide's sections in order; ``None``: the file that ships.

    Raises:
        InputError: when the file is missing, is not TOML, or a section lacks something.
    """
    file = path or resource("guide", "guide.toml")
    table = read_toml(file, "the guide")
    found = table.get("section")
    if not isinstance(found, list) or not found:
        raise InputError(f"{file}: the guide has no [[section]]; restore the file")
    return tuple(_section(file, k, entry) for k, entry in enumerate(found))


def _section(file: Path, number: int, entry: object) -> Section:
    where = f"{file}: section {number + 1}"
    if not isinstance(entry, dict) or not all(isinstance(entry.get(key), str) and entry[key].strip() for key in ("id", "title", "text")):
        raise InputError(f"{where} needs an id, a title and a text; correct the file")
    return Section(entry["id"], entry["title"], entry["text"].strip(), _pairs(where, entry, "examples"), _pairs(where, entry, "passed_over"))


def _pairs(where: str, entry: dict[str, object], key: str) -> tuple[tuple[str, str], ...]:
    given = entry.get(key, [])
    if not isinstance(given, list):
        raise InputError(f"{where}: {key} must be a list of [part, text]; correct the file")
    out = []
    for pair in given:
        if not (isinstance(pair, list) and len(pair) == 2 and pair[0] in PARTS and isinstance(pair[1], str) and pair[1].strip()):
            raise InputError(f"{where}: {pair!r} is no [part, text] with one of the ten parts; correct the file")
        out.append((pair[0], pair[1]))
    return tuple(out)
