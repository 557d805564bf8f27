"""BlazePose's 33 landmarks by name, and which of them are the keypoints that the rest of the program knows.

"Landmark" is a word of the detector alone: everything outside `core.vision` (and the trainer that imitates the
detector) speaks of keypoints.
"""

from __future__ import annotations

LANDMARK_NAMES: tuple[str, ...] = (
    "nose",
    "left_eye_inner", "left_eye", "left_eye_outer",
    "right_eye_inner", "right_eye", "right_eye_outer",
    "left_ear", "right_ear",
    "mouth_left", "mouth_right",
    "left_shoulder", "right_shoulder",
    "left_elbow", "right_elbow",
    "left_wrist", "right_wrist",
    "left_pinky", "right_pinky",
    "left_index", "right_index",
    "left_thumb", "right_thumb",
    "left_hip", "right_hip",
    "left_knee", "right_knee",
    "left_ankle", "right_ankle",
    "left_heel", "right_heel",
    "left_foot_index", "right_foot_index",
)  # fmt: skip
"""In the order of the model's output. Left and right are the person's own."""

LANDMARK_INDEX: dict[str, int] = {name: index for index, name in enumerate(LANDMARK_NAMES)}

_DIRECT = ("nose", "left_eye", "right_eye", "left_ear", "right_ear") + tuple(
    f"{side}_{point}"
    for side in ("left", "right")
    for point in ("shoulder", "elbow", "wrist", "hip", "knee", "ankle", "heel")
)
FINGER_REACH = 1.7
"""BlazePose's index is the knuckle, the keypoint is the fingertip: 1.95 times as far from the wrist on the open body's flat hand,
a little less on hands as they are held."""
NECK_RISE = 0.16
"""The neck joint lies this share of the trunk's length above the shoulders' middle (measured on the open body)."""
PELVIS_RISE = 0.19
"""The pelvis joint lies this share of the trunk's length above the hips' middle (measured on the open body)."""

KEYPOINT_LANDMARKS: dict[str, dict[str, float]] = {
    **{name: {name: 1.0} for name in _DIRECT},
    "left_big_toe": {"left_foot_index": 1.0},
    "right_big_toe": {"right_foot_index": 1.0},
    **{
        f"{side}_index": {f"{side}_index": FINGER_REACH, f"{side}_wrist": 1 - FINGER_REACH}
        for side in ("left", "right")
    },
    **{
        name: {
            "left_shoulder": upper, "right_shoulder": upper,
            "left_hip": lower, "right_hip": lower,
        }
        for name, upper, lower in (
            ("pelvis", PELVIS_RISE / 2, (1 - PELVIS_RISE) / 2),
            ("neck", (1 + NECK_RISE) / 2, -NECK_RISE / 2),
        )
    },
}  # fmt: skip
"""Keypoint name -> weights of the landmarks it is made of, which sum to 1. Pelvis and neck are joints *inside* the body, not quite the middles of
hips and shoulders: taking the plain middles would shorten every refined neck by 8 cm."""

MIRRORED_LANDMARKS: tuple[int, ...] = tuple(
    LANDMARK_INDEX[name.replace("left", "@").replace("right", "left").replace("@", "right")] for name in LANDMARK_NAMES
)
"""Index of each landmark's counterpart on the other side of the body."""

KEYPOINT_TRUST: dict[str, float] = {"left_index": 0.7, "right_index": 0.7}
"""Share of a landmark's visibility that becomes the keypoint's confidence; 1 where not named. Fingertips are extrapolated."""
