"""Ask me: the question whose answer would tell the hypotheses apart best, with its answers as clauses that can be put into a part's text.

A question has two or three answers, each a clause that is understood as exactly one posecode; the posecodes are judged on all hypotheses in one
batch. What it is worth is by how much the bodies' spread is expected to shrink once the answer is known:

    gain = sum_a p(a) (V - V_a),   p(a) = sum_h p(h) p(a | h)

with V the variance of the root-aligned joints over the hypotheses h, V_a the same once a is known, and p(a | h) soft: a body on the edge between two
answers tells nothing of either.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.ask_depth import NONE_OF_THESE, WHICH_IS_TRUE, clause, depths_told_apart, label, worth_naming
from core.body.segments import SEGMENTS, LimbSegment
from core.body.skeleton import PARTS
from core.hypotheses import Hypotheses, rooted
from core.language.places import first_side, swap_sides
from core.language.posecodes import Posecode, canonical
from core.language.understanding import understand
from core.observation import Array, Observation, Person

if TYPE_CHECKING:
    from torch import Tensor

    from core.body.kinematics import Points

SOFT = 0.03
"""Metres inside a posecode's bounds at which a body tells an answer about three times as likely as on the edge."""
WORTH_ASKING = 0.0005
"""Square metres (summed over the joints) of expected gain below which nothing is worth asking."""
LESS_SURE = 0.5
"""What an answer counts that is not about depth: beside keypoints the run follows it less surely than an order in depth."""
CANNOT_TELL = "can't tell"
SHOWN_BY: dict[str, tuple[str, ...]] = {
    f"{side}_{part}": (f"{side}_{joint}",)
    for side in ("left", "right")
    for part, joint in (("arm", "elbow"), ("hand", "wrist"), ("leg", "knee"), ("foot", "ankle"))
}
"""The keypoints of which one must be in the picture for a person to tell how a limb's part is."""


@dataclass(frozen=True)
class Answer:
    """One answer: the ``label`` of its button, the ``clause`` that it adds to the part's text, the name of the posecode that the clause is understood as.

    ``part``: whose text that is, where it is another one than the question's.
    """

    label: str
    clause: str
    posecode: str
    part: str = ""


@dataclass(frozen=True)
class Question:
    """A question about one part's text.

    Attributes:
        part: whose text the answer's clause belongs to.
        text: the question, with a question mark.
        answers: two or three, or where several depths are put at once up to six; beside them a person may always say ``CANNOT_TELL``, which changes no text.
        gain: by how much the variance of the joints is expected to shrink, m^2 summed over the joints (0 where no hypotheses were given).
        chances: how likely each answer is by the hypotheses; what is missing to 1 is none of them.
        otherwise: the words of the button that changes no text.
    """

    part: str
    text: str
    answers: tuple[Answer, ...]
    gain: float = 0.0
    chances: tuple[float, ...] = ()
    otherwise: str = CANNOT_TELL


# ------------------------------------------------------------------------------------------------- what can be asked

_NEARER, _FARTHER = "nearer", "farther away"


def _in_depth(part: str, subject: str, other: str) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    text = f"Is the {subject} nearer to the camera than the {other}, or farther away?"
    nearer, farther = (f"the {subject} is {words} the camera than the {other}" for words in ("nearer to", "farther from"))
    return part, text, ((_NEARER, nearer), (_FARTHER, farther))


