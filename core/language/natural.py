"""How limbs are held where nobody says more: an arm stretched forward is straight and level, one foot before the other is not also a step to the side.

A table of rules, each for the left side and mirrored: which statement prompts it, which words about the same limb take it back, and the bounds. ``meant``
asks for them; like everything it gives, they guide and are never judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass

from core.body.constraint import Constraint
from core.language.places import swap_sides
from core.language.posecodes import INF, angle, direction, distance, height, offset, turn

_UPPER, _ARM = ("left_shoulder", "left_elbow"), ("left_shoulder", "left_wrist")
_DOWN = r"body: (?!standing|weight)"
_BENT = r"torso: (?:bent|horizontal|leaning far|upside)"
_OWN_ARM = r"left (?:elbow|forearm|upper arm): |arms: |hands: |elbows: |left hand: (?!level|above|below|higher|lower|open|palm)"
_OTHER_WAY = (
    r"left arm: (?:raised|overhead|diagonally|lifted|lowered|hanging|straight up|above|across|horizontal)|left upper arm: |left hand: (?!open|palm)|hands: |"
    r"left elbow: (?!straight|not bent|at most|slightly)|torso: lean"
)
_APART = (
    r"feet: .*apart|knees: .*apart|(?:left|right) leg: (?:out|spread|raised to|crossed)|body: lunging to|legs: |ankles: "
)
_CARRYING = (
    r"left (?:elbow: (?!straight|at most|not bent)|(?:forearm|upper arm|arm|shoulder): )|elbows: |"
    r"left hand: (?!on the ground|open|palm|below the left shoulder)|head: on the ground"
)
_BOTH_LEGS = r"feet: |legs: |ankles: |knees: "
_SOLE_DOWN = height("left_heel+left_big_toe", -INF, 0.045)
_OWN_SHIN = r"left (?:knee: (?!raised|pointing|out)|shin|heel|toes|ankle|leg)|left foot: (?:on the|near|at|beside|above|under|behind|in front)|knees: together"


@dataclass(frozen=True)
class _Rule:
    """``bounds`` that come with a statement whose name is ``prompted`` (from its start), unless another one's name begins with ``unless``."""

    prompted: re.Pattern[str]
    unless: re.Pattern[str]
    bounds: tuple[Constraint, ...]


def _rule(prompted: str, unless: Iterable[str], *bounds: Constraint) -> _Rule:
    return _Rule(re.compile(f"(?:{prompted})$"), re.compile("|".join(unless) or "(?!)"), bounds)


def _lateral(low: float, high: float) -> Constraint:
    return offset("left_ankle", "right_ankle", "left", low, high)


