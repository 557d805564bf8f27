"""The measurement of speed: texts are new each time, and weights are changed on every photograph."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from torch import Tensor

from core.body.skeleton import PARTS
from core.engine import Engine
from core.evaluation.speed import Sample, edit_times, edited, sample_person, slider_times
from core.observation import Person


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine()


@pytest.fixture(scope="module")
def sample(engine: Engine, samples: Path) -> Sample:
    return Sample("nina1.jpg", *sample_person(engine, samples / "nina1.jpg"))


def test_no_edited_text_comes_twice_and_something_is_understood_of_each(engine: Engine) -> None:
    said = []
    for number in range(200):
        texts = edited(Person("p"), number).descriptions
        assert texts is not None
        ((part, description),) = texts.items()
        assert part in PARTS
        said.append((part, " ".join(description.text.split())))
    assert len(set(said)) == len(said)
    assert all(engine.understand(text, part).statements for part, text in said[::7])


def test_the_first_body_comes_before_the_final_one_then_mesh_and_report(engine: Engine, sample: Sample) -> None:
    rows = edit_times(engine, [sample], 2, 3) + slider_times(engine, [sample, Sample("again", sample.observation, sample.person)], 3, 3)["nina1.jpg"]
    assert len(rows) == 4
    assert all(0 < first < final < mesh < report for first, final, mesh, report in rows)


def test_a_changed_weight_reads_no_text_anew(engine: Engine, sample: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[object] = []
    original = engine.alignment.text.read

    def noted(clauses: Sequence[str]) -> tuple[Tensor, Tensor]:
        read.append(clauses)
        return original(clauses)

    monkeypatch.setattr(engine.alignment.text, "read", noted)
    edit_times(engine, [sample], 1, 2, first=40)
    assert read
    slider_times(engine, [sample], 0, 2)
    read.clear()
    slider_times(engine, [sample], 4, 2)
    assert not read
