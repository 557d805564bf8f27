"""Ways of speaking that would be taken for their opposite, or for somebody else's body, are turned round or left out before anything is read.

    tokens -> tokens with roundabout negations made plain, and the spans of clauses that say nothing sure

"Far from straight" is not straight; "is it bent?", "either bent or straight" and "her husband's shoulder" say nothing of this body. What is left out
is shown as not understood: a statement silently wrong is worse than none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from core.language.lexicon import lexicon
from core.language.normalise import PAUSE, STOP, Token
from core.language.orders import by_the_way, it_is, moved_by_us, not_so_much, only, politely, requests
from core.language.unreal import exceeds, imagined, not_so, ordered

Span = tuple[int, int]
_STATES = frozenset(
    {
        "straight", "bent", "vertical", "horizontal", "upright", "raised", "lifted", "lowered", "level", "relaxed", "crossed", "parallel", "flat", "extended",
        "stretched", "folded", "flexed", "twisted", "turned", "tilted", "touching", "standing", "sitting", "kneeling", "lying", "symmetrical", "locked",
    }
)  # fmt: skip
_ROUNDABOUT: tuple[tuple[str, ...], ...] = (
    ("anything", "but"), ("by", "no", "means"), ("in", "no", "way"), ("on", "no", "account"), ("no", "longer"), ("rather", "than"), ("instead", "of"),
    ("as", "opposed", "to"), ("fails", "to"), ("fail", "to"), ("failing", "to"), ("refrains", "from"), ("refraining", "from"), ("stops", "short", "of"),
    ("stopping", "short", "of"),
)  # fmt: skip
_AVOIDS = frozenset({"avoid", "avoids", "avoiding", "avoided", "stop", "stops", "stopped", "quit", "cease", "ceases"})
_JOINTS = frozenset({"while", "whereas", "but", "although", "though", "yet", "and"})
"""Words at which a clause may begin."""
_PEOPLE = frozenset(
    {
        "husband", "wife", "friend", "partner", "child", "baby", "son", "daughter", "mother", "father", "brother", "sister", "colleague", "boyfriend",
        "girlfriend", "opponent", "teammate", "neighbour", "neighbor", "companion", "dog", "horse", "cat", "mate", "person", "man", "woman", "girl", "boy",
        "lady", "guy", "player", "dancer", "spouse", "mum", "mom", "dad", "grandmother", "grandfather", "kid", "rider", "passenger", "fighter",
    }
)  # fmt: skip
_BESIDE = frozenset({"beside", "next", "behind", "opposite", "alongside", "near", "in", "on", "to", "standing", "sitting", "with"})
_BELONGINGS = frozenset(
    {
        "arm", "arms", "leg", "legs", "back", "foot", "head", "neck", "hand", "hands", "face", "shoulder", "shoulders", "knee", "elbow",
    }
)  # fmt: skip
_OWN = frozenset({"body", "person", "man", "woman", "figure", "subject", "torso", "chest", "arm", "leg", "hand", "foot", "head", "thigh", "spine", "same"})
_CARRIED = frozenset(
    {
        "backpack", "rucksack", "bag", "pack", "quiver", "cape", "tattoo", "number", "logo", "child", "baby", "toddler", "load", "sack", "guitar", "shield",
        "bundle", "basket", "cello", "schoolbag", "satchel", "print", "sign", "name",
    }
)  # fmt: skip
_ARTICLES = frozenset({"the", "a", "an", "his", "her", "their", "its", "my", "your"})


def cautious(words: Sequence[Token], text: str) -> tuple[list[Token], list[Span]]:
    """The tokens to read, and the spans [start, end) of ``text`` that must not be read as statements."""
    plain = _made_plain(list(words))
    out: list[Token] = []
    lost: list[Span] = []
    asked = _asked(plain, text, requests(words))
    supposed = imagined(plain)
    told = ordered(plain)
    over = _over(plain)
    fancied = False
    for first, last in _clauses(plain):
        clause = plain[first:last]
        fancied = _fancied(clause) or fancied and first > 0 and plain[first - 1].word != STOP
        unreal = bool(clause) and (supposed[first] and any(w.word in _IMAGINED for w in clause) or told and exceeds(clause) or first < over and _past(clause))
        if clause and (fancied or asked[first] or unreal or any(unsure(clause) for unsure in _UNSURE)):
            lost.append((clause[0].start, clause[-1].end))
            out.append(Token(PAUSE, clause[0].start, clause[0].start))
        else:
            kept, gone = _without_things_said(clause)
            out += kept
            lost += gone
        if last < len(plain) and plain[last].word in (PAUSE, STOP):
            out.append(plain[last])
    return out, lost


_IMAGINED = frozenset({"would", "could", "might"})
_LOOKING = frozenset({"check", "checks", "checking", "checked", "at", "read", "reads", "reading", "consulting", "consults"})
"""Before "the watch" these say what the eyes do after all."""


def _made_plain(words: list[Token]) -> list[Token]:
    """Roundabout negations as "not", each at the place of the words it stands for."""
    out: list[Token] = []
    k = 0
    while k < len(words):
        size = _negation(words, k)
        aside = _not_the_other(words, k)
        aside = aside or by_the_way(words, k)
        if aside:
            k += aside
            continue
        aside = politely(words, k) or only(words, k)
        if aside:
            k += aside
            continue
        graded = not_so_much(words, k)
        if graded:
            out.append(Token(graded, words[k].start, words[k + 1].end))
            k += 2
            continue
        if words[k].word == "its" and it_is(words, k):
            token = words[k]
            if out and out[-1].word not in (PAUSE, STOP):
                out.append(Token(PAUSE, token.start, token.start))
            out += [replace(token, word="it"), replace(token, word="is")]
            k += 1
            continue
        if moved_by_us(words, k):
            out.append(words[k])
            k += 2
            continue
        if size:
            first, last = words[k], words[k + size - 1]
            if first.word in ("rather", "instead", "as"):
                out.append(Token(PAUSE, first.start, first.start))
            out.append(Token("not", first.start, last.end))
            k += size
        elif words[k].word == "watch" and k and words[k - 1].word in _ARTICLES and k + 1 < len(words) and words[k + 1].word in _WORN and not (
            k > 1 and words[k - 2].word in _LOOKING
        ):
            out.append(replace(words[k], word="bracelet"))  # a thing on the wrist, not what the eyes do
            k += 1
        else:
            out.append(words[k])
            k += 1
    return out


def _not_the_other(words: list[Token], k: int) -> int:
    """How many tokens ", not the right one," takes that only stresses which side is meant; 0: none."""
    said = [w.word for w in words[k : k + 6]]
    if said[:2] != [PAUSE, "not"]:
        return 0
    at = 2 + (said[2:3] in (["the"], ["his"], ["her"], ["their"]))
    if said[at : at + 1] not in (["left"], ["right"]):
        return 0
    at += 1
    at += said[at : at + 1] in (["hand"], ["arm"], ["leg"], ["foot"], ["one"], ["knee"])
    return at + 1 if said[at : at + 1] == [PAUSE] else 0


def _negation(words: list[Token], k: int) -> int:
    """How many tokens from ``k`` on say "not" in a roundabout way; 0: none."""
    said = [w.word for w in words[k : k + 4]]
    for phrase in _ROUNDABOUT:
        if tuple(said[: len(phrase)]) == phrase:
            # "instead of the left", "rather than his head": a thing takes the place of another, nothing is denied of it
            after = said[len(phrase)] if len(said) > len(phrase) else ""
            return len(phrase) if phrase[0] not in ("rather", "instead", "as") or after in _STATES else 0
    if said[:2] == ["far", "from"]:
        being = 1 if len(said) > 2 and said[2] == "being" else 0
        state = said[2 + being] if len(said) > 2 + being else ""
        return 2 + being if state in _STATES else 0
    if said and said[0] in _AVOIDS and len(said) > 1 and said[1].endswith("ing"):
        return 1
    return 0


def _clauses(words: list[Token]) -> list[tuple[int, int]]:
    """[first, last) of the stretches between pauses, stops and words that join clauses; the pause itself belongs to none."""
    bounds: list[tuple[int, int]] = []
    first = 0
    for k, token in enumerate(words):
        if token.word in (PAUSE, STOP):
            bounds.append((first, k))
            first = k + 1
        elif token.word in _JOINTS and k > first and token.word != "and":
            bounds.append((first, k))
            first = k
    bounds.append((first, len(words)))
    return bounds


def _asked(words: list[Token], text: str, asking: frozenset[int]) -> list[bool]:
    """Of every token whether its sentence ends in a question mark, and is no request."""
    out: list[bool] = []
    asked = False
    for token in reversed(words):
        if token.word == STOP:
            asked = text[token.start : token.end].strip().startswith("?")
        out.append(asked)
    out.reverse()
    first = 0
    for k, token in enumerate(words):
        if token.word == STOP:
            tag = max((j for j in range(first, k) if words[j].word == PAUSE), default=-1)
            if out[k] and tag > first and " ".join(w.word for w in words[tag + 1 : k]) in _TAGS and words[first].word not in _ASKING:
                out[first:tag] = [False] * (tag - first)  # "point at the floor, see it?"
            first = k + 1
    for k, token in enumerate(words):
        at = k
        while token.start in asking and at < len(words) and words[at].word != STOP:
            out[at] = False
            at += 1
    return out


_TAGS = frozenset(
    ["ok", "okay", "right", "yeah", "yes", "please", "see it", "see", "you see", "got it", "no", "eh", "huh", "alright", "all right", "understood", "can you",
     "could you", "will you", "would you", "get it", "clear", "yep", "know what i mean", "you know", "see that", "good", "for me", "deal"]
)  # fmt: skip
"""What is asked at the end of an order, and questions nothing of it."""
_ASKING = frozenset(["is", "are", "was", "were", "does", "do", "did", "has", "have", "why", "what", "how", "where", "when", "which", "who", "or", "so", "can"])


def _over(words: list[Token]) -> int:
    """The token that says "now": what was before it is over; 0 where none does."""
    for k, token in enumerate(words):
        if token.word == "now" and k and (words[k - 1].word in (PAUSE, STOP, "but", "and", "is") or words[k - 1].word in _JOINTS):
            return k
    return 0


def _past(clause: list[Token]) -> bool:
    return any(w.word in _FORMER for w in clause)


_FORMER = frozenset({"was", "were", "earlier", "previously", "formerly", "before", "initially", "originally", "had"})


def _choice(clause: list[Token]) -> bool:
    """"Either bent or straight", "whether it is bent", "I can't tell"."""
    said = [w.word for w in clause]
    doubt = any(said[k : k + 2] in (["not", "tell"], ["used", "to"], ["hard", "to"], ["impossible", "to"]) for k in range(len(said)))
    doubt |= any(said[k : k + 2] in _UNTOLD for k in range(len(said)))
    doubt |= any(said[k : k + 2] in (["would", "rather"], ["about", "to"]) and set(said[k + 2 : k + 3]) & _TAKEN_UP for k in range(len(said)))
    doubt |= any(word == "or" and k and {said[k - 1], said[k + 1]} <= _POSED for k, word in enumerate(said[:-1]))
    doubt |= any(
        word == "or" and said[k + 1] in _WHERE and said[k + 2] in _ARTICLES and _placed(said[:k]) for k, word in enumerate(said[:-2])
    )  # "on the hip or in the pocket"
    return doubt or "whether" in said or ("either" in said and "or" in said[said.index("either") :])


def _placed(said: list[str]) -> bool:
    return any(w in _WHERE and a in _ARTICLES for w, a in zip(said, said[1:], strict=False))


_WHERE = frozenset({"on", "in", "behind", "under", "beside", "at", "above", "below"})
_TAKEN_UP = frozenset({"sit", "stand", "lie", "kneel", "squat", "jump", "leap", "fall", "run", "walk"})
_POSED = frozenset({"sit", "stand", "lie", "kneel", "squat", "sitting", "standing", "lying", "kneeling", "squatting", "crouching", "seated"})
_UNTOLD = (["difficult", "to"], ["unable", "to"], ["tell", "if"], ["say", "if"], ["know", "if"], ["know", "how"], ["unclear", "if"])
_WISHED = frozenset({"should", "could", "would", "must", "ought", "shall"})
_REMARKED = frozenset({"be", "have", "say", "see", "tell", "call", "indicate", "suggest", "appear", "seem", "imply", "mean", "not", "also", "well", "even"})


def _wished(clause: list[Token]) -> bool:
    """"She could raise her arms", "he should bend the knees": what might be is not how it is; "it could be bent" is a guess at how it is."""
    said = [w.word for w in clause]
    return any(
        word in _WISHED and not (word in _BIDDING and _limb_before(said, k)) and k + 1 < len(said) and said[k + 1] not in _REMARKED and any(
            e.category in ("pred", "posture", "act") and e.form == "base" for e in lexicon().get((said[k + 1],), ())
        )
        for k, word in enumerate(said)
    )


_BIDDING = frozenset({"should", "must", "shall", "ought"})


def _limb_before(said: list[str], k: int) -> bool:
    """"The palm should face the camera", "this one must hang": what is asked of a limb is how it is to be."""
    subject = said[max(0, k - 4) : k]
    return not subject or not any(e.category == "person" for w in subject for e in lexicon().get((w,), ())) and (
        subject[-1] in ("it", "one", "this", "that", "both") or any(e.category == "part" for e in lexicon().get((subject[-1],), ()))
    )


_ACHES = frozenset({"pain", "painful", "stiffness", "discomfort", "ache", "aches", "aching", "numbness", "hurts", "sore"})


def _ailing(clause: list[Token]) -> bool:
    """"Pain when climbing stairs", "stiff on bending": when it hurts is not what is done now; "doubled over in pain" is."""
    said = [w.word for w in clause]
    return any(
        word in _ACHES and (k == 0 or said[k - 1] != "in") and any(after in ("when", "on", "during", "with", "whenever") for after in said[k + 1 :])
        for k, word in enumerate(said)
    )


def _compared(clause: list[Token]) -> bool:
    """"Unlike the right arm", "as bent as", "equally bent", "twice as bent": how much is not said."""
    said = [w.word for w in clause]
    if "unlike" in said:
        return True
    for k, word in enumerate(said):
        after = said[k + 1] if k + 1 < len(said) else ""
        if word == "equally" and after in _STATES or word in ("twice", "half") and after == "as":
            return True
        simile = said[k + 3 : k + 4] in (["a"], ["an"])  # "as straight as a ruler"
        less = k > 0 and said[k - 1] == "not"  # "not as bent as the left one"
        if word == "as" and after in _STATES and "as" in said[k + 2 : k + 3] and not simile and not less:
            return True
    return False


_FANCY = frozenset({"imagine", "imagining", "picture", "visualise", "visualize", "envision"})


def _fancied(clause: list[Token]) -> bool:
    """"Imagine a clock on the floor": a thing of the mind and what is told of it; "imagine you are holding a tray" tells how the body is held."""
    said = [w.word for w in clause[:2]]
    return len(said) > 1 and said[0] in _FANCY and said[1] in ("a", "an", "the", "that", "there", "some")


def _elliptic(clause: list[Token]) -> bool:
    """"The right isn't": what it is not was said before, and may be taken for something else."""
    said = [w.word for w in clause]
    return len(said) >= 3 and said[-1] == "not" and said[-2] in ("is", "are", "does", "do", "was", "were", "has", "have")


def _somebody_else(clause: list[Token]) -> bool:
    """"Her husband's shoulder", "the knee of the man beside him", "another person's hand"."""
    said = [w.word for w in clause]
    for k, word in enumerate(said):
        before = said[k - 1] if k else ""
        other = before in _PEOPLE and k >= 2 and said[k - 2] in ("his", "her", "their", "my", "another", "other")
        if word == "'s" and (other or before == "else"):
            return True
        if word == "of" and k + 2 < len(said):
            whose, who = said[k + 1], said[k + 2]
            if who in _PEOPLE and whose in ("his", "her", "their", "another", "my"):
                return True
            if who in _PEOPLE and whose in ("the", "a") and k + 3 < len(said) and said[k + 3] in _BESIDE:
                return True
            if whose == "another" or (whose in ("someone", "somebody") and who == "else"):
                return True
    return False


def _of_a_thing(clause: list[Token]) -> bool:
    """"The head of a hammer", "the arm of the chair", "back to the wall": words for the body that mean a thing or a place."""
    said = [w.word for w in clause]
    for k in range(len(said) - 3):
        a, b, c, d = said[k : k + 4]
        if a in _BELONGINGS and b == "of" and c in ("a", "an", "the") and (d in _FURNITURE or (c in ("a", "an") and d not in _OWN | _PEOPLE)):
            return True
        noun = k == 0 or said[k - 1] in _ARTICLES  # not "leans back against the wall"
        if a == "back" and noun and b in ("to", "against") and c in _ARTICLES and d in _PLACES:
            return True
    return False


_FURNITURE = frozenset(
    {
        "chair", "sofa", "couch", "armchair", "bench", "table", "bed", "seat", "stairs", "staircase", "ladder", "hill", "bottle", "guitar", "violin",
        "hammer", "clock", "throne", "stool", "mountain", "page", "room", "line", "queue", "wheelchair", "cello", "desk",
    }
)  # fmt: skip
_WORN = frozenset({"on", "is", "sits", "around", "round", "worn", "strapped", "hangs", "above"})
_PLACES = frozenset({"wall", "door", "sea", "window", "tree", "sun", "wind", "fence", "street", "net", "goal", "mirror", "fire", "crowd", "house"})
_UNSURE: tuple[Callable[[list[Token]], bool], ...] = (_choice, _wished, _ailing, _compared, _elliptic, _somebody_else, _of_a_thing)


def _without_things_said(clause: list[Token]) -> tuple[list[Token], list[Span]]:
    """Without "by a foot" (a length) and without "on the back" where something is carried there."""
    said = [w.word for w in clause]
    cuts: list[tuple[int, int]] = []
    for k in range(len(said) - 2):
        a, b, c = said[k : k + 3]
        length = a == "by" and b in ("a", "one", "half") and c in ("foot", "hand", "head")
        carried = a == "on" and b in _ARTICLES and c in ("back", "chest", "front") and any(w in _CARRIED for w in said[:k])
        if length or carried:
            cuts.append((k, k + 3))
        if said[k : k + 4] in (["from", "left", "to", "right"], ["from", "right", "to", "left"], ["from", "side", "to", "side"]):
            cuts.append((k, k + 4))  # along a way, at no end of it
        if a == "from" and b == "head" and c == "to" and said[k + 3 : k + 4] in (["toe"], ["toes"], ["foot"], ["heel"]):
            cuts.append((k, k + 4))  # all of it
    cuts += not_so(clause)
    kept = [w for k, w in enumerate(clause) if not any(a <= k < b for a, b in cuts)]
    return kept, [(clause[a].start, clause[b - 1].end) for a, b in cuts]
