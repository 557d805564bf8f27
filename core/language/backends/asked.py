"""What happens while a describer is asked: the events from which rows fill, a progress line moves, and a refusal is told."""

from __future__ import annotations

from dataclasses import dataclass

from core.observation import Description


@dataclass(frozen=True)
class Asked:
    """Something happened while a describer was asked.

    Attributes:
        part: the part that it is about; None: about the whole (connecting, loading, waiting before another try).
        description: the finished text of the part; None while it is still being written, or where the part keeps the text it has.
        partial_text: what has come of the answer so far, cleaned for showing; not to be stored.
        done: parts finished so far, whether they got a text or keep the one they have.
        total: parts asked for.
        message: what is going on, for the progress line ("Asking qwen about the left arm"); never empty.
        problem: one sentence why this part keeps the text it has; empty when all is well. Only on the event that finishes a part.
    """

    part: str | None
    description: Description | None
    partial_text: str
    done: int
    total: int
    message: str
    problem: str = ""

    @property
    def finished(self) -> bool:
        """Whether this event ends a part: with a text, or with the reason why it has none."""
        return self.part is not None and (self.description is not None or bool(self.problem))
