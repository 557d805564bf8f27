"""BlazePose's habit of bending people in depth: heads come out too near to the camera, standing shins too far away.

Measured on the ten sample photographs against the thighs and trunks of the same people: straight standing legs come out bent,
their shins going back by 0.32 m a metre of height (those of people who sit do not); the trunk comes forward by 0.06, thighs go
back by 0.05, and the head sits about 0.1 m in front of where it is; always along the camera's axis, whichever way the person
faces. Undone before anything else reads the landmarks. A whole body that leans is left as it is: that is what a camera
that looks down sees.
"""

from __future__ import annotations

import numpy as np

from core.observation import Array
from core.vision.landmarks import LANDMARK_INDEX, LANDMARK_NAMES

SHIN, THIGH, TRUNK, HEAD = 0.32, 0.05, 0.06, 0.2
"""Metres of depth for each metre downwards along the bone; the head's is for each metre of the trunk."""

_THIGH_LENGTH = 0.36
"""BlazePose's usual thigh (m): how far the thigh goes down tells a standing leg from a sitting one."""

_HIPS = [LANDMARK_INDEX["left_hip"], LANDMARK_INDEX["right_hip"]]
_SHOULDERS = [LANDMARK_INDEX["left_shoulder"], LANDMARK_INDEX["right_shoulder"]]
_FACE = [i for i, n in enumerate(LANDMARK_NAMES) if n == "nose" or any(p in n for p in ("eye", "ear", "mouth"))]
_UPPER = [i for i, n in enumerate(LANDMARK_NAMES)
          if any(p in n for p in ("shoulder", "elbow", "wrist", "pinky", "index", "thumb")) and "foot" not in n]  # fmt: skip


def without_depth_bias(world: Array) -> Array:
    """Landmarks [33, 3] (metres, hip-centred, y down, z away from the camera) with the known tipping taken out."""
    return np.asarray(world, dtype=np.float64) - depth_bias(world)


def with_depth_bias(world: Array) -> Array:
    """The inverse: true landmarks [33, 3] as the detector would tip them."""
    return np.asarray(world, dtype=np.float64) + depth_bias(world)


def depth_bias(world: Array) -> Array:
    """[33, 3] the tipping, along z only; it depends on the landmarks' heights (y) alone, so it can be taken out and put back."""
    height = np.asarray(world, dtype=np.float64)[:, 1]
    bias = np.zeros((len(LANDMARK_NAMES), 3))
    trunk = float(height[_SHOULDERS].mean() - height[_HIPS].mean())
    bias[_UPPER, 2] = TRUNK * trunk
    bias[_FACE, 2] = (TRUNK + HEAD) * trunk
    for side in ("left", "right"):
        hip, knee, ankle = (LANDMARK_INDEX[f"{side}_{name}"] for name in ("hip", "knee", "ankle"))
        foot = [ankle, LANDMARK_INDEX[f"{side}_heel"], LANDMARK_INDEX[f"{side}_foot_index"]]
        drop = float(height[knee] - height[hip])
        standing = float(np.clip(drop / _THIGH_LENGTH, 0.0, 1.0))
        bias[knee, 2] = THIGH * drop
        bias[foot, 2] = THIGH * drop + SHIN * standing * float(height[ankle] - height[knee])
    return bias
