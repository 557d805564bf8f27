"""Motion files of others come in as the poses that they show: to a degree and a centimetre, the right way up, left being left."""

from __future__ import annotations

from pathlib import Path, PurePath

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from core.body.skeleton import JOINT_INDEX
from core.errors import InputError
from core.training.motion_files.acclaim import read_amc
from core.training.motion_files.actions import UNKNOWN, guess_action
from core.training.motion_files.amass import read_amass
from core.training.motion_files.bvh import read_bvh
from core.training.motion_files.clip import picked_frames
from core.training.motion_files.folder import Reading, motion_files, read_motion
from core.training.pose_seeds import seed_poses
from tests.core.training.motion_files import rig_writers as rigs

BODY = 22


@pytest.fixture(scope="module")
def poses() -> np.ndarray:
    """Authored bodies facing anywhere, hands neutral."""
    out = seed_poses(np.random.default_rng(0), 40).astype(float)
    out[:, BODY:] = 0
    out[:, 0] = np.random.default_rng(2).normal(size=(len(out), 3))
    return out


def assert_same(got: np.ndarray, wanted: np.ndarray) -> None:
    """Within a degree at every joint and a centimetre everywhere."""
    assert got.shape == wanted.shape
    between = Rotation.from_rotvec(wanted.reshape(-1, 3)).inv() * Rotation.from_rotvec(got.reshape(-1, 3).astype(float))
    assert np.degrees(between.magnitude()).max() < 1.0
    places = [rigs.joints(rigs.worlds(p.astype(float)), rigs.smpl_rest()) for p in (got, wanted)]
    assert np.linalg.norm(places[0] - places[1], axis=-1).max() < 0.01


# ----------------------------------------------------------------------------------------------------- BVH


@pytest.mark.parametrize("rest", [None, "A-pose"])
@pytest.mark.parametrize(("rig", "order"), [("MIXAMO", "ZXY"), ("DAZ", "XYZ"), ("BIPED", "YZX"), ("SMPL", "XZY")])
def test_bvh_of_any_rig_channel_order_and_rest_pose_gives_the_poses_back(poses: np.ndarray, tmp_path: Path, rig: str, order: str, rest: str | None) -> None:
    rigs.write_bvh(tmp_path / "a.bvh", poses, names=getattr(rigs, rig), order=order, rest=rigs.a_pose() if rest else None)
    clip = read_bvh(tmp_path / "a.bvh", every=0.1)
    assert_same(clip.poses, poses)
    assert clip.rate == pytest.approx(10)


def test_a_bvh_whose_rig_stands_along_z_is_put_upright(poses: np.ndarray, tmp_path: Path) -> None:
    rigs.write_bvh(tmp_path / "a.bvh", poses, z_up=True)
    assert_same(read_bvh(tmp_path / "a.bvh", every=0.1).poses, poses)


def test_a_motion_with_z_up_over_a_rest_pose_with_y_up_is_put_upright_when_told(tmp_path: Path) -> None:
    standing = np.zeros((1, 24, 3))
    lying_in_y = standing.copy()
    lying_in_y[0, 0] = (np.pi / 2, 0, 0)  # what a body that stands along z looks like where y is up
    rigs.write_bvh(tmp_path / "a.bvh", lying_in_y)
    assert_same(read_bvh(tmp_path / "a.bvh", every=0.1, up="z").poses, standing)
    assert_same(read_bvh(tmp_path / "a.bvh", every=0.1).poses, lying_in_y)


def test_the_poses_do_not_depend_on_the_rigs_size_or_proportions(poses: np.ndarray, tmp_path: Path) -> None:
    rigs.write_bvh(tmp_path / "a.bvh", poses, scale=3.7)
    lines = (tmp_path / "a.bvh").read_text().splitlines()
    for number, line in enumerate(lines):  # all bones grow by a half, some by a fifth more: directions stay
        if "OFFSET" in line:
            values = np.array(line.split()[1:], dtype=float) * (1.5 if number % 2 else 1.8)
            lines[number] = "OFFSET " + " ".join(f"{v:.6f}" for v in values)
    (tmp_path / "a.bvh").write_text("\n".join(lines))
    assert_same(read_bvh(tmp_path / "a.bvh", every=0.1).poses, poses)


