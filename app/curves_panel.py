"""The curves of the guidance terms over the steps of the last run: whether, and which of, the terms came to agree."""

from __future__ import annotations

import math

import pyqtgraph as pg
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from app import theme
from app.document import TERMS, Document, Frame
from app.guidance_panel import TITLES

WAIT_MS = 100
"""Drawing the curves costs the window about 15 ms: they wait until the body is shown, and a quick run draws them once."""
_MARGIN, _BETWEEN = 12, 14
"""Pixels beside the panel's content, and from one name of a curve to the next."""


class CurvesPanel(QWidget):
    """One curve a term, each relative to its own largest value, since the terms have different units."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAccessibleName("Curves of the guidance terms")
        self._frame: Frame | None = None
        self._total = 0
        self.title = QLabel("% of highest")
        self.title.setObjectName("faint")
        self.title.setToolTip(
            "The guidance terms over the steps of the run, each in per cent of its own largest value, "
            "since their units differ; the number beside the name is its last value"
        )
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch(1)
        self._keys: dict[str, QLabel] = {}
        for term in TERMS:
            key = self._keys[term] = QLabel()
            key.setMinimumWidth(1)  # a longer number must not widen the window
            key.setAccessibleName(f"{TITLES[term]} term")
            head.addSpacing(4)
            head.addWidget(key)
        self.plot = pg.PlotWidget()
        self.plot.setMenuEnabled(False)
        self.plot.setMouseEnabled(False, False)
        self.plot.hideButtons()
        self.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.plot.getPlotItem().getAxis("bottom").setHeight(22)
        self.plot.getPlotItem().getAxis("left").setWidth(40)
        self.curves = {term: self.plot.plot([], [], symbolSize=6) for term in TERMS}
        self.empty = QLabel("The curves appear with the first run.")
        self.empty.setObjectName("faint")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 8, _MARGIN, 8)
        column.setSpacing(4)
        column.addLayout(head)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.plot)
        self._pages.addWidget(self.empty)
        column.addWidget(self._pages, 1)
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._timer.timeout.connect(self._draw)
        document.step_changed.connect(self._on_step)
        self.dress()
        self._draw()

    def dress(self) -> None:
        """Takes on the current theme."""
        c = theme.current()
        self.plot.setBackground(c.panel)
        for side in ("left", "bottom"):
            axis = self.plot.getPlotItem().getAxis(side)
            axis.setPen(pg.mkPen(c.line))
            axis.setTextPen(pg.mkPen(c.faint))
        self.plot.showGrid(x=False, y=True, alpha=0.25)
        for colour, term, symbol in zip(c.curves, TERMS, ("o", "s", "t", "d"), strict=True):
            self.curves[term].setPen(pg.mkPen(colour, width=2))
            self.curves[term].setSymbol(symbol)
            self.curves[term].setSymbolBrush(colour)
            self.curves[term].setSymbolPen(None)
        self._show_keys(self._frame)

    def _on_step(self, frame: Frame | None) -> None:
        self._frame = frame
        if frame is None:
            self._draw()
        else:
            self._timer.start()  # anew with every step: a plot is dear to paint, and the body comes first

    def _draw(self) -> None:
        frame = self._frame
        history = frame.terms if frame is not None else ()
        self._pages.setCurrentWidget(self.plot if history else self.empty)
        steps = list(range(1, len(history) + 1))
        for term in TERMS:
            values = [_finite(terms.get(term)) for terms in history]
            shown = any(v is not None for v in values)
            largest = max((abs(v) for v in values if v is not None), default=0.0)
            scaled = [math.nan if v is None else 100.0 * v / largest if largest else 0.0 for v in values]
            self.curves[term].setData(steps if shown else [], scaled if shown else [])
        if frame is not None and history:
            total = max(frame.total, len(history))
            if total != self._total:
                self._total = total
                self.plot.setXRange(0.8, total + 0.2, padding=0)
                self.plot.setYRange(-4, 110, padding=0)
                self.plot.getPlotItem().getAxis("bottom").setTicks([[(i, str(i)) for i in range(1, total + 1)]])
        self._show_keys(frame)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names keep their letters in a narrow window: the numbers go first (they stay in the tips), then the panel's own title."""
        super().resizeEvent(event)
        self._show_keys(self._frame)

    def _show_keys(self, frame: Frame | None) -> None:
        last = frame.terms[-1] if frame is not None and frame.terms else {}
        numbers = {term: "" if (value := _finite(last.get(term))) is None else f" {value:.3g}" for term in TERMS}
        metrics = self.fontMetrics()
        names = sum(metrics.horizontalAdvance(f"● {TITLES[term]}") + _BETWEEN for term in TERMS)
        room = self.width() - 2 * _MARGIN
        title = metrics.horizontalAdvance(self.title.text()) + _BETWEEN
        brief = names + sum(map(metrics.horizontalAdvance, numbers.values())) + title > room
        self.title.setVisible(not brief or names + title <= room)
        for colour, term, mark in zip(theme.current().curves, TERMS, "●■▲◆", strict=True):
            key = self._keys[term]
            key.setText(f'<span style="color:{colour}">{mark}</span> {TITLES[term]}{"" if brief else numbers[term]}')
            key.setToolTip(f"{TITLES[term]}{numbers[term]}")


def _finite(value: float | None) -> float | None:
    return float(value) if value is not None and math.isfinite(value) else None
