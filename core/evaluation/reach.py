"""``python main.py evaluate reach``: what is understood of a text alone, is it reached?

No hand-made sentence is needed. Statements are taken from the catalogue (each alone), from postures with limbs that go with them, from the table of
actions, and from what is true of real bodies (two to six facts of one body: some body satisfies them all). The describer's own words for them are typed
before a standing body without keypoints, which is refined at the default settings. Reported is whether the statements hold afterwards within their
tolerance, whether the body could be a living one (``obedience_plausibility``), and whether what was not spoken of stayed in place.
"""

from __future__ import annotations

import argparse
import collections
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.body.skeleton import PARTS
from core.errors import InputError
from core.language.actions import actions, phrases
from core.language.catalogue import CATALOGUE
from core.language.describer import texts
from core.language.meant import giving_way, meant
from core.language.places import first_side
from core.language.posecodes import Posecode, disagree
from core.language.wording import SAYABLE

if TYPE_CHECKING:
    from core.engine import Engine

KINDS = ("alone", "postures", "actions", "bodies")
_ARMS = (
    "left arm: overhead", "left arm: out to the side", "left hand: on the left hip", "left hand: behind the head", "arms: crossed",
    "left arm: forward", "left hand: on the chest", "head: bowed", "head: turned to the left", "head: looking up",
)  # fmt: skip
_TRUNKS = ("torso: leaning forward", "torso: turned to the left", "torso: leaning to the left", "torso: upright")
_FREE_LEG = (
    "right leg: raised back", "right leg: raised forward", "right leg: raised to the side", "right thigh: horizontal", "right knee: right angle",
    "right foot: beside the left knee", "right leg: horizontal", "torso: horizontal", "right foot: on the left thigh",
)  # fmt: skip
_SITTING_LEGS = ("left knee: straight", "left leg: forward", "knees: apart", "left hand: on the left knee", "torso: leaning back", "feet: together")
_LYING_LEGS = ("left knee: bent", "left leg: straight up", "left foot: on the ground", "feet: apart", "left foot: off the ground", "ankles: crossed")
_UPRIGHT = "standing|sitting|kneeling|squatting|striding|lunging"
_BESIDE: tuple[tuple[str, tuple[str, ...]], ...] = (
    (f"{_UPRIGHT}|lying|crouching|splits", _ARMS),
    (_UPRIGHT, _TRUNKS),
    ("standing on the left leg", _FREE_LEG),
    ("sitting$|sitting on the ground|on a seat", _SITTING_LEGS),
    ("lying", _LYING_LEGS),
    ("sitting on the ground|lying", ("left elbow: on the ground", "left hand: on the ground", "left hand: on the stomach")),
    ("all fours|push-up", ("left arm: forward", "left leg: back", "left leg: raised back", "left elbow: on the ground", "head: looking up")),
    ("kneeling|crouching|squatting|lunging|splits", ("left hand: on the ground", "left hand: on the left knee", "hands: together")),
    ("handstand|upside|bridge|push-up", ("feet: together", "feet: apart", "left leg: raised")),
)
"""What people say beside postures whose names hold one of some words; only what their bounds leave open goes with them."""
_EACH = 6
_LOW = re.compile(r"\b(knee|shin|ankle|foot|toes|heel|ground)")
"""Whoever reaches down there bends, crouches or lifts a leg: trunk and legs need not stay."""


@dataclass(frozen=True)
class Trial:
    """``texts`` by part, and the posecodes that they stand for; ``group``: what it is told under."""

    kind: str
    group: str
    texts: Mapping[str, str]
    codes: tuple[Posecode, ...]


@dataclass(frozen=True)
class Outcome:
    """``missed``: statements that do not hold, ``loose``: those that hold but not as people mean them (``consequences``, ``meant``),

    ``unread``: those not read from the text, ``faults``: why it is no living body, ``moved``: joints that should have stayed.
    """

    trial: Trial
    missed: tuple[str, ...]
    loose: tuple[str, ...]
    unread: tuple[str, ...]
    faults: tuple[str, ...]
    moved: Mapping[str, float]

    @property
    def all_right(self) -> bool:
        """Reached as it is meant by a living body that did nothing else."""
        return not (self.missed or self.loose or self.faults or self.moved)


# ----------------------------------------------------------------------------------------------------------- trials


def _said(kind: str, group: str, codes: Sequence[Posecode]) -> Trial | None:
    """A trial with the describer's words for posecodes; None where it has none for one of them."""
    if any(code.name not in SAYABLE for code in codes):
        return None
    facts: dict[str, tuple[str, ...]] = {}
    for code in codes:
        facts[code.part] = (*facts.get(code.part, ()), code.name)
    return Trial(kind, group, {part: text for part, text in texts(facts).items() if text}, tuple(codes))


