"""A describer is chosen in plain words, kept as plain data, and never with a key in it."""

from __future__ import annotations

import json

import pytest

from core.errors import InputError
from core.language.backends.choice import DescriberChoice


@pytest.mark.parametrize(
    ("words", "kind", "model", "base_url", "source"),
    [
        ("built-in", "built-in", "", "", "built-in"),
        ("local:/models/Qwen2-VL/", "local", "/models/Qwen2-VL/", "", "vlm:Qwen2-VL"),
        ("local:HuggingFaceTB/SmolVLM", "local", "HuggingFaceTB/SmolVLM", "", "vlm:SmolVLM"),
        (
            "server:qwen2.5vl:7b@http://localhost:11434",
            "server",
            "qwen2.5vl:7b",
            "http://localhost:11434",
            "vlm:qwen2.5vl:7b",
        ),
        (
            "server:Qwen/VL@https://api.example.com/v1/",
            "server",
            "Qwen/VL",
            "https://api.example.com/v1",
            "vlm:Qwen/VL",
        ),
        ("server:m@rev@localhost:8000", "server", "m@rev", "http://localhost:8000", "vlm:m@rev"),
        ("server:m@api.example.com/v1", "server", "m", "https://api.example.com/v1", "vlm:m"),
    ],
)
def test_the_three_forms_are_read_and_survive_the_settings(
    words: str, kind: str, model: str, base_url: str, source: str
) -> None:
    choice = DescriberChoice.parse(words)
    assert (choice.kind, choice.model, choice.base_url, choice.source) == (kind, model, base_url, source)
    assert DescriberChoice.from_dict(json.loads(json.dumps(choice.to_dict()))) == choice
    assert DescriberChoice.parse(choice.spec) == choice


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("gpt", "is not known"),
        ("local:", "names no model"),
        ("server:qwen", "names no server"),
        ("server:@http://localhost", "names no model"),
        ("server:m@ftp://host", "address"),
        ("server:m@http://", "address"),
        ("server:m@http://host:port", "address"),
    ],
)
def test_what_is_no_describer_is_refused_in_one_sentence(words: str, says: str) -> None:
    with pytest.raises(InputError, match=says) as refused:
        DescriberChoice.parse(words)
    assert "\n" not in str(refused.value)


def test_a_password_in_the_address_is_refused_and_not_repeated() -> None:
    for words in ("server:m@https://me:hunter2secret@host/v1", "server:m@https://host/v1?api_key=hunter2secret"):
        with pytest.raises(InputError, match="CONTRAPPOSTO_API_KEY") as refused:
            DescriberChoice.parse(words)
        assert "hunter2secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("address", "leaves"),
    [
        ("http://localhost:1", False), ("http://127.0.0.1:1", False), ("http://[::1]:1", False), ("http://0.0.0.0:1", False), ("http://a.localhost", False),
        ("http://192.168.1.5:1", True), ("https://api.openai.com/v1", True), ("http://localhost.example.com", True), ("http://127.0.0.1.example.com", True),
    ],
)  # fmt: skip
def test_another_machine_is_told_from_this_one(address: str, leaves: bool) -> None:
    assert DescriberChoice("server", "m", address).leaves_machine is leaves


@pytest.mark.parametrize(
    "wrong",
    [
        {"wordings": 11},
        {"wordings": 0},
        {"timeout_s": float("nan")},
        {"dtype": "int8"},
        {"max_tokens": 1},
        {"kind": "x"},
    ],
)
def test_values_out_of_range_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(InputError):
        DescriberChoice.from_dict({"kind": "local", "model": "m", **wrong})


def test_settings_of_a_newer_version_are_read_and_damaged_ones_refused() -> None:
    assert DescriberChoice.from_dict({"kind": "local", "model": "m", "later": 1}) == DescriberChoice("local", "m")
    for damaged in ({"model": 5}, {"one_call": "yes"}, {"wordings": True}):
        with pytest.raises(InputError, match="anew"):
            DescriberChoice.from_dict({"kind": "local", **damaged})
