"""``contrapposto/observation@1``: checked JSON to an ``Observation`` and back.

Beside the fields of the format's description, some optional ones are known for a person: ``landmarks`` (the landmark network's points in 3D),
``description_sources`` (part -> who wrote it, "person" where not given), ``switched_off`` (parts whose description does not guide), ``emphasis``
(part -> posecode -> factor), ``description_support`` (part -> posecode -> share of a model's answers), ``description_remarks`` (part -> what a
person should know of a model's text) and ``hold`` (height, shape and pins that no run changes: ``core.formats.hold``). A keypoint may carry its
visibility as a fourth entry.
"""

from __future__ import annotations

from typing import Any

from core.body.skeleton import KEYPOINT_NAMES, PARTS
from core.errors import InputError
from core.formats.hold import hold_from, hold_to_json
from core.formats.json_node import Node, suggestion
from core.formats.json_text import merged, nested, rounded
from core.formats.versions import check_format
from core.observation import Body, Camera, Description, Hold, Keypoint, Landmarks, Observation, Person, Remark

OBSERVATION = "observation"
MAX_PEOPLE = 1000
MAX_SIDE = 65_535
VISIBILITIES = ("visible", "occluded", "absent")
REMARK_KINDS = ("disagreement", "swap")
MAX_EMPHASIS = 100.0
DIGITS = 9
"""Decimals kept of what a person or a detector gave: a nanometre, a billionth of a pixel."""

_BODY_SHAPES = {"global_orient": (3,), "body_pose": (23, 3), "betas": (10,), "transl": (3,)}
_BODY_LIMITS = {"global_orient": 100.0, "body_pose": 100.0, "betas": 100.0, "transl": 10_000.0}
_OBSERVATION_FIELDS = ("format", "image", "image_size", "camera", "people")
_PERSON_FIELDS = (
    "id",
    "box",
    "keypoints",
    "initial",
    "descriptions",
    "landmarks",
    "hold",
    "description_sources",
    "switched_off",
    "emphasis",
    "description_support",
    "description_remarks",
)
_CAMERA_FIELDS = ("focal_length", "principal_point", "assumed")


# ---------------------------------------------------------------------------------------------------------------- reading


def observation_from(node: Node) -> Observation:
    """The observation in a JSON object. Raises ``InputError``."""
    check_format(node, OBSERVATION)
    image = node.optional("image")
    size = node.member("image_size")
    if len(size.entries()) != 2:
        size.fail(f"has {len(size.value)} entries", "give [width, height] in px")
    width, height = (side.integer(1, MAX_SIDE, "size in px") for side in size.entries())
    camera = node.optional("camera")
    people = tuple(_person(entry, width, height) for entry in node.member("people").entries(MAX_PEOPLE))
    seen: dict[str, int] = {}
    for index, person in enumerate(people):
        if person.id in seen:
            raise InputError(
                f'{node.file}: people[{index}].id is "{person.id}", the id of people[{seen[person.id]}] already; give each person an id of their own.'
            )
        seen[person.id] = index
    return Observation(
        image=image.text() if image else None,
        image_size=(width, height),
        camera=camera_from(camera) if camera else None,
        people=people,
        extra=nested(node.unknown(_OBSERVATION_FIELDS), camera=camera.unknown(_CAMERA_FIELDS) if camera else {}),
    )


def camera_from(node: Node) -> Camera:
    """A camera: focal length above 0 px, principal point [2] px."""
    focal = node.member("focal_length")
    length = focal.number(what="focal length in px")
    if not 0.0 < length <= 1e7:
        focal.fail(f"is {length:g}", "give a focal length in px above 0, or leave the camera null to assume one")
    x, y = node.member("principal_point").array((2,)).tolist()
    assumed = node.optional("assumed")
    return Camera(length, (x, y), assumed.truth() if assumed else False)


def body_from(node: Node) -> Body:
    """An SMPL-format body."""
    return Body(**{name: node.member(name).array(shape, _BODY_LIMITS[name]) for name, shape in _BODY_SHAPES.items()})


