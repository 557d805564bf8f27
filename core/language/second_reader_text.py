"""What the second reader is given: a text in plain lower case, turned so that the side it speaks of is the left.

Sides never rest on an embedding: a text of a right row, or one without a row that names the right side first, is read in the mirror, as are the
posecodes that it is said to state; what is predicted is mirrored back. A text that denies something is not given to it at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.alignment.word_pieces import plain
from core.language.places import first_side, swap_sides

KINDS = ("head", "torso", "arm", "hand", "leg", "foot", "")
"""Kinds of rows; the last: no row."""
_NEGATION = re.compile(
    r"\b(?:not|no|never|neither|nor|none|nothing|without|cannot|nowhere|nobody|hardly|barely|scarcely|unlike|instead|rather than|except|"
    r"avoid\w*|stop\w*|refrain\w*|fail\w* to|lack\w*|un(?:bent|crossed|raised|folded|flexed|touched))\b|n't\b|n’t\b"
)


@dataclass(frozen=True)
class Canonical:
    """A text as the second reader sees it.

    Attributes:
        text: plain lower case, the side spoken of being the left.
        kind: index in ``KINDS`` of the row's kind.
        mirrored: whether left and right were exchanged.
        open_side: whether nothing tells the side: no sided row, and no side in the text.
    """

    text: str
    kind: int
    mirrored: bool
    open_side: bool

    def back(self, name: str) -> str:
        """A posecode's name of the canonical side as one of the text's side, or the other way round."""
        return swap_sides(name) if self.mirrored else name


def canonical(text: str, row: str | None) -> Canonical:
    """A text of a row (one of the ten parts, or None) on the canonical side.

    >>> canonical("Right foot by the left", None).text
    'left foot by the right'
    """
    words = " ".join(plain(text).split())
    side, _, limb = (row or "").partition("_")
    side, kind = (side, limb) if limb else ("", side)
    turning = side or first_side(words)
    return Canonical(swap_sides(words) if turning == "right" else words, KINDS.index(kind), turning == "right", not side and first_side(words) is None)


def denies(text: str) -> bool:
    """Whether a text denies something."""
    return _NEGATION.search(text.lower()) is not None
