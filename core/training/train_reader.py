"""Training of the second reader: texts in, the posecodes that they state out.

    python main.py train reader --work FOLDER

Learns from the open part of the phrase bank, from sentences in the describer's words, and from texts that the rules read in full; of the bank's closed
part nothing is seen. The word embeddings are MiniLM's, as they ship with the alignment; all else is trained here and goes, in half precision, to --out (by
default over the shipped weights in resources/weights). No poses and no other package are needed. A run is repeatable from its seed, writes a checkpoint
to --work, and goes on from it with --resume. Two minutes on one CPU core; a CUDA device is used where
present (--device, --precision). Beside the five steps of `train --help`, it needs the word embeddings of step 4.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import save_file
from torch import Tensor, nn
from torch.nn import functional

from core.evaluation.bank_file import BANK, load
from core.evaluation.obedience_suite import read_split
from core.language.second_reader_network import CLUE_SCALE, CLUES, NAME, VERSION, WEIGHTS, WordMeans, checksum, clues
from core.language.second_reader_text import KINDS
from core.training.compute import CPU, Compute, add_compute_arguments
from core.training.reader_data import OUTPUTS, Example, generated, groups, noisy, of_bank, of_rules, targets

HIDDEN = 192
DROPPED, CLUES_DROPPED = 0.3, 0.25


class ReaderNetwork(nn.Module):
    """Clues and the mean of the word embeddings, joined with the row's kind -> a logit for every posecode.

    A posecode's weights are the sum of its own and of those of the words of its name and of its subject, so that "left hand: on the left knee" gains
    from what is learned of hands, of "on" and of knees. The sum is taken once, when the weights are written.
    """

    factors: Tensor

    def __init__(self, width: int = 384, hidden: int = HIDDEN) -> None:
        super().__init__()
        self.words = nn.Linear(width, hidden)
        self.clues = nn.Parameter(torch.randn(CLUES, hidden) * 0.05)
        self.kinds = nn.Parameter(torch.randn(len(KINDS), hidden) * 0.5)
        self.middle = nn.Linear(hidden, hidden)
        self.register_buffer("factors", name_factors())
        self.shared = nn.Parameter(torch.randn(self.factors.shape[1], hidden) * 0.03)
        self.own = nn.Parameter(torch.randn(len(OUTPUTS), hidden) * 0.01)
        self.bias = nn.Parameter(torch.full((len(OUTPUTS),), -5.0))
        self.dropout = nn.Dropout(DROPPED)

    def forward(self, means: Tensor, bags: Sequence[Sequence[int]], kind: Tensor) -> Tensor:
        """Means of embeddings [N, width], the clues of each text, kinds [N] -> logits [N, codes]."""
        if self.training:
            bags = [[c for c, kept in zip(bag, torch.rand(len(bag)) > CLUES_DROPPED, strict=True) if kept] for bag in bags]
        device = self.clues.device
        flat = torch.tensor([c for bag in bags for c in bag], dtype=torch.long, device=device)
        starts = torch.tensor([0, *np.cumsum([len(bag) for bag in bags])[:-1]], dtype=torch.long, device=device)
        share = torch.tensor([len(bag) ** -0.5 for bag in bags for _ in bag], device=device)
        told = functional.embedding_bag(flat, self.clues, starts, mode="sum", per_sample_weights=share)
        hidden = functional.gelu(CLUE_SCALE * told + self.kinds[kind.to(device)] + self.words(self.dropout(means.to(device))))
        hidden = hidden + functional.gelu(self.middle(self.dropout(hidden)))
        return functional.linear(self.dropout(hidden), self.codes(), self.bias)

    def codes(self) -> Tensor:
        """The weights of every posecode [codes, hidden]."""
        return self.own + self.factors @ self.shared


def name_factors() -> Tensor:
    """[codes, words and subjects]: which words are in a posecode's name, and which subject it has."""
    keys = [[*(f"word {w}" for w in name.replace(":", "").split()), f"subject {name.split(': ')[0]}"] for name in OUTPUTS]
    column = {key: k for k, key in enumerate(dict.fromkeys(key for row in keys for key in row))}
    out = torch.zeros(len(OUTPUTS), len(column))
    for row, found in zip(out, keys, strict=True):
        row[[column[key] for key in found]] = 1.0
    return out


