"""Training of the second reader: texts in, the posecodes that they state out.

    python main.py train reader --work FOLDER

Learns from the open part of the phrase bank, from sentences in the describer's words, and from texts that the rules read in full; of the bank's closed
part nothing is seen. The lower layers of MiniLM that ship with the alignment stay as they are; its upper layers are fine-tuned and ship, in half
precision, with the head (--out, by default over the shipped weights in resources/weights). Needs `pip install -e '.[train]'` and no poses. A run is
repeatable from its seed, writes a checkpoint to --work, and goes on from it with --resume. Some 15 minutes on one CPU core.
Beside the five steps of `train --help`: it depends on none of them but for the vocabulary of step 4.
"""

from __future__ import annotations

import argparse
import hashlib
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
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn import functional

from core.alignment.alignment import WEIGHTS as ALIGNMENT
from core.alignment.text_encoder import Base, BaseLayer, TextEncoderConfig
from core.alignment.word_pieces import WordPieces
from core.evaluation.bank_file import BANK, load
from core.evaluation.obedience_suite import read_split
from core.language.second_reader_network import NAME, VERSION, WEIGHTS
from core.language.second_reader_text import KINDS
from core.training.minilm import minilm_folder
from core.training.reader_data import NAMES, Example, generated, groups, noisy, of_bank, of_rules, targets

LAYERS = 3
"""Upper layers of MiniLM that are fine-tuned."""
SALIENT = 4
HIDDEN = 256


class ReaderNetwork(nn.Module):
    """Frozen lower layers, fine-tuned upper layers told of the row's kind, a few weighted means over the pieces, and a logit for every posecode."""

    def __init__(self, pieces: WordPieces, layers: int = LAYERS) -> None:
        super().__init__()
        config = TextEncoderConfig(vocabulary=len(pieces.vocabulary))
        self.pieces, width = pieces, config.base_width
        self.base = Base(config)
        self.kinds = nn.Parameter(torch.zeros(len(KINDS), width))
        self.layers = nn.ModuleList(BaseLayer(config) for _ in range(layers))
        self.salience = nn.Linear(width, SALIENT)
        self.inner = nn.Linear((SALIENT + 1) * width, HIDDEN)
        self.outer = nn.Linear(HIDDEN, len(NAMES))
        nn.init.constant_(self.outer.bias, -5.0)
        self.dropout = nn.Dropout(0.2)

    def forward(self, ids: Tensor, kind: Tensor) -> Tensor:
        """Piece numbers [N, T] padded, kinds [N] -> logits [N, codes]."""
        keep = ids != self.pieces.padding
        with torch.no_grad():
            x = self.base(ids, keep)
        x = x + self.kinds[kind][:, None]
        for layer in self.layers:
            x = layer(x, keep)
        return self.head(x, keep)

    def head(self, x: Tensor, keep: Tensor) -> Tensor:
        """Features [N, T, width] -> logits."""
        share = self.salience(x).masked_fill(~keep[..., None], -torch.inf).softmax(1)
        pooled = torch.cat(((share.transpose(1, 2) @ x).flatten(1), x[:, 0]), 1)
        return self.outer(self.dropout(functional.gelu(self.inner(self.dropout(pooled)))))


def bare_network(layers: int = LAYERS) -> ReaderNetwork:
    """The network with MiniLM's lower layers, as they ship; all else untrained."""
    vocabulary = ALIGNMENT.with_suffix(".vocabulary.txt").read_text(encoding="utf-8").splitlines()
    network = ReaderNetwork(WordPieces(vocabulary), layers)
    state = {k.removeprefix("text.base."): v.float() for k, v in load_file(ALIGNMENT).items() if k.startswith("text.base.")}
    network.base.load_state_dict(state)
    network.base.requires_grad_(False)
    return network


def new_network(layers: int = LAYERS) -> ReaderNetwork:
    """The network before training: MiniLM's lower and upper layers, an untrained head."""
    network = bare_network(layers)
    published = load_file(minilm_folder() / "model.safetensors")
    with torch.no_grad():
        for number, layer in enumerate(network.layers, start=TextEncoderConfig.base_layers):
            assert isinstance(layer, BaseLayer)
            p = f"encoder.layer.{number}."
            for name in ("weight", "bias"):
                joined = [published[f"{p}attention.self.{part}.{name}"] for part in ("query", "key", "value")]
                getattr(layer.attention.into, name).copy_(torch.cat(joined))
                getattr(layer.attention.out, name).copy_(published[f"{p}attention.output.dense.{name}"])
                getattr(layer.norm_attention, name).copy_(published[f"{p}attention.output.LayerNorm.{name}"])
                getattr(layer.inner, name).copy_(published[f"{p}intermediate.dense.{name}"])
                getattr(layer.outer, name).copy_(published[f"{p}output.dense.{name}"])
                getattr(layer.norm_out, name).copy_(published[f"{p}output.LayerNorm.{name}"])
    return network


def batch_of(network: ReaderNetwork, texts: Sequence[str], kinds: Sequence[int]) -> tuple[Tensor, Tensor]:
    """Texts -> (padded piece numbers [N, T], kinds [N])."""
    rows = [network.pieces.ids(text) for text in texts]
    longest = max(map(len, rows))
    ids = torch.tensor([row + [network.pieces.padding] * (longest - len(row)) for row in rows])
    return ids, torch.tensor(list(kinds))


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

    steps: int = 1500
    minutes: float = 18.0
    batch: int = 48
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    real: float = 0.65


