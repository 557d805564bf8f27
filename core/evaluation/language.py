"""Round trip: describe a body, understand the description, and compare the posecodes said with those understood.

Precision: of what was understood, how much is true of the body (within tolerance). Recall: of what the describer meant to say, how much was
understood under the same name. Both by part of the catalogue, on poses that nobody trained or tuned on.
"""

from __future__ import annotations

import argparse
import collections
import json
import random
import zlib
from pathlib import Path
from typing import Any

from core.errors import InputError
from core.resources import resource


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of ``evaluate language``."""
    parser.add_argument("--poses", type=Path, help="pose bank (.npz with poses [N, 24, 3] and clip); default: the authored poses")
    parser.add_argument("--count", type=int, default=1000, help="poses at most (default 1000)")
    parser.add_argument("--style", choices=("plain", "varied"), default="varied", help="the app's wording, or random training wordings")
    parser.add_argument("--show", type=int, default=0, help="print so many of the most frequent failures")


def _poses(path: Path | None, count: int) -> Any:
    import numpy as np

    if path is None:
        authored = json.loads(resource("poses", "authored.json").read_text(encoding="utf-8"))
        return np.array([p["pose"] for p in authored["poses"]], dtype=np.float32).reshape(-1, 24, 3)[:count]
    if not path.is_file():
        raise InputError(f"{path}: there is no such pose bank; give an .npz with poses [N, 24, 3] and clip [N]")
    with np.load(path, allow_pickle=False) as bank:
        held_out = np.array([zlib.crc32(str(c).encode()) % 10 == 0 for c in bank["clip"]])
        poses = bank["poses"][held_out]
    chosen = np.random.default_rng(0).permutation(len(poses))[:count]
    return poses[np.sort(chosen)]


def measure(poses: Any, *, varied: bool = True, seed: int = 0) -> dict[str, Any]:
    """Precision, recall and the most frequent failures over poses [N, 24, 3] (axis-angle, y up)."""
    import torch

    from core.body.model import BodyModel
    from core.body.rotations import axis_angle_to_matrix
    from core.language.catalogue import Judge
    from core.language.describer import facts_many, texts
    from core.language.understanding import understand

    kinematics = BodyModel.load().kinematics
    local = axis_angle_to_matrix(torch.as_tensor(poses, dtype=torch.float32))
    local[:, 0] = torch.diag(torch.tensor([1.0, -1.0, -1.0])) @ local[:, 0]  # y up -> camera frame
    betas = torch.zeros(len(local), 10)
    points, height = kinematics.pose(local, betas), kinematics.height(betas)
    all_facts = facts_many(points, height)
    judge = Judge(points, height)
    meant = understood = true = recalled = 0
    missed: collections.Counter[str] = collections.Counter()
    wrong: collections.Counter[str] = collections.Counter()
    lost: collections.Counter[str] = collections.Counter()
    for k, facts in enumerate(all_facts):
        rng = random.Random(seed * 1_000_003 + k) if varied else None
        written = texts(facts, rng=rng, thin=False)
        names: set[str] = set()
        for part, text in written.items():
            heard = understand(text, part)
            for statement in heard.statements:
                understood += 1
                names.add(statement.posecode.name)
                if judge.holds(statement.posecode, k):
                    true += 1
                else:
                    wrong[f"{statement.posecode.name}  <-  [{part}] {text}"] += 1
            for rest in heard.not_understood:
                lost[rest] += 1
        for part, said in facts.items():
            for name in said:
                meant += 1
                if name in names:
                    recalled += 1
                else:
                    missed[f"{name}  <-  [{part}] {written[part]}"] += 1
    return {
        "poses": len(all_facts), "said": meant, "understood": understood, "precision": true / max(understood, 1),
        "recall": recalled / max(meant, 1), "missed": missed, "wrong": wrong, "not_understood": lost,
    }  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Print the figures as JSON."""
    figures = measure(_poses(args.poses, args.count), varied=args.style == "varied")
    failures = {key: figures.pop(key) for key in ("missed", "wrong", "not_understood")}
    print(json.dumps(figures, indent=2))
    for key, counter in failures.items():
        for text, times in counter.most_common(args.show):
            print(f"{key:15s} {times:4d}  {text}")
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    add_arguments(parser)
    raise SystemExit(run(parser.parse_args()))
