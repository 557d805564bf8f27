"""Training problems of the other kind: a body that is right, but for what words say of some of its parts.

A person edits the description of an arm and expects the arm to move and everything else to stay. Here the initial body is exact, the truth is the
same body with some limbs (or the whole lower half) taken from another pose, the statements speak of what differs, and there are usually no keypoints.
"""

from __future__ import annotations

from dataclasses import fields, replace

import torch
from torch import Tensor

from core.body.measures import MeasureTable
from core.body.rotations import CAMERA_TO_UP, axis_angle_to_matrix, yaw_frame
from core.body.skeleton import JOINT_INDEX, NUM_JOINTS, PARTS
from core.diffusion.problem import Evidence, State
from core.training.corruption import IMAGE, STATEMENTS, Batch, ProblemMaker

_LIMBS: dict[str, tuple[str, ...]] = {
    **{f"{s}_arm": tuple(f"{s}_{j}" for j in ("collar", "shoulder", "elbow", "wrist", "hand")) for s in ("left", "right")},
    **{f"{s}_leg": tuple(f"{s}_{j}" for j in ("hip", "knee", "ankle", "foot")) for s in ("left", "right")},
    "trunk": ("spine1", "spine2", "spine3"),
    "head": ("neck", "head"),
}
_LIMB_PARTS: dict[str, tuple[str, ...]] = {
    **{f"{s}_arm": (f"{s}_arm", f"{s}_hand") for s in ("left", "right")},
    **{f"{s}_leg": (f"{s}_leg", f"{s}_foot") for s in ("left", "right")},
    "trunk": ("torso",),
    "head": ("head",),
}
# What one edit changes, and how often: mostly one limb, at times a pair, at times the posture as a whole.
_EDITS: tuple[tuple[float, tuple[str, ...], bool], ...] = (
    (0.17, ("left_arm",), False), (0.17, ("right_arm",), False), (0.12, ("left_arm", "right_arm"), False),
    (0.1, ("left_leg",), False), (0.1, ("right_leg",), False), (0.07, ("trunk",), False), (0.06, ("head",), False),
    (0.08, ("left_leg", "right_leg", "trunk"), True), (0.08, tuple(_LIMBS), True), (0.05, (), False),
)  # fmt: skip
"""(share, limbs, whether the pelvis' tilt goes with them). The empty edit: words that are already obeyed move nothing."""


