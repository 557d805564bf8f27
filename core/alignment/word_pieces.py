"""From text to clauses to word pieces: what the text encoder reads.

A description is taken apart at its commas and conjunctions, so that each clause is encoded once, whatever it is combined with, and an edit costs
only what it changed. Texts of the right side are read in the mirror, as the left side's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from core.language.places import swap_sides

MAX_PIECES = 32
MAX_CLAUSES = 10
_SPLIT = re.compile(r"[,.;:!?()]+|\b(?:and(?! knees)|with|while|but|whereas|as well as)\b")
_OWNER = re.compile(r"\b(?:the (?:person|figure|subject|man|woman|body)'s|his|her|their|its|my|your)\b")
_LEADING = re.compile(
    r"^(?:(?:the (?:person|figure|subject|man|woman|body)|he|she|they|it|who)\b\s*)?(?:(?:is|are)\b\s*)?"
)
_WORD = re.compile(r"[a-z]+|[0-9]+|[^\sa-z0-9]")


def plain(text: str) -> str:
    """Lower case, without accents, possessives made "the"."""
    text = unicodedata.normalize("NFD", text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").lower())
    text = "".join(c for c in text if unicodedata.category(c) != "Mn")
    return _OWNER.sub("the", text)


@lru_cache(maxsize=65536)
def clauses(text: str, mirrored: bool = False) -> tuple[str, ...]:
    """The clauses of a text in order, at most ``MAX_CLAUSES``; ``mirrored`` reads it in the mirror, left for right.

    >>> clauses("His left arm is raised, with the elbow bent and the hand near the head.")
    ('the left arm is raised', 'the elbow bent', 'the hand near the head')
    """
    text = plain(text)
    if mirrored:
        text = swap_sides(text)
    found = (_LEADING.sub("", " ".join(piece.split())) for piece in _SPLIT.split(text))
    return tuple(piece for piece in found if any(c.isalnum() for c in piece))[:MAX_CLAUSES]


class WordPieces:
    """Greedy longest-match word pieces over a vocabulary (Wu et al., 2016), as MiniLM was trained with.

    Args:
        vocabulary: the pieces in the order of their embeddings, with [PAD], [UNK], [CLS] and [SEP] among them.
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self.vocabulary = tuple(vocabulary)
        self._index = {piece: i for i, piece in enumerate(self.vocabulary)}
        self._unknown, self._open, self._close = (self._index[t] for t in ("[UNK]", "[CLS]", "[SEP]"))
        self.padding = self._index["[PAD]"]

    def ids(self, clause: str) -> list[int]:
        """Piece numbers of a clause in plain lower case, between the opening and the closing mark."""
        out = [self._open]
        for word in _WORD.findall(clause):
            out += self._pieces(word)
        return [*out[: MAX_PIECES - 1], self._close]

    def _pieces(self, word: str) -> list[int]:
        out, start = [], 0
        while start < len(word):
            for end in range(len(word), start, -1):
                piece = self._index.get(("##" if start else "") + word[start:end])
                if piece is not None:
                    break
            else:
                return [self._unknown]
            out.append(piece)
            start = end
        return out
