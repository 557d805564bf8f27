"""Noun phrases: which part or person a few items name, with side, number, role and whose it is.

The half of the clause reader that looks at one noun phrase; ``clauses`` decides what becomes of it.
"""

from __future__ import annotations

from dataclasses import replace

from core.language.item import Item
from core.language.lexicon import roles
from core.language.propositions import Mods, Proposition, Ref, Word
from core.language.viewers import MARK

_GENDER = {
    **dict.fromkeys(("he", "him", "his", "man", "boy", "guy", "gentleman", "male"), "m"),
    **dict.fromkeys(("she", "her", "woman", "girl", "lady", "female"), "f"),
}  # fmt: skip
_BEFORE_A_SIDE = frozenset({"above", "behind", "in front of", "across", "below", "beside", "touching", "higher than", "lower than"})
"""Prepositions after which a bare "left" is the left one ("crossed over left"), not a direction."""
_OTHERS = frozenset({"mum", "mom", "mommy", "mummy", "dad", "daddy", "mother", "father", "friend", "partner", "sister", "brother", "wife", "husband",
                     "grandma", "grandpa", "neighbour", "neighbor", "opponent", "colleague", "stranger", "somebody", "someone"})  # fmt: skip
"""People whose hands are not the person's own."""
_POINTING = frozenset({"this", "that", "these", "those"})
"""Pronouns that stand before a noun as an article does: "lock that elbow"."""
_OWN_PARTS = frozenset({"stomach", "knee", "thigh", "shin", "ankle", "hip", "cheek", "chin", "forehead", "ear", "wrist", "forearm", "waist", "lower back"})
"""Parts that only bodies have."""
_LONGEST_PHRASE = 16
"""Items that a noun phrase may have, for the same reason as in ``clauses``."""


