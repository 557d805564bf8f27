"""What is said of figures and persons, in plainer words: who "performs a graceful arabesque" does an arabesque, who prays on the knees kneels, a hand in the
armpit "on the opposite side" is in the opposite armpit, and "in front of them" is in front of the person.

    tokens -> tokens; more rules of ``plainly``
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from core.language.normalise import PAUSE, STOP, Token
from core.language.plain_tokens import ARTICLES, ENDS, Found, as_tokens, is_part, past, word_at

_ARMS, _LEGS = frozenset({"arm", "hand"}), frozenset({"leg", "foot"})
_PERFORMS = frozenset(
    ["performing", "performs", "performed", "perform", "executing", "executes", "executed", "execute", "practicing", "practices", "practiced", "practising",
     "practises", "practised", "demonstrating", "demonstrates", "demonstrate", "attempting", "attempts", "adopting", "adopts", "adopted", "assuming",
     "assumes", "assumed", "striking", "strikes", "struck", "showing", "shows", "displaying", "displays", "executing"]
)  # fmt: skip
_FIGURES = frozenset(
    ["arabesque", "plank", "squat", "squats", "lunge", "lunges", "handstand", "headstand", "cartwheel", "bridge", "split", "splits", "kick", "pose", "stretch",
     "bow", "curtsy", "attitude", "tendu", "warrior", "cobra", "dog", "twist", "deadlift", "bend", "backbend", "fold", "crunch", "stance", "jete", "plie",
     "jack", "jacks", "crawl", "hold", "position", "pushup", "push-up", "press-up", "dab", "salute", "block", "punch", "asana"]
)  # fmt: skip
_PRAISED = frozenset(
    ["perfect", "graceful", "beautiful", "elegant", "classic", "classical", "textbook", "proper", "ballet", "yoga", "dynamic", "impressive", "powerful",
     "standard", "traditional", "flawless", "clean", "controlled", "steady", "solid", "gymnastic", "gymnastics", "typical", "strong"]
)  # fmt: skip


def _performs(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Performing a side plank", "executes a perfect arabesque": does it."""
    if kind in _ARMS | _LEGS | {"head"} or words[k].word not in _PERFORMS:
        return None
    at = past(words, past(words, k + 1, ARTICLES), _PRAISED)
    ahead = [word_at(words, at + step) for step in range(4)]
    stop = next((step for step, w in enumerate(ahead) if w in (PAUSE, STOP, "and", "with", "on")), len(ahead))
    named = not _FIGURES.isdisjoint(ahead[:stop])
    return (as_tokens(words[k], "doing a", words[at - 1]), at - k) if named else None


def _praised(words: Sequence[Token], k: int, kind: str) -> Found:
    """"A graceful arabesque": an arabesque."""
    if kind in _ARMS | _LEGS | {"head"} or words[k].word not in _PRAISED:
        return None
    at = past(words, k, _PRAISED)
    ahead = [word_at(words, at + step) for step in range(3)]
    stop = next((step for step, w in enumerate(ahead) if w in (PAUSE, STOP, "and", "with", "on")), len(ahead))
    return ([], at - k) if not _FIGURES.isdisjoint(ahead[:stop]) and word_at(words, k - 1) in ARTICLES | {STOP, PAUSE, "doing", "in", "into"} else None


_ON_THE_KNEES = frozenset(
    ["praying", "prays", "pray", "prayed", "begging", "begs", "pleading", "pleads", "down", "weeping", "scrubbing", "working", "proposing", "up"]
)


