"""Poses with generated descriptions, as the numbers that contrastive training needs.

Every body is described several times over in varied words. Slots follow the pose encoder: six part types, each for the plain body (head, torso,
left parts) and for the mirrored one (head and torso in the mirror, right parts read as left ones).
"""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from core.alignment.pose_features import PART_TYPES
from core.alignment.word_pieces import clauses
from core.body.rotations import axis_angle_to_matrix
from core.body.skeleton import NUM_BETAS, PARTS
from core.language import aspects, catalogue, describer, salience, wording
from core.language.places import swap_sides
from core.training.pose_data import Floats, to_camera_frame
from core.training.pose_sketch import open_kinematics

Facts = dict[str, tuple[str, ...]]
SLOTS: tuple[tuple[int, str, bool], ...] = tuple(
    (kind, name if mirrored == 0 else name.replace("left_", "right_"), bool(mirrored))
    for kind, name in enumerate(p if p in PARTS else f"left_{p}" for p in PART_TYPES)
    for mirrored in (0, 1)
)
"""The twelve slots as (type, part described, read in the mirror)."""
_WIDEST = 8


def facts_of(poses: Floats) -> list[Facts]:
    """All facts by part that the describer may state of y-up poses [n, 24, 3] on the mean body."""
    kinematics, out = open_kinematics(), []
    for start in range(0, len(poses), 2048):
        rotations = axis_angle_to_matrix(torch.from_numpy(to_camera_frame(poses[start : start + 2048])))
        betas = torch.zeros(len(rotations), NUM_BETAS)
        out += describer.facts_many(kinematics.pose(rotations, betas), kinematics.height(betas), full=True)
    return out


@dataclass(frozen=True)
class DescribedPoses:
    """``poses`` [N, 24, 3] y up; ``clause`` [N, 12, V, 8] row in ``clauses`` or -1; ``label`` [N, 12] the same number where the same
    facts are stated of the same type of part; ``clauses`` every distinct clause."""

    poses: Floats
    clause: NDArray[np.int32]
    label: NDArray[np.int32]
    clauses: tuple[str, ...]

    @staticmethod
    def describe(poses: Floats, variants: int, seed: int, *, plain_too: bool = False) -> DescribedPoses:
        """Describe every pose in ``variants`` random wordings; with ``plain_too`` the first one is the app's plain style."""
        rng = random.Random(seed)
        book: dict[str, int] = {}
        labels: dict[tuple[int, tuple[str, ...]], int] = {}
        clause = np.full((len(poses), len(SLOTS), variants, _WIDEST), -1, dtype=np.int32)
        label = np.zeros((len(poses), len(SLOTS)), dtype=np.int32)
        for n, facts in enumerate(facts_of(poses)):
            for slot, (kind, part, mirrored) in enumerate(SLOTS):
                said = facts.get(part, ())
                key = kind, tuple(sorted(swap_sides(f) for f in said) if mirrored else sorted(said))
                label[n, slot] = labels.setdefault(key, len(labels))
            for v in range(variants):
                texts = describer.texts(facts) if plain_too and v == 0 else describer.texts(facts, rng=rng)
                for slot, (_, part, mirrored) in enumerate(SLOTS):
                    for place, words in enumerate(clauses(texts[part], mirrored)[:_WIDEST]):
                        clause[n, slot, v, place] = book.setdefault(words, len(book))
        return DescribedPoses(poses, clause, label, tuple(book))

    @staticmethod
    def cached(
        poses: Floats, variants: int, seed: int, folder: Path | None, *, plain_too: bool = False
    ) -> DescribedPoses:
        """``describe``, kept in a cache folder outside the checkout; made anew when the describer's words change."""
        sources = [Path(module.__file__ or "").read_bytes() for module in (describer, wording, salience, aspects, catalogue)]
        key = hashlib.sha256(
            b"".join(sources) + poses[::97].tobytes() + f"{len(poses)} {variants} {seed} {plain_too}".encode()
        )
        path = folder / f"described_{key.hexdigest()[:16]}.npz" if folder else None
        if path and path.exists():
            with np.load(path) as file:
                return DescribedPoses(poses, file["clause"], file["label"], tuple(file["clauses"].tolist()))
        made = DescribedPoses.describe(poses, variants, seed, plain_too=plain_too)
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
            np.savez(path, clause=made.clause, label=made.label, clauses=np.array(made.clauses))
        return made

    def __len__(self) -> int:
        return len(self.poses)

    def batch(
        self, rows: NDArray[np.integer], variant: NDArray[np.integer] | int
    ) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Clauses [6, 2 B, 8] of one variant for each row and labels [6, 2 B]; the second B are the mirrored ones."""
        picked = self.clause[rows, :, variant] if isinstance(variant, int) else self.clause[rows, :, variant]
        return _by_type(picked), _by_type(self.label[rows])


def _by_type(x: NDArray[np.int32]) -> NDArray[np.int32]:
    """[B, 12, ...] -> [6, 2 B, ...]."""
    x = np.moveaxis(x, 0, 1).reshape(len(PART_TYPES), 2, len(x), *x.shape[2:])
    return x.reshape(len(PART_TYPES), -1, *x.shape[3:])
