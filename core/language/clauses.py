"""Items -> propositions: who or what (subjects), and what is said of it (predicates, directions, relations, postures) with modifiers.

A shallow, left-to-right grammar, made for descriptions of bodies: a clause begins at a pause, at "with", "while" or "and" before a new
subject; a clause without a subject keeps the last one. Sides are settled later, in ``sides``; meanings in ``meaning``.
"""

from __future__ import annotations

from dataclasses import replace

from core.language.items import Item
from core.language.nouns import NounPhrases
from core.language.propositions import Mods, Proposition, Ref, Word

_TRANSITIVE = frozenset(
    {
        "hold", "lean", "bent", "straight", "extended", "raised", "lowered", "hang", "rest", "cross", "clasp", "apart",
        "together", "tilt", "turn", "bow", "tuck", "flare", "arch", "round", "throw", "kick", "point", "wave", "shrug",
        "drop", "touch", "reach", "soft", "step", "angle", "thrust", "relaxed", "vertical", "horizontal", "face", "pointed",
        "overhead",
    }
)  # fmt: skip
_CONTACT = frozenset({"touch", "clasp"})
_LIMBS = frozenset({"arm", "leg", "hand", "foot", "elbow", "knee", "shoulder", "thigh", "hip"})
_LEADS = frozenset({"on", "at", "near", "touching", "beside", "behind", "in front of", "to", "above", "below"})
_LENGTHWISE = frozenset({"shin", "thigh", "leg", "forearm", "upper arm", "arm", "back"})
_ONESELF = frozenset({"himself", "herself", "themselves", "themself", "oneself", "yourself"})
_REACHED = frozenset({"ground", "toes", "foot", "ankle", "shin", "heel"})
_HELD = frozenset({"touch", "clasp", "hold", "supported"})
_HANDS = frozenset({"hand", "palm", "fingers", "thumb"})
_GRASPABLE = frozenset(
    {
        "hand", "wrist", "elbow", "forearm", "arm", "knee", "ankle", "foot", "toes", "heel", "shin", "thigh", "hip", "upper arm",
        "ear", "nose", "cheek", "throat", "top of the head", "back of the head", "side", "buttock",
        "shoulder", "head", "chin", "neck", "waist", "stomach", "leg",
    }
)  # fmt: skip


_GAPS = frozenset({"gap", "space", "daylight", "room", "air", "distance"})
_TRUNK_SIDES = frozenset({"body", "torso", "side", "waist", "hip", "chest"})
_BENDINGS = frozenset({"flexion", "bend", "extension"})
_CROSSED = frozenset({"body", "torso", "chest", "stomach", "face", "waist"})
"""What a limb crosses that is not named itself: "crosses the body to hold the shoulder"."""
_MOVEMENTS = frozenset(
    ["tilt", "turn", "rotation", "lean", "twist", "bend", "lateral flexion", "side flexion", "inclination", "glance", "lateral lean", "punch", "jab", "kick"]
)
"""Nouns before which a side says where to."""
_SIDE_BENDS = (["side", "bend"], ["side", "bending"], ["side", "lean"], ["side", "flexion"])
_LONGEST_CLAUSE = 40
"""Words that a clause may have: what goes on longer is no language, and must not cost time."""


