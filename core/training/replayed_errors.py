"""A detector's and a regressor's real mistakes, replayed from a detector record (``core.training.detector_record``).

``core.training.corruption`` imitates mistakes; here they are what happened. Two things are taken from a record: how far each keypoint was from where it
is, with the confidence that the detector gave it; and the initial body that the app makes of each recorded person beside the true one: small errors
everywhere, limbs reversed in depth, left and right taken for one another. Whole people are drawn, since mistakes go together: a swapped pair of legs is two
wrong ankles. A record of people on whom the lifter was not trained (another seed) shows its mistakes as they will be.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from core.body.kinematics import Kinematics
from core.body.model import BodyModel
from core.body.rotations import CAMERA_TO_UP, axis_angle_to_matrix, matrix_to_axis_angle, mirror_rotations
from core.body.skeleton import KEYPOINT_NAMES, KEYPOINT_POINTS
from core.diffusion.keypoint_term import place
from core.diffusion.problem import Evidence, State
from core.training.corruption import FLIPPABLE, IMAGE, Batch, ProblemMaker, lost_limbs
from core.training.detector_record import DetectorRecord
from core.training.recorded_scenes import KEYPOINT_MIRROR
from core.training.rendered_bodies import SIDE
from core.vision.landmarks import MIRRORED_LANDMARKS
from core.vision.regression import Lifter

LANDMARKS = 0.8
"""How often recorded people come with the detector's landmarks, which they always do in use; without, the network would rest on them alone."""
REVERSED = 0.2
"""A segment is reversed in depth when it goes at least this share of its length towards the camera in one body and away from it in the other."""


@dataclass(frozen=True, eq=False)
class KeypointErrors:
    """``offset`` [N, 25, 2]: the detector's keypoint less the true one, as a share of the person's size (the longer side of the box around the true
    keypoints); ``confidence`` [N, 25], 0 where the detector gave none (and then the offset is 0); ``inside`` [N, 25]: whether the true one lies in
    the picture."""

    offset: Tensor
    confidence: Tensor
    inside: Tensor

    @staticmethod
    def of(record: DetectorRecord, kinematics: Kinematics) -> KeypointErrors:
        """All people of a record."""
        truth = true_state(record)
        points = kinematics.pose(truth.rotations, truth.betas, truth.transl).positions[:, list(KEYPOINT_POINTS)]
        focal, center = torch.tensor(record.focal), torch.tensor(record.center)
        pixels = focal[:, None, None] * points[..., :2] / points[..., 2:].clamp(min=0.2) + center[:, None]
        seen, confidence = torch.tensor(record.keypoints[..., :2]), torch.tensor(record.keypoints[..., 2])
        offset = (seen - pixels) / person_size(pixels)[:, None, None] * (confidence > 0)[..., None]
        inside = ((pixels >= 0) & (pixels <= SIDE)).all(-1)
        return KeypointErrors(offset, confidence, inside)

    def __len__(self) -> int:
        return len(self.offset)

    def draw(self, count: int, g: torch.Generator) -> tuple[Tensor, Tensor]:
        """Offsets [count, 25, 2], as a share of the person's size, and confidences [count, 25] of whole people, half of them mirrored."""
        row = torch.randint(len(self), (count,), generator=g)
        flip = torch.rand(count, generator=g) < 0.5
        offset, confidence = self.offset[row], self.confidence[row]
        offset = torch.where(flip[:, None, None], offset[:, KEYPOINT_MIRROR] * offset.new_tensor([-1.0, 1.0]), offset)
        return offset, torch.where(flip[:, None], confidence[:, KEYPOINT_MIRROR], confidence)

    def samples(self, keypoint: str, low: float = 0.0, high: float = 1.0) -> Tensor:
        """Offsets [M, 2] of one keypoint where its confidence is above ``low`` and at most ``high``."""
        index = KEYPOINT_NAMES.index(keypoint)
        confidence = self.confidence[:, index]
        return self.offset[(confidence > low) & (confidence <= high), index]


def person_size(pixels: Tensor) -> Tensor:
    """The longer side [B] of the boxes around keypoints [B, 25, 2]."""
    return (pixels.amax(1) - pixels.amin(1)).amax(1)


