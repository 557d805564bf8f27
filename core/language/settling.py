"""Statements of one text held against each other, once all are read.

What an action or a posture implies gives way to what is said outright; a side left open ("one hand") is settled by what else is said; and
"standing" with a bent or lifted leg stands on the other one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from core.language.catalogue import CATALOGUE
from core.language.posecodes import Posecode, disagree
from core.language.sides import OTHER
from core.language.stance import standing_bent

if TYPE_CHECKING:
    from core.language.understanding import Statement


_ON_KNEE = (
    "{s} knee: on the ground", "{o} foot: flat", "{o} foot: on the ground", "{o} foot: in front", "{o} knee: raised", "{s} foot: behind",
    "{s} knee: below", "{o} shin: vertical", "{o} leg: forward", "{s} leg: back",
)  # fmt: skip
_AHEAD = (
    "{s} leg: forward", "{s} leg: raised forward", "{s} foot: in front", "{s} knee: raised", "{s} thigh: forward", "{s} thigh: horizontal",
    "{s} shin: vertical", "{s} foot: on the heel", "{o} leg: back", "{o} leg: raised back", "{o} foot: behind", "{o} foot: on tiptoe",
    "{o} knee: on the ground", "{o} knee: just above the ground", "{s} knee: in front of", "{o} foot: behind the body", "{s} foot: in front of the body",
)  # fmt: skip
_BENT_AHEAD = ("{s} knee: bent", "{s} knee: right angle", "{o} knee: straight")
"""Tells the leg in front of a lunge, not that of a stride: who runs has the one behind bent as well."""
_STOOD = (
    "{o} leg: raised", "{o} foot: off the ground", "{o} foot: slightly off", "{o} knee: raised", "{o} thigh: ", "{o} foot: on the {s}",
    "{o} foot: near the {s}", "{o} foot: behind the body", "{s} foot: on the ground", "{s} foot: flat", "{o} foot: on the {o} buttock",
    "{o} foot: up on", "{o} leg: lifted", "{o} knee: bent", "{o} foot: beside the {s} knee", "{o} knee: right angle", "{o} knee: tightly bent",
    "{s} knee: straight",
)  # fmt: skip
_SPEAKING_FOR = {
    "lying on the": ("{s} elbow: on the ground", "{s} forearm: on the ground", "{s} hand: on the ground", "{s} shoulder: on the ground",
                     "{s} hand: near the head", "{s} hand: on the head", "{s} hand: on the face", "{s} hand: on the chin", "head: on the {s} hand"),
    "kneeling on the": _ON_KNEE, "lunging with the": _AHEAD + _BENT_AHEAD, "striding with the": _AHEAD, "standing on the": _STOOD, "weight on the": _STOOD,
}  # fmt: skip
"""What said of one leg tells on which side a posture is whose side was left open."""


def _profile(code: Posecode, names: Collection[str]) -> int:
    """In profile, which side is seen follows from where the person faces in the picture, or turns: 1 this side, -1 the other one, 0 open."""
    for side in OTHER:
        ways = (f"facing image {side}", f"turned to image {side}", f"turned to the {OTHER[side]}", f"turned far to the {OTHER[side]}")
        if any(f"{what}: {way}" in names for what in ("torso", "head") for way in ways):
            return 1 if f" {side} side" in code.name else -1
    return 0


def favoured(code: Posecode, names: Collection[str]) -> int:
    """How many of the posecodes named speak for a posture's side, less those that speak for the other one."""
    if code.name.endswith("side toward the camera"):
        return _profile(code, names)
    if not code.name.startswith("body: "):
        return 0
    patterns = next((p for words, p in _SPEAKING_FOR.items() if code.predicate.startswith(words)), ())
    side = next((s for s in OTHER if f" {s} " in f" {code.predicate} "), None)
    if side is None:
        return 0

    def told(s: str) -> int:
        known = tuple(p.format(s=s, o=OTHER[s]) for p in patterns)
        return sum(name.startswith(known) for name in names) if known else 0

    return told(side) - told(OTHER[side])


def settled_by(s: Statement, names: Collection[str]) -> Statement:
    """A statement whose side was left open, on the side that statements of other texts speak for."""
    if s.alternative is None:
        return s
    if s.alternative.name in names and s.posecode.name not in names or favoured(s.posecode, names) < 0:
        return replace(s, posecode=s.alternative, part=s.alternative.part, alternative=None)
    return replace(s, alternative=None) if favoured(s.posecode, names) > 0 else s


