"""Between the document and the engine's thread: decides what has to be computed, asks for it, and puts the answers into the document.

It watches the document. Whatever changed, and whoever changed it (an edit, an undo, another person chosen), the question is the same: is the current
person complete, and does the body shown belong to what guides it now? Runs after typing wait for a pause; runs while a slider or a keypoint is
dragged follow at a steady pace and let the run before them finish, so that the body keeps moving under the hand.
"""

from __future__ import annotations

import itertools
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.document import Document
from app.drafter import Drafter
from app.found import Frame
from app.project_file import drafts_of, extra_of, guidance_of
from app.reader import Reader
from app.requests import (
    Answer,
    BodyLoaded,
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
    ProjectOpened,
    Refine,
    ShowRefined,
    Understood,
)
from app.worker import EngineThread
from core.observation import Keypoint, Person

TYPING_MS = 200
DRAGGING_MS = 60
FRAME_MS = 33


class Session(QObject):
    """One window's use of the engine."""

    body_loaded = Signal(object, object, object)
    """faces [F, 3], vertex_part [V] and nearness [24, V] of the body model."""
    opened = Signal(object)
    """The path of the photograph or project that is open now."""
    exported = Signal(object)
    """The paths written."""
    run_finished = Signal(object)
    """The last Frame of a run."""

    def __init__(self, document: Document, thread: EngineThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document, self.engine = document, thread
        self.reader = Reader(document, thread, self)
        self.drafter = Drafter(document, thread)
        self._session = 0
        self._opening = False
        self._generations = itertools.count(1)
        self._newest = self._dropped = 0
        """The newest run asked for, and the newest whose frames are not wanted any more."""
        self._asked: dict[str, Any] = {}
        self._done: dict[str, Any] = {}
        self._runs: dict[int, tuple[str, Any]] = {}
        """What each person's newest run was asked with, what their result was made with, and what each unfinished run belongs to."""
        self._completing: dict[str, Person] = {}
        self._patient = True
        self._decide_timer = QTimer(self, singleShot=True)
        self._decide_timer.timeout.connect(self.decide)
        self._frame_timer = QTimer(self, interval=FRAME_MS)
        self._frame_timer.timeout.connect(self.pull_frame)
        thread.answered.connect(self.receive)
        thread.frame_ready.connect(self.pull_frame)
        thread.working.connect(self._on_working)
        document.person_changed.connect(lambda _id: self._decide_in(0))
        document.initial_changed.connect(lambda: self._decide_in(0))
        document.camera_changed.connect(lambda: self._decide_in(0))
        document.keypoints_changed.connect(lambda: self._decide_in(0))
        document.weights_changed.connect(lambda: self._decide_in(DRAGGING_MS, patient=True))
        document.descriptions_changed.connect(self._on_descriptions_changed)

    # ------------------------------------------------------------------------------------------ asking

    def prepare(self) -> None:
        """Loads the engine ahead of the first photograph."""
        self.engine.submit(Prepare(self._session))

    def open(self, path: Path) -> None:
        """Opens a photograph, or a project, observation or result by its .json ending. What is open stays until the new one is read."""
        self._begin()
        self.engine.submit((OpenProject if path.suffix.lower() == ".json" else OpenImage)(self._session, path))

    def restore(self, path: Path) -> None:
        """Opens an autosaved project as unsaved work."""
        self._begin()
        self.engine.submit(OpenProject(self._session, path, restore=True))

    def _begin(self, opening: bool = True) -> None:
        """Answers to what was asked before are not wanted any more."""
        self._session += 1
        self._opening = opening
        self._reset_run()

    def close(self) -> None:
        """Nothing is open any more."""
        self._begin(opening=False)
        self.engine.drop_all(self._session)
        self.document.close()

    def _give_up_opening(self) -> None:
        """A photograph in which nobody has been looked for yet is closed again; what was open before, if it still is, goes on."""
        if self.document.image is not None and self.document.observation is None:
            self.close()
        else:
            self._begin(opening=False)
            self.engine.drop_all(self._session)
            self._decide_in(0)
        self.document.message.emit("info", "Opening was cancelled.")

    def stop(self) -> None:
        """Ends the engine's thread; nothing that it still says is listened to."""
        self._frame_timer.stop()
        self._decide_timer.stop()
        self.reader.stop()
        self.document.blockSignals(True)
        self.document.undo_stack.blockSignals(True)
        self.engine.stop()

    def run_again(self) -> None:
        """Runs the diffusion though nothing changed."""
        self._asked.pop(self.document.person_id or "", None)
        self._patient = False
        self.decide()

    def cancel(self) -> None:
        """Stops the run; the last step stays shown. The next edit runs again. While a file is being opened, gives that up."""
        if self._opening:
            self._give_up_opening()
            return
        self._decide_timer.stop()
        self.engine.cancel_runs()
        self._dropped = self._newest

    def drag_keypoint(self, name: str, x: float, y: float) -> None:
        """Shows where the body goes while a keypoint is dragged; the document changes when it is dropped."""
        person = self.document.person
        if person is None or person.initial is None:
            return
        old = person.keypoints.get(name)
        visibility = old.visibility if old is not None and old.visibility != "absent" else "visible"
        moved = replace(person, keypoints={**person.keypoints, name: Keypoint(x, y, 1.0, visibility)})
        self._asked.pop(person.id, None)
        self._refine(moved, patient=True)

    def draw_overlay(self) -> None:
        """Draws the newest body over the photograph."""
        frame, document = self.document.frame, self.document
        if frame is None or document.observation is None or document.camera is None:
            return
        camera = frame.final.camera if frame.final is not None else document.camera
        self.engine.submit(
            DrawOverlay(self._session, frame.person_id, frame.vertices, camera, document.observation.image_size)
        )

    def export(self, paths: dict[str, Path]) -> None:
        """Writes the refined body in other formats."""
        document = self.document
        if document.observation is not None and document.refined is not None:
            self.engine.submit(Export(self._session, paths, document.observation, document.refined, document.image))

    # ---------------------------------------------------------------------------------------- deciding

    def _on_descriptions_changed(self, part: str | None) -> None:
        self._decide_timer.stop()
        self._decide_in(TYPING_MS if part else 0)

    def _decide_in(self, ms: int, patient: bool = False) -> None:
        self._patient = self._patient and patient
        if not self._decide_timer.isActive() or self._decide_timer.remainingTime() > ms:
            self._decide_timer.start(ms)

    def decide(self) -> None:
        """Asks for whatever the current state lacks."""
        self._decide_timer.stop()
        patient, self._patient = self._patient, True
        person, observation = self.document.person, self.document.observation
        if person is None or observation is None:
            return
        if person.initial is None or person.descriptions is None:
            if self._completing.get(person.id) is not person:
                self._completing[person.id] = person
                self.engine.submit(
                    Complete(self._session, observation, person, self.document.image, self.document.image_path)
                )
            return
        if self.document.ghost is None:
            self.engine.submit(MeshInitial(self._session, person.id, person.initial))
        key = self.state(person)
        if not _same_key(self._asked.get(person.id), key):
            self._refine(person, patient)
            self._asked[person.id] = key
            self._runs[self._newest] = (person.id, key)
        elif self.document.frame is None and self.document.refined is not None:
            self._newest = next(self._generations)
            self._frame_timer.start()
            self.engine.submit(ShowRefined(self._session, self.document.refined, self._newest))

    @property
    def number(self) -> int:
        """Counts what has been opened; requests carry it."""
        return self._session

    def is_current(self, state: tuple[Any, ...] | None) -> bool:
        """Whether ``state`` is the current person's present one."""
        return self.document.person is not None and _same_key(state, self.state(self.document.person))

    def state(self, person: Person) -> tuple[Any, ...]:
        """What a run depends on."""
        return (
            person.initial,
            dict(person.keypoints),
            dict(person.descriptions or {}),
            self.document.guidance,
            self.document.camera,
            person.hold,
        )

    def _refine(self, person: Person, patient: bool) -> None:
        observation = self.document.observation
        assert observation is not None
        self._newest = next(self._generations)
        self._frame_timer.start()
        self.engine.submit(
            Refine(
                self._session, observation, person, self.document.guidance, self._newest, time.perf_counter(), patient
            )
        )

    def _reset_run(self) -> None:
        self.reader.begin(self._session)
        self.drafter.begin(self._session)
        self._decide_timer.stop()
        self._asked.clear()
        self._done.clear()
        self._runs.clear()
        self._completing.clear()
        self._dropped = self._newest

    def stale(self) -> list[str]:
        """The ids of those whose result does not belong to the current state: edited, and not refined since."""
        people = self.document.observation.people if self.document.observation else ()
        return [p.id for p in people if not _same_key(self._done.get(p.id), self.state(p))]

    # ---------------------------------------------------------------------------------------- answers

    def pull_frame(self) -> None:
        """Takes the newest step from the thread; called by the timer."""
        idle = self.engine.idle()
        frame = self.engine.take_frame()
        if frame is not None and frame.generation > self._dropped:
            self._show_frame(frame)
        elif frame is None and idle:
            self._frame_timer.stop()

    def _show_frame(self, frame: Frame) -> None:
        self.document.receive_frame(frame)
        self.draw_overlay()
        if frame.final is not None:
            self._runs, runs = {g: r for g, r in self._runs.items() if g > frame.generation}, self._runs
            _, self._done[frame.person_id] = runs.get(
                frame.generation, (frame.person_id, self._done.get(frame.person_id) if not frame.terms else None)
            )
            self.reader.run_finished(frame)
            self.run_finished.emit(frame)

    def _on_working(self, title: str) -> None:
        self.document.progress_changed.emit(title, 0, 0)
        self.document.set_busy(bool(title))

    def receive(self, answer: Answer) -> None:
        """Puts what the engine's thread found into the document, unless it belongs to what was open before."""
        if isinstance(answer, BodyLoaded):
            self.body_loaded.emit(answer.faces, answer.vertex_part, answer.nearness)
            return
        if isinstance(answer, Exported):
            self.exported.emit(answer.paths)
            return
        if answer.session != self._session:
            return
        document = self.document
        if isinstance(answer, PeopleFound | ProjectOpened | Failed):
            self._opening = False
        match answer:
            case ImageOpened(_, path, image):
                document.open_image(image, path)
                self.opened.emit(path)
            case ProjectOpened():
                self._show_project(answer)
            case PeopleFound(_, observation, person_id):
                document.receive_observation(observation, person_id)
                if person_id is None:
                    document.message.emit(
                        "warning",
                        "No person was found in this photograph; draw a box around one with the box tool (B).",
                    )
            case PersonCompleted(_, asked, person):
                # An answer to a state that has been changed or undone meanwhile is dropped; ``decide`` asks again if need be.
                if document.find_person(asked.id) is asked:
                    self._completing.pop(asked.id, None)
                    document.receive_person(person)
                    self._decide_in(0)
            case Understood() | Compared():
                self.reader.receive(answer)
            case Described(_, person_id, descriptions):
                self.drafter.receive(person_id, dict(descriptions))
            case InitialMeshed(_, person_id, body, vertices):
                owner = document.find_person(person_id)
                if owner is not None and owner.initial is body:
                    document.receive_ghost(person_id, vertices)  # type: ignore[arg-type]
            case OverlayDrawn(_, person_id, overlay):
                document.receive_overlay(person_id, overlay)
            case Failed(_, request, reason, expected):
                document.message.emit("warning" if expected else "error", reason)
                if isinstance(request, Describe):
                    self.drafter.give_up()

    def _show_project(self, answer: ProjectOpened) -> None:
        document, project = self.document, answer.project
        refined = project.result.people if project.result is not None else ()
        observation, guidance = project.observation, guidance_of(project, document.guidance)
        view = dict(project.view)
        for one in refined:
            person = next((p for p in observation.people if p.id == one.id), None)
            if (
                person is not None
                and person.initial is not None
                and person.descriptions is not None
                and one.id not in view.get("stale", ())
            ):
                # The saved result belongs to the saved state: it is shown as it is, not computed again.
                key = (
                    person.initial,
                    dict(person.keypoints),
                    dict(person.descriptions),
                    guidance,
                    observation.the_camera(),
                    person.hold,
                )
                self._asked[one.id] = self._done[one.id] = key
        document.open_project(
            observation,
            image=answer.image,
            image_path=answer.image_path,
            project_path=None if answer.restore or not answer.is_project else answer.path,
            person_id=str(view.get("person", "")),
            guidance=guidance,
            refined=refined,
            extra=extra_of(project),
            view=view,
            restored=answer.restore,
            drafts=drafts_of(project),
        )
        if answer.warning:
            document.message.emit("warning", answer.warning)
        self.opened.emit(answer.path)


def _same_key(a: tuple[Any, ...] | None, b: tuple[Any, ...]) -> bool:
    return a is not None and a[0] is b[0] and a[1:] == b[1:]
