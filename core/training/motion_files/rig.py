"""From any rig to SMPL's joints: which joint is which, by name and place in the tree, and its motion carried over by bone directions.

A rig's motion comes as turns: the rotation of each joint in the world since the rest pose. A turn moves a bone from where the rig's rest pose has it. SMPL's
rest pose has it elsewhere (arms out level, or hanging; legs together, or apart), so each limb bone of SMPL is first turned into the rig's rest direction, by
the shortest way and after its parent, and then follows the turn. Trunk, head and shoulder blades are taken to rest alike in both; feet are taken to stand flat.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from core.body.skeleton import JOINT_INDEX, NUM_JOINTS, PARENTS
from core.errors import InputError
from core.training.motion_files.clip import Floats, Matrices, about_axis, matrices, shortest_axis_angle
from core.training.pose_sketch import rest_joints

Up = Literal["rest", "y", "z"]
"""Which way is up in the world of the motion: as in the rig's rest pose, or an axis of the file."""

# What the joints are called without their side, the surest name first: CMU (acclaim and BVH), Mixamo, Daz and Poser, 3ds Max Biped, Unreal, Blender, SMPL.
_NAMES: dict[str, tuple[str, ...]] = {
    "thigh": ("thighbend", "upleg", "upperleg", "thigh", "femur", "legupper", "hip"),
    "knee": ("shin", "calf", "tibia", "lowerleg", "lowleg", "leglower", "knee", "leg"),
    "ankle": ("ankle", "foot"),
    "toe": ("toebase", "toes", "toe", "toe0", "ball", "foot"),
    "upper arm": ("shldrbend", "upperarm", "uparm", "shldr", "humerus", "armupper", "arm", "shoulder"),
    "elbow": ("forearmbend", "forearm", "lowerarm", "lowarm", "radius", "armlower", "elbow"),
    "wrist": ("wrist", "hand"),
}
_SNAP = np.radians(30.0)
_FARTHEST_REST = np.radians(150.0)


@dataclass(frozen=True, eq=False)
class Rig:
    """``names`` of J joints, ``parents`` (-1 for the root, parents first), and ``rest`` [J, 3] positions in the rest pose, any unit and any upright axis."""

    names: tuple[str, ...]
    parents: tuple[int, ...]
    rest: NDArray[np.float64]

    def line(self, joint: int) -> list[int]:
        """A joint and all above it, upwards."""
        out = []
        while joint >= 0:
            out.append(joint)
            joint = self.parents[joint]
        return out

    def meeting(self, a: int, b: int) -> int:
        """The lowest joint that both hang on."""
        above = set(self.line(b))
        return next(joint for joint in self.line(a) if joint in above)


@dataclass(frozen=True)
class _Recognised:
    """Joints of a rig by their role. ``spine``: above the pelvis up to the chest, ``neck``: above the chest up to the head; both may be empty."""

    pelvis: int
    spine: tuple[int, ...]
    neck: tuple[int, ...]
    limbs: dict[tuple[str, str], int]  # (side, role); "collar" and "toe" may be missing


def to_smpl(rig: Rig, turns: Matrices, where: str, up: Up = "rest") -> Floats:
    """The motion of a rig as poses [T, 24, 3], axis-angle over SMPL's rest pose, y up.

    Args:
        turns: [T, J, 3, 3] rotation of each joint in the world since the rest pose (the identity at rest).
        where: the file, for messages.
        up: which way is up in the world.

    Raises:
        InputError: when limbs are not recognised, the rest pose is not upright, or left and right are the wrong way round.
    """
    known = _recognise(rig, where)
    stand = _standing(rig, known, where)
    rest = _rest_alignment(rig, known, stand, where)
    world = {"rest": stand, "y": np.eye(3), "z": about_axis("x", -np.pi / 2)}[up]
    turned = world @ turns @ stand.T

    out = np.empty((len(turns), NUM_JOINTS, 3, 3))
    out[:, 0] = turned[:, known.pelvis]
    trunk = [turned[:, known.pelvis], *(turned[:, j] for j in known.spine)]
    for k in (1, 2, 3):
        out[:, JOINT_INDEX[f"spine{k}"]] = _along(trunk, k / 3 * len(known.spine))
    head = [trunk[-1], *(turned[:, j] for j in known.neck)]
    out[:, JOINT_INDEX["neck"]] = _along(head, len(known.neck) / 2)
    out[:, JOINT_INDEX["head"]] = head[-1]
    for side in ("left", "right"):
        for role, joint in (("collar", "collar"), ("upper arm", "shoulder"), ("elbow", "elbow"), ("wrist", "wrist"),
                            ("thigh", "hip"), ("knee", "knee"), ("ankle", "ankle"), ("toe", "foot")):  # fmt: skip
            index = JOINT_INDEX[f"{side}_{joint}"]
            mine = known.limbs.get((side, role))
            # A joint that the rig lacks goes with the one before it.
            out[:, index] = out[:, PARENTS[index]] if mine is None else turned[:, mine] @ rest[index]
        out[:, JOINT_INDEX[f"{side}_hand"]] = out[:, JOINT_INDEX[f"{side}_wrist"]]
    local = out.copy()
    local[:, 1:] = np.swapaxes(out[:, list(PARENTS[1:])], -1, -2) @ out[:, 1:]
    return shortest_axis_angle(local)


