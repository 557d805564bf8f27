"""How the window looks: the light and the dark palette, the colours of meanings, the style sheet, and the icons.

Every colour of the window is in this file. Plain Linux has no dark mode to follow, so both themes are our own palettes on Qt's Fusion style. Icons
are SVG files in ``resources/icons`` drawn with ``currentColor``, coloured here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QStyleFactory

from core.resources import RESOURCES

ICONS = RESOURCES / "icons"


@dataclass(frozen=True)
class Colours:
    """The colours of one theme, as #rrggbb."""

    name: str
    window: str
    panel: str
    base: str
    canvas: str
    text: str
    faint: str
    disabled: str
    line: str
    control: str
    control_hover: str
    accent: str
    accent_soft: str
    accent_text: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    quiet: str
    quiet_soft: str
    curves: tuple[str, str, str, str]


LIGHT = Colours(
    name="light", window="#f3f2ef", panel="#fbfaf8", base="#ffffff", canvas="#e4e2dd", text="#20252b", faint="#5d6570", disabled="#9aa0a8",
    line="#d3d0c9", control="#ffffff", control_hover="#eef4f3", accent="#0b6e66", accent_soft="#d6ece8", accent_text="#ffffff",
    good="#17663a", good_soft="#dcf1e3", warn="#8a4b00", warn_soft="#fdebcf", bad="#a3242b", bad_soft="#fbdfe0", quiet="#555d68",
    quiet_soft="#e7e6e2", curves=("#0b6e66", "#b4550b", "#5a54b8", "#6a6f76"),
)  # fmt: skip
DARK = Colours(
    name="dark", window="#1e2124", panel="#25292d", base="#191c1f", canvas="#141618", text="#e8e6e1", faint="#a3abb3", disabled="#6b727a",
    line="#3a4046", control="#2d3237", control_hover="#363c42", accent="#4fc1b3", accent_soft="#21453f", accent_text="#0d1a18",
    good="#7fd6a0", good_soft="#1d3b2a", warn="#f0b45c", warn_soft="#453214", bad="#f28b8b", bad_soft="#4a2225", quiet="#b0b7bf",
    quiet_soft="#343a40", curves=("#4fc1b3", "#f0a35c", "#a9a4f5", "#aeb5bd"),
)  # fmt: skip
THEMES = {"light": LIGHT, "dark": DARK}
Box = TypeVar("Box", bound=QAbstractSpinBox)

_current = LIGHT


def current() -> Colours:
    """The colours in force."""
    return _current


def apply(application: QApplication, name: str) -> Colours:
    """Dresses the whole application in the light or the dark theme."""
    global _current
    colours = _current = THEMES[name]
    application.setStyle(QStyleFactory.create("Fusion"))
    application.setPalette(palette(colours))
    application.setStyleSheet(style_sheet(colours))
    _pixmap.cache_clear()
    return colours


def indented(box: Box) -> Box:
    """The same spin box, its text a little off the border: style sheets do not reach that."""
    box.lineEdit().setTextMargins(4, 0, 0, 0)
    return box


def palette(colours: Colours) -> QPalette:
    """Fusion's palette in these colours."""
    result = QPalette()
    roles = {
        QPalette.ColorRole.Window: colours.window,
        QPalette.ColorRole.WindowText: colours.text,
        QPalette.ColorRole.Base: colours.base,
        QPalette.ColorRole.AlternateBase: colours.panel,
        QPalette.ColorRole.Text: colours.text,
        QPalette.ColorRole.PlaceholderText: colours.faint,
        QPalette.ColorRole.Button: colours.control,
        QPalette.ColorRole.ButtonText: colours.text,
        QPalette.ColorRole.BrightText: colours.bad,
        QPalette.ColorRole.Highlight: colours.accent,
        QPalette.ColorRole.HighlightedText: colours.accent_text,
        QPalette.ColorRole.Link: colours.accent,
        QPalette.ColorRole.ToolTipBase: colours.panel,
        QPalette.ColorRole.ToolTipText: colours.text,
        QPalette.ColorRole.Mid: colours.line,
        QPalette.ColorRole.Dark: colours.line,
        QPalette.ColorRole.Light: colours.panel,
        QPalette.ColorRole.Midlight: colours.panel,
        QPalette.ColorRole.Shadow: colours.line,
        QPalette.ColorRole.Accent: colours.accent,
    }
    for role, colour in roles.items():
        result.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.disabled))
    result.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Highlight, QColor(colours.line))
    return result


