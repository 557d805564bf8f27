"""The window: puts the panels and views together, turns their requests into commands, and the document's changes into what they show."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QIcon
from PySide6.QtWidgets import (
    QApplication,
    QDoubleSpinBox,
    QLabel,
    QMainWindow,
    QMenu,
    QSizePolicy,
    QSlider,
    QSplitter,
    QStackedWidget,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app import commands, theme
from app.actions import Actions
from app.body_view import BodyView
from app.curves_panel import CurvesPanel
from app.descriptions_panel import DescriptionsPanel
from app.dialogs import CANCEL, SAVE, Dialogs
from app.document import Document, Frame
from app.empty_state import EmptyState
from app.guidance_panel import GuidancePanel
from app.message_bar import MessageBar
from app.photo_view import PhotoView
from app.project_file import PROJECT_SUFFIX, project_of
from app.session import Session
from app.settings import Settings
from app.worker import EngineFactory, EngineThread, default_engine
from core.body.skeleton import PARTS
from core.errors import InputError
from core.formats import write_project

AUTOSAVE_MS = 20_000
BLANK = 128
MAX_BLANK_PX = 50_000_000
"""An observation without its photograph is shown on grey, unless it claims to be larger than this."""
IMAGE_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff", ".gif")


class MainWindow(QMainWindow):
    """One open photograph and everything around it."""

    def __init__(
        self,
        settings: Settings | None = None,
        dialogs: Dialogs | None = None,
        engine_factory: EngineFactory = default_engine,
    ) -> None:
        super().__init__()
        self.settings = settings or Settings()
        self.dialogs = dialogs or Dialogs()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        theme.apply(application, self.settings.theme)
        self.setWindowIcon(QIcon(str(theme.ICONS / "contrapposto.svg")))
        self.setAcceptDrops(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

        self.document = Document(self)
        self.engine_thread = EngineThread(engine_factory, str(self.settings.log_path), self)
        self.session = Session(self.document, self.engine_thread, self)
        self.actions_ = Actions(self)
        self._faces: Any = None
        self._vertex_part: Any = None
        self._shown_frame: Frame | None = None
        self._closing = False

        self._build()
        self._build_menus()
        self._connect_actions()
        self._connect_views()
        self._connect_document()
        self._restore_layout()
        self._autosave_timer = QTimer(self, interval=AUTOSAVE_MS)
        self._autosave_timer.timeout.connect(self.autosave)
        self._autosave_timer.start()
        self._show_title()
        self._show_availability()
        self.engine_thread.start()

    # ----------------------------------------------------------------------------------------------- building

    def _build(self) -> None:
        document = self.document
        self.photo, self.body = PhotoView(), BodyView()
        self.descriptions = DescriptionsPanel(document)
        self.guidance = GuidancePanel(document)
        self.curves = CurvesPanel(document)
        self.messages = MessageBar()
        self.empty = EmptyState()

        self.opacity = QSlider(Qt.Orientation.Horizontal)
        self.opacity.setRange(0, 100)
        self.opacity.setFixedWidth(80)
        self.opacity.setToolTip("Opacity of the body over the photograph")
        self.opacity.setAccessibleName("Overlay opacity")
        self.focal = QDoubleSpinBox()
        self.focal.setRange(20.0, 200_000.0)
        self.focal.setDecimals(0)
        self.focal.setSingleStep(50)
        self.focal.setKeyboardTracking(False)
        self.focal.setPrefix("f ")
        self.focal.setSuffix(" px")
        self.focal.setFixedWidth(104)
        self.focal.setAccessibleName("Focal length in pixels")

        photo_bar = self._bar(
            "Photograph", ["select", "pan", "box", "fit", None, "skeleton", "overlay", self.opacity, ""]
        )
        body_bar = self._bar(
            "Body", ["view_front", "view_side", "view_top", "view_camera", None, "recentre", "ghost", "", self.focal]
        )
        self._views = QSplitter(Qt.Orientation.Horizontal)
        self._views.addWidget(_pane(photo_bar, self.photo))
        self._views.addWidget(_pane(body_bar, self.body))
        self._below = QSplitter(Qt.Orientation.Horizontal)
        self._below.addWidget(self.guidance)
        self._below.addWidget(self.curves)
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
        column.addWidget(self.messages)
        column.addWidget(self._pages, 1)
        self.setCentralWidget(inside)

        self._status = QLabel()
        self._status.setAccessibleName("What is being done")
        self._facts = QLabel()
        self._facts.setAccessibleName("The open photograph")
        self.statusBar().addWidget(self._status, 1)
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
        self._recent.aboutToShow.connect(self._fill_recent)
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
            ("&Body", ("run", "cancel", None, "redraft", "accept", None, "assume_focal")),
            ("&View", ("select", "pan", "box", "fit", None, "skeleton", "overlay", "ghost", None,
                       "view_front", "view_side", "view_top", "view_camera", "recentre", None, "theme")),
            ("&Help", ("shortcuts", "about")),
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
            "",
            "theme",
            "shortcuts",
        ):
            if entry is None:
                bar.addSeparator()
            elif entry == "":
                stretch = QWidget()
                stretch.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
                bar.addWidget(stretch)
            else:
                bar.addAction(a[entry])
        for name, words in (("open_image", "Open"), ("export", "Export"), ("accept", "Accept")):
            button = bar.widgetForAction(a[name])
            a[name].setIconText(words)
            if isinstance(button, QToolButton):
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.addToolBar(bar)
        self._main_bar = bar
        for action in a.all():
            self.addAction(action)

    def _connect_actions(self) -> None:
        a, document = self.actions_, self.document
        handlers: dict[str, Callable[[], object]] = {
            "open_image": self.ask_open_image,
            "open_project": self.ask_open_project,
            "save": self.save,
            "save_as": self.save_as,
            "export": self.ask_export,
            "close": self.close_photograph,
            "quit": self.close,
            "undo": document.undo_stack.undo,
            "redo": document.undo_stack.redo,
            "run": self.session.run_again,
            "cancel": self.session.cancel,
            "redraft": self.session.redraft,
            "accept": self.accept_refined,
            "assume_focal": lambda: commands.do_set_focal_length(document, None),
            "next_person": lambda: self._step_person(1),
            "previous_person": lambda: self._step_person(-1),
            "next_part": lambda: self._step_part(1),
            "previous_part": lambda: self._step_part(-1),
            "no_part": lambda: document.select_part(None),
            "edit_part": self._edit_selected_part,
            "select": lambda: self.photo.set_mode("select"),
            "pan": lambda: self.photo.set_mode("pan"),
            "box": lambda: self.photo.set_mode("box"),
            "fit": lambda: self.photo.fit(),
            "recentre": lambda: self.body.recentre(),
            "shortcuts": lambda: self.dialogs.shortcuts(self, a.shortcut_rows()),
            "about": lambda: self.dialogs.about(self),
        }
        for name, handler in handlers.items():
            a[name].triggered.connect(lambda _checked=False, h=handler: h())
        for view in ("front", "side", "top", "camera"):
            a[f"view_{view}"].triggered.connect(lambda _checked=False, v=view: self.body.set_view(v))
        a["skeleton"].toggled.connect(self._toggle_skeleton)
        a["overlay"].toggled.connect(self._toggle_overlay)
        a["ghost"].toggled.connect(self._toggle_ghost)
        a["theme"].setChecked(self.settings.theme == "dark")
        a["theme"].toggled.connect(lambda on: self.set_theme("dark" if on else "light"))
        a["select"].setChecked(True)
        stack = document.undo_stack
        stack.undoTextChanged.connect(lambda text: a["undo"].setText(f"Undo: {text}" if text else "Undo"))
        stack.redoTextChanged.connect(lambda text: a["redo"].setText(f"Redo: {text}" if text else "Redo"))
        stack.indexChanged.connect(lambda _i: self._show_availability())

    def _connect_views(self) -> None:
        document, photo, body = self.document, self.photo, self.body
        photo.keypoint_moved.connect(self._on_keypoint_moved)
        photo.keypoint_dragging.connect(self.session.drag_keypoint)
        photo.keypoint_visibility_requested.connect(
            lambda name, state: commands.do_set_visibility(document, name, state)
        )
        photo.person_clicked.connect(lambda person_id: commands.do_choose_person(document, person_id))
        photo.box_drawn.connect(self._on_box_drawn)
        photo.box_changed.connect(lambda _old, box: commands.do_change_box(document, tuple(map(float, box))))  # type: ignore[arg-type]
        for view in (photo, body):
            view.part_clicked.connect(document.select_part)
            view.part_hovered.connect(document.hover_part)
        body.view_changed.connect(self._show_view)
        panel = self.descriptions
        panel.text_edited.connect(lambda part, text, gesture: commands.do_edit_text(document, part, text, gesture))
        panel.switched.connect(lambda part, on: commands.do_switch_part(document, part, on))
        panel.reset_requested.connect(self.session.reset_description)
        panel.redraft_requested.connect(self.session.redraft)
        panel.part_clicked.connect(document.select_part)
        panel.part_hovered.connect(document.hover_part)
        guidance = self.guidance
        guidance.value_changed.connect(
            lambda name, value, gesture: commands.do_set_guidance(document, name, value, gesture)
        )
        guidance.reset_requested.connect(lambda: commands.do_reset_guidance(document))
        guidance.run_requested.connect(self.session.run_again)
        guidance.cancel_requested.connect(self.session.cancel)
        self.focal.valueChanged.connect(lambda value: commands.do_set_focal_length(document, float(value)))
        self.opacity.valueChanged.connect(self._on_opacity)
        self.empty.open_requested.connect(self.ask_open_image)
        self.empty.sample_chosen.connect(self.open_path)

    def _connect_document(self) -> None:
        d = self.document
        d.image_changed.connect(self._show_image)
        d.observation_changed.connect(self._show_people)
        d.person_changed.connect(lambda person_id: self.photo.set_current(person_id))
        d.person_changed.connect(lambda _id: self._show_facts())
        d.box_changed.connect(lambda: self.photo.set_box(d.person.box if d.person else None))
        d.keypoints_changed.connect(lambda: self.photo.set_keypoints(dict(d.person.keypoints) if d.person else {}))
        d.camera_changed.connect(self._show_camera)
        d.step_changed.connect(self._show_step)
        d.ghost_changed.connect(self._show_ghost)
        d.overlay_changed.connect(self._show_overlay)
        d.part_selected.connect(self.photo.set_selected_part)
        d.part_selected.connect(self.body.set_selected_part)
        d.hovered_part.connect(self.body.set_hovered_part)
        d.hovered_part.connect(self.photo.set_hovered_part)
        d.progress_changed.connect(lambda title, _done, _total: self._status.setText(f"{title}…" if title else ""))
        d.busy_changed.connect(lambda _busy: self._show_availability())
        d.message.connect(self.messages.show_message)
        d.project_path_changed.connect(self._show_title)
        d.dirty_changed.connect(lambda _dirty: self._show_title())
        self.session.body_loaded.connect(self._on_body_loaded)
        self.session.opened.connect(self._on_opened)
        self.session.exported.connect(self._on_exported)

    # ------------------------------------------------------------------------------------------------ showing

    def _show_image(self) -> None:
        image, observation = self.document.image, self.document.observation
        if (
            image is None
            and observation is not None
            and observation.image_size[0] * observation.image_size[1] <= MAX_BLANK_PX
        ):
            width, height = observation.image_size
            image = np.full((height, width, 3), BLANK, dtype=np.uint8)
        self._pages.setCurrentWidget(
            self._whole if self.document.image_path or self.document.observation else self.empty
        )
        self.photo.set_image(image)
        self.body.recentre()
        self.messages.hide()
        self._show_facts()
        self._show_availability()

    def _show_people(self) -> None:
        people = self.document.observation.people if self.document.observation else ()
        self.photo.set_people([(p.id, p.box) for p in people if p.box is not None])
        self._show_facts()
        self._show_availability()

    def _show_camera(self) -> None:
        camera, observation = self.document.camera, self.document.observation
        self.body.set_camera(camera, observation.image_size if observation else None)
        self.focal.setEnabled(camera is not None)
        assumed = observation is None or observation.camera is None
        with QSignalBlocker(self.focal):
            self.focal.setValue(camera.focal_length if camera else 0)
        self.focal.setToolTip(
            "Focal length of the camera in pixels: assumed from the photograph's size; type the true one if you know it"
            if assumed
            else "Focal length of the camera in pixels, as typed (Body > Assume the focal length goes back)"
        )
        self._show_facts()

    def _show_step(self, frame: Frame | None) -> None:
        if frame is None:
            self._shown_frame = None
            self.body.set_body(None)
            self.photo.set_reprojection({})
            self._show_availability()
            return
        if self._faces is not None:
            first = self._shown_frame is None
            self.body.set_body(frame.vertices, self._faces, self._vertex_part)
            if first:
                self.body.set_ghost(self.document.ghost)
        self._shown_frame = frame
        self.photo.set_reprojection(dict(frame.keypoints_2d))
        if frame.final is not None:
            self._show_availability()

    def _show_ghost(self) -> None:
        """Until the first step of the first run is there, the initial body is the body."""
        d = self.document
        self.body.set_ghost(d.ghost if d.frame is not None else None)
        if d.frame is None and d.ghost is not None and self._faces is not None:
            self.body.set_body(d.ghost, self._faces, self._vertex_part)

    def _show_overlay(self) -> None:
        overlay = self.document.overlay if self.actions_["overlay"].isChecked() else None
        if overlay is None:
            self.photo.set_overlay(None, None, 1.0)
        else:
            self.photo.set_overlay(overlay.rgba, overlay.part_ids, 1 / overlay.scale)

    def _show_view(self, view: str | None) -> None:
        for name in ("front", "side", "top", "camera"):
            self.actions_[f"view_{name}"].setChecked(name == view)

    def _show_title(self) -> None:
        title = self.document.title
        self.setWindowTitle(f"{title}[*] - Contrapposto" if title else "Contrapposto[*]")
        self.setWindowModified(self.document.dirty)

    def _show_facts(self) -> None:
        d = self.document
        if d.image is None and d.observation is None:
            self._facts.setText("")
            return
        size = d.observation.image_size if d.observation else (d.image.shape[1], d.image.shape[0])  # type: ignore[union-attr]
        words = [f"{size[0]} × {size[1]} px"]
        people = d.observation.people if d.observation else ()
        if len(people) > 1 and d.person is not None:
            words.append(f"person {[p.id for p in people].index(d.person.id) + 1} of {len(people)}")
        if d.observation is not None:
            words.append("focal length assumed" if d.observation.camera is None else "focal length given")
        self._facts.setText("   ·   ".join(words) + "  ")

    def _show_availability(self) -> None:
        """Which actions make sense now."""
        a, d = self.actions_, self.document
        person, something = d.person, d.observation is not None
        stack = d.undo_stack
        states = {
            "save": something, "save_as": something, "export": d.refined is not None, "close": something or d.image is not None,
            "undo": stack.canUndo(), "redo": stack.canRedo(), "run": person is not None and person.initial is not None, "cancel": d.busy,
            "redraft": person is not None and person.initial is not None, "accept": d.refined is not None, "fit": d.image is not None,
            "box": something and d.image is not None, "assume_focal": something and d.observation.camera is not None,  # type: ignore[union-attr]
            "next_person": something and len(d.observation.people) > 1, "previous_person": something and len(d.observation.people) > 1,  # type: ignore[union-attr]
            "edit_part": person is not None,
        }  # fmt: skip
        for name, state in states.items():
            if a[name].isEnabled() != state:
                a[name].setEnabled(state)

    def _on_body_loaded(self, faces: Any, vertex_part: Any) -> None:
        self._faces, self._vertex_part = np.asarray(faces), np.asarray(vertex_part)
        if self.document.frame is not None:
            self._show_step(self.document.frame)
        self._show_ghost()

    # ------------------------------------------------------------------------------------- requests of the views

    def _on_keypoint_moved(self, name: str, start: tuple[float, float], end: tuple[float, float]) -> None:
        commands.do_move_keypoint(self.document, name, start, end)
        self.session.decide()

    def _on_box_drawn(self, box: Any) -> None:
        commands.do_draw_box(self.document, tuple(map(float, box)))  # type: ignore[arg-type]
        self.actions_["select"].trigger()

    def _on_opacity(self, value: int) -> None:
        self.photo.set_overlay_opacity(value / 100)
        self.settings.overlay_opacity = value / 100

    def _toggle_skeleton(self, on: bool) -> None:
        self.photo.set_skeleton_visible(on)
        self.settings.set_switch("skeleton", on)

    def _toggle_overlay(self, on: bool) -> None:
        self.settings.set_switch("overlay", on)
        self.opacity.setEnabled(on)
        self._show_overlay()

    def _toggle_ghost(self, on: bool) -> None:
        self.body.set_ghost_visible(on)
        self.settings.set_switch("ghost", on)

    def _step_person(self, step: int) -> None:
        ids = [p.id for p in self.document.observation.people] if self.document.observation else []
        if self.document.person_id in ids:
            commands.do_choose_person(self.document, ids[(ids.index(self.document.person_id) + step) % len(ids)])

    def _step_part(self, step: int) -> None:
        selected = self.document.selected_part
        index = PARTS.index(selected) + step if selected else (0 if step > 0 else -1)
        self.document.select_part(PARTS[index % len(PARTS)])

    def _edit_selected_part(self) -> None:
        self.descriptions.focus_part(self.document.selected_part or PARTS[0])

    def accept_refined(self) -> None:
        """Makes the refined body the initial one."""
        if self.document.refined is not None:
            commands.do_accept_refined(self.document, self.document.refined.body)

    def set_theme(self, name: str) -> None:
        """Dresses the window in the light or the dark theme, and remembers it."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        theme.apply(application, name)
        self.settings.theme = name
        with QSignalBlocker(self.actions_["theme"]):
            self.actions_["theme"].setChecked(name == "dark")
        self._dress()

    def _dress(self) -> None:
        dark = theme.current().name == "dark"
        for piece in (self.actions_, self.descriptions, self.guidance, self.curves, self.messages, self.empty):
            piece.dress()
        self.body.set_theme(dark)
        self.photo.set_theme(dark)

    # ------------------------------------------------------------------------------------------ opening and saving

    def open_path(self, path: Path) -> None:
        """Opens a photograph or a project, after asking about unsaved changes."""
        if self._may_lose_changes():
            self.messages.hide()
            self.session.open(Path(path))

    def ask_open_image(self) -> None:
        """Asks for a photograph and opens it."""
        path = self.dialogs.open_image(self, self.settings.last_folder)
        if path is not None:
            self.open_path(path)

    def ask_open_project(self) -> None:
        """Asks for a project and opens it."""
        path = self.dialogs.open_project(self, self.settings.last_folder)
        if path is not None:
            self.open_path(path)

    def _on_opened(self, path: Path) -> None:
        if path != self.settings.autosave_path:
            self.settings.remember_recent(path)
            if theme.ICONS.parent not in path.resolve().parents:
                self.settings.last_folder = path.resolve().parent
        view = self.document.drawing
        if isinstance(view, dict):
            for name in ("skeleton", "overlay", "ghost"):
                if isinstance(view.get(name), bool):
                    self.actions_[name].setChecked(view[name])
            if isinstance(view.get("opacity"), int | float):
                self.opacity.setValue(round(100 * view["opacity"]))
            if view.get("part") in PARTS:
                self.document.select_part(view["part"])
        self._show_title()
        self._show_availability()

    def save(self) -> bool:
        """Saves to the open project's file, or asks where; returns whether it was saved."""
        return self._save_to(self.document.project_path) if self.document.project_path else self.save_as()

    def save_as(self) -> bool:
        """Asks where to save, and saves; returns whether it was saved."""
        d = self.document
        if d.observation is None:
            return False
        base = d.project_path or d.image_path
        folder = (
            self.settings.last_folder if base is None or theme.ICONS.parent in base.resolve().parents else base.parent
        )
        stem = (
            (base.name.removesuffix(PROJECT_SUFFIX) if d.project_path else base.stem)
            if base is not None
            else "untitled"
        )
        path = self.dialogs.save_project(self, folder / f"{stem}{PROJECT_SUFFIX}")
        return path is not None and self._save_to(path)

    def _save_to(self, path: Path) -> bool:
        try:
            write_project(project_of(self.document, self._view()), path)
        except InputError as error:
            self.document.message.emit("error", str(error))
            return False
        self.document.saved_as(path)
        self.settings.remember_recent(path)
        self.settings.last_folder = path.resolve().parent
        self._forget_autosave()
        self.document.message.emit("info", f"Saved as {path.name}.")
        return True

    def _view(self) -> dict[str, Any]:
        a = self.actions_
        return {
            "skeleton": a["skeleton"].isChecked(),
            "overlay": a["overlay"].isChecked(),
            "ghost": a["ghost"].isChecked(),
            "opacity": self.opacity.value() / 100,
            "part": self.document.selected_part,
            "stale": self.session.stale(),
        }

    def ask_export(self) -> None:
        """Asks where to export the refined body to; the engine's thread writes it."""
        d = self.document
        if d.refined is None:
            return
        stem = Path(d.title).name.removesuffix(PROJECT_SUFFIX).rsplit(".", 1)[0] or "body"
        path = self.dialogs.export(self, self.settings.last_folder / f"{stem}.npz")
        if path is not None:
            self.session.export({path.suffix.lower().lstrip("."): path})

    def _on_exported(self, paths: tuple[Path, ...]) -> None:
        self.document.message.emit("info", "Exported " + ", ".join(str(p) for p in paths) + ".")

    def close_photograph(self) -> None:
        """Back to the empty state, after asking about unsaved changes."""
        if self._may_lose_changes():
            self.session.close()

    def _may_lose_changes(self) -> bool:
        if not self.document.dirty:
            return True
        answer = self.dialogs.save_changes(self, self.document.title)
        if answer == CANCEL or (answer == SAVE and not self.save()):
            return False
        self._forget_autosave()
        return True

    # ------------------------------------------------------------------------------------------------- autosave

    def autosave(self) -> None:
        """Keeps unsaved work beside the settings, so that a crash loses little."""
        if not self.document.dirty or self.document.observation is None:
            return
        with contextlib.suppress(InputError, OSError):  # a full disk must not disturb the work; saving will say so
            self.settings.folder.mkdir(parents=True, exist_ok=True)
            write_project(project_of(self.document, self._view()), self.settings.autosave_path)

    def offer_restore(self) -> bool:
        """Offers the unsaved work of a session that ended badly; returns whether it is being restored."""
        path = self.settings.autosave_path
        if not path.exists():
            return False
        if self.dialogs.restore(self):
            self.session.restore(path)
            return True
        self._forget_autosave()
        return False

    def _forget_autosave(self) -> None:
        with contextlib.suppress(OSError):
            self.settings.autosave_path.unlink(missing_ok=True)

    # --------------------------------------------------------------------------------------------- window's events

    def _fill_recent(self) -> None:
        self._recent.clear()
        for path in self.settings.recent:
            action = self._recent.addAction(path.name)
            action.setToolTip(str(path))
            action.triggered.connect(lambda _checked=False, p=path: self.open_path(p))
        if self._recent.isEmpty():
            self._recent.addAction("Nothing yet").setEnabled(False)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = self._dropped(event)
        if path is not None:
            event.acceptProposedAction()
            QTimer.singleShot(
                0, lambda: self.open_path(path)
            )  # a question about unsaved changes must not block the drag's source

    def _dropped(self, event: QDropEvent) -> Path | None:
        for url in event.mimeData().urls():
            path = Path(url.toLocalFile())
            if url.isLocalFile() and path.suffix.lower() in (*IMAGE_SUFFIXES, ".json"):
                return path
        return None

    def _splitters(self) -> dict[str, QSplitter]:
        return {"whole": self._whole, "left": self._left, "views": self._views, "below": self._below}

    def _restore_layout(self) -> None:
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
        self.opacity.setValue(round(100 * self.settings.overlay_opacity))
        self._on_opacity(self.opacity.value())
        for name in ("skeleton", "overlay", "ghost"):
            on = self.settings.switch(name, True)
            self.actions_[name].setChecked(on)
            {"skeleton": self._toggle_skeleton, "overlay": self._toggle_overlay, "ghost": self._toggle_ghost}[name](on)
        self._dress()
        self._show_camera()
        self._show_view(self.body.view)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The border between the panels below follows the one between the views when the window is resized, too."""
        if watched is self._views and event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self._below, lambda: self._below.setSizes(self._views.sizes()))
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._closing:
            if not self._may_lose_changes():
                event.ignore()
                return
            self._closing = True
            self._forget_autosave()
            self.settings.set_layout("geometry", self.saveGeometry())
            for name, splitter in self._splitters().items():
                self.settings.set_layout(name, splitter.saveState())
            self.hide()
            self.session.stop()
        super().closeEvent(event)


def _pane(bar: QToolBar, view: QWidget) -> QWidget:
    pane = QWidget()
    column = QVBoxLayout(pane)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(bar)
    column.addWidget(view, 1)
    view.setMinimumSize(220, 200)
    return pane
