"""Trains the guided diffusion's denoiser.

Every problem is refined for a few rounds as at run time: the network sees the condition at the current estimate, its answer is made to fit the
evidence by the proximal step, and the next round starts from there. Part of each batch is noised in the ordinary way instead, so that the same
network also draws hypotheses. The loss compares the network's clean estimate with the truth: 6D rotations, betas, and joint positions.

Last of the five steps of `train --help`. With --with-text it reads the alignment in resources/weights, with --record the lifter there, so put those in place
first. 0.1 to 0.25 s a step of 192 on one CPU core, less than 1 GB of memory with a pool of 100,000 poses. The network takes a quarter of a step, and that
quarter is what a CUDA device takes over (used where present: --device, --precision); problems are made and refined on the CPU, so that they are the same
everywhere. Checkpoints (every 500 steps, for --resume) and the finished denoiser.safetensors go to --out; copy the latter into resources/weights. The
weights are under the terms of the poses they were trained on.
"""

from __future__ import annotations

import argparse
import copy
import json
import math
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor

from core.body.kinematics import Kinematics
from core.body.model import BodyModel
from core.diffusion.condition import condition
from core.diffusion.denoiser import Denoiser
from core.diffusion.problem import Evidence, State, Weights
from core.diffusion.proximal import ProximalSolver
from core.diffusion.sampler import moved_onto_keypoints
from core.diffusion.schedule import CosineSchedule
from core.diffusion.weights import load_limits, save_denoiser
from core.errors import InputError
from core.resources import resource
from core.training.compute import CPU, Compute, add_compute_arguments
from core.training.corruption import Batch, Corruption, ProblemMaker
from core.training.edits import EditMaker, join
from core.training.keypoint_noise import KeypointNoise
from core.training.pose_data import PoseBank, mirror_poses, pose_pool

if TYPE_CHECKING:
    from core.training.replayed_errors import RecordedProblems

BETA_WEIGHT = 0.02
JOINT_WEIGHT = 4.0
EDIT_SHARE = 0.25
"""Share of each batch that are edits (``core.training.edits``): one part is told anew, the rest has to stay."""


@dataclass(frozen=True)
class Progress:
    """What one optimisation step gave: the loss and the mean joint error (mm) of the network's estimate and of the initial body."""

    step: int
    loss: float
    joint_error: float
    initial_error: float


