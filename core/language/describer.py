"""The built-in describer: from a body to ten part descriptions in natural sentences.

Posecodes that hold (``catalogue``) -> the few worth saying (``salience``) -> words (``wording``) -> sentences, here. "plain" is the stable
style that the app shows: the same body always gets the same words. Other fixed styles (``STYLES``) and a random generator vary them for training
and for measuring how well they are understood.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.body.skeleton import PARTS
from core.language.catalogue import margins
from core.language.grammar import PLURAL, bare, capitalised, finite, series
from core.language.posecodes import EXACT_BENDS
from core.language.salience import salient
from core.language.wording import phrases

if TYPE_CHECKING:
    from torch import Tensor

    from core.body.kinematics import Points

_CHUNK = 512


def _join_finite(predicates: Sequence[str], plural: bool = False) -> str:
    """"is raised, bent and close to the body", "leans forward and slightly to the left": the verb is said again only where it changes."""
    words: list[str] = []
    last = ""
    leans = False
    for predicate in predicates:
        verb, _, rest = finite(predicate, plural).partition(" ")
        if verb == last == "leans" and not leans and ("slightly" in rest or "slightly" not in words[-1]):
            words[-1] += " and " + rest
            leans = True
        else:
            words.append(rest if verb == last and predicate.startswith("=") else f"{verb} {rest}".rstrip())
        last = verb
    return series(words, ", and " if leans else " and ")


@dataclass(frozen=True)
class Style:
    """A way of writing: ``owner`` of a part ("The", "His"), the ``person`` as a subject, the ``shape`` of sentences, and which of a fact's wordings:
    the plainest, the shortest, the longest, or for a number that one."""

    owner: str = "The"
    person: str = "The person"
    shape: str = "with"
    wording: str | int = "plain"


STYLES: dict[str, Style] = {
    "plain": Style(),
    "terse": Style(shape="fragment", wording="shortest"),
    "annotator": Style("The person's", "The person", "split", 1),
    "verbose": Style("The", "The figure", "sentences", "longest"),
    "his": Style("His", "He", "with", 1),
    "her": Style("Her", "She", "split", 2),
    "loose": Style("Their", "The subject", "reverse", 3),
    "notes": Style(person="The figure", shape="fragment", wording=2),
}
"""Fixed styles by name; "plain" is the app's."""
STYLE_NAMES = tuple(STYLES)


class _Voice:
    """How one text is put: subject forms, sentence shape, wordings. Drawn at random, or of a fixed style."""

    def __init__(self, style: str, rng: random.Random | None) -> None:
        self.rng = rng
        if rng is None:
            fixed = STYLES[style]
            self.owner, self.person, self.shape, self.wording = fixed.owner, fixed.person, fixed.shape, fixed.wording
        else:
            self.owner = self.pick(("The", "The", "The person's", "His", "Her", "Their"))
            self.person = {"His": "He", "Her": "She"}.get(self.owner) or self.pick(("The person", "The person", "The figure", "The subject"))
            self.shape = self.pick(("with", "with", "split", "fragment", "reverse"))
            self.wording = "plain"
        self.article = {"His": "his", "Her": "her", "Their": "their"}.get(self.owner, "the")

    def pick(self, options: Sequence[str]) -> str:
        """One of several ways to say something."""
        if self.rng is not None:
            return options[int(self.rng.random() * len(options))]
        if self.wording == "shortest":
            return min(options, key=len)
        if self.wording == "longest":
            return max(options, key=len)
        return options[self.wording % len(options)] if isinstance(self.wording, int) else options[0]


def _subject(part: str, voice: _Voice) -> str:
    noun = part.replace("_", " ")
    if noun == "torso":
        noun = voice.pick(("torso", "torso", "upper body", "trunk")) if voice.rng else "torso"
    return f"{voice.owner} {noun}"


@dataclass(frozen=True)
class _Said:
    """What is to be said of a part: of the part itself, of things within it (subject, predicates), and of the whole person."""

    main: tuple[str, ...]
    own: tuple[tuple[str, tuple[str, ...]], ...]
    person: tuple[str, ...]


