"""What actions and named poses say of the body: the table of ``actions`` applied to the side that acts.

Which side that is comes from the subject ("the left hand waves"), from what the action is done with ("waves with the left hand"), from the
slot, or stays open: then either side will do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from core.language.actions import Action, actions
from core.language.catalogue import CATALOGUE
from core.language.graded import leaning
from core.language.ground import hips_lifted, shoulders_down
from core.language.places import swap_sides
from core.language.posecodes import Posecode, relation
from core.language.propositions import Word
from core.language.sayings import Clause, Saying, relations
from core.language.sides import OTHER, Entity
from core.language.stance import weight_on

_ARMS = frozenset({"arm", "upper arm", "forearm", "elbow", "wrist", "hand", "palm", "fingers", "thumb"})
_LEGS = frozenset({"leg", "thigh", "knee", "shin", "foot", "ankle", "toes", "heel"})
_RELATIONS = ("on", "near", "in front of", "behind", "beside", "above", "below", "level with")
USUAL = "right"
"""Which side acts where nothing says so; the statement then leaves the side open."""


@lru_cache(maxsize=1024)
def named(name: str) -> Posecode:
    """The posecode of a name: one of the catalogue, or a relation between two places ("left hand: on the left ear").

    Raises:
        KeyError: when the name is neither.
    """
    known = CATALOGUE.get(name)
    if known is not None:
        return known
    subject, _, said = name.partition(": ")
    if said.startswith("weight on the "):
        return weight_on(said.split()[3])
    for made_on_demand in (hips_lifted(), shoulders_down()):
        if name == made_on_demand.name:
            return made_on_demand
    for words in _RELATIONS:
        if said.startswith(words + " the "):
            made = relation(subject, words, said[len(words) + 5 :])
            if made is not None:
                return made
    raise KeyError(name)


def read_actions(c: Clause) -> Iterator[Saying]:
    """Actions and named poses of a clause."""
    for w in c.words("act"):
        if w.mods.neg:
            continue  # what someone does not do leaves open what they do
        yield from act(c, actions()[w.meaning], w)


def act(c: Clause, action: Action, w: Word) -> Iterator[Saying]:
    """One action as sayings, for the side that does it."""
    if action.name == "briefcase" and any(o.kind == "shoulder" for r in c.words("rel") for o in r.objects):
        action = actions()["shoulder carry"]
    if action.name in ("toe touch", "bend toes") and c.entity.kind in ("heel", "toes", "foot", "knee", "ankle"):
        yield from _heel_to_toe(c, w)
        return
    if action.name == "fetal" and c.context.slot_kind == "hand" and c.surface(w).startswith("curl"):
        w.used = True  # a hand that is curled up
        return
    if "position" in c.surface(w) and c.context.slot_kind in ("arm", "hand") and all(named(n).part.endswith(("leg", "foot")) for n, _ in action.codes):
        return  # "first position" of the arms
    limbs = _LEGS if action.who == "leg" else _ARMS
    own = c.entity.side if c.entity.kind in (_ARMS | _LEGS) else None
    side = (own if not c.entity.either else None) or w.side or _with(c, limbs, only=True) or _slot(c, action) or _with(c, limbs)
    if action.who == "leg" and own is None and _upheld(c) is not None:
        side = OTHER[_upheld(c) or side or USUAL]  # "stands on the right leg and hugs the other knee"
    if action.who == "lead":
        first = action.codes[0][0]
        side = _standing(c, own) if first.startswith("body: standing on") else _kneeling(c, first) or side or _ahead(c)
    w.used = True
    if c.pair and action.who in ("hand", "leg", "lead"):
        if own == "right":
            return  # said once, for the left of the pair, with the side left open
        own = side = None
    both = any(word in ("hands", "arms", "fists", "palms") for word in c.surface(w).split())
    if action.who == "arms" and side is None and c.context.slot_kind in ("arm", "hand") and c.entity.kind not in _ARMS and not both:
        own = c.context.slot_side
    joint = any(name.startswith("hands: together") for name, _ in action.codes)
    single = c.context.slot_kind in ("hand", "arm")
    if action.who == "hands" and side is None and single and c.entity.kind not in _ARMS and not both and not joint:
        own = c.context.slot_side  # "holding a book", of one hand: the other one has a text of its own
    if action.who in ("hands", "arms") and own is None:
        own = _one_hand(c)
    if action.who in ("hands", "arms"):
        sides: tuple[str, ...] = ("left", "right") if own is None or c.pair else (own,)
    else:
        sides = (side or USUAL,)
    open_side = side is None and action.who in ("hand", "leg", "lead")
    placed = [
        r for r in c.words("rel")
        if not r.used and not r.thing and r.objects and c.entity.kind not in _ARMS | _LEGS and not any(o.kind in _ARMS for o in r.objects)
        and not (r.meaning == "on" and {o.kind for o in r.objects} & {"side", "back", "stomach", "ground"})  # what the person lies on
    ]  # fmt: skip
    spoken_of = any((kind, c.context.slot_side) in c.context.spoken for kind in _ARMS)
    ones_own = action.who in ("lead", "hand") and c.context.slot_kind in ("arm", "hand") and c.context.slot_side in OTHER and (c.prop.alien or spoken_of)
    # "The right arm is raised, as if to serve": the other arm has a text of its own.
    aloft = [o for o in c.words("pred", "overhead") if any(n.startswith("left hand: ") for n, _ in action.codes)]
    for one in sides:
        if aloft and action.who in ("hand", "hands", "arms"):
            for o in aloft:
                o.used = True
            yield Saying(CATALOGUE[f"{one} arm: overhead"], 0.9 * w.mods.confidence, (w, *aloft), implied=True, either=open_side)
            continue  # "holds a ball overhead"
        folded = any(name.startswith("torso: bent") for name, _ in action.codes)  # "folded over the legs": where the trunk is
        if action.who in ("hand", "hands", "arms") and placed and not folded:
            yield from _placed(c, one, placed)
        for name, sure in action.codes:
            if name.startswith("left hand:") and (any(r.used for r in placed) or c.entity.kind in _ARMS and _elsewhere(c)):
                continue  # where the hand is has been said
            if own is not None and not c.pair and name.startswith("hands: ") and not joint:
                continue
            code = named(swap_sides(name) if one == "right" else name)
            if ones_own and code.part.endswith(("arm", "hand")) and not code.part.startswith(str(c.context.slot_side)):
                continue
            if sure <= _ALONG and single and (code.part in ("head", "torso") or code.part.endswith(("leg", "foot"))):
                continue  # what the rest of the body usually does along with it, in the text of an arm
            if c.prop.alien and c.context.slot_side in OTHER and not code.part.startswith(str(c.context.slot_side)) and not joint:
                continue  # "nearly a full ballet turnout", of one foot
            if folded and name.startswith("torso: bent") and (amount := _degrees(c)) is not None:
                code, sure = leaning("forward", amount), 0.9  # "a hip hinge to about 45 degrees"
            yield Saying(code, sure * max(w.mods.confidence, _POSED), (w,), implied=True, either=open_side)


def _heel_to_toe(c: Clause, w: Word) -> Iterator[Saying]:
    """"The heel touches the toes": of the other foot, which is behind it."""
    side = c.entity.side
    w.used = True
    if side in OTHER and c.entity.kind == "heel" and not c.pair:
        code = relation(f"{side} heel", "on", f"{OTHER[side]} toes")
        if code is not None:
            yield Saying(code, 0.9 * w.mods.confidence, (w,))


def _degrees(c: Clause) -> float | None:
    """How far a figure that bends the trunk bends it, where degrees are told."""
    for w in c.words("pred"):
        if w.mods.angle is not None and 5 <= w.mods.angle <= 120:
            w.used = True
            return w.mods.angle
    return None


def _elsewhere(c: Clause) -> bool:
    """Whether the clause says where the hands are: "catches it above the head with both hands"."""
    return any(r.objects and not r.thing and r.meaning in _RELATIONS and not any(o.kind in _ARMS for o in r.objects) for r in c.words("rel"))


_ALONG = 0.5
"""How sure head, trunk and legs must be to move in an action that an arm's text names."""
_POSED = 0.7
"""How sure an action remains behind a hedge: "as if about to throw" describes a pose as well as "throws"."""
_TOUCHING = frozenset({"touch", "clasp", "hold", "hug", "supported"})