# ---------------------------------------------------------------------------------------------- recognition


def _sided(name: str) -> list[tuple[str, str]]:
    """Readings of a joint's name as (side, the rest of it): "Bip01 L Thigh", "lThigh", "mixamorig:LeftUpLeg", "thigh.L" and "lfemur" alike."""
    words = [w for w in re.split(r"[^A-Za-z0-9]+", name.lower()) if w]
    out = []
    for start in range(len(words)):
        joined = "".join(words[start:])
        for side in ("left", "right"):
            for mark in (side, side[0]):
                if joined.startswith(mark):
                    out.append((side, joined[len(mark) :]))
                if joined.endswith(mark):
                    out.append((side, joined[: -len(mark)]))
    return out


def _recognise(rig: Rig, where: str) -> _Recognised:
    called: dict[tuple[str, str], int] = {}
    for index in reversed(range(len(rig.names))):
        for reading in _sided(rig.names[index]):
            called[reading] = index  # of two alike, the one nearer to the root
    limbs: dict[tuple[str, str], int] = {}
    for side, role in itertools.product(("left", "right"), _NAMES):
        names = _NAMES[role]
        if role == "wrist" and (side, "radius") in called:
            names = ("hand",)  # in CMU's acclaim rig "wrist" is the lower half of the forearm
        taken = {joint for (s, _), joint in limbs.items() if s == side}
        found = [called[side, name] for name in names if (side, name) in called and called[side, name] not in taken]
        if found:
            limbs[side, role] = found[0]
        elif role != "toe":
            examples = ", ".join(f"{side.capitalize()}{n.capitalize()}" for n in names[:3])
            raise InputError(f"{where}: no joint is recognised as the {side} {role} (such as {examples}); rename the rig's joints or leave the file out.")
    for side in ("left", "right"):
        for above, below in (("thigh", "knee"), ("knee", "ankle"), ("upper arm", "elbow"), ("elbow", "wrist")):
            if limbs[side, above] not in rig.line(limbs[side, below])[1:]:
                upper, lower = rig.names[limbs[side, above]], rig.names[limbs[side, below]]
                raise InputError(f"{where}: the joint {lower} does not hang on {upper}; rename the rig's joints or leave the file out.")
    pelvis = rig.meeting(limbs["left", "thigh"], limbs["right", "thigh"])
    chest = rig.meeting(limbs["left", "upper arm"], limbs["right", "upper arm"])
    under = set(rig.line(pelvis))
    spine = [joint for joint in rig.line(chest) if joint not in under][::-1]
    for side in ("left", "right"):
        between = [j for j in rig.line(limbs[side, "upper arm"])[1:] if chest in rig.line(j)[1:]]
        if between:
            limbs[side, "collar"] = between[0]
    heads = [i for i, name in enumerate(rig.names) if re.split(r"[^a-z0-9]+", name.lower())[-1].endswith("head")]
    neck = [j for j in rig.line(heads[0]) if j not in set(rig.line(chest))][::-1] if heads else []
    return _Recognised(pelvis, tuple(spine), tuple(neck), limbs)


# ------------------------------------------------------------------------------------------------ rest pose


