"""A chip tells what became of a statement, and takes a click, a key or its flash to change how much it counts."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.chip_strip import ChipStrip
from app.chips import MOST, Chip, ChipFace, faces_of
from app.reading import Difference, Reading, Said, Unmet
from core.observation import INSIST, Description

RAISED = Said("raised", "left arm: overhead", 0.9, False, ("left_shoulder", "left_wrist"))
BENT = Said("elbow bent", "left elbow: slightly bent", 0.8, True, ("left_elbow",))


def reading(*statements: Said, lost: tuple[str, ...] = ()) -> Reading:
    return Reading("left_arm", "raised, elbow bent", statements, lost)


def described(*emphasis: tuple[str, float], support: tuple[tuple[str, float], ...] = ()) -> Description:
    return Description("raised, elbow bent", "person", emphasis=emphasis, support=support)


@pytest.fixture
def strip(qtbot: Any) -> ChipStrip:
    result = ChipStrip()
    qtbot.addWidget(result)
    result.resize(300, 80)
    result.show_faces(faces_of(reading(RAISED, BENT, lost=("somehow",))))
    result.show()
    qtbot.waitExposed(result)
    result.activateWindow()
    return result


def test_a_statement_that_is_switched_off_is_not_judged() -> None:
    face, _ = faces_of(reading(RAISED, BENT), described(("left arm: overhead", 0.0)))
    assert face.state == "off" and not face.insisted and "Switched off" in face.tip


def test_an_insisted_statement_keeps_its_verdict() -> None:
    face, _ = faces_of(reading(RAISED, BENT), described(("left arm: overhead", INSIST)))
    assert (face.state, face.insisted, face.can_insist) == ("disobeyed", True, False)
    assert face.name == "not obeyed, words win: raised"


def test_one_of_two_statements_of_the_same_words_may_be_off() -> None:
    twin = Said("raised", "left elbow: straight", 0.9, True)
    (face,) = faces_of(reading(RAISED, twin), described(("left arm: overhead", 0.0)))
    assert face.state == "obeyed" and face.count == ""


def test_the_tip_says_how_far_an_unmet_statement_is_off_and_how_many_answers_agree() -> None:
    difference = Difference(
        "left_arm", "raised", (), (Unmet("left arm: overhead", "raised", "the left wrist is 12 cm too low"),)
    )
    face, _ = faces_of(reading(RAISED, BENT), described(support=(("left arm: overhead", 0.7),)), difference=difference)
    assert "12 cm too low" in face.tip and "in 70% of the answers" in face.tip


def test_a_chip_speaks_of_the_joints_of_all_its_statements_each_once() -> None:
    twin = Said("raised", "left elbow: straight", 0.9, True, ("left_wrist", "left_elbow"))
    (face,) = faces_of(reading(RAISED, twin))
    assert face.joints == ("left_shoulder", "left_wrist", "left_elbow")


def test_widgets_are_kept_when_only_the_verdicts_change(strip: ChipStrip) -> None:
    before = list(strip.chips)
    strip.show_faces(faces_of(reading(Said("raised", "left arm: overhead", 0.9, True), BENT, lost=("somehow",))))
    assert strip.chips == before and [chip.face.state for chip in strip.chips] == ["obeyed", "obeyed", "unknown"]
    strip.show_faces(faces_of(reading(BENT)))
    assert strip.chips == before[:1] and not before[1].isVisible()


def test_the_flash_of_a_disobeyed_chip_insists_with_one_click(strip: ChipStrip, qtbot: Any) -> None:
    chip = strip.chips[0]
    with qtbot.waitSignal(strip.emphasised) as caught:
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=chip.flash_rect().center())
    assert caught.args[0].posecodes == ("left arm: overhead",) and caught.args[1] == INSIST
    assert chip.menu is None, "the flash opens no menu"
    assert strip.chips[1].flash_rect().isEmpty(), "what is obeyed needs no flash"


def test_the_flash_of_an_insisted_chip_takes_the_emphasis_back(strip: ChipStrip, qtbot: Any) -> None:
    strip.show_faces(faces_of(reading(RAISED, BENT), described(("left arm: overhead", INSIST))))
    chip = strip.chips[0]
    with qtbot.waitSignal(strip.emphasised) as caught:
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=chip.flash_rect().center())
    assert caught.args[1] == 1.0


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_key_opens_the_menu_whose_first_entry_lets_words_win(strip: ChipStrip, qtbot: Any, key: Any) -> None:
    chip = strip.chips[0]
    chip.setFocus()
    QTest.keyClick(chip, key)
    menu = chip.menu
    assert menu is not None
    first, usual, off = menu.actions()
    assert first.text() == "Let words win" and usual.isChecked() and off.text() == "Switch off"
    with qtbot.waitSignal(strip.emphasised) as caught:
        first.trigger()
    assert caught.args[1] == INSIST
    menu.close()


def test_a_piece_that_was_not_understood_leads_to_the_guide(strip: ChipStrip, qtbot: Any) -> None:
    chip = strip.chips[2]
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(12, 8))
    assert chip.menu is not None
    (action,) = chip.menu.actions()
    with qtbot.waitSignal(strip.guide_requested):
        action.trigger()
    chip.menu.close()


def test_arrows_walk_the_chips_and_only_one_of_them_stops_tab(strip: ChipStrip, qtbot: Any) -> None:
    first, second, third = strip.chips
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert second.hasFocus()
    QTest.keyClick(second, Qt.Key.Key_End)
    assert third.hasFocus()
    stops = [chip for chip in strip.chips if chip.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [third]
    strip.show_faces(faces_of(reading(BENT)))
    assert strip.chips[0].focusPolicy() & Qt.FocusPolicy.TabFocus, "a strip can always be reached"


def test_focus_and_pointer_tell_the_joints_and_take_them_back(strip: ChipStrip, qtbot: Any) -> None:
    first, second, third = strip.chips
    third.setFocus()
    qtbot.waitUntil(third.hasFocus)
    heard: list[Any] = []
    strip.pointed.connect(heard.append)
    first.setFocus()
    qtbot.waitUntil(lambda: bool(heard) and heard[-1] == ("left_shoulder", "left_wrist"))
    second.setFocus()
    qtbot.waitUntil(lambda: heard[-2:] == [(), ("left_elbow",)])


def test_long_words_are_cut_but_their_count_stays(qtbot: Any) -> None:
    chip = Chip()
    qtbot.addWidget(chip)
    chip.show_face(ChipFace("disobeyed", "raised " * 40, count="1 of 3"))
    assert chip.sizeHint().width() > 300 and chip.minimumSizeHint().width() <= 60
    assert chip.text().endswith("(1 of 3)")
    chip.resize(150, chip.sizeHint().height())
    assert not chip.grab().isNull()


def test_the_same_words_many_times_are_one_chip_and_very_many_chips_end_in_a_count() -> None:
    (face,) = faces_of(reading(lost=("blorf",) * 435))
    assert (face.state, face.label) == ("unknown", "blorf  (435 times)")
    many = faces_of(reading(RAISED, lost=tuple(f"blorf {n}" for n in range(100))))
    assert len(many) == MOST and many[0].words == "raised"
    assert many[-1].words == f"{101 - MOST + 1} more" and "not understood" in many[-1].tip
