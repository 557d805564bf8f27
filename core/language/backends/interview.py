"""Asking a vision-language model about one person, part by part or about all at once, and making descriptions of what it says.

    picture -> question -> answer (streamed) -> cleaned -> understood -> consensus of the wordings -> left and right checked -> description

A part of which nothing sensible comes keeps its text, with one sentence why. When the model is plainly no use (three parts in a row without a sensible
answer and none with one) nobody is kept waiting for the rest.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import InputError
from core.language.backends.answers import cleaned, refuses, senseless, unseen, without_thoughts
from core.language.backends.asked import Asked
from core.language.backends.choice import DescriberChoice
from core.language.backends.json_answers import looks_like_data, parts_of, value_for
from core.language.backends.picture import picture_of
from core.language.backends.subject import Cancelled, NoAnswer, Picture, Subject, VisionModel
from core.language.prompts import Prompts, prompts_in_force
from core.observation import Description

if TYPE_CHECKING:
    from core.body.model import BodyModel
    from core.language.backends.swap import SwapCheck

SHOW_S = 0.05
"""Pieces of an answer come many a second; they are passed on at this pace."""
HOPELESS = 3
"""After so many parts without a sensible answer, and none with one, asking stops."""
ALL_TOKENS = 5
"""The answer about all ten parts may be so many times as long as one about a single part."""
MOST_TOKENS = 8192


@dataclass(frozen=True)
class _Answer:
    """One raw answer; ``cut``: it broke off because it was too long. ``failure``: why there is none, as a phrase."""

    raw: str
    cut: bool = False
    refused: bool = False
    failure: str = ""


@dataclass
class _Progress:
    """What is known while one person is described."""

    parts: Sequence[str]
    done: set[str] = field(default_factory=set)
    written: set[str] = field(default_factory=set)
    reasons: list[str] = field(default_factory=list)
    lost_in_a_row: int = 0

    def event(self, part: str | None, message: str, partial: str = "") -> Asked:
        return Asked(part, None, partial, len(self.done), len(self.parts), message)


class VisionDescriber:
    """Describes by asking a vision-language model.

    Args:
        model: who is asked.
        choice: how.
        body_model: for the check of left and right against the initial body; None: no check.
        prompts: where a person's copy of the prompts would be; None: the usual place.
    """

    def __init__(
        self,
        model: VisionModel,
        choice: DescriberChoice,
        body_model: Callable[[], BodyModel] | None = None,
        prompts: Path | None = None,
    ) -> None:
        self.source = choice.source
        self._model, self._choice, self._body_model, self._prompts_path = model, choice, body_model, prompts

    def ask(self, subject: Subject, cancelled: Cancelled) -> Iterator[Asked]:
        """See ``Describer``."""
        prompts = prompts_in_force(self._prompts_path)
        picture = picture_of(subject, self._choice.picture_side)
        before = f"{prompts.before} {prompts.marked}" if picture.marked else prompts.before
        progress = _Progress(subject.parts)
        name = self._model.name
        yield progress.event(None, f"Asking {name}")
        for piece in self._model.prepare(cancelled):
            yield progress.event(None, piece.message or f"Asking {name}")
        if cancelled():
            return
        check = self._check(subject)
        if self._choice.one_call:
            yield from self._ask_all(picture, before, prompts, progress, check, cancelled)
        for part in subject.parts:
            if cancelled():
                return
            if part not in progress.done:
                yield from self._ask_part(part, picture, before, prompts, progress, check, cancelled)
                self._look_for_sense(progress, cancelled)
        if not cancelled() and not progress.written and progress.reasons:
            raise InputError(self._hopeless(progress))

    # ------------------------------------------------------------------------------------------- one part

    def _ask_part(
        self,
        part: str,
        picture: Picture,
        before: str,
        prompts: Prompts,
        progress: _Progress,
        check: SwapCheck | None,
        cancelled: Cancelled,
    ) -> Iterator[Asked]:
        wordings = prompts.parts[part][: self._choice.wordings]
        about = f"Asking {self._model.name} about the {part.replace('_', ' ')}"
        answers: list[_Answer] = []
        for k, wording in enumerate(wordings):
            message = about if len(wordings) == 1 else f"{about} (wording {k + 1} of {len(wordings)})"
            yield progress.event(part, message)
            try:
                answers.append(
                    (
                        yield from self._stream(
                            part, message, picture, before, wording, self._choice.max_tokens, progress, cancelled
                        )
                    )
                )
                progress.lost_in_a_row = 0
            except NoAnswer as lost:
                answers.append(_Answer("", failure=str(lost)))
                self._count_loss(progress, str(lost))
            if cancelled():
                return
        yield self._finished(part, answers, progress, check, about)

    def _stream(
        self, part: str | None, message: str, picture: Picture, before: str, question: str, max_tokens: int, progress: _Progress, cancelled: Cancelled
    ) -> Generator[Asked, None, _Answer]:  # fmt: skip
        """Passes the pieces of one answer on; returns the answer."""
        raw, cut, refused, shown_at = "", False, False, 0.0
        for piece in self._model.answer(picture, before, question, max_tokens, cancelled):
            raw = "" if piece.restart else raw + piece.text
            cut, refused = cut or piece.cut, refused or piece.refused
            now = time.monotonic()
            if piece.message:
                yield progress.event(part, piece.message)
            elif piece.text and part is not None and now - shown_at >= SHOW_S:
                shown_at = now
                yield progress.event(part, message, _showable(raw))
        return _Answer(raw, cut, refused)

    def _finished(
        self, part: str, answers: Sequence[_Answer], progress: _Progress, check: SwapCheck | None, message: str
    ) -> Asked:
        """The event that ends a part: its description, or why it keeps its text."""
        texts: list[str] = []
        reasons: list[str] = []
        for answer in answers:
            text, reason = self._judged(part, answer)
            (texts if text else reasons).append(text or reason)
        progress.done.add(part)
        done, total = len(progress.done), len(progress.parts)
        if not texts:
            progress.reasons.append(reasons[0])
            name = part.replace("_", " ")
            problem = f"The {name} keeps its text: {self._model.name} {reasons[0]}."
            return Asked(part, None, "", done, total, message, problem)
        from core.language.backends.consensus import consensus

        agreed = consensus(part, texts)
        swaps = check.remarks(part, agreed.text) if check is not None else ()
        progress.written.add(part)
        description = Description(agreed.text, self.source, support=agreed.support, remarks=(*swaps, *agreed.remarks))
        return Asked(part, description, agreed.text, done, total, message)

    def _judged(self, part: str, answer: _Answer) -> tuple[str, str]:
        """(text, "") or ("", reason as a predicate)."""
        if answer.failure:
            return "", f"gave {answer.failure}"
        if answer.refused or refuses(answer.raw):
            return "", "declined to describe it"
        text = cleaned(answer.raw, cut=answer.cut)
        if looks_like_data(text):
            # Asked for a sentence, some models answer with an object all the same: its value is the sentence, what cannot be read is nonsense.
            text = cleaned(value_for(part, answer.raw), cut=answer.cut)
            if not text or looks_like_data(text):
                return "", "answered in data that cannot be read"
        if not text and answer.cut and answer.raw.strip():
            return "", "thought for longer than an answer may be; allow longer answers"
        if not text:
            return "", "gave an empty answer"
        if unseen(text):
            return "", "says that it cannot be seen"
        if senseless(text, part):
            return "", f'answered something that is not about the pose ("{_short(text)}")'
        return text, ""

    # ------------------------------------------------------------------------------------------- all parts

    def _ask_all(
        self,
        picture: Picture,
        before: str,
        prompts: Prompts,
        progress: _Progress,
        check: SwapCheck | None,
        cancelled: Cancelled,
    ) -> Iterator[Asked]:
        """One question about all parts; what comes of it fills the rows, what is missing is left to be asked singly."""
        message = f"Asking {self._model.name} about all parts at once"
        raw, cut, refused, looked_at = "", False, False, 0.0
        tokens = min(MOST_TOKENS, ALL_TOKENS * self._choice.max_tokens)
        yield progress.event(None, message)
        try:
            for piece in self._model.answer(picture, before, prompts.all_at_once, tokens, cancelled):
                raw = "" if piece.restart else raw + piece.text
                cut, refused = cut or piece.cut, refused or piece.refused
                now = time.monotonic()
                if piece.message:
                    yield progress.event(None, piece.message)
                elif piece.text and now - looked_at >= SHOW_S:
                    looked_at = now
                    yield from self._take(parts_of(raw, finished=False), progress, check, message)
            progress.lost_in_a_row = 0
        except NoAnswer as lost:
            self._count_loss(progress, str(lost))
        if cancelled():
            return
        if not refused:
            yield from self._take(parts_of(raw, finished=not cut), progress, check, message)
        if len(progress.done) < len(progress.parts):
            missing = len(progress.parts) - len(progress.done)
            yield progress.event(
                None,
                f"{missing} {'part is' if missing == 1 else 'parts are'} missing from the answer and asked for singly",
            )

    def _take(
        self, found: dict[str, str], progress: _Progress, check: SwapCheck | None, message: str
    ) -> Iterator[Asked]:
        for part in progress.parts:
            if part in found and part not in progress.done:
                answer = _Answer(found[part])
                text, reason = self._judged(part, answer)
                if text or "cannot be seen" in reason:
                    yield self._finished(part, [answer], progress, check, message)

    # ---------------------------------------------------------------------------------------- giving up

    def _count_loss(self, progress: _Progress, phrase: str) -> None:
        """A question without an answer: the first one, or two in a row, mean that nobody is there."""
        progress.lost_in_a_row += 1
        if not progress.written or progress.lost_in_a_row > 1:
            rest = "the other texts stay as they were" if progress.written else "all texts stay as they were"
            raise InputError(
                f"{self._model.name} gave {phrase}; {rest}. Look whether it is running, or allow it more time."
            )

    def _look_for_sense(self, progress: _Progress, cancelled: Cancelled) -> None:
        if not progress.written and len(progress.reasons) >= HOPELESS and not cancelled():
            raise InputError(self._hopeless(progress))

    def _hopeless(self, progress: _Progress) -> str:
        return f"{self._model.name} described nothing (it {progress.reasons[0]}); all texts stay as they were. Choose another model or other prompts."

    def _check(self, subject: Subject) -> SwapCheck | None:
        if subject.body is None or self._body_model is None:
            return None
        from core.language.backends.swap import SwapCheck

        return SwapCheck(self._body_model(), subject.body, subject.keypoints)


def _showable(raw: str) -> str:
    """What has come of an answer, for showing while it is being written."""
    return "" if not without_thoughts(raw) else cleaned(raw)


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:37].rstrip() + "..."
