"""Ways of putting it that say more, or less, than their words do one by one."""

from __future__ import annotations

import pytest

from core.language.understanding import understand


def said(text: str, part: str | None = None) -> set[str]:
    return {s.posecode.name for s in understand(text, part).statements}


@pytest.mark.parametrize(
    ("part", "text", "expected"),
    [
        ("left_arm", "Raised half way to horizontal.", {"left arm: lifted about 45 degrees"}),
        ("right_arm", "lifted out to the side about halfway to the horizontal", {"right arm: lifted about 45 degrees", "right arm: slightly out to the side"}),
        ("left_arm", "two thirds of the way up to horizontal", {"left arm: lifted about 60 degrees"}),
    ],
)
def test_a_share_of_the_way_to_level_is_an_angle(part: str, text: str, expected: set[str]) -> None:
    assert said(text, part) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The shoulders go round to your left.", "torso: turned to the left"), ("Wound to the right.", "torso: turned to the right"),
        ("The torso is wound up to the right like a discus thrower's.", "torso: turned to the right"),
    ],
)  # fmt: skip
def test_what_goes_round_to_a_side_is_turned(text: str, expected: str) -> None:
    assert said(text, "torso") == {expected}


@pytest.mark.parametrize("text", ["The cloth is wound around the waist.", "A wound on the left shoulder.", "Her hair swings round to the left."])
def test_what_else_is_wound_or_goes_round_turns_nobody(text: str) -> None:
    assert not any("turned" in name for name in said(text, "torso"))


def test_a_bend_in_the_text_of_a_limb_is_that_of_its_middle_joint() -> None:
    assert said("Lunging forward with a deep bend.", "right_leg") == {"body: lunging with the right leg forward", "right knee: tightly bent"}
    assert said("a deep bend at the waist", "torso") == {"torso: bent far forward"}


@pytest.mark.parametrize(
    ("part", "text", "expected"),
    [
        ("left_arm", "The other arm hangs straight down.", "left arm: at the side"),
        ("right_hand", "The other hand rests on the hip.", "right hand: on the right hip"),
    ],
)
def test_the_other_limb_at_the_start_of_a_text_is_the_one_whose_text_it_is(part: str, text: str, expected: str) -> None:
    assert said(text, part) == {expected}
    side = "right" if part.startswith("left") else "left"
    assert f"{side} arm: raised" in said(f"Raised. The other arm is raised, {text[0].lower()}{text[1:]}", part)


def test_on_one_leg_stands_the_person_and_what_follows_tells_on_which() -> None:
    assert said("Standing on one leg with the left foot lifted.", "left_leg") == {"body: standing on the right leg", "left foot: off the ground"}
    assert said("On one leg, the other foot is off the floor.", "left_foot") == {"body: standing on the right leg", "left foot: off the ground"}


@pytest.mark.parametrize(
    ("part", "text"), [("left_foot", "The foot is kicked up behind."), ("left_leg", "The left foot is drawn up behind"), ("left_leg", "tucked up behind")]
)
def test_a_foot_drawn_up_behind_bends_its_knee(part: str, text: str) -> None:
    assert said(text, part) == {"left leg: raised back", "left knee: bent"}


def test_a_plank_on_the_forearms_faces_the_ground() -> None:
    assert {"body: in a push-up position", "left elbow: on the ground", "right elbow: on the ground"} <= said("Forearm plank.", "torso")


def test_an_arm_pinned_beneath_the_body_is_against_it() -> None:
    assert said("Trapped under the abdomen.", "left_hand") == {"left hand: on the stomach"}
    assert said("Pinned beneath the body.", "right_arm") == {"right elbow: tucked in"}
    assert said("held under the table", "left_hand") == set()


def test_what_is_advanced_is_forward() -> None:
    assert said("The right leg advances.", "right_leg") == {"right leg: forward"}
    assert said("The left foot is advanced.", "left_foot") == {"left foot: in front of the right foot"}


@pytest.mark.parametrize(("text", "expected"), [("In a high V.", "right arm: diagonally up"), ("in a low V", "right arm: diagonally down")])
def test_arms_make_the_letter_v(text: str, expected: str) -> None:
    assert expected in said(text, "right_arm")
    assert {expected, expected.replace("right", "left")} <= said(f"Both arms {text.lower()}", "torso")


