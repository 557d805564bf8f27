"""Trains the lifting network: simulated BlazePose landmarks of posed bodies in, pose and shape out.

    python main.py train lifter --poses POSES.npz --work FOLDER

Poses come from the training mix (captured, recombined, authored); cameras, shapes and the detector's faults are drawn anew
for every batch; with --record half of each batch is what the real detector said of rendered bodies (train record). Whole
clips are held out for validation. A run can be interrupted and resumed (--resume), and is repeatable from its seed.

Third of the five steps of `train --help`, after `train poses` and `train record`. 20 minutes on one CPU core for 7,400 steps, less than 1 GB of memory;
a CUDA device is used where present (--device,
--precision). The averaged weights go to --out, by default over the shipped ones in resources/weights; checkpoints and the pose
pool go to --work. The weights are under the terms of the poses they were trained on.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor

from core.body.kinematics import Kinematics, Points
from core.body.model import BodyModel
from core.body.rotations import CAMERA_TO_UP, axis_angle_to_matrix
from core.body.skeleton import KEYPOINT_NAMES, NUM_BETAS, NUM_JOINTS
from core.errors import InputError
from core.observation import Camera, Keypoint, Landmarks
from core.resources import RESOURCES
from core.training.compute import Compute, add_compute_arguments
from core.training.landmark_simulation import LandmarkSimulation, SimulationConfig
from core.training.pose_data import PoseBank, pose_pool
from core.vision.depth_bias import with_depth_bias
from core.vision.lifting_features import Sight, features
from core.vision.lifting_network import LiftingConfig, LiftingNetwork
from core.vision.regression import NAME, VERSION, Lifter
from core.weights_file import save_weights as save_weights_file

if TYPE_CHECKING:
    from core.training.recorded_scenes import RecordedScenes

_Draw = Callable[..., Tensor]
"""A function that draws numbers of the shape it is given."""
_EMA = 0.999


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `train lifter`."""
    parser.add_argument("--poses", type=Path, required=True, help="pose bank (.npz with poses, clip, action, weight)")
    parser.add_argument("--work", type=Path, required=True, help="folder for checkpoints, the pose pool and the log")
    parser.add_argument(
        "--out", type=Path, default=RESOURCES / "weights" / "lifter.safetensors", help="where the weights go"
    )
    parser.add_argument("--steps", type=int, default=10_000, help="training steps in all")
    parser.add_argument("--batch", type=int, default=256)
    parser.add_argument(
        "--pool",
        type=int,
        default=60_000,
        help="poses drawn from the mix before training; 0: the captured ones as they are",
    )
    parser.add_argument("--learning-rate", type=float, default=1e-3)
    parser.add_argument("--width", type=int, default=LiftingConfig.width)
    parser.add_argument("--blocks", type=int, default=LiftingConfig.blocks)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--record", type=Path, default=None, help="detector record (train record) from which half of each batch is drawn")
    parser.add_argument("--start", type=Path, default=None, help="weights to begin with instead of random ones")
    parser.add_argument("--stop-after", type=int, default=None, help="stop at this step, to be resumed later")
    parser.add_argument("--resume", action="store_true", help="go on from the last checkpoint in --work")
    parser.add_argument("--validate-only", action="store_true", help="measure the weights in --out and stop")
    parser.add_argument("--every", type=int, default=1000, help="steps between validations and checkpoints")
    add_compute_arguments(parser)


@dataclass(frozen=True)
class Scene:
    """A batch of people in front of the turned camera: what is known of them (`sight`) and what is true."""

    sight: Sight
    local: Tensor
    betas: Tensor
    points: Points


class SceneMaker:
    """Puts posed bodies of random shape in front of random cameras.

    Args:
        local: [N, 24, 3, 3] local rotations, y up.
        kinematics: of the body to pose.
    """

    def __init__(self, local: Tensor, kinematics: Kinematics, config: SimulationConfig) -> None:
        self.local, self.kinematics = local, kinematics
        self.simulation = LandmarkSimulation(kinematics, config)

    def draw(self, batch: int, generator: torch.Generator) -> Scene:
        """A random batch."""
        chosen = torch.randint(len(self.local), (batch,), generator=generator).to(self.local.device)
        return self.scene(chosen, generator)

    def scene(self, chosen: Tensor, generator: torch.Generator) -> Scene:
        """The bodies `chosen` [B], seen from random cameras."""
        batch, device = len(chosen), self.local.device

        def normal(*shape: int) -> Tensor:
            return torch.randn(*shape, generator=generator).to(device)

        def uniform(*shape: int) -> Tensor:
            return torch.rand(*shape, generator=generator).to(device)

        local = self.local[chosen].clone()
        betas = normal(batch, NUM_BETAS).clamp(-2.5, 2.5)
        local[:, 0] = cameras_around(local[:, 0], normal, uniform) @ local[:, 0]
        posed = self.kinematics.pose(local, betas)
        distance = torch.exp(math.log(4.0) + 0.5 * normal(batch)).clamp(1.6, 15.0)
        points = _place(posed, distance)
        return Scene(self.simulation.look(points, generator), local, betas, points)


