"""One phrase of a text with its category and meaning: what ``items`` makes of tokens and ``clauses`` reads."""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.language.lexicon import Entry


@dataclass(frozen=True)
class Item:
    """A phrase of the text with its category and meaning (see ``lexicon``), and further readings.

    Categories beside the lexicon's: "number" (degrees in ``value``), "pause", "stop", "unknown". ``closeness`` is that of its tokens.
    """

    category: str
    meaning: str
    first: int
    last: int
    words: str
    plural: bool = False
    form: str = ""
    value: float = 0.0
    readings: tuple[Entry, ...] = ()
    side: str = ""
    closeness: float = 1.0

    def reads(self, category: str) -> Entry | None:
        """Its reading in a category, or None."""
        return next((e for e in self.readings if e.category == category), None)

    def as_(self, category: str) -> Item:
        """The same words in another of their readings."""
        entry = self.reads(category)
        if entry is None:
            return self
        return replace(self, category=entry.category, meaning=entry.meaning, plural=entry.plural, form=entry.form)
