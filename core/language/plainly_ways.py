"""Ways of putting it that say more, or less, than their words do one by one: "halfway to horizontal" is not horizontal, "a deep bend" in the text of a leg is
the knee's, "shoulders go round to the left" have turned, a foot "kicked up behind" has its knee bent.

    tokens -> tokens; more rules of ``plainly``
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from core.language.normalise import PAUSE, STOP, Token
from core.language.plain_tokens import ARTICLES, ENDS, Found, as_tokens, is_part, past, word_at

_LIMB = {"arm": "elbow", "leg": "knee", "foot": "knee"}
_SIDES = frozenset({"left", "right"})
_LEVEL = frozenset({"horizontal", "level", "parallel", "horizontally"})
_ABOUT = frozenset({"about", "around", "roughly", "approximately", "only", "just", "nearly", "almost", "maybe", "perhaps", "some"})
_SHARES = {
    ("half",): 45, ("halfway",): 45, ("half", "way"): 45, ("midway",): 45, ("part", "way"): 45, ("partway",): 45, ("part", "of", "the", "way"): 45,
    ("half", "the", "way"): 45, ("half", "of", "the", "way"): 45, ("some", "of", "the", "way"): 45, ("a", "third", "of", "the", "way"): 30,
    ("one", "third", "of", "the", "way"): 30, ("a", "quarter", "of", "the", "way"): 25, ("two", "thirds", "of", "the", "way"): 60,
    ("three", "quarters", "of", "the", "way"): 70, ("most", "of", "the", "way"): 70,
}  # fmt: skip
"""Shares of the way from hanging to level, and the degrees that a limb then has."""
_FIRST = frozenset(share[0] for share in _SHARES)


def _part_way(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Halfway to horizontal", "half way up to the horizontal": about 45 degrees."""
    at = past(words, k, _ABOUT) if words[k].word in _ABOUT else k
    if word_at(words, at) not in _FIRST or kind not in ("arm", "hand", "leg", "foot", "torso"):
        return None
    for share, degrees in _SHARES.items():
        end = at + len(share)
        if tuple(w.word for w in words[at:end]) != share:
            continue
        end += word_at(words, end) in ("up", "down")
        if word_at(words, end) not in ("to", "toward", "towards"):
            continue
        level = past(words, end + 1, ARTICLES | {"being"})
        height = (word_at(words, level), word_at(words, level + 1)) in (("shoulder", "height"), ("shoulder", "level"))
        if word_at(words, level) not in _LEVEL and not (height and kind in ("arm", "hand")):
            continue
        led = any(w.word.startswith(("rais", "lift", "elevat", "held", "hold", "abduct", "up")) for w in words[max(0, k - 6) : k])
        return as_tokens(words[k], f"{'at' if led else 'lifted to'} about {degrees} degrees", words[level + height]), level + height + 1 - k
    return None


_CARRIED = frozenset(
    ["go", "goes", "going", "gone", "come", "comes", "coming", "swing", "swings", "swung", "brought", "bring", "brings", "carried", "taken", "swept",
     "moved", "wind", "winds", "winding", "cranked", "crank", "cranks", "wheeled", "wrenched", "spun", "pulled", "thrown", "whipped"]
)  # fmt: skip
_TURNED = (
    "shoulder", "shoulders", "chest", "torso", "trunk", "body", "ribs", "ribcage", "waist", "head", "face", "chin", "hips", "pelvis", "she", "he", "you",
)  # fmt: skip


def _goes_round(words: Sequence[Token], k: int, kind: str) -> Found:
    """"The shoulders go round to your left", "wound (up) to the right": turned."""
    word, at = words[k].word, k + 1
    if kind not in ("torso", "head", "") or word != "wound" and word not in _CARRIED:
        return None
    if word == "wound" or word in ("wind", "winds", "winding", "cranked", "wrenched"):
        at += word_at(words, at) in ("up", "round", "around", "tight", "tightly", "hard")
    elif word_at(words, at) in ("round", "around"):
        at += 1
    else:
        return None
    if word_at(words, at) not in ("to", "toward", "towards") and word_at(words, at) not in _SIDES:
        return None
    side = past(words, at, ARTICLES | {"to", "toward", "towards"})
    if word_at(words, side) not in _SIDES or word_at(words, side + 1) not in ENDS | {"like", "as", "side", "from", "at", "in", "until", "so"}:
        return None
    named = word in ("wound", "winding", "cranked", "wrenched") or any(w.word in _TURNED for w in words[max(0, k - 4) : k])
    return (as_tokens(words[k], "turned", words[at - 1]), at - k) if named else None


_OF_THE_TRUNK = frozenset(
    ["waist", "hips", "hip", "torso", "trunk", "body", "back", "side", "chest", "wrist", "neck", "spine", "elbow", "knee", "ankle", "finger", "fingers"]
)


