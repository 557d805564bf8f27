"""The 3D view, really drawn and driven with a real mouse; and what it does where there is no OpenGL."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow

from app.body_canvas import BodyCanvas
from app.body_view import BodyView
from core.body.model import BodyModel
from core.body.skeleton import PARTS
from core.observation import Body, Camera
from core.render.nearness import nearness
from core.render.surface import Surface

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
SIZE = (320, 368)
IMAGE_SIZE = (600, 800)
CAMERA = Camera.assume(IMAGE_SIZE)


@pytest.fixture(scope="module")
def model() -> BodyModel:
    """The shipped body."""
    return BodyModel.load()


def standing(model: BodyModel, turn: float = 0.0, depth: float = 3.6) -> np.ndarray:
    """Arms out, turned about the vertical by `turn` radians away from the camera, a little to the picture's right."""
    from scipy.spatial.transform import Rotation

    pose = np.zeros((24, 3))
    pose[0] = (Rotation.from_euler("y", turn) * Rotation.from_euler("x", np.pi)).as_rotvec()
    return model.vertices(Body.from_pose(pose, np.zeros(10), np.array([0.3, -0.3, depth])))


@pytest.fixture(scope="module")
def shown_view(qapp: Any) -> Iterator[BodyView]:
    """One view on screen for all tests: making a context and compiling shaders costs more than most of them."""
    view = BodyView()
    assert view.available, view.reason
    view.resize(*SIZE)
    view.set_camera(CAMERA, IMAGE_SIZE)
    view.show()
    QTest.qWaitForWindowExposed(view)
    yield view
    view.close()
    view.deleteLater()


@pytest.fixture
def view(shown_view: BodyView, model: BodyModel) -> BodyView:
    """The view as it is after a photograph was opened: the standing body from the front."""
    view = shown_view
    view.set_theme(dark=False)
    view.set_ghost(None)
    view.set_ghost_visible(True)
    view.set_selected_part(None)
    view.set_body(standing(model), model.faces, model.vertex_part)
    view.set_view("front")
    return view


def canvas_of(view: BodyView) -> BodyCanvas:
    """The canvas, which is there."""
    assert view.canvas is not None
    return view.canvas


def drawn(view: BodyView) -> np.ndarray:
    """RGB [H, W, 3] of the view as it is now."""
    QApplication.processEvents()
    image = view.screenshot().convertToFormat(QImage.Format.Format_RGBA8888)
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)[..., :3].astype(int)


def place_of(view: BodyView, points: np.ndarray) -> np.ndarray:
    """Where camera-frame points [N, 3] are shown [N, 2]."""
    return canvas_of(view).viewpoint.project(points, SIZE)[:, :2]


def middle_of(view: BodyView, model: BodyModel, part: str, vertices: np.ndarray) -> QPoint:
    """The middle of a part on screen."""
    x, y = place_of(view, vertices[model.vertex_part == PARTS.index(part)]).mean(0)
    return QPoint(round(x), round(y))