@pytest.mark.parametrize("text", ["He sank to one knee.", "The 19-year-old drops to one knee.", "The nymph fell on one knee."])
def test_who_sinks_to_a_knee_kneels(text: str) -> None:
    assert said(text, "torso") == {"body: kneeling on the right knee"}


@pytest.mark.parametrize("text", ["The hand drops to one knee.", "Her hair falls to her knees.", "The skirt comes down to the knees."])
def test_what_else_comes_down_to_a_knee_does_not_kneel(text: str) -> None:
    assert not any("kneeling" in name for name in said(text, "torso"))


def test_an_age_is_no_number_of_the_pose() -> None:
    found = understand("He is about 30 years old and stands.", "torso")
    assert [s.posecode.name for s in found.statements] == ["body: standing"] and found.not_understood == ()


def test_up_and_to_the_side_turns_the_head_as_well() -> None:
    assert said("Looking up and to the side.", "head") == {"head: looking up", "head: turned to the left"}
    assert understand("turned to one side", "torso").statements[0].alternative is not None


@pytest.mark.parametrize(
    ("part", "text", "expected"),
    [
        ("right_leg", "hip abd 45", {"right leg: spread about 45 degrees"}), ("right_leg", "knee flex 90", {"right knee: right angle"}),
        ("torso", "Folding forward from the hips.", {"torso: bent forward"}),
        ("right_hand", "thumb hooked into the belt at the front", {"right hand: on the waist"}),
        ("head", "nose pointing toward the right armpit", {"head: turned to the right", "head: bowed"}),
        ("right_foot", "heel swivelled outward", {"right foot: turned in"}), ("right_foot", "balanced on the ball", {"right foot: on tiptoe"}),
        ("right_arm", "forms a triangle with his side, the hand planted at the waist", {"right elbow: out to the side", "right hand: on the waist"}),
        ("left_arm", "Wrapped across her ribs.", {"left arm: across the body"}), ("torso", "Half turned away", {"torso: turned to the left"}),
        ("right_hand", "waving hello, level with the head", {"right hand: level with the head", "right arm: raised", "right elbow: bent"}),
        ("torso", "lying on her right side, propped on the elbow", {"body: lying on the right side", "right elbow: on the ground"}),
        ("left_arm", "Upper arm glued to the side, forearm straight up", {"left upper arm: near the left side", "left forearm: pointing up"}),
        ("left_leg", "one step back from the right leg", {"left foot: behind the right foot"}), ("torso", "The back is swayed.", {"torso: back arched"}),
        ("right_hand", "reaching down to tie the left shoe", {"right hand: on the left foot"}),
        ("right_foot", "only the heel touches the ground", {"right foot: on the heel"}),
        ("left_hand", "at the small of the back", {"left hand: on the lower back"}),
        ("left_leg", "Weight off this one; just the toe touching.", {"body: weight on the right leg", "left foot: on tiptoe"}),
        ("left_leg", "the weight is on the other leg", {"body: weight on the right leg"}),
        ("right_leg", "the knee is hugged tightly to the ribs", {"right thigh: drawn up to the chest"}),
        ("left_foot", "Turned out, heel forward.", {"left foot: turned out"}), ("left_arm", "left arm in second", {"left arm: out to the side"}),
        ("head", "bowed as in prayer", {"head: bowed"}), ("head", "lowered like someone reading a book", {"head: bowed"}),
        ("torso", "a classic contrapposto, weight on the left leg", {"body: weight on the left leg", "torso: left hip higher", "right knee: slightly bent"}),
        (
            "left_arm", "raised forward to about chest level with a soft elbow",
            {"left arm: forward", "left hand: level with the chest", "left elbow: slightly bent"},
        ),
        ("left_hand", "held out at hip level with palm down", {"left hand: level with the left hip", "left palm: facing down"}),
        ("torso", "leans to the left, supported by the left hand on the floor", {"torso: leaning to the left", "left hand: on the ground"}),
        ("left_hand", "resting palm-down on the left knee", {"left hand: on the left knee", "left palm: facing down"}),
        ("right_foot", "Crossed in front of the left, resting on its outer edge.", {"right leg: crossed over the left leg", "right foot: on the outer edge"}),
        ("left_leg", "wide of the hip", {"left leg: out to the side"}),
        ("right_hand", "steadying the hat on her head", {"right hand: on the head", "right elbow: bent"}),
        ("right_arm", "Forearm resting on the thigh, hand hanging off the knee.", {"right forearm: on the right thigh", "right hand: near the right knee"}),
        ("left_arm", "slightly behind the line of the body", {"left arm: back"}), ("head", "tilted, right ear up", {"head: tilted to the left"}),
        ("head", "turned to face the left hand", {"head: facing the left hand"}), ("torso", "turned to face us", {"torso: toward the camera"}),
        ("torso", "the weight sunk into her right hip", {"body: weight on the right leg"}),
        ("right_leg", "Back leg of the lunge, knee hovering.", {"body: lunging with the left leg forward"}),
        ("left_leg", "Front leg of the lunge: thigh parallel to the ground.", {"body: lunging with the left leg forward", "left thigh: horizontal"}),
        ("left_leg", "lunging with the other leg forward", {"body: lunging with the right leg forward", "right leg: forward"}),
        ("left_arm", "behind the back, with the forearm crossing horizontally", {"left hand: behind the torso", "left forearm: horizontal"}),
        ("left_arm", "Extended outward. The arm appears relaxed.", {"left elbow: at most slightly bent", "left arm: out to the side"}),
        ("left_hand", "The left hand rests flat on the front of the thigh.", {"left hand: on the left thigh"}),
        ("right_hand", "on the left side of the waist", {"right hand: on the left hip"}), ("left_foot", "duck-footed", {"left foot: turned out"}),
        ("left_arm", "tucked behind his back, the hand resting at the small of it", {"left hand: behind the torso", "left hand: on the lower back"}),
        ("right_leg", "figure-four, ankle on the left knee", {"right knee: out to the side", "right ankle: on the left knee"}),
        ("left_foot", "side by side with the right", {"feet: together"}), ("left_foot", "sole facing backwards", {"left foot: on tiptoe"}),
    ],
)  # fmt: skip
def test_what_is_put_shortly(part: str, text: str, expected: set[str]) -> None:
    assert said(text, part) == expected


