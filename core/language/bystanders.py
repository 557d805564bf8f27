"""Whose body a clause speaks of: another person in the picture, an animal, a statue or a puppet raises its arm, and this body does not.

    tokens -> tokens without what is said of such a figure, and the spans of the text that were left out

A figure is known by its noun ("the dog", "a puppet's arm") or by where it is told to be, seen from the person ("the woman beside him", "another man", "in the
background a girl"). What follows is said of it until the text comes back to the person: with a pronoun that is not the figure's, with a noun for
persons, or with a side of the body. ``others`` leaves out crowds and relatives, ``foreign`` things; what stands here needs the words as they come,
with their pronouns.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from core.language.lexicon import lexicon
from core.language.normalise import PAUSE, STOP, Token
from core.language.topics import NOUNS
from core.language.vocabulary import PERSON

Span = tuple[int, int]
_ANIMALS = frozenset(
    ["dog", "cat", "horse", "pony", "donkey", "cow", "bull", "bird", "parrot", "pigeon", "seagull", "elephant", "monkey", "ape", "gorilla", "chimpanzee",
     "bear", "lion", "tiger", "wolf", "fox", "deer", "goat", "sheep", "lamb", "pig", "rabbit", "squirrel", "camel", "dolphin", "puppy", "kitten", "foal",
     "animal", "pet", "owl", "eagle", "hawk", "duck", "goose", "swan", "chicken", "rooster", "hen", "snake", "lizard", "penguin", "giraffe", "zebra",
     "kangaroo", "poodle", "labrador", "terrier", "hound", "dogs", "cats", "horses", "birds", "animals", "ponies", "cows", "sheep", "goats", "monkeys"]
)  # fmt: skip
_FIGURES = frozenset(
    ["puppet", "marionette", "scarecrow", "doll", "sculpture", "figurine", "snowman", "teddy", "reflection", "shadow", "gargoyle", "effigy", "dummy", "toy",
     "cartoon", "puppets", "dolls", "sculptures", "figurines", "shadows", "statuette", "monument", "crane", "excavator", "windmill"]
)  # fmt: skip
"""What has limbs and is never who is described."""
_PICTURES = frozenset({"painting", "drawing", "poster", "mural", "photo", "photograph", "picture", "portrait", "tapestry", "relief", "billboard", "fresco"})
_SHAPED = frozenset({"statue", "mannequin", "robot", "statues", "mannequins", "robots"})
"""What may stand for the person described, unless a place or "its" besides a person tells otherwise."""
_SEVERAL = frozenset({"men", "women", "boys", "girls", "children", "kids", "people", "others", "players", "dancers"})
_RELATED = frozenset(
    ["coach", "teacher", "instructor", "friend", "partner", "opponent", "mother", "father", "mum", "mom", "dad", "sister", "brother", "wife", "husband",
     "colleague", "baby", "child", "trainer", "neighbour", "neighbor", "grandma", "grandpa", "son", "daughter", "boyfriend", "girlfriend", "companion"]
)  # fmt: skip
_SMALL = frozenset({"child", "baby", "kid", "toddler", "boy", "girl", "infant"})
_NEVER = frozenset({"audience", "crowd", "spectators", "onlookers", "bystanders", "passers", "jury"})
_LIMBED = frozenset({"clock", "cactus", "teapot", "kettle", "lamp", "tripod", "easel", "anchor", "compass", "armchair", "throne", "jacket", "sofa"})
"""Things with hands, arms or legs in their names."""
_HE = frozenset({"man", "boy", "guy", "gentleman", "fellow", "father", "brother", "husband", "son", "policeman", "grandpa", "dad", "waiter", "king"})
_SHE = frozenset({"woman", "girl", "lady", "mother", "sister", "wife", "daughter", "ballerina", "grandma", "mum", "mom", "waitress", "queen", "bride"})
_HIS, _HERS, _THEIRS = frozenset({"he", "him", "his"}), frozenset({"she", "her", "hers"}), frozenset({"they", "them", "their"})
_DETS = frozenset({"a", "an", "the", "his", "her", "their", "this", "that", "one", "my", "some", "two"})
_ANOTHER = frozenset({"another", "other", "second", "third", "different"})
_NAMED_POSES = frozenset({"pose", "position", "stretch", "stance", "posture", "style", "like", "asana", "paddle", "crawl", "exercise", "walk"})
_BESIDE = tuple(
    tuple(p.split())
    for p in ("in front of", "next to", "to the left of", "to the right of", "on the left of", "on the right of", "across from", "close to", "opposite to",
              "on top of", "behind", "beside", "opposite", "near", "alongside", "facing", "with", "above", "below", "under")
)  # fmt: skip
_CARRYING = frozenset({"shoulders", "lap", "hip", "arms", "knees", "knee", "side", "left", "right", "feet"})
_AT = frozenset({"on", "at", "in", "by", "to", "from"})
_BACKGROUND = frozenset({"background", "distance", "poster", "mirror", "painting", "crowd", "audience", "mural", "picture"})
_SET_UP = _BACKGROUND | frozenset(
    {"window", "fountain", "square", "corner", "pedestal", "plinth", "wall", "shop", "garden", "field", "park", "roof", "museum", "shelf"}
)
_JOINTS = frozenset({"while", "whereas", "but", "although", "though", "as", "when", "where"})
_TURNS = frozenset({"but", "whereas", "although", "though"})
_PLAIN = frozenset({"he", "she", "they"})
_TOWARDS = frozenset(
    ["beside", "behind", "near", "opposite", "alongside", "facing", "watching", "watches", "at", "holding", "holds", "carrying", "carries", "to", "of",
     "front", "toward", "towards", "leads", "leading", "pats", "patting", "petting", "strokes", "stroking", "hugs", "hugging", "against", "between"]
)  # fmt: skip
_WHICH = frozenset({"who", "whose", "that", "which", "with"})
_AGENTS = ("er", "ers", "man", "woman")
_NO_ADJECTIVES = frozenset({"part", "rel", "side", "det", "conj", "be", "pronoun", "person", "neg", "dir"})


def bystanders_apart(words: Sequence[Token]) -> tuple[list[Token], list[Span]]:
    """The tokens to read, and the spans [start, end) of the text that are about somebody or something else. Linear in the tokens."""
    said = [t.word for t in words]
    out: list[Token] = []
    lost: list[Span] = []
    own: frozenset[str] = frozenset()
    k = 0
    while k < len(words):
        if k == 0 or said[k - 1] == STOP:
            going_on = k < len(said) and said[k] in own
            if not going_on:
                own = frozenset()
            found = k if going_on else None
        else:
            found = None
        begins = k == 0 or said[k - 1] in (PAUSE, STOP) or said[k - 1] in _JOINTS
        joined = not begins and said[k - 1] in ("and", "with")
        if found is None and (begins or joined):
            figure = (_not_own(said, k) or _unlike(said, k)) if begins else None
            figure = figure or _figure(said, k) or (_placed_first(said, k) if begins else None)
            if figure is not None and (begins or figure[0] < len(said) and _verb(said[figure[0]], late=said[k - 1] == "with")):
                found, own = figure
        if found is None:
            beyond = _met(said, k)
            if beyond is not None:
                found, own = beyond
                if said[found] not in (PAUSE, STOP) and (said[found] in _WHICH or _verb(said[found])):
                    out += words[k:found]
                    k = found
        if found is None:
            out.append(words[k])
            k += 1
            continue
        end = _until(said, max(found, k + 1), own)
        lost.append((words[k].start, words[end - 1].end))
        out.append(Token(PAUSE, words[k].start, words[k].start))
        k = end
    return out, lost


def _until(said: list[str], k: int, own: frozenset[str]) -> int:
    """Where what is said of a figure ends."""
    while k < len(said) and said[k] != STOP:
        if said[k] == PAUSE or said[k] in _JOINTS or said[k] == "and":
            after = k + 1
            while after < len(said) and (said[after] in _JOINTS or said[after] in (PAUSE, "and")):
                after += 1
            turned = set(said[k:after]) & _TURNS  # "another man bends, but he stands"
            if _comes_back(said, after, own - _PLAIN if turned else own):
                return k
        k += 1
    return k


def _comes_back(said: list[str], k: int, own: frozenset[str]) -> bool:
    """Whether a clause that begins here is about the person again."""
    if k >= len(said) or said[k] == STOP:
        return False
    word = said[k]
    if word in _HIS | _HERS | _THEIRS | {"i", "you", "my", "your"}:
        return word not in own
    at = k + (word in ("the", "a", "this"))
    if at > k and at < len(said) and said[at] in _persons() and _located(said, at + 1) is None:
        return said[at] not in _SHAPED
    sided = at < len(said) and said[at] in ("left", "right", "both", "main")
    at += sided
    part = _part(said[at : at + 1])
    return part and (at > k and word == "the" or sided and "its" in own)


def _figure(said: list[str], k: int) -> tuple[int, frozenset[str]] | None:
    """Where a noun phrase that names another figure ends, and the pronouns that speak of it; None where none begins."""
    at = k
    if said[at : at + 2] in (["there", "is"], ["there", "are"], ["there", "'s"]):
        at += 2
    det = at
    another = False
    while at < len(said) and at - det < 3 and (said[at] in _DETS or said[at] in _ANOTHER):
        another |= said[at] in _ANOTHER
        at += 1
    somebody = at == det and said[at] in ("someone", "somebody")
    if at == det and said[at] not in _SEVERAL and not somebody:
        return None
    first = at
    while at < len(said) and at - first < 3 and not kind_of_figure(said[at]) and _describes(said[at]) and said[at + 1 : at + 2] != ["'s"]:
        at += 1
    if at >= len(said):
        return None
    kind = kind_of_figure(said[at])
    after = said[at + 1] if at + 1 < len(said) else STOP
    if kind == "animal" and after == "of" or kind in ("animal", "figure") and (after.endswith(_AGENTS) or kind_of_figure(after) == "person"):
        return None  # "a bear of a man", "the dog handler"
    if kind == "person" and after == "'s" and at + 2 < len(said) and (said[at + 2] in _RELATED or kind_of_figure(said[at + 2]) in ("animal", "figure")):
        at, another = at + 2, True  # "the man's dog"
        kind, after = kind_of_figure(said[at]), said[at + 1] if at + 1 < len(said) else STOP
    if kind == "" and after == "'s" and (said[at] in NOUNS or said[at] in _LIMBED) and _part(said[at + 2 : at + 3]):
        return at + 2, frozenset({"its", "it"})  # "the chair's back"
    if kind == "" or after in _NAMED_POSES or at > first and said[at - 1] in ("downward", "facing", "upward", "down", "up") and kind == "animal":
        return None
    if after == "'s" and kind in ("animal", "figure") and said[at + 2 : at + 3] not in (["pose"], ["position"]):
        return at + 2, frozenset({"its", "it"})
    if kind in ("picture", "figure", "shaped") and said[at + 1 : at + 2] == ["of"] and at + 3 < len(said):
        at += 3
    place = _located(said, at + 1, whole=kind in ("shaped", "picture"), child=said[at] in _SMALL)
    beyond = at + 1
    while place is None and beyond < min(at + 3, len(said)) and (
        _verb(said[beyond], late=True) or (kind == "shaped" or somebody) and _verb(said[beyond])
    ):
        beyond += 1
        place = _located(said, beyond, whole=kind == "shaped")
        place = place if place is None or place[1] or kind == "shaped" else None  # "the girl standing behind her"
    if said[at] in _RELATED and said[det:at] and said[at - 1] in ("his", "her", "their") and after != "'s":
        another, place = True, place or (at + 1, said[at - 1])
    if kind in ("animal", "figure"):
        return (place[0] if place else at + 1), frozenset({"its", "it"})
    if kind == "picture":
        return (place[0], frozenset({"its", "it"})) if place is not None else None
    if place is None and not another:
        return None
    if another and kind == "person" and place is None and not _verb(after) and after not in _WHICH:
        return None
    own = _HIS if said[at] in _HE else _HERS if said[at] in _SHE else _THEIRS | {"its", "it"} if kind == "shaped" else _THEIRS
    if kind == "person" and own == _THEIRS and place is not None and place[1] not in _THEIRS | {""}:
        own = _THEIRS | (_HERS if place[1] in _HIS else _HIS)
    return (place[0] if place else at + 1), own | frozenset({"its"})


def _unlike(said: list[str], k: int) -> tuple[int, frozenset[str]] | None:
    """Where "unlike his friend, who" has named who is different."""
    if said[k] != "unlike":
        return None
    at = next((j for j in range(k + 1, min(k + 8, len(said))) if said[j] in (PAUSE, STOP)), None)
    return (at + 1, frozenset()) if at is not None and not _part(said[k:at]) and said[at + 1 : at + 2] in (["who"], ["whose"], ["which"]) else None


def _not_own(said: list[str], k: int) -> tuple[int, frozenset[str]] | None:
    """Where "a hand, not his own, ..." has told whose it is not."""
    at = next((j for j in range(k + 1, min(k + 6, len(said))) if said[j] == PAUSE), None)
    if at is None or said[at + 1 : at + 2] != ["not"] or said[at + 2 : at + 3] not in (["his"], ["hers"], ["theirs"], ["her"], ["their"]):
        return None
    end = at + 3 + (said[at + 3 : at + 4] == ["own"])
    return (end + 1, frozenset({"its"})) if end < len(said) and said[end] == PAUSE else None


def _placed_first(said: list[str], k: int) -> tuple[int, frozenset[str]] | None:
    """Where "behind him stands a statue", "in the background, a woman" ends, with the figure's pronouns."""
    place = _located(said, k, whole=False)
    if place is None:
        return None
    at = place[0]
    while at < len(said) and at - place[0] < 3 and (said[at] in (PAUSE, "there", "is", "are", "'s") or _verb(said[at]) and said[at] not in _DETS):
        at += 1
    if at >= len(said) or said[at] not in ("a", "an", "another", "two", "three", "some", "one", "the"):
        return None
    noun = at + 1
    while noun < len(said) and noun - at < 4 and not kind_of_figure(said[noun]) and _describes(said[noun]):
        noun += 1
    kind = kind_of_figure(said[noun]) if noun < len(said) else ""
    if not kind or kind == "person" and said[at] == "the":
        return None
    own = _HIS if said[noun] in _HE else _HERS if said[noun] in _SHE else _THEIRS
    return noun + 1, own | frozenset({"its", "it"} if kind != "person" else {"its"})


