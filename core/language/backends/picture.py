"""The picture that a model is shown: the person cut out of the photograph with some surroundings, no larger than asked for, as a JPEG.

The box is drawn only where another person reaches into the cut-out: elsewhere it would only hide what it frames.
"""

from __future__ import annotations

import io
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from core.errors import InputError
from core.language.backends.subject import Box, Picture, Subject
from core.observation import Keypoint

MARGIN = 0.12
"""Surroundings on each side, as a share of the box's longer side: enough to see what hands and feet touch."""
SMALLEST = 224
"""A smaller cut-out's longer side is brought to this, px: models take smaller pictures for icons."""
OVERLAP = 0.08
"""Share of the cut-out that another person's box covers from which on the person must be marked."""
MARK_COLOUR = (0, 220, 60)
"""Green, as the prompts call it."""
QUALITY = 90


def picture_of(subject: Subject, side: int) -> Picture:
    """The subject's picture, its longer side at most ``side`` px.

    Raises:
        InputError: when there is no photograph, or the box lies outside it.
    """
    from PIL import Image, ImageDraw

    image = subject.image
    if image is None:
        raise InputError(
            "There is no photograph to show to the model; open the photograph or choose the built-in describer."
        )
    box = subject.box or box_of(subject.keypoints)
    x0, y0, x1, y1 = crop_of(image, box)
    crop = Image.fromarray(np.ascontiguousarray(image[y0:y1, x0:x1]))
    scale = min(1.0, side / max(crop.size))
    if max(crop.size) < min(SMALLEST, side):
        scale = min(SMALLEST, side) / max(crop.size)
    marked = box is not None and crowded((x0, y0, x1, y1), subject.others)
    if scale != 1.0:
        size = (max(1, round(crop.width * scale)), max(1, round(crop.height * scale)))
        crop = crop.resize(size, Image.Resampling.LANCZOS)
    if marked and box is not None:
        width = max(2, round(max(crop.size) / 200))
        corners = [(box[0] - x0) * scale, (box[1] - y0) * scale, (box[2] - x0) * scale, (box[3] - y0) * scale]
        ImageDraw.Draw(crop).rectangle([round(v) for v in corners], outline=MARK_COLOUR, width=width)
    file = io.BytesIO()
    crop.save(file, "JPEG", quality=QUALITY)
    return Picture(file.getvalue(), crop.size, marked)


def crop_of(image: NDArray[np.uint8], box: Box | None) -> tuple[int, int, int, int]:
    """The cut-out x0, y0, x1, y1 in whole px: the box with its margin, within the image.

    Raises:
        InputError: when the box lies outside the image.
    """
    height, width = image.shape[:2]
    if box is None:
        return 0, 0, width, height
    margin = MARGIN * max(box[2] - box[0], box[3] - box[1])
    x0, y0 = max(0, int(np.floor(box[0] - margin))), max(0, int(np.floor(box[1] - margin)))
    x1, y1 = min(width, int(np.ceil(box[2] + margin))), min(height, int(np.ceil(box[3] + margin)))
    if x1 - x0 < 2 or y1 - y0 < 2:
        raise InputError(
            f"The person's box lies outside the {width} x {height} photograph; draw the box around the person."
        )
    return x0, y0, x1, y1


def crowded(crop: tuple[int, int, int, int], others: tuple[Box, ...]) -> bool:
    """Whether another person's box covers a good deal of the cut-out."""
    area = (crop[2] - crop[0]) * (crop[3] - crop[1])
    for other in others:
        width = min(crop[2], other[2]) - max(crop[0], other[0])
        height = min(crop[3], other[3]) - max(crop[1], other[1])
        if width > 0 and height > 0 and width * height > OVERLAP * area:
            return True
    return False


def box_of(keypoints: Mapping[str, Keypoint]) -> Box | None:
    """The box around keypoints that are sure enough; None when there are fewer than three."""
    sure = [k for k in keypoints.values() if k.confidence >= 0.3 and k.visibility != "absent"]
    if len(sure) < 3:
        return None
    xs, ys = [k.x for k in sure], [k.y for k in sure]
    return min(xs), min(ys), max(xs), max(ys)
