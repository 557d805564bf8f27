"""Several answers become one text: the one that most agree with, with what they agree on and where they differ."""

from __future__ import annotations

from core.language.backends.consensus import consensus


def test_the_answer_closest_to_the_others_is_shown() -> None:
    said = consensus(
        "left_arm",
        ["The arm is straight.", "The elbow is bent at a right angle.", "The left elbow is bent at a right angle."],
    )
    assert "right angle" in said.text
    assert abs(dict(said.support)["left elbow: right angle"] - 2 / 3) < 1e-3


def test_disagreement_is_told_in_one_plain_sentence() -> None:
    said = consensus(
        "left_hand",
        [
            "The left hand is in front of the chest.",
            "The hand is in front of the torso.",
            "The left hand is behind the back.",
        ],
    )
    assert [r.kind for r in said.remarks] == ["disagreement"]
    assert said.remarks[0].text == "Left hand: 2 of 3 answers say in front of the chest, 1 says behind the torso."


def test_agreement_raises_the_share_and_contradiction_lowers_it() -> None:
    def share(*answers: str) -> float:
        said = consensus("left_arm", ["The left arm is raised.", *answers])
        assert said.text == "The left arm is raised."
        return dict(said.support)["left arm: raised"]

    agreed, silent, opposed = (
        share("The arm is raised.", "Raised."),
        share("The arm is thin.", "Nice."),
        share("The arm is raised.", "The arm hangs down."),
    )
    assert agreed == 1.0 > opposed > 0.5
    assert agreed > silent


def test_a_narrower_answer_says_the_wider_one_too() -> None:
    said = consensus("left_arm", ["The elbow is bent.", "The elbow is bent at a right angle."])
    assert not said.remarks and all(share > 0.7 for _, share in said.support)


def test_an_answer_of_which_nothing_is_understood_is_not_shown_beside_one_that_is() -> None:
    assert (
        consensus("left_arm", ["It is like a wing.", "It is wing-like.", "The left arm is raised."]).text
        == "The left arm is raised."
    )


def test_one_answer_is_taken_as_it_is() -> None:
    said = consensus("left_arm", ["The left arm is raised."])
    assert (said.text, said.support, said.remarks) == ("The left arm is raised.", (), ())
