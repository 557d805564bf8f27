"""The catalogue: mirrored by construction, true of bodies that anyone would say it of, turned around by negation."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
import torch

from core.body.constraint import Constraint
from core.body.kinematics import Points
from core.body.model import BodyModel
from core.body.rotations import axis_angle_to_matrix
from core.body.skeleton import MIRROR_JOINTS, PARTS
from core.language.catalogue import CATALOGUE, Judge, margins, posecodes_of, satisfied
from core.language.places import PLACES, swap_sides
from core.language.posecodes import bend_degrees, canonical, disagree, negated, relation

CAMERA = torch.diag(torch.tensor([1.0, -1.0, -1.0]))


class Poses:
    """The authored poses as posed points, by name."""

    def __init__(self, model: BodyModel, file: Path) -> None:
        table = json.loads(file.read_text(encoding="utf-8"))["poses"]
        self.names = [p["name"] for p in table]
        self.local = axis_angle_to_matrix(torch.tensor([p["pose"] for p in table]))
        self.model = model

    def points(self, local: torch.Tensor) -> tuple[Points, torch.Tensor]:
        local = local.clone()
        local[:, 0] = CAMERA @ local[:, 0]
        betas = torch.zeros(len(local), 10)
        return self.model.kinematics.pose(local, betas), self.model.kinematics.height(betas)

    def true_of(self, name: str) -> set[str]:
        row = self.names.index(name)
        return {p.name for p in posecodes_of(*self.points(self.local[row : row + 1]))}


@pytest.fixture(scope="module")
def poses(repository: Path) -> Poses:
    return Poses(BodyModel.load(), repository / "resources" / "poses" / "authored.json")


def test_every_posecode_has_its_twin_in_the_catalogue() -> None:
    for code in CATALOGUE.values():
        twin = CATALOGUE[swap_sides(code.name)]
        assert code.mirrored().name == twin.name
        mine = sorted(map(repr, map(canonical, code.mirrored().constraints)))
        assert mine == sorted(map(repr, map(canonical, twin.constraints))), code.name


def test_every_posecode_belongs_to_parts_that_exist() -> None:
    for code in CATALOGUE.values():
        assert set(code.parts) <= set(PARTS), code.name
        assert code.constraints


def test_a_mirrored_body_makes_the_mirrored_posecodes_true(poses: Poses) -> None:
    flip = torch.diag(torch.tensor([-1.0, 1.0, 1.0]))
    mirrored = flip @ poses.local[:, list(MIRROR_JOINTS)] @ flip
    here, there = margins(*poses.points(poses.local)), margins(*poses.points(mirrored))
    column = {name: k for k, name in enumerate(CATALOGUE)}
    swapped = [column[swap_sides(name)] for name in CATALOGUE]
    # The open body is symmetric to a few millimetres.
    assert abs(here - there[:, swapped]).max() < 0.02


@pytest.mark.parametrize(
    ("pose", "true", "false"),
    [
        ("T-pose", "left arm: out to the side; right elbow: straight; body: standing; hands: wide apart", "left arm: hanging down"),
        ("standing", "left arm: at the side; body: standing; head: facing forward", "left hand: on the left hip; body: sitting"),
        ("left arm raised", "left arm: overhead; left hand: above the head; right arm: at the side", "right arm: raised"),
        ("right arm forward", "right arm: forward", "left arm: forward; right arm: out to the side"),
        ("hands on hips", "left hand: on the left hip; right hand: on the right hip; left elbow: out to the side", "hands: together"),
        ("arms folded", "arms: crossed", "left hand: on the left hip"),
        ("hands behind back", "hands: together; left hand: behind the torso", "left hand: in front of the torso"),
        ("one leg", "body: standing on the right leg; left foot: off the ground", "body: standing on the left leg"),
        ("lunge", "body: lunging with the left leg forward", "body: lunging with the right leg forward; body: standing"),
        ("squatting", "body: squatting; left foot: flat on the ground", "body: sitting; body: kneeling on both knees"),
        ("sitting on a chair", "body: sitting on a seat; left knee: right angle; left thigh: horizontal", "body: squatting; body: standing"),
        ("cross-legged", "body: sitting cross-legged; left hand: on the left knee", "body: squatting; body: standing"),
        ("kneeling", "body: kneeling upright; body: kneeling on both knees", "body: kneeling on the left knee; body: squatting"),
        ("kneeling on one knee", "body: kneeling on the right knee", "body: kneeling on the left knee; body: kneeling on both knees"),
        ("on all fours", "body: on all fours; torso: horizontal", "body: standing; body: lying face down"),
        ("lying on the back", "body: lying face up", "body: lying face down; body: standing; body: sitting"),
    ],
)
def test_a_pose_is_what_anyone_would_call_it(poses: Poses, pose: str, true: str, false: str) -> None:
    held = poses.true_of(pose)
    assert {n.strip() for n in true.split(";")} <= held
    assert not {n.strip() for n in false.split(";")} & held


def test_exactly_one_bin_of_an_elbow_holds_away_from_the_edges(poses: Poses) -> None:
    inside = margins(*poses.points(poses.local)) >= 0
    bins = [k for k, n in enumerate(CATALOGUE) if n.startswith("left elbow: ") and n.split(": ")[1] in _BINS]
    assert (inside[:, bins].sum(1) == 1).all()


_BINS = {"completely bent", "almost completely bent", "right angle", "partially bent", "slightly bent", "straight"}


def test_satisfied_and_margins_and_the_judge_agree(poses: Poses) -> None:
    points, height = poses.points(poses.local)
    held, inside, judge = satisfied(points, height), margins(points, height), Judge(points, height)
    assert (held | (inside < 0)).all()  # what is inside is satisfied
    for column in range(0, len(CATALOGUE), 37):
        code = list(CATALOGUE.values())[column]
        assert [judge.holds(code, row) for row in range(len(held))] == held[:, column].tolist()


def test_posecodes_scale_with_the_body(poses: Poses) -> None:
    local = poses.local.clone()
    local[:, 0] = CAMERA @ local[:, 0]
    tall = torch.zeros(len(local), 10)
    tall[:, 0] = 3.0
    kinematics = poses.model.kinematics
    average, large = satisfied(*poses.points(poses.local)), satisfied(kinematics.pose(local, tall), kinematics.height(tall))
    assert (average == large).mean() > 0.97


def test_a_negation_is_the_complement_and_never_true_with_it() -> None:
    turned = 0
    for code in CATALOGUE.values():
        opposite = negated(code)
        if opposite is not None:
            turned += 1
            (c,) = opposite.constraints
            main = code.constraints[0]
            assert c.low > main.high or c.high < main.low, code.name
            assert opposite.name.startswith(f"{code.subject}: not ")
    assert turned > 0.8 * len(CATALOGUE)


def test_an_interval_around_the_middle_has_no_negation() -> None:
    assert negated(CATALOGUE["head: not turned"]) is None


def test_disjoint_bends_disagree_and_compatible_ones_do_not() -> None:
    assert disagree(CATALOGUE["left elbow: straight"], CATALOGUE["left elbow: right angle"])
    assert disagree(CATALOGUE["torso: leaning to the left"], CATALOGUE["torso: leaning to the right"])
    assert not disagree(CATALOGUE["left elbow: bent"], CATALOGUE["left elbow: right angle"])
    assert not disagree(CATALOGUE["left elbow: straight"], CATALOGUE["right elbow: right angle"])


def test_relations_between_any_two_places_exist_unless_a_limb_would_touch_itself() -> None:
    assert relation("left hand", "on", "left forearm") is None
    assert relation("left hand", "on", "left shoulder") is not None
    for a in ("left hand", "right knee", "left foot", "head"):
        for b in PLACES:
            for name in ("on", "near", "above", "below", "level with", "in front of", "behind", "beside", "away from"):
                code = relation(a, name, b)
                twin = relation(swap_sides(a), name, swap_sides(b))
                assert (code is None) == (twin is None)
                if code is not None and twin is not None:
                    assert code.mirrored().name == twin.name


def test_degrees_said_are_an_interval_around_them() -> None:
    (c,) = bend_degrees("elbow", "left", 120).constraints
    assert isinstance(c, Constraint)
    assert c.low < math.radians(120) < c.high
