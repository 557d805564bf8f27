"""Turns of phrase in plainer words: "give or take 45 degrees", "half a right angle", "one half of a big V", a glass "tipped to the lips".

    tokens -> tokens; more rules of ``plainly``
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from core.language.lexicon import lexicon
from core.language.normalise import PAUSE, STOP, Token
from core.language.plain_tokens import ARTICLES, ENDS, Found, as_tokens, is_part, past, word_at

_SIDES = frozenset({"left", "right"})
_NEARLY = (("near", "enough"), ("as", "good", "as"), ("all", "but"), ("pretty", "much"), ("more", "or", "less"), ("to", "all", "intents"),
    ("next", "to", "fully"))
_GIVEN = (("give", "or", "take"), ("plus", "or", "minus"), ("in", "the", "region", "of"), ("somewhere", "around"), ("somewhere", "near"), ("call", "it"))


def _said(words: Sequence[Token], k: int, ways: Sequence[tuple[str, ...]]) -> int:
    """How many tokens from a place on are one of some ways of putting it."""
    return next((len(way) for way in ways if tuple(w.word for w in words[k : k + len(way)]) == way), 0)


def _nearly(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Near enough vertical", "all but straight": almost."""
    count = _said(words, k, _NEARLY)
    following = word_at(words, k + count)
    if not count or following in (*ENDS, "the", "his", "her", "one", "a"):
        return None
    return as_tokens(words[k], "almost", words[k + count - 1]), count


