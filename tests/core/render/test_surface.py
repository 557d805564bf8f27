"""Mesh geometry of the views: smooth normals, picking, which way a body faces; and the floor's shadow."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from core.render.floor import floor_shadow
from core.render.surface import Surface, facing_azimuth


@pytest.fixture(scope="module")
def template(open_body_file: Path) -> tuple[np.ndarray, np.ndarray]:
    """Vertices in the camera frame, upright, and faces of the shipped body."""
    with np.load(open_body_file) as body:
        return body["v_template"] * (1, -1, -1) + (0, 0, 4), body["f"].astype(np.int64)


def test_normals_point_outward_are_unit_and_agree_with_a_loop_over_faces(
    template: tuple[np.ndarray, np.ndarray],
) -> None:
    vertices, faces = template
    normals = Surface(faces, np.zeros(len(vertices), int)).normals(vertices)
    slow = np.zeros_like(vertices)
    a, b, c = (vertices[faces[:, k]] for k in range(3))
    for k in range(3):
        np.add.at(slow, faces[:, k], np.cross(b - a, c - a))
    slow /= np.linalg.norm(slow, axis=1, keepdims=True)
    assert normals == pytest.approx(slow, abs=1e-4)
    from_middle = vertices - vertices.mean(0)
    assert (np.einsum("ij,ij->i", normals, from_middle) > 0).mean() > 0.7


def test_a_vertex_without_triangles_has_no_normal_and_harms_no_other() -> None:
    vertices = np.array([[9, 9, 9], [0, 0, 1], [1, 0, 1], [0, 1, 1]], float)
    normals = Surface(np.array([[1, 2, 3]]), np.zeros(4, int)).normals(vertices)
    assert normals.tolist() == [[0, 0, 0], [0, 0, 1], [0, 0, 1], [0, 0, 1]]


def test_picking_takes_the_nearest_triangle_and_the_part_of_its_nearest_corner() -> None:
    vertices = np.array([[0, 0, 2], [10, 0, 2], [0, 10, 2], [0, 0, 5], [10, 0, 5], [0, 10, 5]], float)
    surface = Surface(np.array([[3, 4, 5], [0, 1, 2]]), np.array([0, 1, 2, 3, 3, 3]))
    assert [surface.part_at(vertices, *at) for at in ((1, 1), (8, 1), (1, 8), (9, 9))] == [0, 1, 2, -1]


def test_picking_ignores_what_is_behind_the_viewer() -> None:
    vertices = np.array([[0, 0, -2], [10, 0, -2], [0, 10, -2]], float)
    assert Surface(np.array([[0, 1, 2]]), np.zeros(3, int)).part_at(vertices, 1, 1) == -1


def test_the_facing_azimuth_follows_the_hips_and_gives_up_on_a_body_on_its_side() -> None:
    left, right = np.array([0]), np.array([1])
    turned = np.array([[np.cos(0.8), 0, np.sin(0.8)], [0, 0, 0]])
    assert facing_azimuth(turned, left, right) == pytest.approx(0.8)
    assert facing_azimuth(np.array([[0.1, 1.0, 0.1], [0, 0, 0]]), left, right) == 0.0
    assert facing_azimuth(turned, left, np.array([], int)) == 0.0


def test_the_floor_lies_under_the_lowest_vertex_and_is_dark_under_the_feet_only(
    template: tuple[np.ndarray, np.ndarray],
) -> None:
    vertices, _ = template
    shadow = floor_shadow(vertices, reach=2.6)
    assert shadow.centre[1] == pytest.approx(vertices[:, 1].max())
    assert 0.3 < shadow.darkness.max() <= 1.0
    assert shadow.darkness[:, :30].max() < 0.02, "the hands of a T-pose are too high to darken the floor"
