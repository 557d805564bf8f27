"""Statements as chips: what a chip shows of a reading, worked out without widgets, and the chip that paints it.

A chip stands for the statements that come from the same words. It tells by shape and by colour whether they were understood, whether the body obeys,
and whether a person switched them off or insists on them. It changes nothing itself: it says what the person asks for.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QFontMetricsF,
    QHideEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from app import theme
from app.reading import Difference, Reading, Said
from core.observation import INSIST, Description

MOST = 40
"""Chips of one row; what is beyond them is counted in the last one."""
MAX_TIP = 300
"""Characters of a statement in its tip."""
OFF, PLAIN = 0.0, 1.0
FLASH_ON = "Let words win: more than what the keypoints show"
FLASH_OFF = "Words win; click to steer as usual"
STATES: dict[str, tuple[str, str]] = {
    "obeyed": ("check", "obeyed"),
    "disobeyed": ("cross", "not obeyed"),
    "unknown": ("question", "not understood"),
    "pending": ("pending", "understood"),
    "off": ("off", "switched off"),
    "more": ("plus", "more"),
}
"""State of a chip -> its icon and its word; the shape tells it as well as the colour does."""
_WALKS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Home: -2,
    Qt.Key.Key_End: 2,
}
_BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.OtherFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_LEFT, _ICON, _BUTTON, _RIGHT = 8, 12, 16, 9


def state_colours(state: str) -> tuple[str, str]:
    """Text and background colour of a chip in the current theme."""
    c = theme.current()
    return {
        "obeyed": (c.good, c.good_soft),
        "disobeyed": (c.warn, c.warn_soft),
        "unknown": (c.quiet, c.quiet_soft),
        "pending": (c.text, c.quiet_soft),
        "more": (c.quiet, c.quiet_soft),
        "off": (c.faint, c.panel),
    }[state]


@dataclass(frozen=True)
class ChipFace:
    """What a chip shows: a key of ``STATES``, its words, its tip, the posecodes it stands for, their joints, whether a person insists,

    and how many of its statements are obeyed when it is not all ("1 of 3"), or how often words stand there that are not understood.
    """

    state: str
    words: str
    tip: str = ""
    posecodes: tuple[str, ...] = ()
    joints: tuple[str, ...] = ()
    insisted: bool = False
    count: str = ""

    @property
    def label(self) -> str:
        """Words and count."""
        return f"{self.words}  ({self.count})" if self.count else self.words

    @property
    def name(self) -> str:
        """For those who hear the window: state, words, emphasis."""
        insisted = ", words win" if self.insisted else ""
        return f"{STATES[self.state][1]}{insisted}: {self.label[:MAX_TIP]}"

    @property
    def can_insist(self) -> bool:
        """Whether "let words win" is one click away."""
        return self.state == "disobeyed" and not self.insisted


def faces_of(
    reading: Reading | None,
    description: Description | None = None,
    guiding: bool = True,
    difference: Difference | None = None,
) -> list[ChipFace]:
    """The chips of a reading: one for all statements that come from the same words, one for all alike pieces that were not understood.

    ``guiding`` False (the row is switched off): nothing is judged. ``difference`` says how far unmet statements are off.
    """
    if reading is None:
        return []
    description = description or Description(reading.text)
    gaps = {one.posecode: one.gap for one in difference.unmet} if difference is not None else {}
    grouped: dict[str, list[Said]] = {}
    for said in reading.statements:
        grouped.setdefault(said.words, []).append(said)
    faces = [_face(words, found, description, guiding, gaps) for words, found in grouped.items()]
    tip = "Not understood: this does not steer the body. Try naming a joint, a direction or a contact."
    often = Counter(reading.not_understood)  # the same words once, however often they are there
    faces += [ChipFace("unknown", words, tip, count=f"{n} times" if n > 1 else "") for words, n in often.items()]
    if len(faces) > MOST:
        rest = faces[MOST - 1 :]
        states = Counter(STATES[face.state][1] for face in rest)
        counts = ", ".join(f"{n} {word}" for word, n in states.items())
        faces[MOST - 1 :] = [ChipFace("more", f"{len(rest)} more", f"Not shown one by one: {counts}.")]
    return faces


def _face(words: str, found: list[Said], description: Description, guiding: bool, gaps: dict[str, str]) -> ChipFace:
    factors = [description.factor(said.posecode) for said in found]
    counted = [said for said, factor in zip(found, factors, strict=True) if factor > OFF]
    verdicts = [said.obeyed if guiding else None for said in counted]
    state = "off" if not counted else "pending" if None in verdicts else "obeyed" if all(verdicts) else "disobeyed"
    count = f"{sum(map(bool, verdicts))} of {len(verdicts)}" if state == "disobeyed" and len(verdicts) > 1 else ""
    lines = [_line(s, f, guiding, description.share(s.posecode), gaps) for s, f in zip(found, factors, strict=True)]
    insisted = any(factor > PLAIN for factor in factors)
    if state == "off":
        lines.append("Switched off: this does not steer the body. Click to switch it on.")
    elif insisted:
        lines.append("Words win: this counts more than what the keypoints show.")
    elif state == "disobeyed":
        lines.append("Click the flash to let words win over what the keypoints show.")
    names = tuple(said.posecode for said in found)
    joints = tuple(dict.fromkeys(joint for said in found for joint in said.joints))
    return ChipFace(state, words, "\n".join(lines), names, joints, insisted, count)


def _line(said: Said, factor: float, guiding: bool, share: float, gaps: dict[str, str]) -> str:
    obeyed = said.obeyed if guiding and factor > OFF else None
    verdict = "understood" if obeyed is None else "the body obeys" if obeyed else "the body does not obey"
    gap = f", {gaps[said.posecode]}" if obeyed is False and said.posecode in gaps else ""
    agreed = f", in {share:.0%} of the answers" if share < 1 else ""
    return f"{said.posecode}: {verdict}{gap} (confidence {said.confidence:.0%}{agreed})"


class Chip(QAbstractButton):
    """One chip. A click, Enter or Space opens its menu; the flash at the end of a disobeyed one insists at once."""

    emphasised = Signal(object, float)
    """The ChipFace, and the factor that the person wants: 0 off, 1 plain, ``INSIST``."""
    pointed = Signal(object)
    """The joints that it speaks of while it is pointed at or has the focus; an empty tuple when it is left."""
    guide_requested = Signal()
    walked = Signal(int)
    """A key that leads to another chip: -1 to the one before, 1 to the next, -2 to the first, 2 to the last."""
    focused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.face = ChipFace("pending", "")
        font = self.font()
        font.setPointSizeF(max(7.5, font.pointSizeF() * 0.92))
        self.setFont(font)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._metrics = QFontMetricsF(font)
        self._width = 0
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self._on_flash = self._marking = False
        self.menu: QMenu | None = None
        self.clicked.connect(self.open_menu)

    def show_face(self, face: ChipFace) -> bool:
        """Shows another face; returns whether its width changed."""
        if face == self.face and self.text():
            return False
        other_words = face.label != self.face.label or not self.text()
        before, self.face = self.sizeHint().width(), face
        if other_words:
            self.setText(face.label)
            self._width = _LEFT + _ICON + 4 + ceil(self._metrics.horizontalAdvance(face.label)) + 3 + _RIGHT
        self.setAccessibleName(face.name)
        if self.underMouse():
            self._set_tip()
        if self._marking:
            self._mark(face.joints)
        changed = self.sizeHint().width() != before
        if changed:
            self.updateGeometry()
        self.update()
        return changed

    def _set_tip(self) -> None:
        face = self.face
        if self._on_flash:
            self.setToolTip(FLASH_OFF if face.insisted else FLASH_ON)
            return
        shortened = face.words[:MAX_TIP].replace("<", "‹")  # a tip that looks like HTML would be shown as such
        self.setToolTip(f"{shortened}\n{face.tip}" if face.tip else STATES[face.state][1])

    def sizeHint(self) -> QSize:
        flash = _BUTTON if self.face.insisted or self.face.can_insist else 0
        return QSize(self._width + flash, ceil(self._metrics.height()) + 6)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.sizeHint().height())

    def flash_rect(self) -> QRect:
        """Where the flash is that insists at once; empty when there is none."""
        if not (self.face.insisted or self.face.can_insist):
            return QRect()
        return QRect(self.width() - _BUTTON - 6, 0, _BUTTON + 6, self.height())

    def open_menu(self) -> None:
        """The menu of what can be done with the statement."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        face = self.face
        if face.posecodes:
            factor = INSIST if face.insisted else OFF if face.state == "off" else PLAIN
            for words, wanted, tip in (
                ("Let words win", INSIST, "Counts more than what the keypoints show"),
                ("Steer as usual", PLAIN, "Decides what the keypoints leave open"),
                ("Switch off", OFF, "Does not steer the body"),
            ):
                action = menu.addAction(words)
                action.setToolTip(tip)
                action.setCheckable(True)
                action.setChecked(wanted == factor)
                action.triggered.connect(lambda _on=False, w=wanted: self.emphasised.emit(face, w))
        else:
            menu.addAction("What can be said…").triggered.connect(self.guide_requested)
        menu.aboutToHide.connect(self._forget_menu)
        self.menu = menu
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _forget_menu(self) -> None:
        self.menu = None

    # ------------------------------------------------------------------------------------------------ events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.flash_rect().contains(event.position().toPoint()):
            self.emphasised.emit(self.face, PLAIN if self.face.insisted else INSIST)
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._set_on_flash(self.flash_rect().contains(event.position().toPoint()))

    def _set_on_flash(self, on: bool) -> None:
        if on != self._on_flash:
            self._on_flash = on
            self._set_tip()
            self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._set_tip()
        self._mark(self.face.joints)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._set_on_flash(False)
        self._mark(())
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.setAccessibleDescription(self.face.tip)
        self.focused.emit()
        if event.reason() in _BY_KEY:  # the pointer marks by itself, and a menu that closes is no reason to
            self._mark(self.face.joints)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._mark(())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._mark(())

    def _mark(self, joints: tuple[str, ...]) -> None:
        if joints or self._marking:
            self._marking = bool(joints)
            self.pointed.emit(joints)

    def keyPressEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.open_menu()
        elif event.key() in _WALKS:
            self.walked.emit(_WALKS[event.key()])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        c, face = theme.current(), self.face
        colour, background = state_colours(face.state)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = c.accent if self.hasFocus() else colour if self.underMouse() or face.insisted else ""
        dashed = face.state == "off" and not edge
        painter.setBrush(QColor(background))
        if edge or dashed:
            pen = QPen(QColor(edge or c.line), 1.6 if self.hasFocus() else 1.0)
            pen.setStyle(Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine)
            painter.setPen(pen)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
        box = QRectF(self.rect()).adjusted(0.8, 0.8, -0.8, -0.8)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        middle = (self.height() - _ICON) // 2
        painter.drawPixmap(_LEFT, middle, theme.pixmap(STATES[face.state][0], colour, _ICON))
        area = self.rect().adjusted(_LEFT + _ICON + 4, 0, -_RIGHT, 0)
        if face.insisted or face.can_insist:
            area.setRight(area.right() - _BUTTON)
            strong = face.insisted or self._on_flash
            flash = theme.pixmap("insist", c.accent if strong else colour, _ICON)
            painter.setOpacity(1.0 if strong or self.underMouse() or self.hasFocus() else 0.45)
            painter.drawPixmap(self.width() - _ICON - 8, middle, flash)
            painter.setOpacity(1.0)
        painter.setPen(QColor(colour))
        if face.state == "off":
            font = painter.font()
            font.setStrikeOut(True)
            painter.setFont(font)
        metrics = painter.fontMetrics()
        count = face.label[len(face.words) :]  # stays readable when the words have to be cut
        room = area.width() - metrics.horizontalAdvance(count)
        words = metrics.elidedText(face.words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, words + count)
