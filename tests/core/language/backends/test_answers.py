"""Of what a model says only the plain sentence is kept; refusals, empty answers and nonsense are recognised."""

from __future__ import annotations

import pytest

from core.language.backends.answers import MAX_TEXT, cleaned, refuses, senseless, unseen

PLAIN = "The left arm is bent at a right angle."


@pytest.mark.parametrize(
    "raw",
    [
        PLAIN,
        f"<think>The right arm? No.\nHm.</think>\n\n{PLAIN}",
        f"I look at the picture. The right arm ...</think>{PLAIN}",
        f"Sure! Here is the description:\n\n**{PLAIN}**",
        f"Certainly, here's the pose of the left arm: {PLAIN}",
        f'"{PLAIN}"',
        f"“{PLAIN}”",
        f"```text\n{PLAIN}\n```",
        f"### Left arm\n- {PLAIN}\n\nLet me know if you need anything else!",
        f"**Left arm:** {PLAIN}",
        f"Answer: {PLAIN}",
        f"Based on the image, {PLAIN[0].lower()}{PLAIN[1:]}",
        f"<|im_start|>{PLAIN}<|im_end|>",
        "The  left arm is *bent* at a __right angle__ .",
        f"{PLAIN} I hope this helps!",
    ],
)
def test_only_the_sentence_is_left(raw: str) -> None:
    assert cleaned(raw).removeprefix("Left arm ") == PLAIN
    assert not refuses(raw) and not senseless(cleaned(raw), "left_arm")


@pytest.mark.parametrize("raw", ["", "  \n", "<think>the arm is", "<think>The arm.</think>", "```\n```", "---", "***"])
def test_an_answer_without_words_is_empty(raw: str) -> None:
    assert cleaned(raw) == ""


@pytest.mark.parametrize(
    "raw",
    [
        "I'm sorry, but I can't help with identifying people.",
        "I can’t assist with that request.",
        "Sorry, I cannot describe this person.",
        "As an AI language model, I do not see pictures.",
        "I am unable to view images.",
        "No image was provided. Please upload the image.",
        "I won't describe people in photographs.",
    ],
)
def test_a_refusal_is_recognised(raw: str) -> None:
    assert refuses(raw)


@pytest.mark.parametrize(
    "raw",
    [
        PLAIN,
        "I cannot see the left hand because it is hidden behind the back.",
        "I don't see any bend in the elbow; the arm is straight.",
        "The arm can't be any straighter.",
        "The person seems sorry: the head is bowed.",
    ],
)
def test_a_description_is_no_refusal(raw: str) -> None:
    assert not refuses(raw)


@pytest.mark.parametrize(
    "text",
    [
        "The left foot is not visible.",
        "Not visible",
        "Unknown.",
        "The hand is out of frame.",
        "The leg cannot be seen.",
    ],
)
def test_a_part_that_cannot_be_seen_is_no_pose(text: str) -> None:
    assert unseen(text)


def test_a_hidden_part_of_which_something_is_said_counts() -> None:
    assert not unseen("The right hand is not visible, but the elbow is bent at a right angle.")


@pytest.mark.parametrize(
    "text", ["The cat sat.", "12 345 !!!", "Lorem ipsum dolor sit amet.", "zebra quantum purple", "Elbow,,,,,"]
)
def test_what_has_nothing_to_do_with_a_pose_is_nonsense(text: str) -> None:
    assert senseless(text, "left_arm")


def test_unusual_words_about_a_limb_are_no_nonsense() -> None:
    assert not senseless("The left arm is held like a broken wing.", "left_arm")


def test_a_long_answer_ends_with_a_whole_sentence() -> None:
    text = cleaned("The left arm is raised. " * 60)
    assert len(text) <= MAX_TEXT and text.endswith("raised.")


def test_an_answer_that_broke_off_loses_its_last_half_sentence() -> None:
    assert cleaned("The arm is raised. The elbow is not", cut=True) == "The arm is raised."
    assert cleaned("The arm is raised and the elb", cut=True) == "The arm is raised and the elb"
