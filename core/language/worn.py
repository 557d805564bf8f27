"""What hands do to clothes and things worn: "straightens the knot of his tie", "tips the brim of the cap", "fingers on her necklace".

    tokens -> tokens, where what is worn is the place of the body that it is worn at, and what is done to it is a touch

Only where a hand handles it: "wearing a red tie" and "his belt is black" say nothing of a pose and stay as they are. Words that stand between the
name of a place and the body ("the small of her aching back") are left out on the same way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from core.language.lexicon import canonical, lexicon, roles
from core.language.normalise import PAUSE, STOP, Token
from core.language.worn_things import HAND_VERBS, WORN

_SHOED = frozenset({"shoe", "boot", "foot"})
_PLAIN = frozenset(
    {"hold", "holds", "holding", "held", "raise", "lift", "lifts", "lifting", "pull", "pulls", "pulling", "take", "takes", "taking", "put", "puts",
     "putting", "push", "pick", "picks", "picking", "rest", "lay", "place", "places", "open", "opens", "opening", "close", "closes", "check", "does",
     "do", "doing", "did", "took", "catch", "catches", "lower", "lowers"}
)  # fmt: skip
"""Verbs that move what is not worn at all as well: only a thing that is worn alone tells where the hands are then."""
_CARRIED = frozenset(
    {"jacket", "coat", "hat", "cap", "helmet", "shoe", "boot", "bag", "scarf", "gloves", "glove", "mask", "dress", "skirt", "ring", "cape", "cloak",
     "shirt", "tie", "crown", "glasses", "sunglasses", "goggles", "badge", "medal", "cross", "chain", "wig", "sock", "socks", "strap", "headphones",
     "beret", "veil", "button", "buttons", "watch", "belt", "necklace", "slipper", "shawl", "apron"}
)  # fmt: skip
_PARTICLES = frozenset(
    {"at", "with", "on", "up", "down", "out", "in", "into", "under", "behind", "through", "over", "around", "round", "about", "back", "for", "of",
     "off", "onto", "to", "along", "against", "inside", "by"}
)  # fmt: skip
_AT = frozenset(
    {"on", "at", "in", "into", "to", "around", "round", "onto", "over", "under", "behind", "through", "near", "against", "inside", "beneath",
     "along"}
)  # fmt: skip
_HANDS = frozenset(
    {"hand", "hands", "finger", "fingers", "thumb", "thumbs", "fingertips", "fingertip", "fist", "fists", "palm", "palms", "knuckles", "forefinger"}
)  # fmt: skip
_ARTICLES = frozenset({"the", "his", "her", "their", "a", "an", "its", "my", "your", "own"})
_SIDES = frozenset({"left", "right", "other", "opposite", "both", "l", "r"})
_OFF = frozenset({"off"})
_LONGEST = 6


@lru_cache(maxsize=1)
def _things() -> dict[tuple[str, ...], str]:
    """What is worn -> the place it is worn at."""
    out: dict[tuple[str, ...], str] = {}
    for line in WORN.strip().splitlines():
        place, _, names = line.partition(": ")
        for name in names.split(", "):
            out.setdefault(tuple(name.split()), place)
    return out


def at_the_body(words: Sequence[Token], part: str | None) -> list[Token]:
    """The tokens with things worn that a hand handles named as places of the body. One pass."""
    out: list[Token] = []
    k = 0
    first = 0
    of_hand = part is not None and part.endswith(("hand", "arm"))
    while k < len(words):
        token = words[k]
        if token.word in (PAUSE, STOP):
            first = k + 1
        size = _adjectives(words, k)
        if size:
            out.append(token)
            k += size
            continue
        found = _handled(words, k, not of_hand) or _placed(words, k, first, of_hand) or _pocket(words, k) or _through(words, k, first, of_hand)
        if found is None:
            out.append(token)
            k += 1
            continue
        said, size = found
        if said[0].word in ("buttock", "buttocks", "chest") and words[k + size - 1].word not in ("buttock", "chest"):
            for j in range(max(0, len(out) - 3), len(out)):
                if out[j].word in ("in", "into", "inside"):
                    out[j] = replace(out[j], word="on")  # a hand in the back pocket lies on the buttock
        out += said
        k += size
    return out


def _handled(words: Sequence[Token], k: int, of_person: bool) -> tuple[list[Token], int] | None:
    """"Straightens the crumpled knot of his tie" as "touches his throat", and its length."""
    verb = HAND_VERBS.get(words[k].word)
    if verb is None or k and words[k - 1].word in ("not", "never", "a", "the", "an"):
        return None
    at = k + 1
    while at < len(words) and words[at].word in _PARTICLES and at - k < 3:
        at += 1
    moved = words[k].word in _PLAIN
    drawn = words[k].word.startswith(("do", "did", "roll", "pull", "hold", "held", "hitch", "hik")) and any(w.word == "up" for w in words[k + 1 : at])
    if moved and any(w.word in ("off", "out", "back") for w in words[k + 1 : at]):
        return None  # "takes off his hat" has it in the hand
    handed = False
    start = at
    while at < len(words) and at - start < 4 and (words[at].word in _ARTICLES or words[at].word in _SIDES or words[at].word in _HANDS):
        handed |= words[at].word in _HANDS
        at += 1
    if handed:
        return None
    if _swept(words, at):
        return [replace(words[k], word=verb), replace(words[at], word="hair")], _swept(words, at) - k  # "pushing her hair back"
    hair = _hair(words, at)
    if hair:
        return [replace(words[k], word=verb)], hair - k  # "tucking a strand of hair behind the ear"
    thing = _thing(words, at, start)
    if thing is None or words[k].word.startswith("roll") and thing[3] not in _DRAWN_UP:
        return None
    place, first, last, noun = thing
    if _known(words, k, last) or words[last : last + 1] and words[last].word == "'s":
        return None
    if noun in ("watch",) and words[k].word in ("check", "checks", "checking"):
        return None
    end = next((j for j in range(last, len(words)) if words[j].word in (PAUSE, STOP, "and", "while")), len(words))
    lasting = noun in _SURE and not _placed_after(words, last, end)
    if moved and noun in _CARRIED and not lasting and not (drawn and noun in _DRAWN_UP):
        return None
    shut = last < end and words[last].word in ("closed", "together", "shut", "tight")
    if last + shut < end and words[last + shut].word in _AT and _body_follows(words, last + shut + 1):
        return [replace(words[k], word=verb)], last + shut - k  # "covers the badge on his chest", "her coat closed at the throat"
    sides = [words[j] for j in range(start, last) if words[j].word in ("left", "right", "both")]
    said = [replace(words[k], word=verb), *_place(place, sides, words[first], words[last - 1], noun)]
    if of_person and words[k].word.startswith(_WITH_BOTH) and not any(w.word in _HANDS for w in words[last:end]):
        said += [replace(words[last - 1], word=w) for w in ("with", "both", "hands")]  # "buttons his jacket"
    return said, last - k


_DRAWN_UP = frozenset(
    {"sleeve", "sleeves", "sock", "socks", "trousers", "pants", "jeans", "tights", "leggings", "zip", "zipper", "collar", "skirt", "hem", "button", "cuff",
     "buttons", "strap", "breeches", "belt", "buckle", "jacket", "coat", "laces", "shoelaces"}
)  # fmt: skip
_HAIR = frozenset({"hair", "strand", "strands", "lock", "locks", "curl", "curls", "wisp", "fringe", "bangs"})


def _swept(words: Sequence[Token], at: int) -> int:
    """Where "hair back" ends; 0: it is not there."""
    swept = words[at : at + 1] and words[at].word in ("hair", "curls", "locks", "mane") and words[at + 1 : at + 2] and words[at + 1].word in (
        "back", "up", "aside", "away"
    )
    return at + 2 if swept and not _body_follows(words, at + 3) else 0


def _hair(words: Sequence[Token], at: int) -> int:
    """Where hair that is tucked "behind the ear" or swept "from her eyes" ends, with what leads to that place left as it is; 0: none."""
    end = at
    while end < len(words) and end - at < 5 and words[end].word not in (PAUSE, STOP) and words[end].word not in _HAIR:
        end += 1
    if end >= len(words) or words[end].word not in _HAIR:
        return 0
    end += 1
    if words[end : end + 1] and words[end].word == "of":
        end += 1
        while end < len(words) and (words[end].word in _ARTICLES or words[end].word in _HAIR or _adjective(words[end].word)):
            end += 1
    if end < len(words) and words[end].word in ("behind", "from", "out", "off", "away", "back") :
        while end < len(words) and words[end].word in ("behind", "from", "out", "off", "away", "of", "back"):
            end += 1
        return end if _body_follows(words, end) else 0
    return 0


def _body_follows(words: Sequence[Token], at: int) -> bool:
    """Whether a part of the body is named at a token, or after articles and sides."""
    while at < len(words) and (words[at].word in _ARTICLES or words[at].word in _SIDES):
        at += 1
    return at < len(words) and any(e.category == "part" for e in lexicon().get((words[at].word,), ())) or (
        at + 3 < len(words) and words[at].word in _PLACE_HEADS and words[at + 1].word == "of"
    )


_WITH_BOTH = ("button", "unbutton", "tie", "tying", "knot", "untie", "untying", "lac", "fasten", "unfasten", "buckl", "unbuckl", "zip", "do", "roll")
_SURE = frozenset({"strap", "necklace", "tie", "collar", "belt", "skirt", "dress", "scarf", "shawl", "veil"})
"""What is held where it is worn, unless something else is said."""


_DETAILS_ENTERED = frozenset({"loop", "loops", "laces", "waistband", "lapel", "lapels", "sash", "fly", "braces", "suspenders", "strap", "neckline", "hem"})
"""What a hand may be in while nobody is dressed in it."""


_CLAUSE = 40
"""Most words of a clause before a place that are looked at: a text without a stop must not be read anew at every word."""


def _placed(words: Sequence[Token], k: int, first: int, of_hand: bool) -> tuple[list[Token], int] | None:
    """"On the knot of his tie" as "on his throat", where it is a hand that is there."""
    if words[k].word not in _AT:
        return None
    clause = [w.word for w in words[max(first, k - _CLAUSE) : k]]
    wears = any(w in _WEARING or w.startswith(("look", "glanc", "star", "peer", "cover")) for w in clause)
    if wears or not (of_hand and _hand_speaks(clause) or set(clause) & _HANDS):
        return None
    at = k + 1
    while at < len(words) and at - k < 5 and (words[at].word in _ARTICLES or words[at].word in _SIDES):
        at += 1
    thing = _thing(words, at, k + 1)
    if thing is None or thing[3] in ("ring", "glove", "gloves", "cape", "cloak", "dress", "coat", "jacket") and words[k].word in ("on", "in", "under"):
        return None
    place, start, last, noun = thing
    whose = {w.word for w in words[k + 1 : start]} & {"the", "his", "her", "their", "your", "my"}
    if words[k].word == "in" and noun not in _DETAILS_ENTERED and not (whose and clause):
        return None  # "in a red shirt", "in jeans": what is worn
    if last < len(words) and words[last].word in _AT and _body_follows(words, last + 1):
        return None
    if _known(words, k, last) and not _is_thing(words, at, last):
        return None
    sides = [words[j] for j in range(k + 1, last) if words[j].word in ("left", "right", "both")]
    on = "on" if words[k].word not in ("over", "under", "behind", "near", "beneath") else words[k].word
    if on in ("under", "behind", "beneath") and noun in ("lapel", "lapels", "braces", "suspenders", "belt", "waistband", "strap", "collar", "skirt"):
        on = "on"
    return [replace(words[k], word=on), *_place(place, sides, words[start], words[last - 1], noun)], last - k


_POCKETS = {"back": "buttock", "rear": "buttock", "hind": "buttock", "breast": "chest", "inside": "chest", "shirt": "chest", "chest": "chest", "inner": "chest"}
_GARMENTS = frozenset(
    {"jeans", "trousers", "pants", "coat", "jacket", "shorts", "hoodie", "apron", "cardigan", "overalls", "dungarees", "dress", "skirt", "waistcoat", "vest",
     "tracksuit", "joggers", "robe", "suit", "blazer", "jumper", "sweatshirt", "parka", "raincoat", "overcoat", "shirt", "uniform", "chinos", "slacks"}
)  # fmt: skip


def _pocket(words: Sequence[Token], k: int) -> tuple[list[Token], int] | None:
    """"The back pocket of her jeans" by the place of the body that it is at."""
    named = words[k].word in _POCKETS and k + 1 < len(words) and words[k + 1].word in ("pocket", "pockets")
    at = k + named
    if words[at].word not in ("pocket", "pockets"):
        return None
    end = at + 1
    of = end < len(words) and words[end].word in ("of", "on", "in")
    inner = end + 1
    while of and inner < len(words) and (words[inner].word in _ARTICLES or _adjective(words[inner].word) and words[inner].word not in _GARMENTS):
        inner += 1
    whose = of and inner < len(words) and words[inner].word in _GARMENTS
    if not named and not whose:
        return None
    end = inner + 1 if whose else end
    upper = whose and words[inner].word in ("shirt", "waistcoat", "vest", "suit", "blazer") and not named
    place = _POCKETS[words[k].word] if named else "chest" if upper else "pocket"
    plural = words[at].word == "pockets" and place != "chest"
    return [replace(words[at], word=place + "s" if plural else place, start=words[k].start, end=words[end - 1].end)], end - k


def _through(words: Sequence[Token], k: int, first: int, of_hand: bool) -> tuple[list[Token], int] | None:
    """"A hand through his hair" as "on his hair"."""
    hair = any(w.word in ("hair", "curls", "beard", "locks", "fringe", "mane") for w in words[k + 1 : k + 5])
    if words[k].word != "through" or not hair or not (of_hand or {w.word for w in words[first:k]} & _HANDS):
        return None
    return [replace(words[k], word="on")], 1


_WEARING = frozenset({"wearing", "wears", "wore", "dressed", "wear", "clad", "gazing", "gazes", "next", "close"})


def _hand_speaks(clause: list[str]) -> bool:
    """Whether what a hand's text says before a place may be said of the hand: no other noun that could be there."""
    for word in clause:
        entries = lexicon().get((word,), ())
        if not entries and word.isalpha() and not word.endswith(("ing", "ed", "s")):
            return False
        if any(e.category == "part" for e in entries) and word not in _HANDS:
            return False
        if any(e.meaning == "thing" for e in entries):
            return False
    return True