def cameras_around(root: Tensor, normal: _Draw, uniform: _Draw) -> Tensor:
    """[B, 3, 3] rotations from the y-up world to cameras that mostly face the front of the body [B, 3, 3]."""
    batch = len(root)
    front = root[:, :, 2]
    heading = torch.atan2(front[:, 0], front[:, 2])
    facing = torch.where(uniform(batch) < 0.6, 0.9 * normal(batch), (uniform(batch) * 2 - 1) * math.pi)
    zero = torch.zeros_like(heading)
    pitch = normal(batch) * torch.where(uniform(batch) < 0.15, 0.6, 0.2)
    roll = normal(batch) * torch.where(uniform(batch) < 0.05, 0.5, 0.08)
    turn = axis_angle_to_matrix(torch.stack((zero, facing - heading, zero), 1))
    tilt = axis_angle_to_matrix(torch.stack((pitch, zero, zero), 1))
    lean = axis_angle_to_matrix(torch.stack((zero, zero, roll), 1))
    return lean @ tilt @ CAMERA_TO_UP.to(root) @ turn


def _place(posed: Points, distance: Tensor) -> Points:
    """Move bodies to `distance` [B] so that the middle of their outline lies on the camera's axis."""
    positions = posed.positions
    middle = (positions.amin(1) + positions.amax(1)) / 2
    nearest = (positions[..., 2] - middle[:, None, 2]).amin(1)
    shift = torch.cat((-middle[:, :2], (torch.maximum(distance, 0.6 - nearest) - middle[:, 2])[:, None]), 1)
    positions = positions + shift[:, None]
    flat = positions[..., :2] / positions[..., 2:]
    off = (flat.amin(1) + flat.amax(1)) / 2 * positions[..., 2].mean(1, keepdim=True)
    return Points(torch.cat((positions[..., :2] - off[:, None], positions[..., 2:]), -1), posed.rotations)


def lifting_loss(network: LiftingNetwork, kinematics: Kinematics, scene: Scene) -> tuple[Tensor, dict[str, float]]:
    """Rotations in their own and in the camera's frame, points around the pelvis, and shape."""
    local, betas = network(features(scene.sight))
    points = kinematics.pose(local, betas)
    true = scene.points.positions - scene.points.positions[:, :1]
    made = points.positions - points.positions[:, :1]
    loss_points = (made - true).abs().mean()
    loss_local = (local - scene.local).square().sum((2, 3)).clamp(max=4.0).mean()
    loss_world = (points.rotations - scene.points.rotations).square().sum((2, 3)).mean()
    loss_betas = (betas - scene.betas).square().mean()
    loss = 10.0 * loss_points + 0.5 * loss_local + 0.5 * loss_world + 0.02 * loss_betas
    parts = {"points": loss_points, "local": loss_local, "world": loss_world, "betas": loss_betas}
    return loss, {name: float(value.detach()) for name, value in parts.items()}


def aligned_error(made: Tensor, true: Tensor) -> Tensor:
    """[B] mean joint distance after the best similarity transform of `made` [B, J, 3] onto `true` (PA-MPJPE)."""
    a, b = made - made.mean(1, keepdim=True), true - true.mean(1, keepdim=True)
    u, s, vt = torch.linalg.svd(a.transpose(1, 2) @ b)
    sign = torch.ones_like(s)
    sign[:, 2] = torch.det(u @ vt).sign()
    rotation = u @ torch.diag_embed(sign) @ vt
    scale = (s * sign).sum(1) / a.square().sum((1, 2)).clamp(min=1e-9)
    return (scale[:, None, None] * (a @ rotation) - b).norm(dim=-1).mean(1)


