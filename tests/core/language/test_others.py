"""What is said of other people and of things is not said of this body, though its words are those for poses."""

from __future__ import annotations

import pytest

from core.language.understanding import understand

SAYS_NOTHING = (
    "Three children are running across the field.", "Several dancers stand behind her with their arms raised.", "His coach bends over the table.",
    "bent wire glasses", "upright piano", "a bend in the river", "She bends the rules.", "turning the page",
    "The picture on the wall is tilted to the right.", "The squat strengthens the thighs.", "The plank was made of oak.",
    "long sleeves cover the wrists", "She could raise her arms.", "He should bend his knees more.", "It is difficult to tell if the elbow is bent.",
    "Pain when climbing stairs.", "https://example.com/left-arm-raised.jpg", "standing order", "bow tie", "arched eyebrows",
    "there's a brown dog sitting.", "The poster shows a boxer with raised fists.", "Warrior pose is popular with beginners.",
)  # fmt: skip
SAYS = (
    ("The man's left arm is raised, while the players on the bench are sitting.", "left arm: raised"),
    ("Her left arm could be bent.", "left elbow: bent"),
    ("doubled over in pain", "torso: bent forward"),
    ("an upright torso", "torso: upright"),
    ("Her body is bent.", "torso: bent forward"),
    ("My son raises his left arm.", "left arm: raised"),
    ("The image shows a man with raised arms.", "left arm: raised"),
    ("There is a man sitting on the chair.", "body: sitting on a seat"),
    ("The squat is deep.", "body: squatting"),
)


@pytest.mark.parametrize("text", SAYS_NOTHING)
def test_other_people_and_things_are_passed_over(text: str) -> None:
    assert [s.posecode.name for s in understand(text, learned=False).statements] == []


@pytest.mark.parametrize(("text", "name"), SAYS)
def test_what_stands_beside_them_is_still_read(text: str, name: str) -> None:
    assert name in {s.posecode.name for s in understand(text, learned=False).statements}


def test_a_clause_after_other_people_is_about_the_body_again() -> None:
    names = {s.posecode.name for s in understand("Two children sit on the floor. She kneels.", learned=False).statements}
    assert "body: kneeling on both knees" in names and not any("sitting" in name for name in names)