def _met(said: list[str], k: int) -> tuple[int, frozenset[str]] | None:
    """Where, after a figure met in passing ("beside a woman", "at a statue"), "who" or "with" begins to tell of it."""
    if said[k] not in ("a", "an", "another", "the", "his", "her", "their") or k == 0:
        return None
    led = said[k - 1] in _TOWARDS and (said[k - 1] != "of" or said[k - 2 : k - 1] == ["front"]) and (said[k - 1] != "to" or said[k - 2 : k - 1] == ["next"])
    at = k + 1
    while at < len(said) and at - k < 4 and not kind_of_figure(said[at]) and _describes(said[at]):
        at += 1
    kind = kind_of_figure(said[at]) if at < len(said) else ""
    if kind in ("", "picture") or at + 1 >= len(said):
        return None
    own = _HIS if said[at] in _HE else _HERS if said[at] in _SHE else _THEIRS
    own |= frozenset({"its", "it"})
    if kind in ("animal", "figure") and said[at + 1 : at + 3] == ["with", "its"]:
        return at + 1, own
    if not led:
        return None
    if said[at + 1] == PAUSE and said[at + 2 : at + 3] in (["who"], ["whose"], ["which"]) and at + 2 < len(said):
        return at + 2, own
    if kind in ("animal", "figure") and _verb(said[at + 1], late=True):
        return at + 1, own  # "looks at the dog sitting next to him"
    if said[at + 1] not in _WHICH:
        return (at + 1, own) if at > k + 1 and _verb(said[at - 1]) and _ends(said[at + 1]) else None
    if said[at + 1] == "with" and not (set(said[at + 2 : at + 3]) & (own | {"raised", "outstretched", "folded", "crossed", "bent", "both"})):
        return None
    if said[at + 1] == "with" and kind == "person" and said[at + 2] in _HIS | _HERS and _pronoun_before(said, k) & (_HIS if said[at + 2] in _HIS else _HERS):
        return None  # "he stands beside a man with his arms folded": whose is open, and the person is who is described
    return at + 1, own


