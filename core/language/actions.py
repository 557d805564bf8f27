"""Actions and named poses that imply geometry ("shading the eyes", "drawing a bow", "tree pose"): their words and the posecodes they stand for.

A word table (``actions_daily``, ``actions_figures``, ``actions_more``), not a grammar: each line gives how people name the action, who does it, and what a body then looks like, written for the left
(``right`` is the other side). What stands here is common knowledge of the action, so every statement made of it is *implied*: an explicit
word in the same text outweighs it.

Who: ``hand`` one hand, ``hands`` both alike (mirrored), ``arms`` both unless one of them is spoken of, ``lead`` two sides with a leading one (a bat, a bow, a lunge), ``leg`` one leg,
``body`` no side at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from core.language.actions_daily import DAILY
from core.language.actions_figures import FIGURES
from core.language.actions_more import MORE


@dataclass(frozen=True)
class Action:
    """One action: ``who`` does it, and (posecode name, how surely) for a left-sided one."""

    name: str
    who: str
    codes: tuple[tuple[str, float], ...]

_VERBS = """
    address adjust aim answer applaud beg bite block blow bounce bow brush bury button call carry cast catch celebrate change check cheer chew chop clap
    clean clear climb clutch comb conduct contemplate cough cover cower cradle cry cup curl curtsey curtsy cycle dab defend deliver dig dive do draw
    dribble drink drive dry dunk eat face facepalm feel fight film fire fix flag flap flex flutter fold form gesture give glance go greet grip grovel hail
    hang have hide hinge hit hitch hitchhike hold hug hurl iron kick knead knock kowtow lace leap lick lift listen look lounge make march meditate
    offer open paddle paint pat pedal pet photograph pick play plead pledge plug ponder pray press prostrate protect pull push put putt raise rake
    reach read receive rest ride rock roll row rub salute say scratch scroll serve set shade shake shampoo shield shoot shout shovel show shrug
    shush sign signal sing sip sit ski skydive sleepwalk smoke snap sneeze speak splash stand steer steeple step stick stir straighten stretch strike
    stroke strum stuff suck surf surrender swear sweep swing take talk tear text think throw tie tip toss touch tuck tug twiddle type unbutton
    use vacuum walk warm wash water wave wear whisper whistle wipe work wrap wring write yawn zip balance shadowbox skate swim stop halt direct pop
    apply arrange bang bat beat blowdry braid breastfeed bump burp butter carve count crack creep crochet cuddle cut dance darn deal decorate dice double drag
    drill dust embroider fan feed fillet flick flip float floss fly frost gaze glide grab grate grind hand haul heave hoist ice inflate jerk juggle jump knit lasso
    lean light line lock lug massage mend mince mix mould munch nibble nurse pass peel peer peg pin pirouette plait plane pluck point polish pound pour powder
    practice practise propel propose prowl reel replace return rinse ruffle rummage run sand saw screw scrub search season see sew shape sharpen shave shell
    shoulder shuffle skip slam slap sled slice slide sling slurp smash smell smooth snatch sneak sniff solder soothe spike spin spoon spread squeeze squint stalk
    stare string style swat swipe tango taste thump tighten toast tousle towel trim turn twirl twist unlock unpack unroll unscrew unwrap waltz wheel whisk
    whittle wrestle fold ring mow skateboard snowboard kitesurf windsurf wakeboard fence thrust shove howl gargle stargaze steady focus bid cock wind punt order
    tell ward
"""
VERBS: frozenset[str] = frozenset(word for line in _VERBS.splitlines() for word in line.split())
"""First words of phrases that are inflected; others stand for nouns."""


@lru_cache(maxsize=1)
def _read() -> tuple[dict[str, Action], dict[str, tuple[str, ...]]]:
    actions: dict[str, Action] = {}
    phrases: dict[str, tuple[str, ...]] = {}
    name = ""
    for line in (DAILY.strip() + FIGURES.rstrip() + MORE).splitlines():
        if not line.startswith(" "):
            name, who, codes = (cell.strip() for cell in line.split("|"))
            pairs = [code.strip().rsplit(" .", 1) for code in codes.split(";")]
            actions[name] = Action(name, who, tuple((code, float("0." + sure)) for code, sure in pairs))
        else:
            phrases[name] = (*phrases.get(name, ()), *(said for phrase in line.split(",") for said in _spelt_out(phrase.strip())))
    return actions, phrases


def _spelt_out(phrase: str) -> list[str]:
    """The phrases that one with alternatives stands for: "peel/slice the potato" is "peel the potato" and "slice the potato"; words of one alternative are
    joined by "_"."""
    ways = product(*(word.split("/") for word in phrase.split()))
    return [" ".join(way).replace("_", " ") for way in ways]


def actions() -> dict[str, Action]:
    """Name -> action."""
    return _read()[0]


def phrases() -> dict[str, tuple[str, ...]]:
    """Name -> how people say it: base forms of verbs, or nouns; "the" stands for any article or possessive."""
    return _read()[1]
