"""Authored poses: what captured motion lacks (sitting, kneeling, lying, hands on the body), built by inverse kinematics.

A seed is a stance (what pelvis, trunk and legs do) together with what each arm does. Each draws its own variation, so a few dozen
short recipes give as many poses as training asks for; with no variation they give the named poses of ``resources/poses``.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from core.body.skeleton import JOINT_INDEX, PARENTS
from core.training.pose_sketch import SIDES, Sketch, forward, rest_joints

# ------------------------------------------------------------------------------------------------- stances


def stand(s: Sketch) -> None:
    s.trunk()
    for side, _ in SIDES:
        s.leg(side, s.vector((0.0, 0.25), -1.0, (0.0, 0.2)), s.vector((0.0, 0.15), -1.0, (-0.25, -0.05)))
    s.flatten_feet()


def stride(s: Sketch) -> None:
    s.trunk((-0.1, 0.3))
    s.leg("left", s.vector((0.0, 0.15), -1.0, (0.25, 0.8)), s.vector((0.0, 0.1), -1.0, (-0.2, 0.35)))
    s.leg("right", s.vector((0.0, 0.15), -1.0, (-0.5, 0.0)), s.vector((0.0, 0.1), -1.0, (-0.9, -0.3)))
    s.flatten_feet()


def chair(s: Sketch) -> None:
    s.turn_joint("pelvis", (-0.3, 0.3))
    s.trunk((-0.1, 0.45))
    for side, _ in SIDES:
        s.leg(side, s.vector((0.0, 0.45), (-0.2, 0.1), 1.0), s.vector((-0.15, 0.1), -1.0, (-0.35, 0.35)))
    s.flatten_feet()


def chair_legs_crossed(s: Sketch) -> None:
    s.turn_joint("pelvis", (-0.3, 0.2))
    s.trunk((-0.1, 0.35))
    s.leg("right", s.vector((0.05, 0.15), (-0.1, 0.0), 1.0), s.vector((-0.1, 0.1), -1.0, (-0.2, 0.2)))
    s.leg("left", s.vector((-0.35, -0.25), (0.25, 0.4), 1.0), s.vector((-0.35, 0.0), -1.0, (0.1, 0.5)))
    s.flatten_feet(("right",))


def floor_legs_straight(s: Sketch) -> None:
    s.turn_joint("pelvis", (-0.5, 0.0))
    s.trunk((0.0, 0.5))
    for side, _ in SIDES:
        s.leg(side, s.vector((0.0, 0.6), (0.0, 0.2), 1.0), s.vector((0.0, 0.6), (-0.25, -0.05), 1.0))


def floor_knees_up(s: Sketch) -> None:
    s.turn_joint("pelvis", (-0.5, 0.0))
    s.trunk((0.1, 0.6))
    for side, _ in SIDES:
        s.leg(side, s.vector((0.0, 0.4), (0.5, 0.9), 1.0), s.vector((-0.1, 0.1), -1.0, (0.1, 0.7)))
    s.flatten_feet()


def cross_legged(s: Sketch) -> None:
    s.turn_joint("pelvis", (-0.25, 0.1))
    s.trunk((0.0, 0.4))
    hips = s.at("pelvis", s.vector(0.0, -0.12, 0.0))
    for side, sign in SIDES:
        near = (0.24, 0.3) if side == "left" else (0.33, 0.38)
        ankle = hips + s.vector(s.between(0.02, 0.12) * -sign, (-0.08, 0.0), near)
        s.reach(f"{side}_leg", ankle, s.vector(s.between(0.9, 1.1) * sign, (0.0, 0.3), (0.5, 0.9)))
        s.turn_joint(f"{side}_ankle", (0.1, 0.5), 0.0, s.between(-0.3, 0.3))


def kneel(s: Sketch) -> None:
    s.trunk((-0.1, 0.3))
    for side, _ in SIDES:
        s.leg(side, s.vector((0.0, 0.2), -1.0, (-0.1, 0.2)), s.vector((-0.1, 0.1), (-0.15, -0.05), -1.0))
        s.turn_joint(f"{side}_ankle", (0.2, 0.8))


def sit_on_heels(s: Sketch) -> None:
    s.turn_joint("pelvis", (-0.1, 0.25))
    s.trunk((-0.1, 0.4))
    for side, _ in SIDES:
        s.leg(side, s.vector((0.05, 0.4), (-0.35, -0.2), 1.0), s.vector((-0.2, 0.05), (-0.3, -0.1), -1.0))
        s.turn_joint(f"{side}_ankle", (0.4, 0.8))


def half_kneel(s: Sketch) -> None:
    s.trunk((-0.1, 0.35))
    s.leg("left", s.vector((0.0, 0.3), (-0.15, 0.05), 1.0), s.vector((-0.1, 0.1), -1.0, (-0.2, 0.2)))
    s.flatten_feet(("left",))
    s.leg("right", s.vector((0.0, 0.2), -1.0, (-0.2, 0.1)), s.vector((-0.1, 0.1), (-0.15, -0.05), -1.0))
    s.turn_joint("right_ankle", (-0.6, 0.7))


def squat(s: Sketch) -> None:
    s.turn_joint("pelvis", (0.0, 0.5))
    s.trunk((0.1, 0.6))
    for side, _ in SIDES:
        s.leg(side, s.vector((0.1, 0.7), (-0.25, 0.3), 1.0), s.vector((-0.2, 0.1), -1.0, (-0.75, -0.3)))
    s.flatten_feet(limit=0.75)


def lunge(s: Sketch) -> None:
    s.trunk((-0.1, 0.3))
    s.leg("left", s.vector((0.0, 0.2), (-0.5, -0.1), 1.0), s.vector((-0.05, 0.1), -1.0, (-0.15, 0.15)))
    s.leg("right", s.vector((0.0, 0.15), -1.0, (-0.8, -0.3)), s.vector((0.0, 0.1), (-0.9, -0.3), -1.0))
    s.flatten_feet(("left",))
    s.turn_joint("right_ankle", (-0.5, -0.1))


def one_leg(s: Sketch) -> None:
    s.trunk()
    s.leg("right", s.vector((-0.05, 0.1), -1.0, (0.0, 0.1)), s.vector((0.0, 0.05), -1.0, (-0.15, 0.0)))
    s.leg("left", s.vector((0.0, 0.6), (-0.4, 0.2), 1.0), s.vector((-0.2, 0.1), -1.0, (-0.5, 0.2)))
    s.flatten_feet(("right",))


def astride(s: Sketch) -> None:
    s.trunk()
    for side, _ in SIDES:
        s.leg(side, s.vector((0.35, 0.7), -1.0, (0.0, 0.2)), s.vector((0.35, 0.6), -1.0, (-0.2, 0.0)))
    s.flatten_feet(limit=0.5)


def bend_over(s: Sketch) -> None:
    s.turn_joint("pelvis", (0.3, 0.9))
    s.trunk((0.3, 0.9))
    for side, _ in SIDES:
        s.leg(side, s.vector((0.0, 0.25), -1.0, (0.0, 0.2)), s.vector((0.0, 0.15), -1.0, (-0.25, -0.05)))
    s.flatten_feet()


def on_all_fours(s: Sketch) -> None:
    s.turn_joint("pelvis", (1.25, 1.55))
    s.trunk((-0.15, 0.3), (-0.15, 0.15), (-0.1, 0.1))
    for side, _ in SIDES:
        s.leg(side, s.vector((0.0, 0.2), -1.0, (-0.15, 0.25)), s.vector((-0.1, 0.1), (-0.15, -0.02), -1.0))
        s.turn_joint(f"{side}_ankle", (0.1, 0.8))


def lie_straight(s: Sketch) -> None:
    s.trunk((-0.1, 0.2))
    for side, _ in SIDES:
        s.leg(side, s.vector((0.0, 0.35), -1.0, (-0.05, 0.15)), s.vector((0.0, 0.3), -1.0, (-0.2, -0.02)))
        s.turn_joint(f"{side}_ankle", (0.0, 0.6))


def lie_knees_up(s: Sketch) -> None:
    s.trunk((-0.1, 0.25))
    for side, _ in SIDES:
        s.leg(side, s.vector((0.0, 0.3), (-0.8, 0.2), 1.0), s.vector((-0.1, 0.1), (-1.0, -0.6), -0.7))
        s.turn_joint(f"{side}_ankle", (0.0, 0.5))


def curl(s: Sketch) -> None:
    s.turn_joint("pelvis", (0.0, 0.3))
    s.trunk((0.1, 0.7))
    for side, _ in SIDES:
        s.leg(side, s.vector((-0.05, 0.1), (-0.6, 0.2), 1.0), s.vector((-0.05, 0.05), -0.8, (-1.2, -0.4)))
        s.turn_joint(f"{side}_ankle", (0.0, 0.5))


# ---------------------------------------------------------------------------------------------------- arms


@dataclass(frozen=True)
class ArmTarget:
    """Where a wrist goes. ``offset`` and ``pole`` are given for the left arm (x outwards) as numbers or ranges, in the frame of ``anchor``
    ("own_" anchors take the arm's side, "other_" the opposite one); ``hand`` is a point in the same frame for the fingers, or None."""

    anchor: str
    offset: tuple[object, object, object]
    pole: tuple[object, object, object]
    hand: tuple[float, float, float] | None = None
    upright: bool = False  # offsets in the unturned frame rather than the anchor's


ARMS: dict[str, ArmTarget] = {
    "down": ArmTarget("own_shoulder_base", ((0.03, 0.2), (-0.5, -0.44), (-0.1, 0.12)), (0.3, 0.0, -1.0)),
    "sideways": ArmTarget("own_shoulder_base", ((0.42, 0.5), (-0.15, 0.2), (-0.2, 0.2)), (0.0, (-1.0, 0.0), -0.6)),
    "raised": ArmTarget("own_shoulder_base", ((-0.15, 0.25), (0.35, 0.5), (-0.1, 0.2)), (1.0, 0.0, (-0.3, 0.6))),
    "forward": ArmTarget("own_shoulder_base", ((-0.2, 0.15), (-0.15, 0.2), (0.38, 0.5)), (0.6, -1.0, 0.0)),
    "backward": ArmTarget("own_shoulder_base", ((0.05, 0.25), (-0.45, -0.3), (-0.35, -0.2)), (0.5, 0.3, -1.0)),
    "bent_forward": ArmTarget("own_shoulder_base", ((-0.1, 0.15), (-0.32, -0.15), (0.22, 0.32)), (0.4, -1.0, -0.6)),
    "wave": ArmTarget("own_shoulder_base", ((0.15, 0.32), (0.15, 0.35), (0.0, 0.2)), (0.8, -1.0, -0.2)),
    "hip": ArmTarget("pelvis", ((0.215, 0.25), (0.09, 0.15), (-0.03, 0.04)), (1.0, 0.0, (-0.8, 0.1)), (0.15, 0.08, 0.09)),
    "stomach": ArmTarget("pelvis", ((0.06, 0.14), (0.1, 0.22), (0.16, 0.2)), (1.0, -0.5, -0.3), (-0.06, 0.15, 0.16)),
    "chest": ArmTarget("spine3", ((0.02, 0.1), (-0.08, 0.05), (0.17, 0.22)), (1.0, -0.6, -0.1), (-0.08, 0.02, 0.15)),
    "other_shoulder": ArmTarget("spine3", ((-0.1, -0.04), (0.02, 0.08), (0.19, 0.23)), (0.8, -0.8, 0.3), (-0.2, 0.14, 0.1)),
    "chin": ArmTarget("head", ((0.03, 0.08), (-0.1, -0.04), (0.13, 0.17)), (0.7, -1.0, 0.1), (0.0, 0.03, 0.12)),
    "face": ArmTarget("head", ((0.07, 0.13), (-0.02, 0.05), (0.11, 0.16)), (0.8, -1.0, 0.2), (0.03, 0.1, 0.12)),
    "ear": ArmTarget("head", ((0.15, 0.2), (-0.05, 0.03), (0.02, 0.08)), (1.0, -0.9, 0.1), (0.08, 0.08, 0.02)),
    "behind_head": ArmTarget("head", ((0.09, 0.15), (0.02, 0.1), (-0.14, -0.08)), (1.0, 0.4, 0.1), (0.0, 0.06, -0.12)),
    "behind_back": ArmTarget("pelvis", ((0.02, 0.12), (0.08, 0.2), (-0.19, -0.15)), (1.0, 0.2, -0.9), (-0.06, 0.1, -0.15)),
    "folded_under": ArmTarget("spine3", ((-0.1, -0.05), (-0.16, -0.08), (0.17, 0.2)), (1.0, -0.9, 0.1), (-0.2, -0.08, 0.08)),
    "folded_over": ArmTarget("spine3", ((-0.1, -0.05), (-0.12, -0.05), (0.235, 0.265)), (1.0, -0.9, 0.3), (-0.2, -0.04, 0.17)),
    "own_knee": ArmTarget("own_knee", ((-0.03, 0.04), (0.0, 0.12), (0.08, 0.11)), (0.8, 0.0, -0.8), (0.0, -0.03, 0.1)),
    "other_knee": ArmTarget("other_knee", ((-0.05, 0.05), (0.0, 0.12), (0.09, 0.12)), (0.8, 0.0, -0.8), (0.0, -0.03, 0.1)),
    "own_thigh": ArmTarget("own_hip", ((0.0, 0.06), (-0.26, -0.14), (0.12, 0.15)), (1.0, 0.0, -0.7), (0.0, -0.32, 0.12)),
    "own_shin": ArmTarget("own_knee", ((-0.02, 0.06), (-0.3, -0.12), (0.09, 0.12)), (1.0, 0.2, -0.3), (-0.08, -0.22, 0.09)),
    "own_foot": ArmTarget("own_ankle", ((-0.02, 0.08), (0.02, 0.1), (0.08, 0.14)), (1.0, 0.2, -0.3), (0.0, -0.03, 0.15)),
    "floor_behind": ArmTarget("own_shoulder_base", ((0.05, 0.25), (-0.48, -0.4), (-0.35, -0.15)), (0.3, 0.0, -1.0), upright=True),
    "floor_below": ArmTarget("own_shoulder_base", ((-0.05, 0.1), (-0.5, -0.44), (-0.08, 0.1)), (0.5, 0.2, -0.6), upright=True),
    "under_head": ArmTarget("head", ((0.05, 0.12), (-0.04, 0.05), (0.1, 0.14)), (0.8, -0.4, 0.6), (0.1, 0.05, 0.02)),
}  # fmt: skip


def place_arm(s: Sketch, side: str, name: str) -> None:
    arm = ARMS[name]
    sign = 1.0 if side == "left" else -1.0
    other = "right" if side == "left" else "left"
    flip = torch.tensor([sign, 1.0, 1.0])
    anchor = arm.anchor.replace("own_", f"{side}_").replace("other_", f"{other}_")
    offset, pole = s.vector(*arm.offset) * flip, s.vector(*arm.pole) * flip
    hand = s.vector(*arm.hand) * flip if arm.hand else None
    position, world = forward(s.rotations)
    if anchor.endswith("_shoulder_base"):  # the shoulder's place, the chest's frame
        frame, origin = JOINT_INDEX["spine3"], position[:, JOINT_INDEX[f"{side}_shoulder"]]
    else:
        frame = JOINT_INDEX[anchor]
        origin = position[:, frame]
    turn = torch.eye(3).expand(s.n, 3, 3) if arm.upright else world[:, frame]
    chest = world[:, JOINT_INDEX["spine3"]]
    target = origin + (turn @ offset[..., None])[..., 0]
    local = (chest.transpose(-1, -2) @ (target - position[:, JOINT_INDEX[f"{side}_shoulder"]])[..., None])[..., 0]
    s.lift_collar(side, position[:, JOINT_INDEX[f"{side}_shoulder"]] + local)
    s.reach(f"{side}_arm", target, (chest @ pole[..., None])[..., 0])
    s.turn_joint(f"{side}_wrist", (-0.5, 0.5), (-0.15, 0.15), (-0.25, 0.25))
    if hand is not None:
        s.aim(f"{side}_wrist", f"{side}_hand", origin + (turn @ hand[..., None])[..., 0], 0.9)


# ------------------------------------------------------------------------------------------------ recipes

_FREE = ("down", "sideways", "raised", "forward", "backward", "bent_forward", "wave", "hip", "stomach", "chest", "other_shoulder",
         "chin", "face", "ear", "behind_head", "behind_back")  # fmt: skip
_SEATED = (*_FREE, "own_knee", "own_thigh", "own_knee", "own_thigh")
_FLOOR = (*_FREE, "own_knee", "own_shin", "own_thigh", "floor_behind")
_LYING = ("down", "sideways", "raised", "stomach", "chest", "behind_head", "face", "wave", "hip")


@dataclass(frozen=True)
class Recipe:
    """A stance, the arms that go with it, how the whole body is turned, and its share among seeds."""

    stance: Callable[[Sketch], None]
    arms: tuple[str, ...]
    share: float
    turn: tuple[object, object, object] = (0.0, 0.0, 0.0)


BACK, FRONT, ON_RIGHT, ON_LEFT = (
    ((-1.75, -1.4), 0.0, (-0.1, 0.1)),
    ((1.4, 1.75), 0.0, (-0.1, 0.1)),
    (0.0, (-0.2, 0.2), (-1.75, -1.4)),
    (0.0, (-0.2, 0.2), (1.4, 1.75)),
)  # a body on its back faces up; turned about z by -pi/2 it lies on its right side

RECIPES: dict[str, Recipe] = {
    "stand": Recipe(stand, _FREE, 3.0),
    "astride": Recipe(astride, _FREE, 1.0),
    "stride": Recipe(stride, _FREE, 0.8),
    "one leg": Recipe(one_leg, _FREE, 0.6),
    "lunge": Recipe(lunge, (*_FREE, "own_thigh"), 0.6),
    "bend over": Recipe(bend_over, ("own_knee", "own_shin", "down", "own_thigh", "floor_below", "backward"), 0.5),
    "chair": Recipe(chair, _SEATED, 2.5),
    "chair, legs crossed": Recipe(chair_legs_crossed, _SEATED, 0.8),
    "floor, legs straight": Recipe(floor_legs_straight, _FLOOR, 0.8),
    "floor, knees up": Recipe(floor_knees_up, _FLOOR, 0.8),
    "cross-legged": Recipe(cross_legged, (*_FREE, "own_knee", "own_knee", "own_shin", "own_foot"), 1.2),
    "kneel": Recipe(kneel, (*_FREE, "own_thigh"), 1.0),
    "sit on heels": Recipe(sit_on_heels, _SEATED, 0.8),
    "half kneel": Recipe(half_kneel, _SEATED, 0.8),
    "squat": Recipe(squat, (*_SEATED, "forward", "floor_below"), 1.0),
    "all fours": Recipe(on_all_fours, ("floor_below", "floor_below", "floor_below", "forward"), 0.6),
    "on the back": Recipe(lie_straight, _LYING, 0.8, BACK),
    "on the back, knees up": Recipe(lie_knees_up, _LYING, 0.6, BACK),
    "on the right side": Recipe(lie_straight, (*_LYING, "under_head"), 0.4, ON_RIGHT),
    "on the left side": Recipe(lie_straight, (*_LYING, "under_head"), 0.4, ON_LEFT),
    "curled on the right side": Recipe(curl, ("under_head", "chest", "chin", "own_knee", "forward"), 0.4, ON_RIGHT),
    "curled on the left side": Recipe(curl, ("under_head", "chest", "chin", "own_knee", "forward"), 0.4, ON_LEFT),
    "on the front": Recipe(lie_straight, ("down", "raised", "sideways", "wave", "under_head"), 0.6, FRONT),
}
PAIRED_ARMS: tuple[tuple[str, str], ...] = (
    ("folded_under", "folded_over"), ("hip", "hip"), ("behind_head", "behind_head"), ("raised", "raised"), ("sideways", "sideways"),
    ("behind_back", "behind_back"), ("down", "down"), ("face", "face"), ("forward", "forward"), ("folded_under", "chin"),
    ("chest", "chest"), ("stomach", "stomach"),
)  # fmt: skip


def sketch(recipe: Recipe, arms: tuple[str, str], n: int, rng: np.random.Generator | None, rest: Tensor) -> Tensor:
    """Build n poses (n, 24, 3) of one recipe with the left and the right arm placed as named."""
    s = Sketch(n, rng, rest)
    recipe.stance(s)
    s.head()
    for side, name in zip(("left", "right"), arms, strict=True):
        place_arm(s, side, name)
    s.turn = s.euler(*recipe.turn)
    return s.poses()


def seed_poses(rng: np.random.Generator, n: int, *, block: int = 160) -> np.ndarray:
    """(n, 24, 3) authored poses: blocks of one recipe and one pair of arms. Not mirrored, not checked for collisions."""
    rest = rest_joints()
    names = list(RECIPES)
    shares = np.array([RECIPES[name].share for name in names])
    block = max(1, min(block, n // 64))
    out, made = [], 0
    while made < n:
        recipe = RECIPES[names[rng.choice(len(names), p=shares / shares.sum())]]
        if recipe.arms[0] == "down" and rng.random() < 0.35:
            arms = PAIRED_ARMS[rng.integers(len(PAIRED_ARMS))]
        elif rng.random() < 0.35:
            arms = (recipe.arms[rng.integers(len(recipe.arms))],) * 2
        else:
            arms = (recipe.arms[rng.integers(len(recipe.arms))], recipe.arms[rng.integers(len(recipe.arms))])
        count = min(block, n - made)
        out.append(sketch(recipe, arms, count, rng, rest).numpy())
        made += count
    return np.concatenate(out).astype(np.float32)


# --------------------------------------------------------------------------------------------- named poses

NAMED: dict[str, tuple[str, str, str]] = {
    "standing": ("stand", "down", "down"),
    "arms raised": ("stand", "raised", "raised"),
    "left arm raised": ("stand", "raised", "down"),
    "right arm forward": ("stand", "down", "forward"),
    "hands on hips": ("stand", "hip", "hip"),
    "arms folded": ("stand", "folded_under", "folded_over"),
    "hands behind back": ("astride", "behind_back", "behind_back"),
    "waving with the right hand": ("stand", "down", "wave"),
    "thinking": ("stand", "folded_under", "chin"),
    "one leg": ("one leg", "sideways", "sideways"),
    "lunge": ("lunge", "hip", "forward"),
    "squatting": ("squat", "forward", "forward"),
    "sitting on a chair": ("chair", "own_thigh", "own_thigh"),
    "sitting, legs crossed": ("chair, legs crossed", "own_thigh", "chest"),
    "cross-legged": ("cross-legged", "own_knee", "own_knee"),
    "kneeling": ("kneel", "down", "down"),
    "kneeling on one knee": ("half kneel", "own_knee", "down"),
    "on all fours": ("all fours", "floor_below", "floor_below"),
    "lying on the back": ("on the back", "down", "down"),
}


def named_poses() -> dict[str, np.ndarray]:
    """The plain version of each named pose: axis-angle [24, 3]."""
    rest = rest_joints()
    poses = {"T-pose": np.zeros((len(PARENTS), 3), dtype=np.float32)}
    for name, (stance, left, right) in NAMED.items():
        poses[name] = sketch(RECIPES[stance], (left, right), 1, None, rest)[0].numpy()
    return poses


def write_named_poses(path: Path) -> None:
    """Write ``named_poses`` as JSON: {"frame": ..., "poses": [{"name", "pose" [24][3]}]}."""
    rows = [{"name": name, "pose": np.round(pose, 4).astype(float).tolist()} for name, pose in named_poses().items()]
    frame = "axis-angle, radians, SMPL joints; y up, the body faces +z (core.training.pose_data.to_camera_frame takes it to the camera)"
    text = ",\n".join(json.dumps(row) for row in rows)
    path.write_text(f'{{"frame": "{frame}",\n"poses": [\n{text}\n]}}\n', encoding="utf-8")
