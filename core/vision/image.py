"""Reading a photograph: the first stage of the pipeline.

Whatever a person drops on the window ends up here as one plain array, 8-bit RGB, upright. Everything that can be
wrong with an image file becomes one `InputError` sentence, so that later stages never see a doubtful picture.
"""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from core.errors import InputError

MAX_PIXELS = 100_000_000
"""Larger pictures are refused: at 3 bytes a pixel and a few copies they would fill a laptop's memory."""

MIN_SIDE = 16
"""Smaller pictures cannot show a person."""

_BACKGROUND = (225, 227, 230)
"""Colour behind transparent pixels: light grey, on which both fair and dark people stand out."""


def load_image(path: str | Path) -> NDArray[np.uint8]:
    """Read an image file as RGB.

    EXIF orientation is applied, transparency is laid over light grey, 16-bit and floating-point greyscale are
    brought to 8 bits, CMYK is converted, and of an animation the first frame is taken.

    Args:
        path: any format that Pillow reads.

    Returns:
        `[H, W, 3]` uint8, RGB, C-contiguous.

    Raises:
        InputError: no such file, not an image, truncated, empty, smaller than 16 px or over 100 megapixels.
    """
    path = Path(path)
    if not path.exists():
        raise InputError(f"There is no file {path}: check the path.")
    if path.is_dir():
        raise InputError(f"{path} is a folder: give an image file.")
    try:
        if path.stat().st_size == 0:
            raise InputError(f"{path} is empty (0 bytes): copy the photograph again from its source.")
        with warnings.catch_warnings():
            # Pillow warns from 89 megapixels on; the limit below is ours, checked before anything is decoded.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(path) as opened:
                _check_size(path, opened.size)
                opened.seek(0)
                opened.load()
                upright = ImageOps.exif_transpose(opened)
                return _to_rgb(upright)
    except InputError:
        raise
    except (UnidentifiedImageError, Image.DecompressionBombError) as error:
        if isinstance(error, Image.DecompressionBombError):
            raise InputError(
                f"{path} is too large: at most {MAX_PIXELS // 1_000_000} megapixels are read; make it smaller first."
            ) from error
        raise InputError(
            f"{path} is not an image that can be read: give a JPEG, PNG, WebP, TIFF or BMP file."
        ) from error
    except PermissionError as error:
        raise InputError(f"{path} may not be read: check its permissions.") from error
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError, MemoryError) as error:
        # Pillow's decoders raise all of these on truncated or damaged files.
        raise InputError(f"{path} is damaged or cut short: copy the photograph again from its source.") from error


def _check_size(path: Path, size: tuple[int, int]) -> None:
    """Refuse pictures that are too large to hold or too small to show a person."""
    width, height = size
    if width * height > MAX_PIXELS:
        raise InputError(
            f"{path} is too large ({width} x {height}): at most {MAX_PIXELS // 1_000_000} megapixels "
            "are read; make it smaller first."
        )
    if min(width, height) < MIN_SIDE:
        raise InputError(f"{path} is too small ({width} x {height}): at least {MIN_SIDE} pixels a side are needed.")


def _to_rgb(image: Image.Image) -> NDArray[np.uint8]:
    """Bring any Pillow mode to `[H, W, 3]` uint8."""
    if image.mode.startswith("I;16") or image.mode in ("I", "F"):
        grey = np.asarray(image, dtype=np.float64)
        return np.repeat(_scale_to_8_bits(grey, image.mode)[..., None], 3, axis=-1)
    if image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info:
        layered = image.convert("RGBA")
        ground = Image.new("RGBA", layered.size, (*_BACKGROUND, 255))
        image = Image.alpha_composite(ground, layered)
    return np.ascontiguousarray(np.asarray(image.convert("RGB"), dtype=np.uint8))


def _scale_to_8_bits(grey: NDArray[np.float64], mode: str) -> NDArray[np.uint8]:
    """Deep greyscale to 8 bits: integers by their range of 65535, floating point by the brightest value above 1."""
    grey = np.nan_to_num(grey, nan=0.0, posinf=0.0, neginf=0.0)
    peak = float(grey.max(initial=0.0))
    if mode == "F":
        top = 1.0 if peak <= 1.0 else peak
    else:
        top = 255.0 if mode == "I" and peak <= 255.0 else 65535.0
    return np.clip(np.rint(grey / top * 255.0), 0, 255).astype(np.uint8)
