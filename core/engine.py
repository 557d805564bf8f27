"""The engine: from a photograph to a body that listens. The whole method on one page.

    photograph -> people (detect) -> keypoints, landmarks, initial body (observe)
               -> ten descriptions (describe) -> statements (understand)
               -> guided diffusion (refine): a generator of steps, the last with the report

Models are loaded when they are first needed and kept. One engine is used from one thread at a time.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from numpy.typing import NDArray

from core.body.measures import MeasureTable
from core.body.model import BodyModel
from core.body.rotations import axis_angle_to_matrix
from core.body.skeleton import KEYPOINT_NAMES, KEYPOINT_POINTS, PARTS
from core.diffusion.alternatives import drawn_of, followed, with_mirrored
from core.diffusion.beginnings import Beginnings
from core.diffusion.evidence import assemble, between, bodies_of, latent_tensors, neutral_state, state_of
from core.diffusion.hold import held, holding
from core.diffusion.problem import Evidence, State, Weights
from core.diffusion.proximal import ProximalSolver
from core.diffusion.report import judge, reprojection_error
from core.diffusion.sampler import SampleStep, moved_onto_keypoints, sample
from core.diffusion.telling import told_apart
from core.diffusion.weights import load_denoiser, load_limits
from core.diffusion.words import Words, latent_texts, spoken_statements, words_of
from core.errors import InputError
from core.hypotheses import Hypotheses, hypotheses_to_json
from core.observation import Array, Body, Camera, Description, DescriptionReport, Observation, Person, RefinedPerson
from core.refine_request import DEFAULT_STEPS, RefineRequest, Shown, Step, check
from core.resources import resource

if TYPE_CHECKING:
    from core.alignment.alignment import Alignment
    from core.ask import Question
    from core.body.kinematics import Points
    from core.diffusion.denoiser import Denoiser
    from core.language.backends.asked import Asked
    from core.language.backends.choice import DescriberChoice
    from core.language.backends.make import Describers
    from core.language.difference import PartDifference
    from core.language.posecodes import Posecode
    from core.language.understanding import Understanding
    from core.vision.detection import DetectedPerson, Detector
    from core.vision.regression import Lifter

__all__ = ["DEFAULT_STEPS", "Engine", "RefineRequest", "Step", "Weights"]

class Engine:
    """Detect, regress, describe, understand, refine.

    Args:
        body_path: an SMPL-format body file; None: the open body that ships with the app.
        device: "cpu" or "cuda"; refinement runs on the CPU whichever is given, since its network is tiny and its solves are small.
        detector: any ``core.vision.detection.Detector``; None: BlazePose.
    """

    def __init__(self, body_path: str | Path | None = None, device: str = "cpu", detector: Detector | None = None) -> None:
        self.body_model = BodyModel.load(body_path)
        self.device = device
        self._given_detector = detector
        self._last_said: tuple[Body, object, tuple[Words, tuple[torch.Tensor, torch.Tensor] | None]] | None = None

    # ------------------------------------------------------------------------------------------------ models

    @cached_property
    def detector(self) -> Detector:
        """Finds people and keypoints."""
        if self._given_detector is not None:
            return self._given_detector
        from core.vision.blazepose import BlazePose

        return BlazePose()

    @cached_property
    def lifter(self) -> Lifter:
        """The network from landmarks to the initial body."""
        from core.vision.regression import Lifter

        return Lifter.load()

    @cached_property
    def denoiser(self) -> Denoiser:
        """The diffusion's network."""
        with torch.inference_mode(False):  # may be differentiated later
            return load_denoiser()

    @cached_property
    def alignment(self) -> Alignment:
        """The latent that text and pose share."""
        from core.alignment.alignment import Alignment

        return Alignment.load()

    @cached_property
    def solver(self) -> ProximalSolver:
        """The proximal step, with the latent term."""
        return ProximalSolver(
            self.body_model.kinematics,
            load_limits(),
            self.alignment.pose_latents,
            capsules=self.body_model.capsules,
            beginnings=Beginnings.load(),
        )

    @cached_property
    def _neutral(self) -> NDArray[np.float64]:
        entries = json.loads(resource("poses", "authored.json").read_text(encoding="utf-8"))["poses"]
        return np.array(next(e["pose"] for e in entries if e["name"] == "standing"))

    def warm_up(self) -> None:
        """Load every model and run once, so that the first edit is as fast as the next."""
        size = (100, 100)
        person = Person("warm", initial=self.body_at(self._neutral, Camera.assume(size)), descriptions={"left_arm": Description("raised", "person")})
        for _ in self.refine(RefineRequest(Observation(None, size), person)):
            pass
        assert person.initial is not None and person.descriptions is not None
        self.mesh(person.initial)
        self.difference(person.initial, person.descriptions)

    # ---------------------------------------------------------------------------------- photograph to person

    def detect(self, image: NDArray[np.uint8]) -> list[DetectedPerson]:
        """People in an RGB image [H, W, 3], most prominent first; may be empty."""
        return self.detector.people(image)

    def observe(
        self, image: NDArray[np.uint8], image_path: str = "", box: Sequence[float] | None = None, camera: Camera | None = None, person_id: str = "p1"
    ) -> Person:
        """One person of an image: keypoints, landmarks, initial body, drafted descriptions.

        Args:
            box: the person's box x0, y0, x1, y1 in px; None: the most prominent person.

        Raises:
            InputError: when nobody is found.
        """
        if box is None:
            found = self.detect(image)
            if not found:
                where = f" in {image_path}" if image_path else ""
                raise InputError(f"No person was found{where}; draw a box around the person.")
            box = found[0].box
        x0, y0, x1, y1 = (float(v) for v in box)
        seen = self.detector.landmarks(image, (x0, y0, x1, y1))
        size = (image.shape[1], image.shape[0])
        person = Person(person_id, seen.box, seen.keypoints, None, None, seen.landmarks)
        initial = self.regress(Observation(image_path or None, size, camera), person)
        return replace(person, initial=initial, descriptions=self.describe(initial))

    def regress(self, observation: Observation, person: Person) -> Body:
        """The initial body from what is known of the person: landmarks and keypoints, keypoints alone, or a box."""
        return self.lifter.regress(
            person.keypoints, person.landmarks, observation.the_camera(), observation.image_size, self.body_model, person.box
        )

    # -------------------------------------------------------------------------------------------- language

    def describe(self, body: Body) -> dict[str, Description]:
        """The built-in describer's ten part descriptions of a body."""
        from core.language.describer import describe

        texts = describe(self.body_model.points(body), self.body_model.height(body))
        return {part: Description(texts[part], "built-in") for part in PARTS if part in texts}

    def ask(
        self,
        choice: DescriberChoice,
        image: NDArray[np.uint8] | None,
        person: Person,
        cancelled: Callable[[], bool] = lambda: False,
        *,
        others: Sequence[tuple[float, float, float, float]] = (),
        parts: Sequence[str] = PARTS,
    ) -> Iterator[Asked]:
        """Ask a describer about parts of a person; yields what happens, texts as they come. ``others``: the other people's boxes.

        Raises:
            InputError: when the describer cannot go on; texts yielded before stay valid.
        """
        from core.language.backends.subject import Subject

        subject = Subject(image, person.box, tuple(others), person.initial, person.keypoints, tuple(parts))
        yield from self._describers.describer(choice).ask(subject, cancelled)

    @cached_property
    def _describers(self) -> Describers:
        from core.language.backends.make import Describers

        return Describers(lambda: self.body_model)

    def posecodes(self, body: Body) -> list[Posecode]:
        """The posecodes that are true of a body."""
        from core.language.catalogue import posecodes_of

        return posecodes_of(self.body_model.points(body), self.body_model.height(body))

    def understand(self, text: str, part: str | None = None) -> Understanding:
        """What a text says, as statements; unchanged texts are answered from a cache."""
        return _understand(text, part)

    def obeys(self, body: Body, posecode: Posecode) -> bool:
        """Whether a body obeys a posecode."""
        table = MeasureTable(posecode.constraints)
        values = table.values(self.body_model.points(body), self.body_model.height(body))
        return bool(table.satisfied(values).all())

    def _misses(self, body: Body, table: MeasureTable) -> torch.Tensor:
        """By how much a body is outside constraints [1, S], signed (metres, radians by ``LEVER``); inside: 0."""
        return table.violations(table.values(self.body_model.points(body), self.body_model.height(body)))

    def judge(self, body: Body, descriptions: Mapping[str, Description], initial: Body | None = None) -> tuple[DescriptionReport, ...]:
        """What each description says, whether a body obeys it, and how close body and text are (before and after, when an initial body is given)."""
        return judge(self.body_model, self.alignment, body, initial or body, descriptions, _understand)

    def difference(self, body: Body, descriptions: Mapping[str, Description]) -> dict[str, PartDifference]:
        """By part, what the body does that the texts do not say, and what they say that the body does not do; texts that are switched off say nothing."""
        from core.language.difference import difference

        speaking = {part: d for part, d in descriptions.items() if d.enabled and d.text.strip()}
        understood = {part: self.understand(d.text, part) for part, d in speaking.items()}
        off = {part: {name for name, factor in d.emphasis if factor == 0} for part, d in speaking.items()}
        return difference(self.body_model.points(body), self.body_model.height(body), understood, off)

    # ---------------------------------------------------------------------------------------------- refine

    def refine(self, request: RefineRequest) -> Iterator[Step]:
        """Run the guided diffusion; yields every step, the last with the full report (worked out when it is asked for). Stop asking to cancel.

        Raises:
            InputError: when weights or steps are out of range or a model is missing.
        """
        check(request)
        person, observation = request.person, request.observation
        camera = observation.the_camera()
        initial = person.initial or self.regress(observation, person)
        descriptions = person.descriptions if person.descriptions is not None else self.describe(initial)
        with torch.inference_mode():
            evidence = self._evidence(request, camera, initial, descriptions)
        drawn = drawn_of(request.hypotheses, request.weights, evidence)
        heat = torch.zeros(drawn)
        heat[1:] = 1.0  # the first is the deterministic answer, the others are drawn
        steps = sample(self.denoiser, self.solver, evidence.repeat(drawn), request.weights, steps=request.steps, seed=request.seed, heat=heat)
        while True:
            with torch.inference_mode():
                current = next(steps, None)
                if current is None:
                    return
                final_step = current.index + 1 == current.total
                if final_step:
                    current = followed(self.denoiser, self.solver, evidence, request.weights, current)
                step = self._step(current, camera)
                if final_step:
                    found = None
                    if request.hypotheses > 1:
                        others = with_mirrored(self.denoiser, self.solver, evidence, request.weights, current.state, request.hypotheses)
                        found = told_apart(self.body_model, self.solver, evidence, others)
                    report = partial(self._final, request, found, camera, initial, descriptions)
                    step = replace(step, report=report, hypotheses=found)
            yield step

    def _evidence(self, request: RefineRequest, camera: Camera, initial: Body, descriptions: Mapping[str, Description]) -> Evidence:
        person, weights = request.person, request.weights
        words, latents = self._said_of(initial, descriptions, alone=not person.keypoints) if weights.text > 0 else (None, None)
        known = weights.initial > 0
        start = between(neutral_state(self._neutral, camera, person.box), state_of(initial), weights.initial, pins=request.pins)
        if not person.hold.empty:
            start = held(self.body_model.kinematics, person.hold, start)
        evidence = assemble(person, camera, start, known=known, words=words, latents=latents, pins=request.pins)
        if not person.hold.empty:
            evidence = holding(self.body_model.kinematics, person.hold, evidence)
        if weights.keypoints > 0:
            evidence = replace(evidence, initial=moved_onto_keypoints(self.body_model.kinematics, start, evidence))
        return evidence

    def _said_of(self, initial: Body, descriptions: Mapping[str, Description], *, alone: bool) -> tuple[Words, tuple[torch.Tensor, torch.Tensor] | None]:
        """What descriptions say of a body, as statements and latents. Kept until texts or body change: a weight that is turned changes neither."""
        by = (tuple(descriptions.items()), alone)
        if self._last_said is None or self._last_said[0] is not initial or self._last_said[1] != by:
            spoken = spoken_statements(descriptions, self.understand, partial(self.obeys, initial))
            words = words_of(spoken, alone=alone, misses=partial(self._misses, initial))
            texts = latent_texts(descriptions, self.understand)
            latents = latent_tensors(*self.alignment.text_latents(texts), descriptions) if texts else None
            self._last_said = (initial, by, (words, latents))
        return self._last_said[2]

    def _step(self, current: SampleStep, camera: Camera) -> Step:
        def show() -> Shown:
            with torch.inference_mode():
                body = bodies_of(current.state.one(0))[0]
                positions = current.state.posed(self.body_model.kinematics).positions[0].numpy().astype(np.float64)
            pixels = camera.project(positions[list(KEYPOINT_POINTS)])
            seen = {name: (float(x), float(y)) for name, (x, y) in zip(KEYPOINT_NAMES, pixels, strict=True)}
            return Shown(body, positions[:24], seen)

        def measure() -> dict[str, float]:
            with torch.inference_mode():
                return {name: float(value[0]) for name, value in vars(current.terms).items()}

        return Step(current.index, current.total, show, measure)

    def questions(
        self, request: RefineRequest, found: Hypotheses, *, asked: Collection[str] = (), parts: Collection[str] = PARTS
    ) -> list[Question]:
        """Questions whose answers would tell the hypotheses of a request apart, the best first.

        Args:
            asked: texts of questions that were put before.
            parts: ask about these only.
        """
        from core.ask import ranked, unseen_parts

        unseen = unseen_parts(request.person, request.observation)
        return ranked(found, *self._points_of(found), self._said(request.person), asked, parts, unseen)

    def question(
        self, request: RefineRequest, found: Hypotheses, *, asked: Collection[str] = (), parts: Collection[str] = PARTS
    ) -> Question | None:
        """The best of ``questions``; None where nothing is worth asking."""
        return next(iter(self.questions(request, found, asked=asked, parts=parts)), None)

    def _points_of(self, found: Hypotheses) -> tuple[Points, torch.Tensor]:
        states = State.joined([state_of(h.body) for h in found.items])
        kinematics = self.body_model.kinematics
        return kinematics.pose(states.rotations, states.betas, states.transl), kinematics.height(states.betas)

    def _said(self, person: Person) -> list[Posecode]:
        """What the texts that guide say."""
        return [s.statement.posecode for s in spoken_statements(person.descriptions or {}, self.understand, lambda _: True)]

    def _final(
        self, request: RefineRequest, found: Hypotheses | None, camera: Camera, initial: Body, descriptions: Mapping[str, Description], step: Step
    ) -> RefinedPerson:  # fmt: skip
        person = request.person
        extra: dict[str, object] = {} if found is None else dict(hypotheses_to_json(found))
        with torch.inference_mode():
            judged = self.judge(step.body, descriptions, initial)
        return RefinedPerson(
            id=person.id,
            body=step.body,
            camera=camera,
            joints_3d=step.joints_3d,
            keypoints_2d=step.keypoints_2d,
            reprojection_error=reprojection_error(step.keypoints_2d, person.keypoints),
            initial_reprojection_error=reprojection_error(self.body_model.keypoints(initial, camera), person.keypoints),
            descriptions=judged,
            steps=request.steps,
            extra=extra,
        )

    # ------------------------------------------------------------------------------------------------ shape

    def mesh(self, body: Body) -> tuple[NDArray[np.float32], NDArray[np.int32]]:
        """Vertices [V, 3] in the camera frame (m) and faces [F, 3]."""
        return self.body_model.vertices(body), self.body_model.faces

    def body_at(self, pose: Array, camera: Camera) -> Body:
        """A pose [24, 3] given y up, facing +z, as a body that stands three metres before the camera."""
        state = neutral_state(np.asarray(pose), camera, None)
        state.rotations[0, 0] = state.rotations[0, 0] @ axis_angle_to_matrix(torch.tensor(pose[0], dtype=torch.float32))
        return bodies_of(state)[0]


@lru_cache(maxsize=512)
def _understand(text: str, part: str | None) -> Understanding:
    from core.language.understanding import understand

    return understand(text, part)
