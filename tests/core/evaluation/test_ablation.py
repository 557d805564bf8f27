"""The ablation: every row answers, the table and the files hold all of them, wrong texts are wrong, and the charts are drawings."""

from __future__ import annotations

import csv
import json
import math
import re
import zlib
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
import torch

import main
from core.diffusion.problem import Weights
from core.diffusion.sampler import sample
from core.diffusion.weights import load_limits
from core.evaluation.ablation import Ablation, ablate, measure, pose_prior, summary
from core.evaluation.ablation_methods import FULL, KEYPOINTS_ONLY, NOISE, WRITTEN, Bench, heard, methods, mixed_texts
from core.evaluation.ablation_report import draw, is_rare, markdown, problems_csv, table_csv
from core.evaluation.charts import Bar, Mark, Series, bars, curves, nice_ticks, points
from core.evaluation.problems import Problem, held_out_problems
from core.evaluation.scorehmr import LoopSettings, ScoreLoop
from core.evaluation.smplify import PosePrior, Smplify
from core.evaluation.without_gradients import WithoutGradients, columns
from core.resources import resource
from core.training.pose_data import PoseBank

ROWS = [
    "initial body",
    "SMPLify-style fit, keypoints",
    "ScoreHMR-style loop, keypoints",
    "keypoints only",
    "text only",
    "keypoints + text",
    "no gradient in the condition",
    "score guidance in place of the proximal step",
    "no explicit guidance (condition only)",
    "latent only",
    "statements only",
    "0 % of the texts wrong",
    "10 % of the texts wrong",
    "20 % of the texts wrong",
    "40 % of the texts wrong",
]


