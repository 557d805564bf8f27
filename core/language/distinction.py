"""What holds of the bodies of one cluster and not of the others, in words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.hypotheses import Distinction
from core.language.catalogue import CATALOGUE, margins
from core.language.difference import clause
from core.language.salience import topic
from core.language.wording import SAYABLE

if TYPE_CHECKING:
    from torch import Tensor

    from core.body.kinematics import Points

MOST = 3
"""Distinctions a cluster at most."""
_SURELY = 0.8
"""Share of a cluster's belief for which a fact must hold, and of the others' for which it must not."""
_CLEARLY = 0.05
"""Metres between the mean margins inside and outside a cluster."""


def distinctions(points: Points, heights: Tensor, groups: Sequence[Sequence[int]], likelihoods: NDArray[np.float64]) -> list[tuple[Distinction, ...]]:
    """For each group of bodies (indices into ``points``) what tells it from all the others, the most telling first; nothing where there is one group."""
    if len(groups) < 2:
        return [()] * len(groups)
    every = np.clip(margins(points, heights).astype(np.float64), -0.5, 0.5)
    named = _says()
    inside = every[:, [k for k, _ in named]]
    out = []
    for group in groups:
        mine = np.zeros(len(likelihoods), dtype=bool)
        mine[list(group)] = True
        own, other = (np.where(m, np.maximum(likelihoods, 1e-9), 0.0) for m in (mine, ~mine))
        own, other = own / own.sum(), other / other.sum()
        holds = inside >= 0
        told = own @ holds >= _SURELY
        told &= other @ holds <= 1.0 - _SURELY
        gap = own @ inside - other @ inside
        best = [k for k in np.argsort(-gap) if told[k] and gap[k] >= _CLEARLY]
        said: list[Distinction] = []
        about: set[str | None] = set()
        for k in best:
            name = named[k][1]
            what = topic(name) or name.split(":")[0]
            if what not in about:
                about.add(what)
                part = CATALOGUE[name].part
                said.append(Distinction(part, clause(part, name), name))
            if len(said) == MOST:
                break
        out.append(tuple(said))
    return out


@lru_cache(maxsize=1)
def _says() -> list[tuple[int, str]]:
    """The catalogue's facts that there are words for, with their columns."""
    return [(k, name) for k, name in enumerate(CATALOGUE) if name in SAYABLE]