@dataclass(frozen=True)
class Seen:
    """Texts as the network sees them: means [N, width], clues of each, kinds [N]."""

    means: Tensor
    bags: list[list[int]]
    kinds: Tensor

    @staticmethod
    def of(texts: Sequence[str], kinds: Sequence[int]) -> Seen:
        """The texts (on the canonical side) with the kinds of their rows."""
        mean = WordMeans()
        return Seen(torch.from_numpy(np.stack([mean(t) for t in texts])), [clues(t) for t in texts], torch.tensor(list(kinds)))

    def rows(self, chosen: Sequence[int]) -> tuple[Tensor, list[list[int]], Tensor]:
        """What ``ReaderNetwork`` takes, of some of them."""
        return self.means[list(chosen)], [self.bags[k] for k in chosen], self.kinds[list(chosen)]


def reading_loss(logits: Tensor, target: Tensor, either: Sequence[tuple[int, Sequence[int]]], weight: Tensor) -> Tensor:
    """Binary cross-entropy over what is not left open, summed over posecodes, and for labels of several names that one of them holds."""
    known = target >= 0
    each = functional.binary_cross_entropy_with_logits(logits, target.clamp(min=0).float(), reduction="none")
    loss = ((each * known).sum(1) * weight).sum()
    for row, columns in either:
        none = functional.logsigmoid(-logits[row, list(columns)]).sum()  # log of the chance that none holds
        loss = loss - weight[row] * torch.log(-torch.expm1(none.clamp(max=-1e-4)))
    return loss / len(logits)


@dataclass(frozen=True)
class Settings:
    """How long and how fast. Ends at ``steps`` or ``minutes``; ``real``: share of a batch that is of the bank."""

    steps: int = 900
    minutes: float = 18.0
    batch: int = 96
    rate: float = 2e-3
    decay: float = 0.03
    real: float = 0.8


