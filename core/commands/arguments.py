"""Options that several commands share, and their checks: what is wrong is said before anything slow is imported."""

from __future__ import annotations

import argparse
import math
import os
from collections.abc import Callable
from pathlib import Path

from core.body.skeleton import PARTS
from core.errors import InputError

TERMS = ("keypoints", "text", "initial", "prior")
EXPORT_KINDS = ("npz", "json", "obj", "ply", "glb", "png")
DEFAULT_STEPS = 5
MAX_STEPS = 100
MAX_HYPOTHESES = 64
MAX_WEIGHT = 100.0


def add_engine_arguments(parser: argparse.ArgumentParser) -> None:
    """--body and --device."""
    parser.add_argument("--body", metavar="PATH", help="SMPL-format body file (.npz or .pkl) instead of the open body")
    parser.add_argument(
        "--device", default="cpu", choices=("cpu", "cuda"), help="cpu (default); cuda is checked for, but refinement is many small solves and stays on the CPU"
    )


def add_guidance_arguments(parser: argparse.ArgumentParser) -> None:
    """--weight, --steps, --seed, --hypotheses and --describe."""
    parser.add_argument(
        "--weight", action="append", default=[], type=_weight, metavar="NAME=V",
        help=f"strength of a guidance term ({', '.join(TERMS)}); 1 is the default, 0 no influence; may be repeated",
    )  # fmt: skip
    parser.add_argument(
        "--steps",
        type=whole_number(1, MAX_STEPS),
        default=DEFAULT_STEPS,
        metavar="N",
        help=f"diffusion steps (default: {DEFAULT_STEPS})",
    )
    parser.add_argument(
        "--seed", type=whole_number(0, 2**63 - 1), default=0, metavar="N", help="seed of the diffusion's noise (default: 0)"
    )
    parser.add_argument(
        "--hypotheses",
        type=whole_number(1, MAX_HYPOTHESES),
        default=1,
        metavar="N",
        help="how many refined bodies to sample (default: 1)",
    )
    parser.add_argument(
        "--describe", action="append", default=[], type=_description, metavar='PART="TEXT"',
        help=f"say how a part is ({', '.join(PARTS)}); may be repeated",
    )  # fmt: skip


def add_output_arguments(parser: argparse.ArgumentParser, export: str) -> None:
    """--out and --export, whose default is ``export``."""
    parser.add_argument(
        "--out", required=True, metavar="DIR", help="folder for what is written; made if it is not there"
    )
    parser.add_argument(
        "--export", type=_kinds, default=_kinds(export), metavar="LIST",
        help=f"what to write beside the JSON files, separated by commas: {', '.join(EXPORT_KINDS)} (default: {export or 'nothing'})",
    )  # fmt: skip


def focal_length(text: str) -> float:
    """A focal length in px."""
    value = _number(text)
    if not 0.0 < value <= 1e7:
        raise argparse.ArgumentTypeError(f"{text} is no focal length; give px above 0")
    return value


def box_argument(text: str) -> tuple[float, float, float, float]:
    """A box "x0,y0,x1,y1" in px."""
    numbers = [_number(entry) for entry in text.replace(" ", ",").split(",") if entry]
    if len(numbers) != 4:
        raise argparse.ArgumentTypeError(f"{text!r} is not X0,Y0,X1,Y1")
    x0, y0, x1, y1 = numbers
    if not (x0 < x1 and y0 < y1):
        raise argparse.ArgumentTypeError(f"{text!r} has no area; X0 < X1 and Y0 < Y1 belong")
    return x0, y0, x1, y1


def file_argument(path: str | None) -> Path | None:
    """A path of an option, checked to be there."""
    if path is None:
        return None
    if not os.path.exists(path):
        raise InputError(f"{path}: there is no such file; check the path.")
    return Path(path)


def check_device(device: str) -> str:
    """Refuse cuda where torch has none."""
    if device == "cuda":
        import torch

        if not torch.cuda.is_available():
            raise InputError(
                "--device cuda: torch finds no CUDA device on this machine; leave --device out to run on the CPU."
            )
    return device


def _weight(text: str) -> tuple[str, float]:
    name, equals, value = text.partition("=")
    if not equals or name not in TERMS:
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=V with NAME one of {', '.join(TERMS)}")
    weight = _number(value)
    if not 0.0 <= weight <= MAX_WEIGHT:
        raise argparse.ArgumentTypeError(f"{name}={value} is out of range; give a weight from 0 to {MAX_WEIGHT:g}")
    return name, weight


def _description(text: str) -> tuple[str, str]:
    part, equals, words = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f'{text!r} is not PART="TEXT"')
    if part not in PARTS:
        raise argparse.ArgumentTypeError(f"{part!r} is no part; use one of {', '.join(PARTS)}")
    return part, words.strip()


def _kinds(text: str) -> tuple[str, ...]:
    kinds = [kind.strip().lower().lstrip(".") for kind in text.split(",") if kind.strip()]
    for kind in kinds:
        if kind not in EXPORT_KINDS:
            raise argparse.ArgumentTypeError(
                f"{kind!r} is no format that the app writes; use some of {', '.join(EXPORT_KINDS)}"
            )
    return tuple(dict.fromkeys(kinds))


def whole_number(low: int, high: int) -> Callable[[str], int]:
    """Reads a whole number from ``low`` to ``high``."""

    def whole(text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            raise argparse.ArgumentTypeError(f"{text!r} is no whole number") from None
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(f"{value} is out of range; give {low} to {high}")
        return value

    return whole


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no number") from None
    if not math.isfinite(value):
        raise argparse.ArgumentTypeError(f"{text!r} is not finite")
    return value
