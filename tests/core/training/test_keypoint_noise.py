"""Imitated keypoints: what the body hides, swapped sides, pictures that end too soon."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch

from core.body.model import BodyModel
from core.body.rotations import CAMERA_TO_UP, axis_angle_to_matrix
from core.body.skeleton import KEYPOINT_NAMES, KEYPOINT_POINTS
from core.training.corruption import Corruption, ProblemMaker
from core.training.keypoint_noise import KeypointNoise, hidden_keypoints, misled
from core.training.train_denoiser import standing_pose

QUIET = KeypointNoise(hidden=1.0, legs=0.0, arms=0.0, whole=0.0, tail=0.0, cut=0.0)
BODY = BodyModel.load()


def before_the_camera(yaw: float) -> torch.Tensor:
    """Points [1, K, 3] of the standing body turned about the vertical by ``yaw`` radians, 4 m away."""
    rotations = axis_angle_to_matrix(torch.tensor(standing_pose()))[None]
    rotations[:, 0] = CAMERA_TO_UP @ axis_angle_to_matrix(torch.tensor([0.0, yaw, 0.0]))
    return BODY.make_kinematics().pose(rotations, torch.zeros(1, 10), torch.tensor([[0.0, 0.0, 4.0]])).positions


def hidden(yaw: float) -> set[str]:
    found = hidden_keypoints(BODY.capsules, before_the_camera(yaw), torch.zeros(1, 10))[0]
    return {name for name, one in zip(KEYPOINT_NAMES, found.tolist(), strict=True) if one}


def spread_points(people: int) -> torch.Tensor:
    """Keypoints in a column, left of the middle where they are the person's left."""
    side = torch.tensor(
        [1.0 if n.startswith("left") else -1.0 if n.startswith("right") else 0.0 for n in KEYPOINT_NAMES]
    )
    one = torch.stack((500 + 100 * side, torch.linspace(100, 900, len(KEYPOINT_NAMES))), -1)
    return one.expand(people, -1, -1).clone()


def said(noise: KeypointNoise, people: int = 400, sigma: float = 1.0, covered: bool = False):  # type: ignore[no-untyped-def]
    points = spread_points(people)
    return points, misled(
        points,
        torch.full((people, 25), sigma),
        torch.ones(people, 25),
        torch.full((people, 25), covered),
        noise,
        torch.Generator().manual_seed(0),
    )


def test_seen_from_the_front_the_body_hides_neither_its_face_nor_its_limbs() -> None:
    assert hidden(0.0) <= {"left_heel", "right_heel"}


def test_seen_from_the_left_the_trunk_hides_the_right_arm_but_not_the_left() -> None:
    found = hidden(-torch.pi / 2)
    assert {"right_elbow", "right_shoulder"} <= found or {"left_elbow", "left_shoulder"} <= found
    assert len({"left_elbow", "right_elbow"} & found) == 1


def test_the_two_profiles_hide_mirrored_keypoints() -> None:
    other = {"left": "right", "right": "left"}
    turned = {"_".join([other.get(n.split("_")[0], n.split("_")[0]), *n.split("_")[1:]]) for n in hidden(torch.pi / 2)}
    assert len(turned ^ hidden(-torch.pi / 2)) <= 4


def test_from_behind_the_face_is_hidden() -> None:
    assert {"nose", "left_eye", "right_eye"} <= hidden(torch.pi)


def test_a_hidden_keypoint_errs_more_and_the_detector_is_less_sure_of_a_wrist() -> None:
    points, plain = said(QUIET)
    _, covered = said(replace(QUIET, hidden=3.0), covered=True)
    assert (covered.pixels - points).square().mean().sqrt() == pytest.approx(3.0, rel=0.1)
    wrist, hip = KEYPOINT_NAMES.index("left_wrist"), KEYPOINT_NAMES.index("left_hip")
    assert covered.confidence[:, wrist].mean() < 0.5 < plain.confidence[:, wrist].mean()
    assert covered.confidence[:, hip].min() == 1.0


@pytest.mark.parametrize(
    ("group", "name", "stays"),
    [("legs", "left_ankle", "left_wrist"), ("arms", "left_wrist", "left_ankle"), ("whole", "left_eye", "nose")],
)
def test_sides_are_swapped_group_by_group(group: str, name: str, stays: str) -> None:
    points, got = said(replace(QUIET, **{group: 1.0}))
    other = KEYPOINT_NAMES.index(name.replace("left", "right"))
    assert (got.pixels[:, KEYPOINT_NAMES.index(name)] - points[:, other]).norm(dim=-1).max() < 6
    assert (got.pixels[:, KEYPOINT_NAMES.index(stays)] - points[:, KEYPOINT_NAMES.index(stays)]).norm(dim=-1).max() < 6


def test_a_picture_that_ends_too_soon_loses_what_lies_beyond_its_edge_and_nothing_else() -> None:
    points, got = said(replace(QUIET, cut=1.0))
    lost = got.confidence == 0
    assert 0.05 < lost.float().mean() < 0.5
    assert not said(QUIET)[1].confidence.eq(0).any()
    below = lost[:, -1] & ~lost[:, 0]  # cut at the bottom: everything under some line
    rows = points[below][..., 1]
    assert below.any()
    assert (
        torch.where(lost[below], torch.inf, rows).min(1).values
        < torch.where(lost[below], rows, torch.inf).min(1).values
    ).all()


def test_some_keypoints_are_somewhere_else_altogether() -> None:
    points, got = said(replace(QUIET, tail=0.05))
    far = (got.pixels - points).norm(dim=-1) > 20
    assert far.float().mean().item() == pytest.approx(0.05, abs=0.01)


def test_noise_that_needs_capsules_says_so() -> None:
    with pytest.raises(ValueError, match="capsules"):
        ProblemMaker(BODY.make_kinematics(), Corruption(keypoints=KeypointNoise()))


def test_an_imitated_detector_errs_with_long_tails_where_plain_noise_does_not() -> None:
    poses = torch.tensor(standing_pose()).repeat(64, 1, 1)
    plain, real = (
        ProblemMaker(
            BODY.make_kinematics(), Corruption(no_keypoints=0.0, keypoints=noise), capsules=BODY.capsules
        ).make(poses, poses, torch.Generator().manual_seed(3))
        for noise in (None, KeypointNoise())
    )

    def errors(batch) -> torch.Tensor:  # type: ignore[no-untyped-def]
        kin, e = BODY.make_kinematics(), batch.evidence
        p = kin.pose(batch.truth.rotations, batch.truth.betas, batch.truth.transl).positions[:, list(KEYPOINT_POINTS)]
        at = e.focal[:, None, None] * p[..., :2] / p[..., 2:] + e.center[:, None]
        return (e.keypoints - at).norm(dim=-1)[e.confidence > 0]

    assert errors(real).quantile(0.98) > 2 * errors(plain).quantile(0.98)
    assert errors(real).median() < 2 * errors(plain).median()
