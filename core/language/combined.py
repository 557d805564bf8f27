"""Statements of one text that mean something else together than each says alone.

"Sitting on the ground" and "legs crossed" is cross-legged; someone who kneels with one foot flat before them kneels on the other knee; knees that are
up in somebody who lies are bent, the feet on the ground; a body "in a straight line" in a plank is not upright.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from core.language.catalogue import CATALOGUE
from core.language.ground import hips_lifted, shoulders_down
from core.language.places import swap_sides
from core.language.posecodes import Posecode, direction
from core.language.sides import OTHER
from core.language.soles import heel_down, rotated

if TYPE_CHECKING:
    from core.language.understanding import Statement

_KNEELING = "body: kneeling on both knees"
_LYING = ("body: lying face up", "body: lying face down", "body: in a push-up position", "body: on all fours", "body: doing a bridge")
_STOOPING = ("torso: horizontal", "torso: bent", "torso: upside down", "torso: leaning forward about")
_FRONT_FOOT = (
    "{s} foot: flat on the ground", "{s} foot: on the ground", "{s} foot: in front of the body", "{s} knee: raised", "{s} leg: back", "{s} leg: raised back",
    "{s} leg: out to the side", "{s} foot: in front of the {o} knee", "{s} foot: in front of the {o} foot", "{s} leg: forward", "{s} shin: vertical",
)  # fmt: skip


_UP = ("leg: raised", "leg: raised high", "leg: raised back", "foot: off the ground", "foot: above the head")


_ON_A_SIDE = frozenset(f"body: lying on the {side} side" for side in OTHER)
_ARM_AS_A_WHOLE = {
    f"{side} {whole}": f"{side} {upper}".replace("SIDE", side)
    for side in OTHER
    for whole, upper in (
        ("arm: out to the side", "elbow: out to the side"), ("arm: forward", "elbow: pointing forward"),
        (f"hand: level with the {side} shoulder", "elbow: level with the SIDE shoulder"),
    )
}  # fmt: skip
"""What is said of an arm or its hand, and what it says of the upper arm where the forearm goes somewhere else."""
_LEVEL_TRUNK = {"body: on all fours", "body: in a push-up position", "torso: horizontal"}
_KNEE_OUT = frozenset(f"{side} knee: {way}" for side in OTHER for way in ("out to the side", "turned inward"))
_ASIDE = ("leg: out to the side", "leg: raised to the side", "leg: raised", "leg: straight up", "leg: crossed over", "foot: on the outer edge")


def _stiff(side: str, names: Collection[str]) -> bool:
    """Whether a leg is straight and hangs: its knee then points outward by turning, and cannot go there."""
    straight = f"{side} knee: straight" in names or f"{side} leg: vertical" in names
    elsewhere = ("body: sit", "body: ly", "body: squat", "body: kneel", "body: doing", "knees:", "feet: apart", "feet: wide")
    placed = any(name.startswith(elsewhere) for name in names)
    return straight and not placed and not any(f"{side} {what}" in name for what in _ASIDE for name in names)


def _ahead(side: str) -> Posecode:
    """An arm stretched forward by somebody whose trunk is level: on from the head, and not down from the chest."""
    code = CATALOGUE["left arm: forward"]
    reach = (direction("left_shoulder", "left_wrist", "front", -math.inf, 42), direction("left_shoulder", "left_elbow", "front", -math.inf, 55))
    code = replace(code, constraints=reach)
    return code if side == "left" else code.mirrored()


def _by_the_ankle(side: str, names: Collection[str]) -> bool:
    """Whether a hand holds its own side's foot and nothing is said of a posture."""
    held = any(f"{side} hand: on the {side} {where}" in names for where in ("ankle", "foot", "heel", "toes"))
    return held and not any(n.startswith(("body: ", f"{side} knee: ", f"{side} leg: ")) for n in names)


def _forearm_apart(side: str, names: Collection[str]) -> bool:
    """Whether an elbow that is well bent sends the forearm up or down."""
    bent = any(f"{side} elbow: {how}" in names for how in ("right angle", "bent", "tightly bent", "about 90 degrees"))
    bent |= f"{side} forearm: vertical" in names and not any(f"{side} elbow: {how}" in names for how in ("straight", "at most slightly bent"))
    return bent and any(f"{side} forearm: {way}" in names for way in ("pointing up", "vertical", "pointing down"))


