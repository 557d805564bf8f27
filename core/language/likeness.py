"""One side told by the other: "the right arm mirrors the left", "same as the other side but lower", "ditto".

    tokens -> tokens, where such words are the one word "alike" and what follows is compared with the other side ("but lower than the other one")

What "alike" says of the body is a comparison: the limb's joints lie, mirrored, where those of the other side do, so neither place need be known.
Where the text goes on to say how the two differ, that much of the likeness is let go (``relaxed``).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from core.body.constraint import Comparison, Constraint, Measure
from core.language.normalise import PAUSE, STOP, Token
from core.language.posecodes import Posecode
from core.language.sayings import Clause, Saying, say

if TYPE_CHECKING:
    from core.language.statements import Statement



def _phrases(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in " ".join(text.split()).split(", "))


_ENDS = frozenset({PAUSE, STOP, "and", "but", "only", "just", "though", "although", "except", "with", "while", "yet", "albeit", "however"})
_ARTICLES = frozenset({"the", "its", "his", "her", "their", "that", "of", "your", "my"})
_SIDES = frozenset({"left", "right", "other", "opposite", "l", "r"})
_NAMES = frozenset({"one", "side", "arm", "hand", "leg", "foot", "limb", "elbow", "knee", "wrist", "forearm", "hands", "half", "position", "pose"})
_LIKE = _phrases(
    """
    in the same position as, in the same way as, in same position as, the same way as, the same as, same position as, same pose as, same way as, same as,
    same like, the mirror image of, a mirror image of, mirror image of, mirror image to, mirroring, mirrors, mirror, mirrored by, matching, matches,
    match, copies, copying, imitates, echoes, echoing, identical to, identical with, symmetrical to, symmetrical with, symmetric to, symmetric with,
    similar to, exactly like, just like, much like, like, as
    """
)
"""What stands before the other side; the last two only where the other side is all that follows."""
_ALONE = _phrases(
    """
    does the same, do the same, doing the same, does likewise, ditto, idem, the same on this side, same on this side, same here, mirrored, is the same,
    the same, same, likewise
    """
)
"""What says it without naming the other side, where nothing else stands in the clause after it."""
_COMPARED = frozenset({"lower", "higher", "more", "less", "straighter", "further", "farther", "closer", "nearer", "wider"})
_EQUAL = _phrases(
    """
    as bent as, just as bent as, equally as bent as, as straight as, as much bent as, bent as much as, bent to the same degree as, bent the same as, bent
    like, same bend as, the same bend as
    """
)
"""One joint as the other, before the other side."""
_CONTRAST = _phrases(
    """
    in contrast to, in contrast with, contrary to, compared to, compared with, unlike, in comparison to, in opposition to, as against, as opposed to
    """
)
"""Before the other side these say that it is otherwise, not how."""
_UNEQUAL = {
    **dict.fromkeys(_phrases("not as high as, not so high as, not quite as high as, less high than"), "lower"),
    **dict.fromkeys(_phrases("not as low as, not so low as, not quite as low as, less low than"), "higher"),
}
_ASTRIDE = frozenset({"only", "just", "except", "though", "albeit", "however"})


def likened(words: Sequence[Token]) -> list[Token]:
    """The tokens, where what likens one side to the other is the word "alike". One pass."""
    out: list[Token] = []
    k = 0
    waiting = False
    while k < len(words):
        token = words[k]
        echo = _echo(words, k)
        if echo is not None:
            said, size = echo
            out += said
            k += size
            waiting = True
            continue
        size = _likeness(words, k)
        if size:
            out.append(replace(token, word="alike", end=words[k + size - 1].end))
            k += size
            waiting = True
            if k < len(words) and words[k].word in _ASTRIDE:
                out.append(Token(PAUSE, words[k].start, words[k].start))
            continue
        if token.word == STOP:
            waiting = False
        apart = next((len(phrase) for phrase in _CONTRAST if _is(words, k, phrase)), 0)
        end = _other_side(words, k + apart) if apart else None
        if end is not None:
            out.append(Token(PAUSE, token.start, token.start))
            k = end
            continue
        unequal = next((phrase for phrase in _UNEQUAL if _is(words, k, phrase)), ())
        if unequal:
            last = words[k + len(unequal) - 1]
            out += [Token(_UNEQUAL[unequal], token.start, last.end), Token("than", last.start, last.end)]
            k += len(unequal)
            continue
        denied = k > 0 and words[k - 1].word in ("not", "never", "less", "twice", "half", "almost", "nearly", "times")
        equal = 0 if denied else next((len(phrase) for phrase in _EQUAL if _is(words, k, phrase)), 0)
        end = _other_side(words, k + equal) if equal else None
        if end is not None and (end >= len(words) or words[end].word in _ENDS):
            out.append(replace(token, word="alikebent", end=words[end - 1].end))
            k = end
            continue
        if token.word in ("as", "then") and any(w.word in _COMPARED for w in out[-3:]) and _other_side(words, k + 1) is not None:
            out.append(replace(token, word="than"))  # "higher as the right one"
            k += 1
            continue
        if waiting and token.word in _COMPARED:
            end = next((j for j in range(k + 1, len(words)) if words[j].word in (PAUSE, STOP, "and", "but", "with", "so")), len(words))
            if not any(words[j].word in ("than", "as") for j in range(k, end)):
                out += words[k:end]
                at = words[end - 1].end
                out += [Token(w, at, at) for w in ("than", "the", "other", "one")]
                k = end
                continue
        out.append(token)
        k += 1
    return out


_ECHOES = frozenset(
    {"too", "also", "likewise", "same", "ditto", "idem", "mirror", "mirrors", "mirrored", "mirroring", "match", "matches", "matching", "copy", "copies",
     "copying", "repeat", "repeats", "repeated", "identical", "identically", "similarly", "again", "symmetrical", "symmetrically", "duplicate", "echo",
     "echoes"}
)  # fmt: skip
_ECHOING = frozenset(
    {"as", "well", "so", "is", "are", "does", "do", "did", "doing", "goes", "and", "but", "then", "now", "it", "that", "this", "the", "thing", "deal",
     "story", "way", "idea", "for", "on", "over", "here", "there", "with", "at", "to", "of", "in", "exact", "exactly", "very", "just", "please", "what",
     "image", "pose", "position", "shape", "action", "pattern", "other", "opposite", "one", "side", "my", "your", "his", "her", "its", "their", "left",
     "right", "l", "r", "both", "can", "you", "get", "have", "put", "make", "also", "me", "them", "all", "from", "like"}
) | _ECHOES  # fmt: skip
_ECHO_LIMBS = {
    **dict.fromkeys(("arm", "arms", "forearm", "elbow", "wing"), "arm"), **dict.fromkeys(("hand", "hands", "fist", "palm", "wrist"), "hand"),
    **dict.fromkeys(("leg", "legs", "knee", "thigh", "shin"), "leg"), **dict.fromkeys(("foot", "feet", "ankle"), "foot"), "limb": "", "half": "",
}  # fmt: skip
_HANDED = frozenset({"oar", "paddle", "ski", "rein", "strap", "rope", "handle", "edge", "end", "crutch", "stick", "pole", "wing", "side", "corner", "half"})
"""What comes in twos, each held by a hand, where "the other edge" tells that this hand is as the other one."""


def _echo(words: Sequence[Token], k: int) -> tuple[list[Token], int] | None:
    """The tokens that a clause like "this one too", "same on the other side" or "and so does the right arm" stands for, and how many it has."""
    if k and words[k - 1].word not in (PAUSE, STOP, "and"):
        return None
    end = k
    while end < len(words) and words[end].word not in (PAUSE, STOP) and end - k < 12:
        end += 1
    clause = [t.word for t in words[k:end]]
    while clause and clause[-1] in ("please", "though", "mate", "man", "bro"):
        clause.pop()
    whole = k == 0 and all(t.word in (STOP, PAUSE) for t in words[end:])
    if not clause or end < len(words) and words[end].word not in (PAUSE, STOP):
        return None
    if clause[-2:] == ["same", "side"] and not set(clause) & (_ECHOES - {"same"}):
        return None  # "iliac crest, same side"
    same = clause[0] == "same" and len(clause) == 2 and k == 0 and clause[1].isalpha() and clause[1] not in _ECHO_LIMBS
    same |= clause[0] in ("likewise", "similarly") and len(clause) == 2 and clause[1].endswith(("ed", "en", "un"))
    other = k == 0 and clause[-1] in _HANDED | set(_ECHO_LIMBS) | {"one"} and "other" in clause and len(clause) <= 4 and (
        whole or clause[-1] in _HANDED
    ) and all(w in _ARTICLES or w in ("other", "and", "opposite") for w in clause[:-1])
    # "same book": what the other hand has hold of
    if not other and not same:
        limbs = [w for w in clause if w in _ECHO_LIMBS]
        told = set(clause) & _ECHOES or clause[-2:] == ["as", "well"] or clause[:1] == ["so"] and set(clause) & {"is", "does", "do", "are"}
        if not told or len(limbs) > 1 or any(w not in _ECHOING and w not in _ECHO_LIMBS for w in clause) or set(clause) <= {"again", "and", "then"}:
            return None
        if len(clause) > 1 and clause[0] in ("mirror", "match") and clause[1] in ("image",) and len(clause) > 3:
            return None
        if limbs and _ECHO_LIMBS[limbs[0]] and k and not any(_ECHO_LIMBS.get(t.word) in (_ECHO_LIMBS[limbs[0]], "") for t in words[:k]):
            return None  # "the knee is bent and the elbow too"
        if limbs and not set(clause) & {"this", "that", "other", "opposite", "left", "right", "one", "l", "r", "both", "my", "your"}:
            return None  # "the elbow too"
        plainly = set(clause) & (_ECHOES - {"too", "also"})
        if not plainly and (set(clause) & {"to", "on", "over", "in", "at", "of", "for", "with"} or "both" in clause and len(clause) > 2):
            return None  # "to the left too"
        if any(w == "side" and (j == 0 or clause[j - 1] not in _WHICH) for j, w in enumerate(clause)):
            return None  # "at the side too"
    first, last = words[k], words[end - 1]
    subject: list[Token] = []
    for j, word in enumerate(clause):
        copied = j and any(w in _COPYING for w in clause[:j])
        if word in ("left", "right") and not copied and k:
            noun = clause[j + 1] if j + 1 < len(clause) and clause[j + 1] in _ECHO_LIMBS and _ECHO_LIMBS[clause[j + 1]] else "one"
            subject = [replace(first, word="the"), replace(words[k + j], word=word), replace(words[k + j], word="arm" if noun == "wing" else noun)]
            subject.append(replace(first, word="is"))
    pause = [Token(PAUSE, first.start, first.start)] if subject else []
    return [*pause, *subject, Token("alike", first.start, last.end)], end - k


_WHICH = frozenset({"this", "that", "other", "opposite", "left", "right", "my", "your", "his", "her", "same"})
_COPYING = frozenset(
    ["mirror", "mirrors", "mirroring", "match", "matches", "matching", "copy", "copies", "copying", "as", "like", "to", "of", "echo", "echoes", "from"]
)
"""Before a side these say that it is the one which is copied."""


def _likeness(words: Sequence[Token], k: int) -> int:
    """How many tokens from one on say that one side is as the other; 0: none."""
    for phrase in _LIKE:
        if _is(words, k, phrase):
            end = _other_side(words, k + len(phrase))
            if end is None:
                continue
            at = end
            while at < len(words) and words[at].word in ("does", "is", "do", "are"):
                at += 1
            opens = k == 0 or words[k - 1].word in (PAUSE, STOP, "but", "and", "is", "are", "arm", "leg", "hand", "foot", "one", "it", "held", "exactly")
            whole = at >= len(words) or words[at].word in _ENDS
            return at - k if whole and (opens or phrase not in (("as",), ("like",))) else 0
    opens = k == 0 or words[k - 1].word in (PAUSE, STOP, "arm", "leg", "hand", "foot", "one", "left", "right", "side", "it", "other")
    for phrase in _ALONE:
        if opens and _is(words, k, phrase):
            at = k + len(phrase)
            return len(phrase) if at >= len(words) or words[at].word in (PAUSE, STOP, "but", "only", "just") else 0
    return 0


def _other_side(words: Sequence[Token], k: int) -> int | None:
    """Where "the left one", "other side", "its right arm" from one token on ends; None where something else stands there."""
    at = k
    while at < len(words) and words[at].word in _ARTICLES:
        at += 1
    if at >= len(words) or words[at].word not in _SIDES:
        return None
    at += 1
    named = at < len(words) and words[at].word in _NAMES
    at += named
    return at + (named and at < len(words) and words[at].word == "side")


def _is(words: Sequence[Token], k: int, phrase: tuple[str, ...]) -> bool:
    return words[k].word == phrase[0] and tuple(t.word for t in words[k : k + len(phrase)]) == phrase


# ------------------------------------------------------------------------------------------------ what it says

_ARM = frozenset({"arm", "upper arm", "forearm", "elbow"})
_HAND = frozenset({"hand", "wrist", "palm"})
_LEG = frozenset({"leg", "thigh", "knee", "shin"})
_FOOT = frozenset({"foot", "ankle", "toes", "heel"})
_BEND, _NEAR = math.radians(14.0), 0.06
"""How far two alike limbs may differ: 14 degrees, 6 cm."""


@lru_cache(maxsize=128)
def alike(kind: str, side: str, without: frozenset[str] = frozenset()) -> Posecode | None:
    """A side's "arm", "hand", "leg" or "foot" as the other side's, mirrored, but for what ``without`` names: "up", "front", "out", "bend"."""
    measures: list[tuple[str, Measure, float]] = []
    if kind in ("arm", "hand"):
        tip, base = ("left_wrist", "left_shoulder") if kind == "arm" else ("left_hand", "spine3")
        measures += [(way, Measure("offset", (tip, base), axis, "chest"), _NEAR) for way, axis in _WAYS]
        measures += [("bend", Measure("angle", ("left_shoulder", "left_elbow", "left_wrist")), _BEND)]
    elif kind == "leg":
        measures += [(way, Measure("offset", ("left_ankle", "left_hip"), axis, "pelvis"), _NEAR) for way, axis in _WAYS]
        measures += [("bend", Measure("angle", ("left_hip", "left_knee", "left_ankle")), _BEND)]
    elif kind == "foot":
        measures += [("out", Measure("turn", ("left_ankle", "left_big_toe+left_small_toe"), "left/front"), _BEND)]
        measures += [("up", Measure("offset", ("left_big_toe+left_small_toe", "left_heel"), "up"), 0.03)]
    bounds = tuple(Constraint(Comparison(m, m.mirrored()), -near, near) for way, m, near in measures if way not in without)
    if not bounds:
        return None
    joint = "elbow" if kind in ("arm", "hand") else "knee"
    name = f"left {kind}: like the right {kind}" if without != _BUT_BENT else f"left {joint}: as bent as the right {joint}"
    code = Posecode(name, f"left_{kind}", bounds, (f"right_{kind}",))
    return code if side == "left" else code.mirrored()


_BUT_BENT = frozenset({"up", "front", "out"})
_WAYS = (("up", "up"), ("front", "front"), ("out", "left"))


def limb_of(kind: str) -> str:
    """The "arm", "hand", "leg" or "foot" that a part belongs to; "" for others."""
    return next((name for name, kinds in (("arm", _ARM), ("hand", _HAND), ("leg", _LEG), ("foot", _FOOT)) if kind in kinds), "")


def read_likeness(c: Clause) -> Iterator[Saying]:
    """"Alike", said of a limb."""
    for w in c.words("pred", "alike", "alike bend"):
        limb, side = limb_of(c.entity.kind), c.entity.side
        if not limb or side is None or w.mods.neg:
            continue
        if c.pair and side == "right":
            w.used = True  # said once, of the left one
            continue
        if w.meaning == "alike bend":
            limb = {"hand": "arm", "foot": "leg"}.get(limb, limb)
        yield from say(alike(limb, side, _BUT_BENT if w.meaning == "alike bend" else frozenset()), w, sure=0.9)


_TELLING = (
    ("up", ("higher", "lower", "level", "above", "below", "raised", "lowered", "overhead", "hanging", "lifted")),
    ("front", ("in front", "behind", "forward", "back")), ("out", ("out", "further in", "apart", "closer", "further", "across", "in")),
    ("bend", ("bent", "straight", "right angle", "about")),
)  # fmt: skip


_HARDLY = 0.6
"""Confidence up to which a relaxed arm hangs."""


def relaxed(said: Sequence[Statement]) -> list[Statement]:
    """Likenesses without what else is told of the same limb, and no relaxed arm that hangs where it is said to be elsewhere."""
    out: list[Statement] = []
    for s in said:
        if s.confidence < _HARDLY and s.posecode.predicate == "hanging down" and any(t is not s and t.posecode.subject == s.posecode.subject for t in said):
            continue  # "extended outward. The arm appears relaxed": where it is has been said
        if not s.posecode.predicate.startswith("like the "):
            out.append(s)
            continue
        side, _, kind = s.posecode.subject.partition(" ")
        own = [t.posecode.predicate for t in said if t is not s and t.posecode.subject.split(" ")[0] == side and _same_limb(t.posecode.subject, kind)]
        gone = frozenset(way for way, words in _TELLING for predicate in own for word in words if f" {word}" in f" {predicate}")
        code = alike(kind, side, gone)
        if code is not None:
            out.append(replace(s, posecode=code))
    return out


def _same_limb(subject: str, kind: str) -> bool:
    limb = limb_of(subject.partition(" ")[2])
    return bool(limb) and (limb in ("arm", "hand")) == (kind in ("arm", "hand"))
