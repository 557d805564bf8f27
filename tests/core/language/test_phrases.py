"""Useful phrases and completion: what is offered is understood, on the right side, and says something new."""

from __future__ import annotations

import subprocess
import sys

import pytest

from core.body.skeleton import PARTS
from core.language.aspects import ASPECTS
from core.language.catalogue import CATALOGUE
from core.language.phrases import complete, phrases
from core.language.places import swap_sides
from core.language.understanding import understand
from tests.timing import fastest


def mirrored(part: str) -> str:
    return swap_sides(part.replace("_", " ")).replace(" ", "_")


@pytest.mark.parametrize("part", PARTS)
def test_every_phrase_is_understood_as_exactly_its_posecodes(part: str) -> None:
    assert len(phrases(part)) > 60
    for phrase in phrases(part):
        heard = understand(phrase.text, part)
        assert {s.posecode.name for s in heard.statements} == set(phrase.posecodes), phrase
        assert not heard.not_understood, phrase


@pytest.mark.parametrize("part", PARTS)
def test_the_phrase_as_a_sentence_says_the_same(part: str) -> None:
    for phrase in phrases(part):
        noun = "person" if phrase.posecodes[0].startswith("body: ") else part.replace("_", " ")
        whole = f"The {phrase.sentence}." if phrase.subject else f"The {noun} {phrase.sentence}."
        assert {s.posecode.name for s in understand(whole, part).statements} == set(phrase.posecodes), whole


@pytest.mark.parametrize("part", PARTS)
def test_whatever_the_describer_finds_worth_saying_can_be_taken_from_the_phrases(part: str) -> None:
    offered = {name for phrase in phrases(part) for name in phrase.posecodes}
    missing = {n for a in ASPECTS[part] for n in a.names} - offered
    assert len(missing) <= 4, missing


def test_the_right_side_gets_the_mirrored_phrases() -> None:
    for part in ("left_arm", "left_hand", "left_leg", "left_foot"):
        here, there = phrases(part), phrases(mirrored(part))
        assert [swap_sides(p.text) for p in here] == [p.text for p in there]
        for phrase in there:
            assert all(not n.startswith("left " + part[5:]) for n in phrase.posecodes)


def test_an_empty_row_is_offered_different_things_to_say() -> None:
    for part in PARTS:
        offered = complete(part, "")
        assert len(offered) == 8
        assert len({o.text for o in offered}) == 8
        assert all(o.whole == o.text for o in offered)


@pytest.mark.parametrize(
    ("part", "typed", "expected"),
    [
        ("left_arm", "The left arm is r", "The left arm is raised overhead"),
        ("left_arm", "The left arm ha", "The left arm hangs down"),
        ("left_arm", "Raised, with the elbow b", "Raised, with the elbow bent at a right angle"),
        ("right_hand", "resting on the h", "resting on the hip"),
        ("left_arm", "the right hand res", "the right hand rests on the right hip"),
        ("torso", "on hands and k", "on hands and knees"),
        ("left_foot", "the feet are w", "the feet are wide apart"),
        ("head", "Turned to the l", "Turned to the left"),
        ("left_hand", "the left hand is on the hip. The other hand is on the le", "the left hand is on the hip. The other hand is on the left hip"),
    ],
)  # fmt: skip
def test_the_clause_at_the_end_is_completed(part: str, typed: str, expected: str) -> None:
    assert expected in [c.whole for c in complete(part, typed)]


def test_words_in_the_middle_of_a_phrase_find_it_too() -> None:
    assert any("right shoulder" in c.text for c in complete("left_hand", "right shoul"))


@pytest.mark.parametrize(
    ("part", "before", "absent"),
    [
        ("left_arm", "Raised overhead, ", "forward"),
        ("left_arm", "Straight, ", "right angle"),
        ("left_hand", "On the left hip, ", "hip"),
        ("left_leg", "The left knee is bent at a right angle. ", "right angle"),
    ],
)
def test_what_is_said_already_or_would_contradict_it_is_not_offered(part: str, before: str, absent: str) -> None:
    offered = complete(part, before)
    assert offered
    assert not any(absent in c.text for c in offered)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("before", ["", "The knee is bent. ", "His left hand is near the face, ", "Bent "])
def test_what_is_taken_is_understood_as_offered(part: str, before: str) -> None:
    by_text = {p.text: p for p in phrases(part)} | {p.sentence: p for p in phrases(part)}
    for c in complete(part, before):
        heard = understand(c.whole, part)
        assert c.text not in by_text or set(by_text[c.text].posecodes) <= {s.posecode.name for s in heard.statements}, c


def test_nonsense_finds_nothing() -> None:
    assert complete("left_arm", "qwrtz") == []
    assert complete("left_arm", "x" * 10_000) == []


def test_an_unknown_part_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown part"):
        phrases("left_ear")


def test_completing_takes_less_than_five_milliseconds_once_loaded() -> None:
    texts = ["", "ra", "The left arm is ra", "Raised, with the elbow b", "The elbow is bent. Straight and b"]
    for text in texts:
        complete("left_hand", text)
    took = fastest(lambda: [complete("left_hand", text + "e") for text in texts])
    assert took / len(texts) < 5e-3 * 3  # three times as long is allowed on a busy machine


def test_neither_torch_nor_qt_is_loaded() -> None:
    code = "import sys, core.language.phrases as p; p.complete('left_arm', 'r'); print(sorted({'torch', 'PySide6'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_only_catalogued_or_derived_names_are_given() -> None:
    known = {n for part in PARTS for p in phrases(part) for n in p.posecodes}
    assert len(known & set(CATALOGUE)) > 250
