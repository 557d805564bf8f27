"""The one thread that owns the engine.

The window submits requests (``app.requests``) and never waits. Of the requests in one lane only the newest is carried out, the most urgent lane
first; a run is given up between two steps when a newer one preempts it. Answers arrive as signals; the steps of a run go into a mailbox that holds
the newest one only, from which the window pulls at its own pace. Nothing that a request raises ends the thread.

No other thread touches the engine. A describer that asks a model is no part of it: it lives in a thread of its own (``app.asking_thread``). torch is
imported in these two threads and nowhere else in ``app``.
"""

from __future__ import annotations

import gc
import logging
import os
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QThread, Signal

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
    Failed,
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

log = logging.getLogger(__name__)

EngineFactory = Callable[[], "Engine"]
OVERLAY_SIDE = 640
"""Longest side of the moving overlay, px: about 20 ms to draw."""
PATIENCE_S = 0.4
"""A request that has waited this long goes before more urgent kinds."""
STOP_WAIT_MS = 20_000
"""Longest wait for the thread at exit; a request that cannot be stopped half-way (loading weights) takes a few seconds."""


def default_engine(body_path: str | None = None, device: str = "cpu") -> Engine:
    """The engine as shipped; leaves one core to the window."""
    import torch

    torch.set_num_threads(max(1, (os.cpu_count() or 2) - 1))
    from core.engine import Engine

    return Engine(body_path=body_path, device=device)


class _Superseded(Exception):
    """The running request is no longer wanted."""


