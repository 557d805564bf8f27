"""The question that puts several depths at once: which of these is true? Each answer says of one limb segment the opposite of what the body shows.

Somebody who wants to be asked sees that something is wrong with the body, mostly that one limb goes the wrong way in depth. A question with two answers
is about one segment of eight, and more often than not about one that is right as it is: on problems with one clearly wrong segment the likeliest other
way was the wrong segment's in two of five, one of the four likeliest in four of five; most of the others lie nearly in the picture's plane. So what is
likely and what is flat is put side by side, one click each.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from core.body.segments import SEGMENTS, LimbSegment
from core.observation import Array

LIKELY, AT_ONCE = 4, 6
"""Answers about segments that are likely to be the other way, and answers in all, at most."""
WORTH_NAMING = 0.0003
"""Square metres: how likely a segment is the other way, times the square of how far that would take it, from which it is worth a question."""
APART = 0.05
"""Metres in depth by which a segment differs between two bodies for it to be said."""
WHICH_IS_TRUE = "Seen from the camera, which of these is true?"
NONE_OF_THESE = "none of these"


def worth_naming(turned: Array, joints: Array, parts: Collection[str], named: bool) -> list[tuple[LimbSegment, bool]]:
    """Segments that may be the other way, the likeliest first, each with whether its end would then be the nearer one.

    Args:
        turned: [8] m^2, see ``core.diffusion.alternatives.turned_by``.
        joints: [24, 3] m of the body that is shown, camera frame.
        parts: these parts' segments only.
        named: a person has named the limb: all of its segments are worth an answer, and those of a body on which no segment is likely to be wrong, too.
    """
    about = [k for k, segment in enumerate(SEGMENTS) if segment.part in parts]
    depth = np.array([joints[s.end, 2] - joints[s.base, 2] for s in SEGMENTS])
    if not named and not any(turned[k] >= WORTH_NAMING for k in about):
        return []
    likely = sorted((k for k in about if turned[k] > 0), key=lambda k: -float(turned[k]))[:LIKELY]
    # What no mirroring reaches lies almost in the picture's plane: the flatter, the easier it is the other way.
    ranked = likely + sorted((k for k in about if k not in likely), key=lambda k: float(abs(depth[k])))
    return [(SEGMENTS[k], bool(depth[k] > 0)) for k in ranked[:AT_ONCE]]


def label(segment: LimbSegment, nearer: bool) -> str:
    """The words of an answer's button."""
    other = segment.other.split(" ", 1)[1]
    return f"{segment.subject} {'nearer' if nearer else 'farther away'} than the {other}"


def clause(segment: LimbSegment, nearer: bool) -> str:
    """What the answer says, to stand in the text of the segment's part."""
    return f"the {segment.subject} is {'nearer to' if nearer else 'farther from'} the camera than the {segment.other}"


def depths_told_apart(shown: Array, other: Array) -> list[tuple[LimbSegment, bool]]:
    """Segments that lie the other way in depth on another body, each with whether its end is the nearer one there: what must be said for it to stay.

    Args:
        shown: joints [24, 3] of the body that is shown, ``other``: of the other one; m, camera frame.
    """
    told = []
    for segment in SEGMENTS:
        here, there = (float(joints[segment.end, 2] - joints[segment.base, 2]) for joints in (shown, other))
        if here * there < 0 and abs(there - here) > APART and abs(there) > APART / 2:
            told.append((segment, there < 0))
    return told
