"""The body in 3D, or one sentence in its place where there is no OpenGL.

Nothing else in the window needs to know which of the two it is: every method works in both cases.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QStackedLayout, QWidget

from app.body_canvas import BodyCanvas
from app.gl_support import gl_support
from core.body.skeleton import JOINT_INDEX, PARTS
from core.observation import Camera
from core.render.surface import Surface

VIEWS: tuple[str, ...] = ("front", "side", "top", "camera")


class BodyView(QWidget):
    """3D view of one body. Vertices are in the camera frame (OpenCV), metres; parts go by name, None for none."""

    part_clicked = Signal(object)
    part_hovered = Signal(object)
    view_changed = Signal(object)
    """The named view in force, None once the person has turned away from it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QStackedLayout(self)
        self._message = QLabel(self)
        self._message.setObjectName("bodyViewMessage")
        self._message.setWordWrap(True)
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._message.setMargin(24)
        self._layout.addWidget(self._message)
        self._canvas: BodyCanvas | None = None
        self._surface: Surface | None = None
        self._topology: tuple[NDArray[np.integer], NDArray[np.integer]] | None = None
        self._selected: str | None = None
        self._hovered: str | None = None
        self._pointed: str | None = None
        self._nearness: NDArray[np.float32] | None = None
        self.reason: str | None = gl_support().reason
        if self.reason is not None:
            self._fail(self.reason)
        else:
            self._canvas = BodyCanvas(self._fail, self)
            self._canvas.part_clicked.connect(lambda index: self.part_clicked.emit(_name(index)))
            self._canvas.part_hovered.connect(self._say_pointed)
            self._canvas.view_left.connect(lambda: self.view_changed.emit(None))
            self._layout.addWidget(self._canvas)
            self._layout.setCurrentWidget(self._canvas)
            self.setFocusProxy(self._canvas)

    def sizeHint(self) -> QSize:
        """Tall enough for a standing person, as when the view floats in a window of its own."""
        return QSize(480, 560)

    @property
    def available(self) -> bool:
        """Whether the body can be drawn; if not, `reason` says why and the widget shows it."""
        return self.reason is None

    @property
    def canvas(self) -> BodyCanvas | None:
        """The drawing surface, None where there is no OpenGL."""
        return self._canvas

    @property
    def view(self) -> str | None:
        """The named view in force, None after the person has turned away from it."""
        return self._canvas.view_name if self._canvas else None

    def set_body(
        self,
        vertices: NDArray[np.floating] | None,
        faces: NDArray[np.integer] | None = None,
        vertex_part: NDArray[np.integer] | None = None,
    ) -> None:
        """Shows vertices [V, 3] with faces [F, 3] and each vertex's index in PARTS [V]; None shows an empty floorless studio.

        Faces and parts may be left out when they are as before. The viewpoint is kept; the first body after an empty view is framed.
        """
        if faces is not None and vertex_part is not None:
            known = self._topology
            if known is None or known[0] is not faces or known[1] is not vertex_part:
                if self._surface is None or not _same_topology(self._surface, faces, vertex_part):
                    self._surface = Surface(faces, vertex_part)
                self._topology = (faces, vertex_part)
        if self._canvas is not None:
            self._canvas.set_body(None if vertices is None else np.asarray(vertices, dtype=np.float32), self._surface)

    def set_ghost(self, vertices: NDArray[np.floating] | None) -> None:
        """The initial body [V, 3] as a translucent shell, None for none."""
        if self._canvas is not None:
            self._canvas.set_ghost(None if vertices is None else np.asarray(vertices, dtype=np.float32))

    def set_ghost_visible(self, visible: bool) -> None:
        """Shows or hides the ghost."""
        if self._canvas is not None:
            self._canvas.set_ghost_visible(visible)

    def set_selected_part(self, part: str | None) -> None:
        """Tints the selected part strongly."""
        self._selected = part
        self._highlight()

    def set_hovered_part(self, part: str | None) -> None:
        """Tints the part that is pointed at somewhere lightly."""
        self._hovered = part
        self._highlight()

    def set_joint_nearness(self, nearness: NDArray[np.floating]) -> None:
        """How near each vertex of the body is to each of the 24 joints, [24, V] in 0..1: where marks on joints appear."""
        self._nearness = np.asarray(nearness, dtype=np.float32)

    def set_marked_joints(self, joints: tuple[str, ...]) -> None:
        """Marks joints on the body's surface; none for an empty tuple."""
        if self._canvas is not None and self._nearness is not None:
            rows = [JOINT_INDEX[name] for name in joints]
            self._canvas.set_marks(self._nearness[rows].max(axis=0) if rows else None)

    def set_doubts(self, doubts: NDArray[np.floating] | None) -> None:
        """How unsure each vertex of the body is [V], 0..1, in colours; None: plain clay."""
        if self._canvas is not None:
            self._canvas.set_doubts(None if doubts is None else np.asarray(doubts, dtype=np.float32))

    def set_view(self, view: str) -> None:
        """Looks from "front" (of the body), "side" (its left), "top", or "camera" (the photograph's viewpoint and perspective)."""
        if view not in VIEWS:
            raise ValueError(f"view must be one of {', '.join(VIEWS)}, got {view!r}")
        if self._canvas is not None:
            self._canvas.set_view(view)
        self.view_changed.emit(view)

    def set_camera(self, camera: Camera | None, image_size: tuple[int, int] | None) -> None:
        """The photograph's camera and size (width, height) in px."""
        if self._canvas is not None:
            self._canvas.set_camera(camera, image_size)

    def recentre(self) -> None:
        """Frames the body again in the last named view, as when another photograph is opened."""
        if self._canvas is not None:
            self._canvas.reset_view()
            self.view_changed.emit(self._canvas.view_name)

    def zoom_in(self) -> None:
        """One step nearer."""
        if self._canvas is not None:
            self._canvas.zoom(1.15)

    def zoom_out(self) -> None:
        """One step farther."""
        if self._canvas is not None:
            self._canvas.zoom(1 / 1.15)

    def set_theme(self, dark: bool) -> None:
        """Studio look for the dark or the light theme."""
        if self._canvas is not None:
            self._canvas.set_dark(dark)

    def screenshot(self) -> QImage:
        """What the view shows now; a null image where there is no OpenGL."""
        return self._canvas.picture() if self._canvas is not None else QImage()

    def _say_pointed(self, index: int) -> None:
        part = _name(index)
        if part != self._pointed:
            self._pointed = part
            self.part_hovered.emit(part)

    def _highlight(self) -> None:
        if self._canvas is not None:
            self._canvas.set_highlight(_index(self._selected), _index(self._hovered))

    def _fail(self, reason: str) -> None:
        self.reason = reason
        self._message.setText(f"<b>No 3D view</b><br>{reason}")
        self._layout.setCurrentWidget(self._message)


def _name(index: int) -> str | None:
    return PARTS[index] if index >= 0 else None


def _index(part: str | None) -> int:
    return PARTS.index(part) if part in PARTS else -1


def _same_topology(surface: Surface, faces: NDArray[np.integer], vertex_part: NDArray[np.integer]) -> bool:
    return np.array_equal(surface.faces, faces) and np.array_equal(surface.vertex_part, vertex_part)