def small_rig(turns: dict[str, str]) -> str:
    """A T-pose rig by hand, with the channels Zrotation Xrotation Yrotation; ``turns``: joint -> its three angles in the only frame."""
    tree = [
        ("Hips", "0 95 0", ["Spine", "LeftUpLeg", "RightUpLeg"]), ("Spine", "0 20 0", ["Neck", "LeftShoulder", "RightShoulder"]), ("Neck", "0 30 0", ["Head"]),
        ("Head", "0 10 2", []),
        *((f"{s}{n}", o.format(x), c) for s, x in (("Left", ""), ("Right", "-")) for n, o, c in (
            ("UpLeg", "{}9 -5 0", [f"{s}Leg"]), ("Leg", "0 -42 0", [f"{s}Foot"]), ("Foot", "0 -42 0", [f"{s}ToeBase"]), ("ToeBase", "0 -6 14", []),
            ("Shoulder", "{}4 26 0", [f"{s}Arm"]), ("Arm", "{}13 0 0", [f"{s}ForeArm"]), ("ForeArm", "{}27 0 0", [f"{s}Hand"]), ("Hand", "{}25 0 0", []),
        )),
    ]  # fmt: skip
    by_name = {name: (offset, children) for name, offset, children in tree}
    lines, values = ["HIERARCHY"], ["0 95 0"]

    def write(name: str, kind: str) -> None:
        offset, children = by_name[name]
        lines.extend([f"{kind} {name} {{", f"OFFSET {offset}"])
        position = "6 Xposition Yposition Zposition" if kind == "ROOT" else "3"
        lines.append(f"CHANNELS {position} Zrotation Xrotation Yrotation")
        values.append(turns.get(name, "0 0 0"))
        for child in children:
            write(child, "JOINT")
        lines.append("}")

    write("Hips", "ROOT")
    return "\n".join([*lines, "MOTION", "Frames: 1", "Frame Time: 0.05", " ".join(values)])


def places_of(text: str, folder: Path) -> dict[str, np.ndarray]:
    (folder / "hand.bvh").write_text(text)
    pose = read_bvh(folder / "hand.bvh", every=0.1).poses.astype(float)
    at = rigs.joints(rigs.worlds(pose), rigs.smpl_rest())[0]
    return {name: at[index] for name, index in JOINT_INDEX.items()}


def test_raising_the_left_arm_of_a_rig_raises_the_persons_left_arm(tmp_path: Path) -> None:
    at = places_of(small_rig({"LeftArm": "80 0 0"}), tmp_path)
    assert at["left_wrist"][1] > at["head"][1] + 0.1 and at["left_wrist"][0] > 0
    assert abs(at["right_wrist"][1] - at["right_shoulder"][1]) < 0.02 and at["right_wrist"][0] < -0.5


def test_a_raised_knee_comes_forward_and_the_feet_stay_flat_in_the_rest_pose(tmp_path: Path) -> None:
    at = places_of(small_rig({"RightUpLeg": "0 -90 0", "RightLeg": "0 90 0"}), tmp_path)
    assert at["right_knee"][2] > 0.3 and at["left_knee"][2] < 0.1
    assert at["right_ankle"][1] < at["right_knee"][1] - 0.3
    (tmp_path / "rest.bvh").write_text(small_rig({}))
    ankles = read_bvh(tmp_path / "rest.bvh", every=0.1).poses[0, [JOINT_INDEX["left_ankle"], JOINT_INDEX["right_ankle"]]]
    assert np.degrees(np.linalg.norm(ankles, axis=-1)).max() < 15


