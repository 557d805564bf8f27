"""The photograph with what is known of it: the chosen person's box and keypoints, the body laid over it, the other people.

This is the face that the window talks to; the canvas behind it turns mouse and keys into the signals that it passes on. The view changes nothing
by itself: it says what the person did, and shows what it is given back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import theme
from app.photo_canvas import MODES, ZOOM_STEP, PhotoCanvas
from app.photo_items import Box
from core.observation import Keypoint


class PhotoView(QWidget):
    """All places are image pixels (x right, y down); parts go by name, None for none."""

    keypoint_moved = Signal(str, tuple, tuple)
    """Name, old and new place: once, when the keypoint is let go. Also when an absent one is placed."""
    keypoint_dragging = Signal(str, float, float)
    keypoint_visibility_requested = Signal(str, str)
    """Name and "visible", "occluded" or "absent"."""
    part_clicked = Signal(object)
    part_hovered = Signal(object)
    person_clicked = Signal(object)
    box_drawn = Signal(tuple)
    box_changed = Signal(tuple, tuple)
    """Old and new box of the chosen person: once, when the corner is let go."""
    mouse_at = Signal(float, float)
    zoom_changed = Signal(float)
    """Screen px per image px."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas = PhotoCanvas(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(canvas)
        self.setFocusProxy(canvas)
        self._people: list[tuple[str, Box]] = []
        self._current: str | None = None
        self._colours = theme.LIGHT
        canvas.keypoint_moved.connect(self.keypoint_moved)
        canvas.keypoint_dragging.connect(self.keypoint_dragging)
        canvas.keypoint_visibility_requested.connect(self.keypoint_visibility_requested)
        canvas.part_clicked.connect(self.part_clicked)
        canvas.part_hovered.connect(self.part_hovered)
        canvas.person_clicked.connect(self.person_clicked)
        canvas.box_drawn.connect(self.box_drawn)
        canvas.box_changed.connect(self.box_changed)
        canvas.mouse_at.connect(self.mouse_at)
        canvas.zoom_changed.connect(self.zoom_changed)
        self.set_colors(theme.LIGHT)

    def sizeHint(self) -> QSize:
        """Independent of the photograph's size."""
        return QSize(480, 560)

    @property
    def canvas(self) -> PhotoCanvas:
        """The canvas with its items."""
        return self._canvas

    @property
    def zoom(self) -> float:
        """Screen px per image px."""
        return self._canvas.zoom

    @property
    def mode(self) -> str:
        """ "select", "box" or "pan"."""
        return self._canvas.mode

    def set_image(self, image: NDArray[np.uint8] | None) -> None:
        """RGB [H, W, 3], None for none. The zoom is kept for an image of the same size, else the whole image is shown."""
        before = self._canvas.image.size
        self._canvas.image.set_image(image)
        if self._canvas.image.size != before:
            self._canvas.show_image_size()

    def set_people(self, people: Iterable[tuple[str, Box]]) -> None:
        """Everybody's id and box; the chosen person's is drawn by `set_box` only."""
        self._people = list(people)
        self._show_people()

    def set_current(self, person: str | None) -> None:
        """The id of the person who is worked on."""
        self._current = person
        self._show_people()

    def set_box(self, box: Box | None) -> None:
        """The chosen person's box x0, y0, x1, y1."""
        self._canvas.box.set_box(box)

    def set_keypoints(self, keypoints: Mapping[str, Keypoint]) -> None:
        """The chosen person's keypoints by name."""
        self._canvas.set_keypoints(dict(keypoints))

    def set_reprojection(self, reprojection: Mapping[str, tuple[float, float]]) -> None:
        """Where the body's keypoints fall, by name."""
        self._canvas.set_reprojection(dict(reprojection))

    def set_overlay(
        self, rgba: NDArray[np.uint8] | None, part_ids: NDArray[np.int8] | None, scale: float = 1.0
    ) -> None:
        """The body drawn over the image: RGBA [h, w, 4], the part of each pixel [h, w] (-1: none), `scale` image px per overlay px."""
        self._canvas.overlay.set_overlay(rgba, part_ids, scale)

    def set_overlay_opacity(self, opacity: float) -> None:
        """0..1; at 0 the overlay cannot be clicked either."""
        self._canvas.overlay.set_strength(opacity)

    def set_marked_keypoints(self, names: frozenset[str]) -> None:
        """Marks the keypoints of a statement that is pointed at."""
        self._canvas.set_marked_keypoints(names)

    def set_doubts(self, doubts: Mapping[str, float]) -> None:
        """How unsure the body is at keypoints, 0..1 by name: a ring in the colours of the doubt, the wider the more unsure. Empty: no rings."""
        self._canvas.set_doubts(doubts)

    def set_selected_part(self, part: str | None) -> None:
        """Tinted in the overlay, its keypoints ringed."""
        self._canvas.set_selected_part(part)

    def set_hovered_part(self, part: str | None) -> None:
        """Tinted lightly in the overlay."""
        self._canvas.set_hovered_part(part)

    def set_skeleton_visible(self, visible: bool) -> None:
        """Keypoints, lines between them and reprojection crosses."""
        self._canvas.set_skeleton_visible(visible)

    def set_mode(self, mode: str) -> None:
        """What the left button does: "select" (and drag), draw a "box", or "pan"."""
        if mode not in MODES:
            raise ValueError(f"mode must be one of {', '.join(MODES)}, got {mode!r}")
        self._canvas.set_mode(mode)

    def fit(self) -> None:
        """Shows the whole image."""
        self._canvas.fit()

    def zoom_in(self) -> None:
        """One step, about the middle."""
        self._canvas.zoom_by(ZOOM_STEP)

    def zoom_out(self) -> None:
        """One step, about the middle."""
        self._canvas.zoom_by(1 / ZOOM_STEP)

    def set_theme(self, dark: bool) -> None:
        """The dark or the light theme's colours."""
        self.set_colors(theme.DARK if dark else theme.LIGHT)

    def set_colors(self, colours: theme.Colours) -> None:
        """Colours of a theme. Those of left and right are the same in both."""
        self._colours = colours
        self._canvas.set_colours(QColor(colours.canvas), QColor(colours.accent), QColor(colours.faint))

    def _show_people(self) -> None:
        self._canvas.set_people([(person, box) for person, box in self._people if person != self._current])
        self.set_colors(self._colours)
