"""What is done for each kind of request, with the engine: read, find, complete, understand, refine, draw, compare, export.

All of it runs in the engine's thread (``app.worker``), which decides what is done when; torch is imported here and in the asking thread's describers,
nowhere else in ``app``.
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from app.found import Frame, Overlay
from app.hypothesis_requests import SampleHypotheses
from app.hypothesis_work import sample_hypotheses
from app.project_file import image_of
from app.reading import Reading, clashes_of, difference_of, reading_of
from app.requests import (
    Answer,
    BodyLoaded,
    Compare,
    Compared,
    Complete,
    Describe,
    Described,
    DrawOverlay,
    Export,
    Exported,
    ImageOpened,
    InitialMeshed,
    MeshInitial,
    OpenImage,
    OpenProject,
    OverlayDrawn,
    PeopleFound,
    PersonCompleted,
    Prepare,
    Prepared,
    ProjectOpened,
    Refine,
    Request,
    ShowRefined,
    Understand,
    Understood,
)
from core.errors import InputError
from core.formats import Project, read_document
from core.observation import Observation, Person, RefinedPerson, Result
from core.render.surface import Surface

if TYPE_CHECKING:
    from core.engine import Engine

EngineFactory = Callable[[], "Engine"]
OVERLAY_SIDE = 640
"""Longest side of the moving overlay, px: about 20 ms to draw."""


def default_engine(body_path: str | None = None, device: str = "cpu") -> Engine:
    """The engine as shipped; leaves one core to the window."""
    import torch

    torch.set_num_threads(max(1, (os.cpu_count() or 2) - 1))
    from core.engine import Engine

    return Engine(body_path=body_path, device=device)


class Line(Protocol):
    """The way back to whoever asked; see ``app.worker``."""

    def check(self) -> None:
        """Ends the request that runs, when it is no longer wanted, by raising."""

    def answer(self, answer: Answer) -> None:
        """Gives an answer out."""

    def say(self, title: str) -> None:
        """Tells what is being done now."""

    def put_frame(self, frame: Frame, urgent: bool = False) -> None:
        """Gives out a step of a run, which takes the place of one that nobody has taken; ``urgent``: worth more than the wait for the next look."""

    @property
    def frame_waits(self) -> bool:
        """Whether the last step has not been taken yet."""

    def read_meanwhile(self) -> None:
        """Understands texts that wait for it, between two steps of a run."""


class EngineWork:
    """Owns the engine, which is made when it is first needed."""

    def __init__(self, engine_factory: EngineFactory, line: Line) -> None:
        self._factory, self._line = engine_factory, line
        self._engine: Engine | None = None
        self._surface: Surface | None = None

    def _the_engine(self, session: int) -> Engine:
        if self._engine is None:
            self._engine = self._factory()
            self._announce_body(session)
        return self._engine

    def _announce_body(self, session: int) -> None:
        from core.render.nearness import nearness

        assert self._engine is not None
        body_model = self._engine.body_model
        self._surface = Surface(body_model.faces, body_model.vertex_part)
        self._line.answer(BodyLoaded(session, body_model.faces, body_model.vertex_part, nearness(body_model.file)))

    def carry_out(self, request: Request) -> None:
        """Does what is asked for and gives the answers out, between which it looks whether it is still wanted."""
        match request:
            case OpenImage():
                self._open_image(request)
            case OpenProject():
                self._open_project(request)
            case Complete():
                self._complete(request)
            case Understand():
                self._understand(request)
            case Refine():
                self._refine(request)
            case ShowRefined():
                self._show_refined(request)
            case SampleHypotheses():
                sample_hypotheses(self._the_engine(request.session), request, self._line.check, self._line.answer)
            case Describe(session, person_id, body):
                self._line.answer(Described(session, person_id, self._the_engine(session).describe(body)))
            case MeshInitial(session, person_id, body):
                vertices, _ = self._the_engine(session).mesh(body)
                self._line.answer(InitialMeshed(session, person_id, body, vertices))
            case DrawOverlay():
                self._draw_overlay(request)
            case Compare():
                self._compare(request)
            case Export():
                self._export(request)
            case Prepare(session):
                self._the_engine(session).warm_up()
                gc.freeze()  # what is loaded by now stays: no collection need look at it again
                self._line.answer(Prepared(session))
            case _:
                raise TypeError(f"no way to carry out {type(request).__name__}")

    def _open_image(self, request: OpenImage) -> None:
        from core.completion import box_around
        from core.vision.image import load_image

        image = load_image(request.path)
        self._line.answer(ImageOpened(request.session, request.path, image))
        self._line.check()
        self._line.say("Loading the models")
        engine = self._the_engine(request.session)
        self._line.check()
        self._line.say("Looking for people")
        boxes = sorted((tuple(float(v) for v in found.box) for found in engine.detect(image)), key=_area, reverse=True)
        people = tuple(Person(f"p{i + 1}", box=box) for i, box in enumerate(boxes))  # type: ignore[arg-type]
        size = (image.shape[1], image.shape[0])
        observation = Observation(str(request.path), size, None, people)
        self._line.check()
        if people:
            self._line.say("Recovering the initial body")
            first = self._completed(Complete(request.session, observation, people[0], image, request.path))
            first = box_around(first, size)
            observation = replace(observation, people=(first, *people[1:]))
        self._line.answer(PeopleFound(request.session, observation, people[0].id if people else None))

    def _open_project(self, request: OpenProject) -> None:
        from core.vision.image import load_image

        found = read_document(request.path)
        if isinstance(found, Result):
            raise InputError(
                f"{request.path.name} holds a result only, which cannot be edited; open the project or the observation it came from."
            )
        project = found if isinstance(found, Project) else Project(found)
        image, place, warning = None, image_of(project.observation, request.path), ""
        if project.observation.image is not None:
            name = project.observation.image
            try:
                if place is None:
                    raise InputError(
                        f"The photograph {name} is not beside {request.path.name}; put it back and open the project again."
                    )
                image = load_image(place)
                if (image.shape[1], image.shape[0]) != tuple(project.observation.image_size):
                    raise InputError(
                        f"The photograph {name} has another size than when {request.path.name} was saved; is it the same one?"
                    )
            except InputError as error:
                image, warning = None, str(error)
        self._line.answer(
            ProjectOpened(
                request.session,
                request.path,
                project,
                image,
                place,
                isinstance(found, Project),
                request.restore,
                warning,
            )
        )

    def _complete(self, request: Complete) -> None:
        self._line.answer(PersonCompleted(request.session, request.person, self._completed(request)))

    def _completed(self, request: Complete) -> Person:
        from core.completion import completed

        return completed(self._the_engine(request.session), request.observation, request.person, lambda: request.image)

    def _understand(self, request: Understand) -> None:
        from core.language.contradictions import conflicts

        engine = self._the_engine(request.session)
        understood = {part: engine.understand(text, part) for part, text in request.texts.items()}
        readings = tuple(reading_of(part, one) for part, one in understood.items())
        heard = {
            part: replace(
                one, statements=tuple(s for s in one.statements if (part, s.posecode.name) not in request.silenced)
            )
            for part, one in understood.items()
            if part in request.guiding
        }
        clashes = clashes_of(conflicts(heard))
        self._line.answer(Understood(request.session, request.person_id, readings, clashes))

    def _readings(self, engine: Engine, refined: RefinedPerson) -> tuple[Reading, ...]:
        return tuple(reading_of(r.part, engine.understand(r.text, r.part), r) for r in refined.descriptions)

    def _refine(self, request: Refine) -> None:
        engine = self._the_engine(request.session)
        from core.engine import RefineRequest, Weights

        guidance, history = request.guidance, []
        weights = Weights(guidance.keypoints, guidance.text, guidance.initial, guidance.prior)
        asked = RefineRequest(request.observation, request.person, weights, steps=guidance.steps, seed=guidance.seed)
        for step in engine.refine(asked):
            if not step.last:
                self._line.check()
                self._line.read_meanwhile()
            history.append(dict(step.terms))
            # A step that the window would not show anyway needs no mesh.
            if step.last or not self._line.frame_waits:
                self._put(request, step, tuple(history), engine)

    def _put(self, request: Refine, step: Any, history: tuple[Mapping[str, float], ...], engine: Engine) -> None:
        vertices, _ = engine.mesh(step.body)
        seconds = time.perf_counter() - request.asked_at
        frame = Frame(
            request.person.id,
            request.generation,
            step.index + 1,
            step.total,
            step.body,
            vertices,
            dict(step.keypoints_2d),
            history,
            step.final,
            seconds,
            self._readings(engine, step.final) if step.final is not None else (),
        )
        self._line.put_frame(frame, urgent=step.index == 0 or step.final is not None)

    def _show_refined(self, request: ShowRefined) -> None:
        one, engine = request.refined, self._the_engine(request.session)
        vertices, _ = engine.mesh(one.body)
        seen, readings = dict(one.keypoints_2d), self._readings(engine, one)
        frame = Frame(
            one.id, request.generation, one.steps, one.steps, one.body, vertices, seen, (), one, readings=readings
        )
        self._line.put_frame(frame)

    def _draw_overlay(self, request: DrawOverlay) -> None:
        from core.render.overlay import draw_overlay

        self._the_engine(request.session)
        assert self._surface is not None
        scale = min(1.0, OVERLAY_SIDE / max(request.image_size))
        drawn = draw_overlay(request.vertices, self._surface, request.camera, request.image_size, scale=scale)
        self._line.answer(
            OverlayDrawn(request.session, request.person_id, Overlay(drawn.rgba, drawn.part_ids, drawn.scale))
        )

    def _compare(self, request: Compare) -> None:
        said = request.descriptions
        found = self._the_engine(request.session).difference(request.body, said)
        # A text that is switched off says nothing, but it stands in its row: nothing is offered beside it.
        speaking = {part: one for part, one in found.items() if part not in said or said[part].enabled}
        differences = {
            part: difference_of(part, said[part].text if part in said else "", one) for part, one in speaking.items()
        }
        self._line.answer(Compared(request.session, request.person_id, request.body, differences))

    def _export(self, request: Export) -> None:
        from core import export

        engine = self._the_engine(request.session)
        written = export.write_all(engine, request.paths, request.observation, request.refined, request.image)
        self._line.answer(Exported(request.session, tuple(written)))


def _area(box: tuple[float, ...]) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