_LEFT: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    _in_depth("left_arm", "left elbow", "left shoulder"),
    _in_depth("left_hand", "left hand", "left elbow"),
    _in_depth("left_hand", "left hand", "left shoulder"),
    _in_depth("left_leg", "left knee", "left hip"),
    _in_depth("left_foot", "left ankle", "left knee"),
    _in_depth("left_foot", "left ankle", "left hip"),
    (
        "left_hand", "Is the left hand in front of the torso or behind it?",
        (("in front of it", "the left hand is in front of the torso"), ("behind it", "the left hand is behind the torso")),
    ),
    (
        "left_arm", "Does the left elbow point forward or backward?",
        (("forward", "the left elbow points forward"), ("backward", "the left elbow points backward")),
    ),
    (
        "left_arm", "Is the left elbow straight, or bent?",
        (("straight", "the left elbow is straight"), ("bent", "the left elbow is bent")),
    ),
    (
        "left_arm", "Does the left arm hang down, or is it raised?",
        (("it hangs down", "the left arm hangs down"), ("it is raised", "the left arm is raised")),
    ),
    (
        "left_leg", "Is the left knee straight, or bent?",
        (("straight", "the left knee is straight"), ("bent", "the left knee is bent")),
    ),
    (
        "left_leg", "Is the left leg stretched forward or backward?",
        (("forward", "the left leg is forward"), ("backward", "the left leg is back")),
    ),
    (
        "left_foot", "Is the left foot on the ground or off it?",
        (("on the ground", "the left foot is on the ground"), ("off the ground", "the left foot is off the ground")),
    ),
)  # fmt: skip
_MIDLINE: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    _in_depth("left_hand", "left hand", "right hand"),
    _in_depth("left_leg", "left knee", "right knee"),
    _in_depth("left_foot", "left foot", "right foot"),
    (
        "left_hand", "Is the left hand in front of the right hand or behind it?",
        (("in front of it", "the left hand is in front of the right hand"), ("behind it", "the left hand is behind the right hand")),
    ),
    (
        "left_foot", "Is the left foot in front of the right foot or behind it?",
        (("in front of it", "the left foot is in front of the right foot"), ("behind it", "the left foot is behind the right foot")),
    ),
    (
        "torso", "Does the torso lean forward, lean back, or is it upright?",
        (("it leans forward", "the torso leans forward"), ("it leans back", "the torso leans back"), ("it is upright", "the torso is upright")),
    ),
    (
        "torso", "Is the torso turned to the left or to the right?",
        (("to the left", "the torso is turned to the left"), ("to the right", "the torso is turned to the right")),
    ),
    (
        "head", "Does the head look down, look up, or straight ahead?",
        (("down", "the head is bowed"), ("up", "the head looks up"), ("straight ahead", "the head faces forward")),
    ),
    (
        "head", "Is the head turned to the left or to the right?",
        (("to the left", "the head is turned to the left"), ("to the right", "the head is turned to the right")),
    ),
)  # fmt: skip


@lru_cache(maxsize=1)
def questions() -> tuple[Question, ...]:
    """All questions whose answers are each understood as exactly one posecode."""
    rows = [*_LEFT, *((swap_sides(p), swap_sides(t), tuple((swap_sides(a), swap_sides(c)) for a, c in answers)) for p, t, answers in _LEFT)]
    found = []
    for part, text, answers in (*rows, *_MIDLINE):
        part = part.replace("left_", "right_") if first_side(text) == "right" else part
        read = [_understood(clause, part) for _, clause in answers]
        if all(code is not None for code in read):
            given = tuple(Answer(label, clause, code.name) for (label, clause), code in zip(answers, read, strict=True) if code)
            found.append(Question(part, text, given))
    return tuple(found)


@lru_cache(maxsize=256)
def _understood(clause: str, part: str) -> Posecode | None:
    """The one posecode that a clause in a part's text is understood as, or None."""
    heard = understand(clause[:1].upper() + clause[1:] + ".", part)
    codes = [s.posecode for s in heard.statements]
    return codes[0] if len(codes) == 1 and not heard.not_understood else None


def posecode_of(part: str, answer: Answer) -> Posecode:
    """The posecode of an answer in a part's text (its own part's where it names one). Raises ValueError for a clause that is not understood as one."""
    code = _understood(answer.clause, answer.part or part)
    if code is None:
        raise ValueError(f'"{answer.clause}" is not understood as one statement')
    return code


def depth_answer(segment: LimbSegment, nearer: bool) -> Answer:
    """The answer that a limb segment's end is nearer to the camera than its base, or farther from it."""
    said = clause(segment, nearer)
    code = _understood(said, segment.part)
    assert code is not None, said
    return Answer(label(segment, nearer), said, code.name, segment.part)


def what_tells(shown: Array, other: Array) -> tuple[Answer, ...]:
    """What must be said for the run to come to another body's depths: see ``core.ask_depth.depths_told_apart``."""
    return tuple(depth_answer(*one) for one in depths_told_apart(shown, other))


# ------------------------------------------------------------------------------------------------- what is worth asking


