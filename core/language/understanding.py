"""Understanding a description: English text -> statements (posecodes with a confidence) and what was not understood.

    text -> tokens (normalise) -> items (lexicon) -> propositions (nouns, clauses) -> entities (sides) -> posecodes (reading, then arms, hands,
    legs, feet, head, trunk, stance; acting for actions; comparisons) -> held against each other (settling)

Everything is rules over a lexicon: sides, negation and degree are exact, nothing needs a network or torch, and what no rule reads is reported
rather than guessed. A statement may be about another part than the one whose text it stands in; its ``part`` says which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from core.language.anothers import of_others_apart
from core.language.arms import ARMS
from core.language.attire import attire_apart
from core.language.bystanders import bystanders_apart
from core.language.catalogue import CATALOGUE
from core.language.caution import cautious
from core.language.clauses import propositions
from core.language.combined import combined
from core.language.consequences import as_meant
from core.language.foreign import things_apart
from core.language.hand_texts import handles, hands_of, held_things, place_alone
from core.language.head import HEADS
from core.language.item import Item
from core.language.items import items
from core.language.kin import recognised
from core.language.legs import FEET, LEGS
from core.language.likeness import likened, relaxed
from core.language.normalise import Token, tokens
from core.language.others import others_apart
from core.language.plainly import plainly
from core.language.posecodes import relation
from core.language.propositions import Mods, Proposition, Word
from core.language.reading import read
from core.language.sayings import Clause, Saying
from core.language.second_reader import SecondReading, readings_of
from core.language.settling import settled
from core.language.sides import OTHER, Context, Entity, objects_of, subjects_of
from core.language.statements import Statement, Understanding, contradictions
from core.language.unsaid import each_its_own, inherited, laid_flat, mentioned, of_the_part, seat, slot_entities
from core.language.utmost import to_the_limit
from core.language.viewers import viewers_sides
from core.language.whereabouts import whereabouts_apart
from core.language.worn import at_the_body

__all__ = ["LONGEST", "SECOND_CONFIDENCE", "Statement", "Understanding", "contradictions", "understand"]


_LIGHT = frozenset(
    {
        "tuck", "cross", "hold", "level", "lowered", "apart", "rest", "relaxed", "straight", "extended", "raised",
        "high", "touch", "look", "face", "balance", "supported", "point", "turn", "reach", "hang", "flare", "tilt",
        "angle", "near",
    }
)  # fmt: skip
"""Predicates that carry little beside the direction or place said with them: not reported when those were understood."""
_BESIDES = frozenset({"det", "be", "fill", "person", "pronoun", "conj", "rel", "deg", "hedge", "pause", "stop", "side", "neg"})
"""Categories that a remark about something else is made of, beside its own words."""
_ROLE_OF = tuple(
    (re.compile(pattern), role)
    for pattern, role in (
        (r"with the (left|right) leg forward", "front"), (r"^(left|right) leg: forward", "front"), (r"^(left|right) leg: back", "back"),
        (r"^(left|right) foot: in front of the (?:left|right) foot", "front"), (r"^(left|right) foot: behind the (?:left|right) foot", "back"),
        (r"standing on the (left|right) leg", "standing"), (r"kneeling on the (left|right) knee", "back"),
        (r"^(left|right) leg: raised", "free"), (r"^(left|right) foot: (?:slightly )?off the ground", "free"),
    )
)  # fmt: skip
_LEADING = frozenset({"ahead", "forward", "in front", "leading", "leads", "in the front", "out in front"})
_TRAILING = frozenset({"behind", "back", "at the back", "in back", "trailing", "trails"})
_IN_VIEW = frozenset({"for", "before", "after", "of"})
_BASE_CONFIDENCE = 0.97
_NONSENSE = 4
"""Unknown words from which on a clause that has hardly any others says nothing."""
LONGEST = 20_000
"""Characters read of a text."""
_REMEMBERED = 2_000
"""Length up to which the understanding of a text is kept: what is kept stays within some megabytes."""
SECOND_CONFIDENCE = 0.8
"""What a statement of the learned reader is at most sure of: less than any that the rules read outright."""
_UNSURE = 0.3
"""Statements less sure than this are not made; their words count as not understood."""


def understand(text: str, part: str | None = None, *, learned: bool = False) -> Understanding:
    """Understand a text, written for a part (its slot decides sides and subjects left unsaid) or for the whole body.

    The rules read. With ``learned``, what they leave is shown to the learned reader (``second_reader``), which is off unless asked for: on unseen
    wording it adds little (half a point of recall), and nine in ten of what it adds are right where nineteen in twenty were wanted.

    What was understood of usual texts is remembered; a very long one is read anew, and only up to ``LONGEST`` characters.

    Raises:
        ValueError: when ``part`` is not one of the ten.
    """
    from core.body.skeleton import PARTS

    if part is not None and part not in PARTS:
        raise ValueError(f"unknown part {part!r}; one of {', '.join(PARTS)}")
    return (_understood if len(text) <= _REMEMBERED else _read)(text, part, learned)


def _read(text: str, part: str | None, learned: bool = False) -> Understanding:
    read = text[:LONGEST]
    words, elsewhere = bystanders_apart(tokens(read))
    words, worn = attire_apart(words, part)
    words, others = of_others_apart(words, part)
    elsewhere += others
    words, places = whereabouts_apart(words)
    worn += places
    words, unsure = cautious(likened(to_the_limit(words)), read)
    unsure += elsewhere
    words = recognised(at_the_body(plainly(words, part), part), read)
    interpreter = _Interpreter(text, words, things_apart(others_apart(viewers_sides(items(words)))), part)
    interpreter.lost += [(start, end, False) for start, end in unsure] + [(start, end, True) for start, end in worn]
    interpreter.barred += unsure + worn
    understood = interpreter.run(learned and len(text) <= _REMEMBERED)
    if len(text) <= LONGEST:
        return understood
    return replace(understood, notes=(*understood.notes, f"Only the first {LONGEST:,} characters were read."))


_understood = lru_cache(maxsize=2048)(_read)


class _Interpreter:
    """Walks over the propositions of one text."""

    def __init__(self, text: str, words: list[Token], read: list[Item], part: str | None) -> None:
        self.text, self.tokens, self.items, self.part = text, words, read, part
        kind, side = None, None
        if part is not None:
            side, _, limb = part.partition("_")
            kind = limb if limb else side
            side = side if limb else None
        self.context = Context(kind, side)
        self.statements: list[Statement] = []
        self.lost: list[tuple[int, int, bool]] = []
        self.barred: list[tuple[int, int]] = []
        self.notes: list[str] = []
        self.sentence = 0
        self.person_waits = self.possessions = False
        self.implied: set[str] = set()
        self.outright: set[str] = set()

    def run(self, learned: bool = False) -> Understanding:
        props = propositions(self.items)
        for k, prop in enumerate(props):
            self._proposition(prop, props[k + 1] if k + 1 < len(props) else None)
        best: dict[str, Statement] = {}
        for s in self.statements:
            known = best.get(s.posecode.name)
            if known is None or s.confidence > known.confidence:
                best[s.posecode.name] = s if known is None else replace(s, span=known.span, text=known.text)
        kept = tuple(relaxed(list(settled(combined(list(best.values())), self.implied - self.outright))))
        if not kept and not self.lost:
            self._lose(0, len(self.items))
        if learned:
            kept = self._with_second_readings(kept)
        kept = tuple(replace(s, posecode=as_meant(s.posecode, [t.posecode for t in kept])) for s in kept)
        lost, asides = self._lost_texts()
        return Understanding(self.text, kept, lost, contradictions(kept), tuple(dict.fromkeys(self.notes)), asides)

    # ----------------------------------------------------------------------------------- one proposition

    def _proposition(self, prop: Proposition, following: Proposition | None) -> None:
        context = self.context
        if prop.sentence != self.sentence:
            self.sentence, context.near_side = prop.sentence, None
        if prop.absorbed or self._one_of_the_pair(prop):
            return
        if prop.unknown - prop.things >= _NONSENSE and (prop.unknown - prop.things) * 3 > (prop.last - prop.first) * 2:
            self._lose(prop.first, prop.last)  # another language, code, or letters at random
            self.barred.append(self._span(prop.first, prop.last))
            return
        each_its_own(prop, self.items)
        laid_flat(prop, context, self._surface)
        held_things(prop, self.items, context)
        explicit = bool(prop.subjects)
        entities = subjects_of(prop.subjects, context) if explicit else inherited(prop, context, self._surface)
        deed = handles(prop, self.items, context)
        told = any(w.category in ("pred", "posture", "dir") or w.category == "act" and self._of_the_person(w, prop) for w in prop.words)
        if prop.alien and not explicit and not deed and not told:
            self._lose(prop.first, prop.last)  # "a scar on the knee"
            return
        if prop.alien and prop.things and not explicit and self._goes_along(prop):
            self._lose(prop.first, prop.last)  # "sleeve rolled up to the elbow"
            return
        if prop.foreign and not explicit and not deed:
            entities = (Entity("person"),)
        doing = prop.has("act") or prop.has("pred", "kick", "punch", "wave")
        if explicit and doing and prop.subjects and all(not r.kind and r.side in OTHER for r in prop.subjects):
            for w in prop.words:
                w.side = w.side or prop.subjects[-1].side or ""  # "throws a punch with the right"
            explicit, entities, prop.subjects = False, (Entity("person"),), []
        if explicit and not prop.words and [r.kind for r in prop.subjects] == ["ground"] and prop.first and self.items[prop.first - 1].category == "act":
            return  # "mopping the floor, bent forward": what is mopped
        if (prop.joined or self.possessions) and self.person_waits and prop.has("posture") and explicit and not any(r.side for r in prop.subjects):
            explicit, entities = False, (Entity("person"),)  # "a man with a hat and a stick sits": it is the man who sits
            prop.subjects = []
        self.possessions = prop.joined and not prop.words
        self.person_waits = (explicit and not prop.words and all(r.kind == "person" for r in prop.subjects)) or (
            self.person_waits and self.possessions
        )
        if any(ref.kind == "thing" for ref in prop.subjects):
            self._lose(prop.first, prop.last)
            self.barred.append(self._span(prop.first, prop.last))
            return
        if explicit and place_alone(prop, self.items, context, following):
            entities, explicit = hands_of(context), False
        context.mentioned = tuple(mentioned(prop, context, following))
        if explicit and not prop.words:
            # A bare noun phrase: it may be the subject of what follows ("the left arm, bent at the elbow, ...").
            if not (prop.simile and all(e.kind == "person" for e in entities)):
                context.note(entities)
            if any(ref.level for ref in prop.subjects):
                prop.words.append(Word("rel", "at", prop.words[-1].mods if prop.words else Mods(), prop.first, prop.last, list(prop.subjects)))
                entities = slot_entities(context) or entities
            elif prop.unknown:
                self._lose(prop.first, prop.last)
                return
            else:
                return
        seat(prop, entities, self.items)
        said = list(self._say(prop, entities, explicit))
        if following is not None and context.mentioned and any(s.posecode.name.startswith(("body: lung", "body: strid")) for s in said):
            # "lunges, with the left leg forward": which leg it is has been taken up
            following.absorbed = all(w.category == "dir" and w.meaning in ("forward", "back") for w in following.words)
        used = {id(w) for s in said for w in s.words} | {id(w) for w in prop.words if w.used}
        compared = prop.simile and all(e.kind == "person" for e in entities)  # "like a swimmer": not who is spoken of from here on
        if not compared and not prop.attribute and (explicit and entities or not explicit and entities and not context.last):
            context.note(entities)
        placed = [o for w in prop.words for o in w.objects if o.kind not in ("thing", "ground")]
        context.objects = tuple(dict.fromkeys(o for e in entities for o in objects_of(placed, e, context)))
        self._keep(prop, said, entities)
        read_ways = {w.meaning for w in prop.words if id(w) in used}
        for w in prop.words:
            if id(w) in used:
                continue
            if said and w.category == "pred" and w.meaning in _LIGHT:
                continue
            if said and w.category == "rel" and not w.objects and not w.thing:
                continue
            if said and w.category == "dir" and (w.meaning in ("out", "around", "diagonal", "in") or w.meaning in read_ways):
                continue
            if not said:
                continue
            self._lose(w.first, self._with_its_thing(w))
        if not said and (prop.words or prop.unknown):
            self._lose(prop.first, prop.last)
        elif prop.unknown:
            for k in range(prop.first, min(prop.last, len(self.items))):
                if self.items[k].category == "unknown" and self.items[k].words != "'s":
                    self._lose(k, k + 1)

    def _of_the_person(self, w: Word, prop: Proposition) -> bool:
        """Whether an action after unknown words is the person's: "a smart salute", "helps to steady it"; neither "ivy creeps up" nor "chamber for the kick"."""
        before = [i for i in self.items[max(0, w.first - 2) : w.first] if i.category != "det"]
        led = before[-1].words if before else ""
        return prop.simile or (self.items[w.first].form in ("", "base") and led == "to") or (not self.items[w.first].form and led not in _IN_VIEW)

    def _goes_along(self, prop: Proposition) -> bool:
        """Whether a clause that a thing begins says only where on a limb that thing is."""
        limbs = {o.kind for w in prop.words for o in w.objects} & (ARMS | LEGS | {"shoulder"})
        return bool(limbs) and all(w.category in ("rel", "dir") or w.meaning in ("rest", "hang", "relaxed") for w in prop.words)

    def _one_of_the_pair(self, prop: Proposition) -> bool:
        """"Legs crossed, right over left", "feet staggered, left ahead": a side stands for one of the two just spoken of."""
        span = [i for i in self.items[prop.first : min(prop.last, len(self.items))] if i.category not in ("det", "fill", "conj", "pause", "stop")]
        kinds = {e.kind for e in self.context.last}
        side, _, rest = " ".join(i.words for i in span).partition(" ")
        if side not in OTHER or not kinds <= LEGS | FEET or len(self.context.last) != 2:
            return False
        code = None
        if rest in (f"{how} {OTHER[side]}" for how in ("over", "on top of", "across", "above")):
            code = CATALOGUE[f"{side} leg: crossed over the {OTHER[side]} leg"]
        elif rest in _LEADING | _TRAILING:
            code = relation(f"{side} foot", "behind" if rest in _TRAILING else "in front of", f"{OTHER[side]} foot")
        if code is None:
            return False
        self._keep(prop, [Saying(code, 0.9, ())], ())
        return True

    def _say(self, prop: Proposition, entities: tuple[Entity, ...], explicit: bool) -> Iterator[Saying]:
        used: set[int] = set()
        for entity in entities:
            for w in prop.words:
                w.used = False
            pair = {e.side for e in entities if e.kind == entity.kind} == {"left", "right"}
            clause = Clause(prop, entity, self.context, pair, self._surface)
            yield from read(clause)
            used |= {id(w) for w in prop.words if w.used}
        for w in prop.words:
            w.used = id(w) in used

    # ------------------------------------------------------------------------------------------- results

    def _keep(self, prop: Proposition, said: list[Saying], entities: tuple[Entity, ...]) -> None:
        if not said:
            return
        span = self._span(prop.first, prop.last)
        if (told := of_the_part(said, self.context.slot_kind, simile=prop.simile)) != said:
            said = told
            if not said:
                self.lost.append((*span, True))
                return
        text = self.text[span[0] : span[1]].strip()
        doubt = 0.93 ** min(prop.unknown - prop.things, 5)
        either = {e.side for e in entities if e.either and e.kind not in HEADS}
        if any(e.viewer for e in entities) or any(w.meaning.startswith("viewer") for w in prop.words):
            doubt *= 0.6
            self.notes.append("The viewer's left and right were taken for those of a person facing the camera.")
        for saying in said:
            sure = _BASE_CONFIDENCE * saying.confidence * doubt
            code = saying.posecode
            alternative = None
            if (either or saying.either) and code.mirrored().name != code.name:
                sure, alternative = sure * 0.6, code.mirrored()
            if sure >= _UNSURE:
                self.statements.append(Statement(text, code, code.part, sure, span, alternative))
                if alternative is None:
                    self._note_roles(code.name)
                if saying.implied:
                    self.implied.add(code.name)
                else:
                    self.outright.add(code.name)

    def _note_roles(self, name: str) -> None:
        """Which leg is in front, behind, stood on or free, for "the front knee" later on."""
        found = next(((m, role) for pattern, role in _ROLE_OF if (m := pattern.search(name))), None)
        if found is None:
            return
        side, role = found[0][1], found[1]
        twin = {"front": "back", "back": "front", "standing": "free", "free": "standing"}[role]
        self.context.roles[role], self.context.roles[twin] = side, OTHER[side]

    def _surface(self, word: Word) -> str:
        return self.items[word.first].words if word.first < len(self.items) else ""

    def _span(self, first: int, last: int) -> tuple[int, int]:
        last = min(last, len(self.items))
        first = min(first, last)
        chosen = [i for i in self.items[first:last] if i.category not in ("stop", "pause")]
        if not chosen:
            return (0, 0)
        return self.tokens[chosen[0].first].start, self.tokens[chosen[-1].last - 1].end

    def _lose(self, first: int, last: int) -> None:
        a, b = self._span(first, last)
        if b > a:
            self.lost.append((a, b, self._is_aside(first, last)))

    def _with_its_thing(self, w: Word) -> int:
        """Where a word ends together with the thing that it leads to: "on the bench"."""
        last = w.last
        while w.category == "rel" and last < len(self.items) and (self.items[last].category == "det" or self.items[last].meaning == "thing"):
            last += 1
        return last

    def _is_aside(self, first: int, last: int) -> bool:
        """Whether a span speaks of something else than the pose: things, and no part of the body nor anything unknown."""
        span = self.items[first : min(last, len(self.items))]
        if not any(i.meaning == "thing" for i in span):
            return False
        return all(
            i.meaning == "thing" or i.category in _BESIDES or (i.category == "pred" and i.meaning == "look") or i.words in ("hair", "camera")
            for i in span
        )

    def _with_second_readings(self, kept: tuple[Statement, ...]) -> tuple[Statement, ...]:
        """What the learned reader finds in spans that the rules left, beside what they read; such a span counts as understood."""
        spans = [(a, b) for a, b, aside in self._lost_spans() if not aside and not any(a < end and start < b for start, end in self.barred)]
        found = readings_of(self.text, self.part, spans, [s.posecode for s in kept])
        if not found:
            return kept
        self.lost = [(a, b, aside) for a, b, aside in self.lost if not any(r.span[0] <= a and b <= r.span[1] for r in found)]
        return tuple(settled([*kept, *map(self._second, found)], {r.posecode.name for r in found} | (self.implied - self.outright)))

    def _second(self, reading: SecondReading) -> Statement:
        a, b = reading.span
        code, sure = reading.posecode, SECOND_CONFIDENCE * reading.chance * (0.6 if reading.either else 1.0)
        return Statement(self.text[a:b].strip(), code, code.part, sure, reading.span, code.mirrored() if reading.either else None)

    def _lost_spans(self) -> list[tuple[int, int, bool]]:
        merged: list[list[int]] = []
        for a, b, aside in sorted(self.lost):
            if merged and a <= merged[-1][1] + 1 and bool(merged[-1][2]) == aside:
                merged[-1][1] = max(merged[-1][1], b)
            else:
                merged.append([a, b, aside])
        return [(a, b, bool(aside)) for a, b, aside in merged]

    def _lost_texts(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What was not understood, and asides."""
        texts = [(t, aside) for a, b, aside in self._lost_spans() if (t := self.text[a:b].strip()) and any(ch.isalnum() or ord(ch) > 127 for ch in t)]
        return tuple(t for t, aside in texts if not aside), tuple(t for t, aside in texts if aside)