def _person(node: Node, width: int, height: int) -> Person:
    keypoints = node.optional("keypoints")
    initial = node.optional("initial")
    landmarks = node.optional("landmarks")
    hold = node.optional("hold")
    box = node.optional("box")
    return Person(
        id=_identifier(node.member("id")),
        box=_box(box, width, height) if box else None,
        keypoints=_keypoints(keypoints, width, height) if keypoints else {},
        initial=body_from(initial) if initial else None,
        descriptions=_descriptions(node),
        landmarks=_landmarks(landmarks) if landmarks else None,
        hold=hold_from(hold) if hold else Hold(),
        extra=nested(
            node.unknown(_PERSON_FIELDS),
            initial=initial.unknown(_BODY_SHAPES) if initial else {},
            landmarks=landmarks.unknown(("world", "visibility")) if landmarks else {},
            hold=hold.unknown(("height", "shape", "pins")) if hold else {},
        ),
    )


def _identifier(node: Node) -> str:
    if isinstance(node.value, int) and not isinstance(node.value, bool):
        return str(node.value)
    text = node.text(200)
    if not text.strip():
        node.fail("is empty", "give the person an id such as p1")
    return text


def _box(node: Node, width: int, height: int) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = node.array((4,)).tolist()
    if not (x0 < x1 and y0 < y1):
        node.fail(
            f"[{x0:g}, {y0:g}, {x1:g}, {y1:g}] has no area", "give [x0, y0, x1, y1] with x0 < x1 and y0 < y1, in px"
        )
    if x1 <= 0 or y1 <= 0 or x0 >= width or y0 >= height:
        node.fail(
            f"[{x0:g}, {y0:g}, {x1:g}, {y1:g}] lies outside the {width} x {height} image", "give it in px of this image"
        )
    if x0 < -width or y0 < -height or x1 > 2 * width or y1 > 2 * height:
        node.fail("reaches more than a whole image beyond the edge", f"give it in px of the {width} x {height} image")
    return x0, y0, x1, y1


def _keypoints(node: Node, width: int, height: int) -> dict[str, Keypoint]:
    """Keypoints may lie outside the image (a foot that was cropped), but by no more than the image's own size."""
    found: dict[str, Keypoint] = {}
    for name, entry in node.items():
        if name not in KEYPOINT_NAMES:
            node.fail(f'has "{name[:60]}", which is no keypoint', suggestion(name, KEYPOINT_NAMES))
        values = entry.entries()
        if len(values) not in (3, 4):
            entry.fail(f"has {len(values)} entries", "give [x, y, confidence]")
        x, y = (value.number(what="position in px") for value in values[:2])
        if not (-width <= x <= 2 * width and -height <= y <= 2 * height):
            entry.fail(
                f"is at ({x:g}, {y:g}), out of range for a {width} x {height} image",
                "give px of this image, at most its own size beyond its edge",
            )
        confidence = values[2].number(0.0, 1.0, "confidence")
        visibility = values[3].one_of(VISIBILITIES, "visibility") if len(values) == 4 else "visible"
        found[name] = Keypoint(x, y, confidence, visibility)
    return {name: found[name] for name in KEYPOINT_NAMES if name in found}


def _descriptions(person: Node) -> dict[str, Description] | None:
    texts = person.optional("descriptions")
    if texts is None:
        return None
    sources, off = person.optional("description_sources"), person.optional("switched_off")
    for table in (texts, sources):
        for part, _ in table.items() if table else ():
            _part(table, part)  # type: ignore[arg-type]
    silent = {entry.one_of(PARTS, "part") for entry in off.entries()} if off else set()
    emphasis = _pairs(person.optional("emphasis"), MAX_EMPHASIS, "emphasis")
    support = _pairs(person.optional("description_support"), 1.0, "share")
    remarks = _remarks(person.optional("description_remarks"))
    found: dict[str, Description] = {}
    for part in PARTS:
        if part not in texts.fields():
            continue
        source = sources.optional(part) if sources else None
        name = source.text(200) if source else "person"
        if source and name not in ("person", "built-in") and not name.startswith("vlm:"):
            source.fail(f'is "{name[:60]}"', 'give "person", "built-in" or "vlm:<name>"')
        found[part] = Description(
            texts.at(part).text(), name, part not in silent, emphasis.get(part, ()), support.get(part, ()), remarks.get(part, ())
        )
    return found


