"""Keypoints on the photograph: the skeleton's lines, the crosses where the body's own keypoints fall, and the handles that are dragged.

A side can be told from the other by colour (blue and orange, which stay apart for every kind of colour vision) and by shape: the person's left is
round, the right a diamond. Handles keep their size on screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import hypot

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from app.photo_items import HALO, OUTLINE, Layer, cosmetic_pen
from core.body.skeleton import KEYPOINT_EDGES, KEYPOINT_PART
from core.observation import Keypoint
from core.render.colour_scale import colour_at

SIDE_COLOURS = {"left": QColor("#4fb3f6"), "right": QColor("#f59a1b"), "middle": QColor("#f4f4f2")}
SPOKEN_COLOUR = QColor("#ff7a1a")
"""Of what a statement speaks, in the photograph as on the body."""
SPOKEN_GLOW = QColor(255, 122, 26, 90)
HANDLE_REACH = 9.0
_FACE = ("left_eye", "right_eye", "left_ear", "right_ear", "nose")


def side_of(name: str) -> str:
    """ "left", "right" or "middle"."""
    side = name.split("_")[0]
    return side if side in ("left", "right") else "middle"


def title_of(name: str) -> str:
    """The keypoint's name in words."""
    return name.replace("_", " ")


class SkeletonItem(QGraphicsItem):
    """Lines between keypoints, and where the body's own keypoints fall: a cross each, joined to the keypoint that it should meet."""

    def __init__(self) -> None:
        super().__init__()
        self.setZValue(Layer.SKELETON.value)
        self.cross_colour = QColor("#0b6e66")
        self._keypoints: dict[str, Keypoint] = {}
        self._reprojection: dict[str, tuple[float, float]] = {}
        self._rect = QRectF()

    def set_points(self, keypoints: Mapping[str, Keypoint], reprojection: Mapping[str, tuple[float, float]]) -> None:
        """Absent keypoints are left out."""
        self.prepareGeometryChange()
        self._keypoints = {name: k for name, k in keypoints.items() if k.visibility != "absent"}
        self._reprojection = dict(reprojection)
        places = [(k.x, k.y) for k in self._keypoints.values()] + list(self._reprojection.values())
        if places:
            xs, ys = zip(*places, strict=True)
            self._rect = QRectF(QPointF(min(xs), min(ys)), QPointF(max(xs), max(ys))).adjusted(-40, -40, 40, 40)
        else:
            self._rect = QRectF()
        self.update()

    def boundingRect(self) -> QRectF:
        """Around every point."""
        return self._rect

    def shape(self) -> QPainterPath:
        """Lines are not to be hit."""
        return QPainterPath()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Lines first dark and wide, then coloured; dashed where an end is occluded, paler where it is uncertain."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lines: list[tuple[QLineF, QPen]] = []
        for a, b in KEYPOINT_EDGES:
            start, end = self._keypoints.get(a), self._keypoints.get(b)
            if start is None or end is None:
                continue
            sides = {side_of(a), side_of(b)}
            colour = QColor(SIDE_COLOURS[sides.pop() if len(sides) == 1 else _limb_side(a, b)])
            colour.setAlphaF(0.35 + 0.6 * min(start.confidence, end.confidence, 1.0))
            hidden = "occluded" in (start.visibility, end.visibility)
            style = Qt.PenStyle.DotLine if hidden else Qt.PenStyle.SolidLine
            lines.append((QLineF(start.x, start.y, end.x, end.y), cosmetic_pen(colour, 2.2, style)))
        painter.setPen(cosmetic_pen(HALO, 4.2))
        painter.drawLines([line for line, _ in lines])
        for line, pen in lines:
            painter.setPen(pen)
            painter.drawLine(line)
        self._paint_reprojection(painter)

    def _paint_reprojection(self, painter: QPainter) -> None:
        arm = 4.0 / max(hypot(painter.worldTransform().m11(), painter.worldTransform().m12()), 1e-6)
        strokes = []
        for name, (x, y) in self._reprojection.items():
            keypoint = self._keypoints.get(name)
            if keypoint is not None:
                strokes.append(QLineF(keypoint.x, keypoint.y, x, y))
            strokes += [QLineF(x - arm, y - arm, x + arm, y + arm), QLineF(x - arm, y + arm, x + arm, y - arm)]
        for pen in (cosmetic_pen(HALO, 2.8), cosmetic_pen(self.cross_colour, 1.3)):
            painter.setPen(pen)
            painter.drawLines(strokes)


