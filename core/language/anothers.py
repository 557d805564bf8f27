"""Whose a place is: "on the head of the baby", "kissing the dog's nose", "points at the picture on the floor", "holds a head of lettuce".

    tokens -> tokens without places of other bodies and of things, and the spans of the text that were left out

A place that only tells where something else is that is pointed or looked at says at most which way that is: "the ball on the floor" is down.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from core.language.bystanders import kind_of_figure
from core.language.lexicon import lexicon
from core.language.normalise import PAUSE, STOP, Token
from core.language.topics import NOUNS

Span = tuple[int, int]
Found = tuple[str, int] | None
"""The words that stand for a stretch ("" where it is left out), and where it ends."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ENDS = frozenset({PAUSE, STOP})
_JOINTS = frozenset({"and", "while", "but", "whereas", "though"})
_ARTICLES = frozenset({"the", "a", "an", "his", "her", "their", "its", "my", "your", "this", "that", "another", "some"})
_SIDES = frozenset({"left", "right", "other", "both"})
_RELATED = _words("""
    baby infant partner friend opponent patient teacher student mother father mum mom dad sister brother wife husband son daughter colleague
    client customer rider teammate lover neighbour neighbor grandmother grandfather nurse doctor coach trainer passenger bride groom stranger
    companion policeman victim enemy rival
    """)
"""Somebody who is not the one described, by the word alone."""
_ONE = frozenset({"man", "woman", "boy", "girl", "child", "person", "kid", "toddler", "lady", "guy"})
_TOLD_APART = _words("""
    he she they who beside behind in next opposite speaking standing sitting kneeling lying to on
    """)
_INERT = _words("""
    lettuce cabbage cauliflower broccoli garlic celery lamb pork chair table bed sofa couch bench stairs hill mountain page queue line guitar
    violin cello axe hammer nail ladder piano statue doll mannequin puppet dummy sculpture cliff rock clock bottle vase river state school
    department
    """)
_PREPOSITIONS = _words("on in at to toward towards under over behind beside near against around round above below across along into onto by between beneath")
_SMALL = _words("boy girl child baby toddler kid son daughter monkey parrot cat bird owl hawk falcon infant puppy kitten")
_CARRIED_ON = frozenset({"shoulders", "shoulder", "lap", "back", "hip", "arms", "arm", "neck", "head", "knee", "knees"})
_AIMED = ("point", "look", "gaz", "star", "glanc", "gestur", "stretch", "angled", "turn", "aim", "watch", "reach", "peer", "extend", "direct", "smil",
          "grin", "focus", "down", "fixed", "lowered", "bow", "inclin", "squint")  # fmt: skip
_LOW = frozenset({"floor", "ground", "feet", "foot", "knee", "knees", "lap", "thigh", "thighs", "grass", "sand", "carpet", "rug", "ankle", "ankles"})
_AT = frozenset({"at", "to", "toward", "towards"})
_STANDING_THERE = _words("lying planted standing sitting hanging parked leaning attached tied mounted crouching sleeping")
_SHOES = _words("shoe shoes boot boots sandal sandals slipper slippers sneaker sneakers heels skates")
_CARRIES = ("hold", "held", "carr", "swing", "dangl", "clutch", "bring")
_SEEMING = frozenset({"relaxed", "tense", "stiff", "limp", "loose", "calm", "natural", "comfortable", "casual", "tired"})
_SHAPED = frozenset({"bent", "raised", "folded", "crossed", "clenched", "stretched", "lifted", "tilted", "extended", "lowered"})
_SOMEWHAT = frozenset({"quite", "rather", "very", "slightly", "somewhat", "pretty", "completely", "fairly", "a", "bit", "little"})
_WAYS = _words(
    "up down left right forward forwards back backwards sideways out in straight bent vertical horizontal inward outward upward downward"
)
_REFERENCE = frozenset({"i", "you", "we", "they", "expected", "usual", "before", "normal", "ever", "needed", "intended", "planned"})
_SCENIC = _words("sky light sun air view scene moment silence sound night music world morning scent sunshine stars sunlight dusk dawn")
_PICTURE = frozenset({"picture", "photo", "image", "frame", "photograph", "shot", "painting", "corner", "edge"})
_EARLIER = frozenset({"last", "previous", "first", "earlier", "other", "old"})
_ONLY_THERE = ("hang", "hung", "drap", "dangl", "whisper", "slung", "flung", "thrown", "point", "rest", "lies")
_STRETCHED = frozenset({"extended", "outstretched", "raised", "lifted", "stretched", "pointing", "waving"})