def test_a_side_plank_on_the_forearm_has_the_elbow_on_the_ground() -> None:
    found = said("Side plank on the left forearm.", "torso")
    assert {"body: lying on the left side", "left elbow: on the ground"} <= found and not any("hand" in name for name in found)


@pytest.mark.parametrize("text", ["flexion 3 times", "rotated 20 cm", "abd 90 degrees"])
def test_only_bare_numbers_of_a_joint_are_degrees(text: str) -> None:
    from core.language.normalise import tokens
    from core.language.plainly import plainly

    assert [t.word for t in plainly(tokens(text), "right_leg")].count("degrees") == text.count("degrees")


@pytest.mark.parametrize("text", ["in 90 degrees of abduction", "raised to the side at 90 degrees", "Pt holds R arm in 90 deg abduction"])
def test_an_arm_that_is_lifted_to_the_side_by_degrees_is_understood_as_a_whole(text: str) -> None:
    found = understand(text, "right_arm")
    assert [s.posecode.name for s in found.statements] == ["right arm: lifted about 90 degrees"]
    assert len(found.statements[0].posecode.constraints) > 1 and not any("side" in words or "abduction" in words for words in found.not_understood)


def test_what_an_arm_is_likened_to_says_nothing_of_legs() -> None:
    assert not any(name.startswith("feet") for name in said("swung up and out, like half a jumping jack", "right_arm"))


def test_who_straddles_a_chair_backwards_leans_nowhere() -> None:
    assert said("He's straddling a chair backwards.", "torso") == {"body: sitting on a seat", "knees: apart"}


def test_what_slants_in_the_text_of_a_limb_is_that_limb() -> None:
    assert not any(name.startswith("torso") for name in said("The left arm echoes the line of the leg, slanting down and back.", "left_arm"))


def test_a_leg_that_runs_says_nothing_of_the_arms() -> None:
    assert not any("elbow" in name or "torso" in name for name in said("running", "right_leg"))
    assert {"left elbow: bent", "right elbow: bent"} <= said("running", "torso")
