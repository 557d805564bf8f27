"""``--describer``: who writes the descriptions on the command line, and asking them about the people of a photograph."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from core.body.skeleton import PARTS
from core.errors import InputError
from core.language.backends.choice import DTYPES, MAX_WORDINGS, DescriberChoice

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from core.engine import Engine
    from core.observation import Person

_HELP = """Who writes the ten descriptions from the photograph. Without --describer they are drafted from the initial body.
What is sent is the person's cut-out, and only to the server named. A key is read from CONTRAPPOSTO_API_KEY
(for api.openai.com also OPENAI_API_KEY), else from the system's keyring. Examples:

  Ollama       ollama pull qwen2.5vl      --describer server:qwen2.5vl@http://localhost:11434
  vLLM         vllm serve Qwen/Qwen2.5-VL-7B-Instruct
                                          --describer server:Qwen/Qwen2.5-VL-7B-Instruct@http://localhost:8000
  llama.cpp    llama-server -m MODEL.gguf --mmproj MMPROJ.gguf
                                          --describer server:default@http://localhost:8080
  hosted       export CONTRAPPOSTO_API_KEY=...
                                          --describer server:MODEL@https://api.example.com/v1
  transformers, a folder on this machine  --describer local:models/SmolVLM-Instruct
"""
_OPTIONS = {
    "wordings": "wordings", "timeout": "timeout_s", "device": "device", "dtype": "dtype", "max_tokens": "max_tokens", "picture": "picture_side",
}  # fmt: skip


def add_describer_arguments(parser: argparse.ArgumentParser) -> None:
    """--describer and what belongs to it."""
    default = DescriberChoice()
    group = parser.add_argument_group("describer", _HELP)
    group.add_argument(
        "--describer", type=_choice, metavar="WHO", help="built-in, local:PATH_OR_NAME or server:MODEL@BASE_URL"
    )
    group.add_argument(
        "--describer-wordings", type=int, metavar="N",
        help=f"how many of a part's wordings are asked, 1 to {MAX_WORDINGS}; their answers are combined (default: {default.wordings})",
    )  # fmt: skip
    group.add_argument(
        "--one-call",
        action="store_true",
        help="ask for all ten parts at once, as JSON; what is missing is asked singly",
    )
    group.add_argument(
        "--describer-timeout",
        type=float,
        metavar="S",
        help=f"longest wait for one answer, seconds (default: {default.timeout_s:g})",
    )
    group.add_argument(
        "--describer-max-tokens",
        type=int,
        metavar="N",
        help=f"longest answer about one part (default: {default.max_tokens})",
    )
    group.add_argument(
        "--describer-picture",
        type=int,
        metavar="PX",
        help=f"longest side of the picture shown (default: {default.picture_side})",
    )
    group.add_argument("--describer-device", metavar="NAME", help="local model: auto (default), cpu, cuda, cuda:1, ...")
    group.add_argument("--describer-dtype", choices=DTYPES, help="local model: type of its numbers (default: auto)")
    group.add_argument(
        "--describer-download",
        action="store_true",
        help="local model: fetch it by its name when it is not on this machine",
    )


def chosen_describer(options: argparse.Namespace) -> DescriberChoice | None:
    """The describer of the options; None where none is named.

    Raises:
        InputError: when an option makes no sense, or belongs to a describer that is not named.
    """
    given = {name: getattr(options, f"describer_{option}") for option, name in _OPTIONS.items()}
    given = {name: value for name, value in given.items() if value is not None}
    given |= {"one_call": True} if options.one_call else {}
    given |= {"download": True} if options.describer_download else {}
    if options.describer is None:
        if given:
            raise InputError(
                "--one-call and the --describer-... options are about a describer; name it with --describer."
            )
        return None
    return replace(options.describer, **given)


def with_answers(
    engine: Engine,
    choice: DescriberChoice | None,
    person: Person,
    image: Callable[[], NDArray[np.uint8] | None],
    others: Sequence[Person],
    spoken: Sequence[str] = (),
) -> Person:
    """The person with the describer's texts in place. What a person wrote stays, and so does a text for which no answer came; that is
    told on stderr, and so is which texts likely have their sides swapped.

    Args:
        choice: None: nobody is asked.
        image: gives the photograph.
        others: everybody in the photograph.
        spoken: parts that are not asked for, because --describe says them.

    Raises:
        InputError: when the describer cannot be used.
    """
    if choice is None:
        return person
    known = dict(person.descriptions or {})
    parts = [
        p
        for p in PARTS
        if p not in spoken and not (p in known and known[p].source == "person" and known[p].text.strip())
    ]
    if not parts:
        return person
    if choice.leaves_machine:
        print(f"contrapposto: the person's picture is sent to {choice.host}.", file=sys.stderr)
    boxes = [other.box for other in others if other.id != person.id and other.box is not None]
    problems: list[str] = []
    remarks: list[str] = []
    with _ProgressLine() as line:
        for asked in engine.ask(
            choice, image() if choice.kind != "built-in" else None, person, others=boxes, parts=parts
        ):
            line.show(f"{asked.message} ({asked.done} of {asked.total})")
            if asked.part is not None and asked.description is not None:
                known[asked.part] = asked.description
                remarks += [remark.text for remark in asked.description.remarks if remark.kind == "swap"]
            elif asked.problem:
                problems.append(asked.problem)
    for problem in dict.fromkeys((*problems, *remarks)):
        print(f"contrapposto: {problem}", file=sys.stderr)
    return replace(person, descriptions=known)


class _ProgressLine:
    """One line on a terminal's stderr that is written over; nothing elsewhere."""

    def __init__(self) -> None:
        self._on = sys.stderr.isatty()

    def __enter__(self) -> _ProgressLine:
        return self

    def __exit__(self, *_: object) -> None:
        if self._on:
            print("\r\033[K", end="", file=sys.stderr, flush=True)

    def show(self, text: str) -> None:
        if self._on:
            print(f"\r\033[K{text[:110]}", end="", file=sys.stderr, flush=True)


def _choice(text: str) -> DescriberChoice:
    try:
        return DescriberChoice.parse(text)
    except InputError as error:
        raise argparse.ArgumentTypeError(str(error).rstrip(".")) from error
