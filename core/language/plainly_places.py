"""Where something is put, in plainer words: "the heel of the white sneaker" is the heel of the sneaker, "past the midline of the body" across the body,
a forearm "draped over the top of the head" on it, "below the chin" lower than it.

    tokens -> tokens; more rules of ``plainly``
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from core.language.normalise import PAUSE, STOP, Token
from core.language.plain_tokens import ARTICLES, ENDS, Found, as_tokens, past, word_at

_PIECES = frozenset({"heel", "heels", "toe", "toes", "sole", "soles", "tip", "ball", "fingers", "fingertips", "edge"})
_SHOES = frozenset({"shoe", "shoes", "boot", "boots", "sneaker", "sneakers", "sandal", "sandals", "trainer", "trainers", "slipper", "slippers", "glove",
    "gloves", "sock", "socks", "loafer", "loafers", "pump", "pumps", "clog", "clogs"})


def _of_the_shoe(words: Sequence[Token], k: int, kind: str) -> Found:
    """"The heel of the white sneaker": of the sneaker, whatever it looks like."""
    if kind not in ("foot", "hand", "leg") or word_at(words, k - 1) not in ARTICLES or word_at(words, k - 2) != "of" or word_at(words, k - 3) not in _PIECES:
        return None
    at = k
    while at < k + 3 and word_at(words, at) not in (*ENDS, *_SHOES, "of"):
        at += 1
    looks = [w.word for w in words[k:at]]
    return ([], at - k) if looks and word_at(words, at) in _SHOES and not {"left", "right", "other"} & set(looks) else None


_PASSING = frozenset({"past", "beyond", "over", "across", "crosses", "crossing", "crossed", "passes", "passing", "passed"})


def _past_the_midline(words: Sequence[Token], k: int, kind: str) -> Found:
    """"The wrist is past the midline of the body": across the body."""
    if kind not in ("arm", "hand") or words[k].word not in _PASSING:
        return None
    at = past(words, k + 1, _TO_THE_BODY)
    if word_at(words, at) not in ("midline", "centreline", "centerline"):
        return None
    end = at + 1
    if word_at(words, end) == "of" and word_at(words, past(words, end + 1, ARTICLES)) in ("body", "torso", "trunk", "chest"):
        end = past(words, end + 1, ARTICLES) + 1
    return as_tokens(words[k], "across the body", words[end - 1]), end - k


_TO_THE_BODY = ARTICLES | {"body", "'s", "body's", "torso", "vertical", "centre", "center", "across", "over", "past"}


_PUSHED = frozenset({"pushed", "driven", "thrust", "shoved", "pressed", "brought", "nudged", "poked", "pushing", "pressing"})


def _knee_pushed(words: Sequence[Token], k: int, kind: str) -> Found:
    """"The knee slightly bent and pushed forward": before the hip."""
    if kind != "leg" or words[k].word not in _PUSHED or word_at(words, k + 1) not in ("forward", "forwards"):
        return None
    if not any(w.word in ("knee", "knees") for w in _clause(words, k)) or word_at(words, k + 2) not in (*ENDS, "slightly", "over"):
        return None
    if word_at(words, k + 3) in ("up", "upward", "upwards"):
        return None  # "driven forward and up": it is raised
    return as_tokens(words[k], "in front of the hip", words[k + 1]), 2


def _clause(words: Sequence[Token], k: int) -> Sequence[Token]:
    """The tokens of a clause before a place, six at most."""
    first = k
    while first > 0 and first > k - 6 and words[first - 1].word not in (PAUSE, STOP):
        first -= 1
    return words[first:k]


_HUNCHED = frozenset({"hunched", "hunching", "drawn", "hiked", "raised", "lifted", "pulled", "shrugged", "scrunched", "pushed", "brought", "hitched", "up"})


def _to_the_ear(words: Sequence[Token], k: int, kind: str) -> Found:
    """"The shoulder is hunched up towards the ear": shrugged."""
    if word_at(words, k - 1) not in ("shoulder", "shoulders", "is", "are", "looks", "seems") or words[k].word not in _HUNCHED:
        return None
    if not any(w.word in ("shoulder", "shoulders") for w in _clause(words, k)[-3:]):
        return None
    at = k + 1 + (word_at(words, k + 1) == "up")
    if word_at(words, at) not in ("to", "toward", "towards", "near", "by", "at", "around", "beside"):
        if words[k].word in ("hunched", "scrunched") and kind == "arm":
            return as_tokens(words[k], "shrugged", words[at - 1]), at - k
        return None
    end = past(words, at + 1, ARTICLES | {"left", "right", "same"})
    return (as_tokens(words[k], "shrugged", words[end]), end + 1 - k) if word_at(words, end) in ("ear", "ears", "earlobe") else None


_LAID = frozenset({"draped", "laid", "lies", "lying", "slung", "folded", "resting", "rests", "placed", "hooked", "thrown", "flung", "hangs", "draping"})


def _over_the_top(words: Sequence[Token], k: int, kind: str) -> Found:
    """"The forearm is draped over the top of the head": it lies on it."""
    if kind not in ("arm", "hand") or words[k].word not in _LAID or word_at(words, k + 1) not in ("over", "across", "atop"):
        return None
    at = past(words, k + 2, ARTICLES)
    if word_at(words, at) not in ("top", "crown"):
        return None
    if word_at(words, at + 1) == "of" and word_at(words, past(words, at + 2, ARTICLES)) == "head":
        at = past(words, at + 2, ARTICLES)
    return as_tokens(words[k], "on the top of the head", words[at]), at + 1 - k


_HELD_THERE = ("rest", "prop", "tuck", "cup", "hold", "held", "support", "touch", "press", "plac", "fold", "lean", "place", "under", "curl", "ball")


def _below_the_chin(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Below the chin", with nothing that rests on it: lower than the chin."""
    if kind not in ("hand", "arm") or words[k].word != "below" or word_at(words, k + 1) not in ARTICLES or word_at(words, k + 2) != "chin":
        return None
    if word_at(words, k - 1) in ("just", "right", "directly", "immediately") or any(w.word.startswith(_HELD_THERE) for w in _clause(words, k)):
        return None
    return as_tokens(words[k], "lower than the chin", words[k + 2]), 3