def _worded(names: Sequence[str], voice: _Voice) -> _Said:
    main: list[str] = []
    own: dict[str, list[str]] = {}
    person: list[str] = []
    joints = [n.split(": ")[0] for n in names]
    for name in names:
        options = phrases(name)
        joint, _, predicate = name.partition(": ")
        if predicate in EXACT_BENDS and joints.count(joint) > 1:
            # "with the elbow bent at a right angle and tucked in" rather than "bent at the elbow, with the elbow tucked in"
            options = tuple(p for p in options if "|" in p) or options
        if not options:
            continue
        phrase = voice.pick(options)
        subject, bar, words = phrase.rpartition("|")
        if name.startswith("body: "):
            person.append(phrase)
        elif bar:
            own.setdefault(subject, []).append(words)
        else:
            main.append(phrase)
    if voice.article != "the":
        main = [p.replace(" the left ", f" {voice.article} left ").replace(" the right ", f" {voice.article} right ") for p in main]
    return _Said(tuple(main), tuple((s, tuple(p)) for s, p in own.items()), tuple(person))


def sentence(part: str, names: Sequence[str], voice: _Voice) -> str:
    """The text of one part from the facts to say, in order; empty when there are none."""
    said = _worded(names, voice)
    side = part.split("_")[0] if "_" in part else ""

    def noun(subject: str, named: bool = False) -> str:
        """A subject within the part: "the elbow"; "both feet" stays."""
        if subject.startswith("both "):
            return subject
        return f"the {side + ' ' if named and side and subject not in PLURAL else ''}{subject}"

    def within(subject: str, predicates: Sequence[str]) -> str:
        return f"{noun(subject)} {series([bare(p) for p in predicates])}"

    def told(subject: str, predicates: Sequence[str], named: bool = False) -> str:
        return capitalised(f"{noun(subject, named)} {_join_finite(predicates, subject in PLURAL)}")

    main, own = said.main, said.own
    if voice.shape == "fragment":
        pieces = [bare(p) for p in (*said.person, *main)] + [f"{s} {series([bare(p) for p in ps])}" for s, ps in own]
        return _text([capitalised(", ".join(pieces))]) if pieces else ""
    out = [f"{voice.person} {finite(said.person[0], voice.person == 'They')}"] if said.person else []
    if not main and not own:
        return _text(out)
    whole = f"{_subject(part, voice)} " if main else ""
    if not main:
        text = told(*own[0], named=voice.rng is None)
        out.append(text + (", with " + series([within(*o) for o in own[1:]]) if own[1:] else ""))
    elif voice.shape == "sentences":
        out += [f"{whole if k == 0 or part in ('head', 'torso') else 'It '}{finite(p)}" for k, p in enumerate(main)]
        out += [told(*o) for o in own]
    elif voice.shape == "split":
        out += [whole + _join_finite(main), *(told(*o) for o in own)]
    elif voice.shape == "reverse" and own:
        text = f"{told(*own[0])} and the {side + ' ' if side else ''}{part.split('_')[-1]} {_join_finite(main)}"
        out.append(text + (", " + series([within(*o) for o in own[1:]]) if own[1:] else ""))
    else:
        text = whole + _join_finite(main)
        out.append(text + (", with " + series([within(*o) for o in own]) if own else ""))
    return _text(out)


def _text(sentences: Sequence[str]) -> str:
    return " ".join(s + "." for s in sentences if s)


def facts_many(points: Points, body_height: Tensor, *, full: bool = False) -> list[dict[str, tuple[str, ...]]]:
    """For each body the names of the posecodes that its descriptions state, by part; ``full``: also the lesser ones (training)."""
    import torch

    from core.body.kinematics import Points as PointsType

    out: list[dict[str, tuple[str, ...]]] = []
    with torch.inference_mode():
        for start in range(0, len(points.positions), _CHUNK):
            rows = slice(start, start + _CHUNK)
            part = PointsType(points.positions[rows], points.rotations[rows])
            out += [salient(row, full=full) for row in margins(part, body_height[rows]).tolist()]
    return out


def describe_many(
    points: Points, body_height: Tensor, *, style: str = "plain", rng: random.Random | None = None
) -> list[dict[str, str]]:
    """Ten part descriptions of each body.

    Args:
        points: posed points of B bodies in the camera frame.
        body_height: their standing heights [B], metres.
        style: one of ``STYLES``, "plain" the app's; with ``rng``, ignored.
        rng: draws a fresh wording for every body (training).
    """
    return [texts(facts, style=style, rng=rng) for facts in facts_many(points, body_height)]


def texts(
    facts: dict[str, tuple[str, ...]], *, style: str = "plain", rng: random.Random | None = None, thin: bool = True
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


def describe(points: Points, body_height: Tensor, *, style: str = "plain", rng: random.Random | None = None) -> dict[str, str]:
    """Ten part descriptions of one body (batch of one): part -> text."""
    return describe_many(points, body_height, style=style, rng=rng)[0]
