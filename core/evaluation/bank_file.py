"""The phrase bank: labelled English about bodies, in tab-separated files (``resources/language/bank/*.tsv``).

    row <TAB> text <TAB> labels

``row`` is one of the ten parts, or ``-`` where none is known. ``labels`` are names of posecodes between semicolons, all of them meant by a careful
annotator: ``a | b`` counts as read with either, ``a?`` may be read and need not be, and no label at all says that the text says nothing of this
body's pose. Lines that start with ``#`` are comments. Of the texts seven tenths are open (to be looked at and learned from); the rest is closed.
"""

from __future__ import annotations

import difflib
import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from core.body.skeleton import PARTS
from core.errors import InputError
from core.language.arm_turns import fingers, forearm_rotated, in_plane, rotated, thumb
from core.language.carriage import head_carried, pelvis_tipped
from core.language.catalogue import CATALOGUE
from core.language.comparisons import compared
from core.language.depth_order import depth_order, segment_to_camera
from core.language.graded import (
    above_ground,
    averted,
    bowed,
    facing,
    in_profile,
    leaning,
    leg_lifted,
    offset_by,
    side_to_camera,
    straight_out,
    stretched_away,
    turned,
)
from core.language.ground import hips_down, hips_lifted, limb_to_camera, propped, shoulders_down, turned_to_image
from core.language.likeness import alike
from core.language.posecodes import RELATIONS, Posecode, bend_degrees, elevation, negated, relation
from core.language.stance import abducted, arm_lift, hip_bend, hips_shifted, standing_bent, weight, weight_on
from core.resources import RESOURCES

BANK = RESOURCES / "language" / "bank"
_OPEN_TENTHS = 7
_DEGREES = re.compile(r"(left|right) (elbow|knee): about (\d+) degrees")
_LIFTED = re.compile(r"(left|right) (upper arm|arm): lifted about (\d+) degrees")
_AWAY = re.compile(r"(left|right) arm: (stretched away|straight out to the side)")
_ALIKE = re.compile(r"(left|right) (arm|hand|leg|foot): like the (?:left|right) \2")
_COMPARED = re.compile(r"(left|right) (elbow|knee): (more|less) bent than the (?:left|right) (?:elbow|knee)")
_LEG_DEGREES = re.compile(r"(left|right) (?:hip: (flexed)|leg: (spread|lifted forward|lifted back|lifted to the side)) about (\d+) degrees")
_SLIGHTLY = re.compile(r"([a-z ]+): slightly (above|below) the ([a-z ]+)")
_GROUND = re.compile(r"(left|right) ([a-z ]+): (just|high) above the ground")
_TURNED = re.compile(r"(head|torso): turned to the (left|right) about (\d+) degrees")
_LEANING = re.compile(r"torso: leaning (?:to the )?(forward|back|left|right) about (\d+) degrees")
_BOWED = re.compile(r"head: bowed about (\d+) degrees")
_DEPTH = re.compile(r"([a-z ]+): (nearer to|farther from) the camera than the ([a-z ]+)")
_RELATION = re.compile(rf"([a-z ]+): ({'|'.join(sorted(RELATIONS, key=len, reverse=True))}) the ([a-z ]+)")


@dataclass(frozen=True)
class Label:
    """One thing that a text says: any of ``names`` states it; ``required``: it must be read."""

    names: tuple[str, ...]
    required: bool = True


@dataclass(frozen=True)
class Phrase:
    """One labelled text.

    Attributes:
        file: name of its file without the ending.
        line: where it stands there, from 1.
        row: the part whose description it is, or None.
        text: as written.
        labels: what it says.
    """

    file: str
    line: int
    row: str | None
    text: str
    labels: tuple[Label, ...]

    @property
    def closed(self) -> bool:
        """Whether it is kept back: judged, never looked at nor learned from."""
        return zlib.crc32(self.text.encode()) % 10 >= _OPEN_TENTHS

    @property
    def place(self) -> str:
        """Where it stands, for messages."""
        return f"{self.file}.tsv, line {self.line}"


def load(paths: Sequence[Path] = (BANK,)) -> list[Phrase]:
    """All phrases of files, and of folders' ``*.tsv``, in order.

    Raises:
        InputError: for a path that is missing, and for a line that is not as it should be, with file and line.
    """
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files += sorted(path.glob("*.tsv"))
        elif path.is_file():
            files.append(path)
        else:
            raise InputError(f"{path}: there is no such phrase bank; give a folder of .tsv files or one file")
    if not files:
        raise InputError(f"{paths[0]}: no .tsv file is in this folder; give one with phrases (row, text, labels between tabs)")
    return [phrase for file in files for phrase in _phrases(file)]


def _phrases(file: Path) -> Iterable[Phrase]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise InputError(f"{file}: is not UTF-8 text ({error.reason}); save it as UTF-8") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        columns = line.split("\t")
        where = f"{file.name}, line {number}"
        if len(columns) not in (2, 3):
            raise InputError(f"{where}: has {len(columns)} columns; write row, text and labels with a tab between them")
        row, text = columns[0].strip(), columns[1].strip()
        if row != "-" and row not in PARTS:
            raise InputError(f"{where}: {row!r} is no row; write one of {', '.join(PARTS)}, or -")
        if not text:
            raise InputError(f"{where}: there is no text; write one in the second column")
        labels = tuple(_label(entry, where) for entry in (columns[2] if len(columns) == 3 else "").split(";") if entry.strip())
        yield Phrase(file.stem, number, None if row == "-" else row, text, labels)


