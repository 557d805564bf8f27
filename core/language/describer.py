"""The built-in describer: from a body to ten part descriptions in natural sentences.

Posecodes that hold (``catalogue``) -> the few worth saying (``salience``) -> words (``wording``) -> sentences, here. Style 0 is the plain,
stable wording that the app shows: the same body always gets the same words. Training asks for varied styles with a random generator.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TYPE_CHECKING

from core.body.skeleton import PARTS
from core.language.catalogue import margins
from core.language.salience import salient
from core.language.wording import phrases

if TYPE_CHECKING:
    from torch import Tensor

    from core.body.kinematics import Points

STYLES = 8
"""Number of fixed styles; style 0 is the app's. Each style with the same ``rng`` state is reproducible."""
_CHUNK = 512

_PLURAL = frozenset({"hands", "both hands", "feet", "both feet", "knees", "elbows", "ankles", "toes", "arms", "both arms", "eyes"})
_THIRD = {"do": "does", "lie": "lies"}
_PARTICIPLE = {"lie": "lying", "sit": "sitting", "squat": "squatting", "step": "stepping", "be": "being"}


def _third(verb: str) -> str:
    if verb in _THIRD:
        return _THIRD[verb]
    return verb + ("es" if verb.endswith(("ch", "sh", "s", "x")) else "s")


def _participle(verb: str) -> str:
    if verb in _PARTICIPLE:
        return _PARTICIPLE[verb]
    return (verb[:-1] if verb.endswith("e") else verb) + "ing"


def _finite(predicate: str, plural: bool) -> str:
    """"=bent" -> "is bent", "rest on X" -> "rests on X" (plural: are, rest)."""
    if predicate.startswith("="):
        return ("are " if plural else "is ") + predicate[1:]
    if plural:
        return predicate
    verb, _, rest = predicate.partition(" ")
    return f"{_third(verb)} {rest}".rstrip()


def _bare(predicate: str) -> str:
    """"=bent" -> "bent", "rest on X" -> "resting on X"."""
    if predicate.startswith("="):
        return predicate[1:]
    verb, _, rest = predicate.partition(" ")
    return f"{_participle(verb)} {rest}".rstrip()


def _series(items: Sequence[str], last: str = " and ") -> str:
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + last + items[-1]


def _join_finite(predicates: Sequence[str]) -> str:
    """"is raised, bent and close to the body", repeating the verb only where it changes."""
    words = [_finite(p, False) for p in predicates]
    if all(p.startswith("=") for p in predicates):
        words = words[:1] + [w[3:] for w in words[1:]]
    return _series(words)


class _Voice:
    """How one text is put: subject forms and sentence shapes. Deterministic for style 0."""

    def __init__(self, style: int, rng: random.Random | None) -> None:
        self.rng = rng or (random.Random(style) if style else None)
        pick = self.pick
        self.owner = pick(("The", "The", "The person's", "His", "Her", "Their"))
        self.person = {"His": "He", "Her": "She"}.get(self.owner) or pick(("The person", "The person", "The figure", "The subject"))
        self.article = {"His": "his", "Her": "her", "Their": "their"}.get(self.owner, "the")
        self.shape = pick(("with", "with", "split", "fragment", "reverse"))

    def pick(self, options: Sequence[str]) -> str:
        return options[0] if self.rng is None else options[int(self.rng.random() * len(options))]


def _subject(part: str, voice: _Voice) -> str:
    noun = part.replace("_", " ")
    if noun == "torso":
        noun = voice.pick(("torso", "torso", "upper body", "trunk"))
    return f"{voice.owner} {noun}"


