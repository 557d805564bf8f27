"""Left taken for right: the known weakness of vision-language models. Swapping the words of a text, and telling when they are likely swapped.

A text is compared with its mirror image on the initial body: where the mirrored statements hold clearly better than the statements themselves, the
model most likely described the other side. Each statement counts by how sure the keypoints are of the joints that it speaks of, and less where it
rests on depth, which the initial body may have wrong.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from core.body.constraint import LEVER, Comparison, Constraint, Measure
from core.body.skeleton import mirrored_name
from core.language.places import first_side, swap_sides
from core.observation import Body, Description, Keypoint, Remark

if TYPE_CHECKING:
    from core.body.model import BodyModel
    from core.language.posecodes import Posecode
    from core.language.understanding import Statement

SOFT = 0.20
"""How far (m; angles by ``LEVER``) outside its interval a statement counts as wholly missed."""
CLEAR = 0.5
"""Mean gain per unit of weight from which on the mirrored text fits clearly better. Chosen with ``evaluate swaps``."""
ENOUGH = 0.2
"""Total gain that is needed: one statement about joints in plain view, or several about doubtful ones."""
UNSEEN = 0.15
"""How sure a joint is of which no keypoint is known."""
HIDDEN = 0.4
"""How much an occluded keypoint's confidence counts."""
DEPTH = 0.6
"""How much a statement counts that rests on what lies in front of what."""

_AFTER_ADVERB = (
    "above|over|below|under|underneath|beneath|behind|beside|besides|before|in|next|on|at|by|against|near|along|up|down|there|here|now|away|after|across|"
    "around|through|between|off|out|from|onto|into|outside|inside|where|close"
)
_SIDE = re.compile(
    r"""
    \b(?P<word>left|right)
    (?P<rest> (?=s?\b) | (?=(?:ward|wards|most|ish|hand|handed|foot|footed|side)\b) )
    (?! [\s-]+angle | [\s-]+triangle )
    """,
    re.I | re.X,
)
_ADVERB = re.compile(rf"\s+(?:{_AFTER_ADVERB})\b", re.I)
_OWNED = re.compile(
    r"(?:\b(?:the|his|her|their|its|your|my|own|to|from|far|lower|upper|facing)|['’]s?|[(/-])\s*$", re.I
)
_OPENS = re.compile(r"(?:\A|[,;.]|\b(?:and|or|with|crossed|folded))\s*$", re.I)
_AGAINST_LEFT = re.compile(r"\s+\w+(?:\s+\w+){0,3}?\s+left\b", re.I)
_LEFT_ALONE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|has|have|had|it|them|arms?|hands?|legs?|fe+o?t)\s+$", re.I
)
_LEFT_VERB = re.compile(
    r"""\s+(?: hanging | free | open | loose(?:ly)? | relaxed | alone | dangling | to\s+(?:hang|rest|dangle|fall) | out\b(?!\s+to)
      | behind\b(?!\s+(?:the|his|her|their)) | bare | empty )""",
    re.I | re.X,
)
_LETTER = re.compile(r"(?<=\()(?P<letter>[LR])(?=\))")


def swapped_text(text: str) -> str:
    """The text with left and right exchanged, its letters' case kept: "Left-hand" -> "Right-hand", "the LEFT" -> "the RIGHT".

    What is no side stays: a right angle, "right above the knee", "upright", "is left hanging".
    """

    def turned(found: re.Match[str]) -> str:
        word = found["word"]
        before, after = text[: found.start()], text[found.end() :]
        owned = _OWNED.search(before[-24:]) or (_OPENS.search(before[-24:]) and _AGAINST_LEFT.match(after))
        if word.lower() == "right" and _ADVERB.match(after) and not owned:
            return word  # "right above the knee"
        if word.lower() == "left" and _LEFT_VERB.match(after) and _LEFT_ALONE.search(before[-12:]):
            return word
        other = "right" if word.lower() == "left" else "left"
        return other.upper() if word.isupper() else other.capitalize() if word[0].isupper() else other

    return _LETTER.sub(lambda m: "R" if m["letter"] == "L" else "L", _SIDE.sub(turned, text))


def put_right(descriptions: Mapping[str, Description], part: str) -> dict[str, Description]:
    """What one click on a likely swap changes: part -> its new description, for the rows concerned only.

    The sides in the row's words are exchanged. Where the other side's row is likely swapped too, or says nothing and the words begin with the row's own
    side, or the words name no side, the two rows change places as well: the model described the other limb. A row that a person wrote stays.
    """
    other = mirrored_name(part)
    own, twin = descriptions.get(part, Description("")), descriptions.get(other, Description(""))
    moves = not twin.text.strip() and first_side(own.text) == part.split("_")[0]  # what it says of its own limb holds for the other
    both = any(remark.kind == "swap" for remark in twin.remarks) or swapped_text(own.text) == own.text or moves
    if other == part or not both or (twin.source == "person" and twin.text.strip()):
        return {part: _swapped(own)}
    return {part: _swapped(twin), other: _swapped(own)}


