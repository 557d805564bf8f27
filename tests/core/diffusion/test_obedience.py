"""Words that steer the body, alone and beside a photograph, with the shipped models: who wins, and what stays where it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from core.body.rotations import axis_angle_to_matrix, geodesic
from core.body.skeleton import JOINT_INDEX, PARTS
from core.engine import Engine, RefineRequest, Step, Weights
from core.evaluation.independent_geometry import Posed
from core.evaluation.obedience_plausibility import judge_plausibility
from core.observation import INSIST, Array, Description, Observation, Person
from core.vision.image import load_image

Seen = tuple[Observation, Person]
ARM = ("left_elbow", "left_wrist", "left_index")


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine()


@pytest.fixture(scope="module")
def standing(engine: Engine) -> Seen:
    """A neutral standing body of which no keypoint is known."""
    observation = Observation(None, (1000, 1000))
    return observation, Person("p1", initial=engine.body_at(engine._neutral, observation.the_camera()), descriptions={})


@pytest.fixture(scope="module")
def seen(engine: Engine, samples: Path) -> Seen:
    """A photograph of somebody whose left arm is plainly not on the hip."""
    image = load_image(samples / "jodi2.jpg")
    return Observation(None, (image.shape[1], image.shape[0])), engine.observe(image)


def run(engine: Engine, who: Seen, rows: dict[str, Description], weights: Weights | None = None) -> Step:
    observation, person = who
    *_, step = engine.refine(RefineRequest(observation, replace(person, descriptions=rows), weights or Weights()))
    return step


def says(text: str, part: str = "left_hand", factor: float | None = None, engine: Engine | None = None) -> dict[str, Description]:
    """One row that a person wrote, its statements all with one factor."""
    emphasis: tuple[tuple[str, float], ...] = ()
    if factor is not None and engine is not None:
        emphasis = tuple((s.posecode.name, factor) for s in engine.understand(text, part).statements)
    return {part: Description(text, "person", emphasis=emphasis)}


def obeyed(step: Step) -> list[bool]:
    assert step.final is not None
    return [s.satisfied for row in step.final.descriptions for s in row.statements]


def turned(engine: Engine, who: Seen, step: Step, but: Sequence[str] = ()) -> dict[str, float]:
    """Degrees by which joints turned from the initial body, about their parents."""
    initial = who[1].initial
    assert initial is not None
    a, b = (axis_angle_to_matrix(torch.tensor(body.pose, dtype=torch.float32)) for body in (initial, step.body))
    angles = geodesic(a, b).rad2deg().tolist()
    return {name: angle for name, angle in zip(JOINT_INDEX, angles, strict=True) if name not in but}


def off(who: Seen, step: Step, names: Sequence[str]) -> float:
    """Mean distance of reprojected from clearly visible keypoints, as a share of the person's size."""
    person = who[1]
    assert person.box is not None
    size = max(person.box[2] - person.box[0], person.box[3] - person.box[1])
    clear = [n for n in names if n in person.keypoints and person.keypoints[n].confidence > 0.5]
    at = person.keypoints
    return float(np.mean([np.hypot(step.keypoints_2d[n][0] - at[n].x, step.keypoints_2d[n][1] - at[n].y) for n in clear]) / size)


def through(engine: Engine, step: Step) -> float:
    """How deep (m) the body's capsules lie in one another, beyond contact."""
    points, betas = engine.body_model.points(step.body), torch.tensor(step.body.betas, dtype=torch.float32)[None]
    return float(engine.body_model.capsules.depths(points.positions, betas).max())


def moved(who: Seen, a: Array, b: Array, names: Sequence[str]) -> float:
    index = [JOINT_INDEX[n] for n in names]
    return float(np.linalg.norm((a - a[0])[index] - (b - b[0])[index], axis=1).max())


# ------------------------------------------------------------------------------------------------ beside a photograph


def test_visible_keypoints_hold_against_contradicting_words_at_default_weight(engine: Engine, seen: Seen) -> None:
    silent, spoken = run(engine, seen, {}), run(engine, seen, says("on the left hip"))
    everything = list(seen[1].keypoints)
    assert obeyed(spoken) == [False]
    assert off(seen, spoken, everything) < off(seen, silent, everything) + 0.004


def test_insisting_on_a_statement_moves_the_visible_arm_onto_the_hip_and_nothing_else(engine: Engine, seen: Seen) -> None:
    silent = run(engine, seen, {})
    firm = run(engine, seen, says("on the left hip", factor=INSIST, engine=engine))
    assert obeyed(firm) == [True]
    rest = [n for n in seen[1].keypoints if n not in ARM]
    assert off(seen, firm, ARM) > 0.1  # given up
    assert off(seen, firm, rest) < off(seen, silent, rest) + 0.004
    assert moved(seen, firm.joints_3d, silent.joints_3d, ("right_wrist", "right_knee", "left_ankle", "head")) < 0.13
    assert through(engine, firm) < 0.02


def test_insisting_has_no_influence_once_text_is_switched_off(engine: Engine, seen: Seen) -> None:
    silent = run(engine, seen, {}, Weights(text=0))
    firm = run(engine, seen, says("on the left hip", factor=INSIST, engine=engine), Weights(text=0))
    assert np.array_equal(firm.body.pose, silent.body.pose)


