"""The geometry around the detector's networks: anchors, crops, heatmaps, tiles."""

from __future__ import annotations

import math

import numpy as np
import pytest

from core.vision import anchors, tiles
from core.vision.crop import CropRegion
from core.vision.heatmap import refine_with_heatmaps
from core.vision.landmarks import KEYPOINT_LANDMARKS, LANDMARK_NAMES, MIRRORED_LANDMARKS


def test_there_is_an_anchor_for_every_row_of_the_detectors_output() -> None:
    centers = anchors.anchor_centers()
    assert centers.shape == (2254, 2)
    assert np.allclose(centers[0], 0.5 / 28) and np.allclose(centers[1], centers[0])
    assert np.allclose(centers[-1], 6.5 / 7)
    assert centers[2][0] > centers[0][0] and centers[2][1] == centers[0][1]  # x runs fastest


def test_overlapping_detections_are_merged_and_distant_ones_kept() -> None:
    raw, logits = np.zeros((2254, 12), np.float32), np.full(2254, -9.0, np.float32)
    raw[:, 2:4] = 60.0
    logits[[0, 2, 1500]] = 3.0, 2.0, 1.0  # two neighbours and one far away
    found = anchors.decode(raw, logits)
    assert len(found) == 2
    assert found[0].score > found[1].score
    # Two neighbours' mean lies between their anchors, nearer to the surer one.
    assert 0.5 / 28 < found[0].points[0, 0] < 1.0 / 28


def test_doubtful_detections_are_dropped() -> None:
    assert anchors.decode(np.zeros((2254, 12), np.float32), np.full((2254, 1), -0.1, np.float32)) == []


def test_a_person_upside_down_gives_a_crop_turned_by_half() -> None:
    upright = CropRegion.around_axis(np.array([50.0, 50.0]), np.array([50.0, 10.0]))
    hanging = CropRegion.around_axis(np.array([50.0, 50.0]), np.array([50.0, 90.0]))
    assert upright.rotation == pytest.approx(0.0) and abs(hanging.rotation) == pytest.approx(math.pi)
    assert upright.side == pytest.approx(100.0)


def test_a_crops_points_map_back_to_where_its_pixels_came_from() -> None:
    rng = np.random.default_rng(3)
    image = np.zeros((400, 500, 3), np.uint8)
    spots = rng.uniform((120, 120), (380, 280), (5, 2)).round()
    region = CropRegion((250.0, 200.0), 300.0, rotation=0.7)
    for x, y in spots:
        image[:] = 0
        image[int(y) - 2 : int(y) + 3, int(x) - 2 : int(x) + 3] = 255
        crop = region.extract(image, 256).astype(float)[..., 0]
        rows, columns = np.mgrid[0:256, 0:256] + 0.5
        middle = np.array([(crop * columns).sum(), (crop * rows).sum()]) / crop.sum() / 256
        assert np.linalg.norm(region.to_image(middle) - (x + 0.5, y + 0.5)) < 0.5


def test_shrinking_a_large_picture_averages_instead_of_skipping_pixels() -> None:
    checker = (np.indices((2048, 2048)).sum(0) % 2 * 255).astype(np.uint8)
    crop = CropRegion((1024.0, 1024.0), 2048.0).extract(np.dstack([checker] * 3), 256)
    assert np.abs(crop.astype(float) - 127.5).max() < 3


def test_vectors_are_turned_back_by_the_crops_rotation() -> None:
    region = CropRegion((0.0, 0.0), 1.0, rotation=math.pi / 2)
    assert np.allclose(region.turn_to_image(np.array([1.0, 0.0, 0.5])), [0.0, 1.0, 0.5], atol=1e-12)


def test_a_sure_heatmap_pulls_its_point_and_an_unsure_one_does_not() -> None:
    rows, columns = np.mgrid[0:64, 0:64]
    blob = 8.0 - ((columns - 31.4) ** 2 + (rows - 20.8) ** 2) * 2.0
    heatmaps = np.stack([blob, np.full((64, 64), -4.0)], -1).astype(np.float32)
    points = np.array([[33.0, 22.0], [33.0, 22.0]]) / 64
    refined = refine_with_heatmaps(points, heatmaps)
    assert np.linalg.norm(refined[0] * 64 - (31.4, 20.8)) < 0.3
    assert np.array_equal(refined[1], points[1])


def test_a_point_outside_the_crop_is_left_alone() -> None:
    points = np.array([[1.3, 0.5]])
    assert np.array_equal(refine_with_heatmaps(points, np.full((64, 64, 1), 5.0, np.float32)), points)


@pytest.mark.parametrize("size", [(100, 100), (1166, 896), (578, 896), (904, 1250), (4000, 500), (16, 3000)])
def test_tiles_cover_the_whole_photograph(size: tuple[int, int]) -> None:
    width, height = size
    for squares in tiles.levels(size):
        covered = np.zeros((height, width), bool)
        for square in squares:
            x, y, half = *square.center, square.side / 2
            covered[max(0, round(y - half)) : round(y + half), max(0, round(x - half)) : round(x + half)] = True
        assert covered.all()
        assert len(squares) < 60


def test_keypoints_are_weighted_means_of_landmarks() -> None:
    assert len(KEYPOINT_LANDMARKS) == 25
    for weights in KEYPOINT_LANDMARKS.values():
        assert sum(weights.values()) == pytest.approx(1.0)
        assert set(weights) <= set(LANDMARK_NAMES)


def test_mirroring_landmarks_twice_changes_nothing() -> None:
    assert [MIRRORED_LANDMARKS[i] for i in MIRRORED_LANDMARKS] == list(range(33))
