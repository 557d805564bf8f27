"""Cleaning what a vision-language model says: its thoughts, markdown, pleasantries and refusals away, until the plain sentence is left."""

from __future__ import annotations

import re
from functools import lru_cache

MAX_TEXT = 400
"""Longest description kept, in characters; cut at the end of a sentence where there is one."""
MAX_RAW = 20_000
"""Longer answers are not even looked at as a whole."""

_CLOSED_THOUGHT = re.compile(r"<\s*(think|thinking|thought|reasoning|reflection)\b[^>]*>.*?<\s*/\s*\1\s*>", re.I | re.S)
_OPEN_THOUGHT = re.compile(r"<\s*(think|thinking|thought|reasoning|reflection)\b[^>]*>.*\Z", re.I | re.S)
_LOST_OPENING = re.compile(r"\A.*<\s*/\s*(think|thinking|thought|reasoning|reflection)\s*>", re.I | re.S)
_CHANNEL = re.compile(r"<\|channel\|>\s*analysis.*?(?=<\|channel\|>\s*final|\Z)", re.I | re.S)
_BEFORE_FINAL = re.compile(r"<\|channel\|>\s*final\s*(<\|message\|>)?", re.I)
_SPECIAL = re.compile(r"<\|?/?[a-z_ -]{1,40}\|?>|\[/?INST\]|</?s>", re.I)
_FENCE = re.compile(r"```[\w-]*")
_LINK = re.compile(r"\[([^\]]*)\]\((?:[^)]*)\)")
_BULLET = re.compile(r"^\s*(?:[-*+•·>#]+|\d{1,2}[.)]|\([a-z0-9]\))\s+")
_EMPHASIS = re.compile(r"(\*\*|__|\*|`|~~)(?=\S)(.+?)(?<=\S)\1", re.S)
_QUOTES = "\"'“”‘’«»„"
_OPENING = re.compile(
    r"""\A\s*(?:
        (?:sure(?:\ thing)?|certainly|of\ course|absolutely|okay|ok|alright|great(?:\ question)?|yes|hello|hi|thanks?(?:\ you)?)\b\s*[!,.:–—-]+\s*
      | (?:here(?:'s|’s|\ is|\ are)|this\ is|below\ is|the\ following\ is)\b[^.:\n]{0,120}:\s*
      | (?:let\ me|i'll|i\ will|i\ can)\ (?:describe|help|take\ a\ look|look|analy[sz]e)[^.:!\n]{0,120}[.:!]\s*
      | (?:answer|response|description|output|final\ answer|pose|result)\s*[:–—-]\s*
      | (?:based\ on|looking\ at|according\ to|judging\ from|from)\ (?:the\ |this\ |your\ )?(?:provided\ |given\ |attached\ )?
        (?:image|photo(?:graph)?|picture|crop)(?:\ provided|\ given)?\s*[,:]\s*
      | in\ (?:the|this)\ (?:provided\ |given\ )?(?:image|photo(?:graph)?|picture)\s*[,:]\s*
      | (?:\*\*)?(?:head|torso|(?:left|right)\ (?:arm|hand|leg|foot))(?:\*\*)?\s*:\s*
    )""",
    re.I | re.X,
)
_CLOSING = re.compile(
    r"(?:(?<=[.!?])|\A)\s*(?:let me know\b|i hope\b|if you (?:need|have|want|would|'d)\b|feel free\b|please (?:note|let|provide)\b|would you like\b|"
    r"is there anything\b|note that (?:this|the description)\b|hope this\b|do you want\b|can i help\b|note:\s).*\Z",
    re.I | re.S,
)
_REFUSAL = re.compile(
    r"""
      \bi(?:['’]?m|\ am)\ (?:really\ |very\ |so\ )?(?:sorry|afraid|unable|not\ able|not\ going\ to|not\ allowed|not\ comfortable|just\ an?\ (?:ai|language))\b
    | \b(?:i|we)\ (?:can['’]?t|can\ ?not|could(?:\ not|n['’]t)|won['’]?t|will\ not|must\ decline|do(?:\ not|n['’]t)\ (?:have|feel)|am\ not)\b.{0,60}
      \b(?:help|assist|identif\w*|describe|provide|analy[sz]e|comment|recogni[sz]e|view|process|determine|fulfil\w*|comply|access|engage|answer|do\ that)\b
    | \bas\ an?\ (?:ai|artificial|large\ language|language\ model|text)\b
    | \bno\ (?:image|picture|photo(?:graph)?)\ (?:was|is|has\ been)\ (?:provided|attached|given|included|visible|uploaded)\b
    | \bplease\ (?:provide|upload|attach|share)\ (?:the|an?|your)\ (?:image|picture|photo)
    | \b(?:don['’]t|do\ not|can['’]?t|cannot|unable\ to)\ (?:actually\ )?see\ (?:(?:any|an|the|your)\ )?
      (?:images?|pictures?|photos?|photographs?|attachments?)\b
    | \bagainst\ (?:my|our|the)\ (?:guidelines|polic)
    | \bcontent\ polic
    """,
    re.I | re.X,
)
_SORRY = re.compile(r"\A\W*(?:sorry|i apologi[sz]e|apologies|unfortunately)\b", re.I)
_UNSEEN = re.compile(
    r"""\b(?:not|n['’]t|hardly|barely)\ (?:be\ )?(?:clearly\ |fully\ |directly\ )?(?:visible|seen|shown|in\ (?:the\ )?(?:frame|view|picture|image))\b
      | \b(?:hidden|out\ of\ (?:frame|view|sight|the\ (?:frame|picture|image))|cropped\ (?:out|off)|cut\ off|obscured|outside\ the\ (?:frame|image|picture))\b
      | \b(?:cannot|can['’]?t|could\ not|couldn['’]t|impossible\ to|difficult\ to|hard\ to|unable\ to)\ (?:be\ )?
        (?:seen?|determined?|tell|say|made?\ out|judged?|told|ascertain\w*)\b
      | \A\W*(?:unknown|unclear|n/?a|none|null|not\ (?:applicable|available|sure|specified|mentioned|known))\W*\Z
    """,
    re.I | re.X,
)
_WORD = re.compile(r"[a-z]+", re.I)
_POSE_WORDS = frozenset(
    {
        "head", "neck", "face", "chin", "torso", "trunk", "body", "chest", "back", "waist", "hip", "hips", "shoulder", "shoulders", "arm", "arms",
        "elbow", "elbows", "forearm", "forearms", "wrist", "wrists", "hand", "hands", "palm", "palms", "finger", "fingers", "fist", "leg", "legs",
        "thigh", "thighs", "knee", "knees", "shin", "shins", "calf", "ankle", "ankles", "foot", "feet", "toe", "toes", "heel", "heels",
        "raised", "lowered", "bent", "straight", "extended", "stretched", "turned", "tilted", "leaning", "twisted", "crossed", "folded", "held",
        "standing", "sitting", "kneeling", "lying", "squatting", "crouching", "walking", "running", "jumping", "hanging", "resting", "touching",
        "holding", "pointing", "upright", "forward", "forwards", "backward", "backwards", "sideways", "behind", "front", "beside", "above", "below",
        "overhead", "ground", "floor", "left", "right", "up", "down", "outward", "inward", "flat", "tiptoe", "apart", "together", "rotated", "bowed",
    }
)  # fmt: skip