def _clip(held_out: bool, start: int = 0) -> str:
    """The name of a clip on one side of the split."""
    return next(n for k in range(start, 10000) if ((zlib.crc32((n := f"c{k}").encode()) % 10 == 0) == held_out))


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The authored poses as a bank: a few in held-out clips, the others in clips to train on."""
    entries = json.loads(resource("poses", "authored.json").read_text(encoding="utf-8"))["poses"]
    poses = np.array([e["pose"] for e in entries], dtype=np.float32)
    unseen = [_clip(True), _clip(True, 1 + int(_clip(True)[1:]))]
    clip = np.array([unseen[k] if k < 2 else _clip(False) for k in range(len(poses))])
    action = np.array(["seldom" if k == 0 else "often" for k in range(len(poses))])
    path = tmp_path_factory.mktemp("bank") / "poses.npz"
    np.savez(path, poses=poses, clip=clip, action=action, weight=np.ones(len(poses), dtype=np.float32))
    return path


@pytest.fixture(scope="module")
def bench() -> Bench:
    return Bench()


@pytest.fixture(scope="module")
def problems(bank: Path, bench: Bench) -> list[Problem]:
    return held_out_problems(bank, 2, seed=3, body=bench.body_model)


@pytest.fixture(scope="module")
def found(bank: Path) -> Ablation:
    """The whole ablation on two problems."""
    return ablate(bank, 2, seed=3, steps=2)


def test_every_row_answers_every_problem_with_sound_figures(found: Ablation) -> None:
    assert [row.name for row in found.rows] == ROWS
    for row in found.rows:
        assert len(row.outcomes) == 2
        for one in row.outcomes:
            assert math.isfinite(one.mpjpe) and 0 <= one.mpjpe < 600, row.name
            assert 0 <= one.obeyed <= one.statements and one.statements > 10
            assert one.milliseconds >= 0 and math.isfinite(one.pixels)
    start = found.rows[0]
    assert all(o.mpjpe == pytest.approx(o.initial_mpjpe, abs=1e-3) for o in start.outcomes)
    figures = {row.name: summary(row.outcomes) for row in found.rows}
    assert figures["keypoints + text"].mpjpe < figures["initial body"].mpjpe
    assert figures["keypoints + text"].obeyed > figures["initial body"].obeyed
    assert figures["SMPLify-style fit, keypoints"].pixels < figures["initial body"].pixels
    assert figures["0 % of the texts wrong"].mpjpe == pytest.approx(figures["keypoints + text"].mpjpe, abs=1e-3)


def test_the_same_seed_gives_the_same_answers(bank: Path, bench: Bench, problems: list[Problem], found: Ablation) -> None:
    again = held_out_problems(bank, 2, seed=3, body=bench.body_model)
    prior = pose_prior(PoseBank.load(bank).training())
    chosen = [m for m in methods(bench, prior, 2) if m.name in ROWS[1:4] or "score" in m.name or m.wrong == 0.4]
    before = {row.name: row for row in found.rows}
    for row in measure(bench, again, chosen, seed=3):
        expected = [o.mpjpe for o in before[row.name].outcomes]
        assert [o.mpjpe for o in row.outcomes] == pytest.approx(expected, abs=1e-3), row.name


def test_the_tables_hold_all_rows_and_the_rare_class_apart(found: Ablation) -> None:
    text = markdown(found)
    for name in ROWS:
        assert len(re.findall(rf"^\| {re.escape(name)} \|", text, re.MULTILINE)) == 2  # all, and rare classes apart
    assert is_rare(found, "seldom") and not is_rare(found, "often")
    assert re.search(r"^\| seldom \| 0\.0 % \| 1 \|", text, re.MULTILINE)
    table = list(csv.DictReader(table_csv(found).splitlines()))
    assert [line["row"] for line in table] == ROWS
    assert float(table[0]["ratio"]) == pytest.approx(1.0, abs=1e-3)
    answers = list(csv.DictReader(problems_csv(found).splitlines()))
    assert len(answers) == 2 * len(ROWS)
    assert {line["rare"] for line in answers if line["action"] == "seldom"} == {"True"}


def test_the_command_writes_tables_and_charts(bank: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "new" / "folder"
    assert main.main(["evaluate", "ablation", "--poses", str(bank), "--count", "1", "--steps", "1", "--out", str(out)]) == 0
    said = capsys.readouterr()
    assert "| keypoints + text |" in said.out and "15/15" in said.err
    names = {path.name for path in out.iterdir()}
    assert names == {
        "ablation.md", "ablation.csv", "ablation_problems.csv", "ablation_error.svg", "ablation_flips.svg", "ablation_noise.svg", "ablation_time.svg",
    }  # fmt: skip
    report = (out / "ablation.md").read_text(encoding="utf-8")
    for name in re.findall(r"!\[[^]]*\]\(([^)]+)\)", report):
        assert (out / name).exists()
    for path in out.glob("*.svg"):
        assert ElementTree.parse(path).getroot().tag.endswith("svg")


def test_a_wrong_count_and_a_bank_that_is_none_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["evaluate", "ablation", "--poses", str(tmp_path / "none.npz"), "--count", "1"]) == 2
    assert "none.npz" in capsys.readouterr().err
    assert main.main(["evaluate", "ablation", "--poses", str(tmp_path / "none.npz"), "--count", "0"]) == 2
    assert "--count" in capsys.readouterr().err


def test_more_wrong_texts_contain_the_fewer_and_are_somebody_elses() -> None:
    texts = [{part: f"{part} of {k}" for part in ("head", "torso", "left_arm", "right_arm", "left_leg")} for k in range(30)]
    assert mixed_texts(texts, 0.0, 1) == texts
    wrong = [
        {(k, part) for k, person in enumerate(mixed_texts(texts, share, 1)) for part, text in person.items() if not text.endswith(f" of {k}")}
        for share in NOISE
    ]
    for fewer, more, share in zip(wrong, wrong[1:], NOISE[1:], strict=False):
        assert fewer < more
        assert len(more) == pytest.approx(150 * share, abs=20)
    assert all(text.startswith(part) for person in mixed_texts(texts, 0.4, 1) for part, text in person.items())


def test_words_without_weight_change_nothing_in_any_row(bench: Bench, problems: list[Problem]) -> None:
    texts = {"left_arm": "The left arm is raised straight up.", "torso": "He bends far forward."}
    with torch.no_grad():
        silent = bench.evidence(problems[0], {}, KEYPOINTS_ONLY)
        spoken = bench.evidence(problems[0], texts, Weights())
        assert len(spoken.statements) > 0
        for method in methods(bench, None, 2):
            if method.name == "text only":
                continue
            a, b = method.run(silent, KEYPOINTS_ONLY), method.run(spoken, KEYPOINTS_ONLY)
            assert torch.allclose(a.rotations, b.rotations, atol=1e-5), method.name


def test_latent_only_hears_no_statement_and_all_hears_both(bench: Bench, problems: list[Problem]) -> None:
    with torch.no_grad():
        evidence = bench.evidence(problems[0], {"left_arm": "The left arm is raised straight up."}, Weights(), FULL)
    assert len(evidence.statements) and bool((evidence.latent_mask > 0).any())
    latents = heard(evidence, WRITTEN)
    assert not len(latents.statements) and bool((latents.latent_mask > 0).any())
    spoken = heard(evidence, "statements")
    assert len(spoken.statements) and not bool((spoken.latent_mask > 0).any())


def test_the_network_without_gradients_does_not_see_them(bench: Bench) -> None:
    blind = WithoutGradients(bench.denoiser)
    generator = torch.Generator().manual_seed(0)
    row = torch.randn(1, blind.kept.shape[0], generator=generator)
    noisy, t = torch.zeros(1, 154), torch.tensor([50])
    changed = row.clone()
    for group in ("keypoint_gradient", "text_gradient"):
        changed[:, columns(group)] = torch.randn(changed[:, columns(group)].shape, generator=generator)
    assert torch.equal(blind(noisy, t, row), blind(noisy, t, changed))
    assert not torch.equal(bench.denoiser(noisy, t, row), bench.denoiser(noisy, t, changed))
    latents = row.clone()
    latents[:, columns("latents")] += 1.0
    assert not torch.equal(blind(noisy, t, row), blind(noisy, t, latents))


def test_without_guidance_the_answer_is_the_networks(bench: Bench, problems: list[Problem]) -> None:
    method = next(m for m in methods(bench, None, 3) if m.name.startswith("no explicit"))
    with torch.no_grad():
        evidence = bench.evidence(problems[0], {}, KEYPOINTS_ONLY)
        plain = method.run(evidence, KEYPOINTS_ONLY)
        *_, guided = sample(bench.denoiser, bench.solver, evidence, KEYPOINTS_ONLY, steps=3)
        once = next(m for m in methods(bench, None, 1) if m.name.startswith("no explicit")).run(evidence, KEYPOINTS_ONLY)
        *_, first = sample(bench.denoiser, bench.solver, evidence, KEYPOINTS_ONLY, steps=1)
    assert first.network is not None
    assert torch.allclose(once.rotations, first.network.rotations, atol=1e-5)
    assert not torch.allclose(plain.rotations, guided.state.rotations, atol=1e-2)


def test_a_pose_prior_prefers_poses_like_those_that_it_was_made_from() -> None:
    rng = np.random.default_rng(0)
    near = rng.normal(0.2, 0.1, (400, 24, 3)).astype(np.float32)
    prior = PosePrior.fit(near, components=3)
    assert prior.energy(torch.from_numpy(near[0])) < prior.energy(torch.from_numpy(near[0]) + 0.5)
    assert torch.equal(PosePrior.fit(near, components=3).mean, prior.mean)


def test_the_fit_comes_onto_the_keypoints_and_knows_no_words(bench: Bench, problems: list[Problem]) -> None:
    fit = Smplify(bench.body_model.kinematics, load_limits(), None)
    for problem in problems:
        with torch.no_grad():
            evidence = bench.evidence(problem, {}, KEYPOINTS_ONLY)
            found = fit.run(evidence)
        before = bench.solver.terms(evidence.initial, None, evidence).keypoints
        assert bench.solver.terms(found, None, evidence).keypoints < 0.6 * before
        mute = fit.run(replace(evidence, confidence=torch.zeros_like(evidence.confidence)))
        assert bool(torch.isfinite(mute.rotations).all())


def test_the_loop_never_ends_with_a_worse_fit_than_it_began_with(bench: Bench, problems: list[Problem]) -> None:
    for scale in (0.0, 0.1, 1e3):
        loop = ScoreLoop(bench.denoiser, bench.solver, LoopSettings(scale=scale, loops=2))
        for problem in problems:
            with torch.no_grad():
                evidence = bench.evidence(problem, {}, KEYPOINTS_ONLY).weighted(KEYPOINTS_ONLY)
                found = loop.run(evidence, KEYPOINTS_ONLY)
                cost = [loop.guidance.terms(body, evidence, KEYPOINTS_ONLY)[0] for body in (evidence.initial, found)]
            assert bool(torch.isfinite(found.rotations).all())
            assert bool(cost[1] <= cost[0])


def test_charts_show_every_label_and_survive_gaps_and_signs() -> None:
    nan = float("nan")
    drawn = [
        bars("A & B <title>", "mm", [Bar("first", 31.5, 28.0, 36.0, "g"), Bar("gone", nan), Bar("other", 0.0)], reference=("start", 90.0)),
        curves("c", "x", "y", [Series("line", ((0, 30.0), (10, nan), (20, 35.0)))], references=[("level", 40.0), ("no", nan)]),
        points("p", "ms", "mm", [Mark("fast", 3.0, 50.0), Mark("slow", 700.0, 45.0), Mark("zero", 0.0, 1.0)]),
    ]
    for svg in drawn:
        texts = [e.text for e in ElementTree.fromstring(svg).iter() if e.tag.endswith("text")]
        assert "nan" not in svg.lower() and texts
    assert "first" in drawn[0] and "A &amp; B" in drawn[0] and ">31.5<" in drawn[0] and "gone" not in drawn[0]
    assert "slow" in drawn[2] and "zero" not in drawn[2]


@pytest.mark.parametrize(("low", "high"), [(0.0, 93.0), (0.0, 0.0), (5.0, 5.1), (0.0, 1e6)])
def test_ticks_are_few_and_cover_the_range(low: float, high: float) -> None:
    ticks = nice_ticks(low, high)
    assert 2 <= len(ticks) <= 9 and ticks[0] <= low and ticks[-1] >= high


def test_every_chart_of_a_report_names_the_methods(found: Ablation) -> None:
    charts = draw(found)
    for name in ROWS[1:]:
        assert f">{name}<" in charts["ablation_error.svg"][1]
    assert len(re.findall("<circle", charts["ablation_noise.svg"][1])) == len(NOISE)
