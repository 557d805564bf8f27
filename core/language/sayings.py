"""What readers of all parts share: sayings, bends of joints, relations to places; the compositional heart of understanding.

Each group of parts (arms, legs, feet, head, trunk) has a reader that takes the predicates, directions and relations of a clause together:
"raised" alone lifts the wrist above the shoulder, "raised to the side" is a direction, "raised to the chin" a place. A reader says nothing
where it is not sure; what no reader used is reported as not understood.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from core.language.catalogue import CATALOGUE
from core.language.consequences import sharper
from core.language.graded import above_ground, at_the_back, between, offset_by
from core.language.places import PLACES, swap_sides
from core.language.posecodes import Posecode, bend_degrees, negated, relation
from core.language.propositions import Proposition, Word
from core.language.sides import Context, Entity, objects_of


@dataclass(frozen=True)
class Saying:
    """A posecode that a clause states, how surely, and by which of its words.

    ``implied``: follows from an action or another statement, and gives way to what is said outright; ``either``: the mirrored one would do.
    """

    posecode: Posecode
    confidence: float
    words: tuple[Word, ...]
    implied: bool = False
    either: bool = False


@dataclass(frozen=True)
class Clause:
    """All a reader sees: the proposition, its entity, the context and whether both sides are spoken of together."""

    prop: Proposition
    entity: Entity
    context: Context
    pair: bool
    surface: Callable[[Word], str]

    def words(self, category: str, *meanings: str) -> list[Word]:
        """Words of a category (and of given meanings)."""
        return [w for w in self.prop.words if w.category == category and (not meanings or w.meaning in meanings)]

    def named(self, word: Word) -> str:
        """The last word of a relation's object, as the lexicon has it."""
        return self.surface(replace(word, first=word.last - 1)) if word.objects else ""

    def head(self, word: Word) -> Word | None:
        """The predicate that a direction or relation goes with: the nearest before it, else the first."""
        preds = self.words("pred")
        before = [p for p in preds if p.first < word.first]
        return before[-1] if before else preds[0] if preds else None

    def said(self, category: str, *meanings: str) -> Word | None:
        """The first such word."""
        found = self.words(category, *meanings)
        return found[0] if found else None


def sided(name: str, side: str | None) -> Posecode:
    """A posecode of the catalogue, named for the left, on a side."""
    return CATALOGUE[swap_sides(name) if side == "right" else name]


def say(
    code: Posecode | None, *words: Word, sure: float = 1.0, neg: bool | None = None, implied: bool = False
) -> Iterator[Saying]:
    """The saying, negated where its words are; nothing where that is no interval."""
    if code is None:
        return
    turned = any(w.mods.neg for w in words) if neg is None else neg
    result = negated(code) if turned else code
    for w in words:
        w.used = True
    if result is not None:
        sureness = sure * min((w.mods.confidence for w in words), default=1.0)
        yield Saying(result, sureness * (0.9 if turned else 1.0), words, implied)


# -------------------------------------------------------------------------------------------------------- bends

_DEGREE_BEND = {
    "slight": "slightly bent", "part": "partially bent", "much": "tightly bent", "full": "completely bent", "almost full": "almost completely bent",
    "sharp": "almost completely bent",
    "almost much": "almost completely bent", "less": "slightly bent",
}  # fmt: skip


_LOOSELY = frozenset({"loosely", "relaxed", "loose", "soft"})


def _at_joint(c: Clause) -> bool:
    return c.entity.kind in ("elbow", "knee") or any(o.kind in ("elbow", "knee") for w in c.words("rel") for o in w.objects)


