"""The same in plainer words: "hidden behind the back" is behind it, "before the chest" in front of it, "right beside the ear" beside it, "the upper left
part of the chest" the chest, and a hand that "looks at the floor" has its palm down.

    tokens -> tokens; ``understanding`` asks here before it looks for what is worn (``worn``)

What stays keeps the span of the words it stands for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from core.language.leg_roles import role_of_the_leg
from core.language.lexicon import lexicon
from core.language.normalise import PAUSE, STOP, Token
from core.language.plain_tokens import ARTICLES, ENDS, Found, as_tokens, is_part, past, word_at
from core.language.plainly_deeds import DEEDS
from core.language.plainly_figures import FIGURES
from core.language.plainly_held import HELD
from core.language.plainly_places import PLACES
from core.language.plainly_said import SAID
from core.language.plainly_shorthand import SHORTHAND
from core.language.plainly_stance import STANCES
from core.language.plainly_turns import TURNS
from core.language.plainly_ways import WAYS


def plainly(words: Sequence[Token], part: str | None) -> list[Token]:
    """The tokens in plainer words. One pass."""
    out: list[Token] = []
    k = 0
    kind = (part or "").rpartition("_")[2]
    while k < len(words):
        word = words[k].word
        plain = word not in (PAUSE, STOP) or word_at(words, k - 1) != word  # thousands of brackets are as many pauses: one says what there is to say
        found = next((f for rule in _RULES if (f := rule(words, k, kind)) is not None), None) if plain else None
        if found is None:
            out.append(words[k])
            k += 1
        else:
            said, size = found
            out += said
            k += size
    return out


# ---------------------------------------------------------------------------------------------------- rules


def _before(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Before the chest", "before her": in front of it."""
    if words[k].word != "before" or k == 0 or words[k - 1].word in (PAUSE, STOP) and kind not in ("hand", "arm"):
        return None
    at = past(words, k + 1, ARTICLES)
    after = word_at(words, at + 1)
    person = at == k + 1 and word_at(words, at) in ("him", "her", "them", "you", "me")
    person |= at == k + 2 and word_at(words, k + 1) == "her" and word_at(words, at) in ENDS
    ends = after in ENDS or after in ("at", "in", "like", "as")
    if person and (at >= len(words) or word_at(words, at) in ENDS or ends):
        return as_tokens(words[k], "in front of"), 1
    thing = word_at(words, at) in _WORN_IN_FRONT
    if at > k + 1 and (is_part(word_at(words, at)) or thing) and ends:
        return as_tokens(words[k], "in front of the groin" if thing else "in front of", words[at if thing else k]), at + 1 - k if thing else 1
    return None


_WORN_IN_FRONT = frozenset({"skirt", "skirts", "apron", "dress", "gown", "belt"})


