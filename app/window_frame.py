"""The window's frame: its views and panels, where they lie, its tool bars and menus. What they do is wired in ``app.main_window``."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QApplication,
    QDoubleSpinBox,
    QLabel,
    QMainWindow,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QSlider,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app import theme
from app.actions import Actions
from app.body_view import BodyView
from app.curves_panel import CurvesPanel
from app.descriptions_panel import DescriptionsPanel
from app.dialogs import Dialogs
from app.document import Document
from app.empty_state import EmptyState
from app.guidance_panel import GuidancePanel
from app.hypotheses_panel import HypothesesPanel
from app.message_bar import MessageBar
from app.photo_view import PhotoView
from app.question_bar import QuestionBar
from app.settings import Settings
from app.waiting_note import WaitingNote


class WindowFrame(QMainWindow):
    """Builds every widget of the window around a document and its actions, and remembers how they are laid out."""

    def __init__(self, settings: Settings, dialogs: Dialogs) -> None:
        super().__init__()
        self.settings, self.dialogs = settings, dialogs
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        theme.apply(application, self.settings.theme)
        self.setWindowIcon(QIcon(str(theme.ICONS / "contrapposto.svg")))
        self.setAcceptDrops(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.document = Document(self)
        self.actions_ = Actions(self)
        self._build()
        self._build_menus()

    def _build(self) -> None:
        document = self.document
        self.photo, self.body = PhotoView(), BodyView()
        self.waiting = WaitingNote(self.body)
        self.descriptions = DescriptionsPanel(document)
        self.descriptions.difference.setDefaultAction(self.actions_["difference"])
        self.guidance = GuidancePanel(document)
        self.curves = CurvesPanel(document)
        self.readings = HypothesesPanel()
        self.below_tabs = QTabWidget()
        self.below_tabs.setDocumentMode(True)
        self.below_tabs.addTab(self.curves, "Terms")
        self.below_tabs.addTab(self.readings, "Other readings")
        self.below_tabs.setTabToolTip(0, "How the guidance terms fell over the steps of the last run")
        self.below_tabs.setTabToolTip(1, "Other bodies that fit the photograph, how likely each is, and what tells it apart")
        self.question_bar = QuestionBar()
        self.question_page = QScrollArea()
        self.question_page.setWidgetResizable(True)
        self.question_page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.question_page.setWidget(self.question_bar)
        index = self.below_tabs.addTab(self.question_page, "Ask me")
        self.below_tabs.setTabToolTip(index, "The question whose answer settles most about this body")
        self.below_tabs.setTabVisible(index, False)
        self.messages = MessageBar()
        self.empty = EmptyState()

        self.opacity = QSlider(Qt.Orientation.Horizontal)
        self.opacity.setRange(0, 100)
        self.opacity.setFixedWidth(80)
        self.opacity.setToolTip("Opacity of the body over the photograph")
        self.opacity.setAccessibleName("Overlay opacity")
        self.focal = theme.indented(QDoubleSpinBox())
        self.focal.setRange(20.0, 200_000.0)
        self.focal.setDecimals(0)
        self.focal.setSingleStep(50)
        self.focal.setKeyboardTracking(False)
        self.focal.setPrefix("f ")
        self.focal.setSuffix(" px")
        self.focal.setFixedWidth(104)
        self.focal.setSpecialValueText("f")  # nothing is open
        self.focal.setAccessibleName("Focal length in pixels")

        photo_bar = self._bar(
            "Photograph", ["select", "pan", "box", "fit", None, "skeleton", "overlay", self.opacity, ""]
        )
        body_bar = self._bar(
            "Body", ["view_front", "view_side", "view_top", "view_camera", None, "recentre", "ghost", "doubt", "", self.focal]
        )
        self._views = QSplitter(Qt.Orientation.Horizontal)
        photo_pane = _pane(photo_bar, self.photo)
        # The border above goes on below: the photograph may not be narrower than what stands under it.
        photo_pane.setMinimumWidth(self.guidance.minimumSizeHint().width())
        self._views.addWidget(photo_pane)
        self._views.addWidget(_pane(body_bar, self.body))
        self._below = QSplitter(Qt.Orientation.Horizontal)
        self._below.addWidget(self.guidance)
        self._below.addWidget(self.below_tabs)
        self._below.setObjectName("below")
        self._left = QSplitter(Qt.Orientation.Vertical)
        self._left.addWidget(self._views)
        self._left.addWidget(self._below)
        self._left.setStretchFactor(0, 1)
        self._left.setStretchFactor(1, 0)
        self._whole = QSplitter(Qt.Orientation.Horizontal)
        self._whole.addWidget(self._left)
        self._whole.addWidget(self.descriptions)
        self._whole.setStretchFactor(0, 1)
        self._whole.setStretchFactor(1, 0)
        for splitter in self._splitters().values():
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)

        # The border between photograph and body goes on below them, wherever it is dragged.
        self._views.splitterMoved.connect(lambda _pos, _index: self._below.setSizes(self._views.sizes()))
        self._below.splitterMoved.connect(lambda _pos, _index: self._views.setSizes(self._below.sizes()))

        self._views.installEventFilter(self)

        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self._whole)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._pages, 1)
        self.setCentralWidget(inside)
        self.messages.setParent(inside)
        self.messages.hide()
        for widget in (inside, self.photo, self.body):
            widget.installEventFilter(self)
        self._pages.currentChanged.connect(lambda _index: self._place_messages())

        self._status = QLabel()
        self._status.setAccessibleName("What is being done")
        self._facts = QLabel()
        self._facts.setAccessibleName("The open photograph")
        self._status.setContentsMargins(8, 0, 0, 0)
        self.statusBar().addWidget(self._status, 1)
        self.describer_label = QToolButton()
        self.describer_label.setObjectName("statusButton")
        self.describer_label.setAutoRaise(True)
        self.statusBar().addPermanentWidget(self.describer_label)
        self.statusBar().addPermanentWidget(self._facts)
        self.statusBar().setSizeGripEnabled(False)
        self.resize(1440, 900)

    def _bar(self, title: str, entries: list[Any]) -> QToolBar:
        """A tool bar of a pane: action names, widgets, None for a separator, "" for a stretch."""
        bar = QToolBar(title)
        bar.setIconSize(QSize(18, 18))
        label = QLabel(title)
        label.setObjectName("panelTitle")
        label.setContentsMargins(6, 0, 8, 0)
        bar.addWidget(label)
        for entry in entries:
            if entry is None:
                bar.addSeparator()
            elif entry == "":
                stretch = QWidget()
                stretch.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
                bar.addWidget(stretch)
            elif isinstance(entry, str):
                bar.addAction(self.actions_[entry])
            else:
                bar.addWidget(entry)
        return bar

    def _build_menus(self) -> None:
        a, menus = self.actions_, self.menuBar()
        self._recent = QMenu("Open recent", self)
        file_menu = menus.addMenu("&File")
        file_menu.addAction(a["open_image"])
        file_menu.addAction(a["open_project"])
        file_menu.addMenu(self._recent)
        file_menu.addSeparator()
        for name in ("save", "save_as", "export"):
            file_menu.addAction(a[name])
        file_menu.addSeparator()
        file_menu.addAction(a["close"])
        file_menu.addAction(a["quit"])
        for title, names in (
            ("&Edit", ("undo", "redo", None, "next_part", "previous_part", "no_part", "edit_part", None, "next_person", "previous_person")),
            ("&Body", ("run", "cancel", None, "accept", "pin", "unpin_all", None, "ask_me", "ask_limb", "readings", None,
                       "describe", "describe_part", "describer", None, "assume_focal")),
            ("&View", ("select", "pan", "box", "fit", None, "skeleton", "overlay", "ghost", "doubt", "difference", None,
                       "view_front", "view_side", "view_top", "view_camera", "recentre", None, "theme")),
            ("&Help", ("guide", "shortcuts", "about")),
        ):  # fmt: skip
            menu = menus.addMenu(title)
            for entry in names:
                menu.addSeparator() if entry is None else menu.addAction(a[entry])
        bar = QToolBar("Main")
        bar.setObjectName("main")
        bar.setMovable(False)
        bar.setIconSize(QSize(20, 20))
        for entry in (
            "open_image",
            "open_project",
            "save",
            "export",
            None,
            "undo",
            "redo",
            None,
            "accept",
            None,
            "ask_me",
            "readings",
            "",
            "theme",
            "guide",
        ):
            if entry is None:
                bar.addSeparator()
            elif entry == "":
                stretch = QWidget()
                stretch.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
                bar.addWidget(stretch)
            else:
                bar.addAction(a[entry])
        for name, words in (
            ("open_image", "Open"),
            ("export", "Export"),
            ("accept", "Accept"),
            ("ask_me", "Ask me"),
            ("readings", "Other readings"),
        ):
            button = bar.widgetForAction(a[name])
            a[name].setIconText(words)
            if isinstance(button, QToolButton):
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.addToolBar(bar)
        self._main_bar = bar
        for action in a.all():
            self.addAction(action)

    def _place_messages(self) -> None:
        """Over the photograph and the body, or over the page that stands there while nothing is open."""
        inside = self.centralWidget()
        if inside is None:
            return
        area = QRect(QPoint(0, 0), inside.size())
        if self._pages.currentWidget() is self._whole:
            first, last = self.photo, self.body
            area = QRect(first.mapTo(inside, QPoint(0, 0)), last.mapTo(inside, last.rect().bottomRight()))
        self.messages.lie_over(area)

    def _splitters(self) -> dict[str, QSplitter]:
        return {"whole": self._whole, "left": self._left, "views": self._views, "below": self._below}

    def _restore_splitters(self) -> None:
        geometry = self.settings.layout("geometry")
        if geometry is not None:
            self.restoreGeometry(geometry)
        width = self.width()
        self._whole.setSizes([width - 370, 370])
        self._left.setSizes([self.height() - 330, 230])
        self._views.setSizes([(width - 370) // 2] * 2)
        self._below.setSizes([(width - 370) // 2] * 2)
        for name, splitter in self._splitters().items():
            state = self.settings.layout(name)
            if state is not None:
                splitter.restoreState(state)

    def _remember_splitters(self) -> None:
        self.settings.set_layout("geometry", self.saveGeometry())
        for name, splitter in self._splitters().items():
            self.settings.set_layout(name, splitter.saveState())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The border between the panels below follows the one between the views when the window is resized, too; messages stay over the views."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and watched is not self._views:
            self._place_messages()
        if watched is self._views and event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self._below, lambda: self._below.setSizes(self._views.sizes()))
        return super().eventFilter(watched, event)


def _pane(bar: QToolBar, view: QWidget) -> QWidget:
    pane = QWidget()
    column = QVBoxLayout(pane)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(bar)
    column.addWidget(view, 1)
    view.setMinimumSize(220, 200)
    return pane
