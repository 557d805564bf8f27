"""What is put shortly, or by what it looks like: "hip abd 45" in degrees, an arm that "forms a triangle" with the side, a heel that swivels outward.

    tokens -> tokens; more rules of ``plainly``
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from core.language.normalise import PAUSE, Token
from core.language.plain_tokens import ARTICLES, ENDS, Found, as_tokens, past, word_at

_SIDES = frozenset({"left", "right"})
_MEASURED = frozenset(
    ["flex", "flexed", "flexion", "abd", "abducted", "abduction", "add", "adducted", "adduction", "ext", "extended", "extension", "rot", "rotated",
     "rotation", "er", "ir", "dorsiflexion", "plantarflexion"]
)  # fmt: skip
_UNITS = frozenset(
    ["deg", "degs", "degree", "degrees", "°", "cm", "mm", "m", "percent", "%", "inches", "inch", "o'clock", "times", "reps", "x", "to", "-", "kg", "seconds"]
)


def _bare_degrees(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Hip abd 45, knee flex 90": degrees."""
    word = words[k].word
    if not (word.isascii() and word.isdigit() and len(word) <= 3) or not 5 <= int(word) <= 180 or word_at(words, k + 1) in _UNITS:
        return None
    before = word_at(words, k - 1)
    if before in ("to", "at", "about", "approximately", "ca", "around", "roughly", "~", "is", "by"):
        before = word_at(words, k - 2)
    return ([words[k], replace(words[k], word="degrees")], 1) if before in _MEASURED else None


