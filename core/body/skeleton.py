"""Names and topology of the body: SMPL's 24 joints, the points that words speak of, the ten parts, the keypoints.

Everything that must be the same for the left and the right side is written once and mirrored by name, so that sides cannot drift apart.
Left and right are always the person's own.
"""

from __future__ import annotations

JOINT_NAMES: tuple[str, ...] = (
    "pelvis", "left_hip", "right_hip", "spine1", "left_knee", "right_knee", "spine2", "left_ankle", "right_ankle", "spine3",
    "left_foot", "right_foot", "neck", "left_collar", "right_collar", "head", "left_shoulder", "right_shoulder",
    "left_elbow", "right_elbow", "left_wrist", "right_wrist", "left_hand", "right_hand",
)  # fmt: skip
JOINT_INDEX: dict[str, int] = {name: i for i, name in enumerate(JOINT_NAMES)}
PARENTS: tuple[int, ...] = (-1, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, 12, 13, 14, 16, 17, 18, 19, 20, 21)
NUM_JOINTS = len(JOINT_NAMES)
NUM_BETAS = 10

PARTS: tuple[str, ...] = (
    "head", "torso", "left_arm", "right_arm", "left_hand", "right_hand", "left_leg", "right_leg", "left_foot", "right_foot",
)  # fmt: skip


def mirrored_name(name: str) -> str:
    """The same thing on the other side: ``left_knee`` -> ``right_knee``; names without a side are returned unchanged."""
    if name.startswith("left_"):
        return "right_" + name[5:]
    if name.startswith("right_"):
        return "left_" + name[6:]
    return name


PART_JOINTS: dict[str, tuple[str, ...]] = {
    "head": ("neck", "head"),
    "torso": ("pelvis", "spine1", "spine2", "spine3"),
    **{f"{s}_arm": (f"{s}_collar", f"{s}_shoulder", f"{s}_elbow") for s in ("left", "right")},
    **{f"{s}_hand": (f"{s}_wrist", f"{s}_hand") for s in ("left", "right")},
    **{f"{s}_leg": (f"{s}_hip", f"{s}_knee") for s in ("left", "right")},
    **{f"{s}_foot": (f"{s}_ankle", f"{s}_foot") for s in ("left", "right")},
}
"""Which joints' rotations shape which part. A vertex belongs to the part of the joint that moves it most."""

JOINT_PART: dict[str, str] = {joint: part for part, joints in PART_JOINTS.items() for joint in joints}
MIRROR_JOINTS: tuple[int, ...] = tuple(JOINT_INDEX[mirrored_name(name)] for name in JOINT_NAMES)

# ---------------------------------------------------------------------------------------------------- points

SURFACE_VERTEX: dict[str, str] = {
    "nose": "nose",
    "left_eye": "leye", "right_eye": "reye", "left_ear": "lear", "right_ear": "rear",
    **{f"{s}_{f}": f"{s[0]}{f}" for s in ("left", "right") for f in ("thumb", "index", "middle", "ring", "pinky")},
    **{f"{s}_big_toe": f"{s[0].upper()}BigToe" for s in ("left", "right")},
    **{f"{s}_small_toe": f"{s[0].upper()}SmallToe" for s in ("left", "right")},
    **{f"{s}_heel": f"{s[0].upper()}Heel" for s in ("left", "right")},
}  # fmt: skip
"""Surface point -> its name in a body file's ``vertex_ids`` (smplx's names)."""


def _surface_parent(name: str) -> str:
    side = name.split("_")[0]
    if name.endswith("toe"):
        return f"{side}_foot"
    if name.endswith("heel"):
        return f"{side}_ankle"
    if name.split("_")[-1] in ("thumb", "index", "middle", "ring", "pinky"):
        return f"{side}_hand"
    return "head"


SURFACE_NAMES: tuple[str, ...] = tuple(SURFACE_VERTEX)
AXIS_JOINTS: tuple[tuple[str, str], ...] = (
    ("pelvis", "pelvis"), ("chest", "spine3"), ("head", "head"), ("left_palm", "left_hand"), ("right_palm", "right_hand"),
)  # fmt: skip
AXIS_OFFSET = 0.1
"""Axis points sit this far (m) off their joint along its own axes in the rest pose: left (+x), up (+y), front (+z)."""
AXIS_NAMES: tuple[str, ...] = tuple(f"{label}_{axis}" for label, _ in AXIS_JOINTS for axis in ("left", "up", "front"))
# In the T-pose the palms face down, so "palm_up" points out of the back of the hand.

POINT_NAMES: tuple[str, ...] = JOINT_NAMES + SURFACE_NAMES + AXIS_NAMES
POINT_INDEX: dict[str, int] = {name: i for i, name in enumerate(POINT_NAMES)}
_AXIS_PARENT = {f"{label}_{axis}": joint for label, joint in AXIS_JOINTS for axis in ("left", "up", "front")}
POINT_PARENT: tuple[int, ...] = tuple(
    JOINT_INDEX[name]
    if name in JOINT_INDEX
    else JOINT_INDEX[_surface_parent(name) if name in SURFACE_VERTEX else _AXIS_PARENT[name]]
    for name in POINT_NAMES
)
"""Joint that carries each point rigidly; a joint carries itself."""

# ------------------------------------------------------------------------------------------------- keypoints

_COCO = (
    "nose", "left_eye", "right_eye", "left_ear", "right_ear", "left_shoulder", "right_shoulder", "left_elbow", "right_elbow",
    "left_wrist", "right_wrist", "left_hip", "right_hip", "left_knee", "right_knee", "left_ankle", "right_ankle",
)  # fmt: skip
KEYPOINT_NAMES: tuple[str, ...] = _COCO + (
    "left_big_toe", "left_heel", "right_big_toe", "right_heel", "left_index", "right_index", "pelvis", "neck",
)  # fmt: skip
"""The order used in arrays. Every keypoint is one of the points of the body, by the same name."""
KEYPOINT_POINTS: tuple[int, ...] = tuple(POINT_INDEX[name] for name in KEYPOINT_NAMES)
KEYPOINT_PART: dict[str, str] = {name: JOINT_PART[JOINT_NAMES[POINT_PARENT[POINT_INDEX[name]]]] for name in KEYPOINT_NAMES}
KEYPOINT_EDGES: tuple[tuple[str, str], ...] = (
    ("nose", "left_eye"), ("nose", "right_eye"), ("left_eye", "left_ear"), ("right_eye", "right_ear"), ("nose", "neck"),
    ("left_shoulder", "right_shoulder"), ("left_hip", "right_hip"), ("neck", "pelvis"),
    *(
        (f"{s}_{a}", f"{s}_{b}")
        for s in ("left", "right")
        for a, b in (
            ("shoulder", "elbow"), ("elbow", "wrist"), ("wrist", "index"), ("shoulder", "hip"), ("hip", "knee"),
            ("knee", "ankle"), ("ankle", "heel"), ("ankle", "big_toe"), ("heel", "big_toe"),
        )
    ),
)  # fmt: skip


def descendants() -> list[list[bool]]:
    """``moved[j][i]``: turning joint j moves point i (a joint does not move itself, and moves all that hangs on it)."""
    chains: list[set[int]] = []
    for index in range(len(POINT_NAMES)):
        chain: set[int] = set()
        joint = PARENTS[index] if index < NUM_JOINTS else POINT_PARENT[index]
        while joint >= 0:
            chain.add(joint)
            joint = PARENTS[joint]
        chains.append(chain)
    return [[j in chains[i] for i in range(len(POINT_NAMES))] for j in range(NUM_JOINTS)]
