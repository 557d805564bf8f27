"""The facts of the catalogue as tables: name -> constraints, in metres of a 1.7 m body and degrees.

DESIGN's table (angles, relative positions, vertical and horizontal, ground, trunk, head, whole-body postures) and what people say beside it.
Only left-sided facts are written out; ``catalogue`` mirrors them.
"""

from __future__ import annotations

from core.body.constraint import Constraint
from core.language.posecodes import INF, angle, direction, distance, height, offset, turn

# --------------------------------------------------------------------------------------------------------- arms

_UPPER, _ARM, _FOREARM = ("left_shoulder", "left_elbow"), ("left_shoulder", "left_wrist"), ("left_elbow", "left_wrist")
_HEAD = "left_ear+right_ear"


def _elbow(low: float, high: float) -> Constraint:
    return angle("left_shoulder", "left_elbow", "left_wrist", low, high)


def _knee(low: float, high: float, side: str = "left") -> Constraint:
    return angle(f"{side}_hip", f"{side}_knee", f"{side}_ankle", low, high)


LEFT_ARM: dict[str, tuple[Constraint, ...]] = {
    "left arm: raised": (offset("left_wrist", "left_shoulder", "up", 0.05, INF), direction(*_UPPER, "up", -INF, 125)),
    "left arm: slightly raised": (direction(*_UPPER, "up", 105, 145), offset("left_wrist", "left_shoulder", "up", -INF, 0.05)),
    "left arm: overhead": (
        offset("left_wrist", _HEAD, "up", 0.08, INF), direction(*_UPPER, "up", -INF, 75),
    ),
    "left arm: straight up": (
        direction(*_ARM, "up", -INF, 30), offset("left_wrist", _HEAD, "up", 0.15, INF), direction(*_UPPER, "up", -INF, 35),
    ),
    "left arm: hanging down": (direction(*_UPPER, "up", 145, INF), offset("left_wrist", "left_shoulder", "up", -INF, -0.30)),
    "left arm: lowered": (direction(*_UPPER, "up", 125, INF), offset("left_wrist", "left_shoulder", "up", -INF, -0.12)),
    "left arm: at the side": (
        direction(*_ARM, "up", 152, INF), direction(*_UPPER, "up", 148, INF), _elbow(135, INF),
    ),
    "left arm: out to the side": (
        direction(*_ARM, "left", -INF, 38, "chest"), direction(*_UPPER, "left", -INF, 45, "chest"),
    ),
    "left arm: slightly out to the side": (
        direction(*_UPPER, "left", 38, 68, "chest"), direction(*_UPPER, "up", 95, 150),
        offset("left_wrist", "left_shoulder", "left", 0.10, INF, "chest"),
    ),
    "left arm: forward": (direction(*_ARM, "front", -INF, 38, "chest"), direction(*_UPPER, "front", -INF, 55, "chest")),
    "left arm: slightly forward": (
        direction(*_ARM, "front", 38, 75, "chest"), direction(*_UPPER, "up", 110, INF),
        offset("left_wrist", "left_shoulder", "front", 0.12, INF, "chest"),
    ),
    "left arm: back": (
        offset("left_wrist", "left_shoulder", "front", -INF, -0.18, "chest"), direction(*_UPPER, "front", 105, INF, "chest"),
    ),
    "left arm: across the body": (
        offset("left_hand", "spine3", "left", -INF, 0.0, "chest"), offset("left_hand", "spine3", "front", 0.08, INF, "chest"),
    ),
    "left arm: diagonally up": (direction(*_ARM, "up", 28, 65),),
    "left arm: diagonally down": (direction(*_ARM, "up", 115, 152),),
    "left arm: horizontal": (direction(*_ARM, "up", 78, 102), direction(*_UPPER, "up", 70, 110)),
    "left arm: toward the camera": (
        offset("left_wrist", "left_shoulder", "front", 0.25, INF, "camera"),
    ),
    "left arm: away from the camera": (offset("left_wrist", "left_shoulder", "front", -INF, -0.2, "camera"),),
    "left upper arm: vertical": (direction(*_UPPER, "up", 165, INF),),
    "left upper arm: horizontal": (direction(*_UPPER, "up", 80, 100),),
    "left upper arm: raised": (direction(*_UPPER, "up", -INF, 80),),
    "left forearm: vertical": (direction(*_FOREARM, "up", -INF, 15),),
    "left forearm: pointing up": (direction(*_FOREARM, "up", -INF, 40),),
    "left forearm: pointing down": (direction(*_FOREARM, "up", 140, INF),),
    "left forearm: horizontal": (direction(*_FOREARM, "up", 78, 102),),
    "left forearm: pointing forward": (direction(*_FOREARM, "front", -INF, 40, "chest"),),
    "left forearm: pointing inward": (direction(*_FOREARM, "right", -INF, 45, "chest"),),
    "left forearm: pointing outward": (direction(*_FOREARM, "left", -INF, 45, "chest"),),
    "left elbow: out to the side": (offset("left_elbow", "left_shoulder", "left", 0.13, INF, "chest"),),
    "left elbow: tucked in": (
        offset("left_elbow", "left_shoulder", "left", -INF, 0.10, "chest"), direction(*_UPPER, "up", 145, INF),
    ),
    "left elbow: raised": (offset("left_elbow", "left_shoulder", "up", -0.06, INF),),
    "left elbow: pointing back": (offset("left_elbow", "left_shoulder", "front", -INF, -0.12, "chest"),),
    "left elbow: pointing forward": (offset("left_elbow", "left_shoulder", "front", 0.15, INF, "chest"),),
    "left elbow: pointing down": (direction(*_UPPER, "up", 135, INF),),
    "left shoulder: raised": (offset("left_shoulder", "neck", "up", -0.03, INF, "chest"),),
    "left hand: on the ground": (height("left_hand", -INF, 0.12),),
    "left elbow: on the ground": (height("left_elbow", -INF, 0.12),),
    "left wrist: straight": (angle("left_elbow", "left_wrist", "left_middle", 155, INF),),
    "left wrist: bent": (angle("left_elbow", "left_wrist", "left_middle", -INF, 145),),
    "left palm: facing forward": (direction("left_hand", "left_palm_up", "back", -INF, 50, "chest"),),
    "left palm: facing back": (direction("left_hand", "left_palm_up", "front", -INF, 50, "chest"),),
    "left palm: facing up": (direction("left_hand", "left_palm_up", "down", -INF, 50),),
    "left palm: facing down": (direction("left_hand", "left_palm_up", "up", -INF, 50),),
    "left palm: facing inward": (direction("left_hand", "left_palm_up", "left", -INF, 50, "chest"),),
    "left hand: reaching toward the ground": (height("left_hand", -INF, 0.35), _elbow(135, INF)),
    "left hand: toward the camera": (offset("left_hand", "left_shoulder", "front", 0.2, INF, "camera"),),
}  # fmt: skip