def test_a_statement_that_is_switched_off_has_no_influence_and_is_still_judged(engine: Engine, standing: Seen) -> None:
    text = "on the left hip, elbow out"
    off_elbow = {"left_hand": Description(text, "person", emphasis=(("left elbow: out to the side", 0.0),))}
    alone, both = run(engine, standing, says("on the left hip")), run(engine, standing, says(text))
    one = run(engine, standing, off_elbow)
    assert len(obeyed(one)) == 2 and obeyed(one)[0]
    assert np.degrees(np.abs(one.body.pose - alone.body.pose).max()) < 4  # but for the latent of two slightly different texts
    assert np.abs(one.body.pose - both.body.pose).max() > np.abs(one.body.pose - alone.body.pose).max()
    nothing = run(engine, standing, says(text, factor=0.0, engine=engine))
    assert np.array_equal(nothing.body.pose, run(engine, standing, {}).body.pose)


def test_raising_the_text_weight_brings_a_visible_limb_nearer_to_the_words_step_by_step(engine: Engine, seen: Seen) -> None:
    misses = [run(engine, seen, says("on the left hip"), Weights(text=w)).terms["text"] for w in (0.5, 1, 2, 4, 8, 16)]
    assert all(b < a + 0.01 for a, b in zip(misses, misses[1:], strict=False)) and misses[-1] < 0.02 < misses[0]


@pytest.mark.parametrize("visibility", ["absent", "occluded"])
def test_of_a_hidden_arm_words_decide(engine: Engine, seen: Seen, visibility: str) -> None:
    observation, person = seen
    hidden = {n: (replace(k, visibility=visibility) if n in ARM else k) for n, k in person.keypoints.items()}
    who = observation, replace(person, keypoints=hidden)
    step = run(engine, who, says("on top of the head"))
    assert obeyed(step) == [True]
    rest = [n for n in person.keypoints if n not in ARM]
    assert off(seen, step, rest) < off(seen, run(engine, who, {}), rest) + 0.004


def test_a_raised_arm_that_is_hidden_finds_its_way_to_the_hip(engine: Engine, samples: Path) -> None:
    image = load_image(samples / "chamak2.jpg")  # dances with both arms overhead
    person = engine.observe(image)
    hidden = {n: (replace(k, visibility="occluded") if n in ARM else k) for n, k in person.keypoints.items()}
    who = Observation(None, (image.shape[1], image.shape[0])), replace(person, keypoints=hidden)
    step = run(engine, who, says("resting on the hip"))
    assert obeyed(step) == [True]
    assert not [fault for fault in judge_plausibility(Posed(step.body)).faults if "left" in fault]


# ------------------------------------------------------------------------------------------------------- words alone


@pytest.mark.parametrize(
    ("part", "text", "moving"),
    [
        ("left_arm", "raised straight above the head", ("left_arm", "left_hand")),
        ("right_hand", "behind the back", ("right_arm", "right_hand")),
        ("left_leg", "the knee is raised to hip height", ("left_leg", "left_foot")),
        ("head", "turned to the left", ("head",)),
    ],
)
def test_words_alone_are_obeyed_and_what_they_do_not_mention_stays(
    engine: Engine, standing: Seen, part: str, text: str, moving: tuple[str, ...]
) -> None:
    from core.body.skeleton import PART_JOINTS

    step = run(engine, standing, says(text, part))
    assert all(obeyed(step)) and through(engine, step) < 0.02
    still = turned(engine, standing, step, but=[joint for p in moving for joint in PART_JOINTS[p]])
    assert max(still.values()) < 6, max(still, key=still.__getitem__)


def test_a_text_about_another_part_moves_that_part_and_not_its_own(engine: Engine, standing: Seen) -> None:
    step = run(engine, standing, says("The right arm is raised above the head.", "left_arm"))
    angles = turned(engine, standing, step)
    assert all(obeyed(step)) and angles["right_shoulder"] > 40 and angles["left_shoulder"] < 6


@pytest.mark.parametrize("text", ["The left hand touches the floor.", "lying on the back", "kneeling on both knees", "sitting cross-legged on the floor"])
def test_what_is_far_from_standing_is_reached_without_folding_a_joint(engine: Engine, standing: Seen, text: str) -> None:
    step = run(engine, standing, says(text, "torso"))
    assert all(obeyed(step))
    bound = {"left_knee": 160, "right_knee": 160, "spine1": 65, "spine2": 45}
    angles = turned(engine, standing, step)
    assert all(angles[joint] < most for joint, most in bound.items())


def test_lying_turns_the_body_as_a_whole(engine: Engine, standing: Seen) -> None:
    angles = turned(engine, standing, run(engine, standing, says("lying face down", "torso")))
    assert angles["pelvis"] > 60 and max(angles["left_hip"], angles["right_hip"], angles["left_knee"]) < 35


CONTACTS = (
    "both hands on the hips",
    "arms crossed over the chest",
    "the left hand on the belly",
    "hands clasped in front of the stomach",
    "the right hand on the left thigh",
)


def test_hands_come_to_rest_on_the_body_and_not_inside_it(engine: Engine, standing: Seen) -> None:
    for text in CONTACTS:
        step = run(engine, standing, says(text, "torso"))
        assert all(obeyed(step)), text
        assert through(engine, step) < 0.02, text


def test_without_capsules_the_same_words_send_a_hand_into_the_body(engine: Engine, standing: Seen) -> None:
    objective = engine.solver.objective
    capsules, objective.capsules = objective.capsules, None
    try:
        depths = [through(engine, run(engine, standing, says(text, "torso"))) for text in CONTACTS]
    finally:
        objective.capsules = capsules
    assert max(depths) > 0.04


def test_words_of_nothing_in_the_body_leave_it_alone(engine: Engine, standing: Seen) -> None:
    rows = {part: Description("an old red coat, smiling, in the garden", "person") for part in PARTS}
    assert np.array_equal(run(engine, standing, rows).body.pose, run(engine, standing, {}).body.pose)