def test_a_rig_named_from_the_viewers_side_is_refused(tmp_path: Path) -> None:
    text = small_rig({}).replace("Left", "Other").replace("Right", "Left").replace("Other", "Right")
    (tmp_path / "mirror.bvh").write_text(text)
    with pytest.raises(InputError, match=r"mirror\.bvh.*left and right"):
        read_bvh(tmp_path / "mirror.bvh", every=0.1)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda t: t.replace("LeftForeArm", "Sausage"), "left elbow"),
        (lambda t: t.replace("Frames: 1", "Frames: 3"), "announces 3 frames and holds 1"),
        (lambda t: t.replace("Frame Time: 0.05", "Frame Time: 0"), "no time between"),
        (lambda t: t + " 5 5", "numbers for .* channels"),
        (lambda t: t.replace("0 95 0", "0 nan 0"), "line .*not finite"),
        (lambda t: t.replace("OFFSET 0 20 0", "OFFSET 0 twenty 0"), "line .*a word where numbers"),
        (lambda t: t[: t.index("MOTION")], "no MOTION"),
        (lambda t: "Kaydara FBX\n" + t, "HIERARCHY"),
        (lambda t: t.replace("CHANNELS 3", "CHANNELS 4", 1), "channels are not understood"),
    ],
)
def test_a_bad_bvh_is_refused_in_one_sentence_that_names_the_file(tmp_path: Path, change: object, says: str) -> None:
    (tmp_path / "bad.bvh").write_text(change(small_rig({})))  # type: ignore[operator]
    with pytest.raises(InputError, match=rf"bad\.bvh.*{says}") as refused:
        read_bvh(tmp_path / "bad.bvh", every=0.1)
    assert "\n" not in str(refused.value)


# ------------------------------------------------------------------------------------------------- acclaim


@pytest.mark.parametrize("rest", [None, "A-pose"])
def test_acclaim_with_its_own_axes_gives_the_poses_back(poses: np.ndarray, tmp_path: Path, rest: str | None) -> None:
    path = rigs.write_acclaim(tmp_path, poses, rest=rigs.a_pose() if rest else None)
    assert_same(read_amc(path, every=1 / 120).poses, poses)


def test_amc_without_its_skeleton_or_with_another_one_is_refused(poses: np.ndarray, tmp_path: Path) -> None:
    path = rigs.write_acclaim(tmp_path, poses[:2])
    text = (tmp_path / "07.asf").read_text()
    (tmp_path / "07.asf").write_text(text.replace("lfemur", "lthighbone"))
    with pytest.raises(InputError, match=r"07_01\.amc, line \d+: the bone lfemur is not in 07\.asf"):
        read_amc(path, every=0.1)
    (tmp_path / "07.asf").unlink()
    with pytest.raises(InputError, match=r"07_01\.amc: there is no skeleton"):
        read_amc(path, every=0.1)


# --------------------------------------------------------------------------------------------------- AMASS


def test_amass_is_turned_from_z_up_to_y_up_thinned_and_its_hands_are_left_out(poses: np.ndarray, tmp_path: Path) -> None:
    turned = poses.copy()
    turned[:, 0] = (Rotation.from_matrix(rigs.Z_UP) * Rotation.from_rotvec(poses[:, 0])).as_rotvec()
    smplh = np.concatenate((turned[:, :BODY].reshape(len(poses), -1), np.ones((len(poses), 90))), 1)
    np.savez(tmp_path / "a_poses.npz", poses=smplh, betas=np.zeros(16), trans=np.zeros((len(poses), 3)), mocap_framerate=np.array(120.0), gender="male")
    clip = read_amass(tmp_path / "a_poses.npz", every=2 / 120)
    assert clip is not None and clip.rate == 120
    assert_same(clip.poses, poses[::2])
    np.savez(tmp_path / "x.npz", root_orient=smplh[:, :3], pose_body=smplh[:, 3:66], mocap_frame_rate=120.0)
    again = read_amass(tmp_path / "x.npz", every=2 / 120)
    assert again is not None
    np.testing.assert_array_equal(again.poses, clip.poses)


def test_a_standing_body_of_amass_has_its_head_up(tmp_path: Path) -> None:
    pose = np.zeros((3, 156))
    pose[:, 0] = np.pi / 2  # SMPL's rest pose stands along y; about x by a quarter it stands along AMASS's z
    np.savez(tmp_path / "a.npz", poses=pose, mocap_framerate=30.0)
    clip = read_amass(tmp_path / "a.npz", every=0.1)
    assert clip is not None
    at = rigs.joints(rigs.worlds(clip.poses.astype(float)), rigs.smpl_rest())
    assert (at[:, JOINT_INDEX["head"], 1] > 0.4).all()


