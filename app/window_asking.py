"""What the window does about describers: choosing one, agreeing that pictures are sent, asking, and saying how it went."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.asking import Asking
from app.describer_words import described, where_it_goes
from app.window_files import WindowFiles
from core.body.skeleton import PARTS
from core.language.backends.choice import DescriberChoice


class WindowAsking(WindowFiles):
    """The built-in describer is asked through the engine's thread, any other one through the asking thread."""

    asking: Asking
    _show_availability: Callable[[], None]

    def _connect_asking(self) -> None:
        panel, asking = self.descriptions, self.asking
        panel.follow(asking)
        panel.describe_requested.connect(self.describe)
        panel.ask_requested.connect(lambda part: self.describe((part,)))
        panel.settings_requested.connect(self.choose_describer)
        panel.asking_cancelled.connect(asking.cancel)
        panel.answer_taken.connect(asking.take)
        panel.answer_dismissed.connect(asking.dismiss)
        asking.progress_changed.connect(lambda _progress: self._show_availability())
        asking.told.connect(self._tell_asking)
        self.describer_label.clicked.connect(self.choose_describer)
        self._show_describer()

    def choose_describer(self) -> None:
        """Asks who shall write the descriptions, and remembers it. Nothing is written before "Describe"."""
        choice = self.dialogs.choose_describer(self, self.settings, self.asking.asker)
        if choice is not None:
            self.settings.describer = choice
            self._show_describer()

    def describe(self, parts: Sequence[str] = PARTS) -> None:
        """Lets the chosen describer write some parts' texts anew."""
        choice, document = self.settings.describer, self.document
        if self.asking.active or document.person is None or document.person.initial is None:
            return
        if choice.kind == "built-in":
            self.session.drafter.redraft(parts)
        elif document.image is None:
            text = f"{choice.name} needs the photograph, which is not there; put it back, or choose the built-in describer."
            self._tell_asking("warning", text)
        elif self._may_send(choice):
            self.messages.hide()
            self.asking.start(choice, parts)

    def describe_selected_part(self) -> None:
        """Lets the chosen describer write the selected part's text anew."""
        if self.document.selected_part is not None:
            self.describe((self.document.selected_part,))

    def cancel_work(self) -> None:
        """Stops the asking if somebody is asked, else the run. An asking leaves texts behind, which are to be run with."""
        if self.asking.active:
            self.asking.cancel()
        else:
            self.session.cancel()

    def _may_send(self, choice: DescriberChoice) -> bool:
        if not choice.leaves_machine or self.settings.may_send_to(choice.host):
            return True
        if not self.dialogs.agree_to_send(self, choice):
            return False
        self.settings.allow_sending_to(choice.host)
        return True

    def _tell_asking(self, level: str, text: str) -> None:
        self.messages.show_message(level, text, ("Settings…", self.choose_describer) if level != "info" else None)

    def _show_describer(self) -> None:
        choice = self.settings.describer
        self.describer_label.setText(f"Describer: {described(choice)}")
        self.describer_label.setToolTip(
            f"Who writes the descriptions. {where_it_goes(choice)} Click to choose another one."
        )
        self.descriptions.show_describer(choice.name)
