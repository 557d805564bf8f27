"""Tokens -> items: the longest known phrases with their meaning, numbers in degrees, unknown words, and the readings settled by context."""

from __future__ import annotations

from dataclasses import replace

from core.language.amounts import clock_at, forms_angle, number_at
from core.language.item import Item
from core.language.item_readings import DETERMINED, settled_readings
from core.language.kin import kin
from core.language.lexicon import Entry, canonical, lexicon, longest, shown
from core.language.normalise import PAUSE, STOP, Token

_SIDE_LETTERS = {"l": "left", "r": "right"}
_HAND_LETTERS = frozenset({"lh", "rh", "lhand", "rhand"})
"""Short for the left and the right hand."""


_LEADING = frozenset({"to", "toward", "towards", "on", "at", "onto", "over", "than", "the", "his", "her", "their", "your", "my", "own", "from", "of"})
_FOLLOWING = frozenset({"side", "one", "hand", "ones", "sided"})
_LETTERED = frozenset({"shape", "shaped", "bend", "position", "sit", "stand"})
_JOINING = frozenset({PAUSE, STOP, "and", "&", "+", "with", "while", "but", "by", "then", "about", "approximately", "approx", "around", "a", "~"})


def _sides_spelt(words: list[Token], book: dict[tuple[str, ...], tuple[Entry, ...]]) -> list[Token]:
    """The tokens with each letter that is short for a side spelt out."""
    return [replace(t, word=_SIDE_LETTERS[t.word]) if t.word in _SIDE_LETTERS and _is_side(words, k, book) else t for k, t in enumerate(words)]


def _is_side(words: list[Token], k: int, book: dict[tuple[str, ...], tuple[Entry, ...]]) -> bool:
    """Whether a letter is short for a side: "L arm up", "tilted R", "bends to L", "L one in front"; "l'arm" is another language, "L shape" a shape."""
    before = words[k - 1].word if k else STOP
    following = words[k + 1].word if k + 1 < len(words) else STOP
    if following.startswith("'") or following in _LETTERED or before in ("letter", "an", "capital"):
        return False
    after = {e.category for e in book.get((following,), ())}
    if "part" in after or following in _FOLLOWING:
        return True
    if following in ("+", "&", "and") and k + 2 < len(words) and words[k + 2].word in ("l", "r", "left", "right"):
        return True
    ends = following in _JOINING or following.replace(".", "").isdigit()
    led = {e.category for e in book.get((before,), ())}
    if ends and (before in _LEADING or led & {"pred", "dir", "deg", "part", "posture"} or before.replace(".", "").isdigit() or before == "degrees"):
        return True  # "tilted R", "head L 45"
    other = any(t.word in ("l", "r", "left", "right") and t.word != words[k].word for t in words)
    opens = before in (PAUSE, STOP, "and", "while", "but", "with")
    return opens and bool(after & {"be", "pred", "dir", "rel"}) and (other or "be" in after or "pred" in after)


_BENDING = frozenset({"knee", "leg", "elbow", "arm", "wrist", "hand", "fingers", "forearm"})
_CONTAINERS = frozenset({"pocket", "pockets", "armpit", "armpits", "lap", "belt", "waistband"})


