"""The phrase bank: its format is checked, and reading it is judged by what was missed and by what was read wrongly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.cli import run
from core.errors import InputError
from core.evaluation.bank import failures, judged, table, totals
from core.evaluation.bank_file import BANK, Phrase, check_names, load, named

STRAIGHT_UP = "left_arm\traised straight above the head\tleft arm: straight up; left elbow: straight"


def bank(folder: Path, *lines: str) -> list[Phrase]:
    file = folder / "phrases.tsv"
    file.write_text("# row, text, labels\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return load([file])


def test_what_is_labelled_and_read_is_exact(tmp_path: Path) -> None:
    (verdict,) = judged(bank(tmp_path, "left_arm\tbent at a right angle\tleft elbow: right angle"))
    assert verdict.exact
    assert verdict.statements == 1


def test_a_label_that_was_not_read_is_missing_and_a_statement_without_a_label_is_wrong(tmp_path: Path) -> None:
    (verdict,) = judged(bank(tmp_path, "left_arm\tbent at a right angle\tleft elbow: straight"))
    assert [label.names for label in verdict.missing] == [("left elbow: straight",)]
    assert verdict.wrong == ("left elbow: right angle",)
    (nothing,) = judged(bank(tmp_path, "left_arm\tbent at a right angle\t"))
    assert nothing.wrong == ("left elbow: right angle",)
    assert not nothing.exact


def test_either_side_of_a_bar_counts_and_a_questioned_label_need_not_be_read(tmp_path: Path) -> None:
    either = "left_arm\tbent at a right angle\tleft elbow: partially bent | left elbow: right angle; left arm: raised?"
    assert all(v.exact for v in judged(bank(tmp_path, either, "left_arm\tbent at a right angle\tleft elbow: right angle?")))


def test_what_a_label_implies_is_not_wrong_and_something_more_exact_reads_it(tmp_path: Path) -> None:
    (wider,) = judged(bank(tmp_path, "left_arm\tthe elbow is bent\tleft elbow: right angle"))
    assert not wider.wrong and wider.missing  # bent follows from a right angle, and does not say it
    (closer,) = judged(bank(tmp_path, "left_arm\tbent at a right angle\tleft elbow: bent"))
    assert not closer.missing and closer.wrong


def test_a_side_left_open_is_right_with_either_side(tmp_path: Path) -> None:
    (verdict,) = judged(bank(tmp_path, "-\tone hand on the hip\tleft hand: on the left hip | right hand: on the right hip"))
    assert verdict.exact


def test_names_of_families_made_on_demand_are_known() -> None:
    for name in ("right foot: behind the left knee", "left knee: about 60 degrees", "left arm: lifted about 30 degrees", "left elbow: not bent"):
        code = named(name)
        assert code is not None and code.name == name
    assert named("left elbow: wobbly") is None
    assert named("left knee: not about") is None


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("left_arm\tbent\tleft elbow: bend", r"phrases.tsv, line 2: 'left elbow: bend' names no posecode; is 'left elbow: bent' meant\?"),
        ("left_harm\tbent\tleft elbow: bent", "line 2: 'left_harm' is no row"),
        ("left_arm bent", "line 2: has 1 columns"),
        ("left_arm\t \tleft elbow: bent", "line 2: there is no text"),
        ("left_arm\tbent\tleft elbow: bent |", "line 2: a label is empty"),
    ],
)
def test_a_line_that_is_not_as_it_should_be_is_refused_with_its_place(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        judged(bank(tmp_path, line))


def test_several_unknown_names_are_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"1 more: phrases.tsv, line 3"):
        check_names(bank(tmp_path, "-\ta\tleft elbow: bend", "-\tb\tright elbow: bend"))


def test_failures_of_the_closed_part_are_never_listed(tmp_path: Path) -> None:
    lines = [f"left_arm\tbent at a right angle, text {k:02d}\tleft elbow: straight" for k in range(40)]
    verdicts = judged(bank(tmp_path, *lines))
    closed = [v for v in verdicts if v.phrase.closed]
    assert 3 < len(closed) < 25
    listed = "\n".join(failures(verdicts))
    assert all(v.phrase.text not in listed for v in closed)
    assert all(v.line() in listed for v in verdicts if not v.phrase.closed)


def test_the_table_tells_every_file_and_all_of_them(tmp_path: Path) -> None:
    (tmp_path / "one.tsv").write_text(STRAIGHT_UP + "\n", encoding="utf-8")
    (tmp_path / "two.tsv").write_text("left_arm\tbent at a right angle\tleft elbow: straight\n", encoding="utf-8")
    rows = totals(judged(load([tmp_path])))
    assert [r.name for r in rows] == ["one", "two", "all"]
    assert "| two | 1 | 1 | 0.0 % | 1 | 1 (100.0 %) | 0 (0.0 %) |" in table(rows)
    assert rows[-1].labels == 3


def test_the_command_writes_figures_and_failures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bank(tmp_path, *[f"left_arm\tbent at a right angle, text {k}\tleft elbow: straight" for k in range(9)])
    assert run(["evaluate", "bank", "--bank", str(tmp_path), "--out", str(tmp_path / "out")]) == 0
    assert "open part" in capsys.readouterr().out
    figures = json.loads((tmp_path / "out" / "figures.json").read_text(encoding="utf-8"))
    assert figures["open"][0]["texts"] + figures["closed"][0]["texts"] == 9
    assert "missing left elbow: straight" in (tmp_path / "out" / "failures.txt").read_text(encoding="utf-8")
    assert run(["evaluate", "bank", "--bank", str(tmp_path), "--closed"]) == 0
    printed = capsys.readouterr().out
    assert "open part" not in printed and "->" not in printed


def test_a_missing_bank_is_refused(tmp_path: Path) -> None:
    assert run(["evaluate", "bank", "--bank", str(tmp_path / "none")]) == 2


@pytest.mark.skipif(not any(BANK.glob("*.tsv")), reason="no phrases ship")
def test_every_label_of_the_shipped_bank_names_a_posecode() -> None:
    phrases = load()
    assert len(phrases) > 20
    judged([p for p in phrases if any(named(name) is None for label in p.labels for name in label.names)])  # refuses a name nobody makes