def true_state(record: DetectorRecord) -> State:
    """The recorded people as they are, in the camera frame."""
    return State(axis_angle_to_matrix(torch.tensor(record.pose)), torch.tensor(record.betas), torch.tensor(record.transl))


def upright_poses(record: DetectorRecord) -> NDArray[np.float32]:
    """The recorded people's poses [N, 24, 3] with y up, as pose banks have them."""
    rotations = axis_angle_to_matrix(torch.tensor(record.pose))
    rotations[:, 0] = CAMERA_TO_UP @ rotations[:, 0]
    return matrix_to_axis_angle(rotations).numpy()


def initial_bodies(
    record: DetectorRecord, lifter: Lifter, model: BodyModel, cache: Path | None = None, progress: Callable[[int, int], None] = lambda done, total: None
) -> State:
    """The initial body that the app makes of each recorded person. ``cache``: a folder that keeps them, by record and lifter."""
    weights = b"".join(value.numpy().tobytes() for value in lifter.network.state_dict().values())
    key = hashlib.sha256(weights + record.keypoints.tobytes() + record.world.tobytes()).hexdigest()[:16]
    path = cache / f"initial_bodies_{key}.npz" if cache else None
    if path and path.exists():
        with np.load(path) as file:
            return State(axis_angle_to_matrix(torch.from_numpy(file["pose"])), torch.from_numpy(file["betas"]), torch.from_numpy(file["transl"]))
    rows: dict[str, list[NDArray[np.floating]]] = {"pose": [], "betas": [], "transl": []}
    for index in range(len(record)):
        progress(index, len(record))
        seen, landmarks = record.seen(index)
        body = lifter.regress(seen, landmarks, record.camera(index), (SIDE, SIDE), model)
        for name, column in rows.items():
            column.append(getattr(body, name))
    arrays = {name: np.asarray(column, dtype=np.float32) for name, column in rows.items()}
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez(path, allow_pickle=False, **arrays)
    return State(axis_angle_to_matrix(torch.from_numpy(arrays["pose"])), torch.from_numpy(arrays["betas"]), torch.from_numpy(arrays["transl"]))


def relative_errors(truth: State, initial: State) -> Tensor:
    """[B, 24, 3, 3] what turns the true rotations into the initial ones: of the pelvis in the camera frame (from the left), of the others in their own."""
    errors = truth.rotations.transpose(-1, -2) @ initial.rotations
    errors[:, 0] = initial.rotations[:, 0] @ truth.rotations[:, 0].transpose(-1, -2)
    return errors


def reversed_segments(kinematics: Kinematics, truth: State, initial: State) -> Tensor:
    """[B, 8] which of ``FLIPPABLE`` the initial bodies have the wrong way round in depth, along the ray through the segment's beginning."""

    def depths(state: State) -> Tensor:
        positions = kinematics.pose(state.rotations, state.betas, state.transl).positions
        ends = torch.tensor(FLIPPABLE)
        base, segment = positions[:, ends[:, 0]], positions[:, ends[:, 1]] - positions[:, ends[:, 0]]
        return (torch.nn.functional.normalize(segment, dim=-1) * torch.nn.functional.normalize(base, dim=-1)).sum(-1)

    a, b = depths(truth), depths(initial)
    return (a * b < 0) & (a.abs() > REVERSED) & (b.abs() > REVERSED)