def of_others_apart(words: Sequence[Token], part: str | None) -> tuple[list[Token], list[Span]]:
    """The tokens to read, and the spans [start, end) of the text left out. Linear in the tokens."""
    kind = (part or "").rpartition("_")[2]
    said = [t.word for t in words]
    out: list[Token] = []
    lost: list[Span] = []
    k = 0
    while k < len(words):
        found = next((f for rule in _RULES if (f := rule(said, k, kind)) is not None), None)
        if found is None:
            out.append(words[k])
            k += 1
            continue
        text, end = found
        if text:
            out += [replace(words[k], word=w, end=words[end - 1].end) for w in text.split()]
        else:
            first = words[k].start
            if out and out[-1].word.startswith(_ONLY_THERE):
                first = out.pop().start  # what "hangs over the neck of the horse" does not hang down
            lost.append((first, words[end - 1].end))
            out.append(Token(PAUSE, first, first))
        k = end
    return out, lost


def _at(said: list[str], k: int) -> str:
    return said[k] if 0 <= k < len(said) else STOP


def _part(word: str) -> bool:
    return any(e.category == "part" for e in lexicon().get((word,), ()))


def _clause(said: list[str], k: int) -> int:
    end = min(k + 24, len(said))
    while k < end and said[k] not in _ENDS and said[k] not in _JOINTS:
        k += 1
    return k


def _start(said: list[str], k: int) -> int:
    """Where the clause that a word stands in begins, as far as twelve words back."""
    first = max(0, k - 12)
    while k > first and said[k - 1] not in (STOP,):
        k -= 1
    return k


def _past(said: list[str], k: int, among: frozenset[str]) -> int:
    end = min(k + 6, len(said))
    while k < end and said[k] in among:
        k += 1
    return k


def _another(said: list[str], k: int) -> int:
    """Where a noun phrase for somebody or something else ends; 0 where there is none."""
    at = _past(said, k, _ARTICLES)
    if at == k and _at(said, at) not in _INERT:
        return 0
    first = at
    while at < len(said) and at - first < 3:
        word = said[at]
        if word in _RELATED or word in _INERT or kind_of_figure(word) in ("animal", "figure") or word in _ONE and (
            _at(said, at + 1) in _TOLD_APART or _at(said, k) in ("a", "an", "another")
        ):
            return at + 1 if _at(said, at + 1) != "pose" else 0
        if word in _ENDS or _part(word) or word in _PREPOSITIONS:
            return 0
        at += 1
    return 0


# ---------------------------------------------------------------------------------------------------- rules


def _part_of(said: list[str], k: int, kind: str) -> Found:
    """"On the head of the baby", "the neck of the guitar", "a leg of lamb"."""
    led = said[k] in _PREPOSITIONS
    at = _past(said, k + led, _ARTICLES | _SIDES)
    if not k and not led or not led and at == k or not _part(_at(said, at)) or _at(said, at + 1) != "of":
        return None
    if not led and (said[k] in _SIDES or _at(said, k - 1) in _ENDS):
        return None
    if _part(_at(said, inner := _past(said, at + 2, _ARTICLES | _SIDES))) and _at(said, inner + 1) == "of":
        at = inner  # "on the back of the head of the child"
    return ("", _clause(said, at)) if _another(said, at + 2) else None


def _possessed(said: list[str], k: int, kind: str) -> Found:
    """"Kissing the dog's nose", "on her partner's left shoulder"."""
    led = said[k] in _PREPOSITIONS
    if not led and (k == 0 or said[k - 1] in _ENDS or said[k] not in _ARTICLES):
        return None
    at = _past(said, k + led, _ARTICLES)
    if _at(said, at) not in _RELATED and kind_of_figure(_at(said, at)) not in ("animal", "figure") or _at(said, at + 1) != "'s":
        return None
    noun = _past(said, at + 2, _SIDES | {"upper", "lower"})
    return ("", noun + 1) if _part(_at(said, noun)) else None