def drag(
    view: BodyView,
    start: QPoint,
    end: QPoint,
    button: Qt.MouseButton = LEFT,
    keys: Any = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Press, two moves, release."""
    canvas = canvas_of(view)
    QTest.mousePress(canvas, button, keys, start)
    QTest.mouseMove(canvas, (start + end) / 2)
    QTest.mouseMove(canvas, end)
    QTest.mouseRelease(canvas, button, keys, end)


def turn_wheel(view: BodyView, place: QPoint, notches: int) -> None:
    """One wheel event."""
    canvas = canvas_of(view)
    none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    step = QPoint(0, 120 * notches)
    event = QWheelEvent(
        QPointF(place), canvas.mapToGlobal(QPointF(place)), QPoint(), step, *none, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(canvas, event)


def test_the_body_stands_upright_and_faces_the_viewer(view: BodyView, model: BodyModel) -> None:
    vertices = standing(model)
    heights = {
        part: middle_of(view, model, part, vertices)
        for part in ("head", "torso", "left_foot", "left_hand", "right_hand")
    }
    assert heights["head"].y() < heights["torso"].y() < heights["left_foot"].y()
    assert heights["right_hand"].x() < heights["head"].x() < heights["left_hand"].x()
    assert canvas_of(view).part_at(QPointF(heights["head"])) == PARTS.index("head")


@pytest.mark.parametrize("dark", [False, True])
def test_the_body_is_lit_neither_black_nor_blown_out_and_stands_out_from_the_backdrop(
    view: BodyView, model: BodyModel, dark: bool
) -> None:
    view.set_theme(dark)
    picture = drawn(view).mean(-1)
    vertices = standing(model)
    facing = Surface(model.faces, model.vertex_part).normals(vertices)[:, 2] < -0.4  # Not those on the silhouette.
    columns, rows = place_of(view, vertices[facing]).astype(int).T
    body = picture[rows, columns]
    assert 70 < np.percentile(body, 5) < np.percentile(body, 95) < 245
    assert np.percentile(body, 95) - np.percentile(body, 5) > 35, "light and shade must tell the shape"
    assert abs(np.median(body) - picture[:40, :40].mean()) > 25


@pytest.mark.parametrize("turn", [0.0, 1.0, -2.2])
def test_front_side_and_top_go_by_the_body_not_by_the_photograph(view: BodyView, model: BodyModel, turn: float) -> None:
    vertices = standing(model, turn)
    view.set_body(vertices)
    view.set_view("front")
    front = middle_of(view, model, "left_hand", vertices).x() - middle_of(view, model, "right_hand", vertices).x()
    view.set_view("side")
    side = middle_of(view, model, "left_hand", vertices).x() - middle_of(view, model, "right_hand", vertices).x()
    toes = place_of(view, vertices[[model.file.vertex_ids["LBigToe"], model.file.vertex_ids["LHeel"]]])
    view.set_view("top")
    top = middle_of(view, model, "head", vertices) - middle_of(view, model, "left_foot", vertices)
    assert front > 150
    assert abs(side) < 30
    assert toes[0, 0] < toes[1, 0] - 10, "seen from its left, the body looks to the picture's left"
    assert top.manhattanLength() < 80


def test_the_camera_view_shows_the_body_where_it_is_in_the_photograph(view: BodyView, model: BodyModel) -> None:
    vertices = standing(model)
    view.set_view("camera")
    scale = min(SIZE[0] / IMAGE_SIZE[0], SIZE[1] / IMAGE_SIZE[1])
    margin = (np.array(SIZE) - scale * np.array(IMAGE_SIZE)) / 2
    expected = CAMERA.project(vertices) * scale + margin
    assert place_of(view, vertices) == pytest.approx(expected, abs=1e-6)
    bare = drawn(view)
    view.set_body(None)
    above_floor = int(expected[model.vertex_part == PARTS.index("torso"), 1].max())
    rows, columns = np.nonzero(np.abs(bare - drawn(view)).max(-1)[:above_floor] > 24)
    seen = columns.min(), rows.min(), columns.max()
    assert seen == pytest.approx((*expected.min(0), expected[:, 0].max()), abs=2.5)


def test_turning_away_from_the_camera_view_starts_without_a_jump(view: BodyView, model: BodyModel) -> None:
    vertices, names = standing(model), []
    view.view_changed.connect(names.append)
    view.set_view("camera")
    before = place_of(view, vertices)
    drag(view, QPoint(100, 100), QPoint(110, 100))
    assert names == ["camera", None]
    assert np.abs(place_of(view, vertices) - before).max() < 30
    drag(view, QPoint(110, 100), QPoint(100, 100))
    assert place_of(view, vertices) == pytest.approx(before, abs=8)


def test_dragging_turns_the_body_the_way_it_is_pushed(view: BodyView, model: BodyModel) -> None:
    nose = standing(model)[[model.file.vertex_ids["nose"]]]
    before = place_of(view, nose)[0]
    drag(view, QPoint(200, 200), QPoint(260, 200))
    assert place_of(view, nose)[0, 0] > before[0] + 3
    azimuth = canvas_of(view).viewpoint.azimuth
    drag(view, QPoint(200, 200), QPoint(200, 260))
    assert canvas_of(view).viewpoint.elevation > 0.3
    assert canvas_of(view).viewpoint.azimuth == azimuth


@pytest.mark.parametrize("how", ["middle", "shift"])
def test_panning_moves_the_body_with_the_pointer(view: BodyView, model: BodyModel, how: str) -> None:
    middle = np.array([canvas_of(view).viewpoint.target])
    before = place_of(view, middle)
    if how == "middle":
        drag(view, QPoint(200, 200), QPoint(250, 170), MIDDLE)
    else:
        drag(view, QPoint(200, 200), QPoint(250, 170), LEFT, Qt.KeyboardModifier.ShiftModifier)
    assert place_of(view, middle) - before == pytest.approx(np.array([[50, -30]]), abs=0.01)
    assert view.view == "front"


@pytest.mark.parametrize("name", ["front", "camera"])
def test_the_wheel_keeps_the_point_under_the_pointer(view: BodyView, model: BodyModel, name: str) -> None:
    view.set_view(name)
    canvas = canvas_of(view)
    # A point of the plane through the target, parallel to the picture: what the pointer holds while the distance changes.
    point = (np.array(canvas.viewpoint.target) + canvas.viewpoint.rotation.T @ np.array([0.4, -0.5, 0.0]))[None]
    at = place_of(view, point)[0]
    before = place_of(view, standing(model))
    event_place = QPoint(round(at[0]), round(at[1]))
    turn_wheel(view, event_place, 3)
    assert place_of(view, point)[0] == pytest.approx(at, abs=1.0)
    assert np.ptp(place_of(view, standing(model))[:, 1]) > 1.3 * np.ptp(before[:, 1])


def test_a_click_names_the_part_and_a_drag_does_not(view: BodyView, model: BodyModel) -> None:
    parts = []
    view.part_clicked.connect(parts.append)
    vertices = standing(model)
    for part in ("left_arm", "right_leg", "head"):
        QTest.mouseClick(canvas_of(view), LEFT, pos=middle_of(view, model, part, vertices))
    QTest.mouseClick(canvas_of(view), LEFT, pos=QPoint(5, 5))
    drag(view, middle_of(view, model, "torso", vertices), QPoint(100, 100))
    assert parts == ["left_arm", "right_leg", "head", None]


def test_picking_sees_only_the_nearest_surface(view: BodyView, model: BodyModel) -> None:
    view.set_view("side")
    assert PARTS[canvas_of(view).part_at(QPointF(middle_of(view, model, "right_arm", standing(model))))].startswith(
        "left_"
    )


def test_the_selected_part_alone_changes_colour(view: BodyView, model: BodyModel) -> None:
    vertices = standing(model)
    before = drawn(view)
    view.set_selected_part("left_arm")
    change = np.abs(drawn(view) - before).max(-1)
    arm, leg = middle_of(view, model, "left_arm", vertices), middle_of(view, model, "left_leg", vertices)
    assert change[arm.y(), arm.x()] > 40
    assert change[leg.y(), leg.x()] < 4
    view.set_selected_part(None)
    assert np.abs(drawn(view) - before).mean() < 0.5


def test_marked_joints_colour_the_skin_around_them_and_the_mark_moves_with_the_body(
    view: BodyView, model: BodyModel
) -> None:
    view.set_joint_nearness(nearness(model.file))
    plain = drawn(view)
    view.set_marked_joints(("left_elbow", "left_wrist"))
    changed = np.abs(drawn(view) - plain).sum(2) > 60
    rows, columns = np.nonzero(changed)
    assert len(columns) > 20
    vertices = standing(model)
    arm = place_of(view, vertices[np.isin(model.vertex_part, [PARTS.index("left_arm"), PARTS.index("left_hand")])])
    assert arm[:, 0].min() - 2 <= columns.min() and columns.max() <= arm[:, 0].max() + 2
    assert arm[:, 1].min() - 2 <= rows.min() and rows.max() <= arm[:, 1].max() + 2
    view.set_body(standing(model, turn=0.6), model.faces, model.vertex_part)
    turned = drawn(view)
    view.set_marked_joints(())
    assert (np.abs(drawn(view) - turned).sum(2) > 60).sum() > 20


def test_the_ghost_shows_where_the_initial_body_differs_and_can_be_hidden(view: BodyView, model: BodyModel) -> None:
    before = drawn(view)
    ghost = standing(model) + np.array([0.0, -0.2, 0.0], np.float32)
    view.set_ghost(ghost)
    shown = drawn(view)
    above = middle_of(view, model, "left_arm", ghost)
    assert np.abs(shown - before)[above.y(), above.x()].max() > 15
    view.set_ghost_visible(False)
    assert np.abs(drawn(view) - before).mean() < 0.5


def test_a_ghost_that_coincides_with_the_body_hides_in_it(view: BodyView, model: BodyModel) -> None:
    before = drawn(view)
    view.set_ghost(standing(model))
    change = np.abs(drawn(view) - before).max(-1)
    assert (change > 8).mean() < 0.003


def test_the_viewpoint_stays_when_the_body_moves_and_is_framed_anew_on_request(
    view: BodyView, model: BodyModel
) -> None:
    drag(view, QPoint(200, 200), QPoint(260, 220))
    turn_wheel(view, QPoint(150, 150), 2)
    before = canvas_of(view).viewpoint
    view.set_body(standing(model, turn=0.2), model.faces, model.vertex_part)
    assert canvas_of(view).viewpoint == before
    view.recentre()
    assert view.view == "front"
    places = place_of(view, standing(model, turn=0.2))
    assert (places >= 0).all()
    assert (places <= SIZE).all()
    assert np.ptp(places[:, 0]) > 0.8 * SIZE[0]


def test_the_view_goes_after_a_body_that_leaves_it(view: BodyView, model: BodyModel) -> None:
    before = place_of(view, standing(model))
    far = standing(model, depth=7.2)  # As when the focal length is doubled.
    view.set_body(far)
    after = place_of(view, far)
    assert np.ptp(after[:, 1]) == pytest.approx(np.ptp(before[:, 1]), rel=0.1)


def test_the_view_steps_back_from_a_body_that_grows_out_of_it_but_not_if_a_person_chose_the_view(
    view: BodyView, model: BodyModel
) -> None:
    tall = standing(model)
    tall = (tall - tall.mean(0)) * 1.8 + tall.mean(0)

    def fits() -> bool:
        place = place_of(view, tall)
        return bool((place >= 0).all() and (place <= np.asarray(SIZE)).all())

    view.set_body(tall)
    assert fits()
    view.set_body(standing(model))
    view.set_view("front")
    canvas_of(view).zoom(1.1)
    view.set_body(tall)
    assert not fits()


def test_a_double_click_frames_the_body_again(view: BodyView, model: BodyModel) -> None:
    before = place_of(view, standing(model))
    drag(view, QPoint(200, 200), QPoint(200, 260), MIDDLE)
    turn_wheel(view, QPoint(10, 10), 4)
    QTest.mouseDClick(canvas_of(view), LEFT, pos=QPoint(20, 20))
    QTest.mouseRelease(canvas_of(view), LEFT, pos=QPoint(20, 20))
    assert place_of(view, standing(model)) == pytest.approx(before, abs=0.1)


def test_at_most_thirty_pictures_are_drawn_a_second(view: BodyView, model: BodyModel) -> None:
    count = [0]
    canvas_of(view).drawn.connect(lambda: count.__setitem__(0, count[0] + 1))
    bodies = [standing(model, turn) for turn in (0.0, 0.1)]
    QApplication.processEvents()
    count[0], updates = 0, 0
    began = time.monotonic()
    # The time that really went by is what counts: on a busy machine less is drawn, and a single turn may take long.
    while (elapsed := time.monotonic() - began) < 0.6 or (count[0] < 3 and elapsed < 30):
        for _ in range(5):
            view.set_body(bodies[updates % 2])
            updates += 1
        QApplication.processEvents()
    assert updates > 2 * count[0]
    assert 3 <= count[0] <= 30 * elapsed + 2


def test_the_view_still_draws_after_its_dock_was_floated_and_put_back(qtbot: Any, model: BodyModel) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    dock, view = QDockWidget(window), BodyView()
    dock.setWidget(view)
    window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
    window.resize(500, 500)
    window.show()
    qtbot.waitExposed(window)
    view.set_body(standing(model), model.faces, model.vertex_part)
    before = drawn(view)
    for floating in (True, False):
        dock.setFloating(floating)
        QApplication.processEvents()
        view.recentre()
        assert np.ptp(drawn(view).mean(-1)) > 60
    assert np.ptp(before.mean(-1)) > 60


def test_without_opengl_the_view_is_a_sentence_and_everything_else_works(tmp_path: Path, repository: Path) -> None:
    script = """
import numpy as np
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication([])
from app.body_view import BodyView
from app.photo_view import PhotoView
view, photo = BodyView(), PhotoView()
for widget in (view, photo):
    widget.show()
photo.set_image(np.full((60, 40, 3), 90, np.uint8))
view.set_body(np.zeros((3, 3), np.float32), np.array([[0, 1, 2]]), np.zeros(3, int))
view.set_ghost(None); view.set_ghost_visible(True); view.set_selected_part("head"); view.set_hovered_part(None)
view.set_view("camera"); view.set_camera(None, None); view.set_theme(True); view.recentre(); view.zoom_in()
application.processEvents()
assert view.screenshot().isNull()
print(view.available, view.findChild(QLabel, "bodyViewMessage").text())
"""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(repository), "HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("False ")
    assert "no OpenGL" in done.stdout
    assert "Traceback" not in done.stderr
