"""From what a person sees (keypoints by name, descriptions, an initial body) to the guided diffusion's tensors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import torch
from torch import Tensor

from core.body.rotations import CAMERA_TO_UP, axis_angle_to_matrix, matrix_to_axis_angle
from core.body.skeleton import JOINT_INDEX, KEYPOINT_NAMES, NUM_BETAS, NUM_JOINTS, PART_JOINTS, PARTS
from core.diffusion.problem import LATENT_SIZE, Evidence, State
from core.diffusion.words import Words, trust_in
from core.observation import Body, Camera, Description, Landmarks, Person

OCCLUDED = 0.25
"""How much an occluded keypoint's confidence counts: detectors guess where a hidden joint is."""
DISTANCE = 3.0
"""Where (m) a body stands of which nothing is known."""


def state_of(body: Body) -> State:
    """A body as the solver's batch of one."""
    rotations = axis_angle_to_matrix(torch.tensor(body.pose, dtype=torch.float32))[None]
    return State(rotations, *(torch.tensor(x, dtype=torch.float32)[None] for x in (body.betas, body.transl)))


def bodies_of(state: State) -> list[Body]:
    """The solver's batch as bodies."""
    poses = matrix_to_axis_angle(state.rotations).double().cpu().numpy()
    betas, transl = state.betas.double().cpu().numpy(), state.transl.double().cpu().numpy()
    return [Body.from_pose(p, b, t) for p, b, t in zip(poses, betas, transl, strict=True)]


def neutral_state(pose: np.ndarray, camera: Camera, box: Sequence[float] | None) -> State:
    """A standing body that faces the camera, before anything is known but perhaps a box: three metres away, in the middle of the box or the image."""
    rotations = axis_angle_to_matrix(torch.tensor(pose, dtype=torch.float32))
    rotations[0] = CAMERA_TO_UP
    x, y = camera.principal_point if box is None else ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    cx, cy = camera.principal_point
    at = torch.tensor([[(x - cx) / camera.focal_length * DISTANCE, (y - cy) / camera.focal_length * DISTANCE, DISTANCE]], dtype=torch.float32)
    return State(rotations[None], torch.zeros(1, NUM_BETAS), at)


def between(neutral: State, initial: State, share: float, *, pins: Sequence[str] = ()) -> State:
    """The body a ``share`` (0..1) of the way from a neutral one to the initial one: joints along the shortest turn, the rest in a straight line.

    ``pins`` names parts and joints that are the initial body's all the same. A run that trusts its initial body in part begins there,
    so that the slider acts all the way down to 0, where nothing of the initial body is left.
    """
    if share >= 1.0:
        return initial
    share = max(0.0, share)
    turn = matrix_to_axis_angle(initial.rotations @ neutral.rotations.transpose(-1, -2))
    betas, transl = (torch.lerp(a, b, share) for a, b in ((neutral.betas, initial.betas), (neutral.transl, initial.transl)))
    rotations = axis_angle_to_matrix(share * turn) @ neutral.rotations
    if pins:
        rotations = torch.where(pinned_joints(pins)[..., None, None] > 0, initial.rotations, rotations)
    return State(rotations, betas, transl)


def keypoint_tensors(person: Person, words: Words | None = None) -> tuple[Tensor, Tensor]:
    """Pixels [1, 25, 2] and confidences [1, 25] in ``KEYPOINT_NAMES``' order; absent or unnamed points have confidence 0.

    Where words speak of a limb its occluded keypoints count still less, and where a person insists its visible ones count as occluded.
    """
    pixels, confidence = np.zeros((len(KEYPOINT_NAMES), 2), np.float32), np.zeros(len(KEYPOINT_NAMES), np.float32)
    hidden = np.zeros(len(KEYPOINT_NAMES), bool)
    for index, name in enumerate(KEYPOINT_NAMES):
        point = person.keypoints.get(name)
        if point is None or point.visibility == "absent":
            continue
        pixels[index] = point.x, point.y
        confidence[index] = min(max(point.confidence, 0.0), 1.0)
        hidden[index] = point.visibility == "occluded"
    confidence *= np.where(hidden, OCCLUDED, 1.0)
    if words is not None:
        confidence *= 1.0 - np.where(hidden, words.told[0], words.yielding[0]) * (1.0 - OCCLUDED)
    return torch.from_numpy(pixels)[None], torch.from_numpy(confidence)[None]


def landmark_tensors(landmarks: Landmarks | None) -> tuple[Tensor, Tensor]:
    """Landmarks [1, 33, 4] with their mask [1]."""
    if landmarks is None:
        return torch.zeros(1, 33, 4), torch.zeros(1)
    both = np.concatenate((landmarks.world, np.asarray(landmarks.visibility)[:, None]), 1)
    return torch.tensor(both, dtype=torch.float32)[None], torch.ones(1)


def latent_tensors(latents: Tensor, mask: Tensor, descriptions: Mapping[str, Description]) -> tuple[Tensor, Tensor]:
    """Text latents [1, 10, 64] and their mask [1, 10], faded by the trust in who wrote each text."""
    trust = torch.tensor([trust_in(descriptions[p].source) if p in descriptions and descriptions[p].enabled else 0.0 for p in PARTS])
    if latents.shape != (len(PARTS), LATENT_SIZE):
        raise ValueError(f"text latents must be {(len(PARTS), LATENT_SIZE)}, got {tuple(latents.shape)}")
    return latents[None].float(), (mask.float() * trust)[None]


def pinned_joints(names: Sequence[str]) -> Tensor:
    """Joints that are locked [1, 24] for parts or joints given by name."""
    out = torch.zeros(1, NUM_JOINTS)
    for name in names:
        for joint in PART_JOINTS.get(name, (name,)):
            out[0, JOINT_INDEX[joint]] = 1.0
    return out


def assemble(
    person: Person,
    camera: Camera,
    initial: State,
    *,
    known: bool,
    words: Words | None,
    latents: tuple[Tensor, Tensor] | None,
    pins: Sequence[str] = (),
) -> Evidence:
    """Evidence of one person.

    Args:
        known: whether ``initial`` is an initial body (else the neutral one, of which nothing may be concluded).
        words: what its descriptions say; None where they have no say.
    """
    focal = torch.tensor([camera.focal_length], dtype=torch.float32)
    center = torch.tensor([camera.principal_point], dtype=torch.float32)
    pixels, confidence = keypoint_tensors(person, words)
    landmarks, marked = landmark_tensors(person.landmarks)
    evidence = replace(
        Evidence.nothing(initial, focal, center), keypoints=pixels, confidence=confidence, landmarks=landmarks, landmark_mask=marked,
        initial_mask=torch.full((1,), float(known)),
    )  # fmt: skip
    if words is not None:
        evidence = replace(
            evidence, statements=words.table, statement_weight=words.weight, insisted=words.insisted,
            rows=words.rows,
            moves=words.moves,
            free=words.free,
        )
    if latents is not None:
        evidence = replace(evidence, latents=latents[0], latent_mask=latents[1])
    if pins:
        evidence = replace(evidence, pinned=pinned_joints(pins), pins=initial.rotations)
    return evidence