def _is_thing(words: Sequence[Token], first: int, last: int) -> bool:
    entries = lexicon().get(tuple(w.word for w in words[first:last]), ())
    return not entries or entries[0].category in ("unknown", "pred")


def _thing(words: Sequence[Token], at: int, start: int) -> tuple[str, int, int, str] | None:
    """The place of a thing worn that begins at a token or after up to two adjectives, its first and last token, and its main noun."""
    things = _things()
    for skip in range(3):
        first = at + skip
        if first >= len(words) or words[first].word in (PAUSE, STOP) or skip and not _adjective(words[first - 1].word):
            return None
        for size in range(min(_LONGEST, len(words) - first), 0, -1):
            key = canonical(tuple(w.word for w in words[first : first + size]))
            if key in things:
                last = first + size
                if last + 1 < len(words) and words[last].word == "'s":
                    return _thing(words, last + 1, last + 1)  # "his cap's brim"
                whose = words[last : last + 1] and words[last].word in ("of", "on") and last + 1 < len(words)
                if whose:  # "the knot of his silk tie"
                    inner = last + 1
                    while inner < len(words) and words[inner].word in _ARTICLES | _SIDES:
                        inner += 1
                    more = _thing(words, inner, inner)
                    if more is None and _body_follows(words, inner):
                        return None  # "the brim of the nose"
                    if more is not None and more[3] not in ("ring",):
                        place = more[0] if key[-1] in ("button", "buttons", "strap", "hem", "buckle", "cuff", "chain", "sleeve", "edge") and more[3] not in (
                            "dress", "coat", "jacket", "shirt", "hat", "cap", "cardigan", "blouse", "blazer"
                        ) else things[key]
                        if key[-1] == "hem" and more[3] in ("shirt", "jacket", "coat", "cardigan", "blouse", "blazer"):
                            place = "hip"
                        return place, first, more[2], key[-1]
                return things[key], first, last, key[-1] if size == 1 or key[0] not in ("knot", "hem", "brim", "peak", "hilt", "strap") else key[0]
        loose = words[first].word in _DETAILS and words[first + 1 : first + 2] and words[first + 1].word == "of"
        if loose:  # "the edge of her veil", "the knot of his silk tie"
            inner = first + 2
            while inner < len(words) and words[inner].word in _ARTICLES | _SIDES:
                inner += 1
            return _thing(words, inner, inner)
    return None