def _pronoun_before(said: list[str], k: int) -> frozenset[str]:
    return frozenset(said[max(0, k - 12) : k])


def _located(said: list[str], k: int, *, whole: bool = False, child: bool = False) -> tuple[int, str] | None:
    """Where "behind him", "on her shoulders", "in the background" ends, and the word for the person; None where none begins."""
    for words in _BESIDE:
        if tuple(said[k : k + len(words)]) != words or words == ("with",) and not whole:
            continue
        at = k + len(words)
        if at < len(said) and (said[at] in ("him", "them", "me") or said[at] == "her" and _her_alone(said, at + 1)):
            return at + 1, said[at]
        if said[at : at + 1] == ["the"] and at + 1 < len(said) and said[at + 1] in _persons() and said[at + 1] not in _SHAPED:
            return at + 2, ""
        if whole and said[at : at + 1] in (["the"], ["a"]) and at + 1 < len(said) and said[at + 1] in NOUNS:
            return at + 2, ""
    if k + 2 < len(said) and said[k] in _AT:
        whose, what = said[k + 1], said[k + 2]
        if whose in ("his", "her", "their") and what in _CARRYING and (what in ("side", "left", "right", "feet") and said[k] in ("at", "by", "to") or (
            what in ("shoulders", "lap", "hip", "arms") and (child or whole) and said[k] in ("on", "in")
        )):
            return k + 3, whose
        if whose in ("the", "a") and what in (_SET_UP if whole else _BACKGROUND) and said[k] in ("in", "on", "at"):
            return k + 3, ""
    return None


