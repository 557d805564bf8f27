"""What a clause leaves unsaid: whom it is about when it names nobody, whose leg a posture is on, and that who is in a chair sits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from core.language.actions import actions
from core.language.arms import ARMS
from core.language.hand_texts import laid
from core.language.item import Item
from core.language.legs import FEET, LEGS
from core.language.propositions import Mods, Proposition, Ref, Word
from core.language.sayings import Saying
from core.language.sides import Context, Entity

Surface = Callable[[Word], str]
"""What a word looks like in the text."""
_SEATS = frozenset({"chair", "armchair", "stool", "bench", "sofa", "couch", "wheelchair", "recliner", "deckchair", "saddle"})


_ARM = ("hands", "arms", *(f"{side} {limb}" for side in ("left", "right") for limb in ("arm", "elbow", "forearm", "hand", "palm")))
_LEG = ("feet", "knees", "legs", *(f"{side} {limb}" for side in ("left", "right") for limb in ("leg", "knee", "thigh", "foot")))
_UNLIKE = {"head": ("torso", *_ARM, *_LEG), "leg": ("torso", *_ARM), "foot": ("torso", *_ARM), "arm": ("torso", *_LEG), "hand": ("torso", *_LEG)}


def of_the_part(said: list[Saying], kind: str | None, *, simile: bool) -> list[Saying]:
    """What a clause says, without what only follows from it and is of other parts than the one of the ``kind`` whose text it is.

    A head "bowed as if reading" has no hands, an arm "like half a jumping jack" no feet, and of a leg's text that runs, or stretches the quadriceps, the arms
    are not told.
    """
    others = _UNLIKE.get(kind or "")
    if others is None:
        return said
    runs = kind in ("leg", "foot")
    return [
        s for s in said
        if not (s.implied and s.posecode.name.startswith(others) and (simile or runs and s.words and s.words[0].category in ("posture", "act")))
    ]  # fmt: skip


def slot_entities(context: Context) -> tuple[Entity, ...]:
    """The part in whose row the text stands; nothing where there is none."""
    return (Entity(context.slot_kind, context.slot_side, slot=True),) if context.slot_kind else ()


def inherited(prop: Proposition, context: Context, surface: Surface) -> tuple[Entity, ...]:
    """Whom a clause without a subject is about: the part last spoken of, the row's own, the trunk, the head or the person."""
    bows = any(w.category == "pred" and w.meaning == "bow" and w.form != "ed" and surface(w).startswith("bow") for w in prop.words)
    if prop.has("pred", "look", "bow") and not prop.has("posture") and not (bows and context.slot_kind != "head"):
        trunk = context.slot_kind == "torso" and not prop.has("pred", "look")  # "bowed over the keyboard", said of the torso
        return (Entity("torso" if trunk else "head"),)
    if prop.has("posture", "kneeling", "stepping") and not context.last and context.slot_kind in ("leg", "foot"):
        return slot_entities(context)
    if context.slot_kind in ("arm", "hand") and not context.last and _lies_across(prop):
        return slot_entities(context)
    if context.slot_kind in ("leg", "foot") and not context.last and _lies_somewhere(prop, surface):
        return slot_entities(context)
    if laid(prop, context):
        return context.last or slot_entities(context)
    if prop.has("posture", "upside down") and context.slot_kind == "foot" and all(surface(w) == "inverted" for w in prop.words if w.category == "posture"):
        return slot_entities(context)
    if context.slot_kind == "foot" and {e.kind for e in context.last} <= FEET and prop.has("pred", "arch") and not prop.has("posture"):
        return context.last or slot_entities(context)  # the arch of the foot, not of the back
    if prop.has("posture") or prop.has("pred", "akimbo", "shrug", "shrugged"):
        return (Entity("person"),)
    if prop.has("pred", "stepping", "step") and context.slot_kind not in ("leg", "foot") and any(w.meaning == "with" and w.objects for w in prop.words):
        return (Entity("person"),)  # "while stepping with the left foot"
    if prop.has("act"):
        whose = {"hand": ARMS, "leg": LEGS | FEET}.get(actions()[next(w.meaning for w in prop.words if w.category == "act")].who)
        own = context.last and whose is not None and {e.kind for e in context.last} <= whose
        return context.last if own else (Entity("person"),)
    hinges = any(o.kind in ("hip", "hips", "waist") and not o.level for w in prop.words if w.meaning in ("at", "from") for o in w.objects)
    if hinges and prop.has("pred", "bent", "lean", "doubled over") and not (context.slot_kind in ("leg", "foot") and not context.last):
        return (Entity("torso"),)
    if prop.has("rel", "touching") and not context.last and context.slot_kind in ("torso", "head"):
        return (Entity("person"),)  # "touching her toes"
    if context.slot_kind == "torso" and not context.last and prop.has("pred", "kick", "wave", "punch", "throw", "point", "clasp"):
        return (Entity("person"),)
    if prop.has("pred", "averted"):
        return (Entity("head"),)
    if prop.has("pred", "straight back") and not prop.has("posture"):
        return (Entity("torso"),)
    if prop.has("pred", "sideways on", "back on") and not prop.has("posture"):
        return (Entity("head" if context.slot_kind == "head" else "torso"),)
    if prop.has("pred", "balance") and any(w.meaning == "on" for w in prop.words):
        return (Entity("person"),)
    if prop.has("pred", "chin up"):
        return (Entity("head"),)
    if prop.has("pred", "tiptoe"):
        feet = [e for e in context.last if e.kind in FEET | LEGS]
        return tuple(feet) or (Entity("foot", context.slot_side),) if context.slot_side else (Entity("foot", "left"), Entity("foot", "right"))
    joined = any(w.category == "rel" and w.meaning in ("at", "in") and any(o.kind == "elbow" for o in w.objects) for w in prop.words)
    if joined and context.slot_kind in ("arm", "hand") and context.last and {e.kind for e in context.last} == {"person"}:
        return (Entity("arm", context.slot_side),)  # "swearing an oath, bent at the elbow"
    last = context.last
    if last:
        kinds = {e.kind for e in last}
        curved = any(w.category == "pred" and w.meaning == "round" and surface(w).startswith("curv") for w in prop.words)
        rounded = any(w.category == "pred" and surface(w) == "rounded" for w in prop.words)
        lifted = context.slot_kind in ("arm", "hand") or prop.has("pred", "overhead") or prop.has("rel", "above", "in front of")
        curved |= rounded and kinds <= ARMS and lifted  # "arms lifted, rounded overhead"
        trunk = prop.has("pred", "lean", "arch", "arched", "round", "hunched", "doubled over") and not curved
        slants = any(w.category == "pred" and surface(w).startswith(("slant", "slop")) for w in prop.words)
        if slants and context.slot_kind in ("arm", "hand", "leg", "foot"):
            return slot_entities(context)  # "echoes the line of the leg, slanting down", of an arm
        trunk |= kinds <= ARMS and any(surface(w) in ("upright", "erect") for w in prop.words)
        if kinds <= (ARMS | LEGS | FEET | {"person"}) and trunk:
            return (Entity("torso"),)
        return last
    return slot_entities(context) or (Entity("person"),)


