"""What the window shows, to be read: the state of the open document, the signals that say what changed of it, and the questions that views ask of it.

Nothing is changed here; ``app.document`` does that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from app.found import Found, Frame, Overlay
from app.reading import Clash, Difference, Reading, clashes_in
from core.observation import Body, Camera, Description, Observation, Person, RefinedPerson

Image = NDArray[np.uint8]
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Guidance:
    """The strengths of the four guidance terms (1 is the default, 0 is no influence), the diffusion's steps and its seed."""

    keypoints: float = 1.0
    text: float = 1.0
    initial: float = 1.0
    prior: float = 1.0
    steps: int = 5
    seed: int = 0


TERMS: tuple[str, ...] = ("keypoints", "text", "initial", "prior")
"""The guidance terms that have a slider, in the order in which they are shown."""


class DocumentState(QObject):
    """One photograph, its people, what guides them and what came of it."""

    image_changed = Signal()
    observation_changed = Signal()
    person_changed = Signal(object)
    """The id of the current person, or None."""
    box_changed = Signal()
    keypoints_changed = Signal()
    initial_changed = Signal()
    camera_changed = Signal()
    descriptions_changed = Signal(object)
    """The part whose text, switch or source changed; None: any."""
    readings_changed = Signal(object)
    """The part whose understanding changed; None: any."""
    clashes_changed = Signal()
    """Which texts contradict each other."""
    differences_changed = Signal()
    """What the body does that the texts do not say, and the other way round."""
    weights_changed = Signal()
    step_changed = Signal(object)
    """A new Frame, or None when there is no body to show."""
    ghost_changed = Signal()
    overlay_changed = Signal()
    part_selected = Signal(object)
    hovered_part = Signal(object)
    joints_marked = Signal(object)
    """The joints (a tuple of names) of the statement that is pointed at; empty: none."""
    busy_changed = Signal(bool)
    progress_changed = Signal(str, int, int)
    """What is being done, steps done, steps in all (0: unknown)."""
    message = Signal(str, str)
    """Level ("info", "warning", "error") and one sentence."""
    project_path_changed = Signal()
    dirty_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        self.image: Image | None = None
        self.image_path: Path | None = None
        self.project_path: Path | None = None
        self.observation: Observation | None = None
        self.person_id: str | None = None
        self.guidance = Guidance()
        self.selected_part: str | None = None
        self.hovered: str | None = None
        self.marked_joints: tuple[str, ...] = ()
        self.busy = False
        self.extra: dict[str, Any] = {}
        self.drawing: Any = None
        """What the open project said of how it was shown (its "view"); the window reads it once."""
        self._shown: dict[str, Found] = {}
        self._restored = False

    # ------------------------------------------------------------------------------------------ reading

    @property
    def person(self) -> Person | None:
        """The current person."""
        return self.find_person(self.person_id)

    def find_person(self, person_id: str | None) -> Person | None:
        """The person of that id, or None."""
        people = self.observation.people if self.observation else ()
        return next((p for p in people if p.id == person_id), None)

    @property
    def camera(self) -> Camera | None:
        """The camera in force: the given one, else the assumed one."""
        return self.observation.the_camera() if self.observation else None

    @property
    def frame(self) -> Frame | None:
        """The newest step shown for the current person."""
        return self._of(self.person_id).frame

    @property
    def refined(self) -> RefinedPerson | None:
        """The last finished refinement of the current person."""
        return self._of(self.person_id).refined

    @property
    def ghost(self) -> NDArray[np.float32] | None:
        """Vertices of the current person's initial body."""
        return self._of(self.person_id).ghost

    @property
    def overlay(self) -> Overlay | None:
        """The newest drawn overlay of the current person."""
        return self._of(self.person_id).overlay

    def description(self, part: str) -> Description:
        """The current person's description of a part; an empty one when there is none."""
        person = self.person
        if person is None or person.descriptions is None:
            return Description("")
        return person.descriptions.get(part, Description("", source="person"))

    def draft(self, part: str) -> Description | None:
        """What was first written for the part by a describer, for reset; None when that is not known."""
        return self._of(self.person_id).drafts.get(part)

    def drafts(self, person_id: str) -> Mapping[str, Description]:
        """Every text of a person that is known to come from a describer."""
        return self._of(person_id).drafts

    def reading(self, part: str) -> Reading | None:
        """What was understood of the part's current text; None until that is known."""
        reading = self._of(self.person_id).readings.get(part)
        return reading if reading is not None and reading.text == self.description(part).text else None

    def clashes(self, part: str) -> tuple[Clash, ...]:
        """The contradictions in which a part's text takes part."""
        return clashes_in(part, self._of(self.person_id).clashes)

    def difference(self, part: str) -> Difference | None:
        """Between a part's text and the refined body; None when that is not known for the current text."""
        found = self._of(self.person_id).differences.get(part)
        return found if found is not None and found.text == self.description(part).text else None

    def body_of(self, person_id: str) -> Body | None:
        """A person's refined body."""
        refined = self._of(person_id).refined
        return refined.body if refined is not None else None

    def refined_people(self) -> tuple[RefinedPerson, ...]:
        """Every finished refinement, in the order of the observation's people."""
        people = self.observation.people if self.observation else ()
        return tuple(s.refined for p in people if (s := self._of(p.id)).refined is not None)  # type: ignore[misc]

    @property
    def dirty(self) -> bool:
        """Whether there are changes that no project file holds."""
        return self._restored or not self.undo_stack.isClean()

    @property
    def title(self) -> str:
        """The name of what is open."""
        path = self.project_path or self.image_path
        return path.name if path else ""

    def _of(self, person_id: str | None) -> Found:
        return self._shown.setdefault(person_id, Found()) if person_id is not None else Found()
