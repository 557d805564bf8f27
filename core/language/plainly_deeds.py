"""What people do, in the plainer words of what it looks like: picking a coin off the floor, the crook of an elbow, no gap between the knees.

    tokens -> tokens; more rules of ``plainly``
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from core.language.normalise import PAUSE, STOP, Token
from core.language.plain_tokens import ARTICLES, ENDS, Found, as_tokens, past, word_at

_SIDES = frozenset({"left", "right"})
_PICKS = frozenset(
    ["pick", "picks", "picking", "picked", "grab", "grabs", "grabbing", "fetch", "fetches", "fetching", "retrieve", "retrieves", "retrieving", "collect",
     "collects", "collecting", "gather", "gathers", "gathering", "scoop", "scoops", "scooping", "snatch", "snatches", "lift", "lifts", "lifting", "get", "take"]
)  # fmt: skip
_FLOOR = frozenset({"floor", "ground", "carpet", "rug", "pavement", "grass", "mat", "sand", "street", "sidewalk", "lawn", "deck", "soil"})
_LIMBS = frozenset({"arm", "arms", "leg", "legs", "foot", "feet", "heel", "heels", "knee", "knees", "hand", "hands", "hips", "toes", "toe",
    "hip", "head", "chest"})


def _off_the_floor(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Picks a coin up off the floor": reaches down to it; "lifts the foot off the floor" does not."""
    if words[k].word not in _PICKS:
        return None
    for j in range(k + 1, min(k + 9, len(words))):
        word = words[j].word
        if word in (STOP, PAUSE) or word in _LIMBS:
            return None
        if word not in ("off", "from"):
            continue
        floor = past(words, j + 1, ARTICLES | {"of"})
        if word_at(words, floor) not in _FLOOR or all(w.word in ("it", "them", "this", "that", "one", "up") for w in words[k + 1 : j]):
            return None
        lifted = words[k].word.startswith(("lift", "get", "take")) and any(w.word in _HEAVY for w in words[k + 1 : j])
        return None if lifted else (as_tokens(words[k], "picks the dropped coin", words[floor]), floor + 1 - k)
    return None


_HEAVY = frozenset({"box", "barbell", "weight", "weights", "crate", "dumbbell", "dumbbells", "bar", "kettlebell", "suitcase"})