def _lies_somewhere(prop: Proposition, surface: Surface) -> bool:
    """Whether it is the leg of the slot that "sits on the right thigh", "lies flat on the floor"."""
    posture = [w for w in prop.words if w.category == "posture"]
    if len(posture) != 1 or posture[0].meaning not in ("sitting", "lying") or surface(posture[0]) not in ("sits", "lies", "lying", "lie"):
        return False
    places = {o.kind for w in prop.words for o in w.objects}
    if not places & {"thigh", "knee", "shin", "ankle", "foot", "leg", "ground"} or (posture[0].meaning == "sitting" and "ground" in places):
        return False
    posture[0].category, posture[0].meaning = "pred", "rest"
    return True


def _lies_across(prop: Proposition) -> bool:
    """Whether it is the limb of the slot that lies somewhere on the body: "lying over the chest"."""
    places = [o.kind for w in prop.words for o in w.objects]
    lying = [w for w in prop.words if w.category == "posture"]
    own = {"chest", "stomach", "lap", "thigh", "waist", "hip", "knee", "torso", "body"}
    if len(lying) != 1 or lying[0].meaning != "lying" or not places or set(places) - own:
        return False
    lying[0].category, lying[0].meaning = "pred", "rest"
    return True


def seat(prop: Proposition, entities: tuple[Entity, ...], items: list[Item]) -> None:
    """Somebody in a chair sits: "slumped in an armchair"."""
    if prop.has("posture") or prop.has("act") or not entities or any(e.kind not in ("person", "torso", "body") for e in entities):
        return
    for k in range(prop.first + 1, min(prop.last, len(items))):
        before = {w for i in items[max(prop.first, k - 3) : k] for w in i.words.split()}
        if items[k].words in _SEATS and before & {"in", "on"}:
            prop.words.append(Word("posture", "sitting chair", Mods(), k, k + 1))
            return


def mentioned(prop: Proposition, context: Context, following: Proposition | None) -> Iterator[Entity]:
    """Sided things near a posture word: which leg a lunge is on."""
    if not prop.has("posture") and not prop.has("act"):
        return
    for near in (prop, following):
        if near is None:
            continue
        refs: list[Ref] = [*near.subjects, *(o for w in near.words for o in w.objects)]
        for ref in refs:
            if ref.side in ("left", "right"):
                back = near.has("dir", "back") or near.has("rel", "behind")
                yield Entity(ref.kind, ref.side if not back else {"left": "right", "right": "left"}[ref.side])


def each_its_own(prop: Proposition, items: list[Item]) -> None:
    """"A hand resting on each knee": both hands, each on its own; in place."""
    if len(prop.subjects) != 1 or prop.subjects[0].side is not None or not prop.subjects[0].one:
        return
    for w in prop.words:
        if w.category == "rel" and w.meaning == "beside" and {"either", "each", "both"} & set(items[w.first].words.split()):
            prop.subjects = [replace(prop.subjects[0], side="both", one=False)]  # "one hand on either side of the head"
        for k, o in enumerate(w.objects):
            if o.side == "both" and not o.plural and any(i.words in ("each", "either") for i in items[o.first : o.last]):
                prop.subjects = [replace(prop.subjects[0], side="both", one=False)]
                w.objects[k] = replace(o, side=None)


def laid_flat(prop: Proposition, context: Context, surface: Surface) -> None:
    """"Flat on the belly", said of a hand, is where the hand lies and not the body; in place."""
    if context.slot_kind != "hand" or prop.subjects or context.last:
        return
    for w in prop.words:
        said = surface(w).split()
        place = {"belly": "stomach", "tummy": "stomach", "stomach": "stomach", "back": "lower back"}.get(said[-1]) if said[:2] == ["flat", "on"] else None
        if w.category == "posture" and place is not None:
            w.category, w.meaning = "rel", "on"
            w.objects = [Ref(place, None, False, False, w.first, w.last)]
