"""``--describer`` on the command line: texts with their sources, what a person wrote stays, a fault is one line, and no key is written anywhere."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import main
from core.body.skeleton import PARTS
from core.formats import read_observation, write_observation
from core.observation import Description
from tests.core.language.backends.chat_stub import Answer, ChatStub, Request, about

KEY = "sk-commandline-0123456789abcdef"
pytestmark = pytest.mark.usefixtures("clean")


@pytest.fixture
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("CONTRAPPOSTO_API_KEY", KEY)


@pytest.fixture
def stub() -> Iterator[ChatStub]:
    server = ChatStub()
    server.answers = said
    yield server
    server.close()


def said(request: Request) -> Answer:
    """What the scripted model says of each part."""
    texts = {"left_hand": "The left hand rests on the left hip.", "head": "The head is turned to the left."}
    return Answer(texts.get(about(request), f"The {about(request).replace('_', ' ')} is straight."))


@pytest.fixture(scope="module")
def observed(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    """An observation of one sample photograph, made without a describer."""
    folder = tmp_path_factory.mktemp("observed")
    assert main.main(["recover", str(samples / "nina1.jpg"), "--out", str(folder), "--export", "json"]) == 0
    return folder / "nina1.observation.json"


def test_recover_writes_the_answers_with_their_source_and_lets_them_guide(
    stub: ChatStub, samples: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    arguments = [
        "recover",
        samples / "nina1.jpg",
        "--out",
        out,
        "--export",
        "json",
        "--describer",
        f"server:qwen@{stub.url}",
        "--describe",
        "torso=upright",
    ]
    assert main.main([str(a) for a in arguments]) == 0
    shown = "".join(capfd.readouterr())
    people = read_observation(out / "nina1.observation.json").people
    descriptions = people[0].descriptions or {}
    assert {part: d.source for part, d in descriptions.items()} == {
        part: "person" if part == "torso" else "vlm:qwen" for part in PARTS
    }
    assert descriptions["left_hand"].text == "The left hand rests on the left hip."
    assert "torso" not in {about(r) for r in stub.asked}
    report: Any = json.loads((out / "nina1.result.json").read_text())["people"][0]["descriptions"]
    hand = next(r for r in report if r["part"] == "left_hand")
    assert hand["source"] == "vlm:qwen" and "left hand: on the left hip" in [s["posecode"] for s in hand["statements"]]
    assert stub.asked[0].headers["authorization"] == f"Bearer {KEY}"
    written = "".join(path.read_text(errors="replace") for path in tmp_path.rglob("*") if path.is_file())
    assert KEY not in written + shown


def test_refine_asks_about_what_no_person_wrote(stub: ChatStub, observed: Path, tmp_path: Path) -> None:
    observation = read_observation(observed)
    person = observation.people[0]
    texts = {**(person.descriptions or {}), "left_arm": Description("My own words.", "person")}
    from dataclasses import replace

    mine = tmp_path / "mine.observation.json"
    shutil.copy(observed, mine)
    write_observation(replace(observation, people=(replace(person, descriptions=texts),)), mine)
    assert (
        main.main(
            [
                "refine",
                str(mine),
                "--out",
                str(tmp_path / "out"),
                "--describer",
                f"server:qwen@{stub.url}",
                "--one-call",
            ]
        )
        == 0
    )
    report = json.loads((tmp_path / "out" / "mine.result.json").read_text())["people"][0]["descriptions"]
    assert {r["part"]: r["source"] for r in report} == {
        part: "person" if part == "left_arm" else "vlm:qwen" for part in PARTS
    }
    assert about(stub.asked[0]) == "all"


def test_describe_prints_the_answers_and_tells_what_was_not_answered(
    stub: ChatStub, observed: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    stub.answers = lambda r: Answer("I can't assist with that.") if about(r) == "left_foot" else said(r)
    assert main.main(["describe", str(observed), "--describer", f"server:qwen@{stub.url}"]) == 0
    out, err = capfd.readouterr()
    person = json.loads(out)["people"][0]
    assert (
        person["descriptions"]["head"] == "The head is turned to the left." and person["sources"]["head"] == "vlm:qwen"
    )
    assert person["sources"]["left_foot"] == "built-in" and person["descriptions"]["left_foot"]
    refused, *swaps = err.splitlines()
    assert "left foot keeps its text" in refused and "declined" in refused
    assert swaps == sorted(set(swaps), key=swaps.index) and all("may be swapped" in line for line in swaps)
    assert person["posecodes"]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--describer", "server:m@http://127.0.0.1:9"], "start the server"),
        (["--describer", "chatty"], "is not known"),
        (["--describer", "local:/nowhere/at/all"], "There is no folder"),
        (["--describer-wordings", "3"], "name it with --describer"),
        (["--describer", "built-in", "--describer-wordings", "11"], "from 1 to 10"),
    ],
)
def test_a_describer_that_cannot_be_used_is_refused_in_one_line(
    observed: Path, capfd: pytest.CaptureFixture[str], options: list[str], says: str
) -> None:
    assert main.main(["describe", str(observed), *options]) == 2
    out, err = capfd.readouterr()
    assert out == "" and err.count("\n") == 1 and says in err and "Traceback" not in err


def test_a_dead_server_leaves_nothing_half_written(samples: Path, tmp_path: Path) -> None:
    arguments = [
        "recover",
        str(samples / "nina1.jpg"),
        "--out",
        str(tmp_path / "out"),
        "--describer",
        "server:m@http://127.0.0.1:9",
    ]
    assert main.main(arguments) == 2
    assert not list((tmp_path / "out").iterdir())


def test_help_shows_how_the_usual_servers_are_named(capfd: pytest.CaptureFixture[str]) -> None:
    for command in ("recover", "refine", "describe"):
        assert main.main([command, "--help"]) == 0
        text = capfd.readouterr().out
        assert all(
            name in text for name in ("Ollama", "vLLM", "llama.cpp", "http://localhost:11434", "CONTRAPPOSTO_API_KEY")
        )