def _reaches_for_it(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Reaches for the ground": toward it."""
    if words[k].word != "for" or not word_at(words, k - 1).startswith(("reach", "stretch", "grop", "feel", "down")):
        return None
    at = past(words, k + 1, ARTICLES)
    return (as_tokens(words[k], "toward"), 1) if word_at(words, at) in _FLOOR and at > k + 1 else None


def _for_a_run(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Warming up for a run", "dressed for a swim": nobody runs or swims yet."""
    if words[k].word != "for" or word_at(words, k - 1) in ("going", "goes", "go", "went", "out", "gone", "off"):
        return None
    at = past(words, k + 1, ARTICLES)
    return ([], at + 1 - k) if at > k + 1 and word_at(words, at) in _SPORTS and word_at(words, at + 1) in ENDS else None


def _warms_up(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Warming up": nothing goes up."""
    return ([], 2) if words[k].word in ("warming", "warms", "warmed", "warm") and word_at(words, k + 1) == "up" else None


_SPORTS = frozenset({"run", "jog", "walk", "swim", "race", "match", "game", "ride", "hike", "fight", "climb", "dance", "jump", "sprint", "workout", "marathon"})


def _crook(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Into the crook of the left elbow": into that elbow."""
    if word_at(words, k) not in ("crook", "inside", "bend", "hollow") or word_at(words, k + 1) != "of":
        return None
    at = past(words, k + 2, ARTICLES)
    side = at + (word_at(words, at) in _SIDES)
    if word_at(words, side) not in ("elbow", "arm"):
        return None
    if side > at and any(w.word.startswith(("sneez", "cough")) for w in words[max(0, k - 4) : k]):
        return as_tokens(words[k], f"elbow with the {words[at].word} arm", words[side]), side + 1 - k
    return (as_tokens(words[k], f"{words[at].word + ' ' if side > at else ''}elbow", words[side]), side + 1 - k) if words[k].word == "crook" else None


def _yawns(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Thrown back in a big yawn", in the text of the head: nothing of a hand."""
    if kind != "head" or words[k].word not in ("in", "with", "for") or word_at(words, k + 1) not in ("a", "an"):
        return None
    for end in (k + 2, k + 3, k + 4):
        if word_at(words, end) in ("yawn", "sneeze", "cough", "whistle", "shout", "laugh", "smile", "scream"):
            return [], end + 1 - k
    return None


def _no_gap(words: Sequence[Token], k: int, kind: str) -> Found:
    """"No gap between the knees", "without any space between the feet": together."""
    if words[k].word not in ("no", "without", "zero"):
        return None
    at = past(words, k + 1, frozenset({"any", "a", "visible", "real", "daylight", "or", "much"}))
    if word_at(words, at) not in ("gap", "space", "distance", "room") and word_at(words, at - 1) != "daylight":
        return None
    at += word_at(words, at) in ("gap", "space", "distance", "room")
    if word_at(words, at) not in ("between", "separating"):
        return None
    end = past(words, at + 1, ARTICLES | {"two", "both"})
    pair = word_at(words, end)
    if pair not in ("knees", "feet", "legs", "thighs", "ankles", "heels", "hands", "palms", "elbows"):
        return None
    return as_tokens(words[k], f"the {pair} are together", words[end]), end + 1 - k


def _heels_only(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Feet together: heels touching, toes slightly apart": the toes are turned out, the feet are not apart."""
    if words[k].word != "toes" or kind not in ("leg", "foot", ""):
        return None
    at = past(words, k + 1, _LITTLE | {"are", "being", "pointing"})
    apart = word_at(words, at) in ("apart", "open", "outward", "outwards", "splayed", "fanned")
    if not apart or word_at(words, at + 1) not in ENDS:
        return None
    near = [w.word for w in words[max(0, k - 10) : k]] + [w.word for w in words[at + 1 : at + 8]]
    heels = "heels" in near and not {"together", "touching", "touch", "joined"}.isdisjoint(near)
    return (as_tokens(words[k], "toes turned out", words[at]), at + 1 - k) if heels else None


_LITTLE = frozenset({"slightly", "a", "bit", "little", "somewhat", "just", "gently", "only", "few", "wide"})


def _away_from_the_other(words: Sequence[Token], k: int, kind: str) -> Found:
    """A foot that "points away from the other one": turned out."""
    if kind != "foot" or words[k].word not in ("points", "pointing", "pointed", "angled", "turned", "angles", "turns"):
        return None
    if word_at(words, k + 1) != "away" or word_at(words, k + 2) != "from":
        return None
    at = past(words, k + 3, ARTICLES)
    end = at + 1 + (word_at(words, at + 1) in ("foot", "one"))
    return (as_tokens(words[k], "turned out", words[end - 1]), end - k) if word_at(words, at) in ("other", "left", "right", "opposite") else None


def _in_its_direction(words: Sequence[Token], k: int, kind: str) -> Found:
    """A foot that points "in the direction of the bent knee": it goes with it, and is nowhere near."""
    if kind not in ("foot", "leg") or [w.word for w in words[k : k + 4]] != ["in", "the", "direction", "of"]:
        return None
    at = past(words, k + 4, ARTICLES | _SIDES | {"bent", "front", "same"})
    return ([], at + 1 - k) if word_at(words, at) in ("knee", "knees", "toes", "foot", "leg", "body") else None


def _on_its_ball(words: Sequence[Token], k: int, kind: str) -> Found:
    """"The weight is on the ball of the foot": of that foot itself, and not on that leg."""
    if words[k].word != "weight" or kind != "foot":
        return None
    at = past(words, k + 1, frozenset({"is", "rests", "resting", "mostly", "mainly", "all", "balanced", "placed", "pressed", "into", "through"}))
    end = past(words, at + 1, ARTICLES | {"front", "very"})
    if word_at(words, at) not in ("on", "over", "into") or word_at(words, end) not in ("ball", "balls", "toes", "forefoot"):
        return None
    last = end + 1
    if word_at(words, last) == "of":
        last = past(words, last + 1, ARTICLES | _SIDES)
        last += word_at(words, last) in ("foot", "feet")
    return as_tokens(words[k], "heel is lifted", words[last - 1]), last - k


def _level_back(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Back almost level", "the trunk is level", of a trunk and not of its two sides: horizontal."""
    if words[k].word != "level" or word_at(words, k + 1) not in ENDS or kind not in ("torso", ""):
        return None
    before = k - 1
    while before >= 0 and words[before].word in ("is", "almost", "nearly", "held", "kept", "quite", "about", "roughly", "stays", "practically", "close", "to"):
        before -= 1
    return (as_tokens(words[k], "horizontal"), 1) if before >= 0 and words[before].word in ("back", "trunk", "torso", "spine") else None


def _sole_level(words: Sequence[Token], k: int, kind: str) -> Found:
    """"The sole stays parallel to the floor", of a foot in the air: level, which is not on the floor."""
    if words[k].word not in ("sole", "foot") or kind not in ("foot", "leg"):
        return None
    at = past(words, k + 1, frozenset({"is", "stays", "remains", "kept", "held", "roughly", "about", "almost", "nearly", "still", "being"}))
    if word_at(words, at) not in ("parallel", "level", "horizontal"):
        return None
    end = at + 1
    if word_at(words, end) in ("to", "with"):
        ground = past(words, end + 1, ARTICLES)
        if word_at(words, ground) not in _FLOOR:
            return None
        end = ground + 1
    aloft = {"lifted", "raised", "off", "above", "hovering", "hovers", "air", "lifts", "floating"} & {w.word for w in words[max(0, k - 16) : k]}
    return (as_tokens(words[k], "ankle is neutral", words[end - 1]), end - k) if aloft and word_at(words, end) in ENDS else None


def _toes_at_the_camera(words: Sequence[Token], k: int, kind: str) -> Found:
    """"The toes point straight at the camera", of somebody who faces it: forward."""
    if kind != "foot" or words[k].word not in ("point", "points", "pointing", "pointed", "face", "facing", "aim", "aimed"):
        return None
    at = k + 1 + (word_at(words, k + 1) in ("straight", "directly", "right", "squarely"))
    end = past(words, at + 1, ARTICLES)
    if word_at(words, at) not in ("at", "to", "toward", "towards", "into") or word_at(words, end) not in ("camera", "viewer", "lens", "photographer"):
        return None
    return as_tokens(words[k], "point straight forward", words[end]), end + 1 - k


def _under_the_chin(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Underneath the chin, propping it up": the chin rests on the hand."""
    if words[k].word not in ("underneath", "beneath", "under", "below") or kind not in ("hand", "arm", "head"):
        return None
    at = past(words, k + 1, ARTICLES)
    near = {w.word for w in words[max(0, k - 6) : k] if w.word != PAUSE} | {w.word for w in words[at + 1 : at + 5]}
    held = {"propping", "props", "propped", "supporting", "supports", "cupping", "holding", "resting", "rests", "rested", "supported", "tucked"} & near
    return (as_tokens(words[k], "on the chin", words[at]), at + 1 - k) if word_at(words, at) in ("chin", "jaw") and held else None


def _holds_the_foot(words: Sequence[Token], k: int, kind: str) -> Found:
    """"She holds the right ankle behind her", in the text of a leg: with that hand."""
    if kind not in ("leg", "foot") or words[k].word not in _HOLDS or word_at(words, k - 1) not in _WHO:
        return None
    at = past(words, k + 1, ARTICLES)
    at += word_at(words, at) == "own"
    side = word_at(words, at)
    part = word_at(words, at + (side in _SIDES))
    if side not in _SIDES or part not in ("ankle", "foot", "heel", "toes", "shin"):
        return None
    if {"hand", "hands"} & {w.word for w in words[at + 2 : at + 10]}:
        return None
    end = at + 2
    if word_at(words, end) == "behind" and word_at(words, end + 1) in ("her", "him", "them") and word_at(words, end + 2) in ENDS:
        end += 2
    joined = words[k - 1].word if word_at(words, end) == "and" and words[k - 1].word in ("she", "he", "they") else ""
    said = f"the {side} hand is on the {side} {part} {PAUSE} {joined}" if joined else f"the {side} hand is on the {side} {part}"
    return as_tokens(words[k], said, words[end - 1]), end + bool(joined) - k


_HOLDS = frozenset({"holds", "holding", "grabs", "grabbing", "grasps", "grasping", "grips", "gripping", "catches", "catching", "clasps", "clutches"})
_WHO = frozenset({"she", "he", "they", STOP, PAUSE, "and", "while", "is", "are"})


def _to_the_seat(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Pulled up to the bum and the thigh still points down": the thigh is the next thing, and no second place."""
    if words[k].word != "and" or kind not in ("leg", "foot") or word_at(words, k - 1) not in ("bum", "buttock", "butt", "bottom", "glutes",
        "backside", "behind", "seat"):
        return None
    at = past(words, k + 1, ARTICLES | _SIDES)
    return ([*as_tokens(words[k], PAUSE)], 1) if at > k + 1 and word_at(words, at) in ("thigh", "knee", "leg") else None


DEEDS: tuple[Callable[[Sequence[Token], int, str], Found], ...] = (
    _off_the_floor, _reaches_for_it, _for_a_run, _warms_up, _crook, _yawns, _no_gap, _heels_only, _away_from_the_other, _in_its_direction,
    _on_its_ball, _level_back, _sole_level, _toes_at_the_camera, _under_the_chin, _to_the_seat, _holds_the_foot,
)  # fmt: skip
