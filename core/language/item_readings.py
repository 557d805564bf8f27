"""Which of its readings a word has among its neighbours: "leans back" and "behind the back", "a foot apart" and "a foot in front". Items -> items;
the last step of ``items``.
"""

from __future__ import annotations

from dataclasses import replace

from core.language.item import Item

_LENGTHS = frozenset({"inch", "inches", "cm", "centimeters", "centimetres", "centimeter", "centimetre", "mm", "meter", "meters", "metre", "metres"})
DETERMINED = frozenset(["the", "his", "her", "their", "its", "my", "your", "our", "a", "an", "this", "that"])
"""Words after which a noun follows."""


def _stands_alone(read: list[Item], k: int) -> bool:
    """Whether "her" is a person and not hers: nothing that it could belong to follows, and a preposition goes before."""
    after = read[k + 1] if k + 1 < len(read) else None
    if k == 0 or read[k - 1].category not in ("rel", "dir", "pred"):
        return False
    return after is None or after.category in ("pause", "stop", "conj", "rel", "be", "neg", "posture", "number") or (
        after.category == "dir" and after.reads("part") is None
    )


_COUNTS = frozenset({"a", "one", "half a", "two", "three"})


def _measured(read: list[Item], k: int) -> bool:
    """Whether "a foot" is a length: what follows says from where."""
    after = read[k + 1] if k + 1 < len(read) else None
    return after is not None and after.category == "rel" and after.meaning in ("in front of", "behind", "above", "below", "away from", "from") or (
        after is not None and after.category == "pred" and after.meaning == "apart"
    )


_MOVED_IN = frozenset({"tuck", "bent", "turn", "point", "rest", "angle", "tilt", "face", "look", "lean", "together", "step", "hold", "flare", "near"})


def _inward(read: list[Item], k: int) -> bool:
    """Whether "in" is a direction ("elbows in", "tucked in") rather than the beginning of a place that follows."""
    after = next((i for i in read[k + 1 : k + 3] if i.category != "deg"), None)
    before = read[k - 1] if k else None
    ends = after is None or after.category in ("pause", "stop", "conj") or (after.category == "rel" and after.meaning in ("toward", "to", "near"))
    return ends and before is not None and (
        before.category in ("part", "dir") or (before.category == "pred" and before.meaning in _MOVED_IN)
    )


def _leads_nowhere(read: list[Item], k: int) -> bool:
    """Whether no noun follows a preposition."""
    after = read[k + 1] if k + 1 < len(read) else None
    return after is None or after.category in ("pause", "stop", "conj", "rel", "be")


def _lengthened(read: list[Item], k: int) -> bool:
    """Whether "long" says of a joint, or of a limb in a fragment, that it is stretched."""
    be = read[k - 1].category in ("be", "fill")
    part = read[k - 2] if be and k > 1 else read[k - 1]
    kinds = ("elbow", "knee") if be else ("elbow", "knee", "arm", "leg")
    after = read[k + 1].category if k + 1 < len(read) else "stop"
    return part.category == "part" and part.meaning in kinds and after in ("stop", "pause", "conj", "dir", "rel")


_THINGS = frozenset({"stick", "sticks", "cup", "cups", "flare", "flares", "clasp", "brace", "hook", "lock", "prop", "lace"})
"""Verbs that are things after an article."""
_GESTURES = frozenset({"salute", "curtsy", "curtsey", "shrug", "facepalm", "pirouette", "backhand", "forehand", "tango", "waltz", "dab", "smash", "cartwheel"})
"""Verbs that stay actions after one."""


def _describes(read: list[Item], k: int) -> bool:
    """Whether a past participle is the adjective of what follows or ends the phrase, and no verb."""
    count = read[k].words.count(" ")
    if count > 1 or " the " in read[k].words or k and read[k - 1].category in ("person", "pronoun", "be"):
        return False
    return count == 1 or k + 1 < len(read) and read[k + 1].category == "unknown"


def _determined(read: list[Item], k: int) -> bool:
    """Whether an article leads to a word, at most one adjective in between."""
    return read[k - 1].category == "det" or k > 1 and read[k - 1].category == "unknown" and read[k - 2].category == "det"


_MODAL = frozenset({"needs to", "need to", "ought to", "should", "must", "shall", "could", "might", "may", "would", "can", "will"})


