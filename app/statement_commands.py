"""What a person can do to single statements of a description, as undoable commands: insist on them, switch them off, take clauses over.

Beside ``app.commands``, which has the commands on whole descriptions. An emphasis belongs to posecodes by name, so that it outlives edits of the
words as long as the same thing is still said.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from app.commands import EditDescription, SetGuidance, SetKeypoint, do_write_descriptions, part_title
from app.document import Document
from app.reading import Reading
from core.body.skeleton import PARTS
from core.formats.json_node import MAX_TEXT
from core.observation import INSIST, Description

OFF, PLAIN = 0.0, 1.0
_VERBS = {OFF: "Switch off", PLAIN: "No more emphasis on", INSIST: "Let words win:"}
_WORDS_SHOWN = 40


def do_emphasise(document: Document, part: str, posecodes: Iterable[str], factor: float, words: str = "") -> None:
    """A person switched statements off (0), insisted on them (``INSIST``), or went back to plain (1)."""
    old = document.description(part)
    emphasis = dict(old.emphasis)
    for name in posecodes:
        if factor == PLAIN:
            emphasis.pop(name, None)
        else:
            emphasis[name] = factor
    shown = words if len(words) <= _WORDS_SHOWN else words[: _WORDS_SHOWN - 1] + "…"
    _push(
        document, part, replace(old, emphasis=tuple(emphasis.items())), f"{_VERBS.get(factor, 'Emphasise')} “{shown}”"
    )


def do_add_clause(document: Document, part: str, clause: str) -> None:
    """A person took something that the body does over into the text."""
    from core.language.difference import appended

    old = document.description(part)
    text = appended(old.text, clause)
    _push(document, part, _typed(old, text), f"Add to the {part_title(part)}'s description")


def do_put_example(document: Document, part: str, text: str) -> None:
    """A person tried one of the guide's examples: it takes the place of the text."""
    _push(document, part, _typed(document.description(part), text), f"Try an example for the {part_title(part)}")


def do_swap_sides(document: Document, part: str) -> None:
    """A person agreed that the describer took left for right: words are swapped, or rows, and the remarks that said so are answered."""
    from core.language.backends.swap import put_right

    after = put_right({p: document.description(p) for p in PARTS}, part)
    words = f"Swap left and right in the {part_title(part)}'s description"
    if document.person_id is not None:
        do_write_descriptions(document, document.person_id, after, words)


def do_dismiss_remark(document: Document, part: str, text: str) -> None:
    """A person has read a remark on a describer's text and does not want to see it again."""
    old = document.description(part)
    _push(document, part, replace(old, remarks=tuple(r for r in old.remarks if r.text != text)), "Dismiss a remark")


def _typed(old: Description, text: str) -> Description:
    """Another text by a person: what is known of a model's text does not hold for it."""
    return replace(old, text=text[:MAX_TEXT], source="person", support=(), remarks=())


def _push(document: Document, part: str, after: Description, words: str) -> None:
    if document.person_id is not None and after != document.description(part):
        document.undo_stack.push(EditDescription(document, document.person_id, part, after, words))


def settle_emphasis(document: Document, person_id: str, reading: Reading) -> None:
    """Drops the emphasis on what a text no longer says, in the undo step of the edit that unsaid it.

    Within one gesture of typing a statement may be gone for a moment and come back: its emphasis comes back with it.
    """
    command = _last_edit(document, person_id, reading.part)
    if command is None or command.after is None or command.after.text != reading.text:
        return
    kept = dict(command.after.emphasis)
    typed = command.gesture is not None  # a reset, too, is an edit, but it takes the emphasis back on purpose
    if typed and command.before is not None and command.before.text != command.after.text:
        kept = {**dict(command.before.emphasis), **kept}
    emphasis = tuple((name, factor) for name, factor in kept.items() if reading.says(name))
    if emphasis != command.after.emphasis:
        command.after = replace(command.after, emphasis=emphasis)
        document.set_description(person_id, reading.part, command.after)


def _last_edit(document: Document, person_id: str, part: str) -> EditDescription | None:
    """The command that made a part's present description, if nothing but small edits elsewhere came after it."""
    stack = document.undo_stack
    for index in range(stack.index() - 1, -1, -1):
        command = stack.command(index)
        if isinstance(command, EditDescription):
            if command.target == (person_id, part):
                return command
        elif not isinstance(command, SetGuidance | SetKeypoint):
            return None
    return None
