"""How orders are given: "could you raise the arm?", "just bend the knee", "sit him up", "make her kneel" and "its not bent" in plain words.

    tokens -> how many of them only ask, or what they stand for; ``caution`` leaves them out or puts that in their place
"""

from __future__ import annotations

from collections.abc import Sequence

from core.language.lexicon import lexicon
from core.language.normalise import PAUSE, STOP, Token

_ARTICLES = frozenset({"the", "a", "an", "his", "her", "their", "its", "my", "your"})


def by_the_way(words: list[Token], k: int) -> int:
    """How many tokens "on the other hand" takes where it opens or interrupts a sentence, or "make her" before what she is to do; 0: none."""
    if k and words[k - 1].word not in (PAUSE, STOP, "and", "but", "while", "please", "just", "no"):
        return 0
    said = [w.word for w in words[k : k + 6]]
    if said[:2] == ["on", "the"] and said[2:4] in (["other", "hand"], ["one", "hand"]):
        after = said[4] if len(said) > 4 else STOP
        return 4 if after == PAUSE or after in _ARTICLES or after in _BEGINS else 0
    if said and said[0] in _CAUSING and len(said) > 2 and (said[1] in ("him", "them") or said[1] == "her"):
        verb = lexicon().get((said[2],), ())
        if any(e.category in ("pred", "posture", "act") and e.form == "base" for e in verb) and not any(e.category in ("part", "side") for e in verb):
            return 2
    return 0


def only(words: list[Token], k: int) -> int:
    """"Just bend the elbow": nothing else is to be done, not a little."""
    following = words[k + 1].word if k + 1 < len(words) else STOP
    begins = k == 0 or words[k - 1].word in (PAUSE, STOP, "please")
    verb = following in _ASKED_FOR or any(e.category == "pred" and e.form == "base" for e in lexicon().get((following,), ()))
    determined = k + 2 < len(words) and (words[k + 2].word in _ARTICLES or words[k + 2].word in ("it", "left", "right", "both"))
    return int(begins and words[k].word == "just" and verb and determined)


def not_so_much(words: list[Token], k: int) -> str:
    """What "not so" and "not that" stand for before a word for a state: "not so bent" is slightly bent, "not that high" not high; "": nothing."""
    if words[k].word != "not" or k + 2 >= len(words) or words[k + 1].word not in ("so", "that"):
        return ""
    state = words[k + 2].word
    compared = any(w.word == "as" for w in words[k + 3 : k + 5])
    if compared or not any(e.category in ("pred", "dir") and e.form in ("", "ed") for e in lexicon().get((state,), ())):
        return ""
    return "slightly" if state in ("bent", "flexed", "tilted", "turned", "folded", "twisted", "rotated") else "not"


def it_is(words: list[Token], k: int) -> bool:
    """Whether "its" was written for "it's": "its not bent", "its straight"."""
    after = words[k + 1].word if k + 1 < len(words) else STOP
    beyond = words[k + 2].word if k + 2 < len(words) else STOP
    if after in ("not", "too", "very", "dead", "still", "just", "really", "more", "less", "a", "the", "on", "in", "behind", "under", "at", "over", "above"):
        return True
    if after.endswith("ly") and len(after) > 4 and (beyond.endswith("ing") or any(e.category in ("pred", "dir", "rel") for e in lexicon().get((beyond,), ()))):
        return True  # "its literally covering"
    entries = lexicon().get((after,), ())
    state = any(e.category in ("pred", "dir", "posture") for e in entries) and not any(e.category == "part" for e in entries)
    return state and (beyond in (PAUSE, STOP, "at", "in", "and", "to", "on", "not", "but", "its") or beyond in _ARTICLES)


_BEGINS = frozenset({"he", "she", "they", "left", "right", "both", "it", "one"})
_CAUSING = frozenset({"make", "have", "let", "get", "help"})
_MOVING = frozenset({"sit", "stand", "lay", "lean", "turn", "rotate", "twist", "bend", "tilt", "tip", "seat"})


def moved_by_us(words: list[Token], k: int) -> bool:
    """"Sit him up straight", "lean her against the wall": what is done to the person is what the person is to do."""
    if words[k].word not in _MOVING or k and words[k - 1].word not in (PAUSE, STOP, "and", "please", "just", "now", "then", "no"):
        return False
    said = [w.word for w in words[k + 1 : k + 3]]
    if said[:1] in (["him"], ["them"]):
        return True
    after = lexicon().get((said[1],), ()) if len(said) > 1 else ()
    return said[:1] == ["her"] and any(e.category in ("rel", "dir", "posture") for e in after) and not any(e.category in ("part", "side") for e in after)


def requests(words: Sequence[Token]) -> frozenset[int]:
    """Where "can you raise the arm?" names what is to be done, each as a place in the text."""
    return frozenset(
        words[k + size].start for k in range(len(words)) if (size := politely(words, k)) and k + size < len(words)
    )


def politely(words: Sequence[Token], k: int) -> int:
    """How many tokens "could you please" takes before what is to be done; 0: none."""
    if k and words[k - 1].word not in (PAUSE, STOP, "please", "and", "no"):
        return 0
    said = [w.word for w in words[k : k + 4]]
    if said[:1] not in (["can"], ["could"], ["would"], ["will"]) or said[1:2] not in (["you"], ["we"]):
        return 0
    size = 2 + (said[2:3] in (["please"], ["just"]))
    verb = words[k + size].word if k + size < len(words) else ""
    return size if verb in _ASKED_FOR or any(e.category in ("pred", "posture", "act") and e.form == "base" for e in lexicon().get((verb,), ())) else 0


_ASKED_FOR = frozenset({"put", "make", "have", "get", "let", "move", "bring", "set", "take", "keep", "give"})
