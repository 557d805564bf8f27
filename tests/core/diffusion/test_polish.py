"""The last touch: what nobody spoke of is where it was, and limbs lie beside one another, not within; with the shipped models."""

from __future__ import annotations

import numpy as np
import pytest

from core.body.skeleton import JOINT_INDEX
from core.engine import Engine
from core.evaluation.independent_geometry import Posed
from core.evaluation.obedience_plausibility import judge_plausibility
from core.evaluation.obedience_run import joints_moved, refined
from core.observation import Body


def told(engine: Engine, standing: Body, part: str, text: str) -> Posed:
    body, understood, _ = refined(engine, {part: text}, standing)
    assert understood
    return Posed(body)


@pytest.mark.parametrize(
    "text", ["stand on the left leg and hook the right foot behind the left calf", "the sole of the right foot rests against the left knee"]
)
def test_a_leg_that_goes_somewhere_takes_neither_pelvis_nor_trunk_along(engine: Engine, standing: Body, text: str) -> None:
    posed = told(engine, standing, "right_leg", text)
    assert not joints_moved(posed, Posed(standing), {"left_leg", "left_foot", "right_leg", "right_foot"})


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ("left_leg", "crossed over the right leg at the ankles"),
        ("torso", "doing the splits on the floor"),
        ("torso", "sitting on the ground, hugging the shins"),
        ("right_hand", "grips the right ankle"),
    ],
)
def test_limbs_that_touch_do_not_run_through_one_another(engine: Engine, standing: Body, part: str, text: str) -> None:
    assert not judge_plausibility(told(engine, standing, part, text)).faults


def test_who_crouches_bent_forward_has_not_toppled_over_to_a_side(engine: Engine, standing: Body) -> None:
    rows = {"torso": "The person crouches. The torso is bent far forward."}
    for side in ("left", "right"):
        rows[f"{side}_arm"] = f"The {side} arm is raised overhead and partially bent at the elbow."
        rows[f"{side}_leg"] = f"The {side} leg is bent at a right angle at the knee."
        rows[f"{side}_foot"] = f"The {side} foot is flat on the ground, with the feet together."
    joints = Posed(refined(engine, rows, standing)[0]).joints
    trunk = joints[JOINT_INDEX["neck"]] - joints[JOINT_INDEX["pelvis"]]
    across = joints[JOINT_INDEX["left_hip"]] - joints[JOINT_INDEX["right_hip"]]
    assert abs(float(trunk @ across)) / float(np.linalg.norm(trunk) * np.linalg.norm(across)) < 0.35
    assert abs(float(across[1])) < 0.08