# --------------------------------------------------------------------------------------------------------- legs

_THIGH, _SHIN, _LEG = ("left_hip", "left_knee"), ("left_knee", "left_ankle"), ("left_hip", "left_ankle")
_SOLE = "left_heel+left_big_toe"
_TOES = "left_big_toe+left_small_toe"
LEFT_LEG: dict[str, tuple[Constraint, ...]] = {
    "left leg: raised": (height(_SOLE, 0.25, INF), offset("left_ankle", "right_ankle", "up", 0.18, INF)),
    "left leg: raised high": (offset("left_ankle", "left_hip", "up", -0.15, INF),),
    "left leg: raised forward": (
        direction(*_LEG, "front", -INF, 55), offset("left_ankle", "right_ankle", "up", 0.15, INF),
    ),
    "left leg: raised to the side": (
        direction(*_LEG, "left", -INF, 60), offset("left_ankle", "right_ankle", "up", 0.12, INF),
    ),
    "left leg: raised back": (
        direction(*_LEG, "back", -INF, 65), offset("left_ankle", "right_ankle", "up", 0.12, INF),
    ),
    "left leg: forward": (direction(*_LEG, "front", -INF, 72),),
    "left leg: back": (direction(*_LEG, "back", -INF, 72),),
    "left leg: out to the side": (direction(*_LEG, "left", -INF, 70),),
    "left leg: vertical": (direction(*_LEG, "up", 168, INF),),
    "left leg: horizontal": (direction(*_LEG, "up", 78, 102),),
    "left leg: straight up": (direction(*_LEG, "up", -INF, 35),),
    "left thigh: horizontal": (direction(*_THIGH, "up", 78, 102),),
    "left thigh: vertical": (direction(*_THIGH, "up", 168, INF),),
    "left thigh: raised": (direction(*_THIGH, "up", -INF, 110),),
    "left thigh: forward": (direction(*_THIGH, "front", -INF, 60),),
    "left thigh: drawn up to the chest": (angle("neck", "left_hip", "left_knee", -INF, 60),),
    "left shin: vertical": (direction(*_SHIN, "up", 168, INF),),
    "left shin: horizontal": (direction(*_SHIN, "up", 78, 102),),
    "left knee: raised": (offset("left_knee", "left_hip", "up", -0.15, INF),),
    "left knee: raised above the hip": (offset("left_knee", "left_hip", "up", 0.05, INF),),
    "left knee: out to the side": (offset("left_knee", "left_hip", "left", 0.18, INF, "pelvis"),),
    "left knee: pointing forward": (offset("left_knee", "left_hip", "front", 0.15, INF),),
    "left knee: turned inward": (offset("left_knee", "left_hip", "left", -INF, -0.03, "pelvis"),),
    "left knee: on the ground": (height("left_knee", -INF, 0.15),),
    "left hip: straight": (angle("spine3", "left_hip", "left_knee", 155, INF),),
    "left hip: bent": (angle("spine3", "left_hip", "left_knee", -INF, 135),),
    "left hip: right angle": (angle("spine3", "left_hip", "left_knee", 70, 110),),
    "left foot: on the ground": (height(_SOLE, -INF, 0.10),),
    "left foot: flat on the ground": (height("left_heel", -INF, 0.09), height("left_big_toe", -INF, 0.09)),
    "left foot: off the ground": (height(_SOLE, 0.14, INF),),
    "left foot: slightly off the ground": (height(_SOLE, 0.07, 0.25),),
    "left foot: on tiptoe": (offset("left_heel", "left_big_toe", "up", 0.07, INF), height("left_big_toe", -INF, 0.09)),
    "left foot: on the heel": (offset("left_big_toe", "left_heel", "up", 0.06, INF), height("left_heel", -INF, 0.09)),
    "left foot: toes pointed": (angle("left_knee", "left_ankle", "left_big_toe", 140, INF),),
    "left foot: flexed": (angle("left_knee", "left_ankle", "left_big_toe", -INF, 105),),
    "left foot: turned out": (turn("left_ankle", _TOES, "left/front", 25, 120),),
    "left foot: turned in": (turn("left_ankle", _TOES, "left/front", -110, -18),),
    "left foot: pointing forward": (turn("left_ankle", _TOES, "left/front", -15, 22),),
    "left foot: behind the body": (offset("left_ankle", "left_hip", "front", -INF, -0.2),),
    "left foot: in front of the body": (offset("left_ankle", "left_hip", "front", 0.2, INF),),
    "left foot: at knee height": (offset("left_ankle", "right_knee", "up", -0.12, 0.12),),
    "left foot: at hip height": (offset("left_ankle", "right_hip", "up", -0.15, 0.15),),
    "left foot: above the head": (offset("left_ankle", _HEAD, "up", 0.05, INF),),
    "left leg: crossed over the right leg": (
        offset("left_ankle", "right_ankle", "left", -INF, -0.04), offset("left_ankle+left_knee", "right_ankle+right_knee", "front", 0.02, INF),
    ),
    "left leg: crossed behind the right leg": (
        offset("left_ankle", "right_ankle", "left", -INF, -0.04), offset("left_ankle+left_knee", "right_ankle+right_knee", "front", -INF, -0.02),
    ),
    "left leg: resting over the right knee": (
        offset("left_ankle", "right_knee", "left", -INF, 0.06, "pelvis"), offset("left_knee", "right_knee", "up", 0.03, INF),
    ),
}  # fmt: skip