def read_agents(c: Clause) -> Iterator[Saying]:
    """"The chin is supported by the left hand": the hand is on the chin."""
    for r in c.words("rel", "agent"):
        r.used = True
        head = next((p for p in c.words("pred") if p.meaning in _TOUCHING), None)
        if head is None:
            continue
        for o in r.objects:
            if o.kind not in ("hand", "arm", "palm", "fingers"):
                continue
            several = o.plural or o.side == "both"
            known = o.side if o.side in OTHER else c.context.slot_side or c.context.last_side
            sides: tuple[str | None, ...] = ("left", "right") if several else (known,) if known else ()
            if several and c.pair and c.entity.side:
                sides = (c.entity.side,)  # "the ears are covered by the palms": each by its own
            for side in sides:
                kind = {"leg": "knee", "arm": "forearm", "body": "torso"}.get(c.entity.kind, c.entity.kind)
                code = relation(f"{side} hand", "on", f"{c.entity.side} {kind}" if c.entity.side else kind)
                if code is not None:
                    head.used = True
                    yield Saying(code, 0.9 * head.mods.confidence, (r,))


def _with(c: Clause, limbs: frozenset[str], *, only: bool = False) -> str | None:
    """The side of what the action is done with or (unless ``only``) at: "with the left hand", "to the right ear"."""
    found = None
    for r in c.words("rel"):
        for o in r.objects:
            if o.side in ("left", "right") and (o.kind in limbs or not only and r.meaning in ("to", "on", "at", "in", "near", "touching")):
                r.used = True
                found = found or o.side
    return found


