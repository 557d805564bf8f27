"""How somebody stands, sits or leans, said by what is stood, sat or leant on: an arm "steadies the hat", a foot "rests on its outer edge".

    tokens -> tokens; more rules of ``plainly``
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from core.language.normalise import Token
from core.language.plain_tokens import ARTICLES, ENDS, Found, as_tokens, past, word_at

_EDGES = {**dict.fromkeys(("outer", "outside", "lateral"), "outer"), **dict.fromkeys(("inner", "inside", "medial"), "inner")}


def _on_its_edge(words: Sequence[Token], k: int, kind: str) -> Found:
    """A foot "resting on its outer edge": on that edge, not on something."""
    if kind != "foot" or words[k].word not in ("resting", "rests", "rest", "balanced", "standing", "set", "placed", "propped", "lying", "lies"):
        return None
    at = past(words, k + 2, ARTICLES)
    edge = _EDGES.get(word_at(words, at))
    if word_at(words, k + 1) != "on" or edge is None or word_at(words, at + 1) not in ("edge", "border", "side"):
        return None
    return as_tokens(words[k], f"on the {edge} edge", words[at + 1]), at + 2 - k


def _straddles(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Straddling a chair backwards": sits on it, and leans nowhere."""
    if not words[k].word.startswith("straddl") or kind not in ("torso", ""):
        return None
    at = past(words, k + 1, ARTICLES)
    if word_at(words, at) not in ("chair", "stool", "bench", "seat", "saddle", "horse", "bike", "bicycle", "motorcycle", "beam", "log", "wall"):
        return None
    end = at + 1 + (word_at(words, at + 1) in ("backwards", "backward", "reversed"))
    return as_tokens(words[k], "sitting on a seat with the knees apart", words[end - 1]), end - k


def _wide_of(words: Sequence[Token], k: int, kind: str) -> Found:
    """A leg "wide of the hip": out to the side."""
    if kind not in ("leg", "foot") or words[k].word != "wide" or word_at(words, k + 1) != "of":
        return None
    at = past(words, k + 2, ARTICLES)
    return (as_tokens(words[k], "out to the side", words[at]), at + 1 - k) if word_at(words, at) in ("hip", "hips", "body", "shoulder", "shoulders") else None


def _steadies(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Steadying the hat on her head": holding it."""
    steadies = kind in ("hand", "arm") and words[k].word in ("steadying", "steadies", "securing", "secures", "anchoring", "clamping")
    return (as_tokens(words[k], "holding"), 1) if steadies and word_at(words, k + 1) in ARTICLES else None


def _legs_to_a_side(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Sits with her legs to the left": both of them."""
    if words[k].word != "legs" or kind not in ("torso", "") or word_at(words, k - 1) == "both":
        return None
    at = k + 1 + (word_at(words, k + 1) in ("are", "folded", "bent", "tucked", "swept"))
    if word_at(words, at) not in ("to", "towards", "toward") or word_at(words, past(words, at + 1, ARTICLES)) not in ("left", "right"):
        return None
    side = past(words, at + 1, ARTICLES)
    if word_at(words, side + 1) not in ENDS or not any(w.word.startswith(("sit", "sat", "seat")) for w in words[max(0, k - 6) : k]):
        return None
    other = "right" if word_at(words, side) == "left" else "left"
    said = f"knees bent , the {words[side].word} knee is out to the side , the {other} knee is turned inward"
    return as_tokens(words[k], said, words[side]), side + 1 - k


STANCES: tuple[Callable[[Sequence[Token], int, str], Found], ...] = (_on_its_edge, _straddles, _wide_of, _steadies, _legs_to_a_side)
