"""What a text says that is not so now: what is to come or is over, what would be if, what a body shown so far does wrongly, and figures of speech.

    tokens of a clause -> the stretches [first, last) of it that say nothing of the pose

``cautious`` leaves these out and shows them as not understood. "About to throw" is left in: who winds up for a throw is posed for it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.language.lexicon import lexicon
from core.language.normalise import PAUSE, STOP, Token

_PERSONAL = frozenset({"he", "she", "they", "it", "you", "i", "we", "there", "one"})
_ARTICLES = frozenset({"the", "a", "an", "his", "her", "their", "its", "my", "your"})
_SOON = frozenset({"soon", "then", "probably", "likely", "now", "shortly", "next", "later", "just", "presently"})
_MODALS = frozenset({"would", "could", "should", "might"})
_FACING = frozenset({"have", "has"})
_BODIES = frozenset({"him", "her", "them", "it", "me"})
_POSING = frozenset({"got", "had", "made", "put", "drew", "drawn", "rendered", "placed", "posed", "given", "gave", "turned", "left", "have"})
_EXCESS = frozenset({"far", "much", "high", "low", "wide", "close", "little", "deep", "steep", "narrow", "long", "short", "tight", "loose", "stiff"})
_IDEAS = frozenset(
    ["decision", "decisions", "option", "options", "opinion", "opinions", "idea", "ideas", "principle", "principles", "policy", "fortune", "debt", "truth",
     "conclusion", "presidency", "responsibility", "blame", "election", "promise", "promises", "offer", "opportunity", "budget", "career", "evidence",
     "proposal", "argument", "reason", "reasons", "economy", "government", "reforms", "lawsuit", "competition", "statement", "claim", "claims", "word"]
)  # fmt: skip
_ABOUT_IDEAS = frozenset({"by", "on", "for", "towards", "toward", "to", "against", "into", "over", "behind", "down", "up"})
_FIGURES = re.compile(
    r"\b(?:"
    r"(?:give|gives|gave|given|giving|lend|lends|lent|lending) (?:\w+ ){1,2}an? (?:big |little |helping )?(?:hand|leg)(?: up)?|"
    r"best foot forward|own two feet|head in the clouds|leg up on the (?:competition|others|rest|rivals|rival)|head and shoulders above|"
    r"(?:look|looks|looking|looked) forward to (?:\w+ing|the (?:holidays?|weekend|future|trip|party|match|meeting|concert|day))|"
    r"(?:sit|sits|sitting|sat) on the (?:board of|committee|jury|bench of)|"
    r"(?:stand|stands|standing|stood) (?:to (?:lose|gain|win|benefit|inherit)|corrected|accused|trial|an? chance|no chance|for (?:office|parliament|mayor))|"
    r"(?:lie|lies|lying|lied) (?:to (?:him|her|them|me|us|everyone|people)|about)|"
    r"(?:run|runs|ran|running) (?:into (?:an?|some) (?:old )?(?:friend|friends|problem|problems|trouble)|for (?:office|president|mayor|parliament)|"
    r"out of (?:time|money|patience|luck|ideas)|an? (?:company|business|shop|fever|risk|bath))|"
    r"(?:time|money|luck|patience|milk) (?:is|was|has) running out|(?:cross|crosses|crossed|crossing) (?:his|her|their|my) fingers for|"
    r"(?:bow|bows|bowed|bowing) out (?:of|from)|(?:break|breaks|broke) a leg|(?:stick|sticks|stuck|sticking) (?:his|her|their|my) neck out|"
    r"(?:walk|walks|walked|walking) on eggshells|(?:right|left) hand (?:man|woman|drive|lane|corner|page|column|door|drawer)|"
    r"(?:turn|turns|turned|turning) (?:a blind eye|the tables|over a new leaf|a corner)|(?:arm|arms) and a leg|"
    r"(?:jump|jumps|jumped|jumping) (?:at the chance|to conclusions|the queue|the gun)|(?:stretch|stretches|stretched) the truth"
    r")\b"
)  # fmt: skip
"""Ways of speaking that name no pose, where their words would be read as one."""


def not_so(clause: Sequence[Token]) -> list[tuple[int, int]]:
    """The stretches of a clause that are to come, over, imagined, wrong of what is shown, or a figure of speech; they may overlap."""
    said = [t.word for t in clause]
    out = [*_to_come(said), *_before_or_after(said), *_if(said)]
    if _left_alone(said) or _would_have(said) or _shown_wrongly(said) or _figurative(said):
        out.append((0, len(said)))
    return out


def _poses(word: str, *forms: str) -> bool:
    return any(e.category in ("pred", "posture") and e.form in forms for e in lexicon().get((word,), ()))


def _to_come(said: list[str]) -> list[tuple[int, int]]:
    """"About to kneel", "will soon sit", "going to lift the arm": from there to the end of the clause."""
    for k, word in enumerate(said):
        if word in ("about", "going") and said[k + 1 : k + 2] == ["to"]:
            at = k + 2
        elif word == "will":
            at = k + 1
        else:
            continue
        at += at < len(said) and said[at] in _SOON
        winding = word == "about" and at < len(said) and said[at] in _WOUND_UP
        if at < len(said) and said[at] not in _FACING and _poses(said[at], "base") and not winding:
            return [(k, len(said))]
    return []


_WOUND_UP = frozenset({"throw", "serve", "pitch", "catch", "hurl", "spike", "shoot", "swing", "bat", "hit", "fire", "toss"})
"""What a body that is about to do it looks like doing."""


def _before_or_after(said: list[str]) -> list[tuple[int, int]]:
    """"After raising the arm, ..." and "before he sits down": what was or will be; not "before the chest", nor "after which"."""
    for k, word in enumerate(said):
        if word not in ("before", "after") or k + 1 >= len(said) or word == "after" and k:
            continue
        following = said[k + 1]
        if word == "before" and following in _ARTICLES:
            at = k + 2
            while at < len(said) - 1 and not _moves(said[at]) and at - k < 4:
                at += 1
            last = len(said) <= at + 1 or said[at + 1] in ("and", "with", "is", "of", "to")
            if at < len(said) and _moves(said[at]) and last and not _part(said[at]):
                return [(k, at + 1)]  # "the wind-up before a straight punch"
        deed = _poses(following, "ing") or any(e.category == "act" and e.form == "ing" for e in lexicon().get((following,), ()))
        doer = following in _PERSONAL and k + 2 < len(said)
        if deed or doer:
            return [(k, len(said))]
    return []


def _moves(word: str) -> bool:
    return word in _FEATS


_FEATS = frozenset(
    ["punch", "jump", "leap", "throw", "kick", "serve", "swing", "shot", "strike", "pitch", "jab", "hook", "sprint", "dive", "landing", "hit", "start",
     "race", "lunge", "slap", "smash", "spin", "toss", "launch", "takeoff", "run", "dash", "push", "release", "impact"]
)  # fmt: skip
"""What a body winds up for."""


def _if(said: list[str]) -> list[tuple[int, int]]:
    """"If he were sitting": not so; "as if he were" is a likeness, "see if" a question that others leave out."""
    for k, word in enumerate(said):
        if word in ("if", "unless") and (k == 0 or said[k - 1] not in ("as", "see", "like", "even")) and k + 2 < len(said) and (
            said[k + 1] in _PERSONAL | _ARTICLES and said[k + 2] not in ("can", "like", "want", "please", "have")
        ):
            imagined = k > 0 and bool(_MODALS & set(said[:k]))
            return [(0 if imagined else k, len(said))]
    return []


def _would_have(said: list[str]) -> bool:
    """"She would have raised her arm"."""
    return any(
        word in _MODALS and said[k + 1 : k + 2] == ["have"] and k + 2 < len(said) and (said[k + 2] in ("been", "had") or _poses(said[k + 2], "ed"))
        for k, word in enumerate(said)
    )


def _shown_wrongly(said: list[str]) -> bool:
    """"You've got him leaning right", "you put it behind the back": what the answer shows so far, told because it is wrong."""
    for k, word in enumerate(said[:-2]):
        if word != "you":
            continue
        at = k + 1
        while at < len(said) and said[at] in _POSING:
            at += 1
        if at > k + 1 and at + 1 < len(said) and said[at] in _BODIES and not _part(said[at + 1]):
            return True
    return False


def _left_alone(said: list[str]) -> bool:
    """"Don't touch the legs", "leave the arms alone": an order to change nothing there."""
    order = said[:3] if said[:2] == ["do", "not"] else []
    changes = len(order) == 3 and order[2] in ("touch", "move", "change", "alter", "modify") and said[-1] in _WHOLES
    return changes or said[:1] == ["leave"] and said[-1:] == ["alone"]


_WHOLES = frozenset({"leg", "legs", "arm", "arms", "head", "torso", "rest", "hands", "hand", "body", "pose", "feet", "foot", "anything", "it", "them", "else"})


def _part(word: str) -> bool:
    return any(e.category in ("part", "side") for e in lexicon().get((word,), ()))


def _figurative(said: list[str]) -> bool:
    """Figures of speech, and what is done to ideas: "she stands by her decision"."""
    if _FIGURES.search(" ".join(said)):
        return True
    for k, word in enumerate(said):
        if word in _IDEAS and any(said[j] in _ABOUT_IDEAS for j in range(max(0, k - 3), k)) and not any(
            e.category == "part" for w in said for e in lexicon().get((w,), ())
        ):
            return True
    return False


def imagined(words: Sequence[Token]) -> list[bool]:
    """Of every token whether its sentence begins a clause with "if": what "would" be there is not so."""
    out: list[bool] = []
    first = 0
    for k in range(len(words) + 1):
        if k < len(words) and words[k].word != STOP:
            continue
        said = [t.word for t in words[first:k]]
        supposed = any(
            w == "if" and (j == 0 or said[j - 1] not in ("as", "see", "like", "even")) and set(said[j + 1 : j + 2]) & (_PERSONAL | _ARTICLES)
            for j, w in enumerate(said)
        ) and bool({"would", "could", "might"} & set(said))
        out += [supposed] * (k - first + 1)
        first = k + 1
    return out


def ordered(words: Sequence[Token]) -> bool:
    """Whether the text tells somebody what to do: a clause that opens with a verb in its plain form."""
    for k, token in enumerate(words):
        if (k == 0 or words[k - 1].word in (PAUSE, STOP, "please", "no", "just", "and")) and token.word != "face" and not token.word.endswith("s") and (
            _poses(token.word, "base") or token.word in _ORDERS
        ) and k + 1 < len(words) and words[k + 1].word not in (PAUSE, STOP):
            return True
    return False


_ORDERS = frozenset({"bring", "put", "move", "make", "get", "lower", "take", "set", "pull", "push", "keep", "let", "fix", "change", "correct"})


def exceeds(clause: Sequence[Token]) -> bool:
    """"It's too far out": told beside an order, it is what should not be; "not too high" is how high."""
    said = [t.word for t in clause]
    return any(
        w == "too" and k + 1 < len(said) and not {"not", "never"} & set(said[:k]) and (
            said[k + 1] in _EXCESS or any(e.category in ("pred", "dir") for e in lexicon().get((said[k + 1],), ()))
        )
        for k, w in enumerate(said)
    )
