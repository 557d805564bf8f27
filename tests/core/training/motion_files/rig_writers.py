"""Writes known SMPL poses as BVH and acclaim files, for tests: the other way round from the readers, by scipy and not by their code."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from scipy.spatial.transform import Rotation

from core.body.skeleton import JOINT_NAMES, PARENTS
from core.training.pose_sketch import rest_joints

Z_UP = Rotation.from_euler("x", 90, degrees=True).as_matrix()
"""Takes coordinates with y up to coordinates with z up."""


def worlds(poses: np.ndarray) -> np.ndarray:
    """World rotations [T, 24, 3, 3] of poses [T, 24, 3]."""
    local = Rotation.from_rotvec(poses.reshape(-1, 3)).as_matrix().reshape(*poses.shape, 3)
    out = local.copy()
    for joint in range(1, 24):
        out[:, joint] = out[:, PARENTS[joint]] @ local[:, joint]
    return out


def joints(world: np.ndarray, rest: np.ndarray) -> np.ndarray:
    """Positions [T, 24, 3] around the pelvis of world rotations over rest joints."""
    out = np.zeros((*world.shape[:2], 3))
    for joint in range(1, 24):
        out[:, joint] = out[:, PARENTS[joint]] + world[:, PARENTS[joint]] @ (rest[joint] - rest[PARENTS[joint]])
    return out


def smpl_rest() -> np.ndarray:
    return rest_joints().double().numpy()


def a_pose() -> np.ndarray:
    """World rotations [24, 3, 3] of a rest pose with the arms half lowered and the legs apart, feet flat and straight on."""
    rest, local = smpl_rest(), np.repeat(np.eye(3)[None], 24, 0)
    index = JOINT_NAMES.index
    for side in ("left", "right"):
        for joint, below, angle in (("shoulder", "elbow", 50.0), ("hip", "knee", 15.0)):
            bone = rest[index(f"{side}_{below}")] - rest[index(f"{side}_{joint}")]
            aim = np.array([0.0, -1.0, 0.0]) if joint == "shoulder" else np.array([np.sign(bone[0]), 0.0, 0.0])
            axis = np.cross(bone, aim)
            local[index(f"{side}_{joint}")] = Rotation.from_rotvec(np.radians(angle) * axis / np.linalg.norm(axis)).as_matrix()
        local[index(f"{side}_ankle")] = local[index(f"{side}_hip")].T
    world = local.copy()
    for joint in range(1, 24):
        world[joint] = world[PARENTS[joint]] @ local[joint]
    return world


def named(pattern: dict[str, str]) -> dict[str, str]:
    """SMPL joint -> name, from names for the left side: "Left" or "l" at the front is changed for the right."""
    out = {}
    for joint, name in pattern.items():
        out[joint] = name
        if joint.startswith("left_"):
            right = name.replace("Left", "Right") if "Left" in name else name.replace(" L ", " R ") if " L " in name else "r" + name[1:]
            out["right_" + joint[5:]] = right
    return out


MIXAMO = named({
    "pelvis": "mixamorig:Hips", "spine1": "mixamorig:Spine", "spine2": "mixamorig:Spine1", "spine3": "mixamorig:Spine2", "neck": "mixamorig:Neck",
    "head": "mixamorig:Head", "left_collar": "mixamorig:LeftShoulder", "left_shoulder": "mixamorig:LeftArm", "left_elbow": "mixamorig:LeftForeArm",
    "left_wrist": "mixamorig:LeftHand", "left_hip": "mixamorig:LeftUpLeg", "left_knee": "mixamorig:LeftLeg", "left_ankle": "mixamorig:LeftFoot",
    "left_foot": "mixamorig:LeftToeBase",
})  # fmt: skip
DAZ = named({
    "pelvis": "hip", "spine1": "abdomen", "spine2": "abdomen2", "spine3": "chest", "neck": "neck", "head": "head", "left_collar": "lCollar",
    "left_shoulder": "lShldr", "left_elbow": "lForeArm", "left_wrist": "lHand", "left_hip": "lThigh", "left_knee": "lShin", "left_ankle": "lFoot",
    "left_foot": "lToe",
})  # fmt: skip
BIPED = named({
    "pelvis": "Bip01 Pelvis", "spine1": "Bip01 Spine", "spine2": "Bip01 Spine1", "spine3": "Bip01 Spine2", "neck": "Bip01 Neck", "head": "Bip01 Head",
    "left_collar": "Bip01 L Clavicle", "left_shoulder": "Bip01 L UpperArm", "left_elbow": "Bip01 L Forearm", "left_wrist": "Bip01 L Hand",
    "left_hip": "Bip01 L Thigh", "left_knee": "Bip01 L Calf", "left_ankle": "Bip01 L Foot", "left_foot": "Bip01 L Toe0",
})  # fmt: skip
SMPL = {name: name for name in JOINT_NAMES}


def write_bvh(
    path: Path, poses: np.ndarray, *, names: dict[str, str] = MIXAMO, order: str = "ZXY", rest: np.ndarray | None = None, z_up: bool = False,
    scale: float = 100.0, seconds: float = 0.1,
) -> None:  # fmt: skip
    """Poses [T, 24, 3] as BVH of a rig whose rest pose has the world rotations ``rest`` [24, 3, 3] (None: SMPL's own)."""
    rest = np.repeat(np.eye(3)[None], 24, 0) if rest is None else rest
    turn = worlds(poses) @ np.swapaxes(rest, -1, -2)
    places = joints(rest[None], smpl_rest())[0]
    if z_up:
        turn, places = Z_UP @ turn @ Z_UP.T, places @ Z_UP.T
    columns: list[np.ndarray] = []
    lines = ["HIERARCHY"]

    def write(joint: int, depth: int) -> None:
        pad, parent = "\t" * depth, PARENTS[joint]
        lines.append(f"{pad}{'ROOT' if parent < 0 else 'JOINT'} {names[JOINT_NAMES[joint]]}")
        lines.append(pad + "{")
        offset = scale * (places[joint] - (places[parent] if parent >= 0 else 0))
        lines.append(f"{pad}\tOFFSET {offset[0]:.6f} {offset[1]:.6f} {offset[2]:.6f}")
        rotations = " ".join(f"{axis}rotation" for axis in order)
        lines.append(f"{pad}\tCHANNELS " + (f"6 Xposition Yposition Zposition {rotations}" if parent < 0 else f"3 {rotations}"))
        if parent < 0:
            columns.append(np.tile([1.0, 2.0, 3.0], (len(poses), 1)))
        local = turn[:, joint] if parent < 0 else np.swapaxes(turn[:, parent], -1, -2) @ turn[:, joint]
        columns.append(Rotation.from_matrix(local).as_euler(order, degrees=True))
        children = [c for c in range(24) if PARENTS[c] == joint and JOINT_NAMES[c] in names]
        for child in children:
            write(child, depth + 1)
        if not children:
            lines.extend([f"{pad}\tEnd Site", pad + "\t{", f"{pad}\t\tOFFSET 0 {scale * 0.05} 0", pad + "\t}"])
        lines.append(pad + "}")

    write(0, 0)
    values = np.concatenate(columns, 1)
    lines += ["MOTION", f"Frames: {len(poses)}", f"Frame Time: {seconds}"]
    lines += [" ".join(f"{v:.6f}" for v in row) for row in values]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


# bone -> (SMPL joint at which it begins and whose rotation it has or None, where it ends, parent)
_BONES: list[tuple[str, str | None, str, str, str]] = [
    ("lowerback", "spine1", "pelvis", "spine1", "root"), ("upperback", "spine2", "spine1", "spine2", "lowerback"),
    ("thorax", "spine3", "spine2", "spine3", "upperback"), ("lowerneck", "neck", "spine3", "neck", "thorax"),
    ("upperneck", None, "neck", "head", "lowerneck"), ("head", "head", "head", "head_end", "upperneck"),
]  # fmt: skip
for _s in ("left", "right"):
    _b = _s[0]
    _BONES += [
        (f"{_b}hipjoint", None, "pelvis", f"{_s}_hip", "root"), (f"{_b}femur", f"{_s}_hip", f"{_s}_hip", f"{_s}_knee", f"{_b}hipjoint"),
        (f"{_b}tibia", f"{_s}_knee", f"{_s}_knee", f"{_s}_ankle", f"{_b}femur"), (f"{_b}foot", f"{_s}_ankle", f"{_s}_ankle", f"{_s}_foot", f"{_b}tibia"),
        (f"{_b}toes", f"{_s}_foot", f"{_s}_foot", "toe_end", f"{_b}foot"), (f"{_b}clavicle", f"{_s}_collar", "spine3", f"{_s}_shoulder", "thorax"),
        (f"{_b}humerus", f"{_s}_shoulder", f"{_s}_shoulder", f"{_s}_elbow", f"{_b}clavicle"),
        (f"{_b}radius", f"{_s}_elbow", f"{_s}_elbow", "middle", f"{_b}humerus"), (f"{_b}wrist", None, "middle", f"{_s}_wrist", f"{_b}radius"),
        (f"{_b}hand", f"{_s}_wrist", f"{_s}_wrist", f"{_s}_hand", f"{_b}wrist"), (f"{_b}fingers", None, f"{_s}_hand", "tip", f"{_b}hand"),
    ]  # fmt: skip


def write_acclaim(folder: Path, poses: np.ndarray, *, clip: str = "07_01", rest: np.ndarray | None = None) -> Path:
    """Poses [T, 24, 3] as AMC with its ASF, in CMU's bones, each with axes of its own; gives the AMC's path."""
    rest = np.repeat(np.eye(3)[None], 24, 0) if rest is None else rest
    turn = worlds(poses) @ np.swapaxes(rest, -1, -2)
    at = dict(zip(JOINT_NAMES, joints(rest[None], smpl_rest())[0], strict=True))
    rng = np.random.default_rng(1)
    asf = [":version 1.10", ":name VICON", ":units", "  mass 1.0", "  length 0.45", "  angle deg", ":root", "   order TX TY TZ RX RY RZ", "   axis XYZ",
           "   position 0 0 0", "   orientation 0 0 0", ":bonedata"]  # fmt: skip
    now: dict[str, np.ndarray] = {"root": turn[:, 0]}
    rows = [[f"root 1.0 2.0 3.0 {a:.6f} {b:.6f} {c:.6f}"] for a, b, c in Rotation.from_matrix(turn[:, 0]).as_euler("xyz", degrees=True)]
    for number, (bone, joint, begin, end, parent) in enumerate(_BONES, 1):
        start = (at[f"{bone_side(bone)}_elbow"] + at[f"{bone_side(bone)}_wrist"]) / 2 if begin == "middle" else at[begin]
        if end == "middle":
            stop = (at[f"{bone_side(bone)}_elbow"] + at[f"{bone_side(bone)}_wrist"]) / 2
        else:
            stop = at.get(end, start + np.array([0.0, 0.0, 0.1]))
        length = np.linalg.norm(stop - start)
        direction = (stop - start) / max(length, 1e-9)
        angles = rng.uniform(-90, 90, 3).round(3)
        c = Rotation.from_euler("xyz", angles, degrees=True).as_matrix()
        asf += ["  begin", f"     id {number}", f"     name {bone}", "     direction " + " ".join(f"{x:.9f}" for x in direction), f"     length {length:.9f}",
                f"     axis {angles[0]} {angles[1]} {angles[2]}  XYZ"]  # fmt: skip
        now[bone] = now[parent]
        if joint is not None:
            asf += ["    dof rx ry rz", "    limits (-160.0 20.0)", "           (-70.0 70.0)", "           (-60.0 70.0)"]
            now[bone] = turn[:, JOINT_NAMES.index(joint)]
            move = c.T @ np.swapaxes(now[parent], -1, -2) @ now[bone] @ c
            for row, (x, y, z) in zip(rows, Rotation.from_matrix(move).as_euler("xyz", degrees=True), strict=True):
                row.append(f"{bone} {x:.6f} {y:.6f} {z:.6f}")
        asf.append("  end")
    asf += [":hierarchy", "  begin"]
    for parent in ("root", *(bone for bone, *_ in _BONES)):
        children = [bone for bone, *_, above in _BONES if above == parent]
        if children:
            asf.append(f"    {parent} " + " ".join(children))
    asf.append("  end")
    (folder / f"{clip.rsplit('_', 1)[0]}.asf").write_text("\n".join(asf) + "\n", encoding="utf-8")
    amc = ["#!OML:ASF F:\\VICON\\USERDATA", ":FULLY-SPECIFIED", ":DEGREES"]
    for number, row in enumerate(rows, 1):
        amc += [str(number), *row]
    path = folder / f"{clip}.amc"
    path.write_text("\n".join(amc) + "\n", encoding="utf-8")
    return path


def bone_side(bone: str) -> str:
    return "left" if bone.startswith("l") else "right"
