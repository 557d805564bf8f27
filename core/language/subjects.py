"""The joints that a posecode speaks of: what the window marks on the photograph and on the body when a person points at a statement."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from core.body.constraint import Comparison, Measure
from core.body.skeleton import JOINT_INDEX, JOINT_NAMES, KEYPOINT_NAMES, POINT_INDEX, POINT_PARENT
from core.language.posecodes import Posecode


@lru_cache(maxsize=4096)
def joints_of(posecode: Posecode) -> tuple[str, ...]:
    """The joints (of SMPL's 24) that carry the points of the posecode's constraints, in the skeleton's order, each once."""
    named = {joint for constraint in posecode.constraints for joint in _joints(constraint.measure)}
    return tuple(sorted(named, key=JOINT_INDEX.__getitem__))


def _joints(measure: Measure | Comparison) -> Iterator[str]:
    if isinstance(measure, Comparison):
        yield from _joints(measure.first)
        yield from _joints(measure.second)
        return
    for point in measure.points:
        for name in point.split("+"):
            yield carrier(name)


def carrier(point: str) -> str:
    """The joint that carries a point of ``skeleton.POINT_NAMES`` ("left_heel" -> "left_ankle"); a joint carries itself."""
    return JOINT_NAMES[POINT_PARENT[POINT_INDEX[point]]]


_KEYPOINTS: dict[str, frozenset[str]] = {
    joint: frozenset(name for name in KEYPOINT_NAMES if carrier(name) == joint) for joint in JOINT_NAMES
}


def keypoints_at(joints: tuple[str, ...]) -> frozenset[str]:
    """The keypoints that show where these joints are in the photograph; none for the spine and the collar bones."""
    return frozenset(name for joint in joints for name in _KEYPOINTS.get(joint, ()))
