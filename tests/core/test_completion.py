"""What an observation leaves open is filled in from a real photograph."""

from __future__ import annotations

from core.completion import CLEAR, box_around, completed
from core.engine import Engine
from core.observation import Observation, Person
from core.resources import resource
from core.vision.image import load_image


def test_a_detected_box_is_widened_to_hold_the_forearm_that_the_last_look_finds() -> None:
    engine, image = Engine(), load_image(resource("samples", "nina1.jpg"))
    size = (image.shape[1], image.shape[0])
    detected = Person("p1", box=engine.detect(image)[0].box)
    person = completed(engine, Observation("nina1.jpg", size), detected, lambda: image)
    wide = box_around(person, size)
    assert wide.box is not None and detected.box is not None
    x0, y0, x1, y1 = wide.box
    seen = [p for p in person.keypoints.values() if p.visibility == "visible" and p.confidence >= CLEAR]
    assert len(seen) > 15
    assert all(x0 < p.x < x1 and y0 < p.y < y1 for p in seen)
    assert 0 <= x0 <= detected.box[0] and detected.box[2] <= x1 <= size[0]
    assert any(not (detected.box[0] <= p.x <= detected.box[2]) for p in seen), "the photograph no longer shows the fault"


def test_a_person_without_keypoints_keeps_the_box() -> None:
    person = Person("p1", box=(1.0, 2.0, 30.0, 40.0))
    assert box_around(person, (100, 100)) == person