# -------------------------------------------------------------------------------------------------- trunk, head

_SPINE = ("pelvis", "neck")
LEFT_TRUNK: dict[str, tuple[Constraint, ...]] = {
    "torso: slightly leaning to the left": (direction(*_SPINE, "left", 75, 83),),
    "torso: leaning to the left": (direction(*_SPINE, "left", -INF, 75),),
    "torso: leaning far to the left": (direction(*_SPINE, "left", -INF, 60),),
    "torso: slightly turned to the left": (turn("spine3", "chest_front", "left/front", 10, 25, "pelvis"),),
    "torso: turned to the left": (turn("spine3", "chest_front", "left/front", 20, 130, "pelvis"),),
    "torso: turned far to the left": (turn("spine3", "chest_front", "left/front", 50, 150, "pelvis"),),
    "torso: left shoulder higher": (offset("left_shoulder", "right_shoulder", "up", 0.06, INF),),
    "torso: left hip higher": (offset("left_hip", "right_hip", "up", 0.04, INF),),
    "head: slightly turned to the left": (turn("head", "head_front", "left/front", 15, 30, "chest"),),
    "head: turned to the left": (turn("head", "head_front", "left/front", 25, 120, "chest"),),
    "head: turned far to the left": (turn("head", "head_front", "left/front", 50, 140, "chest"),),
    "head: slightly tilted to the left": (turn("head", "head_up", "left/up", 10, 25, "chest"),),
    "head: tilted to the left": (turn("head", "head_up", "left/up", 18, 90, "chest"),),
}
TRUNK: dict[str, tuple[Constraint, ...]] = {
    "torso: upright": (turn(*_SPINE, "front/up", -15, 15), direction(*_SPINE, "left", 75, 105)),
    "torso: slightly leaning forward": (turn(*_SPINE, "front/up", 10, 25),),
    "torso: leaning forward": (turn(*_SPINE, "front/up", 20, 130),),
    "torso: bent forward": (turn(*_SPINE, "front/up", 50, 150),),
    "torso: bent far forward": (turn(*_SPINE, "front/up", 80, 170),),
    "torso: slightly leaning back": (turn(*_SPINE, "front/up", -25, -8),),
    "torso: leaning back": (turn(*_SPINE, "front/up", -130, -20),),
    "torso: leaning far back": (turn(*_SPINE, "front/up", -150, -50),),
    "torso: horizontal": (direction(*_SPINE, "up", 72, 108),),
    "torso: facing forward": (turn("spine3", "chest_front", "left/front", -10, 10, "pelvis"),),
    "torso: not twisted": (turn("spine3", "chest_front", "left/front", -12, 12, "pelvis"),),
    "torso: not leaning sideways": (direction(*_SPINE, "left", 80, 100),),
    "torso: back arched": (turn("spine3", "chest_up", "front/up", -130, -15, "pelvis"),),
    "torso: back rounded": (turn("spine3", "chest_up", "front/up", 28, 130, "pelvis"),),
    "torso: back straight": (turn("spine3", "chest_up", "front/up", -12, 15, "pelvis"),),
    "torso: upside down": (direction(*_SPINE, "up", 130, INF),),
    "torso: toward the camera": (direction("spine3", "chest_front", "front", -INF, 35, "camera"),),
    "torso: away from the camera": (direction("spine3", "chest_front", "back", -INF, 45, "camera"),),
    "head: facing forward": (
        turn("head", "head_front", "left/front", -12, 12, "chest"), turn("head", "head_front", "up/front", -18, 18, "chest"),
    ),
    "head: upright": (turn("head", "head_up", "left/up", -12, 12, "chest"), direction("head", "head_up", "up", -INF, 25)),
    "head: level": (turn("head", "head_front", "up/front", -15, 15, "chest"),),
    "head: not turned": (turn("head", "head_front", "left/front", -12, 12, "chest"),),
    "head: not tilted": (turn("head", "head_up", "left/up", -10, 10, "chest"),),
    "head: slightly bowed": (turn("head", "head_front", "up/front", -30, -12, "chest"),),
    "head: bowed": (turn("head", "head_front", "up/front", -110, -22, "chest"),),
    "head: bowed deeply": (turn("head", "head_front", "up/front", -130, -42, "chest"),),
    "head: slightly raised": (turn("head", "head_front", "up/front", 10, 25, "chest"),),
    "head: looking up": (turn("head", "head_front", "up/front", 20, 110, "chest"),),
    "head: thrown back": (turn("head", "head_front", "up/front", 40, 120, "chest"),),
    "head: toward the camera": (direction("head", "head_front", "front", -INF, 30, "camera"),),
    "head: away from the camera": (direction("head", "head_front", "back", -INF, 50, "camera"),),
    "head: on the ground": (height(_HEAD, -INF, 0.22),),
}

