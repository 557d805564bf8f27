"""``python main.py evaluate obedience``: do plain sentences move the body as a careful person would want?

Text alone: every sentence of the suite (resources/evaluation/obedience) is typed before a standing body without keypoints. Reported are the shares that were
obeyed (all checks hold), understood at all, plausible (joint limits, no limb through another part), and that left what was not spoken of in place; the
development split with its failures, the held-out split in total only, so that nobody tunes to it. With keypoints: on the sample photographs, words must not
tear the body off clearly visible keypoints, and must decide depth and what is hidden. Nothing that judges here is shared with what guides.
"""

from __future__ import annotations

import argparse
import collections
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from core.atomic_write import make_folder
from core.evaluation.obedience_suite import SPLITS, read_split, read_suite
from core.resources import resource

_SHARES = ("obeyed", "understood", "plausible", "stays", "all_right")
_HEADS = ("obeyed", "understood something", "plausible", "the rest stays", "obeyed, plausible and stays")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options."""
    parser.add_argument(
        "--split", choices=(*SPLITS, "both"), default="development", help="which sentences (default: development)"
    )
    parser.add_argument("--suite", type=Path, metavar="FILE", help="a suite file of your own instead")
    parser.add_argument("--out", type=Path, metavar="DIR", help="also write obedience.md and obedience.json here")
    parser.add_argument(
        "--reveal", action="store_true", help="list the held-out split's failures too (then it is held out no longer)"
    )
    parser.add_argument(
        "--keypoints", choices=("yes", "no", "only"), default="yes", help="the part on photographs (default: yes)"
    )
    parser.add_argument(
        "--calibrate",
        type=Path,
        metavar="BANK",
        help="instead: how many real poses of an .npz with poses [N, 24, 3] are called plausible",
    )
    parser.add_argument("--count", type=int, default=1000, metavar="N", help="poses to calibrate on (default: 1000)")


def run(options: argparse.Namespace) -> int:
    """Measure and print; returns the exit code."""
    if options.calibrate:
        figures: dict[str, Any] = {"calibration": calibration(options.calibrate, options.count)}
        lines = _calibration_lines(figures["calibration"])
    else:
        figures, lines = _measured(options)
    text = "\n".join(lines) + "\n"
    print(text, end="")
    if options.out:
        make_folder(options.out)
        (options.out / "obedience.md").write_text(text, encoding="utf-8")
        (options.out / "obedience.json").write_text(
            json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
        )
    return 0


def _measured(options: argparse.Namespace) -> tuple[dict[str, Any], list[str]]:
    suites = []
    if options.keypoints != "only":
        if options.suite:
            suites = [(options.suite.stem, read_suite(options.suite), True)]
        else:
            chosen = SPLITS if options.split == "both" else (options.split,)
            suites = [
                (split, read_split(split), split == "development" or options.reveal) for split in chosen
            ]
    import torch  # late: a wrong suite file is refused before anything slow is loaded

    from core.engine import Engine
    from core.evaluation.obedience_run import run_suite

    torch.set_num_threads(1)
    engine = Engine()
    figures: dict[str, Any] = {}
    lines: list[str] = ["# Obedience"]
    for name, sentences, shown in suites:
        outcomes = [_row(outcome) for outcome in run_suite(engine, sentences)]
        figures[name] = {
            "sentences": len(outcomes),
            "rates": _rates(outcomes),
            "groups": _by_group(outcomes) if shown else {},
        }
        if shown:
            figures[name]["failures"] = [row for row in outcomes if not row["all_right"]]
        lines += _suite_lines(name, outcomes, shown)
    if options.keypoints != "no":
        from core.evaluation.obedience_keypoints import run_trials

        trials = list(run_trials(engine, sorted(resource("samples").glob("*.jpg"))))
        rows = [{**vars(t), "holds_on": t.holds_on, "passed": t.passed} for t in trials]
        figures["with keypoints"] = rows
        lines += _trial_lines(rows)
    return figures, lines


# ------------------------------------------------------------------------------------------------------ text alone


def _row(outcome: Any) -> dict[str, Any]:
    """An outcome as plain values."""
    sentence = outcome.sentence
    return {
        "id": sentence.id, "group": sentence.group, "texts": dict(sentence.texts), "obeyed": outcome.obeyed, "understood": bool(outcome.understood),
        "plausible": outcome.plausibility.plausible, "stays": outcome.stays, "all_right": outcome.all_right,
        "failed": [{"check": f.check, "values": {k: round(v, 3) for k, v in f.values.items()}} for f in outcome.failed],
        "statements": list(outcome.understood), "not_understood": list(outcome.not_understood),
        "faults": list(outcome.plausibility.faults), "moved": {k: round(v, 1) for k, v in outcome.moved.items()},
    }  # fmt: skip


def _rates(rows: Sequence[dict[str, Any]]) -> dict[str, float]:
    return {share: sum(row[share] for row in rows) / max(len(rows), 1) for share in _SHARES}


def _by_group(rows: Sequence[dict[str, Any]]) -> dict[str, dict[str, float]]:
    groups: dict[str, list[dict[str, Any]]] = collections.defaultdict(list)
    for row in rows:
        groups[row["group"]].append(row)
    return {name: {"sentences": len(members), **_rates(members)} for name, members in groups.items()}


def _suite_lines(name: str, rows: Sequence[dict[str, Any]], shown: bool) -> list[str]:
    out = [
        "",
        f"## Text alone: {name}, {len(rows)} sentences",
        "",
        "| group | sentences | " + " | ".join(_HEADS) + " |",
        "| --- " * 7 + "|",
    ]
    groups = _by_group(rows) if shown else {}
    for group, rates in (*groups.items(), ("all", {"sentences": len(rows), **_rates(rows)})):
        out.append(
            f"| {group} | {rates['sentences']:.0f} | " + " | ".join(f"{100 * rates[s]:.1f} %" for s in _SHARES) + " |"
        )
    if not shown:
        return [*out, "", "Held out: single results are not shown (--reveal shows them, once)."]
    for title, wanted in (("Not obeyed", False), ("Obeyed, but implausible or something else moved", True)):
        failing = [row for row in rows if row["obeyed"] == wanted and not row["all_right"]]
        out += ["", f"### {title}: {len(failing)}"]
        for row in failing:
            out += ["", *_failure_lines(row)]
    return out


def _failure_lines(row: dict[str, Any]) -> list[str]:
    texts = " | ".join(f"{part}: {text}" for part, text in row["texts"].items())
    out = [f"- `{row['id']}` {texts}"]
    out += [
        f"  - fails `{f['check']}`: {', '.join(f'{k} = {v:.2f}' for k, v in f['values'].items())}"
        for f in row["failed"]
    ]
    out.append(
        f"  - understood: {', '.join(row['statements']) or 'nothing'}"
        + (f"; not: {', '.join(row['not_understood'])}" if row["not_understood"] else "")
    )
    if row["faults"]:
        out.append(f"  - implausible: {'; '.join(row['faults'])}")
    if row["moved"]:
        out.append("  - moved: " + ", ".join(f"{joint} {angle:.0f} degrees" for joint, angle in row["moved"].items()))
    return out


# -------------------------------------------------------------------------------------------------- with keypoints


def _share(rows: Sequence[dict[str, Any]], key: str) -> str:
    return "-" if rows[0][key] is None else f"{100 * sum(bool(row[key]) for row in rows) / len(rows):.0f} %"


def _trial_lines(rows: Sequence[dict[str, Any]]) -> list[str]:
    out = ["", "## With keypoints: the sample photographs", ""]
    out += [
        "| trial | sentences | obeyed | obeyed without words | rise of the reprojection error, mean / largest, px of 1000 | within 2 px | passed |"
    ]
    out += ["| --- " * 7 + "|"]
    for kind in ("contradicting", "depth", "other depth", "hidden"):
        some = [row for row in rows if row["kind"] == kind]
        if not some:
            continue
        rises = [row["rise"] for row in some]
        cells = (
            kind,
            len(some),
            _share(some, "obeyed"),
            _share(some, "without_words"),
            f"{sum(rises) / len(rises):.1f} / {max(rises):.1f}",
            _share(some, "holds_on"),
            _share(some, "passed"),
        )
        out.append("| " + " | ".join(map(str, cells)) + " |")
    failing = [row for row in rows if not row["passed"] or not row["holds_on"]]
    out += ["", f"### Failing: {len(failing)}", ""]
    out += [
        f"- {r['kind']}, {r['photograph']}: {r['text']} (rise {r['rise']:.1f} px{'' if r['obeyed'] is None else ', obeyed' if r['obeyed'] else ', not obeyed'})"
        for r in failing
    ]
    return out


# ----------------------------------------------------------------------------------------------------- calibration


def calibration(bank: Path, count: int) -> dict[str, Any]:
    """How many real poses pass the plausibility checks, and which check fails the others.

    Raises:
        InputError: when there is no such pose bank.
    """
    import numpy as np

    from core.evaluation.independent_geometry import Posed
    from core.evaluation.obedience_plausibility import judge_plausibility
    from core.observation import Body
    from core.training.pose_data import PoseBank

    poses = PoseBank.load(bank).poses.astype(np.float64)
    chosen = np.random.default_rng(0).permutation(len(poses))[:count]
    limits: collections.Counter[str] = collections.Counter()
    pierced: collections.Counter[str] = collections.Counter()
    sound = [0, 0, 0]
    for index in chosen:
        verdict = judge_plausibility(Posed(Body.from_pose(poses[index], np.zeros(10), np.zeros(3))))
        limits.update({_without_side(f) for f in verdict.limits})
        pierced.update({_without_side(f) for f in verdict.penetrations})
        sound = [
            n + ok
            for n, ok in zip(sound, (not verdict.limits, not verdict.penetrations, verdict.plausible), strict=True)
        ]
    share = [n / len(chosen) for n in sound]
    return {
        "poses": len(chosen),
        "limits": share[0],
        "penetration": share[1],
        "plausible": share[2],
        "failing_limits": dict(limits),
        "failing_pairs": dict(pierced),
    }


def _without_side(fault: str) -> str:
    return " ".join(
        word
        for word in fault.split()
        if word not in ("left", "right", "degrees", "cm") and not word.lstrip("-").isdigit()
    )


def _calibration_lines(figures: dict[str, Any]) -> list[str]:
    out = [
        f"{figures['poses']} real poses: {100 * figures['limits']:.1f} % within the joint limits, {100 * figures['penetration']:.1f} % without penetration,"
    ]
    out += [f"{100 * figures['plausible']:.1f} % plausible. Failing:"]
    return out + [
        f"  {name}: {n}"
        for table in ("failing_limits", "failing_pairs")
        for name, n in sorted(figures[table].items(), key=lambda i: -i[1])
    ]
