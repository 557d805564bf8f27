"""What understanding a text comes to: statements, what was left, and which of them contradict each other."""

from __future__ import annotations

from dataclasses import dataclass

from core.language.posecodes import Posecode, canonical


@dataclass(frozen=True)
class Statement:
    """One thing understood.

    Attributes:
        text: the words of the clause it comes from, as written.
        posecode: what it says of the body.
        part: the part that it speaks of (one of the ten).
        confidence: 0..1.
        span: where ``text`` stands in the description [start, end).
        alternative: the mirrored posecode, where the text left the side open ("one hand on the hip"); either one satisfies it.
    """

    text: str
    posecode: Posecode
    part: str
    confidence: float
    span: tuple[int, int] = (0, 0)
    alternative: Posecode | None = None


@dataclass(frozen=True)
class Understanding:
    """What a text says: statements, what was not understood, pairs of statements that contradict each other, and remarks for the person.

    ``asides``: what is not about the pose (clothes, scene, mood) and was passed over.
    """

    text: str
    statements: tuple[Statement, ...] = ()
    not_understood: tuple[str, ...] = ()
    contradictions: tuple[tuple[Statement, Statement], ...] = ()
    notes: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        """Plain data for the command line and result files."""
        out: dict[str, object] = {
            "text": self.text,
            "statements": [
                {"text": s.text, "posecode": s.posecode.name, "part": s.part, "confidence": round(s.confidence, 3)} for s in self.statements
            ],
            "not_understood": list(self.not_understood),
        }
        if self.contradictions:
            out["contradictions"] = [[a.posecode.name, b.posecode.name] for a, b in self.contradictions]
        if self.asides:
            out["asides"] = list(self.asides)
        if self.notes:
            out["notes"] = list(self.notes)
        return out


def contradictions(statements: tuple[Statement, ...]) -> tuple[tuple[Statement, Statement], ...]:
    """Pairs of statements that no body can satisfy both: two bounds on one measure that do not meet. Linear but for the measures in common."""
    known: dict[object, list[tuple[int, float, float, float]]] = {}
    pairs: set[tuple[int, int]] = set()
    for k, statement in enumerate(statements[:200]):
        for constraint in statement.posecode.constraints:
            key, low, high = canonical(constraint)
            slack = constraint.slack
            others = known.setdefault(key, [])
            pairs |= {(j, k) for j, a, b, give in others if j != k and (low - slack > b + give + 1e-9 or a - give > high + slack + 1e-9)}
            others.append((k, low, high, slack))
    return tuple((statements[j], statements[k]) for j, k in sorted(pairs))
