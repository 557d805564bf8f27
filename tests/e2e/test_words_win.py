"""The sentence that no other tool obeys: typed, understood, not obeyed because the photograph shows otherwise; insisted on, obeyed; undone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.main_window import MainWindow
from core.body.skeleton import JOINT_INDEX

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "samples" / "nina1.jpg"
LONG = 120_000
SENTENCE = "raised straight above the head"


def wrist_above_head(window: MainWindow) -> float:
    """How far (m) the left wrist is above the head in the refined body; the camera's y points down."""
    refined = window.document.refined
    assert refined is not None
    return float(refined.joints_3d[JOINT_INDEX["head"], 1] - refined.joints_3d[JOINT_INDEX["left_wrist"], 1])


def test_type_a_sentence_see_it_refused_insist_see_it_obeyed_undo(
    open_window: Callable[..., MainWindow], dialogs: Any, qtbot: Any, tmp_path: Path
) -> None:
    window = open_window()
    document, panel = window.document, window.descriptions
    with qtbot.waitSignal(window.session.run_finished, timeout=LONG):
        window.open_path(SAMPLE)
    assert wrist_above_head(window) < -0.2, "the photograph shows the left arm down"

    row = panel.rows["left_arm"]
    QTest.mouseClick(row.edit.viewport(), Qt.MouseButton.LeftButton)
    row.edit.selectAll()
    with qtbot.waitSignal(window.session.run_finished, timeout=LONG):
        QTest.keyClicks(row.edit, SENTENCE)
    panel.completer.close()
    qtbot.waitUntil(lambda: [chip.face.state for chip in row.chips.chips] == ["disobeyed"], timeout=LONG)
    assert wrist_above_head(window) < 0, "keypoints in plain view win over plain words"

    # Pointing at the chip marks what it speaks of in both views.
    (chip,) = row.chips.chips
    chip.pointed.emit(chip.face.joints)
    assert {"left_shoulder", "left_wrist"} <= set(document.marked_joints)
    assert window.photo._canvas.handles["left_wrist"].spoken_of
    assert not window.photo._canvas.handles["right_wrist"].spoken_of
    chip.pointed.emit(())
    assert not window.photo._canvas.handles["left_wrist"].spoken_of

    # The row tells how far the body is off, after the run and without holding it up.
    qtbot.waitUntil(lambda: row.difference.difference is not None, timeout=LONG)
    assert row.difference.difference is not None and any("too low" in one.gap for one in row.difference.difference.unmet)

    with qtbot.waitSignal(window.session.run_finished, timeout=LONG):
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=chip.flash_rect().center())
    assert wrist_above_head(window) > 0, "the person insists, so words win"
    (chip,) = row.chips.chips
    assert (chip.face.state, chip.face.insisted) == ("obeyed", True)
    assert document.undo_stack.undoText().startswith("Let words win")

    # What was insisted on is saved, and is still insisted on when the project is opened again.
    dialogs.answers["save_project"] = tmp_path / "x.contrapposto.json"
    assert window.save() and '"emphasis"' in (tmp_path / "x.contrapposto.json").read_text(encoding="utf-8")

    with qtbot.waitSignal(window.session.run_finished, timeout=LONG):
        window.actions_["undo"].trigger()
    assert wrist_above_head(window) < 0 and not row.chips.chips[0].face.insisted
    with qtbot.waitSignal(window.session.run_finished, timeout=LONG):
        window.actions_["undo"].trigger()
    assert row.edit.toPlainText() != SENTENCE


def test_chips_contradictions_and_examples_follow_the_texts(open_window: Callable[..., MainWindow], qtbot: Any) -> None:
    window = open_window()
    document, panel = window.document, window.descriptions
    with qtbot.waitSignal(window.session.run_finished, timeout=LONG):
        window.open_path(SAMPLE)

    # An example of the guide goes into its row, and its statements appear as chips before the run has judged them.
    window.show_guide()
    assert window.guide is not None
    with qtbot.waitSignal(document.readings_changed, timeout=LONG):
        window.guide.choose("left_leg", "The knee is straight.")
    assert document.description("left_leg").text == "The knee is straight." and document.selected_part == "left_leg"
    qtbot.waitUntil(lambda: bool(panel.rows["left_leg"].chips.chips), timeout=LONG)
    window.guide.close()

    # A text of another row that contradicts it is told in both rows, and leads from one to the other.
    row = panel.rows["left_foot"]
    row.edit.setFocus()
    row.edit.selectAll()
    QTest.keyClicks(row.edit, "The left knee is bent at a right angle.")
    qtbot.waitUntil(lambda: any(note.kind == "clash" for note in row.notes.notes), timeout=LONG)
    (clash,) = [note for note in row.notes.notes if note.kind == "clash"]
    assert clash.goal == "left_leg" and any(note.goal == "left_foot" for note in panel.rows["left_leg"].notes.notes)
    line = next(line for line in row.notes.lines if line.note.kind == "clash")
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    assert document.selected_part == "left_leg"
    while document.undo_stack.canUndo():
        window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: not any(note.kind == "clash" for note in row.notes.notes), timeout=LONG)


def test_what_the_body_also_does_is_taken_over_with_one_click(
    open_window: Callable[..., MainWindow], qtbot: Any
) -> None:
    window = open_window()
    document, panel = window.document, window.descriptions
    with qtbot.waitSignal(window.session.run_finished, timeout=LONG):
        window.open_path(SAMPLE)
    with qtbot.waitSignal(window.session.run_finished, timeout=LONG):
        window.session.decide()
        panel.text_edited.emit("right_arm", "", 900)  # a row without a text: everything the arm does is unsaid
    row = panel.rows["right_arm"]
    qtbot.waitUntil(lambda: bool(row.difference.offers), timeout=LONG)
    clause = row.difference.offers[0].clause.text
    row.difference.fold.setChecked(True)
    QTest.mouseClick(row.difference.offers[0], Qt.MouseButton.LeftButton)
    assert document.description("right_arm").text.lower() == f"{clause}.".lower()
    qtbot.waitUntil(lambda: row.chip_states() != [] and row.chip_states()[0][0] == "obeyed", timeout=LONG)
    window.actions_["undo"].trigger()
    assert document.description("right_arm").text == ""

    window.actions_["difference"].setChecked(False)
    assert not row.difference.isVisible()
    assert not window.settings.switch("difference", True), "the choice is remembered"