def settled(said: list[Statement], implied: set[str]) -> Iterator[Statement]:
    """What remains; ``implied`` names the posecodes that nothing says outright."""
    said = _together(_standing(said), implied)
    clear = [s for s in said if s.posecode.name not in implied and s.alternative is None]
    for s in said:
        if s.posecode.name in implied and any(_outweighs(t, s) for t in clear if t is not s):
            continue
        if s.posecode.name in implied and s.alternative is None and _told(s.posecode, clear):
            continue
        if s.posecode.predicate == "raised" and any(t.posecode.name.startswith(_HEIGHTS.get(s.posecode.subject, "?")) for t in clear):
            continue  # "in the air, at the level of the chest": the height told counts
        if s.alternative is None:
            yield s
            continue
        names = {t.posecode.name for t in clear}
        if s.alternative.name in names or s.posecode.name in names:
            continue  # which of the two it is, another sentence says
        weak = s.posecode.name in implied
        here, there = (any(_against(code, t.posecode, weak) for t in clear) for code in (s.posecode, s.alternative))
        votes = favoured(s.posecode, names) if here == there else 0
        if (here and not there) or votes < 0:
            yield replace(s, posecode=s.alternative, part=s.alternative.part, alternative=None)
        elif (there and not here) or votes > 0:
            yield replace(s, alternative=None)
        elif not here:
            yield s


def _together(said: list[Statement], implied: set[str]) -> list[Statement]:
    """What one action implies with its side left open is of one side: the one that anything said outright fits."""
    clear = [s for s in said if s.posecode.name not in implied and s.alternative is None]
    names = {s.posecode.name for s in clear}
    groups: dict[tuple[object, ...], list[Statement]] = {}
    for s in said:
        if s.alternative is not None and (s.posecode.name in implied or s.posecode.name.startswith("body: standing on")):
            groups.setdefault((*s.span, s.posecode.name in implied), []).append(s)
    sides: dict[tuple[object, ...], bool] = {}
    stood = {name.split(" on the ")[1].split()[0] for name in names if name.startswith(("body: standing on", "body: weight on the"))}
    raised = {side for side in OTHER if any(name.startswith(_LIFTED[side]) for name in names)}
    if not stood and len(raised) == 1:
        stood = {OTHER[next(iter(raised))]}
    for span, group in groups.items():
        keep = turn = 0
        for s in group:
            assert s.alternative is not None
            weak = s.posecode.name in implied
            here, there = (any(_against(code, t.posecode, weak) for t in clear) for code in (s.posecode, s.alternative))
            keep += (there and not here) + 2 * (s.posecode.name in names)
            turn += (here and not there) + 2 * (s.alternative.name in names)
            on = s.posecode.name.split(" on the ")[1].split()[0] if s.posecode.name.startswith("body: standing on") else ""
            if on and len(stood) == 1:
                keep, turn = keep + 2 * (on in stood), turn + 2 * (on not in stood)
        if keep != turn:
            sides[span] = keep > turn
    out: list[Statement] = []
    done: set[str] = set()
    for s in said:
        span = (*s.span, s.posecode.name in implied)
        if s.alternative is not None and span in sides and (s.posecode.name in implied or s.posecode.name.startswith("body: standing on")):
            code = s.posecode if sides[span] else s.alternative
            if code.name in names or code.name in done:
                continue
            done.add(code.name)
            s = replace(s, posecode=code, part=code.part, alternative=None)
        out.append(s)
    return out


def _outweighs(clear: Statement, weak: Statement) -> bool:
    """Whether what is said outright contradicts what is implied, on either side that is open."""
    if _same_bend(weak.posecode, clear.posecode):
        return weak.alternative is None
    if _elsewhere(weak.posecode, clear.posecode):
        return weak.alternative is None
    return disagree(weak.posecode, clear.posecode) and (weak.alternative is None or disagree(weak.alternative, clear.posecode))


_REACHED_OUT = ("out to the side", "forward", "back", "straight up", "overhead", "at the side", "hanging down", "straight out to the side", "stretched away")
_UNFOLDED = ("straight", "at most slightly bent")


