"""The guidance panel: four weights with a slider and a number each, the diffusion's steps and seed, and the progress of the run."""

from __future__ import annotations

import time

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSlider,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app import theme
from app.commands import new_gesture
from app.document import TERMS, Document, Frame
from app.elided_label import ElidedLabel
from app.hold_control import HoldControl

SLIDER_TICKS = 200
SLIDER_MAX = 4.0
"""The sliders reach 4 (1 lies in the middle: the scale is quadratic); the number beside each takes up to 100."""
WEIGHT_MAX = 100.0
PAUSE_S = 0.8
"""Turns of one slider or number without a longer pause are one undo step."""

TITLES = {"keypoints": "Keypoints", "text": "Text", "initial": "Initial", "prior": "Prior"}
TIPS = {
    "keypoints": "How strongly the body is pulled onto the keypoints of the photograph",
    "text": "How strongly the descriptions pull",
    "initial": "How strongly the body stays near the initial body",
    "prior": "How much the learned network and the joints' limits are trusted",
}


def weight_of(tick: int) -> float:
    """The weight at a slider's tick: quadratic, 0 at the left end, 1 in the middle, 4 at the right end."""
    return round(SLIDER_MAX * (tick / SLIDER_TICKS) ** 2, 3)


def tick_of(weight: float) -> int:
    """The slider's tick for a weight; weights beyond the scale sit at its right end."""
    return min(SLIDER_TICKS, round(SLIDER_TICKS * (max(0.0, weight) / SLIDER_MAX) ** 0.5))


