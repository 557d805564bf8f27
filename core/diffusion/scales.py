"""How the terms of the objective compare, and the robust kernel that lets go of what contradicts the rest.

The kernel is Geman and McClure's, ``rho(r)^2 = r^2 c^2 / (c^2 + r^2)``, applied by reweighting; ``c`` is its width.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from torch import Tensor

MOST = 4.0
"""The weight at which a slider ends."""
FIRMEST = 1e5
"""No reference holds a joint with a greater precision (rad^-2): beyond it float32 no longer tells the other terms."""


@dataclass(frozen=True)
class Scales:
    """How much a violation of each kind counts (standard deviations) and where its kernel lets go (widths). Measured on validation clips; those for the
    detector's own bodies and keypoints on rendered people."""

    keypoint: float = 0.02  # m at the body's depth
    keypoint_detected: float = 0.028  # from the built-in detector, as it errs on rendered people; those that a person placed count as above
    keypoint_width: float = 0.08
    text: float = 0.06  # m, statements about what keypoints see: there words decide what the picture leaves open
    text_detected: float = 0.02  # m, the same beside the built-in detector, whose word on depth is worth less than a person's
    text_unseen: float = 0.06  # m, about what keypoints do not show
    text_alone: float = 0.04  # m, with no keypoints at all: words are all there is
    text_insisted: float = 0.015  # m, on which a person insists
    text_width: float = 0.15  # a statement about what is seen is let go when it contradicts it by more
    text_width_unseen: float = 0.9
    text_width_alone: float = 3.0  # with no keypoints at all
    text_width_insisted: float = 3.0
    latent: float = 0.5
    initial: float = 1.0  # rad, each joint
    initial_detected: float = 0.2  # where it was regressed from a detector's landmarks, and knows more than the keypoints say
    initial_width: float = 0.5
    initial_alone: float = 0.6  # with no keypoints
    initial_most: float = 0.0025  # m, by which a turn moves what hangs on a joint, where the slider ends: the body is the initial one by then
    held: float = 0.08  # rad, each joint of which neither keypoints nor words tell
    held_width: float = 0.35  # what words cannot do without moves all the same
    prior: float = 0.1  # rad, each joint whose end is seen: how far the network is usually off
    prior_detected: float = 0.07  # beside the built-in detector, whose mistakes the network has learned
    prior_unseen: float = 0.5  # rad, each joint of which no keypoint tells: words may move it
    prior_trunk: float = 0.2  # rad, the same for pelvis and spine: a hand is reached for with the arm first
    prior_alone: float = 0.5  # with no keypoints, limbs and the way the body is turned
    prior_betas: float = 0.3
    initial_betas: float = 0.7
    initial_betas_most: float = 0.05  # where the slider ends
    most_betas: float = 3.0  # standard deviations of people's shapes: hardly anybody lies outside
    beyond_betas: float = 0.05  # outside that
    limit: float = 0.1  # rad outside the joint's range
    anatomy: float = 0.06  # rad outside what a limb does, with no keypoints at all
    collision: float = 0.02  # m that two limbs lie in one another, beyond contact
    initial_transl: float = 1.0  # m
    most_turn: float = 0.7  # rad a step and joint
    damping: float = 0.01  # of the Hessian's diagonal, at first
    enough: float = 1e-3  # a step that lowers the objective by a smaller share ends the iterations
    widest: float = 12.0  # kernels start this many times wider


def held_to_initial(weight: float, sigma: Tensor, most: Tensor | float) -> Tensor:
    """The precision of a term whose standard deviation is ``sigma`` at weight 1 and ``most`` where the slider ends.

    Up to 1 the precision is the weight's share. From there the standard deviation falls as a power of the weight, so that equal turns of the slider
    hold the body equally more firmly; at ``MOST`` it outweighs whatever else speaks.
    """
    if weight <= 1.0:
        return weight * sigma**-2
    share = math.log(weight) / math.log(MOST)
    return (sigma ** (1.0 - share) * most**share).clamp(min=FIRMEST**-0.5) ** -2


def geman_mcclure(residual: Tensor, width: Tensor | float) -> Tensor:
    """The kernel rho(r)^2 = r^2 c^2 / (c^2 + r^2): the square near zero, levelling out at c^2."""
    square, wide = residual * residual, width * width
    return square * wide / (wide + square)


def reweighting(residual: Tensor, width: Tensor | float) -> Tensor:
    """Weight that makes least squares follow the Geman-McClure kernel: 1 at zero, falling to 0 far outside ``width``."""
    wide = width * width
    return (wide / (wide + residual * residual)) ** 2


def robust(residual: Tensor, width: Tensor | float) -> tuple[Tensor, Tensor]:
    """Both at once: the kernel's cost and its weight."""
    square, wide = residual * residual, width * width
    share = wide / (wide + square)
    return square * share, share * share