def _roughly(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Give or take 45 degrees": about."""
    count = _said(words, k, _GIVEN)
    number = word_at(words, k + count)
    return (as_tokens(words[k], "about", words[k + count - 1]), count) if count and (number.isdecimal() or number in ("a", "ninety", "thirty")) else None


def _half_right(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Half a right angle": 45 degrees."""
    said = [w.word for w in words[k : k + 4]]
    return (as_tokens(words[k], "45 degrees", words[k + 3]), 4) if said == ["half", "a", "right", "angle"] else None


_BIG = frozenset({"big", "wide", "huge", "great", "large", "perfect", "high", "tall", "broad", "giant", "narrow"})


def _half_of_a_v(words: Sequence[Token], k: int, kind: str) -> Found:
    """"One half of a big V", "the other half of that V": such an arm is in a V."""
    if kind not in ("arm", "hand") or words[k].word not in ("half", "arm", "stroke", "side", "leg", "limb") or word_at(words, k + 1) != "of":
        return None
    at = past(words, k + 2, ARTICLES)
    end = past(words, at, _BIG)
    if at == k + 2 or word_at(words, end) not in ("v", "y"):
        return None
    return as_tokens(words[k], "diagonally up and out", words[end]), end + 1 - k


def _one_half(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Into one half of a V": what leads to it."""
    at = k + (words[k].word in ("into", "as", "in", "forms", "forming", "makes", "making", "is"))
    end = past(words, at, frozenset({"one", "the", "other", "left", "right", "second", "first"}))
    halved = end > at and word_at(words, end) in ("half", "arm", "stroke", "limb") and word_at(words, end + 1) == "of"
    if not halved or kind not in ("arm", "hand"):
        return None
    last = past(words, past(words, end + 2, ARTICLES), _BIG)
    return ([], end - k) if word_at(words, last) in ("v", "y") and word_at(words, end + 2) in ARTICLES else None


def _an_x(words: Sequence[Token], k: int, kind: str) -> Found:
    """"The forearms form an X": they are crossed."""
    if words[k].word not in ("form", "forming", "make", "making", "in", "into") or word_at(words, k + 1) not in ("an", "a"):
        return None
    pair = any(w.word in ("forearms", "arms", "wrists", "hands", "legs", "shins", "ankles") for w in words[max(0, k - 4) : k])
    end = k + 2 + (word_at(words, k + 2) in ("big", "large", "perfect"))
    return (as_tokens(words[k], "crossed", words[end]), end + 1 - k) if pair and word_at(words, end) in ("x", "cross") else None


_STEPS = frozenset({"short", "small", "big", "long", "large", "tiny", "half", "good", "full", "little", "brief", "single", "wide"})
_AHEAD = {("ahead", "of"): "in front of", ("in", "front", "of"): "in front of", ("behind",): "behind", ("in", "back", "of"): "behind",
    ("back", "from"): "behind",
          ("back", "of"): "behind"}  # fmt: skip


def _a_step_ahead(words: Sequence[Token], k: int, kind: str) -> Found:
    """"A short step ahead of the left one": in front of it."""
    if kind not in ("leg", "foot") or words[k].word not in ("a", "one", "half", "about"):
        return None
    at = past(words, k + 1, _STEPS | {"a", "one"})
    if word_at(words, at) not in ("step", "pace", "stride"):
        return None
    for way, said in _AHEAD.items():
        if tuple(w.word for w in words[at + 1 : at + 1 + len(way)]) == way:
            return as_tokens(words[k], said, words[at + len(way)]), at + 1 + len(way) - k
    return None


def _same_way(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Turned the same way, to the left": to the left."""
    if [w.word for w in words[k : k + 3]] not in (["the", "same", "way"], ["that", "same", "way"]) or word_at(words, k + 3) != PAUSE:
        return None
    return ([], 3 + (word_at(words, k + 3) == PAUSE)) if word_at(words, k + 4) in ("to", "toward", "towards") else None


def _akimbo(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Akimbo", of one arm: its hand on the hip."""
    if words[k].word != "akimbo" or kind not in ("arm", "hand") or (
        word_at(words, k - 1) in ("arms", "elbows", "legs", "hands", "both", "arm", "elbow", "hand", "is")
    ):
        return None
    return as_tokens(words[k], "the arm akimbo"), 1


def _by_the_thumb(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Hooked by the thumb over the belt": on it."""
    if kind not in ("hand", "arm") or words[k].word not in ("by", "with") or word_at(words, past(words, k + 1, ARTICLES)) != "thumb":
        return None
    at = past(words, k + 1, ARTICLES) + 1
    hooked = any(w.word.startswith(("hook", "hang", "hung", "tuck")) for w in words[max(0, k - 3) : k])
    over = word_at(words, at) in ("over", "into", "in", "behind", "on", "inside", "under")
    return (as_tokens(words[k], "on", words[at]), at + 1 - k) if hooked and over else None


def _of_the_buckle(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Just left of the buckle": where on the belt."""
    at = k + (words[k].word in ("just", "slightly"))
    if kind not in ("hand", "arm") or word_at(words, at) not in _SIDES or word_at(words, at + 1) != "of":
        return None
    end = past(words, at + 2, ARTICLES)
    return ([], end + 1 - k) if word_at(words, end) in ("buckle", "zip", "fly", "button", "navel", "buttons") else None


_PROPS = frozenset({"propping", "props", "supporting", "supports", "cupping", "cups", "bracing", "braces"})
_HELD_UP = frozenset({"chin", "cheek", "jaw", "head", "forehead", "temple"})


def _propping(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Knuckles propping the chin", "supports the cheek", of a hand: on it."""
    at = past(words, k + 1, ARTICLES | _SIDES)
    if kind not in ("hand", "arm") or words[k].word not in _PROPS or word_at(words, at) not in _HELD_UP or at == k + 1:
        return None
    return as_tokens(words[k], "rests on"), 1


_BRINGS = frozenset(
    ["tips", "tip", "tipping", "lifts", "lift", "lifting", "raises", "raise", "raising", "brings", "bring", "bringing", "puts", "put",
        "putting", "holds", "hold",
     "holding", "carries", "carrying", "presses", "pressing", "touches", "touching", "lifted", "raised", "sets", "setting"]
)  # fmt: skip
_AT = {**dict.fromkeys(("lips", "mouth"), "drinks"), "ear": "talks on the phone", **dict.fromkeys(("eye", "eyes"), "holds the magnifying glass to the eye")}
_VESSELS = ("binoculars", "camera", "fieldglasses")


def _to_the_lips(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Tips a glass of lemonade to the lips": drinks."""
    if words[k].word not in _BRINGS or kind not in ("hand", "arm", "torso", "") or word_at(words, k + 1) not in ARTICLES | {"some", "up"}:
        return None
    for j in range(k + 2, min(k + 9, len(words))):
        word = words[j].word
        if word in (STOP, PAUSE) or is_part(word) or word in ("hand", "arm", "and") or word in _VESSELS:
            return None
        if word not in ("to", "against", "up", "toward", "towards"):
            continue
        at = past(words, j + 1, ARTICLES | _SIDES | {"to", "his", "her"})
        deed = _AT.get(word_at(words, at))
        if deed is None or at == j + 1 or word_at(words, at + 1) in ("of", "level", "height"):
            return None
        side = next((w.word for w in words[j:at] if w.word in _SIDES), "")
        deed = deed + (f" with the {side} hand" if side and kind in ("torso", "") else "")
        return as_tokens(words[k], deed, words[at]), at + 1 - k
    return None


_COMES = frozenset(
    ["comes", "coming", "going", "moving", "dropping", "is", "goes", "moves", "drops", "sinks", "gets", "brought", "moved", "dropped", "a", "bit", "slightly",
     "down", "much"]
)  # fmt: skip


def _ear_to_shoulder(words: Sequence[Token], k: int, kind: str) -> Found:
    """"The right ear comes nearer the right shoulder": the head is tilted to that side."""
    if kind != "head" or words[k].word not in _SIDES or word_at(words, k + 1) != "ear":
        return None
    at = past(words, k + 2, _COMES)
    if word_at(words, at) not in ("nearer", "closer", "near", "close", "toward", "towards", "to"):
        return None
    at = past(words, at + 1, ARTICLES | {"to", words[k].word})
    if word_at(words, at) != "shoulder":
        return None
    slight = " slightly" if {"bit", "slightly"} & {w.word for w in words[k:at]} else ""
    return as_tokens(words[k], f"head{slight} tilted to the {words[k].word}", words[at]), at + 1 - k


def _with_it(words: Sequence[Token], k: int, kind: str) -> Found:
    """"The left arm with the bow stretched out sideways": the arm is."""
    if words[k].word not in ("with", "holding", "carrying") or word_at(words, k - 1) not in ("arm", "hand", "fist") or word_at(words, k + 1) not in ARTICLES:
        return None
    at = past(words, k + 2, frozenset({"big", "small", "heavy", "wooden", "long", "red", "black", "white", "tennis"}))
    known = lexicon().get((word_at(words, at),), ())
    if any(e.category == "part" for e in known) or word_at(words, at) in ENDS or word_at(words, at) in ("other", "left", "right", "elbow", "palm"):
        return None
    following = lexicon().get((word_at(words, at + 1),), ())
    said = any(e.category in ("pred", "dir") and e.form != "base" for e in following) and word_at(words, at + 1) not in ("in", "on", "over", "at")
    return ([], at + 1 - k) if said else None


def _strap_hanging(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Strap-hanging on the tram": holding the strap overhead."""
    if word_at(words, k) == "straphanging":
        return as_tokens(words[k], "holding the overhead strap"), 1
    if words[k].word != "strap" or word_at(words, k + 1) not in ("hanging", "hanger"):
        return None
    return as_tokens(words[k], "holding the overhead strap", words[k + 1]), 2


_LIES = frozenset({"sitting", "sits", "sit", "seated", "lying", "lies", "lie", "kneeling", "kneels", "reclining", "reclines", "sprawled",
    "lounging", "sat", "rests"})


def _on_a_towel(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Sitting on the beach towel": on the ground."""
    if words[k].word not in _LIES or word_at(words, k + 1) not in ("on", "upon"):
        return None
    at = past(words, k + 2, ARTICLES | {"big", "striped", "soft", "beach", "picnic", "yoga", "red", "blue", "checked", "tartan", "woollen", "large", "folded"})
    spread = word_at(words, at) in ("towel", "blanket", "quilt", "mat", "sheet") and at > k + 2
    return (as_tokens(words[k], f"{words[k].word} on the ground", words[at]), at + 1 - k) if spread else None


def _this_one(words: Sequence[Token], k: int, kind: str) -> Found:
    """"This one is held out in front", in the text of a limb: that limb."""
    own = kind in ("arm", "hand", "leg", "foot") and words[k].word == "this" and word_at(words, k + 1) == "one"
    return (as_tokens(words[k], f"this {kind}", words[k + 1]), 2) if own else None


def _circa(words: Sequence[Token], k: int, kind: str) -> Found:
    """"C. 30 degrees": about."""
    dotted = words[k].word == "c" and word_at(words, k + 1) == STOP and word_at(words, k + 2).isdecimal()
    return (as_tokens(words[k], "about", words[k + 1]), 2) if dotted else None


def _on_the_ball_alone(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Only the ball of the right foot appears to touch the pavement": on tiptoe."""
    if kind not in ("foot", "leg") or words[k].word not in ("only", "just"):
        return None
    at = past(words, k + 1, ARTICLES)
    if word_at(words, at) not in ("ball", "forefoot", "toes"):
        return None
    at += 1
    if word_at(words, at) == "of":
        at = past(words, at + 1, ARTICLES | _SIDES)
        at += word_at(words, at) in ("foot", "it")
    at = past(words, at, frozenset({"seems", "appears", "to", "is", "are", "in", "still", "really"}))
    if word_at(words, at) not in ("touch", "touches", "touching", "rests", "resting", "rest", "on", "contact", "contacts", "stays", "remains"):
        return None
    end = past(words, at + 1, ARTICLES | {"on", "with", "down", "in"})
    return (as_tokens(words[k], "the foot is on tiptoe", words[end]), end + 1 - k) if word_at(words, end) in _GROUND else None


_GROUND = frozenset({"ground", "floor", "pavement", "mat", "sand", "grass", "street", "sidewalk", "carpet", "ice", "tiles", "boards", "deck"})


TURNS: tuple[Callable[[Sequence[Token], int, str], Found], ...] = (
    _nearly, _roughly, _half_right, _one_half, _half_of_a_v, _an_x, _a_step_ahead, _same_way, _akimbo, _by_the_thumb, _of_the_buckle, _propping,
    _to_the_lips, _ear_to_shoulder, _with_it, _strap_hanging, _on_a_towel, _this_one, _circa, _on_the_ball_alone,
)  # fmt: skip
