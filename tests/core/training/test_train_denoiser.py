"""The denoiser's trainer on a few steps: the loss falls, a checkpoint goes on where it stopped, problems are what they claim to be."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from core.body.model import BodyModel
from core.body.rotations import geodesic
from core.diffusion.weights import load_denoiser, save_denoiser
from core.errors import InputError
from core.resources import resource
from core.training.corruption import FLIPPABLE, Corruption, ProblemMaker
from core.training.edits import EditMaker
from core.training.train_denoiser import DenoiserTrainer, standing_pose


@pytest.fixture(scope="module")
def poses() -> np.ndarray:
    entries = json.loads(resource("poses", "authored.json").read_text(encoding="utf-8"))["poses"]
    return np.array([entry["pose"] for entry in entries], dtype=np.float32)


def trainer(poses: np.ndarray, **options: object) -> DenoiserTrainer:
    settings = {"seed": 3, "batch": 48, "total": 120, "width": 128, "blocks": 1, "learning_rate": 1e-3}
    return DenoiserTrainer(poses, **{**settings, **options})  # type: ignore[arg-type]


def test_the_error_falls_below_the_initial_bodys(poses: np.ndarray) -> None:
    run = trainer(poses)
    progress = [run.train_step() for _ in range(120)]
    # Problems differ in difficulty, so that errors are compared with the initial body's.
    shares = np.array([p.joint_error / p.initial_error for p in progress])
    assert shares[-30:].mean() < 0.9 and shares[-30:].mean() < shares[:30].mean() - 0.05


def test_text_latents_reach_the_network(poses: np.ndarray) -> None:
    run = trainer(poses, latents=torch.nn.functional.normalize(torch.randn(len(poses), 10, 64), dim=-1))
    assert np.isfinite([run.train_step().loss for _ in range(4)]).all()
    assert run.problem is not None and float(run.problem.evidence.latent_mask.sum()) > 0


def test_a_resumed_run_goes_on_as_the_unbroken_one(poses: np.ndarray, tmp_path: Path) -> None:
    whole = trainer(poses)
    for _ in range(3):
        whole.train_step()
    whole.checkpoint(tmp_path / "c.pt")
    unbroken = [whole.train_step().loss for _ in range(3)]
    again = trainer(poses)
    again.resume(tmp_path / "c.pt")
    assert [again.train_step().loss for _ in range(3)] == pytest.approx(unbroken, rel=1e-3)


def test_saved_weights_come_back_and_strange_files_are_refused(poses: np.ndarray, tmp_path: Path) -> None:
    net = trainer(poses).average
    save_denoiser(net, tmp_path / "d.safetensors", {"steps": 0})
    back = load_denoiser(tmp_path / "d.safetensors")
    assert all(torch.equal(a, b) for a, b in zip(net.state_dict().values(), back.state_dict().values(), strict=True))
    whole = (tmp_path / "d.safetensors").read_bytes()
    (tmp_path / "cut.safetensors").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(InputError, match=r"cut\.safetensors.*train denoiser"):
        load_denoiser(tmp_path / "cut.safetensors")
    with pytest.raises(InputError, match="lifter"):
        load_denoiser(resource("weights", "lifter.safetensors"))
    with pytest.raises(InputError, match="missing"):
        load_denoiser(tmp_path / "missing.safetensors")


def test_a_flip_turns_the_segment_the_other_way_in_depth_and_hardly_moves_it_in_the_image(poses: np.ndarray) -> None:
    kinematics = BodyModel.load().kinematics
    always = Corruption(flip=1.0, second_flip=0.0, far_off=0.0, turn_noise=(0.0, 0.0), root_noise=(0.0, 0.0), no_initial=0.0, betas=0.0)
    batch = ProblemMaker(kinematics, always).make(torch.tensor(poses), torch.tensor(poses), torch.Generator().manual_seed(1))
    truth, wrong = (kinematics.pose(s.rotations, s.betas, s.transl).positions for s in (batch.truth, batch.evidence.initial))
    for row, which in enumerate(batch.flip.tolist()):
        base, end = FLIPPABLE[which]
        right, turned = (p[row, end] - p[row, base] for p in (truth, wrong))
        if abs(float(right[2])) > 0.1:
            assert float(right[2]) * float(turned[2]) < 0
        assert float((right[:2] - turned[:2]).norm()) < 0.25 * float(right.norm())


def test_edit_problems_leave_the_other_limbs_exactly_as_they_were(poses: np.ndarray) -> None:
    kinematics = BodyModel.load().kinematics
    maker = EditMaker(ProblemMaker(kinematics, neutral=standing_pose()))
    given = torch.tensor(poses)
    batch = maker.make(given, given.flip(0), torch.Generator().manual_seed(2))
    moved = geodesic(batch.truth.rotations, batch.evidence.initial.rotations)
    assert float((moved < 1e-3).float().mean()) > 0.4  # most joints stay
    assert float(batch.evidence.confidence.sum()) == 0
    table = batch.evidence.statements
    values = table.values(kinematics.pose(batch.truth.rotations, batch.truth.betas, batch.truth.transl), kinematics.height(batch.truth.betas))
    assert bool(table.satisfied(values).all())  # the statements are true of the goal
