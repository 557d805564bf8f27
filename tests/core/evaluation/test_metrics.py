"""Error measures: what they must not see, and what they must."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from core.evaluation.metrics import depth_is_right, mpjpe, pa_mpjpe, procrustes


def joints() -> np.ndarray:
    return np.random.default_rng(0).normal(size=(24, 3))


def test_moving_the_body_is_no_error_and_a_centimetre_is_ten_millimetres() -> None:
    a = joints()
    assert mpjpe(a + [1.0, 2.0, 3.0], a) == pytest.approx(0, abs=1e-9)
    b = a.copy()
    b[1:] += [0.01, 0, 0]
    assert mpjpe(b, a) == pytest.approx(10 * 23 / 24)


def test_alignment_takes_out_turn_scale_and_shift_but_no_reflection() -> None:
    a = joints()
    turned = 1.3 * a @ Rotation.from_rotvec([0.3, -1.0, 0.5]).as_matrix().T + [0.2, 0, 1]
    assert pa_mpjpe(turned, a) == pytest.approx(0, abs=1e-6)
    assert np.allclose(procrustes(turned, a), a)
    assert pa_mpjpe(a * [-1, 1, 1], a) > 100


def test_depth_is_right_when_the_segment_goes_the_same_way() -> None:
    truth = joints()
    wrong = truth.copy()
    wrong[5] = truth[2] + (truth[5] - truth[2]) * [1, 1, -1]
    assert depth_is_right(truth, truth, (2, 5)) and not depth_is_right(wrong, truth, (2, 5))
