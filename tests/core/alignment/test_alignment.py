"""The shipped alignment: texts and poses meet in one space, sides cannot be confused, damaged weights are refused in one sentence."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch

from core.alignment.alignment import WEIGHTS, Alignment
from core.body.rotations import axis_angle_to_matrix, geodesic, mirror_rotations
from core.body.skeleton import NUM_BETAS, PARTS
from core.errors import InputError
from core.training.pose_data import to_camera_frame, turn_heading


@pytest.fixture(scope="module")
def alignment() -> Alignment:
    torch.set_num_threads(1)
    return Alignment.load()


@pytest.fixture(scope="module")
def poses(repository: Path) -> dict[str, torch.Tensor]:
    """Named authored poses as camera-frame rotations [1, 24, 3, 3]."""
    rows = json.loads((repository / "resources" / "poses" / "authored.json").read_text(encoding="utf-8"))["poses"]
    return {
        row["name"]: axis_angle_to_matrix(torch.from_numpy(to_camera_frame(np.array([row["pose"]], dtype=np.float32))))
        for row in rows
    }


def agreement(alignment: Alignment, pose: torch.Tensor, part: str, text: str) -> float:
    parts, _ = alignment.similarity(pose, {part: text})
    return float(parts[0, PARTS.index(part)])


def test_a_pose_survives_the_round_trip_through_the_code_book(
    alignment: Alignment, poses: dict[str, torch.Tensor]
) -> None:
    every = torch.cat(list(poses.values()))
    decoded, codes = alignment.round_trip(every)
    kinematics, betas = alignment.vqvae.features.kinematics, torch.zeros(len(every), NUM_BETAS)
    error = (kinematics.pose(decoded, betas).joints - kinematics.pose(every, betas).joints).norm(dim=-1)
    assert error.mean() < 0.03
    assert codes.shape == (len(every), len(PARTS), alignment.vqvae.config.levels)


def test_latents_are_unit_vectors_for_each_part(alignment: Alignment, poses: dict[str, torch.Tensor]) -> None:
    latents = alignment.pose_latents(poses["waving with the right hand"])
    assert latents.shape == (1, len(PARTS), 64)
    torch.testing.assert_close(latents.norm(dim=-1), torch.ones(1, len(PARTS)))


def test_latents_do_not_know_which_way_the_body_faces(alignment: Alignment, repository: Path) -> None:
    rows = json.loads((repository / "resources" / "poses" / "authored.json").read_text(encoding="utf-8"))["poses"]
    plain = np.array([row["pose"] for row in rows], dtype=np.float32)
    turned = turn_heading(plain, np.linspace(-3, 3, len(plain)))
    a, b = (alignment.pose_latents(axis_angle_to_matrix(torch.from_numpy(to_camera_frame(p)))) for p in (plain, turned))
    torch.testing.assert_close(a, b, atol=2e-3, rtol=0)


def test_a_mirrored_body_exchanges_the_latents_of_its_sides(
    alignment: Alignment, poses: dict[str, torch.Tensor]
) -> None:
    pose = poses["thinking"]
    plain, mirrored = alignment.pose_latents(pose), alignment.pose_latents(mirror_rotations(pose))
    for part in ("arm", "hand", "leg", "foot"):
        left, right = PARTS.index(f"left_{part}"), PARTS.index(f"right_{part}")
        torch.testing.assert_close(plain[0, left], mirrored[0, right], atol=1e-4, rtol=0)


def test_a_mirrored_text_in_the_other_slot_means_the_same(alignment: Alignment) -> None:
    left, _ = alignment.text_latents({"left_hand": "Her left hand is on the right knee."})
    right, _ = alignment.text_latents({"right_hand": "Her right hand is on the left knee."})
    torch.testing.assert_close(left[PARTS.index("left_hand")], right[PARTS.index("right_hand")])


@pytest.mark.parametrize(
    ("pose", "part", "text", "opposite"),
    [
        (
            "left arm raised",
            "left_arm",
            "The left arm is raised above the head.",
            "The left arm hangs down at the side.",
        ),
        (
            "left arm raised",
            "right_arm",
            "The right arm hangs down at the side.",
            "The right arm is raised above the head.",
        ),
        ("arms raised", "right_arm", "The right arm is raised overhead.", "The right arm is lowered."),
        ("hands on hips", "left_hand", "The left hand is on the left hip.", "The left hand is on the head."),
        ("hands on hips", "right_arm", "The right elbow is bent at a right angle.", "The right arm is straight."),
        (
            "right arm forward",
            "right_arm",
            "The right arm is stretched out forward.",
            "The right arm is drawn back behind the body.",
        ),
        ("sitting on a chair", "torso", "The person is sitting on a seat.", "The person is standing."),
        ("standing", "torso", "The person is standing.", "The person is sitting on the ground."),
        ("lying on the back", "torso", "The person is lying face up.", "The person is standing."),
        ("squatting", "left_leg", "The left knee is completely bent.", "The left leg is straight."),
        ("standing", "left_leg", "The left leg is straight.", "The left knee is completely bent."),
        ("one leg", "left_foot", "The left foot is off the ground.", "The left foot is flat on the ground."),
    ],
)
def test_a_true_text_is_nearer_than_its_opposite(
    alignment: Alignment, poses: dict[str, torch.Tensor], pose: str, part: str, text: str, opposite: str
) -> None:
    assert agreement(alignment, poses[pose], part, text) > agreement(alignment, poses[pose], part, opposite)


def test_a_text_is_nearer_to_its_body_than_to_the_mirrored_body(
    alignment: Alignment, poses: dict[str, torch.Tensor]
) -> None:
    text = "The left arm is raised above the head."
    plain = agreement(alignment, poses["left arm raised"], "left_arm", text)
    assert plain > agreement(alignment, mirror_rotations(poses["left arm raised"]), "left_arm", text) + 0.2


def test_whole_body_texts_find_their_pose_among_the_authored_ones(
    alignment: Alignment, poses: dict[str, torch.Tensor]
) -> None:
    texts = {
        "sitting on a chair": {
            "torso": "The person is sitting on a seat.",
            "left_leg": "The left knee is bent at a right angle.",
        },
        "arms raised": {
            "left_arm": "The left arm is raised straight up.",
            "right_arm": "The right arm is raised straight up.",
        },
        "lying on the back": {"torso": "The person is lying face up."},
    }
    every = torch.cat(list(poses.values()))
    for name, text in texts.items():
        _, whole = alignment.similarity(every, text)
        nearest = [list(poses)[i] for i in whole.argsort(descending=True)[:3]]
        assert name in nearest


def test_parts_without_a_text_are_masked_out(alignment: Alignment) -> None:
    latents, mask = alignment.text_latents({"head": "The head is bowed.", "torso": "  ", "left_arm": ""})
    assert mask.tolist() == [1.0] + [0.0] * 9
    assert latents[1:].abs().max() == 0


def test_pose_latents_have_a_gradient(alignment: Alignment, poses: dict[str, torch.Tensor]) -> None:
    pose = poses["squatting"].clone().requires_grad_(True)
    texts, mask = alignment.text_latents({"left_leg": "The left leg is straight."})
    lost = (1 - (alignment.pose_latents(pose) * texts).sum(-1)) @ mask
    lost.sum().backward()
    assert pose.grad is not None
    assert torch.isfinite(pose.grad).all()
    assert pose.grad[0, 4].abs().max() > 1e-3


def test_a_text_is_encoded_once(alignment: Alignment, monkeypatch: pytest.MonkeyPatch) -> None:
    read, encoded = alignment.text.read, list[str]()

    def noted(clauses: list[str]) -> object:
        encoded.extend(clauses)
        return read(clauses)

    monkeypatch.setattr(alignment.text, "read", noted)
    texts = {part: f"The {part.replace('_', ' ')} is relaxed." for part in PARTS}
    alignment.forget_texts()
    alignment.text_latents(texts)
    assert encoded
    encoded.clear()
    alignment.text_latents(texts)
    assert not encoded
    alignment.text_latents({**texts, "torso": "The torso leans back."})
    assert len(encoded) == 1


def test_a_full_memory_of_texts_is_emptied_without_losing_the_ones_asked_for(
    alignment: Alignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.alignment.alignment._CACHE", 3)
    texts = {"head": "The head is bowed."}
    first, _ = alignment.text_latents(texts)
    for word in ("raised", "lowered", "bent", "straight", "forward"):
        latents, _ = alignment.text_latents({**texts, "left_arm": f"The left arm is {word}."})
        torch.testing.assert_close(latents[0], first[0])


def test_interpolated_latents_decode_to_a_pose_between(alignment: Alignment, poses: dict[str, torch.Tensor]) -> None:
    a, b = alignment.pose_latents(poses["standing"]), alignment.pose_latents(poses["left arm raised"])
    between = alignment.decode(torch.nn.functional.normalize(a + b, dim=-1))
    ends = [alignment.decode(z) for z in (a, b)]
    shoulder = 16
    apart = geodesic(ends[0][:, shoulder], ends[1][:, shoulder])
    assert geodesic(between[:, shoulder], ends[0][:, shoulder]) < apart
    assert geodesic(between[:, shoulder], ends[1][:, shoulder]) < apart


def test_missing_weights_are_named_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="missing"):
        Alignment.load(tmp_path / "none.safetensors")


def _copy(tmp_path: Path) -> Path:
    for suffix in (".safetensors", ".vocabulary.txt"):
        shutil.copy(WEIGHTS.with_suffix(suffix), tmp_path)
    return tmp_path / WEIGHTS.name


@pytest.mark.parametrize("keep", [0, 100, 1_000_000])
def test_truncated_weights_are_refused(tmp_path: Path, keep: int) -> None:
    path = _copy(tmp_path)
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(InputError, match="damaged"):
        Alignment.load(path)


def test_one_changed_byte_is_noticed(tmp_path: Path) -> None:
    path = _copy(tmp_path)
    data = bytearray(path.read_bytes())
    data[-1000] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(InputError, match="checksum"):
        Alignment.load(path)


def test_weights_of_another_kind_are_refused(tmp_path: Path) -> None:
    from safetensors.torch import save_file

    path = _copy(tmp_path)
    save_file({"a": torch.zeros(1)}, path, {"name": "contrapposto/lifter", "version": "1"})
    with pytest.raises(InputError, match="contrapposto/lifter"):
        Alignment.load(path)
