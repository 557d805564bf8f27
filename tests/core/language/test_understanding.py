"""What texts are understood to say, and that nothing is read into what says nothing."""

from __future__ import annotations

import subprocess
import sys

import pytest

from core.language.places import swap_sides
from core.language.understanding import Understanding, understand
from tests.core.language.sentences import MEANINGLESS, TAUGHT, UNTAUGHT, Case
from tests.timing import fastest


def names(text: str, part: str | None = None) -> set[str]:
    return {s.posecode.name for s in understand(text, part).statements}


def expected(case: Case) -> set[str]:
    return {name.strip() for name in case[2].split(";") if name.strip()}


@pytest.mark.parametrize("case", (*TAUGHT, *UNTAUGHT), ids=lambda c: f"{c[0] or 'any'}: {c[1]}"[:70])
def test_a_sentence_says_exactly_what_it_says(case: Case) -> None:
    assert names(case[1], case[0]) == expected(case)


@pytest.mark.parametrize("case", (*TAUGHT, *UNTAUGHT), ids=lambda c: f"{c[0] or 'any'}: {c[1]}"[:70])
def test_left_and_right_swapped_in_the_text_mirror_the_statements(case: Case) -> None:
    slot, text, _ = case
    twin = None if slot is None else swap_sides(slot.replace("_", " ")).replace(" ", "_")
    one_of_two = any(s.alternative for s in understand(text, slot).statements)
    assert one_of_two or names(swap_sides(text.lower()), twin) == {swap_sides(n) for n in names(text, slot)}


@pytest.mark.parametrize(("slot", "text"), MEANINGLESS)
def test_nothing_is_read_into_words_that_say_nothing_of_the_pose(slot: str | None, text: str) -> None:
    heard = understand(text, slot)
    assert not heard.statements
    assert heard.not_understood or heard.asides


def test_every_statement_knows_its_part_and_its_words() -> None:
    text = "His left hand rests on his hip, and the right knee is bent."
    for statement in understand(text, "head").statements:
        assert statement.part == statement.posecode.part != "head"
        assert text[slice(*statement.span)].strip() == statement.text
        assert 0.0 < statement.confidence <= 1.0


def test_the_slot_decides_a_side_left_unsaid_and_words_outvote_the_slot() -> None:
    assert names("elbow bent", "right_arm") == {"right elbow: bent"}
    assert names("left elbow bent", "right_arm") == {"left elbow: bent"}
    assert names("hanging, the other arm is straight", "right_arm") == {"right arm: hanging down", "left elbow: straight"}


def test_one_hand_of_two_is_less_sure_and_names_the_other_way_to_satisfy_it() -> None:
    one, other = understand("One hand rests on the hip, the other hand is behind the head.").statements
    assert one.posecode.name == "right hand: on the right hip"
    assert one.alternative is not None and one.alternative.name == "left hand: on the left hip"
    assert one.confidence < 0.7
    assert other.posecode.name == "left hand: behind the head"


def test_the_viewers_left_is_the_persons_right_and_remarked() -> None:
    heard = understand("The arm on the viewer's left is raised.")
    assert [s.posecode.name for s in heard.statements] == ["right arm: raised"]
    assert heard.statements[0].confidence < 0.7
    assert heard.notes


def test_contradictions_within_a_text_are_shown() -> None:
    heard = understand("The left arm is straight and bent at a right angle.")
    assert {frozenset(s.posecode.name for s in pair) for pair in heard.contradictions} == {
        frozenset({"left elbow: straight", "left elbow: right angle"})
    }
    assert not understand("The left arm is extended forward and slightly bent.").contradictions


def test_a_hedge_lowers_the_confidence() -> None:
    sure = understand("The left arm is bent.").statements[0]
    unsure = understand("The left arm may be bent.").statements[0]
    assert sure.posecode.name == unsure.posecode.name
    assert unsure.confidence < sure.confidence


def test_slips_of_spelling_are_forgiven_but_other_words_are_not() -> None:
    assert names("the left arm is strethced to the side") == names("the left arm is stretched to the side")
    assert not names("his nails are painted", "left_hand")


def test_accents_invisible_characters_and_full_width_letters_do_not_matter() -> None:
    assert names("the\u200b lef\u0301t a\u00adrm is raised\u202e") == {"left arm: raised"}
    assert names("\uff4c\uff45\uff46\uff54 arm raised") == {"left arm: raised"}


@pytest.mark.parametrize(
    "text",
    ["", "   ", "\n\n", "🙂🙂", "الذراع اليسرى مرفوعة", "\x00\x01\x02", "a" * 10000, ", " * 5000, "not " * 2500, "(" * 10000,
     "the left " * 1100, "left right both other " * 450, "hands on hips " * 700, "9" * 5000 + " degrees", "bent 1e999 degrees",
     "bent at ² degrees", "'" * 3000, "and " * 2500, "of the " * 1400],
    ids=range(19),
)  # fmt: skip
def test_any_text_is_read_without_failing_and_soon(text: str) -> None:
    heard: list[Understanding] = []
    assert fastest(lambda: heard.append(understand(text, "left_arm")), goes=1) < 2.0
    assert len(heard[0].statements) < 20


def test_reading_time_grows_with_the_text_not_with_its_square() -> None:
    def seconds(repeats: int) -> float:
        text = "The left arm is raised, and his knee is bent. " * repeats + str(repeats)
        return fastest(lambda: understand(text), goes=1)

    seconds(5)
    short, long = min(seconds(40), seconds(41)), min(seconds(320), seconds(321))
    assert long < 30 * short


def test_json_is_plain_data() -> None:
    import json

    data = json.loads(json.dumps(understand("his left hand rests on his hip, elbow out, blorp").to_json()))
    assert [s["posecode"] for s in data["statements"]] == ["left hand: on the left hip", "left elbow: out to the side"]
    assert data["not_understood"] == ["blorp"]


def test_an_unknown_part_is_refused() -> None:
    with pytest.raises(ValueError, match="left_tail"):
        understand("raised", "left_tail")


def test_understanding_does_not_import_torch() -> None:
    code = "import sys; from core.language.understanding import understand; understand('arms crossed'); print('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "False"
