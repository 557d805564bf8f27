"""``python main.py evaluate bank``: how much of a bank of labelled phrases the reader reads, and how much it reads wrongly.

Recall: of the labels of a text, how many are read, by name or by something more exact. Wrong: a statement that no label states, allows or implies.
Exact: texts with every label read and nothing wrong. For every file, and apart for the open part, whose failures are listed (text -> missing / wrong),
and the closed part, of which only the totals are told.
"""

from __future__ import annotations

import argparse
import collections
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from core.evaluation.bank_file import BANK, Label, Phrase, check_names, load, named
from core.language.consequences import as_meant
from core.language.meant import meant
from core.language.posecodes import Posecode, implied
from core.language.understanding import Statement, Understanding, understand

Reader = Callable[[str, "str | None"], Understanding]


@dataclass(frozen=True)
class Verdict:
    """How one phrase was read: labels ``missing``, names of statements that are ``wrong``, statements made in all, and what was not understood."""

    phrase: Phrase
    missing: tuple[Label, ...]
    wrong: tuple[str, ...]
    statements: int
    not_understood: tuple[str, ...] = ()

    @property
    def exact(self) -> bool:
        """Whether all was read and nothing wrongly."""
        return not self.missing and not self.wrong

    def line(self) -> str:
        """The failure in one line."""
        missing = "; ".join(" | ".join(label.names) for label in self.missing)
        parts = ([f"missing {missing}"] if missing else []) + ([f"wrong {'; '.join(self.wrong)}"] if self.wrong else [])
        parts += [f"unread {' / '.join(self.not_understood)!r}"] if self.not_understood and missing else []
        return f"[{self.phrase.row or '-'}] {self.phrase.text}  ->  {'  //  '.join(parts)}"


@dataclass(frozen=True)
class Total:
    """Sums over phrases."""

    name: str
    texts: int
    labels: int
    read: int
    statements: int
    wrong: int
    exact: int

    @property
    def recall(self) -> float:
        """Share of the labels read."""
        return self.read / max(self.labels, 1)


def judge(phrase: Phrase, understood: Understanding) -> Verdict:
    """Hold what was understood of a phrase against its labels."""
    statements = understood.statements
    names = {code.name for s in statements for code in _readings(s)}
    read = [s.posecode for s in statements]
    said = [code for label in phrase.labels for name in label.names if (code := named(name)) is not None]
    said = [as_meant(code, said) for code in said]
    allowed = {name for label in phrase.labels for name in label.names}
    taken = [*said, *(Posecode("", "torso", bounds) for bounds in meant(said) if bounds)]
    missing = tuple(label for label in phrase.labels if label.required and not _is_read(label, names, read))
    wrong = tuple(s.posecode.name for s in statements if not any(code.name in allowed or implied(code, taken) for code in _readings(s)))
    return Verdict(phrase, missing, wrong, len(statements), understood.not_understood)


def _readings(statement: Statement) -> tuple[Posecode, ...]:
    """Its posecode and, where the text leaves the side open, the mirrored one."""
    return (statement.posecode,) if statement.alternative is None else (statement.posecode, statement.alternative)


def _is_read(label: Label, names: set[str], read: Sequence[Posecode]) -> bool:
    """Whether one of a label's names was read, or follows from what was."""
    codes = (named(name) for name in label.names)
    return not names.isdisjoint(label.names) or any(code is not None and implied(code, read) for code in codes)


def total(name: str, verdicts: Iterable[Verdict]) -> Total:
    """The sums of verdicts."""
    found = list(verdicts)
    labels = sum(label.required for v in found for label in v.phrase.labels)
    missing = sum(len(v.missing) for v in found)
    counts = (labels, labels - missing, sum(v.statements for v in found), sum(len(v.wrong) for v in found), sum(v.exact for v in found))
    return Total(name, len(found), *counts)


def judged(phrases: Sequence[Phrase], reader: Reader = understand) -> list[Verdict]:
    """Read all phrases.

    Raises:
        InputError: when a label names no posecode.
    """
    read = [reader(p.text, p.row) for p in phrases]
    check_names(phrases, {code.name for u in read for s in u.statements for code in _readings(s)})
    return [judge(p, u) for p, u in zip(phrases, read, strict=True)]


def totals(verdicts: Sequence[Verdict]) -> list[Total]:
    """One for each file, and one for all where there are several."""
    files: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        files.setdefault(verdict.phrase.file, []).append(verdict)
    return [*(total(name, found) for name, found in files.items()), *([total("all", verdicts)] if len(files) != 1 else [])]


def table(rows: Sequence[Total]) -> str:
    """The totals as Markdown."""
    out = ["| file | texts | labels | recall | statements | wrong | exact |", "| --- | --- | --- | --- | --- | --- | --- |"]
    for t in rows:
        wrong, exact = 100 * t.wrong / max(t.statements, 1), 100 * t.exact / max(t.texts, 1)
        share = f"{100 * t.recall:.1f} %" if t.labels else "-"
        out.append(f"| {t.name} | {t.texts} | {t.labels} | {share} | {t.statements} | {t.wrong} ({wrong:.1f} %) | {t.exact} ({exact:.1f} %) |")
    return "\n".join(out)


def failures(verdicts: Iterable[Verdict]) -> list[str]:
    """The failures of the open part, a line each, by file and then by what is wrong most often."""
    groups: dict[tuple[str, str], list[str]] = collections.defaultdict(list)
    for v in verdicts:
        if not v.exact and not v.phrase.closed:
            groups[v.phrase.file, _theme(v)].append(v.line())
    lines: list[str] = []
    for (file, theme), found in sorted(groups.items(), key=lambda item: (item[0][0], -len(item[1]), item[0][1])):
        lines += [f"## {file}: {theme} ({len(found)})", *found]
    return lines


def _theme(verdict: Verdict) -> str:
    """What a failure is grouped by: the first missing label, else the first wrong statement, without its side."""
    name = verdict.missing[0].names[0] if verdict.missing else verdict.wrong[0]
    kind = "missing" if verdict.missing else "wrong"
    return f"{kind} {' '.join(word for word in name.split() if word not in ('left', 'right'))}"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of ``evaluate bank``."""
    parser.add_argument("--bank", type=Path, nargs="+", default=[BANK], metavar="DIR_OR_FILE", help="phrases (default resources/language/bank)")
    parser.add_argument("--closed", action="store_true", help="the closed part's totals alone")
    parser.add_argument("--learned", action="store_true", help="the learned reader too, which is off in the app")
    parser.add_argument("--out", type=Path, metavar="DIR", help="write failures.txt and figures.json there instead of listing the failures")


def run(args: argparse.Namespace) -> int:
    """Print the totals, and list the failures of the open part."""
    verdicts = judged(load(args.bank), partial(understand, learned=args.learned))
    parts = {"closed": [v for v in verdicts if v.phrase.closed]}
    if not args.closed:
        parts = {"open": [v for v in verdicts if not v.phrase.closed], **parts}
    for name, found in parts.items():
        print(f"{name} part\n\n{table(totals(found))}\n")
    listed = [] if args.closed else failures(verdicts)
    if args.out is None:
        print("\n".join(listed))
        return 0
    args.out.mkdir(parents=True, exist_ok=True)
    if listed:
        (args.out / "failures.txt").write_text("\n".join(listed) + "\n", encoding="utf-8")
    figures = {name: [{**vars(t), "recall": t.recall} for t in totals(found)] for name, found in parts.items()}
    (args.out / "figures.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0
