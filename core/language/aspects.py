"""The aspects of each part: tables of what can be said of where a limb is, how far it is bent, what the hand touches, best candidates first.

``salience`` chooses from them for a body. Written for the left side; the right one is the mirror image.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.body.skeleton import PARTS
from core.language.catalogue import CATALOGUE
from core.language.places import swap_sides
from core.language.posecodes import EXACT_BENDS


@dataclass(frozen=True)
class Aspect:
    """One thing that can be said of a part.

    Attributes:
        names: candidate posecodes, the most telling first.
        clearest: choose the candidate that holds by the widest margin instead of the first one.
        unless: said facts that make this aspect superfluous (endings of names).
        rank: low ranks are kept when a part has more facts than a text should hold.
        slack: how far (m) a candidate may be outside its bounds; negative: how far inside it must be.
        topic: what it is about, where several aspects are about the same; None: only about itself.
    """

    names: tuple[str, ...]
    clearest: bool = False
    unless: tuple[str, ...] = ()
    rank: int = 1
    slack: float = 0.0
    topic: str | None = None


def _bins(joint: str) -> tuple[str, ...]:
    return tuple(f"left {joint}: {words}" for words in EXACT_BENDS)


def _held(subject: str, relation: str) -> tuple[str, ...]:
    return tuple(n for n in CATALOGUE if n.startswith(f"{subject}: {relation} the "))


def _arm(words: str) -> tuple[str, ...]:
    return tuple(f"left arm: {w.strip()}" for w in words.split(","))


_POSTURES = (
    "body: doing a handstand", "body: doing the splits", "body: in a push-up position", "body: on all fours",
    "body: doing a bridge", "body: lying on the left side", "body: lying on the right side", "body: lying face up",
    "body: lying face down", "body: upside down", "body: sitting cross-legged", "body: sitting on the heels",
    "body: kneeling on the left knee", "body: kneeling on the right knee", "body: kneeling upright",
    "body: kneeling on both knees", "body: sitting on a seat", "body: squatting", "body: sitting on the ground",
    "body: sitting", "body: lunging with the left leg forward", "body: lunging with the right leg forward",
    "body: lunging to the left", "body: lunging to the right", "body: standing on the left leg",
    "body: standing on the right leg", "body: crouching", "body: striding with the left leg forward",
    "body: striding with the right leg forward", "body: standing",
)  # fmt: skip

_LEFT_ASPECTS: dict[str, tuple[Aspect, ...]] = {
    "left_arm": (
        Aspect(
            (
                "arms: crossed",
                *_arm(
                    "straight up, overhead, out to the side, forward, across the body, diagonally up, raised, back, at the side,"
                    "slightly out to the side, slightly forward, hanging down, slightly raised, lowered"
                ),
            ),
            rank=0,
        ),
        Aspect(_bins("elbow"), unless=("arms: crossed",), rank=0),
        Aspect(
            (
                "left elbow: on the left knee", "left elbow: on the left thigh", "left elbow: level with the left shoulder",
                "left elbow: above the left shoulder", "left elbow: raised", "left elbow: pointing back", "left elbow: out to the side",
                "left elbow: tucked in",
            ),
            unless=("straight", "slightly bent", "straight up", "overhead", "left arm: out to the side", "at the side", "crossed", "left arm: back"),
            rank=1,
        ),
        Aspect(
            (
                "left forearm: vertical", "left forearm: horizontal", "left forearm: pointing up", "left forearm: pointing forward",
                "left forearm: pointing outward", "left forearm: pointing inward", "left forearm: pointing down",
            ),
            unless=("straight", "slightly bent", "crossed", "across the body"),
            rank=2,
        ),
    ),
    "left_hand": (
        Aspect(("left hand: on the ground",), rank=0, topic="place"),
        Aspect(("hands: together",), rank=0, topic="place"),
        Aspect(
            tuple(n for n in _held("left hand", "on") if "arm" in n or "elbow" in n or "wrist" in n),
            clearest=True, unless=("on the ground", "together"), rank=0, topic="place",
        ),
        Aspect(
            tuple(n for n in _held("left hand", "on") if "arm" not in n and "elbow" not in n and "wrist" not in n),
            clearest=True, unless=("on the",), rank=0, topic="place",
        ),
        Aspect(
            ("left hand: behind the head", "left hand: behind the lower back", "left hand: behind the torso", "left hand: in front of the face",
             "left hand: in front of the chest", "left hand: in front of the stomach", "left hand: in front of the groin"),
            unless=("on the head", "on the face", "on the chin", "on the ch", "on the st", "on the lower", "on the left", "on the neck"), rank=0,
            topic="place",
        ),
        Aspect(_held("left hand", "near"), clearest=True, unless=("on the", "in front of", "behind", "together"), rank=1, topic="place"),
        Aspect(
            ("left hand: above the head", "left hand: beside the head", "left hand: level with the head", "left hand: level with the left shoulder",
             "left hand: level with the chest", "left hand: level with the waist", "left hand: level with the left hip",
             "left hand: level with the left knee", "left hand: below the left knee", "left hand: below the left hip"),
            unless=("near the", "on the", "in front of the"), rank=1, topic="place",
        ),
        Aspect(
            ("left hand: in front of the right hand", "left hand: behind the right hand"),
            unless=("together", "arms: crossed"), rank=2, slack=-0.10,
        ),
        Aspect(("left hand: higher than the right hand",), unless=("together",), rank=2, slack=-0.10),
        Aspect(
            ("left palm: facing forward", "left palm: facing up", "left palm: facing down", "left palm: facing inward", "left palm: facing back"),
            rank=3, slack=-0.05, clearest=True,
        ),
        Aspect(("left wrist: bent",), rank=3, slack=-0.05),
        Aspect(
            ("left hand: level with the left shoulder", "left hand: level with the chest", "left hand: level with the waist",
             "left hand: level with the left hip", "left hand: level with the head", "left hand: higher than the right hand"),
            unless=("hand", "palm", "wrist"), rank=4, slack=0.028, topic="place", clearest=True,
        ),
    ),
    "left_leg": (
        Aspect(("left knee: on the ground",), rank=0),
        Aspect(
            ("left leg: straight up", "left leg: resting over the right knee", "left leg: crossed over the right leg",
             "left leg: crossed behind the right leg", "left leg: raised forward", "left leg: raised to the side", "left leg: raised back",
             "left leg: raised", "left thigh: drawn up to the chest", "left leg: forward", "left leg: back", "left leg: out to the side"),
            rank=0,
        ),
        Aspect(_bins("knee"), rank=0),
        Aspect(("left hip: right angle", "left hip: bent", "left hip: straight"), unless=("drawn up to the chest",), rank=0),
        Aspect(("left leg: vertical",), unless=("right angle", "completely bent", "partially bent", "left leg: "), rank=1),
        Aspect(
            ("left thigh: horizontal", "left knee: raised", "left thigh: raised", "left thigh: vertical"),
            unless=("left leg: straight up", "left leg: vertical", "drawn up to the chest"), rank=1,
        ),
        Aspect(("left shin: vertical", "left shin: horizontal"), unless=("left leg: vertical", "straight", "straight up"), rank=2),
        Aspect(("left knee: out to the side", "left knee: turned inward"), unless=("left leg: out to the side", "to the side"), rank=2),
        Aspect(("knees: wide apart", "knees: apart", "knees: together"), unless=("straight", "slightly bent"), rank=2),
        Aspect(("left knee: in front of the right knee",), rank=3),
    ),
    "left_foot": (
        Aspect(("left foot: on the right knee", "left foot: on the right thigh", "left foot: on the right shin", "left foot: beside the right knee"), rank=0),
        Aspect(
            ("left foot: above the head", "left foot: on tiptoe", "left foot: on the heel", "left foot: flat on the ground",
             "left foot: on the ground", "left foot: off the ground", "left foot: slightly off the ground"),
            unless=("on the right knee", "on the right thigh", "on the right shin", "beside the right knee"), rank=0,
        ),
        Aspect(("left foot: in front of the right foot", "left foot: behind the right foot"), rank=1),
        Aspect(("left foot: above the right knee", "left foot: above the right foot"), unless=("above the head", "on the right", "off the ground"), rank=1),
        Aspect(
            ("ankles: crossed", "feet: together", "feet: wide apart", "feet: apart", "feet: shoulder-width apart"),
            unless=("in front of the right foot", "behind the right foot", "above"), rank=1,
        ),
        Aspect(("left foot: turned out", "left foot: turned in"), unless=("off the ground",), rank=3),
        Aspect(("left foot: toes pointed",), unless=("on tiptoe",), rank=3),
    ),
}  # fmt: skip
_MIDLINE_ASPECTS: dict[str, tuple[Aspect, ...]] = {
    "torso": (
        Aspect(_POSTURES, rank=0),
        Aspect(
            ("torso: upside down", "torso: bent far forward", "torso: bent forward", "torso: leaning forward", "torso: slightly leaning forward",
             "torso: leaning far back", "torso: leaning back", "torso: slightly leaning back", "torso: upright"),
            unless=("lying face up", "lying face down", "upside down", "handstand", "on all fours", "push-up position"), rank=0,
        ),
        Aspect(
            ("torso: leaning far to the left", "torso: leaning far to the right", "torso: leaning to the left", "torso: leaning to the right",
             "torso: slightly leaning to the left", "torso: slightly leaning to the right"),
            unless=("body: lying", "upside down", "handstand"), rank=1,
        ),
        Aspect(
            ("torso: turned far to the left", "torso: turned far to the right", "torso: turned to the left", "torso: turned to the right",
             "torso: slightly turned to the left", "torso: slightly turned to the right"),
            rank=1,
        ),
        Aspect(("torso: back arched", "torso: back rounded"), rank=2),
    ),
    "head": (
        Aspect(
            ("head: bowed deeply", "head: bowed", "head: thrown back", "head: looking up", "head: slightly bowed", "head: slightly raised"),
            rank=0,
        ),
        Aspect(
            ("head: turned far to the left", "head: turned far to the right", "head: turned to the left", "head: turned to the right",
             "head: slightly turned to the left", "head: slightly turned to the right"),
            rank=0,
        ),
        Aspect(
            ("head: tilted to the left", "head: tilted to the right", "head: slightly tilted to the left", "head: slightly tilted to the right"),
            rank=1,
        ),
        Aspect(
            ("head: facing forward", "head: level"),
            unless=("turned to the left", "turned to the right", "bowed", "up", "raised", "back"), rank=2,
        ),
    ),
}  # fmt: skip


def _mirrored(aspect: Aspect) -> Aspect:
    names = tuple(swap_sides(n) for n in aspect.names)
    return Aspect(names, aspect.clearest, tuple(swap_sides(u) for u in aspect.unless), aspect.rank, aspect.slack, aspect.topic)


ASPECTS: dict[str, tuple[Aspect, ...]] = {
    part: _MIDLINE_ASPECTS.get(part)
    or _LEFT_ASPECTS.get(part)
    or tuple(_mirrored(a) for a in _LEFT_ASPECTS["left" + part[5:]])
    for part in PARTS
}
MOST = {"head": 3, "torso": 4}
"""Facts a part's text holds at most, where it is not 3."""