def _same_height(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Supports the other side of the box at the same height": the hands are level."""
    if kind not in ("hand", "arm") or [w.word for w in words[k : k + 3]] not in (["at", "the", "same"], ["on", "the", "same"]):
        return None
    if word_at(words, k + 3) not in ("height", "level", "elevation") or word_at(words, k + 4) not in (*ENDS, "too"):
        return None
    if any(w.word == "and" for w in _clause(words, k)):
        return None  # "elbow and shoulder at the same height"
    return as_tokens(words[k], "level with the other hand", words[k + 3]), 4


def _square_hips(words: Sequence[Token], k: int, kind: str) -> Found:
    """"The hips stay square to the front": they are left as they are."""
    if words[k].word not in ("hips", "pelvis", "hip"):
        return None
    at = past(words, k + 1, frozenset({"stay", "stays", "remain", "remains", "are", "is", "kept", "still", "staying", "keep"}))
    if word_at(words, at) not in ("square", "squared", "squarely"):
        return None
    end = at + 1
    if word_at(words, end) in ("to", "towards", "toward", "on", "facing"):
        end = past(words, end + 1, ARTICLES) + 1
    return as_tokens(words[k], "hips unturned", words[min(end, len(words)) - 1]), min(end, len(words)) - k


def _sole_inward(words: Sequence[Token], k: int, kind: str) -> Found:
    """"The sole rolled inward": what touches the ground is the outer edge."""
    if kind != "foot" or words[k].word not in ("sole", "soles"):
        return None
    at = k + 1 + (word_at(words, k + 1) in ("is", "are"))
    if word_at(words, at) not in ("rolled", "turned", "tipped", "tilted", "facing", "turning", "faces", "rolling") or word_at(words, at + 1) not in _WAYS:
        return None
    return as_tokens(words[k], f"rolled onto the {_WAYS[word_at(words, at + 1)]} edge", words[at + 1]), at + 2 - k


_WAYS = {**dict.fromkeys(("inward", "inwards", "in", "medially"), "outer"), **dict.fromkeys(("outward", "outwards", "out", "laterally"), "inner")}


PLACES: tuple[Callable[[Sequence[Token], int, str], Found], ...] = (
    _of_the_shoe, _past_the_midline, _knee_pushed, _to_the_ear, _over_the_top, _below_the_chin, _same_height, _square_hips, _sole_inward,
)  # fmt: skip
