"""Ten descriptions out of one answer that should be JSON and often is not quite: fences, prose around it, single quotes, trailing commas, cut short,
other spellings of the parts, nested objects, lists of entries.

The reader walks over the text once and takes what it can: strings, objects, lists, bare words. Whatever is not finished yet is left out, so that
it serves an answer that is still being written too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.body.skeleton import PARTS
from core.language.backends.answers import without_thoughts

MAX_DEPTH = 12
_SIDES = {"left": "left", "l": "left", "lft": "left", "right": "right", "r": "right", "rgt": "right", "rt": "right"}
_NOUNS = {
    "head": "head", "neck": "head", "face": "head", "torso": "torso", "trunk": "torso", "body": "torso", "chest": "torso", "spine": "torso",
    "arm": "arm", "arms": "arm", "hand": "hand", "hands": "hand", "wrist": "hand", "leg": "leg", "legs": "leg", "foot": "foot", "feet": "foot",
}  # fmt: skip
_FILLERS = frozenset(
    {
        "the",
        "a",
        "an",
        "person",
        "persons",
        "s",
        "of",
        "own",
        "his",
        "her",
        "their",
        "description",
        "pose",
        "and",
        "part",
        "body",
        "upper",
    }
)
_KEY_NAMES = ("part", "name", "body_part", "bodypart", "limb", "key", "label")
_TEXT_NAMES = ("description", "text", "pose", "value", "answer", "desc", "caption", "details", "position", "state")
_EMPTY = frozenset({"", "null", "none", "n/a", "na", "unknown", "undefined"})
_QUOTES = {'"': '"', "'": "'", "“": "”", "‘": "’", "`": "`", "„": "“", "«": "»"}
_ESCAPES = {"n": "\n", "t": " ", "r": " ", "b": "", "f": ""}


def parts_of(text: str, *, finished: bool = True) -> dict[str, str]:
    """Part -> its raw text, for the parts found in an answer; empty when there is none.

    Args:
        text: the answer, or what has come of it so far.
        finished: whether nothing more will come. A text whose end is missing is left out all the same: half a sentence may say the opposite.
    """
    text = without_thoughts(text) if finished or "</" in text or not text.lstrip().startswith("<") else ""
    found: dict[str, str] = {}
    start = 0
    if finished and _next_opening(text, 0) < 0:
        return _lines(text)
    while (start := _next_opening(text, start)) >= 0:
        reader = _Reader(text, start, finished)
        value = reader.value(0)
        for part, said in _collect(value).items():
            found.setdefault(part, said)
        start = max(reader.at, start + 1)
    return found


_DATA = re.compile(r'''[{}]|["”]\s*:|["”]\s*,\s*["“]\w+["”]?\s*:|,\s*["“]\s*\w+\s*\Z''')
_ONLY_VALUE = re.compile(r'''\{\s*["'“]?(?:description|answer|text|pose|response|value|result)["'”]?\s*:\s*["“](?P<said>[^"”{}]{3,})["”]\s*,?\s*\}''', re.I)


def looks_like_data(text: str) -> bool:
    """Whether a text has the marks of JSON rather than of a sentence."""
    return bool(_DATA.search(text))


def value_for(part: str, text: str) -> str:
    """What an answer in JSON to a question about one part says of it: the part's own entry, or the only value there is; else empty."""
    said = parts_of(text).get(part, "")
    if said:
        return said
    only = _ONLY_VALUE.search(text)
    return only["said"] if only else ""