def _ridden(said: list[str], k: int, kind: str) -> Found:
    """"A boy sits on his shoulders", "the child's feet rest on her lap"."""
    if k and said[k - 1] not in _ENDS or said[k] not in ("a", "the", "his", "her", "another"):
        return None
    at = next((j for j in range(k + 1, min(k + 4, len(said))) if said[j] in _SMALL), None)
    if at is None or not (said[k] == "a" or _at(said, at + 1) == "'s" or said[k] in ("his", "her")):
        return None
    end = _clause(said, at)
    for j in range(at + 1, end - 2):
        if said[j] in ("on", "in", "around", "against") and said[j + 1] in ("his", "her", "their") and said[j + 2] in _CARRIED_ON | _SIDES:
            return "", end
    return None


def _seen_there(said: list[str], k: int, kind: str) -> Found:
    """"At the ball on the floor": down; "toward the woman beside her": only towards her."""
    facing = said[k] in ("facing", "faces")
    if not facing and (said[k] not in _AT or not k or not any(w.startswith(_AIMED) for w in said[max(0, k - 4) : k])):
        return None
    at = _past(said, k + 1, _ARTICLES)
    first = at
    while at < len(said) and at - first < 4 and said[at] not in _PREPOSITIONS | {"next", "lying", "sitting", "standing"}:
        if said[at] in _ENDS or said[at] in _JOINTS or _part(said[at]):
            return None
        at += 1
    if at == first:
        return None
    noun = said[at - 1]
    at = _past(said, at, frozenset({"lying", "sitting", "standing", "crouching", "kneeling"}))
    place = _past(said, at + 1, _ARTICLES | _SIDES)
    if _at(said, at) in ("on", "at", "by", "near", "beside", "in", "between", "under") and place > at + 1 and _at(said, place) in _LOW:
        again = _past(said, place + 2, _ARTICLES)
        end = again + 1 if _at(said, place + 1) in ("at", "by", "near", "beside") and _at(said, again) in _LOW else place + 1
        led = "look " if facing else "diagonally " if kind in ("arm", "hand") else ""
        return ("" if _at(said, k - 1) in ("down", "downward", "downwards") else led + "down", end)
    if kind == "head" and _at(said, at) in ("in", "on") and _at(said, place - 1) in ("left", "right") and _at(said, place) in ("hand", "palm"):
        return f"{'looks at' if facing else said[k]} the {said[place - 1]} hand", place + 1
    if facing:
        return None
    away = 2 if _at(said, at) == "next" and _at(said, at + 1) == "to" else 1
    if _at(said, at) in ("beside", "next", "near") and _at(said, at + away) in ("him", "her", "them") and noun not in _ENDS:
        whose = _at(said, at + away + 1)
        return ("", at + away + 1) if whose in _ENDS or whose in _JOINTS else None
    return None


def _standing_there(said: list[str], k: int, kind: str) -> Found:
    """"The dog lying by her feet", "a scarf that hangs over the shoulder": where a thing is that is held or touched."""
    if kind not in ("arm", "hand", "head") or k < 2 or said[k - 1] not in NOUNS or _part(said[k - 1]):
        return None
    if said[max(0, k - 3)] in _ENDS and k > 3 or not any(w in _ARTICLES for w in said[max(0, k - 4) : k - 1]):
        return None
    verb = _at(said, k + 1)
    hanging = said[k] in ("that", "which") and (verb in ("is", "are", "was") or verb.endswith("s") and len(verb) > 3)
    if not hanging and said[k] not in _STANDING_THERE:
        return None
    return ("", _clause(said, k)) if _start(said, k) < k - 2 else None


def _shoes_held(said: list[str], k: int, kind: str) -> Found:
    """"Holding a shoe", "carries her red boots": nothing of a foot."""
    if kind in ("leg", "foot") or not said[k].startswith(_CARRIES):
        return None
    at = _past(said, k + 1, _ARTICLES | {"two", "both", "pair", "of", "one"})
    first = at
    while at < len(said) and at - first < 3 and said[at] not in _SHOES:
        if said[at] in _ENDS or said[at] in _PREPOSITIONS or said[at] in _SIDES:
            return None
        at += 1
    return ("", at + 1) if _at(said, at) in _SHOES and at - first < 3 else None


def _foot_long(said: list[str], k: int, kind: str) -> Found:
    """"A foot long sandwich"."""
    return ("", k + 2) if said[k] == "foot" and _at(said, k + 1) == "long" and _at(said, k + 2) not in _ENDS else None