@torch.no_grad()
def validate(network: LiftingNetwork, maker: SceneMaker, seed: int = 12345) -> dict[str, float]:
    """Joint errors in mm on held-out poses, by what the network is given."""
    network.eval()
    groups = {
        "landmarks": replace(maker.simulation.config, drop_landmarks=0.0, drop_keypoints=0.0),
        "keypoints_only": replace(maker.simulation.config, drop_landmarks=1.0, drop_keypoints=0.0),
        "box_only": replace(maker.simulation.config, drop_landmarks=1.0, drop_keypoints=1.0),
    }
    figures: dict[str, float] = {}
    for name, config in groups.items():
        generator = torch.Generator().manual_seed(seed)
        judge = SceneMaker(maker.local, maker.kinematics, config)
        plain, aligned = [], []
        for chosen in torch.arange(len(maker.local), device=maker.local.device).split(512):
            scene = judge.scene(chosen, generator)
            local, betas = network(features(scene.sight))
            made = maker.kinematics.pose(local, betas).joints
            true = scene.points.joints
            plain.append(((made - made[:, :1]) - (true - true[:, :1])).norm(dim=-1).mean(1))
            aligned.append(aligned_error(made, true))
        figures[f"{name}_mpjpe_mm"] = round(1000 * float(torch.cat(plain).mean()), 1)
        figures[f"{name}_pa_mpjpe_mm"] = round(1000 * float(torch.cat(aligned).mean()), 1)
    network.train()
    return figures


def validate_pipeline(lifter: Lifter, maker: SceneMaker, count: int = 200, seed: int = 54321) -> dict[str, float]:
    """Joint errors in mm and reprojection in % of the person's size, before and after the Gauss-Newton steps, on simulated photographs."""
    model = BodyModel.load()
    config = replace(maker.simulation.config, drop_landmarks=0.0, drop_keypoints=0.0)
    judge = SceneMaker(maker.local.cpu(), model.kinematics, config)
    scene = judge.draw(count, torch.Generator().manual_seed(seed))
    camera = Camera(1000.0, (500.0, 500.0))
    true = scene.points.joints.double()
    figures: dict[str, float] = {}
    for name, steps in (("before_steps", 0), ("after_steps", 8)):
        plain, aligned, pixels = [], [], []
        for i in range(count):
            flat = (scene.sight.keypoints[i].double().numpy() * camera.focal_length) + camera.principal_point
            seen = {
                keypoint: Keypoint(x, y, float(scene.sight.confidence[i, k]))
                for k, (keypoint, (x, y)) in enumerate(zip(KEYPOINT_NAMES, flat.tolist(), strict=True))
                if scene.sight.confidence[i, k] > 0
            }
            world = with_depth_bias(scene.sight.world[i].double().numpy())
            landmarks = Landmarks(world, scene.sight.visibility[i].double().numpy())
            body = lifter.regress(seen, landmarks, camera, (1000, 1000), model, steps=steps)
            made = torch.from_numpy(model.joints(body))[None]
            centred = (made - made[:, :1]) - (true[i : i + 1] - true[i : i + 1, :1])
            plain.append(float(centred.norm(dim=-1).mean()))
            aligned.append(float(aligned_error(made, true[i : i + 1])))
            projected = model.keypoints(body, camera)
            misses = [
                np.hypot(projected[n][0] - p.x, projected[n][1] - p.y) for n, p in seen.items() if p.confidence > 0.5
            ]
            if misses:
                pixels.append(float(np.mean(misses)) / (float(scene.sight.size[i]) * camera.focal_length))
        figures[f"{name}_mpjpe_mm"] = round(1000 * float(np.mean(plain)), 1)
        figures[f"{name}_pa_mpjpe_mm"] = round(1000 * float(np.mean(aligned)), 1)
        figures[f"{name}_reprojection_percent"] = round(100 * float(np.mean(pixels)), 2)
    return figures


def held_out_poses(bank: PoseBank, count: int = 2000, seed: int = 7) -> np.ndarray:
    """[count, 24, 3] poses of held-out clips, rare ones as likely as common ones."""
    held = bank.held_out()
    if len(held) == 0:
        raise InputError("The pose bank has no held-out clips: give one with more clips.")
    rng = np.random.default_rng(seed)
    return held.poses[rng.choice(len(held), min(count, len(held)), replace=False, p=held.weight / held.weight.sum())]


