"""What a person is told after a run: what each description was understood to say, and whether the body obeys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import torch

from core.body.measures import MeasureTable
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
    said = _said(tuple((part, description.text) for part, description in spoken), understand)
    met: list[bool] = []
    if said.table is not None:
        met = said.table.satisfied(said.table.values(model.points(body), model.height(body)))[0].tolist()
    latents, mask = alignment.text_latents({part: description.text for part, description in spoken})
    poses = axis_angle_to_matrix(torch.tensor(np.stack((initial.pose, body.pose)), dtype=torch.float32))
    cosine = (alignment.pose_latents(poses) * latents).sum(-1)
    reports = []
    for part, description in spoken:
        statements = []
        for statement, ways in zip(said.understood[part].statements, said.ways[part], strict=True):
            holds = any(all(met[row] for row in rows) for rows in ways)
            statements.append(
                StatementReport(statement.text, statement.posecode.name, float(statement.confidence), holds)
            )
        index = PARTS.index(part)
        similarity = (float(cosine[0, index]), float(cosine[1, index])) if mask[index] > 0 else None
        reports.append(
            DescriptionReport(part, description.text, description.source, tuple(statements), tuple(said.understood[part].not_understood), similarity)
        )
    return tuple(reports)


@dataclass(frozen=True)
class _Said:
    """What texts say, as far as it is the same for every body: by part what was ``understood``; all constraints as one ``table`` (None: nothing is said),
    and for each statement the ``ways`` in which it may hold, each as rows of the table that must all be met."""

    understood: Mapping[str, Understanding]
    table: MeasureTable | None
    ways: Mapping[str, list[list[list[int]]]]


@lru_cache(maxsize=8)
def _said(spoken: tuple[tuple[str, str], ...], understand: Callable[[str, str], Understanding]) -> _Said:
    """Of texts by part; the last are remembered, since a slider that moves changes no text."""
    understood = {part: understand(text, part) for part, text in spoken}
    codes = list(dict.fromkeys(c for u in understood.values() for s in u.statements for c in (s.posecode, s.alternative) if c is not None))
    # What is judged of a posture is what guides: where another statement speaks against it, it gives way.
    taken = dict(zip(codes, giving_way(codes), strict=True))
    constraints = dict.fromkeys(constraint for code in taken.values() for constraint in code.constraints)
    rows = {constraint: row for row, constraint in enumerate(constraints)}
    of = {code: [rows[constraint] for constraint in as_taken.constraints] for code, as_taken in taken.items()}
    ways = {
        part: [[of[c] for c in (s.posecode, s.alternative) if c is not None] for s in found.statements] for part, found in understood.items()
    }  # fmt: skip
    with torch.inference_mode(False):  # kept for later, when gradients may be wanted
        return _Said(understood, MeasureTable(list(rows)) if rows else None, ways)
