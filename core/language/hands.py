"""What hands and arms do together or by themselves: gestures that imply a place, clasping, crossing, being apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from core.language.acting import act
from core.language.actions import actions
from core.language.arm_turns import palms_pressed
from core.language.catalogue import CATALOGUE
from core.language.consequences import sharper
from core.language.posecodes import relation
from core.language.propositions import Mods, Word
from core.language.sayings import TRUNK_PLACES, Clause, Saying, is_placed, say, sided
from core.language.sides import OTHER

HANDS = frozenset({"wrist", "hand", "palm", "fingers", "thumb"})


def gestures(c: Clause) -> Iterator[Saying]:
    """Actions that imply a place for the hand."""
    side, e = c.entity.side, c.entity
    for w in c.words("pred"):
        m = w.meaning
        if w.mods.neg and m in ("wave", "punch", "thrust", "throw"):
            continue  # what a hand does not do leaves open what it does
        if m == "wave" and not c.words("dir"):
            yield from say(sided("left arm: raised", side), w, sure=0.8)
            yield from say(sided("left elbow: bent", side), w, sure=0.6)
        elif m == "throw" and w.form == "ed" and e.kind in ("arm", "hand"):
            w.used = c.said("pred", "apart", "raised", "high", "overhead") is not None or bool(c.words("dir")) or is_placed(c)  # "thrown wide": flung
        elif m == "throw" and not c.words("dir") and not is_placed(c) and not w.mods.neg:
            yield from act(c, actions()["throw"], w)
        elif m == "akimbo":
            yield from say(sided("left hand: on the left hip", side), w)
            yield from say(sided("left elbow: out to the side", side), w)
        elif m in ("punch", "thrust") and not c.words("dir") and not is_placed(c):
            yield from say(sided("left arm: forward", side), w, sure=0.7, implied=True)
            if m == "punch":
                yield from say(sided("left elbow: straight", side), w, sure=0.6, implied=True)
        elif m == "point" and e.kind in ("arm", "hand", "fingers") and not c.words("dir") and not c.words("rel"):
            yield from say(sided("left elbow: at most slightly bent", side), w, sure=0.5)


def with_the_other(c: Clause) -> Iterator[Saying]:
    """One hand or arm together with the other: clasped, held together, folded."""
    e = c.entity
    across = ("other", "opposite", OTHER.get(e.side or ""))
    kinds = ("hand", "palm", "fingers", "each other", "")
    other = [r for r in c.words("rel") if any(o.kind in kinds and o.side in across for o in r.objects)]
    if e.kind in HANDS:
        for w in c.words("pred", "clasp", "together"):
            if c.surface(w) == "closed" and not other:
                w.used = True  # a closed fist
                continue
            yield from say(CATALOGUE["hands: together"], w, *other)
        for r in other:
            if r.meaning in ("on", "touching"):
                yield from say(CATALOGUE["hands: together"], r)
    elif e.kind in ("arm", "forearm"):
        other_arm = any(o.kind in ("arm", "forearm", "") for r in c.words("rel") for o in r.objects)
        folded = [w for w in c.words("pred", "bent") if other_arm and c.surface(w).startswith("fold")]
        elsewhere = any(o.kind in ("face", "head", "forehead", "chin", "neck", "throat") for r in c.words("rel") for o in r.objects)
        for w in (*c.words("pred", "cross"), *folded):
            if not other_arm and w.meaning == "cross" and (elsewhere or c.words("dir")):
                yield from say(sided("left arm: across the body", e.side), w)  # one arm that crosses, not two that are crossed
                continue
            places = [r for r in c.words("rel", "across", "in front of", "above", "on", "below") if any(o.kind in TRUNK_PLACES for o in r.objects)]
            if places and not any(o.kind in ("arm", "forearm") for r in c.words("rel") for o in r.objects):
                continue
            yield from say(CATALOGUE["arms: crossed"], w, *places, sure=0.9)


def hand_pairs(c: Clause) -> Iterator[Saying]:
    """What both arms or hands do with one another. Said once, for the left of the pair."""
    e = c.entity
    first = e.side == "left"
    behind = any(w.meaning == "behind" for w in c.words("rel"))
    hands = e.kind in HANDS
    for w in c.words("pred", "together", "clasp"):
        if c.surface(w) == "closed" and any(c.surface(replace(w, first=r.last - 1)).startswith("fist") for r in c.prop.subjects):
            w.used = True
            continue  # each fist by itself
        if first or w.used:
            if e.kind == "palm" and not c.surface(w).startswith(("close to", "near", "side by side", "adjacent", "next to")):
                yield from say(sharper(CATALOGUE["hands: together"], palms_pressed()), w) if first else ()
            elif hands or w.meaning == "clasp":
                by = c.surface(w).startswith(("close to", "near", "side by side", "adjacent", "next to"))
                yield from say(CATALOGUE["hands: close together" if by else "hands: together"], w) if first else ()
            elif e.kind == "elbow":
                yield from say(CATALOGUE["elbows: together"], w) if first else ()
            elif e.kind in ("arm", "forearm"):
                yield from say(CATALOGUE["hands: close together"], w, sure=0.6) if first else ()
    for w in c.words("rel", "touching", "on", "near"):
        if any(o.kind == "each other" for o in w.objects) and hands:
            yield from say(CATALOGUE["hands: together" if w.meaning != "near" else "hands: close together"], w) if first else ()
            w.used = True
    if not c.words("rel"):
        for w in c.words("pred", "touch"):
            yield from say(CATALOGUE["hands: together" if hands else "elbows: together"], w) if first and e.kind != "arm" else ()
    for w in c.words("pred", "width"):
        yield from say(CATALOGUE["hands: shoulder-width apart"], w) if first and (hands or e.kind == "arm") else ()
        w.used |= e.kind == "arm"
    for w in c.words("pred", "apart"):
        if hands and c.surface(w) in ("open", "opened"):
            w.used = True  # open hands, not hands apart
            continue
        wide = w.mods.degree in ("much", "full") or len(c.words("pred", "apart")) > 1 or "wide" in c.surface(w)
        if hands and not c.said("pred", "width"):
            yield from say(CATALOGUE["hands: wide apart" if wide else "hands: apart"], w) if first else ()
        elif e.kind == "elbow":
            yield from say(CATALOGUE["elbows: apart"], w) if first else ()
        if hands or e.kind == "elbow":
            w.used = True
    for w in c.words("pred", "level"):
        if e.kind in ("upper arm", "forearm"):
            continue  # each of them horizontal
        if not c.words("rel"):
            yield from say(relation(f"left {'hand' if hands or e.kind == 'arm' else e.kind}", "level with",
                                    f"right {'hand' if hands or e.kind == 'arm' else e.kind}"), w) if first else ()  # fmt: skip
            w.used = True
    for w in c.words("pred", "cross"):
        if e.kind == "wrist":
            yield from say(CATALOGUE["wrists: crossed"], w) if first else ()
        elif e.kind in ("arm", "forearm") and not behind:
            above = any(o.kind in ("head", "face", "forehead") for x in c.words("rel") for o in x.objects)
            name = "wrists: crossed" if above or any(o.kind == "wrist" for x in c.words("rel") for o in x.objects) else "arms: crossed"
            yield from say(CATALOGUE[name], w) if first else ()
            for x in c.words("rel", "across", "in front of", "above", "on", "at"):
                if any(o.kind in ("chest", "torso", "body", "stomach", "wrist") for o in x.objects):
                    x.used = True
        elif hands and (at_wrist := [x for x in c.words("rel") if any(o.kind == "wrist" for o in x.objects)]):
            for x in at_wrist:
                x.used = True
            yield from say(CATALOGUE["wrists: crossed"], w) if first else ()
        elif hands and any(o.side in ("opposite", "other") for x in c.words("rel") for o in x.objects):
            w.used = True  # "crossed over onto the opposite thighs"
        elif hands and not behind:
            yield from say(CATALOGUE["hands: together"], w, sure=0.6) if first else ()
    for w in c.words("pred", "bent"):
        across = [x for x in c.words("rel", "across", "in front of", "above", "on") if any(o.kind in ("chest", "stomach", "torso", "body") for o in x.objects)]
        if e.kind == "arm" and across and w.form == "ed":  # folded across the chest
            if c.surface(w).startswith("fold"):
                yield from say(CATALOGUE["arms: crossed"], w, *across) if first else ()
                for x in (*across, w):
                    x.used = True
        elif hands and c.surface(w).startswith("fold"):
            yield from say(CATALOGUE["hands: together"], w) if first else ()
            w.used = True


def tips_meet(c: Clause) -> bool:
    """"The fingertips pressed together", while "the fingers together" are those of one hand."""
    tips = any(c.surface(Word("", "", Mods(), r.last - 1, r.last)).startswith("fingertip") for r in c.prop.subjects)
    return tips and bool(c.words("pred", "together", "touch")) and not c.words("rel")