class Trainer:
    """One run: examples of the bank, others, the network and its optimiser; repeatable from ``seed``."""

    def __init__(self, bank: Sequence[Example], others: Sequence[Example], settings: Settings, seed: int, compute: Compute = CPU) -> None:
        torch.manual_seed(seed)
        self.network, self.settings, self.rng = ReaderNetwork().to(compute.device), settings, random.Random(seed)
        self.device = compute.device
        compute.mixed(self.network)
        examples, self.bank = [*bank, *others], len(bank)
        kinds = [e.seen.kind for e in examples]
        self.plain = Seen.of([e.seen.text for e in examples], kinds)
        self.loose = Seen.of([noisy(e.seen.text, self.rng) for e in examples], kinds)
        self.targets = torch.from_numpy(targets(examples))
        self.weights = torch.tensor([e.weight for e in examples])
        self.either: dict[int, list[tuple[int, ...]]] = {}
        for k, columns in groups(examples):
            self.either.setdefault(k, []).append(columns)
        self.step, self.seconds = 0, 0.0
        self.optimiser = torch.optim.AdamW(self.network.parameters(), lr=settings.rate, weight_decay=settings.decay, foreach=True)

    def progress(self) -> float:
        """Share of the run that is over, 0 to 1."""
        return min(1.0, max(self.step / self.settings.steps, self.seconds / (60 * self.settings.minutes)))

    def train_step(self) -> float:
        """One step; gives its loss."""
        began = time.monotonic()
        over = self.progress()
        share = min(1.0, (self.step + 1) / 30) * (0.02 + 0.98 * (1 + math.cos(math.pi * over)) / 2)
        for group in self.optimiser.param_groups:
            group["lr"] = self.settings.rate * share
        size, count = self.settings.batch, len(self.targets)
        real = size if self.bank == count else round(size * self.settings.real) * bool(self.bank)
        rows = [self.rng.randrange(self.bank) for _ in range(real)] + [self.rng.randrange(self.bank, count) for _ in range(size - real)]
        either = [(n, columns) for n, k in enumerate(rows) for columns in self.either.get(k, ())]
        self.network.train()
        logits = self.network(*(self.loose if self.rng.random() < 0.4 else self.plain).rows(rows))
        loss = reading_loss(logits, self.targets[rows].to(self.device), either, self.weights[rows].to(self.device))
        self.optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), 5.0)
        self.optimiser.step()
        self.step += 1
        self.seconds += time.monotonic() - began
        return float(loss.detach())

    def checkpoint(self, path: Path) -> None:
        """Keep everything that a later run needs to go on as if it had not stopped."""
        state = {"network": self.network.state_dict(), "optimiser": self.optimiser.state_dict(), "step": self.step, "seconds": self.seconds}
        unfinished = path.with_suffix(".tmp")
        torch.save({**state, "drawn": self.rng.getstate(), "dropped": torch.get_rng_state()}, unfinished)
        unfinished.replace(path)

    def resume(self, path: Path) -> None:
        """Go on from a checkpoint."""
        state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
        self.network.load_state_dict(state["network"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.step, self.seconds = state["step"], state["seconds"]
        self.rng.setstate(state["drawn"])
        torch.set_rng_state(state["dropped"])


def save_weights(network: ReaderNetwork, path: Path, figures: dict[str, object]) -> None:
    """Write what is trained here in half precision, with name, version, the posecodes' names in order, and how it was trained."""
    own = {"clues": network.clues, "kinds": network.kinds, "out.weight": network.codes(), "out.bias": network.bias}
    own |= {f"{name}.{key}": value for name in ("words", "middle") for key, value in getattr(network, name).named_parameters()}
    state = {key: value.detach().cpu().half().contiguous() for key, value in own.items()}
    digest = checksum({key: value.numpy() for key, value in state.items()})
    about = {
        "name": NAME, "version": VERSION, "names": json.dumps(OUTPUTS), "sha256": digest, "training": json.dumps(figures),
    }  # fmt: skip
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + ".part")
    save_file(state, unfinished, about)
    unfinished.replace(path)


@torch.inference_mode()
def predict(network: ReaderNetwork, seen: Seen) -> NDArray[np.float32]:
    """Probabilities [N, codes]."""
    network.eval()
    out: NDArray[np.float32] = torch.sigmoid(network(seen.means, seen.bags, seen.kinds)).cpu().numpy()
    return out


def development_texts() -> list[tuple[str, str | None]]:
    """The texts of the obedience suite's development split, with their rows."""
    return [(text, part) for sentence in read_split("development") for part, text in sentence.texts.items()]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of ``train reader``."""
    parser.add_argument("--bank", type=Path, nargs="+", default=[BANK], metavar="DIR_OR_FILE", help="phrases, of which the open part is learned from")
    parser.add_argument("--work", type=Path, required=True, help="folder for the checkpoint")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="where the weights go (default: over the shipped ones)")
    parser.add_argument("--steps", type=int, default=Settings.steps, help="training steps at most")
    parser.add_argument("--minutes", type=float, default=Settings.minutes, help="minutes of training at most")
    parser.add_argument("--batch", type=int, default=Settings.batch)
    parser.add_argument("--learning-rate", type=float, default=Settings.rate, help="the highest")
    parser.add_argument("--generated", type=int, default=2000, help="sentences made in the describer's words")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--stop-after", type=int, default=None, help="stop at this step, to be resumed later")
    parser.add_argument("--resume", action="store_true", help="go on from the checkpoint in --work")
    parser.add_argument("--every", type=int, default=100, help="steps between checkpoints and lines of the log")
    add_compute_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Train, write checkpoints, and the weights at the end."""
    args.work.mkdir(parents=True, exist_ok=True)
    bank = of_bank(p for p in load(args.bank) if not p.closed)
    others = [*generated(args.generated, args.seed), *of_rules(development_texts())]
    settings = Settings(args.steps, args.minutes, args.batch, args.learning_rate)
    compute = Compute.chosen(args.device, args.precision)
    print(f"training on {compute}", flush=True)
    trainer = Trainer(bank, others, settings, args.seed, compute)
    checkpoint = args.work / "reader_checkpoint.pt"
    if args.resume and checkpoint.exists():
        trainer.resume(checkpoint)
    print(f"{len(bank)} texts of the bank, {len(others)} others; step {trainer.step}", flush=True)
    losses: list[float] = []
    while trainer.progress() < 1 and (args.stop_after is None or trainer.step < args.stop_after):
        losses.append(trainer.train_step())
        if trainer.step % args.every == 0:
            print(f"step {trainer.step}  loss {np.mean(losses[-args.every :]):.3f}  {trainer.seconds / 60:.1f} min", flush=True)
            trainer.checkpoint(checkpoint)
    trainer.checkpoint(checkpoint)
    if trainer.progress() >= 1:
        figures = {"steps": trainer.step, "seed": args.seed, "minutes": round(trainer.seconds / 60, 1), "bank": len(bank), "others": len(others)}
        save_weights(trainer.network, args.out, figures)
        print(f"weights: {args.out}")
    return 0
