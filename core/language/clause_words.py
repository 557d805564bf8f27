"""The clause being read: what is said in it (predicates, directions, relations with their modifiers), and where it ends.

The part of the clause reader that adds words to a clause and closes it; ``clause_nouns`` adds the nouns and ``clauses`` walks over the items.
"""

from __future__ import annotations

from dataclasses import replace

from core.language.item import Item
from core.language.nouns import NounPhrases
from core.language.propositions import Mods, Proposition, Ref, Word

HELD = frozenset({"touch", "clasp", "hold", "supported"})
HANDS = frozenset({"hand", "palm", "fingers", "thumb"})
_BENDINGS = frozenset({"flexion", "bend", "extension"})


class ClauseWords(NounPhrases):
    """Keeps the clause being read: adds what is said to it, and puts it among those done when it ends."""

    def __init__(self, items: list[Item]) -> None:
        super().__init__(items)
        self.done: list[Proposition] = []
        self.sentence = 0
        self.with_clause = False
        self.viewers = False

    def _last(self) -> Word | None:
        return self.now.words[-1] if self.now.words else None

    def _word(self, item: Item, k: int) -> None:
        if item.meaning == "straight" and item.words.startswith("lock") and self.now.subjects and self.now.subjects[-1].kind in ("hand", "fingers"):
            item = replace(item, meaning="clasp")  # "her hands are locked behind her head"
        done = next((w for w in reversed(self.now.words) if w.category == "pred"), None)
        if item.words == "by" and done is not None and (done.form == "ed" or done.meaning == "supported") and done.meaning in HELD:
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
        elif last is None and self._trailing(following) is not None:
            told = self._trailing(following)
            assert told is not None
            told.mods = replace(told.mods, degree=combined)  # "rotation to the left, end of range"
        elif last is not None and not (following is not None and following.category == "unknown" and last.last < k):
            last.mods = replace(last.mods, degree=combined)
            if backwards and following is not None and following.category == "dir":
                self.mods = replace(self.mods, degree=combined)
        return k + 1

    def _trailing(self, following: Item | None) -> Word | None:
        """The predicate before, of a degree that stands alone in its clause."""
        if self.now.subjects or self.now.unknown or following is not None and following.category not in ("pause", "stop"):
            return None
        said = self.done[-1] if self.done else None
        preds = [w for w in said.words if w.category == "pred"] if said is not None and said.sentence == self.sentence else []
        return preds[-1] if preds and not preds[-1].mods.degree else None

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
        ends = k + 1 >= len(self.items) or self.items[k + 1].category in ("pause", "stop")
        after_be = k > 0 and self.items[k - 1].category in ("be", "pause", "stop") or k == 0 or self.items[k - 1].words in ("one", "left", "right")
        after_be |= bool(self.now.subjects) and not self.now.words and self.now.subjects[-1].last == k
        if self.items[k].words in ("front", "rear", "rearmost", "foremost") and ends and after_be:
            way = "forward" if self.items[k].words in ("front", "foremost") else "back"
            self.now.words.append(Word("dir", way, self._mods(), k, k + 1))  # "this leg is front"
            return
        limb = self.now.subjects[-1].kind if self.now.subjects else ""
        after = self.items[k + 1].category if k + 1 < len(self.items) else "stop"
        telegraphic = limb in ("leg", "arm") and not self.now.words and self.now.subjects[-1].last == k
        if self.items[k].words == "long" and telegraphic and after in ("pause", "stop", "conj", "dir", "rel"):
            self.now.words.append(Word("pred", "straight", self._mods(), k, k + 1))  # "legs long"
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
            if last is None or last.category in ("pred", "posture", "dir"):
                self.now.words.append(
                    Word("dir", "viewer " + item.meaning, self._mods(), item.first, item.last)
                )

    def _peek_noun(self, k: int) -> Ref | None:
        saved = (self.negated_clause, list(self.now.words), self.now.unknown, self.mods)
        ref = self._noun_phrase(k)
        self.negated_clause, self.now.words, self.now.unknown, self.mods = saved
        return ref if ref is not None and ref.kind not in ("which",) else None

    def _split_before_last(self, ref: Ref) -> None:
        """"he stands and raises his arm" without a break: the last predicate begins a clause of its own."""
        word = self.now.words.pop()
        self._close(word.first)
        self.now.words.append(word)

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
        tool = bool(now.subjects) and all(r.kind == "thing" or self.items[r.last - 1].words in _TOOLS for r in now.subjects)
        if bare and not tool and acting is not None and acting.words and acting.sentence == self.sentence and _acts(acting):
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


_TOOLS = frozenset({"hat", "cap", "glove", "gloves", "bow", "belt", "scarf", "helmet"})
"""What something is done with, though it names a place on the body: "waves with a hat"."""


def _acts(prop: Proposition) -> bool:
    """Whether a clause about the person says what a limb does."""
    return all(r.kind in ("person", "they") for r in prop.subjects) and prop.words[-1].category != "posture" and (
        prop.has("act") or prop.has("pred", "wave", "point", "reach", "touch", "hold", "punch", "kick", "thrust", "rest", "throw")
    )
