"""Guided diffusion: a residual around the initial body, denoised by a small network and pulled by keypoints and words at every step."""
