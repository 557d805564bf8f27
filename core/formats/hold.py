"""What a person has settled of a body, as JSON: ``{"height": 1.72, "shape": [10 numbers], "pins": {"left_elbow": [x, y, z]}}``, each of them optional."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.body.skeleton import JOINT_NAMES, NUM_BETAS
from core.formats.json_text import rounded
from core.observation import SMALLEST, TALLEST, Hold

if TYPE_CHECKING:
    from core.formats.json_node import Node

DIGITS = 6


def hold_from(node: Node) -> Hold:
    """A hold from its JSON object. Raises InputError where it makes no sense."""
    height, shape, pins = (node.optional(name) for name in ("height", "shape", "pins"))
    found: dict[str, tuple[float, float, float]] = {}
    for joint, turn in pins.items() if pins else ():
        if joint not in JOINT_NAMES:
            turn.fail("is no joint of the body", "name one of SMPL's 24 joints, such as left_elbow")
        x, y, z = turn.array((3,)).tolist()
        found[joint] = (x, y, z)
    return Hold(
        height=height.number(SMALLEST, TALLEST, "height in metres") if height else None,
        shape=tuple(shape.array((NUM_BETAS,)).tolist()) if shape else None,
        pins=found,
    )


def hold_to_json(hold: Hold) -> dict[str, Any]:
    """The JSON object of a hold; what is not held is not written."""
    content: dict[str, Any] = {}
    if hold.height is not None:
        content["height"] = round(hold.height, DIGITS)
    if hold.shape is not None:
        content["shape"] = rounded(hold.shape, DIGITS)
    if hold.pins:
        content["pins"] = {joint: rounded(turn, DIGITS) for joint, turn in hold.pins.items()}
    return content
