"""How good the shared latent is, on whole clips that nothing was trained on.

``python main.py evaluate alignment --poses BANK``: joint error of the round trip through the code book, how many code words are in use, how
often a text finds its own pose among 1,000, and how often a part's text prefers its pose to the mirrored one or to a text that says the opposite.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from core.alignment.alignment import Alignment
from core.alignment.pose_features import PART_TYPES
from core.body.rotations import axis_angle_to_matrix, mirror_rotations
from core.body.skeleton import NUM_BETAS, PARTS, mirrored_name
from core.evaluation.pose_space import between, error_by_action, joint_errors
from core.language import describer
from core.language.places import swap_sides
from core.language.wording import phrases
from core.training.described_poses import Facts, facts_of
from core.training.pose_data import Floats, PoseBank, to_camera_frame

OPPOSITES: tuple[tuple[str, str], ...] = (
    ("overhead", "at the side"), ("straight up", "hanging down"), ("raised", "lowered"), ("slightly raised", "lowered"), ("forward", "back"),
    ("straight", "completely bent"), ("slightly bent", "almost completely bent"), ("right angle", "straight"), ("out to the side", "tucked in"),
    ("looking up", "bowed"), ("slightly raised", "slightly bowed"), ("leaning forward", "leaning back"), ("bent forward", "leaning back"),
    ("slightly leaning forward", "slightly leaning back"), ("pointing up", "pointing down"), ("vertical", "horizontal"),
    ("facing up", "facing down"), ("facing forward", "facing back"), ("together", "apart"), ("together", "spread"),
    ("flat on the ground", "off the ground"), ("turned in", "turned out"), ("back arched", "back rounded"), ("standing", "sitting on a seat"),
    ("standing", "squatting"), ("lying face up", "lying face down"), ("out to the side", "across the body"),
)  # fmt: skip
_TURNED = (("in front of", "behind"), ("above", "below"), ("to the left", "to the right"))


def opposites(fact: str) -> list[str]:
    """Facts that say the opposite of a fact, in the describer's vocabulary."""
    subject, _, predicate = fact.partition(": ")
    found = [b for a, b in OPPOSITES if a == predicate] + [a for a, b in OPPOSITES if b == predicate]
    for pair in _TURNED:
        for a, b in (pair, pair[::-1]):
            if re.search(rf"\b{a}\b", predicate):
                found.append(predicate.replace(a, b))
    return [f"{subject}: {p}" for p in found if phrases(f"{subject}: {p}")]


@dataclass(frozen=True)
class AlignmentReport:
    """Figures on unseen poses. Recall: share of whole-body texts whose own pose is among the k nearest of ``among``; ``recall_ties``
    counts a pose of which exactly the same is stated as right, too."""

    poses: int
    joint_error_mm: float
    codes_used: float
    among: int
    recall: dict[int, float]
    recall_ties: dict[int, float]
    recall_varied: dict[int, float]
    sides: float
    sides_pairs: int
    sides_partly: float
    sides_partly_pairs: int
    opposites: float
    opposites_pairs: int
    opposites_by_type: dict[str, float]
    pose_latents_ms: float
    ten_texts_ms: float
    one_edit_ms: float


def rotations_of(poses: Floats) -> Tensor:
    """y-up poses [n, 24, 3] -> camera-frame local rotations [n, 24, 3, 3]."""
    return axis_angle_to_matrix(torch.from_numpy(to_camera_frame(poses)))


@torch.no_grad()
def round_trip(alignment: Alignment, poses: Floats) -> tuple[float, float]:
    """(mean distance of the 24 joints in mm, share of the code words that these poses and their mirror images use)."""
    rotations, kinematics = rotations_of(poses), alignment.vqvae.features.kinematics
    betas = torch.zeros(len(poses), NUM_BETAS)
    decoded, _ = alignment.round_trip(rotations)
    error = (kinematics.pose(decoded, betas).joints - kinematics.pose(rotations, betas).joints).norm(dim=-1).mean()
    return float(error) * 1000, float(code_use(alignment, rotations).mean())


@torch.no_grad()
def code_use(alignment: Alignment, rotations: Tensor) -> Tensor:
    """Share of code words in use for each level and type [levels, 6]."""
    _, codes = alignment.vqvae.quantizer(alignment.vqvae.encode(alignment.vqvae.features.level(rotations)))
    size = alignment.vqvae.config.codes
    return torch.tensor([[len(row.unique()) / size for row in level] for level in codes])


def text_matrix(alignment: Alignment, texts: list[dict[str, str]]) -> tuple[Tensor, Tensor]:
    """Latents [n, 10, D] and mask [n, 10] of n sets of descriptions."""
    rows = [alignment.text_latents(t) for t in texts]
    return torch.stack([r[0] for r in rows]), torch.stack([r[1] for r in rows])


@torch.no_grad()
def recall(alignment: Alignment, poses: Tensor, texts: list[dict[str, str]], same: Tensor) -> dict[int, float]:
    """Recall at 1, 5, 10 of pose latents [n, 10, D] from texts; ``same`` [n, n] marks the poses that count as right."""
    latents, mask = text_matrix(alignment, texts)
    cosine = alignment.agreement.whole(latents, mask, poses)
    best = cosine.masked_fill(~same, -torch.inf).amax(1, keepdim=True)
    rank = (cosine > best).sum(1)
    return {k: float((rank < k).float().mean()) for k in (1, 5, 10)}