def part_named(name: str, side: str | None = None) -> str | None:
    """Which part a key means: "Left Arm", "leftArm", "L_arm", "arm (left)", "the person's left arm"; None: none of the ten."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    words = [w for w in re.findall(r"[a-z]+", spaced.lower()) if len(w) > 0]
    if len(words) == 1 and words[0] not in _NOUNS:  # "leftarm"
        glued = re.fullmatch(r"(left|right)(arm|hand|leg|foot)", words[0])
        words = [str(w) for w in glued.groups()] if glued else words
    sides = {_SIDES[w] for w in words if w in _SIDES}
    nouns = [_NOUNS[w] for w in words if w in _NOUNS and w not in ("body",)] or [
        _NOUNS[w] for w in words if w in _NOUNS
    ]
    if (
        len(set(nouns)) != 1
        or len(sides) > 1
        or any(w not in _SIDES and w not in _NOUNS and w not in _FILLERS for w in words)
    ):
        return None
    chosen = next(iter(sides), side)
    part = nouns[0] if nouns[0] in PARTS else f"{chosen}_{nouns[0]}"
    return part if part in PARTS else None


@dataclass
class _Unfinished:
    """A value that the text does not finish."""

    text: str


class _Reader:
    """Reads one JSON-like value from ``at`` on; never fails."""

    def __init__(self, text: str, at: int, finished: bool) -> None:
        self.text, self.at, self.finished = text, at, finished

    def value(self, depth: int) -> object:
        self._space()
        if self.at >= len(self.text) or depth > MAX_DEPTH:
            self.at = len(self.text) if depth > MAX_DEPTH else self.at
            return None
        sign = self.text[self.at]
        if sign == "{":
            return self._object(depth)
        if sign == "[":
            return self._list(depth)
        if sign in _QUOTES:
            return self._string()
        return self._bare()

    def _object(self, depth: int) -> list[tuple[str, object]]:
        self.at += 1
        out: list[tuple[str, object]] = []
        while True:
            self._space(",;")
            if self.at >= len(self.text):
                return out
            if self.text[self.at] in "}]":
                self.at += 1
                return out
            before = self.at
            key = self._string() if self.text[self.at] in _QUOTES else self._bare(":=")
            self._space()
            if self.at < len(self.text) and self.text[self.at] in ":=":
                self.at += 2 if self.text.startswith("=>", self.at) else 1
                value = self.value(depth + 1)
                if isinstance(key, str):
                    out.append((key, value))
            if self.at == before:
                self.at += 1

    def _list(self, depth: int) -> list[object]:
        self.at += 1
        out: list[object] = []
        while True:
            self._space(",;")
            if self.at >= len(self.text):
                return out
            if self.text[self.at] in "]}":
                self.at += 1
                return out
            before = self.at
            out.append(self.value(depth + 1))
            if self.at == before:
                self.at += 1

    def _string(self) -> str | _Unfinished:
        """A quoted string; a quote inside it that does not end the value ("the person's") is taken as a letter."""
        opening = self.text[self.at]
        closing = _QUOTES[opening]
        out: list[str] = []
        k = self.at + 1
        while k < len(self.text):
            letter = self.text[k]
            if letter == "\\" and k + 1 < len(self.text):
                escaped = self.text[k + 1]
                if escaped == "u" and re.fullmatch(r"[0-9a-fA-F]{4}", self.text[k + 2 : k + 6]):
                    out.append(chr(int(self.text[k + 2 : k + 6], 16)))
                    k += 6
                    continue
                out.append(_ESCAPES.get(escaped, escaped))
                k += 2
                continue
            if letter in (closing, opening) and self._ends_here(k):
                self.at = k + 1
                return "".join(out)
            out.append(letter)
            k += 1
        self.at = len(self.text)
        return _Unfinished("".join(out))

    def _ends_here(self, k: int) -> bool:
        """A closing quote stands before a comma, a colon, a bracket, or a line's end."""
        rest = self.text[k + 1 : k + 40].lstrip(" \t")
        if not rest:
            return self.finished or self.text[k + 1 : k + 2] in ("\n", "\r")
        if rest[0] in "}]\r\n:" or rest.startswith("=>"):
            return True
        if rest[0] == ",":  # `"hi", he says` inside a text is rare; a key or another value follows a real end
            return rest[1:].lstrip()[:1] in (*_QUOTES, "{", "[", "}", "]", "", "/") or bool(
                re.match(r",\s*[\w ]+\s*[:=]", rest)
            )
        return rest[0] in _QUOTES

    def _bare(self, stops: str = "") -> str | _Unfinished:
        k = self.at
        while k < len(self.text) and self.text[k] not in ",{}[]\n" + stops:
            k += 1
        word = self.text[self.at : k].strip()
        whole = k < len(self.text) or self.finished
        self.at = k
        return word if whole else _Unfinished(word)

    def _space(self, also: str = "") -> None:
        while self.at < len(self.text):
            if self.text[self.at].isspace() or self.text[self.at] in also:
                self.at += 1
            elif self.text.startswith("//", self.at) or self.text.startswith("# ", self.at):
                end = self.text.find("\n", self.at)
                self.at = len(self.text) if end < 0 else end
            elif self.text.startswith("/*", self.at):
                end = self.text.find("*/", self.at)
                self.at = len(self.text) if end < 0 else end + 2
            else:
                return