def _phone(said: list[str], k: int, kind: str) -> Found:
    """"Holds a phone, looking at it" is no call; "holds a microphone toward the man" is not at the own mouth."""
    if not said[k].startswith(("hold", "held")):
        return None
    at = _past(said, k + 1, _ARTICLES | {"mobile", "smart", "cell"})
    if _at(said, at) in ("phone", "smartphone", "cellphone", "mobile"):
        uses = any(w.startswith(("look", "typ", "scroll", "text", "read", "thumbs", "star", "gaz", "swip")) for w in said[at + 1 : at + 8])
        return ("texting", at + 1) if uses else None
    if _at(said, at) in ("microphone", "mic") and _at(said, at + 1) in ("toward", "towards", "out"):
        return ("reaching", at + 1)
    return None


def _seems(said: list[str], k: int, kind: str) -> Found:
    """"Looks relaxed": is."""
    if said[k] not in ("looks", "look", "looking") or said[k] == "looking" and not k:
        return None
    if _at(said, k + 1) == "at" and _at(said, k + 2) in ("ease", "rest", "peace"):
        return "is relaxed", k + 3
    at = _past(said, k + 1, _SOMEWHAT)
    if kind not in ("head", "") and said[k] != "looking" and (_at(said, at) in ("open", "empty", "clean") or _at(said, at).endswith("ed")):
        return "is", k + 1
    fits = _at(said, at) in _SEEMING or _at(said, at) in _SHAPED and kind != "head"
    if not fits:
        return None
    return ("", at + 1) if _at(said, at) in ("calm", "casual", "comfortable", "tired", "natural") or kind == "head" else ("is", k + 1)


def _rather(said: list[str], k: int, kind: str) -> Found:
    """"Rather down than up": down; "instead of the knee": not there."""
    if said[k] in ("rather", "more") and _at(said, k + 1) in _WAYS and _at(said, k + 2) == "than" and _at(said, k + 3) in _WAYS:
        return said[k + 1], k + 4
    if said[k] in ("rather", "more") and _at(said, k + 1) in ("to", "towards", "toward") and _at(said, k + 4) == "than" and _at(said, k + 5) in _WAYS:
        return " ".join(said[k + 1 : k + 4]), k + 6  # "more to the side than forward"
    if said[k] == "rather" and _at(said, k + 1) == "than" and k and said[k - 1] not in _ENDS:
        noun = _past(said, k + 2, _ARTICLES | _SIDES)
        left_out = noun > k + 2 and _part(_at(said, noun)) and (_at(said, noun + 1) in _ENDS or _at(said, noun + 1) in _JOINTS)
        return ("", noun + 1) if left_out else None
    if said[k] in ("instead", "in") and _at(said, k + 1) == "of" or [*said[k : k + 3]] == ["in", "place", "of"]:
        at = k + 2 + (said[k] == "in" and _at(said, k + 1) == "place")
        if said[k] == "in" and at == k + 2:
            return None
        noun = _past(said, at, _ARTICLES | _SIDES)
        return ("", noun + 1) if k and said[k - 1] not in _ENDS and _part(_at(said, noun)) and (
            _at(said, noun + 1) in _ENDS or _at(said, noun + 1) in _JOINTS
        ) else None
    return None


def _than_thought(said: list[str], k: int, kind: str) -> Found:
    """"Lower than I thought", "higher than expected": no place."""
    if said[k] not in ("lower", "higher", "further", "farther", "closer", "straighter", "wider") or _at(said, k + 1) != "than":
        return None
    return ("", _clause(said, k)) if _at(said, k + 2) in _REFERENCE else None


def _scenic(said: list[str], k: int, kind: str) -> Found:
    """"To drink the sky", "drinking in the view"."""
    if not said[k].startswith(("drink", "drank", "eat", "sip")):
        return None
    at = _past(said, k + 1, _ARTICLES | {"in", "all", "of"})
    return ("", at + 1) if at > k + 1 and _at(said, at) in _SCENIC else None