def bends(c: Clause, joint: str, *, soft: bool = False) -> Iterator[Saying]:
    """Bent, straight, right angle, degrees at the elbow or knee."""
    side = c.entity.side or "left"
    lifted = c.said("pred", "raised", "hold", "rest", "extended") is not None or bool(c.words("dir"))
    lifted |= any(o.kind in ("body", "torso", "side") for r in c.words("rel", "from", "to", "away from", "with") for o in r.objects)
    for w in c.words("pred", "long") if c.entity.kind in ("arm", "elbow", "leg", "knee") else ():
        yield from say(sided(f"left {joint}: {'straight' if joint == 'knee' else 'at most slightly bent'}", side), w, sure=0.85)  # "keep the elbow long"
    numbers = [w for w in c.words("pred", "angle") if w.mods.angle is not None and not w.mods.axis]
    for w in c.words("pred", "bent") if len(numbers) == 1 else ():
        if w.mods.angle is None and not w.mods.right_angle and c.surface(w).startswith("flex") and not numbers[0].used:
            w.mods, numbers[0].used = replace(w.mods, angle=numbers[0].mods.angle), True  # "30 degrees of flexion"
    for w in c.words("pred", "bent", "angle"):
        if w.mods.axis:
            continue  # counted from the vertical: no angle of a joint
        if (w.used and not w.mods.right_angle) or (w.meaning == "angle" and lifted and not c.said("pred", "bent") and not _at_joint(c)):
            continue
        m = w.mods
        if w.meaning == "angle" and ((lifted and not _at_joint(c)) or c.said("pred", "apart")):
            continue  # "the legs 90 degrees apart": no bend
        past = c.words("rel", "past") if m.right_angle or m.angle == 90 else []
        if past or (m.degree == "more" and (m.right_angle or m.angle == 90)):
            yield from say(sided(f"left {joint}: tightly bent", side), w, *past, sure=0.9)  # "bent past 90 degrees"
        elif m.right_angle or (m.angle is not None and 80 <= m.angle <= 100):
            yield from say(sided(f"left {joint}: right angle", side), w)
        elif m.angle is not None and 0 < m.angle <= 180:
            at = any(r.meaning in ("at", "to") and not r.objects for r in c.words("rel")) or c.surface(w) == "angle"
            flexion = c.surface(w).startswith("flex")  # counted from straight
            degrees = 180.0 - m.angle if flexion or not (at or m.angle >= 90) else m.angle
            yield from say(bend_degrees(joint, side, degrees), w, sure=1.0 if m.angle >= 90 else 0.7)
        elif w.meaning == "bent":
            loose = [x for x in c.words("pred", "relaxed", "soft", "hang") if c.surface(x) in _LOOSELY and not m.degree]
            for x in loose:
                x.used, m = True, replace(m, degree="slight")  # "loosely bent"
            yield from say(sided(f"left {joint}: {_DEGREE_BEND.get(m.degree, 'bent')}", side), w, sure=0.9 if soft else 1.0)
    for w in c.words("pred", "straight", "extended"):
        m = w.mods
        if c.entity.kind in ("elbow", "knee", "shin", "thigh", "forearm", "upper arm") and c.surface(w) in ("straight", "straight out") and any(
            d.first == w.last for d in c.words("dir")
        ):
            w.used = True
            continue  # "draw the elbow straight back": the way, not the joint
        if m.degree in ("slight", "part") and w.meaning == "extended":
            yield from say(sided(f"left {joint}: slightly bent", side), w, sure=0.6, neg=False)
            continue
        # "Extended to the side" mostly says where to: a bend said elsewhere wins over the straightness it implies.
        where = w.meaning == "extended" and m.degree != "full" and bool(c.words("dir") or is_placed(c))
        words = "at most slightly bent" if m.degree.startswith("almost") or (where and not m.neg) else "straight"
        sure = 1.0 if w.meaning == "straight" or m.degree == "full" or not soft else 0.8
        yield from say(sided(f"left {joint}: {words}", side), w, sure=sure * (0.9 if where else 1.0), implied=w.meaning == "extended")
    for w in c.words("pred", "frontal") if c.entity.kind in ("elbow", "knee") else ():
        yield from say(sided(f"left {joint}: right angle", side), w, *c.words("pred", "bent"), sure=0.9)  # "elbow square"
    for w in c.words("pred", "obtuse", "acute"):
        yield from say(sided(f"left {joint}: {'partially bent' if w.meaning == 'obtuse' else 'tightly bent'}", side), w, sure=0.9)
    for w in c.words("pred", "soft"):
        yield from say(sided(f"left {joint}: slightly bent", side), w, sure=0.9)
    if c.said("pred", "right angle") is not None:
        yield from say(sided(f"left {joint}: right angle", side), *c.words("pred", "right angle"))


# ---------------------------------------------------------------------------------------------------- relations