def _bend(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Lunging, with a deep bend", in the text of a leg: of its knee."""
    if words[k].word != "bend" or kind not in _LIMB or word_at(words, k - 1) not in _BENDS or word_at(words, k + 1) not in ENDS:
        return None
    near = [w.word for w in words[max(0, k - 5) : k + 6]]
    return (as_tokens(words[k], f"{_LIMB[kind]} bend"), 1) if _OF_THE_TRUNK.isdisjoint(near) else None


_BENDS = frozenset({"deep", "slight", "soft", "gentle", "sharp", "strong", "small", "marked", "big", "good", "tight", "moderate", "a"})


def _on_one_leg(words: Sequence[Token], k: int, kind: str) -> Found:
    """"On one leg", in the text of a leg or a foot: the person stands so."""
    if kind not in ("leg", "foot") or words[k].word != "on" or k and words[k - 1].word not in (STOP, PAUSE, "up", "poised", "perched", "is"):
        return None
    one = word_at(words, k + 1) in ("one", "a") and word_at(words, k + 2) in ("leg", "foot") or word_at(words, k + 1) == "one" and word_at(words, k + 2) in ENDS
    if word_at(words, k + 1) == "a" and word_at(words, k + 2) == "single" and word_at(words, k + 3) in ("leg", "foot"):
        return as_tokens(words[k], "standing on one leg", words[k + 3]), 4
    return (as_tokens(words[k], "standing on one leg", words[k + 2]), 3) if one and word_at(words, k + 2) in ("leg", "foot") else None


_FOLDED = frozenset({"pulled", "pull", "pulls", "tucked", "tuck", "drawn", "draw", "draws", "curled", "folded", "fold", "flicked", "hooked", "kicked", "kicks"})


def _up_behind(words: Sequence[Token], k: int, kind: str) -> Found:
    """A foot "kicked up behind", a leg "tucked up behind him": the knee is bent."""
    if words[k].word not in _FOLDED or kind not in ("leg", "foot"):
        return None
    at = k + 1 + (word_at(words, k + 1) in ("up", "back"))
    at += at > k + 1 and word_at(words, at).endswith("ly")
    if at == k + 1 and words[k].word.startswith(("kick", "fold", "flick")) or word_at(words, at) != "behind":
        return None
    if words[k].word.startswith("kick") and not (kind == "foot" or any(w.word in ("foot", "heel") for w in words[max(0, k - 4) : k])):
        return None
    end = at + 1 + (word_at(words, at + 1) in ("him", "her", "them", "you", "me"))
    if word_at(words, end) not in ENDS | {"toward", "towards", "to", "in", "as", "like"} or word_at(words, end - 1) == "her" and is_part(word_at(words, end)):
        return None
    said = as_tokens(words[k], f"raised {'back' if kind == 'leg' else 'behind'} with the knee bent", words[end - 1])
    if word_at(words, end) in ("toward", "towards", "to"):
        said += [replace(words[end - 1], word=PAUSE), *as_tokens(words[end - 1], "the foot")]
    return said, end - k


_PINNED = frozenset(
    ["pinned", "trapped", "tucked", "wedged", "squashed", "caught", "stuck", "squeezed", "crushed", "held", "folded", "lying", "lies", "pressed"]
)
_TRUNK = {**dict.fromkeys(("abdomen", "stomach", "belly", "tummy"), "the stomach"), **dict.fromkeys(("chest", "breast", "breasts", "ribs"), "the chest"),
          **dict.fromkeys(("body", "torso", "trunk", "him", "himself", "herself"), "the body")}  # fmt: skip


def _beneath(words: Sequence[Token], k: int, kind: str) -> Found:
    """An arm "pinned beneath the body": against it."""
    if words[k].word not in _PINNED or kind not in ("arm", "hand") or word_at(words, k + 1) not in ("beneath", "under", "underneath"):
        return None
    at = past(words, k + 2, ARTICLES)
    where = _TRUNK.get(word_at(words, at))
    if word_at(words, at) in _WHOSE_BODY and word_at(words, at + 1) in ("body", "weight"):
        at += 1
        where = "the body"
    if where is None or word_at(words, at + 1) not in ENDS | {"as", "where", "so"}:
        return None
    return as_tokens(words[k], f"against {where}" if kind == "hand" or where != "the body" else "close to the body", words[at]), at + 1 - k


_WHOSE_BODY = frozenset({"his", "her", "their", "own"})


def _advanced(words: Sequence[Token], k: int, kind: str) -> Found:
    """"The left foot is advanced", "the right leg advances": forward."""
    if words[k].word not in ("advanced", "advances", "advancing", "advance") or word_at(words, k + 1) not in ENDS | {"slightly", "of", "in", "ahead"}:
        return None
    led = [w.word for w in words[max(0, k - 3) : k]]
    named = not led and kind in ("leg", "foot") or any(w in ("leg", "foot", "knee", "legs", "is", "slightly", "well") for w in led[-2:])
    if not named or kind not in ("leg", "foot", "torso", ""):
        return None
    return as_tokens(words[k], "in front" if word_at(words, k + 1) == "of" else "forward"), 1


def _a_v(words: Sequence[Token], k: int, kind: str) -> Found:
    """"In a high V", of one arm or of both."""
    at = past(words, k + 2, _HIGH)
    if words[k].word not in _MAKES or word_at(words, k + 1) not in ("a", "the") or word_at(words, at) not in ("v", "y"):
        return None
    if at == k + 2 and kind not in ("arm", "hand") or word_at(words, at + 1) not in ENDS | {"above", "over", "overhead"}:
        return None
    arms = kind in ("arm", "hand") or any(w.word in ("arms", "hands") for w in words[max(0, k - 6) : k])
    if not arms:
        return None
    end = at + 1
    if word_at(words, end) in ("above", "over") and word_at(words, past(words, end + 1, ARTICLES)) == "head":
        end = past(words, end + 1, ARTICLES) + 1
    end += word_at(words, end) == "overhead"
    low = any(w.word in ("low", "inverted", "downward") for w in words[k:at])
    return as_tokens(words[k], f"diagonally {'down' if low else 'up'} and out", words[end - 1]), end - k


_MAKES = frozenset({"in", "into", "form", "forming", "make", "making", "makes", "forms"})
_HIGH = frozenset(
    ["high", "big", "wide", "huge", "great", "tall", "low", "broad", "open", "giant", "large", "perfect", "clear", "shallow", "inverted", "downward"]
)

_DOWN = frozenset(
    ["sank", "sunk", "sinks", "sink", "sinking", "drops", "dropped", "dropping", "drop", "fell", "falls", "falling", "fallen", "goes", "going",
     "go", "went", "got", "gets", "getting", "get", "came", "comes", "collapsed", "collapses", "slumps", "slumped"]
)  # fmt: skip
_BEFORE_KNEE = frozenset({"one", "both", "his", "her", "their", "the", "a", "your", "my", "two", "bended", "bent", "left", "right", "single"})
_WORN = frozenset({"hair", "skirt", "robe", "robes", "dress", "coat", "cloak", "cape", "gown", "shirt", "scarf", "drapery", "cloth", "plait", "braid", "towel"})


def _to_the_knees(words: Sequence[Token], k: int, kind: str) -> Found:
    """"He sank to one knee", "drops to her knees": kneels."""
    if words[k].word not in _DOWN or kind not in ("torso", "leg", "foot", ""):
        return None
    at = k + 1 + (word_at(words, k + 1) in ("down", "slowly", "heavily"))
    if word_at(words, at) not in ("to", "on", "onto", "upon", "unto"):
        return None
    knee = past(words, at + 1, _BEFORE_KNEE)
    if knee == at + 1 or word_at(words, knee) not in ("knee", "knees") or word_at(words, knee + 1) in ("height", "level"):
        return None
    begin = k
    while begin > max(0, k - 8) and words[begin - 1].word not in (STOP, PAUSE):
        begin -= 1
    if any(is_part(w.word) or w.word in _WORN for w in words[begin:k]):
        return None
    said = [w.word for w in words[at + 1 : knee] if w.word in _SIDES]
    many = word_at(words, knee) == "knees"
    if not many and not said and word_at(words, knee - 1) not in ("one", "a", "single", "bended", "bent"):
        return None
    return as_tokens(words[k], f"kneeling on {'both knees' if many else f'the {said[0]} knee' if said else 'one knee'}", words[knee]), knee + 1 - k


def _aged(words: Sequence[Token], k: int, kind: str) -> Found:
    """"The 19-year-old": the person."""
    at = k + (words[k].word in ("about", "around", "roughly", "approximately", "some"))
    if not word_at(words, at).isdigit() or word_at(words, at + 1) not in ("year", "years", "yr", "yrs") or word_at(words, at + 2) not in ("old", "of"):
        return None
    if word_at(words, at + 2) == "of":
        return (as_tokens(words[k], "old", words[at + 3]), at + 4 - k) if word_at(words, at + 3) == "age" else None
    led = word_at(words, k - 1) in ("the", "a", "an", "this", "that") and at == k
    someone = led and word_at(words, at + 3) not in _PEOPLE
    return as_tokens(words[k], "person" if someone else "old", words[at + 2]), at + 3 - k


_PEOPLE = frozenset({"man", "woman", "boy", "girl", "male", "female", "person", "child", "kid", "lady", "gentleman", "student", "athlete", "dancer", "player"})

WAYS: tuple[Callable[[Sequence[Token], int, str], Found], ...] = (
    _part_way, _goes_round, _bend, _on_one_leg, _up_behind, _beneath, _advanced, _a_v, _to_the_knees, _aged,
)  # fmt: skip