@torch.no_grad()
def side_pairs(
    alignment: Alignment, rotations: Tensor, facts: list[Facts], texts: list[dict[str, str]]
) -> tuple[float, int, float, int]:
    """How often a part's text is nearer to its body than to the mirrored body: (share, pairs) where it says something that is not said of the mirrored
    body, then (share, pairs) where all that it says is said of the mirrored body too, with more: such a text is true of both, and can only hint."""
    plain, mirrored = alignment.pose_latents(rotations), alignment.pose_latents(mirror_rotations(rotations))
    latents, mask = text_matrix(alignment, texts)
    telling: list[bool] = []
    partly: list[bool] = []
    for i, said in enumerate(facts):
        for p, part in enumerate(PARTS):
            own, swapped = set(said.get(part, ())), {swap_sides(f) for f in said.get(mirrored_name(part), ())}
            if mask[i, p] and own != swapped:
                (partly if own < swapped else telling).append(bool(latents[i, p] @ plain[i, p] > latents[i, p] @ mirrored[i, p]))
    return sum(telling) / max(len(telling), 1), len(telling), sum(partly) / max(len(partly), 1), len(partly)


@torch.no_grad()
def opposite_pairs(alignment: Alignment, rotations: Tensor, facts: list[Facts]) -> tuple[float, int, dict[str, float]]:
    """How often a part's text is nearer to its body than the same text with one fact turned into its opposite; in all and by type of part."""
    poses = alignment.pose_latents(rotations)
    hits: dict[str, list[bool]] = {kind: [] for kind in PART_TYPES}
    for i, said in enumerate(facts):
        for p, part in enumerate(PARTS):
            names = said.get(part, ())
            for place, fact in enumerate(names):
                for other in opposites(fact):
                    wrong = (*names[:place], other, *names[place + 1 :])
                    pair = [describer.texts({part: n})[part] for n in (names, wrong)]
                    cosine = [alignment.text_latents({part: text})[0][p] @ poses[i, p] for text in pair]
                    hits[part.split("_")[-1]].append(bool(cosine[0] > cosine[1]))
    every = [h for row in hits.values() for h in row]
    return float(np.mean(every)), len(every), {k: float(np.mean(v)) for k, v in hits.items() if v}


def timed(action: object, repeats: int = 20) -> float:
    """Median milliseconds of a call."""
    spent = []
    for _ in range(repeats):
        start = time.perf_counter()
        action()  # type: ignore[operator]
        spent.append(time.perf_counter() - start)
    return float(np.median(spent) * 1000)


def report(alignment: Alignment, bank: PoseBank, among: int = 1000, seed: int = 0) -> AlignmentReport:
    """Measure on the bank's held-out clips."""
    import random

    held_out = bank.held_out().poses
    error, used = round_trip(alignment, held_out)
    poses = held_out[np.random.default_rng(seed).permutation(len(held_out))[:among]]
    rotations, facts = rotations_of(poses), facts_of(poses)
    latents = alignment.pose_latents(rotations)
    plain = [describer.texts(f) for f in facts]
    rng = random.Random(1)
    varied = [describer.texts(f, rng=rng) for f in facts]
    own = torch.eye(len(poses), dtype=torch.bool)
    ties = torch.tensor([[a == b for b in facts] for a in facts])
    sides = side_pairs(alignment, rotations, facts, plain)
    opposite, opposite_count, by_type = opposite_pairs(alignment, rotations, facts)
    one = rotations[:1]

    def forget(texts: dict[str, str], *, clauses_too: bool) -> None:
        alignment.forget_texts(clauses_too=clauses_too)
        alignment.text_latents(texts)

    edits = iter(
        [{**plain[0], "left_arm": f"The left arm is raised to about {degrees} degrees."} for degrees in range(10, 90)]
    )
    return AlignmentReport(
        len(held_out), error, used, len(poses),
        recall(alignment, latents, plain, own), recall(alignment, latents, plain, ties), recall(alignment, latents, varied, own),
        *sides, opposite, opposite_count, by_type,
        timed(lambda: alignment.pose_latents(one)), timed(lambda: forget(plain[0], clauses_too=True), 10),
        timed(lambda: alignment.text_latents(next(edits)), 20),
    )  # fmt: skip


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--poses", type=Path, required=True, help="pose bank (.npz with poses, clip, action, weight)")
    parser.add_argument(
        "--weights", type=Path, default=None, help="alignment weights; those that ship with the app by default"
    )
    parser.add_argument("--among", type=int, default=1000, help="how many unseen poses a text must find its own in")


def run(args: argparse.Namespace) -> int:
    """Print the figures as JSON; gives the exit code."""
    alignment, bank = Alignment.load(args.weights), PoseBank.load(args.poses)
    held_out = bank.held_out()
    found = asdict(report(alignment, bank, args.among))
    found["joint_error_mm_by_action"] = error_by_action(joint_errors(alignment, held_out.poses), held_out)
    found["plausible_between_percent"] = asdict(between(alignment, held_out.poses))
    print(json.dumps(found, indent=1))
    return 0
