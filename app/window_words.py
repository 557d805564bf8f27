"""What the window does with words: statements that are insisted on or switched off, joints they speak of, differences, the guide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import statement_commands as statements
from app.chips import ChipFace
from app.session import Session
from app.window_asking import WindowAsking
from core.errors import InputError

if TYPE_CHECKING:
    from app.guide_window import GuideWindow


class WindowWords(WindowAsking):
    """Turns what the rows ask for into commands, and shows what they speak of."""

    session: Session
    guide: GuideWindow | None = None

    def _connect_words(self) -> None:
        panel, document = self.descriptions, self.document
        panel.emphasised.connect(self._emphasise)
        panel.joints_pointed.connect(document.mark_joints)
        panel.swap_requested.connect(self._swap_sides)
        panel.remark_dismissed.connect(lambda part, text: statements.do_dismiss_remark(document, part, text))
        panel.clause_taken.connect(self._add_clause)
        panel.guide_requested.connect(self.show_guide)
        self.actions_["guide"].triggered.connect(lambda _checked=False: self.show_guide())
        self.actions_["difference"].toggled.connect(self._toggle_difference)
        self.actions_["difference"].setChecked(self.settings.switch("difference", True))
        document.joints_marked.connect(self.body.set_marked_joints)
        document.joints_marked.connect(self._mark_keypoints)

    def _emphasise(self, part: str, face: ChipFace, factor: float) -> None:
        statements.do_emphasise(self.document, part, face.posecodes, factor, face.words)
        self._act_at_once()

    def _add_clause(self, part: str, clause: str) -> None:
        statements.do_add_clause(self.document, part, clause)
        self._act_at_once()

    def _swap_sides(self, part: str) -> None:
        statements.do_swap_sides(self.document, part)
        self._act_at_once()

    def _act_at_once(self) -> None:
        """A click needs no pause as typing does."""
        self.session.reader.read()
        self.session.decide()

    def _toggle_difference(self, on: bool) -> None:
        self.descriptions.set_comparing(on)
        self.session.reader.set_comparing(on)
        self.settings.set_switch("difference", on)

    def show_guide(self) -> None:
        """Opens the guide beside the window, or brings it to the front."""
        if self.guide is None:
            from app.guide_window import GuideWindow

            try:
                self.guide = GuideWindow(self)
            except InputError as error:
                self.document.message.emit("error", str(error))
                return
            self.guide.example_chosen.connect(self._put_example)
        self.guide.dress()
        self.guide.show()
        self.guide.raise_()
        self.guide.activateWindow()

    def _put_example(self, part: str, text: str) -> None:
        if self.document.person is None:
            self.document.message.emit("info", "Open a photograph first; then an example goes into its row.")
            return
        statements.do_put_example(self.document, part, text)
        self.document.select_part(part)
        self._act_at_once()

    def _mark_keypoints(self, joints: tuple[str, ...]) -> None:
        from core.language.subjects import keypoints_at

        self.photo.set_marked_keypoints(keypoints_at(joints))
