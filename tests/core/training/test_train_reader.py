"""The second reader's trainer: texts become the numbers meant, the loss falls, a run goes on where it stopped, and numpy reads what torch wrote."""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import numpy as np
import pytest
import torch

from core.evaluation.bank_file import Label, Phrase
from core.language.catalogue import CATALOGUE
from core.language.second_reader import NOTHING
from core.language.second_reader_network import ReaderNetwork
from core.language.second_reader_text import canonical
from core.training import train_reader
from core.training.reader_data import OUTPUTS, generated, groups, noisy, of_bank, of_rules, targets
from core.training.train_reader import Seen, Settings, Trainer, predict, reading_loss, save_weights

SMALL = Settings(steps=40, minutes=5, batch=12, rate=5e-3)


def phrase(text: str, *labels: Label, row: str | None = "left_arm") -> Phrase:
    return Phrase("file", 1, row, text, labels)


def trainer(seed: int = 0) -> Trainer:
    torch.set_num_threads(1)
    texts = ("flung skyward", "as straight as a ruler", "dangles by the hip")
    names = ("left arm: straight up", "left elbow: straight", "left arm: hanging down")
    bank = of_bank(phrase(t, Label((n,))) for t, n in zip(texts, names, strict=True))
    return Trainer(bank, generated(40, seed), SMALL, seed)


def test_a_text_of_the_right_is_learned_from_in_the_mirror() -> None:
    (example,) = of_bank([phrase("cocked back, left hand free", Label(("right elbow: bent",)), Label(("left hand: on the head",)), row="right_arm")])
    assert example.seen.text == "cocked back, right hand free"
    assert example.stated == (("left elbow: bent",), ("right hand: on the head",))


def test_what_denies_and_what_the_catalogue_lacks_is_not_learned_from() -> None:
    assert not of_bank([phrase("not bent at all", Label(("left elbow: straight",)))])
    assert not of_bank([phrase("at sixty", Label(("left elbow: about 60 degrees",)))])
    (nothing,) = of_bank([phrase("a tattoo of an anchor")])
    assert targets([nothing])[0, -1] == 1 and OUTPUTS[-1] == NOTHING  # that it says nothing is worth learning


def test_what_a_label_implies_or_allows_is_left_open_and_all_else_is_untrue() -> None:
    examples = of_bank([phrase("doubled up", Label(("left elbow: completely bent",)), Label(("left arm: raised",), required=False))])
    row = dict(zip(OUTPUTS, targets(examples)[0].tolist(), strict=True))
    assert row["left elbow: completely bent"] == 1
    assert row["left elbow: bent"] == row["left arm: raised"] == -1
    assert row[NOTHING] == row["left elbow: straight"] == row["right elbow: completely bent"] == 0


def test_either_of_two_names_satisfies_a_label_of_both() -> None:
    examples = of_bank([phrase("at the brow", Label(("left hand: on the head", "left hand: near the face")))])
    ((row, columns),) = groups(examples)
    target = torch.from_numpy(targets(examples))
    neither, one = torch.full((1, len(OUTPUTS)), -6.0), torch.full((1, len(OUTPUTS)), -6.0)
    one[row, columns[1]] = 6.0
    losses = [float(reading_loss(x, target, [(row, columns)], torch.ones(1))) for x in (neither, one)]
    assert losses[1] < 2 < losses[0] - 2


def test_generated_sentences_are_of_the_catalogue_and_noise_keeps_their_sides() -> None:
    rng = random.Random(0)
    examples = generated(60, 1)
    assert {n for e in examples for group in e.stated for n in group} <= set(CATALOGUE)
    for e in examples:
        before, after = (set(t.replace(".", " ").replace(",", " ").split()) for t in (e.seen.text, noisy(e.seen.text, rng)))
        assert ("right" in before) >= ("right" in after)


def test_only_texts_that_the_rules_read_in_full_are_taken_from_them() -> None:
    examples = of_rules([("bent at a right angle", "left_arm"), ("bent like a frumious bandersnatch", "left_arm"), ("not bent", "left_arm")])
    assert [e.stated for e in examples] == [(("left elbow: right angle",),)]


def test_the_loss_falls_and_a_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    whole = trainer()
    losses = [whole.train_step() for _ in range(SMALL.steps)]
    assert np.mean(losses[-4:]) < 0.7 * np.mean(losses[:4])
    first = trainer()
    assert [first.train_step() for _ in range(3)] == pytest.approx(losses[:3], rel=1e-4)
    first.checkpoint(tmp_path / "reader.pt")
    second = trainer(seed=0)
    second.resume(tmp_path / "reader.pt")
    assert second.step == 3
    assert [second.train_step() for _ in range(2)] == pytest.approx(losses[3:5], rel=1e-3)


def test_numpy_reads_what_torch_wrote_and_gives_the_same_chances(tmp_path: Path) -> None:
    made = trainer()
    for _ in range(3):
        made.train_step()
    save_weights(made.network, tmp_path / "reader.safetensors", {})
    read = ReaderNetwork(tmp_path / "reader.safetensors")
    assert read.names == OUTPUTS
    for text, row in (("His right arm is flung skyward, wildly", None), ("dangles", "left_arm"), ("bowed", "head")):
        seen = canonical(text, row)
        expected = predict(made.network, Seen.of([seen.text], [seen.kind]))[0]
        np.testing.assert_allclose(read.chances(seen.text, seen.kind), expected, atol=3e-3)  # half precision


def test_the_command_trains_and_resumes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    some = train_reader.development_texts()[:60]
    monkeypatch.setattr(train_reader, "development_texts", lambda: some)
    (tmp_path / "bank.tsv").write_text("left_arm\tflung skyward\tleft arm: straight up\nleft_arm\tramrod\tleft elbow: straight\n", encoding="utf-8")
    parser = argparse.ArgumentParser()
    train_reader.add_arguments(parser)
    fixed = ["--bank", str(tmp_path / "bank.tsv"), "--work", str(tmp_path), "--out", str(tmp_path / "r.safetensors"), "--steps", "4", "--batch", "4"]
    fixed += ["--generated", "10"]
    assert train_reader.run(parser.parse_args([*fixed, "--stop-after", "2"])) == 0
    assert not (tmp_path / "r.safetensors").exists()
    assert train_reader.run(parser.parse_args([*fixed, "--resume"])) == 0
    assert ReaderNetwork(tmp_path / "r.safetensors").chances("flung skyward", 2).shape == (len(OUTPUTS),)
