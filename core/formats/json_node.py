"""Reading JSON that somebody else wrote: every value knows its file and its place, so that each refusal can name them.

Below ``core.formats``: it turns bytes into ``Node`` objects whose methods check one thing each and raise ``InputError`` with
file, field and fix.
"""

from __future__ import annotations

import difflib
import json
import math
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
from numpy.typing import NDArray

from core.errors import InputError

MAX_JSON_BYTES = 64 * 2**20
MAX_TEXT = 20_000
"""Characters of one text. A description is a sentence or two, yet what a person pasted into a row must come back from a saved file."""


class _RepeatedKey(ValueError):
    pass


@dataclass(frozen=True)
class Node:
    """One JSON value, with the file it is from and its place in it (``people[0].keypoints.left_wrist``)."""

    value: Any
    file: str
    where: str = ""

    def fail(self, what: str, remedy: str) -> NoReturn:
        """Refuse this value: "FILE: PLACE WHAT; REMEDY."."""
        place = f"{self.where} " if self.where else ""
        raise InputError(f"{self.file}: {place}{what}; {remedy}.")

    def at(self, key: str | int) -> Node:
        """The node of a member that is known to be there."""
        place = f"{self.where}[{key}]" if isinstance(key, int) else f"{self.where}.{key}" if self.where else key
        return Node(self.value[key], self.file, place)

    # ------------------------------------------------------------------------------------------------ objects, lists

    def fields(self) -> dict[str, Any]:
        """The value as a JSON object."""
        if not isinstance(self.value, dict):
            self.fail(f"is {_kind(self.value)} where an object {{...}} belongs", "see the file formats in the README")
        return self.value

    def member(self, key: str) -> Node:
        """A member that must be there."""
        if key not in self.fields():
            place = f"{self.where}.{key}" if self.where else key
            close = difflib.get_close_matches(key, [k for k in self.value if isinstance(k, str)], 1, 0.75)
            hint = f'did you mean it by "{close[0]}"' if close else "add it"
            raise InputError(f"{self.file}: {place} is missing; {hint}.")
        return self.at(key)

    def optional(self, key: str) -> Node | None:
        """A member that may be missing or null."""
        return self.at(key) if self.fields().get(key) is not None else None

    def items(self) -> Iterator[tuple[str, Node]]:
        """The members of an object."""
        for key in self.fields():
            yield key, self.at(key)

    def entries(self, most: int | None = None) -> list[Node]:
        """The elements of a list."""
        if not isinstance(self.value, list):
            self.fail(f"is {_kind(self.value)} where a list [...] belongs", "see the file formats in the README")
        if most is not None and len(self.value) > most:
            self.fail(f"has {len(self.value)} entries, more than the {most} that are possible", "split the file")
        return [self.at(index) for index in range(len(self.value))]

    def unknown(self, known: Collection[str]) -> dict[str, Any]:
        """The members that this version does not know, to be kept as they are."""
        return {key: value for key, value in self.fields().items() if key not in known}

    # ------------------------------------------------------------------------------------------------------- scalars

    def number(self, low: float = -math.inf, high: float = math.inf, what: str = "number") -> float:
        """A finite number from ``low`` to ``high``."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            self.fail(f"is {_kind(self.value)} where a {what} belongs", f"give a finite {what}")
        try:
            number = float(self.value)
        except OverflowError:
            number = math.inf
        if not math.isfinite(number):
            self.fail("is NaN or infinite", f"give a finite {what}")
        if not low <= number <= high:
            limits = f"from {low:g} to {high:g}" if math.isfinite(high) else f"of at least {low:g}"
            self.fail(f"is {number:g}", f"give a {what} {limits}")
        return number

    def integer(self, low: int, high: int, what: str = "whole number") -> int:
        """A whole number from ``low`` to ``high``."""
        number = self.number(low, high, what)
        if number != int(number):
            self.fail(f"is {number:g}", f"give a {what} without a fraction")
        return int(number)

    def truth(self) -> bool:
        """true or false."""
        if not isinstance(self.value, bool):
            self.fail(f"is {_kind(self.value)} where true or false belongs", "give true or false")
        return self.value

    def text(self, most: int = MAX_TEXT) -> str:
        """A text of at most ``most`` characters."""
        if not isinstance(self.value, str):
            self.fail(f"is {_kind(self.value)} where a text belongs", 'put it in quotes "..."')
        if len(self.value) > most:
            self.fail(f"has {len(self.value)} characters", f"shorten it to {most}")
        return self.value

    def one_of(self, names: Collection[str], what: str) -> str:
        """A text that is one of ``names``."""
        text = self.text()
        if text not in names:
            self.fail(f'is "{text[:60]}", which is no {what}', suggestion(text, names))
        return text

    # -------------------------------------------------------------------------------------------------------- arrays

    def array(self, shape: tuple[int, ...], limit: float = 1e6) -> NDArray[np.float64]:
        """Nested lists of finite numbers of exactly this shape, none larger than ``limit`` in size."""
        found = _shape(self.value)
        if found != shape:
            got = "a ragged list" if found is None else f"shape {list(found)}" if found else _kind(self.value)
            self.fail(f"has {got} where shape {list(shape)} belongs", "give exactly that many numbers")
        flat = list(_leaves(self.value))
        if any(isinstance(leaf, bool) or not isinstance(leaf, int | float) for leaf in flat):
            self.fail("holds something that is not a number", "give finite numbers only")
        try:
            array = np.array(self.value, dtype=np.float64)
        except (OverflowError, ValueError):
            self.fail("holds a number that is too large", "give finite numbers only")
        if not np.isfinite(array).all():
            self.fail("holds NaN or an infinite number", "give finite numbers only")
        if array.size and np.abs(array).max() > limit:
            self.fail(f"holds {array.flat[np.abs(array).argmax()]:g}", f"no number here can be larger than {limit:g}")
        return array


def suggestion(text: str, names: Collection[str]) -> str:
    """What to do about an unknown name: the nearest known one, or all of them when there are few."""
    close = difflib.get_close_matches(text.lower().replace(" ", "_").replace("-", "_"), list(names), 1, 0.5)
    if close:
        return f'did you mean "{close[0]}"'
    return "use one of " + ", ".join(names)


def read_json(path: str | Path) -> Node:
    """The content of a JSON file.

    Raises:
        InputError: when it cannot be read, is empty, huge, not UTF-8 or not JSON, or names a field twice.
    """
    file = str(path)
    try:
        size = Path(path).stat().st_size
        if Path(path).is_dir():
            raise InputError(f"{file}: this is a folder; give a file.")
        if size > MAX_JSON_BYTES:
            raise InputError(
                f"{file}: {size / 2**20:.0f} MB is too large for this format; files of up to {MAX_JSON_BYTES // 2**20} MB are read."
            )
        content = Path(path).read_bytes()
    except FileNotFoundError as error:
        raise InputError(f"{file}: there is no such file; check the path.") from error
    except OSError as error:
        raise InputError(f"{file}: cannot be read ({error.strerror or error}); check its permissions.") from error
    except ValueError as error:  # a NUL in the path
        raise InputError(f"{file!r}: this is not a path; check it.") from error
    if not content.strip():
        raise InputError(f"{file}: the file is empty; save or copy it again.")
    try:
        return Node(json.loads(content.decode("utf-8-sig"), object_pairs_hook=_no_repeats), file)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{file}: not a text file in UTF-8 (byte {error.start}); give an observation, result or project file."
        ) from error
    except json.JSONDecodeError as error:
        raise InputError(
            f"{file}: not JSON, line {error.lineno} column {error.colno}: {error.msg}; correct it there."
        ) from error
    except _RepeatedKey as error:
        raise InputError(f'{file}: the field "{error}" is there twice in one object; remove one.') from error
    except RecursionError as error:
        raise InputError(f"{file}: nested too deep to be one of this app's files; give another file.") from error
    except ValueError as error:
        raise InputError(f"{file}: holds a number that is too long to read; correct it.") from error


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise _RepeatedKey(key[:60])
            seen.add(key)
    return members


def _kind(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'the text "{value[:40]}"'
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "an object"
    return "a number"


def _shape(value: Any) -> tuple[int, ...] | None:
    """Shape of nested lists; () for anything else, None when ragged."""
    if not isinstance(value, list):
        return ()
    shapes = {_shape(item) for item in value}
    if len(shapes) > 1 or None in shapes:
        return None
    inner = shapes.pop() if shapes else ()
    return (len(value), *(inner or ()))


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, list):
        for item in value:
            yield from _leaves(item)
    else:
        yield value