def _limb_side(a: str, b: str) -> str:
    """A line from the face's middle to one side belongs to that side; a line across the body to neither."""
    sides = {side_of(a), side_of(b)} - {"middle"}
    return sides.pop() if len(sides) == 1 else "middle"


class KeypointItem(QGraphicsItem):
    """The handle of one keypoint: filled when visible, hollow when occluded, paler when uncertain."""

    def __init__(self, name: str, keypoint: Keypoint) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self.setZValue(Layer.HANDLES.value + (0.1 if name in _FACE else 0.2))
        self.name = name
        self.part = KEYPOINT_PART.get(name)
        self.accent = QColor("#0b6e66")
        self.chosen = self.pointed = self.in_part = self.spoken_of = False
        self.doubt: float | None = None
        self.keypoint = keypoint
        self._radius = 3.8 if name in _FACE else 5.0
        self.set_keypoint(keypoint)

    def set_keypoint(self, keypoint: Keypoint) -> None:
        """Another place, confidence or visibility."""
        self.keypoint = keypoint
        self.setPos(keypoint.x, keypoint.y)
        state = "" if keypoint.visibility == "visible" else f", {keypoint.visibility}"
        self.setToolTip(f"{title_of(self.name).capitalize()}: confidence {keypoint.confidence:.2f}{state}")
        self.update()

    def set_marks(self, *, chosen: bool, pointed: bool, in_part: bool, spoken_of: bool = False) -> None:
        """Chosen for the keyboard, under the pointer, of the selected part, spoken of by the statement that is pointed at."""
        marks = (chosen, pointed, in_part, spoken_of)
        if marks != (self.chosen, self.pointed, self.in_part, self.spoken_of):
            self.chosen, self.pointed, self.in_part, self.spoken_of = marks
            self.update()

    def set_doubt(self, doubt: float | None) -> None:
        """How unsure the body is here, 0..1; None: not shown."""
        if doubt != self.doubt:
            self.doubt = doubt
            self.update()

    def boundingRect(self) -> QRectF:
        """Screen px around the point."""
        return QRectF(-18, -18, 36, 36)

    def shape(self) -> QPainterPath:
        """What the pointer must touch for the tool tip."""
        path = QPainterPath()
        path.addEllipse(QPointF(0, 0), HANDLE_REACH, HANDLE_REACH)
        return path

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Outline, side's colour, and rings for what is marked."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = side_of(self.name)
        radius = self._radius * (1.35 if self.pointed or self.chosen or self.spoken_of else 1.0)
        if self.doubt is not None and self.name not in _FACE:
            reach = 8.0 + 6.0 * self.doubt
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(OUTLINE, 5.6))
            painter.drawEllipse(QPointF(0, 0), reach, reach)
            painter.setPen(QPen(QColor(*colour_at(self.doubt)), 3.6))
            painter.drawEllipse(QPointF(0, 0), reach, reach)
        if self.spoken_of:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(SPOKEN_GLOW)
            painter.drawEllipse(QPointF(0, 0), 14.0, 14.0)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(SPOKEN_COLOUR, 2.4))
            painter.drawEllipse(QPointF(0, 0), 12.5, 12.5)
        if self.in_part or self.chosen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(OUTLINE, 4.5))
            painter.drawEllipse(QPointF(0, 0), radius + 3.5, radius + 3.5)
            painter.setPen(QPen(self.accent, 2.2))
            painter.drawEllipse(QPointF(0, 0), radius + 3.5, radius + 3.5)
        colour = SIDE_COLOURS[side]
        hollow = self.keypoint.visibility == "occluded"
        fill = QColor(colour)
        fill.setAlphaF(0.25 + 0.75 * min(max(self.keypoint.confidence, 0.0), 1.0))
        painter.setPen(QPen(OUTLINE, 4.0 if hollow else 2.4))
        painter.setBrush(Qt.BrushStyle.NoBrush if hollow else fill)
        self._outline(painter, side, radius)
        if hollow:
            painter.setPen(QPen(colour, 1.8))
            self._outline(painter, side, radius)

    @staticmethod
    def _outline(painter: QPainter, side: str, radius: float) -> None:
        if side == "right":
            reach = radius * 1.2
            corners = [QPointF(0, -reach), QPointF(reach, 0), QPointF(0, reach), QPointF(-reach, 0)]
            painter.drawPolygon(QPolygonF(corners))
        else:
            painter.drawEllipse(QPointF(0, 0), radius, radius)