_RULES: tuple[_Rule, ...] = (
    _rule(
        r"left arm: (?:forward|out to the side|straight out to the side|straight up|horizontal|diagonally .*|lifted about .*)", (_OWN_ARM,),
        angle("left_shoulder", "left_elbow", "left_wrist", 150, INF),
    ),
    _rule(r"left arm: forward", (_OTHER_WAY, _DOWN + "(?!squat|crouch|sit|kneel|lung|strid)", _BENT), direction(*_ARM, "front", -INF, 42)),
    _rule(
        r"left arm: overhead", (_OWN_ARM, _DOWN),
        direction(*_ARM, "up", -INF, 42), angle("left_shoulder", "left_elbow", "left_wrist", 132, INF),
    ),
    _rule(
        r"left arm: raised", (_OTHER_WAY.replace("raised|", ""), r"left arm: ", _DOWN),
        offset("left_wrist", "left_ear+right_ear", "up", 0.02, INF), direction(*_ARM, "up", -INF, 48),
    ),
    *(
        _rule(rf"left {name} the camera", (), direction(*ends, "front" if "toward" in name else "back", -INF, 20, "camera"))
        for limb, ends in (("arm:", _ARM), ("forearm: pointing", ("left_elbow", "left_wrist")), ("upper arm: pointing", _UPPER))
        for name in (f"{limb} toward", f"{limb} away from")
    ),
    *(
        _rule(rf"left {limb}: pointing {name} the camera", (), direction(*ends, "front" if "toward" in name else "back", -INF, 34, "camera"))
        for limb, ends in (("thigh", ("left_hip", "left_knee")), ("shin", ("left_knee", "left_ankle")))
        for name in ("toward", "away from")
    ),
    _rule(r"left hand: reaching toward the ground", (r"left (?:arm|elbow|forearm|upper arm): ", r"body: (?!standing)"), direction(*_ARM, "up", 142, INF)),
    _rule(r"left hand: in front of the face", (r"left hand: (?!in front|palm|open|level|higher)",), distance("left_hand", "nose", -INF, 0.27)),
    _rule(
        r"left knee: (?:turned inward|near the right knee)", (_DOWN, r"left (?:leg|foot: (?!flat|on the ground|turned)|thigh)|feet: |legs: |ankles: "),
        offset("left_knee", "left_ankle", "left", -INF, -0.05), offset("left_ankle", "left_hip", "left", -0.06, 0.14),
    ),
    _rule(r"left arm: toward the camera", (_OWN_ARM,), angle("left_shoulder", "left_elbow", "left_wrist", 140, INF)),
    _rule(r"left arm: slightly forward", (_OWN_ARM,), offset("left_wrist", "left_shoulder", "left", -0.20, 0.15, "chest")),
    _rule(r"left arm: out to the side", (_OTHER_WAY, _DOWN + "(?!squat|crouch|sit|kneel|lung|strid)", _BENT), direction(*_ARM, "up", 66, 108)),
    _rule(r"left arm: hanging down", (_OWN_ARM, _DOWN, _BENT), direction(*_ARM, "up", 154, INF)),
    _rule(r"left upper arm: (?:near the torso|on the left side)", (r"left elbow: (?:out|raised)", _DOWN, _BENT), direction(*_UPPER, "up", 154, INF)),
    _rule(
        r"left hand: on the (?:left|right) thigh", (_DOWN, r"(?:left|right) (?:thigh|knee|leg)"),
        offset("left_hand", "pelvis", "front", 0.02, INF, "pelvis"),
    ),
    _rule(r"left foot: in front of the right foot|right foot: behind the left foot", (_APART, r"left leg: |right leg: "), _lateral(-0.04, 0.20)),
    _rule(
        r"left foot: in front of the right foot|right foot: behind the left foot", (_APART, r"left leg: |right leg: ", _DOWN),
        offset("left_ankle", "right_ankle", "front", 0.22, INF),
    ),
    _rule(r"body: (?:lunging|striding) with the left leg forward", (_APART,), _lateral(-0.02, 0.28)),
    _rule(
        r"left (?:thigh: (?:raised|horizontal)|knee: raised(?: above the hip)?)", (_OWN_SHIN, _DOWN),
        direction("left_knee", "left_ankle", "up", 146, INF),
    ),
    _rule(
        r"left leg: (?:spread about .*|out to the side|raised to the side)", (r"left (?:leg: (?:forward|back|crossed)|thigh|foot: (?:in front|behind))", _DOWN),
        offset("left_ankle", "left_hip", "front", -0.14, 0.16),
    ),
    _rule(r"torso: hips pushed back", (r"torso: (?!hips pushed)", _DOWN), turn("pelvis", "neck", "front/up", 10, 45)),  # the trunk balances them
    _rule(r"feet: together", (r"knees: .*apart", _DOWN), distance("left_ankle", "right_ankle", -INF, 0.17)),
    _rule(r"left foot: flexed", (_DOWN, r"left (?:leg|thigh|knee: raised|foot: .*(?:off|above|on the (?:left|right)))"), height("left_heel", -INF, 0.045)),
    _rule(r"left foot: on the heel", (_DOWN,), height("left_heel", -INF, 0.045)),
    _rule(
        r"left foot: on the ground", (_DOWN + "(?!squat|crouch|strid|lung)", r"left (?:foot: (?:on tiptoe|toes|on the heel|flexed)|heel)"), _SOLE_DOWN,
    ),
    _rule(r"left foot: flat on the ground", (r"left heel",), height("left_heel", -INF, 0.04), height("left_big_toe", -INF, 0.035)),
    _rule(r"knees: together", (r"knees: apart", _DOWN), distance("left_knee", "right_knee", -INF, 0.155)),
    _rule(
        r"left foot: up on something",
        (r"left (?:knee|leg|thigh)", _DOWN), angle("left_hip", "left_knee", "left_ankle", -INF, 140),
    ),
    _rule(r"left foot: on tiptoe", (_DOWN,), angle("left_knee", "left_ankle", "left_big_toe", 134, INF)),
    _rule(
        r"left leg: raised back", (r"left leg: (?!raised back)|left foot: |left heel: ", _DOWN),
        offset("left_ankle", "right_ankle", "up", 0.24, INF), height("left_big_toe", 0.21, INF),
    ),
    _rule(
        r"left hand: (?:behind|on) the (?:lower back|back|torso|waist)", (r"left hand: (?!behind|on the|palm)", _DOWN),
        offset("left_hand", "pelvis", "left", -0.10, 0.10, "pelvis"), distance("left_hand", "pelvis+spine1", -INF, 0.175),
    ),
    _rule(
        r"left leg: crossed over the right leg", (_DOWN, r"left (?:leg: (?!crossed)|foot: (?!on the ground|flat))"),
        height("left_heel+left_big_toe", -INF, 0.045),
    ),
    _rule(r"left foot: turned out", (_DOWN, r"left (?:thigh|knee: (?!straight)|leg: )"), direction("left_ankle", "left_big_toe", "left", -INF, 50)),
    # A head that is turned looks neither up nor down and does not tilt.
    _rule(
        r"head: (?:slightly )?turned (?:far )?to the left.*", (r"head: (?!.*turned|facing|toward|away)", r"body: (?:lying|doing)"),
        direction("head", "head_up", "up", -INF, 12, "chest"),
    ),
    # Who lifts a heel stands on the other foot and keeps the leg under the hip.
    _rule(
        r"left foot: (?:on tiptoe|on the heel|flexed|toes pointed)",
        (_DOWN, _BOTH_LEGS, r"(?:left|right) (?:(?:leg|thigh): |knee: (?!.*straight|.*bent)|shin|foot: (?!on t|flexed|toes))"),
        offset("left_ankle", "left_hip", "left", -0.05, 0.10), _SOLE_DOWN.mirrored(),
    ),
    _rule(
        r"left leg: (?:raised )?back",
        (r"left (?:leg: (?!raised back|back)|foot: (?:out|beside)|knee: out)|legs: |feet: |body: (?!standing)|torso: .*(?:lean|turn)",),
        offset("left_ankle", "left_hip", "left", -0.12, 0.12),
    ),
    _rule(
        r"left leg: raised high",
        (_DOWN, r"left (?:leg: (?!raised (?:high|forward)|forward)|foot: (?:behind|above)|knee: (?:out|bent|partially|tightly|right))|legs: "),
        offset("left_ankle", "left_hip", "front", 0.35, INF),
    ),
    _rule(
        r"left leg: raised", (r"left (?:leg: (?!raised$)|thigh|shin|heel|knee|foot: (?:behind|on|near|in front))|legs: |body: (?!standing)",),
        offset("left_knee", "left_hip", "front", 0.12, INF), offset("left_ankle", "left_hip", "left", -0.10, 0.14),
    ),
    # Arms that carry the trunk stand upright under the shoulders.
    _rule(
        r"body: (?:on all fours|in a push-up position)", (_CARRYING,),
        direction(*_ARM, "up", 164, INF), angle("left_shoulder", "left_elbow", "left_wrist", 155, INF),
        direction("left_wrist", "left_middle", "up", 62, 125), direction("left_wrist", "left_middle", "front", -INF, 60),
        offset("left_wrist", "left_shoulder", "left", -0.06, 0.10),
    ),
    _rule(
        r"left elbow: on the ground", (r"body: (?:lying|sitting)", r"left (?:arm|upper arm|forearm|hand): "),
        direction(*_UPPER, "up", 148, INF), direction("left_elbow", "left_wrist", "front", -INF, 48),
    ),
    _rule(r"body: on all fours", (r"left (?:leg|knee|thigh|shin|foot): |knees: |feet: |legs: ",), offset("left_knee", "right_knee", "left", 0.10, 0.40)),
    # A hip that goes out takes the legs along, and not the trunk.
    _rule(
        r"body: weight on the left leg|torso: left hip higher", (r"torso: (?:.*lean|bent|.*turned|.*shoulder)",),
        direction("pelvis", "neck", "left", 78, 102),
    ),
    _rule(r"body: doing a handstand", (_CARRYING,), angle("left_shoulder", "left_elbow", "left_wrist", 150, INF)),
    _rule(
        r"body: (?:squatting|crouching)",
        (
            _BOTH_LEGS, r"(?:left|right) knee: (?:out|near|on|raised|turned|pointing|in front|beside)",
            r"(?:left|right) (?:leg|thigh: (?!horiz)|foot: (?!flat|on the ground|on tiptoe|turned))",
        ),
        offset("left_ankle", "left_hip", "left", -0.02, 0.24), offset("left_knee", "left_ankle", "left", -0.08, 0.14),
    ),
    _rule(
        r"left foot: (?:turned (?:out|in)|pointing forward)",
        (_DOWN, _BOTH_LEGS, r"(?:left|right) (?:leg|thigh|knee: (?!.*straight)|foot: (?!turned|pointing|flat|on the ground))"),
        offset("left_ankle", "left_hip", "left", -0.05, 0.12), height("left_heel", -INF, 0.045), height("left_big_toe", -INF, 0.045),
    ),
    _rule(
        r"left foot: (?:slightly )?off the ground",
        (
            _DOWN, _BOTH_LEGS, r"right foot: off",
            r"left (?:leg|thigh|knee: (?!.*straight|.*bent)|shin|heel|hip|foot: (?!off|slightly|toes|flexed|turned|pointing))",
        ),
        offset("left_ankle", "left_hip", "left", -0.06, 0.12), offset("left_knee", "left_hip", "front", 0.04, INF),
        offset("left_ankle", "left_hip", "front", -0.14, INF),
    ),
    _rule(
        r"body: lying face (?:up|down)", (r"left (?:leg|knee|thigh|shin|foot|heel|hip): |legs: |feet: |knees: |ankles: ",),
        offset("left_ankle", "left_hip", "left", -0.10, 0.16, "pelvis"),
    ),
    *(
        _rule(rf"left hand: (?:near|beside|by) the {side} {place}", (r"left hand: (?!near|level|palm)",), distance("left_hand", f"{side}_{point}", -INF, 0.11))
        for side in ("left", "right")
        for place, point in (("ear", "ear"), ("cheek", "ear"), ("eye", "eye"), ("temple", "eye"))
    ),
    _rule(r"left elbow: bent", (r"left elbow: (?!bent$)|left arm: (?:hang|at the|straight)",), angle("left_shoulder", "left_elbow", "left_wrist", -INF, 112)),
    _rule(r"left hand: on the chin", (r"left hand: (?:above|over|level)",), offset("left_hand", "nose", "up", -INF, -0.06, "chest")),  # it comes from below
    _rule(r"left hand: near the left shoulder", (r"left hand: (?!near|level|palm)",), distance("left_hand", "left_shoulder", -INF, 0.12)),
    *(
        _rule(rf"left hand: near the {side} foot", (r"left hand: (?!near|level|palm)",), distance("left_hand", f"{side}_foot", -INF, 0.15))
        for side in ("left", "right")
    ),
)  # fmt: skip


def held_naturally(name: str, names: Set[str]) -> list[Constraint]:
    """The bounds that come with the statement ``name`` where ``names`` are all that is said."""
    out: list[Constraint] = []
    for side in ("left", "right"):
        own = name if side == "left" else swap_sides(name)
        all_names: Iterable[str] | None = None
        for rule in _RULES:
            if not rule.prompted.match(own):
                continue
            if all_names is None:
                all_names = [n if side == "left" else swap_sides(n) for n in names]
            if not any(rule.unless.match(n) for n in all_names if n != own):
                out += [c if side == "left" else c.mirrored() for c in rule.bounds]
    return list(dict.fromkeys(out))
