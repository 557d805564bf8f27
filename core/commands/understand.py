"""Say what a text is understood to mean, as JSON on stdout: its statements with posecodes and confidence, what was not understood, which statements
contradict one another, what is not about the pose, and what was taken for something else (the viewer's sides)."""

from __future__ import annotations

import argparse

from core.body.skeleton import PARTS
from core.commands.printing import print_json
from core.errors import InputError
from core.formats.json_node import MAX_TEXT


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("text", metavar="TEXT", help='for example "his left hand rests on his hip, elbow out"')
    parser.add_argument(
        "--part",
        choices=PARTS,
        metavar="PART",
        help=f"the part it describes, which settles whose side is meant: {', '.join(PARTS)}",
    )


def run(options: argparse.Namespace) -> int:
    """Print what was understood; returns the exit code."""
    if not options.text.strip():
        raise InputError("TEXT is empty; write what the body or a part of it does.")
    if len(options.text) > MAX_TEXT:
        raise InputError(f"TEXT has {len(options.text)} characters; shorten it to {MAX_TEXT}.")
    from core.language.understanding import understand

    understood = understand(options.text, options.part)
    print_json(
        {
            "text": options.text,
            "part": options.part,
            "statements": [
                {
                    "text": statement.text,
                    "part": statement.part,
                    "posecode": statement.posecode.name,
                    "confidence": round(float(statement.confidence), 4),
                }
                for statement in understood.statements
            ],
            "not_understood": list(understood.not_understood),
            "contradictions": [[one.posecode.name, other.posecode.name] for one, other in understood.contradictions],
            "asides": list(understood.asides),
            "notes": list(understood.notes),
        }
    )
    return 0