_LEG_POINTS = frozenset({"leg", "toes", "foot", "ankle", "knee"})
_OBJECT_PLACE = {
    "palm": "hand", "fingers": "hand", "thumb": "hand", "body": "torso", "eyes": "forehead", "eye": "eye", "temple": "ear", "bottom": "buttock",
    "gaze": "face", "person": "torso",
}  # fmt: skip
TRUNK_PLACES = frozenset({"torso", "body", "back", "lower back", "upper back", "chest", "stomach", "waist", "hips", "groin"})


def _object_place(entity: Entity, subject: Entity, meaning: str) -> str | None:
    """The name in ``PLACES`` of a relation's object."""
    kind = _OBJECT_PLACE.get(entity.kind, entity.kind)
    if kind == "arm":
        kind = "forearm" if meaning in ("on", "touching", "at", "near") else "hand"
    elif kind == "leg":
        if subject.kind in _LEG_POINTS:
            kind = "foot" if meaning in ("in front of", "behind", "beside") else "knee"
        else:
            kind = "thigh"
    elif kind == "buttock" and entity.side is None:
        return f"{subject.side or 'left'} buttock"
    if kind == "head" and meaning == "on top":
        kind = "top of the head"
    name = f"{entity.side} {kind}" if entity.side else kind
    return name if name in PLACES else None


_WRAPPED = frozenset({"wrist", "forearm", "elbow", "upper arm", "ankle", "neck", "throat", "hand"})
"""Places that a hand, or an arm, closes around."""
_GRIPPED = frozenset({"toes", "knee", "shin", "thigh", "heel", "foot"})
"""Places that a hand closes around."""
_COVERED = frozenset({"knee", "thigh", "shin", "mouth", "face", "forehead", "nose", "eye", "throat", "lap", "shoulder"})
"""Places that a hand lies across."""
_BROUGHT_TO = frozenset(
    {"mouth", "ear", "chin", "forehead", "temple", "hip", "nose", "pocket", "cheek", "eye", "throat", "neck", "back of the head", "top of the head",
     "lower back", "armpit"}
)  # fmt: skip
"""Places that a hand which is brought to them touches."""
_LAIN_UPON = frozenset({"back of the head", "head", "cheek", "neck", "buttock", "bottom"})
"""What rests on a hand that is under it."""
_HOLLOWS = frozenset({"pocket", "lap", "hand", "hip", "armpit", "groin", "mouth", "ear", "nose", "eye", "top of the head", "waist", "lower back"})
"""Places that something can be in."""


def _relation_name(meaning: str, surface: str, kind: str, level: bool, moving: bool) -> tuple[str | None, float]:
    """The relation of ``posecodes`` meant by a preposition before an object of a kind, and how surely."""
    if level:
        if meaning in ("above", "higher than"):
            return "above", 1.0
        if meaning in ("below", "lower than"):
            return "below", 1.0
        return "level with", 1.0
    if meaning == "below" and (kind in ("chin", "armpit") or kind in _LAIN_UPON and surface in ("under", "beneath", "underneath")):
        return "on", 0.8
    if meaning == "in" and kind == "face":
        return "near", 0.6
    if meaning in ("on", "touching"):
        return "on", 1.0
    if meaning == "in":
        return ("on", 0.9) if kind in _HOLLOWS or surface == "into" else (None, 0.0)
    if meaning == "above":
        over = surface.endswith("over")
        skin = kind in ("chest", "mouth", "eyes", "eye", "face", "stomach", "ear", "nose", "groin", "forehead", "chin", "throat", "lap")
        return ("on", 0.8) if over and skin else ("above", 1.0)
    if meaning == "at":
        if kind in ("hip", "chin", "mouth", "ear", "neck", "throat", "temple", "forehead"):
            return "on", 0.85
        if kind in ("chest", "stomach", "face"):
            return "in front of", 0.7
        return "near", 0.7
    if meaning == "to":
        if kind == "shoulder" and moving and surface != "up to":
            return "near", 0.7
        return ("on", 0.75) if kind in _BROUGHT_TO else ("near", 0.8)
    if meaning == "toward" or (meaning == "for" and moving):
        return "near", 0.6
    if meaning == "between":
        return ("near", 0.8) if kind == "upper back" else ("near", 0.6)
    if meaning == "across" and kind in _COVERED:
        return "on", 0.8
    if meaning in (
        "near", "away from", "below", "level with", "in front of", "behind", "beside", "higher than", "lower than",
    ):  # fmt: skip
        return meaning, 1.0
    return None, 0.0


