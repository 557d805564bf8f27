"""What is said of the whole body, in plainer words: who "performs a graceful arabesque" does an arabesque, who prays on the knees kneels, a hand in the
armpit "on the opposite side" is in the opposite armpit.

    tokens -> tokens; more rules of ``plainly``
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from core.language.normalise import PAUSE, STOP, Token
from core.language.plain_tokens import ARTICLES, Found, as_tokens, is_part, past, word_at

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


FIGURES: tuple[Callable[[Sequence[Token], int, str], Found], ...] = (
    _performs, _praised, _on_the_knees, _on_the_opposite_side, _apart_from_it, _hugged, _ties_that_shoe,
    _curled_up_on, _to_the_floor, _propped_on_elbows,
)  # fmt: skip
