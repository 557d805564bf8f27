"""What the real detector says of bodies whose pose is known: pictures are made, BlazePose looks at them, and its answers are kept beside the truth.

    python main.py train record --poses POSES.npz --work FOLDER --count 6000

A record is a folder of shards (.npz), each a few hundred people. Shards are made from their own seeds, so a run can be stopped and resumed, and several can run
side by side. People whom the detector does not see at all are left out and counted.

Second of the five steps of `train --help`; the lifter and the denoiser take the folder as --record. 0.8 to 1.6 s a person on one CPU core; needs OpenGL
without a display (EGL). A record holds poses and falls under their terms.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from core.atomic_write import replacing
from core.body.rotations import axis_angle_to_matrix, matrix_to_axis_angle
from core.body.skeleton import KEYPOINT_NAMES
from core.errors import InputError
from core.observation import Body, Camera, Keypoint, Landmarks
from core.training.pose_data import PoseBank, pose_pool
from core.training.rendered_bodies import BodyPhotographer, Picture
from core.training.train_lifter import cameras_around
from core.vision.blazepose import BlazePose
from core.vision.detection import LandmarkResult

SHARD = 200
"""People a shard."""
BOX_NOISE = 0.04
"""Spread of the box that the detector is given, as a share of its size: people draw boxes by hand."""


@dataclass(frozen=True, eq=False)
class DetectorRecord:
    """N people as the detector saw them, and as they are.

    ``keypoints`` [N, 25, 3] px and confidence; ``world`` [N, 33, 3] m (the detector's, not corrected); ``visibility`` [N, 33];
    ``focal`` [N] and ``center`` [N, 2] px; ``pose`` [N, 24, 3] axis-angle in the camera frame; ``betas`` [N, 10]; ``transl`` [N, 3] m;
    ``source`` [N] index of the pose in its pool; ``unseen``: how many people the detector did not see.
    """

    keypoints: NDArray[np.float32]
    world: NDArray[np.float32]
    visibility: NDArray[np.float32]
    focal: NDArray[np.float32]
    center: NDArray[np.float32]
    pose: NDArray[np.float32]
    betas: NDArray[np.float32]
    transl: NDArray[np.float32]
    source: NDArray[np.int64]
    unseen: int

    def __len__(self) -> int:
        return len(self.pose)

    def camera(self, row: int) -> Camera:
        """Of one person's picture."""
        return Camera(float(self.focal[row]), (float(self.center[row, 0]), float(self.center[row, 1])))

    def truth(self, row: int) -> Body:
        """The person as he is, camera frame."""
        return Body.from_pose(self.pose[row].astype(float), self.betas[row].astype(float), self.transl[row].astype(float))

    def seen(self, row: int) -> tuple[dict[str, Keypoint], Landmarks]:
        """What the detector says of one person: the keypoints that it gave, and its landmarks."""
        rows = zip(KEYPOINT_NAMES, self.keypoints[row], strict=True)
        keypoints = {name: Keypoint(float(x), float(y), float(c)) for name, (x, y, c) in rows if c > 0}
        return keypoints, Landmarks(self.world[row].astype(float), self.visibility[row].astype(float))

    @staticmethod
    def load(folder: Path) -> DetectorRecord:
        """All shards of a folder as one.

        Raises:
            InputError: when there is no shard or one cannot be read.
        """
        shards = sorted(folder.glob("shard_*.npz"))
        if not shards:
            raise InputError(f"{folder} holds no detector record; make one with: python main.py train record.")
        parts: dict[str, list[NDArray[np.generic]]] = {field.name: [] for field in fields(DetectorRecord)}
        for path in shards:
            try:
                with np.load(path) as file:
                    for name, rows in parts.items():
                        rows.append(file[name])
            except (OSError, KeyError, ValueError) as error:
                raise InputError(f"The detector record {path} cannot be read ({error}); delete it and record again.") from error
        arrays = {name: np.concatenate(rows) for name, rows in parts.items() if name != "unseen"}
        return DetectorRecord(**arrays, unseen=int(np.sum(parts["unseen"])))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `train record`."""
    parser.add_argument("--poses", type=Path, required=True, help="pose bank (.npz with poses, clip, action, weight)")
    parser.add_argument("--work", type=Path, required=True, help="folder for the shards; run again to go on where it stopped")
    parser.add_argument("--count", type=int, default=6000, help="people to record")
    parser.add_argument("--held-out", action="store_true", help="record the clips that nothing is trained on, for measuring")
    parser.add_argument("--seed", type=int, default=0)


def run(options: argparse.Namespace) -> int:
    """Make the shards that are missing; returns the exit code."""
    bank = PoseBank.load(options.poses)
    if options.held_out:
        kept = bank.held_out()
        if not len(kept):
            raise InputError(f"{options.poses}: no clip is held out, so there is nothing to measure on; give a bank with more clips.")
        pool = kept.poses
    else:
        pool = pose_pool(bank, 20_000, options.seed, options.work)
    options.work.mkdir(parents=True, exist_ok=True)
    photographer, detector = BodyPhotographer(), BlazePose()
    try:
        for index in range(-(-options.count // SHARD)):
            path = options.work / f"shard_{index:05d}.npz"
            if path.exists():
                continue
            began = time.monotonic()
            record = record_shard(pool, photographer, detector, np.random.default_rng([options.seed, index, int(options.held_out)]), min(SHARD, options.count))
            with replacing(path) as temporary, temporary.open("wb") as file:
                np.savez_compressed(file, allow_pickle=False, **{field.name: getattr(record, field.name) for field in fields(DetectorRecord)})
            print(f"shard {index}: {len(record)} people, {record.unseen} unseen, {time.monotonic() - began:.0f} s", flush=True)
    finally:
        photographer.close()
    return 0


def record_shard(
    pool: NDArray[np.floating], photographer: BodyPhotographer, detector: BlazePose, rng: np.random.Generator, count: int
) -> DetectorRecord:  # fmt: skip
    """``count`` people of poses [M, 24, 3] (y up) drawn from a pool, less those whom the detector does not see."""
    chosen = rng.integers(0, len(pool), count)
    poses = _seen_from_cameras(np.asarray(pool[chosen], dtype=np.float32), rng)
    seen: list[tuple[int, Picture, LandmarkResult, Landmarks]] = []
    for row, pose in enumerate(poses):
        picture = photographer.picture(pose, rng)
        try:
            result = detector.landmarks(picture.image, _drawn_by_hand(picture.box, rng))
        except InputError:
            continue
        if result.landmarks is not None:
            seen.append((row, picture, result, result.landmarks))

    def stacked(rows: list[NDArray[np.floating]], *shape: int) -> NDArray[np.float32]:
        return np.asarray(rows, dtype=np.float32).reshape(len(rows), *shape)

    return DetectorRecord(
        keypoints=stacked([_keypoint_rows(result) for _, _, result, _ in seen], len(KEYPOINT_NAMES), 3),
        world=stacked([marks.world for _, _, _, marks in seen], 33, 3),
        visibility=stacked([marks.visibility for _, _, _, marks in seen], 33),
        focal=np.array([picture.camera.focal_length for _, picture, _, _ in seen], dtype=np.float32),
        center=stacked([np.array(picture.camera.principal_point) for _, picture, _, _ in seen], 2),
        pose=stacked([picture.body.pose for _, picture, _, _ in seen], 24, 3),
        betas=stacked([picture.body.betas for _, picture, _, _ in seen], 10),
        transl=stacked([picture.body.transl for _, picture, _, _ in seen], 3),
        source=np.array([chosen[row] for row, _, _, _ in seen], dtype=np.int64),
        unseen=count - len(seen),
    )


def _seen_from_cameras(poses: NDArray[np.float32], rng: np.random.Generator) -> NDArray[np.float32]:
    """Poses [n, 24, 3], y up, with their global orientation turned into random cameras' frames."""
    generator = torch.Generator().manual_seed(int(rng.integers(2**31)))
    root = axis_angle_to_matrix(torch.from_numpy(poses[:, 0]))
    turned = (
        cameras_around(root, lambda *shape: torch.randn(*shape, generator=generator), lambda *shape: torch.rand(*shape, generator=generator)) @ root
    )
    return np.concatenate((matrix_to_axis_angle(turned).numpy()[:, None], poses[:, 1:]), 1)


def _drawn_by_hand(box: tuple[float, float, float, float], rng: np.random.Generator) -> tuple[float, float, float, float]:
    """The box with its edges a little off."""
    x0, y0, x1, y1 = box
    dx, dy = max(x1 - x0, 16.0) * BOX_NOISE, max(y1 - y0, 16.0) * BOX_NOISE
    a, b, c, d = rng.normal(0, 1, 4)
    return x0 + a * dx, y0 + b * dy, max(x1 + c * dx, x0 + 12), max(y1 + d * dy, y0 + 12)


def _keypoint_rows(result: LandmarkResult) -> NDArray[np.float64]:
    """[25, 3]: x, y px and the confidence that the app would use; 0 where there is no such keypoint."""
    rows = np.zeros((len(KEYPOINT_NAMES), 3))
    for index, name in enumerate(KEYPOINT_NAMES):
        point = result.keypoints.get(name)
        if point is not None and point.visibility != "absent":
            rows[index] = point.x, point.y, point.confidence * (0.5 if point.visibility == "occluded" else 1.0)
    return rows