def _hidden(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Hidden from view behind the back"."""
    if not words[k].word.startswith(("hid", "conceal", "stash", "stow", "secret")) or words[k].word in ("hideous", "secretary", "secretly"):
        return None
    at = k + 1
    if word_at(words, at) in ("away", "completely", "partly", "partially", "mostly", "entirely", "it", "them"):
        at += 1
    for phrase in (("from", "view"), ("from", "sight"), ("out", "of", "sight"), ("out", "of", "view"), ("from", "the", "camera")):
        if tuple(w.word for w in words[at : at + len(phrase)]) == phrase:
            at += len(phrase)
    if word_at(words, at) not in ("behind", "under", "beneath", "underneath", "inside", "in", "between"):
        return None
    if word_at(words, at) == "in" and word_at(words, at + 2) in ("sand", "grass", "snow", "mud", "ground", "dirt"):
        return None
    placed = past(words, at + 1, ARTICLES)
    noun = word_at(words, placed)
    somewhere = noun in ("back", "lower", "small") or kind == "hand" and noun in ("body", "hip", "left", "right") or (
        word_at(words, at) != "behind" and is_part(noun)
    )  # what is hidden "behind the torso" is hidden from the camera
    return (as_tokens(words[k], "placed", words[at - 1]), at - k) if somewhere else None


def _out_of_sight(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Out of sight behind the back": only behind it."""
    for phrase in (("out", "of", "sight"), ("out", "of", "view"), ("not", "visible"), ("invisible",)):
        at = k + len(phrase)
        if tuple(w.word for w in words[k:at]) != phrase or word_at(words, at) != "behind":
            continue
        if word_at(words, past(words, at + 1, ARTICLES)) in ("back", "lower", "small"):
            return [], len(phrase)
    return None


def _of_it(words: Sequence[Token], k: int, kind: str) -> Found:
    """"The back of it", in the text of a hand: the back of the hand."""
    if kind not in ("hand", "foot") or words[k].word not in _SURFACES[kind]:
        return None
    of = [word_at(words, k + 1), word_at(words, k + 2)]
    if of == ["of", "it"] or of == ["of", "this"]:
        return as_tokens(words[k], f"{words[k].word} of the {kind}", words[k + 2]), 3
    if word_at(words, k - 1) == "its" and words[k].word in ("back", "dorsum"):
        return as_tokens(words[k], f"{words[k].word} of the {kind}"), 1
    return None


_SURFACES = {"hand": frozenset({"back", "dorsum", "heel", "palm", "side", "edge"}), "foot": frozenset({"sole", "ball", "heel", "top"})}


def _portion(words: Sequence[Token], k: int, kind: str) -> Found:
    """"The upper left part of the chest": the chest; "the outer half of his thigh": the thigh."""
    at = past(words, k, _WHERE_ON)
    if at == k or word_at(words, at) not in _PORTIONS or word_at(words, at + 1) != "of":
        return None
    inner = past(words, at + 2, ARTICLES)
    if inner == at + 2 or not is_part(word_at(words, inner)) and word_at(words, inner) not in ("left", "right"):
        return None
    if word_at(words, at) == "side" and not any(w.word in ("upper", "lower", "outer", "inner") for w in words[k:at]):
        return None
    lower = any(w.word == "lower" for w in words[k:at])
    if lower and word_at(words, inner) == "back" or word_at(words, inner) in ("body", "picture", "leg", "arm"):
        return None
    return [], at + 2 - k


_WHERE_ON = frozenset({"upper", "lower", "outer", "inner", "left", "right", "central", "middle", "front", "top", "bottom", "mid"})
_PORTIONS = frozenset({"part", "half", "portion", "area", "region", "section", "third", "quadrant", "zone", "side", "corner"})


def _hand_looks(words: Sequence[Token], k: int, kind: str) -> Found:
    """"The hand looks the floor": where its palm faces."""
    if words[k].word not in ("hand", "hands", "palm", "palms"):
        return None
    at = k + 1 + (word_at(words, k + 1) in ("is", "are"))
    if word_at(words, at) not in ("looks", "look", "looking", "watches", "watch", "watching", "regards", "sees"):
        return None
    at += 1
    at += word_at(words, at) in ("at", "to", "toward", "towards")
    named = past(words, at, frozenset({"the"}))
    where = _FACED.get(word_at(words, named))
    if where is None:
        return None
    palm, face = ("palms", "face") if words[k].word.endswith("s") else ("palm", "faces")
    return [*as_tokens(words[k], palm), *as_tokens(words[k + 1], f"{face} {where}", words[named])], named + 1 - k


_FACED = {
    **dict.fromkeys(("floor", "ground", "down", "downward", "downwards", "earth", "mat"), "down"), **dict.fromkeys(("front", "forward", "ahead"), "forward"),
    **dict.fromkeys(("ceiling", "sky", "up", "upward", "upwards", "air", "heaven", "roof"), "up"), **dict.fromkeys(("camera", "viewer", "us"), "the camera"),
    **dict.fromkeys(("body", "thigh", "leg", "side"), "the body"), **dict.fromkeys(("back", "behind", "backward", "backwards"), "back"),
}  # fmt: skip


def _straight_at(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Points straight at me": at me and nowhere else; nothing of a straight limb."""
    led = word_at(words, k - 1).startswith(("point", "aim", "look", "star", "gaz", "fac", "glar", "com", "peer"))
    if words[k].word not in ("straight", "directly", "right", "dead") or not k or kind == "head" or not led:
        return None
    return ([], 1) if word_at(words, k + 1) in ("at", "to", "toward", "towards", "into", "out") else None


def _right_there(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Right beside the ear", "pulled right back": no side."""
    if words[k].word not in ("right", "smack", "bang", "slap") or k == 0 or word_at(words, k + 1) not in _PREPOSITIONS:
        return None
    before = words[k - 1].word
    if before in ENDS or before in ARTICLES or before in _BEFORE_A_SIDE:
        return None
    turning = before.startswith(_TURNING)
    entries = lexicon().get((before,), ())
    if turning or any(e.category in ("deg", "side", "conj", "neg") for e in entries):
        return None
    return [], 1


_BEFORE_A_SIDE = frozenset(["or", "to", "on", "of", "at", "left", "toward", "towards", "slightly", "far", "from", "/", "than", "camera"])
_TURNING = (
    "turn", "lean", "look", "fac", "point", "twist", "rotat", "tilt", "step", "bend", "bent", "shift", "glanc", "swing", "swung", "swivel", "cock", "tip",
    "pivot", "lung", "sway", "angl", "gaz", "star", "direct", "head", "screen", "viewer", "stage", "frame",
)  # fmt: skip
_PREPOSITIONS = frozenset(
    {"beside", "behind", "next", "under", "underneath", "above", "over", "by", "against", "on", "up", "back", "through", "down", "between", "below", "across",
     "out", "alongside", "into", "around", "round", "in", "along", "beneath", "near", "before", "past"}
)  # fmt: skip


def _letter(words: Sequence[Token], k: int, kind: str) -> Found:
    """"One half of a great big V", "make a T"."""
    if words[k].word in ("v", "t") and k:
        article = next((j for j in range(k - 1, max(-1, k - 4), -1) if words[j].word in ("a", "the")), None)
        between = [w.word for w in words[(article or 0) + 1 : k]]
        after = word_at(words, k + 1)
        ends = after in ENDS or after in ("for", "like", "to", "shape", "above", "over", "pose")
        plain = article is not None and ends and all(w in _GREAT for w in between)
        if plain and article is not None and words[k].word == "t" and not (article and words[article - 1].word in ("on", "wearing", "the")):
            return as_tokens(words[k], "t pose"), 1 + (after in ("shape", "pose"))
        return None
    if words[k].word == "half" and word_at(words, k + 1) == "of" and kind in ("arm", "hand"):
        at = past(words, k + 2, _GREAT | {"a", "the", "that", "this"})
        if word_at(words, at) in ("v", "y"):
            return as_tokens(words[k], "stretched diagonally up and out", words[at]), at + 1 - k
        if word_at(words, at) == "t":
            return as_tokens(words[k], "out to the side", words[at]), at + 1 - k
    if words[k].word == "other" and word_at(words, k + 1) == "half" and kind in ("arm", "hand"):
        return [], 2  # "there's the other half, up and out"
    return None


_GREAT = frozenset({"great", "big", "huge", "perfect", "giant", "wide", "proper", "capital", "letter", "nice", "large", "classic", "massive"})


def _spotting(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Spot over your shoulder", "check behind you": look there."""
    if kind == "head" and words[k].word in ("spot", "spotting", "check", "checking", "checks", "spots") and word_at(words, k + 1) in (
        "over", "behind", "to", "past", "across", "toward", "towards", "at", "left", "right", "up", "down", "out"
    ) and word_at(words, k - 1) in ENDS:  # fmt: skip
        return as_tokens(words[k], "look"), 1
    if words[k].word == "back" and word_at(words, k - 1).startswith(("look", "glanc", "peer", "gaz", "peek", "star")) and word_at(words, k + 1) in (
        "over", "across", "past", "at", "toward", "towards"
    ):  # fmt: skip
        return [], 1  # "looks back over the shoulder": over it is back
    if words[k].word in ("across", "past") and word_at(words, k - 1).startswith(("look", "glanc", "peer", "gaz", "peek", "star", "back")):
        at = past(words, k + 1, ARTICLES | {"left", "right"})
        return (as_tokens(words[k], "over"), 1) if word_at(words, at) == "shoulder" else None
    return None


def _it_first(words: Sequence[Token], k: int, kind: str) -> Found:
    """"It holds the right wrist", in the text of a hand: the hand does."""
    if k == 0 and kind == "hand" and words[k].word == "it" and any(e.category == "pred" for e in lexicon().get((word_at(words, 1),), ())):
        return as_tokens(words[k], "the hand"), 1
    return None


def _nape(words: Sequence[Token], k: int, kind: str) -> Found:
    """"On the nape", "reaches the back of the neck": behind the neck."""
    at = k
    led = words[k].word in ("on", "at", "to", "against", "touching", "over", "across", "around", "behind")
    at = past(words, k + led, ARTICLES)
    if led and at == k + 1 and words[k].word not in ("on", "at", "to", "behind") or not led and at == k:
        return None
    if word_at(words, at) == "nape":
        end = at + 1
        if word_at(words, end) == "of" and word_at(words, past(words, end + 1, ARTICLES)) == "neck":
            end = past(words, end + 1, ARTICLES) + 1
    elif word_at(words, at) == "back" and word_at(words, at + 1) == "of" and word_at(words, past(words, at + 2, ARTICLES)) == "neck":
        end = past(words, at + 2, ARTICLES) + 1
    else:
        return None
    handled = kind in ("hand", "arm") or any(w.word in _HANDS for w in words[max(0, k - 8) : k])
    if not handled or not led and kind not in ("hand", "arm"):
        return None
    return as_tokens(words[k], "behind the neck", words[end - 1]), end - k


def _thumb_on_top(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Thumb on top": it is up."""
    at = k + 1 + (word_at(words, k + 1) in ("is", "are"))
    on_top = words[k].word in ("thumb", "thumbs") and (word_at(words, at), word_at(words, at + 1)) == ("on", "top") and word_at(words, at + 2) != "of"
    return ([words[k], *as_tokens(words[at], "up", words[at + 1])], at + 2 - k) if on_top else None


_HANDS = frozenset({"hand", "hands", "fingers", "palm", "palms", "fingertips", "thumb", "scratching", "scratches", "rubbing", "rubs", "massaging"})


def _me(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Pointing at me", "his back to me": the camera."""
    before = word_at(words, k - 1)
    if words[k].word != "me" or not k:
        return None
    led = word_at(words, k - 2)
    shown = before == "to" and (is_part(led) or led in ("turned", "out", "close", "closer", "closest", "side", "on", "profile"))
    return (as_tokens(words[k], "the camera"), 1) if before in ("at", "toward", "towards", "facing", "face", "faces", "faced") or shown else None


def _seconde(words: Sequence[Token], k: int, kind: str) -> Found:
    """"À la seconde", of an arm: out to the side."""
    if kind in ("arm", "hand") and [w.word for w in words[k : k + 3]] == ["a", "la", "seconde"]:
        return as_tokens(words[k], "out to the side", words[k + 2]), 3
    return None


def _together(words: Sequence[Token], k: int, kind: str) -> Found:
    """"Together, turned out", in the text of one leg or foot: with the other."""
    if words[k].word != "together" or kind not in ("leg", "foot") or k and words[k - 1].word not in (PAUSE, STOP, "is", "and"):
        return None
    return as_tokens(words[k], f"{'legs' if kind == 'leg' else 'feet'} together"), 1


_DEEDS = {"catching": "catching the ball", "stretching": "stretching up", "stretches": "stretches up", "catches": "catches the ball"}


def _bare_deed(words: Sequence[Token], k: int, kind: str) -> Found:
    """"She is stretching", of the person and with nothing more: as people mostly do it."""
    if words[k].word not in _DEEDS or kind not in ("torso", "") or k + 1 < len(words) and words[k + 1].word not in ENDS - {"with", PAUSE}:
        return None
    return as_tokens(words[k], _DEEDS[words[k].word]), 1


_RECLINES = frozenset({"recline", "reclines", "reclined", "reclining"})
_WHOSE = frozenset({"his", "her", "their", "my", "your"})


def _on_a_side(words: Sequence[Token], k: int, _: str) -> Found:
    """"Reclines on her left side": lies; who reclines on something else may sit."""
    if words[k].word not in _RECLINES or word_at(words, k + 1) != "on" or word_at(words, k + 2) not in _WHOSE | {"one", "the"}:
        return None
    at = k + 3 + (word_at(words, k + 3) in ("left", "right"))
    return (as_tokens(words[k], "lying"), 1) if word_at(words, at) == "side" else None


def _planks(words: Sequence[Token], k: int, _: str) -> Found:
    """"Planking", "planks on the forearms"; but "a plank of wood"."""
    word, after = words[k].word, word_at(words, k + 1)
    if word not in ("plank", "planks", "planking"):
        return None
    if after == "of" or k and words[k - 1].word in ("wooden", "wood"):
        return as_tokens(words[k], "object"), 1
    return (as_tokens(words[k], "plank"), 1) if word == "planking" or word == "planks" and after == "on" else None


def _faces_own(words: Sequence[Token], k: int, _: str) -> Found:
    """"Facing her left"."""
    said = [t.word for t in words[k : k + 4]] + [STOP]
    if said[0] not in ("faces", "facing") or said[1] not in _WHOSE or said[2:3] not in (["left"], ["right"]) or said[3] not in ENDS:
        return None
    return [words[k], *as_tokens(words[k], "to"), words[k + 1], words[k + 2]], 3


def _lens(words: Sequence[Token], k: int, _: str) -> Found:
    """"Straight down the barrel of the camera", "into the lens"."""
    at = k + (words[k].word == "straight")
    if word_at(words, at) not in ("down", "into", "through") or word_at(words, at + 1) not in ("the", "a"):
        return None
    end = at + 2
    if [w.word for w in words[end : end + 3]] == ["barrel", "of", "the"]:
        end += 3
    elif word_at(words, end) == "barrel":
        return None
    return (as_tokens(words[k], "at the camera", words[end]), end + 1 - k) if word_at(words, end) in ("camera", "lens") else None


def _figure_of_yoga(words: Sequence[Token], k: int, _: str) -> Found:
    """"A yoga tree pose"."""
    return ([], 1) if words[k].word == "yoga" and "pose" in (word_at(words, k + 2), word_at(words, k + 3)) else None


def _a_duck(words: Sequence[Token], k: int, _: str) -> Found:
    """"Turned out like a duck": nobody ducks."""
    return (as_tokens(words[k], "bird"), 1) if words[k].word in ("duck", "ducks") and word_at(words, k - 1) in ("a", "the", "like") else None


_RULES: tuple[Callable[[Sequence[Token], int, str], Found], ...] = (
    _before, _hidden, _out_of_sight, _of_it, _portion, _hand_looks, _straight_at, _right_there, _letter, _spotting, _it_first, _seconde, _me, _nape,
    _thumb_on_top, role_of_the_leg, _bare_deed, _together,
    _on_a_side, _planks, _faces_own, _lens, _figure_of_yoga, _a_duck, *FIGURES, *HELD, *WAYS, *SHORTHAND, *STANCES, *DEEDS, *TURNS,
    *PLACES, *SAID,
)  # fmt: skip
