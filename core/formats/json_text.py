"""JSON as the app writes it: one line for each list of numbers, fixed order, rounded numbers, unknown fields put back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np


def encode(value: Any) -> bytes:
    """The bytes of a JSON file; the same value always gives the same bytes."""
    text = _text(value, "") + "\n"
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:  # a lone surrogate, which JSON can spell and UTF-8 cannot
        return (json.dumps(value, indent=2, allow_nan=False) + "\n").encode("ascii")


def _text(value: Any, indent: str) -> str:
    deeper = indent + "  "
    if isinstance(value, dict) and value:
        rows = (f"{deeper}{json.dumps(key, ensure_ascii=False)}: {_text(item, deeper)}" for key, item in value.items())
        return "{\n" + ",\n".join(rows) + f"\n{indent}}}"
    if isinstance(value, list) and any(isinstance(item, dict | list) for item in value):
        return "[\n" + ",\n".join(deeper + _text(item, deeper) for item in value) + f"\n{indent}]"
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def rounded(values: Iterable[float] | np.ndarray, digits: int) -> Any:
    """An array or a row of numbers as nested lists, rounded; never a negative zero."""
    return (np.round(np.asarray(values, dtype=np.float64), digits) + 0.0).tolist()


def merged(known: dict[str, Any], extra: Mapping[str, Any]) -> dict[str, Any]:
    """``known`` with the unknown fields of ``extra`` put back at their places; known fields win.

    Where ``known`` has a list of objects, ``extra`` has a mapping from an index (as text) to the unknown fields of that object.
    """
    result = dict(known)
    for key, value in extra.items():
        if key not in result:
            result[key] = value
        elif isinstance(value, Mapping) and isinstance(result[key], dict):
            result[key] = merged(result[key], value)
        elif isinstance(value, Mapping) and isinstance(result[key], list):
            result[key] = [
                merged(item, value[str(index)]) if str(index) in value and isinstance(item, dict) else item
                for index, item in enumerate(result[key])
            ]
    return result


def nested(extra: dict[str, Any], **parts: dict[str, Any]) -> dict[str, Any]:
    """``extra`` with the unknown fields of members added under the members' names; members without any are left out."""
    return {**extra, **{name: fields for name, fields in parts.items() if fields}}
