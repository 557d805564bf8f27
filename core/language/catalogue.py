"""The catalogue: every posecode that a body can be tested for, and the test of all of them at once.

``CATALOGUE`` maps names to posecodes, made of the tables in ``facts`` and their mirror images; ``satisfied`` tells for a batch of bodies
which hold, ``margins`` by how much, and ``Judge`` does so for posecodes made on demand.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.language.facts import (
    LEFT_ARM,
    LEFT_LEG,
    LEFT_POSTURES,
    LEFT_RELATIONS,
    LEFT_TRUNK,
    PAIRS,
    POSTURES,
    TRUNK,
)  # fmt: skip
from core.language.posecodes import BENDS, Posecode, bend, relation

if TYPE_CHECKING:
    from torch import Tensor

    from core.body.kinematics import Points

def _part_of(name: str) -> str:
    subject = name.split(": ", 1)[0]
    side, _, kind = subject.partition(" ") if subject.startswith(("left", "right")) else ("", "", subject)
    group = {
        "arm": "arm", "upper arm": "arm", "forearm": "arm", "elbow": "arm", "shoulder": "arm", "hand": "hand", "wrist": "hand",
        "palm": "hand", "leg": "leg", "thigh": "leg", "shin": "leg", "knee": "leg", "hip": "leg", "foot": "foot",
    }  # fmt: skip
    return f"{side}_{group[kind]}" if side else kind


def _build() -> dict[str, Posecode]:
    codes: list[Posecode] = []

    def twins(code: Posecode | None) -> None:
        if code is not None:
            codes.append(code)
            codes.append(code.mirrored())

    for joint in ("elbow", "knee"):
        for words, (low, high) in BENDS.items():
            twins(bend(joint, "left", low, high, words))
    for name, constraints in {**LEFT_ARM, **LEFT_LEG, **LEFT_TRUNK}.items():
        twins(Posecode(name, _part_of(name), constraints))
    for name, constraints in TRUNK.items():
        codes.append(Posecode(name, _part_of(name), constraints))
    for name, (part, constraints) in PAIRS.items():
        codes.append(Posecode(name, part, constraints, ("right" + part[4:],)))
    for name, constraints in POSTURES.items():
        codes.append(Posecode(f"body: {name}", "torso", constraints, ("left_leg", "right_leg")))
    for name, constraints in LEFT_POSTURES.items():
        twins(Posecode(f"body: {name}", "torso", constraints, ("left_leg", "right_leg")))
    for subject, relation_name, others in LEFT_RELATIONS:
        for other in others:
            twins(relation(subject, relation_name, other))
    return {code.name: code for code in codes}


CATALOGUE: dict[str, Posecode] = _build()
"""Name -> posecode."""


def code(name: str) -> Posecode:
    """The catalogue's posecode of that name. Raises KeyError for a name that is not in it."""
    return CATALOGUE[name]


class _Table:
    """All constraints of the catalogue over its distinct measures, for one evaluation of a batch."""

    def __init__(self, codes: Sequence[Posecode]) -> None:
        from core.body.measures import MeasureTable

        self.names = [c.name for c in codes]
        measures = list(dict.fromkeys(c.measure for p in codes for c in p.constraints))
        column = {m: k for k, m in enumerate(measures)}
        self.measures = MeasureTable(measures)
        flat = [(row, c) for row, p in enumerate(codes) for c in p.constraints]
        self.column = np.array([column[c.measure] for _, c in flat])
        self.low = np.array([c.low for _, c in flat], dtype=np.float32)
        self.high = np.array([c.high for _, c in flat], dtype=np.float32)
        self.slack = np.array([c.slack for _, c in flat], dtype=np.float32)
        self.scale = np.array([0.3 if c.measure.is_angle else 1.0 for _, c in flat], dtype=np.float32)
        self.starts = np.array([k for k, (row, _) in enumerate(flat) if k == 0 or flat[k - 1][0] != row])


@lru_cache(maxsize=1)
def _table() -> _Table:
    return _Table(list(CATALOGUE.values()))


def margins(points: Points, body_height: Tensor) -> NDArray[np.float32]:
    """How far inside every posecode of the catalogue each body is [B, len(CATALOGUE)], metres (radians by 0.3 m), negative outside.

    The smallest over a posecode's constraints, without tolerance.
    """
    import torch

    table = _table()
    with torch.inference_mode():
        values = table.measures.values(points, body_height).cpu().numpy()[:, table.column]
    inside = np.minimum(values - table.low, table.high - values) * table.scale
    inside = np.where(np.isnan(inside), -math.inf, inside)
    return np.minimum.reduceat(inside, table.starts, axis=1).astype(np.float32)


def satisfied(points: Points, body_height: Tensor) -> NDArray[np.bool_]:
    """Which posecodes of the catalogue hold, within their tolerances [B, len(CATALOGUE)]."""
    import torch

    table = _table()
    with torch.inference_mode():
        values = table.measures.values(points, body_height).cpu().numpy()[:, table.column]
    held = (values >= table.low - table.slack) & (values <= table.high + table.slack)
    return np.logical_and.reduceat(held, table.starts, axis=1)


def posecodes_of(points: Points, body_height: Tensor) -> list[Posecode]:
    """The catalogue's posecodes that are true of one body (batch of one), within their tolerances."""
    row = satisfied(points, body_height)[0]
    return [p for p, holds in zip(CATALOGUE.values(), row, strict=True) if holds]


class Judge:
    """Whether posecodes hold, for a batch of bodies; also ones outside the catalogue (made on demand)."""

    def __init__(self, points: Points, body_height: Tensor) -> None:
        self._points, self._height = points, body_height
        self._held: dict[str, NDArray[np.bool_]] = {}

    def holds(self, code: Posecode, row: int = 0) -> bool:
        """Whether a posecode is true of one body of the batch, within its tolerances."""
        known = self._held.get(code.name)
        if known is None:
            import torch

            from core.body.measures import MeasureTable

            table = MeasureTable(code.constraints)
            with torch.inference_mode():
                known = table.satisfied(table.values(self._points, self._height)).all(-1).cpu().numpy()
            self._held[code.name] = known
        return bool(known[row])
