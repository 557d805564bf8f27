"""The words that understanding knows, each with its category and meaning.

The tables are in ``vocabulary`` (and ``actions``, ``topics``). Verbs stand there in their base form and are inflected by rule here. Categories:
parts and places of the body, sides, predicates (what a limb does or is), directions, relations (prepositions), postures of the whole body,
degrees, hedges, negation, connectors, and words that carry no geometry. Words in none of them are unknown, and reported as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from core.language import actions
from core.language.topics import COMPOUNDS, THINGS
from core.language.vocabulary import (
    ADJECTIVES,
    CARRYING,
    COMPARATIVES,
    CONNECTORS,
    DEGREES,
    DIRECTIONS,
    EDGES,
    FILLERS,
    HEDGES,
    IRREGULAR,
    IRREGULAR_PLURALS,
    MIDLINE,
    NEGATIONS,
    PARTS,
    PERSON,
    POSTURES,
    PRONOUNS,
    RELATIONS,
    ROLES,
    SIDES,
    VERBS,
    VIEWER,
    VIEWERS_VIEW,
)


@dataclass(frozen=True)
class Entry:
    """Category and meaning of a phrase; ``plural`` for nouns, ``form`` for how a verb appears ("base", "ing", "ed")."""

    category: str
    meaning: str
    plural: bool = False
    form: str = ""


def _lines(table: str) -> Iterable[tuple[str, list[str]]]:
    for line in table.strip().splitlines():
        meaning, _, words = line.partition(": ")
        yield meaning, [w.strip() for w in words.split(", ") if w.strip()]


_SHORT = re.compile(r"[^aeiou]*[aeiou][bdgklmnprt]")


def _inflected(verb: str) -> Iterable[tuple[str, str]]:
    """(form, kind of form) of a verb, possibly followed by a particle or object ("hold up", "sit on the floor")."""
    head, _, tail = verb.partition(" ")
    tail = " " + tail if tail else ""
    yield head + tail, "base"
    if head.endswith(("ch", "sh", "s", "x", "do", "go")):
        yield head + "es" + tail, "base"
    elif head.endswith("y") and head[-2] not in "aeiou":
        yield head[:-1] + "ies" + tail, "base"
    else:
        yield head + "s" + tail, "base"
    irregular = IRREGULAR.get(head, ())
    if _SHORT.fullmatch(head):  # "chop": "chopping", beside what the rules below make of it
        yield head + head[-1] + "ing" + tail, "ing"
        yield head + head[-1] + "ed" + tail, "ed"
    if not any(form.endswith("ing") for form in irregular):
        stem = head[:-1] if head.endswith("e") and not head.endswith(("ee", "be")) else head
        yield stem + "ing" + tail, "ing"
    if not irregular or all(form.endswith("ing") for form in irregular):
        yield (head + "d" if head.endswith("e") else head[:-1] + "ied" if head.endswith("y") and head[-2] not in "aeiou" else head + "ed") + tail, "ed"
    for form in irregular:
        yield form + tail, "ing" if form.endswith("ing") else "ed"


@lru_cache(maxsize=1)
def lexicon() -> dict[tuple[str, ...], tuple[Entry, ...]]:
    """Phrase (words) -> its entries, the usual reading first; at most one of a category."""
    book: dict[tuple[str, ...], tuple[Entry, ...]] = {}

    def put(phrase: str, entry: Entry) -> None:
        key = canonical(tuple(phrase.replace("'s", " 's").replace("isn't", "is not").split()))
        known = book.get(key, ())
        if all(entry.category != k.category for k in known):
            book[key] = (*known, entry)

    for meaning, words in _lines(VIEWERS_VIEW):
        for word in words:
            put(word, Entry("viewpoint", meaning))
    for meaning, words in _lines(VIEWER):
        for word in words:
            put(word, Entry("viewer", meaning.split()[1]))
    for meaning, words in _lines(NEGATIONS):
        for word in words:
            put(word, Entry("neg", meaning))
    for irregular, meaning in IRREGULAR_PLURALS.items():
        if meaning != irregular or irregular in ("toes", "fingers"):
            put(irregular, Entry("part", meaning, True))
    for meaning, words in _lines(PARTS):
        for word in words:
            put(word, Entry("part", meaning))
            head, _, last = word.rpartition(" ")
            plural = last + ("es" if last.endswith(("ch", "sh")) else "s")
            if not word.endswith(("foot", "toes", "biceps", "triceps", "quadriceps")):
                put(f"{head} {plural}".strip(), Entry("part", meaning, True))
    for meaning, words in _lines(MIDLINE):
        for word in words:
            put(word, Entry("part", meaning))
    for table, category in (
        (PERSON, "person"), (PRONOUNS, "pronoun"), (SIDES, "side"), (DIRECTIONS, "dir"), (ADJECTIVES, "pred"), (CARRYING, "pred"), (EDGES, "pred"),
        (RELATIONS, "rel"),
        (HEDGES, "hedge"), (DEGREES, "deg"), (CONNECTORS, "conj"),
    ):  # fmt: skip
        for meaning, words in _lines(table):
            for word in words:
                put(word, Entry(category, meaning))
    for meaning, words in _lines(COMPARATIVES):
        for word in words:
            put(word, Entry("more", meaning))
    for meaning, words in _lines(FILLERS):
        for word in words:
            put(word, Entry(meaning, word))
    for meaning, words in _lines(POSTURES):
        for word in words:
            for form, kind in _inflected(word) if word.split()[0] in _POSTURE_VERBS else [(word, "")]:
                put(form, Entry("posture", meaning, form=kind))
    for meaning, words in _lines(VERBS):
        for word in words:
            if word == "be":
                continue
            for form, kind in _inflected(word):
                put(form, Entry("pred", meaning, form=kind))
    for meaning, names in actions.phrases().items():
        for word in names:
            for spelling in dict.fromkeys((word, word.replace(" the ", " "))):
                for form, kind in _inflected(spelling) if word.split()[0] in actions.VERBS else [(spelling, "")]:
                    put(form, Entry("act", meaning, form=kind))
    for key, entries in list(book.items()):  # telegram style: "at back of head", "heel in air"
        short = tuple(word for k, word in enumerate(key) if word != "the" or k == 0)
        if len(short) < len(key) and short not in book and len(short) > 1 and short != ("in", "line") and entries[0].category in _TERSE:
            book[short] = entries
    for phrase in COMPOUNDS.replace("\n", " ").split(", "):
        book[tuple(phrase.split())] = (Entry("unknown", "thing"),)
    for word in THINGS:
        if (word,) not in book:
            book[(word,)] = (Entry("unknown", "thing"),)
    return book


_TERSE = frozenset({"part", "pred", "dir", "rel", "posture", "viewer"})
_ARTICLES = frozenset(["the", "a", "an", "his", "her", "their", "its", "my", "your", "our"])


def canonical(phrase: tuple[str, ...]) -> tuple[str, ...]:
    """A phrase with "the" for every article and possessive inside it: "scratch his head" is "scratch the head"."""
    if len(phrase) < 3:
        return phrase
    return (phrase[0], *("the" if word in _ARTICLES else word for word in phrase[1:-1]), phrase[-1])


def shown(phrase: tuple[str, ...]) -> tuple[str, ...]:
    """A phrase with "the" for "this" and "that" as well: "flex that bicep"."""
    return canonical(tuple("the" if k and word in ("this", "that") else word for k, word in enumerate(phrase)))


_POSTURE_VERBS = frozenset(
    [
        "stand", "sit", "seat", "perch", "squat", "crouch", "hunker", "kneel", "lie", "crawl", "lunge", "jump", "leap", "hop",
        "walk", "march", "stroll", "run", "sleep", "sunbathe", "nap", "doze", "snooze",
        "jog", "sprint", "step", "stride", "balance", "genuflect", "cross", "fold", "recline",
        "bend", "lay",
    ]
)


@lru_cache(maxsize=1)
def roles() -> dict[str, str]:
    """Word -> the role of a leg that it names before "leg", "knee" or "foot"."""
    return {word: role for role, words in _lines(ROLES) for word in words}


@lru_cache(maxsize=1)
def deeds() -> frozenset[str]:
    """The words that begin a phrase for an action, in forms that a clause about somebody begins with: "pegs", "pegging"."""
    return frozenset(phrase[0] for phrase, entries in lexicon().items() if len(phrase) > 1 and any(e.category == "act" and e.form for e in entries))


@lru_cache(maxsize=1)
def longest() -> dict[str, int]:
    """First word -> the most words that a phrase beginning with it has."""
    out: dict[str, int] = {}
    for phrase in lexicon():
        out[phrase[0]] = max(out.get(phrase[0], 0), len(phrase))
    return out