class EngineThread(QThread):
    """Carries out requests one at a time; see the module's text for the order."""

    answered = Signal(object)
    """An Answer, in the window's thread."""
    working = Signal(str)
    """The title of the request being done; empty: idle."""

    frame_ready = Signal()
    """The first or the last step of a run is in the mailbox: worth more than the wait for the window's next look."""

    def __init__(
        self, engine_factory: EngineFactory = default_engine, log_path: str = "", parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("engine")
        self._factory = engine_factory
        self._log_path = log_path
        self._wake = threading.Condition()
        self._waiting: dict[str, Request] = {}
        self._since: dict[str, float] = {}
        """When each waiting lane began to wait; a newer request does not begin anew."""
        self._running: Request | None = None
        self._give_up = False
        self._stopping = False
        self._frame: Frame | None = None
        self._engine: Engine | None = None
        self._surface: Surface | None = None

    # ------------------------------------------------------------------------------------- window's thread

    def submit(self, request: Request) -> None:
        """Queues a request; returns at once."""
        with self._wake:
            self._waiting = {
                lane: r for lane, r in self._waiting.items() if r.session == request.session or isinstance(r, Export)
            }
            self._waiting.pop(request.lane, None)
            self._waiting[request.lane] = request
            self._since.setdefault(request.lane, time.monotonic())
            running = self._running
            if running is not None and not isinstance(running, Export) and request.preempts(running):
                self._give_up = True
            self._wake.notify()

    def cancel_runs(self) -> None:
        """Gives up the running refinement or sampling and those that wait."""
        with self._wake:
            self._waiting = {
                lane: r for lane, r in self._waiting.items() if not isinstance(r, Refine | SampleHypotheses)
            }
            if isinstance(self._running, Refine | SampleHypotheses):
                self._give_up = True

    def drop_all(self, session: int) -> None:
        """Forgets every request of older sessions, but for exports."""
        with self._wake:
            self._waiting = {
                lane: r for lane, r in self._waiting.items() if r.session == session or isinstance(r, Export)
            }
            self._give_up = not isinstance(self._running, Export)
            self._frame = None

    def take_frame(self) -> Frame | None:
        """The newest step that has not been taken yet."""
        with self._wake:
            frame, self._frame = self._frame, None
            return frame

    def idle(self) -> bool:
        """Nothing runs and nothing waits."""
        with self._wake:
            return self._running is None and not self._waiting

    def stop(self) -> bool:
        """Ends the thread; returns whether it ended in time."""
        with self._wake:
            self._stopping = self._give_up = True
            self._waiting.clear()
            self._wake.notify()
        return self.wait(STOP_WAIT_MS)

    # -------------------------------------------------------------------------------------- engine's thread

    def run(self) -> None:
        while True:
            with self._wake:
                if not self._waiting and not self._stopping:
                    self.working.emit("")
                while not self._waiting and not self._stopping:
                    self._wake.wait()
                if self._stopping:
                    return
                lane = min(self._waiting, key=self._urgency)
                request = self._waiting.pop(lane)
                self._since = {name: since for name, since in self._since.items() if name in self._waiting}
                self._running, self._give_up = request, False
            if request.title:
                self.working.emit(request.title)
            self._attempt(request)
            with self._wake:
                self._running = None

    def _attempt(self, request: Request) -> None:
        try:
            self._carry_out(request)
        except _Superseded:
            pass
        except InputError as error:
            self._answer(Failed(request.session, request, str(error), True))
        except Exception as error:  # the thread must outlive whatever a request raises
            log.exception("%s failed", type(request).__name__)
            where = f" Details are in {self._log_path}." if self._log_path else ""
            reason = f"{type(request).__name__} failed unexpectedly ({type(error).__name__}: {error}).{where}"
            self._answer(Failed(request.session, request, reason, False))

    def _urgency(self, lane: str) -> tuple[bool, int]:
        """Lower goes first. What has waited long comes before newer runs, so that the overlay keeps up with a long drag."""
        waited = time.monotonic() - self._since.get(lane, 0.0)
        return waited < PATIENCE_S, self._waiting[lane].priority

    def _answer(self, answer: Answer) -> None:
        self.answered.emit(answer)

    def _check(self) -> None:
        if self._give_up:
            raise _Superseded

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
        self._answer(BodyLoaded(session, body_model.faces, body_model.vertex_part, nearness(body_model.file)))

    def _carry_out(self, request: Request) -> None:
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
                sample_hypotheses(self._the_engine(request.session), request, self._check, self._answer)
            case Describe(session, person_id, body):
                self._answer(Described(session, person_id, self._the_engine(session).describe(body)))
            case MeshInitial(session, person_id, body):
                vertices, _ = self._the_engine(session).mesh(body)
                self._answer(InitialMeshed(session, person_id, body, vertices))
            case DrawOverlay():
                self._draw_overlay(request)
            case Compare():
                self._compare(request)
            case Export():
                self._export(request)
            case Prepare(session):
                self._the_engine(session).warm_up()
                gc.freeze()  # what is loaded by now stays: no collection need look at it again
                self._answer(Prepared(session))
            case _:
                raise TypeError(f"no way to carry out {type(request).__name__}")

    def _open_image(self, request: OpenImage) -> None:
        from core.completion import box_around
        from core.vision.image import load_image

        image = load_image(request.path)
        self._answer(ImageOpened(request.session, request.path, image))
        self._check()
        self.working.emit("Loading the models")
        engine = self._the_engine(request.session)
        self._check()
        self.working.emit("Looking for people")
        boxes = sorted((tuple(float(v) for v in found.box) for found in engine.detect(image)), key=_area, reverse=True)
        people = tuple(Person(f"p{i + 1}", box=box) for i, box in enumerate(boxes))  # type: ignore[arg-type]
        size = (image.shape[1], image.shape[0])
        observation = Observation(str(request.path), size, None, people)
        self._check()
        if people:
            self.working.emit("Recovering the initial body")
            first = self._completed(Complete(request.session, observation, people[0], image, request.path))
            first = box_around(first, size)
            observation = replace(observation, people=(first, *people[1:]))
        self._answer(PeopleFound(request.session, observation, people[0].id if people else None))

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
        self._answer(
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
        self._answer(PersonCompleted(request.session, request.person, self._completed(request)))

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
        self._answer(Understood(request.session, request.person_id, readings, clashes))

    def _read_meanwhile(self) -> None:
        """Chips follow the typing even while a run is on: understanding takes a few milliseconds, so it goes between two steps."""
        with self._wake:
            request = self._waiting.pop(Understand.__name__, None)
            self._since.pop(Understand.__name__, None)
        if request is not None:
            self._attempt(request)

    def _readings(self, engine: Engine, refined: RefinedPerson) -> tuple[Reading, ...]:
        return tuple(reading_of(r.part, engine.understand(r.text, r.part), r) for r in refined.descriptions)

    def _refine(self, request: Refine) -> None:
        engine = self._the_engine(request.session)
        from core.engine import RefineRequest, Weights

        guidance, history = request.guidance, []
        weights = Weights(guidance.keypoints, guidance.text, guidance.initial, guidance.prior)
        asked = RefineRequest(request.observation, request.person, weights, steps=guidance.steps, seed=guidance.seed)
        for step in engine.refine(asked):
            if step.final is None:
                self._check()
                self._read_meanwhile()
            history.append(dict(step.terms))
            # A step that the window would not show anyway needs no mesh.
            if step.final is not None or self._frame is None:
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
        with self._wake:
            self._frame = frame
        if step.index == 0 or step.final is not None:
            self.frame_ready.emit()

    def _show_refined(self, request: ShowRefined) -> None:
        one, engine = request.refined, self._the_engine(request.session)
        vertices, _ = engine.mesh(one.body)
        seen, readings = dict(one.keypoints_2d), self._readings(engine, one)
        frame = Frame(
            one.id, request.generation, one.steps, one.steps, one.body, vertices, seen, (), one, readings=readings
        )
        with self._wake:
            self._frame = frame

    def _draw_overlay(self, request: DrawOverlay) -> None:
        from core.render.overlay import draw_overlay

        self._the_engine(request.session)
        assert self._surface is not None
        scale = min(1.0, OVERLAY_SIDE / max(request.image_size))
        drawn = draw_overlay(request.vertices, self._surface, request.camera, request.image_size, scale=scale)
        self._answer(OverlayDrawn(request.session, request.person_id, Overlay(drawn.rgba, drawn.part_ids, drawn.scale)))

    def _compare(self, request: Compare) -> None:
        said = request.descriptions
        found = self._the_engine(request.session).difference(request.body, said)
        # A text that is switched off says nothing, but it stands in its row: nothing is offered beside it.
        speaking = {part: one for part, one in found.items() if part not in said or said[part].enabled}
        differences = {
            part: difference_of(part, said[part].text if part in said else "", one) for part, one in speaking.items()
        }
        self._answer(Compared(request.session, request.person_id, request.body, differences))

    def _export(self, request: Export) -> None:
        from core import export

        engine = self._the_engine(request.session)
        written = export.write_all(engine, request.paths, request.observation, request.refined, request.image)
        self._answer(Exported(request.session, tuple(written)))


def _area(box: tuple[float, ...]) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