class _Reader(NounPhrases):
    """Walks over the items once and collects propositions."""

    def __init__(self, items: list[Item]) -> None:
        super().__init__(items)
        self.done: list[Proposition] = []
        self.degree_at = -9
        self.sentence = 0
        self.with_clause = False
        self.viewers = False

    # ------------------------------------------------------------------------------------------- the walk

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
        ref = self._noun_phrase(k)
        if ref is not None and self.viewers and ref.side in ("left", "right"):
            ref = replace(ref, side="right" if ref.side == "left" else "left", viewer=True)
        if ref is not None:
            self._noun(ref)
            self.hedge = min(self.hedge, *(i.closeness for i in self.items[k : ref.last]), 1.0)
            return ref.last
        if category == "neg":
            self.negated_clause = True
            return k + 1
        if category == "hedge":
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
        if category in ("pred", "dir", "rel", "posture", "act"):
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
            if item.meaning in ("left", "right") and (before is not None or self.now.subjects):
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

    def _after_and(self, k: int) -> bool:
        """Whether a predicate follows."""
        return k + 1 < len(self.items) and self.items[k + 1].category in ("pred", "deg", "be", "dir", "rel")

    def _equals(self, k: int) -> bool:
        """Whether "as bent as" follows."""
        return k + 2 < len(self.items) and self.items[k + 1].category in ("pred", "dir") and self.items[k + 2].words == "as"

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
        if last is None or last.category != "pred" or last.form != "ed" and last.meaning != "supported" or last.meaning not in _HELD or not self.now.subjects:
            return False
        ref = self._peek_noun(k + 1)
        own = self.now.subjects[-1].kind not in (*_HANDS, "arm", "person", "they", "it", "", "thing")
        return own and ref is not None and ref.kind in _HANDS

    def _joining(self, k: int) -> bool:
        """"clasped with the other hand": what "with" brings is the partner, not a new clause."""
        last = self._last()
        if last is not None and last.category in ("pred", "dir") and self.now.has("pred", "stepping", "step"):
            foot = self._peek_noun(k + 1)
            if foot is not None and foot.side in ("left", "right") and foot.kind in ("leg", "foot"):
                after = self.items[foot.last].category if foot.last < len(self.items) else "stop"
                return after in ("stop", "pause", "conj")  # "stepping with the left foot", not "with the left foot turned out"
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

    def _last(self) -> Word | None:
        return self.now.words[-1] if self.now.words else None

    def _word(self, item: Item, k: int) -> None:
        if item.meaning == "straight" and item.words.startswith("lock") and self.now.subjects and self.now.subjects[-1].kind in ("hand", "fingers"):
            item = replace(item, meaning="clasp")  # "her hands are locked behind her head"
        done = next((w for w in reversed(self.now.words) if w.category == "pred"), None)
        if item.words == "by" and done is not None and (done.form == "ed" or done.meaning == "supported") and done.meaning in _HELD:
            item = replace(item, meaning="agent")  # "supported by the left hand"
        before = self._last()
        wiped = before is not None and (
            before.category == "act" and item.words != "from" or before is done and done.meaning == "touch" and self._something_between(done, k)
        )
        if item.words in ("off", "from", "off of") and wiped:
            item = replace(item, category="rel", meaning="touching")  # "wipes a tear from the cheek"
        word = Word(item.category, item.meaning, self._mods(item.closeness), k, k + 1, form=item.form, side=item.side)
        # "obscured by the torso": an unknown verb's agent is no place
        word.thing = item.words == "by" and k > 0 and self.items[k - 1].category == "unknown"
        self.now.words.append(word)
        if not self.now.subjects and len(self.now.words) == 1:
            self.now.first = min(self.now.first, k)

    def _detail(self, first: int, last: int) -> bool:
        """Whether one unknown word, a detail of a part, is all that stands between two items."""
        between = [i for i in self.items[first:last] if i.category != "det"]
        return len(between) == 1 and between[0].category == "unknown"

    def _something_between(self, word: Word, k: int) -> bool:
        return any(i.category == "unknown" for i in self.items[word.last : k])

    def _than(self, k: int) -> None:
        """"more bent than the right one": a relation to what it is compared with."""
        if sum(w.meaning == "than" for w in self.now.words) < 3:
            self.now.words.append(Word("rel", "than", self._mods(), k, k + 1))

    def _degree(self, k: int) -> int:
        item = self.items[k]
        following = self.items[k + 1] if k + 1 < len(self.items) else None
        combined = item.meaning
        if item.meaning == "about":
            return k + 1
        if item.meaning == "almost" and following is not None and following.category == "deg":
            combined = "almost " + following.meaning
            k += 1
            following = self.items[k + 1] if k + 1 < len(self.items) else None
        # Forwards when something follows in the same clause ("slightly bent"), else back to what was said ("bent slightly").
        ahead = following is not None and following.category in ("pred", "dir", "rel", "posture", "act", "deg", "number", "det", "side")
        beyond = self.items[k + 2] if k + 2 < len(self.items) else None
        # "mild elbow flexion", "a deep knee bend"
        ahead |= following is not None and following.category == "part" and beyond is not None and beyond.words in _BENDINGS
        last = self._last()
        backwards = last is not None and following is not None and following.category == "dir" and last.category in ("pred", "posture")
        # "bent sharply at the elbow"
        backwards |= last is not None and following is not None and following.category == "rel" and following.meaning in ("at", "in") and (
            last.category == "pred" and last.last == k
        )
        if ahead and not backwards:
            self.mods = replace(self.mods, degree=combined)
        elif last is not None and not (following is not None and following.category == "unknown" and last.last < k):
            last.mods = replace(last.mods, degree=combined)
            if backwards and following is not None and following.category == "dir":
                self.mods = replace(self.mods, degree=combined)
        return k + 1

    def _attach(self, *, angle: float | None = None, right_angle: bool = False, axis: str = "") -> None:
        last = next((w for w in reversed(self.now.words) if w.category == "pred"), None)
        if right_angle and last is not None and last.meaning in ("touch", "tuck", "near", "clasp"):
            last = None  # "touching the floor and at a right angle"
        if last is not None and last.mods.angle is None and not last.mods.right_angle:
            last.mods = replace(last.mods, angle=angle, right_angle=right_angle, axis=axis)
        else:
            self.mods = replace(self.mods, angle=angle, right_angle=right_angle, axis=axis)
            k = self.now.last
            self.now.words.append(Word("pred", "angle", self._mods(), k, k + 1))

    def _unknown(self, k: int) -> None:
        if self.items[k].words == "'s":
            return
        before = self._last()
        if self.items[k].words == "front" and before is not None and before.category == "pred" and before.meaning in ("face", "turn", "point"):
            self.now.words.append(Word("dir", "forward", self._mods(), k, k + 1))  # "facing the front"
            return
        self.now.unknown += 1
        self.now.things += self.items[k].meaning == "thing"
        if not self.now.words and not self.now.subjects:
            self.now.alien = True
            self.now.foreign |= not self.with_clause and k > 0 and self.items[k - 1].category in ("det", "side")
        last = self._last()
        if last is not None and last.category == "rel" and not last.objects or last is not None and last.category == "pred" and last.last == k:
            last.thing = True
            before = self.now.words[-2] if last.category == "pred" and len(self.now.words) > 1 else None
            if before is not None and before.category == "rel" and not before.objects and last.first - before.last <= 1:
                before.thing = True  # "on a low step"

    def _viewer(self, item: Item) -> None:
        """"the arm on the viewer's left": turns around the subject just read, if it has no side."""
        if self.now.subjects and not self.now.words and self.now.subjects[-1].side is None:
            side = "right" if item.meaning == "left" else "left"
            self.now.subjects[-1] = replace(self.now.subjects[-1], side=side, viewer=True)
        else:
            last = self._last()
            if last is not None and last.category in ("pred", "posture"):
                self.now.words.append(
                    Word("dir", "viewer " + item.meaning, self._mods(), item.first, item.last)
                )

    def _noun(self, ref: Ref) -> None:
        adjectives = [w for w in self.now.words if w.category == "pred" and w.form == "ed" and ref.first <= w.first < w.last < ref.last]
        if adjectives and len(adjectives) < len(self.now.words):
            self._adjectives(ref, adjectives)
            return
        if adjectives and not self.now.subjects:
            self.now.subjects = [ref]  # "a straight back"
            return
        now, last = self.now, self._last()
        handled = last is not None and last.category == "pred" and last.meaning in ("hold", "touch", "clasp", "rest")
        if ref.kind == "thing" and last is not None and handled and last.last <= ref.first:
            now.unknown, now.things, last.thing = now.unknown + 1, now.things + 1, True  # "holding her mother's hand"
            return
        own = last is not None and last.category == "pred" and self.items[ref.first].words in _ONESELF
        if own and ref.kind == "person":
            return  # "patting himself on the shoulder"
        met = last is not None and last.category == "pred" and last.meaning == "reach" and last.last == ref.first
        if met and last is not None and ref.kind in _REACHED and self.items[last.first].words.startswith("reach"):
            now.words.append(Word("rel", "touching", replace(last.mods), last.first, ref.last, [ref]))  # "reaches the floor"
            return
        slides = last is not None and last.category == "dir" and last.meaning in ("down", "up") and last.last == ref.first and len(now.words) > 1
        if slides and last is not None and now.words[-2].meaning == "rest" and now.subjects and now.subjects[-1].kind in _HANDS and ref.kind in _LENGTHWISE:
            last.category, last.meaning, last.objects, last.last = "rel", "on", [ref], ref.last  # "hands sliding down the shins"
            return
        reaching = len(now.words) > 1 and now.words[-2].meaning == "reach"
        placing = last is not None and last.category == "rel" and not last.objects and not last.thing
        origin = last is not None and last.meaning == "from" and ref.kind in ("torso", "body", "side", "waist", "hip", "hips", "ground")
        if last is not None and placing and (last.meaning not in ("of", "for", "from") or (last.meaning == "for" and reaching) or origin):
            last.objects.append(ref)
            last.last = ref.last
            return
        if last is not None and last.meaning == "of" and not last.objects and len(now.words) > 1 and ref.kind not in ("thing", "person", "body"):
            led = now.words[-2]
            if led.category == "rel" and led.thing and not led.objects and led.meaning in _LEADS and self._detail(led.last, last.first):
                now.words.pop()  # "at the tip of the nose", "against the curve of the hip"
                led.thing, led.last = False, ref.last
                led.objects.append(ref)
                return
            if led.category == "pred" and led.meaning in ("touch", "hold") and led.form != "ed" and self._detail(led.last, last.first):
                now.words.pop()  # "grips the buckle of the belt"
                now.words.append(Word("rel", "touching", led.mods, led.first, ref.last, [ref]))
                return
        named = len(now.words) == 2 and now.words[0].category == "pred" and not now.words[0].form and last is not None and last.meaning == "of"
        if named and last is not None and not now.subjects and not last.objects:
            now.words.pop()  # "abduction of the right hip"
            now.subjects = [ref]
            return
        if len(now.subjects) == len(now.words) == 1 and now.subjects[0].kind == "thing" and now.words[0].meaning == "of":
            now.words.pop()  # "the sleeve of the left arm": still the sleeve
            return
        if now.things and not now.subjects and [w.meaning for w in now.words] == ["of"]:
            now.words.pop()
            ref = replace(ref, kind="thing")  # "the sleeve of the left arm"
            last = None
        if not now.words:
            if self.with_clause and ref.kind == "person" and now.subjects and now.subjects[-1].kind in _HANDS:
                return  # "with the left hand she holds the right wrist"
            if now.subjects and self.items[ref.first - 1].category != "conj" and now.subjects[-1].kind == "person":
                now.subjects = [ref]
            else:
                now.subjects.append(ref)
            return
        assert last is not None
        active = last.category == "pred" and last.meaning in _TRANSITIVE and last.last <= ref.first
        limb_subject = bool(now.subjects) and now.subjects[-1].kind not in ("person", "they", "it", "")
        other = ref.side in ("other", "opposite") and not now.subjects and last.category == "pred" and last.meaning == "touch"
        if other:  # "touching the other hand"
            now.words.append(Word("rel", "touching", replace(last.mods), last.first, ref.last, [ref]))
            return
        ordered = bool(now.subjects) and len(now.words) > 1 and now.words[0].first < now.subjects[0].first and now.words[0].form == "base"
        holds = last.meaning in ("hold", "touch") and ref.kind in _GRASPABLE and now.subjects and now.subjects[-1].kind in ("arm", "hand", "fingers", "palm")
        if holds:
            ordered = False  # "wrap the right arm around the waist and hold the left hip"
        if ordered and last.category == "pred" and last.form == "base" and self.items[last.first - 1].category == "conj":
            self._split_before_last(ref)  # "plant the feet and press the hips up"
            self.now.subjects = [ref]
            return
        if last.category == "pred" and limb_subject and ref.kind in ("hand", "palm", "", "one") and self.items[last.first].words.startswith("overlap"):
            last.meaning = "touch"
            now.words.append(Word("rel", "touching", replace(last.mods), last.first, ref.last, [ref]))
            return
        contact = last.category == "pred" and last.meaning in _CONTACT and ref.kind not in ("body", "person", "torso", "weight")
        if last.category == "pred" and last.meaning in _CONTACT and not contact and limb_subject:
            last.meaning = "rest"  # "neither hand touches the body": not the hands one another
        after = self.items[ref.last] if ref.last < len(self.items) else None
        if contact and after is not None and after.category == "pred" and after.meaning == "together":
            contact, active = False, True  # "squeeze the heels together"
            self._split_before_last(ref)
            self.now.subjects = [ref]
            return
        if contact and last.meaning == "clasp" and ref.kind not in ("hand", "palm", "fingers", "thumb", "each other", "one", ""):
            last.meaning = "touch"  # "clasping the knee": not the hands one another
        if contact and (limb_subject or (ref.kind not in ("hand", "palm", "fingers") and last.meaning == "touch")):
            now.words.append(Word("rel", "touching", replace(last.mods), last.first, ref.last, [ref]))
            return
        crossable = limb_subject or (not now.subjects and ref.kind in _CROSSED and self.items[last.first].words != "cross")
        if last.category == "pred" and last.meaning == "cross" and crossable and ref.side is None and not ref.plural:
            now.words.append(Word("rel", "across", last.mods, ref.first, ref.last, [ref]))
            return
        after = self.items[ref.last] if ref.last < len(self.items) else None
        moved = not limb_subject and ref.side is None and after is not None and ref.kind in ("arm", "hand", "elbow", "forearm", "leg", "knee", "foot") and (
            after.category in ("dir", "pred") or after.meaning == "away from"
        )  # "holds the arm away from the body"
        if last.category == "pred" and last.meaning == "hold" and last.form != "ed" and (limb_subject or not now.subjects) and not moved and (
            ref.kind in _GRASPABLE
        ):
            now.words.append(Word("rel", "touching", last.mods, last.first, ref.last, [ref]))
            return
        if last.category == "pred" and last.meaning == "hold" and ref.kind == "each other" and limb_subject:
            now.words.append(Word("rel", "touching", last.mods, ref.first, ref.last, [ref]))  # "the hands hold each other"
            return
        faced = ref.kind in ("camera", "ground", "sky", "each other") or (
            ref.kind in ("thigh", "leg", "hip", "side", "body", "torso") and bool(now.subjects) and now.subjects[-1].kind == "palm"
        )
        if last.category == "pred" and faced and last.meaning in ("look", "face", "turn"):
            now.words.append(Word("rel", "toward", last.mods, ref.first, ref.last, [ref]))
            return
        imperative = active and limb_subject and last.form == "base" and len(now.words) > 1 and self.items[last.first - 1].category == "conj"
        if imperative:
            self._split_before_last(ref)  # "step the right foot back and bend the front knee"
            self.now.subjects = [ref]
            return
        if active and (not now.subjects or now.subjects[-1].kind in ("person", "they") or self.with_clause and not limb_subject):
            told = any(w.category in ("posture", "act") or w.objects for w in now.words[:-1])
            if len(now.words) > 1 and (now.subjects or told):
                self._split_before_last(ref)  # "stand on the left leg and place the right foot ...", "he stands and raises the arm"
            self.now.subjects = [ref]
            return
        self._close(ref.first)
        self.now.subjects = [ref]

    def _adjectives(self, ref: Ref, adjectives: list[Word]) -> None:
        """"on his bent left knee": what stands before the noun is said of it, in a proposition of its own."""
        self.now.words = [w for w in self.now.words if w not in adjectives]
        own = Proposition([ref], adjectives, ref.first, ref.last, sentence=self.sentence, attribute=True)
        self._noun(ref)
        if ref in self.now.subjects and not self.now.words:
            self.now.words = adjectives  # it opened a clause
            return
        self.done.append(own)

    def _split_before_last(self, ref: Ref) -> None:
        """"he stands and raises his arm" without a break: the last predicate begins a clause of its own."""
        word = self.now.words.pop()
        self._close(word.first)
        self.now.words.append(word)

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

    def _peek_noun(self, k: int) -> Ref | None:
        saved = (self.negated_clause, list(self.now.words), self.now.unknown, self.mods)
        ref = self._noun_phrase(k)
        self.negated_clause, self.now.words, self.now.unknown, self.mods = saved
        return ref if ref is not None and ref.kind not in ("which",) else None

    def _close(self, k: int, *, stop: bool = False) -> None:
        now = self.now
        for one, two in zip(now.words, now.words[1:], strict=False):
            bare = one.category == two.category == "rel" and two.objects and not one.objects and not one.thing
            joined = bare and two.first == one.last + 1 and self.items[one.last].category == "conj"
            if joined and one.meaning in ("in front of", "behind", "above", "below", "beside", "near", "higher than", "lower than", "level with"):
                one.objects = list(two.objects)  # "in front of and lower than the right knee"
        now.last = k
        now.sentence = self.sentence
        now.joined = self.with_clause
        bare = self.with_clause and now.subjects and not now.words and not any(r.level or r.kind in ("person", "they") for r in now.subjects)
        acting = self.done[-1] if self.done else None
        if bare and acting is not None and acting.words and acting.sentence == self.sentence and _acts(acting):
            acting.subjects, acting.last = now.subjects, k  # "she waves with her left hand"
        elif bare and acting is not None and acting.words and acting.sentence == self.sentence and acting.subjects and (
            len(acting.words) == 1 and acting.words[0].meaning in ("hold", "touch") and acting.words[0].form != "ed"
        ):
            held = Word("rel", "touching", acting.words[0].mods, acting.words[0].first, acting.last, acting.subjects)
            acting.words.append(held)  # "he holds his left elbow with his right hand"
            acting.subjects, acting.last = now.subjects, k
        elif now.words or now.subjects or now.unknown:
            self.done.append(now)
        self.now = Proposition(first=k + 1 if k < len(self.items) and self.items[k].category in ("pause", "stop", "conj") else k)
        self.mods = Mods()
        self.negated_clause = False
        self.with_clause = False
        self.hedge = 1.0
        if stop:
            self.sentence += 1
            self.viewers = False


def _acts(prop: Proposition) -> bool:
    """Whether a clause about the person says what a limb does."""
    return all(r.kind in ("person", "they") for r in prop.subjects) and prop.words[-1].category != "posture" and (
        prop.has("act") or prop.has("pred", "wave", "point", "reach", "touch", "hold", "punch", "kick", "thrust", "rest", "throw")
    )


def propositions(items: list[Item]) -> list[Proposition]:
    """The propositions of a text, in order."""
    return _Reader(items).read()
