"""Sides that are named as the viewer sees them: "the viewer's left arm", "the left arm from our perspective", "his left (our right) arm".

    items -> items; the side becomes the person's own, taken for one who faces the camera, and says so ("viewer" in its ``words``)

Where a place in the picture leads or follows without such a noun ("turned to the left of the frame"), ``clauses`` reads it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.language.item import Item

_SEEN_BY = frozenset({"viewer", "viewers", "observer", "observers", "spectator", "onlooker", "photographer", "audience", "camera"})
_SHOWN_ON = frozenset({"screen", "camera", "image", "picture", "photo", "photograph", "frame", "viewer", "observer"})
_SIDES = {"left": "right", "right": "left"}
_LEADS = ("to ", "toward ", "towards ", "at ", "into ", "off ")
MARK = "viewer"


def viewers_sides(read: Sequence[Item]) -> list[Item]:
    """The items with every such side turned into the person's own, and what told that it was the viewer's left out. One pass."""
    out: list[Item] = []
    k = 0
    while k < len(read):
        size = _whose(read, k)
        if size and _part_at(read, k + size + 1):
            out.append(_turned(read[k + size]))
            k += size + 1
            continue
        leading = _leading(read, k)
        if leading is not None:
            side, k = leading
            out += side
            continue
        named = _named(read, k)
        if named is not None:
            said, k = named
            out += said
            continue
        out.append(read[k])
        k += 1
    return out


def _turned(side: Item) -> Item:
    return replace(side, category="side", meaning=_SIDES[side.meaning], words=f"{MARK}'s {side.meaning}", readings=(), plural=False, form="")


def _part_at(read: Sequence[Item], k: int) -> bool:
    return k < len(read) and read[k].category == "part" and read[k].meaning != "camera"


def _is_side(read: Sequence[Item], k: int) -> bool:
    return k < len(read) and read[k].category == "side" and read[k].meaning in _SIDES


def _whose(read: Sequence[Item], k: int) -> int:
    """How many items say whose side the one after them is: "viewer's", "screen", "our"; 0: none."""
    if read[k].words in _SEEN_BY and k + 1 < len(read) and read[k + 1].words == "'s" and _is_side(read, k + 2):
        return 2
    if read[k].words in _SHOWN_ON and _is_side(read, k + 1) and (k == 0 or read[k - 1].category in ("det", "pause", "stop", "conj", "rel")):
        return 1
    return 1 if read[k].words == "our" and _is_side(read, k + 1) else 0


def _viewers(read: Sequence[Item], k: int) -> tuple[str, int] | None:
    """The side that the viewer sees something on, and where what says it ends: "viewer's left", "our left"; None where nothing does."""
    if k >= len(read):
        return None
    if read[k].category == "viewer" and read[k].meaning in _SIDES and not read[k].words.startswith(_LEADS):
        return read[k].meaning, k + 1
    at = k + (read[k].category == "det" and read[k].words == "the")
    size = _whose(read, at) if at < len(read) else 0
    return (read[at + size].meaning, at + size + 1) if size else None


def _leading(read: Sequence[Item], k: int) -> tuple[list[Item], int] | None:
    """"On our left, the arm is raised"."""
    opens = k == 0 or read[k - 1].category == "stop"
    if not opens or read[k].category != "viewer" or read[k].meaning not in _SIDES:
        return None
    at = k + 1
    while at < len(read) and read[at].category in ("pause", "det"):
        at += 1
    return ([_turned(read[k])], at) if at > k + 1 and _part_at(read, at) and not read[at].plural else None


def _named(read: Sequence[Item], k: int) -> tuple[list[Item], int] | None:
    """"The left arm (viewer's left)", "his left (our right) arm", "the left arm from the viewer's perspective"."""
    if not _is_side(read, k):
        return None
    noun = k + 1
    while _part_at(read, noun):
        noun += 1
    limb = list(read[k + 1 : noun])
    at = noun
    paused = at < len(read) and read[at].category == "pause"
    at += paused
    if limb and at < len(read) and read[at].category == "viewpoint":
        end = at + 1
        return [_turned(read[k]), *limb], end + (paused and end < len(read) and read[end].category == "pause")
    seen = _viewers(read, at)
    if seen is None:
        return None
    side, end = seen
    closed = end < len(read) and read[end].category == "pause"
    if not limb:
        if not (paused and closed and _part_at(read, end + 1)):
            return None  # "his left (our right) arm"
    elif end < len(read) and read[end].category not in ("pause", "stop", "be", "pred"):
        return None
    own = _turned(read[k]) if side == read[k].meaning else replace(read[k])
    return [own, *limb], end + (paused and closed)
