"""What holds of the bodies of one cluster and not of the others, in words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.body.skeleton import JOINT_INDEX
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
_VISIBLY = 0.03
"""Metres from which on a difference of place is told."""
_ENDS = {
    f"{side}_{joint}": (f"{side}_{part}", f"{side} {noun}")
    for side in ("left", "right")
    for joint, part, noun in (("wrist", "hand", "hand"), ("elbow", "arm", "elbow"), ("knee", "leg", "knee"), ("ankle", "foot", "foot"))
} | {"head": ("head", "head")}
_WAYS = (("more to the left in the picture", "more to the right in the picture"), ("higher", "lower"), ("nearer to the camera", "farther from the camera"))


def distinctions(points: Points, heights: Tensor, groups: Sequence[Sequence[int]], likelihoods: NDArray[np.float64]) -> list[tuple[Distinction, ...]]:
    """For each group of bodies (indices into ``points``) what tells it from all the others, the most telling first; nothing where there is one group.

    Facts of the catalogue, or where none tells it from the others, the place of one joint.
    """
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
        if not said:
            rival = max((g for g in groups if g is not group), key=lambda g: likelihoods[list(g)].sum())
            weights = np.zeros(len(likelihoods))
            weights[list(rival)] = np.maximum(likelihoods[list(rival)], 1e-9) / np.maximum(likelihoods[list(rival)], 1e-9).sum()
            out.append(_farthest(points, own - weights))
            continue
        out.append(tuple(said))
    return out


def _farthest(points: Points, weights: NDArray[np.float64]) -> tuple[Distinction, ...]:
    """Where no fact tells a group apart: the limb's end or bend that is farthest from where the likeliest other group has it; nothing within 3 cm.

    ``weights``: how much each body counts in the group's mean, less how much in the other group's.
    """
    joints = points.joints.double().numpy()
    ways = weights @ (joints - joints[:, :1]).reshape(len(joints), -1)
    apart = ways.reshape(-1, 3)[[JOINT_INDEX[j] for j in _ENDS]]  # camera frame: x right in the picture, y down, z away
    end, axis = divmod(int(np.abs(apart).argmax()), 3)
    metres = float(apart[end, axis])
    if abs(metres) < _VISIBLY:
        return ()
    part, noun = list(_ENDS.values())[end]
    return (Distinction(part, f"{noun} {100 * abs(metres):.0f} cm {_WAYS[axis][metres > 0]} than in the likeliest other", ""),)


@lru_cache(maxsize=1)
def _says() -> list[tuple[int, str]]:
    """The catalogue's facts that there are words for, with their columns."""
    return [(k, name) for k, name in enumerate(CATALOGUE) if name in SAYABLE]
