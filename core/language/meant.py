"""What people mean and never say: a kneeling person's knees are on the ground, a leg stretched to the side is not bent, feet wide apart both stand.

A posecode states what its words state, and is judged by that. Beside it the guidance is given what anybody would take for granted, as long as nothing
that is said speaks of it: bounds that come with a posture, knees that stay straight in a leg that is lifted, feet that stay on the ground. They are worked
out over all rows at once, since "sitting on the ground" in one row is told to stretch a leg by another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from functools import lru_cache

from core.body.constraint import Constraint, Measure
from core.language.composure import composed
from core.language.natural import held_naturally
from core.language.posecodes import INF, Posecode, angle, canonical, direction, distance, height, offset, turn
from core.language.sides import OTHER

Bounds = tuple[Constraint, ...]


def _both(*bounds: Constraint) -> Bounds:
    return tuple(dict.fromkeys(c for bound in bounds for c in (bound, bound.mirrored())))


def _knee(low: float, high: float) -> Constraint:
    return angle("left_hip", "left_knee", "left_ankle", low, high)


def _hip(low: float, high: float) -> Constraint:
    return angle("spine3", "left_hip", "left_knee", low, high)


_THIGH, _SHIN = ("left_hip", "left_knee"), ("left_knee", "left_ankle")
_SPINE = ("pelvis", "neck")
_SOLE = height("left_heel+left_big_toe", -INF, 0.045)
_KNEE_DOWN = height("left_knee", -INF, 0.09)
_HAND_DOWN = height("left_hand", -INF, 0.07)
_UPRIGHT = turn(*_SPINE, "front/up", -18, 30)
_LEVEL = (direction(*_SPINE, "left", 77, 103), offset("left_hip", "right_hip", "up", -0.06, 0.06))
_BALANCED = (*_LEVEL, offset("pelvis", "left_ankle+right_ankle", "left", -0.12, 0.12))
"""Who sits, squats or kneels has not toppled over to a side, and has both feet about under the middle."""
_LOW_NECK = height("neck", -INF, 0.36)
_SHIN_BACK = direction(*_SHIN, "back", -INF, 62)
_KNEELING = (_KNEE_DOWN, _SHIN_BACK, height("left_ankle", -INF, 0.20))
_OVER_KNEES = offset("spine2", "left_knee+right_knee", "front", -0.40, 0.12)
_FLAT = (height("neck", -INF, 0.24), height("pelvis", -INF, 0.20))

_SIDE_BY_SIDE = (offset("left_knee", "right_knee", "left", 0.12, INF), offset("left_ankle", "right_ankle", "left", 0.10, INF))

_POSTURES: dict[str, Bounds] = {
    "sitting": (*_LEVEL, *_both(_knee(60, 130)), _UPRIGHT),
    "sitting on a seat": (*_BALANCED, _UPRIGHT, *_both(_SOLE)),
    "sitting on the ground": (*_LEVEL, height("pelvis", -INF, 0.18), _UPRIGHT, *_both(_hip(-INF, 125), height("left_ankle", -INF, 0.26))),
    "sitting cross-legged": (
        *_LEVEL, _UPRIGHT, height("pelvis", -INF, 0.20), *_both(height("left_knee", -INF, 0.36), offset("left_knee", "left_hip", "left", 0.16, INF)),
        offset("left_ankle", "right_ankle", "left", -INF, 0.02),
    ),
    "sitting on the heels": (
        *_BALANCED, _UPRIGHT, *_both(_KNEE_DOWN, _knee(-INF, 50), direction(*_THIGH, "up", 70, 112)), height("pelvis", -INF, 0.34), *_SIDE_BY_SIDE,
    ),
    "squatting": (*_BALANCED, *_both(_SOLE, _knee(-INF, 85)), height("pelvis", 0.12, 0.45)),
    "crouching": (*_BALANCED, *_both(_SOLE, _knee(-INF, 100)), height("pelvis", 0.20, 0.58)),
    "kneeling on both knees": (*_BALANCED, *_both(*_KNEELING, _knee(55, 125)), turn(*_SPINE, "front/up", -12, 20), _OVER_KNEES),
    "kneeling upright": (*_BALANCED, *_both(*_KNEELING, _knee(70, 125), direction(*_THIGH, "up", 155, INF)), turn(*_SPINE, "front/up", -10, 15), _OVER_KNEES),
    "on all fours": (
        *_both(_KNEE_DOWN, _HAND_DOWN, _SHIN_BACK, direction(*_THIGH, "up", 140, INF), height("left_ankle", -INF, 0.20)),
        direction(*_SPINE, "up", 76, 104),
        *_both(direction("left_shoulder", "left_wrist", "up", 145, INF)),
    ),
    "in a push-up position": (*_both(_HAND_DOWN, _hip(155, INF), height("left_big_toe", -INF, 0.05)), direction(*_SPINE, "up", 62, 105)),
    "lying face up": (*_FLAT, *_both(_knee(145, INF), _hip(150, INF), height("left_ankle", -INF, 0.24), height("left_knee", -INF, 0.26))),
    "lying face down": (*_FLAT, *_both(_knee(145, INF), _hip(150, INF), height("left_ankle", -INF, 0.24), height("left_knee", -INF, 0.22))),
    "doing the splits": (height("pelvis", -INF, 0.24), angle("left_knee", "pelvis", "right_knee", 135, INF), *_both(_knee(155, INF)), _UPRIGHT),
    "doing a bridge": (*_both(_HAND_DOWN, _SOLE), height("pelvis", 0.45, INF)),
    "doing a handstand": (
        *_both(height("left_hand", -INF, 0.12), _knee(150, INF), direction("left_shoulder", "left_wrist", "up", 150, INF)), height("neck", 0.45, INF),
    ),
    "standing": _both(_SOLE),
}
_TRUNK: dict[str, Bounds] = {
    "leaning forward": (turn(*_SPINE, "front/up", -INF, 58),),
    "leaning back": (turn(*_SPINE, "front/up", -62, INF),),
    "bent forward": (turn(*_SPINE, "front/up", 68, 140),),
    "back arched": (turn("spine3", "chest_up", "front/up", -INF, -20, "pelvis"),),
}
_LEFT_POSTURES: dict[str, Bounds] = {
    "kneeling on the left knee": (
        *_LEVEL, _KNEE_DOWN, _SHIN_BACK, height("left_ankle", -INF, 0.20), _SOLE.mirrored(), height("right_knee", 0.40, INF), _UPRIGHT,
        direction("right_knee", "right_ankle", "up", 150, INF), _knee(70, 120), offset("right_ankle", "left_knee", "front", 0.15, INF),
    ),
    "lying on the left side": (
        _LOW_NECK, height("pelvis", -INF, 0.30), *_both(height("left_ankle", -INF, 0.36), height("left_knee", -INF, 0.40)),
    ),
    "lunging with the left leg forward": (*_LEVEL, _SOLE, height("right_big_toe", -INF, 0.12), height("pelvis", 0.3, 0.80), _knee(-INF, 125), _UPRIGHT),
    "lunging to the left": (*_both(_SOLE), height("pelvis", 0.3, 0.80), turn(*_SPINE, "front/up", -18, 40)),
    "standing on the left leg": (_SOLE, _knee(150, INF), offset("left_ankle", "pelvis", "left", -0.06, 0.10)),  # the foot under the body
    "weight on the left leg": (
        offset("left_hip+right_hip", "left_ankle", "left", -0.07, 0.05), _knee(160, INF), _knee(130, 160).mirrored(), *_both(_SOLE),
    ),
    "striding with the left leg forward": (*_LEVEL, _SOLE, height("right_big_toe", -INF, 0.14)),
}  # fmt: skip
_ALL: dict[str, Bounds] = {
    **{f"torso: {name}": bounds for name, bounds in _TRUNK.items()},
    **{f"body: {name}": bounds for name, bounds in _POSTURES.items()},
    **{f"body: {name}": bounds for name, bounds in _LEFT_POSTURES.items()},
    **{
        f"body: {name}".replace("right", "LEFT").replace("left", "right").replace("LEFT", "left"): tuple(b.mirrored() for b in bounds)
        for name, bounds in _LEFT_POSTURES.items()
    },
}  # fmt: skip

_OUTSTRETCHED = re.compile(
    r"(left|right) leg: (forward|back|out to the side|raised (?:forward|back|to the side|high)|straight up|horizontal|lifted .*|spread about .*)$"
)
"""A leg that goes somewhere as a whole: unless its knee is spoken of, it stays straight."""
_STANCE = re.compile(r"feet: |(left|right) foot: (in front of|behind|beside|turned|pointing forward)|body: weight|ankles: crossed|knees: (apart|wide)")
"""How someone stands: with both feet on the ground, unless one is lifted."""
_LIFTED = re.compile(r"(left|right) (?:leg: (?:raised|straight up|lifted|spread|horizontal|resting)|foot: (?:slightly )?(?:off|at|above|on the (?:left|right))"
                     r"|heel: .*(?:buttock|thigh)|knee: raised|thigh: (?:raised|horizontal|drawn)|hip: (?:bent|right|flexed))")  # fmt: skip
_DOWN = re.compile(r"body: (?!standing|weight)")
"""Postures in which the feet may be anywhere."""


def giving_way(codes: Sequence[Posecode]) -> list[Posecode]:
    """The posecodes, postures without those of their bounds that another one speaks against.

    Who sits on a chair with one leg stretched out does not have both knees bent: what is said of a limb goes before what a posture says of all.
    """
    explicit: dict[object, list[tuple[float, float, float]]] = {}
    for code in codes:
        if not code.name.startswith("body: "):
            for c in code.constraints:
                key, low, high = canonical(c)
                explicit.setdefault(key, []).append((low, high, 2 * c.slack))

    def stays(bound: Constraint) -> bool:
        key, low, high = canonical(bound)
        return not any(min(high, b) - max(low, a) < min(room, 0.5 * (b - a)) for a, b, room in explicit.get(key, ()))

    lying = next((code.name for code in codes if code.name.startswith("body: lying")), "")
    if lying:
        codes = [_along_the_trunk(_ahead(code) if lying.endswith("down") else code) for code in codes]
    out = []
    for code in codes:
        kept = tuple(c for c in code.constraints if stays(c)) if explicit and code.name.startswith("body: ") else code.constraints
        out.append(replace(code, constraints=kept) if kept and len(kept) < len(code.constraints) else code)
    return out


def _ahead(code: Posecode) -> Posecode:
    """An arm that somebody who lies face down stretches forward goes beyond the head, and not into the ground."""
    side, _, what = code.name.partition(" ")
    if what != "arm: forward":
        return code
    beyond = direction("left_shoulder", "left_wrist", "up", -INF, 50, "chest")
    return replace(code, constraints=(beyond if side == "left" else beyond.mirrored(),))


_BY_THE_TRUNK = re.compile(r"(?:left|right) arm: (?:at the side|lowered|overhead|(?:slightly )?out to the side)$")


def _along_the_trunk(code: Posecode) -> Posecode:
    """What is said of the arm of somebody who lies: at the side is along the trunk then, and overhead beyond the head, wherever up is."""
    if not _BY_THE_TRUNK.match(code.name):
        return code

    def lain(c: Constraint) -> Constraint:
        m = c.measure
        return replace(c, measure=replace(m, frame="chest")) if isinstance(m, Measure) and m.axis == "up" and m.frame == "body" else c

    return replace(code, constraints=tuple(lain(c) for c in code.constraints))


def meant(codes: Sequence[Posecode], *, alone: bool = True) -> list[Bounds]:
    """For each posecode what comes with it and is not spoken of by any of the others.

    Args:
        alone: whether words are all there is; who is seen is seen to hold the limbs as they do (``natural``).
    """
    said: dict[object, list[tuple[Posecode, float, float]]] = {}
    for code in codes:
        for c in code.constraints:
            key, low, high = canonical(c)
            said.setdefault(key, []).append((code, low, high))
    names = {code.name for code in codes}
    lifted = {m.group(1) for name in names if (m := _LIFTED.match(name))}
    placed = any(_DOWN.match(name) for name in names)
    out: list[Bounds] = []
    beside = composed(codes) if alone else [()] * len(codes)
    for code, together in zip(codes, beside, strict=True):
        bounds = [c for c in _comes_with(code.name) if not _raised_foot(c, lifted)]
        if code.name == "body: squatting" and names & {"left thigh: horizontal", "right thigh: horizontal"}:
            bounds = list(_both(_SOLE, _knee(70, 110)))  # no deeper than that
        if "left elbow: on the ground" in names and code.name == "body: lying face down":
            bounds = [c for c in bounds if c not in _FLAT[:1]]
        for side in ("left", "right"):
            if code.name == f"body: lying on the {side} side" and f"{side} elbow: on the ground" in names:
                raised = (height("neck", 0.30, INF), direction("left_shoulder", "left_elbow", "up", 140, INF))
                bounds = [c for c in bounds if c != _LOW_NECK] + [c if side == "left" else c.mirrored() for c in raised]
        if code.name == "body: lying face up":
            for side in ("left", "right"):
                if f"{side} knee: bent" in names and names & {f"{side} foot: on the ground", f"{side} foot: flat on the ground"}:
                    drawn_up = (_hip(150, INF), height("left_knee", -INF, 0.26))
                    bounds = [c for c in bounds if c not in (drawn_up if side == "left" else tuple(d.mirrored() for d in drawn_up))]
        own = {canonical(c)[0] for c in code.constraints}
        found = _OUTSTRETCHED.match(code.name)
        if found is not None and not placed:
            knee = _knee(150, INF)
            bounds.append(knee if found.group(1) == "left" else knee.mirrored())
        bounds += [*_prompted(code.name, names, alone=alone), *(held_naturally(code.name, names) if alone else ()), *together]
        if _STANCE.match(code.name) and not placed:
            bounds += [c for c in _both(_SOLE) if not _raised_foot(c, lifted)]
        out.append(tuple(c for c in bounds if _unsaid(c, code, own, said)))
    return out


_NOT_KNEELING = {"left hand: on the ground", "right hand: on the ground", "torso: horizontal", "left hip: straight", "right hip: straight"}
"""With a knee on the ground somebody kneels, unless something else is down as well or the trunk lies."""


def _prompted(name: str, names: Set[str], *, alone: bool = True) -> list[Constraint]:
    """What comes with a statement beside certain others; who is seen (not ``alone``) is seen to kneel or not."""
    side = name.split()[0]
    sided: list[Constraint] = []
    if name.endswith("knee: on the ground"):
        sided = [_KNEE_DOWN]
        posed = not alone or any(_DOWN.match(n) for n in names) or bool(names & _NOT_KNEELING)
        if not any(n.startswith((f"{side} foot: ", f"{side} shin: ")) and "off" in n for n in names):
            sided.append(height("left_ankle", -INF, 0.20))
        if not posed and f"{OTHER[side]} knee: on the ground" in names:
            sided += _POSTURES["kneeling on both knees"]
        elif not posed:
            sided += _LEFT_POSTURES["kneeling on the left knee"]
        ahead = f"{OTHER[side]} foot: in front of the {side} foot"
        if ahead in names and not any(n.startswith("body: ") for n in names):
            sided += [offset("right_ankle", "left_knee", "front", 0.15, INF), _SOLE.mirrored()]
    elif name.endswith("elbow: on the ground"):
        sided = [height("left_elbow", -INF, 0.07)]
    elif name.endswith("knee: turned inward"):
        sided = [offset("left_knee", "right_knee", "left", 0.09, INF)]
    elif name.endswith("thigh: drawn up to the chest"):
        sided = [_knee(-INF, 95), distance("left_knee", "spine3", -INF, 0.38)]
    elif name.endswith(("left foot: beside the right knee", "right foot: beside the left knee")):
        sided = [distance("left_big_toe", "right_knee", -INF, 0.13)]
    elif name == "feet: together" and names & {"knees: apart", "knees: wide apart"} and any(_DOWN.match(n) for n in names):
        return [distance("left_foot", "right_foot", -INF, 0.09)]
    elif name == "torso: hips higher than the shoulders" and {"left hand: on the ground", "right hand: on the ground"} <= names:
        return [direction("spine3", "chest_front", "up", 100, INF)]
    elif name == "body: sitting" and names & {"left hand: on the ground", "right hand: on the ground"}:
        return [height("pelvis", -INF, 0.18)]
    elif name.endswith("foot: flexed"):
        sided = [angle("left_knee", "left_ankle", "left_big_toe", -INF, 97)]
    elif name.endswith("foot: off the ground") and "body: lying face down" in names:
        sided = [height("left_ankle", 0.32, INF)]
    elif name.endswith("foot: off the ground") and "body: lying face up" in names:
        sided = [height("left_ankle", 0.50, INF)]
    elif name.endswith(("foot: on the ground", "foot: flat on the ground")) and {"body: lying face up", f"{side} knee: bent"} <= names:
        sided = [height("left_knee", 0.34, INF)]
    elif name.endswith("foot: on the ground") and "torso: shoulders on the ground" in names:
        sided = [_knee(-INF, 110)]
    elif name.endswith("leg: forward") and "body: doing the splits" in names:
        sided = [offset("left_ankle", "right_ankle", "front", 0.95, INF)]
    elif "leg: crossed" in name and not any(_DOWN.match(n) for n in names):
        sided = [distance("left_ankle", "right_ankle", -INF, 0.24)]
    elif name.endswith(("foot: on the ground", "foot: flat on the ground")) and {"body: lying face up", f"{side} knee: bent"} <= names:
        sided = [_knee(-INF, 100)]
    elif name.endswith(("left heel: near the left buttock", "right heel: near the right buttock")) and not any(n.startswith("body: ") for n in names):
        sided = [_SOLE.mirrored(), _knee(155, INF).mirrored()]  # who folds one leg stands on the other
    elif name.endswith(("left heel: on the right heel", "right heel: on the left heel")):
        sided = [distance("left_heel", "right_heel", -INF, 0.09)]
    elif name.endswith("foot: on tiptoe"):
        sided = [height("left_big_toe", -INF, 0.035), offset("left_heel", "left_big_toe", "up", 0.13, INF)]
    elif name.endswith(("left heel: near the right toes", "right heel: near the left toes")):
        sided = [offset("left_ankle", "right_ankle", "left", -0.10, 0.10)]
    elif name == "body: lying face down" and "left elbow: on the ground" in names:
        faced = [] if any(n.startswith("head: ") for n in names) else [direction("head", "head_front", "up", -INF, 110)]
        return [height("neck", 0.33, INF), *_both(direction("left_shoulder", "left_elbow", "up", 150, INF)), *faced]
    return sided if side == "left" else [c.mirrored() for c in sided]


def _unsaid(bound: Constraint, by: Posecode, own: set[tuple[object, ...]], said: dict[object, list[tuple[Posecode, float, float]]]) -> bool:
    """Whether nothing else speaks of what a bound is about, or only in a way that leaves it possible where its own posecode speaks of it too."""
    key, low, high = canonical(bound)
    others = [(a, b) for code, a, b in said.get(key, ()) if code.name != by.name]
    return not others or (key in own and all(low <= b and a <= high for a, b in others))


@lru_cache(maxsize=256)
def _comes_with(name: str) -> Bounds:
    return _ALL.get(name, ())


def _raised_foot(bound: Constraint, lifted: Iterable[str]) -> bool:
    """Whether a bound keeps a foot or ankle down that something lifts."""
    points = getattr(bound.measure, "points", ("",))
    return getattr(bound.measure, "kind", "") == "height" and any(
        points[0].startswith(side) and ("heel" in points[0] or "toe" in points[0] or "ankle" in points[0]) for side in lifted
    )
