from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import cv2
import numpy as np
import pytest
import trimesh

from core import export
from core.body.model import BodyModel
from core.errors import InputError
from core.formats import read_result
from core.observation import Body, Camera, Observation, RefinedPerson

SIZE = (320, 480)


@pytest.fixture(scope="module")
def model() -> BodyModel:
    return BodyModel.load()


@pytest.fixture(scope="module")
def engine(model: BodyModel) -> SimpleNamespace:
    """The two things of the engine that an export asks for, real ones."""
    return SimpleNamespace(body_model=model, mesh=lambda body: (model.vertices(body), model.faces))


@pytest.fixture(scope="module")
def refined(model: BodyModel) -> RefinedPerson:
    """A person who stands before the camera and bends the left elbow."""
    pose = np.zeros((23, 3))
    pose[17] = (0.0, -1.2, 0.0)
    body = Body(np.array([np.pi, 0.0, 0.0]), pose, np.linspace(-1, 1, 10), np.array([0.0, 0.3, 3.0]))
    camera = Camera(400.0, (160.0, 240.0))
    return RefinedPerson("p1", body, camera, model.joints(body), model.keypoints(body, camera), 1.0, 2.0, (), 5)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory, engine: SimpleNamespace, refined: RefinedPerson) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("export")
    paths = {kind: folder / f"body.{kind}" for kind in export.KINDS}
    photograph = np.full((480, 320, 3), 90, dtype=np.uint8)
    written = export.write_all(engine, paths, Observation(None, SIZE), refined, photograph)
    assert set(written) == set(paths.values())
    return paths


def test_the_npz_gives_the_same_body_back_to_smpl_tools(
    files: dict[str, Path], model: BodyModel, refined: RefinedPerson
) -> None:
    with np.load(files["npz"], allow_pickle=False) as data:
        assert data["betas"].shape == (10,)
        assert data["body_pose"].shape == (69,)
        assert data["poses"].shape == (1, 72)
        assert data["trans"].shape == (1, 3)
        assert str(data["gender"]) == "neutral"
        np.testing.assert_array_equal(data["poses"][0], np.concatenate((data["global_orient"], data["body_pose"])))
        again = Body(data["global_orient"], data["body_pose"].reshape(23, 3), data["betas"], data["transl"])
        np.testing.assert_allclose(data["joints_3d"], model.joints(again), atol=1e-6)
    np.testing.assert_array_equal(again.pose, refined.body.pose)


@pytest.mark.parametrize("kind", ["obj", "ply", "glb"])
def test_a_mesh_opens_in_other_tools_and_stands_upright(
    files: dict[str, Path], kind: str, model: BodyModel, refined: RefinedPerson
) -> None:
    mesh = trimesh.load(files[kind], force="mesh", process=False)
    assert mesh.vertices.shape == (6500, 3)
    assert mesh.faces.shape == (12_996, 3)
    expected = model.vertices(refined.body) * (1.0, -1.0, -1.0)
    np.testing.assert_allclose(mesh.vertices, expected, atol=1e-5)
    head = mesh.vertices[model.file.vertex_ids["nose"]]
    toe = mesh.vertices[model.file.vertex_ids["LBigToe"]]
    assert head[1] - toe[1] > 1.2
    assert mesh.is_watertight or trimesh.Trimesh(mesh.vertices, mesh.faces).is_watertight
    assert mesh.volume > 0.02  # inside out would be negative


def test_the_json_is_a_result_file(files: dict[str, Path], refined: RefinedPerson) -> None:
    person = read_result(files["json"]).people[0]
    np.testing.assert_allclose(person.body.body_pose, refined.body.body_pose, atol=1e-6)


def test_the_png_shows_the_body_over_the_photograph(files: dict[str, Path], refined: RefinedPerson) -> None:
    picture = cv2.imread(str(files["png"]))
    assert picture.shape == (480, 320, 3)
    assert (picture[0, 0] == 90).all()
    x, y = refined.camera.project(refined.joints_3d[9])
    assert (picture[int(y), int(x)] != 90).any()


def test_the_same_body_gives_the_same_files(
    files: dict[str, Path], engine: SimpleNamespace, refined: RefinedPerson, tmp_path: Path
) -> None:
    again = {kind: tmp_path / path.name for kind, path in files.items()}
    export.write_all(engine, again, Observation(None, SIZE), refined, np.full((480, 320, 3), 90, dtype=np.uint8))
    for kind in ("npz", "json", "obj", "ply", "glb"):
        assert again[kind].read_bytes() == files[kind].read_bytes(), kind


def test_an_overlay_without_a_photograph_has_a_plain_background(
    engine: SimpleNamespace, refined: RefinedPerson, tmp_path: Path
) -> None:
    export.write_all(engine, {"png": tmp_path / "a.png"}, Observation(None, SIZE), refined, None)
    picture = cv2.imread(str(tmp_path / "a.png"))
    assert picture.shape == (480, 320, 3)
    assert picture[0, 0].min() > 200


def test_an_export_into_a_missing_folder_is_refused(
    engine: SimpleNamespace, refined: RefinedPerson, tmp_path: Path
) -> None:
    for kind in export.KINDS:
        with pytest.raises(InputError, match="is not there"):
            export.write_all(engine, {kind: tmp_path / "no" / f"a.{kind}"}, Observation(None, SIZE), refined, None)