def run(args: argparse.Namespace) -> int:
    """Train as `args` say; returns the exit code."""
    compute = Compute.chosen(args.device, args.precision)
    device = compute.device
    print(f"training on {compute}", flush=True)
    torch.manual_seed(args.seed)
    bank = PoseBank.load(args.poses)
    kinematics = BodyModel.load().make_kinematics(device=device)
    config = SimulationConfig()
    held = axis_angle_to_matrix(torch.from_numpy(held_out_poses(bank))).to(device)
    judge = SceneMaker(held, kinematics, config)
    network = LiftingNetwork(LiftingConfig(width=args.width, blocks=args.blocks)).to(device)

    if args.validate_only:
        lifter = Lifter.load(args.out)
        pipeline = validate_pipeline(lifter, judge)
        print(json.dumps({**validate(lifter.network.to(device), judge), **pipeline}, indent=1))
        return 0

    args.work.mkdir(parents=True, exist_ok=True)
    pool = pose_pool(bank, args.pool, args.seed, cache=args.work) if args.pool else bank.training().poses
    maker = SceneMaker(axis_angle_to_matrix(torch.from_numpy(pool)).to(device), kinematics, config)
    recorded = _recorded(args.record, kinematics) if args.record else None
    if args.start:
        network.load_state_dict(Lifter.load(args.start).network.state_dict())
    averaged = LiftingNetwork(network.config).to(device)
    averaged.load_state_dict(network.state_dict())
    optimizer = torch.optim.AdamW(network.parameters(), lr=args.learning_rate, weight_decay=0.01)
    generator = torch.Generator().manual_seed(args.seed + 1)
    checkpoint, first = args.work / "lifter_checkpoint.pt", 0
    if args.resume and checkpoint.exists():
        state = torch.load(checkpoint, map_location=device, weights_only=True)
        network.load_state_dict(state["network"])
        averaged.load_state_dict(state["averaged"])
        optimizer.load_state_dict(state["optimizer"])
        generator.set_state(state["generator"].cpu())
        first = int(state["step"])
    compute.mixed(network.enter, network.blocks, network.leave)  # the rotations that it makes of them stay exact

    started = time.monotonic()
    figures: dict[str, float] = {}
    for step in range(first, min(args.steps, args.stop_after or args.steps)):
        warmup = min(1.0, (step + 1) / 300)
        for group in optimizer.param_groups:
            group["lr"] = (
                args.learning_rate * warmup * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * step / args.steps)))
            )
        share = args.batch // 2 if recorded else args.batch
        loss, parts = lifting_loss(network, kinematics, maker.draw(share, generator))
        if recorded:
            real, _ = lifting_loss(network, kinematics, recorded.draw(args.batch - share, generator))
            parts["recorded"] = float(real.detach())
            loss = (loss + real) / 2
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        decay = min(_EMA, (step + 1) / (step + 10))
        with torch.no_grad():
            for mean, value in zip(averaged.parameters(), network.parameters(), strict=True):
                mean.lerp_(value, 1 - decay)
        if (step + 1) % 100 == 0:
            seconds = time.monotonic() - started
            print(
                json.dumps(
                    {"step": step + 1, "seconds": round(seconds, 1), **{k: round(v, 4) for k, v in parts.items()}}
                ),
                flush=True,
            )
        if (step + 1) % args.every == 0 or step + 1 == args.steps:
            figures = validate(averaged, judge)
            print(json.dumps({"step": step + 1, **figures}), flush=True)
            state = {"network": network.state_dict(), "averaged": averaged.state_dict(), "optimizer": optimizer.state_dict(),
                     "generator": generator.get_state(), "step": step + 1}  # fmt: skip
            torch.save(state, checkpoint.with_suffix(".tmp"))
            checkpoint.with_suffix(".tmp").replace(checkpoint)
            save_weights(averaged, args.out, step + 1, args.seed, figures)
    return 0


def _recorded(folder: Path, kinematics: Kinematics) -> RecordedScenes:
    from core.training.detector_record import DetectorRecord
    from core.training.recorded_scenes import RecordedScenes

    return RecordedScenes(DetectorRecord.load(folder), kinematics)


def save_weights(network: LiftingNetwork, path: Path, steps: int, seed: int, figures: dict[str, float]) -> None:
    """Write the weights with what is needed to load and to judge them, by way of a temporary file."""
    about = {"steps": str(steps), "seed": str(seed), "figures": json.dumps(figures),
                "joints": str(NUM_JOINTS), "betas": str(NUM_BETAS), **network.config.as_metadata()}  # fmt: skip
    save_weights_file(path, NAME, VERSION, network.state_dict(), about)


def main() -> int:
    """Run the trainer by itself: `python -m core.training.train_lifter`."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_arguments(parser)
    return run(parser.parse_args())


if __name__ == "__main__":
    raise SystemExit(main())
