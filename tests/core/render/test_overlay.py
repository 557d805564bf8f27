from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from core.body.skeleton import PARTS
from core.body.smpl_file import read_body_file
from core.observation import Camera
from core.render.overlay import HIGHLIGHT_COLOUR, compose, draw_overlay, part_at
from core.render.settled import SettledRenderer
from core.render.surface import Surface

SIZE = (400, 600)
CAMERA = Camera(600.0, (200.0, 300.0))
# A cube of side 0.5 m, faces counter-clockwise seen from outside, in a camera frame with y down.
CORNERS = np.array([[x, y, z] for x in (-0.25, 0.25) for y in (-0.25, 0.25) for z in (-0.25, 0.25)])
CUBE = np.array(
    [
        [0, 1, 3],
        [0, 3, 2],
        [4, 6, 7],
        [4, 7, 5],
        [0, 4, 5],
        [0, 5, 1],
        [2, 3, 7],
        [2, 7, 6],
        [0, 2, 6],
        [0, 6, 4],
        [1, 5, 7],
        [1, 7, 3],
    ]
)


def cube(part: int = 0) -> Surface:
    return Surface(CUBE, np.full(8, part))


@pytest.fixture(scope="module")
def standing(open_body_file: Path) -> tuple[np.ndarray, Surface]:
    """The rest body three metres before the camera, upright, facing it; parts by the heaviest joint's side."""
    body = read_body_file(open_body_file)
    vertices = body.v_template * (1.0, -1.0, -1.0) + (0.0, 0.0, 3.0)
    return vertices, Surface(
        body.faces, np.where(body.v_template[:, 0] > 0, PARTS.index("left_arm"), PARTS.index("right_arm"))
    )


def test_a_cube_covers_the_pixels_that_its_front_face_projects_to() -> None:
    drawn = draw_overlay(CORNERS + (0.0, 0.0, 2.25), cube(), CAMERA, SIZE, scale=1.0)
    rows, columns = np.nonzero(drawn.part_ids >= 0)
    # The front face is 2 m away: 0.25 m are 75 px.
    assert (columns.min(), columns.max(), rows.min(), rows.max()) == (125, 274, 225, 374)
    np.testing.assert_allclose(drawn.depth[300, 200], 2.0, atol=1e-4)
    assert len(rows) == 150 * 150


def test_the_nearer_of_two_cubes_hides_the_farther() -> None:
    both = np.concatenate((CORNERS + (0.0, 0.0, 3.25), CORNERS * 0.5 + (0.0, 0.0, 2.0)))
    surface = Surface(np.concatenate((CUBE, CUBE + 8)), np.repeat([0, 1], 8))
    drawn = draw_overlay(both, surface, CAMERA, SIZE, scale=1.0)
    assert drawn.part_ids[300, 200] == 1
    assert drawn.part_ids[300, 245] == 0
    assert drawn.part_ids[0, 0] == -1
    assert np.isinf(drawn.depth[0, 0])


def test_what_is_behind_the_camera_or_beside_the_picture_draws_nothing() -> None:
    for shift in ((0.0, 0.0, -3.0), (0.0, 0.0, 0.0), (50.0, 0.0, 3.0)):
        drawn = draw_overlay(CORNERS + shift, cube(), CAMERA, SIZE)
        assert (drawn.part_ids == -1).all()
        assert not drawn.rgba.any()


def test_a_body_at_arms_length_is_drawn_although_its_triangles_are_large() -> None:
    drawn = draw_overlay(CORNERS * 4 + (0.0, 0.0, 1.5), cube(), CAMERA, SIZE, scale=1.0)
    assert (drawn.part_ids == 0).all()


def test_left_parts_of_a_person_who_faces_the_camera_are_on_the_right_of_the_picture(
    standing: tuple[np.ndarray, Surface],
) -> None:
    drawn = draw_overlay(*standing, CAMERA, SIZE)
    assert part_at(drawn, 216, 300) == "left_arm"
    assert part_at(drawn, 184, 300) == "right_arm"
    assert part_at(drawn, 5, 5) is None
    assert part_at(drawn, -4, 700) is None


def test_the_highlight_colours_its_part_only(standing: tuple[np.ndarray, Surface]) -> None:
    plain, marked = draw_overlay(*standing, CAMERA, SIZE), draw_overlay(*standing, CAMERA, SIZE, highlight="left_arm")
    changed = (plain.rgba != marked.rgba).any(-1)
    assert changed[plain.part_ids == PARTS.index("left_arm")].all()
    assert not changed[plain.part_ids != PARTS.index("left_arm")].any()
    red, green, blue = marked.rgba[marked.part_ids == PARTS.index("left_arm")][:, :3].mean(0)
    assert red > green > blue
    assert HIGHLIGHT_COLOUR[0] > HIGHLIGHT_COLOUR[2]


def test_composing_leaves_the_photograph_beside_the_body_untouched(standing: tuple[np.ndarray, Surface]) -> None:
    photograph = np.random.default_rng(0).integers(0, 255, (600, 400, 3), dtype=np.uint8)
    drawn = draw_overlay(*standing, CAMERA, SIZE, scale=1.0)
    result = compose(photograph, drawn.rgba)
    np.testing.assert_array_equal(result[drawn.part_ids < 0], photograph[drawn.part_ids < 0])
    assert (result[drawn.part_ids >= 0] != photograph[drawn.part_ids >= 0]).any(-1).mean() > 0.9


def test_the_settled_picture_covers_the_same_pixels_as_the_moving_one(standing: tuple[np.ndarray, Surface]) -> None:
    with SettledRenderer() as renderer:
        picture = renderer.draw(*standing, CAMERA, SIZE)
        smaller = renderer.draw(*standing, Camera(300.0, (100.0, 150.0)), (200, 300))
    drawn = draw_overlay(*standing, CAMERA, SIZE, scale=1.0)
    assert picture.shape == (600, 400, 4)
    assert smaller.shape == (300, 200, 4)
    ours, theirs = drawn.part_ids >= 0, picture[..., 3] > 127
    assert (ours & theirs).sum() / (ours | theirs).sum() > 0.97


def test_without_opengl_the_settled_picture_is_drawn_in_numpy(standing: tuple[np.ndarray, Surface]) -> None:
    renderer = SettledRenderer()
    renderer.close()
    assert not renderer.uses_opengl
    picture = renderer.draw(*standing, CAMERA, SIZE)
    np.testing.assert_array_equal(picture, draw_overlay(*standing, CAMERA, SIZE, scale=1.0).rgba)
