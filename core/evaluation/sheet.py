"""``python main.py evaluate sheet TEXTS --out FOLDER``: pictures of the bodies that texts alone lead to, many on a page, for a person's eye.

Checks count what they were written to count. Whether somebody stands as people stand is seen at a glance, and only seen: a child's pose with the shins
in the air passes every check on knees, trunk and head. Each body is drawn from the front and turned by sixty degrees on a floor of 25 cm squares, with
its texts above and what was understood below.
"""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from core.atomic_write import write_atomically
from core.body.skeleton import PARTS
from core.engine import Engine
from core.errors import InputError
from core.evaluation.obedience_run import neutral_body, refined
from core.observation import Camera
from core.render.overlay import compose, draw_overlay
from core.render.surface import Surface

ACROSS, DOWN = 4, 5
"""Bodies on a page."""
_SIZE = (300, 340)
_TURNED = (0.0, 60.0)
_AWAY, _FOCAL, _RAISED = 4.2, 700.0, 8.0  # metres, pixels, degrees
_MARGIN = 1.12
_PAPER, _LINES, _INK, _READ = 245, (215, 215, 215), (0, 0, 0), (0, 90, 0)

Picture = NDArray[np.uint8]


@dataclass(frozen=True)
class Entry:
    """The texts of one body, by part."""

    texts: Mapping[str, str]

    @property
    def heading(self) -> str:
        """The texts as they are written above the picture."""
        return " / ".join(f"{part}: {text}" for part, text in self.texts.items())


def read_entries(path: Path) -> list[Entry]:
    """One body a line: part, tab, text, and further parts and texts of the same body behind further tabs. Empty lines and those with # are left out.

    Raises:
        InputError: when the file cannot be read as text, a line has no text, or a part is none of the ten.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: this text file cannot be read ({error}); give one with a part, a tab and a text on each line.") from error
    entries = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = [field.strip() for field in line.split("\t")]
        if len(fields) < 2 or len(fields) % 2:
            raise InputError(f"{path}, line {number}: a part without a text; write the part, a tab and the text.")
        texts = dict(zip(fields[::2], fields[1::2], strict=True))
        for part in texts:
            if part not in PARTS:
                raise InputError(f"{path}, line {number}: {part!r} is no part; the parts are {', '.join(PARTS)}.")
        entries.append(Entry(texts))
    if not entries:
        raise InputError(f"{path}: there is no text in this file; write a part, a tab and a text on each line.")
    return entries


def view(vertices: NDArray[np.float64], surface: Surface, turned: float) -> Picture:
    """A body [V, 3] (camera frame, m) on the floor, turned about the vertical by so many degrees, seen from slightly above."""
    width, height = _SIZE
    camera = Camera(_FOCAL, (width / 2.0, height / 2.0))
    middle = (vertices.min(0) + vertices.max(0)) / 2
    a, b = np.radians(turned), np.radians(_RAISED)
    about_y = np.array([[np.cos(a), 0, np.sin(a)], [0, 1, 0], [-np.sin(a), 0, np.cos(a)]])
    about_x = np.array([[1, 0, 0], [0, np.cos(b), -np.sin(b)], [0, np.sin(b), np.cos(b)]])

    reach = max(float(np.ptp(vertices[:, 1])) / height, 2.0 * float(np.hypot(*(vertices - middle)[:, [0, 2]].T).max()) / width)
    away = max(_AWAY, _FOCAL * reach * _MARGIN)  # arms above the head, or spread, are seen from further off

    def placed(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return points @ about_y.T @ about_x.T + (0.0, 0.0, away)

    picture = np.full((height, width, 3), _PAPER, np.uint8)
    floor = float(vertices[:, 1].max() - middle[1])  # y points down
    for at in np.arange(-1.0, 1.01, 0.25):
        for ends in (((at, floor, -1.0), (at, floor, 1.0)), ((-1.0, floor, at), (1.0, floor, at))):
            (x0, y0), (x1, y1) = camera.project(placed(np.array(ends))).astype(int).tolist()
            cv2.line(picture, (x0, y0), (x1, y1), _LINES, 1)
    return compose(picture, draw_overlay(placed(vertices - middle), surface, camera, _SIZE, scale=1.0).rgba, 1.0)


def tile(vertices: NDArray[np.float64], surface: Surface, heading: str, understood: Sequence[str]) -> Picture:
    """One body's pictures side by side, its texts above, what was understood below."""
    picture = np.ascontiguousarray(np.hstack([view(vertices, surface, turned) for turned in _TURNED]))
    said = heading.encode("ascii", "replace").decode()  # OpenCV's letters
    for row, line in enumerate(textwrap.wrap(said, 78)[:4]):
        cv2.putText(picture, line, (6, 14 + 14 * row), cv2.FONT_HERSHEY_SIMPLEX, 0.4, _INK, 1, cv2.LINE_AA)
    for row, line in enumerate(textwrap.wrap("; ".join(understood) or "nothing understood", 85)[:3]):
        cv2.putText(picture, line, (6, _SIZE[1] - 34 + 13 * row), cv2.FONT_HERSHEY_SIMPLEX, 0.36, _READ, 1, cv2.LINE_AA)
    return picture


def pages(engine: Engine, entries: Sequence[Entry]) -> Iterator[Picture]:
    """Pages of ``ACROSS`` by ``DOWN`` bodies, RGB."""
    initial, model = neutral_body(engine), engine.body_model
    surface = Surface(model.faces, model.vertex_part)
    for first in range(0, len(entries), ACROSS * DOWN):
        tiles = []
        for entry in entries[first : first + ACROSS * DOWN]:
            body, understood, _ = refined(engine, entry.texts, initial)
            vertices, _ = engine.mesh(body)
            tiles.append(tile(np.asarray(vertices, np.float64), surface, entry.heading, understood))
        tiles += [np.full_like(tiles[0], 255)] * (-len(tiles) % ACROSS)
        yield np.vstack([np.hstack(tiles[k : k + ACROSS]) for k in range(0, len(tiles), ACROSS)])


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of ``evaluate sheet``."""
    parser.add_argument("texts", type=Path, help="text file: one body a line, a part, a tab and its text, more parts behind more tabs")
    parser.add_argument("--out", type=Path, required=True, help="folder for the pages (page-1.png, ...)")


def run(args: argparse.Namespace) -> int:
    """Draw the pages and name them."""
    entries = read_entries(args.texts)
    try:
        args.out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{args.out}: this folder cannot be made ({error.strerror}); choose another one.") from error
    for number, page in enumerate(pages(Engine(), entries), 1):
        path = args.out / f"page-{number}.png"
        write_atomically(path, cv2.imencode(".png", page[..., ::-1])[1].tobytes())
        print(path)
    return 0