class Trainer:
    """One run: examples of the bank, generated ones, the network and its optimiser; repeatable from ``seed``."""

    def __init__(self, network: ReaderNetwork, bank: Sequence[Example], others: Sequence[Example], settings: Settings, seed: int) -> None:
        self.network, self.settings = network, settings
        self.bank, self.others = list(bank), list(others)
        self.targets = torch.from_numpy(targets([*self.bank, *self.others]))
        self.either: dict[int, list[tuple[int, ...]]] = {}
        for k, columns in groups([*self.bank, *self.others]):
            self.either.setdefault(k, []).append(columns)
        torch.manual_seed(seed)
        self.rng, self.step, self.seconds = random.Random(seed), 0, 0.0
        slow = [*network.layers.parameters()]
        fast = [network.kinds, *network.salience.parameters(), *network.inner.parameters(), *network.outer.parameters()]
        self.optimiser = torch.optim.AdamW(
            [{"params": slow, "lr": settings.rate}, {"params": fast, "lr": settings.head_rate}], betas=(0.9, 0.98), weight_decay=0.01
        )
        self.rates = [group["lr"] for group in self.optimiser.param_groups]

    def progress(self) -> float:
        """Share of the run that is over, 0 to 1."""
        return min(1.0, max(self.step / self.settings.steps, self.seconds / (60 * self.settings.minutes)))

    def train_step(self) -> float:
        """One step; gives its loss."""
        began = time.monotonic()
        over = self.progress()
        share = min(1.0, (self.step + 1) / 60) * (0.02 + 0.98 * (1 + math.cos(math.pi * over)) / 2)
        for group, rate in zip(self.optimiser.param_groups, self.rates, strict=True):
            group["lr"] = rate * share
        size = self.settings.batch
        real = round(size * self.settings.real) if self.bank and self.others else size * bool(self.bank)
        rows = [self.rng.randrange(len(self.bank)) for _ in range(real)]
        rows += [len(self.bank) + self.rng.randrange(len(self.others)) for _ in range(size - real)]
        chosen = [self.bank[k] if k < len(self.bank) else self.others[k - len(self.bank)] for k in rows]
        texts = [noisy(e.seen.text, self.rng) if self.rng.random() < 0.7 else e.seen.text for e in chosen]
        either = [(n, columns) for n, k in enumerate(rows) for columns in self.either.get(k, ())]
        self.network.train()
        logits = self.network(*batch_of(self.network, texts, [e.seen.kind for e in chosen]))
        loss = reading_loss(logits, self.targets[rows], either, torch.tensor([e.weight for e in chosen]))
        self.optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_([p for group in self.optimiser.param_groups for p in group["params"]], 1.0)
        self.optimiser.step()
        self.step += 1
        self.seconds += time.monotonic() - began
        return float(loss.detach())

    def checkpoint(self, path: Path) -> None:
        """Keep everything that a later run needs to go on as if it had not stopped."""
        state = {"network": own_weights(self.network), "optimiser": self.optimiser.state_dict(), "step": self.step, "seconds": self.seconds}
        unfinished = path.with_suffix(".tmp")
        torch.save({**state, "drawn": self.rng.getstate(), "dropped": torch.get_rng_state()}, unfinished)
        unfinished.replace(path)

    def resume(self, path: Path) -> None:
        """Go on from a checkpoint."""
        state: dict[str, Any] = torch.load(path, weights_only=True)
        self.network.load_state_dict(state["network"], strict=False)
        self.optimiser.load_state_dict(state["optimiser"])
        self.step, self.seconds = state["step"], state["seconds"]
        self.rng.setstate(state["drawn"])
        torch.set_rng_state(state["dropped"])


def own_weights(network: ReaderNetwork) -> dict[str, Tensor]:
    """What is trained here and ships: all but the frozen lower layers."""
    return {key: value for key, value in network.state_dict().items() if not key.startswith("base.")}


def save_weights(network: ReaderNetwork, path: Path, figures: dict[str, object]) -> None:
    """Write what is trained here in half precision, with name, version, the posecodes' names in order, and how it was trained."""
    state = {key: value.detach().half().contiguous() for key, value in own_weights(network).items()}
    digest = hashlib.sha256(b"".join(state[key].numpy().tobytes() for key in sorted(state))).hexdigest()
    about = {
        "name": NAME, "version": VERSION, "layers": str(len(network.layers)), "names": json.dumps(NAMES), "sha256": digest, "training": json.dumps(figures),
    }  # fmt: skip
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + ".part")
    save_file(state, unfinished, about)
    unfinished.replace(path)


@torch.inference_mode()
def predict(network: ReaderNetwork, texts: Sequence[str], kinds: Sequence[int], size: int = 64) -> NDArray[np.float32]:
    """Probabilities [N, codes]."""
    network.eval()
    out = [
        torch.sigmoid(network(*batch_of(network, texts[k : k + size], kinds[k : k + size]))).numpy() for k in range(0, len(texts), size)
    ]
    return np.concatenate(out)


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
    parser.add_argument("--learning-rate", type=float, default=Settings.rate, help="of MiniLM's layers")
    parser.add_argument("--generated", type=int, default=8000, help="sentences made in the describer's words")
    parser.add_argument("--layers", type=int, default=LAYERS, help="upper layers of MiniLM, fine-tuned")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--stop-after", type=int, default=None, help="stop at this step, to be resumed later")
    parser.add_argument("--resume", action="store_true", help="go on from the checkpoint in --work")
    parser.add_argument("--every", type=int, default=100, help="steps between checkpoints and lines of the log")


def run(args: argparse.Namespace) -> int:
    """Train, write checkpoints, and the weights at the end."""
    args.work.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed)
    bank = of_bank(p for p in load(args.bank) if not p.closed)
    others = [*generated(args.generated, args.seed), *of_rules(development_texts())]
    settings = Settings(args.steps, args.minutes, args.batch, args.learning_rate)
    trainer = Trainer(new_network(args.layers), bank, others, settings, args.seed)
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