def without_thoughts(text: str) -> str:
    """The answer without the model's thinking, finished or not, and without tokens that are not meant for people."""
    text = text[:MAX_RAW]
    text = _CLOSED_THOUGHT.sub(" ", text)
    text = _LOST_OPENING.sub(" ", text)  # some chat templates write the opening tag into the prompt
    text = _OPEN_THOUGHT.sub(" ", text)
    if _BEFORE_FINAL.search(text):
        text = _BEFORE_FINAL.split(text)[-1]
    text = _CHANNEL.sub(" ", text)
    return _SPECIAL.sub(" ", text).strip()


def cleaned(text: str, *, cut: bool = False) -> str:
    """The plain sentences of an answer; may be empty.

    Args:
        text: the answer as it came.
        cut: it broke off because it was too long: an unfinished last sentence is left out when there is one before it.
    """
    text = without_thoughts(text)
    text = _FENCE.sub(" ", text)
    text = _LINK.sub(r"\1", text)
    for _ in range(3):  # emphasis may be nested: ***so***
        text = _EMPHASIS.sub(r"\2", text)
    lines = [_BULLET.sub("", line).strip() for line in text.splitlines()]
    lines = [line for line in lines if line and not re.fullmatch(r"[-=_*\s|:#]+", line)]
    text = " ".join(_ended(line) if len(lines) > 1 else line for line in lines)
    text = "".join(c for c in text if c.isprintable())
    text = re.sub(r" ([.,;!?])(?=\s|\Z)", r"\1", re.sub(r"\s+", " ", text)).strip()
    for _ in range(4):
        before = text
        text = _OPENING.sub("", text).strip()
        text = _unquoted(text)
        if text == before:
            break
    text = _CLOSING.sub("", text).strip()
    text = text.strip("*_`#| ").strip()
    if cut:
        text = _whole_sentences(text)
    text = _capped(_unquoted(text))
    return text[:1].upper() + text[1:] if text else ""