def sentence(part: str, names: Sequence[str], voice: _Voice) -> str:
    """The text of one part from the facts to say, in order; empty when there are none."""
    main: list[str] = []
    own: list[tuple[str, str]] = []
    person: list[str] = []
    for name in names:
        options = phrases(name)
        if not options:
            continue
        phrase = voice.pick(options)
        subject, bar, predicate = phrase.partition("|")
        if name.startswith("body: "):
            person.append(phrase)
        elif bar:
            own.append((subject, predicate))
        else:
            main.append(phrase)
    if voice.article != "the":
        main = [p.replace(" the left ", f" {voice.article} left ").replace(" the right ", f" {voice.article} right ") for p in main]
    out: list[str] = []
    if person:
        out.append(f"{voice.person} {_finite(person[0], voice.person == 'They')}")
    if not main and not own:
        return _text(out)
    shape = voice.shape
    side = part.split("_")[0] if "_" in part else ""

    def noun(subject: str) -> str:
        """A subject within the part: "the elbow"; "both feet" stays."""
        if subject.startswith("both ") or not subject:
            return subject
        sided = f"{side} " if side and subject not in _PLURAL and (voice.rng is None and not main) else ""
        return f"the {sided}{subject}"

    if not main:
        first, rest = own[0], own[1:]
        head = noun(first[0])
        text = f"{head[0].upper()}{head[1:]} {_finite(first[1], first[0] in _PLURAL)}"
        if rest:
            clauses = [f"{noun(s)} {_bare(p)}" for s, p in rest]
            text += ", with " + _series(clauses)
        out.append(text)
    elif shape == "fragment" and not person:
        pieces = [_bare(p) for p in main] + [f"{s} {_bare(p)}" for s, p in own]
        text = ", ".join(pieces)
        out.append(text[0].upper() + text[1:])
    elif shape == "split":
        out.append(f"{_subject(part, voice)} {_join_finite(main)}")
        for s, p in own:
            head = noun(s)
            out.append(f"{head[0].upper()}{head[1:]} {_finite(p, s in _PLURAL)}")
    elif shape == "reverse" and own:
        head = noun(own[0][0])
        text = f"{head[0].upper()}{head[1:]} {_finite(own[0][1], own[0][0] in _PLURAL)}"
        tail = own[1:]
        text += f" and the {side + ' ' if side else ''}{part.split('_')[-1]} {_join_finite(main)}"
        if tail:
            text += ", " + _series([f"{noun(s)} {_bare(p)}" for s, p in tail])
        out.append(text)
    else:
        text = f"{_subject(part, voice)} {_join_finite(main)}"
        if own:
            text += ", with " + _series([f"{noun(s)} {_bare(p)}" for s, p in own])
        out.append(text)
    return _text(out)


def _text(sentences: Sequence[str]) -> str:
    return " ".join(s + "." for s in sentences if s)


def facts_many(points: Points, body_height: Tensor) -> list[dict[str, tuple[str, ...]]]:
    """For each body the names of the posecodes that its descriptions state, by part."""
    import torch

    from core.body.kinematics import Points as PointsType

    out: list[dict[str, tuple[str, ...]]] = []
    with torch.inference_mode():
        for start in range(0, len(points.positions), _CHUNK):
            rows = slice(start, start + _CHUNK)
            part = PointsType(points.positions[rows], points.rotations[rows])
            out += [salient(row) for row in margins(part, body_height[rows]).tolist()]
    return out


def describe_many(
    points: Points, body_height: Tensor, *, style: int = 0, rng: random.Random | None = None
) -> list[dict[str, str]]:
    """Ten part descriptions of each body.

    Args:
        points: posed points of B bodies in the camera frame.
        body_height: their standing heights [B], metres.
        style: 0 is the app's plain wording; with ``rng``, ignored.
        rng: draws a fresh wording for every body (training).
    """
    return [texts(facts, style=style, rng=rng) for facts in facts_many(points, body_height)]


def texts(
    facts: dict[str, tuple[str, ...]], *, style: int = 0, rng: random.Random | None = None, thin: bool = True
) -> dict[str, str]:
    """Words for the facts of one body, by part (see ``facts_many``). With ``rng`` and ``thin`` now and then a lesser fact is left out."""
    voice = _Voice(style, rng)
    out: dict[str, str] = {}
    for part in PARTS:
        names = facts.get(part, ())
        if rng is not None:
            voice = _Voice(style, rng) if rng.random() < 0.3 else voice
            if thin and len(names) > 1 and rng.random() < 0.2:
                names = names[: rng.randint(1, len(names))]
            elif len(names) > 1 and rng.random() < 0.15:
                names = tuple(rng.sample(names, len(names)))
        out[part] = sentence(part, names, voice)
    return out


def describe(points: Points, body_height: Tensor, *, style: int = 0, rng: random.Random | None = None) -> dict[str, str]:
    """Ten part descriptions of one body (batch of one): part -> text."""
    return describe_many(points, body_height, style=style, rng=rng)[0]
