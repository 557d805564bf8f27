"""The eight limb segments whose depth a photograph leaves open: from each shoulder, elbow, hip and knee to the next joint."""

from __future__ import annotations

from dataclasses import dataclass

from core.body.skeleton import JOINT_INDEX


@dataclass(frozen=True)
class LimbSegment:
    """``base`` and ``end``: joints' indices; ``part``: whose text says how the segment lies; ``subject`` and ``other``: end and base in words."""

    base: int
    end: int
    part: str
    subject: str
    other: str


SEGMENTS: tuple[LimbSegment, ...] = tuple(
    LimbSegment(JOINT_INDEX[f"{side}_{base}"], JOINT_INDEX[f"{side}_{end}"], f"{side}_{part}", f"{side} {subject}", f"{side} {base}")
    for side in ("left", "right")
    for base, end, part, subject in (
        ("shoulder", "elbow", "arm", "elbow"), ("elbow", "wrist", "hand", "hand"), ("hip", "knee", "leg", "knee"), ("knee", "ankle", "foot", "ankle"),
    )
)  # fmt: skip
"""In the order of ``core.diffusion.mirrored.LIMBS``, two a limb."""


def limb_parts(part: str) -> tuple[str, ...]:
    """The parts of the limb that a part belongs to, the upper first; the part alone where it is of none."""
    for pair in (("arm", "hand"), ("leg", "foot")):
        for side in ("left", "right"):
            parts = tuple(f"{side}_{name}" for name in pair)
            if part in parts:
                return parts
    return (part,)
