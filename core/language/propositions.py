"""What a clause becomes: noun phrases, modifiers, the words that say something, and the proposition that holds them."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Ref:
    """A noun phrase: a part or place of the body, the person, or a pronoun.

    Attributes:
        kind: "hand", "knee", "head", "person", "it", "they", "which", "each other"; "" for an elliptical one ("the right one").
        side: "left", "right", "both", "other", "opposite", "same", or None when nothing is said.
        one: "one hand", "a hand": either.
        first, last: span of items.
        viewer: the side was the viewer's and has been converted.
        level: "shoulder height", "chest level": a height, not a place.
        role: "front", "back", "standing" or "free": which leg of the two, where no side is said.
    """

    kind: str
    side: str | None
    plural: bool
    one: bool
    first: int
    last: int
    viewer: bool = False
    level: bool = False
    role: str = ""


@dataclass(frozen=True)
class Mods:
    """Modifiers of a predicate: negation, degree ("slight", "part", "much", "full", "almost", "almost full", "more", "less"), degrees, what the
    degrees are counted from ("vertical", "horizontal", "above" or "below" the horizontal, "" where it is not said), confidence."""

    neg: bool = False
    degree: str = ""
    angle: float | None = None
    right_angle: bool = False
    axis: str = ""
    confidence: float = 1.0


@dataclass
class Word:
    """One thing said: ``category`` "pred", "dir", "rel", "posture" or "act" with its meaning; relations carry their objects."""

    category: str
    meaning: str
    mods: Mods
    first: int
    last: int
    objects: list[Ref] = field(default_factory=list)
    thing: bool = False
    form: str = ""
    used: bool = False
    side: str = ""


@dataclass
class Proposition:
    """Subjects and what is said of them, from item ``first`` to ``last``.

    ``unknown`` counts unknown words, ``things`` those of them that are known to be about something else;
    ``alien``: it begins with one, before any subject ("a scar on the knee"), ``foreign``: that word is a
    noun, so that the clause is about something else or a person; ``joined``: "with" begins it, ``simile``: "like" or "as if"; ``absorbed``: another
    clause has used it up.
    """

    subjects: list[Ref] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    first: int = 0
    last: int = 0
    unknown: int = 0
    things: int = 0
    sentence: int = 0
    attribute: bool = False
    absorbed: bool = False
    alien: bool = False
    foreign: bool = False
    joined: bool = False
    simile: bool = False

    def has(self, category: str, *meanings: str) -> bool:
        """Whether a word of that category and one of those meanings is said."""
        return any(w.category == category and (not meanings or w.meaning in meanings) for w in self.words)
