"""What guides of what is said: weights of statements, what they may move, which keypoints give way, whose text is relied on."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch

from core.body.kinematics import Kinematics
from core.body.measures import Constraint
from core.body.skeleton import JOINT_INDEX, KEYPOINT_NAMES, PARTS
from core.diffusion.beginnings import Beginnings
from core.diffusion.evidence import keypoint_tensors, neutral_state
from core.diffusion.problem import Evidence, Weights
from core.diffusion.reliance import relied
from core.diffusion.words import latent_texts, parts_moved_by, spoken_statements, words_of
from core.language.posecodes import Posecode
from core.language.understanding import Statement, Understanding, understand
from core.observation import INSIST, Camera, Description, Keypoint, Person

HIP = "left hand: on the left hip"
OUT = "left elbow: out to the side"


def said(description: Description, part: str = "left_hand", obeyed: bool = False) -> dict[str, tuple[float, float]]:
    """Weight and insistence by posecode."""
    spoken = spoken_statements({part: description}, understand, lambda code: obeyed)
    return {s.statement.posecode.name: (s.weight, s.insisted) for s in spoken}


def on_hip(**changes: object) -> Description:
    return replace(Description("on the left hip, elbow out", "person"), **changes)  # type: ignore[arg-type]


def test_a_statement_weighs_confidence_times_trust_times_support_times_factor() -> None:
    plain = said(on_hip())
    assert set(plain) == {HIP, OUT} and all(insisted == 0 for _, insisted in plain.values())
    model = said(on_hip(source="vlm:any", support=((HIP, 0.5),)))
    assert model[HIP][0] == pytest.approx(plain[HIP][0] * 0.6 * 0.5) and model[OUT][0] == pytest.approx(plain[OUT][0] * 0.6)
    assert said(on_hip(emphasis=((HIP, 0.25),)))[HIP][0] == pytest.approx(plain[HIP][0] * 0.25)


def test_a_factor_of_zero_takes_one_statement_out_and_leaves_the_other() -> None:
    assert set(said(on_hip(emphasis=((HIP, 0.0),)))) == {OUT}
    assert said(on_hip(enabled=False)) == {} and said(on_hip(source="built-in")) == {}


def test_who_insists_vouches_for_a_statement_whoever_wrote_it() -> None:
    for source in ("person", "vlm:any", "built-in"):
        weight, insisted = said(on_hip(source=source, emphasis=((HIP, INSIST),)))[HIP]
        assert weight == pytest.approx(1.0) and insisted == 1.0
    half = said(on_hip(emphasis=((HIP, 1 + (INSIST - 1) / 2),)))[HIP]
    assert half[1] == pytest.approx(0.5)


def test_what_two_rows_say_counts_once_with_the_strongest_emphasis() -> None:
    rows = {"left_hand": on_hip(emphasis=((HIP, 0.5),)), "left_arm": on_hip(emphasis=((HIP, INSIST),))}
    words = words_of(spoken_statements(rows, understand, lambda code: False))
    constraints = list(words.table.constraints)
    assert len(constraints) == len(set(constraints))
    hip = constraints.index(understand("on the left hip", "left_hand").statements[0].posecode.constraints[0])
    assert float(words.weight[0, hip]) == 1.0 and float(words.insisted[0, hip]) == 1.0
    assert words.rows[0, hip].nonzero().flatten().tolist() == [PARTS.index("left_arm"), PARTS.index("left_hand")]


@pytest.mark.parametrize(("alone", "met", "moves"), [(True, 0.0, False), (True, 0.1, True), (False, 0.0, True)])
def test_words_that_the_body_already_obeys_free_nothing_where_they_are_alone(alone: bool, met: float, moves: bool) -> None:
    spoken = spoken_statements({"left_hand": on_hip()}, understand, lambda code: False)
    words = words_of(spoken, alone=alone, misses=lambda table: torch.full((1, len(table)), met))
    assert bool((words.free > 0).any()) == moves and float(words.weight.max()) > 0


def test_a_hand_on_the_hip_may_move_the_arm_and_neither_trunk_nor_legs() -> None:
    words = words_of(spoken_statements({"left_hand": on_hip()}, understand, lambda code: False))
    free = {joint for joint, index in JOINT_INDEX.items() if words.free[0, index] > 0}
    assert free == {f"left_{j}" for j in ("collar", "shoulder", "elbow", "wrist", "hand")}
    squat = understand("squatting", "torso").statements[0].posecode
    assert {"torso", "left_leg", "right_leg"} <= parts_moved_by(squat)


def test_keypoints_of_a_limb_give_way_only_where_a_person_insists_or_they_are_guesses() -> None:
    seen = {name: Keypoint(10.0, 10.0, 1.0) for name in KEYPOINT_NAMES}
    seen["left_wrist"] = replace(seen["left_wrist"], visibility="occluded")
    person = Person("p", keypoints=seen)
    plain = words_of(spoken_statements({"left_hand": on_hip()}, understand, lambda code: False))
    firm = words_of(spoken_statements({"left_hand": on_hip(emphasis=((HIP, INSIST),))}, understand, lambda code: False))
    wrist, elbow, knee = (KEYPOINT_NAMES.index(f"left_{j}") for j in ("wrist", "elbow", "knee"))
    bare, spoken, insisted = (keypoint_tensors(person, words)[1][0] for words in (None, plain, firm))
    assert float(spoken[wrist]) < 0.5 * float(bare[wrist]) and float(spoken[elbow]) == 1.0
    assert float(insisted[elbow]) < 0.3 and float(insisted[knee]) == 1.0


def test_the_latent_of_a_row_leaves_out_what_is_switched_off_and_rows_of_which_nothing_was_understood() -> None:
    text = "raised above the head. The elbow is bent."
    names = [s.posecode.name for s in understand(text, "left_arm").statements]
    bent = next(n for n in names if n.startswith("left elbow"))
    kept = latent_texts({"left_arm": Description(text, "person", emphasis=((bent, 0.0),))}, understand)["left_arm"]
    assert "raised above the head" in kept and "bent" not in kept
    off = Description(text, "person", emphasis=tuple((n, 0.0) for n in names))
    assert latent_texts({"left_arm": off}, understand) == {}
    assert latent_texts({"left_arm": Description("a red woollen sleeve", "person")}, understand) == {}
    assert latent_texts({"left_arm": Description("the right arm is raised", "person")}, understand) == {}


def test_the_latent_of_a_row_leaves_out_what_is_said_of_the_camera() -> None:
    depth = "the left hand is nearer to the camera than the left elbow"
    assert latent_texts({"left_arm": Description(depth, "person")}, understand) == {}
    kept = latent_texts({"left_arm": Description(f"The left arm is raised. {depth.capitalize()}.", "person")}, understand)["left_arm"]
    assert "raised" in kept and "camera" not in kept


def test_where_a_text_leaves_the_side_open_what_is_already_so_is_meant() -> None:
    code = understand("on the left hip", "left_hand").statements[0].posecode
    open_side = Statement("one hand on the hip", code, code.part, 0.6, alternative=code.mirrored())

    def hears(text: str, part: str) -> Understanding:
        return Understanding(text, (open_side,))

    rows = {"torso": Description("one hand on the hip", "person")}

    def chosen(true: Posecode | None) -> str:
        return spoken_statements(rows, hears, lambda c: c == true)[0].statement.posecode.name

    assert chosen(None) == chosen(code) == code.name and chosen(code.mirrored()) == code.mirrored().name


def evidence_of(rows: dict[str, str], confidence: float, kinematics: Kinematics) -> Evidence:
    """Words about a standing body whose keypoints are all seen, or none."""
    camera = Camera.assume((1000, 1000))
    standing = neutral_state(torch.zeros(24, 3).numpy(), camera, None)
    words = words_of(spoken_statements({p: Description(t, "person") for p, t in rows.items()}, understand, lambda c: False))
    nothing = Evidence.nothing(standing, torch.tensor([1100.0]), torch.tensor([[500.0, 500.0]]))
    return replace(
        nothing, statements=words.table, statement_weight=words.weight, insisted=words.insisted, rows=words.rows, moves=words.moves,
        confidence=torch.full((1, 25), confidence), latent_mask=torch.ones(1, 10),
    )  # fmt: skip


def test_a_row_that_contradicts_what_is_seen_is_relied_on_less_as_a_whole(kinematics: Kinematics) -> None:
    # The body is in the T-pose: the left arm's text is right, one half of the right arm's is wrong.
    rows = {"left_arm": "stretched out to the side", "right_arm": "stretched out to the side, the elbow fully bent"}
    seen, blind = (evidence_of(rows, confidence, kinematics) for confidence in (1.0, 0.0))
    after = relied(kinematics, seen.initial, seen, Weights())
    assert seen.rows is not None
    share = after.statement_weight / seen.statement_weight
    left, right = (seen.rows[0, :, PARTS.index(f"{side}_arm")] > 0 for side in ("left", "right"))
    assert float(share[0, left].min()) > 0.95 and float(share[0, right].max()) < 0.5
    assert float(after.latent_mask[0, PARTS.index("right_arm")]) < 0.5
    early = relied(kinematics, seen.initial, seen, Weights(), narrowing=0.2).statement_weight / seen.statement_weight
    assert float(early[0, right].min()) > float(share[0, right].max())  # a limb that has to swing over takes some steps
    assert torch.equal(relied(kinematics, blind.initial, blind, Weights()).statement_weight, blind.statement_weight)
    assert torch.equal(relied(kinematics, seen.initial, seen, Weights(keypoints=0)).statement_weight, seen.statement_weight)


def test_insisting_keeps_a_row_from_being_doubted(kinematics: Kinematics) -> None:
    seen = evidence_of({"right_arm": "the elbow is fully bent"}, 1.0, kinematics)
    assert seen.insisted is not None
    firm = replace(seen, insisted=torch.ones_like(seen.insisted))
    assert torch.equal(relied(kinematics, firm.initial, firm, Weights()).statement_weight, firm.statement_weight)


def test_beginnings_keep_the_heading_and_first_only_move_what_may_move() -> None:
    beginnings, camera = Beginnings.load(), Camera.assume((1000, 1000))
    initial = neutral_state(torch.zeros(24, 3).numpy(), camera, None)
    free = torch.zeros(1, 24)
    free[0, [16, 18]] = 1.0
    around = beginnings.around(initial, initial, free)
    count = len(beginnings.rotations)
    assert count > 40 and len(around.betas) == 2 * count
    held = [j for j in range(24) if j not in (16, 18)]
    assert torch.equal(around.rotations[:count, held], initial.rotations[:, held].expand(count, -1, -1, -1))
    assert not torch.allclose(around.rotations[count:, 4], initial.rotations[:, 4].expand(count, -1, -1))


def test_a_constraint_that_is_never_said_is_always_meant() -> None:
    words = words_of(spoken_statements({"left_hand": on_hip()}, understand, lambda code: False))
    back = [c for c in words.table.constraints if c.measure.axis == "back"]  # type: ignore[union-attr]
    assert back and isinstance(back[0], Constraint) and "left_elbow" in back[0].measure.points  # type: ignore[union-attr]