# ----------------------------------------------------------------------------------------------- pairs, postures

PAIRS: dict[str, tuple[str, tuple[Constraint, ...]]] = {
    "hands: together": ("left_hand", (distance("left_hand", "right_hand", -INF, 0.17),)),
    "hands: close together": ("left_hand", (distance("left_hand", "right_hand", -INF, 0.30),)),
    "hands: shoulder-width apart": ("left_hand", (distance("left_hand", "right_hand", 0.28, 0.50),)),
    "hands: apart": ("left_hand", (distance("left_hand", "right_hand", 0.40, INF),)),
    "hands: wide apart": ("left_hand", (distance("left_hand", "right_hand", 0.80, INF),)),
    "elbows: together": ("left_arm", (distance("left_elbow", "right_elbow", -INF, 0.22),)),
    "elbows: apart": ("left_arm", (distance("left_elbow", "right_elbow", 0.50, INF),)),
    "knees: together": ("left_leg", (distance("left_knee", "right_knee", -INF, 0.20),)),
    "knees: apart": ("left_leg", (distance("left_knee", "right_knee", 0.38, INF),)),
    "knees: wide apart": ("left_leg", (distance("left_knee", "right_knee", 0.60, INF),)),
    "feet: together": ("left_foot", (distance("left_ankle", "right_ankle", -INF, 0.20),)),
    "feet: shoulder-width apart": ("left_foot", (distance("left_ankle", "right_ankle", 0.24, 0.42),)),
    "feet: apart": ("left_foot", (distance("left_ankle", "right_ankle", 0.40, INF),)),
    "feet: wide apart": ("left_foot", (distance("left_ankle", "right_ankle", 0.72, INF),)),
    "ankles: crossed": (
        "left_foot", (offset("left_ankle", "right_ankle", "left", -INF, -0.02), distance("left_ankle", "right_ankle", -INF, 0.28)),
    ),
    "legs: crossed": ("left_leg", (offset("left_ankle", "right_ankle", "left", -INF, -0.02),)),
    "arms: crossed": (
        "left_arm",
        (
            distance("left_hand", "right_elbow", -INF, 0.24), distance("left_elbow", "right_hand", -INF, 0.24),
            offset("left_wrist+right_wrist", "spine3", "front", 0.10, INF, "chest"),
        ),
    ),
    "wrists: crossed": (
        "left_hand",
        (offset("left_hand", "right_hand", "left", -INF, -0.02, "chest"), distance("left_wrist", "right_wrist", -INF, 0.16)),
    ),
}  # fmt: skip


