"""Where a trainer computes: the device and the precision of its networks (``--device`` and ``--precision`` of ``python main.py train ...``).

Random numbers are always drawn on the CPU and then moved, so that a seed gives the same training data on every device. Mixed precision reaches the
networks' layers alone: rotations, kinematics, losses in metres and the solver stay in float32.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from core.errors import InputError

PRECISIONS = ("auto", "float32", "bfloat16")


@dataclass(frozen=True)
class Compute:
    """``device`` of networks and batches; ``half``: whether the layers given to ``mixed`` compute in bfloat16."""

    device: torch.device
    half: bool = False

    @staticmethod
    def chosen(device: str, precision: str = "auto") -> Compute:
        """What the command line asks for. "auto" is CUDA where there is one, and there bfloat16 where it has it.

        Raises:
            InputError: for a device that is not known or not there.
        """
        cuda = torch.cuda.is_available()
        try:
            place = torch.device(("cuda" if cuda else "cpu") if device == "auto" else device)
        except RuntimeError:
            raise InputError(f'--device "{device[:40]}" is not known; give auto, cpu, cuda or cuda:1.') from None
        if place.type not in ("cpu", "cuda"):
            raise InputError(f"--device {device}: trainers run on cpu and cuda alone; give auto, cpu or cuda.")
        if place.type == "cuda" and (not cuda or (place.index or 0) >= torch.cuda.device_count()):
            raise InputError(f"--device {device}: torch finds no such CUDA device on this machine; leave --device out to use what there is.")
        if precision == "auto":
            return Compute(place, place.type == "cuda" and torch.cuda.is_bf16_supported(including_emulation=False))
        return Compute(place, precision == "bfloat16")

    def mixed(self, *layers: nn.Module) -> None:
        """From now on these layers compute in bfloat16 where that was chosen; weights, gradients and what comes out stay float32.

        To be called after copies of a network were made: a copy would compute with the original's weights.
        """
        if not self.half:
            return
        for layer in layers:
            layer.forward = self._halved(layer.forward)  # type: ignore[method-assign]

    def _halved(self, forward: Callable[..., Tensor]) -> Callable[..., Tensor]:
        def halved(*args: Any, **options: Any) -> Tensor:
            with torch.autocast(self.device.type, torch.bfloat16):
                out = forward(*args, **options)
            return out.float()

        return halved

    def __str__(self) -> str:
        return f"{self.device}, {'bfloat16 in the layers' if self.half else 'float32'}"


CPU = Compute(torch.device("cpu"))


def add_compute_arguments(parser: argparse.ArgumentParser) -> None:
    """--device and --precision."""
    parser.add_argument("--device", default="auto", help="auto (default: CUDA where there is one), cpu, cuda, cuda:1, ...")
    parser.add_argument(
        "--precision", choices=PRECISIONS, default="auto",
        help="of the networks' layers; auto (default): bfloat16 on a CUDA device that has it, else float32. All else is float32",
    )  # fmt: skip
