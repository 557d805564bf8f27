"""Every change a person can make, as an undoable command; ``do_*`` functions build and push them.

A command holds the value before and after of exactly what it changes. Where the engine later adds to what a command made (keypoints found in a
drawn box, an initial body for another focal length), the command keeps that on undo, so that redo does not compute it again. Commands of one
gesture (typing without a pause, one drag of a slider) merge into one. The view's zoom is no part of any command.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

from PySide6.QtGui import QUndoCommand

from app.document import Box, Document, Guidance
from core.formats.json_node import MAX_TEXT
from core.observation import Body, Camera, Description, Keypoint, Person

_gestures = itertools.count(1)


def new_gesture() -> int:
    """A number that no other gesture has; edits pushed with the same number may merge."""
    return next(_gestures)


def part_title(part: str) -> str:
    """A part's name as a person reads it: ``left_arm`` -> ``left arm``."""
    return part.replace("_", " ")


class _Change(QUndoCommand):
    """A command on a document that may merge with the one before it when both belong to one gesture and one target."""

    _id = -1

    def __init__(self, document: Document, text: str, gesture: int | None = None, target: object = None) -> None:
        super().__init__(text)
        self.document = document
        self.gesture = gesture
        self.target = target

    def id(self) -> int:
        return self._id if self.gesture is not None else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, type(self)) or other.gesture != self.gesture or other.target != self.target:
            return False
        self.absorb(other)
        return True

    def absorb(self, other: _Change) -> None:
        """Takes over what the later command of the same gesture made."""
        raise NotImplementedError


class EditDescription(_Change):
    """Another text, switch or source for one part (None: no description)."""

    _id = 1

    def __init__(
        self,
        document: Document,
        person_id: str,
        part: str,
        after: Description | None,
        text: str,
        gesture: int | None = None,
    ) -> None:
        super().__init__(document, text, gesture, (person_id, part))
        person = document.find_person(person_id)
        self.person_id, self.part, self.after = person_id, part, after
        self.before = (person.descriptions or {}).get(part) if person else None

    def redo(self) -> None:
        self.document.set_description(self.person_id, self.part, self.after)

    def undo(self) -> None:
        self.document.set_description(self.person_id, self.part, self.before)

    def absorb(self, other: _Change) -> None:
        assert isinstance(other, EditDescription)
        self.after = other.after
        self.setObsolete(self.after == self.before)


class WriteDescriptions(QUndoCommand):
    """New texts by a describer for some parts at once. What "reset" goes back to changes with them, and back on undo."""

    def __init__(self, document: Document, person: Person, texts: Mapping[str, Description], text: str) -> None:
        super().__init__(text)
        self.document, self.person_id, self.after = document, person.id, dict(texts)
        old = person.descriptions or {}
        self.before = {part: old.get(part) for part in texts}
        self.drafts_before = dict(document.drafts(person.id))

    def redo(self) -> None:
        self.document.put_drafts(self.person_id, {**self.document.drafts(self.person_id), **self.after})
        self.document.set_descriptions(self.person_id, self.after)

    def undo(self) -> None:
        self.document.put_drafts(self.person_id, self.drafts_before)
        self.document.set_descriptions(self.person_id, self.before)


class SetGuidance(_Change):
    """Another strength of one term, another number of steps, another seed."""

    _id = 2

    def __init__(self, document: Document, after: Guidance, text: str, target: str, gesture: int | None = None) -> None:
        super().__init__(document, text, gesture, target)
        self.before, self.after = document.guidance, after

    def redo(self) -> None:
        self.document.set_guidance(self.after)

    def undo(self) -> None:
        self.document.set_guidance(self.before)

    def absorb(self, other: _Change) -> None:
        assert isinstance(other, SetGuidance)
        self.after = other.after
        self.setObsolete(self.after == self.before)