class _Slider(QSlider):
    """A slider that leaves the wheel to the panel unless it has the focus: scrolling past it changes nothing."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class GuidancePanel(QWidget):
    """Shows the document's guidance and asks for changes."""

    value_changed = Signal(str, object, int)
    """Name of the weight ("steps" and "seed" too), value, gesture."""
    reset_requested = Signal()
    run_requested = Signal()
    cancel_requested = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAccessibleName("Guidance")
        self._document = document
        self._gesture = new_gesture()
        self._asked, self._asked_at = "", 0.0
        title = QLabel("Guidance")
        title.setObjectName("panelTitle")
        self.reset = QToolButton()
        self.reset.setToolTip("All weights back to 1")
        self.reset.setAccessibleName("Reset the weights")
        self.reset.setIconSize(QSize(16, 16))
        self.reset.clicked.connect(self.reset_requested)
        head = QHBoxLayout()
        head.addWidget(title)
        head.addStretch(1)
        self.hold = HoldControl(document)
        head.addWidget(self.hold)
        head.addWidget(self.reset)

        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        self.sliders: dict[str, QSlider] = {}
        self.numbers: dict[str, QDoubleSpinBox] = {}
        for line, name in enumerate(TERMS):
            label = QLabel(TITLES[name])
            slider = self.sliders[name] = _Slider(Qt.Orientation.Horizontal)
            slider.setRange(0, SLIDER_TICKS)
            slider.setPageStep(20)
            slider.setMinimumWidth(90)
            number = self.numbers[name] = theme.indented(QDoubleSpinBox())
            number.setRange(0.0, WEIGHT_MAX)
            number.setDecimals(2)
            number.setSingleStep(0.1)
            number.setKeyboardTracking(False)
            number.setFixedWidth(78)
            label.setBuddy(number)
            for widget in (label, slider, number):
                widget.setToolTip(TIPS[name] + "; 0 switches it off")
            slider.setAccessibleName(f"Weight of {name}")
            number.setAccessibleName(f"Weight of {name}, as a number")
            slider.sliderPressed.connect(self._begin)
            slider.sliderReleased.connect(self._begin)
            slider.valueChanged.connect(lambda tick, n=name: self._ask(n, weight_of(tick)))
            number.valueChanged.connect(lambda value, n=name: self._ask(n, float(value)))
            grid.addWidget(label, line, 0)
            grid.addWidget(slider, line, 1)
            grid.addWidget(number, line, 2)
        grid.setColumnStretch(1, 1)

        self.steps = theme.indented(QSpinBox())
        self.steps.setRange(1, 20)
        self.steps.setFixedWidth(52)
        self.steps.setToolTip("Steps of the diffusion: few for a quick answer, more for a sharper one")
        self.steps.setAccessibleName("Diffusion steps")
        self.seed = theme.indented(QSpinBox())
        self.seed.setRange(0, 999_999)
        self.seed.setFixedWidth(76)
        self.seed.setToolTip("The same seed gives the same body again")
        self.seed.setAccessibleName("Seed")
        for box, name in ((self.steps, "steps"), (self.seed, "seed")):
            box.setKeyboardTracking(False)
            box.valueChanged.connect(lambda value, n=name: self._ask(n, int(value)))
        self.run = QPushButton("Run")
        self.run.setToolTip("Run the guided diffusion again (F5)")
        self.run.clicked.connect(self.run_requested)
        self.cancel = QPushButton("Cancel")
        self.cancel.setToolTip("Stop what is being done: a run after its current step (Esc)")
        self.cancel.clicked.connect(self.cancel_requested)
        below = QHBoxLayout()
        below.setSpacing(6)
        for text, box in (("Steps", self.steps), ("Seed", self.seed)):
            label = QLabel(text)
            label.setBuddy(box)
            below.addWidget(label)
            below.addWidget(box)
        below.addStretch(1)
        below.addWidget(self.run)
        below.addWidget(self.cancel)

        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("Progress of the run")
        self.status = ElidedLabel()
        self.status.setObjectName("faint")
        self.status.setAccessibleName("State of the run")

        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(6)
        column.addLayout(head)
        column.addLayout(grid)
        column.addLayout(below)
        column.addWidget(self.progress)
        column.addWidget(self.status)
        column.addStretch(1)
        document.weights_changed.connect(self._show)
        document.step_changed.connect(self._show_step)
        document.person_changed.connect(lambda _id: self._show())
        document.initial_changed.connect(self._show)
        document.busy_changed.connect(self._show_busy)
        self.dress()
        self._show()
        self._show_step(None)
        self._show_busy(False)

    def dress(self) -> None:
        """Takes on the current theme."""
        self.hold.dress()
        self.reset.setIcon(theme.icon("reset"))
        self.run.setIcon(theme.icon("run"))
        self.cancel.setIcon(theme.icon("cancel"))

    def _begin(self) -> None:
        self._gesture = new_gesture()

    def _ask(self, name: str, value: float | int) -> None:
        slider, now = self.sliders.get(name), time.monotonic()
        dragged = slider is not None and slider.isSliderDown()
        if not dragged and (name != self._asked or now - self._asked_at > PAUSE_S):
            self._begin()
        self._asked, self._asked_at = name, now
        self.value_changed.emit(name, value, self._gesture)

    def _show(self) -> None:
        guidance = self._document.guidance
        for name in TERMS:
            weight = getattr(guidance, name)
            slider, number = self.sliders[name], self.numbers[name]
            with QSignalBlocker(slider), QSignalBlocker(number):
                if tick_of(weight) != slider.value():
                    slider.setValue(tick_of(weight))
                number.setValue(weight)
        with QSignalBlocker(self.steps), QSignalBlocker(self.seed):
            self.steps.setValue(guidance.steps)
            self.seed.setValue(guidance.seed)
        person = self._document.person
        self.run.setEnabled(person is not None and person.initial is not None)

    def _show_step(self, frame: Frame | None) -> None:
        if frame is None:
            self.progress.setRange(0, 1)
            self.progress.setValue(0)
            self.status.setText("")
            return
        # QProgressBar.setValue repaints at once, and with it the whole window; while updates are held back it only asks to be painted.
        self.progress.setUpdatesEnabled(False)
        self.progress.setRange(0, max(1, frame.total))
        self.progress.setValue(frame.total if frame.final is not None else frame.index)
        self.progress.setUpdatesEnabled(True)
        if frame.final is None:
            self.status.setText(f"Step {frame.index} of {frame.total}")
            return
        words = []
        if frame.final.reprojection_error is not None:
            words.append(f"Reprojection {frame.final.reprojection_error:.1f} px")
            if frame.final.initial_reprojection_error is not None:
                words[-1] += f" (initial {frame.final.initial_reprojection_error:.1f})"
        described = self._document.description
        judged = [
            s.satisfied
            for report in frame.final.descriptions
            if described(report.part).enabled
            for s in report.statements
            if described(report.part).factor(s.posecode) > 0  # what a person switched off need not be obeyed
        ]
        if judged:
            words.append(f"{sum(judged)} of {len(judged)} statements obeyed")
        if frame.seconds:
            words.append(f"{frame.seconds * 1000:.0f} ms")
        self.status.setText(" · ".join(words))

    def _show_busy(self, busy: bool) -> None:
        self.cancel.setEnabled(busy)
