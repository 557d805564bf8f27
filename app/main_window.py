"""The window: puts the panels and views together, turns their requests into commands, and the document's changes into what they show."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QApplication,
)

from app import commands, theme
from app.asking import Asking
from app.asking_thread import AskingThread, Describers
from app.describers import RealDescribers
from app.dialogs import Dialogs
from app.document import Frame
from app.hypotheses import Hypothesising
from app.session import Session
from app.settings import Settings
from app.window_hypotheses import WindowHypotheses
from app.worker import EngineFactory, EngineThread, default_engine
from core.body.skeleton import PARTS

AUTOSAVE_MS = 20_000
BLANK = 128
MAX_BLANK_PX = 50_000_000
"""An observation without its photograph is shown on grey, unless it claims to be larger than this."""


class MainWindow(WindowHypotheses):
    """One open photograph and everything around it."""

    def __init__(
        self,
        settings: Settings | None = None,
        dialogs: Dialogs | None = None,
        engine_factory: EngineFactory = default_engine,
        describers: Describers | None = None,
    ) -> None:
        super().__init__(settings or Settings(), dialogs or Dialogs())
        self.engine_thread = EngineThread(engine_factory, str(self.settings.log_path), self)
        self.session = Session(self.document, self.engine_thread, self)
        describers = describers or RealDescribers(self.settings.prompts_path)
        self.asking = Asking(self.document, AskingThread(describers, str(self.settings.log_path), self), self)
        self.hypothesising = Hypothesising(self.document, self.session, self)
        self._closing = False

        self._recent.aboutToShow.connect(self._fill_recent)
        self._connect_actions()
        self._connect_views()
        self._connect_document()
        self._connect_asking()
        self._connect_words()
        self._connect_hypotheses()
        self._restore_layout()
        self._autosave_timer = QTimer(self, interval=AUTOSAVE_MS)
        self._autosave_timer.timeout.connect(self.autosave)
        self._autosave_timer.start()
        self._show_title()
        self._show_availability()
        self.engine_thread.start()

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
            "cancel": self.cancel_work,
            "describe": self.describe,
            "describe_part": self.describe_selected_part,
            "describer": self.choose_describer,
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
        panel.reset_requested.connect(self.session.drafter.reset)
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
        d.part_selected.connect(lambda _part: self._show_availability())
        d.hovered_part.connect(self.body.set_hovered_part)
        d.hovered_part.connect(self.photo.set_hovered_part)
        d.progress_changed.connect(self._show_progress)
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

    def _show_progress(self, title: str, _done: int = 0, _total: int = 0) -> None:
        self._status.setText(f"{title}…" if title else "")
        self._show_waiting()

    def _show_waiting(self) -> None:
        """In the empty 3D view: what is being done, or, when nothing is, what is to be done."""
        d = self.document
        words = self._status.text()
        if not words and d.observation is not None and not d.observation.people:
            words = "No person yet: draw a box around one (B)."
        self.waiting.say("" if d.frame is not None or d.ghost is not None or not self.body.available else words)

    def _show_step(self, frame: Frame | None) -> None:
        if frame is not None or self._shown_frame is not None:
            self._show_waiting()
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
        if frame.final is not None:  # the crosses wait for the answer: painting the skeleton at every step would slow the steps down
            self.photo.set_reprojection(dict(frame.keypoints_2d))
            self._show_availability()

    def _show_ghost(self) -> None:
        """Until the first step of the first run is there, the initial body is the body."""
        d = self.document
        self._show_waiting()
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
        can_ask = person is not None and person.initial is not None and not self.asking.active
        stack = d.undo_stack
        states = {
            "save": something, "save_as": something, "export": d.refined is not None, "close": something or d.image is not None,
            "undo": stack.canUndo(), "redo": stack.canRedo(), "run": person is not None and person.initial is not None, "cancel": d.busy or self.asking.active,
            "describe": can_ask, "describe_part": can_ask and d.selected_part is not None, "accept": d.refined is not None, "fit": d.image is not None,
            "box": something and d.image is not None, "assume_focal": something and d.observation.camera is not None,  # type: ignore[union-attr]
            "next_person": something and len(d.observation.people) > 1, "previous_person": something and len(d.observation.people) > 1,  # type: ignore[union-attr]
            "edit_part": person is not None,
        }  # fmt: skip
        for name, state in states.items():
            if a[name].isEnabled() != state:
                a[name].setEnabled(state)

    def _on_body_loaded(self, faces: Any, vertex_part: Any, nearness: Any) -> None:
        self._faces, self._vertex_part = np.asarray(faces), np.asarray(vertex_part)
        self.body.set_joint_nearness(nearness)
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
        for piece in (self.actions_, self.descriptions, self.guidance, self.curves, self.readings, self.question_bar, self.messages, self.empty):
            piece.dress()
        self.body.set_theme(dark)
        self.photo.set_theme(dark)
        if self.guide is not None:
            self.guide.dress()

    def _restore_layout(self) -> None:
        self._restore_splitters()
        self.opacity.setValue(round(100 * self.settings.overlay_opacity))
        self._on_opacity(self.opacity.value())
        for name in ("skeleton", "overlay", "ghost"):
            on = self.settings.switch(name, True)
            self.actions_[name].setChecked(on)
            {"skeleton": self._toggle_skeleton, "overlay": self._toggle_overlay, "ghost": self._toggle_ghost}[name](on)
        self._dress()
        self._show_camera()
        self._show_view(self.body.view)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._closing:
            if not self._may_lose_changes():
                event.ignore()
                return
            self._closing = True
            self._forget_autosave()
            self._remember_splitters()
            self.hide()
            self.asking.stop()
            self.session.stop()
        super().closeEvent(event)
