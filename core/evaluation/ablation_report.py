"""The ablation as a person reads it: Markdown tables, CSV files for further work, SVG charts."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path

from core.atomic_write import write_atomically
from core.evaluation.ablation import RARE, Ablation, Outcome, Row, Summary, summary
from core.evaluation.charts import Bar, Mark, Series, bars, curves, points

GROUPS = {
    "baselines": "Baselines, from the same initial bodies",
    "inputs": "The guided diffusion",
    "guidance": "Keypoints + text, another guidance",
    "words": "Keypoints + text, one path from words to the body",
    "noise": "Keypoints + text, texts of other people",
}
BY_CLASS = ("initial body", "SMPLify-style fit, keypoints", "ScoreHMR-style loop, keypoints", "keypoints only", "keypoints + text")
_HEAD = "| | MPJPE mm | ratio | PA-MPJPE mm (ratio) | flips righted | 2D px | statements obeyed | median ms (CPU) |"
NOTES = """\
MPJPE with its 95 % bootstrap interval over problems; ratio: to the initial body's; flips righted: of the limb segments that the initial body has at
the wrong depth; 2D: against the true keypoints; statements obeyed: of those that the true person's texts make, also where the method heard other
texts or none; ms: from the assembled evidence to the body, one at a time, in brackets the time that the processor worked on it (compare these on a busy
machine).

- Texts are the built-in describer's of the true body, given as a person's; wrong ones are another person's, the same for every row.
- "No gradient in the condition" is run on a network that was trained with gradients. So it tells what they carry there, not what a network without
  them could learn.
- The score rows and both baselines had their settings chosen on problems from training clips (`--tune`). "Style" means after the idea: the prior,
  sizes and settings are ours, and the loop runs on our denoiser.
