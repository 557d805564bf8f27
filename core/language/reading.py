"""Which reader a clause goes to: arms, legs, feet, head, trunk, hips, weight, or the person as a whole; comparisons, agents and actions come first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from core.language.acting import act, read_actions, read_agents
from core.language.actions import actions
from core.language.arms import ARMS, read_arm
from core.language.catalogue import CATALOGUE
from core.language.comparisons import read_comparison
from core.language.feet import read_foot
from core.language.graded import side_to_camera
from core.language.ground import read_nearest, read_resting, read_towards_image
from core.language.head import HEADS, read_head
from core.language.legs import FEET, LEGS, read_leg
from core.language.likeness import read_likeness
from core.language.sayings import Clause, Saying, bends, say, sided
from core.language.shoulders import read_shoulder
from core.language.sides import OTHER, Entity
from core.language.soles import read_edges
from core.language.stance import hips_shifted, read_carried, read_hip, read_weight
from core.language.trunk import TRUNKS, read_trunk
from core.language.whole_body import person_as, read_posture, read_support

_ACTIONS = ("akimbo", "wave", "clasp", "punch", "point", "reach", "kick", "tiptoe")
"""What a person does with hands or feet that are not named."""
_VERB_ACTIONS = {"sweep": "sweep", "throw": "throw", "carry": "carry", "push": "push", "pull": "pull", "shrug": "shrug", "hoist": "lift"}
"""Verbs that also move a limb; of a person they are an action."""
_LIMB_POSTURES = frozenset({"standing", "sitting", "lying", "running", "stepping", "jumping", "bending over"})
"""Posture verbs that a limb may also do ("the hand sits on the knee"): then they only place it."""


_JOINT_OF = {"arm": "elbow", "hand": "elbow", "leg": "knee", "foot": "knee"}


def read(c: Clause) -> Iterator[Saying]:
    """All that a clause says of its entity."""
    acts = [actions()[w.meaning].who for w in c.words("act")]
    if c.entity.kind in ARMS and acts and set(acts) == {"leg"} and c.words("posture", "standing", "one leg"):
        if c.pair and c.entity.side == "right":
            return
        c = replace(c, entity=Entity("person"), pair=False)  # "stand on one leg and hug the other knee with both hands"
    kind = c.entity.kind
    limb = kind in ARMS | LEGS | FEET
    if kind == "palm":
        for w in c.words("posture", "lying up", "lying down"):
            if c.surface(w).startswith("fac"):
                w.category, w.meaning = "dir", w.meaning.split()[1]  # "palms face up" do not lie
    yield from read_likeness(c)
    if c.words("act"):
        if kind in ("person", "it", "they") and any(o.kind == "side" for r in c.words("rel", "on") for o in r.objects) and not c.words("posture", "pred"):
            yield from read_support(c)  # "on his right side, curled up"
        yield from read_actions(c)
    if kind in FEET:
        for w in c.words("posture", "upside down"):
            if c.surface(w) == "inverted":
                w.category, w.meaning = "pred", "inverted foot"
    if c.words("posture"):
        if limb and kind in LEGS | FEET:
            for w in c.words("posture", "stepping"):
                w.category, w.meaning = "pred", "step"
        held = limb or (kind == "shoulder" and c.entity.side is not None) or kind in HEADS | {"top of the head", "back of the head", "waist", "weight"}
        figures = [w for w in c.words("posture") if not held or w.meaning not in _LIMB_POSTURES]
        if limb and kind in LEGS | FEET and c.said("posture", "kneeling", "kneeling one") is not None and c.entity.side:
            grounds = [r for r in c.words("rel") if any(o.kind == "ground" for o in r.objects)]
            for w in c.words("posture", "kneeling", "kneeling one"):
                yield from say(sided("left knee: on the ground", c.entity.side), w, *grounds)
            figures = []
        if held and not figures:
            for w in c.words("posture"):
                w.category, w.meaning = "pred", "rest"  # "the hand sits on the knee"
        else:
            yield from read_posture(c)
            bowed = kind in TRUNKS and c.said("pred", "lean", "arch", "arched", "round", "hunched", "turn", "tilt")  # "leaned back in the chair"
            if limb or kind not in ("person", "it") and not bowed:
                return
    if kind in ("person", "body", "torso", "it", "they"):
        carried = list(read_carried(c))
        yield from carried
        if carried:
            return
    yield from read_agents(c)
    said, c = read_comparison(c)
    yield from said
    if said and not c.prop.words:
        return
    yield from read_nearest(c)
    yield from read_towards_image(c)
    yield from read_resting(c)
    if kind in ARMS:
        yield from read_arm(c)
    elif kind == "weight":
        yield from read_weight(c)
    elif kind in ("bottom", "buttock") and c.said("pred", "flare", "thrust") and not c.words("rel"):
        yield from say(hips_shifted("back"), *c.words("pred", "flare", "thrust"), *c.words("dir", "out", "back"), sure=0.9)
    elif kind in ("hip", "hips") and (
        c.entity.side or not any(not c.surface(w).startswith("sway") for w in c.words("pred", "turn", "tilt", "lean", "bent"))
    ):
        yield from read_hip(c)
    elif kind in ("side", "shoulder") and c.entity.side is not None and not c.pair and any(o.kind == "camera" for r in c.words("rel") for o in r.objects):
        yield from say(side_to_camera(c.entity.side), *c.words("rel"), *c.words("pred", "face", "turn", "point"), sure=0.9)
    elif kind == "shoulder":
        yield from read_shoulder(c)
    elif kind in LEGS:
        yield from read_leg(c)
    elif kind in FEET:
        yield from read_foot(c)
    elif kind in HEADS:
        yield from read_head(c)
    elif kind in TRUNKS and c.words("pred", "aligned"):
        yield from read_line(c)
    elif kind in TRUNKS:
        lies = any(o.kind in ("side", "back", "stomach") for r in c.words("rel", "on") for o in r.objects) and not c.said("pred", "lean", "bent", "tilt")
        stretched = lies and c.said("pred", "extended", "flat", "rest", "relaxed", "straight", "turn")
        if kind == "torso" and (stretched or not c.words("pred")) and not c.words("dir"):
            yield from read_support(c)
        yield from read_trunk(c)
    elif kind in ("person", "it", "they"):
        yield from _person(c)



def _person(c: Clause) -> Iterator[Saying]:
    yield from read_edges(c)
    yield from read_line(c)
    leaning = [w for w in c.words("pred", "lean", "bent") if not c.surface(w).startswith("reclin")]  # "reclining on her left side" is lying
    if not c.words("posture") and not leaning:
        yield from read_support(c)
    joints = [(r, o) for r in c.words("rel", "in", "at", "of") for o in r.objects if o.kind == "knee"]
    if joints and c.said("pred", "bent", "soft") and not c.said("pred", "lean"):
        r, o = joints[0]
        r.used = True
        sides = ("left", "right") if o.plural or o.side == "both" else (o.side or c.context.slot_side or c.context.last_side,)
        for side in sides:
            for w in c.words("pred", "bent", "soft"):
                w.used = False
            if side in OTHER:
                yield from bends(replace(c, entity=Entity("knee", side)), "knee")  # "a slight bend in both knees": not of the person
        return
    joint = _JOINT_OF.get(c.context.slot_kind or "")
    deed = (c.words("act") or c.words("posture")) and not c.prop.subjects and not c.words("dir")
    if joint and deed and c.context.slot_side in OTHER:
        # "bent to salute", in an arm's text: the action is the person's, the bend the arm's.
        yield from bends(replace(c, entity=Entity(joint, c.context.slot_side)), joint)
    for entity in person_as(c):
        inner = replace(c, entity=entity)
        yield from read_head(inner) if entity.kind == "head" else read_trunk(inner)
    yield from _person_touches(c)
    for w in c.words("pred", "bow"):
        if w.form != "ed" and c.surface(w).startswith("bow") and not c.words("dir") and not w.mods.neg:
            yield from act(c, actions()["bow polite"], w)
    if not c.words("act"):
        for w in c.words("pred", "throw", "rest", "shrug"):
            name = next((a for verb, a in _VERB_ACTIONS.items() if c.surface(w).startswith(verb)), None)
            if name is not None and w.form != "ed" and not c.words("dir") and not w.mods.neg:
                yield from act(c, actions()[name], w)
    for w in c.words("pred", "width", "together"):
        if "stance" in c.surface(w) or "base" in c.surface(w):
            yield from say(CATALOGUE[f"feet: {'shoulder-width apart' if w.meaning == 'width' else 'together'}"], w, sure=0.85)
    for w in c.words("pred", "step", "stepping"):
        for r in c.words("rel", "with"):
            if len(r.objects) == 1 and r.objects[0].kind in ("leg", "foot") and r.objects[0].side in OTHER and not c.words(
                "dir", "back", "side", "out", "left", "right"
            ):
                yield from say(sided("body: striding with the left leg forward", r.objects[0].side), w, r)  # "stepping with the left foot"
    for w in c.words("pred", "step"):
        dirs = [d.meaning for d in c.words("dir", "left", "right")]
        dirs += [o.side for r in c.words("rel", "with") for o in r.objects if o.kind in ("leg", "foot") and o.side in OTHER]
        foot = dirs[0] if dirs else c.context.slot_side
        if c.words("dir") and not w.used:
            yield from read_leg(replace(c, entity=Entity("leg", foot or "right", either=foot is None)))
    if c.words("posture", "walking", "running", "stepping", "standing", "jumping"):
        for r in c.words("rel", "toward", "at", "away from"):
            if not r.used and any(o.kind == "camera" for o in r.objects):
                yield from say(CATALOGUE[f"torso: {'away from' if r.meaning == 'away from' else 'toward'} the camera"], r, sure=0.9)
    hands = c.words("pred", *_ACTIONS)
    if not hands:
        return
    m = hands[0].meaning
    side = hands[0].side or c.context.slot_side
    for d in c.words("dir", "left", "right"):
        if m in ("kick", "punch", "wave") and d.last == hands[0].first:
            side, d.used = d.meaning, True  # "a left punch"
        elif m in ("point", "reach") and side is None:
            side = d.meaning  # "points to her left": with the hand of that side, where none is named
    if m in ("kick",):
        yield from read_leg(replace(c, entity=Entity("leg", side or "right", either=side is None)))
    elif m == "tiptoe":
        own = c.context.slot_side if c.context.slot_kind in ("leg", "foot") else None
        for d in c.words("dir", "left", "right"):
            own, d.used = d.meaning, True  # "on right tiptoe"
            c.prop.words.remove(d)
        for s in (own,) if own else ("left", "right"):
            yield from read_foot(replace(c, entity=Entity("foot", s)))
    elif m in ("akimbo", "clasp"):
        for s in ("left", "right"):
            yield from read_arm(replace(c, entity=Entity("hand", s), pair=True))
    elif m == "reach" and any(o.plural for r in c.words("rel") for o in r.objects):
        for s in ("left", "right"):
            for w in (*c.words("pred", "reach"), *c.words("rel")):
                w.used = False
            yield from read_arm(replace(c, entity=Entity("hand", s), pair=True))
    elif m not in ("reach", "point") or c.words("dir") or c.words("rel"):
        yield from read_arm(replace(c, entity=Entity("hand", side or "right", either=side is None)))


def read_line(c: Clause) -> Iterator[Saying]:
    """"In one line from head to heels": hips straight, and the knees where the line goes on beyond them."""
    for w in c.words("pred", "aligned"):
        ends = {o.kind for o in w.objects}
        joints = (["hip"] if ends & {"knee", "heel", "foot", "ankle", "toes"} else []) + (["knee"] if ends & {"heel", "foot", "ankle", "toes"} else [])
        for joint in joints:
            for side in ("left", "right"):
                yield from say(sided(f"left {joint}: straight", side), w, sure=0.9)
        yield from say(CATALOGUE["torso: back straight"], w, sure=0.85)


def _person_touches(c: Clause) -> Iterator[Saying]:
    """"He touches his toes": with the hands; with which one is open when he touches one thing."""
    for w in c.words("rel", "touching"):
        if w.used or not w.objects or w.objects[0].kind in ("ground", "person", "camera"):
            continue
        several = any(o.plural or o.side == "both" for o in w.objects)
        for side in ("left", "right") if several else (c.context.slot_side or "right",):
            w.used = False
            yield from read_arm(replace(c, entity=Entity("hand", side, either=not several), pair=several))
