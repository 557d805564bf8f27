"""What a person is told after a run: what each description was understood to say, and whether the body obeys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np
import torch

from core.body.measures import Constraint, MeasureTable
from core.body.rotations import axis_angle_to_matrix
from core.body.skeleton import PARTS
from core.language.meant import giving_way
from core.observation import Body, Description, DescriptionReport, Keypoint, StatementReport

if TYPE_CHECKING:
    from core.alignment.alignment import Alignment
    from core.body.model import BodyModel
    from core.language.understanding import Understanding

CONFIDENT = 0.3
"""Keypoints at or above this confidence, and not marked occluded or absent, count in the reprojection error."""


def reprojection_error(pixels: Mapping[str, tuple[float, float]], keypoints: Mapping[str, Keypoint]) -> float | None:
    """Mean distance in px over confident keypoints; None when there are none."""
    misses = [
        float(np.hypot(pixels[name][0] - point.x, pixels[name][1] - point.y))
        for name, point in keypoints.items()
        if point.visibility == "visible" and point.confidence >= CONFIDENT and name in pixels
    ]
    return float(np.mean(misses)) if misses else None


def judge(
    model: BodyModel,
    alignment: Alignment,
    body: Body,
    initial: Body,
    descriptions: Mapping[str, Description],
    understand: Callable[[str, str], Understanding],
) -> tuple[DescriptionReport, ...]:
    """One report a description that has text.

    A statement is satisfied when all constraints of its posecode hold on the body, by the geometry that guides, or all of its alternative's where
    the text left the side open. Statements that are switched off are judged as well.
    """
    spoken = [(part, descriptions[part]) for part in PARTS if part in descriptions and descriptions[part].text.strip()]
    if not spoken:
        return ()
    understood = {part: understand(description.text, part) for part, description in spoken}
    codes = {c for u in understood.values() for s in u.statements for c in (s.posecode, s.alternative) if c is not None}
    # What is judged of a posture is what guides: where another statement speaks against it, it gives way.
    taken = dict(zip(codes, giving_way(list(codes)), strict=True))
    constraints = list(dict.fromkeys(constraint for code in taken.values() for constraint in code.constraints))
    met: dict[Constraint, bool] = {}
    if constraints:
        table = MeasureTable(constraints)
        values = table.values(model.points(body), model.height(body))
        met = dict(zip(constraints, table.satisfied(values)[0].tolist(), strict=True))
    obeyed = {code: all(met[constraint] for constraint in as_taken.constraints) for code, as_taken in taken.items()}
    latents, mask = alignment.text_latents({part: description.text for part, description in spoken})
    poses = axis_angle_to_matrix(torch.tensor(np.stack((initial.pose, body.pose)), dtype=torch.float32))
    cosine = (alignment.pose_latents(poses) * latents).sum(-1)
    reports = []
    for part, description in spoken:
        statements = []
        for statement in understood[part].statements:
            holds = obeyed[statement.posecode] or (statement.alternative is not None and obeyed[statement.alternative])
            statements.append(
                StatementReport(statement.text, statement.posecode.name, float(statement.confidence), holds)
            )
        index = PARTS.index(part)
        similarity = (float(cosine[0, index]), float(cosine[1, index])) if mask[index] > 0 else None
        reports.append(
            DescriptionReport(part, description.text, description.source, tuple(statements), tuple(understood[part].not_understood), similarity)
        )
    return tuple(reports)
