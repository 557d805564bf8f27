"""Whose arm, which knee: sides of noun phrases from words, the description's own slot and what was spoken of before. Never from an embedding."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from core.language.propositions import Ref

PAIRED = frozenset(
    {
        "arm", "upper arm", "forearm", "elbow", "wrist", "hand", "palm", "fingers", "thumb", "shoulder", "armpit",
        "leg", "thigh", "knee", "shin", "ankle", "foot", "toes", "heel", "hip", "buttock", "pocket", "ear", "eye",
        "cheek", "side", "temple",
    }
)  # fmt: skip
OTHER = {"left": "right", "right": "left"}
_TWIN_ROLES = {"front": "back", "back": "front", "standing": "free", "free": "standing"}


@dataclass(frozen=True)
class Entity:
    """One thing spoken of: its kind and side (None on the midline), ``either``: the side was not said, the other one would do as well."""

    kind: str
    side: str | None = None
    either: bool = False
    viewer: bool = False
    slot: bool = False


@dataclass
class Context:
    """What has been spoken of so far."""

    slot_kind: str | None
    slot_side: str | None
    last: tuple[Entity, ...] = ()
    last_kind: str = ""
    last_side: str | None = None
    last_plural: bool = False
    mentioned: tuple[Entity, ...] = ()
    objects: tuple[Entity, ...] = ()
    roles: dict[str, str] = field(default_factory=dict)
    guessed: dict[str, str] = field(default_factory=dict)
    ones: dict[str, str] = field(default_factory=dict)
    spoken: set[tuple[str, str | None]] = field(default_factory=set)
    """Kind and side of every subject so far."""
    near_side: str | None = None
    """The side last spoken of outright in this sentence."""

    def note(self, entities: tuple[Entity, ...]) -> None:
        """Remember the subjects of a clause."""
        if not entities:
            return
        self.last = entities
        self.spoken.update((e.kind, e.side) for e in entities)
        self.last_kind = entities[0].kind
        self.last_plural = len(entities) > 1
        sided = [e for e in entities if e.side]
        if len(sided) == 1:
            self.last_side = sided[0].side
            if not sided[0].slot and not sided[0].either:
                self.near_side = sided[0].side


def _one_limb(kind: str, context: Context) -> bool:
    limbs = (_LEGS | {"hip"}, _REACHING | {"shoulder"})
    return any(kind in limb and context.last_kind in limb for limb in limbs)


def _of_the_slot(kind: str, context: Context) -> bool:
    """Whether a kind belongs to the limb whose text this is."""
    if context.slot_kind in ("arm", "hand"):
        return kind in _REACHING
    return context.slot_kind in ("leg", "foot") and kind in _LEGS


def subjects_of(refs: list[Ref], context: Context) -> tuple[Entity, ...]:
    """The entities that the subjects of a clause stand for; empty when a pronoun has nothing to refer to."""
    out: list[Entity] = []
    for ref in refs:
        out += _subject(ref, context, tuple(out))
    return tuple(dict.fromkeys(out))


def _subject(ref: Ref, context: Context, before: tuple[Entity, ...]) -> list[Entity]:
    kind = ref.kind
    if (kind == "it" or (kind == "they" and ref.plural)) and context.slot_kind in PAIRED and {e.kind for e in context.last} <= {"person"}:
        sides = ("left", "right") if ref.plural else (context.slot_side,)
        return [Entity(context.slot_kind or "", side, slot=side == context.slot_side) for side in sides]  # "he holds it out", "raises them both"
    if kind == "it" and context.slot_kind == "head" and {e.kind for e in context.last} <= {"person"}:
        return [Entity("head")]  # "she had tipped it back"
    if kind in ("it", "they"):
        if context.last and not (kind == "they" and len(context.last) == 1 and context.last[0].kind != "person"):
            return list(context.last)
        if kind == "it" and context.slot_kind:
            return [Entity(context.slot_kind, context.slot_side, slot=True)]
        return [Entity("person")]
    if kind == "which":
        return list(context.objects or context.last)
    if kind == "one":
        return [Entity(e.kind, e.side) for e in context.last[:1]]
    if kind == "each other":
        return []
    if kind == "":
        kind = next((r for r in (context.last_kind, context.slot_kind or "") if r in PAIRED), "")
        if not kind:
            return []
    if kind not in PAIRED:
        return [Entity(kind)]
    if ref.side in ("left", "right"):
        return [Entity(kind, ref.side, viewer=ref.viewer)]
    if ref.role == "this":
        if context.slot_side is not None and not ref.plural:
            return [Entity(kind, context.slot_side, slot=True)]  # "the right knee points outward while this leg stays straight"
        ref = replace(ref, role="")
    if ref.role and not ref.plural and ref.side is None:
        side = context.roles.get(ref.role) or (context.slot_side if context.slot_kind in ("leg", "foot") else None)
        if side:
            return [Entity(kind, side)]
        guess = context.guessed.setdefault(ref.role, "left" if ref.role == "back" else "right")  # the leg that goes ahead is the right one (a lunge)
        context.guessed.setdefault(_TWIN_ROLES.get(ref.role, ""), OTHER[guess])  # "front knee bent, back knee straight": two knees
        return [Entity(kind, guess, either=True)]
    if ref.plural and ref.side is None and kind in ("toes", "fingers") and context.near_side is not None and _one_limb(kind, context) and not (
        context.last_plural
    ):
        return [Entity(kind, context.near_side)]  # "the left leg is back, only the toes on the floor"
    if ref.plural and ref.side in (None, "both") and kind in ("toes", "fingers") and context.slot_side is not None:
        return [Entity(kind, context.slot_side, slot=True)]
    if ref.side == "both" or (ref.plural and ref.side not in ("other", "opposite") and not ref.one):
        return [Entity(kind, "left"), Entity(kind, "right")]
    if ref.side in ("other", "opposite"):
        upheld = context.roles.get("standing") if kind in _LEGS else None
        known = next((e.side for e in reversed(before) if e.side), None) or context.near_side or upheld or context.last_side
        if known is None and ref.first <= 1 and context.slot_side and _of_the_slot(kind, context):
            return [Entity(kind, context.slot_side, slot=True)]  # a text that begins "The other arm ...": the text of the one arm came before
        known = known or context.slot_side
        return [Entity(kind, OTHER[known])] if known else [Entity(kind, "left", either=True)]
    beside = [e.side for e in before if e.side]
    if len(set(beside)) == 1 and not ref.one and kind in _LEGS | {"hip"} | _REACHING:
        return [Entity(kind, beside[0])]  # "the right hip and knee"
    if context.slot_side is not None and context.near_side not in (None, context.slot_side) and _one_limb(kind, context):
        return [Entity(kind, context.near_side)]  # "the left leg is raised with the knee bent", in the text of the right one
    if context.slot_side is not None and ref.one and kind in context.ones:
        return [Entity(kind, OTHER[context.ones[kind]])]  # "one arm up, one arm down": the other one
    if context.slot_side is not None:
        if ref.one:
            context.ones[kind] = context.slot_side
        return [Entity(kind, context.slot_side, slot=True)]
    if ref.one or context.last_side is None:
        side = OTHER[context.ones[kind]] if kind in context.ones and ref.one else "right"
        context.ones[kind] = side
        return [Entity(kind, side, either=True)]  # "one arm up, one arm down"
    if len([e for e in context.last if e.side]) > 1:  # "the arms are raised, each elbow bent"
        return [Entity(kind, "left"), Entity(kind, "right")]
    return [Entity(kind, context.last_side)]


# A hand cannot touch its own arm: unsaid, the other one is meant.
_REACHING = frozenset({"arm", "upper arm", "forearm", "elbow", "wrist", "hand", "palm", "fingers", "thumb"})
_LEGS = frozenset({"leg", "thigh", "knee", "shin", "ankle", "foot", "toes", "heel"})


_STACKED = frozenset({"knee", "ankle", "foot", "toes", "heel"})
_ALONG = frozenset({"higher than", "lower than", "above", "below", "level with", "in front of", "behind"})
"""Relations that order the joints of one limb: "the elbow is higher than the hand" speaks of one arm."""


def objects_of(refs: list[Ref], subject: Entity, context: Context, meaning: str = "") -> list[Entity]:
    """The entities that a relation's objects stand for, seen from one subject (each hand on its own knee)."""
    out: list[Entity] = []
    for ref in refs:
        kind = ref.kind
        if kind == "":
            kind = subject.kind if subject.kind in PAIRED else context.last_kind
        if kind in ("one",):
            kind = subject.kind
        if kind in ("it", "they", "which"):
            if meaning in _ALONG and subject.kind in _REACHING and kind == "it" and subject not in context.last:
                placed = [e for e in context.objects if e.kind in ("shoulder", "chin", "head", "chest", "hip", "waist")]
                if placed and {e.kind for e in context.last} <= _REACHING and subject.kind not in {e.kind for e in context.last}:
                    out += placed[:1]  # "the wrist is above the shoulder, the elbow below it"
                    continue
            spoken = [e for e in context.last if e != subject and (e.kind in PAIRED or e.kind == "head")]
            own = [e for e in spoken if e.side == subject.side]
            out += own[:1] or spoken[:1]  # each arm around its own knee
            continue
        if kind == "each other":
            if subject.side:
                out.append(Entity(subject.kind, OTHER[subject.side]))
            continue
        if kind not in PAIRED:
            out.append(Entity(kind))
            continue
        side = ref.side or (context.roles.get(ref.role) if ref.role else None)
        if side in ("left", "right"):
            out.append(Entity(kind, side))
        elif subject.side is None:
            both = ref.plural or side == "both"
            known = context.slot_side or context.last_side
            if side in ("other", "opposite") and not both:
                upheld = context.roles.get("standing") if kind in _LEGS else None
                known = OTHER.get(upheld or known or "")
            out += [Entity(kind, s) for s in (("left", "right") if both else (known,) if known else ())]
        elif side in ("other", "opposite"):
            out.append(Entity(kind, OTHER[subject.side]))
        elif side == "both" and not ref.plural:
            out += [Entity(kind, "left"), Entity(kind, "right")]
        elif kind in _LEGS and subject.kind == "toes" and not ref.role:
            out.append(Entity(kind, subject.side))  # toes drawn towards the shin: its own
        elif side is None and meaning in _ALONG and subject.kind in ("knee", "shin", "hip") and kind in _STACKED and kind != subject.kind:
            out.append(Entity(kind, subject.side))  # "the knees over the toes": each over its own
        elif meaning in _ALONG and kind != subject.kind and side is None and not ref.plural and kind not in ("arm", "leg"):
            out.append(Entity(kind, subject.side))
        elif (kind in _REACHING and subject.kind in _REACHING) or (kind in _LEGS and subject.kind in _LEGS):
            out.append(Entity(kind, subject.side if side == "same" else OTHER[subject.side]))
        else:
            out.append(Entity(kind, subject.side))
    return out
