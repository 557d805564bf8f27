"""What needs a decision is said first; a contradiction leads to the other row; a swap is one click."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.reading import Clash, Reading, clashes_of, clause, reading_of
from app.row_notes import CLASH, MOST_CLASHES, NOTE, SWAP, NoteLines, RowNote, notes_of
from core.language.contradictions import conflicts
from core.language.understanding import understand
from core.observation import Description, Remark

CLASHES = (Clash("left_arm", "right_hand", "They cannot both be so."), Clash("head", "head", "Up and down."))
REMARKS = (Remark("disagreement", "Two of three answers say so."), Remark("swap", "Left and right may be mixed up."))


@pytest.fixture
def lines(qtbot: Any) -> NoteLines:
    result = NoteLines()
    qtbot.addWidget(result)
    result.resize(280, 200)
    reading = Reading("left_arm", "raised", notes=("The viewer's left was read as the person's right.",))
    result.show_notes(notes_of("left_arm", Description("raised", "vlm:x", remarks=REMARKS), reading, CLASHES[:1]))
    result.show()
    qtbot.waitExposed(result)
    return result


def test_a_row_tells_its_swap_first_and_its_notes_last(lines: NoteLines) -> None:
    assert [note.kind for note in lines.notes] == [SWAP, "disagreement", CLASH, NOTE]


def test_the_goal_of_a_contradiction_is_its_other_end() -> None:
    plain = Description("x")
    assert notes_of("left_arm", plain, None, CLASHES[:1]) == (RowNote(CLASH, "They cannot both be so.", "right_hand"),)
    assert notes_of("right_hand", plain, None, CLASHES[:1])[0].goal == "left_arm"
    assert notes_of("head", plain, None, CLASHES[1:])[0].goal == "head"


def test_a_contradiction_is_told_in_the_persons_words_its_own_first() -> None:
    clash = Clash(
        "left_arm", "left_hand", "left arm: overhead contradicts left arm: lowered.", "raised", "hanging down"
    )
    assert clash.sentence("left_arm") == "“raised” contradicts “hanging down” in the left hand's text."
    assert clash.sentence("left_hand") == "“hanging down” contradicts “raised” in the left arm's text."
    itself = Clash("head", "head", "x contradicts y.", "up and down", "up and down")
    assert itself.sentence("head") == "“up and down” contradicts itself (x contradicts y)."
    assert Clash("head", "head", "x", "up", "down").sentence("head") == "“up” contradicts “down”."


def test_clauses_that_make_several_statements_contradict_each_other_once() -> None:
    understood = {
        "left_arm": understand("raised straight above the head", "left_arm"),
        "left_hand": understand("hanging down beside the hip", "left_hand"),
    }
    found = conflicts(understood)
    assert len(found) > 1 and len(clashes_of(found)) == 1


def test_clicking_a_contradiction_leads_to_the_other_row(lines: NoteLines, qtbot: Any) -> None:
    clash = lines.lines[2]
    with qtbot.waitSignal(lines.followed) as caught:
        QTest.mouseClick(clash, Qt.MouseButton.LeftButton)
    assert caught.args == ["right_hand"]
    with qtbot.waitSignal(lines.followed):
        QTest.keyClick(clash, Qt.Key.Key_Return)
    with qtbot.assertNotEmitted(lines.followed):
        QTest.mouseClick(lines.lines[3], Qt.MouseButton.LeftButton)


def test_a_swap_has_its_button_and_a_remark_its_cross(lines: NoteLines, qtbot: Any) -> None:
    swap, disagreement, clash, note = lines.lines
    assert swap.swap.isVisible() and not disagreement.swap.isVisible() and not clash.swap.isVisible()
    assert swap.dismiss.isVisible() and disagreement.dismiss.isVisible()
    assert not clash.dismiss.isVisible() and not note.dismiss.isVisible()
    with qtbot.waitSignal(lines.swap_requested):
        swap.swap.click()
    with qtbot.waitSignal(lines.dismissed) as caught:
        disagreement.dismiss.click()
    assert caught.args == ["Two of three answers say so."]


def test_no_notes_take_no_room(lines: NoteLines) -> None:
    lines.show_notes(())
    assert not lines.isVisible() and lines.lines == []


def test_a_long_note_is_wrapped_rather_than_cut(lines: NoteLines, qtbot: Any) -> None:
    lines.show_notes((RowNote(CLASH, "The left elbow cannot be straight and bent at a right angle. " * 3, "head"),))
    line = lines.lines[0]
    qtbot.waitUntil(lambda: line.words.height() >= 3 * line.words.fontMetrics().height())


def test_what_is_not_about_the_pose_is_named_in_one_quiet_line_of_bounded_length() -> None:
    text = "The woman looks happy and wears a red dress. Left arm raised."
    reading = reading_of("left_arm", understand(text, "left_arm"))
    (line,) = notes_of("left_arm", Description(text, "person"), reading, ())
    assert line.kind == NOTE
    assert line.text.startswith("Not about the pose: ")
    assert "dress" in line.text
    long = Reading("left_arm", text, asides=("a red dress",) * 200)
    assert len(notes_of("left_arm", Description(text, "person"), long, ())[0].text) < 160


def test_of_very_many_contradictions_the_first_are_named_and_the_others_counted() -> None:
    clashes = [Clash("head", "head", "", f"up {n}", f"down {n}") for n in range(3000)]
    notes = notes_of("head", Description("x"), None, clashes)
    assert [note.kind for note in notes] == [CLASH] * MOST_CLASHES + [NOTE]
    assert notes[-1].text.startswith(f"{3000 - MOST_CLASHES} more contradictions")
    assert "1 more contradiction:" in notes_of("head", Description("x"), None, clashes[: MOST_CLASHES + 1])[-1].text


def test_words_are_quoted_without_what_joins_them_to_the_clause_before() -> None:
    reading = reading_of("torso", understand("leaning back, and leaning forward", "torso"))
    assert [said.words for said in reading.statements] == ["leaning back", "leaning forward"]
    (clash,) = clashes_of(conflicts({"torso": understand("leaning back, and leaning forward", "torso")}))
    assert clash.sentence("torso") == "“leaning back” contradicts “leaning forward”."
    assert [clause(words) for words in ("and", "Andrea waves", "but bent")] == ["and", "Andrea waves", "bent"]
