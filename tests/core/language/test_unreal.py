"""What is to come, over, supposed or figurative is not read; orders and corrections say how the body is to be."""

from __future__ import annotations

import pytest

from core.language.understanding import understand


def said(text: str, part: str | None = None) -> set[str]:
    return {s.posecode.name for s in understand(text, part).statements}


@pytest.mark.parametrize(
    ("part", "text"),
    [
        (None, "she is about to lie down"),
        (None, "he will soon stand"),
        ("right_leg", "going to bend the right knee"),
        (None, "before she sat down her arms were raised"),
        (None, "If she were standing, her head would be lower than his."),
        ("left_arm", "he could have raised the left arm"),
        (None, "He stood to gain from the deal."),
        (None, "She leans towards the other option."),
        (None, "The teacher lent him a hand."),
        (None, "They ran into some problems."),
        (None, "He bowed out of the contest."),
        (None, "Do not move the legs."),
        (None, "leave the left arm alone"),
        ("left_arm", "on the chest or behind the back"),
    ],
)
def test_what_is_not_so_now_is_not_read(part: str | None, text: str) -> None:
    assert said(text, part) == set()


@pytest.mark.parametrize(
    ("part", "text", "meant", "wrong"),
    [
        ("left_arm", "After lifting the arm, she lets it hang by her side.", "left arm: at the side", "left arm: raised"),
        (None, "She was kneeling, now she is standing.", "body: standing", "body: kneeling on both knees"),
        ("right_leg", "bend the knee, its too straight", "right knee: bent", "right knee: straight"),
        (None, "He leans forward, you have him leaning back.", "torso: leaning forward", "torso: leaning back"),
        ("left_arm", "isnt straight, its bent", "left elbow: bent", "left elbow: straight"),
        ("left_leg", "dont bend the knee", "left knee: not bent", "left knee: bent"),
        ("left_leg", "stop bending the knee", "left knee: not bent", "left knee: bent"),
        ("right_leg", "it is not bent it is straight", "right knee: straight", "right knee: bent"),
        ("left_hand", "on the other hand, the left knee is bent", "left knee: bent", "hands: together"),
        ("left_arm", "straighten your arm out", "left elbow: straight", "left arm: out to the side"),
        ("right_arm", "bend it a bit more, like 90 degrees", "right elbow: right angle", "right elbow: tightly bent"),
        ("left_leg", "less bend in the knee", "left knee: slightly bent", "left knee: bent"),
        ("left_arm", "just bend the elbow", "left elbow: bent", "left elbow: slightly bent"),
        ("left_arm", "not so high, level with the shoulder", "left hand: level with the left shoulder", "left arm: raised"),
        (None, "If you look closely, the left knee is bent.", "left knee: bent", "right knee: bent"),
    ],
)
def test_orders_and_corrections_say_how_it_is_to_be(part: str | None, text: str, meant: str, wrong: str) -> None:
    names = said(text, part)
    assert meant in names
    assert wrong not in names


@pytest.mark.parametrize(
    ("part", "text", "meant"),
    [
        (None, "sit her up straight", "torso: upright"),
        (None, "make him kneel on the left knee", "body: kneeling on the left knee"),
        (None, "Could you please raise the left arm?", "left arm: raised"),
        ("right_hand", "the palm should face up", "right palm: facing up"),
        ("left_hand", "palm needs to face the camera", "left palm: facing forward"),
        ("left_leg", "the knee should touch the floor", "left knee: on the ground"),
        ("left_leg", "more weight on this one", "body: weight on the left leg"),
        ("torso", "drop the shoulders", "left shoulder: not raised"),
        ("left_arm", "should hang by the side", "left arm: at the side"),
        (None, "hes standing", "body: standing"),
    ],
)
def test_how_people_ask_for_a_pose_is_read(part: str | None, text: str, meant: str) -> None:
    assert meant in said(text, part)


def test_questions_are_no_orders() -> None:
    assert said("Is the left arm raised?") == set()
    assert said("Should the left knee be bent?") == set()
