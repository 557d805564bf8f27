"""The little grammar that the describer's wording needs: how a predicate is conjugated and joined to a subject.

A predicate is written as in ``wording``: ``=bent`` takes "is" ("the arm is bent", or just "bent" in a fragment), ``rest on the hip`` is
conjugated ("rests on the hip", "resting on the hip").
"""

from __future__ import annotations

from collections.abc import Sequence

PLURAL = frozenset(
    {"hands", "both hands", "feet", "both feet", "knees", "elbows", "ankles", "toes", "arms", "both arms", "eyes", "legs", "both knees"}
)
"""Subjects that take "are"."""
_THIRD = {"do": "does", "lie": "lies"}
_PARTICIPLE = {"lie": "lying", "sit": "sitting", "squat": "squatting", "step": "stepping", "be": "being"}


def third(verb: str) -> str:
    """The third person of a verb: "rest" -> "rests"."""
    if verb in _THIRD:
        return _THIRD[verb]
    return verb + ("es" if verb.endswith(("ch", "sh", "s", "x")) else "s")


def participle(verb: str) -> str:
    """The present participle: "rest" -> "resting"."""
    if verb in _PARTICIPLE:
        return _PARTICIPLE[verb]
    return (verb[:-1] if verb.endswith("e") else verb) + "ing"


def finite(predicate: str, plural: bool = False) -> str:
    """"=bent" -> "is bent", "rest on X" -> "rests on X" (plural: are, rest)."""
    if predicate.startswith("="):
        return ("are " if plural else "is ") + predicate[1:]
    if plural:
        return predicate
    verb, _, rest = predicate.partition(" ")
    return f"{third(verb)} {rest}".rstrip()


def bare(predicate: str) -> str:
    """"=bent" -> "bent", "rest on X" -> "resting on X"."""
    if predicate.startswith("="):
        return predicate[1:]
    verb, _, rest = predicate.partition(" ")
    return f"{participle(verb)} {rest}".rstrip()


def series(items: Sequence[str], last: str = " and ") -> str:
    """"a, b and c"."""
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + last + items[-1]


def capitalised(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]
