"""The photograph as a zoomable stage: the items on it, where the view stands, and what lies under a place.

Nothing here reacts to the person; the canvas, which is this stage with mouse and keys, does. Places are image pixels unless they are said to be in
the view; reaches are screen pixels.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from app.keypoint_items import HANDLE_REACH, KeypointItem, SkeletonItem
from app.photo_items import Box, BoxItem, ImageItem, OverlayItem, PersonBoxItem, RubberBandItem
from core.body.skeleton import KEYPOINT_PART, PARTS
from core.observation import Keypoint

SMALLEST_ZOOM, LARGEST_ZOOM = 0.02, 60.0
_FIT_MARGIN = 14
_ROOM_TO_PAN = 1_000_000.0


class PhotoStage(QGraphicsView):
    """The photograph and everything on it. Parts go by name, None for none."""

    zoom_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene = QGraphicsScene(self)
        self._scene.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.setScene(self._scene)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName("Photograph")

        self.image, self.overlay, self.skeleton = ImageItem(), OverlayItem(), SkeletonItem()
        self.box, self.band = BoxItem(), RubberBandItem()
        for item in (self.image, self.overlay, self.skeleton, self.box, self.band):
            self._scene.addItem(item)
        self.handles: dict[str, KeypointItem] = {}
        self.people: list[PersonBoxItem] = []

        self.chosen: str | None = None
        self.selected_part: str | None = None
        self._pointed: str | None = None
        self._hovered_part: str | None = None
        self._marked: frozenset[str] = frozenset()
        self._doubts: dict[str, float] = {}
        self._skeleton_visible = True
        self._keypoints: dict[str, Keypoint] = {}
        self._reprojection: dict[str, tuple[float, float]] = {}
        self._held: str | None = (
            None  # The keypoint that is being dragged: what is set must not tear it from the pointer.
        )
        self._fitted = True
        self._accent = QColor("#0b6e66")

    # ------------------------------------------------------------------------------------------- what is shown

    def show_image_size(self) -> None:
        """After another image: room to pan around it, and the whole of it in view."""
        width, height = self.image.size
        self._scene.setSceneRect(QRectF(0, 0, width, height).adjusted(*(-_ROOM_TO_PAN,) * 2, *(_ROOM_TO_PAN,) * 2))
        self.fit()

    def set_keypoints(self, keypoints: dict[str, Keypoint]) -> None:
        """Draws them; one that is being dragged stays under the pointer."""
        dragged = self._held
        if dragged is not None and dragged in self._keypoints:
            held = self._keypoints[dragged]
            keypoints = {**keypoints, dragged: replace(keypoints.get(dragged, held), x=held.x, y=held.y)}
        self._keypoints = dict(keypoints)
        shown = {name: k for name, k in self._keypoints.items() if k.visibility != "absent"}
        for name in self.handles.keys() - shown.keys():
            self._scene.removeItem(self.handles.pop(name))
        for name, keypoint in shown.items():
            if name in self.handles:
                self.handles[name].set_keypoint(keypoint)
            else:
                self.handles[name] = handle = KeypointItem(name, keypoint)
                handle.accent = self._accent
                handle.setVisible(self._skeleton_visible)
                self._scene.addItem(handle)
        if self.chosen not in self.handles:
            self.chosen = None
        self._show_lines()
        self._show_marks()

    def set_reprojection(self, reprojection: dict[str, tuple[float, float]]) -> None:
        """Where the body's keypoints fall."""
        self._reprojection = dict(reprojection)
        self._show_lines()

    def set_skeleton_visible(self, visible: bool) -> None:
        """Shows or hides lines, handles and crosses; hidden handles cannot be grabbed."""
        self._skeleton_visible = visible
        self.skeleton.setVisible(visible)
        for handle in self.handles.values():
            handle.setVisible(visible)

    def set_people(self, people: list[tuple[str, Box]]) -> None:
        """Boxes of the people who are not chosen."""
        for item in self.people:
            self._scene.removeItem(item)
        self.people = [PersonBoxItem(person, box) for person, box in people]
        for item in self.people:
            self._scene.addItem(item)

    def set_selected_part(self, part: str | None) -> None:
        """Rings its keypoints and tints it in the overlay."""
        self.selected_part = part
        self._tint_parts()
        self._show_marks()

    def set_hovered_part(self, part: str | None) -> None:
        """Tints it lightly."""
        self._hovered_part = part
        self._tint_parts()

    def set_marked_keypoints(self, names: frozenset[str]) -> None:
        """Rings the keypoints that a statement speaks of."""
        self._marked = names
        self._show_marks()

    def set_doubts(self, doubts: Mapping[str, float]) -> None:
        """Rings keypoints by how unsure the body is there."""
        self._doubts = dict(doubts)
        self._show_marks()

    def set_colours(self, canvas: QColor, accent: QColor, quiet: QColor) -> None:
        """Colour around the image, of what is chosen, of other people's boxes."""
        self._accent = accent
        self.setBackgroundBrush(canvas)
        self.overlay.accent = self.box.colour = self.band.colour = self.skeleton.cross_colour = accent
        for person in self.people:
            person.colour = quiet
        for handle in self.handles.values():
            handle.accent = accent
        self.overlay.refresh()
        self.viewport().update()

    def _show_lines(self) -> None:
        self.skeleton.set_points(self._keypoints, self._reprojection)

    def _show_marks(self) -> None:
        for name, handle in self.handles.items():
            in_part = self.selected_part is not None and handle.part == self.selected_part
            spoken_of = name in self._marked
            handle.set_marks(
                chosen=name == self.chosen, pointed=name == self._pointed, in_part=in_part, spoken_of=spoken_of
            )
            handle.set_doubt(self._doubts.get(name))

    def _tint_parts(self) -> None:
        self.overlay.set_parts(
            *(PARTS.index(p) if p in PARTS else -1 for p in (self.selected_part, self._hovered_part))
        )

    # ----------------------------------------------------------------------------------------------------- zoom

    @property
    def zoom(self) -> float:
        """Screen px per image px."""
        return self.transform().m11()

    def fit(self) -> None:
        """The whole image; it stays whole when the window changes size, until the person zooms or pans."""
        self._fitted = True
        width, height = self.image.size
        view = self.viewport().size()
        if not width or view.width() < 2 * _FIT_MARGIN or view.height() < 2 * _FIT_MARGIN:
            return
        scale = min((view.width() - 2 * _FIT_MARGIN) / width, (view.height() - 2 * _FIT_MARGIN) / height)
        self._place(scale, QPointF(width / 2, height / 2), QPointF(view.width() / 2, view.height() / 2))

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zooms while the image point under `at` (default: the middle) stays there."""
        if not self.image.size[0]:
            return
        at = QPointF(self.viewport().rect().center()) if at is None else at
        under = self._to_image(at)
        self._fitted = False
        self._place(min(max(self.zoom * factor, SMALLEST_ZOOM), LARGEST_ZOOM), under, at)

    def _place(self, scale: float, image_point: QPointF, view_point: QPointF) -> None:
        """Sets the zoom with one image point at one place of the view.

        Scroll bars count whole pixels, so they stand still at the middle and the transform carries the place.
        """
        self.resetTransform()
        self.scale(scale, scale)
        offset = self._to_image(view_point) - image_point
        self.translate(offset.x(), offset.y())
        self.zoom_changed.emit(scale)

    def _to_image(self, place: QPointF) -> QPointF:
        inverse, _ = self.viewportTransform().inverted()
        return inverse.map(place)

    def _to_view(self, place: QPointF) -> QPointF:
        return self.viewportTransform().map(place)

    def _clamped(self, place: QPointF) -> QPointF:
        width, height = self.image.size
        return QPointF(min(max(place.x(), 0.0), float(width)), min(max(place.y(), 0.0), float(height)))

    # -------------------------------------------------------------------------------------------- what lies where

    def keypoint_at(self, place: QPointF) -> str | None:
        """The nearest visible handle within reach of a place in the view."""
        if not self._skeleton_visible:
            return None
        best, nearest = HANDLE_REACH, None
        for name, handle in self.handles.items():
            offset = self._to_view(handle.pos()) - place
            away = (offset.x() ** 2 + offset.y() ** 2) ** 0.5
            if away <= best:
                best, nearest = away, name
        return nearest

    def corner_at(self, place: QPointF) -> int | None:
        """The box's corner within reach."""
        for index, corner in enumerate(self.box.corners()):
            if (self._to_view(corner) - place).manhattanLength() <= 1.4 * HANDLE_REACH:
                return index
        return None

    def part_under(self, place: QPointF) -> str | None:
        """The part of a keypoint or of the overlay at a place in the view."""
        name = self.keypoint_at(place)
        if name is not None:
            return KEYPOINT_PART.get(name)
        index = self.overlay.part_at(self._to_image(place))
        return PARTS[index] if index >= 0 else None

    def person_under(self, place: QPointF) -> PersonBoxItem | None:
        """The smallest of the other people's boxes at a place in the view."""
        at = self._to_image(place)
        inside = [p for p in self.people if p.rect.contains(at)]
        return min(inside, key=lambda p: p.rect.width() * p.rect.height(), default=None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the whole image whole."""
        super().resizeEvent(event)
        if self._fitted:
            self.fit()