_DETAILS = frozenset(
    {"edge", "edges", "end", "ends", "tip", "corner", "front", "side", "top", "bottom", "knot", "clasp", "fold", "folds", "point", "points", "tail",
     "tails", "rim", "arm", "arms", "frame", "bridge", "fabric", "cloth", "fringe", "tassel", "button", "buttons", "zip", "zipper", "band", "back",
     "strap", "straps", "string", "strings", "loop", "lobe", "stem", "leg"}
)  # fmt: skip


def _adjective(word: str) -> bool:
    """Whether a word may stand before a noun and says nothing itself of a body."""
    entries = lexicon().get((word,), ())
    return word.isalpha() and (not entries or all(e.category in ("unknown", "fill", "deg") for e in entries) or word in _LOOKS)


_LOOKS = frozenset({"loose", "tight", "stiff", "straight", "crooked", "long", "short", "open", "crumpled", "starched", "high", "low", "top"})


def _known(words: Sequence[Token], k: int, last: int) -> bool:
    """Whether a table of actions has the deed."""
    entries = lexicon().get(canonical(tuple(w.word for w in words[k:last])), ())
    return any(e.category == "act" for e in entries)


def _placed_after(words: Sequence[Token], last: int, end: int) -> bool:
    """Whether the clause goes on to say where the thing is held."""
    return any(words[j].word in _AT | {"above", "overhead", "up", "out", "away", "aloft", "before", "beside"} for j in range(last, end))


