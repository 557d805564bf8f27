"""Clauses that only the text of a hand leaves as they are: a place and nothing else ("neck", "chest high"), a hand that sits somewhere, and verbs
that no table has ("checking the pulse on the left wrist").

Between propositions and meaning: ``understanding`` asks here before it takes such a clause for one about the body.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.language.item import Item
from core.language.propositions import Mods, Proposition, Word
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


def laid(prop: Proposition, context: Context) -> bool:
    """"Sits on top of the left shoulder", of a hand: not a body that sits."""
    of_hand = all(e.kind in _HANDS for e in context.last) if context.last else context.slot_kind == "hand"
    postures = [w for w in prop.words if w.category == "posture"]
    if not of_hand or not postures or not all(w.meaning in ("sitting", "lying") for w in postures):
        return False
    places = [o.kind for w in prop.words if w.category == "rel" for o in w.objects]
    return bool(places) and all(kind in _PLACES and kind not in _LAIN_ON for kind in places)