def relations(c: Clause, subject_kind: str, skip: Callable[[Word, Entity], bool] = lambda w, e: False) -> Iterator[Saying]:
    """Relations of a limb's point to places, by the general rule."""
    side = c.entity.side
    subject = f"{side} {subject_kind}" if side else subject_kind
    moving = c.said("pred", "raised", "extended", "reach", "rest") is not None
    for w in c.words("rel"):
        if w.used or w.thing:
            continue
        if w.meaning == "between" and side is not None and w.objects:
            amid = between(subject_kind, side, w.objects[0].kind)
            yield from say(amid, w, sure=0.9)
            if amid is not None:
                continue
        if w.meaning == "above" and side is not None and any(o.kind == "ground" for o in w.objects):
            surface = c.surface(w)
            how = "just" if surface.startswith("just") or w.mods.degree == "slight" else "high" if "high" in surface or c.said("pred", "high") else ""
            if how:
                yield from say(above_ground(subject_kind, side, how), w, *c.words("pred", "hang", "raised", "high"), sure=0.9)
        if (w.meaning == "between" and subject_kind == "hand" and any(o.kind in ("fingers", "thumb") for o in w.objects)) or _narrows(c, w):
            w.used = True
            continue
        level = any(ref.level for ref in w.objects)
        if w.meaning in ("at", "to", "toward") and not level and c.said("pred", "point") is not None:
            continue  # what a hand points at may be far away
        for entity in objects_of(w.objects, c.entity, c.context, w.meaning):
            if skip(w, entity) or (entity.kind == "person" and w.meaning in ("at", "to", "toward", "for")):
                continue  # "pointing at the officer": somebody else
            if subject_kind == "upper arm" and w.meaning in ("beside", "near", "touching", "on") and entity.kind in ("ear", "head", "face", "cheek", "temple"):
                yield from say(sided("left arm: straight up", side), w, sure=0.85)  # "biceps by the ears"
                continue
            name, sure = _relation_name(w.meaning, c.surface(w), entity.kind, level, moving)
            if name == "on" and w.meaning == "below" and subject_kind != "hand" and entity.kind in _LAIN_UPON:
                name = "below"
            if name == "near" and w.meaning == "to" and subject_kind in ("hand", "wrist") and entity.kind == "shoulder" and entity.side != c.entity.side:
                name, sure = "on", 0.8  # "the hand to the opposite shoulder"
            if w.meaning == "to" and subject_kind == "hand" and entity.kind in ("chest", "stomach", "waist") and name == "near" and not moving and not c.said(
                "pred", "near"
            ):
                name = "on"  # "a hand to the chest"
            crosses = not level and entity.side != c.entity.side and c.surface(w) == "over" and c.entity.kind in _LEG_POINTS | {"shin", "heel"}
            if name == "above" and crosses and (
                entity.kind in ("thigh", "knee", "shin", "ankle", "foot") and c.said("pred", "rest", "hang")
            ):
                name = "on"  # "the ankle rests over the other knee"
            if name == "away from" and entity.kind in ("hip", "hips") and subject_kind in ("foot", "knee", "thigh", "shin", "toes"):
                w.used = True
                continue  # "turned out from the hips"
            if name == "away from" and w.mods.degree == "slight" and c.surface(w) == "off":
                name = "near"  # "just off the face"
            if name == "below" and entity.kind == "arm" and c.entity.kind in ("hand", "fingers"):
                name, entity = "on", Entity("armpit", entity.side)  # "a hand tucked under the other arm"
            if entity.kind == "arm" and _narrowed_to(c, w, "shoulder"):
                entity = Entity("upper arm", entity.side)
            top = c.surface(w) in ("atop", "at the top of") or c.surface(w).endswith("on top of")
            place_kind = _object_place(entity, c.entity, "level" if level else "on top" if top else w.meaning)
            if name is None or place_kind is None or subject not in PLACES:
                continue
            code = relation(subject, name, place_kind)
            if name in ("above", "below") and w.mods.degree == "slight":
                code = offset_by(subject, name, place_kind)
            small = place_kind is not None and place_kind != "head" and place_kind in PLACES and PLACES[place_kind].limb == "head"
            if name == "beside" and subject_kind == "hand" and small and place_kind is not None and code is not None:
                code = sharper(code, relation(subject, "near", place_kind))  # by the ear: not half an arm from it
            if name == "behind" and subject_kind == "hand" and place_kind == "head" and code is not None:
                code = sharper(code, relation(subject, "on", "back of the head"))  # not held in the air behind it
            if name == "behind" and subject_kind == "hand" and place_kind is not None and place_kind.endswith(" ear") and code is not None:
                code = sharper(code, relation(subject, "on", place_kind))  # cupped behind the ear
            if name == "behind" and subject_kind == "hand" and place_kind == "lower back" and side is not None and code is not None:
                code = sharper(code, at_the_back(side))
            thigh = name == "on" and subject_kind == "hand" and entity.kind == "thigh" and _narrowed_to(c, w, "knee")
            if thigh and code is not None and entity.side in ("left", "right"):
                code = sharper(code, relation(subject, "near", f"{entity.side} knee"))  # "on the thigh just above the knee"
            if name == "behind" and subject_kind == "hand" and place_kind == "neck" and code is not None:
                code = sharper(code, relation(subject, "on", "neck"))
            apart = c.words("pred", "hang", "near", "apart", "raised", "lowered", "throw")
            closed = c.surface(w) in ("around", "round") and (
                c.words("pred", "rest", "clasp", "touch", "bent") or (c.entity.kind in ("hand", "palm", "fingers") and not apart)
            )
            if w.meaning == "at" and subject_kind == "hand" and name == "in front of" and place_kind in ("chest", "stomach") and code is not None:
                code = sharper(code, relation(subject, "near", place_kind))  # "held at the stomach": not at arm's length
            if w.meaning == "near" and subject_kind == "hand" and closed and (
                entity.kind in _WRAPPED or entity.kind in _GRIPPED and c.entity.kind in ("hand", "palm", "fingers")
            ):
                code = relation(subject, "on", place_kind)  # "wrapped around the wrist"
            if name == "beside" and c.surface(w) == "along" and subject_kind == "hand" and entity.kind in ("forearm", "upper arm", "thigh", "shin", "arm"):
                code = relation(subject, "on", place_kind)  # "lies along the thigh"
            near = w.mods.degree.startswith("almost")
            if near and name == "on":
                code = relation(subject, "near", place_kind)
            yield from say(code, w, sure=sure)


