"""The command line: which command, its options, and what a failure looks like.

Everything that the window does to an observation can be done from here, without a display. A refused input is one line on stderr and exit code 2,
never a traceback; something unexpected is one line and exit code 1, and ``--debug`` shows the traceback.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from types import ModuleType
from typing import NoReturn

from core.errors import InputError

REFUSED = 2
UNEXPECTED = 1

COMMANDS: dict[str, tuple[str, str]] = {
    "recover": ("core.commands.recover", "photograph -> observation, result, mesh, overlay"),
    "refine": ("core.commands.refine", "observation -> result, guided by keypoints and words"),
    "describe": ("core.commands.describe", "the ten descriptions and the posecodes of a body, as JSON"),
    "understand": ("core.commands.understand", "what a text is understood to say, as JSON"),
    "ask": ("core.commands.ask", "the question whose answer would settle most of what a photograph leaves open, as JSON"),
}
GROUPS: dict[str, dict[str, tuple[str, str]]] = {
    "evaluate": {
        "cases": ("core.evaluation.cases", "joint errors over a folder of observations with known truth"),
        "clips": ("core.evaluation.clips", "joint errors over validation clips with simulated detector noise"),
        "ablation": ("core.evaluation.ablation", "what each part of the method is worth, beside other methods"),
        "speed": ("core.evaluation.speed", "time from an edit to the body"),
        "alignment": ("core.evaluation.alignment_report", "text-to-pose retrieval and the codebook's reconstruction"),
        "language": ("core.evaluation.language", "how well texts are understood"),
        "bank": ("core.evaluation.bank", "how much of a bank of labelled phrases is read, and how much wrongly"),
        "swaps": ("core.evaluation.swaps", "how well left and right taken for each other are noticed"),
        "words": ("core.evaluation.words", "joint errors of a standing body refined by a description alone"),
        "obedience": ("core.evaluation.obedience", "whether sentences move the body as they say"),
        "sheet": ("core.evaluation.sheet", "pictures of the bodies that texts alone lead to, many on a page"),
        "reach": ("core.evaluation.reach", "whether what is understood of a text alone is reached"),
        "questions": ("core.evaluation.questions", "how many questions bring a limb of wrong depth right"),
        "hypotheses": ("core.evaluation.hypotheses", "whether several bodies hold the true one, and are as likely as they are called"),
        "lifting": ("core.evaluation.lifting", "the initial body, from what the real detector says of rendered bodies"),
    },
    "train": {
        "poses": ("core.training.build_poses", "make a pose bank from AMASS, BVH or acclaim files"),
        "record": ("core.training.detector_record", "make pictures of known bodies and keep what the detector says of them"),
        "lifter": ("core.training.train_lifter", "the network that lifts landmarks to the initial body"),
        "alignment": ("core.training.train_alignment", "the pose codebook and the text encoder"),
        "denoiser": ("core.training.train_denoiser", "the diffusion's denoiser"),
        "reader": ("core.training.train_reader", "the learned reader of what the rules leave unread"),
    },
}
_GROUP_HELP = {"evaluate": "measure a part of the pipeline", "train": "train a network anew"}


class OneLineParser(argparse.ArgumentParser):
    """Says what is wrong in one line, without the usage."""

    def error(self, message: str) -> NoReturn:
        self.exit(REFUSED, f"{self.prog}: {message}; see {self.prog} --help.\n")


def wants_command(arguments: Sequence[str]) -> bool:
    """Whether the arguments name a command; otherwise they are for the window."""
    return bool(arguments) and (arguments[0] in COMMANDS or arguments[0] in GROUPS)


def asks_for_help(arguments: Sequence[str]) -> bool:
    """Whether only the help is wanted, which needs nothing installed."""
    return "-h" in arguments or "--help" in arguments or "--version" in arguments


def run(arguments: Sequence[str]) -> int:
    """Run the window or a command; returns the exit code."""
    debug = "--debug" in arguments
    try:
        if not wants_command(arguments):
            return _window(arguments)
        name = arguments[0]
        if name in COMMANDS:
            return _command(f"contrapposto {name}", COMMANDS[name], arguments[1:])
        return _group(name, arguments[1:])
    except SystemExit as stop:  # argparse: help, or wrong arguments
        return stop.code if isinstance(stop.code, int) else UNEXPECTED
    except InputError as error:
        if debug:
            traceback.print_exc()
        return report(error)
    except KeyboardInterrupt:
        print("contrapposto: stopped.", file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader of stdout has gone, as with `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if debug:
            traceback.print_exc()
            return UNEXPECTED
        what = " ".join(str(error).split())[:200]
        print(
            f"contrapposto: something unexpected went wrong ({type(error).__name__}: {what}); --debug shows where.",
            file=sys.stderr,
        )
        return UNEXPECTED


def report(error: InputError) -> int:
    """Print a refusal as one line on stderr; returns the exit code for it."""
    print(f"contrapposto: {' '.join(str(error).split())}", file=sys.stderr)
    return REFUSED


def _command(prog: str, command: tuple[str, str], arguments: Sequence[str]) -> int:
    module = _load(*command)
    parser = OneLineParser(prog=prog, description=module.__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    module.add_arguments(parser)
    parser.add_argument("--debug", action="store_true", help="show the traceback when something goes wrong")
    run_it: Callable[[argparse.Namespace], int] = module.run
    return run_it(parser.parse_args(arguments))


def _group(name: str, arguments: Sequence[str]) -> int:
    table = GROUPS[name]
    listing = "\n".join(f"  {entry:<10} {text}" for entry, (_, text) in table.items())
    parser = OneLineParser(
        prog=f"contrapposto {name}", description=_GROUP_HELP[name], epilog=f"what to {name}:\n{listing}\n\n{_more(name)}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("what", choices=list(table), metavar="WHAT", help=", ".join(table))
    chosen = parser.parse_args(arguments[:1]).what
    return _command(f"contrapposto {name} {chosen}", table[chosen], arguments[1:])


def _more(group: str) -> str:
    """What the help of a group says below its list."""
    if group != "train":
        return ""
    from core.training.guide import RETRAINING

    return RETRAINING


def _load(module: str, text: str) -> ModuleType:
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        if error.name == module:
            raise InputError(
                f"{module.rsplit('.', 1)[-1]} ({text}) is not part of this installation; reinstall the app."
            ) from error
        raise InputError(
            f"the Python package {error.name} is missing; install it with: {os.path.basename(sys.executable)} -m pip install -e ."
        ) from error


def _window(arguments: Sequence[str]) -> int:
    listing = "\n".join(
        f"  {name:<11} {text}"
        for name, text in [
            *((n, t) for n, (_, t) in COMMANDS.items()),
            *((n, f"{t}: {', '.join(GROUPS[n])}") for n, t in _GROUP_HELP.items()),
        ]
    )
    parser = OneLineParser(
        prog="contrapposto",
        description="Recover a person's 3D body from one photograph, with words as a control. Opens the window, or runs a command.",
        epilog=f"commands (each with a --help of its own):\n{listing}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "path", nargs="?", metavar="IMAGE | PROJECT", help="a photograph, a project or an observation to open"
    )
    parser.add_argument("--body", metavar="PATH", help="SMPL-format body file (.npz or .pkl) instead of the open body")
    parser.add_argument("--device", default="cpu", choices=("cpu", "cuda"), help="cuda is checked for, but refinement stays on the CPU")
    parser.add_argument("--debug", action="store_true", help="show the traceback when something goes wrong")
    parser.add_argument("--version", action="version", version=f"contrapposto {_version()}")
    options = parser.parse_args(arguments)
    if options.path is not None and not os.path.exists(options.path):
        raise InputError(
            f"{options.path}: there is no such file or command; check the path, or see contrapposto --help."
        )
    from app.run import run_app

    return run_app(options.path, options)


def _version() -> str:
    from importlib import metadata

    try:
        return metadata.version("contrapposto")
    except metadata.PackageNotFoundError:
        return "(not installed)"
