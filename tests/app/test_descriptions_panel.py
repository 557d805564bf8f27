"""The rows show the document, ask for changes, and say what was understood by shape as well as by colour."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest

from app import commands
from app.chips import faces_of
from app.description_edit import MAX_LINES
from app.descriptions_panel import DescriptionsPanel
from app.document import Document
from app.reading import Reading, Said
from core.body.skeleton import PARTS
from core.observation import Description, Observation, Person


@pytest.fixture
def document(qtbot: Any) -> Document:
    result = Document()
    person = Person(
        "p1",
        (0, 0, 9, 9),
        {},
        None,
        {"left_arm": Description("hangs down"), "head": Description("bowed", "vlm:smol", False)},
    )
    result.receive_observation(Observation(None, (200, 200), None, (person,)), "p1")
    return result


@pytest.fixture
def panel(document: Document, qtbot: Any) -> DescriptionsPanel:
    result = DescriptionsPanel(document)
    result.text_edited.connect(lambda part, text, gesture: commands.do_edit_text(document, part, text, gesture))
    result.switched.connect(lambda part, on: commands.do_switch_part(document, part, on))
    result.part_clicked.connect(document.select_part)
    result.part_hovered.connect(document.hover_part)
    qtbot.addWidget(result)
    result.resize(370, 900)
    result.show()
    qtbot.waitExposed(result)
    return result


def test_there_is_a_row_for_each_part_with_its_text_source_and_switch(panel: DescriptionsPanel) -> None:
    assert tuple(panel.rows) == PARTS
    arm, head = panel.rows["left_arm"], panel.rows["head"]
    assert (arm.edit.toPlainText(), arm.badge.text(), arm.switch.isChecked()) == ("hangs down", "built-in", True)
    assert (head.edit.toPlainText(), head.badge.text(), head.switch.isChecked()) == ("bowed", "smol", False)


def test_typing_edits_the_document_and_marks_the_text_as_a_persons(
    panel: DescriptionsPanel, document: Document
) -> None:
    edit = panel.rows["left_arm"].edit
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, "raised")
    assert document.description("left_arm") == Description("raised", "person")
    assert panel.rows["left_arm"].badge.text() == "person"
    assert document.undo_stack.count() == 1


def test_undo_brings_the_old_text_back_without_reporting_it_as_typed(
    panel: DescriptionsPanel, document: Document, qtbot: Any
) -> None:
    commands.do_edit_text(document, "left_arm", "raised")
    with qtbot.assertNotEmitted(panel.text_edited):
        document.undo_stack.undo()
    assert panel.rows["left_arm"].edit.toPlainText() == "hangs down"


def test_a_text_field_keeps_no_history_of_its_own(panel: DescriptionsPanel) -> None:
    edit = panel.rows["left_arm"].edit
    edit.setFocus()
    QTest.keyClicks(edit, "x")
    QTest.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "x" in edit.toPlainText()


def test_a_long_text_grows_its_row_up_to_a_limit(panel: DescriptionsPanel, qtbot: Any) -> None:
    edit = panel.rows["torso"].edit
    small = edit.height()
    edit.show_text("leaning forward and twisted to the left, " * 3)
    grown = edit.height()
    edit.show_text("leaning forward and twisted to the left, " * 100)
    assert small < grown < edit.height() <= edit.fontMetrics().lineSpacing() * MAX_LINES + 20


def test_pasted_line_breaks_become_spaces(panel: DescriptionsPanel, document: Document) -> None:
    data = QMimeData()
    data.setText("raised\n  above\tthe head\n")
    edit = panel.rows["torso"].edit
    edit.insertFromMimeData(data)
    assert document.description("torso").text == "raised above the head"


def test_strange_texts_are_shown_without_harm(panel: DescriptionsPanel, document: Document) -> None:
    for text in ("", "🤸🏽‍♀️ up", "‮left arm", "مرفوعة فوق الرأس", "a\u0000b", "x" * 10_000):
        commands.do_edit_text(document, "torso", text)
    assert document.description("torso").text.startswith("x")


def test_the_switch_switches_the_part(panel: DescriptionsPanel, document: Document) -> None:
    QTest.mouseClick(panel.rows["left_arm"].switch, Qt.MouseButton.LeftButton)
    assert not document.description("left_arm").enabled
    document.undo_stack.undo()
    assert panel.rows["left_arm"].switch.isChecked()


def test_reset_is_offered_only_when_the_text_differs_from_its_draft(
    panel: DescriptionsPanel, document: Document, qtbot: Any
) -> None:
    row = panel.rows["left_arm"]
    assert not row.reset.isEnabled()
    commands.do_edit_text(document, "left_arm", "raised")
    assert row.reset.isEnabled()
    with qtbot.waitSignal(panel.reset_requested) as caught:
        QTest.mouseClick(row.reset, Qt.MouseButton.LeftButton)
    assert caught.args == ["left_arm"]


def test_each_state_of_a_statement_has_its_own_chip(panel: DescriptionsPanel, document: Document) -> None:
    statements = (
        Said("raised", "left wrist above head", 0.9, True),
        Said("straight", "left elbow straight", 0.8, False),
    )
    document.receive_readings("p1", (Reading("left_arm", "hangs down", statements, ("wearing a coat",)),))
    row = panel.rows["left_arm"]
    assert row.chip_states() == [("obeyed", "raised"), ("disobeyed", "straight"), ("unknown", "wearing a coat")]
    names = [chip.accessibleName() for chip in row.chips.chips]
    assert names == ["obeyed: raised", "not obeyed: straight", "not understood: wearing a coat"]


def test_the_tab_key_goes_from_a_text_to_its_chips_before_the_next_row(
    panel: DescriptionsPanel, document: Document
) -> None:
    document.receive_readings("p1", (Reading("head", "bowed", (Said("bowed", "head bowed", 0.9, True),)),))
    head = panel.rows["head"]
    chain, widget = [], head.edit.nextInFocusChain()
    while widget is not panel.rows["torso"].switch:
        chain.append(widget)
        widget = widget.nextInFocusChain()
    assert head.chips.chips[0] in chain


def test_statements_of_the_same_words_share_a_chip_that_is_obeyed_only_when_all_are() -> None:
    statements = (
        Said("hands on hips", "left wrist at hip", 0.9, True),
        Said("hands on hips", "right wrist at hip", 0.9, False),
    )
    (chip,) = faces_of(Reading("left_arm", "hands on hips", statements))
    assert (chip.state, chip.label) == ("disobeyed", "hands on hips  (1 of 2)")
    assert "left wrist at hip: the body obeys" in chip.tip


def test_nothing_is_judged_in_a_row_that_is_switched_off() -> None:
    reading = Reading("left_arm", "raised", (Said("raised", "left wrist above head", 0.9, False),))
    (chip,) = faces_of(reading, guiding=False)
    assert chip.state == "pending"


def test_chips_stay_while_a_new_text_is_not_understood_yet(panel: DescriptionsPanel, document: Document) -> None:
    document.receive_readings("p1", (Reading("left_arm", "hangs down", (Said("hangs down", "code", 0.9, True),)),))
    commands.do_edit_text(document, "left_arm", "hangs down now")
    assert panel.rows["left_arm"].chip_states() == [("obeyed", "hangs down")]
    commands.do_edit_text(document, "left_arm", "")
    assert panel.rows["left_arm"].chip_states() == []


def test_a_part_selected_elsewhere_marks_its_row_and_scrolls_to_it(
    panel: DescriptionsPanel, document: Document, qtbot: Any
) -> None:
    panel.resize(370, 300)
    QTest.qWait(20)
    document.select_part("right_foot")
    row = panel.rows["right_foot"]
    assert row.property("chosen") and not panel.rows["head"].property("chosen")
    qtbot.waitUntil(lambda: not row.visibleRegion().isEmpty())


def test_clicking_a_row_or_its_text_selects_the_part(panel: DescriptionsPanel, document: Document, qtbot: Any) -> None:
    QTest.mouseClick(panel.rows["torso"], Qt.MouseButton.LeftButton, pos=panel.rows["torso"].name.geometry().center())
    assert document.selected_part == "torso"
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    panel.rows["head"].edit.setFocus()
    qtbot.waitUntil(lambda: document.selected_part == "head")


def test_no_person_disables_the_rows(panel: DescriptionsPanel, document: Document) -> None:
    document.close()
    assert not panel.rows["head"].isEnabled() and not panel.describe.isEnabled()


def test_no_chip_is_cut_when_there_is_room(panel: DescriptionsPanel, document: Document, qtbot: Any) -> None:
    statement = Said("hangs down beside the hip", "code", 0.9, True)
    document.receive_readings("p1", (Reading("left_arm", "hangs down", (statement,)),))
    QTest.qWait(50)
    (chip,) = panel.rows["left_arm"].chips.chips
    assert chip.width() >= chip.sizeHint().width()
