"""The photograph's canvas: what mouse, wheel and keys do on the stage.

One place decides what a press means (a keypoint, a corner of the box, a part of the body, another person, a pan), so that handles that lie on one
another go to the nearest and no item has to know of another.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QMenu, QWidget

from app.keypoint_items import title_of
from app.photo_items import Box
from app.photo_stage import PhotoStage
from core.body.skeleton import KEYPOINT_NAMES, KEYPOINT_PART
from core.observation import Keypoint

MODES: tuple[str, ...] = ("select", "box", "pan")
ZOOM_STEP = 1.2
SMALLEST_BOX = 8.0
CLICK_REACH = 4
_WHEEL_NOTCH = 120.0
_VISIBILITIES = (
    ("visible", "Visible"),
    ("occluded", "Occluded (hidden behind something)"),
    ("absent", "Absent (take away)"),
)


@dataclass
class _Pan:
    last: QPointF


@dataclass
class _KeypointDrag:
    name: str
    start: Keypoint
    grip: QPointF
    moved: bool = False


@dataclass
class _CornerDrag:
    corner: int
    start: Box


@dataclass
class _NewBox:
    origin: QPointF


@dataclass
class _Click:
    at: QPointF


class PhotoCanvas(PhotoStage):
    """Says what the person did; draws what is under way, and nothing else, by itself."""

    keypoint_moved = Signal(str, tuple, tuple)
    keypoint_dragging = Signal(str, float, float)
    keypoint_visibility_requested = Signal(str, str)
    part_clicked = Signal(object)
    part_hovered = Signal(object)
    person_clicked = Signal(object)
    box_drawn = Signal(tuple)
    box_changed = Signal(tuple, tuple)
    mouse_at = Signal(float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mode = "select"
        self._drag: _Pan | _KeypointDrag | _CornerDrag | _NewBox | _Click | None = None
        self._space_held = False
        self._nudged: tuple[str, Keypoint] | None = None
        self._part_pointed: str | None = None

    def set_mode(self, mode: str) -> None:
        """ "select", "box" or "pan"."""
        self.mode = mode
        self._cancel()
        self._show_cursor()

    # --------------------------------------------------------------------------------------------------- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begins what the place and the mode call for."""
        place, button = event.position(), event.button()
        event.accept()
        if not self.image.size[0] or self._drag is not None:
            return
        left = button == Qt.MouseButton.LeftButton
        if button == Qt.MouseButton.MiddleButton or (left and (self.mode == "pan" or self._space_held)):
            self._drag = _Pan(place)
        elif left:
            self._drag = self._left_press(place)
            self._show_marks()
        self._show_cursor()

    def _left_press(self, place: QPointF) -> _KeypointDrag | _CornerDrag | _NewBox | _Click:
        name = self.keypoint_at(place) if self.mode == "select" else None
        if name is not None:
            self.chosen = self._held = name
            return _KeypointDrag(name, self._keypoints[name], self.handles[name].pos() - self._to_image(place))
        corner = self.corner_at(place)
        if corner is not None and self.box.box is not None:
            return _CornerDrag(corner, self.box.box)
        if self.mode == "box":
            return _NewBox(self._clamped(self._to_image(place)))
        self.chosen = None
        return _Click(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Goes on with it, or says what is under the pointer."""
        place = event.position()
        at = self._to_image(place)
        self.mouse_at.emit(at.x(), at.y())
        drag = self._drag
        if isinstance(drag, _Pan):
            step = (place - drag.last) / self.zoom
            self.translate(step.x(), step.y())
            drag.last, self._fitted = place, False
        elif isinstance(drag, _KeypointDrag):
            drag.moved = True
            self._move_keypoint(drag.name, self._clamped(at + drag.grip))
        elif isinstance(drag, _CornerDrag):
            self.box.set_box(_with_corner(drag.start, drag.corner, self._clamped(at)))
        elif isinstance(drag, _NewBox):
            self.band.set_rect(QRectF(drag.origin, self._clamped(at)).normalized())
        elif drag is None:
            self._point_at(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ends it and says what came of it."""
        drag, self._drag, self._held = self._drag, None, None
        place = event.position()
        if isinstance(drag, _KeypointDrag):
            end = self._keypoints[drag.name]
            if (end.x, end.y) != (drag.start.x, drag.start.y):
                self.keypoint_moved.emit(drag.name, (drag.start.x, drag.start.y), (end.x, end.y))
            elif not drag.moved:
                self.part_clicked.emit(KEYPOINT_PART.get(drag.name))
        elif isinstance(drag, _CornerDrag) and self.box.box is not None and self.box.box != drag.start:
            box = self._tidy(self.box.box)
            self.box.set_box(box or drag.start)
            if box is not None:
                self.box_changed.emit(drag.start, box)
        elif isinstance(drag, _NewBox):
            rect = self.band.rect
            self.band.set_rect(QRectF())
            box = self._tidy((rect.left(), rect.top(), rect.right(), rect.bottom()))
            if box is not None:
                self.box_drawn.emit(box)
        elif isinstance(drag, _Click) and (place - drag.at).manhattanLength() <= CLICK_REACH:
            self._click(place)
        self._show_cursor()
        self._point_at(place)

    def _click(self, place: QPointF) -> None:
        part = self.part_under(place)
        person = self.person_under(place) if part is None else None
        if person is not None:
            self.person_clicked.emit(person.person)
        else:
            self.part_clicked.emit(part)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second press counts as a press."""
        self.mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zooms at the pointer."""
        self.zoom_by(ZOOM_STEP ** (event.angleDelta().y() / _WHEEL_NOTCH), event.position())
        event.accept()

    def leaveEvent(self, event: object) -> None:
        """Nothing is under the pointer any more."""
        if self._drag is None:
            self._pointed = self._part_pointed = None
            for person in self.people:
                person.set_pointed(False)
            self._show_marks()
            self.part_hovered.emit(None)

    def _point_at(self, place: QPointF) -> None:
        name = self.keypoint_at(place)
        part = self.part_under(place)
        if name != self._pointed:
            self._pointed = name
            self._show_marks()
        person = self.person_under(place) if part is None and name is None else None
        for item in self.people:
            item.set_pointed(item is person)
        if part != self._part_pointed:
            self._part_pointed = part
            self.part_hovered.emit(part)
        self._show_cursor(place)

    def _show_cursor(self, place: QPointF | None = None) -> None:
        shape = Qt.CursorShape.ArrowCursor
        if isinstance(self._drag, _Pan):
            shape = Qt.CursorShape.ClosedHandCursor
        elif self.mode == "pan" or self._space_held:
            shape = Qt.CursorShape.OpenHandCursor
        elif self.mode == "box":
            shape = Qt.CursorShape.CrossCursor
        elif place is not None:
            corner = self.corner_at(place) if self.keypoint_at(place) is None else None
            if self._pointed is not None:
                shape = Qt.CursorShape.SizeAllCursor
            elif corner is not None:
                shape = Qt.CursorShape.SizeFDiagCursor if corner % 2 == 0 else Qt.CursorShape.SizeBDiagCursor
            elif self.part_under(place) is not None or self.person_under(place) is not None:
                shape = Qt.CursorShape.PointingHandCursor
        self.viewport().setCursor(shape)

    # ---------------------------------------------------------------------------------------------------- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows nudge the chosen keypoint (Shift: by ten), Page Up and Down choose another, Delete takes it away, + - 0 zoom, Space pans."""
        key = Qt.Key(event.key())
        arrows = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
        if key in arrows and self.chosen is not None:
            self._nudge(
                *(step * (10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1) for step in arrows[key])
            )
        elif key in arrows and self.image.size[0]:
            dx, dy = arrows[key]
            self.translate(-40 * dx / self.zoom, -40 * dy / self.zoom)
            self._fitted = False
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self._choose_next(1 if key == Qt.Key.Key_PageDown else -1)
        elif key == Qt.Key.Key_Delete and self.chosen is not None:
            self.keypoint_visibility_requested.emit(self.chosen, "absent")
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(ZOOM_STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom_by(1 / ZOOM_STEP)
        elif key == Qt.Key.Key_0:
            self.fit()
        elif key == Qt.Key.Key_Space:
            self._space_held = True
            self._show_cursor()
        elif key == Qt.Key.Key_Escape and (self._drag is not None or self.chosen is not None):
            self._cancel()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """The end of a nudge is one move, however often the key repeated."""
        if event.isAutoRepeat():
            return
        if event.key() == Qt.Key.Key_Space:
            self._space_held = False
            self._show_cursor()
        elif self._nudged is not None and event.key() not in (Qt.Key.Key_Shift, Qt.Key.Key_Control):
            self._end_nudge()
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A key that is let go elsewhere counts as let go."""
        self._space_held = False
        self._end_nudge()
        super().focusOutEvent(event)

    def _nudge(self, dx: float, dy: float) -> None:
        if self.chosen is None:
            return
        keypoint = self._keypoints[self.chosen]
        if self._nudged is None:
            self._nudged, self._held = (self.chosen, keypoint), self.chosen
        self._move_keypoint(self.chosen, self._clamped(QPointF(keypoint.x + dx, keypoint.y + dy)))

    def _end_nudge(self) -> None:
        if self._nudged is None:
            return
        (name, start), self._nudged, self._held = self._nudged, None, None
        end = self._keypoints.get(name)
        if end is not None and (end.x, end.y) != (start.x, start.y):
            self.keypoint_moved.emit(name, (start.x, start.y), (end.x, end.y))

    def _choose_next(self, step: int) -> None:
        names = [name for name in KEYPOINT_NAMES if name in self.handles]
        if names:
            at = names.index(self.chosen) + step if self.chosen in names else (0 if step > 0 else -1)
            self.chosen = names[at % len(names)]
            self._show_marks()
            self.part_clicked.emit(KEYPOINT_PART.get(self.chosen))

    def _move_keypoint(self, name: str, place: QPointF) -> None:
        moved = replace(self._keypoints[name], x=place.x(), y=place.y())
        self._keypoints[name] = moved
        self.handles[name].set_keypoint(moved)
        self._show_lines()
        self.keypoint_dragging.emit(name, place.x(), place.y())

    def _cancel(self) -> None:
        """Takes back what the held button has done so far."""
        drag, self._drag, self._held = self._drag, None, None
        if isinstance(drag, _KeypointDrag):
            self._move_keypoint(drag.name, QPointF(drag.start.x, drag.start.y))
        elif isinstance(drag, _CornerDrag):
            self.box.set_box(drag.start)
        self.band.set_rect(QRectF())
        self.chosen = None
        self._show_marks()

    # ---------------------------------------------------------------------------------------------------- menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done here."""
        menu = self.menu_at(QPointF(event.pos()))
        if menu is not None:
            menu.popup(event.globalPos())

    def menu_at(self, place: QPointF) -> QMenu | None:
        """For a keypoint: its visibility. Elsewhere on the image: the absent keypoints, to be placed here."""
        if not self.image.size[0]:
            return None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        name = self.keypoint_at(place)
        if name is not None:
            menu.addSection(title_of(name).capitalize())
            for state, title in _VISIBILITIES:
                action = menu.addAction(title)
                action.setCheckable(True)
                action.setChecked(self._keypoints[name].visibility == state)
                action.triggered.connect(lambda _on=False, s=state: self.keypoint_visibility_requested.emit(name, s))
            return menu
        at = self._clamped(self._to_image(place))
        missing = [n for n in KEYPOINT_NAMES if n not in self.handles]
        adding = menu.addMenu("Place a keypoint here")
        adding.setEnabled(bool(missing))
        for absent in missing:
            action = adding.addAction(title_of(absent).capitalize())
            action.triggered.connect(lambda _on=False, n=absent: self._place_keypoint(n, at))
        menu.addAction("Whole image").triggered.connect(self.fit)
        return menu

    def _place_keypoint(self, name: str, at: QPointF) -> None:
        old = self._keypoints.get(name)
        start = (old.x, old.y) if old is not None else (at.x(), at.y())
        self.keypoint_moved.emit(name, start, (at.x(), at.y()))

    def _tidy(self, box: Box) -> Box | None:
        """Corners in order and within the image; None when too small to hold a person."""
        corners = (self._clamped(QPointF(box[0], box[1])), self._clamped(QPointF(box[2], box[3])))
        rect = QRectF(*corners).normalized()
        if min(rect.width(), rect.height()) < SMALLEST_BOX:
            return None
        return rect.left(), rect.top(), rect.right(), rect.bottom()


def _with_corner(box: Box, corner: int, place: QPointF) -> Box:
    """The box with one corner (clockwise from the top left) elsewhere."""
    x0, y0, x1, y1 = box
    if corner in (0, 3):
        x0 = place.x()
    else:
        x1 = place.x()
    if corner in (0, 1):
        y0 = place.y()
    else:
        y1 = place.y()
    return x0, y0, x1, y1
