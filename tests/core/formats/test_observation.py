from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.errors import InputError
from core.formats import image_path, read_observation, write_observation

CONTENT: dict[str, Any] = {
    "format": "contrapposto/observation@1",
    "image": "photo.jpg",
    "image_size": [1000, 800],
    "camera": {"focal_length": 1100.0, "principal_point": [500.0, 400.0], "lens": "50 mm"},
    "people": [
        {
            "id": "p1",
            "box": [120.0, 80.0, 610.0, 740.0],
            "keypoints": {"nose": [400.25, 120.5, 0.9], "left_wrist": [412.0, 333.5, 0.92, "occluded"]},
            "initial": {
                "global_orient": [3.1, 0.0, 0.1],
                "body_pose": [[0.01 * i, 0.0, -0.02] for i in range(23)],
                "betas": [0.5] + [0.0] * 9,
                "transl": [0.1, 0.2, 3.0],
                "made_by": "somebody",
            },
            "descriptions": {"left_arm": "raised straight above the head", "head": "looks to the left — über"},
            "description_sources": {"head": "vlm:tiny"},
            "switched_off": ["head"],
            "emphasis": {"left_arm": {"left arm: raised": 0.0, "left elbow: straight": 4.0}},
            "description_support": {"head": {"head: turned left": 0.75}},
            "description_remarks": {"head": [{"kind": "swap", "text": "Left and right may be mixed up."}]},
            "landmarks": {"world": [[0.0, 0.1, 0.2]] * 33, "visibility": [0.5] * 33, "network": "heavy"},
            "note": {"reviewed": True},
        },
        {"id": "p2", "box": None, "keypoints": {}, "initial": None, "descriptions": None},
    ],
    "annotator": ["a", 1, None],
}


def written(folder: Path, content: Any) -> Path:
    path = folder / "case.observation.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def changed(*keys: str | int, value: Any) -> dict[str, Any]:
    """CONTENT with one place changed."""
    content = copy.deepcopy(CONTENT)
    at: Any = content
    for key in keys[:-1]:
        at = at[key]
    at[keys[-1]] = value
    return content


def test_nothing_is_lost_on_a_round_trip_unknown_fields_included(tmp_path: Path) -> None:
    observation = read_observation(written(tmp_path, CONTENT))
    again = tmp_path / "again.observation.json"
    write_observation(observation, again)
    assert json.loads(again.read_text(encoding="utf-8")) == CONTENT


def test_the_same_observation_always_gives_the_same_bytes(tmp_path: Path) -> None:
    observation = read_observation(written(tmp_path, CONTENT))
    write_observation(observation, tmp_path / "a.json")
    write_observation(read_observation(tmp_path / "a.json"), tmp_path / "b.json")
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_values_arrive_where_they_belong(tmp_path: Path) -> None:
    observation = read_observation(written(tmp_path, CONTENT))
    person = observation.people[0]
    assert observation.image_size == (1000, 800)
    assert observation.camera is not None
    assert observation.camera.focal_length == 1100.0
    assert person.keypoints["left_wrist"].visibility == "occluded"
    assert person.keypoints["nose"].x == 400.25
    assert person.descriptions is not None
    assert person.descriptions["left_arm"].source == "person"
    assert person.descriptions["head"].source == "vlm:tiny"
    assert not person.descriptions["head"].enabled
    assert person.descriptions["left_arm"].factor("left arm: raised") == 0.0
    assert person.descriptions["left_arm"].factor("left elbow: right angle") == 1.0
    assert person.descriptions["head"].share("head: turned left") == 0.75
    assert person.descriptions["head"].remarks[0].kind == "swap"
    assert person.initial is not None
    np.testing.assert_allclose(person.initial.body_pose[22], [0.22, 0.0, -0.02])
    assert person.landmarks is not None
    assert person.landmarks.world.shape == (33, 3)
    assert observation.people[1].descriptions is None


def test_an_absolute_image_path_is_stored_relative_to_the_file(tmp_path: Path) -> None:
    observation = read_observation(written(tmp_path, changed("image", value=str(tmp_path / "photos" / "a.jpg"))))
    (tmp_path / "out").mkdir()
    file = tmp_path / "out" / "a.observation.json"
    write_observation(observation, file)
    assert json.loads(file.read_text())["image"] == "../photos/a.jpg"
    assert image_path(file, read_observation(file)) == (tmp_path / "photos" / "a.jpg").resolve()


def test_a_byte_order_mark_is_no_obstacle(tmp_path: Path) -> None:
    path = tmp_path / "bom.json"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(CONTENT).encode())
    assert len(read_observation(path).people) == 2


NAN = float("nan")
PERSON = ("people", 0)

