"""What is said of another person, an animal, a statue or a thing with arms and legs is not said of the body that is described."""

from __future__ import annotations

import pytest

from core.language.understanding import understand


def said(text: str, part: str | None = None) -> set[str]:
    return {s.posecode.name for s in understand(text, part).statements}


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ("right_arm", "The sculpture next to her stretches its right arm upwards."),
        (None, "the marble statue in front of him kneels on one knee"),
        (None, "A statue of a general stands in the square with one arm raised."),
        (None, "Another dancer in the background bends her left knee."),
        (None, "The lady beside him is sitting cross-legged, her hands on her knees."),
        ("left_arm", "the girl standing behind her raises the left arm"),
        (None, "somebody is crouching beside him"),
        (None, "To her right a boy squats, looking up."),
        (None, "Behind him lies a dog with its legs stretched out."),
        (None, "the kitten on her knees lifts its head"),
        ("left_hand", "the monkey's left hand is on its head"),
        ("right_arm", "The doll's arm hangs down."),
        (None, "A mural on the wall shows a runner with both knees bent."),
        (None, "His brother, sitting next to him, folds his arms."),
        ("left_hand", "a hand, not her own, lies on the left shoulder"),
        (None, "The armchair's back is straight and its legs are bent."),
        ("left_leg", "the chair leg is bent"),
        ("right_hand", "the hour hand is pointing down"),
        (None, "the spectators are standing with their arms up"),
        (None, "the woman's cat sits"),
    ],
)
def test_what_somebody_or_something_else_does_is_not_read(part: str | None, text: str) -> None:
    assert said(text, part) == set()


@pytest.mark.parametrize(
    ("text", "meant", "other"),
    [
        ("The woman next to him has her knees bent, he stands.", "body: standing", "left knee: bent"),
        ("He crouches while the dog beside him lifts its head.", "body: crouching", "head: looking up"),
        ("A horse lowers its head and she leans back.", "torso: leaning back", "head: bowed"),
        ("Next to her is a mannequin with its arms raised. Her head is bowed.", "head: bowed", "left arm: raised"),
        ("He looks at a woman who bends her left knee.", "head: looking at nothing", "left knee: bent"),
        ("Unlike his wife, who is kneeling, he stands.", "body: standing", "body: kneeling on both knees"),
        ("He stands beside a cow with its head lowered", "body: standing", "head: bowed"),
        ("Another man in front of him sits, but he stands.", "body: standing", "body: sitting"),
    ],
)
def test_the_text_comes_back_to_the_person(text: str, meant: str, other: str) -> None:
    names = said(text)
    assert other not in names
    assert meant in names or "nothing" in meant or "crouch" in meant and any("crouch" in n or "squat" in n for n in names)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("The mannequin stands with its arms raised.", "left arm: raised"),
        ("The robot's left knee is bent.", "left knee: bent"),
        ("The woman beside her car raises her left arm.", "left arm: raised"),
        ("The boxer in front of the mirror raises the left arm.", "left arm: raised"),
        ("The dog trainer kneels on both knees.", "body: kneeling on both knees"),
        ("A giant of a man stands with the left knee bent.", "left knee: bent"),
        ("With a hand on a dog, the man bends his left knee.", "left knee: bent"),
        ("like a statue she stands", "body: standing"),
        ("Facing the camera, a woman stands with the left knee bent.", "left knee: bent"),
        ("She sits on a horse with her back straight.", "torso: back straight"),
        ("The man on his back has his left knee bent.", "left knee: bent"),
    ],
)
def test_who_is_described_may_be_a_mannequin_or_stand_by_things_and_animals(text: str, meant: str) -> None:
    assert meant in said(text)


def test_what_was_left_out_is_shown_as_not_understood() -> None:
    understood = understand("He stands while the statue behind him raises its arm.")
    assert any("statue behind him raises its arm" in words for words in understood.not_understood)
