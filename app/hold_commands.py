"""What a person settles of a body, as undoable commands: its height, its shape, pinned parts."""

from __future__ import annotations

from dataclasses import replace

from app.commands import ReplacePerson, part_title
from app.document import Document
from core.body.skeleton import JOINT_NAMES, PART_JOINTS
from core.observation import Body, Hold, Person


class SetHold(ReplacePerson):
    """Another hold on one person's body; the run follows it as it follows a weight."""

    def __init__(self, document: Document, person: Person, hold: Hold, text: str) -> None:
        super().__init__(document, replace(person, hold=hold), text)

    def redo(self) -> None:
        super().redo()
        self.document.weights_changed.emit()

    def undo(self) -> None:
        super().undo()
        self.document.weights_changed.emit()


def do_hold_height(document: Document, height: float | None) -> None:
    """A person gave the height in metres (None: free again)."""
    words = "Free the height" if height is None else f"Fix the height at {height * 100:.0f} cm"
    _push(document, words, height=height)


def do_hold_shape(document: Document, on: bool) -> None:
    """A person fixed the shape that the body has now, or freed it."""
    body = _body(document)
    if not on:
        _push(document, "Free the shape", shape=None)
    elif body is not None:
        _push(document, "Fix the shape", shape=tuple(float(v) for v in body.betas))


def do_pin_part(document: Document, part: str, on: bool) -> None:
    """A person pinned a part's joints as they are now, or let go of them."""
    person, body = document.person, _body(document)
    if person is None:
        return
    pins = {joint: turn for joint, turn in person.hold.pins.items() if joint not in PART_JOINTS[part]}
    if on and body is not None:
        for joint in PART_JOINTS[part]:
            index = JOINT_NAMES.index(joint)
            x, y, z = (body.body_pose[index - 1] if index else body.global_orient).tolist()
            pins[joint] = (x, y, z)
    _push(document, f"{'Pin' if on else 'Unpin'} the {part_title(part)}", pins=pins)


def do_unpin_all(document: Document) -> None:
    """A person let go of every part."""
    _push(document, "Unpin all parts", pins={})


def pinned_parts(hold: Hold) -> tuple[str, ...]:
    """The parts of which every joint is pinned."""
    return tuple(part for part, joints in PART_JOINTS.items() if all(joint in hold.pins for joint in joints))


def _body(document: Document) -> Body | None:
    if document.refined is not None:
        return document.refined.body
    return document.person.initial if document.person is not None else None


def _push(document: Document, words: str, **changes: object) -> None:
    person = document.person
    if person is not None:
        hold = replace(person.hold, **changes)  # type: ignore[arg-type]
        if hold != person.hold:
            document.undo_stack.push(SetHold(document, person, hold, words))
