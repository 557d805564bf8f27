"""What a leg is to the other one, said in its own text: "the front leg, deeply bent", "it is the supporting leg".

    tokens -> tokens; one of the rules of ``plainly``

Between legs that are both spoken of the interpreter tells roles apart by itself ("the front knee is bent, the back one straight").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.language.normalise import PAUSE, STOP, Token

_ROLES = {
    **dict.fromkeys(("front", "forward", "leading", "lead"), "{limb} in front of the other {limb}"),
    **dict.fromkeys(("back", "rear", "trailing", "hind", "rearmost", "hindmost"), "{limb} behind the other {limb}"),
    **dict.fromkeys(("supporting", "support", "standing", "stance", "load-bearing", "weight-bearing"), "the weight is on this {limb} , {limb}"),
}
_LIMBS = frozenset({"leg", "foot"})
_VERBS = frozenset({"is", "appears", "seems", "looks", "remains", "stays"})
_ENDS = frozenset({PAUSE, STOP, "and", "with", "while", "but", "as"})


def role_of_the_leg(words: Sequence[Token], k: int, kind: str) -> tuple[list[Token], int] | None:
    """At the beginning of a sentence of a leg's or a foot's text, what it is to the other leg; None where nothing of the kind is said."""
    if kind not in _LIMBS or k and words[k - 1].word != STOP:
        return None
    at, word = k, [t.word for t in words[k : k + 5]]
    if len(word) > 1 and word[0] in ("it", "this") and word[1] in ("is", "seems"):
        at += 2
    named = at > k
    at += at < len(words) and words[at].word in ("the", "his", "her", "their")
    if at + 1 >= len(words) or words[at].word not in _ROLES or words[at + 1].word not in _LIMBS:
        return None
    after = words[at + 2].word if at + 2 < len(words) else STOP
    if after not in _ENDS and (named or after not in _VERBS):
        return None
    limb, last = words[at + 1].word, words[at + 1]
    said = [replace(words[k], word=w, end=last.end) for w in _ROLES[words[at].word].format(limb=limb).split()]
    if after in _VERBS:
        said += [Token(PAUSE, last.end, last.end), replace(last, word=limb)]
    return said, at + 2 - k
