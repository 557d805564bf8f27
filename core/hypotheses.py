"""Several bodies for one observation: how likely each is, which are alike, what tells them apart in words, and how sure each joint is.

A photograph leaves depth open. The first hypothesis is the answer itself; the others are drawn by the diffusion from noise or mirrored in depth
(``core.diffusion.alternatives``). What is told here is computed on their joints with the pelvis put in one place: how they stand to one another.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from core.body.skeleton import JOINT_NAMES, KEYPOINT_NAMES, KEYPOINT_POINTS, PARENTS, PART_JOINTS, POINT_PARENT
from core.observation import Array, Body

if TYPE_CHECKING:
    from core.body.model import BodyModel

ALIKE = 0.2
"""Two bodies are alike when no joint of one lies farther than this (m) from the same joint of the other."""


@dataclass(frozen=True)
class Hypothesis:
    """One body that may be true.

    Attributes:
        joints_3d: [24, 3] m, camera frame.
        likelihood: its share of belief among all hypotheses, 0..1.
        terms: what each term of the objective says of it (px, m, rad), and ``denoising``: how far the network is from it (see ``core.diffusion.belief``).
        origin: "answer" (what refinement gives), "drawn" (from noise) or "mirrored" (a limb the other way in depth).
    """

    body: Body
    joints_3d: Array
    likelihood: float
    terms: Mapping[str, float]
    origin: str


@dataclass(frozen=True)
class Distinction:
    """What holds of the bodies of one cluster and not of the others: a clause, its posecode's name ("" where a joint's place is told) and its part."""

    part: str
    text: str
    posecode: str


@dataclass(frozen=True)
class Cluster:
    """Hypotheses that are alike.

    Attributes:
        members: their indices, the likeliest first.
        likelihood: the sum of theirs.
        terms: the mean of theirs, by likelihood.
        distinctions: what tells it from the other clusters, the most telling first.
    """

    members: tuple[int, ...]
    likelihood: float
    terms: Mapping[str, float]
    distinctions: tuple[Distinction, ...] = ()


@dataclass(frozen=True)
class Uncertainty:
    """How far each joint lies from its mean over the hypotheses, with the pelvis in one place: standard deviations [24] in metres.

    ``along`` the ray from the camera (depth), ``across`` it (in the picture), ``spread`` both together.
    """

    spread: Array
    along: Array
    across: Array


@dataclass(frozen=True)
class Hypotheses:
    """All of them: ``items`` (the first is the answer), ``clusters`` (the likeliest first), ``uncertainty`` of each joint.

    ``turned`` [8]: how much speaks for each of ``core.body.segments.SEGMENTS`` being the other way in depth, m^2; None: not known.
    """

    items: tuple[Hypothesis, ...]
    clusters: tuple[Cluster, ...]
    uncertainty: Uncertainty
    turned: Array | None = None

    @property
    def likelihoods(self) -> Array:
        """[N], summing to 1."""
        return np.array([h.likelihood for h in self.items])


def rooted(joints: Array) -> Array:
    """Joints [N, 24, 3] with the pelvis at the origin."""
    return joints - joints[:, :1]


def uncertainty_of(joints: Array, likelihoods: Array) -> Uncertainty:
    """The weighted spread of joints [N, 24, 3] (camera frame, m) with likelihoods [N]."""
    share = likelihoods / likelihoods.sum()
    placed = rooted(joints)
    off = placed - np.einsum("n,njc->jc", share, placed)
    there = np.einsum("n,njc->jc", share, joints)
    ray = there / np.maximum(np.linalg.norm(there, axis=-1, keepdims=True), 1e-9)
    deep = np.einsum("njc,jc->nj", off, ray)
    along = np.einsum("n,nj->j", share, deep**2)
    both = np.einsum("n,nj->j", share, (off**2).sum(-1))
    return Uncertainty(np.sqrt(both), np.sqrt(along), np.sqrt(np.maximum(both - along, 0.0)))


def grouped(joints: Array, likelihoods: Array, alike: float = ALIKE) -> list[tuple[int, ...]]:
    """Indices of hypotheses in groups of which no two differ by more than ``alike`` (m) at any joint; the likeliest group first, in it the likeliest body."""
    if len(joints) == 1:
        return [(0,)]
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    placed = rooted(joints)
    apart = np.linalg.norm(placed[:, None] - placed[None], axis=-1).max(-1)
    labels = fcluster(linkage(squareform(apart, checks=False), "complete"), alike, "distance")
    order = sorted(range(len(joints)), key=lambda k: -likelihoods[k])
    groups = [tuple(k for k in order if labels[k] == label) for label in dict.fromkeys(labels[k] for k in order)]
    return sorted(groups, key=lambda group: -float(likelihoods[list(group)].sum()))


Telling = Callable[[Sequence[Sequence[int]]], Sequence[Sequence[Distinction]]]
"""Groups of hypotheses -> for each what tells it from the others."""


def clustered(items: Sequence[Hypothesis], telling: Telling) -> Hypotheses:
    """Group hypotheses, whose likelihoods sum to 1."""
    joints, likelihoods = np.stack([h.joints_3d for h in items]), np.array([h.likelihood for h in items])
    clusters = []
    groups = grouped(joints, likelihoods)
    for members, said in zip(groups, telling(groups), strict=True):
        shares = likelihoods[list(members)]
        total = float(shares.sum())
        even = shares / total if total > 0 else np.full(len(members), 1.0 / len(members))
        terms = {name: float(sum(s * items[k].terms[name] for s, k in zip(even, members, strict=True))) for name in items[members[0]].terms}
        clusters.append(Cluster(members, total, terms, tuple(said)))
    return Hypotheses(tuple(items), tuple(clusters), uncertainty_of(joints, likelihoods))


DOUBTFUL = 0.1
"""Spread (m) that is shown as wholly unsure."""


def shown_doubt(spread: Array) -> Array:
    """How unsure a joint is shown to be: 0 (sure) to 1, from its spread in metres."""
    return np.clip(np.asarray(spread, dtype=np.float64) / DOUBTFUL, 0.0, 1.0)


def keypoint_values(joint_values: Array) -> dict[str, float]:
    """A value at each joint [24] as a value at each keypoint: that of the joint that carries it."""
    return {name: float(joint_values[POINT_PARENT[point]]) for name, point in zip(KEYPOINT_NAMES, KEYPOINT_POINTS, strict=True)}


def vertex_values(model: BodyModel, joint_values: Array) -> NDArray[np.float32]:
    """A value at each joint [24] as a value at each vertex [V], for colouring: along a segment it goes evenly from one joint's to the next one's."""
    weights = np.asarray(model.file.weights, dtype=np.float64)
    vertices, rest = np.asarray(model.file.v_template, dtype=np.float64), model.kinematics.rest[: len(JOINT_NAMES)].double().numpy()
    out = np.zeros(len(vertices))
    for joint in range(len(JOINT_NAMES)):
        following = _following(joint)
        if following is None:
            out += weights[:, joint] * joint_values[joint]
            continue
        segment = rest[following] - rest[joint]
        share = np.clip((vertices - rest[joint]) @ segment / max(float(segment @ segment), 1e-9), 0.0, 1.0)
        out += weights[:, joint] * ((1.0 - share) * joint_values[joint] + share * joint_values[following])
    return (out / np.maximum(weights.sum(1), 1e-9)).astype(np.float32)


def _following(joint: int) -> int | None:
    """The next joint along a limb; None at its end and in the trunk."""
    if JOINT_NAMES[joint] in PART_JOINTS["torso"]:
        return None
    children = [k for k, parent in enumerate(PARENTS) if parent == joint]
    return children[0] if len(children) == 1 else None


def hypotheses_to_json(found: Hypotheses) -> dict[str, Any]:
    """What a result file says of the hypotheses.

    ``hypotheses``: the bodies beside the answer, with likelihood, terms and origin; ``answer_likelihood``; ``hypothesis_clusters``, whose members
    count from 0, the answer, on; ``uncertainty`` by joint: metres along and across the view, and both together.
    """
    body = ("global_orient", "body_pose", "betas", "transl")
    sure = found.uncertainty
    return {
        "hypotheses": [
            {
                **{name: getattr(h.body, name).tolist() for name in body},
                "likelihood": round(h.likelihood, 4), "origin": h.origin, "terms": _rounded(h.terms),
            }
            for h in found.items[1:]
        ],
        "answer_likelihood": round(found.items[0].likelihood, 4),
        "hypothesis_clusters": [
            {
                "members": list(c.members), "likelihood": round(c.likelihood, 4), "terms": _rounded(c.terms),
                "distinctions": [{"part": d.part, "text": d.text, "posecode": d.posecode} for d in c.distinctions],
            }
            for c in found.clusters
        ],
        "uncertainty": {
            name: {kind: round(float(getattr(sure, kind)[k]), 4) for kind in ("spread", "along", "across")} for k, name in enumerate(JOINT_NAMES)
        },
    }  # fmt: skip


def _rounded(terms: Mapping[str, float]) -> dict[str, float]:
    return {name: round(value, 4) for name, value in terms.items()}
