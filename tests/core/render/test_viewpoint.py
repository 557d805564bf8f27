"""The 3D view's viewpoint: the photograph's perspective, and moves that keep what the person holds."""

from __future__ import annotations

import numpy as np
import pytest

from core.observation import Camera
from core.render.viewpoint import Viewpoint, photograph_viewpoint

WINDOW = (700.0, 500.0)
POINTS = np.random.default_rng(0).normal((0.2, -0.1, 4.0), 0.4, (50, 3))


@pytest.mark.parametrize(
    "viewpoint", [Viewpoint(azimuth=0.7, elevation=-0.4, offset=(0.2, 0.1)), Viewpoint(zoom=1.7, shift=(0.1, -0.2))]
)
def test_projecting_agrees_with_the_matrices_that_draw(viewpoint: Viewpoint) -> None:
    viewpoint = viewpoint.following((0.2, -0.1, 4.0))
    homogeneous = np.concatenate([POINTS, np.ones((50, 1))], axis=1)
    clip = homogeneous @ (viewpoint.projection_matrix(WINDOW) @ viewpoint.view_matrix()).T
    ndc = clip[:, :3] / clip[:, 3:]
    drawn = np.stack([(ndc[:, 0] + 1) / 2 * WINDOW[0], (1 - ndc[:, 1]) / 2 * WINDOW[1]], axis=1)
    assert viewpoint.project(POINTS, WINDOW)[:, :2] == pytest.approx(drawn)
    assert (np.abs(ndc[:, 2]) < 1).all()


def test_the_photographs_viewpoint_is_its_camera_even_with_the_principal_point_off_the_middle() -> None:
    camera = Camera(900.0, (310.0, 280.0))
    viewpoint = photograph_viewpoint(900.0, (310.0, 280.0), (640, 480), (0.2, -0.1, 4.0))
    assert viewpoint.project(POINTS, (640.0, 480.0))[:, :2] == pytest.approx(camera.project(POINTS))
    wide = viewpoint.project(POINTS, (1280.0, 480.0))[:, :2]
    assert wide == pytest.approx(camera.project(POINTS) + (320, 0))


@pytest.mark.parametrize("factor", [1.3, 0.6])
def test_zooming_keeps_the_point_under_the_pointer(factor: float) -> None:
    viewpoint = Viewpoint(target=(0.0, 0.0, 4.0), azimuth=0.5, elevation=0.3)
    held = (np.array(viewpoint.target) + viewpoint.rotation.T @ (0.5, -0.3, 0.0))[None]
    at = viewpoint.project(held, WINDOW)[0, :2]
    for moved in (
        viewpoint.dollied(factor, (at[0], at[1]), WINDOW),
        viewpoint.enlarged(factor, (at[0], at[1]), WINDOW),
    ):
        assert moved.project(held, WINDOW)[0, :2] == pytest.approx(at)


def test_the_target_stays_in_place_while_the_view_turns() -> None:
    viewpoint = Viewpoint(target=(0.3, 0.1, 5.0), offset=(0.4, 0.2))
    target = np.array([viewpoint.target])
    before = viewpoint.project(target, WINDOW)
    assert viewpoint.orbited(140, -70).project(target, WINDOW) == pytest.approx(before)


def test_the_view_never_turns_over_the_pole() -> None:
    assert Viewpoint().orbited(0, 10_000).elevation == pytest.approx(np.pi / 2)
    assert Viewpoint().orbited(0, -10_000).elevation == pytest.approx(-np.pi / 2)


@pytest.mark.parametrize("window", [(300.0, 900.0), (900.0, 300.0)])
def test_framing_fills_the_window_without_cutting_anything_off(window: tuple[float, float]) -> None:
    seen = Viewpoint(azimuth=1.0, elevation=0.2).framing(POINTS, window).project(POINTS, window)
    assert (seen[:, :2] > 0).all()
    assert (seen[:, :2] < window).all()
    assert max(np.ptp(seen[:, 0]) / window[0], np.ptp(seen[:, 1]) / window[1]) > 0.7
