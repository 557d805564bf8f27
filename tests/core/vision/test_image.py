"""Reading photographs: every orientation and colour mode arrives as upright 8-bit RGB; every bad file is one clear sentence."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.errors import InputError
from core.vision.image import load_image


def quadrants(width: int = 60, height: int = 40) -> np.ndarray:
    """Red top left, green top right, blue bottom left, white bottom right."""
    picture = np.zeros((height, width, 3), np.uint8)
    picture[: height // 2, : width // 2] = 250, 0, 0
    picture[: height // 2, width // 2 :] = 0, 250, 0
    picture[height // 2 :, : width // 2] = 0, 0, 250
    picture[height // 2 :, width // 2 :] = 250, 250, 250
    return picture


def test_a_sample_photograph_is_read_as_rgb(samples: Path) -> None:
    image = load_image(samples / "anna-3.jpg")
    assert image.shape == (896, 578, 3) and image.dtype == np.uint8
    red, _, blue = image[300:400, 260:320].reshape(-1, 3).mean(0)  # her jumper is pink
    assert red > blue


@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_orientation_is_applied(tmp_path: Path, orientation: int) -> None:
    undo = {1: [], 2: [Image.Transpose.FLIP_LEFT_RIGHT], 3: [Image.Transpose.ROTATE_180], 4: [Image.Transpose.FLIP_TOP_BOTTOM],
            5: [Image.Transpose.TRANSPOSE], 6: [Image.Transpose.ROTATE_90], 7: [Image.Transpose.TRANSVERSE],
            8: [Image.Transpose.ROTATE_270]}  # fmt: skip
    stored = Image.fromarray(quadrants())
    for step in undo[orientation]:
        stored = stored.transpose(step)
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored.save(tmp_path / "turned.png", exif=exif)
    assert np.array_equal(load_image(tmp_path / "turned.png"), quadrants())


def test_transparent_pixels_become_light_grey(tmp_path: Path) -> None:
    layered = np.dstack([quadrants(), np.full((40, 60), 255, np.uint8)])
    layered[:, 30:, 3] = 0
    Image.fromarray(layered).save(tmp_path / "alpha.png")
    image = load_image(tmp_path / "alpha.png")
    assert image.shape == (40, 60, 3)
    assert np.array_equal(image[0, 0], [250, 0, 0])
    assert np.all(image[0, 50] > 200)


def test_transparency_of_a_palette_is_seen(tmp_path: Path) -> None:
    indexed = Image.fromarray(quadrants()).quantize(4)
    hidden = indexed.getpixel((0, 0))
    indexed.save(tmp_path / "palette.png", transparency=hidden)
    image = load_image(tmp_path / "palette.png")
    assert np.all(image[0, 0] > 200)
    assert np.abs(image[0, 50].astype(int) - [0, 250, 0]).max() < 10


@pytest.mark.parametrize("mode", ["L", "1", "P", "CMYK", "YCbCr"])
def test_every_colour_mode_becomes_rgb(tmp_path: Path, mode: str) -> None:
    Image.fromarray(quadrants()).convert(mode).save(tmp_path / "any.tif")
    image = load_image(tmp_path / "any.tif")
    assert image.shape == (40, 60, 3) and image.dtype == np.uint8
    assert image[35, 55].min() > 200  # white stays white


def test_sixteen_bit_greyscale_keeps_its_tones(tmp_path: Path) -> None:
    ramp = np.tile(np.linspace(0, 65535, 60).astype(np.uint16), (40, 1))
    Image.fromarray(ramp).save(tmp_path / "deep.png")
    image = load_image(tmp_path / "deep.png")
    assert image[0, 0, 0] == 0 and image[0, -1, 0] == 255 and abs(int(image[0, 30, 0]) - 130) < 4


def test_the_first_frame_of_an_animation_is_taken(tmp_path: Path) -> None:
    frames = [Image.fromarray(np.full((40, 60, 3), tone, np.uint8)) for tone in (40, 200)]
    frames[0].save(tmp_path / "moving.gif", save_all=True, append_images=frames[1:])
    assert load_image(tmp_path / "moving.gif").mean() < 60


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no file"):
        load_image(tmp_path / "nowhere.jpg")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="folder"):
        load_image(tmp_path)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.jpg").touch()
    with pytest.raises(InputError, match="0 bytes"):
        load_image(tmp_path / "empty.jpg")


def test_text_called_jpg_is_refused(tmp_path: Path) -> None:
    (tmp_path / "note.jpg").write_text("this is no photograph " * 50)
    with pytest.raises(InputError, match="not an image"):
        load_image(tmp_path / "note.jpg")


@pytest.mark.parametrize("share", [0.02, 0.3, 0.9])
def test_a_photograph_cut_short_is_refused(tmp_path: Path, samples: Path, share: float) -> None:
    content = (samples / "anna-3.jpg").read_bytes()
    (tmp_path / "cut.jpg").write_bytes(content[: int(len(content) * share)])
    with pytest.raises(InputError, match="cut.jpg"):
        load_image(tmp_path / "cut.jpg")


def test_a_png_with_damaged_data_is_refused(tmp_path: Path) -> None:
    Image.fromarray(np.random.default_rng(0).integers(0, 255, (200, 200, 3), dtype=np.uint8)).save(tmp_path / "bad.png")
    content = bytearray((tmp_path / "bad.png").read_bytes())
    content[3000:3400] = bytes(400)
    (tmp_path / "bad.png").write_bytes(bytes(content))
    with pytest.raises(InputError, match="bad.png"):
        load_image(tmp_path / "bad.png")


def test_a_picture_of_over_a_hundred_megapixels_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    Image.new("1", (20_000, 9_000)).save(tmp_path / "huge.png")
    with pytest.raises(InputError, match="too large"):
        load_image(tmp_path / "huge.png")


def test_a_picture_of_a_few_pixels_is_refused(tmp_path: Path) -> None:
    Image.new("RGB", (3, 300)).save(tmp_path / "thin.png")
    with pytest.raises(InputError, match="too small"):
        load_image(tmp_path / "thin.png")