def ranked(
    found: Hypotheses,
    points: Points,
    heights: Tensor,
    said: Sequence[Posecode] = (),
    asked: Collection[str] = (),
    parts: Collection[str] = PARTS,
    unseen: Collection[str] = (),
) -> list[Question]:
    """Questions worth asking, the best first, with their gain.

    Args:
        found: the hypotheses; ``points`` and ``heights`` [N] are theirs, in the same order.
        said: what the texts already say: nobody is asked that again.
        asked: texts of questions that were put before.
        parts: questions about these only; who asks about a part that looks wrong is asked even what the hypotheses take for all but settled.
        unseen: parts that the photograph does not show: nobody can tell how they are.
    """
    known = {canonical(c)[0] for code in said for c in code.constraints}
    about = set(parts) - set(unseen)
    open_ = [q for q in questions() if q.text not in asked and q.part in about and not _touches(q, known)]
    several = None
    if WHICH_IS_TRUE in asked:  # none of them was true: the segments lie as they are shown
        open_ = [q for q in open_ if q.text not in _SEGMENT_QUESTIONS]
    else:
        several = which_is_true(found, about, known, named=set(parts) < set(PARTS))
    if not open_ or len(found.items) < 2:
        return [several] if several is not None else []
    likelihoods = found.likelihoods
    joints = rooted(np.stack([h.joints_3d for h in found.items]))
    whole = _variance(joints, likelihoods)
    worth = []
    for question, belief in zip(open_, _beliefs(open_, points, heights), strict=True):
        joint = likelihoods[:, None] * belief  # [N, answers]
        chances = joint.sum(0)
        gain = sum(chance * (whole - _variance(joints, share)) for chance, share in zip(chances, joint.T, strict=True) if chance > 1e-6)
        gain *= 1.0 if "the camera" in question.text else LESS_SURE
        if gain > (WORTH_ASKING if set(parts) >= set(PARTS) else 0.0):
            worth.append(replace(question, gain=float(gain), chances=tuple(float(c) for c in chances)))
    worth.sort(key=lambda q: -q.gain)
    return [several, *worth] if several is not None else worth


_SEGMENT_QUESTIONS = frozenset(_in_depth(s.part, s.subject, s.other)[1] for s in SEGMENTS)


def which_is_true(found: Hypotheses, parts: Collection[str], known: Collection[object], named: bool) -> Question | None:
    """The question that puts several depths at once; None where fewer than two segments are worth an answer.

    Args:
        parts: segments of these only.
        known: what the texts say of measures, as ``canonical`` has them: nobody is asked that again.
        named: a person has named the parts.
    """
    if found.turned is None:
        return None
    named_depths = [depth_answer(*one) for one in worth_naming(found.turned, found.items[0].joints_3d, parts, named)]
    answers = [a for a in named_depths if not any(canonical(c)[0] in known for c in posecode_of(a.part, a).constraints)]
    if len(answers) < 2:
        return None
    return Question(answers[0].part, WHICH_IS_TRUE, tuple(answers), float(found.turned.max()), otherwise=NONE_OF_THESE)


def answered(question: Question, points: Points, height: Tensor) -> Answer | None:
    """The answer that is true of one body (batch of one), as a person who knows would give it; None: none of them ("can't tell")."""
    best, widest = None, 0.0
    for answer, margin in zip(question.answers, _margins([question], points, height)[0][0], strict=True):
        if margin >= widest:
            best, widest = answer, float(margin)
    return best


def unseen_parts(person: Person, observation: Observation) -> frozenset[str]:
    """Parts that the photograph cannot show: all the keypoints that would show them are marked absent or lie outside the image."""
    width, height = observation.image_size

    def hidden(name: str) -> bool:
        point = person.keypoints.get(name)
        return point is not None and (point.visibility == "absent" or not (0 <= point.x <= width and 0 <= point.y <= height))

    return frozenset(part for part, names in SHOWN_BY.items() if all(hidden(name) for name in names))


def _touches(question: Question, known: Collection[object]) -> bool:
    return any(canonical(c)[0] in known for a in question.answers for c in posecode_of(question.part, a).constraints)


def _variance(joints: NDArray[np.float64], share: NDArray[np.float64]) -> float:
    """Weighted variance of joints [N, 24, 3], summed over joints and axes."""
    even = share / max(float(share.sum()), 1e-12)
    off = joints - np.einsum("n,njc->jc", even, joints)
    return float((even * (off**2).sum((1, 2))).sum())


def _margins(asked: Sequence[Question], points: Points, heights: Tensor) -> list[NDArray[np.float64]]:
    """For each question how far inside each answer each body is [N, answers], metres, negative outside; all in one batch."""
    import torch

    from core.body.measures import MeasureTable

    codes = [posecode_of(q.part, a) for q in asked for a in q.answers]
    constraints = list(dict.fromkeys(c for code in codes for c in code.constraints))
    table = MeasureTable(constraints)
    with torch.inference_mode():
        values = table.values(points, heights)
        inside = (torch.minimum(values - table.low, table.high - values) * table.lever).double().cpu().numpy()
    column = {c: k for k, c in enumerate(constraints)}
    margins = iter([inside[:, [column[c] for c in code.constraints]].min(1) for code in codes])
    return [np.stack([next(margins) for _ in q.answers], 1) for q in asked]


def _beliefs(asked: Sequence[Question], points: Points, heights: Tensor) -> Iterable[NDArray[np.float64]]:
    """For each question p(answer | body) [N, answers]; a body of which none is true leaves the rest to "can't tell"."""
    for margin in _margins(asked, points, heights):
        odds = np.exp(np.clip(margin, -0.4, 0.4) / SOFT)
        yield odds / (1.0 + odds.sum(1, keepdims=True))