def _folds_forward(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Folds forward from the hips": bends; who only "folds forward" goes down to the toes."""
    if kind not in ("torso", "") or words[k].word not in _FOLDS or word_at(words, k + 1) not in ("forward", "forwards", "over"):
        return None
    if word_at(words, k + 2) not in ("from", "at") or word_at(words, past(words, k + 3, ARTICLES)) not in ("hips", "hip", "waist"):
        return None
    return as_tokens(words[k], "bending forward", words[k + 1]), 2


_FOLDS = frozenset({"folding", "folds", "folded", "fold", "hinging", "hinges", "hinged"})


def _side_plank(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Side plank on the left forearm": on that elbow, not on the hand."""
    if words[k].word != "side" or word_at(words, k + 1) != "plank" or word_at(words, k + 2) != "on":
        return None
    at = past(words, k + 3, ARTICLES)
    side = word_at(words, at) if word_at(words, at) in _SIDES else ""
    at += bool(side)
    if word_at(words, at) not in ("forearm", "elbow"):
        return None
    side = side or "left"
    said = f"lying on the {side} side , the {side} elbow is on the ground , the hips are straight"
    return as_tokens(words[k], said, words[at]), at + 1 - k


def _at_the_front(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Hooked into the belt at the front": where on the belt."""
    if kind not in ("hand", "arm") or [w.word for w in words[k : k + 3]] != ["at", "the", "front"] or word_at(words, k + 3) not in ENDS:
        return None
    return ([], 3) if not _WORN.isdisjoint(w.word for w in words[max(0, k - 3) : k]) else None


_WORN = frozenset(
    ["belt", "buckle", "waistband", "pocket", "pockets", "shirt", "jacket", "coat", "collar", "zip", "zipper", "apron", "trousers", "jeans", "skirt"]
)
_LOOKS = frozenset(
    ["nose", "chin", "face", "gaze", "eyes", "look", "looks", "looking", "gazes", "gazing", "stares", "staring", "peers", "peering", "glances", "glancing",
     "pointing", "points", "pointed", "turned", "angled", "directed", "aimed", "facing", "faces"]
)  # fmt: skip
_BELOW = frozenset({"armpit", "hip", "knee", "foot", "toes", "toe", "heel", "thigh", "shin", "ankle", "pocket", "boot", "shoe"})


def _down_at(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Nose towards the right armpit", "looks at the left foot", in the text of the head: down, and to that side."""
    if kind != "head" or words[k].word not in ("to", "toward", "towards", "at") or word_at(words, k - 1) not in _LOOKS | {"down"}:
        return None
    at = past(words, k + 1, ARTICLES)
    if word_at(words, at) not in _SIDES or word_at(words, at + 1) not in _BELOW:
        return None
    return as_tokens(words[k], f"down to the {words[at].word}", words[at + 1]), at + 2 - k


def _heel_out(words: Sequence[Token], k: int, kind: str) -> Found:
    """"The heel swivelled outward": the toes point inward then."""
    if words[k].word not in ("heel", "heels") or kind not in ("foot", "leg"):
        return None
    at = k + 1 + (word_at(words, k + 1) in ("is", "are"))
    if word_at(words, at) not in ("swivelled", "swiveled", "rotated", "twisted", "pushed", "kicked", "swung", "pivoted", "turned", "rolled"):
        return None
    way = {"out": "in", "outward": "in", "outwards": "in", "in": "out", "inward": "out", "inwards": "out"}.get(word_at(words, at + 1))
    if way is None or word_at(words, at + 2) not in ENDS or words[k].word == "heels" and word_at(words, at) == "turned":
        return None
    return as_tokens(words[k], f"foot turned {way}", words[at + 1]), at + 2 - k


def _on_the_ball(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Propped on the ball", in the text of a foot: of the foot."""
    if kind != "foot" or [w.word for w in words[k : k + 3]] != ["on", "the", "ball"] or word_at(words, k + 3) not in ENDS:
        return None
    propped = word_at(words, k - 1) in ("propped", "balanced", "balancing", "poised", "up", "resting", "pivoting", "rests", "weight") or not k
    return (as_tokens(words[k], "on the ball of the foot", words[k + 2]), 3) if propped else None


def _triangle(words: Sequence[Token], k: int, kind: str) -> Found:
    """An arm that "forms a triangle with the side": the hand on the hip, the elbow out."""
    if kind not in ("arm", "hand") or words[k].word not in ("forms", "forming", "makes", "making", "form", "make") or word_at(words, k + 1) != "a":
        return None
    if word_at(words, k + 2) not in ("triangle", "handle") or word_at(words, k + 3) not in ENDS | {"with", "against"}:
        return None
    end = k + 3
    if word_at(words, end) in ("with", "against"):
        end = past(words, end + 1, ARTICLES)
        end += word_at(words, end) in ("side", "body", "torso", "trunk", "flank", "waist")
    return as_tokens(words[k], "has the elbow out to the side", words[end - 1]), end - k


def _planted(words: Sequence[Token], k: int, kind: str) -> Found:
    """A hand "planted at the waist": on it."""
    if words[k].word not in ("planted", "braced", "set", "firmly", "propped") or word_at(words, k + 1) not in ("at", "upon"):
        return None
    at = past(words, k + 2, ARTICLES | _SIDES)
    return (as_tokens(words[k], "placed on", words[k + 1]), 2) if word_at(words, at) in ("waist", "hip") and kind in ("arm", "hand") else None


def _across_ribs(words: Sequence[Token], k: int, kind: str) -> Found:
    """An arm "across her ribs"."""
    at = past(words, k + 1, ARTICLES)
    across = words[k].word == "across" and kind in ("arm", "hand") and word_at(words, at) in ("ribs", "ribcage", "midriff")
    return (as_tokens(words[k], "across the stomach", words[at]), at + 1 - k) if across else None


def _half_turned(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Half turned away"."""
    if words[k].word != "half" or kind != "torso" or [w.word for w in words[k + 1 : k + 3]] != ["turned", "away"] or word_at(words, k + 3) not in ENDS:
        return None
    return as_tokens(words[k], "turned to one side", words[k + 2]), 3


def _greets(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Waving hello, level with the head": it is the hand that is level with it."""
    if kind != "hand" or words[k].word not in ("hello", "goodbye", "bye") or word_at(words, k + 1) != PAUSE or k < 1 or not words[k - 1].word.startswith("wav"):
        return None
    return [], 1


_LYING = frozenset({"lying", "lies", "laying", "lays", "reclining", "reclines", "stretched"})


def _side_lying(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Lying on her right side, propped on the elbow": the lower one."""
    if words[k].word not in ("elbow", "forearm") or word_at(words, k - 1) not in ("the", "one", "an", "her", "his", "their") or kind not in ("torso", ""):
        return None
    if not {"propped", "leaning", "up", "resting", "supported", "raised"} & {w.word for w in words[max(0, k - 4) : k]}:
        return None
    begin = max(0, k - 14)
    for j in range(begin, k - 3):
        if words[j].word in _LYING and word_at(words, j + 1) == "on" and word_at(words, j + 3) in _SIDES and word_at(words, j + 4) == "side":
            return as_tokens(words[k], f"{words[j + 3].word} {words[k].word}"), 1
    return None


def _glued(words: Sequence[Token], k: int, kind: str) -> Found:
    """"The upper arm glued to the side": close to it."""
    if words[k].word not in ("glued", "pinned", "pressed", "clamped", "held", "stuck", "tight", "locked") or word_at(words, k + 1) not in ("to", "against"):
        return None
    upper = k - (word_at(words, k - 1) in ("is", "stays", "remains"))
    if (word_at(words, upper - 2), word_at(words, upper - 1)) != ("upper", "arm") or word_at(words, past(words, k + 2, ARTICLES)) != "side":
        return None
    return as_tokens(words[k], "close to", words[k + 1]), 2


def _a_step_from(words: Sequence[Token], k: int, kind: str) -> Found:
    """"One step back from the right leg": behind it."""
    if words[k].word != "step" or kind not in ("leg", "foot") or word_at(words, k + 2) not in ("from", "of"):
        return None
    way = {"back": "behind", "backward": "behind", "backwards": "behind", "forward": "in front of", "forwards": "in front of"}.get(word_at(words, k + 1))
    counted = word_at(words, k - 1) in ("one", "a", "half", "small", "big", "short", "long")
    return (as_tokens(words[k], f"step {way}", words[k + 2]), 3) if way and counted else None


def _side_by_side(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Side by side with the right one"."""
    if kind not in ("foot", "leg") or [w.word for w in words[k : k + 4]] != ["side", "by", "side", "with"]:
        return None
    return as_tokens(words[k], "next to", words[k + 3]), 4


def _sole_back(words: Sequence[Token], k: int, kind: str) -> Found:
    """"The sole faces backwards": the heel is lifted."""
    if words[k].word != "sole" or kind not in ("foot", "leg"):
        return None
    at = k + 1 + (word_at(words, k + 1) in ("is", "of"))
    back = word_at(words, at) in ("facing", "faces", "turned", "shows", "pointing") and word_at(words, at + 1) in ("back", "backward", "backwards", "behind")
    lifted = {"off", "lifted", "raised", "air"} & {w.word for w in words[max(0, k - 12) : k]}
    said = "toes pointed" if lifted else "heel lifted"
    return (as_tokens(words[k], said, words[at + 1]), at + 2 - k) if back and word_at(words, at + 2) in ENDS else None


def _swayed(words: Sequence[Token], k: int, kind: str) -> Found:
    """"The back is swayed", "swayback": arched."""
    if kind not in ("torso", "") or words[k].word not in ("swayed", "swayback", "swaybacked"):
        return None
    back = any(w.word == "back" for w in words[max(0, k - 3) : k]) or words[k].word != "swayed"
    if words[k].word == "swayed" and word_at(words, k + 1) in ("to", "left", "right", "forward"):
        return None
    return (as_tokens(words[k], "arched" if words[k].word == "swayed" else "back arched"), 1) if back else None


def _to_tie(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Reaching down to tie the left shoe": no necktie."""
    if words[k].word not in ("tie", "ties") or kind not in ("hand", "arm", "torso") or word_at(words, k - 1) not in ("to", "and", "they", "she", "he"):
        return None
    at = past(words, k + 1, ARTICLES | _SIDES)
    return (as_tokens(words[k], "tying"), 1) if word_at(words, at) in ("shoe", "shoes", "shoelace", "shoelaces", "lace", "laces", "bootlace", "boot") else None


def _only_the_heel(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Only the heel touches the ground", "touching down with just the heel": on the heel."""
    if words[k].word not in ("only", "just") or kind not in ("foot", "leg"):
        return None
    at = past(words, k + 1, ARTICLES)
    end = at + 1
    if word_at(words, at) != "heel" or at == k + 1:
        return None
    end += word_at(words, end) in ("is", "rests", "resting", "touches", "touching", "stays", "remains", "makes")
    end += word_at(words, end) in ("on", "contact")
    ground = past(words, end, ARTICLES)
    if word_at(words, ground) in ("ground", "floor", "mat"):
        end = ground + 1
    return (as_tokens(words[k], "on the heel", words[end - 1]), end - k) if word_at(words, end) in ENDS else None


def _small_of_the_back(words: Sequence[Token], k: int, kind: str) -> Found:
    """A hand "at the small of the back": on it."""
    said = [w.word for w in words[k : k + 3]]
    if kind not in ("hand", "arm") or said != ["at", "the", "small"] or word_at(words, k + 3) != "of" or word_at(words, k + 4) == "it":
        return None
    return as_tokens(words[k], "on the small", words[k + 2]), 3


def _parallel(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Parallel to the other arm": beside it, not level."""
    if words[k].word != "parallel" or kind not in ("arm", "hand") or word_at(words, k + 1) not in ("to", "with"):
        return None
    at = past(words, k + 2, ARTICLES)
    other = word_at(words, at) in ("other", "opposite", "left", "right") and word_at(words, at + 1) in ("arm", "one", "forearm")
    return (as_tokens(words[k], "beside", words[k + 1]), 2) if other and word_at(words, at + 2) in ENDS else None


def _in_prayer(words: Sequence[Token], k: int, kind: str) -> Found:
    """"As in prayer", in the text of the head: nothing of hands."""
    at = k + (words[k].word == "as")
    prayer = kind == "head" and word_at(words, at) == "in" and word_at(words, at + 1) in ("prayer", "meditation", "reverence", "worship", "mourning")
    return (as_tokens(words[k], "bowed", words[at + 1]), at + 2 - k) if prayer and word_at(words, at + 2) in ENDS else None


def _textbook(words: Sequence[Token], k: int, kind: str) -> Found:
    """"A classic contrapposto"."""
    adjective = words[k].word in ("classic", "classical", "typical", "textbook", "traditional") and word_at(words, k - 1) in ("a", "the", "in", "this")
    return ([], 1) if adjective and word_at(words, k + 1) not in ENDS else None


def _weight_off(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Weight off this one", in the text of a leg: it is on the other."""
    if kind not in ("leg", "foot") or words[k].word != "weight" or word_at(words, k + 1) != "off":
        return None
    at = past(words, k + 2, ARTICLES)
    if word_at(words, at) not in ("one", "leg", "foot", "side") or at == k + 2 or word_at(words, at + 1) not in ENDS:
        return None
    return as_tokens(words[k], "the weight is on the other leg", words[at]), at + 1 - k


_HUGGED = frozenset({"hugged", "pulled", "drawn", "tucked", "clasped", "clutched", "squeezed", "brought", "pressed"})


def _to_the_ribs(words: Sequence[Token], k: int, kind: str) -> Found:
    """A knee "hugged tightly to the ribs": to the chest."""
    if kind not in ("leg", "foot") or words[k].word not in ("to", "into", "against", "toward", "towards"):
        return None
    at = past(words, k + 1, ARTICLES)
    led = not _HUGGED.isdisjoint(w.word for w in words[max(0, k - 3) : k])
    return (as_tokens(words[k], "to the chest", words[at]), at + 1 - k) if led and word_at(words, at) in ("ribs", "ribcage", "breast", "belly") else None


def _heel_forward(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Turned out, heel forward", as dancers say it: turned out."""
    if kind != "foot" or words[k].word != "heel" or word_at(words, k + 1) != "forward" or word_at(words, k - 1) not in ENDS:
        return None
    out = any(w.word in ("out", "turnout", "outward", "winged") for w in words[max(0, k - 4) : k])
    return (as_tokens(words[k], "turned out", words[k + 1]), 2) if out and word_at(words, k + 2) in ENDS else None


def _of_abduction(words: Sequence[Token], k: int, kind: str) -> Found:
    """"In 90 degrees of abduction": to the side by so much."""
    at = k + (words[k].word == "in")
    number = word_at(words, at)
    if kind not in ("arm", "leg") or not (number.isascii() and number.isdigit()) or word_at(words, at + 1) not in ("deg", "degs", "degree", "degrees", "°"):
        return None
    end = at + 2 + (word_at(words, at + 2) == "of")
    if word_at(words, end) != "abduction" or word_at(words, k - 1) in ("into", "with") or "shoulder" in (w.word for w in words[max(0, k - 3) : k]):
        return None
    return as_tokens(words[k], f"lifted out to the side about {number} degrees", words[end]), end + 1 - k


def _in_second(words: Sequence[Token], k: int, kind: str) -> Found:
    """An arm "in second", as dancers say: out to the side."""
    if words[k].word != "in" or word_at(words, k + 1) != "second" or kind not in ("arm", "hand", "torso"):
        return None
    end = k + 2 + (word_at(words, k + 2) == "position")
    arms = any(w.word in ("arm", "arms") for w in words[max(0, k - 4) : k]) or kind in ("arm", "hand")
    return (as_tokens(words[k], "out to the side", words[end - 1]), end - k) if arms and word_at(words, end) in ENDS else None


_HEIGHTS = frozenset(
    ["chest", "shoulder", "waist", "hip", "head", "eye", "knee", "belly", "stomach", "face", "chin", "navel", "thigh", "ear", "neck", "breast"]
)
_TO_A_HEIGHT = frozenset({"at", "to", "about", "approximately", "around", "roughly", "near", "above", "below"})


def _at_a_level(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Held at hip level with the palm down": at the height of the hip; nothing is level with a palm."""
    place = word_at(words, k - 1) in _HEIGHTS and word_at(words, k - 2) in _TO_A_HEIGHT
    return (as_tokens(words[k], "height"), 1) if words[k].word == "level" and place and word_at(words, k + 1) == "with" else None


def _supported_by(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Leans to the left, supported by the left hand on the floor": that hand is on the floor."""
    if words[k].word not in ("supported", "propped", "braced", "steadied") or word_at(words, k + 1) not in ("by", "up", "with", "on"):
        return None
    at = past(words, k + 2, ARTICLES | _SIDES)
    if word_at(words, at) not in ("hand", "arm", "hands", "elbow", "palm") or word_at(words, at + 1) not in ("on", "against") or at == k + 2:
        return None
    ground = word_at(words, past(words, at + 2, ARTICLES)) in ("floor", "ground", "mat", "grass", "sand")
    return ([replace(words[k], word=PAUSE), *words[k + 2 : at + 1]], at + 1 - k) if ground else None


_LAID = frozenset({"resting", "rests", "lies", "lying", "laid", "placed", "rest", "sits", "spread"})


def _palm_down_on(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Resting palm-down on the knee": on the knee, and the palm is down."""
    if kind not in ("hand", "arm") or words[k].word != "palm" or word_at(words, k - 1) not in _LAID or word_at(words, k + 1) not in ("down", "up"):
        return None
    if word_at(words, k + 2) not in ("on", "upon", "in", "across", "over", "against"):
        return None
    end = k + 2
    while end < len(words) and end < k + 10 and word_at(words, end) not in ENDS:
        end += 1
    pause = replace(words[end - 1], word=PAUSE)
    return [*words[k + 2 : end], pause, *as_tokens(words[k], "the palm"), words[k + 1]], end - k


SHORTHAND: tuple[Callable[[Sequence[Token], int, str], Found], ...] = (
    _bare_degrees, _folds_forward, _side_plank, _at_the_front, _down_at, _heel_out, _on_the_ball, _triangle, _planted, _across_ribs, _half_turned,
    _greets, _side_lying, _glued, _a_step_from, _side_by_side, _sole_back, _swayed, _to_tie, _only_the_heel,
    _small_of_the_back, _parallel, _in_prayer, _textbook, _weight_off, _to_the_ribs, _heel_forward, _of_abduction, _in_second,
    _at_a_level, _supported_by, _palm_down_on,
)  # fmt: skip
