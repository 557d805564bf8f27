"""Clauses that only the text of a hand leaves as they are: a place and nothing else ("neck", "chest high"), a hand that sits somewhere, and verbs
that no table has ("checking the pulse on the left wrist").

Between propositions and meaning: ``understanding`` asks here before it takes such a clause for one about the body.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.language.item import Item
from core.language.propositions import Mods, Proposition, Ref, Word
from core.language.sides import Context, Entity

_NO_DEEDS = frozenset({"wearing", "showing", "displaying", "revealing", "featuring", "exposing", "bleeding", "bearing", "sporting", "belonging",
                       "casting", "something", "nothing", "anything", "clothing", "earring", "evening", "morning", "looking", "missing",
                       "blending", "glowing", "shining", "disappearing", "fading", "during", "including", "according"})  # fmt: skip
"""Words in -ing that are no deed of a hand."""
_HEIGHTS = frozenset({"chest", "waist", "hip", "shoulder", "face", "head", "knee", "eye", "chin", "stomach", "ear", "mouth", "throat", "neck"})
"""Places that name a height: "chest high"."""
_PLACES = _HEIGHTS | frozenset({"thigh", "lap", "pocket", "cheek", "forehead", "back", "lower back", "ground", "groin", "ankle", "foot", "toes", "shin",
                                "heel", "top of the head", "back of the head", "nose", "elbow", "forearm", "wrist", "upper arm"})  # fmt: skip
"""Places that may stand alone for where a hand is."""
_LAIN_ON = frozenset({"back", "stomach", "ground", "heel"})
"""What a body sits or lies on."""
_FLAT = frozenset({"ground", "knee", "thigh", "head", "top of the head"})
_HANDS = frozenset({"hand", "palm", "fingers"})


def handles(prop: Proposition, items: Sequence[Item], context: Context) -> bool:
    """Whether a clause of a hand's text opens with a verb that no table has."""
    if context.slot_kind != "hand" or prop.subjects or prop.words and prop.words[0].category != "rel":
        return False
    first = next((i for i in items[prop.first : prop.last] if i.category not in ("fill", "deg", "hedge")), None)
    if first is None or first.category != "unknown" or first.meaning == "thing" or first.words in _NO_DEEDS:
        return False
    placed = any(w.category == "rel" and w.objects for w in prop.words)
    return placed and len(first.words) > 5 and first.words.endswith("ing")


def hands_of(context: Context) -> tuple[Entity, ...]:
    """The hands that a place named alone is meant for: those just spoken of, else the text's own."""
    if context.last:
        return context.last if all(e.kind in ("hand", "palm") for e in context.last) else ()
    return (Entity("hand", context.slot_side, slot=True),) if context.slot_kind == "hand" else ()


def place_alone(prop: Proposition, items: Sequence[Item], context: Context, following: Proposition | None) -> bool:
    """Make of a clause that is a place and nothing else one that says where the hands are. Whether it was such a clause."""
    if len(prop.subjects) != 1 or prop.simile or prop.unknown or not hands_of(context):
        return False
    denied = any(i.category == "neg" for i in items[prop.first : prop.last])
    if denied or prop.first and items[prop.first - 1].words in ("of", "than", "from"):
        return False
    ref = prop.subjects[0]
    alone = following is None or bool(following.subjects) or following.sentence != prop.sentence
    if ref.kind in _HEIGHTS and prop.words and not ref.plural and all(
        w.category == "pred" and w.meaning in ("level", "high") and not w.mods.neg for w in prop.words
    ):
        how, ref = "at", replace(ref, level=True)
    elif ref.kind in _PLACES and not prop.words and not ref.level and alone:
        how = "in" if ref.kind in ("pocket", "lap") else "on" if ref.kind in _FLAT else "at"
    else:
        return False
    prop.words, prop.subjects = [Word("rel", how, Mods(), prop.first, prop.last, [ref])], []
    return True