def test_amass_files_without_motion_are_passed_over_and_broken_ones_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "shape.npz", betas=np.zeros(16), gender="male")
    assert read_amass(tmp_path / "shape.npz", every=0.1) is None
    np.savez(tmp_path / "rateless.npz", poses=np.zeros((5, 156)))
    np.savez(tmp_path / "narrow.npz", poses=np.zeros((5, 30)), mocap_framerate=30.0)
    np.savez(tmp_path / "strange.npz", pictures=np.zeros(3))
    (tmp_path / "cut.npz").write_bytes((tmp_path / "narrow.npz").read_bytes()[:200])
    for name, says in (("rateless", "frame rate"), ("narrow", r"shape \[5, 30\]"), ("strange", "no poses"), ("cut", "cannot be read")):
        with pytest.raises(InputError, match=rf"{name}\.npz: .*{says}"):
            read_amass(tmp_path / f"{name}.npz", every=0.1)


# ------------------------------------------------------------------------------------------- names and time


def test_frames_are_picked_evenly_and_a_slow_file_gives_all_of_its_own() -> None:
    np.testing.assert_array_equal(picked_frames(25, 120, 0.1), [0, 12, 24])
    np.testing.assert_array_equal(picked_frames(4, 5, 0.1), [0, 1, 2, 3])
    assert len(picked_frames(1001, 59.94, 0.1)) == pytest.approx(1001 / 5.994, abs=1)


def test_clips_are_named_by_their_folder_and_never_alike(tmp_path: Path) -> None:
    for place in ("one/set/walk.bvh", "two/set/walk.bvh", "two/set/readme.txt"):
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_text("")
    found = motion_files([tmp_path / "one" / "set", tmp_path / "two" / "set"])
    assert [f.clip for f in found] == ["set/walk", "set/walk#2"]
    with pytest.raises(InputError, match="no motion files"):
        (tmp_path / "empty").mkdir()
        motion_files([tmp_path / "empty"])
    with pytest.raises(InputError, match="no such file"):
        motion_files([tmp_path / "three"])
    with pytest.raises(InputError, match="not read"):
        read_motion(tmp_path / "two" / "set" / "readme.txt", Reading())


def test_actions_are_guessed_from_file_then_folder_or_unknown() -> None:
    assert guess_action(PurePath("KIT/3/kneel_down_to_crawl05_poses")) == "kneel"
    assert guess_action(PurePath("ACCAD/Female1Running_c3d/C5_poses")) == "run"
    assert guess_action(PurePath("CMU/07/07_01_poses")) == UNKNOWN


def test_a_damaged_file_of_any_kind_is_read_or_refused_and_nothing_else(tmp_path: Path) -> None:
    poses = np.zeros((3, 24, 3))
    rigs.write_bvh(tmp_path / "a.bvh", poses)
    rigs.write_acclaim(tmp_path, poses)
    np.savez_compressed(tmp_path / "a.npz", poses=np.zeros((4, 156)), mocap_framerate=30.0)
    rng = np.random.default_rng(0)
    refused = 0
    for turn in range(120):
        name = ("a.bvh", "07_01.amc", "a.npz")[turn % 3]
        whole = (tmp_path / name).read_bytes()
        damaged = np.frombuffer(whole, dtype=np.uint8).copy()
        damaged[rng.integers(len(damaged), size=4)] = rng.integers(256, size=4)
        (tmp_path / name).write_bytes(damaged.tobytes()[: len(whole) if turn % 2 else int(rng.integers(len(whole)))])
        try:
            clip = read_motion(tmp_path / name, Reading())
            assert clip is not None and np.isfinite(clip.poses).all()
        except InputError as error:
            refused += 1
            assert name in str(error) and "\n" not in str(error)
        (tmp_path / name).write_bytes(whole)
    assert refused > 60