class RecordedProblems:
    """Recorded people as problems for the denoiser: what the detector said, the initial body that the app made of it, and the truth.

    Args:
        record, initial: the people and their initial bodies (``initial_bodies``).
        maker: draws the statements and says how often evidence is missing.
        latents: [N, 10, 64] text latents of a description of each person, or None.
    """

    def __init__(self, record: DetectorRecord, initial: State, maker: ProblemMaker, latents: Tensor | None = None) -> None:
        self.maker, self.truth, self.initial, self.latents = maker, true_state(record), initial, latents
        wrong = reversed_segments(maker.kinematics, self.truth, initial)
        self.flip = torch.where(wrong.any(1), wrong.float().argmax(1), -1)
        scale = IMAGE / SIDE
        self.focal, self.center = torch.tensor(record.focal) * scale, torch.tensor(record.center) * scale
        self.keypoints, self.confidence = torch.tensor(record.keypoints[..., :2]) * scale, torch.tensor(record.keypoints[..., 2])
        self.landmarks = torch.cat((torch.tensor(record.world), torch.tensor(record.visibility)[..., None]), -1)

    def __len__(self) -> int:
        return len(self.flip)

    def draw(self, count: int, g: torch.Generator) -> Batch:
        """Problems of people drawn at random, half of them mirrored; ``flip`` is the first limb segment that the initial body has reversed."""

        def chance(p: float) -> Tensor:
            return torch.rand(count, generator=g) < p

        c, row, mirrored = self.maker.corruption, torch.randint(len(self), (count,), generator=g), chance(0.5)
        focal, center, flip = self.focal[row], self.center[row], self.flip[row]
        truth, initial = (_mirrored(state.chosen(row), mirrored) for state in (self.truth, self.initial))
        flip = torch.where(mirrored & (flip >= 0), (flip + len(FLIPPABLE) // 2) % len(FLIPPABLE), flip)
        keypoints, confidence, landmarks = self.keypoints[row], self.confidence[row], self.landmarks[row]
        across = torch.stack((2 * center[:, :1] - keypoints[..., 0], keypoints[..., 1]), -1)
        keypoints = torch.where(mirrored[:, None, None], across[:, KEYPOINT_MIRROR], keypoints)
        confidence = torch.where(mirrored[:, None], confidence[:, KEYPOINT_MIRROR], confidence)
        turned = landmarks[:, MIRRORED_LANDMARKS] * landmarks.new_tensor([-1.0, 1.0, 1.0, 1.0])
        landmarks = torch.where(mirrored[:, None, None], turned, landmarks)
        drop = lost_limbs(count, c.lost_limb, g) | chance(c.no_keypoints)[:, None]
        confidence = confidence * ~drop
        marked = chance(LANDMARKS) & (confidence > 0).any(1)
        evidence = replace(
            Evidence.nothing(initial, focal, center), keypoints=keypoints, confidence=confidence, landmarks=landmarks, landmark_mask=marked.float(),
        )  # fmt: skip
        # As in ``ProblemMaker.make``: the body stands where its keypoints are, and without them only roughly where the person is.
        few = (confidence > 0).sum(1) < 2
        loose = initial.transl + torch.where(few[:, None], 0.3, 0.0) * torch.randn(count, 3, generator=g)
        root_fixed = self.maker.kinematics.pose(initial.rotations, initial.betas).positions
        initial = replace(initial, transl=place(root_fixed, replace(evidence, initial=replace(initial, transl=loose))))
        table, weight = self.maker.statements(truth, g)
        evidence = replace(evidence, initial=initial, statements=table, statement_weight=weight)
        if self.latents is not None:
            # Words about parts as ``train_denoiser`` draws them; a mirrored person's text is not at hand.
            spoken = torch.rand(count, evidence.latent_mask.shape[1], generator=g) < torch.rand(count, 1, generator=g) * 1.3
            mask = spoken & (chance(0.6) & ~mirrored)[:, None]
            evidence = replace(evidence, latents=self.latents[row].float(), latent_mask=mask.float())
        return Batch(truth, evidence, flip)


def _mirrored(state: State, which: Tensor) -> State:
    """Bodies in the camera frame, some of them seen in a mirror."""
    rotations = torch.where(which[:, None, None, None], mirror_rotations(state.rotations), state.rotations)
    transl = torch.where(which[:, None], state.transl * state.transl.new_tensor([-1.0, 1.0, 1.0]), state.transl)
    return State(rotations, state.betas, transl)


def load_problems(
    folder: Path, maker: ProblemMaker, *, with_text: bool, seed: int, cache: Path | None = None, progress: Callable[[int, int], None] = lambda done, total: None
) -> RecordedProblems:
    """A record's people as problems, with the shipped lifter's initial bodies; ``with_text``: with text latents of a description of each.

    Raises:
        InputError: when there is no record in the folder.
    """
    record = DetectorRecord.load(folder)
    initial = initial_bodies(record, Lifter.load(), BodyModel.load(), cache, progress)
    latents = None
    if with_text:
        from core.training.text_latents import text_latents

        latents = torch.from_numpy(text_latents(upright_poses(record), seed))
    return RecordedProblems(record, initial, maker, latents)
