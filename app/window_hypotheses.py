"""What the window does with hypotheses: other readings in the views, questions, and how unsure the body is, in colours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from app import hold_commands as holds
from app.doubt_legend import DoubtLegend
from app.found import Frame
from app.hypotheses import Hypothesising
from app.requests import DrawOverlay
from app.window_words import WindowWords
from core.body.segments import limb_parts
from core.body.skeleton import PARTS
from core.hypotheses import DOUBTFUL


class WindowHypotheses(WindowWords):
    """Shows what ``Hypothesising`` finds, and hands it what the person asks for."""

    hypothesising: Hypothesising
    _faces: Any = None
    _vertex_part: Any = None
    _shown_frame: Frame | None = None
    _show_step: Callable[[Frame | None], None]
    _page_before: QWidget | None = None

    def _connect_hypotheses(self) -> None:
        control, a = self.hypothesising, self.actions_
        self.readings.follow(control)
        self.question_bar.follow(control)
        self.legend = DoubtLegend(round(100 * DOUBTFUL), self.body)
        control.shown_changed.connect(self._show_reading)
        control.doubt_changed.connect(self._show_doubt)
        control.changed.connect(self._show_hypothesis_actions)
        control.changed.connect(self._show_question_page)
        self.question_bar.pointed.connect(self.document.mark_joints)
        a["readings"].triggered.connect(lambda _checked=False: self.look_for_readings())
        a["ask_me"].triggered.connect(lambda _checked=False: self.ask_me())
        a["ask_limb"].triggered.connect(lambda _checked=False: self.ask_about_limb())
        a["doubt"].setChecked(self.settings.switch("doubt", False))
        a["doubt"].toggled.connect(self._toggle_doubt)
        self.document.part_selected.connect(lambda _part: self._show_hypothesis_actions())
        self.document.initial_changed.connect(self._show_hypothesis_actions)
        self.document.person_changed.connect(lambda _id: self._show_hypothesis_actions())
        self.document.observation_changed.connect(self._show_hypothesis_actions)
        self._connect_hold()
        self._show_hypothesis_actions()
        control.watch(a["doubt"].isChecked())

    def _connect_hold(self) -> None:
        document, hold, a = self.document, self.guidance.hold, self.actions_
        hold.height_wanted.connect(lambda height: holds.do_hold_height(document, height))
        hold.shape_wanted.connect(lambda on: holds.do_hold_shape(document, on))
        hold.pin_wanted.connect(lambda part, on: holds.do_pin_part(document, part, on))
        a["pin"].triggered.connect(lambda _checked=False: self.pin_selected_part())
        a["unpin_all"].triggered.connect(lambda _checked=False: holds.do_unpin_all(document))
        document.weights_changed.connect(self._show_hypothesis_actions)

    # ------------------------------------------------------------------------------------------------ asked for

    def pin_selected_part(self) -> None:
        """Pins the selected part as it is now, or lets go of it."""
        part, person = self.document.selected_part, self.document.person
        if part is not None and person is not None:
            holds.do_pin_part(self.document, part, part not in holds.pinned_parts(person.hold))

    def look_for_readings(self) -> None:
        """Samples other readings and brings their list to the front."""
        self.below_tabs.setCurrentWidget(self.readings)
        self.hypothesising.sample()

    def ask_me(self) -> None:
        """Puts the question that tells most."""
        self.hypothesising.ask()
        self._bring_question_forward()

    def ask_about_limb(self) -> None:
        """Puts questions about the limb of the selected part only."""
        part = self.document.selected_part
        if part is not None:
            self.hypothesising.ask(limb_parts(part))
            self._bring_question_forward()

    def _bring_question_forward(self) -> None:
        if self.hypothesising.asking:
            self.below_tabs.setCurrentWidget(self.question_page)
            self.question_bar.take_focus()

    def _toggle_doubt(self, on: bool) -> None:
        self.settings.set_switch("doubt", on)
        self.hypothesising.watch(on)

    # ------------------------------------------------------------------------------------------------ shown

    def _show_hypothesis_actions(self) -> None:
        control, part = self.hypothesising, self.document.selected_part
        states = {
            "readings": control.possible and not control.busy,
            "ask_me": control.possible,
            "pin": control.possible and part is not None,
            "unpin_all": self.document.person is not None and bool(self.document.person.hold.pins),
            "ask_limb": control.possible and part is not None and part in PARTS,
        }
        for name, state in states.items():
            self.actions_[name].setEnabled(state)
        limb = " and ".join(p.replace("_", " ") for p in limb_parts(part)) if part is not None else "selected limb"
        self.actions_["ask_limb"].setText(f"Ask me about the {limb}")

    def _show_question_page(self) -> None:
        """The question has a page below the views while somebody is asked; afterwards what stood there before stands there again."""
        tabs, asking = self.below_tabs, self.hypothesising.asking
        index = tabs.indexOf(self.question_page)
        if tabs.isTabVisible(index) == asking:
            return
        if asking:
            self._page_before = tabs.currentWidget()
            tabs.setTabVisible(index, True)
            tabs.setCurrentIndex(index)
            return
        if tabs.currentIndex() == index and self._page_before is not None:
            tabs.setCurrentWidget(self._page_before)
        tabs.setTabVisible(index, False)

    def _show_reading(self) -> None:
        """A reading takes the body's place, and the body stays as its shell; or everything is as before."""
        control, document = self.hypothesising, self.document
        frame = document.frame
        self._show_doubt()
        if control.shown is None:
            if frame is not None:
                self._show_step(frame)
                self.body.set_ghost(document.ghost)
                self.body.set_ghost_visible(self.actions_["ghost"].isChecked())
                self.session.draw_overlay()
            return
        reading = control.readings[control.shown]
        self.body.set_body(reading.vertices, self._faces, self._vertex_part)
        self.body.set_ghost(frame.vertices if frame is not None else None)
        self.body.set_ghost_visible(True)
        self.photo.set_reprojection(dict(reading.keypoints_2d))
        camera, observation = document.camera, document.observation
        if camera is not None and observation is not None and document.person_id is not None:
            self.session.engine.submit(
                DrawOverlay(self.session.number, document.person_id, reading.vertices, camera, observation.image_size)
            )

    def _show_doubt(self) -> None:
        control = self.hypothesising
        doubt = control.doubt
        # The doubt is the body's; on a reading it would hide the shell as which the body stays.
        wears = doubt is not None and control.shown is None
        self.body.set_doubts(doubt.vertices if wears and doubt is not None else None)
        self.photo.set_doubts(doubt.keypoints if doubt is not None else {})
        self.legend.show_state(doubt is not None, control.watching and control.possible)