class SetKeypoint(_Change):
    """A keypoint moved, hidden, shown or taken away."""

    _id = 3

    def __init__(self, document: Document, person_id: str, name: str, after: Keypoint | None, text: str) -> None:
        super().__init__(document, text)
        person = document.find_person(person_id)
        self.person_id, self.name, self.after = person_id, name, after
        self.before = person.keypoints.get(name) if person else None

    def redo(self) -> None:
        self.document.set_keypoint(self.person_id, self.name, self.after)

    def undo(self) -> None:
        self.document.set_keypoint(self.person_id, self.name, self.before)


class ReplacePerson(_Change):
    """Another state of one person: redrafted descriptions, another initial body, a box drawn anew.

    On undo the state that grew out of the change is kept for redo.
    """

    _id = 4

    def __init__(self, document: Document, after: Person, text: str) -> None:
        super().__init__(document, text)
        before = document.find_person(after.id)
        assert before is not None
        self.before, self.after = before, after

    def redo(self) -> None:
        self.document.put_person(self.after)

    def undo(self) -> None:
        self.after = self.document.find_person(self.after.id) or self.after
        self.document.put_person(self.before)


class AddPerson(_Change):
    """A person whom the detector missed, by a box drawn by hand; becomes the current one."""

    _id = 5

    def __init__(self, document: Document, person: Person) -> None:
        super().__init__(document, "Draw a box")
        self.person, self.before_id = person, document.person_id

    def redo(self) -> None:
        self.document.put_person(self.person)
        self.document.set_person_id(self.person.id)

    def undo(self) -> None:
        self.person = self.document.find_person(self.person.id) or self.person
        self.document.set_person_id(self.before_id)
        self.document.remove_person(self.person.id)


class ChoosePerson(_Change):
    """Another current person."""

    _id = 6

    def __init__(self, document: Document, person_id: str) -> None:
        super().__init__(document, "Choose a person")
        self.before, self.after = document.person_id, person_id

    def redo(self) -> None:
        self.document.set_person_id(self.after)

    def undo(self) -> None:
        self.document.set_person_id(self.before)


@dataclass(frozen=True)
class _CameraState:
    camera: Camera | None
    people: tuple[Person, ...]


class SetCamera(_Change):
    """Another focal length. Initial bodies depend on it, so they are dropped and regressed again; undo brings the old ones back."""

    _id = 7

    def __init__(self, document: Document, camera: Camera | None) -> None:
        super().__init__(document, "Change the focal length")
        people = document.observation.people if document.observation else ()
        self.before = _CameraState(document.observation.camera if document.observation else None, people)
        self.after = _CameraState(camera, tuple(_without_initial(p) for p in people))

    def redo(self) -> None:
        self.document.set_camera(self.after.camera, self.after.people)

    def undo(self) -> None:
        if self.document.observation is not None:
            self.after = _CameraState(self.after.camera, self.document.observation.people)
        self.document.set_camera(self.before.camera, self.before.people)


def _without_initial(person: Person) -> Person:
    """An initial body that can be found again from the landmarks is dropped; one that came with a file stays."""
    return replace(person, initial=None) if person.landmarks is not None else person


# ------------------------------------------------------------------------------------------------ the ways to push them


def do_edit_text(document: Document, part: str, text: str, gesture: int | None = None) -> None:
    """A person typed a description."""
    old, text = document.description(part), text[:MAX_TEXT]
    if document.person_id is not None and text != old.text:
        after = replace(old, text=text, source="person", support=(), remarks=())
        document.undo_stack.push(
            EditDescription(
                document, document.person_id, part, after, f"Edit the {part_title(part)}'s description", gesture
            )
        )


def do_switch_part(document: Document, part: str, enabled: bool) -> None:
    """A person switched a part's description on or off."""
    old = document.description(part)
    if document.person_id is not None and enabled != old.enabled:
        verb = "Switch on" if enabled else "Switch off"
        after = replace(old, enabled=enabled)
        document.undo_stack.push(
            EditDescription(document, document.person_id, part, after, f"{verb} the {part_title(part)}")
        )


def do_reset_description(document: Document, part: str, draft: Description) -> None:
    """A person went back to the drafted description."""
    if document.person_id is not None and document.description(part) != draft:
        document.undo_stack.push(
            EditDescription(document, document.person_id, part, draft, f"Reset the {part_title(part)}'s description")
        )


