"""Texts with the posecodes that they state, for the second reader: labelled phrases of the bank's open part, generated sentences in the
describer's wordings, and texts that the rules read in full.

Everything is turned to the canonical side (``core.language.second_reader_text``) and written as numbers: for every posecode of the catalogue, and for
"nothing", whether the text states it (1), does not (0), or may be taken to (-1, no loss): what another label implies or allows.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from core.body.skeleton import PARTS
from core.evaluation.bank_file import Phrase
from core.language import describer, wording
from core.language.catalogue import CATALOGUE
from core.language.kin import TABLE
from core.language.posecodes import disagree, implied
from core.language.second_reader import NOTHING
from core.language.second_reader_text import Canonical, canonical, denies
from core.language.understanding import understand
from core.training.paraphrase import paraphrase

NAMES = tuple(CATALOGUE)
OUTPUTS = (*NAMES, NOTHING)
"""What the network tells the chances of."""
_COLUMN = {name: k for k, name in enumerate(NAMES)}
_SMALL = frozenset({"the", "a", "is", "are", "of", "his", "her", "their", "with", "and", "to", "held", "it", "its"})


@dataclass(frozen=True)
class Example:
    """One text: what the reader sees of it, the names that it states (any of each group), and names that it may be taken to state.

    ``source``: the bank's file, "generated" or "rules"; ``weight`` of its loss.
    """

    seen: Canonical
    stated: tuple[tuple[str, ...], ...]
    allowed: frozenset[str]
    source: str
    weight: float = 1.0


@lru_cache(maxsize=1)
def implications() -> NDArray[np.bool_]:
    """[a, b]: whether posecode a leaves b no choice."""
    out = np.eye(len(NAMES), dtype=bool)
    measures = [{c.measure for c in code.constraints} for code in CATALOGUE.values()]
    for a, code in enumerate(CATALOGUE.values()):
        for b, other in enumerate(CATALOGUE.values()):
            if a != b and measures[b] <= measures[a]:
                out[a, b] = implied(other, (code,))
    return out


def of_bank(phrases: Iterable[Phrase], weight: float = 1.0) -> list[Example]:
    """Labelled phrases as examples; those that deny something, and those whose labels the catalogue lacks, are left out."""
    out = []
    for p in phrases:
        if denies(p.text):
            continue
        seen = canonical(p.text, p.row)
        stated = tuple(tuple(seen.back(n) for n in label.names if n in CATALOGUE) for label in p.labels if label.required)
        if not all(stated):
            continue
        allowed = frozenset(seen.back(n) for label in p.labels if not label.required for n in label.names)
        out.append(Example(seen, stated, allowed, p.file, weight))
    return out


def generated(count: int, seed: int) -> list[Example]:
    """Sentences in the describer's words about one to three facts of a part that can hold together."""
    rng = random.Random(seed)
    by_part = {part: [n for n, c in CATALOGUE.items() if c.part == part and wording.phrases(n)] for part in PARTS}
    out: list[Example] = []
    while len(out) < count:
        part = rng.choice(PARTS)
        names: list[str] = []
        for name in rng.sample(by_part[part], rng.choice((1, 1, 2, 3))):
            if not any(disagree(CATALOGUE[name], CATALOGUE[other]) for other in names):
                names.append(name)
        text = describer.texts({part: tuple(names)}, rng=rng, thin=False)[part]
        if text and not denies(text):
            row = part if rng.random() < 0.85 else None
            seen = canonical(text, row)
            if not seen.open_side or not any(n.startswith(("left", "right")) for n in names):
                out.append(Example(seen, tuple((seen.back(n),) for n in names), frozenset(), "generated", 1.0))
    return out


def of_rules(texts: Iterable[tuple[str, str | None]], weight: float = 1.0) -> list[Example]:
    """Texts (text, row) that the rules read in full, as they read them."""
    out = []
    for text, row in texts:
        understood = understand(text, row)
        names = [s.posecode.name for s in understood.statements]
        sure = all(s.alternative is None and s.confidence > 0.8 for s in understood.statements) and all(n in CATALOGUE for n in names)
        if names and sure and not understood.not_understood and not denies(text):
            seen = canonical(text, row)
            out.append(Example(seen, tuple((seen.back(n),) for n in names), frozenset(), "rules", weight))
    return out


@lru_cache(maxsize=1)
def _synonyms() -> dict[str, tuple[str, ...]]:
    """Word of the lexicon -> words near it in meaning."""
    found: dict[str, list[str]] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if len(columns) == 3 and not line.startswith("#") and float(columns[2]) >= 0.8 and " " not in columns[1]:
            found.setdefault(columns[1], []).append(columns[0])
    return {word: tuple(kin) for word, kin in found.items()}


def noisy(text: str, rng: random.Random) -> str:
    """The text in slightly other words: a phrase exchanged, words for their kin, a small word left out. Sides stay."""
    if rng.random() < 0.3:
        text = paraphrase(text, rng) or text
    words = []
    synonyms = _synonyms()
    for word in text.split():
        bare = word.strip(".,;")
        if bare in synonyms and rng.random() < 0.2:
            word = word.replace(bare, rng.choice(synonyms[bare]))
        elif bare in _SMALL and rng.random() < 0.15:
            continue
        words.append(word)
    return " ".join(words) or text


def targets(examples: Sequence[Example]) -> NDArray[np.int8]:
    """[N, outputs]: 1 stated, 0 not stated, -1 left open; a label with several names leaves them open (see ``groups``)."""
    follows = implications()
    out = np.zeros((len(examples), len(OUTPUTS)), dtype=np.int8)
    for row, e in zip(out, examples, strict=True):
        said = [_COLUMN[n] for group in e.stated for n in group]
        may = [_COLUMN[n] for n in e.allowed if n in _COLUMN]
        if said or may:
            row[:-1][follows[[*said, *may]].any(0)] = -1
        row[may] = -1
        row[-1] = 0 if said else -1 if may else 1
        for group in e.stated:
            for name in group:
                row[_COLUMN[name]] = 1 if len(group) == 1 else -1
    return out


def groups(examples: Sequence[Example]) -> list[tuple[int, tuple[int, ...]]]:
    """(example, columns) of every label that any of several names states."""
    return [(k, tuple(_COLUMN[n] for n in group)) for k, e in enumerate(examples) for group in e.stated if len(group) > 1]
