"""Trainers on another device. There is no GPU where tests run, so that one is pretended: tensors moved to it are marked, and what torch would refuse
(operations on tensors of two devices, CPU generators for numbers drawn there, numpy) is refused, while the numbers are worked out on the CPU."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import load_file
from torch.overrides import TorchFunctionMode

from core.alignment.agreement import Agreement
from core.alignment.alignment import Alignment
from core.alignment.text_encoder import TextEncoder, TextEncoderConfig
from core.alignment.vqvae import PoseVQVAEConfig
from core.alignment.word_pieces import WordPieces
from core.body.model import BodyModel
from core.body.rotations import axis_angle_to_matrix
from core.errors import InputError
from core.evaluation.bank_file import Label, Phrase
from core.resources import resource
from core.training import train_lifter, train_reader
from core.training.clause_features import ClauseFeatures
from core.training.compute import Compute
from core.training.described_poses import DescribedPoses
from core.training.landmark_simulation import SimulationConfig
from core.training.reader_data import generated, of_bank
from core.training.train_alignment import StageSettings, new_vqvae, recall, train_text, train_vqvae
from core.training.train_denoiser import DenoiserTrainer
from core.vision.lifting_network import LiftingConfig, LiftingNetwork

GPU = torch.device("cuda:0")
_MIXING = {"copy_", "to", "cpu", "cuda", "__get__", "__set__", "__getitem__", "__repr__", "is_floating_point", "_has_compatible_shallow_copy_type"}


_DEVICE, _IS_CUDA = (vars(torch._C.TensorBase)[name].__get__ for name in ("device", "is_cuda"))
_SET_DATA = vars(torch._C.TensorBase)["data"].__set__


class Pretended(TorchFunctionMode):
    """Keeps which tensors were moved to the GPU, and refuses what a GPU would."""

    def __torch_function__(self, function: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        kwargs = dict(kwargs or {})
        name = getattr(function, "__name__", "")
        tensors = list(_tensors((args, kwargs)))
        there = [t for t in tensors if _marked(t)]
        if function == _IS_CUDA:
            return _marked(args[0])
        if function == _DEVICE:
            return GPU if _marked(args[0]) else function(*args, **kwargs)
        if name in ("to", "cpu", "cuda") and tensors:
            return self._moved(function, name, args, kwargs)
        if name in ("numpy", "__array__") and there:
            raise RuntimeError("numpy of a tensor on the GPU")
        if there and name not in _MIXING:
            strangers = [t for t in tensors if not _marked(t) and t.dim() > 0]
            if strangers:
                raise RuntimeError(f"{name}: tensors on cuda:0 and cpu, {[tuple(t.shape) for t in strangers]}")
        if name == "__getitem__" and not _marked(args[0]) and there:
            raise RuntimeError("a CPU tensor indexed by one on the GPU")
        made = kwargs.get("device")
        wanted = made is not None and torch.device(made).type == "cuda"
        if made is not None:
            kwargs["device"] = "cpu"
        if kwargs.get("generator") is not None and wanted:
            raise RuntimeError(f"{name}: a CPU generator for a tensor on the GPU")
        out = function(*args, **kwargs)
        if name == "__set__":
            if function == _SET_DATA:
                (_mark if _marked(args[1]) else _clear)(args[0])
            return out
        inherits = name != "copy_" and bool(there) and made is None
        if wanted or inherits or (name == "copy_" and _marked(args[0])):
            for t in _tensors(out):
                _mark(t)
        return out

    @staticmethod
    def _moved(function: Any, name: str, args: Any, kwargs: Any) -> Any:
        source, *rest = args
        target = {"cpu": "cpu", "cuda": "cuda"}.get(name)
        kept: list[Any] = []
        for value in [*rest, kwargs.pop("device", None)]:
            if isinstance(value, (torch.device, str)):
                target = torch.device(value).type
            elif isinstance(value, torch.Tensor):
                target = "cuda" if _marked(value) else "cpu"
                kept.append(value.dtype)
            elif value is not None and not (name == "to" and isinstance(value, bool)):
                kept.append(value)
        kwargs.pop("non_blocking", None)
        out = torch.Tensor.to(source, *kept, **kwargs) if kept or kwargs else source
        on_gpu = _marked(source) if target is None else target == "cuda"
        if out is source and on_gpu != _marked(source):
            out = source.clone() if source.requires_grad and torch.is_grad_enabled() else source.detach().clone()
        if on_gpu:
            _mark(out)
        elif out is not source:
            _clear(out)
        return out


def _marked(t: torch.Tensor) -> bool:
    return t.__dict__.get("pretended", False) is True


def _mark(t: torch.Tensor) -> None:
    t.__dict__["pretended"] = True


def _clear(t: torch.Tensor) -> None:
    t.__dict__.pop("pretended", None)


def _tensors(tree: Any) -> Iterator[torch.Tensor]:
    if isinstance(tree, torch.Tensor):
        yield tree
    elif isinstance(tree, dict):
        yield from _tensors(tuple(tree.values()))
    elif isinstance(tree, (tuple, list)):
        for item in tree:
            yield from _tensors(item)


@pytest.fixture(scope="module")
def poses() -> np.ndarray:
    entries = json.loads(resource("poses", "authored.json").read_text(encoding="utf-8"))["poses"]
    return np.array([entry["pose"] for entry in entries], dtype=np.float32)


@pytest.fixture
def gpu(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    torch.set_num_threads(1)
    plain = torch.nn.Parameter.__deepcopy__

    def copied(parameter: torch.nn.Parameter, memo: dict[int, Any]) -> Any:
        copy = plain(parameter, memo)
        if _marked(parameter):
            _mark(copy)
        return copy

    monkeypatch.setattr(torch.nn.Parameter, "__deepcopy__", copied)
    with Pretended():
        yield "cuda:0"


def test_the_pretended_gpu_refuses_what_a_gpu_refuses(gpu: str) -> None:
    there, here = torch.ones(3, device=gpu), torch.ones(3)
    assert there.device == GPU and here.device.type == "cpu" and (there * 2.0)[None].device == GPU and there.cpu().device.type == "cpu"
    with pytest.raises(RuntimeError, match="cpu"):
        there + here
    with pytest.raises(RuntimeError, match="indexed"):
        here[there.long()]
    with pytest.raises(RuntimeError, match="generator"):
        torch.rand(3, generator=torch.Generator(), device=gpu)
    with pytest.raises(RuntimeError, match="numpy"):
        there.numpy()


def test_the_denoisers_trainer_runs_there_and_learns_from_the_same_problems(gpu: str, poses: np.ndarray, tmp_path: Path) -> None:
    settings: dict[str, Any] = {"seed": 3, "batch": 16, "total": 20, "width": 32, "blocks": 1}
    latents = torch.nn.functional.normalize(torch.randn(len(poses), 10, 64), dim=-1)
    away = DenoiserTrainer(poses, latents=latents, compute=Compute(GPU), **settings)
    home = DenoiserTrainer(poses, latents=latents, **settings)
    steps = [[run.train_step() for _ in range(4)] for run in (away, home)]
    assert next(away.net.parameters()).device == GPU
    assert [p.loss for p in steps[0]] == pytest.approx([p.loss for p in steps[1]], rel=1e-4)
    away.checkpoint(tmp_path / "denoiser.pt")
    away.resume(tmp_path / "denoiser.pt")
    assert np.isfinite(away.train_step().loss)


def test_the_lifters_loss_and_validation_run_there_on_the_same_scenes(gpu: str, poses: np.ndarray) -> None:
    scenes, figures = [], []
    torch.manual_seed(0)
    weights = LiftingNetwork(LiftingConfig(width=32, blocks=1, dropout=0.0)).state_dict()
    for device in (gpu, "cpu"):
        kinematics = BodyModel.load().make_kinematics(device=device)
        local = axis_angle_to_matrix(torch.from_numpy(poses)).to(device)
        maker = train_lifter.SceneMaker(local, kinematics, SimulationConfig())
        network = LiftingNetwork(LiftingConfig(width=32, blocks=1, dropout=0.0)).to(device)
        network.load_state_dict({k: v.to(device) for k, v in weights.items()})
        scene = maker.draw(8, torch.Generator().manual_seed(1))
        loss, _ = train_lifter.lifting_loss(network, kinematics, scene)
        optimiser = torch.optim.AdamW(network.parameters())
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        scenes.append(scene.sight.world.cpu())
        figures.append(train_lifter.validate(network, maker))
    assert torch.allclose(scenes[0], scenes[1])
    assert figures[0] == pytest.approx(figures[1], abs=1.0)


def test_both_stages_of_the_alignment_run_there_and_their_weights_come_back(gpu: str, poses: np.ndarray, tmp_path: Path) -> None:
    model, settings = new_vqvae(gpu, PoseVQVAEConfig(width=48, levels=2, codes=32)), StageSettings(steps=3, minutes=1, batch=8, rate=1e-3, log_every=1)
    train_vqvae(model, poses, poses[:8], settings, 0, gpu)
    assert model.quantizer.codebook.device == GPU
    pieces = WordPieces(["[PAD]", "[UNK]", "[CLS]", "[SEP]", *(f"{mark}{chr(c)}" for mark in ("", "##") for c in range(ord("a"), ord("z") + 1))])
    config = TextEncoderConfig(len(pieces.vocabulary), base_width=48, base_heads=4, base_inner=64, base_layers=1, width=32)
    encoder, agreement = TextEncoder(pieces, config).to(gpu), Agreement().to(gpu)
    data = DescribedPoses.describe(poses[:16], 1, 0)
    losses = train_text(model, encoder, agreement, data, data, settings, 0, gpu)
    assert np.isfinite(losses).all()
    assert recall(model, encoder, agreement, data, ClauseFeatures(encoder, data.clauses), gpu)
    Alignment(model.cpu(), encoder.cpu(), agreement.cpu()).save(tmp_path / "alignment.safetensors")
    assert load_file(tmp_path / "alignment.safetensors")


def test_the_readers_trainer_runs_there(gpu: str, tmp_path: Path) -> None:
    bank = of_bank([Phrase("file", 1, "left_arm", "flung skyward", (Label(("left arm: straight up",)),))])
    run = train_reader.Trainer(bank, generated(10, 0), train_reader.Settings(steps=3, minutes=1, batch=8), 0, Compute(GPU))
    assert np.isfinite([run.train_step() for _ in range(3)]).all()
    assert run.network.clues.device == GPU
    run.checkpoint(tmp_path / "reader.pt")
    run.resume(tmp_path / "reader.pt")
    train_reader.save_weights(run.network, tmp_path / "reader.safetensors", {})
    assert np.isfinite(train_reader.predict(run.network, train_reader.Seen.of(["flung skyward"], [2]))).all()


def test_in_bfloat16_a_denoiser_learns_nearly_as_in_float32(poses: np.ndarray) -> None:
    settings: dict[str, Any] = {"seed": 3, "batch": 48, "total": 24, "width": 64, "blocks": 1, "learning_rate": 1e-3}
    full, half = (DenoiserTrainer(poses, compute=Compute(torch.device("cpu"), half), **settings) for half in (False, True))
    losses = [[run.train_step().loss for _ in range(24)] for run in (full, half)]
    assert losses[0] != losses[1]
    assert np.mean(losses[1][-8:]) == pytest.approx(np.mean(losses[0][-8:]), rel=0.1)
    assert {p.dtype for p in half.net.parameters()} == {torch.float32} and all(p.forward.__name__ != "halved" for p in half.average.children())


def test_devices_that_are_not_there_are_refused_in_a_sentence() -> None:
    assert Compute.chosen("cpu") == Compute(torch.device("cpu"))
    assert Compute.chosen("cpu", "bfloat16").half
    for bad in ("gpu", "mps", "cuda:99"):
        with pytest.raises(InputError, match="--device"):
            Compute.chosen(bad)