BAD: list[tuple[str, Any, str]] = [
    ("an empty file", "", "empty"),
    ("blank space", "  \n", "empty"),
    ("not JSON", "{'format'", "not JSON, line 1"),
    ("a truncated file", json.dumps(CONTENT)[:200], "not JSON"),
    ("a list", [1, 2], "format"),
    ("a number", "3", "format"),
    ("deep nesting", "[" * 200_000, "nested too deep"),
    ("an endless number", '{"format": ' + "1" * 5000 + "}", "too long"),
    (
        "a field named twice",
        '{"format": "contrapposto/observation@1", "image": null, "image": null}',
        '"image" is there twice',
    ),
    ("no format", {k: v for k, v in CONTENT.items() if k != "format"}, '"format"'),
    ("a newer version", changed("format", value="contrapposto/observation@2"), "update the app"),
    ("a version that is no number", changed("format", value="contrapposto/observation@x"), "version"),
    ("another program's format", changed("format", value="coco/keypoints@1"), "does not know"),
    ("a result", changed("format", value="contrapposto/result@1"), "where an observation belongs"),
    ("no image size", {k: v for k, v in CONTENT.items() if k != "image_size"}, "image_size is missing"),
    (
        "a misspelt field",
        {("imagesize" if k == "image_size" else k): v for k, v in CONTENT.items()},
        'did you mean it by "imagesize"',
    ),
    ("three image sizes", changed("image_size", value=[1, 2, 3]), "image_size"),
    ("an image of no height", changed("image_size", value=[1000, 0]), "image_size[1]"),
    ("half a pixel", changed("image_size", value=[1000, 10.5]), "without a fraction"),
    ("people that are no list", changed("people", value={}), "people"),
    ("a person that is no object", changed(*PERSON, value=3), "people[0]"),
    ("a person without id", changed(*PERSON, value={"keypoints": {}}), "people[0].id is missing"),
    ("an empty id", changed(*PERSON, "id", value=" "), "people[0].id"),
    ("two people of one id", changed("people", 1, "id", value="p1"), "people[1].id"),
    ("a focal length of zero", changed("camera", "focal_length", value=0), "camera.focal_length"),
    ("a negative focal length", changed("camera", "focal_length", value=-5), "camera.focal_length"),
    ("a NaN focal length", changed("camera", "focal_length", value=NAN), "camera.focal_length"),
    ("a principal point of three", changed("camera", "principal_point", value=[1, 2, 3]), "camera.principal_point"),
    ("a camera that is a text", changed("camera", value="wide"), "camera"),
    ("a box of three", changed(*PERSON, "box", value=[1, 2, 3]), "people[0].box"),
    ("a box turned inside out", changed(*PERSON, "box", value=[600, 80, 120, 740]), "no area"),
    ("a box outside the image", changed(*PERSON, "box", value=[1200, 80, 1300, 740]), "outside the 1000 x 800 image"),
    ("a NaN box", changed(*PERSON, "box", value=[NAN, 80, 120, 740]), "people[0].box"),
    (
        "an unknown keypoint",
        changed(*PERSON, "keypoints", value={"left_wirst": [1, 2, 1]}),
        'did you mean "left_wrist"',
    ),
    ("a NaN keypoint", changed(*PERSON, "keypoints", "nose", value=[NAN, 2, 1]), "keypoints.nose[0] is NaN"),
    ("an infinite keypoint", changed(*PERSON, "keypoints", "nose", value=[1, float("inf"), 1]), "keypoints.nose[1]"),
    ("a huge whole number", changed(*PERSON, "keypoints", "nose", value=[10**400, 2, 1]), "keypoints.nose[0]"),
    ("a keypoint far outside", changed(*PERSON, "keypoints", "nose", value=[5000, 2, 1]), "out of range"),
    ("a keypoint far above", changed(*PERSON, "keypoints", "nose", value=[5, -900, 1]), "out of range"),
    ("a confidence of two", changed(*PERSON, "keypoints", "nose", value=[5, 5, 2]), "confidence from 0 to 1"),
    ("a negative confidence", changed(*PERSON, "keypoints", "nose", value=[5, 5, -0.1]), "confidence from 0 to 1"),
    ("a keypoint of two", changed(*PERSON, "keypoints", "nose", value=[5, 5]), "keypoints.nose has 2 entries"),
    ("a keypoint that is a text", changed(*PERSON, "keypoints", "nose", value="left"), "keypoints.nose"),
    ("a true coordinate", changed(*PERSON, "keypoints", "nose", value=[True, 5, 1]), "keypoints.nose[0]"),
    ("an unknown visibility", changed(*PERSON, "keypoints", "nose", value=[5, 5, 1, "hidden"]), "visibility"),
    ("keypoints that are a list", changed(*PERSON, "keypoints", value=[1, 2]), "people[0].keypoints"),
    (
        "a pose of 22 joints",
        changed(*PERSON, "initial", "body_pose", value=[[0, 0, 0]] * 22),
        "shape [22, 3] where shape [23, 3]",
    ),
    ("a flat pose", changed(*PERSON, "initial", "body_pose", value=[0.0] * 69), "initial.body_pose"),
    ("a ragged pose", changed(*PERSON, "initial", "body_pose", value=[[0, 0, 0]] * 22 + [[0, 0]]), "ragged"),
    ("a pose with a text", changed(*PERSON, "initial", "body_pose", value=[["a", 0, 0]] * 23), "not a number"),
    ("a pose with NaN", changed(*PERSON, "initial", "body_pose", value=[[NAN, 0, 0]] * 23), "NaN"),
    ("eleven betas", changed(*PERSON, "initial", "betas", value=[0.0] * 11), "initial.betas"),
    ("betas that are null", changed(*PERSON, "initial", "betas", value=None), "initial.betas"),
    ("a translation of two", changed(*PERSON, "initial", "transl", value=[0, 1]), "initial.transl"),
    (
        "a rotation in degrees of thousands",
        changed(*PERSON, "initial", "global_orient", value=[1800, 0, 0]),
        "global_orient",
    ),
    (
        "an initial body without betas",
        changed(*PERSON, "initial", value={"global_orient": [0, 0, 0], "body_pose": [[0, 0, 0]] * 23}),
        "betas",
    ),
    (
        "an unknown part",
        changed(*PERSON, "descriptions", value={"left_leg": "a", "left arm": "b"}),
        'did you mean "left_arm"',
    ),
    (
        "a description that is a number",
        changed(*PERSON, "descriptions", value={"left_arm": 3}),
        "descriptions.left_arm",
    ),
    ("an endless description", changed(*PERSON, "descriptions", value={"left_arm": "a" * 30_000}), "shorten"),
    ("an unknown source", changed(*PERSON, "description_sources", value={"head": "magic"}), "description_sources.head"),
    ("an unknown part switched off", changed(*PERSON, "switched_off", value=["tail"]), "switched_off[0]"),
    ("emphasis of an unknown part", changed(*PERSON, "emphasis", value={"tail": {}}), "emphasis"),
    ("an emphasis that is no number", changed(*PERSON, "emphasis", "left_arm", value={"left elbow: straight": "much"}), "emphasis.left_arm"),
    ("a share above one", changed(*PERSON, "description_support", "head", value={"head: turned left": 1.5}), "description_support.head"),
    ("an unknown kind of remark", changed(*PERSON, "description_remarks", "head", value=[{"kind": "joke", "text": ""}]), "kind"),
    ("landmarks of 32", changed(*PERSON, "landmarks", "world", value=[[0, 0, 0]] * 32), "landmarks.world"),
    ("a visibility above one", changed(*PERSON, "landmarks", "visibility", value=[2.0] * 33), "landmarks.visibility"),
]


