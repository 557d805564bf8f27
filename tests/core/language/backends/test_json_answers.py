"""Ten descriptions are found in an answer that should be JSON, however careless it is."""

from __future__ import annotations

import json
import random
from functools import partial

import pytest

from core.body.skeleton import PARTS
from core.language.backends.json_answers import part_named, parts_of
from tests.timing import fastest

TEXTS = {part: f"The person's {part.replace('_', ' ')} is raised, isn't it." for part in PARTS}
NEAT = json.dumps(TEXTS)
NESTED = {
    "pose": {
        "head": {"description": TEXTS["head"]},
        "torso": TEXTS["torso"],
        "arms": {"left": TEXTS["left_arm"], "right": TEXTS["right_arm"]},
        "left": {"hand": TEXTS["left_hand"], "leg": TEXTS["left_leg"], "foot": TEXTS["left_foot"]},
        "right side": {"hand": TEXTS["right_hand"], "leg": TEXTS["right_leg"], "foot": TEXTS["right_foot"]},
    }
}


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(NEAT, id="neat"),
        pytest.param(
            "Sure, here it is:\n```json\n" + json.dumps(TEXTS, indent=2) + "\n```\nHope {that} helps [really]!",
            id="fence and prose",
        ),
        pytest.param(f"<think>{{'head': 'up'}}</think>{NEAT}", id="thoughts with JSON in them"),
        pytest.param(NEAT[:-1] + ",}", id="trailing comma"),
        pytest.param(NEAT[:-1], id="no closing brace"),
        pytest.param(
            "{" + ", ".join(f"'{part}': '{text}'" for part, text in TEXTS.items()) + "}",
            id="single quotes with apostrophes inside",
        ),
        pytest.param(NEAT.replace('", "', '"\n"'), id="no commas"),
        pytest.param(
            json.dumps({part.replace("_", " ").title(): text for part, text in TEXTS.items()}), id="keys with spaces"
        ),
        pytest.param(
            json.dumps({"".join(w.title() for w in part.split("_")): text for part, text in TEXTS.items()}),
            id="keys run together",
        ),
        pytest.param(json.dumps({f"{part}_pose": text for part, text in TEXTS.items()}), id="keys with more words"),
        pytest.param(json.dumps(NESTED), id="nested"),
        pytest.param(
            json.dumps([{"part": part, "description": text} for part, text in TEXTS.items()]), id="list of entries"
        ),
        pytest.param(json.dumps({"parts": [{part: text} for part, text in TEXTS.items()]}), id="list of pairs"),
        pytest.param(
            "\n".join(f"- **{part.replace('_', ' ').title()}**: {text}" for part, text in TEXTS.items()),
            id="no JSON at all",
        ),
        pytest.param(NEAT.replace("{", "{ // the pose\n", 1), id="comment"),
        pytest.param(NEAT.replace('"', "“", 1).replace('"', "”", 1), id="curly quotes"),
    ],
)
def test_a_careless_answer_is_read_whole(answer: str) -> None:
    assert parts_of(answer) == TEXTS


def test_a_cut_answer_gives_what_is_finished_and_no_half_sentence() -> None:
    for end in range(len(NEAT)):
        for finished in (True, False):
            found = parts_of(NEAT[:end], finished=finished)
            assert all(TEXTS[part] == text for part, text in found.items())
    assert len(parts_of(NEAT[: len(NEAT) * 2 // 3])) >= 5


def test_several_facts_of_one_part_become_one_text() -> None:
    found = parts_of('{"left_arm": {"elbow": "bent", "upper arm": "raised"}, "head": ["turned left", "bowed"]}')
    assert found == {"left_arm": "elbow bent. upper arm raised.", "head": "turned left. bowed."}


def test_what_says_nothing_is_left_out() -> None:
    assert parts_of('{"head": null, "torso": "", "left_arm": "unknown", "mood": "happy", "left_leg": "straight"}') == {
        "left_leg": "straight"
    }


@pytest.mark.parametrize(
    ("key", "part"),
    [
        ("Left Arm", "left_arm"), ("leftArm", "left_arm"), ("arm (left)", "left_arm"), ("R_foot", "right_foot"), ("the person's right hand", "right_hand"),
        ("upper body", "torso"), ("left and right arm", None), ("left forearm", None), ("overall", None), ("feet", None), ("", None),
    ],
)  # fmt: skip
def test_other_spellings_of_a_part_are_known_and_doubtful_ones_are_not(key: str, part: str | None) -> None:
    assert part_named(key) == part


def test_damaged_answers_never_fail_and_never_take_long() -> None:
    rng = random.Random(0)
    for _ in range(150):
        letters = list(NEAT)
        for _ in range(25):
            letters[rng.randrange(len(letters))] = rng.choice("{}[]\",:\\'\n")
        assert set(parts_of("".join(letters))) <= set(PARTS)
    for hostile in ("[" * 20_000, "{" * 20_000, '{"a":' * 4_000, '"' * 20_000, "\\" * 20_000):
        assert not parts_of(hostile)
        assert fastest(partial(parts_of, hostile), goes=1) < 2  # thousandths of a second on an idle machine