def settled_readings(raw: list[Item]) -> list[Item]:
    """Choose among readings by the neighbours: "leans back" / "behind the back", "behind the head" / "reaches behind"."""
    out = list(raw)
    for k, item in enumerate(out):
        if k and item.category == "part" and out[k - 1].words in _MODAL and item.reads("pred") is not None:
            out[k] = item.as_("pred")  # "the palm should face the camera"
            continue
        if item.words == "long" and item.category == "unknown" and k and _lengthened(out, k):
            out[k] = Item("pred", "long", item.first, item.last, "long")  # "keep the elbow long"
            continue
        if item.words == "either" and (k + 1 == len(out) or out[k + 1].category in ("pause", "stop", "conj")):
            out[k] = replace(item, category="fill", meaning="either", readings=())  # "nor in front either"
            continue
        if item.category == "det" and item.words in ("her", "his") and _stands_alone(out, k):
            out[k] = replace(item, category="person", meaning="person", readings=())  # "in front of her"
            continue
        if item.words == "step" and k and out[k - 1].words in ("a", "one", "half a") and not (k > 1 and out[k - 2].category == "pred"):
            out[k] = replace(item, category="fill", meaning="step", readings=())  # "a step behind the other"
            continue
        if item.words == "level with" and k > 1 and out[k - 1].category == "part" and out[k - 2].words in ("at", "to"):
            out[k] = replace(item, words="with", category="conj", meaning="break", readings=())  # "at waist level with the knee straight"
            continue
        twins = k and out[k - 1].words == "one" and any(i.words == "other" for i in out[k + 1 : k + 6])  # "one foot in front of the other"
        if item.words in ("foot", "feet") and k and not twins and out[k - 1].words in _COUNTS and _measured(out, k):
            out[k] = replace(item, category="fill", meaning="foot", readings=())  # "a foot in front of the face"
            continue
        if item.words in ("mid", "middle") and k + 1 < len(out) and out[k + 1].category == "part":
            out[k] = replace(item, category="fill", meaning=item.words, readings=())  # "at mid thigh"
            continue
        lower = item.words in ("lower", "upper") and k and out[k - 1].category in ("det", "side")
        if lower and k + 1 < len(out) and out[k + 1].category in ("part", "unknown"):
            out[k] = replace(item, category="fill", meaning=item.words, readings=())  # "the lower ribs", "the lower portion of the leg"
            continue
        if item.words in _LENGTHS and item.category == "unknown":
            out[k] = replace(item, category="fill", meaning="length", readings=())
            if k and (out[k - 1].category == "unknown" or out[k - 1].words in _COUNTS):
                out[k - 1] = replace(out[k - 1], category="fill", meaning="length", readings=())  # "ten inches in front of the belly"
            continue
        slid = item.words in ("run", "runs", "running") and item.category == "posture"
        if slid and any(i.category == "part" and i.meaning in ("hand", "palm", "fingers", "thumb") for i in out[k + 1 : k + 4]) and not any(
            i.category not in ("det", "side", "part") for i in out[k + 1 : k + 3]
        ):
            out[k] = replace(item, category="pred", meaning="rest", readings=())  # "run the right hand down the thigh"
            continue
        if item.words in _THINGS and item.category != "unknown" and k and _determined(out, k):
            out[k] = replace(item, category="unknown", meaning="thing", readings=())  # "with a stick"
            continue
        if item.words == "ball" and k and out[k - 1].words in ("the", "a", "his", "her"):
            out[k] = replace(item, category="unknown", meaning="thing", readings=())  # "kicks the ball"
            continue
        if item.words in ("step", "steps", "curb", "kerb") and k > 1 and any(i.meaning == "on" for i in out[max(0, k - 3) : k]):
            out[k] = replace(item, category="unknown", meaning="thing", readings=())  # "propped on a low step"
            continue
        if item.category == "rel" and item.meaning in ("behind", "in front of") and item.words not in ("behind", "in front of") and _leads_nowhere(out, k):
            out[k] = replace(item, category="dir", meaning="back" if item.meaning == "behind" else "forward", readings=())  # "straight behind"
            continue
        if item.category == "act" and item.form == "ed" and _describes(out, k):
            out[k] = replace(item, category="unknown", meaning="thing", readings=())  # "a knitted sweater", "a stack of folded towels"
            continue
        if item.category == "act" and item.form == "base" and " " not in item.words and item.words not in _GESTURES and k and (
            out[k - 1].category in ("det", "side")
        ):
            out[k] = replace(item, category="unknown", meaning="thing", readings=())  # "a smoke" is no verb
            continue
        if len(item.readings) < 2 and item.words not in ("back", "bow", "face", "about", "around", "near", "left", "right", "straight"):
            continue
        before = out[k - 1] if k else None
        after = out[k + 1] if k + 1 < len(out) else None
        starts_noun = after is not None and (after.category in ("det", "side", "part", "pronoun", "person") or after.reads("part") is not None)
        if item.words == "round" and item.reads("pred") is not None:
            around = starts_noun and before is not None and before.category in ("pred", "part")
            out[k] = item.as_("rel" if around else "pred")  # "hooked round the other leg"
        elif item.words == "bow" and before is not None and before.words in ("a", "an", "the", "his", "her"):
            out[k] = replace(item, category="unknown", meaning="bow", readings=())
        elif item.words == "back":
            determined = before is not None and (
                before.words in DETERMINED or before.words == "'s" or (before.category == "pred" and k >= 2 and out[k - 2].words in DETERMINED)
                or (before.category == "rel" and (after is None or after.category in ("pause", "stop", "conj")))
            )
            fronted = (before is None or before.category in ("pause", "stop", "conj")) and after is not None and (
                after.category in ("pred", "be", "neg", "deg")
            )
            out[k] = item if determined or fronted else item.as_("dir")
        elif item.words == "face" and item.category == "part":
            verbal = after is not None and after.category in ("dir", "rel") and after.meaning != "of"
            palms = before is not None and before.category == "part" and before.meaning in ("palm", "knee", "toes", "foot")
            verbal |= palms and after is not None and (after.category == "det" or after.meaning == "each other")  # "palms face each other"
            subject = before is not None and (before.category in ("part", "side", "person") or before.words in ("they", "both"))
            out[k] = item.as_("pred") if verbal and subject else item
        elif item.words in ("about", "around", "near", "just", "little") and item.category in ("rel", "dir") and item.reads("deg"):
            if after is not None and (after.category in ("number", "pred", "rel", "deg") or after.meaning == "width"):
                out[k] = item.as_("deg")
            elif item.category == "dir" and starts_noun and item.reads("rel"):
                out[k] = item.as_("rel")
        elif item.category == "dir" and item.reads("rel") and (starts_noun or (item.words in ("in", "inside") and not _inward(out, k))):
            out[k] = item.as_("rel")
        elif item.category == "rel" and item.reads("deg") and after is not None and after.category in ("number", "pred"):
            out[k] = item.as_("deg")
        elif item.category == "posture" and item.reads("pred") and item.meaning in ("walking", "running"):
            pass
    return out
