"""How somebody stands, sits or leans, said by what is stood, sat or leant on: an arm "steadies the hat", a foot "rests on its outer edge".

    tokens -> tokens; more rules of ``plainly``
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from core.language.normalise import PAUSE, STOP, Token
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


def _off_the_knee(words: Sequence[Token], k: int, kind: str) -> Found:
    """A hand "hanging off the knee", of somebody whose forearm lies on the thigh: by it."""
    if kind not in ("hand", "arm") or words[k].word not in ("hanging", "hangs", "dangling", "dangles", "drooping", "droops") or word_at(words, k + 1) != "off":
        return None
    knee = word_at(words, past(words, k + 2, ARTICLES | {"left", "right"})) in ("knee", "knees", "thigh", "lap")
    return (as_tokens(words[k], "near", words[k + 1]), 2) if knee else None


def _to_face(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Turned to face the left hand": towards it."""
    turned = word_at(words, k - 1) in ("turned", "turning", "turns", "rotated", "twisted", "swivelled")
    if kind not in ("head", "torso") or words[k].word != "to" or word_at(words, k + 1) != "face" or not turned:
        return None
    return (as_tokens(words[k], "toward", words[k + 1]), 2) if word_at(words, k + 2) in ARTICLES | {"us", "me"} else None


def _ear_up(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Right ear up": tilted to the left."""
    if kind != "head" or words[k].word not in ("left", "right") or word_at(words, k + 1) != "ear":
        return None
    at = k + 2 + (word_at(words, k + 2) == "is")
    up, down = word_at(words, at) in ("up", "higher", "uppermost"), word_at(words, at) in ("down", "lower", "lowest")
    if not (up or down) or word_at(words, at + 1) not in ENDS:
        return None
    side = words[k].word if down else {"left": "right", "right": "left"}[words[k].word]
    return as_tokens(words[k], f"tilted to the {side}", words[at]), at + 1 - k


def _line_of_the_body(words: Sequence[Token], k: int, kind: str) -> Found:
    """An arm "behind the line of the body": behind the body."""
    said = [w.word for w in words[k : k + 5]]
    if kind not in ("arm", "hand", "leg", "foot") or said[:1] not in (["behind"], ["before"]) or said[2:4] not in (["line", "of"], ["plane", "of"]):
        return None
    return as_tokens(words[k], "behind the" if said[0] == "behind" else "in front of the", words[k + 4]), 5


def _weight_into(words: Sequence[Token], k: int, kind: str) -> Found:
    """"The weight sunk into her right hip": on that leg."""
    if words[k].word != "weight" or word_at(words, k + 1) not in ("sunk", "sinks", "sinking", "settled", "settles", "dropped", "drops", "poured", "shifted"):
        return None
    at = past(words, k + 3, ARTICLES)
    leg = word_at(words, at) in ("left", "right") and word_at(words, at + 1) in ("hip", "leg", "foot", "side")
    if word_at(words, k + 2) not in ("into", "onto") or not leg:
        return None
    return as_tokens(words[k], f"weight is on the {words[at].word} leg", words[at + 1]), at + 2 - k


def _leg_of_a_lunge(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Back leg of the lunge", in the text of a leg: the other one is ahead."""
    if kind not in ("leg", "foot") or words[k].word not in ("front", "forward", "leading", "lead", "back", "rear", "trailing") or k > 1:
        return None
    if word_at(words, k + 1) not in ("leg", "foot") or word_at(words, k + 2) not in ("of", "in") or word_at(words, k + 3) not in ARTICLES:
        return None
    at = past(words, k + 3, ARTICLES | {"deep", "long", "low", "high", "wide", "forward", "half"})
    if word_at(words, at) != "lunge" or word_at(words, at + 1) not in ENDS:
        return None
    ahead = words[k].word in ("front", "forward", "leading", "lead")
    said = as_tokens(words[k], "lunging forward" if ahead else "lunging back with this leg", words[at])
    return [*said, replace(words[at], word=STOP)], at + 1 - k


def _crossing_level(words: Sequence[Token], k: int, kind: str) -> Found:
    """A forearm "crossing horizontally" behind the back: level, not crossed with the other."""
    crossing = kind in ("arm", "hand") and words[k].word in ("crossing", "crosses", "crossed") and word_at(words, k + 1) == "horizontally"
    return (as_tokens(words[k], "horizontal", words[k + 1]), 2) if crossing else None


def _the_free_one(words: Sequence[Token], k: int, kind: str) -> Found:
    """"On one leg, the other foot is off the floor", in the text of a foot: it is this one."""
    if kind not in ("leg", "foot") or words[k].word not in ("the", "his", "her") or word_at(words, k + 1) != "other":
        return None
    if word_at(words, k + 2) not in ("foot", "leg", "knee", "thigh", "one"):
        return None
    before = [w.word for w in words[max(0, k - 10) : k]]
    stands = any(a == "one" and b in ("leg", "foot") for a, b in zip(before, before[1:], strict=False))
    if not stands or "left" in before or "right" in before:
        return None
    return as_tokens(words[k], f"this {kind if words[k + 2].word == 'one' else words[k + 2].word}", words[k + 2]), 3


def _figure_four(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Figure-four style", in the text of a leg: its own knee falls open."""
    at = k + (words[k].word in ("making", "forming", "in", "makes", "forms"))
    if kind not in ("leg", "foot") or word_at(words, at) not in ("a", "the", "figure"):
        return None
    at += word_at(words, at) in ("a", "the")
    if word_at(words, at) in ("kind", "sort") and word_at(words, at + 1) == "of":
        at += 2
        at += word_at(words, at) in ("a", "the")
    if word_at(words, at) != "figure":
        return None
    at += 1 + (word_at(words, at + 1) == "of")
    if word_at(words, at) not in ("four", "4"):
        return None
    at += word_at(words, at + 1) in ("style", "shape", "position", "fashion", "pose")
    return [replace(words[k], word=PAUSE), *as_tokens(words[k], "the knee is out to the side", words[at])], at + 1 - k


def _toed(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Pigeon-toed", in the text of one foot: that one."""
    if kind != "foot" or (words[k].word, word_at(words, k + 1)) not in _TOED:
        return None
    return as_tokens(words[k], f"turned {_TOED[words[k].word, words[k + 1].word]}", words[k + 1]), 2


_TOED = {("pigeon", "toed"): "in", ("toed", "in"): "in", ("duck", "footed"): "out", ("splay", "footed"): "out", ("toed", "out"): "out"}


def _flat_on_the_front(words: Sequence[Token], k: int, kind: str) -> Found:
    """A hand "flat on the front of the thigh": nobody lies on his front."""
    if kind not in ("hand", "arm", "foot") or words[k].word != "flat" or [w.word for w in words[k + 1 : k + 3]] != ["on", "the"]:
        return None
    return ([], 1) if word_at(words, k + 3) in ("front", "side", "back", "top", "belly", "stomach") else None


def _front_of(words: Sequence[Token], k: int, kind: str) -> Found:
    """"On the front of the thigh": on the thigh."""
    if kind not in ("hand", "arm") or words[k].word not in ("on", "against", "over") or [w.word for w in words[k + 1 : k + 4]] != ["the", "front", "of"]:
        return None
    part = word_at(words, past(words, k + 4, ARTICLES | {"left", "right"})) in ("thigh", "thighs", "hip", "shoulder", "neck", "knee", "shin", "waist")
    return (as_tokens(words[k], words[k].word, words[k + 3]), 4) if part else None


def _side_of_the_waist(words: Sequence[Token], k: int, kind: str) -> Found:
    """A hand "on the left side of the waist": on that hip."""
    if kind not in ("hand", "arm") or words[k].word not in ("left", "right") or [w.word for w in words[k + 1 : k + 3]] != ["side", "of"]:
        return None
    at = past(words, k + 3, ARTICLES)
    return (as_tokens(words[k], f"{words[k].word} hip", words[at]), at + 1 - k) if word_at(words, at) in ("waist", "ribs", "ribcage", "abdomen") else None


def _small_of_it(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Behind the back, the hand at the small of it"."""
    said = [w.word for w in words[k + 1 : k + 5]]
    if kind not in ("hand", "arm") or words[k].word not in ("at", "in", "on", "against") or said != ["the", "small", "of", "it"]:
        return None
    back = any(w.word == "back" for w in words[max(0, k - 14) : k])
    return (as_tokens(words[k], "on the small of the back", words[k + 4]), 5) if back else None


STANCES: tuple[Callable[[Sequence[Token], int, str], Found], ...] = (
    _on_its_edge, _straddles, _wide_of, _steadies, _legs_to_a_side, _off_the_knee, _to_face, _ear_up, _line_of_the_body, _weight_into, _leg_of_a_lunge,
    _crossing_level, _the_free_one, _figure_four, _toed, _flat_on_the_front, _front_of, _side_of_the_waist, _small_of_it,
)  # fmt: skip