def _both(*codes: Constraint) -> tuple[Constraint, ...]:
    out: list[Constraint] = []
    for c in codes:
        out += [c] if c.mirrored() == c else [c, c.mirrored()]
    return tuple(out)


# A sitting body's weight is behind its feet, a squatting one's over them.
_BEHIND_FEET = offset("spine2+pelvis", "left_ankle+right_ankle", "front", -INF, -0.18)
_OVER_FEET = offset("spine2+pelvis", "left_ankle+right_ankle", "front", -0.26, 0.35)
# Feet on tiptoe reach lower than the knees: hence 24 cm, and no knee above its ankle.
_KNEELING = (height("left_knee", -INF, 0.24), offset("left_knee", "left_ankle", "up", -INF, 0.08))
_UPRIGHT_SEAT = turn(*_SPINE, "front/up", -45, 50)
POSTURES: dict[str, tuple[Constraint, ...]] = {
    "standing": (
        height("pelvis", 0.70, INF), *_both(_knee(140, INF)), direction(*_SPINE, "up", -INF, 60),
        height("left_hip+right_hip", 0.62, INF), *_both(direction(*_THIGH, "up", 125, INF)),
    ),
    "sitting": (
        *_both(direction(*_THIGH, "up", 55, 118)), *_both(angle("spine3", "left_hip", "left_knee", 45, 135)), _UPRIGHT_SEAT,
        height("pelvis", -INF, 0.75), _BEHIND_FEET,
    ),
    "sitting on a seat": (
        *_both(direction(*_THIGH, "up", 68, 112)), *_both(angle("spine3", "left_hip", "left_knee", 60, 130)),
        *_both(_knee(60, 130)), _UPRIGHT_SEAT, *_both(direction(*_SHIN, "up", 130, INF)), height("pelvis", 0.30, 0.75), _BEHIND_FEET,
    ),
    "sitting on the ground": (height("pelvis", -INF, 0.24), _UPRIGHT_SEAT, *_both(angle("spine3", "left_hip", "left_knee", -INF, 140))),
    "sitting cross-legged": (
        height("pelvis", -INF, 0.26), _UPRIGHT_SEAT, *_both(_knee(-INF, 85)), distance("left_knee", "right_knee", 0.38, INF),
        distance("left_ankle", "right_ankle", -INF, 0.32), height("left_ankle+right_ankle", -INF, 0.22),
    ),
    "squatting": (
        *_both(_knee(-INF, 95)), *_both(height(_SOLE, -INF, 0.16)), height("pelvis", 0.12, 0.60), *_both(height("left_knee", 0.22, INF)),
        turn(*_SPINE, "front/up", -25, 85), _OVER_FEET,
    ),
    "crouching": (
        *_both(_knee(-INF, 125)), *_both(height(_SOLE, -INF, 0.16)), height("pelvis", 0.20, 0.76), turn(*_SPINE, "front/up", -15, 100),
        _OVER_FEET, *_both(height("left_knee", 0.25, INF)),
    ),
    "kneeling on both knees": (
        *_both(*_KNEELING), height("pelvis", 0.18, INF), *_both(direction(*_SHIN, "up", 55, 125)),
        direction(*_SPINE, "up", -INF, 60),
    ),
    "kneeling upright": (
        *_both(*_KNEELING), height("pelvis", 0.46, INF), *_both(direction(*_SHIN, "up", 55, 125)),
        direction(*_SPINE, "up", -INF, 40),
    ),
    "sitting on the heels": (
        *_both(height("left_knee", -INF, 0.16)), height("pelvis", -INF, 0.38), *_both(_knee(-INF, 60)),
        *_both(height("left_ankle", -INF, 0.25)), direction(*_SPINE, "up", -INF, 55), *_both(direction(*_SHIN, "front", 90, INF)),
    ),
    "on all fours": (
        *_both(height("left_hand", -INF, 0.20)), *_both(*_KNEELING), height("pelvis", 0.28, INF),
        direction(*_SPINE, "up", 55, 125),
    ),
    "in a push-up position": (
        *_both(height("left_hand", -INF, 0.16)), *_both(_knee(150, INF)), direction(*_SPINE, "up", 50, 125),
        direction("spine3", "chest_front", "up", 125, INF), *_both(height("left_knee", 0.10, INF)),
        *_both(angle("spine3", "left_hip", "left_knee", 145, INF)),
    ),
    "lying face up": (
        direction("spine3", "chest_front", "up", -INF, 45), direction(*_SPINE, "up", 60, 120), height("pelvis", -INF, 0.32),
        height(_HEAD, -INF, 0.5),
    ),
    "lying face down": (
        direction("spine3", "chest_front", "up", 135, INF), direction(*_SPINE, "up", 60, 120), height("pelvis", -INF, 0.32),
        height(_HEAD, -INF, 0.5),
    ),
    "upside down": (direction(*_SPINE, "up", 125, INF), offset("left_hip+right_hip", _HEAD, "up", 0.25, INF)),
    "doing a handstand": (
        *_both(height("left_hand", -INF, 0.15)), direction(*_SPINE, "up", 135, INF), offset("left_ankle+right_ankle", _HEAD, "up", 0.7, INF),
    ),
    "doing a bridge": (
        *_both(height("left_hand", -INF, 0.15)), direction("spine3", "chest_front", "up", -INF, 75), height("pelvis", 0.35, INF),
        offset("pelvis", "left_ankle+right_ankle", "up", 0.2, INF), direction(*_SPINE, "up", 60, INF),
    ),
    "doing the splits": (distance("left_ankle", "right_ankle", 1.15, INF), *_both(_knee(145, INF)), height("pelvis", -INF, 0.35)),
}  # fmt: skip
LEFT_POSTURES: dict[str, tuple[Constraint, ...]] = {
    "kneeling on the left knee": (
        height("left_knee", -INF, 0.28), height("right_knee", 0.35, INF), height("right_heel+right_big_toe", -INF, 0.18),
        height("pelvis", 0.22, 0.80), _knee(-INF, 130, "right"), _knee(-INF, 130), direction(*_SPINE, "up", -INF, 60),
        direction(*_SHIN, "up", 55, 130),
    ),
    "lying on the left side": (
        direction("spine3", "chest_left", "up", 130, INF), direction(*_SPINE, "up", 60, 120), height("pelvis", -INF, 0.4),
    ),
    "lunging with the left leg forward": (
        offset("left_ankle", "right_ankle", "front", 0.45, INF), _knee(-INF, 135), _knee(120, INF, "right"), height("pelvis", 0.3, 0.86),
        height(_SOLE, -INF, 0.18),
    ),
    "lunging to the left": (
        offset("left_ankle", "right_ankle", "left", 0.55, INF), _knee(-INF, 135), _knee(145, INF, "right"), height("pelvis", 0.3, 0.82),
    ),
    "standing on the left leg": (
        height("pelvis", 0.68, INF), height("right_heel+right_big_toe", 0.14, INF), _knee(140, INF), direction(*_SPINE, "up", -INF, 75),
        offset("right_ankle", "left_ankle", "up", 0.12, INF),
    ),
    "striding with the left leg forward": (
        offset("left_ankle", "right_ankle", "front", 0.25, 0.95), height("pelvis", 0.65, INF), direction(*_SPINE, "up", -INF, 40),
    ),
}  # fmt: skip

