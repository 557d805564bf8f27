"""What a person does about hypotheses, as undoable commands: answering a question, taking another reading of the photograph over."""

from __future__ import annotations

from dataclasses import replace

from app.commands import EditDescription, ReplacePerson, part_title
from app.document import Document
from app.hypothesis_requests import Offer, OtherReading
from core.formats.json_node import MAX_TEXT
from core.observation import INSIST, Description


def do_answer(document: Document, offer: Offer) -> None:
    """The answer becomes a statement of its part's text, on which the person insists."""
    old = document.description(offer.part)
    after = _insisting(old, offer)
    if document.person_id is not None and after != old:
        words = f"Answer about the {part_title(offer.part)}"
        document.undo_stack.push(EditDescription(document, document.person_id, offer.part, after, words))


def do_take_over(document: Document, reading: OtherReading) -> None:
    """Another reading of the photograph becomes the initial body, and its depths are said: the run alone would turn some limbs back."""
    person = document.person
    if person is None:
        return
    texts = dict(person.descriptions or {})
    for offer in reading.said:
        texts[offer.part] = _insisting(texts.get(offer.part, Description("", "person")), offer)
    after = replace(person, initial=reading.body, descriptions=texts)
    document.undo_stack.push(ReplacePerson(document, after, "Take another reading over"))


def _insisting(old: Description, offer: Offer) -> Description:
    """A part's description with an answer added. A draft gives way to it: it describes the body that is in doubt."""
    from core.language.difference import appended

    before = old.text if old.source == "person" and old.enabled else ""
    kept = old.emphasis if old.source == "person" else ()
    emphasis = (*((name, factor) for name, factor in kept if name != offer.posecode), (offer.posecode, INSIST))
    return replace(
        old,
        text=appended(before, offer.clause)[:MAX_TEXT],
        source="person",
        enabled=True,
        emphasis=emphasis,
        support=(),
        remarks=(),
    )