def items(words: list[Token]) -> list[Item]:
    """The items of a text, in order. Linear in its length."""
    book, reach = lexicon(), longest()
    words = _sides_spelt(words, book)
    out: list[Item] = []
    k = 0
    while k < len(words):
        word = words[k].word
        if word in (PAUSE, STOP):
            out.append(Item("pause" if word == PAUSE else "stop", word, k, k + 1, word))
            k += 1
            continue
        if forms_angle(words, k):
            out.append(Item("fill", "forming", k, k + 1, word))
            k += 1
            continue
        clock = clock_at(words, k)
        if clock is not None:
            out.append(clock)
            k = clock.last
            continue
        number = number_at(words, k)
        if number is not None:
            out.append(number)
            k = number.last
            continue
        if word in _HAND_LETTERS:
            out += [Item("side", _SIDE_LETTERS[word[0]], k, k + 1, word), Item("part", "hand", k, k + 1, "hand")]
            k += 1
            continue
        owned = _owned_side(words, k, book) or _image_side(words, k)
        if owned is not None:
            out.append(owned)
            k = owned.last
            continue
        found = None
        for length in range(min(reach.get(word, 0), len(words) - k), 0, -1):
            key = canonical(tuple(t.word for t in words[k : k + length]))
            entries = book.get(key)
            if not entries and length > 2 and key[1] in ("this", "that") and any(e.category == "act" for e in book.get(shown(key), ())):
                entries = book[shown(key)]
            if entries and length > 1 and key[-1] in ("left", "right", "back", "front") and _begins_part(words, k + length, book):
                continue  # "to his right ear", "in the back pocket" are no directions
            if key == ("sideways", "on") and _articles(words, k + 2):
                continue  # "sits sideways on the chair"
            if key == ("head", "on") and (out and out[-1].category == "det" or _begins_part(words, k + 2 + _articles(words, k + 2), book)):
                continue  # "rests her head on the left shoulder"
            if entries and length > 1 and key[-1] == "over" and out and out[-1].category == "part" and out[-1].meaning in _BENDING:
                continue  # "the knee bent over the ankle" is bent, and over something
            if entries and length > 1 and key[-1] == "over" and [t.word for t in words[k + length : k + length + 2]][-1:] == ["head"]:
                continue  # "bent over the head"
            following = [t.word for t in words[k + length : k + length + 2]]
            if entries and length > 1 and entries[0].category == "act" and key[-1] in ("back", "top", "side") and following[:1] == ["of"]:
                continue  # "scratching the back of the head"
            if entries and length > 1 and key[-1] == "in" and any(t.word in _CONTAINERS for t in words[k + length : k + length + 3]):
                continue  # "tucked in the pocket" is tucked, and in something
            if entries and length > 1 and entries[0].category == "act" and out and out[-1].category == "side" and _begins_part(words, k, book):
                continue  # "right hand in pocket": that hand
            if entries:
                e = entries[0]
                found = Item(e.category, e.meaning, k, k + length, " ".join(key), e.plural, e.form, 0.0, entries)
                near = min(t.closeness for t in words[k : k + length])
                if near < 1.0:
                    found = replace(found, closeness=near)
                break
        if found is None or found.category in ("pred", "unknown"):
            found = _loosely(words, k, book, reach) or found
        if found is None:
            found = _by_kin(word, k, out) or Item("unknown", word, k, k + 1, word)
        out.append(found)
        k = found.last
    return settled_readings(out)


def _articles(words: list[Token], k: int) -> int:
    """How many articles and sides stand from a token on."""
    at = k
    while at < len(words) and (words[at].word in DETERMINED or words[at].word in ("left", "right")):
        at += 1
    return at - k


def _owned_side(words: list[Token], k: int, book: dict[tuple[str, ...], tuple[Entry, ...]]) -> Item | None:
    """"To the subject's own left", "to the left side of the dancer", "toward her own right side": a direction, whoever's it is called."""
    if words[k].word not in ("to", "toward", "towards"):
        return None
    said = [w.word for w in words[k : k + 9]]
    at = 2 if said[1:2] and said[1] in DETERMINED else 1
    whose = at < len(said) and _somebody(said[at], book)
    if whose and said[at + 1 : at + 2] == ["'s"]:
        at += 2
    elif whose:
        return None
    at += said[at : at + 1] == ["own"]
    side = said[at] if at < len(said) else ""
    if side not in ("left", "right"):
        return None
    last = at + 1 + (said[at + 1 : at + 2] == ["side"])
    if said[last : last + 1] == ["of"]:
        of = last + (2 if said[last + 1 : last + 2] and said[last + 1] in DETERMINED else 1)
        if of < len(said) and (_somebody(said[of], book) or said[of] == "body"):
            last = of + 1
        elif not whose:
            return None
    elif not whose and said[at - 1] != "own":
        return None
    if _begins_part(words, k + last, book):
        return None
    return Item("dir", side, k, k + last, f"to the {side}")


_IMAGES = frozenset(
    {"image", "picture", "photo", "photograph", "frame", "shot", "screen", "scene", "view", "canvas", "page", "drawing", "painting", "panel", "composition"}
)