def _one_hand(c: Clause) -> str | None:
    """The one hand that something usually done with both is done with: "carries a tray on his left hand"."""
    for r in c.words("rel", "in", "on", "with"):
        for o in r.objects:
            if o.kind in ("hand", "palm", "arm", "fingers") and o.side in ("left", "right"):
                r.used = True
                return o.side
    return None


def _slot(c: Clause, action: Action) -> str | None:
    kind, side = c.context.slot_kind, c.context.slot_side
    fits = kind in ("arm", "hand") if action.who == "hand" else kind in ("leg", "foot") if action.who == "leg" else False
    return side if fits else None


def _placed(c: Clause, side: str, rels: list[Word]) -> Iterator[Saying]:
    """Where what is done is done: "carries a tray at shoulder height"."""
    inner = replace(c, entity=Entity("hand", side), prop=replace(c.prop, words=rels))
    for r in rels:
        r.used = False
    yield from relations(inner, "hand")


def _kneeling(c: Clause, first: str) -> str | None:
    """The knee knelt on in a figure with one knee down: "lands on the right knee"."""
    if not first.startswith("body: kneeling on"):
        return None
    knee = next((o.side for r in c.words("rel", "on") for o in r.objects if o.kind == "knee" and o.side in OTHER), None)
    return knee and ("left" if f" {knee} knee" in first else "right")


def _upheld(c: Clause) -> str | None:
    """The leg that somebody who does something with the other one stands on."""
    if c.words("posture", "standing", "one leg") or c.words("pred", "balance", "rest"):
        for r in c.words("rel", "on"):
            for o in r.objects:
                if o.side in OTHER and o.kind in ("leg", "foot") and not o.plural:
                    return o.side
    return c.context.roles.get("standing") if any(o.side in ("other", "opposite") for r in c.words("rel") for o in r.objects) else None


def _standing(c: Clause, own: str | None) -> str | None:
    """The leg stood on in a pose on one leg."""
    for r in c.words("rel", "on"):
        for o in r.objects:
            if o.side in ("left", "right") and o.kind in ("leg", "foot"):
                r.used = True
                return o.side
    if own is not None and c.entity.kind in _LEGS:
        return OTHER[own]
    free = c.context.slot_side if c.context.slot_kind in ("leg", "foot") else None
    placed = {(o.kind, o.side) for o in c.context.objects} | {(o.kind, o.side) for r in c.words("rel") for o in r.objects}
    if free in OTHER and any((kind, OTHER[free]) in placed for kind in _LEGS):
        return OTHER[free]  # "tucked behind the left knee like a flamingo's", of the right foot
    if c.context.slot_kind in ("leg", "foot") and c.context.slot_side in OTHER and (
        c.words("dir", "back", "up", "forward", "out", "side") or c.words("pred", "raised", "extended", "bent", "hold")
    ):
        return OTHER[c.context.slot_side]  # "stretched back in an arabesque", in a leg's own text: it is the one in the air
    return c.context.roles.get("standing")


def _ahead(c: Clause) -> str | None:
    """The leading side of a pose: a leg or hand named in the clause or right after it, or where it is turned."""
    for r in c.words("rel"):
        for o in r.objects:
            if o.side in ("left", "right"):
                r.used = True
                return o.side if r.meaning != "behind" else OTHER[o.side]
    for d in c.words("dir", "left", "right"):
        d.used = True
        return d.meaning
    if c.context.roles.get("front"):
        return c.context.roles["front"]
    for e in c.context.mentioned:
        if e.side and e.kind in _LEGS:
            return e.side
    return None


def as_action(w: Word, name: str) -> Word:
    """A verb read as the action of a name."""
    return replace(w, category="act", meaning=name)