def _place(place: str, sides: list[Token], first: Token, last: Token, noun: str) -> list[Token]:
    """"The left throat": the place's words, all on the span of the thing."""
    other, _, kind = place.partition(" ") if place.startswith("other ") else ("", "", place)
    told = [s.word for s in sides]
    if kind in ("throat", "chest", "waist", "forehead", "mouth", "face", "eyes", "back of the head", "top of the head"):
        told = []
    plural = noun.endswith("s") and kind in ("ear", "foot", "ankle", "thigh", "hip") and noun not in ("dress",)
    word = {"foot": "feet"}.get(kind, kind + "s") if plural and not told else kind
    named = ["the", *(told or ([other] if other else [])), *word.split()]
    return [replace(first, word=w, end=last.end, closeness=min(first.closeness, 0.95)) for w in named]


_PLACE_HEADS = frozenset(
    {"small", "back", "nape", "top", "crown", "base", "tip", "side", "bridge", "palm", "heel", "sole", "ball", "crook", "point", "pit", "scruff"}
)  # fmt: skip


def _adjectives(words: Sequence[Token], k: int) -> int:
    """How many tokens from "her" in "the small of her aching back" stand before the noun of the body; 0: nothing to leave out."""
    if k < 2 or words[k].word not in _ARTICLES or words[k - 1].word != "of" or words[k - 2].word not in _PLACE_HEADS:
        return 0
    at = k + 1
    while at < len(words) and at - k < 3 and not lexicon().get((words[at].word,), ()) and words[at].word.isalpha() and words[at].word not in roles():
        at += 1
    if at == k + 1 or at >= len(words) or not any(e.category == "part" for e in lexicon().get((words[at].word,), ())):
        return 0
    return at - k