class DenoiserTrainer:
    """One optimiser, one stream of problems, rounds of refinement. Everything follows from the seed.

    ``poses`` [N, 24, 3], y up; ``latents`` [N, 10, 64]: the aligned text latents of a description of each pose (None: trained without words' latents).
    """

    def __init__(
        self, poses: np.ndarray, *, latents: Tensor | None = None, seed: int = 0, batch: int = 192, rounds: int = 3, total: int = 10000,
        learning_rate: float = 6e-4, width: int = 512, blocks: int = 5, compute: Compute = CPU,
    ) -> None:  # fmt: skip
        torch.manual_seed(seed)
        self.device = compute.device
        self.model_body = BodyModel.load()
        # Problems are made and refined on the CPU: the same on every device. ``judging`` works out joints of what the network says, where it says it.
        self.kinematics = self.model_body.make_kinematics()
        self.judging = self.model_body.make_kinematics(device=self.device)
        noisy = Corruption(keypoints=KeypointNoise())
        self.maker = ProblemMaker(self.kinematics, noisy, standing_pose(), self.model_body.capsules)
        self.edits = EditMaker(self.maker)
        self.net = Denoiser(width, blocks).to(self.device)
        self.average = copy.deepcopy(self.net).requires_grad_(False)
        compute.mixed(self.net)
        self.solver = ProximalSolver(self.kinematics, load_limits())
        self.schedule = CosineSchedule(self.net.steps)
        self.optimiser = torch.optim.AdamW(self.net.parameters(), lr=learning_rate, weight_decay=1e-4, fused=True)
        self.generator = torch.Generator().manual_seed(seed)
        self.poses, self.latents = torch.as_tensor(poses, dtype=torch.float32), latents
        self.batch, self.rounds, self.total, self.learning_rate = batch, rounds, total, learning_rate
        self.recorded: RecordedProblems | None = None
        self.recorded_share = 0.0
        self.step = 0
        self.problem: Batch | None = None
        self.estimate: State | None = None
        self.network: State | None = None

    def mix_in(self, recorded: RecordedProblems, share: float) -> None:
        """From now on, make this share of each batch of recorded people, with the mistakes that were really made on them."""
        self.recorded, self.recorded_share = recorded, share

    def train_step(self) -> Progress:
        """One optimisation step: a new problem every ``rounds`` steps, a further round of refinement of the same one otherwise."""
        round_ = self.step % self.rounds
        with torch.no_grad():
            if round_ == 0 or self.problem is None or self.estimate is None:
                self.problem = self._problem()
                self.estimate = self.problem.evidence.initial
            elif self.network is not None:
                self.estimate = self._refined(self.network, self.problem.evidence, round_)
            problem, estimate = self.problem, self.estimate
            evidence, truth = problem.evidence, problem.truth
            mu = evidence.initial.vector()
            clean = truth.vector() - mu
            t = torch.randint(0, self.schedule.steps, (self.batch,), generator=self.generator)
            if round_ == 0:
                t = torch.where(self._chance(0.6), self.schedule.steps - 1, t)
            bar = self.schedule.alpha_bar[t][:, None]
            answering = bar.sqrt() * (estimate.vector() - mu)
            heat = torch.rand(self.batch, 1, generator=self.generator)
            drawn = self.schedule.add_noise(clean, torch.randn(clean.shape, generator=self.generator) * (0.4 + 0.6 * heat), t)
            noisy = torch.where(self._chance(0.3)[:, None], drawn, answering)
            c = condition(self.kinematics, estimate, evidence)
        noisy, t, c, mu, clean, transl = (x.to(self.device) for x in (noisy, t, c, mu, clean, estimate.transl))
        out = self.net(noisy, t, c)
        predicted = State.from_vector(mu + out, transl)
        loss, error = self._loss(out, clean, predicted, State(truth.rotations.to(self.device), truth.betas.to(self.device), truth.transl))
        warming = min(1.0, (self.step + 1) / max(1, min(200, self.total // 10)))
        rate = self.learning_rate * warming * 0.5 * (1 + math.cos(math.pi * min(1.0, self.step / self.total)))
        for group in self.optimiser.param_groups:
            group["lr"] = max(rate, 1e-5)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self.optimiser.step()
        decay = min(0.999, (1 + self.step) / (20 + self.step))
        with torch.no_grad():
            torch._foreach_lerp_(list(self.average.parameters()), list(self.net.parameters()), 1 - decay)
            self.network = State(predicted.rotations.detach().cpu(), predicted.betas.detach().cpu(), estimate.transl)
            initial_error = _joint_error(self.kinematics, evidence.initial, truth).mean().item()
        self.step += 1
        return Progress(self.step, loss.item(), 1e3 * error, 1e3 * initial_error)

    def _problem(self) -> Batch:
        count = round(self.recorded_share * self.batch)
        if self.recorded is None or count == 0:
            return self._imitated(self.batch)
        return join(self._imitated(self.batch - count), self.recorded.draw(count, self.generator))

    def _imitated(self, batch: int) -> Batch:
        """Problems and edits with imitated mistakes."""
        index = torch.randint(len(self.poses), (2, batch), generator=self.generator)
        edits = round(EDIT_SHARE * batch)
        seen = batch - edits
        whole = self.maker.make(self.poses[index[0, :seen]], self.poses[index[1, :seen]], self.generator)
        goals = index[1, seen:]
        if self.latents is None:
            edited = self.edits.make(self.poses[index[0, seen:]], self.poses[goals], self.generator)
            return join(whole, edited)
        # Words about a part are there or not on their own; now and then they are somebody else's.
        spoken = torch.rand(seen, 10, generator=self.generator) < torch.rand(seen, 1, generator=self.generator) * 1.3
        mask = (spoken & (torch.rand(seen, 1, generator=self.generator) < 0.6)).float()
        wrong = torch.rand(seen, generator=self.generator) < 0.08
        source = torch.where(wrong, index[1, :seen], index[0, :seen])
        whole = replace(whole, evidence=replace(whole.evidence, latents=self.latents[source].float(), latent_mask=mask))
        edited = self.edits.make(self.poses[index[0, seen:]], self.poses[goals], self.generator, self.latents[goals].float())
        return join(whole, edited)

    def _refined(self, network: State, evidence: Evidence, round_: int) -> State:
        start = moved_onto_keypoints(self.kinematics, network, evidence)
        return self.solver.solve(start, network, evidence, Weights(), iterations=1, narrowing=min(1.0, 0.5 * round_))

    def _loss(self, out: Tensor, clean: Tensor, predicted: State, truth: State) -> tuple[Tensor, float]:
        difference = (out - clean) ** 2
        rotations = difference[:, :-10].sum(1).mean() / 24
        betas = difference[:, -10:].sum(1).mean()
        joints = _joint_error(self.judging, predicted, truth).mean()
        return rotations + BETA_WEIGHT * betas + JOINT_WEIGHT * joints, joints.item()

    def _chance(self, p: float) -> Tensor:
        return torch.rand(self.batch, generator=self.generator) < p

    def checkpoint(self, path: Path) -> None:
        """Everything needed to go on, written whole or not at all."""
        part = path.with_suffix(".part")
        torch.save(
            {"net": self.net.state_dict(), "average": self.average.state_dict(), "optimiser": self.optimiser.state_dict(),
             "generator": self.generator.get_state(), "step": self.step},
            part,
        )  # fmt: skip
        part.replace(path)

    def resume(self, path: Path, *, fresh_schedule: bool = False) -> None:
        """Go on from a checkpoint; ``fresh_schedule`` keeps the networks alone and starts counting anew (fine-tuning)."""
        saved = torch.load(path, map_location="cpu", weights_only=True)
        self.net.load_state_dict(saved["net"])
        self.average.load_state_dict(saved["average"])
        if not fresh_schedule:
            self.optimiser.load_state_dict(saved["optimiser"])
            self.generator.set_state(saved["generator"])
            self.step = saved["step"]


def _joint_error(kinematics: Kinematics, a: State, b: State) -> Tensor:
    """Mean distance of root-fixed joints [B] in metres."""
    pa, pb = (kinematics.pose(s.rotations, s.betas).joints for s in (a, b))
    return ((pa - pa[:, :1]) - (pb - pb[:, :1])).norm(dim=-1).mean(1)


def standing_pose() -> np.ndarray:
    """The authored standing pose [24, 3]."""
    entries = json.loads(resource("poses", "authored.json").read_text(encoding="utf-8"))["poses"]
    return np.array(next(e["pose"] for e in entries if e["name"] == "standing"), dtype=np.float32)


def training_poses(path: Path, count: int, seed: int, cache: Path | None) -> np.ndarray:
    """The pose mix [N, 24, 3], every second one mirrored."""
    poses = pose_pool(PoseBank.load(path), count, seed, cache).astype(np.float32)
    poses[1::2] = mirror_poses(poses[1::2])
    return poses


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of ``python main.py train denoiser``."""
    parser.add_argument("--poses", type=Path, required=True, help="pose bank (.npz with poses [N, 24, 3] and clip)")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints and the finished weights")
    parser.add_argument("--with-text", action="store_true", help="condition on text latents too (needs the trained alignment)")
    parser.add_argument("--steps", type=int, default=12000)
    parser.add_argument("--batch", type=int, default=192)
    parser.add_argument("--pool", type=int, default=100000, help="poses drawn from the mix before training")
    parser.add_argument("--cache", type=Path, help="folder that keeps the drawn pool, text latents and recorded initial bodies")
    parser.add_argument("--record", type=Path, help="detector record (train record) whose people are mixed in, with the mistakes really made on them")
    parser.add_argument("--recorded-share", type=float, default=0.25, help="share of each batch that they are (0.25; only with --record)")
    parser.add_argument("--learning-rate", type=float, default=6e-4)
    parser.add_argument("--seed", type=int, default=0)
    add_compute_arguments(parser)
    parser.add_argument("--resume", type=Path, help="checkpoint to go on from")
    parser.add_argument("--fine-tune", type=Path, help="checkpoint whose networks to start from, with a fresh schedule")


def _recorded(args: argparse.Namespace, maker: ProblemMaker) -> RecordedProblems:
    from core.training.replayed_errors import load_problems

    def progress(done: int, total: int) -> None:
        if done % 500 == 0:
            print(f"initial bodies of recorded people: {done} of {total}", flush=True)

    return load_problems(args.record, maker, with_text=args.with_text, seed=args.seed, cache=args.cache, progress=progress)


def run(args: argparse.Namespace) -> int:
    """Train, write a checkpoint every 500 steps, and the averaged weights at the end."""
    if not 0 <= args.recorded_share <= 0.9:
        raise InputError(f"--recorded-share {args.recorded_share} is not between 0 and 0.9; give another share.")
    compute = Compute.chosen(args.device, args.precision)
    print(f"training on {compute}; problems are made on the CPU", flush=True)
    args.out.mkdir(parents=True, exist_ok=True)
    poses = training_poses(args.poses, args.pool, args.seed, args.cache)
    latents = None
    if args.with_text:
        from core.training.text_latents import text_latents

        cache = args.cache / f"text_latents_{args.pool}_{args.seed}.npy" if args.cache else None
        latents = torch.from_numpy(text_latents(poses, args.seed, cache))
    trainer = DenoiserTrainer(
        poses, latents=latents, seed=args.seed, batch=args.batch, total=args.steps, learning_rate=args.learning_rate, compute=compute
    )
    if args.record:
        trainer.mix_in(_recorded(args, trainer.maker), args.recorded_share)
    if args.resume:
        trainer.resume(args.resume)
    elif args.fine_tune:
        trainer.resume(args.fine_tune, fresh_schedule=True)
    began, losses, errors = time.perf_counter(), [], []
    while trainer.step < args.steps:
        progress = trainer.train_step()
        losses.append(progress.loss)
        errors.append((progress.joint_error, progress.initial_error))
        if progress.step % 100 == 0:
            mine, start = np.mean(errors, axis=0)
            rate = (time.perf_counter() - began) / len(losses) if len(losses) < 101 else (time.perf_counter() - began) / 100
            print(f"step {progress.step} loss {np.mean(losses):.4f} joints {mine:.1f} mm of {start:.1f} mm, {1e3 * rate:.0f} ms a step", flush=True)
            losses, errors, began = [], [], time.perf_counter()
        if progress.step % 500 == 0:
            trainer.checkpoint(args.out / "denoiser.pt")
    trainer.checkpoint(args.out / "denoiser.pt")
    save_denoiser(trainer.average, args.out / "denoiser.safetensors", {"steps": trainer.step, "seed": args.seed})
    return 0
