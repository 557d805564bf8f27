"""What is about something else than the pose though its words are the pose's, told before clauses are read: "a bent nail lies in the box", and
what the camera cannot see: "hidden behind the torso" says where the camera is, not where the arm is.

A clause whose subject is such a thing says nothing of the pose, whatever its verb ("the lamp stands", "a standing lamp"). An unknown noun after
an article is taken for a thing: words for people are known (``kin`` has them). Items -> items, in one pass, linear.
"""

from __future__ import annotations

from dataclasses import replace

from core.language.item import Item

_LONGEST = 7
"""Most words between an article and its noun."""
_BEFORE = frozenset({"stop", "pause", "conj"})
_MODIFIER = frozenset({"pred", "posture", "deg", "act", "dir"})
_SAID = frozenset({"be", "pred", "posture", "act", "hedge", "neg", "rel", "dir", "stop", "pause", "conj", "deg"})
_ALSO_NOUNS = frozenset({"bridge", "bridges", "ball", "balls", "tap", "taps", "swing", "swings"})
"""Words with a meaning for the body that are things after an article where a clause begins."""
_HIDDEN = frozenset(
    ["hidden", "obscured", "occluded", "concealed", "obstructed", "blocked", "unseen", "invisible", "hides", "disappears", "disappearing", "cropped",
     "truncated", "cut"]
)
_VIEWS = frozenset(["view", "sight", "frame", "picture", "image", "shot", "photo", "photograph", "focus", "camera"])
_HAVING = frozenset(["wears", "wearing", "has", "have", "having", "wore", "had", "sports"])
_WORN = frozenset(["brace", "wrap", "cap", "hat", "shoe", "boot", "belt", "helmet", "sling", "clasp", "patch", "cover"])
_AGENTS = ("er", "or", "ist", "man", "woman", "ant", "ee")
_FROM_VIEW = frozenset(["out", "off", "from", "view", "sight", "the", "mostly", "partly", "partially"])
_MEASURES = frozenset({"pair", "set", "couple", "lot", "bit", "kind", "sort"})


def things_apart(items: list[Item]) -> list[Item]:
    """The items with each subject that is a thing as one item of the category "thing", and what hides a part as one unknown item."""
    out: list[Item] = []
    k = 0
    while k < len(items):
        hidden = _hidden(items, k)
        if hidden is not None:
            whole = " ".join(i.words for i in items[k:hidden])
            out.append(Item("unknown", "thing", items[k].first, items[hidden - 1].last, whole))
            k = hidden
            continue
        worn = _worn(items, k)
        if worn is not None:
            out.append(items[k])
            whole = " ".join(i.words for i in items[k + 1 : worn])
            out.append(Item("unknown", "thing", items[k + 1].first, items[worn - 1].last, whole))
            k = worn
            continue
        end = _thing(items, k) if k == 0 or items[k - 1].category in _BEFORE else None
        if end is None:
            out.append(items[k])
            k += 1
            continue
        head = items[end - 1]
        out.append(replace(head, category="thing", first=items[k].first, words=" ".join(i.words for i in items[k:end]), readings=()))
        k = end
    return out


def _thing(items: list[Item], k: int) -> int | None:
    """Where the thing that is the subject of the clause beginning at an item ends; None when the subject is something else."""
    determined = items[k].category in ("det", "side")
    at = k
    while at < len(items) and at - k <= _LONGEST and items[at].category in ("det", "side"):
        at += 1
    sided = determined and items[at - 1].category == "side"
    while determined and not sided and at < len(items) and at - k <= _LONGEST and _modifies(items[at]):
        at += 1
    first = at
    while at < len(items) and at - k <= _LONGEST and _noun(items[at]):
        at += 1
    if at == first or at >= len(items) + 1:
        return None
    if at < len(items) and items[at].words == "of" and items[at - 1].words not in _MEASURES:
        at = _place(items, at) or at  # "the sleeve of the left arm"
        head, after = items[first], items[at] if at < len(items) else None
    else:
        head, after = items[at - 1], items[at] if at < len(items) else None
    if head.words in _MEASURES or after is not None and after.words == "'s":
        return None
    if after is not None and after.category == "act" and not after.form and head.meaning != "thing":
        return None  # "a smart military salute"
    if head.words.endswith(_AGENTS) and head.meaning != "thing" and _figure(items, at):
        return None  # "the catcher squats": somebody, by the word's ending and by what is done
    if after is not None and (after.category not in _SAID or _leads_to_part(items, at)):
        return None
    finite = after is not None and (after.category in ("be", "hedge") or after.category in ("pred", "posture", "act") and after.form == "base")
    if not determined:
        return at if finite and head.meaning == "thing" else None
    joined = k > 0 and items[k - 1].category == "conj" and items[k - 1].meaning == "and"
    return at if finite or not joined else None


