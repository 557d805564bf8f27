"""Bounds on scalar measures of a body: what a measure and a constraint are, without any tensor arithmetic.

``core.body.measures`` evaluates them in batches; the language part of the app builds them from words and must import fast, so nothing here
needs torch.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from core.body.skeleton import AXIS_NAMES, POINT_INDEX, mirrored_name

KINDS: tuple[str, ...] = ("distance", "offset", "height", "angle", "direction", "turn")
FRAMES: tuple[str, ...] = ("body", "pelvis", "chest", "camera")
REFERENCE_HEIGHT = 1.7
LEVER = 0.3
"""Metres a radian: how an angle's violation compares with a length's (about a forearm's length)."""

AXES = {
    "left": (1.0, 0.0, 0.0), "right": (-1.0, 0.0, 0.0), "up": (0.0, 1.0, 0.0), "down": (0.0, -1.0, 0.0),
    "front": (0.0, 0.0, 1.0), "back": (0.0, 0.0, -1.0),
}  # fmt: skip
_MIRRORED_AXIS = {"left": "right", "right": "left"}
_MIRRORED_AXIS_NEGATED = {"up": "down", "down": "up", "front": "back", "back": "front"}


@dataclass(frozen=True)
class Measure:
    """One number read off a body.

    ====================  =====================================================================================
    kind                  value (lengths in metres of a 1.7 m body, angles in radians)
    ====================  =====================================================================================
    distance   (a, b)     |a - b|
    offset     (a, b)     (a - b) . axis
    height     (a,)       a above the lowest point of the body, along up
    angle      (a, b, c)  the angle at b between a and c (pi: straight)
    direction  (a, b)     the angle between the segment from a to b and the axis, 0..pi
    turn       (a, b)     atan2 of (b - a) along the first and the second axis of "first/second"
    ====================  =====================================================================================

    A point is a name of ``skeleton.POINT_NAMES`` or a mean of several, ``"left_hip+right_hip"``.
    ``frame``: "body" (heading of the pelvis, up against gravity), "pelvis", "chest" (they tilt with the joint), or
    "camera" (left is the image's right, up the image's up, front towards the camera).
    """

    kind: str
    points: tuple[str, ...]
    axis: str | None = None
    frame: str = "body"

    def __post_init__(self) -> None:
        needed = {"distance": 2, "offset": 2, "height": 1, "angle": 3, "direction": 2, "turn": 2}
        if self.kind not in needed:
            raise ValueError(f"unknown kind of measure {self.kind!r}; one of {', '.join(KINDS)}")
        if len(self.points) != needed[self.kind]:
            raise ValueError(f"a {self.kind} takes {needed[self.kind]} points, got {self.points}")
        if self.frame not in FRAMES:
            raise ValueError(f"unknown frame {self.frame!r}; one of {', '.join(FRAMES)}")
        for point in self.points:
            for name in point.split("+"):
                if name not in POINT_INDEX:
                    raise ValueError(f"unknown point {name!r}")
        axes = (self.axis or "").split("/") if self.kind in ("offset", "direction", "turn") else []
        if axes and (len(axes) != (2 if self.kind == "turn" else 1) or any(a not in AXES for a in axes)):
            raise ValueError(f"a {self.kind} cannot use axis {self.axis!r}")

    @property
    def is_angle(self) -> bool:
        """Whether the value is in radians."""
        return self.kind in ("angle", "direction", "turn")

    def mirrored(self) -> Measure:
        """The same measure on the other side of the body: its value on a mirrored body is this one's value on the body itself."""
        points = tuple("+".join(mirrored_name(name) for name in point.split("+")) for point in self.points)
        axis = self.axis
        if axis is not None:
            # A joint's own left axis points the other way after mirroring, so a segment that ends on one is negated as a whole.
            backwards = any(name in AXIS_NAMES and name.endswith("_left") for point in points for name in point.split("+"))
            table = _MIRRORED_AXIS_NEGATED if backwards else _MIRRORED_AXIS
            axis = "/".join(table.get(name, name) for name in axis.split("/"))
        return Measure(self.kind, points, axis, self.frame)


@dataclass(frozen=True)
class Comparison:
    """The difference of two measures of one body, ``first - second``, in their common unit: what "more bent than the right one" bounds."""

    first: Measure
    second: Measure

    def __post_init__(self) -> None:
        if self.first.is_angle != self.second.is_angle:
            raise ValueError(f"cannot compare an angle with a length: {self.first} and {self.second}")

    @property
    def is_angle(self) -> bool:
        """Whether the value is in radians."""
        return self.first.is_angle

    def mirrored(self) -> Comparison:
        """The same comparison on the other side of the body."""
        return Comparison(self.first.mirrored(), self.second.mirrored())


@dataclass(frozen=True)
class Constraint:
    """``low <= measure <= high`` (metres or radians; infinities allowed); met within ``tolerance`` (None: 3 cm or 5 degrees)."""

    measure: Measure | Comparison
    low: float = -math.inf
    high: float = math.inf
    tolerance: float | None = None

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise ValueError(f"empty interval {self.low}..{self.high} for {self.measure}")

    @property
    def slack(self) -> float:
        """The tolerance in the measure's unit."""
        if self.tolerance is not None:
            return self.tolerance
        return math.radians(5.0) if self.measure.is_angle else 0.03

    def holds(self, value: float) -> bool:
        """Whether a value of the measure meets the constraint within its tolerance."""
        return self.low - self.slack <= value <= self.high + self.slack

    def mirrored(self) -> Constraint:
        """The same constraint on the other side of the body."""
        return Constraint(self.measure.mirrored(), self.low, self.high, self.tolerance)