def style_sheet(c: Colours) -> str:
    """What the palette cannot say. Object names and the ``kind`` property choose the rule."""
    return f"""
    QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
    QToolTip {{ color: {c.text}; background: {c.panel}; border: 1px solid {c.line}; padding: 4px; }}
    QMainWindow::separator {{ background: {c.line}; width: 1px; height: 1px; }}
    QSplitter::handle {{ background: {c.line}; }}
    QSplitter::handle:hover {{ background: {c.accent}; }}
    QMenuBar {{ background: {c.window}; border-bottom: 1px solid {c.line}; padding: 1px 4px; }}
    QMenuBar::item {{ padding: 4px 9px; border-radius: 4px; background: transparent; }}
    QMenuBar::item:selected {{ background: {c.accent_soft}; }}
    QMenu {{ background: {c.panel}; border: 1px solid {c.line}; padding: 4px; }}
    QMenu::item {{ padding: 5px 26px 5px 26px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {c.accent_soft}; color: {c.text}; }}
    QMenu::item:disabled {{ color: {c.disabled}; }}
    QMenu::separator {{ height: 1px; background: {c.line}; margin: 4px 6px; }}
    QToolBar {{ background: {c.window}; border: none; border-bottom: 1px solid {c.line}; padding: 3px 6px; spacing: 2px; }}
    QToolBar::separator {{ background: {c.line}; width: 1px; margin: 5px 5px; }}
    QToolButton#qt_toolbar_ext_button {{ min-width: 14px; padding: 0px; image: url("{_url("more")}"); }}
    QToolButton {{ border: 1px solid transparent; border-radius: 5px; padding: 4px; color: {c.text}; }}
    QToolButton:hover {{ background: {c.control_hover}; border-color: {c.line}; }}
    QToolButton:checked {{ background: {c.accent_soft}; border-color: {c.accent}; }}
    QToolButton:focus {{ border-color: {c.accent}; }}
    QToolButton:disabled {{ color: {c.disabled}; }}
    QPushButton {{ background: {c.control}; border: 1px solid {c.line}; border-radius: 5px; padding: 5px 12px; color: {c.text}; }}
    QPushButton:hover {{ background: {c.control_hover}; border-color: {c.accent}; }}
    QPushButton:focus {{ border-color: {c.accent}; }}
    QPushButton:disabled {{ color: {c.disabled}; background: {c.window}; }}
    QPushButton[kind="primary"] {{ background: {c.accent}; color: {c.accent_text}; border-color: {c.accent}; font-weight: 600; padding: 8px 18px; }}
    QPushButton[kind="primary"]:hover {{ border-color: {c.text}; }}
    QStatusBar {{ background: {c.window}; border-top: 1px solid {c.line}; color: {c.faint}; }}
    #statusButton {{ padding: 1px 6px; color: {c.faint}; }}
    #statusButton:hover {{ color: {c.text}; }}
    QStatusBar::item {{ border: none; }}
    QScrollArea {{ border: none; background: {c.window}; }}
    QScrollBar:vertical {{ background: transparent; width: 11px; margin: 0; }}
    QScrollBar::handle:vertical {{ background: {c.line}; border-radius: 4px; min-height: 28px; margin: 2px; }}
    QScrollBar::handle:vertical:hover {{ background: {c.faint}; }}
    QScrollBar:horizontal {{ background: transparent; height: 11px; margin: 0; }}
    QScrollBar::handle:horizontal {{ background: {c.line}; border-radius: 4px; min-width: 28px; margin: 2px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QPlainTextEdit, QLineEdit {{ background: {c.base}; border: 1px solid {c.line}; border-radius: 5px; padding: 2px 4px;
        selection-background-color: {c.accent}; selection-color: {c.accent_text}; }}
    QPlainTextEdit:focus, QLineEdit:focus {{ border-color: {c.accent}; }}
    QPlainTextEdit:disabled {{ color: {c.disabled}; background: {c.window}; }}
    QRadioButton::indicator, QCheckBox::indicator {{ width: 13px; height: 13px; background: {c.base}; border: 1px solid {c.faint}; }}
    QRadioButton::indicator {{ border-radius: 7px; }}
    QCheckBox::indicator {{ border-radius: 3px; }}
    QRadioButton::indicator:checked {{ background: qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5,
        stop: 0 {c.accent}, stop: 0.55 {c.accent}, stop: 0.65 {c.base}, stop: 1 {c.base}); border-color: {c.accent}; }}
    QCheckBox::indicator:checked {{ background: {c.accent}; border-color: {c.accent}; image: url("{_url("tick-" + c.name)}"); }}
    QRadioButton::indicator:focus, QCheckBox::indicator:focus {{ border: 2px solid {c.accent}; }}
    QRadioButton::indicator:disabled, QCheckBox::indicator:disabled {{ border-color: {c.line}; }}
    QComboBox {{ background: {c.base}; border: 1px solid {c.line}; border-radius: 5px; padding: 2px 6px; min-height: 18px; color: {c.text};
        selection-background-color: {c.accent}; selection-color: {c.accent_text}; }}
    QComboBox:focus {{ border-color: {c.accent}; }}
    QComboBox:disabled {{ color: {c.disabled}; background: {c.window}; }}
    QComboBox QLineEdit {{ border: none; background: transparent; padding: 0px; }}
    QComboBox::drop-down {{ width: 20px; border: none; background: transparent; }}
    QComboBox::down-arrow {{ image: url("{_url("spin-down")}"); width: 9px; height: 9px; }}
    QComboBox QAbstractItemView {{ background: {c.panel}; border: 1px solid {c.line}; selection-background-color: {c.accent_soft};
        selection-color: {c.text}; }}
    QAbstractSpinBox {{ background: {c.base}; border: 1px solid {c.line}; border-radius: 5px; padding: 2px 2px 2px 5px; min-height: 18px;
        selection-background-color: {c.accent}; selection-color: {c.accent_text}; }}
    QAbstractSpinBox QLineEdit {{ border: none; background: transparent; padding: 0px 0px 0px 3px; }}
    QAbstractSpinBox:focus {{ border-color: {c.accent}; }}
    QAbstractSpinBox:disabled {{ color: {c.disabled}; background: {c.window}; }}
    QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 15px; border: none; background: transparent; }}
    QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover {{ background: {c.accent_soft}; }}
    QAbstractSpinBox::up-arrow {{ image: url("{_url("spin-up")}"); width: 9px; height: 9px; }}
    QAbstractSpinBox::down-arrow {{ image: url("{_url("spin-down")}"); width: 9px; height: 9px; }}
    QProgressBar {{ background: {c.quiet_soft}; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }}
    QProgressBar::chunk {{ background: {c.accent}; border-radius: 3px; }}
    QSlider::groove:horizontal {{ height: 4px; background: {c.line}; border-radius: 2px; }}
    QSlider::sub-page:horizontal {{ background: {c.accent}; border-radius: 2px; }}
    QSlider::handle:horizontal {{ width: 11px; height: 11px; margin: -6px 0; border-radius: 7px; background: {c.panel}; border: 2px solid {c.accent}; }}
    QSlider::handle:horizontal:hover {{ background: {c.accent_soft}; }}
    QSlider::handle:horizontal:focus {{ background: {c.accent}; }}
    QSlider::sub-page:horizontal:disabled {{ background: {c.line}; }}
    QSlider::handle:horizontal:disabled {{ border-color: {c.disabled}; }}
    #panel {{ background: {c.panel}; }}
    #panelTitle {{ font-weight: 600; color: {c.text}; }}
    #fault {{ color: {c.bad}; }}
    #where {{ color: {c.text}; background: {c.accent_soft}; border-radius: 6px; padding: 7px 10px; }}
    #rule {{ color: {c.line}; }}
    #faint {{ color: {c.faint}; }}
    #faint:disabled {{ color: {c.disabled}; }}
    #emptyTitle {{ font-size: 26px; font-weight: 600; color: {c.text}; }}
    #emptyLead {{ font-size: 14px; color: {c.faint}; }}
    #row {{ background: {c.panel}; border: 1px solid {c.line}; border-radius: 7px; }}
    #row[chosen="true"] {{ border: 2px solid {c.accent}; }}
    #row[hot="true"] {{ border-color: {c.accent}; }}
    #rowName {{ font-weight: 600; }}
    #badge {{ color: {c.quiet}; background: {c.quiet_soft}; border-radius: 4px; padding: 0px 6px 1px 6px; font-size: 11px; }}
    #badge[kind="person"] {{ color: {c.accent}; background: {c.accent_soft}; }}
    #badge[kind="model"] {{ color: {c.text}; background: {c.panel}; border: 1px solid {c.line}; padding: 0px 5px 0px 5px; }}
    #answer {{ background: {c.base}; border: none; border-left: 3px solid {c.accent}; border-radius: 0px; }}
    #answer #answerText[kind="writing"] {{ color: {c.faint}; font-style: italic; }}
    #answer #answerText[kind="kept"] {{ color: {c.faint}; }}
    #readingRow {{ background: {c.base}; border: 1px solid {c.line}; border-radius: 6px; }}
    #readingRow[pointed="true"], #readingRow:focus {{ border-color: {c.accent}; }}
    #readingRow[shown="true"] {{ background: {c.accent_soft}; border-color: {c.accent}; }}
    #readingRow QLabel {{ background: transparent; }}
    #readingRow QPushButton {{ padding: 3px 9px; }}
    #questionBar {{ background: {c.accent_soft}; border: none; }}
    #questionBar #questionText {{ font-weight: 600; }}
    #questionBar QPushButton {{ padding: 5px 9px; }}
    #questionBar QPushButton:focus {{ border: 2px solid {c.accent}; padding: 4px 8px; }}
    #questionBar QPushButton[kind="quiet"] {{ background: transparent; border-color: {c.faint}; }}
    #doubtLegend {{ background: {c.panel}; border: 1px solid {c.line}; border-radius: 6px; }}
    #waitingNote {{ color: {c.faint}; background: {c.panel}; border: 1px solid {c.line}; border-radius: 6px; padding: 6px 12px; }}
    #doubtLegend QLabel {{ background: transparent; }}
    QTabWidget::pane {{ border: none; background: {c.panel}; }}
    QTabWidget::tab-bar {{ left: 6px; }}
    #below QTabBar {{ background: {c.panel}; }}
    #below QTabBar::tab {{ background: transparent; color: {c.faint}; border: none; border-bottom: 2px solid transparent; padding: 6px 10px 4px 10px; }}
    #below QTabBar::tab:selected {{ color: {c.text}; font-weight: 600; border-bottom-color: {c.accent}; }}
    #below QTabBar::tab:hover {{ color: {c.text}; }}
    #below QTabBar::tab:focus {{ border-bottom-color: {c.text}; }}
    #askingStrip {{ background: {c.accent_soft}; border: none; border-top: 1px solid {c.line}; border-bottom: 1px solid {c.line}; }}
    #noteLine {{ border: 1px solid transparent; border-radius: 5px; background: {c.quiet_soft}; }}
    #noteLine QLabel {{ color: {c.quiet}; background: transparent; }}
    #noteLine[kind="warn"] {{ background: {c.warn_soft}; }}
    #noteLine[kind="warn"] QLabel {{ color: {c.warn}; }}
    #noteLine:focus {{ border-color: {c.accent}; }}
    #noteLine QToolButton {{ padding: 1px; }}
    #phrases {{ background: {c.panel}; border: 1px solid {c.accent}; border-radius: 6px; }}
    #phrases QListWidget {{ background: transparent; border: none; outline: none; padding: 1px; }}
    #phrases QListWidget::item {{ padding: 3px 7px; border-radius: 4px; color: {c.text}; }}
    #phrases QListWidget::item:hover {{ background: {c.control_hover}; }}
    #phrases QListWidget::item:selected {{ background: {c.accent_soft}; color: {c.text}; }}
    #guideContents, #guidePage {{ background: {c.base}; border: 1px solid {c.line}; border-radius: 5px; padding: 4px; }}
    #guideContents::item {{ padding: 5px 6px; border-radius: 4px; }}
    #guideContents::item:selected {{ background: {c.accent_soft}; color: {c.text}; }}
    #guideContents:focus, #guidePage:focus {{ border-color: {c.accent}; }}
    #smallButton {{ padding: 2px 9px; }}
    #unmet {{ color: {c.warn}; }}
    #messageBar {{ border: 1px solid {c.line}; border-radius: 8px; }}
    #messageBar[level="info"] {{ background: {c.accent_soft}; border-color: {c.accent}; }}
    #messageBar[level="warning"] {{ background: {c.warn_soft}; border-color: {c.warn}; }}
    #messageBar[level="error"] {{ background: {c.bad_soft}; border-color: {c.bad}; }}
    #sample {{ background: {c.panel}; border: 1px solid {c.line}; border-radius: 8px; padding: 4px; }}
    #sample:focus {{ border: 2px solid {c.accent}; }}
    #sample:hover {{ border: 1px solid {c.accent}; background: {c.control_hover}; }}
    """


def _url(name: str) -> str:
    return (ICONS / f"{name}.svg").as_posix()


@lru_cache(maxsize=512)
def _pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer

    svg = (ICONS / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size * ratio, size * ratio))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def pixmap(name: str, colour: str | None = None, size: int = 16) -> QPixmap:
    """An icon of ``resources/icons`` in one colour (default: the text's), sharp on the current screen."""
    application = QGuiApplication.instance()
    ratio = application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0
    return _pixmap(name, colour or _current.text, size, ratio)


def icon(name: str, colour: str | None = None) -> QIcon:
    """The icon in the theme's text colour, greyed when disabled."""
    result = QIcon()
    for size in (16, 20, 32):
        result.addPixmap(pixmap(name, colour, size), QIcon.Mode.Normal)
        result.addPixmap(pixmap(name, _current.disabled, size), QIcon.Mode.Disabled)
    return result
