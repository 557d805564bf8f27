"""The engine's thread: the newest request wins, a run can be given up between steps, no failure ends it, and it always stops."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.document import Frame, Guidance
from app.requests import (
    Complete,
    Describe,
    Described,
    DrawOverlay,
    Export,
    Exported,
    Failed,
    ImageOpened,
    OpenImage,
    OpenProject,
    OverlayDrawn,
    PeopleFound,
    PersonCompleted,
    Refine,
    Request,
    Understand,
    Understood,
)
from app.worker import EngineThread
from core.body.skeleton import PARTS
from core.observation import Observation, Person
from tests.window_fixtures import SAMPLE, observed, real_engine


class Listener:
    """Collects what a thread answers."""

    def __init__(self, thread: EngineThread, qtbot: Any) -> None:
        self.answers: list[Any] = []
        self.frames: list[Frame] = []
        self._thread, self._qtbot = thread, qtbot
        thread.answered.connect(self.answers.append)

    def of(self, kind: type) -> list[Any]:
        return [a for a in self.answers if isinstance(a, kind)]

    def wait_for(self, kind: type, count: int = 1) -> list[Any]:
        self._qtbot.waitUntil(lambda: len(self.of(kind)) >= count, timeout=60_000)
        return self.of(kind)

    def final_of(self, generation: int) -> Frame:
        """Pulls frames, as the window does, until the run of that generation is finished."""

        def done() -> bool:
            frame = self._thread.take_frame()
            if frame is not None:
                self.frames.append(frame)
            return any(f.generation == generation and f.final is not None for f in self.frames)

        self._qtbot.waitUntil(done, timeout=60_000)
        return next(f for f in self.frames if f.generation == generation and f.final is not None)


@pytest.fixture
def start(qtbot: Any) -> Iterator[Callable[..., tuple[EngineThread, Listener]]]:
    threads: list[EngineThread] = []

    def make(factory: Callable[[], Any] = real_engine, log_path: str = "") -> tuple[EngineThread, Listener]:
        thread = EngineThread(factory, log_path)
        threads.append(thread)
        listener = Listener(thread, qtbot)
        thread.start()
        return thread, listener

    yield make
    for thread in threads:
        assert thread.stop()


def refine(generation: int, *, steps: int = 5, patient: bool = False, text: float = 1.0) -> Refine:
    observation = observed()[1]
    guidance = Guidance(text=text, steps=steps)
    return Refine(1, observation, observation.people[0], guidance, generation, time.perf_counter(), patient)


def test_a_photograph_is_answered_in_stages(start: Any) -> None:
    thread, listener = start()
    thread.submit(OpenImage(1, SAMPLE))
    (found,) = listener.wait_for(PeopleFound)
    (opened,) = listener.of(ImageOpened)
    assert opened.image.shape[2] == 3 and found.person_id == "p1"
    person = found.observation.people[0]
    assert person.initial is not None and person.keypoints and set(person.descriptions) == set(PARTS)


def test_a_run_ends_with_a_frame_that_carries_the_result(start: Any) -> None:
    thread, listener = start()
    thread.submit(refine(1))
    frame = listener.final_of(1)
    assert frame.index == frame.total == 5 and len(frame.terms) == 5
    assert (
        frame.final is not None
        and frame.final.id == "p1"
        and frame.vertices.dtype.name == "float32"
        and frame.seconds > 0
    )


def test_the_same_seed_gives_the_same_body_again(start: Any) -> None:
    thread, listener = start()
    thread.submit(refine(1))
    first = listener.final_of(1)
    thread.submit(refine(2))
    assert (listener.final_of(2).vertices == first.vertices).all()


def test_a_newer_run_stops_the_one_before_it_between_two_steps(start: Any, qtbot: Any) -> None:
    thread, listener = start()
    thread.submit(refine(1, steps=20))
    qtbot.waitUntil(lambda: (frame := thread.take_frame()) is not None and frame.generation == 1, timeout=60_000)
    thread.submit(refine(2))
    listener.final_of(2)
    assert not [f for f in listener.frames if f.generation == 1 and f.final is not None]


def test_a_patient_run_lets_the_one_before_it_finish(start: Any, qtbot: Any) -> None:
    thread, listener = start()
    thread.submit(refine(1, steps=10))
    qtbot.waitUntil(lambda: (frame := thread.take_frame()) is not None and frame.generation == 1, timeout=60_000)
    thread.submit(refine(2, patient=True))
    listener.final_of(1)
    listener.final_of(2)


def test_of_the_runs_that_wait_only_the_newest_is_made(start: Any) -> None:
    gate = threading.Event()

    def slow_engine() -> Any:
        gate.wait(30)
        return real_engine()

    observed()[1]
    thread, listener = start(slow_engine)
    for generation in range(1, 6):
        thread.submit(refine(generation))
    gate.set()
    listener.final_of(5)
    # The first may have been picked up before the others came; it gives way at its first step.
    assert {f.generation for f in listener.frames if f.final is not None} == {5}


def test_a_cancelled_run_gives_no_result_and_the_next_one_does(start: Any, qtbot: Any) -> None:
    thread, listener = start()
    thread.submit(refine(1, steps=20))
    qtbot.waitUntil(lambda: thread.take_frame() is not None, timeout=60_000)
    thread.cancel_runs()
    qtbot.waitUntil(thread.idle, timeout=60_000)
    frame = thread.take_frame()
    assert frame is None or frame.final is None
    thread.submit(refine(2))
    listener.final_of(2)


def test_a_file_that_is_no_image_is_refused_and_the_thread_goes_on(start: Any, tmp_path: Path) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"not an image")
    thread, listener = start()
    thread.submit(OpenImage(1, broken))
    (failed,) = listener.wait_for(Failed)
    assert failed.expected and "broken.jpg" in failed.reason and not listener.of(ImageOpened)
    thread.submit(Describe(1, "p1", observed()[1].people[0].initial))
    listener.wait_for(Described)


@pytest.mark.parametrize("content", [b"", b"{}", b'{"format": "contrapposto/project@9"}', b"\xff\xfe\x00"])
def test_a_file_that_is_no_project_is_refused(start: Any, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.contrapposto.json"
    path.write_bytes(content)
    thread, listener = start()
    thread.submit(OpenProject(1, path))
    (failed,) = listener.wait_for(Failed)
    assert failed.expected and "x.contrapposto.json" in failed.reason


def test_an_unexpected_failure_names_the_log_and_is_tried_again_the_next_time(start: Any) -> None:
    calls = []

    def failing_once() -> Any:
        calls.append(1)
        if len(calls) == 1:
            raise RuntimeError("no such luck")
        return real_engine()

    thread, listener = start(failing_once, "/somewhere/contrapposto.log")
    thread.submit(Understand(1, "p1", {"left_arm": "raised above the head"}))
    (failed,) = listener.wait_for(Failed)
    assert not failed.expected and "no such luck" in failed.reason and "/somewhere/contrapposto.log" in failed.reason
    thread.submit(Understand(1, "p1", {"left_arm": "raised above the head"}))
    (understood,) = listener.wait_for(Understood)
    assert understood.readings[0].statements


def test_a_request_of_an_unknown_kind_does_not_end_the_thread(start: Any) -> None:
    class Strange(Request):
        pass

    thread, listener = start()
    thread.submit(Strange(1))
    listener.wait_for(Failed)
    assert thread.isRunning()


def test_what_waits_for_an_older_photograph_is_dropped(start: Any, qtbot: Any) -> None:
    begun, gate = threading.Event(), threading.Event()

    def slow_engine() -> Any:
        begun.set()
        gate.wait(60)
        return real_engine()

    initial = observed()[1].people[0].initial
    thread, listener = start(slow_engine)
    thread.submit(Describe(1, "old", initial))
    assert begun.wait(60), "the first request is under way"
    thread.submit(Describe(1, "older", initial))
    thread.submit(Describe(2, "new", initial))
    gate.set()
    qtbot.waitUntil(lambda: any(a.person_id == "new" for a in listener.of(Described)), timeout=60_000)
    qtbot.waitUntil(thread.idle, timeout=60_000)
    qtbot.wait(1)  # what the thread has already said is heard
    assert "older" not in [a.person_id for a in listener.of(Described)]


def test_a_box_alone_is_completed_to_a_whole_person(start: Any) -> None:
    image, observation = observed()
    drawn = Person("p7", observation.people[0].box)
    thread, listener = start()
    thread.submit(Complete(1, observation, drawn, image, SAMPLE))
    (completed,) = listener.wait_for(PersonCompleted)
    assert completed.asked is drawn and completed.person.id == "p7"
    assert completed.person.keypoints and completed.person.initial is not None and completed.person.descriptions


def test_a_box_without_a_photograph_gets_a_body_that_words_can_move(start: Any) -> None:
    thread, listener = start()
    thread.submit(Complete(1, Observation(None, (100, 100)), Person("p1", (0, 0, 50, 50)), None, None))
    (completed,) = listener.wait_for(PersonCompleted)
    assert (
        completed.person.initial is not None
        and completed.person.descriptions is not None
        and not completed.person.keypoints
    )


def test_the_overlay_knows_the_part_under_every_pixel(start: Any) -> None:
    observation = observed()[1]
    vertices = real_engine().mesh(observation.people[0].initial)[0]
    thread, listener = start()
    thread.submit(DrawOverlay(1, "p1", vertices, observation.the_camera(), observation.image_size))
    (drawn,) = listener.wait_for(OverlayDrawn)
    overlay = drawn.overlay
    assert overlay.rgba.shape[:2] == overlay.part_ids.shape and (overlay.part_ids >= 0).any()
    assert abs(overlay.rgba.shape[1] / overlay.scale - observation.image_size[0]) < 2


def test_every_format_is_exported(start: Any, tmp_path: Path) -> None:
    thread, listener = start()
    thread.submit(refine(1))
    final = listener.final_of(1).final
    paths = {kind: tmp_path / f"body.{kind}" for kind in ("npz", "json", "obj", "ply", "glb", "png")}
    thread.submit(Export(1, paths, observed()[1], final, None))
    (exported,) = listener.wait_for(Exported)
    assert set(exported.paths) == set(paths.values()) and all(p.stat().st_size > 500 for p in paths.values())


def test_an_export_that_cannot_be_written_is_refused(start: Any, tmp_path: Path) -> None:
    thread, listener = start()
    thread.submit(refine(1))
    final = listener.final_of(1).final
    thread.submit(Export(1, {"npz": tmp_path / "missing" / "body.npz"}, observed()[1], final, None))
    (failed,) = listener.wait_for(Failed)
    assert failed.expected


def test_the_thread_stops_in_the_middle_of_a_run(start: Any, qtbot: Any) -> None:
    thread, _ = start()
    thread.submit(refine(1, steps=20))
    qtbot.waitUntil(lambda: thread.take_frame() is not None, timeout=60_000)
    assert thread.stop()
    last = thread.take_frame()
    assert last is None or last.final is None, "it did not wait for the run's end"