def alone() -> Iterator[Trial]:
    """Every posecode that can be said; of mirror images the left one."""
    for name, code in CATALOGUE.items():
        if first_side(name) != "right" and not name.endswith("the camera"):
            trial = _said("alone", _group(code), (code,))
            if trial is not None:
                yield trial


def with_postures() -> Iterator[Trial]:
    """Every posture with some of what goes with it: the one and the other in turn, so that all of them are tried."""
    turn = 0
    for name, posture in CATALOGUE.items():
        if not name.startswith("body: ") or first_side(name) == "right":
            continue
        further = [CATALOGUE[n] for words, names in _BESIDE if re.search(words, name) for n in names]
        further = [one for one in further if not disagree(posture, one)]
        for step in range(min(_EACH, len(further))):
            trial = _said("postures", name, (posture, further[(turn + step * max(1, len(further) // _EACH)) % len(further)]))
            if trial is not None:
                yield trial
        turn += 1


def acted() -> Iterator[Trial]:
    """Every action and named pose of the table, by its first name."""
    from core.language.understanding import understand

    for name, action in actions().items():
        text = phrases()[name][0]
        understood = tuple(s.posecode for s in understand(text, "torso").statements)
        if understood:
            yield Trial("actions", action.who, {"torso": text}, understood)


def of_bodies(bank: Path, count: int, seed: int = 0) -> Iterator[Trial]:
    """Two to six facts of a real body at a time; half of them of bodies that sit, kneel, lie, squat or lunge.

    Raises:
        InputError: when there is no such pose bank.
    """
    import numpy as np
    import torch

    from core.body.model import BodyModel
    from core.body.rotations import axis_angle_to_matrix
    from core.language.describer import facts_many

    if not bank.is_file():
        raise InputError(f"{bank}: there is no such pose bank; give an .npz with poses [N, 24, 3].")
    with np.load(bank, allow_pickle=False) as content:
        poses = np.asarray(content["poses"], dtype=np.float32)
        weight = np.asarray(content["weight"], dtype=np.float64) if "weight" in content else np.ones(len(poses))
    rng = np.random.default_rng(seed)
    chosen = rng.choice(len(poses), size=min(30 * count, len(poses)), replace=False, p=weight / weight.sum())
    model = BodyModel.load()
    rotations = axis_angle_to_matrix(torch.as_tensor(poses[chosen]))
    flipped = torch.diag(torch.tensor([1.0, -1.0, -1.0]))
    rotations[:, 0] = flipped @ rotations[:, 0]
    betas = torch.zeros(len(chosen), 10)
    points = model.kinematics.pose(rotations, betas)
    made: tuple[list[Trial], list[Trial]] = ([], [])
    for facts in facts_many(points, model.kinematics.height(betas)):
        names = list(dict.fromkeys(n for part in facts.values() for n in part if n in SAYABLE and not n.endswith("the camera")))
        down = next((n for n in names if n.startswith("body: ") and not n.startswith(("body: standing", "body: striding"))), None)
        wanted = int(rng.integers(2, 7))
        if len(names) < wanted:
            continue
        some = [str(n) for n in rng.permutation(names) if n != down][: wanted - (down is not None)]
        trial = _said("bodies", "down" if down else "upright", [CATALOGUE[n] for n in ([down, *some] if down else some)])
        if trial is not None:
            made[down is None].append(trial)
    yield from made[0][: count // 2]
    yield from made[1][: count - count // 2]


def _group(code: Posecode) -> str:
    if code.name.startswith("body: "):
        return "postures"
    return {"hand": "hands", "arm": "arms", "leg": "legs", "foot": "feet"}.get(code.part.split("_")[-1], code.part)


# -------------------------------------------------------------------------------------------------------------- runs


def run_trials(engine: Engine, trials: Sequence[Trial]) -> Iterator[Outcome]:
    """What becomes of every trial, in order."""
    from core.diffusion.words import parts_moved_by
    from core.evaluation.independent_geometry import Posed
    from core.evaluation.obedience_plausibility import judge_plausibility
    from core.evaluation.obedience_run import joints_moved, neutral_body, refined

    initial = neutral_body(engine)
    neutral = Posed(initial)
    for trial in trials:
        body, understood, _ = refined(engine, trial.texts, initial)
        posed = Posed(body)
        spoken = {code.name: code for code in giving_way(trial.codes)}
        missed = tuple(name for name, code in spoken.items() if not engine.obeys(body, code))
        unread = tuple(name for name in spoken if name not in understood)
        bounds = zip(spoken.values(), meant(list(spoken.values())), strict=True)
        beyond = {code.name: replace(code, constraints=more) for code, more in bounds if more}
        loose = tuple(name for name, code in beyond.items() if name not in missed and not engine.obeys(body, code))
        free = {part for code in trial.codes for part in parts_moved_by(code)}
        if any(_LOW.search(code.predicate) for code in trial.codes):
            free |= {"torso", *(part for part in PARTS if part.endswith(("leg", "foot")))}
        yield Outcome(trial, missed, loose, unread, judge_plausibility(posed).faults, joints_moved(posed, neutral, free))


_SHARES = ("read", "reached", "as meant", "plausible", "stays", "all right")


def row_of(outcome: Outcome) -> dict[str, Any]:
    """An outcome as plain values."""
    trial = outcome.trial
    return {
        "kind": trial.kind, "group": trial.group, "texts": dict(trial.texts), "codes": [code.name for code in trial.codes],
        "missed": list(outcome.missed), "unread": list(outcome.unread), "faults": list(outcome.faults),
        "moved": {joint: round(angle) for joint, angle in outcome.moved.items()},
        "loose": list(outcome.loose), "read": not outcome.unread, "reached": not outcome.missed,
        "as meant": not outcome.loose, "plausible": not outcome.faults, "stays": not outcome.moved,
        "all right": outcome.all_right,
    }  # fmt: skip


def lines_of(rows: Sequence[Mapping[str, Any]], worst: int) -> list[str]:
    """A table by group and the failures, most serious first."""
    groups: dict[tuple[str, str], list[Mapping[str, Any]]] = collections.defaultdict(list)
    for row in rows:
        groups[row["kind"], row["group"] if row["kind"] in ("alone", "bodies") else "all"].append(row)
        groups[row["kind"], "~"].append(row)
    out = ["# Reach", "", "| kind | group | trials | " + " | ".join(_SHARES) + " |", "| --- " * (3 + len(_SHARES)) + "|"]
    told = [(kind, group, groups[kind, group]) for kind, group in sorted(groups) if group != "~"]
    told += [(kind, "all", groups[kind, "~"]) for kind in KINDS if (kind, "~") in groups and (kind, "all") not in groups]
    for kind, group, members in (*told, ("all", "all", list(rows))):
        shares = " | ".join(f"{100 * sum(row[s] for row in members) / max(len(members), 1):.1f} %" for s in _SHARES)
        out.append(f"| {kind} | {group} | {len(members)} | {shares} |")
    failing = sorted((row for row in rows if not row["all right"]), key=lambda r: (bool(not r["missed"]), bool(not r["faults"])))
    out += ["", f"## Failing: {len(failing)}", ""]
    for row in failing[:worst]:
        why = [f"missed {', '.join(row['missed'])}"] if row["missed"] else []
        why += [f"loose {', '.join(row['loose'])}"] if row["loose"] else []
        why += [f"unread {', '.join(row['unread'])}"] if row["unread"] else []
        why += [f"implausible {'; '.join(row['faults'])}"] if row["faults"] else []
        why += ["moved " + ", ".join(f"{joint} {angle}" for joint, angle in row["moved"].items())] if row["moved"] else []
        out.append(f"- {row['kind']}: {'; '.join(row['codes'])} -> {' | '.join(why)}")
    return out


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options."""
    parser.add_argument("--poses", type=Path, metavar="BANK", help="an .npz with poses [N, 24, 3]: also facts of real bodies")
    parser.add_argument("--count", type=int, default=100, metavar="N", help="real bodies (default: 100)")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="which of them")
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=KINDS, help="only these trials (default: all)")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth trial of a kind")
    parser.add_argument("--about", default="", metavar="WORD", help="only trials of which a posecode's name holds this")
    parser.add_argument("--worst", type=int, default=80, metavar="N", help="list so many failures (default: 80)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write every trial's figures to this file")


def run(options: argparse.Namespace) -> int:
    """Measure and print; returns the exit code."""
    trials: list[Trial] = []
    makers = {"alone": alone, "postures": with_postures, "actions": acted}
    for kind in options.kinds:
        if kind in makers:
            made = list(makers[kind]())
        else:
            made = list(of_bodies(options.poses, options.count, options.seed)) if options.poses else []
        trials += [t for t in made[:: options.every] if any(options.about in code.name for code in t.codes)]
    import torch

    from core.engine import Engine

    torch.set_num_threads(1)
    rows = [row_of(outcome) for outcome in run_trials(Engine(), trials)]
    print("\n".join(lines_of(rows, options.worst)))
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0
