"""JSON on stdout."""

from __future__ import annotations

import sys
from typing import Any

from core.formats.json_text import encode


def print_json(value: Any) -> None:
    """Print one JSON document in UTF-8, whatever the terminal's encoding."""
    sys.stdout.flush()
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:
        sys.stdout.write(encode(value).decode("utf-8"))
    else:
        stream.write(encode(value))
        stream.flush()
