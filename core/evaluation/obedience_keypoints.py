"""Words beside keypoints, on the sample photographs: they must not tear the body off what is clearly seen, and must decide depth and what is hidden.

*Contradicting*: a sentence that contradicts a clearly visible limb is typed at the default text weight; the reprojection error over the clearly visible
keypoints may rise by ``MAY_RISE`` px on an image of 1000 px. *Depth*: a forearm or a shin of the initial body is flipped to the wrong side in depth, and a
sentence states the right one. *Other depth*: nothing is flipped, and a sentence puts a hand on the other side of its shoulder in depth, where the picture
allows it and an arm can be so (few photographs do: elbows bend one way). *Hidden*: a hand's keypoints are marked occluded and a sentence says where it is.
The last three have to be obeyed, judged by ``independent_geometry``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch

from core.body.rotations import matrix_to_axis_angle
from core.body.skeleton import JOINT_INDEX, PARENTS
from core.engine import Engine, RefineRequest
from core.evaluation.independent_geometry import Array, Posed
from core.evaluation.obedience_checks import Check
from core.evaluation.obedience_functions import Ruler
from core.evaluation.obedience_plausibility import judge_plausibility, twist_degrees
from core.observation import Body, Description, Keypoint, Observation, Person
from core.vision.image import load_image

MAY_RISE = 2.0
"""Allowed rise (px) of the mean reprojection error of clearly visible keypoints, for a longer image side of 1000 px."""
CLEAR = 0.8
"""Confidence from which a keypoint counts as clearly visible."""
SEGMENT_DEPTH = 0.08
"""A segment must lie at least this deep (m, of a 1.7 m body) to be worth flipping, and come at least a third of this deep to the right side."""
_ARM_TURNS = (-110, 60)
"""Turns (degrees) of the upper arm about itself that arms can do without effort: the middle 98 of a hundred captured poses."""
_LIMBS = {
    "arm": ("shoulder", "elbow", "wrist"),
    "leg": ("hip", "knee", "ankle"),
}
_DEPTH_TEXTS = {
    ("arm", True): ("The {side} forearm points towards the camera.", "the {side} hand is closer to the camera than the {side} elbow"),
    ("arm", False): ("The {side} forearm points away from the camera.", "the {side} hand is farther from the camera than the {side} elbow"),
    ("leg", True): ("The {side} lower leg points towards the camera.", "the {side} foot is closer to the camera than the {side} knee"),
    ("leg", False): ("The {side} lower leg points away from the camera.", "the {side} foot is farther from the camera than the {side} knee"),
}  # fmt: skip
_OTHER_DEPTH_TEXTS = {
    True: ("reaching towards the camera", "The {side} hand is closer to the camera than the {side} shoulder."),
    False: ("reaching away from the camera", "The {side} hand is farther from the camera than the {side} shoulder."),
}
_HIDDEN = (
    ("hand behind the back", "z({side}_hand, spine1) < 0.0"),
    ("resting on the hip", "touches({side}_hand, {side}_hip, 0.07) or touches({side}_hand, {side}_waist, 0.07)"),
    ("the hand lies on the belly", "touches({side}_hand, belly, 0.07)"),
)


@dataclass(frozen=True)
class Trial:
    """One sentence on one photograph.

    Attributes:
        kind: "contradicting", "depth", "other depth" or "hidden".
        text: with the part it was typed into.
        rise: of the reprojection error, px on an image of 1000 px, against the same run without words.
        obeyed: whether the sentence is met; None for contradicting ones, which need not be.
        without_words: whether it is met without the sentence.
    """

    kind: str
    photograph: str
    text: str
    rise: float
    obeyed: bool | None = None
    without_words: bool | None = None

    @property
    def holds_on(self) -> bool:
        """The body stays on the clearly visible keypoints."""
        return self.rise <= MAY_RISE

    @property
    def passed(self) -> bool:
        """Depth and hidden sentences must be obeyed, contradicting ones must not tear the body off."""
        return self.holds_on if self.kind == "contradicting" else bool(self.obeyed)


def clearly_visible(person: Person) -> dict[str, Keypoint]:
    """The keypoints that are marked visible and have a high confidence."""
    return {n: k for n, k in person.keypoints.items() if k.visibility == "visible" and k.confidence >= CLEAR}


def run_trials(engine: Engine, photographs: Sequence[Path]) -> Iterator[Trial]:
    """All trials on the most prominent person of each photograph."""
    for path in photographs:
        image = load_image(path)
        observed = engine.observe(image, str(path))
        scene = _Scene(engine, path.stem, Observation(None, (image.shape[1], image.shape[0])), observed)
        yield from scene.contradicting()
        yield from scene.depth()
        yield from scene.other_depth()
        yield from scene.hidden()


class _Scene:
    """One photograph: its person, and the body refined without words."""

    def __init__(self, engine: Engine, name: str, observation: Observation, person: Person) -> None:
        self.engine, self.name, self.observation = engine, name, observation
        self.person = replace(person, descriptions={})
        self.scale = 1000.0 / max(observation.image_size)
        self.plain = self.refined(self.person, {})
        self.posed = Posed(self.plain)

    def refined(self, person: Person, texts: Mapping[str, str]) -> Body:
        spoken = {part: Description(text, "person") for part, text in texts.items()}
        body = None
        for step in self.engine.refine(RefineRequest(self.observation, replace(person, descriptions=spoken))):
            body = step.body
        assert body is not None
        return body

    def error(self, body: Body, keypoints: Mapping[str, Keypoint]) -> float:
        """Mean reprojection error in px on an image of 1000 px."""
        seen = self.engine.body_model.keypoints(body, self.observation.the_camera())
        misses = [np.hypot(seen[n][0] - k.x, seen[n][1] - k.y) for n, k in keypoints.items() if n in seen]
        return float(np.mean(misses)) * self.scale if misses else 0.0

    def trial(self, kind: str, person: Person, part: str, text: str, check: Check | None = None) -> Trial:
        body, without = self.refined(person, {part: text}), self.refined(person, {})
        shown = clearly_visible(person)
        rise = self.error(body, shown) - self.error(without, shown)
        met = [None if check is None else check.holds(Ruler(p, p)) for p in (Posed(body), Posed(without))]
        return Trial(kind, self.name, f"{part}: {text}", rise, met[0], met[1])

    def contradicting(self) -> Iterator[Trial]:
        shown = clearly_visible(self.person)
        for side in ("left", "right"):
            if all(f"{side}_{j}" in shown for j in _LIMBS["arm"]):
                raised = self.posed.point(f"{side}_wrist")[1] > self.posed.point(f"{side}_shoulder")[1]
                text = "hanging straight down beside the body" if raised else "raised straight up above the head"
                yield self.trial("contradicting", self.person, f"{side}_arm", text)
                bent = _bend(self.posed, side, "arm") > 50
                yield self.trial(
                    "contradicting",
                    self.person,
                    f"{side}_arm",
                    "completely straight" if bent else "the elbow is bent at a right angle",
                )
            if all(f"{side}_{j}" in shown for j in _LIMBS["leg"]):
                bent = _bend(self.posed, side, "leg") > 50
                yield self.trial(
                    "contradicting",
                    self.person,
                    f"{side}_leg",
                    "straight, the knee is not bent" if bent else "the knee is bent at a right angle",
                )

    def depth(self) -> Iterator[Trial]:
        shown = clearly_visible(self.person)
        for limb, (root, middle, end) in _LIMBS.items():
            for side in ("left", "right"):
                if not all(f"{side}_{j}" in shown for j in (root, middle, end)):
                    continue
                nearer = float(self.posed.point(f"{side}_{end}")[2] - self.posed.point(f"{side}_{middle}")[2])
                if abs(nearer) < SEGMENT_DEPTH:
                    continue
                flipped = replace(self.person, initial=flipped_in_depth(self.plain, f"{side}_{middle}"))
                sign = "" if nearer > 0 else "-"
                check = Check.parse(f"{sign}nearer({side}_{end}, {side}_{middle}) > {SEGMENT_DEPTH / 3:.3f}")
                for text in _DEPTH_TEXTS[limb, nearer > 0]:
                    yield self.trial("depth", flipped, f"{side}_{limb}", text.format(side=side), check)

    def other_depth(self) -> Iterator[Trial]:
        shown = clearly_visible(self.person)
        for side in ("left", "right"):
            if not all(f"{side}_{j}" in shown for j in _LIMBS["arm"]):
                continue
            nearer = float(self.posed.point(f"{side}_wrist")[2] - self.posed.point(f"{side}_shoulder")[2])
            if abs(nearer) < SEGMENT_DEPTH or not _can_flip_arm(self.plain, side):
                continue
            check = Check.parse(f"{'-' if nearer > 0 else ''}nearer({side}_wrist, {side}_shoulder) > {SEGMENT_DEPTH / 3:.3f}")
            for text in _OTHER_DEPTH_TEXTS[nearer < 0]:
                yield self.trial("other depth", self.person, f"{side}_arm", text.format(side=side), check)

    def hidden(self) -> Iterator[Trial]:
        for side in ("left", "right"):
            names = (f"{side}_wrist", f"{side}_elbow", f"{side}_index")
            points = {
                n: replace(k, visibility="occluded") if n in names else k for n, k in self.person.keypoints.items()
            }
            covered = replace(self.person, keypoints=points)
            for text, check in _HIDDEN:
                yield self.trial("hidden", covered, f"{side}_hand", text, Check.parse(check.format(side=side)))


def _bend(posed: Posed, side: str, limb: str) -> float:
    a, b, c = (posed.point(f"{side}_{j}") for j in _LIMBS[limb])
    first, second = b - a, c - b
    cos = first @ second / (np.linalg.norm(first) * np.linalg.norm(second))
    return float(np.degrees(np.arccos(np.clip(cos, -1, 1))))


def flipped_in_depth(body: Body, *joints: str) -> Body:
    """A body whose bones below some joints, from the trunk outwards, point to the other side in depth and the same way in the picture."""
    ways = [_bone(Posed(body), joint) * (1.0, 1.0, -1.0) for joint in joints]
    for joint, way in zip(joints, ways, strict=True):
        posed, index = Posed(body), JOINT_INDEX[joint]
        local = posed.rotations[PARENTS[index]].T @ _shortest_turn(_bone(posed, joint), way) @ posed.rotations[index]
        pose = body.pose.copy()
        pose[index] = matrix_to_axis_angle(torch.tensor(local)[None])[0].numpy()
        body = Body.from_pose(pose, body.betas, body.transl)
    return body


def _bone(posed: Posed, joint: str) -> Array:
    index = JOINT_INDEX[joint]
    return np.asarray(posed.joints[PARENTS.index(index)] - posed.joints[index])


def _can_flip_arm(body: Body, side: str) -> bool:
    """Whether an arm could lie on the other side in depth: the upper arm turns about itself so that the elbow bends the way elbows do."""
    flipped = Posed(flipped_in_depth(body, f"{side}_shoulder", f"{side}_elbow"))
    sign = 1.0 if side == "left" else -1.0
    shoulder, collar, elbow = (flipped.local[JOINT_INDEX[f"{side}_{j}"]] for j in ("shoulder", "collar", "elbow"))
    forearm = elbow @ np.array((sign, 0.0, 0.0))
    angle = np.arctan2(forearm[1], forearm[2])  # turns the forearm into the half-plane in front of the upper arm
    turn = np.array(((1, 0, 0), (0, np.cos(angle), -np.sin(angle)), (0, np.sin(angle), np.cos(angle))))
    twist = twist_degrees(collar @ shoulder @ turn.T, np.array((1.0, 0.0, 0.0)))
    verdict = judge_plausibility(flipped)
    awkward = [limit for limit in verdict.limits if f"{side} arm" in limit]
    return _ARM_TURNS[0] < twist < _ARM_TURNS[1] and not verdict.penetrations and not awkward


def _shortest_turn(a: Array, b: Array) -> Array:
    """The rotation [3, 3] that takes direction a to direction b."""
    a, b = a / np.linalg.norm(a), b / np.linalg.norm(b)
    v, c = np.cross(a, b), float(a @ b)
    k = np.array(((0, -v[2], v[1]), (v[2], 0, -v[0]), (-v[1], v[0], 0)))
    return np.asarray(np.eye(3) + k + k @ k / max(1 + c, 1e-9))
