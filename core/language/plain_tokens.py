"""What the rules of ``plainly`` are written with: the word at a place, the tokens of a text on another's span."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.language.lexicon import lexicon
from core.language.normalise import PAUSE, STOP, Token

Found = tuple[list[Token], int] | None
"""What a rule gives: the tokens to read instead, and how many they stand for. None where it has nothing to say."""

ARTICLES = frozenset({"the", "his", "her", "their", "a", "an", "its", "my", "your", "own", "this", "that"})
ENDS = frozenset({PAUSE, STOP, "and", "while", "but", "with"})


def as_tokens(token: Token, text: str, last: Token | None = None) -> list[Token]:
    """Tokens of a text, all on the span from one token to another."""
    return [replace(token, word=w, end=(last or token).end) for w in text.split()]


def word_at(words: Sequence[Token], k: int) -> str:
    """The word at a place, a stop beyond the ends."""
    return words[k].word if 0 <= k < len(words) else STOP


def is_part(word: str) -> bool:
    """Whether a word names a part of the body."""
    return any(e.category == "part" for e in lexicon().get((word,), ()))


def past(words: Sequence[Token], k: int, among: frozenset[str]) -> int:
    """The first place from ``k`` on whose word is none of those."""
    end = min(k + 8, len(words))  # nobody says more of them in a row, and long ones would make every search long
    while k < end and words[k].word in among:
        k += 1
    return k