@pytest.mark.parametrize(
    ("content", "says"), [(content, says) for _, content, says in BAD], ids=[name for name, _, _ in BAD]
)
def test_a_bad_observation_is_refused_with_its_file_its_field_and_a_fix(
    tmp_path: Path, content: Any, says: str
) -> None:
    path = written(tmp_path, content)
    with pytest.raises(InputError) as refused:
        read_observation(path)
    message = str(refused.value)
    assert message.startswith(str(path))
    assert says in message
    assert "\n" not in message
    assert message.endswith(".")
    assert ";" in message or ": " in message


def test_files_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_observation(tmp_path / "nothing.json")
    with pytest.raises(InputError, match="folder"):
        read_observation(tmp_path)
    binary = tmp_path / "photo.json"
    binary.write_bytes(b"\x89PNG\xff\xfe")
    with pytest.raises(InputError, match="UTF-8"):
        read_observation(binary)
    huge = tmp_path / "huge.json"
    with huge.open("wb") as stream:
        stream.truncate(200 * 2**20)
    with pytest.raises(InputError, match="too large"):
        read_observation(huge)


def test_keypoints_may_lie_a_little_outside_the_image(tmp_path: Path) -> None:
    observation = read_observation(written(tmp_path, changed(*PERSON, "keypoints", "nose", value=[-30, 820, 0.3])))
    assert observation.people[0].keypoints["nose"].y == 820


def test_a_lone_surrogate_in_a_text_can_still_be_saved(tmp_path: Path) -> None:
    path = written(tmp_path, json.dumps(changed(*PERSON, "descriptions", value={"head": "\ud800"})))
    observation = read_observation(path)
    write_observation(observation, tmp_path / "again.json")
    assert read_observation(tmp_path / "again.json").people[0].descriptions == observation.people[0].descriptions
