"""Several answers about one part, brought to one text: what they agree on counts more, where they differ the person is told.

Each answer is understood; its posecodes are votes. The text shown is the answer closest to what most answers say, in its own words; nothing is
stitched together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.language.contradictions import exclude
from core.language.posecodes import Posecode, canonical
from core.language.understanding import Understanding, understand
from core.observation import Remark

SILENT = 0.25
"""How much an answer that does not speak of a matter counts, compared with one that says otherwise: the wordings ask about different things."""
MOST_REMARKS = 2
_OPPOSITES = (
    ("in front of", "behind"), ("above", "below"), ("higher", "lower"), ("left of", "right of"), ("raised", "lowered"), ("raised", "hanging"),
    ("raised", "on the ground"), ("overhead", "hanging"), ("overhead", "lowered"), ("overhead", "at the side"), ("straight up", "hanging"),
    ("forward", "back"), ("turned to the left", "turned to the right"), ("tilted to the left", "tilted to the right"),
    ("looking up", "looking down"), ("leaning to the left", "leaning to the right"), ("leaning forward", "leaning back"),
)  # fmt: skip
"""How opposite posecodes of one subject begin that need not bound the same measure."""
_TRUNK = re.compile(r"\bthe (?:chest|stomach|body|torso|upper body)\b")
_NUMBERS = ("no", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10")


@dataclass(frozen=True)
class Consensus:
    """One text for a part.

    Attributes:
        text: the answer closest to what most say.
        support: (posecode name, share) of its statements; empty for a single answer.
        remarks: where the answers disagree.
    """

    text: str
    support: tuple[tuple[str, float], ...] = ()
    remarks: tuple[Remark, ...] = ()


def consensus(part: str, answers: Sequence[str]) -> Consensus:
    """The answers of several wordings (cleaned, at least one) as one text."""
    if len(answers) == 1:
        return Consensus(answers[0])
    understood = [understand(answer, part) for answer in answers]
    chosen = max(range(len(answers)), key=lambda k: (_closeness(k, understood), -k))
    support = tuple(
        (s.posecode.name, round(_share(s.posecode, chosen, understood), 3)) for s in understood[chosen].statements
    )
    return Consensus(answers[chosen], support, tuple(_disagreements(chosen, understood)))


def _closeness(index: int, understood: Sequence[Understanding]) -> float:
    """How much of what an answer says the others say too, less what they contradict; an answer of which nothing is understood is far off."""
    own = understood[index]
    if not own.statements:
        return -10.0
    score = 0.0
    for statement in own.statements:
        votes_for, votes_against = _votes(statement.posecode, index, understood)
        score += statement.confidence * (votes_for - 2.0 * votes_against)
    # A short answer that all agree with is as good as a long one; words that were not understood count a little against it.
    return score / len(own.statements) ** 0.5 - 0.1 * len(own.not_understood)


def _votes(code: Posecode, index: int, understood: Sequence[Understanding]) -> tuple[int, int]:
    """How many of the other answers say it too (or something narrower), and how many contradict it."""
    votes_for = votes_against = 0
    for k, other in enumerate(understood):
        if k == index:
            continue
        codes = [s.posecode for s in other.statements]
        if any(_says(c, code) for c in codes):
            votes_for += 1
        elif any(_contradicts(c, code) for c in codes):
            votes_against += 1
    return votes_for, votes_against


def _share(code: Posecode, index: int, understood: Sequence[Understanding]) -> float:
    votes_for, votes_against = _votes(code, index, understood)
    said = votes_for + 1
    silent = len(understood) - said - votes_against
    return said / (said + votes_against + SILENT * silent)


def _says(code: Posecode, wanted: Posecode) -> bool:
    """Whether a posecode says what is wanted: the same, or a narrower bound on the same measures ("right angle" says "bent")."""
    if _broad(code.name) == _broad(wanted.name):
        return True
    mine = {key: (low, high) for c in code.constraints for key, low, high in (canonical(c),)}
    for c in wanted.constraints:
        key, low, high = canonical(c)
        if key not in mine:
            return False
        own_low, own_high = mine[key]
        if own_low < low - c.slack or own_high > high + c.slack:
            return False
    return True


def _broad(name: str) -> str:
    """A posecode's name with the places of the trunk taken for one: people say chest or torso of the same place."""
    return _TRUNK.sub("the torso", name)


def _contradicts(first: Posecode, second: Posecode) -> bool:
    """Whether two answers cannot both be meant: no body obeys both, or they use opposite words of one thing ("in front of", "behind")."""
    if exclude(first, second):
        return True
    if first.subject != second.subject:
        return False
    return any(
        (first.predicate.startswith(a) and second.predicate.startswith(b))
        or (first.predicate.startswith(b) and second.predicate.startswith(a))
        for a, b in _OPPOSITES
    )


def _disagreements(chosen: int, understood: Sequence[Understanding]) -> list[Remark]:
    """One sentence for each statement of the chosen text that other answers contradict."""
    remarks: list[Remark] = []
    subjects: set[str] = set()
    total = len(understood)
    for statement in understood[chosen].statements:
        code = statement.posecode
        if code.subject in subjects:
            continue
        against: dict[str, int] = {}
        for k, other in enumerate(understood):
            codes = [s.posecode for s in other.statements]
            if k == chosen or any(_says(c, code) for c in codes):
                continue
            contrary = next((c for c in codes if _contradicts(c, code)), None)
            if contrary is not None:
                against[contrary.predicate] = against.get(contrary.predicate, 0) + 1
        if not against:
            continue
        subjects.add(code.subject)
        count = _votes(code, chosen, understood)[0] + 1
        others = ", ".join(
            f"{_NUMBERS[n]} {'says' if n == 1 else 'say'} {what}"
            for what, n in sorted(against.items(), key=lambda item: -item[1])
        )
        subject = code.subject[:1].upper() + code.subject[1:]
        says = "says" if count == 1 else "say"
        remarks.append(
            Remark("disagreement", f"{subject}: {count} of {total} answers {says} {code.predicate}, {others}.")
        )
    return remarks[:MOST_REMARKS]
