"""A person's whole way through the real window: open a photograph, change a sentence, see the arm move, undo, save, reopen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.main_window import MainWindow
from core.body.skeleton import JOINT_INDEX, PARTS

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "samples" / "nina1.jpg"
LONG = 120_000


def wrist_above_head(window: MainWindow) -> float:
    """How far (m) the left wrist is above the head in the refined body; the camera's y points down."""
    refined = window.document.refined
    assert refined is not None
    return float(refined.joints_3d[JOINT_INDEX["head"], 1] - refined.joints_3d[JOINT_INDEX["left_wrist"], 1])


def test_open_edit_see_the_arm_move_undo_save_and_reopen(
    open_window: Callable[..., MainWindow], dialogs: Any, qtbot: Any, tmp_path: Path
) -> None:
    window = open_window()
    frames: list[Any] = []
    window.document.step_changed.connect(frames.append)

    with qtbot.waitSignal(window.session.run_finished, timeout=LONG):
        window.open_path(SAMPLE)
    assert wrist_above_head(window) < -0.2, "the photograph shows the left arm down"
    before = window.document.frame.vertices.copy()  # type: ignore[union-attr]

    # The photograph shows the arm down; a person who wants it up anyway tells the body not to listen to the keypoints.
    with qtbot.waitSignal(window.session.run_finished, timeout=LONG):
        window.guidance.sliders["keypoints"].setValue(0)
    lowered = window.document.frame.vertices.copy()  # type: ignore[union-attr]

    row = window.descriptions.rows["left_arm"]
    QTest.mouseClick(row.edit.viewport(), Qt.MouseButton.LeftButton)
    row.edit.selectAll()
    frames.clear()
    with qtbot.waitSignal(window.session.run_finished, timeout=LONG):
        QTest.keyClicks(row.edit, "raised straight above the head")
    assert window.document.selected_part == "left_arm" or not window.isActiveWindow()
    assert wrist_above_head(window) > 0.0, "the words move the arm"
    assert frames and frames[-1].final is not None
    assert row.badge.text() == "person"
    reading = window.document.reading("left_arm")
    assert reading is not None and reading.not_understood == () and row.chip_states()
    assert {said.posecode: said.obeyed for said in reading.statements}["left arm: overhead"], (
        "the row says that the body obeys"
    )
    raised = window.document.frame.vertices.copy()  # type: ignore[union-attr]
    assert np.linalg.norm(raised - lowered, axis=1).max() > 0.3

    window.photo.zoom_in()
    zoom = window.photo.zoom
    with qtbot.waitSignal(window.session.run_finished, timeout=LONG):
        window.actions_["undo"].trigger()
    assert wrist_above_head(window) < 0.0 and row.edit.toPlainText() != "raised straight above the head"
    with qtbot.waitSignal(window.session.run_finished, timeout=LONG):
        window.actions_["undo"].trigger()
    assert np.abs(window.document.frame.vertices - before).max() < 1e-5  # type: ignore[union-attr]
    assert window.photo.zoom == zoom and not window.document.dirty

    window.actions_["redo"].trigger()
    with qtbot.waitSignal(window.session.run_finished, timeout=LONG):
        window.actions_["redo"].trigger()
    qtbot.waitUntil(lambda: wrist_above_head(window) > 0.0, timeout=LONG)
    path = tmp_path / "nina.contrapposto.json"
    dialogs.answers["save_project"] = path
    assert window.save() and not window.document.dirty and window.windowTitle().startswith("nina.contrapposto.json")
    saved = window.document
    texts = {part: saved.description(part) for part in PARTS}
    states = {part: window.descriptions.rows[part].chip_states() for part in PARTS}
    saved_vertices = saved.frame.vertices.copy()  # type: ignore[union-attr]
    assert window.close()

    again = open_window()
    runs: list[Any] = []
    with qtbot.waitSignal(again.session.run_finished, timeout=LONG):
        again.session.run_finished.connect(runs.append)
        again.open_path(path)
    document = again.document
    assert {part: document.description(part) for part in PARTS} == texts
    assert {part: again.descriptions.rows[part].chip_states() for part in PARTS} == states
    assert document.guidance == saved.guidance and again.guidance.sliders["keypoints"].value() == 0
    assert document.image is not None and document.person is not None and document.person.keypoints
    assert wrist_above_head(again) > 0.0
    assert np.abs(document.frame.vertices - saved_vertices).max() < 1e-3  # type: ignore[union-attr]
    assert not document.dirty, "a project that was only opened has no changes"
    assert len(runs) == 1 and runs[0].terms == (), "the saved body is shown as it was saved, not computed again"