def _figure(items: list[Item], k: int) -> bool:
    """Whether what follows in the clause is a figure that only somebody makes."""
    for item in items[k : k + 6]:
        if item.category in _BEFORE:
            return False
        if item.category == "posture" and item.meaning not in ("standing", "sitting", "lying", "bridge", "jumping", "running"):
            return True
        if item.category == "pred" and item.form in ("base", "ing") and item.meaning in _BODILY:
            return True
    return False


_BODILY = frozenset({"doubled over", "bow", "look", "reach", "shrug", "kick", "wave", "crane", "hunched", "clasp"})
"""What only somebody does with the body."""


def _worn(items: list[Item], k: int) -> int | None:
    """Where what is worn or had ends, with its place: "wears a ring on the finger" says nothing of the hand."""
    if items[k].words not in _HAVING:
        return None
    at = k + 1
    while at < len(items) and items[at].category in ("det", "deg"):
        at += 1
    first = at
    while at < len(items) and at - k <= _LONGEST and (_noun(items[at]) or items[at].words in _WORN and items[at - 1].category == "det"):
        at += 1
    if at == first or at >= len(items) or items[at].category != "rel":
        return None
    return _place(items, at)


def _place(items: list[Item], k: int) -> int | None:
    """Where a preposition's place ends: "on the left knee"."""
    at = k + 1
    while at < len(items) and at - k <= 4 and items[at].category in ("det", "side"):
        at += 1
    return at + 1 if at < len(items) and (items[at].category == "part" or _noun(items[at])) else None


def _hidden(items: list[Item], k: int) -> int | None:
    """Where "hidden behind the torso" or "out of sight" ends; "hidden behind his back" is a pose."""
    at = k + 1
    if items[k].words in ("out", "outside") and at < len(items):  # "out of the frame"
        while at < len(items) and at - k <= 3 and (items[at].words == "of" or items[at].category == "det"):
            at += 1
        if at >= len(items) or items[at].words not in _VIEWS:
            return None
        at += 1
    elif items[k].words not in _HIDDEN:
        return None
    while at < len(items) and at - k <= 2 and (items[at].words in _FROM_VIEW or items[at].category == "deg"):
        at += 1
    if at < len(items) and items[at].category == "rel" and items[at].meaning in ("behind", "beside", "below", "in", "in front of", "on", "from"):
        last = at + 1
        while last < len(items) and last - at <= 4 and items[last].category in ("det", "side"):
            last += 1
        if last < len(items) and items[last].category in ("part", "person") and not (
            items[at].meaning == "behind" and items[last].meaning in ("back", "lower back") or items[last].meaning == "pocket"
        ):
            return last + 1
    return at


def _modifies(item: Item) -> bool:
    return item.category in _MODIFIER and item.words not in _ALSO_NOUNS


def _noun(item: Item) -> bool:
    if item.words in _ALSO_NOUNS:
        return True
    named = item.meaning == "thing" or item.words.isalpha() and not item.words.endswith("ly")
    return item.category == "unknown" and named


def _leads_to_part(items: list[Item], k: int) -> bool:
    """"The cup holding hand": what follows still comes before a part."""
    return items[k].category in ("pred", "posture", "act") and items[k].form == "ing" and k + 1 < len(items) and items[k + 1].category == "part"
