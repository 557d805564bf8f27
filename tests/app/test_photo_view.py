"""The photograph's view, driven with a real mouse, wheel and keyboard on a sample photograph."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from app import theme
from app.keypoint_items import SIDE_COLOURS
from app.photo_view import PhotoView
from core.observation import Keypoint
from core.vision.image import load_image

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
KEYPOINTS = {
    "left_wrist": Keypoint(430.0, 150.0, 0.97),
    "left_elbow": Keypoint(440.0, 240.0, 0.95),
    "right_wrist": Keypoint(160.0, 300.0, 0.9, "occluded"),
    "nose": Keypoint(350.0, 190.0, 1.0),
    "right_knee": Keypoint(240.0, 540.0, 0.3, "absent"),
}


@pytest.fixture(scope="module")
def photograph(samples: Path) -> np.ndarray:
    """588 x 816 px."""
    return load_image(samples / "cassy-dancing-3.jpg")


@pytest.fixture
def view(qtbot: Any, photograph: np.ndarray) -> PhotoView:
    """A view of the photograph with some keypoints, on screen."""
    view = PhotoView()
    qtbot.addWidget(view)
    view.resize(620, 780)
    view.set_image(photograph)
    view.set_current("p1")
    view.set_keypoints(KEYPOINTS)
    view.show()
    qtbot.waitExposed(view)
    return view


def on_screen(view: PhotoView, x: float, y: float) -> QPoint:
    """Where an image point is shown."""
    return view.canvas._to_view(QPointF(x, y)).toPoint()


def in_image(view: PhotoView, place: QPoint) -> tuple[float, float]:
    """Which image point is shown there."""
    point = view.canvas._to_image(QPointF(place))
    return point.x(), point.y()


def drag(view: PhotoView, start: QPoint, end: QPoint, button: Qt.MouseButton = LEFT) -> None:
    """Press, two moves, release."""
    port = view.canvas.viewport()
    QTest.mousePress(port, button, pos=start)
    QTest.mouseMove(port, (start + end) / 2)
    QTest.mouseMove(port, end)
    QTest.mouseRelease(port, button, pos=end)


def point_at(view: PhotoView, place: QPoint) -> None:
    """A move without a button, as the window system sends it."""
    port = view.canvas.viewport()
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(place),
        port.mapToGlobal(QPointF(place)),
        none,
        none,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(port, event)


def turn_wheel(view: PhotoView, place: QPoint, notches: int) -> None:
    """Wheel events as a mouse sends them."""
    port = view.canvas.viewport()
    for _ in range(abs(notches)):
        step = QPoint(0, 120 if notches > 0 else -120)
        none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
        event = QWheelEvent(
            QPointF(place), port.mapToGlobal(QPointF(place)), QPoint(), step, *none, Qt.ScrollPhase.NoScrollPhase, False
        )
        QApplication.sendEvent(port, event)


def colour_at(view: PhotoView, place: QPoint) -> QColor:
    """What is drawn there."""
    image = view.canvas.viewport().grab().toImage()
    ratio = view.devicePixelRatioF()
    return image.pixelColor(round(place.x() * ratio), round(place.y() * ratio))


def pixels(image: QImage) -> np.ndarray:
    """RGB [H, W, 3]."""
    image = image.convertToFormat(QImage.Format.Format_RGBA8888)
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)[..., :3].astype(int)


def test_the_whole_photograph_is_shown_at_first_and_after_a_resize(view: PhotoView) -> None:
    for width, height in ((620, 780), (900, 400)):
        view.resize(width, height)
        QApplication.processEvents()
        rect = view.canvas.viewport().rect()
        assert rect.contains(on_screen(view, 0, 0))
        assert rect.contains(on_screen(view, 588, 816))
        assert max(588 * view.zoom / rect.width(), 816 * view.zoom / rect.height()) > 0.9


def test_the_photograph_is_drawn_in_its_own_colours(view: PhotoView, photograph: np.ndarray) -> None:
    view.set_skeleton_visible(False)
    place = on_screen(view, 330, 350)  # On the red top.
    seen = colour_at(view, place)
    assert np.abs(np.array([seen.red(), seen.green(), seen.blue()]) - photograph[350, 330]).max() < 40


@pytest.mark.parametrize("notches", [5, -3])
def test_the_wheel_keeps_the_point_under_the_pointer(view: PhotoView, notches: int) -> None:
    place = on_screen(view, 430, 150)
    before, zoom = in_image(view, place), view.zoom
    turn_wheel(view, place, notches)
    assert view.zoom == pytest.approx(zoom * 1.2**notches)
    assert in_image(view, place) == pytest.approx(before, abs=0.5)


def test_zoom_and_place_stay_when_anything_but_the_size_of_the_image_changes(
    view: PhotoView, photograph: np.ndarray
) -> None:
    turn_wheel(view, QPoint(200, 200), 4)
    before, zoom = in_image(view, QPoint(100, 100)), view.zoom
    view.set_keypoints({})
    view.set_keypoints(KEYPOINTS)
    view.set_overlay(np.zeros((408, 294, 4), np.uint8), np.full((408, 294), -1, np.int8), 2.0)
    view.set_image(photograph[::-1])
    view.set_box((1, 2, 300, 400))
    assert view.zoom == zoom
    assert in_image(view, QPoint(100, 100)) == pytest.approx(before, abs=0.01)
    view.set_image(photograph[:400])
    assert view.canvas.viewport().rect().contains(on_screen(view, 588, 400))


def test_a_dragged_keypoint_is_reported_while_it_moves_and_once_when_it_is_let_go(view: PhotoView, qtbot: Any) -> None:
    moved, dragging = [], []
    view.keypoint_moved.connect(lambda *values: moved.append(values))
    view.keypoint_dragging.connect(lambda *values: dragging.append(values))
    start, end = on_screen(view, 430, 150), on_screen(view, 300, 90)
    drag(view, start, end)
    assert len(moved) == 1
    name, old, new = moved[0]
    assert (name, old) == ("left_wrist", (430.0, 150.0))
    assert new == pytest.approx((300, 90), abs=2 / view.zoom)
    assert len(dragging) >= 2
    assert dragging[-1][1:] == pytest.approx(new)


def test_a_dragged_keypoint_cannot_leave_the_photograph(view: PhotoView) -> None:
    moved = []
    view.keypoint_moved.connect(lambda *values: moved.append(values))
    drag(view, on_screen(view, 430, 150), QPoint(on_screen(view, 430, 0).x(), 1))
    assert moved[0][2][1] == 0.0


def test_new_keypoints_do_not_tear_the_dragged_one_from_the_pointer(view: PhotoView) -> None:
    moved = []
    view.keypoint_moved.connect(lambda *values: moved.append(values))
    port, end = view.canvas.viewport(), on_screen(view, 300, 90)
    QTest.mousePress(port, LEFT, pos=on_screen(view, 430, 150))
    QTest.mouseMove(port, end)
    view.set_keypoints(KEYPOINTS)  # As when a run ends while the person still drags.
    QTest.mouseRelease(port, LEFT, pos=end)
    assert moved[0][2] == pytest.approx((300, 90), abs=2 / view.zoom)


def test_escape_takes_a_drag_back(view: PhotoView) -> None:
    moved = []
    view.keypoint_moved.connect(lambda *values: moved.append(values))
    port = view.canvas.viewport()
    QTest.mousePress(port, LEFT, pos=on_screen(view, 430, 150))
    QTest.mouseMove(port, on_screen(view, 300, 90))
    QTest.keyClick(view.canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(port, LEFT, pos=on_screen(view, 300, 90))
    assert not moved
    assert view.canvas.handles["left_wrist"].pos() == QPointF(430, 150)


def test_a_click_on_a_keypoint_chooses_its_part_and_moves_nothing(view: PhotoView) -> None:
    moved, parts = [], []
    view.keypoint_moved.connect(lambda *values: moved.append(values))
    view.part_clicked.connect(parts.append)
    QTest.mouseClick(view.canvas.viewport(), LEFT, pos=on_screen(view, 440, 240))
    assert (parts, moved) == (["left_arm"], [])


def test_arrow_keys_nudge_the_chosen_keypoint_as_one_move(view: PhotoView) -> None:
    moved = []
    view.keypoint_moved.connect(lambda *values: moved.append(values))
    QTest.mouseClick(view.canvas.viewport(), LEFT, pos=on_screen(view, 430, 150))
    for _ in range(3):
        QTest.keyPress(view.canvas, Qt.Key.Key_Right)  # As the key repeats while it is held.
    QTest.keyRelease(view.canvas, Qt.Key.Key_Right)
    QTest.keyClick(view.canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert moved == [("left_wrist", (430.0, 150.0), (433.0, 150.0)), ("left_wrist", (433.0, 150.0), (433.0, 160.0))]


def test_keypoints_can_be_chosen_and_taken_away_with_the_keyboard(view: PhotoView) -> None:
    asked = []
    view.keypoint_visibility_requested.connect(lambda *values: asked.append(values))
    QTest.keyClick(view.canvas, Qt.Key.Key_PageDown)
    QTest.keyClick(view.canvas, Qt.Key.Key_PageDown)
    assert view.canvas.chosen == "left_elbow"  # The second in the order of names, after the nose.
    QTest.keyClick(view.canvas, Qt.Key.Key_Delete)
    assert asked == [("left_elbow", "absent")]


def test_an_occluded_keypoint_is_hollow_and_an_absent_one_is_not_drawn(view: PhotoView) -> None:
    grey = QImage(588, 816, QImage.Format.Format_RGB888)
    grey.fill(QColor(120, 120, 120))
    view.set_image(pixels(grey).astype(np.uint8))
    visible, occluded = (
        colour_at(view, on_screen(view, KEYPOINTS[n].x, KEYPOINTS[n].y)) for n in ("left_wrist", "right_wrist")
    )
    assert abs(visible.blue() - SIDE_COLOURS["left"].blue()) < 30
    assert max(abs(c - 120) for c in (occluded.red(), occluded.green(), occluded.blue())) < 40
    assert "right_knee" not in view.canvas.handles
    assert colour_at(view, on_screen(view, 240, 540)) == QColor(120, 120, 120)


def test_tool_tips_name_the_keypoint_its_confidence_and_state(view: PhotoView) -> None:
    assert view.canvas.handles["left_wrist"].toolTip() == "Left wrist: confidence 0.97"
    port, place = view.canvas.viewport(), on_screen(view, 160, 300)
    QApplication.sendEvent(port, QHelpEvent(QEvent.Type.ToolTip, place, port.mapToGlobal(place)))
    assert QToolTip.text() == "Right wrist: confidence 0.90, occluded"


def test_left_and_right_stay_apart_without_red_or_green_cones() -> None:
    # Machado et al. 2009, full protanopia and deuteranopia, on linear RGB.
    simulations = [
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    ]
    left, right = (np.array(SIDE_COLOURS[s].getRgbF()[:3]) ** 2.2 for s in ("left", "right"))
    for matrix in simulations:
        seen = [np.clip(np.array(matrix) @ c, 0, 1) ** (1 / 2.2) for c in (left, right)]
        assert np.linalg.norm(seen[0] - seen[1]) > 0.5


def test_the_menu_of_a_keypoint_asks_for_its_visibility(view: PhotoView) -> None:
    asked = []
    view.keypoint_visibility_requested.connect(lambda *values: asked.append(values))
    menu = view.canvas.menu_at(QPointF(on_screen(view, 430, 150)))
    assert menu is not None
    states = [action for action in menu.actions() if not action.isSeparator()]
    assert [action.isChecked() for action in states] == [True, False, False]
    states[1].trigger()
    assert asked == [("left_wrist", "occluded")]


def test_an_absent_keypoint_can_be_placed_from_the_menu(view: PhotoView) -> None:
    moved = []
    view.keypoint_moved.connect(lambda *values: moved.append(values))
    menu = view.canvas.menu_at(QPointF(on_screen(view, 250, 600)))
    assert menu is not None
    placing = menu.actions()[0].menu()
    titles = {action.text(): action for action in placing.actions()}
    assert "Left wrist" not in titles
    titles["Right knee"].trigger()
    titles["Left ankle"].trigger()
    assert moved[0][:2] == ("right_knee", (240.0, 540.0))
    assert moved[0][2] == pytest.approx((250, 600), abs=1 / view.zoom)
    assert moved[1][0] == "left_ankle"


def test_hidden_keypoints_cannot_be_grabbed(view: PhotoView) -> None:
    moved = []
    view.keypoint_moved.connect(lambda *values: moved.append(values))
    view.set_skeleton_visible(False)
    drag(view, on_screen(view, 430, 150), on_screen(view, 300, 90))
    assert not moved


@pytest.fixture
def overlaid(view: PhotoView) -> PhotoView:
    """With an overlay at half size whose part 2, the left arm, is a square."""
    rgba = np.zeros((408, 294, 4), np.uint8)
    parts = np.full((408, 294), -1, np.int8)
    rgba[200:300, 100:200] = (160, 170, 200, 255)
    parts[200:300, 100:200] = 1
    parts[240:260, 140:160] = 2
    view.set_overlay(rgba, parts, 2.0)
    view.set_overlay_opacity(0.8)
    return view


def test_a_click_on_the_overlay_chooses_the_part_under_it(overlaid: PhotoView) -> None:
    parts = []
    overlaid.part_clicked.connect(parts.append)
    for x, y in ((300, 500), (220, 420), (50, 700)):
        QTest.mouseClick(overlaid.canvas.viewport(), LEFT, pos=on_screen(overlaid, x, y))
    assert parts == ["left_arm", "torso", None]


def test_pointing_at_the_overlay_names_each_part_once(overlaid: PhotoView) -> None:
    parts = []
    overlaid.part_hovered.connect(parts.append)
    for x, y in ((50, 700), (220, 420), (225, 425), (300, 500), (50, 700)):
        point_at(overlaid, on_screen(overlaid, x, y))
    assert parts == ["torso", "left_arm", None]


def test_the_selected_part_is_tinted_in_the_overlay_and_nothing_else(overlaid: PhotoView) -> None:
    place, beside = on_screen(overlaid, 300, 500), on_screen(overlaid, 220, 420)
    before = colour_at(overlaid, place), colour_at(overlaid, beside)
    overlaid.set_selected_part("left_arm")
    assert colour_at(overlaid, place) != before[0]
    assert colour_at(overlaid, beside) == before[1]
    accent = QColor(theme.LIGHT.accent)
    assert abs(colour_at(overlaid, place).red() - accent.red()) < abs(before[0].red() - accent.red())


def test_a_fully_transparent_overlay_is_neither_seen_nor_clicked(overlaid: PhotoView, photograph: np.ndarray) -> None:
    parts = []
    overlaid.part_clicked.connect(parts.append)
    overlaid.set_overlay_opacity(0.0)
    QTest.mouseClick(overlaid.canvas.viewport(), LEFT, pos=on_screen(overlaid, 220, 420))
    assert parts == [None]
    seen = colour_at(overlaid, on_screen(overlaid, 220, 420))
    assert abs(seen.red() - photograph[420, 220, 0]) < 12


def test_another_persons_box_can_be_clicked_and_the_chosen_ones_cannot(view: PhotoView) -> None:
    chosen = []
    view.person_clicked.connect(chosen.append)
    view.set_people([("p1", (300, 400, 500, 700)), ("p2", (20, 30, 180, 200)), ("p3", (10, 10, 200, 240))])
    for x, y in ((400, 600), (100, 100), (190, 230)):
        QTest.mouseClick(view.canvas.viewport(), LEFT, pos=on_screen(view, x, y))
    assert chosen == ["p2", "p3"]  # Of two boxes the smaller, so that none is out of reach.


def test_a_box_can_be_drawn_in_any_direction_and_is_kept_within_the_photograph(view: PhotoView) -> None:
    drawn = []
    view.box_drawn.connect(drawn.append)
    view.set_mode("box")
    drag(view, on_screen(view, 400, 500), on_screen(view, 100, 200))
    drag(view, on_screen(view, 400, 500), QPoint(on_screen(view, 588, 0).x() + 10, on_screen(view, 0, 816).y() + 8))
    assert drawn[0] == pytest.approx((100, 200, 400, 500), abs=2 / view.zoom)
    assert drawn[1][2:] == (588.0, 816.0)


def test_a_slip_of_the_mouse_draws_no_box(view: PhotoView) -> None:
    drawn = []
    view.box_drawn.connect(drawn.append)
    view.set_mode("box")
    drag(view, on_screen(view, 400, 500), on_screen(view, 403, 502))
    QTest.mouseClick(view.canvas.viewport(), LEFT, pos=on_screen(view, 200, 200))
    assert not drawn


def test_a_dragged_corner_changes_the_box_once(view: PhotoView) -> None:
    changed = []
    view.box_changed.connect(lambda old, new: changed.append((old, new)))
    view.set_box((100.0, 90.0, 500.0, 740.0))
    drag(view, on_screen(view, 500, 740), on_screen(view, 450, 700))
    assert len(changed) == 1
    assert changed[0][0] == (100.0, 90.0, 500.0, 740.0)
    assert changed[0][1] == pytest.approx((100, 90, 450, 700), abs=2 / view.zoom)


@pytest.mark.parametrize("way", ["middle", "mode", "space"])
def test_the_photograph_can_be_panned(view: PhotoView, way: str) -> None:
    turn_wheel(view, QPoint(300, 300), 4)
    start, end = QPoint(300, 300), QPoint(260, 345)
    before = in_image(view, start)
    if way == "mode":
        view.set_mode("pan")
    elif way == "space":
        QTest.keyPress(view.canvas, Qt.Key.Key_Space)
    drag(view, start, end, MIDDLE if way == "middle" else LEFT)
    assert in_image(view, end) == pytest.approx(before, abs=0.5)


def test_keys_zoom_and_zero_shows_everything_again(view: PhotoView) -> None:
    whole = view.zoom
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Minus):
        QTest.keyClick(view.canvas, key)
    assert view.zoom == pytest.approx(whole * 1.2)
    QTest.keyClick(view.canvas, Qt.Key.Key_0)
    assert view.zoom == pytest.approx(whole)


def test_the_pointers_place_is_given_in_image_pixels(view: PhotoView) -> None:
    places = []
    view.mouse_at.connect(lambda x, y: places.append((x, y)))
    point_at(view, on_screen(view, 250, 333))
    assert places[-1] == pytest.approx((250, 333), abs=1 / view.zoom)


def test_an_empty_view_ignores_the_mouse(qtbot: Any) -> None:
    view = PhotoView()
    qtbot.addWidget(view)
    view.show()
    drag(view, QPoint(20, 20), QPoint(60, 60))
    turn_wheel(view, QPoint(20, 20), 3)
    assert view.canvas.menu_at(QPointF(5, 5)) is None


def test_the_themes_differ_around_the_photograph_and_not_in_it(view: PhotoView) -> None:
    outside, inside = QPoint(4, view.height() // 2), on_screen(view, 100, 700)
    light = colour_at(view, outside), colour_at(view, inside)
    view.set_theme(dark=True)
    assert colour_at(view, outside) == QColor(theme.DARK.canvas) != light[0]
    assert colour_at(view, inside) == light[1]


def test_a_large_photograph_is_drawn_from_a_smaller_copy_when_zoomed_out(view: PhotoView) -> None:
    noise = np.random.default_rng(0).integers(0, 255, (2400, 3200, 1), dtype=np.uint8).repeat(3, axis=2)
    view.set_image(noise)
    view.set_keypoints({})
    middle = pixels(view.canvas.viewport().grab().toImage())[300:340, 200:400]
    assert middle.std() < 40  # Averaged: picking single pixels of noise would give about 74.
    assert abs(middle.mean() - 127) < 8
