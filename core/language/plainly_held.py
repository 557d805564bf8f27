"""How limbs are held and lie, in plainer words: "hold both arms out in front" is both arms out in front, an arm that is "lying on top of the left forearm"
rests there, and "level with the floor" is parallel to it.

    tokens -> tokens; more rules of ``plainly``
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from core.language.normalise import PAUSE, STOP, Token
from core.language.plain_tokens import ARTICLES, Found, as_tokens, past, word_at

_ARMS, _LEGS = frozenset({"arm", "hand"}), frozenset({"leg", "foot"})
_BRING = frozenset({"hold", "holds", "holding", "press", "presses", "pressing", "push", "pushes", "pushing", "drive", "drives", "driving", "keep", "keeps"})
_WHITHER = frozenset({"out", "up", "down", "back", "forward", "forwards", "backward", "backwards", "straight", "overhead", "wide", "away", "high", "in"})
_OWN = {"arm": frozenset({"arm"}), "hand": frozenset({"arm", "hand"}), "torso": frozenset({"arms", "hands"}), "": frozenset({"arms", "hands"})}


def _held_somewhere(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Hold both arms out in front", "press the arm down and back": that is where they are; nothing is held, and nothing pressed."""
    if kind not in _OWN or words[k].word not in _BRING or word_at(words, k - 1) in ("to", "hand", "hands"):
        return None
    at = past(words, k + 1, ARTICLES | {"both"})
    both = any(w.word == "both" for w in words[k + 1 : at])
    if at == k + 1 or word_at(words, at) not in _OWN[kind] or word_at(words, at + 1) not in _WHITHER:
        return None
    if word_at(words, at + 1) == "in" and word_at(words, at + 2) != "front" or word_at(words, at + 2) in ("on", "onto", "against"):
        return None  # "press the hand down on the table"
    begins = "" if word_at(words, k - 1) in (STOP, PAUSE) else ", "
    return as_tokens(words[k], f"{begins}{'both' if both else 'the'} {words[at].word}", words[at]), at + 1 - k