_SEGMENTS = {"arm": ("elbow", "wrist", "shoulder"), "upper arm": ("elbow", "shoulder"), "forearm": ("elbow", "wrist"),
             "leg": ("knee", "ankle"), "thigh": ("knee",), "shin": ("knee", "ankle")}  # fmt: skip


def _narrows(c: Clause, w: Word) -> bool:
    """"gripping the upper arm just above the elbow": a relation that tells where on the limb just named."""
    if w.meaning not in ("above", "below", "near") or len(w.objects) != 1 or w.objects[0].side is not None:
        return False
    return any(
        r is not w and r.last == w.first and (r.meaning in ("on", "touching", "in") or c.surface(r) == "over")
        and any(w.objects[0].kind in _SEGMENTS.get(o.kind, ()) for o in r.objects)
        for r in c.words("rel")
    )


def _narrowed_to(c: Clause, w: Word, joint: str) -> bool:
    """Whether what follows a contact with a limb says that it is near a joint of it."""
    return any(r is not w and w.last == r.first and _narrows(c, r) and r.objects[0].kind == joint for r in c.words("rel"))


def own_direction(meaning: str, side: str | None) -> str:
    """"to the left" seen from a limb: outward on its own side, across on the other."""
    if meaning.startswith("viewer "):
        meaning = "right" if meaning == "viewer left" else "left"  # of a person who faces the camera
    if meaning in ("left", "right"):
        return "side" if meaning == side else "across"
    return meaning


def directions_of(c: Clause) -> dict[str, Word]:
    return {own_direction(w.meaning, c.entity.side): w for w in c.words("dir") if not w.used}


def is_placed(c: Clause) -> bool:
    """Whether a relation to a place says where the limb is."""
    joints = ("elbow", "wrist", "knee")
    return any(w.objects and not w.thing and not (w.used and w.objects[0].kind in joints) for w in c.words("rel"))
