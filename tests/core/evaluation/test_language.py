"""The round trip through words, on authored poses: what the figures count, and that they are good."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.cli import run
from core.errors import InputError
from core.evaluation.language import ALL_STYLES, measure, table, unseen_poses


@pytest.mark.parametrize("style", ALL_STYLES)
def test_what_is_said_is_understood_and_what_is_understood_is_true_in_every_style(style: str) -> None:
    trip = measure(unseen_poses(None, 1000), style)
    assert trip.said > 300
    assert trip.precision > 0.98
    assert trip.recall > 0.98


def test_untrue_statements_and_missed_facts_lower_the_figures() -> None:
    trip = measure(unseen_poses(None, 5), "plain")
    trip.said, trip.understood, trip.true, trip.recalled = 10, 8, 6, 5
    assert trip.precision == 0.75
    assert trip.recall == 0.5
    assert "| plain | 10 | 8 | 75.00 % | 50.00 % |" in table([trip])


def test_the_command_prints_a_row_a_style_and_the_speed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(["evaluate", "language", "--count", "5", "--json", str(tmp_path / "figures.json")]) == 0
    printed = capsys.readouterr().out
    assert all(f"| {style} |" in printed for style in ALL_STYLES)
    assert "describe a body" in printed
    figures = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))
    assert [row["style"] for row in figures["styles"]] == list(ALL_STYLES)
    assert figures["milliseconds"]["sentence"] < 30


def test_a_missing_bank_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="pose bank .* cannot be read"):
        unseen_poses(tmp_path / "none.npz", 10)