def _image_side(words: list[Token], k: int) -> Item | None:
    """"Facing left in the image": the picture's left."""
    said = [w.word for w in words[k : k + 9]]
    if said[0] in ("to", "on", "toward", "towards", "at") and said[1:2] == ["our"] and said[2:3] in (["left"], ["right"]):
        return Item("viewer", said[2], k, k + 3, f"to our {said[2]}")
    at = 0
    if said[0] in _TO_IMAGE:
        at = 1 + (said[0] == "out" and said[1:2] == ["of"] or said[0] in ("off", "out") and said[1:2] in (["to"], ["toward"], ["towards"], ["at"], ["past"]))
        while at < len(said) and at < 4 and (said[at] in DETERMINED or said[at] in _FAR):
            at += 1
    side = said[at] if at < len(said) else ""
    if side in _EDGES and said[at + 1 : at + 2] == ["of"] and said[0] in _TO_IMAGE:
        return _edge_named_first(words, k, at)
    if side not in ("left", "right"):
        return None
    at += 1 + (said[at + 1 : at + 2] == ["hand"])
    at += bool(said[at : at + 1]) and said[at] in _EDGES
    if said[at : at + 1] not in (["in"], ["of"]) or said[at + 1 : at + 2] not in (["the"], ["this"], ["my"], ["your"], ["our"], ["a"]):
        return None
    if said[at + 2 : at + 3] == [] or said[at + 2] not in _IMAGES:
        return None
    return Item("viewer", side, k, k + at + 3, f"{side} of the picture")


_TO_IMAGE = frozenset({"to", "toward", "towards", "at", "near", "off", "on", "for", "into", "out", "past", "beyond"})
_FAR = frozenset({"upper", "lower", "top", "bottom", "far", "very", "extreme", "outer", "nearest", "closest"})
_EDGES = frozenset({"edge", "side", "border", "margin", "corner", "half", "end", "hand", "part", "third", "frame"})


def _edge_named_first(words: list[Token], k: int, at: int) -> Item | None:
    """"Towards the edge of the frame on the right": the picture's right."""
    said = [w.word for w in words[k : k + at + 9]]
    if said[at + 2 : at + 3] not in (["the"], ["this"], ["my"]) or said[at + 3 : at + 4] == [] or said[at + 3] not in _IMAGES:
        return None
    rest = said[at + 4 : at + 8]
    if rest[:1] in (["on"], ["to"], ["at"]) and rest[1:2] in (["the"], ["our"], ["your"], ["my"]) and rest[2:3] in (["left"], ["right"]):
        return Item("viewer", rest[2], k, k + at + 7, f"{rest[2]} of the picture")
    return None


def _somebody(word: str, book: dict[tuple[str, ...], tuple[Entry, ...]]) -> bool:
    return any(e.category == "person" for e in book.get((word,), ())) and word not in ("he", "she", "him", "i", "you")


def _loosely(words: list[Token], k: int, book: dict[tuple[str, ...], tuple[Entry, ...]], reach: dict[str, int]) -> Item | None:
    """An action whose object has words of its own: "carrying a big box", "tying his right shoelace"; the side is kept."""
    verb = words[k].word
    if reach.get(verb, 0) < 2:
        return None
    side = ""
    for j in range(k + 1, min(k + 6, len(words))):
        word = words[j].word
        entries = book.get((verb, "the", word)) or book.get((verb, word))
        act = next((e for e in entries if e.category == "act"), None) if entries and j > k + 1 else None
        if act is not None and side and any(e.category == "part" for e in book.get((word,), ())) and act.meaning == "toe touch":
            return None  # one hand at the toes of one foot
        if act is not None and word == "back" and j + 1 < len(words) and words[j + 1].word == "of":
            return None  # "scratching the back of the head"
        if act is not None:
            return Item("act", act.meaning, k, j + 1, " ".join(w.word for w in words[k : j + 1]), False, act.form, side=side)
        known = book.get((word,))
        category = known[0].category if known else "unknown"
        if category == "side":
            side = word if word in ("left", "right") else side
        elif category not in ("det", "unknown", "deg") and not (category == "pred" and word == "open"):
            return None
    return None


def _by_kin(word: str, k: int, before: list[Item]) -> Item | None:
    """A word that the lexicon knows within phrases only ("hinged at the hips") read as its kin."""
    stands = kin(word)
    entries = lexicon().get(stands.words) if stands is not None else None
    if stands is None or not entries or before and before[-1].category == "det" and entries[0].form == "base":
        return None
    e = entries[0]
    return Item(e.category, e.meaning, k, k + 1, stands.word, e.plural, e.form, readings=entries, closeness=stands.closeness)


def _begins_part(words: list[Token], k: int, book: dict[tuple[str, ...], tuple[Entry, ...]]) -> bool:
    if k >= len(words):
        return False
    if words[k].word in ("angle", "angles", "one", "ones"):
        return True
    if words[k].word == "and" and k + 1 < len(words) and words[k + 1].word in ("left", "right"):
        k += 2  # "on the left and right hips"
    pairs = [tuple(t.word for t in words[k : k + n]) for n in (1, 2)]
    return any(e.category == "part" for key in pairs for e in book.get(key, ()))
