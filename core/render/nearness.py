"""Where on a body's surface its joints lie: how the 3D view marks the joints that a statement speaks of.

Worked out once on the rest pose, where limbs are apart, so that a hand on a knee does not light up with it; the marks move with the mesh.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.body.skeleton import JOINT_NAMES, PARENTS
from core.body.smpl_file import BodyFile

REACH = 0.035
"""Metres over which a mark fades on the surface around a joint just under it; deeper joints are marked more widely."""
SPREAD = 0.4
"""How much wider, in metres for each metre of depth."""


def nearness(file: BodyFile) -> NDArray[np.float32]:
    """[24, V] in 0..1: 1 on the surface nearest to a joint, fading around it. A joint without a child (the head) stands for all that it moves."""
    template = np.asarray(file.v_template, dtype=np.float64)
    joints = np.asarray(file.J_regressor, dtype=np.float64) @ template
    away = np.linalg.norm(template[None] - joints[:, None], axis=2)
    depth = away.min(axis=1, keepdims=True)
    near = np.exp(-0.5 * ((away - depth) / (REACH + SPREAD * depth)) ** 2)
    for joint in range(len(JOINT_NAMES)):
        if joint not in PARENTS:
            near[joint] = np.maximum(near[joint], np.asarray(file.weights, dtype=np.float64)[:, joint])
    return near.astype(np.float32)