def _on_the_knees(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Praying on her knees", "down on his knees": kneeling; no hand is on them."""
    if kind in _ARMS | _LEGS | {"head"} or words[k].word not in _ON_THE_KNEES:
        return None
    at = k + 1 + (word_at(words, k + 1) == "down")
    if word_at(words, at) not in ("on", "to", "onto", "upon"):
        return None
    knees = past(words, at + 1, ARTICLES | {"both"})
    if word_at(words, knees) != "knees" or any(
        is_part(w.word) or w.word.startswith(("bend", "bent", "lean", "sit", "look")) for w in words[max(0, k - 6) : k]
    ):
        return None
    said = "kneeling" if words[k].word in ("down", "up") else f"{words[k].word} , kneeling"
    return as_tokens(words[k], said, words[knees]), knees + 1 - k


_TWICE = frozenset(
    ["armpit", "hip", "shoulder", "knee", "thigh", "elbow", "ear", "foot", "ankle", "forearm", "wrist", "hand", "cheek", "shin", "calf", "pocket", "bicep",
     "ribs", "temple", "collarbone", "buttock", "waist"]
)  # fmt: skip


def _on_the_opposite_side(words: Sequence[Token], k: int, kind: str) -> Found:
    """"The armpit on the opposite side": the opposite armpit."""
    if kind not in _ARMS | _LEGS or words[k].word not in _TWICE or word_at(words, k - 1) in ("left", "right", "opposite", "other"):
        return None
    if word_at(words, k + 1) not in ("on", "of", "at") or word_at(words, past(words, k + 2, ARTICLES)) not in ("opposite", "other", "far"):
        return None
    at = past(words, k + 2, ARTICLES)
    if word_at(words, at + 1) != "side":
        return None
    return as_tokens(words[k], f"opposite {words[k].word}", words[at + 1]), at + 2 - k


def _apart_from_it(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Shoulder-width apart from the right, pointing ahead", in the text of the left foot: what follows is still said of the left one."""
    if kind not in _LEGS or words[k].word not in ("apart", "away") or word_at(words, k + 1) != "from":
        return None
    if not any("width" in w.word or w.word in ("wide", "inches", "cm", "feet", "step") for w in words[max(0, k - 3) : k]):
        return None
    at = past(words, k + 2, ARTICLES)
    if word_at(words, at) not in ("left", "right", "other", "opposite"):
        return None
    end = at + 1 + (word_at(words, at + 1) in ("foot", "one", "leg"))
    return as_tokens(words[k], "apart", words[end - 1]), end - k


_HUGGED = frozenset({"hugged", "embraced", "clasped", "cradled", "encircled", "hugging"})


def _hugged(words: Sequence[Token], k: int, kind: str) -> Found:
    """A knee that is "hugged with both arms": both hands are on that shin."""
    if kind != "leg" or words[k].word not in _HUGGED or word_at(words, k + 1) not in ("with", "by", "in", "between"):
        return None
    at = past(words, k + 2, ARTICLES | {"both", "two"})
    return (as_tokens(words[k], "held by both hands", words[at]), at + 1 - k) if word_at(words, at) in ("arms", "hands") else None


_SHOES = frozenset({"shoe", "sneaker", "boot", "shoelace", "shoelaces", "laces", "lace", "skate", "trainer", "shoestring"})


def _ties_that_shoe(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Squatting to tie the left shoe": both hands are there."""
    if kind in _ARMS | _LEGS or words[k].word not in ("tie", "ties", "tying", "tied", "lace", "laces", "lacing"):
        return None
    at = past(words, k + 1, ARTICLES | {"up"})
    side = word_at(words, at)
    if side not in ("left", "right") or word_at(words, at + 1) not in _SHOES:
        return None
    said = f"{', ' if word_at(words, k - 1) == 'to' else ''}with both hands near the {side} foot"
    return as_tokens(words[k], said, words[at + 1]), at + 2 - k


_BEDDING = frozenset({"floor", "ground", "bed", "sofa", "couch", "mat", "grass", "sand", "carpet", "rug", "mattress", "side"})


def _curled_up_on(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Curled up on the floor": lying on the side, that is."""
    if kind in _ARMS | _LEGS | {"head"} or words[k].word not in ("curled", "curls", "curling", "curl") or word_at(words, k + 1) != "up":
        return None
    on = next((at for at in range(k + 2, min(k + 8, len(words))) if words[at].word in ("on", "in", STOP, PAUSE) and word_at(words, at + 2) != "ball"), None)
    if on is None or words[on].word not in ("on", "in") or any(w.word in ("sitting", "sits", "seated", "lying", "chair", "armchair") for w in words[:k]):
        return None
    noun = past(words, on + 1, ARTICLES | {"hard", "wooden", "cold", "bare"})
    if word_at(words, noun) not in _BEDDING:
        return None
    return as_tokens(words[k], "curled up in the ball , lying on the side", words[noun]), noun + 1 - k


def _to_the_floor(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Lifting a heavy box off the floor", "bows to the ground": bends that far."""
    if kind in _ARMS | _LEGS | {"head"}:
        return None
    if words[k].word in ("bowing", "bows", "bowed", "bow"):
        at = k + 1 + (word_at(words, k + 1) == "down")
        low = word_at(words, at) == "to" and word_at(words, past(words, at + 1, ARTICLES)) in ("ground", "floor", "earth")
        return (as_tokens(words[k], "bending far forward", words[past(words, at + 1, ARTICLES)]), past(words, at + 1, ARTICLES) + 1 - k) if low else None
    if words[k].word not in ("lifting", "lifts", "hoisting", "hoists", "grabbing", "grabs", "collecting", "collects", "retrieving", "retrieves"):
        return None
    for at in range(k + 1, min(k + 7, len(words))):
        if words[at].word in (STOP, PAUSE, "and") or is_part(words[at].word):
            return None
        if words[at].word in ("from", "off") and word_at(words, past(words, at + 1, ARTICLES)) in ("ground", "floor"):
            end = past(words, at + 1, ARTICLES)
            return as_tokens(words[k], "picking something up from the floor", words[end]), end + 1 - k
    return None


_LIES = frozenset({"lying", "lies", "lie", "prone", "stomach", "belly", "facedown", "reclining", "reclines", "side"})
_PROPPED = frozenset({"resting", "rests", "propped", "props", "propping", "leaning", "leans", "supported", "raised", "rested", "up"})


def _propped_on_elbows(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Prone, resting on the forearms", "on the left side, propped up on the left elbow": the elbows are on the ground."""
    if kind in _ARMS | _LEGS | {"head"} or words[k].word not in _PROPPED or _LIES.isdisjoint(w.word for w in words[:k]):
        return None
    at = k + 1
    while word_at(words, at) in ("herself", "himself", "themselves", "up", "upper", "body"):
        at += 1
    if word_at(words, at) not in ("on", "upon", "by"):
        return None
    at = past(words, at + 1, ARTICLES | {"both", "two", "one"})
    side = word_at(words, at) if word_at(words, at) in ("left", "right") else ""
    at += bool(side)
    joint = word_at(words, at)
    if joint not in ("elbow", "elbows", "forearm", "forearms"):
        return None
    side = side or next((w.word for w in words[:k] if w.word in ("left", "right")), "")
    who = "both elbows are" if joint.endswith("s") else f"the {side or 'right'} elbow is"
    return as_tokens(words[k], f", {who} on the ground", words[at]), at + 1 - k


def _in_front_of_them(words: Sequence[Token], k: int, kind: str) -> Found:
    """"In front of them", of a person whom one calls they: in front of him. Limbs are spoken of as "on them", not as in front of them."""
    if words[k].word not in ("them", "themselves", "themself", "themselves"):
        return None
    before = (word_at(words, k - 2), word_at(words, k - 1))
    ahead = before in (("front", "of"), ("ahead", "of")) or before[1] in ("behind", "before")
    return (as_tokens(words[k], "him"), 1) if ahead else None


_HIM = frozenset({"him", "her", "them", "you", "me", "themselves", "himself", "herself"})
_SOMEBODY = frozenset(
    ["person", "man", "woman", "child", "boy", "girl", "friend", "partner", "companion", "player", "teammate", "colleague", "kid", "guy", "lady", "individual"]
)
_NEXT_TO = (("next", "to"), ("beside",), ("behind",), ("in", "front", "of"), ("near",), ("opposite",), ("alongside",), ("by",), ("across", "from"))


def _above_them(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Both arms up above her": above her head."""
    if kind in _LEGS | {"head"} or words[k].word not in ("above", "over") or word_at(words, k + 1) not in _HIM:
        return None
    lifted = any(w.word.startswith(("arm", "hand", "rais", "lift", "up", "high", "stretch", "held", "extend", "reach")) for w in words[max(0, k - 6) : k])
    return (as_tokens(words[k], f"{words[k].word} the head", words[k + 1]), 2) if lifted and word_at(words, k + 2) in ENDS | {"at", "as"} else None


def _the_one_beside(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Around the person beside him": around another person."""
    if words[k].word not in ARTICLES or word_at(words, k + 1) not in _SOMEBODY or word_at(words, k - 1) in (STOP, PAUSE):
        return None
    at = k + 2 + (word_at(words, k + 2) in ("standing", "sitting", "seated", "walking", "right", "who"))
    for beside in _NEXT_TO:
        end = at + len(beside)
        if tuple(w.word for w in words[at:end]) == beside and word_at(words, end) in _HIM:
            return as_tokens(words[k], "another person", words[end]), end + 1 - k
    return None


_HOLDS = frozenset({"hold", "holds", "holding", "held", "gripping", "grips", "carrying", "carries", "clutching", "clutches", "grasping", "grasps"})
_ANYTHING = frozenset({"something", "object", "item", "thing", "objects"})
_PLACED = frozenset({"in", "at", "near", "beside", "above", "over", "by", "up", "against", "close", "behind", "next", "below", "on"})


def _holds_something(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Holds something in front of the chest": where the hand is counts, and not how boxes are held in front."""
    if words[k].word not in _ANYTHING or word_at(words, k + 1) not in _PLACED:
        return None
    at = k - 1
    while at > max(0, k - 4) and word_at(words, at) in ("a", "an", "some", "small", "unseen", "unidentified", "dark", "round", "long", "thin", "indistinct"):
        at -= 1
    held = "book" if [w.word for w in words[k + 1 : k + 4]] == ["in", "front", "of"] and word_at(words, k + 4) in _HIM else "cup"
    return (as_tokens(words[k], held if at < k - 1 else f"a {held}"), 1) if word_at(words, at) in _HOLDS else None


def _down_the_nose(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Chin lifted, looking down the nose": with the eyes, the head does not bow."""
    if words[k].word not in _LOOKS or word_at(words, k + 1) != "down":
        return None
    nose = past(words, k + 2, ARTICLES)
    return (as_tokens(words[k], "glancing", words[nose]), nose + 1 - k) if word_at(words, nose) == "nose" else None


_LOOKS = frozenset({"looking", "looks", "look", "gazing", "gazes", "staring", "stares", "peering", "peers"})


def _toes_to_the_other(words: Sequence[Token], k: int, kind: str) -> Found:
    """"The toes face the other foot": they are turned in."""
    if kind != "foot" or words[k].word != "toes" or word_at(words, k + 1) not in ("face", "facing", "point", "pointing", "pointed", "turned", "angled"):
        return None
    at = k + 2 + (word_at(words, k + 2) in ("to", "toward", "towards", "at"))
    at = past(words, at, ARTICLES)
    if word_at(words, at) not in ("left", "right", "other", "opposite") or word_at(words, at + 1) not in ("foot", "one", "ankle", "toes"):
        return None
    return as_tokens(words[k], "toes are turned in", words[at + 1]), at + 2 - k


FIGURES: tuple[Callable[[Sequence[Token], int, str], Found], ...] = (
    _performs, _praised, _on_the_knees, _on_the_opposite_side, _apart_from_it, _hugged, _ties_that_shoe,
    _curled_up_on, _to_the_floor, _propped_on_elbows, _in_front_of_them, _above_them, _the_one_beside, _holds_something,
    _down_the_nose, _toes_to_the_other,
)  # fmt: skip
