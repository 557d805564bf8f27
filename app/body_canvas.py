"""The drawing surface of the 3D view: a GL widget that shows the body from a viewpoint and turns mouse and keys into viewpoint moves.

It draws at most 30 times a second whatever asks for it. On a software rasteriser multisampling would halve the rate of moving pictures, so
there the view draws without it while anything moves, and once more with it when everything has come to rest.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import Enum
from math import pi

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QElapsedTimer, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtOpenGLWidgets import QOpenGLWidget
from PySide6.QtWidgets import QWidget

from app.floor_item import FLOOR_REACH, BackdropItem, FloorItem
from app.gl_item import GL_COLOR_BUFFER_BIT, GL_DEPTH_BUFFER_BIT, Frame
from app.gl_support import gl_support, view_format
from app.mesh_item import MeshItem
from app.smoothing import SAMPLES, Smoothing
from app.studio import studio
from core.body.skeleton import PARTS
from core.observation import Camera
from core.render.floor import floor_shadow
from core.render.surface import Surface, facing_azimuth
from core.render.viewpoint import STUDIO_LENS, Pair, Point, Viewpoint, photograph_viewpoint

Vertices = NDArray[np.float32]

FRAME_MS = 33
SETTLE_MS = 180
CLICK_REACH = 4
FOLLOW_BEYOND = 0.6
SOME = 8
"""One vertex in so many tells whether the body is in the window."""
_WHEEL_NOTCH = 120.0
_ZOOM_A_NOTCH = 1.15


class Drag(Enum):
    """What a held button does."""

    ORBIT = 1
    PAN = 2


class BodyCanvas(QOpenGLWidget):
    """Shows one body. Parts go by their index in PARTS, -1 for none; BodyView translates to names."""

    part_clicked = Signal(int)
    part_hovered = Signal(int)
    view_left = Signal()
    drawn = Signal()

    def __init__(self, on_failure: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._on_failure = on_failure
        self._software = gl_support().software
        self.setFormat(view_format(0 if self._software else SAMPLES))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Body in 3D")
        self.setMouseTracking(True)
        self.setMinimumSize(120, 120)

        self._body, self._ghost = MeshItem(), MeshItem()
        self._floor, self._backdrop = FloorItem(), BackdropItem()
        self._floor_stale = False
        self._ghost_visible = True
        self._studio = studio(dark=False)
        self._surface: Surface | None = None
        self._hips: tuple[NDArray[np.integer], NDArray[np.integer]] | None = None
        self._vertices: Vertices | None = None
        self._camera: tuple[Camera, Pair] | None = None
        self._viewpoint = Viewpoint()
        self._view_name: str | None = "front"
        self._framed = False
        self._touched = False

        self._drag: Drag | None = None
        self._pressed = self._last = QPointF()
        self._moved = False
        self._hover_at: QPointF | None = None

        self._since_draw = QElapsedTimer()
        self._draw_timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._draw_timer.timeout.connect(self._draw_due)
        self._settle_timer = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle_timer.timeout.connect(self._draw_settled)
        self._settled = False
        self._smoothing = Smoothing()

    # ------------------------------------------------------------------------------------------- what is shown

    @property
    def viewpoint(self) -> Viewpoint:
        """Where the view looks from."""
        return self._viewpoint

    @property
    def view_name(self) -> str | None:
        """The named view in force, None after the person has turned away from it."""
        return self._view_name

    def set_body(self, vertices: Vertices | None, surface: Surface | None) -> None:
        """Shows a body; the viewpoint stays, except that the first body after none is framed."""
        if vertices is None or surface is None:
            self._vertices, self._framed = None, False
            self._body.set_vertices(None)
            self.redraw()
            return
        if surface is not self._surface:
            self._surface = surface
            self._body.set_surface(surface)
            self._ghost.set_surface(surface)
            torso = PARTS.index("torso")
            self._hips = (
                surface.border(PARTS.index("left_leg"), torso),
                surface.border(PARTS.index("right_leg"), torso),
            )
        self._vertices = np.ascontiguousarray(vertices, dtype=np.float32)
        self._body.set_vertices(self._vertices)
        self._floor_stale = True
        if not self._framed:
            self.reset_view()
        else:
            self._follow()
        self.redraw()

    def set_ghost(self, vertices: Vertices | None) -> None:
        """The initial body, None for none. The same topology as the body."""
        self._ghost.set_vertices(None if vertices is None else np.ascontiguousarray(vertices, dtype=np.float32))
        self.redraw()

    def set_ghost_visible(self, visible: bool) -> None:
        """Shows or hides the ghost."""
        self._ghost_visible = visible
        self.redraw()

    def set_highlight(self, selected: int, hovered: int) -> None:
        """Tints parts."""
        if (selected, hovered) != (self._body.selected, self._body.hovered):
            self._body.selected, self._body.hovered = selected, hovered
            self.redraw()

    def set_marks(self, marks: Vertices | None) -> None:
        """How strongly each vertex is marked [V], 0..1; None: none is."""
        self._body.set_marks(marks)
        self.redraw()

    def set_doubts(self, doubts: Vertices | None) -> None:
        """How unsure each vertex is [V], 0..1; None: plain clay."""
        self._body.set_doubts(doubts)
        self.redraw()

    def set_dark(self, dark: bool) -> None:
        """Backdrop and lights of the dark or the light theme."""
        self._studio = studio(dark)
        self.redraw()

    def set_camera(self, camera: Camera | None, image_size: Pair | None) -> None:
        """The photograph's camera, for the view named "camera"."""
        self._camera = None if camera is None or image_size is None else (camera, image_size)
        if self._view_name == "camera":
            kept = self._viewpoint
            self._viewpoint = replace(self._named_viewpoint("camera"), zoom=kept.zoom, shift=kept.shift)
            self.redraw()

    # ---------------------------------------------------------------------------------------------- viewpoint

    def set_view(self, name: str) -> None:
        """Looks from the body's "front", its left "side", the "top", or the photograph's "camera"."""
        self._view_name, self._touched = name, False
        if self._vertices is not None:
            self._viewpoint = self._named_viewpoint(name)
            self._framed = True
        self.redraw()

    def reset_view(self) -> None:
        """Frames the body again in the last named view."""
        self.set_view(self._view_name or "front")

    def _named_viewpoint(self, name: str) -> Viewpoint:
        vertices = self._vertices
        if vertices is None:
            return self._viewpoint
        if name == "camera" and self._camera is not None:
            camera, size = self._camera
            return photograph_viewpoint(camera.focal_length, camera.principal_point, size, self._centre())
        facing = facing_azimuth(vertices, *self._hips) if self._hips is not None and name != "camera" else 0.0
        azimuth, elevation = {"side": (facing + pi / 2, 0.06), "top": (facing, pi / 2)}.get(name, (facing, 0.06))
        return Viewpoint(azimuth=azimuth, elevation=elevation, lens=STUDIO_LENS).framing(vertices, self._window())

    def _follow(self) -> None:
        """Keeps the viewpoint, but steps back from a body that does not fit any more, and goes after one that leaves (as when the focal length changes)."""
        centre = np.asarray(self._centre())
        if self._view_name == "camera":
            kept = self._viewpoint
            self._viewpoint = replace(self._named_viewpoint("camera"), zoom=kept.zoom, shift=kept.shift)
        elif not self._touched and self._leaves_window():
            self._viewpoint = self._viewpoint.framing(self._vertices, self._window())  # type: ignore[arg-type]
        elif float(np.linalg.norm(centre - np.asarray(self._viewpoint.target))) > FOLLOW_BEYOND:
            self._viewpoint = self._viewpoint.following(self._centre())

    def _leaves_window(self) -> bool:
        assert self._vertices is not None
        seen = self._viewpoint.project(self._vertices[::SOME], self._window())[:, :2]
        return bool((seen < 0).any() or (seen > np.asarray(self._window())).any())

    def _centre(self) -> Point:
        assert self._vertices is not None
        middle = (self._vertices.min(0) + self._vertices.max(0)) / 2
        return float(middle[0]), float(middle[1]), float(middle[2])

    def _window(self) -> Pair:
        return float(max(self.width(), 1)), float(max(self.height(), 1))

    def _move(self, viewpoint: Viewpoint, leaves_named_view: bool) -> None:
        self._viewpoint, self._touched = viewpoint, True
        if leaves_named_view and self._view_name is not None:
            self._view_name = None
            self.view_left.emit()
        self.redraw()

    # ------------------------------------------------------------------------------------------------ picking

    def part_at(self, position: QPointF) -> int:
        """Index of the part of the body under a place in the widget, -1 for none."""
        if self._vertices is None or self._surface is None:
            return -1
        projected = self._viewpoint.project(self._vertices, self._window())
        return self._surface.part_at(projected, position.x(), position.y())

    # ------------------------------------------------------------------------------------------------- events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Left turns, middle, right or shift moves."""
        self._pressed = self._last = event.position()
        self._moved = False
        left = event.button() == Qt.MouseButton.LeftButton
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._drag = Drag.ORBIT if left and not shift else Drag.PAN
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drags the viewpoint, or says which part is under the pointer."""
        position = event.position()
        if self._drag is None:
            self._hover_at = position
            self._say_hovered()
            return
        if not self._moved and (position - self._pressed).manhattanLength() < CLICK_REACH:
            return
        self._moved = True
        step, self._last = position - self._last, position
        if self._drag is Drag.ORBIT:
            self._move(self._viewpoint.orbited(-step.x(), step.y()), leaves_named_view=True)
        elif self._view_name == "camera":
            self._move(self._viewpoint.slid(step.x(), step.y(), self._window()), leaves_named_view=False)
        else:
            self._move(self._viewpoint.panned(step.x(), step.y(), self._window()), leaves_named_view=False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press and release on one spot is a click on a part."""
        if event.button() == Qt.MouseButton.LeftButton and self._drag is not None and not self._moved:
            self.part_clicked.emit(self.part_at(event.position()))
        self._drag = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Frames the body again."""
        self._drag = None
        self.reset_view()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zooms at the pointer; in the photograph's view by enlarging it, so that the perspective stays the photograph's."""
        self.zoom(_ZOOM_A_NOTCH ** (event.angleDelta().y() / _WHEEL_NOTCH), event.position())
        event.accept()

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Zooms about a place in the widget, by default its middle."""
        window = self._window()
        place = (window[0] / 2, window[1] / 2) if at is None else (at.x(), at.y())
        if self._view_name == "camera":
            self._move(self._viewpoint.enlarged(factor, place, window), leaves_named_view=False)
        else:
            self._move(self._viewpoint.dollied(factor, place, window), leaves_named_view=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows turn, + and - zoom, 0 and Home frame the body again."""
        turns = {
            Qt.Key.Key_Left: (20, 0),
            Qt.Key.Key_Right: (-20, 0),
            Qt.Key.Key_Up: (0, 20),
            Qt.Key.Key_Down: (0, -20),
        }
        key = event.key()
        if key in turns:
            self._move(self._viewpoint.orbited(*turns[Qt.Key(key)]), leaves_named_view=True)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(_ZOOM_A_NOTCH)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1 / _ZOOM_A_NOTCH)
        elif key in (Qt.Key.Key_0, Qt.Key.Key_Home):
            self.reset_view()
        else:
            super().keyPressEvent(event)

    def leaveEvent(self, event: object) -> None:
        """No part is under the pointer any more."""
        self._hover_at = None
        self.part_hovered.emit(-1)

    def _say_hovered(self) -> None:
        if self._hover_at is not None:
            self.part_hovered.emit(self.part_at(self._hover_at))

    # ------------------------------------------------------------------------------------------------ drawing

    def redraw(self) -> None:
        """Asks for a drawing, no sooner than a thirtieth of a second after the last."""
        self._settled = False
        if self._software:
            self._settle_timer.start()
        if self._draw_timer.isActive():
            return
        waited = self._since_draw.elapsed() if self._since_draw.isValid() else FRAME_MS
        self._draw_timer.start(int(max(0, FRAME_MS - waited)))

    def picture(self) -> QImage:
        """What the view shows, smoothed on every machine."""
        self._settled = True
        return self.grabFramebuffer()

    def _draw_due(self) -> None:
        # Counted from here, not from the drawing that follows: a body that comes in between must not get one of its own.
        self._since_draw.start()
        self.update()

    def _draw_settled(self) -> None:
        self._settled = True
        self.update()

    def initializeGL(self) -> None:
        """Makes what the context needs; called again when the widget gets another context, as when its dock floats."""
        self.context().aboutToBeDestroyed.connect(self._release, Qt.ConnectionType.UniqueConnection)
        try:
            for item in (self._backdrop, self._floor, self._body, self._ghost):
                item.initialize()
        except RuntimeError as error:
            self._on_failure(f"The graphics driver refused the 3D view's shaders ({error}).")

    def resizeGL(self, width: int, height: int) -> None:
        """Frames the body again unless the person has set the view."""
        self._smoothing.forget()
        if not self._touched and self._vertices is not None and self._view_name is not None:
            self._viewpoint = self._named_viewpoint(self._view_name)

    def paintGL(self) -> None:
        """Draws; smoothed when at rest on a software rasteriser."""
        self._since_draw.start()
        smoothed = self._settled and self._software and self._smoothing.begin(self.size() * self.devicePixelRatioF())
        self._draw()
        if smoothed:
            self._smoothing.show(self.context(), self.defaultFramebufferObject())
        self.drawn.emit()

    def _draw(self) -> None:
        gl = self.context().functions()
        size = self.size() * self.devicePixelRatioF()
        gl.glViewport(0, 0, size.width(), size.height())
        gl.glClearColor(*self._studio.backdrop_corner, 1.0)
        gl.glClear(GL_COLOR_BUFFER_BIT | GL_DEPTH_BUFFER_BIT)
        viewpoint = self._viewpoint
        frame = Frame.of(gl, viewpoint.view_matrix(), viewpoint.projection_matrix(self._window()), self._studio)
        self._backdrop.draw(frame)
        self._body.draw(frame)
        if self._vertices is not None:
            if self._floor_stale:
                self._floor.set_shadow(floor_shadow(self._vertices, FLOOR_REACH))
                self._floor_stale = False
            self._floor.draw(frame, strength=1.0 if viewpoint.elevation > -0.02 else 0.35)
        if self._ghost_visible:
            self._ghost.draw_ghost(frame)

    def _release(self) -> None:
        self.makeCurrent()
        self._smoothing.forget()
        for item in (self._backdrop, self._floor, self._body, self._ghost):
            item.release()
        self.doneCurrent()
