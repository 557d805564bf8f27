"""What is worn and what is around, told in words for poses and places: "in black boots", "a bandage from the ankle to the knee", "high cheekbones",
"behind her is a red car". None of it says how a body is held.

    tokens -> tokens without it, and the spans of the text that were left out; asked before anything else looks at the places named

A thing worn that a hand handles ("the hand tugs at the belt") is another matter: ``worn`` reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from core.language.bystanders import kind_of_figure
from core.language.lexicon import deeds, lexicon
from core.language.normalise import PAUSE, STOP, Token
from core.language.worn_things import HANDLING

Span = tuple[int, int]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SHOES = _words("""
    boot boots shoe shoes sneaker sneakers trainers sandals slippers heels pumps clogs loafers stilettos wellingtons cleats sock socks stocking
    stockings
    """)
_GARMENTS = _SHOES | _words("""
    hat cap helmet beret bonnet crown tiara wig turban veil hood headband headscarf headdress hairband mask glasses sunglasses goggles headphones
    belt coat jacket blazer suit shirt blouse sweater cardigan hoodie vest waistcoat dress gown skirt kilt trousers pants jeans shorts leggings
    tights apron robe kimono cape cloak shawl scarf sari uniform costume armour armor overalls dungarees swimsuit bikini leotard tutu tunic glove
    gloves mittens mitten sleeve sleeves bandage bandages cast plaster brace splint tattoo scar scars rash bruise wrap gauze polish bracelet
    bracelets bangle bangles anklet necklace pendant earring earrings ring rings watch wristwatch tie bowtie towel poncho pyjamas pajamas t-shirt
    fringe bangs pen pencil cigarette cigar swords collar shoes tshirt jumper pullover corset gaiters gauntlets gauntlet backpack rucksack
    holster scabbard keys freckles braid braids ponytail
    """)
"""What a body wears or bears, as the noun of a phrase."""
_ENDS = frozenset({PAUSE, STOP})
_JOINTS = frozenset({"and", "while", "but", "whereas", "though"})
_DRESSED = (("dressed", "in"), ("clad", "in"), ("clothed", "in"), ("in",), ("wearing",), ("wears",), ("with",))
_DEFINITE = frozenset({"the", "his", "her", "their", "its", "my", "your", "this", "that"})
_INDEFINITE = frozenset({"a", "an", "some"})
_HANDLED = (
    "held", "hold", "press", "clutch", "grip", "grab", "rais", "lift", "carr", "tug", "balanc", "wav", "swung", "swing", "touch", "clasp", "squeez",
    "hand", "finger", "fist", "palm", "thumb", "pocket", "adjust", "fasten",
)  # fmt: skip
"""Beginnings of words by which a thing is in a hand, and no longer only worn."""
_AFTER_A_NOUN = _words("""
    behind with reaching reaches reach from round around over on of at in up pulled rolled slung tied tucked hangs hang hanging dangling dangles
    falls fall falling lies lie lay stands sits is are was covers covering goes going running runs slides slipping made that which under above
    below across turned worn strapped down to has to
    """)
_HEIGHTS = frozenset({"thigh", "knee", "waist", "ankle", "hip", "shoulder", "floor", "elbow", "calf"})
_STAINED = _words("covered coated caked soaked splashed smeared stained dirty muddy dusty wet drenched sunburnt sunburned tanned bandaged bare naked")
_LOOKS = _words("""
    big large small tiny huge enormous dirty muscular hairy broad flat slim thin thick bony narrow slender pale tanned freckled chubby strong
    dainty rough smooth wrinkled sweaty bare beautiful pretty delicate
    """)
_HIGH = frozenset({"cheekbones", "cheekbone", "forehead", "brow", "heels", "heel", "waist", "collar", "neckline", "hairline", "boots"})
_LIT = frozenset({"light", "lighting", "lights", "shadow", "shadows", "music", "voice", "tones", "colours", "colors", "background", "pencil"})
_LIGHTS = frozenset({"soft", "hard", "low", "gentle", "bright", "warm", "harsh", "dim", "flat", "even", "strong", "natural"})
_THINGS_OF = frozenset({"traffic", "luggage", "baggage", "cream", "lotion", "stool", "bath", "sanitizer", "bridge", "shoes", "belt", "shoe"})
_WITH_SIDES = _words("yard garden page bank lane room door row seat porch alley margin pages street window shelf")
"""What has a left, a right, a front or a back of its own."""
_GROWING = _words("""
    tree trees palm-tree birch oak willow pine road river path street fence wall tower lamppost lamp pole flag flags curtain curtains laces keys
    rope ropes boat boats ship ships cloud clouds light sunlight chain chains vine branch branches
    """)
_STANDS = (
    "drift", "float",
    "lean", "bend", "hang", "dangl", "stand", "lie", "rise", "rises", "tilt", "fall", "curv", "turn", "wind", "stretch", "run", "loom", "sway", "arch",
)  # fmt: skip
_SCENES = _words("beach street stage lake boat ship train roof balcony terrace hill mountain farm island photo screen holiday promenade pier")
_FOLDED = frozenset({"turned", "rolled", "pulled", "folded", "pushed", "flipped", "popped", "buttoned", "open"})
_TRIMS = frozenset({"collar", "brim", "sleeve", "sleeves", "hood", "hem", "cuff", "cuffs", "visor", "peak"})
_BESIDE = (("behind",), ("beside",), ("next", "to"), ("in", "front", "of"), ("above",), ("below",), ("around",), ("near",))


def attire_apart(words: Sequence[Token], part: str | None) -> tuple[list[Token], list[Span]]:
    """The tokens to read, and the spans [start, end) of the text that tell of clothes and surroundings. Linear in the tokens."""
    kind = (part or "").rpartition("_")[2]
    said = [t.word for t in words]
    out: list[Token] = []
    lost: list[Span] = []
    k = 0
    while k < len(words):
        begins = k == 0 or said[k - 1] in _ENDS
        end = next((e for rule in (_OPENING if begins else ()) if (e := rule(said, k, kind)) is not None), None)
        end = end or next((e for rule in _ANYWHERE if (e := rule(said, k, kind)) is not None), None)
        if end is None:
            out.append(words[k])
            k += 1
            continue
        lost.append((words[k].start, words[end - 1].end))
        if begins or end >= len(words) or said[end] in _ENDS:
            out.append(Token(PAUSE, words[k].start, words[k].start))
        k = end
    return out, lost


def _at(said: list[str], k: int) -> str:
    return said[k] if 0 <= k < len(said) else STOP


def _clause(said: list[str], k: int) -> int:
    """Where the clause ends: at a stop, or where another begins."""
    end = min(k + 24, len(said))
    while k < end and said[k] not in _ENDS and not (said[k] in _JOINTS and not _joined_noun(said, k)):
        k += 1
    return k


def _joined_noun(said: list[str], k: int) -> bool:
    """"A suit and tie", "boots and a red coat"."""
    return said[k] == "and" and any(w in _GARMENTS for w in said[k + 1 : k + 4])


@lru_cache(maxsize=4096)
def _of_a_pose(word: str) -> bool:
    """Whether a word belongs to what is said of a body, and so cannot stand before a noun as its adjective here."""
    return any(e.category in ("part", "rel", "conj", "be", "pronoun", "person", "side", "neg") for e in lexicon().get((word,), ()))


@lru_cache(maxsize=4096)
def _deed(word: str) -> bool:
    """Whether a word is what a hand or a body does."""
    if word in HANDLING and not word.endswith("ed") or word in deeds() and word.endswith("ing"):
        return True
    return any(e.category in ("pred", "act", "posture") and e.form in ("base", "ing") for e in lexicon().get((word,), ()))


def _garment(said: list[str], k: int) -> int:
    """Where a noun phrase without "the" whose noun is worn ends; 0 where there is none: "knee high black boots"."""
    at = k + (_at(said, k) in _INDEFINITE)
    if _at(said, at) in ("pair", "set") and _at(said, at + 1) == "of":
        at += 2
    first = at
    if _at(said, at) in _HEIGHTS and _at(said, at + 1) in ("high", "length", "long", "highs"):
        at += 2
    while at < len(said) and at - first < 6 and said[at] not in _ENDS:
        if said[at] in _GARMENTS and _at(said, at + 1) not in _GARMENTS:
            return at + 1 if _at(said, at + 1) not in ("pocket", "pockets", "'s") else 0
        if said[at] in _DEFINITE or _deed(said[at]):
            return 0
        if said[at] not in ("of", "rolled", "up") and _of_a_pose(said[at]) and said[at] not in ("back", "straight"):
            return 0
        at += 1
    return 0


def _free_of_hands(said: list[str], k: int, end: int) -> bool:
    return not any(w.startswith(_HANDLED) and w not in ("handbag", "handmade") for w in said[k:end])


def _dressed(said: list[str], k: int, kind: str) -> int | None:
    """"In black boots", "dressed in a coat with big pockets", "with rolled up sleeves"."""
    led = next((len(p) for p in _DRESSED if tuple(said[k : k + len(p)]) == p), 0)
    noun = _garment(said, k + led) if led else 0
    if not noun:
        return None
    end = _clause(said, noun)
    return end if _free_of_hands(said, k, noun) and (said[k] != "with" or _free_of_hands(said, k, end)) else None


def _named(said: list[str], k: int, kind: str) -> int | None:
    """"Sneakers with red laces", "a belt with a buckle", "gloves reaching to the elbows"; not "boot on the ball"."""
    noun = _garment(said, k)
    if not noun or noun == k:
        return None
    after = _at(said, noun)
    if after not in _ENDS and after not in _AFTER_A_NOUN and not _joined_noun(said, noun):
        return None
    shoes = said[noun - 1] in _SHOES
    if shoes and said[k] not in _INDEFINITE and kind in ("leg", "foot", "torso", "") and after not in ("with", "of"):
        return None  # "boots on the ground" are feet
    end = _clause(said, noun)
    return end if _free_of_hands(said, noun, end) else None


def _stained(said: list[str], k: int, kind: str) -> int | None:
    """"Covered in mud up to the ankle", "wet to the knees"."""
    if said[k] not in _STAINED:
        return None
    end = _clause(said, k + 1)
    return end if {"in", "with", "to"} & set(said[k:end]) and _free_of_hands(said, k, end) else None


def _looking(said: list[str], k: int, kind: str) -> int | None:
    """"Big feet", "broad muscular shoulders", and nothing else in the clause."""
    at = k + (said[k] in _INDEFINITE)
    first = at
    while at < len(said) and said[at] in _LOOKS:
        at += 1
    return at + 1 if at > first and at < len(said) and _of_a_pose(said[at]) and _at(said, at + 1) in _ENDS else None


def _growing(said: list[str], k: int, kind: str) -> int | None:
    """"A tall tree leans to the left", "the laces hang loose", "keys hanging from the belt"."""
    at = k + (said[k] in ("a", "an", "the"))
    while at < len(said) and at - k < 4 and said[at] not in _GROWING and not _of_a_pose(said[at]):
        at += 1
    stands = _at(said, at) in _GROWING and _at(said, at + 1).startswith(_STANDS) and _at(said, at + 1) not in ("pose", "stance")
    return _clause(said, at) if stands else None


def _set_behind(said: list[str], k: int, kind: str) -> int | None:
    """"Behind her is a red car": where a thing is."""
    led = next((len(p) for p in _BESIDE if tuple(said[k : k + len(p)]) == p), 0)
    if not led:
        return None
    at = k + led + (_at(said, k + led) in ("the", "this"))
    if _at(said, at) not in ("him", "her", "them", "woman", "man", "girl", "boy", "person", "figure"):
        return None
    at += 1
    at += _at(said, at) == "there"
    stands = _at(said, at) in ("is", "are", "stands", "lies", "hangs", "sits", "rises", "towers", "looms", "stretches", "runs")
    return _clause(said, at) if stands and _at(said, at + 1) in ("a", "an", "the", "some", "two", "several") else None


def _scene(said: list[str], k: int, kind: str) -> int | None:
    """"On a beach at sunset", in the text of a leg."""
    if kind not in ("leg", "foot") or said[k] not in ("on", "at", "in") or _at(said, k + 1) not in ("a", "the"):
        return None
    return _clause(said, k) if _at(said, k + 2) in _SCENES else None


def _lit(said: list[str], k: int, kind: str) -> int | None:
    """"Soft light"."""
    return k + 2 if said[k] in _LIGHTS and _at(said, k + 1) in _LIT else None


def _compound(said: list[str], k: int, kind: str) -> int | None:
    """"Foot traffic", "high cheekbones", "knee high stockings"."""
    if said[k] in ("foot", "hand", "body", "head", "toe", "waist") and _at(said, k + 1) in _THINGS_OF:
        return _clause(said, k)
    if said[k : k + 3] == ["head", "of", "hair"]:
        return k + 3
    if said[k : k + 2] == ["hands", "down"] and (k == 0 or said[k - 1] in _ENDS) and _at(said, k + 2) == "the":
        return _clause(said, k)  # a manner of speaking
    if said[k] in ("back", "left", "right", "front") and _at(said, k + 1) in _WITH_SIDES:
        return k + 2
    if said[k] == "high" and _at(said, k + 1) in _HIGH and (k == 0 or said[k - 1] not in _HEIGHTS | {"at"}):
        return k + 2
    if said[k] in _HEIGHTS and _at(said, k + 1) in ("high", "length") and (noun := _garment(said, k)):
        return noun
    return None


def _trimmed(said: list[str], k: int, kind: str) -> int | None:
    """"With the collar turned up"."""
    at = k + (said[k] == "with")
    at += _at(said, at) in ("the", "his", "her", "its", "a", "both", "their")
    at += _at(said, at) in ("left", "right", "shirt", "coat", "hat")
    if at == k or _at(said, at) not in _TRIMS or _at(said, at + 1) not in _FOLDED:
        return None
    return at + 2 + (_at(said, at + 2) in ("up", "down", "back", "over"))


def _somebody_in(said: list[str], k: int, kind: str) -> int | None:
    """"A man in black boots kneels": what he has on."""
    if said[k] not in ("in", "wearing") or not k or kind_of_figure(said[k - 1]) != "person":
        return None
    noun = _garment(said, k + 1)
    while noun and said[noun : noun + 1] == ["and"] and (another := _garment(said, noun + 1)):
        noun = another
    return noun or None


_Rule = Callable[[list[str], int, str], int | None]
_OPENING: tuple[_Rule, ...] = (_dressed, _named, _stained, _looking, _growing, _set_behind, _scene, _trimmed)
_ANYWHERE: tuple[_Rule, ...] = (_lit, _compound, _somebody_in)