def _elsewhere(implied: Posecode, said: Posecode) -> bool:
    """Whether what is said outright puts the same arm or hand somewhere else than what an action implies."""
    side = implied.subject.split(" ")[0]
    if side not in OTHER or not said.subject.startswith(side):
        return False
    mine, other = implied.subject[len(side) + 1 :], said.subject[len(side) + 1 :]
    held = other == "hand" and said.predicate.startswith(("on the ", "near the "))
    if mine == "arm":
        return other == "arm" and not said.predicate.startswith("not ") or held and implied.predicate in _REACHED_OUT
    if mine == "hand" and implied.predicate.startswith(("on the ", "near the ")):
        low = implied.predicate.endswith(("pocket", "thigh", "hip", "knee", "buttock", "lap"))
        return held or other == "arm" and said.predicate in _REACHED_OUT and not (low and said.predicate in ("at the side", "hanging down"))
    return mine == "elbow" and implied.predicate in _UNFOLDED and held and "knee" not in said.predicate and "foot" not in said.predicate


_HEIGHTS = {
    f"{side} arm": tuple(f"{side} hand: level with the {place}" for place in ("chest", "stomach", "waist", "hips", f"{side} hip", "torso")) for side in OTHER
}
_LIMB = ("arm", "elbow", "hand", "forearm", "upper arm", "palm")


def _told(code: Posecode, clear: list[Statement]) -> bool:
    """Whether an arm is told outright both where it is and how it is bent: "like someone about to throw" then adds nothing that could be right."""
    side, _, kind = code.subject.partition(" ")
    if kind not in _LIMB:
        return False
    names = [t.posecode for t in clear]
    placed = any(t.subject in (f"{side} arm", f"{side} hand") and not t.predicate.startswith("not ") for t in names)
    bent = any(t.subject == f"{side} elbow" and "bent" in t.predicate or t.name in (f"{side} elbow: right angle", f"{side} elbow: straight") for t in names)
    return placed and bent


def _against(code: Posecode, said: Posecode, weak: bool) -> bool:
    """Whether what is said outright speaks against a posecode; one that is only implied gives way more easily."""
    return disagree(code, said) or weak and _elsewhere(code, said)


def _same_bend(implied: Posecode, said: Posecode) -> bool:
    """Whether both speak of one elbow or knee: what was said of it outweighs what was implied."""
    return implied.subject == said.subject and implied.constraints[0].measure == said.constraints[0].measure


def _standing(said: list[Statement]) -> list[Statement]:
    """"Stands with the right knee raised": on the left leg; with both knees bent: not as upright as "standing" is otherwise."""
    plain = next((s for s in said if s.posecode.name == "body: standing"), None)
    if plain is None or any(s.posecode.name.startswith("body: standing on") for s in said):
        return said
    bent = {side for s in said for side in OTHER if s is not plain and s.alternative is None and _takes_up(s.posecode, side, plain.posecode)}
    if not bent:
        return said
    lifted = {side for s in said for side in OTHER if s.posecode.name.startswith(_LIFTED[side])}
    folded = {s for s in OTHER if _named(said, (f"{s} foot: on the {s} buttock", f"{s} heel: near the {s} buttock", f"{s} knee: completely bent"))}
    lifted |= folded if len(folded) == 1 else set()
    if len(bent | lifted) == 1 and lifted:
        code = CATALOGUE[f"body: standing on the {OTHER[next(iter(lifted))]} leg"]
    else:
        code = standing_bent()
    return [replace(s, posecode=code, part=code.part) if s is plain else s for s in said]


_LIFTED = {
    side: (f"{side} leg: raised", f"{side} foot: off the ground", f"{side} knee: raised", f"{side} foot: on the {OTHER[side]} knee",
           f"{side} foot: on the {OTHER[side]} thigh", f"{side} thigh: drawn up", f"{side} thigh: raised")
    for side in OTHER
}  # fmt: skip


def _named(said: list[Statement], beginnings: tuple[str, ...]) -> bool:
    """Whether one of the statements has such a name."""
    return any(s.posecode.name.startswith(beginnings) for s in said)


def _takes_up(code: Posecode, side: str, standing: Posecode) -> bool:
    """Whether a statement about a leg does not go with both knees straight and both thighs down."""
    return code.subject.startswith(side) and (disagree(code, standing) or code.name.startswith(_LIFTED[side]))