def _her_alone(said: list[str], k: int) -> bool:
    """Whether "her" is the person here and not whose the next noun is."""
    if k >= len(said) or said[k] in (PAUSE, STOP, "and", "who", "with", "that"):
        return True
    entries = lexicon().get((said[k],), ())
    if any(e.category == "be" for e in entries):
        return True
    verb = any(e.category in ("pred", "posture", "act") and e.form in ("base", "ing") for e in entries)
    return verb and not any(e.category in ("part", "side") for e in entries)


def _part(words: list[str]) -> bool:
    return any(e.category == "part" for w in words for e in lexicon().get((w,), ()))


def kind_of_figure(word: str) -> str:
    """What kind of figure a noun names: "animal", "figure", "picture", "shaped", "person", or ""."""
    if word in _ANIMALS:
        return "animal"
    if word in _FIGURES or word in _NEVER:
        return "figure"
    if word in _PICTURES:
        return "picture"
    if word in _SHAPED:
        return "shaped"
    return "person" if word in _persons() else ""


def _describes(word: str) -> bool:
    """Whether a word may stand between an article and its noun."""
    return word.isalpha() and not _ends(word) and not any(e.category in _NO_ADJECTIVES for e in lexicon().get((word,), ()))


def _ends(word: str) -> bool:
    return word in (PAUSE, STOP) or word in _JOINTS or word in ("and", "with", "of", "is", "are", "has")


def _verb(word: str, *, late: bool = False) -> bool:
    """Whether a word is a verb; with ``late`` a participle ("with the dog sitting there", not "the man with the dog raises ...")."""
    entries = lexicon().get((word,), ())
    if late:
        return any(e.category in ("pred", "posture", "act") and e.form in ("ing", "ed") for e in entries)
    return word in ("has", "holds", "with") or any(e.category == "be" or e.category in ("pred", "posture", "act") and e.form for e in entries)


@lru_cache(maxsize=1)
def _persons() -> frozenset[str]:
    """Nouns for one person."""
    names = PERSON.partition(": ")[2].strip().split(", ")
    return frozenset(n.strip() for n in names if " " not in n.strip()) - _HIS - _HERS - _THEIRS - {"you", "i", "himself", "herself", "themselves"} | _SEVERAL