"""


def markdown(found: Ablation, *, charts: bool = False) -> str:
    """All tables; ``charts``: with links to the charts that lie beside the file."""
    out = ["# Ablation", "", found.about, "", _HEAD, "| --- " * 8 + "|"]
    group = ""
    for row in found.rows:
        if row.group != group:
            group = row.group
            out.append(f"| **{GROUPS.get(group, group)}** |" + " |" * 7)
        out.append(_line(row.name, summary(row.outcomes)))
    out += ["", NOTES]
    if charts:
        out += [f"![{title}]({name})\n" for name, (title, _) in draw(found).items()]
    out += ["## Rare classes apart", "", f"Rare: classes with less than {100 * RARE:.0f} % of the poses trained on. MPJPE mm (ratio).", ""]
    out += _rare(found)
    out += ["", "## By action class", "", "MPJPE mm (ratio to the initial body's).", ""]
    out += _classes(found)
    return "\n".join(out) + "\n"


def _line(name: str, s: Summary) -> str:
    return (
        f"| {name} | {s.mpjpe:.1f} ({s.low:.1f} to {s.high:.1f}) | {s.ratio:.2f} | {s.pa_mpjpe:.1f} ({s.pa_ratio:.2f}) "
        f"| {_percent(s.righted)} | {_plain(s.pixels)} | {_percent(s.obeyed)} | {s.milliseconds:.0f} ({s.cpu_milliseconds:.0f}) |"
    )


def _percent(value: float) -> str:
    return f"{value:.0f} %" if math.isfinite(value) else "none"


def _plain(value: float) -> str:
    return f"{value:.1f}" if math.isfinite(value) else "none"


def is_rare(found: Ablation, action: str) -> bool:
    """Whether a class is rare among the poses trained on."""
    return found.trained.get(action, 0.0) < RARE


def _cell(outcomes: Sequence[Outcome]) -> str:
    if not outcomes:
        return "none"
    s = summary(outcomes)
    return f"{s.mpjpe:.1f} ({s.ratio:.2f})"


def _rare(found: Ablation) -> list[str]:
    def split(row: Row) -> tuple[list[Outcome], list[Outcome]]:
        rare = [o for o in row.outcomes if is_rare(found, o.action)]
        return rare, [o for o in row.outcomes if not is_rare(found, o.action)]

    counts = [len(part) for part in split(found.rows[0])]
    out = [f"| | rare classes ({counts[0]}) | the others ({counts[1]}) |", "| --- | --- | --- |"]
    return out + [f"| {row.name} | {_cell(rare)} | {_cell(rest)} |" for row in found.rows for rare, rest in [split(row)]]


def _classes(found: Ablation) -> list[str]:
    rows = [row for row in found.rows if row.name in BY_CLASS]
    actions = sorted({o.action for o in found.rows[0].outcomes}, key=lambda a: -found.trained.get(a, 0.0))
    out = ["| class | trained on | problems | " + " | ".join(row.name for row in rows) + " |", "| --- " * (3 + len(rows)) + "|"]
    for action in actions:
        mine = [[o for o in row.outcomes if o.action == action] for row in rows]
        share = found.trained.get(action, 0.0)
        out.append(f"| {action} | {100 * share:.1f} % | {len(mine[0])} | " + " | ".join(_cell(cell) for cell in mine) + " |")
    return out


def draw(found: Ablation) -> dict[str, tuple[str, str]]:
    """The charts by file name, each with its title and SVG text."""
    figures = {row.name: (row, summary(row.outcomes)) for row in found.rows}
    initial = figures[BY_CLASS[0]][1].mpjpe
    compared = [Bar(name, s.mpjpe, s.low, s.high, GROUPS.get(row.group, row.group)) for name, (row, s) in figures.items() if name != BY_CLASS[0]]
    noise = [(float(name.split(" ")[0]), s) for name, (row, s) in figures.items() if row.group == "noise"]
    flips = [Bar(name, s.righted, group=GROUPS.get(row.group, row.group)) for name, (row, s) in figures.items()]
    titles = {
        "ablation_error.svg": "Mean joint error, by method",
        "ablation_flips.svg": "Wrong limb depths put right, by method",
        "ablation_noise.svg": "How wrong texts act",
        "ablation_time.svg": "Error and time",
    }
    drawn = {
        "ablation_error.svg": bars(
            titles["ablation_error.svg"], "MPJPE in mm, with the 95 % bootstrap interval", compared, reference=("initial body", initial)
        ),
        "ablation_flips.svg": bars(titles["ablation_flips.svg"], "% of the segments that the initial body has at the wrong depth", flips),
        "ablation_noise.svg": curves(
            titles["ablation_noise.svg"], "texts that are another person's, %", "MPJPE in mm",
            [Series("keypoints + text", tuple((share, s.mpjpe) for share, s in noise))],
            references=[("keypoints only", figures["keypoints only"][1].mpjpe)],
        ),
        "ablation_time.svg": points(
            titles["ablation_time.svg"], "median ms of processor time from the evidence to the body, one at a time", "MPJPE in mm",
            [
                Mark(name, s.cpu_milliseconds, s.mpjpe, GROUPS.get(row.group, row.group))
                for name, (row, s) in figures.items()
                if row.group in ("baselines", "inputs", "guidance") and name != BY_CLASS[0]
            ],
        ),
    }  # fmt: skip
    return {name: (titles[name], svg) for name, svg in drawn.items()}


def table_csv(found: Ablation) -> str:
    """One line a row of the table, every figure unrounded."""
    names = [f.name for f in fields(Summary)]
    return _csv(["row", "group", *names], [[row.name, row.group, *asdict(summary(row.outcomes)).values()] for row in found.rows])


def problems_csv(found: Ablation) -> str:
    """One line an answer."""
    names = [f.name for f in fields(Outcome)]
    return _csv(
        ["row", "group", "rare", *names],
        [[row.name, row.group, is_rare(found, o.action), *asdict(o).values()] for row in found.rows for o in row.outcomes],
    )


def _csv(head: Sequence[str], lines: Sequence[Sequence[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([[f"{v:.6g}" if isinstance(v, float) else v for v in line] for line in lines])
    return text.getvalue()


def write_report(found: Ablation, folder: Path) -> None:
    """Write ablation.md, ablation.csv, ablation_problems.csv and the charts.

    Raises:
        InputError: when the folder cannot be written to.
    """
    files = {
        "ablation.md": markdown(found, charts=True),
        "ablation.csv": table_csv(found),
        "ablation_problems.csv": problems_csv(found),
        **{name: svg for name, (_, svg) in draw(found).items()},
    }
    for name, text in files.items():
        write_atomically(folder / name, text.encode("utf-8"))
