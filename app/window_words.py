"""What the window does with words: statements that are insisted on or switched off, joints they speak of, differences, the guide."""

from __future__ import annotations

from app import statement_commands as statements
from app.chips import ChipFace
from app.session import Session
from app.window_asking import WindowAsking


class WindowWords(WindowAsking):
    """Turns what the rows ask for into commands, and shows what they speak of."""

    session: Session

    def _connect_words(self) -> None:
        panel, document = self.descriptions, self.document
        panel.emphasised.connect(self._emphasise)
        panel.joints_pointed.connect(document.mark_joints)
        panel.swap_requested.connect(lambda part: statements.do_swap_sides(document, part))
        panel.remark_dismissed.connect(lambda part, text: statements.do_dismiss_remark(document, part, text))
        panel.clause_taken.connect(lambda part, clause: statements.do_add_clause(document, part, clause))
        document.joints_marked.connect(self.body.set_marked_joints)
        document.joints_marked.connect(self._mark_keypoints)

    def _emphasise(self, part: str, face: ChipFace, factor: float) -> None:
        statements.do_emphasise(self.document, part, face.posecodes, factor, face.words)

    def _mark_keypoints(self, joints: tuple[str, ...]) -> None:
        from core.language.subjects import keypoints_at

        self.photo.set_marked_keypoints(keypoints_at(joints))
