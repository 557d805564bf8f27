"""Named regions of the body's surface, chosen by geometry in the rest pose (T-pose, y up, facing +z, left = +x).

Each is a set of vertices of whatever SMPL-format body is given: where it lies is said relative to the joints, in shares of the rest pose's height, so that a
body of another size works too. Written for the left side and mirrored. The obedience benchmark measures distances and contacts between them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.body.skeleton import JOINT_INDEX, JOINT_NAMES

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Region:
    """A named set of vertices. ``vertices`` [N] int64, sorted."""

    name: str
    vertices: NDArray[np.int64]


def vertex_normals(vertices: Array, faces: NDArray[np.int64]) -> Array:
    """Unit normals [V, 3], area weighted."""
    corner = vertices[faces]
    normal = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    out = np.zeros_like(vertices)
    for k in range(3):
        np.add.at(out, faces[:, k], normal)
    return np.asarray(out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-12))


_SEGMENT_JOINTS: Mapping[str, tuple[str, ...]] = {
    "skull": ("head",), "neck": ("neck",), "torso": ("pelvis", "spine1", "spine2", "spine3", "left_collar", "right_collar"),
    "upper_arm": ("left_shoulder", "right_shoulder"), "forearm": ("left_elbow", "right_elbow"),
    "hand": ("left_wrist", "right_wrist", "left_hand", "right_hand"),
    "thigh": ("left_hip", "right_hip"), "shin": ("left_knee", "right_knee"), "foot": ("left_ankle", "right_ankle", "left_foot", "right_foot"),
}  # fmt: skip


def segments(weights: Array) -> dict[str, NDArray[np.bool_]]:
    """Which vertices [V] belong to which rigid piece of the body, by most of the skinning weight; both sides together."""
    names = list(_SEGMENT_JOINTS)
    share = np.stack([weights[:, [JOINT_INDEX[j] for j in _SEGMENT_JOINTS[name]]].sum(1) for name in names], 1)
    best = share.argmax(1)
    return {name: best == i for i, name in enumerate(names)}


def build_regions(
    template: Array, faces: NDArray[np.int64], weights: Array, joints: Array, surface: Mapping[str, int]
) -> dict[str, Region]:
    """All regions of a rest pose by name.

    Args:
        template: vertices [V, 3]; faces [F, 3]; weights [V, 24]; joints [24, 3]; surface: named surface points -> vertex.

    Raises:
        ValueError: when a region is empty, as for a body that does not rest in the T-pose.
    """
    unit = float(np.ptp(template[:, 1])) / 1.69  # offsets below are in metres of a body of 1.69 m
    v, n, seg = template / unit, vertex_normals(template, faces), segments(weights)
    j = {name: joints[i] / unit for i, name in enumerate(JOINT_NAMES)}
    s = {name: v[vertex] for name, vertex in surface.items()}
    found: dict[str, NDArray[np.bool_]] = {}

    def within(axis: int, low: float, high: float) -> NDArray[np.bool_]:
        return np.asarray((v[:, axis] >= low) & (v[:, axis] <= high))

    def near(point: Array, radius: float) -> NDArray[np.bool_]:
        return np.asarray(np.linalg.norm(v - point, axis=1) <= radius)

    trunk = seg["torso"] | (seg["thigh"] & (v[:, 1] > j["left_hip"][1] - 0.05))
    hip_y, pelvis_y, waist_y = j["left_hip"][1], j["pelvis"][1], j["spine1"][1]
    shoulder_y, chest_y = j["left_shoulder"][1], j["spine3"][1]
    front, back, side_ = n[:, 2] > 0.3, n[:, 2] < -0.3, np.abs(n[:, 0]) > 0.5

    def region(name: str, mask: NDArray[np.bool_]) -> None:
        found[name] = mask

    # --- trunk
    region("torso", seg["torso"])
    region("chest", trunk & front & within(1, chest_y - 0.02, shoulder_y + 0.03) & within(0, -0.17, 0.17))
    region("belly", trunk & front & within(1, hip_y + 0.04, chest_y - 0.02) & within(0, -0.15, 0.15))
    region("groin", trunk & (n[:, 2] > 0.0) & within(1, hip_y - 0.10, hip_y + 0.04) & within(0, -0.07, 0.07))
    region("back", trunk & back & within(1, pelvis_y, shoulder_y + 0.08))
    region("upper_back", trunk & back & within(1, chest_y - 0.02, shoulder_y + 0.08))
    region("lower_back", trunk & back & within(1, pelvis_y - 0.03, chest_y - 0.02))
    # --- head
    nose = s["nose"]
    region("head", seg["skull"])
    region("neck", seg["neck"])
    region(
        "nape", (seg["neck"] | seg["skull"]) & (n[:, 2] < -0.2) & within(1, j["neck"][1] - 0.06, j["head"][1] + 0.01)
    )
    region(
        "throat",
        (seg["neck"] | seg["skull"])
        & (n[:, 2] > 0.1)
        & within(1, j["neck"][1] - 0.06, nose[1] - 0.06)
        & within(2, -1.0, nose[2] - 0.06),
    )
    region(
        "face",
        seg["skull"] & (n[:, 2] > 0.25) & within(1, nose[1] - 0.10, nose[1] + 0.11) & within(2, j["head"][2], 1.0),
    )
    region(
        "mouth",
        seg["skull"]
        & within(1, nose[1] - 0.065, nose[1] - 0.02)
        & within(0, -0.035, 0.035)
        & within(2, nose[2] - 0.05, 1.0),
    )
    region(
        "chin",
        seg["skull"]
        & within(1, nose[1] - 0.11, nose[1] - 0.055)
        & within(0, -0.04, 0.04)
        & within(2, nose[2] - 0.07, 1.0),
    )
    region("nose", seg["skull"] & near(nose, 0.025))
    region(
        "forehead",
        seg["skull"]
        & (n[:, 2] > 0.2)
        & within(1, s["left_eye"][1] + 0.02, s["left_eye"][1] + 0.08)
        & within(0, -0.06, 0.06),
    )
    region("top_of_head", seg["skull"] & within(1, v[:, 1].max() - 0.05, 9.0))
    region("back_of_head", seg["skull"] & (n[:, 2] < -0.3) & within(1, nose[1] - 0.05, 9.0))
    region("eyes", seg["skull"] & (near(s["left_eye"], 0.028) | near(s["right_eye"], 0.028)))
    # --- sides
    for side, sign in (("left", 1.0), ("right", -1.0)):
        here = v[:, 0] * sign > 0
        x = v[:, 0] * sign
        wrist, elbow, shoulder = (abs(j[f"{side}_{k}"][0]) for k in ("wrist", "elbow", "shoulder"))
        knuckle, tip = abs(j[f"{side}_hand"][0]), abs(s[f"{side}_middle"][0])
        knee, ankle = j[f"{side}_knee"], j[f"{side}_ankle"]
        arm = here & (seg["upper_arm"] | seg["forearm"] | seg["hand"])
        hand = here & seg["hand"] & (x > wrist + 0.01)
        lower = here & (seg["shin"] | seg["foot"])
        leg = here & (seg["thigh"] | seg["shin"])
        table: dict[str, NDArray[np.bool_]] = {
            "hand": hand,
            "palm": hand & (n[:, 1] < -0.3) & (x < knuckle + 0.03),
            "back_of_hand": hand & (n[:, 1] > 0.3) & (x < knuckle + 0.03),
            "fingers": hand & (x > knuckle),
            "fingertips": hand & (x > tip - 0.035),
            "wrist": arm & (np.abs(x - wrist) < 0.03),
            "forearm": here & seg["forearm"] & (x < wrist - 0.02) & (x > elbow + 0.03),
            "elbow": arm & (np.abs(x - elbow) < 0.04),
            "upper_arm": here & seg["upper_arm"] & (x > shoulder + 0.03) & (x < elbow - 0.03),
            "arm": arm,
            "shoulder": here & (seg["upper_arm"] | seg["torso"]) & near(j[f"{side}_shoulder"], 0.10) & (n[:, 1] > -0.2),
            "armpit": here & (seg["upper_arm"] | seg["torso"]) & near(j[f"{side}_shoulder"] - np.array((0.0, 0.09, 0.0)), 0.06),
            "chest_side": here & trunk & side_ & within(1, waist_y + 0.05, shoulder_y - 0.05),
            "waist": here & trunk & (np.abs(n[:, 0]) > 0.35) & within(1, pelvis_y + 0.06, waist_y + 0.11),
            "hip": here & trunk & (np.abs(n[:, 0]) > 0.45) & within(1, hip_y - 0.02, waist_y + 0.08),
            "buttock": here & (trunk | seg["thigh"]) & (n[:, 2] < -0.1) & within(1, hip_y - 0.10, pelvis_y + 0.02),
            "breast": here & trunk & front & within(1, chest_y - 0.04, shoulder_y) & (x > 0.02),
            "thigh": here & seg["thigh"] & within(1, knee[1] + 0.06, hip_y - 0.04),
            "thigh_front": here & seg["thigh"] & within(1, knee[1] + 0.06, hip_y - 0.04) & (n[:, 2] > 0.2),
            "thigh_back": here & seg["thigh"] & within(1, knee[1] + 0.06, hip_y - 0.06) & (n[:, 2] < -0.2),
            "knee": leg & within(1, knee[1] - 0.07, knee[1] + 0.07) & (n[:, 2] > -0.3),
            "back_of_knee": leg & within(1, knee[1] - 0.06, knee[1] + 0.06) & (n[:, 2] < -0.3),
            "shin": here & seg["shin"] & (n[:, 2] > 0.0) & within(1, ankle[1] + 0.05, knee[1] - 0.06),
            "calf": here & seg["shin"] & (n[:, 2] < 0.0) & within(1, ankle[1] + 0.08, knee[1] - 0.06),
            "lower_leg": here & seg["shin"] & within(1, ankle[1] + 0.04, knee[1] - 0.06),
            "ankle": lower & within(1, ankle[1] - 0.04, ankle[1] + 0.05),
            "foot": here & seg["foot"],
            "sole": here & seg["foot"] & (n[:, 1] < -0.6),
            "top_of_foot": here & seg["foot"] & (n[:, 1] > 0.3) & within(2, ankle[2] + 0.05, 9.0),
            "toes": here & seg["foot"] & within(2, s[f"{side}_big_toe"][2] - 0.06, 9.0),
            "heel": here & seg["foot"] & within(2, -9.0, ankle[2] - 0.015) & within(1, -9.0, ankle[1] + 0.01),
            "leg": here & (seg["thigh"] | seg["shin"] | seg["foot"]) & within(1, -9.0, hip_y - 0.08),
            "ear": seg["skull"] & near(s[f"{side}_ear"], 0.04),
            "eye": seg["skull"] & near(s[f"{side}_eye"], 0.028),
            "cheek": here & seg["skull"] & (x > 0.03) & (n[:, 2] > -0.1) & within(1, nose[1] - 0.07, nose[1] + 0.02) & within(2, j["head"][2] + 0.01, 9.0),
            "temple": here & seg["skull"] & (x > 0.045) & within(1, s["left_eye"][1] - 0.01, s["left_eye"][1] + 0.06) & within(2, j["head"][2] - 0.01, 9.0),
            "jaw": here & seg["skull"] & (x > 0.02) & within(1, nose[1] - 0.11, nose[1] - 0.04) & within(2, j["head"][2] - 0.02, 9.0),
        }  # fmt: skip
        for name, mask in table.items():
            region(f"{side}_{name}", mask)
    for name in ("hand", "knee", "foot", "thigh", "leg", "arm", "thigh_front", "buttock", "hip"):
        region(
            {"thigh_front": "lap", "foot": "feet"}.get(name, f"{name}s"), found[f"left_{name}"] | found[f"right_{name}"]
        )
    empty = [name for name, mask in found.items() if not mask.any()]
    if empty:
        raise ValueError(f"no vertex in the region {', '.join(empty)}; the body does not rest in SMPL's T-pose")
    return {name: Region(name, np.flatnonzero(mask)) for name, mask in found.items()}


__all__ = ["Region", "build_regions", "segments", "vertex_normals"]
