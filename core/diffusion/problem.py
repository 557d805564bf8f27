"""What the guided diffusion is given, as tensors: one batch of bodies with their evidence, and the weights that a person can turn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar, cast

import torch
from torch import Tensor

from core.body.kinematics import Kinematics, Points
from core.body.measures import MeasureTable
from core.body.rotations import matrix_to_rot6d, rot6d_to_matrix
from core.body.skeleton import NUM_BETAS, NUM_JOINTS, PARTS

STATE_SIZE = NUM_JOINTS * 6 + NUM_BETAS
LATENT_SIZE = 64
NUM_LANDMARKS = 33
_T = TypeVar("_T")


@dataclass(frozen=True)
class State:
    """Bodies as the solver sees them: local ``rotations`` [B, 24, 3, 3] (the first global), ``betas`` [B, 10], ``transl`` [B, 3] (camera frame, m)."""

    rotations: Tensor
    betas: Tensor
    transl: Tensor
    _known: dict[str, tuple[object, Any]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def posed(self, kinematics: Kinematics) -> Points:
        """Its points in the camera frame: worked out once, since every term asks for them."""
        return self.once("points", kinematics, lambda: kinematics.pose(self.rotations, self.betas, self.transl))

    def knows(self, what: str, by: object) -> bool:
        """Whether it has been worked out already."""
        if what not in self._known:
            return False
        before = self._known[what][0]
        if isinstance(by, tuple) and isinstance(before, tuple):
            return len(by) == len(before) and all(a is b for a, b in zip(by, before, strict=True))
        return before is by

    def once(self, what: str, by: object, work_out: Callable[[], _T]) -> _T:
        """What has been worked out of this body ``by`` something (or by several things, as a tuple) before, or is now."""
        if not self.knows(what, by):
            self._known[what] = (by, work_out())
        return cast(_T, self._known[what][1])

    def vector(self) -> Tensor:
        """[6D rotations, betas] as one row a body [B, 154]; the translation is no part of the diffusion's state."""
        return torch.cat((matrix_to_rot6d(self.rotations).flatten(1), self.betas), 1)

    @staticmethod
    def from_vector(vector: Tensor, transl: Tensor) -> State:
        """Inverse of ``vector``: any finite [B, 154] becomes proper rotations by Gram-Schmidt."""
        rotations = rot6d_to_matrix(vector[:, : NUM_JOINTS * 6].reshape(-1, NUM_JOINTS, 6))
        return State(rotations, vector[:, NUM_JOINTS * 6 :], transl)

    @staticmethod
    def joined(states: Sequence[State]) -> State:
        """Several batches as one."""
        fields = ("rotations", "betas", "transl")
        return State(*(torch.cat([getattr(state, name) for state in states]) for name in fields))

    def one(self, index: int) -> State:
        """One body of the batch, as a batch of one."""
        return State(*(x[index : index + 1] for x in (self.rotations, self.betas, self.transl)))

    def chosen(self, index: Tensor) -> State:
        """Some bodies of the batch."""
        return State(*(x[index] for x in (self.rotations, self.betas, self.transl)))

    def repeat(self, count: int) -> State:
        """The same single body ``count`` times."""
        return State(*(x.expand(count, *x.shape[1:]) for x in (self.rotations, self.betas, self.transl)))


@dataclass(frozen=True)
class Weights:
    """Strength of each guidance term; 1 is the default, 0 means no influence whatsoever, in the network's condition too."""

    keypoints: float = 1.0
    text: float = 1.0
    initial: float = 1.0
    prior: float = 1.0


@dataclass(frozen=True)
class Evidence:
    """All that steers a batch of B bodies. Absent evidence has zero confidence, weight or mask; shapes stay.

    ``focal`` [B], ``center`` [B, 2]: camera, px. ``keypoints`` [B, 25, 2] px with ``confidence`` [B, 25].
    ``statements``: constraints shared by the batch (or one table a body), ``statement_weight`` [B, S]; ``insisted`` [B, S], 0..1: how far a
    person insists on each (None: on none); ``rows`` [B, S, 10]: which parts' texts say it, and ``moves`` [B, S, 24]
    which joints it asks to move (None: not known). ``free`` [B, 24]: joints that words speak of; where no keypoint tells, the others stay as they are
    in the initial body (None: nothing is known of that, as in training, and nothing is held).
    ``latents`` [B, 10, 64] with ``latent_mask`` [B, 10]: the aligned text latent of each part.
    ``landmarks`` [B, 33, 4] (world metres, hip-centred, and visibility), ``landmark_mask`` [B].
    ``pinned`` [B, 24]: joints whose local rotation is held at ``pins``. ``shape`` [B, 10]: betas that are held (None: free).
    """

    initial: State
    focal: Tensor
    center: Tensor
    keypoints: Tensor
    confidence: Tensor
    statements: MeasureTable
    statement_weight: Tensor
    latents: Tensor
    latent_mask: Tensor
    landmarks: Tensor
    landmark_mask: Tensor
    initial_mask: Tensor
    pinned: Tensor | None = None
    pins: Tensor | None = field(default=None)
    shape: Tensor | None = None
    insisted: Tensor | None = None
    rows: Tensor | None = None
    moves: Tensor | None = None
    free: Tensor | None = None

    @staticmethod
    def nothing(initial: State, focal: Tensor, center: Tensor) -> Evidence:
        """No evidence but the initial body."""
        b, like = initial.betas.shape[0], initial.betas
        return Evidence(
            initial=initial, focal=focal, center=center,
            keypoints=like.new_zeros(b, 25, 2), confidence=like.new_zeros(b, 25),
            statements=MeasureTable([]), statement_weight=like.new_zeros(b, 0),
            latents=like.new_zeros(b, len(PARTS), LATENT_SIZE), latent_mask=like.new_zeros(b, len(PARTS)),
            landmarks=like.new_zeros(b, NUM_LANDMARKS, 4), landmark_mask=like.new_zeros(b), initial_mask=like.new_ones(b),
        )  # fmt: skip

    def weighted(self, weights: Weights) -> Evidence:
        """Evidence as the network's condition may see it: what has weight 0 is gone, below 1 it is faded."""
        k, s, i = (min(1.0, w) for w in (weights.keypoints, weights.text, weights.initial))
        return replace(
            self, confidence=self.confidence * k, landmark_mask=self.landmark_mask * (1.0 if k > 0 else 0.0),
            statement_weight=self.statement_weight * s, latent_mask=self.latent_mask * s, initial_mask=self.initial_mask * i,
        )  # fmt: skip

    def one(self, index: int) -> Evidence:
        """The evidence of one body of the batch; its statements must be shared by all."""
        changed: dict[str, Any] = {n: v[index : index + 1] for n, v in vars(self).items() if isinstance(v, Tensor)}
        return replace(self, initial=self.initial.one(index), **changed)

    def repeat(self, count: int) -> Evidence:
        """The evidence of one body, ``count`` times (views, no copies)."""
        if count == 1:
            return self
        changed: dict[str, Any] = {
            name: value.expand(count, *value.shape[1:])
            for name, value in vars(self).items()
            if isinstance(value, Tensor)
        }
        return replace(self, initial=self.initial.repeat(count), **changed)
