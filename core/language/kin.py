"""Words that the lexicon does not list: its kin by meaning ("hoisted" stands for "raised"), slips of the pen ("stright"), words run together
("infront"). Between normalising and the lexicon: ``recognised`` gives the tokens anew, each unknown word replaced by the one it stands for.

A wrong guess is worse than none. Kin come from a table that was built from WordNet and read word by word (``core.training.build_kin``); how near
a kin is, its closeness, is carried into the confidence of what it helps to state. A slip is mended only where one word of the lexicon alone is
near, where what is written is no English word of its own (a Bloom filter says so), and where mending does not drop a prefix that negates
("uncrossed" is never "crossed"). In a text that is mostly not in this language nothing is mended.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from core.language.lexicon import lexicon
from core.language.normalise import PAUSE, STOP, Token

TABLE = Path(__file__).resolve().parents[2] / "resources" / "language" / "kin.tsv"
BLOOM = TABLE.with_name("words.bloom")

SLIP, SLIPS = 0.9, 0.8
"""Closeness of a word with one slip, and with two."""
_LONGEST = 20
_TWO_SLIPS = 8
"""Shortest word in which two slips are forgiven."""
_MENDED = 200
"""Most unknown words of one text that are looked at for slips: with more it is not a text with slips, and looking takes time."""
_NEGATING = ("un", "non", "dis", "mis", "in", "im", "de", "re", "over", "under", "out", "up", "anti", "a")
_JOINED = frozenset(
    [
        "in", "on", "at", "to", "of", "the", "left", "right", "up", "down", "out", "both", "his", "her", "their", "my", "your", "each",
        "and", "is", "are", "with", "behind", "above", "below",
    ]
)  # fmt: skip


_CLIPPED = frozenset(["in", "on", "is", "and", "her", "his"])
"""No second halves: "lookin" is "looking", "walton" a name."""
_TELLING = frozenset({"part", "side", "pred", "dir", "rel", "posture", "deg", "neg", "more", "viewer"})
_ENDING = frozenset(
    [
        "width", "legged", "level", "height", "apart", "together", "side", "sides", "wise", "crossed", "raised", "bent", "straight",
        "angle", "degrees",
    ]
)  # fmt: skip
"""What may have run together with the word before it; with one of these, or one of ``_JOINED``, never any two words ("dropkick")."""


@dataclass(frozen=True)
class Kin:
    """A word that the lexicon knows, and how near it is to the one written, 0..1. ``words`` has two where two had run together."""

    words: tuple[str, ...]
    closeness: float

    @property
    def word(self) -> str:
        """The words as one string."""
        return " ".join(self.words)


@lru_cache(maxsize=4096)
def kin(word: str) -> Kin | None:
    """What a word outside the lexicon stands for by its meaning. None when there is nothing near, or the lexicon knows it itself."""
    found = _table().get(word)
    if found is None or (word,) in lexicon() or found[0] not in vocabulary():
        return None
    return Kin((found[0],), found[1])


@lru_cache(maxsize=4096)
def respelled(word: str, before: str = "") -> Kin | None:
    """What a word that is no English was meant to be: one slip away, two in a long word, or two words run together.

    Where several words are as near, the word ``before`` decides: after "the left" a part of the body, after "is" something said of it.
    """
    if not (4 <= len(word) <= _LONGEST) or not (word.isascii() and word.isalpha()) or word in vocabulary() or is_english(word):
        return None
    for prefix in _NEGATING:
        rest = word[len(prefix) :]
        if word.startswith(prefix) and (rest in vocabulary() or _table().get(rest) is not None):
            return _apart(word)  # "unraised" is not "raised"
    near = _near(word, 1)
    if not near:
        apart = _apart(word)
        if apart is not None:
            return apart
    closeness = SLIP if near else SLIPS
    near = near or (_near(word, 2) if len(word) >= _TWO_SLIPS and not _inflected(word) else ())
    meant = _one_of(near) or _one_of(tuple(w for w in near if _fits(w, before)))
    return Kin((meant,), closeness) if meant else None


def _inflected(word: str) -> bool:
    """Whether it may be a form of an English word that the filter lacks: "saltating" is no "salutation"."""
    for ending in ("ing", "ed", "s", "es", "er", "ers", "ly", "ness", "able", "ment", "tion", "y"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= 4 and (is_english(stem) or is_english(stem + "e") or stem[-1] == stem[-2] and is_english(stem[:-1])):
            return True
    return False


def _one_of(words: tuple[str, ...]) -> str | None:
    """The word, where all of them may mean the same: the longest, since letters are left out more often than put in."""
    senses = [{(e.category, e.meaning) for e in lexicon().get((w,), ())} for w in words]
    if not words or len(words) > 1 and not set.intersection(*senses):
        return None
    return max(words, key=lambda w: (len(w), w))


def _fits(word: str, before: str) -> bool:
    """Whether a word of the vocabulary may follow another."""
    categories = {e.category for e in lexicon().get((word,), ())}
    lead = {e.category for e in lexicon().get((before,), ())}
    if lead & {"side", "det"}:
        return "part" in categories
    return bool(lead & {"be", "deg", "part"}) and bool(categories & {"pred", "posture"})


def recognised(words: list[Token], text: str = "") -> list[Token]:
    """The tokens of a text with unknown words replaced by what they stand for; spans stay those of the original text.

    With the text at hand, a word with a capital within a sentence is taken for a name, and left alone.
    """
    shouted = text.isupper()
    known = vocabulary()
    names = [t.word for t in words if t.word not in (PAUSE, STOP)]
    unknown = sum(w not in known for w in names)
    mending = _MENDED if unknown * 3 <= len(names) * 2 or len(names) <= 2 else 0
    out: list[Token] = []
    for token in words:
        word = token.word
        if word in known or len(word) < 2 or word in (PAUSE, STOP):
            out.append(token)
            continue
        stands = kin(word)
        if stands is not None and _nominal(out, stands.words[0]):
            stands = None
        name = not shouted and out and out[-1].word != STOP and text[token.start : token.start + 1].isupper()
        if stands is None and mending and not name:
            stands = respelled(word, out[-1].word if out else "")
            mending -= 1
        if stands is None:
            out.append(token)
        elif len(stands.words) == 1:
            out.append(replace(token, word=stands.words[0], closeness=stands.closeness))
        else:
            cut = token.start + len(stands.words[0]) if token.end - token.start == len(word) else token.end
            out.append(replace(token, word=stands.words[0], end=cut, closeness=stands.closeness))
            out.append(replace(token, word=stands.words[1], start=min(cut, token.end - 1), closeness=stands.closeness))
    return out


_ARTICLES = frozenset(["a", "an", "the", "his", "her", "their", "its", "my", "your", "our", "this", "that", "some", "any", "no"])


def _nominal(before: list[Token], stands: str) -> bool:
    """Whether the word is a noun here though its kin is a verb in its plain form: "the slide", "a fold"."""
    plain = any(e.form == "base" for e in lexicon().get((stands,), ()))
    return plain and bool(before) and before[-1].word in _ARTICLES


@lru_cache(maxsize=1)
def vocabulary() -> frozenset[str]:
    """Every word of every phrase that the lexicon knows."""
    return frozenset(word for phrase in lexicon() for word in phrase)


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, float]]:
    """The table of kin: word -> (word of the lexicon, closeness)."""
    out = {}
    for line in TABLE.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            word, target, closeness = line.split("\t")
            out[word] = (target, float(closeness))
    return out


# --------------------------------------------------------------------------------------------- slips of the pen


@lru_cache(maxsize=1)
def _mendable() -> frozenset[str]:
    """The words of the vocabulary that say something of a body: only towards these is a slip mended."""
    return frozenset(
        w for phrase, entries in lexicon().items() for w in phrase if any(e.category in _TELLING for e in entries) and (phrase[1:] == () or len(w) >= 5)
    )


@lru_cache(maxsize=1)
def _deletions() -> dict[str, str]:
    """A word with one letter left out -> the words of the vocabulary that it comes from, with spaces between them."""
    out: dict[str, str] = {}
    for word in _mendable():
        if len(word) >= 4 and word.isascii() and word.isalpha():
            for k in range(1, len(word)):
                stem = word[:k] + word[k + 1 :]
                out[stem] = f"{out[stem]} {word}" if stem in out else word
    return out


def _near(word: str, slips: int) -> tuple[str, ...]:
    """The words of the vocabulary that many slips away; of those one slip away the ones with letters swapped or doubled, where there are any."""
    shorter = _deletions()
    found: set[str] = set()
    stems = {word[:k] + word[k + 1 :] for k in range(len(word))} | {word}
    for stem in stems if slips == 1 else {s[:k] + s[k + 1 :] for s in stems for k in range(len(s))} | stems:
        if stem in _mendable() and len(stem) >= 4:
            found.add(stem)
        found.update(shorter.get(stem, "").split())
    near = [w for w in found if w[0] == word[0] and distance(word, w, slips) <= slips]
    if slips > 1:
        return tuple(w for w in near if len(w) >= _TWO_SLIPS - 1)
    # A wrong letter is forgiven in longer words only; a letter too many, too few, doubled or swapped in any.
    near = [w for w in near if len(w) != len(word) or sorted(w) == sorted(word) or len(word) >= 5]
    swapped = [w for w in near if sorted(w) == sorted(word)]
    doubled = [w for w in near if _single(w) == _single(word)]
    return tuple(sorted(swapped or doubled or near))


def _single(word: str) -> str:
    """The word without doubled letters."""
    return "".join(c for k, c in enumerate(word) if k == 0 or word[k - 1] != c)


def distance(a: str, b: str, most: int = 2) -> int:
    """Letters to add, drop, change or swap with a neighbour to make one word of another; more than ``most`` is not counted further."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        two, before, row = before, row, [i]
        for j, y in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, two[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


def _apart(word: str) -> Kin | None:
    """Two words of the vocabulary that had run together, where there is one way only to part them: "infront", "rightarm"."""
    known = vocabulary()
    ways = [
        (a, b) for k in range(2, len(word) - 1) if (a := word[:k]) in known and (b := word[k:]) in known
        and (len(b) >= 3 and a in _JOINED or len(a) >= 4 and (b in _JOINED and b not in _CLIPPED or b in _ENDING))
    ]  # fmt: skip
    return Kin(ways[0], SLIP) if len(ways) == 1 else None


# ---------------------------------------------------------------------------------------------- English or not


def bloom_bits(words: Iterable[str], bits_per_word: int = 10) -> bytes:
    """A Bloom filter of words: three bytes of its size in bits, then the bits. Seven hashes; about one other word in a hundred passes."""
    held = sorted(set(words))
    size = max(8, len(held) * bits_per_word // 8 * 8)
    bits = bytearray(size // 8)
    for word in held:
        for at in _hashes(word, size):
            bits[at >> 3] |= 1 << (at & 7)
    return size.to_bytes(3, "big") + bytes(bits)


def _hashes(word: str, size: int) -> list[int]:
    a, b = zlib.crc32(word.encode()), zlib.adler32(word.encode()[::-1]) * 2654435761 % 4294967291 | 1
    return [(a + k * b) % size for k in range(7)]


@lru_cache(maxsize=1)
def _filter() -> bytes:
    return BLOOM.read_bytes()


def is_english(word: str) -> bool:
    """Whether a word of four letters or more is English (always told for those that are; one in a hundred others is taken for it)."""
    held = _filter()
    size = int.from_bytes(held[:3], "big")
    return all(held[3 + (at >> 3)] >> (at & 7) & 1 for at in _hashes(word, size))
