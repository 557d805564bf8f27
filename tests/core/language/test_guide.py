"""The guide: all that it says can be said is understood, and what it says is passed over makes no statement."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.body.skeleton import PARTS
from core.errors import InputError
from core.language.guide import sections
from core.language.understanding import understand

EXAMPLES = [(s.id, part, text) for s in sections() for part, text in s.examples]


@pytest.mark.parametrize(("section", "part", "text"), EXAMPLES)
def test_every_example_is_understood_wholly(section: str, part: str, text: str) -> None:
    heard = understand(text, part)
    assert heard.statements
    assert not heard.not_understood
    assert not heard.contradictions


@pytest.mark.parametrize(("part", "text"), [pair for s in sections() for pair in s.passed_over])
def test_what_is_said_to_be_passed_over_makes_no_statement(part: str, text: str) -> None:
    assert not understand(text, part).statements


def test_the_guide_covers_what_a_person_asks_for() -> None:
    assert {s.id for s in sections()} == {"basics", "places", "bends", "contacts", "sides", "postures", "degree", "not-understood"}
    assert {part for s in sections() for part, _ in s.examples} == set(PARTS)
    assert all(len(s.text) < 600 and "\n" not in s.text for s in sections())


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[[section]\n", "not valid TOML"),
        ("", "no \\[\\[section\\]\\]"),
        ('[[section]]\nid = "a"\ntitle = "A"\n', "needs an id, a title and a text"),
        ('[[section]]\nid = "a"\ntitle = "A"\ntext = "t"\nexamples = [["left_ear", "x"]]\n', "one of the ten parts"),
    ],
)
def test_a_broken_guide_is_refused_with_what_to_do(tmp_path: Path, text: str, complaint: str) -> None:
    file = tmp_path / "guide.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=complaint):
        sections(file)
    with pytest.raises(InputError, match="cannot be read"):
        sections(tmp_path / "none.toml")
