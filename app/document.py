"""What is open: the one state that every panel and view shows (``app.document_state``), and the only ways in which it changes.

The document knows nothing of widgets and nothing of torch. Everything a person changes goes through a command of ``app.commands``, which
calls the setters here; everything the engine finds comes in through ``receive_*``. Views read the document and ask for changes; they never
hold a state of their own that the document does not know.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject

from app.document_state import TERMS, Box, DocumentState, Guidance, Image
from app.found import Frame, Overlay
from app.reading import Clash, Difference, Reading
from core.body.skeleton import PARTS
from core.observation import Camera, Description, Keypoint, Observation, Person, RefinedPerson

__all__ = ["TERMS", "Box", "Document", "Frame", "Guidance", "Image"]


class Document(DocumentState):
    """The open document: opened, edited by commands, and filled by what the engine finds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo_stack.cleanChanged.connect(self._on_clean_changed)

    # ------------------------------------------------------------------------------------------ opening

    def open_image(self, image: Image, path: Path) -> None:
        """Begins anew with a photograph; what is in it is not known yet."""
        self._clear()
        self.image, self.image_path = image, path
        self._announce()

    def open_project(
        self,
        observation: Observation,
        *,
        image: Image | None,
        image_path: Path | None,
        project_path: Path | None,
        person_id: str | None,
        guidance: Guidance,
        refined: tuple[RefinedPerson, ...] = (),
        extra: dict[str, Any] | None = None,
        view: Any = None,
        restored: bool = False,
        drafts: Mapping[str, Mapping[str, Description]] | None = None,
    ) -> None:
        """Shows a saved state. ``restored``: it comes from an autosave, so it is dirty though nothing has been edited yet."""
        self._clear()
        self.image, self.image_path, self.project_path = image, image_path, project_path
        self.observation, self.guidance, self.extra, self.drawing = observation, guidance, dict(extra or {}), view
        ids = [p.id for p in observation.people]
        self.person_id = person_id if person_id in ids else (ids[0] if ids else None)
        for one in refined:
            self._of(one.id).take_result(one)
        for person in observation.people:
            self._of(person.id).drafts.update((drafts or {}).get(person.id, {}))
            self.remember_drafts(person)
        self._restored = restored
        self._announce()
        if restored:
            self.dirty_changed.emit(True)

    def close(self) -> None:
        """Nothing is open."""
        self._clear()
        self._announce()

    def _clear(self) -> None:
        self.undo_stack.clear()
        self._shown.clear()
        self.image = self.image_path = self.project_path = self.observation = self.person_id = None
        self.guidance = Guidance(steps=self.guidance.steps)
        self.extra, self.drawing, self._restored = {}, None, False
        self.selected_part = self.hovered = None
        self.mark_joints(())

    def _announce(self) -> None:
        self.image_changed.emit()
        self.project_path_changed.emit()
        self.observation_changed.emit()
        self.weights_changed.emit()
        self._announce_person()
        self.part_selected.emit(self.selected_part)

    def _announce_person(self) -> None:
        self.person_changed.emit(self.person_id)
        self.box_changed.emit()
        self.keypoints_changed.emit()
        self.camera_changed.emit()
        self.initial_changed.emit()
        self.descriptions_changed.emit(None)
        self.readings_changed.emit(None)
        self.clashes_changed.emit()
        self.differences_changed.emit()
        self.step_changed.emit(self.frame)
        self.ghost_changed.emit()
        self.overlay_changed.emit()

    def saved_as(self, path: Path) -> None:
        """The current state is now held by that project file."""
        self.project_path, self._restored = path, False
        self.undo_stack.setClean()
        self.project_path_changed.emit()
        self.dirty_changed.emit(False)

    def _on_clean_changed(self, _clean: bool) -> None:
        self.dirty_changed.emit(self.dirty)

    # --------------------------------------------------------------------------- setters, for commands only

    def put_person(self, person: Person) -> None:
        """Replaces (or adds) a person and tells what differs."""
        if self.observation is None:
            return
        before = self.find_person(person.id)
        people = self.observation.people
        people = tuple(person if p.id == person.id else p for p in people) if before else (*people, person)
        self.observation = replace(self.observation, people=people)
        self.observation_changed.emit()
        if person.id != self.person_id:
            return
        before = before or Person(person.id)
        if before.box != person.box:
            self.box_changed.emit()
        if before.keypoints != person.keypoints:
            self.keypoints_changed.emit()
        if before.initial is not person.initial:
            self._of(person.id).ghost = None
            self.initial_changed.emit()
            self.ghost_changed.emit()
        if before.descriptions != person.descriptions:
            old, new = before.descriptions or {}, person.descriptions or {}
            parts = [part for part in PARTS if old.get(part) != new.get(part)]
            self.descriptions_changed.emit(parts[0] if len(parts) == 1 else None)

    def remove_person(self, person_id: str) -> None:
        """Takes a person out of the observation."""
        if self.observation is not None:
            self.observation = replace(
                self.observation, people=tuple(p for p in self.observation.people if p.id != person_id)
            )
            self._shown.pop(person_id, None)
            self.observation_changed.emit()

    def set_person_id(self, person_id: str | None) -> None:
        """Makes a person the current one."""
        if person_id != self.person_id:
            self.person_id = person_id
            self._announce_person()

    def set_keypoint(self, person_id: str, name: str, keypoint: Keypoint | None) -> None:
        """Sets or takes away one keypoint."""
        person = self.find_person(person_id)
        if person is None:
            return
        keypoints = dict(person.keypoints)
        if keypoint is None:
            keypoints.pop(name, None)
        else:
            keypoints[name] = keypoint
        self.put_person(replace(person, keypoints=keypoints))

    def set_description(self, person_id: str, part: str, description: Description | None) -> None:
        """Sets or takes away the description of one part."""
        person = self.find_person(person_id)
        if person is None:
            return
        descriptions = dict(person.descriptions or {})
        if description is None:
            descriptions.pop(part, None)
        else:
            descriptions[part] = description
        self.put_person(replace(person, descriptions=descriptions))

    def set_descriptions(self, person_id: str, changes: Mapping[str, Description | None]) -> None:
        """Sets or takes away the descriptions of several parts in one change."""
        person = self.find_person(person_id)
        if person is None:
            return
        descriptions = {**(person.descriptions or {}), **changes}
        self.put_person(replace(person, descriptions={part: d for part, d in descriptions.items() if d is not None}))

    def put_drafts(self, person_id: str, drafts: Mapping[str, Description]) -> None:
        """Sets the texts to which a person's rows can be reset."""
        self._of(person_id).drafts = dict(drafts)

    def set_camera(self, camera: Camera | None, people: tuple[Person, ...] | None = None) -> None:
        """Sets the camera; ``people`` replaces the people in the same change, since initial bodies depend on the camera."""
        if self.observation is None:
            return
        self.observation = replace(self.observation, camera=camera)
        self.camera_changed.emit()
        for person in people or ():
            self.put_person(person)

    def set_guidance(self, guidance: Guidance) -> None:
        """Sets the weights, the steps and the seed."""
        if guidance != self.guidance:
            self.guidance = guidance
            self.weights_changed.emit()

    # ---------------------------------------------------------------------------------------- selection

    def select_part(self, part: str | None) -> None:
        """Selects a part everywhere; not undoable, as it changes nothing that is saved."""
        if part != self.selected_part:
            self.selected_part = part
            self.part_selected.emit(part)

    def hover_part(self, part: str | None) -> None:
        """Marks the part under the cursor everywhere."""
        if part != self.hovered:
            self.hovered = part
            self.hovered_part.emit(part)

    def mark_joints(self, joints: tuple[str, ...]) -> None:
        """Marks joints in the photograph and on the body, while a statement that speaks of them is pointed at."""
        if joints != self.marked_joints:
            self.marked_joints = joints
            self.joints_marked.emit(joints)

    # ------------------------------------------------------------------------------ what the engine found

    def receive_observation(self, observation: Observation, person_id: str | None) -> None:
        """The people found in the opened image."""
        self.observation = observation
        self.person_id = person_id
        for person in observation.people:
            self.remember_drafts(person)
        self.observation_changed.emit()
        self._announce_person()

    def receive_person(self, person: Person) -> None:
        """What was found of one person: keypoints, initial body, drafted descriptions."""
        if self.find_person(person.id) is None:
            return
        self.remember_drafts(person)
        self.put_person(person)

    def remember_drafts(self, person: Person) -> None:
        """Keeps the texts that no person wrote, so that a row can be reset to them."""
        texts = person.descriptions or {}
        drafts = {part: replace(d, emphasis=()) for part, d in texts.items() if d.source != "person"}
        self._of(person.id).drafts.update(drafts)

    def receive_frame(self, frame: Frame) -> None:
        """One step of a run; the last one carries the result."""
        if self.find_person(frame.person_id) is None:
            return
        shown = self._of(frame.person_id)
        shown.frame = frame
        if frame.final is not None:
            shown.take_result(frame.final, frame.readings)
        if frame.person_id == self.person_id:
            self.step_changed.emit(frame)
            if frame.final is not None:
                self.readings_changed.emit(None)

    def receive_readings(self, person_id: str, readings: tuple[Reading, ...], clashes: tuple[Clash, ...] = ()) -> None:
        """What was understood of some texts, not judged by a run yet, and which of a person's texts contradict each other."""
        shown = self._of(person_id)
        changed, new_clashes = shown.take_readings(readings), clashes != shown.clashes
        shown.clashes = clashes
        if person_id != self.person_id:
            return
        for part in changed:
            self.readings_changed.emit(part)
        if new_clashes:
            self.clashes_changed.emit()

    def receive_differences(self, person_id: str, differences: Mapping[str, Difference]) -> None:
        """How the newest refined body and the texts differ."""
        shown = self._of(person_id)
        if shown.differences != differences:
            shown.differences = dict(differences)
            if person_id == self.person_id:
                self.differences_changed.emit()

    def receive_ghost(self, person_id: str, vertices: NDArray[np.float32]) -> None:
        """The mesh of a person's initial body."""
        self._of(person_id).ghost = vertices
        if person_id == self.person_id:
            self.ghost_changed.emit()

    def receive_overlay(self, person_id: str, overlay: Overlay) -> None:
        """The body drawn over the photograph."""
        self._of(person_id).overlay = overlay
        if person_id == self.person_id:
            self.overlay_changed.emit()

    def set_busy(self, busy: bool) -> None:
        """Whether the engine is at work."""
        if busy != self.busy:
            self.busy = busy
            self.busy_changed.emit(busy)