# -------------------------------------------------------------------------------------------- relations tested for

LEFT_RELATIONS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "left hand", "on",
        ("left hip", "right hip", "left knee", "right knee", "left thigh", "right thigh", "left ankle", "right ankle", "left foot",
         "right foot", "left shoulder", "right shoulder", "head", "face", "chin", "neck", "chest", "stomach", "lower back",
         "right elbow", "right forearm", "right wrist", "right upper arm", "left shin", "right shin", "left toes", "right toes"),
    ),
    (
        "left hand", "near",
        ("head", "face", "left hip", "left shoulder", "right shoulder", "left knee", "right knee", "chest", "stomach", "left foot", "right foot",
         "left thigh", "left ankle", "right ankle", "right hip", "right elbow"),
    ),
    ("left hand", "in front of", ("face", "chest", "stomach", "torso", "right hand", "groin")),
    ("left hand", "behind", ("head", "torso", "lower back", "right hand")),
    ("left hand", "above", ("head", "left shoulder", "right hand")),
    ("left hand", "below", ("left hip", "left knee")),
    ("left hand", "level with", ("left shoulder", "left hip", "left knee", "waist", "head", "chest", "right hand")),
    ("left hand", "beside", ("head",)),
    ("left elbow", "on", ("left knee", "left thigh")),
    ("left elbow", "level with", ("left shoulder",)),
    ("left elbow", "above", ("left shoulder",)),
    ("left hand", "higher than", ("right hand",)),
    ("left foot", "in front of", ("right foot",)),
    ("left foot", "behind", ("right foot",)),
    ("left foot", "on", ("right knee", "right thigh", "right foot", "right shin")),
    ("left foot", "above", ("right foot", "right knee")),
    ("left foot", "beside", ("right knee",)),
    ("left knee", "above", ("left hip",)),
    ("left knee", "in front of", ("right knee",)),
    ("left knee", "on", ("chest",)),
    ("head", "on", ("left knee",)),
)  # fmt: skip
