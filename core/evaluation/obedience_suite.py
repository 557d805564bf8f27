"""The obedience suite's files: sentences and what a careful person would accept as obeying them.

A file is TOML with one table a sentence::

    [[sentence]]
    id = "hand-on-hip-01"                         # unique in the file: letters, digits, hyphens
    group = "contacts"                            # any word; rates are reported by group
    texts = { left_arm = "his left hand rests on his hip, elbow out" }
    moves = ["left_arm"]                          # optional
    checks = ["touches(left_hand, left_hip)", "bend(left_elbow) > 45", "x(left_elbow, left_shoulder) > 0.08"]

- ``texts``: what is typed into which rows (head, torso, left_arm, right_arm, left_hand, right_hand, left_leg, right_leg, left_foot, right_foot). Usually one.
- ``moves``: parts that may move freely; the joints of every other part must keep their rotation, relative to the parent or in the world, within a few
  degrees of the standing body (``obedience_run.STAYS_DEGREES``). Left out: the parts in ``texts``. An arm always carries its hand and a hand its arm, a leg
  its foot and a foot its leg. Short forms: "arms" (both arms and hands), "legs" (both legs and feet), "all". Whole-body postures write moves = ["all"].
- ``checks``: conditions (``obedience_checks`` has the language). All must hold for the sentence to count as obeyed. Write what a careful person would
  accept: tolerant, yet the neutral standing body (arms hanging, legs straight, facing the camera) has to fail at least one.
- ``neutral_obeys = true``: optional, for the few sentences that describe standing itself; without it a test refuses sentences that the neutral body meets.
- ``note``: optional, for the reader.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.body.skeleton import PARTS
from core.errors import InputError
from core.evaluation.obedience_checks import Check
from core.formats.toml_file import read_toml
from core.resources import resource

_VOICES = (
    "", "_arms", "_legs", "_vlm", "_clinic", "_notes", "_coaches", "_scenes", "_mixed", "_commands", *(f"_mixed{number}" for number in range(2, 12)),
)  # fmt: skip
SPLITS: Mapping[str, tuple[str, ...]] = {
    "development": tuple(f"development{name}.toml" for name in _VOICES),
    "held-out": ("held_out.toml",),
}
_FIELDS = {"id", "group", "texts", "moves", "checks", "neutral_obeys", "note"}
_SHORT: Mapping[str, tuple[str, ...]] = {
    "arms": ("left_arm", "right_arm"), "legs": ("left_leg", "right_leg"),
    "hands": ("left_hand", "right_hand"), "feet": ("left_foot", "right_foot"), "all": PARTS,
}  # fmt: skip
_CARRIES = {
    f"{s}_{a}": f"{s}_{b}"
    for s in ("left", "right")
    for a, b in (("arm", "hand"), ("hand", "arm"), ("leg", "foot"), ("foot", "leg"))
}


@dataclass(frozen=True)
class Sentence:
    """One sentence of the suite. ``texts`` by part; ``moves`` the parts that may move, carried parts included; ``checks`` all must hold."""

    id: str
    group: str
    texts: Mapping[str, str]
    moves: frozenset[str]
    checks: tuple[Check, ...]
    neutral_obeys: bool = False
    note: str = ""


def read_split(split: str) -> tuple[Sentence, ...]:
    """All sentences of a split, "development" or "held-out", file after file.

    Raises:
        InputError: as ``read_suite``, and when two files use one id.
    """
    found: dict[str, Sentence] = {}
    for name in SPLITS[split]:
        path = resource("evaluation", "obedience", name)
        for sentence in read_suite(path):
            if sentence.id in found:
                raise InputError(f"{path}: sentence {sentence.id}: another file has that id; give each sentence its own.")
            found[sentence.id] = sentence
    return tuple(found.values())


def read_suite(path: Path) -> tuple[Sentence, ...]:
    """Read a suite file.

    Raises:
        InputError: when the file is missing, is no TOML, or a sentence is wrong; names the file, the sentence and the fault.
    """
    content = read_toml(path, "the suite")
    entries = content.get("sentence")
    if not isinstance(entries, list) or not entries:
        raise InputError(f"{path}: there is no [[sentence]] in it; write at least one.")
    found: dict[str, Sentence] = {}
    for number, entry in enumerate(entries, 1):
        name = entry.get("id") if isinstance(entry, dict) else None
        where = f"{path}: sentence {name or number}"
        try:
            sentence = _sentence(entry)
        except InputError as error:
            raise InputError(f"{where}: {error}") from error
        if sentence.id in found:
            raise InputError(f"{where}: the id is used twice; give each sentence its own.")
        found[sentence.id] = sentence
    return tuple(found.values())


def _sentence(entry: Any) -> Sentence:
    if not isinstance(entry, dict):
        raise InputError("not a table; write [[sentence]].")
    strange = set(entry) - _FIELDS
    if strange:
        raise InputError(f"unknown field {', '.join(sorted(strange))}; use {', '.join(sorted(_FIELDS))}.")
    name, group, texts, checks = (entry.get(key) for key in ("id", "group", "texts", "checks"))
    if not isinstance(name, str) or not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*", name):
        raise InputError("id must be letters, digits and hyphens.")
    if not isinstance(group, str) or not group:
        raise InputError("group is missing; name what kind of sentence it is.")
    if not isinstance(texts, dict) or not texts or not all(isinstance(t, str) for t in texts.values()):
        raise InputError('texts is missing; write for example texts = { left_arm = "raised" }.')
    wrong = [part for part in texts if part not in PARTS]
    if wrong:
        raise InputError(f"texts: there is no part {wrong[0]}; use one of {', '.join(PARTS)}.")
    if not isinstance(checks, list) or not checks or not all(isinstance(c, str) for c in checks):
        raise InputError('checks is missing; write for example checks = ["bend(left_elbow) > 60"].')
    return Sentence(
        name,
        group,
        texts,
        _moves(entry.get("moves", list(texts))),
        tuple(Check.parse(c) for c in checks),
        bool(entry.get("neutral_obeys", False)),
        str(entry.get("note", "")),
    )


def _moves(names: Any) -> frozenset[str]:
    if not isinstance(names, list):
        raise InputError('moves must be a list of parts, for example ["left_arm", "torso"].')
    parts: set[str] = set()
    for name in names:
        expanded = _SHORT.get(name, (name,))
        for part in expanded:
            if part not in PARTS:
                raise InputError(f"moves: there is no part {part}; use {', '.join(PARTS)}, {', '.join(_SHORT)}.")
            parts.add(part)
            parts.update({_CARRIES[part]} if part in _CARRIES else ())
    return frozenset(parts)
