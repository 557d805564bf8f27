"""Where in the picture somebody or a limb is to be seen tells nothing of the pose: "the left arm, on the right side of the image, is bent".

    tokens -> tokens without it, and its spans

Models write it all the time, of limbs whose side they have named. It is kept where it names the limb ("the arm on the left of the image",
``viewers``) and where it says which way somebody looks, turns or points.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from core.language.lexicon import lexicon
from core.language.normalise import PAUSE, STOP, Token

Span = tuple[int, int]

_SIDES = frozenset({"left", "right"})
_IMAGES = frozenset(
    [
        "image",
        "picture",
        "photo",
        "photograph",
        "frame",
        "shot",
        "screen",
        "scene",
        "view",
        "canvas",
        "page",
        "drawing",
        "painting",
        "panel",
        "composition",
        "snapshot",
    ]
)
_OF_THE = frozenset({"the", "this", "our", "my", "a"})
_FAR = frozenset(
    {
        "the",
        "far",
        "upper",
        "lower",
        "top",
        "bottom",
        "very",
        "extreme",
        "outer",
        "opposite",
        "viewer",
        "viewers",
        "observer",
        "'s",
    }
)
_MIDDLE = frozenset({"center", "centre", "middle"})
_HEIGHTS = frozenset({"top", "bottom", "upper", "lower"})
_REGIONS = frozenset(
    {"hand", "side", "half", "part", "portion", "edge", "corner", "third", "area", "region", "margin", "border"}
)
_SEEN = frozenset(
    {
        "visible",
        "seen",
        "shown",
        "located",
        "positioned",
        "placed",
        "situated",
        "found",
        "depicted",
        "appears",
        "appear",
        "appearing",
        "pictured",
    }
)
_WAYS = (
    "look",
    "gaz",
    "fac",
    "star",
    "turn",
    "point",
    "lean",
    "reach",
    "direct",
    "angl",
    "aim",
    "tilt",
    "rotat",
    "twist",
    "glanc",
    "peer",
    "head",
    "from",
)
"""How words begin that a place in the picture tells the way of."""
_BACK = 8


def whereabouts_apart(words: Sequence[Token]) -> tuple[list[Token], list[Span]]:
    """The tokens to read, and the spans [start, end) of the text that tell where in the picture something is. Linear in the tokens."""
    said = [t.word for t in words]
    out: list[Token] = []
    places: list[Span] = []
    k = 0
    while k < len(words):
        end = _place(said, k)
        if (
            end is None
            or (not _SIDES.isdisjoint(said[k:end]) and _names(said, k))
            or _opens_on_a_limb(said, k, end)
            or _tells_a_way(said, k)
        ):
            out.append(words[k])
            k += 1
            continue
        start = words[k].start
        while out and out[-1].word in _SEEN:
            start = out.pop().start
        places.append((start, words[end - 1].end))
        if not out or out[-1].word in (PAUSE, STOP):
            end += end < len(said) and said[end] == PAUSE  # an aside goes with its brackets
        else:
            out.append(Token(PAUSE, start, start))
        k = end
    return out, places


def _place(said: list[str], k: int) -> int | None:
    """Where "on the left side of the image", "near the centre of the frame" end that begin at a word."""
    if said[k] not in ("on", "in", "at", "near"):
        return None
    at = k + 1
    while at < len(said) and at < k + 5 and said[at] in _FAR:
        at += 1
    if at == k + 1 or at >= len(said):
        return None
    if said[at] in _SIDES and said[k] != "near" or said[at] in _MIDDLE:
        at += 1
    elif said[at - 1] not in _HEIGHTS:
        return None
    while at < len(said) and at < k + 9 and said[at] in _REGIONS:
        at += 1
    if (
        said[at : at + 1] in (["of"], ["in"])
        and said[at + 1 : at + 2]
        and said[at + 1] in _OF_THE
        and said[at + 2 : at + 3]
        and said[at + 2] in _IMAGES
    ):
        return at + 3
    return None


@lru_cache(maxsize=4096)
def _is_part(word: str) -> bool:
    return any(entry.category == "part" for entry in lexicon().get((word,), ()))


def _names(said: list[str], k: int) -> bool:
    """Whether it tells which limb is meant: "the arm on the left of the image"."""
    at = k - 1
    while at >= 0 and said[at] in _SEEN:
        at -= 1
    at -= at >= 0 and said[at] == PAUSE
    if at < 0 or not _is_part(said[at]):
        return False
    while at >= 0 and _is_part(said[at]):
        at -= 1
    return at < 0 or said[at] not in _SIDES


def _opens_on_a_limb(said: list[str], k: int, end: int) -> bool:
    """Whether the limb that it tells the side of follows: "on the left of the image, the arm is raised"."""
    if k and said[k - 1] != STOP:
        return False
    at = end
    while at < len(said) and said[at] in (PAUSE, "the", "one", "his", "her", "their"):
        at += 1
    return at < len(said) and _is_part(said[at])


def _tells_a_way(said: list[str], k: int) -> bool:
    for word in reversed(said[max(0, k - _BACK) : k]):
        if word in (PAUSE, STOP):
            return False
        if word.startswith(_WAYS):
            return True
    return False
