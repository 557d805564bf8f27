"""What a noun becomes in the clause being read: its subject, the object of a relation, what is touched, or the start of a clause of its own."""

from __future__ import annotations

from dataclasses import replace

from core.language.clause_words import HANDS, ClauseWords
from core.language.propositions import Proposition, Ref, Word

_TRANSITIVE = frozenset(
    {
        "hold", "lean", "bent", "straight", "extended", "raised", "lowered", "hang", "rest", "cross", "clasp", "apart",
        "together", "tilt", "turn", "bow", "tuck", "flare", "arch", "round", "throw", "kick", "point", "wave", "shrug",
        "drop", "touch", "reach", "soft", "step", "angle", "thrust", "relaxed", "vertical", "horizontal", "face", "pointed",
        "overhead",
    }
)  # fmt: skip
_CONTACT = frozenset({"touch", "clasp"})
_LEADS = frozenset({"on", "at", "near", "touching", "beside", "behind", "in front of", "to", "above", "below"})
_LENGTHWISE = frozenset({"shin", "thigh", "leg", "forearm", "upper arm", "arm", "back"})
_ONESELF = frozenset({"himself", "herself", "themselves", "themself", "oneself", "yourself"})
_REACHED = frozenset(
    {"ground", "toes", "foot", "ankle", "shin", "heel", "knee", "back of the head", "neck", "throat", "upper back", "lower back", "back", "shoulder", "ear",
     "nose", "chin", "mouth", "cheek", "forehead", "top of the head", "buttock", "pocket", "eye", "hip", "armpit", "waist"}
)  # fmt: skip
_GRASPABLE = frozenset(
    {
        "hand", "wrist", "elbow", "forearm", "arm", "knee", "ankle", "foot", "toes", "heel", "shin", "thigh", "hip", "upper arm",
        "ear", "nose", "cheek", "throat", "top of the head", "back of the head", "side", "buttock",
        "shoulder", "head", "chin", "neck", "waist", "stomach", "leg",
    }
)  # fmt: skip
_CROSSED = frozenset({"body", "torso", "chest", "stomach", "face", "waist"})
"""What a limb crosses that is not named itself: "crosses the body to hold the shoulder"."""


class ClauseNouns(ClauseWords):
    """Finds the place of each noun phrase in its clause."""

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
        if met and last is not None and ref.kind in _REACHED and not ref.level and self.items[last.first].words.startswith("reach"):
            now.words.append(Word("rel", "touching", replace(last.mods), last.first, ref.last, [ref]))  # "reaches the floor"
            return
        slides = last is not None and last.category == "dir" and last.meaning in ("down", "up") and len(now.words) > 1 and (
            all(i.category in ("fill", "det") for i in self.items[last.last : ref.first])
        )
        if slides and last is not None and now.words[-2].meaning == "rest" and now.subjects and now.subjects[-1].kind in HANDS and ref.kind in _LENGTHWISE:
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
        if now.subjects and now.subjects[-1].kind == "thing" and now.words and self.items[ref.first].words == "its":
            now.unknown += 1
            return  # "the statue raises its arm"
        if not now.words:
            if self.with_clause and ref.kind == "person" and now.subjects and now.subjects[-1].kind in HANDS:
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
        joined = last.category == "pred" and last.meaning in ("touch", "hold", "clasp") and self.items[last.first - 1].category == "conj"
        if joined and any(w.category == "posture" for w in now.words[:-1]):
            self._split_before_last(ref)  # "stand on the left leg and grab the right foot"
            now = self.now
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