def _pairs(table: Node | None, most: float, what: str) -> dict[str, tuple[tuple[str, float], ...]]:
    """Part -> (posecode name, number) pairs."""
    found: dict[str, tuple[tuple[str, float], ...]] = {}
    for part, entry in table.items() if table else ():
        _part(table, part)  # type: ignore[arg-type]
        found[part] = tuple((name, value.number(0.0, most, what)) for name, value in entry.items())
    return found


def _remarks(table: Node | None) -> dict[str, tuple[Remark, ...]]:
    """Part -> remarks on its text."""
    found: dict[str, tuple[Remark, ...]] = {}
    for part, entry in table.items() if table else ():
        _part(table, part)  # type: ignore[arg-type]
        found[part] = tuple(
            Remark(one.member("kind").one_of(REMARK_KINDS, "kind of remark"), one.member("text").text()) for one in entry.entries(20)
        )
    return found


def _part(node: Node, part: str) -> None:
    if part not in PARTS:
        node.fail(f'has "{part[:60]}", which is no part', suggestion(part, PARTS))


def _landmarks(node: Node) -> Landmarks:
    visibility = node.member("visibility")
    values = visibility.array((33,))
    if values.min() < 0.0 or values.max() > 1.0:
        visibility.fail("holds a number outside 0 to 1", "give visibilities from 0 to 1")
    return Landmarks(node.member("world").array((33, 3), 1000.0), values)


# ---------------------------------------------------------------------------------------------------------------- writing


def observation_to_json(observation: Observation) -> dict[str, Any]:
    """The JSON object of an observation."""
    content = {
        "format": f"contrapposto/{OBSERVATION}@1",
        "image": observation.image,
        "image_size": [int(side) for side in observation.image_size],
        "camera": None if observation.camera is None else camera_to_json(observation.camera),
        "people": [_person_to_json(person) for person in observation.people],
    }
    return merged(content, observation.extra)


def camera_to_json(camera: Camera) -> dict[str, Any]:
    """The JSON object of a camera; ``assumed`` is written only when it is true."""
    content: dict[str, Any] = {
        "focal_length": rounded([camera.focal_length], DIGITS)[0],
        "principal_point": rounded(camera.principal_point, DIGITS),
    }
    return {**content, "assumed": True} if camera.assumed else content


def body_to_json(body: Body, digits: int = DIGITS) -> dict[str, Any]:
    """The JSON object of an SMPL-format body."""
    return {name: rounded(getattr(body, name), digits) for name in _BODY_SHAPES}


def _person_to_json(person: Person) -> dict[str, Any]:
    content: dict[str, Any] = {
        "id": person.id,
        "box": None if person.box is None else rounded(person.box, DIGITS),
        "keypoints": {
            name: _keypoint_to_json(person.keypoints[name]) for name in KEYPOINT_NAMES if name in person.keypoints
        },
        "initial": None if person.initial is None else body_to_json(person.initial),
        "descriptions": None,
    }
    if person.descriptions is not None:
        described = {part: person.descriptions[part] for part in PARTS if part in person.descriptions}
        content["descriptions"] = {part: description.text for part, description in described.items()}
        sources = {
            part: description.source for part, description in described.items() if description.source != "person"
        }
        if sources:
            content["description_sources"] = sources
        off = [part for part, description in described.items() if not description.enabled]
        if off:
            content["switched_off"] = off
        for field, pairs in (
            ("emphasis", {part: dict(d.emphasis) for part, d in described.items() if d.emphasis}),
            ("description_support", {part: dict(d.support) for part, d in described.items() if d.support}),
        ):
            if pairs:
                content[field] = pairs
        remarked = {part: [{"kind": r.kind, "text": r.text} for r in d.remarks] for part, d in described.items() if d.remarks}
        if remarked:
            content["description_remarks"] = remarked
    if person.landmarks is not None:
        content["landmarks"] = {
            "world": rounded(person.landmarks.world, DIGITS),
            "visibility": rounded(person.landmarks.visibility, DIGITS),
        }
    if not person.hold.empty:
        content["hold"] = hold_to_json(person.hold)
    return merged(content, person.extra)


def _keypoint_to_json(keypoint: Keypoint) -> list[Any]:
    numbers: list[Any] = rounded((keypoint.x, keypoint.y, keypoint.confidence), DIGITS)
    return numbers if keypoint.visibility == "visible" else [*numbers, keypoint.visibility]