_HELD_IN_ONE = frozenset(
    {"cup", "mug", "phone", "telephone", "smartphone", "cellphone", "receiver", "microphone", "mic", "cigarette", "sword", "knife", "dagger",
     "racket", "racquet", "torch", "umbrella", "parasol", "fan", "brush", "pen", "pencil", "glass", "bottle", "fork", "spoon", "hammer", "pistol",
     "wand", "sabre", "foil", "lantern", "apple", "shield", "whip", "trophy", "flute", "trumpet", "candle", "spear", "javelin"}
)  # fmt: skip
_HELD_IN_BOTH = frozenset(
    {"barbell", "bar", "kettlebell", "box", "crate", "tray", "book", "newspaper", "map", "axe", "pole", "oar", "paddle", "rifle", "spade", "shovel", "pickaxe",
     "sledgehammer", "bat", "baby", "infant", "bundle", "sack", "weight", "medicine", "plate", "banner", "placard", "bowl", "steering", "broom", "basket",
     "dumbbells", "kettlebells", "weights", "pompoms", "flags", "books", "binoculars", "handlebars", "staff"}
)  # fmt: skip
"""What a hand, or both, have hold of: where such a thing is held, there the hands are."""
_HELD_AT = frozenset(
    {"chest", "stomach", "waist", "hip", "hips", "shoulder", "shoulders", "face", "head", "top of the head", "mouth", "chin", "ear", "neck", "forehead", "eyes",
     "eye", "cheek", "throat", "nose", "torso", "body", "back of the head", "groin", "side"}
)  # fmt: skip
_HOLDING = frozenset({"hold", "touch", "clasp", "raised", "overhead", "high", "rest", "lowered", "extended", "tuck", "supported", "horizontal", "level"})


def held_things(prop: Proposition, items: Sequence[Item], context: Context) -> bool:
    """Make of "the barbell overhead", "a book held in front of the chest" a clause about the hands that hold it. Whether it was such a clause."""
    if prop.simile or any(r.kind not in ("thing", "weight") for r in prop.subjects) or not prop.words:
        return False
    start = prop.subjects[0].first if prop.subjects else prop.first
    nouns: list[str] = []
    for item in items[start : prop.words[0].first]:
        if item.category in ("det", "fill", "be", "deg"):
            continue
        if item.category not in ("unknown", "thing", "part") or item.category == "part" and item.meaning != "weight" or len(nouns) > 2:
            return False
        nouns += item.words.split()
    if not nouns or nouns[-1] not in _HELD_IN_ONE | _HELD_IN_BOTH and not (nouns[-1] == "ball" and prop.words[0].meaning in ("hold", "overhead")):
        return False
    rels = [w for w in prop.words if w.category == "rel"]
    if any(w.mods.neg or w.category not in ("pred", "rel", "dir") or w.category == "pred" and w.meaning not in _HOLDING for w in prop.words):
        return False
    if any(not w.objects or any(o.kind not in _HELD_AT for o in w.objects) for w in rels):
        return False
    if not rels and not any(w.meaning in ("overhead", "raised", "high", "extended") for w in prop.words):
        return False
    own = context.slot_side if context.slot_kind in ("hand", "arm") else None
    verbless = not any(w.category == "pred" for w in prop.words)
    told = any(i.category == "be" for i in items[start : prop.words[0].first])
    if verbless and (nouns[-1] == "weight" or told and own is None or any(o.kind in ("hip", "hips", "waist", "side") for w in rels for o in w.objects)):
        return False  # "the bar is at the height of the waist", "a sword at the hip"
    both = nouns[-1] in _HELD_IN_BOTH or nouns[-1] == "ball"
    span = (start, prop.words[0].first)
    prop.subjects = [Ref("hand", own or ("both" if both else None), False, not own and not both, *span)]
    prop.alien = prop.foreign = False
    prop.unknown = prop.things = 0
    return True


def laid(prop: Proposition, context: Context) -> bool:
    """"Sits on top of the left shoulder", of a hand: not a body that sits."""
    arm_alone = context.slot_kind == "arm" and not context.last and prop.sentence == 0
    of_hand = all(e.kind in _HANDS for e in context.last) if context.last else context.slot_kind == "hand" or arm_alone
    postures = [w for w in prop.words if w.category == "posture"]
    if not of_hand or not postures or not all(w.meaning in ("sitting", "lying") for w in postures):
        return False
    places = [o.kind for w in prop.words if w.category == "rel" for o in w.objects]
    own = context.slot_kind in ("hand", "arm") and all(w.meaning == "lying" for w in postures)
    if own and not context.last and all(w.category == "posture" and w.form == "base" for w in prop.words):
        return True  # "lies, palm up, on the thigh"
    if own and not set(places) & (_LAIN_ON - {"ground"}) and (prop.has("rel") or prop.has("part")) and not prop.has("dir", "side"):
        return True  # "lies on the blanket", "lies palm up on the thigh"
    return bool(places) and all(kind in _PLACES and kind not in _LAIN_ON for kind in places)
