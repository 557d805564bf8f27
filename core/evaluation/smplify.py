"""A baseline after SMPLify (Bogo et al., ECCV 2016): fit the body to the keypoints alone, by descent, from the same initial body.

    E = sum_i c_i rho(r_i)^2 / s^2  +  w_pose E_pose(theta)  +  w_limit E_limit(theta)  +  w_initial |theta - theta_initial|^2  +  w_beta |beta|^2

- r_i: reprojection residual in metres at the body's depth, rho: Geman and McClure's kernel;
- E_pose: a mixture of Gaussians over captured poses, the least of the components' negative log likelihoods, as there;
- E_limit: joint angles outside their ranges (there: an exponential on elbows and knees);
- the distance to the initial body is ours: there the fit starts from a mean pose, here from what regression said.

Camera and global orientation first, then everything in stages in which prior and kernel are relaxed. No network, no words. Its weights were chosen on
problems from training clips (``evaluate ablation --tune``).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from core.body.kinematics import Kinematics
from core.body.rotations import axis_angle_to_matrix, matrix_to_axis_angle
from core.diffusion.keypoint_term import keypoint_residuals
from core.diffusion.limits import Limits
from core.diffusion.problem import Evidence, State
from core.diffusion.sampler import moved_onto_keypoints
from core.diffusion.scales import geman_mcclure

BODY = slice(1, 22)
"""Joints that the prior speaks of: all but the global orientation and the hands."""
SPREAD = 0.05
"""rad: added to the standard deviation of each component, so that few poses do not make a component too sure."""


@dataclass(frozen=True)
class PosePrior:
    """A mixture of K Gaussians over joint angles [63]: ``mean`` [K, 63], ``root`` [K, 63, 63] with precision = root root^T, ``offset`` [K]."""

    mean: Tensor
    root: Tensor
    offset: Tensor

    @staticmethod
    def fit(poses: NDArray[np.float32], components: int = 8, seed: int = 0, rounds: int = 25) -> PosePrior:
        """From poses [N, 24, 3]: k-means, then one Gaussian a cluster."""
        rows = torch.as_tensor(np.asarray(poses, dtype=np.float32))[:, BODY].flatten(1)
        components = max(1, min(components, len(rows) // 20))
        generator = torch.Generator().manual_seed(seed)
        centres = rows[torch.randperm(len(rows), generator=generator)[:components]]
        nearest = torch.zeros(len(rows), dtype=torch.long)
        for _ in range(rounds):
            nearest = torch.cdist(rows, centres).argmin(1)
            kept = [rows[nearest == k].mean(0) if bool((nearest == k).any()) else centres[k] for k in range(components)]
            centres = torch.stack(kept)
        eye, roots, offsets = torch.eye(rows.shape[1]), [], []
        for k in range(components):
            mine = rows[nearest == k]
            away = mine - centres[k]
            spread = away.T @ away / max(1, len(mine)) + SPREAD**2 * eye
            precision = torch.linalg.inv(spread)
            roots.append(torch.linalg.cholesky(precision))
            offsets.append(0.5 * torch.logdet(spread) - torch.log(torch.tensor(max(len(mine), 1) / len(rows))))
        offset = torch.stack(offsets)
        return PosePrior(centres, torch.stack(roots), offset - offset.min())

    def energy(self, aa: Tensor) -> Tensor:
        """The least negative log likelihood (up to a constant) of joint angles [24, 3]."""
        away = aa[BODY].flatten() - self.mean
        return (0.5 * torch.einsum("kd,kde->ke", away, self.root).square().sum(1) + self.offset).min()


@dataclass(frozen=True)
class Stage:
    """``prior``: how many times the pose prior's and the initial body's weights; ``width`` of the keypoints' kernel (m); L-BFGS ``iterations``."""

    prior: float
    width: float
    iterations: int


@dataclass(frozen=True)
class FitSettings:
    """Weights of the terms and the stages."""

    keypoint: float = 0.02  # m, one standard deviation
    pose: float = 6.0
    limit: float = 100.0  # rad^-2
    initial: float = 90.0  # rad^-2
    betas: float = 2.0
    stages: tuple[Stage, ...] = (Stage(8.0, 0.3, 12), Stage(3.0, 0.2, 12), Stage(1.0, 0.1, 20))


class Smplify:
    """Answers by the fit. ``prior``: over captured poses; None leaves it out."""

    def __init__(self, kinematics: Kinematics, limits: Limits, prior: PosePrior | None, settings: FitSettings | None = None) -> None:
        self.kinematics, self.limits, self.prior = kinematics, limits, prior
        self.settings = settings or FitSettings()

    def run(self, evidence: Evidence) -> State:
        """The fitted body for the evidence of one person."""
        s = self.settings
        evidence = evidence.one(0)
        start = moved_onto_keypoints(self.kinematics, evidence.initial, evidence)
        from_start = matrix_to_axis_angle(start.rotations[0])
        with torch.enable_grad():
            root = torch.zeros(1, 3, requires_grad=True)
            aa = from_start[1:].clone().requires_grad_(True)
            betas = start.betas.clone().requires_grad_(True)
            transl = start.transl.clone().requires_grad_(True)

            def body() -> State:
                turned = torch.cat((axis_angle_to_matrix(root) @ start.rotations[0, :1], axis_angle_to_matrix(aa)))
                return State(turned[None], betas, transl)

            def cost(stage: Stage) -> Tensor:
                state = body()
                points = self.kinematics.pose(state.rotations, betas, transl)
                size = torch.linalg.vector_norm(keypoint_residuals(points.positions, evidence).residual + 1e-8, dim=-1)
                total = (evidence.confidence * geman_mcclure(size, stage.width)).sum() / s.keypoint**2
                whole = torch.cat((from_start[:1], aa))
                total = total + s.limit * self.limits.outside(whole[None]).square().sum() + s.betas * betas.square().sum()
                total = total + stage.prior * s.initial * ((aa - from_start[1:]).square().sum() + root.square().sum())
                if self.prior is not None and s.pose > 0:
                    total = total + stage.prior * s.pose * self.prior.energy(whole)
                return total

            _descend([root, transl], lambda: cost(s.stages[0]), s.stages[0].iterations)
            for stage in s.stages:
                _descend([root, aa, betas, transl], lambda stage=stage: cost(stage), stage.iterations)  # type: ignore[misc]
        with torch.no_grad():
            found = body()
        return State(found.rotations.detach(), betas.detach(), transl.detach())


def _descend(unknowns: list[Tensor], cost: object, iterations: int) -> None:
    """L-BFGS with a line search on one stage; a stage that ends in something not finite is taken back."""
    assert callable(cost)
    before = [x.detach().clone() for x in unknowns]
    optimiser = torch.optim.LBFGS(unknowns, lr=1.0, max_iter=iterations, history_size=20, line_search_fn="strong_wolfe")

    def closure() -> Tensor:
        optimiser.zero_grad()
        loss: Tensor = cost()
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    optimiser.step(closure)  # type: ignore[arg-type]
    if not all(bool(torch.isfinite(x).all()) for x in unknowns):
        with torch.no_grad():
            for x, kept in zip(unknowns, before, strict=True):
                x.copy_(kept)
