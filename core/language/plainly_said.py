"""What is said around a statement, in plainer words: "is asked to touch", "pressed to its neighbour", "stretched upward at a diagonal", "turned so that the
left ear faces us".

    tokens -> tokens; more rules of ``plainly``
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from core.language.normalise import PAUSE, STOP, Token
from core.language.plain_tokens import ARTICLES, ENDS, Found, as_tokens, is_part, past, word_at

_IS = frozenset({"is", "are", "was", "were", "been", "being", "has", "have", "had"})
_ASKED = frozenset({"asked", "told", "instructed", "directed", "cued", "prompted", "invited", "encouraged", "requested", "reminded"})


def _is_asked_to(words: Sequence[Token], k: int, kind: str) -> Found:
    """"The patient is asked to touch the nape": touches it."""
    at = past(words, k, _IS)
    if at == k or word_at(words, at) not in _ASKED or word_at(words, at + 1) != "to":
        return None
    return [], at + 2 - k


_NEIGHBOURS = frozenset({"neighbour", "neighbor", "twin", "counterpart", "fellow", "partner", "sibling", "mate", "opposite"})


def _its_neighbour(words: Sequence[Token], k: int, kind: str) -> Found:
    """"The knee is pressed to its neighbour": against the other knee."""
    if words[k].word not in ("to", "against", "onto") or word_at(words, k + 1) != "its" or word_at(words, k + 2) not in _NEIGHBOURS:
        return None
    named = next((w.word for w in reversed(words[max(0, k - 8) : k]) if is_part(w.word) and w.word not in ("leg", "arm")), kind)
    return as_tokens(words[k], f"against the other {named}", words[k + 2]), 3


_UP = {**dict.fromkeys(("up", "upward", "upwards"), "up"), **dict.fromkeys(("down", "downward", "downwards"), "down")}


def _at_a_diagonal(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Upward at a diagonal", "on an upward diagonal": diagonally up."""
    said = [w.word for w in words[k : k + 5]]
    if said[0] in _UP and said[1:2] in (["at"], ["on"], ["in"]) and said[2:4] == ["a", "diagonal"]:
        return as_tokens(words[k], f"diagonally {_UP[said[0]]}", words[k + 3]), 4
    if said[0] in ("at", "on", "in", "along") and said[1:2] in (["a"], ["an"]) and said[2:3] and said[2] in _UP and said[3:4] in (["diagonal"], ["slant"]):
        return as_tokens(words[k], f"diagonally {_UP[said[2]]}", words[k + 3]), 4
    return None


def _with_the_vertical(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Diagonally up, at a 45 degree angle with the vertical": the same once more."""
    if kind not in ("arm", "hand") or words[k].word not in ("forming", "making", "at", "creating"):
        return None
    said = [w.word for w in words[k : k + 10]]
    if "45" not in said or "vertical" not in said or not any(w.word in _UP and _UP[w.word] == "up" for w in words[max(0, k - 8) : k]):
        return None
    end = said.index("vertical")
    return ([], end + 1) if not {PAUSE, STOP} & set(said[:end]) else None


_HOLDS = frozenset({"holds", "holding", "keeps", "keeping", "hold", "keep"})
_LIMBS = frozenset({"arm", "arms", "leg", "legs"})


def _holds_an_arm_out(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Holds his right arm out in front of him": it is out in front of him."""
    if words[k].word not in _HOLDS or word_at(words, k + 1) not in ARTICLES:
        return None
    at = k + 2 + (word_at(words, k + 2) in ("left", "right"))
    if word_at(words, at) not in _LIMBS or word_at(words, at + 1) not in ("out", "straight", "up", "outstretched"):
        return None
    return (as_tokens(words[k], PAUSE), 1) if word_at(words, at + 2) == "in" and word_at(words, at + 3) == "front" else None


_GUARDS = frozenset({"guards", "guarding", "protects", "protecting", "defends", "defending"})
_GUARDED = {"chin": "near the chin", "jaw": "near the chin", "face": "in front of the face", "head": "beside the head", "ribs": "beside the ribs",
    "body": "in front of the torso", "stomach": "in front of the stomach", "belly": "in front of the stomach", "groin": "in front of the groin"}


def _guards(words: Sequence[Token], k: int, kind: str) -> Found:
    """"The right glove guards the chin": it is near the chin."""
    if kind not in ("arm", "hand", "torso", "") or words[k].word not in (*_GUARDS, "glove"):
        return None
    if words[k].word == "glove":
        return (as_tokens(words[k], "hand"), 1) if word_at(words, k + 1) in _GUARDS else None
    at = past(words, k + 1, ARTICLES)
    place = _GUARDED.get(word_at(words, at))
    return (as_tokens(words[k], f"is {place}", words[at]), at + 1 - k) if place and at > k + 1 else None


def _turned_so_that(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Turned so that the left ear faces the camera": the ear does, whichever way that is."""
    if kind != "head" or words[k].word not in ("turned", "rotated", "angled", "swivelled", "swiveled"):
        return None
    to = [w.word for w in words[k + 1 : k + 3]]
    if to not in (["so", "that"], ["such", "that"], ["so", "the"]) and to[:1] != ["until"]:
        return None
    size = 3 if to[:1] != ["until"] and to[1:] == ["that"] else 2
    following = [w.word for w in words[k + size : k + size + 6]]
    if not any(w in ("ear", "cheek", "profile") for w in following) or not any(w in ("camera", "viewer", "us", "lens") for w in following):
        return None
    return as_tokens(words[k], PAUSE, words[k + size - 1]), size


def _ear_then_side(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Ear to shoulder, left side": the left one."""
    said = [w.word for w in words[k : k + 6]]
    if kind != "head" or said[:3] != ["ear", "to", "shoulder"] or said[3:4] != [PAUSE] or said[4:5] not in (["left"], ["right"]):
        return None
    end = k + 5 + (said[5:6] == ["side"])
    return (as_tokens(words[k], f"tilted to the {said[4]}", words[end - 1]), end - k) if word_at(words, end) in ENDS else None


SAID: tuple[Callable[[Sequence[Token], int, str], Found], ...] = (
    _is_asked_to, _its_neighbour, _at_a_diagonal, _with_the_vertical, _holds_an_arm_out, _guards, _turned_so_that, _ear_then_side,
)  # fmt: skip