def _next_opening(text: str, start: int) -> int:
    found = [k for k in (text.find("{", start), text.find("[", start)) if k >= 0]
    return min(found) if found else -1


def _pairs(value: object) -> list[tuple[str, object]]:
    if isinstance(value, list) and value and all(isinstance(v, tuple) for v in value):
        return value
    return []


def _collect(value: object, side: str | None = None) -> dict[str, str]:
    """Part -> text of everything below a value. ``side``: of the object that it stands in ({"left": {"arm": ...}})."""
    out: dict[str, str] = {}
    pairs = _pairs(value)
    if not pairs:
        if isinstance(value, list):
            for entry in value:
                for one, said in _collect(entry, side).items():
                    out.setdefault(one, said)
        return out
    named = {key.strip().lower().replace(" ", "_"): v for key, v in pairs}
    name = next((named[k] for k in _KEY_NAMES if isinstance(named.get(k), str)), None)
    if isinstance(name, str):
        own = named.get("side")
        whose = part_named(name, own.lower() if isinstance(own, str) else side)
        said = next((t for k in _TEXT_NAMES if (t := _flat(named.get(k)))), "")
        if whose and said:
            return {whose: said}
    for key, entry in pairs:
        part = part_named(key, side)
        if part is not None and (said := _flat(entry)):
            out.setdefault(part, said)
            continue
        words = set(re.findall(r"[a-z]+", key.lower()))
        inner = next((_SIDES[w] for w in words if w in _SIDES), side)
        noun = next((_NOUNS[w] for w in sorted(words) if w in _NOUNS), None)
        for one, said in _sides_below(entry, noun).items():
            out.setdefault(one, said)
        for one, said in _collect(entry, inner).items():
            out.setdefault(one, said)
    return out


def _sides_below(value: object, noun: str | None) -> dict[str, str]:
    """{"arms": {"left": "...", "right": "..."}}"""
    if noun is None or noun in PARTS:
        return {}
    out = {}
    for key, entry in _pairs(value):
        side = _SIDES.get(key.strip().lower())
        if side and (said := _flat(entry)):
            out[f"{side}_{noun}"] = said
    return out


def _flat(value: object) -> str:
    """The text of a value: of a nested object or list its sentences in a row; empty for what is unfinished or says nothing."""
    if isinstance(value, str):
        said = value.strip()
        return "" if said.lower() in _EMPTY else said
    if isinstance(value, _Unfinished):
        return ""
    pairs = _pairs(value)
    if pairs:
        named = {key.strip().lower(): v for key, v in pairs}
        if any(part_named(key) or key in _SIDES for key in named):
            return ""
        for key in _TEXT_NAMES:
            if said := _flat(named.get(key)):
                return said
        return " ".join(_sentence(_labelled(key, _flat(v))) for key, v in pairs if _flat(v))
    if isinstance(value, list):
        return " ".join(_sentence(said) for entry in value if (said := _flat(entry)))
    return ""


def _labelled(key: str, said: str) -> str:
    """{"elbow": "bent"} -> "elbow bent"."""
    name = re.sub(r"[_\s]+", " ", key).strip().lower()
    return said if name in said.lower() or len(said.split()) > 4 or name in ("confidence", "id") else f"{name} {said}"


def _sentence(said: str) -> str:
    return said if said.endswith((".", "!", "?", ";", ",")) else said + "."


def _lines(text: str) -> dict[str, str]:
    """ "Left arm: raised." line by line, when there is no JSON at all."""
    out: dict[str, str] = {}
    for line in text.splitlines():
        bare = re.sub(r"^[\s\-*+#>\d.)]*|\*\*|__|`", "", line)
        name, colon, said = bare.partition(":")
        part = part_named(name) if colon else None
        if part and (value := _flat(said.strip(" ,\"'"))):
            out.setdefault(part, value)
    return out
