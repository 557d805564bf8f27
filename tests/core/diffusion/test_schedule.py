"""The schedule and the DDIM step."""

from __future__ import annotations

import pytest
import torch

from core.diffusion.schedule import CosineSchedule


@pytest.mark.parametrize("count", [1, 2, 5, 10, 20, 100])
def test_ddim_with_a_perfect_denoiser_ends_at_the_truth(count: int) -> None:
    schedule, truth = CosineSchedule(), torch.randn(3, 7)
    noisy, timesteps = torch.randn(3, 7), CosineSchedule().timesteps(count)
    for index, t in enumerate(timesteps):
        following = timesteps[index + 1] if index + 1 < len(timesteps) else -1
        noisy = schedule.step(noisy, truth, t, following).previous
    assert torch.allclose(noisy, truth)


def test_timesteps_start_at_pure_noise_and_fall() -> None:
    for count in (1, 5, 20):
        timesteps = CosineSchedule().timesteps(count)
        assert timesteps[0] == 99 and len(timesteps) == count and timesteps == sorted(timesteps, reverse=True)
    with pytest.raises(ValueError, match="between 1 and 100"):
        CosineSchedule().timesteps(0)


def test_noise_grows_with_the_timestep_from_nearly_none_to_nearly_all() -> None:
    bar = CosineSchedule().alpha_bar
    assert bool((bar[1:] < bar[:-1]).all()) and bar[0] > 0.99 and bar[-1] < 1e-3


def test_a_deterministic_step_keeps_the_noise_it_was_made_of() -> None:
    schedule, clean, eps = CosineSchedule(), torch.randn(4, 5), torch.randn(4, 5)
    noisy = schedule.add_noise(clean, eps, torch.full((4,), 80))
    previous = schedule.step(noisy, clean, 80, 40).previous
    assert torch.allclose(previous, schedule.add_noise(clean, eps, torch.full((4,), 40)), atol=1e-5)


def test_a_random_step_needs_noise_and_uses_it() -> None:
    schedule, x = CosineSchedule(), torch.zeros(2, 3)
    with pytest.raises(ValueError, match="noise"):
        schedule.step(x, x, 80, 40, eta=1.0)
    assert float(schedule.step(x, x, 80, 40, eta=1.0, noise=torch.ones(2, 3)).previous.abs().min()) > 0.1
