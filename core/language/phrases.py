"""Phrases that are useful for a part's description, and the completion of the one that is being typed.

Made from the describer's wording: every phrase is read by the same understanding that reads a person's text, and only one that is understood
wholly, as what it was written for, is offered. What a person takes is therefore never "not understood".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from core.body.skeleton import PARTS
from core.language.aspects import ASPECTS
from core.language.catalogue import CATALOGUE
from core.language.grammar import PLURAL, bare, capitalised, finite
from core.language.places import swap_sides
from core.language.posecodes import disagree
from core.language.salience import VAGUE, topic
from core.language.understanding import Statement, understand
from core.language.wording import phrases as wordings


@dataclass(frozen=True)
class Phrase:
    """One phrase for a part's text: ``text`` ("resting on the left hip"), what it is understood as, and the same words after a subject.

    Attributes:
        text: a clause without capital letter or full stop; its subject, if it has none of its own, is the part.
        posecodes: names of all posecodes that it is understood as; the first is what it was written for.
        sentence: the clause with its verb ("rests on the left hip", "elbow points outward").
        subject: its own subject ("elbow"), or nothing.
    """

    text: str
    posecodes: tuple[str, ...]
    sentence: str
    subject: str = ""


@dataclass(frozen=True)
class Completion:
    """One way to go on: ``text`` to show, and the ``whole`` text of the part after taking it."""

    text: str
    whole: str


# What people say first of a part, before the rest in the describer's order. Written for the left side.
_FIRST: dict[str, tuple[str, ...]] = {
    "head": (
        "head: facing forward", "head: turned to the left", "head: turned to the right", "head: bowed", "head: looking up",
        "head: tilted to the left", "head: tilted to the right", "head: slightly bowed",
    ),
    "torso": (
        "torso: upright", "torso: leaning forward", "torso: bent forward", "torso: leaning back", "torso: turned to the left",
        "torso: turned to the right", "body: standing", "body: sitting on a seat", "body: sitting on the ground", "body: squatting",
        "body: kneeling on both knees", "torso: leaning to the left", "torso: leaning to the right", "torso: back rounded",
    ),
    "arm": (
        "left arm: hanging down", "left arm: overhead", "left arm: out to the side", "left arm: forward", "left elbow: right angle",
        "left elbow: straight", "left elbow: slightly bent", "left arm: across the body", "left elbow: out to the side", "arms: crossed",
    ),
    "hand": (
        "left hand: on the left hip", "left hand: in front of the chest", "left hand: behind the head", "left hand: on the head",
        "left hand: near the face", "left hand: on the left knee", "hands: together", "left hand: behind the lower back",
        "left hand: above the head", "left hand: on the left thigh",
    ),
    "leg": (
        "left knee: straight", "left leg: vertical", "left knee: right angle", "left knee: slightly bent", "left leg: raised forward",
        "left knee: raised", "left leg: out to the side", "left leg: crossed over the right leg", "left knee: on the ground",
    ),
    "foot": (
        "left foot: flat on the ground", "left foot: off the ground", "left foot: in front of the right foot", "left foot: on tiptoe",
        "left foot: behind the right foot", "feet: together", "feet: shoulder-width apart", "feet: wide apart", "left foot: turned out",
    ),
}  # fmt: skip

# What the describer does not say but people do; written for the left side, "elbow|" as in ``wording``.
_MORE: dict[str, tuple[str, ...]] = {
    "head": ("look toward the camera", "=resting on the left hand", "=resting on the right hand"),
    "torso": ("face the camera", "=horizontal", "back|=straight", "kneel on one knee", "lie down", "lean against the wall", "jump", "run", "walk"),
    "arm": (
        "=bent at 45 degrees", "=bent at 60 degrees", "=bent at 90 degrees", "=bent at 120 degrees", "=raised to 45 degrees",
        "=raised to shoulder height", "elbow|=bent at about 100 degrees", "reach toward the camera", "=folded across the chest", "=horizontal",
        "=more bent than the right arm", "=higher than the right arm", "=bent", "=not bent", "upper arm|=vertical",
    ),
    "hand": (
        "=behind the back", "touch the chin", "touch the left cheek", "=on the left ear", "=in the left pocket", "cover the mouth",
        "=on the forehead", "=on the back of the head", "hold the left ankle", "=close to the left ear", "=in front of the mouth",
        "=lower than the right hand", "=higher than the shoulder", "wrist|=straight", "=on the left armpit", "=under the chin",
        "reach toward the ground", "reach toward the camera", "hands|=apart", "hands|=shoulder-width apart", "=level with the right hand",
    ),
    "leg": (
        "knee|=bent at 45 degrees", "knee|=bent at 90 degrees", "knee|=bent at 120 degrees", "knee|=bent", "knee|=not bent", "=in front of the right leg",
        "=horizontal", "knee|point forward", "hip|=bent at a right angle", "hip|=straight", "=more bent than the right leg",
        "knee|=higher than the right knee",
    ),
    "foot": ("=flexed", "point forward", "heel|=lifted", "=at knee height", "=at hip height", "=on the left heel"),
}  # fmt: skip


def _kind(part: str) -> str:
    return part.split("_")[-1]


@lru_cache(maxsize=16)
def phrases(part: str) -> tuple[Phrase, ...]:
    """All useful phrases for a part, the most useful first; of one posecode the plainest wording first.

    The first call for a part takes some 50 to 150 ms (it reads every phrase), later ones nothing.

    Raises:
        ValueError: when ``part`` is not one of the ten.
    """
    if part not in PARTS:
        raise ValueError(f"unknown part {part!r}; one of {', '.join(PARTS)}")
    if part.startswith("right"):
        return tuple(
            replace(p, text=swap_sides(p.text), posecodes=tuple(swap_sides(n) for n in p.posecodes), sentence=swap_sides(p.sentence))
            for p in phrases("left" + part[5:])
        )
    own = [*_FIRST[_kind(part)], *(n for aspect in ASPECTS[part] for n in aspect.names)]
    own += [n for n, c in CATALOGUE.items() if c.part == part]
    ways = [(name, way) for name in dict.fromkeys(own) for way in wordings(name)]
    ways += [("", way) for way in _MORE[_kind(part)]]
    found: dict[str, Phrase] = {}
    for name, way in ways:
        phrase = _phrase(part, name, way)
        if phrase and phrase.text not in found:
            found[phrase.text] = phrase
    return tuple(found.values())


def _phrase(part: str, name: str, way: str) -> Phrase | None:
    subject, bar, predicate = way.rpartition("|")
    lead = f"{subject} " if bar else ""
    text = lead + bare(predicate)
    heard = understand(text, part)
    said = [s.posecode for s in heard.statements]
    names = [c.name for c in said]
    if heard.not_understood or heard.contradictions or not names or (name and name not in names):
        return None
    # "on the toes" may mean tiptoe, "raised above the head" the arm: a phrase that says something of another part is left to that part.
    mine = CATALOGUE[name].parts if name else (part,)
    if any(not set(c.parts) & {part, *mine} for c in said):
        return None
    sentence = lead + finite(predicate, subject in PLURAL)
    noun = "person" if names[0].startswith("body: ") else part.replace("_", " ")
    whole = understand(f"The {sentence}." if subject else f"The {noun} {sentence}.", part)
    if whole.not_understood or {s.posecode.name for s in whole.statements} != set(names):
        return None
    return Phrase(text, tuple(sorted(names, key=lambda n: n != name)), sentence, subject)


# -------------------------------------------------------------------------------------------------- completion

_LONGEST_CLAUSE = 120
_LONGEST_TEXT = 600
_LATEST_WORDS = 120
"""Characters before the clause that decide what it is taken to speak of."""
_BREAK = re.compile(r"[.,;:!?\n]+\s*")
_JOINT = re.compile(r"\b(?:and|with|but|while|then)\s+")
_WITH = re.compile(r"\bwith\s+$")
_STOP = re.compile(r"[.!?\n]\s*$")
_SUBJECT = re.compile(
    r"(?P<article>(?:the|both|his|her|their|its|my|this)\s+)?(?:(?P<side>left|right|other)\s+)?"
    r"(?P<noun>upper arm|upper body|[a-z]+)\s+(?:(?P<be>is|are|was|seems|appears|looks)\s+(?:to be\s+)?)?",
    re.IGNORECASE,
)
_LEAD = re.compile(r"(?:(?:the|his|her|their|its|my|this|is|are|was|a)\s+)*", re.IGNORECASE)
_NOUNS: dict[str, str] = {
    **dict.fromkeys(("arm", "elbow", "forearm", "upper arm", "arms", "elbows"), "arm"),
    **dict.fromkeys(("hand", "wrist", "palm", "fist", "fingers", "hands"), "hand"),
    **dict.fromkeys(("leg", "knee", "thigh", "shin", "knees", "legs"), "leg"),
    **dict.fromkeys(("foot", "toes", "heel", "feet", "ankles"), "foot"),
    **dict.fromkeys(("head", "face"), "head"),
    **dict.fromkeys(("torso", "trunk", "body", "back", "person", "figure", "subject", "man", "woman", "he", "she", "they", "upper body"), "torso"),
}
_WHOLE_PART = frozenset(
    {"arm", "hand", "leg", "foot", "head", "torso", "trunk", "body", "upper body", "person", "figure", "subject", "man", "woman", "he", "she", "they"}
)
_SMALL = frozenset({"the", "a", "is", "are", "to", "of", "his", "her", "their"})


@dataclass(frozen=True)
class _Form:
    words: tuple[str, ...]
    text: str
    lower: str
    phrase: Phrase
    order: int


@lru_cache(maxsize=16)
def _forms(part: str) -> tuple[tuple[_Form, ...], tuple[_Form, ...]]:
    """Fragments ("elbow bent") and sentences without the part's own name ("is raised", "elbow is bent") of a part's phrases."""

    def make(text: str, phrase: Phrase, order: int) -> _Form:
        return _Form(tuple(text.lower().split()), text, text.lower(), phrase, order)

    all_of_it = phrases(part)
    fragments = tuple(make(p.text, p, k) for k, p in enumerate(all_of_it))
    return fragments, tuple(make(p.sentence, p, k) for k, p in enumerate(all_of_it))


def complete(part: str, typed: str, limit: int = 8) -> list[Completion]:
    """Ways to finish the clause at the end of ``typed`` (the text up to the cursor), the most useful first.

    What the text says already, and what would contradict it, is not offered.

    Raises:
        ValueError: when ``part`` is not one of the ten.
    """
    for start in _starts(typed):
        found = _complete(part, typed, start, limit)
        if found:
            return found
    return []


def _starts(typed: str) -> list[int]:
    """Where the clause at the end may begin, the longest reading first."""
    after = [m.end() for m in _BREAK.finditer(typed)]
    first = after[-1] if after else 0
    return [first, *(m.end() for m in _JOINT.finditer(typed, first))]


def _complete(part: str, typed: str, start: int, limit: int) -> list[Completion]:
    clause = typed[start:]
    if len(clause) > _LONGEST_CLAUSE:
        return []
    opening = _opening(part, clause, after_with=_WITH.search(typed[:start]) is not None)
    key = opening.key
    own = opening.part.partition("_")[0]
    fragments, sentences = _forms(opening.part)
    best: dict[str, tuple[tuple[int, int], _Form]] = {}
    for form in sentences if opening.sentence else fragments:
        if opening.noun != form.phrase.subject and (opening.noun or (form.phrase.subject and opening.sentence)):
            continue
        quality = _match(key, form, own)
        first = form.phrase.posecodes[0]
        if quality is not None and (first not in best or (quality, form.order) < best[first][0]):
            best[first] = (quality, form.order), form
    said = _said(typed[:start], part)
    known, topics = {s.posecode.name for s in said}, {topic(s.posecode.name) for s in said if s.posecode.name not in VAGUE} - {None}
    front = typed[: start + opening.begin]
    out = []
    for _, form in sorted(best.values(), key=lambda b: b[0]):
        codes = form.phrase.posecodes
        if key.strip() == form.lower or set(codes) <= known or topic(codes[0]) in topics or _contradicts(codes, said):
            continue
        whole = _taken(part, opening, front, clause[opening.begin :], form)
        if whole:
            out.append(Completion(form.text, whole))
        if len(out) == limit:
            break
    return out


def _taken(part: str, opening: _Opening, front: str, rest: str, form: _Form) -> str | None:
    """The whole text with the phrase, understood as the phrase; where it would be taken for something said before, it gets its subject."""
    gap = "" if not front or front[-1].isspace() else " "
    new_sentence = opening.begin == 0 and bool(front.strip()) and _STOP.search(front) is not None
    phrase = form.phrase
    ways = [form.text]
    if not opening.begin and front.strip():
        noun = _kind(opening.part) if not phrase.posecodes[0].startswith("body: ") else "person"
        ways.append(phrase.sentence if phrase.subject else f"the {noun} {phrase.sentence}")
    for way in ways[new_sentence and not phrase.subject and not opening.begin :]:
        words = capitalised(way) if new_sentence and way != form.text else _as_typed(way, rest, new_sentence)
        tail = front[-_LATEST_WORDS:].partition(" ")[2] if len(front) > _LATEST_WORDS else front
        if not front.strip() or set(phrase.posecodes) <= {s.posecode.name for s in _said(tail + gap + words, part)}:
            return front + gap + words
    return None


@dataclass(frozen=True)
class _Opening:
    """How the clause being typed begins: the part it speaks of, the length of its lead, the joint or the like that it names, whether its verb
    is still to come, and what was typed after the lead (lower case)."""

    part: str
    begin: int
    noun: str
    sentence: bool
    key: str


def _opening(part: str, clause: str, *, after_with: bool) -> _Opening:
    side = part.partition("_")[0] if "_" in part else ""
    found = _SUBJECT.match(clause)
    if found and found["noun"].lower() in _NOUNS:
        noun = found["noun"].lower()
        own = _side(found["side"], side)
        where = _NOUNS[noun] if _NOUNS[noun] in PARTS else f"{own}_{_NOUNS[noun]}"
        if where in PARTS:
            if noun in _WHOLE_PART:
                sentence = not found["be"] and not after_with
                return _Opening(where, found.end(), "", sentence, clause[found.end() :].lower())
            sentence = bool(found["be"]) or bool(found["article"] and not after_with)
            return _Opening(where, found.start("noun"), noun, sentence, clause[found.start("noun") :].lower())
    lead = _LEAD.match(clause)
    begin = lead.end() if lead else 0
    return _Opening(part, begin, "", False, clause[begin:].lower())


def _side(said: str | None, own: str) -> str:
    if said and said.lower() == "other":
        return "left" if own == "right" else "right"
    return said.lower() if said else own


def _match(key: str, form: _Form, own: str) -> int | None:
    """How well what was typed fits: 0 the beginning, 1 its words are beginnings of words; None not at all. ``own``: the side that may be left out."""
    if form.lower.startswith(key) or form.lower.startswith(("is " + key, "are " + key)):
        return 0
    small = _SMALL if own in form.words else _SMALL | {own}
    words = [w for w in key.split() if w not in small]
    if words and all(any(word.startswith(w) for word in form.words) for w in words):
        return 1
    return None


def _as_typed(text: str, rest: str, new_sentence: bool) -> str:
    """The phrase in the case that the person writes."""
    if rest and text.lower().startswith(rest.lower()):
        return rest + text[len(rest) :]
    if rest:
        return capitalised(text) if rest[0].isupper() else text
    return capitalised(text) if new_sentence else text


def _said(before: str, part: str) -> tuple[Statement, ...]:
    if len(before) > _LONGEST_TEXT:
        before = before[-_LONGEST_TEXT:].partition(" ")[2]
    return understand(before, part).statements


def _contradicts(names: tuple[str, ...], said: tuple[Statement, ...]) -> bool:
    codes = [c for n in names if (c := CATALOGUE.get(n))]
    return any(disagree(c, s.posecode) for c in codes for s in said)