def _on_the_other_leg(side: str, names: Collection[str]) -> bool:
    """Whether a foot rests against the other leg."""
    return any(f"{side} foot: on the {OTHER[side]} {where}" in names for where in ("thigh", "knee", "shin", "calf"))


def _trails(side: str, names: Collection[str]) -> bool:
    """Whether a leg is said to be the one behind."""
    other = OTHER[side]
    back = {f"{side} leg: back", f"{side} foot: behind the {other} foot", f"{other} foot: in front of the {side} foot", f"{other} leg: forward"}
    return bool(back & set(names)) and not {code.replace(side, "*").replace(other, side).replace("*", other) for code in back} & set(names)


def combined(said: list[Statement]) -> list[Statement]:
    """The statements as they are meant together."""
    names = {s.posecode.name for s in said}
    said = _kneeling(said, names)
    out: list[Statement] = []
    for s in said:
        name = s.posecode.name
        if name in ("body: sitting on the ground", "body: sitting") and "legs: crossed" in names and "body: sitting on a seat" not in names:
            if name.endswith("ground"):
                s = _as(s, CATALOGUE["body: sitting cross-legged"])
        elif name in ("legs: crossed", "ankles: crossed") and "body: sitting on the ground" in names:
            if name == "legs: crossed":
                continue
        elif name in ("torso: upright", "torso: not leaning sideways") and names & set(_LYING):
            s = _as(s, CATALOGUE["torso: back straight"])
        elif name == "body: sitting" and _KNEELING in names:
            s = _as(s, CATALOGUE["body: sitting on the heels"])  # "kneeling, sitting back"
        elif names & _ON_A_SIDE and name in ("left knee: raised", "right knee: raised"):
            out.append(_as(s, CATALOGUE[f"{name.split()[0]} hip: bent"]))
            s = _as(s, CATALOGUE[f"{name.split()[0]} knee: bent"])
        elif "body: lying face up" in names and name in ("left knee: raised", "right knee: raised"):
            side = name.split()[0]
            if not any(n.startswith((f"{side} foot: off", f"{side} leg: raised", f"{side} thigh: drawn")) for n in names):
                out.append(_as(s, CATALOGUE[f"{side} foot: on the ground"]))
            s = _as(s, CATALOGUE[f"{side} knee: bent"])
        elif "body: lying face up" in names and name.endswith(("foot: flat on the ground", "foot: on the ground")):
            side = name.split()[0]
            bridged = any(n.startswith("body: doing") or n.endswith("hand: on the ground") for n in names)
            if not bridged and not any(n.startswith((f"{side} knee: ", f"{side} leg: ")) for n in names):
                out.append(_as(s, CATALOGUE[f"{side} knee: bent"]))  # who lies with a foot flat on the floor has the knee up
        elif name in ("left leg: vertical", "right leg: vertical") and names & {f"{name.split()[0]} {what}" for what in _UP}:
            s = _as(s, CATALOGUE[name.replace("vertical", "straight up")])  # "up in the air, vertical"
        elif name.endswith("foot: on the ground") and f"{name.split()[0]} foot: flexed" in names and s.posecode == heel_down(name.split()[0]):
            s = _as(s, CATALOGUE[f"{name.split()[0]} foot: on the heel"])  # "toes pulled up, heel on the floor"
        elif name.startswith(("body: lunging with", "body: striding with")) and s.alternative is None and _trails(name.split()[4], names):
            s = _as(s, s.posecode.mirrored())  # "steps back with the right leg into a lunge"
        elif name.startswith("body: standing") and any(n.startswith(_STOOPING) for n in names):
            s = _as(s, _stooping(s.posecode))
        elif name == "body: lying face up" and hips_lifted().name in names:
            s = _as(s, shoulders_down())
        elif name in _KNEE_OUT and (_stiff(name.split()[0], names) or any(t.posecode == rotated(name.split()[0], "out") for t in said)):
            if f"{name.split()[0]} foot: turned {'out' if name.endswith('side') else 'in'}" in names:
                continue
            s = _as(s, rotated(name.split()[0], "out" if name.endswith("side") else "in"))
        elif name == "body: sitting" and "feet: together" in names and names & {"knees: apart", "knees: wide apart", "left knee: out to the side"}:
            out += [_as(s, CATALOGUE[f"{side} knee: tightly bent"]) for side in OTHER]
            s = _as(s, CATALOGUE["body: sitting on the ground"])
        elif name.endswith("hand: behind the torso") and _by_the_ankle(name.split()[0], names):
            s = _as(s, CATALOGUE[f"{name.split()[0]} knee: tightly bent"])  # "grabs the ankle behind the back": that leg comes up to the hand
        elif name in ("left arm: forward", "right arm: forward") and "body: lying face down" in names:
            s = _as(s, CATALOGUE[name.replace("forward", "overhead")])
        elif name in ("left arm: forward", "right arm: forward") and names & _LEVEL_TRUNK:
            s = _as(s, _ahead(name.split()[0]))
        elif name in ("left leg: out to the side", "right leg: out to the side") and _on_the_other_leg(name.split()[0], names):
            continue  # the knee goes there, as in a tree pose
        elif name.endswith("arm: straight up") and f"{name.split()[0]} arm: diagonally up" in names:
            continue  # "flung up in a V"
        elif name.endswith("leg: straight up") and names & {f"{name.split()[0]} leg: raised back", f"{name.split()[0]} leg: back"}:
            continue  # "kicked up behind her"
        elif name.endswith(("hand: beside the head", "hand: near the head")) and f"{name.split()[0]} arm: straight up" in names:
            continue  # "straight up, next to the head": the arm is
        elif name.endswith(("tightly bent", "completely bent")) and f"{name.split(':')[0]}: right angle" in names:
            continue  # "bent deeply, close to 90 degrees": the number counts
        elif name.endswith("fingers: pointing up") and "hands: together" in names and swap_sides(name) not in names:
            out.append(_as(s, s.posecode.mirrored()))  # of hands that lie on each other
        elif name in _ARM_AS_A_WHOLE and _forearm_apart(name.split()[0], names):
            s = _as(s, CATALOGUE[_ARM_AS_A_WHOLE[name]])  # "out to the side at shoulder height, the forearm straight up"
        elif name == "body: standing" and any(n.startswith(("body: kneeling", "body: sitting", "body: squatting")) for n in names):
            continue
        out.append(s)
    return out


