"""What lies on the photograph: the picture itself, the body's overlay, and boxes around people. Items draw; the canvas decides.

Everything is placed in image pixels; lines keep their width, and handles their size, on screen at every zoom.
"""

from __future__ import annotations

from enum import Enum
from math import hypot

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

Box = tuple[float, float, float, float]

OUTLINE = QColor(16, 20, 26, 190)
HALO = QColor(16, 20, 26, 110)
_SMOOTH_UP_TO = 4.0


class Layer(Enum):
    """Stacking, lowest first."""

    IMAGE = 0
    OVERLAY = 1
    PEOPLE = 2
    BOX = 3
    SKELETON = 4
    HANDLES = 5
    RUBBER_BAND = 6


def cosmetic_pen(colour: QColor, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    """Keeps its width on screen at every zoom."""
    pen = QPen(colour, width, style, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    pen.setCosmetic(True)
    return pen


class ImageItem(QGraphicsItem):
    """The photograph. Zoomed out, it is drawn from a halved copy, so that a large photograph costs no more than a small one."""

    def __init__(self) -> None:
        super().__init__()
        self.setZValue(Layer.IMAGE.value)
        self._levels: list[QImage] = []

    def set_image(self, rgb: NDArray[np.uint8] | None) -> None:
        """RGB [H, W, 3], None for none."""
        self.prepareGeometryChange()
        self._levels = []
        if rgb is not None:
            rgb = np.ascontiguousarray(rgb)
            image = QImage(rgb.data, rgb.shape[1], rgb.shape[0], rgb.strides[0], QImage.Format.Format_RGB888)
            self._levels = [image.convertToFormat(QImage.Format.Format_RGB32)]
        self.update()

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in px; (0, 0) without an image."""
        return (self._levels[0].width(), self._levels[0].height()) if self._levels else (0, 0)

    def boundingRect(self) -> QRectF:
        """The image's own pixels."""
        return QRectF(0, 0, *self.size)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draws from the level whose pixels are nearest to the screen's, and never blurs pixels that are being inspected."""
        if not self._levels:
            return
        scale = hypot(painter.worldTransform().m11(), painter.worldTransform().m12())
        level = 0
        while scale < 0.5 and min(self._levels[level].width(), self._levels[level].height()) > 64:
            scale, level = scale * 2, level + 1
            if level == len(self._levels):
                finer = self._levels[-1]
                smooth = Qt.TransformationMode.SmoothTransformation
                half = finer.size() / 2
                self._levels.append(finer.scaled(half, Qt.AspectRatioMode.IgnoreAspectRatio, smooth))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, scale < _SMOOTH_UP_TO)
        painter.drawImage(self.boundingRect(), self._levels[level])


class OverlayItem(QGraphicsItem):
    """The body drawn over the photograph, with the selected and the hovered part tinted."""

    def __init__(self) -> None:
        super().__init__()
        self.setZValue(Layer.OVERLAY.value)
        self.accent = QColor("#0b6e66")
        self._image = QImage()
        self._tints: list[QImage] = []
        self._part_ids: NDArray[np.int8] | None = None
        self._scale = 1.0
        self._strength = 0.6
        self._selected = self._hovered = -1

    def set_overlay(self, rgba: NDArray[np.uint8] | None, part_ids: NDArray[np.int8] | None, scale: float) -> None:
        """RGBA [h, w, 4] and the part of each of its pixels [h, w]; `scale` image px per overlay px."""
        self.prepareGeometryChange()
        self._part_ids, self._scale, self._image = part_ids, scale, QImage()
        if rgba is not None:
            rgba = np.ascontiguousarray(rgba)
            image = QImage(rgba.data, rgba.shape[1], rgba.shape[0], rgba.strides[0], QImage.Format.Format_RGBA8888)
            self._image = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
        self._tint()

    def set_strength(self, strength: float) -> None:
        """Opacity 0..1 of the body; tints stay legible on a faint body."""
        self._strength = strength
        self.update()

    def set_parts(self, selected: int, hovered: int) -> None:
        """Parts to tint, by their index in PARTS, -1 for none."""
        if (selected, hovered) != (self._selected, self._hovered):
            self._selected, self._hovered = selected, hovered
            self._tint()

    def part_at(self, place: QPointF) -> int:
        """Index of the part that the overlay shows at an image point, -1 for none."""
        if self._part_ids is None or self._image.isNull() or self._strength <= 0.01:
            return -1
        row, column = int(place.y() / self._scale), int(place.x() / self._scale)
        height, width = self._part_ids.shape
        return int(self._part_ids[row, column]) if 0 <= row < height and 0 <= column < width else -1

    def refresh(self) -> None:
        """After another accent colour."""
        self._tint()

    def boundingRect(self) -> QRectF:
        """The overlay's pixels in image px."""
        return QRectF(0, 0, self._image.width() * self._scale, self._image.height() * self._scale)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Body, then tints."""
        if self._image.isNull() or self._strength <= 0.01:
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setOpacity(self._strength)
        painter.drawImage(self.boundingRect(), self._image)
        painter.setOpacity(0.45 + 0.55 * self._strength)
        for tint in self._tints:
            painter.drawImage(self.boundingRect(), tint)

    def _tint(self) -> None:
        self._tints = []
        if self._part_ids is not None:
            for part, alpha in ((self._hovered, 0.25), (self._selected, 0.5)):
                if part >= 0:
                    self._tints.append(self._part_tint(part, alpha))
        self.update()

    def _part_tint(self, part: int, alpha: float) -> QImage:
        assert self._part_ids is not None
        height, width = self._part_ids.shape
        colour = np.array([self.accent.blue(), self.accent.green(), self.accent.red(), 255]) * alpha
        pixels = (self._part_ids == part)[..., None] * colour.astype(np.uint8)
        image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)
        return image.copy()


class BoxItem(QGraphicsItem):
    """The chosen person's box with a handle at each corner."""

    def __init__(self) -> None:
        super().__init__()
        self.setZValue(Layer.BOX.value)
        self.colour = QColor("#0b6e66")
        self.box: Box | None = None
        self._handle = 4.0

    def set_box(self, box: Box | None) -> None:
        """x0, y0, x1, y1 in image px, None for none."""
        self.prepareGeometryChange()
        self.box = box
        self.update()

    def corners(self) -> list[QPointF]:
        """Top left, top right, bottom right, bottom left."""
        if self.box is None:
            return []
        x0, y0, x1, y1 = self.box
        return [QPointF(x0, y0), QPointF(x1, y0), QPointF(x1, y1), QPointF(x0, y1)]

    def boundingRect(self) -> QRectF:
        """With room for handles, which keep their size on screen, at any zoom that shows the box."""
        if self.box is None:
            return QRectF()
        rect = QRectF(QPointF(*self.box[:2]), QPointF(*self.box[2:])).normalized()
        room = 0.25 * max(rect.width(), rect.height()) + 40
        return rect.adjusted(-room, -room, room, room)

    def shape(self) -> QPainterPath:
        """Nothing to hit: the canvas looks for corners itself."""
        return QPainterPath()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """A thin frame that stays readable on any photograph."""
        if self.box is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(QPointF(*self.box[:2]), QPointF(*self.box[2:]))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen in (cosmetic_pen(HALO, 3.0), cosmetic_pen(self.colour, 1.4)):
            painter.setPen(pen)
            painter.drawRect(rect)
        half = self._handle / max(hypot(painter.worldTransform().m11(), painter.worldTransform().m12()), 1e-6)
        painter.setPen(cosmetic_pen(OUTLINE, 1.0))
        painter.setBrush(self.colour)
        for corner in self.corners():
            painter.drawRect(QRectF(corner.x() - half, corner.y() - half, 2 * half, 2 * half))


class PersonBoxItem(QGraphicsItem):
    """The box of a person who is not the chosen one: click to choose."""

    def __init__(self, person: str, box: Box) -> None:
        super().__init__()
        self.setZValue(Layer.PEOPLE.value)
        self.person = person
        self.rect = QRectF(QPointF(*box[:2]), QPointF(*box[2:])).normalized()
        self.colour = QColor("#5d6570")
        self.pointed = False
        self.setToolTip(f"Click to work on this person ({person})")

    def set_pointed(self, pointed: bool) -> None:
        """Under the pointer or not."""
        if pointed != self.pointed:
            self.pointed = pointed
            self.update()

    def boundingRect(self) -> QRectF:
        """The box with its line."""
        return self.rect.adjusted(-4, -4, 4, 4)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Dashed; filled lightly under the pointer."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill = QColor(self.colour)
        fill.setAlpha(60 if self.pointed else 14)
        painter.setBrush(fill)
        painter.setPen(cosmetic_pen(self.colour, 1.8, Qt.PenStyle.DashLine))
        painter.drawRect(self.rect)


class RubberBandItem(QGraphicsItem):
    """The box that is being drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.setZValue(Layer.RUBBER_BAND.value)
        self.colour = QColor("#0b6e66")
        self.rect = QRectF()

    def set_rect(self, rect: QRectF) -> None:
        """In image px; an empty one hides it."""
        self.prepareGeometryChange()
        self.rect = rect
        self.update()

    def boundingRect(self) -> QRectF:
        """The box with its line."""
        return self.rect.adjusted(-4, -4, 4, 4) if not self.rect.isNull() else QRectF()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Lightly filled."""
        if self.rect.isNull():
            return
        fill = QColor(self.colour)
        fill.setAlpha(40)
        painter.setBrush(fill)
        for pen in (cosmetic_pen(HALO, 3.0), cosmetic_pen(self.colour, 1.6)):
            painter.setPen(pen)
            painter.drawRect(self.rect)
            painter.setBrush(Qt.BrushStyle.NoBrush)
