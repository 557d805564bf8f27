"""What was understood of one part's text, as the rows show it: statements, contradictions, differences. Plain data, neither widgets nor torch.

The engine's thread makes readings; a run judges them. The window keeps them beside the document, since nobody edits them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.observation import DescriptionReport

if TYPE_CHECKING:
    from core.language.contradictions import Conflict
    from core.language.difference import PartDifference
    from core.language.understanding import Understanding


_JOINED_BY = re.compile(r"^(?:and|but|while|then)\s+(?=\S)", re.I)


def clause(words: str) -> str:
    """The words of a statement as they stand alone: without what joins them to the clause before ("and leaning forward")."""
    return _JOINED_BY.sub("", words)


@dataclass(frozen=True)
class Said:
    """One statement: the words it comes from, its posecode's name, how sure that is (0..1), whether the body obeys (None: no run has judged it),

    and the joints it speaks of.
    """

    words: str
    posecode: str
    confidence: float = 1.0
    obeyed: bool | None = None
    joints: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """What was understood of one part's text. ``similarity``: cosine of the text's and the body's latents before and after a run, or None."""

    part: str
    text: str
    statements: tuple[Said, ...] = ()
    not_understood: tuple[str, ...] = ()
    similarity: tuple[float, float] | None = None
    notes: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    """What is not about the pose (clothes, scene, mood): set aside without harm."""

    def says(self, posecode: str) -> bool:
        """Whether one of the statements is this posecode."""
        return any(said.posecode == posecode for said in self.statements)

    def judged(self, report: DescriptionReport) -> Reading:
        """With a run's verdict on the same text."""
        verdicts = {s.posecode: s.satisfied for s in report.statements}
        statements = tuple(replace(said, obeyed=verdicts.get(said.posecode, said.obeyed)) for said in self.statements)
        return replace(self, statements=statements, similarity=report.similarity)


@dataclass(frozen=True)
class Clash:
    """Two rows (parts; maybe one and the same) whose texts contradict each other, one sentence that says so, and the words of each."""

    first: str
    second: str
    text: str
    first_words: str = ""
    second_words: str = ""

    def other(self, part: str) -> str:
        """The row at the other end."""
        return self.second if part == self.first else self.first

    def sentence(self, part: str) -> str:
        """As a row tells it: in the person's words, its own first. Where one clause contradicts itself the posecodes say more."""
        if not self.first_words or (self.first_words == self.second_words and self.first != self.second):
            return self.text
        if self.first_words == self.second_words:
            return f"“{self.first_words}” contradicts itself ({self.text.rstrip('.')})."
        mine, theirs = self.first_words, self.second_words
        if part != self.first:
            mine, theirs = theirs, mine
        where = "" if self.first == self.second else f" in the {self.other(part).replace('_', ' ')}'s text"
        return f"“{mine}” contradicts “{theirs}”{where}."


@dataclass(frozen=True)
class Unsaid:
    """Something the body does that the part's text does not say: a clause that can be taken over, and its joints."""

    text: str
    joints: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unmet:
    """A statement that the body does not obey, and how far it is off in words ("the left hand is 12 cm too low")."""

    posecode: str
    words: str
    gap: str


@dataclass(frozen=True)
class Difference:
    """Between one part's text and the body that a run gave: valid for that text and that body only."""

    part: str
    text: str
    unsaid: tuple[Unsaid, ...] = ()
    unmet: tuple[Unmet, ...] = ()


def reading_of(part: str, understood: Understanding, report: DescriptionReport | None = None) -> Reading:
    """What was understood of a part's text, judged when there is a report of a run on that text."""
    from core.language.subjects import joints_of

    statements = tuple(
        Said(clause(s.text), s.posecode.name, float(s.confidence), None, joints_of(s.posecode)) for s in understood.statements
    )
    reading = Reading(
        part,
        understood.text,
        statements,
        tuple(map(clause, understood.not_understood)),
        None,
        tuple(understood.notes),
        tuple(understood.asides),
    )
    return reading if report is None else reading.judged(report)


def reading_of_report(report: DescriptionReport) -> Reading:
    """What a saved result says of a text; which joints it speaks of is known once the text has been understood again."""
    statements = tuple(Said(clause(s.text), s.posecode, s.confidence, s.satisfied) for s in report.statements)
    return Reading(report.part, report.text, statements, tuple(map(clause, report.not_understood)), report.similarity)


def difference_of(part: str, text: str, found: PartDifference) -> Difference:
    """What the window shows of how a body and a part's text differ."""
    unsaid = tuple(Unsaid(one.text, tuple(one.joints)) for one in found.unsaid)
    unmet = tuple(Unmet(s.posecode.name, clause(s.text), gap) for s, gap in zip(found.unmet, found.shortfalls, strict=True))
    return Difference(part, text, unsaid, unmet)


def clashes_of(conflicts: Iterable[Conflict]) -> tuple[Clash, ...]:
    """What the window shows of contradictions: one a pair of clauses, however many statements each of them makes."""
    found: dict[tuple[str, str, str, str], Clash] = {}
    for c in conflicts:
        words = clause(c.first.text), clause(c.second.text)
        found.setdefault((c.first_row, c.second_row, *words), Clash(c.first_row, c.second_row, c.text, *words))
    return tuple(found.values())


def clashes_in(part: str, clashes: Iterable[Clash]) -> tuple[Clash, ...]:
    """Those in which a row takes part."""
    return tuple(clash for clash in clashes if part in (clash.first, clash.second))