def _label(entry: str, where: str) -> Label:
    names = [name.strip() for name in entry.split("|")]
    required = not any(name.endswith("?") for name in names)
    names = [name.rstrip("?").strip() for name in names]
    if not all(names):
        raise InputError(f"{where}: a label is empty in {entry.strip()!r}; write a posecode's name on each side of the bar")
    return Label(tuple(names), required)


@lru_cache(maxsize=1)
def _made() -> dict[str, Posecode]:
    """Those few that the reader makes beside the catalogue without a number or a place in them."""
    codes = [averted(), hips_down(), hips_lifted(), shoulders_down(), standing_bent()]
    codes += [pelvis_tipped("forward"), pelvis_tipped("back"), *(head_carried(where) for where in ("forward", "back", "in line"))]
    codes += [weight(where) for where in ("evenly", "forward", "back")]
    codes += [hips_shifted(where) for where in ("left", "right", "forward", "back")]
    for side in ("left", "right"):
        codes += [propped(side), limb_to_camera(side, True), limb_to_camera(side, False)]
        codes += [segment_to_camera(side, segment, way) for segment in ("forearm", "upper arm", "shin", "thigh") for way in (True, False)]
        codes += [fingers(side, way) for way in ("up", "down", "forward")] + [thumb(side, way) for way in ("up", "down", "forward", "back")]
        codes += [rotated(side, way) for way in ("outward", "inward")] + [forearm_rotated(side, way) for way in ("supinated", "pronated", "neutral")]
        codes += [in_plane(side, way) for way in ("forward", "side", "between")]
        codes += [weight_on(side), in_profile(side), side_to_camera(side), facing("hand", side)]
        codes += [turned_to_image(side, degree) for degree in ("slight", "", "full")]
    return {code.name: code for code in codes}


@lru_cache(maxsize=4096)
def named(name: str) -> Posecode | None:
    """The posecode of a name: one of the catalogue, or of the families made on demand (relations, degrees, negations). None when there is none."""
    if name in CATALOGUE:
        return CATALOGUE[name]
    if name in _made():
        return _made()[name]
    if found := _DEGREES.fullmatch(name):
        return bend_degrees(found[2], found[1], float(found[3]))
    if found := _LIFTED.fullmatch(name):
        return (elevation if found[2] == "arm" else arm_lift)(found[1], float(found[3]))
    if found := _TURNED.fullmatch(name):
        return turned(found[1], found[2], float(found[3]))
    if found := _LEANING.fullmatch(name):
        return leaning(found[1], float(found[2]))
    if found := _BOWED.fullmatch(name):
        return bowed(float(found[1]))
    if found := _AWAY.fullmatch(name):
        return (stretched_away if found[2] == "stretched away" else straight_out)(found[1])
    if found := _ALIKE.fullmatch(name):
        return alike(found[2], found[1])
    if found := _COMPARED.fullmatch(name):
        return compared("bent", found[2], found[1], found[3] == "more")
    if found := _LEG_DEGREES.fullmatch(name):
        side, degrees, how = found[1], float(found[4]), found[3] or "flexed"
        if how in ("flexed", "spread"):
            return (hip_bend if how == "flexed" else abducted)(side, degrees)
        return leg_lifted(how.split(" ")[-1], side, degrees)
    if found := _SLIGHTLY.fullmatch(name):
        return offset_by(found[1], found[2], found[3])
    if found := _GROUND.fullmatch(name):
        return above_ground(found[2], found[1], found[3])
    if found := _DEPTH.fullmatch(name):
        return depth_order(found[1], found[3], found[2] == "nearer to")
    if found := _RELATION.fullmatch(name):
        return relation(found[1], found[2], found[3])
    subject, _, predicate = name.partition(": ")
    plain = named(f"{subject}: {predicate[4:]}") if predicate.startswith("not ") else None
    return negated(plain) if plain is not None else None


def check_names(phrases: Iterable[Phrase], made: Iterable[str] = ()) -> None:
    """Refuse labels that name no posecode.

    Args:
        phrases: the bank.
        made: further names that count as known: those that the reader made itself.

    Raises:
        InputError: naming the first, with file and line, the likely name, and how many more there are.
    """
    known = set(made)
    bad = [(p.place, name) for p in phrases for label in p.labels for name in label.names if name not in known and named(name) is None]
    if not bad:
        return
    where, name = bad[0]
    near = difflib.get_close_matches(name, [*CATALOGUE, *known], n=1)
    more = f" ({len(bad) - 1} more: {', '.join(place for place, _ in bad[1:8])})" if len(bad) > 1 else ""
    raise InputError(f"{where}: {name!r} names no posecode{f'; is {near[0]!r} meant?' if near else '; correct the label'}{more}")
