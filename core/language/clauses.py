"""Items -> propositions: who or what (subjects), and what is said of it (predicates, directions, relations, postures) with modifiers.

A shallow, left-to-right grammar, made for descriptions of bodies: a clause begins at a pause, at "with", "while" or "and" before a new
subject; a clause without a subject keeps the last one. Sides are settled later, in ``sides``; meanings in ``meaning``.
"""

from __future__ import annotations

from dataclasses import replace

from core.language.clause_nouns import ClauseNouns
from core.language.clause_words import HANDS, HELD
from core.language.item import Item
from core.language.propositions import Mods, Proposition, Ref, Word

_LIMBS = frozenset({"arm", "leg", "hand", "foot", "elbow", "knee", "shoulder", "thigh", "hip"})
_UPPER_ENDS = frozenset({"head", "top of the head", "shoulder", "shoulders", "ear", "neck", "torso", "chest", "chin", "back of the head"})
_LOWER_ENDS = frozenset({"heel", "foot", "ankle", "toes", "knee", "hip"})
_OF_BOTH = _LIMBS | {"toes", "heel", "ankle", "shin", "wrist", "palm", "fingers", "forearm", "upper arm"}
_GAPS = frozenset({"gap", "space", "daylight", "room", "air", "distance"})
_TRUNK_SIDES = frozenset({"body", "torso", "side", "waist", "hip", "chest"})
_MOVEMENTS = frozenset(
    ["tilt", "turn", "rotation", "lean", "twist", "bend", "lateral flexion", "side flexion", "inclination", "glance", "lateral lean", "punch", "jab", "kick"]
)
"""Nouns before which a side says where to."""
_SIDE_BENDS = (["side", "bend"], ["side", "bending"], ["side", "lean"], ["side", "flexion"])
_MEASURED = frozenset({"lean", "tilt", "bent", "turn", "bow", "abducted", "raised", "apart", "extended", "straight", "lowered"})
"""What is measured in degrees."""
_LONGEST_CLAUSE = 40
"""Words that a clause may have: what goes on longer is no language, and must not cost time."""


