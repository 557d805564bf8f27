"""Numbers in a text: degrees, what they are counted from ("30 degrees below the horizontal"), and hours on a clock around the person."""

from __future__ import annotations

from core.language.item import Item
from core.language.normalise import PAUSE, STOP, Token
from core.language.vocabulary import NUMBER_WORDS

_TURNED = frozenset({"flexion", "abduction", "bent", "flexed", "abducted", "rotated", "turned", "raised", "lifted", "tilted", "angled"})
"""After these a bare number is one of degrees."""


def number_at(words: list[Token], k: int) -> Item | None:
    """A number of degrees, or one without a unit (an unknown word), that begins at a token; None where none does."""
    word = words[k].word
    if word.replace(".", "", 1).isdecimal():
        value = float(word) if len(word) < 8 else 1e9
        last = k + 1
    elif word in NUMBER_WORDS:
        value, last = float(NUMBER_WORDS[word]), k + 1
        if value >= 20 and last < len(words) and words[last].word == "five":
            value, last = value + 5, last + 1
        if value == 100 and last < len(words) and words[last].word in NUMBER_WORDS and NUMBER_WORDS[words[last].word] < 100:
            value, last = value + NUMBER_WORDS[words[last].word], last + 1
    else:
        return None
    other = _other_end(words, last)
    if other is not None:
        return Item("number", "degrees", k, other[1], word, value=(value + other[0]) / 2)
    unit = last < len(words) and words[last].word in _DEGREES
    angle = k >= 2 and words[k - 1].word == "of" and words[k - 2].word == "angle"
    if not unit and k and (words[k - 1].word in _TURNED or angle) and 10 <= value <= 180:
        return Item("number", "degrees", k, last, word, value=value)  # "elbow bent 90"
    alone = last >= len(words) or words[last].word in (PAUSE, STOP, "and", "with")
    if not unit and alone and 15 <= value <= 180 and k and words[k - 1].word in _ARMS_JOINTS and value % 5 == 0:
        return Item("number", "degrees", k, last, word, value=value)  # "elbow 90, forearm forward"
    if not unit and 15 <= value <= 180 and _of_a_joint(words, k, last):
        return Item("number", "degrees", k, last, word, value=value)  # "hips and knees flexed to 90"
    if not unit:
        return Item("unknown", word, k, last, word)
    last += 1
    while last < len(words) and words[last].word in ("angle", "angles", "bend"):
        last += 1
    axis, last = _axis(words, last)
    return Item("number", axis or "degrees", k, last, word, value=value)


_DEGREES = frozenset({"degree", "degrees", "deg", "degs", "°"})


def _other_end(words: list[Token], k: int) -> tuple[float, int] | None:
    """The second number of "ten or fifteen degrees" and of "10-15 degrees", and where they end; None where there is none."""
    at = k + (k < len(words) and words[k].word in ("or", "to", "and", "-"))
    if at + 1 >= len(words) or words[at + 1].word not in _DEGREES:
        return None
    word = words[at].word
    value = float(word) if word.isdecimal() and len(word) < 4 else NUMBER_WORDS.get(word)
    return None if value is None or at == k and not words[k - 1].word.isdecimal() else (float(value), at + 2)


_FORMING = frozenset({"forming", "forms", "makes", "making", "creating", "creates", "subtending", "describing", "enclosing", "encloses"})


def forms_angle(words: list[Token], k: int) -> bool:
    """Whether a verb only leads to an angle: "forming approximately a 45-degree angle with the vertical", "makes an angle of 60 degrees"."""
    said = [t.word for t in words[k + 1 : k + 9]]
    if words[k].word not in _FORMING or not any(w.isdecimal() or w in NUMBER_WORDS for w in said[:6]):
        return False
    ends = next((j for j, w in enumerate(said) if w in (PAUSE, STOP)), len(said))
    return any(w in ("degree", "degrees", "deg", "°") for w in said[:ends])


_HOURS = {name: hour for hour, name in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1)}


def clock_at(words: list[Token], k: int) -> Item | None:
    """"Two o'clock", with the preposition before it: a direction on a clock around the person."""
    at = k + (words[k].word in ("to", "at", "toward", "towards", "on", "around", "in"))
    at += at > k and at < len(words) and words[at].word in ("the", "about", "roughly", "around")
    if at + 1 >= len(words) or words[at + 1].word not in ("o'clock", "oclock"):
        return None
    word = words[at].word
    hour = _HOURS.get(word, int(word) if word.isdecimal() and len(word) < 3 else 0)
    last = at + 2 + (at + 2 < len(words) and words[at + 2].word in ("position", "mark"))
    return Item("clock", str(hour), k, last, "o'clock") if 1 <= hour <= 12 else None


_JOINTS = frozenset(["knee", "knees", "elbow", "elbows", "hip", "hips", "leg", "legs", "thigh", "thighs"])
_ARMS_JOINTS = frozenset({"elbow", "elbows", "knee", "knees"})
_LED = frozenset(["to", "at", "past", "beyond", "over", "about", "approx", "approximately", "around", "roughly", "~", "nearly", "almost", "by"])


def _of_a_joint(words: list[Token], k: int, last: int) -> bool:
    """Whether a bare number is led as an angle is, a bend or joint stands before it, and no other unit follows."""
    before = [t.word for t in words[max(0, k - 5) : k]]
    after = words[last].word if last < len(words) else PAUSE
    ends = after in (PAUSE, STOP, "and", "or", "with", "while", "at", "in", "on", "both")
    return ends and bool(before) and before[-1] in _LED and any(w in _JOINTS or w in _TURNED for w in before)


def _axis(words: list[Token], k: int) -> tuple[str, int]:
    """What degrees are counted from, when that follows: "from the vertical", "above horizontal"."""
    at = k
    if at < len(words) and words[at].word in ("with", "from", "to", "off", "of", "against", "above", "below"):
        way = words[at].word
        at += 1
        at += at < len(words) and words[at].word in ("the", "true")
        if at < len(words) and words[at].word in ("vertical", "horizontal", "horizon"):
            line = "vertical" if words[at].word == "vertical" else "horizontal"
            return (way if line == "horizontal" and way in ("above", "below") else line), at + 1
    return "", k