def _stooping(standing: Posecode) -> Posecode:
    """Standing, with nothing said of the trunk."""
    kept = tuple(c for c in standing.constraints if getattr(c.measure, "points", ()) != ("pelvis", "neck"))
    return replace(standing, constraints=kept)


def _as(s: Statement, code: Posecode) -> Statement:
    return replace(s, posecode=code, part=code.part, alternative=None)


def _kneeling(said: list[Statement], names: Collection[str]) -> list[Statement]:
    """Kneeling with one foot in front or one knee spoken of: on the other, or on that one."""
    plain = next((s for s in said if s.posecode.name == _KNEELING), None)
    if plain is None:
        return said
    feet = {side for side in OTHER if any(n.format(s=side, o=OTHER[side]) in names for n in _FRONT_FOOT)}
    one = next((s for s in said if s.posecode.name in ("left knee: on the ground", "right knee: on the ground") and s.span != plain.span), None)
    both = {s.posecode.name for s in said if s.span != plain.span} >= {"left knee: on the ground", "right knee: on the ground"}
    if len(feet) == 1:
        down = OTHER[next(iter(feet))]
    elif one is not None and not both and not feet:
        down = one.posecode.name.split()[0]
    else:
        return said
    code = CATALOGUE[f"body: kneeling on the {down} knee"]
    gone = f"{OTHER[down]} knee: on the ground"
    open_side = one is not None and one.alternative is not None
    kneel = replace(_as(plain, code), alternative=code.mirrored() if open_side and not feet else None)
    return [kneel if s is plain else s for s in said if s.posecode.name != gone]