def _standing(rig: Rig, known: _Recognised, where: str) -> Matrices:
    """[3, 3] rotation that takes the rig's coordinates to left = +x, up = +y, front = +z: along the axes, or as the rest pose stands."""

    def middle(role: str) -> NDArray[np.float64]:
        return (rig.rest[known.limbs["left", role]] + rig.rest[known.limbs["right", role]]) / 2

    left = rig.rest[known.limbs["left", "thigh"]] - rig.rest[known.limbs["right", "thigh"]]
    up = middle("upper arm") - middle("thigh")
    if not (np.linalg.norm(left) > 1e-6 and np.linalg.norm(up) > 1e-6):
        raise InputError(f"{where}: the rest pose has no size; export the file with its bone offsets.")
    up = up / np.linalg.norm(up)
    left = left - (left @ up) * up
    left /= np.linalg.norm(left)
    frame = np.stack((left, up, np.cross(left, up)))
    snapped = max(_upright_frames(), key=lambda f: float((f * frame).sum()))
    if np.arccos(np.clip(((snapped * frame).sum() - 1) / 2, -1, 1)) > _SNAP:
        raise InputError(f"{where}: the rest pose does not stand upright along an axis; export the file with a T-pose or an A-pose as its rest pose.")
    toes = [(rig.rest[known.limbs[s, "toe"]] - rig.rest[known.limbs[s, "ankle"]]) for s in ("left", "right") if (s, "toe") in known.limbs]
    if toes and (snapped @ np.mean(toes, 0))[2] < -0.3 * np.linalg.norm(np.mean(toes, 0)):
        raise InputError(f"{where}: the toes point backwards, so left and right seem to be the viewer's and not the person's; swap the names of the sides.")
    return snapped


@lru_cache(maxsize=1)
def _upright_frames() -> tuple[Matrices, ...]:
    """The 24 rotations along the axes."""
    out = []
    for order in itertools.permutations(range(3)):
        for signs in itertools.product((1.0, -1.0), repeat=3):
            frame = np.zeros((3, 3))
            frame[range(3), order] = signs
            if np.linalg.det(frame) > 0:
                out.append(frame)
    return tuple(out)


def _rest_alignment(rig: Rig, known: _Recognised, stand: Matrices, where: str) -> Matrices:
    """[24, 3, 3] turns of SMPL's rest pose, joint by joint, into the rig's."""
    smpl = rest_joints().double().numpy()
    out = np.repeat(np.eye(3)[None], NUM_JOINTS, 0)
    for side in ("left", "right"):
        for chain in (
            (("upper arm", "shoulder"), ("elbow", "elbow"), ("wrist", "wrist")),
            (("thigh", "hip"), ("knee", "knee"), ("ankle", "ankle")),
        ):
            before = np.eye(3)
            for (role, joint), (role_below, joint_below) in itertools.pairwise(chain):
                mine, below = JOINT_INDEX[f"{side}_{joint}"], JOINT_INDEX[f"{side}_{joint_below}"]
                theirs = stand @ (rig.rest[known.limbs[side, role_below]] - rig.rest[known.limbs[side, role]])
                if not np.linalg.norm(theirs) > 1e-6:
                    raise InputError(f"{where}: the {side} {role} has no length in the rest pose; export the file with its bone offsets.")
                swing, angle = _shortest(before @ (smpl[below] - smpl[mine]), theirs)
                if angle > _FARTHEST_REST:
                    raise InputError(
                        f"{where}: the {side} {role} of the rest pose points the wrong way; export the file with a T-pose or an A-pose as its rest pose."
                    )
                before = out[mine] = swing @ before
            out[JOINT_INDEX[f"{side}_{chain[-1][1]}"]] = before
        ankle, foot = JOINT_INDEX[f"{side}_ankle"], JOINT_INDEX[f"{side}_foot"]
        out[ankle] = np.eye(3)
        if (side, "toe") in known.limbs:
            theirs = stand @ (rig.rest[known.limbs[side, "toe"]] - rig.rest[known.limbs[side, "ankle"]])
            if np.hypot(theirs[0], theirs[2]) > 0.3 * np.linalg.norm(theirs):
                own = smpl[foot] - smpl[ankle]
                out[ankle] = about_axis("y", np.arctan2(theirs[0], theirs[2]) - np.arctan2(own[0], own[2]))
        out[foot] = out[ankle]
    return out


def _shortest(a: NDArray[np.float64], b: NDArray[np.float64]) -> tuple[Matrices, float]:
    """The shortest rotation [3, 3] of direction a to direction b, and its angle."""
    axis = np.cross(a, b)
    sine, cosine = float(np.linalg.norm(axis)), float(a @ b)
    angle = float(np.arctan2(sine, cosine))
    return matrices(axis / max(sine, 1e-12) * angle), angle


def _along(chain: list[Matrices], place: float) -> Matrices:
    """Rotations [T, 3, 3] at ``place`` along a chain of them, between two of them by the shortest way."""
    low = min(int(place), len(chain) - 1)
    share = place - low
    if share < 1e-9 or low + 1 == len(chain):
        return chain[low]
    step = shortest_axis_angle(np.swapaxes(chain[low], -1, -2) @ chain[low + 1])
    return chain[low] @ matrices(share * step)
