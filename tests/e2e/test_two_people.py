"""Two people in one photograph: both are found, a click chooses the other one, and both results are kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from app.main_window import MainWindow
from core.formats import read_project

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"
LONG = 120_000


def side_by_side(path: Path) -> None:
    """A photograph made of two samples."""
    from core.vision.image import load_image

    left, right = load_image(SAMPLES / "nina1.jpg"), load_image(SAMPLES / "cassy-dancing-3.jpg")
    height = max(left.shape[0], right.shape[0])
    padded = [np.pad(image, ((height - image.shape[0], 0), (0, 0), (0, 0)), mode="edge") for image in (left, right)]
    both = np.ascontiguousarray(np.concatenate(padded, axis=1))
    QImage(both.data, both.shape[1], both.shape[0], both.strides[0], QImage.Format.Format_RGB888).save(str(path))


def test_a_click_on_the_other_person_recovers_them_too(
    open_window: Callable[..., MainWindow], dialogs: Any, qtbot: Any, tmp_path: Path
) -> None:
    side_by_side(tmp_path / "two.png")
    window = open_window()
    with qtbot.waitSignal(window.session.run_finished, timeout=LONG):
        window.open_path(tmp_path / "two.png")
    document = window.document
    assert document.observation is not None and len(document.observation.people) == 2
    first = document.person
    other = next(p for p in document.observation.people if p is not first)
    assert first is not None and other.box is not None and other.initial is None
    x0, y0, x1, y1 = other.box
    with qtbot.waitSignal(window.session.run_finished, timeout=LONG):
        canvas = window.photo.canvas
        QTest.mouseClick(
            canvas.viewport(), Qt.MouseButton.LeftButton, pos=canvas.mapFromScene(QPointF((x0 + x1) / 2, (y0 + y1) / 2))
        )
    assert document.person_id == other.id and document.person is not None and document.person.initial is not None
    second_pixels = document.frame.keypoints_2d["pelvis"]  # type: ignore[union-attr]
    assert x0 < second_pixels[0] < x1

    window.actions_["undo"].trigger()
    assert document.person_id == first.id and document.frame is not None
    path = tmp_path / "two.contrapposto.json"
    dialogs.answers["save_project"] = path
    assert window.save_as()
    saved = read_project(path)
    assert saved.result is not None and {p.id for p in saved.result.people} == {first.id, other.id}
