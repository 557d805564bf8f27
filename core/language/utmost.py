"""To the limit of what somebody can: "as high as possible", "as wide as they'll go", "as straight as you can make it".

tokens -> tokens; "very high", "completely straight" on the span of the words they stand for
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.language.normalise import Token

_WHO = frozenset(["he", "she", "they", "it", "you", "i", "one", "we"])
_CAN = frozenset(["can", "could", "will", "would", "may", "might"])
_DO = frozenset(
    [
        "go",
        "be",
        "get",
        "reach",
        "manage",
        "do",
        "make",
        "bring",
        "raise",
        "lift",
        "stretch",
        "hold",
        "come",
        "bend",
        "lean",
        "push",
    ]
)
_ENTIRE = frozenset(["straight", "extended", "flat", "upright", "closed", "open"])
"""What there is an end to."""
_GRADED = _ENTIRE | frozenset(
    [
        "high",
        "low",
        "wide",
        "far",
        "close",
        "near",
        "deep",
        "deeply",
        "bent",
        "tight",
        "tightly",
        "hard",
        "tall",
        "much",
    ]
)
_BETWEEN = frozenset(["up", "back", "down", "out", "apart", "forward", "forwards", "over", "behind", "around", "away"])
_ONLY_NEARLY = frozenset(["not", "almost", "nearly", "quite", "about", "half"])


def to_the_limit(words: Sequence[Token]) -> list[Token]:
    """The tokens with every such phrase in plain words. One pass."""
    out: list[Token] = []
    k = 0
    while k < len(words):
        found = _phrase(words, k)
        if found is None:
            out.append(words[k])
            k += 1
            continue
        second, end = found
        grade = words[k + 1].word
        degree = "completely" if grade in _ENTIRE else "very"
        out.append(replace(words[k], word=degree))
        out += words[k + 1 : second]
        out[-1] = replace(out[-1], end=words[end - 1].end)
        k = end
    return out


def _phrase(words: Sequence[Token], k: int) -> tuple[int, int] | None:
    """Where the second "as" stands and where the phrase ends that a word begins."""
    said = [t.word for t in words[k : k + 11]]
    if said[0] != "as" or said[1:2] == [] or said[1] not in _GRADED or (k and words[k - 1].word in _ONLY_NEARLY):
        return None
    second = 2 + (said[2:3] != [] and said[2] in _BETWEEN)
    if said[second : second + 1] != ["as"]:
        return None
    size = _limit(said[second + 1 :])
    if size is None or (said[1] in ("far", "much") and second == 2):
        return None  # "as far as possible" is a degree of its own
    return k + second, k + second + 1 + size


def _limit(said: list[str]) -> int | None:
    """How many words say that more cannot be: "possible", "it will go", "she is able to", "you have got"."""
    if said[:1] == ["possible"]:
        return 1
    if said[:2] == ["humanly", "possible"]:
        return 2
    if not said or said[0] not in _WHO:
        return None
    if said[1:2] and said[1] in _CAN:
        at = 2 + (said[2:3] != [] and said[2] in _DO)
        return at + (at == 3 and said[3:4] == ["it"])
    if said[1:3] in (["is", "able"], ["are", "able"]):
        return 3 + (said[3:4] == ["to"])
    if said[1:3] in (["have", "got"], ["has", "got"]):
        return 3
    return 2 if said[1:2] in (["goes"], ["go"]) else None
