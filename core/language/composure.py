"""What goes without saying of all statements together, where words are all there is: who is not said to leave the ground stands on it, and what is said of
both sides alike is done by both alike.

Neither belongs to any one statement: that the heels of "bend forward with the arms hanging" stay down follows from nothing being said of the feet, and that
the two legs of a squat match from nothing being said of one of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from core.body.constraint import Constraint
from core.language.places import swap_sides
from core.language.posecodes import INF, Posecode, height, offset

_ELSEWHERE = re.compile(
    r"body: (?!standing|weight|striding|lunging|squatting|crouching)|(?:left|right) (?:knee|hand|elbow): on the ground|"
    r"torso: (?:shoulders on|upside|hips higher|horizontal)|head: on the ground"
)
"""Whoever rests on something else than the feet, or may."""
_REACHING_DOWN = re.compile(r"(?:left|right) hand: (?:reaching toward the ground|(?:near|on|below) the (?:left|right) (?:foot|ankle|shin|toes|knee))")
"""An arm that takes the trunk along."""
_LIFTING = re.compile(
    r"left (?:leg: |thigh: |shin|heel|toes|hip: (?!straight)|knee: (?!.*straight|slightly bent|at most|not bent|turned|pointing|bent$|partially|right angle)|"
    r"foot: (?!on the ground|flat|turned|pointing forward|in front of the right|beside the right foot))|body: (?:standing on the right|striding|lunging)|"
    r"legs: |ankles: |left foot: (?:in front of|behind)"
)
"""What may take the left foot off the ground, or speaks of how it stands."""
_BENT = re.compile(r"left knee: (?:bent|partially|right angle)")
_SOLE = height("left_heel+left_big_toe", -INF, 0.045)
_BALANCED = offset("spine2+pelvis", "left_ankle+right_ankle", "front", -0.20, 0.26)
"""Who stands on both feet has the trunk over them."""
_UNEVEN = re.compile(
    r".*crossed|.*cross-legged|body: (?:lying on|kneeling on the|weight|striding|lunging|standing on|doing the splits)|.*one |.*twist"
)
"""What two sides do unlike each other."""
_ALIKE_LEGS = tuple(
    offset(f"left_{joint}", f"right_{joint}", axis, -0.06, 0.06) for joint in ("knee", "ankle") for axis in ("front", "up")
) + tuple(offset(f"left_{joint}+right_{joint}", "pelvis", "left", -0.05, 0.05) for joint in ("knee", "ankle"))
_ALIKE_ARMS = tuple(
    offset(f"left_{joint}", f"right_{joint}", axis, -0.08, 0.08, "chest") for joint in ("elbow", "wrist") for axis in ("front", "up")
) + tuple(offset(f"left_{joint}+right_{joint}", "spine3", "left", -0.05, 0.05, "chest") for joint in ("elbow", "wrist"))


def composed(codes: Sequence[Posecode]) -> list[tuple[Constraint, ...]]:
    """For each posecode the bounds that it brings because of all the others; they stand with the first one that speaks of the limb or the trunk."""
    names = {code.name for code in codes}
    out: list[list[Constraint]] = [[] for _ in codes]
    on_trunk_or_legs = [k for k, c in enumerate(codes) if c.part == "torso" or c.part.endswith(("leg", "foot")) or _REACHING_DOWN.match(c.name)]
    if on_trunk_or_legs and not any(_ELSEWHERE.match(name) for name in names):
        for side in ("left", "right"):
            if not _off_the_ground(names if side == "left" else {swap_sides(n) for n in names}):
                out[on_trunk_or_legs[0]].append(_SOLE if side == "left" else _SOLE.mirrored())
        if len(out[on_trunk_or_legs[0]]) == 2:
            out[on_trunk_or_legs[0]].append(_BALANCED)
    for bounds, parts in ((_ALIKE_LEGS, ("leg", "foot")), (_ALIKE_ARMS, ("arm", "hand"))):
        speaking = [k for k, c in enumerate(codes) if c.part.endswith(parts) or parts[0] == "leg" and c.name.startswith("body: ")]
        about = {codes[k].name for k in speaking}
        if about and {swap_sides(n) for n in about} == about and not any(_UNEVEN.match(n) for n in names):
            out[speaking[0]] += bounds
    return [tuple(bounds) for bounds in out]


def _off_the_ground(names: Set[str]) -> bool:
    """Whether anything said of the left leg may lift its foot; one knee that is bent and not the other may."""
    if any(_LIFTING.match(n) for n in names):
        return True
    return any(_BENT.match(n) for n in names) and not any(_BENT.match(swap_sides(n)) for n in names)