class EditMaker:
    """Makes edit problems with the camera, statements and body of a ``ProblemMaker``."""

    def __init__(self, maker: ProblemMaker) -> None:
        self.maker = maker
        self._shares = torch.tensor([share for share, _, _ in _EDITS])
        self._joints = torch.zeros(len(_EDITS), NUM_JOINTS, dtype=torch.bool)
        self._parts = torch.zeros(len(_EDITS), len(PARTS))
        self._tilts = torch.tensor([tilt for _, _, tilt in _EDITS])
        for row, (_, limbs, tilt) in enumerate(_EDITS):
            for limb in limbs:
                for joint in _LIMBS[limb]:
                    self._joints[row, JOINT_INDEX[joint]] = True
                for part in _LIMB_PARTS[limb]:
                    self._parts[row, PARTS.index(part)] = 1.0
            self._joints[row, 0] = tilt

    def make(self, poses: Tensor, others: Tensor, g: torch.Generator, latents: Tensor | None = None) -> Batch:
        """Edits of poses [B, 24, 3] towards ``others`` [B, 24, 3]; ``latents`` [B, 10, 64]: the text latents of the others."""
        b = poses.shape[0]
        start = axis_angle_to_matrix(poses)
        standing = torch.rand(b, generator=g) < 0.35
        start = torch.where(standing[:, None, None, None], self.maker.neutral, start)
        goal = axis_angle_to_matrix(others)
        up = CAMERA_TO_UP @ start[:, 0]
        # The other pose's pelvis, turned to this one's heading; both before the camera.
        heading = yaw_frame(up) @ yaw_frame(CAMERA_TO_UP @ goal[:, 0]).transpose(-1, -2)
        turn = axis_angle_to_matrix(torch.stack((torch.zeros(b), 6.28 * torch.rand(b, generator=g), torch.zeros(b)), -1))
        turn = torch.where((torch.rand(b, generator=g) < 0.4)[:, None, None], torch.eye(3), turn)
        view = CAMERA_TO_UP @ turn @ CAMERA_TO_UP
        start[:, 0] = view @ up
        goal[:, 0] = view @ heading @ CAMERA_TO_UP @ goal[:, 0]
        which = torch.multinomial(self._shares.expand(b, -1), 1, generator=g)[:, 0]
        rotations = torch.where(self._joints[which][..., None, None], goal, start)
        betas = torch.zeros(b, 10)
        distance = 2.5 + 2.0 * torch.rand(b, generator=g)
        transl = torch.stack((torch.zeros(b), torch.zeros(b), distance), 1)
        truth, initial = State(rotations, betas, transl), State(start, betas, transl)
        evidence = Evidence.nothing(initial, torch.full((b,), 1.1 * IMAGE), torch.full((b, 2), IMAGE / 2))
        table, weight = self._statements(initial, truth, which, g)
        evidence = replace(evidence, statements=table, statement_weight=weight)
        if latents is not None:
            spoken = self._parts[which] * (torch.rand(b, 1, generator=g) < 0.7)
            evidence = replace(evidence, latents=latents, latent_mask=spoken)
        return Batch(truth, evidence, torch.full((b,), -1))

    def _statements(self, initial: State, truth: State, which: Tensor, g: torch.Generator) -> tuple[MeasureTable, Tensor]:
        """Statements about what differs: measures are drawn by how much they changed."""
        kin, pool = self.maker.kinematics, self.maker.pool
        b = len(which)
        before, after = (pool.values(kin.pose(s.rotations, s.betas, s.transl), kin.height(s.betas)) for s in (initial, truth))
        changed = ((after - before).abs() * pool.lever).clamp(max=0.5) + 1e-4
        index = torch.multinomial(changed, STATEMENTS, replacement=True, generator=g)
        value = after.gather(1, index)
        unit = torch.where(pool.lever[index] < 1, 1.3, 1.0)

        def uniform(high: float) -> Tensor:
            return high * torch.rand(b, STATEMENTS, generator=g)

        low, high = value - uniform(0.2) * unit, value + uniform(0.2) * unit
        side = uniform(1.0)
        rising = value > before.gather(1, index)
        # A threshold that was passed: "above the head" has no upper end.
        low = torch.where((side < 0.4) & ~rising, -torch.inf, low)
        high = torch.where((side < 0.4) & rising, torch.inf, high)
        # A whole posture takes more words than a limb does.
        most = torch.where(self._tilts[which], STATEMENTS, STATEMENTS // 2)[:, None]
        count = 1 + (torch.rand(b, 1, generator=g) * most).long()
        weight = (torch.arange(STATEMENTS)[None] < count).float() * (0.6 + uniform(0.4))
        return pool.gather(index, low, high), weight


def join(a: Batch, b: Batch) -> Batch:
    """Two batches as one."""

    def both(x: State, y: State) -> State:
        return State.joined([x, y])

    table = a.evidence.statements.joined(b.evidence.statements)
    merged = {
        f.name: torch.cat((getattr(a.evidence, f.name), getattr(b.evidence, f.name)))
        for f in fields(Evidence)
        if isinstance(getattr(a.evidence, f.name), Tensor)
    }
    evidence = replace(a.evidence, **merged, initial=both(a.evidence.initial, b.evidence.initial), statements=table)
    return Batch(both(a.truth, b.truth), evidence, torch.cat((a.flip, b.flip)))
