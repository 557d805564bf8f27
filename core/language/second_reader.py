"""A second, learned reader for what the rules leave unread: a span without a reading, in its sentence -> posecodes with a confidence below the rules'.

    rules -> spans not understood -> here: sentence, turned to the canonical side -> chances of all posecodes (``second_reader_network``)
          -> those that are sure, that the span itself brings in, and that nothing read by the rules speaks against

It adds and never takes away. What denies, asks, compares or speaks of somebody else is kept from it, since a network reads such words as their
opposite. How sure is sure enough was set so that of what it adds on unseen wording at least 95 of 100 are right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.language.catalogue import CATALOGUE
from core.language.places import swap_sides
from core.language.posecodes import Posecode, disagree, implied
from core.language.second_reader_network import shipped
from core.language.second_reader_text import canonical, denies

Span = tuple[int, int]
Chances = Callable[[str, int], NDArray[np.float32]]
"""(text on the canonical side, kind of its row) -> the chance of every posecode."""


NOTHING = "nothing"
"""The network's name for a text that says nothing of this body's pose."""


@dataclass(frozen=True)
class Limits:
    """When a posecode is taken up: ``sure``: its chance in the sentence; ``brought``: how much of it is gone without the span; ``nothing``: the chance,
    up to which it is, that the sentence says nothing of the pose."""

    sure: float = 0.9
    brought: float = 0.3
    nothing: float = 0.2


LIMITS = Limits()


@dataclass(frozen=True)
class SecondReading:
    """One posecode read in a span of the text with a chance 0..1; ``either``: its mirror image would do as well (no side was told)."""

    span: Span
    posecode: Posecode
    chance: float
    either: bool = False


def readings_of(text: str, row: str | None, unread: Sequence[Span], read: Sequence[Posecode]) -> list[SecondReading]:
    """``second_readings`` by the network that ships.

    Raises:
        InputError: when its weights are missing or damaged.
    """
    if not unread or denies(text) and all(denies(text[a:b]) for a, b in unread):
        return []
    network = shipped()
    return second_readings(text, row, unread, read, network.names, network.chances, LIMITS)


_SENTENCE = re.compile(r"[^.!?;\n]+")
_CLAUSE_END = re.compile(r",|:|\(|\)|\b(?:and|while|but|whereas|with|as)\b", re.IGNORECASE)
_CONTENT = re.compile(r"[a-z]{3,}", re.IGNORECASE)
_EMPTY = frozenset(
    {"the", "his", "her", "their", "its", "and", "with", "for", "are", "was", "has", "have", "that", "this", "then", "there", "very", "left", "right"}
)
_LONGEST = 30
"""Words of a sentence that the network sees whole; of a longer one it sees the clause."""


def second_readings(
    text: str, row: str | None, unread: Sequence[Span], read: Sequence[Posecode], names: Sequence[str], chances: Chances, limits: Limits
) -> list[SecondReading]:
    """What the network reads in spans of a text that the rules left unread.

    Args:
        text: the whole description.
        row: the part whose description it is, or None.
        unread: spans [start, end) not understood, without asides and without what must not be read.
        read: what the rules read in the text.
        names: posecodes in the order of the network's chances.
        chances: the network.
        limits: when a posecode is taken up.
    """
    found: list[SecondReading] = []
    taken = list(read)
    for span in unread:
        for reading in sorted(_of_span(text, row, span, names, chances, limits), key=lambda r: -r.chance):
            twins = (reading.posecode, *((reading.posecode.mirrored(),) if reading.either else ()))
            if any(_spoken_for(code, taken) for code in twins):
                continue
            found.append(reading)
            taken.append(reading.posecode)
    return found


def _of_span(text: str, row: str | None, span: Span, names: Sequence[str], chances: Chances, limits: Limits) -> Iterator[SecondReading]:
    if not _tells(text[span[0] : span[1]]):
        return
    start, end = _context(text, span)
    said = text[start:end]
    if denies(said):
        return
    seen = canonical(said, row)
    chance = chances(seen.text, seen.kind)
    sure = np.flatnonzero(chance >= limits.sure)
    if not len(sure) or (NOTHING in names and chance[names.index(NOTHING)] > limits.nothing):
        return
    rest = f"{text[start : max(span[0], start)]} {text[min(span[1], end) : end]}"
    without = np.zeros_like(chance)
    if _tells(rest):
        other = canonical(rest, row)
        kept = swap_sides(other.text) if other.mirrored != seen.mirrored else other.text
        without = chances(kept, seen.kind)
    columns = {int(k) for k in sure}
    for k in sorted(columns):
        if chance[k] - without[k] < limits.brought:
            continue
        code = CATALOGUE.get(seen.back(names[k]))
        if code is None:
            continue
        twin = swap_sides(names[k])
        either = seen.open_side and twin != names[k] and twin in CATALOGUE and not any(names[j] == twin for j in columns)
        yield SecondReading(span, code, float(chance[k]), either)


def _tells(words: str) -> bool:
    """Whether there is a word with a meaning of its own in it."""
    return any(word.lower() not in _EMPTY for word in _CONTENT.findall(words))


def _context(text: str, span: Span) -> Span:
    """The sentence that a span stands in, or its clauses where the sentence is long or denies something elsewhere."""
    start, end = span
    for m in _SENTENCE.finditer(text):
        if m.end() > span[0] and m.start() < span[1]:
            start, end = min(start, m.start()), max(end, m.end())
    if len(text[start:end].split()) <= _LONGEST and not denies(text[start:end]):
        return start, end
    cuts = [start, *(start + m.start() for m in _CLAUSE_END.finditer(text[start:end])), end]
    return max((c for c in cuts if c <= span[0]), default=start), min((c for c in cuts if c >= span[1]), default=end)


def _spoken_for(code: Posecode, read: Sequence[Posecode]) -> bool:
    """Whether what was read says it already, or speaks of the same measure otherwise."""
    if any(code.name == other.name or disagree(code, other) for other in read) or implied(code, read):
        return True
    return any(code.subject == other.subject and code.constraints[0].measure == other.constraints[0].measure for other in read)
