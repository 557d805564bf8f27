"""Lets the built-in describer write texts anew: all of them, one, or the draft that a row is to be reset to when it is not known yet.

Part of the session, apart from the runs. What it writes goes into the document by commands, so that it can be undone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.commands import do_reset_description, do_write_descriptions, part_title
from app.document import Document
from app.requests import Describe
from app.worker import EngineThread
from core.body.skeleton import PARTS
from core.observation import Description


class Drafter:
    """Drafts the current person's texts. ``begin`` tells it that something else has been opened."""

    def __init__(self, document: Document, thread: EngineThread) -> None:
        self._document, self._engine = document, thread
        self._session = 0
        self._redrafting: tuple[str, ...] = ()
        self._resetting: set[str] = set()

    def begin(self, session: int) -> None:
        """What was asked before belongs to what was open before."""
        self._session = session
        self.give_up()

    def give_up(self) -> None:
        """No draft is waited for any more."""
        self._redrafting = ()
        self._resetting.clear()

    def redraft(self, parts: Sequence[str] = PARTS) -> None:
        """Writes descriptions of the current person anew."""
        if self._ask():
            self._redrafting = tuple(parts)

    def reset(self, part: str) -> None:
        """Goes back to the drafted text of a part; when none is known it is written first."""
        draft = self._document.draft(part)
        if draft is not None:
            do_reset_description(self._document, part, draft)
        elif self._ask():
            self._resetting.add(part)

    def _ask(self) -> bool:
        person = self._document.person
        if person is None or person.initial is None:
            return False
        self._engine.submit(Describe(self._session, person.id, person.initial))
        return True

    def receive(self, person_id: str, drafts: Mapping[str, Description]) -> None:
        """The ten texts that the built-in describer wrote."""
        document = self._document
        person = document.find_person(person_id)
        if person is None:
            return
        if self._redrafting:
            wanted, self._redrafting = self._redrafting, ()
            words = f"the {part_title(wanted[0])}" if len(wanted) == 1 else "all parts"
            texts = {part: drafts[part] for part in wanted if part in drafts}
            do_write_descriptions(document, person_id, texts, f"Describe {words}")
            return
        document.remember_drafts(replace(person, descriptions=drafts))
        parts, self._resetting = self._resetting, set()
        for part in parts:
            if part in drafts and person_id == document.person_id:
                do_reset_description(document, part, replace(drafts[part], enabled=document.description(part).enabled))
