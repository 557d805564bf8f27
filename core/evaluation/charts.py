"""Charts of the evaluation as SVG text, drawn without any plotting library: bars with whiskers, curves, and points on a logarithmic axis.

Colours are Okabe and Ito's, which stay apart for colour-blind readers; every value is also written out, so that a chart can be read in black and white.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#D55E00", "#56B4E9", "#7F7F7F")
INK, QUIET, RULE, PAPER = "#1f2328", "#59636e", "#d8dee4", "#ffffff"
_FONT = "font-family=\"'DejaVu Sans', 'Segoe UI', Helvetica, Arial, sans-serif\""
_LETTER = 6.6
"""Width in px of a letter at 12 px, a little more than the average."""


@dataclass(frozen=True)
class Bar:
    """A labelled value with the ends of its whisker (None: none). ``group``: bars of one group share a colour."""

    label: str
    value: float
    low: float | None = None
    high: float | None = None
    group: str = ""


@dataclass(frozen=True)
class Series:
    """A named line through points (x, y)."""

    name: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Mark:
    """A labelled point."""

    label: str
    x: float
    y: float
    group: str = ""


def bars(title: str, unit: str, entries: Sequence[Bar], *, reference: tuple[str, float] | None = None, width: int = 900) -> str:
    """Horizontal bars, one under the other; ``reference``: a dashed line at a named value."""
    shown = [e for e in entries if math.isfinite(e.value)]
    left = 30 + _LETTER * max((len(e.label) for e in shown), default=0)
    top, row = 60, 26
    groups = list(dict.fromkeys(e.group for e in shown))
    bottom = top + row * len(shown)
    most = max([e.high if e.high is not None else e.value for e in shown] + ([reference[1]] if reference else []), default=1.0)
    ticks = nice_ticks(0.0, most)
    right = width - 70.0

    def x(value: float) -> float:
        return left + (right - left) * value / ticks[-1]

    out = [_text(16, 28, title, size=15, bold=True), _text(16, 46, unit, colour=QUIET)]
    for tick in ticks:
        out += [_line(x(tick), top - 4, x(tick), bottom, RULE), _text(x(tick), bottom + 16, _number(tick), anchor="middle", colour=QUIET)]
    for k, entry in enumerate(shown):
        y = top + row * k
        colour = COLOURS[groups.index(entry.group) % len(COLOURS)]
        out.append(_text(left - 8, y + 16, entry.label, anchor="end"))
        out.append(f'<rect x="{left:.1f}" y="{y + 4}" width="{max(0.0, x(entry.value) - left):.1f}" height="{row - 9}" rx="2" fill="{colour}"/>')
        end = entry.value
        if entry.low is not None and entry.high is not None:
            middle, end = y + row / 2 - 0.5, entry.high
            out.append(_line(x(entry.low), middle, x(entry.high), middle, INK, 1.4))
            out += [_line(x(v), middle - 4, x(v), middle + 4, INK, 1.4) for v in (entry.low, entry.high)]
        out.append(_text(x(max(end, entry.value)) + 6, y + 16, _number(entry.value), bold=True))
    if reference is not None:
        at = x(reference[1])
        out += [_line(at, top - 4, at, bottom, INK, 1.2, dash="5 4"), _text(at, top - 8, reference[0], anchor="middle", colour=QUIET, size=11)]
    return _page(width, bottom + 30, out, title)


def curves(
    title: str, x_label: str, y_label: str, series: Sequence[Series], *, references: Sequence[tuple[str, float]] = (), width: int = 720
) -> str:
    """Lines through points; ``references``: named horizontal dashed lines."""
    height, left, top, right, bottom = 420, 70.0, 70.0, width - 190.0, 360.0
    xs = [p[0] for s in series for p in s.points if math.isfinite(p[1])]
    ys = [p[1] for s in series for p in s.points if math.isfinite(p[1])] + [v for _, v in references if math.isfinite(v)]
    across, up = nice_ticks(min(xs, default=0.0), max(xs, default=1.0)), nice_ticks(0.0, max(ys, default=1.0))

    def place(px: float, py: float) -> tuple[float, float]:
        return left + (right - left) * (px - across[0]) / (across[-1] - across[0]), bottom - (bottom - top) * py / up[-1]

    out = [_text(16, 28, title, size=15, bold=True), _text(16, 48, y_label, colour=QUIET)]
    for tick in up:
        y = place(across[0], tick)[1]
        out += [_line(left, y, right, y, RULE), _text(left - 8, y + 4, _number(tick), anchor="end", colour=QUIET)]
    for tick in across:
        out.append(_text(place(tick, 0)[0], bottom + 18, _number(tick), anchor="middle", colour=QUIET))
    out.append(_text((left + right) / 2, bottom + 40, x_label, anchor="middle", colour=QUIET))
    labels: list[tuple[float, str, str]] = []
    for name, value in references:
        if math.isfinite(value):
            y = place(across[0], value)[1]
            out.append(_line(left, y, right, y, QUIET, 1.4, dash="5 4"))
            labels.append((y, f"{name} {_number(value)}", QUIET))
    for k, one in enumerate(series):
        colour = COLOURS[k % len(COLOURS)]
        points = [place(*p) for p in one.points if math.isfinite(p[1])]
        if not points:
            continue
        out.append(f'<polyline fill="none" stroke="{colour}" stroke-width="2.2" points="{" ".join(f"{a:.1f},{b:.1f}" for a, b in points)}"/>')
        for (a, b), (_, value) in zip(points, [p for p in one.points if math.isfinite(p[1])], strict=True):
            out += [f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3.6" fill="{colour}"/>', _text(a + 4, b - 9, _number(value), size=11)]
        labels.append((points[-1][1], one.name, colour))
    out += [_text(right + 10, y + 4, name, colour=colour) for y, name, colour in _apart(labels)]
    return _page(width, height, out, title)


def points(title: str, x_label: str, y_label: str, marks: Sequence[Mark], *, width: int = 900) -> str:
    """Numbered points with their labels beside; x on a logarithmic axis (values above 0)."""
    shown = [m for m in marks if m.x > 0 and math.isfinite(m.y)]
    height, left, top, bottom = 460, 70.0, 70.0, 400.0
    right = width - 60 - _LETTER * max((len(m.label) for m in shown), default=0)
    low = math.floor(math.log10(min((m.x for m in shown), default=1.0)))
    high = max(low + 1, math.ceil(math.log10(max((m.x for m in shown), default=10.0))))
    up = nice_ticks(0.0, max((m.y for m in shown), default=1.0))
    groups = list(dict.fromkeys(m.group for m in shown))

    def place(px: float, py: float) -> tuple[float, float]:
        return left + (right - left) * (math.log10(px) - low) / (high - low), bottom - (bottom - top) * py / up[-1]

    out = [_text(16, 28, title, size=15, bold=True), _text(16, 48, y_label, colour=QUIET)]
    for tick in up:
        y = place(10.0**low, tick)[1]
        out += [_line(left, y, right, y, RULE), _text(left - 8, y + 4, _number(tick), anchor="end", colour=QUIET)]
    for power in range(low, high + 1):
        x = place(10.0**power, 0)[0]
        out += [_line(x, top, x, bottom, RULE), _text(x, bottom + 18, _number(10.0**power), anchor="middle", colour=QUIET)]
    out.append(_text((left + right) / 2, bottom + 40, x_label, anchor="middle", colour=QUIET))
    for number, mark in enumerate(shown, 1):
        x, y = place(mark.x, mark.y)
        colour = COLOURS[groups.index(mark.group) % len(COLOURS)]
        row = top + 22 * number - 12
        for cx, cy in ((x, y), (right + 24, row)):
            out.append(f'<circle cx="{cx:.1f}" cy="{cy:.1f}" r="8.5" fill="{colour}" fill-opacity="0.85" stroke="{PAPER}"/>')
            out.append(_text(cx, cy + 4, str(number), size=11, anchor="middle", colour=PAPER, bold=True))
        out.append(_text(right + 38, row + 4, mark.label, size=11))
    return _page(width, height, out, title)


def nice_ticks(low: float, high: float, about: int = 6) -> list[float]:
    """Round values from at or below ``low`` to at or above ``high``, at least two."""
    span = max(high - low, 1e-9)
    raw = span / about
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(m * power for m in (1.0, 2.0, 2.5, 5.0, 10.0) if m * power >= raw * 0.999)
    first = math.floor(low / step + 1e-9)
    last = max(first + 1, math.ceil(high / step - 1e-9))
    return [round(k * step, 10) for k in range(first, last + 1)]


def _apart(labels: list[tuple[float, str, str]], gap: float = 15.0) -> list[tuple[float, str, str]]:
    """Labels moved down so that none lies over another."""
    out: list[tuple[float, str, str]] = []
    for y, name, colour in sorted(labels):
        out.append((max(y, out[-1][0] + gap) if out else y, name, colour))
    return out


def _number(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= 100 or float(value).is_integer() else f"{value:.3g}"


def _text(x: float, y: float, text: str, *, size: int = 12, anchor: str = "start", colour: str = INK, bold: bool = False) -> str:
    weight = ' font-weight="600"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" fill="{colour}"{weight}>{escape(text)}</text>'


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, thick: float = 1.0, dash: str = "") -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" stroke-width="{thick}"{dashed}/>'


def _page(width: float, height: float, inside: Sequence[str], title: str) -> str:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}" role="img" {_FONT}>'
    paper = f'<rect width="100%" height="100%" fill="{PAPER}"/>'
    return "\n".join((head, f"<title>{escape(title)}</title>", paper, *inside, "</svg>")) + "\n"
