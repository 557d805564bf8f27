"""From raw text to word tokens, whatever was typed: any script, control characters, curly quotes, numbers, contractions.

Every token keeps where it stands in the original text, so that the interface can show which words were understood. One pass, linear time.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Token:
    """A lower-case word, number or punctuation mark and its span [start, end) in the original text.

    ``closeness`` is below 1 where the word stands for another one that was written (see ``kin``).
    """

    word: str
    start: int
    end: int
    closeness: float = 1.0


_TOKEN = re.compile(
    r"\bw/o\b|\b[bw]/w\b|\bb/l\b|\bw/|\b(?:i\.e|e\.g)\b\.?|\bstr8\b|o'?clock\b|"
    r"[-=]+>|\d+(?:\.\d+)?|[a-z]+(?:'[a-z]+)*|[^\W\d_]+|[.,;:!?()\[\]…°/]|\s[-–—]+\s|[—–]|\S"
)
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\b[\w/-]{1,100}\.(?:jpe?g|png|gif|webp|py|html?|json|txt|pdf)\b")
"""Addresses and names of files: words in them are not said of anybody."""
_DROPPED = {"Cc", "Cf", "Cs", "Co", "Cn", "Mn"}
_PICTURES, _SIGNS = {"So", "Sk"}, "°`^"
"""Emoji and their skin tones say nothing of a pose: they are passed over, as blanks."""
_LIKE = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "º": "°", "\u2212": "-", "\u2011": "-", "\u2010": "-"})
_ENDINGS = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am", "'d": "would"}
_WHOLE = {"can't": ("can", "not"), "won't": ("will", "not"), "cannot": ("can", "not"), "shan't": ("shall", "not")}
_STOPS = {".", "!", "?", "…", "\n"}
_PAUSES = {",", ";", ":", "(", ")", "[", "]", "/"}
_ARROWS = frozenset("→➔➜⇒⟶")
_CLIPPED = frozenset({"approx", "appr", "ca", "max", "min", "horiz", "vert", "resp", "slt"})
_CUT_SHORT = frozenset({"rot", "lat", "ant", "post", "fwd", "bwd", "flex", "ext", "abd", "lt", "rt", "l", "r"})
"""After these a full stop ends no sentence where a small letter follows: "R. arm up"."""
_SHORT = {
    "w/": "with", "w/o": "without", "b/w": "between", "w/w": "with", "shldr": "shoulder", "shldrs": "shoulders",
    "shld": "shoulder", "elb": "elbow", "overhd": "overhead", "ovrhd": "overhead", "dwn": "down", "str8": "straight",
    "strt": "straight", "slght": "slight", "slghtly": "slightly", "slt": "slightly", "flr": "floor", "grnd": "ground",
    "abt": "about", "aboot": "about", "abv": "above", "blw": "below", "bhnd": "behind", "frnt": "front", "nr": "near",
    "perp": "perpendicular", "wt": "weight", "rot": "rotated", "horiz": "horizontal", "vert": "vertical",
    "hnd": "hand", "hnds": "hands", "thru": "through", "fwds": "forwards", "bw": "backward", "fw": "forward",
    "dn": "down", "twd": "toward", "twds": "towards", "ppl": "people", "sl": "slightly",
    "tush": "bottom", "ard": "around", "lil": "little", "outta": "out of", "kinda": "kind of",
    "wanna": "want to", "gonna": "going to",
    "isnt": "is not", "arent": "are not", "wasnt": "was not", "dont": "do not", "doesnt": "does not", "didnt": "did not", "cant": "can not",
    "couldnt": "could not", "shouldnt": "should not", "wouldnt": "would not", "hasnt": "has not", "havent": "have not", "aint": "is not",
    "u": "you", "yr": "your", "yer": "your", "pls": "please", "plz": "please", "pleeease": "please", "cmon": "please", "thx": "please", "tho": "though",
    "thro": "through", "btwn": "between", "betw": "between", "tog": "together", "agst": "against", "rly": "really", "prob": "probably",
    "probs": "probably", "bc": "because", "cuz": "because", "coz": "because", "cos": "because", "abit": "a bit", "alot": "a lot", "alittle": "a little",
    "gotta": "has to", "em": "them", "yall": "you", "smth": "something", "sth": "something", "hd": "head", "bk": "back",
    "rue": "right arm", "lue": "left arm", "bue": "both arms", "rle": "right leg", "lle": "left leg", "ble": "both legs", "b/l": "bilateral",
    "bilat": "bilateral", "ipsi": "ipsilateral", "contra": "contralateral",
    "hes": "he is", "shes": "she is", "theyre": "they are", "thats": "that is", "youre": "you are", "youve": "you have", "theres": "there is",
}  # fmt: skip
"""Short for a word that is known; several words where it stands for several."""
_THAT_IS = frozenset({"i.e", "i.e.", "e.g", "e.g.", "ie", "eg", "viz", "namely"})
PAUSE, STOP = ",", "."
_WIDEST = 6
"""Most characters that one may be made of: a whole phrase in one character is left alone."""


def tokens(text: str) -> list[Token]:
    """The tokens of a text. Pauses (commas, brackets, dashes) become ``PAUSE``, sentence ends and line ends ``STOP``."""
    letters: list[str] = []
    where: list[int] = []
    for index, char in enumerate(text):
        if char in "\r\n\u2028\u2029":
            letters.append("\n")
            where.append(index)
            continue
        plain = char if char < "\x80" else unicodedata.normalize("NFKD", char.translate(_LIKE))
        for c in (plain if len(plain) <= _WIDEST else char).lower():
            category = unicodedata.category(c)
            if c == "\t" or category[0] == "Z" or (category in _PICTURES and c not in _SIGNS):
                letters.append(" ")
            elif category in _DROPPED:
                continue  # accents, zero-width and control characters, direction marks
            else:
                letters.append(c)
            where.append(index)
    # "A-pose" is no article, and keeps its length
    clean = _ADDRESS.sub(lambda m: " " * len(m[0]), "".join(letters).translate(_LIKE).replace("a-pose", "apose "))
    out: list[Token] = []
    line_start = 0
    for line in clean.split("\n"):
        for match in _TOKEN.finditer(line):
            a, b = match.start() + line_start, match.end() + line_start
            after = line[match.end() :].lstrip()[:1]
            goes_on = bool(after) and text[where[line_start + len(line) - len(line[match.end() :].lstrip())]].islower()
            _add(out, match.group(), where[a], where[b - 1] + 1, goes_on)
        line_start += len(line) + 1
        if line_start <= len(where):
            out.append(Token(STOP, where[line_start - 1], where[line_start - 1] + 1))
    return _letters_spelt(out)


_LEADS = frozenset({"the", "ur", "your", "his", "her", "their", "my", "its", "a", "left", "right", "l", "r", "both", "one", "it", "me", "u", "you", "that"})
_SO_AS = frozenset({"like", "if", "though", "when", "while", "as", "that"})
_NO_VERBS = frozenset({"ring", "king", "wing", "sling", "thing", "sibling", "string", "spring", "earring", "bling", "clothing", "lightning"})


def _letters_spelt(words: list[Token]) -> list[Token]:
    """The tokens with letters and figures that are typed for a word spelt out: "hand n elbow", "w ur left hand", "u r", "2 the left", "like ur praying"."""
    out: list[Token] = []
    for k, token in enumerate(words):
        word = token.word
        before = words[k - 1].word if k else STOP
        after = words[k + 1].word if k + 1 < len(words) else STOP
        if word in ("ur", "your") and after.endswith("ing") and after not in _NO_VERBS and (before in _SO_AS or word == "ur"):
            out += [replace(token, word="you"), replace(token, word="are")]
        elif word == "ur":
            out.append(replace(token, word="your"))
        elif word == "r" and before in ("you", "they", "we", "arms", "hands", "legs", "feet", "knees", "elbows"):
            out.append(replace(token, word="are"))
        elif word == "n" and before.isalpha() and after.isalpha():
            out.append(replace(token, word="and"))
        elif word == "w" and after in _LEADS:
            out.append(replace(token, word="with"))
        elif word == "2" and after in _LEADS and before.isalpha():
            out.append(replace(token, word="to"))
        elif word == "4" and after in _LEADS and before.isalpha():
            out.append(replace(token, word="for"))
        elif word == "x" and after in ("ur", "your", "the", "his", "her") and before.isalpha():
            out.append(replace(token, word="across"))
        else:
            out.append(token)
    return out


def _add(out: list[Token], word: str, start: int, end: int, goes_on: bool) -> None:
    if word == "." and out and out[-1].end == start and (out[-1].word in _CLIPPED or goes_on and out[-1].word in _CUT_SHORT):
        measured = len(out) > 1 and (out[-2].word in ("deg", "degs", "degrees", "°") or out[-2].word.isdigit())
        if not measured or out[-1].word not in _CLIPPED:
            return  # "approx. 40 degrees", not "90 deg approx."
    if word in _THAT_IS:
        out.append(Token(PAUSE, start, end))
        return
    if word in _SHORT:
        out.extend(Token(w, start, end) for w in _SHORT[word].split())
        return
    if word in _ARROWS or word[0] in "-=" and word[-1] == ">":
        out.append(Token("to", start, end))
    elif word in _STOPS:
        out.append(Token(STOP, start, end))
    elif word in _PAUSES or (len(word) >= 1 and set(word.strip()) <= {"—", "–"}) or word.strip() in ("--", "---") or word[0].isspace():
        out.append(Token(PAUSE, start, end))
    elif word == "-" or word in "\"'*_":
        return  # hyphens join compounds: each half is a word of its own
    elif word in _WHOLE:
        out.extend(Token(w, start, end) for w in _WHOLE[word])
    elif word == "o'clock":
        out.append(Token(word, start, end))
    elif "'" in word:
        head, _, tail = word.partition("'")
        if word.endswith("n't"):
            out += [Token(word[:-3], start, end), Token("not", start, end)]
        elif "'" + tail in _ENDINGS:
            out += [Token(head, start, end), Token(_ENDINGS["'" + tail], start, end)]
        else:
            out.append(Token(head, start, end))
            if tail:
                out.append(Token("'" + tail, start, end))
    else:
        out.append(Token(word, start, end))