def _in_the_picture(said: list[str], k: int, kind: str) -> Found:
    """"In the upper left corner", "at the left of the photo", said of a head: where in the picture it is."""
    if kind not in ("head", "torso") or said[k] not in ("in", "at", "on", "near") or _at(said, k + 1) != "the":
        return None
    at = _past(said, k + 2, frozenset({"upper", "lower", "top", "bottom", "far", "very"}))
    if _at(said, at) not in ("left", "right"):
        return None
    if any(w.startswith((*_AIMED, "fac", "lean", "tilt", "bent", "eyes")) for w in said[max(0, k - 5) : k]):
        return None
    shown = next((j for j in range(at + 1, min(at + 5, len(said))) if said[j] in _PICTURE), None)
    return ("", shown + 1) if shown is not None and not set(said[at:shown]) & _ENDS else None


def _beside_a_thing(said: list[str], k: int, kind: str) -> Found:
    """"To the right of the plate": of a thing, not of the body."""
    if said[k] not in ("to", "on") or _at(said, k + 1) != "the" or _at(said, k + 2) not in ("left", "right"):
        return None
    at = k + 3 + (_at(said, k + 3) == "side")
    noun = _past(said, at + 1, _ARTICLES)
    thing = _at(said, at) == "of" and noun > at + 1 and _at(said, noun) in NOUNS and _at(said, noun) not in _PICTURE and not _part(_at(said, noun))
    return ("", noun + 1) if thing and _at(said, noun) not in ("scene", "camera", "composition", "view", "background", "foreground") else None


def _on_the_back(said: list[str], k: int, kind: str) -> Found:
    """"Carries a child on the back": not in the arms before the body."""
    if not said[k].startswith("carr"):
        return None
    at = _past(said, k + 1, _ARTICLES)
    on = at + 1
    back = _past(said, on + 1, _ARTICLES)
    return ("", back + 1) if at > k + 1 and _at(said, on) == "on" and back > on + 1 and _at(said, back) == "back" else None


def _end_to_end(said: list[str], k: int, kind: str) -> Found:
    """"Long from fingertip to fingertip", "a free kick": no places, and no deeds."""
    if said[k] == "from" and _at(said, k + 2) == "to" and _at(said, k + 1) == _at(said, k + 3) not in _ENDS:
        return "", k + 4
    return ("", k + 2) if said[k] in ("free", "penalty", "corner", "goal") and _at(said, k + 1) in ("kick", "kicks") else None


def _nowhere_near(said: list[str], k: int, kind: str) -> Found:
    """"Nowhere near her face"."""
    return ("away from", k + 2) if said[k] == "nowhere" and _at(said, k + 1) in ("near", "close") and _at(said, k + 2) != "to" else None


def _earlier(said: list[str], k: int, kind: str) -> Found:
    """"Was raised in the last picture but": how it was elsewhere."""
    if said[k] not in ("was", "were"):
        return None
    end = _clause(said, k)
    for j in range(k + 1, end - 1):
        if said[j] in _EARLIER and said[j + 1] in _PICTURE | {"version", "pose", "try", "attempt", "time"}:
            return "", end
    return None


def _attention(said: list[str], k: int, kind: str) -> Found:
    """"Standing at attention and saluting": the arm that salutes is not at the side."""
    if said[k] not in ("at", "to") or _at(said, k + 1) != "attention":
        return None
    return ("upright", k + 2) if any(w.startswith("salut") for w in said[max(0, k - 12) : k + 14]) else None


def _to_a_hand(said: list[str], k: int, kind: str) -> Found:
    """"Angled toward the extended hand", of a head: turned to that hand, whichever it is."""
    if kind != "head" or not said[k].startswith(("angl", "inclin", "orient", "direct", "turn", "point", "fac", "look")) or _at(said, k + 1) not in _AT:
        return None
    at = _past(said, k + 2, _ARTICLES)
    told = _past(said, at, _STRETCHED)
    if _at(said, told) not in ("hand", "arm", "fist") or told == at and not said[k].startswith(("angl", "inclin", "orient")):
        return None
    return "turned toward the hand", told + 1


_RULES: tuple[Callable[[list[str], int, str], Found], ...] = (
    _part_of, _possessed, _ridden, _seen_there, _standing_there, _shoes_held, _foot_long, _phone, _seems, _rather, _than_thought, _scenic,
    _in_the_picture, _nowhere_near, _beside_a_thing, _on_the_back, _end_to_end, _earlier, _attention, _to_a_hand,
)  # fmt: skip