def do_write_descriptions(
    document: Document, person_id: str, texts: Mapping[str, Description], words: str = "Describe all parts"
) -> None:
    """A describer's texts take the place of those parts' texts, in one step; switches stay as they are."""
    person = document.find_person(person_id)
    if person is None:
        return
    old = person.descriptions or {}
    after = {part: replace(d, enabled=old[part].enabled if part in old else d.enabled) for part, d in texts.items()}
    if any(old.get(part) != d for part, d in after.items()):
        document.undo_stack.push(WriteDescriptions(document, person, after, words))


def do_set_guidance(document: Document, name: str, value: float | int, gesture: int | None = None) -> None:
    """A person set a weight, the number of steps or the seed."""
    if value != getattr(document.guidance, name):
        after = Guidance(**{**asdict(document.guidance), name: value})
        noun = {"steps": "the number of steps", "seed": "the seed"}.get(name, f"the weight of {name}")
        document.undo_stack.push(SetGuidance(document, after, f"Change {noun}", name, gesture))


def do_reset_guidance(document: Document) -> None:
    """All weights back to 1; steps and seed stay."""
    after = Guidance(steps=document.guidance.steps, seed=document.guidance.seed)
    if after != document.guidance:
        document.undo_stack.push(SetGuidance(document, after, "Reset the weights", "all"))


def do_move_keypoint(document: Document, name: str, start: tuple[float, float], end: tuple[float, float]) -> None:
    """A person dropped a keypoint; a point placed by hand is certain and visible unless it was marked as occluded."""
    person = document.person
    if person is None:
        return
    old = person.keypoints.get(name)
    visibility = old.visibility if old is not None and old.visibility != "absent" else "visible"
    after = Keypoint(end[0], end[1], 1.0, visibility)
    if start != end or old is None or old.visibility == "absent":
        document.undo_stack.push(SetKeypoint(document, person.id, name, after, f"Move the {part_title(name)}"))


def do_set_visibility(document: Document, name: str, visibility: str) -> None:
    """A person marked a keypoint as visible, occluded or absent."""
    person = document.person
    if person is None or name not in person.keypoints or person.keypoints[name].visibility == visibility:
        return
    after = replace(person.keypoints[name], visibility=visibility)
    document.undo_stack.push(
        SetKeypoint(document, person.id, name, after, f"Mark the {part_title(name)} as {visibility}")
    )


def do_draw_box(document: Document, box: Box) -> None:
    """A person drew a box around someone: a new person."""
    if document.observation is not None:
        taken = {p.id for p in document.observation.people}
        new_id = next(f"p{n}" for n in itertools.count(1) if f"p{n}" not in taken)
        document.undo_stack.push(AddPerson(document, Person(new_id, box=box)))


def do_change_box(document: Document, box: Box) -> None:
    """A person changed the current person's box: everything that was found in the old box is found again."""
    person = document.person
    if person is not None and person.box != box:
        after = replace(person, box=box, keypoints={}, landmarks=None, initial=None, descriptions=None)
        document.undo_stack.push(ReplacePerson(document, after, "Change the box"))


def do_choose_person(document: Document, person_id: str) -> None:
    """A person clicked on someone else."""
    if person_id != document.person_id and document.find_person(person_id) is not None:
        document.undo_stack.push(ChoosePerson(document, person_id))


def do_set_focal_length(document: Document, focal_length: float | None) -> None:
    """A person gave the camera's focal length in px (None: assumed again)."""
    if document.observation is None:
        return
    camera = None if focal_length is None else Camera.assume(document.observation.image_size, focal_length)
    old = document.observation.camera
    if (camera is None) != (old is None) or (
        camera is not None and old is not None and camera.focal_length != old.focal_length
    ):
        document.undo_stack.push(SetCamera(document, camera))


def do_accept_refined(document: Document, body: Body) -> None:
    """The refined body becomes the initial body, so that further edits start from it."""
    person = document.person
    if person is not None:
        document.undo_stack.push(ReplacePerson(document, replace(person, initial=body), "Accept the refined body"))