class NounPhrases:
    """Reads noun phrases from items; adjectives before a noun are added to the clause being read."""

    def __init__(self, items: list[Item]) -> None:
        self.items = items
        self.now = Proposition()
        self.mods = Mods()
        self.negated_clause = False
        self.hedge = 1.0
        self.gender = ""

    def _mods(self, closeness: float = 1.0) -> Mods:
        mods = replace(self.mods, neg=self.negated_clause, confidence=self.hedge * closeness)
        self.mods = Mods()
        return mods

    def _noun_phrase(self, k: int) -> Ref | None:
        items = self.items
        start, side, one, sides = k, None, False, []
        determined = False
        role = whose = ""
        foreign = False
        premodifier = this = False
        while k < len(items) and k - start < _LONGEST_PHRASE:
            item = items[k]
            if item.category == "det" or (k == start and item.words in _POINTING and self._part_follows(k + 1)):
                one |= item.words in ("a", "an")
                determined = True
                whose = item.words
                this |= item.words == "this"
            elif item.words == "one" and k + 1 < len(items) and (items[k + 1].category in ("part", "side") or items[k + 1].words == "of"):
                one = True
            elif item.category == "side":
                sides.append(item.meaning)
            elif item.category == "neg" and item.words == "neither" and k + 1 < len(items) and (
                items[k + 1].category in ("part", "side", "det") or items[k + 1].words in ("of", "one", "is")
            ):
                sides.append("both")
                self.negated_clause = True
            elif sides and item.category == "conj" and item.meaning == "and" and k + 1 < len(items) and items[k + 1].category == "side":
                sides = ["both"]
                k += 1
            elif sides and self._and_the_other(k, sides[-1]):
                sides = ["both"]  # "the left and the right knee"
                k += 2
            elif item.words == "of" and (sides or one) and k + 1 < len(items) and items[k + 1].category in ("det", "part", "side"):
                pass
            elif item.category == "unknown" and item.words == "'s":
                determined = True
                foreign |= k > 0 and k == start and items[k - 1].meaning == "thing"
            elif (sides or determined or self._begins(k)) and not role and item.words in roles() and self._leg_follows(k + 1) and not (
                item.words in ("raised", "lifted", "elevated") and (one or self.items[k + 1].meaning in ("heel", "toes"))  # "with a raised heel"
            ):
                role = roles()[item.words]
            elif item.words in ("inner", "outer") and sides and k + 1 < len(items) and items[k + 1].category == "part":
                pass  # "the left inner thigh"
            elif (sides or determined) and k + 1 < len(items) and self._described(k):
                pass  # "on the pregnant belly"
            elif item.category == "pred" and (sides or determined) and item.form in ("", "ed") and self._part_follows(k + 1):
                premodifier = True
                break
            else:
                break
            k += 1
        if premodifier:  # "his outstretched left arm": the adjective is read first, then the noun phrase
            part = self._noun_phrase(k + 1)
            if part is None:
                return None
            side = side or (sides[0] if sides else part.side)
            self.now.words.append(Word("pred", items[k].meaning, self._mods(items[k].closeness), k, k + 1, form="ed"))
            return replace(part, side=part.side or side, one=part.one or one, first=start)
        if k < len(items) and items[k].category == "part":
            if foreign:
                return Ref("thing", None, False, False, start, k + 1)  # "the chair's left arm"
            if whose in _GENDER and self.gender not in ("", _GENDER[whose]):
                return Ref("thing", None, False, False, start, k + 1)  # "he holds her hand"
            part = self._part(start, k, sides, one)
            role = role or ("this" if this and not sides else "")
            return replace(part, role=role) if part is not None and role else part
        if k < len(items) and items[k].category == "person" and not sides:
            self.gender = self.gender or _GENDER.get(items[k].words, "")
            if k + 1 < len(items) and items[k + 1].words == "'s" and (items[k].words in _OTHERS or _GENDER.get(items[k].words, self.gender) != self.gender):
                return Ref("thing", None, False, False, start, min(k + 3, len(items)))  # "mum's hand"
            if k + 1 < len(items) and items[k + 1].words == "'s":
                return self._noun_phrase_after_possessor(start, k + 2)
            return Ref("person", None, False, False, start, k + 1)
        if k < len(items) and items[k].category == "pronoun" and k == start:
            return Ref(items[k].meaning, None, items[k].words in ("them", "both of them", "them both"), False, start, k + 1)
        if sides and k < len(items) and items[k].words in ("one", "ones", "side"):
            return Ref("", self._side(sides), False, False, start, k + 1)
        if sides and self._elliptical(start, k, determined, sides):
            return Ref("", self._side(sides), "both" in sides, False, start, k)
        return None

    def _described(self, k: int) -> bool:
        """Whether an unknown word only describes the part after it; parts that things have too are left out ("the table leg")."""
        item, after = self.items[k], self.items[k + 1]
        return item.category == "unknown" and item.meaning != "thing" and item.words.isalpha() and len(item.words) > 2 and (
            after.category == "part" and after.meaning in _OWN_PARTS
        )

    def _and_the_other(self, k: int, side: str) -> bool:
        """Whether "and the right knee" follows "the left"."""
        following = self.items[k : k + 4]
        return [i.category for i in following] == ["conj", "det", "side", "part"] and following[0].meaning == "and" and (
            {side, following[2].meaning} == {"left", "right"}
        )

    def _noun_phrase_after_possessor(self, start: int, k: int) -> Ref | None:
        ref = self._noun_phrase(k)
        return replace(ref, first=start) if ref is not None else None

    def _begins(self, k: int) -> bool:
        """Whether a role begins a clause without an article: "front leg bent, back leg straight"."""
        return self.items[k].words not in ("raised", "lifted", "elevated", "planted", "kicking", "swinging", "balancing", "forward", "forwards", "behind") and (
            (k == 0 or self.items[k - 1].category in ("pause", "stop", "conj"))
            and k + 1 < len(self.items)
            and not self.items[k + 1].words.endswith(("s", "feet"))
        )

    def _leg_follows(self, k: int) -> bool:
        legs = ("leg", "foot", "knee", "thigh", "shin", "heel", "toes", "ankle", "hip")
        return k < len(self.items) and self.items[k].category == "part" and self.items[k].meaning in legs

    def _part_follows(self, k: int) -> bool:
        while k < len(self.items) and self.items[k].category in ("side", "det"):
            k += 1
        return k < len(self.items) and self.items[k].category == "part"

    def _elliptical(self, start: int, k: int, determined: bool, sides: list[str]) -> bool:
        """"the right is lowered", "higher than the right", "both are bent"."""
        if sides[0] in ("left", "right") and not determined and self._contrasted(start, sides[0]):
            return True
        if sides[0] in ("left", "right") and not determined and self._in_contrast(start, k, sides[0]):
            return True
        if sides[0] in ("left", "right") and not determined and self._beside_the_other(start, k, sides[0]):
            return True
        if sides[0] in ("left", "right") and not determined:
            led = self.items[start - 1] if start else None
            return led is not None and (led.category == "rel" and led.meaning in _BEFORE_A_SIDE or led.words == "than")
        following = self.items[k] if k < len(self.items) else None
        if following is None or following.category in ("pause", "stop", "conj", "be"):
            return True
        return following.category in ("pred", "rel", "dir", "deg", "neg", "posture")

    def _contrasted(self, start: int, side: str) -> bool:
        """"Left raised, right lowered": two clauses that begin with the two sides."""
        return self._opens(start, side) and any(self._opens(j, "right" if side == "left" else "left") for j in range(len(self.items)) if j != start)

    def _opens(self, k: int, side: str) -> bool:
        """Whether a bare side begins a clause and something is said of it."""
        items = self.items
        if items[k].category != "side" or items[k].meaning != side or k + 1 >= len(items):
            return False
        return (k == 0 or items[k - 1].category in ("pause", "stop", "conj")) and items[k + 1].category in ("be", "pred", "dir", "deg", "neg")

    def _in_contrast(self, start: int, k: int, side: str) -> bool:
        """"Left hand at the chest, right at the hip": a bare side that opens a clause, after one about the other side."""
        opens = start == 0 or self.items[start - 1].category in ("pause", "stop", "conj")
        goes_on = k < len(self.items) and (self.items[k].category in ("rel", "more") or self.items[k].words in ("at", "on", "in"))
        if not opens or not goes_on:
            return False
        sentence = next((j + 1 for j in range(start - 1, -1, -1) if self.items[j].category == "stop"), 0)
        other = "right" if side == "left" else "left"
        return side == "left" and start == sentence or any(
            i.category == "side" and i.meaning in (other, "both") or i.category == "part" and i.plural for i in self.items[sentence:start]
        )

    def _beside_the_other(self, start: int, k: int, side: str) -> bool:
        """"Right leg straight, left bent": a bare side that opens a clause after one about the same part of the other side."""
        items = self.items
        if start == 0 or items[start - 1].category not in ("pause", "conj") or k >= len(items) or items[k].category not in ("pred", "be", "deg", "dir"):
            return False
        if items[k].category == "pred" and items[k].form not in ("", "ed"):
            return False
        sentence = next((j + 1 for j in range(start - 1, -1, -1) if items[j].category == "stop"), 0)
        sided = [(a, b) for a, b in zip(items[sentence:start], items[sentence + 1 : start], strict=False) if a.category == "side" and b.category == "part"]
        return bool(sided) and {a.meaning for a, _ in sided} == {"right" if side == "left" else "left"}

    @staticmethod
    def _side(sides: list[str]) -> str | None:
        if "left" in sides and "right" in sides:
            return "both"
        for name in ("left", "right", "other", "opposite", "both", "same"):
            if name in sides:
                return name
        return None

    def _part(self, start: int, k: int, sides: list[str], one: bool) -> Ref | None:
        items = self.items
        item = items[k]
        side, kind, plural = self._side(sides), item.meaning, item.plural
        viewer = any(i.category == "side" and i.words.startswith(MARK) for i in items[start:k])
        k += 1
        # "left arm elbow", "hand fingers": the last noun counts.
        while k < len(items) and items[k].category == "part" and items[k - 1].category == "part" and not items[k - 1].plural:
            kind, plural = items[k].meaning, items[k].plural
            k += 1
        led = start > 0 and items[start - 1].category in ("rel", "deg", "dir", "pred")
        if k < len(items) and (items[k].words == "height" or (items[k].words == "level" and led)):
            return Ref(kind, side, plural, one, start, k + 1, level=True)
        if k < len(items) and items[k].category == "viewer" and side is None:
            side, viewer = ("right" if items[k].meaning == "left" else "left"), True
            k += 1
        if k + 1 < len(items) and items[k].words == "of":
            j = k + 1
            while j < len(items) and items[j].category in ("det", "side"):
                j += 1
            if j < len(items) and items[j].category == "unknown":
                self.now.unknown += 1
                return Ref("thing", None, False, False, start, j + 1)  # "the arm of the chair"
            if j < len(items) and items[j].category == "part" and kind in ("side", "back") and items[j].meaning not in ("body", "torso"):
                # "the left side of the chest", "the back of the thigh"
                of_sides = [items[i].meaning for i in range(k + 1, j) if items[i].category == "side"]
                return Ref(items[j].meaning, self._side(of_sides) or side, items[j].plural, one, start, j + 1)
            if j < len(items) and items[j].category == "part":
                of_sides = [items[i].meaning for i in range(k + 1, j) if items[i].category == "side"]
                return Ref(kind, side or self._side(of_sides), plural, one, start, j + 1)
            if j < len(items) and items[j].category == "person":
                k = j + 1
        return Ref(kind, side, plural, one, start, k, viewer)
