"""Places on the body that words name (hip, knee, face, small of the back), as points that measures can use.

A hand "on the hip" touches skin, while joints lie inside; so each place has a contact point (a mean of known points near the skin) with the
reach within which a hand's joint counts as touching, and a centre for "above", "in front of" and the like. Everything with a side is written
for the left and mirrored by name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from core.body.skeleton import mirrored_name

_SIDE_WORD = re.compile(r"\b(left|right)\b(?! angle)")


def swap_sides(text: str) -> str:
    """Left for right and right for left in plain words; a right angle stays one."""
    return _SIDE_WORD.sub(lambda m: "right" if m[1] == "left" else "left", text)


def first_side(text: str) -> str | None:
    """The first of "left" and "right" that a text names, or None; "right angle" is no side."""
    found = _SIDE_WORD.search(text)
    return found[1] if found else None


def mirrored_points(expression: str) -> str:
    """A mean of points on the other side: ``left_hip+pelvis`` -> ``right_hip+pelvis``."""
    return "+".join(mirrored_name(name) for name in expression.split("+"))


@dataclass(frozen=True)
class Place:
    """A named place.

    Attributes:
        name: plain words, "left hip" or "chest".
        part: which of the ten parts it belongs to.
        contact: point expression near the skin, for "on" and "near".
        centre: point expression inside the body, for relative positions.
        reach: metres (1.7 m body) between a hand's joint and ``contact`` at which the hand touches it.
        size: "point", or for the trunk and head "broad": things in front of it must also be about level with it.
        limb: "arm", "leg", "head" or "trunk": decides the frame of relative positions.
    """

    name: str
    part: str
    contact: str
    centre: str
    reach: float = 0.15
    size: str = "point"
    limb: str = "trunk"

    @property
    def side(self) -> str | None:
        """"left", "right" or None for places on the midline."""
        head = self.name.split(" ")[0]
        return head if head in ("left", "right") else None

    @property
    def kind(self) -> str:
        """The name without its side."""
        return self.name.split(" ", 1)[1] if self.side else self.name

    def mirrored(self) -> Place:
        """The same place on the other side."""
        if self.side is None:
            return self
        return replace(
            self,
            name=swap_sides(self.name),
            part=mirrored_name(self.part),
            contact=mirrored_points(self.contact),
            centre=mirrored_points(self.centre),
        )


_EARS = "left_ear+right_ear"
_MIDLINE = (
    Place("head", "head", _EARS, _EARS, 0.20, "broad", "head"),
    Place("top of the head", "head", "head_up+left_ear+right_ear", _EARS, 0.17, "broad", "head"),
    Place("back of the head", "head", _EARS, _EARS, 0.20, "broad", "head"),
    Place("face", "head", "nose", _EARS, 0.15, "broad", "head"),
    Place("forehead", "head", "left_eye+right_eye", "left_eye+right_eye", 0.15, "broad", "head"),
    Place("nose", "head", "nose", "nose", 0.11, "broad", "head"),
    Place("mouth", "head", "nose+nose+neck", "nose+nose+neck", 0.14, "broad", "head"),
    Place("chin", "head", "nose+neck", "nose+neck", 0.14, "broad", "head"),
    Place("neck", "head", "neck", "neck", 0.17, "broad", "head"),
    Place("throat", "head", "neck+neck+nose", "neck", 0.15, "broad", "head"),
    Place("chest", "torso", "chest_front+chest_front+neck", "spine3+spine3+neck", 0.16, "broad"),
    Place("stomach", "torso", "pelvis_front+chest_front", "spine1+spine2", 0.16, "broad"),
    Place("waist", "torso", "spine1", "spine1", 0.24, "broad"),
    Place("groin", "torso", "left_hip+right_hip+pelvis_front", "left_hip+right_hip", 0.17, "broad"),
    Place("torso", "torso", "spine2", "spine2", 0.24, "broad"),
    Place("back", "torso", "spine2", "spine2", 0.26, "broad"),
    Place("lower back", "torso", "pelvis+spine1", "pelvis+spine1", 0.24, "broad"),
    Place("upper back", "torso", "spine3+neck", "spine3+neck", 0.24, "broad"),
    Place("lap", "torso", "left_hip+right_hip+left_knee+right_knee", "left_hip+right_hip", 0.26, "broad", "leg"),
    Place("shoulders", "torso", "left_shoulder+right_shoulder", "left_shoulder+right_shoulder", 0.25, "broad"),
    Place("hips", "torso", "left_hip+right_hip", "left_hip+right_hip", 0.25, "broad"),
    Place("knees", "left_leg", "left_knee+right_knee", "left_knee+right_knee", 0.24, "point", "leg"),
    Place("feet", "left_foot", "left_foot+right_foot", "left_foot+right_foot", 0.24, "point", "leg"),
    Place("hands", "left_hand", "left_hand+right_hand", "left_hand+right_hand", 0.2, "point", "arm"),
)
_LEFT = (
    Place("left shoulder", "left_arm", "left_shoulder", "left_shoulder", 0.15, "point", "trunk"),
    Place("left upper arm", "left_arm", "left_shoulder+left_elbow", "left_shoulder+left_elbow", 0.14, "point", "arm"),
    Place("left elbow", "left_arm", "left_elbow", "left_elbow", 0.13, "point", "arm"),
    Place("left forearm", "left_arm", "left_elbow+left_wrist", "left_elbow+left_wrist", 0.13, "point", "arm"),
    Place("left wrist", "left_hand", "left_wrist", "left_wrist", 0.13, "point", "arm"),
    Place("left hand", "left_hand", "left_hand", "left_hand", 0.15, "point", "arm"),
    Place("left armpit", "left_arm", "left_shoulder+left_shoulder+spine3", "left_shoulder", 0.16, "point", "trunk"),
    # The hip bone where hands rest, above the joint and to its side: a hand hanging beside the joint is not on it.
    Place("left hip", "torso", "left_hip+left_hip+left_shoulder", "left_hip", 0.15, "point", "trunk"),
    Place("left side", "torso", "left_hip+left_shoulder", "left_hip+left_shoulder", 0.15, "point", "trunk"),
    Place("left pocket", "left_leg", "left_hip", "left_hip", 0.17, "point", "leg"),
    Place("left buttock", "torso", "left_hip", "left_hip", 0.19, "point", "leg"),
    Place("left thigh", "left_leg", "left_hip+left_knee", "left_hip+left_knee", 0.19, "point", "leg"),
    Place("left knee", "left_leg", "left_knee", "left_knee", 0.16, "point", "leg"),
    Place("left shin", "left_leg", "left_knee+left_ankle", "left_knee+left_ankle", 0.16, "point", "leg"),
    Place("left ankle", "left_foot", "left_ankle", "left_ankle", 0.15, "point", "leg"),
    Place("left foot", "left_foot", "left_foot", "left_foot", 0.17, "point", "leg"),
    Place("left toes", "left_foot", "left_big_toe", "left_big_toe", 0.15, "point", "leg"),
    Place("left heel", "left_foot", "left_heel", "left_heel", 0.15, "point", "leg"),
    Place("left ear", "head", "left_ear", "left_ear", 0.13, "broad", "head"),
    Place("left eye", "head", "left_eye", "left_eye", 0.14, "broad", "head"),
    Place("left cheek", "head", "left_ear+nose", "left_ear+nose", 0.13, "broad", "head"),
)
PLACES: dict[str, Place] = {
    p.name: p for p in (*_MIDLINE, *_LEFT, *(place.mirrored() for place in _LEFT))
}


def place(kind: str, side: str | None) -> Place | None:
    """The place of a kind on a side (None on the midline), or None when there is none such."""
    return PLACES.get(f"{side} {kind}" if side else kind)