class _Reader(ClauseNouns):
    """Walks over the items once and collects propositions."""

    def read(self) -> list[Proposition]:
        k = 0
        while k < len(self.items):
            k = self._step(k)
        self._close(len(self.items), stop=True)
        return [p for p in self.done if p.words or p.subjects or p.unknown]

    def _step(self, k: int) -> int:
        item = self.items[k]
        category = item.category
        if category == "stop":
            self._close(k, stop=True)
            return k + 1
        if category == "pause":
            self._close(k)
            return k + 1
        if item.words == "with" and self._from_trunk(k):
            self.now.words.append(Word("rel", "with", self._mods(), k, k + 1))
            return k + 1  # "90 degrees with the body"
        if item.words == "with" and self._done_with(k):
            self.now.words.append(Word("rel", "agent", self._mods(), k, k + 1))
            return k + 1
        if item.words == "with" and self._joining(k):
            self.now.words.append(Word("rel", "with", self._mods(), k, k + 1))
            return k + 1
        if item.words in ("as", "so") and self.negated_clause and self._equals(k):
            self.negated_clause = False  # "not as bent as the left": less
            self.mods = replace(self.mods, degree="less")
            return k + 1
        state = self._last()
        if item.words == "as" and k > 1 and self.items[k - 2].words in ("as", "so") and state is not None and state.mods.degree == "less":
            self._than(k)
            return k + 1
        if item.words in ("near", "nearest", "closest", "nearer", "closer") and not self.now.words and not self.now.subjects and (
            k + 2 < len(self.items) and self.items[k + 1].category == "part" and not self.items[k + 1].plural
            and (item.words != "near" or self.items[k + 1].meaning in _LIMBS and self.items[k + 2].category in ("be", "pred", "dir", "rel", "neg", "deg"))
        ):
            return k + 1  # "the nearest arm is bent"
        if item.category == "part" and item.meaning in _UPPER_ENDS | _LOWER_ENDS and not self.now.words and (line := self._line(k - 1, led=False)) is not None:
            return line
        if item.words == "from" and (line := self._line(k)) is not None:
            return line
        if item.words in _GAPS and (gap := self._gap(k)) is not None:
            return gap
        if category == "conj" and item.meaning == "break":
            self._close(k)
            self.with_clause = item.words in ("with", "and with")
            if item.words in ("but", "however", "yet", "whereas", "while"):
                self.negated_clause = False
            return k + 1
        if category == "conj" and item.meaning == "and":
            return self._and(k)
        if category == "det" and [i.words for i in self.items[k + 2 : k + 4]] in _SIDE_BENDS and self.items[k + 1].category == "side":
            return k + 1
        if category == "side" and item.meaning in ("left", "right") and [i.words for i in self.items[k + 1 : k + 3]] in _SIDE_BENDS:
            self._word(replace(item, category="dir"), k)
            self._word(replace(self.items[k + 2], category="pred", meaning="lean"), k + 2)
            return k + 3  # "a right side bend"
        if item.words == "both" and len(self.now.subjects) > 1 and not self.now.words and self._after_and(k):
            return k + 1  # "hip and knee both bent"
        if category == "side" and item.meaning == "both" and self._of_both(k):
            return k + 1
        ref = self._noun_phrase(k)
        if ref is not None and self.viewers and ref.side in ("left", "right"):
            ref = replace(ref, side="right" if ref.side == "left" else "left", viewer=True)
        if ref is not None and ref.kind == "it" and self.now.words and self.negated_clause and self._after_it(ref.last):
            self._close(k)  # "it is not bent it is straight"
        if ref is not None:
            self._noun(ref)
            self.hedge = min(self.hedge, *(i.closeness for i in self.items[k : ref.last]), 1.0)
            return ref.last
        if category == "neg":
            self.negated_clause = True
            return k + 1
        if category == "hedge":
            if item.words == "like" and next((i.category for i in self.items[k + 1 : k + 3] if i.meaning != "about"), "") == "number":
                return k + 1  # "like 90 degrees": about
            if item.words == "like" and self._aside(k):
                return k + 3  # "bent like a banana to the right"
            if item.words in ("as if", "as though", "like"):
                self._close(k)
                self.now.simile = True
            self.hedge = min(self.hedge, float(item.meaning))
            return k + 1
        if category == "deg":
            return self._degree(k)
        if item.words == "of" and k + 1 < len(self.items) and self.items[k + 1].category in ("number", "deg"):
            return k + 1  # "flexion of 90 degrees"
        led = self._last()
        if item.words == "of" and led is not None and led.category == "rel" and led.last == k and not led.objects and self._peek_noun(k + 1) is not None:
            return k + 1  # "over of the head"
        if item.words == "of" and not self.now.words and not self.now.subjects and self._peek_noun(k + 1) is not None:
            return k + 1  # "no part of the arm is bent"
        if category == "number":
            if k + 2 < len(self.items) and self.items[k + 1].words == "of" and self.items[k + 2].category == "pred":
                self.mods = replace(self.mods, angle=item.value)  # "30 degrees of rotation"
                return k + 2
            told = self._waits_for_degrees(k)
            if told is not None:
                told.mods = replace(told.mods, angle=item.value, degree="" if told.mods.degree == "more" else told.mods.degree)
                self.now.words.clear()
                return k + 1  # "forward lean, about 30 degrees"
            self._attach(angle=item.value, axis="" if item.meaning == "degrees" else item.meaning)
            return k + 1
        if category == "pred" and item.meaning == "right angle":
            self._attach(right_angle=True)
            return k + 1
        if item.words in ("on the left", "on the right") and not self.now.words and [r.kind for r in self.now.subjects] == ["person"]:
            self.now.unknown += 1  # "the person on the left": which of several, not a direction
            return k + 1
        if category == "conj" and item.meaning == "than" and k + 1 < len(self.items) and self.items[k + 1].category == "number":
            said = self._last()
            if said is not None and said.mods.degree in ("more", "less"):
                said.mods = replace(said.mods, degree="")  # "bent a bit more than ninety degrees": about
            self.mods = replace(self.mods, degree="")
            return k + 1
        if category == "conj" and item.meaning == "than":
            self._than(k)
            return k + 1
        if category == "more":
            self.mods = replace(self.mods, degree="more")
            kind = "dir" if item.meaning in ("forward", "out", "back") else "rel" if item.meaning == "away from" else "pred"
            self._word(replace(item, category=kind, form=""), k)
            return k + 1
        if category == "clock" and not self.now.words and not self.now.subjects:
            self._unknown(k)  # "at ten o'clock he stands by the door"
            return k + 1
        if item.words == "out" and category == "dir" and self._straightened(k):
            return k + 1
        if category in ("pred", "dir", "rel", "posture", "act", "clock"):
            if category == "act" and self._is_done_with_a_limb(item, k):
                item = replace(item, category="pred", meaning="touch" if self._peek_noun(k + 1) is None else "rest")  # "dig the elbow into the knee"
            if self.now.words and (self._turns_to_the_person(item, k) or len(self.now.words) >= _LONGEST_CLAUSE):
                self._close(k)
            self._word(item, k)
            return k + 1
        if category == "side":  # "turned left": a direction
            following = self.items[k + 1] if k + 1 < len(self.items) else None
            if k and self.items[k - 1].category == "det" and following is not None and following.category == "unknown":
                return k + 1  # "pulls up the left sock"
            before = self._last()
            owner = self.now.subjects[-1] if self.now.subjects else None
            if before is not None and before.meaning == "of" and not before.objects and owner is not None and owner.side is None and (
                item.meaning in ("left", "right")
            ):
                self.now.words.pop()
                self.now.subjects[-1] = replace(owner, side=item.meaning, last=k + 1)
                return k + 1  # "the foot of right"
            after = self.items[k + 1] if k + 1 < len(self.items) else None
            if item.meaning in ("left", "right") and after is not None and after.category == "pred" and after.words in _MOVEMENTS:
                self._word(replace(item, category="dir"), k)  # "a slight left tilt"
                return k + 1
            if item.meaning in ("left", "right") and before is None and not self.now.subjects and self._trails(k):
                side = Word("dir", item.meaning, self._mods(), k, k + 1)
                self.done[-1].words.append(side)  # "side bend, left"
                return k + 1
            graded = k > 0 and self.items[k - 1].category == "deg" and (after is None or after.category in ("pause", "stop", "conj"))
            if item.meaning in ("left", "right") and (before is not None or self.now.subjects or graded):  # "slightly left", of the head
                self._word(replace(item, category="dir"), k)
            return k + 1
        if category == "viewer":
            self._viewer(item)
            return k + 1
        if category == "viewpoint":
            self.viewers = True
            return k + 1
        if category == "thing":
            if self.now.words or self.now.subjects:
                self._close(k)
            self.now.subjects.append(Ref("thing", None, False, False, k, k + 1))
            return k + 1
        if category == "unknown":
            self._unknown(k)
        return k + 1

    def _straightened(self, k: int) -> bool:
        """"Straighten your arm out": no way that the arm goes, unless one follows."""
        said = self._last()
        after = self.items[k + 1].category if k + 1 < len(self.items) else "stop"
        straightens = said is not None and said.category == "pred" and self.items[said.first].words.startswith("straighten")
        return straightens and after not in ("dir", "rel", "side", "deg")

    def _after_it(self, k: int) -> bool:
        return k < len(self.items) and self.items[k].category == "be"

    def _is_done_with_a_limb(self, item: Item, k: int) -> bool:
        """Whether "digs" is what an elbow, knee or heel does, or what is done with one."""
        if not item.words.startswith(("dig", "dug")) or " " in item.words:
            return False
        ref = self._peek_noun(k + 1)
        limb = ref.kind if ref is not None else self.now.subjects[-1].kind if self.now.subjects else ""
        return limb in ("elbow", "knee", "heel", "toes", "foot", "fingers", "thumb", "hand", "chin")

    def _gap(self, k: int) -> int | None:
        """"A gap between the arm and the waist": the one is away from the other, or, without a gap, close to it; the item after it, or None."""
        items = self.items
        if k + 2 >= len(items) or items[k + 1].words not in ("between", "in between") or self.now.words or self.now.subjects:
            return None
        one = self._peek_noun(k + 2)
        other = self._peek_noun(one.last + 1) if one is not None and one.last < len(items) and items[one.last].words == "and" else None
        if one is None or other is None:
            return None
        if one.kind in _TRUNK_SIDES:
            one, other = other, one
        if other.kind not in _TRUNK_SIDES:
            return None
        none = self.negated_clause
        self.negated_clause = False
        self.now.subjects = [one]
        body = Ref("body", None, False, False, other.first, other.last)
        self.now.words.append(Word("rel", "near" if none else "away from", self._mods(), k, max(one.last, other.last), [body]))
        return max(one.last, other.last)

    def _line(self, k: int, *, led: bool = True) -> int | None:
        """"One line from head to heels": the whole body is straight between the two; the item after it, or None."""
        before = self.items[k - 1].words.split() if k > 0 and led else []
        if led and (not before or before[-1] not in ("line", "straight", "plank", "aligned", "diagonal")):
            return None
        refs: list[Ref] = []
        at = k + 1
        while (ref := self._peek_noun(at)) is not None and ref.kind in _UPPER_ENDS | _LOWER_ENDS:
            refs.append(ref)
            if ref.last >= len(self.items) or self.items[ref.last].words not in ("to", "through", "and", "down to", "up to", "via"):
                break
            at = ref.last + 1
        if len(refs) < 2 or not {r.kind for r in refs} & _UPPER_ENDS or not {r.kind for r in refs} & _LOWER_ENDS:
            return None
        last = refs[-1].last
        if not led:  # "head to heels in one line"
            while last < len(self.items) and (self.items[last].category in ("det", "be", "fill") or self.items[last].words in ("one", "all", "in", "a")):
                last += 1
            if last >= len(self.items) or self.items[last].words.split()[-1] not in ("line", "straight", "aligned"):
                return None
            refs[-1] = replace(refs[-1], last=last + 1)
        elif self.now.words and self.now.words[-1].last == k:
            self.now.words.pop()  # the line itself
        if not self.now.subjects or self.now.subjects[-1].kind in ("one", "it", "thing"):
            self.now.subjects, self.now.unknown = [Ref("person", None, False, False, k, k)], 0
        self.now.words.append(Word("pred", "aligned", self._mods(), k, refs[-1].last, refs))
        return refs[-1].last

    def _of_both(self, k: int) -> bool:
        """"Toes outwards both", "heels up on both sides": what is said at the end of a clause, of both of the pair."""
        after = self.items[k + 1].category if k + 1 < len(self.items) else "stop"
        owner = self.now.subjects[-1] if len(self.now.subjects) == 1 else None
        if owner is None or not self.now.words or after not in ("stop", "pause") or owner.side is not None or owner.kind not in _OF_BOTH:
            return False
        self.now.subjects = [replace(owner, side="both", plural=False)]
        return True

    def _after_and(self, k: int) -> bool:
        """Whether a predicate follows."""
        return k + 1 < len(self.items) and self.items[k + 1].category in ("pred", "deg", "be", "dir", "rel")

    def _equals(self, k: int) -> bool:
        """Whether "as bent as" follows."""
        return k + 2 < len(self.items) and self.items[k + 1].category in ("pred", "dir") and self.items[k + 2].words == "as"

    def _waits_for_degrees(self, k: int) -> Word | None:
        """The word that a number of degrees in a clause of its own belongs to."""
        after = next((i for i in self.items[k + 1 : k + 3] if i.category not in ("deg", "hedge")), None)
        alone = after is None or after.category in ("pause", "stop")
        if self.items[k].meaning != "degrees" or self.now.words and not self._only_at() or self.now.subjects or self.now.unknown or not alone:
            return None
        said = self.done[-1] if self.done else None
        if said is None or said.sentence != self.sentence or not said.words:
            return None
        if not any(w.category == "pred" for w in said.words):
            rels = [w for w in said.words if w.meaning in ("away from", "from") and w.objects and w.objects[0].kind in ("body", "torso", "side")]
            for r in rels[:1]:  # "further from the body, like 30 degrees"
                said.words.append(Word("pred", "raised", Mods(), r.first, r.last))
        preds = [w for w in said.words if w.category == "pred" and w.meaning in _MEASURED]
        return preds[-1] if preds and preds[-1].mods.angle is None and not preds[-1].mods.right_angle else None

    def _only_at(self) -> bool:
        """Whether the clause has begun with "at" and nothing else."""
        return [(w.category, w.meaning) for w in self.now.words] == [("rel", "at")] and not self.now.words[0].objects

    def _aside(self, k: int) -> bool:
        """Whether a simile of one noun stands between a predicate and where it is said to go."""
        after = self.items[k + 1 : k + 4]
        said = self._last()
        if [i.category for i in after[:2]] != ["det", "unknown"] or len(after) < 3 or said is None or said.category != "pred":
            return False
        return after[2].category == "dir" or after[2].category == "rel" and after[2].meaning in ("to", "toward")

    def _trails(self, k: int) -> bool:
        """Whether a lone side ends a clause that waits for one."""
        after = self.items[k + 1] if k + 1 < len(self.items) else None
        alone = after is None or after.category in ("pause", "stop")
        if not alone or not self.done or self.done[-1].sentence != self.sentence or not self.done[-1].words:
            return False
        last = self.done[-1].words[-1]
        return last.category == "act" or (last.category == "pred" and last.meaning in ("lean", "turn", "tilt", "bent"))

    def _from_trunk(self, k: int) -> bool:
        if k == 0 or self.items[k - 1].category != "number" or not self.now.words:
            return False
        ref = self._peek_noun(k + 1)
        return ref is not None and ref.kind in ("body", "torso", "side")

    def _done_with(self, k: int) -> bool:
        """"The belly is held with both hands": what holds it follows."""
        last = self._last()
        if last is None or last.category != "pred" or last.form != "ed" and last.meaning != "supported" or last.meaning not in HELD or not self.now.subjects:
            return False
        ref = self._peek_noun(k + 1)
        own = self.now.subjects[-1].kind not in (*HANDS, "arm", "person", "they", "it", "", "thing")
        return own and ref is not None and ref.kind in HANDS

    def _joining(self, k: int) -> bool:
        """"clasped with the other hand": what "with" brings is the partner, not a new clause."""
        last = self._last()
        if last is not None and last.category in ("pred", "dir") and self.now.has("pred", "stepping", "step"):
            foot = self._peek_noun(k + 1)
            if foot is not None and foot.side in ("left", "right") and foot.kind in ("leg", "foot"):
                after = self.items[foot.last].category if foot.last < len(self.items) else "stop"
                # "stepping with the left foot", not "with the left foot turned out"
                return after in ("stop", "pause", "conj") or self.items[foot.last].words == "into"
        if last is None or last.category != "pred" or last.meaning not in ("clasp", "together", "cross", "bent"):
            return False
        ref = self._peek_noun(k + 1)
        return ref is not None and ref.side in ("other", "opposite", "left", "right") and ref.kind in ("", "hand", "arm", "leg", "foot", "one")

    def _turns_to_the_person(self, item: Item, k: int) -> bool:
        """"both arms hang and looking down", "his leg crossed and his arms folded": the limb spoken of is left."""
        if item.category == "posture" and item.words.split()[0] in ("arms", "hands", "crossed", "folded", "hand"):
            return True
        joined = k > 0 and self.items[k - 1].category == "conj"
        if joined and item.category == "pred" and item.meaning in ("reach", "kick", "punch", "wave") and self.now.has("pred", "arch", "arched", "lean", "bow"):
            return True  # "arch back and reach for the heels"
        limb = bool(self.now.subjects) and self.now.subjects[-1].kind not in ("person", "they", "it", "", "head", "gaze", "eyes", "face")
        return joined and limb and ((item.category == "pred" and item.meaning == "look") or (item.category == "posture" and item.form != "ed"))

    def _and(self, k: int) -> int:
        """"and" joins subjects, objects or predicates; before a noun phrase with a predicate of its own it begins a clause."""
        ref = self._peek_noun(k + 1)
        if ref is None:
            following = self.items[k + 1] if k + 1 < len(self.items) else None
            if following is not None and following.category in ("rel",) and self.now.words and self.now.words[-1].category == "rel":
                return k + 1
            return k + 1
        last = self._last()
        after = self.items[ref.last] if ref.last < len(self.items) else None
        predicate = after is not None and after.category in ("be", "pred", "dir", "rel", "posture", "act", "deg", "neg", "hedge", "number") and not (
            after.category == "rel" and after.meaning == "of"
        )
        if last is None:
            return k + 1  # more subjects
        if last.category == "rel" and last.objects and not predicate:
            last.objects.append(ref)
            last.last = ref.last
            return ref.last
        self._close(k)
        return k + 1


def propositions(items: list[Item]) -> list[Proposition]:
    """The propositions of a text, in order."""
    return _Reader(items).read()