def _swapped(old: Description) -> Description:
    """A description with its words' sides exchanged, and what hangs on its statements with them."""
    remarks = tuple(remark for remark in old.remarks if remark.kind != "swap")
    support, emphasis = (
        tuple((swap_sides(name), value) for name, value in pairs) for pairs in (old.support, old.emphasis)
    )
    return replace(old, text=swapped_text(old.text), remarks=remarks, emphasis=emphasis, support=support)


class SwapCheck:
    """Checks the texts of one person against the initial body and the keypoints."""

    def __init__(self, body_model: BodyModel, body: Body, keypoints: Mapping[str, Keypoint]) -> None:
        self._points, self._height = body_model.points(body), body_model.height(body)
        self._sure = {name: _sureness(point) for name, point in keypoints.items()}
        self._known: dict[str, float] = {}

    def remarks(self, part: str, text: str) -> tuple[Remark, ...]:
        """A remark when the text's sides are likely swapped; none otherwise."""
        from core.language.understanding import understand

        if self.gain(understand(text, part).statements) is None:
            return ()
        name = part.replace("_", " ")
        if part == mirrored_name(part):
            return (
                Remark(
                    "swap",
                    f"Left and right may be swapped: with the sides exchanged, this text of the {name} fits the picture better.",
                ),
            )
        return (
            Remark(
                "swap",
                f"Left and right may be swapped: this fits the {mirrored_name(part).replace('_', ' ')} in the picture better than the {name}.",
            ),
        )

    def gain(self, statements: tuple[Statement, ...]) -> float | None:
        """How much better the mirrored statements fit, 0..1; None unless clearly better."""
        total, weights = 0.0, 0.0
        for s in statements:
            own, mirror = self.fits(s)
            weight = s.confidence * self._weight(s.posecode)
            if own == mirror:
                continue  # the same on both sides: says nothing about them
            total += weight * (mirror - own)
            weights += weight
        if weights <= 0 or total < ENOUGH or total / weights < CLEAR:
            return None
        return total / weights

    def fits(self, statement: Statement) -> tuple[float, float]:
        """How well a statement holds as it is and mirrored, each 0..1."""
        return self._fit(statement, False), self._fit(statement, True)

    def _fit(self, statement: Statement, mirrored: bool) -> float:
        codes = [c for c in (statement.posecode, statement.alternative) if c is not None]
        return max(self._satisfied(c.mirrored() if mirrored else c) for c in codes)

    def _satisfied(self, code: Posecode) -> float:
        """1 where all constraints hold, falling to 0 at ``SOFT`` outside."""
        return min((self._constraint(c) for c in code.constraints), default=1.0)

    def _constraint(self, constraint: Constraint) -> float:
        import torch

        from core.body.measures import MeasureTable

        key = repr(constraint)
        if key not in self._known:
            with torch.inference_mode():
                value = float(MeasureTable([constraint]).values(self._points, self._height)[0, 0])
            miss = max(constraint.low - constraint.slack - value, value - constraint.high - constraint.slack, 0.0)
            self._known[key] = max(0.0, 1.0 - miss * (LEVER if constraint.measure.is_angle else 1.0) / SOFT)
        return self._known[key]

    def _weight(self, code: Posecode) -> float:
        """How sure the picture is of what the posecode is about, on the less sure of the two sides."""
        measures = [m for c in code.constraints for m in _measures(c)]
        names = {name for m in measures for point in m.points for name in point.split("+")}
        sure = min((min(self._of_point(name), self._of_point(mirrored_name(name))) for name in names), default=UNSEEN)
        deep = any(m.axis is not None and m.axis.split("/")[0] in ("front", "back") for m in measures)
        return sure * (DEPTH if deep else 1.0)

    def _of_point(self, name: str) -> float:
        """How sure a point of the body is: its own keypoint's confidence, else that of the nearest joint which detectors give."""
        side, _, bare = name.partition("_")
        nearest = _KEYPOINT_OF.get(bare if side in ("left", "right") else name, "")
        given = [self._sure[k] for k in (name, f"{side}_{nearest}", nearest) if k in self._sure]
        if given:
            return given[0]
        return UNSEEN if side in ("left", "right") else 1.0  # the trunk is where the person is


_KEYPOINT_OF = {
    "hand": "wrist", "thumb": "wrist", "middle": "wrist", "ring": "wrist", "pinky": "wrist", "palm": "wrist", "foot": "ankle", "collar":
    "shoulder", "small_toe": "ankle", "big_toe": "ankle", "heel": "ankle", "index": "wrist", "head": "nose", "palm_left": "wrist", "palm_up":
    "wrist", "palm_front": "wrist",
}  # fmt: skip
"""Points of the body that are no keypoints -> the keypoint of the same side that tells most of them."""


def _sureness(keypoint: Keypoint) -> float:
    if keypoint.visibility == "absent":
        return UNSEEN
    return max(UNSEEN, keypoint.confidence * (HIDDEN if keypoint.visibility == "occluded" else 1.0))


def _measures(constraint: Constraint) -> tuple[Measure, ...]:
    m = constraint.measure
    return (m.first, m.second) if isinstance(m, Comparison) else (m,)