def refuses(text: str) -> bool:
    """Whether an answer declines to answer, rather than speaking of the pose."""
    bare = re.sub(r"\s+", " ", without_thoughts(text)).strip()
    if not bare:
        return False
    if _UNSEEN.search(bare) and len(_pose_words(bare)) > 1:
        return False  # "I cannot see the left hand, it is hidden behind the back" speaks of the pose
    return bool(_REFUSAL.search(bare) or _SORRY.search(bare))


def unseen(text: str) -> bool:
    """Whether an answer says no more than that the part cannot be seen."""
    from core.language.understanding import understand

    rest, found = _UNSEEN.subn(" ", text)
    return bool(found) and not understand(rest, None).statements


def senseless(text: str, part: str) -> bool:
    """Whether an answer has nothing to do with a pose: nothing in it is understood and no word of it is about a body."""
    return not _says_something(text, part)


@lru_cache(maxsize=512)
def _says_something(text: str, part: str) -> bool:
    from core.language.understanding import understand

    words = _pose_words(text)
    if not words:
        return False
    if understand(text, part).statements:
        return True
    # A word salad has body words too; a sentence has small words between them.
    all_words = [w.lower() for w in _WORD.findall(text)]
    return bool({"is", "are", "the", "his", "her", "their", "a", "and", "with", "in", "on"} & set(all_words)) and len(
        words
    ) * 8 >= len(all_words)


def _pose_words(text: str) -> set[str]:
    return {w.lower() for w in _WORD.findall(text)} & _POSE_WORDS


def _ended(line: str) -> str:
    """A line of a list as a sentence of its own."""
    return line if line[-1] in ".!?:;,…" + _QUOTES or len(line.split()) < 3 else line + "."


def _unquoted(text: str) -> str:
    while len(text) > 1 and text[0] in _QUOTES and text[-1] in _QUOTES and not any(c in '"“”«»„' for c in text[1:-1]):
        text = text[1:-1].strip()
    if text[:1] in '"“„«' and not any(c in '"“”«»„' for c in text[1:]):
        text = text[1:]
    return text.strip()


def _whole_sentences(text: str) -> str:
    if text.endswith((".", "!", "?", "…")):
        return text
    end = max(text.rfind(mark) for mark in (". ", "! ", "? ", "; "))
    return text[: end + 1].rstrip(";") if end > 0 else text


def _capped(text: str) -> str:
    if len(text) <= MAX_TEXT:
        return text
    head = text[:MAX_TEXT]
    end = max(head.rfind(mark) for mark in (". ", "! ", "? "))
    if end > MAX_TEXT // 4:
        return head[: end + 1]
    return head[: head.rfind(" ")].rstrip(" ,;:") if " " in head else head