def _lies_there(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Lying on top of the left forearm", in the text of an arm: resting."""
    if kind not in _ARMS or words[k].word not in ("lying", "lies", "lie", "laid", "lay") or word_at(words, k - 1) in ("person", "he", "she", "they", "while"):
        return None
    if word_at(words, k + 1) in ("on", "atop") and word_at(words, k + 2) == "top":
        return as_tokens(words[k], "resting"), 1
    at = past(words, k + 2, ARTICLES)
    side = word_at(words, at) in ("left", "right", "other", "opposite")
    on = word_at(words, k + 1) in ("on", "across", "over", "along", "against")
    return (as_tokens(words[k], "resting"), 1) if on and word_at(words, at + side) in _BENEATH else None


_BENEATH = frozenset({"forearm", "forearms", "wrist", "thigh", "thighs", "knee", "lap", "elbow", "chest", "belly", "stomach", "arm", "hand", "shin", "hip"})


def _level_with_the_floor(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Level with the floor": parallel to it."""
    if [w.word for w in words[k : k + 2]] != ["level", "with"]:
        return None
    at = past(words, k + 2, ARTICLES)
    return (as_tokens(words[k], "parallel to the floor", words[at]), at + 1 - k) if word_at(words, at) in ("floor", "ground", "horizon", "earth") else None


_SAY = frozenset({"maybe", "perhaps", "about", "around", "roughly", "approximately", "say", "at", "by", "some", "probably", "possibly", "an", "angle"})


def _away_by_degrees(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Held a little away from the body, maybe at thirty degrees": lifted by so many."""
    if kind != "arm" or words[k].word != "away" or word_at(words, k + 1) != "from":
        return None
    at = past(words, k + 2, ARTICLES)
    if word_at(words, at) not in ("body", "side", "torso", "trunk") or word_at(words, at + 1) != PAUSE:
        return None
    number = past(words, at + 2, _SAY)
    if number == at + 2 or word_at(words, number + 1) not in ("degrees", "degree", "deg"):
        return None
    end = number + 2
    if [w.word for w in words[end : end + 2]] == ["or", "so"]:
        end += 2
    return as_tokens(words[k], f"lifted about {word_at(words, number)} degrees from the side", words[end - 1]), end - k


def _leans_away(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Leaning backward, away from the camera": that is where back is; nobody turns round."""
    if kind not in ("torso", "head", "") or words[k].word != "away" or word_at(words, k + 1) != "from":
        return None
    at = past(words, k + 2, ARTICLES)
    if word_at(words, at) not in ("camera", "viewer", "lens"):
        return None
    before = [w.word for w in words[max(0, k - 6) : k]]
    leaning = any(w.startswith(("lean", "tilt", "tip", "reclin")) for w in before) and any(w.startswith("back") for w in before)
    return ([], at + 1 - k) if leaning and not any(w.startswith(("turn", "fac", "rotat")) for w in before) else None


def _toes_clear(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Toes clear of the floor", of a leg that is out behind: the foot is off it."""
    if kind != "leg" or words[k].word not in ("toes", "toe") or any(w.word.startswith("heel") for w in words):
        return None
    clear = [w.word for w in words[k + 1 : k + 3]]
    if clear not in (["clear", "of"], ["off", "the"], ["off", "of"]):
        return None
    at = past(words, k + 3, ARTICLES)
    return (as_tokens(words[k], "foot off the ground", words[at]), at + 1 - k) if word_at(words, at) in ("floor", "ground", "mat") else None


def _as_in_anatomy(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Palm forward, as in the anatomical position", in the text of a hand: nothing is said of the feet."""
    if kind not in _ARMS | _LEGS | {"head"} or [w.word for w in words[k : k + 2]] != ["as", "in"]:
        return None
    at = past(words, k + 2, ARTICLES)
    return ([], at + 2 - k) if word_at(words, at) == "anatomical" and word_at(words, at + 1) in ("position", "pose") else None


def _by_degrees(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Turned by about 45 degrees toward the left edge of the image": turned 45 degrees there."""
    if words[k].word != "by" or word_at(words, k - 1) not in _TURNED:
        return None
    at = past(words, k + 1, _SAY)
    return ([], 1) if word_at(words, at + 1) in ("degrees", "degree", "deg") and word_at(words, at + 2) in ("to", "toward", "towards") else None


_TURNED = frozenset({"turned", "rotated", "averted", "twisted", "swivelled", "swiveled", "angled", "tilted"})

_HANGS = frozenset({"hanging", "vertical", "down", "side", "rest", "lowered", "thigh", "hip"})
_LEVEL = frozenset({"horizontal", "level", "shoulder"})


def _between_hanging_and_level(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Halfway between hanging and horizontal": lifted by 45 degrees."""
    if kind not in _ARMS or words[k].word not in ("halfway", "midway", "half-way") or word_at(words, k + 1) != "between":
        return None
    at = past(words, k + 2, ARTICLES)
    end = past(words, at + 2, ARTICLES)
    if word_at(words, at) not in _HANGS or word_at(words, at + 1) != "and" or word_at(words, end) not in _LEVEL:
        return None
    end += word_at(words, end + 1) in ("height", "level")
    return as_tokens(words[k], "lifted about 45 degrees from the side", words[end]), end + 1 - k


def _curve_of_a_lean(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Inclined to the left, resulting in a pronounced curve of the spine": that curve is the lean."""
    if kind not in ("torso", "") or words[k].word not in ("resulting", "creating", "producing", "forming", "giving", "making"):
        return None
    curve = next((at for at in range(k + 1, min(k + 8, len(words))) if words[at].word in ("curve", "curvature", "arc")), None)
    if curve is None or word_at(words, curve + 1) not in ("of", "in", "to", "through"):
        return None
    at = past(words, curve + 2, ARTICLES)
    before = {w.word for w in words[max(0, k - 16) : k]}
    leans = any(w.startswith(("lean", "inclin", "tilt", "bend", "bent", "tip")) for w in before) and before & {"left", "right", "sideways", "side"}
    return ([], at + 1 - k) if leans and word_at(words, at) in ("spine", "back", "trunk", "torso", "body") else None


HELD: tuple[Callable[[Sequence[Token], int, str], Found], ...] = (
    _held_somewhere, _lies_there, _level_with_the_floor, _away_by_degrees, _leans_away, _toes_clear, _as_in_anatomy, _by_degrees, _between_hanging_and_level,
    _curve_of_a_lean,
)  # fmt: skip
